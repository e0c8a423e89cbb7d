//! What of a file can be judged without asking whom to trust: whether it can be read, whether each signature is intact,
//! and whether what came after it was permitted.
//!
//! Every result of sealing is judged by this before it leaves, so it is the same reading, the same cryptography and
//! the same rules on changes as in [`verify`](super::verify), without certification paths and revocation: these do not
//! depend on the file that was sealed.

use pdf::revisions::{File, ObjectId, OpenError, diff};

use super::changes::judge;
use super::signature::{self, Checked};
use super::warnings::Code;
use super::{ChangesAfter, MAX_SIGNATURES, all_signatures};

/// How a file and its signatures stand.
pub(crate) struct Standing {
    /// Why the file, or a signature in it, can never validate.
    pub damage: Option<Code>,
    /// Each signature, also those of older revisions.
    pub signatures: Vec<OneStanding>,
}

/// How one signature stands.
pub(crate) struct OneStanding {
    /// It covers all bytes of the file, and its place in the file is as it should be.
    pub covers_whole_file: bool,
    /// Digest and value fit.
    pub intact: bool,
    /// What happened afterwards.
    pub changes_after: ChangesAfter,
}

impl Standing {
    fn damaged(code: Code) -> Self {
        Self {
            damage: Some(code),
            signatures: Vec::new(),
        }
    }

    /// Number of signatures after which something happened that they do not permit.
    pub fn broken(&self) -> usize {
        self.count(ChangesAfter::NotPermitted)
    }

    /// Number of signatures over whose page a later one is drawn.
    pub fn drawn_over(&self) -> usize {
        self.count(ChangesAfter::Unclear)
    }

    fn count(&self, changes: ChangesAfter) -> usize {
        self.signatures
            .iter()
            .filter(|one| one.changes_after == changes)
            .count()
    }
}

/// Judges a file. Never panics.
pub(crate) fn standing(bytes: &[u8], password: Option<&str>) -> Standing {
    // As in `verify`: the libraries below might panic on hostile input.
    let result = std::panic::catch_unwind(|| examine(bytes, password));
    result.unwrap_or_else(|_| Standing::damaged(Code::Stopped))
}

fn examine(bytes: &[u8], password: Option<&str>) -> Standing {
    let file = match File::open(bytes, password) {
        Ok(file) => file,
        Err(OpenError::NotPdf) => return Standing::damaged(Code::NotPdf),
        Err(OpenError::Damaged(_)) => return Standing::damaged(Code::Damaged),
        Err(OpenError::Password) => return Standing::damaged(Code::Password),
        Err(OpenError::Encryption) => return Standing::damaged(Code::Encryption),
    };
    let (fields, current) = all_signatures(&file);
    if fields.len() > MAX_SIGNATURES {
        return Standing::damaged(Code::Stopped);
    }
    let checked: Vec<Checked> = fields
        .iter()
        .zip(&current)
        .map(|(field, is_current)| signature::check(&file, field.clone(), *is_current))
        .collect();
    let newest = file.newest();
    let revisions = fields.iter().filter_map(|field| field.revision);
    let first = revisions.min().unwrap_or(newest);
    let steps: Vec<Vec<diff::Change>> = (0..newest)
        .map(|revision| match revision < first {
            true => Vec::new(),
            false => diff::step(&file, revision),
        })
        .collect();
    let intact = |value: ObjectId, revision: usize| {
        checked.iter().any(|one| {
            one.field.value == value
                && one.field.revision == Some(revision)
                && one.is_intact()
                && one.is_current
        })
    };
    let mut damage = None;
    let mut signatures = Vec::with_capacity(checked.len());
    for one in &checked {
        let judgement = judge(&file, &one.field, &fields, &steps, &intact);
        let since = one.field.revision.unwrap_or(newest);
        let later = file.revisions().get(since..).unwrap_or_default();
        if later.iter().any(|revision| revision.rebuilt) {
            damage.get_or_insert(Code::Rebuilt);
        }
        if later.first().is_none_or(|own| own.problem.is_some()) {
            damage.get_or_insert(Code::RevisionMalformed);
        }
        if judgement.codes.contains(&Code::UpdateMalformed) {
            damage.get_or_insert(Code::UpdateMalformed);
        }
        signatures.push(OneStanding {
            covers_whole_file: one.field.covered_end() == bytes.len() && one.field.problems.is_empty(),
            intact: one.is_intact(),
            changes_after: judgement.changes,
        });
    }
    Standing { damage, signatures }
}
