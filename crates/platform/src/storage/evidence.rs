//! Evidence of originals in the database: which time-stamps cover each, in which order, and until when the newest holds.

use jiff::Timestamp;
use model::Sha256;
use seal::evidence_record::Joins;
use tlog::entry::LENGTH;

use super::relational::SqlStorage;
use super::sql::{Database, Millis, Sql, next_number, values};
use crate::error::Error;

/// An original whose evidence is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub sha256: Sha256,
    /// Until when its newest time evidence holds, as far as was found out; 1970 where there is none.
    pub holds_until: Timestamp,
}

/// One of the time-stamps of an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// How it continues what was there; `None`: a record begins with it.
    pub joins: Option<Joins>,
    /// The file with token and leaves.
    pub file: Sha256,
    /// Its entry of the public log.
    pub log_entry: [u8; LENGTH],
}

/// A time-stamp that is to be kept.
#[derive(Clone, Debug)]
pub struct NewStamp {
    /// The file with token and leaves, which is in its place.
    pub file: Sha256,
    /// Its size.
    pub size_bytes: u64,
    /// The time that the token tells.
    pub stamped_at: Timestamp,
    /// Until when it can be relied on.
    pub holds_until: Timestamp,
    /// Name of the authority.
    pub authority: String,
    /// Digest of the tree: `sha256`, `sha384`, `sha512`.
    pub digest: &'static str,
    /// Leaves of the tree.
    pub leaves: u64,
    /// What the public log will say.
    pub log_entry: [u8; LENGTH],
    /// The originals that it covers: how many time-stamps each had, and how it joins them (`None`: a record begins).
    pub covers: Vec<(Sha256, u64, Option<Joins>)>,
    /// Edition of the tables of algorithms.
    pub edition: u32,
}

/// A time-stamp that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStamp {
    /// Its number, from 1.
    pub number: u64,
    /// The file.
    pub file: Sha256,
    /// The time that it tells.
    pub stamped_at: Timestamp,
    /// Until when it can be relied on, as was known when it was kept.
    pub holds_until: Timestamp,
    /// Name of the authority.
    pub authority: String,
    /// Digest of its tree.
    pub digest: String,
    /// Originals that it covers.
    pub originals: u64,
}

/// How the evidence of all originals stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvidenceStanding {
    /// Originals.
    pub originals: u64,
    /// Those without time evidence, or not looked at yet.
    pub without: u64,
    /// Those whose evidence is to be renewed.
    pub due: u64,
    /// Those whose evidence was not renewed before it expired.
    pub expired: u64,
    /// When the evidence that expires first does.
    pub first_end: Option<Timestamp>,
}

/// What the platform keeps of evidence.
///
/// Errors: every method fails with [`Error`] where the database fails; nothing is then half done.
#[allow(clippy::missing_errors_doc)]
pub trait EvidenceStorage: Send + Sync {
    /// Originals whose evidence holds no longer than `until`, or was judged by another `edition`: those behind `after`, in
    /// the order of their digests.
    fn evidence_due(
        &self,
        until: Timestamp,
        edition: u32,
        after: Option<Sha256>,
        most: u32,
    ) -> Result<Vec<Due>, Error>;
    /// The time-stamps of an original, oldest first.
    fn evidence_of(&self, sha256: Sha256) -> Result<Vec<Stamped>, Error>;
    /// Until when the evidence of originals holds, as was found out now.
    fn evidence_examined(&self, found: &[(Sha256, Timestamp)], edition: u32) -> Result<(), Error>;
    /// Keeps a time-stamp and what it covers, with its entry for the public log; `false`, and nothing is kept, where
    /// somebody else has renewed one of the originals meanwhile.
    fn keep_stamp(&self, stamp: &NewStamp, now: Timestamp) -> Result<bool, Error>;
    /// All time-stamps, newest first.
    fn stamps(&self) -> Result<Vec<KeptStamp>, Error>;
    /// How the evidence of all originals stands. `due`: what holds no longer than that is to be renewed.
    fn evidence_standing(&self, due: Timestamp, now: Timestamp) -> Result<EvidenceStanding, Error>;
}

fn name(joins: Option<Joins>) -> &'static str {
    match joins {
        None => "first",
        Some(Joins::Chain) => "chain",
        Some(Joins::NewChain) => "new-chain",
    }
}

fn named(name: &str) -> Result<Option<Joins>, Error> {
    match name {
        "first" => Ok(None),
        "chain" => Ok(Some(Joins::Chain)),
        "new-chain" => Ok(Some(Joins::NewChain)),
        _ => Err(Error::Stored { what: "evidence" }),
    }
}

/// An original was registered: its evidence is to be looked at.
pub(super) fn add(sql: &mut dyn Sql, sha256: Sha256) -> Result<(), Error> {
    sql.execute(
        "INSERT INTO evidence_until (sha256, holds_until_ms, edition) VALUES ($1, 0, 0) ON CONFLICT DO NOTHING",
        values![sha256],
    )?;
    Ok(())
}

fn due(
    sql: &mut dyn Sql,
    until: Timestamp,
    edition: u32,
    after: Option<Sha256>,
    most: u32,
) -> Result<Vec<Due>, Error> {
    let after = after.map_or_else(Vec::new, |sha256| sha256.0.to_vec());
    sql.query(
        "SELECT sha256, holds_until_ms FROM evidence_until
         WHERE (holds_until_ms <= $1 OR edition <> $2) AND sha256 > $3 ORDER BY sha256 LIMIT $4",
        values![Millis(until), edition, after, most],
    )?
    .iter()
    .map(|row| {
        Ok(Due {
            sha256: row.get(0)?,
            holds_until: row.time(1)?,
        })
    })
    .collect()
}

