//! One file of the watched folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use model::document::{Made, WatchEvent, WatchPiece, WatchResult, WatchSettings, references_of_folder};
use model::{DossierId, Reference};
use pdf::Source;
use store::{Content, IntakeState, NewIntake};
use typeset::scan::{self, About, ScanError};
use wording::Explanation;

use super::folder::{self, FileThere};
use super::separator::{PageSays, reads};
use crate::import::{ImportError, Incoming, Prepared, Wanted, name_of, open_file, whole};
use crate::sealing::first_group;
use crate::{Cancel, Desk, Error, OnProgress, kind};

/// Files beyond this are taken in whole, without looking for separators.
const LOOKED_INTO_BYTES: u64 = 256 * 1024 * 1024;
/// Pages that are looked at.
const LOOKED_AT_PAGES: u32 = 1_000;
/// Time for one page.
const PAGE_TIME: Duration = Duration::from_secs(30);

/// Pages between two separators.
struct Segment {
    dossier: Option<DossierId>,
    pages: Vec<u32>,
}

/// A file in memory, and what the QR codes of its pages say.
type LookedAt = (Arc<Vec<u8>>, Vec<PageSays>);

impl Desk {
    /// Takes one file in, and only then moves it; gives where it lies now. `None`: there was nothing to do.
    pub(super) fn take_from_folder(
        &self,
        root: &Path,
        settings: &WatchSettings,
        file: &FileThere,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Option<(WatchEvent, Option<PathBuf>)>, Error> {
        let folder = root.display().to_string();
        let source =
            pdf::FileSource::new(open_file(&file.path)?).map_err(|error| Error::io(&file.path, error))?;
        let taken = self.store.read(|reading| {
            reading.intake_of_file(
                &folder,
                &file.place,
                file.state.size_bytes,
                file.state.modified_ns,
            )
        })?;
        let mut event = match taken {
            // Left where it is on purpose, and unchanged since.
            Some(_) if settings.done.is_none() => return Ok(None),
            // Taken in, and stopped before it was moved; its bytes say whether it is truly the same.
            Some(record) if self.same_bytes(&source, &file.path, &record.content)? => {
                let dossier = self.store.read(|reading| {
                    Ok::<_, Error>(
                        record
                            .dossier
                            .and_then(|dossier| reading.dossier(dossier).ok())
                            .map(|dossier| dossier.reference),
                    )
                })?;
                WatchEvent {
                    place: file.place.clone(),
                    result: WatchResult::Duplicate { dossier },
                    warnings: Vec::new(),
                }
            }
            _ => self.take_new(&folder, settings, file, &source, progress, cancel)?,
        };
        // The transaction is durable by now. What lies there must still be what was stored: size and time do not tell on
        // every drive.
        if settings.done.is_some() {
            let stored = self.store.read(|reading| {
                reading.intake_of_file(
                    &folder,
                    &file.place,
                    file.state.size_bytes,
                    file.state.modified_ns,
                )
            })?;
            let there =
                pdf::FileSource::new(open_file(&file.path)?).map_err(|error| Error::io(&file.path, error))?;
            if let Some(stored) = stored
                && !self.same_bytes(&there, &file.path, &stored.content)?
            {
                return Err(store::Error::FileChanged.into());
            }
        }
        let mut moved = None;
        match folder::put_away(root, settings, file, self.now()) {
            Ok(to) => moved = to,
            Err(error) => event.warnings.push(self.explain(&ImportError::NotMoved {
                file: file.path.clone(),
                detail: error.to_string(),
            })),
        }
        Ok(Some((event, moved)))
    }

    fn same_bytes(&self, source: &dyn Source, path: &Path, content: &Content) -> Result<bool, Error> {
        let found = store::hash(&mut crate::import::Reader::new(source), path, &mut |_| true)?;
        Ok(found == *content)
    }

    /// The dossier that a file's folder names; `None` for a file in the watched folder itself.
    fn dossier_of_folder(&self, folders: &[String]) -> Result<Option<DossierId>, Error> {
        if folders.is_empty() {
            return Ok(None);
        }
        // A folder inside a dossier's folder belongs to the dossier, too.
        for length in (1..=folders.len()).rev() {
            let named = folders.get(..length).unwrap_or_default();
            let mut found: Vec<(DossierId, Reference)> = Vec::new();
            for reading_of_name in references_of_folder(named) {
                let Ok(reference) = Reference::parse(&reading_of_name) else {
                    continue;
                };
                match self
                    .store
                    .read(|reading| reading.dossier_by_reference(&reference))
                {
                    Ok(dossier) if found.iter().all(|(id, _)| *id != dossier.id) => {
                        found.push((dossier.id, dossier.reference));
                    }
                    Ok(_) | Err(store::Error::DossierUnknown { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            match found.as_slice() {
                [] => {}
                [(id, _)] => return Ok(Some(*id)),
                several => {
                    let references: Vec<&str> =
                        several.iter().map(|(_, reference)| reference.as_str()).collect();
                    return Err(ImportError::FolderAmbiguous {
                        folder: named.join("/"),
                        references: references.join(", "),
                    }
                    .into());
                }
            }
        }
        Err(ImportError::FolderUnknown {
            folder: folders.join("/"),
        }
        .into())
    }

    fn take_new(
        &self,
        folder: &str,
        settings: &WatchSettings,
        file: &FileThere,
        source: &pdf::FileSource,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<WatchEvent, Error> {
        let dossier = self.dossier_of_folder(&file.folders)?;
        let name = name_of(&file.path);
        let incoming = Incoming {
            source,
            name: name.clone(),
            path: file.path.clone(),
            strict: true,
        };
        let mut warnings = Vec::new();
        let mut suggestion = None;
        let row = NewIntake {
            content: Content {
                sha256: model::Sha256([0; 32]),
                size_bytes: 0,
            },
            media_type: "",
            pages: None,
            file_name: &name,
            folder,
            place: &file.place,
            modified_ns: file.state.modified_ns,
            state: IntakeState::Waiting,
            parent: None,
            dossier,
            suggestion: None,
        };
        if settings.separators && file.state.size_bytes > 0 {
            let looked = self.look_for_separators(&incoming, &mut warnings)?;
            if let Some((bytes, says)) = looked {
                if says.iter().any(|page| matches!(page, PageSays::Separator(_))) {
                    return self.split(
                        folder, file, &incoming, dossier, &bytes, &says, warnings, progress, cancel,
                    );
                }
                suggestion = self.suggested(&says)?;
            }
        }
        let Some(dossier) = dossier else {
            let examined = crate::import::examine(&incoming, None, progress, cancel)?;
            warnings.extend(examined.warnings.iter().map(|warning| self.explain(warning)));
            let _writing = self.store.writing()?;
            self.store.put(
                &examined.content,
                &mut crate::import::Reader::new(source),
                &file.path,
                &mut |_| !cancel.is_cancelled(),
            )?;
            let result = self.store.change(&self.actor, |change| -> Result<_, Error> {
                let mut new = NewIntake {
                    content: examined.content,
                    media_type: examined.kind.media_type,
                    pages: examined.pages,
                    ..row.clone()
                };
                if let Some(known) = change.intake_with(&examined.content.sha256)? {
                    new.state = IntakeState::Duplicate;
                    new.dossier = known.dossier;
                    change.add_intake(&new)?;
                    let reference = known
                        .dossier
                        .and_then(|dossier| change.dossier(dossier).ok())
                        .map(|dossier| dossier.reference);
                    return Ok(WatchResult::Duplicate { dossier: reference });
                }
                let suggested = suggestion
                    .as_ref()
                    .and_then(|(dossier, _): &(DossierId, String)| change.dossier(*dossier).ok())
                    .map(|dossier| dossier.reference);
                new.suggestion = suggestion.clone();
                let intake = change.add_intake(&new)?;
                change.record(
                    "intake-arrived",
                    None,
                    &[("file", &name), ("sha256", &examined.content.sha256.to_string())],
                )?;
                Ok(WatchResult::Waiting {
                    intake,
                    suggestion: suggested,
                })
            })?;
            return Ok(WatchEvent {
                place: file.place.clone(),
                result,
                warnings,
            });
        };
        let taken = self.bring_in(
            dossier,
            &incoming,
            Wanted::default(),
            &|change, version, duplicate| {
                let state = if duplicate {
                    IntakeState::Duplicate
                } else {
                    IntakeState::Filed
                };
                let new = NewIntake {
                    content: version.content,
                    media_type: &version.media_type,
                    pages: version.pages,
                    state,
                    file_name: &name,
                    folder,
                    place: &file.place,
                    modified_ns: file.state.modified_ns,
                    parent: None,
                    dossier: Some(dossier),
                    suggestion: None,
                };
                Ok(Some(change.add_intake(&new)?))
            },
            progress,
            cancel,
        )?;
        warnings.extend(taken.imported.warnings);
        let reference = self.store.read(|reading| reading.dossier(dossier))?.reference;
        let result = if taken.imported.duplicate {
            WatchResult::Duplicate {
                dossier: Some(reference),
            }
        } else {
            WatchResult::Filed {
                dossier: reference,
                document: taken.imported.document.id,
            }
        };
        Ok(WatchEvent {
            place: file.place.clone(),
            result,
            warnings,
        })
    }

    /// What the QR codes of each page say, of a PDF or a picture that can be looked into.
    fn look_for_separators(
        &self,
        incoming: &Incoming<'_>,
        warnings: &mut Vec<Explanation>,
    ) -> Result<Option<LookedAt>, Error> {
        let mut head = vec![0; usize::try_from(incoming.source.len().min(kind::WINDOW as u64)).unwrap_or(0)];
        pdf::source::read_exact(incoming.source, 0, &mut head)
            .map_err(|error| Error::io(&incoming.path, error))?;
        let found = kind::sniff(&head, &[]);
        if found != kind::PDF && !scan::is_convertible(&head) {
            return Ok(None);
        }
        if incoming.source.len() > LOOKED_INTO_BYTES {
            warnings.push(self.explain(&ImportError::SeparatorsNotSought));
            return Ok(None);
        }
        let bytes = Arc::new(whole(incoming.source, &incoming.path)?);
        let (texts, complete) = match scan::symbols(&bytes, LOOKED_AT_PAGES, PAGE_TIME) {
            Ok(found) => found,
            // A damaged file is told of where it is taken in.
            Err(_) => return Ok(None),
        };
        let more = match found == kind::PDF {
            true => pdf::inspect(&bytes, None).is_ok_and(|looked| looked.pages > LOOKED_AT_PAGES),
            false => scan::count(&bytes).is_ok_and(|pages| pages > LOOKED_AT_PAGES),
        };
        if !complete || more {
            // Half a search would put the pages behind its end into the wrong dossier.
            warnings.push(self.explain(&ImportError::SeparatorsNotSought));
            return Ok(None);
        }
        let key = self.separator_key()?;
        let says: Vec<PageSays> = texts
            .iter()
            .map(|texts| reads(texts, key.as_ref().map(|key| key.as_slice())))
            .collect();
        for (page, said) in (1u32..).zip(&says) {
            if *said == PageSays::Strange {
                warnings.push(self.explain(&ImportError::SeparatorStrange { page }));
            }
        }
        Ok(Some((bytes, says)))
    }

    /// The dossier whose document's identifier is printed on a page.
    fn suggested(&self, says: &[PageSays]) -> Result<Option<(DossierId, String)>, Error> {
        for page in says {
            if let PageSays::Identifier(identifier) = page
                && let Some(document) = self
                    .store
                    .read(|reading| reading.document_with_identifier(identifier))?
            {
                return Ok(Some((document.dossier, first_group(identifier))));
            }
        }
        Ok(None)
    }

    /// One scan becomes several documents; the whole scan is kept, too. All of it is one transaction.
    #[allow(clippy::too_many_arguments)]
    fn split(
        &self,
        folder: &str,
        file: &FileThere,
        incoming: &Incoming<'_>,
        first: Option<DossierId>,
        bytes: &Arc<Vec<u8>>,
        says: &[PageSays],
        mut warnings: Vec<Explanation>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<WatchEvent, Error> {
        let mut segments = vec![Segment {
            dossier: first,
            pages: Vec::new(),
        }];
        for (page, said) in (0u32..).zip(says) {
            match said {
                PageSays::Separator(dossier) => segments.push(Segment {
                    dossier: Some(*dossier),
                    pages: Vec::new(),
                }),
                _ => {
                    if let Some(last) = segments.last_mut() {
                        last.pages.push(page);
                    }
                }
            }
        }
        segments.retain(|segment| !segment.pages.is_empty());
        if segments.is_empty() {
            return Err(ImportError::SeparatorsOnly.into());
        }
        let whole_examined = crate::import::examine(incoming, None, progress, cancel)?;
        if store::digest(bytes) != whole_examined.content.sha256 {
            return Err(store::Error::FileChanged.into());
        }
        let stem = Path::new(&incoming.name)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut pieces: Vec<(Segment, String, Prepared)> = Vec::new();
        for segment in segments {
            if cancel.is_cancelled() {
                return Err(store::Error::Cancelled.into());
            }
            if let Some(dossier) = segment.dossier {
                self.store
                    .change(&self.actor, |change| change.open_dossier(dossier).map(|_| ()))?;
            }
            let (from, to) = (
                segment.pages.first().map_or(0, |page| page + 1),
                segment.pages.last().map_or(0, |page| page + 1),
            );
            let name: String = format!("{} {from}-{to}.pdf", stem.chars().take(150).collect::<String>());
            let about = About {
                title: &name,
                lang: self.lang().tag(),
                at: self.now(),
            };
            let cut = scan::cut(bytes, &segment.pages, &about).map_err(|error| match error {
                ScanError::Stopped => Error::from(store::Error::Cancelled),
                other => ImportError::from(other).into(),
            })?;
            let part = Incoming {
                source: &cut.as_slice(),
                name: name.clone(),
                path: PathBuf::from(&name),
                strict: false,
            };
            let wanted = Wanted {
                made: Some(Made::Split),
                ..Wanted::default()
            };
            let mut prepared = self.prepare(&part, wanted, progress, cancel)?;
            warnings.append(&mut prepared.warnings);
            prepared.bytes = Some(cut);
            pieces.push((segment, name, prepared));
        }
        let _writing = self.store.writing()?;
        self.store.put(
            &whole_examined.content,
            &mut crate::import::Reader::new(incoming.source),
            &incoming.path,
            &mut |_| !cancel.is_cancelled(),
        )?;
        for (_, _, prepared) in &pieces {
            self.store_made(prepared)?;
        }
        let result = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let mut row = NewIntake {
                content: whole_examined.content,
                media_type: whole_examined.kind.media_type,
                pages: u32::try_from(says.len()).ok(),
                file_name: &incoming.name,
                folder,
                place: &file.place,
                modified_ns: file.state.modified_ns,
                state: IntakeState::Split,
                parent: None,
                dossier: None,
                suggestion: None,
            };
            if change.intake_with(&whole_examined.content.sha256)?.is_some() {
                row.state = IntakeState::Duplicate;
                change.add_intake(&row)?;
                return Ok(WatchResult::Duplicate { dossier: None });
            }
            let whole = change.add_intake(&row)?;
            change.record(
                "scan-split",
                None,
                &[
                    ("file", &incoming.name),
                    ("pieces", &pieces.len().to_string()),
                    ("sha256", &whole_examined.content.sha256.to_string()),
                ],
            )?;
            let mut told = Vec::new();
            for (segment, name, prepared) in &pieces {
                let version = &prepared.version;
                let piece = NewIntake {
                    content: version.content,
                    media_type: &version.media_type,
                    pages: version.pages,
                    file_name: name,
                    parent: Some(whole),
                    dossier: segment.dossier,
                    state: match segment.dossier {
                        Some(_) => IntakeState::Filed,
                        None => IntakeState::Waiting,
                    },
                    ..row.clone()
                };
                let intake = change.add_intake(&piece)?;
                let (mut reference, mut document) = (None, None);
                if let Some(dossier) = segment.dossier {
                    reference = Some(change.open_dossier(dossier)?.reference);
                    document = Some(Self::record_prepared(
                        change,
                        dossier,
                        prepared,
                        None,
                        Some(intake),
                        "document-imported",
                    )?);
                }
                told.push(WatchPiece {
                    first_page: segment.pages.first().map_or(0, |page| page + 1),
                    pages: u32::try_from(segment.pages.len()).unwrap_or(u32::MAX),
                    dossier: reference,
                    document,
                });
            }
            Ok(WatchResult::Split { pieces: told })
        })?;
        Ok(WatchEvent {
            place: file.place.clone(),
            result,
            warnings,
        })
    }
}
