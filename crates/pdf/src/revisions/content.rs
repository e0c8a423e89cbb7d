//! Reading the content of pages: its operations, and where on the page it draws.
//!
//! Boxes are estimates, rather too large than too small. What cannot be read is told, never taken for blank.

use super::syntax::{Cursor, is_white};
use super::{Dict, File, Value, codec};

const MAX_OPERATIONS: usize = 400_000;
/// The sections of a character map are the longest.
const MAX_OPERANDS: usize = 512;
const MAX_CONTENT: usize = 16 << 20;
const MAX_FORM_DEPTH: usize = 12;
/// More lines than this in one area are a drawing.
const MAX_LINES: usize = 12;
const MAX_SAVED_STATES: usize = 512;
/// What calling a form costs at least, so that forms that call each other come to an end.
const FORM_COST: usize = 1_000;

/// A transformation of coordinates (ISO 32000-2, 8.3.3).
pub type Matrix = [f64; 6];

pub const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `one`, then `other`.
pub fn multiply(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// A rectangle along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub bottom: f64,
    pub right: f64,
    pub top: f64,
}

impl Area {
    /// Of two opposite corners in any order.
    pub fn of(corners: &[f64]) -> Option<Self> {
        let [a, b, c, d] = corners else { return None };
        corners.iter().all(|corner| corner.is_finite()).then_some(Self {
            left: a.min(*c),
            bottom: b.min(*d),
            right: a.max(*c),
            top: b.max(*d),
        })
    }

    pub fn size(&self) -> f64 {
        (self.right - self.left).max(0.0) * (self.top - self.bottom).max(0.0)
    }

    /// Whether the two share more than an edge. What is not finite is everywhere.
    pub fn meets(&self, other: &Self) -> bool {
        const EDGE: f64 = 0.25;
        let finite = [other.left, other.bottom, other.right, other.top]
            .iter()
            .all(|side| side.is_finite());
        !finite
            || self.left + EDGE < other.right
                && other.left + EDGE < self.right
                && self.bottom + EDGE < other.top
                && other.bottom + EDGE < self.top
    }

    /// What both have.
    fn within(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            bottom: self.bottom - by,
            right: self.right + by,
            top: self.top + by,
        }
    }

    fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.bottom <= other.bottom
            && self.right >= other.right
            && self.top >= other.top
    }

    fn around(points: &[(f64, f64)], matrix: &Matrix) -> Self {
        let [a, b, c, d, e, f] = matrix;
        let mut area = Self {
            left: f64::INFINITY,
            bottom: f64::INFINITY,
            right: f64::NEG_INFINITY,
            top: f64::NEG_INFINITY,
        };
        for (x, y) in points {
            let (x, y) = (a * x + c * y + e, b * x + d * y + f);
            // A coordinate that is no number must not vanish in a comparison.
            if !x.is_finite() || !y.is_finite() {
                area.left = f64::NEG_INFINITY;
                continue;
            }
            area = Self {
                left: area.left.min(x),
                bottom: area.bottom.min(y),
                right: area.right.max(x),
                top: area.top.max(y),
            };
        }
        area
    }
}

/// A rectangle entry of a dictionary.
pub fn rectangle(file: &File<'_>, dict: &Dict, key: &str, revision: usize) -> Option<Area> {
    let Value::Array(items) = file.get(dict, key, revision) else {
        return None;
    };
    let corners: Vec<f64> = items
        .iter()
        .filter_map(|item| file.resolve(item, revision).ok()?.as_number())
        .collect();
    Area::of(&corners)
}

/// An entry of a page or of the nodes above it.
pub fn inherited(file: &File<'_>, page: &Dict, key: &str, revision: usize) -> Value {
    let mut node = page.clone();
    for _ in 0..32 {
        let value = file.get(&node, key, revision);
        if value != Value::Null {
            return value;
        }
        let Value::Dict(parent) = file.get(&node, "Parent", revision) else {
            break;
        };
        node = parent;
    }
    Value::Null
}

