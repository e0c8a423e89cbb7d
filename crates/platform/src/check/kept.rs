//! Pages of documents that many ask for at once: while the platform is busy, the page of one document is made once a
//! second, not for each who asks.
//!
//! A page says when it was checked, and is given again for a second from then on. Where few ask, nothing is kept: each
//! answer is found out for itself. Who asks while a page is being made waits for that one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use model::Sha256;
use tokio::sync::OnceCell;
use wording::Lang;

use super::{Reader, Scripted};

/// Questions in a second from which on the platform counts as busy, in that second and the next.
const BUSY: u32 = 20;
/// How long a page is given again.
const AGE: SignedDuration = SignedDuration::from_secs(1);
/// Bytes of pages that are kept.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// Pages that are kept.
const MOST_PAGES: usize = 20_000;
/// Longest page that is kept.
const PAGE_BYTES: usize = 512 * 1024;

/// Which page: of which identifier (by its SHA-256), for whom.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    identifier: Sha256,
    lang: Lang,
    chosen: bool,
    easy: bool,
}

impl Key {
    pub(crate) fn new(identifier: Sha256, reader: Reader) -> Self {
        Self {
            identifier,
            lang: reader.lang,
            chosen: reader.chosen,
            easy: reader.easy,
        }
    }
}

/// A page as it was given, with all its headers.
struct Ready {
    headers: HeaderMap,
    body: Bytes,
}

impl Ready {
    fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// What somebody who asks is given.
pub(super) enum Given {
    /// What was found out for them.
    New(Response),
    /// What was found out in this second for another.
    Again(Response),
}

/// A page that is made now, or was; nothing where what came out is not kept.
type Making = Arc<OnceCell<Option<Ready>>>;

struct Page {
    /// When it was asked for first: what it says was found out after that.
    since: Timestamp,
    making: Making,
}

impl Page {
    /// A clock that was set back makes a page old, not young.
    fn is_young(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.since);
        !age.is_negative() && age < AGE
    }

    fn bytes(&self) -> usize {
        let ready = self.making.get().and_then(Option::as_ref);
        ready.map_or(0, |ready| ready.body.len())
    }
}

#[derive(Default)]
struct Pages {
    second: i64,
    asked: u32,
    /// Questions in the second before.
    asked_before: u32,
    bytes: usize,
    pages: HashMap<Key, Page>,
}

impl Pages {
    fn is_busy(&self) -> bool {
        self.asked.max(self.asked_before) > BUSY
    }

    /// Begins another second where one has begun, without what is old by then.
    fn turn(&mut self, now: Timestamp) {
        let second = now.as_second();
        if self.second == second {
            return;
        }
        let is_next = self.second + 1 == second;
        self.asked_before = if is_next { self.asked } else { 0 };
        (self.second, self.asked) = (second, 0);
        self.pages.retain(|_, page| page.is_young(now));
        self.bytes = self.pages.values().map(Page::bytes).sum();
    }

    /// The page of this key, or a new one; nothing where there is no room for more.
    fn making(&mut self, now: Timestamp, key: Key) -> Option<Making> {
        match self.pages.get(&key) {
            Some(page) if page.is_young(now) => return Some(Arc::clone(&page.making)),
            Some(old) => self.bytes = self.bytes.saturating_sub(old.bytes()),
            None if self.pages.len() >= MOST_PAGES => return None,
            None => {}
        }
        let making = Making::default();
        let page = Page {
            since: now,
            making: Arc::clone(&making),
        };
        self.pages.insert(key, page);
        Some(making)
    }
}

/// The pages of this second.
#[derive(Default)]
pub struct Kept(Mutex<Pages>);

impl Kept {
    fn pages(&self, now: Timestamp) -> MutexGuard<'_, Pages> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.turn(now);
        pages
    }

    /// The page of this second, where the platform is busy and the page is made already.
    pub(crate) fn again(&self, now: Timestamp, key: &Key) -> Option<Response> {
        let mut pages = self.pages(now);
        let page = pages.pages.get(key).filter(|page| page.is_young(now))?;
        let response = page.making.get()?.as_ref()?.response();
        if !pages.is_busy() {
            return None;
        }
        pages.asked = pages.asked.saturating_add(1);
        Some(response)
    }

    /// What is known of this identifier has changed: its pages are not given again.
    pub(crate) fn forget(&self, identifier: Sha256) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Pages { pages, bytes, .. } = &mut *pages;
        for lang in Lang::ALL {
            for (chosen, easy) in [(false, false), (false, true), (true, false), (true, true)] {
                let key = Key {
                    identifier,
                    lang,
                    chosen,
                    easy,
                };
                if let Some(page) = pages.remove(&key) {
                    *bytes = bytes.saturating_sub(page.bytes());
                }
            }
        }
    }

    /// Somebody asks. While the platform is busy, the page is made by the first and given to all who ask in this second.
    pub(super) async fn asked<M: Future<Output = Response>>(
        &self,
        now: Timestamp,
        key: Key,
        make: impl Fn() -> M,
    ) -> Given {
        let Some(making) = self.making(now, key) else {
            return Given::New(make().await);
        };
        let mut first = None;
        let by_the_first = async {
            let (response, ready) = split(make().await).await;
            first = Some(response);
            ready.filter(|ready| self.has_room(now, ready))
        };
        let made = making.get_or_init(|| by_the_first).await;
        match (first, made) {
            (Some(response), _) => Given::New(response),
            (None, Some(ready)) => Given::Again(ready.response()),
            (None, None) => Given::New(make().await),
        }
    }

    fn making(&self, now: Timestamp, key: Key) -> Option<Making> {
        let mut pages = self.pages(now);
        pages.asked = pages.asked.saturating_add(1);
        if !pages.is_busy() {
            return None;
        }
        pages.making(now, key)
    }

    /// Takes the room that a page needs.
    fn has_room(&self, now: Timestamp, ready: &Ready) -> bool {
        let mut pages = self.pages(now);
        let has_room = pages.bytes + ready.body.len() <= MOST_BYTES;
        if has_room {
            pages.bytes += ready.body.len();
        }
        has_room
    }
}

