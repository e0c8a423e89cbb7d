//! The text of a PDF, page by page: what its fonts say their glyphs mean, in the order in which they are drawn, with
//! spaces and lines where they stand apart.
//!
//! The interpreter runs in a thread of its own. Every glyph and path it draws asks whether time is up and unwinds when
//! it is; where it draws nothing for too long, the thread is left behind and the file is told as failed.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect};
use store::PageText;

use super::{Extracted, PAGE_LIMIT, TEXT_LIMIT, says_something};
use crate::Cancel;

/// Time for one page.
const PAGE_TIME: Duration = Duration::from_secs(8);
/// Time for a whole file.
const FILE_TIME: Duration = Duration::from_secs(180);
/// Glyphs of one page.
const GLYPH_LIMIT: usize = 400_000;
/// The interpreter recurses into forms and functions.
const STACK_BYTES: usize = 32 << 20;

/// A page as the thread tells it.
struct PageRead {
    page: u32,
    text: String,
    drawn: bool,
    stopped: bool,
}

enum Told {
    Page(PageRead),
    End(Option<&'static str>),
}

/// What unwinds the interpreter when time is up; not a failure.
struct TimeIsUp;

/// The text of a PDF. Never fails: what cannot be read is told by the reason.
pub(crate) fn extract(bytes: Vec<u8>, cancel: &Cancel) -> Extracted {
    let (tell, told) = sync_channel(8);
    let thread = std::thread::Builder::new()
        .name("text".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || read(bytes, &tell));
    if thread.is_err() {
        return Extracted {
            reason: Some("memory"),
            ..Extracted::default()
        };
    }
    let begun = Instant::now();
    let mut extracted = Extracted::default();
    let mut kept = 0;
    loop {
        if begun.elapsed() > FILE_TIME || cancel.is_cancelled() {
            extracted.reason = Some("time");
            return extracted;
        }
        match told.recv_timeout(2 * PAGE_TIME) {
            Ok(Told::Page(page)) => {
                if page.stopped {
                    extracted.reason = Some("time");
                }
                kept += page.text.len();
                if kept > TEXT_LIMIT {
                    extracted.reason = Some("long");
                    return extracted;
                }
                if says_something(&page.text) {
                    extracted.pages.push(PageText {
                        page: page.page,
                        ocr: false,
                        text: page.text,
                    });
                } else if page.drawn {
                    extracted.pictures.push(page.page);
                }
            }
            Ok(Told::End(reason)) => {
                extracted.reason = reason.or(extracted.reason);
                return extracted;
            }
            Err(RecvTimeoutError::Timeout) => {
                extracted.reason = Some("time");
                return extracted;
            }
            Err(RecvTimeoutError::Disconnected) => {
                extracted.reason = Some("unreadable");
                return extracted;
            }
        }
    }
}

fn read(bytes: Vec<u8>, tell: &std::sync::mpsc::SyncSender<Told>) {
    // What panics inside the interpreter is the file's fault; the file is told as unreadable from there on.
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read_pages(bytes, tell)));
    let reason = told.unwrap_or(Some("unreadable"));
    // Nobody listens when the file was given up.
    let _ = tell.send(Told::End(reason));
}

fn read_pages(bytes: Vec<u8>, tell: &std::sync::mpsc::SyncSender<Told>) -> Option<&'static str> {
    let pdf = match Pdf::new(bytes) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return Some("password"),
        Err(LoadPdfError::Invalid) => return Some("unreadable"),
    };
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    for (index, page) in pdf.pages().iter().enumerate() {
        if index == PAGE_LIMIT {
            return Some("long");
        }
        let (width, height) = page.render_dimensions();
        let mut device = Lines::new(Instant::now() + PAGE_TIME);
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut context = Context::new(
                page.initial_transform(true).to_kurbo(),
                Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
                &cache,
                pdf.xref(),
                settings.clone(),
            );
            interpret_page(page, &mut context, &mut device);
        }));
        let stopped = ended.is_err_and(|cause| cause.is::<TimeIsUp>());
        let page = PageRead {
            page: u32::try_from(index + 1).unwrap_or(u32::MAX),
            text: device.finished(),
            drawn: device.drawn,
            stopped,
        };
        if tell.send(Told::Page(page)).is_err() {
            return None;
        }
    }
    None
}

/// Puts glyphs together to words and lines.
struct Lines {
    text: String,
    glyphs: usize,
    /// Something other than text is drawn.
    drawn: bool,
    until: Instant,
    calls: u32,
    /// Where the last glyph stood, where the next one is expected, and how high it was.
    last: Option<(Point, Point, f64, char)>,
}

impl Lines {
    fn new(until: Instant) -> Self {
        Lines {
            text: String::new(),
            glyphs: 0,
            drawn: false,
            until,
            calls: 0,
            last: None,
        }
    }

    fn tick(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if (self.calls.is_multiple_of(64) && Instant::now() > self.until) || self.glyphs > GLYPH_LIMIT {
            std::panic::resume_unwind(Box::new(TimeIsUp));
        }
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        self.glyphs += 1;
        let Some(meaning) = glyph.as_unicode() else {
            return;
        };
        let meaning = match &meaning {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text.clone(),
        };
        let Some(first) = meaning.chars().next() else {
            return;
        };
        let origin = transform * Point::new(0.0, 0.0);
        let em = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let size = up.hypot().max(0.1);
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
            Glyph::Type3(_) => 500.0,
        };
        let next = origin + em * (advance / 1000.0);
        if let Some((at, expected, height, drawn)) = self.last {
            // Bold by drawing twice is one letter.
            if drawn == first && (origin - at).hypot() < 0.05 * size {
                return;
            }
            let length = em.hypot().max(0.1);
            let along = |vector: hayro::vello_cpu::kurbo::Vec2| (vector.x * em.x + vector.y * em.y) / length;
            let across =
                |vector: hayro::vello_cpu::kurbo::Vec2| (vector.x * em.y - vector.y * em.x).abs() / length;
            let gap = origin - expected;
            if across(gap) > 0.6 * size.max(height) {
                self.line();
            } else if along(gap) > 0.18 * size || along(gap) < -0.8 * size {
                self.space();
            }
        }
        if first.is_whitespace() {
            self.space();
        } else {
            self.text.push_str(&meaning);
        }
        self.last = Some((origin, next, size, first));
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn line(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The text, words that a line's end had divided put together again.
    fn finished(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        let mut joined = String::with_capacity(text.len());
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let line = line.trim_end();
            let begins_small = lines
                .peek()
                .and_then(|next| next.chars().next())
                .is_some_and(char::is_lowercase);
            let divided = line
                .strip_suffix(['-', '\u{ad}', '‐'])
                .filter(|stem| begins_small && stem.chars().next_back().is_some_and(char::is_alphabetic));
            match divided {
                Some(stem) => joined.push_str(stem),
                None => {
                    joined.push_str(line);
                    joined.push('\n');
                }
            }
        }
        joined
    }
}

impl<'a> Device<'a> for Lines {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}

    fn set_blend_mode(&mut self, _: BlendMode) {}

    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {
        self.drawn = true;
        self.tick();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.tick();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.tick();
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.tick();
        self.drawn = true;
        self.glyph(glyph, transform * glyph_transform);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {
        self.drawn = true;
        self.tick();
    }

    fn pop_clip_path(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
