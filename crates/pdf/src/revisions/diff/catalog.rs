//! The trailer, the document information and the catalog with its metadata and declarations.

use std::collections::BTreeSet;

use super::super::xref::Entry;
use super::super::{Dict, ObjectId, Value, xmp};
use super::compare::same_direct;
use super::{Change, Step};

impl Step<'_, '_> {
    pub(super) fn trailer(&mut self, old_root: u32, new_root: u32) {
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
    pub(super) fn information(&mut self) {
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
                    Value::Str(text) if key != "ModDate" || is_date(&text) => {
                        self.changes.insert(Change::ModificationDate)
                    }
                    _ => self.changes.insert(Change::Content {
                        what: "the document information",
                        object: None,
                    }),
                };
            }
        }
    }

    pub(super) fn catalog(&mut self, old: &Dict, new: &Dict) {
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
    pub(super) fn metadata(&mut self, old: &Dict, new: &Dict) {
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

    pub(super) fn version(&mut self, old: &Dict, new: &Dict) {
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
    pub(super) fn extensions(&mut self, old: &Dict, new: &Dict) {
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
}

/// Whether a string is a date (ISO 32000-2, 7.9.4) and so no place for a message.
fn is_date(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"D:").unwrap_or(text);
    text.len() <= 32
        && digits.iter().all(|byte| {
            byte.is_ascii_digit() || matches!(byte, b'Z' | b'+' | b'-' | b':' | b'\'' | b'T' | b' ')
        })
}
