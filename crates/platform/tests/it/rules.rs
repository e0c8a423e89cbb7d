//! What the platform takes as an original, and what it answers to the same question asked again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use model::Sha256;
use platform::storage::Storage as _;
use support::{Desk, Sealed, TestPlatform, seal_letter};
use wording::Explain as _;

fn hashed(bytes: Vec<u8>, like: &Sealed) -> Sealed {
    let mut digest = [0; 32];
    digest.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, &bytes).as_ref());
    Sealed {
        sha256: Sha256(digest),
        bytes,
        ..like.clone()
    }
}

fn parked_code(desk: &Desk, original: &Sealed) -> String {
    let op = desk.queue(original);
    let report = desk.run();
    assert_eq!(report.waiting, 0, "{report:?}");
    let parked = desk.parked.borrow();
    parked
        .iter()
        .find(|(parked, _)| *parked == op)
        .map(|(_, code)| code.clone())
        .expect("it was refused")
}

#[test]
fn only_a_file_with_an_unbroken_seal_over_the_whole_of_it_is_taken() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");

    let unsealed = hashed(testkit::pdfs::letter(), &letter);
    assert_eq!(parked_code(&desk, &unsealed), "original-not-sealed");

    let no_pdf = hashed(b"Bonjour".to_vec(), &letter);
    assert_eq!(parked_code(&desk, &no_pdf), "original-unreadable");

    let mut bytes = letter.bytes.clone();
    let at = bytes
        .windows(9)
        .position(|window| window == b"/MediaBox")
        .unwrap();
    bytes[at + 12] ^= 1;
    assert_eq!(
        parked_code(&desk, &hashed(bytes, &letter)),
        "original-seal-broken"
    );

    let mut bytes = letter.bytes.clone();
    bytes.extend_from_slice(b"\n% added later\n");
    let code = parked_code(&desk, &hashed(bytes, &letter));
    assert!(
        ["original-changed-after-seal", "original-seal-broken"].contains(&code.as_str()),
        "{code}"
    );

    let mut pages = letter.registration();
    pages.pages += 1;
    desk.queue_as(&letter, pages);
    desk.run();
    assert_eq!(desk.parked.borrow().last().unwrap().1, "request-invalid");

    // None of these took the identifier: the letter itself is registered.
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    assert_eq!(platform.storage.alarms().unwrap(), []);
}

/// Whoever holds the paper gets the original, and could bring it again, as if it were theirs.
#[test]
fn an_original_is_registered_under_one_identifier() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    let copy = Sealed {
        identifier: identifier::Identifier::issue(platform.world.draw()),
        title: "Autre chose".to_owned(),
        ..letter.clone()
    };
    for administration in ["Commune B", "Commune A"] {
        let other = platform.desk(administration);
        assert_eq!(parked_code(&other, &copy), "original-taken", "{administration}");
    }
    let page = platform.browse(&format!("/d/{}", copy.identifier.canonical()), "fr");
    assert_eq!(page.status, 404);
    // Its own identifier may come again, with the same content.
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
}

