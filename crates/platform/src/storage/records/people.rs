//! People of the registry as records of kind `person`: what colleagues see of each other is what the platform knows.
//!
//! Name, roles, offices, and whether they have left; nothing else of the registry. A record that the registry made
//! carries `registered`: desks take it as it is, and none of them may change it. It is no part of what an administration
//! may store.

use jiff::Timestamp;
use model::DeskId;
use serde_json::{Value as Json, json};
use sync::wire::records::{Fields, REGISTERED};
use uuid::Uuid;

use crate::error::Error;
use crate::storage::sql::{Millis, Row, Sql, next_number, to_json, values};

/// Tells the desks of an administration who works for it: one person of the registry, or everybody. What stands already
/// is left alone. Where no desk is enrolled yet, nobody is told: the first enrolment does it.
///
/// # Errors
/// The database fails.
pub fn tell(
    sql: &mut dyn Sql,
    administration: Uuid,
    person: Option<Uuid>,
    now: Timestamp,
) -> Result<(), Error> {
    // A record names a desk that wrote it last; for what the platform writes itself that is the oldest one.
    let desk = sql.query_one(
        "SELECT id FROM desk WHERE administration = $1 ORDER BY enrolled_ms, id LIMIT 1",
        values![administration],
    )?;
    let Some(desk) = desk else { return Ok(()) };
    let desk: DeskId = desk.get(0)?;
    let rows = match person {
        Some(person) => sql.query(
            "SELECT id, name, roles, offices, added_ms, left_ms FROM person WHERE administration = $1 AND id = $2",
            values![administration, person],
        )?,
        None => sql.query(
            "SELECT id, name, roles, offices, added_ms, left_ms FROM person WHERE administration = $1 ORDER BY id",
            values![administration],
        )?,
    };
    for row in rows {
        let id: Uuid = row.get(0)?;
        put(sql, administration, desk, id, shown(&row)?, now)?;
    }
    Ok(())
}

/// Whether the registry knows somebody of this administration by this identity.
///
/// # Errors
/// The database fails.
pub fn is_registered(sql: &mut dyn Sql, administration: Uuid, id: &str) -> Result<bool, Error> {
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(false);
    };
    let found = sql.query_one(
        "SELECT 1 FROM person WHERE id = $1 AND administration = $2",
        values![id, administration],
    )?;
    Ok(found.is_some())
}

/// What colleagues see of somebody.
fn shown(row: &Row) -> Result<Fields, Error> {
    let roles: Json = row.json(2)?;
    let offices: Vec<String> = row.json(3)?;
    let mut offices = offices.into_iter();
    let first = offices.next().unwrap_or_default();
    let others: Vec<String> = offices.collect();
    let left = row.get::<Option<Millis>>(5)?.map(|time| time.0.as_microsecond());
    Ok(Fields::from([
        ("name".to_owned(), Json::from(row.get::<String>(1)?)),
        ("roles".to_owned(), roles),
        ("office".to_owned(), Json::from(first)),
        // As a desk tells it of its own people: nothing rather than an empty list.
        (
            "other_offices".to_owned(),
            if others.is_empty() {
                Json::Null
            } else {
                Json::from(others)
            },
        ),
        ("created_us".to_owned(), json!(row.time(4)?.as_microsecond())),
        ("left_us".to_owned(), json!(left)),
        (REGISTERED.to_owned(), Json::Bool(true)),
    ]))
}

fn put(
    sql: &mut dyn Sql,
    administration: Uuid,
    desk: DeskId,
    id: Uuid,
    shown: Fields,
    now: Timestamp,
) -> Result<(), Error> {
    let key = id.to_string();
    let before = sql.query_one(
        "SELECT rev, deleted, fields FROM record WHERE administration = $1 AND kind = 'person' AND id = $2",
        values![administration, &key],
    )?;
    let Some(before) = before else {
        let text = to_json(&shown, "record")?;
        let size = text.len() as u64;
        let seq = next_number(sql, "seq")?;
        sql.execute(
            "INSERT INTO record (administration, kind, id, dossier, rev, seq, deleted, fields, size_bytes,
                reference, closed, desk, changed_ms, claimed_ms)
             VALUES ($1, 'person', $2, NULL, 1, $3, 0, $4, $5, NULL, 0, $6, $7, $7)",
            values![administration, key, seq, text, size, desk, Millis(now)],
        )?;
        return Ok(());
    };
    let stood: Fields = before.json(2)?;
    let mut fields = stood.clone();
    for (name, value) in shown {
        // When somebody came is what was said first.
        if name != "created_us" || !fields.contains_key(&name) {
            fields.insert(name, value);
        }
    }
    if fields == stood && !before.get::<bool>(1)? {
        return Ok(());
    }
    let text = to_json(&fields, "record")?;
    let size = text.len() as u64;
    let seq = next_number(sql, "seq")?;
    sql.execute(
        "UPDATE record SET rev = $3, seq = $4, deleted = 0, fields = $5, size_bytes = $6, changed_ms = $7
         WHERE administration = $1 AND kind = 'person' AND id = $2",
        values![
            administration,
            key,
            before.get::<u64>(0)? + 1,
            seq,
            text,
            size,
            Millis(now)
        ],
    )?;
    Ok(())
}
