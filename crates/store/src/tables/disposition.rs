//! Dispositions: what becomes of dossiers whose retention has ended, and what was destroyed.

use jiff::civil::Date;
use model::procedure::Fate;
use model::retention::{Appraisal, DispositionItem, DispositionState, DispositionView, Traces};
use model::{DispositionId, DossierId, PersonId, Reference, Sha256, VersionId};
use rusqlite::{OptionalExtension, Row, params};

use super::access::SEEN;
use super::retention::{day, optional_day};
use super::{from_word, micros, parsed, stored_size, timestamp, unsigned, word};
use crate::{Change, Error, Reading};

const ADD: &str =
    "INSERT INTO disposition (id, state, note, list_sha256, proposed_by, proposed_name, proposed_us)
    VALUES (?1, 'proposed', ?2, ?3, ?4, ?5, ?6)";
const ADD_ITEM: &str = "INSERT INTO disposition_item (disposition, position, dossier, reference, subject, fate, legal_basis, line,
        closed_on, last_day, sampled, traces, versions, bytes, contents_sha256)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
const TAKE: &str =
    "UPDATE retention SET disposition = ?2 WHERE dossier = ?1 AND disposition IS NULL AND ended = 0";
const LET_GO: &str = "UPDATE retention SET disposition = NULL WHERE disposition = ?1 AND ended = 0";
const VIEW: &str = "SELECT id, state, note, list_sha256, proposed_name, proposed_us, notified_on, notified_to,
        confirmed_name, confirmed_us, destroyed_name, done_us, certificate IS NOT NULL,
        (SELECT count(*) FROM disposition_item WHERE disposition = id),
        (SELECT count(*) FROM disposition_item WHERE disposition = id AND appraisal IS NULL),
        (SELECT count(*) FROM disposition_item WHERE disposition = id AND appraisal IN ('take', 'sample')),
        (SELECT count(*) FROM disposition_item WHERE disposition = id AND appraisal IN ('take', 'sample') AND receipt IS NOT NULL)
    FROM disposition";
// As in the due list: what a confidential dossier is about stays with those who may see it, also in a frozen list.
const ITEM: &str = "SELECT position, dossier, reference,
        CASE WHEN EXISTS (SELECT 1 FROM dossier WHERE dossier.id = disposition_item.dossier AND NOT {SEEN})
            THEN '—' ELSE subject END,
        fate, legal_basis, line, closed_on, last_day, sampled, versions,
        bytes, contents_sha256, appraisal, appraised_on, appraisal_note, package, package_sha256, receipt, received_on,
        destroyed_us
    FROM disposition_item";
const CONTENTS: &str = "SELECT version.id, version.sha256, version.size_bytes
    FROM document JOIN version ON version.document = document.id
    WHERE document.dossier = ?1
        AND NOT EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = version.id)
    ORDER BY version.id";
const WAITS: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE dossier = ?1)";
const DESTROY: &str =
    "INSERT INTO destroyed (version, sha256, disposition, destroyed_us) VALUES (?1, ?2, ?3, ?4)";
/// Contents that were destroyed under a disposition and that nothing else names.
const FREE: &str = "SELECT sha256 FROM destroyed WHERE disposition = ?1
    UNION SELECT intake.sha256 FROM intake_destroyed JOIN intake ON intake.id = intake_destroyed.intake WHERE disposition = ?1";
const NAMED: &str = "SELECT EXISTS (SELECT 1 FROM version WHERE sha256 = ?1
        AND NOT EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = version.id))
    OR EXISTS (SELECT 1 FROM intake WHERE sha256 = ?1
        AND NOT EXISTS (SELECT 1 FROM intake_destroyed WHERE intake_destroyed.intake = intake.id))";
const GONE: &str = "SELECT DISTINCT sha256 FROM (SELECT sha256 FROM destroyed
        UNION ALL SELECT intake.sha256 FROM intake_destroyed JOIN intake ON intake.id = intake_destroyed.intake) AS gone
    WHERE NOT EXISTS (SELECT 1 FROM version WHERE version.sha256 = gone.sha256
            AND NOT EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = version.id))
        AND NOT EXISTS (SELECT 1 FROM intake WHERE intake.sha256 = gone.sha256
            AND NOT EXISTS (SELECT 1 FROM intake_destroyed WHERE intake_destroyed.intake = intake.id))";
