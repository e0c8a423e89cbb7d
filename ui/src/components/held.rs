//! An original that waits for a time-stamp: why, since when, and the two ways on.

use model::view::AugmentationView;
use model::window::Progress;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Dialog, Icon, level_in_words};
use crate::bridge;
use crate::format;
use crate::pages::Route;
use crate::session::{Act, Notice, SessionHandle, report, use_session};
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct HeldProps {
    /// What waits.
    pub waiting: AugmentationView,
    /// On the document's own page, which names it already.
    #[prop_or_default]
    pub alone: bool,
}

/// Tries to add what is missing, to one document or to all, and says what came of it.
pub async fn add_now(
    session: SessionHandle,
    words: Words,
    documents: Vec<model::DocumentId>,
    progress: bridge::OnProgress,
) {
    match bridge::augment(documents, progress).await {
        Ok(outcomes) => {
            let done = outcomes.iter().filter(|outcome| !outcome.waiting).count();
            let left = outcomes.len() - done;
            let text = words.with(
                "held-result",
                &[("done", done.to_string()), ("left", left.to_string())],
            );
            let mut notice = if left == 0 {
                Notice::good(text)
            } else {
                Notice::plain(text)
            };
            notice.next = outcomes
                .iter()
                .filter(|outcome| outcome.waiting)
                .find_map(|outcome| outcome.reasons.first())
                .map(|reason| reason.sentence.clone());
            session.dispatch(Act::Changed);
            session.dispatch(Act::Say(notice));
        }
        Err(explanation) => report(&session, explanation),
    }
}

/// One original that waits.
#[component]
pub fn Held(props: &HeldProps) -> Html {
    let words = use_words();
    let session = use_session();
    let busy = use_state(|| false);
    let asking = use_state(|| false);
    let waiting = &props.waiting;
    let id = waiting.document;
    let add = {
        let (session, words, busy) = (session.clone(), words.clone(), busy.clone());
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (session, words, busy) = (session.clone(), words.clone(), busy.clone());
            spawn_local(async move {
                add_now(session, words, vec![id], Box::new(|_: Progress| {})).await;
                busy.set(false);
            });
        })
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let leave = close.reform(|_: MouseEvent| ());
    let send = {
        let (session, words, asking) = (session.clone(), words.clone(), asking.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, words, asking) = (session.clone(), words.clone(), asking.clone());
            spawn_local(async move {
                let answer = bridge::send_as_is(id).await;
                asking.set(false);
                match answer {
                    Ok(outcome) => {
                        session.dispatch(Act::Changed);
                        let text = words.with("held-released", &[("title", outcome.title)]);
                        session.dispatch(Act::Say(Notice::good(text)));
                    }
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let levels = [
        ("reached", level_in_words(&words, &waiting.reached)),
        ("wanted", level_in_words(&words, &waiting.wanted)),
    ];
    html! {
        <article class="held" data-document={id.to_string()}>
            if !props.alone {
                <div>
                    <Link<Route> to={Route::Document { id }} classes="row-title">{ &waiting.title }</Link<Route>>
                    <span class="row-note reference">{ waiting.reference.to_string() }</span>
                </div>
            }
            <p>{ words.with("held-levels", &levels) }</p>
            if !waiting.reasons.is_empty() {
                <ul class="reasons">{ for waiting.reasons.iter().map(|reason| html! { <li>{ &reason.sentence }</li> }) }</ul>
            }
            <p class="row-note">
                { words.with("waiting-since", &[("moment", format::moment(&words, waiting.since))]) }
                { " · " }{ words.with("attempts", &[("count", waiting.tries.to_string())]) }
                { " · " }{ words.with("held-next", &[("moment", format::moment(&words, waiting.next_try))]) }
            </p>
            <div class="held-actions">
                <button type="button" class="ds-button" data-size="sm" data-action="add-stamp" aria-busy={busy.to_string()} onclick={add}>
                    <Icon name="clock" />{ words.t(if *busy { "held-adding" } else { "held-add" }) }
                </button>
                <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="send-as-is" onclick={ask}>{ words.t("held-send") }</button>
            </div>
            if *asking {
                <Dialog id="send-title" title={words.t("held-send-title")} on_close={close}>
                    <div class="stack">
                        <p class="lead">{ words.with("held-send-explain", &[
                            ("title", waiting.title.clone()),
                            ("level", level_in_words(&words, &waiting.reached)),
                        ]) }</p>
                        <div class="sheet-actions">
                            <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                            <button type="button" class="ds-button" data-color="wax" data-action="send-as-is-confirmed" onclick={send}>{ words.t("held-send-submit") }</button>
                        </div>
                    </div>
                </Dialog>
            }
        </article>
    }
}
