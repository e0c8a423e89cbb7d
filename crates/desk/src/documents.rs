//! Documents: taking files in, showing, reading and exporting versions.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use identifier::PlatformUrl;
use model::view::{DocumentView, Imported, PlatformStatus, VersionOrigin};
use model::{DossierId, DossierStatus, Title, VersionId};
use store::{Content, DocumentRecord, NewVersion, Reading};

use crate::{Cancel, Desk, Error, OnProgress, Progress, kind};

/// A PDF is looked into in memory; larger ones are refused.
const PDF_LIMIT_BYTES: u64 = 1 << 30;

pub(crate) fn view(reading: &Reading<'_>, document: DocumentRecord) -> Result<DocumentView, Error> {
    let platform = document
        .platform
        .as_deref()
        .and_then(|text| PlatformUrl::parse(text).ok());
    let check_url = match (&document.identifier, platform) {
        (Some(identifier), Some(platform)) => Some(platform.document_url(identifier)),
        _ => None,
    };
    let status = match (
        &document.identifier,
        reading.operation_of(document.id)?,
        document.registered_at,
    ) {
        (None, _, _) => PlatformStatus::OnThisDesk,
        (Some(_), Some(operation), _) if operation.parked => PlatformStatus::Parked {
            code: operation.last_error.unwrap_or_default(),
        },
        (Some(_), None, Some(since)) => PlatformStatus::OnPlatform { since },
        (Some(_), operation, _) => PlatformStatus::Waiting {
            last_error: operation.and_then(|operation| operation.last_error),
        },
    };
    Ok(DocumentView {
        versions: reading.versions(document.id)?,
        augmentation: reading.augmentation_of(document.id)?,
        id: document.id,
        dossier: document.dossier,
        title: document.title,
        identifier: document.identifier,
        check_url,
        status,
    })
}

/// A title from a file's name: without its extension, cut to what a title may have.
fn title_of(file: &Path) -> String {
    let name = file
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let clean: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(200)
        .collect();
    if clean.trim().is_empty() {
        "document".to_owned()
    } else {
        clean.trim().to_owned()
    }
}

/// What was found out about a file before anything is stored.
struct Examined {
    content: Content,
    kind: kind::Kind,
    pages: Option<u32>,
    /// The bytes of a PDF; other files are read again while they are stored.
    bytes: Option<Vec<u8>>,
    warning: Option<Error>,
}

impl Desk {
    pub(crate) fn import_file(
        &self,
        dossier: DossierId,
        file: &Path,
        title: Option<&str>,
        password: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Imported, Error> {
        let title = match title {
            Some(title) => Title::parse(title)?.into(),
            None => title_of(file),
        };
        let record = self.store.read(|reading| reading.dossier(dossier))?;
        if record.status == DossierStatus::Closed {
            return Err(Error::DossierClosed {
                reference: record.reference.to_string(),
            });
        }
        let file_name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let label = file_name.clone().unwrap_or_default();
        let mut source = File::open(file).map_err(|error| Error::io(file, error))?;
        let examined = examine(&mut source, file, &label, password, progress, cancel)?;
        let warnings: Vec<_> = examined
            .warning
            .iter()
            .map(|warning| self.explain(warning))
            .collect();
        let sha256 = examined.content.sha256;

        // From here until the commit nobody takes the content for an orphan.
        let _writing = self.store.writing()?;
        let known = self
            .store
            .read(|reading| reading.document_with(&sha256, dossier))?;
        if known.is_none() {
            let mut done = 0;
            let mut on_bytes = |bytes: u64| {
                done += bytes;
                progress(Progress {
                    step: "encrypting".into(),
                    label: label.clone(),
                    items_done: 0,
                    items: 1,
                    bytes_done: done,
                    bytes: examined.content.size_bytes,
                });
                !cancel.is_cancelled()
            };
            match &examined.bytes {
                Some(bytes) => {
                    self.store
                        .put(&examined.content, &mut bytes.as_slice(), file, &mut on_bytes)?
                }
                None => {
                    source
                        .seek(SeekFrom::Start(0))
                        .map_err(|error| Error::io(file, error))?;
                    self.store
                        .put(&examined.content, &mut source, file, &mut on_bytes)?;
                }
            }
        }
        let new = NewVersion {
            content: examined.content,
            media_type: examined.kind.media_type.to_owned(),
            pages: examined.pages,
            origin: VersionOrigin::Imported,
            file_name,
            seal: None,
        };
        let (document, duplicate) = self.store.change(&self.actor, |change| -> Result<_, Error> {
            // Asked again inside the transaction: another window may have taken in the same file.
            if let Some(document) = change.document_with(&sha256, dossier)? {
                return Ok((document, true));
            }
            let (document, _) = change.add_document(dossier, &title, &new)?;
            change.record(
                "document-imported",
                Some(dossier),
                &[
                    ("title", &title),
                    ("version", "1"),
                    ("file", new.file_name.as_deref().unwrap_or_default()),
                    ("sha256", &sha256.to_string()),
                ],
            )?;
            Ok((document, false))
        })?;
        self.store.read(|reading| {
            Ok(Imported {
                document: view(reading, reading.document(document)?)?,
                duplicate,
                also_in: reading.also_in(&sha256, dossier)?,
                warnings,
            })
        })
    }

    pub(crate) fn read_journalled(&self, id: VersionId) -> Result<Vec<u8>, Error> {
        let (version, document) = self.version_and_document(id)?;
        let bytes = self.store.read_blob(&version.sha256)?;
        self.record_reading("document-read", &document, version.number)?;
        Ok(bytes)
    }

    pub(crate) fn export_journalled(&self, id: VersionId, to: &Path) -> Result<(), Error> {
        let (version, document) = self.version_and_document(id)?;
        if to.symlink_metadata().is_ok() {
            return Err(Error::TargetExists { file: to.to_owned() });
        }
        let failed = |error| Error::io(to, error);
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut temp = tempfile::Builder::new()
            .prefix(".greffe-")
            .tempfile_in(folder)
            .map_err(failed)?;
        let mut reader = self.store.open_blob(&version.sha256)?;
        let mut target = Tee {
            to: temp.as_file_mut(),
            context: ring::digest::Context::new(&ring::digest::SHA256),
        };
        std::io::copy(&mut reader, &mut target).map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => {
                Error::Store(store::Error::BlobDamaged {
                    sha256: version.sha256,
                })
            }
            _ => failed(error),
        })?;
        if target.context.finish().as_ref() != version.sha256.0 {
            return Err(store::Error::BlobDamaged {
                sha256: version.sha256,
            }
            .into());
        }
        temp.as_file().sync_all().map_err(failed)?;
        // Recorded before anybody can have the copy.
        self.record_reading("document-exported", &document, version.number)?;
        temp.persist_noclobber(to)
            .map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => Error::TargetExists { file: to.to_owned() },
                _ => failed(error.error),
            })?;
        sync_folder(folder)
    }

    pub(crate) fn verify_stored(&self, id: VersionId) -> Result<seal::verify::FileReport, Error> {
        let (version, _) = self.version_and_document(id)?;
        let bytes = self.store.read_blob(&version.sha256)?;
        let roots = self.trusted_roots()?;
        Ok(seal::verify::verify(
            &bytes,
            &seal::verify::VerifyOptions {
                roots: &roots,
                at: self.now(),
                password: None,
            },
        ))
    }

    fn version_and_document(
        &self,
        id: VersionId,
    ) -> Result<(model::view::VersionView, DocumentRecord), Error> {
        self.store.read(|reading| {
            let (version, document) = reading.version(id)?;
            Ok((version, reading.document(document)?))
        })
    }

    fn record_reading(&self, kind: &str, document: &DocumentRecord, number: u32) -> Result<(), Error> {
        Ok(self.store.change(&self.actor, |change| {
            change.record(
                kind,
                Some(document.dossier),
                &[("title", &document.title), ("version", &number.to_string())],
            )
        })?)
    }
}

