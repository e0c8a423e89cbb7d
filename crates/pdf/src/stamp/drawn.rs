//! The visible seals that stand on the pages of a stamped file: read back from the stamp's own outlines, bit for bit,
//! without looking at pixels.

use std::collections::BTreeSet;

use datamatrix::DataMatrix;

use crate::Error;
use crate::document::{Document, Indirect};
use crate::object::Object;

/// Name of the form of a stamp on its page; another number follows where a page has several.
const FORM: &str = "Greffe";
/// A stamp's drawing is some ten kilobytes.
const MOST_CONTENT_BYTES: usize = 1 << 20;
/// Stamps that are looked at in one file.
const MOST_FORMS: usize = 64;
/// The largest DataMatrix symbol, in modules.
const MOST_MODULES: i64 = 144;

/// The bytes of the visible seals that stamps on the pages of a file show, each once, in the order of the pages. A stamp
/// without one, or whose outlines are no whole symbol, gives nothing.
///
/// # Errors
/// The file cannot be read.
pub fn visible_seals(bytes: &[u8], password: Option<&str>) -> Result<Vec<Vec<u8>>, Error> {
    let document = Document::open(bytes, password)?;
    let catalog = document.resolve_dict(document.trailer().get("Root"))?;
    let mut seen = BTreeSet::new();
    let mut found: Vec<Vec<u8>> = Vec::new();
    for page in crate::page::pages(&document, &catalog)? {
        let resources = match page.dict.get("Resources") {
            Object::Null => document.resolve_dict(&page.attributes.resources)?,
            own => document.resolve_dict(own)?,
        };
        let externals = document.resolve_dict(resources.get("XObject"))?;
        for (name, object) in externals.iter() {
            let Some(reference) = object.as_ref() else {
                continue;
            };
            let stamped = name
                .strip_prefix(FORM.as_bytes())
                .is_some_and(|number| number.iter().all(u8::is_ascii_digit));
            if !stamped || seen.len() >= MOST_FORMS || !seen.insert((reference.number, reference.generation))
            {
                continue;
            }
            let Indirect::Stream(stream) = document.load(reference)? else {
                continue;
            };
            let Ok(content) = document.decode(&stream) else {
                continue;
            };
            if content.len() > MOST_CONTENT_BYTES {
                continue;
            }
            for seal in symbols(&String::from_utf8_lossy(&content)) {
                if !found.contains(&seal) {
                    found.push(seal);
                }
            }
        }
    }
    Ok(found)
}

/// The symbols among the filled paths of a drawing.
fn symbols(content: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut numbers: Vec<f64> = Vec::new();
    let mut path = Outline::default();
    for token in content.split_ascii_whitespace() {
        if let Ok(number) = token.parse::<f64>() {
            // No operator that is read here takes more than six.
            if numbers.len() < 8 {
                numbers.push(number);
            }
            continue;
        }
        match (token, numbers.as_slice()) {
            ("m", [x, y]) => path.begin(*x, *y),
            ("l", [x, y]) => path.go(*x, *y),
            ("h", []) => path.close(),
            ("f", []) => {
                found.extend(std::mem::take(&mut path).symbol());
            }
            _ => path = Outline::default(),
        }
        numbers.clear();
    }
    found
}

/// Closed paths along the lines between modules, as the stamp draws them.
#[derive(Default)]
struct Outline {
    points: Vec<(i64, i64)>,
    /// Vertical edges: x, lower end, upper end, direction.
    edges: Vec<(i64, i64, i64, i64)>,
    /// Something in it is not drawn by the stamp.
    other: bool,
}

impl Outline {
    fn begin(&mut self, x: f64, y: f64) {
        self.other |= !self.points.is_empty();
        self.go(x, y);
    }

    fn go(&mut self, x: f64, y: f64) {
        let whole = |value: f64| {
            (value.fract() == 0.0 && (0.0..=MOST_MODULES as f64).contains(&value)).then_some(value as i64)
        };
        match (whole(x), whole(y)) {
            (Some(x), Some(y)) => self.points.push((x, y)),
            _ => self.other = true,
        }
    }

    fn close(&mut self) {
        let mut points = std::mem::take(&mut self.points);
        points.extend(points.first().copied());
        for pair in points.windows(2) {
            let [(x0, y0), (x1, y1)] = pair else { continue };
            if x0 == x1 {
                self.edges
                    .push((*x0, *y0.min(y1), *y0.max(y1), (y1 - y0).signum()));
            } else if y0 != y1 {
                self.other = true;
            }
        }
    }

    /// The bytes of the DataMatrix symbol that the paths enclose.
    fn symbol(self) -> Option<Vec<u8>> {
        if self.other || !self.points.is_empty() {
            return None;
        }
        // The left and lower edge of a DataMatrix are all dark: they reach to its corners.
        let width = self.edges.iter().map(|edge| edge.0).max()?;
        let height = self.edges.iter().map(|edge| edge.2).max()?;
        if width != height || !(8..=MOST_MODULES).contains(&width) || width % 2 != 0 {
            return None;
        }
        // For each row the sum of the windings of the edges to the right of a module.
        let side = usize::try_from(width).ok()?;
        let mut starts = vec![0_i64; side * (side + 1)];
        for (x, low, high, direction) in &self.edges {
            for y in *low..*high {
                let at = usize::try_from(y * (width + 1) + x).ok()?;
                *starts.get_mut(at)? += direction;
            }
        }
        let mut bits = Vec::with_capacity(side * side);
        for row in (0..side).rev() {
            let line = starts.get(row * (side + 1)..(row + 1) * (side + 1))?;
            let mut winding = 0;
            // From the left: what has been crossed so far.
            for crossing in line.iter().take(side) {
                winding += crossing;
                bits.push(winding != 0);
            }
        }
        DataMatrix::decode(&bits, side).ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::matrix::Matrix;
    use super::*;

    fn drawn(bytes: &[u8]) -> String {
        let outlines = String::from_utf8(Matrix::new(bytes).unwrap().outlines().to_vec()).unwrap();
        format!("0 g q 0.96 0 0 0.96 10 10 cm\n{outlines}f Q\nBT /F1 8 Tf (f h m) Tj ET\n")
    }

    #[test]
    fn what_was_drawn_is_read_back_bit_for_bit() {
        for length in [1_usize, 60, 153, 258, 600] {
            let bytes: Vec<u8> = (0..length).map(|at| (at * 37 + length) as u8).collect();
            assert_eq!(symbols(&drawn(&bytes)), [bytes], "{length}");
        }
    }

    #[test]
    fn a_symbol_of_which_a_part_is_missing_or_that_is_none_gives_nothing() {
        let whole = drawn(&[7; 120]);
        let cut = whole.replacen("h\n", "", 1);
        assert_eq!(symbols(&cut), Vec::<Vec<u8>>::new());
        let moved = whole.replacen(" l ", ".5 l ", 1);
        assert_eq!(symbols(&moved), Vec::<Vec<u8>>::new());
        for hostile in [
            "0 0 m 10 0 l 10 10 l 0 10 l h\nf",
            "0 0 m 99999999999 0 l h f",
            "f f f",
            "h h f",
            "1 2 3 4 5 6 7 8 9 10 m",
            "0 0 m f",
            "NaN inf m -1 0 l h f",
        ] {
            assert_eq!(symbols(hostile), Vec::<Vec<u8>>::new(), "{hostile}");
        }
    }
}
