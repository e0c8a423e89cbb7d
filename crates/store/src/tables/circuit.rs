//! Circuits: each one value of the program, with the columns beside it that are looked up; and the steps that are due.

use std::collections::BTreeSet;

use jiff::civil::Date;
use model::circuit::{Acting, Assignee, Circuit, CircuitStatus, Event, Newest, Past, StepState};
use model::delegation::name_of;
use model::view::{PersonView, VersionOrigin};
use model::work::{InboxCircuit, InboxStep, SentBack};
use model::{CircuitId, DocumentId, DossierId, PersonId, Reference, Role, Sha256, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::access::{SEEN, set_viewer};
use super::{from_word, micros, parsed, timestamp, unsigned, word};
use crate::tables::document::NewVersion;
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO circuit (id, document, dossier, rule, starter, status, stuck, revision, started_us,
    changed_us, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10)";
const SET: &str =
    "UPDATE circuit SET status = ?2, stuck = ?3, revision = revision + 1, changed_us = ?4, body = ?5
    WHERE id = ?1";
const MOVE: &str = "UPDATE circuit SET dossier = ?2, rule = NULL, body = ?3 WHERE id = ?1";
const GET: &str = "SELECT body, revision FROM circuit WHERE id = ?1";
const HOLDING: &str =
    "SELECT body, revision FROM circuit WHERE document = ?1 AND status IN ('running', 'refused')";
const OF_DOCUMENT: &str =
    "SELECT body, revision FROM circuit WHERE document = ?1 ORDER BY started_us DESC, id DESC";
const OF_DOSSIER: &str =
    "SELECT body, revision FROM circuit WHERE dossier = ?1 ORDER BY started_us DESC, id DESC";
const RUNNING: &str = "SELECT id FROM circuit WHERE status = 'running'";
const MARK_STUCK: &str = "UPDATE circuit SET stuck = ?2 WHERE id = ?1";
const CLEAR_DUE: &str = "DELETE FROM circuit_due WHERE circuit = ?1";
const ADD_DUE: &str =
    "INSERT INTO circuit_due (step, circuit, document, dossier, starter, kind, assignee_kind, assignee,
    since_us, due_day, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
const AUTHOR: &str = "INSERT INTO version_author (version, person) VALUES (?1, ?2)";
const AUTHOR_OF: &str = "SELECT person FROM version_author WHERE version = ?1";
const NEWEST: &str = "SELECT version.sha256, version.number, version.created_us, person.name FROM version
    LEFT JOIN version_author ON version_author.version = version.id
    LEFT JOIN person ON person.id = version_author.person
    WHERE version.document = ?1 ORDER BY version.number DESC LIMIT 1";
/// Who drew up the first version, and any other that no signature or seal made: what somebody wrote into an earlier
/// version may still stand in the newest.
const DRAFTERS: &str = "SELECT DISTINCT version_author.person FROM version
    JOIN version_author ON version_author.version = version.id
    WHERE version.document = ?1 AND (version.number = 1 OR version.origin NOT IN ('signed', 'sealed', 'augmented'))";
const SIGNED: &str = "INSERT INTO version_signature (version, person, principal, level, certificate)
    VALUES (?1, ?2, ?3, ?4, ?5)";
const RESERVE: &str = "INSERT INTO reserved_identifier (document, identifier, platform) VALUES (?1, ?2, ?3)";
const RESERVED: &str = "SELECT identifier, platform FROM reserved_identifier WHERE document = ?1";
const DROP_RESERVED: &str = "DELETE FROM reserved_identifier WHERE document = ?1";
const DUE_COLUMNS: &str = "circuit_due.circuit, circuit_due.step, circuit_due.kind, circuit_due.assignee_kind,
    circuit_due.assignee, circuit_due.document,
    (SELECT title FROM document WHERE document.id = circuit_due.document), dossier.id, dossier.reference, dossier.subject,
    circuit_due.sha256, circuit_due.since_us, circuit_due.due_day,
    (SELECT circuit.body ->> '$.past[#-1]' FROM circuit WHERE circuit.id = circuit_due.circuit)";
const DUE_JOINED: &str = "JOIN dossier ON dossier.id = circuit_due.dossier";
const BACK_COLUMNS: &str = "circuit.id, circuit.document, document.title, dossier.id, dossier.reference,
    circuit.changed_us, circuit.body";
const BACK_JOINED: &str = "FROM circuit JOIN dossier ON dossier.id = circuit.dossier
    JOIN document ON document.id = circuit.document";

/// Kind and text of an assignee, as they are stored and looked up.
pub fn assignee_columns(assignee: &Assignee) -> (&'static str, String) {
    match assignee {
        Assignee::Person(id) => ("person", id.to_string()),
        Assignee::Role(role) => ("role", word(role)),
        Assignee::Office(office) => ("office", office.clone()),
        Assignee::RoleIn { role, office } => ("role_in", format!("{}@{office}", word(role))),
    }
}

pub(super) fn assignee(table: &'static str, kind: &str, text: &str) -> Result<Assignee, Error> {
    let unreadable = || Error::ValueUnreadable {
        table,
        column: "assignee",
    };
    Ok(match kind {
        "person" => Assignee::Person(parsed(table, "assignee", text)?),
        "role" => Assignee::Role(from_word(table, "assignee", text)?),
        "office" => Assignee::Office(text.to_owned()),
        "role_in" => {
            let (role, office) = text.split_once('@').ok_or_else(unreadable)?;
            Assignee::RoleIn {
                role: from_word(table, "assignee", role)?,
                office: office.to_owned(),
            }
        }
        _ => return Err(unreadable()),
    })
}

/// What is looked up for somebody, as JSON `[[kind, text], ...]`: in their own right, or for their office.
pub(super) fn keys_of(person: &PersonView, office: bool) -> String {
    let mut keys: Vec<Assignee> = Vec::new();
    if office {
        keys.extend(person.offices().map(|office| Assignee::Office(office.to_owned())));
    } else {
        keys.push(Assignee::Person(person.id));
        for role in &person.roles {
            keys.push(Assignee::Role(*role));
            let offices = person.other_offices.iter().chain([&person.office]);
            keys.extend(offices.map(|office| Assignee::RoleIn {
                role: *role,
                office: office.clone(),
            }));
        }
    }
    let pairs: Vec<(&str, String)> = keys.iter().map(assignee_columns).collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}

/// Kinds of steps that somebody's roles do not suffice for when a step names no role, as JSON.
fn unsuited(person: &PersonView) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    if !person.roles.contains(&Role::Signatory) {
        kinds.push("signature");
    }
    if !person.roles.contains(&Role::Clerk) {
        kinds.push("seal");
    }
    if person.roles.iter().all(|role| *role == Role::Auditor) {
        kinds.extend(["visa", "opinion", "approval", "dispatch"]);
    }
    serde_json::to_string(&kinds).unwrap_or_default()
}

