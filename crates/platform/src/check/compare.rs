//! `/compare`: whether a PDF in somebody's hands is the original, byte for byte.
//!
//! The file is written to a scratch file while it arrives, hashed, looked into for an identifier, and removed. Where the
//! browser can hash it itself, only its digest comes here, to [`digest`]; what is said then about a document whose
//! identifier was not given along is less, because a digest alone does not show that somebody has the file.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};

use axum::Form;
use axum::extract::{FromRequest as _, Multipart, Request, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use identifier::{Identifier, ParseError, UnknownIdentifier};
use maud::{Markup, html};
use model::Sha256;
use serde::Deserialize;

use super::layout::{Page, Tone, verdict};
use super::{Failed, Reader, Scripted, busy, document, pages, read_typed, too_often, when};
use crate::body::Taking;
use crate::error::Error;
use crate::examine::Stored;
use crate::limits::Kind;
use crate::lookup;
use crate::server::{Client, MAX_ORIGINAL_BYTES};
use crate::state::{Shared as Parts, State, identifier_sha256};
use crate::storage::Original;
use crate::storage::files::hash_reader;

/// Room for the form around the file.
const FORM_BYTES: u64 = 64 * 1024;

/// More than this of what was typed is not read.
const TYPED_BYTES: usize = 4096;

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
    OtherOriginal {
        original: Box<Original>,
        relation: Relation,
    },
    /// The identifier is registered, with other bytes.
    Altered {
        original: Box<Original>,
        identifier: Identifier,
        typed: bool,
        how: How,
    },
    /// The bytes are registered and the stored copy is no longer the same: no comparison is possible.
    Damaged,
    /// An identifier that nobody has registered.
    UnknownIdentifier { identifier: Identifier, typed: bool },
    /// Nothing is known of these bytes, and no identifier was found.
    Unknown,
}

/// How a file that is an original lies to the original of the identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// It replaces that one, at once or over others.
    Later,
    /// It was replaced by that one.
    Earlier,
    /// They have nothing to do with each other.
    Other,
}

/// How a file differs from the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// It begins as the original does, and goes on.
    Longer,
    /// The original begins as it does: an earlier state, or a file that was cut off.
    Beginning,
    /// Otherwise; or only digests were compared.
    Different,
}

