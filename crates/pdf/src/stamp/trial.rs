//! A stamp that is only tried: where it would stand, and the file as it would look, by the rules that print it.

use super::Stamp;
use crate::Error;
use crate::document::Document;
use crate::geometry::View;
use crate::placing::Placement;
use crate::prepare::{Preparation, SignatureSpec, examine_leniently, prepare};

/// Bytes kept for a signature that never comes.
const RESERVED: usize = 64;

/// What a stamp would become.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The page it stands on, from 1: the first of them where it stands on several.
    pub page: u32,
    /// Number of pages.
    pub pages: u32,
    /// Width and height of that page as it is shown, in millimetres of the printed page.
    pub page_mm: (f64, f64),
    /// Left edge, top edge, width and height on the page as it is shown, from its upper left corner, in millimetres.
    pub area_mm: (f64, f64, f64, f64),
    /// Whether it may stand over content there.
    pub covers_content: bool,
    /// Whether the visible seal found room.
    pub visible_seal: bool,
    /// The bytes that the file would grow by: drawn, and never signed. Never to be kept.
    pub tail: Vec<u8>,
}

/// Draws a stamp as sealing would, without a key.
///
/// # Errors
/// What sealing with this stamp at this place would be refused for, as far as the file decides it.
pub fn try_stamp(
    bytes: &[u8],
    password: Option<&str>,
    stamp: &Stamp,
    placement: Placement<'_>,
) -> Result<Trial, Error> {
    let document = Document::open(bytes, password)?;
    let spec = SignatureSpec {
        stamp: Some(stamp),
        stamp_placement: placement,
        ..SignatureSpec::at(jiff::Timestamp::UNIX_EPOCH)
    };
    let prepared = prepare(
        &document,
        &Preparation {
            spec: &spec,
            reserved_bytes: RESERVED,
            unique: [0; 16],
        },
    )?;
    let placed = prepared.placed.ok_or(Error::NoPages)?;
    let examined = examine_leniently(&document)?;
    let page = (placed.page as usize)
        .checked_sub(1)
        .and_then(|index| examined.pages.get(index))
        .ok_or(Error::NoPages)?;
    let view = View::of(&document, page)?;
    // `Placed` counts in units of the page's user space.
    let mm = view.mm * view.unit;
    let (width, height) = (view.width / view.mm, view.height / view.mm);
    Ok(Trial {
        page: placed.page,
        pages: prepared.pages,
        page_mm: (width, height),
        area_mm: (
            placed.x / mm,
            height - (placed.y + placed.height) / mm,
            placed.width / mm,
            placed.height / mm,
        ),
        covers_content: placed.covers_content,
        visible_seal: placed.visible_seal,
        tail: prepared.tail().to_vec(),
    })
}
