//! The scenes of everybody who works with the product, each from its start to its end, on one desk with several people,
//! each of whom opens it with a passphrase of their own.
//!
//! The citizen's scene is played in `journey.rs` and in the platform's own tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::archive::PackVersions;
use desk::{Cancel, Desk, Environment, KeySource, NewCircuit, SealBatch, System, ToSign};
use house::platform::Platform;
use identifier::Identifier;
use jiff::civil::{Date, date};
use model::circuit::{Assignee, CircuitStatus, Command, Dispatch, DispatchWay, NewStep};
use model::contact::{ContactEntry, PostalAddress};
use model::deadline::{DeadlineFilter, DeadlineStatus};
use model::delegation::{NewDelegation, Scope};
use model::document::{DocumentKind, WatchSettings};
use model::procedure::StepKind;
use model::retention::{Appraisal, DispositionState, DueFilter};
use model::safety::{BackupSettings, JournalFilter};
use model::view::{DocumentView, DossierView, SealOutcome};
use model::work::{CircuitView, NewTask, StepStanding};
use model::{
    Confidentiality, DossierFilter, DossierId, DossierOpening, NewDossier, PartyKind, PartyRole, Role,
    Sha256, Subject,
};
use secrecy::SecretString;
use testkit::archives::ArchiveValidators;
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};
use testkit::validators::{Job, Validators};
use wording::{Explain, Lang};

const CLAIRE: &str = "correct cheval batterie agrafe";
const LUC: &str = "un parapluie sous la neige";
const SILENT: desk::OnProgress<'static> = &|_| {};

/// The demonstration's desk: Claire (clerk, agent, auditor, administrator), Paul (agent) and Martine (signatory), each of
/// whom has opened it with a passphrase of their own, and a head of unit's colleague, Luc (signatory).
struct Office {
    folder: tempfile::TempDir,
    claire: Desk,
    paul: Desk,
    martine: Desk,
    luc: Desk,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("desk");
        let claire = desk::demo::prepare_desk(&home, &CLAIRE.into(), Arc::new(System)).unwrap();
        claire.set_lang(Lang::En);
        let colleague = |name: &str| {
            let (_, _, passphrase) = desk::demo::COLLEAGUES
                .into_iter()
                .find(|one| one.0 == name)
                .unwrap();
            open(&home, passphrase)
        };
        let (paul, martine) = (colleague("Paul Meyers"), colleague("Martine Klein"));
        let luc = claire.add_person("Luc Thill", &[Role::Signatory], "SEC").unwrap();
        let once = claire.one_time_passphrase();
        claire.add_passphrase_for(luc.id, &once).unwrap();
        let luc = Desk::begin(&home, &once, &LUC.into(), Arc::new(System)).unwrap();
        luc.set_lang(Lang::En);
        Self {
            paul,
            martine,
            luc,
            claire,
            folder,
        }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A document that Paul drew up, in a dossier of its own.
    fn act(&self, name: &str, bytes: &[u8]) -> DocumentView {
        let dossier = plain_dossier(&self.paul, name);
        let path = self.file(&format!("{name}.pdf"), bytes);
        import(&self.paul, dossier.id, &path)
    }

    /// Paul sends a document round: approval, signature, seal, dispatch.
    fn send_round(&self, document: &DocumentView) -> CircuitView {
        let step = |kind, stage, role| NewStep {
            kind,
            stage,
            assignee: Assignee::Role(role),
            four_eyes: false,
            optional: false,
            within: None,
        };
        let new = NewCircuit {
            document: document.id,
            seen: newest(&self.paul, document.id),
            rule: None,
            name: Some("Décision".into()),
            steps: vec![
                step(StepKind::Signature, 1, Role::Signatory),
                step(StepKind::Seal, 2, Role::Clerk),
                step(StepKind::Dispatch, 3, Role::Agent),
            ],
        };
        self.paul.start_circuit(&new).unwrap()
    }
}

fn open(home: &Path, passphrase: &str) -> Desk {
    let desk = Desk::unlock(home, &passphrase.into(), Arc::new(System)).unwrap();
    desk.set_lang(Lang::En);
    desk
}

fn code<T>(result: Result<T, desk::Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

fn new_dossier(subject: &str, procedure: Option<&str>) -> NewDossier {
    NewDossier {
        reference: None,
        subject: Subject::parse(subject).unwrap(),
        procedure: procedure.map(str::to_owned),
        parties: Vec::new(),
    }
}

fn plain_dossier(desk: &Desk, subject: &str) -> DossierView {
    desk.create_dossier(new_dossier(subject, None)).unwrap()
}

fn import(desk: &Desk, dossier: DossierId, path: &Path) -> DocumentView {
    desk.import(dossier, path, None, SILENT, &Cancel::default())
        .unwrap()
        .document
}

fn newest(desk: &Desk, document: model::DocumentId) -> Sha256 {
    desk.document(document).unwrap().versions[0].sha256
}

fn due(circuit: &CircuitView) -> model::StepId {
    circuit
        .steps
        .iter()
        .find(|step| step.state == StepStanding::Due)
        .unwrap_or_else(|| panic!("nothing is due in {circuit:#?}"))
        .id
}

fn kinds(dossier: &DossierView) -> Vec<&str> {
    dossier.history.iter().map(|entry| entry.kind.as_str()).collect()
}

/// A key in a PKCS#12 file.
struct Key {
    path: PathBuf,
    passphrase: SecretString,
}

impl Key {
    fn seal(folder: &Path) -> Self {
        let seal = TestPki::shared().seal(KeyKind::P256);
        Self::written(folder, "seal.p12", &seal.pkcs12("key passphrase"))
    }

    fn person(folder: &Path) -> Self {
        let signer = TestPki::shared().signer(KeyKind::P256);
        Self::written(folder, "person.p12", &signer.pkcs12("key passphrase"))
    }

    fn written(folder: &Path, name: &str, bytes: &[u8]) -> Self {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        Self {
            path,
            passphrase: "key passphrase".into(),
        }
    }

    fn source(&self) -> KeySource<'_> {
        KeySource::Pkcs12 {
            path: &self.path,
            passphrase: &self.passphrase,
        }
    }
}

fn sign(desk: &Desk, documents: &[model::DocumentId], key: KeySource<'_>) -> Vec<desk::SignOutcome> {
    let items: Vec<ToSign> = documents
        .iter()
        .map(|document| ToSign {
            document: *document,
            seen: newest(desk, *document),
        })
        .collect();
    desk.sign(&items, key, SILENT, &Cancel::default()).unwrap()
}

