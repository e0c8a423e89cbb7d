//! Acts go round: people, delegations, versions, signatures, seals, dispatch; what waits for whom.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;
use std::sync::Arc;

use common::{Key, dossier, file, import};
use desk::{Cancel, Desk, KeySource, NewCircuit, System, ToSign};
use model::circuit::{
    Assignee, CircuitError, CircuitStatus, Command, Dispatch, DispatchWay, NewStep, StuckReason,
};
use model::delegation::{DelegationError, NewDelegation, Scope};
use model::document::NewVersionOf;
use model::procedure::{Confidentiality, StepKind};
use model::view::{DocumentView, DossierView, VersionOrigin};
use model::work::{CircuitView, NewTask, StepStanding, StepView, WorkError};
use model::{Role, Sha256};
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};
use wording::{Explain, Lang};

fn code<T>(result: Result<T, desk::Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

/// The demonstration's desk with its three people, each with a passphrase of their own.
struct Office {
    folder: tempfile::TempDir,
    claire: Desk,
    paul: Desk,
    martine: Desk,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("desk");
        let claire = common::demonstration(&home);
        claire.set_lang(Lang::En);
        let open = |name: &str| {
            let (_, _, passphrase) = desk::demo::COLLEAGUES
                .into_iter()
                .find(|one| one.0 == name)
                .unwrap();
            let desk = Desk::unlock(&home, &passphrase.into(), Arc::new(System)).unwrap();
            desk.set_lang(Lang::En);
            desk
        };
        Self {
            paul: open("Paul Meyers"),
            martine: open("Martine Klein"),
            claire,
            folder,
        }
    }

    fn home(&self) -> std::path::PathBuf {
        self.folder.path().join("desk")
    }

    /// A document in a new dossier, drawn up by Claire.
    fn document(&self, name: &str) -> (DossierView, DocumentView) {
        let dossier = dossier(&self.claire, name);
        let path = file(self.folder.path(), &format!("{name}.pdf"), &pdfs::letter());
        let document = import(&self.claire, &dossier, &path).unwrap().document;
        (dossier, document)
    }

    fn start(&self, document: &DocumentView, steps: Vec<NewStep>) -> Result<CircuitView, desk::Error> {
        self.claire.start_circuit(&NewCircuit {
            document: document.id,
            seen: newest(&self.claire, document),
            rule: None,
            name: None,
            steps,
        })
    }
}

fn add_version(desk: &Desk, document: &DocumentView, path: &Path) {
    let new = NewVersionOf {
        document: document.id,
        base: desk.document(document.id).unwrap().versions[0].id,
        reason: "faute corrigée".into(),
    };
    desk.add_version(&new, path, None, &|_| {}, &Cancel::default())
        .unwrap();
}

fn newest(desk: &Desk, document: &DocumentView) -> Sha256 {
    desk.document(document.id).unwrap().versions[0].sha256
}

fn step(kind: StepKind, stage: u32, assignee: Assignee) -> NewStep {
    NewStep {
        kind,
        stage,
        assignee,
        four_eyes: false,
        optional: false,
        within: None,
    }
}

fn four_eyes(step: NewStep) -> NewStep {
    NewStep {
        four_eyes: true,
        ..step
    }
}

fn due(circuit: &CircuitView) -> &StepView {
    circuit
        .steps
        .iter()
        .find(|step| step.state == StepStanding::Due)
        .unwrap()
}

fn approve(desk: &Desk, circuit: &CircuitView, seen: Sha256) -> Result<CircuitView, desk::Error> {
    let command = Command::Approve {
        step: due(circuit).id,
        seen,
        text: Some("d'accord".into()),
    };
    desk.act_on_circuit(circuit.id, &command)
}

/// A PKCS#12 file with a TEST person's certificate.
fn persons_key(folder: &Path) -> Key {
    let signer = TestPki::shared().signer(KeyKind::P256);
    Key {
        path: file(folder, "person.p12", &signer.pkcs12("key passphrase")),
        passphrase: "key passphrase".into(),
    }
}

fn sign(desk: &Desk, document: &DocumentView, seen: Sha256, key: KeySource<'_>) -> desk::SignOutcome {
    let items = [ToSign {
        document: document.id,
        seen,
    }];
    let mut outcomes = desk.sign(&items, key, &|_| {}, &Cancel::default()).unwrap();
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0)
}

