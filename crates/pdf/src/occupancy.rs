//! Which parts of a page are taken: a small interpreter of content streams that only keeps rectangles.
//!
//! It draws nothing. Of images that fill much of a page (scans) it finds the white margins. Whatever it does not understand counts as taken or is skipped, never as
//! an error: the worst result is a stamp that says that it covers something. Work is bounded.

mod encoding;
mod raster;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::Error;
use crate::document::Document;
use crate::geometry::{Matrix, Rect, View, matrix, rect};
use crate::object::{Dict, Object, Ref};
use crate::page::Page;
use crate::syntax::{Lexer, Token, is_space};

/// Operators interpreted on one page, and in one document, forms included.
const MAX_OPERATORS_PAGE: u32 = 1_500_000;
const MAX_OPERATORS: u32 = 30_000_000;
/// Bytes of content decompressed in one document, and of one stream.
const MAX_CONTENT: usize = 512 * 1024 * 1024;
const MAX_CONTENT_STREAM: usize = 48 * 1024 * 1024;
/// Content streams of one page.
const MAX_PARTS: usize = 4_000;
/// Bytes of forms kept, so that a form that is used often is read once.
const MAX_KEPT: usize = 64 * 1024 * 1024;
/// Widths kept for one font.
const MAX_WIDTHS: usize = 200_000;
/// Rectangles kept for one page.
const MAX_RECTS: usize = 60_000;
const MAX_FORM_DEPTH: u32 = 12;
const MAX_STACK: usize = 512;
/// Glyphs kept for one page when its text is searched.
const MAX_GLYPHS: usize = 400_000;
/// An image of at least this part of the page is looked at for white margins.
const SCAN: f64 = 0.25;
/// A painted area of at least this part of the page is a background, not content.
const BACKGROUND: f64 = 0.8;

/// What a page shows, in its upright view.
#[derive(Debug, Default)]
pub(crate) struct Occupancy {
    /// Taken areas.
    pub taken: Vec<Rect>,
    /// Whether something that is not white lies behind all of the page (a tint, a frame's fill).
    pub tinted: bool,
    /// Whether the page could not be read to its end: what is free is then unknown.
    pub unknown: bool,
    /// How the content leaves the graphics state.
    pub balance: Balance,
    /// The characters of its text with the places they fill, in the order of the content; only where asked for.
    pub glyphs: Vec<(char, Rect)>,
}

/// How many `Q`, `EMC` and `ET` are missing at the end of a page's content, and how many `Q` are too many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Balance {
    /// States saved and not restored, above the lowest point.
    pub unrestored: u32,
    /// Restores without a saved state.
    pub excess_restores: u32,
    /// Marked-content sequences that do not end.
    pub open_marks: u32,
    /// Whether a text object does not end.
    pub open_text: bool,
}

/// Reads pages; what they share is read once.
pub(crate) struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    operators: u32,
    content_left: usize,
    kept: usize,
    fonts: HashMap<Ref, Rc<Font>>,
    forms: HashMap<Ref, Option<Rc<Form>>>,
    scopes: HashMap<Ref, Rc<Scope>>,
    annotations_left: usize,
    /// Whether text is kept.
    keeps_text: bool,
    /// Pixels that may still be decoded.
    pixels_left: usize,
    scans: HashMap<Ref, Option<Rc<raster::Scan>>>,
}

impl<'d, 'a> Reader<'d, 'a> {
    pub fn new(document: &'d Document<'a>) -> Self {
        Self {
            document,
            operators: 0,
            content_left: MAX_CONTENT,
            kept: 0,
            fonts: HashMap::new(),
            forms: HashMap::new(),
            scopes: HashMap::new(),
            annotations_left: 500_000,
            keeps_text: false,
            pixels_left: raster::MAX_PIXELS,
            scans: HashMap::new(),
        }
    }

    /// A reader that also keeps the text of the pages.
    pub fn with_text(document: &'d Document<'a>) -> Self {
        Self {
            keeps_text: true,
            pixels_left: 0,
            ..Self::new(document)
        }
    }

