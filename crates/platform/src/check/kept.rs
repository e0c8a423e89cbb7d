//! Pages of documents that many ask for at once: while the platform is busy, the page of one document is made once a
//! second, not for each who asks.
//!
//! A page says at which second it was checked. What is given again in that second says nothing that was not found out in
//! it. Where few ask, nothing is kept: each answer is found out for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use model::Sha256;
use wording::Lang;

use super::Reader;

/// Questions in a second from which on the platform counts as busy.
const BUSY: u32 = 100;
/// Bytes of pages that are kept.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Longest page that is kept.
const PAGE_BYTES: usize = 512 * 1024;

/// Which page: of which identifier (by its SHA-256), for whom.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    identifier: Sha256,
    lang: Lang,
    chosen: bool,
    easy: bool,
}

impl Key {
    pub(super) fn new(identifier: Sha256, reader: Reader) -> Self {
        Self {
            identifier,
            lang: reader.lang,
            chosen: reader.chosen,
            easy: reader.easy,
        }
    }
}

#[derive(Default)]
struct Pages {
    second: i64,
    asked: u32,
    bytes: usize,
    pages: HashMap<Key, (HeaderMap, Bytes)>,
}

/// The pages of this second.
#[derive(Default)]
pub struct Kept(Mutex<Pages>);

impl Kept {
    /// Somebody asks. `Some`: the platform is busy, and this is the page of this second, where there is one already.
    pub(super) fn asked(&self, now: Timestamp, key: &Key) -> Option<Option<Response>> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.second != now.as_second() {
            *pages = Pages {
                second: now.as_second(),
                ..Pages::default()
            };
        }
        pages.asked = pages.asked.saturating_add(1);
        if pages.asked <= BUSY {
            return None;
        }
        Some(pages.pages.get(key).map(|(headers, body)| {
            let mut response = Response::new(Body::from(body.clone()));
            *response.headers_mut() = headers.clone();
            response
        }))
    }

    /// Keeps a page that was found out at this time, for the rest of its second; gives it back.
    pub(super) async fn keep(&self, now: Timestamp, key: Key, response: Response) -> Response {
        if response.status() != StatusCode::OK {
            return response;
        }
        let (parts, body) = response.into_parts();
        // A page is text in memory.
        let Ok(body) = to_bytes(body, PAGE_BYTES).await else {
            let mut failed = Response::new(Body::empty());
            *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            return failed;
        };
        {
            let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if pages.second == now.as_second() && pages.bytes + body.len() <= MOST_BYTES {
                pages.bytes += body.len();
                pages.pages.insert(key, (parts.headers.clone(), body.clone()));
            }
        }
        Response::from_parts(parts, Body::from(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_is_given_again_only_while_many_ask_and_within_its_second() {
        let kept = Kept::default();
        let key = Key {
            identifier: Sha256([1; 32]),
            lang: Lang::Fr,
            chosen: false,
            easy: false,
        };
        let other = Key { easy: true, ..key };
        let now: Timestamp = "2026-05-04T08:00:00.1Z".parse().unwrap();
        let later: Timestamp = "2026-05-04T08:00:00.9Z".parse().unwrap();
        let next: Timestamp = "2026-05-04T08:00:01Z".parse().unwrap();
        for _ in 0..BUSY {
            assert!(kept.asked(now, &key).is_none());
        }
        assert!(kept.asked(now, &key).is_some_and(|page| page.is_none()));
        let page = kept.keep(now, key, Response::new(Body::from("page"))).await;
        assert_eq!(page.status(), StatusCode::OK);
        let again = kept.asked(later, &key).flatten().unwrap();
        assert_eq!(to_bytes(again.into_body(), 10).await.unwrap(), "page");
        assert!(kept.asked(later, &other).is_some_and(|page| page.is_none()));
        let mut failed = Response::new(Body::from("failed"));
        *failed.status_mut() = StatusCode::NOT_FOUND;
        kept.keep(later, other, failed).await;
        assert!(kept.asked(later, &other).is_some_and(|page| page.is_none()));
        assert!(kept.asked(next, &key).is_none());
    }
}
