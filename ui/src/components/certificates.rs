//! The certificates to choose from, as a group of radio buttons.

use model::window::{CertificateRow, OfferedFile, TokensFound};
use wording::Explanation;
use yew::prelude::*;

use super::Icon;
use crate::format;
use crate::words::{Words, use_words};

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// The key file.
    #[default]
    File,
    /// A certificate in a token, by its name to the shell.
    Certificate(String),
}

/// How far the search for tokens is.
#[derive(Clone, Debug, PartialEq)]
pub enum Search {
    /// It runs; what was found before stays.
    Running(TokensFound),
    /// It is done.
    Done(TokensFound),
    /// It failed.
    Failed(Explanation),
}

impl Search {
    /// What was found so far.
    pub fn found(&self) -> Option<&TokensFound> {
        match self {
            Search::Running(found) | Search::Done(found) => Some(found),
            Search::Failed(_) => None,
        }
    }

    /// The certificate behind a name.
    pub fn certificate(&self, token: &str) -> Option<&CertificateRow> {
        self.found()?.certificates.iter().find(|row| row.token == token)
    }
}

#[derive(PartialEq, Properties)]
pub struct CertificatesProps {
    /// What is chosen.
    pub chosen: Chosen,
    /// Called with another choice.
    pub on_choose: Callback<Chosen>,
    /// The search for tokens.
    pub search: Search,
    /// Searches again.
    pub on_search: Callback<()>,
    /// The key file.
    pub file: Option<OfferedFile>,
    /// What it holds, once looked at.
    pub file_certificates: Vec<CertificateRow>,
    /// Opens the system's dialogue for a key file.
    pub on_choose_file: Callback<MouseEvent>,
}

/// The chooser.
#[component]
pub fn Certificates(props: &CertificatesProps) -> Html {
    let words = use_words();
    let choose = |chosen: Chosen| {
        let on_choose = props.on_choose.clone();
        Callback::from(move |_: Event| on_choose.emit(chosen.clone()))
    };
    let search = props.on_search.reform(|_: MouseEvent| ());
    let running = matches!(props.search, Search::Running(_));
    let found = props.search.found().cloned().unwrap_or_default();
    let status = match &props.search {
        Search::Running(_) => words.t("keys-searching"),
        Search::Failed(problem) => problem.sentence.clone(),
        Search::Done(found) if found.certificates.is_empty() => words.t("keys-none"),
        Search::Done(found) => words.with("keys-found", &[("count", found.certificates.len().to_string())]),
    };
    html! {
        <fieldset class="keys-choice">
            <legend class="field-label">{ words.t("seal-key") }</legend>
            <ul class="key-list">
                { for found.certificates.iter().map(|row| {
                    let chosen = Chosen::Certificate(row.token.clone());
                    let checked = props.chosen == chosen;
                    html! { <li key={row.token.clone()}>{ certificate(&words, row, checked, Some(choose(chosen))) }</li> }
                }) }
                <li>
                    <div class="key-row" data-chosen={(props.chosen == Chosen::File).to_string()}>
                        <input type="radio" class="ds-input" name="seal-key" id="key-file" checked={props.chosen == Chosen::File}
                            onchange={choose(Chosen::File)} aria-describedby="seal-key-name" />
                        <div class="key-about">
                            <label for="key-file" class="key-holder">{ words.t("seal-key-file") }</label>
                            <div class="file-choice">
                                <Icon name="key" />
                                <span class="file-name" id="seal-key-name">
                                    { props.file.as_ref().map_or_else(|| words.t("seal-key-none"), |file| file.name.clone()) }
                                </span>
                                <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-key"
                                    aria-describedby="seal-key-name" onclick={props.on_choose_file.clone()}>{ words.t("choose-file") }</button>
                            </div>
                            if !props.file_certificates.is_empty() {
                                <ul class="key-inside" aria-label={words.t("keys-inside")}>
                                    { for props.file_certificates.iter().map(|row| html! { <li>{ certificate(&words, row, false, None) }</li> }) }
                                </ul>
                            }
                        </div>
                    </div>
                </li>
            </ul>
            { for found.problems.iter().map(|problem| html! {
                <p class="outcome-warning"><Icon name="warning" /><span>{ &problem.sentence }{ " " }{ problem.next.clone().unwrap_or_default() }</span></p>
            }) }
            <div class="keys-search">
                <p class="field-hint" role="status">{ status }</p>
                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="search-keys"
                    aria-busy={running.to_string()} onclick={search}><Icon name="sync" />{ words.t("keys-search-again") }</button>
            </div>
        </fieldset>
    }
}

/// One certificate; with `on_change` it can be chosen, unless something speaks against it.
fn certificate(
    words: &Words,
    row: &CertificateRow,
    checked: bool,
    on_change: Option<Callback<Event>>,
) -> Html {
    let usable = row.unsuitable.is_empty();
    let id = format!("key-{}", row.token);
    let about = format!("{id}-about");
    let purpose = match row.purpose.as_str() {
        "signature" => words.t("purpose-signature"),
        "seal" => words.t("purpose-seal"),
        _ => words.t("purpose-neither"),
    };
    let purpose = if row.purpose_guessed {
        words.with("purpose-guessed", &[("purpose", purpose)])
    } else {
        purpose
    };
    let claim = match (row.claims_qualified, row.claims_device) {
        (true, true) => Some(words.t("claim-qualified-device")),
        (true, false) => Some(words.t("claim-qualified")),
        _ => None,
    };
    let validity = words.with(
        "key-validity",
        &[
            ("from", format::day(words, row.not_before)),
            ("to", format::day(words, row.not_after)),
        ],
    );
    let holder = match row.organisation.as_ref().filter(|name| **name != row.holder) {
        Some(organisation) => format!("{} · {organisation}", row.holder),
        None => row.holder.clone(),
    };
    let selectable = on_change.is_some();
    html! {
        <div class="key-row" data-chosen={checked.to_string()} data-usable={usable.to_string()}>
            if let Some(onchange) = on_change {
                <input type="radio" class="ds-input" name="seal-key" id={id.clone()} {checked} disabled={!usable} {onchange} aria-describedby={about.clone()} />
            }
            <div class="key-about">
                if selectable {
                    <label for={id} class="key-holder">{ holder }</label>
                } else {
                    <span class="key-holder">{ holder }</span>
                }
                <div id={about}>
                    <span class="row-note">{ purpose }if let Some(claim) = claim { { " · " }{ claim } }</span>
                    <span class="row-note">{ words.with("key-issuer", &[("issuer", row.issuer.clone())]) }{ " · " }{ validity }</span>
                    <span class="row-note">{ words.with("key-place", &[("place", row.place.clone())]) }{ " · " }{ &row.algorithm }</span>
                    { for row.unsuitable.iter().map(|reason| html! {
                        <p class="key-reason" data-code={reason.code.clone()}><Icon name="warning" /><span>{ &reason.sentence }{ " " }{ reason.next.clone().unwrap_or_default() }</span></p>
                    }) }
                </div>
            </div>
        </div>
    }
}
