//! Pictures and scans become PDF/A; what other programs make of pictures is tried where ImageMagick is installed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use typeset::scan::{
    About, MAX_PAGES, ScanError, ScanPdf, SeparatorSheet, convert, cut, separator_sheet, symbols,
};
use wording::Explain;

fn about() -> About<'static> {
    About {
        title: "Pièce & annexe <1>",
        lang: "fr",
        at: "2026-03-02T08:15:00Z".parse().unwrap(),
    }
}

fn made(bytes: &[u8]) -> Result<ScanPdf, ScanError> {
    convert(bytes, None, &about(), &mut |_| true)
}

/// Red left half, blue right half; the top tenth is black.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        if y < height / 10 {
            Rgb([0, 0, 0])
        } else if x < width / 2 {
            Rgb([255, 0, 0])
        } else {
            Rgb([0, 0, 255])
        }
    })
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The page as another program draws it, at 72 dpi: width, height, and the colour at a place given in tenths.
fn drawn(pdf: &[u8], page: u32) -> Option<RgbImage> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("a.png"));
    std::fs::write(&from, pdf).unwrap();
    let status = Command::new("mutool")
        .args(["draw", "-q", "-r", "72", "-o"])
        .arg(&to)
        .arg(&from)
        .arg(page.to_string())
        .status();
    match status {
        Ok(status) => {
            assert!(status.success());
            Some(image::open(&to).unwrap().into_rgb8())
        }
        Err(_) => {
            eprintln!("SKIPPED: mutool is not installed");
            None
        }
    }
}

fn at(image: &RgbImage, x: u32, y: u32) -> [u8; 3] {
    image.get_pixel(image.width() * x / 10, image.height() * y / 10).0
}

fn close(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 24)
}

/// Sound for qpdf, and for our own reader.
fn sound(pdf: &[u8], pages: u32) {
    let inspection = pdf::inspect(pdf, None).unwrap();
    assert_eq!(inspection.pages, pages);
    assert_eq!(inspection.pdf_a.as_deref(), Some("2B"));
    assert_eq!(inspection.title.as_deref(), Some("Pièce & annexe <1>"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf).unwrap();
    match Command::new("qpdf").arg("--check").arg(&file).output() {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        ),
        Err(_) => eprintln!("SKIPPED: qpdf is not installed"),
    }
}

#[test]
fn a_jpeg_goes_in_byte_for_byte() {
    let mut bytes = encoded(&DynamicImage::ImageRgb8(flag(400, 300)), ImageFormat::Jpeg);
    let pdf = made(&bytes).unwrap();
    sound(&pdf.pdf, 1);
    assert!(
        pdf.pdf.windows(bytes.len()).any(|window| window == bytes),
        "the JPEG stands in the PDF as it is"
    );
    // A picture without a size of its own is as large as A4 lets it be, lying.
    let page = drawn(&pdf.pdf, 1);
    if let Some(page) = &page {
        assert!(page.width() == 842 && page.height().abs_diff(595) <= 1);
        assert!(close(at(page, 3, 5), [255, 0, 0]) && close(at(page, 7, 5), [0, 0, 255]));
    }
    // Cut off in the middle it is refused.
    bytes.truncate(bytes.len() / 2);
    assert_eq!(made(&bytes).unwrap_err().code(), "scan-damaged");
}

