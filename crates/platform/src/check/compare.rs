//! `/compare`: whether a PDF in somebody's hands is the original, byte for byte.
//!
//! The file is written to a scratch file while it arrives, hashed, looked into for an identifier, and removed.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};

use axum::extract::{FromRequest as _, Multipart, Request, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use identifier::{Identifier, ParseError, UnknownIdentifier};
use maud::{Markup, html};
use model::Sha256;

use super::layout::{Page, Tone, verdict};
use super::{Failed, Reader, pages, too_often, when};
use crate::error::Error;
use crate::examine::Stored;
use crate::limits::Kind;
use crate::server::{Client, MAX_ORIGINAL_BYTES};
use crate::state::{Shared as Parts, State, identifier_sha256};
use crate::storage::Original;
use crate::storage::files::hash_reader;

/// Room for the form around the file.
const FORM_BYTES: u64 = 64 * 1024;

/// What is wrong with what was sent.
enum Mistake {
    /// No file was chosen.
    NoFile,
    /// The file is larger than an original can be.
    TooLarge,
    /// The transfer broke off, or is not a form.
    Broken,
    /// The identifier beside it is mistyped.
    Identifier(String, ParseError),
}

/// A file as it arrived.
struct Received {
    file: tempfile::NamedTempFile,
    sha256: Sha256,
    size_bytes: u64,
    typed: Option<Identifier>,
}

/// What comparing gave.
enum Comparison {
    /// The bytes are those of the original.
    Same {
        original: Box<Original>,
        identifier: Option<Identifier>,
    },
    /// The bytes are those of an original, and the identifier is that of another one.
    OtherOriginal { original: Box<Original> },
    /// The identifier is registered, with other bytes.
    Altered {
        original: Box<Original>,
        identifier: Identifier,
        typed: bool,
    },
    /// The bytes are registered and the stored copy is no longer the same: no comparison is possible.
    Damaged,
    /// An identifier that nobody has registered.
    UnknownIdentifier { identifier: Identifier, typed: bool },
    /// Nothing is known of these bytes, and no identifier was found.
    Unknown,
}

pub(super) async fn form(Shared(state): Shared<State>, reader: Reader) -> Response {
    form_page(&state, reader, StatusCode::OK, None)
}

pub(super) async fn submitted(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    request: Request,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Compare) {
        return refused;
    }
    let Ok(_turn) = state.comparisons.acquire().await else {
        return Failed(reader, Error::BrokenOff).page(&state);
    };
    let received = match receive(&state, request).await {
        Ok(Ok(received)) => received,
        Ok(Err(mistake)) => {
            let status = match &mistake {
                Mistake::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::BAD_REQUEST,
            };
            return form_page(&state, reader, status, Some(mistake));
        }
        Err(error) => return Failed(reader, error).page(&state),
    };
    let size_bytes = received.size_bytes;
    match state.blocking(move |shared| compare(shared, received)).await {
        Ok(comparison) => result_page(&state, reader, &comparison, size_bytes),
        Err(error) => Failed(reader, error).page(&state),
    }
}

/// Takes the form in. The outer error is the platform's, the inner one the person's.
async fn receive(state: &State, request: Request) -> Result<Result<Received, Mistake>, Error> {
    // A body that says it is too long is refused before it is sent.
    let announced = request
        .headers()
        .get(axum::http::header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_ORIGINAL_BYTES + FORM_BYTES) {
        return Ok(Err(Mistake::TooLarge));
    }
    let request = bounded(request);
    let Ok(mut form) = Multipart::from_request(request, state).await else {
        return Ok(Err(Mistake::Broken));
    };
    let scratch = state.storage.scratch();
    let mut file = None;
    let mut typed = String::new();
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return Ok(Err(broken(&error))),
        };
        match field.name() {
            Some("identifier") => {
                typed = match field.text().await {
                    Ok(text) => text.chars().take(400).collect(),
                    Err(error) => return Ok(Err(broken(&error))),
                };
            }
            Some("file") if file.is_none() => {
                let folder = scratch.clone();
                let mut target = state
                    .blocking(move |_| {
                        tempfile::NamedTempFile::new_in(&folder)
                            .map_err(Error::file("making a scratch file", &folder))
                    })
                    .await?;
                let mut size_bytes = 0;
                loop {
                    match field.chunk().await {
                        Ok(Some(bytes)) => {
                            size_bytes += bytes.len() as u64;
                            if size_bytes > MAX_ORIGINAL_BYTES {
                                return Ok(Err(Mistake::TooLarge));
                            }
                            target = state
                                .blocking(move |_| {
                                    target
                                        .write_all(&bytes)
                                        .map_err(Error::file("writing a scratch file", "scratch"))?;
                                    Ok(target)
                                })
                                .await?;
                        }
                        Ok(None) => break,
                        Err(error) => return Ok(Err(broken(&error))),
                    }
                }
                if size_bytes > 0 {
                    file = Some((target, size_bytes));
                }
            }
            _ => {}
        }
    }
    let typed = match typed.trim() {
        "" => None,
        text => match Identifier::parse(text) {
            Ok(identifier) => Some(identifier),
            Err(error) => return Ok(Err(Mistake::Identifier(text.to_owned(), error))),
        },
    };
    let Some((mut file, size_bytes)) = file else {
        return Ok(Err(Mistake::NoFile));
    };
    state
        .blocking(move |_| {
            let mut hash = || {
                file.as_file_mut().rewind()?;
                hash_reader(file.as_file_mut())
            };
            let (sha256, _) = hash().map_err(Error::file("reading a scratch file", "scratch"))?;
            Ok(Ok(Received {
                file,
                sha256,
                size_bytes,
                typed,
            }))
        })
        .await
}

