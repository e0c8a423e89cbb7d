//! The interactive form as far as signing must know it: its signature fields, what earlier signatures lock, and what
//! a certification permits (ISO 32000-2, 12.7 and 12.8).

use std::collections::HashSet;

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, Ref, decode_text_string};
use crate::page::Page;
use crate::revisions::signatures::FieldLock;

const MAX_FIELDS: usize = 500_000;
const MAX_FIELD_DEPTH: usize = 64;
/// Names in one lock.
const MAX_LOCKED: usize = 10_000;
/// Annotations looked at in search of signature fields that the form does not list.
const MAX_ANNOTATIONS: usize = 200_000;

/// A signature field of the file.
#[derive(Clone, Debug)]
pub(crate) struct SignatureField {
    /// The field; `None` where it is no indirect object, so that it cannot be changed.
    pub reference: Option<Ref>,
    /// Full name: partial names joined by full stops.
    pub name: String,
    /// Its dictionary.
    pub dict: Dict,
    /// Its widget: the field itself where both are one, or its first kid; `None` where it has none.
    pub widget: Option<(Ref, Dict)>,
    /// `/V`, of the field or (as some programs write it) of its widget; `null` while unsigned.
    pub value: Object,
    /// `/Ff`, own or inherited.
    pub flags: i64,
    /// Whether the form leads to it; otherwise only a page does.
    pub in_form: bool,
}

impl SignatureField {
    /// Whether it carries a signature.
    pub fn is_signed(&self) -> bool {
        !self.value.is_null()
    }
}

/// What was found in the form.
#[derive(Debug, Default)]
pub(crate) struct Form {
    /// Signature dictionaries of fields that are signed.
    pub signatures: Vec<Object>,
    /// Signature fields in the order of the form.
    pub fields: Vec<SignatureField>,
    /// Partial names of the fields at the top.
    pub names: HashSet<Vec<u8>>,
    /// Whether the form is XFA.
    pub xfa: bool,
    /// Whether it asks readers to draw fields anew.
    pub need_appearances: bool,
    /// Why no validator can follow it: a field is found again below another one, or is no object of its own. Whatever
    /// is added to such a file later looks like a change of the form.
    pub tangled: Option<&'static str>,
}

struct Node {
    field: Object,
    parent_is_signature: bool,
    parent_name: String,
    flags: i64,
    depth: usize,
    /// Whether it is the widget of a signature field that has been listed.
    widget_of_listed: bool,
}

/// Reads the form of a document.
pub(crate) fn read(document: &Document<'_>, catalog: &Dict) -> Result<Form, Error> {
    let mut form = Form::default();
    let acro_form = document.resolve_dict(catalog.get("AcroForm"))?;
    form.xfa = acro_form.has("XFA") && !document.resolve(acro_form.get("XFA"))?.is_null();
    form.need_appearances = document.resolve(acro_form.get("NeedAppearances"))? == Object::Bool(true);
    let fields = document.resolve(acro_form.get("Fields"))?;
    let mut todo: Vec<Node> = fields
        .as_array()
        .unwrap_or(&[])
        .iter()
        .rev()
        .map(|field| Node {
            field: field.clone(),
            parent_is_signature: false,
            parent_name: String::new(),
            flags: 0,
            depth: 0,
            widget_of_listed: false,
        })
        .collect();
    let mut seen = HashSet::new();
    while let Some(node) = todo.pop() {
        if let Object::Ref(reference) = node.field
            && !seen.insert(reference)
        {
            if node.depth > 0 {
                form.tangled = Some("a field of the form is found in two places");
            }
            continue;
        }
        if node.depth > MAX_FIELD_DEPTH || seen.len() > MAX_FIELDS {
            return Err(Error::too_complex("the form has too many fields"));
        }
        let Object::Dict(dict) = document.resolve(&node.field)? else {
            continue;
        };
        if node.depth == 0 && node.field.as_ref().is_none() {
            form.tangled = Some("a field of the form is no object of its own");
        }
        let own_name = match document.resolve(dict.get("T"))? {
            Object::Str(name) => {
                if node.depth == 0 {
                    form.names.insert(name.clone());
                }
                Some(decode_text_string(&name))
            }
            _ => None,
        };
        let kind = document.resolve(dict.get("FT"))?;
        let is_signature = if kind.is_null() {
            node.parent_is_signature
        } else {
            kind.as_name() == Some(b"Sig")
        };
        let flags = document.resolve(dict.get("Ff"))?.as_int().unwrap_or(node.flags);
        let signed = is_signature && dict.has("V") && !document.resolve(dict.get("V"))?.is_null();
        if signed {
            form.signatures.push(dict.get("V").clone());
        }
        let name = match (&own_name, node.parent_name.as_str()) {
            (Some(own), "") => own.clone(),
            (Some(own), parent) => format!("{parent}.{own}"),
            (None, parent) => parent.to_owned(),
        };
        let Object::Array(kids) = document.resolve(dict.get("Kids"))? else {
            if is_signature && !node.widget_of_listed {
                let field = listed(document, &node.field, dict, name, flags, &[])?;
                form.fields.push(field);
            }
            continue;
        };
        let mut is_listed = false;
        if is_signature && !node.widget_of_listed && !has_named_kid(document, &kids)? {
            is_listed = true;
            let field = listed(document, &node.field, dict, name.clone(), flags, &kids)?;
            form.fields.push(field);
        }
        todo.extend(kids.into_iter().rev().map(|kid| Node {
            field: kid,
            parent_is_signature: is_signature,
            parent_name: name.clone(),
            flags,
            depth: node.depth + 1,
            widget_of_listed: is_listed,
        }));
    }
    Ok(form)
}

