//! The bridge to the desktop shell: its commands by Tauri's `invoke`, its progress by Tauri's channels.

use std::collections::BTreeMap;

use js_sys::{ArrayBuffer, Function, JSON, Promise, Reflect, Uint8Array};
use model::looking::StampPlace;
use model::view::{
    AugmentationOutcome, AugmentationView, DeskView, DocumentView, DossierRow, DossierView, Imported,
    OutboxRow, SealOutcome, SyncReport,
};
use model::window::{
    CertificateRow, ChosenKey, DoctorFinding, OfferedFile, SealSettings, Settings, Start, TokensFound,
    Validation, WindowEvent,
};
use model::{DocumentId, DossierId, NewDossier, OpId, VersionId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wording::Explanation;

use super::call::{Nothing, Passing, Reading};
use super::{Answer, Choice, CreateDesk, OnProgress, Work};

const INTERNALS: &str = "__TAURI_INTERNALS__";

fn internals() -> Option<JsValue> {
    let window = web_sys::window()?;
    Reflect::get(&window, &INTERNALS.into())
        .ok()
        .filter(JsValue::is_object)
}

/// Whether the page runs inside the desktop shell. What ships runs nowhere else.
pub fn present() -> bool {
    !cfg!(feature = "stand-in") || internals().is_some()
}

/// A failure of the passage itself; the sentence is the shell's own text, since no message can be looked up.
fn broken(detail: &JsValue) -> Explanation {
    let sentence = detail.as_string().unwrap_or_else(|| format!("{detail:?}"));
    Explanation {
        code: "window-bridge".to_owned(),
        sentence,
        next: None,
    }
}

/// Plain data crosses as JSON text: the same code reads it here and in an ordinary browser, which keeps the front end
/// small, and the engine's own parser is faster than walking objects from outside.
fn arguments(value: &Value) -> Result<JsValue, Explanation> {
    JSON::parse(&value.to_string()).map_err(|error| broken(&error))
}

/// What the shell said, as JSON text.
fn text_of(value: &JsValue) -> String {
    // Nothing at all is how a command without an answer answers.
    match JSON::stringify(value) {
        Ok(text) if text.is_string() => String::from(text),
        _ => "null".to_owned(),
    }
}

/// Reads an answer.
pub fn read<T: DeserializeOwned>(text: &str) -> Answer<T> {
    serde_json::from_str(text).map_err(|error| broken(&error.to_string().into()))
}

async fn raw(command: &str, arguments: JsValue) -> Answer<JsValue> {
    let internals = internals().ok_or_else(|| broken(&JsValue::from_str("the shell is gone")))?;
    let invoke: Function = Reflect::get(&internals, &"invoke".into())
        .and_then(|value| value.dyn_into())
        .map_err(|error| broken(&error))?;
    let promise: Promise = invoke
        .call2(&internals, &command.into(), &arguments)
        .and_then(|value| value.dyn_into())
        .map_err(|error| broken(&error))?;
    JsFuture::from(promise)
        .await
        .map_err(|error| serde_json::from_str(&text_of(&error)).unwrap_or_else(|_| broken(&error)))
}

/// Passes a command and brings its answer as JSON text; compiled once for all of them.
pub fn pass(command: &'static str, arguments: Value) -> Passing<String> {
    Box::pin(async move {
        let answer = raw(command, self::arguments(&arguments)?).await?;
        Ok(text_of(&answer))
    })
}

fn invoke<T: DeserializeOwned>(command: &'static str, value: impl Serialize) -> Reading<T> {
    Reading::of(pass(command, serde_json::to_value(value).unwrap_or_default()))
}

/// As [`invoke`], for a command that answers with bytes.
pub fn invoke_bytes(command: &'static str, value: impl Serialize) -> Passing<Uint8Array> {
    let value = serde_json::to_value(value).unwrap_or_default();
    Box::pin(async move {
        let value = raw(command, arguments(&value)?).await?;
        match value.dyn_into::<ArrayBuffer>() {
            Ok(buffer) => Ok(Uint8Array::new(&buffer)),
            Err(other) => Err(broken(&other)),
        }
    })
}

/// A message of a channel as Tauri's script sends it.
#[derive(Deserialize)]
struct Message<T> {
    index: f64,
    message: Option<T>,
}

/// Lets the shell send messages of one kind; dropping it ends that.
pub struct Channel {
    id: f64,
    _closure: Closure<dyn FnMut(JsValue)>,
}

impl Channel {
    /// For progress and events: messages may overtake each other, and an older one is worth nothing.
    pub fn new<T: DeserializeOwned + 'static>(on_message: Box<dyn Fn(T)>) -> Answer<Channel> {
        Self::open(on_message, false)
    }

    /// For what must all be heard, in whatever order it comes.
    pub fn whole<T: DeserializeOwned + 'static>(on_message: Box<dyn Fn(T)>) -> Answer<Channel> {
        Self::open(on_message, true)
    }

    fn open<T: DeserializeOwned + 'static>(on_message: Box<dyn Fn(T)>, all: bool) -> Answer<Channel> {
        let mut next = 0.0;
        let closure = Closure::<dyn FnMut(JsValue)>::new(move |value: JsValue| {
            if let Ok(Message {
                index,
                message: Some(message),
            }) = serde_json::from_str::<Message<T>>(&text_of(&value))
                && (all || index >= next)
            {
                next = index + 1.0;
                on_message(message);
            }
        });
        let internals = internals().ok_or_else(|| broken(&JsValue::from_str("the shell is gone")))?;
        let transform: Function = Reflect::get(&internals, &"transformCallback".into())
            .and_then(|value| value.dyn_into())
            .map_err(|error| broken(&error))?;
        let id = transform
            .call2(&internals, closure.as_ref(), &JsValue::FALSE)
            .map_err(|error| broken(&error))?
            .as_f64()
            .unwrap_or_default();
        Ok(Channel {
            id,
            _closure: closure,
        })
    }

    pub fn name(&self) -> String {
        format!("__CHANNEL__:{}", self.id)
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(internals) = internals()
            && let Ok(unregister) = Reflect::get(&internals, &"unregisterCallback".into())
            && let Ok(unregister) = unregister.dyn_into::<Function>()
        {
            // Nothing is left to do where the callback is gone already.
            let _ = unregister.call1(&internals, &self.id.into());
        }
    }
}

