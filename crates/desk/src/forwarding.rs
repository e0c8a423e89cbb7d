//! A request that belongs to another authority: forwarded, and the applicant told, in one action (regulation of 8 June
//! 1979, art. 1; its days stay the applicant's, art. 2).

use model::circuit::CircuitStatus;
use model::deadline::{DeadlineChangeKind, DeadlineError, ForwardingView, NewForwarding};
use model::procedure::DeadlineStart;
use model::{DossierId, PartyRole, Role, RuleError};
use store::Change;
use wording::Lang;

use crate::deadlines::{engine, line};
use crate::{Desk, Error, ProcedureError, dossiers, procedures};

/// Key of the letter template that tells the applicant.
const TEMPLATE: &str = "forwarding";

/// Key of the state in which a forwarded dossier ends, in procedures that have it.
const STATE: &str = "forwarded";

/// Most lines of an address.
const ADDRESS_LINES: usize = 8;

impl Desk {
    /// Forwards a misdirected request: the letter to the applicant becomes a document of the dossier, the day on which the
    /// request came in is kept for the competent authority, the deadlines here are cancelled, and the dossier is closed
    /// with the reason. All of it or nothing. `lang`: the letter's language where it is not the applicant's. For agents,
    /// clerks and signatories.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`, `field-empty` for the authority or the reason,
    /// `forwarding-done`, `forwarding-no-applicant`, `forwarding-circuit-running`, `deadline-day-in-future`,
    /// `deadline-day-too-early`, `letter-missing` and what else is wrong with the letter.
    pub fn forward_request(
        &self,
        dossier: DossierId,
        new: &NewForwarding,
        lang: Option<Lang>,
    ) -> Result<ForwardingView, Error> {
        self.require(&[Role::Agent, Role::Clerk, Role::Signatory])?;
        let authority = line("authority", &new.authority)?;
        let reason = line("reason", &new.reason)?;
        let address = address(&new.address)?;
        let today = self.today();
        let on = new.on.unwrap_or(today);
        if on > today {
            return Err(DeadlineError::DayInFuture { day: on }.into());
        }
        let received = self.store.read(|reading| -> Result<_, Error> {
            let record = reading.dossier(dossier)?;
            let reference = record.reference.to_string();
            if record.status == model::DossierStatus::Closed {
                return Err(Error::DossierClosed { reference });
            }
            let parties = reading.parties(dossier)?;
            if !parties.iter().any(|party| party.role == PartyRole::Applicant) {
                return Err(ProcedureError::NoApplicant { reference }.into());
            }
            Ok(reading
                .dossier_days(dossier)?
                .into_iter()
                .find(|row| row.event == DeadlineStart::Received)
                .map_or_else(|| dossiers::in_luxembourg(record.created_at).date(), |row| row.on))
        })?;
        if on < received {
            return Err(DeadlineError::DayTooEarly {
                day: on,
                start: received,
            }
            .into());
        }
        let applicant_address = crate::forwarding::address(&new.applicant_address)?;
        let mut draft = self.draft_letter(dossier, TEMPLATE, lang, None)?.draft;
        if draft.letter.addressee.address.is_empty() {
            draft.letter.addressee.address = applicant_address.lines().map(str::to_owned).collect();
        }
        draft.letter.fields.extend([
            ("received_on".to_owned(), received.to_string()),
            ("forwarded_on".to_owned(), on.to_string()),
            ("authority".to_owned(), authority.clone()),
            ("authority_address".to_owned(), address.clone()),
        ]);
        self.finish_letter_with(&draft, &|change, letter| {
            let forwarding = ForwardingView {
                dossier,
                authority: authority.clone(),
                address: address.clone(),
                reason: reason.clone(),
                received_on: received,
                forwarded_on: on,
                letter: Some(letter),
                actor: self.actor.clone(),
            };
            self.forwarded(change, &forwarding)
        })?;
        self.forwarding(dossier)?.ok_or_else(|| {
            store::Error::DossierUnknown {
                subject: dossier.to_string(),
            }
            .into()
        })
    }

    /// How the request of a dossier was forwarded; `None` when it was not. For everybody who may see the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn forwarding(&self, dossier: DossierId) -> Result<Option<ForwardingView>, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            reading.dossier(dossier)?;
            Ok(reading.forwarding(dossier)?)
        })
    }

    /// Everything beside the letter, in its transaction.
    fn forwarded(&self, change: &Change<'_>, forwarding: &ForwardingView) -> Result<(), Error> {
        let dossier = forwarding.dossier;
        let record = change.open_dossier(dossier)?;
        let reference = record.reference.to_string();
        if let Some(before) = change.forwarding(dossier)? {
            return Err(ProcedureError::Forwarded {
                reference,
                authority: before.authority,
            }
            .into());
        }
        let circuits = change.circuits_of_dossier(dossier)?;
        if circuits
            .iter()
            .any(|circuit| circuit.status == CircuitStatus::Running)
        {
            return Err(ProcedureError::CircuitRunning { reference }.into());
        }
        change.add_forwarding(forwarding)?;
        for mut deadline in engine::open(change, dossier)? {
            let kind = DeadlineChangeKind::Cancelled;
            let (on, why) = (forwarding.forwarded_on, &forwarding.reason);
            engine::record_change(change, &mut deadline, kind, on, None, &self.actor, why)?;
        }
        let has_state = procedures::of_dossier(change, dossier)?
            .is_some_and(|procedure| procedure.states.iter().any(|state| state.key == STATE));
        if has_state {
            change.set_state(dossier, Some(STATE))?;
            let from = record.state.as_deref().unwrap_or_default();
            change.record(
                "dossier-state-changed",
                Some(dossier),
                &[("old", from), ("new", STATE)],
            )?;
        }
        change.record(
            "request-forwarded",
            Some(dossier),
            &[
                ("authority", forwarding.authority.as_str()),
                ("received", &engine::shown(forwarding.received_on)),
                ("day", &engine::shown(forwarding.forwarded_on)),
                ("reason", &forwarding.reason),
            ],
        )?;
        change.close_dossier(dossier)?;
        change.record(
            "dossier-closed",
            Some(dossier),
            &[("reference", reference.as_str()), ("reason", &forwarding.reason)],
        )?;
        Ok(())
    }
}

/// A postal address: at most [`ADDRESS_LINES`] lines, empty ones left out.
fn address(text: &str) -> Result<String, Error> {
    let lines = text
        .lines()
        .filter(|text| !text.trim().is_empty())
        .map(|text| line("address", text))
        .collect::<Result<Vec<_>, RuleError>>()?;
    if lines.len() > ADDRESS_LINES {
        return Err(RuleError::FieldTooLong {
            field: "address",
            length: lines.len(),
            limit: ADDRESS_LINES,
        }
        .into());
    }
    Ok(lines.join("\n"))
}
