//! Builds the front end into `ui/dist`. A program of its own, so that a task that needs no front end (above all
//! `cargo xtask run --headless`) does not wait for wasm-bindgen to compile.
//!
//! `cargo run -p xtask-web -- [--release] [--into FOLDER]`; the work is done by `xtask/src/web.rs`.

#[path = "../src/web.rs"]
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut release, mut into) = (false, None);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => release = true,
            "--into" => into = arguments.next().map(std::path::PathBuf::from),
            other => {
                eprintln!("'{other}' is not an option. xtask-web [--release] [--into FOLDER]");
                return ExitCode::from(2);
            }
        }
    }
    let Some(here) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        eprintln!("xtask-web finds its checkout through cargo: start it with `cargo run -p xtask-web`.");
        return ExitCode::from(2);
    };
    let here = std::path::PathBuf::from(here);
    let Some(root) = here.parent().and_then(std::path::Path::parent) else {
        eprintln!("The folder {} is not inside a checkout.", here.display());
        return ExitCode::from(2);
    };
    match web::build(root, release, into) {
        Ok(dist) => {
            println!("Front end built in {}", dist.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The front end was not built: {error}");
            ExitCode::FAILURE
        }
    }
}
