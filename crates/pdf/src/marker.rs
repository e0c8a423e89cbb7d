//! Text that fixes a place: a marker such as `[[signature]]` found in the content of the pages.

use std::collections::BTreeMap;

use crate::Error;
use crate::document::Document;
use crate::geometry::{Rect, View};
use crate::occupancy::Reader;
use crate::page::Page;
use crate::placing::Pages;
use crate::refusal::Refusal;

/// Longest marker, in characters.
const MAX_MARKER: usize = 200;

/// The pages on which `text` stands, by index, with the area it fills in the page's view: the first (or last) page
/// that has it, all of them, or the one of the number asked for.
///
/// # Errors
/// [`Refusal::PlaceholderNotFound`].
pub(crate) fn find(
    document: &Document<'_>,
    pages: &[Page],
    text: &str,
    which: Pages,
) -> Result<BTreeMap<usize, Rect>, Error> {
    let missing = || Error::from(Refusal::PlaceholderNotFound(text.to_owned()));
    let wanted: Vec<char> = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    if wanted.is_empty() || wanted.len() > MAX_MARKER {
        return Err(missing());
    }
    let mut reader = Reader::with_text(document);
    let mut found = BTreeMap::new();
    let candidates: Vec<usize> = match which {
        Pages::First | Pages::All => (0..pages.len()).collect(),
        Pages::Last => (0..pages.len()).rev().collect(),
        Pages::Number(_) => which.indices(pages.len())?.collect(),
    };
    for index in candidates {
        let Some(page) = pages.get(index) else { continue };
        let view = View::of(document, page)?;
        let glyphs = reader.read(page, &view).glyphs;
        if let Some(area) = search(&glyphs, &wanted)
            && let Some(area) = area.intersection(&view.area()).filter(|area| area.area() > 0.0)
        {
            found.insert(index, area);
            if which != Pages::All {
                break;
            }
        }
    }
    if found.is_empty() {
        return Err(missing());
    }
    Ok(found)
}

/// The first place where the characters follow each other, white space between them left out, each near the one
/// before.
fn search(glyphs: &[(char, Rect)], wanted: &[char]) -> Option<Rect> {
    let spoken: Vec<&(char, Rect)> = glyphs
        .iter()
        .filter(|(character, _)| !character.is_whitespace())
        .collect();
    spoken.windows(wanted.len()).find_map(|window| {
        if !window.iter().zip(wanted).all(|((own, _), wanted)| own == wanted) {
            return None;
        }
        let near = window.windows(2).all(|pair| {
            let (before, after) = (pair[0].1, pair[1].1);
            let reach = 3.0 * before.height().max(before.width()).max(1.0);
            before.grown(reach).overlaps(&after)
        });
        let around = window
            .iter()
            .map(|(_, area)| *area)
            .reduce(|left, right| left.with_point(right.x0, right.y0).with_point(right.x1, right.y1));
        around.filter(|_| near)
    })
}
