//! How times, sizes, numbers and names in order are written: the house style, by the Unicode data that the front end
//! carries itself (ICU4X) and never by the browser, which has no Luxembourgish and differs from machine to machine.
//!
//! House style: the conventions of Luxembourg, in every language. French and German are those of Luxembourg (`fr-LU`,
//! `de-LU`), Luxembourgish is `lb`, English the British one (`en-GB`): `1.234,5` and in English `1,234.5`; the day before
//! the month, the month in words. Where the data have no answer, a day is written by ISO 8601 and a number in digits.

use std::cell::OnceCell;

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale, locale};
use jiff::Timestamp;
use jiff::civil::Date;
use model::zone::luxembourg;
use wording::Lang;

use crate::words::Words;

/// Whose conventions a language follows.
const fn conventions(lang: Lang) -> Locale {
    match lang {
        Lang::Fr => locale!("fr-LU"),
        Lang::De => locale!("de-LU"),
        Lang::Lb => locale!("lb"),
        Lang::En => locale!("en-GB"),
    }
}

/// A day: `20 novembre 2026`.
pub fn day(words: &Words, time: Timestamp) -> String {
    civil_day(words, time.to_zoned(luxembourg()).date())
}

/// A day of the calendar: `20 novembre 2026`.
pub fn civil_day(words: &Words, date: Date) -> String {
    in_words(words.lang(), date).unwrap_or_else(|| date.to_string())
}

/// A month: `novembre 2026`. It is the written day without its number, which stands first in all four languages.
pub fn month(words: &Words, first: Date) -> String {
    let written = civil_day(words, first);
    match written.split_once(NO_BREAK) {
        Some((day, month)) if day.starts_with('1') => month.to_owned(),
        _ => written,
    }
}

/// The space at which no line ends.
const NO_BREAK: &str = "\u{a0}";

type DayFormatter = FixedCalendarDateTimeFormatter<Gregorian, YMD>;

thread_local! {
    /// How days are written in a language: made once, since a list writes hundreds of them while it scrolls.
    static DAYS: [OnceCell<Option<DayFormatter>>; 4] = const { [const { OnceCell::new() }; 4] };
}

fn in_words(lang: Lang, date: Date) -> Option<String> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    let date = IcuDate::try_new_gregorian(i32::from(date.year()), month, day).ok()?;
    DAYS.with(|[fr, de, lb, en]| {
        let cell = match lang {
            Lang::Fr => fr,
            Lang::De => de,
            Lang::Lb => lb,
            Lang::En => en,
        };
        cell.get_or_init(|| DayFormatter::try_new(conventions(lang).into(), YMD::long()).ok())
            .as_ref()
            .map(|formatter| formatter.format(&date).to_string())
    })
    .map(|written| match (lang, written.strip_prefix("1 ")) {
        // The data write the first day as a number; French says `1er`.
        (Lang::Fr, Some(month)) => format!("1er {month}"),
        _ => written,
    })
    // A day stays on one line.
    .map(|written| written.replace(' ', NO_BREAK))
}

/// A whole number: `12.480`.
pub fn number(words: &Words, whole: u64) -> String {
    let value = i64::try_from(whole)
        .ok()
        .and_then(|whole| scaled(words.lang(), whole, 0));
    value.unwrap_or_else(|| whole.to_string())
}

/// A number of tens, hundreds … of a unit: `scaled(lang, 12, -1)` is `1,2`.
fn scaled(lang: Lang, digits: i64, power: i16) -> Option<String> {
    let formatter = DecimalFormatter::try_new(conventions(lang).into(), Default::default()).ok()?;
    let mut value = Decimal::from(digits);
    value.multiply_pow10(power);
    value.absolute.trim_end();
    Some(formatter.format(&value).to_string())
}

/// Today in Luxembourg, by the clock of the web view.
pub fn today() -> Date {
    // Whole milliseconds since 1970: far inside what the cast holds.
    let now = Timestamp::from_millisecond(js_sys::Date::now() as i64).unwrap_or_default();
    now.to_zoned(luxembourg()).date()
}

/// The moment at which a day begins in Luxembourg.
pub fn start_of_day(day: Date) -> Option<Timestamp> {
    day.to_zoned(luxembourg()).ok().map(|zoned| zoned.timestamp())
}

