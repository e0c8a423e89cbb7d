//! Reading the text of documents for the search, in the background. Each version is read and kept on its own: a program
//! that ends in between goes on where it was.

use std::path::PathBuf;

use model::search::{IndexReport, TextState, TextStatus};
use store::{PageText, PendingText};

use crate::text::ocr::{Drawn, Ocr};
use crate::text::{self, Extracted, FILE_LIMIT_BYTES, Reader};
use crate::{Cancel, Desk, Error, OnProgress, Progress};

/// Pages of one document that OCR reads.
const OCR_PAGES: usize = 200;
/// A portion of what waits.
const PORTION: u32 = 64;
/// Readers that were left behind in one run, before the rest waits for the next one.
const LEFT_BEHIND: u32 = 4;

/// How documents are read.
#[derive(Clone, Debug)]
pub struct Indexing {
    /// Pictures of text are read by OCR where it is installed; without it they stay `needs_ocr`.
    pub ocr: bool,
    /// The OCR program; `None` looks for `tesseract` where programs are installed.
    pub program: Option<PathBuf>,
    /// At most so many versions; 0 means all of them.
    pub limit: u32,
}

impl Default for Indexing {
    fn default() -> Self {
        Indexing {
            ocr: true,
            program: None,
            limit: 0,
        }
    }
}

impl Desk {
    /// Reads the text of the versions that wait for it, newest first; what is read is kept at once, so that cancelling
    /// or a crash loses nothing. What nobody reads (an archive, a film) is done at once. Anybody at the desk; it reads
    /// everything, also what the person may not see, and shows nothing.
    ///
    /// # Errors
    /// The database cannot be used. A file that cannot be read is no error: its status tells.
    pub fn index_pending(&self, progress: OnProgress<'_>, cancel: &Cancel) -> Result<IndexReport, Error> {
        self.index_pending_with(&Indexing::default(), progress, cancel)
    }

    /// As [`Desk::index_pending`], with options.
    ///
    /// # Errors
    /// Those of [`Desk::index_pending`].
    pub fn index_pending_with(
        &self,
        indexing: &Indexing,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<IndexReport, Error> {
        let mut report = IndexReport::default();
        let mut work = Work {
            desk: self,
            ocr: None,
            indexing,
            cancel,
            left_behind: 0,
        };
        // What a migrated desk left for the background is indexed by empty changes.
        while !cancel.is_cancelled() && self.store.read_everything(|reading| reading.search_waits())? {
            self.store
                .change_everything(&self.actor, |_| Ok::<_, Error>(()))?;
        }
        // So are the words of what was destroyed forgotten.
        self.store
            .forget_erased(std::time::Duration::MAX, &mut || !cancel.is_cancelled())?;
        // Pictures that waited for OCR are read once it is installed.
        if indexing.ocr
            && indexing.limit == 0
            && !cancel.is_cancelled()
            && work.needs_ocr()?
            && work.ocr().is_some()
        {
            self.read_texts_again(false)?;
        }
        let mut read = 0;
        let items = self
            .store
            .read_everything(|reading| reading.pending_text_count())?;
        loop {
            let left = match indexing.limit {
                0 => PORTION,
                limit => PORTION.min(limit.saturating_sub(read)),
            };
            if left == 0 || cancel.is_cancelled() || work.left_behind >= LEFT_BEHIND {
                break;
            }
            let pending = self
                .store
                .read_everything(|reading| reading.pending_texts(left))?;
            if pending.is_empty() {
                self.store
                    .change_everything(&self.actor, |change| change.forget_pending())?;
                break;
            }
            for version in pending {
                if cancel.is_cancelled() || work.left_behind >= LEFT_BEHIND {
                    break;
                }
                progress(Progress {
                    step: "reading-text".into(),
                    label: version.file_name.clone().unwrap_or_default(),
                    items_done: u64::from(read),
                    items,
                    bytes_done: 0,
                    bytes: 0,
                });
                let Some((status, pages)) = work.text_of(&version)? else {
                    break;
                };
                match status.state {
                    TextState::Done => report.done += 1,
                    TextState::NeedsOcr => report.needs_ocr += 1,
                    TextState::Failed => report.failed += 1,
                    _ => report.no_text += 1,
                }
                read += 1;
                self.store.change_everything(&self.actor, |change| {
                    change.set_text(version.version, &status, &pages)
                })?;
            }
        }
        report.waiting = self
            .store
            .read_everything(|reading| reading.pending_text_count())?;
        Ok(report)
    }

    /// How many versions wait for their text to be read. Anybody at the desk.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn waiting_texts(&self) -> Result<u64, Error> {
        Ok(self
            .store
            .read_everything(|reading| reading.pending_text_count())?)
    }

