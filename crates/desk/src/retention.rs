//! Retention: tableau de tri, due list, holds; the way of a disposition is in [`disposition`], its end in [`certificate`].
//!
//! Whoever reads or changes anything here is an auditor or an administrator.

mod certificate;
mod disposition;
mod papers;

pub(crate) use disposition::plain_cell;
pub use papers::DispositionPaper;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use model::disposition::RetentionError;
use model::retention::*;
use model::{DossierId, DossierStatus, Role, Subject, procedure};
use store::{Change, NewRetention, PendingRetention};
use wording::Explain;

use crate::{Desk, Error, dossiers, procedures};

/// Dossiers whose rule is found in one transaction.
const PORTION: u32 = 500;
/// Who may.
const RIGHTS: [Role; 2] = [Role::Auditor, Role::Administrator];

/// What a rule is found from: the tables with their lines, and the procedures.
struct Rules {
    /// By the first day on which each holds, later imports after earlier ones.
    tables: Vec<(RetentionTableView, Vec<TableLine>)>,
    /// What was read before, by the digest of the procedure's text, or its key.
    procedures: RefCell<HashMap<String, Option<procedure::RetentionRule>>>,
}

/// A rule for a dossier, whoever gives it.
struct Rule {
    years: u32,
    fate: Option<procedure::Fate>,
    source: RuleSource,
    table: Option<u32>,
    line: Option<String>,
    legal_basis: String,
    sampling: Option<String>,
    start: RetentionStart,
    traces: Traces,
}

impl Rules {
    fn read(reading: &store::Reading<'_>) -> Result<Self, Error> {
        let mut tables = Vec::new();
        for table in reading.retention_tables()? {
            let lines = reading.retention_lines(table.version)?;
            tables.push((table, lines));
        }
        tables.sort_by_key(|(table, _)| (table.valid_from, table.version));
        Ok(Self {
            tables,
            procedures: RefCell::default(),
        })
    }

    /// The line of the table that held on a day.
    fn line_on(
        &self,
        day: Date,
        classification: Option<&str>,
        procedure: Option<&str>,
    ) -> Option<(u32, &TableLine)> {
        let (table, lines) = self.tables.iter().rfind(|(table, _)| table.valid_from <= day)?;
        Some((table.version, line_for(lines, classification, procedure)?))
    }

    /// The rule of the procedure in the version that the dossier has.
    fn of_procedure(
        &self,
        reading: &store::Reading<'_>,
        dossier: DossierId,
        procedure: Option<&str>,
    ) -> Result<Option<procedure::RetentionRule>, Error> {
        let Some(key) = procedure else { return Ok(None) };
        let version = reading
            .procedure_of_dossier(dossier)?
            .map_or_else(|| key.to_owned(), |record| record.sha256.to_string());
        if let Some(known) = self.procedures.borrow().get(&version) {
            return Ok(known.clone());
        }
        let rule = match procedures::of_dossier(reading, dossier) {
            Ok(found) => found.and_then(|procedure| procedure.retention),
            // One that this desk does not know any more gives no rule: a person decides.
            Err(error) if error.code() == "procedure-unknown" => None,
            Err(error) => return Err(error),
        };
        self.procedures.borrow_mut().insert(version, rule.clone());
        Ok(rule)
    }

    fn rule(&self, reading: &store::Reading<'_>, one: &PendingRetention, day: Date) -> Result<Rule, Error> {
        let (classification, procedure) = (one.classification.as_deref(), one.procedure.as_deref());
        if let Some((table, line)) = self.line_on(day, classification, procedure) {
            return Ok(Rule::of_line(table, line));
        }
        Ok(match self.of_procedure(reading, one.dossier, procedure)? {
            Some(rule) => Rule {
                years: rule.years,
                fate: Some(rule.fate),
                source: RuleSource::Procedure,
                table: None,
                line: None,
                legal_basis: procedure::text_in(&rule.legal_basis, wording::Lang::Fr)
                    .unwrap_or_default()
                    .to_owned(),
                sampling: None,
                start: RetentionStart::Closing,
                traces: Traces::default(),
            },
            None => Rule {
                years: 0,
                fate: None,
                source: RuleSource::None,
                table: None,
                line: None,
                legal_basis: String::new(),
                sampling: None,
                start: RetentionStart::Closing,
                traces: Traces::default(),
            },
        })
    }
}

impl Rule {
    fn of_line(table: u32, line: &TableLine) -> Self {
        Self {
            years: line.years,
            fate: Some(line.fate),
            source: RuleSource::Table,
            table: Some(table),
            line: Some(line.code.clone()),
            legal_basis: line.legal_basis.clone(),
            sampling: line.sampling.as_ref().map(ToString::to_string),
            start: line.start,
            traces: line.traces,
        }
    }

