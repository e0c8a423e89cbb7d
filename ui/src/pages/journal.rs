//! The journal for whoever audits: filters, pages, the chain, and an export that is signed.

use jiff::civil::Date;
use model::safety::{JournalFilter, JournalLine};
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::{intake as desk, people};
use crate::components::{
    DayField, DossierFinder, Empty, FoundDossier, Icon, Page, Problem, Row, Select, SkeletonRows, Table,
    crumb, kind_of_line, line_in_words, read_day,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

/// Lines of one page.
const LINES: u32 = 100;

/// The page.
#[component]
pub fn JournalPage() -> Html {
    let words = use_words();
    let action = use_action();
    let kinds = use_loaded((), |()| desk::journal_kinds());
    let everybody = use_loaded((), |()| people::people());
    let (actor, kind) = (use_state(String::new), use_state(String::new));
    let (from, until) = (use_state(String::new), use_state(String::new));
    let dossier = use_state(|| None::<FoundDossier>);
    let before = use_state(|| None::<u64>);
    let verified = use_state(|| None::<u64>);
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let filter = JournalFilter {
        dossier: dossier.as_ref().map(|found| found.id),
        actor: filled(&actor),
        kind: filled(&kind),
        from: read_day(&from).and_then(format::start_of_day),
        until: read_day(&until)
            .and_then(|day: Date| day.tomorrow().ok())
            .and_then(format::start_of_day),
        before: None,
    };
    let asked = JournalFilter {
        before: *before,
        ..filter.clone()
    };
    let loaded = use_loaded(asked, |filter: &JournalFilter| {
        desk::journal(filter.clone(), LINES)
    });
    let set = |state: &UseStateHandle<String>| {
        let (state, before) = (state.clone(), before.clone());
        Callback::from(move |value: String| {
            before.set(None);
            state.set(value);
        })
    };
    let on_dossier = {
        let (dossier, before) = (dossier.clone(), before.clone());
        Callback::from(move |found: Option<FoundDossier>| {
            before.set(None);
            dossier.set(found);
        })
    };
    let mut actors = vec![(String::new(), words.t("journal-everybody"), None)];
    if let Some(people) = everybody.ready() {
        actors.extend(
            people
                .iter()
                .map(|one| (one.name.clone(), one.name.clone(), None)),
        );
    }
    let mut kinds_shown = vec![(String::new(), words.t("journal-every-kind"), None)];
    if let Some(kinds) = kinds.ready() {
        let mut named: Vec<_> = kinds
            .iter()
            .map(|kind| (kind.clone(), kind_of_line(&words, kind), None))
            .collect();
        named.sort_by_key(|(_, text, _)| {
            text.trim_start_matches(['«', '„', '“', ' ', '\u{a0}', '…'])
                .to_lowercase()
        });
        kinds_shown.extend(named);
    }
    let verify = {
        let (action, verified) = (action.clone(), verified.clone());
        Callback::from(move |_: MouseEvent| {
            let verified = verified.clone();
            verified.set(None);
            action.run(desk::verify_journal(), move |count| {
                verified.set(Some(count));
                None
            });
        })
    };
    let export = {
        let (action, words, filter) = (action.clone(), words.clone(), filter);
        Callback::from(move |_: MouseEvent| {
            let words = words.clone();
            action.run(
                desk::export_journal(filter.clone(), "journal.jsonl".to_owned()),
                move |name| name.map(|name| words.with("exported", &[("name", name)])),
            );
        })
    };
    let key = use_loaded((), |()| desk::journal_key());
    let actions = html! {
        <>
            <button type="button" class="ds-button" data-variant="secondary" data-action="verify-journal" onclick={verify} aria-busy={action.busy.to_string()}><Icon name="shield" />{ words.t("journal-verify") }</button>
            <button type="button" class="ds-button" data-variant="secondary" data-action="export-journal" onclick={export}><Icon name="export" />{ words.t("journal-export") }</button>
        </>
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=8 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(page) if page.lines.is_empty() => {
            let clear = {
                let (texts, dossier, before) = (
                    [actor.clone(), kind.clone(), from.clone(), until.clone()],
                    dossier.clone(),
                    before.clone(),
                );
                Callback::from(move |_: MouseEvent| {
                    for text in &texts {
                        text.set(String::new());
                    }
                    dossier.set(None);
                    before.set(None);
                })
            };
            html! {
                <Empty title={words.t("journal-none")} text={words.t("journal-none-text")}>
                    <button type="button" class="ds-button" data-variant="secondary" onclick={clear}>{ words.t("journal-clear") }</button>
                </Empty>
            }
        }
        Loaded::Ready(page) => {
            let rows = page
                .lines
                .iter()
                .map(|line| row(&words, line))
                .collect::<Vec<_>>();
            let columns = [
                "journal-line",
                "journal-when",
                "journal-actor",
                "journal-what",
                "journal-dossier",
            ]
            .map(|id| AttrValue::from(words.t(id)))
            .to_vec();
            let to = |next: Option<u64>| {
                let before = before.clone();
                Callback::from(move |_: MouseEvent| before.set(next))
            };
            html! {
                <>
                    <Table caption={words.t("journal")} {columns} {rows} class={classes!("journal")} />
                    <div class="row-actions">
                        if before.is_some() { <button type="button" class="ds-button" data-variant="tertiary" onclick={to(None)}>{ words.t("journal-first") }</button> }
                        if page.next.is_some() { <button type="button" class="ds-button" data-variant="secondary" onclick={to(page.next)}>{ words.t("journal-more") }</button> }
                    </div>
                </>
            }
        }
    };
    let eyebrow = crumb(&words, Route::Settings, "settings");
    html! {
        <Page title={words.t("journal")} {eyebrow} {actions} below={html! { <p class="page-sub">{ words.t("journal-text") }</p> }}>
            <div class="stack">
                <section class="panel" aria-label={words.t("journal-what")}>
                    <div class="field-grid field-grid-four">
                        <Select id="journal-actor" label={words.t("journal-actor")} options={actors} value={(*actor).clone()} on_change={set(&actor)} />
                        <Select id="journal-kind" label={words.t("journal-kind")} options={kinds_shown} value={(*kind).clone()} on_change={set(&kind)} />
                        <DayField id="journal-from" label={words.t("journal-from")} value={(*from).clone()} on_input={set(&from)} optional=true />
                        <DayField id="journal-until" label={words.t("journal-until")} value={(*until).clone()} on_input={set(&until)} optional=true />
                    </div>
                    <DossierFinder id="journal-dossier" label={words.t("journal-dossier")} value={(*dossier).clone()} on_change={on_dossier} closed_too=true />
                </section>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                <div role="status">
                    if let Some(count) = *verified { <p class="verdict-line"><Icon name="check" /><span>{ words.with("journal-verified", &[("count", count.to_string())]) }</span></p> }
                </div>
                { body }
                if let Some(key) = key.ready() { <p class="muted break">{ words.with("journal-export-hint", &[("key", key.clone())]) }</p> }
            </div>
        </Page>
    }
}

fn row(words: &Words, line: &JournalLine) -> Row {
    let text = line_in_words(words, &line.kind, &line.details).unwrap_or_else(|| {
        let facts: Vec<String> = line
            .details
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        let other = words.with("history-other", &[("kind", line.kind.clone())]);
        [vec![other], facts].concat().join(", ")
    });
    Row {
        key: line.sequence.to_string(),
        cells: vec![
            html! { <span class="code">{ line.sequence }</span> },
            html! { { format::moment(words, line.at) } },
            html! { { &line.actor } },
            html! { <span class="break" data-kind={line.kind.clone()}>{ text }</span> },
            html! {
                if let (Some(id), Some(reference)) = (line.dossier, &line.reference) {
                    <Link<Route> to={Route::Dossier { id }} classes="ds-link">{ reference }</Link<Route>>
                } else { <span class="muted">{ words.t("journal-desk") }</span> }
            },
        ],
    }
}