    /// Lets those versions wait again that had needed OCR, and with `failed` those that could not be read. Gives how
    /// many. Anybody at the desk.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn read_texts_again(&self, failed: bool) -> Result<u32, Error> {
        let count = self
            .store
            .change_everything(&self.actor, |change| change.read_texts_again(failed))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

struct Work<'a> {
    desk: &'a Desk,
    /// Looked for once, when it is first needed.
    ocr: Option<Option<Ocr>>,
    indexing: &'a Indexing,
    cancel: &'a Cancel,
    left_behind: u32,
}

fn status(state: TextState, pages: &[PageText], reason: Option<&str>) -> TextStatus {
    let count =
        |ocr: bool| u32::try_from(pages.iter().filter(|page| !ocr || page.ocr).count()).unwrap_or(u32::MAX);
    TextStatus {
        state,
        pages: count(false),
        pages_ocr: count(true),
        reason: reason.map(str::to_owned),
    }
}

impl Work<'_> {
    /// The text of a version; `None` when it was cancelled.
    fn text_of(&mut self, version: &PendingText) -> Result<Option<(TextStatus, Vec<PageText>)>, Error> {
        let nothing = |state, reason| Ok(Some((status(state, &[], reason), Vec::new())));
        if !version.newest {
            return nothing(TextState::Superseded, None);
        }
        let reader = text::reader(&version.media_type, version.file_name.as_deref());
        if reader == Reader::None {
            return nothing(TextState::NoText, None);
        }
        if version.size_bytes > FILE_LIMIT_BYTES {
            return nothing(TextState::Failed, Some("large"));
        }
        let same = self
            .desk
            .store
            .read_everything(|reading| reading.text_of_same(&version.sha256))?;
        if let Some(same) = same {
            return Ok(Some(same));
        }
        let bytes = match self.desk.store.read_blob(&version.sha256) {
            Ok(bytes) => bytes,
            Err(store::Error::BlobMissing { .. } | store::Error::BlobAwaited { .. }) => {
                return nothing(TextState::Failed, Some("missing"));
            }
            Err(store::Error::BlobDamaged { .. }) => return nothing(TextState::Failed, Some("damaged")),
            Err(error) => return Err(error.into()),
        };
        let extracted = match reader {
            Reader::Pdf => text::pdf::extract(bytes.clone(), self.cancel),
            Reader::Office => text::office::extract(&bytes),
            Reader::Mail => text::mail::extract(&bytes),
            Reader::Picture => Extracted {
                pictures: vec![1],
                ..Extracted::default()
            },
            Reader::Plain | Reader::None => text::plain(&bytes),
        };
        if self.cancel.is_cancelled() {
            return Ok(None);
        }
        let Extracted {
            mut pages,
            pictures,
            reason,
        } = extracted;
        self.left_behind += u32::from(reason == Some("time"));
        let mut unread = pictures.len();
        if !pictures.is_empty()
            && let Some(ocr) = self.ocr()
        {
            unread = self.read_pictures(&ocr, reader, bytes, &pictures, &mut pages);
            if self.cancel.is_cancelled() {
                return Ok(None);
            }
        }
        pages.sort_by_key(|page| page.page);
        let ocr_is_there = self.ocr.as_ref().is_some_and(Option::is_some);
        let state = match (pages.is_empty(), reason) {
            (false, _) => TextState::Done,
            (true, Some(_)) => TextState::Failed,
            (true, None) if unread > 0 && !ocr_is_there => TextState::NeedsOcr,
            (true, None) => TextState::NoText,
        };
        let reason = reason.or_else(|| (state == TextState::Done && unread > 0).then_some("pictures"));
        Ok(Some((status(state, &pages, reason), pages)))
    }

    fn needs_ocr(&self) -> Result<bool, Error> {
        Ok(self
            .desk
            .store
            .read_everything(|reading| reading.some_need_ocr())?)
    }

    fn ocr(&mut self) -> Option<Ocr> {
        if !self.indexing.ocr {
            return None;
        }
        let program = self.indexing.program.as_deref();
        self.ocr.get_or_insert_with(|| Ocr::find(program)).clone()
    }

    /// Lets OCR read pages; gives how many it did not read.
    fn read_pictures(
        &mut self,
        ocr: &Ocr,
        reader: Reader,
        bytes: Vec<u8>,
        pictures: &[u32],
        pages: &mut Vec<PageText>,
    ) -> usize {
        let mut unread = pictures.len();
        let mut add = |page: u32, read: Option<String>| {
            let Some(text) = read else { return };
            unread -= 1;
            if text::says_something(&text) {
                pages.push(PageText {
                    page,
                    ocr: true,
                    text,
                });
            }
        };
        if reader == Reader::Picture {
            add(1, ocr.read(bytes, self.cancel));
            return unread;
        }
        let Some(drawn) = Drawn::open(bytes) else {
            return unread;
        };
        for page in pictures.iter().take(OCR_PAGES) {
            if self.cancel.is_cancelled() {
                break;
            }
            match drawn.page(*page) {
                Ok(Some(picture)) => add(*page, ocr.read(picture, self.cancel)),
                Ok(None) => {}
                Err(()) => {
                    self.left_behind += 1;
                    break;
                }
            }
        }
        unread
    }
}
