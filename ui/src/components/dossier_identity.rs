//! What a dossier is: its state and what may follow, classification, who may see it, tags; closing and reopening.

use model::view::{DossierAttempt, DossierView};
use model::{Confidentiality, DossierStatus, PersonId, Role, Subject};
use wording::{Explanation, Lang};
use yew::prelude::*;

use super::{Ask, Dialog, Field, Icon, Problem, Select, Suggest, Suggestion, Tick};
use crate::action::use_action;
use crate::bridge::{self, dossiers as desk, people};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Session, use_session};
use crate::undo::{Said, Undo};
use crate::words::{Words, use_words};

/// Whether whoever works here may change dossiers.
pub fn may_edit(session: &Session) -> bool {
    session
        .desk
        .as_ref()
        .is_some_and(|desk| desk.roles.contains(&Role::Agent) || desk.roles.contains(&Role::Clerk))
}

/// The word for who may see a dossier.
pub fn access_in_words(words: &Words, access: Confidentiality) -> String {
    words.t(match access {
        Confidentiality::Internal => "access-internal",
        Confidentiality::Restricted => "access-restricted",
        Confidentiality::Confidential => "access-confidential",
    })
}

/// A text of a procedure in a language, else in French.
pub fn text_in(texts: &model::procedure::Texts, lang: Lang) -> Option<String> {
    model::procedure::text_in(texts, lang).map(str::to_owned)
}

/// Where something that keeps a dossier back is settled: the key of a tab.
fn place(code: &str) -> Option<(&'static str, &'static str)> {
    match code {
        "state-document-missing"
        | "state-circuit-unfinished"
        | "closing-circuit-running"
        | "closing-act-unsealed" => Some(("documents", "blocker-to-documents")),
        "closing-deadline-open" => Some(("deadlines", "blocker-to-deadlines")),
        _ => None,
    }
}

/// Everything that keeps a dossier back, one by one, each with where it is settled.
fn blockers_list(words: &Words, blockers: &[Explanation], on_tab: &Callback<&'static str>) -> Html {
    html! {
        <ul class="blockers">
            { for blockers.iter().map(|blocker| {
                let link = place(&blocker.code).map(|(tab, label)| {
                    let onclick = on_tab.reform(move |_: MouseEvent| tab);
                    html! { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" {onclick}>{ words.t(label) }</button> }
                });
                html! {
                    <li key={blocker.sentence.clone()} data-code={blocker.code.clone()}>
                        <p class="callout-title">{ &blocker.sentence }</p>
                        if let Some(next) = &blocker.next { <p>{ next }</p> }
                        { for link }
                    </li>
                }
            }) }
        </ul>
    }
}

/// What keeps a way back from being taken, as the refusal of it: the first thing that stands against it.
fn refused(blockers: Vec<Explanation>) -> Explanation {
    blockers.into_iter().next().unwrap_or_else(|| Explanation {
        code: "undo-refused".to_owned(),
        sentence: String::new(),
        next: None,
    })
}

/// Back to the state before; what stands against it is told.
async fn back_to(id: model::DossierId, state: String) -> bridge::Answer<()> {
    let attempt = desk::change_state(id, state).await?;
    if attempt.done {
        Ok(())
    } else {
        Err(refused(attempt.blockers))
    }
}

/// Closed again.
async fn close_again(id: model::DossierId) -> bridge::Answer<()> {
    let attempt = desk::close_dossier(id, String::new()).await?;
    if attempt.done {
        Ok(())
    } else {
        Err(refused(attempt.blockers))
    }
}

#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Subject,
    Class,
    Access,
    Tags,
    Close,
    Reopen,
}

#[derive(PartialEq, Properties)]
pub struct DossierIdentityProps {
    /// The dossier.
    pub dossier: DossierView,
    /// Opens a tab of the page.
    pub on_tab: Callback<&'static str>,
}

