//! Uploads, and which administration has sent which blob.

use jiff::Timestamp;
use model::{DeskId, Sha256};
use uuid::Uuid;

use super::originals::Kept;
use super::sql::{Millis, Row, Sql, values};
use super::{Added, Upload};
use crate::error::Error;

fn upload_of(row: &Row) -> Result<Upload, Error> {
    Ok(Upload {
        id: row.get(0)?,
        administration: row.get(1)?,
        sha256: row.get(2)?,
        size_bytes: row.get(3)?,
        offset: row.get(4)?,
        finished: row.get::<Option<i64>>(5)?.is_some(),
    })
}

pub(super) fn create(sql: &mut dyn Sql, upload: &Upload, desk: DeskId, now: Timestamp) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO upload (id, desk, administration, sha256, size_bytes, offset_bytes, created_ms)
         VALUES ($1, $2, $3, $4, $5, 0, $6)",
        values![
            upload.id,
            desk,
            upload.administration,
            upload.sha256,
            upload.size_bytes,
            Millis(now)
        ],
    )?;
    Ok(())
}

/// What this desk has sent of a content: a finished upload as long as the content is there, else the one that is furthest
/// and may still grow. Another desk's sending opens nothing.
pub(super) fn begun(
    sql: &mut dyn Sql,
    desk: DeskId,
    administration: Uuid,
    sha256: Sha256,
    size_bytes: u64,
) -> Result<Option<Upload>, Error> {
    let begun = sql
        .query_one(
            "SELECT id, administration, sha256, size_bytes, offset_bytes, finished_ms FROM upload
             WHERE administration = $1 AND sha256 = $2 AND desk = $3 AND size_bytes = $4
               AND (finished_ms IS NULL OR EXISTS (SELECT 1 FROM blob_owner
                    WHERE blob_owner.sha256 = upload.sha256 AND blob_owner.administration = upload.administration))
             ORDER BY offset_bytes DESC, id LIMIT 1",
            values![administration, sha256, desk, size_bytes],
        )?
        .as_ref()
        .map(upload_of)
        .transpose()?;
    match begun {
        Some(begun) if begun.finished || !has_most_parts(sql, begun.id)? => Ok(Some(begun)),
        _ => Ok(None),
    }
}

pub(super) fn upload(sql: &mut dyn Sql, id: Uuid) -> Result<Option<Upload>, Error> {
    sql.query_one(
        "SELECT id, administration, sha256, size_bytes, offset_bytes, finished_ms FROM upload WHERE id = $1",
        values![id],
    )?
    .as_ref()
    .map(upload_of)
    .transpose()
}

/// Most parts of one upload; a desk sends some hundred at most.
const MOST_PARTS: u64 = 10_000;

/// Records a part, if the upload stands where the part begins.
pub(super) fn add_part(sql: &mut dyn Sql, upload: &Upload, part: Kept) -> Result<Added, Error> {
    let row = sql.query_one(
        "UPDATE upload SET offset_bytes = offset_bytes + $3
         WHERE id = $1 AND offset_bytes = $2 AND offset_bytes + $3 <= size_bytes AND finished_ms IS NULL
         RETURNING offset_bytes",
        values![upload.id, upload.offset, part.size_bytes],
    )?;
    let Some(row) = row else {
        return Ok(Added::Elsewhere);
    };
    sql.execute(
        "INSERT INTO upload_part (upload, offset_bytes, size_bytes, name) VALUES ($1, $2, $3, $4)",
        values![upload.id, upload.offset, part.size_bytes, part.name],
    )?;
    Ok(Added::At(row.get(0)?))
}

/// Whether the upload has come in as many parts as it may.
pub(super) fn has_most_parts(sql: &mut dyn Sql, upload: Uuid) -> Result<bool, Error> {
    let row = sql.query_one(
        "SELECT count(*) FROM upload_part WHERE upload = $1",
        values![upload],
    )?;
    Ok(row.map_or(Ok(0), |row| row.get::<u64>(0))? >= MOST_PARTS)
}

