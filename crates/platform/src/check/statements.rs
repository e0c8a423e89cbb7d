//! Pages about the service itself: how to check without trusting it, accessibility, privacy.

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::Reader;
use super::document::contact_link;
use super::layout::Page;
use crate::state::State;

/// A statement from the messages `<id>-title` and `<id>-<part>-title`, `<id>-<part>`.
fn statement(state: &State, reader: Reader, path: &str, id: &str, parts: &[&str], more: &Markup) -> Response {
    let page = Page::new(state, reader, path);
    let title = page.text(&format!("{id}-title"));
    let values = [("host", state.public_url.host_and_port().to_owned())];
    let main = html! {
        div.narrow.prose {
            h1 { (title) }
            @for part in parts {
                h2 { (page.text(&format!("{id}-{part}-title"))) }
                // A line of a message is a paragraph of the page.
                @for line in page.text_with(&format!("{id}-{part}"), &values).lines() { p { (line) } }
            }
            (more)
        }
    };
    page.render(StatusCode::OK, &title, &main)
}

fn contact(state: &State, page: &Page<'_>) -> Markup {
    html! {
        p {
            @match state.contact.get() {
                Some(contact) => { (page.text("contact-operator")) " " (contact_link(contact)) },
                None => (page.text("contact-authority")),
            }
        }
    }
}

/// How far everybody can use this page, what was tried and what was not (law of 28 May 2019, RAWeb).
pub(super) async fn accessibility(Shared(state): Shared<State>, reader: Reader) -> Response {
    let page = Page::new(&state, reader, "/accessibility");
    let more = html! {
        h2 { (page.text("accessibility-contact-title")) }
        (contact(&state, &page))
        p { (page.text("accessibility-remedy")) }
    };
    let parts = ["state", "works", "tried", "limits", "easy"];
    statement(&state, reader, "/accessibility", "accessibility", &parts, &more)
}

/// What is done with what people enter and send.
pub(super) async fn privacy(Shared(state): Shared<State>, reader: Reader) -> Response {
    let page = Page::new(&state, reader, "/privacy");
    let more = html! {
        h2 { (page.text("privacy-contact-title")) }
        (contact(&state, &page))
        p { (page.text("privacy-authority")) }
    };
    let parts = ["entered", "photos", "files", "logs", "shown", "rights"];
    statement(&state, reader, "/privacy", "privacy", &parts, &more)
}

/// How to check an original without trusting this service, step by step.
pub(super) async fn verify_yourself(Shared(state): Shared<State>, reader: Reader) -> Response {
    let page = Page::new(&state, reader, "/verify-yourself");
    let url = state.public_url.as_str();
    let steps = [
        (
            "verify-fetch",
            format!("ID=10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ\ncurl --fail -o original.pdf {url}/d/$ID/original"),
        ),
        ("verify-hash", "sha256sum original.pdf".to_owned()),
        ("verify-seal", "pdfsig original.pdf".to_owned()),
        (
            "verify-greffe",
            "greffe verify original.pdf --trust roots.pem".to_owned(),
        ),
        (
            "verify-proof",
            format!(
                "curl --fail -o $ID.tlog-proof {url}/d/$ID/proof\n\
                 curl --fail -o policy.txt {url}/log/policy\n\
                 greffe log verify original.pdf --identifier $ID --proof $ID.tlog-proof --policy policy.txt"
            ),
        ),
        (
            "verify-paper",
            "greffe visible-seal verify photo.jpg --bundle bundle.json --bundle-key publisher.pem".to_owned(),
        ),
    ];
    let title = page.text("verify-title");
    let main = html! {
        div.narrow.prose {
            h1 { (title) }
            p.lead { (page.text("verify-lead")) }
            ol.verify-steps {
                @for (id, commands) in &steps {
                    li {
                        h2 { (page.text(&format!("{id}-title"))) }
                        p { (page.text(id)) }
                        pre tabindex="0" { code translate="no" { (commands) } }
                    }
                }
            }
            p { (page.text("verify-end")) }
        }
    };
    page.render(StatusCode::OK, &title, &main)
}