#[test]
fn an_act_is_seen_signed_sealed_and_sent() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    let (dossier, document) = office.document("Décision");
    let circuit = office
        .start(
            &document,
            vec![
                step(StepKind::Visa, 1, Assignee::Person(paul.person())),
                four_eyes(step(StepKind::Signature, 2, Assignee::Role(Role::Signatory))),
                step(StepKind::Seal, 3, Assignee::Role(Role::Clerk)),
                step(StepKind::Dispatch, 4, Assignee::Role(Role::Agent)),
            ],
        )
        .unwrap();
    let seal = Key::new(office.folder.path());
    let person = persons_key(office.folder.path());
    let first = newest(claire, &document);

    // Nobody seals or signs before their turn, and nobody starts a second circuit.
    let sealed = claire
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(
        sealed[0].result.as_ref().unwrap_err().code,
        "circuit-not-there-yet"
    );
    let early = sign(martine, &document, first, person.source());
    assert_eq!(early.result.unwrap_err().code, "circuit-not-there-yet");
    assert_eq!(code(office.start(&document, vec![])), "circuit-already");
    assert_eq!(code(approve(claire, &circuit, first)), "circuit-not-for-you");

    // It waits for Paul, and Claire waits for it.
    let waits = |desk: &Desk| desk.inbox(50).unwrap();
    assert!(
        waits(paul)
            .mine
            .iter()
            .any(|item| item.step == due(&circuit).id && item.newest == first)
    );
    assert!(
        waits(claire)
            .waiting
            .iter()
            .any(|item| item.circuit == circuit.id)
    );
    assert!(!waits(martine).mine.iter().any(|item| item.circuit == circuit.id));

    // Somebody changes the document: what Paul saw is no longer the newest.
    let path = file(office.folder.path(), "v2.pdf", &pdfs::pages(2));
    add_version(claire, &document, &path);
    let error = approve(paul, &circuit, first).unwrap_err();
    assert_eq!(error.code(), "circuit-other-version");
    let sentence = desk::catalog().explain(Lang::En, &error).sentence;
    assert!(sentence.contains("version 2 by Claire Weber"), "{sentence}");
    let second = newest(claire, &document);
    let circuit = approve(paul, &circuit, second).unwrap();
    assert_eq!(circuit.stage, Some(2));

    // A new version after the visa undoes it.
    let path = file(office.folder.path(), "v3.pdf", &pdfs::pages(3));
    add_version(claire, &document, &path);
    let circuit = claire.circuit(circuit.id).unwrap();
    assert_eq!((circuit.stage, circuit.past.len()), (Some(1), 1));
    let third = newest(claire, &document);
    let circuit = approve(paul, &circuit, third).unwrap();

    // A seal's certificate signs nothing; a person's does.
    let items = [ToSign {
        document: document.id,
        seen: third,
    }];
    assert_eq!(
        code(martine.sign(&items, seal.source(), &|_| {}, &Cancel::default())),
        "circuit-not-a-persons-certificate"
    );
    let stale = sign(martine, &document, second, person.source());
    assert_eq!(stale.result.unwrap_err().code, "circuit-other-version");
    let other = sign(claire, &document, third, person.source());
    assert_eq!(other.result.unwrap_err().code, "circuit-not-for-you");
    let signed = sign(martine, &document, third, person.source()).result.unwrap();
    assert_eq!(
        (signed.version, signed.before, signed.level.as_str()),
        (4, false, "B-B")
    );
    let again = sign(martine, &document, third, person.source()).result.unwrap();
    assert!(again.before, "told, not signed again");
    assert_eq!(again.sha256, signed.sha256);
    let view = claire.document(document.id).unwrap();
    assert_eq!(
        (view.versions.len(), view.versions[0].origin),
        (4, VersionOrigin::Signed)
    );

    // The visa stays: the new version is the signature's own.
    let circuit = claire.circuit(circuit.id).unwrap();
    assert_eq!(circuit.stage, Some(3));
    let sealed = martine
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(sealed[0].result.as_ref().unwrap_err().code, "circuit-not-for-you");
    let sealed = claire
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    let sealed = sealed[0].result.clone().unwrap();

    // Both signatures are intact, and what is printed is the identifier that the seal registered.
    let view = claire.document(document.id).unwrap();
    let bytes = claire.read_version(view.versions[0].id).unwrap();
    assert_eq!(view.identifier, Some(sealed.identifier));
    let out = file(office.folder.path(), "original.pdf", &bytes);
    let pem = TestPki::shared().root_pem().as_bytes().to_vec();
    let roots = seal::verify::TrustRoots::from_pem(&pem).unwrap();
    let report = desk::files::verify(&out, &roots, jiff::Timestamp::MAX, None);
    assert_eq!(report.signatures.len(), 2);
    for signature in &report.signatures {
        assert_eq!(
            signature.integrity,
            seal::verify::Integrity::Intact,
            "{report:#?}"
        );
    }
    let text = claire.version_text(&view).to_lowercase();
    let printed = sealed.identifier.printed().to_lowercase().replace(' ', "");
    assert!(
        text.replace(char::is_whitespace, "").contains(&printed),
        "{printed} in {text}"
    );

    // Sent: the circuit is finished.
    let circuit = claire.circuit(circuit.id).unwrap();
    let dispatch = |on| Command::Dispatch {
        step: due(&circuit).id,
        seen: newest(claire, &document),
        dispatch: Dispatch {
            way: DispatchWay::Post,
            on,
            addressee: "Anne Muller".into(),
        },
    };
    let today = claire.today();
    assert_eq!(
        code(paul.act_on_circuit(circuit.id, &dispatch(today.tomorrow().unwrap()))),
        "circuit-dispatch-in-future"
    );
    let circuit = paul.act_on_circuit(circuit.id, &dispatch(today)).unwrap();
    assert_eq!(circuit.status, CircuitStatus::Finished);
    assert!(
        claire
            .dossier_days(dossier.id)
            .unwrap()
            .iter()
            .any(|day| day.on == today)
    );
    let kinds: Vec<String> = claire
        .dossier(dossier.id)
        .unwrap()
        .history
        .into_iter()
        .map(|entry| entry.kind)
        .collect();
    for kind in [
        "circuit-started",
        "circuit-content-changed",
        "circuit-step-done",
        "document-signed",
        "document-sealed",
        "circuit-finished",
    ] {
        assert!(kinds.iter().any(|found| found == kind), "{kind} in {kinds:?}");
    }
    claire.verify_journal().unwrap();
    assert_eq!(claire.check_integrity(&|_| {}).unwrap(), []);
}

trait Text {
    fn version_text(&self, document: &DocumentView) -> String;
}

