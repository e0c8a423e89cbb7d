//! The field that is signed: one that is there already, or a new one, with its widget, its place in the form, on its
//! page and in the structure tree.

use super::{Changes, Examined, FieldChoice, SignatureSpec, is_tagged};
use crate::Error;
use crate::appearance::{self, Appearance, Shown};
use crate::document::Document;
use crate::form::{self, Lock, SignatureField};
use crate::geometry::{Rect, View, rect};
use crate::marker;
use crate::object::{Dict, Object, Ref, text_string};
use crate::occupancy::Reader;
use crate::placing::{Pages, Place, moved_inside, whole_mm};
use crate::refusal::Refusal;
use crate::revisions::signatures::FieldLock;
use crate::seed::SeedValue;
use crate::stamp::place;
use crate::update::Update;

/// `/Ff` bit 1: the field may only be read.
const READ_ONLY: i64 = 1;
/// `/F` bits 2 and 6: the widget is not shown.
const NOT_SHOWN: i64 = 2 | 32;
/// `/F` of a new widget: print, locked.
const PRINTED_AND_LOCKED: i64 = 4 | 128;

/// The field that will be signed.
pub(crate) struct Target {
    kind: Kind,
    pub seed: Option<SeedValue>,
    /// What the signature will lock: the field's own `/Lock`, or what the caller chose.
    pub lock: Option<Lock>,
}

enum Kind {
    New(String),
    Existing(Box<SignatureField>),
}

/// The page of the field.
pub(crate) struct OwnPage {
    pub index: usize,
    /// Whether an existing field's widget is on it.
    has_widget: bool,
    /// The marker that fixes the place.
    marker: Option<Rect>,
}

/// Chooses the field, or refuses.
pub(crate) fn choose(
    document: &Document<'_>,
    examined: &Examined,
    spec: &SignatureSpec<'_>,
) -> Result<Target, Error> {
    let existing = match spec.field {
        FieldChoice::New => None,
        FieldChoice::Named(name) => Some(named(document, examined, name)?),
        FieldChoice::FirstEmptyOrNew => first_empty(document, examined)?,
    };
    let Some(field) = existing else {
        if document.crypt().is_some_and(|crypt| !crypt.may_create_field()) {
            return Err(Error::PermissionsForbid);
        }
        if spec.appearance.is_some() && examined.certification.is_some() {
            return Err(Refusal::CertifiedNoAppearance.into());
        }
        let name = new_name(examined);
        if examined.locks.covers(&name) {
            return Err(Refusal::FieldLocked(name).into());
        }
        let lock = spec.lock.map(|fields| Lock {
            fields: fields.clone(),
            permission: None,
        });
        return Ok(Target {
            kind: Kind::New(name),
            seed: None,
            lock,
        });
    };
    if document.crypt().is_some_and(|crypt| !crypt.may_fill_field()) {
        return Err(Error::PermissionsForbid);
    }
    if field.is_signed() {
        return Err(Refusal::FieldSigned(field.name).into());
    }
    if !is_usable(examined, &field) {
        return Err(Refusal::FieldReadOnly(field.name).into());
    }
    if examined.locks.covers(&field.name) {
        return Err(Refusal::FieldLocked(field.name).into());
    }
    let own = form::lock(document, field.dict.get("Lock"))?;
    let lock = match (own, spec.lock) {
        (Some(own), Some(wanted)) if own.fields != *wanted => {
            return Err(Refusal::LockConflict(field.name).into());
        }
        (Some(own), _) => Some(own),
        (None, wanted) => wanted.map(|fields| Lock {
            fields: fields.clone(),
            permission: None,
        }),
    };
    Ok(Target {
        seed: SeedValue::read(document, &field.dict)?,
        kind: Kind::Existing(Box::new(field)),
        lock,
    })
}

/// Whether the field can be written: an object of its own, not read-only; one that only its page lists can be entered
/// into the form as long as nothing is signed.
fn is_usable(examined: &Examined, field: &SignatureField) -> bool {
    field.reference.is_some()
        && field.flags & READ_ONLY == 0
        && (field.in_form || examined.form.signatures.is_empty())
}

