//! Text of several lines that a person writes: opinions, reasons, mandates, notes.

use crate::RuleError;

/// Trims and checks text that may have several lines: line ends become `\n`; other control characters than line end and
/// tabulator are refused. `limit` counts characters.
///
/// # Errors
/// Empty, too long, or with control characters.
pub fn passage(field: &'static str, text: &str, limit: usize) -> Result<String, RuleError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(RuleError::FieldEmpty { field });
    }
    let unseen = |c: char| (c.is_control() && c != '\n' && c != '\t') || steers(c);
    if let Some(index) = text.chars().position(unseen) {
        return Err(RuleError::FieldControlCharacter {
            field,
            position: index + 1,
        });
    }
    let length = text.chars().count();
    if length > limit {
        return Err(RuleError::FieldTooLong { field, length, limit });
    }
    Ok(text.to_owned())
}

/// Whether a character turns the direction of what follows, so that a text reads otherwise than it is written (Unicode
/// UAX 9, embeddings, overrides and isolates).
pub fn steers(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// As [`passage`], of one line only.
///
/// # Errors
/// Those of [`passage`]; a line end is a control character here.
pub fn single_line(field: &'static str, text: &str, limit: usize) -> Result<String, RuleError> {
    let text = passage(field, text, limit)?;
    match text.chars().position(char::is_control) {
        Some(index) => Err(RuleError::FieldControlCharacter {
            field,
            position: index + 1,
        }),
        None => Ok(text),
    }
}

/// A text as it is compared: without accents and capitals, spaces made one.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' | 'č' | 'ć' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ě' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => folded.push('i'),
            'ñ' | 'ń' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'š' | 'ś' => folded.push('s'),
            'ž' | 'ź' | 'ż' => folded.push('z'),
            'ł' => folded.push('l'),
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            // Accents written as signs of their own.
            '\u{300}'..='\u{36f}' => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_keeps_its_lines_and_nothing_that_steers() {
        assert_eq!(passage("reason", " a\r\nb\tc ", 10).unwrap(), "a\nb\tc");
        assert_eq!(
            passage("reason", "a\u{1b}[2J", 10),
            Err(RuleError::FieldControlCharacter {
                field: "reason",
                position: 2
            })
        );
        assert!(passage("reason", "\u{202e}abc", 10).is_err());
        assert!(single_line("title", "a\nb", 10).is_err());
        assert_eq!(
            passage("reason", "\n", 10),
            Err(RuleError::FieldEmpty { field: "reason" })
        );
    }

    #[test]
    fn names_are_compared_without_accents_and_capitals() {
        assert_eq!(folded("Élise  MÜLLER-Weiß"), "elise muller-weiss");
        assert_eq!(folded("e\u{301}"), "e");
    }
}
