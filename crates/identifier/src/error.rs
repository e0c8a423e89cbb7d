//! What is wrong with a text that should be an identifier or a platform's address.

use wording::Explain;

use crate::SYMBOLS;

/// Why a text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// The letter U, which the alphabet leaves out; most often a V that was misread.
    #[error("the letter U at position {position} never occurs in an identifier")]
    LetterU {
        /// The character's place in the text as it was given, counted from 1.
        position: usize,
    },
    /// A character that is neither a symbol nor a separator.
    #[error("the character {} at position {position} cannot stand in an identifier", shown(*.character))]
    BadCharacter {
        /// The character.
        character: char,
        /// Its place in the text as it was given, counted from 1.
        position: usize,
    },
    /// Too few or too many characters.
    #[error("{count} of {SYMBOLS} characters")]
    Length {
        /// Characters that are there, without separators.
        count: usize,
    },
    /// The checksum does not fit: at least one character differs from the printed one.
    #[error("mistyped")]
    Mistyped {
        /// Where the mistake probably is.
        suspicious: SuspiciousGroups,
    },
    /// The checksum fits and the version symbol is one that this software does not know.
    #[error("an identifier of version {version}, which is not known here")]
    UnknownVersion {
        /// Value of the version symbol, 0-31 and not 1.
        version: u8,
    },
}

impl ParseError {
    /// The printed groups, counted from 1, in which the mistake probably is: none, one or two. Shown as a hint to
    /// look at the paper again; nothing may be corrected from it.
    pub fn suspicious_groups(&self) -> SuspiciousGroups {
        match self {
            ParseError::Mistyped { suspicious } => *suspicious,
            _ => SuspiciousGroups::default(),
        }
    }
}

impl Explain for ParseError {
    fn code(&self) -> &'static str {
        match self {
            ParseError::LetterU { .. } => "identifier-letter-u",
            ParseError::BadCharacter { .. } => "identifier-bad-character",
            ParseError::Length { .. } => "identifier-length",
            ParseError::Mistyped { .. } => "identifier-mistyped",
            ParseError::UnknownVersion { .. } => "identifier-version-unknown",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ParseError::LetterU { position } => vec![("position", position.to_string())],
            ParseError::BadCharacter { character, position } => {
                vec![
                    ("character", shown(*character)),
                    ("position", position.to_string()),
                ]
            }
            ParseError::Length { count } => vec![("count", count.to_string())],
            ParseError::Mistyped { suspicious } => {
                let groups: Vec<u8> = suspicious.iter().collect();
                let nth = |i: usize| groups.get(i).map_or_else(String::new, u8::to_string);
                vec![
                    ("suspicious", groups.len().to_string()),
                    ("group", nth(0)),
                    ("other", nth(1)),
                ]
            }
            ParseError::UnknownVersion { version } => vec![("version", version.to_string())],
        }
    }
}

/// A well-formed identifier that the platform does not know: the platform's answer, and the alarming one, since a
/// typing mistake cannot cause it. Every edge says it with this code (`identifier-unknown`) and sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("no document has this identifier")]
pub struct UnknownIdentifier;

impl Explain for UnknownIdentifier {
    fn code(&self) -> &'static str {
        "identifier-unknown"
    }
}

/// At most two of the eight printed groups, counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SuspiciousGroups([u8; 2]);

impl SuspiciousGroups {
    pub(crate) fn one(index: usize) -> Self {
        Self([index as u8 + 1, 0])
    }

    pub(crate) fn two(a: usize, b: usize) -> Self {
        if a == b {
            Self::one(a)
        } else {
            Self([a.min(b) as u8 + 1, a.max(b) as u8 + 1])
        }
    }

    /// The groups' numbers, 1 to 8, in order.
    pub fn iter(&self) -> impl Iterator<Item = u8> + use<> {
        self.0.into_iter().filter(|group| *group != 0)
    }

    /// Whether nothing can be said about where the mistake is.
    pub fn is_empty(&self) -> bool {
        self.0 == [0, 0]
    }
}

/// A character as a sentence shows it: itself where one can see it, with its code point where one may not know it,
/// and the code point alone where it is invisible or would disturb the text around it.
fn shown(character: char) -> String {
    let code = u32::from(character);
    match character {
        _ if character.is_ascii_graphic() || character.is_alphanumeric() => character.to_string(),
        '\u{a1}'..='\u{2ff}' | '\u{2070}'..='\u{d7ff}' if character != '\u{ad}' => {
            format!("{character} (U+{code:04X})")
        }
        _ => format!("U+{code:04X}"),
    }
}

/// Why a text is not a platform's address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlatformUrlError {
    /// No `https://` (or, on this machine, `http://`) in front.
    #[error("'{address}' does not start with https://")]
    Scheme {
        /// The address as given.
        address: String,
    },
    /// `http` to another machine: whoever listens in between could read identifiers.
    #[error("'{address}' is not encrypted; http is for this machine only")]
    Insecure {
        /// The address as given.
        address: String,
    },
    /// A user name or password. The address is left out because of it.
    #[error("the address contains a user name or password")]
    Credentials,
    /// Something after the host and port.
    #[error("'{address}' has more than a host and a port")]
    Path {
        /// The address as given.
        address: String,
    },
    /// The host is not a name or an IP address.
    #[error("'{host}' is not a host name")]
    Host {
        /// The host as given.
        host: String,
    },
    /// The port is not a number from 1 to 65535.
    #[error("'{port}' is not a port")]
    Port {
        /// The port as given.
        port: String,
    },
}

impl Explain for PlatformUrlError {
    fn code(&self) -> &'static str {
        match self {
            PlatformUrlError::Scheme { .. } => "platform-url-scheme",
            PlatformUrlError::Insecure { .. } => "platform-url-insecure",
            PlatformUrlError::Credentials => "platform-url-credentials",
            PlatformUrlError::Path { .. } => "platform-url-path",
            PlatformUrlError::Host { .. } => "platform-url-host",
            PlatformUrlError::Port { .. } => "platform-url-port",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            PlatformUrlError::Scheme { address }
            | PlatformUrlError::Insecure { address }
            | PlatformUrlError::Path { address } => vec![("address", address.clone())],
            PlatformUrlError::Credentials => Vec::new(),
            PlatformUrlError::Host { host } => vec![("host", host.clone())],
            PlatformUrlError::Port { port } => vec![("port", port.clone())],
        }
    }
}
