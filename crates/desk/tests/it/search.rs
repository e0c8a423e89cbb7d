//! Searching as a person does: what is typed, what is found, where, and what is not shown.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use common::{create, dossier, file, import};
use desk::{Cancel, Desk, Indexing};
use model::search::{PlaceKind, TextState};
use model::{DossierFilter, NewDossier, NewParty, PartyKind, PartyRole, Subject};

fn with_party(desk: &Desk, subject: &str, name: &str) -> model::view::DossierView {
    desk.create_dossier(NewDossier {
        reference: None,
        subject: Subject::parse(subject).unwrap(),
        procedure: None,
        parties: vec![NewParty {
            kind: PartyKind::Natural,
            role: PartyRole::Applicant,
            name: name.into(),
        }],
    })
    .unwrap()
}

fn found(desk: &Desk, typed: &str) -> Vec<String> {
    let results = desk.search(typed, 50, 0).unwrap();
    results
        .hits
        .into_iter()
        .map(|hit| hit.dossier.subject.to_string())
        .collect()
}

fn marked(snippet: &model::search::Snippet) -> Vec<&str> {
    snippet
        .marks
        .iter()
        .map(|(start, end)| snippet.text.get(*start..*end).unwrap())
        .collect()
}

fn index(desk: &Desk) -> model::search::IndexReport {
    desk.index_pending(&|_| {}, &Cancel::default()).unwrap()
}

/// Without OCR, whatever is installed.
fn index_text(desk: &Desk) -> model::search::IndexReport {
    let indexing = Indexing {
        ocr: false,
        ..Indexing::default()
    };
    desk.index_pending_with(&indexing, &|_| {}, &Cancel::default())
        .unwrap()
}

#[test]
fn words_are_found_whatever_their_case_accents_and_forms() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    with_party(&desk, "Certificats de résidence élargis", "Anne Müller");
    with_party(&desk, "Baugenehmigungen Grand-Rue", "Émile Œstreicher");
    for typed in [
        "certificat",
        "CERTIFICAT ",
        "residence ",
        "résid",
        "muller",
        "mueller ",
        "Müller an",
        "élargi ",
        "anne certificats ",
        "2026/res/000001",
        "\"de residence\"",
        "certificat -chantier",
        "résidence party:mull",
    ] {
        assert_eq!(
            found(&desk, typed).first().map(String::as_str),
            Some("Certificats de résidence élargis"),
            "{typed}"
        );
    }
    for typed in [
        "baugenehmigung ",
        "genehmigung ",
        "Genehmigungen ",
        "oestreicher",
        "œstr",
        "grand-rue",
    ] {
        assert_eq!(found(&desk, typed), ["Baugenehmigungen Grand-Rue"], "{typed}");
    }
    for typed in [
        "certificat -muller",
        "\"residence de\"",
        "absent",
        "certificat grand-rue ",
        "resid party:absent",
    ] {
        assert!(found(&desk, typed).is_empty(), "{typed}");
    }
}

#[test]
fn words_that_stand_in_different_places_of_a_dossier_find_it_together() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let wanted = with_party(&desk, "Carport", "Marc Schmit");
    with_party(&desk, "Autre", "Marc Weber");
    let letter = file(
        folder.path(),
        "Lettre.txt",
        "Le terrain cadastral\nlongue limite de propriété".as_bytes(),
    );
    import(&desk, &wanted, &letter).unwrap();
    assert_eq!(found(&desk, "schmit lettre "), ["Carport"]);
    assert!(found(&desk, "schmit cadastral ").is_empty());
    assert_eq!(index_text(&desk).done, 1);
    let results = desk.search("schmit cadastraux propriétés ", 10, 0).unwrap();
    let hit = results.hits.first().unwrap();
    assert_eq!(hit.dossier.subject.as_str(), "Carport");
    let page = hit
        .places
        .iter()
        .find(|place| place.kind == PlaceKind::Page)
        .unwrap();
    assert_eq!((page.page, page.title.as_deref()), (Some(1), Some("Lettre")));
    assert!(marked(&page.snippet).contains(&"propriété"), "{page:?}");
    let party = hit
        .places
        .iter()
        .find(|place| place.kind == PlaceKind::Party)
        .unwrap();
    assert_eq!(marked(&party.snippet), ["Schmit"]);
}

