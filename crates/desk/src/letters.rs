//! Letters and decisions: drawn up from templates with the data of a dossier, one at a time or in batches.
//!
//! A draft is filled from the dossier, its parties, the directory, the procedure and the desk's letterhead; it can be looked
//! at at any moment, gaps marked; when nothing is missing any more it becomes a version of a document, and what it was made
//! from is kept beside it. docs/LETTERS.md says how templates are written.

mod batch;
mod error;
mod fill;
mod letterhead;
mod signing;
mod templates;

use model::document::{DocumentKind, Made};
use model::letter::{
    FinishedLetter, LetterData, LetterDraft, LetterDraftView, LetterPreview, LetterSource, Missing,
};
use model::view::VersionOrigin;
use model::{DocumentId, DossierId, LetterDraftId, PartyId, Procedure, Role, Title, VersionId};
use store::{Change, LetterRecord, NewDocument, NewVersion, VersionNote};
use typeset::manifest::Kind;
use typeset::{Limits, Purpose, SetLetter};
use wording::Lang;

pub use error::LetterError;
pub use templates::{CheckedTemplate, check_template};

use error::unreadable;
use templates::Known;

use crate::{Desk, Error, documents};

/// Who draws up letters.
const WRITERS: [Role; 3] = [Role::Agent, Role::Clerk, Role::Signatory];

/// The serde word of a unit enum.
fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A letter as `typeset` takes it: the same shape.
fn to_set(letter: &LetterData) -> Result<typeset::Letter, LetterError> {
    serde_json::to_value(letter)
        .and_then(serde_json::from_value)
        .map_err(unreadable)
}

impl Desk {
    /// A draft filled with what the desk knows: dossier, party (the one whom the procedure writes to where none is named),
    /// directory, procedure, letterhead. Nothing is stored. Language: as wished, else the addressee's language of
    /// correspondence, else French; the template's first one where it has no such letter.
    ///
    /// Agents, clerks and signatories.
    ///
    /// # Errors
    /// `dossier-unknown`, `letter-template-unknown`, `letter-party-unknown`, `role-missing`.
    pub fn draft_letter(
        &self,
        dossier: DossierId,
        template: &str,
        lang: Option<Lang>,
        party: Option<PartyId>,
    ) -> Result<LetterDraftView, Error> {
        self.require(&WRITERS)?;
        let known = self.current_template(template)?;
        let (draft, wished) = self.filled(dossier, &known, lang, party)?;
        self.shown(draft, &known, wished)
    }

    /// A draft to change a letter that was finished: with what it was made from, on the newest template. Finishing it
    /// makes the next version of its document. Agents, clerks and signatories.
    ///
    /// # Errors
    /// `document-unknown`, `letter-not-composed`, `letter-document-sealed`, `role-missing`.
    pub fn redraft_letter(&self, document: DocumentId) -> Result<LetterDraftView, Error> {
        self.require(&WRITERS)?;
        let source = self.letter_source(document)?;
        let record = self.store.read(|reading| reading.document(document))?;
        if record.identifier.is_some() {
            return Err(LetterError::Sealed { title: record.title }.into());
        }
        let known = self.current_template(&source.template)?;
        let draft = LetterDraft {
            id: None,
            dossier: record.dossier,
            document: Some(document),
            party: None,
            template: source.template,
            template_version: known.version(),
            title: record.title,
            letter: source.letter,
            changed_at: None,
        };
        self.shown(draft, &known, None)
    }

