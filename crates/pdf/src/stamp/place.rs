//! Where the stamp goes: the foot of the page, else another margin, else any free area, else over content.

use super::layout::Layout;
use crate::Error;
use crate::geometry::{Rect, View};
use crate::occupancy::Occupancy;
use crate::placing::{Position, moved_inside};
use crate::refusal::Refusal;

/// From the edge of the sheet to the stamp: printers reach the first dark module, 4 modules further in.
const EDGE: f64 = 9.0;
/// When nothing else is free.
const EDGE_NARROW: f64 = 3.0;
/// On sheets too small for that.
const EDGE_TINY: f64 = 1.0;
/// Air between the stamp and what is there.
const AIR: f64 = 1.5;
/// How far from the edge the foot and the head of a page reach.
const MARGIN: f64 = 40.0;
/// Most cells of the search grid along one side.
const GRID: f64 = 400.0;

/// A place for a stamp.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// Which of the layouts fits there.
    pub layout: usize,
    pub x: f64,
    pub y: f64,
    pub scale: f64,
    /// Whether something other than white paper lies below, so that a frame helps the eye.
    pub on_content: bool,
    pub covers_content: bool,
}

/// The size of what is to be set, and where the eye sees its left edge.
#[derive(Clone, Copy, Debug)]
struct Extent {
    width: f64,
    height: f64,
    optical_left: f64,
}

impl From<&Layout> for Extent {
    fn from(layout: &Layout) -> Self {
        Self {
            width: layout.width,
            height: layout.height,
            optical_left: layout.optical_left,
        }
    }
}

/// A place for a box of this size, and whether it covers content; `None` where the page is too small for it.
pub(crate) fn find_box(view: &View, occupancy: &Occupancy, width: f64, height: f64) -> Option<(Rect, bool)> {
    let extent = Extent {
        width,
        height,
        optical_left: 0.0,
    };
    let area = |x: f64, y: f64| Rect {
        x0: x,
        y0: y,
        x1: x + width,
        y1: y + height,
    };
    for edge in [EDGE, EDGE_NARROW] {
        if occupancy.unknown {
            break;
        }
        let space = Space::new(view, occupancy, edge);
        let place = [Band::Foot, Band::Head]
            .into_iter()
            .find_map(|band| space.in_band(&extent, band))
            .or_else(|| space.anywhere(&extent));
        if let Some((x, y)) = place {
            return Some((area(x, y), false));
        }
    }
    // At the foot, on the right: where letters are signed.
    let edge = [EDGE, EDGE_TINY]
        .into_iter()
        .find(|edge| width + 2.0 * edge <= view.width && height + 2.0 * edge <= view.height)?;
    Some((area(view.width - edge - width, edge), true))
}

/// A measured place: the largest layout that the area holds, at the corner that the position counts from.
pub(super) fn at(
    view: &View,
    occupancy: &Occupancy,
    layouts: &[Layout],
    position: &Position,
) -> Result<Found, Error> {
    // So much larger than natural the stamp may become.
    const LARGEST: f64 = 1.6;
    let mm = view.mm;
    let scales = layouts.iter().map(|layout| {
        let wide = position.width_mm.map(|width| width * mm / layout.width);
        let high = position.height_mm.map(|height| height * mm / layout.height);
        match (wide, high) {
            (None, None) => 1.0,
            (wide, high) => wide
                .unwrap_or(f64::INFINITY)
                .min(high.unwrap_or(f64::INFINITY))
                .min(LARGEST),
        }
    });
    let mut best: Option<(usize, f64)> = None;
    for (index, scale) in scales.enumerate() {
        let Some(layout) = layouts.get(index) else { break };
        // Without a size a smaller arrangement is taken where the first one would not fit onto the page.
        let outside = layout.width * scale > view.width || layout.height * scale > view.height;
        if scale < layout.scale_min || !scale.is_finite() || outside {
            continue;
        }
        if best.is_none_or(|(_, largest)| scale > largest + 1e-6) {
            best = Some((index, scale));
        }
        // The best arrangement that needs no shrinking.
        if scale >= 1.0 {
            break;
        }
    }
    let Some((index, scale)) = best else {
        let smallest = |side: fn(&Layout) -> f64| {
            let least = layouts
                .iter()
                .map(|layout| side(layout) * layout.scale_min)
                .fold(f64::INFINITY, f64::min);
            (least / mm).ceil().clamp(0.0, 1e6) as u32
        };
        return Err(Refusal::PlaceTooSmall {
            width_mm: smallest(|layout| layout.width),
            height_mm: smallest(|layout| layout.height),
        }
        .into());
    };
    let Some(layout) = layouts.get(index) else {
        return Err(Error::PageTooSmall);
    };
    let drawn = Position {
        width_mm: Some(layout.width * scale / mm),
        height_mm: Some(layout.height * scale / mm),
        ..*position
    };
    let area = drawn.area(view, (0.0, 0.0))?;
    let covers_content = covers(occupancy, &area, None);
    Ok(Found {
        layout: index,
        x: area.x0,
        y: area.y0,
        scale,
        on_content: covers_content || occupancy.tinted,
        covers_content,
    })
}

