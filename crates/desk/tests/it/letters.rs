//! Letters as an agent makes them: drafted, looked at, finished, changed, drawn again, one at a time and many at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use common::{Key, file, unlock};
use desk::files::{SealFiles, seal_files};
use desk::{Cancel, Desk, NewDesk, Pause, System};
use identifier::PlatformUrl;
use model::contact::{ContactEntry, PostalAddress};
use model::document::Made;
use model::letter::{BatchItemState, BatchRow, EnvelopeWindow};
use model::view::DossierView;
use model::{NewDossier, NewParty, PartyKind, PartyRole, PartyWho, Role, Subject};
use testkit::pki::TestPki;
use testkit::validators::{Job, Validators};
use wording::{Explain, Lang};

fn desk(folder: &Path) -> Desk {
    desk_of(folder, vec![Role::Agent, Role::Administrator])
}

fn desk_of(folder: &Path, roles: Vec<Role>) -> Desk {
    let new = NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Claire Weber".into(),
        roles,
        office: "RES".into(),
    };
    Desk::create(folder, &common::passphrase(), new, Arc::new(System)).unwrap()
}

fn dossier(desk: &Desk, procedure: &str, applicant: &str) -> DossierView {
    desk.create_dossier(NewDossier {
        reference: None,
        subject: Subject::parse("Certificat de résidence").unwrap(),
        procedure: Some(procedure.to_owned()),
        parties: vec![NewParty {
            kind: PartyKind::Natural,
            role: PartyRole::Applicant,
            name: applicant.to_owned(),
        }],
    })
    .unwrap()
}

/// A letterhead and a signatory, as an administrator sets them once.
fn letterhead(desk: &Desk) {
    let mut letterhead = desk.letterhead().unwrap();
    letterhead.sender.office = "Service de la population".into();
    letterhead.sender.address = vec!["1, place du Marché".into(), "L-6162 Bourglinster".into()];
    letterhead.sender.place = "Bourglinster".into();
    letterhead.sender.window = EnvelopeWindow::Right;
    letterhead.signatory.name = "Anne Kieffer".into();
    letterhead.signatory.function = "Cheffe de service".into();
    letterhead.signatory.delegated_by = "Le Bourgmestre".into();
    desk.set_letterhead(&letterhead, None).unwrap();
}

fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "letter.pdf", pdf);
    let output = std::process::Command::new("pdftotext")
        .arg("-layout")
        .arg(&path)
        .arg("-")
        .output()
        .expect("poppler");
    String::from_utf8(output.stdout).unwrap()
}

/// A finished refusal with an address, and its bytes.
fn refusal(desk: &Desk) -> (model::letter::FinishedLetter, Vec<u8>) {
    let dossier = dossier(desk, "residence-certificate", "Éliane Müller");
    let mut view = desk
        .draft_letter(dossier.id, "decision-negative", Some(Lang::Fr), None)
        .unwrap();
    for (key, text) in [
        ("address", "12, rue de l'Église|L-7481 Tuntange"),
        ("requested_on", "2026-11-02"),
        (
            "reasons",
            "Le dossier ne prouve pas la résidence.\n\nLa demande est rejetée.",
        ),
    ] {
        assert!(view.set(key, text), "{key}");
    }
    let finished = desk.finish_letter(&view.draft).unwrap();
    let bytes = desk.read_version(finished.version).unwrap();
    (finished, bytes)
}

