//! The calm indicator: what waits, and the button that sends it.

use model::window::Progress;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Icon;
use crate::bridge;
use crate::format;
use crate::pages::Route;
use crate::session::{Act, Notice, SessionHandle, report, use_session};
use crate::words::{Words, use_words};

/// Sends the outbox and says what came of it.
pub fn run_sync(session: SessionHandle, words: Words) {
    if session.syncing.is_some() {
        return;
    }
    session.dispatch(Act::Syncing(Some(Progress::default())));
    spawn_local(async move {
        let progress = {
            let session = session.clone();
            Box::new(move |progress| session.dispatch(Act::Syncing(Some(progress))))
        };
        let result = bridge::sync(progress).await;
        session.dispatch(Act::Syncing(None));
        session.dispatch(Act::Changed);
        match result {
            Ok(done) => {
                let sent = words.with("sync-sent", &[("count", done.acknowledged.to_string())]);
                let notice = match done.stopped {
                    Some(stopped) => {
                        let mut notice = Notice::from(stopped);
                        if done.acknowledged > 0 {
                            notice.text = format!("{sent} {}", notice.text);
                        }
                        notice
                    }
                    None if done.parked > 0 => {
                        let parked = words.with("sync-parked", &[("count", done.parked.to_string())]);
                        let text = if done.acknowledged > 0 {
                            format!("{sent} {parked}")
                        } else {
                            parked
                        };
                        Notice::plain(text)
                    }
                    None if done.acknowledged == 0 && done.waiting == 0 => {
                        Notice::good(words.t("sync-nothing"))
                    }
                    None => Notice::good(sent),
                };
                session.dispatch(Act::Say(notice));
            }
            Err(explanation) => report(&session, explanation),
        }
        if let Ok(desk) = bridge::desk().await {
            session.dispatch(Act::Desk(desk));
        }
    });
}

/// The indicator at the foot of the rail.
#[component]
pub fn SyncCard() -> Html {
    let words = use_words();
    let session = use_session();
    let Some(desk) = session.desk.clone() else {
        return Html::default();
    };
    let start = {
        let (session, words) = (session.clone(), words.clone());
        Callback::from(move |_: MouseEvent| run_sync(session.clone(), words.clone()))
    };
    let cancel = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // A refused cancel leaves the work running, which the card keeps showing.
            let _ = bridge::cancel(bridge::Work::Sync).await;
        });
    });
    let (state, text) = match (&desk.platform, desk.waiting) {
        (_, waiting) if waiting > 0 => (
            "waiting",
            words.with("sync-waiting", &[("count", waiting.to_string())]),
        ),
        (None, _) => ("off", words.t("sync-not-enrolled")),
        (Some(_), _) => ("calm", words.t("sync-calm")),
    };
    html! {
        <section class="sync" aria-label={words.t("sync-title")} data-state={state}>
            if let Some(progress) = &session.syncing {
                <p class="sync-line"><span class="sync-dot" aria-hidden="true"></span>{ words.t("sync-running") }</p>
                <p class="sync-note">{ &progress.label }</p>
                <progress aria-label={words.t("sync-running")} max={(progress.items.max(1) * 100).to_string()}
                    value={done(progress).to_string()} />
                <button type="button" class="ds-button" data-variant="secondary" data-size="sm" onclick={cancel}>{ words.t("cancel") }</button>
            } else {
                <p class="sync-line">
                    <span class="sync-dot" aria-hidden="true"></span>
                    <Link<Route> to={Route::Outbox} classes="sync-link">{ text }</Link<Route>>
                </p>
                if let Some(last) = desk.last_sync {
                    <p class="sync-note">{ words.with("sync-last", &[("moment", format::moment(&words, last))]) }</p>
                }
                if desk.platform.is_some() {
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="sync" onclick={start}>
                        <Icon name="sync" />{ words.t("sync-start") }
                    </button>
                } else {
                    <Link<Route> to={Route::Settings} classes="ds-button sync-enrol">{ words.t("sync-enrol") }</Link<Route>>
                }
            }
        </section>
    }
}

/// Hundredths of items done, the current one by its bytes.
pub fn done(progress: &Progress) -> u64 {
    let part = (progress.bytes_done.min(progress.bytes) * 100)
        .checked_div(progress.bytes)
        .unwrap_or(0);
    let part = if progress.items_done >= progress.items {
        0
    } else {
        part
    };
    progress.items_done * 100 + part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_never_leaves_its_bar() {
        let mut progress = Progress {
            items: 2,
            items_done: 1,
            bytes: 10,
            bytes_done: 30,
            ..Progress::default()
        };
        assert_eq!(done(&progress), 200);
        progress.items_done = 2;
        assert_eq!(done(&progress), 200);
        progress.bytes = 0;
        progress.items_done = 0;
        assert_eq!(done(&progress), 0);
    }
}
