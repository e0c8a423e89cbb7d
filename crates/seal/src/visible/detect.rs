//! DataMatrix symbols in grey pictures. Finding them is rxing's; what makes weak pictures readable, and reading the
//! bytes exactly, is done here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rxing::common::{BitMatrix, DetectorRXingResult, GlobalHistogramBinarizer, HybridBinarizer};
use rxing::datamatrix::decoder::Decoder;
use rxing::datamatrix::detector::zxing_cpp_detector;
use rxing::{Binarizer, Luma8LuminanceSource};

use super::picture::Symbols;

/// Symbols side by side hide each other: so many times those that were found are painted over and the rest searched.
const ROUNDS: usize = 4;
/// Symbols of one picture.
const MAX_SYMBOLS: usize = 24;
/// Detections of one search that are looked at.
const MAX_DETECTIONS: usize = 200;
/// Pictures larger than this are first looked at in half their size.
const LARGE: usize = 12_000_000;
/// Pictures larger than this are not enlarged: their modules have pixels enough.
const ENLARGED: usize = 5_000_000;

/// A grey picture, 0 is black.
#[derive(Clone)]
struct Grey {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

/// Every DataMatrix symbol of a grey picture.
pub(super) fn symbols(pixels: Vec<u8>, width: usize, height: usize) -> Symbols {
    let mut found = Symbols::default();
    if width < 16 || height < 16 || pixels.len() != width * height {
        return found;
    }
    let picture = Grey {
        pixels,
        width,
        height,
    };
    let area = width * height;
    // From the likely to the costly; the first way that reads a symbol is enough.
    if area > LARGE {
        search(picture.halved(), true, &mut found);
    }
    if found.payloads.is_empty() {
        search(picture.clone(), true, &mut found);
    }
    if found.payloads.is_empty() {
        search(picture.clone(), false, &mut found);
    }
    if found.payloads.is_empty() && area > ENLARGED {
        search(picture.smoothed().halved(), true, &mut found);
    }
    if found.payloads.is_empty() {
        search(picture.stretched().smoothed(), true, &mut found);
    }
    if found.payloads.is_empty() && area <= ENLARGED {
        search(picture.doubled(), true, &mut found);
    }
    if found.payloads.is_empty() && area <= ENLARGED {
        search(picture.stretched().smoothed().doubled(), true, &mut found);
    }
    if found.payloads.is_empty() {
        // Edges are followed along rows and columns: a symbol that stands on its corner is turned first.
        let small = if area > ENLARGED {
            picture.halved()
        } else {
            picture
        };
        search(small.turned(), true, &mut found);
    }
    found
}

fn search(mut picture: Grey, local: bool, found: &mut Symbols) {
    for _ in 0..ROUNDS {
        let Some(bits) = picture.black(local) else { return };
        // The library may stumble over a picture made for that: then it has no symbol.
        let detected = catch_unwind(AssertUnwindSafe(|| zxing_cpp_detector::detect(&bits, true, true)));
        let Ok(Ok(detected)) = detected else { return };
        let mut news = false;
        for symbol in detected.iter().take(MAX_DETECTIONS) {
            match decode(symbol.getBits()) {
                Decoded::Bytes(bytes) => {
                    let corners: Vec<(f32, f32)> = symbol
                        .getPoints()
                        .iter()
                        .map(|point| (point.x, point.y))
                        .collect();
                    picture.paint_over(&corners);
                    if !found.payloads.contains(&bytes) && found.payloads.len() < MAX_SYMBOLS {
                        found.payloads.push(bytes);
                    }
                    news = true;
                }
                Decoded::Unreadable => found.unreadable = true,
                Decoded::NoSymbol => {}
            }
        }
        if !news {
            return;
        }
    }
}

enum Decoded {
    Bytes(Vec<u8>),
    /// Its frame is that of a symbol, its content cannot be corrected.
    Unreadable,
    NoSymbol,
}

/// Reads sampled modules. The frame is known from the size, so errors in it cost nothing.
fn decode(bits: &BitMatrix) -> Decoded {
    let (width, height) = (bits.width() as usize, bits.height() as usize);
    let Some((across, down)) = regions(width, height) else {
        return Decoded::NoSymbol;
    };
    let (wide, high) = (width / across, height / down);
    let Ok(mut modules) = BitMatrix::new(width as u32, height as u32) else {
        return Decoded::NoSymbol;
    };
    let (mut frame, mut fits) = (0u32, 0u32);
    for y in 0..height {
        for x in 0..width {
            let seen = bits.get(x as u32, y as u32);
            let (rx, ry) = (x % wide, y % high);
            let known = if rx == 0 || ry == high - 1 {
                Some(true)
            } else if ry == 0 {
                Some(rx % 2 == 0)
            } else if rx == wide - 1 {
                Some((high - 1 - ry) % 2 == 0)
            } else {
                None
            };
            if let Some(known) = known {
                frame += 1;
                fits += u32::from(known == seen);
            }
            modules.set_bool(x as u32, y as u32, known.unwrap_or(seen));
        }
    }
    // The library corrects the codewords; what they mean is read by another, which never loses a byte: of symbols that
    // switch between encodings the first one gives its text only.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let corrected = Decoder::new().decode(&modules).ok()?;
        datamatrix::data::decode_data(corrected.getRawBytes()).ok()
    }));
    match read {
        Ok(Some(bytes)) => Decoded::Bytes(bytes),
        _ if fits * 100 >= frame * 90 && width >= 32 => Decoded::Unreadable,
        _ => Decoded::NoSymbol,
    }
}

