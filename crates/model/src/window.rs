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
    /// Stronger contrast, whatever the system says.
    pub high_contrast: bool,
    /// Notifications of the system are shown.
    pub notifications: bool,
    /// They may name a dossier, a document or a person.
    pub notifications_named: bool,
    /// No notification is shown from this hour of the day on, 0 to 23.
    pub quiet_from: u8,
    /// Up to this hour; the same as `quiet_from`: there are no quiet hours.
    pub quiet_until: u8,
    /// The tour was taken or put away.
    pub toured: bool,
    /// The first steps of a new desk were put away.
    pub begun: bool,
    /// Rows of lists stand close together.
    pub compact_lists: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Fr,
            theme: Theme::System,
            text_percent: 100,
            idle_minutes: 10,
            letter_keys: true,
            high_contrast: false,
            notifications: false,
            notifications_named: false,
            quiet_from: 18,
            quiet_until: 8,
            toured: false,
            begun: false,
            compact_lists: false,
        }
    }
}

impl Settings {
    /// The settings with every value inside its limits.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.text_percent = self.text_percent.clamp(100, 400);
        self.idle_minutes = self.idle_minutes.min(240);
        self.quiet_from = self.quiet_from.min(23);
        self.quiet_until = self.quiet_until.min(23);
        self
    }

    /// Whether notifications keep quiet at this hour of the day, 0 to 23.
    pub fn quiet_at(&self, hour: u8) -> bool {
        let (from, until) = (self.quiet_from, self.quiet_until);
        if from <= until {
            (from..until).contains(&hour)
        } else {
            hour >= from || hour < until
        }
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
    /// The invented people of the demonstration, while the window shows that and no desk of one's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demonstration: Vec<Invented>,
}

/// Somebody at the demonstration, with what opens it as them; it protects nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invented {
    /// Full name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<crate::Role>,
    /// The passphrase.
    pub passphrase: String,
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
    /// Looking whether sealing would work.
    Doctor,
    /// Filing what came in, or pulling an original from the platform.
    File,
    /// Making a backup.
    Backup,
    /// Checking the desk.
    Check,
    /// Reading a backup through.
    ReadBackup,
    /// Making the desk again of a backup.
    Restore,
    /// Making the letters of a batch.
    Letters,
    /// Making packages for the archives.
    Pack,
    /// Destroying what was decided.
    Destroy,
    /// Reading texts again.
    ReadTexts,
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
    /// Any file, one: a new version of a document.
    Version,
    /// A table as CSV, one.
    Table,
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
    /// Something changed at the desk without the window: the watched folder brought something, a backup was made.
    Changed,
    /// Something is to be opened: a link, or what a second start of the program was given. The window asks for it once the
    /// desk is unlocked.
    Asked,
    /// What was given to be opened is nothing that can be.
    NothingToOpen,
    /// What runs behind the window could not go on.
    Troubled {
        /// Why.
        problem: wording::Explanation,
    },
}

/// The watched folder, as the window shows it: the name of the folder, never its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchShown {
    /// Name of the folder; none: no folder is watched.
    pub folder: Option<String>,
    /// Name of the folder inside it for what was taken in; none: files stay where they are.
    pub done: Option<String>,
    /// Name of the folder inside it for what could not be taken in.
    pub failed: String,
    /// Separator pages are looked for.
    pub separators: bool,
    /// It is watched at this moment.
    pub running: bool,
    /// Why it is not, where that is known.
    pub problem: Option<wording::Explanation>,
}

/// Backups, as the window shows them: names of folders, never their places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupsShown {
    /// When, and how many are kept; the folder is its name.
    pub settings: crate::safety::BackupSettings,
    /// When the last one was made.
    pub last: Option<jiff::Timestamp>,
    /// Those in the folder, newest first, each with the name of its folder.
    pub backups: Vec<crate::safety::BackupView>,
    /// Why the folder could not be read.
    pub problem: Option<wording::Explanation>,
}

/// A backup that can be read through: its place stays behind a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedBackup {
    /// Stands for its place.
    pub token: String,
    /// What it says of itself; the folder is its name.
    pub backup: crate::safety::BackupView,
    /// It is one of this desk, which alone can read it through.
    pub own: bool,
}

