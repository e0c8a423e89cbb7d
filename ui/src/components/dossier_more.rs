//! What is seldom done with a dossier: an original of the platform, a separator sheet, a package for the archives.

use model::window::PackageForm;
use model::{DossierId, Role};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::renumber::RenumberDialog;
use super::{Ask, Field, Icon, Select, Tick};
use crate::action::use_action;
use crate::bridge::{self, Work, dossiers, intake as desk};
use crate::load::use_loaded;
use crate::session::{Act, Notice, report, use_session};
use crate::words::use_words;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Pull,
    Export,
    Renumber,
    Migrate,
}

#[derive(PartialEq, Properties)]
pub struct DossierMoreProps {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its reference, for the names of files.
    pub reference: AttrValue,
    /// It is open.
    pub open: bool,
}

/// A name of a file without what file systems refuse.
fn plain(reference: &str) -> String {
    reference
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' })
        .collect()
}

/// The buttons and their dialogues.
#[component]
pub fn DossierMore(props: &DossierMoreProps) -> Html {
    let words = use_words();
    let session = use_session();
    let doing = use_state(|| None::<Doing>);
    let roles = session
        .desk
        .as_ref()
        .map(|desk| desk.roles.clone())
        .unwrap_or_default();
    let writes = roles
        .iter()
        .any(|role| matches!(role, Role::Agent | Role::Signatory | Role::Clerk));
    let packs = roles
        .iter()
        .any(|role| matches!(role, Role::Auditor | Role::Administrator));
    let numbers = roles
        .iter()
        .any(|role| matches!(role, Role::Clerk | Role::Administrator));
    let leads = roles
        .iter()
        .any(|role| matches!(role, Role::Signatory | Role::Administrator));
    // Whether new dossiers get another version of its procedure than this one has.
    let outdated = use_loaded(props.dossier, |id: &DossierId| dossiers::dossier_procedure(*id))
        .ready()
        .and_then(|view| view.as_ref())
        .is_some_and(|view| !view.row.current);
    let show = |what: Doing| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(what)))
    };
    let close = {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(None))
    };
    let sheet = {
        let (session, words, id) = (session.clone(), words.clone(), props.dossier);
        let suggested = format!("{}-{}.pdf", words.t("separator-file"), plain(&props.reference));
        Callback::from(move |_: MouseEvent| {
            let (session, words, suggested) = (session.clone(), words.clone(), suggested.clone());
            spawn_local(async move {
                match desk::save_separator_sheet(id, suggested).await {
                    Ok(Some(name)) => {
                        session.dispatch(Act::Say(Notice::good(words.with("exported", &[("name", name)]))));
                    }
                    Ok(None) => {}
                    Err(problem) => report(&session, problem),
                }
            });
        })
    };
    html! {
        <>
            if props.open && writes {
                <button type="button" class="ds-button" data-variant="tertiary" data-action="pull" onclick={show(Doing::Pull)}>{ words.t("pull-action") }</button>
                <button type="button" class="ds-button" data-variant="tertiary" data-action="separator" onclick={sheet}>{ words.t("separator-action") }</button>
            }
            if packs { <button type="button" class="ds-button" data-variant="tertiary" data-action="pack" onclick={show(Doing::Export)}>{ words.t("pack-action") }</button> }
            if numbers { <button type="button" class="ds-button" data-variant="tertiary" data-action="renumber" onclick={show(Doing::Renumber)}>{ words.t("renumber") }</button> }
            if props.open && leads && outdated { <button type="button" class="ds-button" data-variant="tertiary" data-action="migrate" onclick={show(Doing::Migrate)}>{ words.t("migrate") }</button> }
            if *doing == Some(Doing::Migrate) { <MigrateDialog dossier={props.dossier} on_close={close.clone()} /> }
            if *doing == Some(Doing::Renumber) { <RenumberDialog dossier={props.dossier} on_close={close.clone()} /> }
            if *doing == Some(Doing::Pull) { <PullDialog dossier={props.dossier} on_close={close.clone()} /> }
            if *doing == Some(Doing::Export) { <PackDialog dossier={props.dossier} on_close={close} /> }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct DialogProps {
    dossier: DossierId,
    on_close: Callback<()>,
}

/// The dossier goes on under the newest version of its procedure.
#[component]
fn MigrateDialog(props: &DialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let on_confirm = {
        let (action, words, close, id) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            props.dossier,
        );
        Callback::from(move |reason: String| {
            let (close, words) = (close.clone(), words.clone());
            action.run(dossiers::migrate(id, reason), move |_| {
                close.emit(());
                Some(words.t("migrate-done"))
            });
        })
    };
    html! {
        <Ask title={words.t("migrate")} text={words.t("migrate-text")} reason={words.t("act-reason")} confirm={words.t("migrate-confirm")} grave=true
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()} />
    }
}