#[test]
fn nothing_that_is_typed_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    dossier(&desk, "Sujet \"entre guillemets\" (AND) NEAR");
    for typed in [
        "\"",
        "'",
        "(",
        ")",
        "*",
        "a*b",
        "AND",
        "OR OR",
        "NOT",
        "NEAR(",
        "NEAR/3",
        "-",
        "--x",
        "a -",
        "^a",
        "{a b}:c",
        "subject:x",
        "tag:",
        "tag:\"",
        "before:x",
        "a:b:c:",
        "\u{0}",
        "🙂",
        "Δ1",
        "∇a",
        "%",
        "_",
        "; DROP TABLE dossier",
        "«",
        "col : x",
        "x\u{301}",
        &"a".repeat(5000),
        &"a ".repeat(5000),
        "\"a\" \"b",
        "+",
        "a+b",
        "a AND NOT b",
        ",",
        "\\",
        "\u{202e}",
    ] {
        let results = desk
            .search(typed, 10, 0)
            .unwrap_or_else(|error| panic!("{typed:?}: {error}"));
        drop(results);
        desk.dossiers(typed, 10, 0).unwrap();
        desk.dossier_page(&DossierFilter {
            search: typed.into(),
            ..DossierFilter::default()
        })
        .unwrap();
    }
    let told = desk.search("before:quand guillemets ", 10, 0).unwrap();
    assert_eq!(told.problems.first().unwrap().code, "search-date");
    assert_eq!(told.hits.len(), 1);
}

#[test]
fn a_changed_title_or_party_is_found_by_its_new_words_only() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let one = with_party(&desk, "Carport", "Marc Schmit");
    let document = import(&desk, &one, &file(folder.path(), "Ancien.txt", b"rien"))
        .unwrap()
        .document;
    assert_eq!(found(&desk, "ancien "), ["Carport"]);
    desk.rename_document(document.id, "Nouveau titre").unwrap();
    assert!(found(&desk, "ancien ").is_empty());
    assert_eq!(found(&desk, "nouveau "), ["Carport"]);
}

#[test]
fn pages_of_the_list_turn_in_both_directions_without_gap_or_repetition() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    for number in 0..23 {
        dossier(&desk, &format!("Dossier {number:02}"));
    }
    for order in [
        model::DossierOrder::Changed,
        model::DossierOrder::Created,
        model::DossierOrder::Reference,
    ] {
        let filter = DossierFilter {
            limit: 5,
            order,
            ..DossierFilter::default()
        };
        let mut page = desk.dossier_page(&filter).unwrap();
        assert_eq!((page.count.counted, page.count.more), (23, false));
        assert!(page.previous.is_none());
        let mut forwards = vec![page.rows.clone()];
        while let Some(after) = page.next.clone() {
            page = desk
                .dossier_page(&DossierFilter {
                    after: Some(after),
                    ..filter.clone()
                })
                .unwrap();
            forwards.push(page.rows.clone());
        }
        assert_eq!(forwards.iter().flatten().count(), 23);
        let mut backwards = vec![page.rows.clone()];
        while let Some(before) = page.previous.clone() {
            page = desk
                .dossier_page(&DossierFilter {
                    before: Some(before),
                    ..filter.clone()
                })
                .unwrap();
            backwards.push(page.rows.clone());
        }
        backwards.reverse();
        assert_eq!(backwards, forwards);
    }
}