    fn applied(self, closed_on: Date, valid_until: Option<Date>, procedure: Option<String>) -> NewRetention {
        let starts_on = match self.start {
            RetentionStart::Closing => Some(closed_on),
            // What is still valid after the closing is not over with it; what ended before does not shorten anything.
            RetentionStart::EndOfValidity => valid_until.map(|until| until.max(closed_on)),
        };
        NewRetention {
            closed_on,
            starts_on,
            last_day: self
                .fate
                .and(starts_on)
                .and_then(|start| last_day(start, self.years)),
            years: self.years,
            fate: self.fate,
            source: self.source,
            table: self.table,
            line: self.line,
            legal_basis: self.legal_basis,
            sampling: self.sampling,
            start: self.start,
            traces: self.traces,
            procedure,
        }
    }
}

/// A reason a person gives: one line, never empty.
fn reason(text: &str) -> Result<String, Error> {
    Ok(Subject::parse(text)
        .map_err(|error| dossiers::in_field(error, "reason"))?
        .to_string())
}

impl Desk {
    /// The day it is in Luxembourg.
    pub(crate) fn luxembourg_day(&self) -> Date {
        dossiers::in_luxembourg(self.now()).date()
    }

    /// Looks through a tableau de tri (CSV with `;` or `,`, UTF-8) without taking anything.
    ///
    /// # Errors
    /// `retention-table-not-text`.
    pub fn check_retention_table(&self, csv: &[u8]) -> Result<TableCheck, Error> {
        Ok(match read_table(csv)? {
            Ok(lines) => TableCheck {
                lines,
                problems: Vec::new(),
            },
            Err(faults) => TableCheck {
                lines: Vec::new(),
                problems: faults.iter().map(|fault| self.explain(fault)).collect(),
            },
        })
    }

