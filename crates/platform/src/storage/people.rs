//! People of administrations: who they are, what they may do, on which desks they work; and the end of a desk.
//!
//! What a desk may do follows from its people and is read at every request. A desk on which nobody was ever registered
//! acts in the roles that its enrolment gave it; once somebody was, only its people count.

use jiff::Timestamp;
use model::{DeskId, Role};
use uuid::Uuid;

use super::relational::SqlStorage;
use super::sql::{Database, Millis, Row, Sql, next_number, to_json, values};
use super::{Administration, Desk};
use crate::error::Error;

/// Somebody who works for an administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity, as in records of kind `person`.
    pub id: Uuid,
    /// Where they work.
    pub administration: Administration,
    /// Name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Codes of the offices they belong to.
    pub offices: Vec<String>,
    /// Desks they work on.
    pub desks: Vec<DeskId>,
    /// When they were registered.
    pub added_at: Timestamp,
    /// When they left.
    pub left_at: Option<Timestamp>,
}

/// What changes of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonChange {
    /// These roles, in place of those before.
    Roles(Vec<Role>),
    /// These offices, in place of those before.
    Offices(Vec<String>),
    /// They work on this desk, too.
    WorksOn(DeskId),
    /// They no longer work on this desk.
    NoLongerOn(DeskId),
    /// They have left: no desk acts for them any more.
    Left,
}

/// What a revoked desk is told to do at its next contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RevocationPolicy {
    /// Lock itself: nobody opens it without the recovery key.
    #[default]
    Lock,
    /// Remove its keys, then its content: for ever.
    Wipe,
}

impl RevocationPolicy {
    /// As on the wire and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lock => sync::wire::revocation::LOCK,
            Self::Wipe => sync::wire::revocation::WIPE,
        }
    }

    fn named(name: Option<&str>) -> Self {
        match name {
            Some(sync::wire::revocation::WIPE) => Self::Wipe,
            _ => Self::Lock,
        }
    }
}

/// How the revocation of a desk stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeskEnd {
    /// What it is to do.
    pub policy: RevocationPolicy,
    /// When it was told first.
    pub told_at: Option<Timestamp>,
}

/// Something an operator did to people or desks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its number, from 1.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What, e.g. `person-roles`.
    pub act: String,
    /// To which person or desk.
    pub subject: Uuid,
    /// How, as JSON.
    pub detail: String,
}

/// What the platform keeps of people.
///
/// Errors: every method fails with [`Error`] where the database fails; nothing is then half done.
#[allow(clippy::missing_errors_doc)]
pub trait PeopleStorage: Send + Sync {
    /// Registers a person; `false` where the identity is taken.
    fn add_person(&self, person: &Person) -> Result<bool, Error>;
    /// A person, those who left included.
    fn person(&self, id: Uuid) -> Result<Option<Person>, Error>;
    /// Everybody, by administration and name.
    fn people(&self) -> Result<Vec<Person>, Error>;
    /// Changes a person who has not left; `false` where there is none, or where the desk is not one of their
    /// administration.
    fn change_person(&self, id: Uuid, change: &PersonChange, now: Timestamp) -> Result<bool, Error>;
    /// Everybody who works on a desk now. Empty also where nobody was ever registered: see [`Desk::roles`].
    fn people_of_desk(&self, desk: DeskId) -> Result<Vec<Person>, Error>;
    /// Revokes a desk with a policy; `false` where there is none. A wiping one is never softened.
    fn end_desk(&self, desk: DeskId, policy: RevocationPolicy, now: Timestamp) -> Result<bool, Error>;
    /// How the revocation of a desk stands.
    fn desk_end(&self, desk: DeskId) -> Result<DeskEnd, Error>;
    /// The desk was told that it is revoked.
    fn desk_told(&self, desk: DeskId, now: Timestamp) -> Result<(), Error>;
    /// What operators did, oldest first.
    fn acts(&self) -> Result<Vec<Act>, Error>;
    /// Tells the desks of every administration who works for it, as far as that does not stand among the records: those
    /// whom an older version registered.
    fn tell_people(&self, now: Timestamp) -> Result<(), Error>;
}

const PERSON: &str =
    "SELECT person.id, person.administration, administration.name, person.name, person.roles,
        person.offices, person.added_ms, person.left_ms
    FROM person JOIN administration ON administration.id = person.administration";

fn person_of(row: &Row) -> Result<Person, Error> {
    Ok(Person {
        id: row.get(0)?,
        administration: Administration {
            id: row.get(1)?,
            name: row.get(2)?,
        },
        name: row.get(3)?,
        roles: row.json(4)?,
        offices: row.json(5)?,
        desks: Vec::new(),
        added_at: row.time(6)?,
        left_at: row.get::<Option<Millis>>(7)?.map(|time| time.0),
    })
}

