//! Settings of the window, the desk, its platform and its passphrase.

use std::cell::Cell;

use model::Role;
use model::window::{OfferedFile, Settings, Theme};
use web_sys::HtmlInputElement;
use wording::{Explanation, Lang};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::key_file::KeyFilePanel;
use super::keychain::KeychainPanel;
use super::plan_settings::{NumberingPanel, PlanPanel};
use super::safety::{BackupPanel, CheckPanel, WatchPanel};
use super::seal_settings::SealPanel;
use super::texts::TextsPanel;
use crate::app::TEXT_SIZES;
use crate::bridge::{self, Choice};
use crate::components::{Field, Icon, Page, Problem, Select, SignInPanel, StrengthMeter, Tick, checked_of};
use crate::session::{Act, Notice, SessionHandle, report, use_session};
use crate::words::{Words, use_words};

/// What a role lets a person do, in a sentence.
fn role_may(words: &Words, role: Role) -> String {
    words.t(match role {
        Role::Agent => "role-agent-may",
        Role::Signatory => "role-signatory-may",
        Role::Clerk => "role-clerk-may",
        Role::Auditor => "role-auditor-may",
        Role::Administrator => "role-administrator-may",
    })
}

thread_local! {
    /// The newest settings that are still to be kept, and whether some are being kept now.
    static NEXT: Cell<Option<Settings>> = const { Cell::new(None) };
    static KEEPING: Cell<bool> = const { Cell::new(false) };
}

/// Keeps changed settings and shows them at once. They are kept one after the other: the last change is the one that stays.
pub fn set(session: &SessionHandle, settings: Settings) {
    session.dispatch(Act::Set(settings));
    NEXT.set(Some(settings));
    if KEEPING.replace(true) {
        return;
    }
    let session = session.clone();
    spawn_local(async move {
        while let Some(settings) = NEXT.take() {
            if let Err(explanation) = bridge::save_settings(settings).await {
                report(&session, explanation);
            }
        }
        KEEPING.set(false);
    });
}

