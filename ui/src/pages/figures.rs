//! Key figures: by procedure and month, as bars with their table; what may be published as a file.

use model::Role;
use model::figures::{Figures, KeyFigures, Month};
use yew::prelude::*;

use crate::action::use_action;
use crate::bridge::intake as desk;
use crate::components::{Field, Icon, Page, Problem, Row, Select, SkeletonRows, Table, print_part};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::use_session;
use crate::words::{Words, use_words};

/// Copies of an act that are usually printed.
const COPIES: u32 = 3;

/// The month that lies so many months before another.
fn months_before(day: jiff::civil::Date, months: i32) -> Month {
    let span = jiff::Span::new().try_months(months);
    Month::of(
        span.ok()
            .and_then(|span| day.checked_sub(span).ok())
            .unwrap_or(day),
    )
}

/// What can be drawn.
const MEASURES: [&str; 7] = [
    "received",
    "closed",
    "documents",
    "sealed",
    "kept",
    "missed",
    "median_days",
];

fn value(figures: &Figures, measure: &str) -> Option<u64> {
    match measure {
        "received" => Some(figures.received),
        "closed" => Some(figures.closed),
        "documents" => Some(figures.documents),
        "sealed" => Some(figures.sealed),
        "kept" => Some(figures.kept),
        "missed" => Some(figures.missed),
        _ => figures.median_days,
    }
}

fn measure_in_words(words: &Words, measure: &str) -> String {
    words.t(match measure {
        "received" => "figures-received",
        "closed" => "figures-closed",
        "documents" => "documents",
        "sealed" => "figures-sealed",
        "kept" => "figures-kept",
        "missed" => "figures-missed",
        _ => "figures-median",
    })
}

/// The page.
#[component]
pub fn FiguresPage() -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let today = format::today();
    let first = use_state(|| months_before(today, 11).to_string());
    let last = use_state(|| Month::of(today).to_string());
    let measure = use_state(|| "received".to_owned());
    let period = Month::parse(&first).zip(Month::parse(&last));
    let loaded = use_loaded(period, |period: &Option<(Month, Month)>| {
        let period = *period;
        async move {
            match period {
                Some((first, last)) => desk::key_figures(first, last, COPIES).await.map(Some),
                None => Ok(None),
            }
        }
    });
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let publishes = session.desk.as_ref().is_some_and(|desk| {
        desk.roles
            .iter()
            .any(|role| matches!(role, Role::Auditor | Role::Administrator))
    });
    let save = |json: bool| {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let Some((first, last)) = period else { return };
            let words = words.clone();
            let suggested = format!("{first}-{last}.{}", if json { "json" } else { "csv" });
            action.run(
                desk::save_open_data(first, last, COPIES, json, suggested),
                move |name| name.map(|name| words.with("exported", &[("name", name)])),
            );
        })
    };
    let sheet = use_node_ref();
    let print = {
        let sheet = sheet.clone();
        Callback::from(move |_: MouseEvent| print_part(&sheet))
    };
    let actions = html! {
        <>
        <button type="button" class="ds-button" data-variant="tertiary" data-action="figures-print" onclick={print}>{ words.t("figures-print") }</button>
        if publishes {
            <button type="button" class="ds-button" data-variant="secondary" data-action="figures-csv" onclick={save(false)}><Icon name="export" />{ words.t("figures-csv") }</button>
            <button type="button" class="ds-button" data-variant="secondary" data-action="figures-json" onclick={save(true)}><Icon name="export" />{ words.t("figures-json") }</button>
        }
        </>
    };
    let measures = MEASURES
        .map(|one| (one.to_owned(), measure_in_words(&words, one), None))
        .to_vec();
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=5 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(None) => {
            html! { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("figures-month-unread") }</span></p> }
        }
        Loaded::Ready(Some(figures)) => html! {
            <>
                { whole_table(&words, figures) }
                <Select id="figures-measure" label={words.t("figures-measure")} options={measures} value={(*measure).clone()} on_change={set(&measure)} />
                { for figures.procedures.iter().enumerate().map(|(place, one)| {
                    let name = if one.procedure.is_empty() { words.t("procedure-none") } else { one.name.clone() };
                    let values = one.months.iter().map(|month| value(month, &measure)).collect::<Vec<_>>();
                    html! { <Bars key={one.procedure.clone()} {place} title={name} measure={measure_in_words(&words, &measure)} months={figures.months.clone()} {values} /> }
                }) }
                <p class="muted">{ words.with("figures-counted", &[("moment", format::moment(&words, figures.counted_at)), ("copies", figures.copies.to_string())]) }</p>
            </>
        },
    };
    html! {
        <Page title={words.t("figures")} {actions} below={html! { <p class="page-sub">{ words.t("figures-text") }</p> }}>
            <div class="stack">
                <div class="field-pair">
                    <Field id="figures-first" label={words.t("figures-first")} hint={words.t("figures-month-hint")} value={(*first).clone()} on_input={set(&first)} code=true />
                    <Field id="figures-last" label={words.t("figures-last")} hint={words.t("figures-month-hint")} value={(*last).clone()} on_input={set(&last)} code=true />
                </div>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                <div ref={sheet} class="stack">{ body }</div>
            </div>
        </Page>
    }
}

