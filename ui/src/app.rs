//! The window: which face it shows, the rail, and the keys that work everywhere.

use model::opening::Opening;
use model::window::{Settings, Theme, WindowEvent};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};
use wording::{Explanation, Lang};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::bridge;
use crate::components::{
    AlarmBar, FileInto, Help, Icon, Lookup, NoticeRegion, Page, Palette, Problem, SealMark, Select,
    Shortcuts, SyncCard, Tour, lock, press,
};
use crate::load::use_loaded;
use crate::pages::{
    AbsencesPage, AccessibilityPage, ConflictsPage, ContactPage, Create, DeadlinesPage, DirectoryPage,
    DispositionPage, DoctorPage, DocumentPage, DossierPage, DossiersPage, FiguresPage, InboxPage,
    JournalPage, LetterBatchesPage, LetterPage, LetterTemplatesPage, OutboxPage, PeoplePage, ProceduresPage,
    RetentionPage, Route, SettingsPage, TodayPage, UnfiledPage, Unlock,
};
use crate::run_sync;
use crate::session::{Act, Notice, Over, Phase, Session, SessionHandle, report, use_session};
use crate::undo::undo_last;
use crate::words::{Words, use_words};

/// The whole front end.
#[component]
pub fn App() -> Html {
    let session = use_reducer(Session::default);
    let failed = use_state(|| None::<Explanation>);
    let words = use_memo((), |()| Words::new(Lang::default()));
    let words = words.speaking(session.settings.lang);
    {
        let (session, failed) = (session.clone(), failed.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                let watcher = session.clone();
                let watched = bridge::watch(Box::new(move |event| {
                    watcher.dispatch(match event {
                        WindowEvent::DragOver => Act::Dragging(true),
                        WindowEvent::DragLeft => Act::Dragging(false),
                        WindowEvent::Dropped { files } => Act::Dropped(files),
                        WindowEvent::Locked => Act::Lock,
                        WindowEvent::Changed => Act::Changed,
                        WindowEvent::Asked => Act::Asked,
                        WindowEvent::NothingToOpen => Act::Say(Notice::plain(
                            Words::new(watcher.settings.lang).t("nothing-to-open"),
                        )),
                        WindowEvent::Troubled { problem } => Act::Say(problem.into()),
                    });
                }))
                .await;
                let started = bridge::start().await;
                match (watched, started) {
                    (Ok(()), Ok(start)) => {
                        let unlocked = start.unlocked;
                        session.dispatch(Act::Started(start));
                        if unlocked && let Ok(desk) = bridge::desk().await {
                            session.dispatch(Act::Desk(desk));
                        }
                    }
                    (Err(explanation), _) | (_, Err(explanation)) => failed.set(Some(explanation)),
                }
            });
        });
    }
    use_effect_with(session.settings, |settings| show_settings(*settings));
    use_effect_with(session.phase == Phase::Starting && failed.is_none(), |starting| {
        if !*starting {
            crate::begin::arrived();
        }
    });
    let face = match session.phase {
        _ if failed.is_some() => html! {
            <main class="page">{ for failed.as_ref().map(|problem| html! { <Problem problem={problem.clone()} /> }) }</main>
        },
        Phase::Starting => html! { <main class="starting" aria-busy="true"><SealMark /></main> },
        Phase::Create => html! { <Create /> },
        Phase::Locked => html! { <Unlock /> },
        Phase::Open => html! { <HashRouter><Desk /></HashRouter> },
    };
    html! {
        <ContextProvider<SessionHandle> context={session}>
            <ContextProvider<Words> context={words}>{ face }</ContextProvider<Words>>
        </ContextProvider<SessionHandle>>
    }
}

