//! Who is signed in on which desk, and who people are at an issuer.

use jiff::Timestamp;
use model::{DeskId, Role, Sha256};
use uuid::Uuid;

use super::people::Person;
use super::relational::SqlStorage;
use super::sql::{Database, Millis, Sql, values};
use crate::error::Error;

/// A sign-in that a desk has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Identity.
    pub id: Uuid,
    /// The desk.
    pub desk: DeskId,
    /// SHA-256 of its nonce.
    pub nonce_sha256: Sha256,
    /// It can be finished until then.
    pub expires: Timestamp,
}

/// What becomes of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// This person is signed in on the desk.
    As(Box<Person>),
    /// It was finished before, has expired, or is another desk's.
    Over,
    /// The issuer knows somebody whom nobody has registered here, or who does not work on this desk.
    Nobody,
}

/// What the platform keeps of sign-ins.
///
/// Errors: every method fails with [`Error`] where the database fails; nothing is then half done.
#[allow(clippy::missing_errors_doc)]
pub trait SignInStorage: Send + Sync {
    /// Registers who a person is at an issuer; `false` where there is no such person, or the subject is somebody else's.
    fn add_subject(&self, issuer: &str, subject: &str, person: Uuid, now: Timestamp) -> Result<bool, Error>;
    /// Begins a sign-in.
    fn begin_sign_in(&self, sign_in: &SignIn) -> Result<(), Error>;
    /// A sign-in that can still be finished by this desk.
    fn open_sign_in(&self, id: Uuid, desk: DeskId, now: Timestamp) -> Result<Option<SignIn>, Error>;
    /// Finishes a sign-in, once, for whom the issuer calls `subject`; it lasts until `until`. Whatever comes of it, its
    /// nonce counts no more.
    fn finish_sign_in(
        &self,
        id: Uuid,
        desk: DeskId,
        issuer: &str,
        subject: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<SignedIn, Error>;
    /// Nobody is signed in on the desk any more.
    fn sign_out(&self, desk: DeskId, now: Timestamp) -> Result<(), Error>;
    /// The roles of those who are signed in on the desk and work there; `None` where nobody is.
    fn signed_in_roles(&self, desk: DeskId, now: Timestamp) -> Result<Option<Vec<Role>>, Error>;
}

fn finish(
    sql: &mut dyn Sql,
    id: Uuid,
    desk: DeskId,
    (issuer, subject): (&str, &str),
    now: Timestamp,
    until: Timestamp,
) -> Result<SignedIn, Error> {
    let used = sql.execute(
        "UPDATE sign_in SET used_ms = $3
         WHERE id = $1 AND desk = $2 AND used_ms IS NULL AND expires_ms > $3",
        values![id, desk, Millis(now)],
    )?;
    if used == 0 {
        return Ok(SignedIn::Over);
    }
    let person = sql.query_one(
        "SELECT person_subject.person FROM person_subject
         JOIN person ON person.id = person_subject.person AND person.left_ms IS NULL
         JOIN desk_person ON desk_person.person = person.id AND desk_person.desk = $3
             AND desk_person.until_ms IS NULL
         WHERE person_subject.issuer = $1 AND person_subject.subject = $2",
        values![issuer, subject, desk],
    )?;
    let Some(person) = person else {
        return Ok(SignedIn::Nobody);
    };
    let id_of: Uuid = person.get(0)?;
    sql.execute(
        "UPDATE sign_in SET person = $2, until_ms = $3 WHERE id = $1",
        values![id, id_of, Millis(until)],
    )?;
    let people = super::people::of_desk(sql, desk)?.unwrap_or_default();
    let found = people.into_iter().find(|person| person.id == id_of);
    Ok(found.map_or(SignedIn::Nobody, |person| SignedIn::As(Box::new(person))))
}

impl<D: Database> SignInStorage for SqlStorage<D> {
    fn add_subject(&self, issuer: &str, subject: &str, person: Uuid, now: Timestamp) -> Result<bool, Error> {
        self.database().change(|sql| {
            let known = sql.query_one(
                "SELECT 1 FROM person WHERE id = $1 AND left_ms IS NULL",
                values![person],
            )?;
            if known.is_none() {
                return Ok(false);
            }
            sql.execute(
                "INSERT INTO person_subject (issuer, subject, person, added_ms) VALUES ($1, $2, $3, $4)
                 ON CONFLICT DO NOTHING",
                values![issuer, subject, person, Millis(now)],
            )?;
            let row = sql.query_one(
                "SELECT person FROM person_subject WHERE issuer = $1 AND subject = $2",
                values![issuer, subject],
            )?;
            Ok(row.map(|row| row.get::<Uuid>(0)).transpose()? == Some(person))
        })
    }

    fn begin_sign_in(&self, sign_in: &SignIn) -> Result<(), Error> {
        self.database().change(|sql| {
            // What was begun and never finished is not kept; what was, stays for the record until the nonce is long over.
            sql.execute(
                "DELETE FROM sign_in WHERE desk = $1 AND person IS NULL AND expires_ms < $2",
                values![sign_in.desk, Millis(sign_in.expires)],
            )?;
            sql.execute(
                "INSERT INTO sign_in (id, desk, nonce_sha256, expires_ms) VALUES ($1, $2, $3, $4)",
                values![
                    sign_in.id,
                    sign_in.desk,
                    sign_in.nonce_sha256,
                    Millis(sign_in.expires)
                ],
            )
        })?;
        Ok(())
    }

    fn open_sign_in(&self, id: Uuid, desk: DeskId, now: Timestamp) -> Result<Option<SignIn>, Error> {
        self.database().read(|sql| {
            let row = sql.query_one(
                "SELECT nonce_sha256, expires_ms FROM sign_in
                 WHERE id = $1 AND desk = $2 AND used_ms IS NULL AND expires_ms > $3",
                values![id, desk, Millis(now)],
            )?;
            row.map(|row| {
                Ok(SignIn {
                    id,
                    desk,
                    nonce_sha256: row.get(0)?,
                    expires: row.time(1)?,
                })
            })
            .transpose()
        })
    }

    fn finish_sign_in(
        &self,
        id: Uuid,
        desk: DeskId,
        issuer: &str,
        subject: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<SignedIn, Error> {
        self.database()
            .change(|sql| finish(sql, id, desk, (issuer, subject), now, until))
    }

    fn sign_out(&self, desk: DeskId, now: Timestamp) -> Result<(), Error> {
        self.database().change(|sql| {
            sql.execute(
                "UPDATE sign_in SET until_ms = $2 WHERE desk = $1 AND until_ms > $2",
                values![desk, Millis(now)],
            )
        })?;
        Ok(())
    }

    fn signed_in_roles(&self, desk: DeskId, now: Timestamp) -> Result<Option<Vec<Role>>, Error> {
        self.database().read(|sql| {
            let rows = sql.query(
                "SELECT DISTINCT person FROM sign_in
                 WHERE desk = $1 AND until_ms > $2 AND person IS NOT NULL",
                values![desk, Millis(now)],
            )?;
            let signed: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
            let people = super::people::of_desk(sql, desk)?.unwrap_or_default();
            let mut here = people
                .into_iter()
                .filter(|person| signed.contains(&person.id))
                .peekable();
            if here.peek().is_none() {
                return Ok(None);
            }
            let mut roles = Vec::new();
            for role in here.flat_map(|person| person.roles) {
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
            Ok(Some(roles))
        })
    }
}
