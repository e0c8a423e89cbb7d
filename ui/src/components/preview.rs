//! Reading a version: one page at a time, drawn by pdf.js, with its text for screen readers.

use js_sys::{Array, Uint8Array};
use model::VersionId;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Icon, Problem, value_of};
use crate::bridge;
use crate::words::{Words, use_words};

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = openPdf)]
    async fn open_pdf(bytes: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = pageCount)]
    fn page_count(document: &JsValue) -> u32;
    #[wasm_bindgen(js_name = closePdf)]
    fn close_pdf(document: &JsValue);
    #[wasm_bindgen(catch, js_name = drawPage)]
    async fn draw_page(
        document: &JsValue,
        number: u32,
        holder: HtmlElement,
        percent: u32,
    ) -> Result<JsValue, JsValue>;
}

#[derive(PartialEq, Properties)]
pub struct PreviewProps {
    /// Which version.
    #[prop_or_default]
    pub version: Option<VersionId>,
    /// What is shown where it is no version: a letter that is being written.
    #[prop_or_default]
    pub bytes: Option<PdfBytes>,
    /// Title of the document, for the label.
    pub title: AttrValue,
}

/// A PDF that is no version; the same only as itself.
#[derive(Clone, Debug)]
pub struct PdfBytes(std::rc::Rc<Vec<u8>>);

impl PdfBytes {
    /// Shows these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(std::rc::Rc::new(bytes))
    }

    /// The bytes for the web view.
    pub fn array(&self) -> Uint8Array {
        Uint8Array::from(self.0.as_slice())
    }
}

impl PartialEq for PdfBytes {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }
}

/// An open document of pdf.js, closed when nothing shows it any more.
struct Open(JsValue);

impl Drop for Open {
    fn drop(&mut self) {
        close_pdf(&self.0);
    }
}

#[derive(Clone)]
enum State {
    Opening,
    Open {
        document: std::rc::Rc<Open>,
        pages: u32,
        /// Counts the documents that were opened here.
        number: u32,
    },
    Refused(Explanation),
}

fn refusal(words: &Words, code: &str) -> Explanation {
    Explanation {
        code: code.to_owned(),
        sentence: words.find(code, &[]).unwrap_or_default(),
        next: words.find(&format!("{code}.next"), &[]),
    }
}

const STEPS: [u32; 11] = [50, 67, 80, 90, 100, 125, 150, 200, 250, 300, 400];

