//! What an operator must look at.

use jiff::Timestamp;

use super::sql::{Millis, Row, Sql, values};
use super::{Alarm, AlarmSubject};
use crate::error::Error;

/// Raises an alarm; the same trouble, seen again, is one alarm.
pub(super) fn raise(
    sql: &mut dyn Sql,
    code: &str,
    subject: AlarmSubject,
    now: Timestamp,
) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO alarm (raised_ms, code, identifier_sha256, sha256, desk, op)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        values![
            Millis(now),
            code,
            subject.identifier_sha256,
            subject.sha256,
            subject.desk,
            subject.op
        ],
    )?;
    Ok(())
}

fn alarm_of(row: &Row) -> Result<Alarm, Error> {
    Ok(Alarm {
        id: row.get(0)?,
        raised_at: row.time(1)?,
        code: row.get(2)?,
        identifier_sha256: row.get(3)?,
        sha256: row.get(4)?,
        desk: row.get(5)?,
    })
}

pub(super) fn alarms(sql: &mut dyn Sql) -> Result<Vec<Alarm>, Error> {
    sql.query(
        "SELECT id, raised_ms, code, identifier_sha256, sha256, desk FROM alarm ORDER BY id DESC",
        &[],
    )?
    .iter()
    .map(alarm_of)
    .collect()
}
