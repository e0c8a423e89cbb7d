//! The national identification number (matricule): 13 digits of a natural person, 11 of a legal person.
//!
//! A natural person's is `YYYYMMDD`, three digits, a Luhn digit and a Verhoeff digit; both check digits are computed over
//! the first 11. What they catch, as far as the mathematics says:
//!
//! * every single wrong digit, wherever it stands (Luhn and Verhoeff each see one in the first 11; a wrong check digit
//!   does not fit itself);
//! * every swap of two different neighbours: within the first 11 Verhoeff sees all of them (Luhn misses `09` and `90`); a
//!   swap of digits 11 and 12 is a single wrong digit to Verhoeff; one of digits 12 and 13 makes the Luhn digit wrong;
//! * of two or more independent errors about 99 in 100.
//!
//! ```
//! use model::matricule::Matricule;
//! let matricule = Matricule::parse("1893 1201 05732").unwrap();
//! assert_eq!(matricule.birth_date().unwrap().to_string(), "1893-12-01");
//! assert!(Matricule::parse("1893120105733").is_err());
//! ```

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::PartyKind;

/// Verhoeff's multiplication table of the dihedral group D5.
const TIMES: [[u8; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
/// Verhoeff's permutation, of each place from the right.
const PERMUTED: [[u8; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];
const INVERSE: [u8; 10] = [0, 4, 3, 2, 1, 5, 6, 7, 8, 9];

/// Years that a matricule may begin with.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// The Luhn digit of digits (ISO/IEC 7812-1, annex B).
pub fn luhn(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(*digit) * if place % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

/// The Verhoeff digit of digits.
pub fn verhoeff(digits: &[u8]) -> u8 {
    let at = |table: &[[u8; 10]], row: usize, column: u8| -> u8 {
        table
            .get(row)
            .and_then(|row| row.get(usize::from(column)))
            .copied()
            .unwrap_or(0)
    };
    let check = digits.iter().rev().enumerate().fold(0, |check, (place, digit)| {
        at(&TIMES, usize::from(check), at(&PERMUTED, (place + 1) % 8, *digit))
    });
    INVERSE.get(usize::from(check)).copied().unwrap_or(0)
}

/// A slip of the fingers that would explain a wrong number. Places count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// One digit was mistyped.
    Digit {
        /// Its place.
        place: u8,
        /// What was typed.
        typed: u8,
        /// What was meant.
        meant: u8,
    },
    /// Two neighbours were swapped.
    Swap {
        /// The place of the first one.
        place: u8,
    },
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slip::Digit { place, typed, meant } => write!(f, "{place}: {typed} → {meant}"),
            Slip::Swap { place } => write!(f, "{place} ↔ {}", place + 1),
        }
    }
}

/// Why a text is no matricule. No variant holds the whole number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MatriculeError {
    /// Something else than a digit.
    #[error("character {position} of the matricule is no digit")]
    NoDigit {
        /// Its position, from 1.
        position: usize,
    },
    /// Neither 13 nor 11 digits.
    #[error("the matricule has {digits} digits")]
    Length {
        /// Digits found.
        digits: usize,
    },
    /// A natural person's has 13 digits, a legal person's 11.
    #[error("the matricule has {digits} digits, which does not fit the kind of person")]
    WrongKind {
        /// Digits found.
        digits: usize,
    },
    /// It does not begin with a date, or with a year.
    #[error("the matricule begins with '{text}', which is no possible date")]
    Date {
        /// Its first digits.
        text: String,
    },
    /// The date at its beginning is still to come.
    #[error("the matricule begins with {date}, which is to come")]
    Future {
        /// The date.
        date: Date,
    },
    /// One of the check digits, or both, do not fit.
    #[error("the check digits of the matricule do not fit")]
    Check {
        /// The 12th digit (Luhn) fits.
        luhn_fits: bool,
        /// The 13th digit (Verhoeff) fits.
        verhoeff_fits: bool,
        /// Single slips that would explain it.
        slips: Vec<Slip>,
    },
}

