//! Embeds the front end and the configuration; declares the commands, so that each needs its own permission.

use std::path::Path;

use tauri_build::{AppManifest, Attributes, CodegenContext};

include!("commands/names.rs");

fn main() {
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/commands/names.rs");
    if !Path::new("ui/dist/index.html").exists() {
        eprintln!();
        eprintln!("The front end is not built: ui/dist/index.html is missing.");
        eprintln!("Run `cargo xtask web` first, then build `greffe` again.");
        std::process::exit(1);
    }
    let attributes = Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/*.json")
        .app_manifest(AppManifest::new().commands(COMMANDS))
        .codegen(CodegenContext::new());
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("The window could not be configured: {error:#}");
        std::process::exit(1);
    }
}
