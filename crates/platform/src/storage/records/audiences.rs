//! Who a desk speaks for, and who sees a dossier: kept with the numbers between which it held.

use std::collections::BTreeSet;

use model::{DeskId, Role};
use uuid::Uuid;

use crate::error::Error;
use crate::records::rights::{self, Person, Sight, Span};
use crate::storage::sql::{Row, Sql, next_number, values};
use crate::storage::{Desk, desks, people};

/// Everybody who works on a desk, by the platform's registry. A desk on which nobody was ever registered speaks for
/// somebody without a name and an office, in the roles of its enrolment.
fn people_of_desk(sql: &mut dyn Sql, desk: &Desk) -> Result<Vec<Person>, Error> {
    let Some(people) = people::of_desk(sql, desk.id)? else {
        return Ok(vec![Person {
            id: String::new(),
            roles: desk.roles.clone(),
            offices: Vec::new(),
        }]);
    };
    let people = people.into_iter().map(|person| Person {
        id: person.id.to_string(),
        roles: person.roles,
        offices: person.offices,
    });
    Ok(people.collect())
}

/// A desk as a reader and writer of records.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The desk.
    pub desk: DeskId,
    /// Its administration.
    pub administration: Uuid,
    /// Who works on it.
    pub people: Vec<Person>,
    /// What they may do, together.
    pub roles: Vec<Role>,
    /// The audiences that its people belong to now.
    wanted: BTreeSet<String>,
    /// Every audience it belonged to, and when.
    spans: Vec<(String, Span)>,
}

impl Reader {
    /// The desk as the registry and the stored audiences say.
    pub(crate) fn of(sql: &mut dyn Sql, desk: &Desk) -> Result<Self, Error> {
        let people = people_of_desk(sql, desk)?;
        let spans = sql
            .query(
                "SELECT audience, since_seq, until_seq FROM desk_audience WHERE desk = $1
                 ORDER BY audience, since_seq",
                values![desk.id],
            )?
            .iter()
            .map(span)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            desk: desk.id,
            administration: desk.administration.id,
            roles: rights::roles(&people),
            wanted: rights::of_desk(desk.id, &people),
            people,
            spans,
        })
    }

    /// What is stored is what its people belong to now.
    pub(crate) fn is_settled(&self) -> bool {
        self.open() == self.wanted
    }

    /// Somebody works on it.
    pub(crate) fn is_somebody(&self) -> bool {
        self.wanted.contains(rights::ALL)
    }

    fn open(&self) -> BTreeSet<String> {
        self.spans
            .iter()
            .filter(|(_, span)| span.until.is_none())
            .map(|(audience, _)| audience.clone())
            .collect()
    }

    /// Every audience it belonged to at `from` or later.
    pub(super) fn audiences_since(&self, from: u64) -> Vec<String> {
        self.named(|span| span.until.is_none_or(|until| until > from))
    }

    /// The audiences it began or ceased to belong to after `from` and not after `to`, in order.
    pub(super) fn changed_audiences(&self, from: u64, to: u64) -> Vec<String> {
        let within = |seq: u64| seq > from && seq <= to;
        self.named(|span| within(span.since) || span.until.is_some_and(within))
    }

    fn named(&self, which: impl Fn(&Span) -> bool) -> Vec<String> {
        let found: BTreeSet<&String> = self
            .spans
            .iter()
            .filter(|(_, span)| which(span))
            .map(|(audience, _)| audience)
            .collect();
        found.into_iter().cloned().collect()
    }

    /// When it saw a dossier with these audiences.
    pub(super) fn sight(&self, dossier: &[(String, Span)]) -> Sight {
        Sight::of(&self.spans, dossier)
    }

    /// When it saw what belongs to the administration.
    pub(super) fn sight_of_all(&self) -> Sight {
        let always = Span {
            since: 0,
            until: None,
        };
        self.sight(&[(rights::ALL.to_owned(), always)])
    }

    /// Whether it sees the dossier now, by what its people are now.
    pub(crate) fn sees(&self, sql: &mut dyn Sql, dossier: &str) -> Result<bool, Error> {
        Ok(open_audiences(sql, self.administration, dossier)?
            .iter()
            .any(|(audience, _)| self.wanted.contains(audience)))
    }

    /// The audiences that stand for the people of this desk themselves, so that a dossier is not lost to everybody.
    fn keepers(&self) -> BTreeSet<String> {
        let named: BTreeSet<String> = self
            .people
            .iter()
            .filter(|person| !person.id.is_empty())
            .map(|person| rights::person(&person.id))
            .collect();
        if named.is_empty() {
            BTreeSet::from([rights::desk(self.desk)])
        } else {
            named
        }
    }
}

fn span(row: &Row) -> Result<(String, Span), Error> {
    Ok((
        row.get(0)?,
        Span {
            since: row.get(1)?,
            until: row.get(2)?,
        },
    ))
}

/// An audience, and when it was one.
pub(super) type Audience = (String, Span);

/// All audiences that dossiers had, and when: the dossier, then as in [`Reader`].
pub(super) fn of_dossiers(
    sql: &mut dyn Sql,
    administration: Uuid,
    dossiers: &[String],
) -> Result<Vec<(String, Audience)>, Error> {
    let mut found = Vec::new();
    for part in dossiers.chunks(IN) {
        let rows = sql.query(
            &format!(
                "SELECT audience, since_seq, until_seq, dossier FROM dossier_audience
                 WHERE administration = $1 AND dossier IN ({})",
                placeholders(2)
            ),
            &within(administration, part),
        )?;
        for row in rows {
            found.push((row.get(3)?, span(&row)?));
        }
    }
    Ok(found)
}

/// Values in one `IN (…)`.
pub(super) const IN: usize = 64;

