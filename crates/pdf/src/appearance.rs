//! What a visible signature shows: text and an image in the rectangle of its own field.
//!
//! The appearance belongs to the widget and says what was true when it was signed; whether the signature is valid is
//! for a reader to show, so nothing here ever looks like a verdict. Layers as Acrobat's conventions want them:
//! `/N` draws `/FRM`, which draws `/n0` (the ground) and `/n2` (text and image).

mod image;
mod template;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use image::Image;
pub use template::{
    Align, AppearanceTemplate, AppearanceTexts, Ground, ImagePlace, TemplateLine, TemplateProblem,
};

use crate::Error;
use crate::geometry::View;
use crate::object::{Dict, Object, Ref, write_real};
use crate::placing::Placement;
use crate::refusal::Refusal;
use crate::stamp::font::{Face, Subset, deflate};
use crate::update::Update;

/// Points to a millimetre.
const POINTS_PER_MM: f64 = 72.0 / 25.4;
/// From one baseline to the next, in units of the type size.
const LEADING: f64 = 1.24;

/// The visible part of a signature.
#[derive(Clone, Copy, Debug)]
pub struct Appearance<'a> {
    /// How it is arranged.
    pub template: &'a AppearanceTemplate,
    /// What it says.
    pub texts: &'a AppearanceTexts,
    /// The image, e.g. a coat of arms or a drawn signature.
    pub image: Option<&'a Image>,
    /// Where it stands; a field that is there already keeps its own place.
    pub placement: Placement<'a>,
}

/// Where a visible signature stands.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Shown {
    /// Its page, from 1.
    pub page: u32,
    /// Lower left corner on the page as it is shown, in units of its user space from the lower left of the visible
    /// area.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Width in the same units.
    pub width: f64,
    /// Height in the same units.
    pub height: f64,
    /// Whether a new field may stand over content. A field that was there before keeps the place its author gave it.
    pub covers_content: bool,
}

/// Writes the appearance for an area of this size in points; returns the stream for `/AP /N`.
pub(crate) fn write(
    update: &mut Update<'_, '_>,
    appearance: &Appearance<'_>,
    view: &View,
    (width, height): (f64, f64),
    calibrated: bool,
    opaque: bool,
) -> Result<Ref, Error> {
    if let Some(problem) = appearance.template.problem() {
        return Err(Refusal::Template(problem).into());
    }
    let drawing = arrange(appearance, width, height)?;
    let bounds = || vec![Object::Int(0), Object::Int(0), real(width), real(height)];
    let form = |resources: Dict| {
        let mut dict = Dict::new();
        dict.set("Type", Object::name("XObject"));
        dict.set("Subtype", Object::name("Form"));
        dict.set("BBox", bounds());
        dict.set("Resources", resources);
        dict
    };
    let colours = |resources: &mut Dict| {
        if calibrated {
            let mut calibration = Dict::new();
            calibration.set("WhitePoint", [0.9642, 1.0, 0.8249].map(Object::Real).to_vec());
            let mut spaces = Dict::new();
            spaces.set("CG", vec![Object::name("CalGray"), Object::Dict(calibration)]);
            resources.set("ColorSpace", spaces);
        }
    };

    let mut content = Vec::new();
    let ground = opaque || appearance.template.ground == Ground::White;
    if ground {
        grey(&mut content, 1.0, calibrated);
        numbers(&mut content, &[0.0, 0.0, width, height]);
        content.extend_from_slice(b"re f\n");
    } else {
        content.extend_from_slice(b"% DSBlank\n");
    }
    if appearance.template.border {
        // A frame of four filled rules: it needs no stroking state.
        grey(&mut content, 0.45, calibrated);
        // Kept off the edge, where rounding would clip it.
        let (line, off) = (0.5, 0.35);
        let (wide, high) = (width - 2.0 * off, height - 2.0 * off);
        for area in [
            [off, off, wide, line],
            [off, height - off - line, wide, line],
            [off, off, line, high],
            [width - off - line, off, line, high],
        ] {
            numbers(&mut content, &area);
            content.extend_from_slice(b"re f\n");
        }
    }
    let mut resources = Dict::new();
    colours(&mut resources);
    let n0 = update.new_ref();
    update.put_stream(n0, form(resources), &content)?;

    let mut resources = Dict::new();
    colours(&mut resources);
    let mut content = Vec::new();
    if let (Some(image), Some([x, y, w, h])) = (appearance.image, drawing.image) {
        let reference = image.write(update, calibrated)?;
        let mut externals = Dict::new();
        externals.set("Im0", reference);
        resources.set("XObject", externals);
        content.extend_from_slice(b"q ");
        numbers(&mut content, &[w, 0.0, 0.0, h, x, y]);
        content.extend_from_slice(b"cm /Im0 Do Q\n");
    }
    if !drawing.rows.is_empty() {
        let mut fonts = Dict::new();
        let mut subsets: BTreeMap<Face, Arc<Subset>> = BTreeMap::new();
        for face in [Face::Regular, Face::Bold] {
            let characters: BTreeSet<char> = drawing
                .rows
                .iter()
                .filter(|row| row.face == face)
                .flat_map(|row| row.text.chars())
                .collect();
            if !characters.is_empty() {
                let subset = Subset::of(face, &characters)?;
                fonts.set(face.resource(), subset.write(update)?);
                subsets.insert(face, subset);
            }
        }
        resources.set("Font", fonts);
        content.extend_from_slice(b"BT\n");
        grey(&mut content, 0.0, calibrated);
        for row in &drawing.rows {
            let Some(subset) = subsets.get(&row.face) else {
                continue;
            };
            content.push(b'/');
            content.extend_from_slice(row.face.resource().as_bytes());
            content.push(b' ');
            numbers(&mut content, &[row.size]);
            content.extend_from_slice(b"Tf 1 0 0 1 ");
            numbers(&mut content, &[row.x, row.y]);
            content.extend_from_slice(b"Tm ");
            subset.write_text(&mut content, &row.text)?;
            content.extend_from_slice(b" Tj\n");
        }
        content.extend_from_slice(b"ET\n");
    }
    let n2 = update.new_ref();
    let mut dict = form(resources);
    dict.set("Filter", Object::name("FlateDecode"));
    update.put_stream(n2, dict, &deflate(&content))?;

    let mut layers = Dict::new();
    layers.set("n0", n0);
    layers.set("n2", n2);
    let mut resources = Dict::new();
    resources.set("XObject", layers);
    let frame = update.new_ref();
    update.put_stream(
        frame,
        form(resources),
        b"q 1 0 0 1 0 0 cm /n0 Do Q\nq 1 0 0 1 0 0 cm /n2 Do Q\n",
    )?;

    let mut externals = Dict::new();
    externals.set("FRM", frame);
    let mut resources = Dict::new();
    resources.set("XObject", externals);
    let mut dict = form(resources);
    // Upright on a page that is shown turned (12.5.5: the box after /Matrix is fitted into /Rect).
    let turned = match view.quarter_turns {
        1 => Some([0, 1, -1, 0, 0, 0]),
        2 => Some([-1, 0, 0, -1, 0, 0]),
        3 => Some([0, -1, 1, 0, 0, 0]),
        _ => None,
    };
    if let Some(matrix) = turned {
        dict.set("Matrix", matrix.map(Object::Int).to_vec());
    }
    let normal = update.new_ref();
    update.put_stream(normal, dict, b"q 1 0 0 1 0 0 cm /FRM Do Q\n")?;
    Ok(normal)
}

