//! The palette on Ctrl+K: commands, dossiers, documents, contacts, people and pages by a few letters.
//!
//! A combobox with a list by the pattern of the ARIA authoring practices: the field keeps the focus, the arrows go through
//! the list, Enter opens. Without letters it begins with what was visited last.

use model::contact::ContactRow;
use model::opening::Opening;
use model::view::{DossierRow, PersonView};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;
use yew_router::prelude::*;

use super::commands::{Command, Doing, commands, commands_here, execute};
use super::fuzzy::fits;
use super::{Icon, contact_note, field::value_of, keys_in_words};
use crate::bridge;
use crate::load::{Loaded, use_loaded};
use crate::pages::Route;
use crate::session::{Act, Over, use_session};
use crate::words::{Words, use_words};

/// So many entries a group shows at most.
const GROUP: usize = 7;
/// So many lines a page of the list has.
const PAGE: usize = 7;

/// What an entry opens.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    Do(Doing),
    Go(Route),
    Lookup(String),
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    group: &'static str,
    text: String,
    note: String,
    icon: &'static str,
    keys: Vec<&'static str>,
    target: Target,
}

impl Entry {
    fn of_command(command: Command, group: &'static str) -> Self {
        Self {
            group,
            text: command.name,
            note: String::new(),
            icon: command.icon,
            keys: command.keys,
            target: Target::Do(command.doing),
        }
    }
}

/// The entries of a group that fit, the best first; those that fit alike stay in their order.
fn fitting<T>(
    typed: &str,
    all: Vec<T>,
    text: impl Fn(&T) -> String,
    entry: impl Fn(T) -> Entry,
) -> Vec<Entry> {
    let mut scored: Vec<(u32, T)> = all
        .into_iter()
        .filter_map(|one| fits(typed, &text(&one)).map(|score| (score, one)))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored
        .into_iter()
        .take(GROUP)
        .map(|(_, one)| entry(one))
        .collect()
}

/// What the desk knows, for one look.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    dossiers: Vec<DossierRow>,
    documents: Vec<(model::DocumentId, String, String)>,
    contacts: Vec<ContactRow>,
}

/// What the desk finds for what was typed. A source that refuses gives nothing: the others still do.
async fn found(typed: String) -> Known {
    let mut known = Known::default();
    if typed.chars().count() < 2 {
        known.dossiers = bridge::dossiers(String::new()).await.unwrap_or_default();
        return known;
    }
    known.dossiers = bridge::dossiers(typed.clone()).await.unwrap_or_default();
    if let Ok(results) = bridge::dossiers::search_typing(typed.clone(), 12).await {
        for hit in results.hits {
            for place in &hit.places {
                let (Some(id), title) = (place.document, place.title.clone()) else {
                    continue;
                };
                let title = title.unwrap_or_else(|| place.snippet.text.clone());
                if known.documents.iter().all(|(other, ..)| *other != id) {
                    known
                        .documents
                        .push((id, title, hit.dossier.reference.to_string()));
                }
            }
            if known.dossiers.iter().all(|row| row.id != hit.dossier.id) {
                known.dossiers.push(hit.dossier);
            }
        }
    }
    known.contacts = bridge::directory::contacts(typed, 8).await.unwrap_or_default();
    known
}

/// What is offered whatever was typed.
#[derive(Clone, Copy)]
struct Near<'a> {
    recent: &'a [crate::session::Visited],
    here: &'a [Command],
    newest: &'a [DossierRow],
    people: &'a [PersonView],
}

