//! Enrolment, and sending the outbox: the desk's side of crate `sync`.

use std::io::Read;

use identifier::{Identifier, PlatformUrl};
use model::view::{DeskView, SyncReport};
use model::{OpId, Sha256};
use sync::http::{Ambient, Connection, DeviceKey, Timeouts};
use sync::local::{Local, LocalError, Operation, Upload};
use sync::wire::{Acknowledgement, Registration};
use zeroize::Zeroizing;

use crate::sealing::first_group;
use crate::{Cancel, Desk, Error, OnProgress, Progress, dossiers};

/// Setting: the platform's base address.
pub(crate) const PLATFORM: &str = "platform";
/// Setting: certificates that TLS trusts for this platform, PEM.
const PLATFORM_CA: &str = "platform-ca";
/// Setting: when the platform registered this desk.
const ENROLLED: &str = "enrolled";
/// Setting: the device key, PKCS#8.
const DEVICE_KEY: &str = "device-key";
/// Setting: the last complete sync.
pub(crate) const LAST_SYNC: &str = "last-sync";

/// The platform this desk is enrolled with. A demonstration desk prints an address before it is.
pub(crate) fn enrolled_platform(reading: &store::Reading<'_>) -> Result<Option<String>, store::Error> {
    Ok(match reading.setting(ENROLLED)? {
        Some(_) => reading.setting_text(PLATFORM)?,
        None => None,
    })
}