impl Text for Desk {
    /// What is drawn on the pages, as `pdftotext` reads it; empty pieces where that program is missing are told.
    fn version_text(&self, document: &DocumentView) -> String {
        let folder = tempfile::tempdir().unwrap();
        let bytes = self.read_version(document.versions[0].id).unwrap();
        let path = file(folder.path(), "a.pdf", &bytes);
        let output = std::process::Command::new("pdftotext")
            .arg(&path)
            .arg("-")
            .output();
        match output {
            Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
            Err(error) => {
                eprintln!("SKIPPED: pdftotext is missing ({error})");
                document.identifier.map(|id| id.printed()).unwrap_or_default()
            }
        }
    }
}

#[test]
fn a_refusal_comes_back_and_what_is_changed_begins_again() {
    let office = Office::new();
    let (claire, paul) = (&office.claire, &office.paul);
    let (_, document) = office.document("Avis");
    let seen = newest(claire, &document);
    let circuit = office
        .start(
            &document,
            vec![
                step(StepKind::Visa, 1, Assignee::Role(Role::Agent)),
                step(StepKind::Opinion, 2, Assignee::Person(paul.person())),
            ],
        )
        .unwrap();
    let circuit = approve(claire, &circuit, seen).unwrap();
    let opinion = due(&circuit).id;
    let empty = Command::Approve {
        step: opinion,
        seen,
        text: Some("  ".into()),
    };
    assert_eq!(
        code(paul.act_on_circuit(circuit.id, &empty)),
        "field-empty",
        "an opinion has words"
    );
    let back = Command::SendBack {
        step: opinion,
        seen,
        stage: 1,
        reason: "pièce 2 manque".into(),
    };
    let circuit = paul.act_on_circuit(circuit.id, &back).unwrap();
    assert_eq!((circuit.stage, circuit.past.len()), (Some(1), 1));
    // Whoever it comes back to reads by whom and why.
    let seen_by_claire = claire.circuits_of_document(circuit.document).unwrap();
    let past = &seen_by_claire[0].past[0];
    assert_eq!(past.reason.as_deref(), Some("pièce 2 manque"));
    assert_eq!(past.sent_back_by.as_deref(), Some("Paul Meyers"));
    // So does the inbox, as long as it waits there.
    let waits = |desk: &Desk| {
        let mine = desk.inbox(50).unwrap().mine;
        mine.into_iter().find(|one| one.circuit == circuit.id).unwrap()
    };
    let why = waits(claire).sent_back.unwrap();
    assert_eq!(
        (why.by.as_str(), why.reason.as_str()),
        ("Paul Meyers", "pièce 2 manque")
    );
    let circuit = approve(claire, &circuit, seen).unwrap();
    assert_eq!(waits(paul).sent_back, None);
    let refuse = |reason: &str| Command::Refuse {
        step: opinion,
        seen,
        reason: reason.into(),
    };
    assert_eq!(code(paul.act_on_circuit(circuit.id, &refuse(""))), "field-empty");
    let circuit = paul
        .act_on_circuit(circuit.id, &refuse("motifs insuffisants"))
        .unwrap();
    assert_eq!(circuit.status, CircuitStatus::Refused);
    let returned = |desk: &Desk| {
        let returned = desk.inbox(50).unwrap().returned;
        returned.into_iter().find(|one| one.circuit == circuit.id)
    };
    let back = returned(claire).unwrap();
    assert_eq!(back.reason.as_deref(), Some("motifs insuffisants"));
    assert_eq!(back.by.as_deref(), Some("Paul Meyers"));
    assert_eq!(returned(paul), None);
    let seal = Key::new(office.folder.path());
    let sealed = claire
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(
        sealed[0].result.as_ref().unwrap_err().code,
        "circuit-refused-not-sealed"
    );
    assert_eq!(
        code(paul.act_on_circuit(circuit.id, &Command::Restart { seen })),
        "circuit-not-starter"
    );
    let circuit = claire
        .act_on_circuit(circuit.id, &Command::Restart { seen })
        .unwrap();
    assert_eq!((circuit.status, circuit.stage), (CircuitStatus::Running, Some(1)));
    assert!(
        !claire
            .inbox(50)
            .unwrap()
            .returned
            .iter()
            .any(|one| one.circuit == circuit.id)
    );
    let hand = |to| Command::Substitute {
        step: due(&circuit).id,
        seen,
        to,
        reason: "absente".into(),
    };
    let circuit = claire.act_on_circuit(circuit.id, &hand(paul.person())).unwrap();
    assert_eq!(code(approve(claire, &circuit, seen)), "circuit-not-for-you");
    let circuit = approve(paul, &circuit, seen).unwrap();
    let withdraw = Command::Withdraw {
        seen,
        reason: "plus nécessaire".into(),
    };
    assert_eq!(
        code(paul.act_on_circuit(circuit.id, &withdraw)),
        "circuit-not-starter"
    );
    let cancel = Command::Cancel {
        seen,
        reason: "x".into(),
    };
    assert_eq!(
        code(paul.act_on_circuit(circuit.id, &cancel)),
        "circuit-not-administrator"
    );
    let circuit = claire.act_on_circuit(circuit.id, &withdraw).unwrap();
    assert_eq!(circuit.status, CircuitStatus::Withdrawn);
    assert_eq!(code(approve_step(paul, &circuit, opinion, seen)), "circuit-over");
    // Out of its circuit the document can be sealed.
    let sealed = claire
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert!(sealed[0].result.is_ok());
    assert_eq!(
        code(claire.act_on_circuit(
            circuit.id,
            &Command::Restart {
                seen: newest(claire, &document)
            }
        )),
        "circuit-document-sealed"
    );
}

