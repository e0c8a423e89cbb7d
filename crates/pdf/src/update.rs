//! The append writer: an incremental update that keeps the file's own ways (ISO 32000-2, 7.5.6).
//!
//! Only the appended bytes are made here; the input is never copied and never rewritten.

use std::io::Write;

use crate::Error;
use crate::document::{Document, XrefKind};
use crate::object::{Dict, Object, Ref, write_dict, write_int, write_object};

/// Collects new and changed objects behind the end of `document`.
pub(crate) struct Update<'d, 'a> {
    document: &'d Document<'a>,
    tail: Vec<u8>,
    /// What was written: object and offset as the file counts.
    written: Vec<(Ref, u64)>,
    next_number: u32,
}

/// Bytes that one update may append.
const MAX_TAIL: usize = 128 * 1024 * 1024;

impl<'d, 'a> Update<'d, 'a> {
    pub fn new(document: &'d Document<'a>) -> Result<Self, Error> {
        let mut tail = Vec::with_capacity(32 * 1024);
        if !matches!(document.last_byte()?, Some(b'\n' | b'\r')) {
            tail.push(b'\n');
        }
        Ok(Self {
            document,
            tail,
            written: Vec::new(),
            next_number: document.first_free_number(),
        })
    }

    /// A number for a new object.
    pub fn new_ref(&mut self) -> Ref {
        let number = self.next_number;
        self.next_number += 1;
        Ref {
            number,
            generation: 0,
        }
    }

    /// The reference under which a changed object must be written.
    fn current(&self, reference: Ref) -> Ref {
        Ref {
            number: reference.number,
            generation: self.document.generation(reference.number),
        }
    }

    fn begin(&mut self, reference: Ref) {
        let offset = self.document.size_bytes() + self.tail.len() as u64;
        self.written.push((reference, offset));
        // Writing into a Vec cannot fail.
        let _ = writeln!(self.tail, "{} {} obj", reference.number, reference.generation);
    }

