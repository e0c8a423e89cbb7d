//! Signing documents in circuits with a natural person's certificate: many with one opening of the key.
//!
//! Nothing may be drawn over what was signed. So the first signature of a circuit that will be sealed draws the
//! identifier, the QR code and who signs on the page, and the identifier is kept for the seal, which is then invisible.
//! Like sealing, each document is committed on its own - the act, the signed version and the journal together - so that
//! an interruption loses nothing and the same call again signs only what is missing.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

use identifier::{Identifier, PlatformUrl};
use model::circuit::{CircuitError, CircuitStatus, Command, StepState};
use model::delegation::name_of;
use model::looking::StampPlace;
use model::procedure::StepKind;
use model::view::VersionOrigin;
use model::{DocumentId, Sha256};
use pdf::appearance::{Appearance, AppearanceTemplate, Image};
use seal::key::{CertificatePurpose, SealKey};
use store::{NewVersion, SignatureRecord};
use wording::{Catalog, Explanation, Lang};

use super::{Known, apply, performable};
use crate::levels::{IfMissed, Raising};
use crate::signature::SignatureChoice;
use crate::stamping::{Shown, shown, stamp};
use crate::synchronise::PLATFORM;
use crate::{Cancel, Desk, Error, KeySource, OnProgress, Pause, Progress, kind, looking, sealing};

/// A document to sign, and the version of it that the person saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ToSign {
    /// The document.
    pub document: DocumentId,
    /// SHA-256 of the version that was seen.
    pub seen: Sha256,
}

/// Documents to sign with one key, and how: `SignBatch { .., ..SignBatch::new(documents, key) }`.
pub struct SignBatch<'a> {
    /// The documents.
    pub documents: &'a [ToSign],
    /// The key, opened once for all of them.
    pub key: &'a SealKey,
    /// The level that is wanted; `None`: the one of the procedure, else the desk's ([`Desk::levels`]).
    pub level: Option<seal::sign::Level>,
    /// What happens when it is not reached; `None`: as the desk's settings say.
    pub if_missed: Option<IfMissed>,
    /// Password of the documents that are encrypted.
    pub password: Option<&'a str>,
    /// How the signatures look; `None`: they are invisible, and what is drawn is the identifier with who signed.
    pub template: Option<&'a AppearanceTemplate>,
    /// The image in them.
    pub image: Option<&'a Image>,
    /// Where they stand.
    pub placement: pdf::Placement<'a>,
    /// Where the stamp stands that the first signature of a circuit draws; `None`: where there is room.
    pub stamp_place: Option<StampPlace>,
    /// In what capacity the person signs.
    pub capacity: Option<&'a str>,
    /// Where the person signs.
    pub place: Option<&'a str>,
    /// Threads.
    pub jobs: usize,
    /// Holds the work between two documents while it is paused.
    pub pause: Pause,
}

impl<'a> SignBatch<'a> {
    /// One after the other, with everything else as the desk's settings say.
    pub fn new(documents: &'a [ToSign], key: &'a SealKey) -> Self {
        Self {
            documents,
            key,
            level: None,
            if_missed: None,
            password: None,
            template: None,
            image: None,
            placement: pdf::Placement::default(),
            stamp_place: None,
            capacity: None,
            place: None,
            jobs: 1,
            pause: Pause::default(),
        }
    }
}

/// The result of signing one document.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SignOutcome {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// Signed, or the refusal.
    pub result: Result<Signed, Explanation>,
}

/// A document that was signed.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Signed {
    /// Number of the version that was made.
    pub version: u32,
    /// Its digest.
    pub sha256: Sha256,
    /// The level in the file.
    pub level: String,
    /// The level that was wanted, when the reached one is lower.
    pub wanted: Option<String>,
    /// Why the wanted level was not reached, or not by the preferred way.
    pub reasons: Vec<Explanation>,
    /// For whom it was signed, under a delegation.
    pub principal: Option<String>,
    /// Where the circuit stands now.
    pub circuit: CircuitStatus,
    /// It was signed before by the same person; nothing was signed now.
    pub before: bool,
    /// The certificate is held under another name than that of whoever signed.
    #[serde(default)]
    pub warning: Option<Explanation>,
}

