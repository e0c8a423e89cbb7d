//! Records between a desk and its platform: what a pulled record, an own change and an answer mean for a desk.
//!
//! Pure: the desk's tables stand behind [`Replica`], of which every method is part of one transaction of the caller. The
//! rules:
//! * `base` is the last state that desk and platform agreed about, with its revision; a local edit is what differs from it.
//! * A pulled record is merged with the local row ([`crate::merge`]); the base becomes what the platform has. What a
//!   person must decide stands in a [`Conflict`], and its fields are not sent until it is decided.
//! * An operation is kept before it is sent, so that whatever is repeated has the same content under the same identity;
//!   it stays until it is answered. A record has one operation at a time.
//! * Edit against deletion is always a conflict.
//! * A platform that was restored ([`resync`]) tells everything anew: revisions are forgotten, local rows never.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::OpId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::merge;
use crate::wire::code::FORBIDDEN;
use crate::wire::records::{
    Change, Differing, Fields, Key, Kind, Mutability, Operation, Outcome, REGISTERED, Record,
};

/// A record as this desk shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The dossier it lies in.
    pub dossier: Option<String>,
    /// Its fields, those that this version does not know included.
    pub fields: Fields,
}

/// The last state that desk and platform agreed about.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// The platform's revision; 0: of a platform before it was restored.
    pub rev: u64,
    /// The dossier it lay in.
    pub dossier: Option<String>,
    /// It was deleted.
    pub deleted: bool,
    /// Its fields.
    pub fields: Fields,
}

/// Which side deleted a record that the other one edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// This desk.
    Mine,
    /// The platform.
    Theirs,
}

/// What a person must decide about one record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The fields that differ.
    pub fields: BTreeMap<String, Differing>,
    /// One side deleted it; `fields` then holds what the other one has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Side>,
}

/// What a person chose for a field, or for a record that one side deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// As it is on this desk.
    Mine,
    /// As it is on the platform.
    Theirs,
    /// Something else.
    Value(Value),
}

/// How a row was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Whole.
    Done,
    /// It stands, and what it refers to beside its place is not here yet: to be put again later.
    Partly,
    /// What it lies in or belongs to is not here yet: nothing was changed.
    Waits,
    /// The desk cannot hold it beside what it holds, with a stable code: nothing was changed.
    Unfit(&'static str),
}

/// The desk's tables inside one transaction. No method may leave a mark in the list of local changes by itself: only
/// [`Replica::mark`] does.
pub trait Replica {
    /// The desk's own error.
    type Error;

    /// The record as the desk shows it; `None`: there is none.
    ///
    /// # Errors
    /// The desk cannot be read.
    fn row(&self, key: &Key) -> Result<Option<Row>, Self::Error>;
    /// Makes the record as given.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn put(&self, key: &Key, row: &Row) -> Result<Fit, Self::Error>;
    /// Removes the record.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn remove(&self, key: &Key) -> Result<Fit, Self::Error>;
    /// Gives the local row of a numbered kind the next free number, because the platform has another one under this
    /// key; says whether it did.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn make_room(&self, key: &Key) -> Result<bool, Self::Error>;
    /// The last state agreed about.
    ///
    /// # Errors
    /// The desk cannot be read.
    fn base(&self, key: &Key) -> Result<Option<Base>, Self::Error>;
    /// Keeps, or forgets, the last state agreed about.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn set_base(&self, key: &Key, base: Option<&Base>) -> Result<(), Self::Error>;
    /// Notes that there may be something to send, or that there is nothing.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn mark(&self, key: &Key, dirty: bool) -> Result<(), Self::Error>;
    /// The open conflict of a record.
    ///
    /// # Errors
    /// The desk cannot be read.
    fn conflict(&self, key: &Key) -> Result<Option<Conflict>, Self::Error>;
    /// Keeps an open conflict as it is now; `None`: nothing is left to decide.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn set_conflict(
        &self,
        key: &Key,
        dossier: Option<&str>,
        conflict: Option<&Conflict>,
    ) -> Result<(), Self::Error>;
    /// Keeps a record that cannot be taken in yet, with a stable code; `None` forgets it.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn stage(&self, key: &Key, record: Option<(&Record, &'static str)>) -> Result<(), Self::Error>;
    /// The operation of a record that was not answered, and whether it was parked.
    ///
    /// # Errors
    /// The desk cannot be read.
    fn operation(&self, key: &Key) -> Result<Option<(Operation, bool)>, Self::Error>;
    /// Keeps an operation before it is sent.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn keep(&self, operation: &Operation) -> Result<(), Self::Error>;
    /// The operation was answered.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn drop_operation(&self, op: OpId) -> Result<(), Self::Error>;
    /// The operation was refused for good: it waits in sight.
    ///
    /// # Errors
    /// The desk cannot be written.
    fn park(&self, op: OpId, code: &str) -> Result<(), Self::Error>;
}

