//! The pages: start, document, unknown, damaged, about.

use axum::http::StatusCode;
use axum::response::Response;
use identifier::{Identifier, ParseError, UnknownIdentifier};
use jiff::Timestamp;
use maud::{Markup, html};
use seal::verify::{FileReport, SignatureReport, Verdict};
use wording::Explain as _;

use super::layout::{Page, Tone, icon, verdict};
use super::{Reader, when};
use crate::state::State;
use crate::storage::{Facts, Original};

/// The page with the field; after a mistake with what was typed and what is wrong with it.
pub(super) fn start(
    state: &State,
    reader: Reader,
    status: StatusCode,
    mistake: Option<(&str, ParseError)>,
) -> Response {
    let page = Page::new(state, reader, "/");
    let explained = mistake
        .as_ref()
        .map(|(_, error)| state.catalog.explain(reader.lang, error));
    let title = match &explained {
        Some(_) => format!("{} {}", page.text("error-prefix"), page.text("start-title")),
        None => page.text("start-title"),
    };
    let typed = mistake.as_ref().map_or("", |(typed, _)| typed);
    // An address that was mistyped keeps only what the person can compare with the paper.
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(400).collect();
    let main = html! {
        div.hero {
            div.hero-words {
                @if let Some(explained) = &explained {
                    div.summary role="alert" aria-labelledby="summary-title" {
                        h2 #summary-title { (page.text("summary-title")) }
                        p { a href="#identifier" { (explained.sentence) } }
                    }
                }
                h1 { (page.text("start-title")) }
                p.lead { (page.text("start-lead")) }
                form.check-form method="post" action=(reader.link("/check")) {
                    div class=(if explained.is_some() { "field wrong" } else { "field" }) {
                        label for="identifier" { (page.text("field-label")) }
                        p.hint #identifier-hint { (page.text("field-hint")) }
                        @if let Some(explained) = &explained {
                            div.field-error #identifier-error {
                                p { strong { (explained.sentence) } }
                                @if let Some(next) = &explained.next { p { (next) } }
                                @if let Some((_, error)) = &mistake { (marked_groups(&page, &typed, error)) }
                            }
                        }
                        input #identifier .code name="identifier" type="text" value=(typed) autocomplete="off"
                            autocapitalize="characters" spellcheck="false" maxlength="400" enterkeyhint="go"
                            aria-describedby=(if explained.is_some() { "identifier-error identifier-hint" } else { "identifier-hint" })
                            aria-invalid=[explained.is_some().then_some("true")];
                    }
                    button.button type="submit" { (page.text("check-button")) }
                }
            }
            (paper(&page))
        }
        section.steps aria-labelledby="steps-title" {
            h2 #steps-title { (page.text("steps-title")) }
            ol {
                @for step in ["step-find", "step-compare", "step-open"] {
                    li {
                        h3 { (page.text(&format!("{step}-title"))) }
                        p { (page.text(step)) }
                    }
                }
            }
        }
        section.other-way aria-labelledby="file-title" {
            div {
                h2 #file-title { (page.text("file-title")) }
                p { (page.text("file-text")) }
            }
            a.button.quiet href=(reader.link("/compare")) { (page.text("file-button")) }
        }
    };
    page.render(status, &title, &main)
}

/// What was typed in groups, with the ones marked that hold the mistake.
fn marked_groups(page: &Page<'_>, typed: &str, error: &ParseError) -> Markup {
    let suspicious: Vec<u8> = error.suspicious_groups().iter().collect();
    let segment = typed.rsplit('/').find(|part| !part.is_empty()).unwrap_or("");
    let symbols: Vec<char> = segment.chars().filter(char::is_ascii_alphanumeric).collect();
    if suspicious.is_empty() || symbols.len() != identifier::SYMBOLS {
        return html! {};
    }
    html! {
        p.groups {
            @for (number, group) in (1_u8..).zip(symbols.chunks(identifier::GROUP)) {
                @let group: String = group.iter().map(char::to_ascii_uppercase).collect();
                @if suspicious.contains(&number) {
                    mark { (group) span.visually-hidden { " (" (page.text("group-suspicious")) ")" } }
                } @else {
                    span { (group) }
                }
                " "
            }
        }
    }
}