/// The same request with a body that ends when nothing comes for too long.
fn bounded(request: Request) -> Request {
    let (parts, body) = request.into_parts();
    let stream = crate::body::stream(crate::body::Reader::new(body));
    Request::from_parts(parts, axum::body::Body::from_stream(stream))
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Mistake {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Mistake::TooLarge
    } else {
        Mistake::Broken
    }
}

/// By bytes first, then by the identifier that was typed or that stands in the file.
fn compare(shared: &Parts, mut received: Received) -> Result<Comparison, Error> {
    let typed = received.typed;
    if let Some(original) = shared.storage.original_by_content(received.sha256)? {
        if !matches!(shared.examiner.stored(original.sha256)?, Stored::Intact) {
            return Ok(Comparison::Damaged);
        }
        let original = Box::new(original);
        if let Some(typed) = typed {
            let fits = identifier_sha256(&typed) == original.identifier_sha256;
            if !fits {
                return Ok(Comparison::OtherOriginal { original });
            }
            return Ok(Comparison::Same {
                original,
                identifier: Some(typed),
            });
        }
        let found = identifiers_in(shared, received.file.as_file_mut())?;
        let identifier = found
            .into_iter()
            .find(|found| identifier_sha256(found) == original.identifier_sha256);
        return Ok(Comparison::Same { original, identifier });
    }
    if let Some(identifier) = typed {
        return Ok(match shared.storage.original(identifier_sha256(&identifier))? {
            Some(original) => Comparison::Altered {
                original: Box::new(original),
                identifier,
                typed: true,
            },
            None => Comparison::UnknownIdentifier {
                identifier,
                typed: true,
            },
        });
    }
    let found = identifiers_in(shared, received.file.as_file_mut())?;
    for identifier in &found {
        if let Some(original) = shared.storage.original(identifier_sha256(identifier))? {
            let identifier = *identifier;
            return Ok(Comparison::Altered {
                original: Box::new(original),
                identifier,
                typed: false,
            });
        }
    }
    Ok(match found.into_iter().next() {
        Some(identifier) => Comparison::UnknownIdentifier {
            identifier,
            typed: false,
        },
        None => Comparison::Unknown,
    })
}

/// The identifiers that stand in a PDF in addresses of this platform.
fn identifiers_in(shared: &Parts, file: &mut File) -> Result<Vec<Identifier>, Error> {
    let mut bytes = Vec::new();
    let mut read = || {
        file.rewind()?;
        file.read_to_end(&mut bytes)
    };
    read().map_err(Error::file("reading a scratch file", "scratch"))?;
    Ok(super::search::identifiers(&bytes, &shared.public_url))
}

