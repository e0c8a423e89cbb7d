//! A list of 100,000 dossiers, scrolled to its end and through, beside plain rows of the same text without any program: what
//! the machine itself needs to draw a scrolled page.

use std::path::Path;

use serde_json::{Value, json};

use crate::chrome::{Chrome, can_browse};
use crate::serve::Served;
use crate::{busy, line};

/// The desktop shell as the page meets it, with a desk of `ROWS` dossiers.
const SHELL: &str = include_str!("shell.js");

/// What the scripts share: frames, and how many were dropped at 60 a second.
const KIT: &str = r#"
    const room = document.scrollingElement, frame = () => new Promise((done) => requestAnimationFrame(done));
    const told = (times) => ({ frames: times.length, worst: Math.max(0, ...times),
        dropped: times.reduce((sum, time) => sum + Math.max(0, Math.round(time * 60 / 1000) - 1), 0) });
    const scroll = async (step, milliseconds) => {
        room.scrollTop = 0;
        await new Promise((done) => setTimeout(done, 500));
        const times = [];
        let before = await frame();
        const end = performance.now() + milliseconds;
        while (performance.now() < end) {
            if (room.scrollTop + room.clientHeight >= room.scrollHeight - 1) { room.scrollTop = 0; before = await frame(); }
            room.scrollTop += step;
            const now = await frame();
            times.push(now - before);
            before = now;
        }
        return told(times);
    };
"#;

/// Scrolls to the end as often as rows come, until all are there.
const LOAD: &str = r#"
    location.hash = '/';
    const rows = () => document.querySelectorAll('table.dossiers [data-row]').length;
    for (let i = 0; i < 400 && !rows(); i++) await new Promise((done) => setTimeout(done, 25));
    const times = [], begun = performance.now();
    let before = await frame();
    while (document.querySelector('.list-more') && performance.now() - begun < 110000) {
        room.scrollTop = room.scrollHeight;
        const now = await frame();
        times.push(now - before);
        before = now;
    }
    const seconds = (performance.now() - begun) / 1000;
    for (let i = 0; i < 4; i++) { room.scrollTop = room.scrollHeight; await frame(); }
    return { ...told(times), seconds, all: !document.querySelector('.list-more'),
        last: [...document.querySelectorAll('table.dossiers tr[aria-rowindex]')].at(-1)?.getAttribute('aria-rowindex'),
        count: document.querySelector('table.dossiers')?.getAttribute('aria-rowcount'),
        nodes: document.querySelectorAll('*').length, height: room.scrollHeight };
"#;

/// Plain rows with the same words on the same place of the page, and nothing that runs.
const PLAIN: &str = r#"
    const texts = [...document.querySelectorAll('table.dossiers tr[aria-rowindex]')].slice(0, 30).map((row) => row.innerText.replaceAll('\n', ' '));
    const page = document.createElement('div');
    page.style.cssText = 'position: relative; background: #fff; font: 15px/70px sans-serif; padding-left: 300px';
    for (let n = 0; n < 3000; n++) {
        const row = document.createElement('div');
        row.style.cssText = 'height: 70px; white-space: nowrap; overflow: hidden; border-bottom: 1px solid #ddd';
        row.textContent = texts[n % texts.length];
        page.append(row);
    }
    document.querySelector('#app').hidden = true;
    document.body.append(page);
    globalThis.plainRows = page;
    return room.scrollHeight;
"#;

/// What the page's own thread does, as the browser names it: all of it, and the three parts that the page can do something about.
const WORK: [&str; 4] = [
    "TaskDuration",
    "ScriptDuration",
    "RecalcStyleDuration",
    "LayoutDuration",
];

/// Seconds of processor time that the page's own thread took until now, in the order of [`WORK`].
async fn worked(chrome: &Chrome) -> [f64; 4] {
    let metrics = chrome.devtools("Performance.getMetrics", json!({})).await;
    let all = metrics["metrics"].as_array().cloned().unwrap_or_default();
    WORK.map(|name| {
        all.iter()
            .find(|one| one["name"] == name)
            .and_then(|one| one["value"].as_f64())
            .unwrap_or(f64::NAN)
    })
}