/// Where on the paper the identifier stands. A picture for those who see it; the hint says the same in words.
fn paper(page: &Page<'_>) -> Markup {
    let module = |x: u32, y: u32| html! { rect x=(x) y=(y) width="4" height="4" {} };
    html! {
        figure.paper aria-hidden="true" {
            svg viewBox="0 0 300 390" width="300" height="390" focusable="false" {
                rect.sheet fill="#fff" stroke="#999" x="20" y="10" width="250" height="356" rx="3" {}
                path.crest d="M44 38h28v22c0 9-7 14-14 17-7-3-14-8-14-17z" {}
                path.ink fill="none" stroke="#bbb" d="M84 44h92M84 56h60" {}
                path.title fill="none" stroke="#777" d="M44 104h120" {}
                path.ink fill="none" stroke="#bbb" d="M44 130h202M44 144h194M44 158h202M44 172h150M44 200h202M44 214h188M44 228h202M44 242h96" {}
                rect.stamp fill="none" stroke="#999" x="36" y="276" width="218" height="72" rx="4" {}
                g.modules transform="translate(46 286)" {
                    path d="M0 0h16v16H0zM36 0h16v16H36zM0 36h16v16H0z" {}
                    path.eye fill="#fff" d="M4 4h8v8H4zM40 4h8v8h-8zM4 40h8v8H4z" {}
                    @for (x, y) in [(20,0),(28,4),(20,12),(24,20),(32,20),(0,20),(8,24),(40,20),(48,28),(20,28),(28,32),
                        (36,28),(44,36),(20,40),(28,44),(36,40),(40,48),(48,44),(24,48),(12,28),(32,12)] {
                        (module(x, y))
                    }
                }
                text.printed x="110" y="302" { "10YK-GT5E-TZWW-ED4F" }
                text.printed x="110" y="317" { "NM1M-2HTZ-EHEK-X0WQ" }
                path.ink fill="none" stroke="#bbb" d="M110 332h96" {}
                path.ring fill="none" stroke="#ac3e25" d="M104 290h134v34H104z" {}
            }
            figcaption { (page.text("picture-caption")) }
        }
    }
}

/// An original that was found intact.
pub(super) fn document(
    state: &State,
    reader: Reader,
    identifier: &Identifier,
    original: &Original,
    report: &FileReport,
    logged: Logged,
) -> Response {
    let path = format!("/d/{}", identifier.canonical());
    let page = Page::new(state, reader, &path);
    let seal = Seal::of(&page, report);
    let date = |time: Timestamp| when::full(&state.catalog, reader.lang, time);
    let (tone, title) = match (&original.revoked, &original.superseded) {
        (Some(_), _) => (Tone::Bad, page.text("document-revoked-title")),
        (None, _) if seal.tone == Tone::Bad => (Tone::Bad, page.text("document-seal-failed-title")),
        (None, Some(_)) => (Tone::Caution, page.text("document-superseded-title")),
        (None, None) if seal.tone == Tone::Caution => (Tone::Caution, page.text("document-untrusted-title")),
        (None, None) => (Tone::Good, page.text("document-title")),
    };
    let words = html! {
        @if let Some(revocation) = &original.revoked {
            p { (page.text_with("document-revoked-text", &[
                ("authority", original.facts.authority.clone()), ("date", date(revocation.at)),
            ])) }
            p { (page.text("document-revoked-reason")) " " q lang=(revocation.lang) { (revocation.reason) } }
        } @else if seal.tone == Tone::Bad {
            p { (page.text("document-seal-failed-text")) }
        } @else if let Some(superseded) = &original.superseded {
            p { (page.text_with("document-superseded-text", &[("date", date(superseded.at))])) }
            @if let Some(reference) = &superseded.reference {
                p { (page.text("document-superseded-by")) " " strong { (reference) } }
            }
        } @else if seal.tone == Tone::Caution {
            p { (page.text("document-untrusted-text")) }
        } @else {
            p { (page.text("document-text")) }
        }
    };
    let file = format!("{path}/original");
    let size = when::size(&state.catalog, reader.lang, original.size_bytes);
    let pages = [("pages", original.facts.pages.to_string()), ("size", size)];
    let main = html! {
        div.narrow { (verdict(tone, &title, &words)) }
        div.columns {
            div.column-main {
                section.sheet-card aria-labelledby="compare-title" {
                    div.sheet-head {
                        h2 #compare-title { (page.text("compare-title")) }
                        p { (page.text("compare-text")) }
                    }
                    (facts(&page, &original.facts, Some(identifier)))
                }
                section.differs aria-labelledby="differs-title" {
                    h2 #differs-title { (page.text("differs-title")) }
                    p { (page.text_with("differs-text", &[("authority", original.facts.authority.clone())])) }
                }
            }
            div.column-side {
                section.card aria-labelledby="original-title" {
                    h2 #original-title { (page.text("original-title")) }
                    p { (page.text("original-text")) }
                    p.actions {
                        a.button href=(file) type="application/pdf" { (page.text("original-open")) }
                        " "
                        a.button.quiet href=(format!("{file}?download=1")) type="application/pdf" download="" {
                            (page.text("original-download"))
                        }
                    }
                    p.small { (page.text_with("original-size", &pages)) }
                }
                section.card aria-labelledby="checked-title" {
                    h2 #checked-title { (page.text("checked-title")) }
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
                        @match &original.revoked {
                            None => (check_line(Tone::Good, &page.text("check-standing-title"),
                                &html! { (page.text_with("check-standing", &[("administration", original.administration.name.clone())])) })),
                            Some(_) => (check_line(Tone::Bad, &page.text("check-revoked-title"),
                                &html! { (page.text("check-revoked")) })),
                        }
                        @match logged {
                            Logged::Yes => (check_line(Tone::Good, &page.text("check-log-title"), &html! {
                                (page.text("check-log")) " "
                                a href=(format!("{path}/proof")) download="" { (page.text("check-log-proof")) }
                            })),
                            Logged::NotYet => (check_line(Tone::Caution, &page.text("check-log-later-title"),
                                &html! { (page.text("check-log-later")) })),
                            Logged::Never => {}
                        }
                    }
                    (technical(&page, original, report))
                }
            }
        }
    };
    page.render(StatusCode::OK, &title, &main)
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
    title: String,
    words: String,
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
fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TotalPassed => "TOTAL-PASSED",
        Verdict::Indeterminate => "INDETERMINATE",
        Verdict::TotalFailed => "TOTAL-FAILED",
        Verdict::NoSignature => "NO-SIGNATURE",
        Verdict::Error => "ERROR",
    }
}

