//! What the page in the window is told before anything of it runs: which page comes first, and the settings, so that it is
//! drawn before the program is there (`ui/static/boot.js`).

use crate::shell::Shell;

/// A line of script: the first page of a desk that is locked, or of a desk that is still to be made.
pub fn script(shell: &Shell) -> String {
    let page = if ::desk::Desk::exists(shell.desk_folder()) {
        "locked"
    } else {
        "create"
    };
    let about = serde_json::json!({ "page": page, "settings": shell.settings() });
    format!("globalThis.greffeBegin = {about};")
}
