//! Pictures and scans become PDF/A-2b: one page for each picture, at its true size where that is known.
//!
//! A JPEG goes in as it is, byte for byte; everything else is decoded within limits, laid on white where it is
//! transparent, and packed without loss. The turn that a camera or a scanner notes (EXIF, TIFF) is honoured, the
//! picture's own colour profile is kept, and what has none is taken as sRGB.

use std::io::Cursor;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder};
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use tiff::decoder::{Decoder, DecodingResult, ifd::Value};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

mod error;
mod pages;
mod separator;

pub use error::ScanError;
pub use pages::{count, cut, symbols};
pub use separator::{SeparatorSheet, separator_sheet};

/// Pages of one scan.
pub const MAX_PAGES: u32 = 2_000;
/// Pixels of one page: a sheet of A3 at 600 dpi has 70 million.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Pixels of all pages together: 700 sheets of A4 at 300 dpi.
pub const MAX_PIXELS_IN_ALL: u64 = 6_000_000_000;
/// Memory that decoding one page may take.
const MAX_DECODER_BYTES: u64 = 900 * 1024 * 1024;
/// A side of a page in points: a quarter of an inch to 200 inches (ISO 32000-1, annex C.2 for the latter).
const SIDES: std::ops::RangeInclusive<f32> = 18.0..=14_400.0;
/// A4 in points, and the margin around a picture whose size is not known.
const A4: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 28.35;
/// Resolutions below it are what programs write that know none (72, 96), not what was measured.
const MEASURED_DPI: f32 = 100.0;

/// What is said in the PDF about itself.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// Title.
    pub title: &'a str,
    /// Language of the document, as in RFC 5646: `fr`.
    pub lang: &'a str,
    /// When it is made, UTC.
    pub at: jiff::Timestamp,
}

/// A PDF made of pictures.
#[derive(Clone, Debug)]
pub struct ScanPdf {
    /// The file: PDF/A-2b.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: u32,
}

/// Formats that are turned into PDF/A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Jpeg,
    Png,
    Tiff,
    Gif,
    Bmp,
    WebP,
}

/// Whether the bytes begin like a picture that can become a PDF.
pub fn is_convertible(head: &[u8]) -> bool {
    format_of(head).is_some()
}

fn format_of(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', 13, 10, 26, 10, ..] => Some(Format::Png),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Format::Tiff),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'B', b'M', ..] => Some(Format::Bmp),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        _ => None,
    }
}

/// Turns a picture or a scan into a PDF/A-2b with one page for each picture in it.
///
/// `pages` chooses pages of a TIFF, from 0; `None` takes all. `on_page` hears how many pages are done and stops the work
/// by answering `false`.
///
/// # Errors
/// No picture that is known, damaged, larger than [`MAX_PIXELS`], more pages than [`MAX_PAGES`], or stopped.
pub fn convert(
    bytes: &[u8],
    pages: Option<&[u32]>,
    about: &About<'_>,
    on_page: &mut dyn FnMut(u32) -> bool,
) -> Result<ScanPdf, ScanError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|_| ScanError::NotWritten {
            detail: "PDF/A-2b".to_owned(),
        })?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(about));
    let mut done = 0u32;
    let mut place = |picture: Placed| -> Result<(), ScanError> {
        draw(&mut document, picture)?;
        done += 1;
        if on_page(done) {
            Ok(())
        } else {
            Err(ScanError::Stopped)
        }
    };
    each_picture(bytes, pages, &mut |picture| place(placed(picture)?))?;
    if done == 0 {
        return Err(ScanError::Damaged {
            detail: "no page".to_owned(),
        });
    }
    let pdf = document.finish().map_err(|error| ScanError::NotWritten {
        detail: format!("{error:?}").chars().take(200).collect(),
    })?;
    Ok(ScanPdf { pdf, pages: done })
}

