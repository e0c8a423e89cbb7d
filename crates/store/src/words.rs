//! Words of French, German, Luxembourgish and English text: where they stand, how they are folded, what their stem is.
//!
//! Folding takes away case and accents, writes ligatures and `ß` out, and makes `ё` an `е`, so that what is typed
//! without accents finds what was written with them. Stems are Snowball's, folded after stemming; Luxembourgish is taken
//! as German. A stem of a German compound is also written backwards, so that its head finds it: `Genehmigung` finds
//! `Baugenehmigungen`.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut: nobody types them, and damaged text is full of them.
const WORD_LIMIT: usize = 48;
/// Stems of at least so many letters are also indexed backwards.
const COMPOUND_MINIMUM: usize = 8;
/// Heads of at least so many letters are looked for in compounds.
pub(crate) const HEAD_MINIMUM: usize = 5;
/// Marks a stem that is written backwards.
pub(crate) const BACKWARDS: char = '∇';
/// Marks the number of a dossier.
pub(crate) const DOSSIER: char = 'Δ';

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the text.
    pub place: Range<usize>,
    /// Lower case, accents kept, composed: what stemming takes.
    pub lower: String,
    /// What is indexed and compared.
    pub folded: String,
}

fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Characters that nobody sees and that stand inside words.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.peek().is_some_and(|(_, c)| !c.is_alphanumeric()) {
            rest.next();
        }
        let (start, _) = *rest.peek()?;
        let mut end = start;
        let mut plain = String::new();
        while let Some((at, c)) = rest.peek().copied() {
            if belongs(c) {
                end = at + c.len_utf8();
                if plain.len() < WORD_LIMIT * 4 {
                    plain.push(c);
                }
            } else if !invisible(c) {
                break;
            }
            rest.next();
        }
        let lower = if plain.is_ascii() {
            plain.to_ascii_lowercase()
        } else {
            plain.nfc().flat_map(char::to_lowercase).collect()
        };
        Some(Word {
            place: start..end,
            folded: fold(&lower),
            lower,
        })
    })
}

/// A word without accents and ligatures; `lower` is in lower case.
pub(crate) fn fold(lower: &str) -> String {
    if lower.is_ascii() {
        return lower.chars().take(WORD_LIMIT).collect();
    }
    let mut folded = String::with_capacity(lower.len());
    for c in lower.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            // Compatibility forms may bring capitals and punctuation (㎏, ½).
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded.chars().take(WORD_LIMIT).collect()
}

/// Which stems a text gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forms {
    French,
    German,
    Both,
}

/// Stemmers are cheap, yet not free, to make.
pub(crate) struct Stems {
    french: Stemmer,
    german: Stemmer,
}

impl Stems {
    pub fn new() -> Self {
        Stems {
            french: Stemmer::create(Algorithm::French),
            german: Stemmer::create(Algorithm::German),
        }
    }

    /// The folded French stem.
    pub fn french(&self, lower: &str) -> String {
        fold(&self.french.stem(lower))
    }

    /// The folded German stem.
    pub fn german(&self, lower: &str) -> String {
        fold(&self.german.stem(lower))
    }

    /// Folded stems of a word in the given languages.
    pub fn of(&self, lower: &str, forms: Forms) -> Vec<String> {
        // Numbers have no forms; of very long words Snowball makes nothing useful.
        if lower.len() < 3 || lower.len() > 80 || lower.starts_with(|c: char| c.is_numeric()) {
            return Vec::new();
        }
        match forms {
            Forms::French => vec![self.french(lower)],
            Forms::German => vec![self.german(lower)],
            Forms::Both => vec![self.french(lower), self.german(lower)],
        }
    }
}

/// A stem written backwards, marked.
pub(crate) fn backwards(stem: &str) -> String {
    std::iter::once(BACKWARDS).chain(stem.chars().rev()).collect()
}

/// The language of a text by its smallest words; both where they do not tell.
pub(crate) fn forms(text: &[Word]) -> Forms {
    const FRENCH: [&str; 14] = [
        "le", "la", "les", "des", "et", "du", "une", "est", "pour", "dans", "que", "au", "sur", "par",
    ];
    const GERMAN: [&str; 20] = [
        "der", "die", "das", "und", "ist", "den", "von", "zu", "mit", "fur", "ein", "eine", "auf", "dem",
        "des", "de", "an", "fir", "vun", "net",
    ];
    if text.len() < 30 {
        return Forms::Both;
    }
    let (mut french, mut german) = (0, 0);
    for word in text {
        let folded = word.folded.as_str();
        french += usize::from(FRENCH.contains(&folded));
        german += usize::from(GERMAN.contains(&folded));
    }
    if french > 3 * german + 2 {
        Forms::French
    } else if german > 3 * french + 2 {
        Forms::German
    } else {
        Forms::Both
    }
}

