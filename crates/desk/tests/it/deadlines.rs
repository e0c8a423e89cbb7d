//! Procedures an administration brings, the deadlines of its dossiers, and requests that belong elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::sync::Arc;

use common::passphrase;
use desk::{Desk, NewDesk};
use jiff::civil::{Date, date};
use model::deadline::{
    DayRow, DeadlineChangeKind, DeadlineFilter, DeadlineSort, DeadlineStatus, DeadlineView, NewDeadline,
    NewForwarding,
};
use model::procedure::{DeadlineEffect, DeadlineStart};
use model::{
    Confidentiality, DossierId, DossierOpening, DossierStatus, NewDossier, NewParty, PartyKind, PartyRole,
    Role, Subject,
};
use testkit::clock::FakeEnvironment;
use wording::{Explain, Lang};

fn code<T: std::fmt::Debug>(result: Result<T, desk::Error>) -> &'static str {
    let error = result.expect_err("a refusal");
    for lang in Lang::ALL {
        let catalog = desk::catalog();
        assert!(
            catalog.try_text(lang, error.code(), &error.arguments()).is_some(),
            "{lang} {}",
            error.code()
        );
    }
    error.code()
}

/// Time and randomness of the tests.
struct Env(FakeEnvironment);

impl desk::Environment for Env {
    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

/// A desk on Monday 2 February 2026 at half past ten in Luxembourg.
struct Place {
    _folder: tempfile::TempDir,
    clock: Arc<Env>,
    desk: Desk,
}

fn place(roles: &[Role]) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Env(FakeEnvironment::new(7)));
    clock.0.clock.set("2026-02-02T09:30:00Z".parse().unwrap());
    let new = NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Claire Weber".into(),
        roles: roles.to_vec(),
        office: "SEC".into(),
    };
    let desk = Desk::create(&folder.path().join("desk"), &passphrase(), new, clock.clone()).unwrap();
    Place {
        _folder: folder,
        clock,
        desk,
    }
}

const ALL: [Role; 4] = [Role::Agent, Role::Clerk, Role::Signatory, Role::Administrator];

impl Place {
    fn goes_to(&self, time: &str) {
        self.clock.0.clock.set(time.parse().unwrap());
    }

    fn dossier(&self, procedure: &str) -> DossierId {
        let new = NewDossier {
            reference: None,
            subject: Subject::parse("Subvention panneaux solaires").unwrap(),
            procedure: Some(procedure.into()),
            parties: vec![NewParty {
                kind: PartyKind::Natural,
                role: PartyRole::Applicant,
                name: "Anne Muller".into(),
            }],
        };
        self.desk.open_new_dossier(DossierOpening::from(new)).unwrap().id
    }

    fn deadline(&self, dossier: DossierId, rule: &str) -> DeadlineView {
        self.desk
            .deadlines(dossier)
            .unwrap()
            .into_iter()
            .rev()
            .find(|deadline| deadline.rule.as_deref() == Some(rule))
            .unwrap_or_else(|| panic!("no deadline {rule}"))
    }
}

fn received(on: Date, authority: Option<&str>) -> DayRow {
    DayRow {
        event: DeadlineStart::Received,
        on,
        first_authority: authority.map(str::to_owned),
    }
}

