//! One passage for every call whose arguments and answer are plain data: the shell's command of that name, or in an
//! ordinary browser what a real desk once answered to it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::browser::recorded;
use super::{Answer, OnProgress, shell};

/// Arguments of a command that has none.
#[derive(Serialize)]
pub struct Nothing {}

/// Calls a command. The fields of `arguments` carry the names of the command's parameters.
pub async fn call<T: DeserializeOwned>(command: &'static str, arguments: &impl Serialize) -> Answer<T> {
    if shell::present() {
        shell::invoke(command, arguments).await
    } else {
        recorded::answer(command, plain(arguments)).await
    }
}

/// As [`call`], for a command that takes a channel `progress`.
pub async fn call_with_progress<T: DeserializeOwned>(
    command: &'static str,
    arguments: &impl Serialize,
    progress: OnProgress,
) -> Answer<T> {
    let mut arguments = plain(arguments);
    if !shell::present() {
        return recorded::answer(command, arguments).await;
    }
    let channel = shell::Channel::new(progress)?;
    if let Value::Object(fields) = &mut arguments {
        fields.insert("progress".to_owned(), Value::String(channel.name()));
    }
    shell::invoke(command, arguments).await
}

/// As [`call_with_progress`], for a command that takes a channel `outcomes` as well, of which every message counts.
pub async fn call_with_outcomes<T: DeserializeOwned, O: DeserializeOwned + 'static>(
    command: &'static str,
    arguments: &impl Serialize,
    on_outcome: Box<dyn Fn(O)>,
    progress: OnProgress,
) -> Answer<T> {
    let mut arguments = plain(arguments);
    if !shell::present() {
        return recorded::answer(command, arguments).await;
    }
    let (outcomes, channel) = (shell::Channel::whole(on_outcome)?, shell::Channel::new(progress)?);
    if let Value::Object(fields) = &mut arguments {
        fields.insert("outcomes".to_owned(), Value::String(outcomes.name()));
        fields.insert("progress".to_owned(), Value::String(channel.name()));
    }
    shell::invoke(command, arguments).await
}

fn plain(arguments: &impl Serialize) -> Value {
    serde_json::to_value(arguments).unwrap_or_default()
}
