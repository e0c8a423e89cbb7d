//! Whether what happened after a signature was permitted (ISO 32000-2, 12.8.2; signing.md).

use pdf::revisions::File;
use pdf::revisions::diff::Change;
use pdf::revisions::signatures::{FieldLock, SignatureField};

use super::ChangesAfter;
use super::warnings::Code;

/// The judgement on what happened after one signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The answer.
    pub changes: ChangesAfter,
    /// What a reader should know.
    pub codes: Vec<Code>,
    /// What was done, by stable words.
    pub kinds: Vec<&'static str>,
}

/// Judges the changes after `field`. `steps[n]` is what revision `n + 1` did to revision `n`; `intact` tells of a
/// signature dictionary, by object number and revision, whether its signature is intact.
pub fn judge(
    file: &File<'_>,
    field: &SignatureField,
    all: &[SignatureField],
    steps: &[Vec<Change>],
    intact: &dyn Fn(pdf::revisions::ObjectId, usize) -> bool,
) -> Judgement {
    let mut judgement = Judgement {
        changes: ChangesAfter::None,
        codes: Vec::new(),
        kinds: Vec::new(),
    };
    let not_permitted = |mut judgement: Judgement, code: Code| {
        judgement.changes = ChangesAfter::NotPermitted;
        judgement.codes.push(code);
        judgement
    };
    let Some(signed) = field.revision else {
        return not_permitted(judgement, Code::Structure);
    };
    if !only_line_end(file.tail()) {
        return not_permitted(judgement, Code::TrailingBytes);
    }
    if field.covered_end() != file.bytes().len() {
        judgement.changes = ChangesAfter::Permitted;
        if signed == file.newest() {
            judgement.codes.push(Code::TrailingLineEnd);
        }
    }
    for (index, revision) in file.revisions().iter().enumerate().skip(signed + 1) {
        if revision.problem.is_some() {
            return not_permitted(judgement, Code::UpdateMalformed);
        }
        let Some(changes) = index.checked_sub(1).and_then(|index| steps.get(index)) else {
            return not_permitted(judgement, Code::UpdateMalformed);
        };
        let rules = Rules::at(index, signed, all);
        let acts = changes.iter().any(|change| {
            matches!(
                change,
                Change::Signature { .. }
                    | Change::EmptySignatureField { .. }
                    | Change::ValidationData
                    | Change::FormField { .. }
                    | Change::Annotation
            )
        });
        for change in changes {
            judgement.kinds.push(word(change));
            let permitted = match change {
                // A signing program writes them with what it does; alone, it is the document information that changed.
                Change::ModificationDate => acts,
                Change::Signature { value, .. } => rules.permits(change) && intact(*value, index),
                _ => rules.permits(change),
            };
            if !permitted {
                judgement = not_permitted(judgement, Code::Changed);
            } else {
                if matches!(change, Change::DrawnOver { .. })
                    && judgement.changes != ChangesAfter::NotPermitted
                {
                    judgement.changes = ChangesAfter::Unclear;
                }
                judgement.codes.extend(match change {
                    Change::DrawnOver { .. } => Some(Code::LaterSignatureOverContent),
                    Change::Signature { visible: true, .. } => Some(Code::LaterVisibleSignature),
                    Change::FormField { .. } => Some(Code::FormFilled),
                    Change::Annotation => Some(Code::AnnotationsAdded),
                    Change::ValidationDataRemoved => Some(Code::ValidationDataRemoved),
                    _ => None,
                });
            }
        }
    }
    judgement.codes.sort();
    judgement.codes.dedup();
    judgement.kinds.sort_unstable();
    judgement.kinds.dedup();
    judgement
}

/// At most one line end after the last `%%EOF`, and no other white space.
pub fn only_line_end(tail: &[u8]) -> bool {
    matches!(
        tail,
        b"" | b"\n" | b"\r" | b"\r\n" | b"\n\n" | b"\r\n\r\n" | b"\r\n\n"
    )
}

/// What all signatures before a revision let it do.
struct Rules<'a> {
    /// The strictest DocMDP permission, where there is one.
    permission: Option<i64>,
    /// Whether the judged signature, or one before it, gave such a permission: whoever comes later can only take.
    granted: bool,
    locks: Vec<&'a FieldLock>,
}

impl<'a> Rules<'a> {
    fn at(revision: usize, judged: usize, all: &'a [SignatureField]) -> Self {
        let before = || {
            all.iter()
                .filter(move |field| field.revision.is_some_and(|own| own < revision))
        };
        let permission = before()
            .flat_map(|field| [field.doc_mdp, field.lock_permission])
            .flatten()
            // A number that the standard does not know permits nothing.
            .map(|permission| {
                if (1..=3).contains(&permission) {
                    permission
                } else {
                    1
                }
            })
            .min();
        let granted = before().any(|field| {
            field.revision.is_some_and(|own| own <= judged)
                && (field.doc_mdp.is_some() || field.lock_permission.is_some())
        });
        Self {
            permission,
            granted,
            locks: before().flat_map(|field| field.locks.iter()).collect(),
        }
    }

    fn permits(&self, change: &Change) -> bool {
        let permission = self.permission;
        let locked = |name: &str| self.locks.iter().any(|lock| lock.covers(name));
        match change {
            Change::ValidationData
            | Change::ValidationDataRemoved
            | Change::ModificationDate
            // The signature itself is judged; this only says where it is drawn.
            | Change::DrawnOver { .. }
            | Change::Declaration => true,
            Change::Signature {
                timestamp: true,
                visible: false,
                ..
            } => true,
            // A time-stamp that is drawn is judged as the signature that it looks like.
            Change::Signature { field, .. } => {
                let named = self
                    .locks
                    .iter()
                    .any(|lock| matches!(lock, FieldLock::Include(_)) && lock.covers(field));
                permission != Some(1) && !named
            }
            Change::EmptySignatureField { .. } => permission != Some(1),
            // To fill in what was empty is what forms are for; to write over what the signer saw is a change,
            // unless the certification says that forms may be filled in.
            Change::FormField { field, overwritten } => {
                !locked(field) && permission != Some(1) && (!overwritten || self.granted)
            }
            Change::Annotation => permission == Some(3) && self.granted,
            Change::Content { .. } => false,
        }
    }
}

pub(crate) fn word(change: &Change) -> &'static str {
    match change {
        Change::Signature { timestamp: false, .. } => "signature",
        Change::Signature { timestamp: true, .. } => "document_timestamp",
        Change::DrawnOver { .. } => "drawn_over_content",
        Change::EmptySignatureField { .. } => "signature_field",
        Change::ValidationData => "validation_data",
        Change::ValidationDataRemoved => "validation_data_removed",
        Change::FormField { .. } => "form_field",
        Change::Annotation => "annotation",
        Change::ModificationDate => "modification_date",
        Change::Declaration => "declaration",
        Change::Content { .. } => "content",
    }
}
