//! What the desks of an administration share: records go to the platform and come from it, contents follow.
//!
//! One run: operations that an earlier run left without an answer are sent again; then what changed elsewhere is taken in
//! and what changed here is sent, until both are quiet; then contents that are not here yet are fetched. Every step
//! commits before the next call leaves, so a run that is killed is taken up by the next one.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use model::{DeadlineId, DossierId, OpId, Sha256};
use serde_json::Value;
use store::Withdrawn;
use sync::http::{Connection, Exchange};
use sync::local::LocalError;
use sync::records::{Answered, Received};
use sync::wire::code;
use sync::wire::contents::{CONTENTS, CONTENTS_BYTES, FRAME_BYTES, SMALL_BYTES};
use sync::wire::records::{
    BATCH, BATCH_BYTES, Change as RecordChange, Fields, Key, Operation, Outcome, Page, Push,
};

use crate::{Cancel, Desk, Error, OnProgress, Progress};

mod conflicts;
mod tables;

use tables::{Tables, key_of, record_of, stored_operation};

/// Setting: the platform's epoch, as this desk knows it.
pub(crate) const EPOCH: &str = "records-epoch";
/// Setting: how far this desk has read.
const CURSOR: &str = "records-cursor";
/// Most rounds of a run: what is still not quiet then waits for the next one.
const ROUNDS: u32 = 1_000;

/// What a run shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    /// The platform speaks of records.
    pub(crate) spoken: bool,
    /// Changes of this desk that the platform took.
    pub(crate) sent: u32,
    /// Records taken in.
    pub(crate) received: u32,
    /// Contents fetched.
    pub(crate) contents: u32,
    /// Bytes of contents sent.
    pub(crate) sent_bytes: u64,
    /// What ended it early.
    pub(crate) stopped: Option<sync::Error>,
}

impl Desk {
    /// Shares what is to be shared. What the network or the platform did stands in the result.
    pub(crate) fn share(
        &self,
        connection: &Connection,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Shared, Error> {
        let mut shared = Shared::default();
        let result = {
            let environment = self.store.environment();
            let ambient = sync::http::Ambient {
                now: &|| environment.now(),
                random: &|buffer| environment.random(buffer),
                cancelled: &|| cancel.is_cancelled(),
                progress: &|_| {},
            };
            let exchange = Exchange::open(connection, ambient)?;
            let mut run = Run {
                desk: self,
                exchange,
                progress,
                cancel,
                shared: &mut shared,
            };
            run.all()
        };
        match result {
            Ok(()) => {}
            Err(Error::Sync(sync::Error::Local(error))) => return Err(sync::Error::Local(error).into()),
            Err(Error::Sync(error)) => shared.stopped = Some(error),
            Err(error) => return Err(error),
        }
        Ok(shared)
    }

    fn op(&self, change: &store::Change<'_>) -> OpId {
        OpId::new(change.at(), self.store.random_10())
    }
}

struct Run<'r, 'a> {
    desk: &'a Desk,
    exchange: Exchange<'a>,
    progress: OnProgress<'a>,
    cancel: &'a Cancel,
    shared: &'r mut Shared,
}

impl Run<'_, '_> {
    fn all(&mut self) -> Result<(), Error> {
        if self.desk.store.read(|reading| reading.records_shared())? {
            // Whatever is without an answer first: it says what the platform has of this desk.
            match self.send_kept() {
                Err(Error::Sync(error)) if is_resync(&error) => self.begin_anew()?,
                other => other.map(|_| ())?,
            }
        }
        for _ in 0..ROUNDS {
            let received = self.pull()?;
            if !self.shared.spoken {
                return Ok(());
            }
            let proposed = self.propose()?;
            let sent = match self.send_kept() {
                Err(Error::Sync(error)) if is_resync(&error) => {
                    self.begin_anew()?;
                    continue;
                }
                other => other?,
            };
            if !received && !proposed && !sent {
                break;
            }
        }
        self.settle_withdrawn()?;
        self.fetch_contents()
    }

    fn going(&self) -> Result<(), Error> {
        if self.cancel.is_cancelled() {
            return Err(sync::Error::Cancelled.into());
        }
        Ok(())
    }