fn level_name(level: seal::sign::Level) -> &'static str {
    match level {
        seal::sign::Level::BB => "B-B",
        seal::sign::Level::BT => "B-T",
        seal::sign::Level::BLt => "B-LT",
        seal::sign::Level::BLta => "B-LTA",
    }
}

/// A well-formed identifier that nobody has registered.
pub(super) fn unknown(state: &State, reader: Reader, identifier: &Identifier) -> Response {
    let page = Page::new(state, reader, &format!("/d/{}", identifier.canonical()));
    let title = page.text("unknown-title");
    let explanation = state.catalog.explain(reader.lang, &UnknownIdentifier);
    let main = html! {
        div.narrow {
            (verdict(Tone::Bad, &title, &html! { p { (explanation.sentence) } }))
            div.prose {
                p.printed-code { @for group in identifier.printed().split('-') { span { (group) } " " } }
                h2 { (page.text("unknown-do-title")) }
                ol {
                    li { (page.text("unknown-do-host")) " " strong { (state.public_url.host_and_port()) } }
                    li { (page.text("unknown-do-wait")) }
                    li { (page.text("unknown-do-ask")) }
                }
                p { a.button href=(reader.link("/")) { (page.text("back-to-start")) } }
            }
        }
    };
    page.render(StatusCode::NOT_FOUND, &title, &main)
}

/// An original whose stored copy is damaged: nothing is given out and nothing is confirmed.
pub(super) fn damaged(
    state: &State,
    reader: Reader,
    identifier: &Identifier,
    original: &Original,
) -> Response {
    let page = Page::new(state, reader, &format!("/d/{}", identifier.canonical()));
    let title = page.text("damaged-title");
    let main = html! {
        div.narrow {
            (verdict(Tone::Bad, &title, &html! { p { (page.text("damaged-text")) } }))
            div.prose {
                p { (page.text("damaged-alarm")) }
                p { (page.text_with("damaged-next", &[("authority", original.facts.authority.clone())])) }
                @if let Some(reference) = &original.facts.reference {
                    p { (page.text("fact-reference")) " " strong { (reference) } }
                }
                p { a.button href=(reader.link("/")) { (page.text("back-to-start")) } }
            }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

/// What this page does, what it keeps, and how far it can be used by everybody.
pub(super) fn about(state: &State, reader: Reader) -> Response {
    let page = Page::new(state, reader, "/about");
    let title = page.text("about-title");
    let main = html! {
        div.narrow.prose {
            h1 { (title) }
            @for part in ["about-what", "about-safe", "about-privacy", "about-accessibility"] {
                h2 { (page.text(&format!("{part}-title"))) }
                p { (page.text(part)) }
            }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

/// The code of an error and its sentence, for a field.
pub(super) fn field_error(page: &Page<'_>, error: &ParseError) -> Markup {
    let explained = page.state.catalog.explain(page.reader.lang, error);
    html! {
        p data-code=(error.code()) { strong { (explained.sentence) } }
        @if let Some(next) = &explained.next { p { (next) } }
    }
}