/// The key file that somebody asked to have remembered: its name, never its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptKeyFile {
    /// Its name.
    pub name: String,
    /// It still lies where it lay.
    pub there: bool,
}

/// A desk that was made again of a backup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestoredDesk {
    /// The desk, open.
    pub desk: crate::view::DeskView,
    /// When the backup was made: what was done since is not in it.
    pub made_at: jiff::Timestamp,
    /// Contents that the desk had lost already when the backup was made.
    pub missing: u64,
}

/// A document with its new version, and what a careful reader should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddedVersion {
    /// The document.
    pub document: crate::view::DocumentView,
    /// The warnings.
    pub warnings: Vec<wording::Explanation>,
}

/// Which package is made of a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackageForm {
    /// An E-ARK SIP.
    #[default]
    Eark,
    /// A bag with the files.
    Bagit,
    /// A bag around an E-ARK SIP.
    BagitEark,
}

/// A package that was made: its name, never its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageMade {
    /// Its name.
    pub name: String,
    /// Files in it.
    pub files: u64,
    /// Their size.
    pub bytes: u64,
}

/// The outcome of validating a stored version, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// `TOTAL-PASSED`, `INDETERMINATE`, `TOTAL-FAILED`, `NO-SIGNATURE`, `ERROR`.
    pub verdict: String,
    /// One for each signature, seal or document time-stamp, in the order of the file.
    pub signatures: Vec<ValidatedSignature>,
    /// What a careful reader should know of the file.
    pub warnings: Vec<String>,
}

/// One signature, seal or document time-stamp of a validated version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValidatedSignature {
    /// `TOTAL-PASSED`, `INDETERMINATE` or `TOTAL-FAILED` (EN 319 102-1).
    pub indication: String,
    /// The indication in a plain sentence.
    pub explanation: String,
    /// `signature`, `certification` or `document_timestamp`.
    pub kind: String,
    /// Name of the holder of the certificate; empty when it is not known.
    pub signer: String,
    /// Name of who issued it.
    pub issuer: String,
    /// `signature` or `seal`; empty when the certificate does not say.
    pub purpose: String,
    /// The certificate says of itself that it is qualified; only trusted lists decide.
    pub claims_qualified: bool,
    /// By the trusted lists, e.g. `QESeal`; empty without lists.
    pub qualification: String,
    /// The bytes it covers are unchanged.
    pub intact: bool,
    /// It covers the whole file.
    pub covers_whole_file: bool,
    /// `none`, `permitted`, `unclear` or `not_permitted`.
    pub changes_after: String,
    /// Level, e.g. `B-B`; empty where it has none.
    pub level: String,
    /// When the signer says it was made.
    pub claimed_time: Option<jiff::Timestamp>,
    /// When a trusted time-stamp proves that it was there.
    pub proven_time: Option<jiff::Timestamp>,
    /// What a careful reader should know of it.
    pub warnings: Vec<String>,
}

/// The state of a token's PIN, as far as the token tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinTries {
    /// Nothing is known against it.
    #[default]
    Ready,
    /// A wrong PIN was given at least once since the last right one.
    FewTriesLeft,
    /// The next wrong PIN locks it.
    LastTry,
}

/// What opens a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Unlocking {
    /// The passphrase of its file.
    Passphrase,
    /// A PIN, typed in the window.
    Pin {
        /// What the token tells of it.
        tries: PinTries,
    },
    /// A PIN, typed at the reader's own keys.
    PinPad {
        /// What the token tells of it.
        tries: PinTries,
    },
    /// Nothing.
    Nothing,
}

/// A certificate to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateRow {
    /// Names it to the shell; worth nothing elsewhere or after a restart.
    pub token: String,
    /// Who holds it.
    pub holder: String,
    /// The holder's organisation.
    pub organisation: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// Kind of key, e.g. `ECDSA P-256`.
    pub algorithm: String,
    /// `signature`, `seal` or `neither`.
    pub purpose: String,
    /// The purpose is guessed from the holder's names.
    pub purpose_guessed: bool,
    /// It says of itself that it is qualified; only trusted lists decide.
    pub claims_qualified: bool,
    /// It says that its key is in a qualified device.
    pub claims_device: bool,
    /// Start of validity.
    pub not_before: jiff::Timestamp,
    /// End of validity.
    pub not_after: jiff::Timestamp,
    /// Label of the token, or name of the file.
    pub place: String,
    /// What opens its key.
    pub unlocking: Unlocking,
    /// Why it cannot be used; empty when it can.
    pub unsuitable: Vec<wording::Explanation>,
}

