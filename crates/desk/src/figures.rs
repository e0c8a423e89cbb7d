//! Key figures of the administration, and what of them is published: aggregated, small counts suppressed.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::Role;
use model::disposition::RetentionError;
use model::figures::*;
use serde::{Deserialize, Serialize};

use crate::retention::plain_cell;
use crate::{Desk, Error, dossiers, procedures};

/// Copies of an act that are usually printed: one for the addressee, one for the file, one for whoever else must have it.
pub const COPIES: u32 = 3;
/// The longest period, in months.
const MONTHS: usize = 120;

/// What is published with the values: title, period, licence, method. The names are those of DCAT and Dublin Core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDataset {
    /// `dcat:Dataset`.
    #[serde(rename = "@type")]
    pub kind: String,
    /// `dct:title`.
    #[serde(rename = "dct:title")]
    pub title: String,
    /// `dct:publisher`.
    #[serde(rename = "dct:publisher")]
    pub publisher: String,
    /// `dct:issued`.
    #[serde(rename = "dct:issued")]
    pub issued: Timestamp,
    /// First and last month.
    #[serde(rename = "dct:temporal")]
    pub period: (Month, Month),
    /// `dct:license`.
    #[serde(rename = "dct:license")]
    pub licence: String,
    /// How it was counted and what is suppressed.
    #[serde(rename = "dct:description")]
    pub method: String,
    /// Counts below it are suppressed.
    pub threshold: u64,
    /// Copies assumed for the sheets.
    pub copies: u32,
    /// The values.
    pub values: Vec<OpenValue>,
}

/// The licence of the published figures: Creative Commons Zero.
const LICENCE: &str = "https://creativecommons.org/publicdomain/zero/1.0/";
const DAY_US: u64 = 24 * 3600 * 1_000_000;

impl Desk {
    /// Key figures from one month to another, both included, by procedure; `copies`: how many of each act would have been
    /// printed. For a head of unit, an auditor or an administrator; no person stands in them.
    ///
    /// # Errors
    /// `role-missing`, `figures-period`.
    pub fn key_figures(&self, first: Month, last: Month, copies: u32) -> Result<KeyFigures, Error> {
        self.require(&[Role::Signatory, Role::Auditor, Role::Administrator])?;
        let mut months = vec![first];
        while let Some(month) = months.last().copied().filter(|month| *month < last) {
            if months.len() >= MONTHS {
                return Err(RetentionError::Period.into());
            }
            months.push(month.next());
        }
        if first > last {
            return Err(RetentionError::Period.into());
        }
        let today = self.luxembourg_day();
        let now = self.now();
        let begin = |month: Month| -> Result<Timestamp, Error> {
            month
                .first_day()
                .in_tz(dossiers::ZONE)
                .map(|zoned| zoned.timestamp())
                .map_err(|_| RetentionError::Period.into())
        };
        let mut by: BTreeMap<String, Vec<Figures>> = BTreeMap::new();
        let mut lengths: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        let mut all_lengths = Vec::new();
        let count = months.len();
        let backlog = self.store.read(|reading| -> Result<_, Error> {
            for (place, month) in months.iter().enumerate() {
                let (from, until) = (begin(*month)?, begin(month.next())?);
                let mut at = |procedure: String, set: &dyn Fn(&mut Figures)| {
                    let rows = by
                        .entry(procedure)
                        .or_insert_with(|| vec![Figures::default(); count]);
                    if let Some(row) = rows.get_mut(place) {
                        set(row);
                    }
                };
                for (procedure, count) in reading.figures_received(from, until)? {
                    at(procedure, &|row| row.received = count);
                }
                for (procedure, count) in reading.figures_documents(from, until)? {
                    at(procedure, &|row| row.documents = count);
                }
                for (procedure, count, pages) in reading.figures_sealed(from, until)? {
                    at(procedure, &|row| {
                        row.sealed = count;
                        row.sealed_pages = pages;
                    });
                }
                let (kept, missed) =
                    reading.figures_deadlines(month.first_day(), month.next().first_day(), today)?;
                for (procedure, count) in kept {
                    at(procedure, &|row| row.kept = count);
                }
                for (procedure, count) in missed {
                    at(procedure, &|row| row.missed = count);
                }
                let mut taken: BTreeMap<String, Vec<u64>> = BTreeMap::new();
                for (procedure, micros) in reading.figures_closed(from, until)? {
                    taken.entry(procedure).or_default().push(micros / DAY_US);
                }
                for (procedure, days) in taken {
                    let ranks = median_and_p90(&days);
                    at(procedure.clone(), &|row| {
                        row.closed = days.len() as u64;
                        row.median_days = ranks.map(|(median, _)| median);
                        row.p90_days = ranks.map(|(_, p90)| p90);
                    });
                    all_lengths.extend(&days);
                    lengths.entry(procedure).or_default().extend(days);
                }
            }
            let end = begin(last.next())?.min(now);
            Ok(reading.figures_open(end)?)
        })?;
        let mut open: BTreeMap<String, u64> = backlog.into_iter().collect();
        for procedure in open.keys() {
            by.entry(procedure.clone())
                .or_insert_with(|| vec![Figures::default(); count]);
        }
        let names: BTreeMap<String, String> = procedures::procedures()?
            .into_iter()
            .map(|procedure| (procedure.key.clone(), procedure.name_in(self.lang()).to_owned()))
            .collect();
        let mut whole = Figures::default();
        let procedures: Vec<ProcedureFigures> = by
            .into_iter()
            .map(|(procedure, months)| {
                let mut sum = added(&months);
                ranked(&mut sum, lengths.remove(&procedure).unwrap_or_default());
                add(&mut whole, &sum);
                ProcedureFigures {
                    name: names
                        .get(&procedure)
                        .cloned()
                        .unwrap_or_else(|| procedure.clone()),
                    backlog: open.remove(&procedure).unwrap_or(0),
                    procedure,
                    months,
                    whole: sum,
                }
            })
            .collect();
        ranked(&mut whole, all_lengths);
        Ok(KeyFigures {
            months,
            backlog: procedures.iter().map(|procedure| procedure.backlog).sum(),
            sheets_avoided: whole.sealed_pages.saturating_mul(u64::from(copies)),
            procedures,
            whole,
            copies,
            counted_at: now,
        })
    }

