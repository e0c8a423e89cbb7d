//! Files dropped anywhere: into which dossier they go.

use model::DossierStatus;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Dialog, DossierFinder, FoundDossier, Icon};
use crate::bridge;
use crate::load::use_loaded;
use crate::pages::Route;
use crate::session::{Act, use_session};
use crate::words::use_words;

/// So many dossiers are offered before anything is typed.
const OFFERED: usize = 5;

/// Asks for the dossier, goes there, and the dossier takes the files.
#[component]
pub fn FileInto() -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let newest = use_loaded((), |()| bridge::dossiers(String::new()));
    let count = session.dropped.len().to_string();
    let on_close = {
        let session = session.clone();
        Callback::from(move |()| session.dispatch(Act::Dropped(Vec::new())))
    };
    let take = Callback::from(move |found: Option<FoundDossier>| {
        if let (Some(found), Some(navigator)) = (found, &navigator) {
            navigator.push(&Route::Dossier { id: found.id });
        }
    });
    let visited: Vec<_> = session
        .recent
        .iter()
        .filter_map(|one| match one.route {
            Route::Dossier { id } => Some(id),
            _ => None,
        })
        .collect();
    let mut rows: Vec<_> = newest
        .ready()
        .map(|rows| {
            rows.iter()
                .filter(|row| row.status == DossierStatus::Open)
                .collect()
        })
        .unwrap_or_default();
    // Those that were just looked at first.
    rows.sort_by_key(|row| visited.iter().position(|id| *id == row.id).unwrap_or(usize::MAX));
    html! {
        <Dialog id="file-into-title" title={words.with("file-into", &[("count", count)])} {on_close}>
            <div class="stack">
                <ul class="file-into-files">{ for session.dropped.iter().map(|file| html! { <li key={file.token.clone()}><Icon name="page" /><span class="break">{ &file.name }</span></li> }) }</ul>
                <DossierFinder id="file-into-dossier" label={words.t("file-into-dossier")} value={None::<FoundDossier>} on_change={take.clone()} />
                if !rows.is_empty() {
                    <section class="stack-tight" aria-labelledby="file-into-recent">
                        <h3 id="file-into-recent" class="label">{ words.t("palette-recent") }</h3>
                        <ul class="choices">{ for rows.into_iter().take(OFFERED).map(|row| {
                            let (take, found) = (take.clone(), FoundDossier::from(row));
                            let onclick = Callback::from(move |_: MouseEvent| take.emit(Some(found.clone())));
                            html! { <li key={row.id.to_string()}><button type="button" class="choice" {onclick}><Icon name="folder" />
                                <span><span class="reference">{ row.reference.to_string() }</span><span class="row-note">{ row.subject.to_string() }</span></span></button></li> }
                        }) }</ul>
                    </section>
                }
                <p class="field-hint">{ words.t("file-into-hint") }</p>
            </div>
        </Dialog>
    }
}
