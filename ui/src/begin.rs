//! The page that stands in the window before the program is there (`static/boot.js`), and how the program takes its place.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Where the program draws: hidden as long as the page before it stands.
pub fn place() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}

/// The program's own page stands: the one before it gives way, and what was typed or pressed there goes on here.
pub fn arrived() {
    let arrived = Reflect::get(&js_sys::global(), &"greffeArrived".into())
        .ok()
        .and_then(|found| found.dyn_into::<Function>().ok());
    if let Some(arrived) = arrived {
        // A page that cannot give way is none that stands there.
        let _ = arrived.call0(&JsValue::NULL);
    }
}

#[cfg(test)]
mod tests {
    const BOOT: &str = include_str!("../static/boot.js");

    #[test]
    fn the_first_page_says_what_the_program_says_in_four_languages_and_needs_no_more_than_plain_lines() {
        let mut named = Vec::new();
        for (at, _) in BOOT.match_indices("t(\"") {
            // Not the end of another name, such as `element(`.
            if !BOOT[..at].ends_with(char::is_alphanumeric) {
                named.extend(BOOT[at + 3..].split_once('"').map(|(id, _)| id.to_owned()));
            }
        }
        for way in ["begin-new", "begin-join", "begin-restore", "begin-look"] {
            assert!(BOOT.contains(&format!("\"{way}\"")), "{way}");
            named.extend([way.to_owned(), format!("{way}-hint")]);
        }
        named.extend(["unlock-title", "create-title"].map(str::to_owned));
        assert!(named.len() > 16, "{named:?}");
        for lang in 0..4 {
            let text = [crate::words::MESSAGES.0[lang], wording::MESSAGES.0[lang]].join("\n");
            for id in &named {
                let head = format!("{id} = ");
                let at = text.lines().position(|line| line.starts_with(&head));
                let at = at.unwrap_or_else(|| panic!("'{id}' is missing"));
                let line = text.lines().nth(at).unwrap();
                assert!(id == "window-title" || !line.contains('{'), "{line}");
                let next = text.lines().nth(at + 1).unwrap_or_default();
                assert!(!next.starts_with(' '), "'{id}' goes on in a second line: {next}");
            }
        }
    }
}
