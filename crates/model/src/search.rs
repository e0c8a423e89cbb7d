//! What a person types into the search box, and what comes back: words, phrases, minus, filters; hits with marked
//! snippets.
//!
//! Nothing that is typed is an error: a filter that cannot be understood is told beside the results
//! ([`SearchError`]) and looked for as words.
//!
//! ```
//! use model::search::Query;
//! let query = Query::parse(r#"certificat "rue de la gare" -refus tag:urgent after:2026-03"#);
//! assert_eq!(query.terms.len(), 3);
//! assert_eq!(query.filter.tags, ["urgent"]);
//! assert!(query.problems.is_empty());
//! ```

use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::view::DossierRow;
use crate::{Confidentiality, DocumentId, DossierFilter, DossierStatus, SavedSearchId, VersionId};

/// Characters of a search that are read; what follows is left out.
pub const QUERY_LIMIT: usize = 500;
/// Words and phrases of a search that are looked for; what follows is left out.
pub const TERM_LIMIT: usize = 16;

/// A word or phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As it was typed.
    pub text: String,
    /// It stood in quotes: these words in this order, as they are.
    pub phrase: bool,
    /// It is the beginning of a word: the last one while typing, or one that ends with `*`.
    pub prefix: bool,
    /// A minus stood before it: it must not occur.
    pub excluded: bool,
}

/// What was typed, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases.
    pub terms: Vec<Term>,
    /// Filters; `search` stays empty, the words stand in [`Query::terms`].
    pub filter: DossierFilter,
    /// What was not understood as it may have been meant.
    pub problems: Vec<SearchError>,
}

/// Why a filter was not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// The value of `before:`, `after:` or `year:` is no date.
    #[error("'{typed}' is no date that 'filter' understands")]
    SearchDate {
        /// The filter.
        filter: String,
        /// What stands behind the colon.
        typed: String,
    },
    /// The value of `access:` is none of the three.
    #[error("'{typed}' is no confidentiality that '{filter}' understands")]
    SearchAccess {
        /// The filter.
        filter: String,
        /// What stands behind the colon.
        typed: String,
    },
    /// Nothing stands behind the colon.
    #[error("the filter '{filter}' has no value")]
    SearchValue {
        /// The filter.
        filter: String,
    },
    /// More was typed than is looked for.
    #[error("only the first {limit} words are looked for")]
    SearchLong {
        /// Words that are looked for.
        limit: usize,
    },
    /// No saved search of this person has this name or id.
    #[error("no saved search '{name}'")]
    SearchSavedUnknown {
        /// What was asked for.
        name: String,
    },
    /// A saved search of this person has this name already.
    #[error("a saved search '{name}' exists")]
    SearchSavedTaken {
        /// The name.
        name: String,
    },
}

