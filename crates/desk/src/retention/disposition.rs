//! The way from a due dossier to the archives or to destruction.
//!
//! propose (the list is frozen with the digests of what is in it) -> notify the national archives -> appraise each dossier
//! -> deliver what they want and record their receipt -> confirm, by somebody else -> destroy, never before three months
//! after the notice, never under a hold, never what the archives want and have not confirmed.

use std::path::Path;

use jiff::civil::Date;
use model::disposition::RetentionError;
use model::procedure::Fate;
use model::retention::*;
use model::{DispositionId, DossierId, Sha256, Subject};
use store::{Change, Kept, NewDisposition, NewItem, Reading};

use super::{RIGHTS, is_closed, reason};
use crate::archive::Package;
use crate::{Cancel, Desk, Error, OnProgress, Progress, dossiers};

/// A list longer than this is proposed in parts.
const LIST_LIMIT: usize = 10_000;

/// The digest over what a dossier holds: one line for each version.
fn contents(kept: &[Kept]) -> Sha256 {
    let text: String = kept
        .iter()
        .map(|one| format!("{} {} {}\n", one.version, one.sha256, one.size_bytes))
        .collect();
    store::digest(text.as_bytes())
}

/// The digest of a frozen list. No words of people are in it: it can be recomputed when they are erased.
fn list_digest<'a>(items: impl Iterator<Item = (&'a str, Fate, &'a Sha256)>) -> Sha256 {
    let text: String = items
        .map(|(reference, fate, contents)| format!("{reference}\t{fate:?}\t{contents}\n"))
        .collect();
    store::digest(text.as_bytes())
}

fn unknown(id: DispositionId) -> RetentionError {
    RetentionError::Unknown {
        disposition: id.to_string(),
    }
}

/// The disposition, where one of these states allows the next step.
fn at(
    reading: &Reading<'_>,
    id: DispositionId,
    states: &[DispositionState],
) -> Result<DispositionView, Error> {
    let found = reading.disposition(id)?.ok_or_else(|| unknown(id))?;
    if states.contains(&found.state) {
        Ok(found)
    } else {
        Err(RetentionError::State { state: found.state }.into())
    }
}

/// Refuses a dossier that a hold is for.
fn not_held(
    reading: &Reading<'_>,
    dossier: DossierId,
    reference: &str,
    holds: &[HoldView],
) -> Result<(), Error> {
    match reading.held_by(dossier, holds)?.into_iter().next() {
        Some(hold) => Err(RetentionError::Held {
            reference: reference.to_owned(),
            hold: hold.hold,
            reason: hold.reason,
        }
        .into()),
        None => Ok(()),
    }
}

fn item_of(reading: &Reading<'_>, id: DispositionId, dossier: DossierId) -> Result<DispositionItem, Error> {
    reading.disposition_item(id, dossier)?.ok_or_else(|| {
        RetentionError::NotInIt {
            dossier: dossier.to_string(),
        }
        .into()
    })
}

/// A day given by a person, between two others.
fn day_between(day: Date, from: Date, until: Date) -> Result<(), Error> {
    if (from..=until).contains(&day) {
        Ok(())
    } else {
        Err(RetentionError::Day { day, from, until }.into())
    }
}

