//! Lists of dossiers: filters, pages in both directions, counts up to a limit, facets.
//!
//! A page begins where the one before ended (keyset): the thousandth costs what the first costs.

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use model::search::{COUNT_LIMIT, Count, Facet, Facets, Query};
use model::view::DossierRow;
use model::{DossierCursor, DossierFilter, DossierOrder, DossierPage, Reference, Subject};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use super::access::SEEN;
use super::find::Effort;
use super::{from_word, micros, parsed, timestamp, unsigned, word};
use crate::words::words;
use crate::{Error, Reading};

const ROW: &str =
    "dossier.id, dossier.reference, dossier.subject, dossier.status, dossier.procedure, dossier.changed_us,
    (SELECT name FROM party WHERE party.dossier = dossier.id ORDER BY role <> 'applicant', position LIMIT 1),
    coalesce((SELECT documents FROM dossier_documents WHERE dossier_documents.dossier = dossier.id), 0),
    (SELECT count(*) FROM outbox WHERE outbox.dossier = dossier.id), dossier.row, dossier.created_us,
    dossier.office, dossier.state, dossier.classification, dossier.confidentiality,
    (SELECT group_concat(tag, char(31) ORDER BY folded) FROM tag WHERE tag.dossier = dossier.id)";
/// A value that more dossiers have is looked for while walking down the list, a rarer one gathers its dossiers first.
const RARE: i64 = 2_000;
/// The same for rows that are known already.
const FEW: usize = 5_000;
/// The same for several tags, which leave fewer.
const GATHERED: i64 = 10_000;
/// Rows that are known already and so few that each is looked up.
const LOOKED_UP: usize = 200;
/// Steps down the list that cost what looking up one row costs.
const STEPS: usize = 30;
/// Dossiers of a stretch of time that are gathered, instead of walking down the lists of its years.
const STRETCH: i64 = 2_500;
/// Years of a stretch of time whose lists are put together.
const YEARS: usize = 12;
/// Counting is given up after this time.
const COUNTING: Duration = Duration::from_millis(4);
/// So many dossiers are counted before the clock is looked at.
const COUNT_STEP: usize = 64;
/// Dossiers that facets beside a filter look at.
const FACET_LIMIT: u32 = 5_000;
/// Tags that a facet shows.
const FACET_TAGS: usize = 50;

/// Conditions on the table `dossier`: SQL that begins with `AND`, or nothing; and its values.
pub(crate) struct Conditions {
    pub sql: String,
    pub values: Vec<Value>,
    /// One of the conditions leaves few dossiers: they are gathered once, sorted and counted here, instead of walking
    /// down the list.
    few: bool,
    /// The years in which they were opened: each has a list of its own.
    years: Vec<i64>,
    /// They were opened in this stretch of time (microseconds, without its end), and nothing else is asked for.
    opened: Option<(i64, i64)>,
    /// The rows with a party, which is asked for last: without it, `sql` and `values` are so long.
    party: Option<Party>,
}

struct Party {
    rows: Vec<i64>,
    sql: usize,
    values: usize,
}

impl Conditions {
    fn and(&mut self, sql: &str, value: impl Into<Value>) {
        self.sql += " AND ";
        self.sql += sql;
        self.values.push(value.into());
    }

    /// What is gathered drives; an index of another column, which holds most dossiers, does not.
    fn only_check(&mut self) {
        for column in [
            "status",
            "state",
            "procedure",
            "office",
            "confidentiality",
            "classification",
            "changed_us",
            "created_us",
        ] {
            self.sql = self.sql.replace(
                &format!(" AND dossier.{column} "),
                &format!(" AND +dossier.{column} "),
            );
        }
    }

    fn any_of(&mut self, column: &str, values: impl Iterator<Item = String>) {
        let before = self.values.len();
        self.values.extend(values.map(Value::from));
        let marks = vec!["?"; self.values.len() - before].join(", ");
        if !marks.is_empty() {
            self.sql += &format!(" AND {column} IN ({marks})");
        }
    }
}

struct Raw {
    id: String,
    reference: String,
    subject: String,
    status: String,
    procedure: Option<String>,
    changed_us: i64,
    party: Option<String>,
    documents: i64,
    waiting: i64,
    row: i64,
    created_us: i64,
    office: String,
    state: Option<String>,
    classification: Option<String>,
    confidentiality: String,
    tags: Option<String>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        reference: row.get(1)?,
        subject: row.get(2)?,
        status: row.get(3)?,
        procedure: row.get(4)?,
        changed_us: row.get(5)?,
        party: row.get(6)?,
        documents: row.get(7)?,
        waiting: row.get(8)?,
        row: row.get(9)?,
        created_us: row.get(10)?,
        office: row.get(11)?,
        state: row.get(12)?,
        classification: row.get(13)?,
        confidentiality: row.get(14)?,
        tags: row.get(15)?,
    })
}

