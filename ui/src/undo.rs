//! Taking back the last change: a call of the inverse use case, kept until something else is changed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use yew::platform::spawn_local;

use crate::bridge::Answer;
use crate::session::{Act, Notice, SessionHandle, report};
use crate::words::Words;

type Back = dyn Fn() -> Pin<Box<dyn Future<Output = Answer<()>>>>;

/// How a change is taken back.
#[derive(Clone)]
pub struct Undo(Rc<Back>);

impl Undo {
    /// By this call.
    pub fn by<T: 'static, W>(back: impl Fn() -> W + 'static) -> Self
    where
        W: Future<Output = Answer<T>> + 'static,
    {
        Self(Rc::new(move || {
            let answer = back();
            Box::pin(async move { answer.await.map(|_| ()) })
        }))
    }
}

impl PartialEq for Undo {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Undo {}

impl fmt::Debug for Undo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Undo")
    }
}

/// What is said of a change, and how it is taken back.
pub struct Said {
    /// The sentence.
    pub text: String,
    /// The way back.
    pub undo: Undo,
}

/// A change that can be taken back, with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was said.
    pub text: String,
    /// The way back.
    pub undo: Undo,
}

/// Takes the last change back; false where there is none.
pub fn undo_last(session: &SessionHandle, words: &Words) -> bool {
    let Some(step) = session.undos.last().cloned() else {
        return false;
    };
    // Gone at once: a second key press takes back the change before, and never the same one twice.
    session.dispatch(Act::Undoing(step.undo.clone()));
    let (session, said) = (session.clone(), words.with("undone", &[("what", step.text)]));
    spawn_local(async move {
        match (step.undo.0)().await {
            Ok(()) => {
                session.dispatch(Act::Say(Notice::good(said)));
                session.dispatch(Act::Changed);
            }
            Err(explanation) => {
                session.dispatch(Act::Changed);
                report(&session, explanation);
            }
        }
    });
    true
}