impl Desk {
    /// Proposes what becomes of due dossiers: the list is frozen with the digests of their contents, in the order of
    /// references. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-empty`, `disposition-not-due`, `disposition-held`, `disposition-in-another`,
    /// `disposition-outbox-waits`, `dossier-unknown`.
    pub fn propose_disposition(&self, chosen: &[DossierId], note: &str) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        if chosen.is_empty() || chosen.len() > LIST_LIMIT {
            return Err(RetentionError::Empty.into());
        }
        let note = match note.trim() {
            "" => String::new(),
            note => Subject::parse(note)
                .map_err(|error| dossiers::in_field(error, "note"))?
                .to_string(),
        };
        self.find_rules()?;
        let today = self.luxembourg_day();
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let holds = change.holds(false)?;
            let mut items = Vec::with_capacity(chosen.len());
            for dossier in chosen {
                items.push(frozen(change, *dossier, today, &holds)?);
            }
            items.sort_by(|(one, _), (other, _)| one.reference.as_str().cmp(other.reference.as_str()));
            items.dedup_by_key(|(item, _)| item.dossier);
            // A sample is drawn among the dossiers of one line, in the order of the list.
            let mut places = std::collections::HashMap::new();
            for (item, sampling) in &mut items {
                if item.fate == Fate::Sample {
                    let place = places.entry(item.line.clone()).or_insert(0_usize);
                    item.sampled = sampling.as_ref().and_then(|rule| rule.takes(*place));
                    *place += 1;
                }
            }
            let items: Vec<NewItem> = items.into_iter().map(|(item, _)| item).collect();
            let list_sha256 = list_digest(
                items
                    .iter()
                    .map(|item| (item.reference.as_str(), item.fate, &item.contents_sha256)),
            );
            let count = items.len();
            let new = NewDisposition {
                note,
                list_sha256,
                person: self.person(),
                items,
            };
            let id = change
                .add_disposition(&new)?
                .map_err(|reference| RetentionError::InAnother {
                    reference: reference.to_string(),
                })?;
            change.record(
                "disposition-proposed",
                None,
                &[
                    ("disposition", &id.to_string()),
                    ("count", &count.to_string()),
                    ("sha256", &list_sha256.to_string()),
                ],
            )?;
            Ok(id)
        })?;
        self.disposition(id)
    }

    /// The dispositions, newest first.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn dispositions(&self, limit: u32, offset: u32) -> Result<Vec<DispositionView>, Error> {
        self.require(&RIGHTS)?;
        Ok(self.store.read(|reading| reading.dispositions(limit, offset))?)
    }

    /// One disposition.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`.
    pub fn disposition(&self, id: DispositionId) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        self.store
            .read(|reading| reading.disposition(id)?.ok_or_else(|| unknown(id).into()))
    }

    /// The dossiers of a disposition, in the order of its list.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn disposition_items(
        &self,
        id: DispositionId,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<DispositionItem>, Error> {
        self.require(&RIGHTS)?;
        Ok(self
            .store
            .read(|reading| reading.disposition_items(id, limit, offset))?)
    }

    /// The frozen list as CSV: what goes to the archives with the notice.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`.
    pub fn disposition_list(&self, id: DispositionId) -> Result<Vec<u8>, Error> {
        self.disposition(id)?;
        let items = self.disposition_items(id, u32::MAX, 0)?;
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        let failed = |error: csv::Error| Error::io(Path::new("list.csv"), std::io::Error::other(error));
        writer
            .write_record([
                "position",
                "reference",
                "subject",
                "closed",
                "retention_until",
                "fate",
                "sampled",
                "line",
                "legal_basis",
                "versions",
                "bytes",
                "contents_sha256",
            ])
            .map_err(failed)?;
        for item in &items {
            writer
                .write_record([
                    item.position.to_string(),
                    plain_cell(item.reference.as_str()),
                    plain_cell(&item.subject),
                    item.closed_on.to_string(),
                    item.last_day.to_string(),
                    format!("{:?}", item.fate).to_lowercase(),
                    item.sampled
                        .map(|sampled| sampled.to_string())
                        .unwrap_or_default(),
                    plain_cell(item.line.as_deref().unwrap_or_default()),
                    plain_cell(&item.legal_basis),
                    item.versions.to_string(),
                    item.bytes.to_string(),
                    item.contents_sha256.to_string(),
                ])
                .map_err(failed)?;
        }
        writer
            .into_inner()
            .map_err(|error| Error::io(Path::new("list.csv"), std::io::Error::other(error.to_string())))
    }

    /// The list was sent to the national archives on a day: from then on the law's months count. For an auditor or an
    /// administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`, `disposition-day` (before the proposal, or to come),
    /// `field-empty` for the addressee.
    pub fn notify_archives(&self, id: DispositionId, on: Date, to: &str) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        let to = Subject::parse(to).map_err(|error| dossiers::in_field(error, "addressee"))?;
        let today = self.luxembourg_day();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let disposition = at(change, id, &[DispositionState::Proposed])?;
            day_between(on, dossiers::in_luxembourg(disposition.proposed_at).date(), today)?;
            change.disposition_notified(id, on, to.as_str())?;
            self.step(
                change,
                "disposition-notified",
                id,
                &[("on", &on.to_string()), ("to", to.as_str())],
            )
        })?;
        self.disposition(id)
    }

    /// Records what the archives answered about dossiers. An answer may be corrected until the destruction is confirmed.
    /// For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`, `disposition-not-in-it`, `disposition-day` (before the
    /// notice, or to come), `field-empty` for the number of the letter.
    pub fn appraise(
        &self,
        id: DispositionId,
        dossiers: &[DossierId],
        appraisal: Appraisal,
        on: Date,
        letter: &str,
    ) -> Result<DispositionView, Error> {
        if appraisal == Appraisal::SilenceDestroy {
            return self.appraise_silence(id, dossiers, letter);
        }
        self.decide(id, dossiers, appraisal, on, letter)
    }

    /// After two months without an answer a person decides, with a reason, that dossiers may be destroyed. What the
    /// tableau de tri keeps, and what its rule takes into the sample, never goes by silence. For an auditor or an
    /// administrator.
    ///
    /// # Errors
    /// As [`Desk::appraise`]; `disposition-answer-awaited`, `disposition-answered`, `disposition-silence-keeps`.
    pub fn appraise_silence(
        &self,
        id: DispositionId,
        dossiers: &[DossierId],
        why: &str,
    ) -> Result<DispositionView, Error> {
        let today = self.luxembourg_day();
        self.decide(id, dossiers, Appraisal::SilenceDestroy, today, why)
    }

    fn decide(
        &self,
        id: DispositionId,
        chosen: &[DossierId],
        appraisal: Appraisal,
        on: Date,
        why: &str,
    ) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        let why = reason(why)?;
        let today = self.luxembourg_day();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let disposition = at(
                change,
                id,
                &[DispositionState::Notified, DispositionState::Appraised],
            )?;
            let notified = disposition.notified_on.unwrap_or(today);
            day_between(on, notified, today)?;
            let silent = appraisal == Appraisal::SilenceDestroy;
            if silent && let Some(until) = disposition.answer_until.filter(|until| today <= *until) {
                return Err(RetentionError::AnswerAwaited { until }.into());
            }
            for dossier in chosen {
                let item = item_of(change, id, *dossier)?;
                let reference = item.reference.to_string();
                if silent && item.appraisal.is_some_and(|one| one != Appraisal::SilenceDestroy) {
                    return Err(RetentionError::Answered { reference }.into());
                }
                // A sample whose rule is in words is drawn by a person: silence draws none.
                let kept =
                    item.fate == Fate::Keep || (item.fate == Fate::Sample && item.sampled != Some(false));
                if silent && kept {
                    return Err(RetentionError::SilenceKeeps { reference }.into());
                }
                change.appraised(id, *dossier, appraisal, on, &why)?;
                change.record(
                    "disposition-appraised",
                    Some(*dossier),
                    &[
                        ("disposition", &id.to_string()),
                        ("appraisal", appraisal_word(appraisal)),
                        ("on", &on.to_string()),
                        ("reason", &why),
                    ],
                )?;
            }
            let undecided = change.disposition(id)?.map_or(0, |now| now.undecided);
            let state = if undecided == 0 {
                DispositionState::Appraised
            } else {
                DispositionState::Notified
            };
            Ok(change.disposition_is(id, state)?)
        })?;
        self.disposition(id)
    }

    /// Makes the packages of the dossiers that the archives want, in a folder: those that have none yet. What was made
    /// stays when a later one fails. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`; those of [`Desk::export_eark`].
    pub fn deliver_disposition(
        &self,
        id: DispositionId,
        folder: &Path,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Vec<Package>, Error> {
        self.require(&RIGHTS)?;
        let wanted: Vec<DispositionItem> = self.store.read(|reading| -> Result<_, Error> {
            at(
                reading,
                id,
                &[DispositionState::Notified, DispositionState::Appraised],
            )?;
            Ok(reading
                .disposition_items(id, u32::MAX, 0)?
                .into_iter()
                .filter(|item| item.appraisal.is_some_and(Appraisal::is_wanted) && item.receipt.is_none())
                .collect())
        })?;
        let dossier = |item: &DispositionItem| {
            unchanged(&self.store, item)?;
            Ok(item.dossier)
        };
        let packed = |item: &DispositionItem, package: &Package| {
            self.store.change(&self.actor, |change| -> Result<(), Error> {
                change.packaged(id, item.dossier, &package.name, &package.sha256)?;
                change.record(
                    "disposition-packaged",
                    Some(item.dossier),
                    &[
                        ("disposition", &id.to_string()),
                        ("package", &package.name),
                        ("sha256", &package.sha256.to_string()),
                    ],
                )?;
                Ok(())
            })
        };
        self.pack_each(wanted.iter(), dossier, folder, (progress, cancel), packed)
    }

    /// The archives confirmed that they have dossiers. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`, `disposition-not-in-it`, `disposition-not-wanted`,
    /// `disposition-not-packaged`, `disposition-day`, `field-empty` for the receipt.
    pub fn record_receipt(
        &self,
        id: DispositionId,
        chosen: &[DossierId],
        receipt: &str,
        on: Date,
    ) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        let receipt = Subject::parse(receipt).map_err(|error| dossiers::in_field(error, "receipt"))?;
        let today = self.luxembourg_day();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let disposition = at(
                change,
                id,
                &[DispositionState::Notified, DispositionState::Appraised],
            )?;
            day_between(on, disposition.notified_on.unwrap_or(today), today)?;
            for dossier in chosen {
                let item = item_of(change, id, *dossier)?;
                let reference = item.reference.to_string();
                if !item.appraisal.is_some_and(Appraisal::is_wanted) {
                    return Err(RetentionError::NotWanted { reference }.into());
                }
                if item.package.is_none() {
                    return Err(RetentionError::NotPackaged { reference }.into());
                }
                change.received(id, *dossier, receipt.as_str(), on)?;
                change.record(
                    "disposition-received",
                    Some(*dossier),
                    &[
                        ("disposition", &id.to_string()),
                        ("receipt", receipt.as_str()),
                        ("on", &on.to_string()),
                    ],
                )?;
            }
            Ok(())
        })?;
        self.disposition(id)
    }

    /// Confirms the destruction: somebody else than who proposed it. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`, `disposition-same-person`, and what stands against the
    /// destruction itself: see [`Desk::destroy_disposition`]; only its day may still be to come.
    pub fn confirm_disposition(&self, id: DispositionId) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        self.confirm_as(id, self.person(), &self.actor)
    }

    /// As [`Desk::confirm_disposition`]; whoever calls has asked for the right to it.
    pub(crate) fn confirm_as(
        &self,
        id: DispositionId,
        person: model::PersonId,
        actor: &str,
    ) -> Result<DispositionView, Error> {
        self.store.change(actor, |change| -> Result<(), Error> {
            at(change, id, &[DispositionState::Appraised])?;
            if change.disposition_proposer(id)? == Some(person) {
                return Err(RetentionError::SamePerson {
                    person: actor.to_owned(),
                }
                .into());
            }
            ready(change, id)?;
            change.disposition_confirmed(id, person)?;
            self.step(change, "disposition-confirmed", id, &[])
        })?;
        self.disposition(id)
    }

    /// Destroys the contents of a confirmed disposition's dossiers, also of those that the archives have confirmed to
    /// have: their blobs are made unreadable and removed, unless another dossier holds the same bytes. What is said of
    /// them stays (reference, digests, dates), and the certificate is made. An interruption is taken up again by the next
    /// call. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`, `disposition-too-early`, `disposition-held`,
    /// `disposition-receipt-missing`, `disposition-changed`, `disposition-outbox-waits`; `disposition-removing-later`
    /// while another program writes: call again.
    pub fn destroy_disposition(
        &self,
        id: DispositionId,
        progress: OnProgress<'_>,
    ) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        let today = self.luxembourg_day();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let disposition = at(
                change,
                id,
                &[DispositionState::Confirmed, DispositionState::Destroying],
            )?;
            if disposition.state == DispositionState::Destroying {
                return Ok(());
            }
            match disposition.destroy_from {
                Some(from) if today >= from => {}
                Some(from) => return Err(RetentionError::TooEarly { from }.into()),
                None => {
                    return Err(RetentionError::State {
                        state: disposition.state,
                    }
                    .into());
                }
            }
            ready(change, id)?;
            for item in change.disposition_items(id, u32::MAX, 0)? {
                let versions = change.destroy_contents(id, item.dossier)?;
                change.record(
                    "content-destroyed",
                    Some(item.dossier),
                    &[
                        ("disposition", &id.to_string()),
                        ("count", &versions.to_string()),
                        ("sha256", &item.contents_sha256.to_string()),
                    ],
                )?;
            }
            Ok(change.disposition_is(id, DispositionState::Destroying)?)
        })?;
        // From here on nothing names the contents: an interruption leaves blobs that the next call, or the next check of
        // the desk, removes.
        let digests = self.store.read(|reading| reading.destroyed_by(id))?;
        let items = digests.len() as u64;
        progress(Progress {
            step: "destroying".into(),
            label: id.to_string(),
            items_done: 0,
            items,
            bytes_done: 0,
            bytes: 0,
        });
        if !self.store.shred(&digests)? {
            return Err(RetentionError::RemovingLater.into());
        }
        let certificate = self.make_certificate(id)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            at(change, id, &[DispositionState::Destroying])?;
            change.disposition_done(id, Some(&certificate))?;
            self.step(
                change,
                "disposition-done",
                id,
                &[("certificate", &store::digest(&certificate).to_string())],
            )
        })?;
        // The words of it go from the search too; what is not done now waits, and is done while texts are read.
        let _ = self
            .store
            .forget_erased(std::time::Duration::from_secs(2), &mut || true);
        progress(Progress {
            step: "destroying".into(),
            label: id.to_string(),
            items_done: items,
            items,
            bytes_done: 0,
            bytes: 0,
        });
        self.disposition(id)
    }

    /// Gives a disposition up before anything is destroyed; its dossiers are due again. For an auditor or an
    /// administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-state`, `field-empty` for the reason.
    pub fn withdraw_disposition(&self, id: DispositionId, why: &str) -> Result<DispositionView, Error> {
        self.require(&RIGHTS)?;
        let why = reason(why)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            at(
                change,
                id,
                &[
                    DispositionState::Proposed,
                    DispositionState::Notified,
                    DispositionState::Appraised,
                    DispositionState::Confirmed,
                ],
            )?;
            change.disposition_withdrawn(id)?;
            self.step(change, "disposition-withdrawn", id, &[("reason", &why)])
        })?;
        self.disposition(id)
    }

    fn step(
        &self,
        change: &Change<'_>,
        kind: &str,
        id: DispositionId,
        details: &[(&str, &str)],
    ) -> Result<(), Error> {
        let id = id.to_string();
        let mut all = vec![("disposition", id.as_str())];
        all.extend(details);
        Ok(change.record(kind, None, &all)?)
    }
}

