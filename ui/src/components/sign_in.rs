//! Signing in at the platform, in the person's own browser, where the platform wants or offers it.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::{CopyButton, Icon, Problem};
use crate::action::use_action;
use crate::bridge::{self, Work, sharing as desk};
use crate::format;
use crate::session::use_session;
use crate::words::use_words;

/// The panel; nothing where the desk belongs to no platform.
#[component]
pub fn SignInPanel() -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let address = use_state(|| None::<String>);
    let enrolled = session.desk.as_ref().is_some_and(|desk| desk.platform.is_some());
    if !enrolled {
        return Html::default();
    }
    let waits = *action.busy && address.is_some();
    let sign_in = {
        let (action, words, address) = (action.clone(), words.clone(), address.clone());
        Callback::from(move |_: MouseEvent| {
            address.set(None);
            let (heard, words) = (address.clone(), words.clone());
            let on_address = Box::new(move |to: String| heard.set(Some(to)));
            action.run(
                desk::sign_in(words.t("sign-in-page-done"), on_address),
                move |(name, until)| {
                    Some(words.with(
                        "signed-in",
                        &[("name", name), ("until", format::moment(&words, until))],
                    ))
                },
            );
        })
    };
    let sign_out = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let words = words.clone();
            action.run(desk::sign_out(), move |()| Some(words.t("signed-out")));
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // A sign-in that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::Sync).await;
        });
    });
    html! {
        <section class="panel" aria-labelledby="sign-in-title">
            <h2 id="sign-in-title" class="section-title">{ words.t("sign-in-title") }</h2>
            <p class="muted">{ words.t("sign-in-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <div role="status">
                if waits {
                    <p>{ words.t("sign-in-waits") }</p>
                    if let Some(to) = &*address { <p class="break code">{ to }</p> }
                }
            </div>
            <div class="row-actions">
                if waits {
                    if let Some(to) = &*address { <CopyButton text={to.clone()} label={words.t("sign-in-copy")} done={words.t("sign-in-copied")} /> }
                    <button type="button" class="ds-button" data-variant="tertiary" data-action="sign-in-stop" onclick={stop}>{ words.t("cancel") }</button>
                } else {
                    <button type="button" class="ds-button" data-variant="secondary" data-action="sign-in" aria-busy={action.busy.to_string()} onclick={sign_in}><Icon name="person" />{ words.t("sign-in") }</button>
                    <button type="button" class="ds-button" data-variant="tertiary" data-action="sign-out" onclick={sign_out}>{ words.t("sign-out") }</button>
                }
            </div>
        </section>
    }
}
