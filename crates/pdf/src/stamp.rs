//! What is drawn on the page: identifier, QR code, authority, time, address of the original.
//!
//! The stamp is page content, not an annotation: it prints everywhere, nothing can hide it, and the signature
//! covers it like the rest of the page. It stands upright in the visible area whatever the page's rotation, boxes
//! and unit, on an opaque white ground, and as a form XObject of its own so that nothing of the page's graphics
//! state reaches it.

mod drawn;
pub(crate) mod font;
mod layout;
mod matrix;
pub(crate) mod place;
mod qr;
mod trial;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::Error;
use crate::document::Document;
use crate::geometry::{Matrix, Rect, View};
use crate::marker;
use crate::object::{Dict, Object, Ref, write_real};
use crate::occupancy::{Balance, Reader};
use crate::page::Page;
use crate::placing::{Place, Placement};
use crate::prepare::{Examined, is_tagged};
use crate::update::Update;
pub use drawn::visible_seals;
use layout::{Drawing, Fonts, Ink};
pub use trial::{Trial, try_stamp};

/// The stamp of one document. All texts are ready to print, in the language of the document.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The identifier in groups of four.
    pub identifier_printed: String,
    /// Payload of the QR code (upper-case URL).
    pub qr_payload: String,
    /// Lines beside the QR code, first one emphasised: authority, time with zone, "original: <address>".
    pub lines: Vec<String>,
    /// Small line for the pages after the first, e.g. identifier and page number; `{page}` and `{pages}` are
    /// replaced.
    pub other_pages_line: Option<String>,
    /// Alternative text for assistive technology.
    pub alternative_text: String,
    /// Bytes of the visible seal, drawn as a DataMatrix symbol beside the QR code. It is left out where it fits
    /// nowhere, or where without it the stamp covers nothing: see [`Placed::visible_seal`].
    pub visible_seal: Option<Vec<u8>>,
}

/// Where the stamp went.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Placed {
    /// Lower left corner on the page as it is shown, in units of its user space (points, as a rule) from the
    /// lower left of the visible area.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// Width in the same units.
    pub width: f64,
    /// Height in the same units.
    pub height: f64,
    /// Whether it may stand over content there.
    pub covers_content: bool,
    /// On how many of the other pages the stamp or its small line may stand over content.
    pub other_pages_covered: u32,
    /// The page it stands on, from 1: the first of them where it stands on several.
    #[serde(default = "first_page")]
    pub page: u32,
    /// Whether the visible seal is drawn, on every page that the stamp stands on.
    #[serde(default)]
    pub visible_seal: bool,
}

fn first_page() -> u32 {
    1
}

/// On more pages no line is set.
const MAX_STAMPED_PAGES: usize = 20_000;

/// Where the stamp was drawn, for what is placed after it.
pub(crate) struct Drawn {
    pub placed: Placed,
    /// Page index and area in the page's view.
    pub areas: Vec<(usize, Rect)>,
}

