//! Deadlines of dossiers, what happened to them, and their reminders.

use jiff::civil::Date;
use model::deadline::{
    DeadlineChange, DeadlineFilter, DeadlineSort, DeadlineStatus, ForwardingView, Length, ReminderView,
};
use model::procedure::{DeadlineEffect, DeadlineStart, Texts};
use model::{DeadlineId, DossierId, PersonId, Reference, Subject};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::access::SEEN;
use super::procedure::day;
use super::{from_word, micros, parsed, timestamp, word};
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO deadline (id, dossier, rule, name, event, started_day, length, effect, ours, remind,
        legal_basis, kept_by_state, office, person, state, due_day, due_sort, kept_day, elsewhere, created_us)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
const UPDATE: &str =
    "UPDATE deadline SET started_day = ?2, state = ?3, due_day = ?4, due_sort = ?5, kept_day = ?6,
        elsewhere = ?7, person = ?8, office = ?9 WHERE id = ?1";
const COLUMNS: &str = "deadline.id, deadline.dossier, deadline.rule, deadline.name, deadline.event, deadline.started_day,
    deadline.length, deadline.effect, deadline.remind, deadline.legal_basis, deadline.kept_by_state, deadline.office,
    deadline.person, deadline.state, deadline.due_day, deadline.kept_day, deadline.elsewhere, dossier.reference,
    dossier.subject, deadline.due_sort, deadline.row";
const ADD_CHANGE: &str = "INSERT INTO deadline_change (deadline, position, kind, day, length, reason, actor, at_us)
    VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM deadline_change WHERE deadline = ?1), ?2, ?3, ?4, ?5, ?6, ?7)";
const FORGET_REMINDERS: &str = "DELETE FROM deadline_reminder WHERE deadline = ?1 AND shown_us IS NULL";
const ADD_REMINDER: &str = "INSERT INTO deadline_reminder (deadline, lead, at_us) VALUES (?1, ?2, ?3)
    ON CONFLICT (deadline, lead) DO UPDATE SET at_us = excluded.at_us,
        shown_us = CASE WHEN excluded.at_us = at_us THEN shown_us END,
        shown_by = CASE WHEN excluded.at_us = at_us THEN shown_by END";
const SHOWN: &str = "UPDATE deadline_reminder SET shown_us = ?3, shown_by = ?4
    WHERE deadline = ?1 AND lead = ?2 AND shown_us IS NULL";

/// The end of time, for what has no last day.
const NO_DAY: &str = "9999-12-31";

/// How a deadline is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    /// It runs, or its last day has passed.
    Running,
    /// It is suspended.
    Suspended,
    /// It was kept, on whatever day.
    Kept,
    /// It no longer counts.
    Cancelled,
}

/// A deadline as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineRecord {
    /// Identity.
    pub id: DeadlineId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Key in the procedure.
    pub rule: Option<String>,
    /// Its name.
    pub name: Texts,
    /// What made it start.
    pub event: DeadlineStart,
    /// The day of that event.
    pub started_on: Date,
    /// How long.
    pub length: Length,
    /// What its end means.
    pub effect: DeadlineEffect,
    /// How long before its last day somebody is reminded.
    pub remind: Vec<Length>,
    /// Legal basis.
    pub legal_basis: Texts,
    /// Key of the state that keeps it.
    pub kept_by_state: Option<String>,
    /// Office that watches it.
    pub office: String,
    /// Person who watches it.
    pub person: Option<PersonId>,
    /// How it stands.
    pub state: DeadlineState,
    /// Its last day; `None` while it is suspended.
    pub due_on: Option<Date>,
    /// The day on which it was kept.
    pub kept_on: Option<Date>,
    /// The other authority at which it was kept or began.
    pub elsewhere: Option<String>,
    /// Reference of the dossier.
    pub reference: Reference,
    /// Subject of the dossier.
    pub subject: Subject,
}

fn json<T: Serialize>(column: &'static str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::ValueUnreadable {
        table: "deadline",
        column,
    })
}

fn from_json<T: DeserializeOwned>(column: &'static str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| Error::ValueUnreadable {
        table: "deadline",
        column,
    })
}

