//! Signing: what, with which key of a person, how far, what came of it.

use model::view::DocumentView;
use model::window::{CertificateRow, ChosenKey, Progress, TokensFound, Unlocking};
use model::{DocumentId, Sha256};
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::certificates::{Certificates, Chosen, Search};
use super::seal_dialog::{Running, secret_field};
use super::{Dialog, Icon, Problem, level_in_words};
use crate::bridge::signing::{self, SignOutcome, Signed, ToSign};
use crate::bridge::{self, Choice};
use crate::session::{Act, Notice, use_session};
use crate::words::{Words, use_words};

/// A document to sign, by its title.
#[derive(Clone, Debug, PartialEq)]
pub struct Signable {
    /// The document.
    pub document: DocumentId,
    /// Its title.
    pub title: String,
    /// The version that was seen.
    pub seen: Sha256,
}

impl Signable {
    /// A document in the version that stands before the person's eyes.
    pub fn of(document: &DocumentView) -> Option<Self> {
        Some(Self {
            document: document.id,
            title: document.title.clone(),
            seen: document.versions.first()?.sha256,
        })
    }
}

#[derive(PartialEq, Properties)]
pub struct SignDialogProps {
    /// What will be signed.
    pub documents: Vec<Signable>,
    /// Called when the dialogue is left.
    pub on_close: Callback<()>,
}

enum State {
    Asking,
    Running(Progress),
    Done(Vec<SignOutcome>),
}