/// Draws the stamp on the pages asked for and its small line on the others. Pages other than `keep` are written at
/// once.
pub(crate) fn draw(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    examined: &mut Examined,
    stamp: &Stamp,
    placement: &Placement<'_>,
    keep: usize,
) -> Result<Drawn, Error> {
    if stamp.other_pages_line.is_some() && examined.pages.len() > MAX_STAMPED_PAGES {
        return Err(Error::too_complex("more pages than a stamp can be set on"));
    }
    let pages = examined.pages.len();
    let (stamped, markers) = match placement.place {
        Place::Placeholder(text) => {
            let found = marker::find(document, &examined.pages, text, placement.pages)?;
            (found.keys().copied().collect(), found)
        }
        _ => (
            placement.pages.indices(pages)?.collect::<BTreeSet<_>>(),
            BTreeMap::new(),
        ),
    };
    if stamped.len() > MAX_STAMPED_PAGES {
        return Err(Error::too_complex("more pages than a stamp can be set on"));
    }
    let ink = ink(document, &examined.catalog)?;
    let tagged = is_tagged(document, &examined.catalog)?;
    let symbol = qr::Symbol::new(&stamp.qr_payload)?;
    // The arrangements with the visible seal first, then those without it.
    let matrix = stamp
        .visible_seal
        .as_deref()
        .map(matrix::Matrix::new)
        .transpose()?;
    let mut layouts = Vec::new();
    if let Some(matrix) = &matrix {
        layouts = layout::layouts(stamp, &symbol, Some(matrix))?;
    }
    let with_seal = layouts.len();
    layouts.extend(layout::layouts(stamp, &symbol, None)?);
    let mut reader = Reader::new(document);
    let mut fonts = Fonts::new(stamp, pages)?;
    let save = update.new_ref();
    update.put_stream(save, Dict::new(), b"q\n")?;

    // Pages on which the stamp looks the same share one form.
    let mut forms: HashMap<(usize, u64, bool), (Ref, f64, f64)> = HashMap::new();
    let mut placed: Option<Placed> = None;
    let mut others_covered = 0;
    let mut areas = Vec::new();
    for (index, page) in examined.pages.iter_mut().enumerate() {
        let (found, view, balance, form) = if stamped.contains(&index) {
            let view = View::of(document, page)?;
            let occupancy = reader.read(page, &view);
            let found = match (&placement.place, markers.get(&index)) {
                (Place::At(position), _) => choose(&layouts, with_seal, false, |layouts| {
                    place::at(&view, &occupancy, layouts, position)
                })?,
                (_, Some(marker)) => choose(&layouts, with_seal, false, |layouts| {
                    place::over(&view, &occupancy, layouts, marker)
                })?,
                _ => choose(&layouts, with_seal, true, |layouts| {
                    place::find(&view, &occupancy, layouts).ok_or(Error::PageTooSmall)
                })?,
            };
            let key = (found.layout, found.scale.to_bits(), found.on_content);
            let (form, width, height) = match forms.get(&key) {
                Some(known) => *known,
                None => {
                    let drawing =
                        layouts[found.layout].draw(&symbol, ink, &fonts, found.scale, found.on_content)?;
                    let form = put_form(update, &mut fonts, &drawing, ink)?;
                    forms.insert(key, (form, drawing.width, drawing.height));
                    (form, drawing.width, drawing.height)
                }
            };
            let sealed = layouts[found.layout].has_matrix();
            match &mut placed {
                None => {
                    placed = Some(Placed {
                        x: found.x * view.unit,
                        y: found.y * view.unit,
                        width: width * view.unit,
                        height: height * view.unit,
                        covers_content: found.covers_content,
                        other_pages_covered: 0,
                        page: index as u32 + 1,
                        visible_seal: sealed,
                    });
                }
                Some(first) => {
                    others_covered += u32::from(found.covers_content);
                    first.visible_seal &= sealed;
                }
            }
            areas.push((
                index,
                Rect {
                    x0: found.x,
                    y0: found.y,
                    x1: found.x + width,
                    y1: found.y + height,
                },
            ));
            (found, view, occupancy.balance, form)
        } else if let Some(line) = &stamp.other_pages_line {
            let text = line
                .replace("{page}", &(index + 1).to_string())
                .replace("{pages}", &pages.to_string());
            let view = View::of(document, page)?;
            let occupancy = reader.read(page, &view);
            let line = layout::small_line(stamp, &text)?;
            // A page too small for the line stays as it is.
            let Some(found) = place::find_line(&view, &occupancy, &line) else {
                continue;
            };
            let drawing = line.draw(&symbol, ink, &fonts, found.scale, false)?;
            others_covered += u32::from(found.covers_content);
            let form = put_form(update, &mut fonts, &drawing, ink)?;
            (found, view, occupancy.balance, form)
        } else {
            continue;
        };
        let resources = reader.resources(page);
        let on_page = OnPage {
            form,
            save,
            x: found.x,
            y: found.y,
            tagged,
            resources,
        };
        add_to_page(document, update, page, &view, balance, &on_page)?;
        if index != keep {
            // Written and forgotten: thousands of pages need not stay in memory.
            update.put(page.reference, Object::Dict(std::mem::take(&mut page.dict)))?;
            page.changed = false;
        }
    }
    let mut placed = placed.ok_or(Error::NoPages)?;
    placed.other_pages_covered = others_covered;
    Ok(Drawn { placed, areas })
}

/// A place for an arrangement with the visible seal (the first `with_seal`), else for one without it. Where places are
/// searched freely, a free place without the seal is better than one with it over content.
fn choose(
    layouts: &[layout::Layout],
    with_seal: usize,
    freely: bool,
    place: impl Fn(&[layout::Layout]) -> Result<place::Found, Error>,
) -> Result<place::Found, Error> {
    let (with, without) = layouts.split_at(with_seal.min(layouts.len()));
    if with.is_empty() {
        return place(without);
    }
    let sealed = place(with);
    if matches!(&sealed, Ok(found) if !(freely && found.covers_content)) {
        return sealed;
    }
    let plain = place(without).map(|found| place::Found {
        layout: found.layout + with.len(),
        ..found
    });
    match (sealed, plain) {
        (Err(_), plain) => plain,
        (Ok(_), Ok(plain)) if !plain.covers_content => Ok(plain),
        (sealed, _) => sealed,
    }
}