#[test]
fn a_draft_knows_what_the_dossier_the_directory_and_the_procedure_know() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let contact = desk
        .add_contact(
            ContactEntry {
                kind: PartyKind::Natural,
                name: "Hoffmann".into(),
                given_names: "Léa".into(),
                salutation: "Sehr geehrte Frau Hoffmann".into(),
                address: PostalAddress {
                    street: "3, Um Bierg".into(),
                    postal_code: "1234".into(),
                    city: "Lëtzebuerg".into(),
                    ..PostalAddress::default()
                },
                language: Some(Lang::De),
                birth_date: None,
                matricule: String::new(),
                vat: String::new(),
                rcs: String::new(),
                email: String::new(),
                phone: String::new(),
                notes: String::new(),
            },
            true,
        )
        .unwrap();
    let dossier = dossier(&desk, "residence-certificate", "Autre Personne");
    desk.add_party(dossier.id, &PartyWho::Contact(contact.id), PartyRole::Addressee)
        .unwrap();
    let party = desk
        .dossier(dossier.id)
        .unwrap()
        .parties
        .iter()
        .find(|party| party.role == PartyRole::Addressee)
        .unwrap()
        .id;
    let view = desk
        .draft_letter(dossier.id, "decision-negative", None, Some(party))
        .unwrap();
    let letter = &view.draft.letter;
    assert_eq!(letter.lang, Lang::De);
    assert_eq!(letter.addressee.name, "Léa Hoffmann");
    assert_eq!(letter.addressee.address, ["3, Um Bierg", "L-1234 Lëtzebuerg"]);
    assert_eq!(letter.addressee.salutation, "Sehr geehrte Frau Hoffmann,");
    assert_eq!(letter.references.ours, dossier.reference.to_string());
    assert_eq!(letter.subject, "Certificat de résidence – Entscheidung");
    let remedy = letter.remedy.as_ref().unwrap();
    assert_eq!((remedy.count, remedy.court.as_str()), (3, "Verwaltungsgericht"));
    assert!(remedy.ends.unwrap() > letter.date);
    // What the desk cannot know is said.
    let missing: Vec<&str> = view.missing.iter().map(|one| one.key.as_str()).collect();
    assert!(missing.contains(&"reasons"), "{missing:?}");
    // A missing address is said too, for a party that is in no directory.
    let view = desk.draft_letter(dossier.id, "receipt", None, None).unwrap();
    assert!(view.missing.iter().any(|one| one.key == "addressee.address"));
    assert_eq!(view.draft.letter.lang, Lang::Fr);
}

#[test]
fn the_last_day_to_contest_a_decision_follows_the_date_that_it_bears() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let dossier = dossier(&desk, "residence-certificate", "Éliane Müller");
    let mut view = desk
        .draft_letter(dossier.id, "decision-negative", Some(Lang::En), None)
        .unwrap();
    for (key, text) in [
        ("address", "12, rue de l'Église|L-7481 Tuntange"),
        ("requested_on", "2026-11-02"),
        ("reasons", "The residence is not shown."),
        // A Tuesday in summer: three months later is a Wednesday that is no holiday.
        ("date", "2027-06-08"),
    ] {
        assert!(view.set(key, text), "{key}");
    }
    let last = Some(jiff::civil::date(2027, 9, 8));
    let begun = view.draft.letter.remedy.as_ref().unwrap().ends;
    assert_ne!(begun, last, "it was computed for today");
    let preview = desk.preview_letter(&view.draft).unwrap();
    assert_eq!(preview.remedy.unwrap().ends, last);
    let kept = desk.save_letter_draft(view.draft.clone()).unwrap();
    assert_eq!(kept.letter.remedy.as_ref().unwrap().ends, last);
    let again = desk.letter_draft(kept.id.unwrap()).unwrap();
    assert_eq!(again.draft.letter.remedy.unwrap().ends, last);
    // Finished as the form has it, without what the desk computed meanwhile.
    let finished = desk.finish_letter(&view.draft).unwrap();
    let text = text_of(&desk.read_version(finished.version).unwrap());
    assert!(text.contains("8 September 2027"), "{text}");
    let source = desk.letter_source(finished.document.id).unwrap();
    assert_eq!(source.letter.remedy.unwrap().ends, last);
}

#[test]
fn templates_of_the_dossiers_procedure_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let dossier = dossier(&desk, "access-to-documents", "Jos Schmit");
    let templates = desk.letter_templates(Some(dossier.id)).unwrap();
    assert_eq!(templates.len(), 8);
    let first: Vec<bool> = templates.iter().map(|template| template.of_procedure).collect();
    assert!(
        first[0] && first.windows(2).all(|pair| pair[0] || !pair[1]),
        "{first:?}"
    );
    for procedure in desk.procedures().unwrap() {
        for rule in &desk.procedure(&procedure.key, None).unwrap().procedure.letters {
            assert!(
                templates.iter().any(|template| template.key == rule.template),
                "{} of {}",
                rule.template,
                procedure.key
            );
        }
    }
}