/// Puts language, theme and text size on the page.
fn show_settings(settings: Settings) {
    let Some(root) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.document_element())
    else {
        return;
    };
    let scheme = match settings.theme {
        Theme::System => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    for (name, value) in [
        ("lang", settings.lang.tag().to_owned()),
        ("data-color-scheme", scheme.to_owned()),
        (
            "data-contrast",
            if settings.high_contrast { "more" } else { "system" }.to_owned(),
        ),
        (
            "data-lists",
            if settings.compact_lists {
                "compact"
            } else {
                "comfortable"
            }
            .to_owned(),
        ),
        // The shell zooms the whole page; a browser can only be given larger text.
        (
            "style",
            if bridge::in_shell() {
                String::new()
            } else {
                format!("font-size: {}%", settings.text_percent)
            },
        ),
    ] {
        // The root element takes every attribute.
        let _ = root.set_attribute(name, &value);
    }
}

/// The switch of languages before the desk is open.
#[component]
pub fn LanguageSwitch() -> Html {
    let words = use_words();
    let session = use_session();
    let options = Lang::ALL
        .map(|lang| (lang.tag().to_owned(), words.name_of(lang), Some(lang.tag())))
        .to_vec();
    let on_change = {
        let session = session.clone();
        Callback::from(move |value: String| {
            if let Ok(lang) = value.parse() {
                crate::pages::set_settings(
                    &session,
                    Settings {
                        lang,
                        ..session.settings
                    },
                );
            }
        })
    };
    html! { <Select id="language" label={words.t("language")} {options} value={words.lang().tag().to_owned()} {on_change} /> }
}

/// The open desk.
#[component]
fn Desk() -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    use_keys(session.clone(), words.clone(), navigator);
    use_activity();
    use_reminders(session.clone(), words.clone());
    use_opening(session.clone());
    let route = use_route::<Route>();
    // Files belong into a dossier; dropped anywhere else it is asked which.
    let homeless = !session.dropped.is_empty() && !matches!(route, Some(Route::Dossier { .. }));
    let on_lock = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| lock(session.clone()))
    };
    let shortcuts = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.dispatch(Act::Shortcuts(true)))
    };
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        focus("main h1");
    });
    // In a narrow window, or at 400 %, the ways lead out of a menu: the page comes first.
    let menu = use_state(|| false);
    {
        let menu = menu.clone();
        use_effect_with(route, move |_| menu.set(false));
    }
    let on_menu = {
        let menu = menu.clone();
        Callback::from(move |_: MouseEvent| menu.set(!*menu))
    };
    let desk = session.desk.clone();
    let waiting = desk.as_ref().map_or(0, |desk| desk.waiting);
    let has = |roles: &[model::Role]| {
        desk.as_ref()
            .is_some_and(|desk| roles.iter().any(|role| desk.roles.contains(role)))
    };
    let keeps = has(&[model::Role::Auditor, model::Role::Administrator]);
    let counts = keeps || has(&[model::Role::Signatory]);
    html! {
        <div class="desk">
            <a class="skip" href="#main" onclick={skip}>{ words.t("skip") }</a>
            <header class="rail" data-color-scheme="dark" data-open={menu.to_string()}>
                <div class="rail-brand">
                    <SealMark />
                    <span class="rail-names">
                        <span class="wordmark">{ words.t("app-name") }</span>
                        if let Some(desk) = &desk { <span class="rail-administration">{ &desk.administration }</span> }
                    </span>
                    <button type="button" class="ds-button rail-menu" data-variant="secondary" data-size="sm" data-action="menu" aria-expanded={menu.to_string()} aria-controls="rail-nav" onclick={on_menu}><Icon name="lines" />{ words.t("menu") }</button>
                </div>
                if desk.as_ref().is_some_and(|desk| desk.demo) { <p class="rail-test">{ words.t("demo") }</p> }
                if !bridge::in_shell() { <p class="rail-test">{ words.t("browser") }</p> }
                <nav id="rail-nav" class="rail-nav" aria-label={words.t("navigation")}>
                    <RailLink to={Route::Today} icon="check" label={words.t("today")} />
                    <RailLink to={Route::Inbox} icon="inbox" label={words.t("inbox")} />
                    <RailLink to={Route::Queue} icon="pen" label={words.t("queue")} />
                    <RailLink to={Route::Dossiers} icon="folder" label={words.t("dossiers")} />
                    <RailLink to={Route::Directory} icon="book" label={words.t("directory")} />
                    <UnfiledLink />
                    <RailLink to={Route::Deadlines} icon="clock" label={words.t("deadlines")} />
                    <RailLink to={Route::Absences} icon="calendar" label={words.t("absences")} />
                    <ConflictsLink />
                    if keeps { <RailLink to={Route::Retention} icon="archive" label={words.t("retention")} /> }
                    if counts { <RailLink to={Route::Figures} icon="chart" label={words.t("figures")} /> }
                    <RailLink to={Route::Outbox} icon="outbox" label={words.t("outbox")} count={waiting} />
                    <RailLink to={Route::Settings} icon="settings" label={words.t("settings")} />
                </nav>
                <div class="rail-foot">
                    <SyncCard />
                    <div class="rail-person">
                        <span class="avatar"><Icon name="person" /></span>
                        <span class="rail-person-name">{ desk.map(|desk| desk.person).unwrap_or_default() }</span>
                        <button type="button" class="icon-button" aria-label={words.t("keys-title")} title={words.t("keys-title")} onclick={shortcuts}><Icon name="keyboard" /></button>
                        <button type="button" class="icon-button" data-action="lock" aria-label={words.t("lock")} title={words.t("lock")} onclick={on_lock}><Icon name="lock" /></button>
                    </div>
                </div>
            </header>
            <main id="main" class="main"><AlarmBar /><Switch<Route> render={switch} /></main>
            <NoticeRegion />
            if session.shortcuts { <Shortcuts /> }
            { match &session.over {
                _ if homeless => html! { <FileInto /> },
                Over::Nothing => Html::default(),
                Over::Palette => html! { <Palette /> },
                Over::Lookup(text) => html! { <Lookup text={text.clone()} /> },
                Over::Help => html! { <Help /> },
                Over::Tour(stop) => html! { <Tour stop={*stop} /> },
            } }
        </div>
    }
}