/// What became of a pulled record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// Known already.
    Old,
    /// Taken in.
    Taken,
    /// Taken in; something of it is for a person to decide.
    Conflict,
    /// Kept aside until what it refers to is here.
    Staged,
}

/// Code of a record that waits for what it lies in.
pub const WAITS: &str = "record-waits";

fn mutability(key: &Key) -> Mutability {
    Kind::named(&key.kind).map_or(Mutability::Free, |kind| kind.mutability)
}

/// Takes in a record as the platform has it.
///
/// # Errors
/// Those of the desk.
pub fn receive<R: Replica + ?Sized>(replica: &R, record: &Record) -> Result<Received, R::Error> {
    let key = &record.key;
    let mut base = match replica.base(key)? {
        Some(base) => Some(base),
        // Told, and the answer is not known: what is here now may have gone on from there.
        None => replica
            .operation(key)?
            .and_then(|(operation, _)| told(&operation)),
    };
    if base.as_ref().is_some_and(|base| base.rev >= record.rev) {
        return Ok(Received::Old);
    }
    let theirs = Base {
        rev: record.rev,
        dossier: record.dossier.clone(),
        deleted: record.deleted,
        fields: record.fields.clone(),
    };
    if Kind::named(&key.kind).is_none() {
        // Of a later version: kept, and left alone.
        replica.set_base(key, Some(&theirs))?;
        return Ok(Received::Taken);
    }
    let mut mine = replica.row(key)?;
    let unsure = base.as_ref().is_none_or(|base| base.rev == 0);
    if mine.is_some() && unsure && mutability(key) != Mutability::Free && !record.deleted {
        // Both gave the same number to something else: what the platform has keeps it.
        let other = mine
            .as_ref()
            .is_some_and(|row| differs_for_good(key, row, &record.fields));
        if other && replica.make_room(key)? {
            mine = None;
            base = None;
        }
    }
    let before = replica.conflict(key)?;
    let known = base.as_ref().filter(|base| !base.deleted);
    // Deleted here while something of it was to be decided, or the other way round.
    let still_to_decide = before.is_some();
    let (fit, conflict) = match (&mine, record.deleted) {
        (None, true) => (Fit::Done, Conflict::default()),
        (Some(row), true) => {
            let same = known.is_some_and(|base| {
                base.rev > 0
                    && base.dossier == row.dossier
                    && merge::difference(&base.fields, &row.fields).is_empty()
            });
            if same && before.is_none() {
                (replica.remove(key)?, Conflict::default())
            } else {
                let fields = one_sided(known.map(|base| &base.fields), &row.fields, Side::Theirs);
                (
                    Fit::Done,
                    Conflict {
                        fields,
                        deleted: Some(Side::Theirs),
                    },
                )
            }
        }
        (None, false) => match &base {
            // Deleted here since both knew it, or before the platform was restored.
            Some(base)
                if (!base.deleted || base.rev == 0) && (base.fields != record.fields || still_to_decide) =>
            {
                let fields = one_sided(Some(&base.fields), &record.fields, Side::Mine);
                (
                    Fit::Done,
                    Conflict {
                        fields,
                        deleted: Some(Side::Mine),
                    },
                )
            }
            Some(base) if !base.deleted || base.rev == 0 => (Fit::Done, Conflict::default()),
            _ => {
                let row = Row {
                    dossier: record.dossier.clone(),
                    fields: record.fields.clone(),
                };
                (replica.put(key, &row)?, Conflict::default())
            }
        },
        (Some(row), false) => {
            let (merged, dossier) = if mutability(key) == Mutability::Free && !is_registered(record) {
                let sure = known.is_none_or(|base| base.rev > 0);
                let merged = merge::fields(
                    &key.kind,
                    known.map(|base| &base.fields),
                    sure,
                    &row.fields,
                    &record.fields,
                );
                (merged, dossier_of_both(known, row, record))
            } else {
                let fields = record.fields.clone();
                let merged = merge::Merged {
                    fields,
                    ..merge::Merged::default()
                };
                (merged, record.dossier.clone())
            };
            let merged = still_differing(merged, before.as_ref(), &record.fields);
            let next = Row {
                dossier,
                fields: merged.fields,
            };
            let fit = if next == *row {
                Fit::Done
            } else {
                replica.put(key, &next)?
            };
            let conflict = Conflict {
                fields: merged.differing,
                deleted: None,
            };
            (fit, conflict)
        }
    };
    match fit {
        Fit::Waits => {
            replica.stage(key, Some((record, WAITS)))?;
            return Ok(Received::Staged);
        }
        Fit::Unfit(code) => {
            replica.stage(key, Some((record, code)))?;
            return Ok(Received::Staged);
        }
        Fit::Partly => replica.stage(key, Some((record, WAITS)))?,
        Fit::Done => replica.stage(key, None)?,
    }
    replica.set_base(key, Some(&theirs))?;
    let open = conflict.deleted.is_some() || !conflict.fields.is_empty();
    if open || before.is_some() {
        replica.set_conflict(key, record.dossier.as_deref(), open.then_some(&conflict))?;
    }
    // Whatever of this desk is not on the platform is sent, unless a person must decide first.
    let left = changed(&theirs, replica.row(key)?.as_ref());
    replica.mark(key, left)?;
    Ok(if open { Received::Conflict } else { Received::Taken })
}

