//! Where a caller wants something drawn: on which pages, and at which place of the page as it is shown.

use crate::Error;
use crate::geometry::{Rect, View};
use crate::refusal::Refusal;

/// Which pages something is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// The first one (with a placeholder: the first on which it stands).
    #[default]
    First,
    /// The last one.
    Last,
    /// Every page. A signature's appearance stands on one page only: on the first of them.
    All,
    /// The page of this number, from 1.
    Number(u32),
}

/// Where on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Place<'a> {
    /// In a free margin, else any free area, else over content, which is told.
    #[default]
    Automatic,
    /// At a measured place.
    At(Position),
    /// Where this text stands in the document, which fixes the place: what is drawn covers it.
    Placeholder(&'a str),
}

/// Pages and place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placement<'a> {
    /// Where on the page.
    pub place: Place<'a>,
    /// On which pages.
    pub pages: Pages,
}

/// A corner of the visible area of a page, as a reader shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Corner {
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

/// A measured place, in millimetres of the printed page (`/UserUnit` included), from a corner of what is visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Where is measured from.
    pub corner: Corner,
    /// From that corner's left or right edge to the nearer edge of what is drawn.
    pub x_mm: f64,
    /// From that corner's top or foot to the nearer edge of what is drawn.
    pub y_mm: f64,
    /// Width; `None`: the natural one.
    pub width_mm: Option<f64>,
    /// Height; `None`: the natural one.
    pub height_mm: Option<f64>,
}

impl Pages {
    /// The indices of these pages among `count`.
    pub(crate) fn indices(self, count: usize) -> Result<std::ops::Range<usize>, Error> {
        Ok(match self {
            Pages::First => 0..1,
            Pages::Last => count.saturating_sub(1)..count,
            Pages::All => 0..count,
            Pages::Number(page) => {
                let index = page as usize;
                if index == 0 || index > count {
                    return Err(Refusal::PageUnknown {
                        page,
                        pages: count as u32,
                    }
                    .into());
                }
                index - 1..index
            }
        })
    }
}

impl Position {
    /// The area in units of the view; `natural` is the size where none was given.
    pub(crate) fn area(&self, view: &View, natural: (f64, f64)) -> Result<Rect, Error> {
        let mm = view.mm;
        let width = self.width_mm.map_or(natural.0, |width| width * mm);
        let height = self.height_mm.map_or(natural.1, |height| height * mm);
        let (x, y) = (self.x_mm * mm, self.y_mm * mm);
        let left = match self.corner {
            Corner::TopLeft | Corner::BottomLeft => x,
            Corner::TopRight | Corner::BottomRight => view.width - x - width,
        };
        let foot = match self.corner {
            Corner::BottomLeft | Corner::BottomRight => y,
            Corner::TopLeft | Corner::TopRight => view.height - y - height,
        };
        let area = Rect {
            x0: left,
            y0: foot,
            x1: left + width,
            y1: foot + height,
        };
        // A tenth of a millimetre over the edge is rounding.
        let slack = 0.1 * mm;
        let inside = width > 0.0
            && height > 0.0
            && area.is_finite()
            && area.x0 >= -slack
            && area.y0 >= -slack
            && area.x1 <= view.width + slack
            && area.y1 <= view.height + slack;
        if !inside {
            return Err(Refusal::PlaceOutside {
                width_mm: whole_mm(view.width, view),
                height_mm: whole_mm(view.height, view),
            }
            .into());
        }
        Ok(area)
    }
}

/// A length of the view in whole millimetres.
pub(crate) fn whole_mm(length: f64, view: &View) -> u32 {
    (length / view.mm).round().clamp(0.0, 1e6) as u32
}

/// The part of `area` that is moved into the view, keeping its size where it can be kept.
pub(crate) fn moved_inside(view: &View, left: f64, top: f64, width: f64, height: f64) -> Rect {
    let x0 = left.min(view.width - width).max(0.0);
    let y0 = (top - height).min(view.height - height).max(0.0);
    Rect {
        x0,
        y0,
        x1: (x0 + width).min(view.width),
        y1: (y0 + height).min(view.height),
    }
}
