//! The list of dossiers: search as one types, filters with counts, kept searches, any number of rows.

use model::search::{DossierHit, Facet, Facets, PlaceKind, Query, SavedSearch, SearchResults};
use model::view::DossierRow;
use model::{DossierFilter, DossierOrder, DossierPage, DossierStatus};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::new_dossier::NewDossierDialog;
use crate::action::use_action;
use crate::bridge::dossiers as desk;
use crate::components::{
    Ask, Cells, Empty, Field, Icon, Page, Piece, Pieces, Problem, Select, SkeletonRows, class_options,
    marked, may_edit, pieces_of, row_link, text_in, value_of,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Session, use_session};
use crate::undo::{Said, Undo};
use crate::words::{Words, use_words};

/// Rows of the first page of the list, and of those that follow: whoever scrolls on wants many, but reading them must not
/// keep a frame waiting.
const PAGE: u32 = 100;
const PAGE_ON: u32 = 200;
/// Dossiers of a page of hits.
const HITS: u32 = 30;

/// What the filters beside the search say.
#[derive(Clone, Debug, Default, PartialEq)]
struct Narrow {
    status: String,
    procedure: String,
    state: String,
    office: String,
    tag: String,
    class: String,
    access: String,
    order: DossierOrder,
}

impl Narrow {
    /// The filters as they are typed, so that a kept search holds them.
    fn typed(&self) -> String {
        let mut all = String::new();
        for (name, value) in [
            ("status", &self.status),
            ("procedure", &self.procedure),
            ("status", &self.state),
            ("office", &self.office),
            ("tag", &self.tag),
            ("class", &self.class),
            ("access", &self.access),
        ] {
            if !value.is_empty() {
                let value = value.replace('"', " ");
                all += &if value.contains(char::is_whitespace) {
                    format!("{name}:\"{value}\" ")
                } else {
                    format!("{name}:{value} ")
                };
            }
        }
        all
    }

    fn any(&self) -> bool {
        *self
            != Narrow {
                order: self.order,
                ..Narrow::default()
            }
    }
}

#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    New,
    Save,
    Rename(SavedSearch),
}

