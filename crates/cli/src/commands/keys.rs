//! Keys for sealing: files and tokens, and the certificates to choose from.

use std::path::{Path, PathBuf};

use desk::Environment;
use jiff::Timestamp;
use seal::key::chooser::{self, CertificateChoice, Place};
use seal::key::{
    CertificatePurpose, ChosenToken, Pin, PinState, PurposeBasis, SealKey, TokenChoice, TokenError,
    known_modules,
};
use serde::Serialize;
use wording::Explain;

use super::Context;
use crate::args::{Certificates, KeyChoice};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out, printable};
use crate::secrets;

/// Opens the key that was chosen: a file with its passphrase, or a token with its PIN.
pub fn open(
    context: &Context<'_>,
    choice: &KeyChoice,
    passphrase_file: Option<&Path>,
    option: &'static str,
) -> Result<SealKey, Error> {
    let out = context.out;
    let mut key = match &choice.p12 {
        Some(file) => {
            let bytes = input::small(file)?;
            let passphrase = secrets::key(out, passphrase_file, option)?;
            SealKey::from_pkcs12(&bytes, &passphrase)?
        }
        None => from_token(out, choice)?,
    };
    if let Some(file) = &choice.chain {
        let pem = input::small(file)?;
        key = key.with_pem(&pem)?;
    }
    if choice.rsa_pss {
        key = key.with_rsa_pss()?;
    }
    Ok(key)
}

fn from_token(out: &Out, choice: &KeyChoice) -> Result<SealKey, Error> {
    let wanted = TokenChoice {
        slot: choice.slot,
        label: choice.token.as_deref(),
        certificate: choice.certificate.as_deref(),
    };
    let modules = modules(choice.pkcs11_module.as_deref());
    let token = SealKey::from_token(&modules, &wanted, desk::System.now())?;
    if let Some(file) = &choice.pin_file {
        let pin = secrets::from_file(file)?;
        return Ok(token.open(Pin::Stored(&pin))?);
    }
    if !token.wants_pin() {
        return Ok(token.open(Pin::None)?);
    }
    if choice.pin_pad || token.has_pin_pad() {
        if token.has_pin_pad() {
            out.note(
                &out.words
                    .text("pin-at-the-reader", &[("token", token.label().to_owned())]),
            );
        }
        return Ok(token.open(Pin::Pad)?);
    }
    ask_and_open(out, token)
}

fn ask_and_open(out: &Out, token: ChosenToken) -> Result<SealKey, Error> {
    let label = token.label().to_owned();
    let arguments = [("token", label.clone())];
    match token.pin_state() {
        PinState::FewTriesLeft => out.note(&out.words.text("doctor-pin-few-left", &arguments)),
        PinState::LastTry => out.note(&out.words.text("doctor-pin-last-try", &arguments)),
        // Nobody is asked for a PIN that cannot be used.
        PinState::Locked => return Err(TokenError::PinLocked.into()),
        PinState::NotSet => return Err(TokenError::PinNotSet.into()),
        PinState::ToBeChanged => return Err(TokenError::PinExpired.into()),
        PinState::Ready => {}
    }
    let pin = secrets::pin(out, &label)?;
    Ok(token.open(Pin::Typed(&pin))?)
}

/// The module named, else those that are installed.
pub fn modules(named: Option<&Path>) -> Vec<PathBuf> {
    named.map_or_else(known_modules, |module| vec![module.to_owned()])
}

/// One line of `greffe certificates --json`.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    choice: &'a CertificateChoice,
    /// Why it cannot be used, for people.
    reasons: &'a [String],
}

/// A driver or token that cannot be looked at.
#[derive(Serialize)]
struct Problem<'a> {
    module: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    slot: Option<u64>,
    code: &'a str,
    message: &'a str,
    next: Option<&'a str>,
}