/// The area of a page; A4 where it does not say.
pub fn page_area(file: &File<'_>, page: &Dict, revision: usize) -> Area {
    let corners = match inherited(file, page, "MediaBox", revision) {
        Value::Array(items) => items
            .iter()
            .filter_map(|item| file.resolve(item, revision).ok()?.as_number())
            .collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    Area::of(&corners)
        .filter(|area| area.size() > 0.0)
        .unwrap_or(Area {
            left: 0.0,
            bottom: 0.0,
            right: 595.0,
            top: 842.0,
        })
}

/// The content of a page, joined; `None` when some of it cannot be decoded or it is larger than `limit`.
pub fn of_page(file: &File<'_>, page: &Dict, revision: usize, limit: usize) -> Option<Vec<u8>> {
    let Some(own) = page.get(b"Contents".as_slice()) else {
        return Some(Vec::new());
    };
    let parts = match file.resolve(own, revision).ok()? {
        Value::Array(items) => items,
        Value::Null => return Some(Vec::new()),
        _ => vec![own.clone()],
    };
    let mut content = Vec::new();
    for part in parts.iter().take(1_000) {
        let Some(object) = file.referenced(part.as_ref()?, revision).ok()? else {
            continue;
        };
        content.extend(file.drawing_data(&object, limit.saturating_sub(content.len()))?);
        content.push(b'\n');
    }
    (parts.len() <= 1_000).then_some(content)
}

/// Calls `each` for every operation with its operands, until it says stop. `false` when the content could not be
/// read to its end. An inline image is the operation `BI`, without its data.
pub fn each_operation(content: &[u8], mut each: impl FnMut(&[u8], &[Value]) -> bool) -> bool {
    let mut cursor = Cursor::new(content, 0);
    let mut operands: Vec<Value> = Vec::new();
    for _ in 0..MAX_OPERATIONS {
        cursor.skip_space();
        let Some(next) = cursor.peek() else { return true };
        let is_word = next.is_ascii_alphabetic() || matches!(next, b'\'' | b'"');
        let is_constant = [b"true".as_slice(), b"false", b"null"]
            .iter()
            .any(|word| cursor.starts_with(word));
        if is_word && !is_constant {
            let start = cursor.at;
            while cursor
                .peek()
                .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'\'' | b'"'))
            {
                cursor.at += 1;
            }
            let operator = content.get(start..cursor.at).unwrap_or_default();
            if !each(operator, &operands) {
                return true;
            }
            operands.clear();
            if operator == b"BI" && !skip_inline_image(content, &mut cursor) {
                return false;
            }
        } else {
            match cursor.value() {
                Ok(value) if operands.len() < MAX_OPERANDS => operands.push(value),
                _ => return false,
            }
        }
    }
    false
}

/// From after `BI` to after `EI`.
fn skip_inline_image(content: &[u8], cursor: &mut Cursor<'_>) -> bool {
    let word = |at: usize, word: &[u8]| {
        let before = at.checked_sub(1).and_then(|at| content.get(at)).copied();
        let after = content.get(at + 2).copied();
        content.get(at..).is_some_and(|rest| rest.starts_with(word))
            && before.is_some_and(is_white)
            && after.is_none_or(is_white)
    };
    let from = cursor.at;
    let Some(data) = (from..content.len()).find(|at| word(*at, b"ID")) else {
        return false;
    };
    let Some(end) = (data + 3..content.len()).find(|at| word(*at, b"EI")) else {
        return false;
    };
    cursor.at = end + 2;
    true
}

/// What lies in an area of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Under {
    /// Nothing that could be covered or completed: at most a background or a line.
    Nothing,
    /// Text, a picture, a drawing, another annotation; or it cannot be told.
    Something,
}

