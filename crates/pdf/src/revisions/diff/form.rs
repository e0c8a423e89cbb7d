//! The form: its fields and their appearances, signatures put into fields, values filled in.

use super::super::signatures::text;
use super::super::{Dict, ObjectId, Value};
use super::compare::added_in_order;
use super::{Change, MAX_DEPTH, Step};

impl Step<'_, '_> {
    pub(super) fn form(&mut self, old: &Dict, new: &Dict) {
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
                Value::Dict(_) => self.content("a form field without an object of its own", None),
                // What stands there and is no field was there before and is there now, the same.
                _ => {}
            }
        }
        for field in &added {
            match field {
                Value::Ref(id) => self.new_field(*id),
                _ => self.content("a form field without an object of its own", None),
            }
        }
    }

    pub(super) fn form_flags(&mut self, before: &Dict, after: &Dict) {
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
        let (old_asks, new_asks) = (
            self.old_get(before, "NeedAppearances"),
            self.new_get(after, "NeedAppearances"),
        );
        if old_asks != new_asks && !matches!(new_asks, Value::Null | Value::Bool(false)) {
            self.content("the form asks for new appearances", None);
        }
        self.draws_anew = new_asks == Value::Bool(true);
        let (old, new) = (self.old_get(before, "DA"), self.new_get(after, "DA"));
        if old == Value::Null && new != Value::Null {
            self.changes.insert(Change::Declaration);
        }
        if old != new && !(old == Value::Null && matches!(new, Value::Str(_))) {
            self.content("the form's appearance", None);
        }
    }

    /// `/DR`: resources may be added under new names; those that were there stay as they are.
    pub(super) fn form_resources(&mut self, before: &Dict, after: &Dict) {
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
        if old != new {
            self.changes.insert(Change::Declaration);
        }
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
                            None => {
                                self.changes.insert(Change::Declaration);
                                self.added_below(resource, 0);
                            }
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

    pub(super) fn field(
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

    pub(super) fn signature_field(&mut self, id: ObjectId, name: &str, old: &Dict, new: &Dict) {
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
    pub(super) fn appearance(&mut self, field: &Dict) {
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

    pub(super) fn is_form(&self, id: ObjectId) -> bool {
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

    pub(super) fn signature_value(&mut self, field: ObjectId, name: &str, dict: &Dict, visible: bool) {
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

    pub(super) fn new_field(&mut self, id: ObjectId) {
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
        let visible = self.file.is_visible(&new, self.new);
        self.new_widgets.insert(id.0, visible.then(|| name.clone()));
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

    pub(super) fn other_field(
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
        let text_or_choice = matches!(kind, Some(b"Tx" | b"Ch"));
        let appearance_may_change = *value_changed && !read_only && text_or_choice;
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
        if *value_changed {
            self.shown(id, old, new, kind, text_or_choice);
        }
        self.same_keys(old, new, &except, "a form field");
        if !own_change && let Some(value) = new.get(b"V".as_slice()) {
            self.same(old.get(b"V".as_slice()), Some(value), "the value of a form field");
        }
    }

    /// Whether the normal appearance is the one that was signed.
    fn same_appearance(&self, old: &Dict, new: &Dict) -> bool {
        let normal = |dict: &Dict, revision: usize| match self.file.get(dict, "AP", revision) {
            Value::Dict(appearance) => appearance.get(b"N".as_slice()).cloned(),
            _ => None,
        };
        let (before, after) = (normal(old, self.old), normal(new, self.new));
        let untouched = after
            .as_ref()
            .and_then(Value::as_ref)
            .is_none_or(|id| !self.changed.contains(&id.0));
        before == after && untouched
    }

    /// What a filled field shows must be its value, for people and for programs alike.
    fn shown(&mut self, id: ObjectId, old: &Dict, new: &Dict, kind: Option<&[u8]>, text_or_choice: bool) {
        let shows = if text_or_choice {
            let other_appearances = |step: &Self, dict: &Dict, revision: usize| {
                let mut appearance = match step.file.get(dict, "AP", revision) {
                    Value::Dict(appearance) => appearance,
                    _ => Dict::new(),
                };
                appearance.remove(b"N".as_slice());
                appearance
            };
            let (before, after) = (
                other_appearances(self, old, self.old),
                other_appearances(self, new, self.new),
            );
            (after.is_empty() || before == after)
                && (self.draws_anew && self.same_appearance(old, new) || self.shows_its_value(new, kind))
                && self.rich_text_fits(new)
        } else {
            self.shows_its_state(new)
        };
        if !shows {
            self.content(
                "the appearance of a field shows something other than its value",
                Some(id.0),
            );
        }
    }

    /// The appearance of a filled field: streams written anew, under new numbers or their old ones.
    pub(super) fn changed_appearance(&mut self, id: ObjectId, old: &Dict, new: &Dict) {
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
}
