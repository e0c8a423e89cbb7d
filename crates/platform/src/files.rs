//! Giving out an original: whole or in part, to be shown or to be kept.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use model::Sha256;
use tokio::io::AsyncReadExt as _;
use tokio_util::io::ReaderStream;

use crate::error::Error;
use crate::state::State;
use crate::storage::Original;

/// What the reader's program should do with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disposition {
    /// Show it.
    Inline,
    /// Keep it.
    Attachment,
}

/// The bytes of an original that was found intact, or the part that `Range` asks for.
pub(crate) async fn original(
    state: &State,
    original: &Original,
    file: File,
    headers: &HeaderMap,
    disposition: Disposition,
) -> Result<Response, Error> {
    let (sha256, size) = (original.sha256, original.size_bytes);
    let mut response = content(state, sha256, size, Some(file), headers).await?;
    if response.status() != StatusCode::RANGE_NOT_SATISFIABLE {
        insert(&mut response, header::CONTENT_TYPE, "application/pdf");
        insert(
            &mut response,
            header::CONTENT_DISPOSITION,
            &content_disposition(disposition, original),
        );
    }
    Ok(response)
}

/// Whether a part is asked for that does not begin at the first byte.
pub(crate) fn is_later_part(sha256: Sha256, size: u64, headers: &HeaderMap) -> bool {
    matches!(
        range(headers, &format!("\"{sha256}\""), size),
        Asked::Part(1.., _)
    )
}

/// Stored bytes, or the part of them that `Range` asks for: of the file that was found intact, or as they are stored.
pub(crate) async fn content(
    state: &State,
    sha256: Sha256,
    size: u64,
    intact: Option<File>,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let etag = format!("\"{sha256}\"");
    let part = match range(headers, &etag, size) {
        Asked::Whole => None,
        Asked::Part(first, last) => Some((first, last)),
        Asked::Impossible => {
            let total = format!("bytes */{size}");
            return Ok((
                StatusCode::RANGE_NOT_SATISFIABLE,
                [(header::CONTENT_RANGE, total)],
            )
                .into_response());
        }
    };
    let (first, length) = part.map_or((0, size), |(first, last)| (first, last - first + 1));
    let file = state
        .blocking(move |shared| match intact {
            Some(mut file) => {
                file.seek(SeekFrom::Start(first))
                    .map_err(Error::file("reading an original", sha256.to_string()))?;
                Ok(Some(file))
            }
            None => shared.storage.originals().open_part(sha256, first, length),
        })
        .await?;
    let file = tokio::fs::File::from_std(file.ok_or(Error::Stored { what: "original" })?);
    let mut response =
        Body::from_stream(ReaderStream::with_capacity(file.take(length), 64 * 1024)).into_response();
    if let Some((first, last)) = part {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        insert(
            &mut response,
            header::CONTENT_RANGE,
            &format!("bytes {first}-{last}/{size}"),
        );
    }
    insert(&mut response, header::CONTENT_TYPE, "application/octet-stream");
    insert(&mut response, header::CONTENT_LENGTH, &length.to_string());
    insert(&mut response, header::ACCEPT_RANGES, "bytes");
    insert(&mut response, header::ETAG, &etag);
    Ok(response)
}

fn insert(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert(name, value);
    }
}

/// RFC 6266 with RFC 8187: an ASCII name for old programs, the real one for the others. Never the identifier.
fn content_disposition(disposition: Disposition, original: &Original) -> String {
    let kind = match disposition {
        Disposition::Inline => "inline",
        Disposition::Attachment => "attachment",
    };
    let named = match &original.facts.reference {
        Some(reference) => format!("{reference} {}", original.facts.title),
        None => original.facts.title.clone(),
    };
    let clean: String = named
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                '-'
            } else {
                c
            }
        })
        .take(100)
        .collect();
    let ascii: String = clean
        .chars()
        .map(|c| if c.is_ascii() { c } else { '_' })
        .collect();
    let encoded: String = clean
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!(
        "{kind}; filename=\"{}.pdf\"; filename*=UTF-8''{encoded}.pdf",
        ascii.trim()
    )
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(u64, u64),
    Impossible,
}

/// One range of bytes (RFC 9110, 14.1.2); several at once are answered with the whole.
fn range(headers: &HeaderMap, etag: &str, size: u64) -> Asked {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if text(header::IF_RANGE).is_some_and(|known| known != etag) {
        return Asked::Whole;
    }
    let Some(set) = text(header::RANGE).and_then(|value| value.strip_prefix("bytes=")) else {
        return Asked::Whole;
    };
    let Some((first, last)) = set.trim().split_once('-').filter(|_| !set.contains(',')) else {
        return Asked::Whole;
    };
    let (first, last) = (first.trim(), last.trim());
    if [first, last].iter().any(|number| number.starts_with('+')) {
        return Asked::Whole;
    }
    let bounds = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.min(size.saturating_sub(1))),
        (Ok(first), Err(_)) if last.is_empty() => (first, size.saturating_sub(1)),
        (Err(_), Ok(count)) if first.is_empty() && count > 0 => {
            (size.saturating_sub(count), size.saturating_sub(1))
        }
        (Err(_), Ok(0)) if first.is_empty() => return Asked::Impossible,
        _ => return Asked::Whole,
    };
    if bounds.0 >= size {
        Asked::Impossible
    } else {
        Asked::Part(bounds.0, bounds.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &str) -> Asked {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, value.parse().unwrap());
        range(&headers, "\"x\"", 1000)
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        assert_eq!(asked("bytes=0-99"), Asked::Part(0, 99));
        assert_eq!(asked("bytes=900-"), Asked::Part(900, 999));
        assert_eq!(asked("bytes=-100"), Asked::Part(900, 999));
        assert_eq!(asked("bytes=-5000"), Asked::Part(0, 999));
        assert_eq!(asked("bytes=999-5000"), Asked::Part(999, 999));
        assert_eq!(asked("bytes=1000-"), Asked::Impossible);
        assert_eq!(asked("bytes=-0"), Asked::Impossible);
        for whole in [
            "bytes=5-3",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=1-+2",
            "items=0-1",
            "bytes=0-1,5-6",
            "bytes=-",
        ] {
            assert_eq!(asked(whole), Asked::Whole, "{whole}");
        }
    }

    #[test]
    fn a_part_of_another_version_is_answered_with_the_whole() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, "bytes=0-1".parse().unwrap());
        headers.insert(header::IF_RANGE, "\"y\"".parse().unwrap());
        assert_eq!(range(&headers, "\"x\"", 1000), Asked::Whole);
    }
}