/// Puts a staged record again, because something that it refers to may have come.
///
/// # Errors
/// Those of the desk.
pub fn receive_staged<R: Replica + ?Sized>(replica: &R, record: &Record) -> Result<Received, R::Error> {
    let known = replica
        .base(&record.key)?
        .is_some_and(|base| base.rev >= record.rev);
    if !known {
        return receive(replica, record);
    }
    let fit = match replica.row(&record.key)? {
        Some(row) => replica.put(&record.key, &row)?,
        None => Fit::Done,
    };
    if fit == Fit::Done {
        replica.stage(&record.key, None)?;
        return Ok(Received::Taken);
    }
    Ok(Received::Staged)
}

fn changed(base: &Base, mine: Option<&Row>) -> bool {
    match mine {
        Some(row) => {
            base.deleted
                || base.dossier != row.dossier
                || tells(&merge::difference(&base.fields, &row.fields))
        }
        None => !base.deleted,
    }
}

/// What both knew was forgotten, because the contents of its dossier were lawfully destroyed here: what is left of the
/// record is told whole, words that went as nothing.
fn is_erased(base: &Base) -> bool {
    base.fields.is_empty() && !base.deleted
}

/// Whether there is something in a patch that is told for its own sake.
fn tells(patch: &Fields) -> bool {
    patch.keys().any(|field| !merge::is_passenger(field))
}

/// Two rows of a kind that never changes: whether they are two things, and not the same one told twice.
fn differs_for_good(key: &Key, row: &Row, theirs: &Fields) -> bool {
    theirs.iter().any(|(name, value)| {
        merge::rule(&key.kind, name) == merge::Rule::Ask
            && row.fields.get(name).is_some_and(|mine| mine != value)
    })
}

/// A record moves with whoever moved it last as far as the platform knows.
fn dossier_of_both(base: Option<&Base>, row: &Row, record: &Record) -> Option<String> {
    match base {
        Some(base) if base.dossier == record.dossier => row.dossier.clone(),
        _ => record.dossier.clone(),
    }
}

/// Whether the platform wrote this record itself: somebody of its registry of people. It is taken as it is.
fn is_registered(record: &Record) -> bool {
    record.key.kind == "person" && record.fields.get(REGISTERED) == Some(&Value::Bool(true))
}

/// What the side that did not delete has changed; all it has, where it changed nothing.
fn one_sided(base: Option<&Fields>, fields: &Fields, deleted: Side) -> BTreeMap<String, Differing> {
    let empty = Fields::new();
    let base = base.unwrap_or(&empty);
    let changed = merge::difference(base, fields);
    let names: Vec<&String> = if changed.is_empty() {
        fields.keys().collect()
    } else {
        changed.keys().collect()
    };
    names
        .into_iter()
        .map(|name| {
            let value = fields.get(name).cloned();
            let (mine, theirs) = match deleted {
                Side::Mine => (None, value),
                Side::Theirs => (value, None),
            };
            let differing = Differing {
                base: base.get(name).cloned(),
                mine,
                theirs,
            };
            (name.clone(), differing)
        })
        .collect()
}

