//! A batch while it runs, document by document, and the sheet that tells afterwards what became of each.

use model::DocumentId;
use model::looking::SheetRow;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Icon, Problem};
use crate::action::use_action;
use crate::bridge::looking;
use crate::words::use_words;

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(js_name = printNode)]
    fn print_node(node: HtmlElement);
}

/// Prints a part of the window by itself, with everything in it that is folded away.
pub fn print_part(node: &NodeRef) {
    if let Some(node) = node.cast::<HtmlElement>() {
        print_node(node);
    }
}

/// How far a document of a batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not begun, or in work.
    Waiting,
    /// Done.
    Done,
    /// Refused, with the reason.
    Refused(String),
}

/// A document of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// How far it is.
    pub stage: Stage,
}

impl Item {
    /// A document that waits for its turn.
    pub fn new(document: DocumentId, title: &str) -> Self {
        Self {
            document,
            title: title.to_owned(),
            stage: Stage::Waiting,
        }
    }
}

/// Notes what came of a document.
pub fn note(items: &[Item], document: DocumentId, refusal: Option<&str>) -> Vec<Item> {
    let mut items = items.to_vec();
    for item in items.iter_mut().filter(|item| item.document == document) {
        item.stage = match refusal {
            Some(reason) => Stage::Refused(reason.to_owned()),
            None => Stage::Done,
        };
    }
    items
}

#[derive(PartialEq, Properties)]
pub struct ItemsProps {
    /// The documents, in their order.
    pub items: Vec<Item>,
    /// Title of the one in work.
    pub at: AttrValue,
}

/// Each document with how far it is.
#[component]
pub fn Items(props: &ItemsProps) -> Html {
    let words = use_words();
    html! {
        <ol class="batch-items" tabindex="0" aria-label={words.t("batch-items")}>
            { for props.items.iter().map(|item| {
                let (color, icon, text) = match &item.stage {
                    Stage::Done => ("success", "check", words.t("batch-done")),
                    Stage::Refused(reason) => ("danger", "warning", reason.clone()),
                    Stage::Waiting if item.title == props.at.as_str() => ("info", "pen", words.t("batch-at")),
                    Stage::Waiting => ("neutral", "clock", words.t("batch-waiting")),
                };
                html! {
                    <li key={item.document.to_string()} data-color={color} data-stage={icon}>
                        <Icon name={icon} /><span class="batch-title">{ &item.title }</span><span class="row-note">{ text }</span>
                    </li>
                }
            }) }
        </ol>
    }
}

#[derive(PartialEq, Properties)]
pub struct SheetButtonsProps {
    /// The lines.
    pub rows: Vec<SheetRow>,
    /// What is printed.
    pub node: NodeRef,
    /// Name of the file that is suggested.
    pub suggested: AttrValue,
}

/// Prints and saves what became of a batch.
#[component]
pub fn SheetButtons(props: &SheetButtonsProps) -> Html {
    let words = use_words();
    let action = use_action();
    let print = {
        let node = props.node.clone();
        Callback::from(move |_: MouseEvent| print_part(&node))
    };
    let save = {
        let (action, words, rows) = (action.clone(), words.clone(), props.rows.clone());
        let suggested = props.suggested.to_string();
        Callback::from(move |_: MouseEvent| {
            let words_then = words.clone();
            let headings = ["document", "batch-result", "identifier", "batch-note"].map(|id| words.t(id));
            action.run(
                looking::save_batch_sheet(headings, rows.clone(), suggested.clone()),
                move |name| name.map(|name| words_then.with("exported", &[("name", name)])),
            );
        })
    };
    html! {
        <>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <button type="button" class="ds-button" data-variant="tertiary" data-action="sheet-print" onclick={print}>{ words.t("batch-print") }</button>
            <button type="button" class="ds-button" data-variant="tertiary" data-action="sheet-save" onclick={save}><Icon name="export" />{ words.t("batch-save") }</button>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_a_document_is_noted_at_that_document() {
        let ids = [[1; 10], [2; 10]].map(|random| DocumentId::new(jiff::Timestamp::UNIX_EPOCH, random));
        let items = ids.map(|id| Item::new(id, "Acte")).to_vec();
        let items = note(&items, ids[1], Some("PIN"));
        assert_eq!(items[0].stage, Stage::Waiting);
        assert_eq!(items[1].stage, Stage::Refused("PIN".to_owned()));
        assert_eq!(note(&items, ids[0], None)[0].stage, Stage::Done);
    }
}
