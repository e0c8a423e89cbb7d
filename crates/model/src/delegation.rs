//! Delegation: somebody acts for somebody else, from one day to another, within a scope, by a mandate.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use wording::Explain;

use crate::passage::passage;
use crate::procedure::StepKind;
use crate::view::PersonView;
use crate::{DelegationId, PersonId, RuleError};

/// Most characters of a mandate.
pub const MANDATE_MOST: usize = 2_000;

/// What a delegation is for; an empty list leaves that side open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Steps of these offices, and dossiers whose procedure belongs to one of them.
    pub offices: Vec<String>,
    /// Dossiers of these procedures, by key.
    pub procedures: Vec<String>,
    /// Steps of these kinds.
    pub kinds: Vec<StepKind>,
}

/// What is to be done, as far as a scope asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// The kind of the step.
    pub kind: StepKind,
    /// The office of the step, of the procedure and of the dossier.
    pub offices: Vec<String>,
    /// Key of the procedure.
    pub procedure: Option<String>,
}

/// Whether two lists leave something in common; an empty one is everything.
fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|item| other.contains(item))
}

impl Scope {
    /// Whether it covers something that is to be done.
    pub fn covers(&self, matter: &Matter) -> bool {
        let procedure = matter.procedure.as_ref();
        (self.kinds.is_empty() || self.kinds.contains(&matter.kind))
            && (self.offices.is_empty() || matter.offices.iter().any(|office| self.offices.contains(office)))
            && (self.procedures.is_empty() || procedure.is_some_and(|key| self.procedures.contains(key)))
    }

    /// Whether something may lie in both.
    pub fn overlaps(&self, other: &Scope) -> bool {
        meet(&self.offices, &other.offices)
            && meet(&self.procedures, &other.procedures)
            && meet(&self.kinds, &other.kinds)
    }
}

/// A delegation to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDelegation {
    /// Who is absent.
    pub principal: PersonId,
    /// Who acts.
    pub delegate: PersonId,
    /// First day (Europe/Luxembourg).
    pub first_day: Date,
    /// Last day, included.
    pub last_day: Date,
    /// What for.
    #[serde(default)]
    pub scope: Scope,
    /// The decision or note it rests on, in words.
    pub mandate: String,
    /// The delegate may hand it on by a delegation of their own.
    #[serde(default)]
    pub may_delegate: bool,
}

/// A delegation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Identity.
    pub id: DelegationId,
    /// What was agreed.
    #[serde(flatten)]
    pub terms: NewDelegation,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Since when it is revoked.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// Who revoked it.
    #[serde(default)]
    pub revoked_by: Option<PersonId>,
    /// Why it was revoked.
    #[serde(default)]
    pub reason: Option<String>,
}

impl Delegation {
    /// Whether it is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.revoked_at.is_none() && self.terms.first_day <= day && day <= self.terms.last_day
    }

    fn meets(&self, new: &NewDelegation) -> bool {
        self.revoked_at.is_none()
            && self.terms.first_day <= new.last_day
            && new.first_day <= self.terms.last_day
            && self.terms.scope.overlaps(&new.scope)
    }
}

impl NewDelegation {
    /// Checks a delegation that is to be made on `today` beside those that there are.
    ///
    /// # Errors
    /// [`DelegationError`]: to oneself, reversed, past, somebody who left, overlapping, in a circle; the mandate.
    pub fn checked(
        mut self,
        today: Date,
        people: &[PersonView],
        existing: &[Delegation],
    ) -> Result<Self, DelegationError> {
        self.mandate = passage("mandate", &self.mandate, MANDATE_MOST)?;
        if self.principal == self.delegate {
            return Err(DelegationError::ToOneself);
        }
        if self.last_day < self.first_day {
            return Err(DelegationError::Reversed {
                first: self.first_day,
                last: self.last_day,
            });
        }
        if self.last_day < today {
            return Err(DelegationError::Past { last: self.last_day });
        }
        for id in [self.principal, self.delegate] {
            match people.iter().find(|person| person.id == id) {
                None => {
                    return Err(DelegationError::PersonUnknown {
                        person: id.to_string(),
                    });
                }
                Some(person) if person.left_at.is_some() => {
                    return Err(DelegationError::PersonLeft {
                        person: person.name.clone(),
                    });
                }
                Some(_) => {}
            }
        }
        let near: Vec<&Delegation> = existing.iter().filter(|one| one.meets(&self)).collect();
        if let Some(other) = near.iter().find(|one| one.terms.principal == self.principal) {
            return Err(DelegationError::Overlaps {
                principal: name_of(people, self.principal),
                delegate: name_of(people, other.terms.delegate),
                first: other.terms.first_day,
                last: other.terms.last_day,
            });
        }
        // From the delegate on, through those who act for each other at that time, back to the principal.
        let mut reached = BTreeSet::from([self.delegate]);
        let mut open = vec![self.delegate];
        while let Some(person) = open.pop() {
            for next in near.iter().filter(|one| one.terms.principal == person) {
                if next.terms.delegate == self.principal {
                    return Err(DelegationError::Circle {
                        principal: name_of(people, self.principal),
                        delegate: name_of(people, self.delegate),
                    });
                }
                if reached.insert(next.terms.delegate) {
                    open.push(next.terms.delegate);
                }
            }
        }
        Ok(self)
    }
}