/// What was for a person to decide before stays so until both sides have the same.
fn still_differing(mut merged: merge::Merged, before: Option<&Conflict>, theirs: &Fields) -> merge::Merged {
    for (name, was) in before.into_iter().flat_map(|conflict| &conflict.fields) {
        let there = theirs.get(name);
        if merged.differing.contains_key(name) {
            if let Some(now) = merged.differing.get_mut(name) {
                now.base.clone_from(&was.base);
            }
            continue;
        }
        // A side that had no value to show (it was deleted) is no longer one.
        let mine = merged.fields.get(name).cloned();
        if mine.as_ref() == there || was.mine.is_none() || was.theirs.is_none() && there.is_none() {
            continue;
        }
        let differing = Differing {
            base: was.base.clone(),
            mine,
            theirs: there.cloned(),
        };
        merged.differing.insert(name.clone(), differing);
    }
    merged
}

/// Makes the operation that sends what this desk has changed of a record, and takes the mark away; `None` where there is
/// nothing to send, nothing that may be sent yet, or an operation is under way. `withheld`: fields that must not be told
/// yet, and what they are said to be where the record is made; the mark then stays.
///
/// # Errors
/// Those of the desk.
pub fn propose<R: Replica + ?Sized>(
    replica: &R,
    key: &Key,
    op: OpId,
    now: Timestamp,
    withheld: &Fields,
) -> Result<Option<Operation>, R::Error> {
    if let Some((before, parked)) = replica.operation(key)? {
        if !parked {
            return Ok(None);
        }
        // It was changed again since it was refused.
        replica.drop_operation(before.op)?;
    }
    let base = replica.base(key)?;
    let row = replica.row(key)?;
    let conflict = replica.conflict(key)?.unwrap_or_default();
    replica.mark(key, false)?;
    if conflict.deleted.is_some() {
        return Ok(None);
    }
    if row.is_none()
        && !conflict.fields.is_empty()
        && let Some(base) = base.as_ref().filter(|base| !base.deleted)
    {
        // Deleted here while something of it was to be decided: what the other side wrote is not given up unseen.
        let conflict = Conflict {
            fields: one_sided(None, &base.fields, Side::Mine),
            deleted: Some(Side::Mine),
        };
        replica.set_conflict(key, base.dossier.as_deref(), Some(&conflict))?;
        return Ok(None);
    }
    let known = base.as_ref().filter(|base| base.rev > 0);
    let base_rev = known.map_or(0, |base| base.rev);
    let alive = known.filter(|base| !base.deleted);
    let (change, dossier) = match (row, alive) {
        (None, None) => {
            // A restored platform may not have it, and may get it again from a desk that still has: the wish stands.
            if let Some(base) = base.filter(|base| base.rev == 0 && !base.deleted) {
                let gone = Base {
                    deleted: true,
                    ..base
                };
                replica.set_base(key, Some(&gone))?;
            }
            return Ok(None);
        }
        (None, Some(base)) => {
            if mutability(key) == Mutability::Kept && !is_erased(base) {
                return Ok(None);
            }
            (Change::Delete, base.dossier.clone())
        }
        (Some(mut row), None) => {
            for (name, said) in withheld {
                row.fields.insert(name.clone(), said.clone());
            }
            // The platform's own word, of before it was restored.
            row.fields.remove(REGISTERED);
            (Change::Patch(row.fields), row.dossier)
        }
        (Some(row), Some(base)) => {
            if mutability(key) != Mutability::Free && row.dossier == base.dossier && !is_erased(base) {
                return Ok(None);
            }
            let mut patch = if mutability(key) == Mutability::Free || is_erased(base) {
                merge::difference(&base.fields, &row.fields)
            } else {
                Fields::new()
            };
            if is_erased(base) {
                // Which content it was stays as it was said.
                let contents = Kind::named(&key.kind).map_or(&[][..], |kind| kind.blobs);
                patch.retain(|name, _| !contents.contains(&name.as_str()));
            }
            let whole = patch.len();
            patch.retain(|name, _| !withheld.contains_key(name));
            if patch.len() < whole {
                replica.mark(key, true)?;
            }
            patch.retain(|name, _| !conflict.fields.contains_key(name));
            if !tells(&patch) && row.dossier == base.dossier {
                return Ok(None);
            }
            (Change::Patch(patch), row.dossier)
        }
    };
    let blobs = match (&change, alive) {
        (Change::Patch(fields), None) => named_blobs(&key.kind, fields),
        _ => Vec::new(),
    };
    let operation = Operation {
        op,
        key: key.clone(),
        dossier,
        base_rev,
        change,
        blobs,
        changed_at: now,
    };
    replica.keep(&operation)?;
    if base_rev == 0 && !withheld.is_empty() {
        replica.mark(key, true)?;
    }
    Ok(Some(operation))
}

