//! The page tree: every page with what it inherits (ISO 32000-2, 7.7.3).

use std::collections::HashSet;
use std::rc::Rc;

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, Ref};

/// Pages beyond this are refused: a hundred thousand sheets are no document.
const MAX_PAGES: usize = 100_000;
/// Values in all page dictionaries together.
const MAX_VALUES: usize = 4_000_000;
const MAX_TREE_DEPTH: usize = 64;

/// A page.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub reference: Ref,
    /// The page's own dictionary, as it stands in the file.
    pub dict: Dict,
    /// What holds for it, its own or from above.
    pub attributes: Rc<Attributes>,
    /// Whether `dict` differs from the file and must be written.
    pub changed: bool,
}

/// The attributes that pages inherit.
#[derive(Clone, Debug)]
pub(crate) struct Attributes {
    pub resources: Object,
    pub media_box: Object,
    pub crop_box: Object,
    pub rotate: Object,
}

impl Attributes {
    /// These attributes as `dict` changes them; shared while it changes nothing.
    fn with(self: &Rc<Self>, dict: &Dict) -> Rc<Self> {
        let mut changed = self.clone();
        for (key, place) in [
            (
                "Resources",
                (|all| &mut all.resources) as fn(&mut Attributes) -> &mut Object,
            ),
            ("MediaBox", |all| &mut all.media_box),
            ("CropBox", |all| &mut all.crop_box),
            ("Rotate", |all| &mut all.rotate),
        ] {
            if dict.has(key) {
                *place(Rc::make_mut(&mut changed)) = dict.get(key).clone();
            }
        }
        changed
    }
}

/// All pages in reading order.
pub(crate) fn pages(document: &Document<'_>, catalog: &Dict) -> Result<Vec<Page>, Error> {
    let mut pages = Vec::new();
    let mut seen = HashSet::new();
    let mut values = 0usize;
    let none = Rc::new(Attributes {
        resources: Object::Null,
        media_box: Object::Null,
        crop_box: Object::Null,
        rotate: Object::Null,
    });
    // Each step: a node still to visit, what it inherits, its depth. Kids are pushed in reverse.
    let mut todo = vec![(catalog.get("Pages").clone(), none, 0usize)];
    while let Some((node, inherited, depth)) = todo.pop() {
        if depth > MAX_TREE_DEPTH
            || pages.len() > MAX_PAGES
            || seen.len() > 2 * MAX_PAGES
            || values > MAX_VALUES
        {
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
        let Object::Dict(dict) = document.load(reference)?.into_object() else {
            continue;
        };
        let attributes = inherited.with(&dict);
        let kids = if dict.is("Type", "Page") {
            Object::Null
        } else {
            document.resolve(dict.get("Kids"))?
        };
        match kids {
            Object::Array(kids) => {
                if todo.len() + kids.len() > 2 * MAX_PAGES {
                    return Err(Error::too_complex("the page tree is too deep or too wide"));
                }
                todo.extend(
                    kids.into_iter()
                        .rev()
                        .map(|kid| (kid, attributes.clone(), depth + 1)),
                );
            }
            _ if dict.is("Type", "Pages") => {}
            _ => {
                values += dict.weight();
                pages.push(Page {
                    reference,
                    dict,
                    attributes,
                    changed: false,
                });
            }
        }
    }
    if pages.is_empty() {
        return Err(Error::NoPages);
    }
    Ok(pages)
}
