//! All that Typst can see: files in memory, our fonts, and the date of the letter.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts;

/// What of Typst's library templates do not get. Text from data must never become code, and nothing may be loaded and run.
const TAKEN_AWAY: [&str; 2] = ["eval", "plugin"];

/// Typst's library without what templates do not get. `std` is replaced too, else it would lead back.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let mut library = Library::default();
    for name in TAKEN_AWAY {
        let scope = library.global.scope_mut();
        scope.bind(name.into(), typst::foundations::Binding::detached(Value::None));
    }
    library.std = typst::foundations::Binding::detached(library.global.clone());
    LazyHash::new(library)
});

/// The file that is set.
pub(crate) const MAIN: &str = "letter.typ";

/// The files of one letter.
pub(crate) struct Files {
    main: FileId,
    sources: BTreeMap<String, Source>,
    files: BTreeMap<String, Bytes>,
    today: Option<Datetime>,
}

impl Files {
    /// `texts` and `others` by path without a leading slash.
    pub(crate) fn new(
        texts: &BTreeMap<String, String>,
        others: BTreeMap<String, Vec<u8>>,
        today: jiff::civil::Date,
    ) -> Self {
        let sources = texts
            .iter()
            .filter_map(|(path, text)| Some((path.clone(), Source::new(id(path)?, text.clone()))))
            .collect();
        let files = others
            .into_iter()
            .map(|(path, bytes)| (path, Bytes::new(bytes)))
            .collect();
        Self {
            // A constant path: it is valid.
            main: id(MAIN).unwrap_or_else(|| Source::detached("").id()),
            sources,
            files,
            today: date(today),
        }
    }
}

/// A date as Typst knows it.
pub(crate) fn date(date: jiff::civil::Date) -> Option<Datetime> {
    Datetime::from_ymd(
        i32::from(date.year()),
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    )
}

fn id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The path of a file of the template; `None` for a file of a package.
pub(crate) fn path(id: FileId) -> Option<&'static str> {
    match id.get().root() {
        VirtualRoot::Project => Some(id.get().vpath().get_without_slash()),
        VirtualRoot::Package(_) => None,
    }
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts::BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path(id).ok_or(FileError::AccessDenied)?;
        match self.sources.get(path) {
            Some(source) => Ok(source.clone()),
            None if self.files.contains_key(path) => Err(FileError::NotSource),
            None => Err(FileError::NotFound(path.into())),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path(id).ok_or(FileError::AccessDenied)?;
        if let Some(bytes) = self.files.get(path) {
            return Ok(bytes.clone());
        }
        match self.sources.get(path) {
            Some(source) => Ok(Bytes::from_string(source.clone())),
            None => Err(FileError::NotFound(path.into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts::FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
