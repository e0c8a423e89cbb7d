//! Every route of the front end in headless Chromium, over the stand-in that answers what a real demonstration desk
//! answered. The routes are read from the source of `Route`: one that is added there is walked here.

mod begin;
mod chrome;
mod focus;
mod lists;
mod routes;
mod serve;

use std::path::PathBuf;

use chrome::{Chrome, USUAL_TEXT, can_browse};
use routes::{Stop, stops};
use serve::Served;

/// The four languages.
const LANGUAGES: [&str; 4] = ["fr", "de", "lb", "en"];

/// The browser on the front end, and where to go.
struct Visit {
    chrome: Chrome,
    served: Served,
    stops: Vec<Stop>,
    pictures: PathBuf,
    wrong: Vec<String>,
}

impl Visit {
    /// `None`, said loudly, where there is no Chromium.
    async fn begin() -> Option<Visit> {
        Visit::with_text(USUAL_TEXT).await
    }

    /// As [`Visit::begin`], with text of so many pixels.
    async fn with_text(pixels: u32) -> Option<Visit> {
        if !can_browse() {
            return None;
        }
        let recorded = serve::recorded();
        let stops = stops(&recorded);
        let served = Served::start(recorded);
        let pictures = testkit::workspace_root().join("target/screenshots");
        std::fs::create_dir_all(&pictures).unwrap();
        Some(Visit {
            chrome: Chrome::with_text(pixels).await,
            served,
            stops,
            pictures,
            wrong: Vec::new(),
        })
    }

    /// Goes to a route and waits until it is still.
    async fn go(&mut self, stop: &Stop) {
        let body = format!("return await kit.visit({})", serde_json::json!(stop.address));
        let visited = self.chrome.wrong(&body).await;
        self.note(&stop.name, visited);
    }

    fn note(&mut self, place: &str, found: Vec<String>) {
        self.wrong
            .extend(found.into_iter().map(|one| format!("{place}: {one}")));
    }

    /// Closes the browser; whatever was noted fails the test, all of it told.
    async fn end(self) {
        self.finish(|_| true).await;
    }

    /// As [`Visit::end`], where buttons were pressed that change something: the stand-in refuses that, as it says.
    async fn end_after_pressing(self) {
        self.finish(|line| !line.contains("recorded/")).await;
    }

    async fn finish(mut self, counts: impl Fn(&String) -> bool) {
        let mut complaints = self.chrome.complaints().await;
        complaints.retain(&counts);
        self.note("console", complaints);
        let mut missed = self.served.missed();
        missed.retain(&counts);
        self.note(
            "not recorded (xtask/workbench/src/record.rs) or not in ui/dist",
            missed,
        );
        self.chrome.close().await;
        assert!(
            self.wrong.is_empty(),
            "{} things are wrong:\n{}",
            self.wrong.len(),
            self.wrong.join("\n")
        );
    }
}

/// What axe-core finds in the dark is a matter of colours; everything else was found in the light.
const COLOURS: &str = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }";

/// With more contrast words stand out by 7 to 1, large ones by 4.5 to 1 (success criterion 1.4.6).
const MORE_CONTRAST: &str =
    "{ runOnly: { type: 'rule', values: ['color-contrast-enhanced', 'link-in-text-block'] } }";