fn named_blobs(kind: &str, fields: &Fields) -> Vec<model::Sha256> {
    let names = Kind::named(kind).map_or(&[][..], |kind| kind.blobs);
    names
        .iter()
        .filter_map(|name| fields.get(*name)?.as_str()?.parse().ok())
        .collect()
}

fn is_brought_along(kind: &str) -> bool {
    matches!(
        kind,
        "person" | "classification" | "procedure-version" | "letter-template"
    )
}

/// What became of an operation on this desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// The platform has it.
    Applied,
    /// Rebased: it is proposed again.
    Rebased(Received),
    /// Contents must be uploaded first; the same operation is sent again.
    Waiting(Vec<model::Sha256>),
    /// The platform takes it from administrators alone: it stays this desk's own, and nobody is asked.
    Own,
    /// It waits in sight with this code.
    Parked(String),
    /// Nobody waits for this answer.
    Unknown,
}

/// Takes in the answer to an operation that was kept.
///
/// # Errors
/// Those of the desk.
pub fn answered<R: Replica + ?Sized>(
    replica: &R,
    operation: &Operation,
    outcome: &Outcome,
) -> Result<Answered, R::Error> {
    let key = &operation.key;
    if replica
        .operation(key)?
        .is_none_or(|(kept, _)| kept.op != operation.op)
    {
        return Ok(Answered::Unknown);
    }
    match outcome {
        Outcome::Applied { rev, .. } => {
            replica.drop_operation(operation.op)?;
            let base = replica.base(key)?;
            if base.as_ref().is_some_and(|base| base.rev >= *rev) {
                return Ok(Answered::Applied);
            }
            let mut next = base.filter(|base| !base.deleted && base.rev > 0).unwrap_or(Base {
                rev: 0,
                dossier: None,
                deleted: false,
                fields: Fields::new(),
            });
            next.rev = *rev;
            match &operation.change {
                Change::Delete => next.deleted = true,
                Change::Patch(fields) => {
                    next.dossier.clone_from(&operation.dossier);
                    for (name, value) in fields {
                        next.fields.insert(name.clone(), value.clone());
                    }
                }
            }
            replica.set_base(key, Some(&next))?;
            Ok(Answered::Applied)
        }
        Outcome::Conflict { current } => {
            replica.drop_operation(operation.op)?;
            let received = match current {
                Some(record) => receive(replica, record)?,
                None => {
                    // The platform does not have it (any more): it is made, or there is nothing to delete.
                    replica.set_base(key, None)?;
                    Received::Taken
                }
            };
            if replica.row(key)?.is_some() || replica.base(key)?.is_some_and(|base| !base.deleted) {
                replica.mark(key, true)?;
            }
            Ok(Answered::Rebased(received))
        }
        Outcome::Waiting { blobs } => Ok(Answered::Waiting(blobs.clone())),
        // What every desk brings along (its own people, the procedures of the program) and did not change on purpose.
        Outcome::Rejected { code }
            if code == FORBIDDEN && operation.base_rev == 0 && is_brought_along(&key.kind) =>
        {
            replica.drop_operation(operation.op)?;
            Ok(Answered::Own)
        }
        Outcome::Rejected { code } => {
            replica.park(operation.op, code)?;
            Ok(Answered::Parked(code.clone()))
        }
    }
}

