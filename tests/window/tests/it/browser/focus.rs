//! Tab, dialogues, and where the focus is.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::{LOOKS, Visit};

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
async fn every_dialogue_takes_keeps_and_returns_the_focus() {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    // The language with the longest words.
    let lang = "de";
    let mut seen = std::collections::BTreeSet::new();
    visit.chrome.load(&visit.served, "open", lang).await;
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
            let (which, before, title) = (
                opener["which"].clone(),
                opener["before"].clone(),
                opener["title"].as_str().unwrap_or_default(),
            );
            // The same dialogue of a second dossier tells nothing new.
            if !seen.insert((stop.name.trim_end_matches("-2").to_owned(), title.to_owned())) {
                continue;
            }
            let place = format!("{}, the dialogue “{title}”", stop.name);
            // As it stands; on a fresh desk, where what was pressed before may have done its work; after what was pressed
            // before it on its page, where it is there only because of that.
            let mut refused = String::new();
            let mut opened = None;
            for (fresh, first) in [(false, json!([])), (true, json!([])), (true, before)] {
                if fresh {
                    visit.chrome.load(&visit.served, "open", lang).await;
                }
                let body = format!(
                    "location.hash = '/unknown'; await kit.settle(3000); location.hash = {address}; await kit.settle(3000); \
                     for (const one of {first}) if (await kit.button(one)) {{ kit.opener.click(); await kit.settle(1500); }} \
                     return (await kit.button({which})) ? [] : ['its button is gone: ' + {which}];"
                );
                let gone = visit.chrome.wrong(&body).await;
                if let Some(gone) = gone.into_iter().next() {
                    refused = gone;
                    continue;
                }
                visit.chrome.press(Key::Enter, 1).await;
                // What a dialogue shows may have to be read first.
                let body = "for (let wait = 0; wait < 40 && !document.querySelector('dialog[open]'); wait++) await kit.sleep(25); \
                            await kit.settle(3000); const dialog = document.querySelector('dialog[open]'); \
                            if (!dialog) return null; kit.follow(); return kit.reachable(dialog).length;";
                opened = visit.chrome.ask(body).await.as_u64();
                if opened.is_some() {
                    break;
                }
                "Enter does not open it".clone_into(&mut refused);
            }
            let Some(count) = opened else {
                visit.note(&place, vec![refused]);
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
            let picture = format!("dialogue-{}-{}-{lang}", stop.name, plain(title));
            visit
                .chrome
                .keep(&visit.pictures.join(format!("{picture}-light.png")))
                .await;
            for (theme, change, rules) in [&LOOKS[1], &LOOKS[3]] {
                let body = format!(
                    "const root = document.documentElement; {change} await kit.frame(); await kit.sleep(30); \
                     return await kit.axe({rules});"
                );
                let found = visit.chrome.wrong(&body).await;
                visit.note(&format!("{place}, {theme}"), found);
                visit
                    .chrome
                    .keep(&visit.pictures.join(format!("{picture}-{theme}.png")))
                    .await;
            }
            visit
                .chrome
                .run("delete document.documentElement.dataset.contrast")
                .await;
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
                     const gone = (!kit.opener?.isConnected || kit.opener.disabled) && at === document.querySelector('main h1'); \
                     return at === kit.opener || gone ? [] : ['the focus returns to ' + kit.name(at)];",
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