/// The identity bar.
#[component]
pub fn DossierIdentity(props: &DossierIdentityProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let open = use_state(|| Open::Nothing);
    let kept_back = use_state(|| None::<(String, Vec<Explanation>)>);
    let dossier = &props.dossier;
    let id = dossier.id;
    let procedure = use_loaded(id, |id| desk::dossier_procedure(*id));
    let facts = &dossier.facts;
    let is_open = dossier.status == DossierStatus::Open;
    let editing = is_open && may_edit(&session);
    // A key is not a word: until the procedure is read, nothing stands in its place.
    let reading = matches!(*procedure, Loaded::Waiting);
    let state_name = |key: &str| -> String {
        if reading {
            return "…".to_owned();
        }
        procedure
            .ready()
            .and_then(|found| found.as_ref())
            .and_then(|found| found.procedure.states.iter().find(|state| state.key == key))
            .and_then(|state| text_in(&state.name, words.lang()))
            .unwrap_or_else(|| key.to_owned())
    };
    let show = |what: Open| {
        let (open, action) = (open.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            open.set(what.clone());
        })
    };
    let close = {
        let (open, action) = (open.clone(), action.clone());
        Callback::from(move |()| {
            action.forget();
            open.set(Open::Nothing);
        })
    };
    let follow = |key: &str, name: String| {
        let (action, words, kept_back, key) =
            (action.clone(), words.clone(), kept_back.clone(), key.to_owned());
        let before = facts.state.clone().unwrap_or_default();
        Callback::from(move |_: MouseEvent| {
            let (words, kept_back, name) = (words.clone(), kept_back.clone(), name.clone());
            let before = before.clone();
            action.run_undoable(
                desk::change_state(id, key.clone()),
                move |attempt: DossierAttempt| {
                    if attempt.done {
                        kept_back.set(None);
                        Some(Said {
                            text: words.with("state-changed", &[("state", name)]),
                            undo: Undo::by(move || back_to(id, before.clone())),
                        })
                    } else {
                        kept_back.set(Some((
                            words.with("state-kept-back", &[("state", name)]),
                            attempt.blockers,
                        )));
                        None
                    }
                },
            );
        })
    };
    let edit = |what: Open, label: &str, action: &'static str| {
        let name = words.with("edit-fact", &[("fact", words.t(label))]);
        html! {
            if editing { <button type="button" class="icon-button fact-edit" data-action={action} aria-label={name.clone()} title={name} onclick={show(what)}><Icon name="pen" /></button> }
        }
    };
    let class = facts
        .classification
        .as_ref()
        .map(|code| match &facts.classification_title {
            Some(title) => format!("{code} · {title}"),
            None => code.clone(),
        });
    let on_tab = {
        let (on_tab, kept_back, open) = (props.on_tab.clone(), kept_back.clone(), open.clone());
        Callback::from(move |tab: &'static str| {
            kept_back.set(None);
            open.set(Open::Nothing);
            on_tab.emit(tab);
        })
    };
    let dialog = match &*open {
        Open::Nothing => Html::default(),
        Open::Subject => html! { <SubjectDialog dossier={dossier.clone()} on_close={close} /> },
        Open::Class => html! { <ClassDialog dossier={dossier.clone()} on_close={close} /> },
        Open::Access => html! { <AccessDialog dossier={dossier.clone()} on_close={close} /> },
        Open::Tags => html! { <TagsDialog dossier={dossier.clone()} on_close={close} /> },
        Open::Close => {
            html! { <CloseDialog dossier={dossier.clone()} on_close={close} on_tab={on_tab.clone()} /> }
        }
        Open::Reopen => {
            let on_confirm = {
                let (action, words, open) = (action.clone(), words.clone(), open.clone());
                Callback::from(move |reason: String| {
                    let (words, open) = (words.clone(), open.clone());
                    action.run_undoable(desk::reopen_dossier(id, reason), move |dossier| {
                        open.set(Open::Nothing);
                        Some(Said {
                            text: words.with(
                                "dossier-is-reopened",
                                &[("reference", dossier.reference.to_string())],
                            ),
                            undo: Undo::by(move || close_again(id)),
                        })
                    });
                })
            };
            html! { <Ask title={words.t("dossier-reopen")} text={words.t("dossier-reopen-text")} reason={words.t("act-reason")}
            confirm={words.t("dossier-reopen-confirm")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close} /> }
        }
    };
    html! {
        <section class={classes!("identity", (!is_open).then_some("is-closed"))} aria-label={words.t("dossier-identity")}>
            if !is_open {
                <p class="identity-closed"><Icon name="lock" /><span>
                    { match facts.closed_at { Some(at) => words.with("dossier-closed-since", &[("moment", format::moment(&words, at))]), None => words.t("dossier-closed") } }
                    { " " }{ words.t("dossier-read-only") }
                </span></p>
            }
            <dl class="identity-facts">
                <div><dt>{ words.t("reference") }</dt><dd class="reference">{ dossier.reference.as_str() }</dd></div>
                <div><dt>{ words.t("procedure") }</dt><dd>{ match &dossier.procedure {
                    Some(key) => session.procedure_name(key, words.lang()),
                    None => words.t("procedure-none"),
                } }</dd></div>
                if let Some(state) = &facts.state {
                    <div><dt>{ words.t("state") }</dt><dd><strong data-state-key={state.clone()}>{ state_name(state) }</strong></dd></div>
                }
                <div><dt>{ words.t("classification") }</dt><dd>{ class.unwrap_or_else(|| "–".to_owned()) }{ edit(Open::Class, "classification", "edit-class") }</dd></div>
                <div><dt>{ words.t("confidentiality") }</dt><dd>
                    <span class="chip" data-access={format!("{:?}", facts.confidentiality).to_lowercase()}>{ access_in_words(&words, facts.confidentiality) }</span>
                    if !facts.named.is_empty() { <span class="row-note">{ facts.named.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ") }</span> }
                    { edit(Open::Access, "confidentiality", "edit-access") }</dd></div>
                <div><dt>{ words.t("tags") }</dt><dd>
                    if facts.tags.is_empty() { { "–" } }
                    { for facts.tags.iter().map(|tag| html! { <span class="chip" key={tag.clone()}>{ tag }</span> }) }
                    { edit(Open::Tags, "tags", "edit-tags") }</dd></div>
            </dl>
            if may_edit(&session) {
                <div class="identity-actions">
                    if is_open {
                        if !facts.next_states.is_empty() && !reading { <span class="muted">{ words.t("state-next") }</span> }
                        { for facts.next_states.iter().filter(|_| !reading).map(|key| {
                            let name = state_name(key);
                            html! { <button type="button" key={key.clone()} class="ds-button" data-variant="secondary" data-size="sm" data-action={format!("state-{key}")}
                                aria-busy={action.busy.to_string()} onclick={follow(key, name.clone())}>{ &name }<Icon name="right" /></button> }
                        }) }
                        <span class="identity-own">
                        <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="edit-subject" onclick={show(Open::Subject)}><Icon name="pen" />{ words.t("subject-change") }</button>
                        <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="close-dossier" onclick={show(Open::Close)}><Icon name="lock" />{ words.t("dossier-close") }</button>
                        </span>
                    } else {
                        <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="reopen-dossier" onclick={show(Open::Reopen)}>{ words.t("dossier-reopen") }</button>
                    }
                </div>
            }
            if let (Some(problem), Open::Nothing) = (&*action.problem, &*open) { <Problem problem={problem.clone()} /> }
            if let Some((title, blockers)) = &*kept_back {
                <div class="callout" data-color="warning" role="alert"><Icon name="warning" /><div>
                    <p class="callout-title">{ title }</p>
                    { blockers_list(&words, blockers, &on_tab) }
                </div></div>
            }
            { dialog }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct EditProps {
    dossier: DossierView,
    on_close: Callback<()>,
}

/// Another subject.
#[component]
fn SubjectDialog(props: &EditProps) -> Html {
    let words = use_words();
    let action = use_action();
    let value = use_state(|| props.dossier.subject.to_string());
    let wrong = use_state(|| None::<Explanation>);
    let on_input = {
        let value = value.clone();
        Callback::from(move |text: String| value.set(text))
    };
    let on_confirm = {
        let (action, words, value, wrong) = (action.clone(), words.clone(), value.clone(), wrong.clone());
        let (id, on_close, before) = (
            props.dossier.id,
            props.on_close.clone(),
            props.dossier.subject.clone(),
        );
        Callback::from(move |_: String| match Subject::parse(&value) {
            Err(error) => wrong.set(Some(words.explain(&error))),
            Ok(subject) => {
                wrong.set(None);
                let (words, on_close, before) = (words.clone(), on_close.clone(), before.clone());
                action.run_undoable(desk::change_subject(id, subject), move |_| {
                    on_close.emit(());
                    Some(Said {
                        text: words.t("is-kept"),
                        undo: Undo::by(move || desk::change_subject(id, before.clone())),
                    })
                });
            }
        })
    };
    html! {
        <Ask title={words.t("subject-change")} confirm={words.t("keep")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Field id="edit-subject" label={words.t("subject")} value={(*value).clone()} {on_input} error={(*wrong).clone()} autofocus=true />
        </Ask>
    }
}

/// The choices of the classification plan: value, text, language.
pub fn class_options(
    words: &Words,
    plan: &[model::classification::ClassRow],
    none: String,
    present: Option<&str>,
) -> Vec<(String, String, Option<&'static str>)> {
    let mut options = vec![(String::new(), none, None)];
    options.extend(
        plan.iter()
            .filter(|row| !row.class.retired || Some(row.class.code.as_str()) == present)
            .map(|row| {
                let indent = "\u{2003}".repeat(row.depth as usize);
                let title = text_in(&row.class.titles, words.lang()).unwrap_or_default();
                (
                    row.class.code.clone(),
                    format!("{indent}{} · {title}", row.class.code),
                    None,
                )
            }),
    );
    options
}

/// Another class.
#[component]
fn ClassDialog(props: &EditProps) -> Html {
    let words = use_words();
    let action = use_action();
    let plan = use_loaded((), |()| desk::classification_plan());
    let value = use_state(|| props.dossier.facts.classification.clone().unwrap_or_default());
    let set = {
        let value = value.clone();
        Callback::from(move |text: String| value.set(text))
    };
    let on_confirm = {
        let (action, words, value) = (action.clone(), words.clone(), value.clone());
        let (id, on_close) = (props.dossier.id, props.on_close.clone());
        let before = props.dossier.facts.classification.clone();
        Callback::from(move |_: String| {
            let before = before.clone();
            let code = Some(value.trim().to_owned()).filter(|code| !code.is_empty());
            let (words, on_close) = (words.clone(), on_close.clone());
            action.run_undoable(desk::classify(id, code), move |_| {
                on_close.emit(());
                Some(Said {
                    text: words.t("is-kept"),
                    undo: Undo::by(move || desk::classify(id, before.clone())),
                })
            });
        })
    };
    let present = props.dossier.facts.classification.as_deref();
    let field = match plan.ready() {
        Some(plan) if !plan.is_empty() => {
            html! { <Select id="edit-class" label={words.t("classification")} options={class_options(&words, plan, words.t("class-none"), present)} value={(*value).clone()} on_change={set} /> }
        }
        Some(_) => {
            html! { <Field id="edit-class" label={words.t("classification")} hint={words.t("class-free-hint")} value={(*value).clone()} on_input={set} optional=true autofocus=true /> }
        }
        None => Html::default(),
    };
    html! {
        <Ask title={words.t("class-change")} confirm={words.t("keep")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            { field }
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
pub struct AccessFieldsProps {
    /// Who may see the dossier.
    pub access: Confidentiality,
    /// Called with another choice.
    pub on_access: Callback<Confidentiality>,
    /// Who is named.
    pub named: Vec<PersonId>,
    /// Called with who is named then.
    pub on_named: Callback<Vec<PersonId>>,
}

/// The fields for who may see a dossier.
#[component]
pub fn AccessFields(props: &AccessFieldsProps) -> Html {
    let words = use_words();
    let everybody = use_loaded((), |()| people::people());
    let options = [
        ("internal", "access-internal-long"),
        ("restricted", "access-restricted-long"),
        ("confidential", "access-confidential-long"),
    ]
    .map(|(key, label)| (key.to_owned(), words.t(label), None))
    .to_vec();
    let value = match props.access {
        Confidentiality::Internal => "internal",
        Confidentiality::Restricted => "restricted",
        Confidentiality::Confidential => "confidential",
    };
    let on_change = props.on_access.reform(|value: String| match value.as_str() {
        "restricted" => Confidentiality::Restricted,
        "confidential" => Confidentiality::Confidential,
        _ => Confidentiality::Internal,
    });
    let here = everybody
        .ready()
        .map(|people| {
            people
                .iter()
                .filter(|person| person.left_at.is_none())
                .cloned()
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    html! {
        <>
            <Select id="edit-access" label={words.t("confidentiality")} {options} value={value.to_owned()} {on_change} />
            if props.access != Confidentiality::Internal {
                <fieldset class="stack-tight"><legend class="field-label">{ words.t("access-named") }</legend>
                    <p class="field-hint">{ words.t("access-named-hint") }</p>
                    { for here.into_iter().map(|person| {
                        let (named, on_named, id) = (props.named.clone(), props.on_named.clone(), person.id);
                        let checked = named.contains(&id);
                        let on_change = Callback::from(move |on: bool| {
                            let mut next: Vec<PersonId> = named.iter().copied().filter(|known| *known != id).collect();
                            if on { next.push(id); }
                            on_named.emit(next);
                        });
                        html! { <Tick key={id.to_string()} id={format!("named-{id}")} label={person.name} {checked} {on_change} /> }
                    }) }
                </fieldset>
            }
        </>
    }
}

/// Who may see it.
#[component]
fn AccessDialog(props: &EditProps) -> Html {
    let words = use_words();
    let action = use_action();
    let access = use_state(|| props.dossier.facts.confidentiality);
    let named = use_state(|| {
        props
            .dossier
            .facts
            .named
            .iter()
            .map(|person| person.id)
            .collect::<Vec<_>>()
    });
    let on_access = {
        let access = access.clone();
        Callback::from(move |value| access.set(value))
    };
    let on_named = {
        let named = named.clone();
        Callback::from(move |value| named.set(value))
    };
    let on_confirm = {
        let (action, words, access, named) = (action.clone(), words.clone(), access.clone(), named.clone());
        let (id, on_close, before) = (
            props.dossier.id,
            props.on_close.clone(),
            props.dossier.facts.clone(),
        );
        Callback::from(move |_: String| {
            let (words, on_close, before) = (words.clone(), on_close.clone(), before.clone());
            action.run_undoable(
                desk::set_confidentiality(id, *access, (*named).clone()),
                move |_| {
                    on_close.emit(());
                    let named: Vec<PersonId> = before.named.iter().map(|person| person.id).collect();
                    Some(Said {
                        text: words.t("is-kept"),
                        undo: Undo::by(move || {
                            desk::set_confidentiality(id, before.confidentiality, named.clone())
                        }),
                    })
                },
            );
        })
    };
    html! {
        <Ask title={words.t("access-change")} text={words.t("access-change-text")} confirm={words.t("keep")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <AccessFields access={*access} {on_access} named={(*named).clone()} {on_named} />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
pub struct TagsFieldProps {
    /// The tags.
    pub tags: Vec<String>,
    /// What stands in the field and is no tag yet.
    pub typed: String,
    /// Called with what is typed.
    pub on_typed: Callback<String>,
    /// Called with the tags then.
    pub on_tags: Callback<Vec<String>>,
}

/// A field for tags: those there are, and one more with suggestions.
#[component]
pub fn TagsField(props: &TagsFieldProps) -> Html {
    let words = use_words();
    let known = use_loaded(props.typed.clone(), |typed: &String| desk::tags(typed.clone()));
    let suggestions = known
        .ready()
        .map(|known| {
            known
                .iter()
                .filter(|(tag, _)| !props.tags.contains(tag))
                .take(8)
                .map(|(tag, count)| Suggestion {
                    key: tag.clone(),
                    text: tag.clone(),
                    note: words.with("dossiers-count", &[("count", count.to_string())]),
                })
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    let on_pick = {
        let (tags, on_tags, on_typed) = (props.tags.clone(), props.on_tags.clone(), props.on_typed.clone());
        Callback::from(move |one: Suggestion| {
            let mut next = tags.clone();
            next.push(one.key);
            on_tags.emit(next);
            on_typed.emit(String::new());
        })
    };
    html! {
        <div class="stack-tight">
            if !props.tags.is_empty() {
                <ul class="chip-row" aria-label={words.t("tags")}>
                    { for props.tags.iter().map(|tag| {
                        let (tags, on_tags, own) = (props.tags.clone(), props.on_tags.clone(), tag.clone());
                        let onclick = Callback::from(move |_: MouseEvent| on_tags.emit(tags.iter().filter(|other| **other != own).cloned().collect()));
                        html! { <li key={tag.clone()} class="chip chip-held">{ tag }<button type="button" class="chip-button" aria-label={words.with("tag-remove", &[("tag", tag.clone())])} {onclick}><Icon name="close" /></button></li> }
                    }) }
                </ul>
            }
            <Suggest id="tags-field" label={words.t("tag-add")} hint={words.t("tag-hint")} value={props.typed.clone()} on_input={props.on_typed.clone()} {suggestions} {on_pick} optional=true />
        </div>
    }
}

/// The tags with what still stands in the field, of which commas part one from the next.
pub fn with_typed(tags: &[String], typed: &str) -> Vec<String> {
    let mut all = tags.to_vec();
    for tag in typed.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !all.iter().any(|known| known == tag) {
            all.push(tag.to_owned());
        }
    }
    all
}

/// The tags.
#[component]
fn TagsDialog(props: &EditProps) -> Html {
    let words = use_words();
    let action = use_action();
    let tags = use_state(|| props.dossier.facts.tags.clone());
    let typed = use_state(String::new);
    let on_tags = {
        let tags = tags.clone();
        Callback::from(move |value| tags.set(value))
    };
    let on_typed = {
        let typed = typed.clone();
        Callback::from(move |value| typed.set(value))
    };
    let on_confirm = {
        let (action, words, tags, typed) = (action.clone(), words.clone(), tags.clone(), typed.clone());
        let (dossier, on_close) = (props.dossier.clone(), props.on_close.clone());
        Callback::from(move |_: String| {
            let before = &dossier.facts.tags;
            let after = with_typed(&tags, &typed);
            let add: Vec<String> = after
                .iter()
                .filter(|tag| !before.contains(tag))
                .cloned()
                .collect();
            let remove: Vec<String> = before
                .iter()
                .filter(|tag| !after.contains(tag))
                .cloned()
                .collect();
            let (words, on_close, id) = (words.clone(), on_close.clone(), dossier.id);
            let (added, removed) = (add.clone(), remove.clone());
            action.run_undoable(desk::change_tags(id, add, remove), move |_| {
                on_close.emit(());
                Some(Said {
                    text: words.t("is-kept"),
                    undo: Undo::by(move || desk::change_tags(id, removed.clone(), added.clone())),
                })
            });
        })
    };
    html! {
        <Ask title={words.t("tags-change")} confirm={words.t("keep")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <TagsField tags={(*tags).clone()} typed={(*typed).clone()} {on_typed} {on_tags} />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct CloseProps {
    dossier: DossierView,
    on_close: Callback<()>,
    on_tab: Callback<&'static str>,
}

/// Closing, or everything that stands against it.
#[component]
fn CloseDialog(props: &CloseProps) -> Html {
    let words = use_words();
    let action = use_action();
    let blockers = use_loaded(props.dossier.id, |id| desk::closing_blockers(*id));
    let title = words.with(
        "dossier-close-title",
        &[("reference", props.dossier.reference.to_string())],
    );
    let leave = props.on_close.reform(|_: MouseEvent| ());
    match &*blockers {
        Loaded::Ready(blockers) if blockers.is_empty() => {
            let on_confirm = {
                let (action, words, on_close, id) = (
                    action.clone(),
                    words.clone(),
                    props.on_close.clone(),
                    props.dossier.id,
                );
                Callback::from(move |remark: String| {
                    let (words, on_close) = (words.clone(), on_close.clone());
                    action.run_undoable(desk::close_dossier(id, remark), move |attempt| {
                        // What came up meanwhile is shown by the next look at the blockers.
                        attempt.done.then(|| {
                            on_close.emit(());
                            let why = words.t("undo-reason");
                            Said {
                                text: words.with(
                                    "dossier-is-closed",
                                    &[("reference", attempt.dossier.reference.to_string())],
                                ),
                                undo: Undo::by(move || desk::reopen_dossier(id, why.clone())),
                            }
                        })
                    });
                })
            };
            html! { <Ask {title} text={words.t("dossier-close-text")} reason={words.t("dossier-close-remark")} reason_optional=true
            confirm={words.t("dossier-close-confirm")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()} /> }
        }
        Loaded::Ready(blockers) => html! {
            <Dialog id="close-title" {title} on_close={props.on_close.clone()}>
                <div class="stack">
                    <p class="lead">{ words.with("dossier-close-blocked", &[("count", blockers.len().to_string())]) }</p>
                    { blockers_list(&words, blockers, &props.on_tab) }
                    <div class="sheet-actions"><button type="button" class="ds-button" data-variant="secondary" onclick={leave}>{ words.t("dossier-close-back") }</button></div>
                </div>
            </Dialog>
        },
        Loaded::Failed(problem) => html! {
            <Dialog id="close-title" {title} on_close={props.on_close.clone()}><Problem problem={problem.clone()} /></Dialog>
        },
        Loaded::Waiting => Html::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_field_of_tags_is_not_lost() {
        let tags = ["urgent".to_owned()];
        assert_eq!(
            with_typed(&tags, " gare, urgent ,, école"),
            ["urgent", "gare", "école"]
        );
        assert_eq!(with_typed(&tags, "  "), ["urgent"]);
    }
}
