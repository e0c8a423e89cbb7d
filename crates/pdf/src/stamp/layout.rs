//! The stamp's design: what stands where, in points, the origin at the lower left corner of the stamp.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::font::{Face, Subset};
use super::matrix::Matrix;
use super::qr::{QUIET, Symbol};
use super::{Stamp, rounded};
use crate::Error;
use crate::object::{Dict, Ref, write_real};
use crate::update::Update;

/// Side of the QR code with its quiet zone, in points (16.2 mm); larger symbols grow with their modules.
const QR_SIDE: f64 = 46.0;
/// Smallest module that phones read from paper: 0.4 mm.
pub(super) const MODULE_MIN: f64 = 0.4 / 25.4 * 72.0;
const AUTHORITY_SIZE: f64 = 8.4;
const IDENTIFIER_SIZE: f64 = 9.4;
const SMALL_SIZE: f64 = 6.6;
const LINE_SIZE: f64 = 6.4;
/// From the QR code's quiet zone to the rule, and from there to the text.
const RULE_GAP: f64 = 1.5;
const TEXT_GAP: f64 = 7.0;
const PADDING: f64 = 4.0;
/// Between the quiet zones of two symbols.
const SYMBOL_GAP: f64 = 2.0;

const BLACK: f64 = 0.0;
const DARK: f64 = 0.27;
const PALE: f64 = 0.72;

/// The colour space of the stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// DeviceGray.
    Device,
    /// CalGray, resource `CG`.
    Calibrated,
}

impl Ink {
    fn fill(self, out: &mut Vec<u8>, grey: f64) {
        if self == Ink::Calibrated {
            out.extend_from_slice(b"/CG cs ");
        }
        write_real(out, grey);
        out.extend_from_slice(if self == Ink::Calibrated {
            b" sc\n"
        } else {
            b" g\n"
        });
    }
}

/// A row of text: its runs, one face each.
#[derive(Clone, Debug)]
struct Row {
    runs: Vec<(Face, String)>,
    size: f64,
    grey: f64,
    x: f64,
    /// Baseline.
    y: f64,
}

impl Row {
    fn width(&self) -> Result<f64, Error> {
        self.runs
            .iter()
            .map(|(face, text)| Ok(face.width(text)? * self.size))
            .sum()
    }
}

/// A finished arrangement.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub width: f64,
    pub height: f64,
    /// Lower left corner and module size of the QR symbol, without quiet zone.
    qr: Option<(f64, f64, f64)>,
    /// The visible seal and its lower left corner, without quiet zone.
    matrix: Option<(f64, f64, Matrix)>,
    /// x, lower and upper end of the rule between symbol and text.
    rule: Option<(f64, f64, f64)>,
    rows: Vec<Row>,
    /// Where the eye sees the left edge: the first dark module or letter.
    pub optical_left: f64,
    /// Scale below which it may not shrink.
    pub scale_min: f64,
}

/// Content of a form XObject.
pub(super) struct Drawing {
    pub width: f64,
    pub height: f64,
    pub content: Vec<u8>,
    pub faces: BTreeSet<Face>,
}

/// The arrangements, the best first: one line for the identifier; two; a column; the smallest. With a visible seal
/// each of them holds it beside or below the QR code.
pub(super) fn layouts(stamp: &Stamp, symbol: &Symbol, matrix: Option<&Matrix>) -> Result<Vec<Layout>, Error> {
    let shape = |groups, limit, sizes, everything| Shape {
        groups,
        limit,
        sizes,
        everything,
    };
    Ok(vec![
        beside(stamp, symbol, matrix, shape(8, f64::INFINITY, FULL, true))?,
        beside(stamp, symbol, matrix, shape(4, 158.0, FULL, true))?,
        below(stamp, symbol, matrix)?,
        beside(stamp, symbol, matrix, shape(2, 60.0, TINY, false))?,
    ])
}