/// What the page says a comparison of.
struct Asked {
    sha256: Sha256,
    size_bytes: Option<u64>,
    typed: Option<Identifier>,
    /// The whole file was here, so that its facts may be shown.
    whole: bool,
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
    let room = tokio::time::timeout(std::time::Duration::from_secs(20), state.arrivals.acquire()).await;
    let Ok(Ok(_room)) = room else {
        return busy(&state, reader);
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
    // Files that arrive slowly keep nobody from being compared.
    let Ok(_turn) = state.comparisons.acquire().await else {
        return Failed(reader, Error::BrokenOff).page(&state);
    };
    let asked = Asked {
        sha256: received.sha256,
        size_bytes: Some(received.size_bytes),
        typed: received.typed,
        whole: true,
    };
    lookup::evenly(async {
        match state.blocking(move |shared| compare_file(shared, received)).await {
            Ok(comparison) => result_page(&state, reader, &comparison, &asked),
            Err(error) => Failed(reader, error).page(&state),
        }
    })
    .await
}

/// What a browser that hashed a file itself sends, and what a result sends again for another language.
#[derive(Deserialize)]
pub(super) struct Digest {
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    size: String,
    #[serde(default)]
    identifier: String,
    /// The identifier that the browser found in the file.
    #[serde(default)]
    found: String,
}

/// The same comparison by the digest alone.
pub(super) async fn digest(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    form: Result<Form<Digest>, axum::extract::rejection::FormRejection>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let Ok(Form(form)) = form else {
        return form_page(&state, reader, StatusCode::BAD_REQUEST, Some(Mistake::Broken));
    };
    let Ok(sha256) = form.sha256.trim().to_ascii_lowercase().parse::<Sha256>() else {
        return form_page(&state, reader, StatusCode::BAD_REQUEST, Some(Mistake::Broken));
    };
    let typed = match form.identifier.trim() {
        "" => None,
        text => match read_typed(text) {
            Ok(identifier) => Some(identifier),
            Err(error) => {
                let mistake = Mistake::Identifier(text.chars().take(400).collect(), error);
                return form_page(&state, reader, StatusCode::BAD_REQUEST, Some(mistake));
            }
        },
    };
    let found: Vec<Identifier> = Identifier::parse(form.found.trim()).into_iter().collect();
    let asked = Asked {
        sha256,
        size_bytes: form.size.trim().parse().ok(),
        typed,
        whole: false,
    };
    lookup::evenly(async {
        let comparing = state
            .blocking(move |shared| compare(shared, sha256, typed, || Ok(found), |_| Ok(How::Different)));
        match comparing.await {
            Ok(comparison) => result_page(&state, reader, &comparison, &asked),
            Err(error) => Failed(reader, error).page(&state),
        }
    })
    .await
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
    let (taking, request) = bounded(request);
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
                let mut text = Vec::new();
                // What is longer is nothing that a person typed; the rest is passed over.
                while text.len() < TYPED_BYTES {
                    match field.chunk().await {
                        Ok(Some(bytes)) => {
                            taking.taken();
                            text.extend_from_slice(&bytes);
                        }
                        Ok(None) => break,
                        Err(error) => return Ok(Err(broken(&error))),
                    }
                }
                typed = String::from_utf8_lossy(&text).chars().take(400).collect();
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
                            taking.taken();
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
        text => match read_typed(text) {
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

/// The same request with a body that ends when nothing comes for too long, or too much of which nothing is taken.
pub(super) fn bounded(request: Request) -> (Taking, Request) {
    let (parts, body) = request.into_parts();
    let (taking, stream) = crate::body::form(crate::body::Reader::new(body));
    let request = Request::from_parts(parts, axum::body::Body::from_stream(stream));
    (taking, request)
}

fn broken(error: &axum::extract::multipart::MultipartError) -> Mistake {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Mistake::TooLarge
    } else {
        Mistake::Broken
    }
}

/// A file that was received whole.
fn compare_file(shared: &Parts, received: Received) -> Result<Comparison, Error> {
    let size_bytes = received.size_bytes;
    let file = std::cell::RefCell::new(received.file);
    compare(
        shared,
        received.sha256,
        received.typed,
        || identifiers_in(shared, file.borrow_mut().as_file_mut()),
        |original| how(shared, file.borrow_mut().as_file_mut(), size_bytes, original),
    )
}

/// By bytes first, then by the identifier that was typed or that stands in the file.
fn compare(
    shared: &Parts,
    sha256: Sha256,
    typed: Option<Identifier>,
    found: impl FnOnce() -> Result<Vec<Identifier>, Error>,
    how: impl Fn(&Original) -> Result<How, Error>,
) -> Result<Comparison, Error> {
    if let Some(original) = shared.storage.original_by_content(sha256)? {
        if !matches!(shared.examiner.stored(original.sha256)?, Stored::Intact) {
            return Ok(Comparison::Damaged);
        }
        let original = Box::new(original);
        if let Some(typed) = typed {
            let key = identifier_sha256(&typed);
            if key != original.identifier_sha256 {
                let relation = relation(shared, &original, key)?;
                return Ok(Comparison::OtherOriginal { original, relation });
            }
            return Ok(Comparison::Same {
                original,
                identifier: Some(typed),
            });
        }
        let identifier = found()?
            .into_iter()
            .find(|found| identifier_sha256(found) == original.identifier_sha256);
        return Ok(Comparison::Same { original, identifier });
    }
    let (candidates, typed) = match typed {
        Some(typed) => (vec![typed], true),
        None => (found()?, false),
    };
    for identifier in &candidates {
        if let Some(original) = shared.storage.original(identifier_sha256(identifier))? {
            let how = how(&original)?;
            return Ok(Comparison::Altered {
                original: Box::new(original),
                identifier: *identifier,
                typed,
                how,
            });
        }
    }
    Ok(match candidates.into_iter().next() {
        Some(identifier) => Comparison::UnknownIdentifier { identifier, typed },
        None => Comparison::Unknown,
    })
}

/// How the file, an original, lies to the one of the identifier.
fn relation(shared: &Parts, file: &Original, typed: Sha256) -> Result<Relation, Error> {
    if leads_to(shared, typed, file.identifier_sha256)? {
        return Ok(Relation::Later);
    }
    if leads_to(shared, file.identifier_sha256, typed)? {
        return Ok(Relation::Earlier);
    }
    Ok(Relation::Other)
}

/// Whether one original was replaced by another, at once or over others.
fn leads_to(shared: &Parts, from: Sha256, to: Sha256) -> Result<bool, Error> {
    let mut at = from;
    for _ in 0..32 {
        let next = shared
            .storage
            .original(at)?
            .and_then(|original| original.superseded);
        match next {
            Some(superseded) if superseded.by == to => return Ok(true),
            Some(superseded) => at = superseded.by,
            None => break,
        }
    }
    Ok(false)
}

/// How a received file differs from an original, by its bytes.
fn how(shared: &Parts, file: &mut File, size_bytes: u64, original: &Original) -> Result<How, Error> {
    let scratch = || Error::file("reading a scratch file", "scratch");
    let stored = || Error::file("reading an original", original.sha256.to_string());
    if size_bytes > original.size_bytes {
        file.rewind().map_err(scratch())?;
        let mut beginning = file.take(original.size_bytes);
        let (sha256, _) = hash_reader(&mut beginning).map_err(scratch())?;
        if sha256 == original.sha256 {
            return Ok(How::Longer);
        }
    } else if size_bytes < original.size_bytes
        && let Some(kept) = shared.storage.open_blob(original.sha256)?
    {
        file.rewind().map_err(scratch())?;
        let (sha256, _) = hash_reader(file).map_err(scratch())?;
        let (beginning, _) = hash_reader(&mut kept.take(size_bytes)).map_err(stored())?;
        if sha256 == beginning {
            return Ok(How::Beginning);
        }
    }
    Ok(How::Different)
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
    let page = Page::new(state, reader, "/compare")
        .with_easy()
        .scripted(Scripted::Plain);
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
            div.lead { (page.sentences(&page.text("compare-file-lead"))) }
            (digest_form(&page))
            form #drop .compare-form method="post" action=(reader.link("/compare")) enctype="multipart/form-data" {
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
                p.drop-says role="status" {}
                button.button type="submit" { (page.text("compare-button")) }
            }
            p.small.with-script hidden { (page.text("compare-privacy-script")) }
            p.small.without-script { (page.text("compare-privacy")) }
        }
    };
    page.render(status, &title, &main)
}

