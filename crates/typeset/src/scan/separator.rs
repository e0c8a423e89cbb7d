//! The sheet that is laid between documents in a scanner: a QR code that names the dossier, and what people read.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};

use super::{A4, About, ScanError, metadata};

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/letters/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/letters/NotoSans-Bold.ttf");
/// Side of the QR code without its quiet zone, in points: 80 mm.
const SIDE: f32 = 226.8;
const LEFT: f32 = 70.0;

/// What stands on a separator sheet.
#[derive(Clone, Debug)]
pub struct SeparatorSheet<'a> {
    /// What the QR code holds.
    pub payload: &'a str,
    /// Heading: what this sheet is.
    pub heading: &'a str,
    /// The dossier's reference, large.
    pub reference: &'a str,
    /// What the dossier is about.
    pub subject: &'a str,
    /// How to use the sheet, line by line.
    pub lines: &'a [String],
}

/// Sets a separator sheet: A4, PDF/A-2b.
///
/// # Errors
/// The payload is too long for a QR code, or the PDF cannot be written.
pub fn separator_sheet(sheet: &SeparatorSheet<'_>, about: &About<'_>) -> Result<Vec<u8>, ScanError> {
    let failed = |detail: &str| ScanError::NotWritten {
        detail: detail.to_owned(),
    };
    let code = QRBuilder::new(sheet.payload)
        .ecl(ECL::Q)
        .build()
        .map_err(|_| failed("QR"))?;
    let (regular, bold) = match (Font::new(REGULAR.into(), 0), Font::new(BOLD.into(), 0)) {
        (Some(regular), Some(bold)) => (regular, bold),
        _ => return Err(failed("Noto Sans")),
    };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|_| failed("PDF/A-2b"))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(about));
    let settings = PageSettings::from_wh(A4.0, A4.1).ok_or_else(|| failed("A4"))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.set_fill(Some(Fill {
        paint: luma::Color::black().into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }));
    line(&mut surface, &bold, 26.0, 96.0, sheet.heading);
    line(&mut surface, &bold, 40.0, 170.0, sheet.reference);
    line(&mut surface, &regular, 14.0, 202.0, sheet.subject);
    let module = SIDE / code.size as f32;
    let (left, top) = ((A4.0 - SIDE) / 2.0, 270.0);
    let mut path = PathBuilder::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let mut end = column;
            while end < code.size && code[row][end].value() {
                end += 1;
            }
            if end > column {
                let rect = Rect::from_xywh(
                    left + column as f32 * module,
                    top + row as f32 * module,
                    (end - column) as f32 * module,
                    module,
                );
                path.push_rect(rect.ok_or_else(|| failed("QR"))?);
            }
            column = end.max(column + 1);
        }
    }
    surface.draw_path(&path.finish().ok_or_else(|| failed("QR"))?);
    let mut y = top + SIDE + 70.0;
    for text in sheet.lines {
        line(&mut surface, &regular, 13.0, y, text);
        y += 20.0;
    }
    surface.finish();
    page.finish();
    document
        .finish()
        .map_err(|error| failed(&format!("{error:?}").chars().take(200).collect::<String>()))
}

/// One line of text, made smaller until it fits the page.
fn line(surface: &mut Surface<'_>, font: &Font, size: f32, y: f32, text: &str) {
    // What no font of ours has would stand as a box, which an archived file may not have.
    let shown: String = text
        .chars()
        .map(|c| {
            if crate::fonts::lacking(&c.to_string()).is_some() {
                '?'
            } else {
                c
            }
        })
        .take(140)
        .collect();
    // Half an em is what a letter of Noto Sans takes on average, and more than most lines need.
    let wide = shown.chars().count() as f32 * size * 0.58;
    let room = A4.0 - 2.0 * LEFT;
    let size = if wide > room {
        (size * room / wide).max(6.0)
    } else {
        size
    };
    surface.draw_text(
        Point::from_xy(LEFT, y),
        font.clone(),
        size,
        &shown,
        false,
        TextDirection::LeftToRight,
    );
}