fn or_dash(number: Option<u64>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| number.to_string())
}

/// The whole period, one line for each procedure, and all of them.
fn whole_table(words: &Words, figures: &KeyFigures) -> Html {
    let line = |key: String, name: String, one: &Figures, backlog: u64| Row {
        key,
        cells: vec![
            html! { <span class="row-title">{ name }</span> },
            html! { { one.received } },
            html! { { one.closed } },
            html! { { backlog } },
            html! { { or_dash(one.median_days) } },
            html! { { or_dash(one.p90_days) } },
            html! { { words.with("figures-deadlines-of", &[("kept", one.kept.to_string()), ("all", (one.kept + one.missed).to_string())]) } },
            html! { { one.sealed } },
        ],
    };
    let mut rows: Vec<Row> = figures
        .procedures
        .iter()
        .map(|one| {
            let name = if one.procedure.is_empty() {
                words.t("procedure-none")
            } else {
                one.name.clone()
            };
            line(format!("p-{}", one.procedure), name, &one.whole, one.backlog)
        })
        .collect();
    rows.push(line(
        "whole".to_owned(),
        words.t("figures-whole"),
        &figures.whole,
        figures.backlog,
    ));
    let columns = [
        "procedure",
        "figures-received",
        "figures-closed",
        "figures-backlog",
        "figures-median",
        "figures-p90",
        "figures-deadlines",
        "figures-sealed",
    ]
    .map(|id| AttrValue::from(words.t(id)))
    .to_vec();
    html! {
        <>
            <Table caption={words.t("figures")} {columns} {rows} class={classes!("figures-table")} />
            <p>{ words.with("figures-sheets", &[("count", figures.sheets_avoided.to_string())]) }</p>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct BarsProps {
    /// Which of the charts on the page, from 0.
    place: usize,
    title: AttrValue,
    measure: AttrValue,
    months: Vec<Month>,
    values: Vec<Option<u64>>,
}

/// One bar for each month, and the same as a table.
#[component]
fn Bars(props: &BarsProps) -> Html {
    let words = use_words();
    let most = props.values.iter().flatten().copied().max().unwrap_or(0);
    let count = props.values.len().max(1);
    // Drawn on a canvas of 1,000 by 160 without units, which stretches with the page.
    let slot = 1000.0 / count as f64;
    let bars = props.values.iter().enumerate().map(|(index, value)| {
        let value = value.unwrap_or(0);
        let height = if most == 0 { 0.0 } else { 140.0 * value as f64 / most as f64 };
        let x = slot * index as f64 + slot * 0.15;
        html! { <rect x={format!("{x:.1}")} y={format!("{:.1}", 150.0 - height)} width={format!("{:.1}", slot * 0.7)} height={format!("{height:.1}")} /> }
    });
    let summary = words.with(
        "figures-bars",
        &[
            ("measure", props.measure.to_string()),
            ("title", props.title.to_string()),
            ("most", most.to_string()),
        ],
    );
    let rows = props
        .months
        .iter()
        .zip(&props.values)
        .map(|(month, value)| Row {
            key: month.to_string(),
            cells: vec![
                html! { <span class="code">{ month.to_string() }</span> },
                html! { { or_dash(*value) } },
            ],
        })
        .collect::<Vec<_>>();
    let columns = vec![AttrValue::from(words.t("figures-month")), props.measure.clone()];
    let ends = props.months.first().zip(props.months.last());
    let id = format!("bars-{}", props.place);
    html! {
        <section class="side-card bars-card" aria-label={props.title.clone()}>
            <h2 class="bars-title">{ &props.title }</h2>
            <svg class="bars" viewBox="0 0 1000 152" preserveAspectRatio="none" role="img" aria-labelledby={format!("{id}-title {id}-desc")}>
                <title id={format!("{id}-title")}>{ &props.title }</title>
                <desc id={format!("{id}-desc")}>{ summary }</desc>
                { for bars }
                <line x1="0" y1="150.5" x2="1000" y2="150.5" />
            </svg>
            if let Some((first, last)) = ends { <p class="bars-ends" aria-hidden="true"><span>{ first.to_string() }</span><span>{ words.with("figures-most", &[("most", most.to_string())]) }</span><span>{ last.to_string() }</span></p> }
            <details class="details"><summary>{ words.t("figures-as-table") }</summary>
                <Table caption={props.title.clone()} {columns} {rows} class={classes!("figures-table")} />
            </details>
        </section>
    }
}
