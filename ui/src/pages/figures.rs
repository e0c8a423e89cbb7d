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

/// A month as it stands in a field: `11.2026`, as days are written.
fn written(month: Month) -> String {
    let first = month.first_day();
    format!("{:02}.{:04}", first.month(), first.year())
}

/// Reads `11.2026`, and `2026-11` as files have it.
fn read(text: &str) -> Option<Month> {
    match text.trim().split_once('.') {
        Some((month, year)) => Month::parse(&format!("{year}-{month:0>2}")),
        None => Month::parse(text),
    }
}

/// What can be drawn.
const MEASURES: [&str; 8] = [
    "received",
    "closed",
    "documents",
    "sealed",
    "deadlines",
    "kept",
    "missed",
    "median_days",
];

/// What is drawn of a measure: one thing, or two that stand on each other.
fn series_of(measure: &str) -> &'static [&'static str] {
    match measure {
        "closed" => &["closed"],
        "documents" => &["documents"],
        "sealed" => &["sealed"],
        "deadlines" => &["kept", "missed"],
        "kept" => &["kept"],
        "missed" => &["missed"],
        "median_days" => &["median_days"],
        _ => &["received"],
    }
}

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
        "deadlines" => "figures-kept-and-missed",
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
    let first = use_state(|| written(months_before(today, 11)));
    let last = use_state(|| written(Month::of(today)));
    let measure = use_state(|| "received".to_owned());
    let period = read(&first).zip(read(&last));
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
    let save_all = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let Some((first, last)) = period else { return };
            let words = words.clone();
            let suggested = format!("{first}-{last}.csv");
            action.run(
                desk::save_key_figures(first, last, COPIES, suggested),
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
        <button type="button" class="ds-button" data-variant="secondary" data-action="figures-print" onclick={print}>{ words.t("figures-print") }</button>
        <button type="button" class="ds-button" data-variant="secondary" data-action="figures-all" onclick={save_all}><Icon name="export" />{ words.t("figures-all-csv") }</button>
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
                    let series = series_of(&measure).iter().map(|one_of| {
                        let values = one.months.iter().map(|month| value(month, one_of)).collect::<Vec<_>>();
                        (measure_in_words(&words, one_of), values)
                    }).collect::<Vec<_>>();
                    html! { <Bars key={one.procedure.clone()} {place} title={name} measure={measure_in_words(&words, &measure)} months={figures.months.clone()} {series} /> }
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

/// What is drawn: its name, and a value for each month.
type Series = (String, Vec<Option<u64>>);

#[derive(PartialEq, Properties)]
struct BarsProps {
    /// Which of the charts on the page, from 0.
    place: usize,
    title: AttrValue,
    measure: AttrValue,
    months: Vec<Month>,
    /// One, or two that stand on each other.
    series: Vec<Series>,
}

/// The height of the tallest bar on a canvas of 1,000 by 152 without units, which stretches with the page, and where the
/// bars stand.
const TALLEST: f64 = 140.0;
const GROUND: f64 = 150.0;

/// The bars of one month, from the ground up: top and height of each.
fn stacked(values: &[u64], most: u64) -> Vec<(f64, f64)> {
    let mut top = GROUND;
    values
        .iter()
        .map(|value| {
            let height = if most == 0 {
                0.0
            } else {
                TALLEST * *value as f64 / most as f64
            };
            top -= height;
            (top, height)
        })
        .collect()
}

/// One bar for each month, and the same as a table. The second of two is hatched: nobody has to tell colours apart.
#[component]
fn Bars(props: &BarsProps) -> Html {
    let words = use_words();
    let of_month = |month: usize| -> Vec<u64> {
        props
            .series
            .iter()
            .map(|(_, values)| values.get(month).copied().flatten().unwrap_or(0))
            .collect()
    };
    let count = props.months.len();
    let most = (0..count)
        .map(|month| of_month(month).iter().sum())
        .max()
        .unwrap_or(0);
    let slot = 1000.0 / count.max(1) as f64;
    let hatch = format!("bars-{}-hatch", props.place);
    let bars = (0..count).flat_map(|month| {
        let x = slot * month as f64 + slot * 0.15;
        stacked(&of_month(month), most)
            .into_iter()
            .enumerate()
            .map(|(which, (top, height))| {
                let fill = (which > 0).then(|| format!("url(#{hatch})"));
                html! { <rect class={(which > 0).then_some("bars-second")} {fill} x={format!("{x:.1}")} y={format!("{top:.1}")} width={format!("{:.1}", slot * 0.7)} height={format!("{height:.1}")} /> }
            })
            .collect::<Vec<_>>()
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
        .enumerate()
        .map(|(place, month)| Row {
            key: month.to_string(),
            cells: std::iter::once(html! { { format::month(&words, month.first_day()) } })
                .chain(
                    props
                        .series
                        .iter()
                        .map(|(_, values)| html! { { or_dash(values.get(place).copied().flatten()) } }),
                )
                .collect(),
        })
        .collect::<Vec<_>>();
    let columns = std::iter::once(AttrValue::from(words.t("figures-month")))
        .chain(props.series.iter().map(|(name, _)| AttrValue::from(name.clone())))
        .collect::<Vec<_>>();
    let ends = props.months.first().zip(props.months.last());
    let id = format!("bars-{}", props.place);
    html! {
        <section class="side-card bars-card" aria-label={props.title.clone()}>
            <div class="section-head"><h2 class="bars-title">{ &props.title }</h2><span class="section-action bars-most">{ words.with("figures-most", &[("most", most.to_string())]) }</span></div>
            <svg class="bars" viewBox="0 0 1000 152" preserveAspectRatio="none" role="img" aria-labelledby={format!("{id}-title {id}-desc")}>
                <title id={format!("{id}-title")}>{ &props.title }</title>
                <desc id={format!("{id}-desc")}>{ summary }</desc>
                <defs><pattern id={hatch.clone()} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="bars-gap" width="8" height="8" /><rect width="3" height="8" /></pattern></defs>
                { for bars }
                <line x1="0" y1="150.5" x2="1000" y2="150.5" />
            </svg>
            if let Some((first, last)) = ends { <p class="bars-ends" aria-hidden="true"><span>{ format::month(&words, first.first_day()) }</span><span>{ format::month(&words, last.first_day()) }</span></p> }
            if props.series.len() > 1 {
                <ul class="bars-legend">{ for props.series.iter().enumerate().map(|(which, (name, _))| html! {
                    <li><span class="bars-mark" data-second={(which > 0).to_string()} aria-hidden="true"></span>{ name }</li>
                }) }</ul>
            }
            <details class="details"><summary>{ words.t("figures-as-table") }</summary>
                <Table caption={props.title.clone()} {columns} {rows} class={classes!("figures-table")} />
            </details>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let november = read("2026-11").unwrap();
        assert_eq!(written(november), "11.2026");
        assert_eq!(read(" 11.2026 "), Some(november));
        assert_eq!(read("3.2026"), read("2026-03"));
        for wrong in ["", "11", "13.2026", "11.26", "2026", "1.11.2026"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn bars_stand_on_each_other_and_the_tallest_month_fills_the_room() {
        assert_eq!(stacked(&[3, 1], 4), [(45.0, 105.0), (10.0, 35.0)]);
        assert_eq!(stacked(&[0, 0], 0), [(150.0, 0.0), (150.0, 0.0)]);
        assert_eq!(stacked(&[2], 4), [(80.0, 70.0)]);
    }

    #[test]
    fn every_measure_that_can_be_chosen_is_drawn() {
        let figures = Figures {
            received: 1,
            closed: 2,
            documents: 3,
            sealed: 4,
            kept: 5,
            missed: 6,
            median_days: Some(7),
            ..Figures::default()
        };
        let drawn = MEASURES.map(|measure| {
            series_of(measure)
                .iter()
                .map(|one| value(&figures, one).unwrap())
                .collect::<Vec<_>>()
        });
        assert_eq!(
            drawn,
            [
                vec![1],
                vec![2],
                vec![3],
                vec![4],
                vec![5, 6],
                vec![5],
                vec![6],
                vec![7]
            ]
        );
    }
}