/// What is drawn on the pages; `None` where poppler is not installed.
fn text_of(folder: &Path, bytes: &[u8]) -> Option<String> {
    let path = folder.join("text.pdf");
    std::fs::write(&path, bytes).unwrap();
    let output = std::process::Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output();
    match output {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            eprintln!("SKIPPED: pdftotext is missing ({error})");
            None
        }
    }
}

/// One scan of several documents, as a scanner's feeder makes it; `None` where qpdf is not installed.
fn scan(folder: &Path, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let mut command = std::process::Command::new("qpdf");
    command.args(["--empty", "--pages"]);
    for (number, part) in parts.iter().enumerate() {
        let path = folder.join(format!("part-{number}.pdf"));
        std::fs::write(&path, part).unwrap();
        command.arg(path);
    }
    let out = folder.join("scan.pdf");
    match command.arg("--").arg(&out).status() {
        Ok(status) => {
            assert!(status.success());
            Some(std::fs::read(out).unwrap())
        }
        Err(error) => {
            eprintln!("SKIPPED: qpdf is missing ({error})");
            None
        }
    }
}

fn lea() -> ContactEntry {
    ContactEntry {
        kind: PartyKind::Natural,
        name: "Hoffmann".into(),
        given_names: "Léa".into(),
        salutation: "Madame Hoffmann".into(),
        birth_date: None,
        matricule: "1893120105732".into(),
        vat: String::new(),
        rcs: String::new(),
        address: PostalAddress {
            street: "3, um Bierg".into(),
            postal_code: "6162".into(),
            city: "Bourglinster".into(),
            ..PostalAddress::default()
        },
        email: String::new(),
        phone: String::new(),
        language: Some(Lang::Fr),
        notes: String::new(),
    }
}