/// What the page draws in `area`, annotations included.
pub fn under(file: &File<'_>, page: &Dict, revision: usize, area: Area) -> Under {
    let annotations = file.get(page, "Annots", revision);
    for annotation in annotations.as_array().unwrap_or_default().iter().take(5_000) {
        let Ok(Value::Dict(annotation)) = file.resolve(annotation, revision) else {
            continue;
        };
        if draws(file, &annotation, revision)
            && rectangle(file, &annotation, "Rect", revision).is_none_or(|rect| area.meets(&rect))
        {
            return Under::Something;
        }
    }
    content_under(file, page, revision, area)
}

/// What the content of the page itself draws in `area`.
pub fn content_under(file: &File<'_>, page: &Dict, revision: usize, area: Area) -> Under {
    let Some(content) = of_page(file, page, revision, MAX_CONTENT) else {
        return Under::Something;
    };
    let resources = inherited(file, page, "Resources", revision);
    let mut painter = Painter {
        file,
        revision,
        area,
        found: false,
        operations: 0,
        lines: 0,
    };
    let read = painter.paint(&content, resources.as_dict(), IDENTITY, 0);
    if painter.found || !read {
        Under::Something
    } else {
        Under::Nothing
    }
}

/// Whether an annotation draws something that a reader would miss.
fn draws(file: &File<'_>, annotation: &Dict, revision: usize) -> bool {
    let subtype = file.get(annotation, "Subtype", revision);
    if !file.is_visible(annotation, revision) || matches!(subtype.as_name(), Some(b"Link" | b"Popup")) {
        return false;
    }
    let is_widget = subtype.as_name() == Some(b"Widget");
    let kind = inherited(file, annotation, "FT", revision);
    let empty = match inherited(file, annotation, "V", revision) {
        Value::Null => true,
        Value::Str(text) => text.is_empty(),
        _ => false,
    };
    match file.get(annotation, "AP", revision) {
        // Readers draw it themselves: a field from its value, any other annotation from what it says.
        Value::Null => !is_widget || kind.as_name() != Some(b"Sig") && !empty,
        Value::Dict(appearance) if kind.as_name() == Some(b"Tx") && empty => {
            shows_text(file, &appearance, revision)
        }
        _ => true,
    }
}

/// Whether an appearance shows text or a picture; a background or a border alone is blank.
fn shows_text(file: &File<'_>, appearance: &Dict, revision: usize) -> bool {
    let Some(id) = appearance.get(b"N".as_slice()).and_then(Value::as_ref) else {
        return true;
    };
    let Ok(Some(object)) = file.referenced(id, revision) else {
        return true;
    };
    let Some(content) = file.drawing_data(&object, MAX_CONTENT) else {
        return true;
    };
    if !file.draw(content.len().saturating_add(FORM_COST)) {
        return true;
    }
    let mut shows = false;
    let read = each_operation(&content, |operator, operands| {
        shows |= match operator {
            b"Tj" | b"'" | b"\"" => !operands
                .last()
                .and_then(Value::as_str)
                .is_some_and(|text| text.iter().all(|byte| *byte == b' ')),
            b"TJ" | b"Do" | b"BI" | b"sh" => true,
            _ => false,
        };
        !shows
    });
    shows || !read
}

struct Painter<'p, 'a> {
    file: &'p File<'a>,
    revision: usize,
    area: Area,
    found: bool,
    operations: usize,
    /// Thin lines in the area so far: a few are a table or the line to sign on.
    lines: usize,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    white: bool,
    font: Option<Font>,
    font_size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    invisible: bool,
    line_width: f64,
    /// What drawing is clipped to, where it is.
    clip: Option<Area>,
}

#[derive(Clone)]
enum Font {
    /// Two bytes to a glyph, of this width in thousandths.
    Wide(f64),
    /// One byte to a glyph: first code, widths in thousandths of the size.
    Narrow(i64, std::rc::Rc<Vec<f64>>),
    /// The same, with glyphs that are drawings: how far they reach, in parts of the size; `None` when it is not said.
    Drawn(i64, std::rc::Rc<Vec<f64>>, Option<Area>),
}

