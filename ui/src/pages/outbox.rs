//! The outbox: what the platform has not acknowledged yet, and why.

use model::sharing::WaitingRecord;
use model::view::{AugmentationView, OutboxRow};
use model::window::Progress;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge;
use crate::components::{Empty, Held, Icon, More, Page, Problem, SkeletonRows, add_now};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::run_sync;
use crate::session::{Act, Notice, report, use_session};
use crate::words::use_words;

/// Rows drawn at first, and so many more each time.
const ROWS: usize = 100;

/// The page.
#[component]
pub fn OutboxPage() -> Html {
    let words = use_words();
    let session = use_session();
    let rows = use_loaded((), |()| bridge::outbox());
    let held = use_loaded((), |()| bridge::augmentations());
    let records = use_loaded((), |()| bridge::sharing::waiting_records());
    let enrolled = session.desk.as_ref().is_some_and(|desk| desk.platform.is_some());
    // Thousands may wait after weeks without a network: drawn as far as somebody scrolls.
    let shown = use_state(|| ROWS);
    let on_more = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(*shown + ROWS))
    };
    let start = {
        let (session, words) = (session.clone(), words.clone());
        Callback::from(move |_: MouseEvent| run_sync(session.clone(), words.clone()))
    };
    let below = html! { <p class="page-sub">{ words.t("outbox-explain") }</p> };
    let waiting = rows.ready().is_some_and(|rows| !rows.is_empty());
    let actions = if enrolled && waiting {
        html! {
            <button type="button" class="ds-button" data-action="sync-now" aria-busy={session.syncing.is_some().to_string()} onclick={start}>
                <Icon name="sync" />{ words.t("sync-start") }
            </button>
        }
    } else {
        Html::default()
    };
    html! {
        <Page title={words.t("outbox")} {below} {actions}>
            if !enrolled {
                <p class="callout" data-color="neutral"><Icon name="info" /><span>{ words.t("outbox-not-enrolled") }{ " " }
                    <Link<Route> to={Route::Settings} classes="ds-link">{ words.t("sync-enrol") }</Link<Route>></span></p>
            }
            { match &*rows {
                Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                Loaded::Ready(rows) if rows.is_empty() => html! { <Empty title={words.t("outbox-empty")} text={words.t("outbox-empty-text")}><Link<Route> to={Route::Dossiers} classes="ds-link">{ words.t("go-to-dossiers") }</Link<Route>></Empty> },
                Loaded::Ready(rows) => html! {
                    <>
                    <ul class="outbox" aria-label={words.t("outbox")}>{ for rows.iter().take(*shown).enumerate().map(|(place, row)| html! {
                        <OutboxItem key={row.op.to_string()} row={row.clone()} place={place + 1} all={rows.len()} />
                    }) }</ul>
                    if rows.len() > *shown { <More key={*shown} {on_more} /> }
                    </>
                },
            } }
            { match &*records {
                Loaded::Ready((waiting, refused)) if *waiting > 0 || !refused.is_empty() => {
                    html! { <RecordsSection waiting={*waiting} refused={refused.clone()} /> }
                }
                // A page without a desk has no records.
                Loaded::Failed(problem) if problem.code != "browser-not-recorded" => html! { <Problem problem={problem.clone()} /> },
                _ => Html::default(),
            } }
            { match &*held {
                Loaded::Ready(held) if !held.is_empty() => html! { <HeldSection held={held.clone()} /> },
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                _ => Html::default(),
            } }
        </Page>
    }
}

#[derive(PartialEq, Properties)]
struct RecordsSectionProps {
    waiting: u32,
    refused: Vec<WaitingRecord>,
}

