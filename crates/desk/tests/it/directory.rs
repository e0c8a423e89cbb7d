//! The directory: contacts kept once, found as you type, duplicates, merges, parties, tables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::time::Instant;

use desk::{Desk, Error};
use model::contact::{ContactEntry, ContactField, LikenessReason, PostalAddress};
use model::{DossierOpening, NewDossier, PartyKind, PartyRole, PartyWho, Subject};
use wording::Explain;

use common::{create, dossier};

const MATRICULE: &str = "1893120105732";

fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => error.code(),
    }
}

fn natural(name: &str, given: &str) -> ContactEntry {
    ContactEntry {
        given_names: given.into(),
        ..ContactEntry::named(PartyKind::Natural, name)
    }
}

fn at(street: &str) -> PostalAddress {
    PostalAddress {
        street: street.into(),
        postal_code: "L-1234".into(),
        city: "Exemple".into(),
        ..PostalAddress::default()
    }
}

fn names(desk: &Desk, typed: &str) -> Vec<String> {
    desk.contacts(typed, 10)
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        .collect()
}

#[test]
fn a_contact_is_found_as_you_type_by_name_matricule_and_place() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    let muller = ContactEntry {
        matricule: MATRICULE.into(),
        address: at("2, rue du Moulin"),
        ..natural("Müller", "Anne-Sophie")
    };
    desk.add_contact(muller, false).unwrap();
    desk.add_contact(natural("Öztürk", "Elif"), false).unwrap();
    desk.add_contact(
        ContactEntry::named(PartyKind::Legal, "Solaris Exemple S.à r.l."),
        false,
    )
    .unwrap();
    assert_eq!(names(&desk, "mul"), ["Anne-Sophie Müller"]);
    assert_eq!(names(&desk, "SOPHIE m"), ["Anne-Sophie Müller"]);
    assert_eq!(names(&desk, "1893 12"), ["Anne-Sophie Müller"]);
    assert_eq!(names(&desk, "ozt"), ["Elif Öztürk"]);
    assert_eq!(names(&desk, "exemple").len(), 2, "a place and a name");
    assert_eq!(names(&desk, "").len(), 3);
    assert!(names(&desk, "\" OR *").is_empty() || names(&desk, "\" OR *").len() <= 3);
    assert!(names(&desk, "zzz").is_empty());
}

#[test]
fn the_whole_directory_is_read_page_by_page_by_name() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    // Two of the same name stand behind each other, and neither is lost between two pages.
    for (name, given) in [
        ("Weber", "Claire"),
        ("Adam", "Jos"),
        ("Muller", "Anne"),
        ("Muller", "Anne"),
        ("Öztürk", "Elif"),
    ] {
        desk.add_contact(natural(name, given), true).unwrap();
    }
    let all = desk.contact_page(None, 1_000).unwrap();
    assert_eq!((all.0.len(), all.1), (5, 5));
    let mut paged = Vec::new();
    let mut after = None;
    loop {
        let (page, count) = desk.contact_page(after, 2).unwrap();
        assert!(page.len() <= 2 && count == 5);
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        paged.extend(page);
    }
    assert_eq!(paged, all.0, "page by page it is the same list");
    assert_eq!(paged.first().map(|row| row.name.as_str()), Some("Jos Adam"));
    // Who was merged away is in none of them, also where a page began behind them.
    let (kept, merged) = (all.0[1].id, all.0[2].id);
    desk.merge_contacts(kept, merged, &[]).unwrap();
    let (page, count) = desk.contact_page(Some(merged), 10).unwrap();
    assert_eq!((page.len(), count), (2, 4));
    assert!(page.iter().all(|row| row.id != merged));
}

#[test]
fn a_known_number_is_told_before_a_person_is_kept_twice() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    let anne = ContactEntry {
        matricule: MATRICULE.into(),
        ..natural("Muller", "Anne")
    };
    let first = desk.add_contact(anne.clone(), false).unwrap();
    match desk.add_contact(anne.clone(), false) {
        Err(Error::Directory(desk::DirectoryError::Known { contact, .. })) => assert_eq!(contact, first.id),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        code(desk.add_contact(
            ContactEntry {
                matricule: "1893120105742".into(),
                ..anne.clone()
            },
            false
        )),
        "matricule-check-digits"
    );
    let second = desk.add_contact(anne, true).unwrap();
    let found = desk.duplicates(10).unwrap();
    assert_eq!(
        (found.len(), found[0].score, found[0].reason),
        (1, 100, LikenessReason::SameMatricule)
    );
    let like = desk.contacts_like(&second.entry, Some(second.id)).unwrap();
    assert_eq!(like[0].0.id, first.id);
}

