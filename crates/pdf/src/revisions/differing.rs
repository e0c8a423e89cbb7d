//! What in a revision another reader may show otherwise than this one: the form that is drawn anew, annotations without
//! an appearance, scripts, dynamic forms, hidden layers. Read from the file as it stands; nothing here is proof of bad
//! intent, and nothing is judged.

use super::content::{self, inherited};
use super::hidden::{self, Hint, redraws_fields};
use super::{Dict, File, Value};

/// A reason for which a page may look otherwise elsewhere, or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The form asks viewers to draw its fields anew (`/NeedAppearances`, ISO 32000-2, 12.7.3).
    FieldsRedrawn,
    /// An annotation or a form field has no appearance of its own: each viewer draws what it likes, or nothing.
    AnnotationWithoutAppearance,
    /// A script runs when the file is opened, filled in or printed.
    Script,
    /// A dynamic form (XFA), which some viewers show instead of the pages.
    DynamicForm,
    /// Layers of which some are off, or switch by themselves when printed.
    HiddenLayers,
    /// A text field draws something other than its value.
    FieldShowsAnother,
    /// A picture or an annotation lies over what the page shows.
    ContentCovered,
}

/// Annotations looked at on one page.
const MAX_ANNOTATIONS: usize = 2_000;
/// `/F` of an annotation that no viewer shows: hidden (2), or not on screen (6) and not printed (3).
const HIDDEN: i64 = 1 << 1;
const PRINTED: i64 = 1 << 2;
const NOT_VIEWED: i64 = 1 << 5;

/// The reasons that a revision gives, each once.
pub fn differences(file: &File<'_>, revision: usize) -> Vec<Difference> {
    let Some((_, catalog)) = file.catalog(revision) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if redraws_fields(file, revision) {
        found.push(Difference::FieldsRedrawn);
    }
    found.extend(hidden::hints(file, revision).into_iter().map(|hint| match hint {
        Hint::FieldShowsAnother => Difference::FieldShowsAnother,
        Hint::ContentCovered => Difference::ContentCovered,
    }));
    if of_document(file, &catalog, revision) {
        found.push(Difference::Script);
    }
    if let Value::Dict(form) = file.get(&catalog, "AcroForm", revision) {
        if !is_null(&file.get(&form, "XFA", revision)) {
            found.push(Difference::DynamicForm);
        }
        // The order in which fields are computed, by scripts.
        if matches!(file.get(&form, "CO", revision), Value::Array(order) if !order.is_empty()) {
            found.push(Difference::Script);
        }
    }
    if hides_layers(file, &catalog, revision) {
        found.push(Difference::HiddenLayers);
    }
    for page in hidden::pages(file, revision) {
        if has_script(file, &page, revision) {
            found.push(Difference::Script);
        }
        let annotations = file.get(&page, "Annots", revision);
        for annotation in annotations
            .as_array()
            .unwrap_or_default()
            .iter()
            .take(MAX_ANNOTATIONS)
        {
            let Ok(Value::Dict(annotation)) = file.resolve(annotation, revision) else {
                continue;
            };
            if has_script(file, &annotation, revision)
                || is_script(file, &file.get(&annotation, "A", revision), revision)
                || matches!(inherited(file, &annotation, "AA", revision), Value::Dict(_))
            {
                found.push(Difference::Script);
            }
            if lacks_appearance(file, &annotation, revision) {
                found.push(Difference::AnnotationWithoutAppearance);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn is_null(value: &Value) -> bool {
    *value == Value::Null
}

/// Scripts that belong to the document itself.
fn of_document(file: &File<'_>, catalog: &Dict, revision: usize) -> bool {
    let named = match file.get(catalog, "Names", revision) {
        Value::Dict(names) => !is_null(&file.get(&names, "JavaScript", revision)),
        _ => false,
    };
    named
        || is_script(file, &file.get(catalog, "OpenAction", revision), revision)
        || has_script(file, catalog, revision)
}

/// Whether additional actions hold a script.
fn has_script(file: &File<'_>, dict: &Dict, revision: usize) -> bool {
    let Value::Dict(actions) = file.get(dict, "AA", revision) else {
        return false;
    };
    actions
        .values()
        .filter_map(|action| file.resolve(action, revision).ok())
        .any(|action| is_script(file, &action, revision))
}

/// Whether an action, or one that follows it, is a script.
fn is_script(file: &File<'_>, action: &Value, revision: usize) -> bool {
    let mut action = action.clone();
    // A chain of actions that is longer hides something.
    for _ in 0..16 {
        let Value::Dict(dict) = &action else { return false };
        if matches!(
            file.get(dict, "S", revision).as_name(),
            Some(b"JavaScript" | b"Rendition")
        ) {
            return true;
        }
        action = match file.get(dict, "Next", revision) {
            Value::Array(next) => match next.first().map(|next| file.resolve(next, revision)) {
                Some(Ok(next)) => next,
                _ => return false,
            },
            next => next,
        };
    }
    true
}

/// Whether some layer is off, or changes by itself.
fn hides_layers(file: &File<'_>, catalog: &Dict, revision: usize) -> bool {
    let Value::Dict(properties) = file.get(catalog, "OCProperties", revision) else {
        return false;
    };
    let Value::Dict(shown) = file.get(&properties, "D", revision) else {
        return false;
    };
    let some = |key: &str| matches!(file.get(&shown, key, revision), Value::Array(list) if !list.is_empty());
    let off = file.get(&shown, "BaseState", revision).as_name() == Some(b"OFF");
    some("OFF") || some("AS") || off
}

/// Whether viewers are left to draw an annotation themselves.
fn lacks_appearance(file: &File<'_>, annotation: &Dict, revision: usize) -> bool {
    let subtype = file.get(annotation, "Subtype", revision);
    let Some(subtype) = subtype.as_name() else {
        return false;
    };
    // A link shows what the page shows; a popup belongs to its note.
    if matches!(subtype, b"Link" | b"Popup") {
        return false;
    }
    // An empty signature field shows nothing until it is signed; one that was signed invisibly shows nothing either.
    if subtype == b"Widget" && inherited(file, annotation, "FT", revision).as_name() == Some(b"Sig") {
        return false;
    }
    let flags = file.get(annotation, "F", revision).as_int().unwrap_or_default();
    if flags & HIDDEN != 0 || (flags & NOT_VIEWED != 0 && flags & PRINTED == 0) {
        return false;
    }
    if content::rectangle(file, annotation, "Rect", revision).is_none_or(|area| area.size() <= 0.0) {
        return false;
    }
    match file.get(annotation, "AP", revision) {
        Value::Dict(appearance) => is_null(&file.get(&appearance, "N", revision)),
        _ => true,
    }
}