impl Explain for SearchError {
    fn code(&self) -> &'static str {
        match self {
            SearchError::SearchDate { .. } => "search-date",
            SearchError::SearchAccess { .. } => "search-access",
            SearchError::SearchValue { .. } => "search-value",
            SearchError::SearchLong { .. } => "search-long",
            SearchError::SearchSavedUnknown { .. } => "search-saved-unknown",
            SearchError::SearchSavedTaken { .. } => "search-saved-taken",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            SearchError::SearchDate { filter, typed } | SearchError::SearchAccess { filter, typed } => {
                vec![("filter", filter.clone()), ("typed", typed.clone())]
            }
            SearchError::SearchValue { filter } => vec![("filter", filter.clone())],
            SearchError::SearchLong { limit } => vec![("limit", limit.to_string())],
            SearchError::SearchSavedUnknown { name } | SearchError::SearchSavedTaken { name } => {
                vec![("name", name.clone())]
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Tag,
    Procedure,
    Status,
    Party,
    Before,
    After,
    Year,
    Office,
    Class,
    Confidentiality,
}

/// The names of filters in the four languages; lower case.
fn key(name: &str) -> Option<Key> {
    Some(match name {
        "tag" | "étiquette" | "etiquette" | "mot-clé" | "schlagwort" | "stichwort" => Key::Tag,
        "procedure" | "procédure" | "verfahren" | "prozedur" => Key::Procedure,
        "status" | "statut" | "état" | "etat" | "zustand" => Key::Status,
        "party" | "partie" | "beteiligter" | "beteiligte" | "partei" => Key::Party,
        "before" | "avant" | "vor" | "virun" => Key::Before,
        "after" | "après" | "apres" | "nach" | "no" => Key::After,
        "year" | "année" | "annee" | "jahr" | "joer" => Key::Year,
        "office" | "service" | "amt" | "dienststelle" | "servitiounsplaz" => Key::Office,
        "class" | "classement" | "aktenplan" | "klasséierung" | "klasseierung" => Key::Class,
        "access" | "accès" | "acces" | "zugang" | "zougang" => Key::Confidentiality,
        _ => return None,
    })
}

/// Open or closed, from what a person calls it; anything else is the state of a procedure.
fn status(typed: &str) -> Option<DossierStatus> {
    match typed.to_lowercase().as_str() {
        "open" | "ouvert" | "ouverte" | "offen" | "oppen" => Some(DossierStatus::Open),
        "closed" | "clos" | "close" | "clôturé" | "cloturé" | "fermé" | "geschlossen" | "abgeschlossen"
        | "zou" => Some(DossierStatus::Closed),
        _ => None,
    }
}

/// Who may see a dossier, from what a person calls it.
fn confidentiality(typed: &str) -> Option<Confidentiality> {
    match typed.to_lowercase().as_str() {
        "internal" | "interne" | "intern" => Some(Confidentiality::Internal),
        "restricted" | "restreint" | "beschränkt" => Some(Confidentiality::Restricted),
        "confidential" | "confidentiel" | "vertraulich" | "vertraulech" => {
            Some(Confidentiality::Confidential)
        }
        _ => None,
    }
}

/// The first moment of a day in Luxembourg.
fn midnight(day: jiff::civil::Date) -> Option<jiff::Timestamp> {
    day.to_zoned(crate::zone::luxembourg())
        .ok()
        .map(|zoned| zoned.timestamp())
}

/// The first day of `2026`, `2026-03`, `03.2026`; the day of `2026-03-09`, `9.3.2026`, `09/03/2026`.
fn date(typed: &str) -> Option<jiff::civil::Date> {
    let parts: Vec<&str> = typed.split(['-', '.', '/']).collect();
    let number = |index: usize| -> Option<i16> {
        let part = parts.get(index)?;
        (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let year_first = parts.first().is_some_and(|part| part.len() == 4);
    let year_last = parts.last().is_some_and(|part| part.len() == 4);
    let (year, month, day) = match (parts.len(), year_first, year_last) {
        (1, true, _) => (number(0)?, 1, 1),
        (2, true, _) => (number(0)?, number(1)?, 1),
        (2, false, true) => (number(1)?, number(0)?, 1),
        (3, true, _) => (number(0)?, number(1)?, number(2)?),
        (3, false, true) => (number(2)?, number(1)?, number(0)?),
        _ => return None,
    };
    if year < 1000 {
        return None;
    }
    jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A piece of what was typed, before it has a meaning.
struct Piece {
    text: String,
    quoted: bool,
    minus: bool,
    /// Nothing was typed behind it, not even a space or a closing quote.
    open: bool,
}

/// Opening and closing quotes of the four languages.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟')
}

fn pieces(typed: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = typed.chars().peekable();
    while let Some(&c) = rest.peek() {
        if c.is_whitespace() {
            rest.next();
            continue;
        }
        let mut piece = Piece {
            text: String::new(),
            quoted: false,
            minus: false,
            open: true,
        };
        if matches!(c, '-' | '−' | '–') {
            rest.next();
            // A dash that stands alone is punctuation.
            if rest.peek().is_none_or(|next| next.is_whitespace()) {
                continue;
            }
            piece.minus = true;
        }
        let mut inside = false;
        while let Some(&c) = rest.peek() {
            if is_quote(c) {
                // A quote in the middle of a word (5") is part of it, except behind a filter's colon.
                if !inside && !piece.text.is_empty() && !piece.text.ends_with(':') {
                    break;
                }
                rest.next();
                piece.quoted = true;
                if inside {
                    piece.open = false;
                    break;
                }
                inside = true;
                continue;
            }
            if c.is_whitespace() && !inside {
                piece.open = false;
                break;
            }
            piece.text.push(c);
            rest.next();
        }
        found.push(piece);
    }
    found
}

impl Query {
    /// Understands what was typed. The last word is taken as a beginning unless a space or a quote ends it.
    pub fn parse(typed: &str) -> Query {
        let mut query = Query::default();
        let cut: String = typed
            .chars()
            .take(QUERY_LIMIT)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let mut long = typed.chars().count() > QUERY_LIMIT;
        for piece in pieces(&cut) {
            if query.filter_of(&piece) {
                continue;
            }
            if !piece.text.chars().any(char::is_alphanumeric) {
                continue;
            }
            if query.terms.len() == TERM_LIMIT {
                long = true;
                break;
            }
            let starred = !piece.quoted && piece.text.ends_with('*');
            query.terms.push(Term {
                prefix: starred || (piece.open && !piece.minus),
                phrase: piece.quoted,
                excluded: piece.minus,
                text: piece.text.trim_end_matches('*').to_owned(),
            });
        }
        if long {
            query.problems.push(SearchError::SearchLong { limit: TERM_LIMIT });
        }
        query
    }

    /// Takes a piece as a filter, where it is one that can be understood.
    fn filter_of(&mut self, piece: &Piece) -> bool {
        if piece.minus {
            return false;
        }
        let Some((name, value)) = piece.text.split_once(':') else {
            return false;
        };
        let Some(key) = key(&name.to_lowercase()) else {
            return false;
        };
        let value = value.trim();
        if value.is_empty() {
            // Nobody wants to be told of a mistake while typing the value.
            if !piece.open || piece.quoted {
                self.problems.push(SearchError::SearchValue {
                    filter: name.to_owned(),
                });
            }
            return true;
        }
        match key {
            Key::Tag => self.filter.tags.push(value.to_owned()),
            Key::Procedure => self.filter.procedures.push(value.to_lowercase()),
            Key::Status => match status(value) {
                Some(status) => self.filter.status = Some(status),
                None => self.filter.states.push(value.to_lowercase()),
            },
            Key::Office => self.filter.offices.push(value.to_uppercase()),
            Key::Class => self.filter.classification = Some(value.to_owned()),
            Key::Confidentiality => match confidentiality(value) {
                Some(found) => self.filter.confidentiality.push(found),
                None => self.problems.push(SearchError::SearchAccess {
                    filter: name.to_owned(),
                    typed: value.to_owned(),
                }),
            },
            Key::Party => {
                let names = self.filter.party.take().unwrap_or_default();
                self.filter.party = Some(format!("{names} {value}").trim().to_owned());
            }
            Key::Before | Key::After | Key::Year => {
                let next_year =
                    |day: jiff::civil::Date| jiff::civil::Date::new(day.year().saturating_add(1), 1, 1).ok();
                let day = date(value).and_then(|day| Some((day, midnight(day)?)));
                let Some((day, begin)) = day else {
                    self.problems.push(SearchError::SearchDate {
                        filter: name.to_owned(),
                        typed: value.to_owned(),
                    });
                    return true;
                };
                match key {
                    Key::Before => self.filter.changed_before = Some(begin),
                    Key::After => self.filter.changed_since = Some(begin),
                    _ => {
                        let first = jiff::civil::Date::new(day.year(), 1, 1).ok();
                        self.filter.created_since = first.and_then(midnight);
                        self.filter.created_before = next_year(day).and_then(midnight);
                    }
                }
            }
        }
        true
    }

    /// A filter narrowed by the filters that were typed; its words are taken out.
    pub fn narrow(&self, filter: &DossierFilter) -> DossierFilter {
        let mut narrowed = filter.clone();
        let typed = &self.filter;
        narrowed.search.clear();
        narrowed.status = typed.status.or(narrowed.status);
        narrowed.states.extend(typed.states.iter().cloned());
        narrowed.procedures.extend(typed.procedures.iter().cloned());
        narrowed.tags.extend(typed.tags.iter().cloned());
        narrowed.offices.extend(typed.offices.iter().cloned());
        narrowed
            .confidentiality
            .extend(typed.confidentiality.iter().copied());
        narrowed.classification = typed.classification.clone().or(narrowed.classification);
        narrowed.party = match (narrowed.party.take(), &typed.party) {
            (Some(one), Some(other)) => Some(format!("{one} {other}")),
            (one, other) => one.or_else(|| other.clone()),
        };
        let latest = |one: Option<jiff::Timestamp>, other: Option<jiff::Timestamp>| one.max(other);
        let earliest = |one: Option<jiff::Timestamp>, other: Option<jiff::Timestamp>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        narrowed.changed_since = latest(narrowed.changed_since, typed.changed_since);
        narrowed.created_since = latest(narrowed.created_since, typed.created_since);
        narrowed.changed_before = earliest(narrowed.changed_before, typed.changed_before);
        narrowed.created_before = earliest(narrowed.created_before, typed.created_before);
        narrowed
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filter == DossierFilter::default()
    }
}

/// Counting stops here.
pub const COUNT_LIMIT: u32 = 1_000;

/// A number that was counted up to a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// What was counted: at least so many there are.
    pub counted: u32,
    /// Counting was given up, at its limit or for the time it took: there may be more.
    pub more: bool,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The value, as a filter takes it.
    pub value: String,
    /// How many dossiers have it.
    pub count: u32,
}

/// How many dossiers there are of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// By procedure; the empty value stands for none.
    pub procedures: Vec<Facet>,
    /// By status.
    pub statuses: Vec<Facet>,
    /// By year of creation, newest first.
    pub years: Vec<Facet>,
    /// By tag, the most used first, at most 50.
    pub tags: Vec<Facet>,
}

/// What was found, grouped by dossier, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The dossiers.
    pub hits: Vec<DossierHit>,
    /// Contacts of the directory.
    pub contacts: Vec<ContactHit>,
    /// There are more dossiers than were asked for.
    pub more: bool,
    /// Everything was looked at. Where words are very common, only the newest places are.
    pub complete: bool,
    /// What was not understood.
    pub problems: Vec<wording::Explanation>,
}

/// A dossier that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DossierHit {
    /// The dossier.
    pub dossier: DossierRow,
    /// Where the words stand, best first; at most five.
    pub places: Vec<Place>,
    /// How well it fits; compares within one answer only.
    pub score: f64,
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// The document, of a title or a page.
    pub document: Option<DocumentId>,
    /// The version whose text it is, of a page.
    pub version: Option<VersionId>,
    /// The page, from 1.
    pub page: Option<u32>,
    /// The document's title, of a page.
    pub title: Option<String>,
    /// The words with their surroundings.
    pub snippet: Snippet,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// The reference.
    Reference,
    /// The subject.
    Subject,
    /// A party's name.
    Party,
    /// A tag.
    Tag,
    /// The classification.
    Classification,
    /// A document's title.
    Title,
    /// A note.
    Note,
    /// A page of a document's text.
    Page,
}

