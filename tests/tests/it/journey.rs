//! From a PDF on a civil servant's desk to a citizen's check, with everything that goes wrong on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::BTreeMap;
use std::path::PathBuf;

use house::greffe::{Greffe, text};
use house::platform::Platform;
use house::wire::{Behaviour, Wire};
use testkit::corpus::Corpus;
use testkit::pki::TestPki;
use testkit::validators::{Job, Validators, command_line_refusals};

/// From LibreOffice, LaTeX, a scanner, a browser's printer and a form.
const FIVE: [&str; 5] = [
    "plain/pypdf-002-trivial-libre-office-writer-002-trivial-libre-office-writer.pdf",
    "plain/pypdf-004-pdflatex-4-pages-pdflatex-4-pages.pdf",
    "plain/pypdf-023-cmyk-image-cmyk-image.pdf",
    "plain/pypdf-011-google-doc-document-google-doc-document.pdf",
    "plain/pypdf-012-libreoffice-form-libreoffice-form.pdf",
];

/// A person, a platform, and the wire between them; the desk is enrolled, and the platform is down again.
struct House {
    person: Greffe,
    platform: Platform,
    wire: Wire,
}

impl House {
    fn new() -> Self {
        // The desk knows the platform by the address of the wire, as if it were a gateway on the way.
        let mut platform = Platform::new(None);
        let wire = Wire::to(platform.port, &platform.tls);
        platform.known_as(&format!("https://localhost:{}", wire.port));
        let person = Greffe::new();
        person.create_desk();
        platform.start();
        person.enrol(
            platform.url(),
            &platform.enrolment_code(),
            Some(&platform.ca_pem()),
        );
        platform.kill();
        Self {
            person,
            platform,
            wire,
        }
    }
}

