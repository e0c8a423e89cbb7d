//! Looking closely before something is signed or sealed: what a file is made of, its earlier revisions, and where the
//! stamp will stand.

use identifier::{Identifier, PlatformUrl};
use model::looking::{FileLook, RevisionRow, StampCorner, StampPage, StampPlace, StampTrial};
use model::{DocumentId, Sha256, VersionId};
use seal::verify::inspection;
use wording::Lang;

use crate::synchronise::PLATFORM;
use crate::{Desk, Error, kind, stamping};

/// Setting: the place that was chosen last, as JSON.
const LAST_PLACE: &str = "stamp-place-last";
/// Length of the signature in a visible seal, with its tag and length (P-256).
const SEAL_SIGNATURE: usize = 66;
/// Length of the header of a visible seal with a serial number of 16 bytes.
const SEAL_HEADER: usize = 36;

/// The place as the stamp takes it.
pub(crate) fn placement(place: Option<&StampPlace>) -> pdf::Placement<'static> {
    let Some(place) = place else {
        return pdf::Placement::default();
    };
    pdf::Placement {
        place: pdf::Place::At(pdf::Position {
            corner: match place.corner {
                StampCorner::TopLeft => pdf::Corner::TopLeft,
                StampCorner::TopRight => pdf::Corner::TopRight,
                StampCorner::BottomLeft => pdf::Corner::BottomLeft,
                StampCorner::BottomRight => pdf::Corner::BottomRight,
            },
            x_mm: place.x_mm,
            y_mm: place.y_mm,
            width_mm: None,
            height_mm: None,
        }),
        pages: match place.page {
            StampPage::First => pdf::Pages::First,
            StampPage::Last => pdf::Pages::Last,
            StampPage::Number(number) => pdf::Pages::Number(number),
        },
    }
}

/// A place as it stands in the journal.
pub(crate) fn place_in_words(place: &StampPlace) -> String {
    let page = match place.page {
        StampPage::First => "first".to_owned(),
        StampPage::Last => "last".to_owned(),
        StampPage::Number(number) => number.to_string(),
    };
    format!(
        "{page} {} {} mm {} mm",
        place.corner.word(),
        place.x_mm,
        place.y_mm
    )
}

/// Keeps the place that was chosen, with the change that used it.
pub(crate) fn keep_place(change: &store::Change<'_>, place: &StampPlace) -> Result<(), store::Error> {
    match serde_json::to_vec(place) {
        Ok(json) => change.set_setting(LAST_PLACE, Some(&json)),
        Err(_) => Ok(()),
    }
}

impl Desk {
    /// What the file of a version is made of: why it may be shown otherwise elsewhere, and its revisions. It says nothing
    /// of what stands on the pages. Whoever may see the dossier may.
    ///
    /// # Errors
    /// `version-unknown`, `content-missing`, `content-damaged`; `document-not-pdf`.
    pub fn look_at_version(&self, id: VersionId) -> Result<FileLook, Error> {
        let (version, document) = self.version_and_document(id)?;
        if version.media_type != kind::PDF.media_type {
            return Err(Error::DocumentNotPdf {
                title: document.title,
            });
        }
        let bytes = self.store.read_blob(&version.sha256)?;
        let looked = inspection::inspect(&bytes, None);
        let rows = looked
            .revisions
            .iter()
            .zip(1..)
            .map(|(revision, number)| RevisionRow {
                number,
                size_bytes: revision.size_bytes as u64,
                changes: revision.changes.iter().map(|word| (*word).to_owned()).collect(),
                signers: revision.signers.clone(),
            });
        Ok(FileLook {
            revisions: rows.collect(),
            concerns: looked
                .concerns
                .iter()
                .map(|concern| self.explain(concern))
                .collect(),
        })
    }