pub async fn start() -> Answer<Start> {
    invoke("start", Nothing {}).await
}

pub async fn save_settings(settings: Settings) -> Answer<Settings> {
    #[derive(Serialize)]
    struct Arguments {
        settings: Settings,
    }
    invoke("save_settings", Arguments { settings }).await
}

pub async fn create_desk(new: CreateDesk) -> Answer<DeskView> {
    #[derive(Serialize)]
    struct Arguments {
        new: CreateDesk,
    }
    invoke("create_desk", Arguments { new }).await
}

pub async fn demonstrate() -> Answer<DeskView> {
    invoke("demonstrate", Nothing {}).await
}

pub async fn leave_demonstration() -> Answer<Start> {
    invoke("leave_demonstration", Nothing {}).await
}

pub async fn key_file() -> Answer<Option<OfferedFile>> {
    invoke("key_file", Nothing {}).await
}

pub async fn remember_key_file(file: Option<OfferedFile>) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        file: Option<String>,
    }
    let file = file.map(|file| file.token);
    invoke("remember_key_file", Arguments { file }).await
}

pub async fn unlock(passphrase: String) -> Answer<DeskView> {
    #[derive(Serialize)]
    struct Arguments {
        passphrase: String,
    }
    invoke("unlock", Arguments { passphrase }).await
}

pub async fn lock() -> Answer<()> {
    invoke("lock", Nothing {}).await
}

pub async fn active() -> Answer<()> {
    invoke("active", Nothing {}).await
}

pub async fn desk() -> Answer<DeskView> {
    invoke("desk", Nothing {}).await
}

pub async fn dossiers(search: String) -> Answer<Vec<DossierRow>> {
    #[derive(Serialize)]
    struct Arguments {
        search: String,
    }
    invoke("dossiers", Arguments { search }).await
}

pub async fn create_dossier(new: NewDossier) -> Answer<DossierView> {
    #[derive(Serialize)]
    struct Arguments {
        new: NewDossier,
    }
    invoke("create_dossier", Arguments { new }).await
}

pub async fn dossier(id: DossierId) -> Answer<DossierView> {
    #[derive(Serialize)]
    struct Arguments {
        id: DossierId,
    }
    invoke("dossier", Arguments { id }).await
}

pub async fn document(id: DocumentId) -> Answer<DocumentView> {
    #[derive(Serialize)]
    struct Arguments {
        id: DocumentId,
    }
    invoke("document", Arguments { id }).await
}

pub async fn choose(what: Choice) -> Answer<Vec<OfferedFile>> {
    #[derive(Serialize)]
    struct Arguments {
        what: Choice,
    }
    invoke("choose", Arguments { what }).await
}

pub async fn import(
    dossier: DossierId,
    file: OfferedFile,
    password: Option<String>,
    progress: OnProgress,
) -> Answer<Imported> {
    #[derive(Serialize)]
    struct Arguments {
        dossier: DossierId,
        token: String,
        password: Option<String>,
        progress: String,
    }
    let channel = Channel::new(progress)?;
    invoke(
        "import",
        Arguments {
            dossier,
            token: file.token,
            password,
            progress: channel.name(),
        },
    )
    .await
}

pub async fn read_version(id: VersionId) -> Answer<Uint8Array> {
    #[derive(Serialize)]
    struct Arguments {
        id: VersionId,
    }
    invoke_bytes("read_version", Arguments { id }).await
}

pub async fn export_version(id: VersionId, suggested: String) -> Answer<Option<String>> {
    #[derive(Serialize)]
    struct Arguments {
        id: VersionId,
        suggested: String,
    }
    invoke("export_version", Arguments { id, suggested }).await
}

