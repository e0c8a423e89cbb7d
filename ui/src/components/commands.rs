//! The commands of the window: what each is called, which keys it has, and what it does. The palette lists them and the
//! sheet of shortcuts takes their keys from here.

use model::Role;
use model::window::{Settings, Theme};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wording::Lang;
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew_router::prelude::*;

use super::run_sync;
use crate::bridge;
use crate::keeping::all_kept;
use crate::pages::Route;
use crate::session::{Act, Over, Session, SessionHandle};
use crate::undo::undo_last;
use crate::words::Words;

/// What a command does.
#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// Goes to a page.
    Go(Route),
    /// Goes to a page and presses the button with this `data-action` there.
    Press(Route, &'static str),
    /// Presses a button of this page, by its `data-action`.
    Here(String),
    /// Sends the outbox and fetches.
    Sync,
    /// Takes the last change back.
    Undo,
    /// Opens the lookup of an identifier.
    Lookup,
    /// The sheet of shortcuts.
    Shortcuts,
    /// The help of this page.
    Help,
    /// The tour.
    Tour,
    /// Prints the page.
    Print,
    /// Locks the desk.
    Lock,
    /// Other settings of the window.
    Set(Settings),
}

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Its name in words.
    pub name: String,
    /// Words that lead to it, too.
    pub also: String,
    /// Its icon.
    pub icon: &'static str,
    /// Its keys.
    pub keys: Vec<&'static str>,
    /// What it does.
    pub doing: Doing,
}

fn may(session: &Session, roles: &[Role]) -> bool {
    session
        .desk
        .as_ref()
        .is_some_and(|desk| roles.iter().any(|role| desk.roles.contains(role)))
}

/// The commands that whoever works here has, in the language of the window.
pub fn commands(session: &Session, words: &Words) -> Vec<Command> {
    let keeps = may(session, &[Role::Auditor, Role::Administrator]);
    let counts = keeps || may(session, &[Role::Signatory]);
    let edits = may(session, &[Role::Agent, Role::Clerk]);
    let go = words.t("palette-go");
    let mut all = Vec::new();
    let mut add = |id: &str, icon, keys: &[&'static str], doing: Doing| {
        let also = match &doing {
            Doing::Go(_) => go.clone(),
            _ => String::new(),
        };
        all.push(Command {
            name: words.find(id, &[]).unwrap_or_else(|| id.to_owned()),
            also,
            icon,
            keys: keys.to_vec(),
            doing,
        });
    };
    if edits {
        add(
            "keys-new",
            "plus",
            &["N"],
            Doing::Press(Route::Dossiers, "new-dossier"),
        );
    }
    add("lookup-open", "search", &["Ctrl O"], Doing::Lookup);
    if session.desk.as_ref().is_some_and(|desk| desk.platform.is_some()) {
        add("sync-start", "sync", &["Y"], Doing::Sync);
    }
    if !session.undos.is_empty() {
        add("undo", "sync", &["Ctrl Z"], Doing::Undo);
    }
    for (id, icon, keys, route, shown) in [
        ("today", "check", &[][..], Route::Today, true),
        ("inbox", "inbox", &[][..], Route::Inbox, true),
        ("queue", "pen", &[][..], Route::Queue, true),
        ("dossiers", "folder", &["1"][..], Route::Dossiers, true),
        ("directory", "book", &[][..], Route::Directory, true),
        ("unfiled", "import", &[][..], Route::Unfiled, true),
        ("deadlines", "clock", &[][..], Route::Deadlines, true),
        ("absences", "calendar", &[][..], Route::Absences, true),
        ("conflicts", "copy", &[][..], Route::Conflicts, true),
        ("retention", "archive", &[][..], Route::Retention, keeps),
        ("figures", "chart", &[][..], Route::Figures, counts),
        ("outbox", "outbox", &["2"][..], Route::Outbox, true),
        ("settings", "settings", &["3"][..], Route::Settings, true),
        ("people", "person", &[][..], Route::People, true),
        ("templates", "page", &[][..], Route::LetterTemplates, true),
        ("batches", "page", &[][..], Route::LetterBatches, edits),
        ("procedures", "book", &[][..], Route::Procedures, true),
        ("doctor", "shield", &[][..], Route::Doctor, true),
        ("journal", "clock", &[][..], Route::Journal, keeps),
        ("accessibility", "info", &[][..], Route::Accessibility, true),
    ] {
        if shown {
            add(id, icon, keys, Doing::Go(route));
        }
    }
    add("help-open", "info", &["F1"], Doing::Help);
    add("keys-title", "keyboard", &["?"], Doing::Shortcuts);
    add("tour", "info", &[], Doing::Tour);
    add("print", "page", &["Ctrl P"], Doing::Print);
    let now = session.settings;
    for (id, theme) in [
        ("palette-light", Theme::Light),
        ("palette-dark", Theme::Dark),
        ("palette-system", Theme::System),
    ] {
        if now.theme != theme {
            add(id, "settings", &[], Doing::Set(Settings { theme, ..now }));
        }
    }
    add(
        if now.high_contrast {
            "palette-contrast-off"
        } else {
            "palette-contrast-on"
        },
        "settings",
        &[],
        Doing::Set(Settings {
            high_contrast: !now.high_contrast,
            ..now
        }),
    );
    add(
        if now.compact_lists {
            "palette-lists-comfortable"
        } else {
            "palette-lists-compact"
        },
        "settings",
        &[],
        Doing::Set(Settings {
            compact_lists: !now.compact_lists,
            ..now
        }),
    );
    add("lock", "lock", &["Ctrl L"], Doing::Lock);
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != words.lang()) {
        all.push(Command {
            name: words.with("palette-language", &[("language", words.name_of(lang))]),
            also: words.t("language"),
            icon: "settings",
            keys: Vec::new(),
            doing: Doing::Set(Settings { lang, ..now }),
        });
    }
    all
}