/// An operator says by which certificates an administration seals; from then on nobody else's will do, and nobody else
/// registers what they have sealed.
#[test]
fn an_administration_registers_what_its_own_seal_has_sealed() {
    let platform = TestPlatform::start();
    let (one, other) = (platform.desk("Commune A"), platform.desk("Commune B"));
    // Each letter has a certificate of its own.
    let letters =
        ["un", "deux", "trois", "quatre"].map(|title| seal_letter(&platform.world, &platform.url, title));
    let [own, foreign, renewed, anybodys] = &letters;
    let by = |letter: &Sealed| {
        let report = platform
            .state
            .examiner
            .verify(&letter.bytes, platform.world.time());
        platform::examine::sealed_by(&report)
    };
    let seals = |name: &str, named: &[Sha256], forgotten: &[Sha256]| {
        platform::admin::seals(&*platform.storage, &*platform.world, name, named, forgotten)
    };
    assert_eq!(by(own).len(), 1);
    let named = seals("Commune A", &by(own), &[]).unwrap();
    assert_eq!(
        named.iter().map(|(sha256, _)| *sha256).collect::<Vec<_>>(),
        by(own)
    );

    assert_eq!(parked_code(&one, foreign), "original-seal-foreign");
    assert_eq!(parked_code(&other, own), "original-seal-foreign");
    one.queue(own);
    assert_eq!(one.run().acknowledged, 1);
    // For whom none is named, any seal will do that is nobody's.
    other.queue(anybodys);
    assert_eq!(other.run().acknowledged, 1);

    // A certificate seals for one administration, and where one of several is another's nothing is changed.
    let both = [by(renewed)[0], by(own)[0]];
    let taken = seals("Commune B", &both, &[]).unwrap_err();
    assert_eq!(taken.code(), "server-seal-taken");
    assert_eq!(seals("Commune B", &[], &[]).unwrap(), []);
    assert_eq!(
        seals("Commune C", &[], &[]).unwrap_err().code(),
        "administration-unknown"
    );

    // The next certificate, beside the old one or instead of it.
    assert_eq!(seals("Commune A", &by(renewed), &by(own)).unwrap().len(), 1);
    one.queue(renewed);
    assert_eq!(one.run().acknowledged, 1);
    let again = seals("Commune A", &[], &by(own)).unwrap_err();
    assert_eq!(again.code(), "server-seal-unknown", "it has ended");
    // Whoever stole the key of a seal that ended registers nothing with it, and the end of the last one opens nothing.
    let stolen = seal_letter(&platform.world, &platform.url, "cinq");
    let _ = seals("Commune A", &by(&stolen), &[]).unwrap();
    let none = seals("Commune A", &[], &[by(&stolen)[0], by(renewed)[0]]).unwrap();
    assert_eq!(none, []);
    assert_eq!(parked_code(&other, &stolen), "original-seal-foreign");
    assert_eq!(parked_code(&one, &stolen), "original-seal-foreign");
    assert_eq!(parked_code(&one, foreign), "original-seal-foreign");
    // It may begin again.
    assert_eq!(seals("Commune A", &by(&stolen), &[]).unwrap().len(), 1);
    one.queue(&stolen);
    assert_eq!(one.run().acknowledged, 1);
    let page = platform.browse(&format!("/d/{}", own.identifier.canonical()), "fr");
    assert_eq!(page.status, 200, "what it sealed stays registered");
}

#[test]
fn a_replay_gets_the_first_answer_and_another_content_is_refused() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    let op = desk.queue(&letter);
    let operation = desk.outbox.borrow()[0].clone();
    desk.run();
    let first = desk.acknowledged.borrow()[0].1.clone();

    platform.world.advance(3600);
    desk.outbox.borrow_mut().push(operation.clone());
    desk.run();
    assert_eq!(
        desk.acknowledged.borrow()[1],
        (op, first.clone()),
        "the very same answer"
    );

    let mut changed = operation.clone();
    changed.registration.title = "Autre titre".into();
    desk.outbox.borrow_mut().push(changed);
    desk.run();
    assert_eq!(*desk.parked.borrow(), [(op, "operation-reused".to_owned())]);

    // The same content under another operation is the same registration.
    desk.queue(&letter);
    desk.run();
    assert_eq!(desk.acknowledged.borrow()[2].1, first);
    assert_eq!(platform.storage.alarms().unwrap(), []);
}

#[test]
fn an_identifier_that_is_taken_is_refused_with_an_alarm_and_the_first_one_stays() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let first = seal_letter(&platform.world, &platform.url, "Lettre");
    desk.queue(&first);
    desk.run();
    let mut second = seal_letter(&platform.world, &platform.url, "Une autre");
    second.identifier = first.identifier;
    let op = desk.queue(&second);
    // Another original goes on its way all the same.
    let third = seal_letter(&platform.world, &platform.url, "Troisième");
    desk.queue(&third);
    let report = desk.run();
    assert_eq!((report.acknowledged, report.parked), (1, 1));
    assert_eq!(*desk.parked.borrow(), [(op, "identifier-taken".to_owned())]);
    let alarms = platform.storage.alarms().unwrap();
    assert_eq!(
        alarms.iter().map(|alarm| alarm.code.as_str()).collect::<Vec<_>>(),
        ["identifier-taken"]
    );
    assert_eq!(alarms[0].sha256, Some(second.sha256));
    assert_eq!(desk.fetch(&first.identifier).unwrap().bytes, first.bytes);

    // Seen again, it is the same alarm.
    let again = desk.queue(&second);
    desk.run();
    assert_eq!(desk.parked.borrow()[1], (again, "identifier-taken".to_owned()));
    assert_eq!(
        platform.storage.alarms().unwrap().len(),
        2,
        "another operation is another alarm"
    );
}

