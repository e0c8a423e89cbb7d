//! One file for each table, with its SQL beside it.

use std::str::FromStr;

use crate::error::Error;

pub(crate) mod access;
pub(crate) mod acknowledged;
pub(crate) mod augmentation;
pub(crate) mod circuit;
pub(crate) mod classification;
pub(crate) mod contact;
pub(crate) mod counter;
pub(crate) mod deadline;
pub(crate) mod delegation;
pub(crate) mod desk;
pub(crate) mod disposition;
pub(crate) mod document;
pub(crate) mod dossier;
pub(crate) mod erasure;
pub(crate) mod figures;
pub(crate) mod find;
pub(crate) mod forgetting;
pub(crate) mod hold;
pub(crate) mod intake;
pub(crate) mod journal;
pub(crate) mod letter;
pub(crate) mod link;
pub(crate) mod listing;
pub(crate) mod note;
pub(crate) mod opinion;
pub(crate) mod outbox;
pub(crate) mod party;
pub(crate) mod person;
pub(crate) mod procedure;
pub(crate) mod public_log;
pub(crate) mod renumber;
pub(crate) mod retention;
pub(crate) mod saved;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod tag;
pub(crate) mod task;
pub(crate) mod text;
pub(crate) mod version;

/// A time as it is stored: microseconds since 1970 UTC.
pub(crate) fn micros(time: jiff::Timestamp) -> i64 {
    time.as_microsecond()
}

pub(crate) fn timestamp(
    table: &'static str,
    column: &'static str,
    micros: i64,
) -> Result<jiff::Timestamp, Error> {
    jiff::Timestamp::from_microsecond(micros).map_err(|_| Error::ValueUnreadable { table, column })
}

pub(crate) fn parsed<T: FromStr>(table: &'static str, column: &'static str, text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::ValueUnreadable { table, column })
}

/// The stored word of a unit enum: its serde name.
pub(crate) fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(crate) fn from_word<T: serde::de::DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    word: &str,
) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|_| Error::ValueUnreadable { table, column })
}

pub(crate) fn unsigned<T: TryFrom<i64>>(
    table: &'static str,
    column: &'static str,
    value: i64,
) -> Result<T, Error> {
    T::try_from(value).map_err(|_| Error::ValueUnreadable { table, column })
}

/// A size as SQLite stores it.
pub(crate) fn stored_size(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
