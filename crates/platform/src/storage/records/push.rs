//! Taking changes: each operation on its own, in the order in which they came.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use model::Sha256;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sync::wire::code;
use sync::wire::records::{Answer, Change, Fields, Operation, Outcome, Record};
use uuid::Uuid;

use super::audiences::{self, Reader};
use super::{Incoming, Use, may_read, people};
use crate::error::Error;
use crate::records::rules::{self, Refusal, Standing};
use crate::records::{field, rights};
use crate::storage::Desk;
use crate::storage::sql::{Millis, Sql, next_number, to_json, values};

/// The first answer to an operation, as it is kept. A conflict is shown with the record as it is when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kept {
    Applied { rev: u64, seq: u64 },
    Conflict,
    Rejected { code: String },
}

/// What an operation comes to when nothing is wrong with the database.
enum Outcoming {
    Applied { rev: u64, seq: u64 },
    Conflict(Standing),
    Waiting(Vec<Sha256>),
    Refused(Refusal),
}

impl From<Refusal> for Outcoming {
    fn from(code: Refusal) -> Self {
        Self::Refused(code)
    }
}

/// A dossier as its records need to know it.
#[derive(Clone, Copy)]
struct Around {
    seen: bool,
    closed: bool,
}

/// A batch that is being carried out.
struct Taking<'a> {
    sql: &'a mut dyn Sql,
    reader: Reader,
    now: Timestamp,
    used: Use,
    around: HashMap<String, Around>,
    /// Dossiers that this desk saw, or made, before it changed itself who sees them. An act of several operations
    /// (somebody is named, the dossier is closed to others, the own name goes) is carried out in any order.
    held: HashSet<String>,
}

/// Carries operations out, in one transaction.
pub(super) fn carry_out(
    sql: &mut dyn Sql,
    desk: &Desk,
    operations: &[Incoming],
    now: Timestamp,
) -> Result<Vec<Answer>, Error> {
    audiences::audiences_changed(sql, desk)?;
    let reader = Reader::of(sql, desk)?;
    let used = used(sql, reader.administration)?;
    let mut taking = Taking {
        sql,
        reader,
        now,
        used,
        around: HashMap::new(),
        held: HashSet::new(),
    };
    let answers = operations
        .iter()
        .map(|incoming| {
            Ok(Answer {
                op: incoming.op,
                outcome: taking.answer(incoming)?,
            })
        })
        .collect::<Result<_, Error>>()?;
    if taking.used != used {
        let Use {
            records, size_bytes, ..
        } = taking.used;
        taking.sql.execute(
            "INSERT INTO record_use (administration, records, size_bytes) VALUES ($1, $2, $3)
             ON CONFLICT (administration) DO UPDATE SET records = excluded.records, size_bytes = excluded.size_bytes",
            values![taking.reader.administration, records, size_bytes],
        )?;
    }
    Ok(answers)
}

/// How much an administration has stored.
pub(super) fn used(sql: &mut dyn Sql, administration: Uuid) -> Result<Use, Error> {
    let row = sql.query_one(
        "SELECT records, size_bytes, most_records, most_bytes FROM record_use WHERE administration = $1",
        values![administration],
    )?;
    row.map_or(Ok(Use::default()), |row| {
        Ok(Use {
            records: row.get(0)?,
            size_bytes: row.get(1)?,
            most_records: row.get(2)?,
            most_bytes: row.get(3)?,
        })
    })
}

