//! Retention: from the tableau de tri to the certificate of destruction, and everything that stands in the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::archive::DispositionPaper;
use desk::{Cancel, Desk, Environment};
use jiff::civil::{Date, date};
use model::retention::*;
use model::{DispositionId, DossierId, NewDossier, Role, Subject};
use secrecy::SecretString;
use testkit::clock::FakeEnvironment;
use wording::Explain;

struct Env(FakeEnvironment);

impl Environment for Env {
    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

const TABLE: &str = "code;libellé fr;libelle_de;classement;dua;sort;echantillon;base légale;traces\n\
    R1;Certificats de résidence;Wohnsitz;R;10;détruire;;loi du 19 juin 2013;minimal\n\
    U1;Autorisations de bâtir;Bau;U;10;conserver;;loi du 19 juillet 2004;register\n";

/// A desk at the beginning of 2010 with an auditor who proposes, and the way in for another one.
struct Office {
    folder: tempfile::TempDir,
    env: Arc<Env>,
    desk: Desk,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let env = Arc::new(Env(FakeEnvironment::new(7)));
        env.0.clock.set("2010-01-04T09:00:00Z".parse().unwrap());
        let new = desk::NewDesk {
            administration: "Commune d'Exemple (TEST)".into(),
            person: "Claire Weber".into(),
            roles: vec![Role::Agent, Role::Clerk, Role::Auditor, Role::Administrator],
            office: "RES".into(),
        };
        let desk = Desk::create(
            &folder.path().join("desk"),
            &common::passphrase(),
            new,
            env.clone(),
        )
        .unwrap();
        let plan = "code;parent;fr\nR;;Résidence\nR.1;R;Certificats\nU;;Urbanisme\n";
        let faults = desk.import_classification_plan(plan.as_bytes()).unwrap();
        assert!(faults.problems.is_empty(), "{faults:?}");
        Self { folder, env, desk }
    }

    fn on(&self, time: &str) {
        self.env.0.clock.set(time.parse().unwrap());
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    /// The same desk, opened by somebody else with these roles.
    fn colleague(&self, name: &str, roles: &[Role]) -> Desk {
        let person = self.desk.add_person(name, roles, "").unwrap();
        let once = SecretString::from("trois mots sans rapport 1");
        let own = SecretString::from(format!("la phrase de {name} est longue"));
        self.desk.add_passphrase_for(person.id, &once).unwrap();
        Desk::begin(&self.place(), &once, &own, self.env.clone()).unwrap()
    }

    /// A closed dossier with one document of these bytes.
    fn closed(&self, subject: &str, class: &str, bytes: &[u8]) -> DossierId {
        let dossier = self
            .desk
            .create_dossier(NewDossier {
                reference: None,
                subject: Subject::parse(subject).unwrap(),
                procedure: None,
                parties: Vec::new(),
            })
            .unwrap();
        self.desk.classify(dossier.id, Some(class)).unwrap();
        let file = common::file(self.folder.path(), "scan.txt", bytes);
        self.desk
            .import(dossier.id, &file, Some(subject), &|_| {}, &Cancel::default())
            .unwrap();
        self.close(dossier.id);
        dossier.id
    }

    fn close(&self, dossier: DossierId) {
        let attempt = self.desk.close_dossier(dossier, "").unwrap();
        assert!(attempt.done, "{:?}", attempt.blockers);
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, desk::Error>) -> &'static str {
    result.unwrap_err().code()
}

fn blobs(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, |entries| {
        entries
            .map(|entry| {
                let path = entry.unwrap().path();
                if path.is_dir() { blobs(&path) } else { 1 }
            })
            .sum()
    })
}

const D: Date = date(2026, 1, 1);

