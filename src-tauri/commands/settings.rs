//! Start, settings, and the way back to the window.

use ::desk::demo;
use model::opening::Opening;
use model::window::{Invented, ProcedureName, Settings, Start, WindowEvent};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::shell::{Answer, Shell};

/// What the window needs to start.
#[tauri::command]
pub async fn start(shell: State<'_, Shell>) -> Answer<Start> {
    let procedures = ::desk::procedures().map_err(|error| shell.explain(&error))?;
    Ok(Start {
        settings: shell.settings(),
        desk_exists: ::desk::Desk::exists(shell.desk_folder()),
        unlocked: shell.unlocked(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seal_key: shell.seal_key(),
        procedures: procedures
            .into_iter()
            .map(|each| ProcedureName {
                key: each.key,
                names: each.name,
            })
            .collect(),
        demonstration: if shell.demonstrating() {
            invented()
        } else {
            Vec::new()
        },
    })
}

/// The people of the demonstration.
fn invented() -> Vec<Invented> {
    let first = Invented {
        name: demo::PERSON.to_owned(),
        roles: demo::ROLES.to_vec(),
        passphrase: demo::PASSPHRASE.to_owned(),
    };
    let others = demo::COLLEAGUES.map(|(name, role, passphrase)| Invented {
        name: name.to_owned(),
        roles: vec![role],
        passphrase: passphrase.to_owned(),
    });
    std::iter::once(first).chain(others).collect()
}

/// Keeps the settings and applies the size of text. The window asks for one change after the other, so that the last one is
/// the one that is kept.
#[tauri::command]
pub async fn save_settings(
    settings: Settings,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Settings> {
    let keeper = shell.inner().clone();
    let kept = shell.apart(move || keeper.set_settings(settings)).await;
    // A window that cannot be zoomed keeps its size; the settings are kept all the same.
    let _ = window.set_zoom(shell.zoom());
    kept
}

/// Somebody is at the desk.
#[tauri::command]
pub fn active(shell: State<'_, Shell>) {
    shell.active();
}

/// From now on the window hears what the shell tells unasked.
#[tauri::command]
pub fn watch(events: Channel<WindowEvent>, shell: State<'_, Shell>) {
    shell.listen(events);
}

/// What a link or a second start of the program asked to open, once.
#[tauri::command]
pub fn opening(shell: State<'_, Shell>) -> Option<Opening> {
    shell.take_asked()
}
