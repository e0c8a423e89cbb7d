//! On which day a deadline ends.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::Explain;

use super::{Calendar, Length, Unit};

/// What a deadline is computed from. All days are days of Europe/Luxembourg.
///
/// * The day of the event is not counted; counting begins with the next day (Convention, art. 3(1); Regulation
///   1182/71, art. 3(1)).
/// * A length in weeks ends on the same day of the week; in months or years on the day with the same number, or on the
///   last day of the month that has no such day (Convention, art. 4(1) and (2); Regulation, art. 3(2)(c)).
/// * Saturdays, Sundays and public holidays are counted (Convention, art. 5, first sentence; Regulation, art. 3(3)),
///   except in a length of working days.
/// * A deadline that would end on a Saturday, a Sunday or a public holiday ends on the next working day (Convention,
///   art. 5, second sentence, and law of 30 May 1984, art. 2, for Saturdays; Regulation, art. 3(4)).
/// * Neither text speaks of suspension. The same principle is used: the day on which it is suspended still counts, the
///   day on which it is resumed does not. The days that had not run when it was suspended run from there. One that is
///   suspended on its last day has none left: it ends on the day on which it is resumed, or the next working day.
/// * An extension in the same unit is added to the length before it is counted (one month and one month are two months
///   from the start); in another unit it is counted from where the length would have ended, before moving on to a
///   working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day of the event.
    pub start: Date,
    /// How long.
    pub length: Length,
    /// By how much it was extended, in the order in which that was decided.
    pub extensions: Vec<Length>,
    /// When it was suspended, earliest first, none reaching into the next.
    pub suspensions: Vec<Suspension>,
}

/// A suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// The day on which it was suspended; it still counts.
    pub from: Date,
    /// The day on which it was resumed; it does not count. `None` while it is suspended.
    pub until: Option<Date>,
}

/// Where a deadline stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It ends.
    Ends {
        /// The day on which its length is over.
        nominal: Date,
        /// Its last day: the same, or the next working day.
        due: Date,
    },
    /// It is suspended and has no end.
    Suspended {
        /// Since which day.
        since: Date,
        /// What is left to run; nothing where it was suspended on its last day.
        left: Vec<Length>,
    },
}

/// What cannot be done with a deadline.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// There is no such deadline.
    #[error("there is no deadline '{id}'")]
    Unknown {
        /// What was asked for.
        id: String,
    },
    /// It is kept or cancelled already.
    #[error("the deadline '{name}' is settled")]
    Settled {
        /// Its name.
        name: String,
    },
    /// It is suspended already.
    #[error("the deadline '{name}' is suspended since {since}")]
    Suspended {
        /// Its name.
        name: String,
        /// Since which day.
        since: Date,
    },
    /// It is not suspended.
    #[error("the deadline '{name}' is not suspended")]
    NotSuspended {
        /// Its name.
        name: String,
    },
    /// It was over on that day.
    #[error("the deadline '{name}' ended on {due}")]
    Over {
        /// Its name.
        name: String,
        /// Its last day.
        due: Date,
    },
    /// A day lies before the one from which the deadline counts.
    #[error("{day} lies before {start}")]
    DayTooEarly {
        /// As given.
        day: Date,
        /// The first possible day.
        start: Date,
    },
    /// A day lies in the future.
    #[error("{day} lies in the future")]
    DayInFuture {
        /// As given.
        day: Date,
    },
    /// It is no day.
    #[error("'{text}' is no day")]
    DayUnreadable {
        /// As given.
        text: String,
    },
    /// Whoever it was to be handed to may not see its dossier.
    #[error("'{person}' may not see the dossier of the deadline")]
    PersonDoesNotSee {
        /// Their name.
        person: String,
    },
    /// The deadline would end beyond the calendar.
    #[error("the deadline would end beyond the calendar")]
    BeyondCalendar,
}

impl Explain for DeadlineError {
    fn code(&self) -> &'static str {
        match self {
            DeadlineError::Unknown { .. } => "deadline-unknown",
            DeadlineError::Settled { .. } => "deadline-settled",
            DeadlineError::Suspended { .. } => "deadline-suspended",
            DeadlineError::NotSuspended { .. } => "deadline-not-suspended",
            DeadlineError::Over { .. } => "deadline-over",
            DeadlineError::DayTooEarly { .. } => "deadline-day-too-early",
            DeadlineError::DayInFuture { .. } => "deadline-day-in-future",
            DeadlineError::DayUnreadable { .. } => "deadline-day-unreadable",
            DeadlineError::PersonDoesNotSee { .. } => "deadline-person-does-not-see",
            DeadlineError::BeyondCalendar => "deadline-beyond-calendar",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let shown = |day: &Date| day.strftime("%d.%m.%Y").to_string();
        match self {
            DeadlineError::Unknown { id } => vec![("id", id.clone())],
            DeadlineError::Settled { name } | DeadlineError::NotSuspended { name } => {
                vec![("name", name.clone())]
            }
            DeadlineError::Suspended { name, since } => {
                vec![("name", name.clone()), ("since", shown(since))]
            }
            DeadlineError::Over { name, due } => vec![("name", name.clone()), ("due", shown(due))],
            DeadlineError::DayTooEarly { day, start } => {
                vec![("day", shown(day)), ("start", shown(start))]
            }
            DeadlineError::DayInFuture { day } => vec![("day", shown(day))],
            DeadlineError::DayUnreadable { text } => vec![("text", text.clone())],
            DeadlineError::PersonDoesNotSee { person } => vec![("person", person.clone())],
            DeadlineError::BeyondCalendar => Vec::new(),
        }
    }
}