fn metadata(about: &About<'_>) -> Metadata {
    let at = about.at.to_zoned(jiff::tz::TimeZone::UTC);
    let number = |value: i8| u8::try_from(value).unwrap_or(0);
    let date = DateTime::new(u16::try_from(at.year()).unwrap_or(1970))
        .month(number(at.month()))
        .day(number(at.day()))
        .hour(number(at.hour()))
        .minute(number(at.minute()))
        .second(number(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    // A title may hold what XML forbids only when it came by a way that does not check it.
    let title: String = about
        .title
        .chars()
        .filter(|c| !c.is_control())
        .take(500)
        .collect();
    Metadata::new()
        .title(title)
        .language(about.lang.to_owned())
        .creator("Greffe".to_owned())
        .producer("Greffe".to_owned())
        .creation_date(date)
}

/// One decoded picture, or a JPEG as it is.
enum Pixels<'a> {
    Jpeg(&'a [u8]),
    Raw(DynamicImage),
}

struct Picture<'a> {
    pixels: Pixels<'a>,
    width: u32,
    height: u32,
    orientation: Orientation,
    /// Pixels for each inch, across and down, where the file says so.
    dpi: Option<(f32, f32)>,
    icc: Option<Vec<u8>>,
}

/// A picture ready to be drawn.
struct Placed {
    image: Image,
    width: u32,
    height: u32,
    orientation: Orientation,
    dpi: Option<(f32, f32)>,
}

fn each_picture<'a>(
    bytes: &'a [u8],
    pages: Option<&[u32]>,
    take: &mut dyn FnMut(Picture<'a>) -> Result<(), ScanError>,
) -> Result<(), ScanError> {
    match format_of(bytes).ok_or(ScanError::NotAPicture)? {
        Format::Jpeg => take(jpeg(bytes)?),
        Format::Png => take(png(bytes)?),
        Format::Gif => take(simple(
            GifDecoder::new(Cursor::new(bytes)).map_err(damaged)?,
            None,
        )?),
        Format::Bmp => {
            let dpi = bmp_dpi(bytes);
            take(simple(
                BmpDecoder::new(Cursor::new(bytes)).map_err(damaged)?,
                dpi,
            )?)
        }
        Format::WebP => take(simple(
            WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?,
            None,
        )?),
        Format::Tiff => tiff_pages(bytes, pages, take),
    }
}

fn damaged(error: image::ImageError) -> ScanError {
    match error {
        image::ImageError::Limits(_) => too_large(),
        other => ScanError::Damaged {
            detail: other.to_string().chars().take(160).collect(),
        },
    }
}

fn too_large() -> ScanError {
    ScanError::TooLarge {
        megapixels: MAX_PIXELS / 1_000_000,
    }
}

/// Decodes within the limits; the size is known before a pixel is read.
fn simple<'a, D: ImageDecoder>(mut decoder: D, dpi: Option<(f32, f32)>) -> Result<Picture<'a>, ScanError> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(too_large());
    }
    if width == 0 || height == 0 {
        return Err(ScanError::Damaged {
            detail: format!("{width} × {height}"),
        });
    }
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_DECODER_BYTES);
    decoder.set_limits(limits).map_err(damaged)?;
    let icc = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let pixels = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    Ok(Picture {
        pixels: Pixels::Raw(pixels),
        width,
        height,
        orientation,
        dpi,
        icc,
    })
}

fn jpeg(bytes: &[u8]) -> Result<Picture<'_>, ScanError> {
    // Decoded once in full: a picture that ends in the middle would be a page that ends in the middle.
    let decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    let decoded = simple(decoder, jfif_dpi(bytes))?;
    let end = bytes.windows(2).rposition(|pair| pair == [0xff, 0xd9]);
    if end.is_none() {
        return Err(ScanError::Damaged {
            detail: "EOI".to_owned(),
        });
    }
    // Four inks need a profile of their own to be archived: such a picture is told in red, green and blue.
    if jpeg_components(bytes) == Some(4) {
        return Ok(Picture { icc: None, ..decoded });
    }
    Ok(Picture {
        pixels: Pixels::Jpeg(bytes),
        ..decoded
    })
}

