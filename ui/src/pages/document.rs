//! One document: reading it, what is known of it, what can be done with it.

use model::document::Made;
use model::view::{DocumentView, PlatformStatus, VersionOrigin, VersionView};
use model::window::{ValidatedSignature, Validation};
use model::{DocumentId, DossierId, DossierStatus, Reference, VersionId};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use crate::bridge;
use crate::components::{
    CircuitPanel, Concerns, Content, CopyButton, DocumentCard, Held, Icon, Neighbour, Neighbours, Page,
    PrintButton, PrintedIdentifier, Problem, RedraftButton, Revisions, SealDialog, SkeletonRows, Status,
    level_in_words, next_version, use_look,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Notice, report, use_session};
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct DocumentPageProps {
    /// Which document.
    pub id: DocumentId,
}

/// The page.
#[component]
pub fn DocumentPage(props: &DocumentPageProps) -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded(props.id, |id: &DocumentId| bridge::document(*id));
    let home = use_loaded(
        loaded.ready().map(|document| document.dossier),
        |id: &Option<DossierId>| {
            let id = *id;
            async move {
                match id {
                    Some(id) => bridge::dossier(id).await.map(|dossier| {
                        let all: Vec<Neighbour> = dossier.documents.iter().map(Neighbour::from).collect();
                        Some((dossier.reference, dossier.status == DossierStatus::Open, all))
                    }),
                    None => Ok(None),
                }
            }
        },
    );
    let home = home.ready().cloned().flatten();
    let home_open = home.as_ref().is_some_and(|(_, open, _)| *open);
    let (reference, neighbours) = match home {
        Some((reference, _, all)) => (Some(reference), all),
        None => (None, Vec::new()),
    };
    let shown = use_state(|| None::<VersionId>);
    let sealing = use_state(|| false);
    let waits = use_state(|| false);
    let validation = use_state(|| None::<(VersionId, Validation)>);
    let checking = use_state(|| false);
    let reason = use_state(|| None::<Explanation>);
    {
        // Why it still waits, or was refused: the code becomes a sentence.
        let reason = reason.clone();
        let code = loaded.ready().and_then(|document| match &document.status {
            PlatformStatus::Waiting { last_error } => last_error.clone(),
            PlatformStatus::Parked { code } => Some(code.clone()),
            _ => None,
        });
        use_effect_with((code, words.lang()), move |(code, _)| match code.clone() {
            None => reason.set(None),
            Some(code) => spawn_local(async move { reason.set(bridge::explain(code).await.ok()) }),
        });
    }

    let version_shown = loaded.ready().and_then(|document| {
        let chosen = document
            .versions
            .iter()
            .find(|version| Some(version.id) == *shown);
        chosen.or(document.versions.first()).cloned()
    });
    let look = use_look(
        version_shown
            .as_ref()
            .filter(|version| version.media_type == "application/pdf")
            .map(|version| version.id),
    );
    {
        // Whoever opens a signed file sees at once what its signatures are worth; the journal says that they were checked.
        let signed = look
            .ready()
            .is_some_and(|look| look.revisions.iter().any(|revision| !revision.signers.is_empty()));
        let (validation, checking) = (validation.clone(), checking.clone());
        let id = version_shown
            .as_ref()
            .map(|version| version.id)
            .filter(|_| signed);
        use_effect_with(id, move |id| {
            if let Some(id) = *id
                && validation.as_ref().is_none_or(|(known, _)| *known != id)
            {
                checking.set(true);
                spawn_local(async move {
                    // A refusal stays with the button, which says it.
                    if let Ok(result) = bridge::validate(id).await {
                        validation.set(Some((id, result)));
                    }
                    checking.set(false);
                });
            }
        });
    }

    let document = match &*loaded {
        Loaded::Waiting => {
            return html! { <Page title={words.t("document")} waiting=true eyebrow={crumbs(&words, None, None)}><SkeletonRows rows=5 /></Page> };
        }
        Loaded::Failed(problem) => {
            return html! { <Page title={words.t("document")} eyebrow={crumbs(&words, None, None)}><Problem problem={problem.clone()} /></Page> };
        }
        Loaded::Ready(document) => document.clone(),
    };
    let Some(version) = document
        .versions
        .iter()
        .find(|version| Some(version.id) == *shown)
        .or(document.versions.first())
        .cloned()
    else {
        return html! { <Page title={document.title.clone()}>{ Html::default() }</Page> };
    };

    let export = {
        let (session, words, version, title) = (
            session.clone(),
            words.clone(),
            version.clone(),
            document.title.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (session, words) = (session.clone(), words.clone());
            let (id, suggested) = (version.id, suggested_name(&title, &version));
            spawn_local(async move {
                match bridge::export_version(id, suggested).await {
                    Ok(Some(name)) => {
                        session.dispatch(Act::Say(Notice::good(words.with("exported", &[("name", name)]))));
                        session.dispatch(Act::Changed);
                    }
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let validate = {
        let (session, validation, checking) = (session.clone(), validation.clone(), checking.clone());
        let id = version.id;
        Callback::from(move |_: MouseEvent| {
            if *checking {
                return;
            }
            checking.set(true);
            let (session, validation, checking) = (session.clone(), validation.clone(), checking.clone());
            spawn_local(async move {
                match bridge::validate(id).await {
                    Ok(result) => validation.set(Some((id, result))),
                    Err(explanation) => report(&session, explanation),
                }
                checking.set(false);
            });
        })
    };
    let open_seal = {
        let sealing = sealing.clone();
        Callback::from(move |_: MouseEvent| sealing.set(true))
    };
    let close_seal = {
        let (sealing, shown) = (sealing.clone(), shown.clone());
        Callback::from(move |()| {
            sealing.set(false);
            shown.set(None);
        })
    };
    // While the circuit asks for something else, sealing is not what is to be done here.
    let on_wait = {
        let waits = waits.clone();
        Callback::from(move |on: bool| waits.set(on))
    };
    let sealed = version.origin != VersionOrigin::Imported;
    let pulled = is_pulled(&document);
    let actions = if version.destroyed {
        Html::default()
    } else {
        html! {
        <>
            <button type="button" class="ds-button" data-variant="secondary" data-action="export" onclick={export}>
                <Icon name="export" />{ words.t(if sealed { "export-original" } else { "export-version" }) }
            </button>
            if document.identifier.is_none() && home_open && !pulled { <RedraftButton document={document.id} /> }
            <PrintButton version={version.clone()} />
            if document.identifier.is_none() && !pulled {
                <button type="button" class="ds-button" data-color={(!*waits).then_some("wax")} data-variant={waits.then_some("secondary")} data-action="seal" onclick={open_seal}><Icon name="seal" />{ words.t("seal-action") }</button>
            }
        </>
        }
    };
    let checked = validation
        .as_ref()
        .filter(|(id, _)| *id == version.id)
        .map(|(_, result)| result.clone());
    html! {
        <Page title={document.title.clone()} class={classes!("page-document")} eyebrow={crumbs(&words, Some(&document), reference)} {actions}
            below={html! { <Neighbours all={neighbours.clone()} id={document.id} /> }}>
            <div class="reader">
                <div class="stack-tight reader-main">
                    <Concerns look={(*look).clone()} />
                    <Content version={version.clone()} title={document.title.clone()} next={next_version(&neighbours, document.id)} />
                </div>
                <div class="reader-side">
                    <section class="side-card" aria-labelledby="state-title">
                        <h2 id="state-title" class="label">{ words.t("state") }</h2>
                        if !pulled { <p><Status status={document.status.clone()} held={document.augmentation.is_some()} /></p> }
                        <p class="muted">{ state_note(&words, &document) }</p>
                        if let Some(waiting) = &document.augmentation {
                            <Held waiting={waiting.clone()} alone=true />
                        }
                        if let Some(reason) = &*reason {
                            <p class="outcome-warning"><Icon name="warning" /><span>{ &reason.sentence }{ " " }{ reason.next.clone().unwrap_or_default() }</span></p>
                        }
                        if let (Some(identifier), Some(url)) = (document.identifier, document.check_url.clone()) {
                            <div class="identifier-card">
                                <h3 class="label">{ words.t("identifier") }</h3>
                                <PrintedIdentifier {identifier} />
                                <CopyButton text={identifier.printed()} label={words.t("copy-identifier")} done={words.t("copied-identifier")} />
                                <CopyButton text={url} label={words.t("copy-address")} done={words.t("copied-address")} />
                            </div>
                        }
                    </section>
                    <DocumentCard document={document.clone()} open={home_open} />
                    <CircuitPanel document={document.clone()} open={home_open} {on_wait} />
                    <section class="side-card" aria-labelledby="versions-title">
                        <h2 id="versions-title" class="label">{ words.t("versions") }</h2>
                        <ul class="versions">
                            { for document.versions.iter().map(|each| version_row(&words, each, each.id == version.id, &shown)) }
                        </ul>
                    </section>
                    <section class="side-card" aria-labelledby="check-title">
                        <h2 id="check-title" class="label">{ words.t("validation") }</h2>
                        <div role="status">
                            if let Some(result) = checked { { validation_result(&words, &result) } }
                        </div>
                        if version.destroyed { <p class="muted">{ words.t("version-destroyed") }</p> } else {
                        <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="validate"
                            aria-busy={checking.to_string()} onclick={validate}><Icon name="shield" />{ words.t("validate") }</button>
                        }
                    </section>
                    if let Some(look) = look.ready().filter(|look| !look.revisions.is_empty()) {
                        <section class="side-card" aria-labelledby="revisions-title">
                            <h2 id="revisions-title" class="label">{ words.t("revisions") }</h2>
                            if look.revisions.len() == 1 { <p class="muted">{ words.t("revisions-one") }</p> }
                            else { <Revisions version={version.id} title={document.title.clone()} revisions={look.revisions.clone()} /> }
                        </section>
                    }
                    <details class="side-card details">
                        <summary class="label">{ words.t("details") }</summary>
                        <dl class="facts">
                            if let Some(name) = &version.file_name { <dt>{ words.t("file-name") }</dt><dd>{ name }</dd> }
                            if let Some(pages) = version.pages { <dt>{ words.t("pages") }</dt><dd>{ pages }</dd> }
                            <dt>{ words.t("size") }</dt><dd>{ format::size(&words, version.size_bytes) }</dd>
                            <dt>{ words.t("digest") }</dt><dd class="digest">{ version.sha256.to_string() }</dd>
                        </dl>
                    </details>
                </div>
            </div>
            if *sealing { <SealDialog documents={vec![document.clone()]} on_close={close_seal} /> }
        </Page>
    }
}

/// The name a version gets as a file: the title with the ending of what it is.
fn suggested_name(title: &str, version: &VersionView) -> String {
    let ending = version
        .file_name
        .as_deref()
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_lowercase())
        .filter(|ending| {
            (1..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
        });
    let pdf = file_name(title);
    match ending.filter(|_| version.media_type != "application/pdf") {
        Some(ending) => {
            let stem = pdf.strip_suffix(".pdf").unwrap_or(&pdf);
            let stem = stem.strip_suffix(&format!(".{ending}")).unwrap_or(stem);
            format!("{stem}.{ending}")
        }
        None => pdf,
    }
}

/// A file name without what file systems refuse.
fn file_name(title: &str) -> String {
    let clean: String = title
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let clean = clean.trim_matches([' ', '.']);
    let stem = clean.strip_suffix(".pdf").unwrap_or(clean);
    format!("{}.pdf", if stem.is_empty() { "document" } else { stem })
}

fn crumbs(words: &Words, document: Option<&DocumentView>, reference: Option<Reference>) -> Html {
    html! {
        <nav class="crumbs" aria-label={words.t("crumbs")}>
            <Link<Route> to={Route::Dossiers}>{ words.t("dossiers") }</Link<Route>>
            <span aria-hidden="true">{ "/" }</span>
            if let Some(document) = document {
                <Link<Route> to={Route::Dossier { id: document.dossier }} classes="crumb-dossier reference">
                    { reference.map_or_else(|| words.t("dossier"), |reference| reference.to_string()) }
                </Link<Route>>
            }
        </nav>
    }
}

/// Whether it is an original of the platform that was pulled by its identifier: it bears the seal of whoever issued it.
fn is_pulled(document: &DocumentView) -> bool {
    let newest = document.versions.first();
    newest.is_some_and(|version| version.made == Some(Made::Fetched))
}

fn state_note(words: &Words, document: &DocumentView) -> String {
    if is_pulled(document) {
        return words.t("status-pulled-note");
    }
    match &document.status {
        PlatformStatus::Waiting { .. } if document.augmentation.is_some() => words.t("status-held-note"),
        PlatformStatus::OnThisDesk => words.t("status-desk-note"),
        PlatformStatus::Waiting { .. } => words.t("status-waiting-note"),
        PlatformStatus::Parked { .. } => words.t("status-parked-note"),
        PlatformStatus::OnPlatform { since } => words.with(
            "status-platform-note",
            &[("moment", format::moment(words, *since))],
        ),
    }
}

fn version_row(
    words: &Words,
    version: &VersionView,
    current: bool,
    shown: &UseStateHandle<Option<VersionId>>,
) -> Html {
    let (id, shown) = (version.id, shown.clone());
    let onclick = Callback::from(move |_: MouseEvent| shown.set(Some(id)));
    let origin = match (version.made, version.origin) {
        (Some(Made::Revised), _) => words.t("made-revised"),
        (Some(Made::Converted), _) => words.t("made-converted"),
        (Some(Made::Composed), _) => words.t("made-composed"),
        (Some(Made::Signed), _) => words.t("made-signed"),
        (Some(Made::Unpacked), _) => words.t("made-unpacked"),
        (Some(Made::Fetched), _) => words.t("made-fetched"),
        (Some(Made::Split), _) => words.t("made-split"),
        (None, VersionOrigin::Imported) => words.t("origin-imported"),
        (None, VersionOrigin::Sealed) => words.t("origin-sealed"),
        (None, VersionOrigin::Augmented) => words.t("origin-augmented"),
        (None, VersionOrigin::Signed) => words.t("origin-signed"),
    };
    let mut about = vec![format::moment(words, version.created_at)];
    if let Some(by) = &version.by {
        about.push(words.with("version-by", &[("name", by.clone())]));
    }
    if let Some(base) = version.base {
        about.push(words.with("version-from", &[("number", base.to_string())]));
    }
    html! {
        <li key={id.to_string()}>
            <button type="button" class="version" aria-pressed={current.to_string()} {onclick}>
                <span class="version-number">{ version.number }</span>
                <span><span class="version-origin">{ origin }{ version.level.as_ref().map(|level| format!(" · {level}")).unwrap_or_default() }</span><span class="row-note">{ about.join(" · ") }</span>if let Some(reason) = &version.reason { <span class="row-note break">{ words.with("version-because", &[("reason", reason.clone())]) }</span> }</span>
            </button>
        </li>
    }
}

fn tone(indication: &str) -> (&'static str, &'static str) {
    match indication {
        "TOTAL-PASSED" => ("success", "check"),
        "TOTAL-FAILED" | "ERROR" => ("danger", "warning"),
        "NO-SIGNATURE" => ("neutral", "info"),
        _ => ("warning", "info"),
    }
}

fn validation_result(words: &Words, validation: &Validation) -> Html {
    let (color, icon) = tone(&validation.verdict);
    let text = match validation.verdict.as_str() {
        "TOTAL-PASSED" => words.t("verdict-passed"),
        "TOTAL-FAILED" => words.t("verdict-failed"),
        "NO-SIGNATURE" => words.t("verdict-none"),
        "ERROR" => words.t("verdict-error"),
        _ => words.t("verdict-indeterminate"),
    };
    html! {
        <div class="verdict" data-color={color} data-verdict={validation.verdict.clone()}>
            <p class="verdict-line"><Icon name={icon} /><span>{ text }</span></p>
            { warnings(&validation.warnings) }
            <ul class="signatures">
                { for validation.signatures.iter().map(|signature| html! { <li>{ signature_facts(words, signature) }</li> }) }
            </ul>
        </div>
    }
}

fn warnings(warnings: &[String]) -> Html {
    warnings
        .iter()
        .map(|text| html! { <p class="outcome-warning"><Icon name="warning" /><span>{ text }</span></p> })
        .collect()
}

fn signature_facts(words: &Words, signature: &ValidatedSignature) -> Html {
    let kind = match (signature.kind.as_str(), signature.purpose.as_str()) {
        ("document_timestamp", _) => words.t("kind-timestamp"),
        ("certification", _) => words.t("kind-certification"),
        (_, "seal") => words.t("kind-seal"),
        (_, "signature") => words.t("kind-personal"),
        _ => words.t("kind-signature"),
    };
    let qualification = match signature.qualification.as_str() {
        "QESig" => Some(words.t("qualification-qesig")),
        "QESeal" => Some(words.t("qualification-qeseal")),
        "AdESig-QC" | "AdESeal-QC" => Some(words.t("qualification-qc")),
        "AdESig" | "AdESeal" | "AdES" => Some(words.t("qualification-ades")),
        "indeterminate" => Some(words.t("qualification-open")),
        "not-applicable" => None,
        _ if signature.claims_qualified => Some(words.t("claim-qualified")),
        _ => None,
    };
    let changes = match signature.changes_after.as_str() {
        "none" => words.t("changes-none"),
        "permitted" => words.t("changes-permitted"),
        "unclear" => words.t("changes-unclear"),
        _ => words.t("changes-not-permitted"),
    };
    let signer = if signature.signer.is_empty() {
        words.t("signer-unknown")
    } else {
        signature.signer.clone()
    };
    let (color, icon) = tone(&signature.indication);
    html! {
        <article class="signature" data-color={color} data-indication={signature.indication.clone()}>
            <h3 class="party-name">{ signer }</h3>
            <p class="verdict-line"><Icon name={icon} /><span>{ &signature.explanation }</span></p>
            <dl class="facts">
                <dt>{ words.t("signature-kind") }</dt>
                <dd>{ kind }if let Some(qualification) = qualification { { " · " }{ qualification } }</dd>
                if !signature.level.is_empty() {
                    <dt>{ words.t("signature-level") }</dt><dd>{ level_in_words(words, &signature.level) }</dd>
                }
                if let Some(time) = signature.claimed_time {
                    <dt>{ words.t("time-claimed") }</dt><dd>{ format::moment(words, time) }</dd>
                }
                <dt>{ words.t("time-proven") }</dt>
                <dd>{ signature.proven_time.map_or_else(|| words.t("time-unproven"), |time| format::moment(words, time)) }</dd>
                <dt>{ words.t("signature-content") }</dt>
                <dd>
                    { words.t(if signature.intact { "signature-intact" } else { "signature-broken" }) }
                    { " · " }{ words.t(if signature.covers_whole_file { "covers-whole" } else { "covers-part" }) }
                </dd>
                <dt>{ words.t("signature-changes") }</dt><dd>{ changes }</dd>
                if !signature.issuer.is_empty() { <dt>{ words.t("signature-issuer") }</dt><dd>{ &signature.issuer }</dd> }
            </dl>
            { warnings(&signature.warnings) }
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_every_file_system_takes() {
        assert_eq!(file_name("Avis 12/2026: oui?"), "Avis 12-2026- oui-.pdf");
        assert_eq!(file_name("plan.pdf"), "plan.pdf");
        assert_eq!(file_name(" .. "), "document.pdf");
    }
}