/// A contact of the directory that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactHit {
    /// The contact.
    pub contact: crate::ContactId,
    /// Its name, marked.
    pub snippet: Snippet,
}

/// A piece of text with the found words marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Plain text, one line.
    pub text: String,
    /// What to mark: beginning and end in bytes of UTF-8, on boundaries of characters, in order, not overlapping.
    pub marks: Vec<(usize, usize)>,
    /// Text stands before it.
    pub cut_before: bool,
    /// Text stands after it.
    pub cut_after: bool,
}

/// A search that a person keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Identity.
    pub id: SavedSearchId,
    /// Its name.
    pub name: String,
    /// What is typed.
    pub query: String,
    /// How many dossiers it finds now, counted up to [`COUNT_LIMIT`].
    pub count: Count,
}

/// How far the text of a version is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// Not looked at yet.
    Pending,
    /// Its text is searched.
    Done,
    /// It holds no text.
    NoText,
    /// It is a picture of text, and no program that reads pictures is installed.
    NeedsOcr,
    /// It could not be read; the reason says why.
    Failed,
    /// A newer version of the document is searched instead.
    Superseded,
}

/// What is known of the text of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextStatus {
    /// How far.
    pub state: TextState,
    /// Pages with text.
    pub pages: u32,
    /// Pages whose text was read from a picture.
    pub pages_ocr: u32,
    /// Why it failed or what is lacking.
    pub reason: Option<String>,
}