    /// The file of a version as it was at the end of its revision `number`, from 1; journalled as a preview. Whoever may
    /// see the dossier may.
    ///
    /// # Errors
    /// As [`Desk::look_at_version`]; `revision-unknown`.
    pub fn read_revision(&self, id: VersionId, number: u32) -> Result<Vec<u8>, Error> {
        let (version, document) = self.version_and_document(id)?;
        let bytes = self.store.read_blob(&version.sha256)?;
        let revision = usize::try_from(number)
            .ok()
            .and_then(|number| inspection::revision(&bytes, None, number))
            .ok_or(Error::RevisionUnknown { number })?;
        let why = format!("revision {number}");
        self.record_reading_of(
            &document,
            version.number,
            model::document::ReadingAct::Preview,
            &why,
        )?;
        Ok(revision.to_vec())
    }

    /// The bytes of a version that will probably be shown next, not journalled: whoever shows them calls
    /// [`Desk::record_seen`] first. Whoever may see the dossier may.
    ///
    /// # Errors
    /// As [`Desk::read_version_as`].
    pub fn version_ahead(&self, id: VersionId) -> Result<Vec<u8>, Error> {
        let (version, _) = self.version_and_document(id)?;
        Ok(self.store.read_blob(&version.sha256)?)
    }

    /// The place that was chosen last for a stamp.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_stamp_place(&self) -> Result<Option<StampPlace>, Error> {
        let kept = self.store.read(|reading| reading.setting_text(LAST_PLACE))?;
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Where the stamp of a document would stand, found and drawn by the rules that seal it; with it the file as it would
    /// look, under an identifier that is nobody's. Nothing is kept. The visible seal is tried as large as it becomes with
    /// an elliptic key of the usual size; a key that makes none leaves the stamp smaller at the same corner.
    ///
    /// Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `document-not-pdf`; what sealing would be refused for, such as `pdf-place-outside`.
    pub fn try_stamp(
        &self,
        document: DocumentId,
        place: Option<&StampPlace>,
    ) -> Result<(StampTrial, Vec<u8>), Error> {
        self.require(crate::import::WRITERS)?;
        let (record, versions, dossier, desk, platform) = self.store.read(|reading| -> Result<_, Error> {
            let record = reading.document(document)?;
            let versions = reading.versions(document)?;
            let dossier = reading.dossier(record.dossier)?;
            let platform = reading.setting_text(PLATFORM)?;
            Ok((record, versions, dossier, reading.desk()?, platform))
        })?;
        let newest = versions.first().ok_or_else(|| store::Error::VersionUnknown {
            version: record.title.clone(),
        })?;
        if newest.media_type != kind::PDF.media_type {
            return Err(Error::DocumentNotPdf { title: record.title });
        }
        let platform = PlatformUrl::parse(&platform.ok_or(Error::PlatformNotSet)?)?;
        let mut bytes = self.store.read_blob(&newest.sha256)?;
        let identifier = Identifier::issue([0; 16]);
        let at = crate::sealing::whole_seconds(self.store.environment().now());
        let mut stamp = stamping::stamp(&identifier, &platform, &desk.administration, at, Lang::Fr);
        let seal_wanted = self.visible_seals()?.on;
        if seal_wanted {
            let facts = visible_seal::Facts {
                identifier: identifier.canonical(),
                title: record.title.clone(),
                authority: desk.administration.clone(),
                reference: Some(dossier.reference.to_string()),
                content_sha256: Some(Sha256([0; 32]).0),
                pages: newest.pages.unwrap_or(1),
                ..visible_seal::Facts::default()
            };
            let message: usize = facts.message().iter().map(|part| 2 + part.value.len()).sum();
            stamp.visible_seal = Some(vec![0; SEAL_HEADER + message + SEAL_SIGNATURE]);
        }
        let trial = pdf::stamp::try_stamp(&bytes, None, &stamp, placement(place))
            .map_err(seal::sign::SealError::from)?;
        bytes.extend_from_slice(&trial.tail);
        let shown = StampTrial {
            page: trial.page,
            pages: trial.pages,
            page_mm: trial.page_mm,
            area_mm: trial.area_mm,
            covers_content: trial.covers_content,
            visible_seal: seal_wanted.then_some(trial.visible_seal),
        };
        Ok((shown, bytes))
    }
}