fn approve_step(
    desk: &Desk,
    circuit: &CircuitView,
    step: model::StepId,
    seen: Sha256,
) -> Result<CircuitView, desk::Error> {
    desk.act_on_circuit(
        circuit.id,
        &Command::Approve {
            step,
            seen,
            text: Some("oui".into()),
        },
    )
}

#[test]
fn two_who_act_on_one_step_at_once_are_one_act_and_one_clear_sentence() {
    let office = Office::new();
    let (_, document) = office.document("Acte");
    let seen = newest(&office.claire, &document);
    let second = common::unlock(&office.home());
    for round in 0..5 {
        let circuit = office
            .start(
                &document,
                vec![
                    step(StepKind::Visa, 1, Assignee::Role(Role::Agent)),
                    step(StepKind::Visa, 2, Assignee::Person(office.paul.person())),
                ],
            )
            .unwrap();
        let barrier = std::sync::Barrier::new(3);
        let act = |desk: &Desk| {
            barrier.wait();
            code(approve(desk, &circuit, seen))
        };
        let results = std::thread::scope(|scope| {
            let handles = [&office.paul, &office.claire, &second].map(|desk| scope.spawn(move || act(desk)));
            handles.map(|handle| handle.join().unwrap())
        });
        let count = |code: &str| results.iter().filter(|found| **found == code).count();
        assert_eq!(
            (count("ok"), count("circuit-step-done")),
            (1, 2),
            "round {round}: {results:?}"
        );
        let withdraw = Command::Withdraw {
            seen,
            reason: "encore".into(),
        };
        office.claire.act_on_circuit(circuit.id, &withdraw).unwrap();
    }
    office.claire.verify_journal().unwrap();
}

#[test]
fn a_delegate_signs_p_d_within_dates_and_scope_and_never_their_own_draft() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    let today = claire.today();
    let mandate = |kinds: &[StepKind]| NewDelegation {
        principal: martine.person(),
        delegate: paul.person(),
        first_day: today,
        last_day: today,
        scope: Scope {
            kinds: kinds.to_vec(),
            ..Scope::default()
        },
        mandate: "congé de récréation, note de service 12".into(),
        may_delegate: false,
    };
    let person = persons_key(office.folder.path());
    let (dossier, document) = office.document("Décision");
    let seen = newest(claire, &document);
    let signature = || four_eyes(step(StepKind::Signature, 1, Assignee::Role(Role::Signatory)));
    office.start(&document, vec![signature()]).unwrap();
    let refused = sign(paul, &document, seen, person.source());
    assert_eq!(refused.result.unwrap_err().code, "circuit-not-for-you");
    assert_eq!(code(paul.delegate(&mandate(&[]))), "delegation-not-yours");

    // For another kind of step it does not help.
    let narrow = martine.delegate(&mandate(&[StepKind::Visa])).unwrap();
    assert_eq!(code(martine.delegate(&mandate(&[]))), "delegation-overlaps");
    let refused = sign(paul, &document, seen, person.source());
    assert_eq!(refused.result.unwrap_err().code, "circuit-not-for-you");
    martine.revoke_delegation(narrow.id, "trop étroite").unwrap();
    assert_eq!(
        code(martine.revoke_delegation(narrow.id, "encore")),
        "delegation-revoked"
    );
    martine.delegate(&mandate(&[])).unwrap();
    assert_eq!(
        code(claire.delegate(&NewDelegation {
            principal: paul.person(),
            delegate: martine.person(),
            ..mandate(&[])
        })),
        "delegation-circle",
        "an administrator may, but not in a circle"
    );
    let inbox = paul.inbox(10).unwrap();
    let item = inbox
        .delegated
        .iter()
        .find(|item| item.document == document.id)
        .unwrap();
    assert_eq!(item.principal.as_deref(), Some("Martine Klein"));

    let signed = sign(paul, &document, seen, person.source()).result.unwrap();
    assert_eq!(signed.principal.as_deref(), Some("Martine Klein"));
    assert_eq!(signed.circuit, CircuitStatus::Finished);
    let view = claire.document(document.id).unwrap();
    let bytes = claire.read_version(view.versions[0].id).unwrap();
    let out = file(office.folder.path(), "pd.pdf", &bytes);
    let roots = seal::verify::TrustRoots::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap();
    let report = desk::files::verify(&out, &roots, jiff::Timestamp::MAX, None);
    assert_eq!(report.signatures.len(), 1);
    assert_eq!(report.signatures[0].integrity, seal::verify::Integrity::Intact);
    assert!(
        bytes.windows(5).any(|window| window == b"p.d. ")
            || format!("{report:?}").contains("p.d. Martine Klein"),
        "the signature says for whom"
    );
    let entry = claire.dossier(dossier.id).unwrap().history;
    let entry = entry
        .iter()
        .find(|entry| entry.kind == "circuit-step-done")
        .unwrap();
    assert_eq!(entry.details["for"], "Martine Klein");
    assert!(entry.details["mandate"].contains("note de service 12"));

    // What Paul drew up he does not sign for Martine.
    let own = common::dossier(paul, "Brouillon de Paul");
    let path = file(office.folder.path(), "own.pdf", &pdfs::pages(2));
    let draft = import(paul, &own, &path).unwrap().document;
    let plain = step(StepKind::Signature, 1, Assignee::Role(Role::Signatory));
    office.start(&draft, vec![plain]).unwrap();
    let seen = newest(paul, &draft);
    let refused = sign(paul, &draft, seen, person.source());
    assert_eq!(refused.result.unwrap_err().code, "circuit-delegate-own-draft");
    assert!(sign(martine, &draft, seen, person.source()).result.is_ok());
}