    /// Takes in a tableau de tri that holds from a day on: whole, or not at all. Tables before it stay; a dossier keeps the
    /// line of the table that held when it was closed. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `retention-table-refused` with the number of faults and the first of them
    /// ([`Desk::check_retention_table`] has them all), `retention-table-twice`, `field-empty` for the name.
    pub fn import_retention_table(
        &self,
        csv: &[u8],
        name: &str,
        valid_from: Date,
    ) -> Result<RetentionTableView, Error> {
        self.require(&RIGHTS)?;
        let name = Subject::parse(name).map_err(|error| dossiers::in_field(error, "name"))?;
        let lines = read_table(csv)?.map_err(|mut faults| {
            let count = faults.len();
            RetentionError::TableRefused {
                count,
                first: if faults.is_empty() {
                    LineFault::TableEmpty
                } else {
                    faults.swap_remove(0)
                },
            }
        })?;
        // Those closed until now keep what held until now.
        self.find_rules()?;
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            if change
                .retention_tables()?
                .iter()
                .any(|table| table.valid_from == valid_from)
            {
                return Err(RetentionError::TableTwice { from: valid_from }.into());
            }
            let version =
                change.add_retention_table(name.as_str(), valid_from, &store::digest(csv), &lines)?;
            change.record(
                "retention-table-imported",
                None,
                &[
                    ("name", name.as_str()),
                    ("version", &version.to_string()),
                    ("from", &valid_from.to_string()),
                    ("lines", &lines.len().to_string()),
                    ("sha256", &store::digest(csv).to_string()),
                ],
            )?;
            change
                .retention_tables()?
                .into_iter()
                .find(|table| table.version == version)
                .ok_or_else(|| {
                    store::Error::ValueUnreadable {
                        table: "retention_table",
                        column: "version",
                    }
                    .into()
                })
        })
    }

    /// The tableaux de tri, in the order of import.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_tables(&self) -> Result<Vec<RetentionTableView>, Error> {
        Ok(self.store.read(|reading| reading.retention_tables())?)
    }

    /// The lines of a tableau de tri.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn retention_lines(&self, version: u32) -> Result<Vec<TableLine>, Error> {
        Ok(self.store.read(|reading| reading.retention_lines(version))?)
    }

    /// Finds the rule of every closed dossier that waits for one.
    pub(crate) fn find_rules(&self) -> Result<(), Error> {
        let waiting = self.store.read(|reading| -> Result<bool, store::Error> {
            Ok(!reading.retention_pending(1)?.is_empty())
        })?;
        if !waiting {
            return Ok(());
        }
        let rules = self.store.read(Rules::read)?;
        loop {
            let found = self.store.change(&self.actor, |change| -> Result<usize, Error> {
                let pending = change.retention_pending(PORTION)?;
                for one in &pending {
                    settle(change, &rules, one)?;
                }
                Ok(pending.len())
            })?;
            if found < PORTION as usize {
                return Ok(());
            }
        }
    }

    /// Dossiers whose retention has ended and that no disposition has, longest due first, with their rule, why they are
    /// due, and the holds that forbid to act.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn retention_due(
        &self,
        filter: &DueFilter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<RetentionRow>, Error> {
        self.require(&RIGHTS)?;
        self.find_rules()?;
        // Nothing is due tomorrow: a day to come would show what is not.
        let on = filter.on.unwrap_or(Date::MAX).min(self.luxembourg_day());
        let rows = self.store.read(|reading| -> Result<_, store::Error> {
            let holds = reading.holds(false)?;
            let mut rows = reading.retention_due(on, filter, limit, offset)?;
            for row in &mut rows {
                row.holds = reading.held_by(row.dossier, &holds)?;
            }
            Ok(rows)
        })?;
        Ok(self.with_reasons(rows))
    }

    /// How many there are.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn retention_due_count(&self, filter: &DueFilter) -> Result<u32, Error> {
        self.require(&RIGHTS)?;
        self.find_rules()?;
        let on = filter.on.unwrap_or(Date::MAX).min(self.luxembourg_day());
        Ok(self
            .store
            .read(|reading| reading.retention_due_count(on, filter))?)
    }

    /// Closed dossiers that can never become due by themselves: no rule fits, or the end of validity is not entered.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn retention_undecided(&self, limit: u32, offset: u32) -> Result<Vec<RetentionRow>, Error> {
        self.require(&RIGHTS)?;
        self.find_rules()?;
        let rows = self
            .store
            .read(|reading| reading.retention_undecided(limit, offset))?;
        Ok(self.with_reasons(rows))
    }

    /// The rule of one dossier; `None` while it is open.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn retention_of(&self, dossier: DossierId) -> Result<Option<RetentionRow>, Error> {
        self.find_rules()?;
        let row = self.store.read(|reading| -> Result<_, store::Error> {
            reading.dossier(dossier)?;
            let holds = reading.holds(false)?;
            let mut row = reading.retention_of(dossier)?;
            if let Some(row) = &mut row {
                row.holds = reading.held_by(dossier, &holds)?;
            }
            Ok(row)
        })?;
        Ok(self.with_reasons(row.into_iter().collect()).pop())
    }

    fn with_reasons(&self, mut rows: Vec<RetentionRow>) -> Vec<RetentionRow> {
        let (catalog, lang) = (crate::catalog(), self.lang());
        let written = |day: Date| day.strftime("%d.%m.%Y").to_string();
        for row in &mut rows {
            let shown = |day: Option<Date>| day.map(written).unwrap_or_default();
            let message = match (row.fate, row.last_day, row.source) {
                (None, _, _) => "retention-reason-none",
                (Some(_), None, _) => "retention-reason-validity",
                (Some(_), Some(_), RuleSource::Table) => "retention-reason-table",
                _ => "retention-reason-procedure",
            };
            row.reason = catalog.text(
                lang,
                message,
                &[
                    ("closed", written(row.closed_on)),
                    ("starts", shown(row.starts_on)),
                    ("years", row.years.to_string()),
                    ("last", shown(row.last_day)),
                    ("line", row.line.clone().unwrap_or_default()),
                    (
                        "table",
                        row.table.map(|table| table.to_string()).unwrap_or_default(),
                    ),
                    ("basis", row.legal_basis.clone()),
                ],
            );
        }
        rows
    }

    /// Dossiers for which the newest tableau de tri says something else than the line they have: nothing changes by
    /// itself; a person may adopt it ([`Desk::adopt_retention`]). In the order of dossiers, after one.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn retention_reevaluations(
        &self,
        after: Option<DossierId>,
        limit: u32,
    ) -> Result<Vec<Reevaluation>, Error> {
        self.require(&RIGHTS)?;
        self.find_rules()?;
        let today = self.luxembourg_day();
        let found = self.store.read(|reading| -> Result<_, Error> {
            let rules = Rules::read(reading)?;
            let mut found = Vec::new();
            let mut after = after;
            while found.len() < limit as usize {
                let rows = reading.retention_after(after, PORTION)?;
                let Some(last) = rows.last() else { break };
                after = Some(last.dossier);
                for row in rows {
                    if let Some(other) = reevaluated(&rules, today, row)
                        && found.len() < limit as usize
                    {
                        found.push(other);
                    }
                }
            }
            Ok(found)
        })?;
        Ok(found)
    }

    /// A person decides that the newest tableau de tri holds for a dossier that was closed before it. For an auditor or an
    /// administrator; journalled with the reason.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `retention-not-closed`, `retention-nothing-to-adopt`, `disposition-in-another`.
    pub fn adopt_retention(&self, dossier: DossierId, why: &str) -> Result<RetentionRow, Error> {
        self.require(&RIGHTS)?;
        let why = reason(why)?;
        self.find_rules()?;
        let today = self.luxembourg_day();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let reference = change.dossier(dossier)?.reference.to_string();
            let row = change
                .retention_of(dossier)?
                .ok_or_else(|| RetentionError::NotClosed {
                    reference: reference.clone(),
                })?;
            if row.disposition.is_some() {
                return Err(RetentionError::InAnother { reference }.into());
            }
            let rules = Rules::read(change)?;
            let found = rules.line_on(today, row.classification.as_deref(), row.procedure.as_deref());
            let Some((table, line)) = found.filter(|(table, line)| differs(&row, *table, line)) else {
                return Err(RetentionError::NothingToAdopt { reference }.into());
            };
            let valid_until = row
                .starts_on
                .filter(|_| line.start == RetentionStart::EndOfValidity);
            let new = Rule::of_line(table, line).applied(row.closed_on, valid_until, row.procedure.clone());
            change.set_retention(dossier, &new)?;
            change.record(
                "retention-adopted",
                Some(dossier),
                &[
                    ("version", &table.to_string()),
                    ("line", &line.code),
                    ("reason", &why),
                ],
            )?;
            Ok(())
        })?;
        self.retention_of(dossier)?.ok_or_else(|| {
            RetentionError::NotClosed {
                reference: dossier.to_string(),
            }
            .into()
        })
    }

    /// Enters the last day on which what a dossier decided is valid. For an agent, a clerk, an auditor or an administrator;
    /// also of a closed dossier, for it is not part of its content.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `disposition-in-another`.
    pub fn set_validity_end(&self, dossier: DossierId, until: Date) -> Result<(), Error> {
        self.require(&[Role::Agent, Role::Clerk, Role::Auditor, Role::Administrator])?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let reference = change.dossier(dossier)?.reference.to_string();
            if change
                .retention_of(dossier)?
                .is_some_and(|row| row.disposition.is_some())
            {
                return Err(RetentionError::InAnother { reference }.into());
            }
            change.set_validity(dossier, until)?;
            change.record(
                "validity-end-set",
                Some(dossier),
                &[("until", &until.to_string())],
            )?;
            Ok(())
        })
    }

    /// Places a legal hold: no disposition touches what fits, from now on and whatever comes to fit later. For an auditor
    /// or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `hold-for-everything`, `field-empty` for the reason, `dossier-unknown`.
    pub fn place_hold(&self, filter: &HoldFilter, why: &str) -> Result<HoldView, Error> {
        self.require(&RIGHTS)?;
        let why = reason(why)?;
        if filter.is_empty() {
            return Err(RetentionError::HoldForEverything.into());
        }
        let number = self.store.change(&self.actor, |change| -> Result<u32, Error> {
            if let Some(dossier) = filter.dossier {
                change.dossier(dossier)?;
            }
            let number = change.place_hold(filter, &why)?;
            change.record(
                "hold-placed",
                filter.dossier,
                &[("hold", &number.to_string()), ("reason", &why)],
            )?;
            Ok(number)
        })?;
        self.hold(number)
    }

    /// Releases a legal hold. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `hold-unknown`, `hold-released`, `field-empty` for the reason.
    pub fn release_hold(&self, number: u32, why: &str) -> Result<HoldView, Error> {
        self.require(&RIGHTS)?;
        let why = reason(why)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let hold = change
                .hold(number)?
                .ok_or(RetentionError::HoldUnknown { hold: number })?;
            if !change.release_hold(number, &why)? {
                return Err(RetentionError::HoldReleased { hold: number }.into());
            }
            change.record(
                "hold-released",
                hold.filter.dossier,
                &[("hold", &number.to_string()), ("reason", &why)],
            )?;
            Ok(())
        })?;
        self.hold(number)
    }

    /// One hold, with the number of dossiers that fit now.
    ///
    /// # Errors
    /// `hold-unknown`.
    pub fn hold(&self, number: u32) -> Result<HoldView, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            let mut hold = reading
                .hold(number)?
                .ok_or(RetentionError::HoldUnknown { hold: number })?;
            hold.dossiers = reading.dossiers_held_by(&hold.filter)?;
            Ok(hold)
        })
    }

    /// The legal holds, newest first; those that were released only when asked for.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn holds(&self, released_too: bool) -> Result<Vec<HoldView>, Error> {
        self.require(&RIGHTS)?;
        Ok(self.store.read(|reading| -> Result<_, store::Error> {
            let mut holds = reading.holds(released_too)?;
            for hold in &mut holds {
                hold.dossiers = reading.dossiers_held_by(&hold.filter)?;
            }
            Ok(holds)
        })?)
    }
}