#[test]
fn a_finished_letter_is_a_version_that_can_be_changed_and_drawn_again_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let (finished, bytes) = refusal(&desk);
    let version = &finished.document.versions[0];
    assert_eq!((version.number, version.made), (1, Some(Made::Composed)));
    assert_eq!(finished.document.procedure_document.as_deref(), Some("refusal"));
    let text = text_of(&bytes);
    for words in [
        "Éliane Müller",
        "Tuntange",
        "Voies de recours",
        "Anne Kieffer",
        "p.d.",
        "Bourglinster, le",
    ] {
        assert!(text.contains(words), "{words} not in {text}");
    }
    assert_eq!(desk.redraw_letter(finished.document.id).unwrap(), bytes);
    let mut view = desk.redraft_letter(finished.document.id).unwrap();
    assert!(view.set("reasons", "Motif corrigé."));
    let again = desk.finish_letter(&view.draft).unwrap();
    assert_eq!(again.document.id, finished.document.id);
    assert_eq!(again.document.versions.len(), 2);
    assert_eq!(again.document.versions[0].base, Some(1));
    assert!(text_of(&desk.read_version(again.version).unwrap()).contains("Motif corrigé."));
    assert_eq!(
        desk.letter_source(finished.document.id).unwrap().letter.reasons,
        "Motif corrigé."
    );
    // The first version is what it was.
    assert_eq!(desk.read_version(finished.version).unwrap(), bytes);
}

#[test]
fn an_incomplete_letter_is_looked_at_and_kept_but_not_finished() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let dossier = dossier(&desk, "residence-certificate", "Jos Schmit");
    let view = desk
        .draft_letter(dossier.id, "decision-negative", None, None)
        .unwrap();
    let preview = desk.preview_letter(&view.draft).unwrap();
    assert!(text_of(&preview.pdf).contains("PROJET"));
    assert!(!preview.missing.is_empty());
    let saved = desk.save_letter_draft(view.draft).unwrap();
    assert_eq!(desk.finish_letter(&saved).unwrap_err().code(), "letter-missing");
    assert_eq!(desk.dossier(dossier.id).unwrap().documents.len(), 0);
    drop(desk);
    let desk = unlock(folder.path());
    let drafts = desk.letter_drafts(dossier.id).unwrap();
    assert_eq!(
        drafts,
        [saved.clone()].map(|mut draft| {
            draft.changed_at = drafts[0].changed_at;
            draft
        })
    );
    let mut view = desk.letter_draft(saved.id.unwrap()).unwrap();
    for (key, text) in [
        ("address", "1, rue X|L-1111 Y"),
        ("requested_on", "2026-11-02"),
        ("reasons", "Motif."),
        ("signatory", "Anne Kieffer"),
    ] {
        assert!(view.set(key, text));
    }
    desk.finish_letter(&view.draft).unwrap();
    assert_eq!(desk.letter_drafts(dossier.id).unwrap(), []);
    assert_eq!(
        desk.letter_draft(saved.id.unwrap()).unwrap_err().code(),
        "letter-draft-unknown"
    );
}

#[test]
fn who_only_reads_draws_nothing_up_and_who_does_not_administer_imports_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_of(folder.path(), vec![Role::Auditor]);
    let id = "01890000-0000-7000-8000-000000000000".parse().unwrap();
    assert_eq!(
        desk.draft_letter(id, "receipt", None, None).unwrap_err().code(),
        "role-missing"
    );
    assert_eq!(
        desk.begin_letter_batch("receipt", &[]).unwrap_err().code(),
        "role-missing"
    );
    drop(desk);
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_of(folder.path(), vec![Role::Agent, Role::Administrator]);
    let colleague = desk.add_person("Tom Exemple", &[Role::Agent], "").unwrap();
    let one_time = desk.one_time_passphrase();
    desk.add_passphrase_for(colleague.id, &one_time).unwrap();
    drop(desk);
    let desk = Desk::begin(
        folder.path(),
        &one_time,
        &"une autre phrase de passe".into(),
        Arc::new(System),
    )
    .unwrap();
    let nowhere = Path::new("/nowhere");
    let letterhead = desk.letterhead().unwrap();
    for refused in [
        desk.import_letter_template(nowhere).unwrap_err(),
        desk.retire_letter_template("receipt").unwrap_err(),
        desk.set_letterhead(&letterhead, None).unwrap_err(),
    ] {
        assert_eq!(refused.code(), "role-missing");
    }
}

