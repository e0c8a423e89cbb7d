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
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

use identifier::{Identifier, PlatformUrl};
use model::looking::StampPlace;
use model::view::{SealOutcome, Sealed, VersionOrigin};
use model::{DocumentId, DossierStatus, OpId, Sha256};
use store::{Content, NewAugmentation, NewOperation, NewVersion, SealRecord};
use sync::wire::Registration;
use wording::Lang;

use crate::augmenting::next_try;
use crate::levels::{IfMissed, Raising};
use crate::synchronise::PLATFORM;
use crate::{Cancel, Desk, Error, KeySource, OnProgress, Pause, Progress, kind, looking, stamping};

/// A key that was opened here, or before.
pub enum OpenKey<'a> {
    /// Opened here.
    Own(Box<seal::key::SealKey>),
    /// Opened before.
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
    store::input::read(path, store::input::WHOLE_LIMIT_BYTES).map_err(|error| Error::io(path, error))
}

/// Documents to seal with one key, and how: `SealBatch { .., ..SealBatch::new(documents, key) }`.
pub struct SealBatch<'a> {
    /// The documents; one that is named twice is sealed once.
    pub documents: &'a [DocumentId],
    /// The key, opened once for all of them.
    pub key: &'a seal::key::SealKey,
    /// The level that is wanted; `None`: the one of the procedure, else the desk's ([`Desk::levels`]).
    pub level: Option<seal::sign::Level>,
    /// What happens when it is not reached; `None`: as the desk's settings say.
    pub if_missed: Option<IfMissed>,
    /// Password of the documents that are encrypted.
    pub password: Option<&'a str>,
    /// Threads.
    pub jobs: usize,
    /// Where the stamp stands on each of them; `None`: where there is room.
    pub stamp_place: Option<StampPlace>,
    /// Holds the work between two documents while it is paused.
    pub pause: Pause,
}

impl<'a> SealBatch<'a> {
    /// One after the other, with everything else as the desk's settings say.
    pub fn new(documents: &'a [DocumentId], key: &'a seal::key::SealKey) -> Self {
        Self {
            documents,
            key,
            level: None,
            if_missed: None,
            password: None,
            jobs: 1,
            stamp_place: None,
            pause: Pause::default(),
        }
    }
}

