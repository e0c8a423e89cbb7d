//! The desk's tables as the rules of sharing see them: inside one change.

use model::OpId;
use store::{Change, RecordBase, RecordFit, RecordRow};
use sync::records::{Base, Conflict, Fit, Replica, Row};
use sync::wire::records::{Key, Operation, Record};

/// A change, between `apply_records` and `records_applied`.
pub(super) struct Tables<'c> {
    change: &'c Change<'c>,
    /// Who decided, and what.
    decision: Option<(&'c str, String)>,
}

impl<'c> Tables<'c> {
    pub(super) fn new(change: &'c Change<'c>) -> Self {
        Self {
            change,
            decision: None,
        }
    }

    pub(super) fn decided(change: &'c Change<'c>, by: &'c str, decision: String) -> Self {
        Self {
            change,
            decision: Some((by, decision)),
        }
    }
}

pub(super) fn key_of(kind: &str, id: &str) -> Key {
    Key {
        kind: kind.to_owned(),
        id: id.to_owned(),
    }
}

fn unreadable(table: &'static str) -> store::Error {
    store::Error::ValueUnreadable {
        table,
        column: "content",
    }
}

pub(super) fn stored_operation(content: &str) -> Result<Operation, store::Error> {
    serde_json::from_str(content).map_err(|_| unreadable("record_operation"))
}

pub(super) fn record_of(content: &str) -> Result<Record, store::Error> {
    serde_json::from_str(content).map_err(|_| unreadable("record_incoming"))
}

pub(super) fn conflict_of(content: &str) -> Result<Conflict, store::Error> {
    serde_json::from_str(content).map_err(|_| unreadable("conflict"))
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, store::Error> {
    serde_json::to_string(value).map_err(|_| unreadable("record"))
}

pub(super) fn base_in(base: RecordBase) -> Base {
    Base {
        rev: base.rev,
        dossier: base.dossier,
        deleted: base.deleted,
        fields: base.fields,
    }
}

pub(super) fn base_out(base: Base) -> RecordBase {
    RecordBase {
        rev: base.rev,
        dossier: base.dossier,
        deleted: base.deleted,
        fields: base.fields,
    }
}

fn fit(fit: RecordFit) -> Fit {
    match fit {
        RecordFit::Done => Fit::Done,
        RecordFit::Partly => Fit::Partly,
        RecordFit::Waits => Fit::Waits,
        RecordFit::Unfit(code) => Fit::Unfit(code),
    }
}

impl Replica for Tables<'_> {
    type Error = store::Error;

    fn row(&self, key: &Key) -> Result<Option<Row>, store::Error> {
        let row = self.change.record_row(&key.kind, &key.id)?;
        Ok(row.map(|row| Row {
            dossier: row.dossier,
            fields: row.fields,
        }))
    }

    fn put(&self, key: &Key, row: &Row) -> Result<Fit, store::Error> {
        let row = RecordRow {
            dossier: row.dossier.clone(),
            fields: row.fields.clone(),
        };
        self.change.put_record(&key.kind, &key.id, &row).map(fit)
    }

    fn remove(&self, key: &Key) -> Result<Fit, store::Error> {
        self.change.remove_record(&key.kind, &key.id).map(fit)
    }

    fn make_room(&self, key: &Key) -> Result<bool, store::Error> {
        self.change.make_room_for_record(&key.kind, &key.id)
    }

    fn base(&self, key: &Key) -> Result<Option<Base>, store::Error> {
        Ok(self.change.record_base(&key.kind, &key.id)?.map(base_in))
    }

    fn set_base(&self, key: &Key, base: Option<&Base>) -> Result<(), store::Error> {
        let base = base.cloned().map(base_out);
        self.change.set_record_base(&key.kind, &key.id, base.as_ref())
    }

    fn mark(&self, key: &Key, dirty: bool) -> Result<(), store::Error> {
        self.change.mark_record(&key.kind, &key.id, dirty)
    }

    fn conflict(&self, key: &Key) -> Result<Option<Conflict>, store::Error> {
        let found = self.change.open_conflict(&key.kind, &key.id)?;
        found.map(|found| conflict_of(&found.content)).transpose()
    }

    fn set_conflict(
        &self,
        key: &Key,
        dossier: Option<&str>,
        conflict: Option<&Conflict>,
    ) -> Result<(), store::Error> {
        match (conflict, &self.decision) {
            (Some(conflict), _) => self
                .change
                .set_conflict(&key.kind, &key.id, dossier, &json(conflict)?),
            (None, Some((by, decision))) => self.change.settle_conflict(&key.kind, &key.id, by, decision),
            // Both sides have come to the same.
            (None, None) => self.change.settle_conflict(&key.kind, &key.id, "", "same"),
        }
    }

    fn stage(&self, key: &Key, record: Option<(&Record, &'static str)>) -> Result<(), store::Error> {
        let Some((record, code)) = record else {
            return self.change.stage_record(&key.kind, &key.id, None);
        };
        let content = json(record)?;
        let staged = (record.dossier.as_deref(), content.as_str(), code);
        self.change.stage_record(&key.kind, &key.id, Some(staged))
    }

    fn operation(&self, key: &Key) -> Result<Option<(Operation, bool)>, store::Error> {
        let found = self.change.record_operation(&key.kind, &key.id)?;
        found
            .map(|found| Ok((stored_operation(&found.content)?, found.parked.is_some())))
            .transpose()
    }

    fn keep(&self, operation: &Operation) -> Result<(), store::Error> {
        self.change.keep_record_operation(
            operation.op,
            &operation.key.kind,
            &operation.key.id,
            operation.dossier.as_deref(),
            &json(operation)?,
        )
    }

    fn drop_operation(&self, op: OpId) -> Result<(), store::Error> {
        self.change.drop_record_operation(op)
    }

    fn park(&self, op: OpId, code: &str) -> Result<(), store::Error> {
        self.change.park_record_operation(op, code)
    }
}
