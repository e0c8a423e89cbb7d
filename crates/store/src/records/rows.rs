//! Rows become fields, and fields rows.

use model::circuit::Circuit;
use model::contact::ContactEntry;
use model::{CircuitId, ContactId, DeadlineId, DocumentId, DossierId, PersonId, Role, Sha256};
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{ErrorCode, OptionalExtension, params, params_from_iter};
use serde_json::{Map, Value};

use super::map::{As, ENTRY, NUMBERED, Reference, Scope, Table};
use super::{Fields, RecordFit, RecordRow};
use crate::tables::micros;
use crate::{Change, Error, Reading};

/// Code of a record that cannot be read, or that breaks a rule of the database.
const UNFIT: &str = "record-unfit";

fn told(value: ValueRef<'_>, told: As) -> Value {
    match (value, told) {
        (ValueRef::Integer(number), _) => Value::from(number),
        (ValueRef::Text(text), As::Json) => serde_json::from_slice(text)
            .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(text).into_owned())),
        (ValueRef::Text(text), _) => Value::from(String::from_utf8_lossy(text).into_owned()),
        _ => Value::Null,
    }
}

fn stored(value: Option<&Value>, told: As) -> Sql {
    match (value, told) {
        (None | Some(Value::Null), _) => Sql::Null,
        (Some(Value::String(text)), As::Text | As::Integer) => Sql::Text(text.clone()),
        (Some(value @ Value::Number(number)), As::Integer) => number
            .as_i64()
            .map_or_else(|| Sql::Text(value.to_string()), Sql::Integer),
        // A text column takes no number: the database refuses what is not of its type.
        (Some(value), _) => Sql::Text(value.to_string()),
    }
}

