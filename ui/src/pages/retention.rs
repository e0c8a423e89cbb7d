//! Retention: what is due, the dispositions, legal holds, the tableau de tri.

use std::collections::BTreeSet;

use model::DossierId;
use model::procedure::Fate;
use model::retention::{
    DispositionState, DueFilter, HoldFilter, HoldView, Reevaluation, RetentionRow, RetentionTableView,
    TableCheck,
};
use model::window::OfferedFile;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::{self, Choice, intake as desk};
use crate::components::{
    Ask, DayField, Empty, Field, Icon, Page, Pager, Problem, Row, Select, SkeletonRows, Tab, Table, Tabs,
    checked_of, read_day, written_day,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{report, use_session};
use crate::words::{Words, use_words};

/// Rows of one page of a list.
const ROWS: u32 = 100;

/// What becomes of a dossier, in words.
pub fn fate_in_words(words: &Words, fate: Option<Fate>) -> String {
    words.t(match fate {
        Some(Fate::Keep) => "fate-keep",
        Some(Fate::Sample) => "fate-sample",
        Some(Fate::Destroy) => "fate-destroy",
        None => "fate-none",
    })
}

/// Where a disposition stands, in words.
pub fn state_in_words(words: &Words, state: DispositionState) -> String {
    words.t(match state {
        DispositionState::Proposed => "disposition-state-proposed",
        DispositionState::Notified => "disposition-state-notified",
        DispositionState::Appraised => "disposition-state-appraised",
        DispositionState::Confirmed => "disposition-state-confirmed",
        DispositionState::Destroying => "disposition-state-destroying",
        DispositionState::Done => "disposition-state-done",
        DispositionState::Withdrawn => "disposition-state-withdrawn",
    })
}

fn columns(words: &Words, ids: &[&str]) -> Vec<AttrValue> {
    ids.iter().map(|id| AttrValue::from(words.t(id))).collect()
}

/// The page.
#[component]
pub fn RetentionPage() -> Html {
    let words = use_words();
    let tab = use_state(|| "due");
    let tabs = [
        ("due", "retention-due"),
        ("dispositions", "dispositions"),
        ("holds", "holds"),
        ("tables", "retention-tables"),
    ]
    .map(|(key, label)| Tab {
        key,
        label: words.t(label).into(),
        count: 0,
    })
    .to_vec();
    let on_change = {
        let tab = tab.clone();
        Callback::from(move |key: &'static str| tab.set(key))
    };
    let panel = match *tab {
        "dispositions" => html! { <Dispositions /> },
        "holds" => html! { <Holds /> },
        "tables" => html! { <Tables /> },
        _ => html! { <Due /> },
    };
    html! {
        <Page title={words.t("retention")} below={html! { <p class="page-sub">{ words.t("retention-text") }</p> }}>
            <Tabs id="retention-tabs" label={words.t("retention")} {tabs} value={*tab} {on_change}>{ panel }</Tabs>
        </Page>
    }
}

fn dossier_cell(row: &RetentionRow) -> Html {
    html! {
        <><Link<Route> to={Route::Dossier { id: row.dossier }} classes="ds-link reference">{ row.reference.as_str() }</Link<Route>>
        <span class="row-note">{ row.subject.as_str() }</span></>
    }
}

/// Dossiers whose retention has ended, those without a rule, and those the newest table would treat otherwise.
#[component]
fn Due() -> Html {
    let words = use_words();
    let action = use_action();
    let fate = use_state(String::new);
    let offset = use_state(|| 0_u32);
    let chosen = use_state(BTreeSet::<DossierId>::new);
    let proposing = use_state(|| false);
    let filter = DueFilter {
        fate: match fate.as_str() {
            "keep" => Some(Fate::Keep),
            "sample" => Some(Fate::Sample),
            "destroy" => Some(Fate::Destroy),
            _ => None,
        },
        ..DueFilter::default()
    };
    let loaded = use_loaded((filter, *offset), |(filter, offset): &(DueFilter, u32)| {
        desk::retention_due(filter.clone(), ROWS, *offset)
    });
    let undecided = use_loaded((), |()| desk::retention_undecided(ROWS, 0));
    let others = use_loaded((), |()| desk::retention_reevaluations(ROWS));
    let fates = vec![
        (String::new(), words.t("journal-every-kind"), None),
        ("keep".to_owned(), words.t("fate-keep"), None),
        ("sample".to_owned(), words.t("fate-sample"), None),
        ("destroy".to_owned(), words.t("fate-destroy"), None),
    ];
    let on_fate = {
        let (fate, offset, chosen) = (fate.clone(), offset.clone(), chosen.clone());
        Callback::from(move |value: String| {
            offset.set(0);
            chosen.set(BTreeSet::new());
            fate.set(value);
        })
    };
    let show = {
        let (proposing, action) = (proposing.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            proposing.set(true);
        })
    };
    let close = {
        let proposing = proposing.clone();
        Callback::from(move |()| proposing.set(false))
    };
    let note = use_state(String::new);
    let on_note = {
        let note = note.clone();
        Callback::from(move |value: String| note.set(value))
    };
    let on_confirm = {
        let (action, words, chosen, proposing, note) = (
            action.clone(),
            words.clone(),
            chosen.clone(),
            proposing.clone(),
            note.clone(),
        );
        Callback::from(move |_: String| {
            let dossiers: Vec<DossierId> = chosen.iter().copied().collect();
            let (words, chosen, proposing) = (words.clone(), chosen.clone(), proposing.clone());
            action.run(
                desk::propose_disposition(dossiers, (*note).clone()),
                move |made| {
                    chosen.set(BTreeSet::new());
                    proposing.set(false);
                    Some(words.with("disposition-proposed", &[("count", made.dossiers.to_string())]))
                },
            );
        })
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=5 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready((rows, _)) if rows.is_empty() => {
            html! { <Empty title={words.t("retention-due-none")} text={words.t("retention-due-none-text")} /> }
        }
        Loaded::Ready((rows, count)) => {
            let shown = rows
                .iter()
                .map(|row| {
                    let onchange = {
                        let (chosen, id) = (chosen.clone(), row.dossier);
                        Callback::from(move |event: Event| {
                            let mut next = (*chosen).clone();
                            if checked_of(&event) {
                                next.insert(id);
                            } else {
                                next.remove(&id);
                            }
                            chosen.set(next);
                        })
                    };
                    let label = words.with("select-document", &[("title", row.reference.to_string())]);
                    Row {
                        key: row.dossier.to_string(),
                        cells: vec![
                            html! { <input type="checkbox" class="ds-input" aria-label={label} checked={chosen.contains(&row.dossier)} disabled={!row.holds.is_empty()} {onchange} /> },
                            dossier_cell(row),
                            html! { { fate_in_words(&words, row.fate) } },
                            html! { <>{ row.last_day.map(|day| format::civil_day(&words, day)).unwrap_or_default() }
                            { for row.holds.iter().map(|hold| html! { <span class="chip" data-color="danger">{ words.with("hold-of", &[("hold", hold.hold.to_string()), ("reason", hold.reason.clone())]) }</span> }) }</> },
                            html! { <span class="row-note break">{ &row.reason }</span> },
                        ],
                    }
                })
                .collect::<Vec<_>>();
            let columns = columns(
                &words,
                &[
                    "retention-choose",
                    "dossier",
                    "retention-fate",
                    "retention-until",
                    "retention-why",
                ],
            );
            let (from, count) = (*offset, *count);
            let page = |to: u32| {
                let offset = offset.clone();
                Callback::from(move |_: MouseEvent| offset.set(to))
            };
            html! {
                <>
                    <Table caption={words.t("retention-due")} {columns} rows={shown} />
                    <div class="row-actions">
                        <button type="button" class="ds-button" data-action="propose" disabled={chosen.is_empty()} onclick={show}>{ words.with("disposition-propose", &[("count", chosen.len().to_string())]) }</button>
                        if chosen.is_empty() { <span class="muted">{ words.t("disposition-propose-none") }</span> }
                        if from > 0 { <button type="button" class="ds-button" data-variant="tertiary" onclick={page(from.saturating_sub(ROWS))}>{ words.t("page-before") }</button> }
                        if from + ROWS < count { <button type="button" class="ds-button" data-variant="tertiary" onclick={page(from + ROWS)}>{ words.t("page-after") }</button> }
                    </div>
                </>
            }
        }
    };
    let undecided = undecided.ready().cloned().unwrap_or_default();
    let others = others.ready().cloned().unwrap_or_default();
    html! {
        <div class="stack">
            <div class="filter-pair"><Select id="due-fate" label={words.t("retention-fate")} options={fates} value={(*fate).clone()} on_change={on_fate} /></div>
            { body }
            if !undecided.is_empty() { <Undecided rows={undecided} /> }
            if !others.is_empty() { <Others rows={others} /> }
            if *proposing {
                <Ask title={words.t("disposition-propose-title")} text={words.t("disposition-propose-text")} confirm={words.t("disposition-propose-confirm")}
                    busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close}>
                    <Field id="disposition-note" label={words.t("disposition-note")} value={(*note).clone()} on_input={on_note} optional=true autofocus=true />
                </Ask>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct UndecidedProps {
    rows: Vec<RetentionRow>,
}

/// Closed dossiers that never become due by themselves.
#[component]
fn Undecided(props: &UndecidedProps) -> Html {
    let words = use_words();
    let action = use_action();
    let ending = use_state(|| None::<RetentionRow>);
    let day = use_state(String::new);
    let on_day = {
        let day = day.clone();
        Callback::from(move |value: String| day.set(value))
    };
    let rows = props
        .rows
        .iter()
        .map(|row| {
            let open = {
                let (ending, action, row) = (ending.clone(), action.clone(), row.clone());
                Callback::from(move |_: MouseEvent| {
                    action.forget();
                    ending.set(Some(row.clone()));
                })
            };
            Row {
                key: row.dossier.to_string(),
                cells: vec![
                    dossier_cell(row),
                    html! { { format::civil_day(&words, row.closed_on) } },
                    html! { <><span class="row-note break">{ &row.reason }</span>
                    if row.fate.is_some() { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={open}>{ words.t("validity-end") }</button> }</> },
                ],
            }
        })
        .collect::<Vec<_>>();
    let dialog = (*ending).clone().map(|row| {
        let on_close = {
            let ending = ending.clone();
            Callback::from(move |()| ending.set(None))
        };
        let on_confirm = {
            let (action, words, ending, day) = (action.clone(), words.clone(), ending.clone(), day.clone());
            Callback::from(move |_: String| {
                let Some(until) = read_day(&day) else { return };
                let (said, ending) = (words.t("document-changed"), ending.clone());
                action.run(desk::set_validity_end(row.dossier, until), move |()| {
                    ending.set(None);
                    Some(said)
                });
            })
        };
        html! { <Ask title={words.t("validity-end")} text={row.reference.to_string()} confirm={words.t("keep")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} {on_close}>
            <DayField id="validity-day" label={words.t("validity-end-day")} value={(*day).clone()} on_input={on_day.clone()} /></Ask> }
    });
    html! {
        <section class="stack-tight" aria-labelledby="undecided-title">
            <h2 id="undecided-title" class="section-title">{ words.t("retention-undecided") }</h2>
            <Table caption={words.t("retention-undecided")} columns={columns(&words, &["dossier", "retention-closed", "retention-why"])} {rows} />
            { dialog.unwrap_or_default() }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct OthersProps {
    rows: Vec<Reevaluation>,
}

/// Dossiers the newest table would treat otherwise: a person decides.
#[component]
fn Others(props: &OthersProps) -> Html {
    let words = use_words();
    let action = use_action();
    let adopting = use_state(|| None::<Reevaluation>);
    let rows = props
        .rows
        .iter()
        .map(|one| {
            let open = {
                let (adopting, action, one) = (adopting.clone(), action.clone(), one.clone());
                Callback::from(move |_: MouseEvent| {
                    action.forget();
                    adopting.set(Some(one.clone()));
                })
            };
            let rule = |years: u32, fate: Option<Fate>| {
                words.with(
                    "retention-rule",
                    &[("years", years.to_string()), ("fate", fate_in_words(&words, fate))],
                )
            };
            Row {
                key: one.now.dossier.to_string(),
                cells: vec![
                    dossier_cell(&one.now),
                    html! { { rule(one.now.years, one.now.fate) } },
                    html! { <>{ rule(one.years, Some(one.fate)) }<span class="row-note">{ &one.legal_basis }</span></> },
                    html! { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={open}>{ words.t("retention-adopt") }</button> },
                ],
            }
        })
        .collect::<Vec<_>>();
    let dialog = (*adopting).clone().map(|one| {
        let on_close = {
            let adopting = adopting.clone();
            Callback::from(move |()| adopting.set(None))
        };
        let on_confirm = {
            let (action, words, adopting) = (action.clone(), words.clone(), adopting.clone());
            Callback::from(move |reason: String| {
                let (said, adopting) = (words.t("document-changed"), adopting.clone());
                action.run(desk::adopt_retention(one.now.dossier, reason), move |_| {
                    adopting.set(None);
                    Some(said)
                });
            })
        };
        html! { <Ask title={words.t("retention-adopt")} text={one.now.reference.to_string()} reason={words.t("act-reason")} confirm={words.t("retention-adopt-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} {on_close} /> }
    });
    html! {
        <section class="stack-tight" aria-labelledby="others-title">
            <h2 id="others-title" class="section-title">{ words.t("retention-others") }</h2>
            <p class="muted">{ words.t("retention-others-text") }</p>
            <Table caption={words.t("retention-others")} columns={columns(&words, &["dossier", "retention-rule-now", "retention-rule-new", "person-actions"])} {rows} />
            { dialog.unwrap_or_default() }
        </section>
    }
}

/// The dispositions, newest first.
#[component]
fn Dispositions() -> Html {
    let words = use_words();
    let page = use_state(|| 0_u32);
    let loaded = use_loaded(*page, |page: &u32| {
        desk::dispositions(ROWS + 1, page.saturating_mul(ROWS))
    });
    let on_page = {
        let page = page.clone();
        Callback::from(move |to: u32| page.set(to))
    };
    match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() && *page == 0 => {
            html! { <Empty title={words.t("dispositions-none")} text={words.t("dispositions-none-text")} /> }
        }
        Loaded::Ready(list) => {
            let more = list.len() > ROWS as usize;
            let rows = list
                .iter()
                .take(ROWS as usize)
                .map(|one| Row {
                    key: one.id.to_string(),
                    cells: vec![
                        html! { <><Link<Route> to={Route::Disposition { id: one.id }} classes="ds-link">{ format::day(&words, one.proposed_at) }</Link<Route>><span class="row-note">{ &one.note }</span></> },
                        html! { { state_in_words(&words, one.state) } },
                        html! { { one.dossiers } },
                        html! { { one.destroy_from.map(|day| format::civil_day(&words, day)).unwrap_or_default() } },
                        html! { { &one.proposed_by } },
                    ],
                })
                .collect::<Vec<_>>();
            html! { <><Table caption={words.t("dispositions")} columns={columns(&words, &["disposition-from", "state", "dossiers", "disposition-destroy-from", "disposition-by"])} {rows} /><Pager page={*page} {more} {on_page} /></> }
        }
    }
}

fn filter_in_words(words: &Words, filter: &HoldFilter) -> String {
    let part =
        |id: &str, value: &Option<String>| value.as_ref().map(|value| format!("{} : {value}", words.t(id)));
    [
        part("procedure", &filter.procedure),
        part("hold-classification", &filter.classification),
        part("reference", &filter.reference),
        part("hold-party", &filter.party),
        filter.dossier.map(|_| words.t("hold-one-dossier")),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}

/// Legal holds.
#[component]
fn Holds() -> Html {
    let words = use_words();
    let action = use_action();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::holds(true));
    let placing = use_state(|| false);
    let releasing = use_state(|| None::<HoldView>);
    let fields = use_state(|| [const { String::new() }; 4]);
    let set = |index: usize| {
        let fields = fields.clone();
        Callback::from(move |value: String| {
            let mut next = (*fields).clone();
            if let Some(one) = next.get_mut(index) {
                *one = value;
            }
            fields.set(next);
        })
    };
    let show = {
        let (placing, action) = (placing.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            placing.set(true);
        })
    };
    let close = {
        let placing = placing.clone();
        Callback::from(move |()| placing.set(false))
    };
    let on_place = {
        let (action, words, fields, placing) =
            (action.clone(), words.clone(), fields.clone(), placing.clone());
        Callback::from(move |reason: String| {
            let [procedure, classification, reference, party] = fields
                .each_ref()
                .map(|text| Some(text.trim().to_owned()).filter(|text| !text.is_empty()));
            let filter = HoldFilter {
                dossier: None,
                procedure,
                classification,
                reference,
                party,
            };
            let (words, placing, fields) = (words.clone(), placing.clone(), fields.clone());
            action.run(desk::place_hold(filter, reason), move |hold| {
                placing.set(false);
                fields.set([const { String::new() }; 4]);
                Some(words.with("hold-placed", &[("count", hold.dossiers.to_string())]))
            });
        })
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <Empty title={words.t("holds-none")} text={words.t("holds-none-text")} /> }
        }
        Loaded::Ready(list) => {
            let rows = list
                .iter()
                .map(|hold| {
                    let open = {
                        let (releasing, action, hold) = (releasing.clone(), action.clone(), hold.clone());
                        Callback::from(move |_: MouseEvent| {
                            action.forget();
                            releasing.set(Some(hold.clone()));
                        })
                    };
                    Row {
                        key: hold.hold.to_string(),
                        cells: vec![
                            html! { { hold.hold } },
                            html! { <><span class="row-title break">{ &hold.reason }</span><span class="row-note break">{ filter_in_words(&words, &hold.filter) }</span></> },
                            html! { { hold.dossiers } },
                            html! { <>{ format::day(&words, hold.since) }<span class="row-note">{ &hold.placed_by }</span></> },
                            html! {
                                if let Some(released) = hold.released_at {
                                    <span class="row-note break">{ words.with("hold-released-on", &[("day", format::day(&words, released)), ("name", hold.released_by.clone().unwrap_or_default()), ("reason", hold.release_reason.clone().unwrap_or_default())]) }</span>
                                } else { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={open}>{ words.t("hold-release") }</button> }
                            },
                        ],
                    }
                })
                .collect::<Vec<_>>();
            html! { <Table caption={words.t("holds")} columns={columns(&words, &["hold-number", "hold-reason", "dossiers", "hold-since", "state"])} {rows} /> }
        }
    };
    let release = (*releasing).clone().map(|hold| {
        let on_close = {
            let releasing = releasing.clone();
            Callback::from(move |()| releasing.set(None))
        };
        let on_confirm = {
            let (action, words, releasing) = (action.clone(), words.clone(), releasing.clone());
            Callback::from(move |reason: String| {
                let (said, releasing) = (words.t("hold-released-done"), releasing.clone());
                action.run(desk::release_hold(hold.hold, reason), move |_| {
                    releasing.set(None);
                    Some(said)
                });
            })
        };
        html! { <Ask title={words.t("hold-release")} text={hold.reason.clone()} reason={words.t("act-reason")} confirm={words.t("hold-release-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} {on_close} /> }
    });
    let mut procedures = vec![(String::new(), words.t("journal-every-kind"), None)];
    procedures.extend(session.procedures.iter().map(|one| {
        (
            one.key.clone(),
            session.procedure_name(&one.key, words.lang()),
            None,
        )
    }));
    let value = |index: usize| fields.get(index).cloned().unwrap_or_default();
    html! {
        <div class="stack">
            <p class="muted">{ words.t("holds-text") }</p>
            { body }
            <div><button type="button" class="ds-button" data-variant="secondary" data-action="place-hold" onclick={show}><Icon name="plus" />{ words.t("hold-place") }</button></div>
            if *placing {
                <Ask title={words.t("hold-place")} text={words.t("hold-place-text")} reason={words.t("act-reason")} confirm={words.t("hold-place-confirm")}
                    busy={*action.busy} problem={(*action.problem).clone()} on_confirm={on_place} on_close={close}>
                    <Select id="hold-procedure" label={words.t("procedure")} options={procedures} value={value(0)} on_change={set(0)} />
                    <Field id="hold-classification" label={words.t("hold-classification")} value={value(1)} on_input={set(1)} optional=true code=true />
                    <Field id="hold-reference" label={words.t("hold-reference")} value={value(2)} on_input={set(2)} optional=true code=true />
                    <Field id="hold-party" label={words.t("hold-party")} value={value(3)} on_input={set(3)} optional=true />
                </Ask>
            }
            { release.unwrap_or_default() }
        </div>
    }
}

/// The tableaux de tri, and taking one in.
#[component]
fn Tables() -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::retention_tables());
    let bringing = use_state(|| None::<(OfferedFile, TableCheck)>);
    let problem = use_state(|| None::<Explanation>);
    let choose = {
        let (session, bringing, problem) = (session.clone(), bringing.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, bringing, problem) = (session.clone(), bringing.clone(), problem.clone());
            spawn_local(async move {
                problem.set(None);
                match bridge::choose(Choice::Table).await {
                    Ok(files) => {
                        let Some(file) = files.into_iter().next() else {
                            return;
                        };
                        match desk::check_retention_table(file.token.clone()).await {
                            Ok(check) => bringing.set(Some((file, check))),
                            Err(told) => problem.set(Some(told)),
                        }
                    }
                    Err(told) => report(&session, told),
                }
            });
        })
    };
    let close = {
        let bringing = bringing.clone();
        Callback::from(move |()| bringing.set(None))
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=2 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <Empty title={words.t("retention-tables-none")} text={words.t("retention-tables-none-text")} /> }
        }
        Loaded::Ready(list) => {
            let row = |table: &RetentionTableView| Row {
                key: table.version.to_string(),
                cells: vec![
                    html! { { table.version } },
                    html! { { &table.name } },
                    html! { { format::civil_day(&words, table.valid_from) } },
                    html! { { table.lines } },
                    html! { <>{ format::day(&words, table.imported_at) }<span class="row-note">{ &table.imported_by }</span></> },
                ],
            };
            let rows = list.iter().map(row).collect::<Vec<_>>();
            html! { <Table caption={words.t("retention-tables")} columns={columns(&words, &["hold-number", "table-name", "table-from", "table-lines", "table-imported"])} {rows} /> }
        }
    };
    html! {
        <div class="stack">
            <p class="muted">{ words.t("retention-tables-text") }</p>
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            { body }
            <div><button type="button" class="ds-button" data-variant="secondary" data-action="import-table" onclick={choose}><Icon name="import" />{ words.t("table-import") }</button></div>
            if let Some((file, check)) = &*bringing { <TableDialog file={file.clone()} check={check.clone()} on_close={close} /> }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct TableDialogProps {
    file: OfferedFile,
    check: TableCheck,
    on_close: Callback<()>,
}

/// What the check found, then a name and the first day.
#[component]
fn TableDialog(props: &TableDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let name = use_state(|| props.file.name.trim_end_matches(".csv").to_owned());
    let from = use_state(|| written_day(format::today()));
    let unread = use_state(|| false);
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    if !props.check.problems.is_empty() {
        return html! {
            <crate::components::Dialog id="table-title" title={words.t("table-refused")} on_close={props.on_close.clone()} wide=true>
                <p class="lead">{ words.with("table-refused-text", &[("name", props.file.name.clone()), ("count", props.check.problems.len().to_string())]) }</p>
                <ul class="reasons">{ for props.check.problems.iter().take(100).map(|problem| html! { <li data-code={problem.code.clone()}>{ &problem.sentence }{ " " }{ problem.next.clone().unwrap_or_default() }</li> }) }</ul>
            </crate::components::Dialog>
        };
    }
    let on_confirm = {
        let (action, words, close, unread) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            unread.clone(),
        );
        let (token, name, from) = (props.file.token.clone(), name.clone(), from.clone());
        Callback::from(move |_: String| {
            let Some(day) = read_day(&from) else {
                unread.set(true);
                return;
            };
            let (close, words) = (close.clone(), words.clone());
            action.run(
                desk::import_retention_table(token.clone(), (*name).clone(), day),
                move |table| {
                    close.emit(());
                    Some(words.with("table-imported-done", &[("count", table.lines.to_string())]))
                },
            );
        })
    };
    html! {
        <Ask title={words.t("table-import")} text={words.with("table-good", &[("count", props.check.lines.len().to_string())])} confirm={words.t("table-import-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Field id="table-name" label={words.t("table-name")} value={(*name).clone()} on_input={set(&name)} />
            <DayField id="table-from" label={words.t("table-from")} value={(*from).clone()} on_input={set(&from)} />
            if *unread { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("day-unreadable") }</span></p> }
        </Ask>
    }
}