/// The segments of a JPEG before its first scan: marker and content.
fn jpeg_segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        while let [0xff, 0xff, ..] = rest {
            rest = rest.get(1..)?;
        }
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(high) << 8 | usize::from(low);
        let content = rest.get(4..2 + length.max(2))?;
        rest = rest.get(2 + length.max(2)..)?;
        (marker != 0xda && marker != 0xd9).then_some((marker, content))
    })
}

fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    jpeg_segments(bytes)
        .find(|(marker, _)| matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf))
        .and_then(|(_, content)| content.get(5).copied())
}

/// JFIF, APP0: units 1 are dots per inch, 2 per centimetre.
fn jfif_dpi(bytes: &[u8]) -> Option<(f32, f32)> {
    let (_, content) =
        jpeg_segments(bytes).find(|(marker, content)| *marker == 0xe0 && content.starts_with(b"JFIF\0"))?;
    let [unit, x1, x2, y1, y2] = *content.get(7..12)? else {
        return None;
    };
    let factor = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    Some((
        f32::from(u16::from_be_bytes([x1, x2])) * factor,
        f32::from(u16::from_be_bytes([y1, y2])) * factor,
    ))
}

/// PNG, `pHYs`: pixels per metre.
fn png(bytes: &[u8]) -> Result<Picture<'_>, ScanError> {
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), {
        let mut limits = image::Limits::default();
        limits.max_alloc = Some(MAX_DECODER_BYTES);
        limits
    })
    .map_err(damaged)?;
    simple(decoder, png_dpi(bytes))
}

fn png_dpi(bytes: &[u8]) -> Option<(f32, f32)> {
    let mut rest = bytes.get(8..)?;
    for _ in 0..64 {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let name = rest.get(4..8)?;
        let content = rest.get(8..8usize.checked_add(length)?)?;
        match name {
            b"pHYs" => {
                let side = |from: usize| -> Option<f32> {
                    Some(u32::from_be_bytes(content.get(from..from + 4)?.try_into().ok()?) as f32 * 0.0254)
                };
                return (*content.get(8)? == 1).then_some((side(0)?, side(4)?));
            }
            b"IDAT" => return None,
            _ => {}
        }
        rest = rest.get(length.checked_add(12)?..)?;
    }
    None
}

/// BMP, `biXPelsPerMeter`.
fn bmp_dpi(bytes: &[u8]) -> Option<(f32, f32)> {
    let side = |from: usize| -> Option<f32> {
        Some(i32::from_le_bytes(bytes.get(from..from + 4)?.try_into().ok()?) as f32 * 0.0254)
    };
    Some((side(38)?, side(42)?))
}

fn tiff_damaged(error: TiffError) -> ScanError {
    match error {
        TiffError::LimitsExceeded => too_large(),
        TiffError::UnsupportedError(what) => ScanError::Unsupported {
            detail: what.to_string().chars().take(160).collect(),
        },
        other => ScanError::Damaged {
            detail: other.to_string().chars().take(160).collect(),
        },
    }
}

