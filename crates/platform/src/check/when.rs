//! Times and sizes as people write them. The browser's own formats know no Luxembourgish, so these are ours.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use wording::Lang;

use crate::state::Texts;

/// The time in Luxembourg, with its zone written: `4 mai 2026, 10:00:00 (heure de Luxembourg, UTC+2)`.
pub(super) fn full(texts: &Texts, lang: Lang, time: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Luxembourg").unwrap_or(TimeZone::UTC);
    let local = time.to_zoned(zone);
    let seconds = local.offset().seconds();
    let hours = seconds / 3600;
    let offset = if hours == 0 {
        "UTC".to_owned()
    } else {
        format!("UTC{hours:+}")
    };
    texts.text(
        lang,
        "date-time",
        &[
            ("day", of_month(lang, local.day())),
            (
                "month",
                texts.text(lang, &format!("month-{}", local.month()), &[]),
            ),
            ("year", local.year().to_string()),
            (
                "time",
                format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second()),
            ),
            ("offset", offset),
        ],
    )
}

/// A day without a time: `4 mai 2026`.
pub(super) fn day(texts: &Texts, lang: Lang, day: jiff::civil::Date) -> String {
    texts.text(
        lang,
        "date-day",
        &[
            ("day", of_month(lang, day.day())),
            ("month", texts.text(lang, &format!("month-{}", day.month()), &[])),
            ("year", day.year().to_string()),
        ],
    )
}

/// The day of the month; in French the first one is `1er`.
fn of_month(lang: Lang, day: i8) -> String {
    match (lang, day) {
        (Lang::Fr, 1) => "1er".to_owned(),
        _ => day.to_string(),
    }
}

/// For the `datetime` attribute of `<time>`.
pub(super) fn machine(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A size in the unit a person expects.
pub(super) fn size(texts: &Texts, lang: Lang, bytes: u64) -> String {
    let (id, tenths) = if bytes < 1_000_000 {
        ("size-kb", bytes.div_ceil(100))
    } else {
        ("size-mb", bytes / 100_000)
    };
    let comma = if lang == Lang::En { '.' } else { ',' };
    let number = if tenths >= 100 || tenths % 10 == 0 {
        (tenths / 10).max(1).to_string()
    } else {
        format!("{}{comma}{}", tenths / 10, tenths % 10)
    };
    texts.text(lang, id, &[("size", number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_and_winter_have_their_own_offset() {
        let summer = full(&Texts, Lang::Fr, "2026-05-04T08:00:00Z".parse().unwrap());
        assert!(
            summer.contains("4 mai 2026") && summer.contains("10:00:00") && summer.contains("UTC+2"),
            "{summer}"
        );
        let winter = full(&Texts, Lang::De, "2026-12-31T23:30:00Z".parse().unwrap());
        assert!(
            winter.contains("1. Januar 2027") && winter.contains("00:30:00"),
            "{winter}"
        );
        assert!(winter.contains("UTC+1"), "{winter}");
    }

    #[test]
    fn sizes_are_written_as_each_language_does() {
        assert_eq!(size(&Texts, Lang::En, 1_250_000), "1.2\u{a0}MB");
        assert_eq!(size(&Texts, Lang::Fr, 1_250_000), "1,2\u{a0}Mo");
        assert_eq!(size(&Texts, Lang::De, 52_000), "52\u{a0}kB");
        assert_eq!(size(&Texts, Lang::En, 12), "0.1\u{a0}kB");
    }
}
