//! A list of any number of rows: a table in pieces, of which those near what is seen are drawn; one gap above and one
//! below keep the room of all the others. Screen readers are told which row of how many each one is; the keys move from row to row, a window at a time, to
//! the first and to the last; the piece that holds the focus is never taken away.

use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use yew_router::prelude::*;

use super::room::Room;
use crate::format;
use crate::pages::Route;
use crate::session::{Session, use_session};
use crate::words::{Words, use_words};

/// Rows of a piece: few, so that a frame in which somebody scrolls fast has few to draw.
const ROWS: usize = 8;
/// Pieces that are drawn at once, until it is known where the table stands.
const AT_ONCE: usize = 10;
/// So many pixels above and below what is seen are drawn, too.
const AROUND: i32 = 1_200;
/// Around what is seen, so much more is drawn.
const MARGIN: &str = "1200px 0px";

/// Rows that are the same as long as they are the same list.
pub struct Piece<T>(Rc<Vec<T>>);

impl<T> Clone for Piece<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Piece<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Cuts rows into pieces.
pub fn pieces_of<T: Clone>(rows: &[T]) -> Vec<Piece<T>> {
    rows.chunks(ROWS)
        .map(|rows| Piece(Rc::new(rows.to_vec())))
        .collect()
}

/// Draws the cells of a row.
pub type Cells<T> = fn(&Words, &Session, &T) -> Html;

#[derive(Properties)]
pub struct PiecesProps<T: 'static> {
    /// What the table shows, for those who do not see it.
    pub caption: AttrValue,
    /// Headings of the columns.
    pub columns: Vec<AttrValue>,
    /// The rows that are here.
    pub pieces: Vec<Piece<T>>,
    /// The cells of one; the first holds the link.
    pub cells: Cells<T>,
    /// How many rows there are in all, where that is known.
    #[prop_or_default]
    pub total: Option<usize>,
    /// Asks for the rows behind, where there are more.
    #[prop_or_default]
    pub on_more: Option<Callback<()>>,
    /// They are on their way.
    #[prop_or_default]
    pub busy: bool,
    /// Another class of the table.
    #[prop_or_default]
    pub class: Classes,
}

impl<T> PartialEq for PiecesProps<T> {
    fn eq(&self, other: &Self) -> bool {
        // How a row is drawn belongs to the page and never changes.
        self.caption == other.caption
            && self.columns == other.columns
            && self.pieces == other.pieces
            && self.total == other.total
            && self.on_more == other.on_more
            && self.busy == other.busy
            && self.class == other.class
    }
}

/// Where the keys lead from a row: to another row, or to the very last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    To(usize),
    End,
}

/// Where a key leads from row `at` of `count` rows, `window` of which fit on the screen.
fn step(key: &str, at: usize, count: usize, window: usize) -> Option<Step> {
    let last = count.saturating_sub(1);
    Some(match key {
        "PageDown" => Step::To((at + window.max(1)).min(last)),
        "PageUp" => Step::To(at.saturating_sub(window.max(1))),
        "Home" => Step::To(0),
        "End" => Step::End,
        _ => return None,
    })
}

/// The number of a row, from 0, and its element, for what stands in it.
fn row_at(element: &Element) -> Option<(usize, HtmlElement)> {
    let row = element.closest("tr[aria-rowindex]").ok().flatten()?;
    let index: usize = row.get_attribute("aria-rowindex")?.parse().ok()?;
    // The headings are the first row.
    Some((index.checked_sub(2)?, row.dyn_into().ok()?))
}

/// How many rows like this one fit on the screen, one less so that the last one seen is the first one then.
fn window_of(row: &HtmlElement) -> usize {
    let room = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(600.0);
    let height = f64::from(row.offset_height().max(1));
    // Both are small numbers of pixels.
    ((room / height) as usize).saturating_sub(1).max(1)
}

