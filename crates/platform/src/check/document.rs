//! The page of an identifier that was found: what to compare with the paper, what it is worth, the original, its proof,
//! and where to report a doubt. Beside it the original page by page.

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use identifier::Identifier;
use jiff::Timestamp;
use maud::{Markup, html};
use seal::verify::{FileReport, SignatureReport, Verdict};
use serde::Deserialize;

use super::layout::{Page, Tone, icon};
use super::{Failed, Reader, pages, too_often, when};
use crate::limits::Kind;
use crate::lookup::{self, Found};
use crate::server::Client;
use crate::state::State;
use crate::storage::{Facts, Original};

/// Pages that are shown at once.
const AT_ONCE: u32 = 10;

/// How a document stands, as the page says it.
pub(super) struct Standing {
    pub(super) tone: Tone,
    /// Begin of the messages' ids.
    pub(super) id: &'static str,
}

impl Standing {
    fn of(original: &Original, seal: &Seal) -> Self {
        let (tone, id) = match (&original.revoked, &original.superseded) {
            (Some(_), _) => (Tone::Bad, "document-revoked"),
            (None, _) if seal.tone == Tone::Bad => (Tone::Bad, "document-seal-failed"),
            (None, Some(_)) => (Tone::Caution, "document-superseded"),
            (None, None) if seal.tone == Tone::Caution => (Tone::Caution, "document-untrusted"),
            (None, None) => (Tone::Good, "document"),
        };
        Self { tone, id }
    }
}