#[test]
fn the_turn_that_a_camera_notes_is_honoured() {
    let plain = encoded(&DynamicImage::ImageRgb8(flag(400, 200)), ImageFormat::Jpeg);
    // Where the black bar of the top is seen after each turn, in tenths.
    for (orientation, bar, red) in [
        (1u8, (5, 0), (2, 5)),
        (2, (5, 0), (7, 5)),
        (3, (5, 9), (7, 5)),
        (4, (5, 9), (2, 5)),
        (5, (0, 5), (5, 2)),
        (6, (9, 5), (5, 2)),
        (7, (9, 5), (5, 7)),
        (8, (0, 5), (5, 7)),
    ] {
        // An EXIF segment with one entry: orientation (TIFF 6.0, tag 274).
        let exif = [
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(),
            &[orientation, 0, 0, 0, 0, 0, 0],
        ]
        .concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let bytes = [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat();
        let pdf = made(&bytes).unwrap();
        let Some(page) = drawn(&pdf.pdf, 1) else { return };
        let turned = orientation >= 5;
        assert_eq!(page.height() > page.width(), turned, "orientation {orientation}");
        // The picture stands in the middle of the page, with a margin.
        let place = |(x, y): (u32, u32)| {
            let (w, h) = (page.width() as f32, page.height() as f32);
            let (pw, ph) = if turned { (1.0, 2.0) } else { (2.0, 1.0) };
            let scale = ((w - 56.7) / pw).min((h - 56.7) / ph);
            let (left, top) = ((w - pw * scale) / 2.0, (h - ph * scale) / 2.0);
            page.get_pixel(
                (left + pw * scale * (x as f32 + 0.5) / 10.0) as u32,
                (top + ph * scale * (y as f32 + 0.5) / 10.0) as u32,
            )
            .0
        };
        assert!(
            close(place(bar), [0, 0, 0]),
            "orientation {orientation}: {:?}",
            place(bar)
        );
        assert!(
            close(place(red), [255, 0, 0]),
            "orientation {orientation}: {:?}",
            place(red)
        );
    }
}

#[test]
fn transparency_becomes_paper_and_sixteen_bits_stay() {
    let see_through = RgbaImage::from_fn(100, 100, |x, _| {
        if x < 50 {
            Rgba([0, 0, 0, 0])
        } else {
            Rgba([0, 128, 0, 255])
        }
    });
    let pdf = made(&encoded(&DynamicImage::ImageRgba8(see_through), ImageFormat::Png)).unwrap();
    sound(&pdf.pdf, 1);
    assert!(!pdf.pdf.windows(6).any(|window| window == b"/SMask"));
    if let Some(page) = drawn(&pdf.pdf, 1) {
        assert!(close(at(&page, 3, 5), [255, 255, 255]));
        assert!(close(at(&page, 7, 5), [0, 128, 0]));
    }
    let deep = DynamicImage::ImageRgb8(flag(60, 60)).into_rgb16();
    let pdf = made(&encoded(&DynamicImage::ImageRgb16(deep), ImageFormat::Png)).unwrap();
    sound(&pdf.pdf, 1);
    assert!(
        pdf.pdf
            .windows(20)
            .any(|window| window == b"/BitsPerComponent 16")
    );
    let grey = DynamicImage::ImageRgb8(flag(60, 60)).into_luma8();
    for format in [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Jpeg] {
        sound(
            &made(&encoded(&DynamicImage::ImageLuma8(grey.clone()), format))
                .unwrap()
                .pdf,
            1,
        );
    }
}

/// What ImageMagick makes of the flag with these arguments.
fn magick(arguments: &[&str], name: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("flag.png"), folder.path().join(name));
    std::fs::write(
        &from,
        encoded(&DynamicImage::ImageRgb8(flag(400, 300)), ImageFormat::Png),
    )
    .unwrap();
    let output = Command::new("convert")
        .arg(&from)
        .args(arguments)
        .arg(&to)
        .output();
    match output {
        Ok(output) if output.status.success() => std::fs::read(&to).ok(),
        _ => {
            eprintln!("SKIPPED: convert makes no {name}");
            None
        }
    }
}

