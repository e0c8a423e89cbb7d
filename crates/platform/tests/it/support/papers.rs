//! Pictures of paper, as a telephone makes them: codes on a page, grey and not quite even.
#![allow(dead_code)]

use identifier::Identifier;
use image::{GrayImage, Luma};
use jiff::civil::Date;
use seal::key::SealKey;
use testkit::pki::{KeyKind, Leaf, TestPki};
use visible_seal::bundle::Entry;
use visible_seal::{Bundle, Facts, PinnedKey};

use super::World;

/// A page that has nothing on it but lines, with room for both codes.
pub fn page() -> GrayImage {
    paper(1240, 1000)
}

/// A corner of one, with room for the QR code: what is found late is searched long.
pub fn corner() -> GrayImage {
    paper(340, 340)
}

fn paper(width: u32, height: u32) -> GrayImage {
    GrayImage::from_fn(width, height, |x, y| {
        let shade = 214 + ((x / 31 + y / 17) % 9) as u8;
        let line = y % 60 < 3 && y < 500 && x > 100 && x < 1100;
        Luma([if line { 120 } else { shade }])
    })
}

fn draw(page: &mut GrayImage, at: (u32, u32), size: usize, module: u32, dark: impl Fn(usize, usize) -> bool) {
    let quiet = 4 * module;
    let side = size as u32 * module + 2 * quiet;
    for y in 0..side {
        for x in 0..side {
            let inside = |v: u32| {
                v.checked_sub(quiet)
                    .map(|v| (v / module) as usize)
                    .filter(|v| *v < size)
            };
            let ink = inside(x).zip(inside(y)).is_some_and(|(x, y)| dark(x, y));
            page.put_pixel(at.0 + x, at.1 + y, Luma([if ink { 38 } else { 222 }]));
        }
    }
}

/// Puts a QR code onto the page.
pub fn with_code(page: &mut GrayImage, text: &str) {
    let code = fast_qr::QRBuilder::new(text).build().unwrap();
    let (at, module) = if page.width() > 1000 {
        ((60, 560), 6)
    } else {
        ((20, 20), 6)
    };
    draw(page, at, code.size, module, |x, y| code[y][x].value());
}

/// Puts a visible seal onto the page.
pub fn with_seal(page: &mut GrayImage, bytes: &[u8]) {
    let symbol = datamatrix::DataMatrixBuilder::new()
        .with_encodation_types(datamatrix::data::EncodationType::Base256)
        .encode(bytes)
        .unwrap();
    let bitmap = symbol.bitmap();
    let (width, bits) = (bitmap.width(), bitmap.bits().to_vec());
    draw(page, (640, 520), width, 5, |x, y| bits[y * width + x]);
}

pub fn png(page: &GrayImage) -> Vec<u8> {
    encoded(page, image::ImageFormat::Png)
}

pub fn jpeg(page: &GrayImage) -> Vec<u8> {
    encoded(page, image::ImageFormat::Jpeg)
}

fn encoded(page: &GrayImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    page.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn key_of(leaf: &Leaf) -> SealKey {
    SealKey::from_pkcs12(&leaf.pkcs12("x"), &secrecy::SecretString::from("x")).unwrap()
}

/// Somebody who signs visible seals.
pub struct Signer(Leaf);

impl Signer {
    pub fn new() -> Self {
        Self(TestPki::shared().seal(KeyKind::P256))
    }

    /// The bytes of a visible seal about `identifier`.
    pub fn seal(&self, identifier: &Identifier, on: Date) -> Vec<u8> {
        let facts = Facts {
            identifier: identifier.canonical(),
            title: "Autorisation de bâtir".into(),
            authority: "TEST Commune de Bettendorf".into(),
            reference: Some("2026/BAT/000017".into()),
            pages: 1,
            ..Facts::default()
        };
        let signer = seal::visible::Signer::of_id("LUAS").unwrap();
        seal::visible::issue(&key_of(&self.0), &signer, &facts, on).unwrap()
    }

    /// The file of a bundle that names this signer, and the key of its publisher, PEM.
    pub fn bundle(&self, world: &World) -> (String, String) {
        let publisher = TestPki::shared().seal(KeyKind::P384);
        let made = Bundle {
            version: 7,
            issued_at: world.time(),
            next_update: world.time() + jiff::SignedDuration::from_hours(24 * 30),
            entries: vec![Entry::from_pem("LUAS", &self.0.chain_pem()).unwrap()],
            profiles: Vec::new(),
        };
        let file = seal::visible::sign_bundle(&key_of(&publisher), &made).unwrap();
        (file, publisher.chain_pem())
    }

    /// The same, as the program opens it.
    pub fn opened_bundle(&self, world: &World) -> Bundle {
        let (file, key) = self.bundle(world);
        Bundle::open(file.as_bytes(), &PinnedKey::read(key.as_bytes()).unwrap(), None).unwrap()
    }
}