/// The list.
#[component]
pub fn DossiersPage() -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let search = use_state(String::new);
    let narrow = use_state(Narrow::default);
    let open = use_state(|| Open::Nothing);
    let name = use_state(String::new);
    let filtering = use_state(|| false);
    // What is typed stays last, so that its last word is a beginning.
    let whole = format!("{}{}", narrow.typed(), *search);
    let has_words = !Query::parse(&whole).terms.is_empty();
    let problems = use_loaded(whole.clone(), |typed: &String| {
        desk::search_problems(typed.clone())
    });
    let facets = use_loaded(whole.clone(), |typed: &String| {
        desk::facets(DossierFilter {
            search: typed.clone(),
            ..DossierFilter::default()
        })
    });
    let first = use_loaded(
        (whole.clone(), narrow.order),
        |(typed, order): &(String, DossierOrder)| {
            desk::dossier_page(DossierFilter {
                search: typed.clone(),
                order: *order,
                limit: PAGE,
                ..DossierFilter::default()
            })
        },
    );
    let saved = use_loaded((), |()| desk::saved_searches());
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(value_of(&event)))
    };
    let clear = {
        let (search, narrow) = (search.clone(), narrow.clone());
        Callback::from(move |_: MouseEvent| {
            search.set(String::new());
            narrow.set(Narrow::default());
        })
    };
    let show = |what: Open| {
        let (open, action, name) = (open.clone(), action.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            name.set(match &what {
                Open::Rename(saved) => saved.name.clone(),
                _ => String::new(),
            });
            open.set(what.clone());
        })
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let on_narrow = {
        let narrow = narrow.clone();
        Callback::from(move |next: Narrow| narrow.set(next))
    };
    let asked = !whole.trim().is_empty();
    let found = first.ready().map(|page| {
        let id = if page.count.more {
            "dossiers-count-more"
        } else {
            "dossiers-count"
        };
        words.with(id, &[("count", page.count.counted.to_string())])
    });
    let below = html! { <p class="page-sub" role="status" data-count="">{ found.unwrap_or_else(|| "\u{a0}".to_owned()) }</p> };
    let actions = html! {
        if may_edit(&session) {
            <button type="button" class="ds-button" data-action="new-dossier" onclick={show(Open::New)}>
                <Icon name="plus" />{ words.t("dossier-new") }
            </button>
        }
    };
    let body = match &*first {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(page) if page.rows.is_empty() && !asked => html! {
            <Empty title={words.t("dossiers-empty")} text={words.t("dossiers-empty-text")}>
                <button type="button" class="ds-button" onclick={show(Open::New)}><Icon name="plus" />{ words.t("dossier-new") }</button>
            </Empty>
        },
        Loaded::Ready(page) if page.rows.is_empty() => html! {
            <Empty title={words.with("search-nothing", &[("search", whole.trim().to_owned())])} text={words.t("search-nothing-text")}>
                <button type="button" class="ds-button" data-variant="secondary" onclick={clear.clone()}>{ words.t("search-clear") }</button>
            </Empty>
        },
        Loaded::Ready(_) if has_words => html! { <Hits typed={whole.clone()} /> },
        Loaded::Ready(page) => {
            html! { <Rows typed={whole.clone()} order={narrow.order} first={page.clone()} /> }
        }
    };
    let toggle = {
        let filtering = filtering.clone();
        Callback::from(move |_: MouseEvent| filtering.set(!*filtering))
    };
    let shown = *filtering || narrow.any();
    let take = |one: &SavedSearch| {
        let (search, narrow, query) = (search.clone(), narrow.clone(), one.query.clone());
        Callback::from(move |_: MouseEvent| {
            narrow.set(Narrow::default());
            search.set(query.clone());
        })
    };
    let remove = |one: &SavedSearch| {
        let (action, words, one) = (action.clone(), words.clone(), one.clone());
        Callback::from(move |_: MouseEvent| {
            let (said, name, query) = (words.t("saved-is-removed"), one.name.clone(), one.query.clone());
            action.run_undoable(desk::remove_saved_search(one.id), move |()| {
                Some(Said {
                    text: said,
                    undo: Undo::by(move || desk::save_search(name.clone(), query.clone())),
                })
            });
        })
    };
    let searches = saved.ready().cloned().unwrap_or_default();
    html! {
        <Page title={words.t("dossiers")} {below} {actions}>
            <div class="stack-tight">
                <div class="search" role="search">
                    <Icon name="search" />
                    <label class="visually-hidden" for="search">{ words.t("search-label") }</label>
                    <input id="search" type="search" class="search-field" data-search="" placeholder={words.t("search-placeholder")} aria-describedby="search-hint"
                        value={(*search).clone()} oninput={on_search} autocomplete="off" spellcheck="false" />
                    if session.settings.letter_keys { <kbd class="search-key" aria-hidden="true">{ "/" }</kbd> }
                </div>
                <p id="search-hint" class="field-hint">{ words.t("search-hint") }</p>
                { for problems.ready().into_iter().flatten().map(|problem| html! {
                    <p key={problem.sentence.clone()} class="field-error" role="status" data-code={problem.code.clone()}><Icon name="warning" /><span>{ &problem.sentence } if let Some(next) = &problem.next { { " " }{ next } }</span></p>
                }) }
                <div class="search-tools">
                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="filters" aria-expanded={shown.to_string()} aria-controls="filters" onclick={toggle}>
                        <Icon name={if shown { "up" } else { "down" }} />{ words.t("filters") }</button>
                    if asked {
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={clear}><Icon name="close" />{ words.t("search-clear") }</button>
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="save-search" onclick={show(Open::Save)}><Icon name="plus" />{ words.t("search-keep") }</button>
                    }
                </div>
                if shown { <Filters narrow={(*narrow).clone()} {on_narrow} facets={facets.ready().cloned().unwrap_or_default()} /> }
                if !searches.is_empty() {
                    <ul class="saved" aria-label={words.t("saved-searches")}>
                        { for searches.iter().map(|one| html! {
                            <li key={one.id.to_string()} class="saved-one" data-current={(one.query.trim() == whole.trim()).to_string()}>
                                <button type="button" class="saved-take" aria-pressed={(one.query.trim() == whole.trim()).to_string()} onclick={take(one)}>{ &one.name }
                                    <span class="tab-count">{ one.count.counted }{ if one.count.more { "+" } else { "" } }</span></button>
                                <button type="button" class="chip-button" aria-label={words.with("saved-rename-of", &[("name", one.name.clone())])} onclick={show(Open::Rename(one.clone()))}><Icon name="pen" /></button>
                                <button type="button" class="chip-button" aria-label={words.with("saved-remove-of", &[("name", one.name.clone())])} data-action="remove-saved" onclick={remove(one)}><Icon name="close" /></button>
                            </li>
                        }) }
                    </ul>
                }
            </div>
            { body }
            { dialog(&words, &open, &action, &name, &whole, close) }
        </Page>
    }
}

