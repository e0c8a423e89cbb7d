//! How long: `3 months`, `10 working days`, `15 days`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use wording::Explain;

/// In what a length is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Days that are no Saturday, Sunday or public holiday.
    WorkingDays,
    /// Weeks of seven days.
    Weeks,
    /// Months by their number, whatever days they have.
    Months,
    /// Years of twelve such months.
    Years,
}

impl Unit {
    /// All units.
    pub const ALL: [Unit; 5] = [
        Unit::Days,
        Unit::WorkingDays,
        Unit::Weeks,
        Unit::Months,
        Unit::Years,
    ];

    /// The largest count of this unit: about a hundred years.
    pub const fn most(self) -> u32 {
        match self {
            Unit::Days => 36_500,
            Unit::WorkingDays => 25_000,
            Unit::Weeks => 5_200,
            Unit::Months => 1_200,
            Unit::Years => 100,
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Unit::Days => ("day", "days"),
            Unit::WorkingDays => ("working day", "working days"),
            Unit::Weeks => ("week", "weeks"),
            Unit::Months => ("month", "months"),
            Unit::Years => ("year", "years"),
        }
    }
}

/// A length of time as laws and procedures state it. Written `1 month`, `10 working days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Length {
    count: u32,
    unit: Unit,
}

/// A length that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LengthError {
    /// It is not a whole number and a unit.
    #[error("'{text}' is no length such as '3 months'")]
    Unreadable {
        /// As given.
        text: String,
    },
    /// Nothing, or more than about a hundred years.
    #[error("'{text}': between 1 and {most}")]
    OutOfRange {
        /// As given.
        text: String,
        /// The largest count of the unit.
        most: u32,
    },
}

impl Explain for LengthError {
    fn code(&self) -> &'static str {
        match self {
            LengthError::Unreadable { .. } => "deadline-length-unreadable",
            LengthError::OutOfRange { .. } => "deadline-length-out-of-range",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            LengthError::Unreadable { text } => vec![("text", text.clone())],
            LengthError::OutOfRange { text, most } => {
                vec![("text", text.clone()), ("most", most.to_string())]
            }
        }
    }
}

impl Length {
    /// A length of `count` units.
    ///
    /// # Errors
    /// `deadline-length-out-of-range`: 0, or more than [`Unit::most`].
    pub fn new(count: u32, unit: Unit) -> Result<Self, LengthError> {
        if count == 0 || count > unit.most() {
            return Err(LengthError::OutOfRange {
                text: format!("{count} {}", unit.words().1),
                most: unit.most(),
            });
        }
        Ok(Self { count, unit })
    }

    /// How many.
    pub const fn count(self) -> u32 {
        self.count
    }

    /// Of what.
    pub const fn unit(self) -> Unit {
        self.unit
    }
}

impl FromStr for Length {
    type Err = LengthError;

    fn from_str(text: &str) -> Result<Self, LengthError> {
        let unreadable = || LengthError::Unreadable {
            text: text.chars().take(60).collect(),
        };
        let mut words = text.split_whitespace();
        let number = words.next().ok_or_else(unreadable)?;
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(unreadable());
        }
        let rest = words.collect::<Vec<_>>().join(" ");
        let unit = Unit::ALL
            .into_iter()
            .find(|unit| rest == unit.words().0 || rest == unit.words().1)
            .ok_or_else(unreadable)?;
        // Digits alone that are too large for the type are out of range, whatever they are.
        let count = number.parse().unwrap_or(u32::MAX);
        Length::new(count, unit).map_err(|_| LengthError::OutOfRange {
            text: text.chars().take(60).collect(),
            most: unit.most(),
        })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, more) = self.unit.words();
        write!(f, "{} {}", self.count, if self.count == 1 { one } else { more })
    }
}

impl TryFrom<String> for Length {
    type Error = LengthError;

    fn try_from(text: String) -> Result<Self, LengthError> {
        text.parse()
    }
}

impl From<Length> for String {
    fn from(length: Length) -> String {
        length.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_a_whole_number_and_a_unit() {
        for text in [
            "3 months",
            "1 month",
            "10 working days",
            "15 days",
            "2 weeks",
            "1 year",
        ] {
            assert_eq!(text.parse::<Length>().unwrap().to_string(), text);
        }
        assert_eq!(
            " 1  working   day ".parse::<Length>().unwrap().to_string(),
            "1 working day"
        );
        for text in [
            "",
            "months",
            "three months",
            "3",
            "3 moons",
            "-3 months",
            "+3 months",
            "1.5 months",
            "3 months 2 days",
        ] {
            assert_eq!(
                text.parse::<Length>().unwrap_err().code(),
                "deadline-length-unreadable",
                "{text}"
            );
        }
        for text in ["0 days", "1201 months", "99999999999999999999 days"] {
            assert_eq!(
                text.parse::<Length>().unwrap_err().code(),
                "deadline-length-out-of-range",
                "{text}"
            );
        }
    }
}