pub async fn validate(id: VersionId) -> Answer<Validation> {
    #[derive(Serialize)]
    struct Arguments {
        id: VersionId,
    }
    invoke("validate", Arguments { id }).await
}

pub async fn token_certificates() -> Answer<TokensFound> {
    invoke("token_certificates", Nothing {}).await
}

pub async fn file_certificates(file: OfferedFile, passphrase: String) -> Answer<Vec<CertificateRow>> {
    #[derive(Serialize)]
    struct Arguments {
        file: String,
        passphrase: String,
    }
    invoke(
        "file_certificates",
        Arguments {
            file: file.token,
            passphrase,
        },
    )
    .await
}

pub async fn seal(
    documents: Vec<DocumentId>,
    key: ChosenKey,
    secret: Option<String>,
    place: Option<StampPlace>,
    on_outcome: Box<dyn Fn(SealOutcome)>,
    progress: OnProgress,
) -> Answer<Vec<SealOutcome>> {
    #[derive(Serialize)]
    struct Arguments {
        documents: Vec<DocumentId>,
        key: ChosenKey,
        secret: Option<String>,
        place: Option<StampPlace>,
        outcomes: String,
        progress: String,
    }
    let outcomes = Channel::whole(on_outcome)?;
    let channel = Channel::new(progress)?;
    invoke(
        "seal",
        Arguments {
            documents,
            key,
            secret,
            place,
            outcomes: outcomes.name(),
            progress: channel.name(),
        },
    )
    .await
}

pub async fn augmentations() -> Answer<Vec<AugmentationView>> {
    invoke("augmentations", Nothing {}).await
}

pub async fn augment(documents: Vec<DocumentId>, progress: OnProgress) -> Answer<Vec<AugmentationOutcome>> {
    #[derive(Serialize)]
    struct Arguments {
        documents: Vec<DocumentId>,
        progress: String,
    }
    let channel = Channel::new(progress)?;
    invoke(
        "augment",
        Arguments {
            documents,
            progress: channel.name(),
        },
    )
    .await
}

pub async fn send_as_is(document: DocumentId) -> Answer<AugmentationOutcome> {
    #[derive(Serialize)]
    struct Arguments {
        document: DocumentId,
    }
    invoke("send_as_is", Arguments { document }).await
}

pub async fn seal_settings() -> Answer<SealSettings> {
    invoke("seal_settings", Nothing {}).await
}

pub async fn save_seal_settings(
    settings: SealSettings,
    passwords: BTreeMap<String, String>,
) -> Answer<SealSettings> {
    #[derive(Serialize)]
    struct Arguments {
        settings: SealSettings,
        passwords: BTreeMap<String, String>,
    }
    invoke("save_seal_settings", Arguments { settings, passwords }).await
}

pub async fn doctor(on_finding: Box<dyn Fn(DoctorFinding)>) -> Answer<Vec<DoctorFinding>> {
    #[derive(Serialize)]
    struct Arguments {
        findings: String,
    }
    let channel = Channel::new(on_finding)?;
    invoke(
        "doctor",
        Arguments {
            findings: channel.name(),
        },
    )
    .await
}

pub async fn pause_work(work: Work, paused: bool) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        work: Work,
        paused: bool,
    }
    invoke("pause", Arguments { work, paused }).await
}

pub async fn cancel(work: Work) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        work: Work,
    }
    invoke("cancel", Arguments { work }).await
}

pub async fn outbox() -> Answer<Vec<OutboxRow>> {
    invoke("outbox", Nothing {}).await
}

pub async fn enrol(platform: String, code: String, certificates: Option<OfferedFile>) -> Answer<DeskView> {
    #[derive(Serialize)]
    struct Arguments {
        platform: String,
        code: String,
        certificates: Option<String>,
    }
    invoke(
        "enrol",
        Arguments {
            platform,
            code,
            certificates: certificates.map(|file| file.token),
        },
    )
    .await
}

pub async fn sync(progress: OnProgress) -> Answer<SyncReport> {
    #[derive(Serialize)]
    struct Arguments {
        progress: String,
    }
    let channel = Channel::new(progress)?;
    invoke(
        "sync",
        Arguments {
            progress: channel.name(),
        },
    )
    .await
}

pub async fn retry(op: OpId) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        op: OpId,
    }
    invoke("retry", Arguments { op }).await
}

pub async fn explain(code: String) -> Answer<Explanation> {
    #[derive(Serialize)]
    struct Arguments {
        code: String,
    }
    invoke("explain", Arguments { code }).await
}

pub async fn change_passphrase(old: String, new: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        old: String,
        new: String,
    }
    invoke("change_passphrase", Arguments { old, new }).await
}

pub async fn watch(on_event: Box<dyn Fn(WindowEvent)>) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        events: String,
    }
    let channel = Channel::new(on_event)?;
    let events = channel.name();
    // The window listens as long as it lives.
    std::mem::forget(channel);
    invoke("watch", Arguments { events }).await
}
