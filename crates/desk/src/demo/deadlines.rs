//! Deadlines of the demonstration: one nearly over, one overdue, one suspended.

use jiff::ToSpan;
use model::deadline::{DayRow, DeadlineFilter, DeadlineSort};
use model::procedure::DeadlineStart;

use crate::{Desk, Error};

/// Gives the demonstration's dossiers the days on which their requests came in.
pub(super) fn make(desk: &Desk) -> Result<(), Error> {
    let rows = desk.deadlines_due(&DeadlineFilter {
        rule: Some("silence".into()),
        sort: DeadlineSort::Reference,
        ..DeadlineFilter::default()
    })?;
    let today = desk.today();
    for (row, days) in rows.iter().zip([20_i64, 84, 100, 45]) {
        let Ok(on) = today.checked_sub(days.days()) else {
            continue;
        };
        let received = DayRow {
            event: DeadlineStart::Received,
            on,
            first_authority: None,
        };
        desk.set_dossier_day(row.dossier, received, "Cachet d'entrée du courrier")?;
        if days == 45 {
            let on = today.checked_sub(12.days()).ok();
            desk.suspend_deadline(row.id, on, "Plans complémentaires demandés au demandeur")?;
        }
    }
    Ok(())
}
