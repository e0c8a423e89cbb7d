//! What one revision changed in the one before it, by object and by role.
//!
//! The document is walked from its trailer in both revisions at once. In places where later changes have a
//! legitimate form (signature fields, the form, validation data) the two sides are compared by rule and the change
//! is named; everything else must be the same, down to the last object that can be reached. An object that changed
//! and can be reached by any other way than the rule that explains it is a change of content: an appearance
//! that is also a page's content explains nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::signatures::text;
use super::{Dict, File, Loaded, ObjectId, Value, xmp, xref::Entry};

/// One thing that a revision changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A signature or document time-stamp was put into a field, new or empty before.
    Signature {
        /// Full name of the field.
        field: String,
        /// Its signature dictionary.
        value: ObjectId,
        /// Whether it is a document time-stamp.
        timestamp: bool,
        /// Whether something of it is drawn.
        visible: bool,
    },
    /// An invisible signature field without signature was added.
    EmptySignatureField {
        /// Full name of the field.
        field: String,
    },
    /// The document security store.
    ValidationData,
    /// Something that was in the document security store is no longer there.
    ValidationDataRemoved,
    /// A form field got a value.
    FormField {
        /// Full name of the field.
        field: String,
        /// Whether it had another value before.
        overwritten: bool,
    },
    /// An annotation was added, changed or removed.
    Annotation,
    /// Only the date of modification or the producer, as a signing program writes them.
    ModificationDate,
    /// `/Extensions` or a higher `/Version` were declared.
    Declaration,
    /// Anything else.
    Content {
        /// What, in words for logs and reports in English.
        what: &'static str,
        /// The object, where there is one.
        object: Option<u32>,
    },
}

/// More than this many objects in one walk count as a change that cannot be judged.
const MAX_VISITS: usize = 4_000_000;
const MAX_DEPTH: usize = 40;
/// Largest validation data (a CRL) that is compared, in bytes.
const MAX_VALIDATION_DATA: usize = 32 << 20;

/// So many bytes of objects that cannot be read are searched for references.
const MAX_UNREADABLE: usize = 128 << 20;

/// Compares `revision` with the one after it.
pub fn step(file: &File<'_>, revision: usize) -> Vec<Change> {
    let mut step = Step {
        file,
        old: revision,
        new: revision + 1,
        changed: HashSet::new(),
        fresh: HashSet::new(),
        structural: HashSet::new(),
        explained: HashSet::new(),
        queue: Vec::new(),
        visited: HashSet::new(),
        new_widgets: HashSet::new(),
        of_the_form: HashSet::new(),
        unreadable_left: Some(MAX_UNREADABLE),
        changes: BTreeSet::new(),
    };
    step.run();
    step.changes.into_iter().collect()
}

struct Step<'f, 'a> {
    file: &'f File<'a>,
    old: usize,
    new: usize,
    /// Objects that are not the same on both sides, new ones included.
    changed: HashSet<u32>,
    /// Those that were not there before.
    fresh: HashSet<u32>,
    /// Catalog, page tree, fields: compared by rule, so that a reference to them from elsewhere is no path to
    /// content. Only dictionaries without stream are ever here.
    structural: HashSet<u32>,
    /// Changed objects that a rule explains.
    explained: HashSet<u32>,
    /// Objects below places that must be the same.
    queue: Vec<u32>,
    visited: HashSet<u32>,
    new_widgets: HashSet<u32>,
    /// The form, its fields and signatures: parts of them may change by rule, so that nothing but a form may use them.
    of_the_form: HashSet<u32>,
    /// So many bytes of objects that cannot be read are still searched; `None` when there are too many.
    unreadable_left: Option<usize>,
    changes: BTreeSet<Change>,
}

/// The key of the entry that names an object, and its number.
type Edge = (Vec<u8>, u32);

/// The entries that name a form, a field or a signature without drawing it or reading its other entries.
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

/// All references in `value`, each with the nearest key above it.
fn collect(value: &Value, role: &[u8], edges: &mut Vec<Edge>) {
    match value {
        Value::Ref(id) => edges.push((role.to_vec(), id.0)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, role, edges)),
        Value::Dict(dict) => dict.iter().for_each(|(key, item)| collect(item, key, edges)),
        _ => {}
    }
}

impl Step<'_, '_> {
    fn content(&mut self, what: &'static str, object: Option<u32>) {
        self.changes.insert(Change::Content { what, object });
    }

    fn old_get(&self, dict: &Dict, key: &str) -> Value {
        self.file.get(dict, key, self.old)
    }

    fn new_get(&self, dict: &Dict, key: &str) -> Value {
        self.file.get(dict, key, self.new)
    }

    fn run(&mut self) {
        self.find_changed();
        let (Some(old), Some(new)) = (self.file.catalog(self.old), self.file.catalog(self.new)) else {
            return self.content("the catalog cannot be read", None);
        };
        self.trailer(old.0, new.0);
        self.structural.insert(new.0);
        self.explained.insert(new.0);
        self.catalog(&old.1, &new.1);
        self.walk_unchanged();
        self.misused();
        self.unexplained();
    }

    fn find_changed(&mut self) {
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
        let history = (!containers.is_empty()).then_some(&file.history);
        for (number, entries) in history.into_iter().flatten() {
            let at = entries
                .iter()
                .rev()
                .find(|(since, _)| *since <= self.new)
                .map(|(_, entry)| *entry);
            if let Some(Entry::In { stream, .. }) = at
                && containers.contains(&stream)
                && file.entry(*number, self.old) == file.entry(*number, self.new)
                && !self.same_object(*number)
            {
                self.changed.insert(*number);
                if file.object(*number, self.new).is_err() {
                    unreadable.get_or_insert(*number);
                }
            }
        }
        if unreadable.is_some() {
            self.content("an object that was written cannot be read", unreadable);
        }
    }

