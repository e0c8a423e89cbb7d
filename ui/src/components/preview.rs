//! Reading a version: one page at a time, drawn by pdf.js, with its text for screen readers; words are found in it, and
//! small pictures of its pages lead to them. The version that will probably be shown next is opened ahead.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Uint8Array};
use model::VersionId;
use model::document::ReadingAct;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;

use super::preview_search::{Found, SearchBar};
use super::preview_thumbs::Thumbs;
use super::{Icon, Problem, value_of};
use crate::bridge::{self, Answer};
use crate::words::{Words, use_words};

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = openPdf)]
    async fn open_pdf(bytes: Uint8Array, password: Option<String>) -> Result<JsValue, JsValue>;
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
    #[wasm_bindgen(js_name = markHits)]
    fn mark_hits(holder: HtmlElement, hits: &JsValue, current: i32);
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
    /// An earlier revision of that version, from 1.
    #[prop_or_default]
    pub revision: Option<u32>,
    /// The version that will probably be shown next.
    #[prop_or_default]
    pub next: Option<VersionId>,
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
pub(super) struct Open(pub(super) JsValue);

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

thread_local! {
    /// What was opened ahead; one is enough, since what is looked at next is one.
    static AHEAD: RefCell<Option<(VersionId, Rc<Open>)>> = const { RefCell::new(None) };
    /// Counts what was opened ahead or taken.
    static TURNS: Cell<u32> = const { Cell::new(0) };
}

/// How long something opened ahead waits for whoever looks at it, once nothing is looked at any more: on the way to the
/// next act, or because the desk was locked.
const WAIT: Duration = Duration::from_secs(2);

/// Forgets what was opened ahead, unless it is taken soon.
fn forget_ahead() {
    let before = TURNS.with(Cell::get);
    spawn_local(async move {
        sleep(WAIT).await;
        if TURNS.with(Cell::get) == before {
            AHEAD.with(|ahead| ahead.borrow_mut().take());
        }
    });
}

fn put_ahead(next: Option<(VersionId, Rc<Open>)>) -> Option<(VersionId, Rc<Open>)> {
    TURNS.with(|turns| turns.set(turns.get().wrapping_add(1)));
    AHEAD.with(|ahead| std::mem::replace(&mut *ahead.borrow_mut(), next))
}

/// Opens a version ahead. It is not seen by anybody yet, so the journal says nothing of it.
async fn open_ahead(id: VersionId) {
    let there = AHEAD.with(|ahead| ahead.borrow().as_ref().is_some_and(|(known, _)| *known == id));
    if there {
        return;
    }
    // What cannot be opened ahead is refused when it is shown.
    if let Ok(bytes) = bridge::looking::version_ahead(id).await
        && let Ok(document) = open_pdf(bytes, None).await
    {
        put_ahead(Some((id, Rc::new(Open(document)))));
    }
}

/// A version that was opened ahead, and now is shown: the journal hears of it first.
async fn taken_ahead(id: VersionId) -> Answer<Option<Rc<Open>>> {
    let there = AHEAD.with(|ahead| ahead.borrow().as_ref().is_some_and(|(known, _)| *known == id));
    match there.then(|| put_ahead(None)).flatten() {
        Some((_, open)) => {
            bridge::intake::record_seen(id, ReadingAct::Preview).await?;
            Ok(Some(open))
        }
        None => Ok(None),
    }
}

/// Opens what is shown.
async fn open_shown(
    words: &Words,
    version: Option<VersionId>,
    bytes: Option<PdfBytes>,
    revision: Option<u32>,
    password: Option<String>,
) -> Answer<Option<Rc<Open>>> {
    let read = match (version, revision, bytes) {
        (Some(version), Some(number), _) => bridge::looking::read_revision(version, number).await?,
        (Some(version), None, _) => match taken_ahead(version).await? {
            Some(open) => return Ok(Some(open)),
            None => bridge::read_version(version).await?,
        },
        (None, _, Some(bytes)) => bytes.array(),
        (None, _, None) => return Ok(None),
    };
    match open_pdf(read, password).await {
        Ok(document) => Ok(Some(Rc::new(Open(document)))),
        Err(error) => Err(refusal(
            words,
            match error.as_string().as_deref() {
                Some("PasswordException") => "preview-encrypted",
                Some("PasswordWrong") => "preview-password-wrong",
                _ => "preview-damaged",
            },
        )),
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        close_pdf(&self.0);
    }
}

