//! Points, rectangles, matrices, and the visible area of a page.

use crate::Error;
use crate::document::Document;
use crate::object::Object;
use crate::page::Page;

const A4_WIDTH: f64 = 595.3;

/// `[a b c d e f]` (ISO 32000-2, 8.3.4): x' = a x + c y + e, y' = b x + d y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn translation(x: f64, y: f64) -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `outer`.
    pub fn then(&self, outer: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [oa, ob, oc, od, oe, of] = outer.0;
        Matrix([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    pub fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much lengths grow on average.
    pub fn scale(&self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    pub fn inverse(&self) -> Option<Matrix> {
        let [a, b, c, d, e, f] = self.0;
        let determinant = a * d - b * c;
        if !determinant.is_finite() || determinant.abs() < 1e-12 {
            return None;
        }
        let (ia, ib, ic, id) = (
            d / determinant,
            -b / determinant,
            -c / determinant,
            a / determinant,
        );
        Some(Matrix([ia, ib, ic, id, -(e * ia + f * ic), -(e * ib + f * id)]))
    }
}

/// A rectangle with `x0 <= x1` and `y0 <= y1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
}

impl Rect {
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self {
            x0: x0.min(x1),
            y0: y0.min(y1),
            x1: x0.max(x1),
            y1: y0.max(y1),
        }
    }

    /// The smallest rectangle around this one after `matrix`.
    pub fn transformed(&self, matrix: &Matrix) -> Rect {
        let corners = [
            (self.x0, self.y0),
            (self.x1, self.y0),
            (self.x0, self.y1),
            (self.x1, self.y1),
        ];
        let mut around: Option<Rect> = None;
        for (x, y) in corners {
            let (x, y) = matrix.apply(x, y);
            around = Some(around.map_or(
                Rect {
                    x0: x,
                    y0: y,
                    x1: x,
                    y1: y,
                },
                |rect| rect.with_point(x, y),
            ));
        }
        around.unwrap_or(*self)
    }

    pub fn with_point(&self, x: f64, y: f64) -> Rect {
        Rect {
            x0: self.x0.min(x),
            y0: self.y0.min(y),
            x1: self.x1.max(x),
            y1: self.y1.max(y),
        }
    }

    pub fn intersection(&self, other: &Rect) -> Option<Rect> {
        let rect = Rect {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        (rect.x0 <= rect.x1 && rect.y0 <= rect.y1).then_some(rect)
    }

    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    pub fn grown(&self, by: f64) -> Rect {
        Rect {
            x0: self.x0 - by,
            y0: self.y0 - by,
            x1: self.x1 + by,
            y1: self.y1 + by,
        }
    }

    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    pub fn area(&self) -> f64 {
        self.width() * self.height()
    }

    pub fn is_finite(&self) -> bool {
        [self.x0, self.y0, self.x1, self.y1]
            .iter()
            .all(|value| value.is_finite())
    }
}

/// A page as a reader shows it: upright, the origin at the lower left corner of what is visible.
///
/// Its unit is the point on pages up to A4. On larger sheets it grows with the square root of their size, because
/// they are read from further away and often printed smaller; and a page with a `/UserUnit` above 1 counts in that
/// unit, for the same reason (and because many readers ignore it).
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    /// Width in this view's units.
    pub width: f64,
    /// Height in this view's units.
    pub height: f64,
    /// Default user space units to one unit of this view.
    pub unit: f64,
    /// Units of this view to one millimetre of the page.
    pub mm: f64,
    /// Clockwise quarter turns by which the page is shown.
    pub quarter_turns: u8,
    /// From the page's user space to this view.
    pub from_user: Matrix,
    /// From this view to the page's user space.
    pub to_user: Matrix,
}

impl View {
    /// The view of a page, from its boxes, `/Rotate` and `/UserUnit` (7.7.3.3, 14.11.2).
    pub fn of(document: &Document<'_>, page: &Page) -> Result<Self, Error> {
        let letter = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 612.0,
            y1: 792.0,
        };
        let media = rect(document, &page.attributes.media_box)?.unwrap_or(letter);
        let crop = rect(document, &page.attributes.crop_box)?.and_then(|crop| crop.intersection(&media));
        let visible = crop.filter(|crop| crop.area() > 0.0).unwrap_or(media);
        let user_unit = document
            .resolve(page.dict.get("UserUnit"))?
            .as_number()
            .filter(|unit| *unit > 0.0);
        let growth = (visible.width().min(visible.height()) / A4_WIDTH)
            .sqrt()
            .clamp(1.0, 2.5);
        let unit = user_unit.unwrap_or(1.0).min(1.0) / growth;
        let degrees = document
            .resolve(&page.attributes.rotate)?
            .as_number()
            .unwrap_or(0.0);
        // /Rotate shall be a multiple of 90 (7.7.3.3); readers show a page with any other value unturned.
        let quarter_turns = if degrees.is_finite() && degrees % 90.0 == 0.0 {
            (degrees / 90.0).rem_euclid(4.0) as u8
        } else {
            0
        };
        let Rect { x0, y0, x1, y1 } = visible;
        // Clockwise turns, as /Rotate counts.
        let from_user = match quarter_turns {
            0 => Matrix([unit, 0.0, 0.0, unit, -x0 * unit, -y0 * unit]),
            1 => Matrix([0.0, -unit, unit, 0.0, -y0 * unit, x1 * unit]),
            2 => Matrix([-unit, 0.0, 0.0, -unit, x1 * unit, y1 * unit]),
            _ => Matrix([0.0, unit, -unit, 0.0, y1 * unit, -x0 * unit]),
        };
        let (mut width, mut height) = (visible.width() * unit, visible.height() * unit);
        if quarter_turns % 2 == 1 {
            std::mem::swap(&mut width, &mut height);
        }
        let to_user = from_user
            .inverse()
            .filter(|_| width.is_finite() && height.is_finite() && visible.is_finite());
        let to_user = to_user.ok_or_else(|| Error::damaged("the size of a page makes no sense"))?;
        Ok(Self {
            width,
            height,
            unit: 1.0 / unit,
            mm: 72.0 / 25.4 / user_unit.unwrap_or(1.0) * unit,
            quarter_turns,
            from_user,
            to_user,
        })
    }

    /// Everything that is visible.
    pub fn area(&self) -> Rect {
        Rect {
            x0: 0.0,
            y0: 0.0,
            x1: self.width,
            y1: self.height,
        }
    }
}

