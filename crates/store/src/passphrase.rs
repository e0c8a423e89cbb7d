//! Which passphrases are refused as too weak.
//!
//! Whoever has a copy of the folder tries passphrases as fast as their machines can: no counter can stop them. What
//! stands in the way is Argon2id, and a passphrase that is not among the first ones tried.

use secrecy::{ExposeSecret, SecretString};

use crate::error::Error;
use crate::safety::SafetyError;

/// Characters a passphrase needs at least.
pub const PASSPHRASE_MINIMUM: usize = 10;

/// What is tried first, without digits and signs around it: lists of stolen passwords, and what people here choose.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passwoert",
    "motdepasse",
    "passphrase",
    "phrasesecrete",
    "kennwort",
    "geheim",
    "secret",
    "administrator",
    "administrateur",
    "admin",
    "administration",
    "welcome",
    "willkommen",
    "bienvenue",
    "bonjour",
    "wellkomm",
    "moien",
    "letmein",
    "iloveyou",
    "jetaime",
    "ichliebedich",
    "monamour",
    "sunshine",
    "sonnenschein",
    "football",
    "fussball",
    "princess",
    "dragon",
    "master",
    "superman",
    "batman",
    "michael",
    "jordan",
    "computer",
    "internet",
    "luxembourg",
    "letzebuerg",
    "luxemburg",
    "esch",
    "differdange",
    "dudelange",
    "commune",
    "gemeng",
    "gemeinde",
    "mairie",
    "greffe",
    "demonstration",
    "test",
    "testtest",
    "changeme",
    "changezmoi",
    "default",
    "qwerty",
    "qwertz",
    "azerty",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "yxcvbnm",
    "wxcvbn",
    "zxcvbnm",
    "correcthorsebatterystaple",
    "soleil",
    "doudou",
    "loulou",
    "chouchou",
    "marseille",
    "hallo",
    "schatz",
    "sommer",
    "winter",
    "fruehling",
    "herbst",
    "ete",
    "hiver",
    "printemps",
    "automne",
    "january",
    "janvier",
    "januar",
    "passwordpassword",
    "passwortpasswort",
    "motdepassemotdepasse",
];

/// The rows of keyboards here.
const ROWS: &[&str] = &[
    "1234567890",
    "qwertzuiop",
    "qwertyuiop",
    "azertyuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "yxcvbnm",
    "zxcvbnm",
    "wxcvbn",
    "abcdefghijklmnopqrstuvwxyz",
];

/// Refuses what is too short, common, a run of the keyboard, or one of `names` (of the person, the administration).
///
/// # Errors
/// `passphrase-too-short`, `passphrase-weak`.
pub(crate) fn check(passphrase: &SecretString, names: &[&str]) -> Result<(), Error> {
    let text = passphrase.expose_secret();
    if text.trim().chars().count() < PASSPHRASE_MINIMUM {
        return Err(Error::PassphraseTooShort {
            minimum: PASSPHRASE_MINIMUM,
        });
    }
    if weak(text, names) {
        return Err(SafetyError::PassphraseWeak.into());
    }
    Ok(())
}

fn weak(text: &str, names: &[&str]) -> bool {
    let bare = letters_and_digits(text);
    let word = bare.trim_matches(|c: char| c.is_numeric());
    let mut different: Vec<char> = bare.chars().collect();
    different.sort_unstable();
    different.dedup();
    let named = names.iter().any(|name| {
        let reversed: Vec<&str> = name.split_whitespace().rev().collect();
        let (name, reversed) = (letters_and_digits(name), letters_and_digits(&reversed.concat()));
        !name.is_empty() && (name == word || reversed == word)
    });
    different.len() < 5
        || COMMON.contains(&word)
        || word.is_empty() && bare.len() < 14
        || named
        || keyboard(&bare)
}

/// Lower case, without blanks and signs.
fn letters_and_digits(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Made of at most three pieces of keyboard rows, forwards or backwards.
fn keyboard(text: &str) -> bool {
    let rows: Vec<String> = ROWS
        .iter()
        .flat_map(|row| {
            [
                format!("{row}{row}"),
                format!("{row}{row}").chars().rev().collect(),
            ]
        })
        .collect();
    let characters: Vec<char> = text.chars().collect();
    let mut rest: &[char] = &characters;
    for _ in 0..3 {
        let longest = (3..=rest.len())
            .rev()
            .find(|length| {
                let piece: String = rest.iter().take(*length).collect();
                rows.iter().any(|row| row.contains(&piece))
            })
            .unwrap_or(0);
        rest = rest.get(longest..).unwrap_or_default();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wording::Explain;

    fn code(text: &str) -> &'static str {
        match check(&text.into(), &["Claire Weber", "Commune d'Exemple"]) {
            Ok(()) => "ok",
            Err(error) => error.code(),
        }
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for weak in [
            "1234567890",
            "0987654321",
            "qwertzuiop",
            "azertyuiop",
            "azerty123456",
            "abcdefghijk",
            "Password123!",
            "motdepasse2026",
            "Mot de passe 1",
            "Passwort!!!!",
            "aaaaaaaaaaaa",
            "abababababab",
            "luxembourg2026",
            "Letzebuerg1",
            "Claire Weber",
            "claireweber1990",
            "commune d'exemple",
            "Greffe2026!!",
            "202611222026",
            "correct horse battery staple",
            "qwertzuiopasdfghjkl",
        ] {
            assert_eq!(code(weak), "passphrase-weak", "{weak}");
        }
        for short in ["", "short", "ñandú", "         a         "] {
            assert_eq!(code(short), "passphrase-too-short", "{short}");
        }
        for good in [
            "correct horse battery",
            "correct cheval batterie agrafe",
            "another passphrase",
            "TEST demonstration",
            "Moselle trägt Nebel",
            "x7#Lq9!vTz2m",
            "eng roueg Kaz um Daach",
        ] {
            assert_eq!(code(good), "ok", "{good}");
        }
    }
}
