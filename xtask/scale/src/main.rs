//! What a person waits for at a desk of a given size, beside what raw SQLite costs on the same file in the same run.
//!
//! `cargo xtask bench desk --dossiers 100000 --documents 1000000 [--quick]` runs it. The desk is made once and kept
//! under `target/`. Measuring runs in a process of its own, so that its memory is what reading needs.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

mod make;
mod measure;
mod text;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<usize>().ok()
    };
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let folder = arguments.iter().position(|argument| argument == "--folder");
    let Some(folder) = folder.and_then(|at| arguments.get(at + 1)).map(PathBuf::from) else {
        eprintln!("scale --folder FOLDER [--dossiers N] [--documents M] [--quick]");
        return ExitCode::from(2);
    };
    let dossiers = value("--dossiers").unwrap_or(10_000);
    let documents = value("--documents").unwrap_or(dossiers * 10);
    let folder = folder.join(format!("{dossiers}-{documents}"));
    let told = |result: Result<(), Box<dyn std::error::Error>>| match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    };
    if arguments.iter().any(|argument| argument == "--measure") {
        return told(measure::measure(&folder, dossiers, documents, quick));
    }
    if let Err(error) = make::make(&folder, dossiers, documents) {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    // A fresh process: nothing of the making is in its caches or its memory.
    let Ok(program) = std::env::current_exe() else {
        return ExitCode::FAILURE;
    };
    match Command::new(program).args(&arguments).arg("--measure").status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
