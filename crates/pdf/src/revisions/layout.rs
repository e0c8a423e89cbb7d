//! Where each revision begins and ends, and whether every byte of an appended one belongs to it.

use std::collections::{BTreeMap, HashMap};

use super::syntax::{self, Dict, SyntaxError, Value};
use super::xref::{self, Entry, Section};
use super::{BodyProblem, File, Revision};

impl File<'_> {
    pub(super) fn revisions_until(
        bytes: &[u8],
        end: usize,
        budget: &mut usize,
    ) -> Result<Vec<Revision>, SyntaxError> {
        let fail = |what: &'static str, offset: usize| Err(SyntaxError { what, offset });
        let prefix = bytes.get(..end).unwrap_or_default();
        let Some((_, newest)) = xref::startxref_before(prefix, end) else {
            return fail("no 'startxref' before the end of the file", end);
        };
        let mut sections = xref::chain(prefix, newest, budget)?;
        sections.reverse();
        let mut groups: Vec<Vec<Section>> = Vec::new();
        let linearized = is_linearized(prefix);
        for section in sections {
            match groups.last_mut() {
                // The first-page section of a linearized file stands before the main one, which it points to.
                Some(group)
                    if linearized
                        && group.len() == 1
                        && group
                            .first()
                            .is_some_and(|main| main.offset > section.offset && main.prev.is_none()) =>
                {
                    group.push(section);
                }
                Some(group) if group.iter().any(|before| before.offset >= section.offset) => {
                    return fail("/Prev points forward", section.offset);
                }
                _ => groups.push(vec![section]),
            }
        }
        let mut revisions: Vec<Revision> = Vec::new();
        let count = groups.len();
        for (index, group) in groups.into_iter().enumerate() {
            let start = revisions.last().map_or(0, |before| before.bytes.end);
            let Some(last) = group.iter().max_by_key(|section| section.offset) else {
                continue;
            };
            let after = last.extent.end;
            let mut problem = None;
            let eof = match xref::end_of_file(prefix, after) {
                Some((named, eof)) => {
                    let mut at = named;
                    while prefix.get(at).copied().is_some_and(syntax::is_white) && at < named + 5 {
                        at += 1;
                    }
                    if !group.iter().any(|section| section.offset == at) {
                        problem = Some(BodyProblem {
                            what: "'startxref' names another place",
                            offset: after,
                        });
                    }
                    eof
                }
                None => {
                    problem = Some(BodyProblem {
                        what: "no 'startxref' after the cross-reference section",
                        offset: after,
                    });
                    let rest = prefix.get(after..).unwrap_or_default();
                    match rest.windows(5).position(|window| window == b"%%EOF") {
                        Some(at) => after + at + 5,
                        None => return fail("no end of file mark", after),
                    }
                }
            };
            if index + 1 == count && eof != end {
                return fail("the last cross-reference section is not at the end", eof);
            }
            if after < start || group.iter().any(|section| section.offset < start) {
                return fail("cross-reference sections overlap", after);
            }
            let mut entries = BTreeMap::new();
            let mut trailer = Dict::new();
            let mut structure = Vec::new();
            let mut extents = Vec::new();
            for section in group {
                structure.extend(section.stream_number);
                if let Some((number, extent)) = section.hybrid {
                    structure.push(number);
                    extents.push(extent);
                }
                extents.push(section.extent);
                entries.extend(section.entries);
                trailer = section.trailer;
            }
            revisions.push(Revision {
                bytes: start..eof,
                problem,
                trailer,
                rebuilt: false,
                entries: entries.into(),
                structure,
                extents,
            });
        }
        Ok(revisions)
    }

    /// Every byte of an appended revision must belong to an object that its cross-reference section names, to
    /// the section, or to white space between them.
    pub(super) fn check_bodies(&mut self) {
        let found: Vec<Option<BodyProblem>> = (0..self.revisions.len())
            .map(|index| self.body_problem(index))
            .collect();
        for (revision, problem) in self.revisions.iter_mut().zip(found) {
            revision.problem = revision.problem.or(problem);
        }
    }

    pub(super) fn body_problem(&self, index: usize) -> Option<BodyProblem> {
        let before = index.checked_sub(1)?;
        let revision = self.revisions.get(index)?;
        let problem = |what: &'static str, offset: usize| Some(BodyProblem { what, offset });
        let first_section = revision.extents.iter().map(|extent| extent.start).min()?;
        let mut extents = revision.extents.clone();
        if revision
            .extents
            .iter()
            .any(|extent| extent.start < revision.bytes.start)
        {
            return problem("cross-reference stream outside its revision", first_section);
        }
        if !revision.trailer.contains_key(b"Root".as_slice()) {
            return problem("trailer without /Root", first_section);
        }
        let size = revision
            .trailer
            .get(b"Size".as_slice())
            .and_then(Value::as_int)
            .unwrap_or(0);
        for (number, entry) in revision.entries.iter() {
            if *entry == Entry::Free {
                continue;
            }
            if i64::from(*number) >= size {
                return problem("object number beyond /Size", first_section);
            }
            if self.entry(*number, before) == *entry {
                continue;
            }
            match *entry {
                Entry::At { offset, generation } => {
                    if revision.structure.contains(number)
                        && revision.extents.iter().any(|extent| extent.start == offset)
                    {
                        continue;
                    }
                    if !revision.bytes.contains(&offset) {
                        return problem("cross-reference entry points into another revision", offset);
                    }
                    match syntax::indirect(self.bytes, offset, &mut |id| self.length(id, index)) {
                        Ok(object) if object.id == (*number, generation) => extents.push(object.extent),
                        Ok(_) => {
                            return problem("another object stands where the cross-reference points", offset);
                        }
                        Err(error) => return problem(error.what, error.offset),
                    }
                }
                Entry::In { stream, .. } => {
                    let container = self.entry(stream, index);
                    let Entry::At { offset, .. } = container else {
                        return problem("object stream is missing", first_section);
                    };
                    if !revision.bytes.contains(&offset) {
                        return problem("object stream stands in another revision", offset);
                    }
                }
                Entry::Free => {}
            }
        }
        extents.sort_by_key(|extent| extent.start);
        let mut at = revision.bytes.start;
        for extent in extents {
            if extent.start < at {
                return problem("objects overlap", extent.start);
            }
            if !xref::is_blank(self.bytes.get(at..extent.start)?) {
                return problem("bytes that belong to no object", at);
            }
            at = extent.end;
        }
        None
    }
}

