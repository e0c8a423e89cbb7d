//! What the front end weighs.

use std::path::Path;
use std::process::Command;

use crate::line;

/// The most that our WebAssembly may weigh, compressed (brotli at its best).
const WASM_BYTES: f64 = 1_200_000.0;

/// Bytes of a file after brotli, by the same library that node carries; `None` without node.
fn brotli(file: &Path, quality: u8) -> Option<f64> {
    let script = "const z=require('zlib'),f=require('fs').readFileSync(process.argv[1]);\
                  console.log(z.brotliCompressSync(f,{params:{[z.constants.BROTLI_PARAM_QUALITY]:+process.argv[2]}}).length)";
    let output = Command::new("node")
        .args(["-e", script])
        .arg(file)
        .arg(quality.to_string())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Measures and prints.
pub fn measure(dist: &Path) {
    let wasm = dist.join("ui_bg.wasm");
    let raw = std::fs::metadata(&wasm).unwrap().len();
    let megabytes = |bytes: f64| format!("{:.3} MB", bytes / 1e6);
    line("ui_bg.wasm", megabytes(raw as f64), None);
    match (brotli(&wasm, 11), brotli(&wasm, 9)) {
        (Some(best), Some(embedded)) => {
            let target = (format!("{:.1} MB", WASM_BYTES / 1e6), best <= WASM_BYTES);
            line(
                "ui_bg.wasm, compressed (brotli 11)",
                megabytes(best),
                Some(target),
            );
            line(
                "   as Tauri puts it into the program (brotli 9)",
                megabytes(embedded),
                None,
            );
        }
        _ => println!("ui_bg.wasm, compressed: not measured, node is missing"),
    }
    for name in [
        "words/fr.ftl",
        "words/de.ftl",
        "words/lb.ftl",
        "words/en.ftl",
        "ui.js",
        "boot.js",
        "greffe.css",
        "theme.css",
        "vendor/designsystemet/designsystemet.css",
    ] {
        if let Some(bytes) = brotli(&dist.join(name), 11) {
            let name = format!("{name}, compressed");
            line(&name, format!("{:.1} KB", bytes / 1e3), None);
        }
    }
}