struct Scrolled {
    frames: f64,
    dropped: f64,
    worst: f64,
    /// Milliseconds of processor time of the page's thread for each frame, in the order of [`WORK`].
    work: [f64; 4],
}

async fn scroll(chrome: &Chrome, step: &str, milliseconds: u32) -> Scrolled {
    let before = worked(chrome).await;
    let found = chrome
        .ask(&format!("{KIT} return await scroll({step}, {milliseconds});"))
        .await;
    let after = worked(chrome).await;
    let of = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
    Scrolled {
        frames: of("frames"),
        dropped: of("dropped"),
        worst: of("worst"),
        work: [0, 1, 2, 3].map(|part| (after[part] - before[part]) * 1e3 / of("frames")),
    }
}

fn told(what: &str, one: &Scrolled, target: Option<(String, bool)>) {
    line(
        &format!("   {what}: frames dropped"),
        format!("{:.0} of {:.0}", one.dropped, one.frames + one.dropped),
        target,
    );
    line(
        &format!("   {what}: the worst frame, work of the page for each"),
        format!("{:.0} ms, {:.1} ms", one.worst, one.work[0]),
        None,
    );
    let [_, script, style, layout] = one.work;
    line(
        &format!("   {what}: of that program, style, layout"),
        format!("{script:.1}, {style:.1}, {layout:.1} ms"),
        None,
    );
}

/// Measures and prints.
pub async fn measure(dist: &Path, rows: u32) {
    if !can_browse() {
        return;
    }
    let nothing = tempfile::tempdir().unwrap();
    let served = Served::of(dist.to_owned(), nothing.path().to_owned());
    let chrome = Chrome::open().await;
    let source = SHELL.replace("ROWS", &rows.to_string());
    chrome
        .devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await;
    chrome
        .devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }))
        .await;
    chrome.client.goto(&format!("{}/", served.url)).await.unwrap();
    println!(
        "\nA list of {rows} dossiers in a browser that draws without a graphics card, load of the machine {}",
        busy()
    );
    let loaded = chrome.ask(&format!("{KIT} {LOAD}")).await;
    let of = |name: &str| loaded[name].as_f64().unwrap_or(f64::NAN);
    assert_eq!(loaded["all"], Value::Bool(true), "not every row came: {loaded}");
    let last = (rows + 1).to_string();
    assert_eq!(loaded["last"], json!(last), "the last row is drawn: {loaded}");
    assert_eq!(loaded["count"], json!(last), "every row is counted: {loaded}");
    line(
        "   scrolled to its end, page after page",
        format!("{:.1} s", of("seconds")),
        None,
    );
    line(
        "   frames dropped on the way, the worst",
        format!(
            "{:.0} of {:.0}, {:.0} ms",
            of("dropped"),
            of("frames") + of("dropped"),
            of("worst")
        ),
        None,
    );
    line(
        "   elements on the page then",
        format!("{}", loaded["nodes"]),
        None,
    );
    line(
        "   height of the page in pixels",
        format!("{}", loaded["height"]),
        None,
    );
    let steps = [
        ("a notch of the wheel a frame", "120"),
        ("a whole window a frame", "room.clientHeight"),
    ];
    let mut ours = Vec::new();
    for (_, step) in steps {
        ours.push(scroll(&chrome, step, 8_000).await);
    }
    chrome.ask(&format!("{KIT} {PLAIN}")).await;
    for ((what, step), ours) in steps.into_iter().zip(ours) {
        let plain = scroll(&chrome, step, 8_000).await;
        println!("{what}");
        // Where plain rows drop frames, the machine drops them.
        let share = |one: &Scrolled| one.dropped / (one.frames + one.dropped);
        let held = ours.dropped == 0.0 || share(&ours) <= share(&plain);
        let wanted = if plain.dropped == 0.0 {
            "none".to_owned()
        } else {
            format!("{:.1} %", share(&plain) * 100.0)
        };
        told("the list", &ours, Some((wanted, held)));
        told("plain rows", &plain, None);
    }
    chrome.close().await;
}