/// Reads revisions whose offsets are wrong from `start` to the end of the file: objects, cross-reference section,
/// `startxref`, `%%EOF`, with nothing between them. The section must name exactly the objects that stand there.
pub(super) fn rebuild(bytes: &[u8], start: usize, budget: &mut usize) -> Option<Vec<Revision>> {
    let mut revisions = Vec::new();
    let mut at = start;
    while !xref::is_blank(bytes.get(at..)?) {
        let revision = rebuild_one(bytes, at, budget)?;
        at = revision.bytes.end;
        revisions.push(revision);
        if revisions.len() > 64 {
            return None;
        }
    }
    Some(revisions)
}

pub(super) fn rebuild_one(bytes: &[u8], start: usize, budget: &mut usize) -> Option<Revision> {
    let mut found: BTreeMap<u32, Entry> = BTreeMap::new();
    let mut at = start;
    let section = loop {
        let mut cursor = syntax::Cursor::new(bytes, at);
        cursor.skip_white();
        at = cursor.at;
        if cursor.starts_with(b"xref") {
            break xref::section(bytes, at, budget).ok()?;
        }
        let object = syntax::indirect(bytes, at, &mut |_| None).ok()?;
        let is_section = object
            .value
            .as_dict()
            .and_then(|dict| dict.get(b"Type".as_slice()))
            .and_then(Value::as_name)
            == Some(b"XRef");
        let after = object.extent.end;
        if is_section && xref::end_of_file(bytes, after).is_some() {
            break xref::section(bytes, at, budget).ok()?;
        }
        let entry = Entry::At {
            offset: object.extent.start,
            generation: object.id.1,
        };
        if found.insert(object.id.0, entry).is_some() {
            return None;
        }
        at = after;
    };
    let (_, eof) = xref::end_of_file(bytes, section.extent.end)?;
    let mut entries = BTreeMap::new();
    for (number, entry) in &section.entries {
        match entry {
            // What is freed is gone for every reader, wherever its offsets lead.
            Entry::Free if *number == 0 => {}
            Entry::Free | Entry::In { .. } => {
                entries.insert(*number, *entry);
            }
            Entry::At { generation, .. } => {
                if section.stream_number == Some(*number) {
                    continue;
                }
                match found.get(number) {
                    Some(here @ Entry::At { generation: own, .. }) if own == generation => {
                        entries.insert(*number, *here);
                    }
                    _ => return None,
                }
            }
        }
    }
    // An update names the section before it, at whatever wrong place.
    section.prev?;
    if section.hybrid.is_some()
        || found
            .keys()
            .any(|number| !matches!(entries.get(number), Some(Entry::At { .. })))
    {
        return None;
    }
    Some(Revision {
        bytes: start..eof,
        problem: None,
        trailer: section.trailer,
        rebuilt: true,
        entries: entries.into(),
        structure: section.stream_number.into_iter().collect(),
        extents: vec![section.extent],
    })
}

pub(super) fn history(revisions: &[Revision]) -> HashMap<u32, Vec<(usize, Entry)>> {
    let mut history: HashMap<u32, Vec<(usize, Entry)>> = HashMap::new();
    let Some((first, later)) = revisions.split_first() else {
        return history;
    };
    for (index, revision) in later.iter().enumerate() {
        for (number, entry) in revision.entries.iter() {
            let entries = history.entry(*number).or_insert_with(|| {
                first
                    .entries
                    .of(*number)
                    .map(|entry| (0, entry))
                    .into_iter()
                    .collect()
            });
            if entries.last().is_none_or(|(_, before)| before != entry) {
                entries.push((index + 1, *entry));
            }
        }
    }
    history
}

/// Whether the first object of the file is a linearization dictionary.
pub(super) fn is_linearized(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    let mut cursor = syntax::Cursor::new(head, 0);
    cursor.skip_space();
    let Ok(_) = cursor.object_header() else {
        return false;
    };
    matches!(cursor.value(), Ok(Value::Dict(dict)) if dict.contains_key(b"Linearized".as_slice()))
}
