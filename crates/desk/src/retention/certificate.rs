//! The certificate of a destruction: what was destroyed, when, by whom, under which legal basis, as PDF.

use std::path::Path;

use model::DispositionId;
use model::disposition::RetentionError;
use model::retention::{Appraisal, DispositionItem, DispositionView};
use wording::Lang;

use super::RIGHTS;
use crate::demo::typeset::{MM, Sheet, Weight};
use crate::{Desk, Error, KeySource, dossiers};

const INK: &str = "0.10 0.11 0.13";
const GREY: &str = "0.38 0.41 0.45";
const WIDTH: f32 = 210.0 * MM;
const HEIGHT: f32 = 297.0 * MM;
const LEFT: f32 = 25.0 * MM;
const RIGHT: f32 = 20.0 * MM;
const FOOT: f32 = 30.0 * MM;
/// At the foot of the first page stays room for a stamp.
const SIZE: f32 = 10.0;

struct Setting {
    sheet: Sheet,
    y: f32,
}

impl Setting {
    fn page(&mut self) {
        self.sheet.add_page();
        self.y = HEIGHT - 28.0 * MM;
        let number = self.sheet.pages().to_string();
        self.sheet
            .text(None, Weight::Regular, 8.0, (LEFT, 14.0 * MM), GREY, &number);
    }

    fn line(&mut self, kind: &'static str, weight: Weight, size: f32, x: f32, text: &str) {
        let element = self.sheet.element(kind, None);
        for line in self.sheet.lines(weight, size, text, WIDTH - RIGHT - x) {
            if self.y < FOOT {
                self.page();
            }
            self.sheet
                .text(Some(element), weight, size, (x, self.y), INK, &line);
            self.y -= size * 1.4;
        }
    }

    fn fact(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.line("P", Weight::Regular, SIZE, LEFT, &format!("{name} : {value}"));
        }
    }
}

impl Desk {
    /// The certificate of a destruction, PDF, in the language that the desk had then. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`, `disposition-no-certificate`.
    pub fn disposition_certificate(&self, id: DispositionId) -> Result<Vec<u8>, Error> {
        self.disposition(id)?;
        self.store
            .read(|reading| reading.disposition_certificate(id))?
            .ok_or_else(|| RetentionError::NoCertificate.into())
    }

    /// Writes the certificate to a file that must not exist yet, sealed with a key. For an auditor or an administrator.
    ///
    /// # Errors
    /// As [`Desk::disposition_certificate`]; `target-exists`, and those of sealing a file.
    pub fn seal_certificate(&self, id: DispositionId, key: &KeySource<'_>, to: &Path) -> Result<(), Error> {
        self.require(&RIGHTS)?;
        let bytes = self.disposition_certificate(id)?;
        self.seal_paper(&bytes, "certificate-title", key, to)
    }

    /// Seals a paper into a file that must not exist yet; `title` is the message that says what it is.
    pub(super) fn seal_paper(
        &self,
        bytes: &[u8],
        title: &str,
        key: &KeySource<'_>,
        to: &Path,
    ) -> Result<(), Error> {
        if to.symlink_metadata().is_ok() {
            return Err(Error::TargetExists { file: to.to_owned() });
        }
        let key = key.open()?;
        let title = crate::catalog().text(self.lang(), title, &[]);
        let administration = self
            .store
            .read(|reading| -> Result<_, store::Error> { Ok(reading.desk()?.administration) })?;
        let sealed = seal::sign::seal(
            &key,
            &seal::sign::SealRequest {
                input: bytes,
                password: None,
                spec: seal::sign::SignatureSpec {
                    name: Some(&administration),
                    reason: Some(&title),
                    ..seal::sign::SignatureSpec::at(self.now())
                },
            },
        )?;
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let failed = |error| Error::io(to, error);
        let mut temp = tempfile::Builder::new()
            .prefix(".greffe-")
            .tempfile_in(folder)
            .map_err(failed)?;
        std::io::Write::write_all(&mut temp, &sealed.bytes).map_err(failed)?;
        temp.as_file().sync_all().map_err(failed)?;
        temp.persist_noclobber(to).map_err(|error| failed(error.error))?;
        crate::documents::sync_folder(folder)
    }

