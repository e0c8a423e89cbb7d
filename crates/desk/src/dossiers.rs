//! Dossiers: opening, viewing; how they are edited, move on and are closed stands in the files of this folder.

use model::procedure::text_in;
use model::view::{DeskView, DossierFacts, DossierView, HistoryEntry};
use model::{Confidentiality, DossierOpening, DossierStatus, NewDossier, Reference, Role, RuleError, tag};
use store::{DocumentRecord, DossierRecord, Reading};
use wording::Lang;

use crate::{Desk, Error, documents, procedures};

mod course;
mod editing;
mod error;
mod plan;
mod renumbering;

pub use error::DossierError;
pub(crate) use plan::set_apart;

/// Who may change dossiers and contacts.
pub(crate) const EDITORS: [Role; 2] = [Role::Agent, Role::Clerk];

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

/// Documents, and lines of the history, that a dossier is shown with.
const NEWEST: u32 = 50;

/// A dossier with the newest of its documents and history.
pub(crate) fn view(reading: &Reading<'_>, dossier: DossierRecord, lang: Lang) -> Result<DossierView, Error> {
    let documents = reading.documents_page(dossier.id, None, NEWEST)?;
    let history = reading.history_page(dossier.id, None, NEWEST)?;
    view_with(reading, dossier, lang, documents, history)
}

/// A dossier with everything in it.
pub(crate) fn whole(reading: &Reading<'_>, dossier: DossierRecord, lang: Lang) -> Result<DossierView, Error> {
    let documents = reading.documents(dossier.id)?;
    let history = reading.history(dossier.id)?;
    view_with(reading, dossier, lang, documents, history)
}

fn view_with(
    reading: &Reading<'_>,
    dossier: DossierRecord,
    lang: Lang,
    documents: Vec<DocumentRecord>,
    history: Vec<HistoryEntry>,
) -> Result<DossierView, Error> {
    let documents = documents::views(reading, dossier.id, documents)?;
    let next_states = match (dossier.status, procedures::of_dossier(reading, dossier.id)?) {
        (DossierStatus::Open, Some(procedure)) => model::course::next(&procedure, dossier.state.as_deref())
            .into_iter()
            .map(|state| state.key.clone())
            .collect(),
        _ => Vec::new(),
    };
    let class = match &dossier.classification {
        Some(code) => reading.class(code)?,
        None => None,
    };
    Ok(DossierView {
        parties: reading.parties(dossier.id)?,
        documents,
        history,
        facts: DossierFacts {
            document_count: reading.document_count(dossier.id)?,
            office: dossier.office,
            state: dossier.state,
            next_states,
            classification: dossier.classification,
            classification_title: class.and_then(|class| text_in(&class.titles, lang).map(str::to_owned)),
            confidentiality: dossier.confidentiality,
            named: reading.named_people(dossier.id)?,
            tags: reading.tags(dossier.id)?,
            links: reading.links(dossier.id)?,
            closed_at: dossier.closed_at,
            destroyed: dossier.status == DossierStatus::Closed && reading.dossier_destroyed(dossier.id)?,
        },
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
        self.open_new_dossier(new.into())
    }

    /// Opens a dossier with what belongs to it from its first day; gives the next reference where none is given. It begins
    /// in the first state of its procedure; whoever opens a dossier that not everybody may see is named for it. Agents and
    /// clerks.
    ///
    /// # Errors
    /// `role-missing`, `reference-taken`, `numbering-exhausted`, `procedure-unknown`, `contact-unknown`,
    /// `classification-unknown`, `person-unknown`, a name or tag that breaks a rule.
    pub fn open_new_dossier(&self, opening: DossierOpening) -> Result<DossierView, Error> {
        self.require(&EDITORS)?;
        let parties = opening
            .new
            .parties
            .into_iter()
            .map(model::NewParty::checked)
            .collect::<Result<_, _>>()?;
        // A subject must read as it is written.
        model::passage::single_line("subject", opening.new.subject.as_str(), usize::MAX)?;
        let tags = opening
            .tags
            .iter()
            .map(|text| tag(text))
            .collect::<Result<Vec<_>, _>>()?;
        let new = NewDossier {
            parties,
            ..opening.new
        };
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let procedure = new
                .procedure
                .as_deref()
                .map(|key| procedures::current(change, key))
                .transpose()?;
            let confidentiality = opening.confidentiality.unwrap_or_else(|| {
                procedure
                    .as_ref()
                    .map(|procedure| procedure.confidentiality)
                    .unwrap_or_default()
            });
            let office = match &procedure {
                Some(procedure) => procedure.office.clone(),
                None => change.desk()?.office,
            };
            let reference = match &new.reference {
                Some(reference) => reference.clone(),
                None => next_reference(change, &office, procedure.as_ref())?,
            };
            let id = change.add_dossier(&new, &reference)?;
            change.set_office(id, &office)?;
            if let Some(key) = &new.procedure {
                procedures::begin(change, id, key)?;
            }
            if let Some(first) = procedure.as_ref().and_then(model::course::first) {
                change.set_state(id, Some(&first.key))?;
            }
            match (&opening.classification, procedure.as_ref()) {
                (Some(code), _) => {
                    let code = editing::class(change, code)?;
                    change.set_classification(id, Some(&code))?;
                }
                // A code of the procedure that the plan does not have is left out: the dossier must not wait for it.
                (None, Some(procedure)) => {
                    if let Some(code) = &procedure.classification
                        && let Ok(code) = editing::class(change, code)
                    {
                        change.set_classification(id, Some(&code))?;
                    }
                }
                (None, None) => {}
            }
            for (contact, role) in &opening.contacts {
                let (party, contact) = self.who(change, &model::PartyWho::Contact(*contact), *role)?;
                change.add_party_of(id, &party, contact)?;
            }
            for tag in &tags {
                change.add_tag(id, tag)?;
            }
            change.record(
                "dossier-created",
                Some(id),
                &[
                    ("reference", reference.as_str()),
                    ("subject", new.subject.as_str()),
                ],
            )?;
            crate::deadlines::engine::dossier_began(self, change, id, opening.received_on)?;
            if confidentiality != Confidentiality::Internal {
                self.name_people(change, id, confidentiality, &opening.named)?;
                change.set_confidentiality(id, confidentiality)?;
                let people: Vec<String> = change
                    .named_people(id)?
                    .into_iter()
                    .map(|person| person.name)
                    .collect();
                change.record(
                    "dossier-confidentiality-set",
                    Some(id),
                    &[
                        ("new", editing::word(confidentiality)),
                        ("people", &people.join(", ")),
                    ],
                )?;
            }
            Ok(id)
        })?;
        self.dossier(id)
    }
}

/// The next free reference of an office in this year, of this desk; one that a person gave by hand is stepped over.
fn next_reference(
    change: &store::Change<'_>,
    office: &str,
    procedure: Option<&model::Procedure>,
) -> Result<Reference, Error> {
    let year = in_luxembourg(change.at()).year();
    let own = procedure
        .and_then(|procedure| procedure.reference.as_deref())
        .and_then(|text| model::numbering::Pattern::parse(text).ok());
    let numbering = plan::numbering(change)?.with_pattern(own);
    loop {
        let number = change.next_number_in(office, year, &numbering.series(), numbering.first)?;
        let reference = numbering
            .reference(year, office, number)
            .map_err(DossierError::from)?;
        if !change.reference_taken(&reference)? {
            return Ok(reference);
        }
    }
}
