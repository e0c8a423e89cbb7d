//! The printed digital identifier (format version 1): issue, parse, check, print, URL and QR payload.
//!
//! Owns: the 32-symbol format, its Bech32m checksum, the reading of what people type, paste or scan, the address
//! under which an identifier is opened, and the sentences that say what is wrong with either.
//! Must not: read files, clocks or random sources (randomness is a parameter), and never correct an identifier: it
//! names a suspicious group at most.
//!
//! An identifier opens the stored original, so it is a capability: [`fmt::Debug`] shows its first group only, errors
//! never repeat it, and logs and indexes use a hash of it.
//!
//! ```
//! use identifier::{Identifier, PlatformUrl};
//!
//! let read = Identifier::parse("loyk gt5e tzww ed4f nmlm 2htz ehek xowq")?;
//! assert_eq!(read.printed(), "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ");
//!
//! let platform = PlatformUrl::parse("https://verify.example.lu")?;
//! let address = platform.document_url(&read);
//! assert_eq!(address, "https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ");
//! assert_eq!(Identifier::parse(&address)?, read);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod checksum;
mod error;
mod platform_url;
mod text;

pub use error::{ParseError, PlatformUrlError, SuspiciousGroups, UnknownIdentifier};
pub use platform_url::PlatformUrl;

/// The sentences of this crate's errors, in four languages.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");

/// Number of symbols of an identifier.
pub const SYMBOLS: usize = 32;

/// Symbols in one printed group.
pub const GROUP: usize = 4;

/// The version symbol's value for the format of this crate.
pub const VERSION: u8 = 1;

/// Symbols before the checksum: the version and 125 random bits.
const DATA: usize = SYMBOLS - checksum::LENGTH;

/// Crockford's alphabet: the symbol for each value 0-31.
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A printed identifier, checked: holding one proves version and checksum are right.
///
/// It does not prove that a platform knows it; that is for the platform to answer ([`UnknownIdentifier`]).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier([u8; 20]);

impl Identifier {
    /// Issues an identifier from 16 bytes of the operating system's CSPRNG (the first 125 bits are used).
    pub fn issue(random: [u8; 16]) -> Self {
        let bits = u128::from_be_bytes(random) >> 3;
        let mut symbols = [0_u8; SYMBOLS];
        symbols[0] = VERSION;
        for (i, symbol) in symbols[1..DATA].iter_mut().enumerate() {
            *symbol = ((bits >> (5 * (24 - i))) & 31) as u8;
        }
        Self(pack(&checksum::complete(symbols)))
    }

    /// Parses what a person typed, pasted or scanned (a URL included).
    ///
    /// Space between the groups, hyphens and dashes, full stops, underscores and slashes are left out, small letters
    /// count as capitals, `O` reads as `0`, `I` and `L` as `1`. Of an address the path segment after `/d/` is taken
    /// (without `/d/`: the last one), without query and fragment.
    ///
    /// # Errors
    /// [`ParseError`] in this order: the first character that cannot stand in an identifier, the wrong number of
    /// characters, a checksum that does not fit, and - only where the checksum fits - a version not known here.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        Self::from_symbols(text::symbols(text)?)
    }

    /// The identifier of its binary form (see [`Identifier::to_bytes`]).
    ///
    /// # Errors
    /// [`ParseError::Mistyped`] or [`ParseError::UnknownVersion`], as for the printed form.
    pub fn from_bytes(bytes: [u8; 20]) -> Result<Self, ParseError> {
        Self::from_symbols(unpack(&bytes))
    }

    fn from_symbols(symbols: [u8; SYMBOLS]) -> Result<Self, ParseError> {
        let syndrome = checksum::syndrome(&symbols);
        if syndrome != 0 {
            return Err(ParseError::Mistyped {
                suspicious: checksum::suspicious_groups(syndrome),
            });
        }
        if symbols[0] != VERSION {
            return Err(ParseError::UnknownVersion { version: symbols[0] });
        }
        Ok(Self(pack(&symbols)))
    }

    /// The 32 symbols without separators: the one form that is compared, hashed and stored.
    pub fn canonical(&self) -> String {
        self.symbols().map(char::from).iter().collect()
    }

    /// Eight groups of four, as printed.
    pub fn printed(&self) -> String {
        let symbols = self.symbols();
        let groups: Vec<String> = symbols
            .chunks(GROUP)
            .map(|group| group.iter().copied().map(char::from).collect())
            .collect();
        groups.join("-")
    }

    /// The 20 bytes: the 32 five-bit values, packed big-endian.
    pub fn to_bytes(&self) -> [u8; 20] {
        self.0
    }

    fn symbols(&self) -> [u8; SYMBOLS] {
        unpack(&self.0).map(|value| ALPHABET[usize::from(value & 31)])
    }
}

fn pack(symbols: &[u8; SYMBOLS]) -> [u8; 20] {
    let mut bytes = [0_u8; 20];
    for (five, eight) in bytes.chunks_mut(5).zip(symbols.chunks(8)) {
        let bits = eight
            .iter()
            .fold(0_u64, |bits, value| bits << 5 | u64::from(value & 31));
        five.copy_from_slice(&bits.to_be_bytes()[3..]);
    }
    bytes
}

fn unpack(bytes: &[u8; 20]) -> [u8; SYMBOLS] {
    let mut symbols = [0_u8; SYMBOLS];
    for (eight, five) in symbols.chunks_mut(8).zip(bytes.chunks(5)) {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for (i, symbol) in eight.iter_mut().enumerate() {
            *symbol = ((bits >> (5 * (7 - i))) & 31) as u8;
        }
    }
    symbols
}

/// As printed: groups of four.
impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed())
    }
}

/// The first group only: whoever reads a log must not be able to open the original.
impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group: String = self
            .symbols()
            .iter()
            .take(GROUP)
            .copied()
            .map(char::from)
            .collect();
        write!(f, "Identifier({group}-…)")
    }
}

impl FromStr for Identifier {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text)
    }
}

impl Serialize for Identifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.canonical())
    }
}

/// From any text that [`Identifier::parse`] accepts.
impl<'de> Deserialize<'de> for Identifier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = Identifier;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an identifier of 32 characters")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Identifier, E> {
                Identifier::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}