#[test]
fn a_closed_dossier_takes_no_letter() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let dossier = desk
        .create_dossier(NewDossier {
            reference: None,
            subject: Subject::parse("Divers").unwrap(),
            procedure: None,
            parties: vec![NewParty {
                kind: PartyKind::Natural,
                role: PartyRole::Applicant,
                name: "Jos Schmit".into(),
            }],
        })
        .unwrap();
    let mut view = desk.draft_letter(dossier.id, "receipt", None, None).unwrap();
    assert!(view.set("address", "1, rue X|L-1111 Y"));
    assert!(view.set("received_on", "2026-11-02"));
    desk.close_dossier(dossier.id, "").unwrap();
    assert_eq!(
        desk.finish_letter(&view.draft).unwrap_err().code(),
        "dossier-closed"
    );
    assert_eq!(
        desk.save_letter_draft(view.draft).unwrap_err().code(),
        "dossier-closed"
    );
}

#[test]
fn an_administration_changes_a_template_and_old_letters_stay_what_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder.path().join("desk"));
    letterhead(&desk);
    let (finished, bytes) = refusal(&desk);
    let own = folder.path().join("own");
    desk.export_letter_template("decision-negative", &own).unwrap();
    let text = std::fs::read_to_string(own.join("letter.typ")).unwrap();
    std::fs::write(own.join("letter.typ"), format!("{text}\nAjout de la commune.\n")).unwrap();
    let manifest = std::fs::read_to_string(own.join("letter.toml")).unwrap();
    let one_language = manifest.replace("[\"fr\", \"de\", \"lb\", \"en\"]", "[\"fr\"]");
    assert_ne!(manifest, one_language);
    std::fs::write(own.join("letter.toml"), one_language).unwrap();
    desk::letters::check_template(&own).unwrap();
    assert_eq!(desk.import_letter_template(&own).unwrap().version, Some(1));
    // The same files again are no new version.
    assert_eq!(desk.import_letter_template(&own).unwrap().version, Some(1));
    let view = desk.redraft_letter(finished.document.id).unwrap();
    assert_eq!(view.draft.template_version, Some(1));
    let again = desk.finish_letter(&view.draft).unwrap();
    assert!(text_of(&desk.read_version(again.version).unwrap()).contains("Ajout de la commune."));
    assert_eq!(desk.read_version(finished.version).unwrap(), bytes);
    desk.retire_letter_template("decision-negative").unwrap();
    let view = desk.redraft_letter(finished.document.id).unwrap();
    assert_eq!(view.draft.template_version, None);
    // The second version still knows the template it was made from.
    let redrawn = desk.redraw_letter(finished.document.id).unwrap();
    assert!(text_of(&redrawn).contains("Ajout de la commune."));
    // A mistake is told with its line, and nothing is kept.
    std::fs::write(own.join("letter.typ"), format!("{text}\n#nobody()\n")).unwrap();
    let error = desk.import_letter_template(&own).unwrap_err();
    assert_eq!(error.code(), "template-typst");
    let line = text.matches('\n').count() + 2;
    assert!(
        desk::catalog()
            .explain(Lang::En, &error)
            .sentence
            .contains(&format!("line {line}, column 2")),
        "{}",
        desk::catalog().explain(Lang::En, &error).sentence
    );
    assert!(
        desk.letter_templates(None)
            .unwrap()
            .iter()
            .all(|template| template.version.is_none())
    );
}

