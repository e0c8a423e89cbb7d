//! Reference numbers: the pattern by which they are written, and the numbers that belong to one desk.
//!
//! Two desks of one office, both offline, never give the same reference as long as one of two things tells them apart:
//! a code of each desk in the pattern (`{year}/{office}/{desk}-{number:5}`), or ranges that do not overlap (`1` to `49999`
//! here, from `50000` on there). Within its code or range a desk numbers without gaps.
//!
//! ```
//! use model::numbering::{Numbering, Pattern};
//! let numbering = Numbering { pattern: Pattern::parse("{year}/{office}/{number:6}").unwrap(), ..Numbering::default() };
//! assert_eq!(numbering.reference(2026, "RES", 12).unwrap().as_str(), "2026/RES/000012");
//! ```

use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::{Reference, RuleError};

/// Characters a reference may have (the visible seal's file reference has 30).
const REFERENCE_LIMIT: usize = 30;
/// Characters of an office code, at most.
const OFFICE_LIMIT: usize = 8;
/// Characters of a desk's code, at most.
const DESK_LIMIT: usize = 4;

/// Why a pattern, or the numbers of a desk, are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberingError {
    /// A brace is opened and not closed, or closed and not opened.
    #[error("the brace at character {position} has no partner")]
    Brace {
        /// Its position, from 1.
        position: usize,
    },
    /// A placeholder that is not known.
    #[error("'{{{name}}}' is not known")]
    Placeholder {
        /// What stands between the braces.
        name: String,
    },
    /// A width that is none, or where none is possible.
    #[error("'{{{name}}}' has no possible width")]
    Width {
        /// What stands between the braces.
        name: String,
    },
    /// A placeholder that must be there is missing, or stands twice.
    #[error("'{{{name}}}' stands {count} times")]
    Count {
        /// Its name.
        name: &'static str,
        /// How often it stands there.
        count: usize,
    },
    /// No sign separates two parts of changing length: different dossiers could get the same reference.
    #[error("no sign stands between '{{{first}}}' and '{{{second}}}'")]
    SideBySide {
        /// The first one.
        first: &'static str,
        /// The second one.
        second: &'static str,
    },
    /// A character that cannot stand in a reference.
    #[error("character {position} of the pattern cannot stand in a reference")]
    Character {
        /// Its position, from 1.
        position: usize,
    },
    /// References could become longer than 30 characters.
    #[error("references could become {length} characters long")]
    Length {
        /// The longest they could become.
        length: usize,
    },
    /// A desk's code is 1 to 4 capitals and digits.
    #[error("'{code}' is no code of a desk")]
    DeskCode {
        /// What was given.
        code: String,
    },
    /// The pattern asks for the desk's code and there is none, or the other way round.
    #[error("the desk's code and the pattern do not go together")]
    DeskCodeMissing,
    /// The desk has a code, and the pattern does not show it.
    #[error("the pattern does not show the desk's code '{code}'")]
    DeskCodeUnused {
        /// The code.
        code: String,
    },
    /// The range is empty, or begins at 0.
    #[error("from {first} to {last} is no range")]
    Range {
        /// Its first number.
        first: u32,
        /// Its last number.
        last: u32,
    },
    /// Every number of the range has been given.
    #[error("the range of {office} for {year} is used up at {last}")]
    Exhausted {
        /// The office.
        office: String,
        /// The year.
        year: i16,
        /// The last number.
        last: u32,
    },
}

