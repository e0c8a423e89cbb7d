//! One suite for every storage: SQLite with files, and PostgreSQL with a bucket. Each test runs on both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod databases;
mod desks;
mod evidence;
mod kept;
mod log;
mod registrations;
mod servers;
mod uploads;

use std::collections::BTreeSet;
use std::io::Read as _;

use crate::support::s3::S3;
use jiff::{SignedDuration, Timestamp};
use model::{DeskId, OpId, Role, Sha256};
use platform::storage::bucket::Bucket;
use platform::storage::files::Files;
use platform::storage::originals::{Assembled, Originals};
use platform::storage::postgres::PostgresDatabase;
use platform::storage::relational::SqlStorage;
use platform::storage::sql::Database;
use platform::storage::sqlite::{SqliteDatabase, SqliteStorage};
use platform::storage::{
    Added, Administration, AlarmSubject, Enrolment, Examined, NewDesk, Registered, Revocation, Storage,
    Upload,
};
use registrations::examined;
use testkit::postgres::Postgres;
use uploads::sent;
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
    ($($module:ident::$name:ident),* $(,)?) => {
        mod with_sqlite_and_files {
            $(#[test] fn $name() { super::$module::$name(&*super::sqlite_with_files().storage); })*
        }
        mod with_postgresql_and_a_bucket {
            $(#[test] fn $name() {
                if let Some(stand) = super::postgresql_with_a_bucket() {
                    super::$module::$name(&*stand.storage);
                }
            })*
        }
    };
}

on_every_storage!(
    desks::the_epoch_stays,
    desks::an_administration_is_found_by_its_name_and_added_once,
    desks::a_code_enrols_one_desk_and_gives_a_lost_answer_again,
    desks::a_revoked_desk_is_known_as_revoked,
    desks::an_assertion_is_used_once_and_a_token_lives_until_it_expires,
    uploads::an_upload_grows_from_where_it_stands_and_nowhere_else,
    uploads::an_upload_with_another_digest_is_forgotten,
    uploads::of_two_writers_one_is_taken,
    uploads::what_nobody_finishes_is_swept,
    uploads::a_blob_that_is_set_aside_can_be_sent_again,
    uploads::what_has_come_is_looked_at_again_when_it_is_due,
    registrations::a_registration_is_numbered_once_and_answered_again,
    registrations::an_identifier_is_registered_for_one_file_only,
    registrations::a_later_original_and_a_revocation_are_told,
    registrations::numbers_are_without_gaps_whoever_races,
    evidence::evidence_is_due_kept_once_and_in_its_order,
    evidence::a_sign_in_counts_once_for_its_desk_and_ends,
    log::the_log_grows_for_one_of_two_who_append,
    log::the_log_forgets_partial_tiles_and_never_an_entry,
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
