//! Words that no file of the project may contain: paths of one machine, marks of unfinished merges; and in French messages
//! spaces that would let a line begin with its punctuation.

use std::path::Path;

use crate::process::{Failure, Outcome};
use crate::workspace::tracked_files;

/// A start of an absolute path that exists on one machine only, or another leftover. Written in two pieces, so
/// that this file does not contain them.
const FORBIDDEN: &[(&str, &str)] = &[
    (concat!("/ho", "me/"), "a path of one person's machine"),
    (concat!("/Us", "ers/"), "a path of one person's machine"),
    (concat!("C:\\Us", "ers"), "a path of one person's machine"),
    (concat!("/ro", "ot/"), "a path of one machine's administrator"),
    (concat!("/wo", "rk/"), "a path of one machine's checkout"),
    (concat!("<<<<", "<<< "), "a merge that was not finished"),
    (concat!(">>>>", ">>> "), "a merge that was not finished"),
];

/// Folders of other people's files, kept as they are.
const AS_THEY_ARE: &[&str] = &["ui/vendor/", "assets/fonts/", "tests/fixtures/"];

/// French messages that no window shows: those of the command line, and those that a stamp draws on a page.
const NOT_ON_SCREEN: &[(&str, &str)] = &[("crates/cli/", ""), ("crates/desk/", "stamp-")];

/// Checks every file that git tracks.
pub fn check(root: &Path) -> Outcome {
    let Some(files) = tracked_files(root) else {
        println!("Not a git checkout: the words of the files are not checked.");
        return Ok(());
    };
    let mut found = Vec::new();
    for file in &files {
        let name = file.to_string_lossy();
        if AS_THEY_ARE.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        // Deleted but not yet committed, or no text: nothing to read.
        let Ok(text) = std::fs::read_to_string(root.join(file)) else {
            continue;
        };
        found.extend(
            problems(&text)
                .into_iter()
                .map(|(line, why)| format!("{name}:{line} holds {why}")),
        );
        if name.ends_with("fr.ftl") {
            found.extend(
                breaking(&name, &text)
                    .into_iter()
                    .map(|(line, mark)| format!("{name}:{line} lets a line end beside “{mark}”: {SPACES}")),
            );
        }
    }
    if found.is_empty() {
        println!(
            "{} files name no machine; French punctuation stays with its word.",
            files.len()
        );
        Ok(())
    } else {
        Err(Failure(found.join("\n")))
    }
}

fn problems(text: &str) -> Vec<(usize, &'static str)> {
    text.lines()
        .enumerate()
        .flat_map(|(index, line)| {
            FORBIDDEN
                .iter()
                .filter(|(word, _)| holds(line, word))
                .map(move |(_, why)| (index + 1, *why))
        })
        .collect()
}

/// What to do about a space that breaks.
const SPACES: &str = "U+00A0 before : » and after «, U+202F before ; ! ?";

/// The lines of a French Fluent file where punctuation stands beside another space than its own, with the mark.
fn breaking(name: &str, text: &str) -> Vec<(usize, char)> {
    let mut id = "";
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            id = line.split([' ', '=']).next().unwrap_or_default();
        }
        let elsewhere = NOT_ON_SCREEN
            .iter()
            .any(|(folder, start)| name.starts_with(folder) && id.starts_with(start));
        if !elsewhere {
            found.extend(marks(line).map(|mark| (index + 1, mark)));
        }
    }
    found
}

/// Marks of a line whose space breaks, or is of the wrong width.
fn marks(line: &str) -> impl Iterator<Item = char> {
    let around = line.chars().zip(line.chars().skip(1));
    around.filter_map(|(one, next)| {
        let wrong = |own: char| matches!(one, ' ' | '\u{a0}' | '\u{202f}') && one != own;
        match next {
            ':' | '»' if wrong('\u{a0}') => Some(next),
            ';' | '!' | '?' if wrong('\u{202f}') => Some(next),
            ' ' | '\u{202f}' if one == '«' => Some(one),
            _ => None,
        }
    })
}

/// Whether the word stands in the line as the start of a path: `a/home/b` and `https://host/work/x` do not count.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric() && !"._-~}$*".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_found_with_its_line() {
        let text = format!("fine\nsee {}ana/greffe for it\n", FORBIDDEN[0].0);
        assert_eq!(problems(&text), [(2, "a path of one person's machine")]);
    }

    #[test]
    fn a_french_message_with_a_space_that_breaks_is_found_with_its_line() {
        let text = "# Un commentaire : libre\nfine = «\u{a0}Oui\u{a0}»\u{202f}; à 10:41 :\u{a0}non\n";
        assert_eq!(breaking("ui/locales/fr.ftl", text), [(2, ':')]);
        let text = "ask = Et alors ?\n    .next = «\u{202f}Oui »\nlist = { $a ->\n   *[other] B\u{a0}! }\n";
        assert_eq!(
            breaking("ui/locales/fr.ftl", text),
            [(1, '?'), (2, '«'), (2, '»'), (4, '!')]
        );
        assert_eq!(breaking("crates/cli/locales/fr.ftl", text), []);
        let text = "stamp-original = Original : { $address }\nother = Original : { $address }\n";
        assert_eq!(breaking("crates/desk/locales/fr.ftl", text), [(2, ':')]);
    }

    #[test]
    fn paths_below_something_else_are_no_machine_paths() {
        assert_eq!(
            problems(&format!(
                "https://example.lu{}x\n$HERE{}y",
                FORBIDDEN[4].0, FORBIDDEN[0].0
            )),
            []
        );
    }
}
