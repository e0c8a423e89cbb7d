//! Finding words in the text of a page as it was drawn: without accents and capitals, over the pieces that a page is
//! made of.

/// Where something was found: piece and place in it, from and to, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First piece.
    pub piece: u32,
    /// Where in it.
    pub start: u32,
    /// Last piece.
    pub last: u32,
    /// Where in that one it ends.
    pub end: u32,
}

/// The text of a page, folded, each letter with the place it comes from.
#[derive(Clone, Debug, Default)]
pub struct PageText {
    letters: Vec<char>,
    places: Vec<(u32, u32, u32)>,
}

/// One letter as it is compared: small, without accents; white space as one space.
fn folded(symbol: char, into: &mut Vec<char>) {
    if symbol.is_whitespace() {
        into.push(' ');
        return;
    }
    // What joins or hides is not searched for.
    if matches!(symbol, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{300}'..='\u{36f}') {
        return;
    }
    match symbol {
        '\u{fb00}' => into.extend("ff".chars()),
        '\u{fb01}' => into.extend("fi".chars()),
        '\u{fb02}' => into.extend("fl".chars()),
        '\u{fb03}' => into.extend("ffi".chars()),
        '\u{fb04}' => into.extend("ffl".chars()),
        '’' | '‘' | '`' | '´' => into.push('\''),
        '“' | '”' | '„' | '«' | '»' => into.push('"'),
        '‐' | '‑' | '–' | '—' => into.push('-'),
        _ if symbol.is_alphanumeric() => into.extend(model::fold::fold(&symbol.to_string()).chars()),
        _ => into.push(symbol),
    }
}

impl PageText {
    /// The text of the pieces of a page, in their order. A piece that ends a line ends with a line feed; a word that is
    /// divided there by a hyphen is one word.
    pub fn of(pieces: &[String]) -> Self {
        let mut text = Self::default();
        let mut letters = Vec::new();
        for (number, piece) in (0_u32..).zip(pieces) {
            let mut at = 0_u32;
            for symbol in piece.chars() {
                let next = at + symbol.len_utf16() as u32;
                letters.clear();
                folded(symbol, &mut letters);
                for letter in &letters {
                    if *letter == ' ' {
                        let divided = symbol == '\n'
                            && text.letters.last() == Some(&'-')
                            && text
                                .letters
                                .len()
                                .checked_sub(2)
                                .and_then(|before| text.letters.get(before))
                                .is_some_and(|before| before.is_alphabetic());
                        if divided {
                            text.letters.pop();
                            text.places.pop();
                            continue;
                        }
                        if matches!(text.letters.last(), None | Some(' ')) {
                            continue;
                        }
                    }
                    text.letters.push(*letter);
                    text.places.push((number, at, next));
                }
                at = next;
            }
        }
        text
    }

    /// Every place of `wanted`, one after the other, none over another; nothing for nothing.
    pub fn find(&self, wanted: &str) -> Vec<Hit> {
        let mut letters = Vec::new();
        for symbol in wanted.trim().chars() {
            let before = letters.len();
            folded(symbol, &mut letters);
            if letters.get(before) == Some(&' ') && letters.get(before.wrapping_sub(1)) == Some(&' ') {
                letters.pop();
            }
        }
        let (Some(first), length) = (letters.first(), letters.len()) else {
            return Vec::new();
        };
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(window) = self.letters.get(at..at + length) {
            if window.first() != Some(first) || window != letters.as_slice() {
                at += 1;
                continue;
            }
            if let (Some((piece, start, _)), Some((last, _, end))) =
                (self.places.get(at), self.places.get(at + length - 1))
            {
                hits.push(Hit {
                    piece: *piece,
                    start: *start,
                    last: *last,
                    end: *end,
                });
            }
            at += length;
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pieces: &[&str], wanted: &str) -> Vec<(u32, u32, u32, u32)> {
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        PageText::of(&pieces)
            .find(wanted)
            .into_iter()
            .map(|hit| (hit.piece, hit.start, hit.last, hit.end))
            .collect()
    }

    #[test]
    fn accents_and_capitals_do_not_matter_on_either_side() {
        assert_eq!(
            found(&["Le Collège échevinal"], "college ECHEVINAL"),
            [(0, 3, 0, 20)]
        );
        assert_eq!(found(&["Geméngerot"], "gemengerot"), [(0, 0, 0, 10)]);
        assert_eq!(found(&["l’avis"], "l'avis"), [(0, 0, 0, 6)]);
        assert_eq!(found(&["Straße"], "strasse"), [(0, 0, 0, 6)]);
    }

    #[test]
    fn a_word_is_found_across_pieces_and_lines() {
        assert_eq!(
            found(&["Certi", "ficat\n", "de  résidence"], "certificat de residence"),
            [(0, 0, 2, 13)]
        );
        assert_eq!(found(&["Entschei-\n", "dung"], "Entscheidung"), [(0, 0, 1, 4)]);
        assert_eq!(found(&["\u{fb01}lm"], "film"), [(0, 0, 0, 3)]);
    }

    #[test]
    fn places_are_counted_as_the_web_view_counts_them() {
        // A letter outside the basic plane takes two units.
        assert_eq!(found(&["𝔘 acte"], "acte"), [(0, 3, 0, 7)]);
    }

    #[test]
    fn nothing_is_found_for_nothing_and_hits_do_not_overlap() {
        assert_eq!(found(&["aaaa"], "aa").len(), 2);
        assert_eq!(found(&["text"], "  ").len(), 0);
        assert_eq!(found(&[], "x").len(), 0);
    }
}
