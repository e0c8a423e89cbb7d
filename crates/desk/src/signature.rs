//! How a signature goes into a file: which field, what it certifies and locks, how it looks and where it stands; and
//! what can be told of a PDF, or made of a damaged one, before anything is signed.

use std::path::Path;

pub use pdf::appearance::{AppearanceTemplate, AppearanceTexts, Image};
pub use pdf::look::{FieldLook, Look, PageLook};
pub use pdf::repair::{Repaired, Told};
pub use pdf::{Corner, FieldChoice, FieldLock, Pages, Permission, Place, Placement, Position};

use crate::Error;
use crate::stamping::{Shown, shown};

/// What a caller chooses about the signature itself. The default is a new invisible signature that certifies and
/// locks nothing.
#[derive(Clone, Debug, Default)]
pub struct SignatureChoice<'a> {
    /// Which field is signed.
    pub field: FieldChoice<'a>,
    /// Certifies the document.
    pub certify: Option<Permission>,
    /// Locks form fields.
    pub lock: Option<&'a FieldLock>,
    /// How the signature looks; `None`: it is invisible.
    pub template: Option<&'a AppearanceTemplate>,
    /// The image in it.
    pub image: Option<&'a Image>,
    /// Where it stands.
    pub placement: Placement<'a>,
    /// Where the stamp stands.
    pub stamp_placement: Placement<'a>,
    /// In what capacity the holder signs.
    pub capacity: Option<&'a str>,
    /// For whom: "p.d. le bourgmestre".
    pub delegation: Option<&'a str>,
    /// `/Reason`.
    pub reason: Option<&'a str>,
    /// `/Location`.
    pub place: Option<&'a str>,
}

impl SignatureChoice<'_> {
    /// What the appearance says, in the file's language and Luxembourg's time.
    pub(crate) fn texts(
        &self,
        key: &seal::key::SealKey,
        authority: &str,
        at: jiff::Timestamp,
    ) -> AppearanceTexts {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let holder = key.certificate().holder.clone();
        let Shown { date, time, zone } = shown(at);
        AppearanceTexts {
            capacity: owned(self.capacity),
            delegation: owned(self.delegation),
            // A seal's holder is the authority: it is not said twice.
            authority: (authority != holder).then(|| authority.to_owned()),
            holder: Some(holder),
            time: Some(format!("{date} {time} {zone}")),
            reason: owned(self.reason),
            place: owned(self.place),
        }
    }

    /// Everything that an output shows of it, for telling one choice from another.
    pub(crate) fn identity(&self) -> Vec<u8> {
        let mut text = format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
            self.field,
            self.certify,
            self.lock,
            self.template,
            self.placement,
            self.stamp_placement,
            self.capacity,
            self.delegation,
            self.reason,
            self.place
        )
        .into_bytes();
        text.extend_from_slice(self.image.map(Image::data).unwrap_or_default());
        text
    }
}

/// Reads a template from TOML.
///
/// # Errors
/// `pdf-appearance-template`, with what is wrong and in which line.
pub fn template(text: &str) -> Result<AppearanceTemplate, Error> {
    let wrong = |problem| Error::from(pdf::Error::from(pdf::Refusal::Template(problem)));
    let template: AppearanceTemplate = toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map(|span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        let detail = match line {
            Some(line) => format!("{line}: {}", error.message()),
            None => error.message().to_owned(),
        };
        wrong(pdf::appearance::TemplateProblem::Syntax(detail))
    })?;
    match template.problem() {
        Some(problem) => Err(wrong(problem)),
        None => Ok(template),
    }
}

/// Reads an image for an appearance.
///
/// # Errors
/// `pdf-image-…`.
pub fn image(bytes: &[u8]) -> Result<Image, Error> {
    Image::read(bytes).map_err(|refusal| pdf::Error::from(refusal).into())
}

/// Looks into a PDF of any size; it is not loaded.
///
/// # Errors
/// The refusals of opening.
pub fn look(path: &Path, password: Option<&str>) -> Result<Look, Error> {
    let source =
        pdf::FileSource::new(crate::import::open_file(path)?).map_err(|error| Error::io(path, error))?;
    let document = pdf::Document::open_source(&source, password)?;
    Ok(pdf::look::look(&document)?)
}

/// Makes a new document from what can be read of a damaged one; signatures are lost, so they must be agreed to be
/// forgotten.
///
/// # Errors
/// `pdf-repair-…`.
pub fn repair(path: &Path, forget_signatures: bool) -> Result<Repaired, Error> {
    let bytes =
        store::input::read(path, store::input::WHOLE_LIMIT_BYTES).map_err(|error| Error::io(path, error))?;
    Ok(pdf::repair::repair(&bytes, forget_signatures)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wording::Explain;

    #[test]
    fn the_templates_that_are_shipped_are_right() {
        for text in [
            include_str!("../../../assets/appearances/decision.toml"),
            include_str!("../../../assets/appearances/opinion.toml"),
        ] {
            template(text).unwrap();
        }
    }

    #[test]
    fn what_is_wrong_with_a_template_is_told_with_its_line() {
        let good = include_str!("../../../assets/appearances/decision.toml");
        let problem = |text: &str| {
            let error = template(text).unwrap_err();
            assert_eq!(error.code(), "pdf-appearance-template");
            crate::catalog().explain(wording::Lang::En, &error).sentence
        };
        let unknown = problem(&good.replace("border = true", "boarder = true"));
        assert!(unknown.contains("7") && unknown.contains("boarder"), "{unknown}");
        let name = problem(&good.replace("{holder}", "{holdr}"));
        assert!(name.contains("holdr") && name.contains("capacity"), "{name}");
    }
}
