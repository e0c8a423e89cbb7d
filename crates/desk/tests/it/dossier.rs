//! Dossiers: numbering, classification, tags, links, who may see them, parties, their course, closing and reopening.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;
use std::sync::Arc;

use desk::{Desk, Error, NewDesk, System};
use model::numbering::{Numbering, Pattern};
use model::view::{DossierView, LinkKind};
use model::{
    Confidentiality, DossierOpening, NewDossier, PartyKind, PartyRole, PartyWho, Reference, Role, Subject,
};
use wording::{Explain, Lang};

use common::{dossier, file, import, passphrase};

fn desk_of(folder: &Path, roles: &[Role]) -> Desk {
    let new = NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Claire Weber".into(),
        roles: roles.to_vec(),
        office: "RES".into(),
    };
    Desk::create(folder, &passphrase(), new, Arc::new(System)).unwrap()
}

fn everything(folder: &Path) -> Desk {
    desk_of(
        folder,
        &[Role::Agent, Role::Clerk, Role::Administrator, Role::Auditor],
    )
}

fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

fn of_procedure(desk: &Desk, key: &str) -> DossierView {
    desk.create_dossier(NewDossier {
        reference: None,
        subject: Subject::parse("Essai").unwrap(),
        procedure: Some(key.into()),
        parties: Vec::new(),
    })
    .unwrap()
}

fn kinds(dossier: &DossierView) -> Vec<&str> {
    dossier.history.iter().map(|entry| entry.kind.as_str()).collect()
}

#[test]
fn two_desks_of_one_office_never_give_the_same_reference_and_leave_no_gap() {
    let temp = tempfile::tempdir().unwrap();
    let number = |desk: &Desk, numbering: Numbering| {
        desk.set_numbering(numbering).unwrap();
        (0..3)
            .map(|_| dossier(desk, "Essai").reference.to_string())
            .collect::<Vec<_>>()
    };
    let (one, two) = (
        everything(&temp.path().join("1")),
        everything(&temp.path().join("2")),
    );
    let range = |first, last| Numbering {
        first,
        last,
        ..Numbering::default()
    };
    let left = number(&one, range(1, Some(49_999)));
    let right = number(&two, range(50_000, None));
    assert!(
        left[0].ends_with("/RES/000001") && left[2].ends_with("/RES/000003"),
        "{left:?}"
    );
    assert!(
        right[0].ends_with("/RES/050000") && right[2].ends_with("/RES/050002"),
        "{right:?}"
    );
    let coded = |code: &str| Numbering {
        pattern: Pattern::parse("{office}-{desk}-{number:4}/{year}").unwrap(),
        desk: Some(code.into()),
        ..Numbering::default()
    };
    let left = number(&one, coded("a"));
    let right = number(&two, coded("B2"));
    assert!(
        left[0].starts_with("RES-A-0001/") && right[0].starts_with("RES-B2-0001/"),
        "{left:?} {right:?}"
    );
    assert!(left.iter().all(|reference| !right.contains(reference)));
    // Back in its range, a desk goes on where it stopped.
    assert!(number(&one, range(1, Some(49_999)))[0].ends_with("/RES/000004"));
}

#[test]
fn a_range_that_is_used_up_and_a_bad_pattern_are_told() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    desk.set_numbering(Numbering {
        first: 7,
        last: Some(7),
        ..Numbering::default()
    })
    .unwrap();
    dossier(&desk, "Essai");
    let opening: DossierOpening = NewDossier {
        reference: None,
        subject: Subject::parse("Essai").unwrap(),
        procedure: None,
        parties: Vec::new(),
    }
    .into();
    assert_eq!(code(desk.open_new_dossier(opening)), "numbering-exhausted");
    let both = Numbering {
        desk: Some("A".into()),
        ..Numbering::default()
    };
    assert_eq!(code(desk.set_numbering(both)), "numbering-desk-code-unused");
}

