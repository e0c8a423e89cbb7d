//! What the real window tells assistive technologies, over AT-SPI.

use std::process::Command;

use fantoccini::key::Key;
use serde::Deserialize;

use crate::driver::{Window, can_look};
use crate::steps::{Bus, create_desk};

/// A node of the tree, in the order of reading.
#[derive(Debug, Deserialize)]
struct Node {
    role: String,
    name: String,
    kind: String,
    tag: String,
    states: Vec<String>,
}

/// The tree of the only window on this bus of assistive technologies.
fn tree(session: &Bus, address: &str) -> Vec<Node> {
    let script = testkit::workspace_root().join("tests/window/tests/it/tree.py");
    let output = Command::new("/usr/bin/python3")
        .arg(script)
        .env("DBUS_SESSION_BUS_ADDRESS", &session.address)
        .env("AT_SPI_BUS_ADDRESS", address)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Python with gi and what reads the tree.
fn can_listen() -> bool {
    let python = Command::new("/usr/bin/python3")
        .args([
            "-c",
            "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi",
        ])
        .output();
    let there = python.is_ok_and(|output| output.status.success());
    if !there {
        testkit::skip(
            "the tree of assistive technologies",
            "python3-gi or gir1.2-atspi-2.0 is missing",
            true,
        );
    }
    there
}

/// Roles of what can be used: each must have a name.
const USED: [&str; 9] = [
    "push button",
    "button",
    "toggle button",
    "link",
    "entry",
    "password text",
    "check box",
    "combo box",
    "page tab",
];

fn nameless(tree: &[Node]) -> Vec<String> {
    tree.iter()
        .filter(|node| USED.contains(&node.role.as_str()) && node.name.is_empty())
        .map(|node| format!("{node:?}"))
        .collect()
}

fn has(tree: &[Node], role: &str, name: &str) -> bool {
    tree.iter().any(|node| node.role == role && node.name == name)
}

fn said(tree: &[Node]) -> String {
    let lines: Vec<String> = tree
        .iter()
        .filter(|node| !node.name.is_empty() || node.role.contains("landmark"))
        .map(|node| {
            format!(
                "{} <{}> {:?} {:?} {:?}",
                node.role, node.tag, node.kind, node.name, node.states
            )
        })
        .collect();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_reader_is_told_landmarks_headings_names_and_where_the_focus_is() {
    if !can_look() || !can_listen() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let Some(session) = Bus::start(home.path()) else {
        return;
    };
    let Some(accessibility) = session.accessibility() else {
        return;
    };
    let tree = || tree(&session, &accessibility);
    let environment = [
        ("DBUS_SESSION_BUS_ADDRESS", session.address.clone().into()),
        ("AT_SPI_BUS_ADDRESS", accessibility.clone().into()),
        ("NO_AT_BRIDGE", "0".into()),
    ];
    let window = Window::open_with(home.path(), &environment).await;

    window.until_there("#administration").await;
    let first = tree();
    assert_eq!(nameless(&first), Vec::<String>::new(), "{}", said(&first));
    for node in ["entry", "password text"] {
        assert!(
            first.iter().any(|one| one.role == node),
            "{node}\n{}",
            said(&first)
        );
    }

    create_desk(&window).await;
    for (key, title) in [('1', "Dossiers"), ('2', "Boîte d’envoi"), ('3', "Réglages")] {
        window.press(key).await;
        window.until_page(title).await;
        window.settled().await;
        let tree = tree();
        assert!(has(&tree, "heading", title), "{}", said(&tree));
        assert_eq!(nameless(&tree), Vec::<String>::new(), "{}", said(&tree));
        for landmark in ["main", "navigation", "banner"] {
            assert!(
                tree.iter().any(
                    |node| node.role.contains("landmark") && node.kind.contains(landmark)
                        || node.kind == landmark
                ),
                "no landmark {landmark} on {title}\n{}",
                said(&tree)
            );
        }
        assert!(
            tree.iter()
                .any(|node| node.role == "heading" && node.states.iter().any(|state| state == "focused")),
            "the heading of {title} has not the focus\n{}",
            said(&tree)
        );
    }

    // A dialogue: named, modal, with the focus inside.
    window.press('1').await;
    window.until_page("Dossiers").await;
    window.press('n').await;
    window.until_there("dialog[open] #subject").await;
    let open = tree();
    let title = window.text("dialog[open] h2").await;
    assert!(has(&open, "dialog", &title), "{title}\n{}", said(&open));
    assert!(
        open.iter()
            .any(|node| node.role == "entry" && node.states.iter().any(|state| state == "focused")),
        "{}",
        said(&open)
    );
    window.press(Key::Escape).await;
    window.close().await;
}