#[test]
fn five_originals_survive_kills_in_the_middle_of_everything_and_open_by_their_identifiers() {
    let Some(corpus) = Corpus::find() else { return };
    let files: Vec<PathBuf> = FIVE.iter().map(|name| corpus.file(name)).collect();
    let House {
        person,
        mut platform,
        wire,
    } = House::new();

    // Offline: import into two dossiers, seal.
    let first = person.create_dossier("Certificats de résidence");
    let second = person.create_dossier("Autorisation de bâtir");
    let mut documents = person.import(&first, &files[..3]);
    documents.extend(person.import(&second, &files[3..]));
    let sealed = person.seal(&[&first, &second]);
    assert_eq!(sealed.len(), 5, "{sealed:#?}");
    let mut originals: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (index, line) in sealed.iter().enumerate() {
        let copy = person.home().join(format!("original-{index}.pdf"));
        let document = text(line, "document");
        person
            .json(["document", "export", &document, "--out", copy.to_str().unwrap()])
            .done();
        let bytes = std::fs::read(&copy).unwrap();
        let input =
            std::fs::read(&files[documents.iter().position(|known| *known == document).unwrap()]).unwrap();
        assert!(
            bytes.starts_with(&input),
            "the imported file is a prefix of the original"
        );
        originals.insert(text(line, "identifier"), bytes);
    }
    assert_eq!(originals.len(), 5, "each its own identifier");
    let all_bytes: u64 = originals.values().map(|bytes| bytes.len() as u64).sum();

    // Still offline: a sync loses nothing and says so.
    let offline = person.json(["sync"]);
    assert_eq!(offline.exit, 1, "{offline:#?}");
    assert_eq!(offline.lines()[0]["waiting"], 5);

    // The wire stands still at four places of the way, and each time the desk is killed.
    platform.start();
    let mut killed_on_the_way = 0;
    for share in [3, 35, 25, 15] {
        wire.set(Behaviour::StallAfter(all_bytes * share / 100));
        let mut child = person.start(["sync"]);
        if wire.wait_until_stalled_or(|| child.try_wait().unwrap().is_some()) {
            child.kill().unwrap();
            killed_on_the_way += 1;
        }
        child.wait().unwrap();
        wire.cut();
        if share == 35 {
            platform.kill();
            platform.start();
        }
        // What was lost is nothing: five originals are here, each waits or is acknowledged.
        let waiting = person.json(["outbox"]).done().len();
        assert!(waiting <= 5);
        assert_eq!(person.json(["desk", "check"]).done()[0]["problems"], 0);
    }

    assert!(
        killed_on_the_way >= 3,
        "only {killed_on_the_way} of 4 syncs were killed in the middle of an upload"
    );

    // Restarted: everything arrives, once.
    wire.set(Behaviour::Carry);
    let synced = person.json(["sync"]).done();
    assert_eq!(
        (synced[0]["waiting"].as_u64(), synced[0]["parked"].as_u64()),
        (Some(0), Some(0)),
        "{synced:?}"
    );
    assert!(person.json(["outbox"]).done().is_empty());
    assert_eq!(
        person.json(["sync"]).done()[0]["acknowledged"],
        0,
        "there is nothing left to send"
    );
    for dossier in [&first, &second] {
        for document in person.json(["dossier", "show", dossier]).done()[0]["documents"]
            .as_array()
            .unwrap()
        {
            assert_eq!(document["status"]["state"], "on_platform", "{document}");
        }
    }
    assert_eq!(
        platform.administer(["alarms"]).exit,
        0,
        "{:?}",
        platform.administer(["alarms"])
    );

    // Each original by its identifier: byte for byte, on the desk's way and on the citizen's.
    let mut jobs = Vec::new();
    for (identifier, original) in &originals {
        let out = person.home().join(format!("{identifier}.pdf"));
        person
            .json(["fetch", identifier, "--out", out.to_str().unwrap()])
            .done();
        assert!(
            std::fs::read(&out).unwrap() == *original,
            "{identifier} came back with other bytes"
        );
        let page = platform.get(&format!("/d/{identifier}"), "en");
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(
            page.text().contains("TEST Commune de Bettendorf"),
            "{}",
            page.text()
        );
        let download = platform.get(&format!("/d/{identifier}/original"), "en");
        assert!(download.body == *original, "the page gives out other bytes");
        jobs.push(Job::new(out).with_qr_on_page(1));
    }
    if let Some(validators) = Validators::find() {
        for (judgement, identifier) in validators
            .judge(&[TestPki::shared().root_pem()], &jobs)
            .iter()
            .zip(originals.keys())
        {
            let mut refusals = judgement.sealed_refusals();
            refusals.extend(command_line_refusals(&judgement.file, None));
            assert_eq!(refusals, Vec::<String>::new(), "{}", judgement.file.display());
            let address = format!("{}/D/{identifier}", platform.url().to_uppercase());
            assert!(
                judgement.qr.contains(&address),
                "{:?}, not {address}",
                judgement.qr
            );
        }
    }

    // One flipped byte is altered: for the command line, and for the page that compares.
    let (identifier, original) = originals.iter().next().unwrap();
    let mut flipped = original.clone();
    flipped[original.len() / 5] ^= 1;
    let altered = person.home().join("altered.pdf");
    std::fs::write(&altered, flipped).unwrap();
    let trust = person.key.trust_pem.to_str().unwrap();
    let verified = person.json(["verify", altered.to_str().unwrap(), "--trust", trust]);
    assert_eq!(verified.exit, 1);
    let verdict = text(&verified.lines()[0], "verdict");
    assert!(
        ["TOTAL-FAILED", "ERROR"].contains(&verdict.as_str()),
        "{verified:#?}"
    );
    let good = person.home().join(format!("{identifier}.pdf"));
    assert_eq!(
        person
            .json(["verify", good.to_str().unwrap(), "--trust", trust])
            .done()[0]["verdict"],
        "TOTAL-PASSED"
    );
    let (same, other) = (
        platform.submit("/compare", "file", &good, "en").text(),
        platform.submit("/compare", "file", &altered, "en").text(),
    );
    assert_ne!(
        main_heading(&same),
        main_heading(&other),
        "the page tells the altered file from the original"
    );
    assert!(
        main_heading(&same).contains("is the original"),
        "{}",
        main_heading(&same)
    );
    assert!(
        main_heading(&other).contains("Altered"),
        "{}",
        main_heading(&other)
    );

    // Mistyped is mistyped, and invented is unknown: at the desk and on the page.
    let printed = text(
        &person.json(["identifier", "parse", identifier]).done()[0],
        "printed",
    );
    let mistyped = swapped(&printed);
    let never = person.home().join("never.pdf");
    let fetch = |identifier: &str| person.json(["fetch", identifier, "--out", never.to_str().unwrap()]);
    assert_eq!(fetch(&mistyped).code(), "identifier-mistyped");
    let invented = text(&person.json(["identifier", "new"]).done()[0], "printed");
    assert_eq!(fetch(&invented).code(), "identifier-unknown");
    assert!(!never.exists());
    let page = |identifier: &str| platform.get(&format!("/d/{}", identifier.replace('-', "")), "en");
    let (mistyped, invented) = (page(&mistyped), page(&invented));
    assert_ne!(main_heading(&mistyped.text()), main_heading(&invented.text()));
    assert_eq!(invented.status, 404);
    assert!(mistyped.text().contains("mistyped"), "{}", mistyped.text());

    // The journal of the desk tells it all, and its chain holds.
    let entries = person.json(["journal", "verify"]).done()[0]["entries"]
        .as_u64()
        .unwrap();
    assert!(entries >= 5 + 5 + 5, "{entries}");
}