#[test]
fn a_table_with_faults_is_not_taken_and_every_fault_is_told() {
    let office = Office::new();
    let bad = "code;title_fr;years;fate;legal_basis;procedure\nA;x;dix;keep;loi;p\nB;;5;maybe;loi;\nC;x;5\n";
    let check = office.desk.check_retention_table(bad.as_bytes()).unwrap();
    let codes: Vec<&str> = check
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    assert_eq!(codes.len(), 5, "{codes:?}");
    assert!(codes.contains(&"retention-line-no-csv") && codes.contains(&"retention-line-for-nothing"));
    assert!(
        check
            .problems
            .iter()
            .any(|problem| problem.sentence.contains("dix"))
    );
    assert_eq!(
        code(office.desk.import_retention_table(bad.as_bytes(), "TT", D)),
        "retention-table-refused"
    );
    assert_eq!(office.desk.retention_tables().unwrap(), []);
    assert_eq!(
        code(office.desk.import_retention_table(b"code\xff", "TT", D)),
        "retention-table-not-text"
    );
    office
        .desk
        .import_retention_table(TABLE.as_bytes(), "TT", D)
        .unwrap();
    assert_eq!(
        code(office.desk.import_retention_table(TABLE.as_bytes(), "TT 2", D)),
        "retention-table-twice"
    );
}

#[test]
fn a_dossier_keeps_the_line_that_held_when_it_was_closed_and_the_newer_one_is_shown() {
    let office = Office::new();
    office
        .desk
        .import_retention_table(TABLE.as_bytes(), "TT 2010", date(2010, 1, 1))
        .unwrap();
    let dossier = office.closed("Certificat", "R.1", b"a");
    office.on("2012-01-10T09:00:00Z");
    let newer = TABLE.replace(";10;détruire;", ";30;conserver;");
    office
        .desk
        .import_retention_table(newer.as_bytes(), "TT 2012", date(2012, 1, 1))
        .unwrap();
    let row = office.desk.retention_of(dossier).unwrap().unwrap();
    assert_eq!(
        (row.table, row.years, row.last_day),
        (Some(1), 10, Some(date(2020, 1, 4)))
    );
    let shown = office.desk.retention_reevaluations(None, 10).unwrap();
    assert_eq!((shown.len(), shown[0].years, shown[0].table), (1, 30, 2));
    // On its last day it is not due; the day after it is.
    office.on("2020-01-04T22:30:00Z");
    assert_eq!(
        office.desk.retention_due(&DueFilter::default(), 10, 0).unwrap(),
        []
    );
    office.on("2020-01-04T23:30:00Z");
    let due = office.desk.retention_due(&DueFilter::default(), 10, 0).unwrap();
    assert_eq!(due.len(), 1, "it is past midnight in Luxembourg");
    assert!(
        due[0].reason.contains("R1") && due[0].reason.contains("04.01.2020"),
        "{}",
        due[0].reason
    );
    let adopted = office.desk.adopt_retention(dossier, "nouveau tableau").unwrap();
    assert_eq!((adopted.table, adopted.years), (Some(2), 30));
    assert_eq!(
        office.desk.retention_due(&DueFilter::default(), 10, 0).unwrap(),
        []
    );
    assert_eq!(
        code(office.desk.adopt_retention(dossier, "encore")),
        "retention-nothing-to-adopt"
    );
}

/// Two due dossiers that share one content, and one that the table keeps, in 2026.
fn due_office() -> (Office, DossierId, DossierId, DossierId) {
    let office = Office::new();
    office
        .desk
        .import_retention_table(TABLE.as_bytes(), "TT", date(2010, 1, 1))
        .unwrap();
    let gone = office.closed("Certificat de Mme Muller", "R.1", b"contenu a detruire");
    let kept = office.closed("Grange", "U", b"contenu a garder");
    office.on("2026-01-05T09:00:00Z");
    let fresh = office.closed("Certificat recent", "R.1", b"contenu a detruire");
    (office, gone, kept, fresh)
}

