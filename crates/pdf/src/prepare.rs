//! From a PDF to one that only lacks its signature value.

use std::ops::Range;

use crate::Error;
use crate::document::Document;
use crate::form;
use crate::object::{Dict, Object, Ref, text_string, write_hex};
use crate::page::{self, Page};
use crate::stamp::{Placed, Stamp};
use crate::update::{BYTE_RANGE_ROOM, Update};

/// What a caller chooses about a signature: what it says, how it looks, and what it permits afterwards.
#[derive(Clone, Debug)]
pub struct SignatureSpec<'a> {
    /// What is drawn; `None` draws nothing.
    pub stamp: Option<&'a Stamp>,
    /// Claimed time of signing, UTC (`/M`).
    pub signed_at: jiff::Timestamp,
    /// `/Name`.
    pub name: Option<&'a str>,
    /// `/Reason`.
    pub reason: Option<&'a str>,
    /// `/Location`.
    pub location: Option<&'a str>,
}

impl SignatureSpec<'_> {
    /// An invisible signature that says nothing but its claimed time.
    pub fn at(signed_at: jiff::Timestamp) -> Self {
        Self {
            stamp: None,
            signed_at,
            name: None,
            reason: None,
            location: None,
        }
    }
}

/// What goes into the signature dictionary and onto the pages.
pub struct Preparation<'a> {
    /// What the caller chose.
    pub spec: &'a SignatureSpec<'a>,
    /// Bytes to keep for the CMS signature.
    pub reserved_bytes: usize,
    /// 16 bytes that identify this state of the file (`/ID`), e.g. of a hash of its content.
    pub unique: [u8; 16],
}

/// The bytes to append, complete except for the signature value.
pub struct Prepared {
    tail: Vec<u8>,
    contents: Range<usize>,
    /// The signature dictionary.
    pub signature: Ref,
    /// Number of pages.
    pub pages: u32,
    /// Where the stamp went; `None` when nothing was drawn.
    pub placed: Option<Placed>,
}

impl Prepared {
    /// What is signed after the input and before the signature value.
    pub fn before_contents(&self) -> &[u8] {
        &self.tail[..self.contents.start]
    }

    /// What is signed after the signature value.
    pub fn after_contents(&self) -> &[u8] {
        &self.tail[self.contents.end..]
    }

    /// The appended bytes.
    pub fn tail(&self) -> &[u8] {
        &self.tail
    }

    /// Puts the signature value into its place.
    ///
    /// # Errors
    /// [`Error::SignatureTooLong`] when it does not fit; nothing is written then.
    pub fn fill(&mut self, cms: &[u8]) -> Result<(), Error> {
        let reserved = (self.contents.len() - 2) / 2;
        if cms.len() > reserved {
            return Err(Error::SignatureTooLong {
                needed: cms.len(),
                reserved,
            });
        }
        let mut digits = Vec::with_capacity(cms.len() * 2);
        write_hex(&mut digits, cms);
        let start = self.contents.start + 1;
        self.tail[start..start + digits.len()].copy_from_slice(&digits);
        Ok(())
    }
}

/// What both looking and sealing find out about a file first.
pub(crate) struct Examined {
    pub catalog_ref: Ref,
    pub catalog: Dict,
    pub pages: Vec<Page>,
    pub form: form::Form,
    pub certification: Option<i64>,
}

/// Reads what decides whether a file can be sealed, and refuses what never can.
pub(crate) fn examine(document: &Document<'_>) -> Result<Examined, Error> {
    let catalog_ref = document
        .trailer()
        .get("Root")
        .as_ref()
        .ok_or_else(|| Error::damaged("the trailer names no catalog"))?;
    let Object::Dict(catalog) = document.load(catalog_ref)?.into_object() else {
        return Err(Error::damaged("the catalog is missing"));
    };
    let pages = page::pages(document, &catalog)?;
    let form = form::read(document, &catalog)?;
    if form.xfa {
        return Err(Error::Xfa);
    }
    let certification = form::certification(document, &catalog)?;
    if certification.is_some_and(|permission| permission <= 1) {
        return Err(Error::CertifiedClosed);
    }
    if document.crypt().is_some_and(|crypt| !crypt.may_create_field()) {
        return Err(Error::PermissionsForbid);
    }
    Ok(Examined {
        catalog_ref,
        catalog,
        pages,
        form,
        certification,
    })
}

