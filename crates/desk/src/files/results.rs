//! The sheet of results that a clerk keeps: one row for each file, as CSV or JSON.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use identifier::Identifier;
use serde_json::json;

use super::SealedFile;
use super::batch::{Batch, Line, file_digest, key};
use crate::Error;
use crate::documents::sync_folder;

/// The columns, in order; those of JSON have the same names.
const COLUMNS: [&str; 8] = [
    "input",
    "output",
    "identifier",
    "level",
    "status",
    "code",
    "reasons",
    "resumed",
];

/// A sheet that is there may be replaced when an earlier run of ours wrote it and nobody changed it since.
///
/// # Errors
/// `target-exists`; the file cannot be read.
pub(super) fn may_write(sheet: &Path, batch: &Batch) -> Result<(), Error> {
    if sheet.symlink_metadata().is_err() {
        return Ok(());
    }
    match batch.results_written(sheet) {
        Some(written) if file_digest(sheet, None)?.0 == written => Ok(()),
        _ => Err(Error::TargetExists {
            file: sheet.to_owned(),
        }),
    }
}

/// Writes the sheet: beside, to the disk, then renamed.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(sheet: &Path, files: &[SealedFile], batch: &mut Batch) -> Result<(), Error> {
    let text = match sheet.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if extension.eq_ignore_ascii_case("json") => as_json(files),
        _ => as_csv(files),
    };
    let failed = |error| Error::io(sheet, error);
    let folder = match sheet.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Recorded before it is there: a sheet whose program died is ours, too.
    let sha256 = store::digest(text.as_bytes()).to_string();
    batch.append(&[Line::Results {
        run: batch.run().to_owned(),
        file: key(sheet),
        sha256,
    }])?;
    let mut temp = tempfile::Builder::new()
        .prefix(&batch.temp_prefix())
        .tempfile_in(folder)
        .map_err(failed)?;
    temp.write_all(text.as_bytes()).map_err(failed)?;
    temp.as_file().sync_all().map_err(failed)?;
    batch.sync()?;
    temp.persist(sheet).map_err(|error| failed(error.error))?;
    sync_folder(folder)
}

fn printed(file: &SealedFile) -> Option<String> {
    let identifier = Identifier::parse(file.identifier.as_deref()?).ok()?;
    Some(identifier.printed())
}

fn as_json(files: &[SealedFile]) -> String {
    let rows: Vec<_> = files
        .iter()
        .map(|file| {
            json!({
                "input": file.input.display().to_string(),
                "output": file.output.as_ref().map(|output| output.display().to_string()),
                "identifier": printed(file),
                "level": file.level,
                "status": file.status,
                "code": file.code,
                "reasons": file.message,
                "resumed": file.resumed,
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_default();
    text.push('\n');
    text
}

/// RFC 4180, with line feeds as programs of this system write them.
fn as_csv(files: &[SealedFile]) -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for file in files {
        let path = |path: Option<&std::path::PathBuf>| path.map(|path| path.display().to_string());
        let cells = [
            path(Some(&file.input)),
            path(file.output.as_ref()),
            printed(file),
            file.level.clone(),
            Some(file.status.clone()),
            file.code.clone(),
            file.message.clone(),
            Some(file.resumed.to_string()),
        ];
        for (index, cell) in cells.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            let _ = write!(text, "{separator}{}", quoted(cell.as_deref().unwrap_or_default()));
        }
        text.push('\n');
    }
    text
}

/// A cell. A name that a spreadsheet would take for a formula gets an apostrophe before it.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_says_each_file_in_a_row_that_no_spreadsheet_takes_for_a_formula() {
        let sealed = SealedFile {
            output: Some("out/a.pdf".into()),
            identifier: Some(Identifier::issue([7; 16]).canonical()),
            level: Some("B-B".into()),
            ..SealedFile::of(Path::new("=1+1, \"x\".pdf"), "sealed")
        };
        let refused = SealedFile {
            code: Some("pdf-damaged".into()),
            message: Some("Zeile 1\nZeile 2".into()),
            ..SealedFile::of(Path::new("b.pdf"), "refused")
        };
        let printed = Identifier::issue([7; 16]).printed();
        assert_eq!(
            as_csv(&[sealed, refused]),
            format!(
                "input,output,identifier,level,status,code,reasons,resumed\n\
                 \"'=1+1, \"\"x\"\".pdf\",out/a.pdf,{printed},B-B,sealed,,,false\n\
                 b.pdf,,,,refused,pdf-damaged,\"Zeile 1\nZeile 2\",false\n"
            )
        );
    }
}
