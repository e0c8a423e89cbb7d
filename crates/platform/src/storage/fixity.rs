//! Whether originals are still what they were: each is hashed again from time to time, a replica beside it is compared and
//! brought up to date, and what is damaged is healed from it.

use jiff::Timestamp;
use model::Sha256;

use super::copy::{bring, is_intact};
use super::originals::Originals;
use super::sql::{Millis, Sql, values};
use super::{AlarmSubject, Storage};
use crate::error::Error;

/// What an original was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixity {
    /// It has its digest.
    Intact,
    /// It was not, and was healed from the replica.
    Healed,
    /// It has another digest, and nothing to heal it from.
    Damaged,
    /// It is not there, nor in a replica.
    Missing,
}

impl Fixity {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Fixity::Intact => "intact",
            Fixity::Healed => "healed",
            Fixity::Damaged => "damaged",
            Fixity::Missing => "missing",
        }
    }
}

/// What checks have found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Originals that were hashed.
    pub checked: u64,
    /// Originals that the replica did not have, or not whole, and has now.
    pub replicated: u64,
    /// Those that were healed.
    pub healed: Vec<Sha256>,
    /// Those that are damaged or missing, with nothing to heal them from.
    pub lost: Vec<(Sha256, Fixity)>,
}

/// How all originals stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Originals that are kept.
    pub originals: u64,
    /// Those that were never hashed since they came.
    pub never: u64,
    /// The longest time that one of the others was not hashed for.
    pub oldest: Option<Timestamp>,
    /// Those that were not intact when they were hashed last.
    pub not_intact: Vec<(Sha256, String, Timestamp)>,
}

/// An original has come.
pub(super) fn add(sql: &mut dyn Sql, sha256: Sha256) -> Result<(), Error> {
    // One that is sent again is looked at again, whatever it was before.
    sql.execute(
        "INSERT INTO fixity (sha256, checked_ms, state) VALUES ($1, 0, 'intact')
         ON CONFLICT (sha256) DO UPDATE SET checked_ms = 0",
        values![sha256],
    )?;
    Ok(())
}

pub(super) fn due(sql: &mut dyn Sql, before: Timestamp, most: u32) -> Result<Vec<Sha256>, Error> {
    sql.query(
        "SELECT sha256 FROM fixity WHERE checked_ms < $1 ORDER BY checked_ms, sha256 LIMIT $2",
        values![Millis(before), most],
    )?
    .iter()
    .map(|row| row.get(0))
    .collect()
}

pub(super) fn record(sql: &mut dyn Sql, sha256: Sha256, found: Fixity, now: Timestamp) -> Result<(), Error> {
    sql.execute(
        "UPDATE fixity SET checked_ms = $2, state = $3 WHERE sha256 = $1",
        values![sha256, Millis(now), found.name()],
    )?;
    Ok(())
}

pub(super) fn standing(sql: &mut dyn Sql) -> Result<Standing, Error> {
    let row = sql.query_one(
        "SELECT count(*), count(CASE WHEN checked_ms = 0 THEN 1 END), min(CASE WHEN checked_ms > 0 THEN checked_ms END)
         FROM fixity",
        &[],
    )?;
    let row = row.ok_or(Error::Stored { what: "count" })?;
    let not_intact = sql.query(
        "SELECT sha256, state, checked_ms FROM fixity WHERE state <> 'intact' ORDER BY sha256",
        &[],
    )?;
    Ok(Standing {
        originals: row.get(0)?,
        never: row.get(1)?,
        oldest: row.get::<Option<Millis>>(2)?.map(|time| time.0),
        not_intact: not_intact
            .iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?, row.time(2)?)))
            .collect::<Result<_, Error>>()?,
    })
}

/// Hashes up to `most` originals that were not hashed since `before`, the longest first, and records what they are.
/// Anything but intact raises the alarm `original-damaged`, healed or not: the disk is to be looked at.
///
/// # Errors
/// The database, the originals or the replica are out of reach.
pub fn check(
    storage: &dyn Storage,
    replica: Option<&dyn Originals>,
    before: Timestamp,
    most: u32,
    now: Timestamp,
) -> Result<Findings, Error> {
    let mut findings = Findings::default();
    for sha256 in storage.fixity_due(before, most)? {
        let found = one(storage, replica, sha256, &mut findings)?;
        findings.checked += 1;
        match found {
            Fixity::Intact => {}
            Fixity::Healed => findings.healed.push(sha256),
            Fixity::Damaged | Fixity::Missing => findings.lost.push((sha256, found)),
        }
        if found != Fixity::Intact {
            let subject = AlarmSubject {
                sha256: Some(sha256),
                ..AlarmSubject::default()
            };
            storage.raise_alarm(sync::wire::code::ORIGINAL_DAMAGED, subject, now)?;
            tracing::error!(
                found = found.name(),
                "ALARM: a stored original was not what it should be"
            );
        }
        storage.fixity_checked(sha256, found, now)?;
    }
    Ok(findings)
}

fn one(
    storage: &dyn Storage,
    replica: Option<&dyn Originals>,
    sha256: Sha256,
    findings: &mut Findings,
) -> Result<Fixity, Error> {
    let originals = storage.originals();
    let here = is_intact(originals, sha256)?;
    let Some(replica) = replica else {
        return Ok(match here {
            Some(true) => Fixity::Intact,
            Some(false) => Fixity::Damaged,
            None => Fixity::Missing,
        });
    };
    if here == Some(true) {
        if is_intact(replica, sha256)? != Some(true) {
            replica.quarantine(sha256)?;
            if bring(originals, replica, sha256)?.is_some() {
                findings.replicated += 1;
            }
        }
        return Ok(Fixity::Intact);
    }
    if is_intact(replica, sha256)? == Some(true) {
        // The damaged bytes are kept aside: somebody may want to know what happened to them.
        originals.quarantine(sha256)?;
        if bring(replica, originals, sha256)?.is_some() {
            return Ok(Fixity::Healed);
        }
    }
    Ok(match here {
        Some(_) => Fixity::Damaged,
        None => Fixity::Missing,
    })
}