#[test]
fn what_other_programs_write_is_read() {
    for (arguments, name, size) in [
        (
            ["-density", "300", "-units", "PixelsPerInch", "-quality", "90"].as_slice(),
            "a.jpg",
            (96, 72),
        ),
        (&["-density", "300", "-units", "PixelsPerInch"], "a.png", (96, 72)),
        (&["-colors", "8", "-type", "palette"], "p.png", (842, 595)),
        (
            &[
                "-monochrome",
                "-compress",
                "Group4",
                "-density",
                "200",
                "-units",
                "PixelsPerInch",
            ],
            "g4.tif",
            (144, 108),
        ),
        (
            &["-compress", "LZW", "-density", "200", "-units", "PixelsPerInch"],
            "lzw.tif",
            (144, 108),
        ),
        (
            &["-compress", "JPEG", "-density", "200", "-units", "PixelsPerInch"],
            "jpeg.tif",
            (144, 108),
        ),
        (
            &[
                "-compress",
                "Zip",
                "-depth",
                "16",
                "-density",
                "200",
                "-units",
                "PixelsPerInch",
            ],
            "deep.tif",
            (144, 108),
        ),
        (
            &[
                "-colorspace",
                "CMYK",
                "-compress",
                "LZW",
                "-density",
                "200",
                "-units",
                "PixelsPerInch",
            ],
            "cmyk.tif",
            (144, 108),
        ),
        (&["-colorspace", "CMYK"], "cmyk.jpg", (842, 595)),
        (&["-interlace", "JPEG"], "progressive.jpg", (842, 595)),
        (&["-colorspace", "Gray"], "grey.jpg", (842, 595)),
        (&[], "a.gif", (842, 595)),
        (&[], "a.bmp", (842, 595)),
        (&[], "a.webp", (842, 595)),
        (
            &[
                "-define",
                "tiff:endian=msb",
                "-define",
                "tiff:tile-geometry=64x64",
            ],
            "tiled.tif",
            (842, 595),
        ),
    ] {
        let Some(bytes) = magick(arguments, name) else {
            continue;
        };
        let pdf = match made(&bytes) {
            Ok(pdf) => pdf,
            Err(error) => panic!("{name}: {error}"),
        };
        sound(&pdf.pdf, 1);
        let Some(page) = drawn(&pdf.pdf, 1) else { continue };
        assert!(
            page.width().abs_diff(size.0) <= 1 && page.height().abs_diff(size.1) <= 1,
            "{name}: {}×{}",
            page.width(),
            page.height()
        );
        let (left, right) = (at(&page, 3, 5), at(&page, 7, 5));
        if name.starts_with("g4") || name.starts_with("grey") {
            continue;
        }
        assert!(left[0] > 140 && left[2] < 110, "{name}: {left:?}");
        assert!(right[2] > 120 && right[0] < 110, "{name}: {right:?}");
    }
}

#[test]
fn a_picture_of_a_kind_that_is_not_read_is_not_called_damaged() {
    let Some(one) = magick(&["-monochrome", "-compress", "Fax"], "g3.tif") else {
        return;
    };
    let error = made(&one).unwrap_err();
    assert!(matches!(error, ScanError::Unsupported { .. }), "{error:?}");
}

#[test]
fn fax_pages_are_black_on_white_and_each_is_a_page() {
    let Some(one) = magick(
        &["-threshold", "20%", "-compress", "Group4", "-duplicate", "2"],
        "fax.tif",
    ) else {
        return;
    };
    let pdf = made(&one).unwrap();
    sound(&pdf.pdf, 3);
    assert_eq!(pdf.pages, 3);
    if let Some(page) = drawn(&pdf.pdf, 2) {
        // Only the bar at the top is darker than a fifth and stays black... blue counts as dark, too.
        assert!(
            close(page.get_pixel(2, 2).0, [255, 255, 255]),
            "the margin is white"
        );
        assert!(close(at(&page, 3, 5), [255, 255, 255]), "{:?}", at(&page, 3, 5));
    }
    let part = convert(&one, Some(&[1, 2]), &about(), &mut |_| true).unwrap();
    assert_eq!(part.pages, 2);
    assert_eq!(
        convert(&one, None, &about(), &mut |done| done < 2).unwrap_err(),
        ScanError::Stopped
    );
}

