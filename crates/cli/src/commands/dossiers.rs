//! Dossiers.

use std::collections::HashMap;

use model::view::{DocumentView, DossierView, HistoryEntry, PlatformStatus};
use model::{DocumentId, DossierStatus, NewDossier, NewParty, PartyKind, PartyRole, Reference, Subject};

use super::{Context, find_dossier};
use crate::args::{DossierCommand, DossierCreate, DossierList, DossierShow};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::words::Words;

pub fn run(context: &Context<'_>, command: &DossierCommand) -> Result<Exit, Error> {
    match command {
        DossierCommand::Create(arguments) => create(context, arguments),
        DossierCommand::List(arguments) => list(context, arguments),
        DossierCommand::Show(arguments) => show(context, arguments),
        DossierCommand::Change(command) => super::filing::run(context, command),
    }
}

fn create(context: &Context<'_>, arguments: &DossierCreate) -> Result<Exit, Error> {
    let parties = [
        (PartyRole::Applicant, &arguments.applicant),
        (PartyRole::Addressee, &arguments.addressee),
        (PartyRole::Third, &arguments.third_party),
    ];
    let new = NewDossier {
        reference: arguments.reference.as_deref().map(Reference::parse).transpose()?,
        subject: Subject::parse(&arguments.subject)?,
        procedure: arguments.procedure.clone(),
        parties: parties
            .into_iter()
            .flat_map(|(role, names)| names.iter().map(move |name| party(role, name)))
            .collect::<Result<_, _>>()?,
    };
    let dossier = context.open_desk()?.create_dossier(new)?;
    context.out.either(&dossier, |out| {
        let arguments = [("reference", dossier.reference.to_string())];
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words.text("dossier-created", &arguments)
        ))
    })?;
    Ok(Exit::Done)
}

/// `legal:` in front of a name means a legal person.
fn party(role: PartyRole, name: &str) -> Result<NewParty, model::RuleError> {
    let (kind, name) = match name.strip_prefix("legal:") {
        Some(name) => (PartyKind::Legal, name),
        None => (PartyKind::Natural, name),
    };
    NewParty {
        kind,
        role,
        name: name.to_owned(),
    }
    .checked()
}

fn list(context: &Context<'_>, arguments: &DossierList) -> Result<Exit, Error> {
    let out = context.out;
    let search = arguments.search.join(" ");
    let rows = context
        .open_desk()?
        .dossiers(&search, arguments.limit, arguments.offset)?;
    if out.is_json() {
        rows.iter().try_for_each(|row| out.json_line(row))?;
        return Ok(Exit::Done);
    }
    if rows.is_empty() {
        let id = if search.is_empty() {
            "dossiers-none"
        } else {
            "dossiers-none-found"
        };
        out.say(id, &[("search", search)])?;
        return Ok(Exit::Done);
    }
    let words = &out.words;
    let cells = |row: &model::view::DossierRow| {
        vec![
            row.reference.to_string(),
            console::truncate_str(row.subject.as_str(), 48, "…").into_owned(),
            row.party
                .as_deref()
                .map(|name| console::truncate_str(name, 28, "…").into_owned())
                .unwrap_or_default(),
            words.text(status_id(row.status), &[]),
            row.documents.to_string(),
            row.waiting.to_string(),
            words.time(row.changed_at),
        ]
    };
    out.table(
        &[
            "column-reference",
            "column-subject",
            "column-party",
            "column-status",
            "column-documents",
            "column-waiting",
            "column-changed",
        ],
        &rows.iter().map(cells).collect::<Vec<_>>(),
    )?;
    if rows.len() == arguments.limit as usize {
        let next = arguments.offset.saturating_add(arguments.limit);
        out.note(&out.words.text("dossiers-more", &[("offset", next.to_string())]));
    }
    Ok(Exit::Done)
}

fn status_id(status: DossierStatus) -> &'static str {
    match status {
        DossierStatus::Open => "dossier-open",
        DossierStatus::Closed => "dossier-status-closed",
    }
}

fn show(context: &Context<'_>, arguments: &DossierShow) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let mut dossier = find_dossier(&desk, &arguments.dossier)?;
    if arguments.all {
        dossier = desk.whole_dossier(dossier.id)?;
    }
    let numbers = desk.document_numbers(dossier.id)?;
    context
        .out
        .either(&dossier, |out| print(out, &dossier, &numbers))?;
    Ok(Exit::Done)
}

