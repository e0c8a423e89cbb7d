//! What becomes of documents: new versions, titles, kinds, dossiers, withdrawal, correction, and who read them.

use std::path::Path;

use model::document::{DocumentKind, NewVersionOf, ReadingAct};
use model::view::{DocumentView, VersionView};
use model::{DocumentId, DossierId, Subject, Title, VersionId};
use store::{DocumentRecord, VersionNote};
use wording::Explanation;

use super::{ImportError, Incoming, WRITERS, Wanted, name_of, open_file};
use crate::documents::view;
use crate::dossiers::in_field;
use crate::{Cancel, Desk, Error, OnProgress, procedures};

/// A reason a person gives, for the journal.
pub(super) fn reason(text: &str) -> Result<String, Error> {
    Ok(Subject::parse(text)
        .map_err(|error| in_field(error, "reason"))?
        .into())
}

/// A document that may still be changed: neither sealed nor withdrawn, in an open dossier.
fn changeable(change: &store::Change<'_>, id: DocumentId) -> Result<DocumentRecord, Error> {
    let document = change.document(id)?;
    change.open_dossier(document.dossier)?;
    if document.identifier.is_some() {
        return Err(ImportError::Sealed {
            title: document.title,
        }
        .into());
    }
    if document.withdrawn_at.is_some() {
        return Err(ImportError::Withdrawn {
            title: document.title,
        }
        .into());
    }
    Ok(document)
}

/// Goes on only when a document goes round no circuit: those who act on it must find it where it was.
fn not_going_round(reading: &store::Reading<'_>, id: DocumentId, title: &str) -> Result<(), Error> {
    match reading.circuit_holding(id)? {
        Some((circuit, _)) => Err(ImportError::InCircuit {
            title: title.to_owned(),
            circuit: circuit.name,
        }
        .into()),
        None => Ok(()),
    }
}