fn switch(route: Route) -> Html {
    match route {
        Route::Dossiers => html! { <DossiersPage /> },
        Route::Dossier { id } => html! { <DossierPage key={id.to_string()} {id} /> },
        Route::Document { id } => html! { <DocumentPage key={id.to_string()} {id} /> },
        Route::Inbox => html! { <InboxPage /> },
        Route::Queue => html! { <crate::pages::QueuePage /> },
        Route::Absences => html! { <AbsencesPage /> },
        Route::Directory => html! { <DirectoryPage /> },
        Route::Contact { id } => html! { <ContactPage key={id.to_string()} {id} /> },
        Route::Conflicts => html! { <ConflictsPage /> },
        Route::Outbox => html! { <OutboxPage /> },
        Route::Settings => html! { <SettingsPage /> },
        Route::Unfiled => html! { <UnfiledPage /> },
        Route::Retention => html! { <RetentionPage /> },
        Route::Disposition { id } => html! { <DispositionPage key={id.to_string()} {id} /> },
        Route::Figures => html! { <FiguresPage /> },
        Route::Journal => html! { <JournalPage /> },
        Route::Doctor => html! { <DoctorPage /> },
        Route::People => html! { <PeoplePage /> },
        Route::Today => html! { <TodayPage /> },
        Route::Deadlines => html! { <DeadlinesPage /> },
        Route::Letter { id } => html! { <LetterPage key={id.to_string()} {id} /> },
        Route::LetterTemplates => html! { <LetterTemplatesPage /> },
        Route::LetterBatches => html! { <LetterBatchesPage /> },
        Route::Procedures => html! { <ProceduresPage /> },
        Route::Accessibility => html! { <AccessibilityPage /> },
        Route::Unknown => html! { <Unknown /> },
    }
}

#[component]
fn Unknown() -> Html {
    let words = use_words();
    html! { <Page title={words.t("page-unknown")} narrow=true><p><Link<Route> to={Route::Dossiers} classes="ds-link">{ words.t("go-to-dossiers") }</Link<Route>></p></Page> }
}

#[derive(PartialEq, Properties)]
struct RailLinkProps {
    to: Route,
    icon: &'static str,
    label: AttrValue,
    #[prop_or_default]
    count: u32,
}

