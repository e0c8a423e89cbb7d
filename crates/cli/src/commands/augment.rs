//! Raising signed files to a higher level, and renewing archive time-stamps, without a desk.

use desk::augment::{AugmentFiles, AugmentedFile, Outside, Reason, augment_files};
use seal::augment::Raise;
use seal::sign::Level;
use seal::time_stamp::Tsa;
use seal::verify::TrustRoots;
use secrecy::ExposeSecret;

use super::documents::{interrupted, print_refused};
use super::{Context, files};
use crate::args::{Augment, IfLevelFailsArg, OutsideOptions};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, arguments: &Augment) -> Result<Exit, Error> {
    let out = context.out;
    let raise = match arguments.level.filter(|_| !arguments.renew) {
        Some(level) => Raise::To(Level::from(level)),
        None => Raise::Renew,
    };
    let outside = outside(&arguments.outside)?;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let request = AugmentFiles {
        inputs: &arguments.input,
        out_folder: &arguments.out_dir,
        raise,
        keep_lower: arguments.if_level_fails != Some(IfLevelFailsArg::Refuse),
        outside: &outside,
        password: password.as_ref().map(ExposeSecret::expose_secret),
        force: arguments.force,
        messages: out.words.lang(),
    };
    let all = arguments.input.len();
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let (mut done, mut short) = (0, 0);
    let mut output = Ok(());
    augment_files(
        &request,
        &desk::System,
        &mut |file| {
            done += 1;
            short += usize::from(!matches!(file.status.as_str(), "augmented" | "unchanged"));
            if output.is_ok() {
                output = out.either(&file, |out| print(out, &file));
            }
            if output.is_err() {
                // Nobody reads any more.
                cancel.cancel();
            }
            bar.step("augmenting", &file.input.display().to_string(), done, all);
        },
        &cancel,
    );
    output?;
    bar.finish(out);
    if done < all {
        return interrupted(out, done, all);
    }
    Ok(if short > 0 { Exit::Failed } else { Exit::Done })
}

/// Who is asked for time-stamps, and where chains end.
pub fn outside(options: &OutsideOptions) -> Result<Outside, Error> {
    let trust = match &options.trust {
        Some(path) => files::trust_roots(path)?,
        None => TrustRoots::default(),
    };
    let password = match &options.tsa_password_file {
        Some(path) => Some(secrets::from_file(path)?),
        None => None,
    };
    let tsas = options.tsa.iter().map(|url| {
        let usual = Tsa::at(url);
        Tsa {
            account: options
                .tsa_user
                .clone()
                .map(|user| (user, password.clone().unwrap_or_default())),
            policy: options.tsa_policy.clone(),
            timeout: options
                .tsa_timeout
                .map_or(usual.timeout, std::time::Duration::from_secs),
            per_hour: options.tsa_per_hour,
            per_day: options.tsa_per_day,
            ..usual
        }
    });
    Ok(Outside::new(tsas.collect(), trust))
}

fn print(out: &Out, file: &AugmentedFile) -> Result<(), Error> {
    let name = file.input.display().to_string();
    if let Some(code) = &file.code {
        return print_refused(
            out,
            &name,
            &wording::Explanation {
                code: code.clone(),
                sentence: file.message.clone().unwrap_or_default(),
                next: None,
            },
        );
    }
    let mark = match file.status.as_str() {
        "partly" => Mark::Attention,
        _ => Mark::Good,
    };
    let target = file
        .output
        .as_ref()
        .map(|output| format!(" → {}", output.display()))
        .unwrap_or_default();
    out.line(&format!("{} {name}{target}", out.mark(mark, false)))?;
    let levels: Vec<&str> = [&file.level_before, &file.level]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    out.line(&format!("  {}", levels.join(" → ")))?;
    print_reasons(out, &file.reasons)
}

/// Why a level was not reached, or who failed before another one helped.
pub fn print_reasons(out: &Out, reasons: &[Reason]) -> Result<(), Error> {
    reasons.iter().try_for_each(|reason| {
        let code = out.faint(&format!("[{}]", reason.code));
        out.line(&format!(
            "  {} {} {code}",
            out.mark(Mark::Attention, false),
            reason.message
        ))
    })
}
