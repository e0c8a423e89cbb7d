//! The white margins of a scan: an image is decoded within limits and reduced to the cells of a coarse grid that hold
//! something. Where that cannot be done the whole image counts as taken.

use crate::document::{Document, Stream};
use crate::geometry::Rect;
use crate::object::{Dict, Object};

/// Pixels decoded in one document: some seven pages at 300 dpi. Later scans count as taken.
pub(super) const MAX_PIXELS: usize = 64 * 1024 * 1024;
/// Pixels of one image.
const MAX_IMAGE: usize = 40 * 1024 * 1024;
/// Decompressed bytes of one image.
const MAX_BYTES: usize = 128 * 1024 * 1024;
const COLUMNS: usize = 96;
const ROWS: usize = 128;
/// Luminance below which a pixel is ink, whatever the paper.
const INK: u8 = 150;
/// Luminance of paper on which a white label does not stand out.
const WHITE: f64 = 247.0;
/// Darker paper than this is none: a photograph.
const PAPER: f64 = 200.0;
/// How much darker than the paper a cell is on average when something faint is there.
const FAINT: f64 = 10.0;

/// What a scan shows.
#[derive(Debug, PartialEq)]
pub(super) struct Scan {
    /// Cells that hold something, in the unit square of the image.
    pub taken: Vec<Rect>,
    /// Whether the paper is as good as white.
    pub white: bool,
}

/// Sums over the cells of the grid.
struct Grid {
    width: usize,
    height: usize,
    columns: usize,
    rows: usize,
    ink: Vec<u32>,
    sum: Vec<u64>,
    count: Vec<u32>,
}

impl Grid {
    fn new(width: usize, height: usize) -> Self {
        let (columns, rows) = (width.min(COLUMNS), height.min(ROWS));
        let cells = columns * rows;
        Self {
            width,
            height,
            columns,
            rows,
            ink: vec![0; cells],
            sum: vec![0; cells],
            count: vec![0; cells],
        }
    }

    fn line(&mut self, y: usize, pixels: impl Iterator<Item = u8>) {
        if y >= self.height {
            return;
        }
        let row = y * self.rows / self.height * self.columns;
        for (x, value) in pixels.take(self.width).enumerate() {
            let cell = row + x * self.columns / self.width;
            self.sum[cell] += u64::from(value);
            self.count[cell] += 1;
            self.ink[cell] += u32::from(value < INK);
        }
    }

    fn scan(&self) -> Option<Scan> {
        let mean = |cell: usize| match self.count[cell] {
            // Lines that are missing at the end show nothing.
            0 => 255.0,
            count => self.sum[cell] as f64 / f64::from(count),
        };
        let mut means: Vec<f64> = (0..self.sum.len()).map(mean).collect();
        means.sort_by(f64::total_cmp);
        let paper = *means.get(means.len() * 17 / 20)?;
        if paper < PAPER {
            return None;
        }
        let holds = |cell: usize| {
            // A speck is dust.
            let dust = (self.count[cell] / 250).max(2);
            self.ink[cell] > dust || mean(cell) < paper - FAINT
        };
        let mut taken = Vec::new();
        let (wide, high) = (1.0 / self.columns as f64, 1.0 / self.rows as f64);
        for row in 0..self.rows {
            let mut column = 0;
            while column < self.columns {
                let start = column;
                while column < self.columns && holds(row * self.columns + column) {
                    column += 1;
                }
                if column > start {
                    // Images stand from the top down, their unit square from the foot up (8.9.5).
                    let top = 1.0 - row as f64 * high;
                    taken.push(Rect {
                        x0: start as f64 * wide,
                        y0: top - high,
                        x1: column as f64 * wide,
                        y1: top,
                    });
                }
                column += 1;
            }
        }
        Some(Scan {
            taken,
            white: paper >= WHITE,
        })
    }
}