#[test]
fn a_large_original_goes_on_where_it_was_cut_and_is_not_sent_again() {
    let House {
        person,
        mut platform,
        wire,
    } = House::new();
    let dossier = person.create_dossier("Plan d'aménagement");
    let file = person.home().join("plan.pdf");
    std::fs::write(&file, testkit::pdfs::of_size(8_000_000)).unwrap();
    person.import(&dossier, std::slice::from_ref(&file));
    person.seal(&[&dossier]);
    platform.start();

    wire.set(Behaviour::StallAfter(6_000_000));
    let mut child = person.start(["sync"]);
    assert!(
        wire.wait_until_stalled_or(|| child.try_wait().unwrap().is_some()),
        "8 MB were sent as less than 6"
    );
    child.kill().unwrap();
    child.wait().unwrap();

    wire.set(Behaviour::Carry);
    person.json(["sync"]).done();
    let sent = wire.sent();
    // Two contents of 8 MB, the file and its original, of which 6 MB were there: none of it twice, the original not once
    // for its record and once for its registration.
    assert!(sent < 11_500_000, "{sent} bytes were sent after the restart");
    assert!(sent > 9_500_000, "{sent} bytes cannot have completed it");
    assert!(person.json(["outbox"]).done().is_empty());
}

#[test]
fn an_interruption_stops_the_sync_at_once_and_the_next_one_goes_on() {
    let House {
        person,
        mut platform,
        wire,
    } = House::new();
    let dossier = person.create_dossier("Plan");
    let file = person.home().join("plan.pdf");
    std::fs::write(&file, testkit::pdfs::letter()).unwrap();
    person.import(&dossier, std::slice::from_ref(&file));
    person.seal(&[&dossier]);
    platform.start();

    wire.set(Behaviour::Silence);
    let child = person.start(["sync"]);
    house::wait_for(
        "the desk to ask the platform",
        std::time::Duration::from_secs(30),
        || (wire.sent() > 0).then_some(()),
    );
    let asked = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(asked.success());
    let output = child.wait_with_output().unwrap();
    let answer = house::greffe::Answer::of("greffe sync".to_owned(), &output);
    assert_eq!(answer.exit, 130, "{answer:#?}");
    assert_eq!(answer.lines()[0]["waiting"], 1, "{answer:#?}");

    wire.set(Behaviour::Carry);
    assert_eq!(person.json(["sync"]).done()[0]["acknowledged"], 1);
}

#[test]
fn an_original_that_rots_on_the_platform_is_not_given_out() {
    let House {
        person,
        mut platform,
        wire: _wire,
    } = House::new();
    let dossier = person.create_dossier("Plan");
    let file = person.home().join("plan.pdf");
    std::fs::write(&file, testkit::pdfs::letter()).unwrap();
    person.import(&dossier, std::slice::from_ref(&file));
    let line = person.seal(&[&dossier]).remove(0);
    platform.start();
    person.json(["sync"]).done();
    let copy = person.home().join("copy.pdf");
    person
        .json([
            "document",
            "export",
            &text(&line, "document"),
            "--out",
            copy.to_str().unwrap(),
        ])
        .done();

    platform.damage_stored_file_of(std::fs::metadata(&copy).unwrap().len());
    let never = person.home().join("never.pdf");
    let answer = person.json([
        "fetch",
        &text(&line, "identifier"),
        "--out",
        never.to_str().unwrap(),
    ]);
    assert_eq!(answer.code(), "original-damaged", "{answer:#?}");
    assert!(!never.exists());
    assert_ne!(platform.administer(["alarms"]).exit, 0, "somebody must look");
}

