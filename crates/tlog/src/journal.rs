//! The append-only, hash-chained record of who did what.
//!
//! Each entry carries the hash of the one before it and its own; an entry that is changed, taken out, put in or moved
//! no longer fits. What a chain alone cannot show is that its end was cut off, or that all of it was made anew: for
//! that a [`Head`] is kept elsewhere (on the platform, in an export) and given to [`verify`].
//!
//! ## Bytes under the hash
//! `greffe/journal/v1` LF, then sequence (8 bytes), hash of the entry before (32), time (8, two's complement), then
//! actor, kind, subject and details, each with its length in bytes (8) before it. Numbers are big-endian. The hash is
//! SHA-256. The entry before the first has 32 zero bytes as its hash.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{Error, Hash};

/// The hash of an entry.
pub type EntryHash = Hash;

/// Domain separation: no other hash of this product starts with these bytes.
const DOMAIN: &[u8] = b"greffe/journal/v1\n";

/// How deep lists and objects may be nested in details.
const DEPTH: usize = 32;

/// How far a journal goes: enough to recognise later that it was cut or made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Head {
    /// Number of entries; also the sequence of the last one.
    pub length: u64,
    /// Hash of the last entry; 32 zero bytes for the empty journal.
    pub hash: EntryHash,
}

impl Head {
    /// The head of a journal without entries.
    pub const EMPTY: Head = Head {
        length: 0,
        hash: Hash::from_bytes([0; 32]),
    };
}

/// One line of the journal. The fields are as they are stored; [`verify`] says whether they are as they were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Place in the journal, counted from 1 without gaps.
    pub sequence: u64,
    /// Hash of the entry before.
    pub previous: EntryHash,
    /// When, in milliseconds since 1970-01-01T00:00:00Z, by the clock of whoever wrote it. A claim: clocks may go back.
    pub time_ms: i64,
    /// Who: a person, a role or a part of the system.
    pub actor: String,
    /// What was done, kebab-case, e.g. `document-sealed`.
    pub kind: String,
    /// What it was done to, e.g. the id of a dossier or document.
    pub subject: String,
    /// Facts of this kind.
    pub details: Details,
    /// Hash over all the other fields.
    pub hash: EntryHash,
}

impl Entry {
    /// The entry after `previous` (`None`: the first one).
    ///
    /// Pure: whoever stores it makes sure, in one transaction, that `previous` is the head and stays it.
    pub fn append(
        previous: Option<&Head>,
        time_ms: i64,
        actor: &str,
        kind: &str,
        subject: &str,
        details: Details,
    ) -> Entry {
        let head = previous.copied().unwrap_or(Head::EMPTY);
        let mut entry = Entry {
            sequence: head.length.saturating_add(1),
            previous: head.hash,
            time_ms,
            actor: actor.to_owned(),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            details,
            hash: EntryHash::default(),
        };
        entry.hash = entry.computed_hash();
        entry
    }

    /// The head of the journal that ends with this entry.
    pub fn head(&self) -> Head {
        Head {
            length: self.sequence,
            hash: self.hash,
        }
    }

    /// The hash that the fields have now; equal to [`Entry::hash`] unless one was changed.
    pub fn computed_hash(&self) -> EntryHash {
        let mut bytes = Vec::with_capacity(256);
        bytes.extend_from_slice(DOMAIN);
        bytes.extend_from_slice(&self.sequence.to_be_bytes());
        bytes.extend_from_slice(self.previous.as_bytes());
        bytes.extend_from_slice(&self.time_ms.to_be_bytes());
        for field in [&self.actor, &self.kind, &self.subject, &self.details.0] {
            bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
            bytes.extend_from_slice(field.as_bytes());
        }
        Hash::of(&[&bytes])
    }
}

/// As [`Entry::append`].
pub fn append(
    previous: Option<&Head>,
    time_ms: i64,
    actor: &str,
    kind: &str,
    subject: &str,
    details: Details,
) -> Entry {
    Entry::append(previous, time_ms, actor, kind, subject, details)
}

/// Walks a whole journal from its first entry and gives its head.
///
/// `remembered` is a head of this same journal that was kept elsewhere: with it, a journal that was cut or made anew
/// is recognised too.
///
/// # Errors
/// The first thing found that does not hold: [`Error::JournalAltered`], [`Error::JournalMissing`],
/// [`Error::JournalOutOfOrder`], [`Error::JournalUnlinked`], [`Error::JournalTruncated`] or
/// [`Error::JournalRewritten`].
pub fn verify<I>(entries: I, remembered: Option<&Head>) -> Result<Head, Error>
where
    I: IntoIterator,
    I::Item: std::borrow::Borrow<Entry>,
{
    let mut verifier = Verifier::new(remembered);
    for entry in entries {
        verifier.check(std::borrow::Borrow::borrow(&entry))?;
    }
    verifier.finish()
}

