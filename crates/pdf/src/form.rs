//! The interactive form as far as signing must know it: its fields, signatures in it, and what a certification
//! permits (ISO 32000-2, 12.7 and 12.8).

use std::collections::HashSet;

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, Ref};

const MAX_FIELDS: usize = 500_000;
const MAX_FIELD_DEPTH: usize = 64;

/// What was found in the form.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Signature dictionaries of fields that are signed.
    pub signatures: Vec<Object>,
    /// Partial names of the fields at the top.
    pub names: HashSet<Vec<u8>>,
    /// Whether the form is XFA.
    pub xfa: bool,
}

/// Reads the form of a document.
pub(crate) fn read(document: &Document<'_>, catalog: &Dict) -> Result<Form, Error> {
    let mut form = Form::default();
    let acro_form = document.resolve_dict(catalog.get("AcroForm"))?;
    form.xfa = acro_form.has("XFA") && !document.resolve(acro_form.get("XFA"))?.is_null();
    let fields = document.resolve(acro_form.get("Fields"))?;
    let mut todo: Vec<(Object, bool, usize)> = fields
        .as_array()
        .unwrap_or(&[])
        .iter()
        .rev()
        .map(|field| (field.clone(), false, 0))
        .collect();
    let mut seen = HashSet::new();
    while let Some((field, parent_is_signature, depth)) = todo.pop() {
        if let Object::Ref(reference) = field
            && !seen.insert(reference)
        {
            continue;
        }
        if depth > MAX_FIELD_DEPTH || seen.len() > MAX_FIELDS {
            return Err(Error::too_complex("the form has too many fields"));
        }
        let Object::Dict(dict) = document.resolve(&field)? else {
            continue;
        };
        if depth == 0
            && let Object::Str(name) = document.resolve(dict.get("T"))?
        {
            form.names.insert(name);
        }
        let kind = document.resolve(dict.get("FT"))?;
        let is_signature = if kind.is_null() {
            parent_is_signature
        } else {
            kind.as_name() == Some(b"Sig")
        };
        if is_signature && dict.has("V") && !document.resolve(dict.get("V"))?.is_null() {
            form.signatures.push(dict.get("V").clone());
        }
        if let Object::Array(kids) = document.resolve(dict.get("Kids"))? {
            todo.extend(kids.into_iter().rev().map(|kid| (kid, is_signature, depth + 1)));
        }
    }
    Ok(form)
}

/// The permission of a certification (DocMDP): 1, 2 or 3. `None` for a document that is not certified.
pub(crate) fn certification(document: &Document<'_>, catalog: &Dict) -> Result<Option<i64>, Error> {
    let permissions = document.resolve_dict(catalog.get("Perms"))?;
    if !permissions.has("DocMDP") {
        return Ok(None);
    }
    let signature = document.resolve_dict(permissions.get("DocMDP"))?;
    if signature.is_empty() {
        return Ok(None);
    }
    let references = document.resolve(signature.get("Reference"))?;
    for reference in references.as_array().unwrap_or(&[]).iter().take(32) {
        let reference = document.resolve_dict(reference)?;
        if reference.is("TransformMethod", "DocMDP") {
            let parameters = document.resolve_dict(reference.get("TransformParams"))?;
            return Ok(Some(document.resolve(parameters.get("P"))?.as_int().unwrap_or(2)));
        }
    }
    Ok(Some(2))
}

/// A signature as it stands in a file, for a check of what has just been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureInFile {
    /// `/ByteRange`, in bytes of the whole file.
    pub byte_range: [u64; 4],
    /// `/Contents`, with its padding.
    pub contents: Vec<u8>,
    /// `/SubFilter`.
    pub sub_filter: Vec<u8>,
}

/// Finds the signature dictionary `reference` through the form, as a reader does.
///
/// # Errors
/// When the form does not lead to it or it is not complete.
pub fn signature_in(document: &Document<'_>, reference: Ref) -> Result<SignatureInFile, Error> {
    let catalog = document.resolve_dict(document.trailer().get("Root"))?;
    let form = read(document, &catalog)?;
    if !form.signatures.contains(&Object::Ref(reference)) {
        return Err(Error::damaged("the form does not lead to the signature"));
    }
    let dict = document.resolve_dict(&Object::Ref(reference))?;
    let range: Vec<u64> = dict
        .get("ByteRange")
        .as_array()
        .unwrap_or(&[])
        .iter()
        .filter_map(|value| value.as_int().and_then(|value| u64::try_from(value).ok()))
        .collect();
    let byte_range = range
        .try_into()
        .map_err(|_| Error::damaged("the signature has no /ByteRange"))?;
    let contents = dict
        .get("Contents")
        .as_str()
        .ok_or_else(|| Error::damaged("the signature has no /Contents"))?;
    let sub_filter = dict.get("SubFilter").as_name().unwrap_or_default().to_vec();
    Ok(SignatureInFile {
        byte_range,
        contents: contents.to_vec(),
        sub_filter,
    })
}