#[test]
fn originals_are_numbered_in_the_order_in_which_they_are_committed() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    for n in 0..5 {
        desk.queue(&seal_letter(
            &platform.world,
            &platform.url,
            &format!("Lettre {n}"),
        ));
    }
    desk.run();
    let numbers: Vec<u64> = desk
        .acknowledged
        .borrow()
        .iter()
        .map(|(_, ack)| ack.seq)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[test]
fn a_later_act_replaces_only_what_its_own_administration_registered() {
    let platform = TestPlatform::start();
    let (own, other) = (platform.desk("Commune A"), platform.desk("Commune B"));
    let old = seal_letter(&platform.world, &platform.url, "Ancien");
    own.queue(&old);
    own.run();
    let new = seal_letter(&platform.world, &platform.url, "Nouveau");
    let mut registration = new.registration();
    registration.supersedes = Some(old.identifier);
    other.queue_as(&new, registration.clone());
    other.run();
    assert_eq!(other.parked.borrow()[0].1, "superseded-unknown");
    own.queue_as(&new, registration);
    assert_eq!(own.run().acknowledged, 1);
    let words = platform
        .browse(&format!("/d/{}", old.identifier.canonical()), "fr")
        .words();
    assert!(words.contains("remplacé par un plus récent"), "{words}");
}

#[test]
fn a_revoked_desk_sends_nothing_more_and_loses_nothing() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    desk.queue(&seal_letter(&platform.world, &platform.url, "Lettre"));
    platform::admin::revoke_desk(
        &*platform.storage,
        &*platform.world,
        &desk.connection.desk.to_string(),
    )
    .unwrap();
    let report = desk.run();
    assert_eq!(
        report.stopped.as_ref().map(|error| error.code()),
        Some("desk-revoked")
    );
    assert_eq!((report.waiting, desk.outbox.borrow().len()), (1, 1));
}

#[test]
fn another_administration_fetches_an_original_by_its_identifier() {
    let platform = TestPlatform::start();
    let (own, other) = (platform.desk("Commune A"), platform.desk("Commune B"));
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    own.queue(&letter);
    own.run();
    assert_eq!(other.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
    let unknown = seal_letter(&platform.world, &platform.url, "Jamais envoyée");
    let error = other.fetch(&unknown.identifier).unwrap_err();
    assert_eq!(error.code(), "identifier-unknown");
    // What is damaged on the disk is not given out.
    let path = platform.stored(&letter.sha256);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[200] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(
        other.fetch(&letter.identifier).unwrap_err().code(),
        "original-damaged"
    );
    assert_eq!(platform.storage.alarms().unwrap()[0].code, "original-damaged");
}

#[test]
fn an_original_that_was_damaged_before_its_registration_is_asked_for_again() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    // Everything is sent but the registration.
    desk.cancel_at.set(letter.bytes.len() as u64);
    desk.queue(&letter);
    desk.run();
    assert_eq!(
        desk.outbox.borrow()[0].upload.as_ref().unwrap().offset,
        letter.bytes.len() as u64
    );
    let path = platform.stored(&letter.sha256);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[300] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    desk.cancel_at.set(u64::MAX);
    let report = desk.run();
    assert_eq!(report.acknowledged, 1, "{report:?} {:?}", desk.parked);
    assert_eq!(report.sent_bytes, letter.bytes.len() as u64, "it was sent anew");
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
}

