//! Stream filters, bounded. The decoders are lopdf's; unknown filters (images) are not undone. Only cross-reference
//! streams, which can be as large as memory, are unpacked row by row ([`rows`]).

use std::io::Read;

use crate::Error;
use crate::document::{Document, StoredReader, Stream};
use crate::object::{Dict, Object};

/// Undoes the filters of `stream`, yielding at most `limit` bytes.
pub(crate) fn decode(document: &Document<'_>, stream: &Stream<'_>, limit: usize) -> Result<Vec<u8>, Error> {
    let filter = resolve_flat(document, stream.dict.get("Filter"))?;
    if filter.is_null() || filter.as_array().is_some_and(<[Object]>::is_empty) {
        if stream.stored_bytes() > limit as u64 {
            return Err(Error::too_complex("the streams are too large"));
        }
        return Ok(document.stored(stream)?.into_owned());
    }
    let mut parms = resolve_flat(document, stream.dict.get("DecodeParms"))?;
    if parms.is_null() {
        parms = resolve_flat(document, stream.dict.get("DP"))?;
    }
    // Decryption has been done when the object was read: the Crypt filter itself changes nothing more.
    let (filter, parms) = without_crypt(filter, parms);
    let mut dict = lopdf::Dictionary::new();
    dict.set("Filter", to_lopdf(&filter));
    if !parms.is_null() {
        dict.set("DecodeParms", to_lopdf(&parms));
    }
    let stream = lopdf::Stream::new(dict, document.stored(stream)?.into_owned());
    if stream.filters().is_ok_and(|filters| filters.is_empty()) {
        return Ok(stream.content);
    }
    stream
        .decompressed_content_with_limit(limit)
        .map_err(|error| match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
                Error::too_complex("a stream unpacks to more than is reasonable")
            }
            lopdf::Error::Decompress(lopdf::DecompressError::TooManyFilters { .. }) => {
                Error::too_complex("a stream has too many filters")
            }
            _ => Error::damaged("a stream cannot be decompressed"),
        })
}

/// The bytes of a cross-reference stream, at most `limit`, a row at a time.
pub(crate) fn rows<'a>(
    document: &Document<'a>,
    stream: &Stream<'_>,
    limit: usize,
) -> Result<Rows<'a>, Error> {
    let single = |object: Object| match object {
        Object::Array(items) if items.len() == 1 => items.into_iter().next().unwrap_or(Object::Null),
        other => other,
    };
    let filter = single(resolve_flat(document, stream.dict.get("Filter"))?);
    let parms = single(resolve_flat(document, stream.dict.get("DecodeParms"))?);
    let parms = match parms {
        Object::Dict(parms) => parms,
        _ => Dict::new(),
    };
    let number = |key: &str, default: i64| match parms.get(key) {
        Object::Null => Some(default),
        other => other.as_int(),
    };
    let columns = number("Columns", 1)
        .and_then(|columns| usize::try_from(columns).ok())
        .filter(|columns| (1..1 << 20).contains(columns));
    let plain = number("Colors", 1) == Some(1) && number("BitsPerComponent", 8) == Some(8);
    let line = match (number("Predictor", 1), columns) {
        (Some(1), _) => Some(0),
        (Some(10..=15), Some(columns)) if plain => Some(columns),
        _ => None,
    };
    let bytes = match (filter.as_name(), line) {
        (Some(b"FlateDecode" | b"Fl"), Some(line)) => Unpacked::Flate {
            reader: Box::new(flate2::read::ZlibDecoder::new(document.stored_reader(stream))),
            before: vec![0; line],
            line: vec![0; line],
            at: line,
        },
        _ => Unpacked::Whole(std::io::Cursor::new(document.decode(stream)?)),
    };
    Ok(Rows {
        bytes,
        read: 0,
        limit,
    })
}

/// What [`rows`] gives.
pub(crate) struct Rows<'a> {
    bytes: Unpacked<'a>,
    read: usize,
    limit: usize,
}

enum Unpacked<'a> {
    Whole(std::io::Cursor<Vec<u8>>),
    Flate {
        reader: Box<flate2::read::ZlibDecoder<StoredReader<'a>>>,
        /// Lines of a PNG predictor, without their filter byte; empty where there is none.
        before: Vec<u8>,
        line: Vec<u8>,
        /// How much of `line` has been given.
        at: usize,
    },
}

