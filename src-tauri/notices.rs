//! Notifications of the system: a deadline is over, something waits for whoever works here, the log or the
//! synchronisation raised an alarm. Off at first; quiet in the quiet hours and while the window has the focus; without a name
//! unless that is allowed, for a screen may be shared or locked.

use std::collections::BTreeSet;
use std::time::Duration;

use ::desk::{Desk, Environment};
use model::DeadlineId;
use model::window::Settings;
use tauri::{AppHandle, Manager};

use crate::shell::Shell;

/// How often it is looked.
const LOOK: Duration = Duration::from_secs(60);
/// How many overdue deadlines are looked at.
const DEADLINES: u32 = 200;

/// What was there at the last look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    overdue: BTreeSet<DeadlineId>,
    waiting: u32,
    alarms: u32,
}

/// One thing to tell: the message and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Notice {
    id: &'static str,
    count: usize,
    /// What it is about, where that may be told.
    name: Option<String>,
}

/// Looks as long as the program runs.
///
/// # Errors
/// The system gives no thread.
pub fn watch(shell: Shell, app: AppHandle) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("notices".to_owned())
        .spawn(move || {
            let mut seen = None;
            loop {
                shell.doze(LOOK);
                seen = look(&shell, &app, seen);
            }
        })?;
    Ok(())
}

/// One look; what is there now. Nothing while the desk is locked: what was there at the first look after it is no news, the
/// window shows it.
fn look(shell: &Shell, app: &AppHandle, seen: Option<Seen>) -> Option<Seen> {
    let settings = shell.settings();
    let desk = shell.desk().ok().filter(|_| settings.notifications)?;
    // A desk that cannot be read says so elsewhere.
    let (now, names) = there(&desk).ok()?;
    let Some(before) = seen else { return Some(now) };
    let in_sight = app
        .get_webview_window("main")
        .is_some_and(|window| window.is_focused().unwrap_or(false));
    let local = shell.environment().now().to_zoned(model::zone::luxembourg());
    let hour = u8::try_from(local.hour()).unwrap_or_default();
    if in_sight || settings.quiet_at(hour) {
        // It is told once the quiet hours are over.
        return Some(if in_sight { now } else { before });
    }
    for notice in news(&before, &now, &names, &settings) {
        let values = [
            ("count", notice.count.to_string()),
            ("name", notice.name.clone().unwrap_or_default()),
        ];
        let id = match notice.name {
            Some(_) => format!("{}-named", notice.id),
            None => notice.id.to_owned(),
        };
        if let Some(text) = shell.text(&id, &values) {
            show("Greffe", &text);
        }
    }
    Some(now)
}

/// What is there, and the dossier of each overdue deadline.
fn there(desk: &Desk) -> Result<(Seen, Vec<(DeadlineId, String)>), ::desk::Error> {
    let overdue = desk.deadlines_overdue(DEADLINES, 0)?;
    let counts = desk.inbox(1)?.counts;
    let names = overdue
        .iter()
        .map(|view| (view.id, view.reference.to_string()))
        .collect();
    let seen = Seen {
        overdue: overdue.iter().map(|view| view.id).collect(),
        waiting: counts.mine + counts.delegated + counts.tasks + counts.mentions + counts.returned,
        alarms: u32::try_from(desk.alarms(false)?.len()).unwrap_or(u32::MAX),
    };
    Ok((seen, names))
}

/// What is new since the last look.
fn news(before: &Seen, now: &Seen, names: &[(DeadlineId, String)], settings: &Settings) -> Vec<Notice> {
    let mut told = Vec::new();
    let over: Vec<_> = now.overdue.difference(&before.overdue).collect();
    if let Some(first) = over.first() {
        let name = names
            .iter()
            .find(|(id, _)| id == *first)
            .map(|(_, reference)| reference.clone())
            .filter(|_| settings.notifications_named && over.len() == 1);
        told.push(Notice {
            id: "notify-deadline",
            count: over.len(),
            name,
        });
    }
    for (id, was, is) in [
        ("notify-waiting", before.waiting, now.waiting),
        ("notify-alarm", before.alarms, now.alarms),
    ] {
        if is > was {
            told.push(Notice {
                id,
                count: usize::try_from(is - was).unwrap_or_default(),
                name: None,
            });
        }
    }
    told
}

/// Shows it by the desktop's service (Desktop Notifications Specification 1.2). A desktop that has none shows nothing.
#[cfg(target_os = "linux")]
fn show(title: &str, text: &str) {
    use std::collections::HashMap;

    use zbus::zvariant::Value;

    let Ok(bus) = zbus::blocking::Connection::session() else {
        return;
    };
    let hints: HashMap<&str, Value<'_>> = HashMap::from([("desktop-entry", Value::from("Greffe"))]);
    let actions: [&str; 0] = [];
    // The body may be read as markup: what could be is taken out of it.
    let plain = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let _ = bus.call_method(
        Some("org.freedesktop.Notifications"),
        "/org/freedesktop/Notifications",
        Some("org.freedesktop.Notifications"),
        "Notify",
        &(
            title,
            0_u32,
            "lu.greffe.desktop",
            title,
            plain.as_str(),
            &actions[..],
            hints,
            -1_i32,
        ),
    );
}

/// Not offered on other systems yet: the setting is hidden there.
#[cfg(not(target_os = "linux"))]
fn show(_title: &str, _text: &str) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn deadline(number: u8) -> DeadlineId {
        DeadlineId::new(jiff::Timestamp::UNIX_EPOCH, [number; 10])
    }

    #[test]
    fn only_what_is_new_is_told_and_named_only_where_that_is_allowed() {
        let before = Seen {
            overdue: BTreeSet::from([deadline(1)]),
            waiting: 3,
            alarms: 0,
        };
        let now = Seen {
            overdue: BTreeSet::from([deadline(1), deadline(2)]),
            waiting: 2,
            alarms: 1,
        };
        let names = [
            (deadline(1), "2026/A/1".to_owned()),
            (deadline(2), "2026/A/2".to_owned()),
        ];
        let told = |named| {
            news(
                &before,
                &now,
                &names,
                &Settings {
                    notifications_named: named,
                    ..Settings::default()
                },
            )
        };
        let ids: Vec<_> = told(false).iter().map(|notice| notice.id).collect();
        assert_eq!(ids, ["notify-deadline", "notify-alarm"]);
        assert!(told(false).iter().all(|notice| notice.name.is_none()));
        assert_eq!(told(true)[0].name.as_deref(), Some("2026/A/2"));
        assert_eq!(news(&now, &now, &names, &Settings::default()), []);
    }
}
