//! The messages of the window in the language of its reader.

use std::rc::Rc;

use wording::{Catalog, Lang};
use yew::prelude::*;

/// Every text of the front end. In the web view they lie beside the program, one file for each language
/// (`xtask/src/web.rs`), and only the one that is spoken is read.
#[cfg(not(target_arch = "wasm32"))]
pub const MESSAGES: wording::Sources = wording::sources!(
    "../locales",
    "dossier",
    "directory",
    "procedure",
    "circuit",
    "import",
    "letter",
    "search",
    "safety",
    "retention",
    "log",
    "sharing",
    "looking",
    "shell",
    "begin"
);

/// The messages, and the language in which they are read.
#[derive(Clone)]
pub struct Words {
    catalog: Rc<Catalog>,
    lang: Lang,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

/// The texts as they were embedded, for tests on the builder's machine.
#[cfg(not(target_arch = "wasm32"))]
fn catalog() -> Catalog {
    Catalog::new(&[MESSAGES, model::MESSAGES, identifier::MESSAGES, wording::MESSAGES])
}

/// The texts that `boot.js` fetched beside the program.
#[cfg(target_arch = "wasm32")]
fn catalog() -> Catalog {
    Catalog::reading(|lang| {
        js_sys::Reflect::get(&js_sys::global(), &"greffeWords".into())
            .and_then(|all| js_sys::Reflect::get(&all, &lang.tag().into()))
            .ok()
            .and_then(|text| text.as_string())
            .map(std::borrow::Cow::Owned)
            .into_iter()
            .collect()
    })
}

impl Words {
    /// The messages in `lang`.
    pub fn new(lang: Lang) -> Self {
        Self {
            catalog: Rc::new(catalog()),
            lang,
        }
    }

    /// The same messages in another language.
    pub fn speaking(&self, lang: Lang) -> Self {
        Self {
            catalog: Rc::clone(&self.catalog),
            lang,
        }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without values.
    pub fn t(&self, id: &str) -> String {
        self.catalog.text(self.lang, id, &[])
    }

    /// A message with values.
    pub fn with(&self, id: &str, values: &[(&str, String)]) -> String {
        self.catalog.text(self.lang, id, values)
    }

    /// A message that may be missing, such as one named by a stored key.
    pub fn find(&self, id: &str, values: &[(&str, String)]) -> Option<String> {
        self.catalog.try_text(self.lang, id, values)
    }

    /// How an error of a pure rule reads.
    pub fn explain(&self, error: &dyn wording::Explain) -> wording::Explanation {
        self.catalog.explain(self.lang, error)
    }

    /// The name of a language in that language.
    pub fn name_of(&self, lang: Lang) -> String {
        self.catalog.text(lang, "language-name", &[])
    }
}

/// The messages for this component.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::new(Lang::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_of_the_window_exists_in_four_languages() {
        assert_eq!(wording::problems(&MESSAGES), Vec::<String>::new());
    }

