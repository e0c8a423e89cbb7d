//! Today: what waits, which deadlines are near, which dossiers changed last.

use jiff::ToSpan;
use model::deadline::{DeadlineFilter, DeadlineStatus};
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::deadlines::deadline_table;
use super::dossiers::RowLink;
use super::inbox::step_table;
use crate::bridge::{self, circuits, deadlines};
use crate::components::{Empty, FirstSteps, Page, Problem, SkeletonRows};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Over, use_session};
use crate::words::{Words, use_words};

/// First rows of each list.
const ROWS: usize = 5;

/// The page.
#[component]
pub fn TodayPage() -> Html {
    let words = use_words();
    let inbox = use_loaded((), |()| circuits::inbox());
    let today = format::today();
    let overdue = use_loaded((), |()| {
        deadlines::due(DeadlineFilter {
            status: Some(DeadlineStatus::Overdue),
            limit: 6,
            ..DeadlineFilter::default()
        })
    });
    let soon = use_loaded(today, |today| {
        deadlines::due(DeadlineFilter {
            status: Some(DeadlineStatus::Running),
            due_until: today.checked_add(7.days()).ok(),
            limit: 11,
            ..DeadlineFilter::default()
        })
    });
    let dossiers = use_loaded((), |()| bridge::dossiers(String::new()));
    let to_do = match &*inbox {
        Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(inbox) => {
            let counts = inbox.counts;
            let numbers = [
                ("today-steps", counts.mine + counts.delegated),
                ("today-office", counts.office),
                ("today-tasks", counts.tasks),
                ("today-mentions", counts.mentions),
                ("today-returned", counts.returned + counts.stuck),
            ];
            let first: Vec<_> = inbox
                .mine
                .iter()
                .chain(&inbox.delegated)
                .take(ROWS)
                .cloned()
                .collect();
            let nothing = numbers.iter().all(|(_, number)| *number == 0);
            html! {
                <>
                    if nothing {
                        <p class="muted">{ words.t("today-nothing") }</p>
                    } else {
                        <ul class="numbers">
                            { for numbers.iter().filter(|(_, number)| *number > 0).map(|(id, number)| html! {
                                <li><Link<Route> to={Route::Inbox} classes="number-card"><span class="number">{ number }</span><span>{ words.with(id, &[("count", number.to_string())]) }</span></Link<Route>></li>
                            }) }
                        </ul>
                    }
                    { step_table(&words, "today-to-do", &first) }
                </>
            }
        }
    };
    let near = {
        let mut list = overdue.ready().cloned().unwrap_or_default();
        for view in soon.ready().into_iter().flatten() {
            // Midnight may pass between the two answers.
            if list.iter().all(|one| one.id != view.id) {
                list.push(view.clone());
            }
        }
        match (&*overdue, &*soon) {
            (Loaded::Failed(problem), _) | (_, Loaded::Failed(problem)) => {
                html! { <Problem problem={problem.clone()} /> }
            }
            (Loaded::Waiting, _) | (_, Loaded::Waiting) => html! { <SkeletonRows rows=3 /> },
            _ if list.is_empty() => html! { <p class="muted">{ words.t("today-no-deadline") }</p> },
            _ => deadline_table(&words, &list, "today-deadlines"),
        }
    };
    let recent = match &*dossiers {
        Loaded::Waiting => html! { <SkeletonRows rows=3 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <Empty title={words.t("dossiers-empty")} text={words.t("dossiers-empty-text")}>
            <Link<Route> to={Route::Dossiers} classes="ds-link">{ words.t("dossiers") }</Link<Route>></Empty> }
        }
        Loaded::Ready(list) => html! {
            <ul class="documents">
                { for list.iter().take(ROWS).map(|row| html! {
                    <li class="document-row document-row-plain" key={row.id.to_string()}>
                        <div class="document-main"><RowLink to={Route::Dossier { id: row.id }}>{ row.subject.to_string() }</RowLink>
                            <span class="row-note"><span class="reference">{ row.reference.to_string() }</span>{ " · " }{ format::day(&words, row.changed_at) }</span></div></li>
                }) }
            </ul>
        },
    };
    html! {
        <Page title={words.t("today")} below={html! { <p class="page-sub">{ format::civil_day(&words, today) }</p> }}>
            <div class="stack">
                <TourOffer />
                <FirstSteps />
                { part(&words, "today-to-do", Route::Inbox, "today-all-inbox", to_do) }
                { part(&words, "today-deadlines", Route::Deadlines, "today-all-deadlines", near) }
                { part(&words, "today-recent", Route::Dossiers, "today-all-dossiers", recent) }
                <p class="field-hint">{ words.t("today-drop") }</p>
            </div>
        </Page>
    }
}

/// The tour, offered until it was taken or put away.
#[component]
fn TourOffer() -> Html {
    let words = use_words();
    let session = use_session();
    if session.settings.toured {
        return Html::default();
    }
    let start = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.dispatch(Act::Over(Over::Tour(0))))
    };
    let no = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            super::set_settings(
                &session,
                model::window::Settings {
                    toured: true,
                    ..session.settings
                },
            );
        })
    };
    html! {
        <div class="callout tour-offer" data-color="neutral">
            <p>{ words.t("tour-offer") }</p>
            <span class="tour-offer-actions">
                <button type="button" class="ds-button" data-size="sm" data-action="tour" onclick={start}>{ words.t("tour-start") }</button>
                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="tour-no" onclick={no}>{ words.t("tour-no") }</button>
            </span>
        </div>
    }
}

fn part(words: &Words, title: &'static str, to: Route, all: &str, body: Html) -> Html {
    html! {
        <section class="stack-tight" aria-labelledby={title}>
            <div class="section-head"><h2 id={title} class="section-title">{ words.t(title) }</h2>
                <span class="section-action"><Link<Route> {to} classes="ds-link">{ words.t(all) }</Link<Route>></span></div>
            { body }
        </section>
    }
}
