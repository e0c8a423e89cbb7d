//! The letters of a dossier that are being written, and the beginning of a new one.

use model::letter::LetterTemplate;
use model::view::DossierView;
use model::{DossierId, PartyId};
use wording::Lang;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Dialog, Icon, Problem, Select};
use crate::action::use_action;
use crate::bridge::letters as desk;
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::pages::Route;
use crate::words::use_words;

#[derive(PartialEq, Properties)]
pub struct DossierLettersProps {
    /// The dossier.
    pub dossier: DossierView,
    /// It is open.
    pub open: bool,
}

/// Drafts, and the button for a new letter.
#[component]
pub fn DossierLetters(props: &DossierLettersProps) -> Html {
    let words = use_words();
    let id: DossierId = props.dossier.id;
    let drafts = use_loaded(id, |id: &DossierId| desk::drafts(*id));
    let asking = use_state(|| false);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let list = drafts.ready().cloned().unwrap_or_default();
    if !props.open && list.is_empty() {
        return Html::default();
    }
    html! {
        <section class="stack-tight" aria-labelledby="letters-title">
            <div class="section-head">
                <h2 id="letters-title" class="section-title">{ words.t("letters") }</h2>
                if !list.is_empty() { <span class="count">{ list.len() }</span> }
                if props.open {
                    <button type="button" class="ds-button section-action" data-variant="secondary" data-size="sm" data-action="new-letter" onclick={ask}>
                        <Icon name="plus" />{ words.t("letter-new") }</button>
                }
            </div>
            if let Loaded::Failed(problem) = &*drafts { <Problem problem={problem.clone()} /> }
            if list.is_empty() {
                <p class="muted">{ words.t("letters-none") }</p>
            } else {
                <ul class="documents">
                    { for list.iter().filter_map(|draft| draft.id.map(|key| html! {
                        <li class="document-row" key={key.to_string()}>
                            <span class="document-pick" aria-hidden="true"><Icon name="page" /></span>
                            <div class="document-main">
                                <Link<Route> to={Route::Letter { id: key }} classes="row-link">{ &draft.title }</Link<Route>>
                                <span class="row-note">{ words.t("letter-draft") }{ " · " }{ &draft.letter.addressee.name }
                                    if let Some(at) = draft.changed_at { { " · " }{ format::moment(&words, at) } }</span>
                            </div>
                        </li>
                    })) }
                </ul>
            }
            if *asking { <NewLetter dossier={props.dossier.clone()} on_close={close} /> }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct NewLetterProps {
    dossier: DossierView,
    on_close: Callback<()>,
}

/// Which template, to whom, in which language.
#[component]
fn NewLetter(props: &NewLetterProps) -> Html {
    let words = use_words();
    let navigator = use_navigator();
    let action = use_action();
    let dossier = props.dossier.id;
    let templates = use_loaded(dossier, |id: &DossierId| desk::templates(Some(*id)));
    let chosen = use_state(|| None::<String>);
    let lang = use_state(|| None::<Lang>);
    let party = use_state(|| None::<PartyId>);
    let found: Vec<LetterTemplate> = templates.ready().cloned().unwrap_or_default();
    let template = found
        .iter()
        .find(|one| Some(&one.key) == chosen.as_ref())
        .or(found.first())
        .cloned();
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |key: String| chosen.set(Some(key)))
    };
    let langs = std::iter::once((String::new(), words.t("letter-lang-theirs"), None))
        .chain(
            template
                .iter()
                .flat_map(|template| template.languages.iter())
                .map(|lang| (lang.tag().to_owned(), words.name_of(*lang), Some(lang.tag()))),
        )
        .collect::<Vec<_>>();
    let parties = std::iter::once((String::new(), words.t("letter-party-rule"), None))
        .chain(
            props
                .dossier
                .parties
                .iter()
                .map(|party| (party.id.to_string(), party.name.clone(), None)),
        )
        .collect::<Vec<_>>();
    let on_lang = {
        let lang = lang.clone();
        Callback::from(move |value: String| lang.set(value.parse().ok()))
    };
    let on_party = {
        let party = party.clone();
        Callback::from(move |value: String| party.set(value.parse().ok()))
    };
    let onsubmit = {
        let (action, close) = (action.clone(), props.on_close.clone());
        let (key, lang, party) = (template.as_ref().map(|one| one.key.clone()), *lang, *party);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(key) = key.clone() else { return };
            let (navigator, close) = (navigator.clone(), close.clone());
            action.run(desk::begin(dossier, key, lang, party), move |draft| {
                close.emit(());
                if let (Some(navigator), Some(id)) = (&navigator, draft.id) {
                    navigator.push(&Route::Letter { id });
                }
                None
            });
        })
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let radio = |one: &LetterTemplate| {
        let (choose, key) = (choose.clone(), one.key.clone());
        let id = format!("template-{}", one.key);
        let checked = template.as_ref().is_some_and(|template| template.key == one.key);
        html! {
            <li key={one.key.clone()}><div class="key-row" data-chosen={checked.to_string()}>
                <input type="radio" class="ds-input" name="template" id={id.clone()} {checked} onchange={Callback::from(move |_: Event| choose.emit(key.clone()))} />
                <div class="key-about">
                    <label for={id} class="key-holder">{ &one.name }</label>
                    <span class="row-note">{ &one.purpose }</span>
                    if one.adverse { <span class="row-note">{ words.t("template-adverse") }</span> }
                </div>
            </div></li>
        }
    };
    let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.of_procedure);
    html! {
        <Dialog id="new-letter-title" title={words.t("letter-new-title")} on_close={props.on_close.clone()} wide=true>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                if let Loaded::Failed(problem) = &*templates { <Problem problem={problem.clone()} /> }
                if !own.is_empty() {
                    <fieldset class="keys-choice"><legend class="field-label">{ words.t("templates-of-procedure") }</legend>
                        <ul class="key-list">{ for own.into_iter().map(radio) }</ul></fieldset>
                }
                if !others.is_empty() {
                    <fieldset class="keys-choice"><legend class="field-label">{ words.t("templates-others") }</legend>
                        <ul class="key-list">{ for others.into_iter().map(radio) }</ul></fieldset>
                }
                <div class="field-pair">
                    <Select id="letter-party" label={words.t("letter-party")} options={parties} value={party.map(|id| id.to_string()).unwrap_or_default()} on_change={on_party} />
                    <Select id="letter-lang" label={words.t("letter-lang")} options={langs} value={lang.map(|lang| lang.tag().to_owned()).unwrap_or_default()} on_change={on_lang} />
                </div>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="begin-letter" disabled={template.is_none()} aria-busy={action.busy.to_string()}>{ words.t("letter-begin") }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
pub struct RedraftProps {
    /// The document.
    pub document: model::DocumentId,
}

/// The button that opens a finished letter again, where the document is one.
#[component]
pub fn RedraftButton(props: &RedraftProps) -> Html {
    let words = use_words();
    let navigator = use_navigator();
    let action = use_action();
    let document = props.document;
    let letter = use_loaded(document, |id: &model::DocumentId| desk::is_letter(*id));
    if letter.ready() != Some(&true) {
        return Html::default();
    }
    let onclick = {
        let action = action.clone();
        Callback::from(move |_: MouseEvent| {
            let navigator = navigator.clone();
            action.run(desk::redraft(document), move |draft| {
                if let (Some(navigator), Some(id)) = (&navigator, draft.id) {
                    navigator.push(&Route::Letter { id });
                }
                None
            });
        })
    };
    html! {
        <>
            <button type="button" class="ds-button" data-variant="secondary" data-action="redraft" aria-busy={action.busy.to_string()} {onclick}><Icon name="page" />{ words.t("letter-redraft") }</button>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
        </>
    }
}
