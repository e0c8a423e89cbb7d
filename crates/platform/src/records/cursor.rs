//! Where a desk stands in its reading: the cursor of `GET /api/v1/changes`.
//!
//! A desk that has read everything up to the number `from` of the platform's order begins a *round*, which brings it to
//! the number `to` that was the last one then. A round has stages, each in an order of its own, so that a page
//! can end anywhere and the next one goes on there, at the same cost however far the desk has come:
//!
//! 1. [`Stage::Audiences`]: dossiers that the desk began or ceased to see because its own rights changed;
//! 2. [`Stage::Dossiers`]: dossiers that it began or ceased to see because theirs did;
//! 3. [`Stage::Common`]: all records of the administration, for a desk that begins to see them;
//! 4. [`Stage::Changes`]: records that changed in dossiers it saw all the time, and those of the administration.
//!
//! What changes during the round has a higher number than `to` and belongs to the next one.

use std::fmt;
use std::str::FromStr;

/// Where a desk stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The platform's epoch.
    pub epoch: String,
    /// Everything up to this number is with the desk.
    pub from: u64,
    /// The round goes up to this number.
    pub to: u64,
    /// The next thing of the round.
    pub stage: Stage,
}

/// The next thing of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The dossiers of the changed audience with this number.
    Audiences {
        /// Which of the changed audiences, in their order.
        index: usize,
        /// The dossier that was read last; empty before the first.
        dossier: String,
        /// The record of that dossier that was read last; `None`: it is done.
        record: Option<u64>,
    },
    /// Dossiers whose own audiences changed.
    Dossiers {
        /// The number of the change that was read last.
        seq: u64,
        /// The dossier of that change.
        dossier: String,
        /// The record of that dossier that was read last; `None`: it is done.
        record: Option<u64>,
    },
    /// Records of the administration after this number, for a desk that begins to see them.
    Common(u64),
    /// Records after this number.
    Changes(u64),
    /// The round is at its end.
    Done,
}

impl Cursor {
    /// Before everything.
    pub fn start(epoch: &str, to: u64) -> Self {
        Self::round(epoch, 0, to)
    }

    /// The beginning of a round.
    pub fn round(epoch: &str, from: u64, to: u64) -> Self {
        Self {
            epoch: epoch.to_owned(),
            from,
            to,
            stage: Stage::Audiences {
                index: 0,
                dossier: String::new(),
                record: None,
            },
        }
    }
}

/// What is not a cursor of this platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACursor;

fn place(record: Option<u64>) -> String {
    record.map_or_else(|| "-".to_owned(), |record| record.to_string())
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { epoch, from, to, .. } = self;
        match &self.stage {
            Stage::Done => write!(f, "{epoch}.{to}"),
            Stage::Changes(seq) => write!(f, "{epoch}.{from}.{to}.c.{seq}"),
            Stage::Common(seq) => write!(f, "{epoch}.{from}.{to}.o.{seq}"),
            Stage::Audiences {
                index,
                dossier,
                record,
            } => write!(f, "{epoch}.{from}.{to}.a.{index}.{dossier}.{}", place(*record)),
            Stage::Dossiers { seq, dossier, record } => {
                write!(f, "{epoch}.{from}.{to}.d.{seq}.{dossier}.{}", place(*record))
            }
        }
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        if text.len() > 200
            || !text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
        {
            return Err(NotACursor);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let number = |text: &str| text.parse::<u64>().map_err(|_| NotACursor);
        let record = |text: &str| match text {
            "-" => Ok(None),
            text => number(text).map(Some),
        };
        let (from, to, stage) = match parts.as_slice() {
            [_, to] => (number(to)?, number(to)?, Stage::Done),
            [_, from, to, "c", seq] => (number(from)?, number(to)?, Stage::Changes(number(seq)?)),
            [_, from, to, "o", seq] => (number(from)?, number(to)?, Stage::Common(number(seq)?)),
            [_, from, to, "a", index, dossier, place] => (
                number(from)?,
                number(to)?,
                Stage::Audiences {
                    index: index.parse().map_err(|_| NotACursor)?,
                    dossier: (*dossier).to_owned(),
                    record: record(place)?,
                },
            ),
            [_, from, to, "d", seq, dossier, place] => (
                number(from)?,
                number(to)?,
                Stage::Dossiers {
                    seq: number(seq)?,
                    dossier: (*dossier).to_owned(),
                    record: record(place)?,
                },
            ),
            _ => return Err(NotACursor),
        };
        let epoch = parts.first().copied().unwrap_or_default();
        if epoch.is_empty() || from > to {
            return Err(NotACursor);
        }
        Ok(Self {
            epoch: epoch.to_owned(),
            from,
            to,
            stage,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let dossier = "019a1b2c-0000-7000-8000-000000000001".to_owned();
        for stage in [
            Stage::Changes(17),
            Stage::Common(0),
            Stage::Audiences {
                index: 3,
                dossier: dossier.clone(),
                record: Some(9),
            },
            Stage::Audiences {
                index: 0,
                dossier: String::new(),
                record: None,
            },
            Stage::Dossiers {
                seq: u64::MAX,
                dossier,
                record: Some(u64::MAX),
            },
        ] {
            let cursor = Cursor {
                epoch: "019a1b2c-0000-7000-8000-0000000000ff".into(),
                from: 5,
                to: u64::MAX,
                stage,
            };
            let text = cursor.to_string();
            assert!(text.is_ascii() && text.len() <= 200, "{text}");
            assert_eq!(text.parse(), Ok(cursor), "{text}");
        }
        let done = Cursor {
            stage: Stage::Done,
            ..Cursor::round("e", 9, 9)
        };
        assert_eq!(done.to_string().parse(), Ok(done));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in [
            "",
            ".",
            "e",
            "e.x",
            "e.9.5.c.1",
            "e.1.2.z.1",
            "e.1.2.a.0.d",
            "e.-1",
            "é.1",
            ".1",
            "e.1.2.c.'",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(NotACursor), "{text}");
        }
        assert_eq!(
            format!("e.{}", "1".repeat(300)).parse::<Cursor>(),
            Err(NotACursor)
        );
    }
}