    /// Key figures for publication: counts below five are suppressed, and what would give them away; a median only over
    /// five dossiers, a ninth decile over ten; the backlog rounded to fives. For an auditor or an administrator; journalled.
    ///
    /// # Errors
    /// As [`Desk::key_figures`].
    pub fn open_data(&self, first: Month, last: Month, copies: u32) -> Result<OpenDataset, Error> {
        self.require(&[Role::Auditor, Role::Administrator])?;
        let figures = self.key_figures(first, last, copies)?;
        let publisher = self
            .store
            .read(|reading| -> Result<_, store::Error> { Ok(reading.desk()?.administration) })?;
        let (catalog, lang) = (crate::catalog(), self.lang());
        let dataset = OpenDataset {
            kind: "dcat:Dataset".into(),
            title: catalog.text(lang, "figures-title", &[("administration", publisher.clone())]),
            publisher,
            issued: figures.counted_at,
            period: (first, last),
            licence: LICENCE.into(),
            method: catalog.text(
                lang,
                "figures-method",
                &[
                    ("threshold", THRESHOLD.to_string()),
                    ("copies", copies.to_string()),
                ],
            ),
            threshold: THRESHOLD,
            copies,
            values: published(&figures),
        };
        self.store.change(&self.actor, |change| {
            change.record(
                "open-data-exported",
                None,
                &[("from", &first.to_string()), ("until", &last.to_string())],
            )
        })?;
        Ok(dataset)
    }
}

impl OpenDataset {
    /// The dataset as JSON, with the names of DCAT.
    ///
    /// # Errors
    /// None in practice: numbers and texts can always be written.
    pub fn json(&self) -> Result<Vec<u8>, Error> {
        let mut value = serde_json::to_value(self).map_err(failed)?;
        if let Some(object) = value.as_object_mut() {
            object.insert(
                "@context".into(),
                serde_json::json!({
                    "dcat": "http://www.w3.org/ns/dcat#",
                    "dct": "http://purl.org/dc/terms/",
                }),
            );
        }
        serde_json::to_vec_pretty(&value).map_err(failed)
    }