/// Where an image is dark; `None` where it is not decoded.
pub(super) fn scan(document: &Document<'_>, stream: &Stream<'_>, pixels_left: &mut usize) -> Option<Scan> {
    let get = |long: &str| document.resolve(stream.dict.get(long)).unwrap_or(Object::Null);
    let size = |key: &str| get(key).as_int().and_then(|value| usize::try_from(value).ok());
    let (width, height) = (size("Width")?, size("Height")?);
    let pixels = width.checked_mul(height)?;
    if width == 0 || height == 0 || pixels > MAX_IMAGE || pixels > *pixels_left {
        return None;
    }
    *pixels_left -= pixels;
    let mut grid = Grid::new(width, height);
    let filter = match get("Filter") {
        Object::Array(filters) => match filters.as_slice() {
            [one] => document.resolve(one).ok()?,
            several => {
                let last = document.resolve(several.last().unwrap_or(&Object::Null)).ok()?;
                // Images inside other filters are not undone.
                if matches!(
                    last.as_name(),
                    Some(b"DCTDecode" | b"DCT" | b"CCITTFaxDecode" | b"CCF" | b"JPXDecode" | b"JBIG2Decode")
                ) {
                    return None;
                }
                Object::Null
            }
        },
        other => other,
    };
    let parameters = match get("DecodeParms") {
        Object::Array(all) => document.resolve_dict(all.first().unwrap_or(&Object::Null)).ok()?,
        Object::Dict(dict) => dict,
        _ => Dict::new(),
    };
    let inverted = matches!(
        get("Decode").as_array(),
        Some([first, second, ..]) if first.as_number() > second.as_number()
    );
    if stream.stored_bytes() > MAX_BYTES as u64 {
        return None;
    }
    let stored = || document.stored(stream).ok();
    match filter.as_name() {
        Some(b"DCTDecode" | b"DCT") => jpeg(&stored()?, &mut grid, inverted)?,
        Some(b"CCITTFaxDecode" | b"CCF") => fax(document, &parameters, &stored()?, &mut grid, inverted)?,
        Some(b"JPXDecode" | b"JBIG2Decode") => return None,
        _ => {
            let samples = Samples::of(document, &stream.dict, width)?;
            let bytes = crate::filter::decode(
                document,
                stream,
                samples.stride.checked_mul(height)?.min(MAX_BYTES) + 4096,
            )
            .ok()?;
            for (y, line) in bytes.chunks(samples.stride).enumerate() {
                grid.line(y, samples.luminance(line, inverted));
            }
        }
    }
    grid.scan()
}

fn jpeg(bytes: &[u8], grid: &mut Grid, inverted: bool) -> Option<()> {
    use zune_jpeg::zune_core::bytestream::ZCursor;
    use zune_jpeg::zune_core::colorspace::ColorSpace;
    use zune_jpeg::zune_core::options::DecoderOptions;
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_max_width(grid.width)
        .set_max_height(grid.height)
        .jpeg_set_max_scans(100)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    if decoder.dimensions()? != (grid.width, grid.height) {
        return None;
    }
    let pixels = decoder.decode().ok()?;
    if pixels.len() != grid.width * grid.height {
        return None;
    }
    for (y, line) in pixels.chunks(grid.width).enumerate() {
        grid.line(
            y,
            line.iter()
                .map(|value| if inverted { 255 - value } else { *value }),
        );
    }
    Some(())
}

/// Group 4 only (`/K` below 0): what scanners and fax gateways write.
fn fax(
    document: &Document<'_>,
    parameters: &Dict,
    bytes: &[u8],
    grid: &mut Grid,
    inverted: bool,
) -> Option<()> {
    let get = |key: &str| document.resolve(parameters.get(key)).unwrap_or(Object::Null);
    if get("K").as_int().unwrap_or(0) >= 0 || get("EncodedByteAlign") == Object::Bool(true) {
        return None;
    }
    let columns = get("Columns").as_int().unwrap_or(1728);
    if columns != grid.width as i64 {
        return None;
    }
    let black_is_one = get("BlackIs1") == Object::Bool(true);
    let (width, height) = (u32::try_from(grid.width).ok()?, u32::try_from(grid.height).ok()?);
    let mut y = 0;
    let turned = inverted != black_is_one;
    fax::decoder::decode_g4(bytes.iter().copied(), width, Some(height), |changes| {
        let pixels = fax::decoder::pels(changes, width).map(|colour| {
            let white = (colour == fax::Color::White) != turned;
            if white { 255 } else { 0 }
        });
        grid.line(y, pixels);
        y += 1;
    });
    // An image that ends early shows white there; one of which nothing was read is not known.
    (y * 2 > grid.height).then_some(())
}

/// How the samples of an image become luminance.
struct Samples {
    bits: usize,
    components: usize,
    /// Bytes of one line.
    stride: usize,
    /// Luminance of each entry of a palette.
    palette: Option<Vec<u8>>,
    /// A stencil: 0 paints.
    mask: bool,
}

impl Samples {
    fn of(document: &Document<'_>, image: &Dict, width: usize) -> Option<Self> {
        let mask = document.resolve(image.get("ImageMask")).ok()? == Object::Bool(true);
        let bits = if mask {
            1
        } else {
            usize::try_from(document.resolve(image.get("BitsPerComponent")).ok()?.as_int()?).ok()?
        };
        if !matches!(bits, 1 | 2 | 4 | 8 | 16) {
            return None;
        }
        let space = document.resolve(image.get("ColorSpace")).ok()?;
        let (components, palette) = if mask {
            (1, None)
        } else {
            match space.as_array() {
                Some([kind, base, _, table, ..]) if kind.as_name() == Some(b"Indexed") => {
                    let base = components(document, &document.resolve(base).ok()?)?;
                    let table = match document.resolve_stream(table).ok()? {
                        Some(stream) => crate::filter::decode(document, &stream, 256 * 1024).ok()?,
                        None => document.resolve(table).ok()?.as_str()?.to_vec(),
                    };
                    (1, Some(table.chunks_exact(base).map(luminance).collect()))
                }
                _ => (components(document, &space)?, None),
            }
        };
        let stride = (width.checked_mul(components * bits)?).div_ceil(8);
        Some(Self {
            bits,
            components,
            stride,
            palette,
            mask,
        })
    }