/// The preview with its tools.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let words = use_words();
    let state = use_state(|| State::Opening);
    let page = use_state(|| 1_u32);
    // 0: as wide as there is room.
    let zoom = use_state(|| 0_u32);
    let shown = use_state(|| 100_u32);
    let silent = use_state(|| false);
    let drawn = use_state(|| 0_u32);
    let holder = use_node_ref();
    let turn = use_mut_ref(|| 0_u32);

    {
        let (state, page, words, turn) = (state.clone(), page.clone(), words.clone(), turn.clone());
        use_effect_with((props.version, props.bytes.clone()), move |(version, bytes)| {
            let (version, bytes) = (*version, bytes.clone());
            // A page that is being written stays in sight until its next state is there.
            if version.is_some() || !matches!(*state, State::Open { .. }) {
                state.set(State::Opening);
                page.set(1);
            }
            let gone = std::rc::Rc::new(std::cell::Cell::new(false));
            let watch = std::rc::Rc::clone(&gone);
            spawn_local(async move {
                let read = match (version, bytes) {
                    (Some(version), _) => bridge::read_version(version).await,
                    (None, Some(bytes)) => Ok(Uint8Array::from(bytes.0.as_slice())),
                    (None, None) => return,
                };
                let answer = match read {
                    Ok(bytes) => open_pdf(bytes).await.map_err(|error| {
                        let code = match error.as_string().as_deref() {
                            Some("PasswordException") => "preview-encrypted",
                            _ => "preview-damaged",
                        };
                        refusal(&words, code)
                    }),
                    Err(explanation) => Err(explanation),
                };
                match answer {
                    Ok(document) => {
                        let pages = page_count(&document);
                        let document = std::rc::Rc::new(Open(document));
                        if !watch.get() {
                            *turn.borrow_mut() += 1;
                            let number = *turn.borrow();
                            if *page > pages {
                                page.set(pages.max(1));
                            }
                            state.set(State::Open {
                                document,
                                pages,
                                number,
                            });
                        }
                    }
                    Err(explanation) if !watch.get() => state.set(State::Refused(explanation)),
                    Err(_) => {}
                }
            });
            move || gone.set(true)
        });
    }

    let (pages, number) = match &*state {
        State::Open { pages, number, .. } => (*pages, *number),
        _ => (0, 0),
    };
    {
        let words = words.clone();
        let (state, shown, silent, drawn, holder) = (
            state.clone(),
            shown.clone(),
            silent.clone(),
            drawn.clone(),
            holder.clone(),
        );
        use_effect_with((*page, *zoom, pages, number), move |(page, zoom, pages, _)| {
            let (page, zoom) = (*page, *zoom);
            if let (State::Open { document, .. }, true) = (&*state, *pages > 0) {
                let document = std::rc::Rc::clone(document);
                let state = state.clone();
                let damaged = refusal(&words, "preview-damaged");
                let drawn = drawn.clone();
                let (shown, silent, holder) = (shown.clone(), silent.clone(), holder.clone());
                spawn_local(async move {
                    let Some(holder) = holder.cast::<HtmlElement>() else {
                        return;
                    };
                    match draw_page(&document.0, page, holder, zoom).await {
                        Ok(result) if result.is_object() => {
                            let result = Array::from(&result);
                            let number = |index| result.get(index).as_f64().unwrap_or_default() as u32;
                            shown.set(number(0));
                            silent.set(number(1) == 0);
                            drawn.set(page);
                        }
                        // Overtaken by a newer page.
                        Ok(_) => {}
                        // Nothing was shown yet: say so. Later on the last page that could be drawn stays.
                        Err(_) if *drawn == 0 => state.set(State::Refused(damaged)),
                        Err(_) => {}
                    }
                });
            }
        });
    }

    let turn = {
        let page = page.clone();
        Callback::from(move |by: i64| {
            let target = (i64::from(*page) + by).clamp(1, i64::from(pages.max(1)));
            page.set(u32::try_from(target).unwrap_or(1));
        })
    };
    let magnify = {
        let (zoom, shown) = (zoom.clone(), shown.clone());
        Callback::from(move |larger: bool| {
            let now = *shown;
            let next = if larger {
                STEPS.into_iter().find(|step| *step > now)
            } else {
                STEPS.into_iter().rev().find(|step| *step < now)
            };
            zoom.set(next.unwrap_or(now));
        })
    };
    let fit = {
        let zoom = zoom.clone();
        Callback::from(move |_: MouseEvent| zoom.set(0))
    };
    let go_to = {
        let page = page.clone();
        Callback::from(move |event: Event| {
            if let Ok(number) = value_of(&event).trim().parse::<u32>() {
                page.set(number.clamp(1, pages.max(1)));
            }
        })
    };
    let onkeydown = {
        let (turn, magnify, zoom) = (turn.clone(), magnify.clone(), zoom.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            match event.key().as_str() {
                "ArrowRight" | "PageDown" => turn.emit(1),
                "ArrowLeft" | "PageUp" => turn.emit(-1),
                "Home" => turn.emit(-1_000_000),
                "End" => turn.emit(1_000_000),
                "+" => magnify.emit(true),
                "-" => magnify.emit(false),
                "0" => zoom.set(0),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let by = |step: i64| {
        let turn = turn.clone();
        Callback::from(move |_: MouseEvent| turn.emit(step))
    };
    let size = |larger: bool| {
        let magnify = magnify.clone();
        Callback::from(move |_: MouseEvent| magnify.emit(larger))
    };
    let label = words.with("preview-label", &[("title", props.title.to_string())]);
    let where_ = words.with(
        "preview-page-of",
        &[("page", page.to_string()), ("pages", pages.to_string())],
    );

    html! {
        <section class="preview" aria-label={label}>
            <div class="preview-tools" role="toolbar" aria-label={words.t("preview-tools")}>
                <button type="button" class="icon-button" aria-label={words.t("preview-previous")} disabled={*page <= 1} onclick={by(-1)}>
                    <Icon name="left" />
                </button>
                <label class="preview-page">
                    <span class="visually-hidden">{ words.t("preview-page") }</span>
                    <input class="preview-number" inputmode="numeric" value={page.to_string()} onchange={go_to} disabled={pages < 2} />
                    <span aria-hidden="true">{ format!("/ {}", pages.max(1)) }</span>
                </label>
                <button type="button" class="icon-button" aria-label={words.t("preview-next")} disabled={*page >= pages} onclick={by(1)}>
                    <Icon name="right" />
                </button>
                <span class="preview-gap"></span>
                <button type="button" class="icon-button" aria-label={words.t("preview-smaller")} onclick={size(false)}><Icon name="minus" /></button>
                <span class="preview-percent">{ format!("{} %", *shown) }</span>
                <button type="button" class="icon-button" aria-label={words.t("preview-larger")} onclick={size(true)}><Icon name="plus" /></button>
                <button type="button" class="icon-button" aria-label={words.t("preview-fit")} aria-pressed={(*zoom == 0).to_string()} onclick={fit}><Icon name="fit" /></button>
            </div>
            <p class="visually-hidden" role="status">
                if *drawn > 0 {
                    { where_.clone() }
                    if *silent { { " " }{ words.t("preview-no-text") } }
                }
            </p>
            <div class="preview-room" tabindex="0" role="group" aria-label={where_} {onkeydown}>
                if let State::Refused(problem) = &*state { <Problem problem={problem.clone()} /> }
                if matches!(*state, State::Opening) { <div class="bone preview-bone" aria-hidden="true"></div> }
                <div class="preview-sheet" ref={holder} data-drawn={drawn.to_string()} hidden={!matches!(*state, State::Open { .. })}></div>
            </div>
        </section>
    }
}
