//! A line of the journal in words, and a kind of line in words.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::form::written_day;
use super::lengths::written_length_in_words;
use crate::words::Words;

/// A value as people read it: days and lengths as everywhere in the window, and never an empty quotation.
fn value_in_words(words: &Words, kind: &str, key: &str, value: &str) -> String {
    if let Ok(day) = value.parse::<Date>() {
        return written_day(day);
    }
    match (kind, key) {
        ("deadline-reminder-shown", "lead") | ("deadline-extended", "length") => {
            written_length_in_words(words, value)
        }
        ("task-given", "to") => words
            .find(&format!("role-{value}"), &[])
            .unwrap_or_else(|| value.to_owned()),
        ("conflict-decided", "choice") => words
            .find(&format!("conflict-{value}"), &[])
            .unwrap_or_else(|| value.to_owned()),
        ("conflict-decided", "field") => words
            .find(&format!("conflict-field-{}", value.replace('_', "-")), &[])
            .unwrap_or_else(|| value.to_owned()),
        ("conflict-decided" | "record-parked", "kind") => words
            .find(&format!("conflict-kind-{value}"), &[])
            .unwrap_or_else(|| value.to_owned()),
        (_, key) if value.is_empty() && key != "reason" => "–".to_owned(),
        _ => value.to_owned(),
    }
}

/// What happened, in a sentence; `None` where the window has none for this kind.
pub fn line_in_words(words: &Words, kind: &str, details: &BTreeMap<String, String>) -> Option<String> {
    let values: Vec<(&str, String)> = details
        .iter()
        .map(|(key, value)| (key.as_str(), value_in_words(words, kind, key, value)))
        .collect();
    let text = words.find(&format!("history-{kind}"), &values)?;
    // A sentence may end with a reason that nobody gave.
    Some(text.trim_end().to_owned())
}

/// A kind of line, to choose among them: its sentence with an ellipsis for what changes from line to line.
pub fn kind_of_line(words: &Words, kind: &str) -> String {
    if let Some(text) = words.find(&format!("journal-kind-{kind}"), &[]) {
        return text;
    }
    let Some(text) = words.find(&format!("history-{kind}"), &[]) else {
        return kind.to_owned();
    };
    let mut shown = String::new();
    let mut rest = text.as_str();
    // A value that is not given stays in the sentence as `{$name}`.
    while let Some((before, after)) = rest.split_once("{$") {
        shown += before;
        shown.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use wording::Lang;

    use super::*;

    #[test]
    fn lines_of_the_journal_name_lengths_days_and_roles_in_words() {
        let words = Words::new(Lang::Fr);
        let details = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        let reminder = details(&[("deadline", "Décision"), ("lead", "10 working days")]);
        assert_eq!(
            line_in_words(&words, "deadline-reminder-shown", &reminder).unwrap(),
            "Rappel montré\u{a0}: «\u{a0}Décision\u{a0}», 10 jours ouvrables avant"
        );
        let delegation = details(&[
            ("principal", "A"),
            ("delegate", "B"),
            ("first", "2026-11-29"),
            ("last", "2026-12-13"),
        ]);
        assert_eq!(
            line_in_words(&words, "delegation-made", &delegation).unwrap(),
            "Délégation de A à B du 29.11.2026 au 13.12.2026"
        );
        let task = details(&[("task", "T"), ("to", "clerk")]);
        assert_eq!(
            line_in_words(&words, "task-given", &task).unwrap(),
            "Tâche «\u{a0}T\u{a0}» donnée à greffier"
        );
        assert_eq!(line_in_words(&words, "no-such-kind", &task), None);
    }

    #[test]
    fn every_kind_of_line_has_words_to_choose_it_by() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            let source = &crate::words::MESSAGES.0;
            let kinds = source.iter().flat_map(|text| text.lines()).filter_map(|line| {
                line.strip_prefix("history-")?
                    .split_once(" =")
                    .map(|(kind, _)| kind)
            });
            let mut seen = 0;
            for kind in kinds.filter(|kind| *kind != "other" && *kind != "times" && !kind.contains(' ')) {
                seen += 1;
                let text = kind_of_line(&words, kind);
                assert!(!text.contains("{$") && text != kind, "{kind} in {lang:?}: {text}");
            }
            assert!(seen > 120, "{seen}");
        }
    }
}