/// A dossier as it stands in a list, with the rule of its sample.
fn frozen(
    change: &Change<'_>,
    dossier: DossierId,
    today: Date,
    holds: &[HoldView],
) -> Result<(NewItem, Option<Sampling>), Error> {
    let record = change.dossier(dossier)?;
    let reference = record.reference.to_string();
    if !is_closed(record.status) {
        return Err(RetentionError::NotClosed { reference }.into());
    }
    let row = change.retention_of(dossier)?;
    let details = change.retention_details(dossier)?;
    let (Some(row), Some((_, traces))) = (row, details) else {
        return Err(RetentionError::NotDue { reference }.into());
    };
    if row.disposition.is_some() {
        return Err(RetentionError::InAnother { reference }.into());
    }
    let (Some(fate), Some(last_day)) = (row.fate, row.last_day) else {
        return Err(RetentionError::NotDue { reference }.into());
    };
    if last_day >= today {
        return Err(RetentionError::NotDue { reference }.into());
    }
    not_held(change, dossier, &reference, holds)?;
    if change.dossier_waits(dossier)? {
        return Err(RetentionError::OutboxWaits { reference }.into());
    }
    let kept = change.contents_of(dossier)?;
    let item = NewItem {
        dossier,
        subject: record.subject.to_string(),
        reference: record.reference,
        fate,
        legal_basis: row.legal_basis,
        line: row.line,
        closed_on: row.closed_on,
        last_day,
        sampled: None,
        traces,
        versions: u32::try_from(kept.len()).unwrap_or(u32::MAX),
        bytes: kept.iter().map(|one| one.size_bytes).sum(),
        contents_sha256: contents(&kept),
    };
    Ok((item, row.sampling.as_deref().and_then(Sampling::parse)))
}