#[component]
fn RailLink(props: &RailLinkProps) -> Html {
    let words = use_words();
    let current = use_route::<Route>();
    let navigator = use_navigator();
    let here = match (&props.to, &current) {
        (Route::Dossiers, Some(Route::Dossiers)) => Some("page"),
        (Route::Dossiers, Some(Route::Dossier { .. } | Route::Document { .. } | Route::Letter { .. })) => {
            Some("true")
        }
        (Route::Directory, Some(Route::Contact { .. })) => Some("true"),
        (
            Route::Settings,
            Some(
                Route::Doctor
                | Route::Journal
                | Route::People
                | Route::LetterTemplates
                | Route::LetterBatches
                | Route::Procedures,
            ),
        ) => Some("true"),
        (Route::Retention, Some(Route::Disposition { .. })) => Some("true"),
        (to, Some(current)) if to == current => Some("page"),
        _ => None,
    };
    let route = props.to.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        // Whoever is there already goes to its heading, as whoever comes does.
        if here == Some("page") {
            focus("main h1");
        } else if let Some(navigator) = &navigator {
            navigator.push(&route);
        }
    });
    html! {
        <a class="rail-link" href={format!("#{}", props.to.to_path())} aria-current={here} {onclick}>
            <Icon name={props.icon} /><span>{ &props.label }</span>
            if props.count > 0 {
                <span class="rail-count"><span aria-hidden="true">{ props.count }</span>
                <span class="visually-hidden">{ words.with("waiting-count", &[("count", props.count.to_string())]) }</span></span>
            }
        </a>
    }
}

/// The way to what two desks changed differently; there as long as there is something to decide.
#[component]
fn ConflictsLink() -> Html {
    let words = use_words();
    let waiting = use_loaded((), |()| bridge::sharing::conflicts());
    let here = use_route::<Route>() == Some(Route::Conflicts);
    let count = waiting
        .ready()
        .map_or(0, |list| u32::try_from(list.len()).unwrap_or(u32::MAX));
    if count == 0 && !here {
        return Html::default();
    }
    html! { <RailLink to={Route::Conflicts} icon="copy" label={words.t("conflicts")} {count} /> }
}

/// The way to what waits for filing, with its count; only for those who file.
#[component]
fn UnfiledLink() -> Html {
    let words = use_words();
    let waiting = use_loaded((), |()| bridge::intake::unfiled());
    match waiting.ready() {
        Some(list) => {
            let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
            html! { <RailLink to={Route::Unfiled} icon="import" label={words.t("unfiled")} {count} /> }
        }
        None => Html::default(),
    }
}

fn page() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}

fn focus(selector: &str) -> bool {
    let element = page().and_then(|page| page.query_selector(selector).ok().flatten());
    match element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.focus().is_ok(),
        None => false,
    }
}

