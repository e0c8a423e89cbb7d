//! On which day a deadline ends: dates checked by hand, and a counter that goes day by day and knows no arithmetic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, Weekday, date};
use model::deadline::{Calendar, Clock, Length, Standing, Suspension, Unit};
use proptest::prelude::*;

fn clock(start: Date, length: &str) -> Clock {
    Clock {
        start,
        length: length.parse().unwrap(),
        extensions: Vec::new(),
        suspensions: Vec::new(),
    }
}

fn due(clock: &Clock) -> Date {
    match clock.standing(&Calendar::luxembourg().unwrap()).unwrap() {
        Standing::Ends { due, .. } => due,
        Standing::Suspended { .. } => panic!("suspended"),
    }
}

#[test]
fn deadlines_from_2024_to_2030_end_on_the_day_that_was_checked_by_hand() {
    for (start, length, expected, why) in [
        (
            "2024-01-01",
            "3 months",
            "2024-04-02",
            "1 April 2024 is Easter Monday",
        ),
        ("2024-01-31", "1 month", "2024-02-29", "February 2024 has 29 days"),
        ("2024-02-29", "1 year", "2025-02-28", "2025 has no 29 February"),
        (
            "2024-05-08",
            "1 working day",
            "2024-05-10",
            "9 May 2024 is Europe Day and Ascension",
        ),
        (
            "2024-11-29",
            "3 months",
            "2025-02-28",
            "February 2025 has no 29th day",
        ),
        ("2025-01-31", "1 month", "2025-02-28", "February 2025 has 28 days"),
        (
            "2025-06-01",
            "8 days",
            "2025-06-10",
            "9 June 2025 is Whit Monday; the start is a Sunday",
        ),
        (
            "2025-08-01",
            "3 months",
            "2025-11-03",
            "All Saints 2025 is a Saturday",
        ),
        (
            "2025-08-31",
            "6 months",
            "2026-03-02",
            "28 February 2026 is a Saturday",
        ),
        (
            "2025-12-10",
            "15 days",
            "2025-12-29",
            "25 and 26 December, then a weekend",
        ),
        (
            "2026-02-09",
            "3 months",
            "2026-05-11",
            "Europe Day 2026 is a Saturday",
        ),
        ("2026-04-04", "40 days", "2026-05-15", "14 May 2026 is Ascension"),
        (
            "2026-12-18",
            "10 working days",
            "2027-01-05",
            "Christmas, New Year's Day and two weekends",
        ),
        (
            "2027-02-09",
            "3 months",
            "2027-05-10",
            "Europe Day 2027 is a Sunday",
        ),
        (
            "2027-02-28",
            "1 year",
            "2028-02-28",
            "the same number, though the month has a 29th day",
        ),
        (
            "2028-06-09",
            "2 weeks",
            "2028-06-26",
            "National Day 2028 is a Friday",
        ),
        ("2029-04-01", "1 month", "2029-05-02", "Labour Day"),
        (
            "2029-11-30",
            "3 months",
            "2030-02-28",
            "February 2030 has no 30th day",
        ),
        (
            "2030-01-22",
            "3 months",
            "2030-04-23",
            "22 April 2030 is Easter Monday",
        ),
        ("2030-03-12", "30 days", "2030-04-11", "an ordinary Thursday"),
    ] {
        let start: Date = start.parse().unwrap();
        assert_eq!(
            due(&clock(start, length)).to_string(),
            expected,
            "{start} + {length}: {why}"
        );
    }
}

#[test]
fn a_suspension_moves_the_end_by_the_days_that_did_not_run() {
    // 6 to 15 January run (10), 26 January to 14 February run (20); 14 February 2026 is a Saturday.
    let mut suspended = clock(date(2026, 1, 5), "30 days");
    suspended.suspensions.push(Suspension {
        from: date(2026, 1, 15),
        until: Some(date(2026, 1, 25)),
    });
    assert_eq!(due(&suspended), date(2026, 2, 16));
    // Resumed on the same day: nothing was lost.
    suspended.suspensions = vec![Suspension {
        from: date(2026, 1, 15),
        until: Some(date(2026, 1, 15)),
    }];
    assert_eq!(due(&suspended), due(&clock(date(2026, 1, 5), "30 days")));
    // From 5 January to 5 April 2026 are 90 days; 31 of them ran until 5 February.
    let mut open = clock(date(2026, 1, 5), "3 months");
    open.suspensions.push(Suspension {
        from: date(2026, 2, 5),
        until: None,
    });
    let Standing::Suspended { since, left } = open.standing(&Calendar::luxembourg().unwrap()).unwrap() else {
        panic!("it runs");
    };
    assert_eq!(since, date(2026, 2, 5));
    assert_eq!(left, [Length::new(59, Unit::Days).unwrap()]);
}

