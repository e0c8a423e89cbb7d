//! Decoding of streams, bounded and without repair.

use std::io::Read;

use super::syntax::{Dict, Value};

/// Why a stream cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The data are damaged, or longer than their end mark.
    #[error("stream is damaged")]
    Damaged,
    /// More than the allowed number of bytes.
    #[error("stream is larger than {0} bytes")]
    TooLarge(usize),
    /// A filter that no structure stream uses.
    #[error("stream filter is not supported")]
    Filter,
}

/// Decodes `raw` as its dictionary says; at most `limit` bytes. Only the filters that object streams,
/// cross-reference streams and validation data use: FlateDecode with predictors, ASCIIHexDecode, none.
pub fn decode(dict: &Dict, raw: &[u8], limit: usize) -> Result<Vec<u8>, CodecError> {
    decode_with(dict, raw, limit, false)
}

/// As [`decode`], with the further filters that the content of pages may have: ASCII85Decode, LZWDecode and
/// RunLengthDecode.
pub fn decode_drawing(dict: &Dict, raw: &[u8], limit: usize) -> Result<Vec<u8>, CodecError> {
    decode_with(dict, raw, limit, true)
}

fn decode_with(dict: &Dict, raw: &[u8], limit: usize, drawing: bool) -> Result<Vec<u8>, CodecError> {
    let filters: Vec<&Value> = match dict.get(b"Filter".as_slice()) {
        None => Vec::new(),
        Some(Value::Array(filters)) => filters.iter().collect(),
        Some(filter) => vec![filter],
    };
    let parameters: Vec<Option<&Dict>> = match dict.get(b"DecodeParms".as_slice()) {
        Some(Value::Array(items)) => items.iter().map(Value::as_dict).collect(),
        Some(value) => vec![value.as_dict()],
        None => Vec::new(),
    };
    if filters.len() > 4 {
        return Err(CodecError::Filter);
    }
    let mut data = raw.to_vec();
    for (index, filter) in filters.iter().enumerate() {
        let parameters = parameters.get(index).copied().flatten();
        data = match filter.as_name() {
            Some(b"FlateDecode" | b"Fl") => predictor(inflate(&data, limit)?, parameters)?,
            Some(b"ASCIIHexDecode" | b"AHx") => ascii_hex(&data)?,
            Some(b"Crypt") => data,
            Some(b"ASCII85Decode" | b"A85") if drawing => ascii_85(&data)?,
            Some(b"RunLengthDecode" | b"RL") if drawing => run_length(&data, limit)?,
            Some(b"LZWDecode" | b"LZW") if drawing => {
                let early = parameters
                    .and_then(|dict| dict.get(b"EarlyChange".as_slice()))
                    .and_then(Value::as_int)
                    .unwrap_or(1);
                predictor(lzw(&data, early != 0, limit)?, parameters)?
            }
            _ => return Err(CodecError::Filter),
        };
    }
    if data.len() > limit {
        Err(CodecError::TooLarge(limit))
    } else {
        Ok(data)
    }
}

fn inflate(data: &[u8], limit: usize) -> Result<Vec<u8>, CodecError> {
    let mut out = Vec::new();
    let mut reader = flate2::read::ZlibDecoder::new(data).take(limit as u64 + 1);
    reader.read_to_end(&mut out).map_err(|_| CodecError::Damaged)?;
    if out.len() > limit {
        Err(CodecError::TooLarge(limit))
    } else {
        Ok(out)
    }
}

fn ascii_hex(data: &[u8]) -> Result<Vec<u8>, CodecError> {
    let end = data.iter().position(|byte| *byte == b'>').unwrap_or(data.len());
    let digits: Option<Vec<u8>> = data
        .iter()
        .take(end)
        .filter(|byte| !super::syntax::is_white(**byte))
        .map(|byte| super::syntax::hex(*byte))
        .collect();
    let digits = digits.ok_or(CodecError::Damaged)?;
    Ok(digits
        .chunks(2)
        .map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0))
        .collect())
}

/// ISO 32000-2, 7.4.3.
fn ascii_85(data: &[u8]) -> Result<Vec<u8>, CodecError> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4 + 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let bytes = |group: &[u8]| -> Option<[u8; 4]> {
        let number = (0..5).try_fold(0u32, |number, index| {
            number
                .checked_mul(85)?
                .checked_add(u32::from(group.get(index).copied().unwrap_or(84)))
        })?;
        Some(number.to_be_bytes())
    };
    for byte in data {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            byte if super::syntax::is_white(*byte) => {}
            _ => return Err(CodecError::Damaged),
        }
        if group.len() == 5 {
            out.extend(bytes(&group).ok_or(CodecError::Damaged)?);
            group.clear();
        }
    }
    match group.len() {
        0 => {}
        1 => return Err(CodecError::Damaged),
        length => {
            let last = bytes(&group).ok_or(CodecError::Damaged)?;
            out.extend(last.iter().take(length - 1));
        }
    }
    Ok(out)
}