fn settle(change: &Change<'_>, rules: &Rules, one: &PendingRetention) -> Result<(), Error> {
    let known = change.retention_of(one.dossier)?;
    if !one.closed {
        return Ok(change.remove_retention(one.dossier)?);
    }
    let closed_on = dossiers::in_luxembourg(one.closed_at).date();
    // What a person adopted, or a disposition froze, stays as long as the dossier was not reopened meanwhile.
    let same = known.as_ref().filter(|row| {
        row.closed_on == closed_on
            && row.classification == one.classification
            && row.procedure == one.procedure
            && row.source == RuleSource::Table
    });
    let rule = match same.and_then(|row| Some((row.table?, row.line.as_deref()?))) {
        Some((table, code)) => rules
            .tables
            .iter()
            .find(|(view, _)| view.version == table)
            .and_then(|(_, lines)| lines.iter().find(|line| line.code == code))
            .map(|line| Rule::of_line(table, line)),
        None => None,
    };
    let rule = match rule {
        Some(rule) => rule,
        None => rules.rule(change, one, closed_on)?,
    };
    Ok(change.set_retention(
        one.dossier,
        &rule.applied(closed_on, one.valid_until, one.procedure.clone()),
    )?)
}

fn differs(row: &RetentionRow, table: u32, line: &TableLine) -> bool {
    row.table != Some(table)
        && (row.fate != Some(line.fate)
            || row.years != line.years
            || row.legal_basis != line.legal_basis
            || row.sampling != line.sampling.as_ref().map(ToString::to_string))
}

