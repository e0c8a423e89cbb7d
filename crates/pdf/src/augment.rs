//! What may still be added to a signed file: validation data (`/DSS`) and document time-stamps
//! (ISO 32000-2, 12.8.4.3 and 12.8.5; EN 319 142-1, 5.4). Both are allowed after every signature, even after a
//! certification that permits no change, and neither touches a page's content.

use std::ops::Range;

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, Ref, decode_text_string, text_string, write_hex};
use crate::page;
use crate::update::{BYTE_RANGE_ROOM, Update};

/// Certificates, OCSP responses and revocation lists, DER.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidationData {
    /// Certificates.
    pub certificates: Vec<Vec<u8>>,
    /// OCSP responses.
    pub ocsp_responses: Vec<Vec<u8>>,
    /// Certificate revocation lists.
    pub revocation_lists: Vec<Vec<u8>>,
}

impl ValidationData {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.ocsp_responses.is_empty() && self.revocation_lists.is_empty()
    }

    fn kinds(&self) -> [(&'static str, &[Vec<u8>]); 3] {
        [
            ("Certs", &self.certificates),
            ("OCSPs", &self.ocsp_responses),
            ("CRLs", &self.revocation_lists),
        ]
    }
}

/// Streams of one kind that are read.
const MAX_STREAMS: usize = 10_000;

/// The validation data that a file holds in its `/DSS`. What is damaged there is left out: it helps nobody.
///
/// # Errors
/// When the catalog cannot be read.
pub fn validation_data(document: &Document<'_>) -> Result<ValidationData, Error> {
    let catalog = document.resolve_dict(document.trailer().get("Root"))?;
    let store = document.resolve_dict(catalog.get("DSS")).unwrap_or_default();
    Ok(ValidationData {
        certificates: streams(document, &store, "Certs"),
        ocsp_responses: streams(document, &store, "OCSPs"),
        revocation_lists: streams(document, &store, "CRLs"),
    })
}

fn streams(document: &Document<'_>, store: &Dict, kind: &str) -> Vec<Vec<u8>> {
    let Ok(Object::Array(items)) = document.resolve(store.get(kind)) else {
        return Vec::new();
    };
    items
        .iter()
        .take(MAX_STREAMS)
        .filter_map(|item| {
            let stream = document.resolve_stream(item).ok()??;
            document.decode(&stream).ok()
        })
        .collect()
}

/// A document time-stamp to be made, and the validation data that go with it.
pub struct Augmentation<'a> {
    /// What is added to `/DSS`; what is there already is not added again.
    pub data: &'a ValidationData,
    /// 16 bytes that identify this state of the file (`/ID`).
    pub unique: [u8; 16],
}

/// Adds validation data. `None` when the file holds all of them.
///
/// # Errors
/// When the file is damaged; it is never changed.
pub fn add_validation_data(
    document: &Document<'_>,
    augmentation: &Augmentation<'_>,
) -> Result<Option<Vec<u8>>, Error> {
    let mut grown = Growth::of(document)?;
    if !grown.add(augmentation.data)? {
        return Ok(None);
    }
    grown.write_catalog()?;
    grown.update.finish(augmentation.unique).map(Some)
}

/// The bytes of a document time-stamp to append, complete except for its token.
pub struct TimeStampRoom {
    tail: Vec<u8>,
    contents: Range<usize>,
    /// The signature dictionary.
    pub signature: Ref,
}

impl TimeStampRoom {
    /// What is stamped after the input and before the token.
    pub fn before_contents(&self) -> &[u8] {
        self.tail.get(..self.contents.start).unwrap_or_default()
    }

    /// What is stamped after the token.
    pub fn after_contents(&self) -> &[u8] {
        self.tail.get(self.contents.end..).unwrap_or_default()
    }

    /// The appended bytes.
    pub fn tail(&self) -> &[u8] {
        &self.tail
    }

    /// Puts the token into its place.
    ///
    /// # Errors
    /// [`Error::SignatureTooLong`] when it does not fit; nothing is written then.
    pub fn fill(&mut self, token: &[u8]) -> Result<(), Error> {
        let reserved = self.contents.len().saturating_sub(2) / 2;
        let start = self.contents.start + 1;
        let place = self.tail.get_mut(start..start + token.len() * 2);
        let Some(place) = place.filter(|_| token.len() <= reserved) else {
            return Err(Error::SignatureTooLong {
                needed: token.len(),
                reserved,
            });
        };
        let mut digits = Vec::with_capacity(token.len() * 2);
        write_hex(&mut digits, token);
        place.copy_from_slice(&digits);
        Ok(())
    }
}

