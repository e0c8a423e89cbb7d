//! What one revision changed in the one before it, by object and by role.
//!
//! The document is walked from its trailer in both revisions at once. In places where later changes have a
//! legitimate form (signature fields, the form, validation data) the two sides are compared by rule and the change
//! is named; everything else must be the same, down to the last object that can be reached. An object that changed
//! and can be reached by any other way than the rule that explains it is a change of content: an appearance
//! that is also a page's content explains nothing.

mod catalog;
mod compare;
mod form;
mod pages;
mod reach;
mod shown;
mod validation_data;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub use validation_data::SecurityStore;

use super::edges::Numbers;
use super::{Dict, File, ObjectId, Value};

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
    /// A new visible signature lies over something that the page showed.
    DrawnOver {
        /// Full name of its field.
        field: String,
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
        visited: Numbers::default(),
        new_widgets: HashMap::new(),
        draws_anew: false,
        of_the_form: HashSet::new(),
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
    visited: Numbers,
    /// Widgets of new signature fields; the name of the field where it is visible.
    new_widgets: HashMap<u32, Option<String>>,
    /// Whether viewers draw the fields anew from their values.
    draws_anew: bool,
    /// The form, its fields and signatures: parts of them may change by rule, so that nothing but a form may use them.
    of_the_form: HashSet<u32>,
    changes: BTreeSet<Change>,
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

    fn dict_of(&mut self, id: ObjectId, revision: usize) -> Option<Dict> {
        match self.file.referenced(id, revision) {
            Ok(Some(object)) if !object.is_stream() => object.value.as_dict().cloned(),
            _ => None,
        }
    }

    fn queue_refs(&mut self, value: &Value) {
        let queue = &mut self.queue;
        value.for_each_ref(&mut |id| queue.push(id.0));
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
}

impl File<'_> {
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
            Change::DrawnOver { .. } => "drawn over",
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
