//! The list of dossiers, with search as one types.

use model::DossierStatus;
use model::view::DossierRow;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::new_dossier::NewDossierDialog;
use crate::bridge;
use crate::components::{Empty, Icon, Page, Problem, SkeletonRows, value_of};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::use_session;
use crate::words::{Words, use_words};

/// The list.
#[component]
pub fn DossiersPage() -> Html {
    let words = use_words();
    let session = use_session();
    let search = use_state(String::new);
    let creating = use_state(|| false);
    let rows = use_loaded((*search).clone(), |search: &String| {
        bridge::dossiers(search.clone())
    });
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(value_of(&event)))
    };
    let clear = {
        let search = search.clone();
        Callback::from(move |_: MouseEvent| search.set(String::new()))
    };
    let open_new = {
        let creating = creating.clone();
        Callback::from(move |_: MouseEvent| creating.set(true))
    };
    let close_new = {
        let creating = creating.clone();
        Callback::from(move |()| creating.set(false))
    };
    let found = rows
        .ready()
        .map(|rows| words.with("dossiers-count", &[("count", rows.len().to_string())]));
    let below =
        html! { <p class="page-sub" role="status">{ found.unwrap_or_else(|| "\u{a0}".to_owned()) }</p> };
    let actions = html! {
        <button type="button" class="ds-button" data-action="new-dossier" onclick={open_new.clone()}>
            <Icon name="plus" />{ words.t("dossier-new") }
        </button>
    };
    let body = match &*rows {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(rows) if rows.is_empty() && search.trim().is_empty() => html! {
            <Empty title={words.t("dossiers-empty")} text={words.t("dossiers-empty-text")}>
                <button type="button" class="ds-button" onclick={open_new}><Icon name="plus" />{ words.t("dossier-new") }</button>
            </Empty>
        },
        Loaded::Ready(rows) if rows.is_empty() => html! {
            <Empty title={words.with("search-nothing", &[("search", search.trim().to_owned())])} text={words.t("search-nothing-text")}>
                <button type="button" class="ds-button" data-variant="secondary" onclick={clear}>{ words.t("search-clear") }</button>
            </Empty>
        },
        Loaded::Ready(rows) => table(&words, rows),
    };
    html! {
        <Page title={words.t("dossiers")} {below} {actions}>
            <div class="search" role="search">
                <Icon name="search" />
                <label class="visually-hidden" for="search">{ words.t("search-label") }</label>
                <input id="search" type="search" class="search-field" data-search="" placeholder={words.t("search-placeholder")}
                    value={(*search).clone()} oninput={on_search} autocomplete="off" spellcheck="false" />
                if session.settings.letter_keys { <kbd class="search-key" aria-hidden="true">{ "/" }</kbd> }
            </div>
            { body }
            if *creating { <NewDossierDialog on_close={close_new} /> }
        </Page>
    }
}

fn table(words: &Words, rows: &[DossierRow]) -> Html {
    html! {
        <table class="list dossiers">
            <caption class="visually-hidden">{ words.t("dossiers-caption") }</caption>
            <thead>
                <tr>
                    <th scope="col">{ words.t("reference") }</th>
                    <th scope="col">{ words.t("subject") }</th>
                    <th scope="col">{ words.t("documents") }</th>
                    <th scope="col">{ words.t("changed") }</th>
                </tr>
            </thead>
            <tbody>
                { for rows.iter().map(|row| html! {
                    <tr key={row.id.to_string()}>
                        <td class="cell-reference">
                            <RowLink to={Route::Dossier { id: row.id }}>{ row.reference.as_str() }</RowLink>
                        </td>
                        <td class="cell-subject">
                            <span class="row-title">{ row.subject.as_str() }</span>
                            <span class="row-note">
                                { row.party.clone().unwrap_or_else(|| words.t("no-party")) }
                                if row.status == DossierStatus::Closed { <span class="chip">{ words.t("dossier-closed") }</span> }
                            </span>
                        </td>
                        <td class="cell-documents">
                            <span>{ words.with("documents-count", &[("count", row.documents.to_string())]) }</span>
                            if row.waiting > 0 {
                                <span class="status" data-state="waiting"><span class="status-dot" aria-hidden="true"></span>
                                    { words.with("waiting-count", &[("count", row.waiting.to_string())]) }</span>
                            }
                        </td>
                        <td class="cell-changed">{ format::day(words, row.changed_at) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

#[derive(PartialEq, Properties)]
pub struct RowLinkProps {
    /// Where it leads.
    pub to: Route,
    /// Its text.
    pub children: Html,
}

/// The link of a row: reached by J and K, and the whole row follows it.
#[component]
pub fn RowLink(props: &RowLinkProps) -> Html {
    let navigator = use_navigator();
    let route = props.to.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        if let Some(navigator) = &navigator {
            navigator.push(&route);
        }
    });
    html! { <a class="row-link" href={format!("#{}", props.to.to_path())} data-row="" {onclick}>{ props.children.clone() }</a> }
}
