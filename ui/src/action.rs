//! Doing something at the desk from a page: one call at a time, its refusal kept for the page, its success said.

use std::future::Future;

use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::bridge::Answer;
use crate::session::{Act, Notice, SessionHandle, use_session};

/// A call of a page: whether it runs, and why the last one was refused.
#[derive(Clone, PartialEq)]
pub struct Action {
    session: SessionHandle,
    /// It runs.
    pub busy: UseStateHandle<bool>,
    /// Why the last one was refused.
    pub problem: UseStateHandle<Option<Explanation>>,
}

/// The calls of a page.
#[hook]
pub fn use_action() -> Action {
    Action {
        session: use_session(),
        busy: use_state(|| false),
        problem: use_state(|| None),
    }
}

impl Action {
    /// Runs a call unless one runs already. When it succeeded, `done` says so in a sentence (`None`: nothing to say) and
    /// every page loads anew; a refusal stays in [`Action::problem`] for the page to show.
    pub fn run<T: 'static>(
        &self,
        call: impl Future<Output = Answer<T>> + 'static,
        done: impl FnOnce(T) -> Option<String> + 'static,
    ) {
        if *self.busy {
            return;
        }
        self.busy.set(true);
        let Action {
            session,
            busy,
            problem,
        } = self.clone();
        spawn_local(async move {
            let answer = call.await;
            busy.set(false);
            match answer {
                Ok(value) => {
                    problem.set(None);
                    if let Some(text) = done(value) {
                        session.dispatch(Act::Say(Notice::good(text)));
                    }
                    session.dispatch(Act::Changed);
                }
                Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                Err(explanation) => problem.set(Some(explanation)),
            }
        });
    }

    /// Forgets the last refusal, when a dialogue is opened anew.
    pub fn forget(&self) {
        self.problem.set(None);
    }
}
