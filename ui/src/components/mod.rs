//! The parts that pages are made of.

mod certificates;
mod dialog;
mod field;
mod held;
mod icon;
mod notice;
mod page;
mod preview;
mod seal_dialog;
mod shortcuts;
mod status;
mod sync_card;

pub use dialog::Dialog;
pub use field::{Field, Problem, Select, checked_of, value_of};
pub use held::{Held, add_now};
pub use icon::{Icon, Rosette, SealMark};
pub use notice::NoticeRegion;
pub use page::{Empty, Page, SkeletonRows};
pub use preview::Preview;
pub use seal_dialog::SealDialog;
pub use shortcuts::Shortcuts;
pub use status::{CopyButton, PrintedIdentifier, Status, level_in_words};
pub use sync_card::{SyncCard, run_sync};
