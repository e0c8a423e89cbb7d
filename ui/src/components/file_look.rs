//! What a file is made of: why it may be shown otherwise elsewhere, and its revisions, each of which can be opened.

use model::VersionId;
use model::looking::{FileLook, RevisionRow};
use model::view::DocumentView;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::{Dialog, Icon, Preview, Problem, Signable, Tick};
use crate::bridge::{self, looking};
use crate::format;
use crate::load::Loaded;
use crate::words::{Words, use_words};

/// What a change is, in words; a word that is newer than this window stands as it is.
fn change_in_words(words: &Words, change: &str) -> String {
    words
        .find(&format!("revision-{}", change.replace('_', "-")), &[])
        .unwrap_or_else(|| change.to_owned())
}

/// The reasons, as one callout.
pub fn concerns_view(words: &Words, concerns: &[Explanation]) -> Html {
    if concerns.is_empty() {
        return Html::default();
    }
    html! {
        <div class="callout" data-color="warning" data-concerns={concerns.len().to_string()}>
            <Icon name="warning" />
            <div>
                <p class="callout-title">{ words.t("concerns-title") }</p>
                <ul class="reasons">
                    { for concerns.iter().map(|concern| html! {
                        <li data-code={concern.code.clone()}>{ &concern.sentence }{ " " }<span class="muted">{ concern.next.clone().unwrap_or_default() }</span></li>
                    }) }
                </ul>
            </div>
        </div>
    }
}

/// The look at a version; loaded once for each, since a version never changes.
#[hook]
pub fn use_look(version: Option<VersionId>) -> UseStateHandle<Loaded<FileLook>> {
    let state = use_state(|| Loaded::Waiting);
    {
        let state = state.clone();
        use_effect_with(version, move |version| {
            state.set(Loaded::Waiting);
            let gone = std::rc::Rc::new(std::cell::Cell::new(false));
            let watch = std::rc::Rc::clone(&gone);
            if let Some(id) = *version {
                spawn_local(async move {
                    let answer = looking::look_at_version(id).await;
                    if !watch.get() {
                        state.set(match answer {
                            Ok(look) => Loaded::Ready(look),
                            Err(problem) => Loaded::Failed(problem),
                        });
                    }
                });
            }
            move || gone.set(true)
        });
    }
    state
}

#[derive(PartialEq, Properties)]
pub struct RevisionsProps {
    /// The version they are of.
    pub version: VersionId,
    /// Title of the document.
    pub title: AttrValue,
    /// The revisions, oldest first.
    pub revisions: Vec<RevisionRow>,
}

/// How the file came to be: what each revision changed and who signed it then. One can be opened as it was.
#[component]
pub fn Revisions(props: &RevisionsProps) -> Html {
    let words = use_words();
    let opened = use_state(|| None::<u32>);
    let close = {
        let opened = opened.clone();
        Callback::from(move |()| opened.set(None))
    };
    let newest = props.revisions.last().map_or(0, |revision| revision.number);
    let row = |revision: &RevisionRow| {
        let number = revision.number;
        let open = {
            let opened = opened.clone();
            Callback::from(move |_: MouseEvent| opened.set(Some(number)))
        };
        let what: Vec<String> = match number {
            1 => vec![words.t("revision-first")],
            _ if revision.changes.is_empty() => vec![words.t("revision-nothing")],
            _ => revision
                .changes
                .iter()
                .map(|change| change_in_words(&words, change))
                .collect(),
        };
        html! {
            <li key={number} class="revision" data-revision={number.to_string()}>
                <p class="row-title">{ words.with("revision-number", &[("number", number.to_string())]) }{ " · " }{ what.join(", ") }</p>
                if !revision.signers.is_empty() { <p class="row-note"><Icon name="pen" />{ words.with("revision-signed", &[("names", revision.signers.join(", "))]) }</p> }
                <p class="row-note">{ format::size(&words, revision.size_bytes) }
                    if number == newest { { " · " }{ words.t("revision-newest") } }
                </p>
                if number != newest {
                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="open-revision" onclick={open}>
                        <Icon name="eye" />{ words.t("revision-open") }<span class="visually-hidden">{ format!(" {number}") }</span></button>
                }
            </li>
        }
    };
    html! {
        <>
            <ol class="revisions" reversed=true>{ for props.revisions.iter().rev().map(row) }</ol>
            if let Some(number) = *opened {
                <Dialog id="revision-title" title={words.with("revision-shown", &[("number", number.to_string()), ("title", props.title.to_string())])} on_close={close} wide=true>
                    <p class="callout" data-color="neutral"><Icon name="info" /><span>{ words.t("revision-old") }</span></p>
                    <Preview version={props.version} revision={number} title={props.title.clone()} />
                </Dialog>
            }
        </>
    }
}

