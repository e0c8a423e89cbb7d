//! One dossier: who, what, and what happened.

use std::collections::BTreeSet;

use model::view::{DocumentView, DossierView, Imported};
use model::window::OfferedFile;
use model::{DocumentId, DossierId, DossierStatus};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::dossiers::RowLink;
use crate::bridge::{self, Choice, intake};
use crate::components::{
    DossierDeadlines, DossierHistory, DossierIdentity, DossierLetters, DossierMore, DossierNotes,
    DossierPeople, DossierTasks, Empty, Icon, LockedFile, Page, PrintDossier, PrintedIdentifier, Problem,
    SealDialog, SkeletonRows, Status, Tab, Tabs, checked_of, may_edit, wants_password,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Notice, report, use_session};
use crate::words::{Words, use_words};

/// Documents that are added to the list at a time.
const OLDER: u32 = 100;

#[derive(PartialEq, Properties)]
pub struct DossierPageProps {
    /// Which dossier.
    pub id: DossierId,
}

/// So many refused files are named where the result of an import is said.
const NAMED: usize = 5;

/// What is to be said about a file that was taken in.
fn cautions_of(words: &Words, imported: Imported) -> Vec<Explanation> {
    let mut cautions = imported.warnings;
    if !imported.also_in.is_empty() {
        let others: Vec<_> = imported.also_in.iter().map(|other| other.as_str()).collect();
        let values = [
            ("title", imported.document.title),
            ("references", others.join(", ")),
        ];
        cautions.push(Explanation {
            code: "import-also".to_owned(),
            sentence: words.with("import-also", &values),
            next: None,
        });
    }
    cautions
}

/// A refused file was taken in with its password: its line goes, what is to be said about it comes.
fn taken_after_all(
    words: &Words,
    refused: &UseStateHandle<Vec<(OfferedFile, Explanation)>>,
    warnings: &UseStateHandle<Vec<Explanation>>,
    token: String,
) -> Callback<Imported> {
    let (words, refused, warnings) = (words.clone(), refused.clone(), warnings.clone());
    Callback::from(move |imported: Imported| {
        let left = refused.iter().filter(|(file, _)| file.token != token);
        refused.set(left.cloned().collect());
        if !imported.duplicate {
            let said = warnings.iter().cloned();
            warnings.set(said.chain(cautions_of(&words, imported)).collect());
        }
    })
}