    /// The resources of a page; shared ones are read once.
    fn scope(&mut self, resources: &Object) -> Rc<Scope> {
        let document = self.document;
        let made = || Rc::new(Scope::new(document.resolve_dict(resources).unwrap_or_default()));
        match resources {
            Object::Ref(reference) => self.scopes.entry(*reference).or_insert_with(made).clone(),
            _ => made(),
        }
    }

    /// The resource dictionary of a page.
    pub fn resources(&mut self, page: &Page) -> Dict {
        self.scope(&page.attributes.resources).dict.clone()
    }

    /// Reads what a page shows.
    pub fn read(&mut self, page: &Page, view: &View) -> Occupancy {
        let stop = self
            .operators
            .saturating_add(MAX_OPERATORS_PAGE)
            .min(MAX_OPERATORS);
        let mut interpreter = Interpreter {
            reader: self,
            view: *view,
            found: Occupancy::default(),
            stop,
        };
        match interpreter.page_content(&page.dict) {
            Ok(content) => {
                let scope = interpreter.reader.scope(&page.attributes.resources);
                let clip = view.area();
                interpreter.run(&content, &scope, State::new(view.from_user, clip), 0);
            }
            Err(_) => interpreter.found.unknown = true,
        }
        if interpreter.annotations(page).is_err() {
            interpreter.found.unknown = true;
        }
        interpreter.found
    }
}

/// Resources with what has been looked up in them.
struct Scope {
    dict: Dict,
    fonts: OnceCell<Dict>,
    externals: OnceCell<Dict>,
    states: OnceCell<Dict>,
    known_fonts: RefCell<HashMap<Vec<u8>, Rc<Font>>>,
}

impl Scope {
    fn new(dict: Dict) -> Self {
        Self {
            dict,
            fonts: OnceCell::new(),
            externals: OnceCell::new(),
            states: OnceCell::new(),
            known_fonts: RefCell::default(),
        }
    }

    fn entry<'s>(
        &'s self,
        cell: &'s OnceCell<Dict>,
        kind: &str,
        name: &[u8],
        document: &Document<'_>,
    ) -> &'s Object {
        let category = cell.get_or_init(|| document.resolve_dict(self.dict.get(kind)).unwrap_or_default());
        category.get(std::str::from_utf8(name).unwrap_or(""))
    }
}

/// A form XObject, or an image.
struct Form {
    is_image: bool,
    matrix: Matrix,
    bounds: Option<Rect>,
    /// Its own resources; without them it uses those of the page (an old habit).
    scope: Option<Rc<Scope>>,
    content: Vec<u8>,
}

/// Widths of a font, in thousandths of its size.
struct Font {
    two_bytes: bool,
    widths: HashMap<u32, f64>,
    default: f64,
    /// From glyph space to text space: 0.001, or a Type 3 font's own.
    unit: f64,
    /// What its codes say; only where text is kept.
    text: encoding::Text,
}

impl Font {
    fn unknown() -> Self {
        // A wide guess: taken too much does no harm.
        Self {
            two_bytes: false,
            widths: HashMap::new(),
            default: 650.0,
            unit: 0.001,
            text: encoding::Text::default(),
        }
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    clip: Rect,
    fill_is_white: bool,
    line_width: f64,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    invisible: bool,
}

impl State {
    fn new(matrix: Matrix, clip: Rect) -> Self {
        Self {
            matrix,
            clip,
            fill_is_white: false,
            line_width: 1.0,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
        }
    }
}

struct Interpreter<'r, 'd, 'a> {
    reader: &'r mut Reader<'d, 'a>,
    view: View,
    found: Occupancy,
    /// Where the count of operators must stop.
    stop: u32,
}

/// The path under construction, already in the view's space.
#[derive(Default)]
struct Path {
    /// Bounding boxes of its segments, for strokes.
    segments: Vec<Rect>,
    around: Option<Rect>,
    at: (f64, f64),
    start: (f64, f64),
}