impl Taking<'_> {
    /// The answer to one operation: the first one where it came before.
    fn answer(&mut self, incoming: &Incoming) -> Result<Outcome, Error> {
        let Some(operation) = &incoming.operation else {
            return Ok(rejected(code::RECORD_INVALID));
        };
        let first = self.sql.query_one(
            "SELECT content_sha256, answer FROM record_operation WHERE desk = $1 AND op = $2",
            values![self.reader.desk, incoming.op],
        )?;
        if let Some(row) = first {
            if row.get::<Sha256>(0)? != incoming.content_sha256 {
                return Ok(rejected(code::OPERATION_REUSED));
            }
            return match row.json(1)? {
                Kept::Applied { rev, seq } => Ok(Outcome::Applied { rev, seq }),
                Kept::Rejected { code } => Ok(Outcome::Rejected { code }),
                Kept::Conflict => self.conflict_again(operation),
            };
        }
        let (kept, outcome) = match self.take(operation)? {
            Outcoming::Applied { rev, seq } => (Kept::Applied { rev, seq }, Outcome::Applied { rev, seq }),
            Outcoming::Conflict(standing) => (
                Kept::Conflict,
                Outcome::Conflict {
                    current: Some(record(operation, standing)),
                },
            ),
            // Told again and again until the contents are there.
            Outcoming::Waiting(blobs) => return Ok(Outcome::Waiting { blobs }),
            Outcoming::Refused(code) => (
                Kept::Rejected {
                    code: code.to_owned(),
                },
                rejected(code),
            ),
        };
        self.sql.execute(
            "INSERT INTO record_operation (desk, op, content_sha256, answer, answered_ms)
             VALUES ($1, $2, $3, $4, $5)",
            values![
                self.reader.desk,
                incoming.op,
                incoming.content_sha256,
                to_json(&kept, "answer")?,
                Millis(self.now)
            ],
        )?;
        Ok(outcome)
    }

    fn conflict_again(&mut self, operation: &Operation) -> Result<Outcome, Error> {
        let standing = self.standing(operation)?;
        let standing = match standing {
            Some(standing) if self.sees(standing.dossier.as_deref())? => standing,
            _ => return Ok(rejected(code::RECORD_UNKNOWN)),
        };
        Ok(Outcome::Conflict {
            current: Some(record(operation, standing)),
        })
    }

    /// Takes an operation that is new, or says why not; then nothing was changed.
    fn take(&mut self, operation: &Operation) -> Result<Outcoming, Error> {
        if let Err(code) = rules::check(operation) {
            return Ok(code.into());
        }
        let before = self.standing(operation)?;
        if let Some(refused) = self.may(operation, before.as_ref())? {
            return Ok(refused);
        }
        let rev = before.as_ref().map_or(0, |before| before.rev);
        if operation.base_rev != rev {
            return Ok(match before {
                Some(before) => Outcoming::Conflict(before),
                None => code::RECORD_UNKNOWN.into(),
            });
        }
        if self.is_registered(operation)? {
            return Ok(code::FORBIDDEN.into());
        }
        let fields = match rules::after(operation, before.as_ref()) {
            Ok(fields) => fields,
            Err(code) => return Ok(code.into()),
        };
        if let Some(before) = &before
            && (fields.is_none() && before.deleted)
        {
            return Ok(Outcoming::Applied {
                rev: before.rev,
                seq: before.seq,
            });
        }
        let Some(mut fields) = fields.or_else(|| before.as_ref().map(|before| before.fields.clone())) else {
            return Ok(code::RECORD_UNKNOWN.into());
        };
        if let Some(code) = self.is_closed(operation, before.as_ref(), &fields)? {
            return Ok(code.into());
        }
        if operation.change == Change::Delete && self.lies_closed(operation)? {
            // A tombstone keeps the words it had, unless they go with their dossier.
            fields.clear();
        }
        if operation.key.kind == "dossier" && before.is_none() && self.is_taken(&fields)? {
            return Ok(code::REFERENCE_TAKEN.into());
        }
        let missing = self.missing(&operation.blobs)?;
        if !missing.is_empty() {
            return Ok(Outcoming::Waiting(missing));
        }
        self.commit(operation, before.as_ref(), &fields)
    }

    fn standing(&mut self, operation: &Operation) -> Result<Option<Standing>, Error> {
        let row = self.sql.query_one(
            "SELECT dossier, rev, seq, deleted, fields FROM record
             WHERE administration = $1 AND kind = $2 AND id = $3",
            values![self.reader.administration, &operation.key.kind, &operation.key.id],
        )?;
        row.map(|row| {
            Ok(Standing {
                dossier: row.get(0)?,
                rev: row.get(1)?,
                seq: row.get(2)?,
                deleted: row.get(3)?,
                fields: row.json(4)?,
            })
        })
        .transpose()
    }

    /// The dossier, seen from this desk; `None` where there is none.
    fn around(&mut self, dossier: &str) -> Result<Option<Around>, Error> {
        if let Some(around) = self.around.get(dossier) {
            return Ok(Some(*around));
        }
        let row = self.sql.query_one(
            "SELECT closed FROM record WHERE administration = $1 AND kind = 'dossier' AND id = $2",
            values![self.reader.administration, dossier],
        )?;
        let Some(row) = row else { return Ok(None) };
        let around = Around {
            closed: row.get(0)?,
            seen: self.reader.sees(self.sql, dossier)?,
        };
        self.around.insert(dossier.to_owned(), around);
        Ok(Some(around))
    }

    fn sees(&mut self, dossier: Option<&str>) -> Result<bool, Error> {
        match dossier {
            None => Ok(self.reader.is_somebody()),
            Some(dossier) => {
                let around = self.around(dossier)?;
                Ok(around.is_some_and(|around| around.seen || self.held.contains(dossier)))
            }
        }
    }

    /// Whether the people of this desk may do it; where they may not see it, it does not exist.
    fn may(&mut self, operation: &Operation, before: Option<&Standing>) -> Result<Option<Outcoming>, Error> {
        if !rights::may_write(&self.reader.roles) {
            return Ok(Some(code::FORBIDDEN.into()));
        }
        if let Some(before) = before
            && !self.sees(before.dossier.as_deref())?
        {
            return Ok(Some(code::RECORD_UNKNOWN.into()));
        }
        // A new dossier is seen by nobody yet; everything else needs one that is there.
        let is_new_dossier = operation.key.kind == "dossier" && before.is_none();
        if !is_new_dossier && !self.sees(operation.dossier.as_deref())? {
            return Ok(Some(code::RECORD_UNKNOWN.into()));
        }
        let administers = self.reader.roles.contains(&model::Role::Administrator);
        if rules::is_administered(&operation.key.kind) && !administers {
            let own = operation.key.kind == "person" && self.is_own_person(operation, before)?;
            return Ok((!own).then(|| code::FORBIDDEN.into()));
        }
        Ok(None)
    }

    /// Somebody who works on this desk, with no more roles than the platform gave: by the identity that the registry
    /// has, or as the desk alone knows them (of each desk with registered people one, or namesakes of theirs). What a
    /// desk has told of such a person it may change.
    fn is_own_person(&mut self, operation: &Operation, before: Option<&Standing>) -> Result<bool, Error> {
        let Change::Patch(fields) = &operation.change else {
            return Ok(false);
        };
        let Ok(shown) = rules::roles_of(fields) else {
            return Ok(false);
        };
        if !shown.iter().all(|role| self.reader.roles.contains(role)) {
            return Ok(false);
        }
        let (administration, desk) = (self.reader.administration, self.reader.desk);
        if before.is_some() {
            let told = self.sql.query_one(
                "SELECT 1 FROM record WHERE administration = $1 AND kind = 'person' AND id = $2 AND desk = $3",
                values![administration, &operation.key.id, desk],
            )?;
            return Ok(told.is_some());
        }
        let known = self.reader.people.iter().any(|person| {
            (person.id.is_empty() || person.id == operation.key.id)
                && shown.iter().all(|role| person.roles.contains(role))
        });
        if known {
            return Ok(true);
        }
        let Some(name) = fields.get("name").and_then(Json::as_str) else {
            return Ok(false);
        };
        let registered = crate::storage::people::of_desk(self.sql, desk)?.unwrap_or_default();
        if registered.iter().any(|person| person.name == name) {
            return Ok(true);
        }
        // What the registry wrote names a desk as well, and is no word of that desk.
        let told = self.sql.query(
            "SELECT id FROM record WHERE administration = $1 AND kind = 'person' AND desk = $2",
            values![administration, desk],
        )?;
        for row in told {
            let id: String = row.get(0)?;
            if !people::is_registered(self.sql, administration, &id)? {
                return Ok(false);
            }
        }
        Ok(!registered.is_empty())
    }

    /// Somebody whom the registry knows is as the registry says.
    fn is_registered(&mut self, operation: &Operation) -> Result<bool, Error> {
        Ok(operation.key.kind == "person"
            && people::is_registered(self.sql, self.reader.administration, &operation.key.id)?)
    }

    /// A closed dossier takes nothing but its reopening, and that words go from it with its destruction: those by
    /// whoever administers. What is kept for good changes in no other way.
    fn is_closed(
        &mut self,
        operation: &Operation,
        before: Option<&Standing>,
        fields: &Fields,
    ) -> Result<Option<Refusal>, Error> {
        let administers = self.reader.roles.contains(&model::Role::Administrator);
        let erases = administers && before.is_some_and(|before| rules::is_erasure(operation, before))
            || rules::is_registration(operation)
                && before.is_some_and(|before| before.dossier == operation.dossier);
        if operation.key.kind == "dossier" {
            let was = before.is_some_and(|before| rules::is_closed(&before.fields));
            return Ok((was && rules::is_closed(fields) && !erases).then_some(code::DOSSIER_CLOSED));
        }
        let places = [
            operation.dossier.as_deref(),
            before.and_then(|before| before.dossier.as_deref()),
        ];
        let mut closed = false;
        for dossier in places.into_iter().flatten() {
            closed |= self.around(dossier)?.is_some_and(|around| around.closed);
        }
        let kept = rules::is_kept(&operation.key.kind)
            && before.is_some_and(|before| before.fields != *fields || operation.change == Change::Delete);
        Ok(match (closed, erases) {
            (true, false) => Some(code::DOSSIER_CLOSED),
            (false, _) if kept => Some(code::RECORD_IMMUTABLE),
            _ => None,
        })
    }

    fn lies_closed(&mut self, operation: &Operation) -> Result<bool, Error> {
        let Some(dossier) = operation.dossier.as_deref() else {
            return Ok(false);
        };
        Ok(self.around(dossier)?.is_some_and(|around| around.closed))
    }

    fn is_taken(&mut self, fields: &Fields) -> Result<bool, Error> {
        let row = self.sql.query_one(
            "SELECT 1 FROM record WHERE administration = $1 AND reference = $2",
            values![self.reader.administration, reference(fields)],
        )?;
        Ok(row.is_some())
    }

    /// Contents that this desk may not name yet. It may name what it has sent itself and what it may read: to know
    /// the digest of a file opens nothing.
    fn missing(&mut self, blobs: &[Sha256]) -> Result<Vec<Sha256>, Error> {
        let mut missing = Vec::new();
        for blob in blobs {
            let is_there = self.sql.query_one(
                "SELECT 1 FROM blob_owner WHERE sha256 = $1 AND administration = $2",
                values![*blob, self.reader.administration],
            )?;
            let sent = self.sql.query_one(
                "SELECT 1 FROM upload
                 WHERE administration = $1 AND sha256 = $2 AND desk = $3 AND finished_ms IS NOT NULL LIMIT 1",
                values![self.reader.administration, *blob, self.reader.desk],
            )?;
            let may = is_there.is_some() && (sent.is_some() || may_read(self.sql, &self.reader, *blob)?);
            if !may {
                missing.push(*blob);
            }
        }
        Ok(missing)
    }

    fn commit(
        &mut self,
        operation: &Operation,
        before: Option<&Standing>,
        fields: &Fields,
    ) -> Result<Outcoming, Error> {
        let administration = self.reader.administration;
        let (kind, id) = (&operation.key.kind, &operation.key.id);
        let seq = next_number(self.sql, "seq")?;
        // To whoever does not see where a record went, its end is told with the revision between.
        let moved = before.is_some_and(|before| before.dossier != operation.dossier);
        let rev = before.map_or(0, |before| before.rev) + if moved { 2 } else { 1 };
        let text = to_json(fields, "record")?;
        let size_bytes = text.len() as u64;
        let is_dossier = kind == "dossier";
        let parameters = values![
            administration,
            kind,
            id,
            operation.dossier.as_ref(),
            rev,
            seq,
            operation.change == Change::Delete,
            text,
            size_bytes,
            is_dossier.then(|| reference(fields)),
            is_dossier && rules::is_closed(fields),
            self.reader.desk,
            Millis(self.now),
            Millis(operation.changed_at)
        ];
        if let Some(before) = before {
            self.sql.execute(
                "UPDATE record SET dossier = $4, rev = $5, seq = $6, deleted = $7, fields = $8, size_bytes = $9,
                    reference = $10, closed = $11, desk = $12, changed_ms = $13, claimed_ms = $14
                 WHERE administration = $1 AND kind = $2 AND id = $3",
                parameters,
            )?;
            self.used.size_bytes =
                (self.used.size_bytes + size_bytes).saturating_sub(rules::json_bytes(&before.fields) as u64);
            if let (Some(from), Some(to)) = (&before.dossier, &operation.dossier)
                && from != to
            {
                self.leave(operation, from, to, rev - 1, seq)?;
            }
        } else {
            self.sql.execute(
                "INSERT INTO record (administration, kind, id, dossier, rev, seq, deleted, fields, size_bytes,
                    reference, closed, desk, changed_ms, claimed_ms)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                parameters,
            )?;
            self.used.records += 1;
            self.used.size_bytes += size_bytes;
        }
        for blob in &operation.blobs {
            self.sql.execute(
                "INSERT INTO record_blob (administration, sha256, kind, id) VALUES ($1, $2, $3, $4)
                 ON CONFLICT DO NOTHING",
                values![administration, *blob, kind, id],
            )?;
        }
        match kind.as_str() {
            "dossier" => self.show(id, Some(fields), seq)?,
            "dossier-access" => {
                if let Some(dossier) = &operation.dossier {
                    self.show(dossier, None, seq)?;
                }
            }
            _ => {}
        }
        Ok(Outcoming::Applied { rev, seq })
    }

    /// Those who see the dossier a record has left, and not the one it went to, are told that it is gone.
    fn leave(
        &mut self,
        operation: &Operation,
        from: &str,
        to: &str,
        rev: u64,
        seq: u64,
    ) -> Result<(), Error> {
        let administration = self.reader.administration;
        let (kind, id) = (&operation.key.kind, &operation.key.id);
        self.sql.execute(
            "DELETE FROM record_left WHERE administration = $1 AND kind = $2 AND id = $3 AND dossier = $4",
            values![administration, kind, id, to],
        )?;
        self.sql.execute(
            "INSERT INTO record_left (administration, kind, id, dossier, rev, seq) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (administration, kind, id, dossier) DO UPDATE SET rev = excluded.rev, seq = excluded.seq",
            values![administration, kind, id, from, rev, seq],
        )?;
        Ok(())
    }

    /// Who sees a dossier after its fields (those given, else the stored ones) or the people named have changed.
    fn show(&mut self, dossier: &str, fields: Option<&Fields>, seq: u64) -> Result<(), Error> {
        let administration = self.reader.administration;
        let stored;
        let fields = if let Some(fields) = fields {
            fields
        } else {
            let row = self.sql.query_one(
                "SELECT fields FROM record WHERE administration = $1 AND kind = 'dossier' AND id = $2",
                values![administration, dossier],
            )?;
            stored = row.ok_or(Error::Stored { what: "dossier" })?.json(0)?;
            &stored
        };
        // The people named have the key `<dossier>/<person>`; `0` is the sign after `/`.
        let named = self
            .sql
            .query(
                "SELECT id FROM record WHERE administration = $1 AND kind = 'dossier-access'
                    AND id > $2 AND id < $3 AND deleted = 0",
                values![administration, format!("{dossier}/"), format!("{dossier}0")],
            )?
            .iter()
            .map(|row| {
                Ok(row
                    .get::<String>(0)?
                    .split('/')
                    .next_back()
                    .unwrap_or_default()
                    .to_owned())
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let audiences = rights::of_dossier(fields, &named);
        audiences::show_dossier(self.sql, &self.reader, dossier, &audiences, seq)?;
        self.around.remove(dossier);
        self.held.insert(dossier.to_owned());
        Ok(())
    }
}

fn reference(fields: &Fields) -> String {
    fields
        .get(field::REFERENCE)
        .and_then(Json::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn rejected(code: &str) -> Outcome {
    Outcome::Rejected {
        code: code.to_owned(),
    }
}

fn record(operation: &Operation, standing: Standing) -> Record {
    Record {
        key: operation.key.clone(),
        dossier: standing.dossier,
        rev: standing.rev,
        seq: standing.seq,
        deleted: standing.deleted,
        fields: standing.fields,
    }
}