#[test]
fn a_printed_identifier_never_stands_in_the_database() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Titre qui se retrouve");
    desk.queue(&letter);
    desk.run();
    platform.browse(&format!("/d/{}", letter.identifier.canonical()), "fr");
    let bytes = platform.database_bytes();
    let contains = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(
        contains("Titre qui se retrouve".as_bytes()),
        "the search itself works"
    );
    for form in [letter.identifier.canonical(), letter.identifier.printed()] {
        assert!(!contains(form.as_bytes()) && !contains(form.to_lowercase().as_bytes()));
    }
    assert!(!contains(&letter.identifier.to_bytes()));
}

#[test]
fn a_desk_is_told_which_of_its_administrations_originals_are_not_there_and_nothing_of_others() {
    let platform = TestPlatform::start();
    let (desk, foreign) = (platform.desk("Commune A"), platform.desk("Commune B"));
    let colleague = platform.desk("Commune A");
    let letters: Vec<Sealed> = (0..3)
        .map(|number| seal_letter(&platform.world, &platform.url, &format!("Lettre {number}")))
        .collect();
    for letter in &letters[..2] {
        desk.queue(letter);
    }
    assert_eq!(desk.run().acknowledged, 2);
    let claimed = |identifier: &Sealed, bytes: &Sealed| sync::wire::originals::Claimed {
        identifier_sha256: platform::state::identifier_sha256(&identifier.identifier),
        sha256: bytes.sha256,
    };
    let claims: Vec<_> = letters.iter().map(|letter| claimed(letter, letter)).collect();
    let missing = |desk: &Desk, claims: &[_]| {
        let asked = desk.with(|ambient| sync::http::missing_originals(&desk.connection, claims, ambient));
        asked.unwrap().expect("this platform can say")
    };
    assert_eq!(missing(&desk, &claims), [claims[2].identifier_sha256]);
    assert_eq!(missing(&colleague, &claims), [claims[2].identifier_sha256]);
    // The identifier with other bytes is not what was acknowledged.
    let swapped = claimed(&letters[0], &letters[1]);
    assert_eq!(missing(&desk, &[swapped]), [swapped.identifier_sha256]);
    let all: Vec<Sha256> = claims.iter().map(|claim| claim.identifier_sha256).collect();
    assert_eq!(
        missing(&foreign, &claims),
        all,
        "nothing is told of another administration's"
    );
    assert_eq!(missing(&desk, &[]), []);
    let most = sync::wire::originals::MOST_CLAIMED as usize;
    assert_eq!(
        missing(&desk, &vec![claims[2]; most]).len(),
        most,
        "as many fit into one question"
    );
    let too_many = vec![claims[0]; most + 1];
    let refused = desk.with(|ambient| sync::http::missing_originals(&desk.connection, &too_many, ambient));
    assert_eq!(refused.unwrap_err().recorded_code(), "request-invalid");
}

#[test]
fn an_upload_that_came_whole_and_was_not_put_together_is_put_together_when_it_is_asked_for_again() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    let storage = &platform.storage;
    let known = storage.desk(desk.connection.desk).unwrap().unwrap();
    let mut upload = platform::storage::Upload {
        id: uuid::Uuid::from_u128(7),
        administration: known.administration.id,
        sha256: letter.sha256,
        size_bytes: letter.bytes.len() as u64,
        offset: 0,
        finished: false,
    };
    storage
        .create_upload(&upload, known.id, platform.world.time())
        .unwrap();
    // Both parts were taken; then the process was killed.
    for (name, bytes) in (1..).zip(letter.bytes.chunks(letter.bytes.len() / 2 + 1)) {
        let mut part = storage.begin_part(&upload, uuid::Uuid::from_u128(name)).unwrap();
        part.write(bytes).unwrap();
        storage.add_part(&upload, part).unwrap();
        upload.offset += bytes.len() as u64;
    }
    desk.queue(&letter);
    let report = desk.run();
    assert_eq!(
        (report.acknowledged, report.waiting, report.sent_bytes),
        (1, 0, 0),
        "{report:?} {:?}",
        desk.failures
    );
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
}