/// Which black: device grey, except in a PDF/A that says nothing about its output (ISO 19005, 6.2.4 in parts 2
/// and 3): there only colours that are independent of a device conform.
fn ink(document: &Document<'_>, catalog: &Dict) -> Result<Ink, Error> {
    let intents = document.resolve(catalog.get("OutputIntents"))?;
    if intents.as_array().is_some_and(|intents| !intents.is_empty()) {
        return Ok(Ink::Device);
    }
    let pdf_a = crate::inspect::metadata(document, catalog).is_some_and(|xmp| xmp.contains("pdfaid:part"));
    Ok(if pdf_a { Ink::Calibrated } else { Ink::Device })
}

fn put_form(
    update: &mut Update<'_, '_>,
    fonts: &mut Fonts,
    drawing: &Drawing,
    ink: Ink,
) -> Result<Ref, Error> {
    let mut resources = Dict::new();
    resources.set("Font", fonts.resources(update, &drawing.faces)?);
    if ink == Ink::Calibrated {
        let mut calibration = Dict::new();
        let white = [0.9642, 1.0, 0.8249].map(Object::Real);
        calibration.set("WhitePoint", white.to_vec());
        let mut spaces = Dict::new();
        spaces.set("CG", vec![Object::name("CalGray"), Object::Dict(calibration)]);
        resources.set("ColorSpace", spaces);
    }
    let mut dict = Dict::new();
    dict.set("Type", Object::name("XObject"));
    dict.set("Subtype", Object::name("Form"));
    let bounds = [0.0, 0.0, drawing.width, drawing.height].map(Object::Real);
    dict.set("BBox", bounds.to_vec());
    dict.set("Resources", resources);
    dict.set("Filter", Object::name("FlateDecode"));
    let form = update.new_ref();
    update.put_stream(form, dict, &font::deflate_fast(&drawing.content))?;
    Ok(form)
}

struct OnPage {
    form: Ref,
    /// The shared stream that only holds `q`.
    save: Ref,
    x: f64,
    y: f64,
    tagged: bool,
    /// The page's resources, own or inherited.
    resources: Dict,
}

/// Sets the form on the page: the old content between `q` and as many `Q` as it needs, the stamp after it.
fn add_to_page(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    page: &mut Page,
    view: &View,
    balance: Balance,
    on_page: &OnPage,
) -> Result<(), Error> {
    // Resources may be inherited or shared: this page gets a dictionary of its own.
    let mut resources = on_page.resources.clone();
    let mut externals = document.resolve_dict(resources.get("XObject"))?;
    let mut name = "Greffe".to_owned();
    let mut number = 1;
    while externals.has(&name) {
        number += 1;
        name = format!("Greffe{number}");
    }
    externals.set(&name, on_page.form);
    resources.set("XObject", externals);
    page.dict.set("Resources", resources);

    let mut after = Vec::with_capacity(128);
    after.push(b'\n');
    if balance.open_text {
        after.extend_from_slice(b"ET\n");
    }
    for _ in 0..balance.open_marks.min(10_000) {
        after.extend_from_slice(b"EMC\n");
    }
    for _ in 0..=balance.unrestored.min(10_000) {
        after.extend_from_slice(b"Q\n");
    }
    if on_page.tagged {
        after.extend_from_slice(b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n");
    }
    after.extend_from_slice(b"q ");
    let matrix = Matrix::translation(on_page.x, on_page.y).then(&view.to_user);
    for value in matrix.0 {
        write_real(&mut after, rounded(value));
        after.push(b' ');
    }
    after.extend_from_slice(b"cm /");
    after.extend_from_slice(name.as_bytes());
    after.extend_from_slice(b" Do Q\n");
    if on_page.tagged {
        after.extend_from_slice(b"EMC\n");
    }

    let mut before = vec![Object::Ref(on_page.save)];
    if balance.excess_restores > 0 {
        // Content that restores more than it saved would undo our q as well.
        let extra = update.new_ref();
        update.put_stream(
            extra,
            Dict::new(),
            &b"q\n".repeat(balance.excess_restores.min(10_000) as usize),
        )?;
        before.push(extra.into());
    }
    let own = page.dict.get("Contents").clone();
    let mut contents = match document.resolve(&own)? {
        Object::Array(parts) => parts,
        Object::Null => Vec::new(),
        _ if own.as_ref().is_some() => vec![own],
        _ => Vec::new(),
    };
    let last = update.new_ref();
    update.put_stream(last, Dict::new(), &after)?;
    before.append(&mut contents);
    before.push(last.into());
    page.dict.set("Contents", before);
    page.changed = true;
    Ok(())
}

/// Enough digits for a printer, few enough for a clean file.
fn rounded(value: f64) -> f64 {
    let rounded = (value * 1e5).round() / 1e5;
    if rounded == 0.0 { 0.0 } else { rounded }
}