/// An original that was found intact.
pub(super) fn document(
    state: &State,
    reader: Reader,
    identifier: &Identifier,
    original: &Original,
    report: &FileReport,
    proofs: Proofs,
) -> Response {
    let path = format!("/d/{}", identifier.canonical());
    let page = Page::new(state, reader, &path)
        .with_easy()
        .printing(identifier.printed());
    let seal = Seal::of(&page, report);
    let standing = Standing::of(original, &seal);
    let title = page.text(&format!("{}-title", standing.id));
    let main = html! {
        @if standing.tone != Tone::Good {
            div.narrow {
                p class={ "band " (standing.tone.class()) } {
                    (icon(standing.tone))
                    span { strong { (title) } " " a href="#authenticity" { (page.text("band-why")) } }
                }
            }
        }
        div.columns {
            div.column-main {
                section.sheet-card aria-labelledby="compare-title" {
                    div.sheet-head {
                        h1 #compare-title { (page.text("compare-title")) }
                        (page.sentences(&page.text("compare-text")))
                    }
                    (facts(&page, &original.facts, Some(identifier)))
                    div.sheet-foot {
                        h2 { (page.text("differs-title")) }
                        (page.sentences(&page.text_with("differs-text", &[("authority", original.facts.authority.clone())])))
                    }
                }
                (authenticity(&page, original, &standing, &seal, proofs.logged))
            }
            div.column-side {
                (the_original(&page, original, &path))
                (proof(&page, original, report, &path, proofs))
                (feedback(&page, &original.facts.authority))
            }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

fn authenticity(
    page: &Page<'_>,
    original: &Original,
    standing: &Standing,
    seal: &Seal,
    logged: Logged,
) -> Markup {
    let date = |time: Timestamp| when::full(&page.state.catalog, page.reader.lang, time);
    let words = match (standing.id, &original.revoked, &original.superseded) {
        ("document-revoked", Some(revocation), _) => html! {
            (page.sentences(&page.text_with("document-revoked-text", &[
                ("authority", original.facts.authority.clone()), ("date", date(revocation.at)),
            ])))
            p { (page.text("document-revoked-reason")) " " q lang=(revocation.lang) { (revocation.reason) } }
        },
        ("document-superseded", _, Some(superseded)) => html! {
            (page.sentences(&page.text_with("document-superseded-text", &[("date", date(superseded.at))])))
            @if let Some(reference) = &superseded.reference {
                p { (page.text("document-superseded-by")) " " strong { (reference) } }
            }
        },
        (id, ..) => page.sentences(&page.text(&format!("{id}-text"))),
    };
    let check_line = |tone, title: &str, words: &Markup| check_line(tone, title, words);
    let checks = html! {
        p.small { time datetime=(when::machine(page.state.now())) { (date(page.state.now())) } }
        ul.checks {
            (check_line(Tone::Good, &page.text("check-intact-title"), &html! { (page.text("check-intact")) }))
            (check_line(seal.tone, &seal.title, &html! {
                (seal.words)
                @if let Some(signer) = &seal.signer {
                    br; span.label { (page.text("seal-by")) " " } strong { (signer) }
                }
                @if let Some(time) = seal.time {
                    br; span.label { (page.text("seal-at")) " " }
                    time datetime=(when::machine(time)) { (date(time)) }
                }
            }))
            @match (&original.revoked, &original.superseded) {
                (Some(_), _) => (check_line(Tone::Bad, &page.text("check-revoked-title"),
                    &html! { (page.text("check-revoked")) })),
                (None, Some(_)) => (check_line(Tone::Caution, &page.text("check-replaced-title"),
                    &html! { (page.text("check-replaced")) })),
                (None, None) => (check_line(Tone::Good, &page.text("check-standing-title"),
                    &html! { (page.text_with("check-standing", &[("administration", original.administration.name.clone())])) })),
            }
            @match logged {
                Logged::Yes => (check_line(Tone::Good, &page.text("check-log-title"), &html! { (page.text("check-log")) })),
                Logged::NotYet => (check_line(Tone::Caution, &page.text("check-log-later-title"),
                    &html! { (page.text("check-log-later")) })),
                Logged::Never => {}
            }
        }
    };
    html! {
        section #authenticity .card.authenticity tabindex="-1" aria-labelledby="authenticity-title" {
            div class={ "verdict " (standing.tone.class()) } {
                (icon(standing.tone))
                div.verdict-words {
                    h2 #authenticity-title { (page.text(&format!("{}-title", standing.id))) }
                    (words)
                }
            }
            div.what-to-do {
                h3 { (page.text("to-do-title")) }
                (page.sentences(&page.text_with(&format!("{}-do", standing.id), &[
                    ("authority", original.facts.authority.clone()),
                ])))
            }
            // In easy language what was checked, and how, is for those who want it.
            @if page.reader.easy {
                details.checks-more { summary { (page.text("checked-title")) } (checks) }
            } @else {
                h3.checks-title { (page.text("checked-title")) }
                (checks)
            }
        }
    }
}

fn the_original(page: &Page<'_>, original: &Original, path: &str) -> Markup {
    let file = format!("{path}/original");
    let viewer = page.reader.link(&format!("{path}/pages"));
    let size = when::size(&page.state.catalog, page.reader.lang, original.size_bytes);
    let values = [("pages", original.facts.pages.to_string()), ("size", size)];
    html! {
        section.card.the-original aria-labelledby="original-title" {
            h2 #original-title { (page.text("original-title")) }
            (page.sentences(&page.text("original-text")))
            @if original.facts.pages > 0 {
                a.first-page href=(viewer) {
                    img src=(format!("{path}/page/1")) loading="lazy" decoding="async" width="300"
                        alt=(page.text_with("page-alt", &[("page", "1".to_owned()), ("pages", original.facts.pages.to_string())]));
                }
            }
            p.actions {
                a.button href=(viewer) { (page.text("original-read")) } " "
                a.button.quiet href=(file) type="application/pdf" { (page.text("original-open")) } " "
                a.button.quiet href=(format!("{file}?download=1")) type="application/pdf" download="" {
                    (page.text("original-download"))
                }
            }
            p.small { (page.text_with("original-size", &values)) }
        }
    }
}

fn proof(page: &Page<'_>, original: &Original, report: &FileReport, path: &str, proofs: Proofs) -> Markup {
    html! {
        section.card.proof aria-labelledby="proof-title" {
            h2 #proof-title { (page.text("proof-title")) }
            (page.sentences(&page.text("proof-text")))
            ul.links {
                li { a href=(page.reader.link(&format!("{path}/report"))) { (page.text("proof-report")) } }
                @if proofs.logged == Logged::Yes {
                    li { a href=(format!("{path}/proof")) download="" { (page.text("check-log-proof")) } }
                }
                @if proofs.evidence {
                    li { a href=(format!("{path}/evidence")) download="" { (page.text("proof-evidence")) } }
                }
                li { a href=(page.reader.link("/verify-yourself")) { (page.text("proof-yourself")) } }
            }
            (technical(page, original, report))
        }
    }
}

/// Where a doubt is reported: to the authority, and to the operator where there is an address.
pub(super) fn feedback(page: &Page<'_>, authority: &str) -> Markup {
    html! {
        section.feedback aria-labelledby="feedback-title" {
            h2 #feedback-title { (page.text("feedback-title")) }
            (page.sentences(&page.text_with("feedback-text", &[("authority", authority.to_owned())])))
            @if let Some(contact) = page.state.contact.get() {
                p { (page.text("feedback-operator")) " " (contact_link(contact)) }
            }
        }
    }
}

/// An address of the operator: of a page, of mail, or as it stands.
pub(super) fn contact_link(contact: &str) -> Markup {
    html! {
        @if contact.starts_with("https://") { a href=(contact) rel="noreferrer" { (contact) } }
        @else if contact.contains('@') && !contact.contains([' ', ':']) { a href={ "mailto:" (contact) } { (contact) } }
        @else { strong { (contact) } }
    }
}

#[derive(Default, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    from: Option<String>,
}

/// The original, page by page, as pictures.
pub(super) async fn viewer(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path(typed): Path<String>,
    from: Result<Query<From>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let from = from.map(|Query(from)| from).unwrap_or_default();
    if let Some(refused) = too_often(&state, client, reader, Kind::Lookup) {
        return refused;
    }
    let identifier = match Identifier::parse(&typed) {
        Ok(identifier) => identifier,
        Err(error) => return pages::start(&state, reader, StatusCode::BAD_REQUEST, Some((&typed, error))),
    };
    let first = from.from.and_then(|from| from.parse::<u32>().ok()).unwrap_or(1);
    lookup::evenly(async {
        match lookup::look_up(&state, &identifier).await {
            Ok(Found::Unknown) => pages::unknown(&state, reader, &identifier),
            Ok(Found::Damaged(original)) => pages::damaged(&state, reader, &identifier, &original),
            Ok(Found::Intact { original, report, .. }) => {
                viewer_page(&state, reader, &identifier, &original, &report, first)
            }
            Err(error) => Failed(reader, error).page(&state),
        }
    })
    .await
}

fn viewer_page(
    state: &State,
    reader: Reader,
    identifier: &Identifier,
    original: &Original,
    report: &FileReport,
    first: u32,
) -> Response {
    let path = format!("/d/{}", identifier.canonical());
    let all = original.facts.pages;
    let first = first.clamp(1, all.max(1));
    let last = first.saturating_add(AT_ONCE - 1).min(all);
    let page = Page::new(state, reader, &format!("{path}/pages?from={first}"))
        .with_easy()
        .printing(identifier.printed());
    let standing = Standing::of(original, &Seal::of(&page, report));
    let title = page.text("viewer-title");
    let number = |n: u32| [("page", n.to_string()), ("pages", all.to_string())];
    let file = format!("{path}/original");
    let main = html! {
        div.narrow {
            @if standing.tone != Tone::Good {
                p class={ "band " (standing.tone.class()) } {
                    (icon(standing.tone))
                    span {
                        strong { (page.text(&format!("{}-title", standing.id))) } " "
                        a href={ (page.reader.link(&path)) "#authenticity" } { (page.text("band-why")) }
                    }
                }
            }
            h1 { (title) }
            p.lead lang=[original.facts.lang.as_deref()] { (original.facts.title) }
            (page.sentences(&page.text("viewer-text")))
            p.actions {
                a.button.quiet href=(page.reader.link(&path)) { (page.text("viewer-back")) }
                a.button.quiet href=(file) type="application/pdf" { (page.text("original-open")) }
            }
            div.pages {
                @for n in first..=last {
                    figure {
                        img src=(format!("{path}/page/{n}")) alt=(page.text_with("page-alt", &number(n)))
                            loading=(if n == first { "eager" } else { "lazy" }) decoding="async";
                        figcaption { (page.text_with("page-of", &number(n))) }
                    }
                }
            }
            @if all > AT_ONCE {
                nav.pager aria-label=(page.text("pager")) {
                    @if first > 1 {
                        a.button.quiet href=(page.reader.link(&format!("{path}/pages?from={}", first.saturating_sub(AT_ONCE).max(1)))) {
                            (page.text("pager-before"))
                        }
                    }
                    @if last < all {
                        a.button.quiet href=(page.reader.link(&format!("{path}/pages?from={}", last + 1))) {
                            (page.text("pager-after"))
                        }
                    }
                }
            }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

/// What else proves an original, beside its seals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proofs {
    /// Whether the public log has it.
    pub(super) logged: Logged,
    /// Whether time-stamps were renewed over it (RFC 4998).
    pub(super) evidence: bool,
}

/// Whether the public log has an original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Logged {
    /// Under the checkpoint that is served.
    Yes,
    /// It waits for the next checkpoint or for its witnesses.
    NotYet,
    /// It was registered before there was a log, or there is none.
    Never,
}

/// What a reader compares with the paper.
pub(super) fn facts(page: &Page<'_>, facts: &Facts, identifier: Option<&Identifier>) -> Markup {
    let lang = facts
        .lang
        .as_deref()
        .filter(|lang| *lang != page.reader.lang.tag());
    let date = when::full(&page.state.catalog, page.reader.lang, facts.sealed_at);
    html! {
        dl.facts {
            div.fact.first {
                dt { (page.text("fact-title")) }
                dd lang=[lang] {
                    (facts.title)
                    @if let Some(kind) = &facts.kind { " " span.kind { (kind) } }
                }
            }
            div.fact { dt { (page.text("fact-authority")) } dd lang=[lang] { (facts.authority) } }
            @if let Some(reference) = &facts.reference {
                div.fact { dt { (page.text("fact-reference")) } dd { (reference) } }
            }
            div.fact {
                dt { (page.text("fact-sealed")) }
                dd { time datetime=(when::machine(facts.sealed_at)) { (date) } }
            }
            div.fact { dt { (page.text("fact-pages")) } dd { (facts.pages) } }
            @if let Some(identifier) = identifier {
                div.fact {
                    dt { (page.text("fact-identifier")) }
                    dd.printed-code {
                        @for group in identifier.printed().split('-') { span { (group) } " " }
                    }
                }
            }
        }
    }
}

fn check_line(tone: Tone, title: &str, words: &Markup) -> Markup {
    let class = match tone {
        Tone::Good => "good",
        Tone::Caution => "caution",
        Tone::Bad => "bad",
    };
    html! {
        li class=(class) {
            (icon(tone))
            div { h3 { (title) } p { (words) } }
        }
    }
}

/// What the seals of a file say, in plain words.
pub(super) struct Seal {
    pub(super) tone: Tone,
    pub(super) title: String,
    pub(super) words: String,
    signer: Option<String>,
    time: Option<Timestamp>,
}

impl Seal {
    pub(super) fn of(page: &Page<'_>, report: &FileReport) -> Self {
        // The seal is the last signature of an original; earlier ones are those of persons.
        let last: Option<&SignatureReport> = report.signatures.last();
        let sub_indication = last.and_then(|last| last.sub_indication.clone());
        let (tone, id) = match report.verdict {
            Verdict::TotalPassed => (Tone::Good, "seal-passed"),
            Verdict::Indeterminate => (Tone::Caution, "seal-indeterminate"),
            Verdict::TotalFailed | Verdict::NoSignature | Verdict::Error => (Tone::Bad, "seal-failed"),
        };
        let special = sub_indication.as_deref().and_then(|sub| match sub {
            "NO_CERTIFICATE_CHAIN_FOUND" | "CERTIFICATE_CHAIN_GENERAL_FAILURE" => Some("seal-unknown-issuer"),
            "OUT_OF_BOUNDS_NO_POE" | "OUT_OF_BOUNDS_NOT_REVOKED" | "EXPIRED" => Some("seal-out-of-bounds"),
            "TRY_LATER" => Some("seal-try-later"),
            _ => None,
        });
        let words = match (tone, special) {
            (Tone::Caution, Some(id)) => page.text(id),
            (Tone::Caution, None) => page.text_with(
                "seal-undecided",
                &[("code", sub_indication.unwrap_or_else(|| "–".to_owned()))],
            ),
            _ => page.text(id),
        };
        Self {
            tone,
            title: page.text(&format!("{id}-title")),
            words,
            signer: last.and_then(|last| last.signer.clone()),
            time: last.and_then(|last| last.proven_time.or(last.claimed_time)),
        }
    }
}

fn technical(page: &Page<'_>, original: &Original, report: &FileReport) -> Markup {
    let date = when::full(&page.state.catalog, page.reader.lang, original.registered_at);
    html! {
        details {
            summary { (page.text("technical-title")) }
            dl.technical {
                dt { (page.text("technical-registered")) }
                dd { (date) " · " (page.text_with("technical-number", &[("number", original.seq.to_string())])) }
                dt { (page.text("technical-administration")) }
                dd { (original.administration.name) }
                dt { "SHA-256" }
                dd.hash { (original.sha256) }
                @for signature in &report.signatures {
                    dt { (page.text("technical-signature")) }
                    dd {
                        (signature.signer.as_deref().unwrap_or("–")) " · "
                        (verdict_name(signature.indication))
                        @if let Some(sub) = &signature.sub_indication { " / " (sub) }
                        @if let Some(level) = signature.level { " · PAdES " (level_name(level)) }
                    }
                }
            }
        }
    }
}

/// The indications of EN 319 102-1 are names, the same in every language.
pub(super) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TotalPassed => "TOTAL-PASSED",
        Verdict::Indeterminate => "INDETERMINATE",
        Verdict::TotalFailed => "TOTAL-FAILED",
        Verdict::NoSignature => "NO-SIGNATURE",
        Verdict::Error => "ERROR",
    }
}

pub(super) fn level_name(level: seal::sign::Level) -> &'static str {
    match level {
        seal::sign::Level::BB => "B-B",
        seal::sign::Level::BT => "B-T",
        seal::sign::Level::BLt => "B-LT",
        seal::sign::Level::BLta => "B-LTA",
    }
}