/// A moment with its zone: `20 novembre 2026, 10:41 CET`.
pub fn moment(words: &Words, time: Timestamp) -> String {
    let local = time.to_zoned(luxembourg());
    let summer = local.offset().seconds() == 7200;
    let zone = words.t(if summer { "zone-summer" } else { "zone-winter" });
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    words.with(
        "format-moment",
        &[("day", day(words, time)), ("clock", clock), ("zone", zone)],
    )
}

/// A size in powers of ten: `245 ko`, `1,2 Mo`.
pub fn size(words: &Words, bytes: u64) -> String {
    let (unit, tenths) = match bytes {
        0..=999 => return words.with("size-bytes", &[("n", bytes.to_string())]),
        1_000..=999_499 => ("size-kilobytes", (bytes + 500) / 1_000 * 10),
        999_500..=999_949_999 => ("size-megabytes", (bytes + 50_000) / 100_000),
        _ => ("size-gigabytes", (bytes + 50_000_000) / 100_000_000),
    };
    let number = i64::try_from(tenths)
        .ok()
        .and_then(|tenths| scaled(words.lang(), tenths, -1))
        .unwrap_or_else(|| (tenths / 10).to_string());
    words.with(unit, &[("n", number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_with_its_zone_in_summer_and_winter() {
        let words = Words::new(Lang::Fr);
        assert_eq!(
            moment(&words, "2026-11-20T09:41:00Z".parse().unwrap()),
            "20\u{a0}novembre\u{a0}2026, 10:41\u{a0}CET"
        );
        assert_eq!(
            moment(&words, "2026-07-01T22:30:00Z".parse().unwrap()),
            "2\u{a0}juillet\u{a0}2026, 00:30\u{a0}CEST"
        );
        // The last Sunday of October 2026 is the 25th; the clock goes back at 01:00 UTC.
        assert_eq!(
            moment(&words, "2026-10-25T00:59:00Z".parse().unwrap()),
            "25\u{a0}octobre\u{a0}2026, 02:59\u{a0}CEST"
        );
        assert_eq!(
            moment(&words, "2026-10-25T01:00:00Z".parse().unwrap()),
            "25\u{a0}octobre\u{a0}2026, 02:00\u{a0}CET"
        );
        assert_eq!(
            moment(&words.speaking(Lang::De), "2026-01-05T08:00:00Z".parse().unwrap()),
            "5.\u{a0}Januar\u{a0}2026, 09:00\u{a0}MEZ"
        );
    }

    #[test]
    fn sizes_follow_the_language() {
        let words = Words::new(Lang::Fr);
        assert_eq!(size(&words, 1_240_000), "1,2\u{a0}Mo");
        assert_eq!(size(&words, 84_213), "84\u{a0}ko");
        assert_eq!(size(&words.speaking(Lang::En), 1_240_000), "1.2\u{a0}MB");
        assert_eq!(size(&words, 999), "999\u{a0}octets");
        assert_eq!(size(&words, 1_234_500_000_000), "1.234,5\u{a0}Go");
    }

    #[test]
    fn days_are_written_in_four_languages() {
        let date = jiff::civil::date(2026, 3, 1);
        let written = Lang::ALL.map(|lang| civil_day(&Words::new(lang), date).replace(NO_BREAK, " "));
        assert_eq!(
            written,
            ["1er mars 2026", "1. März 2026", "1. Mäerz 2026", "1 March 2026"]
        );
        let date = jiff::civil::date(1867, 12, 31);
        let written = Lang::ALL.map(|lang| civil_day(&Words::new(lang), date).replace(NO_BREAK, " "));
        assert_eq!(
            written,
            [
                "31 décembre 1867",
                "31. Dezember 1867",
                "31. Dezember 1867",
                "31 December 1867"
            ]
        );
    }

    #[test]
    fn large_numbers_are_grouped_as_in_luxembourg() {
        let written = Lang::ALL.map(|lang| number(&Words::new(lang), 1_234_567));
        assert_eq!(written, ["1.234.567", "1.234.567", "1.234.567", "1,234,567"]);
        assert_eq!(number(&Words::new(Lang::Fr), 999), "999");
        // Past what a signed number holds it is written in digits, not left out.
        assert_eq!(number(&Words::new(Lang::Fr), u64::MAX), u64::MAX.to_string());
    }
}