const WAS_DESTROYED: &str = "SELECT EXISTS (SELECT 1 FROM destroyed WHERE sha256 = ?1)";
const DOSSIER_DESTROYED: &str =
    "SELECT EXISTS (SELECT 1 FROM destroyed JOIN version ON version.id = destroyed.version
    JOIN document ON document.id = version.document WHERE document.dossier = ?1)";

/// A disposition to be proposed.
#[derive(Clone, Debug)]
pub struct NewDisposition {
    /// A remark.
    pub note: String,
    /// Digest of the frozen list.
    pub list_sha256: Sha256,
    /// Who proposes it.
    pub person: PersonId,
    /// Its dossiers.
    pub items: Vec<NewItem>,
}

/// A dossier of a disposition.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// The dossier.
    pub dossier: DossierId,
    /// Its reference.
    pub reference: Reference,
    /// Its subject.
    pub subject: String,
    /// The rule's fate.
    pub fate: Fate,
    /// Its legal basis.
    pub legal_basis: String,
    /// The table's line.
    pub line: Option<String>,
    /// The day on which it was closed.
    pub closed_on: Date,
    /// The last day of its retention.
    pub last_day: Date,
    /// Whether the rule takes it into the sample.
    pub sampled: Option<bool>,
    /// What is left after a destruction.
    pub traces: Traces,
    /// Versions in it.
    pub versions: u32,
    /// Their size.
    pub bytes: u64,
    /// Digest over the digests of its versions.
    pub contents_sha256: Sha256,
}

/// A version of a dossier whose content is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The version.
    pub version: VersionId,
    /// Digest of its content.
    pub sha256: Sha256,
    /// Its size.
    pub size_bytes: u64,
}

fn view(row: &Row<'_>) -> rusqlite::Result<Result<DispositionView, Error>> {
    let id: String = row.get(0)?;
    let state: String = row.get(1)?;
    let note: String = row.get(2)?;
    let list: String = row.get(3)?;
    let proposed_by: String = row.get(4)?;
    let proposed: i64 = row.get(5)?;
    let notified_on: Option<String> = row.get(6)?;
    let notified_to: Option<String> = row.get(7)?;
    let confirmed_by: Option<String> = row.get(8)?;
    let confirmed: Option<i64> = row.get(9)?;
    let destroyed_by: Option<String> = row.get(10)?;
    let done: Option<i64> = row.get(11)?;
    let certificate: bool = row.get(12)?;
    let (dossiers, undecided, wanted, received): (u32, u32, u32, u32) =
        (row.get(13)?, row.get(14)?, row.get(15)?, row.get(16)?);
    let made = || -> Result<DispositionView, Error> {
        let notified_on = optional_day("disposition", "notified_on", notified_on)?;
        let after =
            |months| notified_on.and_then(|day: Date| model::retention::day_after_months(day, months));
        Ok(DispositionView {
            id: parsed("disposition", "id", &id)?,
            state: from_word("disposition", "state", &state)?,
            note,
            proposed_by,
            proposed_at: timestamp("disposition", "proposed_us", proposed)?,
            dossiers,
            undecided,
            wanted,
            received,
            list_sha256: parsed("disposition", "list_sha256", &list)?,
            notified_on,
            notified_to,
            answer_until: after(model::retention::ANSWER_MONTHS).and_then(|day| day.yesterday().ok()),
            destroy_from: after(model::retention::NOTICE_MONTHS),
            confirmed_by,
            confirmed_at: confirmed
                .map(|at| timestamp("disposition", "confirmed_us", at))
                .transpose()?,
            destroyed_by,
            done_at: done
                .map(|at| timestamp("disposition", "done_us", at))
                .transpose()?,
            certificate,
        })
    };
    Ok(made())
}