impl Reading<'_> {
    /// A row as a record, with the fields of its base that this version does not know; `None` where there is none, or it
    /// is not shared.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_row(&self, kind: &str, id: &str) -> Result<Option<RecordRow>, Error> {
        let Some(table) = Table::of(kind) else {
            return Ok(None);
        };
        let Some(parts) = table.parts(id) else {
            return Ok(None);
        };
        let names: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("{}.{}", table.name, column.name))
            .collect();
        let sql = format!(
            "SELECT {}, {} FROM {} WHERE {}",
            table.dossier(),
            names.join(", "),
            table.name,
            table.is_it()
        );
        let found: Option<RecordRow> = self
            .transaction
            .prepare_cached(&sql)
            .and_then(|mut get| {
                get.query_row(params_from_iter(parts), |row| {
                    let mut fields = Fields::new();
                    for (index, column) in (1..).zip(table.columns) {
                        fields.insert(column.name.to_owned(), told(row.get_ref(index)?, column.told));
                    }
                    Ok(RecordRow {
                        dossier: row.get(0)?,
                        fields,
                    })
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        let Some(mut found) = found else {
            return Ok(None);
        };
        // A task that lies in no dossier is a person's own.
        if table.scope != Scope::Administration && found.dossier.is_none() {
            return Ok(None);
        }
        if !self.told_beside(table, id, &mut found.fields)? {
            return Ok(None);
        }
        self.with_what_is_elsewhere(table, id, &mut found.fields)?;
        Ok(Some(found))
    }

    /// Fields that stand in other tables, or in a column of many. False: the row is a place-holder.
    fn told_beside(&self, table: &Table, id: &str, fields: &mut Fields) -> Result<bool, Error> {
        let text = |sql: &str| -> Result<Option<String>, Error> {
            self.transaction
                .prepare_cached(sql)
                .and_then(|mut get| get.query_row([id], |row| row.get(0)).optional())
                .map_err(|error| self.store.failed(error))
        };
        match table.kind {
            "person" => {
                let untold = text("SELECT person FROM person_untold WHERE person = ?1")?;
                let here = self.roles_here(id)?;
                if let Some(Value::Array(roles)) = fields.get_mut("roles") {
                    roles.retain(|role| !here.iter().any(|own| role.as_str() == Some(own)));
                }
                return Ok(untold.is_none());
            }
            "contact" => {
                let entry = text("SELECT entry FROM contact WHERE id = ?1")?.unwrap_or_default();
                let entry: Map<String, Value> =
                    serde_json::from_str(&entry).map_err(|_| Error::ValueUnreadable {
                        table: "contact",
                        column: "entry",
                    })?;
                fields.extend(entry);
            }
            "document" => {
                let reserved = text(
                    "SELECT json_object('identifier', identifier, 'platform', platform) FROM reserved_identifier
                     WHERE document = ?1",
                )?;
                fields.insert("reserved".into(), parse(reserved));
            }
            "version" => {
                let author = text("SELECT person FROM version_author WHERE version = ?1")?;
                fields.insert("author".into(), author.map_or(Value::Null, Value::from));
                let signature = text(
                    "SELECT json_object('person', person, 'principal', principal, 'level', level, 'certificate', certificate)
                     FROM version_signature WHERE version = ?1",
                )?;
                fields.insert("signature".into(), parse(signature));
            }
            _ => {}
        }
        Ok(true)
    }

    /// What a newer version keeps in the record, and what the row leads to and is not here, is as both knew it.
    fn with_what_is_elsewhere(&self, table: &Table, id: &str, fields: &mut Fields) -> Result<(), Error> {
        let Some(base) = self.record_base(table.kind, id)? else {
            return Ok(());
        };
        for (name, value) in base.fields {
            let weak = table
                .refers
                .iter()
                .find(|reference| reference.weak && reference.column == name);
            let absent = fields.get(&name).is_none_or(Value::is_null);
            let kept = match weak {
                Some(reference) => {
                    absent
                        && match value.as_str() {
                            Some(target) => !self.is_there(reference, target)?,
                            None => false,
                        }
                }
                None => !table.knows(&name),
            };
            if kept {
                fields.insert(name, value);
            }
        }
        Ok(())
    }

    /// What a person calls a record; empty where nothing of it is a name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_label(&self, kind: &str, id: &str) -> Result<String, Error> {
        let row = self.record_row(kind, id)?;
        Ok(label(row.map(|row| row.fields).as_ref()))
    }

    fn is_there(&self, reference: &Reference, target: &str) -> Result<bool, Error> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE {} = ?1)",
            reference.table, reference.key
        );
        self.transaction
            .prepare_cached(&sql)
            .and_then(|mut get| get.query_row([target], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }
}

fn parse(text: Option<String>) -> Value {
    text.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or(Value::Null)
}

/// What stopped a row from being taken in.
enum Stopped {
    Fit(RecordFit),
    Error(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Stopped::Error(error)
    }
}