impl Explain for NumberingError {
    fn code(&self) -> &'static str {
        match self {
            NumberingError::Brace { .. } => "numbering-brace",
            NumberingError::Placeholder { .. } => "numbering-placeholder",
            NumberingError::Width { .. } => "numbering-width",
            NumberingError::Count { .. } => "numbering-count",
            NumberingError::SideBySide { .. } => "numbering-side-by-side",
            NumberingError::Character { .. } => "numbering-character",
            NumberingError::Length { .. } => "numbering-length",
            NumberingError::DeskCode { .. } => "numbering-desk-code",
            NumberingError::DeskCodeMissing => "numbering-desk-code-missing",
            NumberingError::DeskCodeUnused { .. } => "numbering-desk-code-unused",
            NumberingError::Range { .. } => "numbering-range",
            NumberingError::Exhausted { .. } => "numbering-exhausted",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            NumberingError::Brace { position } | NumberingError::Character { position } => {
                vec![("position", position.to_string())]
            }
            NumberingError::Placeholder { name } | NumberingError::Width { name } => {
                vec![("name", format!("{{{name}}}"))]
            }
            NumberingError::Count { name, count } => {
                vec![("name", format!("{{{name}}}")), ("count", count.to_string())]
            }
            NumberingError::SideBySide { first, second } => vec![
                ("first", format!("{{{first}}}")),
                ("second", format!("{{{second}}}")),
            ],
            NumberingError::Length { length } => {
                vec![
                    ("length", length.to_string()),
                    ("limit", REFERENCE_LIMIT.to_string()),
                ]
            }
            NumberingError::DeskCode { code } | NumberingError::DeskCodeUnused { code } => {
                vec![("code", code.clone())]
            }
            NumberingError::DeskCodeMissing => vec![],
            // A leading sign keeps years and numbers from being grouped by a language's habits.
            NumberingError::Range { first, last } => {
                vec![("range", format!("{first}–{last}"))]
            }
            NumberingError::Exhausted { office, year, last } => {
                vec![
                    ("office", format!("{office} {year}")),
                    ("last", format!("n° {last}")),
                ]
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// Digits shown: 4 or 2.
    Year(usize),
    Office,
    Desk,
    /// Digits at least.
    Number(usize),
}

impl Part {
    /// Its name, where its length changes.
    fn changing(&self) -> Option<&'static str> {
        match self {
            Part::Office => Some("office"),
            Part::Desk => Some("desk"),
            Part::Number(_) => Some("number"),
            Part::Text(_) | Part::Year(_) => None,
        }
    }

    fn longest(&self) -> usize {
        match self {
            Part::Text(text) => text.chars().count(),
            Part::Year(digits) => *digits,
            Part::Office => OFFICE_LIMIT,
            Part::Desk => DESK_LIMIT,
            Part::Number(digits) => (*digits).max(4),
        }
    }
}

/// How references are written: text and the placeholders `{year}` (or `{year:2}`), `{office}`, `{number}` (or `{number:6}`,
/// filled with zeros), and `{desk}`. Year, office and number stand there exactly once, so that no reference returns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    text: String,
    parts: Vec<Part>,
}

impl Default for Pattern {
    fn default() -> Self {
        Self {
            text: "{year}/{office}/{number:6}".to_owned(),
            parts: vec![
                Part::Year(4),
                Part::Text("/".into()),
                Part::Office,
                Part::Text("/".into()),
                Part::Number(6),
            ],
        }
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, NumberingError> {
        let text = text.trim();
        let mut parts: Vec<Part> = Vec::new();
        let mut symbols = text.chars().enumerate();
        while let Some((index, symbol)) = symbols.next() {
            let position = index + 1;
            match symbol {
                '{' => {
                    let mut name = String::new();
                    loop {
                        match symbols.next() {
                            Some((_, '}')) => break,
                            Some((_, '{')) | None => return Err(NumberingError::Brace { position }),
                            Some((_, inner)) => name.push(inner),
                        }
                    }
                    parts.push(placeholder(&name)?);
                }
                '}' => return Err(NumberingError::Brace { position }),
                // `#` names a document of a dossier, quotes and backslashes trouble every command line.
                symbol if symbol.is_control() || matches!(symbol, '#' | '"' | '\\') => {
                    return Err(NumberingError::Character { position });
                }
                symbol => match parts.last_mut() {
                    Some(Part::Text(text)) => text.push(symbol),
                    _ => parts.push(Part::Text(symbol.to_string())),
                },
            }
        }
        let count = |wanted: fn(&Part) -> bool| parts.iter().filter(|part| wanted(part)).count();
        let once: [(&'static str, usize); 3] = [
            ("year", count(|part| matches!(part, Part::Year(_)))),
            ("office", count(|part| matches!(part, Part::Office))),
            ("number", count(|part| matches!(part, Part::Number(_)))),
        ];
        for (name, count) in once {
            if count != 1 {
                return Err(NumberingError::Count { name, count });
            }
        }
        let desks = count(|part| matches!(part, Part::Desk));
        if desks > 1 {
            return Err(NumberingError::Count {
                name: "desk",
                count: desks,
            });
        }
        // Offices, codes and numbers are letters and digits: only another sign shows where one of them ends.
        let mut before: Option<&'static str> = None;
        for part in &parts {
            match (part, part.changing()) {
                (Part::Text(text), _) if text.chars().any(|sign| !sign.is_alphanumeric()) => before = None,
                (_, Some(second)) => {
                    if let Some(first) = before {
                        return Err(NumberingError::SideBySide { first, second });
                    }
                    before = Some(second);
                }
                _ => {}
            }
        }
        let length = parts.iter().map(Part::longest).sum();
        if length > REFERENCE_LIMIT {
            return Err(NumberingError::Length { length });
        }
        Ok(Self {
            text: text.to_owned(),
            parts,
        })
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it shows the desk's code.
    pub fn shows_desk(&self) -> bool {
        self.parts.contains(&Part::Desk)
    }

    fn write(&self, year: i16, office: &str, desk: &str, number: u32) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Year(2) => format!("{:02}", year.rem_euclid(100)),
                Part::Year(_) => format!("{year:04}"),
                Part::Office => office.to_owned(),
                Part::Desk => desk.to_owned(),
                Part::Number(width) => format!("{number:0width$}"),
            })
            .collect()
    }
}