/// Paul's day without any network, from the request to the act that waits for Martine.
#[test]
fn a_civil_servant_registers_a_request_files_its_papers_and_sends_the_decision_round() {
    let office = Office::new();
    let (paul, martine) = (&office.paul, &office.martine);

    // He opens the desk: what waits is there, and it is his.
    assert_eq!(paul.view().unwrap().person, "Paul Meyers");
    let waiting = paul.inbox(50).unwrap();
    assert!(waiting.counts.mine >= 1, "{waiting:#?}");

    // The applicant is entered once; with a wrong check digit nobody is.
    let mistyped = ContactEntry {
        matricule: "1893120105733".into(),
        ..lea()
    };
    assert_eq!(code(paul.add_contact(mistyped, false)), "matricule-check-digits");
    let contact = paul.add_contact(lea(), false).unwrap();
    assert_eq!(paul.contacts("hoffm", 10).unwrap()[0].id, contact.id);

    // The request of 2 March 2026 becomes a dossier: reference, applicant and deadline are there at once.
    let opening = DossierOpening {
        contacts: vec![(contact.id, PartyRole::Applicant)],
        received_on: Some(date(2026, 3, 2)),
        ..DossierOpening::from(new_dossier(
            "Certificat de résidence – Mme Hoffmann",
            Some("residence-certificate"),
        ))
    };
    let dossier = paul.open_new_dossier(opening).unwrap();
    assert!(
        dossier.reference.as_str().contains("/RES/"),
        "{}",
        dossier.reference
    );
    assert_eq!(dossier.parties[0].name, "Léa Hoffmann");
    let silence = |desk: &Desk| -> Option<(Option<Date>, DeadlineStatus)> {
        let deadlines = desk.deadlines(dossier.id).unwrap();
        deadlines
            .into_iter()
            .find(|deadline| deadline.rule.as_deref() == Some("silence"))
            .map(|deadline| (deadline.due_on, deadline.status))
    };
    assert_eq!(
        silence(paul).unwrap().0,
        Some(date(2026, 6, 2)),
        "three months, a Tuesday"
    );

    // Papers: one is dropped in, the rest comes from the scanner, each part behind the sheet of its dossier.
    let request = import(paul, dossier.id, &office.file("Demande.pdf", &pdfs::letter()));
    paul.set_procedure_document(request.id, Some("request")).unwrap();
    let watched = office.folder.path().join("scans");
    std::fs::create_dir(&watched).unwrap();
    let other = plain_dossier(paul, "Autre affaire");
    let sheets = [dossier.id, other.id].map(|id| paul.separator_sheet(id).unwrap());
    if let Some(stack) = scan(
        office.folder.path(),
        &[&sheets[0], &pdfs::pages(2), &sheets[1], &pdfs::pages(3)],
    ) {
        std::fs::write(watched.join("scan 1.pdf"), stack).unwrap();
        let settings = WatchSettings {
            settle_ms: 20,
            rescan_ms: 50,
            ..paul.watch_defaults(&watched)
        };
        let report = paul
            .watch_once(&settings, &mut |_| {}, SILENT, &Cancel::default())
            .unwrap();
        assert_eq!((report.filed, report.failed, report.waiting), (2, 0, 0));
        assert_eq!(
            paul.dossier(other.id).unwrap().documents[0].versions[0].pages,
            Some(3)
        );
    }
    let view = paul.dossier(dossier.id).unwrap();
    assert!(!view.documents.is_empty());

    // The decision is drafted from the procedure's template, filled with what is known.
    let party = view.parties[0].id;
    let mut draft = paul
        .draft_letter(dossier.id, "residence-certificate", Some(Lang::Fr), Some(party))
        .unwrap();
    assert_eq!(draft.draft.letter.addressee.name, "Léa Hoffmann");
    assert_eq!(draft.draft.letter.fields["matricule"], "1893120105732");
    assert!(draft.draft.letter.fields["residence"].contains("Bourglinster"));
    assert_eq!(code(paul.finish_letter(&draft.draft)), "letter-missing");
    assert!(draft.set("since", "2021-04-01"));
    assert!(draft.set("signatory", "Martine Klein"));
    let looked = paul.look_at_draft(draft.draft.clone()).unwrap();
    assert!(looked.missing.is_empty(), "{:?}", looked.missing);
    let saved = paul.save_letter_draft(draft.draft).unwrap();
    let letter = paul.finish_letter(&saved).unwrap();
    let bytes = paul.read_version(letter.version).unwrap();
    assert_eq!(pdf::inspect(&bytes, None).unwrap().pdf_a.as_deref(), Some("3A"));
    if let Some(text) = text_of(office.folder.path(), &bytes) {
        for expected in [
            "Léa Hoffmann",
            "Bourglinster",
            "1893120105732",
            dossier.reference.as_str(),
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
    assert!(
        paul.letter_drafts(dossier.id).unwrap().is_empty(),
        "it is a letter now"
    );

    // It goes round the circuit of its procedure, and now waits for Martine.
    let rules = paul.circuit_rules(letter.document.id).unwrap();
    let fitting: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.fits)
        .map(|rule| rule.key.as_str())
        .collect();
    assert_eq!(fitting, ["certificate"]);
    paul.start_circuit(&NewCircuit {
        document: letter.document.id,
        seen: newest(paul, letter.document.id),
        rule: Some("certificate".into()),
        name: None,
        steps: Vec::new(),
    })
    .unwrap();
    let hers = martine.inbox(50).unwrap().mine;
    assert!(
        hers.iter().any(|item| item.document == letter.document.id),
        "{hers:#?}"
    );
    assert!(
        paul.inbox(50)
            .unwrap()
            .waiting
            .iter()
            .any(|item| item.document == letter.document.id)
    );

    // He asks her something; she finds the question and his note about her.
    paul.add_task(&NewTask {
        title: "Vérifier la date d'inscription".into(),
        dossier: Some(dossier.id),
        assignee: Assignee::Person(martine.person()),
        due_day: None,
    })
    .unwrap();
    assert!(
        martine
            .inbox(50)
            .unwrap()
            .tasks
            .iter()
            .any(|task| task.title == "Vérifier la date d'inscription")
    );

    // Everything is found again, by name, by the text of the letter, and by whoever looks after him.
    paul.index_pending(SILENT, &Cancel::default()).unwrap();
    for typed in ["hoffmann", "bourglinster", "certificats residence"] {
        let found = martine.search(typed, 20, 0).unwrap();
        assert!(
            found.hits.iter().any(|hit| hit.dossier.id == dossier.id),
            "{typed}: {:?}",
            found
                .hits
                .iter()
                .map(|hit| &hit.dossier.subject)
                .collect::<Vec<_>>()
        );
    }
    paul.verify_journal().unwrap();
    assert_eq!(paul.check_integrity(SILENT).unwrap(), []);
}

/// Martine works through her queue, then signs all that is left with one opening of her key.
#[test]
fn a_head_of_unit_approves_refuses_delegates_and_signs_many_with_one_opening_of_the_key() {
    let office = Office::new();
    let (claire, paul, martine, luc) = (&office.claire, &office.paul, &office.martine, &office.luc);
    let acts: Vec<DocumentView> = (1..=5)
        .map(|number| office.act(&format!("Décision {number}"), &pdfs::pages(number)))
        .collect();
    let circuits: Vec<CircuitView> = acts.iter().map(|act| office.send_round(act)).collect();
    let queue = |desk: &Desk| -> Vec<model::DocumentId> {
        let mine = desk.inbox(100).unwrap().mine;
        mine.into_iter()
            .map(|item| item.document)
            .filter(|document| acts.iter().any(|act| act.id == *document))
            .collect()
    };
    assert_eq!(queue(martine).len(), 5);

    // She reads each one; the journal keeps that she did.
    let bytes = martine.read_version(acts[0].versions[0].id).unwrap();
    assert!(bytes.starts_with(b"%PDF"));

    // The first is refused, with the reason that Paul finds.
    let refuse = |reason: &str| {
        martine.act_on_circuit(
            circuits[0].id,
            &Command::Refuse {
                step: due(&circuits[0]),
                seen: circuits[0].newest,
                reason: reason.into(),
            },
        )
    };
    assert_eq!(code(refuse(" ")), "field-empty");
    assert_eq!(
        refuse("Les motifs manquent.").unwrap().status,
        CircuitStatus::Refused
    );
    let back = paul.inbox(50).unwrap().returned;
    let back = back.iter().find(|one| one.circuit == circuits[0].id).unwrap();
    assert_eq!(back.reason.as_deref(), Some("Les motifs manquent."));

    // The second is Luc's from now on; nobody but him signs it.
    let handed = martine
        .act_on_circuit(
            circuits[1].id,
            &Command::Substitute {
                step: due(&circuits[1]),
                seen: circuits[1].newest,
                to: luc.person(),
                reason: "Affaire suivie par lui".into(),
            },
        )
        .unwrap();
    assert_eq!(handed.status, CircuitStatus::Running);
    let person = Key::person(office.folder.path());
    let refused = sign(martine, &[acts[1].id], person.source()).remove(0);
    assert_eq!(refused.result.unwrap_err().code, "circuit-not-for-you");
    assert!(sign(luc, &[acts[1].id], person.source())[0].result.is_ok());

    // Somebody changes the third after she has seen it: what she saw is not what she would sign.
    let seen = newest(martine, acts[2].id);
    paul.add_version(
        &model::document::NewVersionOf {
            document: acts[2].id,
            base: acts[2].versions[0].id,
            reason: "faute de frappe".into(),
        },
        &office.file("corrigée.pdf", &pdfs::letter_saying("Décision corrigée")),
        None,
        SILENT,
        &Cancel::default(),
    )
    .unwrap();
    let key = person.source().open().unwrap();
    let items: Vec<ToSign> = acts[2..]
        .iter()
        .map(|act| ToSign {
            document: act.id,
            seen: if act.id == acts[2].id {
                seen
            } else {
                newest(martine, act.id)
            },
        })
        .collect();
    let outcomes = martine
        .sign(&items, KeySource::Opened(&key), SILENT, &Cancel::default())
        .unwrap();
    let told: Vec<String> = outcomes
        .iter()
        .map(|outcome| {
            outcome
                .result
                .as_ref()
                .map_or_else(|error| error.code.clone(), |_| "signed".into())
        })
        .collect();
    assert_eq!(told, ["circuit-other-version", "signed", "signed"]);

    // She looks again, and goes on leave: Luc signs the last one for her, which the act and the journal say.
    let today = martine.today();
    martine
        .act_on_circuit(
            circuits[2].id,
            &Command::Substitute {
                step: due(&martine.circuit(circuits[2].id).unwrap()),
                seen: newest(martine, acts[2].id),
                to: martine.person(),
                reason: "c'est à moi".into(),
            },
        )
        .unwrap();
    martine
        .delegate(&NewDelegation {
            principal: martine.person(),
            delegate: luc.person(),
            first_day: today,
            last_day: today,
            scope: Scope {
                kinds: vec![StepKind::Signature],
                ..Scope::default()
            },
            mandate: "note de service 12".into(),
            may_delegate: false,
        })
        .unwrap();
    let delegated = luc.inbox(50).unwrap().delegated;
    let item = delegated.iter().find(|item| item.document == acts[2].id).unwrap();
    assert_eq!(item.principal.as_deref(), Some("Martine Klein"));
    let signed = sign(luc, &[acts[2].id], person.source())
        .remove(0)
        .result
        .unwrap();
    assert_eq!(signed.principal.as_deref(), Some("Martine Klein"));
    let dossier = claire.dossier(acts[2].dossier).unwrap();
    let entry = dossier
        .history
        .iter()
        .find(|entry| entry.kind == "document-signed" || entry.kind == "circuit-step-done")
        .unwrap();
    assert_eq!(entry.actor, "Luc Thill");

    // Nothing of it waits for her any more; what is signed waits for the clerk.
    assert!(queue(martine).is_empty());
    assert_eq!(queue(claire).len(), 4);
    claire.verify_journal().unwrap();
}

/// Claire takes the signed acts of the day and seals them; she is interrupted, goes on, and Paul sends them.
#[test]
fn a_clerk_seals_the_acts_of_the_day_goes_on_after_an_interruption_and_they_are_sent() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    // Four files, a letter of the desk, and a scan that came as a picture.
    let mut acts: Vec<DocumentView> = (1..=4)
        .map(|number| {
            office.act(
                &format!("Acte {number}"),
                &pdfs::letter_saying(&format!("Acte {number}")),
            )
        })
        .collect();
    let picture = office.file("Plan signé.png", &png());
    let dossier = plain_dossier(paul, "Plan");
    acts.push(import(paul, dossier.id, &picture));
    let letter = {
        let dossier = paul
            .create_dossier(new_dossier("Certificat", Some("residence-certificate")))
            .unwrap();
        let mut draft = paul
            .draft_letter(dossier.id, "residence-certificate", Some(Lang::Fr), None)
            .unwrap();
        for (key, text) in [
            ("name", "Léa Hoffmann"),
            ("address", "3, um Bierg|L-6162 Bourglinster"),
            ("person", "Léa Hoffmann"),
            ("residence", "3, um Bierg, L-6162 Bourglinster"),
            ("since", "2021-04-01"),
            ("signatory", "Martine Klein"),
        ] {
            assert!(draft.set(key, text), "{key}");
        }
        paul.finish_letter(&draft.draft).unwrap()
    };
    acts.push(letter.document.clone());
    let circuits: Vec<CircuitView> = acts.iter().map(|act| office.send_round(act)).collect();
    let ids: Vec<model::DocumentId> = acts.iter().map(|act| act.id).collect();

    // Before anybody has signed, nothing is sealed.
    let seal = Key::seal(office.folder.path());
    let early = claire
        .seal(&ids[..1], seal.source(), SILENT, &Cancel::default())
        .unwrap();
    assert_eq!(
        early[0].result.as_ref().unwrap_err().code,
        "circuit-not-there-yet"
    );
    let person = Key::person(office.folder.path());
    for outcome in sign(martine, &ids, person.source()) {
        assert!(outcome.result.is_ok(), "{outcome:#?}");
    }

    // The batch is stopped in the middle; the same call again seals what is missing, and each file once.
    let key = seal.source().open().unwrap();
    let batch = SealBatch {
        jobs: 1,
        ..SealBatch::new(&ids, &key)
    };
    let cancel = Cancel::default();
    let mut first: Vec<SealOutcome> = Vec::new();
    claire
        .seal_batch(
            &batch,
            &mut |outcome| {
                first.push(outcome);
                if first.len() == 2 {
                    cancel.cancel();
                }
            },
            SILENT,
            &cancel,
        )
        .unwrap();
    let sealed_first = first.iter().filter(|outcome| outcome.result.is_ok()).count();
    assert!((2..ids.len()).contains(&sealed_first), "{first:#?}");
    let mut all: Vec<SealOutcome> = Vec::new();
    claire
        .seal_batch(
            &batch,
            &mut |outcome| all.push(outcome),
            SILENT,
            &Cancel::default(),
        )
        .unwrap();
    assert_eq!(all.len(), ids.len());
    let mut jobs = Vec::new();
    let mut identifiers = std::collections::BTreeSet::new();
    for outcome in &all {
        let sealed = outcome
            .result
            .as_ref()
            .unwrap_or_else(|error| panic!("{}: {error:?}", outcome.title));
        assert!(
            identifiers.insert(sealed.identifier.canonical()),
            "each has its own"
        );
        let told_before = first
            .iter()
            .find(|one| one.document == outcome.document)
            .and_then(|one| one.result.as_ref().ok());
        assert!(told_before.is_none_or(|before| before.identifier == sealed.identifier));
        // On the page: the identifier that was registered, in writing and as a QR code.
        let document = claire.document(outcome.document).unwrap();
        let bytes = claire.read_version(document.versions[0].id).unwrap();
        let squeezed = |text: &str| text.to_lowercase().replace(char::is_whitespace, "");
        if let Some(text) = text_of(office.folder.path(), &bytes) {
            let printed = squeezed(&sealed.identifier.printed());
            assert!(
                squeezed(&text).contains(&printed),
                "{}: {printed} in {text}",
                outcome.title
            );
        }
        let path = office
            .folder
            .path()
            .join(format!("{}.pdf", sealed.identifier.canonical()));
        std::fs::write(&path, &bytes).unwrap();
        jobs.push(Job::new(&path).with_qr_on_page(1));
        let roots = seal::verify::TrustRoots::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap();
        let report = desk::files::verify(&path, &roots, jiff::Timestamp::MAX, None);
        assert_eq!(report.signatures.len(), 2, "a person's and the administration's");
        assert!(
            report
                .signatures
                .iter()
                .all(|signature| signature.integrity == seal::verify::Integrity::Intact)
        );
    }
    // What was PDF/A is PDF/A still: the letter, and the page that was made from the picture.
    for (document, claim) in [(acts[4].id, "2B"), (acts[5].id, "3A")] {
        let view = claire.document(document).unwrap();
        let bytes = claire.read_version(view.versions[0].id).unwrap();
        assert_eq!(
            pdf::inspect(&bytes, None).unwrap().pdf_a.as_deref(),
            Some(claim),
            "{}",
            view.title
        );
    }
    let original = claire.document(acts[4].id).unwrap();
    let first_version = original.versions.last().unwrap();
    assert_eq!(
        claire.read_version(first_version.id).unwrap(),
        png(),
        "as it came"
    );
    if let Some(validators) = Validators::find() {
        let judgements = validators.judge(&[TestPki::shared().root_pem()], &jobs);
        for judgement in judgements {
            assert!(
                !judgement.qr.is_empty(),
                "no QR code is read in {}",
                judgement.file.display()
            );
        }
    }

    // Paul sends them; the certificate's dossier moves on, and the day of the notification starts the appeal.
    let today = paul.today();
    for circuit in &circuits {
        let circuit = paul.circuit(circuit.id).unwrap();
        let sent = paul
            .act_on_circuit(
                circuit.id,
                &Command::Dispatch {
                    step: due(&circuit),
                    seen: newest(paul, circuit.document),
                    dispatch: Dispatch {
                        way: DispatchWay::Post,
                        on: today,
                        addressee: "Léa Hoffmann".into(),
                    },
                },
            )
            .unwrap();
        assert_eq!(sent.status, CircuitStatus::Finished);
    }
    let certificate = letter.document.dossier;
    let deadlines = paul.deadlines(certificate).unwrap();
    let appeal = deadlines
        .iter()
        .find(|deadline| deadline.rule.as_deref() == Some("appeal"))
        .expect("the dispatch starts the appeal");
    assert_eq!(appeal.started_on, today);

    // Closing names everything that is missing, one by one, and then happens.
    let refused = paul.close_dossier(certificate, "").unwrap();
    assert!(!refused.done && !refused.blockers.is_empty());
    let request = import(paul, certificate, &office.file("demande.pdf", &pdfs::pages(3)));
    paul.set_procedure_document(request.id, Some("request")).unwrap();
    for state in ["review", "decided", "notified"] {
        let moved = paul.change_state(certificate, state).unwrap();
        assert!(moved.done, "{state}: {:?}", moved.blockers);
    }
    let silence = paul.deadlines(certificate).unwrap();
    let silence = silence
        .iter()
        .find(|deadline| deadline.rule.as_deref() == Some("silence"))
        .unwrap();
    assert_eq!(silence.status, DeadlineStatus::Kept);
    let closed = paul.close_dossier(certificate, "Remis").unwrap();
    assert!(closed.done, "{:?}", closed.blockers);
    assert_eq!(code(paul.add_note(certificate, "encore")), "dossier-closed");
    assert_eq!(
        claire.outbox().unwrap().len(),
        ids.len(),
        "they wait for the platform"
    );
    claire.verify_journal().unwrap();
    assert_eq!(claire.check_integrity(SILENT).unwrap(), []);
}