#[test]
fn a_merge_moves_parties_keeps_its_history_and_can_be_undone() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    let kept = desk
        .add_contact(
            ContactEntry {
                address: at("14, rue de la Gare"),
                ..natural("Schmit", "Marc")
            },
            false,
        )
        .unwrap();
    let gone = desk
        .add_contact(
            ContactEntry {
                address: at("14 Rue de la gare"),
                email: "marc@exemple.lu".into(),
                phone: "26 12 34".into(),
                ..natural("Schmitt", "Marc")
            },
            false,
        )
        .unwrap();
    assert_eq!(
        desk.duplicates(10).unwrap()[0].reason,
        LikenessReason::NameAndAddress
    );
    let file = dossier(&desk, "Carport");
    desk.add_party(file.id, &PartyWho::Contact(gone.id), PartyRole::Applicant)
        .unwrap();
    assert_eq!(code(desk.merge_contacts(kept.id, kept.id, &[])), "merge-self");
    let merged = desk
        .merge_contacts(kept.id, gone.id, &[ContactField::Name])
        .unwrap();
    assert_eq!(merged.full_name, "Marc Schmitt", "the name that was asked for");
    assert_eq!(merged.entry.email, "marc@exemple.lu", "and what was missing");
    assert_eq!(merged.entry.address.street, "14, rue de la Gare", "its own stays");
    assert_eq!(merged.dossiers, 1);
    assert_eq!(
        desk.contact(gone.id).unwrap().id,
        kept.id,
        "the old id leads to it"
    );
    assert_eq!(names(&desk, "schmit"), ["Marc Schmitt"]);
    assert!(desk.duplicates(10).unwrap().is_empty());
    let party = &desk.dossier(file.id).unwrap().parties[0];
    assert_eq!(
        (party.contact, party.name.as_str()),
        (Some(kept.id), "Marc Schmitt")
    );
    let merge = merged.merges[0].clone();
    assert_eq!(
        merge.taken,
        [ContactField::Name, ContactField::Email, ContactField::Phone]
    );

    // A change after it is not lost by undoing it.
    let mut changed = merged.entry.clone();
    changed.phone = "26 12 35".into();
    desk.change_contact(kept.id, changed, false).unwrap();
    assert_eq!(code(desk.undo_merge(merge.id)), "merge-overtaken");
    desk.change_contact(kept.id, merged.entry.clone(), false).unwrap();
    desk.undo_merge(merge.id).unwrap();
    assert_eq!(code(desk.undo_merge(merge.id)), "merge-unknown");
    assert_eq!(desk.contact(kept.id).unwrap().entry, kept.entry);
    assert_eq!(desk.contact(gone.id).unwrap().entry, gone.entry);
    assert_eq!(desk.dossier(file.id).unwrap().parties[0].contact, Some(gone.id));
    assert_eq!(names(&desk, "schmit").len(), 2);
    assert!(
        desk.contact(kept.id).unwrap().merges[0].undone_at.is_some(),
        "what happened stays told"
    );
}

#[test]
fn a_closed_dossier_remembers_the_name_it_was_closed_with() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    let contact = desk.add_contact(natural("Muller", "Anne"), false).unwrap();
    let opening = DossierOpening {
        contacts: vec![(contact.id, PartyRole::Applicant)],
        ..NewDossier {
            reference: None,
            subject: Subject::parse("Essai").unwrap(),
            procedure: None,
            parties: Vec::new(),
        }
        .into()
    };
    let id = desk.open_new_dossier(opening).unwrap().id;
    let name = |entry: &str| {
        desk.change_contact(contact.id, natural(entry, "Anne"), false)
            .unwrap();
        let party = desk.dossier(id).unwrap().parties[0].clone();
        (party.name, party.current_name)
    };
    assert_eq!(name("Muller-Weis"), ("Anne Muller-Weis".into(), None));
    assert_eq!(desk.dossiers("weis", 10, 0).unwrap().len(), 1);
    assert!(desk.close_dossier(id, "").unwrap().done);
    assert_eq!(
        name("Weis"),
        ("Anne Muller-Weis".into(), Some("Anne Weis".into()))
    );
    assert_eq!(
        desk.reopen_dossier(id, "Suite").unwrap().parties[0].name,
        "Anne Weis"
    );
}

