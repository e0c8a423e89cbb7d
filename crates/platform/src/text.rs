//! Small rules for text that others will read.

/// Whether the text is one printable line: not empty, at most `limit` characters, no control characters and nothing
/// that turns the direction of the text around it.
pub fn is_line(text: &str, limit: usize) -> bool {
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !text.trim().is_empty()
        && text.chars().count() <= limit
        && !text
            .chars()
            .any(|c| c.is_control() || turns(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::is_line;

    #[test]
    fn a_fact_is_one_printable_line() {
        assert!(is_line("Autorisation de bâtir", 500));
        for bad in ["", "  ", "a\nb", "a\u{202e}b", "a\u{7}b"] {
            assert!(!is_line(bad, 500), "{bad:?}");
        }
        assert!(is_line(&"é".repeat(5), 5) && !is_line(&"é".repeat(6), 5));
    }
}