/// The lines for what was typed.
fn entries(typed: &str, near: Near<'_>, all: Vec<Command>, known: &Known, words: &Words) -> Vec<Entry> {
    let Near {
        recent,
        here,
        newest,
        people,
    } = near;
    let mut list = Vec::new();
    let blank = typed.trim().is_empty();
    if let Some(Opening::Lookup { identifier }) = Opening::read(typed) {
        list.push(Entry {
            group: "palette-lookup",
            text: words.t("lookup-open"),
            note: identifier.printed(),
            icon: "search",
            keys: Vec::new(),
            target: Target::Lookup(identifier.printed()),
        });
        return list;
    }
    list.extend(fitting(
        typed,
        recent.to_vec(),
        |one| one.title.clone(),
        |one| Entry {
            group: "palette-recent",
            text: one.title,
            note: String::new(),
            icon: match one.route {
                Route::Document { .. } | Route::Letter { .. } => "page",
                Route::Contact { .. } => "person",
                _ => "folder",
            },
            keys: Vec::new(),
            target: Target::Go(one.route),
        },
    ));
    list.extend(fitting(
        typed,
        here.to_vec(),
        |one| one.name.clone(),
        |one| Entry::of_command(one, "palette-here"),
    ));
    let mut own = fitting_all(typed, all);
    if !blank {
        own.truncate(GROUP);
    }
    let dossier = |row: &DossierRow| Entry {
        group: "dossiers",
        text: row.subject.to_string(),
        note: match &row.party {
            Some(party) => format!("{} · {party}", row.reference),
            None => row.reference.to_string(),
        },
        icon: "folder",
        keys: Vec::new(),
        target: Target::Go(Route::Dossier { id: row.id }),
    };
    if blank {
        list.extend(own);
        return list;
    }
    list.extend(own);
    let mut rows: Vec<DossierRow> = known.dossiers.iter().take(GROUP).cloned().collect();
    // Nearly the words, among the newest: where letters are missing the desk itself finds nothing.
    let near = fitting(
        typed,
        newest.to_vec(),
        |row| {
            format!(
                "{} {} {}",
                row.reference,
                row.subject,
                row.party.clone().unwrap_or_default()
            )
        },
        |row| dossier(&row),
    );
    rows.truncate(GROUP);
    let mut shown: Vec<Entry> = rows.iter().map(dossier).collect();
    for one in near {
        if shown.len() < GROUP && shown.iter().all(|other| other.target != one.target) {
            shown.push(one);
        }
    }
    list.extend(shown);
    list.extend(
        known
            .documents
            .iter()
            .take(GROUP)
            .map(|(id, title, reference)| Entry {
                group: "documents",
                text: title.clone(),
                note: reference.clone(),
                icon: "page",
                keys: Vec::new(),
                target: Target::Go(Route::Document { id: *id }),
            }),
    );
    list.extend(known.contacts.iter().take(GROUP).map(|row| Entry {
        group: "directory",
        text: row.name.clone(),
        note: contact_note(words, row),
        icon: "person",
        keys: Vec::new(),
        target: Target::Go(Route::Contact { id: row.id }),
    }));
    list.extend(fitting(
        typed,
        people.to_vec(),
        |person| person.name.clone(),
        |person| Entry {
            group: "people",
            note: person.offices().collect::<Vec<_>>().join(", "),
            text: person.name,
            icon: "person",
            keys: Vec::new(),
            target: Target::Go(Route::People),
        },
    ));
    list
}

fn fitting_all(typed: &str, all: Vec<Command>) -> Vec<Entry> {
    let mut scored: Vec<(u32, Command)> = all
        .into_iter()
        .filter_map(|one| fits(typed, &format!("{} {}", one.name, one.also)).map(|score| (score, one)))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored
        .into_iter()
        .map(|(_, one)| Entry::of_command(one, "palette-commands"))
        .collect()
}

