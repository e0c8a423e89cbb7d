//! A site plan, landscape: what comes with an application for a building permit.

use std::fmt::Write as _;

use super::typeset::{MM, Sheet, Weight};
use crate::Error;

const BLACK: &str = "0.10 0.11 0.13";
const GREY: &str = "0.38 0.41 0.45";

/// Draws the site plan of a carport on an invented plot; A4 landscape, scale 1:200.
pub(super) fn site_plan(date: &str, at: jiff::Timestamp) -> Result<Vec<u8>, Error> {
    let (width, height) = (297.0 * MM, 210.0 * MM);
    let mut sheet = Sheet::new(width, height)?;
    sheet.add_page();

    let title = sheet.element("H1", None);
    sheet.text(
        Some(title),
        Weight::Bold,
        15.0,
        (18.0 * MM, height - 20.0 * MM),
        BLACK,
        "Plan d'implantation – carport, 14, rue de la Gare",
    );
    let figure = sheet.element(
        "Figure",
        Some("Plan d'implantation : parcelle de 24 m sur 32 m, maison existante de 10 m sur 12 m, carport projeté de 3,50 m sur 6 m à 3 m de la limite ouest."),
    );

    // One metre on the ground is 5 mm on paper (1:200); the plot's corner is the origin.
    let metre = 5.0 * MM;
    let (x0, y0) = (30.0 * MM, 34.0 * MM);
    let at_x = |metres: f32| x0 + metres * metre;
    let at_y = |metres: f32| y0 + metres * metre;
    let rectangle = |x: f32, y: f32, w: f32, h: f32| {
        format!(
            "{:.2} {:.2} {:.2} {:.2} re",
            at_x(x),
            at_y(y),
            w * metre,
            h * metre
        )
    };
    let line = |x1: f32, y1: f32, x2: f32, y2: f32| {
        format!(
            "{:.2} {:.2} m {:.2} {:.2} l S\n",
            at_x(x1),
            at_y(y1),
            at_x(x2),
            at_y(y2)
        )
    };

    let mut drawing = String::new();
    // Street to the south, plot, neighbours' boundaries.
    let _ = writeln!(
        drawing,
        "q 0.90 0.91 0.92 rg {} f Q",
        rectangle(-4.0, -4.5, 38.0, 4.5)
    );
    let _ = writeln!(
        drawing,
        "q 0.95 0.97 0.92 rg {} f Q",
        rectangle(0.0, 0.0, 32.0, 24.0)
    );
    let _ = writeln!(
        drawing,
        "q 0.55 0.20 0.18 RG 1.4 w [10 3 2 3] 0 d {} S Q",
        rectangle(0.0, 0.0, 32.0, 24.0)
    );
    let _ = write!(drawing, "q 0.60 0.62 0.65 RG 0.7 w ");
    for (x1, y1, x2, y2) in [
        (-4.0, 0.0, 0.0, 0.0),
        (32.0, 0.0, 34.0, 0.0),
        (0.0, 24.0, 0.0, 26.0),
        (32.0, 24.0, 32.0, 26.0),
    ] {
        drawing.push_str(&line(x1, y1, x2, y2));
    }
    drawing.push_str("Q\n");
    // The house, hatched.
    let house = rectangle(11.0, 8.0, 12.0, 10.0);
    let _ = writeln!(
        drawing,
        "q 0.86 0.86 0.85 rg {house} f Q\nq {house} W n 0.55 0.56 0.58 RG 0.4 w"
    );
    for step in 0..23_u8 {
        let from = 1.0 + f32::from(step);
        drawing.push_str(&line(from, 8.0, from + 10.0, 18.0));
    }
    let _ = writeln!(drawing, "Q q {BLACK} RG 1.2 w {house} S Q");
    // The carport that is asked for, and the drive.
    let _ = writeln!(
        drawing,
        "q 0.93 0.93 0.94 rg {} f Q",
        rectangle(3.0, 0.0, 3.5, 8.0)
    );
    let carport = rectangle(3.0, 8.0, 3.5, 6.0);
    let _ = writeln!(
        drawing,
        "q 0.98 0.85 0.62 rg {carport} f Q q 0.72 0.36 0.05 RG 1.6 w {carport} S Q"
    );
    let _ = write!(drawing, "q 0.72 0.36 0.05 RG 0.8 w ");
    drawing.push_str(&line(3.0, 8.0, 6.5, 14.0));
    drawing.push_str(&line(3.0, 14.0, 6.5, 8.0));
    drawing.push_str("Q\n");
    // Trees.
    for (x, y, radius) in [
        (27.0, 4.0, 1.5),
        (28.5, 20.0, 1.9),
        (25.5, 21.5, 1.3),
        (2.0, 21.0, 1.4),
    ] {
        let _ = writeln!(
            drawing,
            "q 0.76 0.88 0.72 rg 0.35 0.55 0.32 RG 0.7 w {} B Q",
            circle(at_x(x), at_y(y), radius * metre)
        );
    }
    // Dimensions.
    let _ = write!(drawing, "q {GREY} RG 0.6 w ");
    for (x1, y1, x2, y2) in [
        (0.0, 11.0, 3.0, 11.0),
        (6.5, 11.0, 11.0, 11.0),
        (3.0, 15.0, 6.5, 15.0),
        (7.3, 8.0, 7.3, 14.0),
        (0.0, -1.2, 32.0, -1.2),
        (33.0, 0.0, 33.0, 24.0),
    ] {
        drawing.push_str(&line(x1, y1, x2, y2));
        for (x, y) in [(x1, y1), (x2, y2)] {
            drawing.push_str(&line(x - 0.22, y - 0.22, x + 0.22, y + 0.22));
        }
    }
    drawing.push_str("Q\n");
    // North arrow and scale.
    let (nx, ny) = (at_x(37.5), at_y(21.0));
    let _ = writeln!(
        drawing,
        "q {BLACK} rg {nx:.2} {:.2} m {:.2} {:.2} l {nx:.2} {:.2} l h f Q q {BLACK} RG 0.8 w {nx:.2} {:.2} m {:.2} {:.2} l {nx:.2} {:.2} l h S Q",
        ny + 26.0,
        nx - 8.0,
        ny - 4.0,
        ny + 3.0,
        ny + 26.0,
        nx + 8.0,
        ny - 4.0,
        ny + 3.0,
    );
    for part in 0..5_u8 {
        let fill = if part % 2 == 0 { BLACK } else { "1 1 1" };
        let x = 36.0 + 2.0 * f32::from(part) * 0.7;
        let _ = writeln!(
            drawing,
            "q {fill} rg {BLACK} RG 0.5 w {} B Q",
            rectangle(x, 13.5, 1.4, 0.4)
        );
    }
    sheet.draw(Some(figure), &drawing);

    for (x, y, size, text) in [
        (13.2, 12.6, 10.0, "Maison existante"),
        (2.3, 16.0, 8.5, "Carport projeté"),
        (12.0, -3.2, 10.0, "rue de la Gare"),
        (0.9, 11.2, 7.5, "3,00"),
        (8.2, 11.2, 7.5, "4,50"),
        (4.1, 15.2, 7.5, "3,50"),
        (7.5, 9.2, 7.5, "6,00"),
        (15.3, -1.0, 7.5, "32,00"),
        (33.2, 12.0, 7.5, "24,00"),
        (14.5, 22.4, 8.5, "parcelle 0000/0001 – 768 m²"),
        (37.2, 19.0, 11.0, "N"),
        (36.0, 14.2, 7.5, "0"),
        (42.0, 14.2, 7.5, "7 m"),
    ] {
        let weight = if size >= 10.0 {
            Weight::Bold
        } else {
            Weight::Regular
        };
        sheet.text(Some(figure), weight, size, (at_x(x), at_y(y)), BLACK, text);
    }

    // Title block.
    let (bx, by, bw, bh) = (width - 77.0 * MM, 34.0 * MM, 62.0 * MM, 46.0 * MM);
    sheet.draw(
        None,
        &format!("q 1 1 1 rg {BLACK} RG 0.9 w {bx:.2} {by:.2} {bw:.2} {bh:.2} re B {bx:.2} {0:.2} m {1:.2} {0:.2} l S Q\n", by + bh - 20.0, bx + bw),
    );
    let block = sheet.element("P", None);
    sheet.text(
        Some(block),
        Weight::Bold,
        10.0,
        (bx + 7.0, by + bh - 14.0),
        BLACK,
        "Annexe 1 – échelle 1:200",
    );
    let lines = [
        "Maître d'ouvrage : M. Marc Schmit",
        "14, rue de la Gare, L-0000 Exemple",
        "Cotes en mètres",
        "TEST – document de démonstration",
    ];
    for (number, text) in (0_u8..).zip(lines) {
        sheet.text(
            Some(block),
            Weight::Regular,
            8.5,
            (bx + 7.0, by + bh - 36.0 - 15.0 * f32::from(number)),
            BLACK,
            text,
        );
    }
    sheet.text(
        Some(block),
        Weight::Regular,
        8.5,
        (bx + 7.0, by + 10.0),
        GREY,
        date,
    );
    sheet.finish("Plan d'implantation", "Marc Schmit (TEST)", at)
}

/// A circle of four Bézier curves.
fn circle(x: f32, y: f32, r: f32) -> String {
    let k = r * 0.5523;
    format!(
        "{:.2} {y:.2} m {:.2} {:.2} {:.2} {:.2} {x:.2} {:.2} c {:.2} {:.2} {:.2} {:.2} {:.2} {y:.2} c {:.2} {:.2} {:.2} {:.2} {x:.2} {:.2} c {:.2} {:.2} {:.2} {:.2} {:.2} {y:.2} c h",
        x + r,
        x + r,
        y + k,
        x + k,
        y + r,
        y + r,
        x - k,
        y + r,
        x - r,
        y + k,
        x - r,
        x - r,
        y - k,
        x - k,
        y - r,
        y - r,
        x + k,
        y - r,
        x + r,
        y - k,
        x + r,
    )
}
