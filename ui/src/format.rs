//! How times, sizes and numbers are written: the house style, from Fluent messages and never from the browser.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use wording::Lang;

use crate::words::Words;

/// Europe/Luxembourg: central European time with the summer time of the Union (directive 2000/84/EC), in the form
/// of POSIX so that no table of all zones is carried.
fn luxembourg() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

/// A day: `20 novembre 2026`.
pub fn day(words: &Words, time: Timestamp) -> String {
    let local = time.to_zoned(luxembourg());
    let month = words.t(&format!("month-{}", local.month()));
    let values = [
        ("day", local.day().to_string()),
        ("month", month),
        ("year", local.year().to_string()),
    ];
    words.with("format-day", &values)
}

/// A day of the calendar: `20 novembre 2026`.
pub fn civil_day(words: &Words, date: jiff::civil::Date) -> String {
    let values = [
        ("day", date.day().to_string()),
        ("month", words.t(&format!("month-{}", date.month()))),
        ("year", date.year().to_string()),
    ];
    words.with("format-day", &values)
}

/// Today in Luxembourg, by the clock of the web view.
pub fn today() -> jiff::civil::Date {
    // Whole milliseconds since 1970: far inside what the cast holds.
    let now = Timestamp::from_millisecond(js_sys::Date::now() as i64).unwrap_or_default();
    now.to_zoned(luxembourg()).date()
}

/// The moment at which a day begins in Luxembourg.
pub fn start_of_day(day: jiff::civil::Date) -> Option<Timestamp> {
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

/// A size in powers of ten: `245 Ko`, `1,2 Mo`.
pub fn size(words: &Words, bytes: u64) -> String {
    let (unit, tenths) = match bytes {
        0..=999 => return words.with("size-bytes", &[("n", bytes.to_string())]),
        1_000..=999_499 => ("size-kilobytes", (bytes + 500) / 1_000 * 10),
        999_500..=999_949_999 => ("size-megabytes", (bytes + 50_000) / 100_000),
        _ => ("size-gigabytes", (bytes + 50_000_000) / 100_000_000),
    };
    let point = if words.lang() == Lang::En { '.' } else { ',' };
    let number = match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{point}{tenth}"),
    };
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
            "20 novembre 2026, 10:41 CET"
        );
        assert_eq!(
            moment(&words, "2026-07-01T22:30:00Z".parse().unwrap()),
            "2 juillet 2026, 00:30 CEST"
        );
        // The last Sunday of October 2026 is the 25th; the clock goes back at 01:00 UTC.
        assert_eq!(
            moment(&words, "2026-10-25T00:59:00Z".parse().unwrap()),
            "25 octobre 2026, 02:59 CEST"
        );
        assert_eq!(
            moment(&words, "2026-10-25T01:00:00Z".parse().unwrap()),
            "25 octobre 2026, 02:00 CET"
        );
        assert_eq!(
            moment(&words.speaking(Lang::De), "2026-01-05T08:00:00Z".parse().unwrap()),
            "5. Januar 2026, 09:00 MEZ"
        );
    }

    #[test]
    fn sizes_follow_the_language() {
        let words = Words::new(Lang::Fr);
        assert_eq!(size(&words, 1_240_000), "1,2\u{a0}Mo");
        assert_eq!(size(&words, 84_213), "84\u{a0}Ko");
        assert_eq!(size(&words.speaking(Lang::En), 1_240_000), "1.2\u{a0}MB");
        assert_eq!(size(&words, 999), "999\u{a0}octets");
    }
}