impl Desk {
    pub(crate) fn enrol_at(
        &self,
        platform: &str,
        code: &str,
        ca_pem: Option<&[u8]>,
    ) -> Result<DeskView, Error> {
        let platform = PlatformUrl::parse(platform)?;
        let (desk, waiting) = self.store.read(|reading| -> Result<_, Error> {
            Ok((
                reading.desk()?,
                reading.waiting_for_another_platform(platform.as_str())?,
            ))
        })?;
        if waiting > 0 {
            return Err(Error::PlatformOtherWaiting { count: waiting });
        }
        // The key is stored before it is shown to anybody: an answer that is lost on its way loses nothing.
        let device_key = self.device_key()?;
        let connection = Connection {
            platform: platform.clone(),
            extra_ca_pem: ca_pem.map(<[u8]>::to_vec),
            device_key,
            desk: desk.id,
            timeouts: Timeouts::default(),
        };
        let name = format!("{} · {}", desk.person, desk.administration);
        let answer = self.with_ambient(&|_| {}, &Cancel::default(), |ambient| {
            sync::http::enrol(&connection, code, &name, ambient)
        })?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(PLATFORM, Some(platform.as_str().as_bytes()))?;
            change.set_setting(PLATFORM_CA, ca_pem)?;
            change.set_setting(ENROLLED, Some(change.at().to_string().as_bytes()))?;
            if let Ok(administration) = model::Subject::parse(&answer.administration) {
                change.set_administration(administration.as_str())?;
            }
            if answer.others {
                dossiers::set_apart(change)?;
            }
            if !answer.roles.is_empty() {
                change.roles_given(&answer.roles)?;
            }
            change.record(
                "desk-enrolled",
                None,
                &[
                    ("platform", platform.as_str()),
                    ("administration", &answer.administration),
                ],
            )?;
            Ok(())
        })?;
        self.view()
    }

    /// The device key; made and stored the first time.
    fn device_key(&self) -> Result<DeviceKey, Error> {
        let document = self.store.change(&self.actor, |change| -> Result<_, Error> {
            if let Some(document) = change.setting(DEVICE_KEY)? {
                return Ok(Zeroizing::new(document));
            }
            let mut seed = Zeroizing::new([0; 32]);
            self.store.environment().random(&mut *seed);
            let document = Zeroizing::new(DeviceKey::generate(&seed));
            change.set_setting(DEVICE_KEY, Some(&document))?;
            change.record("device-key-made", None, &[])?;
            Ok(document)
        })?;
        Ok(DeviceKey::from_pkcs8(&document)?)
    }

    pub(crate) fn connection(&self) -> Result<Connection, Error> {
        let (desk, platform, ca, enrolled) = self.store.read(|reading| -> Result<_, Error> {
            Ok((
                reading.desk()?.id,
                reading.setting_text(PLATFORM)?,
                reading.setting(PLATFORM_CA)?,
                reading.setting(ENROLLED)?,
            ))
        })?;
        let (Some(platform), Some(_)) = (platform, enrolled) else {
            return Err(Error::NotEnrolled);
        };
        Ok(Connection {
            platform: PlatformUrl::parse(&platform)?,
            extra_ca_pem: ca,
            device_key: self.device_key()?,
            desk,
            timeouts: Timeouts::default(),
        })
    }

    pub(crate) fn with_ambient<T>(
        &self,
        progress: &dyn Fn(sync::http::Progress),
        cancel: &Cancel,
        work: impl FnOnce(Ambient<'_>) -> Result<T, sync::Error>,
    ) -> Result<T, sync::Error> {
        let environment = self.store.environment();
        let done = work(Ambient {
            now: &|| environment.now(),
            random: &|buffer| environment.random(buffer),
            cancelled: &|| cancel.is_cancelled(),
            progress,
        });
        if let Err(error) = &done {
            // What the platform said is told either way.
            let _ = self.heed(error);
        }
        done
    }

    pub(crate) fn push(&self, progress: OnProgress<'_>, cancel: &Cancel) -> Result<SyncReport, Error> {
        let connection = self.connection()?;
        let Some(_alone) = self.store.syncing()? else {
            return Err(Error::SyncRunning);
        };
        self.store.requeue_in_flight()?;
        let mut shared = self.share(&connection, progress, cancel)?;
        self.unless_revoked(shared.stopped.as_ref())?;
        let (offered_again, not_asked) = self.offer_lost_again(&connection, cancel)?;
        self.unless_revoked(not_asked.as_ref())?;
        // Before anything leaves: a registered original is never added to.
        let augmented = self.augment_due(progress, cancel)?;
        let labels: std::collections::HashMap<OpId, String> = self
            .outbox()?
            .into_iter()
            .map(|row| (row.op, row.label))
            .collect();
        let on_progress = |done: sync::http::Progress| {
            progress(Progress {
                step: "uploading".into(),
                label: labels.get(&done.op).cloned().unwrap_or_default(),
                items_done: done.operations_done,
                items: done.operations,
                bytes_done: done.bytes_done,
                bytes: done.bytes,
            });
        };
        let report = self.with_ambient(&on_progress, cancel, |ambient| {
            sync::http::run(&Queue { desk: self }, &connection, ambient)
        })?;
        self.unless_revoked(report.stopped.as_ref())?;
        if report.acknowledged > 0 && report.stopped.is_none() && shared.spoken {
            // Colleagues see at once that it is registered.
            let again = self.share(&connection, progress, cancel)?;
            self.unless_revoked(again.stopped.as_ref())?;
            shared.sent += again.sent;
            shared.received += again.received;
            shared.contents += again.contents;
            shared.sent_bytes += again.sent_bytes;
            shared.stopped = again.stopped;
        }
        let (records, conflicts, awaited) = self.store.read_everything(|reading| -> Result<_, Error> {
            Ok((
                reading.records_waiting()?,
                reading.open_conflicts()?.len(),
                reading.contents_awaited()?.len(),
            ))
        })?;
        let (waiting, parked, held) = self.store.read(|reading| -> Result<_, Error> {
            let operations = reading.operations()?;
            let parked = operations.iter().filter(|operation| operation.parked).count();
            let held = operations.iter().filter(|operation| operation.held).count();
            Ok((operations.len() - parked, parked, held))
        })?;
        let stopped = report.stopped.or(shared.stopped).or(not_asked);
        // Where nobody was asked there is no news of the platform.
        if stopped.is_none() && waiting == 0 && (report.acknowledged > 0 || shared.spoken) {
            self.store.change(&self.actor, |change| {
                change.set_setting(LAST_SYNC, Some(change.at().to_string().as_bytes()))
            })?;
        }
        Ok(SyncReport {
            acknowledged: report.acknowledged,
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            parked: u32::try_from(parked).unwrap_or(u32::MAX),
            held: u32::try_from(held).unwrap_or(u32::MAX),
            augmented,
            offered_again,
            sent_bytes: report.sent_bytes + shared.sent_bytes,
            stopped: stopped.map(|error| self.explain(&error)),
            shared: shared.sent,
            received: shared.received,
            contents: shared.contents,
            contents_awaited: u32::try_from(awaited).unwrap_or(u32::MAX),
            records_waiting: records.0,
            records_parked: records.1,
            conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
            ..SyncReport::default()
        })
    }

    /// A revoked desk goes no further: it does what it was told, and says so.
    fn unless_revoked(&self, stopped: Option<&sync::Error>) -> Result<(), Error> {
        match stopped {
            Some(error @ sync::Error::Revoked { .. }) => {
                self.heed(error)?;
                Err(error.clone().into())
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn fetch(&self, identifier: &Identifier) -> Result<Vec<u8>, Error> {
        let connection = self.connection()?;
        let original = self.with_ambient(&|_| {}, &Cancel::default(), |ambient| {
            sync::http::fetch_original(&connection, identifier, ambient)
        })?;
        self.store.change(&self.actor, |change| {
            change.record(
                "original-fetched",
                None,
                &[("identifier", &first_group(identifier))],
            )
        })?;
        Ok(original.bytes)
    }
}

/// What the platform answers to the question for a proof.
pub(crate) enum Asked {
    /// The proof, a text that nobody has verified.
    Proof(String),
    /// It has none, or not yet.
    None,
}

impl Desk {
    /// Asks the platform for the proof that an original stands in its public log.
    pub(crate) fn ask_proof(&self, identifier: &Identifier, cancel: &Cancel) -> Result<Asked, Error> {
        let connection = self.connection()?;
        let proof = self.with_ambient(&|_| {}, cancel, |ambient| {
            sync::http::fetch_proof(&connection, identifier, ambient)
        })?;
        Ok(proof.map_or(Asked::None, Asked::Proof))
    }
}

/// The outbox as the driver sees it.
struct Queue<'a> {
    desk: &'a Desk,
}

impl Queue<'_> {
    fn change(
        &self,
        work: impl FnOnce(&store::Change<'_>) -> Result<(), store::Error>,
    ) -> Result<(), LocalError> {
        self.desk
            .store
            // Whoever sends the outbox, all of it is sent.
            .change_everything(&self.desk.actor, work)
            .map_err(LocalError::new)
    }
}

impl Local for Queue<'_> {
    fn queued(&self) -> Result<Vec<Operation>, LocalError> {
        let operations = self
            .desk
            .store
            .read(|reading| reading.operations())
            .map_err(LocalError::new)?;
        operations
            .into_iter()
            // A registration that is held would name bytes that are not the last ones.
            .filter(|operation| !operation.parked && !operation.held)
            .map(|operation| {
                let registration: Registration = serde_json::from_str(&operation.content).map_err(|_| {
                    LocalError::new(store::Error::ValueUnreadable {
                        table: "outbox",
                        column: "content",
                    })
                })?;
                Ok(Operation {
                    op: operation.op,
                    registration,
                    attempts: operation.attempts,
                    upload: operation.upload.map(|location| Upload {
                        location,
                        offset: operation.sent_bytes,
                    }),
                })
            })
            .collect()
    }

    fn open_blob(&self, sha256: &Sha256, offset: u64) -> Result<Box<dyn Read + '_>, LocalError> {
        use std::io::{Seek, SeekFrom};
        let mut reader = self.desk.store.open_blob(sha256).map_err(LocalError::new)?;
        reader
            .seek(SeekFrom::Start(offset))
            .map_err(|_| LocalError::new(store::Error::BlobDamaged { sha256: *sha256 }))?;
        Ok(Box::new(reader))
    }

    fn upload_progressed(&self, op: OpId, upload: Option<&Upload>) -> Result<(), LocalError> {
        self.change(|change| {
            change.operation_progressed(op, upload.map(|upload| (upload.location.as_str(), upload.offset)))
        })
    }

    fn acknowledged(&self, op: OpId, answer: &Acknowledgement) -> Result<(), LocalError> {
        self.change(|change| {
            let operation = change.operation_acknowledged(op, answer.registered_at)?;
            change.keep_acknowledged(&operation, answer.seq, answer.registered_at)?;
            let document = change.document(operation.document)?;
            if let Ok(registration) = serde_json::from_str::<Registration>(&operation.content) {
                // From now on the public log must show it.
                change.expect_log_entry(
                    operation.document,
                    tlog::entry::id_tag(&registration.identifier).as_bytes(),
                    &crate::public_log::entry_of(&registration).to_bytes(),
                    answer.registered_at,
                )?;
            }
            let identifier = document.identifier.as_ref().map(first_group).unwrap_or_default();
            change.record(
                "document-registered",
                Some(operation.dossier),
                &[
                    ("title", &document.title),
                    ("identifier", &identifier),
                    ("seq", &answer.seq.to_string()),
                ],
            )
        })
    }

    fn failed(&self, op: OpId, code: &str) -> Result<(), LocalError> {
        self.change(|change| change.operation_failed(op, code))
    }

    fn parked(&self, op: OpId, code: &str) -> Result<(), LocalError> {
        self.change(|change| {
            change.operation_parked(op, code)?;
            let operation = change.operation(op)?;
            let document = change.document(operation.document)?;
            change.record(
                "registration-parked",
                Some(operation.dossier),
                &[("title", &document.title), ("code", code)],
            )
        })
    }
}
