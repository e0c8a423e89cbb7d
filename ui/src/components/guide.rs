//! Help for the page one is on, and the tour.

use model::window::Settings;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Dialog;
use crate::pages::Route;
use crate::session::{Act, Over, use_session};
use crate::words::use_words;

/// The message with the help of a page.
fn help_of(route: &Route) -> &'static str {
    match route {
        Route::Dossiers => "help-dossiers",
        Route::Dossier { .. } => "help-dossier",
        Route::Document { .. } => "help-document",
        Route::Inbox => "help-inbox",
        Route::Queue => "help-queue",
        Route::Absences => "help-absences",
        Route::Directory | Route::Contact { .. } => "help-directory",
        Route::Conflicts => "help-conflicts",
        Route::Outbox => "help-outbox",
        Route::Doctor => "help-doctor",
        Route::Unfiled => "help-unfiled",
        Route::Retention | Route::Disposition { .. } => "help-retention",
        Route::Figures => "help-figures",
        Route::Journal => "help-journal",
        Route::People => "help-people",
        Route::Deadlines => "help-deadlines",
        Route::Letter { .. } => "help-letter",
        Route::LetterTemplates => "help-templates",
        Route::LetterBatches => "help-batches",
        Route::Procedures => "help-procedures",
        Route::Settings => "help-settings",
        _ => "help-today",
    }
}

/// The help of the page one is on.
#[component]
pub fn Help() -> Html {
    let words = use_words();
    let session = use_session();
    let route = use_route::<Route>().unwrap_or(Route::Today);
    let on_close = {
        let session = session.clone();
        Callback::from(move |()| session.dispatch(Act::Over(Over::Nothing)))
    };
    let keys = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            session.dispatch(Act::Over(Over::Nothing));
            session.dispatch(Act::Shortcuts(true));
        })
    };
    let tour = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.dispatch(Act::Over(Over::Tour(0))))
    };
    let text = words.find(help_of(&route), &[]).unwrap_or_default();
    html! {
        <Dialog id="help-title" title={words.t("help-open")} {on_close}>
            <div class="stack">
                <ul class="help-lines">{ for text.lines().map(|line| html! { <li key={line.to_owned()}>{ line }</li> }) }</ul>
                <p class="muted">{ words.t("help-everywhere") }</p>
                <div class="sheet-actions sheet-actions-start">
                    <button type="button" class="ds-button" data-variant="secondary" data-action="help-keys" onclick={keys}>{ words.t("keys-title") }</button>
                    <button type="button" class="ds-button" data-variant="secondary" data-action="help-tour" onclick={tour}>{ words.t("tour") }</button>
                </div>
            </div>
        </Dialog>
    }
}

/// The stops of the tour: message of its heading, of its text, and the page behind it.
const STOPS: [(&str, &str, Route); 7] = [
    ("today", "tour-today", Route::Today),
    ("dossiers", "tour-dossiers", Route::Dossiers),
    ("palette", "tour-palette", Route::Dossiers),
    ("inbox", "tour-inbox", Route::Inbox),
    ("tour-sealing", "tour-sealing-text", Route::Dossiers),
    ("outbox", "tour-outbox", Route::Outbox),
    ("tour-help", "tour-help-text", Route::Settings),
];

#[derive(PartialEq, Properties)]
pub struct TourProps {
    /// Which stop.
    pub stop: usize,
}

/// One stop of the tour, with its page behind it.
#[component]
pub fn Tour(props: &TourProps) -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let stop = props.stop.min(STOPS.len() - 1);
    {
        let navigator = navigator.clone();
        use_effect_with(stop, move |stop| {
            if let (Some(navigator), Some((_, _, route))) = (navigator, STOPS.get(*stop)) {
                navigator.push(route);
            }
        });
    }
    let leave = {
        let session = session.clone();
        Callback::from(move |()| {
            session.dispatch(Act::Over(Over::Nothing));
            if !session.settings.toured {
                crate::pages::set_settings(
                    &session,
                    Settings {
                        toured: true,
                        ..session.settings
                    },
                );
            }
        })
    };
    let go = |to: usize| {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.dispatch(Act::Over(Over::Tour(to))))
    };
    let last = stop + 1 == STOPS.len();
    let end = leave.reform(|_: MouseEvent| ());
    let (title, text) = STOPS
        .get(stop)
        .map_or(("tour", "tour"), |(title, text, _)| (*title, *text));
    let place = [
        ("number", (stop + 1).to_string()),
        ("count", STOPS.len().to_string()),
    ];
    html! {
        <Dialog id="tour-title" title={words.find(title, &[]).unwrap_or_default()} on_close={leave}>
            <div class="stack tour" data-stop={stop.to_string()}>
                <p class="tour-text" role="status">{ words.find(text, &[]) }</p>
                <p class="muted">{ words.with("tour-place", &place) }</p>
                <div class="sheet-actions">
                    if stop > 0 { <button type="button" class="ds-button" data-variant="tertiary" data-action="tour-back" onclick={go(stop - 1)}>{ words.t("tour-back") }</button> }
                    if last {
                        <button type="button" class="ds-button" data-action="tour-end" onclick={end}>{ words.t("tour-end") }</button>
                    } else {
                        <button type="button" class="ds-button" data-action="tour-next" onclick={go(stop + 1)}>{ words.t("tour-next") }</button>
                    }
                </div>
            </div>
        </Dialog>
    }
}
