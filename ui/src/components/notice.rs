//! The last result: said to screen readers, and shown until the next one or until it is put away.

use std::time::Duration;

use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

use super::Icon;
use crate::session::{Act, Tone, use_session};
use crate::undo::undo_last;
use crate::words::use_words;

/// How long a success is shown.
const SHOWN: Duration = Duration::from_secs(12);
/// How long one is shown that can be taken back; Ctrl+Z and the palette take it back afterwards, too.
const SHOWN_WITH_UNDO: Duration = Duration::from_secs(30);

/// The live region of the window; always part of the page, so that screen readers watch it.
#[component]
pub fn NoticeRegion() -> Html {
    let words = use_words();
    let session = use_session();
    let quiet = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.dispatch(Act::Quiet))
    };
    {
        // What succeeded goes by itself, for the page shows it too; what failed stays until it is put away.
        let session = session.clone();
        use_effect_with(session.notice.clone(), move |notice| {
            if let Some(notice) = notice.clone().filter(|notice| notice.tone != Tone::Bad) {
                spawn_local(async move {
                    sleep(if notice.undo.is_some() {
                        SHOWN_WITH_UNDO
                    } else {
                        SHOWN
                    })
                    .await;
                    session.dispatch(Act::Fade(notice));
                });
            }
        });
    }
    let undo = {
        let (session, words) = (session.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            undo_last(&session, &words);
        })
    };
    html! {
        <div class="notices" role="status" aria-live="polite">
            if let Some(notice) = &session.notice {
                <div class="notice" data-color={match notice.tone { Tone::Good => "success", Tone::Plain => "neutral", Tone::Bad => "danger" }}>
                    <Icon name={match notice.tone { Tone::Good => "check", Tone::Plain => "info", Tone::Bad => "warning" }} />
                    <p class="notice-text">
                        { &notice.text }
                        if let Some(next) = &notice.next { <span class="notice-next">{ next }</span> }
                    </p>
                    if notice.undo.is_some() {
                        <button type="button" class="ds-button notice-undo" data-variant="secondary" data-size="sm" data-action="undo" aria-keyshortcuts="Control+Z" onclick={undo}>{ words.t("undo") }</button>
                    }
                    <button type="button" class="icon-button" aria-label={words.t("notice-dismiss")} onclick={quiet}>
                        <Icon name="close" />
                    </button>
                </div>
            }
        </div>
    }
}
