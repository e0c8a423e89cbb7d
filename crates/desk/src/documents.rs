//! Documents: showing, exporting and validating versions. Taking in and changing is in `import`.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use identifier::{Identifier, PlatformUrl};
use model::document::ReadingAct;
use model::view::{AugmentationView, DocumentView, Imported, PlatformStatus, VersionView};
use model::{DocumentId, DossierId, VersionId};
use store::{DocumentRecord, Operation, Reading};

use crate::{Cancel, Desk, Error, OnProgress};

/// Documents of one answer at most.
const DOCUMENT_PAGE: u32 = 500;

pub(crate) fn view(reading: &Reading<'_>, document: DocumentRecord) -> Result<DocumentView, Error> {
    let (versions, operation, augmentation) = (
        reading.versions(document.id)?,
        reading.operation_of(document.id)?,
        reading.augmentation_of(document.id)?,
    );
    Ok(shown(document, versions, operation, augmentation))
}

/// Documents of one dossier as they are shown: what belongs to them is read at once, not one by one.
pub(crate) fn views(
    reading: &Reading<'_>,
    dossier: DossierId,
    documents: Vec<DocumentRecord>,
) -> Result<Vec<DocumentView>, Error> {
    let ids: Vec<DocumentId> = documents.iter().map(|document| document.id).collect();
    let mut versions = reading.versions_of(&ids)?;
    let mut operations: HashMap<DocumentId, Operation> = reading
        .operations_of_dossier(dossier)?
        .into_iter()
        .map(|operation| (operation.document, operation))
        .collect();
    let mut augmentations: HashMap<DocumentId, AugmentationView> = reading
        .augmentations_of_dossier(dossier)?
        .into_iter()
        .map(|augmentation| (augmentation.document, augmentation))
        .collect();
    Ok(documents
        .into_iter()
        .map(|document| {
            let id = document.id;
            shown(
                document,
                versions.remove(&id).unwrap_or_default(),
                operations.remove(&id),
                augmentations.remove(&id),
            )
        })
        .collect())
}

fn shown(
    document: DocumentRecord,
    versions: Vec<VersionView>,
    operation: Option<Operation>,
    augmentation: Option<AugmentationView>,
) -> DocumentView {
    let platform = document
        .platform
        .as_deref()
        .and_then(|text| PlatformUrl::parse(text).ok());
    let check_url = match (&document.identifier, platform) {
        (Some(identifier), Some(platform)) => Some(platform.document_url(identifier)),
        _ => None,
    };
    let status = match (&document.identifier, operation, document.registered_at) {
        (None, _, _) => PlatformStatus::OnThisDesk,
        (Some(_), Some(operation), _) if operation.parked => PlatformStatus::Parked {
            code: operation.last_error.unwrap_or_default(),
        },
        (Some(_), None, Some(since)) => PlatformStatus::OnPlatform { since },
        (Some(_), operation, _) => PlatformStatus::Waiting {
            last_error: operation.and_then(|operation| operation.last_error),
        },
    };
    DocumentView {
        versions,
        augmentation,
        id: document.id,
        dossier: document.dossier,
        title: document.title,
        identifier: document.identifier,
        check_url,
        status,
        kind: document.kind,
        procedure_document: document.procedure_document,
        parent: document.parent,
        supersedes: document.supersedes,
        superseded_by: document.superseded_by,
        withdrawn_at: document.withdrawn_at,
        withdrawn_reason: document.withdrawn_reason,
        facts: document.facts,
    }
}

/// A title from a file's name: without its extension, cut to what a title may have.
pub(crate) fn title_of(file: &Path) -> String {
    let name = file
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let clean: String = name
        .chars()
        .map(|c| match c.is_control() || model::passage::steers(c) {
            true => ' ',
            false => c,
        })
        .take(200)
        .collect();
    if clean.trim().is_empty() {
        "document".to_owned()
    } else {
        clean.trim().to_owned()
    }
}

