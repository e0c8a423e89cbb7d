//! The page tree and the annotations of pages.

use super::super::content::{self, Under};
use super::super::signatures::text;
use super::super::{Dict, ObjectId, Value};
use super::compare::added_in_order;
use super::{Change, Step};

/// Part of a page from which on a field is large.
const LARGE: f64 = 0.1;

impl Step<'_, '_> {
    pub(super) fn pages(&mut self, old: &Dict, new: &Dict) {
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

    pub(super) fn page(&mut self, id: ObjectId, old: &Dict, new: &Dict) {
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
                Some(annotation) => {
                    self.annotation(annotation);
                    self.signed_over(id, annotation);
                }
                None => self.queue_refs(item),
            }
        }
        for item in &added {
            self.added_annotation(id, item);
        }
    }

    pub(super) fn added_annotation(&mut self, page: ObjectId, item: &Value) {
        let Some(id) = item.as_ref() else {
            return self.content("an annotation was added", Some(page.0));
        };
        if let Some(field) = self.new_widgets.get(&id.0).cloned() {
            if let Some(field) = field {
                self.drawn_over(page, id, field);
            }
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

    /// A field that waited for its signature may draw where it stood for all to see. One that was out of sight, or that
    /// takes a good part of the page, could have been laid over the content for this.
    fn signed_over(&mut self, page: ObjectId, widget: ObjectId) {
        if !self.changed.contains(&widget.0) {
            return;
        }
        let file = self.file;
        let (Some(page_dict), Some(before), Some(after)) = (
            self.dict_of(page, self.old),
            self.dict_of(widget, self.old),
            self.dict_of(widget, self.new),
        ) else {
            return;
        };
        let signed =
            |dict: &Dict, revision: usize| content::inherited(file, dict, "V", revision) != Value::Null;
        let is_signature = content::inherited(file, &after, "FT", self.new).as_name() == Some(b"Sig");
        if !is_signature
            || signed(&before, self.old)
            || !signed(&after, self.new)
            || !file.is_visible(&after, self.new)
        {
            return;
        }
        let size =
            content::rectangle(file, &after, "Rect", self.new).map_or(f64::INFINITY, |area| area.size());
        let large = size >= LARGE * content::page_area(file, &page_dict, self.old).size();
        if large || !file.is_visible(&before, self.old) {
            let name = match content::inherited(file, &after, "T", self.new) {
                Value::Str(name) => text(&name),
                _ => String::new(),
            };
            self.drawn_over(page, widget, name);
        }
    }

    /// A visible signature that came later is fine on blank paper. Over what the page showed, it can cover it or make
    /// another text of it, and only eyes can tell.
    fn drawn_over(&mut self, page: ObjectId, widget: ObjectId, field: String) {
        let file = self.file;
        let (Some(page_dict), Some(widget_dict)) =
            (self.dict_of(page, self.old), self.dict_of(widget, self.new))
        else {
            return self.content("a page cannot be read", Some(page.0));
        };
        let area = content::rectangle(file, &widget_dict, "Rect", self.new);
        let Some(area) = area else {
            return self.content("a signature without a place", Some(widget.0));
        };
        if content::under(file, &page_dict, self.old, area) == Under::Nothing {
            return;
        }
        if area.size() >= 0.4 * content::page_area(file, &page_dict, self.old).size() {
            return self.content("a signature covers a page", Some(widget.0));
        }
        self.changes.insert(Change::DrawnOver { field });
    }

    pub(super) fn annotation(&mut self, id: ObjectId) {
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

    pub(super) fn annotations_changed(&mut self, page: ObjectId, before: &[Value], after: &[Value]) {
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
}