/// Over a marker: its upper left corner is the stamp's, as far as the page allows.
pub(super) fn over(
    view: &View,
    occupancy: &Occupancy,
    layouts: &[Layout],
    marker: &Rect,
) -> Result<Found, Error> {
    let fits = |layout: &&Layout| layout.width <= view.width && layout.height <= view.height;
    let (index, layout) = layouts
        .iter()
        .enumerate()
        .find(|(_, layout)| fits(layout))
        .ok_or(Error::PageTooSmall)?;
    let area = moved_inside(view, marker.x0, marker.y1, layout.width, layout.height);
    let covers_content = covers(occupancy, &area, Some(marker));
    Ok(Found {
        layout: index,
        x: area.x0,
        y: area.y0,
        scale: 1.0,
        on_content: covers_content || occupancy.tinted,
        covers_content,
    })
}

/// Whether something other than the marker lies below `area`.
pub(crate) fn covers(occupancy: &Occupancy, area: &Rect, marker: Option<&Rect>) -> bool {
    let is_marker = |taken: &Rect| {
        marker.is_some_and(|marker| {
            let around = marker.grown(0.5 * marker.height());
            taken.intersection(&around).as_ref() == Some(taken)
        })
    };
    occupancy.unknown
        || occupancy
            .taken
            .iter()
            .any(|taken| taken.overlaps(area) && !is_marker(taken))
}

/// A place for the stamp; `None` where the page is too small for any layout.
pub(super) fn find(view: &View, occupancy: &Occupancy, layouts: &[Layout]) -> Option<Found> {
    for edge in [EDGE, EDGE_NARROW, EDGE_TINY] {
        if occupancy.unknown {
            break;
        }
        let free = |layout: usize, x: f64, y: f64| Found {
            layout,
            x,
            y,
            scale: 1.0,
            on_content: occupancy.tinted,
            covers_content: false,
        };
        let space = Space::new(view, occupancy, edge);
        for band in [Band::Foot, Band::Head] {
            for (index, layout) in layouts.iter().enumerate().take(2) {
                if let Some((x, y)) = space.in_band(&layout.into(), band) {
                    return Some(free(index, x, y));
                }
            }
        }
        for (index, layout) in layouts.iter().enumerate().skip(2).take(1) {
            if let Some((x, y)) = space.in_side_margins(&layout.into()) {
                return Some(free(index, x, y));
            }
        }
        for (index, layout) in layouts.iter().enumerate() {
            if let Some((x, y)) = space.anywhere(&layout.into()) {
                return Some(free(index, x, y));
            }
        }
    }
    over_content(view, occupancy, layouts)
}

