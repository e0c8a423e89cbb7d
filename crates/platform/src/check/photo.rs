//! From a photograph of paper to what is printed on it as symbols: the address in the QR code and the visible seal.
//!
//! The picture is hostile until it was decoded within bounds of memory, and is forgotten with the answer.

use std::collections::HashSet;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use identifier::{Identifier, PlatformUrl};
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::multi::MultipleBarcodeReader as _;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, Binarizer, BinaryBitmap, DecodeHints, Luma8LuminanceSource};

/// Largest photograph, in bytes: a telephone's largest has about 15 MB.
pub(super) const MAX_BYTES: usize = 20 * 1024 * 1024;

/// More pixels are not looked at.
pub(super) const MAX_MEGAPIXELS: u64 = 50;
const MAX_SIDE: u32 = 20_000;
/// Memory a decoder may take.
const MAX_DECODER_BYTES: u64 = 320 * 1024 * 1024;
/// Pixels along the longer side in which a QR code is searched first.
const FIRST_LOOK: u32 = 1600;
/// The second, sharper look.
const SECOND_LOOK: u32 = 3200;
/// Pixels along the longer side in which visible seals are searched: on a photograph of a whole page a module has four.
const SEAL_LOOK: u32 = 4000;
/// Longest text of a QR code; a longer one is not ours.
const MAX_TEXT: usize = 1024;

/// Why a photograph is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is a PDF.
    Pdf,
    /// Another kind of file, or of picture.
    Kind,
    /// More pixels than are looked at.
    TooManyPixels,
    /// It begins like a picture and is none.
    Damaged,
}

impl Refusal {
    /// Stable code, and the id of the sentence.
    pub(super) fn code(self) -> &'static str {
        match self {
            Refusal::Pdf => "photo-is-pdf",
            Refusal::Kind => "photo-kind",
            Refusal::TooManyPixels => "photo-too-many-pixels",
            Refusal::Damaged => "photo-damaged",
        }
    }
}

/// What was read on a photograph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The texts of its QR codes.
    pub(super) texts: Vec<String>,
    /// The bytes of its other symbols that begin as visible seals do.
    pub(super) seals: Vec<Vec<u8>>,
    /// A symbol was seen that cannot be read.
    pub(super) unreadable: bool,
}

/// What the text of a QR code leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Led {
    /// To a document of this service.
    Here(Identifier),
    /// To another address, though it carries an identifier.
    Elsewhere(Identifier, String),
}

/// Reads the QR codes of a photograph and, where it is asked for, its visible seals.
pub(super) fn look(file: &[u8], seals: bool) -> Result<Seen, Refusal> {
    let format = format_of(file)?;
    let picture = decode(file, format)?;
    let longer = picture.width().max(picture.height());
    let mut seen = Seen::default();
    for size in [FIRST_LOOK, SECOND_LOOK] {
        if seen.texts.is_empty() && (size == FIRST_LOOK || longer > FIRST_LOOK) {
            seen.texts = qr_codes(&picture, size);
        }
    }
    if seals {
        let picture = if longer > SEAL_LOOK {
            picture.thumbnail(SEAL_LOOK, SEAL_LOOK)
        } else {
            picture
        };
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let grey = picture.into_luma8().into_raw();
        let found = catch_unwind(AssertUnwindSafe(|| seal::visible::read_grey(grey, width, height)));
        if let Ok(symbols) = found {
            seen.unreadable = symbols.unreadable;
            seen.seals = symbols.payloads;
            seen.seals.retain(|bytes| bytes.first() == Some(&0xDC));
            seen.seals.truncate(4);
        }
    }
    Ok(seen)
}

/// What the texts of QR codes lead to; one that leads here counts before another.
pub(super) fn leads(texts: &[String], platform: &PlatformUrl) -> Option<Led> {
    let mut elsewhere = None;
    for text in texts {
        let Ok(identifier) = Identifier::parse(text) else {
            continue;
        };
        match host_of(text) {
            Some(host) if !host.eq_ignore_ascii_case(platform.host_and_port()) => {
                elsewhere.get_or_insert(Led::Elsewhere(identifier, host));
            }
            _ => return Some(Led::Here(identifier)),
        }
    }
    elsewhere
}

/// Whether the texts lead to several documents of this service.
pub(super) fn differ(texts: &[String], platform: &PlatformUrl) -> bool {
    let mut here = texts
        .iter()
        .filter_map(|text| match leads(std::slice::from_ref(text), platform)? {
            Led::Here(identifier) => Some(identifier),
            Led::Elsewhere(..) => None,
        });
    here.next().is_some_and(|first| here.any(|other| other != first))
}

/// Host and port of an address; `None` for a text that is no address.
fn host_of(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // What stands before an @ is a name that may look like a host.
    let host = authority.rsplit('@').next().unwrap_or_default();
    Some(host.chars().filter(|c| !c.is_control()).take(100).collect())
}

fn format_of(file: &[u8]) -> Result<ImageFormat, Refusal> {
    match file {
        [0x89, b'P', b'N', b'G', ..] => Ok(ImageFormat::Png),
        [0xFF, 0xD8, 0xFF, ..] => Ok(ImageFormat::Jpeg),
        _ if file
            .get(..file.len().min(1024))
            .is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-")) =>
        {
            Err(Refusal::Pdf)
        }
        _ => Err(Refusal::Kind),
    }
}

