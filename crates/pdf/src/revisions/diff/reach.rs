//! What can be reached: unchanged parts that lead to changed objects, parts of the form used as something else, and
//! objects that nothing refers to.

use std::collections::HashSet;

use super::super::Value;
use super::super::edges::{Numbers, Role, collect};
use super::super::xref::Entry;
use super::Step;

impl Step<'_, '_> {
    pub(super) fn walk_unchanged(&mut self) {
        let file = self.file;
        while let Some(number) = self.queue.pop() {
            if self.structural.contains(&number) || !self.visited.insert(number) {
                continue;
            }
            if !file.visit() {
                return self.content("too many objects to compare", None);
            }
            if self.changed.contains(&number) {
                self.content("an object of the document", Some(number));
                continue;
            }
            let queue = &mut self.queue;
            if let Err(error) = file.each_edge(number, self.new, |target, _| queue.push(target)) {
                return self.content(error.what, Some(number));
            }
        }
    }

    /// What belongs to the form and changed by rule may be reached in the ways of a form only. A field that is also
    /// the `/XObject` dictionary of a page would let its new entries be drawn.
    pub(super) fn misused(&mut self) {
        let file = self.file;
        let watched: HashSet<u32> = self.of_the_form.intersection(&self.changed).copied().collect();
        let (Some((root, _)), false) = (file.catalog(self.new), watched.is_empty()) else {
            return;
        };
        let mut edges: Vec<(u32, Role)> = vec![(root, Role::Other)];
        if let Some(revision) = file.revisions.get(self.new) {
            collect(&Value::Dict(revision.trailer.clone()), Role::Other, &mut edges);
        }
        let mut visited = [Numbers::default(), Numbers::default(), Numbers::default()];
        while let Some((number, role)) = edges.pop() {
            if watched.contains(&number) && role != Role::Form {
                return self.content("a part of the form is used as something else", Some(number));
            }
            if !visited
                .get_mut(role as usize)
                .is_some_and(|seen| seen.insert(number))
            {
                continue;
            }
            if !file.visit() {
                return self.content("too many objects to compare", None);
            }
            // An array has the role of the entry that names it; a dictionary gives roles of its own.
            let edges = &mut edges;
            let added = file.each_edge(number, self.new, |target, own| match own {
                Role::Inherited => edges.push((target, role)),
                own => edges.push((target, own)),
            });
            if let Err(error) = added {
                return self.content(error.what, Some(number));
            }
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
                    && !self.visited.contains(*number)
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
