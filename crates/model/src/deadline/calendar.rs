//! Working days and public holidays, from a data file (`assets/holidays.toml`) that an administration can extend.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use wording::{Explain, Lang};

use crate::procedure::{Texts, place};

/// The largest file of holidays, in bytes.
const LARGEST: usize = 64 * 1024;

/// Most holidays of an administration's own that come again each year: with one on every day no deadline would end.
const MOST_YEARLY: usize = 60;

/// The public holidays that come with the program.
const BUILT_IN: &str = include_str!("../../../../assets/holidays.toml");

/// Which days are public holidays and which are working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    holidays: Vec<Holiday>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Holiday {
    name: Texts,
    own: bool,
    when: When,
    from: Option<i16>,
    until: Option<i16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Each year on this day.
    Fixed { month: i8, day: i8 },
    /// So many days after Easter Sunday.
    Easter(i32),
    /// Once.
    Once(Date),
}

/// What kind of day it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A working day.
    Working,
    /// A Saturday. For deadlines it counts as a public holiday (law of 30 May 1984, art. 2).
    Saturday,
    /// A Sunday.
    Sunday,
    /// A public holiday, with its name.
    Holiday(Texts),
}

/// A public holiday of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayDay {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: Texts,
    /// It comes from the administration's own file.
    pub own: bool,
}

/// What is wrong with a file of holidays, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {kind:?}")]
pub struct CalendarFault {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub kind: CalendarFaultKind,
}

/// What is wrong with a file of holidays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarFaultKind {
    /// The file is larger than a list of holidays can be.
    TooLarge,
    /// It is no TOML here, or a field has the wrong kind or an unknown name; what stands there is shown.
    Syntax(String),
    /// There is no such day.
    Day(String),
    /// A holiday needs exactly one of `month` with `day`, `easter`, `date`.
    When,
    /// The French name is missing.
    French,
    /// No holiday stands in it.
    Empty,
    /// More holidays come again each year than a year can have.
    TooMany,
}

