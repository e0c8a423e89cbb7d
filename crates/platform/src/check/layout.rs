//! The frame around every page: head, masthead with the languages, footer; and the small parts pages are made of.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{DOCTYPE, Markup, html};
use wording::Lang;

use super::{Reader, assets};
use crate::state::State;

/// The outline of a wax seal.
const SEAL: &str = "M32.0 1.1L33.3 1.5 34.6 2.5 35.7 3.7 36.8 4.9 37.9 5.5 39.1 5.6 40.5 5.1 42.0 4.4 43.6 4.0 45.0 4.0 46.2 4.7 47.0 6.1 47.5 7.7 47.9 9.2 48.5 10.4 49.5 11.2 50.9 11.4 52.5 11.5 54.2 11.7 55.6 12.2 56.5 13.2 56.8 14.7 56.6 16.3 56.3 18.0 56.2 19.4 56.6 20.5 57.6 21.4 58.9 22.2 60.4 23.0 61.6 24.1 62.2 25.3 62.0 26.7 61.2 28.2 60.2 29.5 59.4 30.8 59.1 32.0 59.4 33.2 60.2 34.5 61.2 35.8 62.0 37.3 62.2 38.7 61.6 39.9 60.4 41.0 58.9 41.8 57.6 42.6 56.6 43.5 56.2 44.6 56.3 46.0 56.6 47.7 56.8 49.3 56.5 50.8 55.6 51.8 54.2 52.3 52.5 52.5 50.9 52.6 49.5 52.8 48.5 53.6 47.9 54.8 47.5 56.3 47.0 57.9 46.2 59.3 45.0 60.0 43.6 60.0 42.0 59.6 40.5 58.9 39.1 58.4 37.9 58.5 36.8 59.1 35.7 60.3 34.6 61.5 33.3 62.5 32.0 62.9 30.7 62.5 29.4 61.5 28.3 60.3 27.2 59.1 26.1 58.5 24.9 58.4 23.5 58.9 22.0 59.6 20.4 60.0 19.0 60.0 17.8 59.3 17.0 57.9 16.5 56.3 16.1 54.8 15.5 53.6 14.5 52.8 13.1 52.6 11.5 52.5 9.8 52.3 8.4 51.8 7.5 50.8 7.2 49.3 7.4 47.7 7.7 46.0 7.8 44.6 7.4 43.5 6.4 42.6 5.1 41.8 3.6 41.0 2.4 39.9 1.8 38.7 2.0 37.3 2.8 35.8 3.8 34.5 4.6 33.2 4.9 32.0 4.6 30.8 3.8 29.5 2.8 28.2 2.0 26.7 1.8 25.3 2.4 24.1 3.6 23.0 5.1 22.2 6.4 21.4 7.4 20.5 7.8 19.4 7.7 18.0 7.4 16.3 7.2 14.7 7.5 13.2 8.4 12.2 9.8 11.7 11.5 11.5 13.1 11.4 14.5 11.2 15.5 10.4 16.1 9.2 16.5 7.7 17.0 6.1 17.8 4.7 19.0 4.0 20.4 4.0 22.0 4.4 23.5 5.1 24.9 5.6 26.1 5.5 27.2 4.9 28.3 3.7 29.4 2.5 30.7 1.5Z";

