//! Finding a dossier by typing, where something goes into one.

use model::view::DossierRow;
use model::{DossierId, DossierStatus};
use yew::prelude::*;

use super::{Field, Icon};
use crate::bridge;
use crate::load::use_loaded;
use crate::words::use_words;

/// The dossier that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDossier {
    /// Which.
    pub id: DossierId,
    /// Its reference.
    pub reference: String,
    /// Its subject.
    pub subject: String,
}

impl From<&DossierRow> for FoundDossier {
    fn from(row: &DossierRow) -> Self {
        Self {
            id: row.id,
            reference: row.reference.to_string(),
            subject: row.subject.to_string(),
        }
    }
}

#[derive(PartialEq, Properties)]
pub struct DossierFinderProps {
    /// Id of the field, unique on the page.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// The dossier chosen.
    pub value: Option<FoundDossier>,
    /// Called with the dossier, or with nothing to choose another one.
    pub on_change: Callback<Option<FoundDossier>>,
    /// A dossier that cannot be chosen: the one it is in.
    #[prop_or_default]
    pub except: Option<DossierId>,
    /// Closed dossiers can be chosen, too.
    #[prop_or_default]
    pub closed_too: bool,
}

/// A field that finds dossiers by reference, subject or party.
#[component]
pub fn DossierFinder(props: &DossierFinderProps) -> Html {
    let words = use_words();
    let text = use_state(String::new);
    let asked = text.trim().to_owned();
    let found = use_loaded(asked.clone(), |asked: &String| {
        let asked = asked.clone();
        async move {
            if asked.chars().count() < 2 {
                return Ok(Vec::new());
            }
            bridge::dossiers(asked).await
        }
    });
    if let Some(chosen) = &props.value {
        let again = props.on_change.reform(|_: MouseEvent| None);
        return html! {
            <div class="found">
                <p class="field-label">{ &props.label }</p>
                <p><span class="reference">{ &chosen.reference }</span>{ " " }<span class="row-note">{ &chosen.subject }</span></p>
                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={again}>{ words.t("finder-other") }</button>
            </div>
        };
    }
    let on_input = {
        let text = text.clone();
        Callback::from(move |value: String| text.set(value))
    };
    let rows: Vec<FoundDossier> = found
        .ready()
        .map(|rows| {
            rows.iter()
                .filter(|row| Some(row.id) != props.except)
                .filter(|row| props.closed_too || row.status == DossierStatus::Open)
                .take(6)
                .map(FoundDossier::from)
                .collect()
        })
        .unwrap_or_default();
    let enough = asked.chars().count() >= 2;
    html! {
        <div class="stack-tight">
            <Field id={props.id.clone()} label={props.label.clone()} hint={words.t("finder-hint")} value={(*text).clone()} {on_input} />
            <p class="visually-hidden" role="status">
                if enough { { words.with("dossiers-count", &[("count", rows.len().to_string())]) } }
            </p>
            if enough && rows.is_empty() && found.ready().is_some() { <p class="muted">{ words.t("finder-none") }</p> }
            if !rows.is_empty() {
                <ul class="choices">
                    { for rows.into_iter().map(|row| {
                        let (on_change, chosen) = (props.on_change.clone(), row.clone());
                        let onclick = Callback::from(move |_: MouseEvent| on_change.emit(Some(chosen.clone())));
                        html! {
                            <li key={row.reference.clone()}><button type="button" class="choice" {onclick}>
                                <Icon name="folder" /><span><span class="reference">{ &row.reference }</span><span class="row-note">{ &row.subject }</span></span>
                            </button></li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}