/// Moves the focus among the rows of the page.
fn move_row(forward: bool) -> bool {
    let Some(page) = page() else { return false };
    let Ok(rows) = page.query_selector_all("main [data-row]") else {
        return false;
    };
    let active = page.active_element();
    let at = |index: u32| {
        rows.item(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
    };
    let current = (0..rows.length()).find(|index| {
        at(*index).is_some_and(|row| {
            active
                .as_ref()
                .is_some_and(|active| row.is_same_node(Some(active)))
        })
    });
    let target = match (current, forward) {
        (None, true) => 0,
        (None, false) => return false,
        (Some(index), true) => index + 1,
        (Some(0), false) => return true,
        (Some(index), false) => index - 1,
    };
    match at(target) {
        Some(row) => row.focus().is_ok(),
        None => current.is_some(),
    }
}

/// Ticks the box of the row that has the focus.
fn tick_row() -> bool {
    let row = page()
        .and_then(|page| page.active_element())
        .filter(|active| active.has_attribute("data-row"));
    let item = row.and_then(|row| row.closest("li, tr").ok().flatten());
    let tick = item.and_then(|item| item.query_selector("input[type=checkbox]").ok().flatten());
    match tick.and_then(|tick| tick.dyn_into::<HtmlElement>().ok()) {
        Some(tick) => {
            tick.click();
            true
        }
        None => false,
    }
}

/// The sizes of text, in percent.
pub const TEXT_SIZES: [u16; 8] = [100, 115, 130, 150, 175, 200, 300, 400];

/// The next size of text after Ctrl and a key.
fn zoomed(percent: u16, key: &str) -> u16 {
    match key {
        "0" => 100,
        "-" => TEXT_SIZES
            .into_iter()
            .rev()
            .find(|size| *size < percent)
            .unwrap_or(100),
        _ => TEXT_SIZES.into_iter().find(|size| *size > percent).unwrap_or(400),
    }
}

/// Whether the person is writing, so that letters are letters.
fn writing(active: &Element) -> bool {
    let tag = active.tag_name();
    let kind = active.get_attribute("type").unwrap_or_default();
    matches!(tag.as_str(), "TEXTAREA" | "SELECT") || (tag == "INPUT" && kind != "checkbox" && kind != "radio")
}

#[hook]
fn use_keys(session: SessionHandle, words: Words, navigator: Option<Navigator>) {
    let route = use_route::<Route>();
    use_effect(move || {
        let closure = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let Some(page) = page() else { return };
            let open = |selector: &str| page.query_selector(selector).ok().flatten().is_some();
            let dialog = open("dialog[open]");
            let go = |route: &Route| {
                if let Some(navigator) = &navigator {
                    navigator.push(route);
                }
                true
            };
            let key = event.key();
            let done = if event.default_prevented() || event.alt_key() || event.meta_key() {
                false
            } else if dialog {
                // Whoever is called away in the middle of a form locks the desk; work that is under way goes on.
                let locks = event.ctrl_key() && matches!(key.as_str(), "l" | "L");
                let free = locks && !open("dialog[open][data-held]");
                if free {
                    lock(session.clone());
                }
                free
            } else if key == "F1" {
                session.dispatch(Act::Over(Over::Help));
                true
            } else if event.ctrl_key() {
                let in_field = page.active_element().is_some_and(|active| writing(&active));
                match key.as_str() {
                    "l" | "L" => {
                        lock(session.clone());
                        true
                    }
                    "k" | "K" => {
                        session.dispatch(Act::Over(Over::Palette));
                        true
                    }
                    "o" | "O" => {
                        session.dispatch(Act::Over(Over::Lookup(String::new())));
                        true
                    }
                    // A dossier is printed whole, not the tab that happens to be open.
                    "p" | "P" => press("[data-action=print-dossier]"),
                    // In a field it takes back what was typed there.
                    "z" | "Z" if !in_field && !event.shift_key() => undo_last(&session, &words),
                    "+" | "=" | "-" | "0" => {
                        let text_percent = zoomed(session.settings.text_percent, &key);
                        let settings = Settings {
                            text_percent,
                            ..session.settings
                        };
                        crate::pages::set_settings(&session, settings);
                        true
                    }
                    _ => false,
                }
            } else if page.active_element().is_some_and(|active| writing(&active)) {
                match key.as_str() {
                    "ArrowDown"
                        if page
                            .active_element()
                            .is_some_and(|active| active.has_attribute("data-search")) =>
                    {
                        move_row(true)
                    }
                    "Escape" => focus("main h1"),
                    _ => false,
                }
            } else {
                let in_list = page.active_element().is_none_or(|active| {
                    active.has_attribute("data-row") || matches!(active.tag_name().as_str(), "BODY" | "H1")
                });
                match key.as_str() {
                    "ArrowDown" if in_list => move_row(true),
                    "ArrowUp" if in_list => move_row(false),
                    " " => tick_row(),
                    "Escape" => match &route {
                        Some(Route::Document { .. }) => press(".crumb-dossier"),
                        Some(Route::Dossiers) | None => false,
                        Some(_) => go(&Route::Dossiers),
                    },
                    _ if !session.settings.letter_keys => false,
                    "?" => {
                        session.dispatch(Act::Shortcuts(true));
                        true
                    }
                    "/" => focus("[data-search]") || go(&Route::Dossiers),
                    "j" | "J" => move_row(true),
                    "k" | "K" => move_row(false),
                    "n" | "N" => press("[data-action=new-dossier]"),
                    "i" | "I" => press("[data-action=import]"),
                    "s" | "S" => press("[data-action=seal]:not([disabled])"),
                    "1" => go(&Route::Dossiers),
                    "2" => go(&Route::Outbox),
                    "3" => go(&Route::Settings),
                    "y" | "Y" => {
                        let enrolled = session.desk.as_ref().is_some_and(|desk| desk.platform.is_some());
                        if enrolled {
                            run_sync(session.clone(), words.clone());
                        }
                        enrolled
                    }
                    _ => false,
                }
            };
            if done {
                event.prevent_default();
            }
        });
        let target = web_sys::window();
        if let Some(window) = &target {
            // A window takes listeners; the cleanup below takes this one back.
            let _ = window.add_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = target {
                let _ =
                    window.remove_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
            }
        }
    });
}

