//! Images of an appearance: a JPEG goes into the file as it is, a PNG decoded, its transparency laid on white.

use crate::Error;
use crate::object::{Dict, Object, Ref};
use crate::refusal::Refusal;
use crate::stamp::font::deflate;
use crate::update::Update;

/// Bytes of an image file.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Pixels of an image.
const MAX_PIXELS: u64 = 25_000_000;

/// An image that is ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    width: u32,
    height: u32,
    grey: bool,
    /// As it goes into the file.
    data: Vec<u8>,
    jpeg: bool,
}

impl Image {
    /// Reads a PNG or JPEG file.
    ///
    /// # Errors
    /// [`Refusal::ImageUnsupported`], [`Refusal::ImageDamaged`] or [`Refusal::ImageTooLarge`].
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > MAX_BYTES {
            return Err(Refusal::ImageTooLarge);
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return read_jpeg(bytes);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return read_png(bytes);
        }
        Err(Refusal::ImageUnsupported)
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Its bytes as they go into a file.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Writes the image. `calibrated`: in colours that depend on no device, as PDF/A wants them.
    pub(crate) fn write(&self, update: &mut Update<'_, '_>, calibrated: bool) -> Result<Ref, Error> {
        let mut dict = Dict::new();
        dict.set("Type", Object::name("XObject"));
        dict.set("Subtype", Object::name("Image"));
        dict.set("Width", i64::from(self.width));
        dict.set("Height", i64::from(self.height));
        dict.set("BitsPerComponent", 8);
        dict.set("ColorSpace", colour_space(self.grey, calibrated));
        dict.set(
            "Filter",
            Object::name(if self.jpeg { "DCTDecode" } else { "FlateDecode" }),
        );
        let image = update.new_ref();
        update.put_stream(image, dict, &self.data)?;
        Ok(image)
    }
}

fn colour_space(grey: bool, calibrated: bool) -> Object {
    if !calibrated {
        return Object::name(if grey { "DeviceGray" } else { "DeviceRGB" });
    }
    let real = |values: &[f64]| values.iter().copied().map(Object::Real).collect::<Vec<_>>();
    let mut parameters = Dict::new();
    if grey {
        parameters.set("WhitePoint", real(&[0.9505, 1.0, 1.089]));
        parameters.set("Gamma", Object::Real(2.2));
        return Object::Array(vec![Object::name("CalGray"), parameters.into()]);
    }
    // sRGB, as near as a gamma comes (IEC 61966-2-1).
    parameters.set("WhitePoint", real(&[0.9505, 1.0, 1.089]));
    parameters.set("Gamma", real(&[2.2, 2.2, 2.2]));
    parameters.set(
        "Matrix",
        real(&[
            0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505,
        ]),
    );
    Object::Array(vec![Object::name("CalRGB"), parameters.into()])
}

/// Walks the segments up to the frame header (ITU-T T.81, B.1 and B.2.2).
fn read_jpeg(bytes: &[u8]) -> Result<Image, Refusal> {
    let damaged = Refusal::ImageDamaged;
    let mut at = 2;
    loop {
        // Fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(0xff), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return Err(damaged);
        };
        let length = match (bytes.get(at + 2), bytes.get(at + 3)) {
            (Some(&high), Some(&low)) => usize::from(high) << 8 | usize::from(low),
            _ => return Err(damaged),
        };
        let Some(segment) = bytes.get(at + 4..at + 2 + length.max(2)) else {
            return Err(damaged);
        };
        match marker {
            // Baseline, extended and progressive Huffman coding: what DCTDecode knows.
            0xc0..=0xc2 => {
                let &[precision, h1, h0, w1, w0, components, ..] = segment else {
                    return Err(damaged);
                };
                let (width, height) = (
                    u32::from(w1) << 8 | u32::from(w0),
                    u32::from(h1) << 8 | u32::from(h0),
                );
                if precision != 8 || !matches!(components, 1 | 3) {
                    return Err(Refusal::ImageUnsupported);
                }
                if width == 0 || height == 0 {
                    return Err(damaged);
                }
                if u64::from(width) * u64::from(height) > MAX_PIXELS {
                    return Err(Refusal::ImageTooLarge);
                }
                if !bytes.windows(2).any(|pair| pair == [0xff, 0xda]) {
                    return Err(damaged);
                }
                return Ok(Image {
                    width,
                    height,
                    grey: components == 1,
                    data: bytes.to_vec(),
                    jpeg: true,
                });
            }
            // Other frame headers: lossless, hierarchical or arithmetic coding.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(Refusal::ImageUnsupported),
            // Scan or end before any frame.
            0xda | 0xd9 => return Err(damaged),
            _ => at += 2 + length.max(2),
        }
    }
}

