//! Signed notes (C2SP signed-note) and their keys.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::{Error, Hash};

/// Longest note that is read, in bytes; 100 post-quantum signatures stay below.
const LARGEST: usize = 1_000_000;

/// Most signatures that are read of one note (the format asks for at least 16).
const MOST_SIGNATURES: usize = 100;

/// The length of a public key of ML-DSA-44, in bytes (FIPS 204, table 2).
const ML_DSA_44: usize = 1312;

/// What starts a signature line: an em dash and a space.
const DASH: &str = "— ";

/// A text with its signatures. Reading one verifies nothing: see [`SignedNote::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedNote {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature line of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The key's name.
    pub name: String,
    /// The key's id.
    pub key_id: [u8; 4],
    /// What the key made; what it is depends on the kind of the key.
    pub bytes: Vec<u8>,
}

impl SignedNote {
    /// A note of `text` with signatures over it.
    ///
    /// # Errors
    /// [`Error::LogNote`] where the text does not end in a line feed or holds other control characters, a name is
    /// not allowed, or there is no signature.
    pub fn new(text: &str, signatures: Vec<Signature>) -> Result<Self, Error> {
        let note = Self {
            text: text.to_owned(),
            signatures,
        };
        // What is written must be readable, and read as the same.
        if Self::parse(&note.to_string())? == note {
            Ok(note)
        } else {
            Err(Error::LogNote)
        }
    }

    /// Reads a note.
    ///
    /// # Errors
    /// [`Error::LogNote`] where it is not in the form of a signed note, is larger than a megabyte, or has more than
    /// 100 signatures.
    pub fn parse(note: &str) -> Result<Self, Error> {
        let control = |byte: u8| byte < b' ' && byte != b'\n';
        if note.len() > LARGEST || note.bytes().any(control) || !note.ends_with('\n') {
            return Err(Error::LogNote);
        }
        let blank = note.rfind("\n\n").ok_or(Error::LogNote)?;
        let signatures = note[blank + 2..]
            .split_terminator('\n')
            .take(MOST_SIGNATURES + 1)
            .map(Signature::parse)
            .collect::<Result<Vec<_>, _>>()?;
        if signatures.is_empty() || signatures.len() > MOST_SIGNATURES {
            return Err(Error::LogNote);
        }
        Ok(Self {
            text: note[..=blank].to_owned(),
            signatures,
        })
    }

    /// The signed text, with its final line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, verified or not.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The same note with one more signature, e.g. a witness's.
    ///
    /// # Errors
    /// As [`SignedNote::new`].
    pub fn with(mut self, signature: Signature) -> Result<Self, Error> {
        self.signatures.push(signature);
        Self::new(&self.text, self.signatures)
    }

    /// Verifies the signatures of the keys given; those of others are ignored. Each key counts once.
    ///
    /// # Errors
    /// [`Error::LogSignatureInvalid`] where a line of one of these keys does not verify, even if others do;
    /// [`Error::LogSignatureMissing`] where none of the keys has signed.
    #[cfg(feature = "verify")]
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<Vec<VerifiedSignature>, Error> {
        let mut verified: Vec<VerifiedSignature> = Vec::new();
        for signature in &self.signatures {
            for key in keys
                .iter()
                .filter(|key| key.name == signature.name && key.key_id() == signature.key_id)
            {
                let time =
                    key.verify(&self.text, &signature.bytes)
                        .ok_or_else(|| Error::LogSignatureInvalid {
                            name: key.name.clone(),
                        })?;
                if !verified.iter().any(|before| before.key == *key) {
                    verified.push(VerifiedSignature {
                        key: key.clone(),
                        time,
                    });
                }
            }
        }
        if verified.is_empty() {
            Err(Error::LogSignatureMissing)
        } else {
            Ok(verified)
        }
    }
}

