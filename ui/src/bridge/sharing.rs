//! What two desks changed differently, and what the public log raised.

use std::collections::BTreeMap;

use model::public_log::AlarmView;
use model::sharing::{ConflictChoice, ConflictView};
use serde::Serialize;

use super::Answer;
use super::call::{Nothing, call};

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