    /// The drafts of a dossier, newest change first. Whoever may see the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn letter_drafts(&self, dossier: DossierId) -> Result<Vec<LetterDraft>, Error> {
        self.store
            .read(|reading| reading.letter_drafts(dossier))?
            .into_iter()
            .map(restored)
            .collect()
    }

    /// A draft that was saved. Whoever may see the dossier.
    ///
    /// # Errors
    /// `letter-draft-unknown`.
    pub fn letter_draft(&self, id: LetterDraftId) -> Result<LetterDraftView, Error> {
        let record = self
            .store
            .read(|reading| reading.letter_draft(id))?
            .ok_or_else(|| LetterError::DraftUnknown {
                draft: id.to_string(),
            })?;
        let draft = restored(record)?;
        let known = self.known_template(&draft.template, draft.template_version)?;
        self.shown(draft, &known, None)
    }

    /// A draft with what is missing now.
    ///
    /// # Errors
    /// `letter-template-unknown`.
    pub fn look_at_draft(&self, draft: LetterDraft) -> Result<LetterDraftView, Error> {
        let known = self.known_template(&draft.template, draft.template_version)?;
        self.shown(draft, &known, None)
    }

    /// The page as it is now: gaps are marked, and it says that it is a draft. Nothing is stored.
    ///
    /// # Errors
    /// A value is not of its field's kind, a character is in no font, the template has a mistake, a limit is passed.
    pub fn preview_letter(&self, draft: &LetterDraft) -> Result<LetterPreview, Error> {
        let known = self.known_template(&draft.template, draft.template_version)?;
        let letter = self.dated(draft)?.letter;
        let set = self.set_letter(&known, &letter, Purpose::Draft)?;
        Ok(LetterPreview {
            pdf: set.pdf,
            pages: u32::try_from(set.pages).unwrap_or(u32::MAX),
            missing: self.missing(&known, &letter)?,
            remedy: letter.remedy,
        })
    }

    /// Keeps a draft; gives it with its identity. What is missing may be missing. Agents, clerks and signatories.
    ///
    /// # Errors
    /// `dossier-closed`, `letter-template-unknown`, `role-missing`.
    pub fn save_letter_draft(&self, mut draft: LetterDraft) -> Result<LetterDraft, Error> {
        self.require(&WRITERS)?;
        self.known_template(&draft.template, draft.template_version)?;
        Title::parse(&draft.title)?;
        draft = self.dated(&draft)?;
        draft.changed_at = None;
        let content = serde_json::to_string(&draft).map_err(unreadable)?;
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            change.open_dossier(draft.dossier)?;
            if let Some(id) = draft.id {
                let kept = change
                    .letter_draft(id)?
                    .ok_or_else(|| LetterError::DraftUnknown {
                        draft: id.to_string(),
                    })?;
                if kept.dossier != draft.dossier {
                    return Err(LetterError::DraftUnknown {
                        draft: id.to_string(),
                    }
                    .into());
                }
            }
            let id = change.save_letter_draft(
                draft.id,
                draft.dossier,
                draft.document,
                &draft.template,
                &content,
            )?;
            if draft.id.is_none() {
                change.record(
                    "letter-drafted",
                    Some(draft.dossier),
                    &[("title", &draft.title), ("template", &draft.template)],
                )?;
            }
            Ok(id)
        })?;
        draft.id = Some(id);
        draft.changed_at = Some(self.now());
        Ok(draft)
    }

    /// Throws a saved draft away. Agents, clerks and signatories.
    ///
    /// # Errors
    /// `letter-draft-unknown`, `role-missing`.
    pub fn discard_letter_draft(&self, id: LetterDraftId) -> Result<(), Error> {
        self.require(&WRITERS)?;
        let unknown = || LetterError::DraftUnknown {
            draft: id.to_string(),
        };
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let record = change.letter_draft(id)?.ok_or_else(unknown)?;
            let draft = restored(record)?;
            change.open_dossier(draft.dossier)?;
            change.remove_letter_draft(id)?;
            change.record(
                "letter-draft-discarded",
                Some(draft.dossier),
                &[("title", &draft.title), ("template", &draft.template)],
            )?;
            Ok(())
        })
    }

    /// Makes the document: a new one with its first version, or the next version of the draft's document, with what it was
    /// made from beside it. A saved draft is gone then. Agents, clerks and signatories.
    ///
    /// # Errors
    /// `letter-missing` and what else is wrong with the letter, `dossier-closed`, `letter-document-sealed`,
    /// `role-missing`.
    pub fn finish_letter(&self, draft: &LetterDraft) -> Result<FinishedLetter, Error> {
        self.require(&WRITERS)?;
        let known = self.known_template(&draft.template, draft.template_version)?;
        let (document, version) = self
            .finish_within(draft, &known, &|_, _| Ok(true))?
            .ok_or_else(|| LetterError::DraftUnknown {
                draft: draft.id.map(|id| id.to_string()).unwrap_or_default(),
            })?;
        Ok(FinishedLetter {
            document: self
                .store
                .read(|reading| documents::view(reading, reading.document(document)?))?,
            version,
        })
    }

    /// As [`Desk::finish_letter`], together with what `settle` writes in the same transaction.
    pub(crate) fn finish_letter_with(
        &self,
        draft: &LetterDraft,
        settle: &dyn Fn(&Change<'_>, DocumentId) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let known = self.known_template(&draft.template, draft.template_version)?;
        self.finish_within(draft, &known, &|change, document| {
            settle(change, document)?;
            Ok(true)
        })?;
        Ok(())
    }

    /// What the newest composed version of a document was made from. Whoever may see the dossier.
    ///
    /// # Errors
    /// `document-unknown`, `letter-not-composed`.
    pub fn letter_source(&self, document: DocumentId) -> Result<LetterSource, Error> {
        let (record, title) = self.store.read(|reading| {
            Ok::<_, Error>((reading.letter_of(document)?, reading.document(document)?.title))
        })?;
        let record = record.ok_or(LetterError::NotComposed { title })?;
        Ok(LetterSource {
            document,
            version: record.version,
            template: record.template,
            template_version: record.template_version,
            template_sha256: record.template_sha256.to_string(),
            letter: serde_json::from_str(&record.content).map_err(unreadable)?,
        })
    }

    /// Draws a finished letter again from what it was made from; with the same template and logo the bytes are those of its
    /// version. Whoever may see the dossier.
    ///
    /// # Errors
    /// `document-unknown`, `letter-not-composed`, `letter-template-unknown`.
    pub fn redraw_letter(&self, document: DocumentId) -> Result<Vec<u8>, Error> {
        let source = self.letter_source(document)?;
        let known = self.known_template(&source.template, source.template_version)?;
        Ok(self.set_letter(&known, &source.letter, Purpose::Final)?.pdf)
    }

    /// The procedure of a dossier.
    fn procedure_of(&self, dossier: DossierId) -> Result<Option<Procedure>, Error> {
        self.store.read(|reading| {
            reading.dossier(dossier)?;
            // A procedure that is no longer known is no reason not to write.
            Ok(crate::procedures::of_dossier(reading, dossier).ok().flatten())
        })
    }

    /// The same draft, with the last day to contest it computed from the date that it bears: whoever changes the date of a
    /// letter changes that day.
    fn dated(&self, draft: &LetterDraft) -> Result<LetterDraft, Error> {
        let mut draft = draft.clone();
        if draft.letter.remedy.is_some() {
            let calendar = self.store.read(crate::deadlines::calendar)?;
            fill::date_remedy(&mut draft.letter, &calendar);
        }
        Ok(draft)
    }

    fn set_letter(&self, known: &Known, letter: &LetterData, purpose: Purpose) -> Result<SetLetter, Error> {
        let logo = if letter.sender.logo.is_empty() {
            None
        } else {
            self.logo()?
        };
        let mut letter = to_set(letter)?;
        if logo.is_none() {
            letter.sender.logo.clear();
        }
        let assets: Vec<typeset::Asset> = logo.into_iter().collect();
        Ok(typeset::set(
            &known.template,
            &letter,
            &assets,
            purpose,
            Limits::default(),
        )?)
    }

    fn missing(&self, known: &Known, letter: &LetterData) -> Result<Vec<Missing>, Error> {
        let lang = self.lang();
        Ok(to_set(letter)?
            .missing(&known.template, lang)
            .into_iter()
            .map(|(key, label)| Missing {
                explanation: self.explain(&typeset::Error::Missing {
                    field: key.clone(),
                    label,
                }),
                key,
            })
            .collect())
    }

    fn shown(
        &self,
        draft: LetterDraft,
        known: &Known,
        wished: Option<Lang>,
    ) -> Result<LetterDraftView, Error> {
        let draft = self.dated(&draft)?;
        let procedure = self.procedure_of(draft.dossier)?;
        Ok(LetterDraftView {
            template: known.view(self.lang(), procedure.as_ref()),
            missing: self.missing(known, &draft.letter)?,
            wished,
            draft,
        })
    }

    /// Sets the letter and commits it together with what `settle` writes; `None` when `settle` says that it is made already.
    fn finish_within(
        &self,
        draft: &LetterDraft,
        known: &Known,
        settle: &dyn Fn(&Change<'_>, DocumentId) -> Result<bool, Error>,
    ) -> Result<Option<(DocumentId, VersionId)>, Error> {
        let title: String = Title::parse(&draft.title)?.into();
        // Told before the work, and again inside the transaction.
        let dossier = self.store.read(|reading| reading.dossier(draft.dossier))?;
        if dossier.status == model::DossierStatus::Closed {
            return Err(Error::DossierClosed {
                reference: dossier.reference.to_string(),
            });
        }
        let procedure = self.procedure_of(draft.dossier)?;
        let draft = &self.dated(draft)?;
        let set = self.set_letter(known, &draft.letter, Purpose::Final)?;
        let content = serde_json::to_string(&draft.letter).map_err(unreadable)?;
        // From here until the commit nobody takes the content for an orphan.
        let _writing = self.store.writing()?;
        let new = NewVersion {
            content: self.store.put_bytes(&set.pdf)?,
            media_type: "application/pdf".to_owned(),
            pages: u32::try_from(set.pages).ok(),
            origin: VersionOrigin::Imported,
            file_name: None,
            seal: None,
        };
        let asked = procedure.as_ref().and_then(|procedure| {
            procedure
                .letters
                .iter()
                .find(|rule| rule.template == draft.template)
                .and_then(|rule| rule.document.clone())
        });
        let kind = match known.template.manifest().kind {
            Kind::Letter => DocumentKind::Letter,
            Kind::Decision | Kind::Certificate => DocumentKind::Decision,
        };
        let made = self.store.change(&self.actor, |change| -> Result<_, Error> {
            change.open_dossier(draft.dossier)?;
            let mut note = VersionNote {
                made: Some(Made::Composed),
                ..VersionNote::default()
            };
            let (document, version) = match draft.document {
                None => {
                    let fresh = NewDocument {
                        kind,
                        ..NewDocument::default()
                    };
                    let made = change.add_document_as(draft.dossier, &title, &new, &note, &fresh)?;
                    if let Some(key) = &asked
                        && !change
                            .documents(draft.dossier)?
                            .iter()
                            .any(|other| other.procedure_document.as_ref() == Some(key))
                    {
                        change.set_procedure_document(made.0, Some(key))?;
                    }
                    made
                }
                Some(document) => {
                    let record = change.document(document)?;
                    if record.identifier.is_some() {
                        return Err(LetterError::Sealed { title: record.title }.into());
                    }
                    if record.dossier != draft.dossier {
                        return Err(store::Error::DocumentUnknown {
                            document: document.to_string(),
                        }
                        .into());
                    }
                    note.base = change.versions(document)?.first().map(|newest| newest.number);
                    if record.title != title {
                        change.rename_document(document, &title)?;
                    }
                    (document, change.add_version(document, &new, &note)?)
                }
            };
            if !settle(change, document)? {
                return Err(Error::Letter(LetterError::DraftUnknown {
                    draft: MADE_ALREADY.to_owned(),
                }));
            }
            change.add_letter(&LetterRecord {
                version,
                document,
                template: draft.template.clone(),
                template_version: known.version(),
                template_sha256: known.sha256(),
                content: content.clone(),
            })?;
            if let Some(id) = draft.id {
                change.remove_letter_draft(id)?;
            }
            let number = change
                .versions(document)?
                .first()
                .map_or(1, |newest| newest.number);
            change.record(
                "letter-finished",
                Some(draft.dossier),
                &[
                    ("title", &title),
                    ("template", &draft.template),
                    ("version", &number.to_string()),
                    ("sha256", &new.content.sha256.to_string()),
                ],
            )?;
            Ok((document, version))
        });
        match made {
            Ok(made) => Ok(Some(made)),
            Err(Error::Letter(LetterError::DraftUnknown { draft })) if draft == MADE_ALREADY => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Rolls a transaction back whose letter another process made meanwhile; never shown.
const MADE_ALREADY: &str = "made already";

fn restored(record: store::DraftRecord) -> Result<LetterDraft, Error> {
    let mut draft: LetterDraft = serde_json::from_str(&record.content).map_err(unreadable)?;
    draft.id = Some(record.id);
    draft.changed_at = Some(record.changed_at);
    Ok(draft)
}