    /// The values as CSV; an empty value with the status `suppressed` is not told.
    ///
    /// # Errors
    /// None in practice.
    pub fn csv(&self) -> Result<Vec<u8>, Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let write = |writer: &mut csv::Writer<Vec<u8>>, record: [String; 5]| {
            writer.write_record(record).map_err(failed)
        };
        write(
            &mut writer,
            ["measure", "procedure", "month", "value", "status"].map(str::to_owned),
        )?;
        for value in &self.values {
            let (number, status) = match value.value {
                Some(number) => (number.to_string(), "published"),
                None => (String::new(), "suppressed"),
            };
            write(
                &mut writer,
                [
                    value.measure.clone(),
                    plain_cell(&value.procedure),
                    value.month.clone(),
                    number,
                    status.to_owned(),
                ],
            )?;
        }
        writer.into_inner().map_err(failed)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::io(
        std::path::Path::new("figures"),
        std::io::Error::other(error.to_string()),
    )
}

fn add(sum: &mut Figures, other: &Figures) {
    sum.received += other.received;
    sum.closed += other.closed;
    sum.documents += other.documents;
    sum.sealed += other.sealed;
    sum.sealed_pages += other.sealed_pages;
    sum.kept += other.kept;
    sum.missed += other.missed;
}

fn added(months: &[Figures]) -> Figures {
    let mut sum = Figures::default();
    for month in months {
        add(&mut sum, month);
    }
    sum
}

fn ranked(figures: &mut Figures, mut days: Vec<u64>) {
    days.sort_unstable();
    let ranks = median_and_p90(&days);
    figures.median_days = ranks.map(|(median, _)| median);
    figures.p90_days = ranks.map(|(_, p90)| p90);
}

const NONE: &str = "none";
const TOTAL: &str = "total";

/// What may be told.
fn published(figures: &KeyFigures) -> Vec<OpenValue> {
    let mut values = Vec::new();
    let named = |row: usize| {
        figures
            .procedures
            .get(row)
            .map_or(TOTAL, |procedure| match procedure.procedure.as_str() {
                "" => NONE,
                key => key,
            })
            .to_owned()
    };
    let month = |column: usize| {
        figures
            .months
            .get(column)
            .map_or_else(|| TOTAL.to_owned(), ToString::to_string)
    };
    let table = |of: &dyn Fn(&Figures) -> u64| -> Vec<Vec<u64>> {
        figures
            .procedures
            .iter()
            .map(|procedure| procedure.months.iter().map(of).collect())
            .collect()
    };
    let mut tell = |measure: &str, told: &Published| {
        let mut push = |row: usize, column: usize, value: Option<u64>| {
            values.push(OpenValue {
                measure: measure.to_owned(),
                procedure: named(row),
                month: month(column),
                value,
            });
        };
        for (row, cells) in told.cells.iter().enumerate() {
            for (column, value) in cells.iter().enumerate() {
                push(row, column, *value);
            }
            push(row, usize::MAX, told.rows.get(row).copied().flatten());
        }
        for (column, value) in told.columns.iter().enumerate() {
            push(usize::MAX, column, *value);
        }
        push(usize::MAX, usize::MAX, told.total);
    };
    for (measure, of) in [
        (
            "received",
            &(|row: &Figures| row.received) as &dyn Fn(&Figures) -> u64,
        ),
        ("documents", &|row| row.documents),
    ] {
        let counts = table(of);
        tell(measure, &suppress(&counts, &counts));
    }
    let closed = table(&|row| row.closed);
    let told_closed = suppress(&closed, &closed);
    tell("closed", &told_closed);
    let sealed = table(&|row| row.sealed);
    tell("sealed", &suppress(&sealed, &sealed));
    let pages = suppress(&table(&|row| row.sealed_pages), &sealed);
    tell("sealed_pages", &pages);
    // The same cells, times the copies: nothing is told that the pages do not tell.
    let copies = u64::from(figures.copies);
    let sheets = |value: &Option<u64>| value.map(|pages| pages.saturating_mul(copies));
    tell(
        "sheets_avoided",
        &Published {
            cells: pages
                .cells
                .iter()
                .map(|row| row.iter().map(sheets).collect())
                .collect(),
            rows: pages.rows.iter().map(sheets).collect(),
            columns: pages.columns.iter().map(sheets).collect(),
            total: sheets(&pages.total),
        },
    );
    durations(figures, &told_closed, &named, &month, &mut values);
    deadlines(figures, &named, &month, &mut values);
    for (row, procedure) in figures.procedures.iter().enumerate() {
        values.push(backlog(named(row), procedure.backlog));
    }
    values.push(backlog(TOTAL.to_owned(), figures.backlog));
    values
}

