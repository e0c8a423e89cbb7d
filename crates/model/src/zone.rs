//! Europe/Luxembourg, in which the product writes every time.

use jiff::tz::TimeZone;

/// Europe/Luxembourg with its past, where the table of zones is carried; else, in the web view, central European time
/// with the summer time of the Union (directive 2000/84/EC), which is the same for every moment since 1996.
///
/// ```
/// let winter: jiff::Timestamp = "2026-11-20T09:41:00Z".parse()?;
/// assert_eq!(winter.to_zoned(model::zone::luxembourg()).hour(), 10);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn luxembourg() -> TimeZone {
    TimeZone::get("Europe/Luxembourg").unwrap_or_else(|_| rule())
}

/// The rule of today, in the form of POSIX.
fn rule() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_and_the_table_agree_on_every_hour_around_each_change_since_1996() {
        let table = TimeZone::get("Europe/Luxembourg").unwrap();
        let rule = rule();
        for year in 1996..2038 {
            for (month, day) in [(3, 24), (10, 24)] {
                let start = jiff::civil::date(year, month, day)
                    .to_zoned(TimeZone::UTC)
                    .unwrap()
                    .timestamp();
                for hour in 0..192 {
                    let at = start + jiff::SignedDuration::from_hours(hour);
                    assert_eq!(table.to_offset(at), rule.to_offset(at), "{at}");
                }
            }
        }
    }
}