#[test]
fn a_logo_is_a_picture_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let letterhead = desk.letterhead().unwrap();
    for wrong in [&b"<svg/>"[..], b"\x89PNG\r\n\x1a\nnot really"] {
        assert_eq!(
            desk.set_letterhead(&letterhead, Some(Some(wrong)))
                .unwrap_err()
                .code(),
            "letter-logo"
        );
    }
    let png = base64::Engine::decode(
        &base64::engine::general_purpose::STANDARD,
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    )
    .unwrap();
    let set = desk.set_letterhead(&letterhead, Some(Some(&png))).unwrap();
    assert_eq!(set.sender.logo, "logo.png");
    let dossier = dossier(&desk, "residence-certificate", "Jos Schmit");
    let view = desk.draft_letter(dossier.id, "receipt", None, None).unwrap();
    let pdf = file(
        folder.path(),
        "letter.pdf",
        &desk.preview_letter(&view.draft).unwrap().pdf,
    );
    let images = std::process::Command::new("pdfimages")
        .arg("-list")
        .arg(&pdf)
        .output()
        .expect("poppler");
    assert!(String::from_utf8_lossy(&images.stdout).contains(" image "));
}

fn rows(desk: &Desk, count: usize) -> Vec<BatchRow> {
    (0..count)
        .map(|number| BatchRow {
            dossier: dossier(desk, "residence-certificate", &format!("Personne {number}"))
                .reference
                .to_string(),
            values: BTreeMap::from([
                ("address".to_owned(), format!("{number}, rue X|L-1111 Y")),
                ("received_on".to_owned(), "2026-11-02".to_owned()),
            ]),
            ..BatchRow::default()
        })
        .collect()
}

fn run(desk: &Desk, id: model::LetterBatchId, stop_after: usize) -> (model::letter::LetterBatch, usize) {
    let cancel = Cancel::default();
    let told = RefCell::new(0);
    let on_letter = |_: &model::letter::BatchItem, _: Option<&model::letter::FinishedLetter>| {
        *told.borrow_mut() += 1;
        if *told.borrow() == stop_after {
            cancel.cancel();
        }
    };
    let batch = desk
        .run_letter_batch(id, &on_letter, &|_| {}, &cancel, &Pause::default())
        .unwrap();
    (batch, told.into_inner())
}

#[test]
fn a_batch_is_cancelled_and_gone_on_with_and_each_letter_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let mut rows = rows(&desk, 8);
    rows[3].dossier = "2026/RES/999999".into();
    rows[5].values.remove("address");
    let lacking = desk.try_letter_batch("receipt", &rows).unwrap();
    assert_eq!(
        lacking.iter().map(|(position, _)| *position).collect::<Vec<_>>(),
        [4, 6]
    );
    let batch = desk.begin_letter_batch("receipt", &rows).unwrap();
    let (half, told) = run(&desk, batch.id, 2);
    assert_eq!((half.done, half.waiting(), told), (2, 6, 2));
    drop(desk);
    let desk = unlock(folder.path());
    let (whole, told) = run(&desk, batch.id, usize::MAX);
    assert_eq!((whole.done, whole.refused, whole.waiting(), told), (6, 2, 0, 6));
    let items = desk.letter_batch_items(batch.id).unwrap();
    assert_eq!(items[3].refused.as_ref().unwrap().code, "dossier-unknown");
    assert_eq!(items[5].refused.as_ref().unwrap().code, "letter-missing");
    // Once more: nothing is made twice, what was refused is tried again.
    let (again, told) = run(&desk, batch.id, usize::MAX);
    assert_eq!((again.done, again.refused, told), (6, 2, 2));
    for (index, item) in items.iter().enumerate() {
        let reference = model::Reference::parse(&item.row.dossier).unwrap();
        let Ok(dossier) = desk.dossier_by_reference(&reference) else {
            continue;
        };
        let expected = usize::from(item.state == BatchItemState::Done);
        assert_eq!(dossier.documents.len(), expected, "{index}");
    }
    let given_up = desk.abandon_letter_batch(batch.id).unwrap();
    assert!(given_up.abandoned);
    assert_eq!(
        desk.run_letter_batch(
            batch.id,
            &|_, _| {},
            &|_| {},
            &Cancel::default(),
            &Pause::default()
        )
        .unwrap_err()
        .code(),
        "letter-batch-abandoned"
    );
}

