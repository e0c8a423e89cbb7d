//! Sealing documents of a desk.
//!
//! The order is fixed: draw the identifier at random, collect the facts, stamp the page, sign the PDF, hash the file,
//! store it, and then - in ONE transaction - record the original as a new version, give the document its identifier,
//! queue the registration and write the journal.
//!
//! ## What a crash leaves behind
//! An identifier exists for anybody only with that transaction: nothing before it leaves the process but an encrypted
//! blob. So:
//! * before the blob is stored: nothing is left (a temp file, cleaned at the next unlocking);
//! * after the blob, before the commit: a blob that no version names. Its identifier was never registered, shown or
//!   handed out, and is forgotten; sealing again draws another one. The integrity check removes the blob;
//! * after the commit: version, identifier, outbox entry and journal line are all there; sealing again reports them.
//!
//! Two processes that seal the same document both sign, but the transaction of the second finds the identifier of the
//! first, rolls back, and reports the first's. An identifier is therefore registered once, and a document has one.

use std::path::Path;

use identifier::{Identifier, PlatformUrl};
use model::view::{SealOutcome, Sealed, VersionOrigin};
use model::{DocumentId, DossierStatus, OpId, Sha256};
use store::{Content, NewOperation, NewVersion, SealRecord};
use sync::wire::Registration;
use wording::Lang;

use crate::synchronise::PLATFORM;
use crate::{Cancel, Desk, Error, KeySource, OnProgress, Progress, kind, stamping};

/// A key that was opened here, or before.
pub(crate) enum OpenKey<'a> {
    Own(Box<seal::key::SealKey>),
    Given(&'a seal::key::SealKey),
}

impl std::ops::Deref for OpenKey<'_> {
    type Target = seal::key::SealKey;

    fn deref(&self) -> &Self::Target {
        match self {
            OpenKey::Own(key) => key,
            OpenKey::Given(key) => key,
        }
    }
}

/// Reads and opens a key, unless it is open.
pub(crate) fn open_key<'a>(source: &KeySource<'a>) -> Result<OpenKey<'a>, Error> {
    match source {
        KeySource::Pkcs12 { path, passphrase } => {
            let key = seal::key::SealKey::from_pkcs12(&read_file(path)?, passphrase)?;
            Ok(OpenKey::Own(Box::new(key)))
        }
        KeySource::Opened(key) => Ok(OpenKey::Given(key)),
    }
}

pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::io(path, error))
}