#[test]
fn a_kept_search_counts_what_it_finds_now_and_belongs_to_one_person() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    dossier(&desk, "Subside");
    let saved = desk.save_search("Mes subsides", "subside").unwrap();
    assert_eq!(saved.count.counted, 1);
    dossier(&desk, "Subsides au sport");
    let kept = desk.saved_searches().unwrap();
    assert_eq!(kept.first().unwrap().count.counted, 2);
    assert_eq!(
        wording::Explain::code(&desk.save_search("Mes subsides", "x").unwrap_err()),
        "search-saved-taken"
    );
    assert_eq!(
        wording::Explain::code(&desk.save_search(" ", "x").unwrap_err()),
        "field-empty"
    );
    // Another name is the same search; a name that is taken, or none, changes nothing.
    desk.save_search("Sport", "sport tag:urgent").unwrap();
    desk.rename_saved_search(saved.id, " Tous les subsides ").unwrap();
    let names = |desk: &desk::Desk| -> Vec<String> {
        let kept = desk.saved_searches().unwrap();
        kept.into_iter().map(|one| one.name).collect()
    };
    assert_eq!(names(&desk), ["Sport", "Tous les subsides"]);
    for (name, code) in [("Sport", "search-saved-taken"), ("  ", "field-empty")] {
        let refused = desk.rename_saved_search(saved.id, name).unwrap_err();
        assert_eq!(wording::Explain::code(&refused), code);
    }
    assert_eq!(names(&desk), ["Sport", "Tous les subsides"]);
    desk.remove_saved_search(saved.id).unwrap();
    assert_eq!(
        wording::Explain::code(&desk.rename_saved_search(saved.id, "x").unwrap_err()),
        "search-saved-unknown"
    );
    assert_eq!(
        wording::Explain::code(&desk.remove_saved_search(saved.id).unwrap_err()),
        "search-saved-unknown"
    );
}

#[test]
fn the_text_of_a_pdf_is_found_on_its_page_and_reading_it_goes_on_after_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let one = dossier(&desk, "Exemples");
    for (name, pdf) in desk::demo::example_pdfs(jiff::Timestamp::UNIX_EPOCH).unwrap() {
        import(&desk, &one, &file(folder.path(), &name, &pdf)).unwrap();
    }
    let waiting = desk.waiting_texts().unwrap();
    let one_only = Indexing {
        limit: 1,
        ocr: false,
        ..Indexing::default()
    };
    let report = desk
        .index_pending_with(&one_only, &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(report.waiting, waiting - 1);
    let cancelled = Cancel::default();
    cancelled.cancel();
    assert_eq!(
        desk.index_pending(&|_| {}, &cancelled).unwrap().waiting,
        waiting - 1
    );
    let report = index_text(&desk);
    assert_eq!((report.waiting, report.failed), (0, 0));
    let results = desk.search("certificat ", 10, 0).unwrap();
    let places = &results.hits.first().unwrap().places;
    let page = places.iter().find(|place| place.kind == PlaceKind::Page).unwrap();
    assert_eq!(page.page, Some(1));
    let status = desk.text_status(page.version.unwrap()).unwrap();
    assert_eq!((status.state, status.pages_ocr), (TextState::Done, 0));
    assert!(!desk.read_text(page.version.unwrap()).unwrap().is_empty());
}

#[test]
fn a_picture_needs_ocr_where_none_is_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let one = dossier(&desk, "Photo");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";
    let imported = import(&desk, &one, &file(folder.path(), "photo.png", png)).unwrap();
    let absent = Indexing {
        program: Some("no-such-program".into()),
        ..Indexing::default()
    };
    let report = desk
        .index_pending_with(&absent, &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(report.needs_ocr, 1);
    let version = imported.document.versions.first().unwrap().id;
    assert_eq!(desk.text_status(version).unwrap().state, TextState::NeedsOcr);
    assert_eq!(desk.read_texts_again(false).unwrap(), 1);
    assert_eq!(desk.waiting_texts().unwrap(), 1);
}