#[test]
fn a_suspension_on_the_last_day_stops_the_deadline() {
    // 10 days from 5 January 2026 end on Thursday 15 January; 12 days on Saturday 17, and so on Monday 19.
    for (length, from) in [
        ("10 days", date(2026, 1, 15)),
        ("8 working days", date(2026, 1, 15)),
        ("12 days", date(2026, 1, 17)),
        ("12 days", date(2026, 1, 18)),
        ("12 days", date(2026, 1, 19)),
    ] {
        let mut clock = clock(date(2026, 1, 5), length);
        clock.suspensions.push(Suspension { from, until: None });
        let standing = clock.standing(&Calendar::luxembourg().unwrap()).unwrap();
        let expected = Standing::Suspended {
            since: from,
            left: Vec::new(),
        };
        assert_eq!(standing, expected, "{length} suspended on {from}");
        clock.suspensions[0].until = Some(date(2026, 2, 6));
        assert_eq!(due(&clock), date(2026, 2, 6), "{length}");
        clock.suspensions[0].until = Some(date(2026, 2, 7));
        assert_eq!(due(&clock), date(2026, 2, 9), "{length}, resumed on a Saturday");
    }
    // After the last day nothing is left to suspend.
    let mut over = clock(date(2026, 1, 5), "10 days");
    over.suspensions.push(Suspension {
        from: date(2026, 1, 16),
        until: None,
    });
    assert_eq!(due(&over), date(2026, 1, 15));
}

#[test]
fn an_extension_in_the_same_unit_counts_from_the_start() {
    let mut extended = clock(date(2026, 1, 31), "1 month");
    extended.extensions.push("1 month".parse().unwrap());
    assert_eq!(due(&extended), date(2026, 3, 31));
    extended.extensions = vec!["5 working days".parse().unwrap()];
    // From 28 February 2026, where the month would have ended, not from 2 March, to which it would have moved on.
    assert_eq!(due(&extended), date(2026, 3, 6));
}

#[test]
fn a_deadline_beyond_the_calendar_is_an_error_and_no_panic() {
    let calendar = Calendar::luxembourg().unwrap();
    assert!(clock(date(9999, 12, 1), "3 months").standing(&calendar).is_err());
    assert!(
        clock(date(9999, 12, 30), "20 working days")
            .standing(&calendar)
            .is_err()
    );
    assert!(clock(Date::MIN, "1 day").standing(&calendar).is_ok());
}

/// Easter Sundays, from the almanac.
const EASTER: [(i16, i8, i8); 14] = [
    (2022, 4, 17),
    (2023, 4, 9),
    (2024, 3, 31),
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2029, 4, 1),
    (2030, 4, 21),
    (2031, 4, 13),
    (2032, 3, 28),
    (2033, 4, 17),
    (2034, 4, 9),
    (2035, 3, 25),
];

fn free(day: Date) -> bool {
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return true;
    }
    let fixed = [
        (1, 1),
        (5, 1),
        (5, 9),
        (6, 23),
        (8, 15),
        (11, 1),
        (12, 25),
        (12, 26),
    ];
    if fixed.contains(&(day.month(), day.day())) {
        return true;
    }
    let (year, month, number) = EASTER.into_iter().find(|(year, ..)| *year == day.year()).unwrap();
    let mut walking = Date::new(year, month, number).unwrap();
    for step in 0..=50 {
        if [1, 39, 50].contains(&step) && walking == day {
            return true;
        }
        walking = walking.tomorrow().unwrap();
    }
    false
}