/// A look of the window: its name, how a page comes to it, and the rules of axe-core for it.
type Look = (&'static str, &'static str, &'static str);

/// The looks every page has.
const LOOKS: [Look; 4] = [
    ("light", "", ""),
    ("dark", "root.dataset.colorScheme = 'dark';", COLOURS),
    ("dark-contrast", "root.dataset.contrast = 'more';", MORE_CONTRAST),
    (
        "contrast",
        "root.dataset.colorScheme = 'light'; root.dataset.contrast = 'more';",
        MORE_CONTRAST,
    ),
];

/// Looks at what stands on the page: axe-core, words, width; in the light and in the dark, in French with more contrast as
/// well, whose colours are those of every language; keeps the pictures.
async fn look(visit: &mut Visit, name: &str, lang: &str) {
    let looks = if lang == "fr" {
        LOOKS.as_slice()
    } else {
        &LOOKS[..2]
    };
    for (theme, change, rules) in looks.iter().copied() {
        let body = if theme == "light" {
            "return [...kit.texts(), ...kit.refusals(), ...kit.wide(), ...kit.cut(), ...(await kit.axe({}))];"
                .to_owned()
        } else {
            format!(
                "const root = document.documentElement; {change} await kit.frame(); await kit.sleep(30); \
                 return [...kit.wide(), ...(await kit.axe({rules}))];"
            )
        };
        let found = visit.chrome.wrong(&body).await;
        visit.note(&format!("{name}, {lang}, {theme}"), found);
        let picture = visit.pictures.join(format!("{name}-{lang}-{theme}.png"));
        visit.chrome.keep_page(&picture).await;
    }
    visit
        .chrome
        .run("delete document.documentElement.dataset.contrast; document.documentElement.dataset.colorScheme = 'light'")
        .await;
}

async fn every_route(lang: &str) {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    for (scene, name) in [("new", "create"), ("locked", "unlock")] {
        visit.chrome.load(&visit.served, scene, lang).await;
        look(&mut visit, name, lang).await;
    }
    visit.chrome.load(&visit.served, "open", lang).await;
    // Away from the first page, so that coming to it is a change of page as well.
    visit
        .chrome
        .wrong("location.hash = '/unknown'; await kit.settle(); return [];")
        .await;
    for stop in visit.stops.clone() {
        visit.go(&stop).await;
        look(&mut visit, &stop.name, lang).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_accessible_and_worded_in_french_light_and_dark() {
    every_route(LANGUAGES[0]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_accessible_and_worded_in_german_light_and_dark() {
    every_route(LANGUAGES[1]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_accessible_and_worded_in_luxembourgish_light_and_dark() {
    every_route(LANGUAGES[2]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_accessible_and_worded_in_english_light_and_dark() {
    every_route(LANGUAGES[3]).await;
}

/// Success criteria 1.4.10 and 1.4.12: 1280 pixels at 400 % are 320 wide; a person may space lines, words and letters.
#[tokio::test(flavor = "multi_thread")]
async fn every_route_fits_320_pixels_and_wider_spacing() {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    for (lang, width) in [("de", 320), ("fr", 320), ("de", 1280)] {
        visit
            .chrome
            .resize(width, if width == 320 { 640 } else { 860 })
            .await;
        visit.chrome.load(&visit.served, "open", lang).await;
        if width != 320 {
            visit.chrome.run(SPACED).await;
        }
        visit
            .chrome
            .wrong("location.hash = '/unknown'; await kit.settle(); return [];")
            .await;
        for stop in visit.stops.clone() {
            visit.go(&stop).await;
            let found = visit.chrome.wrong("return [...kit.wide(), ...kit.cut()];").await;
            visit.note(&format!("{}, {lang}, {width} px", stop.name), found);
            if lang == "de" {
                let picture = visit.pictures.join(format!("{}-{lang}-{width}.png", stop.name));
                visit.chrome.keep_page(&picture).await;
            }
        }
    }
    visit.end().await;
}

/// Success criterion 1.4.4: text of 200 %. The window is enlarged whole, so that 1280 pixels become 640; a person may also
/// ask their system for larger text alone: then the window stays 1280 pixels wide.
async fn every_route_fits_text(lang: &str, width: u32, height: u32, percent: u32) {
    let pixels = USUAL_TEXT * percent / 100;
    let Some(mut visit) = Visit::with_text(pixels).await else {
        return;
    };
    visit.chrome.resize(width, height).await;
    visit.chrome.load(&visit.served, "open", lang).await;
    visit
        .chrome
        .wrong("location.hash = '/unknown'; await kit.settle(); return [];")
        .await;
    let look = format!(
        "const size = getComputedStyle(document.documentElement).fontSize; \
         return [...(size === '{pixels}px' ? [] : [`text is ${{size}} and not {pixels} pixels`]), ...kit.wide(), ...kit.cut()];"
    );
    for stop in visit.stops.clone() {
        visit.go(&stop).await;
        let found = visit.chrome.wrong(&look).await;
        visit.note(
            &format!("{}, {lang}, {width} px, text {percent} %", stop.name),
            found,
        );
        let picture = format!("{}-{lang}-{width}-text-{percent}.png", stop.name);
        visit.chrome.keep_page(&visit.pictures.join(picture)).await;
    }
    visit.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_fits_text_of_200_percent() {
    every_route_fits_text("de", 1280, 860, 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_fits_half_the_window() {
    every_route_fits_text("fr", 640, 430, 100).await;
}

/// The quiet ink of the page is its full ink where more contrast is asked for.
const QUIET: &str = "await kit.frame(); await kit.sleep(50); const root = document.documentElement; \
    const style = getComputedStyle(root); const value = (name) => style.getPropertyValue(name).trim(); \
    const more = value('--soft') === value('--ink'); \
    const found = JSON.stringify([more, value('--soft'), value('--ink'), {...root.dataset}]); ";

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_the_system_for_more_contrast_has_it_here() {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    visit.chrome.load(&visit.served, "open", "fr").await;
    for (value, told) in [("no-preference", false), ("more", true), ("no-preference", false)] {
        visit.chrome.prefers("prefers-contrast", value).await;
        let body = format!("{QUIET} return more === {told} ? [] : [found];");
        let found = visit.chrome.wrong(&body).await;
        visit.note(value, found);
    }
    visit.end().await;
}

/// The values of success criterion 1.4.12.
const SPACED: &str = "const style = document.createElement('style'); \
    style.textContent = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } \
    p { margin-bottom: 2em !important }'; document.head.append(style);";

/// What a person finds who opens the menu of a narrow window.
const MENU: &str = "const wrong = []; const nav = document.querySelector('.rail-nav'); \
    const menu = document.querySelector('[data-action=menu]'); const open = () => nav.checkVisibility(); \
    if (open()) wrong.push('the navigation stands before the page'); \
    const heading = document.querySelector('main h1').getBoundingClientRect().top + scrollY; \
    if (heading > 320) wrong.push(`the heading begins ${heading} px down`); \
    menu.click(); await kit.settle(); \
    if (!open() || menu.getAttribute('aria-expanded') !== 'true') wrong.push('the menu does not open'); \
    [...nav.querySelectorAll('a')].find((a) => a.getAttribute('href').endsWith('/queue')).click(); await kit.settle(); \
    if (open()) wrong.push('the menu stays open on the next page'); return wrong;";

#[tokio::test(flavor = "multi_thread")]
async fn in_a_narrow_window_the_page_comes_first_and_a_menu_leads_on() {
    let Some(mut visit) = Visit::begin().await else {
        return;
    };
    visit.chrome.resize(320, 640).await;
    visit.chrome.load(&visit.served, "open", "de").await;
    let found = visit.chrome.wrong(MENU).await;
    visit.note("menu", found);
    visit.end().await;
}