fn placeholder(name: &str) -> Result<Part, NumberingError> {
    let (word, width) = match name.split_once(':') {
        Some((word, width)) => (word, Some(width)),
        None => (name, None),
    };
    let bad_width = || NumberingError::Width {
        name: name.to_owned(),
    };
    match (word, width) {
        ("year", None | Some("4")) => Ok(Part::Year(4)),
        ("year", Some("2")) => Ok(Part::Year(2)),
        ("office", None) => Ok(Part::Office),
        ("desk", None) => Ok(Part::Desk),
        ("number", None) => Ok(Part::Number(1)),
        ("number", Some(width)) => match width.parse::<usize>() {
            Ok(width @ 1..=9) => Ok(Part::Number(width)),
            _ => Err(bad_width()),
        },
        ("year" | "office" | "desk", Some(_)) => Err(bad_width()),
        _ => Err(NumberingError::Placeholder {
            name: name.to_owned(),
        }),
    }
}

impl TryFrom<String> for Pattern {
    type Error = NumberingError;

    fn try_from(text: String) -> Result<Self, NumberingError> {
        Self::parse(&text)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.text
    }
}

/// How one desk numbers its dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// How references are written, where a procedure says nothing else.
    #[serde(default)]
    pub pattern: Pattern,
    /// The desk's own code in them.
    #[serde(default)]
    pub desk: Option<String>,
    /// The first number of each year.
    #[serde(default = "one")]
    pub first: u32,
    /// The last number that is this desk's; `None`: no other desk numbers above.
    #[serde(default)]
    pub last: Option<u32>,
}

fn one() -> u32 {
    1
}

impl Default for Numbering {
    fn default() -> Self {
        Self {
            pattern: Pattern::default(),
            desk: None,
            first: 1,
            last: None,
        }
    }
}

impl Numbering {
    /// Numbers of a desk of its own: `{year}/{office}/{desk}-{number:5}` with a code of four characters from the random
    /// part of its identity. There are 1,048,576 codes: of ten desks, two have the same in one case of 23,000.
    pub fn of_desk(desk: crate::DeskId) -> Self {
        // No 0, 1, I and O: codes are read out over the telephone.
        const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let [.., a, b, c] = desk.uuid().into_bytes();
        let bits = u32::from_be_bytes([0, a, b, c]);
        let code = [15, 10, 5, 0].map(|shift| {
            let index = usize::try_from((bits >> shift) & 31).unwrap_or_default();
            char::from(SIGNS.get(index).copied().unwrap_or(b'A'))
        });
        Self {
            pattern: Pattern {
                text: "{year}/{office}/{desk}-{number:5}".to_owned(),
                parts: vec![
                    Part::Year(4),
                    Part::Text("/".into()),
                    Part::Office,
                    Part::Text("/".into()),
                    Part::Desk,
                    Part::Text("-".into()),
                    Part::Number(5),
                ],
            },
            desk: Some(code.iter().collect()),
            ..Self::default()
        }
    }

