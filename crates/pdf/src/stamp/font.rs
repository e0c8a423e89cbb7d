//! The stamp's fonts: reduced to the characters that are printed, embedded as PDF/A wants it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use crate::Error;
use crate::object::{Dict, Object, Ref};
use crate::update::Update;

/// A face of the stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    /// Small lines.
    Regular,
    /// The authority.
    Bold,
    /// The identifier: with a slashed zero.
    Mono,
}

static REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Regular.subset.ttf");
static BOLD: &[u8] = include_bytes!("../../../../assets/fonts/NotoSans-Bold.subset.ttf");
static MONO: &[u8] = include_bytes!("../../../../assets/fonts/NotoSansMono-Regular.subset.ttf");

/// What is read from a face once: glyph and width (of 1000 to the em) of every character it has.
struct Loaded {
    data: &'static [u8],
    glyphs: BTreeMap<char, (u16, u16)>,
    ascent: i64,
    descent: i64,
    cap_height: i64,
    bounds: [i64; 4],
    name: &'static str,
    bold: bool,
}

static FACES: LazyLock<[Option<Loaded>; 3]> = LazyLock::new(|| {
    [
        load(REGULAR, "NotoSans-Regular", false),
        load(BOLD, "NotoSans-Bold", true),
        load(MONO, "NotoSansMono-Regular", false),
    ]
});

fn load(data: &'static [u8], name: &'static str, bold: bool) -> Option<Loaded> {
    let face = ttf_parser::Face::parse(data, 0).ok()?;
    let units = f64::from(face.units_per_em());
    let scaled = |value: i16| (f64::from(value) * 1000.0 / units).round() as i64;
    let mut glyphs = BTreeMap::new();
    for subtable in face.tables().cmap?.subtables {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|code| {
            if let Some(character) = char::from_u32(code)
                && let Some(glyph) = subtable.glyph_index(code)
                && let Some(advance) = face.glyph_hor_advance(glyph)
            {
                let width = (f64::from(advance) * 1000.0 / units).round() as u16;
                glyphs.insert(character, (glyph.0, width));
            }
        });
    }
    let bounds = face.global_bounding_box();
    Some(Loaded {
        data,
        glyphs,
        ascent: scaled(face.ascender()),
        descent: scaled(face.descender()),
        cap_height: face.capital_height().map_or(714, scaled),
        bounds: [
            scaled(bounds.x_min),
            scaled(bounds.y_min),
            scaled(bounds.x_max),
            scaled(bounds.y_max),
        ],
        name,
        bold,
    })
}

impl Face {
    fn loaded(self) -> Result<&'static Loaded, Error> {
        let [regular, bold, mono] = &*FACES;
        match self {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Mono => mono,
        }
        .as_ref()
        // The fonts are part of the program; a test sees that they load.
        .ok_or(Error::StampCharacter('?'))
    }

    /// Width of a text, in units of the font size.
    pub fn width(self, text: &str) -> Result<f64, Error> {
        let loaded = self.loaded()?;
        text.chars()
            .map(|character| match loaded.glyphs.get(&character) {
                Some((_, width)) => Ok(f64::from(*width) / 1000.0),
                None => Err(Error::StampCharacter(character)),
            })
            .sum()
    }

    /// Height of capitals, in units of the font size.
    pub fn cap_height(self) -> f64 {
        self.loaded()
            .map_or(0.714, |loaded| loaded.cap_height as f64 / 1000.0)
    }

    /// The resource name by which content refers to the face.
    pub fn resource(self) -> &'static str {
        match self {
            Face::Regular => "FR",
            Face::Bold => "FB",
            Face::Mono => "FM",
        }
    }
}

/// A face reduced to some characters, ready to be written into any file.
pub(crate) struct Subset {
    face: Face,
    /// Glyph in the subset and width, by character.
    glyphs: BTreeMap<char, (u16, u16)>,
    program: Vec<u8>,
    program_length: usize,
    to_unicode: Vec<u8>,
    cid_set: Vec<u8>,
    tag: String,
}

/// The last subsets made: in a batch nearly every document prints the same characters.
static RECENT: Mutex<Vec<Arc<Subset>>> = Mutex::new(Vec::new());
const RECENT_MAX: usize = 12;