#[test]
fn ocr_reads_a_picture_of_text_where_it_is_installed() {
    if std::process::Command::new("tesseract")
        .arg("--version")
        .output()
        .is_err()
    {
        eprintln!("SKIPPED: tesseract is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (_, pdf) = desk::demo::example_pdfs(jiff::Timestamp::UNIX_EPOCH)
        .unwrap()
        .into_iter()
        .next()
        .unwrap();
    let page = file(folder.path(), "page.pdf", &pdf);
    let Ok(drawn) = std::process::Command::new("pdftoppm")
        .args(["-png", "-r", "200", "-singlefile"])
        .arg(&page)
        .arg(folder.path().join("scan"))
        .status()
    else {
        eprintln!("SKIPPED: no program draws a page here");
        return;
    };
    assert!(drawn.success());
    let desk = create(folder.path().join("desk").as_path());
    let one = dossier(&desk, "Eau");
    import(&desk, &one, &folder.path().join("scan.png")).unwrap();
    let report = index(&desk);
    // A picture that came in as a picture may have been made a PDF/A as well: both are read.
    assert!(
        report.done > 0 && report.failed == 0 && report.needs_ocr == 0,
        "{report:?}"
    );
    assert_eq!(found(&desk, "commune exemple "), ["Eau"]);
    let typed = desk.search_while_typing("commune exem", 10).unwrap();
    assert_eq!(typed.hits.len(), 1);
}

#[test]
fn facets_count_by_status_year_and_tag() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    for subject in ["Un", "Deux", "Trois"] {
        dossier(&desk, subject);
    }
    let all = desk.facets(&DossierFilter::default()).unwrap();
    assert_eq!(
        all.statuses
            .first()
            .map(|facet| (facet.value.as_str(), facet.count)),
        Some(("open", 3))
    );
    assert_eq!(all.years.iter().map(|facet| facet.count).sum::<u32>(), 3);
    let filtered = desk
        .facets(&DossierFilter {
            status: Some(model::DossierStatus::Closed),
            ..DossierFilter::default()
        })
        .unwrap();
    assert!(filtered.statuses.is_empty());
}

/// Every PDF of the corpus is read in bounded time, and none brings the program down.
#[test]
fn no_pdf_of_the_corpus_stops_the_reading() {
    let Some(corpus) = testkit::corpus::Corpus::find() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let one = dossier(&desk, "Corpus");
    // A sample here; the whole corpus is for `GREFFE_CORPUS_WHOLE`.
    let whole = std::env::var_os("GREFFE_CORPUS_WHOLE").is_some();
    let mut files = Vec::new();
    let mut folders = vec![corpus.path().to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "pdf") {
                files.push(path);
            }
        }
    }
    files.sort();
    let step = if whole { 1 } else { files.len().div_ceil(12).max(1) };
    let mut imported = 0;
    for path in files.iter().step_by(step) {
        let small = whole || path.metadata().unwrap().len() < 2_000_000;
        imported += u32::from(small && import(&desk, &one, path).is_ok());
    }
    let report = index_text(&desk);
    eprintln!("{} files, {imported} imported: {report:?}", files.len());
    assert_eq!(report.waiting, 0);
    assert!(report.done > 0);
}

/// Time of the tests.
struct Env(testkit::clock::FakeEnvironment);

impl desk::Environment for Env {
    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

fn subjects(page: model::DossierPage) -> Vec<String> {
    page.rows.into_iter().map(|row| row.subject.to_string()).collect()
}

#[test]
fn the_list_shows_the_dossiers_of_a_contact_also_when_it_was_merged() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let named = |name: &str| model::contact::ContactEntry::named(PartyKind::Natural, name);
    let kept = desk.add_contact(named("Muller Anne"), true).unwrap().id;
    let twice = desk.add_contact(named("Müller Anne"), true).unwrap().id;
    let other = desk.add_contact(named("Weber Paul"), true).unwrap().id;
    for (subject, contact) in [("Un", kept), ("Deux", twice), ("Trois", other)] {
        let dossier = dossier(&desk, subject);
        desk.add_party(
            dossier.id,
            &model::PartyWho::Contact(contact),
            PartyRole::Applicant,
        )
        .unwrap();
    }
    dossier(&desk, "Quatre");
    let of = |contact| {
        let filter = DossierFilter {
            contact: Some(contact),
            ..DossierFilter::default()
        };
        subjects(desk.dossier_page(&filter).unwrap())
    };
    assert_eq!(of(kept), ["Un"]);
    assert_eq!(of(other), ["Trois"]);
    desk.merge_contacts(kept, twice, &[]).unwrap();
    assert_eq!(of(kept), ["Deux", "Un"]);
    let none = DossierFilter {
        contact: Some(other),
        status: Some(model::DossierStatus::Closed),
        ..DossierFilter::default()
    };
    assert!(desk.dossier_page(&none).unwrap().rows.is_empty());
}