/// The name of a person, for a sentence.
pub fn name_of(people: &[PersonView], id: PersonId) -> String {
    people
        .iter()
        .find(|person| person.id == id)
        .map_or_else(|| id.to_string(), |person| person.name.clone())
}

/// For whom somebody may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct For {
    /// For whom.
    pub principal: PersonId,
    /// Under which delegation: the one that was given to whoever acts.
    pub delegation: DelegationId,
    /// Who handed it on between the two, nearest to whoever acts first.
    pub through: Vec<PersonId>,
}

/// For whom `person` may act on a day in a matter: those who delegated to them, and where these may hand it on, those who
/// delegated to these. Whoever left delegates nothing. `matter`: `None` asks whatever the matter.
pub fn acts_for(
    person: PersonId,
    day: Date,
    matter: Option<&Matter>,
    delegations: &[Delegation],
    people: &[PersonView],
) -> Vec<For> {
    let works = |id: PersonId| people.iter().any(|one| one.id == id && one.left_at.is_none());
    let covers = |one: &Delegation| matter.is_none_or(|matter| one.terms.scope.covers(matter));
    let mut found: Vec<For> = Vec::new();
    let mut reached = BTreeSet::from([person]);
    let mut open: Vec<(PersonId, Option<DelegationId>, Vec<PersonId>)> = vec![(person, None, Vec::new())];
    while let Some((delegate, first, through)) = open.pop() {
        for one in delegations {
            let usable = one.terms.delegate == delegate
                && one.in_force(day)
                && covers(one)
                && works(one.terms.principal)
                // Only the last hand may hold what may not be handed on.
                && (first.is_none() || one.terms.may_delegate);
            if usable && reached.insert(one.terms.principal) {
                let delegation = first.unwrap_or(one.id);
                found.push(For {
                    principal: one.terms.principal,
                    delegation,
                    through: through.clone(),
                });
                let mut further = through.clone();
                further.push(one.terms.principal);
                open.push((one.terms.principal, Some(delegation), further));
            }
        }
    }
    found
}

/// Why a delegation is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DelegationError {
    /// A text breaks its rule.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// There is none with this identity.
    #[error("there is no delegation {delegation}")]
    Unknown {
        /// As given.
        delegation: String,
    },
    /// From a person to the same person.
    #[error("nobody delegates to themselves")]
    ToOneself,
    /// It ends before it begins.
    #[error("it ends on {last}, before it begins on {first}")]
    Reversed {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// It is over already.
    #[error("it ended on {last}")]
    Past {
        /// Last day.
        last: Date,
    },
    /// Nobody is known by this identity.
    #[error("{person} is not known")]
    PersonUnknown {
        /// As given.
        person: String,
    },
    /// Somebody no longer works here.
    #[error("{person} no longer works here")]
    PersonLeft {
        /// Who.
        person: String,
    },
    /// Another delegation of the same person covers part of it.
    #[error("{principal} has delegated to {delegate} from {first} to {last}")]
    Overlaps {
        /// Who is absent.
        principal: String,
        /// To whom the other one is.
        delegate: String,
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
    },
    /// It would come back to where it began.
    #[error("{delegate} has delegated to {principal}, directly or through others")]
    Circle {
        /// Who is absent.
        principal: String,
        /// To whom.
        delegate: String,
    },
    /// It is neither one's own nor is one an administrator.
    #[error("the delegation is {principal}'s")]
    NotYours {
        /// Whose it is.
        principal: String,
    },
    /// It is revoked already.
    #[error("it is revoked already")]
    Revoked,
}