/// Walks a journal entry by entry, for rows that come one at a time or can fail themselves.
///
/// After an error it goes on from the entry it was given, so that a caller may list everything that does not hold.
#[derive(Clone, Debug)]
pub struct Verifier {
    head: Head,
    remembered: Option<Head>,
}

impl Verifier {
    /// Starts before the first entry. For `remembered` see [`verify`].
    pub fn new(remembered: Option<&Head>) -> Self {
        Self::after(Head::EMPTY, remembered)
    }

    /// Starts after an entry that was verified before: the first entry given must be the one after `verified`.
    pub fn after(verified: Head, remembered: Option<&Head>) -> Self {
        Self {
            head: verified,
            remembered: remembered.copied(),
        }
    }

    /// Checks the next entry.
    ///
    /// # Errors
    /// As [`verify`], but for [`Error::JournalTruncated`].
    pub fn check(&mut self, entry: &Entry) -> Result<(), Error> {
        let before = std::mem::replace(&mut self.head, entry.head());
        let expected = before.length.saturating_add(1);
        let sequence = entry.sequence;
        if sequence > expected {
            return Err(Error::JournalMissing {
                first: expected,
                last: sequence - 1,
            });
        }
        if sequence < expected {
            return Err(Error::JournalOutOfOrder { sequence, expected });
        }
        if entry.computed_hash() != entry.hash {
            return Err(Error::JournalAltered { sequence });
        }
        if entry.previous != before.hash {
            return Err(Error::JournalUnlinked { sequence });
        }
        match self.remembered {
            Some(remembered) if remembered.length == sequence && remembered.hash != entry.hash => {
                Err(Error::JournalRewritten { sequence })
            }
            _ => Ok(()),
        }
    }

    /// The head of what was walked. Says nothing about entries that [`Verifier::check`] refused.
    ///
    /// # Errors
    /// [`Error::JournalTruncated`] where the journal is shorter than the remembered one.
    pub fn finish(self) -> Result<Head, Error> {
        match self.remembered {
            Some(remembered) if remembered.length > self.head.length => Err(Error::JournalTruncated {
                remembered: remembered.length,
                found: self.head.length,
            }),
            _ => Ok(self.head),
        }
    }
}

/// The facts of an entry: JSON in one canonical spelling, so that the same facts always have the same hash.
///
/// Canonical: no white space; the names of an object sorted by their UTF-8 bytes, each once; whole numbers from
/// -2^63 to 2^64-1 and no others; in strings only `"`, `\` and control characters are escaped. Nested at most 32 deep.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Details(String);

impl Details {
    /// No facts: `{}`.
    pub fn none() -> Self {
        Self("{}".to_owned())
    }

    /// The facts of a value.
    ///
    /// # Errors
    /// [`Error::JournalDetails`] for numbers with a fraction, deep nesting, and what JSON cannot hold.
    pub fn of<T: Serialize>(facts: &T) -> Result<Self, Error> {
        let value = serde_json::to_value(facts).map_err(|_| Error::JournalDetails)?;
        let mut text = String::new();
        write_canonical(&value, DEPTH, &mut text)?;
        Ok(Self(text))
    }

    /// Details as they were stored ([`Details::as_str`]).
    ///
    /// # Errors
    /// [`Error::JournalDetails`] where the text is not JSON in its canonical spelling: it was not written by this
    /// crate, or was changed since.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let value: Value = serde_json::from_str(text).map_err(|_| Error::JournalDetails)?;
        let details = Self::of(&value)?;
        if details.0 == text {
            Ok(details)
        } else {
            Err(Error::JournalDetails)
        }
    }

    /// The canonical text, for storing.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The facts as a JSON value, for reading.
    pub fn to_value(&self) -> Value {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

fn write_canonical(value: &Value, depth: usize, out: &mut String) -> Result<(), Error> {
    let inner = depth.checked_sub(1).ok_or(Error::JournalDetails)?;
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => out.push_str(&whole.to_string()),
            (None, Some(whole)) => out.push_str(&whole.to_string()),
            (None, None) => return Err(Error::JournalDetails),
        },
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_canonical(item, inner, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            // Sorted here, whatever the features of serde_json say about the order of its maps.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            out.push('{');
            for (i, (name, member)) in members.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_string(name, out);
                out.push(':');
                write_canonical(member, inner, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
}

impl fmt::Debug for Details {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Details {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Details {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(&Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
