//! A template: its manifest and files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::manifest::{self, Manifest};
use crate::{Error, world};

/// Most bytes of one file of a template.
const MOST_FILE_BYTES: usize = 512 << 10;
/// Most files of a template.
const MOST_FILES: usize = 30;

/// Where a field's first value may come from. Whoever fills letters in knows these names.
pub const SOURCES: &[&str] = &[
    "dossier.reference",
    "dossier.subject",
    "dossier.received",
    "dossier.opened",
    "procedure.name",
    "procedure.legal_basis",
    "documents.missing",
    "documents.names",
    "deadline.answer",
    "deadline.hearing",
    "addressee.name",
    "addressee.address",
    "addressee.matricule",
    "applicant.name",
    "signatory.name",
    "signatory.delegated_by",
    "signatory.mandate",
    "today",
];

macro_rules! shipped {
    ($($key:literal),* $(,)?) => {
        [$(($key,
            include_str!(concat!("../../../assets/letters/", $key, "/letter.toml")),
            include_str!(concat!("../../../assets/letters/", $key, "/letter.typ")))),*]
    };
}

const SHIPPED: [(&str, &str, &str); 8] = shipped!(
    "receipt",
    "missing-documents",
    "hearing",
    "decision-positive",
    "decision-negative",
    "forwarding",
    "residence-certificate",
    "access-decision",
);

/// The letterhead that every template may import.
pub(crate) const LETTERHEAD: &str = include_str!("../../../assets/letters/_lib/letterhead.typ");

static BUILT_IN: LazyLock<Vec<Template>> = LazyLock::new(|| {
    SHIPPED
        .into_iter()
        .filter_map(|(_, manifest, letter)| {
            let files = BTreeMap::from([
                (manifest::FILE.to_owned(), manifest.as_bytes().to_vec()),
                (world::MAIN.to_owned(), letter.as_bytes().to_vec()),
            ]);
            Template::read(files).ok()
        })
        .collect()
});

/// A template that was read; [`crate::check`] tries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    manifest: Manifest,
    /// Typst files by path, the letterhead among them.
    sources: BTreeMap<String, String>,
    /// Pictures by path.
    pictures: BTreeMap<String, Vec<u8>>,
    /// What it was read from, to be kept and exported as it came.
    files: BTreeMap<String, Vec<u8>>,
}

impl Template {
    /// Reads the files of a template: `letter.toml`, `letter.typ`, and what these use (`.typ`, `.png`, `.jpg`).
    ///
    /// # Errors
    /// A file is missing, is of another kind, is too large, has a name that would not be the same everywhere; a mistake of the
    /// manifest with its line.
    pub fn read(files: BTreeMap<String, Vec<u8>>) -> Result<Template, Error> {
        if files.len() > MOST_FILES {
            return Err(refused(&format!("{} files", files.len()), "total"));
        }
        let mut sources = BTreeMap::from([("_lib/letterhead.typ".to_owned(), LETTERHEAD.to_owned())]);
        let mut pictures = BTreeMap::new();
        let mut manifest = None;
        for (path, bytes) in &files {
            if !is_path(path) {
                return Err(refused(path, "name"));
            }
            if bytes.len() > MOST_FILE_BYTES {
                return Err(refused(path, "size"));
            }
            let text = || std::str::from_utf8(bytes).map_err(|_| refused(path, "text"));
            match path.rsplit_once('.') {
                Some((_, "typ")) => {
                    sources.insert(path.clone(), text()?.to_owned());
                }
                Some((_, "toml")) if path == manifest::FILE => {
                    manifest = Some(Manifest::read(text()?, SOURCES)?);
                }
                Some((_, "png" | "jpg" | "jpeg")) => {
                    pictures.insert(path.clone(), bytes.clone());
                }
                Some((_, "md" | "txt")) => {}
                _ => return Err(refused(path, "kind")),
            }
        }
        let missing = |file: &str| Error::FileMissing {
            file: file.to_owned(),
        };
        let manifest = manifest.ok_or_else(|| missing(manifest::FILE))?;
        let letter = sources.get(world::MAIN).ok_or_else(|| missing(world::MAIN))?;
        let mut named = Vec::new();
        for text in sources
            .iter()
            .filter(|(path, _)| !path.starts_with("_lib/"))
            .map(|(_, text)| text)
        {
            words(&typst::syntax::parse(text), &mut named);
        }
        if let Some(unused) = manifest
            .fields
            .iter()
            .find(|field| !named.iter().any(|word| word == &field.key))
        {
            return Err(Error::FieldUnused {
                name: unused.key.clone(),
            });
        }
        let mut in_letter = Vec::new();
        words(&typst::syntax::parse(letter), &mut in_letter);
        for part in [
            manifest::Part::Reasons,
            manifest::Part::Remedy,
            manifest::Part::Enclosures,
        ] {
            if manifest.has(part) && !named.iter().any(|word| word == part.key()) {
                return Err(Error::PartUnused { name: part.key() });
            }
        }
        Ok(Template {
            manifest,
            sources,
            pictures,
            files,
        })
    }

    /// The templates that come with the program. Each is read and set in all its languages by the tests.
    pub fn built_in() -> Vec<Template> {
        BUILT_IN.clone()
    }

    /// Its key.
    pub fn key(&self) -> &str {
        &self.manifest.key
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its files as they came.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    pub(crate) fn sources(&self) -> &BTreeMap<String, String> {
        &self.sources
    }

    pub(crate) fn pictures(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.pictures
    }
}

fn refused(file: &str, why: &'static str) -> Error {
    Error::FileRefused {
        file: file.to_owned(),
        why,
    }
}

/// A path that is the same on every system and leads nowhere else; `_lib` and the data are ours.
fn is_path(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    path.len() <= 120 && path.split('/').all(part) && !path.starts_with("_lib/") && !path.starts_with("logo.")
}

/// The identifiers and strings of a file, outside comments.
fn words(node: &typst::syntax::SyntaxNode, found: &mut Vec<String>) {
    use typst::syntax::SyntaxKind;
    match node.kind() {
        SyntaxKind::Ident | SyntaxKind::MathIdent => found.push(node.leaf_text().to_string()),
        SyntaxKind::Str => found.push(node.leaf_text().trim_matches('"').to_owned()),
        _ => {}
    }
    for child in node.children() {
        words(child, found);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_template_that_ships_is_read_and_keeps_its_key() {
        for (key, manifest, letter) in SHIPPED {
            let files = BTreeMap::from([
                (manifest::FILE.to_owned(), manifest.as_bytes().to_vec()),
                (world::MAIN.to_owned(), letter.as_bytes().to_vec()),
            ]);
            let template = Template::read(files).unwrap_or_else(|error| panic!("{key}: {error}"));
            assert_eq!(template.key(), key);
        }
        assert_eq!(Template::built_in().len(), SHIPPED.len());
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        for path in [
            "../a.typ",
            "/a.typ",
            "a//b.typ",
            "_lib/letterhead.typ",
            "C:a.typ",
            "a\\b.typ",
            ".a.typ",
            "logo.png",
        ] {
            assert!(!is_path(path), "{path}");
        }
        assert!(is_path("parts/closing.typ"));
    }
}