impl Font {
    fn width(&self, text: &[u8]) -> (f64, usize) {
        match self {
            Font::Wide(width) => (text.len().div_ceil(2) as f64 * width, text.len().div_ceil(2)),
            Font::Narrow(first, widths) | Font::Drawn(first, widths, _) => {
                let of = |byte: &u8| {
                    usize::try_from(i64::from(*byte) - first)
                        .ok()
                        .and_then(|index| widths.get(index))
                        .copied()
                        .unwrap_or(600.0)
                };
                (text.iter().map(of).sum(), text.len())
            }
        }
    }
}

/// The path under construction.
#[derive(Default)]
struct Outline {
    points: Vec<(f64, f64)>,
    rectangles_only: bool,
    steps: usize,
}

impl Painter<'_, '_> {
    fn mark(&mut self, area: Area) {
        self.found |= self.area.meets(&area);
    }

    /// `false` when the content cannot be read.
    fn paint(&mut self, content: &[u8], resources: Option<&Dict>, matrix: Matrix, depth: usize) -> bool {
        if depth > MAX_FORM_DEPTH || !self.file.draw(content.len().saturating_add(FORM_COST)) {
            return false;
        }
        let mut state = State {
            matrix,
            white: false,
            font: None,
            font_size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
            line_width: 1.0,
            clip: None,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        let mut path = Outline::default();
        let mut readable = true;
        let finished = each_operation(content, |operator, operands| {
            self.operations += 1;
            let number = |index: usize| operands.get(index).and_then(Value::as_number).unwrap_or(0.0);
            let numbers: Vec<f64> = match operator {
                b"cm" | b"Tm" | b"rg" | b"k" | b"g" | b"re" | b"sc" | b"scn" => {
                    operands.iter().filter_map(Value::as_number).collect()
                }
                _ => Vec::new(),
            };
            match operator {
                b"q" if saved.len() >= MAX_SAVED_STATES => readable = false,
                b"q" => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or_else(|| state.clone()),
                b"cm" => match <Matrix>::try_from(numbers) {
                    Ok(change) => state.matrix = multiply(change, state.matrix),
                    Err(_) => readable = false,
                },
                b"g" => state.white = numbers == [1.0],
                b"rg" => state.white = numbers == [1.0, 1.0, 1.0],
                b"k" => state.white = numbers == [0.0, 0.0, 0.0, 0.0],
                b"cs" | b"sc" | b"scn" => state.white = false,
                b"gs" => {
                    let name = operands.first().and_then(Value::as_name).unwrap_or_default();
                    self.graphics_state(name, resources, &mut state);
                }
                b"w" => state.line_width = number(0).abs(),
                b"BT" => (text, line) = (IDENTITY, IDENTITY),
                b"Tf" => {
                    state.font_size = number(1);
                    state.font = operands
                        .first()
                        .and_then(Value::as_name)
                        .and_then(|name| self.font(name, resources));
                }
                b"Tc" => state.character_space = number(0),
                b"Tw" => state.word_space = number(0),
                b"Tz" => state.scale = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tr" => state.invisible = operands.first().and_then(Value::as_int) == Some(3),
                b"Td" | b"TD" => {
                    if operator == b"TD" {
                        state.leading = -number(1);
                    }
                    line = multiply([1.0, 0.0, 0.0, 1.0, number(0), number(1)], line);
                    text = line;
                }
                b"Tm" => match <Matrix>::try_from(numbers) {
                    Ok(matrix) => (text, line) = (matrix, matrix),
                    Err(_) => readable = false,
                },
                b"T*" => {
                    line = multiply([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    if operator == b"\"" {
                        state.word_space = number(0);
                        state.character_space = number(1);
                    }
                    if matches!(operator, b"'" | b"\"") {
                        line = multiply([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                        text = line;
                    }
                    match operands.last() {
                        Some(Value::Str(shown)) => self.show(&state, &mut text, shown),
                        Some(Value::Array(items)) => {
                            for item in items {
                                match item {
                                    Value::Str(shown) => self.show(&state, &mut text, shown),
                                    other => {
                                        let back = other.as_number().unwrap_or(0.0) / 1000.0
                                            * state.font_size
                                            * state.scale;
                                        text = multiply([1.0, 0.0, 0.0, 1.0, -back, 0.0], text);
                                    }
                                }
                            }
                        }
                        _ => readable = false,
                    }
                }
                b"m" | b"l" => {
                    path.points.push((number(0), number(1)));
                    path.rectangles_only &= path.steps > 0 && operator == b"l";
                    path.steps += 1;
                }
                b"c" | b"v" | b"y" => {
                    for pair in 0..operands.len() / 2 {
                        path.points.push((number(2 * pair), number(2 * pair + 1)));
                    }
                    path.rectangles_only = false;
                    path.steps += 1;
                }
                b"re" => {
                    if let [x, y, width, height] = numbers.as_slice() {
                        path.rectangles_only |= path.steps == 0;
                        path.steps += 1;
                        path.points.push((*x, *y));
                        path.points.push((x + width, y + height));
                        path.points.push((*x, y + height));
                        path.points.push((x + width, *y));
                    } else {
                        readable = false;
                    }
                }
                b"W" | b"W*" => {
                    let area = Area::around(&path.points, &state.matrix);
                    state.clip = Some(state.clip.map_or(area, |clip| clip.within(&area)));
                }
                b"sh" => {
                    let area = self.area;
                    let clip = state.clip.filter(|clip| !clip.contains(&area));
                    if let Some(clip) = clip {
                        self.mark(clip);
                    }
                }
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                    self.fill(&state, &path);
                    if matches!(operator, b"B" | b"B*" | b"b" | b"b*") {
                        self.stroke(&state, &path);
                    }
                    path = Outline::default();
                }
                b"S" | b"s" => {
                    self.stroke(&state, &path);
                    path = Outline::default();
                }
                b"n" => path = Outline::default(),
                b"BI" => self.mark(unit_square(&state.matrix)),
                b"Do" => {
                    let name = operands.first().and_then(Value::as_name).unwrap_or_default();
                    readable &= self.external(name, resources, &state, depth);
                }
                _ => {}
            }
            readable && !self.found
        });
        readable && finished
    }

    fn show(&mut self, state: &State, text: &mut Matrix, shown: &[u8]) {
        let (width, glyphs) = match &state.font {
            Some(font) => font.width(shown),
            None => (shown.len() as f64 * 600.0, shown.len()),
        };
        let spaces = shown.iter().filter(|byte| **byte == b' ').count();
        let advance = (width / 1000.0 * state.font_size
            + glyphs as f64 * state.character_space
            + spaces as f64 * state.word_space)
            * state.scale;
        let blank = matches!(state.font, Some(Font::Narrow(..)) | None) && spaces == shown.len();
        if !state.invisible && !blank {
            let (low, high) = (
                state.rise - 0.15 * state.font_size,
                state.rise + 0.72 * state.font_size,
            );
            let (mut left, mut right, mut low, mut high) = (0.0, advance, low, high);
            if let Some(Font::Drawn(_, _, reach)) = &state.font {
                let Some(reach) = reach else {
                    self.found = true;
                    return;
                };
                (left, right) = (
                    reach.left * state.font_size,
                    advance + reach.right * state.font_size,
                );
                low = state.rise + reach.bottom * state.font_size;
                high = state.rise + reach.top * state.font_size;
            }
            let corners = [(left, low), (right, low), (left, high), (right, high)];
            self.mark(Area::around(&corners, &multiply(*text, state.matrix)));
        }
        *text = multiply([1.0, 0.0, 0.0, 1.0, advance, 0.0], *text);
    }

    /// A white area and a rectangle that the whole area lies on are background, a thin one is a line.
    fn fill(&mut self, state: &State, path: &Outline) {
        if path.points.is_empty() || state.white {
            return;
        }
        let area = Area::around(&path.points, &state.matrix);
        let drawn = state.clip.map_or(area, |clip| clip.within(&area));
        let background = path.rectangles_only && path.steps == 1 && drawn.contains(&self.area);
        if !background {
            self.line_or_mark(area, path);
        }
    }

    fn stroke(&mut self, state: &State, path: &Outline) {
        if path.points.is_empty() {
            return;
        }
        let area = Area::around(&path.points, &state.matrix);
        // Half of a line is drawn on either side of its path.
        let [a, b, c, d, _, _] = state.matrix;
        let half = 0.5 * state.line_width * a.hypot(b).max(c.hypot(d));
        // A frame around the area is drawn beside it.
        let frame = path.rectangles_only && path.steps == 1 && area.grown(-half).contains(&self.area);
        let area = if half > 1.0 { area.grown(half) } else { area };
        if !frame {
            self.line_or_mark(area, path);
        }
    }

    fn line_or_mark(&mut self, area: Area, path: &Outline) {
        const LINE: f64 = 3.0;
        let thin = area.right - area.left <= LINE || area.top - area.bottom <= LINE;
        // A signature line, or one of a table; a drawing made of many of them is more.
        if thin && path.steps <= 6 {
            self.lines += usize::from(self.area.meets(&area));
            self.found |= self.lines > MAX_LINES;
        } else {
            self.mark(area);
        }
    }

    fn external(&mut self, name: &[u8], resources: Option<&Dict>, state: &State, depth: usize) -> bool {
        let Some(Value::Dict(objects)) = resources.map(|dict| self.file.get(dict, "XObject", self.revision))
        else {
            return true;
        };
        let Some(id) = objects.get(name).and_then(Value::as_ref) else {
            return true;
        };
        let object = match self.file.referenced(id, self.revision) {
            Ok(Some(object)) => object,
            Ok(None) => return true,
            Err(_) => return false,
        };
        let Some(dict) = object.value.as_dict() else {
            return true;
        };
        if self.file.get(dict, "Subtype", self.revision).as_name() != Some(b"Form") {
            self.mark(unit_square(&state.matrix));
            return true;
        }
        let own = match self.file.get(dict, "Matrix", self.revision) {
            Value::Array(items) => {
                let numbers: Vec<f64> = items.iter().filter_map(Value::as_number).collect();
                match <Matrix>::try_from(numbers) {
                    Ok(matrix) => matrix,
                    Err(_) => return false,
                }
            }
            _ => IDENTITY,
        };
        let matrix = multiply(own, state.matrix);
        // Nothing is drawn outside its box.
        if let Some(area) = rectangle(self.file, dict, "BBox", self.revision) {
            let corners = [
                (area.left, area.bottom),
                (area.right, area.bottom),
                (area.left, area.top),
                (area.right, area.top),
            ];
            if !self.area.meets(&Area::around(&corners, &matrix)) {
                return true;
            }
        }
        let Some(content) = self.file.drawing_data(&object, MAX_CONTENT) else {
            return false;
        };
        let own = self.file.get(dict, "Resources", self.revision);
        self.paint(&content, own.as_dict().or(resources), matrix, depth + 1)
    }

    fn font(&self, name: &[u8], resources: Option<&Dict>) -> Option<Font> {
        let (file, revision) = (self.file, self.revision);
        let Value::Dict(fonts) = file.get(resources?, "Font", revision) else {
            return None;
        };
        let Ok(Value::Dict(font)) = file.resolve(fonts.get(name)?, revision) else {
            return None;
        };
        self.read_font(&font)
    }

    fn read_font(&self, font: &Dict) -> Option<Font> {
        let (file, revision) = (self.file, self.revision);
        if file.get(font, "Subtype", revision).as_name() == Some(b"Type0") {
            return Some(Font::Wide(1_000.0));
        }
        let first = file.get(font, "FirstChar", revision).as_int().unwrap_or(0);
        let scale = match file.get(font, "FontMatrix", revision) {
            Value::Array(items) => items
                .first()
                .and_then(Value::as_number)
                .map_or(1.0, |scale| scale.abs() * 1_000.0),
            _ => 1.0,
        };
        let widths = match file.get(font, "Widths", revision) {
            Value::Array(items) => items
                .iter()
                .take(256)
                .map(|item| item.as_number().unwrap_or(600.0) * scale)
                .collect(),
            _ => Vec::new(),
        };
        if file.get(font, "Subtype", revision).as_name() == Some(b"Type3") {
            let matrix = match file.get(font, "FontMatrix", revision) {
                Value::Array(items) => {
                    let numbers: Vec<f64> = items.iter().filter_map(Value::as_number).collect();
                    <Matrix>::try_from(numbers).ok()
                }
                _ => None,
            };
            let reach = rectangle(file, font, "FontBBox", revision).filter(|area| area.size() > 0.0);
            let reach = matrix.zip(reach).map(|(matrix, area)| {
                let corners = [
                    (area.left, area.bottom),
                    (area.right, area.bottom),
                    (area.left, area.top),
                    (area.right, area.top),
                ];
                Area::around(&corners, &matrix)
            });
            return Some(Font::Drawn(first, std::rc::Rc::new(widths), reach));
        }
        Some(Font::Narrow(first, std::rc::Rc::new(widths)))
    }

    /// `gs`: a font and a line width can be set by it too.
    fn graphics_state(&self, name: &[u8], resources: Option<&Dict>, state: &mut State) {
        let (file, revision) = (self.file, self.revision);
        let Some(Value::Dict(states)) = resources.map(|dict| file.get(dict, "ExtGState", revision)) else {
            return;
        };
        let Some(Ok(Value::Dict(own))) = states.get(name).map(|value| file.resolve(value, revision)) else {
            return;
        };
        if let Some(width) = file.get(&own, "LW", revision).as_number() {
            state.line_width = width.abs();
        }
        if let Value::Array(items) = file.get(&own, "Font", revision)
            && let [font, size] = items.as_slice()
        {
            state.font_size = size.as_number().unwrap_or(1.0);
            state.font = match file.resolve(font, revision) {
                Ok(Value::Dict(font)) => self.read_font(&font),
                _ => None,
            };
        }
    }
}

fn unit_square(matrix: &Matrix) -> Area {
    Area::around(&[(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)], matrix)
}

impl File<'_> {
    /// The decoded data of a stream that draws, at most `limit` bytes.
    pub(super) fn drawing_data(&self, object: &super::Loaded, limit: usize) -> Option<Vec<u8>> {
        let raw = self.raw_stream(object)?;
        let dict = object.value.as_dict()?;
        let mut plain = Dict::new();
        for key in ["Filter", "DecodeParms"] {
            // Both may be indirect here; in structure streams they may not.
            if let Some(value) = dict.get(key.as_bytes()) {
                let value = match self.resolve(value, self.newest()).ok()? {
                    Value::Array(items) => Value::Array(
                        items
                            .iter()
                            .map(|item| self.resolve(item, self.newest()))
                            .collect::<Result<_, _>>()
                            .ok()?,
                    ),
                    value => value,
                };
                plain.insert(key.as_bytes().to_vec(), value);
            }
        }
        codec::decode_drawing(&plain, &raw, limit).ok()
    }

    /// Takes from the bytes of content that may still be interpreted; `false` when there are none left.
    pub(super) fn draw(&self, bytes: usize) -> bool {
        match self.drawing_left.get().checked_sub(bytes) {
            Some(left) => {
                self.drawing_left.set(left);
                true
            }
            None => false,
        }
    }
}
