//! What the examination of an original's seals said, in words and as JSON.

use axum::extract::{Path, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use identifier::Identifier;
use maud::{Markup, html};
use seal::verify::{FileReport, Integrity, SignatureReport};

use super::document::{Seal, level_name, verdict_name};
use super::layout::{Page, answer};
use super::{Failed, Reader, pages, too_often, when};
use crate::limits::Kind;
use crate::lookup::{self, Found};
use crate::server::Client;
use crate::state::State;
use crate::storage::Original;

pub(super) async fn report(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let identifier = match Identifier::parse(&typed) {
        Ok(identifier) => identifier,
        Err(error) => return pages::start(&state, reader, StatusCode::BAD_REQUEST, Some((&typed, error))),
    };
    lookup::evenly(async {
        match lookup::look_up(&state, &identifier).await {
            Ok(Found::Unknown) => pages::unknown(&state, reader, &identifier),
            Ok(Found::Damaged(original)) => pages::damaged(&state, reader, &identifier, &original),
            Ok(Found::Intact { original, report, .. }) => {
                report_page(&state, reader, &identifier, &original, &report)
            }
            Err(error) => Failed(reader, error).page(&state),
        }
    })
    .await
}

/// The same for programs, as the command line's `verify` says it, with the file and the time of the examination.
pub(super) async fn report_json(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let Ok(identifier) = Identifier::parse(&typed) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    lookup::evenly(async {
        let (original, report) = match lookup::look_up(&state, &identifier).await {
            Ok(Found::Intact { original, report, .. }) => (original, report),
            Ok(Found::Unknown | Found::Damaged(_)) => return StatusCode::NOT_FOUND.into_response(),
            Err(error) => return Failed(reader, error).page(&state),
        };
        let told = serde_json::json!({
            "sha256": original.sha256.to_string(),
            "size_bytes": original.size_bytes,
            "registered_at": original.registered_at,
            "examined_at": state.now(),
            "revoked_at": original.revoked.as_ref().map(|revocation| revocation.at),
            "superseded_at": original.superseded.as_ref().map(|superseded| superseded.at),
            "report": report,
            "report_at_registration": original.seal_report,
        });
        let mut response = serde_json::to_string_pretty(&told)
            .unwrap_or_default()
            .into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"report.json\""),
        );
        response
    })
    .await
}

fn report_page(
    state: &State,
    reader: Reader,
    identifier: &Identifier,
    original: &Original,
    report: &FileReport,
) -> Response {
    let path = format!("/d/{}", identifier.canonical());
    let page = Page::new(state, reader, &format!("{path}/report")).printing(identifier.printed());
    let seal = Seal::of(&page, report);
    let title = page.text("report-title");
    let date = |time| when::full(&state.catalog, reader.lang, time);
    let main = html! {
        div.narrow {
            h1 { (title) }
            p.lead lang=[original.facts.lang.as_deref()] { (original.facts.title) }
            (answer(seal.tone, &seal.title, &html! { p { (seal.words) } }))
            dl.facts.plain {
                (row(&page.text("report-at"), &html! { (date(state.now())) }))
                (row("SHA-256", &html! { span.hash { (original.sha256) } }))
                (row(&page.text("report-result"), &html! { (verdict_name(report.verdict)) }))
            }
            @for (number, signature) in (1..).zip(&report.signatures) {
                section.sheet-card aria-labelledby={ "signature-" (number) } {
                    div.sheet-head {
                        h2 id={ "signature-" (number) } { (page.text_with("report-signature", &[("number", number.to_string())])) }
                    }
                    (signature_facts(&page, signature))
                }
            }
            @if !report.warnings.is_empty() {
                section aria-labelledby="warnings-title" {
                    h2 #warnings-title { (page.text("report-warnings")) }
                    ul {
                        @for warning in &report.warnings {
                            li { code { (warning.code) } " " span lang="en" { (warning.message) } }
                        }
                    }
                }
            }
            p.small { (page.text("report-standard")) }
            p.actions {
                a.button.quiet href=(format!("{path}/report.json")) download="" { (page.text("report-json")) }
                a.button.quiet href=(reader.link(&path)) { (page.text("viewer-back")) }
            }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

fn row(name: &str, value: &Markup) -> Markup {
    html! { div.fact { dt { (name) } dd { (value) } } }
}

fn signature_facts(page: &Page<'_>, signature: &SignatureReport) -> Markup {
    let date = |time| when::full(&page.state.catalog, page.reader.lang, time);
    let integrity = match signature.integrity {
        Integrity::Intact => page.text("report-intact"),
        _ => page.text("report-broken"),
    };
    let covers = page.text(if signature.covers_whole_file {
        "report-covers-all"
    } else {
        "report-covers-part"
    });
    html! {
        dl.facts {
            (row(&page.text("seal-by"), &html! { (signature.signer.as_deref().unwrap_or("–")) }))
            (row(&page.text("report-issuer"), &html! { (signature.issuer.as_deref().unwrap_or("–")) }))
            (row(&page.text("report-result"), &html! {
                (verdict_name(signature.indication))
                @if let Some(sub) = &signature.sub_indication { " / " (sub) }
            }))
            (row(&page.text("report-bytes"), &html! { (integrity) br; (covers) }))
            @if let Some(level) = signature.level { (row(&page.text("report-level"), &html! { "PAdES " (level_name(level)) })) }
            @if let Some(time) = signature.proven_time { (row(&page.text("report-proven"), &html! { (date(time)) })) }
            @if let Some(time) = signature.claimed_time { (row(&page.text("report-claimed"), &html! { (date(time)) })) }
            @if let Some(algorithm) = &signature.signature_algorithm {
                (row(&page.text("report-algorithm"), &html! {
                    (algorithm) @if let Some(digest) = &signature.digest_algorithm { ", " (digest) }
                }))
            }
            @if let Some(serial) = &signature.serial { (row(&page.text("report-serial"), &html! { span.hash { (serial) } })) }
        }
    }
}