fn tiff_pages<'a>(
    bytes: &'a [u8],
    pages: Option<&[u32]>,
    take: &mut dyn FnMut(Picture<'a>) -> Result<(), ScanError>,
) -> Result<(), ScanError> {
    let mut limits = tiff::decoder::Limits::default();
    limits.decoding_buffer_size = MAX_DECODER_BYTES as usize;
    limits.intermediate_buffer_size = MAX_DECODER_BYTES as usize;
    limits.ifd_value_size = 8 * 1024 * 1024;
    let open = || {
        Decoder::new(Cursor::new(bytes))
            .map(|decoder| decoder.with_limits(limits.clone()))
            .map_err(tiff_damaged)
    };
    // Counted before anything is decoded.
    let mut decoder = open()?;
    let (mut count, mut pixels) = (0u32, 0u64);
    loop {
        let (width, height) = decoder.dimensions().map_err(tiff_damaged)?;
        let page = u64::from(width) * u64::from(height);
        pixels = pixels.saturating_add(page);
        count += 1;
        if page > MAX_PIXELS {
            return Err(too_large());
        }
        if count > MAX_PAGES || pixels > MAX_PIXELS_IN_ALL {
            return Err(ScanError::TooManyPages { limit: MAX_PAGES });
        }
        if !decoder.more_images() {
            break;
        }
        decoder.next_image().map_err(tiff_damaged)?;
    }
    let mut decoder = open()?;
    for page in 0..count {
        if pages.is_none_or(|wanted| wanted.contains(&page)) {
            take(tiff_page(&mut decoder)?)?;
        }
        if page + 1 < count {
            decoder.next_image().map_err(tiff_damaged)?;
        }
    }
    Ok(())
}

/// Number of pictures in a TIFF.
pub(crate) fn tiff_count(bytes: &[u8]) -> Result<u32, ScanError> {
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(tiff_damaged)?;
    let mut count = 1;
    while decoder.more_images() {
        decoder.next_image().map_err(tiff_damaged)?;
        count += 1;
        if count > MAX_PAGES {
            return Err(ScanError::TooManyPages { limit: MAX_PAGES });
        }
    }
    Ok(count)
}

fn tiff_page<'a>(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Picture<'a>, ScanError> {
    let (width, height) = decoder.dimensions().map_err(tiff_damaged)?;
    if width == 0 || height == 0 {
        return Err(ScanError::Damaged {
            detail: format!("{width} × {height}"),
        });
    }
    let color = decoder.colortype().map_err(tiff_damaged)?;
    let orientation = decoder
        .find_tag_unsigned::<u8>(Tag::Orientation)
        .ok()
        .flatten()
        .and_then(Orientation::from_exif)
        .unwrap_or(Orientation::NoTransforms);
    let dpi = tiff_dpi(decoder);
    let icc = decoder
        .find_tag(Tag::IccProfile)
        .ok()
        .flatten()
        .and_then(|value| value.into_u8_vec().ok())
        .filter(|_| !matches!(color, ColorType::CMYK(_) | ColorType::CMYKA(_)));
    let palette = match color {
        ColorType::Palette(_) => Some(decoder.get_tag_u16_vec(Tag::ColorMap).map_err(tiff_damaged)?),
        _ => None,
    };
    let pixels = decoder.read_image().map_err(tiff_damaged)?;
    let pixels = tiff_pixels(color, pixels, width, height, palette.as_deref()).ok_or_else(|| {
        ScanError::Unsupported {
            detail: format!("TIFF {color:?}"),
        }
    })?;
    Ok(Picture {
        pixels: Pixels::Raw(pixels),
        width,
        height,
        orientation,
        dpi,
        icc,
    })
}

fn tiff_dpi(decoder: &mut Decoder<Cursor<&[u8]>>) -> Option<(f32, f32)> {
    let mut side = |tag| match decoder.find_tag(tag).ok().flatten()? {
        Value::Rational(over, under) if under > 0 => Some(over as f32 / under as f32),
        Value::Float(value) => Some(value),
        Value::Unsigned(value) => Some(value as f32),
        Value::Short(value) => Some(f32::from(value)),
        _ => None,
    };
    let (x, y) = (side(Tag::XResolution)?, side(Tag::YResolution)?);
    let factor = match decoder
        .find_tag_unsigned::<u16>(Tag::ResolutionUnit)
        .ok()
        .flatten()
        .unwrap_or(2)
    {
        2 => 1.0,
        3 => 2.54,
        _ => return None,
    };
    Some((x * factor, y * factor))
}