impl Desk {
    /// Signs each document at the signature step that its circuit has come to, in order, with the certificate of a natural
    /// person; a refusal does not stop the others; what was signed before is told, not signed again.
    ///
    /// For whom the step is, or who acts for them under a delegation.
    ///
    /// # Errors
    /// What concerns them all: the key cannot be used; `circuit-not-a-persons-certificate`.
    pub fn sign(
        &self,
        documents: &[ToSign],
        key: KeySource<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<SignOutcome>, Error> {
        let key = key.open()?;
        let mut outcomes = Vec::with_capacity(documents.len());
        self.sign_batch(
            &SignBatch::new(documents, &key),
            &mut |outcome| outcomes.push(outcome),
            progress,
            cancel,
        )?;
        Ok(outcomes)
    }

    /// As [`Desk::sign`], on some threads, with everything that can be chosen; outcomes come as they are finished. A key
    /// that is gone stops them all (`batch-stopped`). Once cancelled, documents that were not begun are refused with
    /// `cancelled`.
    ///
    /// # Errors
    /// `circuit-not-a-persons-certificate`.
    pub fn sign_batch(
        &self,
        batch: &SignBatch<'_>,
        on_outcome: &mut dyn FnMut(SignOutcome),
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(), Error> {
        let certificate = batch.key.certificate();
        if certificate.purpose != CertificatePurpose::Signature {
            return Err(CircuitError::NotAPersonsCertificate {
                holder: certificate.holder.clone(),
            }
            .into());
        }
        let raising = self.raising()?;
        let items = batch.documents.len() as u64;
        let (next, done) = (AtomicUsize::new(0), AtomicU64::new(0));
        let stopped: Mutex<Option<String>> = Mutex::new(None);
        let (tell, told) = mpsc::channel();
        let titles = |id: DocumentId| {
            self.store
                .read(|reading| reading.document(id))
                .map_or_else(|_| id.to_string(), |document| document.title)
        };
        let report = |label: &str, items_done| {
            progress(Progress {
                step: "signing".into(),
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
                let (next, done, stopped, raising) = (&next, &done, &stopped, &raising);
                let (titles, report) = (&titles, &report);
                scope.spawn(move || {
                    loop {
                        batch.pause.wait(cancel);
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(item) = batch.documents.get(index).copied() else {
                            break;
                        };
                        let title = titles(item.document);
                        report(&title, done.load(Ordering::Relaxed));
                        let why = stopped.lock().unwrap_or_else(PoisonError::into_inner).clone();
                        let result = match why {
                            Some(reason) => Err(Error::BatchStopped { reason }),
                            None if cancel.is_cancelled() => Err(Error::Store(store::Error::Cancelled)),
                            None => self.sign_document(item, batch, raising),
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
                        let outcome = SignOutcome {
                            document: item.document,
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

    fn sign_document(
        &self,
        item: ToSign,
        batch: &SignBatch<'_>,
        raising: &Raising<'_>,
    ) -> Result<Signed, Error> {
        let key = batch.key;
        let now = sealing::whole_seconds(self.store.environment().now());
        let read = self.store.read(|reading| -> Result<_, Error> {
            let document = reading.document(item.document)?;
            let dossier = reading.dossier(document.dossier)?;
            let Some((circuit, _)) = reading.circuit_holding(document.id)? else {
                return Ok((document, dossier, None, reading.desk()?, None));
            };
            let known = Known::read(reading, self.person, now, document.id, &dossier)?;
            let versions = reading.versions(document.id)?;
            let reserved = reading.reserved_identifier(document.id)?;
            let platform = reading.setting_text(PLATFORM)?;
            let more = (known, versions, reserved, platform);
            Ok((
                document,
                dossier,
                Some((circuit, more)),
                reading.desk()?,
                Some(()),
            ))
        })?;
        let (document, dossier, found, desk, _) = read;
        if let Some(before) = self.signed_before(item)? {
            return Ok(before);
        }
        let Some((circuit, (known, versions, reserved, platform))) = found else {
            return Err(CircuitError::NoCircuit {
                title: document.title,
            }
            .into());
        };
        if dossier.status == model::DossierStatus::Closed {
            return Err(Error::DossierClosed {
                reference: dossier.reference.to_string(),
            });
        }
        let (step, capacity) = performable(&circuit, StepKind::Signature, &known)?;
        let check = Command::Perform {
            step,
            seen: item.seen,
            result: item.seen,
        };
        // Refused before anything is signed where the act could not be kept.
        circuit.apply(&check, &known.acting())?;
        let newest = versions.first().ok_or_else(|| store::Error::VersionUnknown {
            version: document.title.clone(),
        })?;
        if newest.media_type != kind::PDF.media_type {
            return Err(Error::DocumentNotPdf {
                title: document.title,
            });
        }
        let input = self.store.read_blob(&newest.sha256)?;
        let principal = capacity.principal.map(|id| name_of(&known.people, id));
        let lang = Lang::Fr;
        let catalog = Catalog::new(&[crate::MESSAGES]);
        let delegation = principal
            .as_ref()
            .map(|principal| catalog.text(lang, "signature-delegation", &[("principal", principal.clone())]));
        let will_be_sealed = circuit
            .steps
            .iter()
            .any(|step| step.kind == StepKind::Seal && step.state == StepState::Waiting);

        // The identifier goes onto the page before the first signature.
        let drawn = if will_be_sealed && reserved.is_none() {
            let platform = PlatformUrl::parse(&platform.ok_or(Error::PlatformNotSet)?)?;
            let mut random = [0; 16];
            self.store.environment().random(&mut random);
            let identifier = Identifier::issue(random);
            let mut stamp = stamp(&identifier, &platform, &desk.administration, now, lang);
            let Shown { date, time, zone } = shown(now);
            let holder = &key.certificate().holder;
            let signer = match &delegation {
                Some(delegation) => format!("{holder}, {delegation}"),
                None => holder.clone(),
            };
            let arguments = [
                ("authority", desk.administration.clone()),
                ("signer", signer),
                ("identifier", identifier.printed()),
                ("address", platform.as_str().to_owned()),
                ("date", date),
                ("time", time),
                ("zone", zone),
            ];
            let text = |id: &str| catalog.text(lang, id, &arguments);
            stamp.lines = vec![
                desk.administration.clone(),
                text("stamp-signed-by"),
                text("stamp-signed-at"),
                text("stamp-original"),
            ];
            stamp.alternative_text = text("stamp-signed-alternative");
            Some((identifier, platform, stamp))
        } else {
            None
        };
        let choice = SignatureChoice {
            template: batch.template,
            image: batch.image,
            placement: batch.placement,
            capacity: batch.capacity,
            delegation: delegation.as_deref(),
            place: batch.place,
            ..SignatureChoice::default()
        };
        let texts = choice.texts(key, &desk.administration, now);
        let appearance = batch.template.map(|template| Appearance {
            template,
            texts: &texts,
            image: batch.image,
            placement: batch.placement,
        });
        let wanted = batch
            .level
            .unwrap_or_else(|| raising.levels.of(dossier.procedure.as_deref()));
        let if_missed = batch.if_missed.unwrap_or(raising.levels.if_missed);
        let request = seal::sign::SealRequest {
            input: &input,
            password: batch.password,
            spec: seal::sign::SignatureSpec {
                stamp: drawn.as_ref().map(|(_, _, stamp)| stamp),
                stamp_placement: looking::placement(batch.stamp_place.as_ref()),
                name: Some(&key.certificate().holder),
                reason: delegation.as_deref(),
                location: batch.place,
                appearance,
                ..seal::sign::SignatureSpec::at(now)
            },
        };
        let signed = raising.online(|online| {
            let wanted = seal::sign::Wanted {
                level: wanted,
                online,
                keep_lower: if_missed == IfMissed::Later,
            };
            let wanted = (wanted.level > seal::sign::Level::BB).then_some(wanted);
            seal::sign::seal_at_level(key, &request, wanted)
        })?;
        let reached = signed.level >= wanted;
        let reasons = raising.told(&signed.reasons, reached);
        let level = sealing::level(signed.level);
        let record = SignatureRecord {
            person: self.person,
            principal: capacity.principal,
            level: level.clone(),
            certificate: key.certificate().holder.clone(),
            reserved: drawn.map(|(identifier, platform, _)| (identifier, platform.as_str().to_owned())),
        };

        let warning = self.holder_warning(&record.certificate);
        // From here until the commit nobody takes the new content for an orphan.
        let _writing = self.store.writing()?;
        let stored = self.store.put_bytes(&signed.bytes)?;
        let committed = self.store.change(&self.actor, |change| -> Result<_, Error> {
            change.open_dossier(dossier.id)?;
            let Some((circuit, _)) = change.circuit_holding(document.id)? else {
                return Err(CircuitError::NoCircuit {
                    title: document.title.clone(),
                }
                .into());
            };
            let known = Known::read(change, self.person, change.at(), document.id, &dossier)?;
            let command = Command::Perform {
                step,
                seen: item.seen,
                result: stored.sha256,
            };
            let next = apply(change, &circuit, &document, &command, &known)?;
            let version = NewVersion {
                content: stored,
                media_type: kind::PDF.media_type.to_owned(),
                pages: Some(signed.pages),
                origin: VersionOrigin::Signed,
                file_name: newest.file_name.clone(),
                seal: None,
            };
            change.add_signed(document.id, newest.id, &version, &record)?;
            if let Some(place) = batch.stamp_place.as_ref().filter(|_| record.reserved.is_some()) {
                looking::keep_place(change, place)?;
            }
            change.record(
                "document-signed",
                Some(dossier.id),
                &[
                    ("title", &document.title),
                    ("version", &(newest.number + 1).to_string()),
                    ("level", &level),
                    ("wanted", &sealing::level(wanted)),
                    ("sha256", &stored.sha256.to_string()),
                    ("certificate", &record.certificate),
                    ("for", principal.as_deref().unwrap_or("none")),
                    ("holder", if warning.is_some() { "other" } else { "same" }),
                ],
            )?;
            Ok(next.status)
        });
        let circuit = match committed {
            Ok(status) => status,
            // Another window of the same person was faster: what was signed here is an orphan and never leaves the desk.
            Err(error) => match self.signed_before(item)? {
                Some(before) => return Ok(before),
                None => return Err(error),
            },
        };
        Ok(Signed {
            version: newest.number + 1,
            sha256: stored.sha256,
            level,
            wanted: (!reached).then(|| sealing::level(wanted)),
            reasons,
            principal,
            circuit,
            before: false,
            warning,
        })
    }

    /// A document whose named version this person has signed already is told as it is.
    pub(crate) fn signed_before(&self, item: ToSign) -> Result<Option<Signed>, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            let versions = reading.versions(item.document)?;
            let people = reading.people()?;
            for circuit in reading.circuits_of_document(item.document)? {
                for step in circuit
                    .steps
                    .iter()
                    .filter(|step| step.kind == StepKind::Signature)
                {
                    let StepState::Done(done) = &step.state else {
                        continue;
                    };
                    if done.by != self.person || done.seen != item.seen {
                        continue;
                    }
                    let made = versions
                        .iter()
                        .find(|version| Some(version.sha256) == done.result);
                    let Some(version) = made else { continue };
                    return Ok(Some(Signed {
                        version: version.number,
                        sha256: version.sha256,
                        level: reading.signature_level(version.id)?.unwrap_or_default(),
                        wanted: None,
                        reasons: Vec::new(),
                        principal: done.principal.map(|id| name_of(&people, id)),
                        circuit: circuit.status,
                        before: true,
                        warning: None,
                    }));
                }
            }
            Ok(None)
        })
    }
}