/// Data regions across and down (ISO/IEC 16022, table 7).
fn regions(width: usize, height: usize) -> Option<(usize, usize)> {
    match (width, height) {
        (18, 8) | (26, 12) | (36, 16) if width > height => Some((if width == 36 { 2 } else { 1 }, 1)),
        (32, 8) | (36, 12) | (48, 16) => Some((2, 1)),
        (w, h) if w == h && w % 2 == 0 => match w {
            10..=26 => Some((1, 1)),
            32 | 36 | 40 | 44 | 48 | 52 => Some((2, 2)),
            64 | 72 | 80 | 88 | 96 | 104 => Some((4, 4)),
            120 | 132 | 144 => Some((6, 6)),
            _ => None,
        },
        _ => None,
    }
}

impl Grey {
    /// Black and white, by a threshold for each neighbourhood or one for the whole picture.
    fn black(&self, local: bool) -> Option<BitMatrix> {
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        let source = Luma8LuminanceSource::new(self.pixels.clone(), width, height).ok()?;
        let bits = catch_unwind(AssertUnwindSafe(|| {
            if local {
                HybridBinarizer::new(source).get_black_matrix().ok().cloned()
            } else {
                GlobalHistogramBinarizer::new(source)
                    .get_black_matrix()
                    .ok()
                    .cloned()
            }
        }));
        bits.ok()?
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
        self.pixels.get(y * self.width + x).copied().unwrap_or(255)
    }