impl fmt::Display for SignedNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl Signature {
    fn parse(line: &str) -> Result<Self, Error> {
        let (name, encoded) = line
            .strip_prefix(DASH)
            .and_then(|rest| rest.split_once(' '))
            .ok_or(Error::LogNote)?;
        let bytes = BASE64.decode(encoded).map_err(|_| Error::LogNote)?;
        match bytes.split_first_chunk::<4>() {
            Some((key_id, rest)) if is_name(name) && !rest.is_empty() => Ok(Self {
                name: name.to_owned(),
                key_id: *key_id,
                bytes: rest.to_vec(),
            }),
            _ => Err(Error::LogNote),
        }
    }
}

/// The line, without its line feed.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = BASE64.encode([self.key_id.as_slice(), &self.bytes].concat());
        write!(f, "{DASH}{} {encoded}", self.name)
    }
}

impl FromStr for Signature {
    type Err = Error;

    fn from_str(line: &str) -> Result<Self, Error> {
        Self::parse(line)
    }
}

/// Whether a key may have this name.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+' || c < ' ')
}

/// What a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// Ed25519 over the text (type 0x01): a log's own signature.
    Ed25519,
    /// Ed25519 over a time and the text (type 0x04, C2SP tlog-cosignature v1): a witness's.
    Cosignature,
    /// ML-DSA-44 over a time and the tree (type 0x06, C2SP tlog-cosignature): a log's as well as a witness's.
    MlDsa44,
}

impl KeyKind {
    fn byte(self) -> u8 {
        match self {
            KeyKind::Ed25519 => 1,
            KeyKind::Cosignature => 4,
            KeyKind::MlDsa44 => 6,
        }
    }

    /// The length of a public key, in bytes.
    fn length(self) -> usize {
        match self {
            KeyKind::Ed25519 | KeyKind::Cosignature => 32,
            KeyKind::MlDsa44 => ML_DSA_44,
        }
    }

    /// Whether a log signs its own checkpoints with it.
    pub fn is_for_logs(self) -> bool {
        matches!(self, KeyKind::Ed25519 | KeyKind::MlDsa44)
    }

    /// Whether a witness cosigns with it.
    pub fn is_for_witnesses(self) -> bool {
        matches!(self, KeyKind::Cosignature | KeyKind::MlDsa44)
    }
}

/// A public key with its name, in text a "vkey": `name+key id+base64(type and key)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    public: Vec<u8>,
}

impl VerifierKey {
    /// The key with this name.
    ///
    /// # Errors
    /// [`Error::LogKey`] where the name is empty or has white space or `+` in it, or the key has not the length of its kind.
    pub fn new(name: &str, kind: KeyKind, public: &[u8]) -> Result<Self, Error> {
        if is_name(name) && public.len() == kind.length() {
            Ok(Self {
                name: name.to_owned(),
                kind,
                public: public.to_vec(),
            })
        } else {
            Err(Error::LogKey)
        }
    }

    /// Reads a vkey.
    ///
    /// # Errors
    /// [`Error::LogKey`] where it is not one, or its id is not that of its key; [`Error::LogKeyKind`] for kinds of
    /// keys that are not known here.
    pub fn parse(vkey: &str) -> Result<Self, Error> {
        let mut parts = vkey.splitn(3, '+');
        let (Some(name), Some(id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Error::LogKey);
        };
        let bytes = BASE64.decode(encoded).map_err(|_| Error::LogKey)?;
        let (kind, public) = bytes.split_first().ok_or(Error::LogKey)?;
        let kind = [KeyKind::Ed25519, KeyKind::Cosignature, KeyKind::MlDsa44]
            .into_iter()
            .find(|known| known.byte() == *kind)
            .ok_or(Error::LogKeyKind { kind: *kind })?;
        let key = Self::new(name, kind, public)?;
        if key.to_string() == vkey && id == hex::encode(key.key_id()) {
            Ok(key)
        } else {
            Err(Error::LogKey)
        }
    }

    /// The key's name; a log's is its origin.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The public key: 32 bytes of Ed25519 (RFC 8032), 1,312 of ML-DSA-44 (FIPS 204).
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// The first four bytes of a hash over name, kind and key.
    pub fn key_id(&self) -> [u8; 4] {
        let hash = Hash::of(&[self.name.as_bytes(), b"\n", &[self.kind.byte()], &self.public]);
        let [a, b, c, d, ..] = *hash.as_bytes();
        [a, b, c, d]
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = BASE64.encode([&[self.kind.byte()], self.public.as_slice()].concat());
        write!(f, "{}+{}+{encoded}", self.name, hex::encode(self.key_id()))
    }
}