#[test]
fn many_are_signed_with_one_opening_and_an_interruption_loses_nothing() {
    let office = Office::new();
    let (claire, martine) = (&office.claire, &office.martine);
    let person = persons_key(office.folder.path());
    let key = person.source().open().unwrap();
    let items: Vec<ToSign> = (0..4)
        .map(|n| {
            let dossier = dossier(claire, &format!("Dossier {n}"));
            let path = file(office.folder.path(), &format!("{n}.pdf"), &pdfs::pages(n + 1));
            let document = import(claire, &dossier, &path).unwrap().document;
            let signature = step(StepKind::Signature, 1, Assignee::Person(martine.person()));
            office.start(&document, vec![signature]).unwrap();
            ToSign {
                document: document.id,
                seen: newest(claire, &document),
            }
        })
        .collect();
    let opened = || KeySource::Opened(&key);
    let cancel = Cancel::default();
    let stop = |progress: desk::Progress| {
        if progress.items_done == 2 {
            cancel.cancel();
        }
    };
    let first = martine.sign(&items, opened(), &stop, &cancel).unwrap();
    let codes = |outcomes: &[desk::SignOutcome]| -> Vec<String> {
        outcomes
            .iter()
            .map(|outcome| match &outcome.result {
                Ok(signed) => if signed.before { "before" } else { "signed" }.to_owned(),
                Err(error) => error.code.clone(),
            })
            .collect()
    };
    let told = codes(&first);
    assert!(
        told.contains(&"signed".to_owned()) && told.contains(&"cancelled".to_owned()),
        "{told:?}"
    );
    let again = codes(
        &martine
            .sign(&items, opened(), &|_| {}, &Cancel::default())
            .unwrap(),
    );
    assert!(
        again.iter().all(|code| code == "signed" || code == "before"),
        "{again:?}"
    );
    for item in &items {
        assert_eq!(
            claire.document(item.document).unwrap().versions.len(),
            2,
            "signed once"
        );
    }
    assert_eq!(claire.check_integrity(&|_| {}).unwrap(), []);
}

#[test]
fn whoever_leaves_makes_a_circuit_visible_that_nobody_can_finish() {
    let office = Office::new();
    let (claire, martine) = (&office.claire, &office.martine);
    let (_, document) = office.document("Acte");
    let signature = || step(StepKind::Signature, 1, Assignee::Role(Role::Signatory));
    let circuit = office.start(&document, vec![signature()]).unwrap();
    let told = || {
        claire
            .inbox(50)
            .unwrap()
            .stuck
            .iter()
            .any(|one| one.circuit == circuit.id)
    };
    assert!(!told());
    claire.person_leaves(martine.person()).unwrap();
    assert!(told());
    assert_eq!(
        claire.circuit(circuit.id).unwrap().stuck.unwrap().reason,
        StuckReason::Nobody
    );
    let (_, other) = office.document("Autre acte");
    let error = office.start(&other, vec![signature()]).unwrap_err();
    assert_eq!(error.code(), "circuit-deadlock");
    let sentence = desk::catalog().explain(Lang::Fr, &error).sentence;
    assert!(
        sentence.contains("signature") && sentence.contains("rang 1"),
        "{sentence}"
    );
    // Somebody with the role comes: it can go on.
    claire
        .change_person(office.paul.person(), &[Role::Agent, Role::Signatory], "")
        .unwrap();
    assert!(!told());
}

#[test]
fn tasks_notes_and_mentions_reach_whom_they_are_for_and_nobody_else() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    let (dossier, _) = office.document("Dossier");
    let yesterday = claire.today().yesterday().unwrap();
    let before = paul.inbox(50).unwrap().counts;
    let task = claire
        .add_task(&NewTask {
            dossier: Some(dossier.id),
            title: "Demander le plan cadastral".into(),
            assignee: Assignee::Person(paul.person()),
            due_day: Some(yesterday),
        })
        .unwrap();
    let counts = paul.inbox(50).unwrap().counts;
    assert_eq!(
        (counts.tasks, counts.tasks_overdue),
        (before.tasks + 1, before.tasks_overdue + 1)
    );
    assert!(
        claire
            .inbox(50)
            .unwrap()
            .given_tasks
            .iter()
            .any(|one| one.id == task.id)
    );
    assert_eq!(code(martine.set_task_done(task.id, true)), "task-not-yours");
    assert!(paul.set_task_done(task.id, true).unwrap().done_at.is_some());
    assert_eq!(code(paul.set_task_done(task.id, true)), "task-done");
    assert_eq!(paul.inbox(50).unwrap().counts.tasks, before.tasks);

    let note = claire
        .add_note(dossier.id, "@paul merci de voir; @Nobody, c@d.lu")
        .unwrap();
    assert_eq!(
        (note.mentions.as_slice(), note.unresolved.as_slice()),
        (&["Paul Meyers".to_owned()][..], &["Nobody".to_owned()][..])
    );
    assert_eq!(paul.inbox(50).unwrap().counts.mentions, before.mentions + 1);
    paul.mention_seen(note.id).unwrap();
    assert_eq!(paul.inbox(50).unwrap().counts.mentions, before.mentions);
    assert_eq!(code(paul.edit_note(note.id, "x")), "note-not-yours");
    let edited = claire.edit_note(note.id, "@Martine aussi").unwrap();
    assert_eq!(edited.earlier.len(), 1);
    assert_eq!(
        code(claire.add_note(dossier.id, &"x".repeat(10_001))),
        "field-too-long"
    );

    // Made confidential for Claire alone, nothing of it is there for the others.
    let mentions = martine.inbox(50).unwrap().counts.mentions;
    claire
        .set_confidentiality(dossier.id, Confidentiality::Confidential, &[claire.person()])
        .unwrap();
    assert_eq!(martine.inbox(50).unwrap().counts.mentions, mentions - 1);
    assert_eq!(code(martine.note(note.id)), "note-unknown");
    assert_eq!(code(paul.task(task.id)), "task-unknown");
    claire.add_note(dossier.id, "@Paul Meyers en secret").unwrap();
    assert_eq!(
        paul.inbox(50).unwrap().counts.mentions,
        before.mentions,
        "not told of what may not be seen"
    );
    let document = claire.dossier(dossier.id).unwrap().documents[0].clone();
    let error = office
        .start(
            &document,
            vec![step(StepKind::Visa, 1, Assignee::Person(paul.person()))],
        )
        .unwrap_err();
    assert_eq!(error.code(), "circuit-deadlock", "Paul may not see it");
    let circuit = office
        .start(
            &document,
            vec![step(StepKind::Visa, 1, Assignee::Role(Role::Agent))],
        )
        .unwrap();
    assert_eq!(code(paul.circuit(circuit.id)), "circuit-unknown");
    assert!(
        !paul
            .inbox(50)
            .unwrap()
            .mine
            .iter()
            .any(|item| item.circuit == circuit.id)
    );
    assert!(
        claire
            .inbox(50)
            .unwrap()
            .mine
            .iter()
            .any(|item| item.circuit == circuit.id)
    );
}

