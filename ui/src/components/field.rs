//! Fields with label, hint and error; and an error that stands in a box.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use wording::Explanation;
use yew::prelude::*;

use super::Icon;
use crate::words::use_words;

/// What stands in the field or the choice that sent the event.
pub fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(target) => target
            .dyn_into::<HtmlSelectElement>()
            .map(|select| select.value())
            .unwrap_or_default(),
    }
}

/// Whether the box that sent the event is ticked.
pub fn checked_of(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

#[derive(PartialEq, Properties)]
pub struct FieldProps {
    /// Id of the input, unique on the page.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// A hint below the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<Explanation>,
    /// The text, where the page keeps it; a secret is never kept, but read once through `node`.
    #[prop_or_default]
    pub value: Option<AttrValue>,
    /// Called as the person types.
    #[prop_or_default]
    pub on_input: Callback<String>,
    /// To read a secret.
    #[prop_or_default]
    pub node: NodeRef,
    /// A passphrase: hidden, with a button that shows it.
    #[prop_or_default]
    pub secret: bool,
    /// Takes the focus when it appears.
    #[prop_or_default]
    pub autofocus: bool,
    /// What a password manager may do with it.
    #[prop_or("off")]
    pub autocomplete: &'static str,
    /// Letters of a code: fixed pitch, no correction.
    #[prop_or_default]
    pub code: bool,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
}

/// A field of one line.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let words = use_words();
    let shown = use_state(|| false);
    let hint_id = format!("{}-hint", props.id);
    let error_id = format!("{}-error", props.id);
    let mut described = Vec::new();
    if props.hint.is_some() {
        described.push(hint_id.clone());
    }
    if props.error.is_some() {
        described.push(error_id.clone());
    }
    let oninput = props.on_input.reform(|event: InputEvent| value_of(&event));
    let kind = if props.secret && !*shown {
        "password"
    } else {
        "text"
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let input = html! {
        <input
            ref={props.node.clone()}
            id={props.id.clone()}
            class={classes!("ds-input", props.code.then_some("code"))}
            type={kind}
            value={props.value.clone()}
            {oninput}
            autofocus={props.autofocus}
            autocomplete={props.autocomplete}
            autocapitalize="off"
            spellcheck={if props.secret || props.code { "false" } else { "true" }}
            aria-describedby={(!described.is_empty()).then(|| described.join(" "))}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-required={(!props.optional).then_some("true")}
        />
    };
    html! {
        <div class="field">
            <label class="field-label" for={props.id.clone()}>
                { &props.label }
                if props.optional { <span class="field-optional">{ words.t("optional") }</span> }
            </label>
            if let Some(hint) = &props.hint { <p class="field-hint" id={hint_id}>{ hint }</p> }
            if props.secret {
                <div class="field-secret">
                    { input }
                    <button type="button" class="icon-button" aria-pressed={shown.to_string()}
                        aria-label={words.t("passphrase-show")} onclick={toggle}>
                        <Icon name="eye" />
                    </button>
                </div>
            } else {
                { input }
            }
            if let Some(error) = &props.error {
                <p class="field-error" id={error_id}>
                    <Icon name="warning" />
                    <span>{ &error.sentence } if let Some(next) = &error.next { { " " }{ next } }</span>
                </p>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub struct SelectProps {
    /// Id of the choice, unique on the page.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Value, text and language of each option.
    pub options: Vec<(String, String, Option<&'static str>)>,
    /// The value chosen.
    pub value: String,
    /// Called with the value.
    pub on_change: Callback<String>,
    /// A hint below the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
}

/// A choice of one.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let onchange = props.on_change.reform(|event: Event| value_of(&event));
    let hint_id = format!("{}-hint", props.id);
    html! {
        <div class="field">
            <label class="field-label" for={props.id.clone()}>{ &props.label }</label>
            if let Some(hint) = &props.hint { <p class="field-hint" id={hint_id.clone()}>{ hint }</p> }
            <select id={props.id.clone()} class="ds-input" {onchange} aria-describedby={props.hint.is_some().then_some(hint_id)}>
                { for props.options.iter().map(|(value, text, lang)| html! {
                    <option value={value.clone()} lang={*lang} selected={*value == props.value}>{ text }</option>
                }) }
            </select>
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub struct ProblemProps {
    /// The error.
    pub problem: Explanation,
}

/// An error in a box; takes the focus so that it is read.
#[component]
pub fn Problem(props: &ProblemProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.problem.clone(), move |_| {
            if let Some(element) = node.cast::<web_sys::HtmlElement>() {
                let _ = element.focus();
            }
        });
    }
    html! {
        <div ref={node} class="callout" data-color="danger" role="alert" tabindex="-1" data-code={props.problem.code.clone()}>
            <Icon name="warning" />
            <div>
                <p class="callout-title">{ &props.problem.sentence }</p>
                if let Some(next) = &props.problem.next { <p>{ next }</p> }
            </div>
        </div>
    }
}
