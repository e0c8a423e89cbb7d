//! How well a text fits what was typed: accents, capitals and signs do not matter, letters may be left out.

use model::fold::fold;

/// How well `text` fits `typed`, more is better; nothing where a word of it does not fit at all.
pub fn fits(typed: &str, text: &str) -> Option<u32> {
    let text = fold(text);
    let mut all = 0;
    for word in fold(typed).split(' ').filter(|word| !word.is_empty()) {
        all += word_fits(word, &text)?;
    }
    Some(all)
}

/// Best at the beginning of a word, then inside one, then with letters left out.
fn word_fits(word: &str, text: &str) -> Option<u32> {
    if text.starts_with(word) {
        return Some(120);
    }
    if text.split(' ').any(|one| one.starts_with(word)) {
        return Some(100);
    }
    if text.contains(word) {
        return Some(60);
    }
    let letters: Vec<char> = word.chars().collect();
    let text: Vec<char> = text.chars().collect();
    // Two letters stand in every second text somewhere.
    if letters.len() < 3 {
        return None;
    }
    (0..text.len())
        // Only from the beginning of a word on: else three letters stand nearly everywhere.
        .filter(|start| *start == 0 || text.get(start - 1) == Some(&' '))
        .filter(|start| text.get(*start) == letters.first())
        .filter_map(|start| span(&letters, &text, start))
        .filter(|span| *span <= letters.len() * 2 + 1)
        .min()
        .map(|span| 40_u32.saturating_sub(u32::try_from(span - letters.len()).unwrap_or(40)))
}

/// How many symbols lie between the first and the last letter, both counted, when the first one is at `start`.
fn span(letters: &[char], text: &[char], start: usize) -> Option<usize> {
    let mut at = start;
    for letter in letters {
        at += text.get(at..)?.iter().position(|symbol| symbol == letter)? + 1;
    }
    Some(at - start)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn accents_and_capitals_do_not_matter_and_letters_may_be_missing() {
        assert!(fits("reglages", "Réglages").is_some());
        assert!(fits("weiss", "Anne Weiß").is_some());
        assert!(fits("rglg", "Réglages").is_some());
        assert!(fits("218", "2026/RES/000218").is_some());
        assert!(fits("2026/res/218", "2026/RES/000218 Certificat").is_some());
        assert!(fits("doss nouv", "Nouveau dossier").is_some());
        assert_eq!(fits("", "Anything"), Some(0));
    }

    #[test]
    fn what_has_nothing_in_common_does_not_fit() {
        assert_eq!(fits("xyz", "Réglages"), None);
        assert_eq!(fits("dossier banane", "Nouveau dossier"), None);
        assert_eq!(fits("rg", "Réglages"), None);
        assert_eq!(
            fits("abc", "a very long text in which b comes late and then a c"),
            None
        );
    }

    #[test]
    fn the_beginning_of_a_word_fits_better_than_its_middle_and_that_better_than_single_letters() {
        let score = |text| fits("dos", text).unwrap_or(0);
        assert!(score("Dossiers") > score("Nouveau dossier"));
        assert!(score("Nouveau dossier") > score("Abdos"));
        assert!(score("Abdos") > score("deux os"));
    }
}
