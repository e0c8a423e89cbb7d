//! Small contents, many in one request: `POST` [`super::path::CONTENTS`].
//!
//! The body ([`KIND`]) is one frame after the other: the SHA-256 (32 bytes), the number of bytes (4, big-endian), the
//! bytes. Each content is answered on its own, and is on the platform's disk when the answer says so. What is larger goes
//! part by part ([`super::path::UPLOADS`]).

use model::Sha256;
use serde::{Deserialize, Serialize};

/// Most contents in one request.
pub const CONTENTS: usize = 200;
/// Most bytes of one request, frames included.
pub const CONTENTS_BYTES: usize = 4 * 1024 * 1024;
/// Most bytes of a content that a desk sends this way.
pub const SMALL_BYTES: u64 = 512 * 1024;
/// Bytes before each content.
pub const FRAME_BYTES: usize = 36;
/// The content type of the body.
pub const KIND: &str = "application/vnd.greffe.contents";

/// The answers, in the order of the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Brought {
    /// One for each content.
    pub results: Vec<ContentAnswer>,
}

/// The answer to one content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContentAnswer {
    /// Which content, as it was announced.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Digest"))]
    pub sha256: Sha256,
    /// What became of it.
    pub outcome: ContentOutcome,
}

/// What became of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ContentOutcome {
    /// It is kept, for this desk, as after an upload.
    Kept,
    /// The bytes have another digest than was announced: nothing of it is kept.
    Damaged,
}

/// Adds a content to the body of a request; `false` where it no longer fits, and then nothing is added.
pub fn add(body: &mut Vec<u8>, sha256: &Sha256, bytes: &[u8]) -> bool {
    let Ok(length) = u32::try_from(bytes.len()) else {
        return false;
    };
    if body.len() + FRAME_BYTES + bytes.len() > CONTENTS_BYTES {
        return false;
    }
    body.extend_from_slice(&sha256.0);
    body.extend_from_slice(&length.to_be_bytes());
    body.extend_from_slice(bytes);
    true
}

/// The contents of a body, with the digests that were announced; `None` where it is not made of whole frames, has none or
/// more than [`CONTENTS`], or one of them is empty.
pub fn frames(body: &[u8]) -> Option<Vec<(Sha256, &[u8])>> {
    let mut contents = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        let (sha256, after) = rest.split_first_chunk::<32>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (bytes, after) = after.split_at_checked(length)?;
        if bytes.is_empty() || contents.len() == CONTENTS {
            return None;
        }
        contents.push((Sha256(*sha256), bytes));
        rest = after;
    }
    (!contents.is_empty()).then_some(contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_into_a_body_is_found_in_it() {
        let mut body = Vec::new();
        assert!(add(&mut body, &Sha256([1; 32]), b"one"));
        assert!(add(&mut body, &Sha256([2; 32]), b"another"));
        assert!(!add(&mut body, &Sha256([3; 32]), &vec![0; CONTENTS_BYTES]));
        let found = frames(&body).unwrap();
        assert_eq!(
            found,
            [(Sha256([1; 32]), &b"one"[..]), (Sha256([2; 32]), &b"another"[..])]
        );
    }

    #[test]
    fn what_is_not_made_of_whole_frames_is_nothing() {
        let mut body = Vec::new();
        add(&mut body, &Sha256([1; 32]), b"one");
        for length in 1..body.len() {
            assert_eq!(frames(&body[..length]), None, "{length}");
        }
        assert_eq!(frames(b""), None);
        let mut empty = body.clone();
        add(&mut empty, &Sha256([2; 32]), b"");
        assert_eq!(frames(&empty), None);
        let mut endless = body.clone();
        endless[32..36].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(frames(&endless), None);
        assert_eq!(frames(&body.repeat(CONTENTS)).unwrap().len(), CONTENTS);
        assert_eq!(frames(&body.repeat(CONTENTS + 1)), None);
    }
}
