//! What a draft is filled with.

use std::collections::BTreeMap;

use model::contact::ContactEntry;
use model::deadline::{Calendar, Clock, Length, Standing};
use model::letter::{Addressee, LetterData, LetterDraft, References, RemedyClause, Signatory};
use model::procedure::{LetterRule, text_in};
use model::view::PartyView;
use model::{DossierId, PartyId, PartyRole, Procedure};
use store::{DossierRecord, LetterDays};
use typeset::manifest::{Field, FieldKind, Part};
use wording::Lang;

use super::error::LetterError;
use super::signing::Signing;
use super::templates::Known;
use crate::dossiers::in_luxembourg;
use crate::{Desk, Error};

/// Everything that a field's `from` can name.
struct Sources<'a> {
    lang: Lang,
    today: jiff::civil::Date,
    dossier: &'a DossierRecord,
    procedure: Option<&'a Procedure>,
    days: LetterDays,
    addressee: &'a Addressee,
    contact: Option<&'a ContactEntry>,
    applicant: String,
    signatory: &'a Signatory,
    missing: Vec<String>,
    documents: Vec<String>,
}

impl Sources<'_> {
    fn value(&self, field: &Field) -> Option<String> {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let text = match field.from.as_deref()? {
            "dossier.reference" => self.dossier.reference.to_string(),
            "dossier.subject" => self.dossier.subject.to_string(),
            "dossier.received" => day(self.days.received),
            "dossier.opened" => in_luxembourg(self.dossier.created_at).date().to_string(),
            "procedure.name" => self.procedure?.name_in(self.lang).to_owned(),
            "procedure.legal_basis" => text_in(&self.procedure?.legal_basis, self.lang)?.to_owned(),
            "documents.missing" => self.missing.join("\n"),
            "documents.names" => self.documents.join("\n"),
            "deadline.answer" => day(self.days.answer),
            "deadline.hearing" => day(self.days.hearing),
            "addressee.name" => self.addressee.name.clone(),
            "addressee.address" => self.addressee.address.join(", "),
            "addressee.matricule" => self.contact?.matricule.clone(),
            "applicant.name" => self.applicant.clone(),
            "signatory.name" => self.signatory.name.clone(),
            "signatory.delegated_by" => self.signatory.delegated_by.clone(),
            "signatory.mandate" => self.signatory.mandate.clone(),
            "today" => self.today.to_string(),
            _ => return None,
        };
        // One line holds no line breaks, whatever the source.
        Some(match field.kind {
            FieldKind::Line => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => text,
        })
        .filter(|text| !text.is_empty())
    }
}

impl Desk {
    /// A draft with what is known; and the language wished for where the template has no such letter.
    pub(super) fn filled(
        &self,
        dossier: DossierId,
        known: &Known,
        lang: Option<Lang>,
        party: Option<PartyId>,
    ) -> Result<(LetterDraft, Option<Lang>), Error> {
        let manifest = known.template.manifest();
        let (record, parties, documents, days) = self.store.read(|reading| {
            Ok::<_, store::Error>((
                reading.dossier(dossier)?,
                reading.parties(dossier)?,
                reading.documents(dossier)?,
                reading.letter_days(dossier)?,
            ))
        })?;
        let procedure = self.procedure_of(dossier)?;
        let rule = procedure.as_ref().and_then(|procedure| {
            procedure
                .letters
                .iter()
                .find(|rule| rule.template == manifest.key)
        });
        let to = addressed(&parties, rule, party)?;
        let contact = match to.and_then(|party| party.contact) {
            Some(contact) => self.store.read(|reading| reading.letter_contact(contact))?,
            None => None,
        };
        let wished = lang
            .or_else(|| contact.as_ref().and_then(|contact| contact.language))
            .unwrap_or_default();
        let lang = manifest.language(wished);
        let today = in_luxembourg(self.now()).date();
        let addressee = Addressee {
            name: to.map(|party| party.name.clone()).unwrap_or_default(),
            address: contact
                .as_ref()
                .map(|contact| contact.address.lines())
                .unwrap_or_default(),
            salutation: greeting(contact.as_ref()),
        };
        let applicant = parties
            .iter()
            .find(|party| party.role == PartyRole::Applicant)
            .or(parties.first())
            .map(|party| party.name.clone())
            .unwrap_or_default();
        let missing = procedure
            .iter()
            .flat_map(|procedure| &procedure.documents)
            .filter(|rule| rule.required && !rule.act)
            .filter(|rule| {
                !documents
                    .iter()
                    .any(|document| document.procedure_document.as_ref() == Some(&rule.key))
            })
            .map(|rule| text_in(&rule.name, lang).unwrap_or(&rule.key).to_owned())
            .collect();
        let letterhead = self.letterhead()?;
        let (people, delegations) = self
            .store
            .read(|reading| Ok::<_, store::Error>((reading.people()?, reading.delegations(today)?)))?;
        let mut offices = vec![record.office.clone()];
        offices.extend(procedure.iter().map(|procedure| procedure.office.clone()));
        let signatory = Signing {
            writer: self.person(),
            day: today,
            offices,
            procedure: record.procedure.clone(),
            people: &people,
            delegations: &delegations,
        }
        .signatory(letterhead.signatory.clone());
        let sources = Sources {
            lang,
            today,
            dossier: &record,
            procedure: procedure.as_ref(),
            days,
            addressee: &addressee,
            contact: contact.as_ref(),
            applicant,
            signatory: &signatory,
            missing,
            documents: documents.iter().map(|document| document.title.clone()).collect(),
        };
        let fields: BTreeMap<String, String> = manifest
            .fields
            .iter()
            .filter_map(|field| {
                let value = sources
                    .value(field)
                    .or_else(|| field.default.get(&lang).cloned())?;
                Some((field.key.clone(), value))
            })
            .collect();
        let procedure_name = procedure
            .as_ref()
            .map(|procedure| procedure.name_in(lang).to_owned())
            .unwrap_or_default();
        let subject = typeset::manifest::text_in(&manifest.subject, lang)
            .unwrap_or_default()
            .replace("{subject}", record.subject.as_str());
        let calendar = self.store.read(crate::deadlines::calendar)?;
        let remedy = if manifest.has(Part::Remedy) {
            procedure
                .as_ref()
                .and_then(|procedure| remedy(procedure, rule, lang, today, &calendar))
        } else {
            None
        };
        let name = rule
            .and_then(|rule| text_in(&rule.name, lang))
            .unwrap_or_else(|| manifest.name_in(lang))
            .to_owned();
        let letter = LetterData {
            lang,
            date: today,
            sender: letterhead.sender,
            addressee: sources.addressee.clone(),
            subject,
            references: References {
                ours: record.reference.to_string(),
                yours: String::new(),
                handled_by: self.actor.clone(),
                dossier: record.subject.to_string(),
                procedure: procedure_name,
            },
            fields,
            reasons: String::new(),
            legal_basis: procedure
                .as_ref()
                .and_then(|procedure| text_in(&procedure.legal_basis, lang))
                .unwrap_or_default()
                .to_owned(),
            remedy,
            enclosures: Vec::new(),
            signatory: signatory.clone(),
            identifier: None,
        };
        let draft = LetterDraft {
            id: None,
            dossier,
            document: None,
            party: to.map(|party| party.id),
            template: manifest.key.clone(),
            template_version: known.version(),
            title: name,
            letter,
            changed_at: None,
        };
        Ok((draft, (lang != wished).then_some(wished)))
    }
}