fn keep(sql: &mut dyn Sql, stamp: &NewStamp, now: Timestamp) -> Result<bool, Error> {
    for (sha256, places, _) in &stamp.covers {
        let row = sql.query_one(
            "SELECT count(*) FROM evidence WHERE sha256 = $1",
            values![*sha256],
        )?;
        if row.map_or(Ok(0), |row| row.get::<u64>(0))? != *places {
            return Ok(false);
        }
    }
    sql.execute(
        "INSERT INTO blob (sha256, size_bytes, stored_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![stamp.file, stamp.size_bytes, Millis(now)],
    )?;
    super::fixity::add(sql, stamp.file)?;
    let number = next_number(sql, "stamp")?;
    sql.execute(
        "INSERT INTO evidence_stamp
             (number, sha256, stamped_ms, kept_ms, holds_until_ms, authority, digest, leaves, log_entry)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        values![
            number,
            stamp.file,
            Millis(stamp.stamped_at),
            Millis(now),
            Millis(stamp.holds_until),
            &stamp.authority,
            stamp.digest,
            stamp.leaves,
            stamp.log_entry
        ],
    )?;
    for (sha256, places, joins) in &stamp.covers {
        sql.execute(
            "INSERT INTO evidence (sha256, place, joins, stamp) VALUES ($1, $2, $3, $4)",
            values![*sha256, *places, name(*joins), number],
        )?;
        set_until(sql, *sha256, stamp.holds_until, stamp.edition)?;
    }
    super::log::enqueue(sql, &stamp.log_entry, now)?;
    Ok(true)
}

fn set_until(sql: &mut dyn Sql, sha256: Sha256, until: Timestamp, edition: u32) -> Result<(), Error> {
    sql.execute(
        "UPDATE evidence_until SET holds_until_ms = $2, edition = $3 WHERE sha256 = $1",
        values![sha256, Millis(until), edition],
    )?;
    Ok(())
}

fn standing(sql: &mut dyn Sql, due: Timestamp, now: Timestamp) -> Result<EvidenceStanding, Error> {
    let row = sql.query_one(
        "SELECT count(*), count(CASE WHEN holds_until_ms <= 0 THEN 1 END),
             count(CASE WHEN holds_until_ms <= $1 THEN 1 END),
             count(CASE WHEN holds_until_ms > 0 AND holds_until_ms <= $2 THEN 1 END),
             min(CASE WHEN holds_until_ms > 0 THEN holds_until_ms END)
         FROM evidence_until",
        values![Millis(due), Millis(now)],
    )?;
    let row = row.ok_or(Error::Stored { what: "count" })?;
    Ok(EvidenceStanding {
        originals: row.get(0)?,
        without: row.get(1)?,
        due: row.get(2)?,
        expired: row.get(3)?,
        first_end: row.get::<Option<Millis>>(4)?.map(|time| time.0),
    })
}

impl<D: Database> EvidenceStorage for SqlStorage<D> {
    fn evidence_due(
        &self,
        until: Timestamp,
        edition: u32,
        after: Option<Sha256>,
        most: u32,
    ) -> Result<Vec<Due>, Error> {
        self.database().read(|sql| due(sql, until, edition, after, most))
    }

    fn evidence_of(&self, sha256: Sha256) -> Result<Vec<Stamped>, Error> {
        self.database().read(|sql| {
            sql.query(
                "SELECT evidence.joins, evidence_stamp.sha256, evidence_stamp.log_entry
                 FROM evidence JOIN evidence_stamp ON evidence_stamp.number = evidence.stamp
                 WHERE evidence.sha256 = $1 ORDER BY evidence.place",
                values![sha256],
            )?
            .iter()
            .map(|row| {
                Ok(Stamped {
                    joins: named(&row.get::<String>(0)?)?,
                    file: row.get(1)?,
                    log_entry: row.get(2)?,
                })
            })
            .collect()
        })
    }

    fn evidence_examined(&self, found: &[(Sha256, Timestamp)], edition: u32) -> Result<(), Error> {
        self.database().change(|sql| {
            found
                .iter()
                .try_for_each(|(sha256, until)| set_until(sql, *sha256, *until, edition))
        })
    }

    fn keep_stamp(&self, stamp: &NewStamp, now: Timestamp) -> Result<bool, Error> {
        self.database().change_numbered(|sql| keep(sql, stamp, now))
    }

    fn stamps(&self) -> Result<Vec<KeptStamp>, Error> {
        self.database().read(|sql| {
            sql.query(
                "SELECT number, sha256, stamped_ms, holds_until_ms, authority, digest,
                     (SELECT count(*) FROM evidence WHERE evidence.stamp = evidence_stamp.number)
                 FROM evidence_stamp ORDER BY number DESC",
                &[],
            )?
            .iter()
            .map(|row| {
                Ok(KeptStamp {
                    number: row.get(0)?,
                    file: row.get(1)?,
                    stamped_at: row.time(2)?,
                    holds_until: row.time(3)?,
                    authority: row.get(4)?,
                    digest: row.get(5)?,
                    originals: row.get(6)?,
                })
            })
            .collect()
        })
    }

    fn evidence_standing(&self, due: Timestamp, now: Timestamp) -> Result<EvidenceStanding, Error> {
        self.database().read(|sql| standing(sql, due, now))
    }
}
