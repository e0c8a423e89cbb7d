//! The found words, marked in the text that a person reads.

use std::ops::Range;

use model::search::{Query, Snippet};

use crate::words::{HEAD_MINIMUM, Stems, Word, spellings, words};

/// Characters of a snippet, about.
const SNIPPET: usize = 180;

/// What was typed, as it is looked for in a text.
pub(crate) struct Marker {
    terms: Vec<Sought>,
    stems: Stems,
}

struct Sought {
    /// One word with its spellings, or a phrase word by word.
    words: Vec<Vec<String>>,
    /// The last word is a beginning.
    prefix: bool,
    /// Stems of a single word: French, German.
    stems: Option<(String, String)>,
}

/// A match: where, of which term, and how good (1 as it is, less for another form).
struct Found {
    place: Range<usize>,
    term: usize,
    quality: f64,
}

impl Marker {
    pub fn new(query: &Query) -> Self {
        let stems = Stems::new();
        let terms = query
            .terms
            .iter()
            .filter(|term| !term.excluded)
            .filter_map(|term| {
                let found: Vec<Word> = words(&term.text).collect();
                let single = match found.as_slice() {
                    [] => return None,
                    [one] if !term.phrase => Some((stems.french(&one.lower), stems.german(&one.lower))),
                    _ => None,
                };
                Some(Sought {
                    words: found
                        .iter()
                        .map(|word| {
                            if single.is_some() {
                                spellings(word)
                            } else {
                                vec![word.folded.clone()]
                            }
                        })
                        .collect(),
                    prefix: term.prefix,
                    stems: single,
                })
            })
            .collect();
        Marker { terms, stems }
    }

    fn find(&self, text: &str) -> Vec<Found> {
        let words: Vec<Word> = words(text).collect();
        let mut found = Vec::new();
        for (index, word) in words.iter().enumerate() {
            for (term, sought) in self.terms.iter().enumerate() {
                if let Some((last, quality)) = sought.at(&words, index, word, &self.stems) {
                    let end = words.get(last).map_or(word.place.end, |word| word.place.end);
                    found.push(Found {
                        place: word.place.start..end,
                        term,
                        quality,
                    });
                }
            }
        }
        found
    }

    /// The whole text, marked, and how well it fits; `None` where nothing of it was sought.
    pub fn whole(&self, text: &str) -> Option<(Snippet, f64)> {
        let found = self.find(text);
        let quality = self.quality(&found)?;
        Some((cut(text, 0..text.len(), &found), quality))
    }

    /// The part of a text where most of the words stand together, marked.
    pub fn around(&self, text: &str) -> Option<(Snippet, f64)> {
        let found = self.find(text);
        let quality = self.quality(&found)?;
        if text.len() <= SNIPPET {
            return Some((cut(text, 0..text.len(), &found), quality));
        }
        // The window that begins a little before a match and holds the most different terms.
        let distinct = |from: usize| {
            let inside = found
                .iter()
                .filter(|one| one.place.start >= from && one.place.end <= from.saturating_add(SNIPPET));
            let mut terms: Vec<usize> = inside.map(|one| one.term).collect();
            terms.sort_unstable();
            terms.dedup();
            terms.len()
        };
        let mut best = (0, 0);
        // A page full of one word is not looked through to its end.
        for one in found.iter().take(200) {
            let count = distinct(one.place.start);
            if count > best.0 {
                best = (count, one.place.start);
            }
        }
        let mut start = best.1.saturating_sub(SNIPPET / 4);
        while start > 0 && !text.is_char_boundary(start) {
            start -= 1;
        }
        // At the beginning of a word.
        if start > 0 {
            let lead = text.get(start..best.1).unwrap_or_default();
            start += lead.find(char::is_whitespace).map_or(0, |space| space + 1);
        }
        let mut end = start.saturating_add(SNIPPET).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if end < text.len() {
            let tail = text.get(start..end).unwrap_or_default();
            if let Some(space) = tail.rfind(char::is_whitespace)
                && start + space > best.1
            {
                end = start + space;
            }
        }
        Some((cut(text, start..end, &found), quality))
    }

    /// The part of the terms that was found, by how well; `None` where nothing was.
    fn quality(&self, found: &[Found]) -> Option<f64> {
        if found.is_empty() {
            return None;
        }
        let best = |term: usize| {
            found
                .iter()
                .filter(|one| one.term == term)
                .map(|one| one.quality)
                .fold(0.0, f64::max)
        };
        let sum: f64 = (0..self.terms.len()).map(best).sum();
        Some(sum / self.terms.len().max(1) as f64)
    }
}