/// What a script fills with a digest and sends; for nobody else.
pub(super) fn digest_form(page: &Page<'_>) -> Markup {
    html! {
        form #digest-form hidden method="post" action=(page.reader.link("/compare/digest"))
            data-hashing=(page.text("drop-hashing")) data-too-large=(page.text_with("compare-too-large", &[
                ("megabytes", (MAX_ORIGINAL_BYTES / (1024 * 1024)).to_string())]))
            data-failed=(page.text("drop-failed")) data-here=(page.text("drop-here"))
            data-most=(MAX_ORIGINAL_BYTES) data-host=(page.state.public_url.host_and_port()) {
            @for name in ["sha256", "size", "identifier", "found"] { input type="hidden" name=(name); }
        }
    }
}

fn result_page(state: &State, reader: Reader, comparison: &Comparison, asked: &Asked) -> Response {
    let found = match comparison {
        Comparison::Same { identifier, .. } => *identifier,
        Comparison::Altered { identifier, .. } | Comparison::UnknownIdentifier { identifier, .. } => {
            Some(*identifier)
        }
        _ => None,
    };
    // The same answer in another language needs the digest only; the file is gone already.
    let shown = |identifier: Option<Identifier>| identifier.map_or_else(String::new, |it| it.canonical());
    let fields = vec![
        ("sha256", asked.sha256.to_string()),
        (
            "size",
            asked.size_bytes.map_or_else(String::new, |size| size.to_string()),
        ),
        ("identifier", shown(asked.typed)),
        ("found", shown(found.filter(|_| asked.typed.is_none()))),
    ];
    let page = Page::new(state, reader, "/compare/digest")
        .with_easy()
        .answering(fields);
    let id = match comparison {
        Comparison::Same { original, .. } if original.revoked.is_some() => "same-revoked",
        Comparison::Same { original, .. } if original.superseded.is_some() => "same-replaced",
        Comparison::Same { .. } => "same",
        Comparison::OtherOriginal { relation, .. } => match relation {
            Relation::Later => "later-version",
            Relation::Earlier => "earlier-version",
            Relation::Other => "other-original",
        },
        Comparison::Altered { how, .. } => match how {
            How::Longer => "longer",
            How::Beginning => "beginning",
            How::Different => "altered",
        },
        Comparison::Damaged => "damaged",
        Comparison::UnknownIdentifier { .. } | Comparison::Unknown => "file-unknown",
    };
    state.metrics.compared(id);
    let tone = match id {
        "same" => Tone::Good,
        "other-original" | "same-replaced" | "later-version" | "earlier-version" | "damaged" => Tone::Caution,
        "file-unknown" if matches!(comparison, Comparison::Unknown) => Tone::Caution,
        _ => Tone::Bad,
    };
    let title = page.text(&format!("{id}-title"));
    let main = html! {
        div.narrow {
            (verdict(tone, &title, &page.sentences(&page.text(&format!("{id}-text")))))
            (details(&page, comparison, asked))
            p.actions { a.button.quiet href=(reader.link("/compare")) { (page.text("compare-another")) } }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

fn details(page: &Page<'_>, comparison: &Comparison, asked: &Asked) -> Markup {
    let date = |time| when::full(&page.state.catalog, page.reader.lang, time);
    match comparison {
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
            @if asked.whole || identifier.is_some() {
                (registered(page, original, identifier.as_ref(), "same-facts"))
            } @else {
                div.prose { p { (page.text("same-no-facts")) } }
            }
            @if let Some(identifier) = identifier { (document_link(page, identifier)) }
        },
        Comparison::OtherOriginal { original, relation } => html! {
            div.prose { p { (page.text(match relation {
                Relation::Later => "later-version-do",
                Relation::Earlier => "earlier-version-do",
                Relation::Other => "other-original-do",
            })) } }
            @if asked.whole { (registered(page, original, None, "other-original-facts")) }
            @if let Some(typed) = &asked.typed { (document_link(page, typed)) }
        },
        Comparison::Altered {
            original,
            identifier,
            typed,
            ..
        } => html! {
            div.prose {
                p { (page.text(if *typed { "altered-typed" } else { "altered-found" })) }
            }
            (side_by_side(page, original, asked))
            div.prose {
                h2 { (page.text("side-hint-title")) }
                (page.sentences(&page.text("side-hint")))
                p { (page.text("altered-next")) }
            }
            (document_link(page, identifier))
        },
        Comparison::Damaged => html! { div.prose { p { (page.text("damaged-alarm")) } } },
        Comparison::UnknownIdentifier { identifier, typed } => html! {
            div.prose {
                p { (page.text(if *typed { "file-unknown-typed" } else { "file-unknown-found" })) }
                p.printed-code { @for group in identifier.printed().split('-') { span { (group) } " " } }
                @let explanation = page.state.catalog.explain(page.reader.lang, &UnknownIdentifier);
                @if let Some(next) = &explanation.next { p { (next) } }
            }
        },
        Comparison::Unknown => html! {
            div.prose {
                p { (page.text(if asked.whole { "file-unknown-next" } else { "file-unknown-digest" })) }
            }
        },
    }
}

fn registered(
    page: &Page<'_>,
    original: &Original,
    identifier: Option<&Identifier>,
    heading: &str,
) -> Markup {
    html! {
        section.sheet-card aria-labelledby="facts-title" {
            div.sheet-head { h2 #facts-title { (page.text(heading)) } }
            (document::facts(page, &original.facts, identifier))
        }
    }
}

/// The file and the original, line by line. Who has the identifier may see this of the original anyway.
fn side_by_side(page: &Page<'_>, original: &Original, asked: &Asked) -> Markup {
    let size = |bytes| when::size(&page.state.catalog, page.reader.lang, bytes);
    html! {
        div.table-scroll tabindex="0" role="region" aria-labelledby="side-caption" {
            table.side-by-side {
                caption #side-caption { (page.text("side-title")) }
                thead { tr {
                    td {}
                    th scope="col" { (page.text("side-yours")) }
                    th scope="col" { (page.text("side-original")) }
                } }
                tbody {
                    @if let Some(yours) = asked.size_bytes {
                        tr {
                            th scope="row" { (page.text("side-size")) }
                            td { (size(yours)) }
                            td { (size(original.size_bytes)) }
                        }
                    }
                    tr {
                        th scope="row" { "SHA-256" }
                        td.hash { (asked.sha256) }
                        td.hash { (original.sha256) }
                    }
                }
            }
        }
    }
}

fn document_link(page: &Page<'_>, identifier: &Identifier) -> Markup {
    let path = format!("/d/{}", identifier.canonical());
    html! { p.actions { a.button href=(page.reader.link(&path)) { (page.text("open-document-page")) } } }
}