struct Raw {
    texts: [String; 13],
    rule: Option<String>,
    kept_by_state: Option<String>,
    person: Option<String>,
    due: Option<String>,
    kept: Option<String>,
    elsewhere: Option<String>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        texts: [
            row.get(0)?,
            row.get(1)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
            row.get(6)?,
            row.get(7)?,
            row.get(8)?,
            row.get(9)?,
            row.get(11)?,
            row.get(13)?,
            row.get(17)?,
            row.get(18)?,
        ],
        rule: row.get(2)?,
        kept_by_state: row.get(10)?,
        person: row.get(12)?,
        due: row.get(14)?,
        kept: row.get(15)?,
        elsewhere: row.get(16)?,
    })
}

fn record(raw: Raw) -> Result<DeadlineRecord, Error> {
    let unreadable = |column| Error::ValueUnreadable {
        table: "deadline",
        column,
    };
    let [
        id,
        dossier,
        name,
        event,
        started,
        length,
        effect,
        remind,
        legal_basis,
        office,
        state,
        reference,
        subject,
    ] = raw.texts;
    let on = |column, text: Option<String>| text.map(|text| day("deadline", column, &text)).transpose();
    Ok(DeadlineRecord {
        id: parsed("deadline", "id", &id)?,
        dossier: parsed("deadline", "dossier", &dossier)?,
        rule: raw.rule,
        name: from_json("name", &name)?,
        event: DeadlineStart::from_word(&event).ok_or_else(|| unreadable("event"))?,
        started_on: day("deadline", "started_day", &started)?,
        length: parsed("deadline", "length", &length)?,
        effect: from_word("deadline", "effect", &effect)?,
        remind: from_json("remind", &remind)?,
        legal_basis: from_json("legal_basis", &legal_basis)?,
        kept_by_state: raw.kept_by_state,
        office,
        person: raw
            .person
            .map(|person| parsed("deadline", "person", &person))
            .transpose()?,
        state: from_word("deadline", "state", &state)?,
        due_on: on("due_day", raw.due)?,
        kept_on: on("kept_day", raw.kept)?,
        elsewhere: raw.elsewhere,
        reference: Reference::parse(&reference).map_err(|_| Error::ValueUnreadable {
            table: "dossier",
            column: "reference",
        })?,
        subject: Subject::parse(&subject).map_err(|_| Error::ValueUnreadable {
            table: "dossier",
            column: "subject",
        })?,
    })
}

/// The conditions under which a deadline has a status; several are read one beside the other, each by its index.
/// `?1` is today.
fn branches(status: Option<DeadlineStatus>) -> &'static [&'static str] {
    match status {
        None => &[
            "deadline.state = 'running' AND deadline.ours = 1",
            "deadline.state = 'running' AND deadline.ours = 0 AND deadline.due_sort >= ?1",
            "deadline.state = 'suspended' AND deadline.ours = 1",
            "deadline.state = 'suspended' AND deadline.ours = 0",
        ],
        Some(DeadlineStatus::Running) => &[
            "deadline.state = 'running' AND deadline.ours = 1 AND deadline.due_sort >= ?1",
            "deadline.state = 'running' AND deadline.ours = 0 AND deadline.due_sort >= ?1",
        ],
        Some(DeadlineStatus::Overdue) => {
            &["deadline.state = 'running' AND deadline.ours = 1 AND deadline.due_sort < ?1"]
        }
        Some(DeadlineStatus::Passed) => {
            &["deadline.state = 'running' AND deadline.ours = 0 AND deadline.due_sort < ?1"]
        }
        Some(DeadlineStatus::Suspended) => &[
            "deadline.state = 'suspended' AND deadline.ours = 1",
            "deadline.state = 'suspended' AND deadline.ours = 0",
        ],
        Some(DeadlineStatus::Kept) => &[
            "deadline.state = 'kept' AND deadline.ours = 1 AND deadline.kept_day <= deadline.due_sort",
            "deadline.state = 'kept' AND deadline.ours = 0 AND deadline.kept_day <= deadline.due_sort",
        ],
        Some(DeadlineStatus::KeptLate) => &[
            "deadline.state = 'kept' AND deadline.ours = 1 AND deadline.kept_day > deadline.due_sort",
            "deadline.state = 'kept' AND deadline.ours = 0 AND deadline.kept_day > deadline.due_sort",
        ],
        Some(DeadlineStatus::Cancelled) => &[
            "deadline.state = 'cancelled' AND deadline.ours = 1",
            "deadline.state = 'cancelled' AND deadline.ours = 0",
        ],
    }
}