/// A page, and the same to be kept where it may be: that a document was found intact.
async fn split(response: Response) -> (Response, Option<Ready>) {
    if response.status() != StatusCode::OK || response.extensions().get::<Scripted>().is_some() {
        return (response, None);
    }
    let (mut parts, body) = response.into_parts();
    // A page is text in memory.
    let Ok(body) = to_bytes(body, PAGE_BYTES).await else {
        let mut failed = Response::new(Body::empty());
        *failed.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return (failed, None);
    };
    crate::server::dress_page(&mut parts.headers);
    let ready = Ready {
        headers: parts.headers.clone(),
        body: body.clone(),
    };
    (Response::from_parts(parts, Body::from(body)), Some(ready))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn key() -> Key {
        Key {
            identifier: Sha256([1; 32]),
            lang: Lang::Fr,
            chosen: false,
            easy: false,
        }
    }

    fn at(time: &str) -> Timestamp {
        format!("2026-05-04T08:00:{time}Z").parse().unwrap()
    }

    /// Pages that number themselves.
    struct Press {
        kept: Kept,
        made: AtomicU32,
        status: StatusCode,
    }

    impl Press {
        fn new(status: StatusCode) -> Self {
            Self {
                kept: Kept::default(),
                made: AtomicU32::new(0),
                status,
            }
        }

        async fn ask(&self, time: &str, key: Key) -> String {
            let make = || async {
                let number = self.made.fetch_add(1, Ordering::SeqCst);
                // Others ask meanwhile.
                tokio::task::yield_now().await;
                let mut response = Response::new(Body::from(number.to_string()));
                *response.status_mut() = self.status;
                response
            };
            let (Given::New(response) | Given::Again(response)) = self.kept.asked(at(time), key, make).await;
            let body = to_bytes(response.into_body(), 10).await.unwrap();
            String::from_utf8(body.to_vec()).unwrap()
        }
    }

    #[tokio::test]
    async fn a_page_is_given_again_only_while_many_ask_and_for_a_second() {
        let press = Press::new(StatusCode::OK);
        let other = Key { easy: true, ..key() };
        for number in 0..BUSY {
            assert_eq!(press.ask("00.1", key()).await, number.to_string());
            assert!(press.kept.again(at("00.2"), &key()).is_none());
        }
        assert_eq!(press.ask("00.3", key()).await, BUSY.to_string());
        assert_eq!(press.ask("00.9", key()).await, BUSY.to_string());
        let again = press.kept.again(at("00.9"), &key()).unwrap();
        assert_eq!(again.headers()["cache-control"], "no-store");
        assert_eq!(
            again.headers()["content-security-policy"],
            super::super::CONTENT_SECURITY_POLICY
        );
        let body = to_bytes(again.into_body(), 10).await.unwrap();
        assert_eq!(body, BUSY.to_string());
        assert!(press.kept.again(at("00.9"), &other).is_none());
        assert_eq!(press.ask("00.9", other).await, (BUSY + 1).to_string());
        // A second after it was asked for first, the page is made anew; many asked before.
        assert_eq!(press.ask("01.2", key()).await, BUSY.to_string());
        assert!(press.kept.again(at("01.3"), &key()).is_none());
        assert_eq!(press.ask("01.3", key()).await, (BUSY + 2).to_string());
        assert_eq!(press.ask("01.5", key()).await, (BUSY + 2).to_string());
        assert!(press.kept.again(at("01.4"), &key()).is_some());
        // A clock that was set back makes it anew, too.
        assert_eq!(press.ask("01.2", key()).await, (BUSY + 3).to_string());
        // After a quiet second nothing is given again.
        assert_eq!(press.ask("02.4", key()).await, (BUSY + 4).to_string());
        assert_eq!(press.ask("02.4", key()).await, (BUSY + 5).to_string());
    }

    #[tokio::test]
    async fn who_asks_while_a_page_is_made_waits_for_it() {
        let press = Press::new(StatusCode::OK);
        for _ in 0..BUSY {
            press.ask("00", key()).await;
        }
        let all = futures_util::future::join_all((0..50).map(|_| press.ask("00", key()))).await;
        assert!(all.iter().all(|page| *page == BUSY.to_string()), "{all:?}");
    }

    #[tokio::test]
    async fn only_what_was_found_intact_is_given_again() {
        let press = Press::new(StatusCode::NOT_FOUND);
        for _ in 0..BUSY {
            press.ask("00", key()).await;
        }
        let all = futures_util::future::join_all((0..50).map(|_| press.ask("00", key()))).await;
        let distinct: std::collections::HashSet<&String> = all.iter().collect();
        assert_eq!(distinct.len(), 50, "{all:?}");
        assert!(press.kept.again(at("00"), &key()).is_none());
    }
}
