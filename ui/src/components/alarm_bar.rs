//! Alarms about the public log: above every page, for everybody, until a person has confirmed to have seen them.

use model::Role;
use model::public_log::AlarmView;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Ask, Icon};
use crate::action::use_action;
use crate::bridge::sharing as desk;
use crate::format;
use crate::load::use_loaded;
use crate::pages::Route;
use crate::session::use_session;
use crate::words::use_words;

/// What is asked about an alarm.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// That it was seen.
    Seen(u64),
    /// Why the log is watched anew.
    Anew,
    /// The policy that the operator published.
    Policy,
}

/// The alarms that wait.
#[component]
pub fn AlarmBar() -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let loaded = use_loaded((), |()| desk::alarms());
    let asking = use_state(|| None::<Asking>);
    let list: Vec<AlarmView> = loaded.ready().cloned().unwrap_or_default();
    let confirms = session.desk.as_ref().is_some_and(|desk| {
        desk.roles
            .iter()
            .any(|role| matches!(role, Role::Clerk | Role::Auditor | Role::Administrator))
    });
    let administers = session
        .desk
        .as_ref()
        .is_some_and(|desk| desk.roles.contains(&Role::Administrator));
    if list.is_empty() {
        return Html::default();
    }
    let dialog = asking.map(|what| {
        let on_close = {
            let asking = asking.clone();
            Callback::from(move |()| asking.set(None))
        };
        let on_confirm = {
            let (action, words, asking) = (action.clone(), words.clone(), asking.clone());
            Callback::from(move |note: String| {
                let (words, asking) = (words.clone(), asking.clone());
                let done = move |said: &'static str| {
                    asking.set(None);
                    Some(words.t(said))
                };
                match what {
                    Asking::Seen(number) => {
                        action.run(desk::confirm_alarm(number, note), move |()| done("alarm-is-seen"));
                    }
                    Asking::Anew => action.run(desk::watch_log_anew(note), move |()| done("alarm-is-anew")),
                    Asking::Policy => {
                        action.run(desk::accept_log_policy(note), move |()| done("alarm-is-accepted"));
                    }
                }
            })
        };
        let (title, text, reason, confirm) = match what {
            Asking::Seen(_) => ("alarm-title", "alarm-seen-text", "alarm-note", "alarm-seen"),
            Asking::Anew => ("alarm-anew", "alarm-anew-text", "act-reason", "alarm-anew"),
            Asking::Policy => ("alarm-policy", "alarm-policy-text", "alarm-policy-field", "alarm-policy"),
        };
        html! { <Ask title={words.t(title)} text={words.t(text)} reason={words.t(reason)} reason_optional={matches!(what, Asking::Seen(_))}
            grave={!matches!(what, Asking::Seen(_))} confirm={words.t(confirm)} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} {on_close} /> }
    });
    html! {
        <section class="alarms" aria-label={words.t("alarm-title")}>
            { for list.iter().map(|alarm| {
                let (asking, action, number) = (asking.clone(), action.clone(), alarm.number);
                let ask = |what: Asking| {
                    let (asking, action) = (asking.clone(), action.clone());
                    Callback::from(move |_: MouseEvent| {
                        action.forget();
                        asking.set(Some(what));
                    })
                };
                let mend = match alarm.explanation.code.as_str() {
                    "log-consistency" if administers => Some((Asking::Anew, "alarm-anew")),
                    "log-policy-changed" if administers => Some((Asking::Policy, "alarm-policy")),
                    _ => None,
                };
                html! {
                    <div key={alarm.number.to_string()} class="callout alarm" data-color="danger" role="alert" data-code={alarm.explanation.code.clone()}>
                        <Icon name="warning" />
                        <div class="stack-tight">
                            <p class="callout-title">{ words.t("alarm-title") }</p>
                            <p>{ &alarm.explanation.sentence }</p>
                            if let Some(next) = &alarm.explanation.next { <p>{ next }</p> }
                            <p class="row-note">{ words.with("alarm-since", &[("moment", format::moment(&words, alarm.raised_at))]) }</p>
                            if !alarm.evidence.is_empty() {
                                <details class="details"><summary>{ words.t("alarm-evidence") }</summary><pre class="alarm-evidence" tabindex="0">{ &alarm.evidence }</pre></details>
                            }
                            <div class="row-actions">
                                if confirms { <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="alarm-seen" onclick={ask(Asking::Seen(number))}>{ words.t("alarm-seen") }</button> }
                                if let Some((what, label)) = mend { <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action={label} onclick={ask(what)}>{ words.t(label) }{ "…" }</button> }
                                if let Some(id) = alarm.document { <Link<Route> to={Route::Document { id }} classes="ds-link">{ words.t("alarm-document") }</Link<Route>> }
                            </div>
                        </div>
                    </div>
                }
            }) }
            { dialog.unwrap_or_default() }
        </section>
    }
}
