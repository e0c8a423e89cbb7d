//! Words that no file of the project may contain: paths of one machine, marks of unfinished merges.

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
    }
    if found.is_empty() {
        println!("{} files name no machine.", files.len());
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