/// An original by its identifier.
#[component]
fn PullDialog(props: &DialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let text = use_state(String::new);
    let missing = use_state(|| false);
    let on_input = {
        let text = text.clone();
        Callback::from(move |value: String| text.set(value))
    };
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (dossier, text, missing) = (props.dossier, text.clone(), missing.clone());
        Callback::from(move |_: String| {
            let identifier = text.trim().to_owned();
            missing.set(identifier.is_empty());
            if identifier.is_empty() {
                return;
            }
            let (close, words) = (close.clone(), words.clone());
            action.run(
                desk::pull_original(dossier, identifier, Box::new(|_| ())),
                move |pulled| {
                    close.emit(());
                    let id = if pulled.duplicate {
                        "pull-known"
                    } else {
                        "pull-done"
                    };
                    let said = words.with(id, &[("title", pulled.document.title)]);
                    let told = pulled.warnings.into_iter().map(|one| one.sentence);
                    Some(std::iter::once(said).chain(told).collect::<Vec<_>>().join(" "))
                },
            );
        })
    };
    let error = missing.then(|| Explanation {
        code: "field-empty".to_owned(),
        sentence: words.t("field-missing"),
        next: None,
    });
    html! {
        <Ask title={words.t("pull-title")} text={words.t("pull-text")} confirm={words.t("pull-confirm")} busy={*action.busy}
            problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Field id="pull-identifier" label={words.t("identifier")} hint={words.t("pull-hint")} value={(*text).clone()} {on_input} {error} code=true autofocus=true />
        </Ask>
    }
}

/// A package for the archives, in a folder.
#[component]
fn PackDialog(props: &DialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let form = use_state(|| "eark".to_owned());
    let newest = use_state(|| false);
    let progress = use_state(|| None::<model::window::Progress>);
    let on_form = {
        let form = form.clone();
        Callback::from(move |value: String| form.set(value))
    };
    let on_newest = {
        let newest = newest.clone();
        Callback::from(move |on: bool| newest.set(on))
    };
    let options = [
        ("eark", "pack-eark"),
        ("bagit", "pack-bagit"),
        ("bagit_eark", "pack-bagit-eark"),
    ]
    .map(|(value, id)| (value.to_owned(), words.t(id), None))
    .to_vec();
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (dossier, form, newest, progress) =
            (props.dossier, form.clone(), newest.clone(), progress.clone());
        Callback::from(move |_: String| {
            let (close, words) = (close.clone(), words.clone());
            let kind = match form.as_str() {
                "bagit" => PackageForm::Bagit,
                "bagit_eark" => PackageForm::BagitEark,
                _ => PackageForm::Eark,
            };
            let (shown, ended) = (progress.clone(), progress.clone());
            action.run(
                desk::export_dossier(
                    dossier,
                    kind,
                    *newest,
                    Box::new(move |step| shown.set(Some(step))),
                ),
                move |made| {
                    ended.set(None);
                    let made = made?;
                    close.emit(());
                    Some(words.with(
                        "pack-done",
                        &[("name", made.name), ("count", made.files.to_string())],
                    ))
                },
            );
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Work that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::Pack).await;
        });
    });
    html! {
        <Ask title={words.t("pack-title")} text={words.t("pack-text")} confirm={words.t("pack-confirm")} busy={*action.busy}
            problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="pack-form" label={words.t("pack-form")} {options} value={(*form).clone()} on_change={on_form} />
            <Tick id="pack-newest" label={words.t("pack-newest")} hint={words.t("pack-newest-hint")} checked={*newest} on_change={on_newest} />
            <Working progress={(*progress).clone().filter(|_| *action.busy)} on_stop={stop} />
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
pub struct WorkingProps {
    /// How far it is; nothing while nothing runs.
    pub progress: Option<model::window::Progress>,
    /// Called to stop it.
    pub on_stop: Callback<MouseEvent>,
}

/// Work that runs: what it is at, how far, and stopping it.
#[component]
pub fn Working(props: &WorkingProps) -> Html {
    let words = use_words();
    let Some(step) = &props.progress else {
        return html! { <div role="status"></div> };
    };
    let items = (step.items > 0).then(|| format!("{} / {}", step.items_done, step.items));
    html! {
        <div class="working-row" role="status">
            <Icon name="sync" />
            <span>{ words.t("working") }{ " " }{ items.unwrap_or_default() }<span class="row-note break">{ &step.label }</span></span>
            if step.items > 0 { <progress max={step.items.to_string()} value={step.items_done.to_string()} aria-label={words.t("working")} /> }
            <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={props.on_stop.clone()}>{ words.t("stop") }</button>
        </div>
    }
}