/// Carries out what a person decided about a record; fields without a choice stay to be decided. Gives the conflict as it
/// was, with both texts, and whether it is decided now; `None` where there is none.
///
/// # Errors
/// Those of the desk.
pub fn decide<R: Replica + ?Sized>(
    replica: &R,
    key: &Key,
    record: Option<&Choice>,
    choices: &BTreeMap<String, Choice>,
) -> Result<Option<(Conflict, bool)>, R::Error> {
    let Some(conflict) = replica.conflict(key)? else {
        return Ok(None);
    };
    let base = replica.base(key)?;
    let dossier = base.as_ref().and_then(|base| base.dossier.clone());
    if let Some(side) = conflict.deleted {
        let keep = match (side, record) {
            (_, None | Some(Choice::Value(_))) => return Ok(Some((conflict, false))),
            (Side::Mine, Some(Choice::Mine)) | (Side::Theirs, Some(Choice::Theirs)) => false,
            _ => true,
        };
        let fit = match (side, keep, &base) {
            // What the platform has is shown again.
            (Side::Mine, true, Some(base)) => replica.put(
                key,
                &Row {
                    dossier: base.dossier.clone(),
                    fields: base.fields.clone(),
                },
            )?,
            (Side::Theirs, false, _) => replica.remove(key)?,
            _ => Fit::Done,
        };
        if matches!(fit, Fit::Waits | Fit::Unfit(_)) {
            return Ok(Some((conflict, false)));
        }
        replica.set_conflict(key, dossier.as_deref(), None)?;
        let row = replica.row(key)?;
        let left = base
            .as_ref()
            .is_none_or(|base| base.rev == 0 || changed(base, row.as_ref()));
        replica.mark(key, left)?;
        return Ok(Some((conflict, true)));
    }
    let Some(mut row) = replica.row(key)? else {
        return Ok(Some((conflict, false)));
    };
    let mut open = conflict.clone();
    for (name, choice) in choices {
        let Some(differing) = open.fields.remove(name) else {
            continue;
        };
        // What is set once and for all on the platform is not for choice. What stands there now counts, and not what stood
        // there when the conflict arose: a platform that was restored may have lost that and taken ours since.
        let told = base.as_ref().filter(|base| base.rev > 0 && !base.deleted);
        let told = told.and_then(|base| base.fields.get(name).cloned());
        let fixed = [told, differing.theirs.clone()]
            .into_iter()
            .flatten()
            .find(|value| !value.is_null() && merge::is_fixed(&key.kind, name));
        let value = match choice {
            _ if fixed.is_some() => fixed,
            Choice::Mine => continue,
            Choice::Theirs => differing.theirs,
            Choice::Value(value) => Some(value.clone()),
        };
        match value {
            Some(value) => row.fields.insert(name.clone(), value),
            None => row.fields.remove(name),
        };
    }
    if matches!(replica.put(key, &row)?, Fit::Waits | Fit::Unfit(_)) {
        return Ok(Some((conflict, false)));
    }
    let decided = open.fields.is_empty();
    replica.set_conflict(key, dossier.as_deref(), (!decided).then_some(&open))?;
    replica.mark(key, true)?;
    Ok(Some((conflict, decided)))
}

/// Gives a refused change up: the record is again as the platform has it. One that the platform never had stays this
/// desk's own.
///
/// # Errors
/// Those of the desk.
pub fn give_up<R: Replica + ?Sized>(replica: &R, operation: &Operation) -> Result<(), R::Error> {
    let key = &operation.key;
    replica.drop_operation(operation.op)?;
    match replica.base(key)? {
        Some(base) if base.deleted => {
            replica.remove(key)?;
        }
        Some(base) if base.rev > 0 => {
            let row = Row {
                dossier: base.dossier,
                fields: base.fields,
            };
            replica.put(key, &row)?;
        }
        _ => {}
    }
    if replica.conflict(key)?.is_some() {
        replica.set_conflict(key, operation.dossier.as_deref(), None)?;
    }
    replica.mark(key, false)
}

/// What both know if an operation without an answer has arrived; only where it made the record.
pub fn told(operation: &Operation) -> Option<Base> {
    match &operation.change {
        Change::Patch(fields) if operation.base_rev == 0 => Some(Base {
            rev: 0,
            dossier: operation.dossier.clone(),
            deleted: false,
            fields: fields.clone(),
        }),
        _ => None,
    }
}

/// The base of a record after the platform was restored: what both knew stays, so that nobody's wish is taken for
/// another's; that the platform still has it is not known.
pub fn resync(base: &Base) -> Base {
    Base {
        rev: 0,
        ..base.clone()
    }
}