fn reevaluated(rules: &Rules, today: Date, row: RetentionRow) -> Option<Reevaluation> {
    let (table, line) = rules.line_on(today, row.classification.as_deref(), row.procedure.as_deref())?;
    differs(&row, table, line).then(|| Reevaluation {
        table,
        line: line.code.clone(),
        years: line.years,
        fate: line.fate,
        last_day: match line.start {
            RetentionStart::Closing => last_day(row.closed_on, line.years),
            RetentionStart::EndOfValidity => row.starts_on.and_then(|start| last_day(start, line.years)),
        },
        legal_basis: line.legal_basis.clone(),
        now: row,
    })
}

/// Reads a tableau de tri as CSV.
fn read_table(bytes: &[u8]) -> Result<Result<Vec<TableLine>, Vec<LineFault>>, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| RetentionError::TableNotText)?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let separator = if head.matches(';').count() >= head.matches(',').count() {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut faults = Vec::new();
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    match reader.headers() {
        Ok(headings) => {
            for heading in headings {
                let found = column(heading);
                if found.is_none() || columns.contains(&found) {
                    faults.push(LineFault::ColumnUnknown {
                        heading: heading.chars().take(60).collect(),
                    });
                }
                columns.push(found);
            }
        }
        Err(_) => faults.push(LineFault::NotCsv { line: 1 }),
    }
    for needed in ["code", "title_fr", "years", "fate", "legal_basis"] {
        if !columns.contains(&Some(needed)) {
            faults.push(LineFault::ColumnMissing { column: needed });
        }
    }
    if !faults.is_empty() {
        return Ok(Err(faults));
    }
    let mut records = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cells: BTreeMap<&'static str, String> = columns
                    .iter()
                    .zip(&record)
                    .filter_map(|(column, cell)| Some(((*column)?, cell.to_owned())))
                    .collect();
                records.push((line, cells));
            }
            Err(error) => faults.push(LineFault::NotCsv {
                line: error.position().map_or(0, csv::Position::line),
            }),
        }
    }
    Ok(match table(&records) {
        Ok(lines) if faults.is_empty() => Ok(lines),
        Ok(_) => Err(faults),
        Err(others) => {
            faults.extend(others);
            Err(faults)
        }
    })
}

/// Whether a dossier is closed.
pub(crate) fn is_closed(status: DossierStatus) -> bool {
    status == DossierStatus::Closed
}
