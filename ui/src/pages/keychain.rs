//! The keychain of the computer: a panel of the settings, and a way in on the locked desk.

use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::action::use_action;
use crate::bridge::people as desk;
use crate::components::{Icon, Problem};
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, use_session};
use crate::words::use_words;

/// Whether the keychain opens the desk for whoever works here, and the switch.
#[component]
pub fn KeychainPanel() -> Html {
    let words = use_words();
    let action = use_action();
    let loaded = use_loaded((), |()| desk::remembered_here());
    let turn = |on: bool| {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let said = words.t(if on { "keychain-is-on" } else { "keychain-is-off" });
            action.run(desk::remember_here(on), move |()| Some(said));
        })
    };
    let body = match &*loaded {
        Loaded::Waiting => Html::default(),
        // No keychain is nothing wrong with the desk: it is said, and the passphrase stays.
        Loaded::Failed(problem) => html! {
            <p class="muted" data-code={problem.code.clone()}>{ &problem.sentence } if let Some(next) = &problem.next { { " " }{ next } }</p>
        },
        Loaded::Ready(on) => html! {
            <>
                <p role="status">{ words.t(if *on { "keychain-is-on" } else { "keychain-is-off" }) }</p>
                <div class="row-actions"><button type="button" class="ds-button" data-variant="secondary" data-action="keychain" aria-busy={action.busy.to_string()} onclick={turn(!*on)}>
                    <Icon name="key" />{ words.t(if *on { "keychain-turn-off" } else { "keychain-turn-on" }) }</button></div>
            </>
        },
    };
    html! {
        <section class="panel" aria-labelledby="keychain-title">
            <h2 id="keychain-title" class="section-title">{ words.t("keychain-title") }</h2>
            <p class="muted">{ words.t("keychain-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            { body }
        </section>
    }
}

#[derive(PartialEq, Properties)]
pub struct KeychainWayProps {
    /// Called when the keychain did not open the desk.
    pub on_problem: Callback<Explanation>,
    /// Called before the open desk is shown.
    pub on_open: Callback<()>,
}

/// A button that opens the desk with the keychain, where a computer has a key for it.
#[component]
pub fn KeychainWay(props: &KeychainWayProps) -> Html {
    let words = use_words();
    let session = use_session();
    let busy = use_state(|| false);
    let offered = use_state(|| false);
    use_effect_with((), {
        let offered = offered.clone();
        move |()| {
            spawn_local(async move {
                // What cannot be found out is not offered; the passphrase is there in every case.
                offered.set(desk::keychain_may_open().await.unwrap_or(false));
            });
        }
    });
    if !*offered {
        return Html::default();
    }
    let onclick = {
        let (session, busy) = (session.clone(), busy.clone());
        let (on_problem, on_open) = (props.on_problem.clone(), props.on_open.clone());
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (session, busy) = (session.clone(), busy.clone());
            let (on_problem, on_open) = (on_problem.clone(), on_open.clone());
            spawn_local(async move {
                let answer = desk::unlock_with_keychain().await;
                busy.set(false);
                match answer {
                    Ok(desk) => {
                        on_open.emit(());
                        session.dispatch(Act::Desk(desk));
                    }
                    Err(explanation) => on_problem.emit(explanation),
                }
            });
        })
    };
    html! {
        <button type="button" class="ds-button front-submit" data-variant="secondary" data-action="keychain-unlock" aria-busy={busy.to_string()} {onclick}>
            <Icon name="key" />{ words.t("keychain-unlock") }</button>
    }
}
