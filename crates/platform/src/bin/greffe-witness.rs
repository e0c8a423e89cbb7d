//! `greffe-witness`: watches public logs of seals for whoever does not run them, and cosigns what is consistent.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use platform::Error;
use platform::log::{seed, witness};
use platform::state::System;
use tlog::note::VerifierKey;
use wording::{Catalog, Lang};

/// A witness for public logs of seals (C2SP tlog-witness).
#[derive(Parser)]
#[command(name = "greffe-witness", version, about)]
struct Arguments {
    /// Folder with the witness's key and memory.
    #[arg(long, value_name = "DIR", env = "GREFFE_WITNESS_DATA")]
    data: PathBuf,
    /// Name of the witness, without scheme, e.g. `witness.archives.example/w1`.
    #[arg(long)]
    name: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the verifier keys, for the policies of others: Ed25519, then ML-DSA-44.
    Key,
    /// Take checkpoints and cosign them.
    Serve {
        /// Address to listen on; plain HTTP, for a proxy in front of it.
        #[arg(long, default_value = "127.0.0.1:8450", value_name = "ADDR")]
        listen: SocketAddr,
        /// Verifier key of a log to watch; repeat for several.
        #[arg(long = "log", value_name = "VKEY", required = true)]
        logs: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let explanation = Catalog::new(&platform::SOURCES).explain(Lang::En, &error);
            let _ = writeln!(std::io::stderr(), "{explanation} ({})", explanation.code);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let failed = |operation| {
        let path = arguments.data.clone();
        move |source| Error::File {
            operation,
            path,
            source,
        }
    };
    std::fs::create_dir_all(&arguments.data).map_err(failed("making the folder"))?;
    let seed = seed(&arguments.data.join("witness-key"), &System)?;
    let logs = match &arguments.command {
        Command::Key => Vec::new(),
        Command::Serve { logs, .. } => logs
            .iter()
            .map(|vkey| VerifierKey::parse(vkey))
            .collect::<Result<_, _>>()?,
    };
    let file = arguments.data.join("witness.db");
    let witness = witness::Witness::open(&file, &arguments.name, &seed, logs, Arc::new(System))?;
    let key = witness.key()?;
    let Command::Serve { listen, .. } = &arguments.command else {
        let _ = writeln!(std::io::stdout(), "{key}\n{}", witness.quantum_safe_key()?);
        return Ok(());
    };
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(failed("starting the server"))?;
    let told = |address| {
        let _ = writeln!(std::io::stdout(), "listening on {address} as {key}");
        let _ = std::io::stdout().flush();
    };
    let until = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    runtime.block_on(witness::serve(Arc::new(witness), *listen, told, until))
}