/// The natural size in units of the view.
pub(crate) fn natural_size(appearance: &Appearance<'_>, view: &View) -> (f64, f64) {
    (
        appearance.template.width_mm * view.mm,
        appearance.template.height_mm * view.mm,
    )
}

/// A length of the view in points of the printed page.
pub(crate) fn points(length: f64, view: &View) -> f64 {
    length / view.mm * POINTS_PER_MM
}

struct Row {
    face: Face,
    size: f64,
    text: String,
    x: f64,
    /// Baseline.
    y: f64,
}

struct Arrangement {
    /// x, y, width and height of the image.
    image: Option<[f64; 4]>,
    rows: Vec<Row>,
}

fn arrange(appearance: &Appearance<'_>, width: f64, height: f64) -> Result<Arrangement, Error> {
    let template = appearance.template;
    let padding = (0.06 * width.min(height)).clamp(0.5, 5.0);
    let lines: Vec<(String, &TemplateLine)> = template.filled(appearance.texts).collect();
    // x, y, width, height of what is inside the padding.
    let inside = [padding, padding, width - 2.0 * padding, height - 2.0 * padding];
    let [x, y, w, h] = inside;
    let too_small = || {
        let mm = |points: f64| (points / POINTS_PER_MM).round().clamp(0.0, 1e6) as u32;
        Error::from(Refusal::AppearanceTooSmall {
            width_mm: mm(width),
            height_mm: mm(height),
        })
    };
    if w <= 1.0 || h <= 1.0 {
        return Err(too_small());
    }
    let share = template.image_share;
    let (image_area, text_area) = match (appearance.image, template.image) {
        (None, _) => (None, inside),
        (Some(_), _) if lines.is_empty() => (Some(inside), inside),
        (Some(_), ImagePlace::Left) => (
            Some([x, y, share * w - padding / 2.0, h]),
            [
                x + share * w + padding / 2.0,
                y,
                (1.0 - share) * w - padding / 2.0,
                h,
            ],
        ),
        (Some(_), ImagePlace::Right) => (
            Some([
                x + (1.0 - share) * w + padding / 2.0,
                y,
                share * w - padding / 2.0,
                h,
            ]),
            [x, y, (1.0 - share) * w - padding / 2.0, h],
        ),
        (Some(_), ImagePlace::Above) => (
            Some([
                x,
                y + (1.0 - share) * h + padding / 2.0,
                w,
                share * h - padding / 2.0,
            ]),
            [x, y, w, (1.0 - share) * h - padding / 2.0],
        ),
    };
    let image = match (appearance.image, image_area) {
        (Some(image), Some([x, y, w, h])) if w > 0.0 && h > 0.0 => {
            let (own_w, own_h) = (f64::from(image.width()), f64::from(image.height()));
            let scale = (w / own_w).min(h / own_h);
            let (iw, ih) = (own_w * scale, own_h * scale);
            Some([x + (w - iw) / 2.0, y + (h - ih) / 2.0, iw, ih])
        }
        (Some(_), _) => return Err(too_small()),
        (None, _) => None,
    };

    let mut size = template.font_size;
    loop {
        let smallest = size <= template.font_size_min;
        if let Some(rows) = set(&lines, template.align, text_area, size, smallest)? {
            return Ok(Arrangement { image, rows });
        }
        if smallest {
            return Err(too_small());
        }
        size = (size - 0.25).max(template.font_size_min);
    }
}