#[test]
fn subject_classification_and_tags_change_with_old_and_new_in_the_journal() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    let id = dossier(&desk, "Carport").id;
    let subject = Subject::parse("Carport, 14, rue de la Gare").unwrap();
    desk.change_subject(id, &subject).unwrap();
    desk.classify(id, Some("2.1")).unwrap();
    let table = "code;parent;fr;de\n2;;Urbanisme;Raumplanung\n2.2;2;Permis;Genehmigungen\n";
    assert_eq!(
        desk.import_classification_plan(table.as_bytes())
            .unwrap()
            .imported,
        2
    );
    assert_eq!(code(desk.classify(id, Some("9"))), "classification-unknown");
    desk.set_lang(Lang::De);
    let view = desk.classify(id, Some("2.2")).unwrap();
    assert_eq!(view.facts.classification_title.as_deref(), Some("Genehmigungen"));
    // A new plan without the code retires it: the dossier keeps it, no other gets it.
    desk.import_classification_plan(b"code,parent,fr\n3,,Autre\n")
        .unwrap();
    assert_eq!(
        desk.dossier(id).unwrap().facts.classification.as_deref(),
        Some("2.2")
    );
    assert_eq!(
        code(desk.classify(dossier(&desk, "Autre").id, Some("2.2"))),
        "classification-retired"
    );
    let plan = desk.classification_plan().unwrap();
    let rows: Vec<(&str, bool, u32)> = plan
        .iter()
        .map(|row| (row.class.code.as_str(), row.class.retired, row.dossiers))
        .collect();
    assert_eq!(rows, [("3", false, 0), ("2", true, 0), ("2.2", true, 1)]);
    let faulty = desk
        .import_classification_plan(b"code,parent,fr\n1,,A\n1,,B\n2,7,C\n")
        .unwrap();
    assert_eq!(
        (faulty.imported, faulty.problems.len(), faulty.problems[1].line),
        (0, 2, 4)
    );
    assert_eq!(
        desk.classification_plan().unwrap().len(),
        3,
        "nothing was taken over"
    );
    let view = desk
        .change_tags(id, &["Urgent".into(), "Été".into(), "urgent".into()], &[])
        .unwrap();
    assert_eq!(view.facts.tags, ["Été", "Urgent"]);
    let view = desk.change_tags(id, &[], &["ETE".into()]).unwrap();
    assert_eq!(view.facts.tags, ["Urgent"]);
    assert_eq!(desk.tags("UR").unwrap(), [("Urgent".to_owned(), 1)]);
    let changed = view
        .history
        .iter()
        .find(|entry| entry.kind == "dossier-subject-changed")
        .unwrap();
    assert_eq!(changed.details["old"], "Carport");
    assert_eq!(changed.details["new"], subject.as_str());
}

#[test]
fn links_are_shown_in_both_directions_and_lead_in_no_circle() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    let [a, b, c] = ["A", "B", "C"].map(|subject| dossier(&desk, subject));
    desk.link_dossiers(a.id, LinkKind::Parent, b.id).unwrap();
    desk.link_dossiers(b.id, LinkKind::Parent, c.id).unwrap();
    assert_eq!(
        code(desk.link_dossiers(c.id, LinkKind::Parent, a.id)),
        "link-circle"
    );
    assert_eq!(
        code(desk.link_dossiers(a.id, LinkKind::Parent, c.id)),
        "link-parent-there"
    );
    assert_eq!(
        code(desk.link_dossiers(a.id, LinkKind::Parent, b.id)),
        "link-there"
    );
    assert_eq!(
        code(desk.link_dossiers(a.id, LinkKind::Concerns, a.id)),
        "link-self"
    );
    let links = desk.dossier(b.id).unwrap().facts.links;
    let shown: Vec<(bool, &str)> = links
        .iter()
        .map(|link| (link.outgoing, link.reference.as_str()))
        .collect();
    assert_eq!(
        shown,
        [(true, c.reference.as_str()), (false, a.reference.as_str())]
    );
    desk.unlink_dossiers(a.id, LinkKind::Parent, b.id).unwrap();
    assert_eq!(
        code(desk.unlink_dossiers(a.id, LinkKind::Parent, b.id)),
        "link-missing"
    );
    assert!(kinds(&desk.dossier(b.id).unwrap()).contains(&"dossier-unlinked-from"));
}

/// A second person of the desk, with a passphrase of their own.
fn second(admin: &Desk, folder: &Path, name: &str, roles: &[Role], office: &str) -> Desk {
    let person = admin.add_person(name, roles, office).unwrap();
    let one_time = secrecy::SecretString::from(format!("cerise bleue montagne {office}"));
    admin.add_passphrase_for(person.id, &one_time).unwrap();
    let own = secrecy::SecretString::from(format!("tulipe orange moulin {office} {}", roles.len()));
    Desk::begin(folder, &one_time, &own, Arc::new(System)).unwrap()
}