impl Path {
    fn point(&mut self, x: f64, y: f64) {
        self.around = Some(match self.around {
            Some(rect) => rect.with_point(x, y),
            None => Rect {
                x0: x,
                y0: y,
                x1: x,
                y1: y,
            },
        });
    }

    fn move_to(&mut self, to: (f64, f64)) {
        self.at = to;
        self.start = to;
    }

    fn line_to(&mut self, to: (f64, f64)) {
        self.point(self.at.0, self.at.1);
        self.point(to.0, to.1);
        if self.segments.len() < 20_000 {
            self.segments.push(Rect::new(self.at.0, self.at.1, to.0, to.1));
        }
        self.at = to;
    }

    fn curve_to(&mut self, points: &[(f64, f64)]) {
        let mut segment = Rect::new(self.at.0, self.at.1, self.at.0, self.at.1);
        for &(x, y) in points {
            segment = segment.with_point(x, y);
        }
        self.point(segment.x0, segment.y0);
        self.point(segment.x1, segment.y1);
        if self.segments.len() < 20_000 {
            self.segments.push(segment);
        }
        if let Some(last) = points.last() {
            self.at = *last;
        }
    }
}

impl Interpreter<'_, '_, '_> {
    /// The decoded content of a page; its streams are one, divided by white space (7.8.2).
    fn page_content(&mut self, page: &Dict) -> Result<Vec<u8>, Error> {
        let document = self.reader.document;
        let contents = page.get("Contents");
        let parts = match document.resolve(contents)? {
            Object::Array(parts) => parts,
            _ => vec![contents.clone()],
        };
        if parts.len() > MAX_PARTS {
            return Err(Error::too_complex("a page has too many content streams"));
        }
        let mut all = Vec::new();
        for part in &parts {
            if let Some(stream) = document.resolve_stream(part)? {
                let bytes = self.decode(&stream)?;
                if all.is_empty() {
                    all = bytes;
                } else {
                    all.push(b'\n');
                    all.extend_from_slice(&bytes);
                }
            }
            if all.len() > MAX_CONTENT_STREAM {
                return Err(Error::too_complex("the content of a page is too large"));
            }
        }
        Ok(all)
    }

    fn decode(&mut self, stream: &crate::document::Stream<'_>) -> Result<Vec<u8>, Error> {
        let limit = self.reader.content_left.min(MAX_CONTENT_STREAM);
        let bytes = crate::filter::decode(self.reader.document, stream, limit)?;
        // Even an empty stream costs something to read.
        self.reader.content_left = self
            .reader
            .content_left
            .saturating_sub(bytes.len() + stream.stored_bytes() as usize + 4096);
        Ok(bytes)
    }

    fn take(&mut self, area: Rect) {
        if !area.is_finite() {
            return;
        }
        if self.found.taken.len() >= MAX_RECTS {
            self.found.unknown = true;
            return;
        }
        self.found.taken.push(area);
    }

    /// A painted area: content, or the background of the page when it is nearly all of it.
    fn paint(&mut self, area: Rect, clip: &Rect) {
        let Some(area) = area.intersection(clip).filter(Rect::is_finite) else {
            return;
        };
        if area.area() >= BACKGROUND * self.view.area().area() {
            self.found.tinted = true;
        } else {
            self.take(area);
        }
    }

    fn annotations(&mut self, page: &Page) -> Result<(), Error> {
        if self.reader.annotations_left == 0 {
            self.found.unknown |= page.dict.has("Annots");
            return Ok(());
        }
        let annotations = self.reader.document.resolve(page.dict.get("Annots"))?;
        for annotation in annotations.as_array().unwrap_or(&[]).iter().take(5_000) {
            if self.reader.annotations_left == 0 {
                self.found.unknown = true;
                break;
            }
            self.reader.annotations_left -= 1;
            let annotation = self.reader.document.resolve_dict(annotation)?;
            let flags = self
                .reader
                .document
                .resolve(annotation.get("F"))?
                .as_int()
                .unwrap_or(0);
            // Hidden ones and pop-up windows are not part of the page.
            if flags & 2 != 0 || annotation.is("Subtype", "Popup") {
                continue;
            }
            if let Some(area) = rect(self.reader.document, annotation.get("Rect"))?
                && let Some(area) = area
                    .transformed(&self.view.from_user)
                    .intersection(&self.view.area())
                && area.area() > 0.0
                && area.area() < BACKGROUND * self.view.area().area()
            {
                self.take(area);
            }
        }
        Ok(())
    }

    fn run(&mut self, content: &[u8], scope: &Rc<Scope>, initial: State, depth: u32) {
        // Reading costs, even where nothing is drawn.
        self.reader.operators = self.reader.operators.saturating_add((content.len() / 16) as u32);
        let mut state = initial;
        let mut stack: Vec<State> = Vec::new();
        // States beyond the limit are counted, not kept.
        let mut unkept = 0u32;
        let mut excess = 0u32;
        let mut marks = 0u32;
        let mut in_text = false;
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut path = Path::default();
        let mut clip_next = false;
        let mut operands: Vec<Object> = Vec::new();
        let mut lexer = Lexer::new(content, 0);
        loop {
            let token = lexer.next();
            let operator = match token {
                Token::End => break,
                Token::Word(word) => word,
                other => {
                    if let Some(operand) = operand(&mut lexer, other, 0)
                        && operands.len() < 600
                    {
                        operands.push(operand);
                    }
                    continue;
                }
            };
            self.reader.operators += 1;
            if self.reader.operators > self.stop {
                self.found.unknown = true;
                break;
            }
            let number = |index: usize| operands.get(index).and_then(Object::as_number).unwrap_or(0.0);
            let point = |state: &State, index: usize| state.matrix.apply(number(index), number(index + 1));
            match operator {
                b"q" => {
                    if stack.len() < MAX_STACK {
                        stack.push(state.clone());
                    } else {
                        unkept += 1;
                    }
                }
                b"Q" => {
                    if unkept > 0 {
                        unkept -= 1;
                    } else if let Some(saved) = stack.pop() {
                        state = saved;
                    } else {
                        excess += 1;
                    }
                }
                b"cm" => {
                    let change = Matrix([number(0), number(1), number(2), number(3), number(4), number(5)]);
                    state.matrix = change.then(&state.matrix);
                }
                b"w" => state.line_width = number(0),
                b"gs" => self.graphics_state(scope, &operands, &mut state),
                b"m" => {
                    let to = point(&state, 0);
                    path.move_to(to);
                }
                b"l" => {
                    let to = point(&state, 0);
                    path.line_to(to);
                }
                b"c" => path.curve_to(&[point(&state, 0), point(&state, 2), point(&state, 4)]),
                b"v" | b"y" => path.curve_to(&[point(&state, 0), point(&state, 2)]),
                b"h" => {
                    let start = path.start;
                    path.line_to(start);
                }
                b"re" => {
                    let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                    let corner = |x: f64, y: f64| state.matrix.apply(x, y);
                    path.move_to(corner(x, y));
                    path.line_to(corner(x + width, y));
                    path.line_to(corner(x + width, y + height));
                    path.line_to(corner(x, y + height));
                    path.line_to(corner(x, y));
                }
                b"W" | b"W*" => clip_next = true,
                b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                    if operator == b"s" || operator == b"b" || operator == b"b*" {
                        let start = path.start;
                        path.line_to(start);
                    }
                    let fills = !matches!(operator, b"S" | b"s" | b"n");
                    let strokes = !matches!(operator, b"f" | b"F" | b"f*" | b"n");
                    let path = std::mem::take(&mut path);
                    if fills
                        && !state.fill_is_white
                        && let Some(around) = path.around
                    {
                        self.paint(around, &state.clip);
                    }
                    if strokes {
                        let half = (state.line_width * state.matrix.scale() / 2.0).clamp(0.25, 500.0);
                        if path.segments.len() > 400 {
                            // A drawing of many lines: one area.
                            if let Some(around) = path.around {
                                self.paint(around.grown(half), &state.clip);
                            }
                        } else {
                            for segment in &path.segments {
                                if let Some(area) = segment.grown(half).intersection(&state.clip) {
                                    self.take(area);
                                }
                            }
                        }
                    }
                    if clip_next {
                        let nothing = Rect {
                            x0: 0.0,
                            y0: 0.0,
                            x1: 0.0,
                            y1: 0.0,
                        };
                        let around = path.around.unwrap_or(nothing);
                        state.clip = state.clip.intersection(&around).unwrap_or(nothing);
                        clip_next = false;
                    }
                }
                b"sh" => {
                    let clip = state.clip;
                    self.paint(clip, &clip);
                }
                b"g" => state.fill_is_white = number(0) >= 0.995,
                b"rg" => state.fill_is_white = (0..3).all(|index| number(index) >= 0.995),
                b"k" => state.fill_is_white = (0..4).all(|index| number(index) <= 0.005),
                b"cs" => state.fill_is_white = false,
                b"sc" | b"scn" => {
                    // One or three components of full intensity; four of none. A pattern has a name.
                    let numbers: Vec<f64> = operands.iter().filter_map(Object::as_number).collect();
                    state.fill_is_white = numbers.len() == operands.len()
                        && match numbers.len() {
                            1 | 3 => numbers.iter().all(|value| *value >= 0.995),
                            4 => numbers.iter().all(|value| *value <= 0.005),
                            _ => false,
                        };
                }
                b"BT" => {
                    in_text = true;
                    text = Matrix::IDENTITY;
                    line = Matrix::IDENTITY;
                }
                b"ET" => in_text = false,
                b"Tc" => state.char_space = number(0),
                b"Tw" => state.word_space = number(0),
                b"Tz" => state.scale = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Tr" => state.invisible = matches!(number(0) as i64, 3 | 7),
                b"Tf" => {
                    state.size = number(1);
                    state.font = operands
                        .first()
                        .and_then(Object::as_name)
                        .map(|name| self.font(scope, name));
                }
                b"Td" | b"TD" => {
                    if operator == b"TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::translation(number(0), number(1)).then(&line);
                    text = line;
                }
                b"Tm" => {
                    line = Matrix([number(0), number(1), number(2), number(3), number(4), number(5)]);
                    text = line;
                }
                b"T*" => {
                    line = Matrix::translation(0.0, -state.leading).then(&line);
                    text = line;
                }
                b"Tj" => {
                    if let Some(bytes) = operands.first().and_then(Object::as_str) {
                        self.show(&state, &mut text, bytes);
                    }
                }
                b"'" | b"\"" => {
                    if operator == b"\"" {
                        state.word_space = number(0);
                        state.char_space = number(1);
                    }
                    line = Matrix::translation(0.0, -state.leading).then(&line);
                    text = line;
                    if let Some(bytes) = operands.last().and_then(Object::as_str) {
                        self.show(&state, &mut text, bytes);
                    }
                }
                b"TJ" => {
                    for item in operands.first().and_then(Object::as_array).unwrap_or(&[]) {
                        match item {
                            Object::Str(bytes) => self.show(&state, &mut text, bytes),
                            other => {
                                let shift =
                                    -other.as_number().unwrap_or(0.0) / 1000.0 * state.size * state.scale;
                                text = Matrix::translation(shift, 0.0).then(&text);
                            }
                        }
                    }
                }
                b"Do" => {
                    if let Some(name) = operands.first().and_then(Object::as_name) {
                        self.external(scope, name, &state, depth);
                    }
                }
                b"BI" => {
                    skip_inline_image(&mut lexer);
                    self.image(&state, None);
                }
                b"BMC" | b"BDC" => marks += 1,
                b"EMC" => marks = marks.saturating_sub(1),
                _ => {}
            }
            operands.clear();
        }
        if depth == 0 {
            self.found.balance = Balance {
                unrestored: stack.len() as u32 + unkept,
                excess_restores: excess,
                open_marks: marks,
                open_text: in_text,
            };
        }
    }

    fn image(&mut self, state: &State, reference: Option<Ref>) {
        let unit = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 1.0,
            y1: 1.0,
        };
        // An image is content even when it fills the page: a scan.
        let Some(area) = unit.transformed(&state.matrix).intersection(&state.clip) else {
            return;
        };
        if let Some(reference) = reference
            && area.area() >= SCAN * self.view.area().area()
            && let Some(scan) = self.scan(reference)
        {
            self.found.tinted |= !scan.white;
            for cells in &scan.taken {
                if let Some(area) = cells.transformed(&state.matrix).intersection(&state.clip) {
                    self.take(area);
                }
            }
            return;
        }
        self.take(area);
    }

    /// The dark parts of an image, in its unit square; `None` where it cannot be decoded within the limits.
    fn scan(&mut self, reference: Ref) -> Option<Rc<raster::Scan>> {
        if let Some(known) = self.reader.scans.get(&reference) {
            return known.clone();
        }
        let document = self.reader.document;
        let scan = match document.resolve_stream(&Object::Ref(reference)) {
            Ok(Some(stream)) => raster::scan(document, &stream, &mut self.reader.pixels_left),
            _ => None,
        };
        let scan = scan.map(Rc::new);
        self.reader.scans.insert(reference, scan.clone());
        scan
    }

    fn external(&mut self, scope: &Rc<Scope>, name: &[u8], state: &State, depth: u32) {
        let entry = scope.entry(&scope.externals, "XObject", name, self.reader.document);
        let Some(reference) = entry.as_ref() else { return };
        let form = match self.reader.forms.get(&reference) {
            Some(known) => known.clone(),
            None => {
                let form = self.load_form(reference).unwrap_or_else(|_| {
                    self.found.unknown = true;
                    None
                });
                let form = form.map(Rc::new);
                let size = form.as_ref().map_or(0, |form| form.content.len());
                if self.reader.kept + size <= MAX_KEPT {
                    self.reader.kept += size;
                    self.reader.forms.insert(reference, form.clone());
                }
                form
            }
        };
        let Some(form) = form else { return };
        if form.is_image {
            self.image(state, Some(reference));
            return;
        }
        if depth >= MAX_FORM_DEPTH {
            self.found.unknown = true;
            return;
        }
        let mut inner = state.clone();
        inner.matrix = form.matrix.then(&inner.matrix);
        if let Some(bounds) = form.bounds {
            let Some(clip) = bounds.transformed(&inner.matrix).intersection(&inner.clip) else {
                return;
            };
            inner.clip = clip;
        }
        let scope = form.scope.as_ref().unwrap_or(scope);
        self.run(&form.content, scope, inner, depth + 1);
    }

    fn load_form(&mut self, reference: Ref) -> Result<Option<Form>, Error> {
        let document = self.reader.document;
        let Some(stream) = document.resolve_stream(&Object::Ref(reference))? else {
            return Ok(None);
        };
        let is_image = stream.dict.is("Subtype", "Image");
        if !is_image && !stream.dict.is("Subtype", "Form") {
            return Ok(None);
        }
        let resources = document.resolve(stream.dict.get("Resources"))?;
        Ok(Some(Form {
            is_image,
            matrix: matrix(document, stream.dict.get("Matrix"))?.unwrap_or(Matrix::IDENTITY),
            bounds: rect(document, stream.dict.get("BBox"))?,
            scope: match resources {
                Object::Dict(dict) => Some(Rc::new(Scope::new(dict))),
                _ => None,
            },
            content: if is_image {
                Vec::new()
            } else {
                self.decode(&stream)?
            },
        }))
    }

    fn graphics_state(&mut self, scope: &Rc<Scope>, operands: &[Object], state: &mut State) {
        let Some(name) = operands.first().and_then(Object::as_name) else {
            return;
        };
        let document = self.reader.document;
        let entry = scope.entry(&scope.states, "ExtGState", name, document);
        let change = document.resolve_dict(entry).unwrap_or_default();
        if let Some(width) = change.get("LW").as_number() {
            state.line_width = width;
        }
        if let Some([font, size]) = change.get("Font").as_array() {
            state.size = size.as_number().unwrap_or(state.size);
            state.font = Some(self.load_font(font));
        }
    }

    fn font(&mut self, scope: &Rc<Scope>, name: &[u8]) -> Rc<Font> {
        if let Some(known) = scope.known_fonts.borrow().get(name) {
            return known.clone();
        }
        let font = self.load_font(scope.entry(&scope.fonts, "Font", name, self.reader.document));
        scope.known_fonts.borrow_mut().insert(name.to_vec(), font.clone());
        font
    }

    fn load_font(&mut self, entry: &Object) -> Rc<Font> {
        let reference = entry.as_ref();
        if let Some(known) = reference.and_then(|reference| self.reader.fonts.get(&reference)) {
            return known.clone();
        }
        let font = Rc::new(self.read_font(entry).unwrap_or_else(|_| Font::unknown()));
        if let Some(reference) = reference {
            self.reader.fonts.insert(reference, font.clone());
        }
        font
    }

    fn read_font(&self, entry: &Object) -> Result<Font, Error> {
        let document = self.reader.document;
        let dict = document.resolve_dict(entry)?;
        let mut font = Font::unknown();
        if self.reader.keeps_text {
            font.text = encoding::Text::read(document, &dict);
        }
        if dict.is("Subtype", "Type0") {
            font.two_bytes = true;
            font.default = 1000.0;
            let descendants = document.resolve(dict.get("DescendantFonts"))?;
            let descendant = match descendants.as_array().and_then(<[Object]>::first) {
                Some(first) => document.resolve_dict(first)?,
                None => return Ok(font),
            };
            if let Some(default) = document.resolve(descendant.get("DW"))?.as_number() {
                font.default = default;
            }
            let widths = document.resolve(descendant.get("W"))?;
            let mut items = widths.as_array().unwrap_or(&[]).iter();
            while let (Some(first), Some(second)) = (items.next(), items.next()) {
                let Some(first) = first.as_int().and_then(|first| u32::try_from(first).ok()) else {
                    break;
                };
                match document.resolve(second)? {
                    Object::Array(list) => {
                        for (code, width) in (first..).zip(&list).take(MAX_WIDTHS) {
                            font.widths
                                .insert(code, width.as_number().unwrap_or(font.default));
                        }
                    }
                    second => {
                        let last = second
                            .as_int()
                            .and_then(|last| u32::try_from(last).ok())
                            .unwrap_or(first);
                        let width = items.next().and_then(Object::as_number).unwrap_or(font.default);
                        for code in first..=last.min(first.saturating_add(65_535)) {
                            if font.widths.len() >= MAX_WIDTHS {
                                break;
                            }
                            font.widths.insert(code, width);
                        }
                    }
                }
            }
            // The codes of a CMap that is not Identity are not glyph numbers: the widest guess then.
            let identity = matches!(
                dict.get("Encoding").as_name(),
                Some(b"Identity-H" | b"Identity-V")
            );
            if !identity {
                font.default = font.widths.values().copied().fold(font.default, f64::max);
                font.widths.clear();
            }
            return Ok(font);
        }
        let first = document.resolve(dict.get("FirstChar"))?.as_int().unwrap_or(0);
        let widths = document.resolve(dict.get("Widths"))?;
        for (index, width) in widths.as_array().unwrap_or(&[]).iter().take(512).enumerate() {
            let code = u32::try_from(first + index as i64).unwrap_or(0);
            if let Some(width) = document.resolve(width)?.as_number() {
                font.widths.insert(code, width);
            }
        }
        if dict.is("Subtype", "Type3")
            && let Some(own) = matrix(document, dict.get("FontMatrix"))?
        {
            font.unit = own.0[0].abs().max(1e-6);
            font.default = 0.5 / font.unit;
        }
        Ok(font)
    }

    /// Moves past a shown string and takes the area it fills.
    fn show(&mut self, state: &State, text: &mut Matrix, bytes: &[u8]) {
        let unknown = Font::unknown();
        let font = state.font.as_deref().unwrap_or(&unknown);
        let mut advance = 0.0;
        let mut blank = true;
        let keeps_text = self.reader.keeps_text;
        let mut spoken: Vec<(u32, f64, f64)> = Vec::new();
        let mut glyph = |code: u32, is_space: bool| {
            let before = advance;
            let width = font.widths.get(&code).copied().unwrap_or(font.default) * font.unit;
            advance +=
                (width * state.size + state.char_space + if is_space { state.word_space } else { 0.0 })
                    * state.scale;
            blank &= is_space;
            if keeps_text {
                spoken.push((code, before, before + width * state.size * state.scale));
            }
        };
        if font.two_bytes {
            for pair in bytes.chunks(2) {
                let code = pair.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
                glyph(code, false);
            }
        } else {
            for &byte in bytes {
                glyph(u32::from(byte), byte == b' ');
            }
        }
        if keeps_text {
            let whole = text.then(&state.matrix);
            let (low, high) = (state.rise - 0.26 * state.size, state.rise + 0.96 * state.size);
            for (code, from, to) in spoken {
                let area = Rect::new(from, low, to, high).transformed(&whole);
                for character in font.text.characters(code) {
                    if self.found.glyphs.len() < MAX_GLYPHS && area.is_finite() {
                        self.found.glyphs.push((character, area));
                    }
                }
            }
        }
        if !blank && !state.invisible && !bytes.is_empty() {
            let whole = text.then(&state.matrix);
            let (low, high) = (state.rise - 0.28 * state.size, state.rise + 0.92 * state.size);
            let area = Rect::new(0.0, low, advance, high).transformed(&whole);
            if let Some(area) = area.intersection(&state.clip) {
                self.take(area);
            }
        }
        *text = Matrix::translation(advance, 0.0).then(text);
    }
}

