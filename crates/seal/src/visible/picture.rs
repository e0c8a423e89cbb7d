//! From what a person hands over - a picture, a scan, a file of bytes, typed text - to the bytes of symbols.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};

use super::{VisibleSealError, detect};

/// More pixels are not looked at: a sheet of A4 at 600 dpi has 35 million.
const MAX_PIXELS: u64 = 64_000_000;
const MAX_SIDE: u32 = 20_000;
/// Memory a decoder may take.
const MAX_DECODER_BYTES: u64 = 320 * 1024 * 1024;
/// Pictures that are looked at in one scanned PDF.
const MAX_PICTURES: usize = 40;

/// What was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The bytes of one seal, or text that stands for them.
    Bytes(Vec<u8>),
    /// A picture, with the symbols in it.
    Picture(Symbols),
}

/// The symbols of a picture, QR codes left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbols {
    /// Bytes of each symbol that was read, each once.
    pub payloads: Vec<Vec<u8>>,
    /// Whether a symbol was seen that cannot be read.
    pub unreadable: bool,
}

/// Reads PNG, JPEG or PNM pictures, scanned PDFs (their JPEG pictures), the bytes of a seal, or text that stands for
/// them.
///
/// # Errors
/// `visible-seal-not-readable`, `visible-seal-picture-…`.
pub fn read_source(file: &[u8]) -> Result<Source, VisibleSealError> {
    if let Some(format) = format_of(file) {
        return Ok(Source::Picture(in_picture(file, format)?));
    }
    let head = file.get(..file.len().min(1024)).unwrap_or_default();
    if head.windows(5).any(|window| window == b"%PDF-") {
        return in_scan(file).map(Source::Picture);
    }
    if file.first() == Some(&0xDC) {
        return Ok(Source::Bytes(file.to_vec()));
    }
    std::str::from_utf8(file)
        .ok()
        .and_then(visible_seal::bytes_of_text)
        .map(Source::Bytes)
        .ok_or(VisibleSealError::NotReadable)
}

/// The symbols of a grey picture that was decoded elsewhere, row by row, 0 is black. Nothing where there are not
/// `width * height` pixels.
pub fn read_grey(pixels: Vec<u8>, width: usize, height: usize) -> Symbols {
    detect::symbols(pixels, width, height)
}

fn format_of(file: &[u8]) -> Option<ImageFormat> {
    match file {
        [0x89, b'P', b'N', b'G', ..] => Some(ImageFormat::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(ImageFormat::Jpeg),
        [b'P', b'1'..=b'6', b' ' | b'\n' | b'\r' | b'\t', ..] => Some(ImageFormat::Pnm),
        _ => None,
    }
}

fn in_picture(file: &[u8], format: ImageFormat) -> Result<Symbols, VisibleSealError> {
    let damaged = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => too_large(),
        other => VisibleSealError::PictureDamaged {
            detail: other.to_string(),
        },
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODER_BYTES);
    let reader = || {
        let mut reader = ImageReader::with_format(Cursor::new(file), format);
        reader.limits(limits.clone());
        reader
    };
    let (width, height) = reader().into_dimensions().map_err(damaged)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS || width.max(height) > MAX_SIDE {
        return Err(too_large());
    }
    let picture = reader().decode().map_err(damaged)?;
    // Transparent means paper.
    let grey = if picture.color().has_alpha() {
        let mut grey = picture.into_luma_alpha8();
        for pixel in grey.pixels_mut() {
            let [light, alpha] = pixel.0;
            let (light, alpha) = (u16::from(light), u16::from(alpha));
            pixel.0[0] = ((light * alpha + 255 * (255 - alpha)) / 255) as u8;
        }
        image::DynamicImage::ImageLumaA8(grey).into_luma8()
    } else {
        picture.into_luma8()
    };
    let (width, height) = grey.dimensions();
    Ok(detect::symbols(grey.into_raw(), width as usize, height as usize))
}

fn too_large() -> VisibleSealError {
    VisibleSealError::PictureTooLarge {
        megapixels: (MAX_PIXELS / 1_000_000) as u32,
    }
}

/// Scanners put each page into a PDF as one JPEG picture, unpacked: those are looked at.
fn in_scan(file: &[u8]) -> Result<Symbols, VisibleSealError> {
    let mut all = Symbols::default();
    let mut pictures = 0;
    let mut at = 0;
    while pictures < MAX_PICTURES {
        let Some(rest) = file.get(at..) else { break };
        let Some(found) = rest.windows(3).position(|window| window == [0xFF, 0xD8, 0xFF]) else {
            break;
        };
        let start = at + found;
        at = start + 3;
        let picture = file.get(start..).unwrap_or_default();
        let end = picture.windows(9).position(|window| window == b"endstream");
        let picture = picture.get(..end.unwrap_or(picture.len())).unwrap_or_default();
        if picture.len() < 1024 {
            continue;
        }
        pictures += 1;
        // A thumbnail inside a picture is passed over with it.
        at = start + picture.len();
        if let Ok(symbols) = in_picture(picture, ImageFormat::Jpeg) {
            all.unreadable |= symbols.unreadable;
            for payload in symbols.payloads {
                if !all.payloads.contains(&payload) {
                    all.payloads.push(payload);
                }
            }
        }
    }
    if pictures == 0 {
        return Err(VisibleSealError::NotReadable);
    }
    Ok(all)
}
