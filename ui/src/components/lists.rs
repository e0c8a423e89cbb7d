//! Parts for lists: a table, tabs, the steps of a circuit.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::More;
use crate::words::use_words;

/// A row of a [`Table`]: a key that stays, and its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Stable key.
    pub key: String,
    /// One for each column; the first holds the link.
    pub cells: Vec<Html>,
}

#[derive(PartialEq, Properties)]
pub struct TableProps {
    /// What the table shows, for those who do not see it.
    pub caption: AttrValue,
    /// Headings of the columns.
    pub columns: Vec<AttrValue>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Another class of the table.
    #[prop_or_default]
    pub class: Classes,
}

/// So many rows of a table are drawn at first, and so many more each time its end comes near.
const ROWS: usize = 150;

/// A table with a heading for each column. Of a long one the beginning is drawn, and the rest as its end comes near;
/// screen readers are told how many rows there are in all.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let shown = use_state(|| ROWS);
    let all = props.rows.len();
    let on_more = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(*shown + ROWS))
    };
    let longer = all > *shown;
    // Numbers are compared down their columns, also in a narrow window; everything else becomes cards there.
    let cards = !props.class.contains("figures-table");
    html! {
        <>
        <div class="list-room">
            <table class={classes!("list", cards.then_some("cards"), props.class.clone())} aria-rowcount={longer.then(|| (all + 1).to_string())}>
                <caption class="visually-hidden">{ &props.caption }</caption>
                <thead><tr>{ for props.columns.iter().map(|column| html! { <th scope="col">{ column }</th> }) }</tr></thead>
                <tbody>
                    { for props.rows.iter().take(*shown).map(|row| html! {
                        <tr key={row.key.clone()}>{ for row.cells.iter().zip(&props.columns).map(|(cell, column)| html! { <td data-label={column.clone()}>{ cell.clone() }</td> }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
        if longer { <More key={*shown} {on_more} /> }
        </>
    }
}

#[derive(PartialEq, Properties)]
pub struct PagerProps {
    /// The page shown, from 0.
    pub page: u32,
    /// There are more.
    pub more: bool,
    /// Called with the page to show.
    pub on_page: Callback<u32>,
}

/// Turns the pages of a list; nothing where there is one page only.
#[component]
pub fn Pager(props: &PagerProps) -> Html {
    let words = use_words();
    if props.page == 0 && !props.more {
        return Html::default();
    }
    let to = |page: u32| props.on_page.reform(move |_: MouseEvent| page);
    html! {
        <nav class="row-actions pager" aria-label={words.t("pages-turn")}>
            <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="page-before" disabled={props.page == 0} onclick={to(props.page.saturating_sub(1))}>{ words.t("pages-before") }</button>
            <span class="muted">{ words.with("pages-number", &[("number", (props.page + 1).to_string())]) }</span>
            <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="page-after" disabled={!props.more} onclick={to(props.page + 1)}>{ words.t("pages-after") }</button>
        </nav>
    }
}

/// One tab: key, label, and how many things are behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    /// Stable key.
    pub key: &'static str,
    /// Its label.
    pub label: AttrValue,
    /// Shown behind the label when more than 0.
    pub count: usize,
}

#[derive(PartialEq, Properties)]
pub struct TabsProps {
    /// Id of the list of tabs, unique on the page; the panel is `<id>-panel`.
    pub id: &'static str,
    /// What the tabs are of.
    pub label: AttrValue,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// Key of the open one.
    pub value: &'static str,
    /// Called with the key of the tab to open.
    pub on_change: Callback<&'static str>,
    /// The open panel.
    pub children: Html,
}

/// Tabs by the pattern of the ARIA authoring practices: arrows move and open, Tab goes to the panel.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let node = use_node_ref();
    let keys: Vec<&'static str> = props.tabs.iter().map(|tab| tab.key).collect();
    let onkeydown = {
        let (node, on_change, value) = (node.clone(), props.on_change.clone(), props.value);
        Callback::from(move |event: KeyboardEvent| {
            let Some(at) = keys.iter().position(|key| *key == value) else {
                return;
            };
            let last = keys.len().saturating_sub(1);
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % keys.len(),
                "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(key) = keys.get(to) {
                on_change.emit(key);
                let tab = node
                    .cast::<HtmlElement>()
                    .and_then(|list| {
                        list.query_selector(&format!("[data-tab=\"{key}\"]"))
                            .ok()
                            .flatten()
                    })
                    .and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
                if let Some(tab) = tab {
                    // A tab that is gone keeps no focus.
                    let _ = tab.focus();
                }
            }
        })
    };
    let panel = format!("{}-panel", props.id);
    html! {
        <div class="tabs">
            <div ref={node} id={props.id} class="tab-list" role="tablist" aria-label={props.label.clone()} {onkeydown}>
                { for props.tabs.iter().map(|tab| {
                    let open = tab.key == props.value;
                    let (on_change, key) = (props.on_change.clone(), tab.key);
                    html! {
                        <button type="button" role="tab" id={format!("{}-{}", props.id, tab.key)} class="tab" data-tab={tab.key} aria-selected={open.to_string()}
                            aria-controls={panel.clone()} tabindex={if open { "0" } else { "-1" }} onclick={Callback::from(move |_: MouseEvent| on_change.emit(key))}>
                            { &tab.label }
                            if tab.count > 0 { <span class="tab-count">{ tab.count }</span> }
                        </button>
                    }
                }) }
            </div>
            <div id={panel} class="tab-panel" role="tabpanel" aria-labelledby={format!("{}-{}", props.id, props.value)} tabindex="0">{ props.children.clone() }</div>
        </div>
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Done.
    Done,
    /// It is its turn.
    Due,
    /// Its turn comes later.
    Later,
    /// Refused, sent back or left out.
    Stopped,
}

/// A step as a [`Stepper`] shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct StepShown {
    /// Stable key.
    pub key: String,
    /// Stage, counted from 1: steps of one stage stand side by side.
    pub stage: u32,
    /// What is to be done.
    pub title: String,
    /// Who, and when it was done.
    pub note: String,
    /// Where it stands.
    pub standing: Standing,
    /// The same in words.
    pub standing_text: String,
}

#[derive(PartialEq, Properties)]
pub struct StepperProps {
    /// What it shows.
    pub label: AttrValue,
    /// The steps, by stage.
    pub steps: Vec<StepShown>,
}

/// The steps of a circuit, stage by stage.
#[component]
pub fn Stepper(props: &StepperProps) -> Html {
    let mut stages: Vec<(u32, Vec<&StepShown>)> = Vec::new();
    for step in &props.steps {
        match stages.last_mut().filter(|(stage, _)| *stage == step.stage) {
            Some((_, steps)) => steps.push(step),
            None => stages.push((step.stage, vec![step])),
        }
    }
    html! {
        <ol class="stepper" aria-label={props.label.clone()}>
            { for stages.into_iter().map(|(stage, steps)| html! {
                <li key={stage} class="stage">
                    { for steps.into_iter().map(|step| {
                        let state = match step.standing { Standing::Done => "done", Standing::Due => "due", Standing::Later => "later", Standing::Stopped => "stopped" };
                        html! {
                            <div key={step.key.clone()} class="step" data-state={state} aria-current={(step.standing == Standing::Due).then_some("step")}>
                                <span class="step-mark" aria-hidden="true"></span>
                                <span class="step-text"><span class="step-title">{ &step.title }</span>
                                    <span class="step-note">{ &step.note }</span>
                                    <span class="step-standing">{ &step.standing_text }</span></span>
                            </div>
                        }
                    }) }
                </li>
            }) }
        </ol>
    }
}