/// A picture of a page, 100 × 140 pixels.
fn png() -> Vec<u8> {
    let (width, height) = (100_u32, 140_u32);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = (0..width * height * 3)
        .map(|index| u8::try_from(index % 251).unwrap())
        .collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// The identifier that a citizen brought is enough: the other administration has the original in its own dossier.
#[test]
fn another_administration_pulls_an_original_by_its_identifier_straight_into_its_dossier() {
    let office = Office::new();
    let claire = &office.claire;
    let mut platform = Platform::new(None);
    platform.start();
    let ca = std::fs::read(platform.ca_pem()).unwrap();
    claire
        .enrol(platform.url(), &platform.enrolment_code(), Some(&ca))
        .unwrap();

    // The commune seals two and sends them.
    let seal = Key::seal(office.folder.path());
    let acts = [
        office.act("Certificat", &pdfs::letter_saying("Certificat de résidence")),
        office.act("Erreur", &pdfs::letter_saying("Certificat erroné")),
    ];
    let ids = acts.each_ref().map(|act| act.id);
    let sealed: Vec<Identifier> = claire
        .seal(&ids, seal.source(), SILENT, &Cancel::default())
        .unwrap()
        .into_iter()
        .map(|outcome| outcome.result.unwrap().identifier)
        .collect();
    let report = claire.sync(SILENT, &Cancel::default()).unwrap();
    assert_eq!((report.acknowledged, report.waiting), (2, 0), "{report:#?}");
    let original = claire
        .read_version(claire.document(ids[0]).unwrap().versions[0].id)
        .unwrap();

    // Packed for the archives, the original has the proof that it stands in the public log, once the log has turned; until
    // then the package says that it has none.
    let packed = |number: u32| {
        let out = office.folder.path().join(format!("packed-{number}"));
        std::fs::create_dir(&out).unwrap();
        let all = PackVersions::All;
        claire
            .export_bagit(acts[0].dossier, &out, false, all, SILENT, &Cancel::default())
            .unwrap()
    };
    let begun = std::time::Instant::now();
    let package = (0..)
        .map(packed)
        .find(|package| match &package.evidence[0].without_proof {
            None => true,
            Some(why) => {
                assert_eq!(why.code, "proof-not-in-log", "{why}");
                assert!(begun.elapsed().as_secs() < 60, "{why}");
                std::thread::park_timeout(std::time::Duration::from_millis(500));
                false
            }
        })
        .unwrap();
    let proof = package.evidence[0].proof.as_ref().unwrap();
    let proof = std::fs::read_to_string(package.path.join("data").join(proof)).unwrap();
    assert!(proof.starts_with("c2sp.org/tlog-proof@v1\n"), "{proof}");

    // The ministry: another desk, other people, the same platform.
    let home = office.folder.path().join("ministry");
    let ministry = Desk::create(
        &home,
        &"vingt-cinq cygnes noirs".into(),
        desk::NewDesk {
            administration: "TEST Ministère".into(),
            person: "Nora Reding".into(),
            roles: vec![Role::Agent],
            office: "MIN".into(),
        },
        Arc::new(System),
    )
    .unwrap();
    ministry.set_lang(Lang::En);
    let dossier = plain_dossier(&ministry, "Demande de bourse");
    let pull =
        |identifier: &Identifier| ministry.pull_original(dossier.id, identifier, SILENT, &Cancel::default());
    assert_eq!(code(pull(&sealed[0])), "desk-not-enrolled");
    platform.administer(["administration", "add", "TEST Ministère"]);
    let enrolment = platform.administer(["enrol-code", "--administration", "TEST Ministère"]);
    ministry
        .enrol(platform.url(), enrolment.stdout.trim(), Some(&ca))
        .unwrap();
    ministry
        .set_trusted_roots(Some(TestPki::shared().root_pem().as_bytes()))
        .unwrap();

    // As it is printed on the paper, typed by hand; a mistake in it is a mistake, not a question to the platform.
    let printed = sealed[0].printed();
    let typed = Identifier::parse(&printed.to_lowercase()).unwrap();
    let mut swapped: Vec<char> = printed.chars().collect();
    let place = (0..swapped.len() - 1)
        .find(|place| {
            let (one, two) = (swapped[*place], swapped[place + 1]);
            one.is_ascii_alphanumeric() && two.is_ascii_alphanumeric() && one != two
        })
        .unwrap();
    swapped.swap(place, place + 1);
    assert!(Identifier::parse(&swapped.iter().collect::<String>()).is_err());

    let pulled = pull(&typed).unwrap();
    assert!(!pulled.duplicate);
    assert!(pulled.warnings.is_empty(), "{:?}", pulled.warnings);
    assert_eq!(pulled.verdict, "TOTAL-PASSED");
    assert_eq!(pulled.document.kind, DocumentKind::Original);
    assert!(pulled.address.starts_with(platform.url()), "{}", pulled.address);
    let version = &pulled.document.versions[0];
    assert_eq!(
        ministry.read_version(version.id).unwrap(),
        original,
        "byte for byte"
    );
    assert_eq!(version.sha256, newest(claire, ids[0]));
    let verified = ministry.verify_version(version.id).unwrap();
    assert_eq!(verified.verdict, seal::verify::Verdict::TotalPassed);
    let view = ministry.dossier(dossier.id).unwrap();
    assert!(kinds(&view).contains(&"original-pulled"));
    // Once is enough.
    let again = pull(&typed).unwrap();
    assert!(again.duplicate && again.document.id == pulled.document.id);
    assert_eq!(ministry.dossier(dossier.id).unwrap().documents.len(), 1);
    // It is another administration's: this one does not seal it anew.
    let own = ministry.seal(&[pulled.document.id], seal.source(), SILENT, &Cancel::default());
    assert!(
        own.map_or(true, |outcomes| outcomes[0].result.is_err()),
        "an original of somebody else is not sealed again"
    );

    // Unknown, revoked, unreachable: each says so, and nothing comes into the dossier.
    let invented = Identifier::issue([7; 16]);
    assert_eq!(code(pull(&invented)), "identifier-unknown");
    let canonical = sealed[1].canonical();
    let revoked = platform.administer(["revoke", &canonical, "--reason", "Erreur de personne"]);
    assert_eq!(revoked.exit, 0, "{revoked:#?}");
    let error = pull(&sealed[1]).unwrap_err();
    assert_eq!(error.code(), "original-revoked");
    let said = desk::catalog().explain(Lang::En, &error);
    assert!(said.sentence.contains("revoked"), "{said:?}");
    assert_eq!(code(ministry.fetch_original(&sealed[1])), "original-revoked");
    platform.kill();
    assert_eq!(code(pull(&invented)), "platform-unreachable");
    assert_eq!(ministry.dossier(dossier.id).unwrap().documents.len(), 1);
    // What was pulled needs no network.
    assert_eq!(ministry.read_version(version.id).unwrap(), original);
    let closed = ministry.close_dossier(dossier.id, "").unwrap();
    assert!(closed.done, "{:?}", closed.blockers);
    assert_eq!(code(pull(&invented)), "dossier-closed");
    ministry.verify_journal().unwrap();
    assert_eq!(ministry.check_integrity(SILENT).unwrap(), []);
}

/// Time that a story sets, for what takes years.
struct Years(testkit::clock::FakeEnvironment);

impl Environment for Years {
    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

/// The auditor: who opened what, the journal outside of the desk, sixteen years of retention, packages for the archives.
#[test]
fn an_auditor_exports_the_journal_applies_retention_and_hands_over_to_the_archives() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let env = Arc::new(Years(testkit::clock::FakeEnvironment::new(11)));
    let on = |time: &str| env.0.clock.set(time.parse().unwrap());
    on("2010-01-04T09:00:00Z");
    let claire = Desk::create(
        &home,
        &CLAIRE.into(),
        desk::NewDesk {
            administration: "Commune d'Exemple (TEST)".into(),
            person: "Claire Weber".into(),
            roles: vec![Role::Agent, Role::Administrator],
            office: "RES".into(),
        },
        env.clone(),
    )
    .unwrap();
    let colleague = |name: &str, roles: &[Role]| {
        let person = claire.add_person(name, roles, "").unwrap();
        let once = claire.one_time_passphrase();
        claire.add_passphrase_for(person.id, &once).unwrap();
        let own = SecretString::from(format!("la phrase de {name} est longue"));
        let desk = Desk::begin(&home, &once, &own, env.clone()).unwrap();
        desk.set_lang(Lang::En);
        desk
    };
    let paul = colleague("Paul Meyers", &[Role::Agent]);
    let anne = colleague("Anne Kieffer", &[Role::Auditor]);
    let jos = colleague("Jos Weis", &[Role::Auditor]);
    let plan = "code;parent;fr\nR;;Résidence\nU;;Urbanisme\n";
    assert!(
        claire
            .import_classification_plan(plan.as_bytes())
            .unwrap()
            .problems
            .is_empty()
    );
    let table = "code;libellé fr;libelle_de;classement;dua;sort;echantillon;base légale;traces\n\
        R1;Certificats de résidence;Wohnsitz;R;10;détruire;;loi du 19 juin 2013;minimal\n\
        U1;Autorisations de bâtir;Bau;U;10;conserver;;loi du 19 juillet 2004;register\n";
    anne.import_retention_table(table.as_bytes(), "Tableau de tri", date(2010, 1, 1))
        .unwrap();

    let closed = |subject: &str, class: &str, bytes: &[u8]| {
        let dossier = plain_dossier(&paul, subject);
        paul.classify(dossier.id, Some(class)).unwrap();
        let path = folder.path().join(format!("{subject}.pdf"));
        std::fs::write(&path, bytes).unwrap();
        let document = import(&paul, dossier.id, &path);
        claire.read_version(document.versions[0].id).unwrap();
        let attempt = paul.close_dossier(dossier.id, "").unwrap();
        assert!(attempt.done, "{:?}", attempt.blockers);
        (dossier, document)
    };
    let (gone, gone_document) = closed("Certificat de Mme Muller", "R", &pdfs::letter_saying("Muller"));
    let (kept, _) = closed("Grange", "U", &pdfs::letter_saying("Grange"));

    // Who opened what: the auditor sees it, an agent does not.
    let opened = anne
        .journal(
            &JournalFilter {
                kind: Some("document-read".into()),
                ..JournalFilter::default()
            },
            100,
        )
        .unwrap();
    let readers: Vec<(&str, Option<&str>)> = opened
        .lines
        .iter()
        .map(|line| (line.actor.as_str(), line.reference.as_deref()))
        .collect();
    assert!(
        readers.contains(&("Claire Weber", Some(gone.reference.as_str()))),
        "{readers:?}"
    );
    assert_eq!(code(paul.journal(&JournalFilter::default(), 10)), "role-missing");

    // Outside of the desk: the export is checked alone, by its fingerprint, and one changed letter is found.
    let export = folder.path().join("journal.jsonl");
    let mut bytes = Vec::new();
    let entries = anne.export_journal(&mut bytes).unwrap();
    std::fs::write(&export, &bytes).unwrap();
    let report = desk::journal::verify_export(&export, Some(&anne.journal_key().unwrap())).unwrap();
    assert_eq!((report.entries, report.whole), (entries, true));
    let altered = String::from_utf8(bytes)
        .unwrap()
        .replacen("Claire Weber", "Claire Webe", 1);
    std::fs::write(&export, altered).unwrap();
    assert_eq!(
        desk::journal::verify_export(&export, None).unwrap_err().code(),
        "journal-export-damaged"
    );

    // Sixteen years later both are due: one to be destroyed, one for the archives.
    on("2026-01-05T09:00:00Z");
    let rows = anne.retention_due(&DueFilter::default(), 10, 0).unwrap();
    let due: Vec<DossierId> = rows.iter().map(|row| row.dossier).collect();
    assert!(due.contains(&gone.id) && due.contains(&kept.id), "{rows:#?}");
    assert_eq!(code(paul.propose_disposition(&[gone.id], "")), "role-missing");
    let hold = anne
        .place_hold(
            &model::retention::HoldFilter {
                dossier: Some(gone.id),
                ..model::retention::HoldFilter::default()
            },
            "recours pendant",
        )
        .unwrap();
    assert_ne!(
        code(anne.propose_disposition(&[gone.id], "")),
        "ok",
        "a hold forbids it"
    );
    anne.release_hold(hold.hold, "arrêt rendu").unwrap();

    // The packages for what is kept.
    let out = folder.path().join("archives");
    std::fs::create_dir(&out).unwrap();
    let sip = anne
        .export_eark(kept.id, &out, PackVersions::All, SILENT, &Cancel::default())
        .unwrap();
    let bag = anne
        .export_bagit(
            kept.id,
            &out,
            false,
            PackVersions::All,
            SILENT,
            &Cancel::default(),
        )
        .unwrap();
    assert!(sip.path.join("METS.xml").is_file() && bag.path.join("bagit.txt").is_file());
    if let Some(validators) = ArchiveValidators::find() {
        assert_eq!(validators.eark(&sip.path).problems, Vec::<String>::new());
        assert_eq!(validators.bagit(&bag.path).problems, Vec::<String>::new());
    }

    // Destruction: announced, appraised, confirmed by a second person, and not a day too early.
    let id = anne.propose_disposition(&[gone.id], "").unwrap().id;
    anne.notify_archives(id, date(2026, 1, 5), "Archives nationales")
        .unwrap();
    anne.appraise(id, &[gone.id], Appraisal::Destroy, date(2026, 1, 5), "ANL 12/26")
        .unwrap();
    assert_eq!(code(anne.confirm_disposition(id)), "disposition-same-person");
    jos.confirm_disposition(id).unwrap();
    assert_eq!(
        code(anne.destroy_disposition(id, SILENT)),
        "disposition-too-early"
    );
    on("2026-04-07T09:00:00Z");
    let done = anne.destroy_disposition(id, SILENT).unwrap();
    assert_eq!(done.state, DispositionState::Done);
    let certificate = anne.disposition_certificate(id).unwrap();
    if let Some(text) = text_of(folder.path(), &certificate) {
        assert!(
            text.contains(gone.reference.as_str()) && text.contains("Jos Weis"),
            "{text}"
        );
        assert!(!text.contains("Muller"), "{text}");
    }
    // The bytes are gone for everybody, from the search as well; that they were there is known.
    assert_eq!(
        code(paul.read_version(gone_document.versions[0].id)),
        "content-destroyed"
    );
    paul.index_pending(SILENT, &Cancel::default()).unwrap();
    assert!(paul.search("muller", 10, 0).unwrap().hits.is_empty());
    assert_eq!(code(paul.reopen_dossier(gone.id, "encore")), "dossier-destroyed");
    assert!(kinds(&paul.dossier(gone.id).unwrap()).contains(&"content-destroyed"));
    assert_eq!(paul.search("grange", 10, 0).unwrap().hits.len(), 1);
    anne.verify_journal().unwrap();
    assert_eq!(anne.check_integrity(SILENT).unwrap(), []);
}

/// Operations: a backup while people work, a lost computer, a restored desk, a forgotten passphrase, somebody who leaves.
#[test]
fn it_operations_back_up_restore_and_let_people_in_and_out() {
    let office = Office::new();
    let (claire, paul) = (&office.claire, &office.paul);
    let act = office.act("Acte", &pdfs::letter_saying("Acte gardé"));
    let backups = office.folder.path().join("backups");
    assert_eq!(
        code(paul.set_backup_settings(&BackupSettings::default())),
        "role-missing",
        "administrators decide where"
    );
    claire
        .set_backup_settings(&BackupSettings {
            folder: Some(backups.display().to_string()),
            ..claire.backup_settings().unwrap()
        })
        .unwrap();
    let recovery = claire.make_recovery_key().unwrap();
    assert_eq!(code(paul.make_recovery_key()), "role-missing");
    let made = paul.back_up(None, SILENT, &Cancel::default()).unwrap();
    assert!(made.damaged.is_empty());
    let later = plain_dossier(paul, "Après la sauvegarde");

    // The computer is lost. Everybody opens the restored desk with their own passphrase; what came later is not there.
    let restored = office.folder.path().join("restored");
    let backup = Desk::backups(&backups).unwrap().remove(0);
    let place = backups.join(&backup.folder);
    let place = if place.exists() {
        place
    } else {
        PathBuf::from(&backup.folder)
    };
    let wrong = Desk::restore(
        &place,
        &restored,
        &"pas la bonne phrase".into(),
        Arc::new(System),
        SILENT,
        &Cancel::default(),
    );
    assert_eq!(wrong.err().unwrap().code(), "passphrase-wrong");
    assert!(!restored.exists());
    let (as_luc, report) = Desk::restore(
        &place,
        &restored,
        &LUC.into(),
        Arc::new(System),
        SILENT,
        &Cancel::default(),
    )
    .unwrap();
    assert!(report.missing.is_empty());
    assert_eq!(as_luc.view().unwrap().person, "Luc Thill");
    drop(as_luc);
    let again = open(&restored, CLAIRE);
    assert_eq!(again.view().unwrap().person, "Claire Weber");
    let kept = again.document(act.id).unwrap();
    assert_eq!(
        again.read_version(kept.versions[0].id).unwrap(),
        pdfs::letter_saying("Acte gardé")
    );
    assert_eq!(code(again.dossier(later.id)), "dossier-unknown");
    again.verify_journal().unwrap();
    assert_eq!(again.check_integrity(SILENT).unwrap(), []);
    assert!(
        again.search("certificat", 10, 0).unwrap().hits.len() > 1,
        "it is searched as before"
    );
    drop(again);

    // Claire has forgotten her passphrase: the recovery key lets her in; Luc leaves, and is out.
    let recovered = Desk::recover(
        &restored,
        &recovery,
        Some(claire.person()),
        &"une toute nouvelle phrase".into(),
        Arc::new(System),
    )
    .unwrap();
    assert_eq!(recovered.view().unwrap().person, "Claire Weber");
    let luc = recovered.find_person("Luc Thill").unwrap().id;
    recovered.person_leaves(luc).unwrap();
    let as_luc = Desk::unlock(&restored, &LUC.into(), Arc::new(System));
    assert_eq!(as_luc.err().unwrap().code(), "passphrase-wrong");
    let as_paul = open(&restored, desk::demo::COLLEAGUES[0].2);
    assert_eq!(
        code(as_paul.add_person("Eve", &[Role::Administrator], "")),
        "role-missing"
    );
}

/// What only some people may see is nowhere for the others: not listed, searched, counted, due, drafted or read.
#[test]
fn a_confidential_dossier_does_not_exist_for_whoever_may_not_see_it() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    let dossier = paul
        .create_dossier(new_dossier(
            "Zwetschgenkraut secret",
            Some("residence-certificate"),
        ))
        .unwrap();
    let document = import(
        paul,
        dossier.id,
        &office.file("Quetschegebeess.pdf", &pdfs::letter_saying("Quetschegebeess")),
    );
    let mut draft = paul
        .draft_letter(dossier.id, "receipt", Some(Lang::Fr), None)
        .unwrap();
    assert!(draft.set("name", "Person im Geheimnis"));
    let draft = paul.save_letter_draft(draft.draft).unwrap().id.unwrap();
    let task = paul
        .add_task(&NewTask {
            title: "Tâche secrète".into(),
            dossier: Some(dossier.id),
            assignee: Assignee::Person(paul.person()),
            due_day: None,
        })
        .unwrap();
    paul.index_pending(SILENT, &Cancel::default()).unwrap();
    paul.set_confidentiality(dossier.id, Confidentiality::Confidential, &[])
        .unwrap();
    let deadline = paul.deadlines(dossier.id).unwrap()[0].id;

    for desk in [claire, martine] {
        for (what, code) in [
            ("dossier", code(desk.dossier(dossier.id))),
            ("document", code(desk.document(document.id))),
            ("version", code(desk.read_version(document.versions[0].id))),
            ("text", code(desk.read_text(document.versions[0].id))),
            ("deadlines", code(desk.deadlines(dossier.id))),
            ("deadline", code(desk.deadline(deadline))),
            ("draft", code(desk.letter_draft(draft))),
            ("task", code(desk.task(task.id))),
            ("notes", code(desk.notes_of_dossier(dossier.id))),
            ("circuits", code(desk.circuits_of_dossier(dossier.id))),
            ("mention", code(desk.circuit_rules(document.id))),
        ] {
            assert!(code.ends_with("-unknown"), "{what}: {code}");
        }
        let drafts = desk.letter_drafts(dossier.id);
        assert!(drafts.map_or(true, |drafts| drafts.is_empty()), "drafts");
        for typed in ["zwetschgenkraut", "quetschegebeess", dossier.reference.as_str()] {
            let found = desk.search(typed, 50, 0).unwrap();
            assert!(
                found.hits.iter().all(|hit| hit.dossier.id != dossier.id),
                "{typed}"
            );
        }
        let listed = desk
            .dossier_page(&DossierFilter {
                limit: 500,
                ..DossierFilter::default()
            })
            .unwrap();
        assert!(listed.rows.iter().all(|row| row.id != dossier.id));
        let due = desk
            .deadlines_due(&DeadlineFilter {
                limit: 500,
                ..DeadlineFilter::default()
            })
            .unwrap();
        assert!(due.iter().all(|deadline| deadline.dossier != dossier.id));
        let rows = desk.letter_rows_of_search("zwetschgenkraut").unwrap();
        assert!(rows.is_empty());
        let inbox = desk.inbox(200).unwrap();
        let inbox = format!("{inbox:?}");
        assert!(!inbox.contains("secret") && !inbox.contains("secrète"), "{inbox}");
        let outbox = format!("{:?}", desk.outbox().unwrap());
        assert!(!outbox.contains("Quetschegebeess"), "{outbox}");
    }
    // Paul still has it. Once it is closed, retention knows that there is a dossier, not what it is about.
    assert_eq!(paul.search("quetschegebeess", 10, 0).unwrap().hits.len(), 1);
    paul.set_task_done(task.id, true).unwrap();
    paul.set_procedure_document(document.id, Some("request")).unwrap();
    for state in ["incomplete", "closed-without-action"] {
        let moved = paul.change_state(dossier.id, state).unwrap();
        assert!(moved.done, "{:?}", moved.blockers);
    }
    for deadline in paul.deadlines(dossier.id).unwrap() {
        if deadline.status == DeadlineStatus::Running || deadline.status == DeadlineStatus::Overdue {
            paul.cancel_deadline(deadline.id, "sans suite").unwrap();
        }
    }
    let closed = paul.close_dossier(dossier.id, "").unwrap();
    assert!(closed.done, "{:?}", closed.blockers);
    let undecided = claire.retention_undecided(100, 0).unwrap();
    let due = claire.retention_due(&DueFilter::default(), 100, 0).unwrap();
    let lists = format!("{undecided:?} {due:?} {:?}", claire.retention_of(dossier.id));
    assert!(!lists.contains("Zwetschgenkraut"), "{lists}");
    // Its backup and the desk's own checks hold it all the same.
    claire.verify_journal().unwrap();
    assert_eq!(claire.check_integrity(SILENT).unwrap(), []);
    drop(office.luc);
    assert!(Desk::exists(&office.folder.path().join("desk")));
}