/// Sets the lines in this size; `None` where they do not fit.
fn set(
    lines: &[(String, &TemplateLine)],
    align: Align,
    [x, y, width, height]: [f64; 4],
    size: f64,
    breaks_words: bool,
) -> Result<Option<Vec<Row>>, Error> {
    let mut rows: Vec<(Face, f64, String)> = Vec::new();
    for (text, line) in lines {
        let face = if line.bold { Face::Bold } else { Face::Regular };
        let own = size * line.scale;
        let Some(parts) = wrap(text, face, own, width, breaks_words)? else {
            return Ok(None);
        };
        rows.extend(parts.into_iter().map(|part| (face, own, part)));
    }
    let natural: f64 = rows.iter().map(|(_, own, _)| own * LEADING).sum();
    if natural > height + 0.01 {
        return Ok(None);
    }
    let mut top = y + height - (height - natural) / 2.0;
    let mut set = Vec::with_capacity(rows.len());
    for (face, own, text) in rows {
        let free = width - face.width(&text)? * own;
        let left = match align {
            Align::Left => 0.0,
            Align::Center => free / 2.0,
            Align::Right => free,
        };
        // The baseline leaves a quarter of the line below for descenders.
        set.push(Row {
            face,
            size: own,
            x: x + left,
            y: top - 0.96 * own,
            text,
        });
        top -= own * LEADING;
    }
    Ok(Some(set))
}

/// Breaks a text at spaces; inside words only where `breaks_words`, `None` where it would be needed otherwise.
fn wrap(
    text: &str,
    face: Face,
    size: f64,
    limit: f64,
    breaks_words: bool,
) -> Result<Option<Vec<String>>, Error> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let joined = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if face.width(&joined)? * size <= limit {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if face.width(word)? * size <= limit {
            line = word.to_owned();
            continue;
        }
        if !breaks_words {
            return Ok(None);
        }
        for character in word.chars() {
            let mut longer = line.clone();
            longer.push(character);
            if face.width(&longer)? * size > limit {
                if line.is_empty() {
                    return Ok(None);
                }
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    Ok(Some(lines))
}

fn grey(out: &mut Vec<u8>, value: f64, calibrated: bool) {
    if calibrated {
        out.extend_from_slice(b"/CG cs ");
    }
    write_real(out, value);
    out.extend_from_slice(if calibrated { b" sc\n" } else { b" g\n" });
}

fn numbers(out: &mut Vec<u8>, values: &[f64]) {
    for value in values {
        write_real(out, (value * 1000.0).round() / 1000.0);
        out.push(b' ');
    }
}

fn real(value: f64) -> Object {
    Object::Real((value * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shrinks_until_it_fits_and_is_refused_when_it_cannot() {
        let template = AppearanceTemplate {
            name: "x".to_owned(),
            width_mm: 60.0,
            height_mm: 20.0,
            font_size: 12.0,
            font_size_min: 5.0,
            align: Align::Center,
            ground: Ground::White,
            border: false,
            image: ImagePlace::Left,
            image_share: 0.3,
            lines: vec![TemplateLine {
                text: "{holder}".to_owned(),
                bold: true,
                scale: 1.0,
            }],
        };
        let mut texts = AppearanceTexts {
            holder: Some("Anne Müller".to_owned()),
            ..AppearanceTexts::default()
        };
        let arranged = |texts: &AppearanceTexts| {
            let appearance = Appearance {
                template: &template,
                texts,
                image: None,
                placement: Placement::default(),
            };
            arrange(&appearance, 170.0, 56.0)
        };
        let rows = arranged(&texts).unwrap().rows;
        assert_eq!((rows.len(), rows[0].size), (1, 12.0));
        texts.holder = Some("Anne Müller, secrétaire communale ".repeat(4));
        let rows = arranged(&texts).unwrap().rows;
        assert!(rows.len() > 2 && rows[0].size < 12.0);
        assert!(rows.iter().all(|row| row.y > 0.0 && row.y + row.size < 57.0));
        texts.holder = Some("Anne Müller ".repeat(200));
        assert!(matches!(
            arranged(&texts),
            Err(Error::Refused(Refusal::AppearanceTooSmall {
                width_mm: 60,
                height_mm: 20
            }))
        ));
    }
}
