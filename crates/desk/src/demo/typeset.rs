//! A small typesetter for the demonstration's documents: embedded fonts, tagged text, drawing.
//!
//! It makes honest PDF 1.7 - Unicode text that can be copied, searched and read aloud - so that what is sealed in the
//! demonstration is what an office program would give.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use ttf_parser::Face;

use crate::Error;

const REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Regular.subset.ttf");
const BOLD: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Bold.subset.ttf");

/// Millimetres to points.
pub(crate) const MM: f32 = 72.0 / 25.4;

pub(crate) fn failed(detail: impl std::fmt::Display) -> Error {
    Error::Store(store::Error::FileUnreadable {
        file: "demo.pdf".into(),
        source: std::io::Error::other(detail.to_string()),
    })
}

/// One of the two faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

struct Font {
    face: Face<'static>,
    bytes: &'static [u8],
    name: &'static str,
    /// Glyphs in use, with the character each stands for.
    used: BTreeMap<u16, char>,
}

impl Font {
    fn new(bytes: &'static [u8], name: &'static str) -> Result<Self, Error> {
        Ok(Self {
            face: Face::parse(bytes, 0).map_err(failed)?,
            bytes,
            name,
            used: BTreeMap::new(),
        })
    }

    fn glyph(&self, c: char) -> ttf_parser::GlyphId {
        self.face.glyph_index(c).unwrap_or_default()
    }

    fn width(&self, text: &str) -> f32 {
        let units: u32 = text
            .chars()
            .map(|c| u32::from(self.face.glyph_hor_advance(self.glyph(c)).unwrap_or(0)))
            .sum();
        units as f32 / f32::from(self.face.units_per_em())
    }

    fn per_mille(&self, units: i16) -> i64 {
        i64::from(units) * 1000 / i64::from(self.face.units_per_em())
    }

    /// The composite font object (ISO 32000-1, 9.7), with the mapping back to Unicode.
    fn embed(&self, document: &mut Document) -> Result<ObjectId, Error> {
        let mut program = Stream::new(
            dictionary! { "Length1" => self.bytes.len() as i64 },
            self.bytes.to_vec(),
        );
        program.compress().map_err(failed)?;
        let program = document.add_object(program);
        let bounds = self.face.global_bounding_box();
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => self.name,
            "Flags" => 4,
            "FontBBox" => [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
                .map(|value| Object::Integer(self.per_mille(value))).to_vec(),
            "ItalicAngle" => 0,
            "Ascent" => self.per_mille(self.face.ascender()),
            "Descent" => self.per_mille(self.face.descender()),
            "CapHeight" => self.per_mille(self.face.capital_height().unwrap_or(700)),
            "StemV" => if self.name.contains("Bold") { 140 } else { 80 },
            "FontFile2" => program,
        });
        let mut widths = Vec::new();
        let mut mapping = String::new();
        for (glyph, c) in &self.used {
            let units = self
                .face
                .glyph_hor_advance(ttf_parser::GlyphId(*glyph))
                .unwrap_or(0);
            let width = i64::from(units) * 1000 / i64::from(self.face.units_per_em());
            widths.push(Object::Integer(i64::from(*glyph)));
            widths.push(Object::Array(vec![Object::Integer(width)]));
            let mut utf16 = [0; 2];
            let hex: String = c
                .encode_utf16(&mut utf16)
                .iter()
                .map(|unit| format!("{unit:04X}"))
                .collect();
            let _ = writeln!(mapping, "1 beginbfchar\n<{glyph:04X}> <{hex}>\nendbfchar");
        }
        let mut to_unicode = Stream::new(
            Dictionary::new(),
            format!(
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
                 /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
                 /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
                 1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{mapping}\
                 endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
            )
            .into_bytes(),
        );
        to_unicode.compress().map_err(failed)?;
        let to_unicode = document.add_object(to_unicode);
        let descendant = document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => self.name,
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "CIDToGIDMap" => "Identity",
            "DW" => 0,
            "W" => widths,
        });
        Ok(document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => self.name,
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![Object::Reference(descendant)],
            "ToUnicode" => to_unicode,
        }))
    }
}

/// A page that is being drawn. The origin is the lower left corner; lengths are points.
struct Page {
    content: String,
    /// The structure element of each piece of marked content.
    marked: Vec<usize>,
}

/// A structure element: its type and the pieces of marked content it has, as (page, number).
struct Element {
    kind: &'static str,
    alternative: Option<String>,
    pieces: Vec<(usize, usize)>,
}

/// A document that is being set.
pub(crate) struct Sheet {
    regular: Font,
    bold: Font,
    width: f32,
    height: f32,
    pages: Vec<Page>,
    elements: Vec<Element>,
}

impl Sheet {
    /// A document without pages; the size is that of every page.
    pub(crate) fn new(width: f32, height: f32) -> Result<Self, Error> {
        Ok(Self {
            regular: Font::new(REGULAR, "NotoSans-Regular")?,
            bold: Font::new(BOLD, "NotoSans-Bold")?,
            width,
            height,
            pages: Vec::new(),
            elements: Vec::new(),
        })
    }

    pub(crate) fn add_page(&mut self) {
        self.pages.push(Page {
            content: String::new(),
            marked: Vec::new(),
        });
    }

    pub(crate) fn pages(&self) -> usize {
        self.pages.len()
    }

