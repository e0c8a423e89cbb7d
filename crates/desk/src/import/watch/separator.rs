//! Separator sheets: made by this desk, recognised by this desk.
//!
//! The QR code names the dossier and carries a mark that only this desk can make: a sheet that somebody else makes up
//! routes nothing.

use identifier::Identifier;
use model::DossierId;
use ring::hmac;
use typeset::scan::{About, SeparatorSheet};
use zeroize::Zeroizing;

use crate::import::{ImportError, WRITERS};
use crate::{Desk, Error, catalog};

/// Setting: the key of the marks.
const KEY: &str = "separator-key";
const PREFIX: &str = "greffe-separator:1:";
/// Bytes of the mark on the sheet.
const MARK: usize = 12;

/// What a page says about where documents go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PageSays {
    /// An ordinary page.
    Nothing,
    /// A separator of this desk.
    Separator(DossierId),
    /// A separator that is not of this desk.
    Strange,
    /// A printed identifier.
    Identifier(Box<Identifier>),
}

fn mark(key: &[u8], dossier: DossierId) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    let tag = hmac::sign(&key, dossier.uuid().as_bytes());
    hex::encode(tag.as_ref().get(..MARK).unwrap_or_default())
}

/// What the texts of a page's QR codes say.
pub(super) fn reads(texts: &[String], key: Option<&[u8]>) -> PageSays {
    let mut says = PageSays::Nothing;
    for text in texts {
        if let Some(rest) = text.strip_prefix(PREFIX) {
            let own = rest.split_once(':').and_then(|(dossier, given)| {
                let dossier: DossierId = dossier.parse().ok()?;
                (mark(key?, dossier) == given).then_some(dossier)
            });
            match own {
                Some(dossier) => return PageSays::Separator(dossier),
                None => says = PageSays::Strange,
            }
        } else if says == PageSays::Nothing
            && let Some(identifier) = text
                .rsplit('/')
                .next()
                .and_then(|last| Identifier::parse(last).ok())
        {
            says = PageSays::Identifier(Box::new(identifier));
        }
    }
    says
}

impl Desk {
    /// A sheet to lay between documents in the scanner: what follows it goes to this dossier. A PDF of one page, A4.
    /// Agents, signatories and clerks may.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `dossier-closed`.
    pub fn separator_sheet(&self, dossier: DossierId) -> Result<Vec<u8>, Error> {
        self.require(WRITERS)?;
        let (dossier, key) = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let dossier = change.open_dossier(dossier)?;
            if let Some(key) = change.setting(KEY)? {
                return Ok((dossier, Zeroizing::new(key)));
            }
            let mut key = Zeroizing::new(vec![0; 32]);
            self.store.environment().random(&mut key);
            change.set_setting(KEY, Some(&key))?;
            change.record("separator-key-made", None, &[])?;
            Ok((dossier, key))
        })?;
        let words = catalog();
        let text = |id: &str| words.text(self.lang(), id, &[]);
        let lines: Vec<String> = ["separator-line-1", "separator-line-2", "separator-line-3"]
            .map(text)
            .into();
        let payload = format!("{PREFIX}{}:{}", dossier.id, mark(&key, dossier.id));
        let heading = text("separator-heading");
        let title = format!("{heading} {}", dossier.reference);
        let sheet = SeparatorSheet {
            payload: &payload,
            heading: &heading,
            reference: dossier.reference.as_str(),
            subject: dossier.subject.as_str(),
            lines: &lines,
        };
        let about = About {
            title: &title,
            lang: self.lang().tag(),
            at: self.now(),
        };
        Ok(typeset::scan::separator_sheet(&sheet, &about).map_err(ImportError::from)?)
    }

    /// The key of the marks, once there is one.
    pub(super) fn separator_key(&self) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        Ok(self
            .store
            .read(|reading| reading.setting(KEY))?
            .map(Zeroizing::new))
    }
}
