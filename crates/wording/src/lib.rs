//! Languages, Fluent messages and the explanation of errors.
//!
//! Owns: the four languages of the product, the rule that every text a person reads stands in a Fluent file,
//! and [`Explain`], by which an error of any crate becomes a sentence in the reader's language.
//! Must not: read files, ask the operating system for a locale, or know what any message says.
//!
//! ```
//! use wording::{Catalog, Lang};
//! let catalog = Catalog::new(&[wording::MESSAGES]);
//! assert_eq!(catalog.text(Lang::Fr, "language-name", &[]), "français");
//! ```

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};

/// A language of the product. French is the default (product.md).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// German.
    De,
    /// Luxembourgish.
    Lb,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order in which a switch shows them.
    pub const ALL: [Lang; 4] = [Lang::Fr, Lang::De, Lang::Lb, Lang::En];

    /// The BCP 47 tag, for `lang` attributes and locale data.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::De => "de",
            Lang::Lb => "lb",
            Lang::En => "en",
        }
    }

    /// The best language for an `Accept-Language` header or a POSIX locale name such as `fr_LU.UTF-8`.
    /// Quality values are honoured; nothing usable gives `None`.
    pub fn negotiate(accepted: &str) -> Option<Lang> {
        let mut best: Option<(f32, Lang)> = None;
        for part in accepted.split([',', ':']) {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or("").trim();
            let primary: String = tag.chars().take_while(char::is_ascii_alphabetic).collect();
            let Ok(lang) = primary.to_ascii_lowercase().parse::<Lang>() else {
                continue;
            };
            let quality = pieces
                .find_map(|piece| {
                    piece
                        .trim()
                        .strip_prefix("q=")
                        .and_then(|q| q.parse::<f32>().ok())
                })
                .unwrap_or(1.0);
            if quality > 0.0 && best.is_none_or(|(q, _)| quality > q) {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A text that names none of the four languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not one of fr, de, lb, en")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        Lang::ALL
            .into_iter()
            .find(|lang| lang.tag() == text)
            .ok_or_else(|| UnknownLang(text.to_owned()))
    }
}

/// The Fluent sources of one crate: one text for each language, in the order of [`Lang::ALL`].
/// Embed them with [`sources!`].
#[derive(Clone, Copy, Debug)]
pub struct Sources(pub [&'static str; 4]);

impl Sources {
    fn source(&self, lang: Lang) -> &'static str {
        let [fr, de, lb, en] = self.0;
        match lang {
            Lang::Fr => fr,
            Lang::De => de,
            Lang::Lb => lb,
            Lang::En => en,
        }
    }
}

/// Embeds `locales/{fr,de,lb,en}.ftl`, relative to the calling file, and behind them the same four files of each area
/// that is named: `sources!("../locales", "circuit")` adds `locales/circuit/{fr,de,lb,en}.ftl`.
#[macro_export]
macro_rules! sources {
    ($folder:literal $(, $area:literal)* $(,)?) => {
        $crate::Sources([
            concat!(include_str!(concat!($folder, "/fr.ftl")), $("\n", include_str!(concat!($folder, "/", $area, "/fr.ftl"))),*),
            concat!(include_str!(concat!($folder, "/de.ftl")), $("\n", include_str!(concat!($folder, "/", $area, "/de.ftl"))),*),
            concat!(include_str!(concat!($folder, "/lb.ftl")), $("\n", include_str!(concat!($folder, "/", $area, "/lb.ftl"))),*),
            concat!(include_str!(concat!($folder, "/en.ftl")), $("\n", include_str!(concat!($folder, "/", $area, "/en.ftl"))),*),
        ])
    };
}

/// The messages of this crate: names of the languages.
pub const MESSAGES: Sources = sources!("../locales");

/// Gives the Fluent texts of a language.
type Reader = Box<dyn Fn(Lang) -> Vec<Cow<'static, str>>>;

/// The messages of several crates in all languages, ready to format. A language is read when it is first spoken.
pub struct Catalog {
    reader: Reader,
    bundles: [OnceCell<FluentBundle<FluentResource>>; 4],
}

impl Catalog {
    /// Of embedded sources. A source that is not valid Fluent, or an identifier that stands twice, loses the
    /// faulty entries; [`problems`] finds both in each crate's tests, so that it cannot ship.
    pub fn new(sources: &[Sources]) -> Self {
        let sources = sources.to_vec();
        Self::reading(move |lang| {
            sources
                .iter()
                .map(|source| Cow::Borrowed(source.source(lang)))
                .collect()
        })
    }

    /// Of texts that lie elsewhere, asked for once for each language that is spoken.
    pub fn reading(reader: impl Fn(Lang) -> Vec<Cow<'static, str>> + 'static) -> Self {
        Self {
            reader: Box::new(reader),
            bundles: [const { OnceCell::new() }; 4],
        }
    }

    fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        let [fr, de, lb, en] = &self.bundles;
        let cell = match lang {
            Lang::Fr => fr,
            Lang::De => de,
            Lang::Lb => lb,
            Lang::En => en,
        };
        cell.get_or_init(|| bundle(lang, (self.reader)(lang)))
    }

    /// The message `id` in `lang`; a message with an attribute is named `message.attribute`.
    /// An unknown id comes back as itself, so that a gap is seen and nothing panics.
    pub fn text(&self, lang: Lang, id: &str, arguments: &[(&str, String)]) -> String {
        self.try_text(lang, id, arguments)
            .unwrap_or_else(|| id.to_owned())
    }

    /// As [`Catalog::text`], or `None` where there is no such message or attribute.
    pub fn try_text(&self, lang: Lang, id: &str, arguments: &[(&str, String)]) -> Option<String> {
        let bundle = self.bundle(lang);
        let pattern = match id.split_once('.') {
            Some((message, attribute)) => bundle.get_message(message)?.get_attribute(attribute)?.value(),
            None => bundle.get_message(id)?.value()?,
        };
        let mut values = FluentArgs::new();
        for (name, value) in arguments {
            values.set(Cow::Owned((*name).to_owned()), argument(value));
        }
        let mut errors = Vec::new();
        Some(
            bundle
                .format_pattern(pattern, Some(&values), &mut errors)
                .into_owned(),
        )
    }

    /// The explanation of an error in `lang`, from the messages `<code>` and `<code>.next`.
    pub fn explain(&self, lang: Lang, error: &dyn Explain) -> Explanation {
        let code = error.code();
        let arguments = error.arguments();
        Explanation {
            sentence: self
                .try_text(lang, code, &arguments)
                // A sentence may end with a detail that is not always there.
                .map(|sentence| sentence.trim_end().to_owned())
                .unwrap_or_else(|| error.to_string()),
            next: self.try_text(lang, &format!("{code}.next"), &arguments),
            code: code.to_owned(),
        }
    }
}

/// Whole numbers become Fluent numbers, so that plural rules apply; everything else stays text.
fn argument(value: &str) -> FluentValue<'static> {
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value.to_owned()),
    }
}

