//! The files that a command is given, read the one way that waits for nobody.

use std::path::Path;

use desk::input::{SMALL_LIMIT_BYTES, WHOLE_LIMIT_BYTES};

use crate::error::Error;

/// What is small by nature: keys, certificates, tables, lists, pictures.
pub fn small(file: &Path) -> Result<Vec<u8>, Error> {
    desk::input::read(file, SMALL_LIMIT_BYTES).map_err(Error::file(file))
}

/// The same as text.
pub fn text(file: &Path) -> Result<String, Error> {
    desk::input::read_text(file, SMALL_LIMIT_BYTES).map_err(Error::file(file))
}

/// A whole document.
pub fn document(file: &Path) -> Result<Vec<u8>, Error> {
    desk::input::read(file, WHOLE_LIMIT_BYTES).map_err(Error::file(file))
}