pub fn certificates(context: &Context<'_>, arguments: &Certificates) -> Result<Exit, Error> {
    let out = context.out;
    let now = desk::System.now();
    let mut usable = 0;
    let mut seen = 0;
    if let Some(file) = &arguments.key {
        let bytes = input::small(file)?;
        let passphrase = secrets::key(
            out,
            context.global.passphrase_file.as_deref(),
            "--passphrase-file",
        )?;
        for choice in chooser::in_pkcs12(file, &bytes, &passphrase, now)? {
            seen += 1;
            usable += usize::from(choice.unsuitable.is_empty());
            say(out, &choice)?;
        }
    }
    let modules = match (&arguments.pkcs11_module, &arguments.key) {
        (None, Some(_)) => Vec::new(),
        (named, _) => modules(named.as_deref()),
    };
    let named = arguments.pkcs11_module.is_some();
    for module in &modules {
        let view = chooser::in_module(module, now);
        if let Some(problem) = &view.problem {
            // Of modules that were only looked for, some are always for readers that are not here.
            if named {
                return Err(problem.clone().into());
            }
            say_problem(out, module, None, problem)?;
        }
        for slot in &view.slots {
            if let Some(problem) = &slot.problem {
                say_problem(out, module, Some(slot.slot), problem)?;
            }
            for choice in slot.token.iter().flat_map(|token| &token.certificates) {
                seen += 1;
                usable += usize::from(choice.unsuitable.is_empty());
                say(out, choice)?;
            }
        }
    }
    if seen == 0 && !out.is_json() {
        out.say("certificates-none", &[])?;
    }
    Ok(if usable > 0 { Exit::Done } else { Exit::Failed })
}

fn say_problem(out: &Out, module: &Path, slot: Option<u64>, problem: &TokenError) -> Result<(), Error> {
    let explanation = out.words.explain(problem);
    let line = Problem {
        module: module.display().to_string(),
        slot,
        code: &explanation.code,
        message: &explanation.sentence,
        next: explanation.next.as_deref(),
    };
    out.either(&line, |out| {
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Attention, false),
            explanation.sentence
        ))
    })
}

fn say(out: &Out, choice: &CertificateChoice) -> Result<(), Error> {
    let words = &out.words;
    let reasons: Vec<String> = choice
        .unsuitable
        .iter()
        .map(|reason| words.text(reason.code(), &reason.arguments()))
        .collect();
    let line = Line {
        choice,
        reasons: &reasons,
    };
    out.either(&line, |out| print(out, choice, &reasons))
}

fn print(out: &Out, choice: &CertificateChoice, reasons: &[String]) -> Result<(), Error> {
    let (words, certificate) = (&out.words, &choice.certificate);
    let purpose = match certificate.purpose {
        CertificatePurpose::Signature => "purpose-signature",
        CertificatePurpose::Seal => "purpose-seal",
        CertificatePurpose::Neither => "purpose-neither",
    };
    let mut purpose = words.text(purpose, &[]);
    if certificate.purpose_basis == PurposeBasis::Names {
        purpose = format!("{purpose} ({})", words.text("purpose-guessed", &[]));
    }
    if certificate.qualified.compliance {
        let claim = if certificate.qualified.qscd {
            "claim-qualified-device"
        } else {
            "claim-qualified"
        };
        purpose = format!("{purpose}, {}", words.text(claim, &[]));
    }
    let mark = if reasons.is_empty() {
        Mark::Good
    } else {
        Mark::Attention
    };
    out.line(&format!(
        "{} {}",
        out.mark(mark, false),
        out.bold(&printable(&certificate.holder))
    ))?;
    for reason in reasons {
        out.line(&format!("  {reason}"))?;
    }
    let place = match &choice.place {
        Place::File { file } => file.display().to_string(),
        Place::Token { label, slot, .. } => {
            let arguments = [("token", printable(label)), ("slot", slot.to_string())];
            words.text("place-token", &arguments)
        }
    };
    let day = |time: Timestamp| time.strftime("%Y-%m-%d").to_string();
    out.indented_fields(
        "  ",
        &[
            ("field-purpose", purpose),
            (
                "field-organisation",
                certificate
                    .organisation
                    .as_deref()
                    .map(printable)
                    .unwrap_or_default(),
            ),
            ("field-issuer", printable(&certificate.issuer)),
            (
                "field-validity",
                format!("{} – {}", day(certificate.not_before), day(certificate.not_after)),
            ),
            ("field-key-kind", certificate.algorithm.clone()),
            ("field-serial", certificate.serial.clone()),
            ("field-fingerprint", certificate.sha256.clone()),
            ("field-place", place),
            ("field-certificate-id", choice.id.clone().unwrap_or_default()),
        ],
    )
}
