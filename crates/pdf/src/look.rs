//! A closer look into a PDF: pages as they are shown, signature fields with what they ask, certification, conformance,
//! and what a signer should know. Nothing is judged; that is the validator's.

use serde::Serialize;

use crate::Error;
use crate::document::Document;
use crate::form::{self, SignatureField};
use crate::geometry::{View, rect};
use crate::inspect;
use crate::object::{Dict, Object};
use crate::page::Page;
use crate::prepare::{Examined, is_tagged, page_of};
use crate::refusal::Refusal;
use crate::revisions::signatures::FieldLock;
use crate::seed::SeedValue;

/// What a PDF is. Lengths in millimetres of the printed page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Look {
    /// `/Title` of the document information or XMP.
    pub title: Option<String>,
    /// Version of the header or of the catalog, whichever is later, e.g. `1.7`.
    pub version: String,
    /// Whether it is encrypted (even with the empty password).
    pub encrypted: bool,
    /// Whether its author lets pages be changed: a stamp needs that.
    pub allows_content: bool,
    /// Whether its author lets a new signature field be made.
    pub allows_new_field: bool,
    /// Whether its author lets an existing signature field be filled in.
    pub allows_filling: bool,
    /// Claimed PDF/A part and conformance, e.g. `2B`.
    pub pdf_a: Option<String>,
    /// Claimed PDF/UA part.
    pub pdf_ua: Option<String>,
    /// Whether it is tagged.
    pub tagged: bool,
    /// The pages.
    pub pages: Vec<PageLook>,
    /// Number of signatures and document time-stamps in it.
    pub signatures: u32,
    /// P of its certification: 1 nothing, 2 forms and signatures, 3 annotations as well.
    pub certification: Option<i64>,
    /// Its signature fields, in the order of the form.
    pub fields: Vec<FieldLook>,
    /// Stable words: `need-appearances` (readers will draw form fields anew), `usage-rights` (rights for an old reader,
    /// which any change ends), `fields-outside-form` (signature fields that only a page lists), `rotation-odd`
    /// (`/Rotate` that is no multiple of 90: shown unturned), `pages-without-size`.
    pub warnings: Vec<&'static str>,
    /// Code of the reason for which a new invisible signature would be refused.
    pub refusal: Option<&'static str>,
}

/// A page as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PageLook {
    /// Visible width.
    pub width_mm: f64,
    /// Visible height.
    pub height_mm: f64,
    /// Degrees clockwise by which it is shown turned.
    pub rotation: u16,
}

/// A signature field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldLook {
    /// Full name.
    pub name: String,
    /// Its page, from 1; `None` where no page shows it.
    pub page: Option<u32>,
    /// Left edge, top edge, width and height on the page as shown, from its upper left corner; `None` where it has no
    /// area.
    pub area_mm: Option<[f64; 4]>,
    /// Whether it carries a signature.
    pub signed: bool,
    /// Whether it may only be read.
    pub read_only: bool,
    /// Whether an earlier signature has locked it.
    pub locked: bool,
    /// What its signature will lock, or has locked: `all`, `include: …`, `exclude: …`; with `P 1` to `P 3` where the
    /// document is to be closed.
    pub lock: Option<String>,
    /// What it asks of a signature, as stable words.
    pub asks: Vec<String>,
    /// Whether the form leads to it.
    pub in_form: bool,
}

