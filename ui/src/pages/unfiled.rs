//! What came in by the watched folder and waits for its dossier.

use model::IntakeId;
use model::document::UnfiledView;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::action::use_action;
use crate::bridge::intake as desk;
use crate::components::{
    Ask, BytesShown, DossierFinder, Empty, Field, FoundDossier, Icon, Page, PdfBytes, Problem, SkeletonRows,
    kind_of_file,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

/// What is shown of the file that is open.
#[derive(Clone, PartialEq)]
enum Seen {
    Reading,
    Bytes(PdfBytes),
    Refused(Explanation),
}

/// The page.
#[component]
pub fn UnfiledPage() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::unfiled());
    let open = use_state(|| None::<IntakeId>);
    let seen = use_state(|| Seen::Reading);
    let list = loaded.ready().cloned().unwrap_or_default();
    let current = list.iter().find(|one| Some(one.id) == *open).cloned();
    {
        let seen = seen.clone();
        use_effect_with(current.as_ref().map(|one| one.id), move |id| {
            let gone = std::rc::Rc::new(std::cell::Cell::new(false));
            if let Some(id) = *id {
                seen.set(Seen::Reading);
                let watch = std::rc::Rc::clone(&gone);
                spawn_local(async move {
                    let answer = match desk::read_unfiled(id).await {
                        Ok(bytes) => Seen::Bytes(PdfBytes::new(bytes.to_vec())),
                        Err(problem) => Seen::Refused(problem),
                    };
                    if !watch.get() {
                        seen.set(answer);
                    }
                });
            }
            move || gone.set(true)
        });
    }
    let below = html! { <p class="page-sub">{ words.t("unfiled-text") }</p> };
    let actions = html! { <Link<Route> to={Route::Settings} classes="ds-link">{ words.t("watch-settings-link") }</Link<Route>> };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(list) if list.is_empty() => {
            html! { <Empty title={words.t("unfiled-none")} text={words.t("unfiled-none-text")} /> }
        }
        Loaded::Ready(list) => html! {
            <div class="reader">
                <div>{ match (&current, &*seen) {
                    (None, _) => html! { <div class="preview preview-none"><p>{ words.t("unfiled-choose") }</p></div> },
                    (Some(_), Seen::Reading) => html! { <div class="preview"><div class="bone preview-bone" aria-hidden="true"></div></div> },
                    (Some(_), Seen::Refused(problem)) => html! { <div class="preview"><Problem problem={problem.clone()} /></div> },
                    (Some(one), Seen::Bytes(bytes)) => html! { <BytesShown key={one.id.to_string()} bytes={bytes.clone()} media_type={one.media_type.clone()} title={one.file_name.clone()} /> },
                } }</div>
                <div class="reader-side">
                    <section class="side-card" aria-labelledby="unfiled-title">
                        <h2 id="unfiled-title" class="label">{ words.with("unfiled-count", &[("count", list.len().to_string())]) }</h2>
                        <ul class="versions">{ for list.iter().map(|one| row(&words, one, *open == Some(one.id), &open)) }</ul>
                    </section>
                    if let Some(one) = current.clone() { <FileCard key={one.id.to_string()} file={one.clone()} /> }
                </div>
            </div>
        },
    };
    html! { <Page title={words.t("unfiled")} {below} {actions} class={classes!("page-document")}>{ body }</Page> }
}