#[test]
fn a_new_dossier_has_the_deadlines_of_its_procedure_from_the_day_the_request_came_in() {
    let place = place(&ALL);
    let dossier = place.dossier("subsidy-decision");
    let silence = place.deadline(dossier, "silence");
    assert_eq!(silence.started_on, date(2026, 2, 2));
    // 2 May 2026 is a Saturday.
    assert_eq!(silence.due_on, Some(date(2026, 5, 4)));
    assert_eq!(silence.ends_at, Some("2026-05-04T22:00:00Z".parse().unwrap()));
    assert_eq!(silence.status, DeadlineStatus::Running);
    assert_eq!(silence.effect, DeadlineEffect::SilenceRefusal);
    assert_eq!(silence.days_left, Some(91));
    assert!(
        silence.meaning.contains("04.05.2026") && silence.meaning.contains("refus"),
        "{}",
        silence.meaning
    );

    // The request came first to another authority, in January: its day counts (regulation of 8 June 1979, art. 2).
    let corrected = received(date(2026, 1, 15), Some("Ministère de l'Économie"));
    assert_eq!(
        code(place.desk.set_dossier_day(dossier, corrected.clone(), " ")),
        "field-empty"
    );
    place
        .desk
        .set_dossier_day(dossier, corrected, "Courrier retrouvé")
        .unwrap();
    let silence = place.deadline(dossier, "silence");
    assert_eq!(silence.due_on, Some(date(2026, 4, 15)));
    assert_eq!(silence.elsewhere.as_deref(), Some("Ministère de l'Économie"));
    assert_eq!(
        silence.changes.last().unwrap().kind,
        DeadlineChangeKind::Corrected
    );
    let history = place.desk.dossier(dossier).unwrap().history;
    let entry = history
        .iter()
        .find(|entry| entry.kind == "dossier-day-corrected")
        .unwrap();
    assert!(
        entry
            .details
            .iter()
            .any(|(name, value)| name == "before" && value == "02.02.2026"),
        "the journal keeps the old day"
    );
    let future = received(date(2026, 3, 1), None);
    assert_eq!(
        code(place.desk.set_dossier_day(dossier, future, "x")),
        "deadline-day-in-future"
    );
}

#[test]
fn a_deadline_is_suspended_resumed_extended_kept_and_reopened() {
    let place = place(&ALL);
    let dossier = place.dossier("access-to-documents");
    let answer = place.deadline(dossier, "answer");
    assert_eq!(answer.due_on, Some(date(2026, 3, 2)));
    let id = answer.id;

    place.goes_to("2026-02-12T10:00:00Z");
    assert_eq!(code(place.desk.suspend_deadline(id, None, "")), "field-empty");
    assert_eq!(
        code(place.desk.resume_deadline(id, None, "x")),
        "deadline-not-suspended"
    );
    assert_eq!(
        code(place.desk.suspend_deadline(id, Some(date(2026, 1, 1)), "x")),
        "deadline-day-too-early"
    );
    let suspended = place
        .desk
        .suspend_deadline(id, None, "Précision demandée")
        .unwrap();
    assert_eq!(suspended.status, DeadlineStatus::Suspended);
    assert_eq!(suspended.due_on, None);
    // 28 days from 2 February to 2 March; 10 have run.
    assert_eq!(suspended.left, ["18 days".parse().unwrap()]);
    assert!(suspended.meaning.contains("12.02.2026"), "{}", suspended.meaning);
    assert_eq!(
        code(place.desk.suspend_deadline(id, None, "x")),
        "deadline-suspended"
    );

    place.goes_to("2026-02-20T10:00:00Z");
    let resumed = place.desk.resume_deadline(id, None, "Précision reçue").unwrap();
    assert_eq!(resumed.due_on, Some(date(2026, 3, 10)));
    let extended = place
        .desk
        .extend_deadline(id, "1 month".parse().unwrap(), None, "Demande complexe")
        .unwrap();
    // Two months from 2 February are 2 April; eight days did not run.
    assert_eq!(extended.due_on, Some(date(2026, 4, 10)));

    place.goes_to("2026-04-11T10:00:00Z");
    let overdue = place.desk.deadline(id).unwrap();
    assert_eq!(overdue.status, DeadlineStatus::Overdue);
    assert_eq!(overdue.days_left, Some(-1));
    assert_eq!(
        code(
            place
                .desk
                .extend_deadline(id, "1 month".parse().unwrap(), None, "x")
        ),
        "deadline-over"
    );
    let listed = place.desk.deadlines_overdue(10, 0).unwrap();
    assert_eq!(
        listed.iter().map(|deadline| deadline.id).collect::<Vec<_>>(),
        [id]
    );

    let late = place.desk.keep_deadline(id, None, None, "").unwrap();
    assert_eq!(late.status, DeadlineStatus::KeptLate);
    assert_eq!(code(place.desk.cancel_deadline(id, "x")), "deadline-settled");
    place.desk.reopen_deadline(id, "Erreur").unwrap();
    // Kept in time at the wrong authority: kept.
    let kept = place
        .desk
        .keep_deadline(id, Some(date(2026, 4, 9)), Some("Commune voisine"), "")
        .unwrap();
    assert_eq!(kept.status, DeadlineStatus::Kept);
    assert_eq!(kept.elsewhere.as_deref(), Some("Commune voisine"));
    assert!(place.desk.deadlines_overdue(10, 0).unwrap().is_empty());
    let kinds: Vec<_> = kept.changes.iter().map(|change| change.kind).collect();
    assert_eq!(
        kinds,
        [
            DeadlineChangeKind::Started,
            DeadlineChangeKind::Suspended,
            DeadlineChangeKind::Resumed,
            DeadlineChangeKind::Extended,
            DeadlineChangeKind::Kept,
            DeadlineChangeKind::Reopened,
            DeadlineChangeKind::Kept,
        ]
    );
    assert!(place.desk.verify_journal().unwrap() > 8);
}

