//! `/scan`: a photograph of the paper. Its QR code leads to the page of the document; its visible seal is judged here,
//! by the operator's bundle of certificates, without asking anybody.
//!
//! The photograph is decoded in memory and forgotten with the answer.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequest as _, Multipart, Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Form, Json};
use identifier::Identifier;
use maud::{Markup, html};
use serde::Deserialize;
use visible_seal::{Fact, Judgement, Trust, Verdict};

use super::layout::{Page, Tone, answer, icon};
use super::photo::{self, Led, Refusal, Seen};
use super::{Failed, Reader, Scripted, busy, document_path, too_often, when};
use crate::error::Error;
use crate::limits::Kind;
use crate::server::Client;
use crate::state::State;

/// Largest picture that the camera sends while it looks.
pub(super) const MAX_FRAME_BYTES: usize = 1024 * 1024;

/// Room for the form around the photograph.
const FORM_BYTES: u64 = 16 * 1024;

/// A photograph that is not here by then is given up.
const ARRIVAL: Duration = Duration::from_secs(120);

/// How long somebody waits for their turn, and for the answer then.
const TURN: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_secs(30);

/// What is wrong with what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    NoPhoto,
    TooLarge,
    Broken,
    /// Looking at it took too long.
    TooHard,
    /// Neither code nor seal was seen.
    Nothing,
    Refused(Refusal),
}