    fn tell(&self, step: &str, label: &str, done: u64, all: u64) {
        (self.progress)(Progress {
            step: step.into(),
            label: label.to_owned(),
            items_done: done,
            items: all,
            bytes_done: 0,
            bytes: 0,
        });
    }

    /// Takes in everything that changed; says whether anything did.
    fn pull(&mut self) -> Result<bool, Error> {
        let mut any = false;
        loop {
            self.going()?;
            let cursor = self.desk.store.read(|reading| reading.setting_text(CURSOR))?;
            let page = match self.exchange.pull(cursor.as_deref()) {
                Ok(page) => page,
                Err(error) if is_resync(&error) && cursor.is_some() => {
                    self.begin_anew()?;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let Some(page) = page else {
                return Ok(any);
            };
            if !self.shared.spoken {
                self.shared.spoken = true;
                self.begin()?;
            }
            let epoch = self.desk.store.read(|reading| reading.setting_text(EPOCH))?;
            if epoch.is_some_and(|known| known != page.epoch) && cursor.is_some() {
                self.begin_anew()?;
                continue;
            }
            let taken = self.take_in(&page, cursor.is_some())?;
            self.shared.received += taken;
            any |= taken > 0 || !page.withdrawn.is_empty();
            self.tell("receiving", "", u64::from(self.shared.received), 0);
            if !page.more {
                return Ok(any);
            }
        }
    }

    /// From now on this desk notes its changes; all it has is to be told.
    fn begin(&self) -> Result<(), Error> {
        if self.desk.store.read(|reading| reading.records_shared())? {
            return Ok(());
        }
        self.desk
            .store
            .change_everything(&self.desk.actor, |change| -> Result<(), Error> {
                let count = change.share_records()?;
                change.record("sharing-began", None, &[("count", &count.to_string())])?;
                Ok(())
            })
    }

    /// The platform was restored: it tells everything anew, and so does this desk. No row is touched.
    fn begin_anew(&self) -> Result<(), Error> {
        self.desk
            .store
            .change_everything(&self.desk.actor, |change| -> Result<(), Error> {
                change.drop_record_operations()?;
                change.forget_revisions()?;
                change.mark_untold()?;
                change.set_setting(CURSOR, None)?;
                change.set_setting(EPOCH, None)?;
                crate::offering::compare_later(change)?;
                change.record("sharing-began-anew", None, &[])?;
                Ok(())
            })
    }

    fn take_in(&self, page: &Page, known: bool) -> Result<u32, Error> {
        let mut gone: Vec<Sha256> = Vec::new();
        let taken = self
            .desk
            .store
            .change_everything(&self.desk.actor, |change| -> Result<u32, Error> {
                change.apply_records()?;
                let tables = Tables::new(change);
                let (mut taken, mut conflicts) = (0, 0);
                let mut touched: BTreeSet<&str> = BTreeSet::new();
                let mut deadlines: BTreeSet<DeadlineId> = BTreeSet::new();
                let mut records: Vec<_> = page.records.iter().collect();
                // What is deleted goes from the leaves, what is there comes from the root.
                records.sort_by_key(|record| {
                    let order = store::record_order(&record.key.kind);
                    if record.deleted {
                        (1, usize::MAX - order)
                    } else {
                        (0, order)
                    }
                });
                for record in records {
                    let received = sync::records::receive(&tables, record)?;
                    match received {
                        Received::Old => {
                            seen_again(change, record)?;
                            continue;
                        }
                        Received::Conflict => conflicts += 1,
                        Received::Taken | Received::Staged => {}
                    }
                    taken += 1;
                    seen_again(change, record)?;
                    deadlines.extend(deadline_of(&record.key, record.deleted));
                    touched.extend(record.dossier.as_deref());
                    if record.key.kind == "dossier" && !record.deleted && record.rev == 1 {
                        let reference = record.fields.get("reference").and_then(Value::as_str);
                        change.record(
                            "dossier-received",
                            record.key.id.parse::<DossierId>().ok(),
                            &[("reference", reference.unwrap_or_default())],
                        )?;
                    }
                }
                loop {
                    let mut came = 0;
                    for staged in change.records_incoming()? {
                        let record = record_of(&staged.content)?;
                        if sync::records::receive_staged(&tables, &record)? != Received::Staged {
                            came += 1;
                            deadlines.extend(deadline_of(&record.key, record.deleted));
                        }
                    }
                    if came == 0 {
                        break;
                    }
                }
                for dossier in &page.withdrawn {
                    if let Some(reference) = withdraw(change, dossier, &mut gone)? {
                        let details = [("reference", reference.as_str())];
                        change.record("dossier-withdrawn-kept", dossier.parse().ok(), &details)?;
                    }
                }
                remind(change, &deadlines)?;
                if known {
                    change.dossiers_changed_elsewhere(touched.into_iter())?;
                }
                change.records_applied()?;
                change.set_setting(CURSOR, Some(page.cursor.as_bytes()))?;
                change.set_setting(EPOCH, Some(page.epoch.as_bytes()))?;
                if taken > 0 {
                    change.record(
                        "records-received",
                        None,
                        &[
                            ("count", &taken.to_string()),
                            ("conflicts", &conflicts.to_string()),
                        ],
                    )?;
                }
                Ok(taken)
            })?;
        self.remove(&gone)?;
        Ok(taken)
    }

    /// Contents of withdrawn dossiers go, and their words from the search.
    fn remove(&self, gone: &[Sha256]) -> Result<(), Error> {
        if !gone.is_empty() {
            // Where somebody writes at this moment, the check at the next start removes them.
            self.desk.store.shred(gone)?;
        }
        // What is not done now waits, and is done while texts are read.
        self.desk
            .store
            .forget_erased(std::time::Duration::from_secs(2), &mut || {
                !self.cancel.is_cancelled()
            })?;
        Ok(())
    }

    /// Dossiers that this desk may no longer see and that stayed because something of them was not sent: they go once
    /// that is settled.
    fn settle_withdrawn(&self) -> Result<(), Error> {
        let store = &self.desk.store;
        let left = store.read_everything(|reading| reading.dossiers_withdrawn())?;
        if left.is_empty() {
            return Ok(());
        }
        let mut gone = Vec::new();
        store.change_everything(&self.desk.actor, |change| -> Result<(), Error> {
            change.apply_records()?;
            for (dossier, _) in &left {
                withdraw(change, dossier, &mut gone)?;
            }
            change.records_applied()?;
            Ok(())
        })?;
        self.remove(&gone)
    }

    /// Keeps operations for what was changed here; says whether there are any.
    fn propose(&self) -> Result<bool, Error> {
        let store = &self.desk.store;
        let dirty = store.read_everything(|reading| reading.records_dirty(BATCH as u32 * 4))?;
        if dirty.is_empty() {
            return Ok(false);
        }
        store.change_everything(&self.desk.actor, |change| -> Result<bool, Error> {
            let tables = Tables::new(change);
            let (waiting, _) = change.records_waiting()?;
            let mut kept = 0;
            let closing = |kind: &str, id: &str| -> Result<bool, Error> {
                Ok(kind == "dossier"
                    && change.record_row(kind, id)?.is_some_and(|row| {
                        row.fields.get("status").and_then(Value::as_str) == Some("closed")
                    }))
            };
            let mut closings = 0;
            for (kind, id) in &dirty {
                closings += u32::from(closing(kind, id)?);
            }
            // A dossier takes nothing any more once it is closed: that is told when everything else of it was.
            let open: Fields = [
                ("status".to_owned(), Value::from("open")),
                ("closed_us".to_owned(), Value::Null),
            ]
            .into();
            let nothing = Fields::new();
            for (kind, id) in &dirty {
                if kept >= BATCH {
                    break;
                }
                let withheld = if waiting > closings && closing(kind, id)? {
                    &open
                } else {
                    &nothing
                };
                let key = key_of(kind, id);
                let op = self.desk.op(change);
                if sync::records::propose(&tables, &key, op, change.at(), withheld)?.is_some() {
                    kept += 1;
                }
            }
            Ok(kept > 0)
        })
    }

    /// Sends the operations that wait for an answer; says whether the platform took any.
    fn send_kept(&mut self) -> Result<bool, Error> {
        let store = &self.desk.store;
        let Some(epoch) = store.read(|reading| reading.setting_text(EPOCH))? else {
            return Ok(false);
        };
        let mut any = false;
        // Each operation is sent at most twice in a run: once more after what it waited for was brought.
        let mut waited: HashSet<OpId> = HashSet::new();
        let mut done: HashSet<OpId> = HashSet::new();
        let mut most = BATCH;
        loop {
            self.going()?;
            let kept = store.read_everything(|reading| reading.record_operations_queued(BATCH as u32 * 2))?;
            let mut operations = Vec::new();
            let mut bytes = 0;
            for record in kept.iter().filter(|record| !done.contains(&record.op)) {
                bytes += record.content.len() + 2;
                if operations.len() >= most || !operations.is_empty() && bytes > BATCH_BYTES - 1024 {
                    break;
                }
                operations.push(stored_operation(&record.content)?);
            }
            if operations.is_empty() {
                return Ok(any);
            }
            operations.sort_by_key(|operation| match operation.change {
                RecordChange::Patch(_) => (0, store::record_order(&operation.key.kind)),
                RecordChange::Delete => (1, usize::MAX - store::record_order(&operation.key.kind)),
            });
            let push = Push {
                epoch: epoch.clone(),
                operations,
            };
            let pushed = match self.exchange.push(&push) {
                Ok(pushed) => pushed,
                Err(error) => {
                    let ops: Vec<OpId> = push.operations.iter().map(|operation| operation.op).collect();
                    if let sync::Error::Refused { problem_code, .. } = &error
                        && problem_code != code::RESYNC_REQUIRED
                        && error.scope() == sync::Scope::Operation
                    {
                        if ops.len() > 1 {
                            // One of them is to blame: found by halves.
                            most = ops.len() / 2;
                            continue;
                        }
                        self.park_batch(&push.operations, problem_code)?;
                        done.extend(ops);
                        most = BATCH;
                        continue;
                    }
                    store.change_everything(&self.desk.actor, |change| {
                        change.record_operations_failed(&ops, error.recorded_code())
                    })?;
                    return Err(error.into());
                }
            };
            let mut missing: BTreeMap<Sha256, Vec<Operation>> = BTreeMap::new();
            let sent = store.change_everything(&self.desk.actor, |change| -> Result<u32, Error> {
                change.apply_records()?;
                let tables = Tables::new(change);
                let mut sent = 0;
                for (operation, answer) in push.operations.iter().zip(&pushed.results) {
                    done.insert(operation.op);
                    match sync::records::answered(&tables, operation, &answer.outcome)? {
                        Answered::Applied => sent += 1,
                        Answered::Waiting(blobs) => {
                            if waited.insert(operation.op) {
                                done.remove(&operation.op);
                            }
                            for sha256 in blobs {
                                missing.entry(sha256).or_default().push(operation.clone());
                            }
                        }
                        Answered::Parked(code) => {
                            let label = change.record_label(&operation.key.kind, &operation.key.id)?;
                            change.record(
                                "record-parked",
                                operation.dossier.as_deref().and_then(|id| id.parse().ok()),
                                &[("kind", &operation.key.kind), ("record", &label), ("code", &code)],
                            )?;
                        }
                        Answered::Rebased(_) | Answered::Own | Answered::Unknown => {}
                    }
                }
                change.records_applied()?;
                if sent > 0 {
                    change.record("records-sent", None, &[("count", &sent.to_string())])?;
                }
                Ok(sent)
            })?;
            self.shared.sent += sent;
            any |= sent > 0;
            self.tell("sharing", "", u64::from(self.shared.sent), 0);
            self.bring(missing)?;
        }
    }

    /// A batch that the platform does not even look at would come back for ever: one operation at a time is blamed.
    fn park_batch(&self, operations: &[Operation], code: &str) -> Result<(), Error> {
        self.desk
            .store
            .change_everything(&self.desk.actor, |change| -> Result<(), Error> {
                let tables = Tables::new(change);
                for operation in operations {
                    let refused = Outcome::Rejected {
                        code: code.to_owned(),
                    };
                    sync::records::answered(&tables, operation, &refused)?;
                }
                change.record(
                    "records-parked",
                    None,
                    &[("count", &operations.len().to_string()), ("code", code)],
                )?;
                Ok(())
            })
    }

    /// Brings the small ones among the contents that operations name to the platform, many at a time; gives back what is
    /// left to be brought one by one, and told of where it cannot be.
    fn bring_small(
        &mut self,
        mut missing: BTreeMap<Sha256, Vec<Operation>>,
    ) -> Result<BTreeMap<Sha256, Vec<Operation>>, Error> {
        use std::io::Read as _;
        let digests: Vec<Sha256> = missing.keys().copied().collect();
        let (all, mut done) = (digests.len() as u64, 0);
        let mut next = digests.into_iter().peekable();
        while next.peek().is_some() {
            self.going()?;
            let (mut small, mut room) = (Vec::new(), CONTENTS_BYTES as u64);
            while let Some(sha256) = next.peek().filter(|_| small.len() < CONTENTS) {
                let Some(reader) = self.desk.store.open_blob(sha256).ok() else {
                    next.next();
                    continue;
                };
                let size = reader.size_bytes();
                if size > SMALL_BYTES {
                    next.next();
                    continue;
                }
                let framed = size + FRAME_BYTES as u64;
                if framed > room {
                    break;
                }
                let mut bytes = Vec::new();
                // What is not whole here is sent alone, where its failure is told.
                let whole = reader.take(SMALL_BYTES).read_to_end(&mut bytes);
                if whole.is_ok() && bytes.len() as u64 == size && size > 0 {
                    small.push((*sha256, bytes));
                    room -= framed;
                }
                next.next();
            }
            if small.len() < 2 {
                continue;
            }
            self.tell("uploading", "", done, all);
            let answers = match self.exchange.bring(&small) {
                Ok(Some(answers)) => answers,
                // The platform knows only the other way.
                Ok(None) => return Ok(missing),
                Err(error) if matches!(error.scope(), sync::Scope::Operation | sync::Scope::Upload) => {
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            for ((sha256, bytes), kept) in small.iter().zip(answers) {
                if kept {
                    missing.remove(sha256);
                    self.shared.sent_bytes += bytes.len() as u64;
                    done += 1;
                }
            }
        }
        Ok(missing)
    }

    /// Brings contents that operations name to the platform.
    fn bring(&mut self, missing: BTreeMap<Sha256, Vec<Operation>>) -> Result<(), Error> {
        let missing = self.bring_small(missing)?;
        let all = missing.len() as u64;
        for (done, (sha256, operations)) in (0..).zip(missing) {
            self.going()?;
            let store = &self.desk.store;
            let size = match store.open_blob(&sha256) {
                Ok(reader) => reader.size_bytes(),
                Err(error) => {
                    self.park_batch(&operations, wording::Explain::code(&error))?;
                    continue;
                }
            };
            self.tell("uploading", &sha256.to_string(), done, all);
            let mut part = |from: u64, length: u64| -> Result<Vec<u8>, LocalError> {
                use std::io::{Read as _, Seek as _, SeekFrom};
                let damaged = |_| LocalError::new(store::Error::BlobDamaged { sha256 });
                let mut reader = store.open_blob(&sha256).map_err(LocalError::new)?;
                reader.seek(SeekFrom::Start(from)).map_err(damaged)?;
                let mut bytes = Vec::new();
                reader.take(length).read_to_end(&mut bytes).map_err(damaged)?;
                Ok(bytes)
            };
            match self.exchange.upload(&sha256, size, &mut part, &|_| {}) {
                Ok(sent) => self.shared.sent_bytes += sent,
                // Damaged here, or refused there: its records wait in sight, the others go on.
                Err(sync::Error::Local(error)) => {
                    self.park_batch(&operations, wording::Explain::code(&error))?;
                }
                Err(error) if matches!(error.scope(), sync::Scope::Operation | sync::Scope::Upload) => {
                    self.park_batch(&operations, error.recorded_code())?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Fetches the contents that are not here yet, smallest first. One that cannot be had keeps no other back.
    fn fetch_contents(&mut self) -> Result<(), Error> {
        let store = &self.desk.store;
        let awaited = store.read_everything(|reading| reading.contents_awaited())?;
        let all = awaited.len() as u64;
        for (done, (sha256, size_bytes)) in (0..).zip(awaited) {
            self.going()?;
            self.tell("receiving", &sha256.to_string(), done, all);
            let content = store::Content { sha256, size_bytes };
            let cancel = self.cancel;
            let fetched = {
                let mut download = self.exchange.download(sha256, size_bytes);
                let _writing = store.writing()?;
                let place = store.folder().join(sha256.to_string());
                let going = &mut |_| !cancel.is_cancelled();
                let put = store.put_coming(&content, &mut download, &place, going);
                match (put, download.failure()) {
                    (Ok(()), _) => store
                        .change(&self.desk.actor, |change| -> Result<(), store::Error> {
                            change.content_came(&sha256)?;
                            change.read_text_of(&sha256)
                        })
                        .map(|()| None)?,
                    (Err(_), Some(error)) => Some(error),
                    (Err(store::Error::FileChanged), None) => Some(sync::Error::DigestMismatch),
                    (Err(store::Error::Cancelled), None) => return Err(sync::Error::Cancelled.into()),
                    // The larger ones, that come after it, have no room either. What is to be sent needs none.
                    (Err(error @ store::Error::DiskFull { .. }), None) => {
                        // Told beside the content as far as there is room for that.
                        let _ = store.change(&self.desk.actor, |change| {
                            change.content_failed(&sha256, wording::Explain::code(&error))
                        });
                        self.shared.stopped = Some(LocalError::new(error).into());
                        return Ok(());
                    }
                    (Err(error), None) => return Err(error.into()),
                }
            };
            match fetched {
                None => self.shared.contents += 1,
                Some(error) => {
                    store.change(&self.desk.actor, |change| {
                        change.content_failed(&sha256, error.recorded_code())
                    })?;
                    let alone = matches!(error.scope(), sync::Scope::Operation | sync::Scope::Upload);
                    if !alone {
                        return Err(error.into());
                    }
                }
            }
        }
        Ok(())
    }
}

/// Removes a dossier that may no longer be seen here, with a line in the journal; its reference where it stays.
fn withdraw(
    change: &store::Change<'_>,
    dossier: &str,
    gone: &mut Vec<Sha256>,
) -> Result<Option<String>, Error> {
    match change.withdraw_dossier(dossier)? {
        Withdrawn::Gone { reference, contents } => {
            gone.extend(contents);
            let details = [("reference", reference.as_str())];
            change.record("dossier-withdrawn", dossier.parse().ok(), &details)?;
            Ok(None)
        }
        Withdrawn::Kept { reference } => Ok(Some(reference)),
        Withdrawn::Absent => Ok(None),
    }
}

/// A dossier that is told of is no withdrawn one.
fn seen_again(change: &store::Change<'_>, record: &sync::wire::records::Record) -> Result<(), Error> {
    if record.key.kind == "dossier" && !record.deleted {
        change.dossier_seen_again(&record.key.id)?;
    }
    Ok(())
}

fn deadline_of(key: &Key, deleted: bool) -> Option<DeadlineId> {
    (key.kind == "deadline" && !deleted).then(|| key.id.parse().ok())?
}

/// Deadlines that came or changed remind here as where they were entered.
fn remind(change: &store::Change<'_>, deadlines: &BTreeSet<DeadlineId>) -> Result<(), Error> {
    if deadlines.is_empty() {
        return Ok(());
    }
    let calendar = crate::deadlines::calendar(change)?;
    for deadline in deadlines {
        crate::deadlines::engine::remind_of(change, &calendar, *deadline)?;
    }
    Ok(())
}

fn is_resync(error: &sync::Error) -> bool {
    matches!(error, sync::Error::Refused { problem_code, .. } if problem_code == code::RESYNC_REQUIRED)
}