fn read_circuit((body, revision): (String, i64)) -> Result<(Circuit, u32), Error> {
    let circuit = serde_json::from_str(&body).map_err(|_| Error::ValueUnreadable {
        table: "circuit",
        column: "body",
    })?;
    Ok((circuit, unsigned("circuit", "revision", revision)?))
}

type RawDue = (
    [String; 6],
    (String, String, String, String),
    (String, i64, Option<String>),
    Option<String>,
);

fn raw_due(row: &Row<'_>) -> rusqlite::Result<RawDue> {
    Ok((
        [
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ],
        (row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?),
        (row.get(10)?, row.get(11)?, row.get(12)?),
        row.get(13)?,
    ))
}

fn due_view(raw: RawDue) -> Result<InboxStep, Error> {
    let ([circuit, step, kind, who_kind, who, document], (title, dossier, reference, subject), last, undone) =
        raw;
    let (sha256, since, due_day) = last;
    let table = "circuit_due";
    let undone = undone
        .map(|body| serde_json::from_str::<Past>(&body))
        .transpose()
        .map_err(|_| Error::ValueUnreadable {
            table: "circuit",
            column: "body",
        })?;
    Ok(InboxStep {
        circuit: parsed(table, "circuit", &circuit)?,
        step: parsed(table, "step", &step)?,
        kind: from_word(table, "kind", &kind)?,
        assignee: assignee(table, &who_kind, &who)?,
        document: parsed(table, "document", &document)?,
        title,
        dossier: parsed(table, "dossier", &dossier)?,
        reference: Reference::parse(&reference).map_err(|_| Error::ValueUnreadable {
            table: "dossier",
            column: "reference",
        })?,
        subject,
        newest: parsed(table, "sha256", &sha256)?,
        since: timestamp(table, "since_us", since)?,
        due_day: due_day.map(|day| parsed(table, "due_day", &day)).transpose()?,
        principal: None,
        // Only as long as the step waits since then: what was done again meanwhile is not back any more.
        sent_back: undone
            .filter(|past| micros(past.undone_at) == since)
            .and_then(|past| {
                Some(SentBack {
                    by: past.sent_back_by?,
                    reason: past.reason?,
                })
            }),
    })
}

