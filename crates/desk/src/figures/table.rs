//! The key figures as a table for whoever may see them: every number of the page, nothing suppressed.

use model::figures::{Figures, Month};

use super::{NONE, TOTAL, failed};
use crate::retention::plain_cell;
use crate::{Desk, Error};

/// The columns, by the names that the published figures have, too.
const COLUMNS: [&str; 13] = [
    "procedure",
    "name",
    "month",
    "received",
    "closed",
    "documents",
    "sealed",
    "sealed_pages",
    "kept",
    "missed",
    "median_days",
    "p90_days",
    "backlog",
];

impl Desk {
    /// The key figures of [`Desk::key_figures`] as CSV (UTF-8, with commas): a line for each procedure and month, one for
    /// the whole period of each, and one for all of them; an empty cell is not known or does not apply. For the same
    /// people; journalled, since small counts stand in it.
    ///
    /// # Errors
    /// As [`Desk::key_figures`].
    pub fn key_figures_csv(&self, first: Month, last: Month, copies: u32) -> Result<Vec<u8>, Error> {
        let figures = self.key_figures(first, last, copies)?;
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS).map_err(failed)?;
        let mut line = |procedure: &str, name: &str, month: &str, of: &Figures, backlog: Option<u64>| {
            let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
            let mut record = vec![plain_cell(procedure), plain_cell(name), month.to_owned()];
            record.extend(
                [
                    of.received,
                    of.closed,
                    of.documents,
                    of.sealed,
                    of.sealed_pages,
                    of.kept,
                    of.missed,
                ]
                .map(|value| value.to_string()),
            );
            record.extend([of.median_days, of.p90_days, backlog].map(number));
            writer.write_record(record).map_err(failed)
        };
        for one in &figures.procedures {
            let key = match one.procedure.as_str() {
                "" => NONE,
                key => key,
            };
            for (month, of) in figures.months.iter().zip(&one.months) {
                line(key, &one.name, &month.to_string(), of, None)?;
            }
            line(key, &one.name, TOTAL, &one.whole, Some(one.backlog))?;
        }
        line(TOTAL, "", TOTAL, &figures.whole, Some(figures.backlog))?;
        let bytes = writer.into_inner().map_err(failed)?;
        self.store.change(&self.actor, |change| {
            change.record(
                "figures-exported",
                None,
                &[("from", &first.to_string()), ("until", &last.to_string())],
            )
        })?;
        Ok(bytes)
    }
}
