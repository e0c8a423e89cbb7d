//! Sign-in of a person at the platform, in their own browser.

use std::process::{Command, Stdio};

use serde_json::json;

use super::Context;
use crate::args::SignIn;
use crate::error::{Error, Exit};
use crate::out::Mark;
use crate::work::stop_on_interrupt;

/// `greffe sign-in`.
pub fn sign_in(context: &Context<'_>, arguments: &SignIn) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let cancel = stop_on_interrupt(out);
    let done = out.words.text("sign-in-page-done", &[]);
    let open = |address: &str| {
        // Shown as well: a browser that does not open, or opens elsewhere, keeps nobody out.
        let asked = out.words.text("sign-in-open", &[("address", address.to_owned())]);
        out.note(&asked);
        if !arguments.no_browser {
            show(address);
        }
    };
    let answer = desk.sign_in(&open, &done, &cancel)?;
    out.either(&answer, |out| {
        let said = [
            ("name", answer.name.clone()),
            ("until", out.words.time(answer.until)),
        ];
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.words.text("signed-in", &said)
        ))
    })?;
    Ok(Exit::Done)
}

/// `greffe sign-out`.
pub fn sign_out(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    context.open_desk()?.sign_out()?;
    out.either(&json!({ "signed_out": true }), |out| {
        out.line(&out.words.text("signed-out", &[]))
    })?;
    Ok(Exit::Done)
}

/// Opens an address in the person's own browser, where the system knows one.
fn show(address: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program)
        .args(before)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