impl Desk {
    pub(crate) fn seal_documents(
        &self,
        documents: &[DocumentId],
        key: KeySource<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<SealOutcome>, Error> {
        let platform = self
            .store
            .read(|reading| reading.setting_text(PLATFORM))?
            .ok_or(Error::PlatformNotSet)?;
        let platform = PlatformUrl::parse(&platform)?;
        let key = open_key(&key)?;
        let mut outcomes = Vec::with_capacity(documents.len());
        let items = documents.len() as u64;
        for (items_done, document) in (0..).zip(documents) {
            let title = self
                .store
                .read(|reading| reading.document(*document))
                .map(|document| document.title);
            let label = title
                .as_ref()
                .map_or_else(|_| document.to_string(), String::clone);
            let report = |items_done| {
                progress(Progress {
                    step: "sealing".into(),
                    label: label.clone(),
                    items_done,
                    items,
                    bytes_done: 0,
                    bytes: 0,
                });
            };
            report(items_done);
            let result = if cancel.is_cancelled() {
                Err(Error::Store(store::Error::Cancelled))
            } else {
                self.seal_document(*document, &key, &platform)
            };
            outcomes.push(SealOutcome {
                document: *document,
                title: label.clone(),
                result: result.map_err(|error| self.explain(&error)),
            });
            report(items_done + 1);
        }
        Ok(outcomes)
    }

    fn seal_document(
        &self,
        id: DocumentId,
        key: &seal::key::SealKey,
        platform: &PlatformUrl,
    ) -> Result<Sealed, Error> {
        let (document, versions, dossier, desk) = self.store.read(|reading| -> Result<_, Error> {
            let document = reading.document(id)?;
            let versions = reading.versions(id)?;
            let dossier = reading.dossier(document.dossier)?;
            Ok((document, versions, dossier, reading.desk()?))
        })?;
        if document.identifier.is_some() {
            return self.sealed_before(id);
        }
        if dossier.status == DossierStatus::Closed {
            return Err(Error::DossierClosed {
                reference: dossier.reference.to_string(),
            });
        }
        let newest = versions.first().ok_or_else(|| store::Error::VersionUnknown {
            version: document.title.clone(),
        })?;
        if newest.media_type != kind::PDF.media_type {
            return Err(Error::DocumentNotPdf {
                title: document.title,
            });
        }
        let input = self.store.read_blob(&newest.sha256)?;

        let environment = self.store.environment();
        let mut random = [0; 16];
        environment.random(&mut random);
        let identifier = Identifier::issue(random);
        // Whole seconds: what the stamp shows, what `/M` holds and what is registered are the same time.
        let sealed_at = whole_seconds(environment.now());
        let lang = Lang::Fr;
        let stamp = stamping::stamp(&identifier, platform, &desk.administration, sealed_at, lang);
        let original = seal::sign::seal(
            key,
            &seal::sign::SealRequest {
                input: &input,
                password: None,
                spec: seal::sign::SignatureSpec {
                    stamp: Some(&stamp),
                    name: Some(&desk.administration),
                    ..seal::sign::SignatureSpec::at(sealed_at)
                },
            },
        )?;
        let registration = Registration {
            identifier,
            sha256: Sha256(original.sha256),
            size_bytes: original.bytes.len() as u64,
            pages: original.pages,
            title: document.title.clone(),
            kind: None,
            authority: desk.administration,
            reference: Some(dossier.reference.to_string()),
            sealed_at,
            lang: Some(lang.tag().to_owned()),
            supersedes: None,
            other: Default::default(),
        };
        let content = serde_json::to_string(&registration).map_err(|_| store::Error::ValueUnreadable {
            table: "outbox",
            column: "content",
        })?;

        let report = SealRecord {
            level: level(original.level),
            covers_content: original.stamp.is_some_and(|stamp| stamp.covers_content),
        };

        // From here until the commit nobody takes the original for an orphan.
        let _writing = self.store.writing()?;
        let stored = self.store.put_bytes(&original.bytes)?;
        let committed = self.store.change(&self.actor, |change| -> Result<(), Error> {
            let version = NewVersion {
                content: Content {
                    sha256: stored.sha256,
                    size_bytes: stored.size_bytes,
                },
                media_type: kind::PDF.media_type.to_owned(),
                pages: Some(original.pages),
                origin: VersionOrigin::Sealed,
                file_name: newest.file_name.clone(),
                seal: Some(report.clone()),
            };
            change.add_original(id, newest.id, &version, &identifier, platform.as_str())?;
            change.queue(&NewOperation {
                op: OpId::new(change.at(), self.store.random_10()),
                dossier: dossier.id,
                document: id,
                sha256: stored.sha256,
                size_bytes: stored.size_bytes,
                content,
            })?;
            change.record(
                "document-sealed",
                Some(dossier.id),
                &[
                    ("title", &document.title),
                    ("version", &(newest.number + 1).to_string()),
                    ("identifier", &first_group(&identifier)),
                    ("sha256", &stored.sha256.to_string()),
                    ("certificate", &key.certificate().holder),
                ],
            )?;
            Ok(())
        });
        match committed {
            Ok(()) => Ok(Sealed {
                identifier,
                check_url: platform.document_url(&identifier),
                sha256: stored.sha256,
                level: report.level,
                covers_content: report.covers_content,
                wanted: None,
                reasons: Vec::new(),
            }),
            // Another process was faster; what was signed here is an orphan and never leaves the desk.
            Err(Error::Store(store::Error::DocumentSealed)) => self.sealed_before(id),
            Err(error) => Err(error),
        }
    }

    /// A document that is sealed is reported as it is.
    fn sealed_before(&self, id: DocumentId) -> Result<Sealed, Error> {
        let view = self.document(id)?;
        let original = view
            .versions
            .iter()
            .find(|version| version.origin != VersionOrigin::Imported);
        match (view.identifier, view.check_url, original) {
            (Some(identifier), Some(check_url), Some(original)) => Ok(Sealed {
                identifier,
                check_url,
                sha256: original.sha256,
                level: original.level.clone().unwrap_or_default(),
                covers_content: false,
                wanted: view.augmentation.as_ref().map(|waiting| waiting.wanted.clone()),
                reasons: view
                    .augmentation
                    .map(|waiting| waiting.reasons)
                    .unwrap_or_default(),
            }),
            _ => Err(Error::OriginalForgotten { title: view.title }),
        }
    }
}

/// The level as it is written in the file's report.
pub(crate) fn level(level: seal::sign::Level) -> String {
    match serde_json::to_value(level) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The part of an identifier that a journal may hold: by it a person recognises it, nobody opens the original.
pub(crate) fn first_group(identifier: &Identifier) -> String {
    identifier.printed().chars().take(identifier::GROUP).collect()
}

/// Cuts a time to whole seconds.
pub(crate) fn whole_seconds(time: jiff::Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_second(time.as_second()).unwrap_or(time)
}
