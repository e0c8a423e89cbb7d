//! Sealing files without a desk: for scripts, and for checking us from outside. Its JSON is described in `docs/CLI.md`
//! and stays as it is.

use desk::files::{SealFiles, SealedFile};
use identifier::PlatformUrl;
use secrecy::ExposeSecret;

use super::documents::{interrupted, print_refused};
use super::{Context, keys};
use crate::args::{LevelArg, Seal};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, arguments: &Seal) -> Result<Exit, Error> {
    let out = context.out;
    let platform = PlatformUrl::parse(&arguments.platform_url)?;
    if let Some(sheet) = &arguments.results {
        let extension = sheet.extension().map(|extension| extension.to_ascii_lowercase());
        if !extension.is_some_and(|extension| extension == "csv" || extension == "json") {
            return Err(Error::ResultsKind { path: sheet.clone() });
        }
    }
    if arguments.level != LevelArg::BB {
        return refuse_level(out, arguments);
    }
    let key = keys::open(
        context,
        &arguments.key,
        context.global.passphrase_file.as_deref(),
        "--passphrase-file",
    )?;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let request = SealFiles {
        password: password.as_ref().map(ExposeSecret::expose_secret),
        authority: arguments.authority.as_deref(),
        stamp: !arguments.no_stamp,
        lang: arguments.stamp_lang.into(),
        messages: out.words.lang(),
        force: arguments.force,
        jobs: arguments.jobs.map_or_else(cores, usize::from),
        results: arguments.results.as_deref(),
        ..SealFiles::new(&arguments.input, &arguments.out_dir, &key, &platform)
    };
    let all = arguments.input.len();
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let (mut sealed, mut refused) = (0, 0);
    let mut output = Ok(());
    let mut on_result = |file: SealedFile| {
        if file.code.as_deref() == Some("cancelled") {
            return;
        }
        if file.status == "sealed" {
            sealed += 1
        } else {
            refused += 1
        }
        if output.is_ok() {
            output = out.either(&file, |out| print_sealed(out, &file));
        }
        if output.is_err() {
            // Nobody reads any more: the files at hand are finished, the others are left.
            cancel.cancel();
        }
    };
    let progress = |progress| bar.show(&progress);
    let sheet = desk::files::seal_files(&request, &desk::System, &mut on_result, &progress, &cancel);
    output?;
    bar.finish(out);
    sheet?;
    if !out.is_json() && all > 1 {
        out.say(
            "seal-summary",
            &[("sealed", sealed.to_string()), ("refused", refused.to_string())],
        )?;
    }
    if sealed + refused < all {
        return interrupted(out, sealed + refused, all);
    }
    Ok(if refused > 0 { Exit::Failed } else { Exit::Done })
}

/// The cores of this machine.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A level is never lowered in silence: each file is refused, with the reason.
fn refuse_level(out: &Out, arguments: &Seal) -> Result<Exit, Error> {
    let explanation = out.words.explain(&Error::LevelNotAvailable {
        level: arguments.level.name(),
    });
    for input in &arguments.input {
        let file = SealedFile {
            code: Some(explanation.code.clone()),
            message: Some(explanation.to_string()),
            ..SealedFile::of(input, "refused")
        };
        out.either(&file, |out| print_sealed(out, &file))?;
    }
    Ok(Exit::Failed)
}

fn print_sealed(out: &Out, file: &SealedFile) -> Result<(), Error> {
    let name = file.input.display().to_string();
    let message = file.message.clone().unwrap_or_default();
    let Some(output) = &file.output else {
        let code = file.code.clone().unwrap_or_default();
        return print_refused(
            out,
            &name,
            &wording::Explanation {
                code,
                sentence: message,
                next: None,
            },
        );
    };
    out.line(&format!(
        "{} {name} → {}",
        out.mark(Mark::Good, false),
        output.display()
    ))?;
    let identifier = file
        .identifier
        .as_deref()
        .and_then(|text| identifier::Identifier::parse(text).ok())
        .map(|id| id.printed());
    let level = file.level.as_deref().unwrap_or_default();
    out.line(&format!(
        "  {}  {level}",
        out.bold(&identifier.unwrap_or_default())
    ))?;
    if file.resumed {
        out.line(&format!("  {}", out.words.text("seal-resumed", &[])))?;
    }
    if !message.is_empty() {
        out.line(&format!("  {} {message}", out.mark(Mark::Attention, false)))?;
    }
    Ok(())
}
