//! Circuits, delegations, and what waits for whom.

use model::circuit::NewStep;
use model::delegation::NewDelegation;
use model::procedure::StepRule;
use model::window::CircuitAct;
use model::work::{CircuitView, DelegationView, InboxView, NewTask, NoteView, TaskView};
use model::{CircuitId, DelegationId, DocumentId, DossierId, NoteId, Sha256, TaskId};
use serde::{Deserialize, Serialize};

use super::Answer;
use super::call::{Nothing, call};

/// A circuit to be started.
#[derive(Clone, Debug, Serialize)]
pub struct NewCircuit {
    pub document: DocumentId,
    /// SHA-256 of the version that was seen.
    pub seen: Sha256,
    /// Key of the rule in the dossier's procedure.
    pub rule: Option<String>,
    pub name: Option<String>,
    /// Put together by hand; empty: those of the rule.
    pub steps: Vec<NewStep>,
}

/// A circuit that a document can be sent round.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CircuitRuleView {
    pub key: String,
    pub name: String,
    /// It is meant for this document.
    pub fits: bool,
    pub steps: Vec<StepRule>,
}

#[derive(Serialize)]
struct OfDocument {
    document: DocumentId,
}

#[derive(Serialize)]
struct OfDossier {
    dossier: DossierId,
}

/// What waits.
pub async fn inbox() -> Answer<InboxView> {
    call("inbox", &Nothing {}).await
}

/// The circuits of a document.
pub async fn circuits_of_document(document: DocumentId) -> Answer<Vec<CircuitView>> {
    call("circuits_of_document", &OfDocument { document }).await
}

/// The circuits that a document can be sent round.
pub async fn circuit_rules(document: DocumentId) -> Answer<Vec<CircuitRuleView>> {
    call("circuit_rules", &OfDocument { document }).await
}

/// Sends a document round.
pub async fn start_circuit(new: NewCircuit) -> Answer<CircuitView> {
    #[derive(Serialize)]
    struct Arguments {
        new: NewCircuit,
    }
    call("start_circuit", &Arguments { new }).await
}

/// Does something to a circuit; `seen` is the version that stood before the person's eyes.
pub async fn act(circuit: CircuitId, seen: Sha256, act: CircuitAct) -> Answer<CircuitView> {
    #[derive(Serialize)]
    struct Arguments {
        circuit: CircuitId,
        seen: Sha256,
        act: CircuitAct,
    }
    call("act_on_circuit", &Arguments { circuit, seen, act }).await
}

/// The tasks of a dossier.
pub async fn tasks_of_dossier(dossier: DossierId) -> Answer<Vec<TaskView>> {
    call("tasks_of_dossier", &OfDossier { dossier }).await
}

/// Gives a task.
pub async fn add_task(new: NewTask) -> Answer<TaskView> {
    #[derive(Serialize)]
    struct Arguments {
        new: NewTask,
    }
    call("add_task", &Arguments { new }).await
}

/// Done, or not done after all.
pub async fn set_task_done(task: TaskId, done: bool) -> Answer<TaskView> {
    #[derive(Serialize)]
    struct Arguments {
        task: TaskId,
        done: bool,
    }
    call("set_task_done", &Arguments { task, done }).await
}

/// The notes of a dossier.
pub async fn notes_of_dossier(dossier: DossierId) -> Answer<Vec<NoteView>> {
    call("notes_of_dossier", &OfDossier { dossier }).await
}

/// Writes a note.
pub async fn add_note(dossier: DossierId, text: String) -> Answer<NoteView> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
        text: String,
    }
    call("add_note", &Arguments { dossier, text }).await
}

/// Another wording of a note.
pub async fn edit_note(note: NoteId, text: String) -> Answer<NoteView> {
    #[derive(Serialize)]
    struct Arguments {
        note: NoteId,
        text: String,
    }
    call("edit_note", &Arguments { note, text }).await
}

/// A note that mentions whoever works here was seen.
pub async fn mention_seen(note: NoteId) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        note: NoteId,
    }
    call("mention_seen", &Arguments { note }).await
}

/// Delegations, past ones too.
pub async fn delegations() -> Answer<Vec<DelegationView>> {
    call("delegations", &Nothing {}).await
}

/// Makes a delegation.
pub async fn delegate(new: NewDelegation) -> Answer<DelegationView> {
    #[derive(Serialize)]
    struct Arguments {
        new: NewDelegation,
    }
    call("delegate", &Arguments { new }).await
}

/// Ends one.
pub async fn revoke_delegation(delegation: DelegationId, reason: String) -> Answer<DelegationView> {
    #[derive(Serialize)]
    struct Arguments {
        delegation: DelegationId,
        reason: String,
    }
    call("revoke_delegation", &Arguments { delegation, reason }).await
}
