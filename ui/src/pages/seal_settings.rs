//! How the desk seals: the level that is wanted, who gives time-stamps, what happens when it fails.

use std::collections::BTreeMap;

use model::window::{AuthoritySetting, SealSettings};
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::bridge;
use crate::components::{Field, Icon, Problem, Select, checked_of, level_in_words};
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Notice, use_session};
use crate::words::{Words, use_words};

/// How one field of the settings takes what was entered.
type Change = Box<dyn Fn(&mut SealSettings, String)>;

const LEVELS: [&str; 4] = ["B-B", "B-T", "B-LT", "B-LTA"];

/// Keeps the settings, with the passwords of authorities that get a new one.
type Save = Callback<(SealSettings, BTreeMap<String, String>)>;

/// The panel.
#[component]
pub fn SealPanel() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| bridge::seal_settings());
    html! {
        <section class="panel" aria-labelledby="sealing-title">
            <h2 id="sealing-title" class="section-title">{ words.t("settings-sealing") }</h2>
            { match &*loaded {
                Loaded::Waiting => html! { <p class="muted">{ words.t("loading") }</p> },
                Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                Loaded::Ready(settings) => html! { <SealForm settings={settings.clone()} /> },
            } }
            <p><Link<Route> to={Route::Doctor} classes="ds-link doctor-link">{ words.t("doctor-link") }</Link<Route>></p>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct SealFormProps {
    settings: SealSettings,
}

#[component]
fn SealForm(props: &SealFormProps) -> Html {
    let words = use_words();
    let session = use_session();
    let problem = use_state(|| None::<Explanation>);
    let settings = &props.settings;
    let save: Save = {
        let (session, words, problem) = (session.clone(), words.clone(), problem.clone());
        Callback::from(move |(settings, passwords)| {
            let (session, words, problem) = (session.clone(), words.clone(), problem.clone());
            spawn_local(async move {
                match bridge::save_seal_settings(settings, passwords).await {
                    Ok(_) => {
                        problem.set(None);
                        session.dispatch(Act::Changed);
                        session.dispatch(Act::Say(Notice::good(words.t("sealing-saved"))));
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let change = |make: Change| {
        let (save, settings) = (save.clone(), settings.clone());
        Callback::from(move |value: String| {
            let mut settings = settings.clone();
            make(&mut settings, value);
            save.emit((settings, BTreeMap::new()));
        })
    };
    let levels: Vec<(String, String, Option<&'static str>)> = LEVELS
        .iter()
        .map(|level| ((*level).to_owned(), level_in_words(&words, level), None))
        .collect();
    let missed = vec![
        ("later".to_owned(), words.t("missed-later"), None),
        ("refuse".to_owned(), words.t("missed-refuse"), None),
    ];
    let visible = {
        let (save, settings) = (save.clone(), settings.clone());
        Callback::from(move |event: Event| {
            let settings = SealSettings {
                visible_seal: checked_of(&event),
                ..settings.clone()
            };
            save.emit((settings, BTreeMap::new()));
        })
    };
    let without_authority = settings.authorities.is_empty()
        && (settings.wanted != "B-B" || settings.procedures.values().any(|level| level != "B-B"));
    html! {
        <div class="stack">
            if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
            <div class="field-grid">
                <Select id="wanted-level" label={words.t("wanted-level")} options={levels.clone()} value={settings.wanted.clone()}
                    on_change={change(Box::new(|settings, value| settings.wanted = value))} />
                <Select id="if-missed" label={words.t("if-missed")} options={missed}
                    value={if settings.refuse_missed { "refuse".to_owned() } else { "later".to_owned() }}
                    on_change={change(Box::new(|settings, value| settings.refuse_missed = value == "refuse"))} />
            </div>
            if !session.procedures.is_empty() {
                <details class="details">
                    <summary class="label">{ words.t("levels-by-procedure") }</summary>
                    <div class="field-grid">
                        { for session.procedures.iter().map(|procedure| {
                            let key = procedure.key.clone();
                            let mut options = vec![(String::new(), words.t("level-of-desk"), None)];
                            options.extend(levels.clone());
                            html! {
                                <Select id={format!("level-{key}")} label={session.procedure_name(&key, words.lang())} {options}
                                    value={settings.procedures.get(&key).cloned().unwrap_or_default()}
                                    on_change={change(Box::new(move |settings, value| {
                                        if value.is_empty() { settings.procedures.remove(&key); } else { settings.procedures.insert(key.clone(), value); }
                                    }))} />
                            }
                        }) }
                    </div>
                </details>
            }
            <label class="tick">
                <input type="checkbox" class="ds-input" checked={settings.visible_seal} onchange={visible} />
                <span><span class="tick-label">{ words.t("visible-seal") }</span><span class="row-note">{ words.t("visible-seal-hint") }</span></span>
            </label>
            <section class="stack-tight" aria-labelledby="authorities-title">
                <h3 id="authorities-title" class="label">{ words.t("authorities") }</h3>
                <p class="field-hint">{ words.t("authorities-hint") }</p>
                if without_authority {
                    <p class="callout" data-color="warning"><Icon name="warning" /><span>{ words.t("authorities-missing") }</span></p>
                }
                if settings.authorities.is_empty() {
                    <p class="muted">{ words.t("authorities-none") }</p>
                } else {
                    <ol class="authorities">
                        { for settings.authorities.iter().enumerate().map(|(index, authority)| html! {
                            <li key={format!("{index} {}", authority.url)}>{ authority_row(&words, settings, index, authority, &save) }</li>
                        }) }
                    </ol>
                }
            </section>
            <AddAuthority key={settings.authorities.len()} settings={settings.clone()} save={save.clone()} />
        </div>
    }
}

/// Moves within bounds; out of them nothing changes.
fn moved(settings: &SealSettings, from: usize, to: usize) -> SealSettings {
    let mut settings = settings.clone();
    if from < settings.authorities.len() && to < settings.authorities.len() {
        let authority = settings.authorities.remove(from);
        settings.authorities.insert(to, authority);
    }
    settings
}

fn authority_row(
    words: &Words,
    settings: &SealSettings,
    index: usize,
    authority: &AuthoritySetting,
    save: &Save,
) -> Html {
    let then = |settings: SealSettings| {
        let save = save.clone();
        Callback::from(move |_: MouseEvent| save.emit((settings.clone(), BTreeMap::new())))
    };
    let last = settings.authorities.len().saturating_sub(1);
    let up = then(moved(settings, index, index.saturating_sub(1)));
    let down = then(moved(settings, index, (index + 1).min(last)));
    let mut without = settings.clone();
    without.authorities.remove(index);
    let remove = then(without);
    let name = [("url", authority.url.clone())];
    let seconds = if authority.timeout_s == 0 {
        15
    } else {
        authority.timeout_s
    };
    let mut facts = vec![words.with("authority-timeout", &[("seconds", seconds.to_string())])];
    facts.extend(
        authority
            .user
            .as_ref()
            .map(|user| words.with("authority-as", &[("user", user.clone())])),
    );
    facts.extend(
        authority
            .per_day
            .map(|count| words.with("authority-a-day", &[("count", count.to_string())])),
    );
    html! {
        <div class="authority">
            <span class="version-number" aria-hidden="true">{ index + 1 }</span>
            <div class="key-about">
                <span class="code authority-url">{ &authority.url }</span>
                <span class="row-note">{ facts.join(" · ") }</span>
            </div>
            <div class="authority-actions">
                <button type="button" class="icon-button" aria-label={words.with("authority-up", &name)} disabled={index == 0} onclick={up}><Icon name="up" /></button>
                <button type="button" class="icon-button" aria-label={words.with("authority-down", &name)} disabled={index == last} onclick={down}><Icon name="down" /></button>
                <button type="button" class="icon-button" aria-label={words.with("authority-remove", &name)} onclick={remove}><Icon name="close" /></button>
            </div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct AddAuthorityProps {
    settings: SealSettings,
    save: Save,
}

/// The form for one more authority.
#[component]
fn AddAuthority(props: &AddAuthorityProps) -> Html {
    let words = use_words();
    let url = use_state(String::new);
    let timeout = use_state(|| "15".to_owned());
    let user = use_state(String::new);
    let per_day = use_state(String::new);
    let password = use_node_ref();
    let missing = use_state(|| None::<Explanation>);
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let onsubmit = {
        let (url, timeout, user, per_day, password, missing) = (
            url.clone(),
            timeout.clone(),
            user.clone(),
            per_day.clone(),
            password.clone(),
            missing.clone(),
        );
        let (words, settings, save) = (words.clone(), props.settings.clone(), props.save.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let address = url.trim().to_owned();
            let refused = |id: &str| {
                missing.set(Some(Explanation {
                    code: id.to_owned(),
                    sentence: words.find(id, &[]).unwrap_or_default(),
                    next: None,
                }));
            };
            if !address.starts_with("https://") && !address.starts_with("http://") {
                return refused("authority-url-wrong");
            }
            if settings.authorities.iter().any(|one| one.url == address) {
                return refused("authority-known");
            }
            missing.set(None);
            let secret = password.cast::<HtmlInputElement>().map(|input| {
                let value = input.value();
                input.set_value("");
                value
            });
            let mut settings = settings.clone();
            settings.authorities.push(AuthoritySetting {
                url: address.clone(),
                timeout_s: timeout.trim().parse().unwrap_or_default(),
                user: Some(user.trim().to_owned()).filter(|user| !user.is_empty()),
                per_day: per_day.trim().parse().ok(),
                ..AuthoritySetting::default()
            });
            let passwords = secret
                .filter(|value| !value.is_empty())
                .map(|value| (address, value))
                .into_iter()
                .collect();
            save.emit((settings, passwords));
        })
    };
    html! {
        <details class="details">
            <summary class="label">{ words.t("authority-add") }</summary>
            <form class="stack" {onsubmit} novalidate=true>
                <div class="field-grid">
                    <Field id="authority-url" label={words.t("authority-url")} value={(*url).clone()} on_input={set(&url)} code=true error={(*missing).clone()} />
                    <Field id="authority-seconds" label={words.t("authority-seconds")} value={(*timeout).clone()} on_input={set(&timeout)} code=true />
                    <Field id="authority-user" label={words.t("authority-user")} value={(*user).clone()} on_input={set(&user)} code=true optional=true />
                    <Field id="authority-password" label={words.t("authority-password")} node={password} secret=true optional=true />
                    <Field id="authority-per-day" label={words.t("authority-per-day")} value={(*per_day).clone()} on_input={set(&per_day)} code=true optional=true />
                </div>
                <div><button type="submit" class="ds-button" data-variant="secondary" data-action="add-authority"><Icon name="plus" />{ words.t("authority-add") }</button></div>
            </form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_moves_and_never_leaves_the_list() {
        let named = |url: &str| AuthoritySetting {
            url: url.to_owned(),
            ..AuthoritySetting::default()
        };
        let settings = SealSettings {
            authorities: vec![named("a"), named("b")],
            ..SealSettings::default()
        };
        let urls = |settings: &SealSettings| -> Vec<String> {
            settings.authorities.iter().map(|one| one.url.clone()).collect()
        };
        assert_eq!(urls(&moved(&settings, 1, 0)), ["b", "a"]);
        assert_eq!(urls(&moved(&settings, 1, 2)), ["a", "b"]);
    }
}