fn view(raw: Raw) -> Result<DossierRow, Error> {
    let unreadable = |column| Error::ValueUnreadable {
        table: "dossier",
        column,
    };
    Ok(DossierRow {
        id: parsed("dossier", "id", &raw.id)?,
        reference: Reference::parse(&raw.reference).map_err(|_| unreadable("reference"))?,
        subject: Subject::parse(&raw.subject).map_err(|_| unreadable("subject"))?,
        status: from_word("dossier", "status", &raw.status)?,
        procedure: raw.procedure,
        party: raw.party,
        documents: unsigned("dossier", "documents", raw.documents)?,
        waiting: unsigned("dossier", "waiting", raw.waiting)?,
        changed_at: timestamp("dossier", "changed_us", raw.changed_us)?,
        facts: model::view::RowFacts {
            office: raw.office,
            state: raw.state,
            classification: raw.classification,
            confidentiality: from_word("dossier", "confidentiality", &raw.confidentiality)?,
            tags: raw
                .tags
                .map(|tags| tags.split('\u{1f}').map(str::to_owned).collect())
                .unwrap_or_default(),
        },
    })
}

fn cursor(order: DossierOrder, raw: &Raw) -> DossierCursor {
    DossierCursor {
        key: match order {
            DossierOrder::Changed => raw.changed_us.to_string(),
            DossierOrder::Created => raw.created_us.to_string(),
            DossierOrder::Reference => raw.reference.clone(),
        },
        row: raw.row,
    }
}

