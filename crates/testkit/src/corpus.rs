//! The corpus of PDFs made by others: outside the repository, never committed.

use std::path::{Path, PathBuf};

/// A folder of the corpus.
#[derive(Clone, Debug)]
pub struct Corpus(PathBuf);

impl Corpus {
    /// The corpus, from `GREFFE_CORPUS` or `../shared/corpus` beside the workspace; `None`, said aloud, where there
    /// is none.
    pub fn find() -> Option<Self> {
        let folder = match std::env::var_os("GREFFE_CORPUS") {
            Some(folder) => PathBuf::from(folder),
            None => crate::workspace_root().join("../shared/corpus"),
        };
        if folder.join("plain").is_dir() {
            return Some(Self(folder.canonicalize().unwrap_or(folder)));
        }
        crate::skip(
            "a test over the corpus",
            &format!("no folder {}", folder.display()),
            false,
        );
        None
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// One file, e.g. `plain/dss-doc.pdf`.
    pub fn file(&self, name: &str) -> PathBuf {
        let file = self.0.join(name);
        assert!(file.is_file(), "the corpus has no {name}");
        file
    }

    /// Unsigned PDFs of every quality, by name.
    pub fn plain(&self) -> Vec<PathBuf> {
        self.pdfs("plain")
    }

    /// PDFs signed by many products, by name.
    pub fn signed(&self) -> Vec<PathBuf> {
        self.pdfs("signed")
    }

    /// Forgeries and manipulations, by name.
    pub fn attacks(&self) -> Vec<PathBuf> {
        self.pdfs("attacks")
    }

    fn pdfs(&self, folder: &str) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.0.join(folder))
            .unwrap_or_else(|error| panic!("corpus folder {folder}: {error}"))
            .map(|entry| entry.expect("a folder entry").path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
            })
            .collect();
        files.sort();
        assert!(!files.is_empty(), "the corpus folder {folder} holds no PDF");
        files
    }
}