#[derive(Clone, Copy)]
struct Sizes {
    authority: f64,
    identifier: f64,
    small: f64,
}

const FULL: Sizes = Sizes {
    authority: AUTHORITY_SIZE,
    identifier: IDENTIFIER_SIZE,
    small: SMALL_SIZE,
};
const TINY: Sizes = Sizes {
    authority: 6.0,
    identifier: 7.0,
    small: 5.0,
};

struct Shape {
    /// Groups of the identifier on one line.
    groups: usize,
    /// Widest text.
    limit: f64,
    sizes: Sizes,
    /// Whether the lines are printed, or the identifier alone.
    everything: bool,
}

/// All rows from the top with the step from the row before (for the first: its cap height).
fn rows(stamp: &Stamp, shape: &Shape) -> Result<Vec<(Row, f64)>, Error> {
    let sizes = shape.sizes;
    let mut rows: Vec<(Row, f64)> = Vec::new();
    let mut push = |runs: Vec<(Face, String)>, size: f64, grey: f64, step: f64| {
        let cap = runs.first().map_or(0.7, |(face, _)| face.cap_height());
        let step = if rows.is_empty() { cap * size } else { step };
        rows.push((
            Row {
                runs,
                size,
                grey,
                x: 0.0,
                y: 0.0,
            },
            step,
        ));
    };
    let mut lines = stamp
        .lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty());
    let first = lines.next().filter(|_| shape.everything);
    if let Some(first) = first {
        for runs in wrap(first, stamp, Face::Bold, sizes.authority, shape.limit)? {
            push(runs, sizes.authority, BLACK, sizes.authority * 1.2);
        }
    }
    let groups: Vec<&str> = stamp.identifier_printed.split('-').collect();
    for (index, part) in groups.chunks(shape.groups).enumerate() {
        let step = if index == 0 {
            sizes.identifier * 1.32
        } else {
            sizes.identifier * 1.16
        };
        push(vec![(Face::Mono, part.join("-"))], sizes.identifier, BLACK, step);
    }
    if shape.everything {
        let mut is_first = true;
        for line in lines {
            for runs in wrap(line, stamp, Face::Regular, sizes.small, shape.limit)? {
                let step = if is_first {
                    sizes.small * 1.62
                } else {
                    sizes.small * 1.34
                };
                push(runs, sizes.small, DARK, step);
                is_first = false;
            }
        }
    }
    Ok(rows)
}

fn module_of(symbol: &Symbol) -> f64 {
    (QR_SIDE / (symbol.modules() + 2 * QUIET) as f64).max(MODULE_MIN * 1.02)
}

/// QR code on the left, text on the right, between them a rule; tops and feet aligned where they can be.
fn beside(stamp: &Stamp, symbol: &Symbol, matrix: Option<&Matrix>, shape: Shape) -> Result<Layout, Error> {
    let module = module_of(symbol);
    let dark = symbol.modules() as f64 * module;
    let quiet = QUIET as f64 * module;
    let side = dark + 2.0 * quiet;
    let rows = rows(stamp, &shape)?;
    let natural: f64 = rows.iter().map(|(_, step)| step).sum();
    let first = rows.first().map_or(0.0, |(_, step)| *step);
    // Stretch or squeeze the steps a little so that the last baseline meets the foot of the symbol.
    let tallest = matrix.map_or(dark, |matrix| matrix.dark().max(dark));
    let stretch = if natural > first {
        ((tallest - first) / (natural - first)).clamp(0.92, 1.3)
    } else {
        1.0
    };
    let text_height = first + (natural - first) * stretch;
    let height = side
        .max(text_height + 2.0 * quiet)
        .max(matrix.map_or(0.0, Matrix::side));
    let qr_y = (height - dark) / 2.0;
    let symbols = side + matrix.map_or(0.0, |matrix| SYMBOL_GAP + matrix.side());
    let text_x = if shape.everything {
        symbols + RULE_GAP + TEXT_GAP
    } else {
        symbols + 1.0
    };
    let mut y = (height + text_height) / 2.0;
    let mut placed = Vec::with_capacity(rows.len());
    let mut widest = 0.0f64;
    for (index, (mut row, step)) in rows.into_iter().enumerate() {
        y -= if index == 0 { step } else { step * stretch };
        row.x = text_x;
        row.y = y;
        widest = widest.max(row.width()?);
        placed.push(row);
    }
    let rule_x = symbols + RULE_GAP;
    Ok(Layout {
        width: text_x + widest + PADDING,
        height,
        qr: Some((quiet, qr_y, module)),
        matrix: matrix.map(|matrix| {
            let y = (height - matrix.dark()) / 2.0;
            (side + SYMBOL_GAP + matrix.quiet(), y, matrix.clone())
        }),
        rule: shape.everything.then(|| {
            let low = (height - text_height.max(tallest)) / 2.0;
            (rule_x, low, height - low)
        }),
        rows: placed,
        optical_left: quiet,
        scale_min: scale_min(module, matrix),
    })
}