/// The independent counter: one day after the other, with a mark on each.
fn counted(clock: &Clock) -> Option<Date> {
    let runs = |day: Date| {
        clock
            .suspensions
            .iter()
            .all(|suspension| day <= suspension.from || suspension.until.is_some_and(|until| day > until))
    };
    let lost = |day: Date| {
        clock
            .suspensions
            .iter()
            .any(|one| one.until.is_none() && day > one.from)
    };
    let mut day = clock.start;
    let wanted = i64::from(clock.length.count());
    let calendar_days = match clock.length.unit() {
        Unit::WorkingDays => None,
        Unit::Days => Some(wanted),
        Unit::Weeks => Some(wanted * 7),
        Unit::Months | Unit::Years => {
            // The day with the same number so many months on, or the last day of that month, found by walking.
            let months = if clock.length.unit() == Unit::Years {
                wanted * 12
            } else {
                wanted
            };
            let mut days = 0;
            let mut walking = clock.start;
            let mut changes = 0;
            loop {
                let next = walking.tomorrow().unwrap();
                if next.month() != walking.month() {
                    changes += 1;
                }
                if changes > months {
                    break Some(days);
                }
                walking = next;
                days += 1;
                if changes == months && walking.day() == clock.start.day() {
                    break Some(days);
                }
            }
        }
    };
    let mut left = calendar_days.unwrap_or(wanted);
    while left > 0 {
        day = day.tomorrow().unwrap();
        if lost(day) {
            return None;
        }
        if runs(day) && (calendar_days.is_some() || !free(day)) {
            left -= 1;
        }
    }
    // The last day, or the working day it moves to, may be the one on which it is suspended: then it ends when resumed.
    loop {
        let mut last = day;
        let resumed = loop {
            let on_it = clock
                .suspensions
                .iter()
                .find(|one| one.from == last && one.until != Some(day));
            match on_it {
                Some(one) => break Some(one.until?),
                None if free(last) => last = last.tomorrow().unwrap(),
                None => break None,
            }
        };
        match resumed {
            Some(until) => day = until,
            None => return Some(last),
        }
    }
}

fn any_clock() -> impl Strategy<Value = Clock> {
    let length = prop_oneof![
        (1u32..400).prop_map(|count| Length::new(count, Unit::Days).unwrap()),
        (1u32..200).prop_map(|count| Length::new(count, Unit::WorkingDays).unwrap()),
        (1u32..60).prop_map(|count| Length::new(count, Unit::Weeks).unwrap()),
        (1u32..30).prop_map(|count| Length::new(count, Unit::Months).unwrap()),
        (1u32..4).prop_map(|count| Length::new(count, Unit::Years).unwrap()),
    ];
    let pauses = proptest::collection::vec((0i64..90, 0i64..60), 0..4);
    (0i64..2800, length, pauses, any::<bool>()).prop_map(|(offset, length, pauses, open)| {
        let start = date(2022, 6, 1)
            .checked_add(jiff::Span::new().days(offset))
            .unwrap();
        let mut at = start;
        let last = pauses.len();
        let suspensions = pauses
            .into_iter()
            .enumerate()
            .map(|(index, (before, lasting))| {
                let from = at.checked_add(jiff::Span::new().days(before)).unwrap();
                let until = from.checked_add(jiff::Span::new().days(lasting)).unwrap();
                at = until;
                Suspension {
                    from,
                    until: (!open || index + 1 < last).then_some(until),
                }
            })
            .collect();
        Clock {
            start,
            length,
            extensions: Vec::new(),
            suspensions,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_ends_where_a_counter_that_goes_day_by_day_ends(clock in any_clock()) {
        let standing = clock.standing(&Calendar::luxembourg().unwrap()).unwrap();
        match (counted(&clock), standing) {
            (Some(expected), Standing::Ends { due, .. }) => prop_assert_eq!(due, expected),
            (None, Standing::Suspended { .. }) => {}
            (expected, standing) => prop_assert!(false, "{:?} but {:?}", expected, standing),
        }
    }

    #[test]
    fn what_is_left_of_a_suspended_deadline_is_what_runs_when_it_is_resumed(
        clock in any_clock(),
        pause in 0i64..50,
        lasting in 0i64..100,
    ) {
        let calendar = Calendar::luxembourg().unwrap();
        let mut clock = clock;
        clock.suspensions.clear();
        let from = clock.start.checked_add(jiff::Span::new().days(pause)).unwrap();
        let until = from.checked_add(jiff::Span::new().days(lasting)).unwrap();
        clock.suspensions.push(Suspension { from, until: None });
        if let Standing::Suspended { left, .. } = clock.standing(&calendar).unwrap() {
            clock.suspensions = vec![Suspension { from, until: Some(until) }];
            let whole = clock.standing(&calendar).unwrap();
            let mut rest = left.into_iter();
            let Some(length) = rest.next() else {
                // It was suspended on its last day.
                let due = calendar.working_from(until).unwrap();
                prop_assert_eq!(whole, Standing::Ends { nominal: until, due });
                return Ok(());
            };
            let again = Clock {
                start: until,
                length,
                extensions: rest.collect(),
                suspensions: Vec::new(),
            };
            prop_assert_eq!(whole, again.standing(&calendar).unwrap());
        }
    }
}
