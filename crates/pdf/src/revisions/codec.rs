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