/// How far a stamp may shrink: to the smallest modules that are read from paper. The visible seal's are that small.
fn scale_min(module: f64, matrix: Option<&Matrix>) -> f64 {
    match matrix {
        Some(_) => 1.0,
        None => (MODULE_MIN / module).min(1.0),
    }
}

/// QR code above, the visible seal under it, text below: for a margin at the side.
fn below(stamp: &Stamp, symbol: &Symbol, matrix: Option<&Matrix>) -> Result<Layout, Error> {
    let module = module_of(symbol);
    let dark = symbol.modules() as f64 * module;
    let quiet = QUIET as f64 * module;
    let side = dark + 2.0 * quiet;
    let sizes = Sizes {
        authority: 6.0,
        identifier: 7.2,
        small: 5.2,
    };
    let matrix_side = matrix.map_or(0.0, Matrix::side);
    let limit = (side + 14.0).max(60.0).max(matrix_side) - quiet - 2.0;
    let rows = rows(
        stamp,
        &Shape {
            groups: 2,
            limit,
            sizes,
            everything: true,
        },
    )?;
    let text_height: f64 = rows.iter().map(|(_, step)| step).sum();
    let height = side + matrix_side + text_height + PADDING;
    let mut y = text_height + PADDING;
    let mut widest = dark;
    let mut placed = Vec::with_capacity(rows.len());
    for (mut row, step) in rows {
        y -= step;
        row.x = quiet;
        row.y = y;
        widest = widest.max(row.width()?);
        placed.push(row);
    }
    Ok(Layout {
        width: (quiet + widest + 2.0).max(side).max(matrix_side),
        height,
        qr: Some((quiet, text_height + PADDING + matrix_side + quiet, module)),
        matrix: matrix.map(|matrix| {
            let at = (matrix.quiet(), text_height + PADDING + matrix.quiet());
            (at.0, at.1, matrix.clone())
        }),
        rule: None,
        rows: placed,
        optical_left: quiet,
        scale_min: scale_min(module, matrix),
    })
}

/// The small line of the other pages.
pub(super) fn small_line(stamp: &Stamp, text: &str) -> Result<Layout, Error> {
    let row = Row {
        runs: runs(text, stamp, Face::Regular),
        size: LINE_SIZE,
        grey: DARK,
        x: 2.0,
        y: 2.6,
    };
    let width = row.width()? + 4.0;
    Ok(Layout {
        width,
        height: LINE_SIZE + 3.0,
        qr: None,
        matrix: None,
        rule: None,
        rows: vec![row],
        optical_left: 2.0,
        scale_min: 0.6,
    })
}