impl Sought {
    /// Whether a match begins at this word: its last word, and how good it is.
    fn at(&self, words: &[Word], index: usize, word: &Word, stems: &Stems) -> Option<(usize, f64)> {
        if let Some((french, german)) = &self.stems {
            let spellings = self.words.first()?;
            if spellings.contains(&word.folded) {
                return Some((index, 1.0));
            }
            if self.prefix
                && spellings
                    .iter()
                    .any(|beginning| word.folded.starts_with(beginning.as_str()))
            {
                return Some((index, 0.8));
            }
            let begins = |stem: &String| stem.chars().take(3).eq(word.folded.chars().take(3));
            if begins(french) && stems.french(&word.lower) == *french {
                return Some((index, 0.7));
            }
            let head = german.chars().count() >= HEAD_MINIMUM;
            if begins(german) || (head && word.folded.contains(german.as_str())) {
                let stem = stems.german(&word.lower);
                if stem == *german {
                    return Some((index, 0.7));
                }
                if head && stem.ends_with(german.as_str()) {
                    return Some((index, 0.5));
                }
            }
            return None;
        }
        let last = self.words.len().checked_sub(1)?;
        for (step, sought) in self.words.iter().enumerate() {
            let sought = sought.first()?;
            let word = words.get(index + step)?;
            let fits = if step == last && self.prefix {
                word.folded.starts_with(sought.as_str())
            } else {
                word.folded == *sought
            };
            if !fits {
                return None;
            }
        }
        Some((index + last, 1.0))
    }
}

/// A part of a text on one line, with the matches inside it marked.
fn cut(text: &str, part: Range<usize>, found: &[Found]) -> Snippet {
    let mut places: Vec<Range<usize>> = found
        .iter()
        .map(|one| one.place.clone())
        .filter(|place| place.start >= part.start && place.end <= part.end)
        .collect();
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut snippet = Snippet {
        cut_before: text
            .get(..part.start)
            .is_some_and(|before| !before.trim().is_empty()),
        cut_after: text.get(part.end..).is_some_and(|after| !after.trim().is_empty()),
        ..Snippet::default()
    };
    // White space becomes one space; places move with it.
    let mut pending = places.into_iter().peekable();
    let mut open: Option<(usize, usize)> = None;
    let inside = text.get(part.clone()).unwrap_or_default();
    for (offset, c) in inside.char_indices() {
        let at = part.start + offset;
        if let Some((start, end)) = open
            && at >= end
        {
            snippet.marks.push((start, snippet.text.len()));
            open = None;
        }
        while open.is_none() && pending.peek().is_some_and(|place| place.start <= at) {
            if let Some(place) = pending.next()
                && place.start == at
            {
                open = Some((snippet.text.len(), place.end));
            }
        }
        if c.is_whitespace() || c.is_control() {
            if !snippet.text.is_empty() && !snippet.text.ends_with(' ') {
                snippet.text.push(' ');
            }
        } else {
            snippet.text.push(c);
        }
    }
    if let Some((start, _)) = open {
        snippet.marks.push((start, snippet.text.len()));
    }
    let trimmed = snippet.text.trim_end().len();
    snippet.text.truncate(trimmed);
    snippet.marks.retain_mut(|(start, end)| {
        *end = (*end).min(trimmed);
        start < end
    });
    snippet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn marked(typed: &str, text: &str) -> Option<String> {
        let (snippet, _) = Marker::new(&Query::parse(typed)).around(text)?;
        let mut shown = String::new();
        let mut at = 0;
        for (start, end) in &snippet.marks {
            shown += snippet.text.get(at..*start).unwrap();
            shown += &format!("[{}]", snippet.text.get(*start..*end).unwrap());
            at = *end;
        }
        Some(shown + snippet.text.get(at..).unwrap())
    }

    #[test]
    fn words_beginnings_forms_and_phrases_are_marked_where_they_stand() {
        assert_eq!(
            marked("ecole dem", "L’École\n de la demande").as_deref(),
            Some("L’[École] de la [demande]")
        );
        assert_eq!(
            marked("certificat ", "Les certificats demandés").as_deref(),
            Some("Les [certificats] demandés")
        );
        assert_eq!(
            marked("genehmigung ", "Die Baugenehmigungen liegen bei").as_deref(),
            Some("Die [Baugenehmigungen] liegen bei")
        );
        assert_eq!(
            marked("\"rue de la gare\"", "rue de Gare, 5, rue de la Gare").as_deref(),
            Some("rue de Gare, 5, [rue de la Gare]")
        );
        assert_eq!(
            marked("mueller ", "Frau Müller").as_deref(),
            Some("Frau [Müller]")
        );
        assert_eq!(marked("absent ", "rien ici"), None);
    }

    #[test]
    fn a_long_text_is_cut_around_the_words() {
        let text = format!(
            "{} la parcelle cadastrale {}",
            "début ".repeat(200),
            "fin ".repeat(200)
        );
        let (snippet, _) = Marker::new(&Query::parse("cadastrale ")).around(&text).unwrap();
        assert!(snippet.cut_before && snippet.cut_after && snippet.text.len() < 260);
        let (start, end) = *snippet.marks.first().unwrap();
        assert_eq!(snippet.text.get(start..end), Some("cadastrale"));
    }

    #[test]
    fn marks_lie_on_boundaries_of_characters_whatever_the_text() {
        for text in [
            "é\u{301}é e",
            "\u{200b}ab\u{ad}cd ab",
            "🙂ab🙂ab",
            "ab\u{0}ab\n\n\nab",
            "",
        ] {
            for typed in ["ab", "a", "e", "\"ab ab\"", "abcd "] {
                if let Some((snippet, _)) = Marker::new(&Query::parse(typed)).whole(text) {
                    for (start, end) in snippet.marks {
                        assert!(snippet.text.get(start..end).is_some());
                    }
                }
            }
        }
    }
}