/// A person with their desks.
fn whole(sql: &mut dyn Sql, row: &Row) -> Result<Person, Error> {
    let mut person = person_of(row)?;
    person.desks = sql
        .query(
            "SELECT desk FROM desk_person WHERE person = $1 AND until_ms IS NULL ORDER BY since_ms, desk",
            values![person.id],
        )?
        .iter()
        .map(|row| row.get(0))
        .collect::<Result<_, _>>()?;
    Ok(person)
}

/// Everybody who works on a desk now; `None` where nobody was ever registered on it.
pub(super) fn of_desk(sql: &mut dyn Sql, desk: DeskId) -> Result<Option<Vec<Person>>, Error> {
    let people = sql.query(
        &format!(
            "{PERSON} JOIN desk_person ON desk_person.person = person.id
             WHERE desk_person.desk = $1 AND desk_person.until_ms IS NULL AND person.left_ms IS NULL
             ORDER BY person.id"
        ),
        values![desk],
    )?;
    if people.is_empty() {
        let once = sql.query_one("SELECT 1 FROM desk_person WHERE desk = $1 LIMIT 1", values![desk])?;
        return Ok(once.map(|_| Vec::new()));
    }
    people.iter().map(person_of).collect::<Result<_, _>>().map(Some)
}

/// The desk with the roles that it has now: those of its people, where it ever had any.
pub(super) fn acting(sql: &mut dyn Sql, desk: Desk) -> Result<Desk, Error> {
    let Some(people) = of_desk(sql, desk.id)? else {
        return Ok(desk);
    };
    let mut roles = Vec::new();
    for role in people.into_iter().flat_map(|person| person.roles) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(Desk { roles, ..desk })
}

pub(super) fn note(
    sql: &mut dyn Sql,
    act: &str,
    subject: Uuid,
    detail: &impl serde::Serialize,
    now: Timestamp,
) -> Result<(), Error> {
    let number = next_number(sql, "act")?;
    sql.execute(
        "INSERT INTO operator_act (number, at_ms, act, subject, detail) VALUES ($1, $2, $3, $4, $5)",
        values![number, Millis(now), act, subject, to_json(detail, "act")?],
    )?;
    Ok(())
}

fn add(sql: &mut dyn Sql, person: &Person) -> Result<bool, Error> {
    let added = sql.execute(
        "INSERT INTO person (id, administration, name, roles, offices, added_ms)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        values![
            person.id,
            person.administration.id,
            &person.name,
            to_json(&person.roles, "roles")?,
            to_json(&person.offices, "offices")?,
            Millis(person.added_at)
        ],
    )?;
    if added == 0 {
        return Ok(false);
    }
    let detail = (&person.roles, &person.offices);
    note(sql, "person-add", person.id, &detail, person.added_at)?;
    super::records::people::tell(sql, person.administration.id, Some(person.id), person.added_at)?;
    Ok(true)
}

fn change(sql: &mut dyn Sql, id: Uuid, change: &PersonChange, now: Timestamp) -> Result<bool, Error> {
    let found = sql.query_one(
        "SELECT administration FROM person WHERE id = $1 AND left_ms IS NULL",
        values![id],
    )?;
    let Some(found) = found else {
        return Ok(false);
    };
    match change {
        PersonChange::Roles(roles) => {
            sql.execute(
                "UPDATE person SET roles = $2 WHERE id = $1",
                values![id, to_json(roles, "roles")?],
            )?;
            note(sql, "person-roles", id, roles, now)?;
        }
        PersonChange::Offices(offices) => {
            sql.execute(
                "UPDATE person SET offices = $2 WHERE id = $1",
                values![id, to_json(offices, "offices")?],
            )?;
            note(sql, "person-offices", id, offices, now)?;
        }
        PersonChange::WorksOn(desk) => {
            let own = sql.query_one(
                "SELECT 1 FROM desk WHERE id = $1 AND administration = $2",
                values![*desk, found.get::<Uuid>(0)?],
            )?;
            if own.is_none() {
                return Ok(false);
            }
            sql.execute(
                "INSERT INTO desk_person (desk, person, since_ms) VALUES ($1, $2, $3)
                 ON CONFLICT (desk, person) DO UPDATE SET until_ms = NULL",
                values![*desk, id, Millis(now)],
            )?;
            note(sql, "person-desk", id, desk, now)?;
        }
        PersonChange::NoLongerOn(desk) => {
            let ended = sql.execute(
                "UPDATE desk_person SET until_ms = $3 WHERE desk = $1 AND person = $2 AND until_ms IS NULL",
                values![*desk, id, Millis(now)],
            )?;
            if ended == 0 {
                return Ok(false);
            }
            note(sql, "person-desk-end", id, desk, now)?;
        }
        PersonChange::Left => {
            sql.execute(
                "UPDATE person SET left_ms = $2 WHERE id = $1",
                values![id, Millis(now)],
            )?;
            note(sql, "person-revoke", id, &(), now)?;
        }
    }
    super::records::people::tell(sql, found.get(0)?, Some(id), now)?;
    super::records::audiences::person_changed(sql, id)?;
    Ok(true)
}

