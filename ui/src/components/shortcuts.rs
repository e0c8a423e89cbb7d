//! The sheet of shortcuts, on `?`.

use yew::prelude::*;

use super::Dialog;
use crate::session::{Act, use_session};
use crate::words::{Words, use_words};

/// Keys as they are called on the reader's keyboard: `Ctrl K` is `Strg K` on a German one.
pub fn keys_in_words(words: &Words, keys: &str) -> String {
    let named = |key: &str| {
        let known = key.chars().count() > 1;
        Some(format!("key-{}", key.to_lowercase()))
            .filter(|_| known)
            .and_then(|id| words.find(&id, &[]))
            .unwrap_or_else(|| key.to_owned())
    };
    keys.split(' ').map(named).collect::<Vec<_>>().join(" ")
}

/// The sheet.
#[component]
pub fn Shortcuts() -> Html {
    let words = use_words();
    let session = use_session();
    let on_close = {
        let session = session.clone();
        Callback::from(move |()| session.dispatch(Act::Shortcuts(false)))
    };
    /// A heading and its lines: what it does, and the keys.
    type Group = (&'static str, &'static [(&'static str, &'static [&'static str])]);
    let groups: [Group; 4] = [
        (
            "keys-everywhere",
            &[
                ("keys-palette", &["Ctrl K"]),
                ("keys-undo", &["Ctrl Z"]),
                ("keys-lookup", &["Ctrl O"]),
                ("keys-help-page", &["F1"]),
                ("keys-help", &["?"]),
                ("keys-search", &["/"]),
                ("keys-dossiers", &["1"]),
                ("keys-outbox", &["2"]),
                ("keys-settings", &["3"]),
                ("keys-sync", &["Y"]),
                ("keys-zoom", &["Ctrl +", "Ctrl −", "Ctrl 0"]),
                ("keys-lock", &["Ctrl L"]),
                ("keys-back", &["Esc"]),
            ],
        ),
        (
            "keys-lists",
            &[
                ("keys-down", &["J", "↓"]),
                ("keys-up", &["K", "↑"]),
                ("keys-window", &["Page ↓", "Page ↑"]),
                ("keys-ends", &["Home", "End"]),
                ("keys-open", &["Enter"]),
                ("keys-select", &["Space"]),
                ("keys-new", &["N"]),
                ("keys-import", &["I"]),
                ("keys-seal", &["S"]),
            ],
        ),
        (
            "keys-writing",
            &[("keys-next-gap", &["F8"]), ("keys-written", &["Ctrl Enter"])],
        ),
        (
            "keys-reading",
            &[
                ("keys-next-page", &["→", "Page ↓"]),
                ("keys-previous-page", &["←", "Page ↑"]),
                ("keys-larger", &["+"]),
                ("keys-smaller", &["−"]),
                ("keys-fit", &["0"]),
            ],
        ),
    ];
    html! {
        <Dialog id="shortcuts-title" title={words.t("keys-title")} {on_close} wide=true>
            if !session.settings.letter_keys {
                <p class="callout" data-color="neutral">{ words.t("keys-off") }</p>
            }
            <div class="keys">
                { for groups.into_iter().map(|(group, keys)| html! {
                    <section>
                        <h3 class="label">{ words.find(group, &[]) }</h3>
                        <dl>
                            { for keys.iter().map(|(id, names)| html! {
                                <div>
                                    <dt>{ words.find(id, &[]) }</dt>
                                    <dd>{ for names.iter().map(|name| html! {
                                        <kbd>{ keys_in_words(&words, name) }</kbd>
                                    }) }</dd>
                                </div>
                            }) }
                        </dl>
                    </section>
                }) }
            </div>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use wording::Lang;

    use super::*;

    #[test]
    fn keys_are_called_as_on_the_keyboard_of_the_language() {
        let keys = |lang, keys| keys_in_words(&Words::new(lang), keys);
        assert_eq!(keys(Lang::De, "Ctrl K"), "Strg K");
        assert_eq!(keys(Lang::Fr, "Ctrl K"), "Ctrl K");
        assert_eq!(keys(Lang::De, "Page ↓"), "Bild ↓");
        assert_eq!(keys(Lang::Fr, "Home"), "Début");
        assert_eq!(keys(Lang::En, "J"), "J");
    }
}
