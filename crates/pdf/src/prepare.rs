//! From a PDF to one that only lacks its signature value.

mod target;

pub(crate) use target::{new_name, page_of};

use std::ops::Range;

use crate::Error;
use crate::appearance::{Appearance, Shown};
use crate::document::Document;
use crate::form;
use crate::object::{Dict, Object, Ref, text_string, write_hex};
use crate::page::{self, Page};
use crate::placing::Placement;
use crate::refusal::Refusal;
use crate::revisions::signatures::FieldLock;
use crate::seed::{self, Plan, Requirements};
use crate::stamp::{Placed, Stamp};
use crate::update::{BYTE_RANGE_ROOM, Update};

/// What a caller chooses about a signature: what it says, how it looks, and what it permits afterwards.
#[derive(Clone, Debug)]
pub struct SignatureSpec<'a> {
    /// What is drawn; `None` draws nothing.
    pub stamp: Option<&'a Stamp>,
    /// Where the stamp is drawn.
    pub stamp_placement: Placement<'a>,
    /// Claimed time of signing, UTC (`/M`).
    pub signed_at: jiff::Timestamp,
    /// `/Name`.
    pub name: Option<&'a str>,
    /// `/Reason`.
    pub reason: Option<&'a str>,
    /// `/Location`.
    pub location: Option<&'a str>,
    /// Which signature field is signed.
    pub field: FieldChoice<'a>,
    /// Certifies the document, and says what may still be done to it.
    pub certify: Option<Permission>,
    /// Locks form fields (FieldMDP).
    pub lock: Option<&'a FieldLock>,
    /// What the signature itself shows; `None`: it is invisible.
    pub appearance: Option<Appearance<'a>>,
    /// What assistive technology says of a new field (`/TU`); `None`: the stamp's text, else the name.
    pub description: Option<&'a str>,
}

/// Which signature field is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldChoice<'a> {
    /// A new one.
    #[default]
    New,
    /// The one of this full name, which must be there and empty.
    Named(&'a str),
    /// The first that is empty, else a new one.
    FirstEmptyOrNew,
}

/// What a certification leaves open (DocMDP, ISO 32000-2, 12.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// 1: nothing.
    Nothing,
    /// 2: to fill in forms and to sign.
    FormsAndSignatures,
    /// 3: annotations as well.
    Annotations,
}

impl Permission {
    /// `/P`.
    pub fn number(self) -> i64 {
        match self {
            Permission::Nothing => 1,
            Permission::FormsAndSignatures => 2,
            Permission::Annotations => 3,
        }
    }
}

