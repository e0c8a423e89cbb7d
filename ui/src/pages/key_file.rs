//! The key file that is remembered for whoever works here: a panel of the settings.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::action::use_action;
use crate::bridge::{self, Choice, intake as desk};
use crate::components::{Icon, Problem};
use crate::load::{Loaded, use_loaded};
use crate::words::use_words;

/// Which file is remembered, choosing another one, and forgetting it.
#[component]
pub fn KeyFilePanel() -> Html {
    let words = use_words();
    let action = use_action();
    let loaded = use_loaded((), |()| desk::kept_key_file());
    let choose = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let (action, words) = (action.clone(), words.clone());
            spawn_local(async move {
                match bridge::choose(Choice::SealKey).await {
                    Ok(files) => {
                        if let Some(file) = files.into_iter().next() {
                            let said = words.with("found-kept", &[("file", file.name.clone())]);
                            action.run(bridge::remember_key_file(Some(file)), move |()| Some(said));
                        }
                    }
                    Err(explanation) => action.problem.set(Some(explanation)),
                }
            });
        })
    };
    let forget = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let said = words.t("key-file-forgotten");
            action.run(bridge::remember_key_file(None), move |()| Some(said));
        })
    };
    let body = match &*loaded {
        Loaded::Waiting => Html::default(),
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(kept) => html! {
            <>
                if let Some(file) = kept {
                    <p data-key-file={file.name.clone()}>{ words.with("key-file-kept", &[("file", file.name.clone())]) }</p>
                    if !file.there { <p class="outcome-warning" data-code="key-file-gone"><Icon name="warning" /><span>{ words.t("key-file-gone") }</span></p> }
                } else {
                    <p>{ words.t("key-file-none") }</p>
                }
                <div class="row-actions">
                    <button type="button" class="ds-button" data-variant="secondary" data-action="choose-key-file" aria-busy={action.busy.to_string()} onclick={choose}>
                        <Icon name="key" />{ words.t(if kept.is_some() { "key-file-other" } else { "key-file-choose" }) }</button>
                    if kept.is_some() {
                        <button type="button" class="ds-button" data-variant="tertiary" data-action="forget-key-file" aria-busy={action.busy.to_string()} onclick={forget}>{ words.t("key-file-forget") }</button>
                    }
                </div>
            </>
        },
    };
    html! {
        <section class="panel" aria-labelledby="key-file-title">
            <h2 id="key-file-title" class="section-title">{ words.t("key-file-title") }</h2>
            <p class="muted">{ words.t("key-file-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            { body }
        </section>
    }
}
