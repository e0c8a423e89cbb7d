//! Names of the outputs.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// How the names of all files begin that Greffe keeps for itself beside the outputs.
pub(super) const OURS: &str = ".greffe-";

/// One output for each input, no two the same (case folded: some file systems do not tell `A.pdf` from `a.pdf`).
/// An input that has a `recorded` output keeps it. Of the others the first of a name gets it; which name the next ones
/// get depends on the list of inputs and the record alone.
pub(super) fn output_names(
    inputs: &[PathBuf],
    out_folder: &Path,
    recorded: &dyn Fn(&Path) -> Option<String>,
) -> Vec<PathBuf> {
    let folded = |name: &OsStr| name.to_string_lossy().to_lowercase();
    let mut taken: HashSet<String> = inputs.iter().map(|input| folded(&own_name(input))).collect();
    let mut kept: HashSet<String> = HashSet::new();
    let recorded: Vec<Option<OsString>> = inputs
        .iter()
        .map(|input| {
            let name = OsString::from(recorded(input)?);
            kept.insert(folded(&name)).then_some(name)
        })
        .collect();
    taken.extend(kept.iter().cloned());
    let named = inputs.iter().zip(recorded).map(|(input, recorded)| {
        if let Some(name) = recorded {
            return out_folder.join(name);
        }
        let own = own_name(input);
        if kept.insert(folded(&own)) {
            return out_folder.join(own);
        }
        let stem = Path::new(&own).file_stem().unwrap_or_default().to_owned();
        let extension = Path::new(&own).extension().map(ToOwned::to_owned);
        let mut number = 2_u64;
        loop {
            let mut candidate = stem.clone();
            candidate.push(format!("-{number}"));
            if let Some(extension) = &extension {
                candidate.push(".");
                candidate.push(extension);
            }
            if taken.insert(folded(&candidate)) {
                return out_folder.join(candidate);
            }
            number += 1;
        }
    });
    named.collect()
}

fn own_name(input: &Path) -> OsString {
    let name = input
        .file_name()
        .map_or_else(|| "document.pdf".into(), ToOwned::to_owned);
    if name.to_string_lossy().to_lowercase().starts_with(OURS) {
        let mut other = OsString::from("document");
        other.push(name);
        return other;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &[&str], recorded: &[(&str, &str)]) -> Vec<String> {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        let recorded = |input: &Path| {
            recorded
                .iter()
                .find(|(known, _)| Path::new(known) == input)
                .map(|(_, name)| (*name).to_owned())
        };
        output_names(&inputs, Path::new("out"), &recorded)
            .iter()
            .map(|path| path.display().to_string())
            .collect()
    }

    #[test]
    fn two_inputs_of_one_name_get_two_outputs() {
        assert_eq!(
            names(&["x/a.pdf", "y/a.pdf", "z/A.pdf", "a-2.pdf", "b"], &[]),
            ["out/a.pdf", "out/a-3.pdf", "out/A-4.pdf", "out/a-2.pdf", "out/b"]
        );
    }

    #[test]
    fn an_input_keeps_the_output_it_has_whatever_stands_beside_it() {
        assert_eq!(
            names(&["y/a.pdf", "x/a.pdf"], &[("x/a.pdf", "a.pdf")]),
            ["out/a-2.pdf", "out/a.pdf"]
        );
        assert_eq!(
            names(&["x/a.pdf", "y/a.pdf"], &[("y/a.pdf", "a-2.pdf")]),
            ["out/a.pdf", "out/a-2.pdf"]
        );
        // A record that gives one name to two inputs is believed once.
        assert_eq!(
            names(
                &["x/a.pdf", "y/a.pdf"],
                &[("x/a.pdf", "a.pdf"), ("y/a.pdf", "a.pdf")]
            ),
            ["out/a.pdf", "out/a-2.pdf"]
        );
    }

    #[test]
    fn no_output_takes_a_name_of_ours() {
        assert_eq!(
            names(&["x/.greffe-batch.jsonl"], &[]),
            ["out/document.greffe-batch.jsonl"]
        );
    }
}
