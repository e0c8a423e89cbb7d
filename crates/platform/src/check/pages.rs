//! The pages: start, unknown, damaged, about.

use axum::http::StatusCode;
use axum::response::Response;
use identifier::{Identifier, ParseError, UnknownIdentifier};
use maud::{Markup, html};
use wording::Explain as _;

use super::document::feedback;
use super::layout::{Page, Tone, verdict};
use super::{Reader, Scripted};
use crate::state::State;
use crate::storage::Original;

/// The page with the field; after a mistake with what was typed and what is wrong with it.
pub(super) fn start(
    state: &State,
    reader: Reader,
    status: StatusCode,
    mistake: Option<(&str, ParseError)>,
) -> Response {
    // After a mistake the switch of languages keeps what was typed.
    let path = match &mistake {
        Some((typed, _)) => format!("/check?identifier={}", query_encoded(typed)),
        None => "/".to_owned(),
    };
    let page = Page::new(state, reader, &path)
        .with_easy()
        .scripted(Scripted::Plain);
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
                div.lead { (page.sentences(&page.text("start-lead"))) }
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
                    p.actions {
                        button.button type="submit" { (page.text("check-button")) }
                        a.button.quiet href=(reader.link("/scan")) { (page.text("scan-link")) }
                    }
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
                        (page.sentences(&page.text(step)))
                    }
                }
            }
        }
        section #drop .other-way aria-labelledby="file-title" {
            div {
                h2 #file-title { (page.text("file-title")) }
                (page.sentences(&page.text("file-text")))
            }
            a.button.quiet href=(reader.link("/compare")) { (page.text("file-button")) }
            (super::compare::digest_form(&page))
        }
    };
    page.render(status, &title, &main)
}

/// For a query: everything that is not plain is written as its bytes.
fn query_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text
        .chars()
        .filter(|c| !c.is_control())
        .take(400)
        .collect::<String>()
        .bytes()
    {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
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

/// A well-formed identifier that nobody has registered.
pub(super) fn unknown(state: &State, reader: Reader, identifier: &Identifier) -> Response {
    let page = Page::new(state, reader, &format!("/d/{}", identifier.canonical()))
        .with_easy()
        .printing(identifier.printed());
    let title = page.text("unknown-title");
    let explanation = state.catalog.explain(reader.lang, &UnknownIdentifier);
    let main = html! {
        div.narrow {
            (verdict(Tone::Bad, &title, &html! { (page.sentences(&page.own("unknown-text").unwrap_or(explanation.sentence))) }))
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
    let page = Page::new(state, reader, &format!("/d/{}", identifier.canonical()))
        .with_easy()
        .printing(identifier.printed());
    let title = page.text("damaged-title");
    let main = html! {
        div.narrow {
            (verdict(Tone::Caution, &title, &html! { (page.sentences(&page.text("damaged-text"))) }))
            div.prose {
                p { (page.text("damaged-alarm")) }
                p { (page.text_with("damaged-next", &[("authority", original.facts.authority.clone())])) }
                @if let Some(reference) = &original.facts.reference {
                    p { (page.text("fact-reference")) " " strong { (reference) } }
                }
                (feedback(&page, &original.facts.authority))
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
