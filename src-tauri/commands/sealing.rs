//! Sealing, and what still has to be added to seals.

use ::desk::{Desk, Environment, SealBatch, SignBatch, SignOutcome, ToSign};
use model::DocumentId;
use model::looking::StampPlace;
use model::view::{AugmentationOutcome, AugmentationView, SealOutcome};
use model::window::{ChosenKey, Progress, Work};
use seal::key::{Pin, SealKey, TokenChoice};
use secrecy::SecretString;
use tauri::State;
use tauri::ipc::Channel;

use super::Secret;
use super::keys::TokenPlace;
use crate::files::{name_of, without_folders};
use crate::shell::{Answer, Error, Shell};

/// Seals the newest version of each document with an offered key file or a certificate in a token, on all cores;
/// outcomes come as they are finished, and all of them in the order of the documents at the end. The passphrase or PIN is
/// tried once and forgotten afterwards; a reader with keys of its own asks for the PIN itself, and then none is given here.
#[tauri::command]
pub async fn seal(
    documents: Vec<DocumentId>,
    key: ChosenKey,
    secret: Option<Secret>,
    place: Option<StampPlace>,
    outcomes: Channel<SealOutcome>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Vec<SealOutcome>> {
    let (key, path) = place_of(&shell, key, secret.is_some()).await?;
    let pause = shell.new_pause(Work::Seal);
    shell
        .work(Work::Seal, progress, move |desk, progress, cancel| {
            let key = key.open(secret.as_ref())?;
            // The key is open: what opened it is not needed any longer.
            drop(secret);
            let batch = SealBatch {
                jobs: std::thread::available_parallelism().map_or(1, usize::from),
                pause,
                stamp_place: place,
                ..SealBatch::new(&documents, &key)
            };
            let mut done = Vec::with_capacity(documents.len());
            let mut told = |outcome: SealOutcome| {
                // A window that went away misses nothing: the outcome is kept at the desk.
                let _ = outcomes.send(outcome.clone());
                done.push(outcome);
            };
            desk.seal_batch_remembered(&batch, &mut told, progress, cancel)?;
            done.sort_by_key(|outcome: &SealOutcome| {
                documents
                    .iter()
                    .position(|document| *document == outcome.document)
            });
            Ok::<_, ::desk::Error>(done)
        })
        .await
        .map_err(|told| without_folders(told, &path))
}

/// Signs each document at the signature step of its circuit, in the version that was seen, with one opening of the key of
/// a natural person; outcomes are in the order of the documents.
#[tauri::command]
pub async fn sign(
    documents: Vec<ToSign>,
    key: ChosenKey,
    secret: Option<Secret>,
    place: Option<StampPlace>,
    outcomes: Channel<SignOutcome>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Vec<SignOutcome>> {
    let (key, path) = place_of(&shell, key, secret.is_some()).await?;
    let pause = shell.new_pause(Work::Seal);
    shell
        .work(Work::Seal, progress, move |desk, progress, cancel| {
            let key = key.open(secret.as_ref())?;
            drop(secret);
            let batch = SignBatch {
                pause,
                stamp_place: place,
                ..SignBatch::new(&documents, &key)
            };
            let mut done = Vec::with_capacity(documents.len());
            let mut told = |outcome: SignOutcome| {
                let _ = outcomes.send(outcome.clone());
                done.push(outcome);
            };
            desk.sign_batch_remembered(&batch, &mut told, progress, cancel)?;
            done.sort_by_key(|outcome: &SignOutcome| {
                documents.iter().position(|one| one.document == outcome.document)
            });
            Ok::<_, ::desk::Error>(done)
        })
        .await
        .map_err(|told| without_folders(told, &path))
}

/// Where the key is.
enum Key {
    File(Vec<u8>),
    Token(TokenPlace, jiff::Timestamp),
}

impl Key {
    fn open(&self, secret: Option<&Secret>) -> Result<SealKey, ::desk::Error> {
        match (self, secret) {
            (Key::File(bytes), Some(passphrase)) => Ok(SealKey::from_pkcs12(bytes, &passphrase.0)?),
            (Key::File(bytes), None) => Ok(SealKey::from_pkcs12(bytes, &SecretString::default())?),
            (Key::Token(place, at), pin) => open(place, pin, *at),
        }
    }
}

/// Where a chosen key is, and the file that is named when it cannot be used.
async fn place_of(shell: &Shell, key: ChosenKey, given: bool) -> Answer<(Key, std::path::PathBuf)> {
    Ok(match key {
        ChosenKey::File { token } => {
            let path = shell
                .files()
                .path(&token)
                .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
            let file = path.clone();
            let bytes = shell
                .apart(move || {
                    std::fs::read(&file).map_err(|source| Error::FileUnreadable {
                        file: name_of(&file),
                        source,
                    })
                })
                .await?;
            (Key::File(bytes), path)
        }
        ChosenKey::Certificate { token } => {
            let place = shell
                .token_place(&token)
                .ok_or_else(|| shell.explain(&Error::CertificateNotShown))?;
            if place.wants_pin && !place.pin_pad && !given {
                return Err(shell.explain(&Error::PinMissing));
            }
            let module = place.module.clone();
            (Key::Token(place, shell.environment().now()), module)
        }
    })
}

/// Opens the key of a certificate that was shown: this very certificate, in the token that was in that slot.
fn open(place: &TokenPlace, pin: Option<&Secret>, at: jiff::Timestamp) -> Result<SealKey, ::desk::Error> {
    let wanted = TokenChoice {
        slot: Some(place.slot),
        label: Some(&place.label),
        certificate: Some(&place.sha256),
    };
    let token = SealKey::from_token(std::slice::from_ref(&place.module), &wanted, at)?;
    let pin = match pin {
        _ if !token.wants_pin() => Pin::None,
        _ if token.has_pin_pad() => Pin::Pad,
        Some(pin) => Pin::Typed(&pin.0),
        None => Pin::None,
    };
    Ok(token.open(pin)?)
}

/// What still has to be added to seals.
#[tauri::command]
pub async fn augmentations(shell: State<'_, Shell>) -> Answer<Vec<AugmentationView>> {
    shell.call(Desk::augmentations).await
}

/// Adds what is missing: to these documents, or to all that wait when none is named.
#[tauri::command]
pub async fn augment(
    documents: Vec<DocumentId>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Vec<AugmentationOutcome>> {
    shell
        .work(Work::Augment, progress, move |desk, progress, cancel| {
            desk.run_augmentations(&documents, progress, cancel)
        })
        .await
}

/// A person decides that an original leaves at the level it has.
#[tauri::command]
pub async fn send_as_is(document: DocumentId, shell: State<'_, Shell>) -> Answer<AugmentationOutcome> {
    shell.call(move |desk| desk.send_as_is(document)).await
}