#[test]
fn a_batch_tells_nobody_about_a_dossier_that_they_may_not_see() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let rows = rows(&desk, 2);
    let batch = desk.begin_letter_batch("receipt", &rows).unwrap();
    let reference = model::Reference::parse(&rows[0].dossier).unwrap();
    let guarded = desk.dossier_by_reference(&reference).unwrap();
    let confidential = model::procedure::Confidentiality::Confidential;
    desk.set_confidentiality(guarded.id, confidential, &[desk.person()])
        .unwrap();
    let person = desk.add_person("Paul Meyers", &[Role::Agent], "BAU").unwrap();
    let once: secrecy::SecretString = "trois mots sans rapport 1".to_owned().into();
    let own: secrecy::SecretString = "la longue phrase de Paul".to_owned().into();
    desk.add_passphrase_for(person.id, &once).unwrap();
    let paul = Desk::begin(folder.path(), &once, &own, Arc::new(System)).unwrap();

    let items = paul.letter_batch_items(batch.id).unwrap();
    assert_eq!(items[0].row, BatchRow::default());
    assert_eq!(items[1].row, rows[1]);
    let (after, told) = run(&paul, batch.id, usize::MAX);
    assert_eq!((after.done, after.refused, after.waiting(), told), (1, 0, 1, 1));
    assert_eq!(desk.letter_batch_items(batch.id).unwrap()[0].row, rows[0]);
    let (after, _) = run(&desk, batch.id, usize::MAX);
    assert_eq!((after.done, after.waiting()), (2, 0));
    let items = paul.letter_batch_items(batch.id).unwrap();
    assert_eq!((items[0].document, items[1].document.is_some()), (None, true));
}

/// The program that is killed: runs the batch named by the environment, and says so after each letter.
#[test]
fn child_that_runs_a_batch() {
    let (Ok(folder), Ok(batch)) = (std::env::var("LETTERS_DESK"), std::env::var("LETTERS_BATCH")) else {
        return;
    };
    let desk = unlock(Path::new(&folder));
    let on_letter = |item: &model::letter::BatchItem, _: Option<&model::letter::FinishedLetter>| {
        println!("\nmade {}", item.position);
    };
    desk.run_letter_batch(
        batch.parse().unwrap(),
        &on_letter,
        &|_| {},
        &Cancel::default(),
        &Pause::default(),
    )
    .unwrap();
}

#[test]
fn a_batch_that_is_killed_again_and_again_makes_each_letter_once() {
    use std::io::BufRead;
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let rows = rows(&desk, 7);
    let batch = desk.begin_letter_batch("receipt", &rows).unwrap();
    drop(desk);
    let mut told = std::collections::BTreeSet::new();
    for letters in [1, 2] {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "letters::child_that_runs_a_batch", "--nocapture"])
            .env("LETTERS_DESK", folder.path())
            .env("LETTERS_BATCH", batch.id.to_string())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
        for position in lines
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("made ").map(str::to_owned))
            .take(letters)
        {
            assert!(told.insert(position), "told twice");
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(told.len(), 3);
    let desk = unlock(folder.path());
    let (whole, _) = run(&desk, batch.id, usize::MAX);
    assert_eq!((whole.done, whole.waiting()), (7, 0));
    for row in &rows {
        let reference = model::Reference::parse(&row.dossier).unwrap();
        assert_eq!(desk.dossier_by_reference(&reference).unwrap().documents.len(), 1);
    }
    assert!(desk.check_integrity(&|_| {}).unwrap().is_empty());
}

#[test]
fn two_programs_that_run_one_batch_make_each_letter_once() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let rows = rows(&desk, 6);
    let batch = desk.begin_letter_batch("receipt", &rows).unwrap();
    let other = unlock(folder.path());
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| run(&desk, batch.id, usize::MAX).1);
        let two = scope.spawn(|| run(&other, batch.id, usize::MAX).1);
        (one.join().unwrap(), two.join().unwrap())
    });
    assert_eq!(one + two, 6);
    assert_eq!(desk.letter_batch(batch.id).unwrap().done, 6);
    for row in &rows {
        let reference = model::Reference::parse(&row.dossier).unwrap();
        assert_eq!(desk.dossier_by_reference(&reference).unwrap().documents.len(), 1);
    }
}

