//! The frame around every page: head, masthead with the languages, footer; and the small parts pages are made of.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{DOCTYPE, Markup, html};
use wording::Lang;

use super::{Reader, Scripted, assets, when};
use crate::state::State;

/// The outline of a wax seal.
const SEAL: &str = "M32.0 1.1L33.3 1.5 34.6 2.5 35.7 3.7 36.8 4.9 37.9 5.5 39.1 5.6 40.5 5.1 42.0 4.4 43.6 4.0 45.0 4.0 46.2 4.7 47.0 6.1 47.5 7.7 47.9 9.2 48.5 10.4 49.5 11.2 50.9 11.4 52.5 11.5 54.2 11.7 55.6 12.2 56.5 13.2 56.8 14.7 56.6 16.3 56.3 18.0 56.2 19.4 56.6 20.5 57.6 21.4 58.9 22.2 60.4 23.0 61.6 24.1 62.2 25.3 62.0 26.7 61.2 28.2 60.2 29.5 59.4 30.8 59.1 32.0 59.4 33.2 60.2 34.5 61.2 35.8 62.0 37.3 62.2 38.7 61.6 39.9 60.4 41.0 58.9 41.8 57.6 42.6 56.6 43.5 56.2 44.6 56.3 46.0 56.6 47.7 56.8 49.3 56.5 50.8 55.6 51.8 54.2 52.3 52.5 52.5 50.9 52.6 49.5 52.8 48.5 53.6 47.9 54.8 47.5 56.3 47.0 57.9 46.2 59.3 45.0 60.0 43.6 60.0 42.0 59.6 40.5 58.9 39.1 58.4 37.9 58.5 36.8 59.1 35.7 60.3 34.6 61.5 33.3 62.5 32.0 62.9 30.7 62.5 29.4 61.5 28.3 60.3 27.2 59.1 26.1 58.5 24.9 58.4 23.5 58.9 22.0 59.6 20.4 60.0 19.0 60.0 17.8 59.3 17.0 57.9 16.5 56.3 16.1 54.8 15.5 53.6 14.5 52.8 13.1 52.6 11.5 52.5 9.8 52.3 8.4 51.8 7.5 50.8 7.2 49.3 7.4 47.7 7.7 46.0 7.8 44.6 7.4 43.5 6.4 42.6 5.1 41.8 3.6 41.0 2.4 39.9 1.8 38.7 2.0 37.3 2.8 35.8 3.8 34.5 4.6 33.2 4.9 32.0 4.6 30.8 3.8 29.5 2.8 28.2 2.0 26.7 1.8 25.3 2.4 24.1 3.6 23.0 5.1 22.2 6.4 21.4 7.4 20.5 7.8 19.4 7.7 18.0 7.4 16.3 7.2 14.7 7.5 13.2 8.4 12.2 9.8 11.7 11.5 11.5 13.1 11.4 14.5 11.2 15.5 10.4 16.1 9.2 16.5 7.7 17.0 6.1 17.8 4.7 19.0 4.0 20.4 4.0 22.0 4.4 23.5 5.1 24.9 5.6 26.1 5.5 27.2 4.9 28.3 3.7 29.4 2.5 30.7 1.5Z";

/// A page in the making.
pub(super) struct Page<'a> {
    pub(super) state: &'a State,
    pub(super) reader: Reader,
    /// Where the language switch leads: this page, or its nearest.
    path: String,
    /// What the switch sends along, where this page is the answer to a form: the same answer in another language.
    fields: Vec<(&'static str, String)>,
    /// The script of this page.
    script: Option<Scripted>,
    /// There is this page in easy language.
    has_easy: bool,
    /// What a print-out says besides: the identifier.
    printed: Option<String>,
}

impl<'a> Page<'a> {
    pub(super) fn new(state: &'a State, reader: Reader, path: &str) -> Self {
        Self {
            state,
            reader,
            path: path.to_owned(),
            fields: Vec::new(),
            script: None,
            has_easy: false,
            printed: None,
        }
    }

