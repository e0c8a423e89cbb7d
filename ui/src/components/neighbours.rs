//! From one document of a dossier to the next, by buttons and by J and K.

use model::view::DocumentView;
use model::{DocumentId, VersionId};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Icon;
use crate::pages::Route;
use crate::session::use_session;
use crate::words::use_words;

/// A document of the dossier, as far as the way to it needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The document.
    pub id: DocumentId,
    /// Its title.
    pub title: String,
    /// Its newest version.
    pub version: Option<VersionId>,
}

impl From<&DocumentView> for Neighbour {
    fn from(document: &DocumentView) -> Self {
        Self {
            id: document.id,
            title: document.title.clone(),
            version: document.versions.first().map(|version| version.id),
        }
    }
}

/// The place of a document among the others, and those before and after it.
fn around(all: &[Neighbour], id: DocumentId) -> Option<(usize, Option<&Neighbour>, Option<&Neighbour>)> {
    let at = all.iter().position(|one| one.id == id)?;
    let before = at.checked_sub(1).and_then(|before| all.get(before));
    Some((at, before, all.get(at + 1)))
}

/// The version that is probably read next.
pub fn next_version(all: &[Neighbour], id: DocumentId) -> Option<VersionId> {
    around(all, id)?.2?.version
}

#[derive(PartialEq, Properties)]
pub struct NeighboursProps {
    /// The documents of the dossier, in its order.
    pub all: Vec<Neighbour>,
    /// The one that is read.
    pub id: DocumentId,
}

/// The way to the one before and the one after; nothing where it is alone.
#[component]
pub fn Neighbours(props: &NeighboursProps) -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let found = around(&props.all, props.id);
    let (before, after) = match found {
        Some((_, before, after)) => (before.map(|one| one.id), after.map(|one| one.id)),
        None => (None, None),
    };
    {
        let letters = session.settings.letter_keys;
        use_effect_with((before, after, letters), move |(before, after, letters)| {
            let (before, after, letters) = (*before, *after, *letters);
            let closure = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
                if !letters || event.ctrl_key() || event.alt_key() || event.meta_key() || !free() {
                    return;
                }
                let to = match event.key().as_str() {
                    "j" | "J" => after,
                    "k" | "K" => before,
                    _ => return,
                };
                if let (Some(id), Some(navigator)) = (to, &navigator) {
                    event.prevent_default();
                    event.stop_propagation();
                    navigator.push(&Route::Document { id });
                }
            });
            let document = web_sys::window().and_then(|window| window.document());
            if let Some(document) = &document {
                // Before the keys of the whole window, which mean other things in lists.
                let _ = document.add_event_listener_with_callback_and_bool(
                    "keydown",
                    closure.as_ref().unchecked_ref(),
                    true,
                );
            }
            move || {
                if let Some(document) = document {
                    let _ = document.remove_event_listener_with_callback_and_bool(
                        "keydown",
                        closure.as_ref().unchecked_ref(),
                        true,
                    );
                }
            }
        });
    }
    let Some((at, before, after)) = found.filter(|_| props.all.len() > 1) else {
        return Html::default();
    };
    let link = |to: Option<&Neighbour>, label: &str, icon: &'static str, key: &'static str| match to {
        Some(one) => html! {
            <Link<Route> to={Route::Document { id: one.id }} classes="icon-button">
                <Icon name={icon} /><span class="visually-hidden">{ words.with(label, &[("title", one.title.clone())]) }{ " (" }{ key }{ ")" }</span>
            </Link<Route>>
        },
        None => {
            html! { <span class="icon-button" aria-hidden="true" data-off=""><Icon name={icon} /></span> }
        }
    };
    html! {
        <nav class="neighbours" aria-label={words.t("neighbours")}>
            { link(before, "neighbour-before", "left", "K") }
            <span class="row-note">{ words.with("queue-position", &[("number", (at + 1).to_string()), ("count", props.all.len().to_string())]) }</span>
            { link(after, "neighbour-after", "right", "J") }
        </nav>
    }
}

/// Whether letters are commands now: no dialogue is open and nobody writes.
fn free() -> bool {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return false;
    };
    let dialog = page.query_selector("dialog[open]").ok().flatten().is_some();
    !dialog
        && page
            .active_element()
            .is_none_or(|active| !matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_has_none_before_it_and_the_last_none_after_it() {
        let all: Vec<Neighbour> = (1..=3)
            .map(|number| Neighbour {
                id: DocumentId::new(jiff::Timestamp::UNIX_EPOCH, [number; 10]),
                title: number.to_string(),
                version: Some(VersionId::new(jiff::Timestamp::UNIX_EPOCH, [number; 10])),
            })
            .collect();
        let names = |id: DocumentId| {
            let (at, before, after) = around(&all, id).unwrap();
            (
                at,
                before.map(|one| one.title.as_str()),
                after.map(|one| one.title.as_str()),
            )
        };
        assert_eq!(names(all[0].id), (0, None, Some("2")));
        assert_eq!(names(all[1].id), (1, Some("1"), Some("3")));
        assert_eq!(names(all[2].id), (2, Some("2"), None));
        assert_eq!(next_version(&all, all[0].id), all[1].version);
        assert_eq!(next_version(&all, all[2].id), None);
        assert_eq!(
            around(&all, DocumentId::new(jiff::Timestamp::UNIX_EPOCH, [9; 10])),
            None
        );
    }
}