/// The dialogue.
#[component]
pub fn SignDialog(props: &SignDialogProps) -> Html {
    let words = use_words();
    let session = use_session();
    let state = use_state(|| State::Asking);
    let file = use_state(|| None);
    let file_certificates = use_state(Vec::<CertificateRow>::new);
    let chosen = use_state(Chosen::default);
    let search = use_state(|| Search::Running(TokensFound::default()));
    let problem = use_state(|| None::<Explanation>);
    let secret = use_node_ref();
    let start_search = {
        let (search, session) = (search.clone(), session.clone());
        Callback::from(move |()| {
            let before = search.found().cloned().unwrap_or_default();
            search.set(Search::Running(before));
            let (search, session) = (search.clone(), session.clone());
            spawn_local(async move {
                match bridge::token_certificates().await {
                    Ok(found) => search.set(Search::Done(found)),
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => search.set(Search::Failed(explanation)),
                }
            });
        })
    };
    {
        let start_search = start_search.clone();
        use_effect_with((), move |()| start_search.emit(()));
    }
    {
        let chosen = chosen.clone();
        let gone = match (&*chosen, &*search) {
            (Chosen::Certificate(token), Search::Done(_)) => search
                .certificate(token)
                .is_none_or(|row| !row.unsuitable.is_empty()),
            _ => false,
        };
        use_effect_with(gone, move |gone| {
            if *gone {
                chosen.set(Chosen::File);
            }
        });
    }
    let choose_file = {
        let (file, file_certificates, chosen, problem) = (
            file.clone(),
            file_certificates.clone(),
            chosen.clone(),
            problem.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let (file, file_certificates, chosen, problem) = (
                file.clone(),
                file_certificates.clone(),
                chosen.clone(),
                problem.clone(),
            );
            spawn_local(async move {
                match bridge::choose(Choice::SealKey).await {
                    Ok(files) => {
                        if let Some(one) = files.into_iter().next() {
                            file.set(Some(one));
                            file_certificates.set(Vec::new());
                            chosen.set(Chosen::File);
                            problem.set(None);
                        }
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
            });
        })
    };
    let on_choose = {
        let (chosen, secret, problem) = (chosen.clone(), secret.clone(), problem.clone());
        Callback::from(move |next: Chosen| {
            if let Some(input) = secret.cast::<HtmlInputElement>() {
                input.set_value("");
            }
            problem.set(None);
            chosen.set(next);
        })
    };
    let row = match &*chosen {
        Chosen::Certificate(token) => search.certificate(token).cloned(),
        Chosen::File => None,
    };
    let refuse = {
        let (problem, words) = (problem.clone(), words.clone());
        move |code: &str| {
            problem.set(Some(Explanation {
                code: code.to_owned(),
                sentence: words.find(code, &[]).unwrap_or_default(),
                next: words.find(&format!("{code}.next"), &[]),
            }));
        }
    };
    let look_inside = {
        let (file, file_certificates, secret, problem, session, refuse) = (
            file.clone(),
            file_certificates.clone(),
            secret.clone(),
            problem.clone(),
            session.clone(),
            refuse.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            let Some(one) = (*file).clone() else {
                return refuse("seal-key-missing");
            };
            let Some(input) = secret.cast::<HtmlInputElement>() else {
                return;
            };
            let passphrase = input.value();
            if passphrase.is_empty() {
                return refuse("seal-passphrase-missing");
            }
            problem.set(None);
            let (file_certificates, problem, session) =
                (file_certificates.clone(), problem.clone(), session.clone());
            spawn_local(async move {
                match bridge::file_certificates(one, passphrase).await {
                    Ok(rows) => file_certificates.set(rows),
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        input.set_value("");
                        problem.set(Some(explanation));
                    }
                }
            });
        })
    };
    let submit = {
        let (state, file, chosen, row, problem, secret) = (
            state.clone(),
            file.clone(),
            chosen.clone(),
            row.clone(),
            problem.clone(),
            secret.clone(),
        );
        let (session, words, documents, refuse, start_search) = (
            session.clone(),
            words.clone(),
            props.documents.clone(),
            refuse.clone(),
            start_search.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (key, unlocking) = match (&*chosen, &row, &*file) {
                (Chosen::Certificate(token), Some(row), _) => {
                    (ChosenKey::Certificate { token: token.clone() }, row.unlocking)
                }
                (Chosen::File, _, Some(file)) => (
                    ChosenKey::File {
                        token: file.token.clone(),
                    },
                    Unlocking::Passphrase,
                ),
                _ => return refuse("seal-key-missing"),
            };
            let given = secret
                .cast::<HtmlInputElement>()
                .map(|input| {
                    let value = input.value();
                    input.set_value("");
                    value
                })
                .filter(|value| !value.is_empty());
            match unlocking {
                Unlocking::Passphrase if given.is_none() => return refuse("seal-passphrase-missing"),
                Unlocking::Pin { .. } if given.is_none() => return refuse("seal-pin-empty"),
                _ => {}
            }
            problem.set(None);
            state.set(State::Running(Progress {
                items: documents.len() as u64,
                ..Progress::default()
            }));
            let documents: Vec<ToSign> = documents
                .iter()
                .map(|one| ToSign {
                    document: one.document,
                    seen: one.seen,
                })
                .collect();
            let in_token = matches!(key, ChosenKey::Certificate { .. });
            let (state, problem, session, words, start_search) = (
                state.clone(),
                problem.clone(),
                session.clone(),
                words.clone(),
                start_search.clone(),
            );
            spawn_local(async move {
                let progress = {
                    let state = state.clone();
                    Box::new(move |progress| state.set(State::Running(progress)))
                };
                match signing::sign(documents, key, given, progress).await {
                    Ok(outcomes) => {
                        let signed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
                        let text = result_in_words(&words, &outcomes);
                        session.dispatch(Act::Changed);
                        session.dispatch(Act::Say(if signed == outcomes.len() {
                            Notice::good(text)
                        } else {
                            Notice::plain(text)
                        }));
                        state.set(State::Done(outcomes));
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => {
                        state.set(State::Asking);
                        problem.set(Some(explanation));
                        if in_token {
                            start_search.emit(());
                        }
                    }
                }
            });
        })
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let count = props.documents.len().to_string();
    let body = match &*state {
        State::Asking => html! {
            <form onsubmit={submit} class="stack" novalidate=true>
                if let Some(problem) = &*problem { <Problem problem={problem.clone()} /> }
                <p class="lead">{ words.t("sign-explain") }</p>
                <section class="stack-tight">
                    <h3 class="label">{ words.with("sign-what", &[("count", count.clone())]) }</h3>
                    <ul class="seal-list">
                        { for props.documents.iter().map(|one| html! { <li><Icon name="page" /><span class="seal-list-title">{ &one.title }</span></li> }) }
                    </ul>
                </section>
                <Certificates chosen={(*chosen).clone()} {on_choose} search={(*search).clone()} on_search={start_search.clone()}
                    file={(*file).clone()} file_certificates={(*file_certificates).clone()} on_choose_file={choose_file} />
                { secret_field(&words, row.as_ref(), secret, look_inside) }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="sign-submit">{ words.with("sign-submit", &[("count", count)]) }</button>
                </div>
            </form>
        },
        State::Running(progress) => {
            let pad = matches!(
                row.as_ref().map(|row| row.unlocking),
                Some(Unlocking::PinPad { .. })
            );
            html! { <Running progress={progress.clone()} count={props.documents.len()} {pad} /> }
        }
        State::Done(outcomes) => html! {
            <div class="stack">
                <p class="lead" role="status">{ result_in_words(&words, outcomes) }</p>
                <ul class="outcomes">{ for outcomes.iter().map(|outcome| html! { <li>{ outcome_of(&words, outcome) }</li> }) }</ul>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" autofocus=true data-action="sign-close" onclick={leave}>{ words.t("close") }</button>
                </div>
            </div>
        },
    };
    let title = match &*state {
        State::Asking => words.t("sign-title"),
        State::Running(_) => words.t("sign-progress"),
        State::Done(_) => words.t("sign-done"),
    };
    html! {
        <Dialog id="sign-title" {title} on_close={props.on_close.clone()} leavable={!matches!(*state, State::Running(_))} wide=true>{ body }</Dialog>
    }
}