fn appraised(office: &Office, chosen: &[DossierId]) -> DispositionId {
    let id = office.desk.propose_disposition(chosen, "").unwrap().id;
    office
        .desk
        .notify_archives(id, date(2026, 1, 5), "Archives nationales")
        .unwrap();
    office
        .desk
        .appraise(id, chosen, Appraisal::Destroy, date(2026, 1, 5), "ANL 12/26")
        .unwrap();
    id
}

#[test]
fn what_is_destroyed_is_gone_and_its_trace_and_certificate_stay() {
    let (office, gone, _, fresh) = due_office();
    let version = office.desk.dossier(gone).unwrap().documents[0].versions[0].id;
    let id = appraised(&office, &[gone]);
    assert_eq!(
        code(office.desk.confirm_disposition(id)),
        "disposition-same-person"
    );
    assert_eq!(
        code(office.desk.destroy_disposition(id, &|_| {})),
        "disposition-state"
    );
    let other = office.colleague("Paul Meyers", &[Role::Auditor]);
    other.confirm_disposition(id).unwrap();
    // Three months end with the 5th of April.
    office.on("2026-04-05T21:30:00Z");
    assert_eq!(
        code(office.desk.destroy_disposition(id, &|_| {})),
        "disposition-too-early"
    );
    office.on("2026-04-06T09:00:00Z");
    let before = blobs(&office.place().join("blobs"));
    let done = office.desk.destroy_disposition(id, &|_| {}).unwrap();
    assert_eq!(done.state, DispositionState::Done);
    assert!(done.certificate);
    // The same bytes are in another dossier: they stay there, and only there.
    assert_eq!(blobs(&office.place().join("blobs")), before);
    let other_version = office.desk.dossier(fresh).unwrap().documents[0].versions[0].id;
    assert_eq!(
        office.desk.read_version(other_version).unwrap(),
        b"contenu a detruire"
    );
    assert_eq!(code(office.desk.read_version(version)), "content-destroyed");

    let view = office.desk.dossier(gone).unwrap();
    assert_eq!(view.subject.as_str(), "—", "the line leaves the least");
    assert_eq!(
        view.documents[0].versions[0].sha256,
        store_digest(b"contenu a detruire")
    );
    assert!(view.history.iter().any(|entry| entry.kind == "content-destroyed"));
    office.desk.verify_journal().unwrap();
    assert_eq!(office.desk.check_integrity(&|_| {}).unwrap(), []);
    assert_eq!(
        code(office.desk.reopen_dossier(gone, "encore")),
        "dossier-destroyed"
    );

    let certificate = office.desk.disposition_certificate(id).unwrap();
    let file = common::file(office.folder.path(), "certificat.pdf", &certificate);
    let text = std::process::Command::new("pdftotext")
        .arg(&file)
        .arg("-")
        .output();
    if let Ok(text) = text {
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        for expected in [
            view.reference.as_str(),
            "Paul Meyers",
            "Claire Weber",
            "loi du 19 juin 2013",
            "ANL 12/26",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
        assert!(!text.contains("Muller"), "{text}");
    }
    let key = common::Key::new(office.folder.path());
    let sealed = office.folder.path().join("certificat-scelle.pdf");
    office.desk.seal_certificate(id, &key.source(), &sealed).unwrap();
    assert!(std::fs::read(&sealed).unwrap().starts_with(&certificate));

    // Beside it the one for keeping: accessible, archival, with the list as data; the same every time.
    let archival = office
        .desk
        .disposition_paper(id, DispositionPaper::Certificate)
        .unwrap();
    assert_eq!(
        archival,
        office
            .desk
            .disposition_paper(id, DispositionPaper::Certificate)
            .unwrap()
    );
    let name = String::from_utf8_lossy(&archival).into_owned();
    assert!(name.contains("pdfaid:part>3<") && name.contains("pdfaid:conformance>A<"));
    assert!(name.contains("pdfuaid:part>1<"));
    assert_eq!(
        office
            .desk
            .disposition_paper(id, DispositionPaper::PlainCertificate)
            .unwrap(),
        certificate
    );
    let file = common::file(office.folder.path(), "certificat-archive.pdf", &archival);
    if let Some(text) = text_of(&file) {
        let digest = store_digest(&certificate).to_string();
        for expected in [
            view.reference.as_str(),
            "Paul Meyers",
            "Claire Weber",
            "loi du 19 juin 2013",
            "ANL 12/26",
            digest.as_str(),
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
        assert!(!text.contains("Muller"), "{text}");
    }
    let list = std::process::Command::new("pdfdetach")
        .arg("-list")
        .arg(&file)
        .output();
    if let Ok(list) = list {
        assert!(String::from_utf8_lossy(&list.stdout).contains("list.csv"));
    }
    let sealed = office.folder.path().join("certificat-archive-scelle.pdf");
    office
        .desk
        .seal_disposition_paper(id, DispositionPaper::Certificate, &key.source(), &sealed)
        .unwrap();
    assert!(std::fs::read(&sealed).unwrap().starts_with(&archival));
}

fn text_of(file: &Path) -> Option<String> {
    let text = std::process::Command::new("pdftotext")
        .args(["-layout"])
        .arg(file)
        .arg("-")
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&text.stdout).into_owned())
}