/// Whether one of the kids is a field of its own and not only a widget.
fn has_named_kid(document: &Document<'_>, kids: &[Object]) -> Result<bool, Error> {
    for kid in kids.iter().take(1_000) {
        if document.resolve_dict(kid)?.has("T") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn listed(
    document: &Document<'_>,
    field: &Object,
    dict: Dict,
    name: String,
    flags: i64,
    kids: &[Object],
) -> Result<SignatureField, Error> {
    let mut value = match document.resolve(dict.get("V"))? {
        Object::Null => Object::Null,
        _ => dict.get("V").clone(),
    };
    let mut widget = None;
    if document.resolve(dict.get("Subtype"))?.as_name() == Some(b"Widget") || dict.has("Rect") {
        widget = field.as_ref().map(|reference| (reference, dict.clone()));
    }
    for kid in kids.iter().take(1_000) {
        let Object::Dict(kid_dict) = document.resolve(kid)? else {
            continue;
        };
        if value.is_null() && !document.resolve(kid_dict.get("V"))?.is_null() {
            value = kid_dict.get("V").clone();
        }
        if widget.is_none()
            && let Some(reference) = kid.as_ref()
        {
            widget = Some((reference, kid_dict));
        }
    }
    Ok(SignatureField {
        reference: field.as_ref(),
        name,
        dict,
        widget,
        value,
        flags,
        in_form: true,
    })
}

/// Signature fields that stand on a page and that the form does not list.
pub(crate) fn on_pages_only(
    document: &Document<'_>,
    pages: &[Page],
    form: &Form,
) -> Result<Vec<SignatureField>, Error> {
    let known: HashSet<Ref> = form
        .fields
        .iter()
        .flat_map(|field| {
            [
                field.reference,
                field.widget.as_ref().map(|(reference, _)| *reference),
            ]
        })
        .flatten()
        .collect();
    let mut found = Vec::new();
    let mut looked_at = 0;
    for page in pages.iter().filter(|page| page.dict.has("Annots")) {
        let annotations = document.resolve(page.dict.get("Annots"))?;
        for annotation in annotations.as_array().unwrap_or(&[]) {
            looked_at += 1;
            if looked_at > MAX_ANNOTATIONS {
                return Ok(found);
            }
            let Object::Ref(reference) = annotation else {
                continue;
            };
            if known.contains(reference) {
                continue;
            }
            // A broken annotation is no field; what else is wrong with it is for others to say.
            let Ok(Object::Dict(dict)) = document.resolve(annotation) else {
                continue;
            };
            if !dict.is("Subtype", "Widget") || !dict.is("FT", "Sig") || dict.has("Parent") {
                continue;
            }
            let Object::Str(name) = document.resolve(dict.get("T"))? else {
                continue;
            };
            let flags = document.resolve(dict.get("Ff"))?.as_int().unwrap_or(0);
            let name = decode_text_string(&name);
            let mut field = listed(document, annotation, dict, name, flags, &[])?;
            field.in_form = false;
            found.push(field);
        }
    }
    Ok(found)
}

/// A `/Lock` (12.7.5.5) or the parameters of a FieldMDP transform (12.8.2.4).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lock {
    pub fields: FieldLock,
    /// `/P` of PDF 2.0.
    pub permission: Option<i64>,
}

/// Reads a lock; `None` where there is none.
pub(crate) fn lock(document: &Document<'_>, object: &Object) -> Result<Option<Lock>, Error> {
    let Object::Dict(dict) = document.resolve(object)? else {
        return Ok(None);
    };
    let mut names = Vec::new();
    let array = document.resolve(dict.get("Fields"))?;
    for item in array.as_array().unwrap_or(&[]).iter().take(MAX_LOCKED) {
        if let Object::Str(name) = document.resolve(item)? {
            names.push(decode_text_string(&name));
        }
    }
    let fields = match document.resolve(dict.get("Action"))?.as_name() {
        Some(b"Include") => FieldLock::Include(names),
        Some(b"Exclude") => FieldLock::Exclude(names),
        // "All", and anything unknown: the strictest reading.
        _ => FieldLock::All,
    };
    Ok(Some(Lock {
        fields,
        permission: document.resolve(dict.get("P"))?.as_int(),
    }))
}

/// What the signatures in the file lock: fields, and the strictest permission of a `/Lock` for the document.
#[derive(Debug, Default)]
pub(crate) struct Locks {
    pub fields: Vec<FieldLock>,
    pub permission: Option<i64>,
}

impl Locks {
    pub fn covers(&self, name: &str) -> bool {
        self.fields.iter().any(|lock| lock.covers(name))
    }

    fn add(&mut self, lock: Lock) {
        self.fields.push(lock.fields);
        if let Some(permission) = lock.permission {
            self.permission = Some(
                self.permission
                    .map_or(permission, |strictest| strictest.min(permission)),
            );
        }
    }
}

/// The locks of every signature that is in the file.
pub(crate) fn locks(document: &Document<'_>, form: &Form) -> Result<Locks, Error> {
    let mut locks = Locks::default();
    for field in form.fields.iter().filter(|field| field.is_signed()) {
        if let Some(lock) = lock(document, field.dict.get("Lock"))? {
            locks.add(lock);
        }
        let signature = document.resolve_dict(&field.value)?;
        let references = document.resolve(signature.get("Reference"))?;
        for reference in references.as_array().unwrap_or(&[]).iter().take(32) {
            let reference = document.resolve_dict(reference)?;
            if reference.is("TransformMethod", "FieldMDP")
                && let Some(lock) = lock(document, reference.get("TransformParams"))?
            {
                locks.add(Lock {
                    permission: None,
                    ..lock
                });
            }
        }
    }
    Ok(locks)
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
