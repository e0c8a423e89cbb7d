//! Single pages of scans: the QR codes on them, and cutting a PDF into parts.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use krilla::pdf::PdfDocument;
use krilla::{Document, SerializeSettings};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, Binarizer, BinaryBitmap, DecodeHints, Luma8LuminanceSource};

use super::{Format, Pixels, ScanError, each_picture, format_of};

/// Pixels along the longer side of a page that is looked at: A4 at 200 dpi.
const LOOKED_AT: f32 = 2340.0;
/// Text of one QR code; a longer one is not ours.
const MAX_TEXT: usize = 1024;

/// The texts of the QR codes on each of the first `pages` pages of a PDF, a TIFF or a picture.
///
/// A page that cannot be drawn has none. One that takes longer than `each_page` ends the search: what was found by then
/// is given, and `false`.
///
/// # Errors
/// What the decoders of pictures say; a PDF that cannot be opened.
pub fn symbols(
    bytes: &Arc<Vec<u8>>,
    pages: u32,
    each_page: Duration,
) -> Result<(Vec<Vec<String>>, bool), ScanError> {
    if format_of(bytes).is_some() {
        return in_pictures(bytes, pages).map(|found| (found, true));
    }
    let (send, receive) = channel::<Option<Vec<String>>>();
    let bytes = Arc::clone(bytes);
    // In a thread of its own: a page that is made to take for ever is left alone with it.
    std::thread::spawn(move || {
        let looked = catch_unwind(AssertUnwindSafe(|| {
            in_pdf(&bytes, pages, &mut |texts| send.send(Some(texts)).is_ok())
        }));
        if looked.is_ok_and(|whole| whole) {
            let _ = send.send(None);
        }
    });
    let mut found = Vec::new();
    loop {
        match receive.recv_timeout(each_page) {
            Ok(Some(texts)) => found.push(texts),
            Ok(None) => return Ok((found, true)),
            Err(RecvTimeoutError::Timeout) => return Ok((found, false)),
            Err(RecvTimeoutError::Disconnected) if found.is_empty() => {
                return Err(ScanError::Damaged {
                    detail: "PDF".to_owned(),
                });
            }
            Err(RecvTimeoutError::Disconnected) => return Ok((found, false)),
        }
    }
}

fn in_pdf(bytes: &Arc<Vec<u8>>, pages: u32, found: &mut dyn FnMut(Vec<String>) -> bool) -> bool {
    let Ok(pdf) = Pdf::new(Arc::clone(bytes)) else {
        return false;
    };
    for page in pdf.pages().iter().take(pages as usize) {
        let (width, height) = page.render_dimensions();
        let scale = LOOKED_AT / width.max(height).max(1.0);
        // Each page for itself: one that makes the drawing stumble hides no other.
        let texts = catch_unwind(AssertUnwindSafe(|| {
            let cache = RenderCache::new();
            let pixmap = render(
                page,
                &cache,
                &InterpreterSettings::default(),
                &RenderSettings {
                    x_scale: scale,
                    y_scale: scale,
                    bg_color: WHITE,
                    ..RenderSettings::default()
                },
            );
            let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
            let grey = pixmap
                .data_as_u8_slice()
                .chunks_exact(4)
                .map(|pixel| match *pixel {
                    [r, g, b, _] => ((u16::from(r) * 2 + u16::from(g) * 5 + u16::from(b)) / 8) as u8,
                    _ => 255,
                })
                .collect();
            texts(grey, width, height)
        }))
        .unwrap_or_default();
        if !found(texts) {
            return false;
        }
    }
    true
}

fn in_pictures(bytes: &[u8], pages: u32) -> Result<Vec<Vec<String>>, ScanError> {
    let chosen: Vec<u32> = (0..pages).collect();
    let mut found = Vec::new();
    each_picture(bytes, Some(&chosen), &mut |picture| {
        let decoded = match picture.pixels {
            Pixels::Raw(decoded) => decoded,
            Pixels::Jpeg(jpeg) => {
                image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg).map_err(super::damaged)?
            }
        };
        let longer = decoded.width().max(decoded.height());
        let seen = if longer as f32 > LOOKED_AT * 1.5 {
            decoded.thumbnail(LOOKED_AT as u32, LOOKED_AT as u32)
        } else {
            decoded
        };
        let grey = super::on_white(seen).into_luma8();
        let (width, height) = grey.dimensions();
        found.push(texts(grey.into_raw(), width, height));
        Ok(())
    })?;
    Ok(found)
}

/// The texts of the QR codes of a grey picture, 0 is black.
fn texts(grey: Vec<u8>, width: u32, height: u32) -> Vec<String> {
    let read = |local: bool| -> Vec<String> {
        // The library may stumble over a picture made for that: then it has no symbol.
        catch_unwind(AssertUnwindSafe(|| {
            let source = Luma8LuminanceSource::new(grey.clone(), width, height).ok()?;
            Some(if local {
                decoded(BinaryBitmap::new(HybridBinarizer::new(source)))
            } else {
                decoded(BinaryBitmap::new(GlobalHistogramBinarizer::new(source)))
            })
        }))
        .ok()
        .flatten()
        .unwrap_or_default()
    };
    let found = read(true);
    if found.is_empty() { read(false) } else { found }
}

fn decoded<B: Binarizer>(mut picture: BinaryBitmap<B>) -> Vec<String> {
    let hints = DecodeHints {
        TryHarder: Some(true),
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        ..DecodeHints::default()
    };
    let mut texts = Vec::new();
    for result in QrReader
        .decode_multiple_with_hints(&mut picture, &hints)
        .unwrap_or_default()
        .iter()
        .take(16)
    {
        let text: String = result.getText().chars().take(MAX_TEXT).collect();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// The chosen pages (from 0) of a PDF or a scan as a PDF of their own.
///
/// # Errors
/// As [`super::convert`]; a PDF that cannot be opened.
pub fn cut(bytes: &Arc<Vec<u8>>, pages: &[u32], about: &super::About<'_>) -> Result<Vec<u8>, ScanError> {
    if format_of(bytes).is_some_and(|format| format != Format::Tiff || !pages.is_empty()) {
        return super::convert(bytes, Some(pages), about, &mut |_| true).map(|scan| scan.pdf);
    }
    let failed = |detail: String| ScanError::NotWritten { detail };
    let pages: Vec<usize> = pages.iter().map(|page| *page as usize).collect();
    let bytes = Arc::clone(bytes);
    catch_unwind(AssertUnwindSafe(|| {
        let pdf = Pdf::new(bytes).map_err(|error| failed(format!("{error:?}")))?;
        if pages.iter().any(|page| *page >= pdf.pages().len()) {
            return Err(failed(format!("{pages:?}")));
        }
        let pdf = PdfDocument::new(Arc::new(pdf));
        let mut document = Document::new_with(SerializeSettings::default());
        document.set_metadata(super::metadata(about));
        document.embed_pdf_pages(&pdf, &pages);
        document
            .finish()
            .map_err(|error| failed(format!("{error:?}").chars().take(200).collect()))
    }))
    .unwrap_or_else(|_| Err(failed("PDF".to_owned())))
}

/// Number of pages or pictures.
///
/// # Errors
/// As [`super::convert`].
pub fn count(bytes: &Arc<Vec<u8>>) -> Result<u32, ScanError> {
    match format_of(bytes) {
        Some(Format::Tiff) => super::tiff_count(bytes),
        Some(_) => Ok(1),
        None => Err(ScanError::NotAPicture),
    }
}
