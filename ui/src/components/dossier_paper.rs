//! A dossier on paper: all of it, whatever is open on the screen: what it is, its parties and links, its documents, tasks,
//! deadlines and notes, and what happened to it.

use std::collections::BTreeMap;

use model::DossierStatus;
use model::deadline::DeadlineView;
use model::procedure::ProcedureView;
use model::view::{DocumentView, DossierView, HistoryEntry};
use model::work::{NoteView, TaskView};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::circuit::assignee_in_words;
use super::dossier_deadlines::{deadline_state, watched_by};
use super::dossier_history::{repeated, timeline_entry};
use super::dossier_identity::{access_in_words, text_in};
use super::dossier_people::{link_in_words, role_in_words};
use super::{Icon, Status, print_part};
use crate::bridge::{Answer, circuits, deadlines, dossiers, intake, people};
use crate::format;
use crate::session::{Session, report, use_session};
use crate::words::{Words, use_words};

/// Documents and lines that are read at a time.
const PAGE: u32 = 200;

/// Everything that a dossier has.
#[derive(Clone, PartialEq)]
struct Paper {
    dossier: DossierView,
    documents: Vec<DocumentView>,
    tasks: Vec<TaskView>,
    notes: Vec<NoteView>,
    deadlines: Vec<DeadlineView>,
    history: Vec<HistoryEntry>,
    procedure: Option<ProcedureView>,
    people: Vec<model::view::PersonView>,
}

/// Reads all of it, also what the screen shows page by page.
async fn read(dossier: DossierView) -> Answer<Paper> {
    let id = dossier.id;
    let mut documents = dossier.documents.clone();
    while documents.len() < dossier.facts.document_count as usize {
        let page = intake::documents_of(id, documents.last().map(|last| last.id), PAGE).await?;
        if page.is_empty() {
            break;
        }
        documents.extend(page);
    }
    let mut history: Vec<HistoryEntry> = Vec::new();
    loop {
        let page = dossiers::history(id, history.last().map(|last| last.sequence), PAGE).await?;
        let last = page.len() < PAGE as usize;
        history.extend(page);
        if last {
            break;
        }
    }
    Ok(Paper {
        documents,
        history,
        tasks: circuits::tasks_of_dossier(id).await?,
        notes: circuits::notes_of_dossier(id).await?,
        deadlines: deadlines::deadlines(id).await?,
        procedure: dossiers::dossier_procedure(id).await?,
        people: people::people().await?,
        dossier,
    })
}

#[derive(PartialEq, Properties)]
pub struct PrintDossierProps {
    /// The dossier.
    pub dossier: DossierView,
}