fn dialog(
    words: &Words,
    open: &UseStateHandle<Open>,
    action: &crate::action::Action,
    name: &UseStateHandle<String>,
    query: &str,
    close: Callback<()>,
) -> Html {
    let (busy, problem) = (*action.busy, (*action.problem).clone());
    let on_input = {
        let name = name.clone();
        Callback::from(move |text: String| name.set(text))
    };
    match &**open {
        Open::Nothing => Html::default(),
        Open::New => html! { <NewDossierDialog on_close={close} /> },
        Open::Save => {
            let on_confirm = {
                let (action, words, open, name, query) = (
                    action.clone(),
                    words.clone(),
                    open.clone(),
                    name.clone(),
                    query.trim().to_owned(),
                );
                Callback::from(move |_: String| {
                    let (words, open) = (words.clone(), open.clone());
                    action.run(desk::save_search((*name).clone(), query.clone()), move |saved| {
                        open.set(Open::Nothing);
                        Some(words.with("search-is-kept", &[("name", saved.name)]))
                    });
                })
            };
            html! {
                <Ask title={words.t("search-keep")} text={words.with("search-keep-text", &[("query", query.trim().to_owned())])} confirm={words.t("keep")} {busy} {problem} {on_confirm} on_close={close}>
                    <Field id="saved-name" label={words.t("saved-name")} value={(**name).clone()} {on_input} autofocus=true />
                </Ask>
            }
        }
        Open::Rename(saved) => {
            let on_confirm = {
                let (action, words, open, name, id) = (
                    action.clone(),
                    words.clone(),
                    open.clone(),
                    name.clone(),
                    saved.id,
                );
                let before = saved.name.clone();
                Callback::from(move |_: String| {
                    let (words, open) = (words.clone(), open.clone());
                    let before = before.clone();
                    action.run_undoable(desk::rename_saved_search(id, (*name).clone()), move |()| {
                        open.set(Open::Nothing);
                        Some(Said {
                            text: words.t("is-kept"),
                            undo: Undo::by(move || desk::rename_saved_search(id, before.clone())),
                        })
                    });
                })
            };
            html! {
                <Ask title={words.with("saved-rename-of", &[("name", saved.name.clone())])} confirm={words.t("keep")} {busy} {problem} {on_confirm} on_close={close}>
                    <Field id="saved-name" label={words.t("saved-name")} value={(**name).clone()} {on_input} autofocus=true />
                </Ask>
            }
        }
    }
}

#[derive(PartialEq, Properties)]
struct FiltersProps {
    narrow: Narrow,
    on_narrow: Callback<Narrow>,
    facets: Facets,
}