fn bundle(lang: Lang, texts: Vec<Cow<'static, str>>) -> FluentBundle<FluentResource> {
    let locale = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![locale]);
    // The isolating marks U+2068/2069 break copying, terminals and screen readers' pauses.
    bundle.set_use_isolating(false);
    for text in texts {
        let resource = match FluentResource::try_new(text.into_owned()) {
            Ok(resource) => resource,
            Err((resource, _)) => resource,
        };
        // A repeated id keeps the first text; `problems` reports it.
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// An error that can be told to a person: a stable code, and what the sentence needs.
pub trait Explain: std::error::Error {
    /// Stable code, kebab-case with the subject first, e.g. `pdf-encrypted`. Never renamed once released.
    /// It is also the id of the Fluent message; its attribute `.next` says what the person can do.
    fn code(&self) -> &'static str;

    /// The values the sentence needs, by the names the Fluent message uses. Never a secret.
    fn arguments(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// An error as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The stable code.
    pub code: String,
    /// What happened, to which file or field.
    pub sentence: String,
    /// What the person can do now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<String>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        match &self.next {
            Some(next) => write!(f, " {next}"),
            None => Ok(()),
        }
    }
}

/// What is wrong with a set of messages: text that is not Fluent, ids that stand twice, and ids, attributes or
/// variables that one language has and another has not. For each crate's tests: the result must be empty.
pub fn problems(sources: &Sources) -> Vec<String> {
    let mut problems = Vec::new();
    let outlines = Lang::ALL.map(|lang| outline(lang, sources, &mut problems));
    let [french, others @ ..] = &outlines;
    for (lang, other) in Lang::ALL.into_iter().skip(1).zip(others) {
        for (id, variables) in french {
            match other.get(id) {
                None => problems.push(format!("{lang}: '{id}' is missing")),
                Some(own) if own != variables => {
                    problems.push(format!("{lang}: '{id}' uses {own:?}, French {variables:?}"));
                }
                Some(_) => {}
            }
        }
        problems.extend(
            other
                .keys()
                .filter(|id| !french.contains_key(*id))
                .map(|id| format!("fr: '{id}' is missing, but {lang} has it")),
        );
    }
    problems
}