/// Samples of fewer than eight bits stand packed in rows that begin at a byte.
fn unpacked(packed: &[u8], bits: u8, width: u32, height: u32, scaled: bool) -> Option<Vec<u8>> {
    let width = usize::try_from(width).ok()?;
    let row_bytes = (width * usize::from(bits)).div_ceil(8);
    let top = (1u16 << bits) - 1;
    let mut samples = Vec::with_capacity(width * usize::try_from(height).ok()?);
    for row in packed.chunks_exact(row_bytes).take(usize::try_from(height).ok()?) {
        for x in 0..width {
            let at = x * usize::from(bits);
            let byte = u16::from(*row.get(at / 8)?);
            let value = (byte >> (8 - usize::from(bits) - at % 8)) & top;
            samples.push(if scaled {
                (value * 255 / top) as u8
            } else {
                value as u8
            });
        }
    }
    Some(samples)
}

fn tiff_pixels(
    color: ColorType,
    result: DecodingResult,
    width: u32,
    height: u32,
    palette: Option<&[u16]>,
) -> Option<DynamicImage> {
    use image::ImageBuffer;
    fn grey(width: u32, height: u32, samples: Vec<u8>) -> Option<DynamicImage> {
        ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageLuma8)
    }
    match (color, result) {
        (ColorType::Gray(bits @ (1 | 2 | 4)), DecodingResult::U8(packed)) => {
            grey(width, height, unpacked(&packed, bits, width, height, true)?)
        }
        (ColorType::Gray(8), DecodingResult::U8(samples)) => grey(width, height, samples),
        (ColorType::Gray(16), DecodingResult::U16(samples)) => {
            ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageLuma16)
        }
        (ColorType::GrayA(8), DecodingResult::U8(samples)) => {
            ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageLumaA8)
        }
        (ColorType::RGB(8), DecodingResult::U8(samples)) => {
            ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageRgb8)
        }
        (ColorType::RGB(16), DecodingResult::U16(samples)) => {
            ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageRgb16)
        }
        (ColorType::RGBA(8), DecodingResult::U8(samples)) => {
            ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageRgba8)
        }
        (ColorType::RGBA(16), DecodingResult::U16(samples)) => {
            ImageBuffer::from_raw(width, height, samples).map(DynamicImage::ImageRgba16)
        }
        (ColorType::YCbCr(8), DecodingResult::U8(samples)) => {
            // ITU-R BT.601, as TIFF 6.0 section 21 has it by default.
            let mut rgb = Vec::with_capacity(samples.len());
            for pixel in samples.chunks_exact(3) {
                let &[y, cb, cr] = pixel else { return None };
                let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
                rgb.push((y + 1.402 * cr).round().clamp(0.0, 255.0) as u8);
                rgb.push((y - 0.344_136 * cb - 0.714_136 * cr).round().clamp(0.0, 255.0) as u8);
                rgb.push((y + 1.772 * cb).round().clamp(0.0, 255.0) as u8);
            }
            ImageBuffer::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
        }
        (ColorType::CMYK(8), DecodingResult::U8(samples)) => {
            let mut rgb = Vec::with_capacity(samples.len() / 4 * 3);
            for pixel in samples.chunks_exact(4) {
                let &[c, m, y, k] = pixel else { return None };
                let light = 255 - u16::from(k);
                for ink in [c, m, y] {
                    rgb.push(((255 - u16::from(ink)) * light / 255) as u8);
                }
            }
            ImageBuffer::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
        }
        (ColorType::Palette(bits @ (1 | 2 | 4 | 8)), DecodingResult::U8(packed)) => {
            let palette = palette?;
            let colours = palette.len() / 3;
            let indexes = if bits == 8 {
                packed
            } else {
                unpacked(&packed, bits, width, height, false)?
            };
            let mut rgb = Vec::with_capacity(indexes.len() * 3);
            for index in indexes {
                for channel in 0..3 {
                    let value = palette.get(channel * colours + usize::from(index))?;
                    rgb.push((value >> 8) as u8);
                }
            }
            ImageBuffer::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
        }
        _ => None,
    }
}