/// The filters, with how many dossiers each leaves.
#[component]
fn Filters(props: &FiltersProps) -> Html {
    let words = use_words();
    let session = use_session();
    let plan = use_loaded((), |()| desk::classification_plan());
    let procedure = use_loaded(props.narrow.procedure.clone(), |key: &String| {
        let key = key.clone();
        async move {
            if key.is_empty() {
                return Ok(None);
            }
            desk::procedure(key).await.map(Some)
        }
    });
    let people = use_loaded((), |()| crate::bridge::people::people());
    let narrow = &props.narrow;
    let set = |change: fn(&mut Narrow, String)| {
        let (narrow, on_narrow) = (narrow.clone(), props.on_narrow.clone());
        Callback::from(move |value: String| {
            let mut next = narrow.clone();
            change(&mut next, value);
            on_narrow.emit(next);
        })
    };
    let every = |id: &str| (String::new(), words.t(id), None);
    let counted = |text: String, count: u32| format!("{text} ({})", format::number(&words, u64::from(count)));
    let count_of = |facets: &[Facet], value: &str| {
        facets
            .iter()
            .find(|facet| facet.value == value)
            .map_or(0, |facet| facet.count)
    };
    let statuses = vec![
        every("filter-every-status"),
        (
            "open".to_owned(),
            counted(words.t("status-open"), count_of(&props.facets.statuses, "open")),
            None,
        ),
        (
            "closed".to_owned(),
            counted(
                words.t("status-closed"),
                count_of(&props.facets.statuses, "closed"),
            ),
            None,
        ),
    ];
    let mut procedures = vec![every("filter-every-procedure")];
    procedures.extend(session.procedures.iter().map(|each| {
        let count = count_of(&props.facets.procedures, &each.key);
        (
            each.key.clone(),
            counted(session.procedure_name(&each.key, words.lang()), count),
            None,
        )
    }));
    let mut tags = vec![every("filter-every-tag")];
    tags.extend(props.facets.tags.iter().map(|facet| {
        (
            facet.value.clone(),
            counted(facet.value.clone(), facet.count),
            None,
        )
    }));
    if !narrow.tag.is_empty() && !props.facets.tags.iter().any(|facet| facet.value == narrow.tag) {
        tags.push((narrow.tag.clone(), narrow.tag.clone(), None));
    }
    let mut states = vec![every("filter-every-state")];
    if let Some(Some(found)) = procedure.ready() {
        states.extend(found.procedure.states.iter().map(|state| {
            (
                state.key.clone(),
                text_in(&state.name, words.lang()).unwrap_or_else(|| state.key.clone()),
                None,
            )
        }));
    }
    let mut offices: Vec<String> = people
        .ready()
        .map(|people| {
            people
                .iter()
                .flat_map(|person| person.offices().map(str::to_owned))
                .collect()
        })
        .unwrap_or_default();
    offices.extend(
        procedure
            .ready()
            .and_then(|found| found.as_ref())
            .map(|found| found.procedure.office.clone()),
    );
    offices.extend(Some(narrow.office.clone()).filter(|office| !office.is_empty()));
    offices.sort();
    offices.dedup();
    let mut office_options = vec![every("filter-every-office")];
    office_options.extend(offices.into_iter().map(|office| (office.clone(), office, None)));
    let classes = plan
        .ready()
        .map(|plan| class_options(&words, plan, words.t("filter-every-class"), Some(&narrow.class)))
        .unwrap_or_else(|| vec![every("filter-every-class")]);
    let accesses = vec![
        every("filter-every-access"),
        ("internal".to_owned(), words.t("access-internal"), None),
        ("restricted".to_owned(), words.t("access-restricted"), None),
        ("confidential".to_owned(), words.t("access-confidential"), None),
    ];
    let orders = [
        ("changed", "order-changed"),
        ("created", "order-created"),
        ("reference", "order-reference"),
    ]
    .map(|(key, label)| (key.to_owned(), words.t(label), None))
    .to_vec();
    let order = match narrow.order {
        DossierOrder::Changed => "changed",
        DossierOrder::Created => "created",
        DossierOrder::Reference => "reference",
    };
    html! {
        <div id="filters" class="panel filters" role="group" aria-label={words.t("filters")}>
            <div class="field-grid">
                <Select id="filter-status" label={words.t("filter-status")} options={statuses} value={narrow.status.clone()} on_change={set(|narrow, value| narrow.status = value)} />
                <Select id="filter-procedure" label={words.t("procedure")} options={procedures} value={narrow.procedure.clone()} on_change={set(|narrow, value| { narrow.procedure = value; narrow.state = String::new(); })} />
                if states.len() > 1 {
                    <Select id="filter-state" label={words.t("state")} options={states} value={narrow.state.clone()} on_change={set(|narrow, value| narrow.state = value)} />
                }
                <Select id="filter-tag" label={words.t("tags")} options={tags} value={narrow.tag.clone()} on_change={set(|narrow, value| narrow.tag = value)} />
                <Select id="filter-class" label={words.t("classification")} options={classes} value={narrow.class.clone()} on_change={set(|narrow, value| narrow.class = value)} />
                <Select id="filter-office" label={words.t("filter-office")} options={office_options} value={narrow.office.clone()} on_change={set(|narrow, value| narrow.office = value)} />
                <Select id="filter-access" label={words.t("confidentiality")} options={accesses} value={narrow.access.clone()} on_change={set(|narrow, value| narrow.access = value)} />
                <Select id="filter-order" label={words.t("order")} options={orders} value={order.to_owned()} on_change={set(|narrow, value| narrow.order = match value.as_str() { "created" => DossierOrder::Created, "reference" => DossierOrder::Reference, _ => DossierOrder::Changed })} />
            </div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct RowsProps {
    typed: String,
    order: DossierOrder,
    first: DossierPage,
}

/// The list, page by page, as far as somebody scrolls.
#[component]
fn Rows(props: &RowsProps) -> Html {
    let words = use_words();
    let session = use_session();
    let pieces = use_state(Vec::<Piece<DossierRow>>::new);
    let next = use_state(|| None);
    let busy = use_state(|| false);
    let turn = use_mut_ref(|| 0_u32);
    {
        let (pieces, next, busy, turn) = (pieces.clone(), next.clone(), busy.clone(), turn.clone());
        use_effect_with(props.first.clone(), move |first: &DossierPage| {
            *turn.borrow_mut() += 1;
            pieces.set(pieces_of(&first.rows));
            next.set(first.next.clone());
            busy.set(false);
        });
    }
    let on_more = {
        let (pieces, next, busy, turn, session) = (
            pieces.clone(),
            next.clone(),
            busy.clone(),
            turn.clone(),
            session.clone(),
        );
        let (typed, order) = (props.typed.clone(), props.order);
        Callback::from(move |()| {
            let Some(after) = (*next).clone() else { return };
            if *busy {
                return;
            }
            busy.set(true);
            let filter = DossierFilter {
                search: typed.clone(),
                order,
                limit: PAGE_ON,
                after: Some(after),
                ..DossierFilter::default()
            };
            let (pieces, next, busy, turn, session) = (
                pieces.clone(),
                next.clone(),
                busy.clone(),
                turn.clone(),
                session.clone(),
            );
            let mine = *turn.borrow();
            spawn_local(async move {
                let answer = desk::dossier_page(filter).await;
                if *turn.borrow() != mine {
                    return;
                }
                match answer {
                    Ok(page) => {
                        let mut all = (*pieces).clone();
                        all.extend(pieces_of(&page.rows));
                        pieces.set(all);
                        next.set(page.next);
                    }
                    Err(explanation) => crate::session::report(&session, explanation),
                }
                busy.set(false);
            });
        })
    };
    let count = props.first.count;
    let total = (!count.more).then(|| usize::try_from(count.counted).unwrap_or(usize::MAX));
    let columns = ["reference", "subject", "documents", "changed"]
        .map(|id| AttrValue::from(words.t(id)))
        .to_vec();
    html! {
        <Pieces<DossierRow> caption={words.t("dossiers-caption")} {columns} class={classes!("dossiers")} pieces={(*pieces).clone()} cells={dossier_cells as Cells<DossierRow>}
            {total} on_more={next.is_some().then_some(on_more)} busy={*busy} />
    }
}

fn dossier_cells(words: &Words, session: &Session, row: &DossierRow) -> Html {
    html! {
        <>
            <td class="cell-reference">
                { row_link(&Route::Dossier { id: row.id }, row.reference.as_str()) }
            </td>
            <td class="cell-subject">
                <span class="row-title">{ row.subject.as_str() }</span>
                <span class="row-note">
                    { row.party.clone().unwrap_or_else(|| words.t("no-party")) }
                    if let Some(procedure) = &row.procedure { { " · " }{ session.procedure_name(procedure, words.lang()) } }
                    if row.status == DossierStatus::Closed { <span class="chip">{ words.t("dossier-closed") }</span> }
                    { for row.facts.tags.iter().map(|tag| html! { <span class="chip">{ tag }</span> }) }
                </span>
            </td>
            <td class="cell-documents">
                <span>{ words.with("documents-count", &[("count", row.documents.to_string())]) }</span>
                if row.waiting > 0 {
                    <span class="status" data-state="waiting"><span class="status-dot" aria-hidden="true"></span>
                        { words.with("waiting-count", &[("count", row.waiting.to_string())]) }</span>
                }
            </td>
            <td class="cell-changed">{ format::day(words, row.changed_at) }</td>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct HitsProps {
    typed: String,
}

/// What was found, with the places where the words stand.
#[component]
fn Hits(props: &HitsProps) -> Html {
    let words = use_words();
    let session = use_session();
    let first = use_loaded(props.typed.clone(), |typed: &String| {
        desk::search(typed.clone(), HITS, 0)
    });
    let older = use_state(Vec::<DossierHit>::new);
    let more = use_state(|| None::<bool>);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Explanation>);
    {
        let (older, more, problem) = (older.clone(), more.clone(), problem.clone());
        use_effect_with((props.typed.clone(), session.revision), move |_| {
            older.set(Vec::new());
            more.set(None);
            problem.set(None);
        });
    }
    let found: &SearchResults = match &*first {
        Loaded::Waiting => return html! { <SkeletonRows rows=5 /> },
        Loaded::Failed(problem) => return html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(found) => found,
    };
    let offset = HITS + u32::try_from(older.len()).unwrap_or(u32::MAX - HITS);
    let on_more = {
        let (older, more, busy, problem, session) = (
            older.clone(),
            more.clone(),
            busy.clone(),
            problem.clone(),
            session.clone(),
        );
        let typed = props.typed.clone();
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (older, more, busy, problem, session, typed) = (
                older.clone(),
                more.clone(),
                busy.clone(),
                problem.clone(),
                session.clone(),
                typed.clone(),
            );
            spawn_local(async move {
                match desk::search(typed, HITS, offset).await {
                    Ok(page) => {
                        let mut next = (*older).clone();
                        more.set(Some(page.more));
                        next.extend(page.hits);
                        older.set(next);
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => problem.set(Some(explanation)),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <div class="stack">
            if !found.contacts.is_empty() {
                <section class="stack-tight" aria-labelledby="found-contacts">
                    <h2 id="found-contacts" class="label">{ words.t("directory") }</h2>
                    <ul class="chip-row">{ for found.contacts.iter().take(8).map(|hit| html! {
                        <li key={hit.contact.to_string()}><Link<Route> to={Route::Contact { id: hit.contact }} classes="ds-link">{ marked(&hit.snippet) }</Link<Route>></li>
                    }) }</ul>
                </section>
            }
            <ul class="rows hits">{ for found.hits.iter().chain(older.iter()).map(|hit| hit_row(&words, &session, hit)) }</ul>
            if !found.complete { <p class="field-hint">{ words.t("search-not-complete") }</p> }
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            if more.unwrap_or(found.more) {
                <div class="list-more"><button type="button" class="ds-button" data-variant="secondary" data-action="list-more" aria-busy={busy.to_string()} onclick={on_more}>{ words.t("list-more") }</button></div>
            }
        </div>
    }
}

fn hit_row(words: &Words, session: &Session, hit: &DossierHit) -> Html {
    let row = &hit.dossier;
    html! {
        <li key={row.id.to_string()} class="hit">
            <div class="hit-head">
                <span class="hit-title"><RowLink to={Route::Dossier { id: row.id }}><span class="reference">{ row.reference.as_str() }</span>{ " · " }{ row.subject.as_str() }</RowLink></span>
                if row.status == DossierStatus::Closed { <span class="chip">{ words.t("dossier-closed") }</span> }
                <span class="row-note">{ row.party.clone().unwrap_or_default() }
                    if let Some(procedure) = &row.procedure { { " · " }{ session.procedure_name(procedure, words.lang()) } }
                    { " · " }{ format::day(words, row.changed_at) }</span>
            </div>
            <ul class="hit-places">{ for hit.places.iter().map(|place| {
                let label = match (place.kind, &place.title, place.page) {
                    (PlaceKind::Page, Some(title), Some(page)) => words.with("place-page", &[("title", title.clone()), ("page", page.to_string())]),
                    (PlaceKind::Page, _, _) | (PlaceKind::Title, _, _) => words.t("place-title"),
                    (PlaceKind::Reference, _, _) => words.t("reference"),
                    (PlaceKind::Subject, _, _) => words.t("subject"),
                    (PlaceKind::Party, _, _) => words.t("place-party"),
                    (PlaceKind::Tag, _, _) => words.t("place-tag"),
                    (PlaceKind::Classification, _, _) => words.t("classification"),
                    (PlaceKind::Note, _, _) => words.t("place-note"),
                };
                html! {
                    <li class="hit-place">
                        <span class="row-note">{ match place.document {
                            Some(document) => html! { <Link<Route> to={Route::Document { id: document }} classes="ds-link hit-document">{ label }</Link<Route>> },
                            None => html! { { label } },
                        } }</span>
                        <span class="hit-snippet">{ marked(&place.snippet) }</span>
                    </li>
                }
            }) }</ul>
        </li>
    }
}

#[derive(PartialEq, Properties)]
pub struct RowLinkProps {
    /// Where it leads.
    pub to: Route,
    /// Its text.
    pub children: Html,
}

/// The link of a row: reached by J and K, and the whole row follows it.
#[component]
pub fn RowLink(props: &RowLinkProps) -> Html {
    let navigator = use_navigator();
    let route = props.to.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        if let Some(navigator) = &navigator {
            navigator.push(&route);
        }
    });
    html! { <a class="row-link" href={format!("#{}", props.to.to_path())} data-row="" {onclick}>{ props.children.clone() }</a> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_written_as_they_are_typed_and_read_back() {
        let narrow = Narrow {
            status: "open".to_owned(),
            procedure: "document-access".to_owned(),
            state: "received".to_owned(),
            office: "RES".to_owned(),
            tag: "à revoir".to_owned(),
            class: "4.2".to_owned(),
            access: "restricted".to_owned(),
            order: DossierOrder::Changed,
        };
        let typed = format!("{}gare", narrow.typed());
        let query = Query::parse(&typed);
        assert!(query.problems.is_empty(), "{:?}", query.problems);
        assert_eq!(query.terms.len(), 1);
        assert_eq!(query.filter.status, Some(DossierStatus::Open));
        assert_eq!(query.filter.procedures, ["document-access"]);
        assert_eq!(query.filter.states, ["received"]);
        assert_eq!(query.filter.offices, ["RES"]);
        assert_eq!(query.filter.tags, ["à revoir"]);
        assert_eq!(query.filter.classification.as_deref(), Some("4.2"));
        assert_eq!(query.filter.confidentiality, [model::Confidentiality::Restricted]);
    }
}