    fn luminance<'l>(&'l self, line: &'l [u8], inverted: bool) -> impl Iterator<Item = u8> + 'l {
        let per_line = line.len() * 8 / (self.bits * self.components);
        let most = (1u32 << self.bits.min(8)) - 1;
        let sample = move |index: usize| -> u32 {
            match self.bits {
                8 => u32::from(line.get(index).copied().unwrap_or(0xff)),
                16 => u32::from(line.get(2 * index).copied().unwrap_or(0xff)),
                bits => {
                    let at = index * bits;
                    let byte = u32::from(line.get(at / 8).copied().unwrap_or(0xff));
                    byte >> (8 - bits - at % 8) & most
                }
            }
        };
        (0..per_line).map(move |pixel| {
            if let Some(palette) = &self.palette {
                return palette.get(sample(pixel) as usize).copied().unwrap_or(0);
            }
            let scaled = |index: usize| (sample(index) * 255 / most) as u8;
            let mut parts = [0u8; 4];
            for (index, part) in parts.iter_mut().take(self.components).enumerate() {
                *part = scaled(pixel * self.components + index);
                if inverted && !self.mask {
                    *part = 255 - *part;
                }
            }
            let value = luminance(&parts[..self.components]);
            // A stencil paints where its sample is 0, or 1 with /Decode [1 0].
            if self.mask && inverted { 255 - value } else { value }
        })
    }
}

/// Number of components of a colour space whose samples say how bright they are.
fn components(document: &Document<'_>, space: &Object) -> Option<usize> {
    let (name, rest) = match space {
        Object::Name(name) => (name.as_slice(), None),
        Object::Array(items) => (items.first()?.as_name()?, items.get(1)),
        _ => return None,
    };
    match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(1),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(3),
        b"DeviceCMYK" | b"CMYK" => Some(4),
        b"ICCBased" => {
            let profile = document.resolve_dict(rest?).ok()?;
            let count = document.resolve(profile.get("N")).ok()?.as_int()?;
            matches!(count, 1 | 3 | 4).then_some(count as usize)
        }
        _ => None,
    }
}

fn luminance(parts: &[u8]) -> u8 {
    match *parts {
        [grey] => grey,
        [red, green, blue] => {
            ((u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8) as u8
        }
        [cyan, magenta, yellow, black] => {
            let ink = (u32::from(cyan) + u32::from(magenta) + u32::from(yellow)) / 3 + u32::from(black);
            255 - ink.min(255) as u8
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_takes_its_cells_and_leaves_the_margins() {
        let mut grid = Grid::new(960, 1280);
        for y in 0..1280 {
            let text = (400..500).contains(&y);
            grid.line(
                y,
                (0..960).map(move |x| if text && (100..860).contains(&x) { 0 } else { 250 }),
            );
        }
        let scan = grid.scan().unwrap();
        assert!(scan.white);
        let around = scan.taken.iter().copied().reduce(|left, right| Rect {
            x0: left.x0.min(right.x0),
            y0: left.y0.min(right.y0),
            x1: left.x1.max(right.x1),
            y1: left.y1.max(right.y1),
        });
        let around = around.unwrap();
        assert!((around.x0 - 100.0 / 960.0).abs() < 0.02 && (around.x1 - 860.0 / 960.0).abs() < 0.02);
        assert!((around.y1 - (1.0 - 400.0 / 1280.0)).abs() < 0.02);
    }

    #[test]
    fn a_photograph_is_taken_as_a_whole() {
        let mut grid = Grid::new(100, 100);
        (0..100).for_each(|y| grid.line(y, (0..100).map(|x| (x * 2) as u8 / 2 + 40)));
        assert_eq!(grid.scan(), None);
    }

    #[test]
    fn rubbish_in_place_of_an_image_neither_panics_nor_hangs() {
        let mut state = 7u64;
        for round in 0..300u64 {
            let mut bytes: Vec<u8> = (0..400)
                .map(|_| {
                    state = state
                        .wrapping_mul(6364136223846793005)
                        .wrapping_add(1442695040888963407);
                    (state >> 40) as u8
                })
                .collect();
            let mut grid = Grid::new(200, 100);
            let width = 200;
            fax::decoder::decode_g4(bytes.iter().copied(), width, Some(100), |changes| {
                let _ = fax::decoder::pels(changes, width).count();
            });
            bytes[..4].copy_from_slice(&[0xff, 0xd8, 0xff, 0xc0 + (round % 16) as u8]);
            let _ = jpeg(&bytes, &mut grid, false);
        }
    }
}
