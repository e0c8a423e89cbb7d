//! The document security store: what a later revision may add to it, and reading it.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use super::super::{Dict, File, Loaded, ObjectId, Value};
use super::{Change, MAX_VALIDATION_DATA, Step};

impl Step<'_, '_> {
    pub(super) fn validation_data(&mut self, old: &Dict, new: &Dict) {
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
            let array = after.get(key.as_bytes()).and_then(Value::as_ref);
            touched |= ids.iter().chain(&array).any(|id| self.changed.contains(&id.0));
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

    pub(super) fn explain_data(&mut self, dict: &Dict, key: &str, ids: &[ObjectId]) {
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

    pub(super) fn data_of(
        &self,
        dict: &Dict,
        key: &str,
        revision: usize,
    ) -> Option<(Vec<ObjectId>, BTreeSet<Vec<u8>>)> {
        let items = match self.file.get(dict, key, revision) {
            Value::Null => return Some((Vec::new(), BTreeSet::new())),
            Value::Array(items) => items,
            _ => return None,
        };
        let mut ids = Vec::new();
        let mut data = BTreeSet::new();
        let mut known = HashSet::new();
        for item in items {
            let id = item.as_ref()?;
            if !known.insert(id) {
                continue;
            }
            let object = self.file.referenced(id, revision).ok()??;
            data.insert(self.file.stream_data(&object, MAX_VALIDATION_DATA).ok()?);
            ids.push(id);
        }
        Some((ids, data))
    }

    /// `/VRI`: per signature, the validation data used for it.
    pub(super) fn revocation_index(&mut self, dss: &Dict, touched: &mut bool) {
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
                    *touched |= self.changed.contains(&id.0);
                    self.explained.insert(id.0);
                }
                let streams = match self.file.resolve(value, self.new) {
                    Ok(Value::Array(items)) => items,
                    _ => vec![value.clone()],
                };
                for item in streams {
                    if let Some(id) = item.as_ref() {
                        *touched |= self.changed.contains(&id.0);
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
        let mut seen: HashSet<u32> = HashSet::new();
        let mut read = |key: &str, into: &mut Vec<Vec<u8>>| -> bool {
            let items = match self.get(&dict, key, revision) {
                Value::Null => return true,
                Value::Array(items) => items,
                _ => return false,
            };
            let mut whole = true;
            for item in items.iter().take(10_000) {
                // Named twice, it need not be read twice.
                if item.as_ref().is_some_and(|id| seen.contains(&id.0)) {
                    continue;
                }
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
                        if seen.insert(number) {
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
}
