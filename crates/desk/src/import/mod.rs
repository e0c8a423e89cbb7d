//! Taking things in: files, e-mails with what came with them, pictures that become PDF/A, a watched folder, originals of
//! the platform; and what becomes of documents afterwards: versions, titles, dossiers, withdrawal.
//!
//! Whatever comes in is read from where it lies, within limits, and its bytes are kept as they are. Everything is
//! prepared first; then the contents are stored and made durable; then one transaction records all of it with its
//! lines of the journal. A stop at any point leaves either nothing or everything.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use model::document::{DocumentKind, Facts, Made, TakenIn};
use model::view::{Imported, VersionOrigin};
use model::{DocumentId, DossierId, IntakeId, Role, Title};
use pdf::Source;
use store::{Content, NewDocument, NewVersion, VersionNote};
use wording::Explanation;

use crate::documents::{title_of, view};
use crate::{Cancel, Desk, Error, OnProgress, Progress, kind};

mod changing;
mod error;
mod mail;
mod mails;
mod office;
mod pulling;
mod unfiled;
mod watch;

pub use error::ImportError;
pub use watch::OnWatch;

/// Who may bring documents in and change them; whoever only looks at the journal may not.
pub(crate) const WRITERS: &[Role] = &[Role::Agent, Role::Signatory, Role::Clerk];
/// Pictures beyond this are kept as they are.
const PICTURE_LIMIT_BYTES: u64 = 512 * 1024 * 1024;

/// Something that comes in: bytes that can be read at any place.
pub(crate) struct Incoming<'a> {
    pub source: &'a dyn Source,
    /// Name of the file, for a person and for its kind.
    pub name: String,
    /// The file, for errors.
    pub path: PathBuf,
    /// A name that promises another kind than the content is refused.
    pub strict: bool,
}

/// What the caller says of something that comes in.
#[derive(Default)]
pub(crate) struct Wanted<'a> {
    pub title: Option<&'a str>,
    pub password: Option<&'a str>,
    pub kind: DocumentKind,
    pub made: Option<Made>,
    pub reason: Option<String>,
    pub facts: Facts,
}