fn end_desk(
    sql: &mut dyn Sql,
    desk: DeskId,
    policy: RevocationPolicy,
    now: Timestamp,
) -> Result<bool, Error> {
    let found = sql.execute(
        "UPDATE desk SET revoked_ms = coalesce(revoked_ms, $2),
            revoked_policy = CASE WHEN revoked_policy = 'wipe' THEN 'wipe' ELSE $3 END
         WHERE id = $1",
        values![desk, Millis(now), policy.name()],
    )?;
    if found == 0 {
        return Ok(false);
    }
    note(sql, "desk-revoke", desk.uuid(), &policy.name(), now)?;
    Ok(true)
}

impl<D: Database> PeopleStorage for SqlStorage<D> {
    fn add_person(&self, person: &Person) -> Result<bool, Error> {
        self.database().change_numbered(|sql| add(sql, person))
    }

    fn person(&self, id: Uuid) -> Result<Option<Person>, Error> {
        self.database().read(|sql| {
            let found = sql.query_one(&format!("{PERSON} WHERE person.id = $1"), values![id])?;
            found.map(|row| whole(sql, &row)).transpose()
        })
    }

    fn people(&self) -> Result<Vec<Person>, Error> {
        self.database().read(|sql| {
            let rows = sql.query(
                &format!("{PERSON} ORDER BY administration.name, person.name, person.id"),
                &[],
            )?;
            rows.iter().map(|row| whole(sql, row)).collect()
        })
    }

    fn change_person(&self, id: Uuid, wanted: &PersonChange, now: Timestamp) -> Result<bool, Error> {
        self.database()
            .change_numbered(|sql| change(sql, id, wanted, now))
    }

    fn people_of_desk(&self, desk: DeskId) -> Result<Vec<Person>, Error> {
        self.database()
            .read(|sql| Ok(of_desk(sql, desk)?.unwrap_or_default()))
    }

    fn end_desk(&self, desk: DeskId, policy: RevocationPolicy, now: Timestamp) -> Result<bool, Error> {
        self.database()
            .change_numbered(|sql| end_desk(sql, desk, policy, now))
    }

    fn desk_end(&self, desk: DeskId) -> Result<DeskEnd, Error> {
        self.database().read(|sql| {
            let found = sql.query_one(
                "SELECT revoked_policy, revoked_told_ms FROM desk WHERE id = $1",
                values![desk],
            )?;
            let Some(row) = found else {
                return Ok(DeskEnd::default());
            };
            Ok(DeskEnd {
                policy: RevocationPolicy::named(row.get::<Option<String>>(0)?.as_deref()),
                told_at: row.get::<Option<Millis>>(1)?.map(|time| time.0),
            })
        })
    }

    fn desk_told(&self, desk: DeskId, now: Timestamp) -> Result<(), Error> {
        self.database().change(|sql| {
            sql.execute(
                "UPDATE desk SET revoked_told_ms = $2
                 WHERE id = $1 AND revoked_ms IS NOT NULL AND revoked_told_ms IS NULL",
                values![desk, Millis(now)],
            )
        })?;
        Ok(())
    }

    fn acts(&self) -> Result<Vec<Act>, Error> {
        self.database().read(|sql| {
            sql.query(
                "SELECT number, at_ms, act, subject, detail FROM operator_act ORDER BY number",
                &[],
            )?
            .iter()
            .map(|row| {
                Ok(Act {
                    number: row.get(0)?,
                    at: row.time(1)?,
                    act: row.get(2)?,
                    subject: row.get(3)?,
                    detail: row.get(4)?,
                })
            })
            .collect()
        })
    }

    fn tell_people(&self, now: Timestamp) -> Result<(), Error> {
        let untold = self.database().read(|sql| {
            sql.query("SELECT DISTINCT administration FROM person", &[])?
                .iter()
                .map(|row| row.get::<Uuid>(0))
                .collect::<Result<Vec<_>, _>>()
        })?;
        for administration in untold {
            self.database()
                .change_numbered(|sql| super::records::people::tell(sql, administration, None, now))?;
        }
        Ok(())
    }
}