/// Adds an invisible field with a document time-stamp that lacks its token, and the validation data before it in the
/// same update, so that the token covers them.
///
/// # Errors
/// When the file is damaged, or its author does not permit to create fields; it is never changed.
pub fn prepare_time_stamp(
    document: &Document<'_>,
    augmentation: &Augmentation<'_>,
    reserved_bytes: usize,
) -> Result<TimeStampRoom, Error> {
    if document.crypt().is_some_and(|crypt| !crypt.may_create_field()) {
        return Err(Error::PermissionsForbid);
    }
    let mut grown = Growth::of(document)?;
    grown.add(augmentation.data)?;
    let signature = grown.add_field()?;
    grown.write_catalog()?;
    let mut dict = Dict::new();
    dict.set("Type", Object::name("DocTimeStamp"));
    dict.set("Filter", Object::name("Adobe.PPKLite"));
    dict.set("SubFilter", Object::name("ETSI.RFC3161"));
    let (numbers, contents) = grown.update.put_signature(signature, dict, reserved_bytes)?;
    let mut tail = grown.update.finish(augmentation.unique)?;

    let input = document.size_bytes();
    let range = format!(
        "{} {} {}",
        input + contents.start as u64,
        input + contents.end as u64,
        tail.len() - contents.end
    );
    match tail.get_mut(numbers..numbers + range.len()) {
        Some(place) if range.len() <= BYTE_RANGE_ROOM => place.copy_from_slice(range.as_bytes()),
        _ => return Err(Error::too_complex("the file is too large")),
    }
    Ok(TimeStampRoom {
        tail,
        contents,
        signature,
    })
}

/// An update in the making.
struct Growth<'d, 'a> {
    document: &'d Document<'a>,
    update: Update<'d, 'a>,
    catalog_ref: Ref,
    catalog: Dict,
    catalog_changed: bool,
}

impl<'d, 'a> Growth<'d, 'a> {
    fn of(document: &'d Document<'a>) -> Result<Self, Error> {
        let catalog_ref = document
            .trailer()
            .get("Root")
            .as_ref()
            .ok_or_else(|| Error::damaged("the trailer names no catalog"))?;
        let Object::Dict(catalog) = document.load(catalog_ref)?.into_object() else {
            return Err(Error::damaged("the catalog is missing"));
        };
        Ok(Self {
            document,
            update: Update::new(document)?,
            catalog_ref,
            catalog,
            catalog_changed: false,
        })
    }

    fn write_catalog(&mut self) -> Result<(), Error> {
        if self.catalog_changed {
            self.update
                .put(self.catalog_ref, Object::Dict(self.catalog.clone()))?;
        }
        Ok(())
    }

    /// Writes or extends the `/DSS`; whether there was anything to add. What is there stays, `/VRI` and keys that are
    /// not known included.
    fn add(&mut self, data: &ValidationData) -> Result<bool, Error> {
        let place = self.catalog.get("DSS").clone();
        let mut store = self.document.resolve_dict(&place)?;
        let mut changed = false;
        for (kind, items) in data.kinds() {
            let known = streams(self.document, &store, kind);
            let mut references = match self.document.resolve(store.get(kind))? {
                Object::Array(references) => references,
                _ => Vec::new(),
            };
            let mut added: Vec<&[u8]> = Vec::new();
            for item in items {
                if known.contains(item) || added.contains(&item.as_slice()) {
                    continue;
                }
                added.push(item);
                let reference = self.update.new_ref();
                self.put_data(reference, item)?;
                references.push(reference.into());
            }
            if !added.is_empty() {
                store.set(kind, references);
                changed = true;
            }
        }
        if !changed {
            return Ok(false);
        }
        match place.as_ref() {
            Some(reference) => self.update.put(reference, Object::Dict(store))?,
            None => {
                let reference = self.update.new_ref();
                self.update.put(reference, Object::Dict(store))?;
                self.catalog.set("DSS", reference);
                self.catalog_changed = true;
            }
        }
        Ok(true)
    }

    /// A stream of validation data, compressed where that helps.
    fn put_data(&mut self, reference: Ref, bytes: &[u8]) -> Result<(), Error> {
        use std::io::Write as _;
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        let compressed = encoder
            .write_all(bytes)
            .and_then(|()| encoder.finish())
            .ok()
            .filter(|compressed| compressed.len() + 32 < bytes.len());
        match compressed {
            Some(compressed) => {
                let mut dict = Dict::new();
                dict.set("Filter", Object::name("FlateDecode"));
                self.update.put_stream(reference, dict, &compressed)
            }
            None => self.update.put_stream(reference, Dict::new(), bytes),
        }
    }

