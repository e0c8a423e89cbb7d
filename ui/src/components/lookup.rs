//! The lookup of a printed identifier: the document at this desk, else the original of the platform, taken into a dossier.

use identifier::Identifier;
use model::view::DocumentView;
use wording::Explanation;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Dialog, DossierFinder, Field, FoundDossier, Icon, Problem};
use crate::action::use_action;
use crate::bridge::intake as desk;
use crate::pages::Route;
use crate::session::{Act, Over, use_session};
use crate::words::use_words;

/// What is known of an identifier that was asked for.
#[derive(Clone, PartialEq)]
enum Known {
    /// Nobody asked yet.
    Nothing,
    /// It is here.
    Here(Box<DocumentView>),
    /// It is not at this desk.
    Elsewhere(Identifier),
}

#[derive(PartialEq, Properties)]
pub struct LookupProps {
    /// What stands in the field at the beginning.
    pub text: String,
}

/// The dialogue.
#[component]
pub fn Lookup(props: &LookupProps) -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let action = use_action();
    let text = use_state(|| props.text.clone());
    let wrong = use_state(|| None::<Explanation>);
    let known = use_state(|| Known::Nothing);
    let into = use_state(|| None::<FoundDossier>);
    let on_close = {
        let session = session.clone();
        Callback::from(move |()| session.dispatch(Act::Over(Over::Nothing)))
    };
    let look = {
        let (action, words, text, wrong, known) = (
            action.clone(),
            words.clone(),
            text.clone(),
            wrong.clone(),
            known.clone(),
        );
        Callback::from(move |()| match Identifier::parse(text.trim()) {
            Err(error) => {
                known.set(Known::Nothing);
                wrong.set(Some(words.explain(&error)));
            }
            Ok(identifier) => {
                wrong.set(None);
                let known = known.clone();
                action.run(desk::original_here(identifier.canonical()), move |found| {
                    known.set(match found {
                        Some(document) => Known::Here(Box::new(document)),
                        None => Known::Elsewhere(identifier),
                    });
                    None
                });
            }
        })
    };
    {
        // What a link brought is looked up at once: at this desk, where nothing leaves it.
        let look = look.clone();
        use_effect_with(props.text.is_empty(), move |empty| {
            if !empty {
                look.emit(());
            }
        });
    }
    let on_input = {
        let (text, known, wrong) = (text.clone(), known.clone(), wrong.clone());
        Callback::from(move |value: String| {
            known.set(Known::Nothing);
            wrong.set(None);
            text.set(value);
        })
    };
    let onsubmit = {
        let look = look.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            look.emit(());
        })
    };
    let enrolled = session.desk.as_ref().is_some_and(|desk| desk.platform.is_some());
    let open = {
        let (session, navigator) = (session.clone(), navigator.clone());
        Callback::from(move |route: Route| {
            session.dispatch(Act::Over(Over::Nothing));
            if let Some(navigator) = &navigator {
                navigator.push(&route);
            }
        })
    };
    let answer = match &*known {
        Known::Nothing => Html::default(),
        Known::Here(document) => {
            let go = {
                let (open, id) = (open.clone(), document.id);
                Callback::from(move |_: MouseEvent| open.emit(Route::Document { id }))
            };
            html! {
                <div class="callout" data-color="success" role="status"><Icon name="check" /><div class="stack-tight">
                    <p class="callout-title">{ words.t("lookup-here") }</p>
                    <p>{ &document.title }</p>
                    <div><button type="button" class="ds-button" data-action="lookup-open" onclick={go}>{ words.t("lookup-open-document") }</button></div>
                </div></div>
            }
        }
        Known::Elsewhere(identifier) if enrolled => {
            let on_change = {
                let into = into.clone();
                Callback::from(move |found| into.set(found))
            };
            let pull = {
                let (action, words, open, into) = (action.clone(), words.clone(), open.clone(), into.clone());
                let identifier = identifier.canonical();
                Callback::from(move |_: MouseEvent| {
                    let Some(dossier) = (*into).clone() else { return };
                    let (words, open) = (words.clone(), open.clone());
                    action.run(
                        desk::pull_original(dossier.id, identifier.clone(), Box::new(|_| ())),
                        move |pulled| {
                            open.emit(Route::Document {
                                id: pulled.document.id,
                            });
                            let said = words.with(
                                if pulled.duplicate {
                                    "pull-known"
                                } else {
                                    "pull-done"
                                },
                                &[("title", pulled.document.title)],
                            );
                            let told = pulled.warnings.into_iter().map(|one| one.sentence);
                            Some(std::iter::once(said).chain(told).collect::<Vec<_>>().join(" "))
                        },
                    );
                })
            };
            html! {
                <div class="stack">
                    <p role="status">{ words.t("lookup-elsewhere") }</p>
                    <DossierFinder id="lookup-into" label={words.t("lookup-into")} value={(*into).clone()} {on_change} />
                    <div class="sheet-actions"><button type="button" class="ds-button" data-action="lookup-pull" disabled={into.is_none()}
                        aria-busy={action.busy.to_string()} onclick={pull}>{ words.t("lookup-pull") }</button></div>
                </div>
            }
        }
        Known::Elsewhere(_) => html! {
            <div class="callout" data-color="neutral" role="status"><Icon name="info" /><p>{ words.t("lookup-not-enrolled") }</p></div>
        },
    };
    html! {
        <Dialog id="lookup-title" title={words.t("lookup-open")} {on_close}>
            <div class="stack">
                <form class="stack" {onsubmit} novalidate=true>
                    if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                    <Field id="lookup-identifier" label={words.t("identifier")} hint={words.t("lookup-hint")} value={(*text).clone()} {on_input}
                        error={(*wrong).clone()} code=true autofocus=true />
                    <div class="sheet-actions"><button type="submit" class="ds-button" data-action="lookup-find" aria-busy={action.busy.to_string()}>
                        <Icon name="search" />{ words.t("lookup-find") }</button></div>
                </form>
                { answer }
            </div>
        </Dialog>
    }
}
