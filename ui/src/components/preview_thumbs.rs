//! Small pictures of the pages of what is read, as a list for mouse and keyboard; each is drawn when it comes into sight.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::preview::Open;
use crate::words::use_words;

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(js_name = watchThumbs)]
    fn watch_thumbs(list: HtmlElement, document: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = endThumbs)]
    fn end_thumbs(observer: &JsValue);
}

/// Pages that get a row; those after them are reached by their number.
const MOST: u32 = 2_000;

#[derive(PartialEq, Properties)]
pub(super) struct ThumbsProps {
    pub(super) document: Rc<Open>,
    pub(super) pages: u32,
    /// The page that is shown.
    pub(super) page: u32,
    pub(super) on_page: Callback<u32>,
}

/// The list: one stop of the tabulator, arrows go from page to page.
#[component]
pub(super) fn Thumbs(props: &ThumbsProps) -> Html {
    let words = use_words();
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with((Rc::clone(&props.document), props.pages), move |(document, _)| {
            let observer = list
                .cast::<HtmlElement>()
                .map(|list| watch_thumbs(list, &document.0));
            move || {
                if let Some(observer) = observer {
                    end_thumbs(&observer);
                }
            }
        });
    }
    {
        // The row of the page that is shown is in sight; it has the focus where the list has it.
        let list = list.clone();
        use_effect_with(props.page, move |page| {
            let Some(list) = list.cast::<HtmlElement>() else {
                return;
            };
            let Some(row) = list
                .query_selector(&format!("[data-page='{page}']"))
                .ok()
                .flatten()
                .and_then(|row| row.dyn_into::<HtmlElement>().ok())
            else {
                return;
            };
            let inside = list
                .owner_document()
                .and_then(|document| document.active_element())
                .is_some_and(|active| list.contains(Some(&active)));
            if inside {
                // The row is on screen, so it takes it.
                let _ = row.focus();
            } else {
                row.scroll_into_view_with_bool(false);
            }
        });
    }
    let count = props.pages.min(MOST);
    let onkeydown = {
        let (on_page, page) = (props.on_page.clone(), props.page);
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowDown" | "ArrowRight" => page + 1,
                "ArrowUp" | "ArrowLeft" => page.saturating_sub(1),
                "PageDown" => page + 5,
                "PageUp" => page.saturating_sub(5),
                "Home" => 1,
                "End" => count,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            on_page.emit(to.clamp(1, count.max(1)));
        })
    };
    html! {
        <ol class="thumbs" ref={list} aria-label={words.t("preview-thumbs")} {onkeydown}>
            { for (1..=count).map(|number| {
                let here = number == props.page;
                let onclick = props.on_page.reform(move |_: MouseEvent| number);
                html! {
                    <li key={number}>
                        <button type="button" class="thumb" data-page={number.to_string()} tabindex={if here { "0" } else { "-1" }}
                            aria-current={here.then_some("page")} aria-label={words.with("preview-page-of", &[("page", number.to_string()), ("pages", props.pages.to_string())])} {onclick}>
                            <canvas aria-hidden="true"></canvas><span aria-hidden="true">{ number }</span>
                        </button>
                    </li>
                }
            }) }
        </ol>
    }
}