#[test]
fn the_list_shows_what_is_overdue_from_the_first_moment_of_the_next_day_in_luxembourg() {
    let folder = tempfile::tempdir().unwrap();
    let env = std::sync::Arc::new(Env(testkit::clock::FakeEnvironment::new(7)));
    let clock = |time: &str| env.0.clock.set(time.parse().unwrap());
    clock("2026-07-01T09:30:00Z");
    let desk = common::create_with(folder.path(), env.clone());
    let late = dossier(&desk, "En retard");
    dossier(&desk, "Sans délai");
    let deadline = desk
        .add_deadline(
            late.id,
            model::deadline::NewDeadline {
                name: "Réponse".into(),
                started_on: jiff::civil::date(2026, 7, 1),
                length: "1 day".parse().unwrap(),
                effect: model::procedure::DeadlineEffect::None,
                remind: Vec::new(),
                reason: String::new(),
            },
        )
        .unwrap();
    let due = deadline.due_on.unwrap();
    let overdue = || {
        let filter = DossierFilter {
            overdue: true,
            ..DossierFilter::default()
        };
        subjects(desk.dossier_page(&filter).unwrap())
    };
    // In summer the day ends at 22 o'clock UTC.
    clock(&format!("{due}T21:59:59Z"));
    assert!(overdue().is_empty());
    clock(&format!("{due}T22:00:00Z"));
    assert_eq!(overdue(), ["En retard"]);
    desk.keep_deadline(deadline.id, None, None, "").unwrap();
    assert!(overdue().is_empty());
}

#[test]
fn a_year_is_a_year_of_luxembourg_in_filters_and_counts() {
    let folder = tempfile::tempdir().unwrap();
    let env = std::sync::Arc::new(Env(testkit::clock::FakeEnvironment::new(7)));
    // Half past midnight on New Year's Day in Luxembourg, still the old year in UTC.
    env.0.clock.set("2025-12-31T23:30:00Z".parse().unwrap());
    let desk = common::create_with(folder.path(), env.clone());
    dossier(&desk, "Nouvel an");
    assert_eq!(found(&desk, "year:2026 "), ["Nouvel an"]);
    assert!(found(&desk, "year:2025 ").is_empty());
    let open = DossierFilter {
        status: Some(model::DossierStatus::Open),
        ..DossierFilter::default()
    };
    for filter in [DossierFilter::default(), open] {
        let years = desk.facets(&filter).unwrap().years;
        assert_eq!(
            years.first().map(|facet| (facet.value.as_str(), facet.count)),
            Some(("2026", 1))
        );
    }
}

#[test]
fn filters_that_gather_turn_pages_and_count_as_the_others_do() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    for number in 0..12 {
        let dossier = with_party(&desk, &format!("Dossier {number:02}"), "Anne Muller");
        desk.change_tags(dossier.id, &["Urgent".into()], &[]).unwrap();
        if number % 2 == 0 {
            desk.change_tags(dossier.id, &["Été".into()], &[]).unwrap();
        }
    }
    for (filter, count) in [
        ("party:muller ", 12),
        ("tag:urgent ", 12),
        ("tag:urgent tag:ete ", 6),
        ("tag:ete party:\"anne muller\" status:open ", 6),
        ("tag:ete party:weber ", 0),
    ] {
        for order in [model::DossierOrder::Changed, model::DossierOrder::Reference] {
            let mut seen = Vec::new();
            let mut after = None;
            loop {
                let page = desk
                    .dossier_page(&DossierFilter {
                        search: filter.into(),
                        limit: 4,
                        order,
                        after: after.clone(),
                        ..DossierFilter::default()
                    })
                    .unwrap();
                assert_eq!((page.count.counted, page.count.more), (count, false), "{filter}");
                after = page.next.clone();
                seen.extend(subjects(page));
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), count as usize, "{filter}");
            let mut sorted = seen.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), seen.len(), "{filter}");
        }
    }
}