/// Splits a text into runs: the identifier, with or without hyphens, is always set in the face whose zero is
/// slashed.
fn runs(text: &str, stamp: &Stamp, face: Face) -> Vec<(Face, String)> {
    let plain: String = stamp.identifier_printed.chars().filter(|c| *c != '-').collect();
    let mut runs: Vec<(Face, String)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let next = [stamp.identifier_printed.as_str(), plain.as_str()]
            .into_iter()
            .filter(|needle| !needle.is_empty())
            .filter_map(|needle| rest.find(needle).map(|at| (at, needle.len())))
            .min();
        let Some((at, length)) = next else { break };
        if at > 0 {
            runs.push((face, rest[..at].to_owned()));
        }
        runs.push((Face::Mono, rest[at..at + length].to_owned()));
        rest = &rest[at + length..];
    }
    if !rest.is_empty() {
        runs.push((face, rest.to_owned()));
    }
    runs
}

/// Breaks a line at spaces, and inside words that are wider than the limit (addresses).
fn wrap(
    text: &str,
    stamp: &Stamp,
    face: Face,
    size: f64,
    limit: f64,
) -> Result<Vec<Vec<(Face, String)>>, Error> {
    let width = |text: &str| -> Result<f64, Error> {
        runs(text, stamp, face)
            .iter()
            .map(|(face, run)| Ok(face.width(run)? * size))
            .sum()
    };
    if width(text)? <= limit {
        return Ok(vec![runs(text, stamp, face)]);
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let joined = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&joined)? <= limit {
            line = joined;
            continue;
        }
        // A word that fits on a line of its own moves there; a longer one (an address) goes on from here.
        if !line.is_empty() {
            if width(word)? <= limit {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
                continue;
            }
            line.push(' ');
        }
        for character in word.chars() {
            let mut longer = line.clone();
            longer.push(character);
            if width(&longer)? > limit && !line.is_empty() {
                // Addresses break after a slash where there is one.
                let keep = line
                    .rfind('/')
                    .filter(|at| *at > 8 && at + 1 < line.len())
                    .map_or(line.len(), |at| at + 1);
                let carried = line.split_off(keep);
                lines.push(std::mem::replace(&mut line, carried));
            }
            line.push(character);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    Ok(lines.iter().map(|line| runs(line, stamp, face)).collect())
}

/// The faces as this document needs them.
pub(super) struct Fonts {
    subsets: Vec<(Face, Arc<Subset>, Option<Ref>)>,
}

impl Fonts {
    /// Reduces the faces to what this stamp prints on a document of `pages` pages.
    pub fn new(stamp: &Stamp, pages: usize) -> Result<Self, Error> {
        let mut characters = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        let mut add = |runs: Vec<(Face, String)>| {
            for (face, text) in runs {
                let set = match face {
                    Face::Regular => &mut characters[0],
                    Face::Bold => &mut characters[1],
                    Face::Mono => &mut characters[2],
                };
                set.extend(text.chars());
            }
        };
        for (index, line) in stamp.lines.iter().enumerate() {
            let face = if index == 0 { Face::Bold } else { Face::Regular };
            add(runs(line, stamp, face));
            // Wrapping may cut the identifier, whose parts are then ordinary text.
            add(vec![(face, line.clone())]);
        }
        add(vec![(Face::Mono, stamp.identifier_printed.clone())]);
        if let Some(line) = stamp.other_pages_line.as_ref().filter(|_| pages > 1) {
            add(runs(
                &line.replace("{page}", "").replace("{pages}", ""),
                stamp,
                Face::Regular,
            ));
        }
        let [regular, bold, mono] = characters;
        let mut subsets = Vec::with_capacity(3);
        for (face, set) in [(Face::Regular, regular), (Face::Bold, bold), (Face::Mono, mono)] {
            subsets.push((face, Subset::of(face, &set)?, None));
        }
        Ok(Self { subsets })
    }

    fn subset(&self, face: Face) -> Option<&Subset> {
        self.subsets
            .iter()
            .find(|(own, ..)| *own == face)
            .map(|(_, subset, _)| subset.as_ref())
    }

    /// The font resources for a form, writing each face into the file when it is first used.
    pub fn resources(&mut self, update: &mut Update<'_, '_>, faces: &BTreeSet<Face>) -> Result<Dict, Error> {
        let mut resources = Dict::new();
        for (face, subset, written) in &mut self.subsets {
            if faces.contains(face) {
                let reference = match *written {
                    Some(reference) => reference,
                    None => subset.write(update)?,
                };
                *written = Some(reference);
                resources.set(face.resource(), reference);
            }
        }
        Ok(resources)
    }
}

impl Layout {
    /// Whether it holds the visible seal.
    pub fn has_matrix(&self) -> bool {
        self.matrix.is_some()
    }

    /// Draws the arrangement, `scale` times its size. `framed` sets a hairline round it, for a place on content.
    pub fn draw(
        &self,
        symbol: &Symbol,
        ink: Ink,
        fonts: &Fonts,
        scale: f64,
        framed: bool,
    ) -> Result<Drawing, Error> {
        let mut out = Vec::with_capacity(8 * 1024);
        let mut faces = BTreeSet::new();
        let numbers = |out: &mut Vec<u8>, values: &[f64]| {
            for value in values {
                write_real(out, (value * 1000.0).round() / 1000.0);
                out.push(b' ');
            }
        };
        if scale != 1.0 {
            write_real(&mut out, rounded(scale));
            out.extend_from_slice(b" 0 0 ");
            write_real(&mut out, rounded(scale));
            out.extend_from_slice(b" 0 0 cm\n");
        }
        // Opaque white ground, quiet zone included.
        if framed {
            ink.fill(&mut out, PALE);
            numbers(&mut out, &[0.0, 0.0, self.width, self.height]);
            out.extend_from_slice(b"re f\n");
        }
        let inset = if framed { 0.4 } else { 0.0 };
        ink.fill(&mut out, 1.0);
        numbers(
            &mut out,
            &[inset, inset, self.width - 2.0 * inset, self.height - 2.0 * inset],
        );
        out.extend_from_slice(b"re f\n");
        if let Some((x, low, high)) = self.rule {
            ink.fill(&mut out, PALE);
            numbers(&mut out, &[x, low, 0.5, high - low]);
            out.extend_from_slice(b"re f\n");
        }
        if let Some((x, y, module)) = self.qr {
            ink.fill(&mut out, BLACK);
            out.extend_from_slice(b"q ");
            numbers(&mut out, &[module, 0.0, 0.0, module, x, y]);
            out.extend_from_slice(b"cm\n");
            symbol.write_outlines(&mut out);
            out.extend_from_slice(b"f Q\n");
        }
        if let Some((x, y, matrix)) = &self.matrix {
            let module = matrix.module();
            ink.fill(&mut out, BLACK);
            out.extend_from_slice(b"q ");
            numbers(&mut out, &[module, 0.0, 0.0, module, *x, *y]);
            out.extend_from_slice(b"cm\n");
            out.extend_from_slice(matrix.outlines());
            out.extend_from_slice(b"f Q\n");
        }
        out.extend_from_slice(b"BT\n");
        for row in &self.rows {
            ink.fill(&mut out, row.grey);
            out.extend_from_slice(b"1 0 0 1 ");
            numbers(&mut out, &[row.x, row.y]);
            out.extend_from_slice(b"Tm\n");
            for (face, text) in &row.runs {
                let Some(subset) = fonts.subset(*face) else {
                    continue;
                };
                faces.insert(*face);
                out.push(b'/');
                out.extend_from_slice(face.resource().as_bytes());
                out.push(b' ');
                write_real(&mut out, row.size);
                out.extend_from_slice(b" Tf ");
                subset.write_text(&mut out, text)?;
                out.extend_from_slice(b" Tj\n");
            }
        }
        out.extend_from_slice(b"ET\n");
        Ok(Drawing {
            width: self.width * scale,
            height: self.height * scale,
            content: out,
            faces,
        })
    }
}