/// The button that prints a dossier; what is printed is drawn beside the page, for the paper alone.
#[component]
pub fn PrintDossier(props: &PrintDossierProps) -> Html {
    let words = use_words();
    let session = use_session();
    let busy = use_state(|| false);
    let paper = use_state(|| None::<Paper>);
    let node = use_node_ref();
    {
        // Printed as soon as it is drawn; the paper goes when the page changes or another one is printed.
        let node = node.clone();
        use_effect_with((*paper).clone(), move |paper| {
            if paper.is_some() {
                print_part(&node);
            }
        });
    }
    let onclick = {
        let (session, busy, paper, dossier) = (
            session.clone(),
            busy.clone(),
            paper.clone(),
            props.dossier.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            paper.set(None);
            let (session, busy, paper, dossier) =
                (session.clone(), busy.clone(), paper.clone(), dossier.clone());
            spawn_local(async move {
                let answer: Result<Paper, Explanation> = read(dossier).await;
                busy.set(false);
                match answer {
                    Ok(whole) => paper.set(Some(whole)),
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    html! {
        <>
            <button type="button" class="ds-button" data-variant="tertiary" data-action="print-dossier" aria-busy={busy.to_string()} {onclick}>
                <Icon name="page" />{ words.t("print-dossier") }</button>
            if let Some(paper) = &*paper {
                <div hidden=true><div ref={node} class="dossier-paper">{ sheet(&words, &session, paper) }</div></div>
            }
        </>
    }
}

fn sheet(words: &Words, session: &Session, paper: &Paper) -> Html {
    let Paper {
        dossier,
        documents,
        tasks,
        notes,
        deadlines,
        history,
        procedure,
        people,
    } = paper;
    let facts = &dossier.facts;
    let states: BTreeMap<String, String> = procedure
        .iter()
        .flat_map(|view| view.procedure.states.iter())
        .filter_map(|state| Some((state.key.clone(), text_in(&state.name, words.lang())?)))
        .collect();
    let part = |title: &str, count: usize, body: Html| {
        html! {
            <section data-part={title.to_owned()}>
                <h2 class="section-title">{ words.t(title) }{ " " }<span class="count">{ count }</span></h2>
                if count == 0 { <p class="muted">{ "–" }</p> } else { { body } }
            </section>
        }
    };
    let fact =
        |label: &str, value: String| html! { <div><dt>{ words.t(label) }</dt><dd>{ value }</dd></div> };
    let class = facts.classification.as_ref().map_or_else(
        || "–".to_owned(),
        |code| match &facts.classification_title {
            Some(title) => format!("{code} · {title}"),
            None => code.clone(),
        },
    );
    let named = facts.named.iter().map(|person| person.name.as_str());
    let access = std::iter::once(access_in_words(words, facts.confidentiality).as_str())
        .chain(named)
        .collect::<Vec<_>>()
        .join(" · ");
    html! {
        <>
            <h1>{ dossier.subject.as_str() }</h1>
            <dl class="identity-facts">
                { fact("reference", dossier.reference.to_string()) }
                { fact("procedure", dossier.procedure.as_ref().map_or_else(|| words.t("procedure-none"), |key| session.procedure_name(key, words.lang()))) }
                if let Some(state) = &facts.state { { fact("state", states.get(state).unwrap_or(state).clone()) } }
                { fact("classification", class) }
                { fact("confidentiality", access) }
                { fact("tags", if facts.tags.is_empty() { "–".to_owned() } else { facts.tags.join(", ") }) }
                { fact("opened", format::day(words, dossier.created_at)) }
                if dossier.status == DossierStatus::Closed {
                    { fact("dossier-closed", facts.closed_at.map(|at| format::moment(words, at)).unwrap_or_default()) }
                }
            </dl>
            { part("tab-parties", dossier.parties.len() + facts.links.len(), html! { <ul class="versions">
                { for dossier.parties.iter().map(|party| html! { <li><span class="row-title">{ &party.name }</span>{ " " }<span class="row-note">{ role_in_words(words, party.role) }</span></li> }) }
                { for facts.links.iter().map(|link| html! { <li><span class="row-title">{ link.reference.as_str() }{ " · " }{ link.subject.as_str() }</span>{ " " }<span class="row-note">{ link_in_words(words, link.kind, link.outgoing) }</span></li> }) }
            </ul> }) }
            { part("documents", documents.len(), html! { <ul class="versions">{ for documents.iter().map(|document| document_line(words, document)) }</ul> }) }
            { part("tasks", tasks.len(), html! { <ul class="versions">{ for tasks.iter().map(|task| html! {
                <li><span class="row-title">{ &task.title }</span>{ " " }<span class="row-note">{ assignee_in_words(words, &task.assignee, &task.assignee_name) }
                    if let Some(day) = task.due_day { { " · " }{ format::civil_day(words, day) } }
                    if let Some(at) = task.done_at { { " · " }{ words.t("steps-done") }{ " " }{ format::moment(words, at) } }</span></li>
            }) }</ul> }) }
            { part("deadlines", deadlines.len(), html! { <ul class="versions">{ for deadlines.iter().map(|view| html! {
                <li><span class="row-title">{ text_in(&view.name, words.lang()).unwrap_or_default() }</span>{ " " }{ deadline_state(words, view.status) }
                    if let Some(day) = view.due_on { { " " }{ format::civil_day(words, day) } }
                    { " " }<span class="row-note">{ &view.meaning }
                    if let Some(basis) = text_in(&view.legal_basis, words.lang()) { { " · " }{ basis } }
                    if let Some(watched) = watched_by(words, view, people) { { " · " }{ watched } }</span></li>
            }) }</ul> }) }
            { part("notes", notes.len(), html! { <ul class="versions">{ for notes.iter().map(|note| html! {
                <li><span class="row-note">{ &note.author_name }{ " · " }{ format::moment(words, note.written_at) }</span><p class="note-text">{ &note.text }</p></li>
            }) }</ul> }) }
            { part("history", history.len(), html! { <ol class="timeline">{ for repeated(history).map(|(entry, times)| timeline_entry(words, entry, times, &states)) }</ol> }) }
        </>
    }
}

fn document_line(words: &Words, document: &DocumentView) -> Html {
    html! {
        <li>
            <span class="row-title">{ &document.title }</span>{ " " }
            <Status status={document.status.clone()} held={document.augmentation.is_some()} />
            { for document.versions.first().map(|version| html! {
                <span class="row-note">{ words.with("version-number", &[("number", version.number.to_string())]) }
                    if let Some(pages) = version.pages { { " · " }{ words.with("pages-count", &[("count", pages.to_string())]) } }
                    { " · " }{ format::moment(words, version.created_at) }</span>
            }) }
            if let Some(identifier) = document.identifier { <span class="row-note">{ words.t("identifier") }{ " " }{ identifier.printed() }</span> }
        </li>
    }
}