#[test]
fn a_table_comes_in_whole_or_not_at_all_and_goes_out_as_it_came() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    let faulty = format!(
        "kind;name;given_names;matricule;vat;postal_code\nnatural;Muller;Anne;{MATRICULE};;1234\nnatural;X;;1893120105731;;\nlegal;Solaris;;;LU12345614;\nperson;Y;;;;\nnatural;;Z;;;\nlegal;W;;;;99999\n"
    );
    let told = desk.import_contacts(faulty.as_bytes()).unwrap();
    let lines: Vec<(u64, &str)> = told
        .problems
        .iter()
        .map(|fault| (fault.line, fault.problem.code.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (3, "matricule-check-digits"),
            (4, "vat-check-digits"),
            (5, "contact-kind"),
            (6, "field-empty"),
            (7, "contact-postal-code")
        ]
    );
    assert_eq!((told.imported, names(&desk, "").len()), (0, 0));
    // The same person twice in one table is a fault of the second line.
    let twice = format!("kind,name,matricule\nnatural,Muller,{MATRICULE}\nnatural,Muller,{MATRICULE}\n");
    let told = desk.import_contacts(twice.as_bytes()).unwrap();
    assert_eq!(
        (told.problems[0].line, told.problems[0].problem.code.as_str()),
        (3, "contact-known")
    );
    assert!(names(&desk, "").is_empty());
    let good = format!(
        "kind,name,given_names,matricule,notes,language,country,postal_code\nnatural,Muller,Anne,{MATRICULE},=1+1,lb,FR,57000\nlegal,\"Solaris; Exemple\",,,,,,\n"
    );
    assert_eq!(desk.import_contacts(good.as_bytes()).unwrap().imported, 2);
    let out = desk.export_contacts().unwrap();
    let other = tempfile::tempdir().unwrap();
    let copy = create(other.path());
    assert_eq!(copy.import_contacts(&out).unwrap().imported, 2);
    assert_eq!(copy.export_contacts().unwrap(), out);
    assert_eq!(
        desk.import_contacts(b"\xff").unwrap().problems[0].problem.code,
        "sheet-no-text"
    );
    assert_eq!(desk.import_contacts(&[]).unwrap().problems[0].line, 0);
}

#[test]
fn who_only_reads_changes_no_contact() {
    let temp = tempfile::tempdir().unwrap();
    let new = desk::NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Léa Wagener".into(),
        roles: vec![model::Role::Auditor],
        office: "RES".into(),
    };
    let desk = Desk::create(
        temp.path(),
        &common::passphrase(),
        new,
        std::sync::Arc::new(desk::System),
    )
    .unwrap();
    let id = "0199f3a0-0000-7000-8000-000000000000".parse().unwrap();
    for refused in [
        code(desk.add_contact(natural("Muller", "Anne"), false)),
        code(desk.change_contact(id, natural("Muller", "Anne"), false)),
        code(desk.merge_contacts(id, id, &[])),
        code(desk.undo_merge(1)),
        code(desk.import_contacts(b"")),
        code(desk.export_contacts()),
    ] {
        assert_eq!(refused, "role-missing");
    }
    assert_eq!(code(desk.contact(id)), "contact-unknown");
}

/// The figures of the directory at 100,000 contacts; run by name with `--run-ignored all --no-capture`.
#[test]
#[ignore = "takes a minute: 100,000 contacts"]
fn a_hundred_thousand_contacts_are_found_at_once() {
    let temp = tempfile::tempdir().unwrap();
    let desk = create(temp.path());
    let given = [
        "Anne", "Marc", "João", "Élodie", "Tom", "Elif", "Léa", "Paul", "Martine", "Luc",
    ];
    let family = [
        "Muller", "Schmit", "Pereira", "Wagener", "Hoffmann", "Öztürk", "Kayser", "Weber", "Klein", "Meyers",
    ];
    let mut table = String::from("kind,name,given_names,birth_date,street,postal_code,city\n");
    for number in 0..100_000_usize {
        table += &format!(
            "natural,{}{},{},{}-{:02}-{:02},\"{}, rue {}\",{:04},Ville {}\n",
            family[number % 10],
            number / 1000,
            given[(number / 10) % 10],
            1930 + number % 90,
            1 + number % 12,
            1 + number % 28,
            number % 80,
            number % 997,
            number % 9999,
            number % 100
        );
    }
    let begun = Instant::now();
    assert_eq!(desk.import_contacts(table.as_bytes()).unwrap().imported, 100_000);
    eprintln!("import: {:?}", begun.elapsed());
    for typed in [
        "m",
        "mu",
        "muller4",
        "anne mul",
        "joao",
        "ville 5",
        "1",
        "wagener12 lea",
        "zzz",
        "",
    ] {
        let begun = Instant::now();
        let found = desk.contacts(typed, 20).unwrap().len();
        let took = begun.elapsed();
        eprintln!("'{typed}': {found} in {took:?}");
        assert!(took.as_millis() < 250, "'{typed}' took {took:?}");
    }
    let begun = Instant::now();
    let pairs = desk.duplicates(100).unwrap().len();
    eprintln!("duplicates: {pairs} in {:?}", begun.elapsed());
}