/// A stretch that is counted in one way.
#[derive(Clone, Copy)]
enum Stretch {
    Months(i64),
    Days(i64),
    WorkingDays(i64),
}

impl Clock {
    /// Where the deadline stands.
    ///
    /// # Errors
    /// `deadline-beyond-calendar`.
    pub fn standing(&self, calendar: &Calendar) -> Result<Standing, DeadlineError> {
        let stretches = self.stretches();
        let mut position = self.start;
        for (index, stretch) in stretches.iter().enumerate() {
            let reached = match stretch {
                Stretch::WorkingDays(count) => self.run(position, *count, |day| calendar.is_working(day))?,
                Stretch::Days(count) => self.run_days(position, *count)?,
                Stretch::Months(count) => {
                    let end = later(position, count.months())?;
                    self.run_days(position, days_between(position, end))?
                }
            };
            match reached {
                Reached::Day(day) => position = day,
                Reached::Suspended { since, left } => {
                    let unit = match stretch {
                        Stretch::WorkingDays(_) => Unit::WorkingDays,
                        _ => Unit::Days,
                    };
                    let later = stretches.iter().skip(index + 1).map(|stretch| match stretch {
                        Stretch::Months(count) => (*count, Unit::Months),
                        Stretch::Days(count) => (*count, Unit::Days),
                        Stretch::WorkingDays(count) => (*count, Unit::WorkingDays),
                    });
                    let left = std::iter::once((left, unit))
                        .chain(later)
                        .filter_map(|(count, unit)| Length::new(u32::try_from(count).ok()?, unit).ok())
                        .collect();
                    return Ok(Standing::Suspended { since, left });
                }
            }
        }
        // Its length has run, but its last day is not over: what is suspended then has nothing left, and ends when it is
        // resumed.
        let working_from = |day| calendar.working_from(day).ok_or(DeadlineError::BeyondCalendar);
        let mut due = working_from(position)?;
        for suspension in &self.suspensions {
            if suspension.from < position || suspension.from > due {
                continue;
            }
            let Some(until) = suspension.until else {
                return Ok(Standing::Suspended {
                    since: suspension.from,
                    left: Vec::new(),
                });
            };
            position = until;
            due = working_from(position)?;
        }
        Ok(Standing::Ends {
            nominal: position,
            due,
        })
    }

    /// Length and extensions; what follows each other in one unit is one stretch.
    fn stretches(&self) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for length in std::iter::once(&self.length).chain(&self.extensions) {
            let count = i64::from(length.count());
            let next = match length.unit() {
                Unit::Days => Stretch::Days(count),
                Unit::Weeks => Stretch::Days(count * 7),
                Unit::WorkingDays => Stretch::WorkingDays(count),
                Unit::Months => Stretch::Months(count),
                Unit::Years => Stretch::Months(count * 12),
            };
            match (stretches.last_mut(), next) {
                (Some(Stretch::Days(sum)), Stretch::Days(count))
                | (Some(Stretch::Months(sum)), Stretch::Months(count))
                | (Some(Stretch::WorkingDays(sum)), Stretch::WorkingDays(count)) => *sum += count,
                (_, next) => stretches.push(next),
            }
        }
        stretches
    }

    /// The day on which `count` calendar days after `position` have run.
    fn run_days(&self, mut position: Date, mut count: i64) -> Result<Reached, DeadlineError> {
        for suspension in &self.suspensions {
            if suspension.until.is_some_and(|until| until <= position) {
                continue;
            }
            let run = days_between(position, suspension.from).max(0);
            if count <= run {
                break;
            }
            count -= run;
            match suspension.until {
                Some(until) => position = until,
                None => {
                    return Ok(Reached::Suspended {
                        since: suspension.from,
                        left: count,
                    });
                }
            }
        }
        Ok(Reached::Day(later(position, count.days())?))
    }

    /// The day on which `count` days after `position` that `counts` have run.
    fn run(
        &self,
        mut position: Date,
        mut count: i64,
        counts: impl Fn(Date) -> bool,
    ) -> Result<Reached, DeadlineError> {
        let mut suspensions = self.suspensions.iter().peekable();
        while count > 0 {
            while let Some(suspension) = suspensions.peek() {
                match suspension.until {
                    Some(until) if until <= position => _ = suspensions.next(),
                    _ if suspension.from > position => break,
                    Some(until) => {
                        position = until;
                        suspensions.next();
                    }
                    None => {
                        return Ok(Reached::Suspended {
                            since: suspension.from,
                            left: count,
                        });
                    }
                }
            }
            position = later(position, 1.days())?;
            if counts(position) {
                count -= 1;
            }
        }
        Ok(Reached::Day(position))
    }
}

enum Reached {
    Day(Date),
    Suspended { since: Date, left: i64 },
}

fn later(day: Date, by: jiff::Span) -> Result<Date, DeadlineError> {
    day.checked_add(by).map_err(|_| DeadlineError::BeyondCalendar)
}

/// Days from one to the other; negative when the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
