//! Administrations, desks, their codes, assertions and tokens.

use jiff::Timestamp;
use model::{DeskId, Role, Sha256};
use uuid::Uuid;

use super::sql::{Millis, Row, Sql, to_json, values};
use super::{Administration, Desk, Enrolment, NewDesk, people};
use crate::error::Error;

const DESK: &str =
    "SELECT desk.id, desk.administration, administration.name, desk.name, desk.public_key, desk.roles,
        desk.enrolled_ms, desk.revoked_ms
    FROM desk JOIN administration ON administration.id = desk.administration";

fn desk_of(row: &Row) -> Result<Desk, Error> {
    Ok(Desk {
        id: row.get(0)?,
        administration: Administration {
            id: row.get(1)?,
            name: row.get(2)?,
        },
        name: row.get(3)?,
        public_key: row.get(4)?,
        roles: row.json(5)?,
        enrolled_at: row.time(6)?,
        revoked_at: row.get::<Option<Millis>>(7)?.map(|time| time.0),
    })
}

pub(super) fn add_administration(
    sql: &mut dyn Sql,
    administration: &Administration,
    now: Timestamp,
) -> Result<(), Error> {
    let added = sql.execute(
        "INSERT INTO administration (id, name, created_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![administration.id, &administration.name, Millis(now)],
    )?;
    match added {
        0 => Err(Error::AdministrationExists {
            name: administration.name.clone(),
        }),
        _ => Ok(()),
    }
}

pub(super) fn administration(sql: &mut dyn Sql, name: &str) -> Result<Option<Administration>, Error> {
    sql.query_one(
        "SELECT id, name FROM administration WHERE name = $1",
        values![name],
    )?
    .map(|row| {
        Ok(Administration {
            id: row.get(0)?,
            name: row.get(1)?,
        })
    })
    .transpose()
}

pub(super) fn add_enrolment_code(
    sql: &mut dyn Sql,
    code: Sha256,
    administration: Uuid,
    roles: &[Role],
    now: Timestamp,
    expires: Timestamp,
) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO enrolment_code (code_sha256, administration, roles, created_ms, expires_ms)
         VALUES ($1, $2, $3, $4, $5)",
        values![
            code,
            administration,
            to_json(&roles, "roles")?,
            Millis(now),
            Millis(expires)
        ],
    )?;
    Ok(())
}

pub(super) fn enrol(
    sql: &mut dyn Sql,
    code: Sha256,
    new: &NewDesk,
    now: Timestamp,
) -> Result<Enrolment, Error> {
    let found = sql.query_one(
        "SELECT administration, roles, used_by FROM enrolment_code WHERE code_sha256 = $1 AND expires_ms > $2",
        values![code, Millis(now)],
    )?;
    let Some(found) = found else {
        return Ok(Enrolment::Refused);
    };
    let used_by: Option<DeskId> = found.get(2)?;
    let known = sql.query_one("SELECT public_key FROM desk WHERE id = $1", values![new.id])?;
    let known: Option<Vec<u8>> = known.map(|row| row.get(0)).transpose()?;
    match (used_by, known) {
        (None, None) => {
            sql.execute(
                "INSERT INTO desk (id, administration, name, public_key, roles, enrolled_ms)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                values![
                    new.id,
                    found.get::<Uuid>(0)?,
                    &new.name,
                    &new.public_key,
                    found.get::<String>(1)?,
                    Millis(now)
                ],
            )?;
            sql.execute(
                "UPDATE enrolment_code SET used_ms = $2, used_by = $3 WHERE code_sha256 = $1",
                values![code, Millis(now), new.id],
            )?;
            // Whoever was registered before there was a desk to be told.
            super::records::people::tell(sql, found.get(0)?, None, now)?;
        }
        // The answer to the first attempt was lost on its way.
        (Some(by), Some(key)) if by == new.id && key == new.public_key => {}
        _ => return Ok(Enrolment::Refused),
    }
    Ok(match desk(sql, new.id)? {
        Some(desk) if desk.revoked_at.is_none() => Enrolment::Enrolled(desk),
        _ => Enrolment::Refused,
    })
}

pub(super) fn desk(sql: &mut dyn Sql, id: DeskId) -> Result<Option<Desk>, Error> {
    let found = sql.query_one(&format!("{DESK} WHERE desk.id = $1"), values![id])?;
    found.map(|row| people::acting(sql, desk_of(&row)?)).transpose()
}

pub(super) fn desks(sql: &mut dyn Sql) -> Result<Vec<Desk>, Error> {
    let rows = sql.query(&format!("{DESK} ORDER BY desk.enrolled_ms, desk.id"), &[])?;
    rows.iter()
        .map(|row| people::acting(sql, desk_of(row)?))
        .collect()
}

pub(super) fn revoke_desk(sql: &mut dyn Sql, id: DeskId, now: Timestamp) -> Result<bool, Error> {
    let found = sql.execute(
        "UPDATE desk SET revoked_ms = coalesce(revoked_ms, $2) WHERE id = $1",
        values![id, Millis(now)],
    )?;
    Ok(found > 0)
}

pub(super) fn use_assertion(sql: &mut dyn Sql, jti: Sha256, expires: Timestamp) -> Result<bool, Error> {
    let added = sql.execute(
        "INSERT INTO assertion (jti_sha256, expires_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        values![jti, Millis(expires)],
    )?;
    Ok(added > 0)
}

pub(super) fn add_token(
    sql: &mut dyn Sql,
    token: Sha256,
    desk: DeskId,
    expires: Timestamp,
) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO token (token_sha256, desk, expires_ms) VALUES ($1, $2, $3)",
        values![token, desk, Millis(expires)],
    )?;
    Ok(())
}

pub(super) fn desk_of_token(sql: &mut dyn Sql, token: Sha256, now: Timestamp) -> Result<Option<Desk>, Error> {
    let found = sql.query_one(
        &format!(
            "{DESK} JOIN token ON token.desk = desk.id WHERE token.token_sha256 = $1 AND token.expires_ms > $2"
        ),
        values![token, Millis(now)],
    )?;
    found.map(|row| people::acting(sql, desk_of(&row)?)).transpose()
}

/// Forgets tokens and assertions that have expired.
pub(super) fn sweep(sql: &mut dyn Sql, now: Timestamp) -> Result<(), Error> {
    sql.execute("DELETE FROM token WHERE expires_ms <= $1", values![Millis(now)])?;
    sql.execute(
        "DELETE FROM assertion WHERE expires_ms <= $1",
        values![Millis(now)],
    )?;
    Ok(())
}