/// The palette.
#[component]
pub fn Palette() -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let typed = use_state(String::new);
    let at = use_state(|| 0_usize);
    let node = use_node_ref();
    // Looked at before the dialogue covers the page.
    let here = use_memo((), |()| commands_here());
    let newest = use_loaded((), |()| bridge::dossiers(String::new()));
    let people = use_loaded((), |()| bridge::people::people());
    let asked = typed.trim().to_owned();
    let known = use_loaded(asked.clone(), |asked: &String| {
        let asked = asked.clone();
        async move { Ok(found(asked).await) }
    });
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let page = web_sys::window().and_then(|window| window.document());
            let opener = page
                .as_ref()
                .and_then(|page| page.active_element())
                .and_then(|element| element.dyn_into::<HtmlElement>().ok());
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = dialog.as_ref().filter(|dialog| !dialog.open()) {
                // Fails only for a dialogue outside a document, which is not on screen.
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                if let Some(opener) = opener.filter(|opener| opener.is_connected()) {
                    let _ = opener.focus();
                }
            }
        });
    }
    let nothing = Known::default();
    let list = entries(
        &typed,
        Near {
            recent: &session.recent,
            here: &here,
            newest: newest.ready().map_or(&[], Vec::as_slice),
            people: people.ready().map_or(&[], Vec::as_slice),
        },
        commands(&session, &words),
        known.ready().unwrap_or(&nothing),
        &words,
    );
    let count = list.len();
    let current = (*at).min(count.saturating_sub(1));
    let close = {
        let session = session.clone();
        Callback::from(move |()| session.dispatch(Act::Over(Over::Nothing)))
    };
    let open = {
        let (session, words, navigator) = (session.clone(), words.clone(), navigator.clone());
        Callback::from(move |target: Target| {
            session.dispatch(Act::Over(Over::Nothing));
            match target {
                Target::Go(route) => {
                    if let Some(navigator) = &navigator {
                        navigator.push(&route);
                    }
                }
                Target::Lookup(text) => session.dispatch(Act::Over(Over::Lookup(text))),
                Target::Do(doing) => {
                    let (session, words, navigator) = (session.clone(), words.clone(), navigator.clone());
                    // Once the palette is gone and the page is there again.
                    yew::platform::spawn_local(async move {
                        yew::platform::time::sleep(std::time::Duration::from_millis(30)).await;
                        execute(doing, &session, &words, navigator.as_ref());
                    });
                }
            }
        })
    };
    let oninput = {
        let (typed, at) = (typed.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            at.set(0);
            typed.set(value_of(&event));
        })
    };
    let onkeydown = {
        let (at, open, list) = (at.clone(), open.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowDown" if count > 0 => (current + 1) % count,
                "ArrowUp" if count > 0 => current.checked_sub(1).unwrap_or(count - 1),
                "PageDown" if count > 0 => (current + PAGE).min(count - 1),
                "PageUp" => current.saturating_sub(PAGE),
                "Enter" => {
                    event.prevent_default();
                    if let Some(one) = list.get(current) {
                        open.emit(one.target.clone());
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            at.set(next);
        })
    };
    use_effect_with((current, count), |(current, _)| {
        let one = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|page| page.get_element_by_id(&format!("palette-{current}")));
        if let Some(one) = one {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            one.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let oncancel = {
        let close = close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            close.emit(());
        })
    };
    let outside = {
        let (close, node) = (close.clone(), node.clone());
        Callback::from(move |event: MouseEvent| {
            let dialog = node.cast::<HtmlElement>();
            let pressed = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlElement>().ok());
            if dialog.is_some() && pressed == dialog {
                close.emit(());
            }
        })
    };
    let mut groups: Vec<(&'static str, Vec<(usize, Entry)>)> = Vec::new();
    for (index, entry) in list.iter().cloned().enumerate() {
        match groups.last_mut() {
            Some((group, of)) if *group == entry.group => of.push((index, entry)),
            _ => groups.push((entry.group, vec![(index, entry)])),
        }
    }
    let searching = asked.chars().count() >= 2 && matches!(*known, Loaded::Waiting);
    html! {
        <dialog ref={node} class="sheet palette" aria-label={words.t("palette")} {oncancel} onclick={outside}>
            <div class="palette-field">
                <Icon name="search" />
                <input id="palette-input" type="text" role="combobox" aria-expanded="true" aria-autocomplete="list" aria-controls="palette-list"
                    aria-activedescendant={(count > 0).then(|| format!("palette-{current}"))} aria-label={words.t("palette")}
                    placeholder={words.t("palette-hint")} autocomplete="off" spellcheck="false" autofocus=true value={(*typed).clone()} {oninput} {onkeydown} />
                <kbd aria-hidden="true">{ words.find("key-esc", &[]).unwrap_or_else(|| "Esc".to_owned()) }</kbd>
            </div>
            <p class="visually-hidden" role="status">{ words.with("palette-count", &[("count", count.to_string())]) }</p>
            <div id="palette-list" class="palette-list" role="listbox" aria-label={words.t("palette")} aria-busy={searching.to_string()}>
                { for groups.into_iter().map(|(group, entries)| html! {
                    <div key={group} role="group" aria-labelledby={format!("palette-group-{group}")}>
                        <p id={format!("palette-group-{group}")} class="palette-group" role="presentation">{ words.find(group, &[]) }</p>
                        { for entries.into_iter().map(|(index, entry)| {
                            let (open, target) = (open.clone(), entry.target.clone());
                            let onmousedown = Callback::from(move |event: MouseEvent| {
                                event.prevent_default();
                                open.emit(target.clone());
                            });
                            html! {
                                <div key={index} id={format!("palette-{index}")} class="palette-entry" role="option" aria-selected={(index == current).to_string()} {onmousedown}>
                                    <Icon name={entry.icon} />
                                    <span class="palette-text">{ &entry.text }
                                        if !entry.note.is_empty() { <span class="row-note">{ &entry.note }</span> }</span>
                                    if !entry.keys.is_empty() {
                                        <span class="palette-keys">{ for entry.keys.iter().map(|key| html! { <kbd>{ keys_in_words(&words, key) }</kbd> }) }</span>
                                    }
                                </div>
                            }
                        }) }
                    </div>
                }) }
            </div>
            if count == 0 { <p class="palette-none">{ words.t(if searching { "loading" } else { "palette-none" }) }</p> }
        </dialog>
    }
}