impl Change<'_> {
    fn stopped(&self, error: rusqlite::Error, fit: RecordFit) -> Stopped {
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) if failure.code == ErrorCode::ConstraintViolation => {
                Stopped::Fit(fit)
            }
            _ => Stopped::Error(self.store.failed(error)),
        }
    }

    /// All of it, or nothing.
    fn whole(&self, work: impl FnOnce() -> Result<RecordFit, Stopped>) -> Result<RecordFit, Error> {
        let failed = |error| self.store.failed(error);
        self.transaction
            .execute_batch("SAVEPOINT record")
            .map_err(failed)?;
        match work() {
            Ok(fit) => {
                self.transaction.execute_batch("RELEASE record").map_err(failed)?;
                Ok(fit)
            }
            Err(stopped) => {
                self.transaction
                    .execute_batch("ROLLBACK TO record; RELEASE record")
                    .map_err(failed)?;
                match stopped {
                    Stopped::Fit(fit) => Ok(fit),
                    Stopped::Error(error) => Err(error),
                }
            }
        }
    }

    /// Makes a row from a record, between [`Change::apply_records`] and [`Change::records_applied`].
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn put_record(&self, kind: &str, id: &str, row: &RecordRow) -> Result<RecordFit, Error> {
        let Some(table) = self.table(kind) else {
            return Ok(RecordFit::Unfit(UNFIT));
        };
        let Some(parts) = table.parts(id) else {
            return Ok(RecordFit::Unfit(UNFIT));
        };
        self.whole(|| self.put(table, id, &parts, row))
    }

    fn put(&self, table: &Table, id: &str, parts: &[Sql], row: &RecordRow) -> Result<RecordFit, Stopped> {
        let mut fields = row.fields.clone();
        let mut fit = RecordFit::Done;
        for reference in table.refers {
            let target = match table.key.iter().position(|column| *column == reference.column) {
                Some(index) => match parts.get(index) {
                    Some(Sql::Text(text)) => Some(text.clone()),
                    _ => None,
                },
                None => fields
                    .get(reference.column)
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            };
            let Some(target) = target else { continue };
            if self.is_there(reference, &target)? {
                continue;
            }
            if reference.table == "person" {
                self.name_untold(&target)?;
            } else if reference.weak {
                fields.insert(reference.column.to_owned(), Value::Null);
                fit = RecordFit::Partly;
            } else {
                return Err(Stopped::Fit(RecordFit::Waits));
            }
        }
        match table.kind {
            "person" => self.put_roles(id, &mut fields)?,
            "contact" => self.put_contact(id, &fields)?,
            "circuit" => self.put_circuit(id, row.dossier.as_deref(), &fields)?,
            "party" => self.leave_position(id, &mut fields)?,
            "version" => self.leave_number(id, &mut fields)?,
            _ => {}
        }
        if !matches!(table.kind, "circuit") {
            self.upsert(table, parts, &fields)?;
        }
        self.put_beside(table, id, &fields)?;
        self.readable(table, id, &fields)?;
        Ok(fit)
    }

    fn upsert(&self, table: &Table, parts: &[Sql], fields: &Fields) -> Result<(), Stopped> {
        // A contact's row is there already; what is left are its columns beside the entry.
        let given: Vec<_> = table
            .columns
            .iter()
            .filter(|column| fields.contains_key(column.name) || column.told != As::Integer)
            .collect();
        let values: Vec<Sql> = given
            .iter()
            .map(|column| stored(fields.get(column.name), column.told))
            .collect();
        let set: Vec<String> = (parts.len() + 1..)
            .zip(&given)
            .map(|(number, column)| format!("{} = ?{number}", column.name))
            .collect();
        let names: Vec<&str> = table
            .key
            .iter()
            .copied()
            .chain(given.iter().map(|column| column.name))
            .collect();
        let marks: Vec<String> = (1..=names.len()).map(|number| format!("?{number}")).collect();
        // Never `ON CONFLICT ... DO UPDATE`: SQLite would then end every `OR IGNORE` of a trigger with an error, and what is
        // noted already (for the search, to be told) would keep the record out.
        let change = format!(
            "UPDATE {} SET {} WHERE {}",
            table.name,
            set.join(", "),
            table.is_it()
        );
        let add = format!(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO NOTHING",
            table.name,
            names.join(", "),
            marks.join(", "),
            table.key.join(", ")
        );
        let all: Vec<Sql> = parts.iter().cloned().chain(values).collect();
        let run = |sql: &str| {
            self.transaction
                .prepare_cached(sql)
                .and_then(|mut run| run.execute(params_from_iter(&all)))
                .map_err(|error| self.stopped(error, RecordFit::Unfit(UNFIT)))
        };
        let changed = if set.is_empty() { 0 } else { run(&change)? };
        if changed == 0 && table.kind != "contact" {
            run(&add)?;
        }
        Ok(())
    }

    /// Somebody whom a record names and whom the platform has not told of: they get a place, without a role.
    fn name_untold(&self, person: &str) -> Result<(), Stopped> {
        if person.parse::<PersonId>().is_err() {
            return Err(Stopped::Fit(RecordFit::Unfit(UNFIT)));
        }
        let short: String = person.chars().take(8).collect();
        self.transaction
            .execute(
                "INSERT INTO person (id, name, roles, created_us, office, left_us) VALUES (?1, ?2, '[]', ?3, '', ?3)",
                params![person, short, micros(self.at())],
            )
            .and_then(|_| {
                self.transaction
                    .execute("INSERT INTO person_untold (person) VALUES (?1)", [person])
            })
            .map(|_| ())
            .map_err(|error| Stopped::Error(self.store.failed(error)))
    }

    /// What the platform tells of somebody's roles leaves those alone that are this desk's own.
    fn put_roles(&self, id: &str, fields: &mut Fields) -> Result<(), Stopped> {
        let Some(told) = fields.get("roles") else {
            return Ok(());
        };
        let mut roles: Vec<Role> =
            serde_json::from_value(told.clone()).map_err(|_| Stopped::Fit(RecordFit::Unfit(UNFIT)))?;
        if fields.get("registered") == Some(&Value::Bool(true)) {
            self.roles_registered(id, &roles)?;
        }
        for own in self.roles_here(id)? {
            if let Ok(own) = serde_json::from_value::<Role>(Value::from(own))
                && !roles.contains(&own)
            {
                roles.push(own);
            }
        }
        let roles = serde_json::to_value(roles).map_err(|_| Stopped::Fit(RecordFit::Unfit(UNFIT)))?;
        fields.insert("roles".into(), roles);
        Ok(())
    }

    fn put_contact(&self, id: &str, fields: &Fields) -> Result<(), Stopped> {
        let unfit = || Stopped::Fit(RecordFit::Unfit(UNFIT));
        let entry: Map<String, Value> = ENTRY
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), fields.get(*name)?.clone())))
            .collect();
        let entry: ContactEntry = serde_json::from_value(Value::Object(entry)).map_err(|_| unfit())?;
        let id: ContactId = id.parse().map_err(|_| unfit())?;
        let merged = fields.get("merged_into").is_some_and(|into| !into.is_null());
        self.take_contact(id, &entry, merged)?;
        Ok(())
    }

    fn put_circuit(&self, id: &str, dossier: Option<&str>, fields: &Fields) -> Result<(), Stopped> {
        let unfit = || Stopped::Fit(RecordFit::Unfit(UNFIT));
        let body = fields.get("body").ok_or_else(unfit)?;
        let circuit: Circuit = serde_json::from_value(body.clone()).map_err(|_| unfit())?;
        let names = |field: &str| fields.get(field).and_then(Value::as_str);
        if circuit.id.to_string() != id
            || Some(circuit.dossier.to_string().as_str()) != dossier
            || Some(circuit.document.to_string().as_str()) != names("document")
        {
            return Err(unfit());
        }
        let starter = circuit.starter.to_string();
        let person = Reference {
            column: "starter",
            table: "person",
            key: "id",
            weak: false,
        };
        if !self.is_there(&person, &starter)? {
            self.name_untold(&starter)?;
        }
        let known = self.circuit(circuit.id)?.is_some();
        let beside = self
            .circuit_holding(circuit.document)?
            .is_some_and(|(other, _)| other.id != circuit.id);
        if beside && circuit.holds_document() {
            return Err(Stopped::Fit(RecordFit::Unfit("circuit-beside-another")));
        }
        if known {
            self.transaction
                .execute(
                    "UPDATE circuit SET document = ?2, dossier = ?3, rule = ?4, starter = ?5 WHERE id = ?1",
                    params![
                        id,
                        circuit.document.to_string(),
                        circuit.dossier.to_string(),
                        circuit.rule,
                        starter
                    ],
                )
                .map_err(|error| self.stopped(error, RecordFit::Unfit(UNFIT)))?;
            self.set_circuit(&circuit, false)?;
        } else {
            self.add_circuit(&circuit)?;
        }
        // As it was told: what a newer version keeps in it stays.
        self.transaction
            .execute(
                "UPDATE circuit SET body = ?2 WHERE id = ?1",
                params![id, body.to_string()],
            )
            .map(|_| ())
            .map_err(|error| self.stopped(error, RecordFit::Unfit(UNFIT)))
    }

    /// Two parties cannot stand in one place: the one with the larger identity goes to the end.
    fn leave_position(&self, id: &str, fields: &mut Fields) -> Result<(), Stopped> {
        self.leave(
            id,
            fields,
            ["party", "dossier", "position"],
            "UPDATE party SET position = ?2 WHERE id = ?1",
            "party",
        )
    }

    /// Two versions cannot have one number: the one with the larger identity gets the next.
    fn leave_number(&self, id: &str, fields: &mut Fields) -> Result<(), Stopped> {
        self.leave(
            id,
            fields,
            ["version", "document", "number"],
            "UPDATE version SET number = ?2 WHERE id = ?1",
            "version",
        )
    }

    fn leave(
        &self,
        id: &str,
        fields: &mut Fields,
        [table, of, place]: [&str; 3],
        set: &str,
        kind: &str,
    ) -> Result<(), Stopped> {
        let failed = |error| Stopped::Error(self.store.failed(error));
        let (Some(owner), Some(wanted)) = (
            fields.get(of).and_then(Value::as_str).map(str::to_owned),
            fields.get(place).and_then(Value::as_i64),
        ) else {
            return Ok(());
        };
        let other: Option<String> = self
            .transaction
            .query_row(
                &format!("SELECT id FROM {table} WHERE {of} = ?1 AND {place} = ?2 AND id <> ?3"),
                params![owner, wanted, id],
                |row| row.get(0),
            )
            .optional()
            .map_err(failed)?;
        let Some(other) = other else {
            return Ok(());
        };
        let next: i64 = self
            .transaction
            .query_row(
                &format!("SELECT coalesce(max({place}), 0) + 1 FROM {table} WHERE {of} = ?1"),
                [&owner],
                |row| row.get(0),
            )
            .map_err(failed)?;
        // What nobody was told of gives way first.
        let told = self.record_base(kind, &other)?.is_some();
        if !told || other.as_str() > id {
            self.transaction
                .execute(set, params![other, next])
                .map_err(failed)?;
            self.mark_record(kind, &other, true)?;
        } else {
            fields.insert(place.to_owned(), Value::from(next));
        }
        Ok(())
    }

    /// What belongs to a row and stands in other tables.
    fn put_beside(&self, table: &Table, id: &str, fields: &Fields) -> Result<(), Stopped> {
        let unfit = |error| self.stopped(error, RecordFit::Unfit(UNFIT));
        let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        match table.kind {
            "person" => {
                self.transaction
                    .execute("DELETE FROM person_untold WHERE person = ?1", [id])
                    .map_err(unfit)?;
            }
            "procedure-version" => {
                self.transaction
                    .execute(
                        "INSERT INTO procedure_current (key, sha256)
                         SELECT key, sha256 FROM procedure_version AS new WHERE sha256 = ?1
                            AND number = (SELECT max(number) FROM procedure_version WHERE key = new.key)
                         ON CONFLICT (key) DO UPDATE SET sha256 = excluded.sha256",
                        [id],
                    )
                    .map_err(unfit)?;
            }
            "document" => {
                self.transaction
                    .execute("DELETE FROM reserved_identifier WHERE document = ?1", [id])
                    .map_err(unfit)?;
                if let Some(reserved @ Value::Object(_)) = fields.get("reserved") {
                    self.transaction
                        .execute(
                            "INSERT INTO reserved_identifier (document, identifier, platform) VALUES (?1, ?2, ?3)",
                            params![id, text(reserved, "identifier"), text(reserved, "platform")],
                        )
                        .map_err(unfit)?;
                }
            }
            "version" => self.put_beside_version(id, fields)?,
            _ => {}
        }
        Ok(())
    }

    fn put_beside_version(&self, id: &str, fields: &Fields) -> Result<(), Stopped> {
        let unfit = |error| self.stopped(error, RecordFit::Unfit(UNFIT));
        let person = Reference {
            column: "person",
            table: "person",
            key: "id",
            weak: false,
        };
        let known = |id: Option<&str>| -> Result<(), Stopped> {
            match id {
                Some(id) if !self.is_there(&person, id)? => self.name_untold(id),
                _ => Ok(()),
            }
        };
        if let Some(author) = fields.get("author").and_then(Value::as_str) {
            known(Some(author))?;
            self.transaction
                .execute(
                    "INSERT INTO version_author (version, person) VALUES (?1, ?2)
                     ON CONFLICT (version) DO UPDATE SET person = excluded.person",
                    [id, author],
                )
                .map_err(unfit)?;
        }
        if let Some(signature @ Value::Object(_)) = fields.get("signature") {
            let text = |name: &str| signature.get(name).and_then(Value::as_str);
            known(text("person"))?;
            known(text("principal"))?;
            self.transaction
                .execute(
                    "INSERT INTO version_signature (version, person, principal, level, certificate)
                     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                    params![
                        id,
                        text("person"),
                        text("principal"),
                        text("level"),
                        text("certificate")
                    ],
                )
                .map_err(unfit)?;
        }
        let sha256: Sha256 = fields
            .get("sha256")
            .and_then(Value::as_str)
            .and_then(|text| text.parse().ok())
            .ok_or(Stopped::Fit(RecordFit::Unfit(UNFIT)))?;
        if self.store.blobs.found(&sha256).is_err() {
            self.transaction
                .execute(
                    "INSERT OR IGNORE INTO content_awaited (sha256, size_bytes, since_us)
                     SELECT sha256, size_bytes, ?2 FROM version WHERE id = ?1",
                    params![id, micros(self.at())],
                )
                .and_then(|_| {
                    // Its text is read once it is here.
                    self.transaction
                        .execute("DELETE FROM text_pending WHERE version = ?1", [id])
                })
                .map_err(unfit)?;
        }
        Ok(())
    }

    /// What the rest of the program could not read is not taken in: one record must not shut a list.
    fn readable(&self, table: &Table, id: &str, fields: &Fields) -> Result<(), Stopped> {
        let unfit = || Stopped::Fit(RecordFit::Unfit(UNFIT));
        let judge = |read: Result<(), Error>| match read {
            Err(Error::ValueUnreadable { .. }) => Err(unfit()),
            Err(error) => Err(Stopped::Error(error)),
            Ok(()) => Ok(()),
        };
        match table.kind {
            "person" => judge(
                self.person(id.parse::<PersonId>().map_err(|_| unfit())?)
                    .map(|_| ()),
            ),
            "dossier" => judge(
                self.dossier(id.parse::<DossierId>().map_err(|_| unfit())?)
                    .map(|_| ()),
            ),
            "document" => judge(
                self.document(id.parse::<DocumentId>().map_err(|_| unfit())?)
                    .map(|_| ()),
            ),
            "version" => {
                let document = fields
                    .get("document")
                    .and_then(Value::as_str)
                    .and_then(|id| id.parse::<DocumentId>().ok())
                    .ok_or_else(unfit)?;
                judge(self.versions(document).map(|_| ()))
            }
            "deadline" => judge(
                self.deadline(id.parse::<DeadlineId>().map_err(|_| unfit())?)
                    .map(|_| ()),
            ),
            "circuit" => judge(
                self.circuit(id.parse::<CircuitId>().map_err(|_| unfit())?)
                    .map(|_| ()),
            ),
            "delegation" => judge(self.delegations(jiff::civil::Date::MIN).map(|_| ())),
            "dossier-access" | "mention" => id
                .split_once('/')
                .filter(|(_, person)| person.parse::<PersonId>().is_ok())
                .map(|_| ())
                .ok_or_else(unfit),
            _ => Ok(()),
        }
    }

    /// Removes a row, between [`Change::apply_records`] and [`Change::records_applied`].
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_record(&self, kind: &str, id: &str) -> Result<RecordFit, Error> {
        let Some(table) = self.table(kind) else {
            return Ok(RecordFit::Unfit(UNFIT));
        };
        let Some(parts) = table.parts(id) else {
            return Ok(RecordFit::Done);
        };
        self.whole(|| {
            let before: &[&str] = match table.kind {
                "circuit" => &["DELETE FROM circuit_due WHERE circuit = ?1"],
                "deadline" => &["DELETE FROM deadline_reminder WHERE deadline = ?1"],
                "contact" => {
                    &["DELETE FROM contact_search WHERE rowid = (SELECT row FROM contact WHERE id = ?1)"]
                }
                _ => &[],
            };
            // What leads to it is told after it, or before: it goes when nothing does any more.
            let waits = |error| self.stopped(error, RecordFit::Waits);
            for sql in before {
                self.transaction.execute(sql, [id]).map_err(waits)?;
            }
            let sql = format!("DELETE FROM {} WHERE {}", table.name, table.is_it());
            self.transaction
                .prepare_cached(&sql)
                .and_then(|mut remove| remove.execute(params_from_iter(&parts)))
                .map_err(waits)?;
            Ok(RecordFit::Done)
        })
    }

    /// Gives a local row of a numbered kind the next free number; says whether it did. Between
    /// [`Change::apply_records`] and [`Change::records_applied`].
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn make_room_for_record(&self, kind: &str, id: &str) -> Result<bool, Error> {
        let Some(table) = self.table(kind).filter(|table| {
            matches!(table.kind, "note-text" | "deadline-change")
                && table.key.last().is_some_and(|last| NUMBERED.contains(last))
        }) else {
            return Ok(false);
        };
        let (Some(parts), [owner, number]) = (table.parts(id), table.key) else {
            return Ok(false);
        };
        let next: i64 = self
            .transaction
            .query_row(
                &format!(
                    "SELECT max(coalesce(max({number}), 0), coalesce((SELECT max(CAST(substr(id, length(?1) + 2) AS INTEGER))
                        FROM record_base WHERE kind = ?2 AND id >= ?1 || '/' AND id < ?1 || '0'), 0)) + 1
                     FROM {} WHERE {owner} = ?1",
                    table.name
                ),
                params![parts.first(), kind],
                |row| row.get(0),
            )
            .map_err(|error| self.store.failed(error))?;
        let sql = format!(
            "UPDATE {} SET {number} = ?3 WHERE {owner} = ?1 AND {number} = ?2",
            table.name
        );
        let moved = self
            .transaction
            .execute(&sql, params![parts.first(), parts.get(1), next])
            .map_err(|error| self.store.failed(error))?;
        let Some(Sql::Text(owner)) = parts.first() else {
            return Ok(false);
        };
        self.mark_record(kind, &format!("{owner}/{next}"), true)?;
        Ok(moved > 0)
    }

    /// The versions of a content that has come are read.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn read_text_of(&self, sha256: &Sha256) -> Result<(), Error> {
        self.transaction
            .execute(
                "INSERT OR IGNORE INTO text_pending (version) SELECT id FROM version WHERE sha256 = ?1",
                [sha256.to_string()],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}

/// What a person calls a record: the first of its fields that is a name.
pub(crate) fn label(fields: Option<&Fields>) -> String {
    let empty = Fields::new();
    let fields = fields.unwrap_or(&empty);
    ["reference", "title", "name", "tag", "text", "event", "file_name"]
        .iter()
        .find_map(|name| fields.get(*name)?.as_str())
        .map(|text| text.chars().take(120).collect())
        .unwrap_or_default()
}