/// The parts of an upload, in their order.
pub(super) fn parts(sql: &mut dyn Sql, upload: Uuid) -> Result<Vec<Uuid>, Error> {
    sql.query(
        "SELECT name FROM upload_part WHERE upload = $1 ORDER BY offset_bytes",
        values![upload],
    )?
    .iter()
    .map(|row| row.get(0))
    .collect()
}

/// Whether the upload is still to be finished.
pub(super) fn unfinished(sql: &mut dyn Sql, upload: Uuid) -> Result<bool, Error> {
    let row = sql.query_one(
        "SELECT 1 FROM upload WHERE id = $1 AND finished_ms IS NULL",
        values![upload],
    )?;
    Ok(row.is_some())
}

/// The bytes are in their place.
pub(super) fn finished(sql: &mut dyn Sql, upload: &Upload, now: Timestamp) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO blob (sha256, size_bytes, stored_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![upload.sha256, upload.size_bytes, Millis(now)],
    )?;
    sql.execute(
        "INSERT INTO blob_owner (sha256, administration) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        values![upload.sha256, upload.administration],
    )?;
    sql.execute(
        "UPDATE upload SET offset_bytes = size_bytes, finished_ms = $2 WHERE id = $1",
        values![upload.id, Millis(now)],
    )?;
    sql.execute("DELETE FROM upload_part WHERE upload = $1", values![upload.id])?;
    super::fixity::add(sql, upload.sha256)?;
    Ok(())
}

/// A content that came whole, its bytes in their place: as a finished upload of this desk, once.
pub(super) fn brought(sql: &mut dyn Sql, upload: &Upload, desk: DeskId, now: Timestamp) -> Result<(), Error> {
    let known = sql.query_one(
        "SELECT id FROM upload
         WHERE administration = $1 AND sha256 = $2 AND desk = $3 AND finished_ms IS NOT NULL LIMIT 1",
        values![upload.administration, upload.sha256, desk],
    )?;
    match known {
        Some(row) => {
            let id = row.get(0)?;
            finished(sql, &Upload { id, ..upload.clone() }, now)
        }
        None => {
            create(sql, upload, desk, now)?;
            finished(sql, upload, now)
        }
    }
}

/// Forgets an upload; a finished one stays.
pub(super) fn delete(sql: &mut dyn Sql, id: Uuid) -> Result<(), Error> {
    sql.execute(
        "DELETE FROM upload WHERE id = $1 AND finished_ms IS NULL",
        values![id],
    )?;
    Ok(())
}

/// Uploads that nobody has finished and that were begun before this time.
pub(super) fn stale(sql: &mut dyn Sql, before: Timestamp) -> Result<Vec<Uuid>, Error> {
    sql.query(
        "SELECT id FROM upload WHERE created_ms < $1 AND finished_ms IS NULL",
        values![Millis(before)],
    )?
    .iter()
    .map(|row| row.get(0))
    .collect()
}

pub(super) fn owned_blob(
    sql: &mut dyn Sql,
    sha256: Sha256,
    administration: Uuid,
) -> Result<Option<u64>, Error> {
    sql.query_one(
        "SELECT blob.size_bytes FROM blob JOIN blob_owner ON blob_owner.sha256 = blob.sha256
         WHERE blob.sha256 = $1 AND blob_owner.administration = $2",
        values![sha256, administration],
    )?
    .map(|row| row.get(0))
    .transpose()
}

/// Nobody has sent this blob any more: it can be sent again.
pub(super) fn disown(sql: &mut dyn Sql, sha256: Sha256) -> Result<(), Error> {
    sql.execute("DELETE FROM blob_owner WHERE sha256 = $1", values![sha256])?;
    sql.execute(
        "DELETE FROM upload WHERE sha256 = $1 AND finished_ms IS NOT NULL",
        values![sha256],
    )?;
    Ok(())
}