/// A page in the making.
pub(super) struct Page<'a> {
    pub(super) state: &'a State,
    pub(super) reader: Reader,
    /// Where the language switch leads: this page, or its nearest.
    path: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(state: &'a State, reader: Reader, path: &str) -> Self {
        Self {
            state,
            reader,
            path: path.to_owned(),
        }
    }

    /// A text of the page.
    pub(super) fn text(&self, id: &str) -> String {
        self.state.catalog.text(self.reader.lang, id, &[])
    }

    /// A text with values.
    pub(super) fn text_with(&self, id: &str, values: &[(&str, String)]) -> String {
        self.state.catalog.text(self.reader.lang, id, values)
    }

    /// The whole page.
    pub(super) fn render(&self, status: StatusCode, title: &str, main: &Markup) -> Response {
        let lang = self.reader.lang;
        let host = self.state.public_url.host_and_port();
        let markup = html! {
            (DOCTYPE)
            html lang=(lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (title) " – " (self.text("service-name")) }
                    link rel="icon" href=(assets::icon_path()) type="image/svg+xml";
                    @for font in assets::font_paths() {
                        link rel="preload" href=(font) as="font" type="font/woff2" crossorigin;
                    }
                    link rel="stylesheet" href=(assets::style_path());
                }
                body {
                    a.skip href="#content" { (self.text("skip")) }
                    header.masthead {
                        div.masthead-in {
                            a.brand href=(self.reader.link("/")) {
                                (seal_mark())
                                span.brand-words {
                                    span.brand-name { "Greffe" } " "
                                    span.brand-line { (self.text("service-name")) }
                                }
                            }
                            nav.languages aria-label=(self.text("languages")) {
                                ul { @for other in Lang::ALL { li { (self.language(other)) } } }
                            }
                        }
                    }
                    main #content tabindex="-1" { (main) }
                    footer.foot {
                        div.foot-in {
                            p { (self.text_with("footer-platform", &[("host", host.to_owned())])) }
                            p { (self.text("footer-privacy")) }
                            ul {
                                li { a href=(self.reader.link("/")) { (self.text("nav-check")) } }
                                li { a href=(self.reader.link("/compare")) { (self.text("nav-compare")) } }
                                li { a href=(self.reader.link("/about")) { (self.text("nav-about")) } }
                            }
                        }
                    }
                }
            }
        };
        super::html(status, self.reader, markup)
    }

    fn language(&self, other: Lang) -> Markup {
        let name = self.state.catalog.text(other, "language-name", &[]);
        let name = capitalised(&name);
        let here = other == self.reader.lang;
        html! {
            a href=(format!("{}?lang={other}", self.path)) lang=(other.tag()) hreflang=(other.tag())
                data-short=(other.tag().to_uppercase()) aria-current=[here.then_some("true")] {
                span { (name) }
            }
        }
    }

    /// A page that says one thing, from the messages `<id>-title`, `<id>-text` and `<id>-next`.
    pub(crate) fn notice(&self, status: StatusCode, id: &str) -> Response {
        let title = self.text(&format!("{id}-title"));
        let main = html! {
            div.narrow {
                (verdict(Tone::Caution, &title, &html! { p { (self.text(&format!("{id}-text"))) } }))
                div.prose {
                    p { (self.text(&format!("{id}-next"))) }
                    p { a.button href=(self.reader.link("/")) { (self.text("back-to-start")) } }
                }
            }
        };
        self.render(status, &title, &main)
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How a page feels before it is read. Never the only sign: icon and words say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Caution,
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Caution => "caution",
            Tone::Bad => "bad",
        }
    }
}

/// The answer of a page: its heading, and what it means.
pub(super) fn verdict(tone: Tone, title: &str, words: &Markup) -> Markup {
    html! {
        div class={ "verdict " (tone.class()) } {
            (icon(tone))
            div.verdict-words {
                h1 { (title) }
                (words)
            }
        }
    }
}

/// The sign of a tone. Decoration: the words beside it say the same. Its colours stand in attributes too, for readers
/// without the style sheet.
pub(super) fn icon(tone: Tone) -> Markup {
    let (fill, disc, sign) = match tone {
        Tone::Good => (
            "#14633a",
            "M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22z",
            "M6.8 12.4l3.5 3.5 7-7.2",
        ),
        Tone::Caution => ("#8a5a00", "M12 1.8L23 21.4H1z", "M12 9v5.2M12 17.6v.2"),
        Tone::Bad => (
            "#a52a17",
            "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z",
            "M8 8l8 8M16 8l-8 8",
        ),
    };
    html! {
        svg.icon viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" {
            path.disc d=(disc) fill=(fill) stroke-linejoin="round" {}
            path.sign d=(sign) fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" {}
        }
    }
}

fn seal_mark() -> Markup {
    html! {
        svg.seal-mark viewBox="0 0 64 64" width="44" height="44" aria-hidden="true" focusable="false" {
            path.wax d=(SEAL) fill="#ac3e25" {}
            circle.ring cx="32" cy="32" r="21.5" fill="none" stroke="#fff" stroke-opacity="0.55" {}
            path.tick d="M22.5 32.5l6.6 6.6L42 26.2" fill="none" stroke="#fff" stroke-width="4.6" {}
        }
    }
}