fn item(row: &Row<'_>) -> rusqlite::Result<Result<DispositionItem, Error>> {
    let position: u32 = row.get(0)?;
    let dossier: String = row.get(1)?;
    let reference: String = row.get(2)?;
    let subject: String = row.get(3)?;
    let fate: String = row.get(4)?;
    let legal_basis: String = row.get(5)?;
    let line: Option<String> = row.get(6)?;
    let closed_on: String = row.get(7)?;
    let last_day: String = row.get(8)?;
    let sampled: Option<bool> = row.get(9)?;
    let versions: u32 = row.get(10)?;
    let bytes: i64 = row.get(11)?;
    let contents: String = row.get(12)?;
    let appraisal: Option<String> = row.get(13)?;
    let appraised_on: Option<String> = row.get(14)?;
    let appraisal_note: String = row.get(15)?;
    let package: Option<String> = row.get(16)?;
    let package_sha256: Option<String> = row.get(17)?;
    let receipt: Option<String> = row.get(18)?;
    let received_on: Option<String> = row.get(19)?;
    let destroyed: Option<i64> = row.get(20)?;
    let made = || -> Result<DispositionItem, Error> {
        Ok(DispositionItem {
            position,
            dossier: parsed("disposition_item", "dossier", &dossier)?,
            reference: Reference::parse(&reference).map_err(|_| Error::ValueUnreadable {
                table: "disposition_item",
                column: "reference",
            })?,
            subject,
            fate: from_word("disposition_item", "fate", &fate)?,
            legal_basis,
            line,
            closed_on: day("disposition_item", "closed_on", &closed_on)?,
            last_day: day("disposition_item", "last_day", &last_day)?,
            sampled,
            versions,
            bytes: unsigned("disposition_item", "bytes", bytes)?,
            contents_sha256: parsed("disposition_item", "contents_sha256", &contents)?,
            appraisal: appraisal
                .map(|word| from_word("disposition_item", "appraisal", &word))
                .transpose()?,
            appraised_on: optional_day("disposition_item", "appraised_on", appraised_on)?,
            appraisal_note,
            package,
            package_sha256: package_sha256
                .map(|digest| parsed("disposition_item", "package_sha256", &digest))
                .transpose()?,
            receipt,
            received_on: optional_day("disposition_item", "received_on", received_on)?,
            destroyed_at: destroyed
                .map(|at| timestamp("disposition_item", "destroyed_us", at))
                .transpose()?,
        })
    };
    Ok(made())
}

impl Reading<'_> {
    /// The dispositions, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dispositions(&self, limit: u32, offset: u32) -> Result<Vec<DispositionView>, Error> {
        let read = || -> rusqlite::Result<Vec<Result<DispositionView, Error>>> {
            self.transaction
                .prepare_cached(&format!(
                    "{VIEW} ORDER BY proposed_us DESC, id DESC LIMIT ?1 OFFSET ?2"
                ))?
                .query_map([limit, offset], view)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .collect()
    }

    /// One disposition.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn disposition(&self, id: DispositionId) -> Result<Option<DispositionView>, Error> {
        self.transaction
            .prepare_cached(&format!("{VIEW} WHERE id = ?1"))
            .and_then(|mut get| get.query_row([id.to_string()], view).optional())
            .map_err(|error| self.store.failed(error))?
            .transpose()
    }

    /// Who proposed a disposition.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn disposition_proposer(&self, id: DispositionId) -> Result<Option<PersonId>, Error> {
        let found: Option<String> = self
            .transaction
            .query_row(
                "SELECT proposed_by FROM disposition WHERE id = ?1",
                [id.to_string()],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.store.failed(error))?;
        found
            .map(|id| parsed("disposition", "proposed_by", &id))
            .transpose()
    }

    /// The dossiers of a disposition, in the order of its list.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn disposition_items(
        &self,
        id: DispositionId,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<DispositionItem>, Error> {
        let read = || -> rusqlite::Result<Vec<Result<DispositionItem, Error>>> {
            self.transaction
                .prepare_cached(&format!(
                    "{} WHERE disposition = ?1 ORDER BY position LIMIT ?2 OFFSET ?3",
                    ITEM.replace("{SEEN}", SEEN)
                ))?
                .query_map(params![id.to_string(), limit, offset], item)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .collect()
    }

    /// One dossier of a disposition.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn disposition_item(
        &self,
        id: DispositionId,
        dossier: DossierId,
    ) -> Result<Option<DispositionItem>, Error> {
        self.transaction
            .prepare_cached(&format!(
                "{} WHERE disposition = ?1 AND dossier = ?2",
                ITEM.replace("{SEEN}", SEEN)
            ))
            .and_then(|mut get| {
                get.query_row([id.to_string(), dossier.to_string()], item)
                    .optional()
            })
            .map_err(|error| self.store.failed(error))?
            .transpose()
    }

    /// The versions of a dossier whose content is there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contents_of(&self, dossier: DossierId) -> Result<Vec<Kept>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, i64)>> {
            self.transaction
                .prepare_cached(CONTENTS)?
                .query_map([dossier.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(version, sha256, size)| {
                Ok(Kept {
                    version: parsed("version", "id", &version)?,
                    sha256: parsed("version", "sha256", &sha256)?,
                    size_bytes: unsigned("version", "size_bytes", size)?,
                })
            })
            .collect()
    }

    /// Whether something of a dossier waits in the outbox.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossier_waits(&self, dossier: DossierId) -> Result<bool, Error> {
        self.yes(WAITS, &dossier.to_string())
    }

    /// Whether something names content with this digest that was not destroyed.
    pub(crate) fn is_named(&self, sha256: &Sha256) -> Result<bool, Error> {
        self.yes(NAMED, &sha256.to_string())
    }

    /// Whether content with this digest was destroyed by a disposition.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn was_destroyed(&self, sha256: &Sha256) -> Result<bool, Error> {
        self.yes(WAS_DESTROYED, &sha256.to_string())
    }

    /// Whether the content of a version was destroyed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn version_destroyed(&self, version: VersionId) -> Result<bool, Error> {
        self.yes(
            "SELECT EXISTS (SELECT 1 FROM destroyed WHERE version = ?1)",
            &version.to_string(),
        )
    }

    /// Whether contents of a dossier were destroyed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossier_destroyed(&self, dossier: DossierId) -> Result<bool, Error> {
        self.yes(DOSSIER_DESTROYED, &dossier.to_string())
    }

    fn yes(&self, sql: &str, value: &str) -> Result<bool, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut get| get.query_row([value], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }

    /// The digests that a disposition destroyed.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn destroyed_by(&self, id: DispositionId) -> Result<Vec<Sha256>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(FREE)?
                .query_map([id.to_string()], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|digest| parsed("destroyed", "sha256", digest))
            .collect()
    }

    /// The digests of contents that were destroyed and that nothing else names.
    ///
    /// # Errors
    /// The database cannot be read.
    pub(crate) fn contents_gone(&self) -> Result<Vec<Sha256>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(GONE)?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|digest| parsed("destroyed", "sha256", digest))
            .collect()
    }

    /// The certificate of a destruction, PDF.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn disposition_certificate(&self, id: DispositionId) -> Result<Option<Vec<u8>>, Error> {
        self.transaction
            .query_row(
                "SELECT certificate FROM disposition WHERE id = ?1",
                [id.to_string()],
                |row| row.get::<_, Option<Vec<u8>>>(0),
            )
            .optional()
            .map(Option::flatten)
            .map_err(|error| self.store.failed(error))
    }
}