impl Reading<'_> {
    /// The deadlines of a dossier, soonest last day first. The dossier must be one that may be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn deadlines_of(&self, dossier: DossierId) -> Result<Vec<DeadlineRecord>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deadline JOIN dossier ON dossier.id = deadline.dossier
             WHERE deadline.dossier = ?1 ORDER BY deadline.due_sort, deadline.row"
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([dossier.to_string()], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// One deadline; `None` where there is none, or its dossier may not be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn deadline(&self, id: DeadlineId) -> Result<Option<DeadlineRecord>, Error> {
        self.transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM deadline JOIN dossier ON dossier.id = deadline.dossier
                 WHERE deadline.id = ?1 AND {SEEN}"
            ))
            .and_then(|mut get| get.query_row([id.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }

    /// What happened to a deadline, oldest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn deadline_changes(&self, id: DeadlineId) -> Result<Vec<DeadlineChange>, Error> {
        type RawChange = (String, String, Option<String>, String, String, i64);
        let read = || -> rusqlite::Result<Vec<RawChange>> {
            self.transaction
                .prepare_cached(
                    "SELECT kind, day, length, reason, actor, at_us FROM deadline_change
                     WHERE deadline = ?1 ORDER BY position",
                )?
                .query_map([id.to_string()], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                    ))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(kind, on, length, reason, actor, at)| {
                Ok(DeadlineChange {
                    kind: from_word("deadline_change", "kind", &kind)?,
                    on: day("deadline_change", "day", &on)?,
                    length: length
                        .map(|length| parsed("deadline_change", "length", &length))
                        .transpose()?,
                    reason,
                    actor,
                    at: timestamp("deadline_change", "at_us", at)?,
                })
            })
            .collect()
    }

    /// Deadlines of all dossiers that may be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn deadlines(&self, filter: &DeadlineFilter, today: Date) -> Result<Vec<DeadlineRecord>, Error> {
        let mut values: Vec<Value> = vec![today.to_string().into()];
        // Today is asked for by some branches only.
        let mut conditions = vec!["?1 IS NOT NULL".to_owned(), SEEN.to_owned()];
        let mut add = |condition: &str, value: Value| {
            values.push(value);
            conditions.push(condition.replace("{}", &format!("?{}", values.len())));
        };
        if let Some(from) = filter.due_from {
            add("deadline.due_sort >= {}", from.to_string().into());
        }
        if let Some(until) = filter.due_until {
            add("deadline.due_sort <= {}", until.to_string().into());
        }
        if let Some(office) = &filter.office {
            add("deadline.office = {}", office.clone().into());
        }
        if let Some(person) = filter.person {
            add("deadline.person = {}", person.to_string().into());
        }
        if let Some(effect) = filter.effect {
            add("deadline.effect = {}", word(&effect).into());
        }
        if let Some(rule) = &filter.rule {
            add("deadline.rule = {}", rule.clone().into());
        }
        let narrow = filter.office.is_some()
            || filter.person.is_some()
            || filter.due_until.is_some()
            || matches!(
                filter.status,
                Some(DeadlineStatus::Overdue | DeadlineStatus::Suspended | DeadlineStatus::KeptLate)
            );
        // Many rows in the order of references: the dossiers lead, in the order of their index. Otherwise the
        // deadlines do.
        let tables = if filter.sort == DeadlineSort::Reference && !narrow {
            "dossier CROSS JOIN deadline ON deadline.dossier = dossier.id"
        } else {
            "deadline CROSS JOIN dossier ON dossier.id = deadline.dossier"
        };
        let all = conditions.join(" AND ");
        let branches = branches(filter.status);
        let selected = if filter.sort == DeadlineSort::Reference {
            format!(
                "SELECT {COLUMNS} FROM {tables} WHERE (({})) AND {all}",
                branches.join(") OR (")
            )
        } else {
            branches
                .iter()
                .map(|branch| format!("SELECT {COLUMNS} FROM {tables} WHERE {branch} AND {all}"))
                .collect::<Vec<_>>()
                .join(" UNION ALL ")
        };
        let order = match filter.sort {
            DeadlineSort::Due => "20, 21",
            DeadlineSort::DueLatest => "20 DESC, 21 DESC",
            DeadlineSort::Reference => "18, 20, 21",
        };
        let limit = if filter.limit == 0 { 100 } else { filter.limit };
        let sql = format!(
            "{selected} ORDER BY {order} LIMIT {limit} OFFSET {}",
            filter.offset
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map(params_from_iter(&values), raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// Every deadline that runs or is suspended, whoever may see it: for computing them anew.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn open_deadlines(&self) -> Result<Vec<DeadlineRecord>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM deadline JOIN dossier ON dossier.id = deadline.dossier
             WHERE deadline.state IN ('running', 'suspended')"
        );
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map([], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// Reminders from `from` until before `to`, earliest first: those that were not shown, or all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reminders(
        &self,
        from: jiff::Timestamp,
        to: jiff::Timestamp,
        office: Option<&str>,
        person: Option<PersonId>,
        shown_too: bool,
    ) -> Result<Vec<ReminderView>, Error> {
        let unshown = if shown_too {
            "1"
        } else {
            "deadline_reminder.shown_us IS NULL"
        };
        let sql = format!(
            "SELECT {COLUMNS}, deadline_reminder.lead, deadline_reminder.at_us, deadline_reminder.shown_us
             FROM deadline_reminder
             CROSS JOIN deadline ON deadline.id = deadline_reminder.deadline
             CROSS JOIN dossier ON dossier.id = deadline.dossier
             WHERE {unshown} AND deadline_reminder.at_us >= ?1 AND deadline_reminder.at_us < ?2
               AND deadline.state = 'running' AND {SEEN}
               AND (?3 IS NULL OR deadline.office = ?3)
               AND (?4 IS NULL OR deadline.person = ?4)
             ORDER BY deadline_reminder.at_us, deadline_reminder.deadline, deadline_reminder.lead LIMIT 1000"
        );
        type Reminder = (Raw, String, i64, Option<i64>);
        let read = || -> rusqlite::Result<Vec<Reminder>> {
            self.transaction
                .prepare_cached(&sql)?
                .query_map(
                    params![
                        micros(from),
                        micros(to),
                        office,
                        person.map(|person| person.to_string())
                    ],
                    |row| Ok((raw(row)?, row.get(21)?, row.get(22)?, row.get(23)?)),
                )?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(raw, lead, at, shown)| {
                let deadline = record(raw)?;
                Ok(ReminderView {
                    deadline: deadline.id,
                    lead: parsed("deadline_reminder", "lead", &lead)?,
                    at: timestamp("deadline_reminder", "at_us", at)?,
                    shown_at: shown
                        .map(|shown| timestamp("deadline_reminder", "shown_us", shown))
                        .transpose()?,
                    dossier: deadline.dossier,
                    reference: deadline.reference,
                    subject: deadline.subject,
                    name: deadline.name,
                    due_on: deadline.due_on.unwrap_or(Date::MAX),
                    office: deadline.office,
                    person: deadline.person,
                })
            })
            .collect()
    }

    /// How a dossier's request was forwarded. The dossier must be one that may be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn forwarding(&self, dossier: DossierId) -> Result<Option<ForwardingView>, Error> {
        type RawForwarding = (String, String, String, String, String, Option<String>, String);
        let found: Option<RawForwarding> = self
            .transaction
            .prepare_cached(
                "SELECT authority, address, reason, received_day, forwarded_day, letter, actor
                 FROM forwarding WHERE dossier = ?1",
            )
            .and_then(|mut get| {
                get.query_row([dossier.to_string()], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                        row.get(6)?,
                    ))
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found
            .map(
                |(authority, address, reason, received, forwarded, letter, actor)| {
                    Ok(ForwardingView {
                        dossier,
                        authority,
                        address,
                        reason,
                        received_on: day("forwarding", "received_day", &received)?,
                        forwarded_on: day("forwarding", "forwarded_day", &forwarded)?,
                        letter: letter
                            .map(|letter| parsed("forwarding", "letter", &letter))
                            .transpose()?,
                        actor,
                    })
                },
            )
            .transpose()
    }
}