/// The page.
#[component]
pub fn SettingsPage() -> Html {
    let words = use_words();
    let session = use_session();
    let settings = session.settings;
    let change = |make: fn(Settings, &str) -> Settings| {
        let session = session.clone();
        Callback::from(move |value: String| set(&session, make(session.settings, &value)))
    };
    let languages = Lang::ALL
        .map(|lang| (lang.tag().to_owned(), words.name_of(lang), Some(lang.tag())))
        .to_vec();
    let themes = vec![
        ("system".to_owned(), words.t("theme-system"), None),
        ("light".to_owned(), words.t("theme-light"), None),
        ("dark".to_owned(), words.t("theme-dark"), None),
    ];
    let theme = match settings.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let sizes = TEXT_SIZES
        .map(|size| (size.to_string(), format!("{size} %"), None))
        .to_vec();
    let densities = vec![
        ("comfortable".to_owned(), words.t("lists-comfortable"), None),
        ("compact".to_owned(), words.t("lists-compact"), None),
    ];
    let idle = [5_u16, 10, 15, 30, 60]
        .map(|minutes| {
            (
                minutes.to_string(),
                words.with("minutes", &[("count", minutes.to_string())]),
                None,
            )
        })
        .into_iter()
        .chain([("0".to_owned(), words.t("idle-never"), None)])
        .collect::<Vec<_>>();
    let letter_keys = {
        let session = session.clone();
        Callback::from(move |event: Event| {
            set(
                &session,
                Settings {
                    letter_keys: checked_of(&event),
                    ..session.settings
                },
            );
        })
    };
    let switch = |make: fn(Settings, bool) -> Settings| {
        let session = session.clone();
        Callback::from(move |on: bool| set(&session, make(session.settings, on)))
    };
    let hours: Vec<_> = (0..24_u8)
        .map(|hour| {
            (
                hour.to_string(),
                words.with("hour", &[("hour", hour.to_string())]),
                None,
            )
        })
        .collect();
    let shortcuts = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| session.dispatch(Act::Shortcuts(true)))
    };
    html! {
        <Page title={words.t("settings")} narrow=true>
            <section class="panel" aria-labelledby="window-title">
                <h2 id="window-title" class="section-title">{ words.t("settings-window") }</h2>
                <div class="field-grid">
                    <Select id="language" label={words.t("language")} options={languages} value={settings.lang.tag().to_owned()}
                        on_change={change(|settings, value| Settings { lang: value.parse().unwrap_or(settings.lang), ..settings })} />
                    <Select id="theme" label={words.t("theme")} options={themes} value={theme.to_owned()}
                        on_change={change(|settings, value| Settings { theme: match value { "light" => Theme::Light, "dark" => Theme::Dark, _ => Theme::System }, ..settings })} />
                    <Select id="text-size" label={words.t("text-size")} options={sizes} value={settings.text_percent.to_string()}
                        on_change={change(|settings, value| Settings { text_percent: value.parse().unwrap_or(100), ..settings })} />
                    <Select id="lists" label={words.t("lists-density")} options={densities} value={(if settings.compact_lists { "compact" } else { "comfortable" }).to_owned()}
                        on_change={change(|settings, value| Settings { compact_lists: value == "compact", ..settings })} />
                    <Select id="idle" label={words.t("idle")} options={idle} value={settings.idle_minutes.to_string()}
                        on_change={change(|settings, value| Settings { idle_minutes: value.parse().unwrap_or(10), ..settings })} />
                </div>
                <label class="tick">
                    <input type="checkbox" class="ds-input" checked={settings.letter_keys} onchange={letter_keys} />
                    <span><span class="tick-label">{ words.t("letter-keys") }</span><span class="row-note">{ words.t("letter-keys-hint") }</span></span>
                </label>
                <Tick id="high-contrast" label={words.t("contrast-high")} hint={words.t("contrast-high-hint")} checked={settings.high_contrast}
                    on_change={switch(|settings, on| Settings { high_contrast: on, ..settings })} />
                <Tick id="notifications" label={words.t("notify")} hint={words.t("notify-hint")} checked={settings.notifications}
                    on_change={switch(|settings, on| Settings { notifications: on, ..settings })} />
                if settings.notifications {
                    <Tick id="notifications-named" label={words.t("notify-named")} hint={words.t("notify-named-hint")} checked={settings.notifications_named}
                        on_change={switch(|settings, on| Settings { notifications_named: on, ..settings })} />
                    <div class="field-grid">
                        <Select id="quiet-from" label={words.t("quiet-from")} options={hours.clone()} value={settings.quiet_from.to_string()}
                            on_change={change(|settings, value| Settings { quiet_from: value.parse().unwrap_or(settings.quiet_from), ..settings })} />
                        <Select id="quiet-until" label={words.t("quiet-until")} options={hours} value={settings.quiet_until.to_string()}
                            on_change={change(|settings, value| Settings { quiet_until: value.parse().unwrap_or(settings.quiet_until), ..settings })} />
                    </div>
                }
                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={shortcuts}><Icon name="keyboard" />{ words.t("keys-title") }</button>
            </section>
            <DeskPanel />
            <SignInPanel />
            <section class="panel" aria-labelledby="people-title">
                <h2 id="people-title" class="section-title">{ words.t("people") }</h2>
                <p class="muted">{ words.t("people-text") }</p>
                <p><Link<Route> to={Route::People} classes="ds-link">{ words.t("people-open") }</Link<Route>></p>
            </section>
            <section class="panel" aria-labelledby="templates-panel-title">
                <h2 id="templates-panel-title" class="section-title">{ words.t("templates") }</h2>
                <p class="muted">{ words.t("templates-text") }</p>
                <p><Link<Route> to={Route::LetterTemplates} classes="ds-link">{ words.t("templates-open") }</Link<Route>></p>
            </section>
            <section class="panel" aria-labelledby="procedures-panel-title">
                <h2 id="procedures-panel-title" class="section-title">{ words.t("procedures") }</h2>
                <p class="muted">{ words.t("procedures-text") }</p>
                <p><Link<Route> to={Route::Procedures} classes="ds-link">{ words.t("procedures-open") }</Link<Route>></p>
            </section>
            <NumberingPanel />
            <PlanPanel />
            <SealPanel />
            <KeyFilePanel />
            <WatchPanel />
            <BackupPanel />
            <CheckPanel />
            <TextsPanel />
            <PassphrasePanel />
            <KeychainPanel />
            <section class="panel" aria-labelledby="about-title">
                <h2 id="about-title" class="section-title">{ words.t("about") }</h2>
                <p>{ words.with("about-version", &[("version", session.version.clone())]) }</p>
                <p class="muted">{ words.t("about-parts") }</p>
                <p><Link<Route> to={Route::Accessibility} classes="ds-link">{ words.t("accessibility") }</Link<Route>></p>
            </section>
        </Page>
    }
}