/// To whom: the party that is named, else one of the role that the procedure writes to, else whom a decision concerns, else
/// the applicant, else the first one.
fn addressed<'a>(
    parties: &'a [PartyView],
    rule: Option<&LetterRule>,
    party: Option<PartyId>,
) -> Result<Option<&'a PartyView>, Error> {
    if let Some(id) = party {
        return parties
            .iter()
            .find(|party| party.id == id)
            .map(Some)
            .ok_or_else(|| {
                LetterError::PartyUnknown {
                    party: id.to_string(),
                }
                .into()
            });
    }
    let of = |role| parties.iter().find(|party| party.role == role);
    Ok(rule
        .and_then(|rule| rule.to)
        .and_then(of)
        .or_else(|| of(PartyRole::Addressee))
        .or_else(|| of(PartyRole::Applicant))
        .or(parties.first()))
}

/// `Madame,` where the directory knows how the person is addressed.
fn greeting(contact: Option<&ContactEntry>) -> String {
    contact
        .map(|contact| contact.salutation.trim())
        .filter(|salutation| !salutation.is_empty())
        .map(|salutation| {
            if salutation.ends_with(',') {
                salutation.to_owned()
            } else {
                format!("{salutation},")
            }
        })
        .unwrap_or_default()
}

/// The remedy that the procedure names for this letter, else for another letter of it, with its end were it notified today.
fn remedy(
    procedure: &Procedure,
    rule: Option<&LetterRule>,
    lang: Lang,
    today: jiff::civil::Date,
    calendar: &Calendar,
) -> Option<RemedyClause> {
    let named = rule
        .and_then(|rule| rule.remedy.as_ref())
        .or_else(|| procedure.letters.iter().find_map(|rule| rule.remedy.as_ref()))?;
    let length: Length = named.within.parse().ok()?;
    Some(RemedyClause {
        court: text_in(&named.court, lang)?.to_owned(),
        count: length.count(),
        unit: length.unit(),
        legal_basis: text_in(&named.legal_basis, lang).unwrap_or_default().to_owned(),
        ends: last_day(length, today, calendar),
    })
}

/// The last day of a length that begins on the day after `start`.
fn last_day(length: Length, start: jiff::civil::Date, calendar: &Calendar) -> Option<jiff::civil::Date> {
    let clock = Clock {
        start,
        length,
        extensions: Vec::new(),
        suspensions: Vec::new(),
    };
    match clock.standing(calendar).ok()? {
        Standing::Ends { due, .. } => Some(due),
        Standing::Suspended { .. } => None,
    }
}

/// Computes the last day to contest a letter anew, from the date that it bears now.
pub(super) fn date_remedy(letter: &mut LetterData, calendar: &Calendar) {
    let date = letter.date;
    if let Some(clause) = &mut letter.remedy {
        clause.ends = Length::new(clause.count, clause.unit)
            .ok()
            .and_then(|length| last_day(length, date, calendar));
    }
}