impl Subset {
    /// A face reduced to `characters` and those that every stamp prints.
    pub fn of(face: Face, characters: &BTreeSet<char>) -> Result<Arc<Subset>, Error> {
        let usual = match face {
            Face::Mono => "0123456789ABCDEFGHJKMNPQRSTVWXYZ-",
            Face::Regular => "0123456789 :/.",
            Face::Bold => "",
        };
        let wanted: BTreeSet<char> = characters.iter().copied().chain(usual.chars()).collect();
        {
            let recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |subset: &&Arc<Subset>| subset.face == face && subset.glyphs.keys().eq(wanted.iter());
            if let Some(found) = recent.iter().find(same) {
                return Ok(found.clone());
            }
        }
        let made = Arc::new(Self::make(face, &wanted)?);
        let mut recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= RECENT_MAX {
            recent.remove(0);
        }
        recent.push(made.clone());
        Ok(made)
    }

    fn make(face: Face, wanted: &BTreeSet<char>) -> Result<Self, Error> {
        let loaded = face.loaded()?;
        let mut remapper = subsetter::GlyphRemapper::new();
        let mut glyphs = BTreeMap::new();
        for &character in wanted {
            let (glyph, width) = *loaded
                .glyphs
                .get(&character)
                .ok_or(Error::StampCharacter(character))?;
            glyphs.insert(character, (remapper.remap(glyph), width));
        }
        let program = subsetter::subset(loaded.data, 0, &remapper).map_err(|_| Error::StampCharacter('?'))?;
        let count =
            ttf_parser::Face::parse(&program, 0).map_or(remapper.num_gids(), |face| face.number_of_glyphs());
        // One bit for each glyph that is in the program, from the highest bit down (9.8.3.3).
        let mut cid_set = vec![0xffu8; usize::from(count).div_ceil(8)];
        if let Some(last) = cid_set.last_mut()
            && !count.is_multiple_of(8)
        {
            *last = 0xff << (8 - count % 8);
        }
        // Six capitals that stand for this choice of characters (9.9.2).
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        for character in wanted {
            hash = (hash ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01b3);
        }
        let tag = (0..6)
            .map(|place| char::from(b'A' + ((hash >> (8 * place)) % 26) as u8))
            .collect();
        Ok(Self {
            face,
            to_unicode: deflate(&to_unicode(&glyphs)),
            glyphs,
            program_length: program.len(),
            program: deflate(&program),
            cid_set,
            tag,
        })
    }

    /// Writes the text as a hexadecimal string of glyphs, for `Tj`.
    pub fn write_text(&self, out: &mut Vec<u8>, text: &str) -> Result<(), Error> {
        out.push(b'<');
        for character in text.chars() {
            let (glyph, _) = *self
                .glyphs
                .get(&character)
                .ok_or(Error::StampCharacter(character))?;
            crate::object::write_hex(out, &glyph.to_be_bytes());
        }
        out.push(b'>');
        Ok(())
    }

