//! Passphrases: from a file or a terminal, never from the arguments, where every user of the machine sees them.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::error::Error;
use crate::input;
use crate::out::Out;

/// The passphrase of the desk: `--passphrase-file`, else `GREFFE_PASSPHRASE_FILE`, else asked at the terminal.
pub fn desk(out: &Out, file: Option<&Path>) -> Result<SecretString, Error> {
    match desk_file(file) {
        Some(file) => from_file(&file),
        None => ask(out, "ask-desk-passphrase", "--passphrase-file"),
    }
}

/// The passphrase of a desk that is being made: asked twice.
pub fn new_desk(out: &Out, file: Option<&Path>) -> Result<SecretString, Error> {
    match desk_file(file) {
        Some(file) => from_file(&file),
        None => ask_twice(out, "--passphrase-file"),
    }
}

/// The new passphrase of a desk: asked twice.
pub fn changed(out: &Out, file: Option<&Path>) -> Result<SecretString, Error> {
    match file {
        Some(file) => from_file(file),
        None => ask_twice(out, "--new-passphrase-file"),
    }
}

/// The recovery key of the desk.
pub fn recovery_key(out: &Out, file: Option<&Path>) -> Result<SecretString, Error> {
    match file {
        Some(file) => from_file(file),
        None => ask(out, "ask-recovery-key", "--recovery-key-file"),
    }
}

/// The passphrase of a key file.
pub fn key(out: &Out, file: Option<&Path>, option: &'static str) -> Result<SecretString, Error> {
    match file {
        Some(file) => from_file(file),
        None => ask(out, "ask-key-passphrase", option),
    }
}

/// The PIN of a token.
pub fn pin(out: &Out, token: &str) -> Result<SecretString, Error> {
    let question = out.words.text("ask-pin", &[("token", token.to_owned())]);
    ask_text(&question).ok_or_else(|| {
        seal::key::TokenError::PinNeeded {
            token: token.to_owned(),
        }
        .into()
    })
}

/// A one-time code.
pub fn enrolment_code(out: &Out) -> Result<String, Error> {
    match ask(out, "ask-enrolment-code", "--code-file") {
        Ok(code) => Ok(secrecy::ExposeSecret::expose_secret(&code).trim().to_owned()),
        Err(Error::PassphraseNeeded { .. }) => Err(Error::CodeNeeded),
        Err(error) => Err(error),
    }
}

/// The first line of a file; editors leave a line feed at the end.
///
/// What the caller holds open already is read, too, whatever it is: `--passphrase-file <(pass show desk)` and
/// `/dev/stdin` keep a passphrase off the disk. A pipe with a name, which might be waited for, is not.
pub fn from_file(file: &Path) -> Result<SecretString, Error> {
    let text = if is_open_already(file) {
        let mut text = String::new();
        std::fs::File::open(file)
            .and_then(|open| {
                open.take(desk::input::SMALL_LIMIT_BYTES)
                    .read_to_string(&mut text)
            })
            .map_err(Error::file(file))?;
        text
    } else {
        input::text(file)?
    };
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Error::PassphraseFileEmpty {
            path: file.to_owned(),
        });
    }
    Ok(SecretString::from(line.to_owned()))
}

fn is_open_already(file: &Path) -> bool {
    file == Path::new("/dev/stdin")
        || ["/dev/fd", "/proc/self/fd"]
            .iter()
            .any(|open| file.starts_with(open))
}

fn desk_file(file: Option<&Path>) -> Option<PathBuf> {
    file.map(Path::to_owned).or_else(|| {
        std::env::var_os("GREFFE_PASSPHRASE_FILE")
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    })
}

fn ask_twice(out: &Out, option: &'static str) -> Result<SecretString, Error> {
    use secrecy::ExposeSecret;
    let first = ask(out, "ask-new-passphrase", option)?;
    let second = ask(out, "ask-new-passphrase-again", option)?;
    if first.expose_secret() != second.expose_secret() {
        return Err(Error::PassphrasesDiffer);
    }
    Ok(first)
}

fn ask(out: &Out, question: &str, option: &'static str) -> Result<SecretString, Error> {
    ask_text(&out.words.text(question, &[])).ok_or(Error::PassphraseNeeded { option })
}

/// What is typed without echo; `None`: nothing, or there is no terminal.
fn ask_text(question: &str) -> Option<SecretString> {
    if !std::io::stdin().is_terminal() {
        return None;
    }
    let answer = rpassword::prompt_password(format!("{question} ")).ok()?;
    (!answer.is_empty()).then(|| SecretString::from(answer))
}
