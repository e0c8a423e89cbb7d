//! Another reference for a dossier.

use model::DossierId;
use yew::prelude::*;

use super::Ask;
use crate::action::use_action;
use crate::bridge::dossiers as desk;
use crate::words::use_words;

#[derive(PartialEq, Properties)]
pub struct RenumberDialogProps {
    /// Which dossier.
    pub dossier: DossierId,
    /// Called when the person leaves.
    pub on_close: Callback<()>,
}

/// Asks for the reason; a number that is given is not taken back.
#[component]
pub fn RenumberDialog(props: &RenumberDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let on_confirm = {
        let (action, words, close, id) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.dossier,
        );
        Callback::from(move |reason: String| {
            let (words, close) = (words.clone(), close.clone());
            action.run(desk::renumber(id, reason), move |dossier| {
                close.emit(());
                Some(words.with("renumbered", &[("reference", dossier.reference.to_string())]))
            });
        })
    };
    html! {
        <Ask title={words.t("renumber")} text={words.t("renumber-text")} reason={words.t("act-reason")} confirm={words.t("renumber")}
            grave=true busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()} />
    }
}
