//! Deadlines of all dossiers: what is overdue, what is due soon.

use jiff::ToSpan;
use model::deadline::{DeadlineFilter, DeadlineStatus, DeadlineView};
use model::procedure::text_in;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::dossiers::RowLink;
use crate::bridge::deadlines as desk;
use crate::bridge::procedures;
use crate::components::{
    Empty, Page, Pager, Problem, Row, Select, SkeletonRows, Table, days_left, deadline_state,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

/// Rows of one page.
const ROWS: u32 = 50;

/// Deadlines in a table.
pub fn deadline_table(words: &Words, list: &[DeadlineView], caption: &str) -> Html {
    let rows = list
        .iter()
        .map(|view| Row {
            key: view.id.to_string(),
            cells: vec![
                html! { <><RowLink to={Route::Dossier { id: view.dossier }}>{ text_in(&view.name, words.lang()).unwrap_or_default().to_owned() }</RowLink>
                <span class="row-note">{ &view.meaning }</span></> },
                html! { <><span class="reference">{ view.reference.to_string() }</span><span class="row-note">{ view.subject.to_string() }</span></> },
                html! { <><span class="no-break">{ view.due_on.map(|day| format::civil_day(words, day)).unwrap_or_default() }</span>
                if let Some(left) = days_left(words, view) { <span class="row-note">{ left }</span> }</> },
                deadline_state(words, view.status),
                html! { { &view.office } },
            ],
        })
        .collect::<Vec<_>>();
    let columns = [
        "deadline",
        "dossier",
        "deadline-last-day",
        "state",
        "deadline-office",
    ]
    .map(|id| AttrValue::from(words.t(id)))
    .to_vec();
    html! { <Table caption={words.t(caption)} {columns} {rows} /> }
}

/// The page.
#[component]
pub fn DeadlinesPage() -> Html {
    let words = use_words();
    let which = use_state(|| "soon".to_owned());
    let office = use_state(String::new);
    let page = use_state(|| 0_u32);
    let known = use_loaded((), |()| procedures::procedures());
    let filter = {
        let today = format::today();
        let mut filter = DeadlineFilter {
            office: Some((*office).clone()).filter(|office| !office.is_empty()),
            limit: ROWS + 1,
            offset: *page * ROWS,
            ..DeadlineFilter::default()
        };
        match which.as_str() {
            "overdue" => filter.status = Some(DeadlineStatus::Overdue),
            "suspended" => filter.status = Some(DeadlineStatus::Suspended),
            "kept" => filter.status = Some(DeadlineStatus::Kept),
            "late" => filter.status = Some(DeadlineStatus::KeptLate),
            "soon" => {
                filter.status = Some(DeadlineStatus::Running);
                filter.due_until = today.checked_add(30.days()).ok();
            }
            _ => {}
        }
        filter
    };
    let loaded = use_loaded(filter, |filter: &DeadlineFilter| desk::due(filter.clone()));
    let set = |state: &UseStateHandle<String>| {
        let (state, page) = (state.clone(), page.clone());
        Callback::from(move |value: String| {
            page.set(0);
            state.set(value);
        })
    };
    let kinds = ["soon", "overdue", "all", "suspended", "kept", "late"]
        .map(|key| (key.to_owned(), words.t(&format!("deadlines-{key}")), None))
        .to_vec();
    let mut offices: Vec<String> = known
        .ready()
        .into_iter()
        .flatten()
        .map(|row| row.office.clone())
        .collect();
    offices.sort();
    offices.dedup();
    let offices = std::iter::once((String::new(), words.t("deadlines-every-office"), None))
        .chain(offices.into_iter().map(|office| (office.clone(), office, None)))
        .collect::<Vec<_>>();
    let on_page = {
        let page = page.clone();
        Callback::from(move |to: u32| page.set(to))
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() && *page == 0 => {
            html! { <Empty title={words.t("deadlines-empty")} text={words.t("deadlines-empty-text")}><Link<Route> to={Route::Dossiers} classes="ds-link">{ words.t("go-to-dossiers") }</Link<Route>></Empty> }
        }
        Loaded::Ready(list) => {
            let more = list.len() > ROWS as usize;
            let shown: Vec<DeadlineView> = list.iter().take(ROWS as usize).cloned().collect();
            html! {
                <>
                    { deadline_table(&words, &shown, "deadlines") }
                    <Pager page={*page} {more} {on_page} />
                </>
            }
        }
    };
    html! {
        <Page title={words.t("deadlines")} below={html! { <p class="page-sub">{ words.t("deadlines-text") }</p> }}>
            <div class="stack">
                <div class="filter-pair">
                    <Select id="deadlines-which" label={words.t("deadlines-which")} options={kinds} value={(*which).clone()} on_change={set(&which)} />
                    <Select id="deadlines-office" label={words.t("deadline-office")} options={offices} value={(*office).clone()} on_change={set(&office)} />
                </div>
                { body }
            </div>
        </Page>
    }
}
