//! Tasks by hand.

use jiff::civil::Date;
use model::circuit::Assignee;
use model::view::PersonView;
use model::work::NewTask;
use model::{DossierId, PersonId, Reference, TaskId};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::circuit::{assignee, assignee_columns, keys_of};
use super::{micros, parsed, timestamp, unsigned};
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO task (id, dossier, title, assignee_kind, assignee, due_day, created_by, created_us)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const COLUMNS: &str =
    "task.id, task.dossier, dossier.reference, task.title, task.assignee_kind, task.assignee,
    task.due_day, task.created_by, task.created_us, task.done_us, task.done_by";
const JOINED: &str = "LEFT JOIN dossier ON dossier.id = task.dossier";
const DONE: &str = "UPDATE task SET done_us = ?2, done_by = ?3 WHERE id = ?1";

/// A task as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRecord {
    /// Identity.
    pub id: TaskId,
    /// Its dossier.
    pub dossier: Option<DossierId>,
    /// The dossier's reference.
    pub reference: Option<Reference>,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Assignee,
    /// By which day.
    pub due_day: Option<Date>,
    /// Who gave it.
    pub created_by: PersonId,
    /// When.
    pub created_at: jiff::Timestamp,
    /// When it was done.
    pub done_at: Option<jiff::Timestamp>,
    /// By whom.
    pub done_by: Option<PersonId>,
}

/// Which open tasks are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Tasks<'a> {
    /// For a person: by name, by role, by role in their office.
    For(&'a PersonView),
    /// For the office of a person.
    Office(&'a PersonView),
    /// Given by a person to others.
    Given(&'a PersonView),
}

impl Tasks<'_> {
    fn statement(&self) -> (String, String) {
        let keys = |person, office| {
            (
                format!(
                    "FROM json_each(?1) AS who CROSS JOIN task
                     ON task.assignee_kind = who.value ->> 0 AND task.assignee = who.value ->> 1 {JOINED}
                     WHERE task.done_us IS NULL AND (task.dossier IS NULL OR {SEEN})"
                ),
                keys_of(person, office),
            )
        };
        match self {
            Tasks::For(person) => keys(person, false),
            Tasks::Office(person) => keys(person, true),
            Tasks::Given(person) => (
                format!(
                    "FROM task {JOINED} WHERE task.created_by = ?1 AND task.done_us IS NULL
                     AND NOT (task.assignee_kind = 'person' AND task.assignee = ?1)
                     AND (task.dossier IS NULL OR {SEEN})"
                ),
                person.id.to_string(),
            ),
        }
    }
}

type Raw = (
    (String, Option<String>, Option<String>, String),
    (String, String, Option<String>, String),
    (i64, Option<i64>, Option<String>),
);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?),
        (row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?),
        (row.get(8)?, row.get(9)?, row.get(10)?),
    ))
}

fn record(raw: Raw) -> Result<TaskRecord, Error> {
    let table = "task";
    let ((id, dossier, reference, title), (kind, who, due, by), (created, done, done_by)) = raw;
    Ok(TaskRecord {
        id: parsed(table, "id", &id)?,
        dossier: dossier.map(|id| parsed(table, "dossier", &id)).transpose()?,
        reference: reference
            .map(|text| {
                Reference::parse(&text).map_err(|_| Error::ValueUnreadable {
                    table: "dossier",
                    column: "reference",
                })
            })
            .transpose()?,
        title,
        assignee: assignee(table, &kind, &who)?,
        due_day: due.map(|day| parsed(table, "due_day", &day)).transpose()?,
        created_by: parsed(table, "created_by", &by)?,
        created_at: timestamp(table, "created_us", created)?,
        done_at: done.map(|at| timestamp(table, "done_us", at)).transpose()?,
        done_by: done_by.map(|id| parsed(table, "done_by", &id)).transpose()?,
    })
}

impl Reading<'_> {
    /// A task; `None` also where it lies in a dossier that may not be seen.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn task(&self, id: TaskId) -> Result<Option<TaskRecord>, Error> {
        self.transaction
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM task {JOINED} WHERE task.id = ?1 AND (task.dossier IS NULL OR {SEEN})"
            ))
            .and_then(|mut get| get.query_row([id.to_string()], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .map(record)
            .transpose()
    }

    /// The tasks of a dossier, open ones first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn tasks_of_dossier(&self, dossier: DossierId) -> Result<Vec<TaskRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} FROM task {JOINED} WHERE task.dossier = ?1 AND {SEEN}
                     ORDER BY task.done_us IS NOT NULL, task.due_day IS NULL, task.due_day, task.created_us"
                ))?
                .query_map([dossier.to_string()], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// Open tasks, those that are due first first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn open_tasks(&self, tasks: Tasks<'_>, limit: u32) -> Result<Vec<TaskRecord>, Error> {
        let (from, value) = tasks.statement();
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} {from} ORDER BY task.due_day IS NULL, task.due_day, task.created_us LIMIT ?2"
                ))?
                .query_map(params![value, limit], raw)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(record)
            .collect()
    }

    /// How many tasks are open, and how many of them should have been done before `today`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn open_task_count(&self, tasks: Tasks<'_>, today: Date) -> Result<(u32, u32), Error> {
        let (from, value) = tasks.statement();
        let (all, overdue): (i64, i64) = self
            .transaction
            .prepare_cached(&format!(
                "SELECT count(*), count(*) FILTER (WHERE task.due_day < ?2) {from}"
            ))
            .and_then(|mut get| {
                get.query_row(params![value, today.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
            })
            .map_err(|error| self.store.failed(error))?;
        Ok((
            unsigned("task", "count", all)?,
            unsigned("task", "count", overdue)?,
        ))
    }
}

impl Change<'_> {
    /// Keeps a new task.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_task(&self, new: &NewTask, by: PersonId) -> Result<TaskId, Error> {
        let id = TaskId::new(self.at(), self.store.random_10());
        let (kind, who) = assignee_columns(&new.assignee);
        self.transaction
            .execute(
                ADD,
                params![
                    id.to_string(),
                    new.dossier.map(|id| id.to_string()),
                    new.title,
                    kind,
                    who,
                    new.due_day.map(|day| day.to_string()),
                    by.to_string(),
                    micros(self.at())
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }

    /// Marks a task as done by somebody, or as open again.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_task_done(&self, id: TaskId, by: Option<PersonId>) -> Result<(), Error> {
        self.transaction
            .execute(
                DONE,
                params![
                    id.to_string(),
                    by.map(|_| micros(self.at())),
                    by.map(|id| id.to_string())
                ],
            )
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}