#[test]
fn deadlines_follow_the_states_of_the_dossier_and_the_appeal_runs_on_after_closing() {
    let place = place(&ALL);
    let dossier = place.dossier("building-permit-opinion");
    assert!(place.desk.change_state(dossier, "incomplete").unwrap().done);
    assert!(place.desk.change_state(dossier, "withdrawn").is_ok());
    let dossier = place.dossier("residence-certificate");
    for state in ["review", "decided"] {
        let attempt = place.desk.change_state(dossier, state).unwrap();
        assert!(attempt.done, "{:?}", attempt.blockers);
    }
    place.goes_to("2026-02-04T10:00:00Z");
    place.desk.change_state(dossier, "notified").unwrap();
    assert_eq!(place.deadline(dossier, "silence").status, DeadlineStatus::Kept);
    let notified = DayRow {
        event: DeadlineStart::Notified,
        on: date(2026, 2, 4),
        first_authority: None,
    };
    place.desk.set_dossier_day(dossier, notified, "").unwrap();
    let appeal = place.deadline(dossier, "appeal");
    assert_eq!(appeal.due_on, Some(date(2026, 5, 4)));
    let closing = place.desk.close_dossier(dossier, "").unwrap();
    if closing.done {
        assert_eq!(place.deadline(dossier, "appeal").status, DeadlineStatus::Running);
        assert_eq!(
            code(place.desk.keep_deadline(appeal.id, None, None, "")),
            "dossier-closed"
        );
        place.goes_to("2026-05-05T10:00:00Z");
        let passed = place.deadline(dossier, "appeal");
        assert_eq!(passed.status, DeadlineStatus::Passed);
        assert!(passed.meaning.contains("04.05.2026"));
    }
}