#[test]
fn who_may_not_see_a_dossier_finds_nothing_of_it() {
    let temp = tempfile::tempdir().unwrap();
    let claire = everything(temp.path());
    let paul = second(
        &claire,
        temp.path(),
        "Paul Meyers",
        &[Role::Agent, Role::Auditor],
        "URB",
    );
    let dossier = dossier(&claire, "Signalement confidentiel");
    let pdf = file(
        temp.path().parent().unwrap(),
        "rapport-secret.pdf",
        &testkit::pdfs::letter(),
    );
    let document = import(&claire, &dossier, &pdf).unwrap().document;
    let other = common::dossier(&claire, "Autre");
    claire
        .link_dossiers(other.id, LinkKind::Concerns, dossier.id)
        .unwrap();
    assert_eq!(paul.dossiers("signalement", 10, 0).unwrap().len(), 1);

    for level in [Confidentiality::Restricted, Confidentiality::Confidential] {
        claire.set_confidentiality(dossier.id, level, &[]).unwrap();
        assert_eq!(code(paul.dossier(dossier.id)), "dossier-unknown");
        assert_eq!(
            code(paul.dossier_by_reference(&dossier.reference)),
            "dossier-unknown"
        );
        assert_eq!(code(paul.document(document.id)), "document-unknown");
        assert_eq!(
            code(paul.read_version(document.versions[0].id)),
            "version-unknown"
        );
        assert!(paul.dossiers("signalement", 10, 0).unwrap().is_empty());
        assert!(paul.dossiers("rapport", 10, 0).unwrap().is_empty());
        assert_eq!(paul.dossiers("", 10, 0).unwrap().len(), 1, "counted nowhere");
        assert!(
            paul.dossier(other.id).unwrap().facts.links.is_empty(),
            "nor as a link"
        );
        assert_eq!(
            code(paul.change_subject(dossier.id, &Subject::parse("x").unwrap())),
            "dossier-unknown"
        );
        assert_eq!(
            code(paul.import(dossier.id, &pdf, None, &|_| {}, &desk::Cancel::default())),
            "dossier-unknown"
        );
        // The auditor sees the journal, and nothing else.
        assert!(!paul.dossier_journal(&dossier.reference).unwrap().is_empty());
    }
    // Named, Paul sees it; no longer named, he does not. Whoever sets it never locks herself out.
    let view = claire
        .set_confidentiality(dossier.id, Confidentiality::Confidential, &[paul.person()])
        .unwrap();
    assert_eq!(view.facts.named.len(), 2);
    assert_eq!(paul.dossier(dossier.id).unwrap().documents.len(), 1);
    claire
        .set_confidentiality(dossier.id, Confidentiality::Confidential, &[])
        .unwrap();
    assert_eq!(code(paul.dossier(dossier.id)), "dossier-unknown");
    // The administrator's way in leaves its line.
    assert_eq!(
        code(paul.grant_access(&dossier.reference, paul.person(), "x")),
        "role-missing"
    );
    assert_eq!(
        code(claire.grant_access(&dossier.reference, paul.person(), " ")),
        "field-empty"
    );
    claire
        .grant_access(&dossier.reference, paul.person(), "Remplacement")
        .unwrap();
    assert!(kinds(&paul.dossier(dossier.id).unwrap()).contains(&"dossier-access-granted"));
}

#[test]
fn parties_are_added_changed_and_removed() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    let id = dossier(&desk, "Essai").id;
    let named = |name: &str| PartyWho::Named {
        kind: PartyKind::Natural,
        name: name.into(),
    };
    let view = desk
        .add_party(id, &named("Anne Muller"), PartyRole::Applicant)
        .unwrap();
    let party = view.parties[0].id;
    assert_eq!(
        code(desk.add_party(id, &named(" "), PartyRole::Third)),
        "field-empty"
    );
    let view = desk
        .change_party(party, &named("Anne Muller-Weis"), PartyRole::Addressee)
        .unwrap();
    assert_eq!(
        (view.parties[0].name.as_str(), view.parties[0].role),
        ("Anne Muller-Weis", PartyRole::Addressee)
    );
    assert_eq!(
        desk.dossiers("weis", 10, 0).unwrap().len(),
        1,
        "found by the new name"
    );
    let view = desk.remove_party(party).unwrap();
    assert!(view.parties.is_empty());
    assert_eq!(code(desk.remove_party(party)), "party-unknown");
    assert!(desk.dossiers("weis", 10, 0).unwrap().is_empty());
}