/// `$first, …`: always as many, so that a statement is prepared once.
pub(super) fn placeholders(first: usize) -> String {
    let names: Vec<String> = (first..first + IN).map(|n| format!("${n}")).collect();
    names.join(", ")
}

/// The administration and the values of one `IN (…)`, the last one repeated.
pub(super) fn within<T: Clone + Into<crate::storage::sql::Value>>(
    administration: Uuid,
    part: &[T],
) -> Vec<crate::storage::sql::Value> {
    let mut values = vec![administration.into()];
    values.extend(part.iter().cloned().map(Into::into));
    if let Some(last) = values.last().cloned() {
        values.resize(IN + 1, last);
    }
    values
}

/// The audiences that a dossier has now, and whether each is only a keeper.
fn open_audiences(
    sql: &mut dyn Sql,
    administration: Uuid,
    dossier: &str,
) -> Result<Vec<(String, bool)>, Error> {
    sql.query(
        "SELECT audience, keeper FROM dossier_audience
         WHERE administration = $1 AND dossier = $2 AND until_seq IS NULL",
        values![administration, dossier],
    )?
    .iter()
    .map(|row| Ok((row.get(0)?, row.get(1)?)))
    .collect()
}

/// Puts down whom a desk speaks for, after its people, their roles or their offices have changed (or before anything
/// of it is read). What the desk no longer may see is withdrawn at its next reading.
///
/// # Errors
/// The database fails.
pub fn audiences_changed(sql: &mut dyn Sql, desk: &Desk) -> Result<(), Error> {
    let reader = Reader::of(sql, desk)?;
    let open = reader.open();
    if open == reader.wanted {
        return Ok(());
    }
    let seq = next_number(sql, "seq")?;
    for audience in open.difference(&reader.wanted) {
        sql.execute(
            "UPDATE desk_audience SET until_seq = $3 WHERE desk = $1 AND audience = $2 AND until_seq IS NULL",
            values![desk.id, audience, seq],
        )?;
    }
    for audience in reader.wanted.difference(&open) {
        sql.execute(
            "INSERT INTO desk_audience (desk, administration, audience, since_seq) VALUES ($1, $2, $3, $4)",
            values![desk.id, reader.administration, audience, seq],
        )?;
        // Whoever kept a dossier because nobody of this audience was there, has done their service.
        sql.execute(
            "UPDATE dossier_audience SET until_seq = $3
             WHERE administration = $1 AND keeper = 1 AND until_seq IS NULL AND dossier IN (
                SELECT other.dossier FROM dossier_audience AS other
                WHERE other.administration = $1 AND other.audience = $2
                    AND other.until_seq IS NULL AND other.keeper = 0)",
            values![reader.administration, audience, seq],
        )?;
    }
    Ok(())
}

/// The same for every desk on which a person works or has worked.
///
/// # Errors
/// The database fails.
pub fn person_changed(sql: &mut dyn Sql, person: Uuid) -> Result<(), Error> {
    let desks = sql.query(
        "SELECT desk FROM desk_person WHERE person = $1 ORDER BY desk",
        values![person],
    )?;
    for row in desks {
        if let Some(desk) = desks::desk(sql, row.get(0)?)? {
            audiences_changed(sql, &desk)?;
        }
    }
    Ok(())
}

/// Sets who sees a dossier from the number `seq` on. Where no desk at all would, the people of the desk that changes it
/// keep it in sight, until somebody else comes to see it: nobody can shut himself and everybody else out.
pub(super) fn show_dossier(
    sql: &mut dyn Sql,
    reader: &Reader,
    dossier: &str,
    audiences: &BTreeSet<String>,
    seq: u64,
) -> Result<(), Error> {
    let open = open_audiences(sql, reader.administration, dossier)?;
    let mut wanted: BTreeSet<(String, bool)> = audiences
        .iter()
        .map(|audience| (audience.clone(), false))
        .collect();
    if !anybody(sql, reader, audiences)? {
        let kept: BTreeSet<(String, bool)> = open.iter().filter(|(_, keeper)| *keeper).cloned().collect();
        let keepers = if kept.is_empty() {
            reader
                .keepers()
                .into_iter()
                .map(|audience| (audience, true))
                .collect()
        } else {
            kept
        };
        wanted.extend(
            keepers
                .into_iter()
                .filter(|(audience, _)| !audiences.contains(audience)),
        );
    }
    for (audience, keeper) in &open {
        if !wanted.contains(&(audience.clone(), *keeper)) {
            sql.execute(
                "UPDATE dossier_audience SET until_seq = $4
                 WHERE administration = $1 AND dossier = $2 AND audience = $3 AND until_seq IS NULL",
                values![reader.administration, dossier, audience, seq],
            )?;
        }
    }
    for (audience, keeper) in &wanted {
        if !open.contains(&(audience.clone(), *keeper)) {
            sql.execute(
                "INSERT INTO dossier_audience (administration, dossier, audience, since_seq, keeper)
                 VALUES ($1, $2, $3, $4, $5)",
                values![reader.administration, dossier, audience, seq, *keeper],
            )?;
        }
    }
    Ok(())
}

/// Whether any desk that is not revoked speaks for one of these audiences.
fn anybody(sql: &mut dyn Sql, reader: &Reader, audiences: &BTreeSet<String>) -> Result<bool, Error> {
    for audience in audiences {
        let found = sql.query_one(
            "SELECT 1 FROM desk_audience JOIN desk ON desk.id = desk_audience.desk
             WHERE desk_audience.administration = $1 AND desk_audience.audience = $2
                AND desk_audience.until_seq IS NULL AND desk.revoked_ms IS NULL LIMIT 1",
            values![reader.administration, audience],
        )?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
