//! Looking closely before something is signed or sealed: what a file is made of, where the stamp will stand, and batches
//! that were broken off.

use serde::{Deserialize, Serialize};

use crate::{DocumentId, Sha256};

/// Which page the stamp stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StampPage {
    /// The first one.
    #[default]
    First,
    /// The last one.
    Last,
    /// The page of this number, from 1.
    Number(u32),
}

/// A corner of the page as a reader shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StampCorner {
    /// As a ruler measures a letter.
    #[default]
    TopLeft,
    /// From the right edge and the top.
    TopRight,
    /// From the left edge and the foot.
    BottomLeft,
    /// From the right edge and the foot.
    BottomRight,
}

impl StampCorner {
    /// All of them, as they stand on the page.
    pub const ALL: [Self; 4] = [Self::TopLeft, Self::TopRight, Self::BottomLeft, Self::BottomRight];

    /// Stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TopLeft => "top-left",
            Self::TopRight => "top-right",
            Self::BottomLeft => "bottom-left",
            Self::BottomRight => "bottom-right",
        }
    }

    /// The corner of a stable word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|corner| corner.word() == word)
    }
}

/// Where a person wants the stamp: from a corner of the page as it is shown, to the nearest corner of the stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StampPlace {
    /// On which page.
    pub page: StampPage,
    /// Where is measured from.
    pub corner: StampCorner,
    /// From that corner's left or right edge, in millimetres of the printed page.
    pub x_mm: f64,
    /// From that corner's top or foot, in millimetres of the printed page.
    pub y_mm: f64,
}

impl StampPlace {
    /// The place of a stamp whose upper left corner stands `left` and `top` from that of the page, measured from the
    /// corner that is nearest, in tenths of a millimetre. `page` and `stamp` are width and height in millimetres; the
    /// stamp is moved onto the page where it would reach over its edge.
    pub fn nearest(page_number: StampPage, left: f64, top: f64, page: (f64, f64), stamp: (f64, f64)) -> Self {
        let inside = |at: f64, page: f64, stamp: f64| at.clamp(0.0, (page - stamp).max(0.0));
        let (left, top) = (inside(left, page.0, stamp.0), inside(top, page.1, stamp.1));
        let (right, foot) = (page.0 - left - stamp.0, page.1 - top - stamp.1);
        let (to_left, to_top) = (left <= right, top <= foot);
        let tenths = |length: f64| ((length * 10.0).round() / 10.0).max(0.0);
        Self {
            page: page_number,
            corner: match (to_left, to_top) {
                (true, true) => StampCorner::TopLeft,
                (false, true) => StampCorner::TopRight,
                (true, false) => StampCorner::BottomLeft,
                (false, false) => StampCorner::BottomRight,
            },
            x_mm: tenths(if to_left { left } else { right }),
            y_mm: tenths(if to_top { top } else { foot }),
        }
    }
}

/// Where the stamp will stand, by the same rules that print it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StampTrial {
    /// The page, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// Width and height of that page as it is shown, in millimetres.
    pub page_mm: (f64, f64),
    /// Left edge and top edge from the upper left corner of the page as it is shown, width and height; millimetres.
    pub area_mm: (f64, f64, f64, f64),
    /// Whether it may stand over content there.
    pub covers_content: bool,
    /// Whether there is room for the visible seal; `None` where none is wanted.
    pub visible_seal: Option<bool>,
}

/// What a file is made of, before it is signed or sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLook {
    /// Why what is seen may differ from what another reader shows, or from what is in the file.
    pub concerns: Vec<wording::Explanation>,
    /// How it came to be, oldest first; one for a file that was written at once.
    pub revisions: Vec<RevisionRow>,
}

/// One revision of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionRow {
    /// Number, from 1, oldest first.
    pub number: u32,
    /// Size of the file as it was then.
    pub size_bytes: u64,
    /// What it changed, by stable words: `signature`, `document_timestamp`, `content`, ...
    pub changes: Vec<String>,
    /// Names of those who signed the file as it was then, or the names of their fields.
    pub signers: Vec<String>,
}

/// What a batch does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchKind {
    /// Signs.
    Sign,
    /// Seals.
    Seal,
}

impl BatchKind {
    /// Stable word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Seal => "seal",
        }
    }
}

/// A document of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchDocument {
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of the version that was seen.
    pub seen: Sha256,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// It was done before the batch was broken off.
    #[serde(default)]
    pub done: bool,
}

/// A batch that was begun and not ended: the window or the computer went away, or the key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leftover {
    /// What it does.
    pub kind: BatchKind,
    /// When it was begun.
    pub begun_at: jiff::Timestamp,
    /// Its documents, in their order.
    pub documents: Vec<BatchDocument>,
    /// Where the stamp was wanted.
    #[serde(default)]
    pub stamp_place: Option<StampPlace>,
}

/// A line of the sheet that tells what became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// Title of the document.
    pub title: String,
    /// What came of it.
    pub result: String,
    /// The printed identifier, where it has one.
    pub identifier: String,
    /// What else is to be known.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_measured_from_the_corner_that_is_nearest_and_stays_on_the_page() {
        let (page, stamp) = ((210.0, 297.0), (90.0, 20.0));
        let at = |left, top| StampPlace::nearest(StampPage::First, left, top, page, stamp);
        let place = |corner, x_mm, y_mm| StampPlace {
            page: StampPage::First,
            corner,
            x_mm,
            y_mm,
        };
        assert_eq!(at(20.0, 12.34), place(StampCorner::TopLeft, 20.0, 12.3));
        assert_eq!(at(110.0, 12.0), place(StampCorner::TopRight, 10.0, 12.0));
        assert_eq!(at(20.0, 270.0), place(StampCorner::BottomLeft, 20.0, 7.0));
        assert_eq!(at(500.0, 900.0), place(StampCorner::BottomRight, 0.0, 0.0));
        assert_eq!(at(-5.0, -5.0), place(StampCorner::TopLeft, 0.0, 0.0));
    }

    #[test]
    fn every_corner_is_found_again_by_its_word() {
        for corner in StampCorner::ALL {
            assert_eq!(StampCorner::of_word(corner.word()), Some(corner));
        }
    }
}
