//! Templates: those that come with the program and those that the administration imported, which stand in their place.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use model::letter::{LetterField, LetterTemplate};
use model::{DossierId, Procedure, Sha256};
use store::TemplateRecord;
use typeset::manifest::{Part, text_in};
use typeset::{Limits, Place, Template};
use wording::Lang;

use super::error::{LetterError, unreadable};
use crate::{Desk, Error};

/// Most bytes of a template's file that are read; `typeset` refuses at less, with a sentence.
const MOST_FILE_BYTES: u64 = 4 << 20;
/// Most entries of a template's folder that are looked at.
const MOST_ENTRIES: usize = 200;

/// A template with where it comes from.
pub(crate) struct Known {
    pub template: Template,
    /// Version, time and person of an import.
    pub imported: Option<(u32, jiff::Timestamp, String)>,
}

impl Known {
    fn of(record: &TemplateRecord) -> Result<Self, Error> {
        let stored: BTreeMap<String, String> = serde_json::from_str(&record.files).map_err(unreadable)?;
        let files = stored
            .into_iter()
            .map(|(path, text)| {
                let bytes = STANDARD.decode(text).map_err(|error| LetterError::Unreadable {
                    detail: error.to_string(),
                })?;
                Ok((path, bytes))
            })
            .collect::<Result<_, LetterError>>()?;
        Ok(Self {
            template: Template::read(files)?,
            imported: Some((record.version, record.imported_at, record.imported_by.clone())),
        })
    }

    pub fn version(&self) -> Option<u32> {
        self.imported.as_ref().map(|(version, ..)| *version)
    }

    /// Digest over its files: each path, size and content.
    pub fn sha256(&self) -> Sha256 {
        digest(self.template.files())
    }

    /// As a person is shown it.
    pub fn view(&self, lang: Lang, procedure: Option<&Procedure>) -> LetterTemplate {
        let manifest = self.template.manifest();
        let rule = procedure.and_then(|procedure| {
            procedure
                .letters
                .iter()
                .find(|rule| rule.template == manifest.key)
        });
        let named = rule.and_then(|rule| model::procedure::text_in(&rule.name, lang));
        let texts = |texts| text_in(texts, lang).unwrap_or_default().to_owned();
        LetterTemplate {
            key: manifest.key.clone(),
            version: self.version(),
            name: named.unwrap_or_else(|| manifest.name_in(lang)).to_owned(),
            purpose: texts(&manifest.purpose),
            kind: super::word(&manifest.kind),
            adverse: manifest.adverse,
            of_procedure: rule.is_some(),
            languages: manifest.languages.clone(),
            fields: manifest
                .fields
                .iter()
                .map(|field| LetterField {
                    key: field.key.clone(),
                    kind: field.kind.key().to_owned(),
                    label: field.label_in(lang).to_owned(),
                    hint: texts(&field.hint),
                    required: field.required,
                    choices: field
                        .choices
                        .iter()
                        .map(|choice| (choice.key.clone(), texts(&choice.text)))
                        .collect(),
                })
                .collect(),
            parts: [Part::Reasons, Part::Remedy, Part::Enclosures]
                .into_iter()
                .filter(|part| manifest.has(*part))
                .map(|part| part.key().to_owned())
                .collect(),
            imported: self.imported.as_ref().map(|(_, at, by)| (*at, by.clone())),
        }
    }
}

fn digest(files: &BTreeMap<String, Vec<u8>>) -> Sha256 {
    let mut all = Vec::new();
    for (path, bytes) in files {
        all.extend_from_slice(path.as_bytes());
        all.push(0);
        all.extend_from_slice(&(bytes.len() as u64).to_be_bytes());
        all.extend_from_slice(bytes);
    }
    store::digest(&all)
}

/// A template in a folder that was tried out.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CheckedTemplate {
    /// Its key.
    pub key: String,
    /// Its languages.
    pub languages: Vec<Lang>,
    /// What Typst warns of: place and words.
    pub warnings: Vec<(Place, String)>,
}

/// Reads and tries out a template in a folder, in each of its languages, with and without what is optional.
///
/// # Errors
/// The first mistake, with file, line and column.
pub fn check_template(folder: &Path) -> Result<CheckedTemplate, Error> {
    let template = read_folder(folder)?;
    let warnings = typeset::check(&template, Limits::default())?;
    Ok(CheckedTemplate {
        key: template.key().to_owned(),
        languages: template.manifest().languages.clone(),
        warnings,
    })
}

fn read_folder(folder: &Path) -> Result<Template, Error> {
    let mut files = BTreeMap::new();
    let mut seen = 0;
    walk(folder, "", 0, &mut seen, &mut files)?;
    Ok(Template::read(files)?)
}

fn walk(
    folder: &Path,
    prefix: &str,
    depth: usize,
    seen: &mut usize,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), Error> {
    let failed = |error| Error::io(folder, error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // What file managers and editors leave behind is no part of it.
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        *seen += 1;
        let path = format!("{prefix}{name}");
        let refused = |why| {
            Error::from(typeset::Error::FileRefused {
                file: path.clone(),
                why,
            })
        };
        if *seen > MOST_ENTRIES || depth > 4 {
            return Err(refused("total"));
        }
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), depth + 1, seen, files)?;
            continue;
        }
        // Links lead elsewhere, devices do not end.
        if !kind.is_file() {
            return Err(refused("kind"));
        }
        let file = entry.path();
        let failed = |error| Error::io(&file, error);
        let size = entry.metadata().map_err(failed)?.len();
        if size > MOST_FILE_BYTES {
            return Err(refused("size"));
        }
        files.insert(
            path.clone(),
            store::input::read(&file, MOST_FILE_BYTES).map_err(failed)?,
        );
    }
    Ok(())
}