/// Rounded, so that the stock of one publication less that of another gives no small flow away.
fn backlog(procedure: String, open: u64) -> OpenValue {
    OpenValue {
        measure: "backlog".to_owned(),
        procedure,
        month: TOTAL.to_owned(),
        value: (open >= THRESHOLD).then(|| (open + THRESHOLD / 2) / THRESHOLD * THRESHOLD),
    }
}

/// Durations only where the number of dossiers behind them is told, too.
fn durations(
    figures: &KeyFigures,
    closed: &Published,
    named: &dyn Fn(usize) -> String,
    month: &dyn Fn(usize) -> String,
    values: &mut Vec<OpenValue>,
) {
    let mut push = |row: usize, column: usize, count: Option<u64>, from: &Figures| {
        let enough = |needed: usize| count.is_some_and(|count| count >= needed as u64);
        for (measure, value, needed) in [
            ("median_days", from.median_days, THRESHOLD as usize),
            ("p90_days", from.p90_days, THRESHOLD_P90),
        ] {
            values.push(OpenValue {
                measure: measure.to_owned(),
                procedure: named(row),
                month: month(column),
                value: value.filter(|_| enough(needed)),
            });
        }
    };
    for (row, procedure) in figures.procedures.iter().enumerate() {
        for (column, from) in procedure.months.iter().enumerate() {
            let count = closed
                .cells
                .get(row)
                .and_then(|cells| cells.get(column))
                .copied()
                .flatten();
            push(row, column, count, from);
        }
        let count = closed.rows.get(row).copied().flatten();
        push(row, usize::MAX, count, &procedure.whole);
    }
    push(usize::MAX, usize::MAX, closed.total, &figures.whole);
}

/// Kept and missed deadlines, one table of two columns: a row for each procedure and month. Their sums by procedure or by
/// month would be further equations: they are not published.
fn deadlines(
    figures: &KeyFigures,
    named: &dyn Fn(usize) -> String,
    month: &dyn Fn(usize) -> String,
    values: &mut Vec<OpenValue>,
) {
    let mut rows = Vec::new();
    let mut counts = Vec::new();
    for (row, procedure) in figures.procedures.iter().enumerate() {
        for (column, from) in procedure.months.iter().enumerate() {
            if from.kept + from.missed > 0 {
                rows.push((row, column));
                counts.push(vec![from.kept, from.missed]);
            }
        }
    }
    let told = suppress(&counts, &counts);
    let mut push = |measure: &str, procedure: String, month: String, value: Option<u64>| {
        values.push(OpenValue {
            measure: measure.to_owned(),
            procedure,
            month,
            value,
        });
    };
    let measures = ["deadlines_kept", "deadlines_missed"];
    for (index, (row, column)) in rows.iter().enumerate() {
        for (side, measure) in measures.iter().enumerate() {
            let value = told
                .cells
                .get(index)
                .and_then(|cells| cells.get(side))
                .copied()
                .flatten();
            push(measure, named(*row), month(*column), value);
        }
        push(
            "deadlines",
            named(*row),
            month(*column),
            told.rows.get(index).copied().flatten(),
        );
    }
    if !rows.is_empty() {
        for (side, measure) in measures.iter().enumerate() {
            let value = told.columns.get(side).copied().flatten();
            push(measure, TOTAL.to_owned(), TOTAL.to_owned(), value);
        }
        push("deadlines", TOTAL.to_owned(), TOTAL.to_owned(), told.total);
    }
}

/// The measures of a dataset, for a list of what can be asked.
pub fn measures(values: &[OpenValue]) -> BTreeSet<&str> {
    values.iter().map(|value| value.measure.as_str()).collect()
}