impl Desk {
    /// The document at this desk that carries a printed identifier, for whoever may see its dossier; nothing leaves the desk.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn original_here(&self, identifier: &Identifier) -> Result<Option<DocumentView>, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            let Some(found) = reading.document_with_identifier(identifier)? else {
                return Ok(None);
            };
            // Asked for once more by its identity: one that the person may not see is unknown then.
            match reading.document(found.id) {
                Ok(record) => view(reading, record).map(Some),
                Err(store::Error::DocumentUnknown { .. }) => Ok(None),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// Some documents of a dossier, newest change first: at most `limit` (500 at most) behind the document `after`.
    /// [`model::view::DossierFacts::document_count`] tells how many there are. For whoever may see the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`; `document-unknown` when `after` is no document of the dossier.
    pub fn documents_of(
        &self,
        dossier: DossierId,
        after: Option<DocumentId>,
        limit: u32,
    ) -> Result<Vec<DocumentView>, Error> {
        self.store.read(|reading| {
            let dossier = reading.dossier(dossier)?.id;
            let page = reading.documents_page(dossier, after, limit.min(DOCUMENT_PAGE))?;
            views(reading, dossier, page)
        })
    }

    /// The documents that belong to one: what it came with, what it corrects, what corrects it, and what came with it.
    /// For whoever may see the dossier; what was moved where they may not see is left out.
    ///
    /// # Errors
    /// `document-unknown`.
    pub fn related_documents(&self, document: DocumentId) -> Result<Vec<DocumentView>, Error> {
        self.store.read(|reading| {
            let record = reading.document(document)?;
            let mut ids: Vec<DocumentId> = [record.parent, record.supersedes, record.superseded_by]
                .into_iter()
                .flatten()
                .collect();
            ids.extend(reading.documents_with_parent(document)?);
            let mut related = Vec::with_capacity(ids.len());
            for id in ids {
                match reading.document(id) {
                    Ok(record) => related.push(view(reading, record)?),
                    Err(store::Error::DocumentUnknown { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(related)
        })
    }

    /// The sealed documents of a dossier that nothing corrects yet, newest change first, at most 500. For whoever may see
    /// the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn correctable_documents(&self, dossier: DossierId) -> Result<Vec<DocumentView>, Error> {
        self.store.read(|reading| {
            let dossier = reading.dossier(dossier)?.id;
            let found = reading.documents_correctable(dossier, DOCUMENT_PAGE)?;
            views(reading, dossier, found)
        })
    }

    /// The document with this number in its dossier: 1 is the one that came first. Also gives how many there are. For
    /// whoever may see the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn document_numbered(
        &self,
        dossier: DossierId,
        number: usize,
    ) -> Result<(Option<DocumentView>, usize), Error> {
        self.store.read(|reading| {
            let numbered = reading.document_numbers(reading.dossier(dossier)?.id)?;
            let found = number.checked_sub(1).and_then(|index| numbered.get(index));
            let document = found
                .map(|id| view(reading, reading.document(*id)?))
                .transpose()?;
            Ok((document, numbered.len()))
        })
    }

    /// The documents of a dossier in the order in which they came, which gives them their numbers. For whoever may see
    /// the dossier.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn document_numbers(&self, dossier: DossierId) -> Result<Vec<DocumentId>, Error> {
        self.store
            .read(|reading| Ok(reading.document_numbers(reading.dossier(dossier)?.id)?))
    }

    pub(crate) fn import_file(
        &self,
        dossier: DossierId,
        file: &Path,
        title: Option<&str>,
        password: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Imported, Error> {
        Ok(self
            .take_in(dossier, file, title, password, progress, cancel)?
            .imported)
    }

    pub(crate) fn read_journalled(&self, id: VersionId) -> Result<Vec<u8>, Error> {
        self.read_version_for(id, "")
    }

    pub(crate) fn export_journalled(&self, id: VersionId, to: &Path, why: &str) -> Result<(), Error> {
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
        self.record_reading_of(&document, version.number, ReadingAct::Export, why)?;
        temp.persist_noclobber(to)
            .map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => Error::TargetExists { file: to.to_owned() },
                _ => failed(error.error),
            })?;
        sync_folder(folder)
    }

    pub(crate) fn verify_stored(&self, id: VersionId) -> Result<seal::verify::FileReport, Error> {
        let (version, document) = self.version_and_document(id)?;
        let bytes = self.store.read_blob(&version.sha256)?;
        self.record_reading_of(&document, version.number, ReadingAct::Verify, "")?;
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

    pub(crate) fn version_and_document(
        &self,
        id: VersionId,
    ) -> Result<(model::view::VersionView, DocumentRecord), Error> {
        self.store.read(|reading| {
            let (version, document) = reading.version(id)?;
            if reading.version_destroyed(id)? {
                return Err(model::disposition::RetentionError::ContentDestroyed.into());
            }
            Ok((version, reading.document(document)?))
        })
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
