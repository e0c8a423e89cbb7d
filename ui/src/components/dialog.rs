//! A native dialogue: takes the focus, keeps it, gives it back.

use std::time::Duration;

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

use super::Icon;
use crate::words::use_words;

/// The words of a button that opens a dialogue, inside that dialogue: without the ellipsis that announced it.
pub(super) fn said_by_now(text: &str) -> &str {
    text.trim_end_matches('…').trim_end()
}

#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Id of the heading, unique on the page.
    pub id: &'static str,
    /// The heading.
    pub title: AttrValue,
    /// Called when the person leaves: Escape, or the cross.
    pub on_close: Callback<()>,
    /// False while the work must not be left by Escape.
    #[prop_or(true)]
    pub leavable: bool,
    /// Wider, for lists.
    #[prop_or_default]
    pub wide: bool,
    /// What it says.
    pub children: Html,
}

/// A dialogue is opened to write or to choose something: where nothing else asks for the focus it stands in the first
/// field, or on the first button, and not on the cross that puts everything away.
fn leave_the_cross(dialog: &HtmlDialogElement) {
    let on_the_cross = dialog
        .query_selector(".sheet-head :focus")
        .ok()
        .flatten()
        .is_some();
    if !on_the_cross {
        return;
    }
    if let Some(field) = first_of(dialog, FIELDS) {
        // What cannot take it leaves it on the cross.
        let _ = field.focus();
    } else if let Some(button) = first_of(dialog, ".sheet-body button:not([disabled])") {
        let _ = button.focus();
        field_to_come(dialog.clone(), button);
    }
}

const FIELDS: &str = ".sheet-body :is(input, select, textarea):not([disabled], [type=radio]:not(:checked))";

fn first_of(dialog: &HtmlDialogElement, selector: &str) -> Option<HtmlElement> {
    dialog.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Some dialogues read first what can be chosen: their field takes the focus when it comes, from the button that had it
/// meanwhile, unless the person has gone on.
fn field_to_come(dialog: HtmlDialogElement, button: HtmlElement) {
    spawn_local(async move {
        for _ in 0..LOOKS {
            sleep(LOOK).await;
            let still = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|page| page.active_element())
                .is_some_and(|active| active.is_same_node(Some(&button)));
            if !still || !dialog.open() {
                return;
            }
            if let Some(field) = first_of(&dialog, FIELDS) {
                let _ = field.focus();
                return;
            }
        }
    });
}

/// How often it is looked whether the focus was lost, and how many times: about a second in all.
const LOOK: Duration = Duration::from_millis(40);
const LOOKS: u32 = 25;

/// What opened a dialogue may go a little later, with what the dialogue has done: then the focus stands on the heading of
/// the page, and not nowhere.
fn never_nowhere(opener: Option<HtmlElement>) {
    spawn_local(async move {
        for _ in 0..LOOKS {
            sleep(LOOK).await;
            let Some(page) = web_sys::window().and_then(|window| window.document()) else {
                return;
            };
            let find = |selector: &str| page.query_selector(selector).ok().flatten();
            let active = page.active_element().filter(|active| active.tag_name() != "BODY");
            match active {
                // Whoever has gone on meanwhile, or into another dialogue, is not called back.
                Some(active)
                    if opener
                        .as_ref()
                        .is_none_or(|opener| !opener.is_same_node(Some(&active))) =>
                {
                    return;
                }
                Some(_) => {}
                None if find("dialog[open]").is_some() => return,
                None => {
                    if let Some(heading) = find("main h1").and_then(|one| one.dyn_into::<HtmlElement>().ok())
                    {
                        let _ = heading.focus();
                    }
                }
            }
        }
    });
}

/// A modal dialogue; open as long as it is part of the page.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let opener = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.active_element())
                .and_then(|element| element.dyn_into::<HtmlElement>().ok());
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = dialog.as_ref().filter(|dialog| !dialog.open()) {
                // Fails only for a dialogue outside a document, which is not on screen.
                let _ = dialog.show_modal();
                leave_the_cross(dialog);
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                if let Some(opener) = opener.as_ref().filter(|opener| opener.is_connected()) {
                    let _ = opener.focus();
                }
                never_nowhere(opener);
            }
        });
    }
    let leavable = props.leavable;
    let oncancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            if leavable {
                on_close.emit(());
            }
        })
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={node} class={classes!("sheet", props.wide.then_some("sheet-wide"))} aria-labelledby={props.id}
            data-held={(!leavable).then_some("true")} {oncancel}>
            <header class="sheet-head">
                <h2 id={props.id} class="sheet-title">{ said_by_now(&props.title) }</h2>
                if leavable {
                    <button type="button" class="icon-button" aria-label={words.t("close")} onclick={close}>
                        <Icon name="close" />
                    </button>
                }
            </header>
            <div class="sheet-body">{ props.children.clone() }</div>
        </dialog>
    }
}