#[test]
fn the_notice_to_the_archives_names_each_dossier_and_when_the_periods_end() {
    let (office, gone, ..) = due_office();
    let id = office.desk.propose_disposition(&[gone], "Lot 1").unwrap().id;
    let notice = || office.desk.disposition_paper(id, DispositionPaper::Notice);
    let before = notice().unwrap();
    assert_eq!(
        code(office.desk.disposition_paper(id, DispositionPaper::Certificate)),
        "disposition-no-certificate"
    );
    let today = office.desk.clock().in_tz("Europe/Luxembourg").unwrap().date();
    office
        .desk
        .notify_archives(id, today, "Archives nationales 魏")
        .unwrap();
    let after = notice().unwrap();
    assert_ne!(before, after);
    let file = common::file(office.folder.path(), "avis.pdf", &after);
    if let Some(text) = text_of(&file) {
        let view = office.desk.disposition(id).unwrap();
        for expected in [
            office.desk.dossier(gone).unwrap().reference.as_str(),
            &view.answer_until.unwrap().to_string(),
            &view.destroy_from.unwrap().to_string(),
            &view.list_sha256.to_string(),
            // What no font has is told as such; the attached list has it.
            "Archives nationales ?",
            "Lot 1",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
    office.desk.withdraw_disposition(id, "erreur").unwrap();
    assert_eq!(code(notice()), "disposition-state");
    let agent = office.colleague("Jean Agent", &[Role::Agent]);
    assert_eq!(
        code(agent.disposition_paper(id, DispositionPaper::Notice)),
        "role-missing"
    );
}

fn store_digest(bytes: &[u8]) -> model::Sha256 {
    let mut digest = [0; 32];
    digest.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref());
    model::Sha256(digest)
}

#[test]
fn content_that_nothing_else_holds_leaves_no_file() {
    let (office, gone, _, fresh) = due_office();
    office.desk.reopen_dossier(fresh, "autre contenu").unwrap();
    let alone = office.closed("Seul", "R.1", b"seul");
    let before = blobs(&office.place().join("blobs"));
    office.on("2036-02-01T09:00:00Z");
    let id = office.desk.propose_disposition(&[alone], "").unwrap().id;
    office.desk.notify_archives(id, date(2036, 2, 1), "ANL").unwrap();
    office
        .desk
        .appraise(id, &[alone], Appraisal::Destroy, date(2036, 2, 1), "n")
        .unwrap();
    office
        .colleague("Paul Meyers", &[Role::Administrator])
        .confirm_disposition(id)
        .unwrap();
    office.on("2036-06-01T09:00:00Z");
    office.desk.destroy_disposition(id, &|_| {}).unwrap();
    assert_eq!(blobs(&office.place().join("blobs")), before - 1);
    assert_eq!(office.desk.check_integrity(&|_| {}).unwrap(), []);
    let _ = gone;
}

#[test]
fn a_hold_blocks_every_step_until_it_is_released() {
    let (office, gone, _, _) = due_office();
    assert_eq!(
        code(office.desk.place_hold(&HoldFilter::default(), "litige")),
        "hold-for-everything"
    );
    let filter = HoldFilter {
        classification: Some("R".into()),
        ..HoldFilter::default()
    };
    assert_eq!(code(office.desk.place_hold(&filter, " ")), "field-empty");
    let hold = office.desk.place_hold(&filter, "litige en cours").unwrap();
    assert_eq!((hold.hold, hold.dossiers), (1, 2));
    let due = office.desk.retention_due(&DueFilter::default(), 10, 0).unwrap();
    let held = due.iter().find(|row| row.dossier == gone).unwrap();
    assert_eq!(held.holds[0].reason, "litige en cours");
    assert_eq!(
        code(office.desk.propose_disposition(&[gone], "")),
        "disposition-held"
    );
    office.desk.release_hold(1, "jugement").unwrap();
    assert_eq!(code(office.desk.release_hold(1, "encore")), "hold-released");
    assert_eq!(code(office.desk.release_hold(9, "encore")), "hold-unknown");

    let id = appraised(&office, &[gone]);
    let other = office.colleague("Paul Meyers", &[Role::Auditor]);
    other.confirm_disposition(id).unwrap();
    // Placed at the last moment.
    office
        .desk
        .place_hold(
            &HoldFilter {
                dossier: Some(gone),
                ..HoldFilter::default()
            },
            "appel",
        )
        .unwrap();
    office.on("2026-06-06T09:00:00Z");
    assert_eq!(
        code(office.desk.destroy_disposition(id, &|_| {})),
        "disposition-held"
    );
}

#[test]
fn what_the_archives_want_is_destroyed_only_after_their_receipt() {
    let (office, _, kept, _) = due_office();
    let out = office.folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let desk = &office.desk;
    let id = desk.propose_disposition(&[kept], "").unwrap().id;
    assert_eq!(
        code(desk.notify_archives(id, date(2025, 12, 1), "ANL")),
        "disposition-day",
        "no notice before the proposal"
    );
    assert_eq!(
        code(desk.notify_archives(id, date(2026, 1, 6), "ANL")),
        "disposition-day"
    );
    desk.notify_archives(id, date(2026, 1, 5), "ANL").unwrap();
    assert_eq!(
        code(desk.appraise_silence(id, &[kept], "rien")),
        "disposition-answer-awaited"
    );
    office.on("2026-03-06T09:00:00Z");
    assert_eq!(
        code(desk.appraise_silence(id, &[kept], "rien")),
        "disposition-silence-keeps"
    );
    desk.appraise(id, &[kept], Appraisal::Take, date(2026, 3, 6), "ANL 13")
        .unwrap();
    assert_eq!(
        code(desk.record_receipt(id, &[kept], "AR 1", date(2026, 3, 6))),
        "disposition-not-packaged"
    );
    let other = office.colleague("Paul Meyers", &[Role::Auditor]);
    assert_eq!(code(other.confirm_disposition(id)), "disposition-receipt-missing");
    let packages = desk
        .deliver_disposition(id, &out, &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(packages.len(), 1);
    assert!(packages[0].path.join("METS.xml").exists());
    assert_eq!(code(other.confirm_disposition(id)), "disposition-receipt-missing");
    desk.record_receipt(id, &[kept], "AR 1", date(2026, 3, 6))
        .unwrap();
    other.confirm_disposition(id).unwrap();
    office.on("2026-04-06T09:00:00Z");
    desk.destroy_disposition(id, &|_| {}).unwrap();
    let view = desk.dossier(kept).unwrap();
    assert_eq!(view.subject.as_str(), "Grange", "this line leaves the register");
}

#[test]
fn after_two_months_of_silence_a_person_decides_about_what_the_table_destroys() {
    let (office, gone, _, fresh) = due_office();
    let desk = &office.desk;
    let id = desk.propose_disposition(&[gone], "").unwrap().id;
    assert_eq!(
        code(desk.propose_disposition(&[gone], "")),
        "disposition-in-another"
    );
    assert_eq!(
        code(desk.propose_disposition(&[fresh], "")),
        "disposition-not-due"
    );
    assert_eq!(code(desk.propose_disposition(&[], "")), "disposition-empty");
    desk.notify_archives(id, date(2026, 1, 5), "ANL").unwrap();
    office.on("2026-03-05T22:30:00Z");
    assert_eq!(
        code(desk.appraise_silence(id, &[gone], "rien reçu")),
        "disposition-answer-awaited"
    );
    office.on("2026-03-05T23:30:00Z");
    let view = desk.appraise_silence(id, &[gone], "rien reçu").unwrap();
    assert_eq!(view.state, DispositionState::Appraised);
    assert_eq!(
        code(desk.appraise_silence(id, &[fresh], "rien")),
        "disposition-not-in-it"
    );
    let withdrawn = desk.withdraw_disposition(id, "erreur").unwrap();
    assert_eq!(withdrawn.state, DispositionState::Withdrawn);
    assert_eq!(
        desk.retention_due(&DueFilter::default(), 10, 0).unwrap().len(),
        2,
        "due again"
    );
}

#[test]
fn what_the_archives_asked_for_is_not_destroyed_by_their_silence() {
    let (office, gone, _, _) = due_office();
    let desk = &office.desk;
    let id = desk.propose_disposition(&[gone], "").unwrap().id;
    desk.notify_archives(id, date(2026, 1, 5), "ANL").unwrap();
    office.on("2026-01-20T09:00:00Z");
    desk.appraise(id, &[gone], Appraisal::Take, date(2026, 1, 20), "ANL 14")
        .unwrap();
    office.on("2026-06-06T09:00:00Z");
    assert_eq!(
        code(desk.appraise_silence(id, &[gone], "rien reçu depuis")),
        "disposition-answered"
    );
    let items = desk.disposition_items(id, 10, 0).unwrap();
    assert_eq!(items[0].appraisal, Some(Appraisal::Take));
    // What they write later counts.
    desk.appraise(id, &[gone], Appraisal::Destroy, date(2026, 6, 1), "ANL 90")
        .unwrap();
}

#[test]
fn a_dossier_that_changed_since_the_list_is_not_destroyed() {
    let (office, gone, _, _) = due_office();
    let id = appraised(&office, &[gone]);
    let other = office.colleague("Paul Meyers", &[Role::Auditor]);
    office.desk.reopen_dossier(gone, "pièce arrivée").unwrap();
    assert_eq!(code(other.confirm_disposition(id)), "disposition-changed");
    let file = common::file(office.folder.path(), "neu.txt", b"neu");
    office
        .desk
        .import(gone, &file, None, &|_| {}, &Cancel::default())
        .unwrap();
    office.close(gone);
    assert_eq!(code(other.confirm_disposition(id)), "disposition-changed");
}

#[test]
fn what_a_confidential_dossier_is_about_stands_in_no_list_of_those_who_may_not_see_it() {
    let (office, gone, _, fresh) = due_office();
    let desk = &office.desk;
    desk.reopen_dossier(gone, "à protéger").unwrap();
    desk.set_confidentiality(gone, model::Confidentiality::Confidential, &[])
        .unwrap();
    office.on("2015-01-05T09:00:00Z");
    office.close(gone);
    office.on("2026-01-06T09:00:00Z");
    let list = desk.propose_disposition(&[gone], "").unwrap();
    let own = desk.disposition_items(list.id, 10, 0).unwrap();
    assert_eq!(own[0].subject, "Certificat de Mme Muller");

    let other = office.colleague("Paul Meyers", &[Role::Auditor]);
    let items = other.disposition_items(list.id, 10, 0).unwrap();
    assert_eq!((items[0].dossier, items[0].subject.as_str()), (gone, "—"));
    let sheet = String::from_utf8(other.disposition_list(list.id).unwrap()).unwrap();
    assert!(!sheet.contains("Muller"), "{sheet}");
    assert_eq!(code(other.dossier(gone)), "dossier-unknown");
    assert_eq!(code(other.propose_disposition(&[gone], "")), "dossier-unknown");
    let _ = fresh;
}

#[test]
fn only_auditors_and_administrators_dispose() {
    let (office, gone, _, _) = due_office();
    let agent = office.colleague("Anne Agent", &[Role::Agent, Role::Clerk, Role::Signatory]);
    let id = appraised(&office, &[gone]);
    let day = date(2026, 1, 5);
    let filter = HoldFilter {
        dossier: Some(gone),
        ..HoldFilter::default()
    };
    let refused = [
        code(agent.import_retention_table(TABLE.as_bytes(), "TT", day)),
        code(agent.retention_due(&DueFilter::default(), 1, 0)),
        code(agent.retention_undecided(1, 0)),
        code(agent.retention_reevaluations(None, 1)),
        code(agent.adopt_retention(gone, "x")),
        code(agent.place_hold(&filter, "x")),
        code(agent.release_hold(1, "x")),
        code(agent.holds(true)),
        code(agent.propose_disposition(&[gone], "")),
        code(agent.dispositions(1, 0)),
        code(agent.disposition_list(id)),
        code(agent.notify_archives(id, day, "x")),
        code(agent.appraise(id, &[gone], Appraisal::Destroy, day, "x")),
        code(agent.appraise_silence(id, &[gone], "x")),
        code(agent.deliver_disposition(id, Path::new("."), &|_| {}, &Cancel::default())),
        code(agent.record_receipt(id, &[gone], "x", day)),
        code(agent.confirm_disposition(id)),
        code(agent.destroy_disposition(id, &|_| {})),
        code(agent.withdraw_disposition(id, "x")),
        code(agent.disposition_certificate(id)),
        code(agent.open_data(model::figures::Month::of(day), model::figures::Month::of(day), 3)),
    ];
    assert!(refused.iter().all(|code| *code == "role-missing"), "{refused:?}");
}

#[test]
fn destroyed_content_that_an_interruption_leaves_is_found_and_settled() {
    let (office, ..) = due_office();
    let alone = office.closed("Seul", "R.1", b"seul et a detruire");
    let files = |office: &Office| -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
        let mut found = std::collections::BTreeMap::new();
        for folder in std::fs::read_dir(office.place().join("blobs")).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                found.insert(path.clone(), std::fs::read(&path).unwrap());
            }
        }
        found
    };
    let before = files(&office);
    office.on("2036-02-01T09:00:00Z");
    let id = office.desk.propose_disposition(&[alone], "").unwrap().id;
    office.desk.notify_archives(id, date(2036, 2, 1), "ANL").unwrap();
    office
        .desk
        .appraise(id, &[alone], Appraisal::Destroy, date(2036, 2, 1), "n")
        .unwrap();
    office
        .colleague("Paul Meyers", &[Role::Administrator])
        .confirm_disposition(id)
        .unwrap();
    office.on("2036-06-01T09:00:00Z");
    office.desk.destroy_disposition(id, &|_| {}).unwrap();
    let after = files(&office);
    let gone: Vec<_> = before
        .iter()
        .filter(|(path, _)| !after.contains_key(*path))
        .collect();
    assert_eq!(gone.len(), 1);
    // What a program leaves that is killed after storing the same bytes once more, or before it removed them.
    for (path, bytes) in gone {
        std::fs::write(path, bytes).unwrap();
    }
    let report = office.desk.check(&|_| {}, &Cancel::default()).unwrap();
    assert_eq!((report.orphans, report.problems), (1, vec![]));
    assert_eq!(files(&office), after);
}
