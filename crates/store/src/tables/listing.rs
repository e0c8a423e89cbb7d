//! Lists of dossiers: filters, pages in both directions, counts up to a limit, facets.
//!
//! A page begins where the one before ended (keyset): the thousandth costs what the first costs.

use std::collections::BTreeMap;

use model::search::{COUNT_LIMIT, Count, Facet, Facets, Query};
use model::view::DossierRow;
use model::{DossierCursor, DossierFilter, DossierOrder, DossierPage, Reference, Subject};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

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
/// Dossiers that facets beside a filter look at.
const FACET_LIMIT: u32 = 5_000;
/// Tags that a facet shows.
const FACET_TAGS: usize = 50;

/// Conditions on the table `dossier`: SQL that begins with `AND`, or nothing; and its values.
pub(crate) struct Conditions {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Conditions {
    fn and(&mut self, sql: &str, value: impl Into<Value>) {
        self.sql += " AND ";
        self.sql += sql;
        self.values.push(value.into());
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
        self.tagged(&filter.tags, &mut conditions)?;
        for name in filter.party.iter().flat_map(|name| words(name)) {
            // One or two letters are a name of their own (Li, Wu), not the beginning of half of them.
            let star = if name.folded.chars().count() > 2 { " *" } else { "" };
            let expression = format!("parties : \"{}\"{star}", name.folded);
            let rare = self.is_rare(
                "SELECT count(*) FROM (SELECT 1 FROM search_dossier WHERE search_dossier MATCH ?1 LIMIT 2000)",
                &expression,
            )?;
            // The plus keeps SQLite from gathering the dossiers of a common name before it sorts them.
            let plus = if rare { "" } else { "+" };
            conditions.and(
                &format!(
                    "{plus}dossier.row IN (SELECT rowid FROM search_dossier WHERE search_dossier MATCH ?)"
                ),
                expression,
            );
        }
        Ok(conditions)
    }

    /// The dossiers with all of these tags: gathered from the rarest one, or looked for while walking down the list
    /// where even that is common.
    fn tagged(&self, tags: &[String], conditions: &mut Conditions) -> Result<(), Error> {
        let mut counted = Vec::new();
        for tag in tags {
            let folded = model::fold::fold(tag);
            let count: i64 = self
                .transaction
                .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM tag WHERE folded = ?1 LIMIT 10000)")
                .and_then(|mut get| get.query_row([&folded], |row| row.get(0)))
                .map_err(|error| self.store.failed(error))?;
            counted.push((count, folded));
        }
        counted.sort();
        counted.dedup();
        let gather = match counted.as_slice() {
            [] => return Ok(()),
            [(count, _)] => *count < RARE,
            [(count, _), ..] => *count < 10_000,
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

    fn is_rare(&self, sql: &str, value: &str) -> Result<bool, Error> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut get| get.query_row([value], |row| row.get::<_, i64>(0)))
            .map(|count| count < RARE)
            .map_err(|error| self.store.failed(error))
    }

    fn listed(&self, sql: &str, values: &[Value]) -> Result<Vec<Raw>, Error> {
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(params_from_iter(values.iter()), raw)?
                .collect()
        };
        read().map_err(|error| self.store.failed(error))
    }

    /// A row of the list by the number of its dossier.
    pub(crate) fn dossier_row(&self, row: i64) -> Result<DossierRow, Error> {
        let found = self
            .transaction
            .prepare_cached(&format!("SELECT {ROW} FROM dossier WHERE row = ?1 AND {SEEN}"))
            .and_then(|mut get| get.query_row([row], raw).optional())
            .map_err(|error| self.store.failed(error))?;
        view(found.ok_or_else(|| Error::DossierUnknown {
            subject: row.to_string(),
        })?)
    }

    /// Newest change first, by offset.
    pub(crate) fn rows_by_change(
        &self,
        conditions: &Conditions,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<DossierRow>, Error> {
        let sql = format!(
            "SELECT {ROW} FROM dossier WHERE {SEEN} {} ORDER BY dossier.changed_us DESC, dossier.row DESC
             LIMIT {limit} OFFSET {offset}",
            conditions.sql
        );
        self.listed(&sql, &conditions.values)?
            .into_iter()
            .map(view)
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
        let (sign, direction) = if descending != backwards {
            ("<", "DESC")
        } else {
            (">", "ASC")
        };
        let mut values = conditions.values.clone();
        let mut place = String::new();
        if let Some(cursor) = filter.before.as_ref().or(filter.after.as_ref()) {
            place = format!(" AND ({column}, dossier.row) {sign} (?, ?)");
            values.push(match filter.order {
                DossierOrder::Reference => Value::from(cursor.key.clone()),
                _ => Value::from(cursor.key.parse::<i64>().unwrap_or(0)),
            });
            values.push(Value::from(cursor.row));
        }
        let sql = format!(
            "SELECT {ROW} FROM dossier WHERE {SEEN} {}{place} ORDER BY {column} {direction}, dossier.row {direction}
             LIMIT {}",
            conditions.sql,
            limit + 1
        );
        let mut rows = self.listed(&sql, &values)?;
        let further = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        if backwards {
            rows.reverse();
        }
        let edge = |row: Option<&Raw>| row.map(|row| cursor(filter.order, row));
        let (has_previous, has_next) = if backwards {
            (further, true)
        } else {
            (filter.after.is_some(), further)
        };
        let previous = edge(rows.first().filter(|_| has_previous));
        let next = edge(rows.last().filter(|_| has_next));
        let count = if has_previous || has_next {
            self.count(&conditions)?
        } else {
            Count {
                counted: u32::try_from(rows.len()).unwrap_or(u32::MAX),
                more: false,
            }
        };
        Ok(DossierPage {
            rows: rows.into_iter().map(view).collect::<Result<_, _>>()?,
            next,
            previous,
            count,
        })
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

    /// How many dossiers pass, counted up to [`COUNT_LIMIT`].
    pub(crate) fn count(&self, conditions: &Conditions) -> Result<Count, Error> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM dossier WHERE {SEEN} {} LIMIT {})",
            conditions.sql,
            COUNT_LIMIT + 1
        );
        let counted: u32 = self
            .transaction
            .prepare_cached(&sql)
            .and_then(|mut get| get.query_row(params_from_iter(conditions.values.iter()), |row| row.get(0)))
            .map_err(|error| self.store.failed(error))?;
        Ok(Count {
            counted: counted.min(COUNT_LIMIT),
            more: counted > COUNT_LIMIT,
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
        let year = "CAST(strftime('%Y', dossier.created_us / 1000000, 'unixepoch') AS TEXT)";
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
            return Ok(sorted(
                of("dossier.status")?,
                of("coalesce(dossier.procedure, '')")?,
                of(year)?,
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
