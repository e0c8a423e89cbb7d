//! The public check page: what a person with a paper copy in hand sees. HTML from the server, no script, no cookie.
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
mod layout;
mod pages;
mod search;
mod when;

use layout::Page;

/// Nothing but this server's own style sheet, fonts and pictures; forms go nowhere else.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
     img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// For an original that a browser shows: its own viewer is an object with styles of its own.
pub(crate) const VIEWER_SECURITY_POLICY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/// The routes that anybody may call.
pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/", get(start))
        .route("/check", post(check_typed).get(check_asked))
        .route("/d/{identifier}", get(document))
        .route("/D/{identifier}", get(document))
        .route("/d/{identifier}/original", get(original))
        // The file has a limit of its own, far above that of other bodies.
        .route(
            "/compare",
            get(compare::form)
                .post(compare::submitted)
                .layer(DefaultBodyLimit::disable()),
        )
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
}

impl Reader {
    fn of(query: Option<&str>, headers: &HeaderMap) -> Self {
        let chosen = query.and_then(|query| {
            query
                .split('&')
                .find_map(|pair| pair.strip_prefix("lang="))
                .and_then(|tag| tag.parse().ok())
        });
        let accepted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| Lang::negotiate(value.to_str().ok()?));
        Self {
            lang: chosen.or(accepted).unwrap_or_default(),
            chosen: chosen.is_some(),
        }
    }

    /// `path`, with the chosen language.
    pub(crate) fn link(self, path: &str) -> String {
        if self.chosen {
            format!("{path}?lang={}", self.lang)
        } else {
            path.to_owned()
        }
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
    match Identifier::parse(typed) {
        Ok(identifier) => Redirect::to(&reader.link(&document_path(&identifier))).into_response(),
        Err(error) => pages::start(state, reader, StatusCode::BAD_REQUEST, Some((typed, error))),
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

/// The page of an identifier.
async fn shown(state: &State, reader: Reader, identifier: &Identifier) -> Response {
    match lookup::look_up(state, identifier).await {
        Ok(Found::Unknown) => pages::unknown(state, reader, identifier),
        Ok(Found::Damaged(original)) => pages::damaged(state, reader, identifier, &original),
        Ok(Found::Intact { original, report }) => {
            let key = original.identifier_sha256;
            let logged = state
                .blocking(move |shared| {
                    Ok(match shared.storage.log_entry_of(key)? {
                        None => pages::Logged::Never,
                        Some(entry) => match crate::log::proof(&*shared.storage, &entry)? {
                            Some(_) => pages::Logged::Yes,
                            None => pages::Logged::NotYet,
                        },
                    })
                })
                .await;
            match logged {
                Ok(logged) => pages::document(state, reader, identifier, &original, &report, logged),
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

#[derive(Deserialize)]
struct Keep {
    #[serde(default)]
    download: Option<String>,
}

async fn original(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
    Query(keep): Query<Keep>,
    headers: HeaderMap,
) -> Response {
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
            Ok(Found::Intact { original, .. }) => {
                files::original(&state, &original, &headers, disposition).await
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
    let mut response = Page::new(state, reader, "/").notice(StatusCode::TOO_MANY_REQUESTS, "too-often");
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Some(response)
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
