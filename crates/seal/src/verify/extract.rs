//! The signed revision of a file, byte for byte: what a signer saw, to lay beside the file as it is now.

use pdf::revisions::File;

use super::all_signatures;

/// The prefix of a PDF that its signature number `number` signed (counted from 1, as [`super::verify`] lists them).
/// `None` when the file cannot be read or has no such signature whose place is clear.
///
/// ```
/// assert_eq!(seal::verify::signed_revision(b"no PDF", None, 1), None);
/// ```
pub fn signed_revision<'a>(bytes: &'a [u8], password: Option<&str>, number: usize) -> Option<&'a [u8]> {
    let file = File::open(bytes, password).ok()?;
    let (fields, _) = all_signatures(&file);
    let field = fields.get(number.checked_sub(1)?)?;
    field.revision?;
    let end = field.covered_end();
    bytes.get(..end).filter(|prefix| !prefix.is_empty())
}