/// The table.
#[component]
pub fn Pieces<T>(props: &PiecesProps<T>) -> Html
where
    T: 'static,
{
    let words = use_words();
    let wanted = use_state(|| None::<usize>);
    // Somebody wants to see the last row of all, and it is not here yet.
    let to_end = use_state(|| false);
    // How many rows there were when more were last asked for on the way there.
    let asked_at = use_mut_ref(|| None::<usize>);
    let table = use_node_ref();
    // Which pieces are near, and what room each of them takes.
    let view = use_state_eq(|| (0, AT_ONCE));
    let room = use_mut_ref(Room::default);
    // By its first piece it is known whether it is the same list as before.
    let begun = use_mut_ref(|| None::<Piece<T>>);
    {
        let (mut room, mut begun) = (room.borrow_mut(), begun.borrow_mut());
        if *begun != props.pieces.first().cloned() || room.pieces() > props.pieces.len() {
            *room = Room::default();
            *begun = props.pieces.first().cloned();
        }
        room.grow(props.pieces.iter().map(|piece| piece.0.len()));
    }
    {
        let (table, view, room) = (table.clone(), view.setter(), room.clone());
        use_effect_with(props.pieces.len(), move |_| {
            let look = Rc::new(move || {
                let Some(table) = table.cast::<HtmlElement>() else {
                    return;
                };
                // Pixels of a page: small whole numbers.
                let top = -table.get_bounding_client_rect().top() as i32;
                let behind = top.saturating_add(window_height() as i32).saturating_add(AROUND);
                view.set(room.borrow().between(top.saturating_sub(AROUND), behind));
            });
            look();
            let closure = Closure::<dyn Fn()>::new(move || look());
            let window = web_sys::window();
            if let Some(window) = &window {
                for event in ["scroll", "resize"] {
                    // Without a window nothing scrolls.
                    let _ = window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
                }
            }
            move || {
                if let Some(window) = window {
                    for event in ["scroll", "resize"] {
                        let _ = window
                            .remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
                    }
                }
            }
        });
    }
    {
        // What was drawn is measured once for each time it is drawn, and not while nothing but the place changes.
        let (table, room) = (table.clone(), room.clone());
        use_effect(move || {
            if let Some(table) = table.cast::<HtmlElement>() {
                measure(&table, &mut room.borrow_mut());
            }
        });
    }
    let count = room.borrow().rows();
    {
        let (wanted, to_end, on_more) = (wanted.clone(), to_end.clone(), props.on_more.clone());
        use_effect_with(
            (*to_end, count, props.busy, on_more.is_some()),
            move |(end, count, busy, _)| {
                if !*end || *busy {
                    return;
                }
                match on_more {
                    // What was asked for did not come: whoever was asked has said why.
                    Some(_) if *asked_at.borrow() == Some(*count) => {
                        asked_at.replace(None);
                        to_end.set(false);
                    }
                    Some(more) => {
                        asked_at.replace(Some(*count));
                        more.emit(());
                    }
                    None => {
                        asked_at.replace(None);
                        to_end.set(false);
                        wanted.set(count.checked_sub(1));
                    }
                }
            },
        );
    }
    let onkeydown = {
        let (wanted, to_end) = (wanted.clone(), to_end.clone());
        Callback::from(move |event: KeyboardEvent| {
            let link = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .filter(|element| element.has_attribute("data-row"));
            let Some(link) = link else { return };
            if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
                return;
            }
            if *to_end {
                // Any key calls the way to the end off.
                to_end.set(false);
            }
            let Some((at, row)) = row_at(&link) else { return };
            let Some(step) = step(&event.key(), at, count, window_of(&row)) else {
                return;
            };
            event.prevent_default();
            match step {
                Step::To(row) => wanted.set(Some(row)),
                Step::End => to_end.set(true),
            }
        })
    };
    let onclick = {
        let navigator = use_navigator();
        Callback::from(move |event: MouseEvent| {
            if let Some(route) = followed(&event)
                && let Some(navigator) = &navigator
            {
                event.prevent_default();
                navigator.push(&route);
            }
        })
    };
    let on_found = {
        let wanted = wanted.clone();
        Callback::from(move |()| wanted.set(None))
    };
    let known = props
        .total
        .filter(|total| *total >= count)
        .or(match props.on_more {
            None => Some(count),
            Some(_) => None,
        });
    // The headings are a row, too; -1 says that nobody knows how many there are.
    let rows = known.map_or_else(|| "-1".to_owned(), |known| (known + 1).to_string());
    let columns = props.columns.len();
    let room = room.borrow();
    // What is near, the piece that has the focus, and the one that is to get it.
    let mut drawn: BTreeSet<usize> = (view.0..view.1.min(props.pieces.len())).collect();
    drawn.extend(focused(&table).filter(|place| *place < props.pieces.len()));
    drawn.extend(wanted.and_then(|row| room.piece_of(row)));
    let mut bodies: Vec<Html> = Vec::with_capacity(drawn.len() * 2 + 1);
    let mut next = 0;
    let gap = |from: usize, to: usize| {
        let height = room.top(to) - room.top(from);
        // The gaps above and below stay the same elements while somebody scrolls.
        let key = match (from, to) {
            (0, _) => "room-above".to_owned(),
            (_, to) if to == room.pieces() => "room-below".to_owned(),
            _ => format!("room-{to}"),
        };
        html! {
            <tbody {key} class="list-room-kept" aria-hidden="true"><tr><td colspan={columns.to_string()} style={format!("height: {height}px; padding: 0")}></td></tr></tbody>
        }
    };
    for place in drawn {
        let Some(piece) = props.pieces.get(place) else {
            continue;
        };
        let begin = room.rows_before(place);
        if place > next {
            bodies.push(gap(next, place));
        }
        next = place + 1;
        let here = wanted
            .filter(|row| (begin..begin + piece.0.len()).contains(row))
            .map(|row| row - begin);
        bodies.push(html! { <PieceRows<T> key={format!("piece-{place}")} piece={piece.clone()} {place} {begin} cells={props.cells} wanted={here} on_found={on_found.clone()} /> });
    }
    if next < props.pieces.len() {
        bodies.push(gap(next, props.pieces.len()));
    }
    html! {
        <>
            // Every child has its key: without them all that stands here is made anew when a piece is added, and the focus
            // is lost.
            <table ref={table} key="table" class={classes!("list", props.class.clone())} aria-rowcount={rows} {onkeydown} {onclick}>
                <caption key="caption" class="visually-hidden">{ &props.caption }</caption>
                <thead key="headings"><tr aria-rowindex="1">{ for props.columns.iter().map(|column| html! { <th scope="col">{ column }</th> }) }</tr></thead>
                { for bodies }
            </table>
            <p key="said" class="visually-hidden" role="status">
                if *to_end { { words.with("list-coming", &[("count", format::number(&words, u64::try_from(count).unwrap_or(u64::MAX)))]) } }
            </p>
            <div key="more">if let Some(on_more) = &props.on_more { <More key={count} busy={props.busy} on_more={on_more.clone()} /> }</div>
        </>
    }
}