fn placed(picture: Picture<'_>) -> Result<Placed, ScanError> {
    let Picture {
        pixels,
        width,
        height,
        orientation,
        dpi,
        icc,
    } = picture;
    let refused = |detail: String| ScanError::Damaged { detail };
    let image = match pixels {
        Pixels::Jpeg(bytes) => Image::from_jpeg(bytes.to_vec().into(), false).map_err(refused)?,
        Pixels::Raw(pixels) => {
            let png = packed(on_white(pixels), icc)?;
            Image::from_png(png.into(), false).map_err(refused)?
        }
    };
    Ok(Placed {
        image,
        width,
        height,
        orientation,
        dpi,
    })
}

/// Transparent means paper: an archived page has no see-through places.
fn on_white(image: DynamicImage) -> DynamicImage {
    fn mixed(value: u32, alpha: u32, top: u32) -> u32 {
        (value * alpha + top * (top - alpha)) / top
    }
    match image {
        DynamicImage::ImageLumaA8(buffer) => DynamicImage::ImageLuma8(image::ImageBuffer::from_fn(
            buffer.width(),
            buffer.height(),
            |x, y| {
                let [light, alpha] = buffer.get_pixel(x, y).0;
                image::Luma([mixed(light.into(), alpha.into(), 255) as u8])
            },
        )),
        DynamicImage::ImageRgba8(buffer) => DynamicImage::ImageRgb8(image::ImageBuffer::from_fn(
            buffer.width(),
            buffer.height(),
            |x, y| {
                let [r, g, b, alpha] = buffer.get_pixel(x, y).0;
                image::Rgb([r, g, b].map(|value| mixed(value.into(), alpha.into(), 255) as u8))
            },
        )),
        DynamicImage::ImageLumaA16(buffer) => DynamicImage::ImageLuma16(image::ImageBuffer::from_fn(
            buffer.width(),
            buffer.height(),
            |x, y| {
                let [light, alpha] = buffer.get_pixel(x, y).0;
                image::Luma([wide(light, alpha)])
            },
        )),
        DynamicImage::ImageRgba16(buffer) => DynamicImage::ImageRgb16(image::ImageBuffer::from_fn(
            buffer.width(),
            buffer.height(),
            |x, y| {
                let [r, g, b, alpha] = buffer.get_pixel(x, y).0;
                image::Rgb([r, g, b].map(|value| wide(value, alpha)))
            },
        )),
        other => other,
    }
}

fn wide(value: u16, alpha: u16) -> u16 {
    let (value, alpha, top) = (u64::from(value), u64::from(alpha), 65_535);
    ((value * alpha + top * (top - alpha)) / top) as u16
}

