//! What "the same" means: objects, values and copies of them, down to the last object that can be reached.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use super::super::signatures::text;
use super::super::xref::Entry;
use super::super::{Dict, Loaded, ObjectId, Value};
use super::{MAX_DEPTH, MAX_VISITS, Step};

impl Step<'_, '_> {
    pub(super) fn find_changed(&mut self) {
        let file = self.file;
        let Some(revision) = file.revisions.get(self.new) else {
            return;
        };
        let mut containers: HashSet<u32> = HashSet::new();
        let mut unreadable = None;
        for number in revision.entries.keys() {
            let (before, after) = (file.entry(*number, self.old), file.entry(*number, self.new));
            if before == after {
                continue;
            }
            if before != Entry::Free {
                containers.insert(*number);
            }
            // Rules take what cannot be read for nothing; a reader that is less strict sees something.
            if after != Entry::Free && file.object(*number, self.new).is_err() {
                unreadable.get_or_insert(*number);
            }
            if revision.structure.contains(number) && before == Entry::Free {
                // A cross-reference stream explains itself; a page that already waited for its number would show it.
                self.explained.insert(*number);
            }
            if before == Entry::Free {
                self.fresh.insert(*number);
                self.changed.insert(*number);
            } else if after == Entry::Free || !self.same_object(*number) {
                self.changed.insert(*number);
            }
        }
        // An object stream that is written anew under its number changes all that stands in it.
        containers.retain(|number| file.containers.contains(number));
        if !containers.is_empty() {
            let within = |number: u32| matches!(file.entry(number, self.new), Entry::In { stream, .. } if containers.contains(&stream));
            let first = file.revisions.first().map(|first| &first.entries);
            let first = first
                .into_iter()
                .flat_map(|entries| entries.iter().map(|(number, _)| *number));
            let numbers: BTreeSet<u32> = first
                .chain(file.history.keys().copied())
                .filter(|number| within(*number))
                .collect();
            for number in numbers {
                if file.entry(number, self.old) == file.entry(number, self.new) && !self.same_object(number) {
                    self.changed.insert(number);
                    if file.object(number, self.new).is_err() {
                        unreadable.get_or_insert(number);
                    }
                }
            }
        }
        if unreadable.is_some() {
            self.content("an object that was written cannot be read", unreadable);
        }
    }

    pub(super) fn same_object(&self, number: u32) -> bool {
        let generation = |revision: usize| match self.file.entry(number, revision) {
            Entry::At { generation, .. } => generation,
            _ => 0,
        };
        if generation(self.old) != generation(self.new) {
            return false;
        }
        let (Ok(Some(old)), Ok(Some(new))) = (
            self.file.object(number, self.old),
            self.file.object(number, self.new),
        ) else {
            return false;
        };
        self.same_loaded(&old, &new)
    }

    pub(super) fn same_loaded(&self, old: &Loaded, new: &Loaded) -> bool {
        if old.is_stream() != new.is_stream() || old.value != new.value {
            return false;
        }
        if !old.is_stream() {
            return true;
        }
        match (self.file.raw_stream(old), self.file.raw_stream(new)) {
            (Some(old), Some(new)) => old == new,
            _ => false,
        }
    }

    /// Both values must be the same, and all that can be reached from them.
    pub(super) fn same(&mut self, old: Option<&Value>, new: Option<&Value>, what: &'static str) {
        let same = match (old, new) {
            (Some(old), Some(new)) => self.same_below(old, new, 0),
            (old, new) => old == new,
        };
        if !same {
            self.content(what, None);
        }
    }

    /// Whether two values are the same: the same object, which must then be unchanged, or a faithful copy.
    pub(super) fn same_below(&mut self, old: &Value, new: &Value, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        match (old, new) {
            (Value::Ref(old), Value::Ref(new)) if old == new => {
                self.queue.push(new.0);
                true
            }
            (Value::Ref(_), _) | (_, Value::Ref(_)) => self.same_copy(old, new, depth),
            (Value::Array(old), Value::Array(new)) => {
                old.len() == new.len()
                    && old
                        .iter()
                        .zip(new)
                        .all(|(old, new)| self.same_below(old, new, depth + 1))
            }
            (Value::Dict(old), Value::Dict(new)) => self.same_dict(old, new, depth),
            (old, new) => same_direct(old, new),
        }
    }

    pub(super) fn same_dict(&mut self, old: &Dict, new: &Dict, depth: usize) -> bool {
        old.len() == new.len()
            && old.iter().all(|(key, old)| {
                new.get(key)
                    .is_some_and(|new| self.same_below(old, new, depth + 1))
            })
    }

