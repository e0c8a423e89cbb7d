//! What two desks changed differently, and what the public log raised.

use std::collections::BTreeMap;

use model::OpId;
use model::public_log::AlarmView;
use model::sharing::{ConflictChoice, ConflictView, WaitingRecord};
use serde::Serialize;

use super::Answer;
use super::call::{Nothing, call, call_hearing};

/// What waits for a decision.
pub async fn conflicts() -> Answer<Vec<ConflictView>> {
    call("conflicts", &Nothing {}).await
}

/// Decides; true where nothing of it is left to decide.
pub async fn decide_conflict(
    number: i64,
    whole: Option<ConflictChoice>,
    fields: BTreeMap<String, ConflictChoice>,
) -> Answer<bool> {
    #[derive(Serialize)]
    struct Arguments {
        number: i64,
        whole: Option<ConflictChoice>,
        fields: BTreeMap<String, ConflictChoice>,
    }
    call(
        "decide_conflict",
        &Arguments {
            number,
            whole,
            fields,
        },
    )
    .await
}

/// How many changes wait to be told, and what was refused or cannot be taken in.
pub async fn waiting_records() -> Answer<(u32, Vec<WaitingRecord>)> {
    call("waiting_records", &Nothing {}).await
}

/// Gives a refused change up.
pub async fn give_up_change(op: OpId) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        op: OpId,
    }
    call("give_up_change", &Arguments { op }).await
}

/// Alarms that nobody has confirmed yet.
pub async fn alarms() -> Answer<Vec<AlarmView>> {
    call("alarms", &Nothing {}).await
}

/// Whoever works here has seen it.
pub async fn confirm_alarm(number: u64, note: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        number: u64,
        note: String,
    }
    call("confirm_alarm", &Arguments { number, note }).await
}

/// Watches the public log anew, for a reason.
pub async fn watch_log_anew(reason: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        reason: String,
    }
    call("watch_log_anew", &Arguments { reason }).await
}

/// Believes the policy of the public log that an alarm shows.
pub async fn accept_log_policy(policy: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        policy: String,
    }
    call("accept_log_policy", &Arguments { policy }).await
}

/// Signs the person in at the platform in their own browser; `on_address` hears where, `done` is what the browser shows
/// at the end. Their name, and until when.
pub async fn sign_in(done: String, on_address: Box<dyn Fn(String)>) -> Answer<(String, jiff::Timestamp)> {
    #[derive(Serialize)]
    struct Arguments {
        done: String,
    }
    call_hearing("sign_in", &Arguments { done }, "address", on_address).await
}

/// Nobody is signed in any more.
pub async fn sign_out() -> Answer<()> {
    call("sign_out", &Nothing {}).await
}