/// The operand that starts with `token`; arrays and dictionaries to a small depth.
fn operand(lexer: &mut Lexer<'_>, token: Token<'_>, depth: u32) -> Option<Object> {
    if depth > 16 {
        return None;
    }
    Some(match token {
        Token::Int(value) => Object::Int(value),
        Token::Real(value) => Object::Real(value),
        Token::Name(name) => Object::Name(name),
        Token::Str(string) => Object::Str(string),
        Token::ArrayOpen | Token::DictOpen => {
            let mut items = Vec::new();
            loop {
                match lexer.next() {
                    Token::ArrayClose | Token::DictClose | Token::End => break,
                    Token::Word(_) => {}
                    token => items.extend(operand(lexer, token, depth + 1)),
                }
            }
            Object::Array(items)
        }
        _ => return None,
    })
}

/// Moves behind the `EI` of an inline image whose `BI` has been read (8.9.7).
fn skip_inline_image(lexer: &mut Lexer<'_>) {
    loop {
        match lexer.next() {
            Token::End => return,
            Token::Word(b"ID") => break,
            _ => {}
        }
    }
    let bytes = lexer.bytes;
    let mut at = lexer.at + 1;
    while at + 1 < bytes.len() {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        let after = bytes.get(at + 2).copied();
        if &bytes[at..at + 2] == b"EI" && before.is_none_or(is_space) && after.is_none_or(is_space) {
            // What follows an image is text; binary data is still the image.
            let next = &bytes[(at + 2).min(bytes.len())..(at + 12).min(bytes.len())];
            if next
                .iter()
                .all(|byte| is_space(*byte) || (0x20..0x7f).contains(byte))
            {
                lexer.at = at + 2;
                return;
            }
        }
        at += 1;
    }
    lexer.at = bytes.len();
}