#[test]
fn notes_and_contacts_are_found_and_nothing_of_a_confidential_dossier_is_found_or_counted() {
    let folder = tempfile::tempdir().unwrap();
    let claire = desk::Desk::create(
        folder.path(),
        &common::passphrase(),
        desk::NewDesk {
            administration: "Commune d'Exemple (TEST)".into(),
            person: "Claire Weber".into(),
            roles: vec![model::Role::Agent, model::Role::Clerk, model::Role::Administrator],
            office: "RES".into(),
        },
        std::sync::Arc::new(desk::System),
    )
    .unwrap();
    let person = claire
        .add_person("Paul Meyers", &[model::Role::Agent], "URB")
        .unwrap();
    let one_time = secrecy::SecretString::from("cerise bleue montagne");
    claire.add_passphrase_for(person.id, &one_time).unwrap();
    let own = secrecy::SecretString::from("tulipe orange moulin");
    let paul = Desk::begin(folder.path(), &one_time, &own, std::sync::Arc::new(desk::System)).unwrap();

    let secret = with_party(&claire, "Signalement", "Yvette Quaring");
    claire.change_tags(secret.id, &["Discret".into()], &[]).unwrap();
    let letter = file(
        folder.path().parent().unwrap(),
        "Rapport social.txt",
        b"violences constat",
    );
    import(&claire, &secret, &letter).unwrap();
    claire.add_note(secret.id, "Rappeler le juge").unwrap();
    index_text(&claire);
    let kim = model::contact::ContactEntry::named(PartyKind::Natural, "Kim Tanson");
    claire.add_contact(kim, true).unwrap();
    let typed = [
        "signalement",
        "quaring",
        "rapport social ",
        "violences ",
        "juge ",
        "tag:discret ",
    ];
    for typed in typed {
        assert_eq!(found(&paul, typed), ["Signalement"], "{typed}");
    }
    let results = paul.search("juge ", 10, 0).unwrap();
    let places = &results.hits.first().unwrap().places;
    let note = places.iter().find(|place| place.kind == PlaceKind::Note).unwrap();
    assert_eq!(marked(&note.snippet), ["juge"]);
    let contacts = paul.search("tans", 10, 0).unwrap().contacts;
    assert_eq!(
        contacts.first().map(|hit| hit.snippet.text.as_str()),
        Some("Kim Tanson")
    );

    claire
        .set_confidentiality(secret.id, model::Confidentiality::Confidential, &[])
        .unwrap();
    for typed in typed {
        assert!(found(&paul, typed).is_empty(), "{typed}");
        assert!(
            paul.search_while_typing(typed, 20).unwrap().hits.is_empty(),
            "{typed}"
        );
        let page = paul
            .dossier_page(&DossierFilter {
                search: typed.into(),
                ..DossierFilter::default()
            })
            .unwrap();
        assert_eq!((page.rows.len(), page.count.counted), (0, 0), "{typed}");
        assert_eq!(
            paul.save_search(typed, typed).unwrap().count.counted,
            0,
            "{typed}"
        );
        assert_eq!(found(&claire, typed), ["Signalement"], "{typed}");
    }
    let facets = paul.facets(&DossierFilter::default()).unwrap();
    assert!(
        facets.statuses.is_empty() && facets.years.is_empty() && facets.tags.is_empty(),
        "{facets:?}"
    );
}

#[test]
fn a_large_dossier_is_shown_by_its_newest_documents_and_the_rest_follows() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(folder.path());
    let one = dossier(&desk, "Gros dossier");
    for number in 0..53 {
        let name = format!("Pièce {number:02}.txt");
        let text = file(folder.path(), &name, format!("texte {number}").as_bytes());
        import(&desk, &one, &text).unwrap();
    }
    let whole = desk.whole_dossier(one.id).unwrap();
    let newest = desk.dossier(one.id).unwrap();
    assert_eq!((newest.documents.len(), newest.history.len()), (50, 50));
    assert_eq!(whole.documents.len(), 53);
    assert!(whole.history.len() > 53);
    assert_eq!(whole.history[..50], newest.history);
    assert_eq!(newest.facts.document_count, 53);
    assert_eq!(newest.documents.first().unwrap().title, "Pièce 52");
    let last = newest.documents.last().unwrap().id;
    let rest = desk.documents_of(one.id, Some(last), 50).unwrap();
    let together: Vec<_> = newest.documents.into_iter().chain(rest).collect();
    assert_eq!(together, whole.documents);
    let first = whole.documents.last().unwrap();
    let (numbered, count) = desk.document_numbered(one.id, 1).unwrap();
    assert_eq!((numbered.as_ref(), count), (Some(first), 53));
    assert_eq!(desk.document_numbered(one.id, 54).unwrap(), (None, 53));
    assert_eq!(desk.document_numbered(one.id, 0).unwrap(), (None, 53));
    let elsewhere = dossier(&desk, "Autre");
    assert_eq!(
        wording::Explain::code(&desk.documents_of(elsewhere.id, Some(last), 5).unwrap_err()),
        "document-unknown"
    );
}
