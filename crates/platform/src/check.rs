//! The public check page: what a person with a paper copy in hand sees. HTML from the server, no cookie; two small
//! scripts of our own make the camera and the hashing of a file in the browser possible, and nothing needs them.
//!
//! A page shows what to compare with the paper first, and never says more than was found out for this very answer.

use axum::extract::{DefaultBodyLimit, FromRequestParts, Path, Query, Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use identifier::{Identifier, ParseError};
use serde::Deserialize;
use wording::Lang;

use crate::error::Error;
use crate::files::{self, Disposition};
use crate::limits::Kind;
use crate::lookup::{self, Found};
use crate::server::Client;
use crate::state::State;

mod assets;
mod compare;
mod document;
mod draw;
mod kept;
mod layout;
mod pages;
mod photo;
mod reports;
mod scan;
mod search;
mod statements;
mod when;

pub use draw::Drawn;
pub use kept::Kept;
pub(crate) use kept::Key;

use kept::Given;
use layout::Page;

/// Nothing but this server's own style sheet, fonts and pictures; forms go nowhere else.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
     img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for pages with a script: this server's own files, which ask nobody but this server.
pub(crate) const SCRIPT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; \
     style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// Set on the answer of a page with a script; the headers follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scripted {
    /// It has a script.
    Plain,
    /// It has one that may ask for the camera.
    Camera,
}

/// For an original that a browser shows: its own viewer is an object with styles of its own.
pub(crate) const VIEWER_SECURITY_POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/// The routes that anybody may call.
pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/", get(start))
        .route("/check", post(check_typed).get(check_asked))
        .route("/d/{identifier}", get(document))
        // As some programs end an address; it is led to the one without.
        .route("/d/{identifier}/", get(document))
        .route("/D/{identifier}", get(document))
        .route("/d/{identifier}/original", get(original))
        // The file has a limit of its own, far above that of other bodies.
        .route(
            "/compare",
            get(compare::form)
                .post(compare::submitted)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/compare/digest", post(compare::digest).get(compare::form))
        .route(
            "/scan",
            get(scan::form)
                .post(scan::submitted)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/scan/read", post(scan::read_again).get(scan::form))
        .route(
            "/scan/frame",
            post(scan::frame).layer(DefaultBodyLimit::max(scan::MAX_FRAME_BYTES)),
        )
        .route("/d/{identifier}/pages", get(document::viewer))
        .route("/d/{identifier}/page/{number}", get(draw::page))
        .route("/d/{identifier}/report", get(reports::report))
        .route("/d/{identifier}/report.json", get(reports::report_json))
        .route("/verify-yourself", get(statements::verify_yourself))
        .route("/accessibility", get(statements::accessibility))
        .route("/privacy", get(statements::privacy))
        .route("/about", get(about))
        .route("/robots.txt", get(robots))
        .route("/favicon.ico", get(assets::favicon))
        .route("/assets/{file}", get(assets::file))
}

/// The reader's language: what they chose, else what their browser asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    pub(crate) lang: Lang,
    /// Chosen by the switch: links keep it.
    pub(crate) chosen: bool,
    /// In easy language.
    pub(crate) easy: bool,
}

impl Reader {
    pub(crate) fn of(query: Option<&str>, headers: &HeaderMap) -> Self {
        let value = |name: &str| {
            query?
                .split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        };
        let chosen = value("lang").and_then(|tag| tag.parse().ok());
        let accepted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| Lang::negotiate(value.to_str().ok()?));
        Self {
            lang: chosen.or(accepted).unwrap_or_default(),
            chosen: chosen.is_some(),
            easy: value("easy") == Some("1"),
        }
    }

    /// `path`, with the chosen language and its kind.
    pub(crate) fn link(self, path: &str) -> String {
        let mut link = path.to_owned();
        let mut add = |pair: &str| {
            link.push(if link.contains('?') { '&' } else { '?' });
            link.push_str(pair);
        };
        if self.chosen {
            add(&format!("lang={}", self.lang));
        }
        if self.easy {
            add("easy=1");
        }
        link
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts.uri.query(), &parts.headers))
    }
}

