//! The tasks of the workspace, started with `cargo xtask`.
//!
//! Owns: getting a machine ready, the demonstration run, every check of a change. Must not: contain business logic,
//! or depend on the product's crates: what needs them is in `workbench`, and the front-end builder is in `web`.
//!
//! ```text
//! cargo xtask run              # the window with a demonstration administration
//! cargo xtask run --headless   # the same journey through the command line
//! cargo xtask test             # every test
//! cargo xtask ci               # everything that must hold
//! ```

mod bench;
mod check;
mod demo;
mod journey;
mod platform;
mod process;
mod supply;
mod system;
mod walls;
mod words;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The tasks of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Prepare a demonstration administration, start its platform, and open the window.
    ///
    /// Without a display, or with --headless, the journey from a PDF to the citizen's check is played through the
    /// command line instead.
    Run {
        /// Play the journey through the command line; needs neither WebKit nor a display.
        #[arg(long)]
        headless: bool,
        /// Keep the platform up until Ctrl-C.
        #[arg(long)]
        serve: bool,
        /// Build with optimisation.
        #[arg(long)]
        release: bool,
        /// Where the demonstration is kept [default: demo in the checkout].
        #[arg(long, value_name = "DIR")]
        demo: Option<std::path::PathBuf>,
    },
    /// Run every test of every crate, with independent validators and under a virtual display.
    Test {
        /// Passed on to the test runner, e.g. `-E 'package(seal)'`; the examples in the documentation are left out then.
        #[arg(last = true)]
        more: Vec<String>,
    },
    /// Check everything that must hold before a change is taken: format, lints, walls, licences, tests.
    Ci {
        /// Only what needs no build: format, walls, words, licences and advisories.
        #[arg(long)]
        quick: bool,
    },
    /// Measure, beside the raw cost and beside others.
    Bench {
        /// What to measure.
        #[arg(value_enum)]
        name: bench::Name,
        #[command(flatten)]
        size: bench::Size,
        /// Shorter and rougher.
        #[arg(long)]
        quick: bool,
    },
    /// Build the front end of the window into ui/dist.
    Web {
        /// Small instead of fast to build.
        #[arg(long)]
        release: bool,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = workspace::root().and_then(|root| match arguments.task {
        Task::Run {
            headless,
            serve,
            release,
            demo: folder,
        } => demo::run_demo(
            &root,
            &demo::Options {
                headless,
                serve,
                release,
                folder,
            },
        ),
        Task::Bench { name, size, quick } => bench::run(&root, name, size, quick),
        Task::Test { more } => check::test(&root, &more),
        Task::Ci { quick: true } => check::quick(&root),
        Task::Ci { quick: false } => check::ci(&root),
        Task::Web { release } => system::provide_wasm(&root).and_then(|()| check::front_end(&root, release)),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.0.is_empty() {
                eprintln!("\n{failure}");
            }
            ExitCode::FAILURE
        }
    }
}