#[test]
fn a_dossier_moves_on_by_its_procedure_and_everything_that_keeps_it_open_is_named() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    let started = of_procedure(&desk, "residence-certificate");
    let first = started.facts.state.clone().expect("it begins in the first state");
    let codes = |attempt: &model::view::DossierAttempt| {
        attempt
            .blockers
            .iter()
            .map(|blocker| blocker.code.clone())
            .collect::<Vec<_>>()
    };
    let refused = desk.change_state(started.id, "nowhere").unwrap();
    assert!(!refused.done);
    assert_eq!(codes(&refused), ["state-unknown"]);
    assert_eq!(refused.dossier.facts.state.as_deref(), Some(first.as_str()));
    let refused = desk.close_dossier(started.id, "").unwrap();
    assert!(
        !refused.done && codes(&refused).contains(&"closing-state".to_owned()),
        "{:?}",
        refused.blockers
    );
    assert_eq!(desk.closing_blockers(started.id).unwrap(), refused.blockers);
    let next = started
        .facts
        .next_states
        .first()
        .expect("a state follows")
        .clone();
    let moved = desk.change_state(started.id, &next).unwrap();
    if moved.done {
        assert_eq!(moved.dossier.facts.state.as_deref(), Some(next.as_str()));
        let changed = moved
            .dossier
            .history
            .iter()
            .find(|entry| entry.kind == "dossier-state-changed")
            .unwrap();
        assert_eq!(
            (changed.details["old"].as_str(), changed.details["new"].as_str()),
            (first.as_str(), next.as_str())
        );
    } else {
        panic!("{:?}", moved.blockers);
    }
    assert_eq!(
        code(desk.change_state(dossier(&desk, "Sans procédure").id, "x")),
        "dossier-no-states"
    );
}

#[test]
fn a_closed_dossier_is_read_only_until_it_is_reopened_with_a_reason() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    let view = dossier(&desk, "Essai");
    let id = view.id;
    let named = PartyWho::Named {
        kind: PartyKind::Natural,
        name: "Anne Muller".into(),
    };
    let party = desk.add_party(id, &named, PartyRole::Applicant).unwrap().parties[0].id;
    let other = dossier(&desk, "Autre");
    assert_eq!(code(desk.reopen_dossier(id, "x")), "dossier-not-closed");
    assert!(desk.close_dossier(id, "Sans suite").unwrap().done);
    let closed = desk.dossier(id).unwrap();
    assert!(closed.facts.closed_at.is_some());
    let pdf = file(
        temp.path().parent().unwrap(),
        "late-a4.pdf",
        &testkit::pdfs::letter(),
    );
    let subject = Subject::parse("x").unwrap();
    for refused in [
        code(desk.change_subject(id, &subject)),
        code(desk.classify(id, None)),
        code(desk.change_tags(id, &["x".into()], &[])),
        code(desk.set_confidentiality(id, Confidentiality::Restricted, &[])),
        code(desk.link_dossiers(id, LinkKind::Concerns, other.id)),
        code(desk.add_party(id, &named, PartyRole::Third)),
        code(desk.change_party(party, &named, PartyRole::Third)),
        code(desk.remove_party(party)),
        code(desk.change_state(id, "x")),
        code(desk.close_dossier(id, "")),
        code(desk.closing_blockers(id)),
        code(import(&desk, &closed, &pdf)),
    ] {
        assert_eq!(refused, "dossier-closed");
    }
    // It may be followed: a link from an open dossier changes nothing in it.
    desk.link_dossiers(other.id, LinkKind::Follows, id).unwrap();
    assert_eq!(desk.dossier(id).unwrap().changed_at, closed.changed_at);
    assert_eq!(code(desk.reopen_dossier(id, " ")), "field-empty");
    let reopened = desk.reopen_dossier(id, "Nouvelle pièce").unwrap();
    assert!(reopened.facts.closed_at.is_none());
    assert_eq!(reopened.history[0].kind, "dossier-reopened");
    assert_eq!(reopened.history[0].details["reason"], "Nouvelle pièce");
    desk.change_subject(id, &subject).unwrap();
}