fn role_name(words: &Words, role: Role) -> String {
    match role {
        Role::Agent => words.t("role-agent"),
        Role::Signatory => words.t("role-signatory"),
        Role::Clerk => words.t("role-clerk"),
        Role::Auditor => words.t("role-auditor"),
        Role::Administrator => words.t("role-administrator"),
    }
}

#[component]
fn DeskPanel() -> Html {
    let words = use_words();
    let session = use_session();
    let platform = use_state(String::new);
    let code = use_state(String::new);
    let certificates = use_state(|| None::<OfferedFile>);
    let problem = use_state(|| None::<Explanation>);
    let busy = use_state(|| false);
    let again = use_state(|| false);
    let Some(desk) = session.desk.clone() else {
        return Html::default();
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let choose = {
        let (certificates, problem) = (certificates.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| {
            let (certificates, problem) = (certificates.clone(), problem.clone());
            spawn_local(async move {
                match bridge::choose(Choice::Certificates).await {
                    Ok(files) => {
                        if let Some(file) = files.into_iter().next() {
                            certificates.set(Some(file));
                        }
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let onsubmit = {
        let (session, words, problem, busy, again) = (
            session.clone(),
            words.clone(),
            problem.clone(),
            busy.clone(),
            again.clone(),
        );
        let (platform, code, certificates) = (platform.clone(), code.clone(), certificates.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            if platform.trim().is_empty() || code.trim().is_empty() {
                problem.set(Some(Explanation {
                    code: "enrol-missing".to_owned(),
                    sentence: words.t("enrol-missing"),
                    next: None,
                }));
                return;
            }
            problem.set(None);
            busy.set(true);
            let values = (
                platform.trim().to_owned(),
                code.trim().to_owned(),
                (*certificates).clone(),
            );
            let (session, words, problem, busy, again, code) = (
                session.clone(),
                words.clone(),
                problem.clone(),
                busy.clone(),
                again.clone(),
                code.clone(),
            );
            spawn_local(async move {
                let (address, one_time, file) = values;
                let answer = bridge::enrol(address, one_time, file).await;
                busy.set(false);
                match answer {
                    Ok(desk) => {
                        code.set(String::new());
                        again.set(false);
                        let values = [("platform", desk.platform.clone().unwrap_or_default())];
                        session.dispatch(Act::Desk(desk));
                        session.dispatch(Act::Say(Notice::good(words.with("enrolled", &values))));
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let start_again = {
        let again = again.clone();
        Callback::from(move |_: MouseEvent| again.set(true))
    };
    html! {
        <section class="panel" aria-labelledby="desk-title">
            <h2 id="desk-title" class="section-title">{ words.t("settings-desk") }</h2>
            <dl class="facts">
                <dt>{ words.t("administration") }</dt><dd>{ &desk.administration }</dd>
                <dt>{ words.t("person") }</dt><dd>{ &desk.person }</dd>
                if !desk.roles.is_empty() {
                    <dt>{ words.t("roles") }</dt>
                    <dd><ul class="role-list" aria-label={words.t("may-title")}>
                        { for desk.roles.iter().map(|role| html! { <li>{ role_name(&words, *role) }<span class="row-note">{ role_may(&words, *role) }</span></li> }) }
                    </ul></dd>
                }
                <dt>{ words.t("platform") }</dt>
                <dd data-platform="">{ desk.platform.clone().unwrap_or_else(|| words.t("platform-none")) }</dd>
            </dl>
            if desk.platform.is_none() || *again {
                <form class="stack enrol" {onsubmit} novalidate=true>
                    <h3 class="label">{ words.t("enrol-title") }</h3>
                    <p class="muted">{ words.t("enrol-explain") }</p>
                    if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
                    <Field id="platform" label={words.t("enrol-platform")} value={(*platform).clone()} on_input={set(&platform)} code=true />
                    <Field id="code" label={words.t("enrol-code")} value={(*code).clone()} on_input={set(&code)} code=true />
                    <div class="field">
                        <span class="field-label" id="ca-label">{ words.t("enrol-certificates") }<span class="field-optional">{ words.t("optional") }</span></span>
                        <p class="field-hint">{ words.t("enrol-certificates-hint") }</p>
                        <div class="file-choice">
                            <Icon name="shield" />
                            <span class="file-name" id="ca-name">{ certificates.as_ref().map_or_else(|| words.t("file-none"), |file| file.name.clone()) }</span>
                            <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-ca"
                                aria-describedby="ca-label ca-name" onclick={choose}>{ words.t("choose-file") }</button>
                        </div>
                    </div>
                    <div><button type="submit" class="ds-button" aria-busy={busy.to_string()}>{ words.t("enrol-submit") }</button></div>
                </form>
            } else {
                <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" onclick={start_again}>{ words.t("enrol-again") }</button></div>
            }
        </section>
    }
}

#[component]
fn PassphrasePanel() -> Html {
    let words = use_words();
    let session = use_session();
    let problem = use_state(|| None::<Explanation>);
    let busy = use_state(|| false);
    let nodes = [use_node_ref(), use_node_ref(), use_node_ref()];
    let onsubmit = {
        let (session, words, problem, busy, nodes) = (
            session.clone(),
            words.clone(),
            problem.clone(),
            busy.clone(),
            nodes.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let [old, new, repeat] = nodes.each_ref().map(|node| {
                node.cast::<HtmlInputElement>()
                    .map(|input| input.value())
                    .unwrap_or_default()
            });
            let refuse = |code: &str| {
                problem.set(Some(Explanation {
                    code: code.to_owned(),
                    sentence: words.find(code, &[]).unwrap_or_default(),
                    next: None,
                }));
            };
            if new.chars().count() < 12 {
                return refuse("passphrase-short");
            }
            if new != repeat {
                return refuse("passphrase-differs");
            }
            for input in nodes.iter().filter_map(|node| node.cast::<HtmlInputElement>()) {
                input.set_value("");
            }
            problem.set(None);
            busy.set(true);
            let (session, words, problem, busy) =
                (session.clone(), words.clone(), problem.clone(), busy.clone());
            spawn_local(async move {
                let answer = bridge::change_passphrase(old, new).await;
                busy.set(false);
                match answer {
                    Ok(()) => session.dispatch(Act::Say(Notice::good(words.t("passphrase-changed")))),
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let [old, new, repeat] = nodes;
    html! {
        <details class="panel details">
            <summary class="section-title">{ words.t("passphrase-change") }</summary>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
                <Field id="old-passphrase" label={words.t("passphrase-old")} node={old} secret=true autocomplete="current-password" />
                <StrengthMeter><Field id="changed-passphrase" label={words.t("create-passphrase")} hint={words.t("create-passphrase-hint")} node={new} secret=true autocomplete="new-password" /></StrengthMeter>
                <Field id="changed-repeat" label={words.t("create-repeat")} node={repeat} secret=true autocomplete="new-password" />
                <div><button type="submit" class="ds-button" aria-busy={busy.to_string()}>{ words.t("passphrase-change-submit") }</button></div>
            </form>
        </details>
    }
}