/// What an index gets of a text: its words, and its stems.
#[derive(Default)]
pub(crate) struct Indexed {
    /// Words in order, separated by spaces.
    pub words: String,
    /// Stems that are no words of the text, once each.
    pub more: BTreeSet<String>,
}

/// What an index gets of a text.
pub(crate) fn indexed(stems: &Stems, text: &str) -> Indexed {
    let found: Vec<Word> = words(text).collect();
    let forms = forms(&found);
    let mut indexed = Indexed::default();
    let distinct: BTreeSet<&str> = found.iter().map(|word| word.folded.as_str()).collect();
    let mut stemmed = BTreeSet::new();
    for word in &found {
        if !indexed.words.is_empty() {
            indexed.words.push(' ');
        }
        indexed.words.push_str(&word.folded);
        if !stemmed.insert(word.lower.as_str()) {
            continue;
        }
        for stem in stems.of(&word.lower, forms) {
            if stem.chars().count() >= COMPOUND_MINIMUM && forms != Forms::French {
                indexed.more.insert(backwards(&stem));
            }
            if !stem.is_empty() && !distinct.contains(stem.as_str()) {
                indexed.more.insert(stem);
            }
        }
    }
    indexed
}

/// What a typed word may stand as: itself, and with `ä` for `ae` and the other way round.
pub(crate) fn spellings(word: &Word) -> Vec<String> {
    let mut found = vec![word.folded.clone()];
    for (long, short) in [("ae", 'a'), ("oe", 'o'), ("ue", 'u')] {
        if word.folded.contains(long) {
            found.push(word.folded.replace(long, &short.to_string()));
        }
    }
    if word.lower.contains(['ä', 'ö', 'ü']) {
        found.push(fold(
            &word
                .lower
                .replace('ä', "ae")
                .replace('ö', "oe")
                .replace('ü', "ue"),
        ));
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn accents_case_ligatures_and_hidden_hyphens_are_folded() {
        assert_eq!(
            folded("L’Œuvre d'ÉLÈVE, Straße ёлка e\u{301}te\u{301}"),
            ["l", "oeuvre", "d", "eleve", "strasse", "елка", "ete"]
        );
        assert_eq!(
            folded("Bau\u{ad}genehmigung ﬁnal 2026/RES/000001"),
            ["baugenehmigung", "final", "2026", "res", "000001"]
        );
        let text = "à  Café.";
        let word = words(text).nth(1).unwrap();
        assert_eq!(text.get(word.place), Some("Café"));
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let stems = Stems::new();
        for [one, other] in [
            ["certificat", "certificats"],
            ["autorisation", "autorisations"],
            ["demande", "demandes"],
            ["autorisée", "autorisées"],
        ] {
            assert_eq!(stems.french(one), stems.french(other));
        }
        for [one, other] in [
            ["genehmigung", "genehmigungen"],
            ["häuser", "häusern"],
            ["antrag", "antrags"],
        ] {
            assert_eq!(stems.german(one), stems.german(other));
        }
    }

    #[test]
    fn the_head_of_a_compound_finds_it() {
        let stems = Stems::new();
        let compound = backwards(&stems.german("baugenehmigungen"));
        assert!(compound.starts_with(&backwards(&stems.german("genehmigung"))));
        assert!(indexed(&stems, "Baugenehmigungen").more.contains(&compound));
    }

    #[test]
    fn the_language_is_told_by_small_words() {
        let of = |text: &str| forms(&words(&text.repeat(10)).collect::<Vec<_>>());
        assert_eq!(of("la demande de la commune est dans le dossier "), Forms::French);
        assert_eq!(of("der Antrag ist mit dem Plan zu den Akten "), Forms::German);
    }

    #[test]
    fn strange_text_is_no_trouble() {
        for text in ["", " ", "\u{301}", "\u{200b}", "½㎏ⅷ", "🙂a🙂", "𝕬𝖇", "İı", "ﷺ"] {
            let _ = indexed(&Stems::new(), text).words;
        }
        assert_eq!(
            folded(&"x".repeat(1000)).first().map(String::len),
            Some(WORD_LIMIT)
        );
    }
}