/// Draws the stamp, adds the signature field, and leaves room for the signature value.
///
/// # Errors
/// Every refusal of [`Error`]; the input is never changed.
pub fn prepare(document: &Document<'_>, preparation: &Preparation<'_>) -> Result<Prepared, Error> {
    let mut examined = examine(document)?;
    if preparation.spec.stamp.is_some() {
        if examined.certification.is_some() {
            return Err(Error::CertifiedNoStamp);
        }
        if !examined.form.signatures.is_empty() {
            return Err(Error::AlreadySigned);
        }
        if document.crypt().is_some_and(|crypt| !crypt.may_change_content()) {
            return Err(Error::PermissionsForbid);
        }
    }
    let page_count = examined.pages.len() as u32;
    let mut update = Update::new(document)?;

    let placed = match preparation.spec.stamp {
        Some(stamp) => Some(crate::stamp::draw(document, &mut update, &mut examined, stamp)?),
        None => None,
    };

    let signature = update.new_ref();
    let field = update.new_ref();
    let appearance = update.new_ref();
    let description = preparation
        .spec
        .stamp
        .map(|stamp| stamp.alternative_text.as_str());
    put_field(
        &mut update,
        &examined,
        Field {
            field,
            signature,
            appearance,
            description,
        },
    )?;
    add_to_page(document, &mut update, &mut examined, field)?;
    add_to_form(document, &mut update, &mut examined, field)?;
    let (numbers, contents) = update.put_signature(
        signature,
        dictionary(preparation.spec),
        preparation.reserved_bytes,
    )?;
    let mut tail = update.finish(preparation.unique)?;

    // Now every length is known: fill in the byte range.
    let input = document.size_bytes();
    let (first, second) = (input + contents.start as u64, input + contents.end as u64);
    let range = format!("{first} {second} {}", tail.len() - contents.end);
    if range.len() > BYTE_RANGE_ROOM {
        return Err(Error::too_complex("the file is too large"));
    }
    tail[numbers..numbers + range.len()].copy_from_slice(range.as_bytes());
    Ok(Prepared {
        tail,
        contents,
        signature,
        pages: page_count,
        placed,
    })
}

/// The signature dictionary of EN 319 142-1, 6.3, without `/ByteRange` and `/Contents`.
fn dictionary(spec: &SignatureSpec<'_>) -> Dict {
    let mut dict = Dict::new();
    dict.set("Type", Object::name("Sig"));
    dict.set("Filter", Object::name("Adobe.PPKLite"));
    dict.set("SubFilter", Object::name("ETSI.CAdES.detached"));
    let moment = spec.signed_at.strftime("D:%Y%m%d%H%M%SZ").to_string();
    dict.set("M", Object::Str(moment.into_bytes()));
    for (key, text) in [
        ("Name", spec.name),
        ("Reason", spec.reason),
        ("Location", spec.location),
    ] {
        if let Some(text) = text {
            dict.set(key, text_string(text));
        }
    }
    dict
}

struct Field<'a> {
    field: Ref,
    signature: Ref,
    appearance: Ref,
    description: Option<&'a str>,
}