/// The link of a row: reached by J and K, and the whole row follows it. It hears nothing by itself: the table follows it, so
/// that a row costs little to draw.
pub fn row_link(to: &Route, text: &str) -> Html {
    html! { <a class="row-link" href={format!("#{}", to.to_path())} data-row="">{ text }</a> }
}

/// Where a click on the link of a row leads.
fn followed(event: &MouseEvent) -> Option<Route> {
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())?
        .closest("a.row-link")
        .ok()
        .flatten()?;
    Route::recognize(link.get_attribute("href")?.strip_prefix('#')?)
}

/// The height of what is seen, in pixels.
fn window_height() -> f64 {
    web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(600.0)
}

/// Notes how high the pieces are that are drawn.
fn measure(table: &HtmlElement, room: &mut Room) {
    let Ok(bodies) = table.query_selector_all("tbody[data-piece]") else {
        return;
    };
    for index in 0..bodies.length() {
        let body = bodies
            .item(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok());
        let place = body
            .as_ref()
            .and_then(|body| body.get_attribute("data-piece"))
            .and_then(|place| place.parse::<usize>().ok());
        if let (Some(body), Some(place)) = (body, place) {
            room.measured(place, body.offset_height());
        }
    }
}

/// The piece that holds the focus.
fn focused(table: &NodeRef) -> Option<usize> {
    let active = web_sys::window()?.document()?.active_element()?;
    let body = active.closest("tbody[data-piece]").ok().flatten()?;
    let table = table.cast::<Element>()?;
    table.contains(Some(&body)).then_some(())?;
    body.get_attribute("data-piece")?.parse().ok()
}

#[derive(Properties)]
struct PieceRowsProps<T: 'static> {
    piece: Piece<T>,
    /// Which piece it is, from 0.
    place: usize,
    /// The number of its first row, from 0.
    begin: usize,
    cells: Cells<T>,
    /// The row of it that takes the focus.
    wanted: Option<usize>,
    on_found: Callback<()>,
}