/// The largest layout that the page can hold at all, in the corner or at the edge where it covers least.
fn over_content(view: &View, occupancy: &Occupancy, layouts: &[Layout]) -> Option<Found> {
    for (edge, shrink) in [(EDGE, false), (EDGE_TINY, false), (EDGE_TINY, true)] {
        for (index, layout) in layouts.iter().enumerate() {
            let fit =
                ((view.width - 2.0 * edge) / layout.width).min((view.height - 2.0 * edge) / layout.height);
            let scale = fit.min(1.0);
            if scale < 1.0 && !(shrink && scale >= layout.scale_min) {
                continue;
            }
            let (width, height) = (layout.width * scale, layout.height * scale);
            let across = [edge, (view.width - width) / 2.0, view.width - edge - width];
            let upwards = [edge, view.height - edge - height];
            let mut best: Option<(f64, f64, f64)> = None;
            for y in upwards {
                for x in across {
                    let area = Rect {
                        x0: x,
                        y0: y,
                        x1: x + width,
                        y1: y + height,
                    };
                    let overlaps = occupancy
                        .taken
                        .iter()
                        .filter_map(|taken| taken.intersection(&area));
                    let covered: f64 = overlaps.map(|overlap| overlap.area()).sum();
                    if best.is_none_or(|(least, ..)| covered < least) {
                        best = Some((covered, x, y));
                    }
                }
            }
            let (covered, x, y) = best?;
            let covers_content = occupancy.unknown || covered > 0.0;
            let on_content = covers_content || occupancy.tinted;
            return Some(Found {
                layout: index,
                x,
                y,
                scale,
                on_content,
                covers_content,
            });
        }
    }
    None
}

/// A place for the small line of the other pages; `None` where the page is too small.
pub(super) fn find_line(view: &View, occupancy: &Occupancy, line: &Layout) -> Option<Found> {
    let mut found = over_content(view, occupancy, std::slice::from_ref(line))?;
    found.on_content = false;
    if found.scale < 1.0 || occupancy.unknown {
        return Some(found);
    }
    let space = Space::new(view, occupancy, EDGE);
    let place = [Band::Foot, Band::Head]
        .into_iter()
        .find_map(|band| space.in_band(&line.into(), band));
    if let Some((x, y)) = place.or_else(|| space.anywhere(&line.into())) {
        return Some(Found {
            x,
            y,
            covers_content: false,
            ..found
        });
    }
    Some(found)
}

#[derive(Clone, Copy, PartialEq)]
enum Band {
    Foot,
    Head,
}

struct Space<'o> {
    view: &'o View,
    edge: f64,
    taken: &'o [Rect],
    /// Left and right ends of what is on the page.
    left: f64,
    right: f64,
}

impl<'o> Space<'o> {
    fn new(view: &'o View, occupancy: &'o Occupancy, edge: f64) -> Self {
        let visible = view.area();
        let inside = || occupancy.taken.iter().filter(|area| area.overlaps(&visible));
        let left = inside().map(|area| area.x0).fold(f64::INFINITY, f64::min);
        let right = inside().map(|area| area.x1).fold(f64::NEG_INFINITY, f64::max);
        let default = (0.1 * view.width).min(57.0);
        let usable = left.is_finite() && left > 0.0 && left < 0.2 * view.width;
        Self {
            view,
            edge,
            taken: &occupancy.taken,
            left: if usable { left } else { default },
            right: if right.is_finite() && right > 0.8 * view.width {
                right.min(view.width)
            } else {
                view.width - default
            },
        }
    }

    fn is_free(&self, layout: &Extent, x: f64, y: f64) -> bool {
        let area = Rect {
            x0: x,
            y0: y,
            x1: x + layout.width,
            y1: y + layout.height,
        }
        .grown(AIR);
        !self.taken.iter().any(|taken| taken.overlaps(&area))
    }

    /// Positions across the page, the best first: aligned with the text, centred, at the right.
    fn across(&self, layout: &Extent) -> Vec<f64> {
        let last = self.view.width - self.edge - layout.width;
        if last < self.edge {
            return Vec::new();
        }
        let wished = [
            self.left - layout.optical_left,
            (self.view.width - layout.width) / 2.0,
            self.right - layout.width,
            last,
            self.edge,
        ];
        wished.into_iter().map(|x| x.clamp(self.edge, last)).collect()
    }

