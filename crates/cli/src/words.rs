//! Every text a person reads here, in the reader's language.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use wording::{Catalog, Explain, Explanation, Lang, Sources};

/// The messages of the command line.
pub const MESSAGES: Sources = wording::sources!(
    "../locales",
    "dossier",
    "directory",
    "procedure",
    "circuit",
    "import",
    "letter",
    "search",
    "safety",
    "retention",
    "log",
    "sharing"
);

/// The messages of the command line and of everything below it, in one language.
pub struct Words {
    lang: Lang,
    own: Catalog,
    below: Catalog,
    luxembourg: TimeZone,
}

impl Words {
    /// The messages in `lang`.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            own: Catalog::new(&[MESSAGES]),
            below: desk::catalog(),
            // The time zone database is part of the program; UTC is what remains if it were not.
            luxembourg: TimeZone::get("Europe/Luxembourg").unwrap_or(TimeZone::UTC),
        }
    }

    /// The language from `--lang`, else from the environment, else French. Read before clap reads, because it
    /// decides the language of clap's errors; what `--lang` does not know is for clap to refuse.
    pub fn lang_of(arguments: &[std::ffi::OsString]) -> Lang {
        let mut given = None;
        let mut arguments = arguments
            .iter()
            .skip(1)
            .map(|argument| argument.to_string_lossy());
        while let Some(argument) = arguments.next() {
            if argument == "--" {
                break;
            } else if argument == "--lang" {
                given = arguments.next().and_then(|lang| lang.parse().ok());
            } else if let Some(lang) = argument.strip_prefix("--lang=") {
                given = lang.parse().ok();
            }
        }
        given
            .or_else(|| {
                ["LC_ALL", "LC_MESSAGES", "LANG"]
                    .iter()
                    .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
                    .and_then(|locale| Lang::negotiate(&locale))
            })
            .unwrap_or_default()
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message; an unknown id comes back as itself.
    pub fn text(&self, id: &str, arguments: &[(&str, String)]) -> String {
        self.try_text(id, arguments).unwrap_or_else(|| id.to_owned())
    }

    /// A message, where there is one.
    pub fn try_text(&self, id: &str, arguments: &[(&str, String)]) -> Option<String> {
        self.own
            .try_text(self.lang, id, arguments)
            .or_else(|| self.below.try_text(self.lang, id, arguments))
    }

    /// The explanation of an error of any crate.
    pub fn explain(&self, error: &dyn Explain) -> Explanation {
        if self
            .own
            .try_text(self.lang, error.code(), &error.arguments())
            .is_some()
        {
            self.own.explain(self.lang, error)
        } else {
            self.below.explain(self.lang, error)
        }
    }

    /// An explanation from a message of the command line and its `.next`.
    pub fn explanation(&self, code: &str, arguments: &[(&str, String)]) -> Explanation {
        Explanation {
            code: code.to_owned(),
            sentence: self.text(code, arguments),
            next: self.try_text(&format!("{code}.next"), arguments),
        }
    }

    /// A time as a person in Luxembourg reads it, with its zone: `03.11.2026 10:30 CET`.
    pub fn time(&self, time: Timestamp) -> String {
        time.to_zoned(self.luxembourg.clone())
            .strftime("%d.%m.%Y %H:%M %Z")
            .to_string()
    }

    /// A size as a person reads it, in decimal units.
    pub fn size(&self, size_bytes: u64) -> String {
        let (unit, factor) = match size_bytes {
            0..1_000 => return self.text("size-bytes", &[("count", size_bytes.to_string())]),
            1_000..1_000_000 => ("size-kilobytes", 1_000),
            1_000_000..1_000_000_000 => ("size-megabytes", 1_000_000),
            _ => ("size-gigabytes", 1_000_000_000),
        };
        let tenths = size_bytes.saturating_mul(10) / factor;
        let decimal = if self.lang == Lang::En { '.' } else { ',' };
        let value = if tenths < 100 {
            format!("{}{decimal}{}", tenths / 10, tenths % 10)
        } else {
            (tenths / 10).to_string()
        };
        // A leading text keeps Fluent from reading the value as a number of its own.
        self.text(unit, &[("value", value)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_messages_are_complete() {
        assert_eq!(wording::problems(&MESSAGES), Vec::<String>::new());
    }

    #[test]
    fn times_are_luxembourg_time_with_the_zone() {
        let words = Words::new(Lang::Fr);
        assert_eq!(
            words.time("2026-11-03T09:30:00Z".parse().unwrap()),
            "03.11.2026 10:30 CET"
        );
        assert_eq!(
            words.time("2026-07-03T09:30:00Z".parse().unwrap()),
            "03.07.2026 11:30 CEST"
        );
    }

    #[test]
    fn sizes_are_short() {
        let words = Words::new(Lang::Fr);
        assert_eq!(words.size(999), "999 octets");
        assert_eq!(words.size(1_250), "1,2 ko");
        assert_eq!(words.size(52_000), "52 ko");
        assert_eq!(Words::new(Lang::En).size(48_300_000), "48 MB");
    }

    #[test]
    fn the_language_comes_from_the_option_before_the_environment() {
        let arguments = |texts: &[&str]| texts.iter().map(std::ffi::OsString::from).collect::<Vec<_>>();
        assert_eq!(
            Words::lang_of(&arguments(&["greffe", "--lang", "lb", "sync"])),
            Lang::Lb
        );
        assert_eq!(
            Words::lang_of(&arguments(&["greffe", "sync", "--lang=de"])),
            Lang::De
        );
    }
}