impl Explain for MatriculeError {
    fn code(&self) -> &'static str {
        match self {
            MatriculeError::NoDigit { .. } => "matricule-no-digit",
            MatriculeError::Length { .. } => "matricule-length",
            MatriculeError::WrongKind { .. } => "matricule-wrong-kind",
            MatriculeError::Date { .. } => "matricule-date",
            MatriculeError::Future { .. } => "matricule-future",
            MatriculeError::Check { .. } => "matricule-check-digits",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            MatriculeError::NoDigit { position } => vec![("position", position.to_string())],
            MatriculeError::Length { digits } | MatriculeError::WrongKind { digits } => {
                vec![("digits", digits.to_string())]
            }
            MatriculeError::Date { text } => vec![("text", text.clone())],
            MatriculeError::Future { date } => vec![("date", date.to_string())],
            MatriculeError::Check {
                luhn_fits,
                verhoeff_fits,
                slips,
            } => vec![
                (
                    "failed",
                    match (luhn_fits, verhoeff_fits) {
                        (false, true) => "luhn",
                        (true, _) => "verhoeff",
                        (false, false) => "both",
                    }
                    .to_owned(),
                ),
                ("count", slips.len().to_string()),
                (
                    "slips",
                    slips.iter().map(Slip::to_string).collect::<Vec<_>>().join("; "),
                ),
            ],
        }
    }
}

/// A matricule whose digits fit together; shown without spaces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Matricule(String);

impl Matricule {
    /// Reads 13 or 11 digits; spaces, dots and hyphens between them do not matter.
    ///
    /// # Errors
    /// Which check digit does not fit and what may have been mistyped; the length; a date that is none.
    pub fn parse(text: &str) -> Result<Self, MatriculeError> {
        let mut digits = Vec::new();
        for (index, symbol) in text.trim().chars().enumerate() {
            match symbol.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
                Some(digit) => digits.push(digit),
                None if symbol.is_whitespace() || matches!(symbol, '-' | '.' | '\u{2011}') => {}
                None => return Err(MatriculeError::NoDigit { position: index + 1 }),
            }
        }
        match digits.len() {
            13 => natural(&digits)?,
            11 => legal(&digits)?,
            count => return Err(MatriculeError::Length { digits: count }),
        }
        Ok(Self(
            digits.iter().map(|digit| char::from(b'0' + digit)).collect(),
        ))
    }

    /// As [`Matricule::parse`], of the kind of person it must belong to, and of somebody who is born already.
    ///
    /// # Errors
    /// As [`Matricule::parse`]; the wrong kind; a date after `today`.
    pub fn parse_of(text: &str, kind: PartyKind, today: Date) -> Result<Self, MatriculeError> {
        let matricule = Self::parse(text)?;
        if matricule.kind() != kind {
            return Err(MatriculeError::WrongKind {
                digits: matricule.0.len(),
            });
        }
        match matricule.birth_date() {
            Some(date) if date > today => Err(MatriculeError::Future { date }),
            Some(_) => Ok(matricule),
            // A legal person's begins with the year of its foundation.
            None => {
                let year = matricule.0.get(..4).and_then(|year| year.parse().ok());
                match year.and_then(|year| Date::new(year, 1, 1).ok()) {
                    Some(date) if date > today => Err(MatriculeError::Future { date }),
                    _ => Ok(matricule),
                }
            }
        }
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whose it is.
    pub fn kind(&self) -> PartyKind {
        if self.0.len() == 13 {
            PartyKind::Natural
        } else {
            PartyKind::Legal
        }
    }

    /// The date of birth, of a natural person.
    pub fn birth_date(&self) -> Option<Date> {
        (self.0.len() == 13).then(|| date_of(&self.0)).flatten()
    }

    /// As it may stand in a journal or a list: the year, and nothing more.
    pub fn masked(&self) -> String {
        format!("{}…", self.0.get(..4).unwrap_or_default())
    }
}

impl fmt::Display for Matricule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Matricule {
    type Error = MatriculeError;

    fn try_from(text: String) -> Result<Self, MatriculeError> {
        Self::parse(&text)
    }
}

impl From<Matricule> for String {
    fn from(matricule: Matricule) -> String {
        matricule.0
    }
}

/// The date at the beginning of a natural person's digits.
fn date_of(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok()?;
    let month = digits.get(4..6)?.parse().ok()?;
    let day = digits.get(6..8)?.parse().ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(year, month, day).ok()
}