fn row(words: &Words, one: &UnfiledView, current: bool, open: &UseStateHandle<Option<IntakeId>>) -> Html {
    let (open, id) = (open.clone(), one.id);
    let onclick = Callback::from(move |_: MouseEvent| open.set(Some(id)));
    let mut about = vec![kind_of_file(words, &one.media_type)];
    if let Some(pages) = one.pages {
        about.push(words.with("pages-count", &[("count", pages.to_string())]));
    }
    about.push(format::size(words, one.size_bytes));
    html! {
        <li key={id.to_string()}>
            <button type="button" class="version" data-row="" aria-pressed={current.to_string()} {onclick}>
                <Icon name="page" />
                <span><span class="version-origin break">{ &one.file_name }</span>
                    <span class="row-note">{ about.join(" · ") }</span>
                    <span class="row-note">{ format::moment(words, one.arrived_at) }</span>
                    if let Some(suggestion) = &one.suggestion { <span class="chip">{ words.with("unfiled-suggested", &[("reference", suggestion.reference.to_string())]) }</span> }
                </span>
            </button>
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct FileCardProps {
    file: UnfiledView,
}

/// Into which dossier, under which title; or aside.
#[component]
fn FileCard(props: &FileCardProps) -> Html {
    let words = use_words();
    let action = use_action();
    let aside = use_state(|| false);
    let title = use_state(String::new);
    let missing = use_state(|| false);
    let suggestion = props.file.suggestion.clone();
    let to = use_state(|| {
        suggestion.as_ref().map(|one| FoundDossier {
            id: one.dossier,
            reference: one.reference.to_string(),
            subject: one.subject.clone(),
        })
    });
    let on_change = {
        let to = to.clone();
        Callback::from(move |found: Option<FoundDossier>| to.set(found))
    };
    let on_title = {
        let title = title.clone();
        Callback::from(move |value: String| title.set(value))
    };
    let onsubmit = {
        let (action, words, to, title, missing) = (
            action.clone(),
            words.clone(),
            to.clone(),
            title.clone(),
            missing.clone(),
        );
        let id = props.file.id;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(target) = (*to).clone() else {
                missing.set(true);
                return;
            };
            missing.set(false);
            let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
            let words = words.clone();
            action.run(
                desk::file_into(id, target.id, title, Box::new(|_| ())),
                move |taken| {
                    let values = [
                        ("title", taken.imported.document.title.clone()),
                        ("reference", target.reference.clone()),
                    ];
                    let said = words.with("unfiled-filed", &values);
                    let told: Vec<String> = taken
                        .imported
                        .warnings
                        .into_iter()
                        .map(|one| one.sentence)
                        .collect();
                    Some(std::iter::once(said).chain(told).collect::<Vec<_>>().join(" "))
                },
            );
        })
    };
    let show = {
        let (aside, action) = (aside.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            aside.set(true);
        })
    };
    let close = {
        let aside = aside.clone();
        Callback::from(move |()| aside.set(false))
    };
    let on_aside = {
        let (action, words, id) = (action.clone(), words.clone(), props.file.id);
        let name = props.file.file_name.clone();
        Callback::from(move |reason: String| {
            let said = words.with("unfiled-aside-done", &[("name", name.clone())]);
            action.run(desk::set_aside(id, reason), move |()| Some(said));
        })
    };
    html! {
        <section class="side-card" aria-labelledby="file-title">
            <h2 id="file-title" class="label">{ words.t("unfiled-file") }</h2>
            if let Some(by) = suggestion.as_ref().and_then(|one| one.by_identifier.clone()) {
                <p class="muted">{ words.with("unfiled-by-identifier", &[("identifier", by)]) }</p>
            }
            if let (Some(problem), false) = (&*action.problem, *aside) { <Problem problem={problem.clone()} /> }
            <form class="stack file-form" {onsubmit} novalidate=true>
                <DossierFinder id="file-into" label={words.t("unfiled-dossier")} value={(*to).clone()} {on_change} />
                if *missing { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("finder-missing") }</span></p> }
                <Field id="file-title-field" label={words.t("document-title")} hint={words.t("unfiled-title-hint")} value={(*title).clone()} on_input={on_title} optional=true />
                <div class="row-actions">
                    <button type="submit" class="ds-button" data-action="file" aria-busy={action.busy.to_string()}>{ words.t("unfiled-file-confirm") }</button>
                    <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="set-aside" onclick={show}>{ words.t("unfiled-aside") }</button>
                </div>
            </form>
            if *aside {
                <Ask title={words.t("unfiled-aside")} text={words.t("unfiled-aside-text")} reason={words.t("act-reason")} confirm={words.t("unfiled-aside-confirm")}
                    busy={*action.busy} problem={(*action.problem).clone()} on_confirm={on_aside} on_close={close} />
            }
        </section>
    }
}
