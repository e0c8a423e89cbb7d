//! A field with suggestions as one types, and a text with marked words.

use model::search::Snippet;
use wording::Explanation;
use yew::prelude::*;

use super::{Icon, field::value_of};
use crate::words::use_words;

/// One suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What it stands for.
    pub key: String,
    /// Its text.
    pub text: String,
    /// What tells it from others of the same text.
    pub note: String,
}

#[derive(PartialEq, Properties)]
pub struct SuggestProps {
    /// Id of the field, unique on the page.
    pub id: &'static str,
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
    /// What fits.
    pub suggestions: Vec<Suggestion>,
    /// Called with the key of a suggestion that is taken.
    pub on_pick: Callback<Suggestion>,
    /// May be left empty.
    #[prop_or_default]
    pub optional: bool,
    /// Takes the focus when it appears.
    #[prop_or_default]
    pub autofocus: bool,
}

/// A field with suggestions, by the pattern of the ARIA authoring practices: arrows go through them, Enter takes one,
/// Escape puts them away. Without an arrow, Enter is the form's.
#[component]
pub fn Suggest(props: &SuggestProps) -> Html {
    let words = use_words();
    let open = use_state(|| false);
    let at = use_state(|| None::<usize>);
    let list = format!("{}-list", props.id);
    let (hint_id, error_id) = (format!("{}-hint", props.id), format!("{}-error", props.id));
    let described: Vec<&str> = [
        props.hint.is_some().then_some(hint_id.as_str()),
        props.error.is_some().then_some(error_id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let count = props.suggestions.len();
    let shown = *open && count > 0 && !props.value.trim().is_empty();
    let oninput = {
        let (open, at, on_input) = (open.clone(), at.clone(), props.on_input.clone());
        Callback::from(move |event: InputEvent| {
            open.set(true);
            at.set(None);
            on_input.emit(value_of(&event));
        })
    };
    let pick = {
        let (open, at, on_pick) = (open.clone(), at.clone(), props.on_pick.clone());
        Callback::from(move |one: Suggestion| {
            open.set(false);
            at.set(None);
            on_pick.emit(one);
        })
    };
    let onkeydown = {
        let (open, at, pick, suggestions) =
            (open.clone(), at.clone(), pick.clone(), props.suggestions.clone());
        Callback::from(move |event: KeyboardEvent| {
            let next = match (event.key().as_str(), *at) {
                ("ArrowDown", None) if count > 0 => Some(0),
                ("ArrowDown", Some(index)) if count > 0 => Some((index + 1) % count),
                ("ArrowUp", Some(index)) if count > 0 => Some(index.checked_sub(1).unwrap_or(count - 1)),
                ("Enter", Some(index)) if shown => {
                    event.prevent_default();
                    if let Some(one) = suggestions.get(index) {
                        pick.emit(one.clone());
                    }
                    return;
                }
                ("Escape", _) if shown => {
                    event.prevent_default();
                    event.stop_propagation();
                    open.set(false);
                    at.set(None);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            open.set(true);
            at.set(next);
        })
    };
    let onblur = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(false))
    };
    html! {
        <div class="field suggest">
            <label class="field-label" for={props.id}>
                { &props.label }
                if props.optional { <span class="field-optional">{ words.t("optional") }</span> }
            </label>
            if let Some(hint) = &props.hint { <p class="field-hint" id={hint_id.clone()}>{ hint }</p> }
            <div class="suggest-room">
                <input id={props.id} class="ds-input" type="text" role="combobox" aria-autocomplete="list" autocomplete="off" spellcheck="false"
                    aria-expanded={shown.to_string()} aria-controls={list.clone()} autofocus={props.autofocus}
                    aria-activedescendant={at.filter(|_| shown).map(|index| format!("{list}-{index}"))}
                    aria-describedby={(!described.is_empty()).then(|| described.join(" "))}
                    aria-invalid={props.error.is_some().then_some("true")} aria-required={(!props.optional).then_some("true")}
                    value={props.value.clone()} {oninput} {onkeydown} {onblur} />
                <ul id={list.clone()} class="suggest-list" role="listbox" aria-label={props.label.clone()} hidden={!shown}>
                    if shown {
                        { for props.suggestions.iter().enumerate().map(|(index, one)| {
                            let (pick, chosen) = (pick.clone(), one.clone());
                            // Before the field loses the focus.
                            let onmousedown = Callback::from(move |event: MouseEvent| {
                                event.prevent_default();
                                pick.emit(chosen.clone());
                            });
                            html! {
                                <li key={one.key.clone()} id={format!("{list}-{index}")} role="option" class="suggest-option" aria-selected={(*at == Some(index)).to_string()} {onmousedown}>
                                    <span class="suggest-text">{ &one.text }</span>
                                    if !one.note.is_empty() { <span class="row-note">{ &one.note }</span> }
                                </li>
                            }
                        }) }
                    }
                </ul>
            </div>
            if let Some(error) = &props.error {
                <p class="field-error" id={error_id}>
                    <Icon name="warning" />
                    <span>{ &error.sentence } if let Some(next) = &error.next { { " " }{ next } }</span>
                </p>
            }
        </div>
    }
}

/// The pieces of a snippet: text, and whether it is marked. Marks that do not fit the text are left out.
fn pieces(snippet: &Snippet) -> Vec<(&str, bool)> {
    let text = snippet.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    for (begin, end) in &snippet.marks {
        let (Some(before), Some(marked)) = (text.get(at..*begin), text.get(*begin..*end)) else {
            continue;
        };
        found.push((before, false));
        found.push((marked, true));
        at = *end;
    }
    found.push((text.get(at..).unwrap_or_default(), false));
    found.retain(|(piece, _)| !piece.is_empty());
    found
}

/// A piece of text with the found words marked.
pub fn marked(snippet: &Snippet) -> Html {
    html! {
        <>
            if snippet.cut_before { { "… " } }
            { for pieces(snippet).into_iter().map(|(piece, mark)| if mark { html! { <mark>{ piece }</mark> } } else { html! { { piece } } }) }
            if snippet.cut_after { { " …" } }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_by_their_bytes_and_bad_marks_do_no_harm() {
        let snippet = |marks: &[(usize, usize)]| Snippet {
            text: "l’été à Mertzig".to_owned(),
            marks: marks.to_vec(),
            cut_before: false,
            cut_after: false,
        };
        assert_eq!(
            pieces(&snippet(&[(4, 9), (13, 20)])),
            [("l’", false), ("été", true), (" à ", false), ("Mertzig", true)]
        );
        // Inside a character, out of the text, backwards: the text stays whole.
        for marks in [[(2, 5)], [(13, 99)], [(9, 4)]] {
            let all: String = pieces(&snippet(&marks)).iter().map(|(piece, _)| *piece).collect();
            assert_eq!(all, "l’été à Mertzig");
        }
    }
}
