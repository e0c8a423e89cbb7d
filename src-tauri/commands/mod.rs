//! The commands of the web view: each parses its arguments into types, runs one call of the desk away from the
//! window's thread, and answers with a view or an explanation in the language of the window.

pub mod circuits;
pub mod deadlines;
pub mod desk;
mod dialogues;
pub mod directory;
pub mod doctor;
pub mod documents;
pub mod dossiers;
pub mod intake;
pub mod keys;
pub mod letters;
pub mod looking;
pub mod people;
pub mod picking;
pub mod platform;
pub mod procedures;
pub mod restoring;
pub mod retention;
pub mod safety;
pub mod seal_settings;
pub mod sealing;
pub mod settings;
pub mod sharing;
pub mod versions;
pub mod work;

#[cfg(test)]
include!("names.rs");

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};

/// A passphrase, PIN or password on its way in; it is never shown, logged or sent back.
pub struct Secret(pub SecretString);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(SecretString::from(text)))
    }
}

/// The word by which a value is written in JSON.
fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
