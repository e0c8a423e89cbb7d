//! The parts that pages are made of.

mod certificates;
mod circuit;
mod dialog;
mod dossier_work;
mod field;
mod form;
mod held;
mod icon;
mod lists;
mod notice;
mod page;
mod preview;
mod seal_dialog;
mod shortcuts;
mod status;
mod sync_card;

pub use circuit::{CircuitPanel, kind_in_words};
pub use dialog::Dialog;
pub use dossier_work::{DossierNotes, DossierTasks};
pub use field::{Field, Problem, Select, checked_of, value_of};
pub use form::{Ask, DayField, TextArea, Tick, read_day, written_day};
pub use held::{Held, add_now};
pub use icon::{Icon, Rosette, SealMark};
pub use lists::{Row, Tab, Table, Tabs};
pub use notice::NoticeRegion;
pub use page::{Empty, Page, SkeletonRows};
pub use preview::{PdfBytes, Preview};
pub use seal_dialog::SealDialog;
pub use shortcuts::Shortcuts;
pub use status::{CopyButton, PrintedIdentifier, Status, level_in_words};
pub use sync_card::{SyncCard, run_sync};