#[test]
fn every_refusal_has_its_sentence_in_every_language() {
    let text = || String::from("X");
    let day = jiff::civil::date(2026, 3, 9);
    let (kind, stage) = (StepKind::Signature, 2);
    let circuits = vec![
        CircuitError::Unknown { circuit: text() },
        CircuitError::NoCircuit { title: text() },
        CircuitError::InCircuit {
            title: text(),
            circuit: text(),
        },
        CircuitError::DocumentSealed { title: text() },
        CircuitError::RuleUnknown { rule: text() },
        CircuitError::RuleNotNamed { rules: text() },
        CircuitError::OtherVersion {
            number: 3,
            by: text(),
            at: jiff::Timestamp::UNIX_EPOCH,
        },
        CircuitError::StepCount { count: 0, most: 60 },
        CircuitError::StageZero { kind },
        CircuitError::OnlyOptional,
        CircuitError::AfterSeal { kind, stage },
        CircuitError::StepForNobody { kind, stage },
        CircuitError::PersonUnknown { person: text() },
        CircuitError::Deadlock {
            kind,
            stage,
            reason: StuckReason::FourEyes,
        },
        CircuitError::Deadlock {
            kind,
            stage,
            reason: StuckReason::Nobody,
        },
        CircuitError::StepUnknown { step: text() },
        CircuitError::Over {
            status: CircuitStatus::Withdrawn,
        },
        CircuitError::StepDone { kind, stage },
        CircuitError::NotDue {
            kind,
            stage,
            current: 1,
        },
        CircuitError::NotForYou {
            person: text(),
            kind,
            stage,
        },
        CircuitError::FourEyes {
            person: text(),
            kind,
            stage,
        },
        CircuitError::FourEyesDraft { person: text() },
        CircuitError::DelegateOwnDraft { person: text() },
        CircuitError::OtherAct { kind },
        CircuitError::DispatchInFuture { on: day },
        CircuitError::NoEarlierStage { stage, current: 1 },
        CircuitError::Sealed,
        CircuitError::CannotTakeOver { person: text(), kind },
        CircuitError::NotOptional { kind, stage },
        CircuitError::NotStarter { starter: text() },
        CircuitError::NotAdministrator { person: text() },
        CircuitError::NotToRestart,
        CircuitError::NotThereYet { kind, stage },
        CircuitError::RefusedNotSealed,
        CircuitError::NotAPersonsCertificate { holder: text() },
    ];
    let delegations = vec![
        DelegationError::Unknown { delegation: text() },
        DelegationError::ToOneself,
        DelegationError::Reversed {
            first: day,
            last: day,
        },
        DelegationError::Past { last: day },
        DelegationError::PersonUnknown { person: text() },
        DelegationError::PersonLeft { person: text() },
        DelegationError::Overlaps {
            principal: text(),
            delegate: text(),
            first: day,
            last: day,
        },
        DelegationError::Circle {
            principal: text(),
            delegate: text(),
        },
        DelegationError::NotYours { principal: text() },
        DelegationError::Revoked,
    ];
    let work = vec![
        WorkError::TaskUnknown { task: text() },
        WorkError::TaskDone { title: text() },
        WorkError::TaskNotDone { title: text() },
        WorkError::TaskNotYours { title: text() },
        WorkError::NoteUnknown { note: text() },
        WorkError::NoteNotYours { author: text() },
        WorkError::PersonUnknown { person: text() },
        WorkError::PersonAmbiguous { person: text() },
        WorkError::PersonLeft { person: text() },
    ];
    let errors: Vec<desk::Error> = circuits
        .into_iter()
        .map(Into::into)
        .chain(delegations.into_iter().map(Into::into))
        .chain(work.into_iter().map(Into::into))
        .collect();
    let catalog = desk::catalog();
    for error in &errors {
        for lang in Lang::ALL {
            let told = catalog.explain(lang, error);
            assert!(
                !told.sentence.contains(['{', '$']) && told.sentence != told.code,
                "{lang} {told:?}"
            );
            assert!(told.next.is_some(), "{lang} {}", told.code);
        }
    }
}