/// Looks into an open document.
///
/// # Errors
/// When the file cannot be read. What only stands against sealing is told in [`Look::refusal`].
pub fn look(document: &Document<'_>) -> Result<Look, Error> {
    let catalog = document.resolve_dict(document.trailer().get("Root"))?;
    let examined = crate::prepare::examine_leniently(document)?;
    let xmp = inspect::metadata(document, &catalog);
    let crypt = document.crypt();
    let mut warnings = Vec::new();
    let mut pages = Vec::with_capacity(examined.pages.len());
    for page in &examined.pages {
        pages.push(page_look(document, page, &mut warnings)?);
    }
    if examined.form.need_appearances {
        warnings.push("need-appearances");
    }
    if document.resolve_dict(catalog.get("Perms"))?.has("UR3") {
        warnings.push("usage-rights");
    }
    let others = form::on_pages_only(document, &examined.pages, &examined.form)?;
    if !others.is_empty() {
        warnings.push("fields-outside-form");
    }
    let mut fields = Vec::new();
    for field in examined.form.fields.iter().chain(&others) {
        fields.push(field_look(document, &examined, field)?);
    }
    warnings.sort_unstable();
    warnings.dedup();
    Ok(Look {
        title: inspect::title(document, xmp.as_deref()),
        version: version(document, &catalog)?,
        encrypted: crypt.is_some(),
        allows_content: crypt.is_none_or(|crypt| crypt.may_change_content()),
        allows_new_field: crypt.is_none_or(|crypt| crypt.may_create_field()),
        allows_filling: crypt.is_none_or(|crypt| crypt.may_fill_field()),
        pdf_a: xmp.as_deref().and_then(inspect::claimed_pdf_a),
        pdf_ua: xmp
            .as_deref()
            .and_then(|xmp| inspect::xmp_value(xmp, "pdfuaid:part")),
        tagged: is_tagged(document, &catalog)?,
        pages,
        signatures: examined.form.signatures.len() as u32,
        certification: examined.certification,
        fields,
        warnings,
        refusal: refusal(document, &examined).map(|error| wording::Explain::code(&error)),
    })
}

/// Why a new invisible signature would be refused.
pub(crate) fn refusal(document: &Document<'_>, examined: &Examined) -> Option<Error> {
    crate::prepare::refusal(examined).or_else(|| {
        let forbidden = document.crypt().is_some_and(|crypt| !crypt.may_create_field());
        if forbidden {
            return Some(Error::PermissionsForbid);
        }
        let name = crate::prepare::new_name(examined);
        examined
            .locks
            .covers(&name)
            .then(|| Error::from(Refusal::FieldLocked(name)))
    })
}

fn version(document: &Document<'_>, catalog: &Dict) -> Result<String, Error> {
    let header = document.header_version()?;
    let own = match document.resolve(catalog.get("Version"))? {
        Object::Name(name) => String::from_utf8_lossy(&name).into_owned(),
        _ => String::new(),
    };
    Ok(if own > header { own } else { header })
}

fn page_look(
    document: &Document<'_>,
    page: &Page,
    warnings: &mut Vec<&'static str>,
) -> Result<PageLook, Error> {
    let odd = document
        .resolve(&page.attributes.rotate)?
        .as_number()
        .is_some_and(|degrees| degrees % 90.0 != 0.0);
    if odd {
        warnings.push("rotation-odd");
    }
    Ok(match View::of(document, page) {
        Ok(view) => PageLook {
            width_mm: tenths(view.width / view.mm),
            height_mm: tenths(view.height / view.mm),
            rotation: u16::from(view.quarter_turns) * 90,
        },
        Err(_) => {
            warnings.push("pages-without-size");
            PageLook {
                width_mm: 0.0,
                height_mm: 0.0,
                rotation: 0,
            }
        }
    })
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn field_look(
    document: &Document<'_>,
    examined: &Examined,
    field: &SignatureField,
) -> Result<FieldLook, Error> {
    let mut page = None;
    let mut area_mm = None;
    if let Some((widget, dict)) = &field.widget
        && let Some(index) = page_of(document, examined, *widget)?
    {
        page = Some(index as u32 + 1);
        if let Some(own) = examined.pages.get(index)
            && let Ok(view) = View::of(document, own)
            && let Some(bounds) = rect(document, dict.get("Rect"))?
            && bounds.area() > 0.0
        {
            let area = bounds.transformed(&view.from_user);
            area_mm = Some(
                [area.x0, view.height - area.y1, area.width(), area.height()]
                    .map(|length| tenths(length / view.mm)),
            );
        }
    }
    let lock = form::lock(document, field.dict.get("Lock"))?.map(|lock| {
        let fields = match lock.fields {
            FieldLock::All => "all".to_owned(),
            FieldLock::Include(names) => format!("include: {}", names.join(", ")),
            FieldLock::Exclude(names) => format!("exclude: {}", names.join(", ")),
        };
        match lock.permission {
            Some(permission) => format!("{fields}; P {permission}"),
            None => fields,
        }
    });
    let asks = SeedValue::read(document, &field.dict)?.map_or_else(Vec::new, |seed| seed.summary());
    Ok(FieldLook {
        name: field.name.clone(),
        page,
        area_mm,
        signed: field.is_signed(),
        read_only: field.flags & 1 != 0 || field.reference.is_none(),
        locked: examined.locks.covers(&field.name),
        lock,
        asks,
        in_form: field.in_form,
    })
}