    /// Checks that its parts go together; the desk's code is written in capitals.
    ///
    /// # Errors
    /// What does not.
    pub fn checked(mut self) -> Result<Self, NumberingError> {
        if let Some(code) = &self.desk {
            let code = code.trim().to_ascii_uppercase();
            let good = (1..=DESK_LIMIT).contains(&code.len())
                && code
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            if !good {
                return Err(NumberingError::DeskCode { code });
            }
            if !self.pattern.shows_desk() {
                return Err(NumberingError::DeskCodeUnused { code });
            }
            self.desk = Some(code);
        } else if self.pattern.shows_desk() {
            return Err(NumberingError::DeskCodeMissing);
        }
        let last = self.last.unwrap_or(u32::MAX);
        if self.first == 0 || self.first > last {
            return Err(NumberingError::Range {
                first: self.first,
                last,
            });
        }
        Ok(self)
    }

    /// Whether another desk of the same office could be told apart from this one.
    pub fn is_own(&self) -> bool {
        self.desk.is_some() || self.last.is_some() || self.first > 1
    }

    /// Names the counter that its numbers come from: a desk whose code or range changes begins anew.
    pub fn series(&self) -> String {
        match (&self.desk, self.first) {
            (None, 1) => String::new(),
            (desk, first) => format!("{}:{first}", desk.as_deref().unwrap_or_default()),
        }
    }

    /// The same, for the pattern of a procedure. A pattern that hides a desk's code is one of the whole office: then the
    /// desk's own pattern is kept, for two desks could give the same reference by it.
    #[must_use]
    pub fn with_pattern(&self, pattern: Option<Pattern>) -> Self {
        match pattern {
            Some(pattern) if pattern.shows_desk() == self.pattern.shows_desk() => Self {
                pattern,
                ..self.clone()
            },
            _ => self.clone(),
        }
    }

    /// The reference with a number.
    ///
    /// # Errors
    /// `numbering-exhausted` behind the last number; the reference is longer than it may be.
    pub fn reference(&self, year: i16, office: &str, number: u32) -> Result<Reference, ReferenceError> {
        if let Some(last) = self.last.filter(|last| number > *last) {
            return Err(NumberingError::Exhausted {
                office: office.to_owned(),
                year,
                last,
            }
            .into());
        }
        let desk = self.desk.as_deref().unwrap_or_default();
        Ok(Reference::parse(&self.pattern.write(year, office, desk, number))?)
    }
}