    #[test]
    fn no_area_of_messages_is_left_out() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (folder, sources) in [
            ("ui/locales", MESSAGES),
            ("crates/model/locales", model::MESSAGES),
            ("crates/identifier/locales", identifier::MESSAGES),
            ("crates/wording/locales", wording::MESSAGES),
        ] {
            // As xtask/src/web.rs gathers them for the web view.
            let mut found = Vec::new();
            texts(&root.join(folder), "fr.ftl", &mut found);
            assert!(!found.is_empty(), "{folder}");
            for text in found {
                assert!(
                    sources.0[0].contains(text.trim_end()),
                    "{folder}: {}",
                    &text[..40.min(text.len())]
                );
            }
        }
    }

    #[test]
    fn no_message_of_the_window_hides_one_of_the_model() {
        let own = MESSAGES.0[0]
            .lines()
            .filter_map(|line| line.split_once(" =").map(|(id, _)| id.to_owned()));
        let own: std::collections::BTreeSet<String> = own.filter(|id| !id.starts_with([' ', '#'])).collect();
        let others = [model::MESSAGES, identifier::MESSAGES, wording::MESSAGES];
        for line in others.iter().flat_map(|sources| sources.0[0].lines()) {
            if let Some((id, _)) = line.split_once(" =") {
                assert!(!own.contains(id), "'{id}' stands in two crates");
            }
        }
    }

    #[test]
    fn an_identifier_that_is_mistyped_is_told_in_the_language_of_the_window() {
        let refused = |lang: Lang, text: &str| {
            let error = identifier::Identifier::parse(text).unwrap_err();
            let told = Words::new(lang).explain(&error);
            assert_ne!(told.sentence, error.to_string());
            assert!(told.next.is_some(), "{told:?}");
            told.sentence
        };
        assert!(refused(Lang::Fr, "Von: a@b.lu").starts_with("Le caractère"));
        for lang in [Lang::De, Lang::Lb] {
            refused(lang, "123");
            refused(lang, "UUUU");
        }
    }

    #[test]
    fn every_message_the_source_names_exists() {
        let french = MESSAGES.0[0];
        let mut sources = Vec::new();
        for folder in ["src", "src/pages", "src/components"] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "rs") {
                    sources.push(std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let mut seen = 0;
        for source in &sources {
            for call in ["words.t(\"", "words.with(\""] {
                for piece in source.split(call).skip(1) {
                    let id = piece.split('"').next().unwrap();
                    seen += 1;
                    assert!(
                        french
                            .lines()
                            .any(|line| line.strip_prefix(id).is_some_and(|rest| rest.starts_with(" ="))),
                        "the message '{id}' is missing"
                    );
                }
            }
        }
        assert!(seen > 50, "{seen}");
    }

    /// Every `.rs` and `.ftl` file below a folder, as text.
    fn texts(folder: &std::path::Path, ending: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                texts(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) && !path.ends_with("tests.rs") {
                found.push(std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    #[test]
    fn every_kind_of_line_in_the_journal_can_be_read_in_the_window_and_on_the_command_line() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut sources = Vec::new();
        for folder in ["crates/desk/src", "crates/store/src", "crates/model/src/circuit"] {
            texts(&root.join(folder), ".rs", &mut sources);
        }
        let mut kinds = std::collections::BTreeSet::new();
        let mut chosen = std::collections::BTreeSet::new();
        for source in &sources {
            // Tests record what they like.
            let source = source.split("#[cfg(test)]\nmod ").next().unwrap();
            for call in [".record(", "event(", ".step(", "self.change_document("] {
                for piece in source.split(call).skip(1) {
                    let first = piece.split(',').next().unwrap();
                    let kind = match call {
                        ".record(" | "event(" => first,
                        _ => piece.split(',').nth(1).unwrap_or_default(),
                    };
                    let kind = kind.trim();
                    match kind.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                        Some(kind) => kinds.insert(kind.to_owned()),
                        None if call == ".record(" => chosen.insert(kind.to_owned()),
                        None => false,
                    };
                }
            }
        }
        // What is chosen among several, by the name of the variable that holds it; whoever adds one adds its kinds below.
        let known = [
            "&from",
            "act.journal_kind()",
            "event.kind",
            "journal",
            "kind",
            "told",
            "what",
        ];
        let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
        assert_eq!(chosen, known);
        for kind in [
            "deadline-cancelled",
            "deadline-corrected",
            "deadline-extended",
            "deadline-kept",
            "deadline-reopened",
            "deadline-resumed",
            "deadline-started",
            "deadline-suspended",
            "desk-revoked-lock",
            "desk-revoked-wipe",
            "document-converted",
            "document-exported",
            "document-imported",
            "document-moved-away",
            "document-moved-here",
            "document-previewed",
            "document-printed",
            "document-read",
            "document-unpacked",
            "document-verified",
            "document-version-added",
            "dossier-exported-bagit",
            "dossier-exported-eark",
            "dossier-linked",
            "dossier-linked-from",
            "dossier-unlinked",
            "dossier-unlinked-from",
            "journal-anchor-damaged",
            "journal-anchor-missing",
            "journal-loss-accepted",
            "task-done",
            "task-open-again",
        ] {
            kinds.insert(kind.to_owned());
        }
        assert!(kinds.len() > 150, "{}", kinds.len());
        for lang in ["fr", "de", "lb", "en"] {
            for (edge, folders) in [
                ("window", ["ui/locales", "crates/model/locales"]),
                ("command line", ["crates/cli/locales", "crates/desk/locales"]),
            ] {
                let mut messages = Vec::new();
                for folder in folders {
                    texts(&root.join(folder), &format!("{lang}.ftl"), &mut messages);
                }
                let known: std::collections::BTreeSet<&str> = messages
                    .iter()
                    .flat_map(|text| text.lines())
                    .filter_map(|line| line.strip_prefix("history-")?.split(" =").next())
                    .collect();
                let missing: Vec<_> = kinds
                    .iter()
                    .filter(|kind| !known.contains(kind.as_str()))
                    .collect();
                assert!(missing.is_empty(), "{edge}, {lang}: {missing:?}");
            }
        }
    }
}