fn text_of(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// Whether 13 digits fit: date, Luhn, Verhoeff.
fn fits(digits: &[u8]) -> bool {
    let (first, checks) = digits.split_at(digits.len().min(11));
    date_of(&text_of(first)).is_some() && checks == [luhn(first), verhoeff(first)]
}

fn natural(digits: &[u8]) -> Result<(), MatriculeError> {
    let (first, checks) = digits.split_at(digits.len().min(11));
    let [given_luhn, given_verhoeff] = checks else {
        return Err(MatriculeError::Length { digits: digits.len() });
    };
    let luhn_fits = *given_luhn == luhn(first);
    let verhoeff_fits = *given_verhoeff == verhoeff(first);
    if !(luhn_fits && verhoeff_fits) {
        return Err(MatriculeError::Check {
            luhn_fits,
            verhoeff_fits,
            slips: slips(digits),
        });
    }
    // Digits that fit together and begin with no date are of no natural person.
    let text = text_of(digits);
    match date_of(&text) {
        Some(_) => Ok(()),
        None => Err(MatriculeError::Date {
            text: text.get(..8).unwrap_or_default().to_owned(),
        }),
    }
}

fn legal(digits: &[u8]) -> Result<(), MatriculeError> {
    let text = text_of(digits);
    let year = text.get(..4).unwrap_or_default();
    match year.parse::<i16>() {
        Ok(number) if YEARS.contains(&number) => Ok(()),
        _ => Err(MatriculeError::Date {
            text: year.to_owned(),
        }),
    }
}

/// Single slips that would make 13 digits fit.
fn slips(digits: &[u8]) -> Vec<Slip> {
    let mut found = Vec::new();
    let place = |index: usize| u8::try_from(index + 1).unwrap_or(u8::MAX);
    for (index, typed) in digits.iter().enumerate() {
        for meant in (0..10).filter(|meant| meant != typed) {
            let mut tried = digits.to_vec();
            if let Some(digit) = tried.get_mut(index) {
                *digit = meant;
            }
            if fits(&tried) {
                found.push(Slip::Digit {
                    place: place(index),
                    typed: *typed,
                    meant,
                });
            }
        }
    }
    for index in 0..digits.len().saturating_sub(1) {
        let mut tried = digits.to_vec();
        tried.swap(index, index + 1);
        if fits(&tried) {
            found.push(Slip::Swap { place: place(index) });
        }
    }
    found
}

/// A text in which every valid matricule of a natural person is cut down to its year: for the journal, which never holds
/// a whole one. Digits that belong to a longer word or number (a digest, an amount) are left alone.
pub fn masked(text: &str) -> std::borrow::Cow<'_, str> {
    let symbols: Vec<char> = text.chars().collect();
    let mut kept = String::new();
    let mut at = 0;
    let mut changed = false;
    while let Some(symbol) = symbols.get(at).copied() {
        let starts = symbol.is_ascii_digit()
            && !at
                .checked_sub(1)
                .and_then(|before| symbols.get(before))
                .is_some_and(|before| before.is_alphanumeric());
        if starts && let Some(end) = end_of_matricule(&symbols, at) {
            kept.extend(symbols.iter().skip(at).take(4));
            kept.push('…');
            at = end;
            changed = true;
            continue;
        }
        kept.push(symbol);
        at += 1;
    }
    if changed {
        std::borrow::Cow::Owned(kept)
    } else {
        std::borrow::Cow::Borrowed(text)
    }
}