#[test]
fn what_is_too_large_is_refused_before_it_is_unpacked() {
    // A PNG that says it has 60,000 × 60,000 pixels.
    let mut png = encoded(&DynamicImage::ImageRgb8(flag(8, 8)), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(made(&png).unwrap_err().code(), "scan-too-large");
    // A TIFF of very many pages of one pixel.
    let pages = MAX_PAGES + 5;
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    for page in 0..pages {
        let entries: [(u16, u16, u32); 6] = [
            (256, 3, 1),
            (257, 3, 1),
            (258, 3, 8),
            (262, 3, 1),
            (273, 4, 8),
            (279, 4, 1),
        ];
        tiff.extend(6u16.to_le_bytes());
        for (tag, kind, value) in entries {
            tiff.extend(tag.to_le_bytes());
            tiff.extend(kind.to_le_bytes());
            tiff.extend(1u32.to_le_bytes());
            tiff.extend(value.to_le_bytes());
        }
        let next = if page + 1 < pages {
            tiff.len() as u32 + 4
        } else {
            0
        };
        tiff.extend(next.to_le_bytes());
    }
    assert_eq!(made(&tiff).unwrap_err().code(), "scan-too-many-pages");
    // A TIFF whose pages lead in a circle.
    let mut circle = tiff[..8 + 2 + 72 + 4].to_vec();
    let last = circle.len() - 4;
    circle[last..].copy_from_slice(&8u32.to_le_bytes());
    assert!(made(&circle).is_err());
    for nothing in [
        b"".as_slice(),
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"II*\0",
        b"GIF89a",
        b"BM",
        b"Bonjour",
    ] {
        assert!(made(nothing).is_err(), "{nothing:?}");
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn damaged_pictures_never_make_the_program_stumble() {
    let picture = DynamicImage::ImageRgb8(flag(40, 30));
    let mut inputs = vec![
        encoded(&picture, ImageFormat::Png),
        encoded(&picture, ImageFormat::Jpeg),
        encoded(&picture, ImageFormat::Bmp),
    ];
    inputs.extend(magick(&["-resize", "10%", "-compress", "LZW"], "a.tif"));
    for input in inputs {
        // Every 7th byte, changed in one way: fast, and the same each time.
        for at in (0..input.len()).step_by(7) {
            let mut bytes = input.clone();
            bytes[at] ^= 0x5a;
            let _ = made(&bytes);
        }
        for length in (0..input.len()).step_by(input.len() / 40 + 1) {
            let _ = made(&input[..length]);
        }
    }
}

#[test]
fn a_separator_sheet_is_read_from_its_own_page_and_cut_out() {
    let lines = vec!["Posez cette feuille avant les pages du dossier.".to_owned()];
    let sheet = SeparatorSheet {
        payload: "greffe-separator:1:01936f2e-7b2a-7000-8000-000000000001:0123456789abcdef01234567",
        heading: "Feuille de séparation",
        reference: "2026/RES/000123",
        subject: "Certificat de résidence – Müller",
        lines: &lines,
    };
    let pdf = separator_sheet(&sheet, &about()).unwrap();
    sound(&pdf, 1);
    let bytes = Arc::new(pdf);
    let (found, whole) = symbols(&bytes, 10, Duration::from_secs(60)).unwrap();
    assert!(whole);
    assert_eq!(found, [[sheet.payload.to_owned()]]);
    // Scanned: a grey picture in a PDF, a little turned, with noise, beside a page without.
    if let Some(scan) = scanned(&bytes) {
        let (found, _) = symbols(&Arc::new(scan.clone()), 10, Duration::from_secs(60)).unwrap();
        assert_eq!(found, [vec![sheet.payload.to_owned()]]);
        let paper = made(&scan).unwrap();
        let (found, _) = symbols(&Arc::new(paper.pdf.clone()), 10, Duration::from_secs(60)).unwrap();
        assert_eq!(found, [vec![sheet.payload.to_owned()]]);
        let part = cut(&Arc::new(paper.pdf), &[0], &about()).unwrap();
        assert_eq!(pdf::inspect(&part, None).unwrap().pages, 1);
    }
    assert!(cut(&bytes, &[7], &about()).is_err());
    assert!(
        symbols(
            &Arc::new(b"%PDF-1.4 rubbish".to_vec()),
            10,
            Duration::from_secs(5)
        )
        .is_err()
    );
}

fn scanned(pdf: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, drawn, to) = (
        folder.path().join("a.pdf"),
        folder.path().join("a.png"),
        folder.path().join("a.jpg"),
    );
    std::fs::write(&from, pdf).unwrap();
    let run = |command: &mut Command| command.status().is_ok_and(|status| status.success());
    let ok = run(Command::new("mutool")
        .args(["draw", "-q", "-r", "150", "-o"])
        .arg(&drawn)
        .arg(&from))
        && run(Command::new("convert")
            .arg(&drawn)
            .args([
                "-colorspace",
                "Gray",
                "-rotate",
                "1.5",
                "-attenuate",
                "0.4",
                "+noise",
                "Gaussian",
                "-quality",
                "60",
            ])
            .arg(&to));
    if !ok {
        eprintln!("SKIPPED: mutool or convert is not installed");
    }
    ok.then(|| std::fs::read(Path::new(&to)).unwrap())
}