/// Makes a new name durable.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| Error::io(folder, error))?;
    }
    Ok(())
}

/// Hashes what is written.
struct Tee<'a> {
    to: &'a mut File,
    context: ring::digest::Context,
}

impl Write for Tee<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.context.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

fn examine(
    source: &mut File,
    file: &Path,
    label: &str,
    password: Option<&str>,
    progress: OnProgress<'_>,
    cancel: &Cancel,
) -> Result<Examined, Error> {
    let failed = |error| Error::io(file, error);
    let metadata = source.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(Error::NotAFile {
            file: file.to_owned(),
        });
    }
    let size = metadata.len();
    if size == 0 {
        return Err(Error::FileEmpty {
            file: file.to_owned(),
        });
    }
    let window = kind::WINDOW as u64;
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    Read::take(&mut *source, window)
        .read_to_end(&mut head)
        .map_err(failed)?;
    source
        .seek(SeekFrom::Start(size.saturating_sub(window)))
        .map_err(failed)?;
    Read::take(&mut *source, window)
        .read_to_end(&mut tail)
        .map_err(failed)?;
    source.seek(SeekFrom::Start(0)).map_err(failed)?;
    let found = kind::sniff(&head, &tail);
    if let Some(named) = kind::mismatch(file, found) {
        return Err(Error::FileKindMismatch {
            file: file.to_owned(),
            named,
            found: found.family,
        });
    }
    let mut done = 0;
    let mut on_bytes = |bytes: u64| {
        done += bytes;
        progress(Progress {
            step: "reading".into(),
            label: label.to_owned(),
            items_done: 0,
            items: 1,
            bytes_done: done,
            bytes: size,
        });
        !cancel.is_cancelled()
    };
    if found != kind::PDF {
        let content = store::hash(source, file, &mut on_bytes)?;
        return Ok(Examined {
            content,
            kind: found,
            pages: None,
            bytes: None,
            warning: None,
        });
    }
    if size > PDF_LIMIT_BYTES {
        return Err(Error::FileTooLarge {
            file: file.to_owned(),
            size_mb: size >> 20,
            limit_mb: PDF_LIMIT_BYTES >> 20,
        });
    }
    let mut bytes = Vec::new();
    source
        .take(PDF_LIMIT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    let content = store::hash(&mut bytes.as_slice(), file, &mut on_bytes)?;
    let (pages, warning) = match pdf::inspect(&bytes, password) {
        Ok(inspection) => (Some(inspection.pages), None),
        // Nobody at this desk could read it, nor any process after.
        Err(error @ (pdf::Error::PasswordNeeded | pdf::Error::PasswordWrong)) => return Err(error.into()),
        // A damaged or locked PDF that somebody sent in is evidence all the same: kept as it is, and said.
        Err(error) => (None, Some(Error::Pdf(error))),
    };
    Ok(Examined {
        content,
        kind: found,
        pages,
        bytes: Some(bytes),
        warning,
    })
}