    /// Writes the font with all its parts into the update.
    pub fn write(&self, update: &mut Update<'_, '_>) -> Result<Ref, Error> {
        let loaded = self.face.loaded()?;
        let name = Object::Name(format!("{}+{}", self.tag, loaded.name).into_bytes());
        let int = |value: i64| Object::Int(value);

        let program = update.new_ref();
        let mut dict = Dict::new();
        dict.set("Length1", self.program_length as i64);
        dict.set("Filter", Object::name("FlateDecode"));
        update.put_stream(program, dict, &self.program)?;

        let cid_set = update.new_ref();
        update.put_stream(cid_set, Dict::new(), &self.cid_set)?;

        let descriptor = update.new_ref();
        let mut dict = Dict::new();
        dict.set("Type", Object::name("FontDescriptor"));
        dict.set("FontName", name.clone());
        let fixed = i64::from(self.face == Face::Mono);
        dict.set("Flags", 4 | fixed);
        dict.set("FontBBox", loaded.bounds.map(int).to_vec());
        dict.set("ItalicAngle", 0);
        dict.set("Ascent", loaded.ascent);
        dict.set("Descent", loaded.descent);
        dict.set("CapHeight", loaded.cap_height);
        dict.set("StemV", if loaded.bold { 140 } else { 80 });
        dict.set("FontFile2", program);
        dict.set("CIDSet", cid_set);
        update.put(descriptor, Object::Dict(dict))?;

        let descendant = update.new_ref();
        let mut system = Dict::new();
        system.set("Registry", Object::Str(b"Adobe".to_vec()));
        system.set("Ordering", Object::Str(b"Identity".to_vec()));
        system.set("Supplement", 0);
        let mut dict = Dict::new();
        dict.set("Type", Object::name("Font"));
        dict.set("Subtype", Object::name("CIDFontType2"));
        dict.set("BaseFont", name.clone());
        dict.set("CIDSystemInfo", system);
        dict.set("FontDescriptor", descriptor);
        dict.set("CIDToGIDMap", Object::name("Identity"));
        let by_glyph: BTreeMap<u16, u16> = self.glyphs.values().copied().collect();
        let mut widths = Vec::new();
        for (glyph, width) in by_glyph {
            widths.push(int(i64::from(glyph)));
            widths.push(Object::Array(vec![int(i64::from(width))]));
        }
        dict.set("W", widths);
        update.put(descendant, Object::Dict(dict))?;

        let to_unicode = update.new_ref();
        let mut dict = Dict::new();
        dict.set("Filter", Object::name("FlateDecode"));
        update.put_stream(to_unicode, dict, &self.to_unicode)?;

        let font = update.new_ref();
        let mut dict = Dict::new();
        dict.set("Type", Object::name("Font"));
        dict.set("Subtype", Object::name("Type0"));
        dict.set("BaseFont", name);
        dict.set("Encoding", Object::name("Identity-H"));
        dict.set("DescendantFonts", vec![descendant.into()]);
        dict.set("ToUnicode", to_unicode);
        update.put(font, Object::Dict(dict))?;
        Ok(font)
    }
}

/// The CMap that gives the text back to readers, screen readers and copying (9.10.3).
fn to_unicode(glyphs: &BTreeMap<char, (u16, u16)>) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry (Adobe)\n\
          /Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
          1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // Two characters may share a glyph; the first one is given back.
    let mut by_glyph: BTreeMap<u16, char> = BTreeMap::new();
    for (character, (glyph, _)) in glyphs {
        by_glyph.entry(*glyph).or_insert(*character);
    }
    let pairs: Vec<(u16, char)> = by_glyph.into_iter().collect();
    for chunk in pairs.chunks(100) {
        // Writing into a Vec cannot fail.
        let _ = writeln!(out, "{} beginbfchar", chunk.len());
        for (glyph, character) in chunk {
            let mut units = [0; 2];
            let _ = write!(out, "<{glyph:04X}> <");
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(out, "{unit:04X}");
            }
            out.extend_from_slice(b">\n");
        }
        out.extend_from_slice(b"endbfchar\n");
    }
    out.extend_from_slice(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}

/// zlib, as FlateDecode wants it.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    compress(bytes, flate2::Compression::default())
}

/// As [`deflate`], for what is drawn anew for every document: nine tenths of what there is to win, in a tenth of the time.
pub(crate) fn deflate_fast(bytes: &[u8]) -> Vec<u8> {
    compress(bytes, flate2::Compression::fast())
}

fn compress(bytes: &[u8], level: flate2::Compression) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2 + 64), level);
    // Writing into a Vec cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_load_and_have_what_four_languages_need() {
        let text = "Scellé · Gesiegelt · Gesigelt · ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿäöüßÄÖÜ’«»–—€";
        assert!(Face::Regular.width(text).unwrap() > 10.0);
        assert!(Face::Bold.width(text).unwrap() > 10.0);
        assert!((Face::Mono.width("10YK-GT5E").unwrap() - 9.0 * 0.6).abs() < 1e-9);
        assert!(matches!(Face::Bold.width("漢"), Err(Error::StampCharacter('漢'))));
    }

    #[test]
    fn a_subset_is_small_and_is_made_once_for_a_batch() {
        let characters: BTreeSet<char> = "Commune d’Exemple".chars().collect();
        let first = Subset::of(Face::Bold, &characters).unwrap();
        let second = Subset::of(Face::Bold, &characters).unwrap();
        assert!(Arc::ptr_eq(&first, &second));
        assert!(first.program.len() < 4000, "{} bytes", first.program.len());
        assert!(ttf_parser::Face::parse(BOLD, 0).is_ok());
    }
}
