//! What an appearance says and how it is arranged, as data: a procedure keeps one in a file.

use serde::{Deserialize, Serialize};

/// Templates with more lines are no signature's appearance.
const MAX_LINES: usize = 24;
/// Characters of one line of a template.
const MAX_LINE: usize = 400;
/// Sides of an appearance, in millimetres.
const SIDES_MM: std::ops::RangeInclusive<f64> = 5.0..=300.0;
/// Type sizes, in points.
const SIZES_PT: std::ops::RangeInclusive<f64> = 4.0..=36.0;

/// How the visible signature of a procedure looks.
///
/// ```
/// let template: pdf::appearance::AppearanceTemplate = serde_json::from_str(
///     r#"{"name": "decision", "width_mm": 70, "height_mm": 30,
///         "lines": [{"text": "{delegation} {holder}", "bold": true}, {"text": "{capacity}"}, {"text": "{time}"}]}"#,
/// ).unwrap();
/// assert_eq!(template.problem(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppearanceTemplate {
    /// The name by which a field can ask for it (`/AppearanceFilter`).
    pub name: String,
    /// Natural width in millimetres.
    pub width_mm: f64,
    /// Natural height in millimetres.
    pub height_mm: f64,
    /// Largest type, in points; it shrinks until the text fits.
    #[serde(default = "default_size")]
    pub font_size: f64,
    /// Smallest type, in points.
    #[serde(default = "default_size_min")]
    pub font_size_min: f64,
    /// How lines stand in the area of the text.
    #[serde(default)]
    pub align: Align,
    /// What lies below.
    #[serde(default)]
    pub ground: Ground,
    /// A hairline around it.
    #[serde(default)]
    pub border: bool,
    /// Where the image stands, where one is given.
    #[serde(default)]
    pub image: ImagePlace,
    /// How much of the side (width, or height for an image above) the image may take, from 0.1 to 0.9.
    #[serde(default = "default_share")]
    pub image_share: f64,
    /// The lines, from the top.
    pub lines: Vec<TemplateLine>,
}

fn default_size() -> f64 {
    9.0
}

fn default_size_min() -> f64 {
    5.0
}

fn default_share() -> f64 {
    0.35
}

/// One line of a template. `{holder}`, `{capacity}`, `{delegation}`, `{authority}`, `{time}`, `{reason}` and `{place}`
/// stand for what the signature says; a line that names only what is not there is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateLine {
    /// The text.
    pub text: String,
    /// Emphasised.
    #[serde(default)]
    pub bold: bool,
    /// Size relative to the other lines, from 0.5 to 2.
    #[serde(default = "default_scale")]
    pub scale: f64,
}

fn default_scale() -> f64 {
    1.0
}

/// How lines stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// What lies below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Opaque white.
    #[default]
    White,
    /// Nothing: the page shows through. A marker that fixes the place is covered with white all the same.
    None,
}

/// Where the image stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImagePlace {
    /// Left of the text.
    #[default]
    Left,
    /// Right of the text.
    Right,
    /// Above the text.
    Above,
}

/// What a signature says, ready to print, in the language of the document. What is not there stays out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppearanceTexts {
    /// Who signs.
    pub holder: Option<String>,
    /// In what capacity.
    pub capacity: Option<String>,
    /// For whom: "p.d. le bourgmestre".
    pub delegation: Option<String>,
    /// The authority.
    pub authority: Option<String>,
    /// The time, its zone written.
    pub time: Option<String>,
    /// The reason.
    pub reason: Option<String>,
    /// The place.
    pub place: Option<String>,
}

const NAMES: [&str; 7] = [
    "holder",
    "capacity",
    "delegation",
    "authority",
    "time",
    "reason",
    "place",
];

impl AppearanceTexts {
    fn value(&self, name: &str) -> Option<&str> {
        match name {
            "holder" => self.holder.as_deref(),
            "capacity" => self.capacity.as_deref(),
            "delegation" => self.delegation.as_deref(),
            "authority" => self.authority.as_deref(),
            "time" => self.time.as_deref(),
            "reason" => self.reason.as_deref(),
            "place" => self.place.as_deref(),
            _ => None,
        }
        .map(str::trim)
        .filter(|value| !value.is_empty())
    }
}

/// What is wrong with a template. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateProblem {
    /// The text is no template at all (TOML, unknown key, missing key), with the parser's words.
    #[error("{0}")]
    Syntax(String),
    /// Without name.
    #[error("it has no name")]
    Name,
    /// Width or height out of bounds.
    #[error("width and height must be from 5 to 300 mm")]
    Size,
    /// Type sizes out of bounds or in the wrong order.
    #[error("type must be from 4 to 36 points, the smallest not above the largest")]
    FontSize,
    /// The image's share out of bounds.
    #[error("the image may take from 0.1 to 0.9")]
    ImageShare,
    /// No line, or too many.
    #[error("it must have from 1 to 24 lines")]
    Lines,
    /// A line's scale out of bounds, or the line too long.
    #[error("line {0}: at most 400 characters, scale from 0.5 to 2")]
    Line(usize),
    /// A brace without its partner.
    #[error("line {0}: a brace is not closed")]
    Brace(usize),
    /// A name that stands for nothing.
    #[error("line {line}: '{name}' stands for nothing")]
    Unknown {
        /// Which line.
        line: usize,
        /// The name.
        name: String,
    },
}

impl TemplateProblem {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<Self> {
        vec![
            Self::Syntax("x".to_owned()),
            Self::Name,
            Self::Size,
            Self::FontSize,
            Self::ImageShare,
            Self::Lines,
            Self::Line(1),
            Self::Brace(1),
            Self::Unknown {
                line: 1,
                name: "x".to_owned(),
            },
        ]
    }