    /// Draws the certificate of what was destroyed.
    pub(super) fn make_certificate(&self, id: DispositionId) -> Result<Vec<u8>, Error> {
        let (desk, disposition, items) = self.store.read(|reading| -> Result<_, store::Error> {
            Ok((
                reading.desk()?,
                reading.disposition(id)?,
                reading.disposition_items(id, u32::MAX, 0)?,
            ))
        })?;
        let disposition = disposition.ok_or_else(|| RetentionError::Unknown {
            disposition: id.to_string(),
        })?;
        let lang = self.lang();
        let catalog = crate::catalog();
        let words = |message: &str, arguments: &[(&str, String)]| catalog.text(lang, message, arguments);
        let mut setting = Setting {
            sheet: Sheet::new(WIDTH, HEIGHT)?,
            y: 0.0,
        };
        setting.page();
        let title = words("certificate-title", &[]);
        setting.line("H1", Weight::Bold, 16.0, LEFT, &title);
        setting.y -= 4.0;
        setting.line("P", Weight::Bold, 11.0, LEFT, &desk.administration);
        if desk.demo {
            setting.line("P", Weight::Bold, SIZE, LEFT, &words("certificate-test", &[]));
        }
        setting.y -= 6.0;
        setting.line("P", Weight::Regular, SIZE, LEFT, &words("certificate-law", &[]));
        setting.y -= 6.0;
        for (name, value) in head(&disposition, self, items.len()) {
            setting.fact(&words(name, &[]), &value);
        }
        setting.y -= 8.0;
        setting.line("H2", Weight::Bold, 12.0, LEFT, &words("certificate-list", &[]));
        for item in &items {
            setting.y -= 4.0;
            // Nothing stands alone at the foot.
            if setting.y < FOOT + 5.0 * SIZE {
                setting.page();
            }
            let subject = match item.subject.as_str() {
                "" | "—" => item.reference.to_string(),
                subject => format!("{} – {subject}", item.reference),
            };
            setting.line(
                "P",
                Weight::Bold,
                SIZE,
                LEFT,
                &format!("{}. {subject}", item.position),
            );
            for (name, value) in lines(item, lang, &catalog) {
                setting.fact(&words(name, &[]), &value);
            }
        }
        setting.y -= 8.0;
        setting.line("P", Weight::Regular, 8.5, LEFT, &words("certificate-limits", &[]));
        setting.sheet.finish(&title, &desk.administration, self.now())
    }
}

fn head(disposition: &DispositionView, desk: &Desk, count: usize) -> Vec<(&'static str, String)> {
    let at = |at: Option<jiff::Timestamp>| {
        at.map(|at| {
            dossiers::in_luxembourg(at)
                .strftime("%Y-%m-%d %H:%M %Z")
                .to_string()
        })
        .unwrap_or_default()
    };
    vec![
        ("certificate-number", disposition.id.to_string()),
        ("certificate-count", count.to_string()),
        (
            "certificate-proposed",
            format!(
                "{}, {}",
                disposition.proposed_by,
                at(Some(disposition.proposed_at))
            ),
        ),
        (
            "certificate-notified",
            format!(
                "{}, {}",
                disposition.notified_to.clone().unwrap_or_default(),
                disposition
                    .notified_on
                    .map(|day| day.to_string())
                    .unwrap_or_default()
            ),
        ),
        (
            "certificate-confirmed",
            format!(
                "{}, {}",
                disposition.confirmed_by.clone().unwrap_or_default(),
                at(disposition.confirmed_at)
            ),
        ),
        (
            "certificate-destroyed",
            format!("{}, {}", desk.actor, at(Some(desk.now()))),
        ),
        ("certificate-list-digest", disposition.list_sha256.to_string()),
    ]
}

fn lines(item: &DispositionItem, lang: Lang, catalog: &wording::Catalog) -> Vec<(&'static str, String)> {
    let appraisal = match item.appraisal {
        Some(Appraisal::Take | Appraisal::Sample) => "certificate-taken",
        Some(Appraisal::SilenceDestroy) => "certificate-silence",
        _ => "certificate-free",
    };
    vec![
        (
            "certificate-closed",
            format!("{} – {}", item.closed_on, item.last_day),
        ),
        (
            "certificate-basis",
            match &item.line {
                Some(line) => format!("{} ({line})", item.legal_basis),
                None => item.legal_basis.clone(),
            },
        ),
        (
            "certificate-appraisal",
            format!(
                "{} – {} ({})",
                catalog.text(lang, appraisal, &[]),
                item.appraisal_note,
                item.appraised_on.map(|day| day.to_string()).unwrap_or_default()
            ),
        ),
        ("certificate-receipt", item.receipt.clone().unwrap_or_default()),
        (
            "certificate-contents",
            format!(
                "{} / {} B / SHA-256 {}",
                item.versions, item.bytes, item.contents_sha256
            ),
        ),
    ]
}