/// Why a reference cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// No number is left.
    #[error(transparent)]
    Numbering(#[from] NumberingError),
    /// It would break the rule of references.
    #[error(transparent)]
    Rule(#[from] RuleError),
}

impl Explain for ReferenceError {
    fn code(&self) -> &'static str {
        match self {
            ReferenceError::Numbering(error) => error.code(),
            ReferenceError::Rule(error) => error.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            ReferenceError::Numbering(error) => error.arguments(),
            ReferenceError::Rule(error) => error.arguments(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> &'static str {
        Pattern::parse(text).map_or_else(|error| error.code(), |_| "good")
    }

    #[test]
    fn a_pattern_that_could_repeat_or_cannot_be_read_is_refused() {
        for (text, expected) in [
            ("{year}/{office}/{number:6}", "good"),
            ("{office}-{desk}-{number:4}/{year:2}", "good"),
            ("Réf. {office} {number} ({year})", "good"),
            ("{year}{number:6}{office}", "numbering-side-by-side"),
            ("{year}/{office}{desk}/{number}", "numbering-side-by-side"),
            ("{office}1{number}/{year}", "numbering-side-by-side"),
            ("{office}{year}{number}", "numbering-side-by-side"),
            ("{year}/{office}/{number", "numbering-brace"),
            ("{year}/{office}/{number}}", "numbering-brace"),
            ("{year}/{office}/{count}", "numbering-placeholder"),
            ("{year}/{office}/{number:0}", "numbering-width"),
            ("{year}/{office}/{number:x}", "numbering-width"),
            ("{year:3}/{office}/{number}", "numbering-width"),
            ("{office}/{number}", "numbering-count"),
            ("{year}/{number}", "numbering-count"),
            ("{year}/{office}", "numbering-count"),
            ("{year}/{office}/{number}/{number}", "numbering-count"),
            ("{year}#{office}/{number}", "numbering-character"),
            ("{year}/{office}/{number:9}/administration", "numbering-length"),
            ("", "numbering-count"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn a_code_and_a_pattern_go_together() {
        let with = |pattern: &str, desk: Option<&str>, first, last| {
            Numbering {
                pattern: Pattern::parse(pattern).unwrap(),
                desk: desk.map(str::to_owned),
                first,
                last,
            }
            .checked()
            .map_err(|error| error.code())
        };
        assert_eq!(
            with("{year}/{office}/{desk}-{number}", None, 1, None).unwrap_err(),
            "numbering-desk-code-missing"
        );
        assert_eq!(
            with("{year}/{office}/{number}", Some("A"), 1, None).unwrap_err(),
            "numbering-desk-code-unused"
        );
        assert_eq!(
            with("{year}/{office}/{desk}-{number}", Some("é"), 1, None).unwrap_err(),
            "numbering-desk-code"
        );
        assert_eq!(
            with("{year}/{office}/{number}", None, 0, None).unwrap_err(),
            "numbering-range"
        );
        assert_eq!(
            with("{year}/{office}/{number}", None, 9, Some(8)).unwrap_err(),
            "numbering-range"
        );
        assert_eq!(
            with("{year}/{office}/{desk}-{number}", Some(" b2 "), 1, None)
                .unwrap()
                .desk
                .unwrap(),
            "B2"
        );
    }

    #[test]
    fn a_desk_of_its_own_has_a_code_of_its_own_that_is_allowed() {
        let desk = |end: [u8; 3]| {
            let mut random = [7; 10];
            random[7..].copy_from_slice(&end);
            Numbering::of_desk(crate::DeskId::new(jiff::Timestamp::UNIX_EPOCH, random))
        };
        let (one, other) = (desk([0x00, 0x00, 0x00]), desk([0x1f, 0xff, 0xfe]));
        assert_eq!(
            one.reference(2026, "RES", 12).unwrap().as_str(),
            "2026/RES/AAAA-00012"
        );
        assert_eq!(
            other.reference(2026, "RES", 12).unwrap().as_str(),
            "2026/RES/9998-00012"
        );
        assert_eq!(one.clone().checked().unwrap(), one);
        assert_eq!(Pattern::parse(one.pattern.as_str()).unwrap(), one.pattern);
    }

    #[test]
    fn a_range_ends() {
        let numbering = Numbering {
            first: 5,
            last: Some(6),
            ..Numbering::default()
        };
        assert_eq!(
            numbering.reference(2026, "RES", 6).unwrap().as_str(),
            "2026/RES/000006"
        );
        assert_eq!(
            numbering.reference(2026, "RES", 7).unwrap_err().code(),
            "numbering-exhausted"
        );
    }

    proptest! {
        /// Different office, year, desk or number: another reference. This is why changing parts never touch.
        #[test]
        fn different_dossiers_get_different_references(
            cases in proptest::collection::btree_set(("[A-Z0-9]{1,8}", "[A-Z0-9]{1,4}", 2000_i16..2099, 1_u32..2_000_000), 2..20)
        ) {
            for pattern in ["{year}/{office}/{desk}-{number:4}", "{number}{year}.{office}.{desk}", "{office}-{desk}-{year:2}{number:6}"] {
                let pattern = Pattern::parse(pattern).unwrap();
                let all: BTreeSet<String> = cases.iter()
                    .map(|(office, desk, year, number)| pattern.write(*year, office, desk, *number)).collect();
                prop_assert_eq!(all.len(), cases.len(), "{}", pattern.as_str());
            }
        }
    }
}