pub(crate) fn lang_of_request(request: &Request) -> Reader {
    Reader::of(request.uri().query(), request.headers())
}

/// Failures of the platform itself, logged here, once.
pub(crate) struct Failed(pub(crate) Reader, pub(crate) Error);

impl Failed {
    pub(crate) fn page(self, state: &State) -> Response {
        tracing::error!(error = %self.1, source = self.1.cause(), "a page failed");
        Page::new(state, self.0, "/").notice(StatusCode::INTERNAL_SERVER_ERROR, "failed")
    }
}

async fn start(Shared(state): Shared<State>, reader: Reader) -> Response {
    pages::start(&state, reader, StatusCode::OK, None)
}

async fn about(Shared(state): Shared<State>, reader: Reader) -> Response {
    pages::about(&state, reader)
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    identifier: String,
}

async fn check_typed(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    form: Result<Form<Typed>, axum::extract::rejection::FormRejection>,
) -> Response {
    let typed = form.map(|Form(typed)| typed.identifier).unwrap_or_default();
    check(&state, client, reader, &typed)
}

async fn check_asked(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    query: Result<Query<Typed>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let typed = query.map(|Query(typed)| typed.identifier).unwrap_or_default();
    check(&state, client, reader, &typed)
}

fn check(state: &State, client: Client, reader: Reader, typed: &str) -> Response {
    if let Some(refused) = too_often(state, client, reader, Kind::Lookup) {
        return refused;
    }
    match read_typed(typed) {
        Ok(identifier) => Redirect::to(&reader.link(&document_path(&identifier))).into_response(),
        Err(error) => pages::start(state, reader, StatusCode::BAD_REQUEST, Some((typed, error))),
    }
}

/// What a person typed or pasted: an identifier, an address, or a sentence with exactly one of either in it.
pub(crate) fn read_typed(typed: &str) -> Result<Identifier, ParseError> {
    // What is pasted from a document may hold what nobody sees: soft hyphens, places where a line may break.
    let is_seen = |character: &char| {
        !matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
    };
    let typed: String = typed.chars().filter(is_seen).collect();
    let typed = typed.as_str();
    let error = match Identifier::parse(typed) {
        Ok(identifier) => return Ok(identifier),
        Err(error) => error,
    };
    let mut found = search::in_sentence(typed);
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        _ => Err(error),
    }
}

fn document_path(identifier: &Identifier) -> String {
    format!("/d/{}", identifier.canonical())
}

async fn document(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
    uri: axum::http::Uri,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let identifier = match Identifier::parse(&typed) {
        Ok(identifier) => identifier,
        Err(error) => return mistyped(&state, reader, &typed, error),
    };
    let canonical = document_path(&identifier);
    if uri.path() != canonical {
        return Redirect::permanent(&reader.link(&canonical)).into_response();
    }
    lookup::evenly(shown(&state, reader, &identifier)).await
}

/// The page of an identifier: found out now, or, while many ask, in this very second.
async fn shown(state: &State, reader: Reader, identifier: &Identifier) -> Response {
    let now = state.now();
    let key = Key::new(crate::state::identifier_sha256(identifier), reader);
    let find_out = || found_out(state, reader, identifier);
    match state.kept.asked(now, key, find_out).await {
        Given::New(page) => page,
        Given::Again(page) => {
            state.metrics.shown_again();
            page
        }
    }
}

async fn found_out(state: &State, reader: Reader, identifier: &Identifier) -> Response {
    match lookup::look_up(state, identifier).await {
        Ok(Found::Unknown) => pages::unknown(state, reader, identifier),
        Ok(Found::Damaged(original)) => pages::damaged(state, reader, identifier, &original),
        Ok(Found::Intact { original, report, .. }) => {
            let (key, bytes, now) = (original.identifier_sha256, original.sha256, state.now());
            let proofs = state
                .blocking(move |shared| {
                    let logged = match shared.storage.log_entry_of(key)? {
                        None => document::Logged::Never,
                        Some(entry)
                            if shared
                                .proven
                                .is_logged(&*shared.storage, &shared.shelf, &entry, now)? =>
                        {
                            document::Logged::Yes
                        }
                        Some(_) => document::Logged::NotYet,
                    };
                    let evidence = !shared.storage.evidence_of(bytes)?.is_empty();
                    Ok(document::Proofs { logged, evidence })
                })
                .await;
            match proofs {
                Ok(proofs) => document::document(state, reader, identifier, &original, &report, proofs),
                Err(error) => Failed(reader, error).page(state),
            }
        }
        Err(error) => Failed(reader, error).page(state),
    }
}