/// A visa of Paul and an approval with four eyes of Martine.
fn visa_and_approval(office: &Office) -> Vec<NewStep> {
    vec![
        step(StepKind::Visa, 1, Assignee::Person(office.paul.person())),
        four_eyes(step(
            StepKind::Approval,
            2,
            Assignee::Person(office.martine.person()),
        )),
    ]
}

#[test]
fn a_document_that_changes_after_its_circuit_goes_round_again() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    let (dossier, document) = office.document("Avis");
    let circuit = office.start(&document, visa_and_approval(&office)).unwrap();
    let first = newest(claire, &document);
    let circuit = approve(paul, &circuit, first).unwrap();
    let circuit = approve(martine, &circuit, first).unwrap();
    assert_eq!(circuit.status, CircuitStatus::Finished);

    let path = file(office.folder.path(), "after.pdf", &pdfs::pages(2));
    add_version(claire, &document, &path);
    let circuit = claire.circuit(circuit.id).unwrap();
    assert_eq!(
        circuit.status,
        CircuitStatus::Running,
        "what was approved is not what is there"
    );
    assert_eq!(
        (circuit.stage, circuit.past.len(), circuit.ended_at),
        (Some(1), 2, None)
    );
    let seal = Key::new(office.folder.path());
    let sealed = claire
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(
        sealed[0].result.as_ref().unwrap_err().code,
        "circuit-not-there-yet"
    );
    assert!(!claire.closing_blockers(dossier.id).unwrap().is_empty());

    let second = newest(claire, &document);
    let circuit = approve(paul, &circuit, second).unwrap();
    let circuit = approve(martine, &circuit, second).unwrap();
    assert_eq!(circuit.status, CircuitStatus::Finished);
    let sealed = claire
        .seal(&[document.id], seal.source(), &|_| {}, &Cancel::default())
        .unwrap();
    assert!(sealed[0].result.is_ok(), "{:?}", sealed[0].result);
    assert_eq!(
        claire.circuit(circuit.id).unwrap().status,
        CircuitStatus::Finished
    );
}

#[test]
fn what_goes_round_is_neither_moved_nor_withdrawn() {
    let office = Office::new();
    let (claire, paul) = (&office.claire, &office.paul);
    let (from, document) = office.document("Avis");
    let to = dossier(claire, "Ailleurs");
    let steps = || vec![step(StepKind::Visa, 1, Assignee::Person(paul.person()))];
    let circuit = office.start(&document, steps()).unwrap();
    let seen = newest(claire, &document);
    assert_eq!(
        code(claire.move_document(document.id, to.id, "erreur")),
        "document-in-circuit"
    );
    assert_eq!(
        code(claire.withdraw_document(document.id, "erreur")),
        "document-in-circuit"
    );
    approve(paul, &circuit, seen).unwrap();

    // A circuit that is over goes along, also where the other dossier is not for everybody.
    claire
        .set_confidentiality(to.id, Confidentiality::Confidential, &[claire.person()])
        .unwrap();
    claire.move_document(document.id, to.id, "erreur").unwrap();
    assert!(claire.circuits_of_dossier(from.id).unwrap().is_empty());
    assert_eq!(claire.circuits_of_dossier(to.id).unwrap().len(), 1);
    assert_eq!(code(paul.circuit(circuit.id)), "circuit-unknown");
    assert!(paul.circuits_of_dossier(from.id).unwrap().is_empty());

    // Withdrawn documents are not sent round again.
    let own = vec![step(StepKind::Visa, 1, Assignee::Person(claire.person()))];
    let circuit = office.start(&document, own).unwrap();
    let withdraw = Command::Withdraw {
        seen,
        reason: "non".into(),
    };
    claire.act_on_circuit(circuit.id, &withdraw).unwrap();
    claire.withdraw_document(document.id, "erreur").unwrap();
    assert_eq!(
        code(claire.act_on_circuit(circuit.id, &Command::Restart { seen })),
        "document-is-withdrawn"
    );
}

#[test]
fn whoever_drew_up_any_version_is_not_the_second_pair_of_eyes() {
    let office = Office::new();
    let (claire, paul, martine) = (&office.claire, &office.paul, &office.martine);
    let (_, document) = office.document("Avis");
    let version = |desk: &Desk, pages: usize| {
        let path = file(
            office.folder.path(),
            &format!("v{pages}.pdf"),
            &pdfs::pages(pages),
        );
        add_version(desk, &document, &path);
    };
    version(martine, 2);
    version(claire, 3);
    // Martine's pages are in it, though Claire saved the first and the last version.
    assert_eq!(
        code(office.start(&document, visa_and_approval(&office))),
        "circuit-deadlock"
    );

    // A circuit that was taken back learns what was drawn up meanwhile.
    let (_, document) = office.document("Autre avis");
    let steps = vec![four_eyes(step(
        StepKind::Approval,
        1,
        Assignee::Role(Role::Signatory),
    ))];
    let circuit = office.start(&document, steps).unwrap();
    let withdraw = Command::Withdraw {
        seen: newest(claire, &document),
        reason: "non".into(),
    };
    claire.act_on_circuit(circuit.id, &withdraw).unwrap();
    for desk in [martine, paul] {
        let name = format!("{}.pdf", desk.person());
        let path = file(
            office.folder.path(),
            &name,
            &pdfs::pages(if desk.person() == paul.person() { 4 } else { 5 }),
        );
        add_version(desk, &document, &path);
    }
    let seen = newest(claire, &document);
    match claire.act_on_circuit(circuit.id, &Command::Restart { seen }) {
        Err(error) => assert_eq!(error.code(), "circuit-deadlock"),
        Ok(circuit) => assert_eq!(code(approve(martine, &circuit, seen)), "circuit-four-eyes-draft"),
    }
}

