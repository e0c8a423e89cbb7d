//! The key that seals or signs, and what opens it: the certificates to choose from, the field for the passphrase or the
//! PIN, and how far the work with it is. What sealing and signing have in common.

use model::window::{CertificateRow, ChosenKey, OfferedFile, PinTries, Progress, TokensFound, Unlocking};
use web_sys::HtmlInputElement;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::batch_run::{Item, Items};
use super::certificates::{Certificates, Chosen, Search};
use super::sync_card::done;
use super::{Field, Icon};
use crate::bridge::{self, Choice};
use crate::session::{Act, SessionHandle, use_session};
use crate::words::{Words, use_words};

/// What is chosen and typed so far. A secret is never kept here: it stays in its field until it is taken.
#[derive(Clone)]
pub(super) struct KeyOpening {
    session: SessionHandle,
    words: Words,
    file: UseStateHandle<Option<OfferedFile>>,
    file_certificates: UseStateHandle<Vec<CertificateRow>>,
    chosen: UseStateHandle<Chosen>,
    search: UseStateHandle<Search>,
    secret: NodeRef,
    /// Why the last attempt was refused.
    pub(super) problem: UseStateHandle<Option<Explanation>>,
}

thread_local! {
    /// The key file that was used last, so that it is chosen once a day and not for each batch.
    static LAST_FILE: std::cell::RefCell<Option<OfferedFile>> = const { std::cell::RefCell::new(None) };
}