impl SignatureSpec<'_> {
    /// An invisible signature that says nothing but its claimed time.
    pub fn at(signed_at: jiff::Timestamp) -> Self {
        Self {
            stamp: None,
            stamp_placement: Placement::default(),
            signed_at,
            name: None,
            reason: None,
            location: None,
            field: FieldChoice::New,
            certify: None,
            lock: None,
            appearance: None,
            description: None,
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
    /// Where the signature itself is shown; `None` when it is invisible.
    pub shown: Option<Shown>,
    /// Full name of the signed field.
    pub field: String,
    /// What the field asks of the key and of the signature. Whoever signs honours it or refuses.
    pub requirements: Requirements,
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
    pub locks: form::Locks,
}

/// The greatest number of a first new object: above it stands what one update and its renewals need.
const MAX_FIRST_NUMBER: u32 = 8_000_000;

/// Reads what decides whether a file can be sealed, and refuses what never can.
pub(crate) fn examine(document: &Document<'_>) -> Result<Examined, Error> {
    let examined = examine_leniently(document)?;
    if document.first_free_number() > MAX_FIRST_NUMBER {
        return Err(Error::damaged("/Size leaves no number for new objects"));
    }
    match refusal(&examined) {
        Some(refusal) => Err(refusal),
        None => Ok(examined),
    }
}

/// Why the file can never be signed as it is.
pub(crate) fn refusal(examined: &Examined) -> Option<Error> {
    if examined.form.xfa {
        return Some(Error::Xfa);
    }
    if let Some(why) = examined.form.tangled {
        return Some(Error::damaged(why));
    }
    let strictest = [examined.certification, examined.locks.permission];
    let closed = strictest.into_iter().flatten().any(|permission| permission <= 1);
    closed.then_some(Error::CertifiedClosed)
}

/// Reads what decides whether a file can be sealed.
pub(crate) fn examine_leniently(document: &Document<'_>) -> Result<Examined, Error> {
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
    let certification = form::certification(document, &catalog)?;
    let locks = if form.signatures.is_empty() {
        form::Locks::default()
    } else {
        form::locks(document, &form)?
    };
    Ok(Examined {
        catalog_ref,
        catalog,
        pages,
        form,
        certification,
        locks,
    })
}

/// Draws the stamp and the appearance, adds or fills the signature field, and leaves room for the signature value.
///
/// # Errors
/// Every refusal of [`Error`]; the input is never changed.
pub fn prepare(document: &Document<'_>, preparation: &Preparation<'_>) -> Result<Prepared, Error> {
    let spec = preparation.spec;
    let mut examined = examine(document)?;
    let signed_before = !examined.form.signatures.is_empty();
    if spec.stamp.is_some() {
        if examined.certification.is_some() {
            return Err(Error::CertifiedNoStamp);
        }
        if signed_before {
            return Err(Error::AlreadySigned);
        }
        if document.crypt().is_some_and(|crypt| !crypt.may_change_content()) {
            return Err(Error::PermissionsForbid);
        }
    }
    if spec.certify.is_some() {
        if examined.certification.is_some() {
            return Err(Refusal::AlreadyCertified.into());
        }
        if signed_before {
            return Err(Refusal::CertifyNotFirst.into());
        }
    }
    let target = target::choose(document, &examined, spec)?;
    let plan = Plan {
        field: target.name(),
        reason: spec.reason,
        certification: spec.certify.map_or(0, Permission::number),
        locks_document: spec.certify == Some(Permission::Nothing)
            || target
                .lock
                .as_ref()
                .is_some_and(|lock| lock.permission == Some(1)),
        appearance: spec
            .appearance
            .as_ref()
            .map(|appearance| appearance.template.name.as_str()),
    };
    let requirements = match &target.seed {
        Some(seed) => seed.check(&plan)?,
        None => Requirements {
            field: target.name().to_owned(),
            ..Requirements::default()
        },
    };

    let page_count = examined.pages.len() as u32;
    let mut update = Update::new(document)?;
    let own_page = target.page(document, &examined, spec)?;
    let mut areas = Vec::new();
    let placed = match spec.stamp {
        Some(stamp) => {
            let placement = &spec.stamp_placement;
            let drawn = crate::stamp::draw(
                document,
                &mut update,
                &mut examined,
                stamp,
                placement,
                own_page.index,
            )?;
            areas = drawn.areas;
            Some(drawn.placed)
        }
        None => None,
    };

    let mut changes = Changes::default();
    let signature = update.new_ref();
    let shown = target::fill(
        document,
        &mut update,
        &mut examined,
        &mut changes,
        target::Filling {
            spec,
            target: &target,
            page: &own_page,
            stamped: &areas,
            signature,
            signed_before,
        },
    )?;
    if spec.certify.is_some() {
        let own = examined.catalog.get("Perms").clone();
        let mut permissions = document.resolve_dict(&own)?;
        permissions.set("DocMDP", signature);
        match own.as_ref() {
            Some(reference) => update.put(reference, Object::Dict(permissions))?,
            None => {
                examined.catalog.set("Perms", permissions);
                changes.catalog = true;
            }
        }
    }
    if changes.catalog {
        update.put(examined.catalog_ref, Object::Dict(examined.catalog.clone()))?;
    }
    // What the stamp and the field have changed and nobody has written yet.
    for page in examined.pages.iter_mut().filter(|page| page.changed) {
        update.put(page.reference, Object::Dict(std::mem::take(&mut page.dict)))?;
        page.changed = false;
    }
    let (numbers, contents) = update.put_signature(
        signature,
        dictionary(spec, examined.catalog_ref, target.lock.as_ref()),
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
        shown,
        field: target.name().to_owned(),
        requirements,
    })
}

/// What of the shared objects must be written at the end.
#[derive(Default)]
pub(crate) struct Changes {
    pub catalog: bool,
}

/// The signature dictionary of EN 319 142-1, 6.3, without `/ByteRange` and `/Contents`.
fn dictionary(spec: &SignatureSpec<'_>, catalog: Ref, lock: Option<&form::Lock>) -> Dict {
    let mut dict = Dict::new();
    dict.set("Type", Object::name("Sig"));
    dict.set("Filter", Object::name(seed::FILTER));
    dict.set("SubFilter", Object::name(seed::SUB_FILTER));
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
    let mut references = Vec::new();
    let mut reference = |method: &str, mut parameters: Dict| {
        parameters.set("Type", Object::name("TransformParams"));
        parameters.set("V", Object::name("1.2"));
        let mut dict = Dict::new();
        dict.set("Type", Object::name("SigRef"));
        dict.set("TransformMethod", Object::name(method));
        dict.set("TransformParams", parameters);
        dict.set("Data", catalog);
        references.push(Object::Dict(dict));
    };
    if let Some(permission) = spec.certify {
        let mut parameters = Dict::new();
        parameters.set("P", permission.number());
        reference("DocMDP", parameters);
    }
    if let Some(lock) = lock {
        reference("FieldMDP", target::lock_parameters(&lock.fields));
    }
    if !references.is_empty() {
        dict.set("Reference", references);
    }
    dict
}

/// Whether the document says that it is tagged.
pub(crate) fn is_tagged(document: &Document<'_>, catalog: &Dict) -> Result<bool, Error> {
    let info = document.resolve_dict(catalog.get("MarkInfo"))?;
    Ok(document.resolve(info.get("Marked"))? == Object::Bool(true) || catalog.has("StructTreeRoot"))
}
