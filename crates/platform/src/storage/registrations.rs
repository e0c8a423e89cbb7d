//! Registered originals, and the first answer to every operation.

use jiff::Timestamp;
use model::{DeskId, OpId, Sha256};
use sync::wire::Acknowledgement;
use tlog::entry::Kind;
use uuid::Uuid;

use super::sql::{Millis, Row, Sql, next_number, to_json, values};
use super::{
    Administration, AlarmSubject, Examined, Facts, Original, Registered, Revocation, Superseded, alarms, log,
};
use crate::error::Error;

const ORIGINAL: &str = "SELECT original.seq, original.identifier_sha256, original.sha256, original.size_bytes,
        original.administration, administration.name, original.registered_ms, original.facts, original.seal_report,
        original.revoked_ms, original.revoked_reason, original.revoked_lang, later.registered_ms, later.facts,
        later.identifier_sha256
    FROM original
    JOIN administration ON administration.id = original.administration
    LEFT JOIN original AS later ON later.seq =
        (SELECT max(x.seq) FROM original AS x WHERE x.supersedes_sha256 = original.identifier_sha256)";

fn original_of(row: &Row) -> Result<Original, Error> {
    let revoked = match row.get::<Option<Millis>>(9)? {
        Some(Millis(at)) => Some(Revocation {
            at,
            reason: row.get::<Option<String>>(10)?.unwrap_or_default(),
            lang: row.get::<Option<String>>(11)?.unwrap_or_default(),
        }),
        None => None,
    };
    let superseded = match row.get::<Option<Millis>>(12)? {
        Some(Millis(at)) => Some(Superseded {
            at,
            reference: row.json::<Facts>(13)?.reference,
            by: row.get(14)?,
        }),
        None => None,
    };
    Ok(Original {
        seq: row.get(0)?,
        identifier_sha256: row.get(1)?,
        sha256: row.get(2)?,
        size_bytes: row.get(3)?,
        administration: Administration {
            id: row.get(4)?,
            name: row.get(5)?,
        },
        registered_at: row.time(6)?,
        facts: row.json(7)?,
        seal_report: row.json(8)?,
        revoked,
        superseded,
    })
}

pub(super) fn first_answer(
    sql: &mut dyn Sql,
    desk: DeskId,
    op: OpId,
    content: Sha256,
) -> Result<Option<Registered>, Error> {
    let row = sql.query_one(
        "SELECT content_sha256, answer FROM operation WHERE desk = $1 AND op = $2",
        values![desk, op],
    )?;
    row.map(|row| {
        if row.get::<Sha256>(0)? == content {
            row.json(1).map(Registered::Acknowledged)
        } else {
            Ok(Registered::OperationReused)
        }
    })
    .transpose()
}

pub(super) fn register(sql: &mut dyn Sql, examined: &Examined, now: Timestamp) -> Result<Registered, Error> {
    let administration = examined.desk.administration.id;
    if let Some(answer) = first_answer(sql, examined.desk.id, examined.op, examined.content_sha256)? {
        return Ok(answer);
    }
    let owned = sql.query_one(
        "SELECT 1 FROM blob_owner WHERE sha256 = $1 AND administration = $2",
        values![examined.registration.sha256, administration],
    )?;
    if owned.is_none() {
        return Ok(Registered::BlobMissing);
    }
    if let Some(superseded) = examined.supersedes_sha256 {
        let known = sql.query_one(
            "SELECT 1 FROM original WHERE identifier_sha256 = $1 AND administration = $2",
            values![superseded, administration],
        )?;
        if known.is_none() {
            return Ok(Registered::SupersededUnknown);
        }
    }
    let taken = sql.query_one(
        "SELECT seq, registered_ms, sha256, content_sha256, administration FROM original
         WHERE identifier_sha256 = $1",
        values![examined.identifier_sha256],
    )?;
    let answer = match taken {
        // Registered under another operation with the very same content: nothing changes.
        Some(row)
            if row.get::<Sha256>(3)? == examined.content_sha256 && row.get::<Uuid>(4)? == administration =>
        {
            Acknowledgement {
                seq: row.get(0)?,
                registered_at: row.time(1)?,
                sha256: row.get(2)?,
            }
        }
        Some(_) => {
            let subject = AlarmSubject {
                identifier_sha256: Some(examined.identifier_sha256),
                sha256: Some(examined.registration.sha256),
                desk: Some(examined.desk.id),
                op: Some(examined.op),
            };
            alarms::raise(sql, sync::wire::code::IDENTIFIER_TAKEN, subject, now)?;
            return Ok(Registered::IdentifierTaken);
        }
        None => insert(sql, examined, now)?,
    };
    sql.execute(
        "INSERT INTO operation (desk, op, content_sha256, answer) VALUES ($1, $2, $3, $4)",
        values![
            examined.desk.id,
            examined.op,
            examined.content_sha256,
            to_json(&answer, "answer")?
        ],
    )?;
    Ok(Registered::Acknowledged(answer))
}

