//! Doing something at the desk from a page: one call at a time, its refusal kept for the page, its success said.

use std::future::Future;
use std::pin::Pin;

use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::bridge::Answer;
use crate::session::{Act, Notice, SessionHandle, use_session};
use crate::undo::Said;

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
        self.go(Box::pin(async move { Ok(done(call.await?).map(Notice::good)) }));
    }

    /// As [`Action::run`], for a change that can be taken back: the sentence comes with the way back.
    pub fn run_undoable<T: 'static>(
        &self,
        call: impl Future<Output = Answer<T>> + 'static,
        done: impl FnOnce(T) -> Option<Said> + 'static,
    ) {
        self.go(Box::pin(async move {
            Ok(done(call.await?).map(|said| Notice {
                undo: Some(said.undo),
                ..Notice::good(said.text)
            }))
        }));
    }

    /// Compiled once for every call of every page, which keeps the front end small.
    fn go(&self, call: Pin<Box<dyn Future<Output = Answer<Option<Notice>>>>>) {
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
                Ok(notice) => {
                    problem.set(None);
                    if let Some(notice) = notice {
                        if notice.undo.is_none() {
                            session.dispatch(Act::Settled);
                        }
                        session.dispatch(Act::Say(notice));
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