type Outline = std::collections::BTreeMap<String, std::collections::BTreeSet<String>>;

/// The ids (`message` and `message.attribute`) of one language with the variables each uses.
fn outline(lang: Lang, sources: &Sources, problems: &mut Vec<String>) -> Outline {
    let mut outline = Outline::new();
    let mut current = String::new();
    if let Err((_, errors)) = FluentResource::try_new(sources.source(lang).to_owned()) {
        problems.extend(
            errors
                .iter()
                .map(|error| format!("{lang}: not valid Fluent: {error}")),
        );
    }
    let mut message = String::new();
    for line in sources.source(lang).lines() {
        let head = line.split_once('=').map(|(head, _)| head.trim_end());
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            if let Some(id) = head {
                message = id.to_owned();
                current = id.to_owned();
                if outline.insert(current.clone(), Default::default()).is_some() {
                    problems.push(format!("{lang}: '{id}' stands twice"));
                }
            }
        } else if let Some(attribute) = line.trim_start().strip_prefix('.').and(head) {
            current = format!("{message}{}", attribute.trim_start());
            outline.insert(current.clone(), Default::default());
        } else if line.starts_with('#') {
            continue;
        }
        if let Some(variables) = outline.get_mut(&current) {
            for piece in line.split('$').skip(1) {
                let name: String = piece
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
                    .collect();
                variables.insert(name);
            }
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_of_this_crate_are_complete() {
        assert_eq!(problems(&MESSAGES), Vec::<String>::new());
    }

    #[test]
    fn problems_finds_a_missing_message_and_a_missing_variable() {
        let sources = Sources([
            "a = { $x }\nb = B",
            "a = A\nb = B",
            "a = { $x }",
            "a = { $x }\nb = B\nc = C",
        ]);
        let found = problems(&sources);
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn accept_language_is_honoured_with_its_quality() {
        assert_eq!(Lang::negotiate("en;q=0.3, lb-LU, fr;q=0.9"), Some(Lang::Lb));
        assert_eq!(Lang::negotiate("de_LU.UTF-8"), Some(Lang::De));
        assert_eq!(Lang::negotiate("pt-PT, it;q=0.2"), None);
        assert_eq!(Lang::negotiate("fr;q=0, en;q=0.1"), Some(Lang::En));
    }

    #[test]
    fn a_language_is_read_once_and_only_when_it_is_spoken() {
        use std::cell::RefCell;
        use std::rc::Rc;
        let read = Rc::new(RefCell::new(Vec::new()));
        let noted = Rc::clone(&read);
        let catalog = Catalog::reading(move |lang| {
            noted.borrow_mut().push(lang);
            vec![Cow::Owned(format!("tag = {lang}"))]
        });
        assert!(read.borrow().is_empty());
        assert_eq!(catalog.text(Lang::Lb, "tag", &[]), "lb");
        assert_eq!(catalog.text(Lang::Lb, "tag", &[]), "lb");
        assert_eq!(catalog.text(Lang::De, "tag", &[]), "de");
        assert_eq!(*read.borrow(), [Lang::Lb, Lang::De]);
    }

    #[test]
    fn numbers_follow_plural_rules() {
        let text = "n = { $count ->\n    [one] un\n   *[other] { $count } pièces\n }";
        let catalog = Catalog::new(&[Sources([text; 4])]);
        assert_eq!(catalog.text(Lang::Fr, "n", &[("count", "1".into())]), "un");
        assert_eq!(catalog.text(Lang::Fr, "n", &[("count", "3".into())]), "3 pièces");
    }
}