#[test]
fn reminders_come_at_midnight_and_are_shown_once() {
    let place = place(&ALL);
    let dossier = place.dossier("access-to-documents");
    let answer = place.deadline(dossier, "answer");
    let (from, to) = (
        "2026-02-01T00:00:00Z".parse().unwrap(),
        "2026-03-01T00:00:00Z".parse().unwrap(),
    );
    let reminders = place.desk.reminders(from, to, None, None, false).unwrap();
    let times: Vec<_> = reminders
        .iter()
        .filter(|reminder| reminder.deadline == answer.id)
        .map(|reminder| (reminder.lead.to_string(), reminder.at.to_string()))
        .collect();
    // Ten and three working days before Monday 2 March.
    assert_eq!(
        times,
        [
            ("10 working days".to_owned(), "2026-02-15T23:00:00Z".to_owned()),
            ("3 working days".to_owned(), "2026-02-24T23:00:00Z".to_owned()),
        ]
    );
    let lead = "10 working days".parse().unwrap();
    assert!(place.desk.reminder_shown(answer.id, lead).unwrap());
    assert!(!place.desk.reminder_shown(answer.id, lead).unwrap());
    assert_eq!(
        place
            .desk
            .reminders(from, to, Some("DOC"), None, false)
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        place
            .desk
            .reminders(from, to, Some("RES"), None, false)
            .unwrap()
            .len(),
        0
    );
    assert_eq!(
        place
            .desk
            .reminders(from, to, None, Some(place.desk.person()), true)
            .unwrap()
            .len(),
        2
    );
    // Extending moves the reminders, which are to be shown again.
    place
        .desk
        .extend_deadline(answer.id, "1 month".parse().unwrap(), None, "Complexe")
        .unwrap();
    assert!(
        place
            .desk
            .reminders(from, to, None, None, false)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn the_administrations_own_holidays_move_the_deadlines_that_run() {
    let place = place(&ALL);
    let dossier = place.dossier("access-to-documents");
    let own = "[[holiday]]\nname = { fr = \"Fête locale\" }\ndate = \"2026-03-02\"\n";
    assert_eq!(
        code(place.desk.import_holidays(Some(("local.toml", b"[[holiday")))),
        "holidays-syntax"
    );
    assert_eq!(
        place
            .desk
            .import_holidays(Some(("local.toml", own.as_bytes())))
            .unwrap(),
        1
    );
    assert_eq!(place.deadline(dossier, "answer").due_on, Some(date(2026, 3, 3)));
    assert_eq!(place.desk.holidays(2026).unwrap().len(), 12);
    assert_eq!(place.desk.import_holidays(None).unwrap(), 1);
    assert_eq!(place.deadline(dossier, "answer").due_on, Some(date(2026, 3, 2)));
}

const STALL: &str = r#"
key = "market-stall"
office = "MAR"
name = { fr = "Emplacement au marché", de = "Marktstand" }
[[state]]
key = "received"
name = { fr = "Demande reçue" }
next = ["decided"]
[[state]]
key = "decided"
name = { fr = "Décision prise" }
may_close = true
[[deadline]]
key = "silence"
name = { fr = "Décision" }
from = "received"
length = "3 months"
effect = "silence_refusal"
"#;

#[test]
fn a_dossier_keeps_the_version_of_the_procedure_it_began_with() {
    let place = place(&ALL);
    let row = place
        .desk
        .import_procedure("marche.toml", STALL.as_bytes())
        .unwrap();
    assert_eq!((row.number, row.imported, row.current), (Some(1), true, true));
    let old = place.dossier("market-stall");
    let changed = STALL
        .replace("3 months", "2 months")
        .replace("\"decided\"", "\"settled\"");
    let row = place
        .desk
        .import_procedure("marche.toml", changed.as_bytes())
        .unwrap();
    assert_eq!(row.number, Some(2));
    let new = place.dossier("market-stall");
    assert_eq!(place.deadline(old, "silence").length.to_string(), "3 months");
    assert_eq!(place.deadline(new, "silence").length.to_string(), "2 months");
    assert_eq!(
        place.desk.dossier_procedure(old).unwrap().unwrap().row.number,
        Some(1)
    );
    assert_eq!(code(place.desk.migrate_dossier(old, "")), "field-empty");
    place.desk.migrate_dossier(old, "Nouveau règlement").unwrap();
    assert_eq!(
        place.desk.dossier_procedure(old).unwrap().unwrap().row.number,
        Some(2)
    );
    assert_eq!(code(place.desk.migrate_dossier(old, "x")), "procedure-up-to-date");
    // Back to the first file: it is version 1 again.
    let row = place
        .desk
        .import_procedure("marche.toml", STALL.as_bytes())
        .unwrap();
    assert_eq!(row.number, Some(1));
    assert_eq!(place.desk.procedure_versions("market-stall").unwrap().len(), 2);
    assert_eq!(
        place.desk.procedure_text("market-stall", Some(2)).unwrap(),
        changed
    );
    assert_eq!(
        code(place.desk.procedure("market-stall", Some(3))),
        "procedure-version-unknown"
    );
    assert_eq!(code(place.desk.procedure("nothing", None)), "procedure-unknown");
    assert_eq!(place.desk.procedures().unwrap().len(), 5);

    // A dossier in a state that the newest version no longer has stays where it is.
    let moved = place.dossier("market-stall");
    assert!(place.desk.change_state(moved, "decided").unwrap().done);
    place
        .desk
        .import_procedure("marche.toml", changed.as_bytes())
        .unwrap();
    assert_eq!(
        code(place.desk.migrate_dossier(moved, "x")),
        "procedure-state-gone"
    );
}

#[test]
fn a_dossier_that_takes_a_newer_procedure_keeps_what_runs_ends_what_is_gone_and_starts_what_is_new() {
    let place = place(&ALL);
    let first = format!(
        "{STALL}{}",
        r#"
[[deadline]]
key = "hearing"
name = { fr = "Audition" }
from = "received"
length = "15 days"
effect = "hearing_ends"
"#
    );
    place
        .desk
        .import_procedure("marche.toml", first.as_bytes())
        .unwrap();
    let old = place.dossier("market-stall");
    let kept = place.deadline(old, "silence").due_on;
    let changed = first
        .replace("3 months", "2 months")
        .replace("\"hearing\"", "\"answer\"")
        .replace("15 days", "20 days");
    place
        .desk
        .import_procedure("marche.toml", changed.as_bytes())
        .unwrap();
    place.desk.migrate_dossier(old, "Nouveau règlement").unwrap();

    let silence = place.deadline(old, "silence");
    assert_eq!(
        (silence.due_on, silence.length.to_string()),
        (kept, "3 months".into())
    );
    let answer = place.deadline(old, "answer");
    assert_eq!(answer.length.to_string(), "20 days");
    assert_eq!(
        answer.started_on, silence.started_on,
        "counted from the same event"
    );
    let all = place.desk.deadlines(old).unwrap();
    let gone = all
        .iter()
        .find(|one| one.rule.as_deref() == Some("hearing"))
        .unwrap();
    assert_eq!(gone.status, model::deadline::DeadlineStatus::Cancelled);
    let history = place.desk.dossier(old).unwrap().history;
    for kind in ["procedure-migrated", "deadline-cancelled", "deadline-started"] {
        assert!(history.iter().any(|entry| entry.kind == kind), "{kind}");
    }
}

#[test]
fn a_procedure_that_came_with_the_program_is_replaced_for_new_dossiers_only() {
    let place = place(&ALL);
    let old = place.dossier("residence-certificate");
    let own = STALL.replace("market-stall", "residence-certificate");
    place.desk.import_procedure("own.toml", own.as_bytes()).unwrap();
    assert_eq!(
        place
            .desk
            .dossier_procedure(old)
            .unwrap()
            .unwrap()
            .procedure
            .office,
        "RES"
    );
    let new = place.dossier("residence-certificate");
    assert_eq!(
        place
            .desk
            .dossier_procedure(new)
            .unwrap()
            .unwrap()
            .procedure
            .office,
        "MAR"
    );
}

#[test]
fn a_faulty_procedure_is_not_imported_and_every_fault_is_a_sentence() {
    let place = place(&ALL);
    let bad = STALL.replace("next = [\"decided\"]", "nxet = [\"decided\"]");
    assert_eq!(
        code(place.desk.import_procedure("marche.toml", bad.as_bytes())),
        "procedure-invalid"
    );
    assert_eq!(place.desk.procedures().unwrap().len(), 4, "nothing was changed");
    let check = place.desk.check_procedure("marche.toml", bad.as_bytes()).unwrap();
    let first = check
        .faults
        .iter()
        .find(|fault| fault.field == "state.nxet")
        .unwrap();
    assert_eq!(
        (first.line, first.column, first.field.as_str()),
        (8, 1, "state.nxet")
    );
    assert!(
        first.explanation.sentence.contains("next"),
        "{}",
        first.explanation.sentence
    );
    let circuit = "\n[[circuit]]\nkey = \"tour\"\nname = { fr = \"Tour\" }\n[[circuit.step]]\nkind = \"visa\"\nstage = 1\nrole = \"signatory\"\n[[circuit.step]]\nkind = \"signature\"\nstage = 2\nrole = \"signatory\"\nfour_eyes = true\n";
    let check = place
        .desk
        .check_procedure("marche.toml", format!("{STALL}{circuit}").as_bytes())
        .unwrap();
    assert!(check.faults.is_empty(), "{:?}", check.faults);
    assert_eq!(check.remarks.len(), 1, "one signatory cannot be four eyes");
    assert_eq!(check.remarks[0].code, "procedure-four-eyes-here");
}

#[test]
fn a_misdirected_request_is_forwarded_with_its_letter_in_one_action() {
    let place = place(&ALL);
    let letterhead = model::letter::Letterhead {
        sender: model::letter::Sender {
            administration: "Commune d'Exemple (TEST)".into(),
            address: vec!["1, place de l'Église".into(), "L-9999 Exemple".into()],
            place: "Exemple".into(),
            ..Default::default()
        },
        signatory: model::letter::Signatory {
            name: "Martine Klein".into(),
            function: "Secrétaire communale".into(),
            ..Default::default()
        },
    };
    place.desk.set_letterhead(&letterhead, None).unwrap();
    let dossier = place.dossier("subsidy-decision");
    place
        .desk
        .set_dossier_day(dossier, received(date(2026, 1, 28), None), "Cachet de la poste")
        .unwrap();
    let new = NewForwarding {
        authority: "Administration de l'environnement".into(),
        address: "1, avenue du Rock'n'Roll\nL-4361 Esch-sur-Alzette".into(),
        reason: "La subvention relève de l'État".into(),
        on: None,
        applicant_address: "12, rue des Fleurs\nL-9999 Exemple".into(),
    };
    let nowhere = NewForwarding {
        applicant_address: String::new(),
        ..new.clone()
    };
    assert_eq!(
        code(place.desk.forward_request(dossier, &nowhere, None)),
        "letter-missing"
    );
    let empty = NewForwarding {
        authority: " ".into(),
        ..new.clone()
    };
    assert_eq!(
        code(place.desk.forward_request(dossier, &empty, None)),
        "field-empty"
    );
    let early = NewForwarding {
        on: Some(date(2026, 1, 1)),
        ..new.clone()
    };
    assert_eq!(
        code(place.desk.forward_request(dossier, &early, None)),
        "deadline-day-too-early"
    );
    assert_eq!(
        place.desk.dossier(dossier).unwrap().documents.len(),
        0,
        "nothing was begun"
    );

    let forwarded = place.desk.forward_request(dossier, &new, Some(Lang::De)).unwrap();
    assert_eq!(
        forwarded.received_on,
        date(2026, 1, 28),
        "the applicant's day is kept"
    );
    assert_eq!(forwarded.forwarded_on, date(2026, 2, 2));
    let view = place.desk.dossier(dossier).unwrap();
    assert_eq!(view.status, DossierStatus::Closed);
    let letter = forwarded.letter.unwrap();
    assert_eq!(
        view.documents
            .iter()
            .map(|document| document.id)
            .collect::<Vec<_>>(),
        [letter]
    );
    let source = place.desk.letter_source(letter).unwrap();
    assert_eq!(
        source.letter.fields["authority"],
        "Administration de l'environnement"
    );
    assert_eq!(source.letter.fields["received_on"], "2026-01-28");
    let pdf = place.desk.read_version(view.documents[0].versions[0].id).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    for deadline in place.desk.deadlines(dossier).unwrap() {
        assert_eq!(deadline.status, DeadlineStatus::Cancelled);
    }
    let kinds: Vec<_> = view.history.iter().map(|entry| entry.kind.as_str()).collect();
    assert!(
        kinds.contains(&"request-forwarded") && kinds.contains(&"dossier-closed"),
        "{kinds:?}"
    );
    assert_eq!(
        code(place.desk.forward_request(dossier, &new, None)),
        "dossier-closed"
    );
    place.desk.verify_journal().unwrap();
}

#[test]
fn a_deadline_goes_to_another_person_and_office() {
    let place = place(&ALL);
    let dossier = place.dossier("subsidy-decision");
    let before = place.deadline(dossier, "silence");
    let paul = place
        .desk
        .add_person("Paul Meyers", &[Role::Agent], "TEC")
        .unwrap()
        .id;
    let of = |person| {
        let filter = DeadlineFilter {
            person: Some(person),
            ..DeadlineFilter::default()
        };
        place.desk.deadlines_due(&filter).unwrap().len()
    };
    let claires = of(place.desk.person());
    assert!(claires > 0 && of(paul) == 0);
    let assigned = place
        .desk
        .assign_deadline(before.id, Some(paul), Some("tec"))
        .unwrap();
    assert_eq!((assigned.person, assigned.office.as_str()), (Some(paul), "TEC"));
    assert_eq!(assigned.due_on, before.due_on, "nothing else changes");
    assert_eq!((of(paul), of(place.desk.person())), (1, claires - 1));
    let history = place.desk.dossier(dossier).unwrap().history;
    assert!(history.iter().any(|entry| entry.kind == "deadline-assigned"));
    // Whoever may not see the dossier is given nothing in it, until they are named for it.
    let eva = place
        .desk
        .add_person("Eva Schmit", &[Role::Agent], "URB")
        .unwrap()
        .id;
    place
        .desk
        .set_confidentiality(
            dossier,
            Confidentiality::Confidential,
            &[place.desk.person(), paul],
        )
        .unwrap();
    assert_eq!(
        code(place.desk.assign_deadline(before.id, Some(eva), None)),
        "deadline-person-does-not-see"
    );
    assert_eq!(
        place.deadline(dossier, "silence").person,
        Some(paul),
        "nothing changed"
    );
    place
        .desk
        .set_confidentiality(
            dossier,
            Confidentiality::Confidential,
            &[place.desk.person(), paul, eva],
        )
        .unwrap();
    place.desk.assign_deadline(before.id, Some(eva), None).unwrap();
    place.desk.assign_deadline(before.id, Some(paul), None).unwrap();
    place
        .desk
        .set_confidentiality(dossier, Confidentiality::Internal, &[])
        .unwrap();
    // Who has left keeps what is not given on, and is given nothing new.
    place.desk.person_leaves(paul).unwrap();
    let kept = place
        .desk
        .assign_deadline(before.id, Some(paul), Some("SEC"))
        .unwrap();
    assert_eq!((kept.person, kept.office.as_str()), (Some(paul), "SEC"));
    let nobodys = place.desk.assign_deadline(before.id, None, None).unwrap();
    assert_eq!((nobodys.person, nobodys.office.as_str()), (None, "SEC"));
    for (person, office, expected) in [
        (Some(paul), None, "person-has-left"),
        (
            Some(model::PersonId::new(jiff::Timestamp::UNIX_EPOCH, [9; 10])),
            None,
            "person-unknown",
        ),
        (None, Some("   "), "field-empty"),
    ] {
        assert_eq!(
            code(place.desk.assign_deadline(before.id, person, office)),
            expected
        );
    }
    assert_eq!(place.deadline(dossier, "silence").person, None, "nothing changed");
    place.desk.verify_journal().unwrap();
}

#[test]
fn who_lacks_the_role_changes_neither_deadlines_nor_procedures() {
    let place = place(&[Role::Agent, Role::Clerk]);
    let dossier = place.dossier("subsidy-decision");
    let id = place.deadline(dossier, "silence").id;
    let folder = place._folder.path().join("desk");
    let auditor = place
        .desk
        .add_person("Paul Meyers", &[Role::Auditor], "SEC")
        .unwrap();
    let one_time = secrecy::SecretString::from("une phrase pour une fois");
    place.desk.add_passphrase_for(auditor.id, &one_time).unwrap();
    drop(place.desk);
    let new = secrecy::SecretString::from("une autre phrase secrète");
    let desk = Desk::begin(&folder, &one_time, &new, place.clock.clone()).unwrap();
    let manual = NewDeadline {
        name: "x".into(),
        started_on: date(2026, 2, 2),
        length: "1 day".parse().unwrap(),
        effect: DeadlineEffect::None,
        remind: Vec::new(),
        reason: String::new(),
    };
    for refused in [
        code(desk.suspend_deadline(id, None, "x")),
        code(desk.resume_deadline(id, None, "x")),
        code(desk.extend_deadline(id, "1 day".parse().unwrap(), None, "x")),
        code(desk.keep_deadline(id, None, None, "")),
        code(desk.cancel_deadline(id, "x")),
        code(desk.reopen_deadline(id, "x")),
        code(desk.assign_deadline(id, None, None)),
        code(desk.add_deadline(dossier, manual)),
        code(desk.set_dossier_day(dossier, received(date(2026, 2, 1), None), "x")),
        code(desk.forward_request(
            dossier,
            &NewForwarding {
                authority: "x".into(),
                address: String::new(),
                reason: "x".into(),
                on: None,
                applicant_address: String::new(),
            },
            None,
        )),
    ] {
        assert_eq!(refused, "role-missing");
    }
    assert_eq!(
        code(desk.import_procedure("marche.toml", STALL.as_bytes())),
        "role-missing"
    );
    assert_eq!(code(desk.import_holidays(None)), "role-missing");
    assert_eq!(code(desk.migrate_dossier(dossier, "x")), "role-missing");
    assert_eq!(desk.deadlines(dossier).unwrap().len(), 1, "everybody reads");
    drop(desk);
    // While nobody administers, whoever made the desk may; from then on nobody else.
    let desk = Desk::unlock(&folder, &passphrase(), place.clock.clone()).unwrap();
    assert!(desk.import_procedure("marche.toml", STALL.as_bytes()).is_ok());
    desk.add_person("Eva Schmit", &[Role::Administrator], "SEC")
        .unwrap();
    assert_eq!(
        code(desk.import_procedure("marche.toml", STALL.as_bytes())),
        "role-missing"
    );
}

#[test]
fn lists_over_all_dossiers_are_filtered_and_sorted() {
    let place = place(&ALL);
    for _ in 0..3 {
        place.dossier("access-to-documents");
        place.dossier("subsidy-decision");
    }
    let rows = |filter: DeadlineFilter| place.desk.deadlines_due(&filter).unwrap();
    let all = rows(DeadlineFilter::default());
    assert_eq!(all.len(), 9);
    assert!(all.is_sorted_by_key(|row| row.due_on));
    let by_reference = rows(DeadlineFilter {
        sort: DeadlineSort::Reference,
        ..DeadlineFilter::default()
    });
    assert_eq!(by_reference.len(), 9);
    assert!(by_reference.is_sorted_by_key(|row| row.reference.to_string()));
    let latest = rows(DeadlineFilter {
        sort: DeadlineSort::DueLatest,
        limit: 2,
        ..DeadlineFilter::default()
    });
    assert_eq!(latest.len(), 2);
    assert_eq!(latest[0].due_on, all[8].due_on);
    let soon = DeadlineFilter {
        due_until: Some(date(2026, 3, 31)),
        office: Some("DOC".into()),
        effect: Some(DeadlineEffect::None),
        rule: Some("answer".into()),
        person: Some(place.desk.person()),
        ..DeadlineFilter::default()
    };
    assert_eq!(rows(soon).len(), 3);
    for status in DeadlineStatus::ALL {
        for sort in [
            DeadlineSort::Due,
            DeadlineSort::DueLatest,
            DeadlineSort::Reference,
        ] {
            let found = rows(DeadlineFilter {
                status: Some(status),
                sort,
                ..DeadlineFilter::default()
            });
            assert_eq!(
                found.len(),
                if status == DeadlineStatus::Running { 9 } else { 0 },
                "{status:?}"
            );
        }
    }
}
