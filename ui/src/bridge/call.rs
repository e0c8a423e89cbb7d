//! One passage for every call whose arguments and answer are plain data: the shell's command of that name, or in an
//! ordinary browser what a real desk once answered to it.
//!
//! What is the same for every kind of answer stands in [`pass`], which is compiled once: the program is a tenth smaller by
//! it than with one passage for each kind.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Answer, OnProgress, shell};

/// Arguments of a command that has none.
#[derive(Serialize)]
pub struct Nothing {}

/// An answer on its way.
pub type Passing<T> = Pin<Box<dyn Future<Output = Answer<T>>>>;

/// Passes a command and brings its answer as JSON text.
fn pass(command: &'static str, arguments: Value) -> Passing<String> {
    #[cfg(feature = "stand-in")]
    {
        if !shell::present() {
            return Box::pin(super::browser::recorded::answer(command, arguments));
        }
    }
    shell::pass(command, arguments)
}

/// An answer of which only the reading is left to do.
pub struct Reading<T> {
    passed: Passing<String>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Reading<T> {
    /// Reads what is passed.
    pub fn of(passed: Passing<String>) -> Self {
        Self {
            passed,
            kind: PhantomData,
        }
    }
}

impl<T: DeserializeOwned> Future for Reading<T> {
    type Output = Answer<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer<T>> {
        self.passed
            .as_mut()
            .poll(context)
            .map(|answer| answer.and_then(|text| shell::read(&text)))
    }
}

/// Calls a command. The fields of `arguments` carry the names of the command's parameters.
pub fn call<T: DeserializeOwned>(command: &'static str, arguments: &impl Serialize) -> Reading<T> {
    Reading::of(pass(command, plain(arguments)))
}

/// As [`call`], for a command that takes a channel `progress`.
pub async fn call_with_progress<T: DeserializeOwned>(
    command: &'static str,
    arguments: &impl Serialize,
    progress: OnProgress,
) -> Answer<T> {
    let mut arguments = plain(arguments);
    let _channel = open(&mut arguments, "progress", || shell::Channel::new(progress))?;
    shell::read(&pass(command, arguments).await?)
}

/// As [`call_with_progress`], for a command that takes a channel `outcomes` as well, of which every message counts.
pub async fn call_with_outcomes<T: DeserializeOwned, O: DeserializeOwned + 'static>(
    command: &'static str,
    arguments: &impl Serialize,
    on_outcome: Box<dyn Fn(O)>,
    progress: OnProgress,
) -> Answer<T> {
    let mut arguments = plain(arguments);
    let _outcomes = open(&mut arguments, "outcomes", || shell::Channel::whole(on_outcome))?;
    let _progress = open(&mut arguments, "progress", || shell::Channel::new(progress))?;
    shell::read(&pass(command, arguments).await?)
}

/// As [`call`], for a command that takes one channel of its own, of which every message counts.
pub async fn call_hearing<T: DeserializeOwned, O: DeserializeOwned + 'static>(
    command: &'static str,
    arguments: &impl Serialize,
    channel: &str,
    on_message: Box<dyn Fn(O)>,
) -> Answer<T> {
    let mut arguments = plain(arguments);
    let _hearing = open(&mut arguments, channel, || shell::Channel::whole(on_message))?;
    shell::read(&pass(command, arguments).await?)
}

/// Opens a channel and names it among the arguments; an ordinary browser has none.
fn open(
    arguments: &mut Value,
    name: &str,
    channel: impl FnOnce() -> Answer<shell::Channel>,
) -> Answer<Option<shell::Channel>> {
    if !shell::present() {
        return Ok(None);
    }
    let channel = channel()?;
    if let Value::Object(fields) = arguments {
        fields.insert(name.to_owned(), Value::String(channel.name()));
    }
    Ok(Some(channel))
}

fn plain(arguments: &impl Serialize) -> Value {
    serde_json::to_value(arguments).unwrap_or_default()
}