impl Explain for DelegationError {
    fn code(&self) -> &'static str {
        match self {
            DelegationError::Rule(error) => error.code(),
            DelegationError::Unknown { .. } => "delegation-unknown",
            DelegationError::ToOneself => "delegation-to-oneself",
            DelegationError::Reversed { .. } => "delegation-reversed",
            DelegationError::Past { .. } => "delegation-past",
            DelegationError::PersonUnknown { .. } => "delegation-person-unknown",
            DelegationError::PersonLeft { .. } => "delegation-person-left",
            DelegationError::Overlaps { .. } => "delegation-overlaps",
            DelegationError::Circle { .. } => "delegation-circle",
            DelegationError::NotYours { .. } => "delegation-not-yours",
            DelegationError::Revoked => "delegation-revoked",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let day = |day: &Date| day.strftime("%d.%m.%Y").to_string();
        match self {
            DelegationError::Rule(error) => error.arguments(),
            DelegationError::Unknown { delegation } => vec![("delegation", delegation.clone())],
            DelegationError::ToOneself | DelegationError::Revoked => Vec::new(),
            DelegationError::Reversed { first, last } => vec![("first", day(first)), ("last", day(last))],
            DelegationError::Past { last } => vec![("last", day(last))],
            DelegationError::PersonUnknown { person } | DelegationError::PersonLeft { person } => {
                vec![("person", person.clone())]
            }
            DelegationError::Overlaps {
                principal,
                delegate,
                first,
                last,
            } => vec![
                ("principal", principal.clone()),
                ("delegate", delegate.clone()),
                ("first", day(first)),
                ("last", day(last)),
            ],
            DelegationError::Circle { principal, delegate } => {
                vec![("principal", principal.clone()), ("delegate", delegate.clone())]
            }
            DelegationError::NotYours { principal } => vec![("principal", principal.clone())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    fn person(n: u8) -> PersonView {
        PersonView {
            id: PersonId::new(Timestamp::UNIX_EPOCH, [n; 10]),
            name: format!("P{n}"),
            roles: vec![Role::Agent],
            office: String::new(),
            other_offices: Vec::new(),
            left_at: None,
        }
    }

    fn new(from: u8, to: u8, first: i8, last: i8) -> NewDelegation {
        NewDelegation {
            principal: person(from).id,
            delegate: person(to).id,
            first_day: jiff::civil::date(2026, 3, first),
            last_day: jiff::civil::date(2026, 3, last),
            scope: Scope::default(),
            mandate: "congé".into(),
            may_delegate: false,
        }
    }

    fn made(terms: NewDelegation) -> Delegation {
        Delegation {
            id: DelegationId::new(Timestamp::UNIX_EPOCH, [terms.first_day.day() as u8; 10]),
            created_by: terms.principal,
            created_at: Timestamp::UNIX_EPOCH,
            revoked_at: None,
            revoked_by: None,
            reason: None,
            terms,
        }
    }

    #[test]
    fn overlapping_circular_past_and_reversed_delegations_are_refused() {
        let people = [person(1), person(2), person(3)];
        let today = jiff::civil::date(2026, 3, 5);
        let existing = [made(new(1, 2, 4, 10)), made(new(2, 3, 8, 12))];
        let code = |new: NewDelegation| {
            new.checked(today, &people, &existing)
                .map_or_else(|error| error.code(), |_| "fine")
        };
        assert_eq!(code(new(1, 3, 10, 11)), "delegation-overlaps");
        assert_eq!(code(new(1, 3, 11, 12)), "fine");
        assert_eq!(code(new(2, 1, 9, 9)), "delegation-overlaps");
        assert_eq!(code(new(3, 1, 10, 10)), "delegation-circle", "3 -> 1 -> 2 -> 3");
        assert_eq!(code(new(3, 1, 13, 14)), "fine");
        assert_eq!(code(new(3, 3, 13, 14)), "delegation-to-oneself");
        assert_eq!(code(new(3, 1, 1, 4)), "delegation-past");
        assert_eq!(code(new(3, 1, 14, 13)), "delegation-reversed");
        assert_eq!(code(new(3, 9, 13, 14)), "delegation-person-unknown");
        let mut narrow = new(1, 3, 5, 6);
        narrow.scope.kinds = vec![StepKind::Visa];
        assert_eq!(
            code(narrow.clone()),
            "delegation-overlaps",
            "the other one is for everything"
        );
        narrow.mandate = "  ".into();
        assert_eq!(code(narrow), "field-empty");
    }

    #[test]
    fn what_may_not_be_handed_on_is_not() {
        let people = [person(1), person(2), person(3)];
        let day = jiff::civil::date(2026, 3, 9);
        let mut delegations = vec![made(new(1, 2, 4, 10)), made(new(2, 3, 8, 12))];
        let for_third = |delegations: &[Delegation]| -> Vec<PersonId> {
            acts_for(person(3).id, day, None, delegations, &people)
                .iter()
                .map(|one| one.principal)
                .collect()
        };
        assert_eq!(for_third(&delegations), [person(2).id]);
        delegations[0].terms.may_delegate = true;
        assert_eq!(for_third(&delegations), [person(2).id, person(1).id]);
        delegations[1].revoked_at = Some(Timestamp::UNIX_EPOCH);
        assert_eq!(for_third(&delegations), []);
    }
}