/// What must be true of every dossier before anything is destroyed.
fn ready(change: &Change<'_>, id: DispositionId) -> Result<(), Error> {
    let holds = change.holds(false)?;
    for item in change.disposition_items(id, u32::MAX, 0)? {
        let reference = item.reference.to_string();
        not_held(change, item.dossier, &reference, &holds)?;
        match item.appraisal {
            None => {
                return Err(RetentionError::State {
                    state: DispositionState::Notified,
                }
                .into());
            }
            Some(appraisal) if appraisal.is_wanted() && item.receipt.is_none() => {
                return Err(RetentionError::ReceiptMissing { reference }.into());
            }
            Some(_) => {}
        }
        if change.dossier_waits(item.dossier)? {
            return Err(RetentionError::OutboxWaits { reference }.into());
        }
        let closed = is_closed(change.dossier(item.dossier)?.status);
        if !closed || contents(&change.contents_of(item.dossier)?) != item.contents_sha256 {
            return Err(RetentionError::Changed { reference }.into());
        }
    }
    Ok(())
}

fn unchanged(store: &store::Store, item: &DispositionItem) -> Result<(), Error> {
    let kept = store.read(|reading| reading.contents_of(item.dossier))?;
    if contents(&kept) == item.contents_sha256 {
        Ok(())
    } else {
        Err(RetentionError::Changed {
            reference: item.reference.to_string(),
        }
        .into())
    }
}

pub(super) fn appraisal_word(appraisal: Appraisal) -> &'static str {
    match appraisal {
        Appraisal::Take => "take",
        Appraisal::Sample => "sample",
        Appraisal::Destroy => "destroy",
        Appraisal::SilenceDestroy => "silence",
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn plain_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