#[test]
fn steps_put_together_by_hand_do_not_pass_for_those_of_the_procedure() {
    let office = Office::new();
    let (claire, paul) = (&office.claire, &office.paul);
    let opening = model::NewDossier {
        reference: None,
        subject: model::Subject::parse("Certificat").unwrap(),
        procedure: Some("residence-certificate".into()),
        parties: Vec::new(),
    };
    let dossier = claire.create_dossier(opening).unwrap();
    let path = file(office.folder.path(), "x.pdf", &pdfs::letter());
    let document = import(claire, &dossier, &path).unwrap().document;
    let rule = claire.circuit_rules(document.id).unwrap()[0].key.clone();
    let circuit = claire
        .start_circuit(&NewCircuit {
            document: document.id,
            seen: newest(claire, &document),
            rule: Some(rule),
            name: None,
            steps: vec![step(StepKind::Visa, 1, Assignee::Person(paul.person()))],
        })
        .unwrap();
    assert_eq!(circuit.rule, None);
}

#[test]
fn a_certificate_of_another_name_is_told_before_signing_and_in_the_act() {
    let office = Office::new();
    let martine = &office.martine;
    let person = persons_key(office.folder.path());
    let (dossier, document) = office.document("Décision");
    let seen = newest(&office.claire, &document);
    office
        .start(
            &document,
            vec![step(StepKind::Signature, 1, Assignee::Role(Role::Signatory))],
        )
        .unwrap();
    let signed = sign(martine, &document, seen, person.source()).result.unwrap();
    let entry = martine.dossier(dossier.id).unwrap().history;
    let entry = entry
        .iter()
        .find(|entry| entry.kind == "document-signed")
        .unwrap();
    let holder = entry.details["certificate"].clone();
    // The test certificate is in the name of nobody who works here.
    let warning = martine.holder_warning(&holder).unwrap();
    assert_eq!(warning.code, "certificate-other-holder");
    assert!(
        warning.sentence.contains(&holder) && warning.sentence.contains("Martine Klein"),
        "{warning}"
    );
    assert_eq!(signed.warning, Some(warning));
    assert_eq!(entry.details["holder"], "other");
    assert_eq!(martine.holder_warning("KLEIN Martine"), None);
    assert!(martine.holder_warning("Martine Weber").is_some());
}

#[test]
fn a_finished_circuit_counts_for_the_document_the_procedure_asks_for_as_it_is_now() {
    const AGREEMENT: &str = r#"
key = "agreement"
office = "RES"
name = { fr = "Convention", de = "Vereinbarung" }
[[state]]
key = "received"
name = { fr = "Reçue" }
next = ["agreed"]
[[state]]
key = "agreed"
name = { fr = "Conclue" }
may_close = true
needs_circuits = ["approval"]
[[document]]
key = "agreement"
name = { fr = "Convention" }
act = true
[[circuit]]
key = "approval"
name = { fr = "Approbation" }
document = "agreement"
[[circuit.step]]
kind = "approval"
stage = 1
person = "Paul Meyers"
"#;
    let office = Office::new();
    let (claire, paul) = (&office.claire, &office.paul);
    claire
        .import_procedure("convention.toml", AGREEMENT.as_bytes())
        .unwrap();
    let opening = model::NewDossier {
        reference: None,
        subject: model::Subject::parse("Convention").unwrap(),
        procedure: Some("agreement".into()),
        parties: Vec::new(),
    };
    let dossier = claire.create_dossier(opening).unwrap();
    let kept_back = || {
        let attempt = claire.change_state(dossier.id, "agreed").unwrap();
        assert!(!attempt.done);
        attempt
            .blockers
            .iter()
            .map(|one| one.code.clone())
            .collect::<Vec<_>>()
    };
    let path = file(office.folder.path(), "convention.pdf", &pdfs::letter());
    let document = import(claire, &dossier, &path).unwrap().document;
    claire
        .set_procedure_document(document.id, Some("agreement"))
        .unwrap();
    assert_eq!(kept_back(), ["state-circuit-unfinished"]);
    let circuit = claire
        .start_circuit(&NewCircuit {
            document: document.id,
            seen: newest(claire, &document),
            rule: Some("approval".into()),
            name: None,
            steps: Vec::new(),
        })
        .unwrap();
    let circuit = approve(paul, &circuit, newest(claire, &document)).unwrap();
    assert_eq!(circuit.status, CircuitStatus::Finished);

    // Withdrawn, or taken for another document: what was approved is not what is asked for.
    claire.withdraw_document(document.id, "remplacée").unwrap();
    assert_eq!(kept_back(), ["state-circuit-unfinished"]);
    claire.reinstate_document(document.id, "si").unwrap();
    claire.set_procedure_document(document.id, None).unwrap();
    assert_eq!(kept_back(), ["state-circuit-unfinished"]);
    claire
        .set_procedure_document(document.id, Some("agreement"))
        .unwrap();
    assert!(claire.change_state(dossier.id, "agreed").unwrap().done);
}
