//! Files that settings are read from, chosen by the system's dialogue.

use model::window::OfferedFile;
use serde::Serialize;

use super::Answer;
use super::call::call;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// A picture for the letterhead.
    Logo,
    /// A table as CSV.
    LetterTable,
    /// A procedure.
    Procedure,
    /// The administration's own holidays.
    Holidays,
    /// The folder of a letter template.
    LetterTemplate,
    /// A folder into which something is written.
    TargetFolder,
    /// A folder of backups, or one backup.
    BackupFolder,
}

/// Opens the dialogue; nothing when the person cancels.
pub async fn pick(what: Pick) -> Answer<Option<OfferedFile>> {
    #[derive(Serialize)]
    struct Arguments {
        what: Pick,
    }
    call("pick", &Arguments { what }).await
}