/// The invisible signature field, field and widget in one. It has an (empty) appearance because PDF/A-1 asks
/// one of every field.
fn put_field(update: &mut Update<'_, '_>, examined: &Examined, made: Field<'_>) -> Result<(), Error> {
    let nothing = || vec![Object::Int(0), Object::Int(0), Object::Int(0), Object::Int(0)];
    let mut form = Dict::new();
    form.set("Type", Object::name("XObject"));
    form.set("Subtype", Object::name("Form"));
    form.set("BBox", nothing());
    form.set("Resources", Dict::new());
    update.put_stream(made.appearance, form, b"")?;

    let mut number = 1u32;
    let name = loop {
        let name = format!("Seal{number}");
        if !same_name_exists(examined, &name) {
            break name;
        }
        number += 1;
    };
    let mut dict = Dict::new();
    dict.set("Type", Object::name("Annot"));
    dict.set("Subtype", Object::name("Widget"));
    dict.set("FT", Object::name("Sig"));
    dict.set("T", text_string(&name));
    if let Some(description) = made.description {
        dict.set("TU", text_string(description));
    }
    dict.set("F", 132);
    dict.set("Rect", nothing());
    let mut appearance = Dict::new();
    appearance.set("N", made.appearance);
    dict.set("AP", appearance);
    if let Some(page) = examined.pages.first() {
        dict.set("P", page.reference);
    }
    dict.set("V", made.signature);
    update.put(made.field, Object::Dict(dict))
}

/// Whether a field has this name, in whatever encoding.
fn same_name_exists(examined: &Examined, name: &str) -> bool {
    examined
        .form
        .names
        .iter()
        .any(|other| crate::object::decode_text_string(other) == name)
}

/// Enters the widget into the `/Annots` of the first page and writes what changed.
fn add_to_page(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    field: Ref,
) -> Result<(), Error> {
    let Some(page) = examined.pages.first_mut() else {
        return Err(Error::NoPages);
    };
    // A page the stamp has changed must be written anyway.
    let mut page_changed = page.changed;
    let annotations = page.dict.get("Annots").clone();
    match (annotations.as_ref(), document.resolve(&annotations)?) {
        (Some(reference), Object::Array(mut items)) => {
            items.push(field.into());
            update.put(reference, Object::Array(items))?;
        }
        (None, Object::Array(mut items)) => {
            items.push(field.into());
            page.dict.set("Annots", items);
            page_changed = true;
        }
        _ => {
            page.dict.set("Annots", vec![field.into()]);
            page_changed = true;
        }
    }
    // A tagged page with annotations needs a tab order (ISO 14289-1, 7.18.3).
    if !page.dict.has("Tabs") && is_tagged(document, &examined.catalog)? {
        page.dict.set("Tabs", Object::name("S"));
        page_changed = true;
    }
    if page_changed {
        update.put(page.reference, Object::Dict(page.dict.clone()))?;
    }
    Ok(())
}

/// Enters the field into the form, creating the form where there is none.
fn add_to_form(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    field: Ref,
) -> Result<(), Error> {
    let place = examined.catalog.get("AcroForm").clone();
    let (mut form, existed) = match document.resolve(&place)? {
        Object::Dict(form) => (form, true),
        _ => (Dict::new(), false),
    };
    let flags = form.get("SigFlags").as_int().unwrap_or(0);
    let mut form_changed = flags & 3 != 3;
    if form_changed {
        form.set("SigFlags", flags | 3);
    }
    let fields = form.get("Fields").clone();
    match (fields.as_ref(), document.resolve(&fields)?) {
        (Some(reference), Object::Array(mut items)) => {
            items.push(field.into());
            update.put(reference, Object::Array(items))?;
        }
        (_, Object::Array(mut items)) => {
            items.push(field.into());
            form.set("Fields", items);
            form_changed = true;
        }
        _ => {
            form.set("Fields", vec![field.into()]);
            form_changed = true;
        }
    }
    if !form_changed {
        return Ok(());
    }
    match place.as_ref().filter(|_| existed) {
        Some(reference) => update.put(reference, Object::Dict(form)),
        None => {
            examined.catalog.set("AcroForm", form);
            update.put(examined.catalog_ref, Object::Dict(examined.catalog.clone()))
        }
    }
}

/// Whether the document says that it is tagged.
pub(crate) fn is_tagged(document: &Document<'_>, catalog: &Dict) -> Result<bool, Error> {
    let info = document.resolve_dict(catalog.get("MarkInfo"))?;
    Ok(document.resolve(info.get("Marked"))? == Object::Bool(true) || catalog.has("StructTreeRoot"))
}