fn insert(sql: &mut dyn Sql, examined: &Examined, now: Timestamp) -> Result<Acknowledgement, Error> {
    let seq = next_number(sql, "seq")?;
    sql.execute(
        "INSERT INTO original (identifier_sha256, seq, content_sha256, sha256, size_bytes, administration, desk,
             registered_ms, facts, seal_report, supersedes_sha256, log_entry)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        values![
            examined.identifier_sha256,
            seq,
            examined.content_sha256,
            examined.registration.sha256,
            examined.registration.size_bytes,
            examined.desk.administration.id,
            examined.desk.id,
            Millis(now),
            to_json(&Facts::from(&examined.registration), "facts")?,
            to_json(&examined.seal_report, "seal report")?,
            examined.supersedes_sha256,
            examined.log_entry
        ],
    )?;
    log::enqueue(sql, &examined.log_entry, now)?;
    super::evidence::add(sql, examined.registration.sha256)?;
    if let Some(superseded) = examined.supersedes_sha256 {
        log::enqueue_later(sql, superseded, Kind::Superseded, now)?;
    }
    Ok(Acknowledgement {
        seq,
        // The database keeps milliseconds; the answer says what the database keeps.
        registered_at: Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now),
        sha256: examined.registration.sha256,
    })
}

/// Which of these (identifier and bytes, by their SHA-256) the administration has not registered.
pub(super) fn missing(
    sql: &mut dyn Sql,
    administration: Uuid,
    claimed: &[(Sha256, Sha256)],
) -> Result<Vec<Sha256>, Error> {
    let mut missing = Vec::new();
    for (identifier, sha256) in claimed {
        let known = sql.query_one(
            "SELECT 1 FROM original WHERE identifier_sha256 = $1 AND sha256 = $2 AND administration = $3",
            values![*identifier, *sha256, administration],
        )?;
        if known.is_none() {
            missing.push(*identifier);
        }
    }
    Ok(missing)
}

pub(super) fn original(sql: &mut dyn Sql, identifier: Sha256) -> Result<Option<Original>, Error> {
    sql.query_one(
        &format!("{ORIGINAL} WHERE original.identifier_sha256 = $1"),
        values![identifier],
    )?
    .as_ref()
    .map(original_of)
    .transpose()
}

pub(super) fn original_by_content(sql: &mut dyn Sql, sha256: Sha256) -> Result<Option<Original>, Error> {
    sql.query_one(
        &format!("{ORIGINAL} WHERE original.sha256 = $1 ORDER BY original.seq LIMIT 1"),
        values![sha256],
    )?
    .as_ref()
    .map(original_of)
    .transpose()
}

pub(super) fn revoke(sql: &mut dyn Sql, identifier: Sha256, revocation: &Revocation) -> Result<bool, Error> {
    let newly = sql.execute(
        "UPDATE original SET revoked_ms = $2, revoked_reason = $3, revoked_lang = $4
         WHERE identifier_sha256 = $1 AND revoked_ms IS NULL",
        values![
            identifier,
            Millis(revocation.at),
            &revocation.reason,
            &revocation.lang
        ],
    )?;
    if newly > 0 {
        log::enqueue_later(sql, identifier, Kind::Revoked, revocation.at)?;
    }
    let known = sql.query_one(
        "SELECT 1 FROM original WHERE identifier_sha256 = $1",
        values![identifier],
    )?;
    Ok(known.is_some())
}
