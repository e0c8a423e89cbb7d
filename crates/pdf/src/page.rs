//! The page tree: every page with what it inherits (ISO 32000-2, 7.7.3).

use std::collections::HashSet;

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, Ref};

/// Pages beyond this are refused: a million sheets is no document.
const MAX_PAGES: usize = 200_000;
const MAX_TREE_DEPTH: usize = 64;

/// A page with its inherited attributes already in place.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub reference: Ref,
    /// The page's own dictionary, as it stands in the file.
    pub dict: Dict,
    pub resources: Object,
    pub media_box: Object,
    pub crop_box: Object,
    pub rotate: Object,
    /// Whether `dict` differs from the file and must be written.
    pub changed: bool,
}

#[derive(Clone)]
struct Inherited {
    resources: Object,
    media_box: Object,
    crop_box: Object,
    rotate: Object,
}

impl Inherited {
    fn with(&self, dict: &Dict) -> Self {
        let pick = |key: &str, own: &Object| if dict.has(key) { dict.get(key).clone() } else { own.clone() };
        Self {
            resources: pick("Resources", &self.resources),
            media_box: pick("MediaBox", &self.media_box),
            crop_box: pick("CropBox", &self.crop_box),
            rotate: pick("Rotate", &self.rotate),
        }
    }
}

/// All pages in reading order.
pub(crate) fn pages(document: &Document<'_>, catalog: &Dict) -> Result<Vec<Page>, Error> {
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let none = Inherited {
        resources: Object::Null,
        media_box: Object::Null,
        crop_box: Object::Null,
        rotate: Object::Null,
    };
    // Each step: a node still to visit, what it inherits, its depth. Kids are pushed in reverse.
    let mut todo = vec![(catalog.get("Pages").clone(), none, 0usize)];
    while let Some((node, inherited, depth)) = todo.pop() {
        if depth > MAX_TREE_DEPTH || pages.len() > MAX_PAGES || seen.len() > 2 * MAX_PAGES {
            return Err(Error::too_complex("the page tree is too deep or too wide"));
        }
        let Object::Ref(reference) = node else {
            // A page that is no indirect object cannot be changed or signed on; the standard forbids it.
            if matches!(node, Object::Dict(_)) {
                return Err(Error::damaged("a page is no indirect object"));
            }
            continue;
        };
        if !seen.insert(reference) {
            return Err(Error::damaged("the page tree leads in a circle"));
        }
        let Object::Dict(dict) = document.load(reference)?.into_object() else { continue };
        let inherited = inherited.with(&dict);
        let kids = if dict.is("Type", "Page") { Object::Null } else { document.resolve(dict.get("Kids"))? };
        match kids {
            Object::Array(kids) => {
                todo.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone(), depth + 1)));
            }
            _ if dict.is("Type", "Pages") => {}
            _ => {
                let Inherited { resources, media_box, crop_box, rotate } = inherited;
                pages.push(Page { reference, dict, resources, media_box, crop_box, rotate, changed: false });
            }
        }
    }
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    Ok(pages)
}
