//! The words of the stamp, in the language of the document.

use identifier::{Identifier, PlatformUrl};
use wording::{Catalog, Lang};

use crate::dossiers::in_luxembourg;

/// A time as a person reads it: date, time and zone in Luxembourg.
pub(crate) struct Shown {
    pub(crate) date: String,
    pub(crate) time: String,
    pub(crate) zone: String,
}

pub(crate) fn shown(time: jiff::Timestamp) -> Shown {
    let local = in_luxembourg(time);
    Shown {
        date: local.strftime("%d.%m.%Y").to_string(),
        time: local.strftime("%H:%M:%S").to_string(),
        zone: local.strftime("%Z (UTC%:z)").to_string(),
    }
}

/// What is printed for an identifier that was drawn before.
pub(crate) fn stamp(
    identifier: &Identifier,
    platform: &PlatformUrl,
    authority: &str,
    sealed_at: jiff::Timestamp,
    lang: Lang,
) -> pdf::stamp::Stamp {
    let catalog = Catalog::new(&[crate::MESSAGES]);
    let Shown { date, time, zone } = shown(sealed_at);
    let arguments = [
        ("authority", authority.to_owned()),
        ("identifier", identifier.printed()),
        ("address", platform.as_str().to_owned()),
        ("date", date),
        ("time", time),
        ("zone", zone),
        // Filled in by whoever draws, page by page.
        ("page", "{page}".to_owned()),
        ("pages", "{pages}".to_owned()),
    ];
    let text = |id: &str| catalog.text(lang, id, &arguments);
    pdf::stamp::Stamp {
        identifier_printed: identifier.printed(),
        qr_payload: platform.qr_payload(identifier),
        lines: vec![authority.to_owned(), text("stamp-sealed"), text("stamp-original")],
        other_pages_line: Some(text("stamp-other-pages")),
        alternative_text: text("stamp-alternative"),
        visible_seal: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_says_who_when_with_zone_and_where_the_original_is() {
        let identifier = Identifier::issue([7; 16]);
        let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
        let at: jiff::Timestamp = "2026-07-01T10:00:00Z".parse().unwrap();
        let stamp = stamp(&identifier, &platform, "Commune d'Exemple", at, Lang::Fr);
        assert_eq!(
            stamp.lines,
            [
                "Commune d'Exemple",
                "Scellé le 01.07.2026 à 12:00:00 CEST (UTC+02:00)",
                "Original : https://verify.example.lu"
            ]
        );
        assert_eq!(
            stamp.qr_payload,
            format!("HTTPS://VERIFY.EXAMPLE.LU/D/{}", identifier.canonical())
        );
        let line = stamp.other_pages_line.unwrap();
        assert!(
            line.contains("{page}") && line.contains("{pages}") && line.contains(&identifier.printed()),
            "{line}"
        );
        let winter: jiff::Timestamp = "2026-12-01T10:00:00Z".parse().unwrap();
        assert_eq!(shown(winter).zone, "CET (UTC+01:00)");
    }
}
