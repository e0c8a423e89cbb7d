//! The shapes that only the window and its shell exchange: settings, files offered by token, progress, events.
//!
//! A path of the disk never crosses to the web view: the shell keeps it and hands out a token.

use serde::{Deserialize, Serialize};
use wording::Lang;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person sets for the window on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// Size of text, in percent: 100 to 400.
    pub text_percent: u16,
    /// Minutes without activity after which the desk locks itself; 0 never.
    pub idle_minutes: u16,
    /// Shortcuts of one letter are on (WCAG 2.1.4 asks that they can be switched off).
    pub letter_keys: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Fr,
            theme: Theme::System,
            text_percent: 100,
            idle_minutes: 10,
            letter_keys: true,
        }
    }
}

impl Settings {
    /// The settings with every value inside its limits.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.text_percent = self.text_percent.clamp(100, 400);
        self.idle_minutes = self.idle_minutes.min(240);
        self
    }
}

/// What the window needs to know when it starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// The settings.
    pub settings: Settings,
    /// A desk exists in the folder.
    pub desk_exists: bool,
    /// It is unlocked (the web view was loaded anew).
    pub unlocked: bool,
    /// Version of the program.
    pub version: String,
    /// The key for sealing given when the program was started.
    pub seal_key: Option<OfferedFile>,
    /// The procedures a dossier can have.
    pub procedures: Vec<ProcedureName>,
}

/// A procedure by its key and its name in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureName {
    /// Stable key.
    pub key: String,
    /// Its names.
    pub names: std::collections::BTreeMap<Lang, String>,
}

/// Long work that can be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Importing files.
    Import,
    /// Sealing.
    Seal,
    /// Adding time-stamps and validation data to seals.
    Augment,
    /// Sending the outbox.
    Sync,
}

/// What a choice of files by the system's dialogue is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Documents to import, several.
    Documents,
    /// The key for sealing, one.
    SealKey,
    /// Certificates that TLS trusts, one.
    Certificates,
}

/// A file a person chose or dropped; the shell keeps its path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedFile {
    /// Names the file to the shell; worth nothing elsewhere or after a restart.
    pub token: String,
    /// Its name without folders.
    pub name: String,
    /// Its size.
    pub size_bytes: u64,
}

/// How far long work is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Stable kind of the step.
    pub step: String,
    /// What is worked on.
    pub label: String,
    /// Items done.
    pub items_done: u64,
    /// Items in all.
    pub items: u64,
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes in all, 0 where unknown.
    pub bytes: u64,
}

/// What the shell tells the window unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum WindowEvent {
    /// Files are held over the window.
    DragOver,
    /// They left it.
    DragLeft,
    /// They were dropped.
    Dropped {
        /// The files; folders and what cannot be read are left out.
        files: Vec<OfferedFile>,
    },
    /// The desk locked itself after the idle time.
    Locked,
}

/// The outcome of validating a stored version, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// `TOTAL-PASSED`, `INDETERMINATE`, `TOTAL-FAILED`, `NO-SIGNATURE`.
    pub verdict: String,
    /// One for each signature or seal, in the order of the file.
    pub signatures: Vec<ValidatedSignature>,
}

/// One signature or seal of a validated version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidatedSignature {
    /// Name of the holder of the certificate.
    pub signer: String,
    /// The bytes it covers are unchanged.
    pub intact: bool,
    /// It covers the whole file.
    pub covers_whole_file: bool,
    /// Level, e.g. `B-B`.
    pub level: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_an_older_version_keep_what_they_have() {
        let settings: Settings = serde_json::from_str(r#"{"lang":"de"}"#).unwrap();
        assert_eq!(
            settings,
            Settings {
                lang: Lang::De,
                ..Settings::default()
            }
        );
    }

    #[test]
    fn settings_are_brought_inside_their_limits() {
        let wild = Settings {
            text_percent: 5,
            idle_minutes: 9999,
            ..Settings::default()
        };
        assert_eq!(wild.bounded().text_percent, 100);
        assert_eq!(wild.bounded().idle_minutes, 240);
    }
}
