//! Help and errors of use in the reader's language.
//!
//! clap knows the shape of the command line and nothing of languages; every text it shows is put in here, from the
//! messages `help-<command>`, `arg-<name>` (or `arg-<command>-<name>` where one name means different things) and
//! `value-<name>`.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
use wording::Explanation;

use crate::words::Words;

/// The command line with its help in the language of `words`.
pub fn translated(mut command: Command, words: &Words) -> Command {
    // Builds first, so that the global options stand in every subcommand and are translated there too.
    command.build();
    translate(command, "greffe", words)
}

fn translate(command: Command, path: &str, words: &Words) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{}\n    {{usage}}\n\n{{all-args}}{{after-help}}",
        words.text("help-usage", &[])
    );
    let mut command = command
        .about(words.text(&format!("help-{path}"), &[]))
        .help_template(template)
        .subcommand_help_heading(words.text("help-commands", &[]))
        .subcommand_value_name(words.text("value-command", &[]))
        .mut_args(|arg| translate_argument(arg, path, words));
    if let Some(after) = words.try_text(&format!("help-{path}.after"), &[]) {
        command = command.after_help(StyledStr::from(after));
    }
    command.mut_subcommands(|subcommand| {
        let path = if path == "greffe" {
            subcommand.get_name().to_owned()
        } else {
            format!("{path}-{}", subcommand.get_name())
        };
        translate(subcommand, &path, words)
    })
}

fn translate_argument(arg: Arg, path: &str, words: &Words) -> Arg {
    let name = arg.get_id().as_str().replace('_', "-");
    let text = words
        .try_text(&format!("arg-{path}-{name}"), &[])
        .unwrap_or_else(|| words.text(&format!("arg-{name}"), &[]));
    let program = matches!(arg.get_action(), ArgAction::Version | ArgAction::Help);
    let heading = if arg.is_positional() {
        "help-arguments"
    } else if arg.is_global_set() || program {
        "help-global"
    } else {
        "help-options"
    };
    let values: Vec<String> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|value| words.text(&format!("value-{}", value.to_lowercase()), &[]))
        .collect();
    let takes_values = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let arg = arg.help(text).help_heading(words.text(heading, &[]));
    if takes_values && !values.is_empty() {
        arg.value_names(values)
    } else {
        arg
    }
}

/// What clap could not read, as a sentence. `None`: clap wants to show help or the version.
pub fn usage_error(error: &clap::Error, words: &Words) -> Option<Explanation> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let argument = || ("argument", context(ContextKind::InvalidArg));
    let (code, arguments) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if context(ContextKind::InvalidValue).is_empty() =>
        {
            ("usage-value-missing", vec![argument()])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let possible = context(ContextKind::ValidValue);
            let code = if possible.is_empty() {
                "usage-value-invalid"
            } else {
                "usage-value-not-possible"
            };
            (
                code,
                vec![
                    argument(),
                    ("value", context(ContextKind::InvalidValue)),
                    ("possible", possible),
                ],
            )
        }
        ErrorKind::UnknownArgument => {
            let similar = context(ContextKind::SuggestedArg);
            let code = if similar.is_empty() {
                "usage-argument-unknown"
            } else {
                "usage-argument-similar"
            };
            (code, vec![argument(), ("similar", similar)])
        }
        ErrorKind::InvalidSubcommand => {
            let command = ("command", context(ContextKind::InvalidSubcommand));
            let similar = context(ContextKind::SuggestedSubcommand);
            let code = if similar.is_empty() {
                "usage-command-unknown"
            } else {
                "usage-command-similar"
            };
            (code, vec![command, ("similar", similar)])
        }
        ErrorKind::MissingRequiredArgument => ("usage-argument-missing", vec![argument()]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("usage-command-missing", Vec::new())
        }
        ErrorKind::ArgumentConflict => (
            "usage-argument-conflict",
            vec![argument(), ("other", context(ContextKind::PriorArg))],
        ),
        ErrorKind::InvalidUtf8 => ("usage-not-utf8", Vec::new()),
        _ => ("usage-wrong", vec![argument()]),
    };
    Some(words.explanation(code, &arguments))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use wording::Lang;

    use super::*;

    fn all_help(command: &mut Command, texts: &mut Vec<String>) {
        texts.push(command.render_long_help().to_string());
        for subcommand in command.get_subcommands_mut() {
            all_help(subcommand, texts);
        }
    }

    #[test]
    fn every_command_and_argument_has_help_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            let mut texts = Vec::new();
            all_help(
                &mut translated(crate::args::Greffe::command(), &words),
                &mut texts,
            );
            assert!(texts.len() > 25, "{} commands", texts.len());
            for text in texts {
                for id in ["help-", "arg-", "value-"] {
                    assert!(!text.contains(id), "{lang}: an untranslated id in\n{text}");
                }
            }
        }
    }
}
