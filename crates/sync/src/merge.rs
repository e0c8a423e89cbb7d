//! Three-way merging, field by field: pure.
//!
//! One side changed a field: it is taken. Both changed it alike: it is taken. Both changed it differently: a person
//! decides ([`Differing`]); until then this desk keeps showing what was written on it. What is no person's wish (the
//! order of parties, when something was written last) is settled by rule, the same on every desk.

use std::collections::{BTreeMap, BTreeSet};

use model::circuit::Circuit;
use serde_json::Value;

use crate::wire::records::{Differing, Fields, Kind};

/// How a field that both sides changed differently is settled without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Not at all: a person decides.
    Ask,
    /// What the platform has.
    Theirs,
    /// The larger one: times of a last change.
    Latest,
    /// The acts of both, where they go together.
    Circuit,
}

/// The rule for a field of a kind.
pub fn rule(kind: &str, field: &str) -> Rule {
    match (kind, field) {
        (_, "changed_us" | "written_us") | ("mention", "seen_us") => Rule::Latest,
        // Bookkeeping beside a fact that both agree about.
        (
            _,
            "created_us" | "given_us" | "made_us" | "set_us" | "since_us" | "added_us" | "imported_us"
            | "position",
        )
        | ("tag", "tag")
        | ("procedure-version", "actor" | "number" | "source")
        | ("letter-template", "imported_by")
        | ("document", "registered_us") => Rule::Theirs,
        ("circuit", "body") => Rule::Circuit,
        _ => Rule::Ask,
    }
}

/// Whether a field cannot be changed once it is set: an identifier, a reference.
pub fn is_fixed(kind: &str, field: &str) -> bool {
    Kind::named(kind).is_some_and(|kind| kind.fixed.contains(&field))
}

/// What came of two sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The record as this desk holds it now: where both differ, as it was written here.
    pub fields: Fields,
    /// What a person must decide.
    pub differing: BTreeMap<String, Differing>,
}

/// Merges what this desk has with what the platform has. `base`: what both knew; absent: both made it. `sure` says
/// whether the base is known to be what the platform had: after a platform was restored it is not, and then nothing that
/// differs is given up without a person.
pub fn fields(kind: &str, base: Option<&Fields>, sure: bool, mine: &Fields, theirs: &Fields) -> Merged {
    let empty = Fields::new();
    let known = base.unwrap_or(&empty);
    let names: BTreeSet<&String> = known.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    let mut merged = Merged::default();
    for name in names {
        let (was, here, there) = (known.get(name), mine.get(name), theirs.get(name));
        let taken = if here == there || (base.is_some() && there == was) {
            here.cloned()
        } else if base.is_some() && sure && here == was {
            there.cloned()
        } else if (base.is_none() || !sure || is_fixed(kind, name)) && absent(here) {
            // Nobody here said anything about it.
            there.cloned()
        } else if (base.is_none() || !sure || is_fixed(kind, name)) && absent(there) {
            here.cloned()
        } else if let Some(settled) = settled(rule(kind, name), was, here, there) {
            Some(settled)
        } else {
            let differing = Differing {
                base: was.cloned(),
                mine: here.cloned(),
                theirs: there.cloned(),
            };
            merged.differing.insert(name.clone(), differing);
            here.cloned()
        };
        if let Some(value) = taken {
            merged.fields.insert(name.clone(), value);
        }
    }
    merged
}

fn absent(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_null)
}

fn settled(rule: Rule, was: Option<&Value>, here: Option<&Value>, there: Option<&Value>) -> Option<Value> {
    match rule {
        Rule::Ask => None,
        Rule::Theirs => there.or(here).cloned(),
        Rule::Latest => {
            let of = |value: Option<&Value>| value.and_then(Value::as_i64);
            let later = if of(here) > of(there) { here } else { there };
            later.or(here).or(there).cloned()
        }
        Rule::Circuit => {
            let read = |value: Option<&Value>| Circuit::deserialised(value?);
            let joined = Circuit::joined(&read(was)?, &read(here)?, &read(there)?)?;
            serde_json::to_value(joined).ok()
        }
    }
}

/// Fields that are told along with others and never alone: what they say follows from something that was told already.
pub fn is_passenger(field: &str) -> bool {
    field == "changed_us"
}

trait Deserialised: Sized {
    fn deserialised(value: &Value) -> Option<Self>;
}

impl Deserialised for Circuit {
    fn deserialised(value: &Value) -> Option<Self> {
        serde_json::from_value(value.clone()).ok()
    }
}

/// The fields of `now` that are not as in `before`; a field that is gone is null. A field that a later version brought, with
/// nothing in it, is no change of a record that stood before.
pub fn difference(before: &Fields, now: &Fields) -> Fields {
    let changed = now
        .iter()
        .filter(|(name, value)| match before.get(*name) {
            Some(stood) => stood != *value,
            None => before.is_empty() || !value.is_null(),
        })
        .map(|(name, value)| (name.clone(), value.clone()));
    let gone = before
        .iter()
        .filter(|(name, value)| !now.contains_key(*name) && !value.is_null())
        .map(|(name, _)| (name.clone(), Value::Null));
    changed.chain(gone).collect()
}
