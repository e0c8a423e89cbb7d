//! Where a document stands, its identifier in groups, and copying.

use identifier::Identifier;
use js_sys::Reflect;
use model::view::PlatformStatus;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Icon;
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct StatusProps {
    /// Where it stands.
    pub status: PlatformStatus,
    /// The original waits for its time-stamp.
    #[prop_or_default]
    pub held: bool,
}

/// A tag with a shape and a text, so that colour is never alone.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let words = use_words();
    let (state, text) = match &props.status {
        PlatformStatus::OnThisDesk => ("desk", words.t("status-desk")),
        PlatformStatus::Waiting { .. } if props.held => ("waiting", words.t("status-held")),
        PlatformStatus::Waiting { .. } => ("waiting", words.t("status-waiting")),
        PlatformStatus::Parked { .. } => ("parked", words.t("status-parked")),
        PlatformStatus::OnPlatform { .. } => ("platform", words.t("status-platform")),
    };
    html! { <span class="status" data-state={state}><span class="status-dot" aria-hidden="true"></span>{ text }</span> }
}

/// A PAdES level with what it means.
pub fn level_in_words(words: &Words, level: &str) -> String {
    words
        .find(&format!("level-{}", level.to_lowercase()), &[])
        .unwrap_or_else(|| level.to_owned())
}

#[derive(PartialEq, Properties)]
pub struct PrintedIdentifierProps {
    /// The identifier.
    pub identifier: Identifier,
}

/// The identifier in its printed groups.
#[component]
pub fn PrintedIdentifier(props: &PrintedIdentifierProps) -> Html {
    let printed = props.identifier.printed();
    let groups: Vec<&str> = printed.split('-').collect();
    let half = groups.len().div_ceil(2).max(1);
    html! {
        <span class="identifier" data-identifier={props.identifier.canonical()}>
            { for groups.chunks(half).enumerate().map(|(index, groups)| html! {
                <span class="identifier-half">{ groups.join("-") }{ if index == 0 { "-" } else { "" } }</span>
            }) }
        </span>
    }
}

/// Puts a text on the clipboard.
async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    let has_clipboard =
        Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|value| value.is_object());
    if has_clipboard
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
    {
        return true;
    }
    // Where the web view grants no clipboard: the old way, over a selected field.
    let Some(document) = window.document() else {
        return false;
    };
    let copied = || -> Result<bool, JsValue> {
        let area = document.create_element("textarea")?.dyn_into::<HtmlElement>()?;
        area.set_text_content(Some(text));
        area.set_class_name("visually-hidden");
        let body = document
            .active_element()
            .and_then(|element| element.closest("dialog").ok().flatten());
        let home = body
            .or_else(|| document.body().map(Into::into))
            .ok_or(JsValue::NULL)?;
        let before = document
            .active_element()
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        home.append_child(&area)?;
        let select: js_sys::Function = Reflect::get(&area, &"select".into())?.dyn_into()?;
        select.call0(&area)?;
        let command: js_sys::Function = Reflect::get(&document, &"execCommand".into())?.dyn_into()?;
        let done = command.call1(&document, &"copy".into())?.is_truthy();
        area.remove();
        if let Some(before) = before {
            before.focus()?;
        }
        Ok(done)
    };
    copied().unwrap_or(false)
}

#[derive(PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// The label of the button.
    pub label: AttrValue,
    /// What is said when it is done.
    pub done: AttrValue,
}

/// Copies a text and says so, where it stands: a notice would be out of reach behind a dialogue.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let words = use_words();
    let said = use_state(|| None::<(bool, AttrValue)>);
    let onclick = {
        let (text, done, said, words) = (
            props.text.clone(),
            props.done.clone(),
            said.clone(),
            words.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (text, done, said, words) = (text.clone(), done.clone(), said.clone(), words.clone());
            spawn_local(async move {
                let copied = copy(&text).await;
                said.set(Some((
                    copied,
                    if copied {
                        done
                    } else {
                        words.t("copy-refused").into()
                    },
                )));
            });
        })
    };
    let onblur = {
        let said = said.clone();
        Callback::from(move |_: FocusEvent| said.set(None))
    };
    let copied = said.as_ref().is_some_and(|(copied, _)| *copied);
    let refused = said
        .as_ref()
        .filter(|(copied, _)| !copied)
        .map(|(_, text)| text.clone());
    html! {
        <>
            <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" {onclick} {onblur}>
                <Icon name={if copied { "check" } else { "copy" }} />{ &props.label }
            </button>
            <span class="visually-hidden" role="status">{ said.as_ref().map(|(_, text)| text.clone()).unwrap_or_default() }</span>
            if let Some(refused) = refused { <span class="field-hint">{ refused }</span> }
        </>
    }
}
