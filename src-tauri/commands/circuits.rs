//! Circuits, delegations, and what waits for whom.

use ::desk::{Desk, NewCircuit};
use model::circuit::Command;
use model::delegation::NewDelegation;
use model::window::CircuitAct;
use model::work::{CircuitView, DelegationView, InboxView, NewTask, NoteView, TaskView};
use model::{CircuitId, DelegationId, DocumentId, DossierId, NoteId, Sha256, TaskId};
use tauri::State;

use crate::shell::{Answer, Shell};

/// How many rows of each kind the inbox shows; the counts tell of all.
const ROWS: u32 = 500;

/// What waits.
#[tauri::command]
pub async fn inbox(shell: State<'_, Shell>) -> Answer<InboxView> {
    shell.call(|desk| desk.inbox(ROWS)).await
}

/// The circuits of a document.
#[tauri::command]
pub async fn circuits_of_document(document: DocumentId, shell: State<'_, Shell>) -> Answer<Vec<CircuitView>> {
    shell.call(move |desk| desk.circuits_of_document(document)).await
}

/// The circuits that a document can be sent round.
#[tauri::command]
pub async fn circuit_rules(
    document: DocumentId,
    shell: State<'_, Shell>,
) -> Answer<Vec<::desk::CircuitRuleView>> {
    shell.call(move |desk| desk.circuit_rules(document)).await
}

/// Sends a document round.
#[tauri::command]
pub async fn start_circuit(new: NewCircuit, shell: State<'_, Shell>) -> Answer<CircuitView> {
    shell.call(move |desk| desk.start_circuit(&new)).await
}

/// Does something to a circuit; `seen` is the version that the person had before their eyes.
#[tauri::command]
pub async fn act_on_circuit(
    circuit: CircuitId,
    seen: Sha256,
    act: CircuitAct,
    shell: State<'_, Shell>,
) -> Answer<CircuitView> {
    let command = command(act, seen);
    shell
        .call(move |desk| desk.act_on_circuit(circuit, &command))
        .await
}

fn command(act: CircuitAct, seen: Sha256) -> Command {
    match act {
        CircuitAct::Approve { step, text } => Command::Approve { step, seen, text },
        CircuitAct::Dispatch { step, dispatch } => Command::Dispatch { step, seen, dispatch },
        CircuitAct::Refuse { step, reason } => Command::Refuse { step, seen, reason },
        CircuitAct::SendBack { step, stage, reason } => Command::SendBack {
            step,
            seen,
            stage,
            reason,
        },
        CircuitAct::Substitute { step, to, reason } => Command::Substitute {
            step,
            seen,
            to,
            reason,
        },
        CircuitAct::Skip { step, reason } => Command::Skip { step, seen, reason },
        CircuitAct::Withdraw { reason } => Command::Withdraw { seen, reason },
        CircuitAct::Cancel { reason } => Command::Cancel { seen, reason },
        CircuitAct::Restart => Command::Restart { seen },
    }
}

/// The tasks of a dossier.
#[tauri::command]
pub async fn tasks_of_dossier(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Vec<TaskView>> {
    shell.call(move |desk| desk.tasks_of_dossier(dossier)).await
}

/// Gives a task.
#[tauri::command]
pub async fn add_task(new: NewTask, shell: State<'_, Shell>) -> Answer<TaskView> {
    shell.call(move |desk| desk.add_task(&new)).await
}

/// Done, or not done after all.
#[tauri::command]
pub async fn set_task_done(task: TaskId, done: bool, shell: State<'_, Shell>) -> Answer<TaskView> {
    shell.call(move |desk| desk.set_task_done(task, done)).await
}

/// The notes of a dossier.
#[tauri::command]
pub async fn notes_of_dossier(dossier: DossierId, shell: State<'_, Shell>) -> Answer<Vec<NoteView>> {
    shell.call(move |desk| desk.notes_of_dossier(dossier)).await
}

/// Writes a note.
#[tauri::command]
pub async fn add_note(dossier: DossierId, text: String, shell: State<'_, Shell>) -> Answer<NoteView> {
    shell.call(move |desk| desk.add_note(dossier, &text)).await
}

/// Another wording of a note; the one before is kept.
#[tauri::command]
pub async fn edit_note(note: NoteId, text: String, shell: State<'_, Shell>) -> Answer<NoteView> {
    shell.call(move |desk| desk.edit_note(note, &text)).await
}

/// A note that mentions whoever works here was seen.
#[tauri::command]
pub async fn mention_seen(note: NoteId, shell: State<'_, Shell>) -> Answer<()> {
    shell.call(move |desk| desk.mention_seen(note)).await
}

/// Delegations, past ones too.
#[tauri::command]
pub async fn delegations(shell: State<'_, Shell>) -> Answer<Vec<DelegationView>> {
    shell.call(|desk: &Desk| desk.delegations(true)).await
}

/// Makes a delegation.
#[tauri::command]
pub async fn delegate(new: NewDelegation, shell: State<'_, Shell>) -> Answer<DelegationView> {
    shell.call(move |desk| desk.delegate(&new)).await
}

/// Ends one.
#[tauri::command]
pub async fn revoke_delegation(
    delegation: DelegationId,
    reason: String,
    shell: State<'_, Shell>,
) -> Answer<DelegationView> {
    shell
        .call(move |desk| desk.revoke_delegation(delegation, &reason))
        .await
}
