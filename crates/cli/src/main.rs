//! `greffe`: the command line over the desk.
//!
//! Owns: arguments, prompts, progress, and how results look to people and to scripts (`docs/CLI.md`).
//! Must not: decide anything about dossiers, documents, seals or the platform; all of that is `desk`.
//!
//! ```text
//! greffe dossier create --subject "Certificat de résidence" --applicant "Émilie Wagner"
//! greffe document import 2026/RES/000001 demande.pdf
//! greffe document seal 2026/RES/000001 --p12 sceau.p12
//! greffe sync
//! ```

mod args;
mod commands;
mod error;
mod help;
mod input;
mod out;
mod secrets;
mod words;
mod work;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::Greffe;
use crate::error::{Error, Exit};
use crate::out::Out;
use crate::words::Words;

fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let words = Words::new(Words::lang_of(&arguments));
    let command = help::translated(Greffe::command(), &words);
    let json = arguments
        .iter()
        .take_while(|argument| *argument != "--")
        .any(|argument| argument == "--json");
    let exit = match command
        .try_get_matches_from(&arguments)
        .and_then(|matches| Greffe::from_arg_matches(&matches))
    {
        Ok(greffe) => run(&greffe, Out::new(words, json)),
        Err(error) => not_run(&error, &Out::new(words, json)),
    };
    ExitCode::from(exit as u8)
}

fn run(greffe: &Greffe, out: Out) -> Exit {
    match commands::run(greffe, &out) {
        Ok(exit) => exit,
        // Whoever closed the pipe knows.
        Err(Error::BrokenPipe) => Exit::BrokenPipe,
        Err(error) => {
            out.error(&out.words.explain(&error));
            error.exit()
        }
    }
}

/// Help, the version, or what is wrong with the command line.
fn not_run(error: &clap::Error, out: &Out) -> Exit {
    use clap::error::ErrorKind::{DisplayHelpOnMissingArgumentOrSubcommand, MissingSubcommand};
    match help::usage_error(error, &out.words) {
        Some(explanation) => {
            if error.kind() == DisplayHelpOnMissingArgumentOrSubcommand && !out.is_json() {
                _ = error.print();
            } else {
                debug_assert!(error.kind() != MissingSubcommand || !explanation.sentence.is_empty());
                out.error(&explanation);
            }
            Exit::Usage
        }
        None => match error.print() {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::BrokenPipe,
            _ => Exit::Done,
        },
    }
}
