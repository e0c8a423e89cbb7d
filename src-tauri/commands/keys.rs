//! The certificates to seal with: in tokens, and in a chosen file.

use std::path::PathBuf;

use ::desk::{Desk, Environment};
use model::window::{CertificateRow, KeptKeyFile, OfferedFile, PinTries, TokensFound, Unlocking};
use seal::key::chooser::{self, CertificateChoice, TokenView};
use seal::key::{CertificatePurpose, PinState, PurposeBasis, TokenError, known_modules};
use tauri::State;
use wording::{Explain, Explanation};

use super::Secret;
use crate::files::{name_of, without_folders};
use crate::shell::{Answer, Error, Shell};

/// Where a certificate that was shown lies; stays in the shell.
#[derive(Clone)]
pub struct TokenPlace {
    /// The driver.
    pub module: PathBuf,
    /// The slot's number, as the driver counts.
    pub slot: u64,
    /// The token's label.
    pub label: String,
    /// SHA-256 of the certificate, hex.
    pub sha256: String,
    /// Whether it asks for a PIN.
    pub wants_pin: bool,
    /// Whether the PIN is typed at the reader.
    pub pin_pad: bool,
}

/// Looks for tokens with every driver that is installed. No PIN is tried. Drivers may take seconds.
#[tauri::command]
pub async fn token_certificates(shell: State<'_, Shell>) -> Answer<TokensFound> {
    let inner = Shell::clone(&shell);
    // Certificates name people: nothing is shown while the desk is locked.
    shell.call(move |_: &Desk| Ok::<_, Error>(find(&inner))).await
}

/// The key file that whoever is here asked to have remembered, where it still lies there.
#[tauri::command]
pub async fn key_file(shell: State<'_, Shell>) -> Answer<Option<OfferedFile>> {
    let path = shell.call(Desk::key_file).await?;
    Ok(path.and_then(|path| shell.files().offer(&[path]).pop()))
}

/// What is remembered of a key file for whoever is here, also where it lies there no more.
#[tauri::command]
pub async fn kept_key_file(shell: State<'_, Shell>) -> Answer<Option<KeptKeyFile>> {
    shell
        .call(|desk| {
            Ok::<_, ::desk::Error>(desk.key_file()?.map(|path| KeptKeyFile {
                name: name_of(&path),
                there: path.is_file(),
            }))
        })
        .await
}

/// Remembers an offered file as theirs, or forgets the one that was.
#[tauri::command]
pub async fn remember_key_file(file: Option<String>, shell: State<'_, Shell>) -> Answer<()> {
    let path = match file {
        None => None,
        Some(token) => Some(
            shell
                .files()
                .path(&token)
                .ok_or_else(|| shell.explain(&Error::FileNotOffered))?,
        ),
    };
    shell
        .call(move |desk| desk.remember_key_file(path.as_deref()))
        .await
}

fn find(shell: &Shell) -> TokensFound {
    let now = shell.environment().now();
    let mut found = TokensFound::default();
    let mut seen: Vec<(String, String)> = Vec::new();
    for module in known_modules() {
        // Of drivers that were only looked for, some are always for readers that are not here: the doctor tells.
        for slot in chooser::in_module(&module, now).slots {
            if let Some(problem) = &slot.problem {
                found
                    .problems
                    .push(without_folders(shell.explain(problem), &module));
            }
            let Some(token) = slot.token else { continue };
            for choice in &token.certificates {
                // Several drivers may show the same token.
                let which = (token.serial.clone(), choice.certificate.sha256.clone());
                if seen.contains(&which) {
                    continue;
                }
                seen.push(which);
                let name = shell.remember(TokenPlace {
                    module: module.clone(),
                    slot: slot.slot,
                    label: token.label.clone(),
                    sha256: choice.certificate.sha256.clone(),
                    wants_pin: token.wants_pin,
                    pin_pad: token.pin_pad,
                });
                let mut row = row(shell, choice, name, token.label.clone(), unlocking(&token));
                row.unsuitable.extend(unusable(shell, &token));
                found.certificates.push(row);
            }
        }
    }
    found.certificates.sort_by_key(|row| !row.unsuitable.is_empty());
    found
}

fn tries(state: PinState) -> PinTries {
    match state {
        PinState::FewTriesLeft => PinTries::FewTriesLeft,
        PinState::LastTry => PinTries::LastTry,
        _ => PinTries::Ready,
    }
}

fn unlocking(token: &TokenView) -> Unlocking {
    let tries = tries(token.pin);
    match (token.wants_pin, token.pin_pad) {
        (false, _) => Unlocking::Nothing,
        (true, true) => Unlocking::PinPad { tries },
        (true, false) => Unlocking::Pin { tries },
    }
}

/// Nobody is asked for a PIN that cannot be used.
fn unusable(shell: &Shell, token: &TokenView) -> Option<Explanation> {
    let error = match token.pin {
        _ if !token.wants_pin => return None,
        PinState::Locked => TokenError::PinLocked,
        PinState::NotSet => TokenError::PinNotSet,
        PinState::ToBeChanged => TokenError::PinExpired,
        PinState::Ready | PinState::FewTriesLeft | PinState::LastTry => return None,
    };
    Some(shell.explain(&error))
}

fn row(
    shell: &Shell,
    choice: &CertificateChoice,
    token: String,
    place: String,
    unlocking: Unlocking,
) -> CertificateRow {
    let certificate = &choice.certificate;
    CertificateRow {
        token,
        holder: certificate.holder.clone(),
        organisation: certificate.organisation.clone(),
        issuer: certificate.issuer.clone(),
        algorithm: certificate.algorithm.clone(),
        purpose: match certificate.purpose {
            CertificatePurpose::Signature => "signature",
            CertificatePurpose::Seal => "seal",
            CertificatePurpose::Neither => "neither",
        }
        .to_owned(),
        purpose_guessed: certificate.purpose_basis == PurposeBasis::Names,
        claims_qualified: certificate.qualified.compliance,
        claims_device: certificate.qualified.qscd,
        not_before: certificate.not_before,
        not_after: certificate.not_after,
        place,
        unlocking,
        unsuitable: choice
            .unsuitable
            .iter()
            .map(|reason| shell.explain(reason as &dyn Explain))
            .collect(),
    }
}

/// What a chosen key file holds. The passphrase is forgotten afterwards, and the key is not kept open.
#[tauri::command]
pub async fn file_certificates(
    file: String,
    passphrase: Secret,
    shell: State<'_, Shell>,
) -> Answer<Vec<CertificateRow>> {
    let path = shell
        .files()
        .path(&file)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
    let (chosen, now) = (path.clone(), shell.environment().now());
    // Nothing is opened while the desk is locked.
    shell.desk()?;
    let bytes = shell
        .apart(move || {
            std::fs::read(&path).map_err(|source| Error::FileUnreadable {
                file: name_of(&path),
                source,
            })
        })
        .await?;
    let named = chosen.clone();
    let choices = shell
        .apart(move || chooser::in_pkcs12(&named, &bytes, &passphrase.0, now))
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    Ok(choices
        .iter()
        .map(|choice| {
            row(
                &shell,
                choice,
                file.clone(),
                name_of(&chosen),
                Unlocking::Passphrase,
            )
        })
        .collect())
}
