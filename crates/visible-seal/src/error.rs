//! What goes wrong when a seal is written or read.

use wording::Explain;

/// Why bytes are no visible seal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes do not begin as a visible seal does.
    #[error("the bytes do not begin as a visible seal")]
    NotAVisibleSeal,
    /// A version of the header that is not known.
    #[error("header version byte {0:#04x} is not known")]
    Version(u8),
    /// The bytes end too early.
    #[error("the seal ends too early")]
    Truncated,
    /// Text of the header that is no C40.
    #[error("the header's text is not C40")]
    C40,
    /// A length of the certificate reference that is no number.
    #[error("the length of the certificate reference is not readable")]
    ReferenceLength,
    /// A date that never was.
    #[error("a date of the header is not a date")]
    Date,
    /// A length that is not written as DER does.
    #[error("a length is not readable")]
    Length,
    /// The signature does not stand at the end.
    #[error("the signature does not stand at the end")]
    AfterSignature,
    /// There is no signature.
    #[error("there is no signature")]
    NoSignature,
}

/// Why a seal cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// A character that C40 does not have here.
    #[error("'{character}' cannot stand in the header of a visible seal")]
    Character {
        /// The character.
        character: char,
    },
    /// A country code that is not one to three letters.
    #[error("'{text}' is not a country code")]
    Country {
        /// As given.
        text: String,
    },
    /// A signer identifier that is not two letters and two letters or digits.
    #[error("'{text}' is not a signer identifier")]
    Signer {
        /// As given.
        text: String,
    },
    /// A certificate reference that is not hexadecimal, or too long.
    #[error("'{text}' is not a certificate reference")]
    Reference {
        /// As given.
        text: String,
    },
    /// A value of the message that is longer than 127 bytes.
    #[error("the value under tag {tag:#04x} is too long")]
    ValueTooLong {
        /// The tag.
        tag: u8,
    },
    /// A tag that a message cannot have.
    #[error("tag {tag:#04x} cannot stand in a message")]
    Tag {
        /// The tag.
        tag: u8,
    },
    /// A signature whose length is not that of its curve.
    #[error("a signature of {length} bytes")]
    Signature {
        /// Its length.
        length: usize,
    },
}

impl EncodeError {
    /// One of each, for tests of the words.
    #[doc(hidden)]
    pub fn one_of_each() -> Vec<EncodeError> {
        let text = "x".to_owned();
        vec![
            EncodeError::Character { character: 'x' },
            EncodeError::Country { text: text.clone() },
            EncodeError::Signer { text: text.clone() },
            EncodeError::Reference { text },
            EncodeError::ValueTooLong { tag: 1 },
            EncodeError::Tag { tag: 255 },
            EncodeError::Signature { length: 1 },
        ]
    }
}

impl Explain for EncodeError {
    fn code(&self) -> &'static str {
        match self {
            EncodeError::Character { .. } => "visible-seal-character",
            EncodeError::Country { .. } => "visible-seal-country-invalid",
            EncodeError::Signer { .. } => "visible-seal-signer-invalid",
            EncodeError::Reference { .. } => "visible-seal-reference-invalid",
            EncodeError::ValueTooLong { .. } => "visible-seal-value-too-long",
            EncodeError::Tag { .. } => "visible-seal-tag-invalid",
            EncodeError::Signature { .. } => "visible-seal-signature-length",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            EncodeError::Character { character } => vec![("text", character.to_string())],
            EncodeError::Country { text }
            | EncodeError::Signer { text }
            | EncodeError::Reference { text } => vec![("text", text.clone())],
            EncodeError::ValueTooLong { tag } | EncodeError::Tag { tag } => {
                vec![("text", format!("{tag:02X}"))]
            }
            EncodeError::Signature { length } => vec![("text", length.to_string())],
        }
    }
}
