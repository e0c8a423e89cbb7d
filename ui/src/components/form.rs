//! Fields beyond one line: long text, a day, a tick; and a question that wants a reason.

use jiff::civil::Date;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use wording::Explanation;
use yew::prelude::*;

use super::dialog::said_by_now;
use super::field::checked_of;
use super::{Dialog, Field, Icon};
use crate::words::use_words;

#[derive(PartialEq, Properties)]
pub struct TextAreaProps {
    /// Id of the field, unique on the page.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// A hint below the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub error: Option<Explanation>,
    /// The text.
    pub value: AttrValue,
    /// Called as the person types.
    pub on_input: Callback<String>,
    /// Lines shown.
    #[prop_or(4)]
    pub rows: u32,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
    /// Takes the focus when it appears.
    #[prop_or_default]
    pub autofocus: bool,
    /// Language of the text, where it is another one than the window's.
    #[prop_or_default]
    pub lang: Option<&'static str>,
}

/// A field of several lines.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let words = use_words();
    let (hint_id, error_id) = (format!("{}-hint", props.id), format!("{}-error", props.id));
    let described: Vec<&str> = [
        props.hint.is_some().then_some(hint_id.as_str()),
        props.error.is_some().then_some(error_id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let oninput = props.on_input.reform(|event: InputEvent| {
        event
            .target()
            .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
            .map(|area| area.value())
            .unwrap_or_default()
    });
    html! {
        <div class="field">
            <label class="field-label" for={props.id.clone()}>
                { &props.label }
                if props.optional { <span class="field-optional">{ words.t("optional") }</span> }
            </label>
            if let Some(hint) = &props.hint { <p class="field-hint" id={hint_id.clone()}>{ hint }</p> }
            <textarea id={props.id.clone()} class="ds-input" rows={props.rows.to_string()} {oninput} lang={props.lang} autofocus={props.autofocus}
                aria-describedby={(!described.is_empty()).then(|| described.join(" "))}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-required={(!props.optional).then_some("true")} value={props.value.clone()} />
            if let Some(error) = &props.error {
                <p class="field-error" id={error_id}>
                    <Icon name="warning" />
                    <span>{ &error.sentence } if let Some(next) = &error.next { { " " }{ next } }</span>
                </p>
            }
        </div>
    }
}

/// A day as people write it here: `5.3.2026`, `05.03.2026`, `05/03/2026` or `2026-03-05`.
pub fn read_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parts: Vec<&str> = text
        .split(['.', '/', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as it stands in a field.
pub fn written_day(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

#[derive(PartialEq, Properties)]
pub struct DayFieldProps {
    /// Id of the field, unique on the page.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What stands in it.
    pub value: AttrValue,
    /// Called as the person types.
    pub on_input: Callback<String>,
    /// What the desk found wrong with it.
    #[prop_or_default]
    pub error: Option<Explanation>,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
}

/// A field for a day; says by itself when what stands in it is none. Read it with [`read_day`].
#[component]
pub fn DayField(props: &DayFieldProps) -> Html {
    let words = use_words();
    let unread = !props.value.trim().is_empty() && props.value.len() >= 8 && read_day(&props.value).is_none();
    let error = props.error.clone().or_else(|| {
        unread.then(|| Explanation {
            code: "day-unreadable".to_owned(),
            sentence: words.t("day-unreadable"),
            next: None,
        })
    });
    html! {
        <Field id={props.id.clone()} label={props.label.clone()} hint={words.t("day-hint")} value={props.value.clone()}
            on_input={props.on_input.clone()} {error} optional={props.optional} code=true />
    }
}

#[derive(PartialEq, Properties)]
pub struct TickProps {
    /// Id of the box, unique on the page.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// A hint below it.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Ticked.
    pub checked: bool,
    /// Called with the new state.
    pub on_change: Callback<bool>,
}

/// A box to tick.
#[component]
pub fn Tick(props: &TickProps) -> Html {
    let onchange = props.on_change.reform(|event: Event| checked_of(&event));
    let hint_id = format!("{}-hint", props.id);
    html! {
        <label class="tick" for={props.id.clone()}>
            <input id={props.id.clone()} type="checkbox" class="ds-input" checked={props.checked} {onchange}
                aria-describedby={props.hint.is_some().then(|| hint_id.clone())} />
            <span>
                <span class="tick-label">{ &props.label }</span>
                if let Some(hint) = &props.hint { <span class="field-hint" id={hint_id}>{ hint }</span> }
            </span>
        </label>
    }
}

#[derive(PartialEq, Properties)]
pub struct AskProps {
    /// The question, as heading.
    pub title: AttrValue,
    /// What will happen.
    #[prop_or_default]
    pub text: Option<AttrValue>,
    /// Label of the field for the reason; `None` asks for none.
    #[prop_or_default]
    pub reason: Option<AttrValue>,
    /// The reason may be left empty.
    #[prop_or_default]
    pub reason_optional: bool,
    /// The button that does it.
    pub confirm: AttrValue,
    /// It cannot be undone: the button is in the colour of danger.
    #[prop_or_default]
    pub grave: bool,
    /// The call is under way.
    #[prop_or_default]
    pub busy: bool,
    /// Why the last attempt failed.
    #[prop_or_default]
    pub problem: Option<Explanation>,
    /// Called with the reason.
    pub on_confirm: Callback<String>,
    /// Called when the person leaves.
    pub on_close: Callback<()>,
    /// Further fields, between text and reason: what is chosen there is chosen first.
    #[prop_or_default]
    pub children: Html,
    /// The further fields leave no choice: the reason is the first field to fill in.
    #[prop_or_default]
    pub settled: bool,
}

/// A dialogue that asks before something is done, with a reason where one is due.
#[component]
pub fn Ask(props: &AskProps) -> Html {
    let words = use_words();
    let reason = use_state(String::new);
    let missing = use_state(|| false);
    let on_input = {
        let reason = reason.clone();
        Callback::from(move |text: String| reason.set(text))
    };
    let onsubmit = {
        let (reason, missing, on_confirm) = (reason.clone(), missing.clone(), props.on_confirm.clone());
        let (needed, busy) = (props.reason.is_some() && !props.reason_optional, props.busy);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let empty = needed && reason.trim().is_empty();
            missing.set(empty);
            if !empty && !busy {
                on_confirm.emit(reason.trim().to_owned());
            }
        })
    };
    // In a field of several lines Enter begins a new one: with Ctrl it says that all is written.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let written = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
        let form = event
            .target()
            .filter(|_| written)
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("form").ok().flatten())
            .and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok());
        if let Some(form) = form {
            event.prevent_default();
            // A form that cannot be sent stays as it is.
            let _ = form.request_submit();
        }
    });
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let error = missing.then(|| Explanation {
        code: "field-empty".to_owned(),
        sentence: words.t("field-missing"),
        next: None,
    });
    html! {
        <Dialog id="ask-title" title={props.title.clone()} on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} {onkeydown} novalidate=true>
                if let Some(problem) = &props.problem { <super::Problem problem={problem.clone()} /> }
                if let Some(text) = &props.text { <p class="lead">{ text }</p> }
                { props.children.clone() }
                if let Some(label) = &props.reason {
                    <TextArea id="ask-reason" label={label.clone()} value={(*reason).clone()} {on_input} {error}
                        optional={props.reason_optional} rows=3 autofocus={props.settled || props.children == Html::default()} />
                }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="confirm" data-color={props.grave.then_some("danger")}
                        aria-busy={props.busy.to_string()}>{ said_by_now(&props.confirm) }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them_here() {
        let expected = Date::new(2026, 3, 5).ok();
        for text in [
            "5.3.2026",
            "05.03.2026",
            "05/03/2026",
            " 2026-03-05 ",
            "5. 3. 2026",
        ] {
            assert_eq!(read_day(text), expected, "{text}");
        }
        for text in ["", "31.2.2026", "3.2026", "05.03.26", "heute"] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }
}
