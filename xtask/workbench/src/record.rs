//! Records what a real demonstration desk answers, for the front end in an ordinary browser: one file for each command,
//! `recorded/<command>.json`, a list of `{arguments, answer}` or `{arguments, refusal}`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use desk::Desk;
use model::Role;
use model::circuit::{Assignee, NewStep};
use model::figures::Month;
use model::looking::BatchKind;
use model::procedure::StepKind;
use secrecy::SecretString;
use serde::Serialize;
use serde_json::{Value, json};
use wording::{Explain, Lang};

/// What was answered so far, by command.
#[derive(Default)]
struct Tape(BTreeMap<&'static str, Vec<Value>>);

impl Tape {
    /// Keeps an answer or a refusal; gives the answer back.
    fn keep<T: Serialize, E: Explain>(
        &mut self,
        command: &'static str,
        arguments: Value,
        answer: Result<T, E>,
    ) -> Option<T> {
        let line = match &answer {
            Ok(answer) => json!({"arguments": arguments, "answer": answer}),
            Err(error) => {
                json!({"arguments": arguments, "refusal": desk::catalog().explain(Lang::Fr, error)})
            }
        };
        self.0.entry(command).or_default().push(line);
        answer.ok()
    }

    fn write(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        for (command, lines) in &self.0 {
            std::fs::write(folder.join(format!("{command}.json")), serde_json::to_vec(lines)?)?;
        }
        Ok(())
    }
}

/// Plays a demonstration desk in a temporary folder and writes what it answers into `out`.
///
/// # Errors
/// A sentence that says what failed.
pub fn record(out: &Path) -> Result<(), String> {
    let told = |error: &dyn std::fmt::Display| error.to_string();
    let scratch = tempfile::tempdir().map_err(|error| told(&error))?;
    let passphrase = SecretString::from("TEST demonstration");
    let desk =
        desk::demo::prepare_desk_with_past(&scratch.path().join("desk"), &passphrase, Arc::new(desk::System))
            .map_err(|error| told(&error))?;
    await_its_person(&desk);
    let mut tape = Tape::default();
    play(&desk, &mut tape);
    tape.write(out).map_err(|error| told(&error))
}

/// Sends documents round that wait for whoever works here, so that the queue has something to show.
fn await_its_person(desk: &Desk) {
    let step = |kind, stage, assignee| NewStep {
        kind,
        stage,
        assignee,
        four_eyes: false,
        optional: false,
        within: Some("3 working days".to_owned()),
    };
    let documents = desk.dossiers("", 20, 0).unwrap_or_default().into_iter();
    let documents = documents
        .filter_map(|row| desk.dossier(row.id).ok())
        .flat_map(|dossier| dossier.documents);
    let mut begun = 0;
    for document in documents {
        let Some(newest) = document.versions.first() else {
            continue;
        };
        let new = desk::NewCircuit {
            document: document.id,
            seen: newest.sha256,
            rule: None,
            name: Some("Visa, sceau".to_owned()),
            steps: if begun % 2 == 0 {
                vec![
                    step(StepKind::Visa, 1, Assignee::Person(desk.person())),
                    step(StepKind::Seal, 2, Assignee::Role(Role::Clerk)),
                ]
            } else {
                vec![step(StepKind::Seal, 1, Assignee::Role(Role::Clerk))]
            },
        };
        // Sealed ones, those on their way and those of closed dossiers are refused.
        begun += usize::from(desk.start_circuit(&new).is_ok());
        if begun == 4 {
            return;
        }
    }
}

fn play(desk: &Desk, tape: &mut Tape) {
    dossiers(desk, tape);
    inside(desk, tape);
    writing(desk, tape);
    around(desk, tape);
    tape.keep("people", json!({}), desk.people());
    tape.keep("unfiled", json!({}), desk.unfiled());
    tape.keep("journal_kinds", json!({}), desk.journal_kinds());
    tape.keep("journal_key", json!({}), desk.journal_key());
    tape.keep(
        "journal",
        json!({}),
        desk.journal(&model::safety::JournalFilter::default(), 100),
    );
    tape.keep("holds", json!({ "releasedToo": true }), desk.holds(true));
    let dispositions = tape.keep("dispositions", json!({}), desk.dispositions(101, 0));
    for one in dispositions.unwrap_or_default() {
        tape.keep("disposition", json!({ "id": one.id }), desk.disposition(one.id));
        tape.keep(
            "disposition_items",
            json!({ "id": one.id, "limit": 201, "offset": 0 }),
            desk.disposition_items(one.id, 201, 0),
        );
    }
    let due = model::retention::DueFilter::default();
    tape.keep(
        "retention_due",
        json!({ "filter": due, "limit": 100, "offset": 0 }),
        desk.retention_due(&due, 100, 0)
            .and_then(|rows| Ok((rows, desk.retention_due_count(&due)?))),
    );
    tape.keep(
        "retention_reevaluations",
        json!({ "limit": 100 }),
        desk.retention_reevaluations(None, 100),
    );
    tape.keep("retention_tables", json!({}), desk.retention_tables());
    tape.keep("retention_undecided", json!({}), desk.retention_undecided(100, 0));
    kept_safe(desk, tape);
}

/// A backup of the desk, as it is offered and read through.
fn kept_safe(desk: &Desk, tape: &mut Tape) {
    let Ok(safe) = tempfile::tempdir() else { return };
    let cancel = desk::Cancel::default();
    let Ok(made) = desk.back_up(Some(safe.path()), &|_| {}, &cancel) else {
        return;
    };
    let place = Path::new(&made.backup.folder).to_owned();
    // Places are no part of a recording: the window shows names.
    let name = place
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let named = |view: model::safety::BackupView| model::safety::BackupView {
        folder: name.clone(),
        ..view
    };
    let token = "file-0";
    let offered = model::window::OfferedBackup {
        token: token.to_owned(),
        backup: named(made.backup),
        own: true,
    };
    tape.keep(
        "offered_backups",
        json!({ "token": null }),
        Ok::<_, desk::Error>(vec![offered]),
    );
    tape.keep(
        "check_backup",
        json!({ "token": token }),
        desk.check_backup(&place, &|_| {}, &cancel).map(named),
    );
}

/// What stands inside dossiers and documents: parts of pages of their own.
fn inside(desk: &Desk, tape: &mut Tape) {
    for row in desk.dossiers("", 100, 0).unwrap_or_default() {
        let id = row.id;
        let of = json!({ "dossier": id });
        tape.keep("tasks_of_dossier", of.clone(), desk.tasks_of_dossier(id));
        tape.keep("notes_of_dossier", of.clone(), desk.notes_of_dossier(id));
        tape.keep(
            "documents_of_procedure",
            of.clone(),
            Ok::<_, desk::Error>(
                desk.dossier_procedure(id)
                    .ok()
                    .flatten()
                    .map(|found| found.procedure.documents)
                    .unwrap_or_default(),
            ),
        );
        tape.keep("correctable_documents", of, desk.correctable_documents(id));
        let shown = tape.keep("dossier", json!({ "id": id }), desk.dossier(id));
        for document in shown.map(|dossier| dossier.documents).unwrap_or_default() {
            let of = json!({ "document": document.id });
            tape.keep(
                "document",
                json!({ "id": document.id }),
                desk.document(document.id),
            );
            for version in document.versions.iter().take(2) {
                let looked = desk.look_at_version(version.id);
                tape.keep("look_at_version", json!({ "id": version.id }), looked);
            }
            tape.keep(
                "related_documents",
                json!({ "id": document.id }),
                desk.related_documents(document.id),
            );
            tape.keep(
                "circuits_of_document",
                of.clone(),
                desk.circuits_of_document(document.id),
            );
            tape.keep("circuit_rules", of.clone(), desk.circuit_rules(document.id));
            for version in &document.versions {
                tape.keep(
                    "look_at_version",
                    json!({ "id": version.id }),
                    desk.look_at_version(version.id),
                );
            }
            tape.keep(
                "try_stamp",
                json!({ "document": document.id, "place": null }),
                desk.try_stamp(document.id, None).map(|(trial, _)| trial),
            );
            tape.keep(
                "is_letter",
                of,
                Ok::<_, desk::Error>(desk.letter_source(document.id).is_ok()),
            );
        }
    }
    tape.keep(
        "documents_of",
        json!({}),
        Ok::<_, desk::Error>(Vec::<model::view::DocumentView>::new()),
    );
}

/// What concerns the whole desk: who works here, figures, what is set.
fn around(desk: &Desk, tape: &mut Tape) {
    tape.keep("accesses", json!({}), desk.accesses());
    tape.keep("delegations", json!({}), desk.delegations(true));
    tape.keep("conflicts", json!({}), desk.conflicts());
    tape.keep("waiting_records", json!({}), desk.waiting_records());
    for kind in [BatchKind::Sign, BatchKind::Seal] {
        tape.keep(
            "leftover_batch",
            json!({ "kind": kind }),
            desk.leftover_batch(kind),
        );
    }
    tape.keep("last_stamp_place", json!({}), desk.last_stamp_place());
    // Nobody asked for anything to be opened.
    tape.keep("opening", json!({}), Ok::<_, desk::Error>(None::<Value>));
    tape.keep("alarms", json!({}), desk.alarms(false));
    tape.keep(
        "authorities",
        json!({ "typed": "" }),
        Ok::<_, desk::Error>(Vec::<Value>::new()),
    );
    // The keychain and the folders belong to a computer, which a recording has not.
    tape.keep("keychain_may_open", json!({}), Ok::<_, desk::Error>(false));
    tape.keep("remembered_here", json!({}), Ok::<_, desk::Error>(false));
    tape.keep(
        "watched_folder",
        json!({}),
        Ok::<_, desk::Error>(model::window::WatchShown::default()),
    );
    tape.keep(
        "backups",
        json!({}),
        desk.backup_settings()
            .map(|settings| model::window::BackupsShown {
                settings,
                ..model::window::BackupsShown::default()
            }),
    );
    let last = Month::of(desk.today());
    let first = Month::parse(&format!("{:04}-01", desk.today().year())).unwrap_or(last);
    tape.keep("key_figures", json!({}), desk.key_figures(first, last, 2));
}

/// Letters, deadlines, procedures, what waits.
fn writing(desk: &Desk, tape: &mut Tape) {
    tape.keep("inbox", json!({}), desk.inbox(100));
    tape.keep("last_stamp_place", json!({}), desk.last_stamp_place());
    for kind in [BatchKind::Sign, BatchKind::Seal] {
        tape.keep(
            "leftover_batch",
            json!({ "kind": kind.word() }),
            desk.leftover_batch(kind),
        );
    }
    tape.keep(
        "letter_templates",
        json!({ "dossier": null }),
        desk.letter_templates(None),
    );
    tape.keep("letterhead", json!({}), desk.letterhead());
    tape.keep("letter_batches", json!({}), desk.letter_batches(50));
    let filter = model::deadline::DeadlineFilter::default();
    tape.keep(
        "deadlines_due",
        json!({ "filter": filter }),
        desk.deadlines_due(&filter),
    );
    tape.keep(
        "new_reminders",
        json!({}),
        Ok::<_, desk::Error>(Vec::<model::deadline::ReminderView>::new()),
    );
    let year = desk.today().year();
    tape.keep("holidays", json!({ "year": year }), desk.holidays(year));
    for row in tape
        .keep("procedures", json!({}), desk.procedures())
        .unwrap_or_default()
    {
        tape.keep(
            "procedure_versions",
            json!({ "key": row.key }),
            desk.procedure_versions(&row.key),
        );
        let number = json!({ "key": row.key, "number": null });
        tape.keep("procedure", number, desk.procedure(&row.key, None));
    }
    for row in desk.dossiers("", 20, 0).unwrap_or_default() {
        let of = json!({ "dossier": row.id });
        tape.keep(
            "letter_templates",
            of.clone(),
            desk.letter_templates(Some(row.id)),
        );
        tape.keep("deadlines", of.clone(), desk.deadlines(row.id));
        tape.keep("dossier_days", of.clone(), desk.dossier_days(row.id));
        tape.keep("forwarding", of.clone(), desk.forwarding(row.id));
        let drafts = tape.keep("letter_drafts", of, desk.letter_drafts(row.id));
        for draft in drafts.unwrap_or_default() {
            if let Some(id) = draft.id {
                tape.keep("letter_draft", json!({ "id": id }), desk.letter_draft(id));
            }
            let preview = desk.preview_letter(&draft);
            tape.keep("preview_letter", json!({ "draft": draft }), preview);
        }
    }
}

/// Lists, searches, dossiers, the directory.
fn dossiers(desk: &Desk, tape: &mut Tape) {
    let filter = model::DossierFilter {
        limit: 100,
        ..model::DossierFilter::default()
    };
    let page = tape.keep(
        "dossier_page",
        json!({ "filter": filter }),
        desk.dossier_page(&filter),
    );
    let all = model::DossierFilter::default();
    tape.keep("facets", json!({ "filter": all }), desk.facets(&all));
    tape.keep(
        "search",
        json!({ "typed": "demande", "limit": 30, "offset": 0 }),
        desk.search("demande", 30, 0),
    );
    tape.keep(
        "search_problems",
        json!({ "typed": "" }),
        Ok::<_, desk::Error>(Vec::<wording::Explanation>::new()),
    );
    tape.keep("saved_searches", json!({}), desk.saved_searches());
    tape.keep("tags", json!({ "typed": "" }), desk.tags(""));
    tape.keep("classification_plan", json!({}), desk.classification_plan());
    tape.keep("numbering", json!({}), desk.numbering());
    for row in page.map(|page| page.rows).unwrap_or_default() {
        let id = row.id;
        tape.keep(
            "dossier_procedure",
            json!({ "id": id }),
            desk.dossier_procedure(id),
        );
        tape.keep(
            "history",
            json!({ "id": id, "before": null, "limit": 50 }),
            desk.history(id, None, 50),
        );
        tape.keep("closing_blockers", json!({ "id": id }), desk.closing_blockers(id));
    }
    let contacts = tape.keep(
        "contacts",
        json!({ "typed": "", "limit": 100 }),
        desk.contacts("", 100),
    );
    tape.keep(
        "contact_page",
        json!({ "after": null, "limit": 200 }),
        desk.contact_page(None, 200),
    );
    // The demonstration remembers no key file for anybody: what the shell tells of one is nothing.
    tape.keep(
        "kept_key_file",
        json!({}),
        desk.key_file().map(|path| path.map(|_| ())),
    );
    tape.keep("duplicates", json!({ "limit": 20 }), desk.duplicates(20));
    for row in contacts.unwrap_or_default() {
        tape.keep("contact", json!({ "id": row.id }), desk.contact(row.id));
    }
}
