//! What two desks changed differently, and what the public log raised.

use std::collections::BTreeMap;

use ::desk::Desk;
use model::OpId;
use model::public_log::AlarmView;
use model::sharing::{ConflictChoice, ConflictView, WaitingRecord};
use tauri::State;

use crate::shell::{Answer, Shell};

/// What waits for a decision.
#[tauri::command]
pub async fn conflicts(shell: State<'_, Shell>) -> Answer<Vec<ConflictView>> {
    shell.call(Desk::conflicts).await
}

/// Decides a conflict; true where nothing of it is left to decide.
#[tauri::command]
pub async fn decide_conflict(
    number: i64,
    whole: Option<ConflictChoice>,
    fields: BTreeMap<String, ConflictChoice>,
    shell: State<'_, Shell>,
) -> Answer<bool> {
    shell
        .call(move |desk| desk.decide_conflict(number, whole, &fields))
        .await
}

/// How many changes wait to be told, and what was refused or cannot be taken in.
#[tauri::command]
pub async fn waiting_records(shell: State<'_, Shell>) -> Answer<(u32, Vec<WaitingRecord>)> {
    shell.call(Desk::waiting_records).await
}

/// Gives a refused change up.
#[tauri::command]
pub async fn give_up_change(op: OpId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.give_up_change(op)).await
}

/// Alarms that nobody has confirmed yet.
#[tauri::command]
pub async fn alarms(shell: State<'_, Shell>) -> Answer<Vec<AlarmView>> {
    shell.call(|desk| desk.alarms(false)).await
}

/// Whoever works here has seen an alarm.
#[tauri::command]
pub async fn confirm_alarm(number: u64, note: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.confirm_alarm(number, &note)).await
}

/// Watches the public log anew from its next checkpoint on, for a reason.
#[tauri::command]
pub async fn watch_log_anew(reason: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.watch_log_anew(&reason)).await
}

/// Believes the policy of the public log that an alarm shows, after a person has compared it.
#[tauri::command]
pub async fn accept_log_policy(policy: String, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.accept_log_policy(&policy)).await
}
