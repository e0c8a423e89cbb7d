//! One suite for every storage: SQLite with files, and PostgreSQL with a bucket. Each test runs on both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/s3.rs"]
mod s3;

use std::collections::BTreeSet;
use std::io::Read as _;

use jiff::{SignedDuration, Timestamp};
use model::{DeskId, OpId, Role, Sha256};
use platform::storage::bucket::Bucket;
use platform::storage::files::Files;
use platform::storage::originals::{Assembled, Originals};
use platform::storage::postgres::PostgresDatabase;
use platform::storage::relational::SqlStorage;
use platform::storage::sql::Database as _;
use platform::storage::sqlite::{SqliteDatabase, SqliteStorage};
use platform::storage::{
    Added, Administration, AlarmSubject, Enrolment, Examined, NewDesk, Registered, Revocation, Storage,
    Upload,
};
use s3::S3;
use testkit::postgres::Postgres;
use uuid::Uuid;

/// A storage with what it stands on.
struct Stand {
    storage: Box<dyn Storage>,
    _kept: Vec<Box<dyn std::any::Any>>,
}

fn sqlite_with_files() -> Stand {
    let folder = tempfile::tempdir().unwrap();
    Stand {
        storage: Box::new(SqliteStorage::open(folder.path()).unwrap()),
        _kept: vec![Box::new(folder)],
    }
}

fn postgresql_with_a_bucket() -> Option<Stand> {
    let server = Postgres::start()?;
    let s3 = S3::start();
    let scratch = tempfile::tempdir().unwrap();
    let bucket = Bucket::open_with("s3://greffe/test", scratch.path(), &s3.variables()).unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    Some(Stand {
        storage: Box::new(SqlStorage::new(database, Box::new(bucket)).unwrap()),
        _kept: vec![Box::new(server), Box::new(s3), Box::new(scratch)],
    })
}

/// Each name is a function that is given a storage.
macro_rules! on_every_storage {
    ($($name:ident),* $(,)?) => {
        mod with_sqlite_and_files {
            $(#[test] fn $name() { super::$name(&*super::sqlite_with_files().storage); })*
        }
        mod with_postgresql_and_a_bucket {
            $(#[test] fn $name() {
                if let Some(stand) = super::postgresql_with_a_bucket() {
                    super::$name(&*stand.storage);
                }
            })*
        }
    };
}

on_every_storage!(
    the_epoch_stays,
    an_administration_is_found_by_its_name_and_added_once,
    a_code_enrols_one_desk_and_gives_a_lost_answer_again,
    a_revoked_desk_is_known_as_revoked,
    an_assertion_is_used_once_and_a_token_lives_until_it_expires,
    an_upload_grows_from_where_it_stands_and_nowhere_else,
    an_upload_with_another_digest_is_forgotten,
    of_two_writers_one_is_taken,
    what_nobody_finishes_is_swept,
    a_blob_that_is_set_aside_can_be_sent_again,
    a_registration_is_numbered_once_and_answered_again,
    an_identifier_is_registered_for_one_file_only,
    a_later_original_and_a_revocation_are_told,
    numbers_are_without_gaps_whoever_races,
    the_log_grows_for_one_of_two_who_append,
    the_log_forgets_partial_tiles_and_never_an_entry,
);