#[derive(Clone)]
enum State {
    Opening,
    Open {
        document: Rc<Open>,
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

#[derive(PartialEq, Properties)]
struct PasswordFormProps {
    /// Called with what was typed.
    on_password: Callback<String>,
}

/// Asks for the password of an encrypted PDF, for this look at it only.
#[component]
fn PasswordForm(props: &PasswordFormProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let onsubmit = {
        let (node, on_password) = (node.clone(), props.on_password.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = node.cast::<web_sys::HtmlInputElement>() {
                let typed = input.value();
                input.set_value("");
                if !typed.is_empty() {
                    on_password.emit(typed);
                }
            }
        })
    };
    // The keys of the preview turn pages: what is typed here is none of them.
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    html! {
        <form class="stack preview-password" {onsubmit} {onkeydown} novalidate=true>
            <super::Field id="preview-password" label={words.t("preview-password")} hint={words.t("preview-password-hint")} {node} secret=true autocomplete="off" />
            <div><button type="submit" class="ds-button" data-action="preview-open">{ words.t("preview-password-open") }</button></div>
        </form>
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
    let hits = use_state(Found::default);
    let searching = use_state(|| false);
    let thumbs = use_state(|| false);
    let whole = use_node_ref();
    let holder = use_node_ref();
    let turn = use_mut_ref(|| 0_u32);
    // A password that was typed goes to the reader once, and is kept nowhere.
    let password = use_mut_ref(|| None::<String>);
    let tries = use_state(|| 0_u32);

    {
        let password = Rc::clone(&password);
        let (state, page, words, turn) = (state.clone(), page.clone(), words.clone(), turn.clone());
        let (drawn, hits) = (drawn.clone(), hits.clone());
        use_effect_with(
            (props.version, props.bytes.clone(), props.revision, *tries),
            move |(version, bytes, revision, _)| {
                let (version, bytes, revision) = (*version, bytes.clone(), *revision);
                // A page that is being written stays in sight until its next state is there.
                if version.is_some() || !matches!(*state, State::Open { .. }) {
                    state.set(State::Opening);
                    page.set(1);
                    drawn.set(0);
                }
                hits.set(Found::default());
                let gone = Rc::new(Cell::new(false));
                let watch = Rc::clone(&gone);
                spawn_local(async move {
                    let password = password.borrow_mut().take();
                    let answer = open_shown(&words, version, bytes, revision, password).await;
                    if watch.get() {
                        return;
                    }
                    match answer {
                        Ok(Some(document)) => {
                            let pages = page_count(&document.0);
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
                        Ok(None) => {}
                        Err(explanation) => state.set(State::Refused(explanation)),
                    }
                });
                move || gone.set(true)
            },
        );
    }
    // Nothing that was opened ahead outlives what is looked at for long.
    use_effect_with((), |()| forget_ahead);

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
        // Beside the small pictures there is less room for the page.
        use_effect_with(
            (*page, *zoom, pages, number, *thumbs),
            move |(page, zoom, pages, ..)| {
                let (page, zoom) = (*page, *zoom);
                if let (State::Open { document, .. }, true) = (&*state, *pages > 0) {
                    let document = Rc::clone(document);
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
            },
        );
    }

    // The next one is opened once this one is there.
    use_effect_with((props.next, number > 0), |(next, there)| {
        if let (Some(next), true) = (*next, *there) {
            spawn_local(open_ahead(next));
        }
    });
    {
        // What was found is marked on the page once the page is there; a hit on another page turns to it.
        let holder = holder.clone();
        let of_page = hits.of_page(*page);
        let here = hits.here(*page);
        use_effect_with(
            (of_page, here, *drawn, *shown, number),
            move |(of_page, here, drawn, _, _)| {
                if let Some(holder) = holder.cast::<HtmlElement>().filter(|_| *drawn > 0) {
                    let numbers: Array = of_page
                        .iter()
                        .flat_map(|hit| [hit.piece, hit.start, hit.last, hit.end])
                        .map(|number| JsValue::from_f64(f64::from(number)))
                        .collect();
                    mark_hits(holder, &numbers, *here);
                }
            },
        );
    }
    {
        let page = page.clone();
        // Each new hit turns to its page, once: whoever turns the page then stays there.
        use_effect_with((*hits).clone(), move |found| {
            if let Some(wanted) = found.current_page() {
                page.set(wanted);
            }
        });
    }
    {
        // Ctrl+F searches in what is read, unless a dialogue lies over it that this preview is no part of.
        let (searching, whole) = (searching.clone(), whole.clone());
        use_effect_with((), move |()| {
            super::preview_search::on_find(move || {
                let own = whole.cast::<HtmlElement>();
                let above = web_sys::window()
                    .and_then(|window| window.document())
                    .and_then(|document| document.query_selector("dialog[open]").ok().flatten());
                let reachable = match (&own, &above) {
                    (Some(own), Some(above)) => above.contains(Some(own)),
                    (Some(_), None) => true,
                    (None, _) => false,
                };
                if reachable {
                    searching.set(true);
                    super::preview_search::focus_field(own.as_ref());
                }
                reachable
            })
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

    let on_found = {
        let hits = hits.clone();
        Callback::from(move |found: Found| hits.set(found))
    };
    let search = {
        let searching = searching.clone();
        Callback::from(move |_: MouseEvent| searching.set(!*searching))
    };
    let end_search = {
        let (searching, hits, whole) = (searching.clone(), hits.clone(), whole.clone());
        Callback::from(move |()| {
            searching.set(false);
            hits.set(Found::default());
            let room = whole
                .cast::<HtmlElement>()
                .and_then(|whole| whole.query_selector(".preview-room").ok().flatten())
                .and_then(|room| room.dyn_into::<HtmlElement>().ok());
            if let Some(room) = room {
                // A page that cannot take the focus leaves it where it is.
                let _ = room.focus();
            }
        })
    };
    let toggle_thumbs = {
        let thumbs = thumbs.clone();
        Callback::from(move |_: MouseEvent| thumbs.set(!*thumbs))
    };
    let on_password = {
        let (password, tries) = (Rc::clone(&password), tries.clone());
        Callback::from(move |typed: String| {
            *password.borrow_mut() = Some(typed);
            tries.set(*tries + 1);
        })
    };
    let on_page = {
        let page = page.clone();
        Callback::from(move |number: u32| page.set(number))
    };
    let open = match &*state {
        State::Open { document, .. } => Some(Rc::clone(document)),
        _ => None,
    };
    html! {
        <section class={classes!("preview", (*searching).then_some("with-search"), (*thumbs && open.is_some()).then_some("with-thumbs"))} aria-label={label} ref={whole}>
            <div class="preview-tools" role="toolbar" aria-label={words.t("preview-tools")}>
                <button type="button" class="icon-button" data-action="preview-thumbs" aria-label={words.t("preview-thumbs")} aria-pressed={thumbs.to_string()} onclick={toggle_thumbs}><Icon name="pages" /></button>
                <button type="button" class="icon-button" data-action="preview-search" aria-label={words.t("preview-search")} aria-keyshortcuts="Control+F" aria-pressed={searching.to_string()} onclick={search}><Icon name="search" /></button>
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
            if let Some(open) = open.clone().filter(|_| *searching) {
                <SearchBar document={open} {pages} found={(*hits).clone()} page={*page} {on_found} on_close={end_search} />
            }
            <p class="visually-hidden" role="status">
                if *drawn > 0 {
                    { where_.clone() }
                    if *silent { { " " }{ words.t("preview-no-text") } }
                }
            </p>
            <div class="preview-body">
            if let Some(open) = open.clone().filter(|_| *thumbs) {
                <Thumbs document={open} {pages} page={*page} {on_page} />
            }
            <div class="preview-room" tabindex="0" role="group" aria-label={where_} {onkeydown}>
                if let State::Refused(problem) = &*state {
                    <div class="stack">
                        <Problem problem={problem.clone()} />
                        if matches!(problem.code.as_str(), "preview-encrypted" | "preview-password-wrong") { <PasswordForm {on_password} /> }
                    </div>
                }
                if matches!(*state, State::Opening) { <div class="bone preview-bone" aria-hidden="true"></div> }
                <div class="preview-sheet" ref={holder} data-drawn={drawn.to_string()} hidden={!matches!(*state, State::Open { .. })}></div>
            </div>
            </div>
        </section>
    }
}
