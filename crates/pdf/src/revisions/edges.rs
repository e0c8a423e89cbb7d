//! Which object names which: read once for a file and kept small, for walks through the whole document.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::objects::Place;
use super::syntax::{self, Value};
use super::xref::Entry;
use super::{File, SyntaxError};

/// How an object is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// In an entry that names a form, a field or a signature without drawing it or reading its other entries.
    Form,
    /// In any other entry.
    Other,
    /// From an array or reference that is an object of its own: as that one is named.
    Inherited,
}

/// The entries of [`Role::Form`].
const ROLES_IN_A_FORM: &[&[u8]] = &[
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

/// More edges than this are not kept.
const MAX_KEPT: usize = 8_000_000;
/// So many bytes of objects that cannot be read are searched for references, all in all.
const MAX_UNREADABLE: usize = 128 << 20;

/// The version of an object: its number, where it or its object stream stands, its place in that.
type Version = (u32, usize, u32);

/// Numbers below this are kept in tables, as almost all are.
const DENSE: usize = 1 << 20;

/// A set of object numbers.
#[derive(Default)]
pub struct Numbers {
    dense: Vec<bool>,
    others: HashSet<u32>,
}

impl Numbers {
    /// Whether `number` is in it.
    pub fn contains(&self, number: u32) -> bool {
        if (number as usize) < DENSE {
            self.dense.get(number as usize) == Some(&true)
        } else {
            self.others.contains(&number)
        }
    }

    /// Puts `number` in; whether it was not there.
    pub fn insert(&mut self, number: u32) -> bool {
        let at = number as usize;
        if at >= DENSE {
            return self.others.insert(number);
        }
        if at >= self.dense.len() {
            self.dense.resize((at + 1).next_power_of_two(), false);
        }
        match self.dense.get_mut(at) {
            Some(slot) => !std::mem::replace(slot, true),
            None => false,
        }
    }
}

/// Edges of the objects that were read.
#[derive(Default)]
pub struct Edges {
    /// By number, the version that was read first: where its edges are kept.
    first: Vec<Option<(Version, (u32, u32))>>,
    /// Other versions, and numbers that are too high.
    of: HashMap<Version, (u32, u32)>,
    kept: Vec<(u32, Role)>,
    unreadable: usize,
}

impl Edges {
    fn place(&self, version: &Version) -> Option<(u32, u32)> {
        match self.first.get(version.0 as usize) {
            Some(Some((known, place))) if known == version => Some(*place),
            _ => self.of.get(version).copied(),
        }
    }

    fn keep(&mut self, version: Version, place: (u32, u32)) {
        let at = version.0 as usize;
        if at < DENSE && at >= self.first.len() {
            self.first.resize((at + 1).next_power_of_two(), None);
        }
        match self.first.get_mut(at) {
            Some(slot @ None) => *slot = Some((version, place)),
            _ => {
                self.of.insert(version, place);
            }
        }
    }
}

/// The role that the entry of this key gives. A name that is written with escapes gives none.
fn role_of(key: &[u8]) -> Role {
    if ROLES_IN_A_FORM.contains(&key) {
        Role::Form
    } else {
        Role::Other
    }
}

/// All references in `value`, each with the kind of the nearest key above it.
pub fn collect(value: &Value, role: Role, edges: &mut Vec<(u32, Role)>) {
    match value {
        Value::Ref(id) => edges.push((id.0, role)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, role, edges)),
        Value::Dict(dict) => dict.iter().for_each(|(key, item)| {
            collect(item, role_of(key), edges);
        }),
        _ => {}
    }
}

impl File<'_> {
    /// Calls `found` for every object that `number` names in `revision`. An object that cannot be read strictly names
    /// all that a less strict reader might find in it.
    ///
    /// # Errors
    /// When too much of the file cannot be read, or it is too much work.
    pub(super) fn each_edge(
        &self,
        number: u32,
        revision: usize,
        mut found: impl FnMut(u32, Role),
    ) -> Result<(), SyntaxError> {
        let entry = self.entry(number, revision);
        let version = match entry {
            Entry::Free => return Ok(()),
            Entry::At { offset, .. } => (number, offset, u32::MAX),
            Entry::In { stream, index } => match self.entry(stream, revision) {
                Entry::At { offset, .. } => (number, offset, index),
                _ => return Ok(()),
            },
        };
        {
            let edges = self.edges.borrow();
            if let Some((start, length)) = edges.place(&version) {
                let (start, length) = (start as usize, length as usize);
                let known = edges.kept.get(start..start + length).unwrap_or_default();
                known.iter().for_each(|(target, role)| found(*target, *role));
                return Ok(());
            }
        }
        let mut read = Vec::new();
        self.read_edges(number, entry, revision, &mut read)?;
        read.iter().for_each(|(target, role)| found(*target, *role));
        let mut edges = self.edges.borrow_mut();
        if edges.kept.len() + read.len() <= MAX_KEPT
            && let (Ok(start), Ok(length)) = (u32::try_from(edges.kept.len()), u32::try_from(read.len()))
        {
            edges.kept.extend_from_slice(&read);
            edges.keep(version, (start, length));
        }
        Ok(())
    }

    fn read_edges(
        &self,
        number: u32,
        entry: Entry,
        revision: usize,
        read: &mut Vec<(u32, Role)>,
    ) -> Result<(), SyntaxError> {
        let fail = |what: &'static str| Err(SyntaxError { what, offset: 0 });
        if !self.work() {
            return fail("the file is too much work to read");
        }
        // Objects are not kept for this, and strings need not be decrypted.
        if let Entry::At { offset, generation } = entry {
            let skimmed = syntax::skim_indirect(self.bytes, offset, (number, generation), &mut |id, key| {
                read.push((id.0, key.map_or(Role::Inherited, role_of)));
            });
            if skimmed.is_some() {
                read.sort_unstable();
                read.dedup();
                return Ok(());
            }
            read.clear();
        }
        let value = match entry {
            Entry::At { offset, generation } => {
                syntax::indirect(self.bytes, offset, &mut |id| self.length(id, revision))
                    .ok()
                    .filter(|object| object.id == (number, generation))
                    .map(|object| object.value)
            }
            _ => self.object(number, revision).ok().flatten().map(|object| {
                debug_assert!(object.place == Place::ObjectStream);
                object.value.clone()
            }),
        };
        match value {
            Some(value) => collect(&value, Role::Inherited, read),
            None => {
                let (references, size) = self.references_in_unreadable(number, revision);
                let mut edges = self.edges.borrow_mut();
                edges.unreadable = edges.unreadable.saturating_add(size);
                if edges.unreadable > MAX_UNREADABLE {
                    return fail("too many objects cannot be read");
                }
                read.extend(references.into_iter().map(|id| (id.0, Role::Other)));
            }
        }
        read.sort_unstable();
        read.dedup();
        Ok(())
    }
}

/// Where edges are kept.
pub type Kept = RefCell<Edges>;