impl Desk {
    /// Adds a version to a document: the bytes of a file, kept as they are; of a picture its PDF/A besides. `new.base` is
    /// the newest version the person knew: when there is a newer one, nothing is added. A sealed document takes no new
    /// version: its correction is a new act ([`Desk::supersede`]). Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-base-stale`, `document-base-elsewhere`, `document-is-sealed`, `document-is-withdrawn`,
    /// `document-same-bytes`, `dossier-closed`, a reason that is none, and those of [`Desk::import`].
    pub fn add_version(
        &self,
        new: &NewVersionOf,
        file: &Path,
        password: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(DocumentView, Vec<Explanation>), Error> {
        self.require(WRITERS)?;
        let why = reason(&new.reason)?;
        // Refused before a large file is read; asked again inside the transaction.
        let check = |change: &store::Change<'_>| -> Result<(DocumentRecord, VersionView), Error> {
            let document = changeable(change, new.document)?;
            let versions = change.versions(document.id)?;
            let base = versions
                .iter()
                .find(|version| version.id == new.base)
                .ok_or_else(|| ImportError::BaseElsewhere {
                    title: document.title.clone(),
                })?;
            match versions.first() {
                Some(newest) if newest.id != base.id => Err(ImportError::BaseStale {
                    title: document.title,
                    base: base.number,
                    newest: newest.number,
                    by: newest.by.clone().unwrap_or_default(),
                }
                .into()),
                _ => Ok((document, base.clone())),
            }
        };
        let title = self.store.change(&self.actor, |change| check(change))?.0.title;
        let source = pdf::FileSource::new(open_file(file)?).map_err(|error| Error::io(file, error))?;
        let incoming = Incoming {
            source: &source,
            name: name_of(file),
            path: file.to_owned(),
            strict: true,
        };
        let wanted = Wanted {
            title: Some(&title),
            password,
            ..Wanted::default()
        };
        let mut prepared = self.prepare(&incoming, wanted, progress, cancel)?;
        // What comes with an e-mail belongs to a document of its own, not to a version of another one.
        prepared.children.clear();
        let _writing = self.store.writing()?;
        self.store_prepared(&prepared, &incoming, progress, cancel)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let (document, base) = check(change)?;
            let sha256 = prepared.version.content.sha256;
            if base.sha256 == sha256 {
                return Err(ImportError::SameBytes {
                    title: document.title,
                    version: base.number,
                }
                .into());
            }
            let note = VersionNote {
                made: Some(model::document::Made::Revised),
                reason: Some(why.clone()),
                base: Some(base.number),
            };
            change.add_version(document.id, &prepared.version, &note)?;
            let mut number = base.number + 1;
            let line = |kind: &str, number: u32, sha256: &model::Sha256| {
                change.record(
                    kind,
                    Some(document.dossier),
                    &[
                        ("title", &document.title),
                        ("version", &number.to_string()),
                        ("base", &base.number.to_string()),
                        ("reason", &why),
                        ("sha256", &sha256.to_string()),
                    ],
                )
            };
            line("document-version-added", number, &sha256)?;
            if let Some((_, version)) = &prepared.converted {
                let note = VersionNote {
                    made: Some(model::document::Made::Converted),
                    reason: None,
                    base: Some(number),
                };
                change.add_version(document.id, version, &note)?;
                number += 1;
                line("document-converted", number, &version.content.sha256)?;
            }
            Ok(())
        })?;
        Ok((self.document(new.document)?, prepared.warnings))
    }

    fn change_document(
        &self,
        id: DocumentId,
        kind: &str,
        work: impl FnOnce(&store::Change<'_>, &DocumentRecord) -> Result<Vec<(&'static str, String)>, Error>,
    ) -> Result<DocumentView, Error> {
        self.require(WRITERS)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let document = change.document(id)?;
            change.open_dossier(document.dossier)?;
            let details = work(change, &document)?;
            let mut shown = vec![("title", document.title.as_str())];
            shown.extend(details.iter().map(|(name, value)| (*name, value.as_str())));
            Ok(change.record(kind, Some(document.dossier), &shown)?)
        })?;
        self.document(id)
    }

    /// Gives a document another title. The title of a sealed one stands in its seal and stays. Agents, signatories and
    /// clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-is-sealed`, `dossier-closed`, a title that is none.
    pub fn rename_document(&self, id: DocumentId, title: &str) -> Result<DocumentView, Error> {
        let title: String = Title::parse(title)?.into();
        self.change_document(id, "document-renamed", |change, _| {
            changeable(change, id)?;
            change.rename_document(id, &title)?;
            Ok(vec![("to", title.clone())])
        })
    }

    /// Says what a document is in its dossier. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `dossier-closed`.
    pub fn set_document_kind(&self, id: DocumentId, kind: DocumentKind) -> Result<DocumentView, Error> {
        self.change_document(id, "document-kind-set", |change, _| {
            change.set_document_kind(id, kind)?;
            Ok(vec![("kind", kind.word().to_owned())])
        })
    }

    /// Marks a document as the one that the dossier's procedure asks for under `key`, or as none of them. Agents,
    /// signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-not-asked-for`, `dossier-closed`.
    pub fn set_procedure_document(&self, id: DocumentId, key: Option<&str>) -> Result<DocumentView, Error> {
        self.change_document(id, "document-procedure-set", |change, document| {
            let dossier = change.dossier(document.dossier)?;
            if let Some(key) = key {
                let known: Vec<String> = match procedures::of_dossier(change, dossier.id)? {
                    Some(procedure) => procedure.documents.into_iter().map(|rule| rule.key).collect(),
                    None => Vec::new(),
                };
                if !known.iter().any(|known| known == key) {
                    return Err(ImportError::ProcedureDocument {
                        reference: dossier.reference.to_string(),
                        key: key.to_owned(),
                        known: known.join(", "),
                    }
                    .into());
                }
            }
            change.set_procedure_document(id, key)?;
            Ok(vec![("key", key.unwrap_or_default().to_owned())])
        })
    }

    /// Moves a document, with what came with it, to another dossier; both dossiers' histories say so. A sealed document
    /// stays: its seal names its dossier. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-is-sealed`, `document-in-circuit`, `document-already-there`, `dossier-unknown`, `dossier-closed` of either.
    pub fn move_document(&self, id: DocumentId, to: DossierId, why: &str) -> Result<DocumentView, Error> {
        self.require(WRITERS)?;
        let why = reason(why)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let document = changeable(change, id)?;
            let (from, to) = (change.open_dossier(document.dossier)?, change.open_dossier(to)?);
            if from.id == to.id {
                return Err(ImportError::AlreadyThere {
                    title: document.title,
                    reference: to.reference.to_string(),
                }
                .into());
            }
            not_going_round(change, id, &document.title)?;
            for child in change.documents_with_parent(id)? {
                let child = change.document(child)?;
                if child.dossier == from.id {
                    not_going_round(change, child.id, &child.title)?;
                }
                if child.identifier.is_some() && child.dossier == from.id {
                    return Err(ImportError::Sealed { title: child.title }.into());
                }
            }
            for title in change.move_document(id, to.id)? {
                for (dossier, kind) in [(from.id, "document-moved-away"), (to.id, "document-moved-here")] {
                    change.record(
                        kind,
                        Some(dossier),
                        &[
                            ("title", &title),
                            ("from", from.reference.as_str()),
                            ("to", to.reference.as_str()),
                            ("reason", &why),
                        ],
                    )?;
                }
            }
            Ok(())
        })?;
        self.document(id)
    }

    /// Withdraws a document: it is kept, and shown as withdrawn with the reason; it takes no version and is not sealed.
    /// A sealed one is not withdrawn but corrected ([`Desk::supersede`]). Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-is-sealed`, `document-is-withdrawn`, `document-in-circuit`, `dossier-closed`, a reason
    /// that is none.
    pub fn withdraw_document(&self, id: DocumentId, why: &str) -> Result<DocumentView, Error> {
        let why = reason(why)?;
        self.change_document(id, "document-withdrawn", |change, document| {
            changeable(change, id)?;
            not_going_round(change, id, &document.title)?;
            change.set_withdrawn(id, Some(&why))?;
            Ok(vec![("reason", why.clone())])
        })
    }

    /// Takes a withdrawal back. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-not-withdrawn`, `dossier-closed`, a reason that is none.
    pub fn reinstate_document(&self, id: DocumentId, why: &str) -> Result<DocumentView, Error> {
        let why = reason(why)?;
        self.change_document(id, "document-reinstated", |change, document| {
            if document.withdrawn_at.is_none() {
                return Err(ImportError::NotWithdrawn {
                    title: document.title.clone(),
                }
                .into());
            }
            change.set_withdrawn(id, None)?;
            Ok(vec![("reason", why.clone())])
        })
    }

    /// Says that a document corrects a sealed one: the new act supersedes it, and both show it. Once for each sealed
    /// document. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-not-sealed` for the corrected one, `document-superseded-already`, `document-is-sealed` or
    /// `document-is-withdrawn` for the new one, `dossier-closed`.
    pub fn supersede(
        &self,
        new: DocumentId,
        corrected: DocumentId,
        why: &str,
    ) -> Result<DocumentView, Error> {
        let why = reason(why)?;
        self.change_document(new, "document-supersedes", |change, document| {
            changeable(change, new)?;
            let old = change.document(corrected)?;
            if old.identifier.is_none() {
                return Err(ImportError::NotSealed { title: old.title }.into());
            }
            if old.superseded_by.is_some() || document.supersedes.is_some() || new == corrected {
                return Err(ImportError::SupersededAlready { title: old.title }.into());
            }
            change.set_supersedes(new, corrected)?;
            Ok(vec![("corrected", old.title), ("reason", why.clone())])
        })
    }

    /// The bytes of a version, and why somebody reads them; the digest is checked; the reading is journalled with actor,
    /// time and reason. Whoever may see the dossier may.
    ///
    /// # Errors
    /// `version-unknown`, `content-missing`, `content-damaged`.
    pub fn read_version_for(&self, id: VersionId, why: &str) -> Result<Vec<u8>, Error> {
        let (version, document) = self.version_and_document(id)?;
        let bytes = self.store.read_blob(&version.sha256)?;
        self.record_reading_of(&document, version.number, ReadingAct::Read, why)?;
        Ok(bytes)
    }

    /// The bytes of a version for what somebody does with them (a preview, a print), journalled as that and not as a full
    /// reading. Whoever may see the dossier may.
    ///
    /// # Errors
    /// `version-unknown`, `content-missing`, `content-damaged`.
    pub fn read_version_as(&self, id: VersionId, act: ReadingAct, why: &str) -> Result<Vec<u8>, Error> {
        let (version, document) = self.version_and_document(id)?;
        let bytes = self.store.read_blob(&version.sha256)?;
        self.record_reading_of(&document, version.number, act, why)?;
        Ok(bytes)
    }

    /// Journals that the content of a version was seen: in a preview, in passages that a search shows, or printed. What
    /// shows content calls it before it shows. Whoever may see the dossier may.
    ///
    /// # Errors
    /// `version-unknown`.
    pub fn record_seen(&self, id: VersionId, act: ReadingAct, why: &str) -> Result<(), Error> {
        let (version, document) = self.version_and_document(id)?;
        self.record_reading_of(&document, version.number, act, why)
    }

    /// Journals one reading.
    pub(crate) fn record_reading_of(
        &self,
        document: &DocumentRecord,
        number: u32,
        act: ReadingAct,
        why: &str,
    ) -> Result<(), Error> {
        let number = number.to_string();
        // A reason is an explanation, not an entry that could be refused: it is cut and cleaned.
        let why = super::mail::clean(why, 200);
        let mut details = vec![("title", document.title.as_str()), ("version", number.as_str())];
        if !why.is_empty() {
            details.push(("reason", why.as_str()));
        }
        Ok(self.store.change(&self.actor, |change| {
            change.record(act.journal_kind(), Some(document.dossier), &details)
        })?)
    }

    /// The documents that came with another one, in their order.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unpacked_from(&self, id: DocumentId) -> Result<Vec<DocumentView>, Error> {
        self.store.read(|reading| {
            reading
                .documents_with_parent(id)?
                .into_iter()
                .map(|child| view(reading, reading.document(child)?))
                .collect()
        })
    }
}
