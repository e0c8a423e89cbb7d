//! The page that stands there before the program: it says the same, takes what is typed, and hands it over.

use fantoccini::key::Key;
use serde_json::json;

use super::{Chrome, LANGUAGES, Served, can_browse};

/// What the shell says, and a program that comes only when the test lets it: `greffeLetGo()`.
const BEGIN: &str = r#"
    globalThis.greffeBegin = { page: 'PAGE', settings: { lang: 'LANG', theme: 'light', high_contrast: false } };
    const ask = globalThis.fetch;
    let go;
    const held = new Promise((done) => { go = done; });
    globalThis.greffeLetGo = async () => {
        go();
        for (let i = 0; i < 400 && document.querySelector('#begin'); i++) await kit.sleep(25);
        await kit.settle();
    };
    globalThis.fetch = (address, ...rest) => String(address).endsWith('.wasm') ? held.then(() => ask(address, ...rest)) : ask(address, ...rest);
"#;

/// The texts a person reads on the page.
const TEXTS: &str = "const texts = () => [...document.querySelectorAll('main h1, main .lead, main .field-label, main button[type=submit], \
    .front-line, .front-note, .wordmark, main .tick-label, main .field-hint')].map((e) => e.innerText.trim()).filter(Boolean);";

async fn before(chrome: &Chrome, served: &Served, page: &str, lang: &str) {
    let source = BEGIN.replace("PAGE", page).replace("LANG", lang);
    let kept = chrome
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await;
    let scene = if page == "create" { "new" } else { page };
    let address = format!("{}/?scene={scene}&lang={lang}&theme=light", served.url);
    chrome.client.goto(&address).await.unwrap();
    chrome.prepare().await;
    chrome
        .devtools(
            "Page.removeScriptToEvaluateOnNewDocument",
            json!({ "identifier": kept["identifier"] }),
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_before_the_program_says_what_the_program_says_and_is_accessible() {
    if !can_browse() {
        return;
    }
    let nothing = tempfile::tempdir().unwrap();
    let served = Served::start(nothing.path().to_owned());
    let chrome = Chrome::open().await;
    let mut wrong = Vec::new();
    for lang in LANGUAGES {
        for page in ["locked", "create"] {
            before(&chrome, &served, page, lang).await;
            let script = format!(
                "{TEXTS}
                 for (let i = 0; i < 200 && !document.querySelector('#begin h1'); i++) await kit.sleep(25);
                 const early = texts(), title = document.title, found = await kit.axe({{}});
                 const wrong = found.map((one) => 'before: ' + one);
                 if (document.documentElement.lang !== '{lang}') wrong.push('the language of the page');
                 if (early.length < 6) wrong.push('hardly anything stands there: ' + early);
                 await greffeLetGo();
                 if (document.querySelector('#begin')) wrong.push('the page before did not give way');
                 const late = texts();
                 let next = 0;
                 for (const text of early) {{
                     const found = late.indexOf(text, next);
                     if (found < 0) wrong.push(`“${{text}}” is not what the program says there: ${{late}}`); else next = found + 1;
                 }}
                 if (document.title !== title) wrong.push(`“${{title}}” became “${{document.title}}”`);
                 const first = {{ locked: 'passphrase', create: 'administration' }}['{page}'];
                 if (document.activeElement?.id !== first) wrong.push('the focus is not in ' + first);
                 if (document.querySelectorAll('main').length !== 1) wrong.push('two main parts');
                 return wrong;"
            );
            let found = chrome.wrong(&script).await;
            wrong.extend(found.into_iter().map(|one| format!("{page}, {lang}: {one}")));
        }
    }
    chrome.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_before_the_program_goes_on_in_it_and_is_kept_nowhere() {
    if !can_browse() {
        return;
    }
    let nothing = tempfile::tempdir().unwrap();
    let served = Served::start(nothing.path().to_owned());
    let chrome = Chrome::open().await;
    let ready = "for (let i = 0; i < 200 && document.activeElement?.id !== 'begin-passphrase'; i++) await kit.sleep(25);
                 globalThis.early = document.activeElement;
                 return early.id === 'begin-passphrase' ? [] : ['the field has no focus'];";

    // Half a passphrase, the caret inside it: the rest is typed where the program stands.
    before(&chrome, &served, "locked", "fr").await;
    let mut wrong = chrome.wrong(ready).await;
    for key in "faux ".chars() {
        chrome.press(key, 1).await;
    }
    let handed = chrome
        .wrong(
            "early.setSelectionRange(4, 4); await greffeLetGo();
             const field = document.querySelector('#passphrase'), wrong = [];
             if (document.activeElement !== field) wrong.push('the focus is elsewhere');
             if (field.value !== 'faux ') wrong.push('typed: ' + field.value);
             if (field.selectionStart !== 4) wrong.push('the caret: ' + field.selectionStart);
             if (early.value !== '' || early.isConnected) wrong.push('it is kept in the page before');
             return wrong;",
        )
        .await;
    wrong.extend(handed);
    chrome.press('x', 1).await;
    let typed = chrome
        .wrong("const { value } = document.querySelector('#passphrase'); return value === 'fauxx ' ? [] : [value];")
        .await;
    wrong.extend(typed);

    // A whole one with Enter: it is tried once, as soon as the program is there, and refused or taken as always.
    for (phrase, then) in [
        ("faux\u{e007}", "[data-code=passphrase-wrong], .field-error"),
        ("juste\u{e007}", ".desk"),
    ] {
        before(&chrome, &served, "locked", "fr").await;
        wrong.extend(chrome.wrong(ready).await);
        for key in phrase.chars() {
            chrome.press(key, 1).await;
        }
        let script = format!(
            "const wrong = document.querySelector('#begin [aria-busy=true]') ? [] : ['nobody sees that it was sent'];
             await greffeLetGo();
             for (let i = 0; i < 200 && !document.querySelector({then:?}); i++) await kit.sleep(25);
             if (!document.querySelector({then:?})) wrong.push('Enter came to nothing: ' + {phrase:?});
             return wrong;"
        );
        wrong.extend(chrome.wrong(&script).await);
    }

    // A button that was pressed is pressed.
    before(&chrome, &served, "locked", "fr").await;
    let script =
        "for (let i = 0; i < 200 && !document.querySelector('#begin p > button'); i++) await kit.sleep(25);
         document.querySelector('#begin p > button').click(); await greffeLetGo();
         return document.querySelector('#given') ? [] : ['the way with the recovery key is not open'];";
    wrong.extend(chrome.wrong(script).await);
    chrome.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A program that traps so often before its first page, counted in the tab.
const TRAPS: &str = r#"
    const trapped = Number(sessionStorage.getItem('trapped') ?? 0);
    if (trapped < TIMES) {
        sessionStorage.setItem('trapped', trapped + 1);
        const ask = globalThis.fetch;
        globalThis.fetch = (address, ...rest) => String(address).endsWith('.wasm') ? new Promise(() => {}) : ask(address, ...rest);
        addEventListener('load', () => setTimeout(() => Promise.reject(new WebAssembly.RuntimeError('unreachable')), 50));
    }
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_stops_before_its_first_page_begins_again_and_not_for_ever() {
    if !can_browse() {
        return;
    }
    let nothing = tempfile::tempdir().unwrap();
    let served = Served::start(nothing.path().to_owned());
    for (times, comes, seen) in [(2, true, 2), (9, false, 3)] {
        let chrome = Chrome::open().await;
        let source = TRAPS.replace("TIMES", &times.to_string());
        chrome
            .devtools(
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": source }),
            )
            .await;
        let address = format!("{}/?scene=locked&lang=fr&theme=light", served.url);
        chrome.client.goto(&address).await.unwrap();
        let mut there = false;
        for _ in 0..80 {
            there = chrome.run("return !!document.querySelector('#passphrase')").await == json!(true);
            if there {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(there, comes, "after {times} traps");
        let trapped = chrome
            .run("return Number(sessionStorage.getItem('trapped'))")
            .await;
        assert_eq!(trapped, json!(seen), "{times} traps");
        chrome.close().await;
    }
}

/// The program stops: what a trap comes to, which no script of a driver may cause by itself.
const STOP: &str = "globalThis.standing = true; const error = new WebAssembly.RuntimeError('unreachable'); \
    dispatchEvent(new ErrorEvent('error', { error })); \
    for (let i = 0; i < 200 && !document.querySelector('[role=alertdialog][open]'); i++) await kit.sleep(25);";

/// What is wrong with the panel, in its language.
const PANEL: &str = "const panel = document.querySelector('[role=alertdialog][open]'), wrong = [];
    if (!panel) return ['no panel'];
    const words = greffeWords['LANG'], text = (id) => words.match(new RegExp(`^${id} = (.*)$`, 'm'))[1];
    for (const id of ['title', 'what', 'safe', 'lost', 'next', 'anew'])
        if (!panel.innerText.includes(text('stopped-' + id))) wrong.push(id + ' is not told: ' + panel.innerText);
    if (document.documentElement.lang !== 'LANG' || panel.lang !== 'LANG') wrong.push('the language');
    const button = panel.querySelector('button');
    if (document.activeElement !== button) wrong.push('the focus is on ' + kit.name(document.activeElement));
    const at = button.getBoundingClientRect();
    if (document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2) !== button) wrong.push('something stands over it');
    for (const named of ['aria-labelledby', 'aria-describedby'])
        if (!document.getElementById(panel.getAttribute(named))?.innerText) wrong.push(named);
    return [...wrong, ...kit.texts(), ...kit.cut(), ...(await kit.axe({}))];";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_stops_in_the_middle_of_work_says_so_and_the_page_comes_back() {
    if !can_browse() {
        return;
    }
    let served = Served::start(super::serve::recorded());
    let pictures = testkit::workspace_root().join("target/screenshots");
    std::fs::create_dir_all(&pictures).unwrap();
    let chrome = Chrome::open().await;
    let mut wrong = Vec::new();
    for lang in LANGUAGES {
        chrome.load(&served, "open", lang).await;
        let mut found = chrome
            .wrong(
                "location.hash = '/settings'; await kit.settle(); \
                 const promise = Promise.resolve(), reason = new Error('a call that came to nothing'); \
                 dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason })); await kit.sleep(200); \
                 if (!greffeFaults.length) return ['nobody heard of the call']; \
                 return document.querySelector('[role=alertdialog]') ? ['a panel where nothing stopped'] : [];",
            )
            .await;
        // Over a dialogue of the program, which keeps no key.
        chrome.press(Key::F1, 1).await;
        found.extend(
            chrome
                .wrong(&format!("{STOP} {}", PANEL.replace("LANG", lang)))
                .await,
        );
        for theme in ["light", "dark"] {
            let colours = format!(
                "document.documentElement.dataset.colorScheme = '{theme}'; await kit.frame(); await kit.sleep(30); \
                 return await kit.axe({{ runOnly: ['color-contrast'] }});"
            );
            found.extend(chrome.wrong(&colours).await);
            chrome
                .keep(&pictures.join(format!("stopped-{lang}-{theme}.png")))
                .await;
        }
        for key in [Key::Tab, Key::Tab, Key::Escape, Key::Escape] {
            chrome.press(key, 1).await;
        }
        found.extend(chrome.wrong(&PANEL.replace("LANG", lang)).await);
        // Read by now: the key loads the page anew, where it was.
        for hash in ["#/settings", ""] {
            chrome.wrong("await kit.sleep(1000); return [];").await;
            chrome.press(Key::Enter, 1).await;
            for _ in 0..400 {
                let anew = "return !globalThis.standing && !!document.querySelector('.desk main h1')";
                if chrome.run(anew).await == json!(true) {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(25)).await;
            }
            chrome.prepare().await;
            let back = format!(
                "await kit.settle(); const wrong = []; \
                 if (!location.hash.startsWith('{hash}') || (!'{hash}' && location.hash.startsWith('#/settings'))) \
                     wrong.push('it is at ' + location.hash); \
                 if (document.querySelector('dialog[open]')) wrong.push('the panel stands still'); \
                 return wrong;"
            );
            found.extend(chrome.wrong(&back).await);
            chrome.press(Key::F1, 1).await;
            found.extend(
                chrome
                    .wrong("await kit.settle(); return document.querySelector('dialog[open] h2') ? [] : ['no key works'];")
                    .await,
            );
            // It stops there again: the second time one begins at the first page.
            if !hash.is_empty() {
                found.extend(chrome.wrong(&format!("{STOP} return [];")).await);
            }
        }
        wrong.extend(found.into_iter().map(|one| format!("{lang}: {one}")));
    }
    chrome.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
