//! Files a person chose or dropped: the paths stay here, the web view gets tokens.
//!
//! So the web view can neither learn where files are nor name a file that nobody chose.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use model::window::OfferedFile;
use wording::Explanation;

/// The files behind the tokens of this run.
#[derive(Default)]
pub struct Files {
    paths: Mutex<HashMap<String, PathBuf>>,
    count: AtomicU64,
}

impl Files {
    /// Offers files; folders and what cannot be looked at are left out.
    pub fn offer(&self, paths: &[PathBuf]) -> Vec<OfferedFile> {
        let mut known = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        paths
            .iter()
            .filter_map(|path| {
                let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
                let name = path.file_name()?.to_string_lossy().into_owned();
                let token = format!("file-{}", self.count.fetch_add(1, Ordering::Relaxed));
                known.insert(token.clone(), path.clone());
                Some(OfferedFile {
                    token,
                    name,
                    size_bytes: about.len(),
                })
            })
            .collect()
    }

    /// Offers a folder that a person chose.
    pub fn offer_folder(&self, folder: PathBuf) -> Option<OfferedFile> {
        let name = folder.file_name()?.to_string_lossy().into_owned();
        std::fs::metadata(&folder)
            .ok()
            .filter(std::fs::Metadata::is_dir)?;
        let token = format!("file-{}", self.count.fetch_add(1, Ordering::Relaxed));
        let mut known = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(token.clone(), folder);
        Some(OfferedFile {
            token,
            name,
            size_bytes: 0,
        })
    }

    /// The path behind a token.
    pub fn path(&self, token: &str) -> Option<PathBuf> {
        self.paths
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(token)
            .cloned()
    }
}

/// In builds for tests only: what stands in for the system's dialogue, which no test can reach. The folder named by
/// `GREFFE_TEST_CHOICES` holds one file for each kind of choice, with one path in each line.
#[cfg(debug_assertions)]
pub fn rehearsed(kind: &str) -> Option<Vec<PathBuf>> {
    let folder = std::env::var_os("GREFFE_TEST_CHOICES")?;
    let lines = std::fs::read_to_string(Path::new(&folder).join(kind)).unwrap_or_default();
    Some(
        lines
            .lines()
            .filter(|line| !line.is_empty())
            .map(PathBuf::from)
            .collect(),
    )
}

/// A release knows no stand-in.
#[cfg(not(debug_assertions))]
pub fn rehearsed(_kind: &str) -> Option<Vec<PathBuf>> {
    None
}

/// The name of a file without its folders.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// An explanation that names the file without its folders: where it lies is not for the web view.
pub fn without_folders(mut explanation: Explanation, path: &Path) -> Explanation {
    let (whole, name) = (path.display().to_string(), name_of(path));
    if whole != name {
        explanation.sentence = explanation.sentence.replace(&whole, &name);
        explanation.next = explanation.next.map(|next| next.replace(&whole, &name));
    }
    explanation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_names_a_file_without_its_folders() {
        let told = Explanation {
            code: "file-empty".to_owned(),
            sentence: "Le fichier /a/b/Plan.pdf est vide.".to_owned(),
            next: Some("Ouvrez /a/b/Plan.pdf.".to_owned()),
        };
        let short = without_folders(told, Path::new("/a/b/Plan.pdf"));
        assert_eq!(short.sentence, "Le fichier Plan.pdf est vide.");
        assert_eq!(short.next.as_deref(), Some("Ouvrez Plan.pdf."));
    }

    #[test]
    fn only_files_that_were_offered_have_a_path() {
        let files = Files::default();
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let offered = files.offer(&[
            here.clone(),
            PathBuf::from("/nowhere/x.pdf"),
            std::env::temp_dir(),
        ]);
        assert_eq!(offered.len(), 1);
        assert_eq!(offered[0].name, "Cargo.toml");
        assert_eq!(files.path(&offered[0].token), Some(here));
        assert_eq!(files.path("file-99"), None);
        assert_eq!(files.path("/etc/passwd"), None);
    }
}