    fn font(&mut self, weight: Weight) -> &mut Font {
        match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        }
    }

    /// Width of one line, in points.
    pub(crate) fn text_width(&mut self, weight: Weight, size: f32, text: &str) -> f32 {
        self.font(weight).width(text) * size
    }

    /// Breaks a text into lines no wider than `width`.
    pub(crate) fn lines(&mut self, weight: Weight, size: f32, text: &str, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if line.is_empty() || self.text_width(weight, size, &longer) <= width {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        lines.push(line);
        lines
    }

    /// Begins a structure element (`P`, `H1`, `Figure`, ...); give it to [`Sheet::text`].
    pub(crate) fn element(&mut self, kind: &'static str, alternative: Option<&str>) -> usize {
        self.elements.push(Element {
            kind,
            alternative: alternative.map(str::to_owned),
            pieces: Vec::new(),
        });
        self.elements.len() - 1
    }

    /// Draws operators on the last page, as part of an element or (`None`) as decoration.
    pub(crate) fn draw(&mut self, element: Option<usize>, operators: &str) {
        let index = self.pages.len().saturating_sub(1);
        let Some(page) = self.pages.last_mut() else { return };
        let (tag, properties) = match element {
            Some(element) => {
                let number = page.marked.len();
                page.marked.push(element);
                let known = self.elements.get_mut(element);
                let kind = known.as_ref().map_or("P", |known| known.kind);
                if let Some(known) = known {
                    known.pieces.push((index, number));
                }
                (kind, format!("<</MCID {number}>> BDC"))
            }
            None => ("Artifact", "BMC".to_owned()),
        };
        let _ = writeln!(page.content, "/{tag} {properties}\n{operators}EMC");
    }

    /// Draws one line of text; `x`, `y` is the start of its base line.
    pub(crate) fn text(
        &mut self,
        element: Option<usize>,
        weight: Weight,
        size: f32,
        (x, y): (f32, f32),
        colour: &str,
        text: &str,
    ) {
        let font = self.font(weight);
        let mut hex = String::new();
        for c in text.chars() {
            let glyph = font.glyph(c);
            font.used.insert(glyph.0, c);
            let _ = write!(hex, "{:04X}", glyph.0);
        }
        let name = if weight == Weight::Bold { "B" } else { "R" };
        let operators = format!("q {colour} rg BT /{name} {size} Tf {x:.2} {y:.2} Td <{hex}> Tj ET Q\n");
        self.draw(element, &operators);
    }

    /// Writes the file.
    pub(crate) fn finish(self, title: &str, author: &str, at: jiff::Timestamp) -> Result<Vec<u8>, Error> {
        let mut document = Document::with_version("1.7");
        let regular = self.regular.embed(&mut document)?;
        let bold = self.bold.embed(&mut document)?;
        let resources = document.add_object(dictionary! {
            "Font" => dictionary! { "R" => regular, "B" => bold },
        });
        let tree = document.new_object_id();
        let root_element = document.new_object_id();
        let pages_id = document.new_object_id();
        let element_ids: Vec<ObjectId> = self.elements.iter().map(|_| document.new_object_id()).collect();

        let mut page_ids = Vec::new();
        let mut numbers = Vec::new();
        for (index, page) in self.pages.iter().enumerate() {
            let mut content = Stream::new(Dictionary::new(), page.content.clone().into_bytes());
            content.compress().map_err(failed)?;
            let content = document.add_object(content);
            page_ids.push(document.add_object(dictionary! {
                "Type" => "Page",
                "Parent" => pages_id,
                "MediaBox" => vec![0.into(), 0.into(), Object::Real(self.width), Object::Real(self.height)],
                "Resources" => resources,
                "Contents" => content,
                "StructParents" => index as i64,
                "Tabs" => "S",
            }));
            let parents: Vec<Object> = page
                .marked
                .iter()
                .filter_map(|element| element_ids.get(*element))
                .map(|id| Object::Reference(*id))
                .collect();
            numbers.push(Object::Integer(index as i64));
            numbers.push(Object::Reference(document.add_object(parents)));
        }
        for (element, id) in self.elements.iter().zip(&element_ids) {
            let pieces: Vec<Object> = element
                .pieces
                .iter()
                .filter_map(|(page, number)| {
                    page_ids.get(*page).map(|page| {
                        dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => *number as i64 }.into()
                    })
                })
                .collect();
            let mut entry = dictionary! {
                "Type" => "StructElem",
                "S" => element.kind,
                "P" => root_element,
                "K" => pieces,
            };
            if let Some(text) = &element.alternative {
                entry.set("Alt", text_string(text));
            }
            document.set_object(*id, entry);
        }
        document.set_object(
            root_element,
            dictionary! {
                "Type" => "StructElem",
                "S" => "Document",
                "P" => tree,
                "K" => element_ids.iter().map(|id| Object::Reference(*id)).collect::<Vec<_>>(),
            },
        );
        document.set_object(
            tree,
            dictionary! {
                "Type" => "StructTreeRoot",
                "K" => root_element,
                "ParentTree" => dictionary! { "Nums" => numbers },
                "ParentTreeNextKey" => self.pages.len() as i64,
            },
        );
        document.set_object(
            pages_id,
            dictionary! {
                "Type" => "Pages",
                "Count" => page_ids.len() as i64,
                "Kids" => page_ids.iter().map(|id| Object::Reference(*id)).collect::<Vec<_>>(),
            },
        );
        let catalog = document.add_object(dictionary! {
            "Type" => "Catalog",
            "Pages" => pages_id,
            "Lang" => Object::string_literal("fr-LU"),
            "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => tree,
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        });
        let date = at.strftime("D:%Y%m%d%H%M%SZ").to_string();
        let info = document.add_object(dictionary! {
            "Title" => text_string(title),
            "Author" => text_string(author),
            "Creator" => text_string("Greffe (TEST)"),
            "CreationDate" => Object::string_literal(date.clone()),
            "ModDate" => Object::string_literal(date),
        });
        document.trailer.set("Root", catalog);
        document.trailer.set("Info", info);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }
}

/// A PDF text string in UTF-16 (ISO 32000-1, 7.9.2.2).
fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}