    fn made(width: usize, height: usize, mut pixel: impl FnMut(usize, usize) -> u8) -> Grey {
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                pixels.push(pixel(x, y));
            }
        }
        Grey {
            pixels,
            width,
            height,
        }
    }

    /// Half the size, each pixel the mean of four.
    fn halved(&self) -> Grey {
        Grey::made(self.width / 2, self.height / 2, |x, y| {
            let sum: u16 = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .into_iter()
                .map(|(dx, dy)| u16::from(self.at(2 * x + dx, 2 * y + dy)))
                .sum();
            (sum / 4) as u8
        })
    }

    /// Twice the size, between pixels by straight lines.
    fn doubled(&self) -> Grey {
        Grey::made(self.width * 2, self.height * 2, |x, y| {
            let (near_x, far_x) = neighbours(x);
            let (near_y, far_y) = neighbours(y);
            let value = |x, y| u16::from(self.at(x, y));
            let sum = 9 * value(near_x, near_y)
                + 3 * value(far_x, near_y)
                + 3 * value(near_x, far_y)
                + value(far_x, far_y);
            (sum / 16) as u8
        })
    }

    /// The range of greys widened to all of it, the darkest and lightest hundredth cut.
    fn stretched(&self) -> Grey {
        let mut counts = [0usize; 256];
        for pixel in &self.pixels {
            if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                *count += 1;
            }
        }
        let cut = self.pixels.len() / 100;
        let low = level_beyond(counts.iter().enumerate(), cut);
        let high = level_beyond(counts.iter().enumerate().rev(), cut);
        if high <= low {
            return self.clone();
        }
        let mut out = self.clone();
        for pixel in &mut out.pixels {
            let level = usize::from(*pixel).clamp(low, high) - low;
            *pixel = (level * 255 / (high - low)) as u8;
        }
        out
    }

    /// Each pixel with its neighbours, the near ones more (1 2 1).
    fn smoothed(&self) -> Grey {
        let across = Grey::made(self.width, self.height, |x, y| {
            let value = |x| u16::from(self.at(x, y));
            ((value(x.saturating_sub(1)) + 2 * value(x) + value(x + 1)) / 4) as u8
        });
        Grey::made(self.width, self.height, |x, y| {
            let value = |y| u16::from(across.at(x, y));
            ((value(y.saturating_sub(1)) + 2 * value(y) + value(y + 1)) / 4) as u8
        })
    }

    /// Turned by 45 degrees, on paper.
    fn turned(&self) -> Grey {
        let side = ((self.width + self.height) as f32 * std::f32::consts::FRAC_1_SQRT_2).ceil();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let turn = std::f32::consts::FRAC_1_SQRT_2;
        Grey::made(side as usize, side as usize, |x, y| {
            let (dx, dy) = (x as f32 - side / 2.0, y as f32 - side / 2.0);
            let (sx, sy) = (turn * (dx + dy) + middle_x, turn * (dy - dx) + middle_y);
            if sx < 0.0 || sy < 0.0 || sx >= self.width as f32 || sy >= self.height as f32 {
                return 255;
            }
            let (x0, y0) = (sx as usize, sy as usize);
            let (fx, fy) = (sx - x0 as f32, sy - y0 as f32);
            let value = |x, y| f32::from(self.at(x, y));
            let upper = value(x0, y0) * (1.0 - fx) + value(x0 + 1, y0) * fx;
            let lower = value(x0, y0 + 1) * (1.0 - fx) + value(x0 + 1, y0 + 1) * fx;
            (upper * (1.0 - fy) + lower * fy) as u8
        })
    }

    /// Paints a polygon white.
    fn paint_over(&mut self, corners: &[(f32, f32)]) {
        let within = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
        let bottom = corners.iter().map(|corner| corner.1).fold(0.0, f32::max);
        let top = corners.iter().map(|corner| corner.1).fold(f32::MAX, f32::min);
        for y in within(top, self.height)..within(bottom + 1.0, self.height) {
            let line = y as f32 + 0.5;
            let (mut left, mut right) = (f32::MAX, f32::MIN);
            for (index, from) in corners.iter().enumerate() {
                let to = corners[(index + 1) % corners.len()];
                let (low, high) = (from.1.min(to.1), from.1.max(to.1));
                if line < low || line > high || high - low < 0.001 {
                    continue;
                }
                let x = from.0 + (line - from.1) / (to.1 - from.1) * (to.0 - from.0);
                left = left.min(x);
                right = right.max(x);
            }
            if left <= right {
                let row = y * self.width;
                let (from, to) = (within(left - 1.0, self.width), within(right + 2.0, self.width));
                if let Some(row) = self.pixels.get_mut(row + from..row + to) {
                    row.fill(255);
                }
            }
        }
    }
}

/// The first level at which more than `cut` pixels are counted.
fn level_beyond<'c>(levels: impl Iterator<Item = (usize, &'c usize)>, cut: usize) -> usize {
    let mut sum = 0;
    for (level, count) in levels {
        sum += count;
        if sum > cut {
            return level;
        }
    }
    0
}

/// The pixel a pixel of the doubled picture lies in, and the one it is nearest to besides.
fn neighbours(doubled: usize) -> (usize, usize) {
    let near = doubled / 2;
    if doubled.is_multiple_of(2) {
        (near, near.saturating_sub(1))
    } else {
        (near, near + 1)
    }
}