    pub(crate) fn arguments(&self) -> Vec<(&'static str, String)> {
        let (problem, line, detail) = match self {
            Self::Syntax(detail) => ("syntax", 0, detail.clone()),
            Self::Name => ("name", 0, String::new()),
            Self::Size => ("size", 0, String::new()),
            Self::FontSize => ("font-size", 0, String::new()),
            Self::ImageShare => ("image-share", 0, String::new()),
            Self::Lines => ("lines", 0, String::new()),
            Self::Line(line) => ("line", *line, String::new()),
            Self::Brace(line) => ("brace", *line, String::new()),
            Self::Unknown { line, name } => ("unknown", *line, name.clone()),
        };
        vec![
            ("problem", problem.to_owned()),
            ("line", line.to_string()),
            ("detail", detail),
            ("names", NAMES.join(", ")),
        ]
    }
}

impl AppearanceTemplate {
    /// What is wrong with it; `None`: nothing.
    pub fn problem(&self) -> Option<TemplateProblem> {
        if self.name.trim().is_empty() {
            return Some(TemplateProblem::Name);
        }
        if !SIDES_MM.contains(&self.width_mm) || !SIDES_MM.contains(&self.height_mm) {
            return Some(TemplateProblem::Size);
        }
        if !SIZES_PT.contains(&self.font_size)
            || !SIZES_PT.contains(&self.font_size_min)
            || self.font_size_min > self.font_size
        {
            return Some(TemplateProblem::FontSize);
        }
        if !(0.1..=0.9).contains(&self.image_share) {
            return Some(TemplateProblem::ImageShare);
        }
        if self.lines.is_empty() || self.lines.len() > MAX_LINES {
            return Some(TemplateProblem::Lines);
        }
        for (index, line) in self.lines.iter().enumerate() {
            let number = index + 1;
            if line.text.chars().count() > MAX_LINE || !(0.5..=2.0).contains(&line.scale) {
                return Some(TemplateProblem::Line(number));
            }
            match pieces(&line.text) {
                None => return Some(TemplateProblem::Brace(number)),
                Some(pieces) => {
                    for piece in pieces {
                        if let Piece::Name(name) = piece
                            && !NAMES.contains(&name)
                        {
                            return Some(TemplateProblem::Unknown {
                                line: number,
                                name: name.to_owned(),
                            });
                        }
                    }
                }
            }
        }
        None
    }

    /// The lines as they are printed, without those that say nothing.
    pub(crate) fn filled<'a>(
        &'a self,
        texts: &'a AppearanceTexts,
    ) -> impl Iterator<Item = (String, &'a TemplateLine)> {
        self.lines.iter().filter_map(move |line| {
            let mut text = String::new();
            let (mut named, mut found) = (false, false);
            for piece in pieces(&line.text)? {
                match piece {
                    Piece::Text(part) => text.push_str(part),
                    Piece::Name(name) => {
                        named = true;
                        if let Some(value) = texts.value(name) {
                            found = true;
                            text.push_str(value);
                        }
                    }
                }
            }
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty() && (found || !named)).then_some((text, line))
        })
    }
}

enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// Splits a line into text and names; `None` when a brace has no partner.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        if rest[at..].starts_with('}') {
            return None;
        }
        found.push(Piece::Text(&rest[..at]));
        let inside = &rest[at + 1..];
        let end = inside.find(['{', '}'])?;
        if inside[end..].starts_with('{') {
            return None;
        }
        found.push(Piece::Name(inside[..end].trim()));
        rest = &inside[end + 1..];
    }
    found.push(Piece::Text(rest));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(lines: &[&str]) -> AppearanceTemplate {
        AppearanceTemplate {
            name: "decision".to_owned(),
            width_mm: 70.0,
            height_mm: 30.0,
            font_size: 9.0,
            font_size_min: 5.0,
            align: Align::Left,
            ground: Ground::White,
            border: false,
            image: ImagePlace::Left,
            image_share: 0.35,
            lines: lines
                .iter()
                .map(|text| TemplateLine {
                    text: (*text).to_owned(),
                    bold: false,
                    scale: 1.0,
                })
                .collect(),
        }
    }

    #[test]
    fn a_line_that_names_only_what_is_not_there_is_left_out() {
        let template = template(&[
            "{delegation} {holder}",
            "{capacity}",
            "Fait à {place}, {time}",
            "—",
        ]);
        let texts = AppearanceTexts {
            holder: Some("Anne Müller".to_owned()),
            time: Some("10:04 CET".to_owned()),
            capacity: Some("  ".to_owned()),
            ..AppearanceTexts::default()
        };
        let lines: Vec<String> = template.filled(&texts).map(|(text, _)| text).collect();
        assert_eq!(lines, ["Anne Müller", "Fait à , 10:04 CET", "—"]);
    }

    #[test]
    fn what_is_wrong_with_a_template_is_named_with_its_line() {
        assert_eq!(template(&["{holder}"]).problem(), None);
        assert_eq!(template(&[]).problem(), Some(TemplateProblem::Lines));
        assert_eq!(
            template(&["x", "{holder"]).problem(),
            Some(TemplateProblem::Brace(2))
        );
        assert_eq!(template(&["holder}"]).problem(), Some(TemplateProblem::Brace(1)));
        assert_eq!(
            template(&["{holdr}"]).problem(),
            Some(TemplateProblem::Unknown {
                line: 1,
                name: "holdr".to_owned()
            })
        );
        let mut wide = template(&["x"]);
        wide.width_mm = f64::NAN;
        assert_eq!(wide.problem(), Some(TemplateProblem::Size));
    }
}