impl FromStr for VerifierKey {
    type Err = Error;

    fn from_str(vkey: &str) -> Result<Self, Error> {
        Self::parse(vkey)
    }
}

/// What a witness signs: a time before the text.
#[cfg(feature = "verify")]
fn cosigned(time_s: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {time_s}\n{text}")
}

/// A signature that was verified; only [`SignedNote::verify`] makes one.
#[cfg(feature = "verify")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedSignature {
    key: VerifierKey,
    time: Option<u64>,
}

#[cfg(feature = "verify")]
impl VerifiedSignature {
    /// The key that signed.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// When, in seconds since 1970-01-01T00:00:00Z, by the clock of the witness; only cosignatures say so, and those of
    /// ML-DSA-44 need not.
    pub fn time_s(&self) -> Option<u64> {
        self.time
    }
}

#[cfg(feature = "verify")]
impl VerifierKey {
    /// `Some` where the signature is this key's over the text, with the time in a cosignature.
    fn verify(&self, text: &str, signature: &[u8]) -> Option<Option<u64>> {
        let key = ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, &self.public);
        match self.kind {
            KeyKind::Ed25519 => key.verify(text.as_bytes(), signature).ok().map(|()| None),
            KeyKind::Cosignature => {
                let (time, signature) = signature.split_first_chunk::<8>()?;
                let time_s = u64::from_be_bytes(*time);
                i64::try_from(time_s).ok()?;
                key.verify(cosigned(time_s, text).as_bytes(), signature)
                    .ok()
                    .map(|()| Some(time_s))
            }
            KeyKind::MlDsa44 => crate::mldsa::verify(&self.public, &self.name, text, signature)
                .map(|time_s| Some(time_s).filter(|time_s| *time_s > 0)),
        }
    }
}

#[cfg(feature = "verify")]
impl VerifierKey {
    /// The key by which others verify what [`sign`] or [`cosign`] makes with this key pair.
    ///
    /// # Errors
    /// [`Error::LogKey`] where the name is not allowed.
    pub fn of(name: &str, kind: KeyKind, pair: &ring::signature::Ed25519KeyPair) -> Result<Self, Error> {
        use ring::signature::KeyPair as _;
        Self::new(name, kind, pair.public_key().as_ref())
    }
}

/// A log's signature over the text of a note, with the caller's key pair.
///
/// # Errors
/// [`Error::LogKey`] where the name is not allowed.
#[cfg(feature = "verify")]
pub fn sign(text: &str, name: &str, pair: &ring::signature::Ed25519KeyPair) -> Result<Signature, Error> {
    let key = VerifierKey::of(name, KeyKind::Ed25519, pair)?;
    let bytes = pair.sign(text.as_bytes()).as_ref().to_vec();
    Ok(Signature {
        name: name.to_owned(),
        key_id: key.key_id(),
        bytes,
    })
}

/// A witness's cosignature over the text of a checkpoint: at `time_s`, in seconds since 1970-01-01T00:00:00Z, this was
/// the largest consistent tree it had seen of this origin. Whoever calls has checked that.
///
/// # Errors
/// [`Error::LogKey`] where the name is not allowed.
#[cfg(feature = "verify")]
pub fn cosign(
    text: &str,
    name: &str,
    time_s: u64,
    pair: &ring::signature::Ed25519KeyPair,
) -> Result<Signature, Error> {
    let key = VerifierKey::of(name, KeyKind::Cosignature, pair)?;
    let signature = pair.sign(cosigned(time_s, text).as_bytes());
    let bytes = [time_s.to_be_bytes().as_slice(), signature.as_ref()].concat();
    Ok(Signature {
        name: name.to_owned(),
        key_id: key.key_id(),
        bytes,
    })
}