/// Opens what asks for it from outside: a link, or what a second start of the program was given.
#[hook]
fn use_opening(session: SessionHandle) {
    let navigator = use_navigator();
    use_effect_with(session.asked, move |_| {
        spawn_local(async move {
            // In an ordinary browser nothing comes from outside.
            let Ok(Some(what)) = bridge::intake::opening().await else {
                return;
            };
            let go = |route: Route| {
                if let Some(navigator) = &navigator {
                    navigator.push(&route);
                }
            };
            match what {
                Opening::Dossier { id } => match bridge::dossier(id).await {
                    Ok(_) => go(Route::Dossier { id }),
                    Err(explanation) => report(&session, explanation),
                },
                Opening::Document { id } => match bridge::document(id).await {
                    Ok(_) => go(Route::Document { id }),
                    Err(explanation) => report(&session, explanation),
                },
                Opening::Reference { reference } => {
                    match bridge::dossiers::dossier_of_reference(reference.to_string()).await {
                        Ok(id) => go(Route::Dossier { id }),
                        Err(explanation) => report(&session, explanation),
                    }
                }
                Opening::Lookup { identifier } => {
                    session.dispatch(Act::Over(Over::Lookup(identifier.printed())));
                }
            }
        });
    });
}

/// Says, once a session, which reminders of deadlines have come.
#[hook]
fn use_reminders(session: SessionHandle, words: Words) {
    use_effect_with((), move |()| {
        spawn_local(async move {
            // Reminders that cannot be read are no reason to trouble anybody: the list of deadlines tells by itself.
            let Ok(reminders) = bridge::deadlines::new_reminders().await else {
                return;
            };
            let Some(first) = reminders.first() else { return };
            let name = model::procedure::text_in(&first.name, words.lang()).unwrap_or_default();
            let values = [
                ("count", reminders.len().to_string()),
                ("name", name.to_owned()),
                ("reference", first.reference.to_string()),
                ("day", crate::format::civil_day(&words, first.due_on)),
            ];
            session.dispatch(Act::Say(Notice {
                next: Some(words.t("reminders-next")),
                ..Notice::plain(words.with("reminders-said", &values))
            }));
        });
    });
}

/// Tells the shell, at most every two seconds, that somebody is at the desk.
#[hook]
fn use_activity() {
    use_effect_with((), |()| {
        let last = std::cell::Cell::new(f64::NEG_INFINITY);
        let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if event.time_stamp() - last.get() > 2_000.0 {
                last.set(event.time_stamp());
                spawn_local(async {
                    // A desk that locked itself meanwhile says so by its own event.
                    let _ = bridge::active().await;
                });
            }
        });
        let kinds = ["pointermove", "pointerdown", "keydown", "wheel"];
        let target = web_sys::window();
        if let Some(window) = &target {
            for kind in kinds {
                let _ = window.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
            }
        }
        move || {
            if let Some(window) = target {
                for kind in kinds {
                    let _ =
                        window.remove_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_grows_and_shrinks_in_steps_and_stays_between_100_and_400_percent() {
        assert_eq!(zoomed(100, "+"), 115);
        assert_eq!(zoomed(400, "="), 400);
        assert_eq!(zoomed(120, "-"), 115);
        assert_eq!(zoomed(100, "-"), 100);
        assert_eq!(zoomed(300, "0"), 100);
    }
}