/// The choice of a key, beginning with `file` or the file that was used last; the tokens are looked for at once, and where
/// no file is at hand the only certificate that can be used is chosen.
#[hook]
pub(super) fn use_key_opening(file: Option<OfferedFile>) -> KeyOpening {
    let opening = KeyOpening {
        session: use_session(),
        words: use_words(),
        file: use_state(|| file.or_else(|| LAST_FILE.with(|last| last.borrow().clone()))),
        file_certificates: use_state(Vec::new),
        chosen: use_state(Chosen::default),
        search: use_state(|| Search::Running(TokensFound::default())),
        secret: use_node_ref(),
        problem: use_state(|| None),
    };
    {
        let opening = opening.clone();
        use_effect_with((), move |()| {
            opening.look_for_tokens();
            if opening.file.is_none() {
                opening.look_for_file();
            }
        });
    }
    {
        let opening = opening.clone();
        let only = match (&*opening.search, &*opening.file, &*opening.chosen) {
            (Search::Done(found), None, Chosen::File) => {
                let mut usable = found.certificates.iter().filter(|row| row.unsuitable.is_empty());
                match (usable.next(), usable.next()) {
                    (Some(only), None) => Some(only.token.clone()),
                    _ => None,
                }
            }
            _ => None,
        };
        // Once: whoever then wants a file after all gets it.
        let offered = use_mut_ref(|| false);
        use_effect_with(only, move |only| {
            if let Some(token) = only.as_ref().filter(|_| !offered.replace(true)) {
                opening.choose(Chosen::Certificate(token.clone()));
            }
        });
    }
    {
        // The field in which somebody stood has gone with its key: they stand in the one that came instead. Whoever is on
        // something else stays there.
        let secret = opening.secret.clone();
        let unlocking = opening.row().map(|row| row.unlocking);
        use_effect_with(unlocking, move |_| {
            let nowhere = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|page| page.active_element())
                .is_none_or(|active| matches!(active.tag_name().as_str(), "BODY" | "DIALOG"));
            if let Some(field) = secret.cast::<HtmlInputElement>().filter(|_| nowhere) {
                // A field that takes no focus is reached by Tab.
                let _ = field.focus();
            }
        });
    }
    {
        // A token that was pulled out takes its certificate from the list, and with it the choice.
        let chosen = opening.chosen.clone();
        let gone = match (&*opening.chosen, &*opening.search) {
            (Chosen::Certificate(token), Search::Done(_)) => opening
                .search
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
    opening
}

impl KeyOpening {
    /// The certificate chosen in a token.
    fn row(&self) -> Option<CertificateRow> {
        match &*self.chosen {
            Chosen::Certificate(token) => self.search.certificate(token).cloned(),
            Chosen::File => None,
        }
    }

    /// The PIN is typed at the reader.
    pub(super) fn pad(&self) -> bool {
        matches!(
            self.row().map(|row| row.unlocking),
            Some(Unlocking::PinPad { .. })
        )
    }

    pub(super) fn refuse(&self, code: &str) {
        self.problem.set(Some(Explanation {
            code: code.to_owned(),
            sentence: self.words.find(code, &[]).unwrap_or_default(),
            next: self.words.find(&format!("{code}.next"), &[]),
        }));
    }

    fn look_for_tokens(&self) {
        let before = self.search.found().cloned().unwrap_or_default();
        self.search.set(Search::Running(before));
        let (search, session) = (self.search.clone(), self.session.clone());
        spawn_local(async move {
            match bridge::token_certificates().await {
                Ok(found) => search.set(Search::Done(found)),
                Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                Err(explanation) => search.set(Search::Failed(explanation)),
            }
        });
    }

    /// The file that was remembered is at hand, as if it had just been chosen.
    fn look_for_file(&self) {
        let opening = self.clone();
        spawn_local(async move {
            // What cannot be read is no reason to trouble anybody: a file can be chosen as before.
            if let Ok(Some(file)) = bridge::key_file().await {
                opening.file.set(Some(file));
            }
        });
    }

    /// The file that is chosen, where one is.
    pub(super) fn file(&self) -> Option<OfferedFile> {
        match &*self.chosen {
            Chosen::File => (*self.file).clone(),
            Chosen::Certificate(_) => None,
        }
    }

    /// How many certificates in tokens can be used; `None` while they are looked for.
    pub(super) fn usable(&self) -> Option<usize> {
        match &*self.search {
            Search::Done(found) => Some(
                found
                    .certificates
                    .iter()
                    .filter(|row| row.unsuitable.is_empty())
                    .count(),
            ),
            _ => None,
        }
    }

    fn choose_file(&self) {
        let opening = self.clone();
        spawn_local(async move {
            match bridge::choose(Choice::SealKey).await {
                Ok(files) => {
                    if let Some(one) = files.into_iter().next() {
                        opening.file.set(Some(one));
                        opening.file_certificates.set(Vec::new());
                        opening.chosen.set(Chosen::File);
                        opening.problem.set(None);
                    }
                }
                Err(explanation) => opening.problem.set(Some(explanation)),
            }
        });
    }

    fn choose(&self, next: Chosen) {
        // A passphrase that was typed for another key is not left lying for this one.
        if let Some(input) = self.secret.cast::<HtmlInputElement>() {
            input.set_value("");
        }
        self.problem.set(None);
        self.chosen.set(next);
    }

    fn look_inside(&self) {
        let Some(one) = (*self.file).clone() else {
            return self.refuse("seal-key-missing");
        };
        let Some(input) = self.secret.cast::<HtmlInputElement>() else {
            return;
        };
        let passphrase = input.value();
        if passphrase.is_empty() {
            return self.refuse("seal-passphrase-missing");
        }
        self.problem.set(None);
        let opening = self.clone();
        spawn_local(async move {
            match bridge::file_certificates(one, passphrase).await {
                Ok(rows) => opening.file_certificates.set(rows),
                Err(explanation) if explanation.code == "desk-locked" => opening.session.dispatch(Act::Lock),
                Err(explanation) => {
                    input.set_value("");
                    opening.problem.set(Some(explanation));
                }
            }
        });
    }

    /// The key and what opens it, taken out of its field; `None` where something is missing, which is then said.
    pub(super) fn take(&self) -> Option<(ChosenKey, Option<String>)> {
        let (key, unlocking) = match (&*self.chosen, self.row(), &*self.file) {
            (Chosen::Certificate(token), Some(row), _) => {
                (ChosenKey::Certificate { token: token.clone() }, row.unlocking)
            }
            (Chosen::File, _, Some(file)) => (
                ChosenKey::File {
                    token: file.token.clone(),
                },
                Unlocking::Passphrase,
            ),
            _ => {
                self.refuse("seal-key-missing");
                return None;
            }
        };
        let given = self
            .secret
            .cast::<HtmlInputElement>()
            .map(|input| {
                let value = input.value();
                input.set_value("");
                value
            })
            .filter(|value| !value.is_empty());
        let missing = match unlocking {
            Unlocking::Passphrase => Some("seal-passphrase-missing"),
            Unlocking::Pin { .. } => Some("seal-pin-empty"),
            _ => None,
        };
        if let (Some(missing), None) = (missing, &given) {
            self.refuse(missing);
            return None;
        }
        if let ChosenKey::File { .. } = &key {
            LAST_FILE.with(|last| last.borrow_mut().clone_from(&self.file));
        }
        self.problem.set(None);
        Some((key, given))
    }

    /// The work was refused. How many tries are left, or whether the token is there at all, is another matter now.
    pub(super) fn refused(&self, explanation: Explanation, key_in_token: bool) {
        self.problem.set(Some(explanation));
        if key_in_token {
            self.look_for_tokens();
        }
    }

    /// The certificates to choose from, and the field for what opens the chosen one.
    pub(super) fn fields(&self) -> Html {
        let on_choose = {
            let opening = self.clone();
            Callback::from(move |next: Chosen| opening.choose(next))
        };
        let on_search = {
            let opening = self.clone();
            Callback::from(move |()| opening.look_for_tokens())
        };
        let on_choose_file = {
            let opening = self.clone();
            Callback::from(move |_: MouseEvent| opening.choose_file())
        };
        let look_inside = {
            let opening = self.clone();
            Callback::from(move |_: MouseEvent| opening.look_inside())
        };
        html! {
            <>
                <Certificates chosen={(*self.chosen).clone()} {on_choose} search={(*self.search).clone()} {on_search}
                    file={(*self.file).clone()} file_certificates={(*self.file_certificates).clone()} {on_choose_file} />
                { secret_field(&self.words, self.row().as_ref(), self.secret.clone(), look_inside) }
            </>
        }
    }
}

/// The field for what opens the chosen key, or the sentence that none is needed.
fn secret_field(
    words: &Words,
    row: Option<&CertificateRow>,
    node: NodeRef,
    look_inside: Callback<MouseEvent>,
) -> Html {
    let warning = |tries: PinTries| match tries {
        PinTries::Ready => None,
        PinTries::FewTriesLeft => Some(words.t("pin-few-left")),
        PinTries::LastTry => Some(words.t("pin-last-try")),
    };
    let warned = |tries| {
        html! {
            if let Some(text) = warning(tries) {
                <p class="callout" data-color="warning" data-tries=""><Icon name="warning" /><span>{ text }</span></p>
            }
        }
    };
    match row.map(|row| (row, row.unlocking)) {
        None | Some((_, Unlocking::Passphrase)) => html! {
            <div class="secret-row">
                <Field key="passphrase" id="seal-passphrase" label={words.t("seal-passphrase")} hint={words.t("seal-passphrase-hint")}
                    {node} secret=true autofocus=true />
                <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="look-inside" onclick={look_inside}>
                    <Icon name="eye" />{ words.t("keys-look-inside") }
                </button>
            </div>
        },
        Some((row, Unlocking::Pin { tries })) => html! {
            <>
                { warned(tries) }
                <Field key="pin" id="seal-pin" label={words.with("seal-pin", &[("token", row.place.clone())])} hint={words.t("seal-pin-hint")}
                    {node} secret=true code=true autofocus=true />
            </>
        },
        Some((row, Unlocking::PinPad { tries })) => html! {
            <>
                { warned(tries) }
                <p class="callout" data-color="neutral"><Icon name="keyboard" /><span>{ words.with("seal-pin-pad", &[("token", row.place.clone())]) }</span></p>
            </>
        },
        Some((_, Unlocking::Nothing)) => html! { <p class="field-hint">{ words.t("seal-no-pin") }</p> },
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct RunningProps {
    pub(super) progress: Progress,
    pub(super) count: usize,
    /// The PIN is typed at the reader.
    pub(super) pad: bool,
    /// The documents with how far each is.
    pub(super) items: Vec<Item>,
}

/// How far it is; it can be paused between two documents, and stopped.
#[component]
pub(super) fn Running(props: &RunningProps) -> Html {
    let words = use_words();
    let cancelled = use_state(|| false);
    let paused = use_state(|| false);
    let progress = &props.progress;
    let count = props.count.to_string();
    let cancel = {
        let cancelled = cancelled.clone();
        Callback::from(move |_: MouseEvent| {
            cancelled.set(true);
            spawn_local(async {
                // A refused cancel leaves the work running, which stays on screen.
                let _ = bridge::cancel(bridge::Work::Seal).await;
            });
        })
    };
    let pause = {
        let paused = paused.clone();
        Callback::from(move |_: MouseEvent| {
            let next = !*paused;
            let paused = paused.clone();
            spawn_local(async move {
                if bridge::pause(bridge::Work::Seal, next).await.is_ok() {
                    paused.set(next);
                }
            });
        })
    };
    let waits_for_pin = props.pad && progress.label.is_empty();
    html! {
        <div class="stack" aria-busy="true">
            <p class="lead" role="status">
                if waits_for_pin {
                    { words.t("seal-pin-now") }
                } else if *paused {
                    { words.with("seal-paused", &[("done", progress.items_done.to_string()), ("count", count)]) }
                } else {
                    { words.with("seal-running", &[("done", (progress.items_done + 1).min(progress.items.max(1)).to_string()), ("count", count)]) }
                }
            </p>
            <progress aria-label={words.t("seal-progress")} max={(progress.items.max(1) * 100).to_string()} value={done(progress).to_string()} />
            if props.items.len() > 1 {
                <Items items={props.items.clone()} at={progress.label.clone()} />
            } else {
                <p class="muted one-line">{ &progress.label }{ "\u{a0}" }</p>
            }
            <p class="field-hint">{ words.t("seal-running-hint") }</p>
            <div class="sheet-actions">
                if props.count > 1 {
                    <button type="button" class="ds-button" data-variant="secondary" data-action="pause" disabled={*cancelled} onclick={pause}>
                        { words.t(if *paused { "seal-resume" } else { "seal-pause" }) }
                    </button>
                }
                <button type="button" class="ds-button" data-variant="secondary" disabled={*cancelled} onclick={cancel}>
                    { words.t(if *cancelled { "cancelling" } else { "cancel" }) }
                </button>
            </div>
        </div>
    }
}
