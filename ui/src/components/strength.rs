//! How hard a new passphrase is to guess: an estimate that rather says too little than too much.

use yew::prelude::*;

use super::field::value_of;
use crate::words::use_words;

/// Fewer characters are refused.
pub const SHORTEST: usize = 12;

/// What everybody tries first, folded.
const COMMON: [&str; 22] = [
    "passwort",
    "password",
    "motdepasse",
    "passphrase",
    "passwuert",
    "azerty",
    "qwertz",
    "qwerty",
    "letmein",
    "welcome",
    "bienvenue",
    "willkommen",
    "greffe",
    "commune",
    "gemeinde",
    "gemeng",
    "administration",
    "verwaltung",
    "luxembourg",
    "luxemburg",
    "letzebuerg",
    "abc",
];

/// A judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Refused.
    Short,
    /// It can be guessed.
    Weak,
    /// Enough for a start.
    Fair,
    /// Hard to guess.
    Good,
}

/// Bits that a guesser has to try, roughly: a word of letters counts as one of a large dictionary, whatever its length;
/// what is common, repeated or in sequence counts next to nothing.
fn bits(text: &str) -> f64 {
    let folded = model::fold::fold(text);
    let mut all = 0.0;
    let mut seen: Vec<&str> = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if seen.contains(&word) {
            all += 1.0;
            continue;
        }
        seen.push(word);
        let mut rest = word.to_owned();
        for common in COMMON {
            if rest.contains(common) {
                rest = rest.replace(common, "");
                all += 2.0;
            }
        }
        let letters = rest.chars().filter(|symbol| symbol.is_alphabetic()).count();
        let mut previous = None::<char>;
        let mut own = 0.0;
        for symbol in rest.chars() {
            let near = previous.is_some_and(|before| u32::from(before).abs_diff(u32::from(symbol)) <= 1);
            own += match (near, symbol.is_numeric()) {
                (true, _) => 0.5,
                (false, true) => 3.3,
                (false, false) => 4.7,
            };
            previous = Some(symbol);
        }
        // Letters alone are a word: about as many bits as a large dictionary has.
        if letters == rest.chars().count() {
            own = f64::min(own, 14.0);
        }
        all += own;
    }
    let signs = text
        .chars()
        .filter(|symbol| !symbol.is_alphanumeric() && !symbol.is_whitespace())
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let capitals = text.chars().skip(1).any(char::is_uppercase);
    all + f64::from(u32::try_from(signs.min(4)).unwrap_or(4)) * 4.0 + if capitals { 3.0 } else { 0.0 }
}

/// Judges a passphrase.
pub fn strength_of(text: &str) -> Strength {
    if text.chars().count() < SHORTEST {
        return Strength::Short;
    }
    match bits(text) {
        bits if bits < 36.0 => Strength::Weak,
        bits if bits < 52.0 => Strength::Fair,
        _ => Strength::Good,
    }
}

#[derive(PartialEq, Properties)]
pub struct StrengthMeterProps {
    /// The field.
    pub children: Html,
}

/// A field for a new passphrase with the judgement below it. What is typed is looked at and not kept.
#[component]
pub fn StrengthMeter(props: &StrengthMeterProps) -> Html {
    let words = use_words();
    let judged = use_state(|| None::<Strength>);
    let oninput = {
        let judged = judged.clone();
        Callback::from(move |event: InputEvent| {
            let text = value_of(&event);
            judged.set((!text.is_empty()).then(|| strength_of(&text)));
        })
    };
    let (level, id) = match *judged {
        None => (0, None),
        Some(Strength::Short) => (1, Some("strength-short")),
        Some(Strength::Weak) => (2, Some("strength-weak")),
        Some(Strength::Fair) => (3, Some("strength-fair")),
        Some(Strength::Good) => (4, Some("strength-good")),
    };
    html! {
        <div class="strength" {oninput}>
            { props.children.clone() }
            <div class="strength-line" data-level={level.to_string()}>
                <span class="strength-bar" aria-hidden="true"><span></span><span></span><span></span><span></span></span>
                <span class="field-hint" role="status">
                    if let Some(id) = id { <span class="visually-hidden">{ words.t("strength") }{ ": " }</span>{ words.find(id, &[]) } }
                </span>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_unrelated_words_are_strong_and_what_everybody_tries_is_weak() {
        assert_eq!(strength_of("kurz"), Strength::Short);
        for weak in [
            "aaaaaaaaaaaaaaaa",
            "123456789012345",
            "Passwort2026!",
            "motdepasse motdepasse",
            "Luxembourg-2026",
            "abcdefghijklmnop",
        ] {
            assert_eq!(strength_of(weak), Strength::Weak, "{weak}");
        }
        assert_eq!(strength_of("cheval pluie tambour"), Strength::Fair);
        for good in [
            "cheval pluie tambour lanterne",
            "x7Kq!9vRt-2mZp",
            "vier Löffel regnen nachts leise",
        ] {
            assert_eq!(strength_of(good), Strength::Good, "{good}");
        }
    }
}