/// Which due steps are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Due<'a> {
    /// For a person in their own right: by name, by role, by role in their office.
    For(&'a PersonView),
    /// For the office of a person, as far as their roles suffice.
    Office(&'a PersonView),
    /// Steps of others in circuits that a person started.
    StartedBy(&'a PersonView),
}

impl Due<'_> {
    fn statement(&self) -> (String, String, String) {
        match self {
            Due::For(person) => (
                format!(
                    "FROM json_each(?1) AS who CROSS JOIN circuit_due
                     ON circuit_due.assignee_kind = who.value ->> 0 AND circuit_due.assignee = who.value ->> 1
                     {DUE_JOINED} WHERE {SEEN} AND (circuit_due.assignee_kind <> 'person'
                        OR circuit_due.kind NOT IN (SELECT value FROM json_each(?2)))"
                ),
                keys_of(person, false),
                unsuited(person),
            ),
            Due::Office(person) => (
                format!(
                    "FROM json_each(?1) AS who CROSS JOIN circuit_due
                     ON circuit_due.assignee_kind = who.value ->> 0 AND circuit_due.assignee = who.value ->> 1
                     {DUE_JOINED} WHERE {SEEN} AND circuit_due.kind NOT IN (SELECT value FROM json_each(?2))"
                ),
                keys_of(person, true),
                unsuited(person),
            ),
            Due::StartedBy(person) => (
                format!(
                    "FROM circuit_due {DUE_JOINED} WHERE circuit_due.starter = ?1 AND {SEEN}
                     AND NOT (circuit_due.assignee_kind = 'person' AND circuit_due.assignee = ?2)"
                ),
                person.id.to_string(),
                person.id.to_string(),
            ),
        }
    }
}

/// Which circuits ask something of whoever started them.
#[derive(Clone, Copy, Debug)]
pub enum Back<'a> {
    /// Refused, and started by this person.
    Refused(&'a PersonView),
    /// With a step that nobody can do: started by this person, or any for an administrator.
    Stuck(&'a PersonView),
}

impl Back<'_> {
    fn statement(&self) -> (String, String) {
        match self {
            Back::Refused(person) => (
                format!(
                    "{BACK_JOINED} WHERE circuit.starter = ?1 AND circuit.status IN ('running', 'refused')
                     AND circuit.status = 'refused' AND {SEEN}"
                ),
                person.id.to_string(),
            ),
            Back::Stuck(person) if person.roles.contains(&Role::Administrator) => (
                format!("{BACK_JOINED} WHERE circuit.stuck = 1 AND {SEEN} AND ?1 IS NOT NULL"),
                person.id.to_string(),
            ),
            Back::Stuck(person) => (
                format!("{BACK_JOINED} WHERE circuit.stuck = 1 AND {SEEN} AND circuit.starter = ?1"),
                person.id.to_string(),
            ),
        }
    }
}

impl Reading<'_> {
    fn circuit_where(&self, sql: &str, value: &str) -> Result<Option<(Circuit, u32)>, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut get| {
                get.query_row([value], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?
            .map(read_circuit)
            .transpose()
    }

    fn circuits_where(&self, sql: &str, value: &str) -> Result<Vec<Circuit>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, i64)>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map([value], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|raw| Ok(read_circuit(raw)?.0))
            .collect()
    }

    /// A circuit, with the number of its changes.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn circuit(&self, id: CircuitId) -> Result<Option<(Circuit, u32)>, Error> {
        self.circuit_where(GET, &id.to_string())
    }

    /// The circuit that a document is in: running, or refused and not given up.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn circuit_holding(&self, document: DocumentId) -> Result<Option<(Circuit, u32)>, Error> {
        self.circuit_where(HOLDING, &document.to_string())
    }

    /// The circuits of a document, the newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn circuits_of_document(&self, document: DocumentId) -> Result<Vec<Circuit>, Error> {
        self.circuits_where(OF_DOCUMENT, &document.to_string())
    }

    /// The circuits in a dossier, the newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn circuits_of_dossier(&self, dossier: DossierId) -> Result<Vec<Circuit>, Error> {
        self.circuits_where(OF_DOSSIER, &dossier.to_string())
    }

    /// The newest version of a document, as acts must name it; `None` where there is none.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn newest_version(&self, document: DocumentId) -> Result<Option<Newest>, Error> {
        type Raw = (String, i64, i64, Option<String>);
        let found: Option<Raw> = self
            .transaction
            .prepare_cached(NEWEST)
            .and_then(|mut get| {
                get.query_row([document.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|(sha256, number, created, by)| {
                Ok(Newest {
                    sha256: parsed("version", "sha256", &sha256)?,
                    number: unsigned("version", "number", number)?,
                    by: by.unwrap_or_default(),
                    at: timestamp("version", "created_us", created)?,
                })
            })
            .transpose()
    }

    /// Who drew up the versions of a document; signatures and seals draw nothing up.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn drafters(&self, document: DocumentId) -> Result<BTreeSet<PersonId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(DRAFTERS)?
                .query_map([document.to_string()], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|id| parsed("version_author", "person", id))
            .collect()
    }

    /// Who drew a version up, where it is known.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn version_author(&self, version: VersionId) -> Result<Option<PersonId>, Error> {
        let found: Option<String> = self
            .transaction
            .prepare_cached(AUTHOR_OF)
            .and_then(|mut get| get.query_row([version.to_string()], |row| row.get(0)).optional())
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|id| parsed("version_author", "person", &id))
            .transpose()
    }

    /// The identifier that a signature has drawn on a document, and the platform whose address is printed with it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn reserved_identifier(
        &self,
        document: DocumentId,
    ) -> Result<Option<(identifier::Identifier, String)>, Error> {
        let found: Option<(String, String)> = self
            .transaction
            .prepare_cached(RESERVED)
            .and_then(|mut get| {
                get.query_row([document.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|(identifier, platform)| {
                Ok((
                    parsed("reserved_identifier", "identifier", &identifier)?,
                    platform,
                ))
            })
            .transpose()
    }

    /// The level of a natural person's signature that made a version.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn signature_level(&self, version: VersionId) -> Result<Option<String>, Error> {
        self.transaction
            .prepare_cached("SELECT level FROM version_signature WHERE version = ?1")
            .and_then(|mut get| get.query_row([version.to_string()], |row| row.get(0)).optional())
            .map_err(|error| self.store.failed(error))
    }

    /// How many steps are due.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn due_count(&self, due: Due<'_>) -> Result<u32, Error> {
        let (from, one, two) = due.statement();
        let count: i64 = self
            .transaction
            .prepare_cached(&format!("SELECT count(*) {from}"))
            .and_then(|mut get| get.query_row(params![one, two], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))?;
        unsigned("circuit_due", "count", count)
    }

    /// Steps that are due, those that wait longest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn due_steps(&self, due: Due<'_>, limit: u32) -> Result<Vec<InboxStep>, Error> {
        let (from, one, two) = due.statement();
        let read = || -> rusqlite::Result<Vec<RawDue>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {DUE_COLUMNS} {from} ORDER BY circuit_due.since_us, circuit_due.step LIMIT ?3"
                ))?
                .query_map(params![one, two, limit], raw_due)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(due_view)
            .collect()
    }

    /// How many circuits ask something of whoever started them.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn back_count(&self, back: Back<'_>) -> Result<u32, Error> {
        let (from, value) = back.statement();
        let count: i64 = self
            .transaction
            .prepare_cached(&format!("SELECT count(*) {from}"))
            .and_then(|mut get| get.query_row([value], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))?;
        unsigned("circuit", "count", count)
    }

    /// Circuits that ask something of whoever started them, the last changed first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn back(
        &self,
        back: Back<'_>,
        people: &[PersonView],
        limit: u32,
    ) -> Result<Vec<InboxCircuit>, Error> {
        let (from, value) = back.statement();
        type Raw = ([String; 5], i64, String);
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(&format!(
                    "SELECT {BACK_COLUMNS} {from} ORDER BY circuit.changed_us DESC LIMIT ?2"
                ))?
                .query_map(params![value, limit], |row| {
                    Ok((
                        [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?],
                        row.get(5)?,
                        row.get(6)?,
                    ))
                })?
                .collect()
        };
        let rows = read().map_err(|error| self.store.failed(error))?;
        rows.into_iter()
            .map(|([id, document, title, dossier, reference], changed, body)| {
                let (circuit, _) = read_circuit((body, 1))?;
                Ok(InboxCircuit {
                    circuit: parsed("circuit", "id", &id)?,
                    document: parsed("circuit", "document", &document)?,
                    title,
                    dossier: parsed("circuit", "dossier", &dossier)?,
                    reference: Reference::parse(&reference).map_err(|_| Error::ValueUnreadable {
                        table: "dossier",
                        column: "reference",
                    })?,
                    since: timestamp("circuit", "changed_us", changed)?,
                    reason: circuit.ended.as_ref().and_then(|ended| ended.reason.clone()),
                    by: circuit.ended.as_ref().map(|ended| name_of(people, ended.by)),
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Keeps a new circuit.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_circuit(&self, circuit: &Circuit) -> Result<(), Error> {
        self.transaction
            .execute(
                ADD,
                params![
                    circuit.id.to_string(),
                    circuit.document.to_string(),
                    circuit.dossier.to_string(),
                    circuit.rule,
                    circuit.starter.to_string(),
                    word(&circuit.status),
                    false,
                    micros(circuit.started_at),
                    micros(self.at()),
                    body(circuit)?
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.write_due(circuit)?;
        self.touch_dossier(circuit.dossier)
    }

    /// Keeps a changed circuit.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_circuit(&self, circuit: &Circuit, stuck: bool) -> Result<(), Error> {
        self.transaction
            .execute(
                SET,
                params![
                    circuit.id.to_string(),
                    word(&circuit.status),
                    stuck && circuit.status == CircuitStatus::Running,
                    micros(self.at()),
                    body(circuit)?
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.write_due(circuit)?;
        self.touch_dossier(circuit.dossier)
    }

    fn write_due(&self, circuit: &Circuit) -> Result<(), Error> {
        let failed = |error| self.store.failed(error);
        self.transaction
            .execute(CLEAR_DUE, [circuit.id.to_string()])
            .map_err(failed)?;
        let Some(newest) = circuit.newest() else {
            return Ok(());
        };
        let stage = circuit.stage();
        for step in &circuit.steps {
            if step.state != StepState::Waiting || Some(step.stage) != stage {
                continue;
            }
            let (kind, who) = assignee_columns(&step.assignee);
            self.transaction
                .prepare_cached(ADD_DUE)
                .and_then(|mut add| {
                    add.execute(params![
                        step.id.to_string(),
                        circuit.id.to_string(),
                        circuit.document.to_string(),
                        circuit.dossier.to_string(),
                        circuit.starter.to_string(),
                        step.kind.word(),
                        kind,
                        who,
                        micros(step.due_since.unwrap_or(self.at())),
                        step.due_day().map(|day| day.to_string()),
                        newest.to_string()
                    ])
                })
                .map_err(failed)?;
        }
        Ok(())
    }

    /// Writes what happened to a circuit into the journal.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn record_circuit(&self, circuit: &Circuit, title: &str, events: &[Event]) -> Result<(), Error> {
        for event in events {
            let mut details: Vec<(&str, &str)> = event
                .details
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            details.push(("title", title));
            // What was said cannot be changed unseen.
            let text = match event.kind {
                "circuit-step-done" => self.digest_of_text(circuit, event.step),
                _ => None,
            };
            if let Some(text) = &text {
                details.push((super::opinion::DIGEST, text));
            }
            self.record(event.kind, Some(circuit.dossier), &details)?;
        }
        Ok(())
    }

    /// The circuits of a document go along to another dossier. None of them is one of that dossier's procedure. The
    /// caller has made sure that none is running.
    pub(crate) fn move_circuits(&self, document: DocumentId, to: DossierId) -> Result<(), Error> {
        for mut circuit in self.circuits_of_document(document)? {
            circuit.dossier = to;
            circuit.rule = None;
            self.transaction
                .execute(
                    MOVE,
                    params![circuit.id.to_string(), to.to_string(), body(&circuit)?],
                )
                .map_err(|error| self.store.failed(error))?;
            self.write_due(&circuit)?;
        }
        Ok(())
    }

    /// Everything that a new version means for people and circuits: who drew it up is noted; the circuit that the
    /// document is in learns of it, unless the version is of its own making.
    pub(crate) fn version_added(
        &self,
        document: DocumentId,
        version: VersionId,
        new: &NewVersion,
    ) -> Result<(), Error> {
        self.transaction
            .prepare_cached(AUTHOR)
            .and_then(|mut add| add.execute(params![version.to_string(), self.store.person().to_string()]))
            .map_err(|error| self.store.failed(error))?;
        let sha256 = new.content.sha256;
        let extends = new.origin == VersionOrigin::Augmented;
        let holding = self.circuit_holding(document)?.map(|(circuit, _)| circuit);
        let drawn_up = !matches!(
            new.origin,
            VersionOrigin::Signed | VersionOrigin::Sealed | VersionOrigin::Augmented
        );
        if holding.is_none() && drawn_up {
            // What a signature has drawn stands on another version.
            self.transaction
                .execute(DROP_RESERVED, [document.to_string()])
                .map_err(|error| self.store.failed(error))?;
        }
        // What the last circuit finished with is not what is there any more.
        let finished = || -> Result<Option<Circuit>, Error> {
            Ok(self
                .circuits_of_document(document)?
                .into_iter()
                .next()
                .filter(|last| drawn_up && last.status == CircuitStatus::Finished))
        };
        let Some(circuit) = (match holding {
            Some(holding) => Some(holding),
            None => finished()?,
        }) else {
            return Ok(());
        };
        if circuit.newest() == Some(&sha256) {
            return Ok(());
        }
        if !extends {
            self.transaction
                .execute(DROP_RESERVED, [document.to_string()])
                .map_err(|error| self.store.failed(error))?;
        }
        let drafters = self.drafters(document)?;
        let (next, events) = circuit.content_changed(&sha256, extends, drafters, self.at());
        let stuck = self.is_stuck(&next)?;
        self.set_circuit(&next, stuck)?;
        let title = self.document(document)?.title;
        self.record_circuit(&next, &title, &events)
    }

    /// Whether a step of a running circuit can be done by nobody.
    fn is_stuck(&self, circuit: &Circuit) -> Result<bool, Error> {
        if circuit.status != CircuitStatus::Running {
            return Ok(false);
        }
        let people = self.people()?;
        let dossier = self.dossier(circuit.dossier)?;
        let blind = self.blind(dossier.id)?;
        let acting = Acting {
            person: circuit.starter,
            at: self.at(),
            day: Date::constant(1970, 1, 1),
            people: &people,
            blind,
            delegations: &[],
            offices: &[],
            procedure: None,
            newest: Newest {
                sha256: circuit.newest().copied().unwrap_or(Sha256([0; 32])),
                number: 0,
                by: String::new(),
                at: self.at(),
            },
        };
        Ok(circuit.stuck(&acting).is_some())
    }

    /// Looks at every running circuit again, because people have changed: those that nobody can finish are marked, and
    /// told in the journal. Gives how many became so.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn recheck_circuits(&self) -> Result<u32, Error> {
        // Whoever changes people need not see every dossier: what they do concerns those as well.
        let viewer = *self
            .store
            .viewer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        set_viewer(self.transaction, None).map_err(|error| self.store.failed(error))?;
        let became = self.recheck_all()?;
        set_viewer(self.transaction, viewer).map_err(|error| self.store.failed(error))?;
        Ok(became)
    }

    fn recheck_all(&self) -> Result<u32, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(RUNNING)?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        let ids = read().map_err(|error| self.store.failed(error))?;
        let mut became = 0;
        for id in ids {
            let Some((circuit, _)) = self.circuit_where(GET, &id)? else {
                continue;
            };
            let stuck = self.is_stuck(&circuit)?;
            let before: bool = self
                .transaction
                .query_row("SELECT stuck FROM circuit WHERE id = ?1", [&id], |row| row.get(0))
                .map_err(|error| self.store.failed(error))?;
            if stuck == before {
                continue;
            }
            self.transaction
                .execute(MARK_STUCK, params![id, stuck])
                .map_err(|error| self.store.failed(error))?;
            if stuck {
                became += 1;
                let title = self.document(circuit.document)?.title;
                let details = [("title", title.as_str()), ("circuit", circuit.name.as_str())];
                self.record("circuit-stuck", Some(circuit.dossier), &details)?;
            }
        }
        Ok(became)
    }

    /// Adds a version that a natural person signed. The circuit's act is kept first, so that the version is of its own
    /// making.
    ///
    /// # Errors
    /// `document-changed` when `signed_from` is not the newest version; `document-sealed`.
    pub fn add_signed(
        &self,
        document: DocumentId,
        signed_from: VersionId,
        signed: &NewVersion,
        signature: &SignatureRecord,
    ) -> Result<VersionId, Error> {
        let record = self.document(document)?;
        if record.identifier.is_some() {
            return Err(Error::DocumentSealed);
        }
        if self.versions(document)?.first().map(|newest| newest.id) != Some(signed_from) {
            return Err(Error::DocumentChanged);
        }
        if let Some((identifier, platform)) = &signature.reserved {
            self.transaction
                .execute(DROP_RESERVED, [document.to_string()])
                .and_then(|_| {
                    self.transaction.execute(
                        RESERVE,
                        params![document.to_string(), identifier.canonical(), platform],
                    )
                })
                .map_err(|error| self.store.failed(error))?;
        }
        let version = self.insert_version(document, signed)?;
        self.transaction
            .execute(
                SIGNED,
                params![
                    version.to_string(),
                    signature.person.to_string(),
                    signature.principal.map(|id| id.to_string()),
                    signature.level,
                    signature.certificate
                ],
            )
            .map_err(|error| self.store.failed(error))?;
        self.touch_dossier(record.dossier)?;
        Ok(version)
    }
}

/// What a natural person's signature made of a version.
#[derive(Clone, Debug)]
pub struct SignatureRecord {
    /// Who signed.
    pub person: PersonId,
    /// For whom.
    pub principal: Option<PersonId>,
    /// The level in the file.
    pub level: String,
    /// The holder of the certificate.
    pub certificate: String,
    /// The identifier that it has drawn on the page, and the platform printed with it.
    pub reserved: Option<(identifier::Identifier, String)>,
}

fn body(circuit: &Circuit) -> Result<String, Error> {
    serde_json::to_string(circuit).map_err(|_| Error::ValueUnreadable {
        table: "circuit",
        column: "body",
    })
}