/// Reads a source from its start to its end.
pub(crate) struct Reader<'a> {
    source: &'a dyn Source,
    at: u64,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(source: &'a dyn Source) -> Self {
        Self { source, at: 0 }
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at >= self.source.len() {
            return Ok(0);
        }
        let read = self.source.read_at(self.at, buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// A blob as a source.
pub(crate) struct BlobSource(std::cell::RefCell<store::BlobReader>, u64);

impl BlobSource {
    pub(crate) fn new(reader: store::BlobReader) -> Self {
        let size = reader.size_bytes();
        Self(std::cell::RefCell::new(reader), size)
    }
}

impl Source for BlobSource {
    fn len(&self) -> u64 {
        self.1
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        use std::io::{Seek, SeekFrom};
        let mut reader = self.0.borrow_mut();
        reader.seek(SeekFrom::Start(offset))?;
        reader.read(buffer)
    }
}

/// What was found out about something before anything is stored.
pub(crate) struct Examined {
    pub content: Content,
    pub kind: kind::Kind,
    pub pages: Option<u32>,
    pub warnings: Vec<Error>,
}

/// A document ready to be recorded, with what came with it. Contents other than the main one are in memory.
pub(crate) struct Prepared {
    title: String,
    version: NewVersion,
    note: VersionNote,
    kind: DocumentKind,
    facts: Facts,
    /// The PDF/A made of a picture: version 2.
    converted: Option<(Vec<u8>, NewVersion)>,
    /// Bytes of the first version; `None` for what is read from its source.
    bytes: Option<Vec<u8>>,
    children: Vec<Prepared>,
    warnings: Vec<Explanation>,
}

/// Opens a file that is one: no folder, no pipe, no device; a pipe is not waited for.
pub(crate) fn open_file(file: &Path) -> Result<File, Error> {
    store::input::open(file).map_err(|error| Error::io(file, error))
}

pub(crate) fn name_of(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The whole content, where it is small enough for what is done with it.
fn whole(source: &dyn Source, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    Reader::new(source)
        .take(source.len())
        .read_to_end(&mut bytes)
        .map_err(|error| Error::io(path, error))?;
    Ok(bytes)
}

/// Looks at something without storing it; memory does not depend on its size.
pub(crate) fn examine(
    incoming: &Incoming<'_>,
    password: Option<&str>,
    progress: OnProgress<'_>,
    cancel: &Cancel,
) -> Result<Examined, Error> {
    let path = &incoming.path;
    let failed = |error| Error::io(path, error);
    let size = incoming.source.len();
    if size == 0 {
        return Err(Error::FileEmpty { file: path.clone() });
    }
    let window = size.min(kind::WINDOW as u64);
    let mut head = vec![0; usize::try_from(window).unwrap_or(0)];
    pdf::source::read_exact(incoming.source, 0, &mut head).map_err(failed)?;
    let mut tail = vec![0; head.len()];
    pdf::source::read_exact(incoming.source, size - window, &mut tail).map_err(failed)?;
    let found = kind::sniff(&head, &tail);
    let mut warnings = Vec::new();
    if let Some(named) = kind::mismatch(Path::new(&incoming.name), found) {
        let error = Error::FileKindMismatch {
            file: path.clone(),
            named,
            found: found.family,
        };
        if incoming.strict {
            return Err(error);
        }
        warnings.push(error);
    }
    let mut done = 0;
    let mut on_bytes = |bytes: u64| {
        done += bytes;
        progress(Progress {
            step: "reading".into(),
            label: incoming.name.clone(),
            items_done: 0,
            items: 1,
            bytes_done: done,
            bytes: size,
        });
        !cancel.is_cancelled()
    };
    let content = store::hash(&mut Reader::new(incoming.source), path, &mut on_bytes)?;
    let mut pages = None;
    if found == kind::PDF {
        let inspected = pdf::Document::open_source(incoming.source, password)
            .and_then(|document| pdf::inspect_document(&document));
        match inspected {
            Ok(inspection) => pages = Some(inspection.pages),
            // Nobody at this desk could read it, nor any process after.
            Err(error @ (pdf::Error::PasswordNeeded | pdf::Error::PasswordWrong)) if incoming.strict => {
                return Err(error.into());
            }
            // A damaged or locked PDF that somebody sent in is evidence all the same: kept as it is, and said.
            Err(error) => warnings.push(error.into()),
        }
    }
    // What was looked at and what was hashed must be the same bytes.
    if !incoming.source.is_unchanged().map_err(failed)? || content.size_bytes != size {
        return Err(store::Error::FileChanged.into());
    }
    Ok(Examined {
        content,
        kind: found,
        pages,
        warnings,
    })
}

/// What else happens in the transaction in which something is taken in: with its version, and whether it was there already.
type OnTaken<'a> = &'a dyn Fn(&store::Change<'_>, &NewVersion, bool) -> Result<Option<IntakeId>, Error>;

impl Desk {
    /// Everything that one thing becomes: itself, the PDF/A of a picture, the attachments of an e-mail.
    pub(crate) fn prepare(
        &self,
        incoming: &Incoming<'_>,
        wanted: Wanted<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Prepared, Error> {
        let mut budget = mail::MAX_ATTACHMENTS;
        self.prepare_within(incoming, wanted, 0, &mut budget, progress, cancel)
    }

    fn prepare_within(
        &self,
        incoming: &Incoming<'_>,
        wanted: Wanted<'_>,
        depth: usize,
        budget: &mut usize,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Prepared, Error> {
        let examined = examine(incoming, wanted.password, progress, cancel)?;
        let mut warnings: Vec<Explanation> = examined
            .warnings
            .iter()
            .map(|warning| self.explain(warning))
            .collect();
        let mut title: String = match wanted.title {
            Some(title) => Title::parse(title)?.into(),
            None => title_of(Path::new(&incoming.name)),
        };
        let mut facts = wanted.facts;
        let mut kind = wanted.kind;
        let mut children = Vec::new();
        let mut converted = None;
        match examined.kind.family {
            "image" => match self.convert(incoming, &examined, &title, progress, cancel) {
                Ok(made) => converted = Some(made),
                Err(Error::Import(ImportError::Scan(typeset::scan::ScanError::Stopped))) => {
                    return Err(store::Error::Cancelled.into());
                }
                Err(error @ Error::Import(_)) => warnings.push(self.explain(&error)),
                Err(error) => return Err(error),
            },
            "old-office" if incoming.name.to_lowercase().ends_with(".msg") => {
                warnings.push(self.explain(&ImportError::MailOutlook));
                facts.insert("format".into(), "outlook-message".into());
            }
            "mail" | "text"
                if examined.kind.family == "mail" || incoming.name.to_lowercase().ends_with(".eml") =>
            {
                if kind == DocumentKind::Unstated {
                    kind = DocumentKind::Mail;
                }
                match self.read_mail(incoming, examined.content.size_bytes)? {
                    Ok(mail) => {
                        if wanted.title.is_none()
                            && let Some(subject) = mail
                                .subject
                                .as_deref()
                                .and_then(|s| Title::parse(&s.chars().take(200).collect::<String>()).ok())
                        {
                            title = subject.into();
                        }
                        let shown = |list: &[model::document::MailAddress]| {
                            list.iter()
                                .take(20)
                                .map(|one| one.address.as_str())
                                .collect::<Vec<_>>()
                                .join(", ")
                        };
                        facts.insert("mail-from".into(), shown(&mail.from));
                        facts.insert("mail-to".into(), shown(&mail.to));
                        if let Some(date) = &mail.date {
                            facts.insert("mail-date".into(), date.clone());
                        }
                        warnings.extend(mail.warnings.iter().map(|warning| self.explain(warning)));
                        let mut left = 0;
                        for attachment in mail.attachments {
                            if *budget == 0 || depth >= mail::MAX_DEPTH {
                                left += 1;
                                continue;
                            }
                            *budget -= 1;
                            let part = Incoming {
                                source: &attachment.bytes.as_slice(),
                                path: PathBuf::from(&attachment.name),
                                name: attachment.name.clone(),
                                strict: false,
                            };
                            let wanted = Wanted {
                                kind: DocumentKind::Attachment,
                                made: Some(Made::Unpacked),
                                ..Wanted::default()
                            };
                            let mut child =
                                self.prepare_within(&part, wanted, depth + 1, budget, progress, cancel)?;
                            warnings.append(&mut child.warnings);
                            child.bytes = Some(attachment.bytes);
                            children.push(child);
                        }
                        if left > 0 {
                            warnings.push(self.explain(&ImportError::MailTooMuch { count: left }));
                        }
                    }
                    Err(warning) => warnings.push(self.explain(&warning)),
                }
            }
            "word" | "spreadsheet" | "presentation" => {
                facts.extend(office::facts(incoming.source));
            }
            _ => {}
        }
        Ok(Prepared {
            title,
            version: NewVersion {
                content: examined.content,
                media_type: examined.kind.media_type.to_owned(),
                pages: examined.pages,
                origin: VersionOrigin::Imported,
                file_name: Some(incoming.name.clone()).filter(|name| !name.is_empty()),
                seal: None,
            },
            note: VersionNote {
                made: wanted.made,
                reason: wanted.reason,
                base: None,
            },
            kind,
            facts,
            converted,
            bytes: None,
            children,
            warnings,
        })
    }

    /// The PDF/A of a picture.
    fn convert(
        &self,
        incoming: &Incoming<'_>,
        examined: &Examined,
        title: &str,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(Vec<u8>, NewVersion), Error> {
        if examined.content.size_bytes > PICTURE_LIMIT_BYTES {
            return Err(Error::FileTooLarge {
                file: incoming.path.clone(),
                size_mb: examined.content.size_bytes >> 20,
                limit_mb: PICTURE_LIMIT_BYTES >> 20,
            });
        }
        let bytes = whole(incoming.source, &incoming.path)?;
        if !typeset::scan::is_convertible(&bytes) {
            return Err(ImportError::PictureKept {
                kind: examined.kind.media_type.to_owned(),
            }
            .into());
        }
        let about = typeset::scan::About {
            title,
            lang: self.lang().tag(),
            at: self.now(),
        };
        let mut on_page = |done: u32| {
            progress(Progress {
                step: "converting".into(),
                label: incoming.name.clone(),
                items_done: u64::from(done),
                items: 0,
                bytes_done: 0,
                bytes: 0,
            });
            !cancel.is_cancelled()
        };
        let scan = typeset::scan::convert(&bytes, None, &about, &mut on_page).map_err(ImportError::from)?;
        // What this desk makes, this desk can read and seal.
        let pages = pdf::inspect(&scan.pdf, None)?.pages;
        let content = Content {
            sha256: store::digest(&scan.pdf),
            size_bytes: scan.pdf.len() as u64,
        };
        let version = NewVersion {
            content,
            media_type: kind::PDF.media_type.to_owned(),
            pages: Some(pages),
            origin: VersionOrigin::Imported,
            file_name: None,
            seal: None,
        };
        Ok((scan.pdf, version))
    }

    /// Stores every content of what was prepared; durable when it returns. The caller holds the writing lock.
    pub(crate) fn store_prepared(
        &self,
        prepared: &Prepared,
        incoming: &Incoming<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<(), Error> {
        let content = &prepared.version.content;
        let mut done = 0;
        let mut on_bytes = |bytes: u64| {
            done += bytes;
            progress(Progress {
                step: "encrypting".into(),
                label: incoming.name.clone(),
                items_done: 0,
                items: 1,
                bytes_done: done,
                bytes: content.size_bytes,
            });
            !cancel.is_cancelled()
        };
        self.store.put(
            content,
            &mut Reader::new(incoming.source),
            &incoming.path,
            &mut on_bytes,
        )?;
        self.store_made(prepared)
    }

    /// Stores what was made of the main content.
    fn store_made(&self, prepared: &Prepared) -> Result<(), Error> {
        if let Some(bytes) = &prepared.bytes {
            self.store.put_bytes(bytes)?;
        }
        if let Some((bytes, _)) = &prepared.converted {
            self.store.put_bytes(bytes)?;
        }
        prepared
            .children
            .iter()
            .try_for_each(|child| self.store_made(child))
    }

    /// Records what was prepared, with a line of the journal for each document.
    pub(crate) fn record_prepared(
        change: &store::Change<'_>,
        dossier: DossierId,
        prepared: &Prepared,
        parent: Option<DocumentId>,
        intake: Option<IntakeId>,
        journal: &str,
    ) -> Result<DocumentId, Error> {
        let new = NewDocument {
            kind: prepared.kind,
            parent,
            supersedes: None,
            intake,
            facts: prepared.facts.clone(),
        };
        let (document, _) =
            change.add_document_as(dossier, &prepared.title, &prepared.version, &prepared.note, &new)?;
        change.record(
            journal,
            Some(dossier),
            &[
                ("title", &prepared.title),
                ("version", "1"),
                ("file", prepared.version.file_name.as_deref().unwrap_or_default()),
                ("sha256", &prepared.version.content.sha256.to_string()),
            ],
        )?;
        if let Some((_, version)) = &prepared.converted {
            let note = VersionNote {
                made: Some(Made::Converted),
                reason: None,
                base: Some(1),
            };
            change.add_version(document, version, &note)?;
            change.record(
                "document-converted",
                Some(dossier),
                &[
                    ("title", &prepared.title),
                    ("version", "2"),
                    ("sha256", &version.content.sha256.to_string()),
                ],
            )?;
        }
        for child in &prepared.children {
            Self::record_prepared(change, dossier, child, Some(document), None, "document-unpacked")?;
        }
        Ok(document)
    }

    /// Takes something into a dossier: prepared, stored, recorded. The same bytes in the same dossier are not taken twice.
    pub(crate) fn bring_in(
        &self,
        dossier: DossierId,
        incoming: &Incoming<'_>,
        wanted: Wanted<'_>,
        intake: OnTaken<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<TakenIn, Error> {
        self.store
            .change(&self.actor, |change| change.open_dossier(dossier).map(|_| ()))?;
        let mut prepared = self.prepare(incoming, wanted, progress, cancel)?;
        let sha256 = prepared.version.content.sha256;
        // From here until the commit nobody takes the content for an orphan.
        let _writing = self.store.writing()?;
        let known = self
            .store
            .read(|reading| reading.document_with(&sha256, dossier))?;
        if known.is_none() {
            self.store_prepared(&prepared, incoming, progress, cancel)?;
        }
        let (document, duplicate) = self.store.change(&self.actor, |change| -> Result<_, Error> {
            change.open_dossier(dossier)?;
            // Asked again inside the transaction: another window may have taken in the same file.
            if let Some(document) = change.document_with(&sha256, dossier)? {
                intake(change, &prepared.version, true)?;
                return Ok((document, true));
            }
            let intake = intake(change, &prepared.version, false)?;
            let document =
                Self::record_prepared(change, dossier, &prepared, None, intake, "document-imported")?;
            Ok((document, false))
        })?;
        let warnings = std::mem::take(&mut prepared.warnings);
        self.store.read(|reading| {
            let unpacked = reading
                .documents_with_parent(document)?
                .into_iter()
                .map(|child| view(reading, reading.document(child)?))
                .collect::<Result<_, Error>>()?;
            Ok(TakenIn {
                imported: Imported {
                    document: view(reading, reading.document(document)?)?,
                    duplicate,
                    also_in: reading.also_in(&sha256, dossier)?,
                    warnings,
                },
                unpacked: if duplicate { Vec::new() } else { unpacked },
            })
        })
    }

    /// Takes a file into a dossier, with what came with it: an e-mail's attachments become documents linked to it, a
    /// picture gets a second version that is its PDF/A. The source is left alone. Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, and those of [`Desk::import`].
    pub fn take_in(
        &self,
        dossier: DossierId,
        file: &Path,
        title: Option<&str>,
        password: Option<&str>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<TakenIn, Error> {
        self.require(WRITERS)?;
        let source = pdf::FileSource::new(open_file(file)?).map_err(|error| Error::io(file, error))?;
        let incoming = Incoming {
            source: &source,
            name: name_of(file),
            path: file.to_owned(),
            strict: true,
        };
        let wanted = Wanted {
            title,
            password,
            ..Wanted::default()
        };
        self.bring_in(dossier, &incoming, wanted, &|_, _, _| Ok(None), progress, cancel)
    }

    /// An e-mail that is small enough to be looked into, or why it is not.
    fn read_mail(
        &self,
        incoming: &Incoming<'_>,
        size: u64,
    ) -> Result<Result<mail::Mail, ImportError>, Error> {
        if size > mail::LIMIT_BYTES {
            return Ok(Err(ImportError::MailTooLarge {
                limit_mb: mail::LIMIT_BYTES >> 20,
            }));
        }
        let bytes = whole(incoming.source, &incoming.path)?;
        Ok(mail::read(&bytes).ok_or(ImportError::MailUnreadable))
    }
}