/// The page.
#[component]
pub fn DossierPage(props: &DossierPageProps) -> Html {
    let words = use_words();
    let session = use_session();
    let id = props.id;
    let loaded = use_loaded(id, |id: &DossierId| bridge::dossier(*id));
    let selected = use_state(BTreeSet::<DocumentId>::new);
    let sealing = use_state(|| None::<Vec<DocumentView>>);
    let importing = use_state(|| None::<(usize, usize, String)>);
    let refused = use_state(Vec::<(OfferedFile, Explanation)>::new);
    let warnings = use_state(Vec::<Explanation>::new);
    let tab = use_state(|| "documents");
    let older = use_state(Vec::<DocumentView>::new);
    // Whatever changed moved the pages.
    {
        let older = older.clone();
        use_effect_with((id, session.revision), move |_| older.set(Vec::new()));
    }

    let import = {
        let (session, words, importing) = (session.clone(), words.clone(), importing.clone());
        let (refused, warnings, tab) = (refused.clone(), warnings.clone(), tab.clone());
        Callback::from(move |files: Vec<OfferedFile>| {
            if files.is_empty() || importing.is_some() {
                return;
            }
            let (session, words, importing) = (session.clone(), words.clone(), importing.clone());
            let (refused, warnings) = (refused.clone(), warnings.clone());
            tab.set("documents");
            spawn_local(async move {
                let all = files.len();
                let (mut taken, mut known, mut errors, mut cautions) =
                    (0_usize, Vec::new(), Vec::new(), Vec::new());
                for (index, file) in files.into_iter().enumerate() {
                    importing.set(Some((index + 1, all, file.name.clone())));
                    match bridge::import(id, file.clone(), None, Box::new(|_| ())).await {
                        Ok(imported) if imported.duplicate => known.push(imported.document.title),
                        Ok(imported) => {
                            taken += 1;
                            cautions.extend(cautions_of(&words, imported));
                        }
                        Err(explanation) if explanation.code == "desk-locked" => {
                            session.dispatch(Act::Lock);
                            return;
                        }
                        Err(explanation) => errors.push((file, explanation)),
                    }
                }
                importing.set(None);
                session.dispatch(Act::Changed);
                let mut text = words.with("import-done", &[("count", taken.to_string())]);
                if let Some(title) = known.first() {
                    let values = [("count", known.len().to_string()), ("title", title.clone())];
                    text = if taken == 0 {
                        String::new()
                    } else {
                        format!("{text} ")
                    } + &words.with("import-known", &values);
                }
                if !errors.is_empty() {
                    let failed = words.with("import-refused", &[("count", errors.len().to_string())]);
                    text = if taken == 0 && known.is_empty() {
                        failed
                    } else {
                        format!("{text} {failed}")
                    };
                }
                let mut notice = if errors.is_empty() && known.is_empty() {
                    Notice::good(text)
                } else {
                    Notice::plain(text)
                };
                // Whoever has left the page meanwhile does not see the line of each refused file.
                if !errors.is_empty() {
                    let more = if errors.len() > NAMED { "…" } else { "" };
                    let names: Vec<_> = errors
                        .iter()
                        .take(NAMED)
                        .map(|(file, _)| file.name.as_str())
                        .collect();
                    notice.next = Some(names.join(", ") + more);
                }
                session.dispatch(Act::Say(notice));
                refused.set(errors);
                warnings.set(cautions);
            });
        })
    };
    // Files dropped on the window go into the dossier that is open.
    {
        let (session_, import) = (session.clone(), import.clone());
        use_effect_with(session.dropped.clone(), move |files| {
            if !files.is_empty() {
                import.emit(files.clone());
                session_.dispatch(Act::Dropped(Vec::new()));
            }
        });
    }
    let choose = {
        let (import, session) = (import.clone(), session.clone());
        Callback::from(move |_: MouseEvent| {
            let (import, session) = (import.clone(), session.clone());
            spawn_local(async move {
                match bridge::choose(Choice::Documents).await {
                    Ok(files) => import.emit(files),
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let select = {
        let selected = selected.clone();
        Callback::from(move |(document, on): (DocumentId, bool)| {
            let mut next = (*selected).clone();
            if on {
                next.insert(document)
            } else {
                next.remove(&document)
            };
            selected.set(next);
        })
    };
    let close_seal = {
        let (sealing, selected) = (sealing.clone(), selected.clone());
        Callback::from(move |()| {
            sealing.set(None);
            selected.set(BTreeSet::new());
        })
    };

    let dossier = match &*loaded {
        Loaded::Waiting => {
            return html! { <Page title={words.t("dossier")} waiting=true eyebrow={crumbs(&words, None)}><SkeletonRows rows=4 /></Page> };
        }
        Loaded::Failed(problem) => {
            return html! { <Page title={words.t("dossier")} eyebrow={crumbs(&words, None)}><Problem problem={problem.clone()} /></Page> };
        }
        Loaded::Ready(dossier) => dossier,
    };
    let documents: Vec<DocumentView> = dossier.documents.iter().chain(older.iter()).cloned().collect();
    let count = (dossier.facts.document_count as usize).max(documents.len());
    let load_older = {
        let (older, session) = (older.clone(), session.clone());
        let after = documents.last().map(|last| last.id);
        Callback::from(move |_: MouseEvent| {
            let (older, session) = (older.clone(), session.clone());
            spawn_local(async move {
                match intake::documents_of(id, after, OLDER).await {
                    Ok(page) => {
                        let mut next = (*older).clone();
                        next.extend(page);
                        older.set(next);
                    }
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let sealable: Vec<DocumentView> = documents
        .iter()
        .filter(|document| document.identifier.is_none())
        .cloned()
        .collect();
    let chosen: Vec<DocumentView> = if selected.is_empty() {
        sealable.clone()
    } else {
        sealable
            .iter()
            .filter(|document| selected.contains(&document.id))
            .cloned()
            .collect()
    };
    let open_seal = {
        let (sealing, chosen) = (sealing.clone(), chosen.clone());
        Callback::from(move |_: MouseEvent| sealing.set(Some(chosen.clone())))
    };
    let seal_label = if selected.is_empty() {
        words.t("seal-action")
    } else {
        words.with("seal-action-count", &[("count", chosen.len().to_string())])
    };
    let open = dossier.status == DossierStatus::Open;
    let actions = html! {
        <>
            <PrintDossier dossier={dossier.clone()} />
            if open {
            <button type="button" class="ds-button" data-variant="secondary" data-action="import" onclick={choose.clone()}
                aria-busy={importing.is_some().to_string()}><Icon name="import" />{ words.t("import-action") }</button>
            if !sealable.is_empty() {
                <button type="button" class="ds-button" data-color="wax" data-action="seal" disabled={chosen.is_empty()} onclick={open_seal}>
                    <Icon name="seal" />{ seal_label }</button>
            }
            }
        </>
    };
    let below = html! {
        <dl class="facts-line">
            <div><dt>{ words.t("opened") }</dt><dd>{ format::day(&words, dossier.created_at) }</dd></div>
            <div><dt>{ words.t("changed") }</dt><dd>{ format::day(&words, dossier.changed_at) }</dd></div>
        </dl>
    };
    let editing = open && may_edit(&session);
    let tabs = vec![
        Tab {
            key: "documents",
            label: words.t("documents").into(),
            count,
        },
        Tab {
            key: "work",
            label: words.t("tab-work").into(),
            count: 0,
        },
        Tab {
            key: "deadlines",
            label: words.t("tab-deadlines").into(),
            count: 0,
        },
        Tab {
            key: "parties",
            label: words.t("tab-parties").into(),
            count: dossier.parties.len() + dossier.facts.links.len(),
        },
        Tab {
            key: "history",
            label: words.t("history").into(),
            count: 0,
        },
    ];
    let on_tab = {
        let tab = tab.clone();
        Callback::from(move |key: &'static str| tab.set(key))
    };
    let panel = match *tab {
        "work" => html! { <div class="stack"><DossierLetters dossier={dossier.clone()} {open} />
        <DossierTasks dossier={id} {open} /><DossierNotes dossier={id} {open} /></div> },
        "deadlines" => {
            html! { <div class="stack"><DossierDeadlines dossier={dossier.clone()} {open} /></div> }
        }
        "parties" => html! { <DossierPeople dossier={dossier.clone()} {editing} /> },
        "history" => html! { <DossierHistory dossier={id} /> },
        _ => html! {
            <section class="split-main" aria-labelledby="documents-title">
                <div class="section-head">
                    <h2 id="documents-title" class="section-title">{ words.t("documents") }</h2>
                    <span class="count">{ count }</span>
                    if let Some((index, all, name)) = &*importing {
                        <p class="working" role="status">
                            { words.with("importing", &[("index", index.to_string()), ("count", all.to_string()), ("name", name.clone())]) }
                        </p>
                    }
                </div>
                { for refused.iter().map(|(file, problem)| if wants_password(problem) {
                    let on_taken = taken_after_all(&words, &refused, &warnings, file.token.clone());
                    html! { <LockedFile key={file.token.clone()} dossier={id} file={file.clone()} problem={problem.clone()} {on_taken} /> }
                } else {
                    html! { <Problem key={file.token.clone()} problem={problem.clone()} /> }
                }) }
                { for warnings.iter().map(|warning| html! {
                    <div key={warning.sentence.clone()} class="callout" data-color="warning" data-code={warning.code.clone()}>
                        <Icon name="info" />
                        <div><p class="callout-title">{ &warning.sentence }</p> if let Some(next) = &warning.next { <p>{ next }</p> }</div>
                    </div>
                }) }
                if dossier.documents.is_empty() {
                    <Empty title={words.t("documents-empty")} text={words.t("documents-empty-text")}>
                        if open { <button type="button" class="ds-button" onclick={choose}><Icon name="import" />{ words.t("import-action") }</button> }
                    </Empty>
                } else {
                    <ul class="documents">
                        { for documents.iter().map(|document| document_row(&words, document, selected.contains(&document.id), &select)) }
                    </ul>
                    if documents.len() < count {
                        <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="older-documents" onclick={load_older}>{ words.t("documents-older") }</button></div>
                    }
                }
                <div class="row-actions"><DossierMore dossier={id} reference={dossier.reference.to_string()} {open} /></div>
            </section>
        },
    };
    let destroyed = dossier.facts.destroyed;
    let title = if destroyed {
        words.with(
            "dossier-contents-destroyed-title",
            &[("reference", dossier.reference.to_string())],
        )
    } else {
        dossier.subject.to_string()
    };
    html! {
        <Page {title} eyebrow={crumbs(&words, Some(dossier))} {below} {actions}>
            if destroyed {
                <div class="callout" data-code="dossier-destroyed"><Icon name="info" /><div>
                    <p class="callout-title">{ words.t("dossier-contents-destroyed") }</p>
                    <p>{ words.t("dossier-contents-destroyed-text") }</p>
                </div></div>
            }
            <DossierIdentity dossier={dossier.clone()} on_tab={on_tab.clone()} />
            <Tabs id="dossier-tabs" label={words.t("dossier")} {tabs} value={*tab} on_change={on_tab}>{ panel }</Tabs>
            if session.dragging { <div class="drop-hint" aria-hidden="true"><p><Icon name="import" />{ words.with("drop-into", &[("reference", dossier.reference.to_string())]) }</p></div> }
            if let Some(documents) = &*sealing { <SealDialog documents={documents.clone()} on_close={close_seal} /> }
        </Page>
    }
}

fn crumbs(words: &Words, dossier: Option<&DossierView>) -> Html {
    html! {
        <nav class="crumbs" aria-label={words.t("crumbs")}>
            <Link<Route> to={Route::Dossiers}>{ words.t("dossiers") }</Link<Route>>
            if let Some(dossier) = dossier {
                <span aria-hidden="true">{ "/" }</span>
                <span class="reference" aria-current="page">{ dossier.reference.as_str() }</span>
            }
        </nav>
    }
}

fn document_row(
    words: &Words,
    document: &DocumentView,
    selected: bool,
    select: &Callback<(DocumentId, bool)>,
) -> Html {
    let id = document.id;
    let onchange = select.reform(move |event: Event| (id, checked_of(&event)));
    let version = document.versions.first();
    html! {
        <li class={classes!("document-row", selected.then_some("is-selected"))} key={id.to_string()}>
            <span class="document-pick">
                if document.identifier.is_none() {
                    <input type="checkbox" class="ds-input" checked={selected} {onchange}
                        aria-label={words.with("select-document", &[("title", document.title.clone())])} />
                } else {
                    <span class="document-seal" aria-hidden="true"><Icon name="seal" /></span>
                }
            </span>
            <div class="document-main">
                <RowLink to={Route::Document { id }}>{ &document.title }</RowLink>
                if let Some(version) = version {
                    <span class="row-note">
                        { words.with("version-number", &[("number", version.number.to_string())]) }
                        if let Some(pages) = version.pages { { " · " }{ words.with("pages-count", &[("count", pages.to_string())]) } }
                        { " · " }{ format::size(words, version.size_bytes) }
                    </span>
                }
                if let Some(identifier) = document.identifier {
                    <span class="document-identifier"><span class="visually-hidden">{ words.t("identifier") }{ " " }</span><PrintedIdentifier {identifier} /></span>
                }
            </div>
            <Status status={document.status.clone()} held={document.augmentation.is_some()} />
        </li>
    }
}
