//! One window for one desk: a second start hands its arguments over, brings the first window forward and ends.
//!
//! A window that is being closed answers nobody any more. It lets its name go as soon as it knows that it will end, and a
//! start that met it in the moment before begins again, so that a desk that is closed and opened at once does open.

use tauri::{AppHandle, Manager, RunEvent};

use crate::shell::Shell;
use crate::start;
use model::window::WindowEvent;

/// Guards the desk. Where the system gives no name of one's own to each desk, only the usual desk is guarded; two programs
/// never share a desk anyway, its lock sees to that.
pub fn guard(builder: tauri::Builder<tauri::Wry>, options: &start::Options) -> tauri::Builder<tauri::Wry> {
    if options.desk.is_some() && !cfg!(target_os = "linux") {
        return builder;
    }
    builder.plugin(
        tauri_plugin_single_instance::Builder::new()
            .dbus_id(options.instance())
            .callback(|app, arguments, _folder| {
                forward(app);
                let Some(shell) = app.try_state::<Shell>() else {
                    return;
                };
                match start::Options::handed_over(arguments) {
                    Ok(Some(what)) => shell.ask(what),
                    Ok(None) => (),
                    Err(_) => shell.tell(WindowEvent::NothingToOpen),
                }
            })
            .build(),
    )
}

/// Brings the window forward.
pub fn forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse each of them; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Lets the name go when the window ends.
pub fn heed(app: &AppHandle, event: &RunEvent) {
    if matches!(event, RunEvent::ExitRequested { .. }) {
        tauri_plugin_single_instance::destroy(app);
    }
}

/// How often a start that met an ending window begins again, and after how long: five seconds in all.
#[cfg(unix)]
const TRIES: u32 = 20;
#[cfg(unix)]
const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);
/// How often it has begun again, for the program that takes its place.
#[cfg(unix)]
const TRIED: &str = "GREFFE_STARTED_AGAIN";

/// Begins again in the same process where the window that was met ended before it could answer; returns where that is not the
/// reason why the window could not be opened, or where it has been tried long enough.
#[cfg(unix)]
#[expect(
    clippy::disallowed_methods,
    reason = "there is no desk yet, and nothing else to do than to wait"
)]
pub fn again_after(error: &tauri::Error) {
    use std::os::unix::process::CommandExt as _;
    let met = matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance");
    let tried = std::env::var(TRIED)
        .ok()
        .and_then(|tried| tried.parse().ok())
        .unwrap_or(0);
    if !met || tried >= TRIES {
        return;
    }
    std::thread::sleep(PAUSE);
    if let Ok(program) = std::env::current_exe() {
        // Returns only where it could not be done; the first reason is the one to tell then.
        let _ = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(TRIED, (tried + 1).to_string())
            .exec();
    }
}

/// Elsewhere the name goes with its process.
#[cfg(not(unix))]
pub fn again_after(_error: &tauri::Error) {}
