//! Loading from the desk: what was shown stays until the new answer is there, and only the newest answer counts.

use std::future::Future;

use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::bridge::Answer;
use crate::session::{Act, SessionHandle, use_session};

/// What a page has of its data.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded<T> {
    /// Nothing yet.
    Waiting,
    /// The data.
    Ready(T),
    /// The desk refused.
    Failed(Explanation),
}

impl<T> Loaded<T> {
    /// The data, if there.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Loaded::Ready(value) => Some(value),
            _ => None,
        }
    }
}

/// What an answer shows; a locked desk shows the lock.
fn loaded<T>(answer: Answer<T>, session: &SessionHandle) -> Option<Loaded<T>> {
    match answer {
        Ok(value) => Some(Loaded::Ready(value)),
        Err(explanation) if explanation.code == "desk-locked" => {
            session.dispatch(Act::Lock);
            None
        }
        Err(explanation) => Some(Loaded::Failed(explanation)),
    }
}

/// Loads when `dependencies` change and after every change at the desk.
#[hook]
pub fn use_loaded<T, D, F, W>(dependencies: D, load: F) -> UseStateHandle<Loaded<T>>
where
    T: 'static,
    D: PartialEq + 'static,
    F: Fn(&D) -> W + 'static,
    W: Future<Output = Answer<T>> + 'static,
{
    let session = use_session();
    let state = use_state(|| Loaded::Waiting);
    let turn = use_mut_ref(|| 0_u32);
    let revision = session.revision;
    {
        let state = state.clone();
        use_effect_with((dependencies, revision), move |(dependencies, _)| {
            *turn.borrow_mut() += 1;
            let mine = *turn.borrow();
            let answer = load(dependencies);
            spawn_local(async move {
                let answer = answer.await;
                if *turn.borrow() == mine
                    && let Some(loaded) = loaded(answer, &session)
                {
                    state.set(loaded);
                }
            });
        });
    }
    state
}