fn now() -> Timestamp {
    "2026-05-04T08:00:00.123Z".parse().unwrap()
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn digest(number: u64) -> Sha256 {
    platform::state::sha256(&number.to_be_bytes())
}

fn uuid(number: u128) -> Uuid {
    uuid::Builder::from_random_bytes(number.to_be_bytes()).into_uuid()
}

fn administration(storage: &dyn Storage, number: u128) -> Administration {
    let administration = Administration {
        id: uuid(number),
        name: format!("Commune {number} « ä’€ »"),
    };
    storage.add_administration(&administration, now()).unwrap();
    administration
}

fn enrolled(storage: &dyn Storage, administration: &Administration, number: u128) -> platform::storage::Desk {
    let code = digest(number as u64 + 7_000);
    storage
        .add_enrolment_code(
            code,
            administration.id,
            &[Role::Agent, Role::Clerk],
            now(),
            later(60),
        )
        .unwrap();
    let new = NewDesk {
        id: DeskId::from_uuid(uuid(number)),
        name: "poste".into(),
        public_key: vec![number as u8; 32],
    };
    match storage.enrol(code, &new, now()).unwrap() {
        Enrolment::Enrolled(desk) => desk,
        Enrolment::Refused => panic!("refused"),
    }
}

fn the_epoch_stays(storage: &dyn Storage) {
    let epoch = storage.epoch().unwrap();
    assert_eq!(epoch.parse::<Uuid>().unwrap().get_version_num(), 4);
    assert_eq!(storage.epoch().unwrap(), epoch);
    storage.healthy().unwrap();
}

fn an_administration_is_found_by_its_name_and_added_once(storage: &dyn Storage) {
    let added = administration(storage, 1);
    assert_eq!(storage.administration(&added.name).unwrap(), Some(added.clone()));
    assert_eq!(storage.administration("Commune 1").unwrap(), None);
    let twin = Administration {
        id: uuid(2),
        name: added.name.clone(),
    };
    let refused = storage.add_administration(&twin, now()).unwrap_err();
    assert!(
        matches!(refused, platform::Error::AdministrationExists { .. }),
        "{refused:?}"
    );
    assert_eq!(storage.administration(&added.name).unwrap(), Some(added));
}

fn a_code_enrols_one_desk_and_gives_a_lost_answer_again(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let code = digest(1);
    storage
        .add_enrolment_code(code, commune.id, &[Role::Agent], now(), later(60))
        .unwrap();
    let new = NewDesk {
        id: DeskId::from_uuid(uuid(5)),
        name: "Poste de l’accueil".into(),
        public_key: vec![9; 32],
    };
    assert_eq!(
        storage.enrol(code, &new, later(61)).unwrap(),
        Enrolment::Refused,
        "too late"
    );
    assert_eq!(
        storage.enrol(digest(2), &new, now()).unwrap(),
        Enrolment::Refused,
        "unknown"
    );
    let Enrolment::Enrolled(first) = storage.enrol(code, &new, later(5)).unwrap() else {
        panic!("refused")
    };
    assert_eq!(first.roles, [Role::Agent]);
    assert_eq!(
        (first.enrolled_at, first.administration.clone()),
        (later(5), commune)
    );
    assert_eq!(
        storage.enrol(code, &new, later(6)).unwrap(),
        Enrolment::Enrolled(first.clone())
    );
    let other_key = NewDesk {
        public_key: vec![8; 32],
        ..new.clone()
    };
    assert_eq!(
        storage.enrol(code, &other_key, later(6)).unwrap(),
        Enrolment::Refused
    );
    let other_desk = NewDesk {
        id: DeskId::from_uuid(uuid(6)),
        ..new
    };
    assert_eq!(
        storage.enrol(code, &other_desk, later(6)).unwrap(),
        Enrolment::Refused
    );
    assert_eq!(storage.desks().unwrap(), [first]);
}

fn a_revoked_desk_is_known_as_revoked(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let desk = enrolled(storage, &commune, 3);
    assert!(!storage.revoke_desk(DeskId::from_uuid(uuid(99)), now()).unwrap());
    assert!(storage.revoke_desk(desk.id, later(1)).unwrap());
    assert!(storage.revoke_desk(desk.id, later(2)).unwrap());
    assert_eq!(
        storage.desk(desk.id).unwrap().unwrap().revoked_at,
        Some(later(1)),
        "the first time stays"
    );
}

fn an_assertion_is_used_once_and_a_token_lives_until_it_expires(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let desk = enrolled(storage, &commune, 3);
    assert!(storage.use_assertion(digest(1), later(10)).unwrap());
    assert!(!storage.use_assertion(digest(1), later(10)).unwrap());
    storage.add_token(digest(2), desk.id, later(10)).unwrap();
    assert_eq!(storage.desk_of_token(digest(2), later(9)).unwrap(), Some(desk));
    assert_eq!(storage.desk_of_token(digest(2), later(10)).unwrap(), None);
    assert_eq!(storage.desk_of_token(digest(3), now()).unwrap(), None);
    storage.sweep(later(11), now()).unwrap();
    assert!(
        storage.use_assertion(digest(1), later(20)).unwrap(),
        "forgotten once it could not be used anyway"
    );
}

/// An upload of these bytes, begun.
fn begun(storage: &dyn Storage, desk: &platform::storage::Desk, bytes: &[u8], number: u128) -> Upload {
    let upload = Upload {
        id: uuid(number),
        administration: desk.administration.id,
        sha256: platform::state::sha256(bytes),
        size_bytes: bytes.len() as u64,
        offset: 0,
        finished: false,
    };
    storage.create_upload(&upload, desk.id, now()).unwrap();
    upload
}

/// Sends a part from where `upload` says that it stands.
fn send(storage: &dyn Storage, upload: &Upload, bytes: &[u8]) -> Added {
    let name = platform::state::sha256(&[bytes, upload.id.as_bytes(), &upload.offset.to_be_bytes()].concat());
    let name = uuid(u128::from_be_bytes(name.0[..16].try_into().unwrap()));
    let mut part = storage.begin_part(upload, name).unwrap();
    for piece in bytes.chunks(70_000) {
        part.write(piece).unwrap();
    }
    storage.add_part(upload, part).unwrap()
}

fn at(upload: &Upload, offset: u64) -> Upload {
    Upload {
        offset,
        ..upload.clone()
    }
}

fn sent(storage: &dyn Storage, desk: &platform::storage::Desk, bytes: &[u8], number: u128) -> Sha256 {
    let upload = begun(storage, desk, bytes, number);
    assert_eq!(send(storage, &upload, bytes), Added::At(bytes.len() as u64));
    assert!(
        storage
            .finish_upload(&at(&upload, upload.size_bytes), now())
            .unwrap()
    );
    upload.sha256
}

fn stored(storage: &dyn Storage, sha256: Sha256) -> Option<Vec<u8>> {
    let mut file = storage.open_blob(sha256).unwrap()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

fn an_upload_grows_from_where_it_stands_and_nowhere_else(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    // Larger than what an object store takes in one request.
    let bytes: Vec<u8> = (0..9_000_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let upload = begun(storage, &desk, &bytes, 10);
    assert_eq!(send(storage, &upload, &[]), Added::At(0));
    assert_eq!(send(storage, &upload, &bytes[..8_600_000]), Added::At(8_600_000));
    assert_eq!(
        send(storage, &upload, &bytes[..100]),
        Added::Elsewhere,
        "it stands further"
    );
    assert_eq!(
        send(storage, &at(&upload, 8_600_001), &bytes[..100]),
        Added::Elsewhere,
        "a gap"
    );
    assert_eq!(storage.upload(upload.id).unwrap(), Some(at(&upload, 8_600_000)));
    assert_eq!(
        send(storage, &at(&upload, 8_600_000), &vec![0; 400_001]),
        Added::Elsewhere,
        "longer than announced"
    );
    // A part that nobody keeps leaves nothing.
    let mut part = storage.begin_part(&upload, uuid(77)).unwrap();
    part.write(b"broken off").unwrap();
    drop(part);
    assert_eq!(
        send(storage, &at(&upload, 8_600_000), &bytes[8_600_000..]),
        Added::At(9_000_000)
    );
    assert_eq!(
        storage.owned_blob(upload.sha256, desk.administration.id).unwrap(),
        None
    );
    let whole = storage.upload(upload.id).unwrap().unwrap();
    assert!(storage.finish_upload(&whole, later(3)).unwrap());
    assert_eq!(stored(storage, upload.sha256).unwrap(), bytes);
    assert!(storage.upload(upload.id).unwrap().unwrap().finished);
    assert!(
        storage.finish_upload(&whole, later(4)).unwrap(),
        "once more changes nothing"
    );
    assert_eq!(
        storage.owned_blob(upload.sha256, desk.administration.id).unwrap(),
        Some(9_000_000)
    );
    assert_eq!(
        storage.owned_blob(upload.sha256, uuid(2)).unwrap(),
        None,
        "others have not sent it"
    );
    assert_eq!(send(storage, &whole, b"more"), Added::Elsewhere);
}

fn an_upload_with_another_digest_is_forgotten(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let upload = begun(storage, &desk, b"what was announced", 10);
    assert_eq!(
        send(storage, &upload, b"what has come along"[..18].as_ref()),
        Added::At(18)
    );
    assert!(!storage.finish_upload(&at(&upload, 18), now()).unwrap());
    assert_eq!(storage.upload(upload.id).unwrap(), None);
    assert_eq!(stored(storage, upload.sha256), None);
    assert_eq!(send(storage, &upload, b"again"), Added::Elsewhere);
}

fn of_two_writers_one_is_taken(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let bytes = vec![5; 40_000];
    let upload = begun(storage, &desk, &bytes, 10);
    let mut first = storage.begin_part(&upload, uuid(1)).unwrap();
    let mut second = storage.begin_part(&upload, uuid(2)).unwrap();
    first.write(&bytes[..30_000]).unwrap();
    second.write(&bytes[..20_000]).unwrap();
    assert_eq!(storage.add_part(&upload, second).unwrap(), Added::At(20_000));
    assert_eq!(storage.add_part(&upload, first).unwrap(), Added::Elsewhere);
    assert_eq!(
        send(storage, &at(&upload, 20_000), &bytes[20_000..]),
        Added::At(40_000)
    );
    assert!(storage.finish_upload(&at(&upload, 40_000), now()).unwrap());
    assert_eq!(stored(storage, upload.sha256).unwrap(), bytes);
}

fn what_nobody_finishes_is_swept(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let kept = sent(storage, &desk, b"finished", 9);
    let upload = begun(storage, &desk, b"never finished", 10);
    assert_eq!(send(storage, &upload, b"never"), Added::At(5));
    storage.sweep(now(), now()).unwrap();
    assert!(storage.upload(upload.id).unwrap().is_some(), "it is young");
    assert_eq!(send(storage, &at(&upload, 5), b" fin"), Added::At(9));
    storage.sweep(later(100), later(50)).unwrap();
    assert_eq!(storage.upload(upload.id).unwrap(), None);
    assert_eq!(stored(storage, kept).unwrap(), b"finished");
}

fn a_blob_that_is_set_aside_can_be_sent_again(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    storage.quarantine_blob(blob).unwrap();
    assert_eq!(stored(storage, blob), None);
    assert_eq!(storage.owned_blob(blob, desk.administration.id).unwrap(), None);
    storage.quarantine_blob(blob).unwrap();
    assert_eq!(sent(storage, &desk, b"the original", 11), blob);
    assert_eq!(stored(storage, blob).unwrap(), b"the original");
}

fn examined(desk: &platform::storage::Desk, number: u64, sha256: Sha256) -> Examined {
    let mut log_entry = [0; 98];
    log_entry[..2].copy_from_slice(&[1, 1]);
    log_entry[2..34].copy_from_slice(&digest(number).0);
    Examined {
        op: OpId::from_uuid(uuid(u128::from(number) + 1_000)),
        desk: desk.clone(),
        content_sha256: digest(number + 100),
        identifier_sha256: digest(number),
        registration: sync::wire::Registration {
            identifier: identifier::Identifier::issue([number as u8; 16]),
            sha256,
            size_bytes: 12,
            pages: 1,
            title: "Autorisation de bâtir « Kräizung »".into(),
            kind: None,
            authority: desk.administration.name.clone(),
            reference: Some(format!("2026/{number}")),
            sealed_at: now(),
            lang: Some("fr".into()),
            visible_seal_sha256: None,
            supersedes: None,
            other: [("later".to_owned(), serde_json::json!({"x": 1}))].into(),
        },
        supersedes_sha256: None,
        seal_report: serde_json::from_value(report()).unwrap(),
        log_entry,
    }
}

fn report() -> serde_json::Value {
    let roots = seal::verify::TrustRoots::default();
    serde_json::to_value(seal::verify::verify(
        b"no PDF",
        &seal::verify::VerifyOptions {
            roots: &roots,
            at: now(),
            password: None,
        },
    ))
    .unwrap()
}

fn acknowledged(registered: Registered) -> u64 {
    match registered {
        Registered::Acknowledged(answer) => answer.seq,
        other => panic!("{other:?}"),
    }
}

fn a_registration_is_numbered_once_and_answered_again(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let early = examined(&desk, 1, digest(77));
    assert_eq!(storage.register(&early, now()).unwrap(), Registered::BlobMissing);
    let blob = sent(storage, &desk, b"the original", 9);
    let first = examined(&desk, 1, blob);
    assert_eq!(
        storage
            .first_answer(desk.id, first.op, first.content_sha256)
            .unwrap(),
        None
    );
    let answer = storage.register(&first, now()).unwrap();
    assert_eq!(acknowledged(answer.clone()), 1, "what was refused took no number");
    assert_eq!(storage.register(&first, later(9)).unwrap(), answer);
    assert_eq!(
        storage
            .first_answer(desk.id, first.op, first.content_sha256)
            .unwrap(),
        Some(answer.clone())
    );
    // The same content under another operation is the same registration.
    let mut again = first.clone();
    again.op = OpId::from_uuid(uuid(4_321));
    assert_eq!(storage.register(&again, later(9)).unwrap(), answer);
    let mut reused = first.clone();
    reused.content_sha256 = digest(5);
    assert_eq!(
        storage.register(&reused, now()).unwrap(),
        Registered::OperationReused
    );
    assert_eq!(
        acknowledged(storage.register(&examined(&desk, 2, blob), now()).unwrap()),
        2
    );

    let original = storage.original(first.identifier_sha256).unwrap().unwrap();
    assert_eq!(
        (original.seq, original.sha256, original.registered_at),
        (1, blob, now())
    );
    assert_eq!(
        original.facts,
        platform::storage::Facts::from(&first.registration)
    );
    let json = |report| serde_json::to_value(report).unwrap();
    assert_eq!(json(&original.seal_report), json(&first.seal_report));
    assert_eq!(storage.original_by_content(blob).unwrap().unwrap().seq, 1);
    assert!(storage.original(digest(999)).unwrap().is_none());
}

fn an_identifier_is_registered_for_one_file_only(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    storage.register(&examined(&desk, 1, blob), now()).unwrap();
    let mut thief = examined(&desk, 1, blob);
    thief.op = OpId::from_uuid(uuid(5));
    thief.content_sha256 = digest(6);
    for _ in 0..2 {
        assert_eq!(
            storage.register(&thief, later(1)).unwrap(),
            Registered::IdentifierTaken
        );
    }
    storage
        .raise_alarm(
            "original-damaged",
            AlarmSubject {
                sha256: Some(blob),
                ..AlarmSubject::default()
            },
            later(2),
        )
        .unwrap();
    let alarms = storage.alarms().unwrap();
    let told: Vec<_> = alarms
        .iter()
        .map(|alarm| (alarm.code.as_str(), alarm.raised_at, alarm.desk))
        .collect();
    assert_eq!(
        told,
        [
            ("original-damaged", later(2), None),
            ("identifier-taken", later(1), Some(desk.id))
        ]
    );
    assert_eq!(storage.log_pending(9).unwrap().len(), 1, "the log knows of one");
}

fn a_later_original_and_a_revocation_are_told(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    storage.register(&examined(&desk, 1, blob), now()).unwrap();
    let mut next = examined(&desk, 2, blob);
    next.supersedes_sha256 = Some(digest(55));
    assert_eq!(
        storage.register(&next, now()).unwrap(),
        Registered::SupersededUnknown
    );
    next.supersedes_sha256 = Some(digest(1));
    storage.register(&next, later(3)).unwrap();
    let superseded = storage.original(digest(1)).unwrap().unwrap().superseded.unwrap();
    assert_eq!(
        (superseded.at, superseded.reference.as_deref()),
        (later(3), Some("2026/2"))
    );

    let revocation = Revocation {
        at: later(4),
        reason: "Erreur matérielle".into(),
        lang: "fr".into(),
    };
    assert!(storage.revoke_original(digest(2), &revocation).unwrap());
    let second = Revocation {
        reason: "autre".into(),
        ..revocation.clone()
    };
    assert!(storage.revoke_original(digest(2), &second).unwrap());
    assert!(!storage.revoke_original(digest(55), &second).unwrap());
    assert_eq!(
        storage.original(digest(2)).unwrap().unwrap().revoked,
        Some(revocation)
    );
    let kinds: BTreeSet<u8> = storage
        .log_pending(9)
        .unwrap()
        .iter()
        .map(|waiting| waiting.entry[1])
        .collect();
    assert_eq!(kinds.len(), 3, "issued, superseded, revoked");
    assert_eq!(storage.log_entry_of(digest(2)).unwrap(), Some(next.log_entry));
}

fn numbers_are_without_gaps_whoever_races(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    const EACH: u64 = 12;
    let numbers: Vec<u64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6_u64)
            .map(|thread| {
                let desk = &desk;
                scope.spawn(move || {
                    // Half of what they register is the same as what their neighbour does.
                    (0..EACH)
                        .map(|n| {
                            let number = 1 + (thread / 2) * 100 + n;
                            acknowledged(storage.register(&examined(desk, number, blob), now()).unwrap())
                        })
                        .collect::<Vec<u64>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let distinct: BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(distinct, (1..=3 * EACH).collect::<BTreeSet<u64>>());
    assert_eq!(numbers.len(), 6 * EACH as usize);
}

fn entry(number: u8) -> [u8; 98] {
    let mut entry = [number; 98];
    entry[..2].copy_from_slice(&[1, 1]);
    entry
}

fn the_log_grows_for_one_of_two_who_append(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    for number in 1..=3 {
        storage.register(&examined(&desk, number, blob), now()).unwrap();
    }
    assert_eq!(
        storage.log_identity(("a.lu/log", [1; 32])).unwrap(),
        ("a.lu/log".into(), [1; 32])
    );
    assert_eq!(
        storage.log_identity(("b.lu/log", [2; 32])).unwrap(),
        ("a.lu/log".into(), [1; 32]),
        "the first stays"
    );
    let pending = storage.log_pending(2).unwrap();
    let growth = platform::log::Growth {
        old: 0,
        taken: pending.iter().map(|waiting| waiting.row).collect(),
        entries: pending.iter().map(|waiting| waiting.entry).collect(),
        files: vec![("tile/0/000.p/2".into(), vec![1, 2])],
        note: "a note".into(),
    };
    let appended: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| storage.log_append(&growth, now()).unwrap()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(appended.iter().filter(|&&grown| grown).count(), 1, "{appended:?}");
    assert_eq!(storage.log_pending(9).unwrap().len(), 1);
    assert_eq!(storage.log_checkpoint(false).unwrap().as_deref(), Some("a note"));
    assert_eq!(storage.log_checkpoint(true).unwrap(), None);
    storage.log_cosigned(2, "a cosigned note", true).unwrap();
    storage.log_cosigned(2, "a note with more", false).unwrap();
    assert_eq!(
        storage.log_checkpoint(true).unwrap().as_deref(),
        Some("a note with more"),
        "published stays so"
    );
    // Entries that do not wait are not appended.
    let stale = platform::log::Growth {
        old: 2,
        taken: vec![pending[0].row],
        ..growth
    };
    assert!(!storage.log_append(&stale, now()).unwrap());
    let tag = tlog::Hash::from_bytes(pending[1].entry[2..34].try_into().unwrap());
    assert_eq!(storage.log_numbers(tag).unwrap(), [(1, pending[1].entry)]);
}

fn the_log_forgets_partial_tiles_and_never_an_entry(storage: &dyn Storage) {
    let grow = |old: u64, count: u8, files: &[(&str, u8)]| {
        let growth = platform::log::Growth {
            old,
            taken: Vec::new(),
            entries: (0..count).map(entry).collect(),
            files: files
                .iter()
                .map(|(path, byte)| ((*path).to_owned(), vec![*byte]))
                .collect(),
            note: format!("of {old} and {count}"),
        };
        assert!(storage.log_append(&growth, now()).unwrap());
    };
    grow(
        0,
        250,
        &[
            ("tile/0/x001.p/1", 1),
            ("tile/0/x001.p/250", 2),
            ("tile/0/x001.p0", 3),
            ("tile/0/x001.P/9", 4),
        ],
    );
    grow(250, 6, &[("tile/0/x001", 5), ("tile/0/x001.p/1", 6)]);
    let there = |path: &str| storage.log_file(path).unwrap().map(|bytes| bytes[0]);
    assert_eq!(there("tile/0/x001"), Some(5));
    assert_eq!(there("tile/0/x001.p/1"), None, "the full one is there");
    assert_eq!(there("tile/0/x001.p/250"), None);
    assert_eq!(
        there("tile/0/x001.p0"),
        Some(3),
        "another name, beside it in any order"
    );
    assert_eq!(there("tile/0/x001.P/9"), Some(4));
}

/// Where the bytes are, each on its own: files and objects.
fn originals_are_kept(originals: &dyn Originals) {
    let upload = uuid(1);
    let add = |name: u128, bytes: &[u8]| {
        let mut part = originals.begin_part(upload, uuid(name)).unwrap();
        part.write(bytes).unwrap();
        part.keep().unwrap()
    };
    let sha256 = platform::state::sha256(b"one two");
    assert!(originals.uploads().unwrap().is_empty());
    let (one, two) = (add(1, b"one "), add(2, b"two"));
    assert_eq!((one.size_bytes, two.size_bytes), (4, 3));
    assert_eq!(originals.uploads().unwrap(), [upload]);
    let assemble = |parts: &[Uuid], size| originals.assemble(upload, parts, sha256, size).unwrap();
    assert_eq!(assemble(&[two.name, one.name], 7), Assembled::Wrong);
    assert_eq!(assemble(&[one.name, two.name], 8), Assembled::Wrong);
    assert_eq!(
        assemble(&[one.name, uuid(9), two.name], 7),
        Assembled::Wrong,
        "a part is lost"
    );
    assert!(originals.open(sha256).unwrap().is_none());
    assert_eq!(assemble(&[one.name, two.name], 7), Assembled::InPlace);
    originals.delete_parts(upload).unwrap();
    assert!(originals.uploads().unwrap().is_empty());
    assert_eq!(
        assemble(&[one.name, two.name], 7),
        Assembled::InPlace,
        "it is there already"
    );
    let read = || {
        let mut bytes = Vec::new();
        originals
            .open(sha256)
            .unwrap()
            .map(|mut file| file.read_to_end(&mut bytes).unwrap());
        bytes
    };
    assert_eq!(read(), b"one two");
    originals.quarantine(sha256).unwrap();
    assert_eq!(read(), b"");
    originals.quarantine(sha256).unwrap();
    assert_eq!(
        assemble(&[one.name, two.name], 7),
        Assembled::Wrong,
        "no parts, no original"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x"), b"one two").unwrap();
    originals.put(sha256, &folder.path().join("x")).unwrap();
    originals.put(sha256, &folder.path().join("x")).unwrap();
    assert_eq!(read(), b"one two");
    originals.delete_part(upload, uuid(5)).unwrap();
    originals.healthy().unwrap();
}

#[test]
fn originals_are_kept_as_files() {
    let folder = tempfile::tempdir().unwrap();
    originals_are_kept(&Files::open(folder.path()).unwrap());
}

#[test]
fn originals_are_kept_as_objects() {
    let s3 = S3::start();
    let scratch = tempfile::tempdir().unwrap();
    originals_are_kept(&Bucket::open_with("s3://greffe", scratch.path(), &s3.variables()).unwrap());
    let left = std::fs::read_dir(scratch.path()).unwrap().count();
    assert_eq!(left, 0, "nothing of it stays on this machine");
}

#[test]
fn a_bucket_that_is_not_there_or_not_ours_is_told_at_once() {
    let s3 = S3::start();
    let scratch = tempfile::tempdir().unwrap();
    let mut variables = s3.variables();
    variables[3].1 = "another secret".into();
    let refused = Bucket::open_with("s3://greffe", scratch.path(), &variables)
        .err()
        .unwrap();
    assert!(
        matches!(refused, platform::Error::Originals { .. }),
        "{refused:?}"
    );
}

#[test]
fn postgresql_with_files_serves_as_well() {
    let Some(server) = Postgres::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    let storage = SqlStorage::new(database, Box::new(Files::open(folder.path()).unwrap())).unwrap();
    an_upload_grows_from_where_it_stands_and_nowhere_else(&storage);
}

#[test]
fn sqlite_with_a_bucket_serves_as_well() {
    let s3 = S3::start();
    let folder = tempfile::tempdir().unwrap();
    let bucket = Bucket::open_with("s3://greffe/a/b", folder.path(), &s3.variables()).unwrap();
    let database = SqliteDatabase::open(&folder.path().join("platform.db")).unwrap();
    let storage = SqlStorage::new(database, Box::new(bucket)).unwrap();
    an_upload_grows_from_where_it_stands_and_nowhere_else(&storage);
}

#[test]
fn two_processes_migrate_one_after_the_other() {
    let Some(server) = Postgres::start() else { return };
    let opened: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| PostgresDatabase::open(&server.url()).is_ok()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(opened, [true; 4]);
}

#[test]
fn a_database_that_was_restarted_is_found_again() {
    let Some(server) = Postgres::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    let storage = SqlStorage::new(database, Box::new(Files::open(folder.path()).unwrap())).unwrap();
    let known = administration(&storage, 1);
    let epoch = storage.epoch().unwrap();
    // Connections lie idle when the server goes away.
    server.stop();
    assert!(storage.healthy().is_err());
    assert!(
        storage
            .add_administration(
                &Administration {
                    id: uuid(2),
                    name: "B".into()
                },
                now()
            )
            .is_err()
    );
    server.again();
    assert_eq!(
        storage.epoch().unwrap(),
        epoch,
        "the first request after it is answered"
    );
    assert_eq!(storage.administration(&known.name).unwrap(), Some(known));
}

#[test]
fn the_log_in_postgresql_is_append_only_for_everybody() {
    let Some(server) = Postgres::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = PostgresDatabase::open(&server.url()).unwrap();
    let storage = SqlStorage::new(database, Box::new(Files::open(folder.path()).unwrap())).unwrap();
    the_log_forgets_partial_tiles_and_never_an_entry(&storage);
    for attack in [
        "DELETE FROM log_entry WHERE number = 3",
        "UPDATE log_entry SET number = 999 WHERE number = 3",
        "TRUNCATE log_entry",
    ] {
        server.sql(attack);
        assert_eq!(
            server.sql("SELECT count(*), max(number) FROM log_entry"),
            "256|255",
            "{attack}"
        );
    }
}

#[test]
fn a_server_elsewhere_is_spoken_to_over_tls_only_and_must_prove_its_name() {
    let pki = testkit::pki::TestPki::new();
    let tls = pki.tls_server();
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port().to_string()
    };
    let setting = format!("port={port}");
    let Some(server) = Postgres::start_with(&["-c", "listen_addresses=127.0.0.1", "-c", &setting]) else {
        return;
    };
    server.give("tls.pem", &tls.chain_pem());
    server.give("tls.key", &tls.key_pem());
    server.stop();
    let file = |name: &str| server.folder().join(name).display().to_string();
    let settings = format!(
        "\nssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\n",
        file("tls.pem"),
        file("tls.key")
    );
    let configuration = server.folder().join("data/postgresql.conf");
    let mut text = std::fs::read_to_string(&configuration).unwrap();
    text.push_str(&settings);
    std::fs::write(&configuration, text).unwrap();
    server.again();
    let url = |host: &str| format!("postgres://greffe@{host}:{port}/greffe?sslmode=require");
    let root = pki.root_pem();
    let database = PostgresDatabase::open_trusting(&url("localhost"), Some(root.as_bytes())).unwrap();
    database
        .read(|sql| sql.query("SELECT value FROM counter", &[]))
        .unwrap();
    let encrypted = server.sql(
        "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'greffe-platform'",
    );
    assert_eq!(encrypted, "t", "the connection that lies idle is one with TLS");
    drop(database);
    assert!(
        PostgresDatabase::open(&url("localhost")).is_err(),
        "the system does not know this authority"
    );
    let other = testkit::pki::TestPki::new().root_pem().to_owned();
    assert!(PostgresDatabase::open_trusting(&url("localhost"), Some(other.as_bytes())).is_err());
}