/// The start page, with the field filled and the mistake named beside it.
fn mistyped(state: &State, reader: Reader, typed: &str, error: ParseError) -> Response {
    pages::start(state, reader, StatusCode::BAD_REQUEST, Some((typed, error)))
}

#[derive(Default, Deserialize)]
struct Keep {
    #[serde(default)]
    download: Option<String>,
}

async fn original(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
    keep: Result<Query<Keep>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let keep = keep.map(|Query(keep)| keep).unwrap_or_default();
    // A viewer asks for many parts of one file.
    let kind = if headers.contains_key(header::RANGE) {
        Kind::Api
    } else {
        Kind::Lookup
    };
    if let Some(refused) = too_often(&state, client, reader, kind) {
        return refused;
    }
    let identifier = match Identifier::parse(&typed) {
        Ok(identifier) => identifier,
        Err(error) => return mistyped(&state, reader, &typed, error),
    };
    let disposition = if keep.download.is_some() {
        Disposition::Attachment
    } else {
        Disposition::Inline
    };
    let answer = async {
        let found = match lookup::look_up(&state, &identifier).await {
            Ok(Found::Unknown) => return pages::unknown(&state, reader, &identifier),
            Ok(Found::Damaged(original)) => return pages::damaged(&state, reader, &identifier, &original),
            Ok(Found::Intact { original, file, .. }) => {
                files::original(&state, &original, file, &headers, disposition).await
            }
            Err(error) => Err(error),
        };
        found.unwrap_or_else(|error| Failed(reader, error).page(&state))
    };
    lookup::evenly(answer).await
}

async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

/// The page for a client that asks too often.
pub(crate) fn too_often(state: &State, client: Client, reader: Reader, kind: Kind) -> Option<Response> {
    let seconds = state.admit(kind, client.0).err()?;
    Some(refused(state, reader, seconds))
}

/// The same, of whom it is known that they shall wait for so many seconds.
pub(crate) fn refused(state: &State, reader: Reader, seconds: u32) -> Response {
    let mut response = Page::new(state, reader, "/").notice(StatusCode::TOO_MANY_REQUESTS, "too-often");
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// No such page.
pub(crate) async fn nothing_here(Shared(state): Shared<State>, request: Request) -> Response {
    if crate::api::is_api(request.uri().path()) {
        return crate::api::not_found();
    }
    Page::new(&state, lang_of_request(&request), "/").notice(StatusCode::NOT_FOUND, "no-page")
}

/// There is such a page, and it is not asked for like this.
pub(crate) async fn not_that_way(Shared(state): Shared<State>, request: Request) -> Response {
    if crate::api::is_api(request.uri().path()) {
        return crate::api::not_that_way();
    }
    Page::new(&state, lang_of_request(&request), "/").notice(StatusCode::METHOD_NOT_ALLOWED, "no-page")
}

/// The answer did not come in time.
pub(crate) fn out_of_order(state: &State, reader: Reader) -> Response {
    Page::new(state, reader, "/").notice(StatusCode::SERVICE_UNAVAILABLE, "failed")
}

/// Turns a page whose parts a person did not ask for into one that says the service is busy.
pub(crate) fn busy(state: &State, reader: Reader) -> Response {
    let mut response = Page::new(state, reader, "/").notice(StatusCode::SERVICE_UNAVAILABLE, "busy");
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    response
}

pub(crate) fn html(status: StatusCode, reader: Reader, markup: maud::Markup) -> Response {
    let mut response = (status, markup.into_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(reader.lang.tag()),
    );
    headers.insert(
        HeaderName::from_static("vary"),
        HeaderValue::from_static("Accept-Language"),
    );
    response
}