/// What was looked at before signing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looked {
    /// Files looked at.
    pub done: usize,
    /// Titles of those that raise concerns, with them.
    pub concerned: Vec<(String, Vec<Explanation>)>,
    /// A person goes on all the same.
    pub accepted: bool,
}

impl Looked {
    /// Whether so many files may be signed: all were looked at, and what was found is accepted.
    pub fn may_go_on(&self, files: usize) -> bool {
        self.done >= files && (self.concerned.is_empty() || self.accepted)
    }
}

/// Looks at the files of documents, one after the other, in the version that was seen.
#[hook]
pub fn use_looked(documents: Vec<Signable>) -> UseStateHandle<Looked> {
    let state = use_state(Looked::default);
    {
        let state = state.clone();
        use_effect_with(documents, move |documents| {
            let documents = documents.clone();
            let gone = std::rc::Rc::new(std::cell::Cell::new(false));
            let watch = std::rc::Rc::clone(&gone);
            spawn_local(async move {
                let mut looked = Looked::default();
                for one in documents {
                    let found = match bridge::document(one.document).await {
                        Ok(document) => look_at(&document, &one).await,
                        // What cannot be found is refused when it is signed.
                        Err(_) => Vec::new(),
                    };
                    if watch.get() {
                        return;
                    }
                    looked.done += 1;
                    if !found.is_empty() {
                        looked.concerned.push((one.title, found));
                    }
                    state.set(looked.clone());
                }
            });
            move || gone.set(true)
        });
    }
    state
}

async fn look_at(document: &DocumentView, one: &Signable) -> Vec<Explanation> {
    let version = document
        .versions
        .iter()
        .find(|version| version.sha256 == one.seen);
    match version.filter(|version| version.media_type == "application/pdf") {
        // What cannot be looked at is told as a concern: nobody signs what could not be read.
        Some(version) => match looking::look_at_version(version.id).await {
            Ok(look) => look.concerns,
            Err(problem) => vec![problem],
        },
        None => Vec::new(),
    }
}

/// What was found before signing, and the tick without which nothing is signed.
pub fn looked_view(words: &Words, looked: &UseStateHandle<Looked>, files: usize) -> Html {
    if looked.done < files {
        let values = [("done", looked.done.to_string()), ("count", files.to_string())];
        return html! { <p class="field-hint" role="status">{ words.with("concerns-looking", &values) }</p> };
    }
    if looked.concerned.is_empty() {
        return html! { <p class="verdict-line muted" role="status"><Icon name="check" /><span>{ words.t("concerns-none") }</span></p> };
    }
    let on_change = {
        let looked = looked.clone();
        Callback::from(move |accepted: bool| {
            looked.set(Looked {
                accepted,
                ..(*looked).clone()
            });
        })
    };
    html! {
        <section class="stack-tight" data-looked="">
            <h3 class="label">{ words.with("concerns-files", &[("count", looked.concerned.len().to_string())]) }</h3>
            { for looked.concerned.iter().map(|(title, concerns)| html! {
                <div key={title.clone()}><p class="row-title">{ title }</p>{ concerns_view(words, concerns) }</div>
            }) }
            <Tick id="concerns-accepted" label={words.t("concerns-accept")} checked={looked.accepted} {on_change} />
        </section>
    }
}

#[derive(PartialEq, Properties)]
pub struct ConcernsProps {
    /// The look.
    pub look: Loaded<FileLook>,
}

/// The concerns of one file, where they are read.
#[component]
pub fn Concerns(props: &ConcernsProps) -> Html {
    let words = use_words();
    match &props.look {
        Loaded::Waiting => Html::default(),
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(look) => concerns_view(&words, &look.concerns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_signed_before_all_was_looked_at_and_what_was_found_is_accepted() {
        let mut looked = Looked::default();
        assert!(!looked.may_go_on(1));
        looked.done = 1;
        assert!(looked.may_go_on(1) && !looked.may_go_on(2));
        looked.concerned.push(("Acte".to_owned(), Vec::new()));
        assert!(!looked.may_go_on(1));
        looked.accepted = true;
        assert!(looked.may_go_on(1));
    }

    #[test]
    fn every_change_that_validation_names_is_said_in_words() {
        let words = Words::new(wording::Lang::Fr);
        for change in [
            "signature",
            "document_timestamp",
            "drawn_over_content",
            "signature_field",
            "validation_data",
            "validation_data_removed",
            "form_field",
            "annotation",
            "modification_date",
            "declaration",
            "content",
        ] {
            let id = format!("revision-{}", change.replace('_', "-"));
            assert!(words.find(&id, &[]).is_some(), "{id}");
        }
    }
}