/// `numbers`: all of its documents, in the order in which they came.
fn print(out: &Out, dossier: &DossierView, numbers: &[DocumentId]) -> Result<(), Error> {
    let words = &out.words;
    out.line(&format!(
        "{}  {}",
        out.bold(dossier.reference.as_str()),
        out.bold(dossier.subject.as_str())
    ))?;
    let mut fields = vec![
        ("field-status", words.text(status_id(dossier.status), &[])),
        ("field-procedure", dossier.procedure.clone().unwrap_or_default()),
        ("field-created", words.time(dossier.created_at)),
        ("field-changed", words.time(dossier.changed_at)),
        (
            "field-closed-on",
            dossier
                .facts
                .closed_at
                .map(|at| words.time(at))
                .unwrap_or_default(),
        ),
        ("field-office", dossier.facts.office.clone()),
        ("field-state", dossier.facts.state.clone().unwrap_or_default()),
        ("field-next-states", dossier.facts.next_states.join(", ")),
        (
            "field-classification",
            [&dossier.facts.classification, &dossier.facts.classification_title]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(" "),
        ),
        (
            "field-access",
            words.text(
                match dossier.facts.confidentiality {
                    model::Confidentiality::Internal => "access-internal",
                    model::Confidentiality::Restricted => "access-restricted",
                    model::Confidentiality::Confidential => "access-confidential",
                },
                &[],
            ),
        ),
        (
            "field-named",
            dossier
                .facts
                .named
                .iter()
                .map(|person| person.name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("field-tags", dossier.facts.tags.join(", ")),
        ("field-id", dossier.id.to_string()),
    ];
    fields.extend(dossier.parties.iter().map(|party| {
        let role = match party.role {
            PartyRole::Applicant => "party-applicant",
            PartyRole::Addressee => "party-addressee",
            PartyRole::Third => "party-third",
        };
        let name = match &party.current_name {
            Some(current) => format!("{} ({current})", party.name),
            None => party.name.clone(),
        };
        // By its id a party is changed or removed.
        (role, format!("{name}  {}", party.id))
    }));
    fields.extend(dossier.facts.links.iter().map(|link| {
        use model::view::LinkKind;
        let label = match (link.kind, link.outgoing) {
            (LinkKind::Follows, true) => "link-follows",
            (LinkKind::Concerns, true) => "link-concerns",
            (LinkKind::Parent, true) => "link-parent",
            (LinkKind::Follows, false) => "link-follows-from",
            (LinkKind::Concerns, false) => "link-concerns-from",
            (LinkKind::Parent, false) => "link-parent-from",
        };
        (label, format!("{}  {}", link.reference, link.subject))
    }));
    out.fields(&fields)?;
    if !dossier.documents.is_empty() {
        out.line("")?;
        let row = |(number, document): (usize, &DocumentView)| {
            vec![
                format!("#{number}"),
                console::truncate_str(&document.title, 48, "…").into_owned(),
                document.versions.len().to_string(),
                document
                    .versions
                    .first()
                    .map(|version| words.size(version.size_bytes))
                    .unwrap_or_default(),
                if document.withdrawn_at.is_some() {
                    words.text("status-withdrawn", &[])
                } else {
                    status(words, &document.status)
                },
                document
                    .identifier
                    .map(|identifier| identifier.printed())
                    .unwrap_or_default(),
            ]
        };
        let place: HashMap<DocumentId, usize> = numbers.iter().copied().zip(1..).collect();
        let mut documents: Vec<(usize, &DocumentView)> = dossier
            .documents
            .iter()
            .filter_map(|document| Some((*place.get(&document.id)?, document)))
            .collect();
        documents.sort_by_key(|(number, _)| *number);
        let rows: Vec<_> = documents.into_iter().map(row).collect();
        out.table(
            &[
                "column-number",
                "column-title",
                "column-versions",
                "column-size",
                "column-status",
                "column-identifier",
            ],
            &rows,
        )?;
        if dossier.documents.len() < numbers.len() {
            let (shown, count) = (dossier.documents.len(), numbers.len());
            out.note(&words.text(
                "dossier-newest-documents",
                &[("shown", shown.to_string()), ("count", count.to_string())],
            ));
        }
    }
    if !dossier.history.is_empty() {
        out.line("")?;
        print_history(out, &dossier.history)?;
    }
    Ok(())
}

/// What happened to a dossier, as a table.
pub fn print_history(out: &Out, entries: &[HistoryEntry]) -> Result<(), Error> {
    let words = &out.words;
    let row = |entry: &HistoryEntry| {
        let event = history(words, entry);
        vec![
            words.time(entry.at),
            console::truncate_str(&event, 72, "…").into_owned(),
            entry.actor.clone(),
        ]
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    out.table(&["column-time", "column-event", "column-actor"], &rows)
}

/// Where a document stands, in words.
pub fn status(words: &Words, status: &PlatformStatus) -> String {
    match status {
        PlatformStatus::OnThisDesk => words.text("status-on-this-desk", &[]),
        PlatformStatus::Waiting { last_error: None } => words.text("status-waiting", &[]),
        PlatformStatus::Waiting {
            last_error: Some(code),
        } => {
            format!("{} [{code}]", words.text("status-waiting", &[]))
        }
        PlatformStatus::Parked { code } => format!("{} [{code}]", words.text("status-parked", &[])),
        PlatformStatus::OnPlatform { since } => {
            words.text("status-on-platform", &[("since", words.time(*since))])
        }
    }
}

fn history(words: &Words, entry: &HistoryEntry) -> String {
    let arguments: Vec<(&str, String)> = entry
        .details
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    words
        .try_text(&format!("history-{}", entry.kind), &arguments)
        .unwrap_or_else(|| words.text("history-other", &[("kind", entry.kind.clone())]))
}