#[test]
fn only_agents_and_clerks_edit_and_only_administrators_set_plan_and_numbers() {
    let temp = tempfile::tempdir().unwrap();
    let admin = everything(temp.path());
    let view = dossier(&admin, "Essai");
    let auditor = second(&admin, temp.path(), "Léa Wagener", &[Role::Auditor], "RES");
    let agent = second(&admin, temp.path(), "Paul Meyers", &[Role::Agent], "RES");
    let named = PartyWho::Named {
        kind: PartyKind::Natural,
        name: "Anne".into(),
    };
    let opening = |desk: &Desk| {
        code(desk.create_dossier(NewDossier {
            reference: None,
            subject: Subject::parse("x").unwrap(),
            procedure: None,
            parties: Vec::new(),
        }))
    };
    for refused in [
        opening(&auditor),
        code(auditor.change_subject(view.id, &Subject::parse("x").unwrap())),
        code(auditor.classify(view.id, None)),
        code(auditor.change_tags(view.id, &[], &[])),
        code(auditor.set_confidentiality(view.id, Confidentiality::Internal, &[])),
        code(auditor.link_dossiers(view.id, LinkKind::Concerns, view.id)),
        code(auditor.unlink_dossiers(view.id, LinkKind::Concerns, view.id)),
        code(auditor.add_party(view.id, &named, PartyRole::Third)),
        code(auditor.change_state(view.id, "x")),
        code(auditor.close_dossier(view.id, "")),
        code(auditor.reopen_dossier(view.id, "x")),
        code(agent.import_classification_plan(b"")),
        code(agent.set_numbering(Numbering::default())),
        code(agent.grant_access(&view.reference, agent.person(), "x")),
        code(agent.dossier_journal(&view.reference)),
    ] {
        assert_eq!(refused, "role-missing");
    }
    assert_eq!(auditor.dossier(view.id).unwrap().reference, view.reference);
    assert_eq!(
        code(auditor.dossier_journal(&Reference::parse("2020/X/1").unwrap())),
        "dossier-unknown"
    );
}

#[test]
fn no_line_of_the_journal_holds_a_whole_matricule() {
    let temp = tempfile::tempdir().unwrap();
    let desk = everything(temp.path());
    let view = dossier(&desk, "Certificat 1893120105732");
    desk.change_subject(
        view.id,
        &Subject::parse("Certificat 1893 1201 05732 bis").unwrap(),
    )
    .unwrap();
    let entry = model::contact::ContactEntry {
        matricule: "1893120105732".into(),
        ..model::contact::ContactEntry::named(PartyKind::Natural, "Muller")
    };
    let contact = desk.add_contact(entry, false).unwrap();
    let mut changed = contact.entry.clone();
    changed.matricule = String::new();
    desk.change_contact(contact.id, changed, false).unwrap();
    let mut journal = Vec::new();
    desk.export_journal(&mut journal).unwrap();
    let digits: String = String::from_utf8(journal).unwrap().replace([' ', '.', '-'], "");
    assert!(!digits.contains("1893120105732"));
    assert!(digits.contains("Certificat1893…"), "the year stays");
    assert!(desk.verify_journal().unwrap() > 0);
}

#[test]
fn everything_that_can_be_refused_has_its_sentence_and_what_to_do() {
    let catalog = desk::catalog();
    for code in [
        "party-unknown",
        "classification-unknown",
        "classification-retired",
        "link-self",
        "link-there",
        "link-missing",
        "link-circle",
        "link-parent-there",
        "dossier-not-closed",
        "dossier-no-states",
        "dossier-closed",
        "dossier-unknown",
        "contact-unknown",
        "contact-field-unknown",
        "contact-known",
        "merge-self",
        "merge-kinds",
        "merge-unknown",
        "merge-overtaken",
        "numbering-brace",
        "numbering-placeholder",
        "numbering-width",
        "numbering-count",
        "numbering-side-by-side",
        "numbering-character",
        "numbering-length",
        "numbering-desk-code",
        "numbering-desk-code-missing",
        "numbering-desk-code-unused",
        "numbering-range",
        "numbering-exhausted",
        "sheet-no-text",
        "sheet-empty",
        "sheet-line",
        "sheet-too-long",
        "sheet-column-missing",
        "sheet-column-unknown",
        "sheet-column-twice",
        "plan-code",
        "plan-code-twice",
        "plan-parent-missing",
        "plan-circle",
        "plan-title",
        "state-unknown",
        "state-not-next",
        "state-document-missing",
        "state-circuit-unfinished",
        "closing-state",
        "closing-circuit-running",
        "closing-act-unsealed",
        "closing-deadline-open",
        "matricule-no-digit",
        "matricule-length",
        "matricule-wrong-kind",
        "matricule-date",
        "matricule-future",
        "matricule-check-digits",
        "contact-birth-date-differs",
        "contact-birth-date",
        "contact-not-for-legal",
        "vat-form",
        "vat-check-digits",
        "contact-postal-code",
        "contact-country",
        "contact-email",
        "contact-phone",
        "contact-language",
        "contact-kind",
        "cursor-unreadable",
    ] {
        for lang in Lang::ALL {
            assert!(catalog.try_text(lang, code, &[]).is_some(), "{lang} {code}");
            assert!(
                catalog.try_text(lang, &format!("{code}.next"), &[]).is_some(),
                "{lang} {code}.next"
            );
        }
    }
    // Which check digit, and what may have been typed wrong.
    let error = model::matricule::Matricule::parse("1893120105742").unwrap_err();
    let told = catalog.explain(Lang::Fr, &error);
    assert!(told.sentence.contains("12e chiffre"), "{told}");
    assert!(told.next.unwrap().contains("12: 4 → 3"));
}