/// A PNG in memory: small while it waits to be written, whatever the picture was.
fn packed(image: DynamicImage, icc: Option<Vec<u8>>) -> Result<Vec<u8>, ScanError> {
    let (width, height) = image.dimensions();
    let mut info = png::Info::with_size(width, height);
    let bytes: std::borrow::Cow<'_, [u8]> = match &image {
        DynamicImage::ImageLuma8(buffer) => {
            info.color_type = png::ColorType::Grayscale;
            buffer.as_raw().into()
        }
        DynamicImage::ImageRgb8(buffer) => {
            info.color_type = png::ColorType::Rgb;
            buffer.as_raw().into()
        }
        DynamicImage::ImageLuma16(buffer) => {
            info.color_type = png::ColorType::Grayscale;
            info.bit_depth = png::BitDepth::Sixteen;
            buffer
                .as_raw()
                .iter()
                .flat_map(|value| value.to_be_bytes())
                .collect()
        }
        DynamicImage::ImageRgb16(buffer) => {
            info.color_type = png::ColorType::Rgb;
            info.bit_depth = png::BitDepth::Sixteen;
            buffer
                .as_raw()
                .iter()
                .flat_map(|value| value.to_be_bytes())
                .collect()
        }
        other => {
            info.color_type = png::ColorType::Rgb;
            other.to_rgb8().into_raw().into()
        }
    };
    if info.bit_depth != png::BitDepth::Sixteen {
        info.bit_depth = png::BitDepth::Eight;
    }
    info.icc_profile = icc.map(Into::into);
    let failed = |error: png::EncodingError| ScanError::NotWritten {
        detail: error.to_string(),
    };
    let mut out = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut out, info).map_err(failed)?;
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&bytes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// Where the picture stands on its page: the size of the page, and the box of the picture as it is seen.
struct Layout {
    page: (f32, f32),
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

/// True size where the resolution was measured, otherwise as large as A4 lets it be.
fn layout(width: f32, height: f32, dpi: Option<(f32, f32)>) -> Layout {
    let measured = dpi
        .filter(|(x, y)| x.is_finite() && y.is_finite() && *x >= MEASURED_DPI && *y >= MEASURED_DPI)
        .map(|(x, y)| (width * 72.0 / x, height * 72.0 / y))
        .filter(|(wide, high)| SIDES.contains(wide) && SIDES.contains(high));
    if let Some((wide, high)) = measured {
        return Layout {
            page: (wide, high),
            left: 0.0,
            top: 0.0,
            width: wide,
            height: high,
        };
    }
    let page = if width > height { (A4.1, A4.0) } else { A4 };
    let room = (page.0 - 2.0 * MARGIN, page.1 - 2.0 * MARGIN);
    let scale = (room.0 / width).min(room.1 / height);
    // Thin lines stay visible.
    let (wide, high) = ((width * scale).max(1.0), (height * scale).max(1.0));
    Layout {
        page,
        left: (page.0 - wide) / 2.0,
        top: (page.1 - high) / 2.0,
        width: wide,
        height: high,
    }
}

fn draw(document: &mut Document, placed: Placed) -> Result<(), ScanError> {
    let turned = matches!(
        placed.orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = (placed.width as f32, placed.height as f32);
    let layout = if turned {
        layout(height, width, placed.dpi.map(|(x, y)| (y, x)))
    } else {
        layout(width, height, placed.dpi)
    };
    let refused = || ScanError::Damaged {
        detail: format!("{} × {}", placed.width, placed.height),
    };
    // The box of the picture before it is turned.
    let (w, h) = if turned {
        (layout.height, layout.width)
    } else {
        (layout.width, layout.height)
    };
    let turn = match placed.orientation {
        Orientation::NoTransforms => Transform::from_row(1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        Orientation::FlipHorizontal => Transform::from_row(-1.0, 0.0, 0.0, 1.0, w, 0.0),
        Orientation::Rotate180 => Transform::from_row(-1.0, 0.0, 0.0, -1.0, w, h),
        Orientation::FlipVertical => Transform::from_row(1.0, 0.0, 0.0, -1.0, 0.0, h),
        Orientation::Rotate90FlipH => Transform::from_row(0.0, 1.0, 1.0, 0.0, 0.0, 0.0),
        Orientation::Rotate90 => Transform::from_row(0.0, 1.0, -1.0, 0.0, h, 0.0),
        Orientation::Rotate270FlipH => Transform::from_row(0.0, -1.0, -1.0, 0.0, h, w),
        Orientation::Rotate270 => Transform::from_row(0.0, -1.0, 1.0, 0.0, 0.0, w),
    };
    let page = PageSettings::from_wh(layout.page.0, layout.page.1).ok_or_else(refused)?;
    let size = Size::from_wh(w, h).ok_or_else(refused)?;
    let mut page = document.start_page_with(page);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_translate(layout.left, layout.top));
    surface.push_transform(&turn);
    surface.draw_image(placed.image, size);
    surface.pop();
    surface.pop();
    surface.finish();
    page.finish();
    Ok(())
}