/// What a search for tokens found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokensFound {
    /// The certificates, those that can be used first.
    pub certificates: Vec<CertificateRow>,
    /// Tokens that are there and cannot be read, and why.
    pub problems: Vec<wording::Explanation>,
}

/// The key that a person chose for sealing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ChosenKey {
    /// A key file that was offered ([`OfferedFile::token`]).
    File {
        /// Names the file.
        token: String,
    },
    /// A certificate in a token ([`CertificateRow::token`]).
    Certificate {
        /// Names the certificate.
        token: String,
    },
}

/// How a desk seals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealSettings {
    /// Level that is wanted: `B-B`, `B-T`, `B-LT` or `B-LTA`.
    pub wanted: String,
    /// By the key of the procedure, where it wants another level.
    pub procedures: std::collections::BTreeMap<String, String>,
    /// A document that misses its level is refused; else it is sealed, held and augmented later.
    pub refuse_missed: bool,
    /// Time-stamping authorities, the preferred one first.
    pub authorities: Vec<AuthoritySetting>,
    /// Documents get a visible seal where the key can sign one.
    pub visible_seal: bool,
}

/// A time-stamping authority, without its password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthoritySetting {
    /// Its address.
    pub url: String,
    /// The whole answer must be here within so many seconds; 0: the usual time.
    pub timeout_s: u64,
    /// Most time-stamps within an hour.
    pub per_hour: Option<u32>,
    /// Most time-stamps within a day.
    pub per_day: Option<u32>,
    /// Policy to ask for, as dotted numbers.
    pub policy: Option<String>,
    /// User, where it wants one.
    pub user: Option<String>,
}

/// One finding of the look at whether sealing would work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorFinding {
    /// What it is about, e.g. `token`.
    pub area: String,
    /// `good`, `attention` or `bad`.
    pub standing: String,
    /// Stable code.
    pub code: String,
    /// The sentence.
    pub message: String,
    /// What one can do.
    pub next: Option<String>,
}

/// What a person does to a circuit in the window. Signing and sealing are done by their own calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum CircuitAct {
    /// A visa, an opinion or an approval; an opinion has its text.
    Approve {
        /// The step.
        step: crate::StepId,
        /// The opinion, or a remark.
        text: Option<String>,
    },
    /// The act was sent.
    Dispatch {
        /// The step.
        step: crate::StepId,
        /// How.
        dispatch: crate::circuit::Dispatch,
    },
    /// The circuit stops and comes back to whoever started it.
    Refuse {
        /// The step.
        step: crate::StepId,
        /// Why.
        reason: String,
    },
    /// Back to an earlier stage.
    SendBack {
        /// The step.
        step: crate::StepId,
        /// To which stage.
        stage: u32,
        /// Why.
        reason: String,
    },
    /// The step goes to somebody else.
    Substitute {
        /// The step.
        step: crate::StepId,
        /// To whom.
        to: crate::PersonId,
        /// Why.
        reason: String,
    },
    /// An optional step is left out.
    Skip {
        /// The step.
        step: crate::StepId,
        /// Why.
        reason: String,
    },
    /// Whoever started it takes it back.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// An administrator ends it.
    Cancel {
        /// Why.
        reason: String,
    },
    /// Once more from its beginning.
    Restart,
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

    #[test]
    fn quiet_hours_may_run_over_midnight_and_may_be_none() {
        let quiet = |from, until, hour| {
            Settings {
                quiet_from: from,
                quiet_until: until,
                ..Settings::default()
            }
            .quiet_at(hour)
        };
        assert!(quiet(18, 8, 18) && quiet(18, 8, 23) && quiet(18, 8, 0) && quiet(18, 8, 7));
        assert!(!quiet(18, 8, 8) && !quiet(18, 8, 17));
        assert!(quiet(12, 14, 13) && !quiet(12, 14, 14));
        assert!((0..24).all(|hour| !quiet(9, 9, hour)));
    }
}