impl Desk {
    /// The templates, those that the dossier's procedure names first. Everybody may.
    ///
    /// # Errors
    /// `dossier-unknown`; the database cannot be read.
    pub fn letter_templates(&self, dossier: Option<DossierId>) -> Result<Vec<LetterTemplate>, Error> {
        let procedure = match dossier {
            Some(dossier) => self.procedure_of(dossier)?,
            None => None,
        };
        let lang = self.lang();
        let mut all: BTreeMap<String, Known> = Template::built_in()
            .into_iter()
            .map(|template| {
                let known = Known {
                    template,
                    imported: None,
                };
                (known.template.key().to_owned(), known)
            })
            .collect();
        for record in self.store.read(|reading| reading.letter_templates())? {
            all.insert(record.key.clone(), Known::of(&record)?);
        }
        let mut views: Vec<LetterTemplate> = all
            .values()
            .map(|known| known.view(lang, procedure.as_ref()))
            .collect();
        let place = |view: &LetterTemplate| {
            procedure
                .as_ref()
                .and_then(|procedure| {
                    procedure
                        .letters
                        .iter()
                        .position(|rule| rule.template == view.key)
                })
                .unwrap_or(usize::MAX)
        };
        views.sort_by_key(|view| (place(view), view.name.to_lowercase()));
        Ok(views)
    }

    /// Keeps the template of a folder after it was tried out; it stands in the place of one with the same key that comes with
    /// the program, and of earlier imports, which stay for the letters made from them. Administrators.
    ///
    /// # Errors
    /// The first mistake with file, line and column; `role-missing`.
    pub fn import_letter_template(&self, folder: &Path) -> Result<LetterTemplate, Error> {
        self.require_administrator()?;
        let template = read_folder(folder)?;
        typeset::check(&template, Limits::default())?;
        let sha256 = digest(template.files());
        let stored: BTreeMap<&String, String> = template
            .files()
            .iter()
            .map(|(path, bytes)| (path, STANDARD.encode(bytes)))
            .collect();
        let files = serde_json::to_string(&stored).map_err(unreadable)?;
        let key = template.key().to_owned();
        let version = self.store.change(&self.actor, |change| -> Result<u32, Error> {
            let (version, new) = change.add_letter_template(&key, &files, &sha256)?;
            if new {
                change.record(
                    "letter-template-imported",
                    None,
                    &[
                        ("template", &key),
                        ("version", &version.to_string()),
                        ("sha256", &sha256.to_string()),
                    ],
                )?;
            }
            Ok(version)
        })?;
        Ok(self.known_template(&key, Some(version))?.view(self.lang(), None))
    }

    /// Takes an imported template out of use; the one that comes with the program, where there is one, is used again.
    /// Administrators.
    ///
    /// # Errors
    /// `letter-template-unknown`, `role-missing`.
    pub fn retire_letter_template(&self, key: &str) -> Result<(), Error> {
        self.require_administrator()?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            if !change.retire_letter_template(key)? {
                return Err(unknown(key));
            }
            change.record("letter-template-retired", None, &[("template", key)])?;
            Ok(())
        })
    }

    /// Writes the files of a template into a new folder, to be changed and imported. Everybody may.
    ///
    /// # Errors
    /// `letter-template-unknown`, `target-exists`; the folder cannot be written.
    pub fn export_letter_template(&self, key: &str, folder: &Path) -> Result<(), Error> {
        let known = self.current_template(key)?;
        if folder.symlink_metadata().is_ok() {
            return Err(Error::TargetExists {
                file: folder.to_owned(),
            });
        }
        for (path, bytes) in known.template.files() {
            let file = folder.join(path);
            let failed = |error| Error::io(&file, error);
            if let Some(parent) = file.parent() {
                std::fs::create_dir_all(parent).map_err(failed)?;
            }
            std::fs::write(&file, bytes).map_err(failed)?;
        }
        Ok(())
    }

    /// The template that new letters are made from.
    pub(super) fn current_template(&self, key: &str) -> Result<Known, Error> {
        let records = self.store.read(|reading| reading.letter_templates())?;
        match records.iter().find(|record| record.key == key) {
            Some(record) => Known::of(record),
            None => self.known_template(key, None),
        }
    }

    /// A version of an imported template, or the one that comes with the program.
    pub(super) fn known_template(&self, key: &str, version: Option<u32>) -> Result<Known, Error> {
        match version {
            Some(version) => self
                .store
                .read(|reading| reading.letter_template(key, version))?
                .map(|record| Known::of(&record))
                .ok_or_else(|| unknown(key))?,
            None => Template::built_in()
                .into_iter()
                .find(|template| template.key() == key)
                .map(|template| Known {
                    template,
                    imported: None,
                })
                .ok_or_else(|| unknown(key)),
        }
    }
}

fn unknown(key: &str) -> Error {
    LetterError::TemplateUnknown {
        template: key.to_owned(),
    }
    .into()
}