/// The keys of a button by its `data-action`.
fn keys_of(action: &str) -> Vec<&'static str> {
    match action {
        "new-dossier" => vec!["N"],
        "import" => vec!["I"],
        "seal" => vec!["S"],
        "sync" => vec!["Y"],
        _ => Vec::new(),
    }
}

/// What the buttons of the page do that is on screen, each by the name that a screen reader says. A button that stands in
/// a row of a list is the row's, not the page's.
pub fn commands_here() -> Vec<Command> {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return Vec::new();
    };
    let Ok(buttons) =
        page.query_selector_all("main :is(button, a)[data-action]:not([disabled], [aria-hidden=true])")
    else {
        return Vec::new();
    };
    let mut found: Vec<Command> = Vec::new();
    for index in 0..buttons.length() {
        let Some(button) = buttons
            .item(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
        else {
            continue;
        };
        let in_row = button.closest("li, tr").ok().flatten().is_some();
        let action = button.get_attribute("data-action").unwrap_or_default();
        if in_row || action.is_empty() || found.iter().any(|one| one.doing == Doing::Here(action.clone())) {
            continue;
        }
        let name = button
            .get_attribute("aria-label")
            .or_else(|| button.text_content())
            .unwrap_or_default();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.is_empty() {
            found.push(Command {
                name,
                also: String::new(),
                icon: "check",
                keys: keys_of(&action),
                doing: Doing::Here(action),
            });
        }
    }
    found
}

/// Presses a button of the page.
pub fn press(selector: &str) -> bool {
    let element = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.query_selector(selector).ok().flatten());
    match element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => {
            element.click();
            true
        }
        None => false,
    }
}

/// How often a button of a page that is only being built is looked for, and how long in between.
const TRIES: u32 = 60;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

/// Does it.
pub fn execute(doing: Doing, session: &SessionHandle, words: &Words, navigator: Option<&Navigator>) {
    let go = |route: &Route| {
        if let Some(navigator) = navigator {
            navigator.push(route);
        }
    };
    match doing {
        Doing::Go(route) => go(&route),
        Doing::Press(route, action) => {
            let selector = format!("main [data-action={action}]:not([disabled])");
            if !press(&selector) {
                go(&route);
                spawn_local(async move {
                    for _ in 0..TRIES {
                        sleep(PAUSE).await;
                        if press(&selector) {
                            return;
                        }
                    }
                });
            }
        }
        Doing::Here(action) => {
            press(&format!("main [data-action=\"{action}\"]:not([disabled])"));
        }
        Doing::Sync => run_sync(session.clone(), words.clone()),
        Doing::Undo => {
            undo_last(session, words);
        }
        Doing::Lookup => session.dispatch(Act::Over(Over::Lookup(String::new()))),
        Doing::Shortcuts => session.dispatch(Act::Shortcuts(true)),
        Doing::Help => session.dispatch(Act::Over(Over::Help)),
        Doing::Tour => session.dispatch(Act::Over(Over::Tour(0))),
        Doing::Print => {
            if press("[data-action=print-dossier]") {
                return;
            }
            if let Some(window) = web_sys::window() {
                // A window that cannot print says so by itself.
                let _ = window.print();
            }
        }
        Doing::Lock => lock(session.clone()),
        Doing::Set(settings) => crate::pages::set_settings(session, settings),
    }
}

/// Locks the desk.
pub fn lock(session: SessionHandle) {
    spawn_local(async move {
        all_kept().await;
        // Whatever the shell answers, nothing of the desk stays on screen.
        let _ = bridge::lock().await;
        session.dispatch(Act::Lock);
    });
}
