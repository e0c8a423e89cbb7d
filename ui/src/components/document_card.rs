//! What a document is in its dossier, and what can be done with it: version, title, kind, place, withdrawal, correction.

use model::document::DocumentKind;
use model::procedure::text_in;
use model::view::DocumentView;
use model::window::OfferedFile;
use model::{DocumentId, DossierId};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Ask, DossierFinder, Field, FoundDossier, Icon, Problem, Select, take_password, wants_password};
use crate::action::use_action;
use crate::bridge::{self, Choice, intake as desk};
use crate::format;
use crate::load::use_loaded;
use crate::pages::Route;
use crate::session::{report, use_session};
use crate::undo::{Said, Undo};
use crate::words::use_words;

/// The dialogue that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Version,
    Describe,
    Move,
    Withdraw,
    Reinstate,
    Supersede,
}

#[derive(PartialEq, Properties)]
pub struct DocumentCardProps {
    /// The document.
    pub document: DocumentView,
    /// Its dossier is open.
    pub open: bool,
}

/// The card.
#[component]
pub fn DocumentCard(props: &DocumentCardProps) -> Html {
    let words = use_words();
    let action = use_action();
    let doing = use_state(|| None::<Doing>);
    let warnings = use_state(Vec::<Explanation>::new);
    let rules = use_loaded(props.document.dossier, |id: &DossierId| {
        desk::documents_of_procedure(*id)
    });
    let related = use_loaded(props.document.id, |id: &DocumentId| desk::related_documents(*id));
    let correctable = use_loaded(props.document.dossier, |id: &DossierId| {
        desk::correctable_documents(*id)
    });
    let document = &props.document;
    let id = document.id;
    let rules = rules.ready().cloned().unwrap_or_default();
    let others: Vec<DocumentView> = related.ready().cloned().unwrap_or_default();
    let title_of = |other: DocumentId| {
        others
            .iter()
            .find(|one| one.id == other)
            .map_or_else(|| words.t("document"), |one| one.title.clone())
    };
    let link = |label: &str, other: DocumentId| {
        html! { <><dt>{ words.t(label) }</dt><dd><Link<Route> to={Route::Document { id: other }} classes="ds-link">{ title_of(other) }</Link<Route>></dd></> }
    };
    let rule = document.procedure_document.as_ref().map(|key| {
        rules
            .iter()
            .find(|rule| rule.key == *key)
            .and_then(|rule| text_in(&rule.name, words.lang()))
            .unwrap_or(key)
            .to_owned()
    });
    let children: Vec<&DocumentView> = others.iter().filter(|one| one.parent == Some(id)).collect();
    let correctable: Vec<DocumentView> = correctable.ready().cloned().unwrap_or_default();
    let correctable: Vec<&DocumentView> = correctable.iter().filter(|one| one.id != id).collect();
    let changeable = props.open && document.identifier.is_none();
    let withdrawn = document.withdrawn_at.is_some();
    let opener = |what: Doing| {
        let (doing, action, warnings) = (doing.clone(), action.clone(), warnings.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            warnings.set(Vec::new());
            doing.set(Some(what));
        })
    };
    let close = {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(None))
    };
    let button = |what: Doing, label: &str, data: &'static str| {
        html! { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action={data} onclick={opener(what)}>{ words.t(label) }</button> }
    };
    let with_reason = |what: Doing, title: &str, text: &str, confirm: &str, grave: bool| {
        let on_confirm = {
            let (action, words, doing) = (action.clone(), words.clone(), doing.clone());
            Callback::from(move |reason: String| {
                let (said, doing) = (words.t("document-changed"), doing.clone());
                let why = words.t("undo-reason");
                let done = move |undo: Undo| {
                    move |_: DocumentView| {
                        doing.set(None);
                        Some(Said { text: said, undo })
                    }
                };
                match what {
                    Doing::Withdraw => action.run_undoable(
                        desk::withdraw_document(id, reason),
                        done(Undo::by(move || desk::reinstate_document(id, why.clone()))),
                    ),
                    _ => action.run_undoable(
                        desk::reinstate_document(id, reason),
                        done(Undo::by(move || desk::withdraw_document(id, why.clone()))),
                    ),
                }
            })
        };
        html! { <Ask title={words.t(title)} text={words.t(text)} reason={words.t("act-reason")} confirm={words.t(confirm)} {grave}
        busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close.clone()} /> }
    };
    let on_version = {
        let (doing, warnings) = (doing.clone(), warnings.clone());
        Callback::from(move |told: Vec<Explanation>| {
            doing.set(None);
            warnings.set(told);
        })
    };
    let dialog = match *doing {
        None => Html::default(),
        Some(Doing::Version) => {
            html! { <VersionDialog document={document.clone()} on_done={on_version} on_close={close} /> }
        }
        Some(Doing::Describe) => {
            html! { <DescribeDialog document={document.clone()} rules={rules.iter().map(|rule| (rule.key.clone(), text_in(&rule.name, words.lang()).unwrap_or(&rule.key).to_owned())).collect::<Vec<_>>()} on_close={close} /> }
        }
        Some(Doing::Move) => html! { <MoveDialog document={document.clone()} on_close={close} /> },
        Some(Doing::Supersede) => {
            html! { <SupersedeDialog document={id} others={correctable.iter().map(|one| (one.id, one.title.clone())).collect::<Vec<_>>()} on_close={close} /> }
        }
        Some(Doing::Withdraw) => with_reason(
            Doing::Withdraw,
            "document-withdraw",
            "document-withdraw-text",
            "document-withdraw",
            true,
        ),
        Some(Doing::Reinstate) => with_reason(
            Doing::Reinstate,
            "document-reinstate",
            "document-reinstate-text",
            "document-reinstate",
            false,
        ),
    };
    html! {
        <section class="side-card" aria-labelledby="card-title">
            <h2 id="card-title" class="label">{ words.t("document-card") }</h2>
            if let Some(since) = document.withdrawn_at {
                <p class="outcome-warning"><Icon name="warning" /><span>
                    { words.with("document-withdrawn", &[("moment", format::moment(&words, since)), ("reason", document.withdrawn_reason.clone().unwrap_or_default())]) }
                </span></p>
            }
            { for warnings.iter().map(|warning| html! { <p class="outcome-warning"><Icon name="warning" /><span>{ &warning.sentence }{ " " }{ warning.next.clone().unwrap_or_default() }</span></p> }) }
            <dl class="facts">
                <dt>{ words.t("document-kind") }</dt><dd>{ words.t(&format!("document-kind-{}", document.kind.word())) }</dd>
                if let Some(rule) = rule { <dt>{ words.t("document-rule") }</dt><dd>{ rule }</dd> }
                if let Some(parent) = document.parent { { link("document-parent", parent) } }
                if let Some(other) = document.supersedes { { link("document-supersedes", other) } }
                if let Some(other) = document.superseded_by { { link("document-superseded-by", other) } }
                if !children.is_empty() {
                    <dt>{ words.t("mail-attachments") }</dt>
                    <dd><ul>{ for children.iter().map(|one| html! { <li><Link<Route> to={Route::Document { id: one.id }} classes="ds-link">{ &one.title }</Link<Route>></li> }) }</ul></dd>
                }
                if let Some(address) = document.facts.get("platform-address") { <dt>{ words.t("pull-address") }</dt><dd>{ address }</dd> }
            </dl>
            if changeable {
                <div class="row-actions">
                    if !withdrawn {
                        { button(Doing::Version, "version-add", "add-version") }
                        { button(Doing::Describe, "document-describe", "describe") }
                        { button(Doing::Move, "document-move", "move") }
                        if !correctable.is_empty() && document.supersedes.is_none() { { button(Doing::Supersede, "document-supersede", "supersede") } }
                        { button(Doing::Withdraw, "document-withdraw", "withdraw") }
                    } else {
                        { button(Doing::Reinstate, "document-reinstate", "reinstate") }
                    }
                </div>
            }
            { dialog }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct VersionDialogProps {
    document: DocumentView,
    on_done: Callback<Vec<Explanation>>,
    on_close: Callback<()>,
}

/// Another state of the document, from a file, with the reason.
#[component]
fn VersionDialog(props: &VersionDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let file = use_state(|| None::<OfferedFile>);
    let missing = use_state(|| false);
    // The version that was seen when the dialogue opened: a newer one in between refuses the change.
    let base = use_memo((), |()| props.document.versions.first().cloned());
    let choose = {
        let (file, missing) = (file.clone(), missing.clone());
        Callback::from(move |_: MouseEvent| {
            let (file, missing, session) = (file.clone(), missing.clone(), session.clone());
            spawn_local(async move {
                match bridge::choose(Choice::Version).await {
                    Ok(files) => {
                        if let Some(chosen) = files.into_iter().next() {
                            missing.set(false);
                            file.set(Some(chosen));
                        }
                    }
                    Err(problem) => report(&session, problem),
                }
            });
        })
    };
    // An encrypted PDF is asked for its password once it was refused; the field is emptied as it is read.
    let password = use_node_ref();
    let locked = (*action.problem).as_ref().is_some_and(wants_password);
    let on_confirm = {
        let (action, words, file, missing) = (action.clone(), words.clone(), file.clone(), missing.clone());
        let password = password.clone();
        let (document, base, on_done) = (props.document.id, base.clone(), props.on_done.clone());
        Callback::from(move |reason: String| {
            let (Some(file), Some(base)) = ((*file).clone(), (*base).clone()) else {
                missing.set(true);
                return;
            };
            let (words, on_done) = (words.clone(), on_done.clone());
            action.run(
                desk::add_version(
                    document,
                    base.id,
                    reason,
                    file.token,
                    take_password(&password),
                    Box::new(|_| ()),
                ),
                move |added| {
                    let number = added
                        .document
                        .versions
                        .first()
                        .map_or(0, |version| version.number);
                    on_done.emit(added.warnings);
                    Some(words.with("version-added", &[("number", number.to_string())]))
                },
            );
        })
    };
    let based = base.as_ref().as_ref().map(|version| {
        words.with(
            "version-base",
            &[
                ("number", version.number.to_string()),
                ("moment", format::moment(&words, version.created_at)),
            ],
        )
    });
    html! {
        <Ask title={words.t("version-add")} text={based} reason={words.t("version-reason")} confirm={words.t("version-add-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <div class="field">
                <p class="field-label">{ words.t("version-file") }</p>
                <p>{ (*file).as_ref().map_or_else(|| words.t("file-none"), |file| format!("{} · {}", file.name, format::size(&words, file.size_bytes))) }</p>
                <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="choose-version" onclick={choose}>{ words.t("choose-file") }</button></div>
                if *missing { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("version-file-missing") }</span></p> }
            </div>
            if locked { <Field id="version-password" label={words.t("import-password")} hint={words.t("import-password-hint")} node={password} secret=true /> }
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct DescribeProps {
    document: DocumentView,
    rules: Vec<(String, String)>,
    on_close: Callback<()>,
}

/// Title, kind, and which document of the procedure it is.
#[component]
fn DescribeDialog(props: &DescribeProps) -> Html {
    let words = use_words();
    let action = use_action();
    let title = use_state(|| props.document.title.clone());
    let kind = use_state(|| props.document.kind.word().to_owned());
    let rule = use_state(|| props.document.procedure_document.clone().unwrap_or_default());
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let kinds = DocumentKind::ALL
        .map(|kind| {
            (
                kind.word().to_owned(),
                words.t(&format!("document-kind-{}", kind.word())),
                None,
            )
        })
        .to_vec();
    let rules: Vec<_> = std::iter::once((String::new(), words.t("document-rule-none"), None))
        .chain(
            props
                .rules
                .iter()
                .map(|(key, name)| (key.clone(), name.clone(), None)),
        )
        .collect();
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (document, title, kind, rule) =
            (props.document.clone(), title.clone(), kind.clone(), rule.clone());
        Callback::from(move |_: String| {
            let (said, close, document) = (words.t("document-changed"), close.clone(), document.clone());
            let (title, kind, rule) = ((*title).clone(), (*kind).clone(), (*rule).clone());
            let before = document.clone();
            let kind = DocumentKind::of_word(&kind).unwrap_or(document.kind);
            let rule = Some(rule).filter(|rule| !rule.is_empty());
            action.run_undoable(
                describe(document, title.trim().to_owned(), kind, rule),
                move |now| {
                    close.emit(());
                    Some(Said {
                        text: said,
                        undo: Undo::by(move || {
                            describe(
                                now.clone(),
                                before.title.clone(),
                                before.kind,
                                before.procedure_document.clone(),
                            )
                        }),
                    })
                },
            );
        })
    };
    html! {
        <Ask title={words.t("document-describe-title")} confirm={words.t("keep")} busy={*action.busy} problem={(*action.problem).clone()}
            {on_confirm} on_close={props.on_close.clone()}>
            <Field id="document-title" label={words.t("document-title")} value={(*title).clone()} on_input={set(&title)} autofocus=true />
            <Select id="document-kind" label={words.t("document-kind")} options={kinds} value={(*kind).clone()} on_change={set(&kind)} />
            if rules.len() > 1 {
                <Select id="document-rule" label={words.t("document-rule")} hint={words.t("document-rule-hint")} options={rules} value={(*rule).clone()} on_change={set(&rule)} />
            }
        </Ask>
    }
}

/// Title, kind and what it is to the procedure, as far as they are others than now.
async fn describe(
    document: DocumentView,
    title: String,
    kind: DocumentKind,
    rule: Option<String>,
) -> bridge::Answer<DocumentView> {
    let mut now = document;
    if title != now.title {
        now = desk::rename_document(now.id, title).await?;
    }
    if kind != now.kind {
        now = desk::set_document_kind(now.id, kind).await?;
    }
    if rule != now.procedure_document {
        now = desk::set_procedure_document(now.id, rule).await?;
    }
    Ok(now)
}

#[derive(PartialEq, Properties)]
struct MoveProps {
    document: DocumentView,
    on_close: Callback<()>,
}

/// To another dossier, with the reason.
#[component]
fn MoveDialog(props: &MoveProps) -> Html {
    let words = use_words();
    let action = use_action();
    let to = use_state(|| None::<FoundDossier>);
    let missing = use_state(|| false);
    let on_change = {
        let to = to.clone();
        Callback::from(move |found: Option<FoundDossier>| to.set(found))
    };
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (id, to, missing) = (props.document.id, to.clone(), missing.clone());
        let from = props.document.dossier;
        Callback::from(move |reason: String| {
            let Some(target) = (*to).clone() else {
                missing.set(true);
                return;
            };
            missing.set(false);
            let (close, said) = (
                close.clone(),
                words.with("document-moved", &[("reference", target.reference.clone())]),
            );
            let why = words.t("undo-reason");
            action.run_undoable(desk::move_document(id, target.id, reason), move |_| {
                close.emit(());
                Some(Said {
                    text: said,
                    undo: Undo::by(move || desk::move_document(id, from, why.clone())),
                })
            });
        })
    };
    html! {
        <Ask title={words.t("document-move")} text={words.t("document-move-text")} reason={words.t("act-reason")} confirm={words.t("document-move-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <DossierFinder id="move-to" label={words.t("document-move-to")} value={(*to).clone()} {on_change} except={props.document.dossier} />
            if *missing { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("finder-missing") }</span></p> }
        </Ask>
    }
}

#[derive(PartialEq, Properties)]
struct SupersedeProps {
    document: DocumentId,
    others: Vec<(DocumentId, String)>,
    on_close: Callback<()>,
}

/// Which sealed document this one corrects, with the reason.
#[component]
fn SupersedeDialog(props: &SupersedeProps) -> Html {
    let words = use_words();
    let action = use_action();
    let first = props
        .others
        .first()
        .map(|(id, _)| id.to_string())
        .unwrap_or_default();
    let chosen = use_state(|| first);
    let on_change = {
        let chosen = chosen.clone();
        Callback::from(move |value: String| chosen.set(value))
    };
    let options: Vec<_> = props
        .others
        .iter()
        .map(|(id, title)| (id.to_string(), title.clone(), None))
        .collect();
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (id, chosen) = (props.document, chosen.clone());
        Callback::from(move |reason: String| {
            let Ok(corrected) = chosen.parse() else { return };
            let (close, said) = (close.clone(), words.t("document-changed"));
            action.run(desk::supersede(id, corrected, reason), move |_| {
                close.emit(());
                Some(said)
            });
        })
    };
    html! {
        <Ask title={words.t("document-supersede")} text={words.t("document-supersede-text")} reason={words.t("act-reason")} confirm={words.t("document-supersede-confirm")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            if props.others.is_empty() { <Problem problem={Explanation { code: "nothing".to_owned(), sentence: words.t("finder-none"), next: None }} /> }
            <Select id="supersede" label={words.t("document-supersede-which")} {options} value={(*chosen).clone()} {on_change} />
        </Ask>
    }
}