    /// Writes an object, encrypting its strings where the file is encrypted.
    pub fn put(&mut self, reference: Ref, mut object: Object) -> Result<(), Error> {
        if self.tail.len() > MAX_TAIL {
            return Err(Error::too_complex("the pages carry too much to be written again"));
        }
        let reference = self.current(reference);
        if let Some(crypt) = self.document.crypt() {
            crypt.encrypt_strings(reference, &mut object)?;
        }
        self.begin(reference);
        write_object(&mut self.tail, &object);
        self.tail.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    /// Writes a stream whose `dict` names the filters `bytes` has gone through.
    pub fn put_stream(&mut self, reference: Ref, dict: Dict, bytes: &[u8]) -> Result<(), Error> {
        let reference = self.current(reference);
        let mut dict = dict;
        let mut encrypted = None;
        if let Some(crypt) = self.document.crypt() {
            let mut object = Object::Dict(dict);
            crypt.encrypt_strings(reference, &mut object)?;
            dict = match object {
                Object::Dict(dict) => dict,
                _ => Dict::new(),
            };
            encrypted = Some(crypt.encrypt_stream(reference, bytes)?);
        }
        let bytes = encrypted.as_deref().unwrap_or(bytes);
        dict.set("Length", bytes.len() as i64);
        self.begin(reference);
        write_dict(&mut self.tail, &dict);
        self.tail.extend_from_slice(b"\nstream\n");
        self.tail.extend_from_slice(bytes);
        self.tail.extend_from_slice(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// Writes a signature dictionary with room for `/ByteRange` and `/Contents`; returns where they are in the
    /// tail: the three open numbers of the range, and the contents with their angle brackets.
    pub fn put_signature(
        &mut self,
        reference: Ref,
        dict: Dict,
        reserved_bytes: usize,
    ) -> Result<(usize, std::ops::Range<usize>), Error> {
        let mut object = Object::Dict(dict);
        if let Some(crypt) = self.document.crypt() {
            crypt.encrypt_strings(reference, &mut object)?;
        }
        self.begin(reference);
        write_object(&mut self.tail, &object);
        self.tail.truncate(self.tail.len() - 2); // the closing >>
        self.tail.extend_from_slice(b"/ByteRange[0 ");
        let numbers = self.tail.len();
        self.tail.extend_from_slice(&[b' '; BYTE_RANGE_ROOM]);
        self.tail.extend_from_slice(b"]/Contents");
        let start = self.tail.len();
        self.tail.push(b'<');
        self.tail.resize(self.tail.len() + 2 * reserved_bytes, b'0');
        self.tail.push(b'>');
        let end = self.tail.len();
        self.tail.extend_from_slice(b">>\nendobj\n");
        Ok((numbers, start..end))
    }

    /// Writes the cross-reference section and ends the update. `unique` becomes the second part of `/ID`.
    pub fn finish(mut self, unique: [u8; 16]) -> Result<Vec<u8>, Error> {
        let mut trailer = Dict::new();
        const OWN: [&str; 14] = [
            "Size",
            "Prev",
            "XRefStm",
            "ID",
            "Type",
            "W",
            "Index",
            "Length",
            "Filter",
            "DecodeParms",
            "DL",
            "F",
            "FFilter",
            "FDecodeParms",
        ];
        for (name, value) in self.document.trailer().iter() {
            if !OWN.iter().any(|own| own.as_bytes() == name) {
                trailer.set_bytes(name, value.clone());
            }
        }
        let old_id = self.document.resolve(self.document.trailer().get("ID"))?;
        let first = match old_id.as_array().and_then(<[Object]>::first) {
            Some(first) => self.document.resolve(first)?,
            None => Object::Null,
        };
        // An encrypted file's key depends on the first part: it is never invented there.
        if matches!(first, Object::Str(_)) || self.document.crypt().is_none() {
            let first = if matches!(first, Object::Str(_)) {
                first
            } else {
                Object::Str(unique.to_vec())
            };
            trailer.set("ID", vec![first, Object::Str(unique.to_vec())]);
        }
        trailer.set("Prev", self.document.startxref() as i64);

        let section = self.document.size_bytes() + self.tail.len() as u64;
        if section > 9_999_999_999 {
            return Err(Error::too_complex("the file is too large"));
        }
        match self.document.kind() {
            XrefKind::Table => {
                trailer.set("Size", i64::from(self.next_number));
                self.written.sort_unstable();
                self.tail.extend_from_slice(b"xref\n");
                for run in runs(&self.written) {
                    let _ = writeln!(self.tail, "{} {}", run[0].0.number, run.len());
                    for (reference, offset) in run {
                        let _ = write!(self.tail, "{offset:010} {:05} n\r\n", reference.generation);
                    }
                }
                self.tail.extend_from_slice(b"trailer\n");
                write_dict(&mut self.tail, &trailer);
                self.tail.push(b'\n');
            }
            XrefKind::Stream => {
                let own = self.new_ref();
                self.written.push((own, section));
                self.written.sort_unstable();
                trailer.set("Size", i64::from(self.next_number));
                let width = (8 - section.leading_zeros() as usize / 8).max(1);
                let mut index = Vec::new();
                let mut rows = Vec::with_capacity(self.written.len() * (width + 3));
                for run in runs(&self.written) {
                    index.push(Object::Int(i64::from(run[0].0.number)));
                    index.push(Object::Int(run.len() as i64));
                    for (reference, offset) in run {
                        rows.push(1);
                        rows.extend_from_slice(&offset.to_be_bytes()[8 - width..]);
                        rows.extend_from_slice(&reference.generation.to_be_bytes());
                    }
                }
                let mut dict = Dict::new();
                dict.set("Type", Object::name("XRef"));
                dict.set(
                    "W",
                    vec![Object::Int(1), Object::Int(width as i64), Object::Int(2)],
                );
                dict.set("Index", index);
                for (name, value) in trailer.iter() {
                    dict.set_bytes(name, value.clone());
                }
                dict.set("Length", rows.len() as i64);
                let _ = writeln!(self.tail, "{} 0 obj", own.number);
                write_dict(&mut self.tail, &dict);
                self.tail.extend_from_slice(b"\nstream\n");
                self.tail.extend_from_slice(&rows);
                self.tail.extend_from_slice(b"\nendstream\nendobj\n");
            }
        }
        self.tail.extend_from_slice(b"startxref\n");
        write_int(&mut self.tail, section as i64);
        self.tail.extend_from_slice(b"\n%%EOF\n");
        Ok(self.tail)
    }
}

/// Room for the three numbers of a `/ByteRange` that are not 0: ten digits each, which offsets in a
/// cross-reference table cannot exceed either.
pub(crate) const BYTE_RANGE_ROOM: usize = 32;

/// Groups of entries whose object numbers follow each other.
fn runs(written: &[(Ref, u64)]) -> impl Iterator<Item = &[(Ref, u64)]> {
    written.chunk_by(|left, right| left.0.number + 1 == right.0.number)
}
