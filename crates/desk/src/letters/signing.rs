//! Who signs a letter: whom the letterhead names, or who acts for that person under a delegation that is in force.

use jiff::civil::Date;
use model::PersonId;
use model::delegation::{Delegation, Matter, name_of};
use model::fold::fold;
use model::letter::Signatory;
use model::procedure::StepKind;
use model::view::PersonView;

/// What is signed, and when.
pub(super) struct Signing<'a> {
    /// Who writes the letter: signs where several may.
    pub(super) writer: PersonId,
    /// The day of the letter.
    pub(super) day: Date,
    /// Offices of the dossier and of its procedure.
    pub(super) offices: Vec<String>,
    /// Key of the procedure.
    pub(super) procedure: Option<String>,
    pub(super) people: &'a [PersonView],
    pub(super) delegations: &'a [Delegation],
}

impl Signing<'_> {
    /// The signatory of the letterhead; where that is a person of this desk who has handed signatures on for the day, the
    /// delegate, marked as such. Whoever has no delegation signs as ever.
    pub(super) fn signatory(self, named: Signatory) -> Signatory {
        let name = fold(&named.name);
        let Some(principal) = self
            .people
            .iter()
            .find(|person| !name.is_empty() && fold(&person.name) == name)
        else {
            return named;
        };
        let matter = Matter {
            kind: StepKind::Signature,
            offices: self.offices,
            procedure: self.procedure,
        };
        let here = |id: PersonId| {
            self.people
                .iter()
                .any(|person| person.id == id && person.left_at.is_none())
        };
        let mut found: Vec<&Delegation> = self
            .delegations
            .iter()
            .filter(|one| {
                one.in_force(self.day)
                    && one.terms.principal == principal.id
                    && one.terms.scope.covers(&matter)
                    && here(one.terms.delegate)
            })
            .collect();
        // Whoever writes it first, then the one that has been in force longest.
        found.sort_by_key(|one| (one.terms.delegate != self.writer, one.terms.first_day, one.id));
        let Some(delegation) = found.first() else {
            return named;
        };
        Signatory {
            name: name_of(self.people, delegation.terms.delegate),
            function: String::new(),
            delegated_by: match named.function.trim() {
                "" => named.name,
                function => format!("{}, {function}", named.name),
            },
            mandate: delegation
                .terms
                .mandate
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        }
    }
}
