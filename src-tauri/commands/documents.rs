//! Documents: chosen, imported, read, exported, validated.

use model::document::ReadingAct;
use model::view::{DocumentView, Imported};
use model::window::{Choice, OfferedFile, Progress, ValidatedSignature, Validation, Work};
use model::{DocumentId, DossierId, VersionId};
use seal::verify::{FileReport, Integrity, SignatureReport, Warning};
use secrecy::ExposeSecret;
use tauri::ipc::{Channel, Response};
use tauri::{State, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use super::{Secret, word};
use crate::files::{name_of, rehearsed, without_folders};
use crate::shell::{Answer, Error, Shell};

/// One document.
#[tauri::command]
pub async fn document(id: DocumentId, shell: State<'_, Shell>) -> Answer<DocumentView> {
    shell.call(move |desk| desk.document(id)).await
}

/// Opens the system's dialogue and offers what the person chooses; empty when the person cancels.
#[tauri::command]
pub async fn choose(
    what: Choice,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Vec<OfferedFile>> {
    let (kind, extensions): (_, &[&str]) = match what {
        Choice::Documents => (
            "documents",
            &[
                "pdf", "PDF", "eml", "jpg", "JPG", "jpeg", "png", "PNG", "tif", "tiff", "odt", "ods", "docx",
                "xlsx", "doc", "xls",
            ],
        ),
        Choice::SealKey => ("seal-key", &["p12", "pfx", "P12", "PFX"]),
        Choice::Certificates => ("certificates", &["pem", "crt"]),
        Choice::Version => ("version", &["*"]),
        Choice::Table => ("table", &["csv", "CSV", "txt"]),
    };
    if let Some(paths) = rehearsed(kind) {
        return Ok(shell.files().offer(&paths));
    }
    let filter = shell.explain_code(&format!("choose-{kind}")).sentence;
    let dialog = window
        .dialog()
        .file()
        .set_parent(&window)
        .add_filter(filter, extensions);
    let dialog = if what == Choice::Documents {
        dialog.add_filter("*", &["*"])
    } else {
        dialog
    };
    let chosen = shell
        .apart(move || {
            Ok::<_, Error>(if what == Choice::Documents {
                dialog.blocking_pick_files().unwrap_or_default()
            } else {
                dialog.blocking_pick_file().into_iter().collect()
            })
        })
        .await?;
    let paths: Vec<_> = chosen
        .into_iter()
        .filter_map(|path: FilePath| path.into_path().ok())
        .collect();
    Ok(shell.files().offer(&paths))
}

/// Takes an offered file into a dossier; `password` opens a PDF that is encrypted, and is forgotten.
#[tauri::command]
pub async fn import(
    dossier: DossierId,
    token: String,
    password: Option<Secret>,
    progress: Channel<Progress>,
    shell: State<'_, Shell>,
) -> Answer<Imported> {
    let path = shell
        .files()
        .path(&token)
        .ok_or_else(|| shell.explain(&Error::FileNotOffered))?;
    let chosen = path.clone();
    let mut imported = shell
        .work(Work::Import, progress, move |desk, progress, cancel| {
            let password = password.as_ref().map(|secret| secret.0.expose_secret());
            desk.import_with_password(dossier, &path, None, password, progress, cancel)
        })
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    imported.warnings = imported
        .warnings
        .into_iter()
        .map(|told| without_folders(told, &chosen))
        .collect();
    Ok(imported)
}

/// The bytes of a version for the preview, as they are; the journal says that it was previewed.
#[tauri::command]
pub async fn read_version(id: VersionId, shell: State<'_, Shell>) -> Answer<Response> {
    shell
        .call(move |desk| desk.read_version_as(id, ReadingAct::Preview, ""))
        .await
        .map(Response::new)
}

/// Writes a version where the person says; answers the file's name, or nothing when the person cancels.
#[tauri::command]
pub async fn export_version(
    id: VersionId,
    suggested: String,
    shell: State<'_, Shell>,
    window: WebviewWindow,
) -> Answer<Option<String>> {
    // Only a name: folders in it would lead the dialogue elsewhere.
    let suggested = name_of(std::path::Path::new(&suggested));
    let chosen = match rehearsed("export") {
        Some(paths) => paths.into_iter().next(),
        None => {
            let ending = std::path::Path::new(&suggested).extension().map_or_else(
                || "pdf".to_owned(),
                |ending| ending.to_string_lossy().into_owned(),
            );
            let dialog = window
                .dialog()
                .file()
                .set_parent(&window)
                .set_file_name(suggested)
                .add_filter(ending.to_uppercase(), &[ending.as_str()]);
            let chosen = shell
                .apart(move || Ok::<_, Error>(dialog.blocking_save_file()))
                .await?;
            chosen.and_then(|path| path.into_path().ok())
        }
    };
    let Some(path) = chosen else { return Ok(None) };
    let chosen = path.clone();
    shell
        .call(move |desk| desk.export_version(id, &path))
        .await
        .map_err(|told| without_folders(told, &chosen))?;
    Ok(Some(name_of(&chosen)))
}

/// Validates a version.
#[tauri::command]
pub async fn validate(id: VersionId, shell: State<'_, Shell>) -> Answer<Validation> {
    let report = shell.call(move |desk| desk.verify_version(id)).await?;
    Ok(shown(&shell, &report))
}

/// The part of a report that the window shows, in its language.
fn shown(shell: &Shell, report: &FileReport) -> Validation {
    let told = |warning: &Warning| {
        let signature = ("signature", warning.signature.clone().unwrap_or_default());
        shell
            .text(&warning.code, &[signature])
            .unwrap_or_else(|| warning.message.clone())
    };
    let of = |field: Option<&str>| -> Vec<String> {
        let warnings = report.warnings.iter();
        warnings
            .filter(|warning| match field {
                Some(field) => warning.signature.as_deref() == Some(field),
                None => !report
                    .signatures
                    .iter()
                    .any(|signature| warning.signature.as_deref() == Some(&signature.field)),
            })
            .map(told)
            .collect()
    };
    Validation {
        verdict: word(&report.verdict),
        signatures: report
            .signatures
            .iter()
            .map(|signature| signature_shown(shell, signature, of(Some(&signature.field))))
            .collect(),
        warnings: of(None),
    }
}

fn signature_shown(shell: &Shell, signature: &SignatureReport, warnings: Vec<String>) -> ValidatedSignature {
    let id = seal::verify::explanation_id(signature.indication, signature.sub_indication.as_deref());
    ValidatedSignature {
        indication: word(&signature.indication),
        explanation: shell
            .text(&id, &[])
            .unwrap_or_else(|| signature.explanation.clone()),
        kind: word(&signature.kind),
        signer: signature.signer.clone().unwrap_or_default(),
        issuer: signature.issuer.clone().unwrap_or_default(),
        purpose: signature.purpose.as_ref().map(word).unwrap_or_default(),
        claims_qualified: signature
            .certificate
            .as_ref()
            .is_some_and(|certificate| certificate.claims_qualified),
        qualification: signature.qualification.as_ref().map(word).unwrap_or_default(),
        intact: signature.integrity == Integrity::Intact,
        covers_whole_file: signature.covers_whole_file,
        changes_after: word(&signature.changes_after),
        level: signature.level.as_ref().map(word).unwrap_or_default(),
        claimed_time: signature.claimed_time,
        proven_time: signature.proven_time,
        warnings,
    }
}
