//! What can be reached: unchanged parts that lead to changed objects, parts of the form used as something else, and
//! objects that nothing refers to.

use std::collections::HashSet;

use super::super::Value;
use super::super::xref::Entry;
use super::{MAX_VISITS, Step};

/// The key of the entry that names an object, and its number.
pub(super) type Edge = (Vec<u8>, u32);

/// The entries that name a form, a field or a signature without drawing it or reading its other entries.
pub(super) const ROLES_IN_A_FORM: &[&[u8]] = &[
    b"AcroForm",
    b"Fields",
    b"Kids",
    b"Parent",
    b"Annots",
    b"Obj",
    b"CO",
    b"T",
    b"V",
    b"P",
    b"DocMDP",
    b"UR3",
    b"Data",
    // LibreOffice's trailer entry; other programs renumber it to an object that is not there yet. What is watched
    // is no stream, so that nothing is embedded by it.
    b"AdditionalStreams",
];

/// All references in `value`, each with the nearest key above it.
pub(super) fn collect(value: &Value, role: &[u8], edges: &mut Vec<Edge>) {
    match value {
        Value::Ref(id) => edges.push((role.to_vec(), id.0)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, role, edges)),
        Value::Dict(dict) => dict.iter().for_each(|(key, item)| collect(item, key, edges)),
        _ => {}
    }
}

impl Step<'_, '_> {
    pub(super) fn walk_unchanged(&mut self) {
        let mut visits = 0usize;
        while let Some(number) = self.queue.pop() {
            if self.structural.contains(&number) || !self.visited.insert(number) {
                continue;
            }
            visits += 1;
            if visits > MAX_VISITS || !self.file.work() {
                return self.content("too many objects to compare", None);
            }
            if self.changed.contains(&number) {
                self.content("an object of the document", Some(number));
                continue;
            }
            match self.file.object(number, self.new) {
                Ok(Some(object)) => {
                    let queue = &mut self.queue;
                    object.value.for_each_ref(&mut |id| queue.push(id.0));
                }
                Ok(None) => {}
                Err(_) => {
                    let references = self.references_in_unreadable(number);
                    self.queue.extend(references);
                }
            }
        }
    }

    /// The references in an object that cannot be read strictly, as a less strict reader might find them.
    pub(super) fn references_in_unreadable(&mut self, number: u32) -> Vec<u32> {
        let Some(size) = self.unreadable_left else {
            return Vec::new();
        };
        let (references, read) = self.file.references_in_unreadable(number, self.new);
        self.unreadable_left = size.checked_sub(read);
        if self.unreadable_left.is_none() {
            self.content("too many objects cannot be read", Some(number));
        }
        references.into_iter().map(|id| id.0).collect()
    }

    /// What belongs to the form and changed by rule may be reached in the ways of a form only. A field that is also
    /// the `/XObject` dictionary of a page would let its new entries be drawn.
    pub(super) fn misused(&mut self) {
        let file = self.file;
        let watched: HashSet<u32> = self.of_the_form.intersection(&self.changed).copied().collect();
        let (Some((root, _)), false) = (file.catalog(self.new), watched.is_empty()) else {
            return;
        };
        let mut edges: Vec<Edge> = vec![(b"Root".to_vec(), root)];
        if let Some(revision) = file.revisions.get(self.new) {
            collect(&Value::Dict(revision.trailer.clone()), b"", &mut edges);
        }
        let mut visited: HashSet<Edge> = HashSet::new();
        while let Some((role, number)) = edges.pop() {
            if watched.contains(&number) && !ROLES_IN_A_FORM.contains(&role.as_slice()) {
                return self.content("a part of the form is used as something else", Some(number));
            }
            let object = match file.object(number, self.new) {
                Ok(Some(object)) => object,
                Ok(None) => continue,
                Err(_) => {
                    if visited.insert((Vec::new(), number)) {
                        let references = self.references_in_unreadable(number);
                        edges.extend(references.into_iter().map(|number| (Vec::new(), number)));
                    }
                    continue;
                }
            };
            // An array has the role of the entry that names it; a dictionary gives roles of its own.
            let through = matches!(object.value, Value::Array(_) | Value::Ref(_));
            let seen = if through { role.clone() } else { Vec::new() };
            if !visited.insert((seen, number)) {
                continue;
            }
            if visited.len() > MAX_VISITS {
                return self.content("too many objects to compare", None);
            }
            collect(&object.value, &role, &mut edges);
        }
    }

    /// What the revision wrote and nothing refers to is hidden in the file for later, or for another reader.
    pub(super) fn unexplained(&mut self) {
        let file = self.file;
        let Some(revision) = file.revisions.get(self.new) else {
            return;
        };
        let containers: HashSet<u32> = revision
            .entries
            .values()
            .filter_map(|entry| match entry {
                Entry::In { stream, .. } => Some(*stream),
                _ => None,
            })
            .collect();
        let lengths = self.lengths();
        let unexplained: Vec<u32> = self
            .changed
            .iter()
            .copied()
            .filter(|number| {
                !self.explained.contains(number)
                    && !self.visited.contains(number)
                    && !containers.contains(number)
                    && !lengths.contains(number)
                    && file.entry(*number, self.new) != Entry::Free
            })
            .collect();
        let unexplained = unexplained
            .into_iter()
            .filter(|number| !self.is_cross_reference(*number));
        if let Some(number) = unexplained.min() {
            self.content("an object that nothing refers to", Some(number));
        }
    }

    /// A cross-reference stream that some program wrote beside its table.
    pub(super) fn is_cross_reference(&self, number: u32) -> bool {
        matches!(self.file.object(number, self.new), Ok(Some(object)) if object.is_stream()
            && object.value.as_dict().and_then(|dict| dict.get(b"Type".as_slice())).and_then(Value::as_name) == Some(b"XRef"))
    }

    /// Plain numbers that object streams of this revision name as their `/Length`.
    pub(super) fn lengths(&self) -> HashSet<u32> {
        let mut found = HashSet::new();
        for number in &self.changed {
            if let Ok(Some(object)) = self.file.object(*number, self.new)
                && object.is_stream()
                && let Some(id) = object
                    .value
                    .as_dict()
                    .and_then(|dict| dict.get(b"Length".as_slice()))
                    .and_then(Value::as_ref)
                && matches!(self.file.referenced(id, self.new), Ok(Some(length)) if length.value.as_int().is_some())
            {
                found.insert(id.0);
            }
        }
        found
    }
}
