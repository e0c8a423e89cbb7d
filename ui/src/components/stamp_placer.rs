//! Where the stamp will stand: by itself where there is room, or where a person puts it, with the mouse, with the keys or
//! in millimetres. The desk draws it at each place by the rules that print it; nothing is shown that is not so.

use js_sys::Uint8Array;
use model::DocumentId;
use model::document::ReadingAct;
use model::looking::{StampCorner, StampPage, StampPlace, StampTrial};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::preview::Open;
use super::{Field, Icon, Problem, Select};
use crate::bridge::{self, looking};
use crate::words::{Words, use_words};

#[wasm_bindgen(raw_module = "./preview.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = openPdf)]
    async fn open_pdf(bytes: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = drawPicture)]
    async fn draw_picture(
        document: &JsValue,
        number: u32,
        canvas: HtmlElement,
        wide: f64,
        high: f64,
    ) -> Result<JsValue, JsValue>;
}

/// The picture of the page is at most this large, in pixels.
const WIDE: f64 = 440.0;
const HIGH: f64 = 560.0;
/// Steps of the arrow keys, in millimetres.
const STEP: f64 = 1.0;
const LARGE_STEP: f64 = 10.0;
/// From the edges, for the corners.
const MARGIN: f64 = 10.0;

#[derive(PartialEq, Properties)]
pub struct StampPlacerProps {
    /// The document that it is tried on.
    pub document: DocumentId,
    /// The place; none: where there is room.
    pub place: Option<StampPlace>,
    /// Called with another one.
    pub on_place: Callback<Option<StampPlace>>,
}

#[derive(PartialEq, Properties)]
pub struct PlaceOfStampProps {
    /// The first document of a batch; what is chosen holds for all of them.
    pub document: Option<DocumentId>,
    /// The place; none: where there is room.
    pub place: Option<StampPlace>,
    /// Called with another one.
    pub on_place: Callback<Option<StampPlace>>,
}

/// The place of the stamp, folded away until somebody wants another one.
#[component]
pub fn PlaceOfStamp(props: &PlaceOfStampProps) -> Html {
    let words = use_words();
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            let shown = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|details| details.has_attribute("open"));
            open.set(shown);
        })
    };
    let Some(document) = props.document else {
        return Html::default();
    };
    let said = match &props.place {
        Some(place) => place_in_words(&words, place),
        None => words.t("stamp-automatic"),
    };
    html! {
        <details class="details" data-part="stamp-place" {ontoggle}>
            <summary>{ words.t("stamp-place") }{ " · " }<span class="muted">{ said }</span></summary>
            if *open { <StampPlacer {document} place={props.place} on_place={props.on_place.clone()} /> }
        </details>
    }
}

/// Millimetres as they are written here.
fn written_mm(length: f64) -> String {
    let tenths = (length * 10.0).round() / 10.0;
    if tenths.fract() == 0.0 {
        format!("{tenths:.0}")
    } else {
        format!("{tenths:.1}").replace('.', ",")
    }
}

/// Millimetres as somebody typed them.
fn read_mm(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches("mm").trim_end().replace(',', ".");
    let length: f64 = text.parse().ok()?;
    (length.is_finite() && (0.0..=5_000.0).contains(&length)).then_some(length)
}

/// The page that a place names, kept when the stamp is moved on it.
fn page_of(place: Option<&StampPlace>, trial: &StampTrial) -> StampPage {
    match place {
        Some(place) => place.page,
        None if trial.page == 1 => StampPage::First,
        None if trial.page == trial.pages => StampPage::Last,
        None => StampPage::Number(trial.page),
    }
}

fn place_in_words(words: &Words, place: &StampPlace) -> String {
    words.with(
        "stamp-place-said",
        &[
            ("corner", words.t(&format!("corner-{}", place.corner.word()))),
            ("x", written_mm(place.x_mm)),
            ("y", written_mm(place.y_mm)),
        ],
    )
}

/// The place as it is tried: the answer, and the picture of its page.
#[derive(Clone, PartialEq)]
struct Tried {
    trial: StampTrial,
    /// The place that it answers to.
    place: Option<StampPlace>,
}