impl Change<'_> {
    /// Adds a disposition with its list; `None` with the dossier that another disposition has.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_disposition(&self, new: &NewDisposition) -> Result<Result<DispositionId, Reference>, Error> {
        let id = DispositionId::new(self.at(), self.store.random_10());
        let key = id.to_string();
        let add = || -> rusqlite::Result<Result<(), Reference>> {
            self.transaction.execute(
                ADD,
                params![
                    key,
                    new.note,
                    new.list_sha256.to_string(),
                    new.person.to_string(),
                    self.actor,
                    micros(self.at())
                ],
            )?;
            let mut insert = self.transaction.prepare_cached(ADD_ITEM)?;
            let mut take = self.transaction.prepare_cached(TAKE)?;
            for (position, item) in (1_u32..).zip(&new.items) {
                let dossier = item.dossier.to_string();
                if take.execute([&dossier, &key])? != 1 {
                    return Ok(Err(item.reference.clone()));
                }
                insert.execute(params![
                    key,
                    position,
                    dossier,
                    item.reference.as_str(),
                    item.subject,
                    word(&item.fate),
                    item.legal_basis,
                    item.line,
                    item.closed_on.to_string(),
                    item.last_day.to_string(),
                    item.sampled,
                    word(&item.traces),
                    item.versions,
                    stored_size(item.bytes),
                    item.contents_sha256.to_string()
                ])?;
            }
            Ok(Ok(()))
        };
        Ok(add().map_err(|error| self.store.failed(error))?.map(|()| id))
    }

    fn run(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<usize, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut run| run.execute(values))
            .map_err(|error| self.store.failed(error))
    }

    /// The list was sent to the archives.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn disposition_notified(&self, id: DispositionId, on: Date, to: &str) -> Result<(), Error> {
        self.run(
            "UPDATE disposition SET state = 'notified', notified_on = ?2, notified_to = ?3 WHERE id = ?1",
            params![id.to_string(), on.to_string(), to],
        )
        .map(|_| ())
    }

    /// What was decided about a dossier; a decision that changes takes an older package back.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn appraised(
        &self,
        id: DispositionId,
        dossier: DossierId,
        appraisal: Appraisal,
        on: Date,
        note: &str,
    ) -> Result<(), Error> {
        self.run(
            "UPDATE disposition_item SET appraisal = ?3, appraised_on = ?4, appraisal_note = ?5
             WHERE disposition = ?1 AND dossier = ?2",
            params![
                id.to_string(),
                dossier.to_string(),
                word(&appraisal),
                on.to_string(),
                note
            ],
        )
        .map(|_| ())
    }

    /// Sets where a disposition stands.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn disposition_is(&self, id: DispositionId, state: DispositionState) -> Result<(), Error> {
        self.run(
            "UPDATE disposition SET state = ?2 WHERE id = ?1",
            params![id.to_string(), word(&state)],
        )
        .map(|_| ())
    }

    /// A package was made.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn packaged(
        &self,
        id: DispositionId,
        dossier: DossierId,
        package: &str,
        sha256: &Sha256,
    ) -> Result<(), Error> {
        self.run(
            "UPDATE disposition_item SET package = ?3, package_sha256 = ?4 WHERE disposition = ?1 AND dossier = ?2",
            params![id.to_string(), dossier.to_string(), package, sha256.to_string()],
        )
        .map(|_| ())
    }

    /// The archives confirmed that they have it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn received(
        &self,
        id: DispositionId,
        dossier: DossierId,
        receipt: &str,
        on: Date,
    ) -> Result<(), Error> {
        self.run(
            "UPDATE disposition_item SET receipt = ?3, received_on = ?4 WHERE disposition = ?1 AND dossier = ?2",
            params![id.to_string(), dossier.to_string(), receipt, on.to_string()],
        )
        .map(|_| ())
    }

    /// Somebody else confirmed.
    ///
    /// # Errors
    /// The database cannot be written; it refuses the proposer.
    pub fn disposition_confirmed(&self, id: DispositionId, person: PersonId) -> Result<(), Error> {
        self.run(
            "UPDATE disposition SET state = 'confirmed', confirmed_by = ?2, confirmed_name = ?3, confirmed_us = ?4
             WHERE id = ?1",
            params![
                id.to_string(),
                person.to_string(),
                self.actor,
                micros(self.at())
            ],
        )
        .map(|_| ())
    }

    /// Given up: its dossiers are due again.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn disposition_withdrawn(&self, id: DispositionId) -> Result<(), Error> {
        self.disposition_is(id, DispositionState::Withdrawn)?;
        self.run(LET_GO, params![id.to_string()]).map(|_| ())
    }

    /// The contents of a dossier are destroyed under a disposition: what is said of them stays, what people entered
    /// beside them goes as far as the rule says. The blobs themselves go after the commit.
    ///
    /// # Errors
    /// The database cannot be written; it refuses what no disposition covers.
    pub fn destroy_contents(&self, id: DispositionId, dossier: DossierId) -> Result<u32, Error> {
        let key = id.to_string();
        let at = micros(self.at());
        let kept = self.contents_of(dossier)?;
        for one in &kept {
            self.run(
                DESTROY,
                params![one.version.to_string(), one.sha256.to_string(), key, at],
            )?;
        }
        let traces: String = self
            .transaction
            .query_row(
                "SELECT traces FROM disposition_item WHERE disposition = ?1 AND dossier = ?2",
                params![key, dossier.to_string()],
                |row| row.get(0),
            )
            .map_err(|error| self.store.failed(error))?;
        self.erase(dossier, &key, from_word("disposition_item", "traces", &traces)?)?;
        self.run(
            "UPDATE disposition_item SET destroyed_us = ?3 WHERE disposition = ?1 AND dossier = ?2",
            params![key, dossier.to_string(), at],
        )?;
        self.run(
            "UPDATE retention SET ended = 1 WHERE dossier = ?1",
            params![dossier.to_string()],
        )?;
        Ok(u32::try_from(kept.len()).unwrap_or(u32::MAX))
    }

    /// Dossiers that the archives took and that nothing destroys are ended as well.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn disposition_done(&self, id: DispositionId, certificate: Option<&[u8]>) -> Result<(), Error> {
        self.run(
            "UPDATE disposition SET state = 'done', done_us = ?2, destroyed_name = ?3, certificate = ?4 WHERE id = ?1",
            params![id.to_string(), micros(self.at()), self.actor, certificate],
        )?;
        self.run(
            "UPDATE retention SET ended = 1 WHERE disposition = ?1",
            params![id.to_string()],
        )
        .map(|_| ())
    }
}
