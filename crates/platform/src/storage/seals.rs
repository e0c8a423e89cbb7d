//! By which certificates administrations seal.

use jiff::Timestamp;
use model::Sha256;
use uuid::Uuid;

use super::people::note;
use super::relational::SqlStorage;
use super::sql::{Database, Millis, Sql, values};
use crate::error::Error;

/// Whose seal stands in a file, for one administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One that the operator named for it.
    Own,
    /// Nobody's, and the operator has never named one for it.
    Anybodys,
    /// Another administration's, or none of those that the operator named for it and has not ended.
    NotTheirs,
}

/// What the platform keeps of seals. A certificate is named by the SHA-256 of its DER.
///
/// Errors: every method fails with [`Error`] where the database fails; nothing is then half done.
#[allow(clippy::missing_errors_doc)]
pub trait SealStorage: Send + Sync {
    /// Names certificates for an administration; where one is another's it gives that one, and nothing is changed.
    fn name_seals(
        &self,
        administration: Uuid,
        certificates: &[Sha256],
        now: Timestamp,
    ) -> Result<Option<Sha256>, Error>;
    /// It seals no longer: what it sealed stays registered, and it does not become anybody else's. `false` where it was none
    /// of that administration's.
    fn end_seal(&self, administration: Uuid, certificate: Sha256, now: Timestamp) -> Result<bool, Error>;
    /// The certificates that were named for an administration and have not ended, oldest first.
    fn seals(&self, administration: Uuid) -> Result<Vec<(Sha256, Timestamp)>, Error>;
    /// Whether an administration may register a file that these certificates have sealed.
    fn whose_seal(&self, administration: Uuid, certificates: &[Sha256]) -> Result<Whose, Error>;
}

/// For whom a certificate was named, and whether it still seals.
fn owner(sql: &mut dyn Sql, certificate: Sha256) -> Result<Option<(Uuid, bool)>, Error> {
    let row = sql.query_one(
        "SELECT administration, ended_ms FROM administration_seal WHERE sha256 = $1",
        values![certificate],
    )?;
    row.map(|row| Ok((row.get(0)?, row.get::<Option<Millis>>(1)?.is_none())))
        .transpose()
}

impl<D: Database> SealStorage for SqlStorage<D> {
    fn name_seals(
        &self,
        administration: Uuid,
        certificates: &[Sha256],
        now: Timestamp,
    ) -> Result<Option<Sha256>, Error> {
        self.database().change_numbered(|sql| {
            for certificate in certificates {
                if owner(sql, *certificate)?.is_some_and(|(owner, _)| owner != administration) {
                    return Ok(Some(*certificate));
                }
            }
            for certificate in certificates {
                let added = sql.execute(
                    "INSERT INTO administration_seal (sha256, administration, added_ms) VALUES ($1, $2, $3)
                     ON CONFLICT (sha256) DO UPDATE SET ended_ms = NULL
                     WHERE administration_seal.ended_ms IS NOT NULL
                         AND administration_seal.administration = excluded.administration",
                    values![*certificate, administration, Millis(now)],
                )?;
                if added > 0 {
                    note(sql, "seal-named", administration, &certificate.to_string(), now)?;
                }
            }
            Ok(None)
        })
    }

    fn end_seal(&self, administration: Uuid, certificate: Sha256, now: Timestamp) -> Result<bool, Error> {
        self.database().change_numbered(|sql| {
            let ended = sql.execute(
                "UPDATE administration_seal SET ended_ms = $3
                 WHERE sha256 = $1 AND administration = $2 AND ended_ms IS NULL",
                values![certificate, administration, Millis(now)],
            )?;
            if ended > 0 {
                note(sql, "seal-ended", administration, &certificate.to_string(), now)?;
            }
            Ok(ended > 0)
        })
    }

    fn seals(&self, administration: Uuid) -> Result<Vec<(Sha256, Timestamp)>, Error> {
        self.database().read(|sql| {
            let rows = sql.query(
                "SELECT sha256, added_ms FROM administration_seal WHERE administration = $1 AND ended_ms IS NULL
                 ORDER BY added_ms, sha256",
                values![administration],
            )?;
            rows.iter().map(|row| Ok((row.get(0)?, row.time(1)?))).collect()
        })
    }

    fn whose_seal(&self, administration: Uuid, certificates: &[Sha256]) -> Result<Whose, Error> {
        self.database().read(|sql| {
            let mut others = false;
            for certificate in certificates {
                match owner(sql, *certificate)? {
                    Some((owner, true)) if owner == administration => return Ok(Whose::Own),
                    Some(_) => others = true,
                    None => {}
                }
            }
            let named = sql.query_one(
                "SELECT 1 FROM administration_seal WHERE administration = $1 LIMIT 1",
                values![administration],
            )?;
            Ok(if others || named.is_some() {
                Whose::NotTheirs
            } else {
                Whose::Anybodys
            })
        })
    }
}