fn form_page(state: &State, reader: Reader, status: StatusCode, mistake: Option<Mistake>) -> Response {
    let page = Page::new(state, reader, "/compare");
    let title = match mistake {
        Some(_) => format!(
            "{} {}",
            page.text("error-prefix"),
            page.text("compare-file-title")
        ),
        None => page.text("compare-file-title"),
    };
    let limit = [("megabytes", (MAX_ORIGINAL_BYTES / (1024 * 1024)).to_string())];
    let file_error = match &mistake {
        Some(Mistake::NoFile) => Some(page.text("compare-no-file")),
        Some(Mistake::TooLarge) => Some(page.text_with("compare-too-large", &limit)),
        Some(Mistake::Broken) => Some(page.text("compare-broken")),
        _ => None,
    };
    let identifier_error = match &mistake {
        Some(Mistake::Identifier(_, error)) => Some(pages::field_error(&page, error)),
        _ => None,
    };
    let summary = match (&file_error, &mistake) {
        (Some(error), _) => Some(("#file", error.clone())),
        (None, Some(Mistake::Identifier(_, error))) => {
            Some(("#identifier", state.catalog.explain(reader.lang, error).sentence))
        }
        _ => None,
    };
    let typed = match &mistake {
        Some(Mistake::Identifier(typed, _)) => typed.as_str(),
        _ => "",
    };
    let main = html! {
        div.narrow {
            @if let Some((target, sentence)) = &summary {
                div.summary role="alert" aria-labelledby="summary-title" {
                    h2 #summary-title { (page.text("summary-title")) }
                    p { a href=(target) { (sentence) } }
                }
            }
            h1 { (page.text("compare-file-title")) }
            p.lead { (page.text("compare-file-lead")) }
            form.compare-form method="post" action=(reader.link("/compare")) enctype="multipart/form-data" {
                div class=(if file_error.is_some() { "field wrong" } else { "field" }) {
                    label for="file" { (page.text("compare-file-label")) }
                    p.hint #file-hint { (page.text_with("compare-file-hint", &limit)) }
                    @if let Some(error) = &file_error { div.field-error #file-error { p { strong { (error) } } } }
                    input #file name="file" type="file" accept="application/pdf,.pdf"
                        aria-describedby=(if file_error.is_some() { "file-error file-hint" } else { "file-hint" });
                }
                div class=(if identifier_error.is_some() { "field wrong" } else { "field" }) {
                    label for="identifier" { (page.text("compare-identifier-label")) }
                    p.hint #identifier-hint { (page.text("compare-identifier-hint")) }
                    @if let Some(error) = &identifier_error { div.field-error #identifier-error { (error) } }
                    input #identifier .code name="identifier" type="text" value=(typed) autocomplete="off"
                        autocapitalize="characters" spellcheck="false" maxlength="400"
                        aria-describedby=(if identifier_error.is_some() { "identifier-error identifier-hint" } else { "identifier-hint" });
                }
                button.button type="submit" { (page.text("compare-button")) }
            }
            p.small { (page.text("compare-privacy")) }
        }
    };
    page.render(status, &title, &main)
}

fn result_page(state: &State, reader: Reader, comparison: &Comparison, size_bytes: u64) -> Response {
    let page = Page::new(state, reader, "/compare");
    let date = |time| when::full(&state.catalog, reader.lang, time);
    let id = match comparison {
        Comparison::Same { original, .. } if original.revoked.is_some() => "same-revoked",
        Comparison::Same { .. } => "same",
        Comparison::OtherOriginal { .. } => "other-original",
        Comparison::Altered { .. } => "altered",
        Comparison::Damaged => "damaged",
        Comparison::UnknownIdentifier { .. } | Comparison::Unknown => "file-unknown",
    };
    let tone = match id {
        "same" => Tone::Good,
        "other-original" => Tone::Caution,
        "file-unknown" if matches!(comparison, Comparison::Unknown) => Tone::Caution,
        _ => Tone::Bad,
    };
    let title = page.text(&format!("{id}-title"));
    let details: Markup = match comparison {
        Comparison::Same { original, identifier } => html! {
            @if let Some(revocation) = &original.revoked {
                div.prose {
                    p { (page.text_with("document-revoked-text", &[
                        ("authority", original.facts.authority.clone()), ("date", date(revocation.at)),
                    ])) }
                    p { (page.text("document-revoked-reason")) " " q lang=(revocation.lang) { (revocation.reason) } }
                }
            }
            @if let Some(superseded) = &original.superseded {
                p { (page.text_with("document-superseded-text", &[("date", date(superseded.at))])) }
            }
            section.sheet-card aria-labelledby="facts-title" {
                div.sheet-head { h2 #facts-title { (page.text("same-facts")) } }
                (pages::facts(&page, &original.facts, identifier.as_ref()))
            }
            @if let Some(identifier) = identifier { (document_link(&page, identifier)) }
        },
        Comparison::OtherOriginal { original } => html! {
            section.sheet-card aria-labelledby="facts-title" {
                div.sheet-head { h2 #facts-title { (page.text("other-original-facts")) } }
                (pages::facts(&page, &original.facts, None))
            }
        },
        Comparison::Altered {
            original,
            identifier,
            typed,
        } => html! {
            div.prose {
                p { (page.text(if *typed { "altered-typed" } else { "altered-found" })) }
                p { (page.text_with("altered-sizes", &[
                    ("yours", when::size(&state.catalog, reader.lang, size_bytes)),
                    ("original", when::size(&state.catalog, reader.lang, original.size_bytes)),
                ])) }
                p { (page.text("altered-next")) }
            }
            (document_link(&page, identifier))
        },
        Comparison::Damaged => html! { div.prose { p { (page.text("damaged-alarm")) } } },
        Comparison::UnknownIdentifier { identifier, typed } => html! {
            div.prose {
                p { (page.text(if *typed { "file-unknown-typed" } else { "file-unknown-found" })) }
                p.printed-code { @for group in identifier.printed().split('-') { span { (group) } " " } }
                @let explanation = state.catalog.explain(reader.lang, &UnknownIdentifier);
                @if let Some(next) = &explanation.next { p { (next) } }
            }
        },
        Comparison::Unknown => html! { div.prose { p { (page.text("file-unknown-next")) } } },
    };
    let main = html! {
        div.narrow {
            (verdict(tone, &title, &html! { p { (page.text(&format!("{id}-text"))) } }))
            (details)
            p { a.button.quiet href=(reader.link("/compare")) { (page.text("compare-another")) } }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

fn document_link(page: &Page<'_>, identifier: &Identifier) -> Markup {
    let path = format!("/d/{}", identifier.canonical());
    html! { p { a.button href=(page.reader.link(&path)) { (page.text("open-document-page")) } } }
}
