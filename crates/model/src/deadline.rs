//! Deadlines: how long, from which day, what suspends them, on which day they end, and what happens then.
//!
//! Days are counted as the European Convention on the Calculation of Time-Limits of 16 May 1972 (ETS 76) says, which
//! Luxembourg approved by the law of 30 May 1984, and as Regulation (EEC, Euratom) 1182/71 says for Union law. Both come
//! to the same for what is counted here; [`Clock`] names the clause at each step. Days are days of Europe/Luxembourg:
//! which day an instant belongs to is decided by the caller, who knows the zone.

mod calendar;
mod clock;
mod length;
mod view;

pub use calendar::{Calendar, CalendarFault, CalendarFaultKind, DayKind, HolidayDay};
pub use clock::{Clock, DeadlineError, Standing, Suspension};
pub use length::{Length, LengthError, Unit};
pub use view::{
    DayRow, DeadlineChange, DeadlineChangeKind, DeadlineFilter, DeadlineSort, DeadlineStatus, DeadlineView,
    ForwardingView, NewDeadline, NewForwarding, ReminderView, days_left,
};