    pub(super) fn same_copy(&mut self, old: &Value, new: &Value, depth: usize) -> bool {
        let (old_id, new_id) = (old.as_ref(), new.as_ref());
        if let Some(id) = new_id {
            if self.fresh.contains(&id.0) {
                self.explained.insert(id.0);
            } else {
                self.queue.push(id.0);
            }
        }
        let load = |step: &Self, value: &Value, id: Option<ObjectId>, revision: usize| match id {
            Some(id) => step.file.referenced(id, revision).ok(),
            None => Some(Some(Rc::new(Loaded::direct(value.clone())))),
        };
        let (Some(before), Some(after)) = (
            load(self, old, old_id, self.old),
            load(self, new, new_id, self.new),
        ) else {
            return false;
        };
        match (before, after) {
            (None, None) => true,
            (Some(before), Some(after)) if before.is_stream() || after.is_stream() => {
                self.same_loaded(&before, &after) && self.same_below(&before.value, &after.value, depth + 1)
            }
            (Some(before), Some(after)) => self.same_below(&before.value, &after.value, depth + 1),
            _ => false,
        }
    }

    /// As [`Step::same`] for all keys of two dictionaries but `except`.
    pub(super) fn same_keys(&mut self, old: &Dict, new: &Dict, except: &[&str], what: &'static str) {
        let keys: BTreeSet<&Vec<u8>> = old.keys().chain(new.keys()).collect();
        for key in keys {
            if !except.iter().any(|except| except.as_bytes() == key.as_slice()) {
                self.same(old.get(key), new.get(key), what);
            }
        }
    }

    /// A value that a rule lets in: fresh objects below it are explained, objects that were there before must be the
    /// same as before.
    pub(super) fn added_below(&mut self, value: &Value, depth: usize) {
        let mut pending = Vec::new();
        value.for_each_ref(&mut |id| pending.push(id));
        let mut depth = depth;
        while let Some(id) = pending.pop() {
            depth += 1;
            if depth > MAX_VISITS {
                return self.content("too many objects to compare", None);
            }
            if !self.fresh.contains(&id.0) {
                self.queue.push(id.0);
                continue;
            }
            if !self.explained.insert(id.0) {
                continue;
            }
            match self.file.referenced(id, self.new) {
                Ok(Some(object)) => object.value.for_each_ref(&mut |id| pending.push(id)),
                Ok(None) => {}
                Err(_) => self.content("an object that was added cannot be read", Some(id.0)),
            }
        }
    }
}

/// The items of `new` that are not in `old`, when `new` holds all of `old` in the same order.
pub(super) fn added_in_order(old: &[Value], new: &[Value]) -> Option<Vec<Value>> {
    let mut added = Vec::new();
    let mut rest = old.iter().peekable();
    for item in new {
        if rest.peek() == Some(&item) {
            rest.next();
        } else {
            added.push(item.clone());
        }
    }
    let repeated = added
        .iter()
        .any(|item| old.contains(item) || added.iter().filter(|other| *other == item).count() > 1);
    (rest.next().is_none() && !repeated).then_some(added)
}

/// Whether two direct values are the same: numbers by their value, strings by their bytes, or by their text when one
/// of them is marked as Unicode (signing programs write texts anew).
pub(super) fn same_direct(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Int(_) | Value::Real(_), Value::Int(_) | Value::Real(_)) => {
            old == new || matches!((decimal(old), decimal(new)), (Some(old), Some(new)) if old == new)
        }
        (Value::Str(old), Value::Str(new)) => {
            let marked =
                |text: &[u8]| text.starts_with(&[0xfe, 0xff]) || text.starts_with(&[0xef, 0xbb, 0xbf]);
            old == new || (marked(old) || marked(new)) && text(old) == text(new)
        }
        (old, new) => old == new,
    }
}

/// A plain decimal number without superfluous zeros and signs.
pub(super) fn decimal(value: &Value) -> Option<(bool, String, String)> {
    let written = match value {
        Value::Int(number) => number.to_string(),
        Value::Real(written) => String::from_utf8(written.clone()).ok()?,
        _ => return None,
    };
    let (negative, digits) = match written.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, written.strip_prefix('+').unwrap_or(&written)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit())
        || whole.is_empty() && fraction.is_empty()
    {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let negative = negative && !(whole.is_empty() && fraction.is_empty());
    Some((negative, whole.to_owned(), fraction.to_owned()))
}