fn decode(file: &[u8], format: ImageFormat) -> Result<DynamicImage, Refusal> {
    let refused = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Damaged,
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
    let dimensions = catch_unwind(AssertUnwindSafe(|| reader().into_dimensions()));
    let (width, height) = dimensions.map_err(|_| Refusal::Damaged)?.map_err(refused)?;
    if u64::from(width) * u64::from(height) > MAX_MEGAPIXELS * 1_000_000 || width.max(height) > MAX_SIDE {
        return Err(Refusal::TooManyPixels);
    }
    let decoded = catch_unwind(AssertUnwindSafe(|| reader().decode()));
    let picture = decoded.map_err(|_| Refusal::Damaged)?.map_err(refused)?;
    if !picture.color().has_alpha() {
        return Ok(DynamicImage::ImageLuma8(picture.into_luma8()));
    }
    // Transparent means paper.
    let mut grey = picture.into_luma_alpha8();
    for pixel in grey.pixels_mut() {
        let [light, alpha] = pixel.0.map(u16::from);
        pixel.0[0] = ((light * alpha + 255 * (255 - alpha)) / 255) as u8;
    }
    Ok(DynamicImage::ImageLuma8(
        DynamicImage::ImageLumaA8(grey).into_luma8(),
    ))
}

fn qr_codes(picture: &DynamicImage, longer_side: u32) -> Vec<String> {
    let seen = if picture.width().max(picture.height()) > longer_side {
        picture.thumbnail(longer_side, longer_side).into_luma8()
    } else {
        picture.to_luma8()
    };
    let (width, height) = seen.dimensions();
    let grey = seen.into_raw();
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
        .take(8)
    {
        let text: String = result.getText().chars().take(MAX_TEXT).collect();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYMBOLS: &str = "10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ";

    fn led(texts: &[&str]) -> Option<Led> {
        let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
        let texts: Vec<String> = texts.iter().map(|text| text.replace("ID", SYMBOLS)).collect();
        leads(&texts, &platform)
    }

    #[test]
    fn a_code_that_leads_to_another_address_is_told_from_ours() {
        let ours = Identifier::parse(SYMBOLS).unwrap();
        for text in [
            "HTTPS://VERIFY.EXAMPLE.LU/D/ID",
            "https://verify.example.lu/d/ID",
            "ID",
        ] {
            assert_eq!(led(&[text]), Some(Led::Here(ours)), "{text}");
        }
        for (text, host) in [
            (
                "https://verify.example.lu.evil.example/d/ID",
                "verify.example.lu.evil.example",
            ),
            ("https://verify.example.lu@evil.example/d/ID", "evil.example"),
            ("https://verify.example.lu:444/d/ID", "verify.example.lu:444"),
        ] {
            assert_eq!(
                led(&[text]),
                Some(Led::Elsewhere(ours, host.to_owned())),
                "{text}"
            );
        }
        assert_eq!(
            led(&["https://evil.example/d/ID", "https://verify.example.lu/d/ID"]),
            Some(Led::Here(ours))
        );
        assert_eq!(led(&["https://example.lu/menu"]), None);
        let hidden = led(&["http://evil.example/?x=verify.example.lu/d/ID"]);
        assert!(!matches!(hidden, Some(Led::Here(_))), "{hidden:?}");
    }

    #[test]
    fn several_documents_are_told_from_one_that_is_named_twice() {
        let other = Identifier::issue([7; 16]).canonical();
        let several = |texts: &[&str]| {
            let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
            let text = |text: &&str| text.replace("ID", SYMBOLS).replace("OTHER", &other);
            differ(&texts.iter().map(text).collect::<Vec<_>>(), &platform)
        };
        let ours = "https://verify.example.lu/d/ID";
        assert!(several(&[ours, "https://example.lu/menu", "OTHER"]));
        assert!(!several(&[ours, "ID", ours]));
        assert!(!several(&[ours, "https://evil.example/d/OTHER"]));
        assert!(!several(&[]));
    }

    #[test]
    fn what_is_no_photograph_is_refused_with_its_reason() {
        let png = |width: u32, height: u32| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend_from_slice(&width.to_be_bytes());
            bytes.extend_from_slice(&height.to_be_bytes());
            bytes.extend_from_slice(&[8, 2, 0, 0, 0]);
            let crc = crc32(&bytes[12..]);
            bytes.extend_from_slice(&crc.to_be_bytes());
            bytes.extend_from_slice(b"\0\0\0\x04IDATabcd");
            let crc = crc32(b"IDATabcd");
            bytes.extend_from_slice(&crc.to_be_bytes());
            bytes
        };
        assert_eq!(look(&png(60_000, 60_000), true), Err(Refusal::TooManyPixels));
        assert_eq!(look(&png(19_000, 19_000), true), Err(Refusal::TooManyPixels));
        assert_eq!(look(&png(0, 0), true), Err(Refusal::Damaged));
        assert_eq!(look(&png(200, 200), true), Err(Refusal::Damaged));
        assert_eq!(
            look(b"\xff\xd8\xff\xe0 nothing more", true),
            Err(Refusal::Damaged)
        );
        assert_eq!(look(b"%PDF-1.7\n", true), Err(Refusal::Pdf));
        for other in [&b""[..], b"GIF89a", b"RIFF....WEBP", b"hello", b"P5\n9 9\n255\n"] {
            assert_eq!(look(other, true), Err(Refusal::Kind));
        }
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }
}