/// A rectangle from an array of four numbers, in whatever order its corners stand.
pub(crate) fn rect(document: &Document<'_>, object: &Object) -> Result<Option<Rect>, Error> {
    let array = document.resolve(object)?;
    let Some([x0, y0, x1, y1]) = array.as_array() else {
        return Ok(None);
    };
    let mut numbers = [0.0; 4];
    for (number, value) in numbers.iter_mut().zip([x0, y0, x1, y1]) {
        match document.resolve(value)?.as_number() {
            Some(value) => *number = value,
            None => return Ok(None),
        }
    }
    let [x0, y0, x1, y1] = numbers;
    Ok(Some(Rect::new(x0, y0, x1, y1)))
}

/// A matrix from an array of six numbers.
pub(crate) fn matrix(document: &Document<'_>, object: &Object) -> Result<Option<Matrix>, Error> {
    let array = document.resolve(object)?;
    let Some(items) = array.as_array() else {
        return Ok(None);
    };
    let mut numbers = Vec::with_capacity(6);
    for item in items.iter().take(7) {
        numbers.extend(document.resolve(item)?.as_number());
    }
    Ok(numbers.try_into().ok().map(Matrix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_and_its_inverse_cancel() {
        let matrix = Matrix([0.0, -2.0, 3.0, 0.0, 5.0, 7.0]);
        let back = matrix.inverse().unwrap();
        let (x, y) = matrix.apply(11.0, 13.0);
        let (x, y) = back.apply(x, y);
        assert!((x - 11.0).abs() < 1e-9 && (y - 13.0).abs() < 1e-9);
        assert_eq!(Matrix([1.0, 2.0, 2.0, 4.0, 0.0, 0.0]).inverse(), None);
    }
}
