//! BagIt 1.0 (RFC 8493): manifests over what a folder holds.

use std::fmt::Write as _;

use super::staging::{Piece, Staging};
use crate::Error;

/// What `bag-info.txt` says.
pub(super) struct BagInfo {
    pub(super) source_organization: String,
    pub(super) external_identifier: String,
    pub(super) bagging_date: String,
    pub(super) description: String,
    pub(super) software: String,
}

/// A path as manifests hold it: CR, LF and `%` percent-encoded (section 2.1.3).
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// One line: a label must not be continued by what somebody typed.
fn line(text: &str) -> String {
    text.chars()
        .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
        .collect::<String>()
        .trim()
        .to_owned()
}

fn manifest<'a>(pieces: impl Iterator<Item = &'a Piece>) -> String {
    let mut lines: Vec<String> = pieces
        .map(|piece| format!("{}  {}\n", piece.sha256, encoded(&piece.path)))
        .collect();
    lines.sort_by(|one, other| one.get(66..).cmp(&other.get(66..)));
    lines.concat()
}

/// Adds the tag files to a folder whose payload is under `data/`.
pub(super) fn seal(staging: &mut Staging<'_>, info: &BagInfo) -> Result<(), Error> {
    let payload = staging.pieces().to_vec();
    let bytes: u64 = payload.iter().map(|piece| piece.size_bytes).sum();
    let mut text = String::new();
    for (label, value) in [
        ("Source-Organization", line(&info.source_organization)),
        ("External-Identifier", line(&info.external_identifier)),
        ("External-Description", line(&info.description)),
        ("Bagging-Date", line(&info.bagging_date)),
        ("Bag-Software-Agent", line(&info.software)),
        ("Payload-Oxum", format!("{bytes}.{}", payload.len())),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{label}: {value}");
        }
    }
    let plain = "text/plain";
    let tags = [
        staging.write(
            "bagit.txt",
            plain,
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        )?,
        staging.write("bag-info.txt", plain, text.as_bytes())?,
        staging.write("manifest-sha256.txt", plain, manifest(payload.iter()).as_bytes())?,
    ];
    staging.write("tagmanifest-sha256.txt", plain, manifest(tags.iter()).as_bytes())?;
    Ok(())
}
