//! Who may see which dossier, as *audiences*.
//!
//! A dossier has audiences (everybody, an office, a person), a desk belongs to audiences (those of the people who work
//! on it), and a desk sees a dossier while they share one. Both sides are kept with the numbers between which they
//! held, so that a reader who comes back after weeks is told what it began and what it ceased to see.

use std::collections::{BTreeMap, BTreeSet};

use model::{Confidentiality, DeskId, Role};
use serde_json::Value;

use super::field;

/// Somebody who works on a desk, by the platform's registry of people: never by what a desk says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity, as in records of kind `person`; empty where the registry names nobody.
    pub id: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Codes of the offices they belong to.
    pub offices: Vec<String>,
}

/// Everybody of the administration.
pub const ALL: &str = "all";

/// The audience of an office.
pub fn office(code: &str) -> String {
    format!("office:{code}")
}

/// The audience of a person.
pub fn person(id: &str) -> String {
    format!("person:{id}")
}

/// The audience of one desk.
pub fn desk(id: DeskId) -> String {
    format!("desk:{id}")
}

/// The audiences of a desk: those of its people together. A desk on which nobody works belongs to none.
pub fn of_desk(id: DeskId, people: &[Person]) -> BTreeSet<String> {
    let mut audiences = BTreeSet::new();
    for one in people {
        audiences.insert(ALL.to_owned());
        audiences.extend(one.offices.iter().map(|code| office(code)));
        if one.offices.is_empty() {
            // As on the desk: a restricted dossier of no office is for those who belong to none.
            audiences.insert(office(""));
        }
        if !one.id.is_empty() {
            audiences.insert(person(&one.id));
        }
    }
    if !people.is_empty() {
        audiences.insert(desk(id));
    }
    audiences
}

/// What the people of a desk may do, together.
pub fn roles(people: &[Person]) -> Vec<Role> {
    let mut roles = Vec::new();
    for role in people.iter().flat_map(|person| &person.roles) {
        if !roles.contains(role) {
            roles.push(*role);
        }
    }
    roles
}

/// Whether these roles may change what they see. An auditor reads.
pub fn may_write(roles: &[Role]) -> bool {
    roles.iter().any(|role| {
        matches!(
            role,
            Role::Agent | Role::Signatory | Role::Clerk | Role::Administrator
        )
    })
}

/// The audiences of a dossier with these fields and these people named.
pub fn of_dossier(fields: &BTreeMap<String, Value>, named: &[String]) -> BTreeSet<String> {
    let mut audiences: BTreeSet<String> = named.iter().map(|id| person(id)).collect();
    match confidentiality(fields) {
        // What the platform does not understand is not shown to more people than it must be.
        None | Some(Confidentiality::Confidential) => {}
        Some(Confidentiality::Restricted) => {
            let code = fields.get(field::OFFICE).and_then(Value::as_str).unwrap_or("");
            audiences.insert(office(code));
        }
        Some(Confidentiality::Internal) => {
            audiences.insert(ALL.to_owned());
        }
    }
    audiences
}

/// Who may see a dossier with these fields; `None` where the word is none of those that exist.
pub fn confidentiality(fields: &BTreeMap<String, Value>) -> Option<Confidentiality> {
    match fields.get(field::CONFIDENTIALITY) {
        None => Some(Confidentiality::Internal),
        Some(value) => serde_json::from_value(value.clone()).ok(),
    }
}

/// From `since` on until before `until`, in numbers of the platform's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first number at which it held.
    pub since: u64,
    /// The first at which it no longer did; `None`: it still does.
    pub until: Option<u64>,
}

impl Span {
    fn shared(self, other: Self) -> Option<Self> {
        let since = self.since.max(other.since);
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        until
            .is_none_or(|until| since < until)
            .then_some(Self { since, until })
    }
}

/// When a desk saw a dossier: spans that do not touch, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight(Vec<Span>);

impl Sight {
    /// From the spans of the audiences of both: a desk sees a dossier while they share one.
    pub fn of(desk: &[(String, Span)], dossier: &[(String, Span)]) -> Self {
        let mut spans: Vec<Span> = dossier
            .iter()
            .flat_map(|(audience, theirs)| {
                desk.iter()
                    .filter(move |(own, _)| own == audience)
                    .filter_map(|(_, own)| own.shared(*theirs))
            })
            .collect();
        spans.sort_unstable();
        let mut merged: Vec<Span> = Vec::new();
        for span in spans {
            match merged.last_mut() {
                Some(last) if last.until.is_none_or(|until| until >= span.since) => {
                    last.until = match (last.until, span.until) {
                        (Some(one), Some(two)) => Some(one.max(two)),
                        _ => None,
                    };
                }
                _ => merged.push(span),
            }
        }
        Self(merged)
    }