impl Rows<'_> {
    /// Fills `row`; `false` when no whole row is left.
    pub fn next_into(&mut self, row: &mut [u8]) -> Result<bool, Error> {
        self.read += row.len();
        if self.read > self.limit {
            return Err(Error::too_complex("the cross-reference streams are too large"));
        }
        let damaged = |_| Error::damaged("a cross-reference stream cannot be decompressed");
        match &mut self.bytes {
            Unpacked::Whole(bytes) => fill(bytes, row).map_err(damaged),
            Unpacked::Flate { reader, line, .. } if line.is_empty() => fill(reader, row).map_err(damaged),
            Unpacked::Flate {
                reader,
                before,
                line,
                at,
            } => {
                for byte in row {
                    if *at == line.len() {
                        let mut kind = [0];
                        std::mem::swap(before, line);
                        if !fill(reader, &mut kind).map_err(damaged)?
                            || !fill(reader, line).map_err(damaged)?
                        {
                            return Ok(false);
                        }
                        unpredict(kind[0], before, line)?;
                        *at = 0;
                    }
                    *byte = line[*at];
                    *at += 1;
                }
                Ok(true)
            }
        }
    }

    /// Bytes given so far.
    pub fn read_bytes(&self) -> usize {
        self.read
    }
}

/// Fills `buffer`; `false` when there is less.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    let mut done = 0;
    while done < buffer.len() {
        match reader.read(&mut buffer[done..]) {
            Ok(0) => return Ok(false),
            Ok(read) => done += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// Undoes the PNG filter of a line of one-byte samples (ISO 32000-2, 7.4.4.4).
fn unpredict(kind: u8, before: &[u8], line: &mut [u8]) -> Result<(), Error> {
    let (mut left, mut corner) = (0u8, 0u8);
    for (byte, up) in line.iter_mut().zip(before.iter().copied()) {
        let predicted = match kind {
            0 => 0,
            1 => left,
            2 => up,
            3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
            4 => {
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
            _ => return Err(Error::damaged("a cross-reference stream cannot be decompressed")),
        };
        *byte = byte.wrapping_add(predicted);
        (left, corner) = (*byte, up);
    }
    Ok(())
}

/// Resolves a value and, one level down, what an array or dictionary holds: filters and their parameters may
/// be indirect.
fn resolve_flat(document: &Document<'_>, object: &Object) -> Result<Object, Error> {
    Ok(match document.resolve(object)? {
        Object::Array(items) => {
            if items.len() > lopdf::Stream::MAX_FILTERS {
                return Err(Error::too_complex("a stream has too many filters"));
            }
            Object::Array(
                items
                    .iter()
                    .map(|item| document.resolve(item))
                    .collect::<Result<_, _>>()?,
            )
        }
        other => other,
    })
}

fn without_crypt(filter: Object, parms: Object) -> (Object, Object) {
    match (filter, parms) {
        (Object::Name(name), _) if name == b"Crypt" => (Object::Array(Vec::new()), Object::Null),
        (Object::Array(filters), Object::Array(mut parms)) => {
            parms.resize(filters.len(), Object::Null);
            let kept = filters
                .into_iter()
                .zip(parms)
                .filter(|(filter, _)| filter.as_name() != Some(b"Crypt"));
            let (filters, parms) = kept.unzip();
            (Object::Array(filters), Object::Array(parms))
        }
        (Object::Array(filters), parms) => {
            let kept = filters
                .into_iter()
                .filter(|filter| filter.as_name() != Some(b"Crypt"))
                .collect();
            (Object::Array(kept), parms)
        }
        other => other,
    }
}

/// The same value as lopdf knows it. References are of no use there and become null.
pub(crate) fn to_lopdf(object: &Object) -> lopdf::Object {
    match object {
        Object::Null | Object::Ref(_) => lopdf::Object::Null,
        Object::Bool(value) => lopdf::Object::Boolean(*value),
        Object::Int(value) => lopdf::Object::Integer(*value),
        Object::Real(value) => lopdf::Object::Real(*value as f32),
        Object::Name(name) => lopdf::Object::Name(name.clone()),
        Object::Str(bytes) => lopdf::Object::String(bytes.clone(), lopdf::StringFormat::Literal),
        Object::Array(items) => lopdf::Object::Array(items.iter().map(to_lopdf).collect()),
        Object::Dict(dict) => lopdf::Object::Dictionary(dict_to_lopdf(dict)),
    }
}

pub(crate) fn dict_to_lopdf(dict: &Dict) -> lopdf::Dictionary {
    let mut out = lopdf::Dictionary::new();
    for (name, value) in dict.iter() {
        out.set(name.to_vec(), to_lopdf(value));
    }
    out
}