fn named(document: &Document<'_>, examined: &Examined, name: &str) -> Result<SignatureField, Error> {
    let mut found: Vec<SignatureField> = examined
        .form
        .fields
        .iter()
        .filter(|field| field.name == name)
        .cloned()
        .collect();
    if found.is_empty() {
        let others = form::on_pages_only(document, &examined.pages, &examined.form)?;
        found = others.into_iter().filter(|field| field.name == name).collect();
    }
    let empty = found.iter().position(|field| !field.is_signed()).unwrap_or(0);
    if found.is_empty() {
        return Err(Refusal::FieldUnknown(name.to_owned()).into());
    }
    Ok(found.swap_remove(empty))
}

fn first_empty(document: &Document<'_>, examined: &Examined) -> Result<Option<SignatureField>, Error> {
    let fits = |field: &&SignatureField| {
        !field.is_signed() && is_usable(examined, field) && !examined.locks.covers(&field.name)
    };
    if let Some(field) = examined.form.fields.iter().find(fits) {
        return Ok(Some(field.clone()));
    }
    let others = form::on_pages_only(document, &examined.pages, &examined.form)?;
    Ok(others.iter().find(fits).cloned())
}

/// `Seal1`, or the next number that no field has.
pub(crate) fn new_name(examined: &Examined) -> String {
    let mut number = 1u32;
    loop {
        let name = format!("Seal{number}");
        let taken = examined
            .form
            .names
            .iter()
            .any(|other| crate::object::decode_text_string(other) == name);
        if !taken {
            return name;
        }
        number += 1;
    }
}

impl Target {
    /// Full name of the field.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::New(name) => name,
            Kind::Existing(field) => &field.name,
        }
    }

    /// The page on which the field stands or will stand.
    pub fn page(
        &self,
        document: &Document<'_>,
        examined: &Examined,
        spec: &SignatureSpec<'_>,
    ) -> Result<OwnPage, Error> {
        let mut own = OwnPage {
            index: 0,
            has_widget: false,
            marker: None,
        };
        match (&self.kind, &spec.appearance) {
            (Kind::Existing(field), _) => {
                if let Some((widget, _)) = &field.widget
                    && let Some(index) = page_of(document, examined, *widget)?
                {
                    own.index = index;
                    own.has_widget = true;
                }
            }
            (Kind::New(_), None) => {}
            (Kind::New(_), Some(appearance)) => match appearance.placement {
                crate::placing::Placement {
                    place: Place::Placeholder(text),
                    pages,
                } => {
                    let which = if pages == Pages::All { Pages::First } else { pages };
                    let found = marker::find(document, &examined.pages, text, which)?;
                    if let Some((index, area)) = found.into_iter().next() {
                        own.index = index;
                        own.marker = Some(area);
                    }
                }
                placement => own.index = placement.pages.indices(examined.pages.len())?.start,
            },
        }
        Ok(own)
    }
}