#[test]
fn a_revoked_original_says_so_and_why() {
    let House {
        person,
        mut platform,
        wire: _wire,
    } = House::new();
    let dossier = person.create_dossier("Plan");
    let file = person.home().join("plan.pdf");
    std::fs::write(&file, testkit::pdfs::letter()).unwrap();
    person.import(&dossier, std::slice::from_ref(&file));
    let identifier = text(&person.seal(&[&dossier])[0], "identifier");
    platform.start();
    person.json(["sync"]).done();

    let before = platform.get(&format!("/d/{identifier}"), "fr").text();
    assert!(!before.contains("Ce document a été révoqué"), "{before}");
    let revoked = platform.administer(["revoke", &identifier, "--reason", "Erreur de personne"]);
    assert_eq!(revoked.exit, 0, "{revoked:#?}");
    let page = platform.get(&format!("/d/{identifier}"), "fr").text();
    assert!(page.contains("Erreur de personne"), "{page}");
    let told = page
        .find("Ce document a été révoqué")
        .expect("the page says that it is revoked");
    let compared = page.find("votre papier").expect("the page asks to compare");
    assert!(told < compared, "what is wrong stands first: {page}");
}

#[test]
fn two_desks_never_share_an_identifier_and_the_platform_keeps_them_apart() {
    let House {
        person,
        mut platform,
        wire: _wire,
    } = House::new();
    platform.start();
    let other = Greffe::new();
    other.create_desk();
    other.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    let mut identifiers = Vec::new();
    let mut references = Vec::new();
    for desk in [&person, &other] {
        let dossier = desk.create_dossier("La même affaire");
        references.push(dossier.clone());
        let file = desk.home().join("plan.pdf");
        std::fs::write(&file, testkit::pdfs::letter()).unwrap();
        desk.import(&dossier, std::slice::from_ref(&file));
        identifiers.push(text(&desk.seal(&[&dossier])[0], "identifier"));
        desk.json(["sync"]).done();
    }
    assert_ne!(identifiers[0], identifiers[1]);
    // Nobody configured anything: the second desk of the administration has a code of its own since it was enrolled.
    assert_ne!(references[0], references[1]);
    for (desk, identifier) in [&other, &person].into_iter().zip(&identifiers) {
        let out = desk.home().join("the-other-one.pdf");
        desk.json(["fetch", identifier, "--out", out.to_str().unwrap()])
            .done();
    }
    // A code is good for one desk.
    let code = platform.enrolment_code();
    let third = Greffe::new();
    third.create_desk();
    third.enrol(platform.url(), &code, Some(&platform.ca_pem()));
    let fourth = Greffe::new();
    fourth.create_desk();
    let ca = platform.ca_pem();
    let refused = fourth.json([
        "enrol",
        platform.url(),
        "--code",
        &code,
        "--ca",
        ca.to_str().unwrap(),
    ]);
    assert_eq!(refused.code(), "enrolment-code-refused", "{refused:#?}");
}

/// The text of the page's first heading.
fn main_heading(page: &str) -> String {
    let start = page.find("<h1").unwrap_or_else(|| panic!("no heading in {page}"));
    let (_, rest) = page[start..].split_once('>').unwrap();
    let heading = rest.split("</h1>").next().unwrap_or_default();
    heading
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect()
}

/// Two neighbouring symbols that differ change places.
fn swapped(printed: &str) -> String {
    let mut symbols: Vec<char> = printed.chars().collect();
    let place = (1..symbols.len() - 1)
        .find(|i| symbols[*i] != symbols[i + 1] && symbols[*i] != '-' && symbols[i + 1] != '-')
        .unwrap();
    symbols.swap(place, place + 1);
    symbols.into_iter().collect()
}
