//! Printing a version: every page of a PDF, or what is shown of anything else. The journal says so before it happens.

use js_sys::Uint8Array;
use model::document::ReadingAct;
use model::view::VersionView;
use wasm_bindgen::prelude::*;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Icon;
use crate::bridge;
use crate::session::{Act, Notice, report, use_session};
use crate::words::use_words;

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = printPages)]
    async fn print_pages(bytes: Uint8Array, step: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clearPrint)]
    fn clear_print();
}

#[derive(PartialEq, Properties)]
pub struct PrintButtonProps {
    /// What is printed.
    pub version: VersionView,
}

/// The button that prints.
#[component]
pub fn PrintButton(props: &PrintButtonProps) -> Html {
    let words = use_words();
    let session = use_session();
    let done = use_state(|| None::<(u32, u32)>);
    // Nothing of a document stays drawn when its page is left or the desk is locked.
    use_effect_with((), |()| clear_print);
    let all = props.version.media_type == "application/pdf";
    let onclick = {
        let (session, words, done, id) = (session.clone(), words.clone(), done.clone(), props.version.id);
        Callback::from(move |_: MouseEvent| {
            if done.is_some() {
                return;
            }
            done.set(Some((0, 0)));
            let (session, words, done) = (session.clone(), words.clone(), done.clone());
            spawn_local(async move {
                let outcome = print(id, all, &done).await;
                done.set(None);
                match outcome {
                    Ok(0) => {}
                    Ok(pages) => session.dispatch(Act::Say(Notice {
                        next: Some(words.t("print-too-many-next")),
                        ..Notice::plain(words.with("print-too-many", &[("count", pages.to_string())]))
                    })),
                    Err(Some(explanation)) => report(&session, explanation),
                    Err(None) => session.dispatch(Act::Say(Notice::plain(words.t("print-failed")))),
                }
            });
        })
    };
    html! {
        <>
            <button type="button" class="ds-button" data-variant="tertiary" data-action="print" aria-busy={done.is_some().to_string()} {onclick}>
                <Icon name="page" />{ words.t(if all { "print-all" } else { "print-shown" }) }</button>
            <span class="visually-hidden" role="status">
                if let Some((page, pages)) = *done {
                    { words.with("print-working", &[("page", page.to_string()), ("pages", pages.to_string())]) }
                }
            </span>
        </>
    }
}

/// Prints; answers 0, or the pages of a document that has too many. `Err(None)`: it could not be drawn.
async fn print(
    id: model::VersionId,
    all: bool,
    done: &UseStateHandle<Option<(u32, u32)>>,
) -> Result<u32, Option<Explanation>> {
    // What shows content says so in the journal before it shows.
    bridge::intake::record_seen(id, ReadingAct::Print)
        .await
        .map_err(Some)?;
    if !all {
        if let Some(window) = web_sys::window() {
            // Where nothing can print, the dialogue does not open, and nothing else happens.
            let _ = window.print();
        }
        return Ok(0);
    }
    let bytes = bridge::read_version(id).await.map_err(Some)?;
    let step = {
        let done = done.clone();
        Closure::<dyn Fn(u32, u32)>::new(move |page, pages| done.set(Some((page, pages))))
    };
    let answer = print_pages(bytes, step.as_ref()).await.map_err(|_| None)?;
    Ok(answer.as_f64().unwrap_or_default() as u32)
}
