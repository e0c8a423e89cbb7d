//! Letters in batches: from a search or a table; tried, begun, made, taken up again.

use std::collections::BTreeMap;

use model::LetterBatchId;
use model::letter::{BatchItem, BatchItemState, LetterBatch};
use model::window::{OfferedFile, Progress};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::dossiers::RowLink;
use crate::action::use_action;
use crate::bridge::letters::{self as desk, BatchSource, TriedBatch};
use crate::bridge::picking::{Pick, pick};
use crate::bridge::{self, Work};
use crate::components::{Ask, Field, Icon, Page, Problem, Row, Select, SkeletonRows, Table};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, report, use_session};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn LetterBatchesPage() -> Html {
    let words = use_words();
    let session = use_session();
    let templates = use_loaded((), |()| desk::templates(None));
    let batches = use_loaded((), |()| desk::batches());
    let template = use_state(|| None::<String>);
    let source = use_state(|| "search".to_owned());
    let search = use_state(String::new);
    let table = use_state(|| None::<OfferedFile>);
    let tried = use_state(|| None::<(String, TriedBatch)>);
    let running = use_state(|| None::<(LetterBatchId, Progress)>);
    let problem = use_state(|| None::<Explanation>);
    let open = use_state(|| None::<LetterBatchId>);
    let abandoning = use_state(|| None::<LetterBatchId>);
    let action = use_action();

    let key = (*template).clone().or_else(|| {
        templates
            .ready()
            .and_then(|list| list.first())
            .map(|one| one.key.clone())
    });
    let set = |state: &UseStateHandle<String>| {
        let (state, tried) = (state.clone(), tried.clone());
        Callback::from(move |text: String| {
            tried.set(None);
            state.set(text);
        })
    };
    let on_template = {
        let (template, tried) = (template.clone(), tried.clone());
        Callback::from(move |key: String| {
            tried.set(None);
            template.set(Some(key));
        })
    };
    let choose = {
        let (table, tried, session) = (table.clone(), tried.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let (table, tried, session) = (table.clone(), tried.clone(), session.clone());
            spawn_local(async move {
                match pick(Pick::LetterTable).await {
                    Ok(Some(file)) => {
                        tried.set(None);
                        table.set(Some(file));
                    }
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let onsubmit = {
        let (action, tried, key, source, search, table, words) = (
            action.clone(),
            tried.clone(),
            key.clone(),
            source.clone(),
            search.clone(),
            table.clone(),
            words.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(key) = key.clone() else { return };
            let from = match (source.as_str(), &*table) {
                ("table", Some(file)) => BatchSource::Table {
                    token: file.token.clone(),
                },
                ("table", None) => {
                    return action.problem.set(Some(Explanation {
                        code: "batch-no-table".to_owned(),
                        sentence: words.t("batch-no-table"),
                        next: None,
                    }));
                }
                _ => BatchSource::Search {
                    text: (*search).clone(),
                },
            };
            let tried = tried.clone();
            action.run(desk::try_batch(key.clone(), from), move |found| {
                tried.set(Some((key, found)));
                None
            });
        })
    };
    let run = {
        let (running, problem, session, open) =
            (running.clone(), problem.clone(), session.clone(), open.clone());
        Callback::from(move |id: LetterBatchId| {
            if running.is_some() {
                return;
            }
            running.set(Some((id, Progress::default())));
            problem.set(None);
            open.set(Some(id));
            let (running, problem, session) = (running.clone(), problem.clone(), session.clone());
            spawn_local(async move {
                let progress = {
                    let running = running.clone();
                    Box::new(move |progress| running.set(Some((id, progress))))
                };
                let answer = desk::run_batch(id, progress).await;
                running.set(None);
                match answer {
                    Ok(_) => {}
                    Err(explanation) if explanation.code == "desk-locked" => {
                        return session.dispatch(Act::Lock);
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
                session.dispatch(Act::Changed);
            });
        })
    };
    let begin = {
        let (action, tried, run) = (action.clone(), tried.clone(), run.clone());
        Callback::from(move |_: MouseEvent| {
            let Some((key, found)) = (*tried).clone() else {
                return;
            };
            let (tried, run) = (tried.clone(), run.clone());
            action.run(desk::begin_batch(key, found.rows), move |batch| {
                tried.set(None);
                run.emit(batch.id);
                None
            });
        })
    };
    let stop = Callback::from(move |_: MouseEvent| {
        spawn_local(async {
            // A refused cancel leaves the work running, which stays on screen.
            let _ = bridge::cancel(Work::Letters).await;
        });
    });
    let stay = {
        let (abandoning, action) = (abandoning.clone(), action.clone());
        Callback::from(move |()| {
            action.forget();
            abandoning.set(None);
        })
    };
    let abandon = {
        let (abandoning, action, words) = (abandoning.clone(), action.clone(), words.clone());
        Callback::from(move |_: String| {
            let Some(id) = *abandoning else { return };
            let (abandoning, words) = (abandoning.clone(), words.clone());
            action.run(desk::abandon_batch(id), move |_| {
                abandoning.set(None);
                Some(words.t("batch-abandoned"))
            });
        })
    };
    let names: BTreeMap<String, String> = templates
        .ready()
        .into_iter()
        .flatten()
        .map(|one| (one.key.clone(), one.name.clone()))
        .collect();
    let options = templates
        .ready()
        .into_iter()
        .flatten()
        .map(|one| (one.key.clone(), one.name.clone(), None))
        .collect::<Vec<_>>();
    let sources = vec![
        ("search".to_owned(), words.t("batch-from-search"), None),
        ("table".to_owned(), words.t("batch-from-table"), None),
    ];
    html! {
        <Page title={words.t("batches")} below={html! { <p class="page-sub">{ words.t("batches-text") }</p> }}
            eyebrow={html! { <nav class="crumbs" aria-label={words.t("crumbs")}><Link<Route> to={Route::LetterTemplates}>{ words.t("templates") }</Link<Route>></nav> }}>
            <div class="stack">
                <form class="panel stack" {onsubmit} novalidate=true aria-labelledby="batch-new-title">
                    <h2 id="batch-new-title" class="section-title">{ words.t("batch-new") }</h2>
                    if let Some(problem) = (*action.problem).clone().filter(|_| abandoning.is_none()) { <Problem {problem} /> }
                    <div class="field-grid">
                        <Select id="batch-template" label={words.t("template")} {options} value={key.clone().unwrap_or_default()} on_change={on_template} />
                        <Select id="batch-source" label={words.t("batch-source")} options={sources} value={(*source).clone()} on_change={set(&source)} />
                    </div>
                    if source.as_str() == "table" {
                        <div class="field">
                            <span class="field-label">{ words.t("batch-table") }</span>
                            <p class="field-hint" id="batch-table-hint">{ words.t("batch-table-hint") }</p>
                            <div class="file-choice"><span class="file-name" id="batch-table-name">{ table.as_ref().map_or_else(|| words.t("file-none"), |file| file.name.clone()) }</span>
                                <button type="button" class="ds-button" data-variant="secondary" data-size="sm" aria-describedby="batch-table-name batch-table-hint" onclick={choose}>{ words.t("choose-file") }</button></div>
                        </div>
                    } else {
                        <Field id="batch-search" label={words.t("search-label")} hint={words.t("batch-search-hint")} value={(*search).clone()} on_input={set(&search)} optional=true />
                    }
                    <div><button type="submit" class="ds-button" data-variant="secondary" data-action="try-batch" aria-busy={action.busy.to_string()}>{ words.t("batch-try") }</button></div>
                    if let Some((_, found)) = &*tried {
                        <div class="stack-tight" role="status">
                            <p class="row-title">{ words.with("batch-found", &[("count", found.rows.len().to_string()), ("lacking", found.missing.len().to_string())]) }</p>
                            if !found.missing.is_empty() {
                                <ul class="reasons">{ for found.missing.iter().take(50).map(|(position, gaps)| {
                                    let row = usize::try_from(*position).ok().and_then(|at| found.rows.get(at.wrapping_sub(1)));
                                    html! { <li><span class="reference">{ row.map(|row| row.dossier.clone()).unwrap_or_default() }</span>{ " " }
                                        { gaps.iter().map(|gap| gap.explanation.sentence.clone()).collect::<Vec<_>>().join(" ") }</li> }
                                }) }</ul>
                                <p class="field-hint">{ words.t("batch-lacking-hint") }</p>
                            }
                            if !found.rows.is_empty() {
                                <div><button type="button" class="ds-button" data-action="begin-batch" disabled={running.is_some()} onclick={begin}><Icon name="check" />{ words.with("batch-begin", &[("count", found.rows.len().to_string())]) }</button></div>
                            }
                        </div>
                    }
                </form>
                if let Some((_, progress)) = &*running {
                    <section class="panel stack-tight" aria-busy="true">
                        <p class="lead" role="status">{ words.with("batch-running", &[("done", progress.items_done.to_string()), ("count", progress.items.to_string())]) }</p>
                        <progress aria-label={words.t("batches")} max={progress.items.max(1).to_string()} value={progress.items_done.to_string()} />
                        <p class="muted one-line">{ &progress.label }{ "\u{a0}" }</p>
                        <div><button type="button" class="ds-button" data-variant="secondary" onclick={stop}>{ words.t("cancel") }</button></div>
                    </section>
                }
                if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
                <section class="stack-tight" aria-labelledby="batches-title">
                    <h2 id="batches-title" class="section-title">{ words.t("batches-done") }</h2>
                    { match &*batches {
                        Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
                        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                        Loaded::Ready(list) if list.is_empty() => html! { <p class="muted">{ words.t("batches-none") }</p> },
                        Loaded::Ready(list) => list_of(&words, list, &names, running.is_some(), &run, &open, &abandoning),
                    } }
                </section>
                if let Some(id) = *open { <BatchItems key={id.to_string()} {id} /> }
            </div>
            if abandoning.is_some() {
                <Ask title={words.t("batch-abandon")} text={words.t("batch-abandon-text")} confirm={words.t("batch-abandon")} grave=true
                    busy={*action.busy} problem={(*action.problem).clone()} on_confirm={abandon} on_close={stay} />
            }
        </Page>
    }
}

fn list_of(
    words: &Words,
    list: &[LetterBatch],
    names: &BTreeMap<String, String>,
    busy: bool,
    run: &Callback<LetterBatchId>,
    open: &UseStateHandle<Option<LetterBatchId>>,
    abandoning: &UseStateHandle<Option<LetterBatchId>>,
) -> Html {
    let rows = list
        .iter()
        .map(|batch| {
            let id = batch.id;
            let unfinished = batch.waiting() + batch.refused > 0 && !batch.abandoned;
            let show = {
                let open = open.clone();
                Callback::from(move |_: MouseEvent| open.set(if *open == Some(id) { None } else { Some(id) }))
            };
            let again = run.reform(move |_: MouseEvent| id);
            let give_up = {
                let abandoning = abandoning.clone();
                Callback::from(move |_: MouseEvent| abandoning.set(Some(id)))
            };
            Row {
                key: id.to_string(),
                cells: vec![
                    html! { <><span class="row-title">{ names.get(&batch.template).cloned().unwrap_or_else(|| batch.template.clone()) }</span>
                    <span class="row-note">{ &batch.begun_by }{ " · " }{ format::moment(words, batch.begun_at) }</span></> },
                    html! { <>{ words.with("batch-state", &[("done", batch.done.to_string()), ("count", batch.letters.to_string())]) }
                    if batch.refused > 0 { <span class="row-note">{ words.with("batch-refused", &[("count", batch.refused.to_string())]) }</span> }
                    if batch.abandoned { <span class="row-note">{ words.t("batch-is-abandoned") }</span> }</> },
                    html! { <div class="row-actions">
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" aria-expanded={(**open == Some(id)).to_string()} onclick={show}>{ words.t("batch-letters") }</button>
                        if unfinished {
                            <button type="button" class="ds-button" data-variant="secondary" data-size="sm" disabled={busy} onclick={again}>{ words.t("batch-resume") }</button>
                            <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" disabled={busy} onclick={give_up}>{ words.t("batch-abandon") }</button>
                        }
                    </div> },
                ],
            }
        })
        .collect::<Vec<_>>();
    let columns = ["template", "state", "person-actions"]
        .map(|id| AttrValue::from(words.t(id)))
        .to_vec();
    html! { <Table caption={words.t("batches-done")} {columns} {rows} /> }
}

#[derive(PartialEq, Properties)]
struct BatchItemsProps {
    id: LetterBatchId,
}

/// The letters of a batch and what became of each.
#[component]
fn BatchItems(props: &BatchItemsProps) -> Html {
    let words = use_words();
    let loaded = use_loaded(props.id, |id: &LetterBatchId| desk::batch_items(*id));
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(items) => {
            let rows = items.iter().map(|item| row(&words, item)).collect::<Vec<_>>();
            let columns = ["batch-letter", "state"]
                .map(|id| AttrValue::from(words.t(id)))
                .to_vec();
            html! { <Table caption={words.t("batch-letters")} {columns} {rows} /> }
        }
    };
    html! { <section class="stack-tight" aria-labelledby="batch-items-title"><h2 id="batch-items-title" class="section-title">{ words.t("batch-letters") }</h2>{ body }</section> }
}

fn row(words: &Words, item: &BatchItem) -> Row {
    let title = if item.row.party.is_empty() {
        item.row.dossier.clone()
    } else {
        format!("{} · {}", item.row.dossier, item.row.party)
    };
    Row {
        key: item.position.to_string(),
        cells: vec![
            match item.document {
                Some(id) => html! { <RowLink to={Route::Document { id }}>{ title }</RowLink> },
                None => html! { <span class="reference">{ title }</span> },
            },
            match (item.state, &item.refused) {
                (BatchItemState::Done, _) => {
                    html! { <span class="chip" data-color="success">{ words.t("batch-item-done") }</span> }
                }
                (_, Some(refused)) => {
                    html! { <><span class="chip" data-color="danger">{ words.t("batch-item-refused") }</span>
                    <span class="row-note">{ &refused.sentence }{ " " }{ refused.next.clone().unwrap_or_default() }</span></> }
                }
                _ => html! { <span class="chip">{ words.t("batch-item-waiting") }</span> },
            },
        ],
    }
}
