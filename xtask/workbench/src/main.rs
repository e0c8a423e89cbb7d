//! Prepares the demonstration administration for `cargo xtask run`. A program of its own, so that `xtask` stays free
//! of the product's crates.
//!
//! ```text
//! workbench prepare demo
//! ```
//! makes what is missing in the folder, keeps what is there, and prints one JSON object that says what is where.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use desk::demo::DemoPki;
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
    /// PDFs to import, copies of what the demonstration's dossiers hold.
    incoming: Vec<PathBuf>,
}

/// The passphrase of the demonstration's desk. It stands in a file beside the desk, so it protects nothing.
const PASSPHRASE: &str = "TEST demonstration";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [task, folder] = arguments.as_slice() else {
        eprintln!("workbench prepare FOLDER");
        return ExitCode::from(2);
    };
    if task != "prepare" {
        eprintln!("workbench prepare FOLDER");
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
    let told = |error: desk::Error| desk::catalog().explain(Lang::En, &error).to_string();
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
        desk::demo::prepare_desk(&place, &passphrase, env).map_err(told)?
    } else {
        desk::Desk::unlock(&place, &passphrase, env).map_err(told)?
    };
    let view = desk.view().map_err(told)?;
    let incoming = incoming(&desk, &folder.join("incoming"))?;
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
fn incoming(desk: &desk::Desk, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let told = |error: desk::Error| desk::catalog().explain(Lang::En, &error).to_string();
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let mut files = Vec::new();
    for row in desk.dossiers("", 100, 0).map_err(told)? {
        for document in desk.dossier(row.id).map_err(told)?.documents {
            let first = document
                .versions
                .last()
                .filter(|version| version.media_type == "application/pdf");
            let Some(version) = first else { continue };
            let name = version
                .file_name
                .clone()
                .unwrap_or_else(|| format!("{}.pdf", document.title));
            let file = folder.join(name.replace('/', "-"));
            if files.contains(&file) {
                continue;
            }
            if !file.exists() {
                desk.export_version(version.id, &file).map_err(told)?;
            }
            files.push(file);
            if files.len() == 2 {
                return Ok(files);
            }
        }
    }
    Err("The demonstration's dossiers hold fewer than two PDFs.".to_owned())
}
