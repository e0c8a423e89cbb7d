//! A list of thousands of dossiers, by its keys: every row is counted, and the focus is never lost.

use super::{Chrome, Served, can_browse};

const LIST: &str = include_str!("list.js");
const ROWS: u32 = 3_000;

/// Goes on as the kit does: a key, then until the row that has the focus is the one that is waited for.
const KEYS: &str = r#"
    const wrong = [];
    const row = () => document.activeElement.closest?.('tr')?.getAttribute('aria-rowindex') ?? null;
    const lost = () => { if (document.activeElement === document.body) wrong.push('the focus is nowhere'); };
    const press = async (key, wanted, patience = 4000) => {
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        const end = performance.now() + patience;
        while (performance.now() < end && !wanted(row())) { lost(); await kit.frame(); }
        if (!wanted(row())) wrong.push(`${key}: the focus is on row ${row()}`);
    };
    location.hash = '/';
    for (let i = 0; i < 200 && !document.querySelector('table.dossiers [data-row]'); i++) await kit.sleep(25);
    const table = document.querySelector('table.dossiers');
    if (table.getAttribute('aria-rowcount') !== String(ROWS + 1)) wrong.push(`aria-rowcount ${table.getAttribute('aria-rowcount')}`);
    table.querySelector('[data-row]').focus();
    const first = document.activeElement;
    await press('PageDown', (at) => Number(at) > 2);
    const down = row();
    await press('PageUp', (at) => at === '2');
    if (document.activeElement !== first) wrong.push('the first row was made anew');
    await press('End', (at) => at === String(ROWS + 1), 30000);
    if (document.querySelectorAll('table.dossiers tr').length > ROWS / 2) wrong.push('rows far away are drawn');
    await press('Home', (at) => at === '2');
    if (Number(down) < 4) wrong.push(`a window has ${down - 2} rows`);
    return wrong;
"#;

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_rows_are_counted_and_walked_by_key_without_losing_the_focus() {
    if !can_browse() {
        return;
    }
    let nothing = tempfile::tempdir().unwrap();
    let served = Served::start(nothing.path().to_owned());
    let chrome = Chrome::open().await;
    chrome.load(&served, "open", "de").await;
    chrome.run("location.hash = '/unknown'").await;
    chrome.run(&LIST.replace("ROWS", &ROWS.to_string())).await;
    let wrong = chrome.wrong(&KEYS.replace("ROWS", &ROWS.to_string())).await;
    chrome.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
