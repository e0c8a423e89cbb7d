//! Finding words in the document that is read: how many there are is said, and one leads to the next.

use std::rc::Rc;

use js_sys::{Array, JsString};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::platform::spawn_local;
use yew::prelude::*;

use super::preview::Open;
use super::{Icon, value_of};
use crate::find::{Hit, PageText};
use crate::words::use_words;

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = pageText)]
    async fn page_text(document: &JsValue, number: u32) -> Result<JsValue, JsValue>;
}

/// More hits are not shown one by one.
const MOST: usize = 5_000;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What was looked for.
    pub wanted: String,
    /// Where, in the order of the pages.
    pub hits: Rc<Vec<(u32, Hit)>>,
    /// Which of them is looked at.
    pub current: Option<usize>,
}

impl Found {
    /// The hits of a page.
    pub fn of_page(&self, page: u32) -> Vec<Hit> {
        let of_page = self.hits.iter().filter(|(number, _)| *number == page);
        of_page.map(|(_, hit)| *hit).collect()
    }

    /// Which of the hits of a page is looked at; -1: none of them.
    pub fn here(&self, page: u32) -> i32 {
        let Some(current) = self.current else { return -1 };
        match self.hits.get(current) {
            Some((number, _)) if *number == page => {
                let before = self.hits.iter().take(current).filter(|(other, _)| *other == page);
                i32::try_from(before.count()).unwrap_or(-1)
            }
            _ => -1,
        }
    }

    /// The page of the hit that is looked at.
    pub fn current_page(&self) -> Option<u32> {
        Some(self.hits.get(self.current?)?.0)
    }

    /// The first hit on a page or after it.
    fn from_page(hits: &[(u32, Hit)], page: u32) -> Option<usize> {
        hits.iter()
            .position(|(number, _)| *number >= page)
            .or((!hits.is_empty()).then_some(0))
    }
}

/// Calls `find` for Ctrl+F, as long as what is returned is kept; what `find` answers says whether it was taken.
pub fn on_find(find: impl Fn() -> bool + 'static) -> impl FnOnce() {
    let closure = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let wanted = (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && matches!(event.key().as_str(), "f" | "F");
        if wanted && find() {
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
            let _ = window.remove_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
        }
    }
}

