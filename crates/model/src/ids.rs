//! Identities: UUIDv7 newtypes made on the desk from a time and randomness given by the caller (RFC 9562, 5.7).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Builds a UUIDv7 from a UTC time in milliseconds and ten random bytes.
fn version_7(time: jiff::Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(time.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identity from the time (UTC) and ten bytes of randomness.
            pub fn new(time: jiff::Timestamp, random: [u8; 10]) -> Self {
                Self(version_7(time, random))
            }

            /// The identity behind a UUID that was stored before.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID.
            pub const fn uuid(&self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(/// A dossier.
    DossierId);
id!(/// A party of a dossier.
    PartyId);
id!(/// A logical document.
    DocumentId);
id!(/// An immutable version of a document.
    VersionId);
id!(/// A person who works at the desk.
    PersonId);
id!(/// One installation of the desktop application.
    DeskId);
id!(/// A file that came in by the watched folder.
    IntakeId);
id!(/// One operation in the outbox; replays carry the same one.
    OpId);
id!(/// A person or organisation of the directory.
    ContactId);
id!(/// A circuit under way in a dossier.
    CircuitId);
id!(/// One step of a circuit.
    StepId);
id!(/// A delegation from one person to another.
    DelegationId);
id!(/// A deadline of a dossier.
    DeadlineId);
id!(/// A task.
    TaskId);
id!(/// A note on a dossier.
    NoteId);
id!(/// A search that a person keeps.
    SavedSearchId);
id!(/// A proposal of what becomes of dossiers whose retention has ended.
    DispositionId);
id!(/// A letter that is being written.
    LetterDraftId);
id!(/// A batch of letters.
    LetterBatchId);
