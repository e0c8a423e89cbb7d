//! Stream filters, bounded. The decoders are lopdf's; unknown filters (images) are not undone.

use crate::Error;
use crate::document::{Document, Stream};
use crate::object::{Dict, Object};

/// Undoes the filters of `stream`, yielding at most `limit` bytes.
pub(crate) fn decode(document: &Document<'_>, stream: &Stream<'_>, limit: usize) -> Result<Vec<u8>, Error> {
    let filter = resolve_flat(document, stream.dict.get("Filter"))?;
    if filter.is_null() || filter.as_array().is_some_and(<[Object]>::is_empty) {
        if stream.raw.len() > limit {
            return Err(Error::too_complex("the streams are too large"));
        }
        return Ok(stream.raw.to_vec());
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
    let stream = lopdf::Stream::new(dict, stream.raw.to_vec());
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
