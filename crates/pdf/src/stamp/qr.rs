//! The QR code as outlines: one path without seams, sharp at every size.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, QRCode};

use crate::Error;
use crate::object::write_int;

/// Quiet zone around the symbol (ISO/IEC 18004): 4 modules.
pub(crate) const QUIET: usize = 4;
/// Version 8: beyond, a symbol of readable modules would dominate the page.
const MAX_MODULES: usize = 49;

/// A QR code of error correction level M.
pub(crate) struct Symbol {
    code: QRCode,
}

impl Symbol {
    pub fn new(payload: &str) -> Result<Self, Error> {
        let code = QRBuilder::new(payload)
            .ecl(ECL::M)
            .build()
            .map_err(|_| Error::QrTooLong)?;
        if code.size > MAX_MODULES {
            return Err(Error::QrTooLong);
        }
        Ok(Self { code })
    }

    /// Modules along one side, without the quiet zone.
    pub fn modules(&self) -> usize {
        self.code.size
    }

    /// Whether the module is dark; rows count from the top. Outside the symbol everything is light.
    fn dark(&self, row: isize, column: isize) -> bool {
        let inside = 0..self.code.size as isize;
        inside.contains(&row) && inside.contains(&column) && self.code[row as usize][column as usize].value()
    }

    /// Appends the outlines of the dark modules, one unit to a module, the origin at the lower left corner of the
    /// symbol, to be filled (`f`).
    pub fn write_outlines(&self, out: &mut Vec<u8>) {
        let size = self.code.size as isize;
        write_outlines(size, |x, y| self.dark(size - 1 - y, x), out);
    }
}

/// Appends the outlines of the dark modules of a square symbol, one unit to a module. `dark` is asked with the origin
/// at the lower left corner, and one module beyond each edge.
pub(super) fn write_outlines(size: isize, dark: impl Fn(isize, isize) -> bool, out: &mut Vec<u8>) {
    let side = size + 1;
    // For every grid point the directions (right, up, left, down) in which an edge leaves it. Edges run
    // counter-clockwise round dark modules, so as many leave a point as arrive at it.
    const STEPS: [(isize, isize); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];
    let mut leaving = vec![0u8; (side * side) as usize];
    let at = |x: isize, y: isize| (y * side + x) as usize;
    for y in 0..size {
        for x in 0..size {
            if dark(x, y) {
                leaving[at(x, y)] |= u8::from(!dark(x, y - 1));
                leaving[at(x + 1, y)] |= u8::from(!dark(x + 1, y)) << 1;
                leaving[at(x + 1, y + 1)] |= u8::from(!dark(x, y + 1)) << 2;
                leaving[at(x, y + 1)] |= u8::from(!dark(x - 1, y)) << 3;
            }
        }
    }
    for y in 0..side {
        for x in 0..side {
            while leaving[at(x, y)] != 0 {
                let (mut px, mut py) = (x, y);
                let mut heading = None;
                while leaving[at(px, py)] != 0 {
                    let direction = leaving[at(px, py)].trailing_zeros() as usize;
                    if heading != Some(direction) {
                        write_point(out, px, py, if heading.is_none() { b"m " } else { b"l " });
                    }
                    heading = Some(direction);
                    leaving[at(px, py)] &= !(1 << direction);
                    px += STEPS[direction].0;
                    py += STEPS[direction].1;
                }
                out.extend_from_slice(b"h\n");
            }
        }
    }
}

fn write_point(out: &mut Vec<u8>, x: isize, y: isize, operator: &[u8; 2]) {
    write_int(out, x as i64);
    out.push(b' ');
    write_int(out, y as i64);
    out.push(b' ');
    out.extend_from_slice(operator);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fills the outlines as a reader does (non-zero winding) and compares every module.
    #[test]
    fn the_outlines_enclose_exactly_the_dark_modules() {
        let symbol = Symbol::new("HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ").unwrap();
        assert_eq!(symbol.modules(), 29);
        let mut out = Vec::new();
        symbol.write_outlines(&mut out);
        let text = String::from_utf8(out).unwrap();
        // Vertical edges: x, lower y, upper y, direction.
        let mut edges: Vec<(i64, i64, i64, i64)> = Vec::new();
        for path in text.lines() {
            let words: Vec<&str> = path.split_whitespace().collect();
            let mut points: Vec<(i64, i64)> = words
                .chunks(3)
                .filter(|chunk| chunk.len() == 3)
                .map(|chunk| (chunk[0].parse().unwrap(), chunk[1].parse().unwrap()))
                .collect();
            points.push(points[0]);
            for pair in points.windows(2) {
                let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
                assert!(x0 == x1 || y0 == y1, "only straight edges");
                if x0 == x1 {
                    edges.push((x0, y0.min(y1), y0.max(y1), (y1 - y0).signum()));
                }
            }
        }
        for row in 0..29isize {
            for column in 0..29isize {
                let y = 28 - row as i64;
                let winding: i64 = edges
                    .iter()
                    .filter(|(x, low, high, _)| *x > column as i64 && *low <= y && y < *high)
                    .map(|edge| edge.3)
                    .sum();
                assert_eq!(
                    winding != 0,
                    symbol.dark(row, column),
                    "row {row}, column {column}"
                );
            }
        }
    }

    #[test]
    fn an_address_that_needs_tiny_modules_is_refused() {
        assert!(matches!(
            Symbol::new(&"https://example.lu/".repeat(12)),
            Err(Error::QrTooLong)
        ));
    }
}
