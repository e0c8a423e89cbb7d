//! The outbox: what the platform has not acknowledged yet, and why.

use model::view::{AugmentationView, OutboxRow};
use model::window::Progress;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::bridge;
use crate::components::{Empty, Held, Icon, Page, Problem, SkeletonRows, add_now};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::run_sync;
use crate::session::{Act, Notice, report, use_session};
use crate::words::use_words;

/// The page.
#[component]
pub fn OutboxPage() -> Html {
    let words = use_words();
    let session = use_session();
    let rows = use_loaded((), |()| bridge::outbox());
    let held = use_loaded((), |()| bridge::augmentations());
    let enrolled = session.desk.as_ref().is_some_and(|desk| desk.platform.is_some());
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
                Loaded::Ready(rows) if rows.is_empty() => html! { <Empty title={words.t("outbox-empty")} text={words.t("outbox-empty-text")} /> },
                Loaded::Ready(rows) => html! { <ul class="outbox" aria-label={words.t("outbox")}>{ for rows.iter().map(|row| html! { <OutboxItem key={row.op.to_string()} row={row.clone()} /> }) }</ul> },
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
        <li class="outbox-row" data-state={if row.parked { "parked" } else { "waiting" }}>
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
