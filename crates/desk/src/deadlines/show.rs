//! Deadlines as a person reads them: how they stand today, and what their end means.

use jiff::civil::Date;
use model::deadline::{Calendar, DeadlineStatus, DeadlineView, Standing, days_left};
use model::procedure::DeadlineEffect;
use store::{DeadlineRecord, DeadlineState, Reading};
use wording::{Catalog, Lang};

use super::{calendar, engine};
use crate::{Desk, Error};

/// The sentences of this area only: the whole catalogue takes longer to read than a list.
const SENTENCES: wording::Sources = wording::sources!("../../locales/procedure");

/// Deadlines with how they stand today; `whole`: with what happened to them.
pub(super) fn views(
    desk: &Desk,
    reading: &Reading<'_>,
    records: Vec<DeadlineRecord>,
    whole: bool,
) -> Result<Vec<DeadlineView>, Error> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let calendar = calendar(reading)?;
    let catalog = Catalog::new(&[SENTENCES]);
    let today = super::today(desk);
    records
        .into_iter()
        .map(|record| view(reading, record, today, &calendar, &catalog, desk.lang(), whole))
        .collect()
}

/// How a deadline stands on a day.
pub(crate) fn status(record: &DeadlineRecord, today: Date) -> DeadlineStatus {
    match record.state {
        DeadlineState::Suspended => DeadlineStatus::Suspended,
        DeadlineState::Cancelled => DeadlineStatus::Cancelled,
        DeadlineState::Kept => match (record.kept_on, record.due_on) {
            (Some(kept), Some(due)) if kept > due => DeadlineStatus::KeptLate,
            _ => DeadlineStatus::Kept,
        },
        DeadlineState::Running => match record.due_on {
            Some(due) if today > due && record.effect.is_ours() => DeadlineStatus::Overdue,
            Some(due) if today > due => DeadlineStatus::Passed,
            _ => DeadlineStatus::Running,
        },
    }
}

fn view(
    reading: &Reading<'_>,
    record: DeadlineRecord,
    today: Date,
    calendar: &Calendar,
    catalog: &Catalog,
    lang: Lang,
    whole: bool,
) -> Result<DeadlineView, Error> {
    let status = status(&record, today);
    let suspended = status == DeadlineStatus::Suspended;
    let changes = if whole || suspended {
        reading.deadline_changes(record.id)?
    } else {
        Vec::new()
    };
    let (left, since) = match engine::clock(&record, &changes).standing(calendar) {
        Ok(Standing::Suspended { since, left }) if suspended => (left, Some(since)),
        _ => (Vec::new(), None),
    };
    let runs = record.state == DeadlineState::Running;
    let counted = record
        .due_on
        .filter(|_| runs)
        .map(|due| days_left(today, due, calendar));
    Ok(DeadlineView {
        meaning: meaning(&record, status, since, catalog, lang),
        id: record.id,
        dossier: record.dossier,
        reference: record.reference,
        subject: record.subject,
        rule: record.rule,
        name: record.name,
        event: record.event,
        started_on: record.started_on,
        length: record.length,
        ends_at: record
            .due_on
            .and_then(|due| due.tomorrow().ok())
            .and_then(engine::midnight),
        due_on: record.due_on,
        status,
        days_left: counted.map(|(days, _)| days),
        working_days_left: counted.map(|(_, days)| days),
        left,
        effect: record.effect,
        legal_basis: record.legal_basis,
        kept_on: record.kept_on,
        elsewhere: record.elsewhere,
        kept_by_state: record.kept_by_state,
        office: record.office,
        person: record.person,
        changes: if whole { changes } else { Vec::new() },
    })
}

/// What its end means, as a sentence with its day.
fn meaning(
    record: &DeadlineRecord,
    status: DeadlineStatus,
    since: Option<Date>,
    catalog: &Catalog,
    lang: Lang,
) -> String {
    let effect = match record.effect {
        DeadlineEffect::None => "none",
        DeadlineEffect::SilenceRefusal => "silence-refusal",
        DeadlineEffect::SilenceAgreement => "silence-agreement",
        DeadlineEffect::AppealEnds => "appeal-ends",
        DeadlineEffect::HearingEnds => "hearing-ends",
    };
    let id = match status {
        DeadlineStatus::Running => format!("deadline-means-{effect}"),
        DeadlineStatus::Overdue | DeadlineStatus::Passed => format!("deadline-meant-{effect}"),
        DeadlineStatus::Suspended => "deadline-means-suspended".to_owned(),
        DeadlineStatus::Kept => "deadline-means-kept".to_owned(),
        DeadlineStatus::KeptLate => "deadline-means-kept-late".to_owned(),
        DeadlineStatus::Cancelled => "deadline-means-cancelled".to_owned(),
    };
    let shown = |day: Option<Date>| day.map(engine::shown).unwrap_or_default();
    let arguments = [
        ("due", shown(record.due_on)),
        ("kept", shown(record.kept_on)),
        ("since", shown(since)),
    ];
    catalog.text(lang, &id, &arguments)
}
