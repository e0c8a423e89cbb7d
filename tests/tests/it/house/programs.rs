//! The programs under test, built once.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Set to any value by whoever has built all programs just before (`cargo xtask test`): they are not built again.
pub const BUILT: &str = "GREFFE_PROGRAMS_BUILT";

/// The path of `greffe` or `greffe-platform`, up to date with the sources.
///
/// Tests are programs of the same build folder, two folders down; under nextest each test is a process of its own,
/// for which a build that has nothing to do costs a moment.
pub fn path(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let test = std::env::current_exe().expect("the path of this test");
        let folder = test
            .parent()
            .and_then(Path::parent)
            .expect("the build folder")
            .to_owned();
        if std::env::var_os(BUILT).is_none() {
            build(&folder);
        }
        folder
    });
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} was not built", program.display());
    program
}

fn build(folder: &Path) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(testkit::workspace_root())
        .args(["build", "--quiet", "-p", "cli", "-p", "platform"]);
    command
        .arg("--target-dir")
        .arg(folder.parent().expect("the target folder"));
    if folder.ends_with("release") {
        command.arg("--release");
    }
    let output = command.output().expect("cargo starts");
    assert!(
        output.status.success(),
        "the programs do not build:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