/// The page whose annotations hold the widget.
pub(crate) fn page_of(
    document: &Document<'_>,
    examined: &Examined,
    widget: Ref,
) -> Result<Option<usize>, Error> {
    for (index, page) in examined.pages.iter().enumerate() {
        if !page.dict.has("Annots") {
            continue;
        }
        let annotations = document.resolve(page.dict.get("Annots"))?;
        let items = annotations.as_array().unwrap_or(&[]);
        if items.iter().any(|item| item.as_ref() == Some(widget)) {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

pub(crate) struct Filling<'f, 's> {
    pub spec: &'f SignatureSpec<'s>,
    pub target: &'f Target,
    pub page: &'f OwnPage,
    /// Where the stamp has just been drawn: page index, and area in the page's view.
    pub stamped: &'f [(usize, Rect)],
    pub signature: Ref,
    pub signed_before: bool,
}

/// Writes the field and its widget; tells where they are shown.
pub(crate) fn fill(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    changes: &mut Changes,
    filling: Filling<'_, '_>,
) -> Result<Option<Shown>, Error> {
    match &filling.target.kind {
        Kind::New(name) => add(document, update, examined, changes, &filling, name),
        Kind::Existing(field) => sign_existing(document, update, examined, changes, &filling, field),
    }
}

/// Colours that depend on no device, as PDF/A wants them of what its output intent does not cover.
fn calibrated(document: &Document<'_>, examined: &Examined) -> bool {
    crate::inspect::metadata(document, &examined.catalog).is_some_and(|xmp| xmp.contains("pdfaid:part"))
}

fn add(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    changes: &mut Changes,
    filling: &Filling<'_, '_>,
    name: &str,
) -> Result<Option<Shown>, Error> {
    let spec = filling.spec;
    let index = filling.page.index;
    let tagged = is_tagged(document, &examined.catalog)?;
    let page = examined.pages.get(index).ok_or(Error::NoPages)?;
    let page_ref = page.reference;
    let (bounds, normal, shown) = match &spec.appearance {
        Some(appearance) => {
            let view = View::of(document, page)?;
            let (area, covers_content) = area_for(document, examined, filling, appearance, &view)?;
            let size = (
                appearance::points(area.width(), &view),
                appearance::points(area.height(), &view),
            );
            let opaque = filling.page.marker.is_some();
            let calibrated = calibrated(document, examined);
            let normal = appearance::write(update, appearance, &view, size, calibrated, opaque)?;
            let shown = Shown {
                x: area.x0 * view.unit,
                y: area.y0 * view.unit,
                width: area.width() * view.unit,
                height: area.height() * view.unit,
                covers_content,
                page: index as u32 + 1,
            };
            (area.transformed(&view.to_user), normal, Some(shown))
        }
        None => {
            let mut at = (0.0, 0.0);
            if tagged && filling.signed_before {
                // The structure tree was signed and stays as it is: a widget outside the page needs no place in it
                // (ISO 14289-1, 7.18.1).
                let visible = View::of(document, page)?;
                let (x, y) = visible.to_user.apply(-1.0, -1.0);
                at = (x.floor(), y.floor());
            }
            let nowhere = Rect {
                x0: at.0,
                y0: at.1,
                x1: at.0,
                y1: at.1,
            };
            (nowhere, empty_appearance(update, 0.0, 0.0)?, None)
        }
    };

    let field = update.new_ref();
    let mut dict = Dict::new();
    dict.set("Type", Object::name("Annot"));
    dict.set("Subtype", Object::name("Widget"));
    dict.set("FT", Object::name("Sig"));
    dict.set("T", text_string(name));
    let description = spec
        .description
        .or(spec.stamp.map(|stamp| stamp.alternative_text.as_str()))
        .or(spec.name.filter(|_| tagged || shown.is_some()))
        .or(tagged.then_some(name));
    if let Some(description) = description {
        dict.set("TU", text_string(description));
    }
    dict.set("F", PRINTED_AND_LOCKED);
    dict.set("Rect", corners(&bounds));
    let mut states = Dict::new();
    states.set("N", normal);
    dict.set("AP", states);
    dict.set("P", page_ref);
    dict.set("V", filling.signature);
    if let Some(lock) = &filling.target.lock {
        dict.set("Lock", put_lock(update, &lock.fields)?);
    }
    if tagged && !filling.signed_before {
        let said = description.unwrap_or(name);
        let entered = crate::structure::enter(document, update, &examined.catalog, field, page_ref, said)?;
        if let Some(key) = entered {
            dict.set("StructParent", key);
        }
    }
    update.put(field, Object::Dict(dict))?;
    let tabs = tagged && !filling.signed_before;
    add_to_page(document, update, examined, index, field, tabs)?;
    enter_into_form(document, update, examined, changes, Some(field))?;
    Ok(shown)
}

/// Where a new visible field goes, in units of the view, and whether it covers something.
fn area_for(
    document: &Document<'_>,
    examined: &Examined,
    filling: &Filling<'_, '_>,
    appearance: &Appearance<'_>,
    view: &View,
) -> Result<(Rect, bool), Error> {
    if let Some(problem) = appearance.template.problem() {
        return Err(Refusal::Template(problem).into());
    }
    let index = filling.page.index;
    let page = examined.pages.get(index).ok_or(Error::NoPages)?;
    let mut occupancy = Reader::new(document).read(page, view);
    let stamped = filling.stamped.iter().filter(|(own, _)| *own == index);
    occupancy.taken.extend(stamped.map(|(_, area)| *area));
    let (width, height) = appearance::natural_size(appearance, view);
    if let Some(marker) = &filling.page.marker {
        let area = moved_inside(view, marker.x0, marker.y1, width, height);
        let covers = place::covers(&occupancy, &area, Some(marker));
        return Ok((area, covers));
    }
    match &appearance.placement.place {
        Place::At(position) => {
            let area = position.area(view, (width, height))?;
            let covers = place::covers(&occupancy, &area, None);
            Ok((area, covers))
        }
        _ => place::find_box(view, &occupancy, width, height).ok_or_else(|| {
            Error::from(Refusal::PlaceTooSmall {
                width_mm: whole_mm(width, view),
                height_mm: whole_mm(height, view),
            })
        }),
    }
}

fn sign_existing(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    changes: &mut Changes,
    filling: &Filling<'_, '_>,
    field: &SignatureField,
) -> Result<Option<Shown>, Error> {
    let Some(reference) = field.reference else {
        return Err(Refusal::FieldReadOnly(field.name.clone()).into());
    };
    let mut dict = field.dict.clone();
    dict.set("V", filling.signature);
    if let Some(lock) = &filling.target.lock
        && !dict.has("Lock")
        && !filling.signed_before
    {
        dict.set("Lock", put_lock(update, &lock.fields)?);
    }
    let mut shown = None;
    let mut states = None;
    if let Some((_, widget)) = &field.widget {
        let bounds = rect(document, widget.get("Rect"))?.filter(|area| area.is_finite());
        let flags = document.resolve(widget.get("F"))?.as_int().unwrap_or(0);
        let visible = bounds.filter(|area| area.area() > 0.0 && flags & NOT_SHOWN == 0);
        let page = examined
            .pages
            .get(filling.page.index)
            .filter(|_| filling.page.has_widget);
        let normal = match (&filling.spec.appearance, visible, page) {
            (Some(appearance), Some(bounds), Some(page)) => {
                let view = View::of(document, page)?;
                let area = bounds.transformed(&view.from_user);
                let size = (
                    appearance::points(area.width(), &view),
                    appearance::points(area.height(), &view),
                );
                shown = Some(Shown {
                    x: area.x0 * view.unit,
                    y: area.y0 * view.unit,
                    width: area.width() * view.unit,
                    height: area.height() * view.unit,
                    covers_content: false,
                    page: filling.page.index as u32 + 1,
                });
                let calibrated = calibrated(document, examined);
                appearance::write(update, appearance, &view, size, calibrated, false)?
            }
            (Some(_), ..) => return Err(Refusal::FieldNoRoom(field.name.clone()).into()),
            (None, ..) => {
                let size = bounds.map_or((0.0, 0.0), |area| (area.width(), area.height()));
                empty_appearance(update, size.0, size.1)?
            }
        };
        let mut appearances = Dict::new();
        appearances.set("N", normal);
        states = Some(appearances);
    } else if filling.spec.appearance.is_some() {
        return Err(Refusal::FieldNoRoom(field.name.clone()).into());
    }
    match (&field.widget, states) {
        (Some((widget, _)), Some(states)) if *widget == reference => dict.set("AP", states),
        (Some((widget, own)), Some(states)) => {
            let mut own = own.clone();
            own.set("AP", states);
            update.put(*widget, Object::Dict(own))?;
        }
        _ => {}
    }
    update.put(reference, Object::Dict(dict))?;
    let missing = (!field.in_form).then_some(reference);
    enter_into_form(document, update, examined, changes, missing)?;
    Ok(shown)
}

/// PDF/A-1 asks an appearance of every field, also of one that shows nothing.
fn empty_appearance(update: &mut Update<'_, '_>, width: f64, height: f64) -> Result<Ref, Error> {
    let mut form = Dict::new();
    form.set("Type", Object::name("XObject"));
    form.set("Subtype", Object::name("Form"));
    form.set("BBox", [0.0, 0.0, width, height].map(number).to_vec());
    form.set("Resources", Dict::new());
    let appearance = update.new_ref();
    update.put_stream(appearance, form, b"")?;
    Ok(appearance)
}

fn number(value: f64) -> Object {
    let rounded = (value * 1e4).round() / 1e4;
    if rounded.fract() == 0.0 {
        Object::Int(rounded as i64)
    } else {
        Object::Real(rounded)
    }
}

fn corners(area: &Rect) -> Vec<Object> {
    [area.x0, area.y0, area.x1, area.y1].map(number).to_vec()
}

/// `/Action` and `/Fields` of a lock or of FieldMDP parameters.
pub(crate) fn lock_parameters(fields: &FieldLock) -> Dict {
    let mut dict = Dict::new();
    let (action, names) = match fields {
        FieldLock::All => ("All", None),
        FieldLock::Include(names) => ("Include", Some(names)),
        FieldLock::Exclude(names) => ("Exclude", Some(names)),
    };
    dict.set("Action", Object::name(action));
    if let Some(names) = names {
        let names: Vec<Object> = names.iter().map(|name| text_string(name)).collect();
        dict.set("Fields", names);
    }
    dict
}

fn put_lock(update: &mut Update<'_, '_>, fields: &FieldLock) -> Result<Ref, Error> {
    let mut dict = lock_parameters(fields);
    dict.set("Type", Object::name("SigFieldLock"));
    let lock = update.new_ref();
    update.put(lock, Object::Dict(dict))?;
    Ok(lock)
}

/// Enters the widget into the `/Annots` of its page.
fn add_to_page(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    index: usize,
    field: Ref,
    tabs: bool,
) -> Result<(), Error> {
    let Some(page) = examined.pages.get_mut(index) else {
        return Err(Error::NoPages);
    };
    let annotations = page.dict.get("Annots").clone();
    match (annotations.as_ref(), document.resolve(&annotations)?) {
        (Some(reference), Object::Array(mut items)) => {
            items.push(field.into());
            update.put(reference, Object::Array(items))?;
        }
        (None, Object::Array(mut items)) => {
            items.push(field.into());
            page.dict.set("Annots", items);
            page.changed = true;
        }
        _ => {
            page.dict.set("Annots", vec![field.into()]);
            page.changed = true;
        }
    }
    // A tagged page with annotations needs a tab order (ISO 14289-1, 7.18.3).
    if tabs && !page.dict.has("Tabs") {
        page.dict.set("Tabs", Object::name("S"));
        page.changed = true;
    }
    Ok(())
}

/// Sets the form's signature flags, and enters the field where it is not in the form yet; the form is made where
/// there is none.
fn enter_into_form(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    changes: &mut Changes,
    field: Option<Ref>,
) -> Result<(), Error> {
    let own = examined.catalog.get("AcroForm").clone();
    let (mut form, existed) = match document.resolve(&own)? {
        Object::Dict(form) => (form, true),
        _ => (Dict::new(), false),
    };
    let flags = document.resolve(form.get("SigFlags"))?.as_int().unwrap_or(0);
    let mut form_changed = flags & 3 != 3;
    if form_changed {
        form.set("SigFlags", flags | 3);
    }
    if let Some(field) = field {
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
    }
    if !form_changed {
        return Ok(());
    }
    match own.as_ref().filter(|_| existed) {
        Some(reference) => update.put(reference, Object::Dict(form)),
        None => {
            examined.catalog.set("AcroForm", form);
            changes.catalog = true;
            Ok(())
        }
    }
}