impl Change<'_> {
    /// Adds a deadline; its reference and subject are not looked at.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_deadline(&self, new: &DeadlineRecord) -> Result<(), Error> {
        let due = new.due_on.map(|day| day.to_string());
        let name = json("name", &new.name)?;
        let remind = json("remind", &new.remind)?;
        let legal_basis = json("legal_basis", &new.legal_basis)?;
        self.transaction
            .prepare_cached(ADD)
            .and_then(|mut add| {
                add.execute(params![
                    new.id.to_string(),
                    new.dossier.to_string(),
                    new.rule,
                    name,
                    new.event.word(),
                    new.started_on.to_string(),
                    new.length.to_string(),
                    word(&new.effect),
                    new.effect.is_ours(),
                    remind,
                    legal_basis,
                    new.kept_by_state,
                    new.office,
                    new.person.map(|person| person.to_string()),
                    word(&new.state),
                    due,
                    due.as_deref().unwrap_or(NO_DAY),
                    new.kept_on.map(|day| day.to_string()),
                    new.elsewhere,
                    micros(self.at())
                ])
            })
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Writes what can change in a deadline.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn update_deadline(&self, deadline: &DeadlineRecord) -> Result<(), Error> {
        let due = deadline.due_on.map(|day| day.to_string());
        self.transaction
            .prepare_cached(UPDATE)
            .and_then(|mut update| {
                update.execute(params![
                    deadline.id.to_string(),
                    deadline.started_on.to_string(),
                    word(&deadline.state),
                    due,
                    due.as_deref().unwrap_or(NO_DAY),
                    deadline.kept_on.map(|day| day.to_string()),
                    deadline.elsewhere,
                    deadline.person.map(|person| person.to_string()),
                    deadline.office,
                ])
            })
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps what happened to a deadline.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_deadline_change(&self, id: DeadlineId, new: &DeadlineChange) -> Result<(), Error> {
        self.transaction
            .prepare_cached(ADD_CHANGE)
            .and_then(|mut add| {
                add.execute(params![
                    id.to_string(),
                    word(&new.kind),
                    new.on.to_string(),
                    new.length.map(|length| length.to_string()),
                    new.reason,
                    new.actor,
                    micros(new.at)
                ])
            })
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }

    /// Sets when somebody is reminded of a deadline; what was shown for the same time stays shown.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_reminders(
        &self,
        id: DeadlineId,
        reminders: &[(Length, jiff::Timestamp)],
    ) -> Result<(), Error> {
        let write = || -> rusqlite::Result<()> {
            self.transaction
                .prepare_cached(FORGET_REMINDERS)?
                .execute([id.to_string()])?;
            let mut add = self.transaction.prepare_cached(ADD_REMINDER)?;
            for (lead, at) in reminders {
                add.execute(params![id.to_string(), lead.to_string(), micros(*at)])?;
            }
            Ok(())
        };
        write().map_err(|error| self.store.failed(error))
    }

    /// A reminder was shown to whoever acts; `false` when it was shown before or is not there.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn reminder_shown(&self, id: DeadlineId, lead: Length) -> Result<bool, Error> {
        self.transaction
            .execute(
                SHOWN,
                params![id.to_string(), lead.to_string(), micros(self.at()), self.actor],
            )
            .map(|changed| changed == 1)
            .map_err(|error| self.store.failed(error))
    }

    /// Keeps how a request was forwarded.
    ///
    /// # Errors
    /// The database cannot be written; the request was forwarded before.
    pub fn add_forwarding(&self, new: &ForwardingView) -> Result<(), Error> {
        self.transaction
            .execute(
                "INSERT INTO forwarding (dossier, authority, address, reason, received_day, forwarded_day, letter, actor,
                     at_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    new.dossier.to_string(),
                    new.authority,
                    new.address,
                    new.reason,
                    new.received_on.to_string(),
                    new.forwarded_on.to_string(),
                    new.letter.map(|letter| letter.to_string()),
                    new.actor,
                    micros(self.at())
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
