//! Editing a dossier: subject, classification, tags, who may see it, links, parties. Every line of the journal names old
//! and new.

use model::view::{DossierView, LinkKind, PartyView, PersonView};
use model::{
    Confidentiality, DossierId, NewParty, PartyId, PartyRole, PartyWho, PersonId, Role, Subject, tag,
};
use store::Change;

use super::{DossierError, EDITORS};
use crate::{Desk, Error};

/// The word of a confidentiality in the journal.
pub(super) fn word(confidentiality: Confidentiality) -> &'static str {
    match confidentiality {
        Confidentiality::Internal => "internal",
        Confidentiality::Restricted => "restricted",
        Confidentiality::Confidential => "confidential",
    }
}

fn link_word(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Follows => "follows",
        LinkKind::Concerns => "concerns",
        LinkKind::Parent => "parent",
    }
}

fn role_word(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Applicant => "applicant",
        PartyRole::Addressee => "addressee",
        PartyRole::Third => "third",
    }
}

fn names(people: &[PersonView]) -> String {
    people
        .iter()
        .map(|person| person.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The class that a dossier may get: one of the plan, or any text as long as no plan was imported.
pub(super) fn class(change: &Change<'_>, code: &str) -> Result<String, Error> {
    let code = code.trim().to_owned();
    if !change.has_plan()? {
        return Ok(model::passage::single_line("classification", &code, 30)?);
    }
    match change.class(&code)? {
        None => Err(DossierError::ClassUnknown { code }.into()),
        Some(class) if class.retired => Err(DossierError::ClassRetired { code }.into()),
        Some(class) => Ok(class.code),
    }
}

impl Desk {
    /// Changes what a dossier is about. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`.
    pub fn change_subject(&self, id: DossierId, subject: &Subject) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        model::passage::single_line("subject", subject.as_str(), usize::MAX)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let dossier = change.open_dossier(id)?;
            if dossier.subject == *subject {
                return Ok(());
            }
            change.set_subject(id, subject)?;
            change.record(
                "dossier-subject-changed",
                Some(id),
                &[("old", dossier.subject.as_str()), ("new", subject.as_str())],
            )?;
            Ok(())
        })?;
        self.dossier(id)
    }

    /// Gives a dossier a code of the classification plan, or takes it away. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `classification-unknown`, `classification-retired`.
    pub fn classify(&self, id: DossierId, code: Option<&str>) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let dossier = change.open_dossier(id)?;
            let code = code.map(|code| class(change, code)).transpose()?;
            if dossier.classification == code {
                return Ok(());
            }
            change.set_classification(id, code.as_deref())?;
            change.record(
                "dossier-classified",
                Some(id),
                &[
                    ("old", dossier.classification.as_deref().unwrap_or("–")),
                    ("new", code.as_deref().unwrap_or("–")),
                ],
            )?;
            Ok(())
        })?;
        self.dossier(id)
    }

    /// Gives a dossier tags and takes others away; a tag that is there, or is not, stays so. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `field-empty` and the like.
    pub fn change_tags(
        &self,
        id: DossierId,
        add: &[String],
        remove: &[String],
    ) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        let add = add.iter().map(|text| tag(text)).collect::<Result<Vec<_>, _>>()?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.open_dossier(id)?;
            let old = change.tags(id)?;
            let mut changed = false;
            for tag in remove {
                changed |= change.remove_tag(id, tag)?;
            }
            for tag in &add {
                changed |= change.add_tag(id, tag)?;
            }
            if changed {
                change.mark_changed(id)?;
                let new = change.tags(id)?;
                change.record(
                    "dossier-tags-changed",
                    Some(id),
                    &[("old", &old.join(", ")), ("new", &new.join(", "))],
                )?;
            }
            Ok(())
        })?;
        self.dossier(id)
    }

    /// The tags in use that begin with what was typed, the most used first, with how many dossiers have each.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn tags(&self, typed: &str) -> Result<Vec<(String, u32)>, Error> {
        Ok(self.store.read(|reading| reading.known_tags(typed, 50))?)
    }

    /// Sets who may see a dossier: everybody, its office and who is named, or only who is named. Whoever sets it is
    /// always among those named. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `person-unknown`, `person-has-left`.
    pub fn set_confidentiality(
        &self,
        id: DossierId,
        confidentiality: Confidentiality,
        named: &[PersonId],
    ) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let dossier = change.open_dossier(id)?;
            let before = change.named_people(id)?;
            self.name_people(change, id, confidentiality, named)?;
            change.set_confidentiality(id, confidentiality)?;
            let after = change.named_people(id)?;
            if dossier.confidentiality != confidentiality || before != after {
                change.record(
                    "dossier-confidentiality-changed",
                    Some(id),
                    &[
                        ("old", word(dossier.confidentiality)),
                        ("new", word(confidentiality)),
                        ("old-people", &names(&before)),
                        ("people", &names(&after)),
                    ],
                )?;
            }
            Ok(())
        })?;
        self.dossier(id)
    }

    /// Names exactly these people, and whoever acts; nobody where everybody may see the dossier.
    pub(super) fn name_people(
        &self,
        change: &Change<'_>,
        id: DossierId,
        confidentiality: Confidentiality,
        named: &[PersonId],
    ) -> Result<(), Error> {
        let mut wanted = named.to_vec();
        wanted.push(self.person);
        if confidentiality == Confidentiality::Internal {
            wanted.clear();
        }
        let before = change.named_people(id)?;
        for person in &wanted {
            if !before.iter().any(|known| known.id == *person) {
                change.working_person(*person)?;
                change.name_person(id, *person, true)?;
            }
        }
        for person in before {
            if !wanted.contains(&person.id) {
                change.name_person(id, person.id, false)?;
            }
        }
        Ok(())
    }

    /// Names one more person for a dossier that nobody who is there may see any more: an administrator's way, by its
    /// reference and with a reason, without seeing anything of it. Administrators.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `person-unknown`, `person-has-left`, `field-empty` for the reason.
    pub fn grant_access(
        &self,
        reference: &model::Reference,
        person: PersonId,
        reason: &str,
    ) -> Result<(), Error> {
        self.require(&[Role::Administrator])?;
        let reason = model::passage::passage("reason", reason, 500)?;
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                let dossier = change.dossier_by_reference(reference)?;
                let person = change.working_person(person)?;
                change.name_person(dossier.id, person.id, true)?;
                change.record(
                    "dossier-access-granted",
                    Some(dossier.id),
                    &[("person", &person.name), ("reason", &reason)],
                )?;
                Ok(())
            })
    }

    /// Links a dossier with another: it follows it, concerns it, or lies within it (`Parent`). The other may be closed.
    /// Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown` for either, `dossier-closed`, `link-self`, `link-there`, `link-circle`,
    /// `link-parent-there`.
    pub fn link_dossiers(
        &self,
        id: DossierId,
        kind: LinkKind,
        other: DossierId,
    ) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let dossier = change.open_dossier(id)?;
            let target = change.dossier(other)?;
            let reference = || target.reference.to_string();
            if dossier.id == target.id {
                return Err(DossierError::LinkSelf.into());
            }
            let there = change
                .links(id)?
                .iter()
                .any(|link| link.dossier == other && link.kind == kind && link.outgoing);
            if there {
                return Err(DossierError::LinkThere {
                    reference: reference(),
                }
                .into());
            }
            if kind == LinkKind::Parent && change.has_parent(id)? {
                return Err(DossierError::ParentThere.into());
            }
            if kind != LinkKind::Concerns && change.leads_to(other, id, kind)? {
                return Err(DossierError::LinkCircle {
                    reference: reference(),
                }
                .into());
            }
            change.add_link(id, other, kind)?;
            self.record_link(change, "dossier-linked", kind, (id, &dossier), (other, &target))
        })?;
        self.dossier(id)
    }

    /// Takes a link away. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `link-missing`.
    pub fn unlink_dossiers(
        &self,
        id: DossierId,
        kind: LinkKind,
        other: DossierId,
    ) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let dossier = change.open_dossier(id)?;
            let target = change.dossier(other)?;
            if !change.remove_link(id, other, kind)? {
                return Err(DossierError::LinkMissing {
                    reference: target.reference.to_string(),
                }
                .into());
            }
            self.record_link(change, "dossier-unlinked", kind, (id, &dossier), (other, &target))
        })?;
        self.dossier(id)
    }

    /// Told in both dossiers, except where the other's readers may not know of this one.
    fn record_link(
        &self,
        change: &Change<'_>,
        what: &str,
        kind: LinkKind,
        (id, dossier): (DossierId, &store::DossierRecord),
        (other, target): (DossierId, &store::DossierRecord),
    ) -> Result<(), Error> {
        change.mark_changed(id)?;
        let shown = |record: &store::DossierRecord, reader: &store::DossierRecord| {
            if record.confidentiality == Confidentiality::Internal
                || reader.confidentiality == Confidentiality::Confidential
            {
                record.reference.to_string()
            } else {
                "…".to_owned()
            }
        };
        change.record(
            what,
            Some(id),
            &[("link", link_word(kind)), ("reference", &shown(target, dossier))],
        )?;
        if dossier.confidentiality == Confidentiality::Internal {
            let from = format!("{what}-from");
            change.record(
                &from,
                Some(other),
                &[
                    ("link", link_word(kind)),
                    ("reference", dossier.reference.as_str()),
                ],
            )?;
        }
        Ok(())
    }

    /// What a party is called, and its contact.
    pub(super) fn who(
        &self,
        change: &Change<'_>,
        who: &PartyWho,
        role: PartyRole,
    ) -> Result<(NewParty, Option<model::ContactId>), Error> {
        match who {
            PartyWho::Named { kind, name } => {
                let party = NewParty {
                    kind: *kind,
                    role,
                    name: name.clone(),
                };
                Ok((party.checked()?, None))
            }
            PartyWho::Contact(id) => {
                let contact = change.contact(*id)?;
                let party = NewParty {
                    kind: contact.entry.kind,
                    role,
                    name: contact.entry.full_name(),
                };
                Ok((party, Some(contact.id)))
            }
        }
    }

    /// Adds a party to a dossier. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `contact-unknown`, `field-empty` and the like.
    pub fn add_party(&self, id: DossierId, who: &PartyWho, role: PartyRole) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.open_dossier(id)?;
            let (party, contact) = self.who(change, who, role)?;
            change.add_party_of(id, &party, contact)?;
            change.record(
                "party-added",
                Some(id),
                &[("name", &party.name), ("role", role_word(role))],
            )?;
            Ok(())
        })?;
        self.dossier(id)
    }

    /// Changes who a party is, or what it is to its dossier. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `party-unknown`, `dossier-closed`, `contact-unknown`, `field-empty` and the like.
    pub fn change_party(
        &self,
        party: PartyId,
        who: &PartyWho,
        role: PartyRole,
    ) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let (id, before) = party_of(change, party)?;
            let (new, contact) = self.who(change, who, role)?;
            change.set_party(party, new.kind, role, &new.name, contact)?;
            change.mark_changed(id)?;
            change.record(
                "party-changed",
                Some(id),
                &[
                    ("old", &before.name),
                    ("new", &new.name),
                    ("old-role", role_word(before.role)),
                    ("role", role_word(role)),
                ],
            )?;
            Ok(id)
        })?;
        self.dossier(id)
    }

    /// Takes a party away from its dossier. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `party-unknown`, `dossier-closed`.
    pub fn remove_party(&self, party: PartyId) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let (id, before) = party_of(change, party)?;
            change.remove_party(party)?;
            change.mark_changed(id)?;
            change.record(
                "party-removed",
                Some(id),
                &[("name", &before.name), ("role", role_word(before.role))],
            )?;
            Ok(id)
        })?;
        self.dossier(id)
    }
}

/// A party and its dossier, which must be open and in sight.
fn party_of(change: &Change<'_>, party: PartyId) -> Result<(DossierId, PartyView), Error> {
    let unknown = || DossierError::PartyUnknown {
        party: party.to_string(),
    };
    let id = change.dossier_of_party(party)?.ok_or_else(unknown)?;
    match change.open_dossier(id) {
        // Nothing is said of a dossier that the person may not see.
        Err(store::Error::DossierUnknown { .. }) => return Err(unknown().into()),
        other => other?,
    };
    let before = change
        .parties(id)?
        .into_iter()
        .find(|known| known.id == party)
        .ok_or_else(unknown)?;
    Ok((id, before))
}