/// The focus goes to the field where it is there already.
pub fn focus_field(preview: Option<&HtmlElement>) {
    let field = preview
        .and_then(|preview| preview.query_selector(".preview-find input").ok().flatten())
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        // A field that is not on screen yet takes it by itself.
        let _ = field.focus();
        field.select();
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct SearchBarProps {
    pub(super) document: Rc<Open>,
    pub(super) pages: u32,
    pub(super) found: Found,
    /// The page that is shown.
    pub(super) page: u32,
    pub(super) on_found: Callback<Found>,
    pub(super) on_close: Callback<()>,
}

/// The field, the count, the way to the next one.
#[component]
pub(super) fn SearchBar(props: &SearchBarProps) -> Html {
    let words = use_words();
    let field = use_node_ref();
    let texts = use_mut_ref(Vec::<PageText>::new);
    let turn = use_mut_ref(|| 0_u32);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                // It was just put on screen.
                let _ = field.focus();
            }
        });
    }
    let look = {
        let (document, texts, turn, on_found) = (
            Rc::clone(&props.document),
            texts.clone(),
            turn.clone(),
            props.on_found.clone(),
        );
        let (pages, page) = (props.pages, props.page);
        Callback::from(move |wanted: String| {
            *turn.borrow_mut() += 1;
            let mine = *turn.borrow();
            if wanted.trim().is_empty() {
                return on_found.emit(Found::default());
            }
            let (document, texts, turn, on_found) = (
                Rc::clone(&document),
                texts.clone(),
                turn.clone(),
                on_found.clone(),
            );
            spawn_local(async move {
                let mut hits = Vec::new();
                for number in 1..=pages {
                    let known = texts.borrow().len() >= number as usize;
                    if !known {
                        let pieces = match page_text(&document.0, number).await {
                            Ok(pieces) => Array::from(&pieces)
                                .iter()
                                .map(|piece| {
                                    piece
                                        .dyn_into::<JsString>()
                                        .map_or_else(|_| String::new(), String::from)
                                })
                                .collect(),
                            // A page that cannot be read has no words.
                            Err(_) => Vec::new(),
                        };
                        if *turn.borrow() != mine {
                            return;
                        }
                        let mut texts = texts.borrow_mut();
                        if texts.len() + 1 == number as usize {
                            texts.push(PageText::of(&pieces));
                        }
                    }
                    if let Some(text) = texts.borrow().get(number as usize - 1) {
                        hits.extend(text.find(&wanted).into_iter().map(|hit| (number, hit)));
                    }
                    if hits.len() >= MOST {
                        hits.truncate(MOST);
                        break;
                    }
                }
                if *turn.borrow() == mine {
                    let current = Found::from_page(&hits, page);
                    on_found.emit(Found {
                        wanted,
                        hits: Rc::new(hits),
                        current,
                    });
                }
            });
        })
    };
    let oninput = {
        let look = look.clone();
        Callback::from(move |event: InputEvent| look.emit(value_of(&event)))
    };
    let count = props.found.hits.len();
    let step = {
        let (found, on_found) = (props.found.clone(), props.on_found.clone());
        Callback::from(move |forward: bool| {
            let (Some(current), count) = (found.current, found.hits.len()) else {
                return;
            };
            let next = if forward { current + 1 } else { current + count - 1 } % count.max(1);
            on_found.emit(Found {
                current: Some(next),
                ..found.clone()
            });
        })
    };
    let onkeydown = {
        let (step, on_close) = (step.clone(), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" | "F3" => step.emit(!event.shift_key()),
                "Escape" => on_close.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let by = |forward: bool| {
        let step = step.clone();
        Callback::from(move |_: MouseEvent| step.emit(forward))
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let told = match props.found.current {
        _ if props.found.wanted.is_empty() => String::new(),
        None => words.t("preview-found-none"),
        Some(current) => words.with(
            "preview-found",
            &[
                ("number", (current + 1).to_string()),
                ("count", count.to_string()),
                ("page", props.found.current_page().unwrap_or(1).to_string()),
            ],
        ),
    };
    html! {
        <div class="preview-find" role="search">
            <label class="visually-hidden" for="preview-find">{ words.t("preview-search") }</label>
            <input id="preview-find" type="text" class="ds-input" ref={field} {oninput} {onkeydown} autocomplete="off" spellcheck="false" placeholder={words.t("preview-search")} />
            <span class="preview-told" role="status">{ told }</span>
            <button type="button" class="icon-button" aria-label={words.t("preview-found-previous")} disabled={count < 2} onclick={by(false)}><Icon name="up" /></button>
            <button type="button" class="icon-button" aria-label={words.t("preview-found-next")} disabled={count < 2} onclick={by(true)}><Icon name="down" /></button>
            <button type="button" class="icon-button" aria-label={words.t("preview-search-end")} onclick={close}><Icon name="close" /></button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(piece: u32) -> Hit {
        Hit {
            piece,
            start: 0,
            last: piece,
            end: 1,
        }
    }

    #[test]
    fn each_page_knows_its_hits_and_which_one_is_looked_at() {
        let hits = Rc::new(vec![(1, hit(0)), (3, hit(2)), (3, hit(5)), (4, hit(1))]);
        let found = Found {
            wanted: "acte".to_owned(),
            current: Some(2),
            hits,
        };
        assert_eq!(found.of_page(3), [hit(2), hit(5)]);
        assert_eq!(
            (found.here(3), found.here(1), found.current_page()),
            (1, -1, Some(3))
        );
        assert_eq!(Found::from_page(&found.hits, 2), Some(1));
        assert_eq!(Found::from_page(&found.hits, 9), Some(0));
        assert_eq!(Found::from_page(&[], 1), None);
    }
}