fn result_in_words(words: &Words, outcomes: &[SignOutcome]) -> String {
    let signed = outcomes.iter().filter(|outcome| outcome.result.is_ok()).count();
    words.with(
        "sign-result",
        &[
            ("signed", signed.to_string()),
            ("refused", (outcomes.len() - signed).to_string()),
        ],
    )
}

fn outcome_of(words: &Words, outcome: &SignOutcome) -> Html {
    match &outcome.result {
        Ok(signed) => signed_of(words, outcome, signed),
        Err(refusal) => html! {
            <article class="outcome" data-color="danger" data-code={refusal.code.clone()}>
                <span class="outcome-mark"><Icon name="warning" /></span>
                <div class="outcome-body"><p class="outcome-title">{ &outcome.title }</p><p>{ &refusal.sentence }</p>
                    if let Some(next) = &refusal.next { <p class="muted">{ next }</p> }</div>
            </article>
        },
    }
}

fn signed_of(words: &Words, outcome: &SignOutcome, signed: &Signed) -> Html {
    html! {
        <article class="outcome" data-color="success">
            <span class="outcome-mark"><Icon name="check" /></span>
            <div class="outcome-body">
                <p class="outcome-title">{ &outcome.title }</p>
                <p class="row-note">
                    if signed.before { { words.t("sign-before") }{ " · " } }
                    { words.with("version-number", &[("number", signed.version.to_string())]) }
                    { " · " }{ words.with("level-reached", &[("level", level_in_words(words, &signed.level))]) }
                    if let Some(principal) = &signed.principal { { " · " }{ words.with("step-may-for", &[("name", principal.clone())]) } }
                </p>
                if let Some(wanted) = &signed.wanted {
                    <p class="outcome-warning"><Icon name="clock" /><span>{ words.with("level-missed", &[("wanted", level_in_words(words, wanted))]) }</span></p>
                }
                <ul class="reasons row-note">{ for signed.reasons.iter().map(|reason| html! { <li>{ &reason.sentence }</li> }) }</ul>
            </div>
        </article>
    }
}
