//! Prepares the demonstration administration for `cargo xtask run`. A program of its own, so that `xtask` stays free
//! of the product's crates.
//!
//! ```text
//! workbench prepare demo
//! ```
//! makes what is missing in the folder, keeps what is there, and prints one JSON object that says what is where.
//!
//! ```text
//! workbench acts=50 demo
//! ```
//! puts acts into the signing queue of such a desk ([`acts`]).
//!
//! ```text
//! workbench disposition=140 demo
//! ```
//! lets such a desk have proposed a disposition so many days ago, which waits for somebody's confirmation ([`disposition`]).
//!
//! ```text
//! workbench record target/browser/recorded
//! ```
//! writes what a demonstration desk answers, for the front end in an ordinary browser ([`record`]).

mod acts;
mod disposition;
mod record;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use desk::demo::{DemoPki, PASSPHRASE};
use secrecy::SecretString;
use serde::Serialize;
use wording::Lang;

/// What was prepared.
#[derive(Serialize)]
struct Prepared {
    /// The TEST certificates and keys.
    pki: DemoPki,
    /// Folder of the desk.
    desk: PathBuf,
    /// File with the desk's passphrase.
    passphrase: PathBuf,
    /// The desk was made now; otherwise it was there.
    new_desk: bool,
    /// The administration's name.
    administration: String,
    /// Who works at the desk.
    person: String,
    /// The platform's address, once the desk is enrolled.
    platform: Option<String>,
    /// PDFs to import.
    incoming: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [task, folder] = arguments.as_slice() else {
        eprintln!("workbench prepare|record FOLDER");
        return ExitCode::from(2);
    };
    if task == "record" {
        return match record::record(Path::new(folder)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::FAILURE
            }
        };
    }
    if let Some(count) = task
        .to_str()
        .and_then(|task| task.strip_prefix("acts=")?.parse().ok())
    {
        return match acts::put(Path::new(folder), count) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::FAILURE
            }
        };
    }
    if let Some(days) = task
        .to_str()
        .and_then(|task| task.strip_prefix("disposition=")?.parse().ok())
    {
        return match disposition::put(Path::new(folder), days) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::FAILURE
            }
        };
    }
    if task != "prepare" {
        eprintln!("workbench prepare|record FOLDER");
        return ExitCode::from(2);
    }
    match prepare(Path::new(folder)) {
        Ok(prepared) => {
            println!("{}", serde_json::json!(prepared));
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn prepare(folder: &Path) -> Result<Prepared, String> {
    let env: Arc<dyn desk::Environment> = Arc::new(desk::System);
    let pki = desk::demo::prepare_pki(&folder.join("pki"), Arc::clone(&env)).map_err(told)?;
    let passphrase_file = folder.join("passphrase.txt");
    let place = folder.join("desk");
    let new_desk = !desk::Desk::exists(&place);
    let passphrase = match std::fs::read_to_string(&passphrase_file) {
        Ok(text) => SecretString::from(text.lines().next().unwrap_or_default().to_owned()),
        Err(_) => {
            let sentence = |error| format!("{} cannot be written: {error}", passphrase_file.display());
            std::fs::write(&passphrase_file, format!("{PASSPHRASE}\n")).map_err(sentence)?;
            SecretString::from(PASSPHRASE)
        }
    };
    let desk = if new_desk {
        desk::demo::prepare_desk_with_past(&place, &passphrase, Arc::clone(&env)).map_err(told)?
    } else {
        desk::Desk::unlock(&place, &passphrase, Arc::clone(&env)).map_err(told)?
    };
    if new_desk {
        let roots = std::fs::read(&pki.trust_pem)
            .map_err(|error| format!("{} cannot be read: {error}", pki.trust_pem.display()))?;
        desk.set_trusted_roots(Some(&roots)).map_err(told)?;
    }
    let view = desk.view().map_err(told)?;
    let incoming = incoming(&folder.join("incoming"), &*env)?;
    Ok(Prepared {
        pki,
        desk: place,
        passphrase: passphrase_file,
        new_desk,
        administration: view.administration,
        person: view.person,
        platform: view.platform,
        incoming,
    })
}

/// Two PDFs of the demonstration as files, as they would come from a scanner or a mail.
fn incoming(folder: &Path, env: &dyn desk::Environment) -> Result<Vec<PathBuf>, String> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let mut files = Vec::new();
    for (name, pdf) in desk::demo::example_pdfs(env.now())
        .map_err(told)?
        .into_iter()
        .take(2)
    {
        let file = folder.join(name);
        if !file.exists() {
            std::fs::write(&file, pdf)
                .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        }
        files.push(file);
    }
    Ok(files)
}

fn told(error: desk::Error) -> String {
    desk::catalog().explain(Lang::En, &error).to_string()
}
