//! The sheet of shortcuts, on `?`.

use yew::prelude::*;

use super::Dialog;
use crate::session::{Act, use_session};
use crate::words::use_words;

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
    let groups: [Group; 3] = [
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
                ("keys-open", &["Enter"]),
                ("keys-select", &["Space"]),
                ("keys-new", &["N"]),
                ("keys-import", &["I"]),
                ("keys-seal", &["S"]),
            ],
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
                                        <kbd>{ words.find(&format!("key-{}", name.to_lowercase()), &[]).unwrap_or_else(|| (*name).to_owned()) }</kbd>
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