#[test]
fn a_table_gives_rows_and_its_mistakes_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let csv = "dossier;name;address;missing;language\n2026/RES/000001;Jos;1, rue X|L-1111 Y;Carte|Photo;de\n";
    let rows = desk.letter_rows("missing-documents", csv.as_bytes()).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].lang, Some(Lang::De));
    assert_eq!(rows[0].values["missing"], "Carte|Photo");
    for (csv, code) in [
        ("name\nJos\n", "sheet-column-missing"),
        ("dossier;colour\n1;2\n", "sheet-column-unknown"),
        ("", "sheet-empty"),
        ("dossier;language\n1;xx\n", "sheet-line"),
    ] {
        assert_eq!(
            desk.letter_rows("receipt", csv.as_bytes()).unwrap_err().code(),
            code,
            "{csv:?}"
        );
    }
    assert_eq!(
        desk.begin_letter_batch("receipt", &[]).unwrap_err().code(),
        "letter-batch-size"
    );
}

#[test]
fn a_finished_letter_is_pdf_a_and_stays_it_when_it_is_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder.path().join("desk"));
    letterhead(&desk);
    let (_, bytes) = refusal(&desk);
    let inspection = pdf::inspect(&bytes, None).unwrap();
    assert_eq!(inspection.pdf_a.as_deref(), Some("3A"));
    assert!(inspection.title.is_some());
    let letter = file(folder.path(), "letter.pdf", &bytes);
    let run = |program: &str, arguments: &[&str]| -> String {
        let output = std::process::Command::new(program)
            .args(arguments)
            .output()
            .expect(program);
        assert!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let path = letter.to_str().unwrap();
    run("qpdf", &["--check", path]);
    run("mutool", &["info", path]);
    assert!(run("pdfinfo", &[path]).contains("Tagged:          yes"));
    let fonts = run("pdffonts", &[path]);
    assert!(fonts.lines().count() > 3, "{fonts}");
    for font in fonts.lines().skip(2) {
        assert!(font.contains(" yes yes yes "), "{fonts}");
    }
    Key::new(folder.path());
    let key = seal::key::SealKey::from_pkcs12(
        &std::fs::read(folder.path().join("seal.p12")).unwrap(),
        &"key passphrase".into(),
    )
    .unwrap();
    let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
    let out = folder.path().join("out");
    let inputs = [letter.clone()];
    let mut results = Vec::new();
    seal_files(
        &SealFiles::new(&inputs, &out, &key, &platform),
        &System,
        &mut |result| results.push(result),
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    let sealed = out.join("letter.pdf");
    let sealed_bytes = std::fs::read(&sealed).unwrap_or_else(|_| panic!("{results:?}"));
    assert!(sealed_bytes.starts_with(&bytes));
    assert_eq!(
        pdf::inspect(&sealed_bytes, None).unwrap().pdf_a.as_deref(),
        Some("3A")
    );
    if let Some(validators) = Validators::find() {
        // Sixteen of the machine-checkable rules of PDF/UA-1.
        let script = "import json, sys\nimport pdfua\n\
                      from pdfua.cli import main\n\
                      sys.exit(main(['check', json.load(sys.stdin)['file']]))";
        let python = std::env::var("GREFFE_VALIDATORS_PYTHON").unwrap();
        let mut child = std::process::Command::new(python)
            .args(["-c", script])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(
            &mut child.stdin.take().unwrap(),
            serde_json::json!({ "file": path }).to_string().as_bytes(),
        )
        .unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("result: PASS"), "{said}");
        validators
            .accept_sealed(TestPki::shared().root_pem(), &Job::new(&sealed))
            .unwrap();
    }
}