/// ISO 32000-2, 7.4.5.
fn run_length(data: &[u8], limit: usize) -> Result<Vec<u8>, CodecError> {
    let mut out = Vec::new();
    let mut rest = data;
    while let Some((length, after)) = rest.split_first() {
        match *length {
            128 => break,
            length @ 0..=127 => {
                let (copied, after) = after
                    .split_at_checked(usize::from(length) + 1)
                    .ok_or(CodecError::Damaged)?;
                out.extend_from_slice(copied);
                rest = after;
            }
            length => {
                let (byte, after) = after.split_first().ok_or(CodecError::Damaged)?;
                out.extend(std::iter::repeat_n(*byte, 257 - usize::from(length)));
                rest = after;
            }
        }
        if out.len() > limit {
            return Err(CodecError::TooLarge(limit));
        }
    }
    Ok(out)
}

/// ISO 32000-2, 7.4.4.
fn lzw(data: &[u8], early: bool, limit: usize) -> Result<Vec<u8>, CodecError> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut out: Vec<u8> = Vec::new();
    // Where in the output each code's bytes stand.
    let mut table: Vec<std::ops::Range<usize>> = Vec::new();
    let mut before: Option<std::ops::Range<usize>> = None;
    let (mut width, mut bits, mut held) = (9u32, 0u32, 0u32);
    for byte in data {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        held &= (1 << bits) - 1;
        if code == CLEAR {
            table.clear();
            before = None;
            width = 9;
            continue;
        }
        if code == END {
            return Ok(out);
        }
        let start = out.len();
        match (code, &before) {
            (0..CLEAR, _) => out.push(code as u8),
            (code, before) => match (table.get(code - END - 1).cloned(), before) {
                (Some(known), _) => out.extend_from_within(known),
                // The code that is being defined: the one before with its own first byte.
                (None, Some(known)) if code - END - 1 == table.len() => {
                    let first = known.start;
                    out.extend_from_within(known.clone());
                    out.extend_from_within(first..first + 1);
                }
                _ => return Err(CodecError::Damaged),
            },
        }
        if let Some(known) = &before
            && table.len() < 4096 - END - 1
        {
            table.push(known.start..known.end + 1);
        }
        before = Some(start..out.len());
        if out.len() > limit {
            return Err(CodecError::TooLarge(limit));
        }
        width = match table.len() + END + 1 + usize::from(early) {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
    }
    Ok(out)
}

/// Undoes a PNG predictor (ISO 32000-2, 7.4.4.4); TIFF predictors do not occur in structure streams.
fn predictor(data: Vec<u8>, parameters: Option<&Dict>) -> Result<Vec<u8>, CodecError> {
    let number = |key: &[u8], default: i64| {
        parameters
            .and_then(|dict| dict.get(key))
            .and_then(Value::as_int)
            .unwrap_or(default)
    };
    let kind = number(b"Predictor", 1);
    if kind == 1 {
        return Ok(data);
    }
    let (colors, bits, columns) = (
        number(b"Colors", 1),
        number(b"BitsPerComponent", 8),
        number(b"Columns", 1),
    );
    let row_bits = colors
        .checked_mul(bits)
        .and_then(|bits| bits.checked_mul(columns));
    if !(10..=15).contains(&kind) || colors < 1 || bits < 1 || columns < 1 {
        return Err(CodecError::Filter);
    }
    let row = row_bits
        .filter(|bits| *bits < 1 << 24)
        .ok_or(CodecError::Filter)?
        .saturating_add(7)
        / 8;
    let row = usize::try_from(row).map_err(|_| CodecError::Filter)?.max(1);
    let pixel = usize::try_from((colors * bits + 7) / 8)
        .map_err(|_| CodecError::Filter)?
        .max(1);
    let mut before = vec![0u8; row];
    let mut out = Vec::with_capacity(data.len());
    for line in data.chunks(row + 1) {
        let Some((filter, line)) = line.split_first() else {
            break;
        };
        if line.len() != row {
            return Err(CodecError::Damaged);
        }
        let mut current: Vec<u8> = Vec::with_capacity(row);
        for (index, byte) in line.iter().enumerate() {
            let at = |row: &[u8], back: usize| {
                index
                    .checked_sub(back)
                    .and_then(|index| row.get(index))
                    .copied()
                    .unwrap_or(0)
            };
            let (left, up, corner) = (at(&current, pixel), at(&before, 0), at(&before, pixel));
            let predicted = match filter {
                0 => 0,
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => return Err(CodecError::Damaged),
            };
            current.push(byte.wrapping_add(predicted));
        }
        out.extend_from_slice(&current);
        before = current;
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}