impl Explain for CalendarFault {
    fn code(&self) -> &'static str {
        match self.kind {
            CalendarFaultKind::TooLarge => "holidays-too-large",
            CalendarFaultKind::Syntax(_) => "holidays-syntax",
            CalendarFaultKind::Day(_) => "holidays-day-impossible",
            CalendarFaultKind::When => "holidays-day-missing",
            CalendarFaultKind::French => "holidays-french-missing",
            CalendarFaultKind::Empty => "holidays-empty",
            CalendarFaultKind::TooMany => "holidays-too-many",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![
            ("file", self.file.clone()),
            ("line", self.line.to_string()),
            ("column", self.column.to_string()),
        ];
        if let CalendarFaultKind::Syntax(found) | CalendarFaultKind::Day(found) = &self.kind {
            arguments.push(("found", found.clone()));
        }
        arguments
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOfHolidays {
    #[serde(default, rename = "holiday")]
    holidays: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Texts,
    month: Option<i8>,
    day: Option<i8>,
    easter: Option<i32>,
    date: Option<String>,
    from: Option<i16>,
    until: Option<i16>,
}

impl Calendar {
    /// The public holidays of Luxembourg that come with the program.
    ///
    /// # Errors
    /// The file that came with the program is damaged.
    pub fn luxembourg() -> Result<Calendar, CalendarFault> {
        Ok(Calendar {
            holidays: read("holidays.toml", BUILT_IN, false)?,
        })
    }

    /// The same with an administration's own days.
    ///
    /// # Errors
    /// `holidays-…`: what is wrong with the file, and where.
    pub fn extended(mut self, file: &str, text: &str) -> Result<Calendar, CalendarFault> {
        let own = read(file, text, true)?;
        self.holidays.extend(own);
        Ok(self)
    }

    /// What kind of day it is.
    pub fn kind(&self, day: Date) -> DayKind {
        match self.holiday(day) {
            Some(name) => DayKind::Holiday(name.clone()),
            None => match day.weekday() {
                Weekday::Saturday => DayKind::Saturday,
                Weekday::Sunday => DayKind::Sunday,
                _ => DayKind::Working,
            },
        }
    }

    /// Whether it is a working day: no Saturday, no Sunday, no public holiday (Regulation 1182/71, art. 2(2)).
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && self.holiday(day).is_none()
    }

    /// The day itself when it is a working day, else the next one that is (Convention, art. 5; Regulation 1182/71,
    /// art. 3(4)). `None` at the end of the calendar in the year 9999.
    pub fn working_from(&self, mut day: Date) -> Option<Date> {
        while !self.is_working(day) {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }

    /// The public holidays of a year, earliest first.
    pub fn of_year(&self, year: i16) -> Vec<HolidayDay> {
        let mut days: BTreeMap<Date, HolidayDay> = BTreeMap::new();
        for holiday in &self.holidays {
            if let Some(date) = holiday.on(year) {
                days.entry(date).or_insert_with(|| HolidayDay {
                    date,
                    name: holiday.name.clone(),
                    own: holiday.own,
                });
            }
        }
        days.into_values().collect()
    }

    fn holiday(&self, day: Date) -> Option<&Texts> {
        self.holidays
            .iter()
            .find(|holiday| holiday.on(day.year()) == Some(day))
            .map(|holiday| &holiday.name)
    }
}

impl Holiday {
    /// Its day in a year.
    fn on(&self, year: i16) -> Option<Date> {
        if self.from.is_some_and(|from| year < from) || self.until.is_some_and(|until| year > until) {
            return None;
        }
        match self.when {
            When::Fixed { month, day } => Date::new(year, month, day).ok(),
            When::Easter(days) => easter_sunday(year)?.checked_add(days.days()).ok(),
            When::Once(date) => (date.year() == year).then_some(date),
        }
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature 1876).
fn easter_sunday(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let a = year % 19;
    let b = year / 100;
    let c = year % 100;
    let d = b / 4;
    let e = b % 4;
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let i = c / 4;
    let k = c % 4;
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

fn read(file: &str, text: &str, own: bool) -> Result<Vec<Holiday>, CalendarFault> {
    let fault = |offset: usize, kind| {
        let (line, column) = place(text, offset);
        CalendarFault {
            file: file.to_owned(),
            line,
            column,
            kind,
        }
    };
    if text.len() > LARGEST {
        return Err(fault(0, CalendarFaultKind::TooLarge));
    }
    let parsed: FileOfHolidays = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let found = text.get(span.start..).unwrap_or_default();
        let found: String = found
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect();
        fault(span.start, CalendarFaultKind::Syntax(found))
    })?;
    if parsed.holidays.is_empty() {
        return Err(fault(0, CalendarFaultKind::Empty));
    }
    let yearly = |one: &&Spanned<Entry>| one.as_ref().date.is_none();
    if let Some(one) = parsed.holidays.iter().filter(yearly).nth(MOST_YEARLY) {
        return Err(fault(one.span().start, CalendarFaultKind::TooMany));
    }
    parsed
        .holidays
        .into_iter()
        .map(|spanned| {
            let at = spanned.span().start;
            let entry = spanned.into_inner();
            if entry
                .name
                .get(&Lang::Fr)
                .is_none_or(|name| name.trim().is_empty())
            {
                return Err(fault(at, CalendarFaultKind::French));
            }
            let when = match (entry.month, entry.day, entry.easter, &entry.date) {
                (Some(month), Some(day), None, None) => {
                    // 29 February is a day of leap years.
                    Date::new(2024, month, day)
                        .map_err(|_| fault(at, CalendarFaultKind::Day(format!("{day}.{month}."))))?;
                    When::Fixed { month, day }
                }
                (None, None, Some(days), None) if days.abs() <= 366 => When::Easter(days),
                (None, None, Some(days), None) => {
                    return Err(fault(at, CalendarFaultKind::Day(days.to_string())));
                }
                (None, None, None, Some(date)) => When::Once(
                    date.parse()
                        .map_err(|_| fault(at, CalendarFaultKind::Day(date.chars().take(60).collect())))?,
                ),
                _ => return Err(fault(at, CalendarFaultKind::When)),
            };
            if let (Some(from), Some(until)) = (entry.from, entry.until)
                && from > until
            {
                return Err(fault(at, CalendarFaultKind::Day(format!("{from}–{until}"))));
            }
            Ok(Holiday {
                name: entry.name,
                own,
                when,
                from: entry.from,
                until: entry.until,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_public_holidays_of_2026_are_the_eleven_of_the_labour_code() {
        let days: Vec<String> = Calendar::luxembourg()
            .unwrap()
            .of_year(2026)
            .into_iter()
            .map(|holiday| holiday.date.to_string())
            .collect();
        assert_eq!(
            days,
            [
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-09",
                "2026-05-14",
                "2026-05-25",
                "2026-06-23",
                "2026-08-15",
                "2026-11-01",
                "2026-12-25",
                "2026-12-26",
            ]
        );
    }

    #[test]
    fn europe_day_is_a_holiday_since_2019() {
        let calendar = Calendar::luxembourg().unwrap();
        assert!(calendar.is_working(day("2018-05-09")));
        assert!(!calendar.is_working(day("2019-05-09")));
    }

    #[test]
    fn easter_is_where_the_almanac_puts_it() {
        for date in [
            "2019-04-21",
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2035-03-25",
            "2038-04-25",
        ] {
            assert_eq!(easter_sunday(day(date).year()), Some(day(date)));
        }
    }

    #[test]
    fn an_administration_adds_its_own_days() {
        let own = "[[holiday]]\nname = { fr = \"Kermesse\" }\ndate = \"2026-09-07\"\n";
        let calendar = Calendar::luxembourg()
            .unwrap()
            .extended("local.toml", own)
            .unwrap();
        assert!(!calendar.is_working(day("2026-09-07")));
        assert!(calendar.is_working(day("2027-09-07")));
        let local: Vec<_> = calendar.of_year(2026).into_iter().filter(|day| day.own).collect();
        assert_eq!(local.len(), 1);
    }

    #[test]
    fn a_year_of_holidays_is_refused_before_any_deadline_looks_for_a_working_day() {
        let every_day: String = (1..=12)
            .flat_map(|month| (1..=28).map(move |day| (month, day)))
            .map(|(month, day)| {
                format!("[[holiday]]\nname = {{ fr = \"x\" }}\nmonth = {month}\nday = {day}\n")
            })
            .collect();
        let calendar = Calendar::luxembourg().unwrap();
        let fault = calendar.extended("local.toml", &every_day).unwrap_err();
        assert_eq!((fault.code(), fault.line), ("holidays-too-many", 241));
    }

    #[test]
    fn a_bad_file_of_holidays_is_told_with_its_place() {
        let told = |text: &str| {
            let fault = Calendar::luxembourg()
                .unwrap()
                .extended("local.toml", text)
                .unwrap_err();
            (fault.code(), fault.line, fault.column)
        };
        assert_eq!(told(""), ("holidays-empty", 1, 1));
        assert_eq!(told("[[holiday]\n"), ("holidays-syntax", 1, 11));
        assert_eq!(
            told("\n[[holiday]]\nname = { fr = \"x\" }\nmonth = 2\nday = 30\n"),
            ("holidays-day-impossible", 2, 1)
        );
        assert_eq!(
            told("[[holiday]]\nname = { fr = \"x\" }\nmonth = 2\n"),
            ("holidays-day-missing", 1, 1)
        );
        assert_eq!(
            told("[[holiday]]\nname = { de = \"x\" }\nmonth = 2\nday = 1\n"),
            ("holidays-french-missing", 1, 1)
        );
        assert_eq!(
            told("[[holiday]]\nname = { fr = \"x\" }\ndate = \"2026-13-01\"\n"),
            ("holidays-day-impossible", 1, 1)
        );
        assert_eq!(
            told("[[holiday]]\nname = { fr = \"x\" }\nmonth = 3\nday = 2\nfrom = 2030\nuntil = 2020\n"),
            ("holidays-day-impossible", 1, 1)
        );
        assert_eq!(told("[[holiday]]\nnom = 1\n").0, "holidays-syntax");
        assert_eq!(told(&"# \n".repeat(40_000)).0, "holidays-too-large");
    }
}