impl<T> PartialEq for PieceRowsProps<T> {
    fn eq(&self, other: &Self) -> bool {
        self.piece == other.piece
            && self.place == other.place
            && self.begin == other.begin
            && self.wanted == other.wanted
    }
}

/// The rows of a piece.
#[component]
fn PieceRows<T>(props: &PieceRowsProps<T>) -> Html
where
    T: 'static,
{
    let words = use_words();
    let session = use_session();
    let node = use_node_ref();
    {
        let (node, on_found) = (node.clone(), props.on_found.clone());
        use_effect_with((props.wanted, props.begin), move |(wanted, begin)| {
            let Some(wanted) = *wanted else { return };
            let link = node.cast::<Element>().and_then(|body| {
                body.query_selector(&format!("[aria-rowindex=\"{}\"] [data-row]", begin + wanted + 2))
                    .ok()
                    .flatten()
            });
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                // A row that is gone takes no focus.
                let _ = link.focus();
            }
            on_found.emit(());
        });
    }
    html! {
        <tbody ref={node} data-piece={props.place.to_string()}>
            { for props.piece.0.iter().enumerate().map(|(place, row)| html! {
                <tr key={place} aria-rowindex={(props.begin + place + 2).to_string()}>{ (props.cells)(&words, &session, row) }</tr>
            }) }
        </tbody>
    }
}

/// Calls when an element comes near what is seen, or leaves it.
#[hook]
fn use_near(node: NodeRef, on_change: Callback<bool>) {
    use_effect_with((), move |()| {
        let closure = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            let near = last
                .dyn_into::<web_sys::IntersectionObserverEntry>()
                .is_ok_and(|entry| entry.is_intersecting());
            on_change.emit(near);
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let observer =
            web_sys::IntersectionObserver::new_with_options(closure.as_ref().unchecked_ref(), &options).ok();
        if let (Some(observer), Some(element)) = (&observer, node.cast::<Element>()) {
            observer.observe(&element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(closure);
        }
    });
}

#[derive(PartialEq, Properties)]
pub struct MoreProps {
    /// They are on their way.
    #[prop_or_default]
    pub busy: bool,
    /// Asks for them.
    pub on_more: Callback<()>,
}

/// A place at the end of a list that asks for more as it comes near, and a button that does the same.
#[component]
pub fn More(props: &MoreProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let on_more = use_mut_ref(|| props.on_more.clone());
    *on_more.borrow_mut() = props.on_more.clone();
    use_near(
        node.clone(),
        Callback::from(move |near: bool| {
            if near {
                let now = on_more.borrow().clone();
                now.emit(());
            }
        }),
    );
    let onclick = props.on_more.reform(|_: MouseEvent| ());
    html! {
        <div ref={node} class="list-more"><button type="button" class="ds-button" data-variant="secondary" data-action="list-more" aria-busy={props.busy.to_string()} {onclick}>{ words.t("list-more") }</button></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_to_other_rows_and_never_past_the_ends() {
        assert_eq!(step("PageDown", 0, 100, 9), Some(Step::To(9)));
        assert_eq!(step("PageDown", 98, 100, 9), Some(Step::To(99)));
        assert_eq!(step("PageUp", 4, 100, 9), Some(Step::To(0)));
        assert_eq!(
            step("ArrowDown", 0, 100, 9),
            None,
            "the window itself goes from row to row"
        );
        assert_eq!(step("Home", 73, 100, 9), Some(Step::To(0)));
        assert_eq!(step("End", 73, 100, 9), Some(Step::End));
        assert_eq!(step("x", 73, 100, 9), None);
        assert_eq!(step("PageDown", 0, 0, 9), Some(Step::To(0)));
    }

    #[test]
    fn rows_are_cut_into_pieces_without_losing_one() {
        let rows: Vec<u32> = (0..123).collect();
        let pieces = pieces_of(&rows);
        assert_eq!(
            pieces.iter().map(|piece| piece.0.len()).collect::<Vec<_>>(),
            [&[8; 15][..], &[3]].concat()
        );
        let joined: Vec<u32> = pieces.iter().flat_map(|piece| piece.0.iter().copied()).collect();
        assert_eq!(joined, rows);
    }
}