impl Reading<'_> {
    /// The conditions of a filter, without its words.
    pub(crate) fn conditions(&self, filter: &DossierFilter) -> Result<Conditions, Error> {
        let mut conditions = Conditions {
            sql: String::new(),
            values: Vec::new(),
            few: false,
            years: Vec::new(),
            opened: None,
            party: None,
        };
        if let Some(status) = &filter.status {
            conditions.and("dossier.status = ?", word(status));
        }
        conditions.any_of("dossier.state", filter.states.iter().cloned());
        let (with, without): (Vec<_>, Vec<_>) = filter.procedures.iter().partition(|key| !key.is_empty());
        match (with.is_empty(), without.is_empty()) {
            (_, true) => conditions.any_of("dossier.procedure", with.into_iter().cloned()),
            (true, false) => conditions.sql += " AND dossier.procedure IS NULL",
            (false, false) => {
                conditions.any_of(
                    "coalesce(dossier.procedure, '')",
                    filter.procedures.iter().cloned(),
                );
            }
        }
        conditions.any_of("dossier.office", filter.offices.iter().cloned());
        conditions.any_of("dossier.confidentiality", filter.confidentiality.iter().map(word));
        if let Some(code) = &filter.classification {
            conditions.and(
                "dossier.classification IN (WITH RECURSIVE below (code) AS (
                    SELECT ? UNION SELECT classification.code FROM classification
                    JOIN below ON classification.parent = below.code) SELECT code FROM below)",
                code.clone(),
            );
        }
        for (column, since, before) in [
            ("changed_us", filter.changed_since, filter.changed_before),
            ("created_us", filter.created_since, filter.created_before),
        ] {
            if let Some(since) = since {
                conditions.and(&format!("dossier.{column} >= ?"), micros(since));
            }
            if let Some(before) = before {
                conditions.and(&format!("dossier.{column} < ?"), micros(before));
            }
        }
        self.opened(filter, &mut conditions)?;
        let (opened_few, opened_sql) = (conditions.few, conditions.sql.len());
        if let Some(contact) = filter.contact {
            // Whoever leads to a contact that was merged into another is that other one.
            conditions.and(
                "dossier.id IN (WITH RECURSIVE same (id) AS (
                    SELECT ? UNION SELECT contact.id FROM contact JOIN same ON contact.merged_into = same.id)
                 SELECT party.dossier FROM same JOIN party ON party.contact = same.id)",
                contact.to_string(),
            );
            conditions.few = true;
        }
        if filter.overdue {
            // As the list of deadlines has it: the administration had to act, and the last day is over in Luxembourg.
            conditions.and(
                "dossier.id IN (SELECT deadline.dossier FROM deadline
                    WHERE deadline.state = 'running' AND deadline.ours = 1 AND deadline.due_sort < ?)",
                luxembourg(self.store.environment().now()).date().to_string(),
            );
            conditions.few = true;
        }
        self.tagged(&filter.tags, &mut conditions)?;
        self.with_party(filter, &mut conditions)?;
        let more = conditions.sql.len() > opened_sql;
        if more {
            conditions.opened = None;
        }
        // The stretch of time itself is what is gathered, unless something else leaves fewer.
        if conditions.few && (more || !opened_few) {
            conditions.only_check();
        }
        Ok(conditions)
    }

    /// How the dossiers that were opened in a stretch of time are found: few are gathered; otherwise each of its years
    /// has a list.
    fn opened(&self, filter: &DossierFilter, conditions: &mut Conditions) -> Result<(), Error> {
        if filter.created_since.is_none() && filter.created_before.is_none() {
            return Ok(());
        }
        let since = filter.created_since.map_or(i64::MIN, micros);
        let before = filter.created_before.map_or(i64::MAX, micros);
        let bounds =
            usize::from(filter.created_since.is_some()) + usize::from(filter.created_before.is_some());
        if conditions.sql.matches(" AND ").count() == bounds {
            conditions.opened = Some((since, before));
        }
        let failed = |error| self.store.failed(error);
        let bounds: (Option<i64>, Option<i64>) = self
            .transaction
            .prepare_cached("SELECT (SELECT min(year) FROM dossier), (SELECT max(year) FROM dossier)")
            .and_then(|mut get| get.query_row([], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(failed)?;
        let (Some(first), Some(last)) = bounds else {
            return Ok(());
        };
        let begins = |at: Option<jiff::Timestamp>| at.is_none_or(|at| year_begin(year_of(at)) == Some(at));
        if !(begins(filter.created_since) && begins(filter.created_before)) {
            let count: i64 = self
                .transaction
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM dossier WHERE created_us >= ?1 AND created_us < ?2 LIMIT ?3)",
                )
                .and_then(|mut get| get.query_row([since, before, STRETCH], |row| row.get(0)))
                .map_err(failed)?;
            if count < STRETCH {
                conditions.few = true;
                return Ok(());
            }
        }
        let first = filter.created_since.map_or(first, |at| year_of(at).max(first));
        let last = filter
            .created_before
            .and_then(|at| at.checked_sub(jiff::SignedDuration::from_micros(1)).ok())
            .map_or(last, |at| year_of(at).min(last));
        let years: Vec<i64> = (first..=last).take(YEARS + 1).collect();
        if years.len() <= YEARS {
            conditions.years = years;
        }
        Ok(())
    }

    /// The dossiers with a party whose name holds all of these words.
    fn with_party(&self, filter: &DossierFilter, conditions: &mut Conditions) -> Result<(), Error> {
        let mut names = Vec::new();
        for name in filter.party.iter().flat_map(|name| words(name)) {
            // One or two letters are a name of their own (Li, Wu), not the beginning of half of them.
            if name.folded.chars().count() < 3 {
                names.push(format!("\"{}\"", name.folded));
                continue;
            }
            // The words it begins are known: FTS5 gathers all rows of a beginning before it gives the first.
            let (completions, more, _) = self
                .completions(&name.folded)
                .map_err(|error| self.store.failed(error))?;
            names.push(if more || completions.is_empty() {
                format!("\"{}\" *", name.folded)
            } else {
                let words: Vec<String> = completions.iter().map(|word| format!("\"{word}\"")).collect();
                format!("({})", words.join(" OR "))
            });
        }
        if names.is_empty() {
            return Ok(());
        }
        let expression = format!("parties : ({})", names.join(" AND "));
        let rows: Vec<i64> = self
            .transaction
            .prepare_cached("SELECT rowid FROM search_dossier WHERE search_dossier MATCH ?1")
            .and_then(|mut get| get.query_map([expression], |row| row.get(0))?.collect())
            .map_err(|error| self.store.failed(error))?;
        // Looked up once, whatever is asked of the dossiers then. The plus keeps SQLite from gathering the dossiers of a
        // common name before it sorts them.
        let plus = if rows.len() < FEW { "" } else { "+" };
        let (sql, values) = (conditions.sql.len(), conditions.values.len());
        conditions.and(
            &format!("{plus}dossier.row IN (SELECT value FROM json_each(?))"),
            serde_json::to_string(&rows).unwrap_or_else(|_| "[]".to_owned()),
        );
        conditions.few |= rows.len() <= LOOKED_UP;
        conditions.party = Some(Party { rows, sql, values });
        Ok(())
    }

    /// The dossiers with all of these tags: gathered from the rarest one, or looked for while walking down the list
    /// where even that is common.
    fn tagged(&self, tags: &[String], conditions: &mut Conditions) -> Result<(), Error> {
        let mut folded: Vec<String> = tags.iter().map(|tag| model::fold::fold(tag)).collect();
        folded.sort();
        folded.dedup();
        let mut counted = Vec::new();
        for tag in folded {
            let count: i64 = self
                .transaction
                .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM tag WHERE folded = ?1 LIMIT ?2)")
                .and_then(|mut get| get.query_row(params![tag, GATHERED], |row| row.get(0)))
                .map_err(|error| self.store.failed(error))?;
            counted.push((count, tag));
        }
        counted.sort();
        let gather = match counted.as_slice() {
            [] => return Ok(()),
            [(count, _)] => *count < RARE,
            [(count, _), ..] => *count < GATHERED,
        };
        if gather {
            let others = " AND EXISTS (SELECT 1 FROM tag other WHERE other.dossier = rarest.dossier AND other.folded = ?)"
                .repeat(counted.len() - 1);
            conditions.sql += &format!(
                " AND dossier.id IN (SELECT rarest.dossier FROM tag rarest WHERE rarest.folded = ?{others})"
            );
            conditions
                .values
                .extend(counted.into_iter().map(|(_, folded)| Value::from(folded)));
            conditions.few = true;
        } else {
            for (_, folded) in counted {
                conditions.and(
                    "EXISTS (SELECT 1 FROM tag WHERE tag.dossier = dossier.id AND tag.folded = ?)",
                    folded,
                );
            }
        }
        Ok(())
    }

    /// A row of the list by the number of its dossier.
    pub(crate) fn dossier_row(&self, row: i64) -> Result<DossierRow, Error> {
        view(self.row_of(row)?)
    }

    fn row_of(&self, row: i64) -> Result<Raw, Error> {
        self.transaction
            .prepare_cached(&format!("SELECT {ROW} FROM dossier WHERE row = ?1 AND {SEEN}"))
            .and_then(|mut get| get.query_row([row], raw).optional())
            .map_err(|error| self.store.failed(error))?
            .ok_or_else(|| Error::DossierUnknown {
                subject: row.to_string(),
            })
    }

    /// Newest change first, by offset.
    pub(crate) fn rows_by_change(
        &self,
        conditions: &Conditions,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<DossierRow>, Error> {
        self.walked(
            conditions,
            "dossier.changed_us",
            "DESC",
            None,
            limit.saturating_add(offset),
        )?
        .into_iter()
        .skip(offset as usize)
        .map(|(row, _)| self.dossier_row(row))
        .collect()
    }

    /// The dossiers that match what a person typed, best first (newest change first when it holds no word).
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossiers(&self, typed: &str, limit: u32, offset: u32) -> Result<Vec<DossierRow>, Error> {
        let query = Query::parse(typed);
        if query.terms.is_empty() {
            return self.rows_by_change(&self.conditions(&query.filter)?, limit, offset);
        }
        let found = self.search(&query, limit, offset, Effort::Thorough)?;
        Ok(found.hits.into_iter().map(|hit| hit.dossier).collect())
    }

    /// One page of the dossiers that a filter lets pass.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossier_page(&self, filter: &DossierFilter) -> Result<DossierPage, Error> {
        let typed = Query::parse(&filter.search);
        let filter = typed.narrow(filter);
        if !typed.terms.is_empty() {
            return self.found_page(&typed, &filter);
        }
        let conditions = self.conditions(&filter)?;
        let limit = filter.page();
        let backwards = filter.before.is_some();
        let (column, descending) = match filter.order {
            DossierOrder::Changed => ("dossier.changed_us", true),
            DossierOrder::Created => ("dossier.created_us", true),
            DossierOrder::Reference => ("dossier.reference", false),
        };
        let direction = if descending != backwards { "DESC" } else { "ASC" };
        let from = filter.before.as_ref().or(filter.after.as_ref());
        let edge = from.map(|cursor| (key_of(filter.order, cursor), cursor.row));
        let walked = match (&conditions.party, filter.order) {
            _ if conditions.few => None,
            (Some(party), DossierOrder::Changed) => {
                self.with_known(&conditions, party, direction, edge.as_ref(), limit + 1)?
            }
            (Some(party), _) if party.rows.len() < FEW => None,
            _ => Some(self.walked(&conditions, column, direction, edge.as_ref(), limit + 1)?),
        };
        let (mut picked, count) = if let Some(walked) = walked {
            (walked, None)
        } else {
            let mut all = self.picked(
                &format!(
                    "SELECT dossier.row, {column} FROM dossier WHERE {SEEN} {}",
                    conditions.sql
                ),
                &conditions.values,
            )?;
            sort(&mut all, direction);
            let count = Count {
                counted: u32::try_from(all.len()).unwrap_or(u32::MAX).min(COUNT_LIMIT),
                more: all.len() > COUNT_LIMIT as usize,
            };
            if let Some((edge, edge_row)) = &edge {
                let behind = if direction == "DESC" {
                    std::cmp::Ordering::Less
                } else {
                    std::cmp::Ordering::Greater
                };
                all.retain(|(row, key)| in_order(key, edge).then(row.cmp(edge_row)) == behind);
            }
            all.truncate(limit as usize + 1);
            (all, Some(count))
        };
        let further = picked.len() > limit as usize;
        picked.truncate(limit as usize);
        if backwards {
            picked.reverse();
        }
        let mut rows = Vec::with_capacity(picked.len());
        for (row, _) in &picked {
            rows.push(self.row_of(*row)?);
        }
        let edge = |row: Option<&Raw>| row.map(|row| cursor(filter.order, row));
        let (has_previous, has_next) = if backwards {
            (further, true)
        } else {
            (filter.after.is_some(), further)
        };
        let previous = edge(rows.first().filter(|_| has_previous));
        let next = edge(rows.last().filter(|_| has_next));
        let count = match count {
            Some(count) => count,
            None if has_previous || has_next => self.count(&conditions)?,
            None => Count {
                counted: u32::try_from(rows.len()).unwrap_or(u32::MAX),
                more: false,
            },
        };
        Ok(DossierPage {
            rows: rows.into_iter().map(view).collect::<Result<_, _>>()?,
            next,
            previous,
            count,
        })
    }

    /// Down the list, behind an edge: what a row shows is read for the rows of the page only, not for all that are sorted.
    fn walked(
        &self,
        conditions: &Conditions,
        column: &str,
        direction: &str,
        edge: Option<&(Value, i64)>,
        limit: u32,
    ) -> Result<Vec<(i64, Value)>, Error> {
        let sign = if direction == "DESC" { "<" } else { ">" };
        let place = match edge {
            Some(_) => format!(" AND ({column}, dossier.row) {sign} (?, ?)"),
            None => String::new(),
        };
        let page = |list: &str, sql: &str, year: Option<i64>| {
            let mut values = conditions.values.clone();
            values.extend(year.map(Value::from));
            if let Some((key, row)) = edge {
                values.extend([key.clone(), Value::from(*row)]);
            }
            self.picked(
                &format!(
                    "SELECT dossier.row, {column} FROM dossier {list} WHERE {SEEN} {sql}{place}
                     ORDER BY {column} {direction}, dossier.row {direction} LIMIT {limit}"
                ),
                &values,
            )
        };
        let list = match column {
            "dossier.changed_us" => "INDEXED BY dossier_by_year",
            "dossier.reference" => "INDEXED BY dossier_by_year_and_reference",
            _ => "",
        };
        if conditions.years.is_empty() || list.is_empty() {
            return page("", &conditions.sql, None);
        }
        let mut found = Vec::new();
        for year in &conditions.years {
            found.extend(page(
                list,
                &format!("{} AND dossier.year = ?", conditions.sql),
                Some(*year),
            )?);
        }
        sort(&mut found, direction);
        found.truncate(limit as usize);
        Ok(found)
    }

    /// Down the list of last changes, which holds the rows that are known already: the others cost nothing but a step.
    /// `None` where looking up each of them costs less.
    fn with_known(
        &self,
        conditions: &Conditions,
        party: &Party,
        direction: &str,
        edge: Option<&(Value, i64)>,
        limit: u32,
    ) -> Result<Option<Vec<(i64, Value)>>, Error> {
        let known: HashSet<i64> = party.rows.iter().copied().collect();
        let mut steps = party.rows.len().saturating_mul(STEPS);
        let sign = if direction == "DESC" { "<" } else { ">" };
        let place = match edge {
            Some(_) => format!("WHERE (changed_us, row) {sign} (?, ?)"),
            None => String::new(),
        };
        let edge = edge
            .into_iter()
            .flat_map(|(key, row)| [key.clone(), Value::from(*row)]);
        let others = conditions.sql.get(..party.sql).unwrap_or_default();
        let passes = format!("SELECT 1 FROM dossier WHERE {SEEN} {others} AND dossier.row = ?");
        let read = || -> rusqlite::Result<Option<Vec<(i64, Value)>>> {
            let mut list = self.transaction.prepare_cached(&format!(
                "SELECT row, changed_us FROM dossier INDEXED BY dossier_by_change {place}
                 ORDER BY changed_us {direction}, row {direction}"
            ))?;
            let mut passes = self.transaction.prepare_cached(&passes)?;
            let mut rows = list.query(params_from_iter(edge))?;
            let mut found = Vec::new();
            while found.len() < limit as usize
                && let Some(row) = rows.next()?
            {
                let Some(left) = steps.checked_sub(1) else {
                    return Ok(None);
                };
                steps = left;
                let number: i64 = row.get(0)?;
                if !known.contains(&number) {
                    continue;
                }
                let values = conditions.values.iter().take(party.values).cloned();
                if passes.exists(params_from_iter(values.chain([Value::from(number)])))? {
                    found.push((number, row.get(1)?));
                }
            }
            Ok(Some(found))
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// Numbers of dossiers with what they are sorted by.
    fn picked(&self, sql: &str, values: &[Value]) -> Result<Vec<(i64, Value)>, Error> {
        let read = || -> rusqlite::Result<Vec<(i64, Value)>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(params_from_iter(values.iter()), |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// A page of ranked rows: its cursors count rows.
    fn found_page(&self, typed: &Query, filter: &DossierFilter) -> Result<DossierPage, Error> {
        let query = Query {
            terms: typed.terms.clone(),
            filter: filter.clone(),
            problems: Vec::new(),
        };
        let limit = filter.page();
        let offset = match (&filter.before, &filter.after) {
            (Some(before), _) => u32::try_from(before.row).unwrap_or(0).saturating_sub(limit),
            (None, Some(after)) => u32::try_from(after.row).unwrap_or(0),
            (None, None) => 0,
        };
        let found = self.search(&query, limit, offset, Effort::Thorough)?;
        let at = |row: u32| DossierCursor {
            key: "rank".to_owned(),
            row: i64::from(row),
        };
        let shown = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
        let end = offset.saturating_add(shown);
        Ok(DossierPage {
            next: (found.more && shown > 0).then(|| at(end)),
            previous: (offset > 0).then(|| at(offset)),
            count: Count {
                counted: end,
                more: found.more || !found.complete,
            },
            rows: found.hits.into_iter().map(|hit| hit.dossier).collect(),
        })
    }

    /// How many dossiers pass, counted up to [`COUNT_LIMIT`], and at large desks for some milliseconds only.
    pub(crate) fn count(&self, conditions: &Conditions) -> Result<Count, Error> {
        let begun = Instant::now();
        if let Some((since, before)) = conditions.opened {
            // Internal dossiers are counted in an index.
            let internal: u32 = self
                .transaction
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM dossier INDEXED BY dossier_facet_year
                     WHERE confidentiality = 'internal' AND created_us >= ?1 AND created_us < ?2 LIMIT ?3)",
                )
                .and_then(|mut get| get.query_row(params![since, before, COUNT_LIMIT + 1], |row| row.get(0)))
                .map_err(|error| self.store.failed(error))?;
            if internal > COUNT_LIMIT {
                return Ok(Count {
                    counted: COUNT_LIMIT,
                    more: true,
                });
            }
        }
        // Rows that are known are looked up; otherwise the list is walked down.
        let sql = format!(
            "SELECT 1 FROM dossier WHERE {SEEN} {} LIMIT {}",
            conditions
                .sql
                .replace(" AND +dossier.row IN ", " AND dossier.row IN "),
            COUNT_LIMIT + 1
        );
        let count = || -> rusqlite::Result<(usize, bool)> {
            let mut statement = self.transaction.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(conditions.values.iter()))?;
            let mut counted = 0;
            while rows.next()?.is_some() {
                counted += 1;
                if counted % COUNT_STEP == 0 && begun.elapsed() > COUNTING {
                    return Ok((counted, true));
                }
            }
            Ok((counted, false))
        };
        let (counted, stopped) = count().map_err(|error| self.store.failed(error))?;
        let counted = u32::try_from(counted).unwrap_or(u32::MAX);
        Ok(Count {
            counted: counted.min(COUNT_LIMIT),
            more: stopped || counted > COUNT_LIMIT,
        })
    }

    /// How many dossiers there are of each kind. Beside a filter the newest 5,000 that pass are looked at.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn facets(&self, filter: &DossierFilter) -> Result<Facets, Error> {
        let typed = Query::parse(&filter.search);
        let filter = typed.narrow(filter);
        let conditions = self.conditions(&filter)?;
        // Internal dossiers are counted in an index; the few others are looked at one by one.
        let internal = "dossier WHERE dossier.confidentiality = 'internal'".to_owned();
        let guarded = format!(
            "dossier INDEXED BY dossier_guarded WHERE dossier.confidentiality <> 'internal' AND {SEEN}"
        );
        if !conditions.sql.is_empty() {
            let from = format!(
                "(SELECT dossier.* FROM dossier WHERE {SEEN} {} ORDER BY changed_us DESC LIMIT {FACET_LIMIT}) dossier",
                conditions.sql
            );
            let of = |value: &str| {
                self.facet(
                    &format!("SELECT {value}, count(*) FROM {from} GROUP BY 1"),
                    &conditions.values,
                )
            };
            let tags = self.facet(
                &format!("SELECT min(tag.tag), count(*) FROM {from} JOIN tag ON tag.dossier = dossier.id GROUP BY tag.folded"),
                &conditions.values,
            )?;
            let created = || -> rusqlite::Result<Vec<i64>> {
                self.transaction
                    .prepare_cached(&format!("SELECT dossier.created_us FROM {from}"))?
                    .query_map(params_from_iter(conditions.values.iter()), |row| row.get(0))?
                    .collect()
            };
            let mut years = BTreeMap::new();
            for created_us in created().map_err(|error| self.store.failed(error))? {
                // The year it was in Luxembourg, as the filter `year:` has it.
                let at = timestamp("dossier", "created_us", created_us)?;
                *years.entry(luxembourg(at).year().to_string()).or_default() += 1;
            }
            return Ok(sorted(
                of("dossier.status")?,
                of("coalesce(dossier.procedure, '')")?,
                years,
                tags,
            ));
        }
        let of = |value: &str| -> Result<BTreeMap<String, i64>, Error> {
            let mut found = BTreeMap::new();
            for part in [&internal, &guarded] {
                let counted = self.facet(&format!("SELECT {value}, count(*) FROM {part} GROUP BY 1"), &[])?;
                for (value, count) in counted {
                    *found.entry(value).or_default() += count;
                }
            }
            Ok(found)
        };
        let mut tags = self.facet("SELECT folded, count(*) FROM tag GROUP BY folded", &[])?;
        let hidden = self.facet(
            &format!(
                "SELECT tag.folded, count(*) FROM dossier INDEXED BY dossier_guarded CROSS JOIN tag ON tag.dossier = dossier.id
                 WHERE dossier.confidentiality <> 'internal' AND NOT {SEEN} GROUP BY tag.folded"
            ),
            &[],
        )?;
        for (tag, count) in hidden {
            if let Some(all) = tags.get_mut(&tag) {
                *all -= count;
            }
        }
        let mut folded: Vec<(String, i64)> = tags.into_iter().filter(|(_, count)| *count > 0).collect();
        folded.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        folded.truncate(FACET_TAGS);
        let tags = folded
            .into_iter()
            .map(|(folded, count)| {
                let written: String = self
                    .transaction
                    .prepare_cached("SELECT tag FROM tag WHERE folded = ?1 LIMIT 1")
                    .and_then(|mut get| get.query_row([&folded], |row| row.get(0)))
                    .map_err(|error| self.store.failed(error))?;
                Ok((written, count))
            })
            .collect::<Result<BTreeMap<_, _>, Error>>()?;
        Ok(sorted(
            of("dossier.status")?,
            of("coalesce(dossier.procedure, '')")?,
            self.years(&guarded)?,
            tags,
        ))
    }

    fn facet(&self, sql: &str, values: &[Value]) -> Result<BTreeMap<String, i64>, Error> {
        let read = || -> rusqlite::Result<BTreeMap<String, i64>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(params_from_iter(values.iter()), |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// Dossiers by year of creation, each year one range of an index.
    fn years(&self, guarded: &str) -> Result<BTreeMap<String, i64>, Error> {
        let failed = |error| self.store.failed(error);
        let bounds: (Option<i64>, Option<i64>) = self
            .transaction
            .prepare_cached(
                "SELECT (SELECT min(created_us) FROM dossier), (SELECT max(created_us) FROM dossier)",
            )
            .and_then(|mut get| get.query_row([], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(failed)?;
        let (Some(first), Some(last)) = bounds else {
            return Ok(BTreeMap::new());
        };
        let year_of = |us: i64| -> Result<i16, Error> {
            let at = timestamp("dossier", "created_us", us)?;
            Ok(luxembourg(at).year())
        };
        let mut found: BTreeMap<i16, i64> = BTreeMap::new();
        for year in year_of(first)?..=year_of(last)? {
            let begin = |year: i16| -> i64 {
                jiff::civil::Date::new(year, 1, 1)
                    .ok()
                    .and_then(|day| day.in_tz("Europe/Luxembourg").ok())
                    .map_or(0, |zoned| micros(zoned.timestamp()))
            };
            let count: i64 = self
                .transaction
                .prepare_cached(
                    "SELECT count(*) FROM dossier INDEXED BY dossier_facet_year
                     WHERE confidentiality = 'internal' AND created_us >= ?1 AND created_us < ?2",
                )
                .and_then(|mut get| {
                    get.query_row([begin(year), begin(year.saturating_add(1))], |row| row.get(0))
                })
                .map_err(failed)?;
            found.insert(year, count);
        }
        let times = || -> rusqlite::Result<Vec<i64>> {
            self.transaction
                .prepare_cached(&format!("SELECT created_us FROM {guarded}"))?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        for created_us in times().map_err(failed)? {
            *found.entry(year_of(created_us)?).or_default() += 1;
        }
        Ok(found
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(year, count)| (year.to_string(), count))
            .collect())
    }
}

/// The list of a year holds what was opened in it an hour east of Greenwich, which is Luxembourg's time at every New Year.
fn year_of(at: jiff::Timestamp) -> i64 {
    i64::from(jiff::tz::Offset::constant(1).to_datetime(at).year())
}

fn year_begin(year: i64) -> Option<jiff::Timestamp> {
    let day = jiff::civil::Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
    jiff::tz::Offset::constant(1)
        .to_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .ok()
}

fn sort(rows: &mut [(i64, Value)], direction: &str) {
    rows.sort_by(|(one_row, one), (other_row, other)| {
        let order = in_order(one, other).then(one_row.cmp(other_row));
        if direction == "DESC" {
            order.reverse()
        } else {
            order
        }
    });
}

/// What a page begins behind.
fn key_of(order: DossierOrder, cursor: &DossierCursor) -> Value {
    match order {
        DossierOrder::Reference => Value::from(cursor.key.clone()),
        _ => Value::from(cursor.key.parse::<i64>().unwrap_or(0)),
    }
}

/// The order of SQLite (BINARY) for what a list is sorted by.
fn in_order(one: &Value, other: &Value) -> std::cmp::Ordering {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        _ => std::cmp::Ordering::Equal,
    }
}

fn luxembourg(at: jiff::Timestamp) -> jiff::Zoned {
    at.in_tz("Europe/Luxembourg")
        .unwrap_or_else(|_| at.to_zoned(jiff::tz::TimeZone::UTC))
}

fn sorted(
    statuses: BTreeMap<String, i64>,
    procedures: BTreeMap<String, i64>,
    years: BTreeMap<String, i64>,
    tags: BTreeMap<String, i64>,
) -> Facets {
    let facets = |found: BTreeMap<String, i64>| -> Vec<Facet> {
        let mut facets: Vec<Facet> = found
            .into_iter()
            .map(|(value, count)| Facet {
                value,
                count: u32::try_from(count).unwrap_or(0),
            })
            .collect();
        facets.sort_by(|one, other| {
            other
                .count
                .cmp(&one.count)
                .then_with(|| one.value.cmp(&other.value))
        });
        facets
    };
    let mut years = facets(years);
    years.sort_by(|one, other| other.value.cmp(&one.value));
    let mut tags = facets(tags);
    tags.truncate(FACET_TAGS);
    Facets {
        procedures: facets(procedures),
        statuses: facets(statuses),
        years,
        tags,
    }
}
