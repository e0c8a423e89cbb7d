//! Setting one letter, within limits.
//!
//! Typst cannot be told to stop: it runs on a thread of its own, and a letter that takes too long is given up: its thread
//! goes on until it comes to its end by itself (Typst ends loops after 10,000 rounds and calls after 80 levels, but loops in loops
//! may take hours). While such threads run, at most [`MOST_GIVEN_UP`] of them, other letters are set beside them; then
//! no more are begun before the program starts anew. That is why a template is tried out ([`crate::check`]) before it is kept.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use wording::Lang;

use crate::{Error, Letter, Place, Template, world};

/// Given-up letters that may run at the same time.
const MOST_GIVEN_UP: usize = 2;

static GIVEN_UP: AtomicUsize = AtomicUsize::new(0);

/// How much work one letter may make.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time until it is given up.
    pub time: Duration,
    /// Pages.
    pub pages: usize,
    /// Characters of its data.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // A letter takes milliseconds; the first one in a debug build on a busy machine takes seconds.
            time: Duration::from_secs(20),
            pages: 100,
            characters: 400_000,
        }
    }
}

/// What a letter is set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be looked at while it is written: what is missing stands as a marked gap, and the page says that it is a draft.
    Draft,
    /// To be kept: everything that is required must be there.
    Final,
}

/// A picture that a letter shows besides the template's own files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path in the template's files, e.g. `logo.png`.
    pub path: String,
    /// PNG or JPEG.
    pub bytes: Vec<u8>,
}

/// A letter that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetLetter {
    /// PDF 1.7: PDF/A-3a and PDF/UA-1. The same letter gives the same bytes.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// What Typst warns of: place and words.
    pub warnings: Vec<(Place, String)>,
}

/// Sets a letter.
///
/// # Errors
/// Something required is missing or of another kind (`Purpose::Final`), a character is in no font, the template has a
/// mistake, a limit is passed, or the result would be no PDF/A-3a and PDF/UA-1.
pub fn set(
    template: &Template,
    letter: &Letter,
    assets: &[Asset],
    purpose: Purpose,
    limits: Limits,
) -> Result<SetLetter, Error> {
    let data = letter.checked(template, purpose, limits.characters)?;
    let mut others = template.pictures().clone();
    for asset in assets {
        others.insert(asset.path.clone(), asset.bytes.clone());
    }
    others.insert("data.json".to_owned(), data.into_bytes());
    run(template.key(), template.sources().clone(), others, letter, limits)
}

/// Sets an empty page, the measure of what setting costs at the least.
///
/// # Errors
/// As for [`set`].
pub fn set_empty_page(made: jiff::civil::Date) -> Result<SetLetter, Error> {
    let sources = BTreeMap::from([(
        world::MAIN.to_owned(),
        "#set document(title: \"-\")\n= -\n".to_owned(),
    )]);
    let letter = Letter {
        date: made,
        ..Letter::default()
    };
    run("empty", sources, BTreeMap::new(), &letter, Limits::default())
}

pub(crate) fn run(
    key: &str,
    sources: BTreeMap<String, String>,
    others: BTreeMap<String, Vec<u8>>,
    letter: &Letter,
    limits: Limits,
) -> Result<SetLetter, Error> {
    let running = GIVEN_UP.load(Ordering::SeqCst);
    if running >= MOST_GIVEN_UP {
        return Err(Error::Stuck { running });
    }
    let (send, receive) = mpsc::sync_channel(1);
    let given_up = Arc::new(Mutex::new(false));
    let (lang, date, identity) = (letter.lang, letter.date, letter.identity(key));
    let stopped = || Error::Stopped {
        template: key.to_owned(),
    };
    let (template, told_to_give_up) = (key.to_owned(), Arc::clone(&given_up));
    std::thread::Builder::new()
        .name("letter".to_owned())
        .stack_size(16 << 20)
        .spawn(move || {
            let files = world::Files::new(&sources, others, date);
            let work = || compile(&files, lang, date, identity, limits.pages);
            let result =
                std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Error::Stopped { template }));
            // Results of earlier letters are reused while something is typed, and let go after some letters.
            typst::comemo::evict(6);
            let given_up = told_to_give_up.lock().unwrap_or_else(PoisonError::into_inner);
            if *given_up {
                GIVEN_UP.fetch_sub(1, Ordering::SeqCst);
            } else {
                // Nobody listens where the caller has ended meanwhile.
                let _ = send.send(result);
            }
        })
        .map_err(|_| stopped())?;
    match receive.recv_timeout(limits.time) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(stopped()),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            let mut given_up = given_up.lock().unwrap_or_else(PoisonError::into_inner);
            // It may have ended at the last moment.
            if let Ok(result) = receive.try_recv() {
                return result;
            }
            *given_up = true;
            GIVEN_UP.fetch_add(1, Ordering::SeqCst);
            Err(Error::TimedOut {
                template: key.to_owned(),
                seconds: limits.time.as_secs(),
            })
        }
    }
}

fn compile(
    files: &world::Files,
    lang: Lang,
    date: jiff::civil::Date,
    identity: String,
    most_pages: usize,
) -> Result<SetLetter, Error> {
    let first = |problems: &[SourceDiagnostic]| {
        problems.first().map_or_else(
            || typst_error(Place::start_of(world::MAIN), lang, String::new()),
            |problem| {
                let (place, message) = told(files, problem);
                typst_error(place, lang, message)
            },
        )
    };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(files);
    let document = output.map_err(|problems| first(&problems))?;
    let pages = document.pages().len();
    if pages > most_pages {
        return Err(Error::TooLong {
            what: "pages",
            found: pages,
            limit: most_pages,
        });
    }
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|problem| typst_error(Place::start_of(world::MAIN), lang, problem.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some("Greffe".to_owned())),
        // The letter's own day, so that it can be drawn again to the same bytes.
        timestamp: world::date(date).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|problems| first(&problems))?;
    let warnings = warnings.iter().map(|warning| told(files, warning)).collect();
    Ok(SetLetter { pdf, pages, warnings })
}

fn typst_error(place: Place, lang: Lang, message: String) -> Error {
    Error::Typst { place, lang, message }
}

/// Where and what: in the template's own file where the mistake is met in the shared letterhead on its behalf.
fn told(files: &world::Files, problem: &SourceDiagnostic) -> (Place, String) {
    let here = problem.span.id().and_then(|id| {
        let range = files.range(problem.span)?;
        Some((id, range.start))
    });
    let traced = problem.trace.iter().filter_map(|point| {
        let id = point.span.id()?;
        Some((id, files.range(point.span)?.start))
    });
    let mut all = here.into_iter().chain(traced).peekable();
    let nearest = all.peek().copied();
    let own = all.find(|(id, _)| world::path(*id).is_some_and(|path| !path.starts_with("_lib/")));
    let place = own
        .or(nearest)
        .and_then(|(id, byte)| {
            let source = files.source(id).ok()?;
            Some(Place::of_byte(world::path(id)?, source.text(), byte))
        })
        .unwrap_or_else(|| Place::start_of(world::MAIN));
    let mut message = problem.message.to_string();
    for hint in &problem.hints {
        message.push_str(" (");
        message.push_str(&hint.v);
        message.push(')');
    }
    (place, message)
}
