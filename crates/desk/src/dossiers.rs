//! Dossiers: creating, listing, viewing.

use model::view::{DeskView, DossierView};
use model::{NewDossier, Reference, RuleError};
use store::{DossierRecord, Reading};

use crate::{Desk, Error, documents, procedures};

/// The zone in which years, dates and times are shown.
pub(crate) const ZONE: &str = "Europe/Luxembourg";

/// A time in Luxembourg; UTC should the zone be unknown to the library, which bundles it.
pub(crate) fn in_luxembourg(time: jiff::Timestamp) -> jiff::Zoned {
    time.in_tz(ZONE)
        .unwrap_or_else(|_| time.to_zoned(jiff::tz::TimeZone::UTC))
}

/// Names another field in the error of a rule.
pub(crate) fn in_field(error: RuleError, field: &'static str) -> RuleError {
    match error {
        RuleError::FieldEmpty { .. } => RuleError::FieldEmpty { field },
        RuleError::FieldTooLong { length, limit, .. } => RuleError::FieldTooLong { field, length, limit },
        RuleError::FieldControlCharacter { position, .. } => {
            RuleError::FieldControlCharacter { field, position }
        }
    }
}

/// An office code: 1 to 8 letters and digits, in capitals.
pub(crate) fn office(text: &str) -> Result<String, Error> {
    let office = Reference::parse(text).map_err(|error| in_field(error, "office"))?;
    let office = office.as_str().to_uppercase();
    let length = office.chars().count();
    if length > 8 {
        return Err(RuleError::FieldTooLong {
            field: "office",
            length,
            limit: 8,
        }
        .into());
    }
    match office.chars().position(|c| !c.is_ascii_alphanumeric()) {
        Some(index) => Err(RuleError::FieldControlCharacter {
            field: "office",
            position: index + 1,
        }
        .into()),
        None => Ok(office),
    }
}

pub(crate) fn view(reading: &Reading<'_>, dossier: DossierRecord) -> Result<DossierView, Error> {
    let documents = reading
        .documents(dossier.id)?
        .into_iter()
        .map(|document| documents::view(reading, document))
        .collect::<Result<_, Error>>()?;
    Ok(DossierView {
        parties: reading.parties(dossier.id)?,
        documents,
        history: reading.history(dossier.id)?,
        id: dossier.id,
        reference: dossier.reference,
        subject: dossier.subject,
        status: dossier.status,
        procedure: dossier.procedure,
        created_at: dossier.created_at,
        changed_at: dossier.changed_at,
    })
}

impl Desk {
    pub(crate) fn desk_view(&self) -> Result<DeskView, Error> {
        self.store.read(|reading| {
            let desk = reading.desk()?;
            let last_sync = reading.setting_text(crate::synchronise::LAST_SYNC)?;
            Ok(DeskView {
                id: desk.id,
                administration: desk.administration,
                person: self.actor.clone(),
                roles: self.roles.clone(),
                platform: crate::synchronise::enrolled_platform(reading)?,
                waiting: reading.waiting()?,
                last_sync: last_sync.and_then(|text| text.parse().ok()),
                demo: desk.demo,
            })
        })
    }

    pub(crate) fn add_dossier(&self, new: NewDossier) -> Result<DossierView, Error> {
        let parties = new
            .parties
            .into_iter()
            .map(model::NewParty::checked)
            .collect::<Result<_, _>>()?;
        let procedure = new.procedure.as_deref().map(procedures::procedure).transpose()?;
        let new = NewDossier { parties, ..new };
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let reference = match &new.reference {
                Some(reference) => reference.clone(),
                None => {
                    let office = match &procedure {
                        Some(procedure) => procedure.office.clone(),
                        None => change.desk()?.office,
                    };
                    next_reference(change, &office)?
                }
            };
            let id = change.add_dossier(&new, &reference)?;
            change.record(
                "dossier-created",
                Some(id),
                &[
                    ("reference", reference.as_str()),
                    ("subject", new.subject.as_str()),
                ],
            )?;
            Ok(id)
        })?;
        self.dossier(id)
    }
}

/// The next free reference of an office in this year; one that a person gave by hand is stepped over.
fn next_reference(change: &store::Change<'_>, office: &str) -> Result<Reference, Error> {
    let year = in_luxembourg(change.at()).year();
    loop {
        let number = change.next_number(office, year)?;
        let reference = Reference::parse(&format!("{year}/{office}/{number:06}"))?;
        if !change.reference_taken(&reference)? {
            return Ok(reference);
        }
    }
}
