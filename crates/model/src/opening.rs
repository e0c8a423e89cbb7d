//! What a window is asked to open from outside: a link, an argument of the program, a pasted text.
//!
//! A link only ever leads somewhere; nothing is changed, sent or fetched because of one, for any web page may hold it.

use identifier::Identifier;
use serde::{Deserialize, Serialize};

use crate::{DocumentId, DossierId, Reference};

/// The scheme of links into the window.
pub const SCHEME: &str = "greffe";

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 2048;

/// What is to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "open", rename_all = "snake_case")]
pub enum Opening {
    /// A dossier by its identity.
    Dossier {
        /// Which.
        id: DossierId,
    },
    /// A dossier by its reference, one of today or a former one.
    Reference {
        /// Which.
        reference: Reference,
    },
    /// A document.
    Document {
        /// Which.
        id: DocumentId,
    },
    /// The lookup of a printed identifier.
    Lookup {
        /// Which; shown in full by nobody but its holder.
        identifier: Identifier,
    },
}

impl Opening {
    /// Reads `greffe://dossier/<reference or identity>`, `greffe://document/<identity>`, `greffe://lookup/<identifier>`,
    /// the address of a document on a platform (`https://…/<identifier>`), or an identifier by itself. Nothing where it is
    /// none of them.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST || text.chars().any(char::is_control) {
            return None;
        }
        let Some((scheme, rest)) = text.split_once(':') else {
            return Self::lookup(text);
        };
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            // An address, in full: its last part must be an identifier.
            return matches!(scheme.to_ascii_lowercase().as_str(), "https" | "http")
                .then(|| Self::lookup(text))
                .flatten();
        }
        let rest = rest.trim_start_matches('/');
        // Browsers may add a query or a fragment; neither means anything here.
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (kind, what) = rest.split_once('/')?;
        let what = decoded(what.trim_end_matches('/'))?;
        match kind.to_ascii_lowercase().as_str() {
            "dossier" => match what.parse() {
                Ok(id) => Some(Self::Dossier { id }),
                Err(_) => Reference::parse(&what)
                    .ok()
                    .map(|reference| Self::Reference { reference }),
            },
            "document" => what.parse().ok().map(|id| Self::Document { id }),
            "lookup" => Self::lookup(&what),
            _ => None,
        }
    }

    fn lookup(text: &str) -> Option<Self> {
        Identifier::parse(text)
            .ok()
            .map(|identifier| Self::Lookup { identifier })
    }
}

/// Percent-encoding undone (RFC 3986, 2.1); nothing where it is broken, is no UTF-8 or hides a control character.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let (high, low) = (rest.next()?, rest.next()?);
            let digit = |byte: u8| char::from(byte).to_digit(16);
            u8::try_from(digit(high)? * 16 + digit(low)?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ";
    const ID: &str = "01931e4a-7c1b-7b7e-8c1d-5a3f2b1c0d9e";

    #[test]
    fn links_lead_to_dossiers_by_reference_or_identity_and_to_documents() {
        assert_eq!(
            Opening::read("greffe://dossier/2026/RES/000218"),
            Some(Opening::Reference {
                reference: Reference::parse("2026/RES/000218").unwrap()
            })
        );
        assert_eq!(
            Opening::read("GREFFE://dossier/2026%2FRES%2F000218/?from=mail#x"),
            Opening::read("greffe://dossier/2026/RES/000218")
        );
        assert_eq!(
            Opening::read(&format!("greffe://dossier/{ID}")),
            Some(Opening::Dossier {
                id: ID.parse().unwrap()
            })
        );
        assert_eq!(
            Opening::read(&format!("greffe://document/{ID}")),
            Some(Opening::Document {
                id: ID.parse().unwrap()
            })
        );
    }

    #[test]
    fn an_identifier_opens_the_lookup_bare_in_an_address_or_in_a_link() {
        let wanted = Some(Opening::Lookup {
            identifier: Identifier::parse(PRINTED).unwrap(),
        });
        for text in [
            PRINTED.to_owned(),
            "10ykgt5etzwwed4fnm1m2htzehekx0wq".to_owned(),
            "https://verifier.exemple.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ".to_owned(),
            format!("greffe://lookup/{PRINTED}"),
        ] {
            assert_eq!(Opening::read(&text), wanted, "{text}");
        }
    }

    #[test]
    fn anything_else_opens_nothing() {
        for text in [
            "",
            "greffe:",
            "greffe://",
            "greffe://dossier",
            "greffe://dossier/",
            "greffe://dossier/%",
            "greffe://dossier/%zz",
            "greffe://dossier/2026%0ARES",
            "greffe://document/2026/RES/000218",
            "greffe://settings/x",
            "greffe://../../etc/passwd",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://verifier.exemple.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WR",
            "--desk",
        ] {
            assert_eq!(Opening::read(text), None, "{text}");
        }
        assert_eq!(
            Opening::read(&format!("greffe://dossier/{}", "a".repeat(4000))),
            None
        );
    }

    #[test]
    fn an_identifier_is_not_written_out_when_it_is_debugged() {
        let shown = format!("{:?}", Opening::read(PRINTED));
        assert!(shown.contains("10YK") && !shown.contains("GT5E"), "{shown}");
    }
}
