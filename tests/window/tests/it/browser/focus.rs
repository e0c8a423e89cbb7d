//! Tab, dialogues, and where the focus is.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::Visit;

/// Success criteria 2.1.1, 2.1.2, 2.4.7 and 2.4.11: Tab comes to everything that can be used, is caught nowhere, and is
/// seen wherever it stands.
#[tokio::test(flavor = "multi_thread")]
async fn tab_reaches_everything_on_every_route_and_is_seen() {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    visit.chrome.load(&visit.served, "open", "fr").await;
    visit
        .chrome
        .wrong("location.hash = '/unknown'; await kit.settle(); return [];")
        .await;
    for stop in visit.stops.clone() {
        visit.go(&stop).await;
        let count = visit.chrome.ask("return kit.follow();").await.as_u64().unwrap();
        let mut found = Vec::new();
        // Twice where a part of the page came while one walked.
        for _ in 0..2 {
            visit
                .chrome
                .press(Key::Tab, usize::try_from(count).unwrap() + 12)
                .await;
            found = visit
                .chrome
                .wrong("await kit.settle(); return kit.walked();")
                .await;
            if found.is_empty() {
                break;
            }
        }
        visit.note(&stop.name, found);
    }
    visit.end().await;
}

/// A dialogue takes the focus, keeps it, is left by Escape and gives the focus back to the button that opened it; what
/// stands in it is accessible.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "not proven yet: presses buttons whose changes are not recorded"]
async fn every_dialogue_takes_keeps_and_returns_the_focus() {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    let mut seen = std::collections::BTreeSet::new();
    visit.chrome.load(&visit.served, "open", "fr").await;
    for stop in visit.stops.clone() {
        let address = json!(stop.address);
        let answer = visit
            .chrome
            .ask(&format!("return await kit.openers({address});"))
            .await;
        let found = answer["found"]
            .as_array()
            .unwrap_or_else(|| panic!("{}: {answer}", stop.name));
        for opener in found {
            let (which, title) = (
                opener["which"].clone(),
                opener["title"].as_str().unwrap_or_default(),
            );
            // The same dialogue of a second dossier tells nothing new.
            if !seen.insert((stop.name.trim_end_matches("-2").to_owned(), title.to_owned())) {
                continue;
            }
            let place = format!("{}, the dialogue “{title}”", stop.name);
            let body = format!(
                "location.hash = '/unknown'; await kit.settle(3000); location.hash = {address}; await kit.settle(3000); \
                 return (await kit.button({which})) ? [] : ['its button is gone: ' + {which}];"
            );
            let mut gone = visit.chrome.wrong(&body).await;
            if !gone.is_empty() {
                // What was pressed before may have done its work: on a fresh desk the button is there again.
                visit.chrome.load(&visit.served, "open", "fr").await;
                gone = visit.chrome.wrong(&body).await;
            }
            if !gone.is_empty() {
                visit.note(&place, gone);
                continue;
            }
            visit.chrome.press(Key::Enter, 1).await;
            let body = "await kit.settle(3000); const dialog = document.querySelector('dialog[open]'); \
                        if (!dialog) return null; kit.follow(); return kit.reachable(dialog).length;";
            let Some(count) = visit.chrome.ask(body).await.as_u64() else {
                visit.note(&place, vec!["Enter does not open it".to_owned()]);
                continue;
            };
            let taken = visit
                .chrome
                .wrong(
                    "const dialog = document.querySelector('dialog[open]'); const at = document.activeElement; \
                     const wrong = dialog.contains(at) ? [] : ['it does not take the focus: ' + kit.name(at)]; \
                     if (!dialog.getAttribute('aria-labelledby') && !dialog.getAttribute('aria-label')) wrong.push('no name'); \
                     return [...wrong, ...kit.texts(), ...kit.cut(), ...(await kit.axe({}))];",
                )
                .await;
            visit.note(&place, taken);
            let picture = format!("dialogue-{}-{}-fr.png", stop.name, plain(title));
            let picture = visit.pictures.join(picture);
            visit.chrome.keep(&picture).await;
            visit
                .chrome
                .press(Key::Tab, usize::try_from(count).unwrap() + 3)
                .await;
            let kept = visit
                .chrome
                .wrong(
                    "await kit.frame(); const dialog = document.querySelector('dialog[open]'); \
                     if (!dialog) return ['Tab closes it']; \
                     const out = kit.walk.stops.filter((e) => e !== document.body && !dialog.contains(e)); \
                     return [...out.map((e) => 'the focus leaves it: ' + kit.name(e)), ...kit.walked('dialog[open]')];",
                )
                .await;
            visit.note(&place, kept);
            visit.chrome.press(Key::Escape, 1).await;
            let returned = visit
                .chrome
                .wrong(
                    "await kit.settle(2000); if (document.querySelector('dialog[open]')) return ['Escape does not leave it']; \
                     const at = document.activeElement; \
                     return at === kit.opener ? [] : ['the focus returns to ' + kit.name(at)];",
                )
                .await;
            visit.note(&place, returned);
        }
    }
    assert!(seen.len() > 20, "few dialogues were found: {seen:?}");
    println!("{} dialogues", seen.len());
    visit.end_after_pressing().await;
}

/// A title as part of a file's name.
fn plain(title: &str) -> String {
    let plain: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    plain.trim_matches('-').chars().take(40).collect()
}

/// The dialogue of the shortcuts is opened by F1 and by a question mark.
#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_of_shortcuts_opens_by_key_and_names_what_it_does() {
    let Some(visit) = Visit::begin().await else {
        return;
    };
    visit.chrome.load(&visit.served, "open", "lb").await;
    for key in [char::from(Key::F1), '?'] {
        visit.chrome.press(key, 1).await;
        let title = visit
            .chrome
            .ask("await kit.settle(2000); return document.querySelector('dialog[open] h2')?.innerText ?? null;")
            .await;
        assert!(
            matches!(&title, Value::String(text) if !text.is_empty()),
            "{key:?}: {title}"
        );
        visit.chrome.press(Key::Escape, 1).await;
        let open = visit
            .chrome
            .ask("await kit.settle(2000); return !!document.querySelector('dialog[open]');")
            .await;
        assert_eq!(open, Value::Bool(false));
    }
    visit.end().await;
}