#[test]
fn a_number_that_another_desk_gave_too_is_replaced_openly_and_leads_to_the_dossier_for_good() {
    let temp = tempfile::tempdir().unwrap();
    let (one, two) = (
        everything(&temp.path().join("1")),
        everything(&temp.path().join("2")),
    );
    let (kept, taken) = (dossier(&one, "Essai"), dossier(&two, "Essai"));
    assert_eq!(
        kept.reference, taken.reference,
        "before they are enrolled they number alike"
    );
    let old = taken.reference.clone();
    assert_eq!(code(two.renumber(taken.id, "  ")), "field-empty");

    let new = two.renumber(taken.id, "déjà donnée par un autre poste").unwrap();
    assert_ne!(new.reference, old);
    // From now on the desk numbers apart, so that the next one does not collide either.
    assert_ne!(two.numbering().unwrap(), Numbering::default());
    let next = dossier(&two, "Encore").reference;
    let there: Vec<String> = (0..3)
        .map(|_| dossier(&one, "Essai").reference.to_string())
        .collect();
    assert!(!there.contains(&next.to_string()) && !there.contains(&new.reference.to_string()));

    let entry = &new.history[0];
    assert_eq!(entry.kind, "dossier-renumbered");
    assert_eq!(
        (entry.details["old"].as_str(), entry.details["new"].as_str()),
        (old.as_str(), new.reference.as_str())
    );
    // Whoever has a paper with the former reference finds it: by the reference, and by searching.
    assert_eq!(two.dossier_by_reference(&old).unwrap().id, taken.id);
    let found = two.dossiers(old.as_str(), 5, 0).unwrap();
    assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [taken.id]);
    // Nobody else gets it.
    let again = two.create_dossier(NewDossier {
        reference: Some(old),
        subject: Subject::parse("Autre").unwrap(),
        procedure: None,
        parties: Vec::new(),
    });
    assert_eq!(code(again), "reference-taken");

    // Closed dossiers too; only clerks and administrators.
    assert!(two.close_dossier(taken.id, "").unwrap().done);
    two.renumber(taken.id, "encore").unwrap();
    let agent = desk_of(&temp.path().join("3"), &[Role::Agent]);
    let own = dossier(&agent, "Essai");
    assert_eq!(code(agent.renumber(own.id, "x")), "role-missing");
}

#[test]
fn what_would_read_otherwise_than_it_is_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = common::create(&folder.path().join("desk"));
    let turned = Subject::parse("Certificat \u{202e}fdp.exe").unwrap();
    let new = |subject: &Subject| NewDossier {
        reference: None,
        subject: subject.clone(),
        procedure: None,
        parties: Vec::new(),
    };
    assert_eq!(code(desk.create_dossier(new(&turned))), "field-control-character");
    let dossier = common::dossier(&desk, "Certificat");
    assert_eq!(
        code(desk.change_subject(dossier.id, &turned)),
        "field-control-character"
    );
    let tag = ["a\u{2066}b".to_owned()];
    assert_eq!(
        code(desk.change_tags(dossier.id, &tag, &[])),
        "field-control-character"
    );
    let file = common::file(folder.path(), "bad\u{202e}name.pdf", &testkit::pdfs::letter());
    let document = common::import(&desk, &dossier, &file).unwrap().document;
    assert_eq!(document.title, "bad name");
}