    /// An invisible signature field on the first page; returns the reference of its value.
    fn add_field(&mut self) -> Result<Ref, Error> {
        let document = self.document;
        let (signature, field) = (self.update.new_ref(), self.update.new_ref());
        let nothing = || vec![Object::Int(0), Object::Int(0), Object::Int(0), Object::Int(0)];
        let mut pages = page::pages(document, &self.catalog)?;
        let Some(page) = pages.first_mut() else {
            return Err(Error::NoPages);
        };
        let mut dict = Dict::new();
        dict.set("Type", Object::name("Annot"));
        dict.set("Subtype", Object::name("Widget"));
        dict.set("FT", Object::name("Sig"));
        dict.set("F", 132);
        dict.set("Rect", nothing());
        dict.set("P", page.reference);
        dict.set("V", signature);

        // The form.
        let place = self.catalog.get("AcroForm").clone();
        let (mut form, existed) = match document.resolve(&place)? {
            Object::Dict(form) => (form, true),
            _ => (Dict::new(), false),
        };
        let fields = form.get("Fields").clone();
        let (fields_ref, mut items) = match (fields.as_ref(), document.resolve(&fields)?) {
            (reference, Object::Array(items)) => (reference, items),
            _ => (None, Vec::new()),
        };
        dict.set("T", text_string(&self.free_name(&items)));
        if let Some(appearance) = self.empty_appearance(&items)? {
            let mut normal = Dict::new();
            normal.set("N", appearance);
            dict.set("AP", normal);
        }
        self.update.put(field, Object::Dict(dict))?;
        items.push(field.into());
        let flags = form.get("SigFlags").as_int().unwrap_or(0);
        let mut form_changed = flags & 3 != 3;
        form.set("SigFlags", flags | 3);
        match fields_ref {
            Some(reference) => self.update.put(reference, Object::Array(items))?,
            None => {
                form.set("Fields", items);
                form_changed = true;
            }
        }
        match place.as_ref().filter(|_| existed) {
            Some(reference) if form_changed => self.update.put(reference, Object::Dict(form))?,
            None if form_changed => {
                self.catalog.set("AcroForm", form);
                self.catalog_changed = true;
            }
            _ => {}
        }

        // The page.
        let mut page_changed = false;
        let annotations = page.dict.get("Annots").clone();
        match (annotations.as_ref(), document.resolve(&annotations)?) {
            (Some(reference), Object::Array(mut items)) => {
                items.push(field.into());
                self.update.put(reference, Object::Array(items))?;
            }
            (_, Object::Array(mut items)) => {
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
        if !page.dict.has("Tabs") && crate::prepare::is_tagged(document, &self.catalog)? {
            page.dict.set("Tabs", Object::name("S"));
            page_changed = true;
        }
        if page_changed {
            self.update.put(page.reference, Object::Dict(page.dict.clone()))?;
        }
        Ok(signature)
    }

    /// The empty appearance of the field: PDF/A-1 asks one of every field (ISO 19005-1, 6.9), later parts and
    /// plain PDF not of one without extent. One that is in the file already is used again, since validators take a
    /// new appearance for the filling in of a form, which a certification may forbid where a time-stamp is allowed.
    fn empty_appearance(&mut self, fields: &[Object]) -> Result<Option<Ref>, Error> {
        let document = self.document;
        let metadata = crate::inspect::metadata(document, &self.catalog);
        let conformance = metadata.as_deref().and_then(crate::inspect::claimed_pdf_a);
        if !conformance.is_some_and(|claim| claim.starts_with('1')) {
            return Ok(None);
        }
        for field in fields {
            let field = document.resolve_dict(field)?;
            let appearances = document.resolve_dict(field.get("AP"))?;
            let Some(normal) = appearances.get("N").as_ref() else {
                continue;
            };
            if let Some(stream) = document.resolve_stream(&Object::Ref(normal))?
                && stream.dict.is("Subtype", "Form")
                && document.decode(&stream)?.is_empty()
            {
                return Ok(Some(normal));
            }
        }
        let appearance = self.update.new_ref();
        let mut form = Dict::new();
        form.set("Type", Object::name("XObject"));
        form.set("Subtype", Object::name("Form"));
        form.set(
            "BBox",
            vec![Object::Int(0), Object::Int(0), Object::Int(0), Object::Int(0)],
        );
        form.set("Resources", Dict::new());
        self.update.put_stream(appearance, form, b"")?;
        Ok(Some(appearance))
    }

    /// A name that no field at the top of the form has.
    fn free_name(&self, fields: &[Object]) -> String {
        let taken: std::collections::HashSet<String> = fields
            .iter()
            .filter_map(|field| {
                let dict = self.document.resolve_dict(field).ok()?;
                let name = self.document.resolve(dict.get("T")).ok()?;
                name.as_str().map(decode_text_string)
            })
            .collect();
        (1u32..)
            .map(|number| format!("TimeStamp{number}"))
            .find(|name| !taken.contains(name))
            .unwrap_or_default()
    }
}