/// Changes that wait to be told, and what the platform refused or this desk cannot take in.
#[component]
fn RecordsSection(props: &RecordsSectionProps) -> Html {
    let words = use_words();
    html! {
        <section class="held-section" aria-labelledby="refused-title">
            <div class="section-head">
                <h2 id="refused-title" class="section-title">{ words.t("refused-title") }</h2>
                <span class="count">{ props.refused.len() }</span>
            </div>
            if props.waiting > 0 {
                <p class="page-sub">{ words.with("refused-waiting", &[("count", props.waiting.to_string())]) }</p>
            }
            if !props.refused.is_empty() {
                <p class="page-sub">{ words.t("refused-explain") }</p>
                <ul class="outbox" aria-label={words.t("refused-title")}>
                    { for props.refused.iter().enumerate().map(|(place, one)| {
                        let key = one.op.map_or_else(|| place.to_string(), |op| op.to_string());
                        html! { <RefusedItem {key} record={one.clone()} /> }
                    }) }
                </ul>
            }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct RefusedItemProps {
    record: WaitingRecord,
}

/// One change that was refused, or one record that cannot be taken in.
#[component]
fn RefusedItem(props: &RefusedItemProps) -> Html {
    let words = use_words();
    let action = use_action();
    let asking = use_state(|| false);
    let reason = use_state(|| None::<Explanation>);
    let record = &props.record;
    {
        let reason = reason.clone();
        use_effect_with((record.code.clone(), words.lang()), move |(code, _)| {
            match code.clone() {
                None => reason.set(None),
                Some(code) => spawn_local(async move { reason.set(bridge::explain(code).await.ok()) }),
            }
        });
    }
    let ask = |to: bool| {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(to))
    };
    let buttons = record.op.map(|op| {
        let retry = {
            let (action, words) = (action.clone(), words.clone());
            Callback::from(move |_: MouseEvent| {
                let words = words.clone();
                action.run(bridge::retry(op), move |()| Some(words.t("retry-done")));
            })
        };
        let give_up = {
            let (action, words) = (action.clone(), words.clone());
            Callback::from(move |_: MouseEvent| {
                let words = words.clone();
                action.run(bridge::sharing::give_up_change(op), move |()| Some(words.t("refused-given-up")));
            })
        };
        if *asking {
            html! {
                <div class="row-actions" role="group" aria-label={words.t("refused-sure")}>
                    <span>{ words.t("refused-sure") }</span>
                    <button type="button" class="ds-button" data-size="sm" data-color="danger" data-action="give-up-sure" disabled={*action.busy} onclick={give_up}>{ words.t("refused-give-up") }</button>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" onclick={ask(false)}>{ words.t("cancel") }</button>
                </div>
            }
        } else {
            html! {
                <div class="row-actions">
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="retry" disabled={*action.busy} onclick={retry}>{ words.t("retry") }</button>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="give-up" onclick={ask(true)}>{ words.t("refused-give-up") }</button>
                </div>
            }
        }
    });
    let label = if record.label.is_empty() {
        words.t("refused-unnamed")
    } else {
        record.label.clone()
    };
    let kind = words
        .find(&format!("conflict-kind-{}", record.kind), &[])
        .unwrap_or_else(|| record.kind.clone());
    html! {
        <li class="outbox-row" data-state="parked">
            <span class="status" data-state="parked">
                <span class="status-dot" aria-hidden="true"></span>{ words.t(if record.incoming { "refused-incoming" } else { "status-parked" }) }
            </span>
            <div class="document-main">
                if let Some(id) = record.dossier {
                    <Link<Route> to={Route::Dossier { id }} classes="row-title">{ label }</Link<Route>>
                } else {
                    <span class="row-title">{ label }</span>
                }
                <span class="row-note">
                    { kind }
                    if let Some(since) = record.since {
                        { " · " }{ words.with("waiting-since", &[("moment", format::moment(&words, since))]) }
                    }
                </span>
                if let Some(reason) = &*reason {
                    <p class="outcome-warning"><Icon name="warning" /><span>{ &reason.sentence }{ " " }{ reason.next.clone().unwrap_or_default() }</span></p>
                }
                if let Some(problem) = &*action.problem {
                    <Problem problem={problem.clone()} />
                }
            </div>
            { for buttons }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct HeldSectionProps {
    held: Vec<AugmentationView>,
}

/// Originals that wait for a time-stamp before they leave.
#[component]
fn HeldSection(props: &HeldSectionProps) -> Html {
    let words = use_words();
    let session = use_session();
    let running = use_state(|| None::<Progress>);
    let add_all = {
        let (session, words, running) = (session.clone(), words.clone(), running.clone());
        Callback::from(move |_: MouseEvent| {
            if running.is_some() {
                return;
            }
            running.set(Some(Progress::default()));
            let (session, words, running) = (session.clone(), words.clone(), running.clone());
            let progress = {
                let running = running.clone();
                Box::new(move |progress| running.set(Some(progress)))
            };
            spawn_local(async move {
                add_now(session, words, Vec::new(), progress).await;
                running.set(None);
            });
        })
    };
    let cancel = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // A refused cancel leaves the work running, which stays on screen.
            let _ = bridge::cancel(bridge::Work::Augment).await;
        });
    });
    html! {
        <section class="held-section" aria-labelledby="held-title">
            <div class="section-head">
                <h2 id="held-title" class="section-title">{ words.t("held-title") }</h2>
                <span class="count">{ props.held.len() }</span>
            </div>
            <p class="page-sub">{ words.t("held-explain") }</p>
            if let Some(progress) = &*running {
                <div class="held-running" role="status">
                    <span>{ words.t("held-adding") }{ " " }{ &progress.label }</span>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" onclick={cancel}>{ words.t("cancel") }</button>
                </div>
            } else if props.held.len() > 1 {
                <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="add-all" onclick={add_all}><Icon name="clock" />{ words.t("held-add-all") }</button></div>
            }
            <ul class="outbox">
                { for props.held.iter().map(|one| html! { <li key={one.document.to_string()}><Held waiting={one.clone()} /></li> }) }
            </ul>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct OutboxItemProps {
    row: OutboxRow,
    /// Which of how many.
    place: usize,
    all: usize,
}

#[component]
fn OutboxItem(props: &OutboxItemProps) -> Html {
    let words = use_words();
    let session = use_session();
    let row = &props.row;
    let reason = use_state(|| None::<Explanation>);
    {
        let reason = reason.clone();
        use_effect_with(
            (row.last_error.clone(), words.lang()),
            move |(code, _)| match code.clone() {
                None => reason.set(None),
                Some(code) => spawn_local(async move { reason.set(bridge::explain(code).await.ok()) }),
            },
        );
    }
    let retry = {
        let (session, words, op) = (session.clone(), words.clone(), row.op);
        Callback::from(move |_: MouseEvent| {
            let (session, words) = (session.clone(), words.clone());
            spawn_local(async move {
                match bridge::retry(op).await {
                    Ok(()) => {
                        session.dispatch(Act::Changed);
                        session.dispatch(Act::Say(Notice::good(words.t("retry-done"))));
                    }
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    html! {
        <li class="outbox-row" aria-posinset={props.place.to_string()} aria-setsize={props.all.to_string()} data-state={if row.parked { "parked" } else { "waiting" }}>
            <span class="status" data-state={if row.parked { "parked" } else { "waiting" }}>
                <span class="status-dot" aria-hidden="true"></span>{ words.t(if row.parked { "status-parked" } else if row.held { "status-held" } else { "status-waiting" }) }
            </span>
            <div class="document-main">
                <Link<Route> to={Route::Dossier { id: row.dossier }} classes="row-title">{ &row.label }</Link<Route>>
                <span class="row-note">
                    { words.find(&format!("outbox-{}", row.kind), &[]).unwrap_or_else(|| row.kind.clone()) }
                    { " · " }{ words.with("waiting-since", &[("moment", format::moment(&words, row.queued_at))]) }
                    { " · " }{ format::size(&words, row.size_bytes) }
                    if row.attempts > 0 { { " · " }{ words.with("attempts", &[("count", row.attempts.to_string())]) } }
                </span>
                if let Some(reason) = &*reason {
                    <p class="outcome-warning"><Icon name="warning" /><span>{ &reason.sentence }{ " " }{ reason.next.clone().unwrap_or_default() }</span></p>
                }
            </div>
            if row.parked {
                <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="retry" onclick={retry}>{ words.t("retry") }</button>
            }
        </li>
    }
}