fn read_png(bytes: &[u8]) -> Result<Image, Refusal> {
    let damaged = |_| Refusal::ImageDamaged;
    let limits = png::Limits {
        bytes: 4 * MAX_PIXELS as usize + 1024 * 1024,
    };
    let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Refusal::ImageTooLarge);
    }
    let size = reader.output_buffer_size().ok_or(Refusal::ImageTooLarge)?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(damaged)?;
    let Some(pixels) = pixels.get(..frame.buffer_size()) else {
        return Err(Refusal::ImageDamaged);
    };
    let on_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let (grey, flat): (bool, Vec<u8>) = match frame.color_type {
        png::ColorType::Grayscale => (true, pixels.to_vec()),
        png::ColorType::GrayscaleAlpha => (
            true,
            pixels
                .chunks_exact(2)
                .map(|pixel| on_white(pixel[0], pixel[1]))
                .collect(),
        ),
        png::ColorType::Rgb => (false, pixels.to_vec()),
        png::ColorType::Rgba => (
            false,
            pixels
                .chunks_exact(4)
                .flat_map(|pixel| [0, 1, 2].map(|channel| on_white(pixel[channel], pixel[3])))
                .collect(),
        ),
        png::ColorType::Indexed => return Err(Refusal::ImageUnsupported),
    };
    Ok(Image {
        width,
        height,
        grey,
        data: deflate(&flat),
        jpeg: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one colour type.
    fn png(colour: png::ColorType, width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(colour);
        encoder.write_header().unwrap().write_image_data(pixels).unwrap();
        out
    }

    #[test]
    fn transparency_is_laid_on_white() {
        let image = Image::read(&png(png::ColorType::Rgba, 2, 1, &[255, 0, 0, 0, 255, 0, 0, 128])).unwrap();
        assert!(!image.grey);
        let flat = {
            use std::io::Read;
            let mut flat = Vec::new();
            flate2::read::ZlibDecoder::new(&image.data[..])
                .read_to_end(&mut flat)
                .unwrap();
            flat
        };
        assert_eq!(flat, [255, 255, 255, 255, 127, 127]);
    }

    #[test]
    fn what_is_no_usable_image_is_refused() {
        assert_eq!(Image::read(b"GIF89a"), Err(Refusal::ImageUnsupported));
        assert_eq!(Image::read(b"\x89PNG\r\n\x1a\n\0\0"), Err(Refusal::ImageDamaged));
        assert_eq!(Image::read(b"\xff\xd8\xff\xe0\0\x10"), Err(Refusal::ImageDamaged));
        // Four components (CMYK), arithmetic coding, too many pixels.
        let frame = |marker: u8, size: [u8; 4], components: u8| {
            let mut jpeg = vec![0xff, 0xd8, 0xff, marker, 0, 11, 8];
            jpeg.extend(size);
            jpeg.extend([components, 0, 0, 0, 0xff, 0xda, 0, 0]);
            jpeg
        };
        assert_eq!(
            Image::read(&frame(0xc0, [0, 9, 0, 9], 4)),
            Err(Refusal::ImageUnsupported)
        );
        assert_eq!(
            Image::read(&frame(0xc9, [0, 9, 0, 9], 3)),
            Err(Refusal::ImageUnsupported)
        );
        assert_eq!(
            Image::read(&frame(0xc0, [0xff, 0xff, 0xff, 0xff], 3)),
            Err(Refusal::ImageTooLarge)
        );
        let fine = Image::read(&frame(0xc2, [0, 9, 0, 7], 3)).unwrap();
        assert_eq!((fine.width(), fine.height(), fine.jpeg), (7, 9, true));
        let cut = png(png::ColorType::Grayscale, 8, 8, &[7; 64]);
        assert_eq!(Image::read(&cut[..cut.len() - 30]), Err(Refusal::ImageDamaged));
    }
}