    /// The answer to a form: the language switch sends these fields to `path` again.
    pub(super) fn answering(mut self, fields: Vec<(&'static str, String)>) -> Self {
        self.fields = fields;
        self
    }

    /// With a script.
    pub(super) fn scripted(mut self, script: Scripted) -> Self {
        self.script = Some(script);
        self
    }

    /// There is this page in easy language, too.
    pub(super) fn with_easy(mut self) -> Self {
        self.has_easy = true;
        self
    }

    /// A print-out names this identifier.
    pub(super) fn printing(mut self, identifier: String) -> Self {
        self.printed = Some(identifier);
        self
    }

    /// A text of the page, in easy language where that is wanted and there is one.
    pub(super) fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// A text with values.
    pub(super) fn text_with(&self, id: &str, values: &[(&str, String)]) -> String {
        let lang = self.reader.lang;
        let easy = (self.reader.easy && self.has_easy)
            .then(|| self.state.catalog.try_text(lang, &format!("easy-{id}"), values))
            .flatten();
        easy.unwrap_or_else(|| self.state.catalog.text(lang, id, values))
    }

    /// A text that exists in easy language only.
    pub(super) fn own(&self, id: &str) -> Option<String> {
        (self.reader.easy && self.has_easy)
            .then(|| {
                self.state
                    .catalog
                    .try_text(self.reader.lang, &format!("easy-{id}"), &[])
            })
            .flatten()
    }

    /// A text: each sentence in a paragraph of its own in easy language, together in one otherwise.
    pub(super) fn sentences(&self, text: &str) -> Markup {
        html! {
            @if self.reader.easy && self.has_easy {
                @for sentence in sentences(text) { p { (sentence) } }
            } @else {
                p { (text) }
            }
        }
    }

    /// The whole page.
    pub(super) fn render(&self, status: StatusCode, title: &str, main: &Markup) -> Response {
        let host = self.state.public_url.host_and_port();
        let markup = html! {
            (DOCTYPE)
            html lang=(self.tag()) {
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
                    @if self.script.is_some() { script src=(assets::script_path()) defer {} }
                }
                body .easy[self.reader.easy && self.has_easy] {
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
                            div.choices {
                                @if self.has_easy { (self.easy_switch()) }
                                nav.languages aria-label=(self.text("languages")) {
                                    ul { @for other in Lang::ALL { li { (self.language(other)) } } }
                                }
                            }
                        }
                    }
                    main #content tabindex="-1" { (main) (self.print_line()) }
                    footer.foot {
                        div.foot-in {
                            p { (self.text_with("footer-platform", &[("host", host.to_owned())])) }
                            p { (self.text("footer-privacy")) }
                            ul {
                                li { a href=(self.reader.link("/")) { (self.text("nav-check")) } }
                                li { a href=(self.reader.link("/scan")) { (self.text("nav-scan")) } }
                                li { a href=(self.reader.link("/compare")) { (self.text("nav-compare")) } }
                                li { a href=(self.reader.link("/verify-yourself")) { (self.text("nav-verify")) } }
                                li { a href=(self.reader.link("/about")) { (self.text("nav-about")) } }
                                li { a href=(self.reader.link("/privacy")) { (self.text("nav-privacy")) } }
                                li { a href=(self.reader.link("/accessibility")) { (self.text("nav-accessibility")) } }
                            }
                        }
                    }
                }
            }
        };
        let mut response = super::html(status, self.reader, markup);
        if let Some(script) = self.script {
            response.extensions_mut().insert(script);
        }
        response
    }

    /// The language of the page (BCP 47); `simple` is the registered variant for easy language.
    fn tag(&self) -> String {
        let lang = self.reader.lang.tag();
        if self.reader.easy && self.has_easy {
            format!("{lang}-simple")
        } else {
            lang.to_owned()
        }
    }

    fn language(&self, other: Lang) -> Markup {
        let name = self.state.catalog.text(other, "language-name", &[]);
        let name = capitalised(&name);
        let here = other == self.reader.lang;
        let reader = Reader {
            lang: other,
            chosen: true,
            ..self.reader
        };
        let inside = html! { span { (name) } };
        let short = other.tag().to_uppercase();
        let to = reader.link(&self.path);
        if self.fields.is_empty() {
            html! {
                a href=(to) lang=(other.tag()) hreflang=(other.tag()) data-short=(short)
                    aria-current=[here.then_some("true")] { (inside) }
            }
        } else {
            self.resent(&to, &html! {
                button type="submit" lang=(other.tag()) data-short=(short) aria-current=[here.then_some("true")] { (inside) }
            })
        }
    }

    /// The same page in easy language, or no longer.
    fn easy_switch(&self) -> Markup {
        let easy = self.reader.easy;
        let to = Reader {
            easy: !easy,
            ..self.reader
        }
        .link(&self.path);
        let words = self
            .state
            .catalog
            .text(self.reader.lang, if easy { "easy-off" } else { "easy-on" }, &[]);
        html! {
            div.easy-switch {
                @if self.fields.is_empty() {
                    a href=(to) { (words) }
                } @else {
                    (self.resent(&to, &html! { button type="submit" { (words) } }))
                }
            }
        }
    }

    /// A form that sends the fields of this answer once more.
    fn resent(&self, to: &str, button: &Markup) -> Markup {
        html! {
            form method="post" action=(to) {
                @for (name, value) in &self.fields { input type="hidden" name=(name) value=(value); }
                (button)
            }
        }
    }

    /// On paper a page says where it comes from, when, and about what.
    fn print_line(&self) -> Markup {
        let now = when::full(&self.state.catalog, self.reader.lang, self.state.now());
        html! {
            p.print-line {
                (self.text_with("print-line", &[
                    ("address", self.state.public_url.as_str().to_owned()), ("time", now),
                ]))
                @if let Some(identifier) = &self.printed {
                    " " (self.text("fact-identifier")) ": " span.print-code { (identifier) }
                }
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

/// Cuts a text after its sentences. A full stop after a number or a short word ends none: `4. Mai`, `St. Vith`.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
        let after = at + mark.len_utf8();
        let followed = text.get(after..).is_some_and(|rest| rest.starts_with(' '));
        let word = text
            .get(begin..at)
            .and_then(|part| part.rsplit([' ', '’']).next());
        // A year ends a sentence, a day of a month does not.
        let ends = word.is_some_and(|word| mark != '.' || word.chars().count() > 2);
        if followed && ends {
            found.extend(text.get(begin..after).map(str::trim));
            begin = after;
        }
    }
    found.extend(text.get(begin..).map(str::trim).filter(|rest| !rest.is_empty()));
    found
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
    pub(super) fn class(self) -> &'static str {
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

/// An answer below the heading of a page.
pub(super) fn answer(tone: Tone, title: &str, words: &Markup) -> Markup {
    html! {
        div class={ "verdict " (tone.class()) } {
            (icon(tone))
            div.verdict-words {
                h2 { (title) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_does_not_end_a_sentence() {
        assert_eq!(
            sentences(
                "Dieses Dokument ist alt. Es gibt ein neues seit dem 4. Mai 2026. Fragen Sie St. Vith: Ja?"
            ),
            [
                "Dieses Dokument ist alt.",
                "Es gibt ein neues seit dem 4. Mai 2026.",
                "Fragen Sie St. Vith: Ja?"
            ]
        );
        assert_eq!(sentences("Tout est pareil ? Oui."), ["Tout est pareil ?", "Oui."]);
    }
}