impl Mistake {
    /// Stable code, and the id of the sentence; what to do stands in its attribute `next`.
    fn code(self) -> &'static str {
        match self {
            Mistake::NoPhoto => "photo-missing",
            Mistake::TooLarge => "photo-too-large",
            Mistake::Broken => "photo-broken",
            Mistake::TooHard => "photo-too-hard",
            Mistake::Nothing => "photo-nothing",
            Mistake::Refused(refusal) => refusal.code(),
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Mistake::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Mistake::Refused(Refusal::Kind | Refusal::Pdf) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Mistake::NoPhoto | Mistake::Broken => StatusCode::BAD_REQUEST,
            Mistake::TooHard | Mistake::Nothing | Mistake::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

pub(super) async fn form(Shared(state): Shared<State>, reader: Reader) -> Response {
    form_page(&state, reader, None)
}

pub(super) async fn submitted(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    request: Request,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Photo) {
        return refused;
    }
    let Ok(Ok(_room)) = tokio::time::timeout(TURN, state.photos.acquire()).await else {
        return busy(&state, reader);
    };
    let photo = match tokio::time::timeout(ARRIVAL, receive(&state, request)).await {
        Ok(Ok(photo)) => photo,
        Ok(Err(mistake)) => return mistaken(&state, reader, mistake),
        Err(_) => return mistaken(&state, reader, Mistake::Broken),
    };
    match look(&state, photo, true).await {
        Ok(Ok(seen)) => seen_page(&state, reader, &seen),
        Ok(Err(mistake)) => mistaken(&state, reader, mistake),
        Err(Error::BrokenOff) => busy(&state, reader),
        Err(error) => Failed(reader, error).page(&state),
    }
}

fn mistaken(state: &State, reader: Reader, mistake: Mistake) -> Response {
    state.metrics.photographed(match mistake {
        Mistake::Nothing => "nothing",
        _ => "refused",
    });
    form_page(state, reader, Some(mistake))
}

/// Takes the form in.
async fn receive(state: &State, request: Request) -> Result<Vec<u8>, Mistake> {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    // A body that says it is too long is refused before it is sent.
    if announced.is_some_and(|length| length > photo::MAX_BYTES as u64 + FORM_BYTES) {
        return Err(Mistake::TooLarge);
    }
    let (taking, request) = super::compare::bounded(request);
    let Ok(mut form) = Multipart::from_request(request, state).await else {
        return Err(Mistake::Broken);
    };
    while let Some(mut field) = form.next_field().await.map_err(|_| Mistake::Broken)? {
        if field.name() != Some("photo") {
            continue;
        }
        let mut photo = Vec::new();
        while let Some(bytes) = field.chunk().await.map_err(|_| Mistake::Broken)? {
            taking.taken();
            if photo.len() + bytes.len() > photo::MAX_BYTES {
                return Err(Mistake::TooLarge);
            }
            photo.extend_from_slice(&bytes);
        }
        if !photo.is_empty() {
            return Ok(photo);
        }
    }
    Err(Mistake::NoPhoto)
}

/// Decodes in turn. The outer error is the platform's, the inner one the photograph's.
async fn look(state: &State, photo: Vec<u8>, seals: bool) -> Result<Result<Seen, Mistake>, Error> {
    let turn = tokio::time::timeout(TURN, Arc::clone(&state.pictures).acquire_owned()).await;
    let Ok(Ok(turn)) = turn else {
        return Err(Error::BrokenOff);
    };
    let looking = state.blocking(move |_| {
        // Given back when the work has really ended, however long nobody waits for it any more.
        let _turn = turn;
        Ok(photo::look(&photo, seals))
    });
    match tokio::time::timeout(LOOK, looking).await {
        Ok(seen) => Ok(seen?.map_err(Mistake::Refused)),
        Err(_) => Ok(Err(Mistake::TooHard)),
    }
}

/// A picture of the camera while it looks for the QR code: where it leads, or nothing.
pub(super) async fn frame(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    body: Result<axum::body::Bytes, axum::extract::rejection::BytesRejection>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Photo) {
        return refused;
    }
    let Ok(body) = body else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let led = match look(&state, body.to_vec(), false).await {
        Ok(Ok(seen)) => photo::leads(&seen.texts, &state.public_url),
        Ok(Err(Mistake::Refused(_))) => return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response(),
        Ok(Err(_)) => None,
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    match led {
        Some(Led::Here(identifier)) => {
            state.metrics.photographed("identifier");
            Json(serde_json::json!({ "to": reader.link(&document_path(&identifier)) })).into_response()
        }
        // A code that leads elsewhere is told by the page for whole photographs.
        Some(Led::Elsewhere(..)) => Json(serde_json::json!({ "take": true })).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

/// What an answer about a photograph is made of, sent again: for another language, or read in the browser.
#[derive(Deserialize)]
pub(super) struct Again {
    /// Texts of QR codes, each on a line.
    #[serde(default)]
    code: String,
    /// Visible seals, hexadecimal, each on a line.
    #[serde(default)]
    seal: String,
}

pub(super) async fn read_again(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    form: Result<Form<Again>, axum::extract::rejection::FormRejection>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let Ok(Form(again)) = form else {
        return mistaken(&state, reader, Mistake::Broken);
    };
    let seals: Option<Vec<Vec<u8>>> = again
        .seal
        .split_whitespace()
        .take(4)
        .map(|text| hex::decode(text).ok().filter(|bytes| bytes.len() <= 4096))
        .collect();
    let Some(seals) = seals else {
        return mistaken(&state, reader, Mistake::Broken);
    };
    let texts = again.code.lines().take(8).map(|line| line.trim().to_owned());
    let seen = Seen {
        texts: texts.filter(|line| !line.is_empty()).collect(),
        seals,
        unreadable: false,
    };
    seen_page(&state, reader, &seen)
}

/// The answer to what was read.
fn seen_page(state: &State, reader: Reader, seen: &Seen) -> Response {
    let led = photo::leads(&seen.texts, &state.public_url);
    match (&led, seen.seals.is_empty()) {
        // Which paper is meant, nobody can tell.
        (Some(Led::Here(_)), true) if photo::differ(&seen.texts, &state.public_url) => {
            state.metrics.photographed("identifier");
            seal_page(state, reader, seen, led.as_ref())
        }
        (Some(Led::Here(identifier)), true) => {
            state.metrics.photographed("identifier");
            Redirect::to(&reader.link(&document_path(identifier))).into_response()
        }
        (None, true) => {
            if seen.unreadable {
                state.metrics.photographed("nothing");
                return seal_page(state, reader, seen, None);
            }
            mistaken(state, reader, Mistake::Nothing)
        }
        (Some(Led::Elsewhere(..)), true) => {
            state.metrics.photographed("elsewhere");
            seal_page(state, reader, seen, led.as_ref())
        }
        (_, false) => {
            state.metrics.photographed("seal");
            seal_page(state, reader, seen, led.as_ref())
        }
    }
}

/// The tone of a verdict. Nothing that nobody can tell is called good, or false.
fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Valid => Tone::Good,
        Verdict::ProfileUnknown
        | Verdict::NotInForce
        | Verdict::Test
        | Verdict::CertificateUnknown
        | Verdict::KeyUnsupported
        | Verdict::Damaged
        | Verdict::NotAVisibleSeal => Tone::Caution,
        Verdict::DateInFuture | Verdict::CertificateNotValid | Verdict::Revoked | Verdict::SignatureBad => {
            Tone::Bad
        }
    }
}

fn identifier_in(judgement: &Judgement) -> Option<Identifier> {
    let fact = judgement
        .facts
        .iter()
        .find(|fact| fact.field.as_deref() == Some("identifier"))?;
    Identifier::parse(&fact.value).ok()
}

fn seal_page(state: &State, reader: Reader, seen: &Seen, led: Option<&Led>) -> Response {
    let trust = Trust {
        bundle: state.seal_bundle.get(),
        at: state.now(),
        lang: reader.lang,
    };
    let mut judgements: Vec<Judgement> = seen
        .seals
        .iter()
        .map(|bytes| visible_seal::judge(bytes, &trust))
        .collect();
    if judgements.is_empty() && seen.unreadable {
        judgements.push(visible_seal::not_read(Verdict::Damaged, &trust));
    }
    let in_seals: Vec<Identifier> = judgements.iter().filter_map(identifier_in).collect();
    let in_code = match led {
        Some(Led::Here(identifier) | Led::Elsewhere(identifier, _)) => Some(*identifier),
        None => None,
    };
    let several = photo::differ(&seen.texts, &state.public_url);
    let differ = several && !in_seals.is_empty()
        || in_code.is_some_and(|code| in_seals.iter().any(|seal| *seal != code))
        || in_seals.windows(2).any(|pair| pair[0] != pair[1]);
    let fields = vec![
        ("code", seen.texts.join("\n")),
        (
            "seal",
            seen.seals.iter().map(hex::encode).collect::<Vec<_>>().join("\n"),
        ),
    ];
    let page = Page::new(state, reader, "/scan/read")
        .with_easy()
        .answering(fields);
    let compares = judgements.iter().any(|judgement| !judgement.facts.is_empty());
    let elsewhere = match led {
        Some(Led::Elsewhere(_, host)) => Some(host.clone()),
        _ => None,
    };
    let title = match (&elsewhere, judgements.first()) {
        (Some(_), None) => page.text("elsewhere-title"),
        (None, None) => page.text("several-title"),
        (_, Some(first)) if !compares => page.text(&first.verdict.message()),
        _ => page.text("compare-title"),
    };
    // Only an identifier on which everything agrees leads on.
    let lookup = in_code
        .or(in_seals.first().copied())
        .filter(|_| !differ && !several && elsewhere.is_none());
    let alarms = html! {
        @if let Some(host) = &elsewhere {
            (warned(Tone::Bad, &page.text_with("elsewhere-text", &[
                ("host", host.clone()), ("here", state.public_url.host_and_port().to_owned()),
            ])))
        }
        @for judgement in judgements.iter().filter(|judgement| compares && tone(judgement.verdict) == Tone::Bad) {
            (warned(Tone::Bad, &page.text(&judgement.verdict.message())))
        }
        @if differ { (warned(Tone::Bad, &page.text("seal-differs"))) }
        @else if several { (warned(Tone::Caution, &page.text("several-text"))) }
    };
    let main = html! {
        div.narrow {
            (alarms)
            @if compares {
                section.sheet-card aria-labelledby="compare-title" {
                    div.sheet-head {
                        h1 #compare-title { (page.text("compare-title")) }
                        (page.sentences(&page.text("compare-text")))
                    }
                    @for judgement in judgements.iter().filter(|judgement| !judgement.facts.is_empty()) {
                        (seal_facts(&page, judgement))
                    }
                }
            } @else {
                h1 { (title) }
            }
            @for judgement in &judgements { (judged(&page, judgement, compares)) }
            @if elsewhere.is_some() || differ {
                div.prose { p { (page.text("elsewhere-do")) } }
            }
            @if let Some(identifier) = &lookup {
                section.card.online aria-labelledby="online-title" {
                    h2 #online-title { (page.text("online-title")) }
                    (page.sentences(&page.text("online-text")))
                    p.actions { a.button href=(reader.link(&document_path(identifier))) { (page.text("open-document-page")) } }
                }
            }
            p.actions { a.button.quiet href=(reader.link("/scan")) { (page.text("scan-another")) } }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

fn warned(tone: Tone, words: &str) -> Markup {
    html! { p class={ "band " (tone.class()) } { (icon(tone)) span { strong { (words) } } } }
}

fn seal_facts(page: &Page<'_>, judgement: &Judgement) -> Markup {
    let shown = |fact: &&Fact| fact.field.as_deref() != Some("content_sha256");
    html! {
        dl.facts {
            @for fact in judgement.facts.iter().filter(shown) {
                div.fact {
                    dt { (fact.name) }
                    @match fact.field.as_deref().zip(Identifier::parse(&fact.value).ok()) {
                        Some(("identifier", identifier)) => dd.printed-code {
                            @for group in identifier.printed().split('-') { span { (group) } " " }
                        },
                        _ => dd { (fact.value) },
                    }
                }
            }
            @if let Some(header) = &judgement.header {
                div.fact { dt { (page.text("seal-issued")) } dd { time datetime=(header.issued_on) { (when::day(&page.state.catalog, page.reader.lang, header.issued_on)) } } }
            }
        }
    }
}

fn judged(page: &Page<'_>, judgement: &Judgement, heading: bool) -> Markup {
    let id = judgement.verdict.message();
    let next = page
        .state
        .catalog
        .try_text(page.reader.lang, &format!("{id}.next"), &[]);
    // The facts stand above on this page, not below.
    let next = match judgement.verdict {
        Verdict::Valid => Some(page.text("seal-valid-do")),
        _ => next,
    };
    let words = html! {
        @if let Some(next) = &next { (page.sentences(next)) }
        @for remark in &judgement.remarks {
            @let arguments: Vec<(&str, String)> = remark.arguments.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            p.small { (page.text_with(&remark.code, &arguments)) }
        }
    };
    let title = page.text(&id);
    html! {
        @if heading { (answer(tone(judgement.verdict), &title, &words)) } @else { div.prose { (words) } }
        @if judgement.header.is_some() {
            details {
                summary { (page.text("technical-title")) }
                dl.technical {
                    @if let Some(header) = &judgement.header {
                        dt { (page.text("seal-signer")) } dd { (header.country) " " (header.signer) " " (header.reference) }
                        dt { (page.text("seal-signed-on")) } dd { (when::day(&page.state.catalog, page.reader.lang, header.signed_on)) }
                    }
                    @if let Some(certificate) = &judgement.certificate {
                        dt { (page.text("seal-by")) } dd { (certificate.organisation.as_ref().unwrap_or(&certificate.holder)) }
                        dt { (page.text("report-issuer")) } dd { (certificate.issuer) }
                    }
                    @if let (Some(version), Some(days)) = (judgement.bundle_version, judgement.bundle_age_days) {
                        dt { (page.text("seal-bundle")) }
                        dd { (page.text_with("seal-bundle-age", &[("version", version.to_string()), ("days", days.to_string())])) }
                    }
                    dt { (page.text("seal-bytes")) } dd.hash { (judgement.bytes) }
                }
            }
        }
    }
}

fn form_page(state: &State, reader: Reader, mistake: Option<Mistake>) -> Response {
    let page = Page::new(state, reader, "/scan")
        .with_easy()
        .scripted(Scripted::Camera);
    let values = [
        ("megabytes", (photo::MAX_BYTES / (1024 * 1024)).to_string()),
        ("megapixels", photo::MAX_MEGAPIXELS.to_string()),
    ];
    let sentence = mistake.map(|mistake| page.text_with(mistake.code(), &values));
    let next = mistake.map(|mistake| page.text_with(&format!("{}.next", mistake.code()), &values));
    let title = match mistake {
        Some(_) => format!("{} {}", page.text("error-prefix"), page.text("scan-title")),
        None => page.text("scan-title"),
    };
    let main = html! {
        div.narrow {
            @if let Some(sentence) = &sentence {
                div.summary role="alert" aria-labelledby="summary-title" {
                    h2 #summary-title { (page.text("summary-title")) }
                    p { a href="#photo" { (sentence) } }
                }
            }
            h1 { (page.text("scan-title")) }
            div.lead { (page.sentences(&page.text("scan-lead"))) }
            section #camera .camera hidden aria-labelledby="camera-title"
                data-wait=(page.text("camera-wait")) data-looking=(page.text("camera-looking"))
                data-refused=(page.text("camera-refused")) data-found=(page.text("camera-found"))
                data-frame=(reader.link("/scan/frame")) data-read=(reader.link("/scan/read")) {
                h2 #camera-title { (page.text("camera-title")) }
                p { (page.text("camera-text")) }
                p.actions {
                    button.button #camera-start type="button" { (page.text("camera-start")) }
                    button.button #camera-take type="button" hidden { (page.text("camera-take")) }
                    button.button.quiet #camera-stop type="button" hidden { (page.text("camera-stop")) }
                }
                video #camera-view muted playsinline hidden aria-label=(page.text("camera-view")) {}
                p #camera-says role="status" {}
            }
            form #scan-form .compare-form method="post" action=(reader.link("/scan")) enctype="multipart/form-data" {
                div class=(if mistake.is_some() { "field wrong" } else { "field" }) {
                    label for="photo" { (page.text("scan-label")) }
                    p.hint #photo-hint { (page.text_with("scan-hint", &values)) }
                    @if let (Some(mistake), Some(sentence)) = (mistake, &sentence) {
                        div.field-error #photo-error data-code=(mistake.code()) {
                            p { strong { (sentence) } }
                            @if let Some(next) = &next { p { (next) } }
                            @if mistake == Mistake::Refused(Refusal::Pdf) {
                                p { a href=(reader.link("/compare")) { (page.text("file-button")) } }
                            }
                        }
                    }
                    input #photo name="photo" type="file" accept="image/jpeg,image/png"
                        aria-invalid=[mistake.is_some().then_some("true")]
                        aria-describedby=(if mistake.is_some() { "photo-error photo-hint" } else { "photo-hint" });
                }
                button.button type="submit" { (page.text("scan-button")) }
            }
            p.small { (page.text("scan-privacy")) }
            p { a href=(reader.link("/")) { (page.text("scan-type-instead")) } }
        }
    };
    let status = mistake.map_or(StatusCode::OK, Mistake::status);
    let mut response = page.render(status, &title, &main);
    if let Some(mistake) = mistake {
        response
            .headers_mut()
            .insert("x-greffe-code", HeaderValue::from_static(mistake.code()));
    }
    response
}
