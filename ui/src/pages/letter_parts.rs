//! Parts of the letter composer: what is missing and the way to it, remedies and deadlines with their legal source.

use model::DossierId;
use model::deadline::{DeadlineStatus, DeadlineView};
use model::letter::{LetterTemplate, Missing, RemedyClause};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, HtmlElement, Node};
use yew::prelude::*;

use crate::bridge::deadlines as desk;
use crate::components::{Icon, deadline_state, keys_in_words, length_in_words, text_in};
use crate::format;
use crate::load::use_loaded;
use crate::words::{Words, use_words};

/// The key of the field where something that is missing is entered.
pub fn place_of(key: &str, template: &LetterTemplate) -> Option<String> {
    Some(match key {
        "addressee.name" => "name".to_owned(),
        "addressee.address" => "address".to_owned(),
        "subject" => "subject".to_owned(),
        "signatory.name" => "signatory".to_owned(),
        "reasons" => "reasons".to_owned(),
        "date" => "date".to_owned(),
        other if template.fields.iter().any(|field| field.key == other) => format!("field.{other}"),
        _ => return None,
    })
}

/// The id of a field on the page.
pub fn id_of(key: &str) -> String {
    format!("letter-{}", key.replace('.', "-"))
}

fn page() -> Option<Document> {
    web_sys::window()?.document()
}

fn focus(id: &str) -> bool {
    page()
        .and_then(|page| page.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Gives the focus to the next field of these behind the one that has it, and from the last to the first.
fn focus_next(ids: &[String]) -> bool {
    let Some(page) = page() else { return false };
    let fields: Vec<HtmlElement> = ids
        .iter()
        .filter_map(|id| page.get_element_by_id(id)?.dyn_into().ok())
        .collect();
    let here = page.active_element();
    let behind = fields.iter().find(|field| {
        here.as_ref().is_some_and(|here| {
            here.compare_document_position(field) & Node::DOCUMENT_POSITION_FOLLOWING != 0
                && !here.contains(Some(field))
        })
    });
    behind
        .or(fields.first())
        .is_some_and(|field| field.focus().is_ok())
}

/// What is said of a gap: what is missing names its field by itself, what cannot be read is named here.
fn told(words: &Words, gap: &Missing, template: &LetterTemplate) -> String {
    let sentence = gap.explanation.sentence.clone();
    if gap.explanation.code == "letter-missing" {
        return sentence;
    }
    let field = template.fields.iter().find(|field| field.key == gap.key);
    let label = field.map_or_else(|| words.t("letter-date"), |field| field.label.clone());
    words.with("letter-wrong-in", &[("field", label), ("problem", sentence)])
}

#[derive(PartialEq, Properties)]
pub struct GapsProps {
    /// What is missing or cannot be read, in the order of the form.
    pub missing: Vec<Missing>,
    /// Finishing was asked for so often while something was missing: the list takes the focus each time.
    pub urgent: u32,
    /// The template.
    pub template: LetterTemplate,
}

/// What is missing, each with a way to its field; F8 leads from one to the next.
#[component]
pub fn Gaps(props: &GapsProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    // Only who asks while the list is there is led to it: a mistake made later, while typing, takes no focus away.
    let before = *use_state(|| props.urgent);
    let urgent = props.urgent > before;
    {
        let node = node.clone();
        use_effect_with(props.urgent, move |asked| {
            if let Some(element) = node.cast::<HtmlElement>().filter(|_| *asked > before) {
                let _ = element.focus();
            }
        });
    }
    let ids: Vec<String> = props
        .missing
        .iter()
        .filter_map(|gap| place_of(&gap.key, &props.template))
        .map(|key| id_of(&key))
        .collect();
    {
        let ids = ids.clone();
        use_effect_with(ids, move |ids| {
            let ids = ids.clone();
            let closure = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
                let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.shift_key();
                if event.key() == "F8" && plain && focus_next(&ids) {
                    event.prevent_default();
                }
            });
            let window = web_sys::window();
            if let Some(window) = &window {
                // Without a window there are no keys.
                let _ = window.add_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
            }
            move || {
                if let Some(window) = window {
                    let _ = window
                        .remove_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
                }
            }
        });
    }
    let go = |id: String| {
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            focus(&id);
        })
    };
    let next = {
        let ids = ids.clone();
        Callback::from(move |_: MouseEvent| {
            focus_next(&ids);
        })
    };
    html! {
        <div ref={node} class="callout gaps" data-color="warning" tabindex="-1" role={urgent.then_some("alert")}>
            <Icon name="info" />
            <div>
                <p class="callout-title">{ words.with("letter-missing-count", &[("count", props.missing.len().to_string())]) }</p>
                <ul class="reasons">
                    { for props.missing.iter().map(|gap| match place_of(&gap.key, &props.template) {
                        Some(key) => { let id = id_of(&key); html! { <li><a class="ds-link" href={format!("#{id}")} onclick={go(id)}>{ told(&words, gap, &props.template) }</a></li> } },
                        None => html! { <li>{ &gap.explanation.sentence }{ " " }{ gap.explanation.next.clone().unwrap_or_default() }</li> },
                    }) }
                </ul>
                if !ids.is_empty() {
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="next-gap" aria-keyshortcuts="F8" onclick={next}>
                        { words.t("letter-next-gap") }{ " " }<kbd aria-hidden="true">{ keys_in_words(&words, "F8") }</kbd></button>
                }
            </div>
        </div>
    }
}

