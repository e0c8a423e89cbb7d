//! An encrypted PDF that was not taken in: its password is asked for, used once and forgotten.

use model::DossierId;
use model::view::Imported;
use model::window::OfferedFile;
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::prelude::*;

use super::{Ask, Field, Icon};
use crate::action::use_action;
use crate::bridge;
use crate::words::use_words;

/// Whether a refusal says that a password is missing, or is another one.
pub fn wants_password(problem: &Explanation) -> bool {
    matches!(
        problem.code.as_str(),
        "pdf-password-needed" | "pdf-password-wrong"
    )
}

/// What stands in a field for a password, which is empty afterwards.
pub fn take_password(node: &NodeRef) -> Option<String> {
    let input = node.cast::<HtmlInputElement>()?;
    let text = input.value();
    input.set_value("");
    Some(text).filter(|text| !text.is_empty())
}

#[derive(PartialEq, Properties)]
pub struct LockedFileProps {
    /// Where it belongs.
    pub dossier: DossierId,
    /// The file.
    pub file: OfferedFile,
    /// Why it was refused.
    pub problem: Explanation,
    /// Called with what was taken in.
    pub on_taken: Callback<Imported>,
}

/// The refused line, with the way to give the password.
#[component]
pub fn LockedFile(props: &LockedFileProps) -> Html {
    let words = use_words();
    let action = use_action();
    let asking = use_state(|| false);
    let missing = use_state(|| false);
    let node = use_node_ref();
    let show = {
        let (action, asking, missing) = (action.clone(), asking.clone(), missing.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            missing.set(false);
            asking.set(true);
        })
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let on_confirm = {
        let (action, words, missing, node) = (action.clone(), words.clone(), missing.clone(), node.clone());
        let (dossier, file, on_taken) = (props.dossier, props.file.clone(), props.on_taken.clone());
        Callback::from(move |_: String| {
            let password = take_password(&node);
            missing.set(password.is_none());
            if password.is_none() {
                return;
            }
            let (words, on_taken) = (words.clone(), on_taken.clone());
            action.run(
                bridge::import(dossier, file.clone(), password, Box::new(|_| ())),
                move |imported| {
                    let said = if imported.duplicate {
                        let values = [
                            ("count", "1".to_owned()),
                            ("title", imported.document.title.clone()),
                        ];
                        words.with("import-known", &values)
                    } else {
                        words.with("import-done", &[("count", "1".to_owned())])
                    };
                    on_taken.emit(imported);
                    Some(said)
                },
            );
        })
    };
    let error = missing.then(|| Explanation {
        code: "field-empty".to_owned(),
        sentence: words.t("field-missing"),
        next: None,
    });
    let name = props.file.name.clone();
    html! {
        <>
            <div class="callout" data-color="danger" role="alert" data-code={props.problem.code.clone()}>
                <Icon name="warning" />
                <div class="stack-tight">
                    <p class="callout-title">{ words.with("import-locked", &[("name", name.clone())]) }</p>
                    <p>{ &props.problem.sentence }</p>
                    <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="give-password"
                        aria-label={words.with("import-password-of", &[("name", name.clone())])} onclick={show}><Icon name="key" />{ words.t("import-password-give") }</button></div>
                </div>
            </div>
            if *asking {
                <Ask title={words.t("import-password-title")} text={words.with("import-password-text", &[("name", name)])} confirm={words.t("import-password-confirm")}
                    busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close}>
                    <Field id="pdf-password" label={words.t("import-password")} hint={words.t("import-password-hint")} {node} secret=true autofocus=true {error} />
                </Ask>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_missing_or_wrong_password_is_asked_for() {
        let told = |code: &str| Explanation {
            code: code.to_owned(),
            sentence: String::new(),
            next: None,
        };
        assert!(wants_password(&told("pdf-password-needed")));
        assert!(wants_password(&told("pdf-password-wrong")));
        for other in ["pdf-damaged", "file-kind-mismatch", "pdf-encryption-unknown", ""] {
            assert!(!wants_password(&told(other)), "{other}");
        }
    }
}