    fn in_band(&self, layout: &Extent, band: Band) -> Option<(f64, f64)> {
        let highest = self.view.height - self.edge - layout.height;
        if highest < self.edge {
            return None;
        }
        let across = self.across(layout);
        let steps = (MARGIN / 2.0) as usize;
        for step in 0..=steps {
            let offset = step as f64 * 2.0;
            let y = match band {
                Band::Foot => self.edge + offset,
                Band::Head => highest - offset,
            };
            if !(self.edge..=highest).contains(&y) {
                break;
            }
            if let Some(x) = across.iter().find(|x| self.is_free(layout, **x, y)) {
                return Some((*x, y));
            }
        }
        None
    }

    /// At the left or right edge, from below.
    fn in_side_margins(&self, layout: &Extent) -> Option<(f64, f64)> {
        let highest = self.view.height - self.edge - layout.height;
        let last = self.view.width - self.edge - layout.width;
        if last < self.edge {
            return None;
        }
        let mut y = self.edge;
        while y <= highest {
            for x in [self.edge, last] {
                if self.is_free(layout, x, y) {
                    return Some((x, y));
                }
            }
            y += 6.0;
        }
        None
    }

    /// The lowest free place anywhere, on a grid with summed areas so that each question costs nothing.
    fn anywhere(&self, layout: &Extent) -> Option<(f64, f64)> {
        let cell = (self.view.width.max(self.view.height) / GRID).max(2.0);
        let columns = (self.view.width / cell).floor() as usize;
        let rows = (self.view.height / cell).floor() as usize;
        let wide = ((layout.width + 2.0 * AIR) / cell).ceil() as usize + 1;
        let high = ((layout.height + 2.0 * AIR) / cell).ceil() as usize + 1;
        let edge = ((self.edge / cell).ceil() as usize).max(1);
        if columns <= wide + 2 * edge || rows <= high + 2 * edge {
            return None;
        }
        let side = columns + 1;
        let at = |column: usize, row: usize| row * side + column;
        // Corners of every area, summed twice: first to what lies on each cell, then to sums over areas.
        let mut sums = vec![0i32; side * (rows + 1)];
        for area in self.taken {
            let clamp = |value: f64, most: usize| (value.max(0.0) / cell).min(most as f64);
            let (x0, x1) = (
                clamp(area.x0, columns).floor() as usize,
                clamp(area.x1, columns).ceil() as usize,
            );
            let (y0, y1) = (
                clamp(area.y0, rows).floor() as usize,
                clamp(area.y1, rows).ceil() as usize,
            );
            sums[at(x0, y0)] += 1;
            sums[at(x1, y0)] -= 1;
            sums[at(x0, y1)] -= 1;
            sums[at(x1, y1)] += 1;
        }
        let accumulate = |sums: &mut [i32]| {
            for row in 0..=rows {
                for column in 0..=columns {
                    let beside = if column > 0 { sums[at(column - 1, row)] } else { 0 };
                    let below = if row > 0 { sums[at(column, row - 1)] } else { 0 };
                    let both = if column > 0 && row > 0 {
                        sums[at(column - 1, row - 1)]
                    } else {
                        0
                    };
                    sums[at(column, row)] += beside + below - both;
                }
            }
        };
        accumulate(&mut sums);
        for sum in &mut sums {
            *sum = i32::from(*sum > 0);
        }
        accumulate(&mut sums);
        let taken = |column: usize, row: usize| {
            let (right, top, left, bottom) = (column + wide, row + high, column - 1, row - 1);
            sums[at(right, top)] + sums[at(left, bottom)] != sums[at(right, bottom)] + sums[at(left, top)]
        };
        for row in edge..rows - high - edge {
            for column in edge..columns - wide - edge {
                if !taken(column, row) {
                    return Some((column as f64 * cell + AIR, row as f64 * cell + AIR));
                }
            }
        }
        None
    }
}
