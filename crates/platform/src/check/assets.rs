//! Style sheet, fonts and pictures of the page: inside the program, named by their content.

use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::state::sha256;

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const FONTS: [Asset; 3] = [
    Asset {
        name: "inter.woff2",
        kind: "font/woff2",
        bytes: include_bytes!("../../assets/fonts/inter-latin-wght-normal.woff2"),
    },
    Asset {
        name: "source-serif.woff2",
        kind: "font/woff2",
        bytes: include_bytes!("../../assets/fonts/source-serif-4-latin-wght-normal.woff2"),
    },
    Asset {
        name: "plex-mono.woff2",
        kind: "font/woff2",
        bytes: include_bytes!("../../assets/fonts/ibm-plex-mono-latin-500-normal.woff2"),
    },
];

const ICON: &str = include_str!("../../assets/icon.svg");
const STYLE: &str = include_str!("../../assets/check.css");
const SCRIPT: &str = include_str!("../../assets/check.js");

fn hashed(name: &str, bytes: &[u8]) -> String {
    let digest = sha256(bytes).to_string();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", &digest[..12])
}

/// The style sheet, with the fonts' names filled in.
fn style() -> &'static (String, String) {
    static STYLE_SHEET: OnceLock<(String, String)> = OnceLock::new();
    STYLE_SHEET.get_or_init(|| {
        let text = FONTS.iter().fold(STYLE.to_owned(), |text, font| {
            text.replace(
                &format!("url(\"{}\")", font.name),
                &format!("url(\"/assets/{}\")", hashed(font.name, font.bytes)),
            )
        });
        (hashed("check.css", text.as_bytes()), text)
    })
}

/// Address of the style sheet.
pub(super) fn style_path() -> String {
    format!("/assets/{}", style().0)
}

/// Address of the script.
pub(super) fn script_path() -> String {
    format!("/assets/{}", hashed("check.js", SCRIPT.as_bytes()))
}

/// Address of the icon.
pub(super) fn icon_path() -> String {
    format!("/assets/{}", hashed("icon.svg", ICON.as_bytes()))
}

/// Addresses of the fonts that the first view needs.
pub(super) fn font_paths() -> impl Iterator<Item = String> {
    FONTS
        .iter()
        .take(2)
        .map(|font| format!("/assets/{}", hashed(font.name, font.bytes)))
}

pub(super) async fn file(Path(name): Path<String>) -> Response {
    let (style_name, style_text) = style();
    if name == *style_name {
        return (
            [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
            style_text.as_str(),
        )
            .into_response();
    }
    if name == hashed("check.js", SCRIPT.as_bytes()) {
        return ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response();
    }
    if name == hashed("icon.svg", ICON.as_bytes()) {
        return ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response();
    }
    match FONTS.iter().find(|font| name == hashed(font.name, font.bytes)) {
        Some(font) => ([(header::CONTENT_TYPE, font.kind)], font.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn favicon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], ICON).into_response()
}
