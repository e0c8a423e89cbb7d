//! Absence: who acts for whom, from when until when, for what.

use model::delegation::{Delegation, DelegationError, NewDelegation, name_of};
use model::work::DelegationView;
use model::{DelegationId, Role};

use crate::{Desk, Error, dossiers};

fn view(
    delegation: &Delegation,
    today: jiff::civil::Date,
    people: &[model::view::PersonView],
) -> DelegationView {
    let terms = &delegation.terms;
    DelegationView {
        id: delegation.id,
        principal: terms.principal,
        principal_name: name_of(people, terms.principal),
        delegate: terms.delegate,
        delegate_name: name_of(people, terms.delegate),
        first_day: terms.first_day,
        last_day: terms.last_day,
        scope: terms.scope.clone(),
        mandate: terms.mandate.clone(),
        may_delegate: terms.may_delegate,
        in_force: delegation.in_force(today),
        created_by: name_of(people, delegation.created_by),
        created_at: delegation.created_at,
        revoked_at: delegation.revoked_at,
        reason: delegation.reason.clone(),
    }
}

impl Desk {
    /// The delegations that are not over; with `past`, all that ever were. Those that begin first come first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn delegations(&self, past: bool) -> Result<Vec<DelegationView>, Error> {
        let today = dossiers::in_luxembourg(self.now()).date();
        let from = if past { jiff::civil::Date::MIN } else { today };
        self.store.read(|reading| {
            let people = reading.people()?;
            Ok(reading
                .delegations(from.max(jiff::civil::date(0, 1, 1)))?
                .iter()
                .map(|delegation| view(delegation, today, &people))
                .collect())
        })
    }

    /// Lets somebody act for somebody who is absent: one's own absence; for others, an administrator.
    ///
    /// # Errors
    /// `delegation-not-yours`, `delegation-to-oneself`, `delegation-reversed`, `delegation-past`, `delegation-overlaps`,
    /// `delegation-circle`, `delegation-person-unknown`, `delegation-person-left`; the mandate is empty or too long.
    pub fn delegate(&self, new: &NewDelegation) -> Result<DelegationView, Error> {
        self.delegate_as(self.person, &self.actor, new)
    }

    pub(crate) fn delegate_as(
        &self,
        person: model::PersonId,
        actor: &str,
        new: &NewDelegation,
    ) -> Result<DelegationView, Error> {
        self.store.change(actor, |change| -> Result<_, Error> {
            let today = dossiers::in_luxembourg(change.at()).date();
            let people = change.people()?;
            if new.principal != person && !self.roles.contains(&Role::Administrator) {
                return Err(DelegationError::NotYours {
                    principal: name_of(&people, new.principal),
                }
                .into());
            }
            let terms = new.clone().checked(today, &people, &change.delegations(today)?)?;
            let delegation = Delegation {
                id: DelegationId::new(change.at(), self.store.random_10()),
                terms,
                created_by: person,
                created_at: change.at(),
                revoked_at: None,
                revoked_by: None,
                reason: None,
            };
            change.add_delegation(&delegation)?;
            let terms = &delegation.terms;
            change.record(
                "delegation-made",
                None,
                &[
                    ("delegation", &delegation.id.to_string()),
                    ("principal", &name_of(&people, terms.principal)),
                    ("delegate", &name_of(&people, terms.delegate)),
                    ("first", &terms.first_day.to_string()),
                    ("last", &terms.last_day.to_string()),
                    ("mandate", &terms.mandate.chars().take(200).collect::<String>()),
                ],
            )?;
            Ok(view(&delegation, today, &people))
        })
    }

    /// Ends a delegation before its time: by whoever is absent, or an administrator. What was done under it stays done.
    ///
    /// # Errors
    /// `delegation-unknown`, `delegation-not-yours`, `delegation-revoked`; the reason is empty or too long.
    pub fn revoke_delegation(&self, id: DelegationId, reason: &str) -> Result<DelegationView, Error> {
        let reason = model::passage::passage("reason", reason, model::circuit::REASON_MOST)?;
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            let today = dossiers::in_luxembourg(change.at()).date();
            let people = change.people()?;
            let find = || -> Result<Option<Delegation>, Error> {
                let all = change.delegations(jiff::civil::date(0, 1, 1))?;
                Ok(all.into_iter().find(|one| one.id == id))
            };
            let unknown = || DelegationError::Unknown {
                delegation: id.to_string(),
            };
            let found = find()?.ok_or_else(unknown)?;
            if found.terms.principal != self.person && !self.roles.contains(&Role::Administrator) {
                return Err(DelegationError::NotYours {
                    principal: name_of(&people, found.terms.principal),
                }
                .into());
            }
            if !change.revoke_delegation(id, self.person, &reason)? {
                return Err(DelegationError::Revoked.into());
            }
            change.record(
                "delegation-revoked",
                None,
                &[
                    ("delegation", &id.to_string()),
                    ("principal", &name_of(&people, found.terms.principal)),
                    ("delegate", &name_of(&people, found.terms.delegate)),
                    ("reason", &reason),
                ],
            )?;
            let found = find()?.ok_or_else(unknown)?;
            Ok(view(&found, today, &people))
        })
    }
}