/// Where 13 digits that fit end, when they begin at `start` and no letter or digit follows.
fn end_of_matricule(symbols: &[char], start: usize) -> Option<usize> {
    let mut digits = Vec::new();
    let mut at = start;
    while digits.len() < 13 {
        let symbol = symbols.get(at)?;
        match symbol.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
            Some(digit) => digits.push(digit),
            None if matches!(symbol, ' ' | '-' | '.' | '\u{a0}' | '\u{202f}' | '\u{2011}') => {}
            None => return None,
        }
        at += 1;
    }
    let bounded = !symbols.get(at).is_some_and(|next| next.is_alphanumeric());
    (bounded && fits(&digits)).then_some(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &str = "1893120105732";

    fn made(year: i16, month: i8, day: i8, serial: u16) -> Vec<u8> {
        let first: Vec<u8> = format!("{year:04}{month:02}{day:02}{serial:03}")
            .bytes()
            .map(|byte| byte - b'0')
            .collect();
        let checks = [luhn(&first), verhoeff(&first)];
        first.into_iter().chain(checks).collect()
    }

    prop_compose! {
        fn any_matricule()(year in 1850_i16..2030, month in 1_i8..=12, day in 1_i8..=28, serial in 0_u16..1000) -> Vec<u8> {
            made(year, month, day, serial)
        }
    }

    #[test]
    fn the_published_sample_is_valid_and_says_the_birth_date() {
        let matricule = Matricule::parse(SAMPLE).unwrap();
        assert_eq!(matricule.kind(), PartyKind::Natural);
        assert_eq!(matricule.birth_date(), Some(Date::new(1893, 12, 1).unwrap()));
        assert_eq!(Matricule::parse(" 1893-1201 057.32 ").unwrap(), matricule);
        assert_eq!(matricule.masked(), "1893…");
    }

    #[test]
    fn the_verhoeff_digit_is_over_the_first_eleven_and_not_over_twelve() {
        let digits: Vec<u8> = SAMPLE.bytes().map(|byte| byte - b'0').collect();
        assert_eq!(luhn(&digits[..11]), 3);
        assert_eq!(verhoeff(&digits[..11]), 2);
        assert_ne!(verhoeff(&digits[..12]), 2, "the sample must tell the two apart");
        // The published examples of the two methods.
        assert_eq!(luhn(&[7, 9, 9, 2, 7, 3, 9, 8, 7, 1]), 3);
        assert_eq!(verhoeff(&[2, 3, 6]), 3);
        assert_eq!(verhoeff(&[1, 2, 3, 4, 5]), 1);
    }

    #[test]
    fn each_check_digit_is_named_when_it_alone_does_not_fit() {
        let failed = |text: &str| match Matricule::parse(text) {
            Err(MatriculeError::Check {
                luhn_fits,
                verhoeff_fits,
                slips,
            }) => (luhn_fits, verhoeff_fits, slips),
            other => panic!("{other:?}"),
        };
        let (luhn_fits, verhoeff_fits, slips) = failed("1893120105742");
        assert!(!luhn_fits && verhoeff_fits);
        assert!(slips.contains(&Slip::Digit {
            place: 12,
            typed: 4,
            meant: 3
        }));
        let (luhn_fits, verhoeff_fits, slips) = failed("1893120105730");
        assert!(luhn_fits && !verhoeff_fits);
        assert!(slips.contains(&Slip::Digit {
            place: 13,
            typed: 0,
            meant: 2
        }));
    }

    #[test]
    fn no_date_no_length_and_letters_are_told() {
        let code = |text: &str| Matricule::parse(text).unwrap_err().code();
        assert_eq!(code("18931201"), "matricule-length");
        assert_eq!(code("18931201O5732"), "matricule-no-digit");
        assert_eq!(
            Matricule::parse("18931201O5732"),
            Err(MatriculeError::NoDigit { position: 9 })
        );
        let impossible: String = {
            let digits = made(1990, 2, 30, 123);
            digits.iter().map(|digit| char::from(b'0' + digit)).collect()
        };
        assert_eq!(code(&impossible), "matricule-date");
        assert_eq!(code("00012345678"), "matricule-date");
        let today = Date::new(2026, 11, 22).unwrap();
        let tomorrow: String = made(2026, 11, 23, 1)
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect();
        assert!(matches!(
            Matricule::parse_of(&tomorrow, PartyKind::Natural, today),
            Err(MatriculeError::Future { .. })
        ));
        assert_eq!(
            Matricule::parse_of("20122400123", PartyKind::Natural, today),
            Err(MatriculeError::WrongKind { digits: 11 })
        );
        assert!(Matricule::parse_of("20122400123", PartyKind::Legal, today).is_ok());
    }

    #[test]
    fn a_journal_text_keeps_only_the_year() {
        assert_eq!(masked("Demande de 1893120105732."), "Demande de 1893….");
        assert_eq!(masked("1893 1201 057 32"), "1893…");
        assert_eq!(masked("1893120105732.pdf"), "1893….pdf");
        // Neither a digest, nor an amount, nor a number that does not fit.
        for kept in [
            "a1893120105732",
            "11893120105732",
            "1893120105733",
            "2026/RES/000001",
            "",
        ] {
            assert_eq!(masked(kept), kept);
        }
    }

    proptest! {
        #[test]
        fn every_number_made_by_the_rule_is_read(digits in any_matricule()) {
            prop_assert!(Matricule::parse(&text_of(&digits)).is_ok());
        }

        #[test]
        fn every_single_wrong_digit_is_caught_and_the_right_one_proposed(digits in any_matricule(), place in 0_usize..13, by in 1_u8..10) {
            let mut wrong = digits.clone();
            wrong[place] = (wrong[place] + by) % 10;
            match Matricule::parse(&text_of(&wrong)) {
                Err(MatriculeError::Check { slips, .. }) => {
                    let slip = Slip::Digit { place: u8::try_from(place + 1).unwrap(), typed: wrong[place], meant: digits[place] };
                    prop_assert!(slips.contains(&slip), "{:?}", slip);
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn every_swap_of_different_neighbours_is_caught_and_proposed(digits in any_matricule(), place in 0_usize..12) {
            prop_assume!(digits[place] != digits[place + 1]);
            let mut wrong = digits.clone();
            wrong.swap(place, place + 1);
            match Matricule::parse(&text_of(&wrong)) {
                Err(MatriculeError::Check { slips, .. }) => {
                    let slip = Slip::Swap { place: u8::try_from(place + 1).unwrap() };
                    prop_assert!(slips.contains(&slip), "{:?}", slip);
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}") {
            let _ = Matricule::parse(&text);
            let _ = masked(&text);
        }
    }
}