#[test]
fn whoever_acts_for_the_signatory_under_a_delegation_signs_p_d() {
    use model::delegation::{NewDelegation, Scope};
    use model::procedure::StepKind;

    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    letterhead(&desk);
    let mut head = desk.letterhead().unwrap();
    head.signatory.name = "Claire  WEBER".into();
    head.signatory.function = "Cheffe de service".into();
    desk.set_letterhead(&head, None).unwrap();
    let paul = desk.add_person("Paul Meyers", &[Role::Agent], "").unwrap();
    let certificate = dossier(&desk, "residence-certificate", "Jos Schmit");
    let signatory = |dossier: &DossierView, template: &str| {
        let view = desk.draft_letter(dossier.id, template, None, None).unwrap();
        view.draft.letter.signatory
    };
    assert_eq!(signatory(&certificate, "receipt").name, "Claire  WEBER");
    let today = desk.clock().in_tz("Europe/Luxembourg").unwrap().date();
    let delegation = desk
        .delegate(&NewDelegation {
            principal: desk.person(),
            delegate: paul.id,
            first_day: today,
            last_day: today,
            scope: Scope {
                kinds: vec![StepKind::Signature],
                procedures: vec!["residence-certificate".into()],
                ..Scope::default()
            },
            mandate: "Note de service n° 4".into(),
            may_delegate: false,
        })
        .unwrap();
    let signed = signatory(&certificate, "receipt");
    assert_eq!(
        (
            signed.name.as_str(),
            signed.delegated_by.as_str(),
            signed.mandate.as_str()
        ),
        (
            "Paul Meyers",
            "Claire  WEBER, Cheffe de service",
            "Note de service n° 4"
        )
    );
    // It stands on the page, and in German otherwise.
    let text = |lang| {
        let view = desk
            .draft_letter(certificate.id, "receipt", Some(lang), None)
            .unwrap();
        text_of(&desk.preview_letter(&view.draft).unwrap().pdf)
    };
    let french = text(Lang::Fr);
    assert!(
        french.contains("p.d.") && french.contains("Paul Meyers") && french.contains("Cheffe de service"),
        "{french}"
    );
    assert!(text(Lang::De).contains("i. A."));
    // For other procedures, and once it is over, she signs herself.
    let other = dossier(&desk, "building-permit-opinion", "Jos Schmit");
    assert_eq!(signatory(&other, "receipt").name, "Claire  WEBER");
    desk.revoke_delegation(delegation.id, "retour").unwrap();
    assert_eq!(signatory(&certificate, "receipt").name, "Claire  WEBER");
}

#[test]
fn a_procedure_may_name_a_template_of_ones_own_and_no_unknown_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(&folder.path().join("desk"));
    let procedure = "key = \"market-stall\"\noffice = \"MAR\"\nname = { fr = \"Marché\" }\n\
        [[state]]\nkey = \"received\"\nname = { fr = \"Reçue\" }\nmay_close = true\n\
        [[letter]]\ntemplate = \"stall-permit\"\nname = { fr = \"Permis\" }\n";
    let check = desk.check_procedure("marche.toml", procedure.as_bytes()).unwrap();
    let [fault] = check.faults.as_slice() else {
        panic!("{:?}", check.faults)
    };
    assert_eq!(
        (fault.explanation.code.as_str(), fault.line, fault.column),
        ("procedure-letter-unknown", 9, 12),
        "{fault:?}"
    );
    assert!(
        desk.import_procedure("marche.toml", procedure.as_bytes())
            .is_err()
    );

    let own = folder.path().join("own");
    desk.export_letter_template("receipt", &own).unwrap();
    let manifest = std::fs::read_to_string(own.join("letter.toml")).unwrap();
    std::fs::write(
        own.join("letter.toml"),
        manifest.replacen("key = \"receipt\"", "key = \"stall-permit\"", 1),
    )
    .unwrap();
    desk.import_letter_template(&own).unwrap();
    let check = desk.check_procedure("marche.toml", procedure.as_bytes()).unwrap();
    assert!(check.faults.is_empty(), "{:?}", check.faults);
    desk.import_procedure("marche.toml", procedure.as_bytes())
        .unwrap();
    let stall = dossier(&desk, "market-stall", "Jos Schmit");
    let templates = desk.letter_templates(Some(stall.id)).unwrap();
    assert_eq!(
        (templates[0].key.as_str(), templates[0].name.as_str()),
        ("stall-permit", "Permis")
    );
}