/// The choice, the page with the stamp, and the numbers.
#[component]
pub fn StampPlacer(props: &StampPlacerProps) -> Html {
    let words = use_words();
    let tried = use_state(|| None::<Tried>);
    let problem = use_state(|| None::<Explanation>);
    let last = use_state(|| None::<StampPlace>);
    // Where the stamp is while it is drawn along, in millimetres from the upper left corner.
    let moving = use_state(|| None::<(f64, f64)>);
    let grip = use_mut_ref(|| None::<(f64, f64)>);
    let typed = use_state(|| (String::new(), String::new()));
    let canvas = use_node_ref();
    let frame = use_node_ref();
    let turn = use_mut_ref(|| 0_u32);
    {
        let (last, document) = (last.clone(), props.document);
        use_effect_with((), move |()| {
            spawn_local(async move {
                // The page is shown here: the journal hears of it once, not of each place that is tried.
                if let Ok(view) = bridge::document(document).await
                    && let Some(version) = view.versions.first()
                {
                    let _ = bridge::intake::record_seen(version.id, ReadingAct::Preview).await;
                }
                if let Ok(Some(place)) = looking::last_stamp_place().await {
                    last.set(Some(place));
                }
            });
        });
    }
    {
        let (tried, problem, moving, typed, canvas, turn) = (
            tried.clone(),
            problem.clone(),
            moving.clone(),
            typed.clone(),
            canvas.clone(),
            turn.clone(),
        );
        use_effect_with((props.document, props.place), move |(document, place)| {
            let (document, place) = (*document, *place);
            *turn.borrow_mut() += 1;
            let mine = *turn.borrow();
            if let Some(place) = place {
                typed.set((written_mm(place.x_mm), written_mm(place.y_mm)));
            }
            spawn_local(async move {
                let answer = looking::try_stamp(document, place).await;
                if *turn.borrow() != mine {
                    return;
                }
                let trial = match answer {
                    Ok(trial) => trial,
                    Err(explanation) => {
                        moving.set(None);
                        return problem.set(Some(explanation));
                    }
                };
                problem.set(None);
                let page = trial.page;
                tried.set(Some(Tried { trial, place }));
                let Ok(bytes) = looking::stamped_trial(document, place).await else {
                    return;
                };
                let Ok(open) = open_pdf(bytes).await.map(Open) else {
                    return;
                };
                if *turn.borrow() != mine {
                    return;
                }
                if let Some(canvas) = canvas.cast::<HtmlElement>() {
                    // The frame shows the place where the picture cannot be drawn.
                    let _ = draw_picture(&open.0, page, canvas, WIDE, HIGH).await;
                }
                if *turn.borrow() == mine {
                    moving.set(None);
                }
            });
        });
    }

    let on_place = props.on_place.clone();
    let automatic = {
        let on_place = on_place.clone();
        Callback::from(move |_: Event| on_place.emit(None))
    };
    let by_hand = {
        let (on_place, tried) = (on_place.clone(), tried.clone());
        Callback::from(move |_: Event| {
            // From where it stands by itself.
            if let Some(tried) = &*tried {
                let (left, top, width, height) = tried.trial.area_mm;
                let page = page_of(tried.place.as_ref(), &tried.trial);
                on_place.emit(Some(StampPlace::nearest(
                    page,
                    left,
                    top,
                    tried.trial.page_mm,
                    (width, height),
                )));
            }
        })
    };
    let head = html! {
        <div class="stack-tight">
            <label class="tick"><input type="radio" class="ds-input" name="stamp-place" id="stamp-automatic" checked={props.place.is_none()} onchange={automatic} /><span class="tick-label">{ words.t("stamp-automatic") }</span></label>
            <label class="tick"><input type="radio" class="ds-input" name="stamp-place" id="stamp-by-hand" checked={props.place.is_some()} onchange={by_hand} disabled={tried.is_none()} /><span class="tick-label">{ words.t("stamp-by-hand") }</span></label>
        </div>
    };
    let Some(now) = (*tried).clone() else {
        return html! {
            <fieldset class="placer stack-tight"><legend class="label">{ words.t("stamp-place") }</legend>
                if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> } else { <p class="muted" role="status">{ words.t("loading") }</p> }
            </fieldset>
        };
    };
    let trial = now.trial.clone();
    let (page_wide, page_high) = trial.page_mm;
    let (left, top, width, height) = trial.area_mm;
    let (left, top) = moving.unwrap_or((left, top));
    let page = page_of(props.place.as_ref(), &trial);
    let put = {
        let (on_place, trial) = (on_place.clone(), trial.clone());
        move |left: f64, top: f64, page: StampPage| {
            let (_, _, width, height) = trial.area_mm;
            on_place.emit(Some(StampPlace::nearest(
                page,
                left,
                top,
                trial.page_mm,
                (width, height),
            )));
        }
    };
    // Millimetres of the page under the pointer.
    let under = {
        let frame = frame.clone();
        move |event: &PointerEvent| -> Option<(f64, f64)> {
            let bounds = frame.cast::<Element>()?.get_bounding_client_rect();
            if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
                return None;
            }
            Some((
                (f64::from(event.client_x()) - bounds.x()) / bounds.width() * page_wide,
                (f64::from(event.client_y()) - bounds.y()) / bounds.height() * page_high,
            ))
        }
    };
    let onpointerdown = {
        let (grip, frame, moving, under) = (grip.clone(), frame.clone(), moving.clone(), under.clone());
        Callback::from(move |event: PointerEvent| {
            let Some((x, y)) = under(&event) else { return };
            let inside = (left..=left + width).contains(&x) && (top..=top + height).contains(&y);
            if event.button() != 0 || !inside {
                return;
            }
            *grip.borrow_mut() = Some((x - left, y - top));
            moving.set(Some((left, top)));
            if let Some(frame) = frame.cast::<Element>() {
                // Without it the stamp stays behind when the pointer leaves the page.
                let _ = frame.set_pointer_capture(event.pointer_id());
            }
        })
    };
    let onpointermove = {
        let (grip, moving, under) = (grip.clone(), moving.clone(), under.clone());
        Callback::from(move |event: PointerEvent| {
            if let (Some((dx, dy)), Some((x, y))) = (*grip.borrow(), under(&event)) {
                moving.set(Some((
                    (x - dx).clamp(0.0, (page_wide - width).max(0.0)),
                    (y - dy).clamp(0.0, (page_high - height).max(0.0)),
                )));
            }
        })
    };
    let onpointerup = {
        let (grip, moving, put) = (grip.clone(), moving.clone(), put.clone());
        Callback::from(move |_: PointerEvent| {
            if grip.borrow_mut().take().is_some()
                && let Some((left, top)) = *moving
            {
                put(left, top, page);
            }
        })
    };
    let onkeydown = {
        let (put, moving) = (put.clone(), moving.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { LARGE_STEP } else { STEP };
            let (x, y) = match event.key().as_str() {
                "ArrowLeft" => (-step, 0.0),
                "ArrowRight" => (step, 0.0),
                "ArrowUp" => (0.0, -step),
                "ArrowDown" => (0.0, step),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let to = (
                (left + x).clamp(0.0, (page_wide - width).max(0.0)),
                (top + y).clamp(0.0, (page_high - height).max(0.0)),
            );
            moving.set(Some(to));
            put(to.0, to.1, page);
        })
    };
    let at_corner = |corner: StampCorner| {
        let on_place = on_place.clone();
        Callback::from(move |_: MouseEvent| {
            on_place.emit(Some(StampPlace {
                page,
                corner,
                x_mm: MARGIN,
                y_mm: MARGIN,
            }));
        })
    };
    let as_last = (*last).map(|place| {
        let on_place = on_place.clone();
        Callback::from(move |_: MouseEvent| on_place.emit(Some(place)))
    });
    let change = |change: fn(&mut StampPlace, &str) -> bool| {
        let (on_place, place) = (on_place.clone(), props.place);
        Callback::from(move |value: String| {
            if let Some(mut next) = place
                && change(&mut next, &value)
            {
                on_place.emit(Some(next));
            }
        })
    };
    let number = |of_x: bool| {
        let (on_place, place, typed) = (on_place.clone(), props.place, typed.clone());
        Callback::from(move |value: String| {
            let mut both = (*typed).clone();
            if of_x {
                both.0.clone_from(&value);
            } else {
                both.1.clone_from(&value);
            }
            typed.set(both);
            if let (Some(mut next), Some(length)) = (place, read_mm(&value)) {
                if of_x {
                    next.x_mm = length;
                } else {
                    next.y_mm = length;
                }
                on_place.emit(Some(next));
            }
        })
    };
    let corners = StampCorner::ALL
        .map(|corner| {
            (
                corner.word().to_owned(),
                words.t(&format!("corner-{}", corner.word())),
                None,
            )
        })
        .to_vec();
    let pages: Vec<_> = [
        ("first".to_owned(), words.t("stamp-page-first"), None),
        ("last".to_owned(), words.t("stamp-page-last"), None),
    ]
    .into_iter()
    .chain((1..=trial.pages.min(500)).map(|page| {
        let name = words.with("stamp-page-number", &[("number", page.to_string())]);
        (page.to_string(), name, None)
    }))
    .collect();
    let page_value = match page {
        StampPage::First => "first".to_owned(),
        StampPage::Last => "last".to_owned(),
        StampPage::Number(number) => number.to_string(),
    };
    let set_page = {
        let (on_place, trial) = (on_place.clone(), trial.clone());
        let place = props.place;
        Callback::from(move |value: String| {
            let page = match value.as_str() {
                "first" => StampPage::First,
                "last" => StampPage::Last,
                number => StampPage::Number(number.parse().unwrap_or(1)),
            };
            let (left, top, width, height) = trial.area_mm;
            on_place.emit(Some(match place {
                Some(place) => StampPlace { page, ..place },
                None => StampPlace::nearest(page, left, top, trial.page_mm, (width, height)),
            }));
        })
    };
    let said = match &props.place {
        Some(place) => place_in_words(&words, place),
        None => words.t("stamp-automatic"),
    };
    let label = words.with(
        "stamp-frame",
        &[
            ("page", trial.page.to_string()),
            ("pages", trial.pages.to_string()),
            ("place", said.clone()),
        ],
    );
    let two = |number: f64| format!("{number:.2}");
    html! {
        <fieldset class="placer stack-tight">
            <legend class="label">{ words.t("stamp-place") }</legend>
            { head }
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            <div class="placer-room">
                <div class="placer-page">
                    <canvas ref={canvas} aria-hidden="true"></canvas>
                    <svg ref={frame} class="placer-frame" viewBox={format!("0 0 {} {}", two(page_wide), two(page_high))} preserveAspectRatio="none"
                        tabindex="0" role="img" aria-label={label} aria-describedby="stamp-keys" data-stamp={format!("{} {} {} {}", two(left), two(top), two(width), two(height))}
                        {onpointerdown} {onpointermove} onpointerup={onpointerup.clone()} onpointercancel={onpointerup} {onkeydown}>
                        <rect x={two(left)} y={two(top)} width={two(width)} height={two(height)} />
                    </svg>
                </div>
                <div class="stack-tight placer-side">
                    <p id="stamp-keys" class="field-hint"><Icon name="keyboard" />{ words.t("stamp-keys") }</p>
                    <div class="placer-corners" role="group" aria-label={words.t("stamp-corners")}>
                        { for StampCorner::ALL.map(|corner| html! {
                            <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-corner={corner.word()} onclick={at_corner(corner)}>{ words.t(&format!("corner-{}", corner.word())) }</button>
                        }) }
                    </div>
                    if let Some(as_last) = as_last {
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="stamp-last" onclick={as_last}>{ words.t("stamp-last") }</button>
                    }
                    <Select id="stamp-page" label={words.t("stamp-page")} options={pages} value={page_value} on_change={set_page} />
                    if let Some(place) = props.place {
                        <Select id="stamp-corner" label={words.t("stamp-from")} options={corners} value={place.corner.word().to_owned()}
                            on_change={change(|place, value| StampCorner::of_word(value).map(|corner| place.corner = corner).is_some())} />
                        <div class="field-pair">
                            <Field id="stamp-x" label={words.t("stamp-x")} value={typed.0.clone()} on_input={number(true)} code=true />
                            <Field id="stamp-y" label={words.t("stamp-y")} value={typed.1.clone()} on_input={number(false)} code=true />
                        </div>
                    }
                    <p class="field-hint" role="status">{ said }
                        if trial.covers_content { { " " }<strong>{ words.t("stamp-covers") }</strong> }
                        if trial.visible_seal == Some(false) { { " " }{ words.t("visible-seal-no-room") } }
                    </p>
                </div>
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_read_and_written_with_a_comma() {
        assert_eq!(written_mm(10.0), "10");
        assert_eq!(written_mm(12.34), "12,3");
        assert_eq!(read_mm(" 12,5 mm "), Some(12.5));
        assert_eq!(read_mm("7.25"), Some(7.25));
        for wrong in ["", "-1", "douze", "1e9", "NaN"] {
            assert_eq!(read_mm(wrong), None, "{wrong}");
        }
    }
}
