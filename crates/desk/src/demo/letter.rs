//! Administrative letters of the demonstration.

use super::typeset::{MM, Sheet, Weight};
use crate::Error;

const BLACK: &str = "0.10 0.11 0.13";
const GREY: &str = "0.38 0.41 0.45";
const ACCENT: &str = "0.05 0.29 0.42";
const WARNING: &str = "0.70 0.13 0.11";

const WIDTH: f32 = 210.0 * MM;
const HEIGHT: f32 = 297.0 * MM;
const LEFT: f32 = 25.0 * MM;
const RIGHT: f32 = 20.0 * MM;
/// Free at the foot: the footer, and above it room for a stamp.
const FOOT: f32 = 56.0 * MM;
const SIZE: f32 = 10.5;
const LEADING: f32 = 15.0;

/// A piece of a letter.
pub(super) enum Block {
    /// A heading.
    Heading(&'static str),
    /// A paragraph.
    Text(String),
    /// Numbered articles or grounds.
    Articles(Vec<(&'static str, String)>),
    /// Facts, name and value beside each other.
    Facts(Vec<(&'static str, String)>),
    /// Who signs.
    Signature(&'static str, &'static str),
}

/// Who writes.
pub(super) enum Sender {
    /// The administration; the name of its office.
    Office(&'static str),
    /// A private person or company: name and address.
    Private(&'static [&'static str]),
}

/// A letter.
pub(super) struct Letter {
    pub(super) title: String,
    pub(super) sender: Sender,
    pub(super) recipient: Vec<String>,
    pub(super) place_and_date: String,
    pub(super) reference: Option<String>,
    pub(super) subject: String,
    pub(super) blocks: Vec<Block>,
}

struct Setting {
    sheet: Sheet,
    y: f32,
}

impl Letter {
    /// Sets the letter; `at` is its date of making.
    pub(super) fn set(&self, at: jiff::Timestamp) -> Result<Vec<u8>, Error> {
        let mut setting = Setting {
            sheet: Sheet::new(WIDTH, HEIGHT)?,
            y: 0.0,
        };
        setting.sheet.add_page();
        setting.head(&self.sender);
        setting.address(&self.recipient, &self.place_and_date, self.reference.as_deref());
        setting.y -= 10.0;
        let subject = setting.sheet.element("H1", None);
        setting.wrapped(
            Some(subject),
            Weight::Bold,
            12.5,
            ACCENT,
            LEFT,
            &self.subject,
            17.0,
        );
        setting.y -= 9.0;
        for block in &self.blocks {
            setting.block(block);
        }
        let author = match &self.sender {
            Sender::Office(_) => super::ADMINISTRATION,
            Sender::Private(lines) => lines.first().copied().unwrap_or_default(),
        };
        setting.sheet.finish(&self.title, author, at)
    }
}

impl Setting {
    fn head(&mut self, sender: &Sender) {
        let top = HEIGHT - 18.0 * MM;
        match sender {
            Sender::Office(office) => {
                self.sheet.draw(None, &arms(LEFT, top - 34.0));
                let element = self.sheet.element("P", None);
                let x = LEFT + 40.0;
                let text = &mut self.sheet;
                text.text(
                    Some(element),
                    Weight::Bold,
                    15.0,
                    (x, top - 11.0),
                    BLACK,
                    "Commune d'Exemple",
                );
                text.text(
                    Some(element),
                    Weight::Regular,
                    9.5,
                    (x, top - 24.0),
                    GREY,
                    "Grand-Duché de Luxembourg",
                );
                text.text(Some(element), Weight::Bold, 9.5, (x, top - 36.0), ACCENT, office);
                self.right_aligned(
                    Weight::Bold,
                    8.5,
                    top - 8.0,
                    WARNING,
                    "TEST – document de démonstration",
                );
                self.right_aligned(
                    Weight::Regular,
                    8.5,
                    top - 20.0,
                    GREY,
                    "1, place de l'Hôtel-de-Ville, L-0000 Exemple",
                );
                self.right_aligned(
                    Weight::Regular,
                    8.5,
                    top - 31.0,
                    GREY,
                    "Tél. (+352) 00 00 01 · commune@exemple.example",
                );
                let line = format!(
                    "q {ACCENT} RG 0.9 w {LEFT:.2} {0:.2} m {1:.2} {0:.2} l S Q\n",
                    top - 46.0,
                    WIDTH - RIGHT
                );
                self.sheet.draw(None, &line);
                self.foot("Commune d'Exemple (TEST) · aucun effet juridique · exemple.example");
                self.y = top - 82.0;
            }
            Sender::Private(lines) => {
                let element = self.sheet.element("P", None);
                for (number, line) in (0_u8..).zip(lines.iter()) {
                    let weight = if number == 0 {
                        Weight::Bold
                    } else {
                        Weight::Regular
                    };
                    let at = (LEFT, top - 14.0 * f32::from(number));
                    self.sheet.text(Some(element), weight, 10.5, at, BLACK, line);
                }
                self.foot("TEST – document de démonstration, personnes et adresses inventées");
                self.y = top - 82.0;
            }
        }
    }

    /// Footer and page number; also of the pages that follow.
    fn foot(&mut self, text: &str) {
        let y = 13.0 * MM;
        self.sheet.text(None, Weight::Regular, 8.0, (LEFT, y), GREY, text);
        let number = format!("page {}", self.sheet.pages());
        let width = self.sheet.text_width(Weight::Regular, 8.0, &number);
        self.sheet.text(
            None,
            Weight::Regular,
            8.0,
            (WIDTH - RIGHT - width, y),
            GREY,
            &number,
        );
    }

    fn right_aligned(&mut self, weight: Weight, size: f32, y: f32, colour: &str, text: &str) {
        let x = WIDTH - RIGHT - self.sheet.text_width(weight, size, text);
        self.sheet.text(None, weight, size, (x, y), colour, text);
    }

    fn address(&mut self, recipient: &[String], place_and_date: &str, reference: Option<&str>) {
        let element = self.sheet.element("P", None);
        let x = 118.0 * MM;
        let mut y = self.y;
        for line in recipient {
            self.sheet
                .text(Some(element), Weight::Regular, SIZE, (x, y), BLACK, line);
            y -= 14.5;
        }
        let mut left = self.y;
        if let Some(reference) = reference {
            let element = self.sheet.element("P", None);
            self.sheet.text(
                Some(element),
                Weight::Regular,
                8.5,
                (LEFT, left),
                GREY,
                "Notre référence",
            );
            self.sheet.text(
                Some(element),
                Weight::Bold,
                SIZE,
                (LEFT, left - 14.0),
                BLACK,
                reference,
            );
            left -= 36.0;
        }
        self.y = y.min(left) - 20.0;
        let element = self.sheet.element("P", None);
        self.sheet.text(
            Some(element),
            Weight::Regular,
            SIZE,
            (x, self.y),
            BLACK,
            place_and_date,
        );
        self.y -= 24.0;
    }

    /// Goes to a new page when fewer than `needed` points are left.
    fn room(&mut self, needed: f32) {
        if self.y - needed < FOOT {
            self.sheet.add_page();
            self.foot("Commune d'Exemple (TEST) · aucun effet juridique · exemple.example");
            self.y = HEIGHT - 25.0 * MM;
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one line of text has that many properties"
    )]
    fn wrapped(
        &mut self,
        element: Option<usize>,
        weight: Weight,
        size: f32,
        colour: &str,
        x: f32,
        text: &str,
        leading: f32,
    ) {
        for line in self.sheet.lines(weight, size, text, WIDTH - RIGHT - x) {
            self.room(leading);
            self.sheet.text(element, weight, size, (x, self.y), colour, &line);
            self.y -= leading;
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                // A heading never stands alone at the foot of a page.
                self.room(5.0 * LEADING);
                self.y -= 5.0;
                let element = self.sheet.element("H2", None);
                self.wrapped(Some(element), Weight::Bold, 11.5, ACCENT, LEFT, text, LEADING);
                self.y -= 3.0;
            }
            Block::Text(text) => {
                let element = self.sheet.element("P", None);
                self.wrapped(Some(element), Weight::Regular, SIZE, BLACK, LEFT, text, LEADING);
                self.y -= 7.0;
            }
            Block::Articles(articles) => {
                for (name, text) in articles {
                    self.room(2.0 * LEADING);
                    let element = self.sheet.element("P", None);
                    self.sheet
                        .text(Some(element), Weight::Bold, SIZE, (LEFT, self.y), BLACK, name);
                    self.wrapped(
                        Some(element),
                        Weight::Regular,
                        SIZE,
                        BLACK,
                        LEFT + 46.0,
                        text,
                        LEADING,
                    );
                    self.y -= 6.0;
                }
            }
            Block::Facts(facts) => {
                let width = WIDTH - RIGHT - LEFT;
                for (name, value) in facts {
                    self.room(LEADING + 5.0);
                    let rule = format!(
                        "q 0.82 0.85 0.88 RG 0.5 w {LEFT:.2} {0:.2} m {1:.2} {0:.2} l S Q\n",
                        self.y - 5.5,
                        LEFT + width
                    );
                    self.sheet.draw(None, &rule);
                    let element = self.sheet.element("P", None);
                    self.sheet
                        .text(Some(element), Weight::Regular, 9.5, (LEFT, self.y), GREY, name);
                    self.sheet.text(
                        Some(element),
                        Weight::Bold,
                        SIZE,
                        (LEFT + 150.0, self.y),
                        BLACK,
                        value,
                    );
                    self.y -= LEADING + 4.5;
                }
                self.y -= 6.0;
            }
            Block::Signature(role, name) => {
                self.room(5.0 * LEADING);
                self.y -= 12.0;
                let element = self.sheet.element("P", None);
                let x = 118.0 * MM;
                self.sheet
                    .text(Some(element), Weight::Regular, SIZE, (x, self.y), BLACK, role);
                self.sheet
                    .text(Some(element), Weight::Bold, SIZE, (x, self.y - 44.0), BLACK, name);
                self.y -= 60.0;
            }
        }
    }
}

/// Invented arms: a shield, party, with a wavy river.
fn arms(x: f32, y: f32) -> String {
    let (w, h) = (28.0, 34.0);
    let shield = format!(
        "{x:.2} {top:.2} m {right:.2} {top:.2} l {right:.2} {mid:.2} l {right:.2} {low:.2} {near:.2} {lower:.2} {centre:.2} {y:.2} c \
         {far:.2} {lower:.2} {x:.2} {low:.2} {x:.2} {mid:.2} c h",
        top = y + h,
        right = x + w,
        mid = y + h * 0.45,
        low = y + h * 0.22,
        lower = y + h * 0.08,
        near = x + w * 0.72,
        far = x + w * 0.28,
        centre = x + w * 0.5,
    );
    format!(
        "q {shield} W n {ACCENT} rg {x:.2} {y:.2} {w:.2} {h:.2} re f 0.90 0.74 0.25 rg {x:.2} {half:.2} {w:.2} {part:.2} re f \
         1 1 1 RG 2.6 w {x:.2} {river:.2} m {a:.2} {up:.2} {b:.2} {down:.2} {end:.2} {river:.2} c S Q q {ACCENT} RG 0.8 w {shield} S Q\n",
        half = y + h * 0.62,
        part = h * 0.38,
        river = y + h * 0.42,
        up = y + h * 0.56,
        down = y + h * 0.28,
        a = x + w * 0.33,
        b = x + w * 0.66,
        end = x + w,
    )
}