/// How the letter can be contested, as it was computed from the procedure for the date that it bears.
pub fn remedy(words: &Words, clause: Option<&RemedyClause>) -> Html {
    match clause {
        None => html! { <p class="muted">{ words.t("letter-remedy-none") }</p> },
        Some(clause) => html! {
            <dl class="facts" data-remedy="">
                <dt>{ words.t("letter-remedy-court") }</dt><dd>{ &clause.court }</dd>
                <dt>{ words.t("letter-remedy-within") }</dt><dd>{ length_in_words(words, clause.count, clause.unit) }</dd>
                if let Some(ends) = clause.ends { <dt>{ words.t("letter-remedy-ends") }</dt><dd>{ format::civil_day(words, ends) }</dd> }
                if !clause.legal_basis.is_empty() { <dt>{ words.t("letter-remedy-basis") }</dt><dd>{ &clause.legal_basis }</dd> }
            </dl>
        },
    }
}

/// Whether a deadline still says when something is due.
fn runs(view: &DeadlineView) -> bool {
    matches!(
        view.status,
        DeadlineStatus::Running | DeadlineStatus::Overdue | DeadlineStatus::Suspended
    )
}

#[derive(PartialEq, Properties)]
pub struct DeadlinesProps {
    /// Whose.
    pub dossier: DossierId,
}

/// The deadlines that run in the dossier, each with its last day and its legal source; nothing where none runs.
#[component]
pub fn LetterDeadlines(props: &DeadlinesProps) -> Html {
    let words = use_words();
    let loaded = use_loaded(props.dossier, |dossier: &DossierId| desk::deadlines(*dossier));
    let list: Vec<&DeadlineView> = loaded
        .ready()
        .into_iter()
        .flatten()
        .filter(|view| runs(view))
        .collect();
    if list.is_empty() {
        return Html::default();
    }
    html! {
        <section class="form-part" aria-labelledby="letter-deadlines">
            <h2 id="letter-deadlines" class="section-title">{ words.t("letter-deadlines") }</h2>
            <ul class="stack">
                { for list.into_iter().map(|view| html! {
                    <li key={view.id.to_string()}>
                        <span class="row-title">{ text_in(&view.name, words.lang()).unwrap_or_default() }</span>
                        if let Some(day) = view.due_on { <span>{ format::civil_day(&words, day) }</span>{ " " } }
                        { deadline_state(&words, view.status) }
                        <span class="row-note">{ &view.meaning }</span>
                        if let Some(basis) = text_in(&view.legal_basis, words.lang()) { <span class="row-note">{ words.with("deadline-basis-of", &[("basis", basis)]) }</span> }
                    </li>
                }) }
            </ul>
        </section>
    }
}