/// What indexing did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexReport {
    /// Versions whose text is searched now.
    pub done: u32,
    /// Versions without text.
    pub no_text: u32,
    /// Versions that need OCR where none is installed.
    pub needs_ocr: u32,
    /// Versions that could not be read.
    pub failed: u32,
    /// Versions that wait still.
    pub waiting: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<(String, bool, bool, bool)> {
        Query::parse(typed)
            .terms
            .into_iter()
            .map(|term| (term.text, term.phrase, term.prefix, term.excluded))
            .collect()
    }

    #[test]
    fn words_phrases_and_minus_are_told_apart() {
        assert_eq!(
            words("mull « rue de la gare » -refus ann"),
            [
                ("mull".into(), false, false, false),
                (" rue de la gare ".into(), true, false, false),
                ("refus".into(), false, false, true),
                ("ann".into(), false, true, false),
            ]
        );
        assert_eq!(
            words("bau* ja "),
            [
                ("bau".into(), false, true, false),
                ("ja".into(), false, false, false)
            ]
        );
        assert_eq!(words("\"rue de"), [("rue de".into(), true, true, false)]);
        assert_eq!(words("-\"a b\""), [("a b".into(), true, false, true)]);
    }

    #[test]
    fn filters_are_understood_in_the_four_languages() {
        let query = Query::parse(
            "tag:\"très urgent\" statut:ouvert Verfahren:x virun:2.3.2026 after:2025-11 no:2024 party:Weber",
        );
        assert!(query.terms.is_empty() && query.problems.is_empty(), "{query:?}");
        assert_eq!(query.filter.tags, ["très urgent"]);
        assert_eq!(query.filter.status, Some(DossierStatus::Open));
        assert_eq!(query.filter.procedures, ["x"]);
        assert_eq!(query.filter.party.as_deref(), Some("Weber"));
        assert_eq!(
            query.filter.changed_before,
            midnight(jiff::civil::date(2026, 3, 2))
        );
        assert_eq!(
            query.filter.changed_since,
            midnight(jiff::civil::date(2024, 1, 1))
        );
        let query = Query::parse("year:2025 statut:instruction");
        assert_eq!(query.filter.states, ["instruction"]);
        assert_eq!(
            query.filter.created_before,
            midnight(jiff::civil::date(2026, 1, 1))
        );
    }

    #[test]
    fn a_date_that_is_none_is_told_and_stops_nothing() {
        let query = Query::parse("before:2026-02-30 mull");
        assert_eq!(
            query.problems,
            [SearchError::SearchDate {
                filter: "before".into(),
                typed: "2026-02-30".into()
            }]
        );
        assert_eq!(query.terms.len(), 1);
    }

    #[test]
    fn what_looks_like_a_filter_and_is_none_is_looked_for() {
        assert_eq!(words("Re:Antwort ").len(), 1);
        assert_eq!(words("https://example.lu/a?b=c ").len(), 1);
        assert!(words(":: - \" ' () AND* NEAR(").len() <= 2);
    }

    #[test]
    fn every_problem_has_its_sentence() {
        let catalog = wording::Catalog::new(&[crate::MESSAGES]);
        for error in [
            SearchError::SearchDate {
                filter: "before".into(),
                typed: "x".into(),
            },
            SearchError::SearchValue { filter: "tag".into() },
            SearchError::SearchLong { limit: 16 },
            SearchError::SearchSavedUnknown { name: "x".into() },
            SearchError::SearchSavedTaken { name: "x".into() },
        ] {
            for lang in wording::Lang::ALL {
                assert!(catalog.try_text(lang, error.code(), &error.arguments()).is_some());
            }
        }
    }

    #[test]
    fn nothing_that_is_typed_fails() {
        for typed in [
            "\"",
            "-",
            "-\"",
            "tag:",
            "tag:\"",
            "a:b:c",
            "*",
            "**",
            "«»",
            "––x",
            "before:",
            "\u{0}a\u{0}",
            "🙂 -🙂",
            "before:9999-99-99",
            "year:0",
            "after:1.1.1",
            "\u{202e}abc",
            "a\u{301}",
        ] {
            let _ = Query::parse(typed);
        }
        assert_eq!(Query::parse(&"wort ".repeat(300)).terms.len(), TERM_LIMIT);
        assert!(!Query::parse(&"wort ".repeat(300)).problems.is_empty());
    }
}