    /// It sees it now.
    pub fn now(&self) -> bool {
        self.0.last().is_some_and(|span| span.until.is_none())
    }

    /// It saw it all the time from `from` to `to`.
    pub fn throughout(&self, from: u64, to: u64) -> bool {
        self.0
            .iter()
            .any(|span| span.since <= from && span.until.is_none_or(|until| until > to))
    }

    /// It saw it at some time from `from` to `to`.
    pub fn ever(&self, from: u64, to: u64) -> bool {
        self.0
            .iter()
            .any(|span| span.since <= to && span.until.is_none_or(|until| until > from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(since: u64, until: u64) -> Span {
        Span {
            since,
            until: (until != 0).then_some(until),
        }
    }

    fn sight(desk: &[(&str, u64, u64)], dossier: &[(&str, u64, u64)]) -> Sight {
        let named = |list: &[(&str, u64, u64)]| -> Vec<(String, Span)> {
            list.iter()
                .map(|(name, since, until)| ((*name).to_owned(), span(*since, *until)))
                .collect()
        };
        Sight::of(&named(desk), &named(dossier))
    }

    #[test]
    fn who_keeps_seeing_by_another_right_keeps_seeing() {
        // Restricted at 20 to the office the desk belongs to: nothing is withdrawn.
        let seen = sight(
            &[("all", 1, 0), ("office:BAT", 1, 0)],
            &[("all", 5, 20), ("office:BAT", 20, 0)],
        );
        assert!(seen.now() && seen.throughout(5, 30) && !seen.throughout(4, 30));
        // To another office: seen until then.
        let seen = sight(
            &[("all", 1, 0), ("office:BAT", 1, 0)],
            &[("all", 5, 20), ("office:POP", 20, 0)],
        );
        assert!(!seen.now() && seen.ever(10, 30) && !seen.ever(20, 30) && seen.ever(19, 19));
    }

    #[test]
    fn a_gap_is_noticed_also_when_it_is_over() {
        let seen = sight(&[("all", 1, 0)], &[("all", 5, 20), ("all", 25, 0)]);
        assert!(seen.now() && !seen.throughout(10, 30) && seen.throughout(25, 30) && seen.throughout(5, 19));
        assert!(
            !sight(&[("all", 30, 0)], &[("all", 5, 20)]).ever(0, 40),
            "the desk came later"
        );
        assert!(!sight(&[("all", 1, 0)], &[]).ever(0, 40));
    }

    #[test]
    fn a_word_that_nobody_knows_opens_nothing() {
        let fields = |word: &str| BTreeMap::from([(field::CONFIDENTIALITY.to_owned(), Value::from(word))]);
        assert!(of_dossier(&fields("public"), &[]).is_empty());
        assert_eq!(
            of_dossier(&BTreeMap::new(), &[]),
            BTreeSet::from([ALL.to_owned()])
        );
        assert_eq!(
            of_dossier(&fields("restricted"), &[]),
            BTreeSet::from(["office:".to_owned()])
        );
        assert_eq!(
            of_dossier(&fields("confidential"), &["p".into()]),
            BTreeSet::from(["person:p".to_owned()])
        );
    }

    #[test]
    fn auditors_read_and_a_desk_of_nobody_belongs_nowhere() {
        assert!(!may_write(&[Role::Auditor]));
        assert!(may_write(&[Role::Auditor, Role::Agent]));
        let id = DeskId::from_uuid(uuid::Uuid::from_bytes([1; 16]));
        assert!(of_desk(id, &[]).is_empty());
        let agent = |offices: &[&str]| Person {
            id: "p".into(),
            roles: vec![Role::Agent],
            offices: offices.iter().map(|code| (*code).to_owned()).collect(),
        };
        assert!(of_desk(id, &[agent(&[])]).contains("office:"));
        let both = of_desk(id, &[agent(&["X"]), agent(&["Y", "Z"])]);
        assert!(
            ["office:X", "office:Y", "office:Z", "person:p", ALL]
                .iter()
                .all(|audience| both.contains(*audience))
        );
        assert!(!both.contains("office:"));
    }
}