    fn same_object(&self, number: u32) -> bool {
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

    fn same_loaded(&self, old: &Loaded, new: &Loaded) -> bool {
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
    fn same(&mut self, old: Option<&Value>, new: Option<&Value>, what: &'static str) {
        let same = match (old, new) {
            (Some(old), Some(new)) => self.same_below(old, new, 0),
            (old, new) => old == new,
        };
        if !same {
            self.content(what, None);
        }
    }

    /// Whether two values are the same: the same object, which must then be unchanged, or a faithful copy.
    fn same_below(&mut self, old: &Value, new: &Value, depth: usize) -> bool {
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

    fn same_dict(&mut self, old: &Dict, new: &Dict, depth: usize) -> bool {
        old.len() == new.len()
            && old.iter().all(|(key, old)| {
                new.get(key)
                    .is_some_and(|new| self.same_below(old, new, depth + 1))
            })
    }

    fn same_copy(&mut self, old: &Value, new: &Value, depth: usize) -> bool {
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
    fn same_keys(&mut self, old: &Dict, new: &Dict, except: &[&str], what: &'static str) {
        let keys: BTreeSet<&Vec<u8>> = old.keys().chain(new.keys()).collect();
        for key in keys {
            if !except.iter().any(|except| except.as_bytes() == key.as_slice()) {
                self.same(old.get(key), new.get(key), what);
            }
        }
    }

    fn trailer(&mut self, old_root: u32, new_root: u32) {
        if old_root != new_root {
            self.content("another catalog", Some(new_root));
        }
        let old = self
            .file
            .revisions
            .get(self.old)
            .map(|revision| revision.trailer.clone())
            .unwrap_or_default();
        let new = self
            .file
            .revisions
            .get(self.new)
            .map(|revision| revision.trailer.clone())
            .unwrap_or_default();
        let of_the_section = [
            "Size",
            "Prev",
            "XRefStm",
            "Root",
            "Info",
            "ID",
            "Type",
            "W",
            "Index",
            "Length",
            "Filter",
            "DecodeParms",
            "Encrypt",
        ];
        // Keys such as /DocChecksum describe the file, not the document; a value must not appear for the first time.
        for (key, value) in &new {
            if of_the_section
                .iter()
                .any(|name| name.as_bytes() == key.as_slice())
            {
                continue;
            }
            if old.get(key) == Some(value) {
                self.queue_refs(value);
                continue;
            }
            // Some writers renumber what they do not know, and point to nothing.
            let mut points_to_nothing = true;
            value.for_each_ref(&mut |id| points_to_nothing &= self.file.entry(id.0, self.new) == Entry::Free);
            let of_the_file = matches!(key.as_slice(), b"DocChecksum" | b"AdditionalStreams");
            if !(of_the_file && points_to_nothing) {
                self.content("the trailer has another entry", None);
            }
        }
        let (old_lock, new_lock) = (
            self.file.trailer_value("Encrypt", self.old),
            self.file.trailer_value("Encrypt", self.new),
        );
        let (old_lock, new_lock) = (old_lock.cloned(), new_lock.cloned());
        self.same(old_lock.as_ref(), new_lock.as_ref(), "encryption");
        let first_id = |trailer: Option<&Value>| {
            trailer
                .and_then(Value::as_array)
                .and_then(|ids| ids.first())
                .cloned()
        };
        let (old_id, new_id) = (
            first_id(old.get(b"ID".as_slice())),
            first_id(new.get(b"ID".as_slice())),
        );
        // It is part of the key of an encrypted file; elsewhere it has no effect, and signing programs renew it.
        if self.file.is_encrypted() && old_id.is_some() && new_id.is_some() && old_id != new_id {
            self.content("the file identifier", None);
        }
        self.information();
    }

    /// `/Info`: a signing program may write the date of modification and its name, nothing else.
    fn information(&mut self) {
        let file = self.file;
        let (old, new) = (
            file.trailer_value("Info", self.old).cloned(),
            file.trailer_value("Info", self.new).cloned(),
        );
        // An update that leaves /Info out of its trailer hides it from some readers only.
        let left_out = old.is_some()
            && !file
                .revisions
                .get(self.new)
                .is_some_and(|revision| revision.trailer.contains_key(b"Info".as_slice()));
        if old.is_none() && new.is_none() || left_out {
            return;
        }
        let (old_dict, new_dict) = (
            old.as_ref()
                .map_or(Ok(Value::Null), |value| file.resolve(value, self.old)),
            new.as_ref()
                .map_or(Ok(Value::Null), |value| file.resolve(value, self.new)),
        );
        let (Ok(old_dict), Ok(new_dict)) = (old_dict, new_dict) else {
            return self.content("the document information cannot be read", None);
        };
        if let Some(id) = new.as_ref().and_then(Value::as_ref) {
            if self.dict_of(id, self.new).is_none() && new_dict != Value::Null {
                return self.content("the document information", Some(id.0));
            }
            self.structural.insert(id.0);
            self.explained.insert(id.0);
        }
        if old_dict == new_dict {
            return;
        }
        let (Value::Dict(new_dict), old_dict) = (new_dict, old_dict.as_dict().cloned().unwrap_or_default())
        else {
            return self.content("the document information", None);
        };
        self.same_keys(
            &old_dict,
            &new_dict,
            &["ModDate", "Producer"],
            "the document information",
        );
        for key in ["ModDate", "Producer"] {
            let (old, new) = (self.old_get(&old_dict, key), self.new_get(&new_dict, key));
            if !same_direct(&old, &new) {
                match new {
                    Value::Str(_) => self.changes.insert(Change::ModificationDate),
                    _ => self.changes.insert(Change::Content {
                        what: "the document information",
                        object: None,
                    }),
                };
            }
        }
    }

    fn catalog(&mut self, old: &Dict, new: &Dict) {
        self.same_keys(
            old,
            new,
            &[
                "Pages",
                "AcroForm",
                "DSS",
                "Metadata",
                "Extensions",
                "Version",
                "Perms",
            ],
            "the catalog",
        );
        if self.old_get(old, "Version") != self.new_get(new, "Version") {
            self.version(old, new);
        }
        self.extensions(old, new);
        // Reached references must be the same: a certification added to a signed file is no later signature.
        self.same(
            old.get(b"Perms".as_slice()),
            new.get(b"Perms".as_slice()),
            "the permissions of the document",
        );
        self.metadata(old, new);
        self.form(old, new);
        self.validation_data(old, new);
        self.pages(old, new);
    }

    /// XMP: only housekeeping (date of modification, producer, instance) may be written anew, or for the first time.
    fn metadata(&mut self, old: &Dict, new: &Dict) {
        let (before, after) = (old.get(b"Metadata".as_slice()), new.get(b"Metadata".as_slice()));
        let Some(after) = after.and_then(Value::as_ref) else {
            return self.same(before, after, "the metadata");
        };
        if !self.fresh.contains(&after.0) && !self.changed.contains(&after.0) {
            return self.same(before, Some(&Value::Ref(after)), "the metadata");
        }
        let file = self.file;
        let read = |id: ObjectId, revision: usize| {
            let object = file.referenced(id, revision).ok()??;
            let data = file.stream_data(&object, 4 << 20).ok()?;
            Some((object, xmp::properties(&String::from_utf8(data).ok()?)?))
        };
        let old_properties = match before {
            None => Some(BTreeSet::new()),
            Some(before) => before
                .as_ref()
                .and_then(|id| read(id, self.old))
                .map(|(_, properties)| properties),
        };
        let known: &[&[u8]] = &[b"Type", b"Subtype", b"Length", b"Filter", b"DecodeParms"];
        match (old_properties, read(after, self.new)) {
            (Some(old), Some((object, new))) if old == new => {
                let dict = object.value.as_dict().cloned().unwrap_or_default();
                let is = |key: &str, name: &[u8]| self.file.get(&dict, key, self.new).as_name() == Some(name);
                if !is("Type", b"Metadata")
                    || !is("Subtype", b"XML")
                    || dict.keys().any(|key| !known.contains(&key.as_slice()))
                {
                    return self.content("the metadata", Some(after.0));
                }
                self.explained.insert(after.0);
                self.added_below(&Value::Dict(dict), 0);
                self.changes.insert(Change::ModificationDate);
            }
            _ => self.content("the metadata", Some(after.0)),
        }
    }

    fn version(&mut self, old: &Dict, new: &Dict) {
        let read = |value: Value| value.as_name().map(<[u8]>::to_vec);
        let (old, new) = (
            read(self.old_get(old, "Version")),
            read(self.new_get(new, "Version")),
        );
        let known = |version: &[u8]| {
            matches!(
                version,
                b"1.0" | b"1.1" | b"1.2" | b"1.3" | b"1.4" | b"1.5" | b"1.6" | b"1.7" | b"2.0"
            )
        };
        match new {
            Some(new) if known(&new) && old.as_ref().is_none_or(|old| *old <= new) => {
                self.changes.insert(Change::Declaration);
            }
            _ => self.content("the version of the document", None),
        }
    }

    /// Developer extensions are declarations without effect on content: dictionaries of names and numbers.
    fn extensions(&mut self, old: &Dict, new: &Dict) {
        let (before, after) = (self.old_get(old, "Extensions"), self.new_get(new, "Extensions"));
        if let Some(id) = new.get(b"Extensions".as_slice()).and_then(Value::as_ref) {
            self.explained.insert(id.0);
        }
        if before == after {
            if let Some(value) = new
                .get(b"Extensions".as_slice())
                .filter(|value| value.as_ref().is_none())
            {
                self.queue_refs(value);
            }
            return;
        }
        let declares = |dict: &Dict| {
            dict.values()
                .all(|item| matches!(item, Value::Name(_) | Value::Int(_) | Value::Str(_)))
        };
        let plain = |value: &Value| match value {
            Value::Dict(dict) => declares(dict),
            Value::Array(items) => items.iter().all(|item| item.as_dict().is_some_and(declares)),
            _ => false,
        };
        let ok = match (&before, &after) {
            (Value::Null | Value::Dict(_), Value::Dict(after)) => after.iter().all(|(key, value)| {
                key == b"Type"
                    || plain(value)
                    || before.as_dict().and_then(|dict| dict.get(key)) == Some(value)
            }),
            _ => false,
        };
        if ok {
            self.changes.insert(Change::Declaration);
        } else {
            self.content("the extensions of the document", None);
        }
    }

    // ---- the form ----

    fn form(&mut self, old: &Dict, new: &Dict) {
        let (before, after) = (self.old_get(old, "AcroForm"), self.new_get(new, "AcroForm"));
        if let Some(id) = new.get(b"AcroForm".as_slice()).and_then(Value::as_ref) {
            if self.dict_of(id, self.new).is_none() && after != Value::Null {
                return self.content("the form", Some(id.0));
            }
            self.structural.insert(id.0);
            self.explained.insert(id.0);
            self.of_the_form.insert(id.0);
        }
        let (before, after) = match (before, after) {
            (Value::Null, Value::Null) => return,
            (Value::Null, Value::Dict(after)) => (Dict::new(), after),
            (Value::Dict(before), Value::Dict(after)) => (before, after),
            _ => return self.content("the form was removed", None),
        };
        self.same_keys(
            &before,
            &after,
            &["Fields", "SigFlags", "DR", "DA", "NeedAppearances"],
            "the form",
        );
        self.form_flags(&before, &after);
        self.form_resources(&before, &after);
        let old_fields = self.old_get(&before, "Fields");
        let new_fields = self.new_get(&after, "Fields");
        if let Some(id) = after.get(b"Fields".as_slice()).and_then(Value::as_ref) {
            self.explained.insert(id.0);
        }
        let old_fields = old_fields.as_array().unwrap_or_default().to_vec();
        let Value::Array(new_fields) = new_fields else {
            if !old_fields.is_empty() || new_fields != Value::Null {
                self.content("the form fields", None);
            }
            return;
        };
        let added = match added_in_order(&old_fields, &new_fields) {
            Some(added) => added,
            None => return self.content("a form field was removed or moved", None),
        };
        for field in &old_fields {
            match field {
                Value::Ref(id) => self.field(*id, "", None, false, 0),
                _ => self.content("a form field without an object of its own", None),
            }
        }
        for field in &added {
            match field {
                Value::Ref(id) => self.new_field(*id),
                _ => self.content("a form field without an object of its own", None),
            }
        }
    }

    fn form_flags(&mut self, before: &Dict, after: &Dict) {
        let flags = |value: Value| match value {
            Value::Null => Some(0),
            value => value.as_int(),
        };
        let (old, new) = (
            flags(self.old_get(before, "SigFlags")),
            flags(self.new_get(after, "SigFlags")),
        );
        match (old, new) {
            (Some(old), Some(new)) if old & !new == 0 && new & !3 == old & !3 => {}
            _ => self.content("the flags of the form", None),
        }
        let asks = |value: Value| value == Value::Bool(true);
        if asks(self.new_get(after, "NeedAppearances")) && !asks(self.old_get(before, "NeedAppearances")) {
            self.content("the form asks for new appearances", None);
        }
        let (old, new) = (self.old_get(before, "DA"), self.new_get(after, "DA"));
        if old != new && !(old == Value::Null && matches!(new, Value::Str(_))) {
            self.content("the form's appearance", None);
        }
    }

    /// `/DR`: resources may be added under new names; those that were there stay as they are.
    fn form_resources(&mut self, before: &Dict, after: &Dict) {
        let (old, new) = (self.old_get(before, "DR"), self.new_get(after, "DR"));
        if let Some(id) = after.get(b"DR".as_slice()).and_then(Value::as_ref) {
            self.explained.insert(id.0);
        }
        let (old, new) = match (old, new) {
            (Value::Null, Value::Null) => return,
            (Value::Null, Value::Dict(new)) => (Dict::new(), new),
            (Value::Dict(old), Value::Dict(new)) => (old, new),
            _ => return self.content("the form's resources", None),
        };
        for (key, value) in &new {
            if let Some(id) = value.as_ref() {
                self.explained.insert(id.0);
            }
            // Named forms in /DR serve no field; one signing program keeps its own there.
            if key == b"XObject" {
                self.added_below(value, 0);
                if let Ok(Value::Dict(forms)) = self.file.resolve(value, self.new) {
                    self.added_below(&Value::Dict(forms), 0);
                }
                continue;
            }
            let old_kind = old
                .get(key)
                .map(|value| self.file.resolve(value, self.old).unwrap_or(Value::Null));
            let new_kind = self.file.resolve(value, self.new).unwrap_or(Value::Null);
            match (old_kind, new_kind) {
                (None, new_kind) => self.added_below(&new_kind, 0),
                (Some(Value::Dict(old_kind)), Value::Dict(new_kind)) => {
                    for (name, resource) in &new_kind {
                        match old_kind.get(name) {
                            Some(old) => self.same(Some(old), Some(resource), "the form's resources"),
                            None => self.added_below(resource, 0),
                        }
                    }
                    if old_kind.keys().any(|name| !new_kind.contains_key(name)) {
                        self.content("the form's resources", None);
                    }
                }
                (Some(old_kind), new_kind) => {
                    self.same(Some(&old_kind), Some(&new_kind), "the form's resources")
                }
            }
        }
        if old.keys().any(|key| !new.contains_key(key)) {
            self.content("the form's resources", None);
        }
    }

    /// A value that a rule lets in: fresh objects below it are explained, objects that were there before must be the
    /// same as before.
    fn added_below(&mut self, value: &Value, depth: usize) {
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

    fn dict_of(&mut self, id: ObjectId, revision: usize) -> Option<Dict> {
        match self.file.referenced(id, revision) {
            Ok(Some(object)) if !object.is_stream() => object.value.as_dict().cloned(),
            _ => None,
        }
    }

    fn field(
        &mut self,
        id: ObjectId,
        parent: &str,
        inherited: Option<Vec<u8>>,
        value_changed: bool,
        depth: usize,
    ) {
        if depth > MAX_DEPTH || !self.structural.insert(id.0) && depth > 0 {
            return self.content("the form fields lead in a circle", Some(id.0));
        }
        let (Some(old), Some(new)) = (self.dict_of(id, self.old), self.dict_of(id, self.new)) else {
            // A field that could not be read before and cannot be read now has not changed.
            if self.changed.contains(&id.0) {
                self.content("a form field cannot be read", Some(id.0));
            }
            self.structural.remove(&id.0);
            return self.queue.push(id.0);
        };
        self.of_the_form.insert(id.0);
        self.explained.insert(id.0);
        let own = match self.new_get(&new, "T") {
            Value::Str(name) => text(&name),
            _ => String::new(),
        };
        let name = match (parent.is_empty(), own.is_empty()) {
            (false, false) => format!("{parent}.{own}"),
            (true, _) => own,
            (false, true) => parent.to_owned(),
        };
        let kind = self
            .new_get(&new, "FT")
            .as_name()
            .map(<[u8]>::to_vec)
            .or(inherited);
        let mut value_changed = value_changed;
        match kind.as_deref() {
            Some(b"Sig") => self.signature_field(id, &name, &old, &new),
            _ => self.other_field(id, &name, kind.as_deref(), &old, &new, &mut value_changed),
        }
        let kids = self.new_get(&new, "Kids");
        if let Some(kids_id) = new.get(b"Kids".as_slice()).and_then(Value::as_ref) {
            self.queue.push(kids_id.0);
        }
        for kid in kids.as_array().unwrap_or_default() {
            match kid {
                Value::Ref(kid) => self.field(*kid, &name, kind.clone(), value_changed, depth + 1),
                _ => self.queue_refs(kid),
            }
        }
    }

    fn queue_refs(&mut self, value: &Value) {
        let queue = &mut self.queue;
        value.for_each_ref(&mut |id| queue.push(id.0));
    }

    fn signature_field(&mut self, id: ObjectId, name: &str, old: &Dict, new: &Dict) {
        let (before, after) = (old.get(b"V".as_slice()), new.get(b"V".as_slice()));
        let newly_signed = before.is_none_or(|value| self.file.resolve(value, self.old) == Ok(Value::Null))
            && after.is_some();
        if !newly_signed {
            return self.same_keys(old, new, &[], "a signed field");
        }
        self.same_keys(old, new, &["V", "AP", "F", "DA", "MK"], "a signature field");
        if let Some(mark) = new.get(b"MK".as_slice()) {
            self.added_below(mark, 0);
        }
        let visible = self.file.is_visible(new, self.new);
        self.appearance(new);
        self.signature_value(id, name, new, visible);
    }

    /// `/AP` that came with a permitted change: only form streams below `/N`, `/R`, `/D`.
    fn appearance(&mut self, field: &Dict) {
        let Some(value) = field.get(b"AP".as_slice()) else {
            return;
        };
        let Ok(Value::Dict(appearance)) = self.file.resolve(value, self.new) else {
            return self.content("an appearance that is none", None);
        };
        self.added_below(value, 0);
        for value in appearance.values() {
            let streams = match (value, self.file.resolve(value, self.new)) {
                (Value::Ref(id), Ok(Value::Dict(_))) if self.is_form(*id) => continue,
                (_, Ok(Value::Dict(states))) => states,
                _ => return self.content("an appearance that is none", None),
            };
            for state in streams.values() {
                if !state.as_ref().is_some_and(|id| self.is_form(id)) {
                    return self.content("an appearance that is none", None);
                }
            }
        }
    }

    fn is_form(&self, id: ObjectId) -> bool {
        match self.file.referenced(id, self.new) {
            Ok(Some(object)) => {
                object.is_stream()
                    && object.value.as_dict().is_some_and(|dict| {
                        self.file.get(dict, "Subtype", self.new).as_name() == Some(b"Form")
                            && !dict.contains_key(b"F".as_slice())
                    })
            }
            _ => false,
        }
    }

    fn signature_value(&mut self, field: ObjectId, name: &str, dict: &Dict, visible: bool) {
        let Some(value) = dict.get(b"V".as_slice()).and_then(Value::as_ref) else {
            return self.content("a signature without an object of its own", Some(field.0));
        };
        let fresh = self.fresh.contains(&value.0);
        let Some(signature) = self.dict_of(value, self.new).filter(|_| fresh) else {
            return self.content("a signature that was in the file before", Some(value.0));
        };
        if !signature.contains_key(b"ByteRange".as_slice()) || !signature.contains_key(b"Contents".as_slice())
        {
            return self.content("a signature without signature value", Some(value.0));
        }
        self.structural.insert(value.0);
        self.of_the_form.insert(value.0);
        self.added_below(&Value::Ref(value), 0);
        let timestamp = self.new_get(&signature, "SubFilter").as_name() == Some(b"ETSI.RFC3161");
        self.changes.insert(Change::Signature {
            field: name.to_owned(),
            value,
            timestamp,
            visible,
        });
    }

    fn new_field(&mut self, id: ObjectId) {
        let allowed: &[&[u8]] = &[
            b"Type", b"Subtype", b"FT", b"T", b"TU", b"TM", b"V", b"F", b"Ff", b"P", b"Rect", b"AP", b"MK",
            b"Lock", b"SV", b"DA", b"Border", b"BS", b"H", b"NM", b"M", b"DR", b"Q",
        ];
        let fresh = self.fresh.contains(&id.0);
        let Some(new) = self.dict_of(id, self.new).filter(|_| fresh) else {
            return self.content("a form field was added", Some(id.0));
        };
        let is_signature = self.new_get(&new, "FT").as_name() == Some(b"Sig");
        if !is_signature || new.keys().any(|key| !allowed.contains(&key.as_slice())) {
            return self.content("a form field was added", Some(id.0));
        }
        let name = match self.new_get(&new, "T") {
            Value::Str(name) => text(&name),
            _ => return self.content("a form field without name was added", Some(id.0)),
        };
        self.structural.insert(id.0);
        self.explained.insert(id.0);
        self.of_the_form.insert(id.0);
        self.new_widgets.insert(id.0);
        let visible = self.file.is_visible(&new, self.new);
        self.appearance(&new);
        for key in ["MK", "Lock", "SV", "BS", "Border", "DR"] {
            if let Some(value) = new.get(key.as_bytes()) {
                self.added_below(value, 0);
            }
        }
        if new.contains_key(b"V".as_slice()) {
            self.signature_value(id, &name, &new, visible);
        } else if visible {
            // Its appearance could cover anything, and nobody vouches for it.
            self.content("a visible field without signature was added", Some(id.0));
        } else {
            self.changes.insert(Change::EmptySignatureField { field: name });
        }
    }

    fn other_field(
        &mut self,
        id: ObjectId,
        name: &str,
        kind: Option<&[u8]>,
        old: &Dict,
        new: &Dict,
        value_changed: &mut bool,
    ) {
        let (before, after) = (self.old_get(old, "V"), self.new_get(new, "V"));
        let own_change = before != after;
        let flags = self.new_get(new, "Ff").as_int().unwrap_or(0);
        let read_only = flags & 1 != 0;
        let push_button = kind == Some(b"Btn") && flags & (1 << 16) != 0;
        let plain = |value: &Value| match value {
            Value::Str(_) | Value::Name(_) | Value::Null => true,
            Value::Array(items) => items.iter().all(|item| matches!(item, Value::Str(_))),
            _ => false,
        };
        if own_change {
            if read_only || push_button || kind.is_none() || !plain(&after) {
                self.content("the value of a field that is not to be filled in", Some(id.0));
            }
            let empty = match &before {
                Value::Null => true,
                Value::Str(text) => text.is_empty() || text == &[0xfe, 0xff],
                Value::Name(name) => name == b"Off",
                _ => false,
            };
            self.changes.insert(Change::FormField {
                field: name.to_owned(),
                overwritten: !empty,
            });
            *value_changed = true;
        }
        // The appearance belongs to the value: it changes with it or not at all.
        let appearance_may_change = *value_changed && !read_only && matches!(kind, Some(b"Tx" | b"Ch"));
        let mut except = vec!["V"];
        if own_change {
            for key in ["V", "RV"] {
                if let Some(value) = new.get(key.as_bytes()).and_then(Value::as_ref) {
                    self.explained.insert(value.0);
                }
            }
            except.extend(["I", "RV"]);
        }
        if *value_changed && !read_only {
            except.extend(["AS", "M"]);
        }
        if appearance_may_change {
            except.push("AP");
            self.changed_appearance(id, old, new);
        }
        self.same_keys(old, new, &except, "a form field");
        if !own_change && let Some(value) = new.get(b"V".as_slice()) {
            self.same(old.get(b"V".as_slice()), Some(value), "the value of a form field");
        }
    }

    /// The appearance of a filled field: streams written anew, under new numbers or their old ones.
    fn changed_appearance(&mut self, id: ObjectId, old: &Dict, new: &Dict) {
        for key in ["AP"] {
            let normal = |step: &Self, dict: &Dict, revision: usize| match step.file.get(dict, key, revision)
            {
                Value::Dict(appearance) => appearance.get(b"N".as_slice()).and_then(Value::as_ref),
                _ => None,
            };
            let (before, after) = (normal(self, old, self.old), normal(self, new, self.new));
            // The same number with new data: explained here; any other way to it finds it changed.
            if let (Some(before), Some(after)) = (before, after)
                && before == after
                && self.changed.contains(&after.0)
                && self.is_form(after)
            {
                self.explained.insert(after.0);
                match self.file.referenced(after, self.new) {
                    Ok(Some(object)) => self.added_below(&object.value.clone(), 0),
                    _ => self.content("an appearance that is none", Some(id.0)),
                }
                continue;
            }
            self.appearance(new);
        }
    }

    // ---- validation data ----

    fn validation_data(&mut self, old: &Dict, new: &Dict) {
        let (before, after) = (self.old_get(old, "DSS"), self.new_get(new, "DSS"));
        if before == Value::Null && after == Value::Null {
            return;
        }
        if let Some(id) = new.get(b"DSS".as_slice()).and_then(Value::as_ref) {
            if self.fresh.contains(&id.0) || self.changed.contains(&id.0) {
                self.explained.insert(id.0);
            } else {
                self.structural.insert(id.0);
            }
        }
        let Value::Dict(after) = after else {
            return self.content("the validation data were removed", None);
        };
        let known: &[&[u8]] = &[b"Type", b"VRI", b"Certs", b"OCSPs", b"CRLs"];
        if after.keys().any(|key| !known.contains(&key.as_slice())) {
            return self.content("the validation data have another form", None);
        }
        let before = before.as_dict().cloned().unwrap_or_default();
        let mut touched = old.get(b"DSS".as_slice()) != new.get(b"DSS".as_slice()) || before != after;
        for key in ["Certs", "OCSPs", "CRLs"] {
            let old_data = self.data_of(&before, key, self.old).map(|(_, data)| data);
            let Some((ids, new_data)) = self.data_of(&after, key, self.new) else {
                return self.content("the validation data cannot be read", None);
            };
            self.explain_data(&after, key, &ids);
            if let Some(old_data) = old_data {
                if !old_data.is_subset(&new_data) {
                    self.changes.insert(Change::ValidationDataRemoved);
                }
                touched |= old_data != new_data;
            }
        }
        self.revocation_index(&after, &mut touched);
        if touched {
            self.changes.insert(Change::ValidationData);
        }
    }

    fn explain_data(&mut self, dict: &Dict, key: &str, ids: &[ObjectId]) {
        if let Some(id) = dict.get(key.as_bytes()).and_then(Value::as_ref) {
            self.explained.insert(id.0);
        }
        for id in ids {
            self.explained.insert(id.0);
            if let Ok(Some(object)) = self.file.referenced(*id, self.new) {
                let value = object.value.clone();
                self.added_below(&value, 0);
            }
        }
    }

    fn data_of(&self, dict: &Dict, key: &str, revision: usize) -> Option<(Vec<ObjectId>, BTreeSet<Vec<u8>>)> {
        let items = match self.file.get(dict, key, revision) {
            Value::Null => return Some((Vec::new(), BTreeSet::new())),
            Value::Array(items) => items,
            _ => return None,
        };
        let mut ids = Vec::new();
        let mut data = BTreeSet::new();
        for item in items {
            let id = item.as_ref()?;
            let object = self.file.referenced(id, revision).ok()??;
            data.insert(self.file.stream_data(&object, MAX_VALIDATION_DATA).ok()?);
            ids.push(id);
        }
        Some((ids, data))
    }

    /// `/VRI`: per signature, the validation data used for it.
    fn revocation_index(&mut self, dss: &Dict, touched: &mut bool) {
        let Some(value) = dss.get(b"VRI".as_slice()) else {
            return;
        };
        if let Some(id) = value.as_ref() {
            *touched |= self.changed.contains(&id.0);
            self.explained.insert(id.0);
        }
        let Ok(Value::Dict(index)) = self.file.resolve(value, self.new) else {
            return self.content("the validation data have another form", None);
        };
        let known: &[&[u8]] = &[
            b"Type", b"Cert", b"Certs", b"OCSP", b"OCSPs", b"CRL", b"CRLs", b"TS", b"TU",
        ];
        for (key, entry) in &index {
            if key == b"Type" {
                continue;
            }
            if let Some(id) = entry.as_ref() {
                *touched |= self.changed.contains(&id.0);
                self.explained.insert(id.0);
            }
            let Ok(Value::Dict(entry)) = self.file.resolve(entry, self.new) else {
                return self.content("the validation data have another form", None);
            };
            if entry.keys().any(|key| !known.contains(&key.as_slice())) {
                return self.content("the validation data have another form", None);
            }
            for value in entry.values() {
                if let Some(id) = value.as_ref() {
                    self.explained.insert(id.0);
                }
                let streams = match self.file.resolve(value, self.new) {
                    Ok(Value::Array(items)) => items,
                    _ => vec![value.clone()],
                };
                for item in streams {
                    if let Some(id) = item.as_ref() {
                        self.explained.insert(id.0);
                        if let Ok(Some(object)) = self.file.referenced(id, self.new) {
                            let value = object.value.clone();
                            self.added_below(&value, 0);
                        }
                    }
                }
            }
        }
    }

    // ---- pages ----

    fn pages(&mut self, old: &Dict, new: &Dict) {
        let (Some(before), Some(after)) = (old.get(b"Pages".as_slice()), new.get(b"Pages".as_slice())) else {
            return self.content("the pages", None);
        };
        if before != after {
            return self.content("the pages", None);
        }
        let mut pending: Vec<ObjectId> = after.as_ref().into_iter().collect();
        let mut pages = Vec::new();
        if pending.is_empty() {
            return self.content("the pages", None);
        }
        while let Some(id) = pending.pop() {
            if !self.structural.insert(id.0) {
                continue;
            }
            let (old, new) = (self.dict_of(id, self.old), self.dict_of(id, self.new));
            let (Some(old), Some(new)) = (old, new) else {
                // Not there on both sides, or not readable: then nothing may have changed.
                if self.changed.contains(&id.0) {
                    self.content("a page cannot be read", Some(id.0));
                }
                self.structural.remove(&id.0);
                self.queue.push(id.0);
                continue;
            };
            if new.contains_key(b"Kids".as_slice()) {
                self.same_keys(&old, &new, &["Kids"], "the page tree");
                let (old_kids, new_kids) = (self.old_get(&old, "Kids"), self.new_get(&new, "Kids"));
                if old_kids != new_kids {
                    self.content("the page tree", Some(id.0));
                }
                if let Some(kids) = new.get(b"Kids".as_slice()).and_then(Value::as_ref) {
                    self.queue.push(kids.0);
                }
                pending.extend(
                    new_kids
                        .as_array()
                        .unwrap_or_default()
                        .iter()
                        .filter_map(Value::as_ref),
                );
                self.explained.insert(id.0);
            } else {
                pages.push((id, old, new));
            }
        }
        for (id, old, new) in pages {
            self.page(id, &old, &new);
        }
    }

    fn page(&mut self, id: ObjectId, old: &Dict, new: &Dict) {
        self.explained.insert(id.0);
        self.same_keys(old, new, &["Annots"], "a page");
        let (before, after) = (self.old_get(old, "Annots"), self.new_get(new, "Annots"));
        if let Some(array) = new.get(b"Annots".as_slice()).and_then(Value::as_ref) {
            self.explained.insert(array.0);
            // The array itself must be an array and nothing else: it is compared item by item.
            self.structural.insert(array.0);
            if self
                .file
                .referenced(array, self.new)
                .ok()
                .flatten()
                .is_some_and(|object| object.value.as_array().is_none() && object.value != Value::Null)
            {
                self.content("the annotations of a page", Some(id.0));
            }
        }
        let before = before.as_array().unwrap_or_default().to_vec();
        let after = match after {
            Value::Array(items) => items,
            Value::Null => Vec::new(),
            _ => return self.content("the annotations of a page", Some(id.0)),
        };
        let added = match added_in_order(&before, &after) {
            Some(added) => added,
            None => return self.annotations_changed(id, &before, &after),
        };
        for item in &before {
            match item.as_ref() {
                Some(annotation) => self.annotation(annotation),
                None => self.queue_refs(item),
            }
        }
        for item in &added {
            self.added_annotation(id, item);
        }
    }

    fn added_annotation(&mut self, page: ObjectId, item: &Value) {
        let Some(id) = item.as_ref() else {
            return self.content("an annotation was added", Some(page.0));
        };
        if self.new_widgets.contains(&id.0) {
            return;
        }
        // A signature field that was in the form before may get its widget onto the page when it is signed;
        // anything that was not compared as a field is an annotation.
        let kind = self
            .dict_of(id, self.new)
            .map(|dict| self.new_get(&dict, "Subtype"));
        match kind.as_ref().and_then(Value::as_name) {
            Some(b"Widget") | None => self.content("a widget was added to a page", Some(id.0)),
            Some(_) if self.fresh.contains(&id.0) => {
                self.changes.insert(Change::Annotation);
                self.added_below(item, 0);
            }
            Some(_) => self.content("an object became an annotation", Some(id.0)),
        }
    }

    fn annotation(&mut self, id: ObjectId) {
        if self.structural.contains(&id.0) && self.explained.contains(&id.0) {
            return;
        }
        if !self.changed.contains(&id.0) {
            return self.queue.push(id.0);
        }
        let (old, new) = (self.dict_of(id, self.old), self.dict_of(id, self.new));
        let markup = |step: &Self, dict: &Option<Dict>, revision: usize| {
            dict.as_ref().is_some_and(|dict| {
                !matches!(
                    step.file.get(dict, "Subtype", revision).as_name(),
                    None | Some(b"Widget")
                )
            })
        };
        if markup(self, &old, self.old) && markup(self, &new, self.new) {
            self.structural.insert(id.0);
            self.explained.insert(id.0);
            self.changes.insert(Change::Annotation);
            if let Some(new) = new {
                self.added_below(&Value::Dict(new), 0);
            }
        } else {
            self.content("an annotation that belongs to no form field", Some(id.0));
        }
    }

    fn annotations_changed(&mut self, page: ObjectId, before: &[Value], after: &[Value]) {
        let removed_markup = before.iter().filter(|item| !after.contains(item)).all(|item| {
            item.as_ref()
                .and_then(|id| self.dict_of(id, self.old))
                .is_some_and(|dict| {
                    !matches!(self.old_get(&dict, "Subtype").as_name(), None | Some(b"Widget"))
                })
        });
        if !removed_markup {
            return self.content("the annotations of a page", Some(page.0));
        }
        self.changes.insert(Change::Annotation);
        for item in after {
            match item.as_ref() {
                Some(id) if before.contains(item) => self.annotation(id),
                _ => self.added_annotation(page, item),
            }
        }
    }

    // ---- everything else ----

    fn walk_unchanged(&mut self) {
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
    fn references_in_unreadable(&mut self, number: u32) -> Vec<u32> {
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
    fn misused(&mut self) {
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
    fn unexplained(&mut self) {
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
    fn is_cross_reference(&self, number: u32) -> bool {
        matches!(self.file.object(number, self.new), Ok(Some(object)) if object.is_stream()
            && object.value.as_dict().and_then(|dict| dict.get(b"Type".as_slice())).and_then(Value::as_name) == Some(b"XRef"))
    }

    /// Plain numbers that object streams of this revision name as their `/Length`.
    fn lengths(&self) -> HashSet<u32> {
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

/// The items of `new` that are not in `old`, when `new` holds all of `old` in the same order.
fn added_in_order(old: &[Value], new: &[Value]) -> Option<Vec<Value>> {
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
fn same_direct(old: &Value, new: &Value) -> bool {
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
fn decimal(value: &Value) -> Option<(bool, String, String)> {
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

/// What a document security store holds, decoded.
#[derive(Clone, Debug, Default)]
pub struct SecurityStore {
    /// Certificates, DER.
    pub certificates: Vec<Vec<u8>>,
    /// OCSP responses, DER.
    pub ocsp_responses: Vec<Vec<u8>>,
    /// Certificate revocation lists, DER.
    pub revocation_lists: Vec<Vec<u8>>,
    /// Whether some of it could not be read.
    pub damaged: bool,
}

impl File<'_> {
    /// The document security store of a revision, if it has one.
    pub fn security_store(&self, revision: usize) -> Option<SecurityStore> {
        let (_, catalog) = self.catalog(revision)?;
        let value = self.get(&catalog, "DSS", revision);
        if value == Value::Null {
            return None;
        }
        let mut store = SecurityStore::default();
        let Value::Dict(dict) = value else {
            store.damaged = true;
            return Some(store);
        };
        let mut seen: HashMap<u32, ()> = HashMap::new();
        let mut read = |key: &str, into: &mut Vec<Vec<u8>>| -> bool {
            let items = match self.get(&dict, key, revision) {
                Value::Null => return true,
                Value::Array(items) => items,
                _ => return false,
            };
            let mut whole = true;
            for item in items.iter().take(10_000) {
                let object: Option<Rc<Loaded>> = item
                    .as_ref()
                    .and_then(|id| self.referenced(id, revision).ok().flatten());
                match object.and_then(|object| {
                    let number = object.id.0;
                    self.stream_data(&object, MAX_VALIDATION_DATA)
                        .ok()
                        .map(|data| (number, data))
                }) {
                    Some((number, data)) => {
                        if seen.insert(number, ()).is_none() {
                            into.push(data);
                        }
                    }
                    None => whole = false,
                }
            }
            whole
        };
        let whole = [
            read("Certs", &mut store.certificates),
            read("OCSPs", &mut store.ocsp_responses),
            read("CRLs", &mut store.revocation_lists),
        ];
        store.damaged = whole.contains(&false);
        Some(store)
    }

    /// The changes from each revision to the next, in order: `changes()[n]` is what revision `n + 1` did.
    pub fn changes(&self) -> Vec<Vec<Change>> {
        (0..self.newest()).map(|revision| step(self, revision)).collect()
    }
}

/// Kept for readers of reports: how often each kind of change occurs.
pub fn summary(changes: &[Change]) -> BTreeMap<&'static str, usize> {
    let mut summary = BTreeMap::new();
    for change in changes {
        let kind = match change {
            Change::Signature { timestamp: false, .. } => "signature",
            Change::Signature { timestamp: true, .. } => "document time-stamp",
            Change::EmptySignatureField { .. } => "empty signature field",
            Change::ValidationData => "validation data",
            Change::ValidationDataRemoved => "validation data removed",
            Change::FormField { .. } => "form field",
            Change::Annotation => "annotation",
            Change::ModificationDate => "modification date",
            Change::Declaration => "declaration",
            Change::Content { .. } => "content",
        };
        *summary.entry(kind).or_insert(0) += 1;
    }
    summary
}
