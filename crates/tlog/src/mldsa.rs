//! ML-DSA-44 (FIPS 204) signatures on checkpoints, which a quantum computer does not forge (C2SP tlog-cosignature, note
//! type 0x06). Logs and witnesses make them alike: what is signed is the tree under the signer's name.

use ml_dsa::signature::{Keypair as _, Signer as _};
use ml_dsa::{B32, MlDsa44, SigningKey, VerifyingKey};
use zeroize::Zeroize as _;

use crate::Error;
use crate::checkpoint::Checkpoint;
use crate::note::{KeyKind, Signature, VerifierKey};

/// What starts every message.
const LABEL: &[u8; 12] = b"subtree/v1\n\0";

/// A key pair. Its secret is wiped with it.
pub struct Pair(SigningKey<MlDsa44>);

impl Pair {
    /// The pair of a seed (FIPS 204, algorithm 6) that is used for nothing else.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let mut xi = B32::from(*seed);
        let pair = Self(SigningKey::from_seed(&xi));
        xi.zeroize();
        pair
    }

    /// The pair that belongs beside an Ed25519 key of this seed: who keeps one secret keeps both. `purpose` separates the
    /// pairs of different roles.
    pub fn beside(seed: &[u8; 32], purpose: &str) -> Self {
        use sha2::Digest as _;
        let hash = sha2::Sha256::new()
            .chain_update(b"greffe/ml-dsa-44/v1\n")
            .chain_update(purpose.as_bytes())
            .chain_update(b"\n")
            .chain_update(seed);
        let mut own: [u8; 32] = hash.finalize().into();
        let pair = Self::from_seed(&own);
        own.zeroize();
        pair
    }

    /// The key by which others verify what [`cosign`] makes with this pair.
    ///
    /// # Errors
    /// [`Error::LogKey`] where the name is not allowed.
    pub fn key(&self, name: &str) -> Result<VerifierKey, Error> {
        VerifierKey::new(name, KeyKind::MlDsa44, &self.0.verifying_key().encode())
    }
}

/// A signature on the tree of a checkpoint. A witness says with `time_s`, in seconds since 1970-01-01T00:00:00Z, that this
/// was then the largest consistent tree it had seen of this origin; with 0 nothing is said of time. Whoever calls has
/// checked that.
///
/// # Errors
/// [`Error::LogKey`] where the name is not allowed or longer than 255 bytes; [`Error::LogCheckpoint`] where the text is no
/// checkpoint, or its origin is longer than 255 bytes.
pub fn cosign(text: &str, name: &str, time_s: u64, pair: &Pair) -> Result<Signature, Error> {
    let key = pair.key(name)?;
    Checkpoint::parse(text)?;
    let message = message(name, time_s, text).ok_or(Error::LogKey)?;
    let signature = pair.0.sign(&message).encode();
    Ok(Signature {
        name: name.to_owned(),
        key_id: key.key_id(),
        bytes: [time_s.to_be_bytes().as_slice(), &signature].concat(),
    })
}

/// `Some` with the time, 0 for none, where these are the bytes of a signature of this key under this name.
pub(crate) fn verify(public: &[u8], name: &str, text: &str, signature: &[u8]) -> Option<u64> {
    let (time, signature) = signature.split_first_chunk::<8>()?;
    let time_s = u64::from_be_bytes(*time);
    i64::try_from(time_s).ok()?;
    let key = VerifyingKey::<MlDsa44>::decode(public.try_into().ok()?);
    let signature = ml_dsa::Signature::<MlDsa44>::try_from(signature).ok()?;
    let message = message(name, time_s, text)?;
    key.verify_with_context(&message, &[], &signature)
        .then_some(time_s)
}

/// What is signed: the structure `cosigned_message` of tlog-cosignature, for the whole tree.
fn message(name: &str, time_s: u64, text: &str) -> Option<Vec<u8>> {
    let checkpoint = Checkpoint::parse(text).ok()?;
    let mut message = LABEL.to_vec();
    let opaque = |message: &mut Vec<u8>, text: &str| {
        message.push(u8::try_from(text.len()).ok()?);
        message.extend(text.as_bytes());
        Some(())
    };
    opaque(&mut message, name)?;
    message.extend(time_s.to_be_bytes());
    opaque(&mut message, checkpoint.origin())?;
    message.extend(0_u64.to_be_bytes());
    message.extend(checkpoint.size().to_be_bytes());
    message.extend(checkpoint.root().as_bytes());
    Some(message)
}
