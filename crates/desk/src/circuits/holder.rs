//! Whether a certificate is that of the person who signs with it.

use std::collections::BTreeSet;

use wording::{Explain, Explanation};

use crate::Desk;

/// A certificate that is held under another name than that of whoever signs. It is told and does not forbid: people marry, and
/// certificates have second names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the certificate of '{holder}' is used by '{person}'")]
pub(crate) struct OtherHolder {
    holder: String,
    person: String,
}

impl Explain for OtherHolder {
    fn code(&self) -> &'static str {
        "certificate-other-holder"
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![("holder", self.holder.clone()), ("person", self.person.clone())]
    }
}

/// Whether two names can be those of one person: all words of one stand in the other, in any order, without accents and
/// capitals; one word in common is not enough where both have more.
fn same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        model::fold::fold(name)
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    !one.is_empty() && !other.is_empty() && (one.is_subset(&other) || other.is_subset(&one))
}

impl Desk {
    /// What a person is told before signing with a certificate that is held under another name than theirs; `None`: it is
    /// theirs, as far as names say. It stands in the result and the journal's line of every signature made all the same.
    pub fn holder_warning(&self, holder: &str) -> Option<Explanation> {
        if same_person(holder, &self.actor) {
            return None;
        }
        Some(self.explain(&OtherHolder {
            holder: holder.to_owned(),
            person: self.actor.clone(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_people_write_them() {
        for (holder, person) in [
            ("Claire Weber", "Claire Weber"),
            ("WEBER Claire Marie", "Claire Weber"),
            ("Élise Müller-Schmit", "Elise Muller Schmit"),
            ("Weber", "Claire Weber"),
        ] {
            assert!(same_person(holder, person), "{holder} / {person}");
        }
        for (holder, person) in [
            ("Paul Meyers", "Claire Weber"),
            ("Claire Meyers", "Claire Weber"),
            ("", "Claire Weber"),
            ("–", "Claire Weber"),
        ] {
            assert!(!same_person(holder, person), "{holder} / {person}");
        }
    }
}