impl Desk {
    pub(crate) fn seal_documents(
        &self,
        documents: &[DocumentId],
        key: KeySource<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<SealOutcome>, Error> {
        // Said before the key is opened, which may ask for a PIN.
        self.require(crate::import::WRITERS)?;
        self.printed_platform()?;
        let key = open_key(&key)?;
        let mut outcomes = Vec::with_capacity(documents.len());
        self.seal_batch(
            &SealBatch::new(documents, &key),
            &mut |outcome| outcomes.push(outcome),
            progress,
            cancel,
        )?;
        Ok(outcomes)
    }

    fn printed_platform(&self) -> Result<PlatformUrl, Error> {
        let platform = self
            .store
            .read(|reading| reading.setting_text(PLATFORM))?
            .ok_or(Error::PlatformNotSet)?;
        Ok(PlatformUrl::parse(&platform)?)
    }

    /// Seals the newest version of each document on some threads; outcomes come as they are finished. Each document is
    /// committed on its own, version, identifier and outbox entry together: a program that ends at any moment loses
    /// nothing, and the same call again seals only what is missing; what is sealed is told with its identifier. A
    /// refusal stops no other, but a key that is gone stops them all (`batch-stopped`). Once cancelled, documents that
    /// were not begun are refused with `cancelled`.
    ///
    /// A seal that does not reach its level is refused, or kept on the desk and augmented later, as the batch or the
    /// settings say.
    ///
    /// Agents, signatories and clerks may.
    ///
    /// # Errors
    /// What concerns them all: `role-missing`, `platform-not-set`.
    pub fn seal_batch(
        &self,
        batch: &SealBatch<'_>,
        on_outcome: &mut dyn FnMut(SealOutcome),
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(), Error> {
        self.require(crate::import::WRITERS)?;
        let platform = self.printed_platform()?;
        let raising = self.raising()?;
        let items = batch.documents.len() as u64;
        let next = AtomicUsize::new(0);
        let done = AtomicU64::new(0);
        let stopped: Mutex<Option<String>> = Mutex::new(None);
        let (tell, told) = mpsc::channel();
        let titles = |id: DocumentId| {
            self.store
                .read(|reading| reading.document(id))
                .map_or_else(|_| id.to_string(), |document| document.title)
        };
        let report = |label: &str, items_done| {
            progress(Progress {
                step: "sealing".into(),
                label: label.to_owned(),
                items_done,
                items,
                bytes_done: 0,
                bytes: 0,
            });
        };
        std::thread::scope(|scope| {
            for _ in 0..batch.jobs.clamp(1, 64).min(batch.documents.len()) {
                let tell = tell.clone();
                let (next, done, stopped, raising, platform) = (&next, &done, &stopped, &raising, &platform);
                let (titles, report) = (&titles, &report);
                scope.spawn(move || {
                    loop {
                        batch.pause.wait(cancel);
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(id) = batch.documents.get(index).copied() else {
                            break;
                        };
                        let title = titles(id);
                        report(&title, done.load(Ordering::Relaxed));
                        let why = stopped.lock().unwrap_or_else(PoisonError::into_inner).clone();
                        let result = match why {
                            Some(reason) => Err(Error::BatchStopped { reason }),
                            None if cancel.is_cancelled() => Err(Error::Store(store::Error::Cancelled)),
                            None => self.seal_document(id, batch, platform, raising),
                        };
                        if let Err(Error::Seal(error)) = &result
                            && error.stops_the_batch()
                        {
                            // The key is gone: asking it again for every document could block it.
                            stopped
                                .lock()
                                .unwrap_or_else(PoisonError::into_inner)
                                .get_or_insert_with(|| self.explain(error).sentence);
                        }
                        let outcome = SealOutcome {
                            document: id,
                            title,
                            result: result.map_err(|error| self.explain(&error)),
                        };
                        if tell.send(outcome).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(tell);
            for outcome in told {
                let items_done = done.fetch_add(1, Ordering::Relaxed) + 1;
                let label = outcome.title.clone();
                on_outcome(outcome);
                report(&label, items_done);
            }
        });
        Ok(())
    }

    fn seal_document(
        &self,
        id: DocumentId,
        batch: &SealBatch<'_>,
        platform: &PlatformUrl,
        raising: &Raising<'_>,
    ) -> Result<Sealed, Error> {
        let key = batch.key;
        let (document, versions, dossier, desk) = self.store.read(|reading| -> Result<_, Error> {
            let document = reading.document(id)?;
            let versions = reading.versions(id)?;
            let dossier = reading.dossier(document.dossier)?;
            Ok((document, versions, dossier, reading.desk()?))
        })?;
        if document.identifier.is_some() {
            return self.sealed_before(id);
        }
        if document.withdrawn_at.is_some() {
            return Err(crate::ImportError::Withdrawn {
                title: document.title,
            }
            .into());
        }
        if dossier.status == DossierStatus::Closed {
            return Err(Error::DossierClosed {
                reference: dossier.reference.to_string(),
            });
        }
        let now = self.store.environment().now();
        let reserved = self.store.read(|reading| -> Result<_, Error> {
            // A document in a circuit is sealed when the circuit has come to it.
            self.seal_step(reading, &document, &dossier, now)?;
            reading.reserved_identifier(id).map_err(Error::from)
        })?;
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
        // A signature has drawn the identifier on the page, with the address of the platform of that day: nothing may be
        // drawn over what was signed.
        let (identifier, printed, drawn) = match reserved {
            Some((identifier, platform)) => (identifier, PlatformUrl::parse(&platform)?, true),
            None => (Identifier::issue(random), platform.clone(), false),
        };
        let platform = &printed;
        // Whole seconds: what the stamp shows, what `/M` holds and what is registered are the same time.
        let sealed_at = whole_seconds(environment.now());
        let lang = Lang::Fr;
        let mut stamp = stamping::stamp(&identifier, platform, &desk.administration, sealed_at, lang);
        let facts = visible_seal::Facts {
            identifier: identifier.canonical(),
            title: document.title.clone(),
            authority: desk.administration.clone(),
            reference: Some(dossier.reference.to_string()),
            content_sha256: Some(newest.sha256.0),
            pages: pdf::inspect(&input, batch.password)
                .map_err(seal::sign::SealError::from)?
                .pages,
            ..visible_seal::Facts::default()
        };
        if !drawn {
            stamp.visible_seal = self.visible_seal_of(key, &facts, sealed_at)?;
        }
        let visible_seal_wanted = stamp.visible_seal.is_some();
        let wanted = batch
            .level
            .unwrap_or_else(|| raising.levels.of(dossier.procedure.as_deref()));
        let if_missed = batch.if_missed.unwrap_or(raising.levels.if_missed);
        let request = seal::sign::SealRequest {
            input: &input,
            password: batch.password,
            spec: seal::sign::SignatureSpec {
                stamp: (!drawn).then_some(&stamp),
                stamp_placement: looking::placement(batch.stamp_place.as_ref()),
                name: Some(&desk.administration),
                ..seal::sign::SignatureSpec::at(sealed_at)
            },
        };
        let original = raising.online(|online| {
            let wanted = seal::sign::Wanted {
                level: wanted,
                online,
                keep_lower: if_missed == IfMissed::Later,
            };
            let wanted = (wanted.level > seal::sign::Level::BB).then_some(wanted);
            seal::sign::seal_at_level(key, &request, wanted)
        })?;
        let reached = original.level >= wanted;
        let reasons = raising.told(&original.reasons, reached);
        let printed_seal = stamp
            .visible_seal
            .as_deref()
            .filter(|_| original.stamp.as_ref().is_some_and(|stamp| stamp.visible_seal));
        let registration = Registration {
            visible_seal_sha256: printed_seal.map(store::digest),
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

        let visible_seal =
            visible_seal_wanted.then(|| original.stamp.is_some_and(|stamp| stamp.visible_seal));
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
            self.seal_done(change, &document, &dossier, newest.sha256, stored.sha256)?;
            change.add_original(id, newest.id, &version, &identifier, platform.as_str())?;
            change.queue(&NewOperation {
                op: OpId::new(change.at(), self.store.random_10()),
                dossier: dossier.id,
                document: id,
                sha256: stored.sha256,
                size_bytes: stored.size_bytes,
                content,
            })?;
            if !reached {
                change.add_augmentation(
                    id,
                    &NewAugmentation {
                        wanted: level(wanted),
                        reached: report.level.clone(),
                        reasons: reasons.clone(),
                        next_try: next_try(change.at(), 0),
                    },
                )?;
            }
            // A stamp that a signature has drawn stays where it is.
            let place = batch.stamp_place.as_ref().filter(|_| !drawn);
            if let Some(place) = place {
                looking::keep_place(change, place)?;
            }
            change.record(
                "document-sealed",
                Some(dossier.id),
                &[
                    ("level", &report.level),
                    ("wanted", &level(wanted)),
                    ("title", &document.title),
                    ("version", &(newest.number + 1).to_string()),
                    ("identifier", &first_group(&identifier)),
                    ("sha256", &stored.sha256.to_string()),
                    ("certificate", &key.certificate().holder),
                    (
                        "place",
                        &place.map_or_else(|| "automatic".to_owned(), looking::place_in_words),
                    ),
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
                wanted: (!reached).then(|| level(wanted)),
                reasons,
                visible_seal,
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
                visible_seal: None,
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
