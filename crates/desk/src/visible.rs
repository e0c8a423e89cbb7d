//! The visible seal of a document that is sealed: who seals, with which key, and which facts stand in it.

use identifier::Identifier;
use seal::visible::{Order, Signer};
use visible_seal::Facts;

use crate::dossiers::in_luxembourg;
use crate::{Desk, Error};

/// Setting: present when documents get no visible seal.
const OFF: &str = "visible-seal-off";
/// Setting: signer identifier of the administration.
const SIGNER: &str = "visible-seal-signer";

/// How a desk puts visible seals into stamps.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct VisibleSealSetting {
    /// Whether documents get one, where the key can sign it.
    pub on: bool,
    /// Signer identifier; `None`: by the certificate.
    pub signer_id: Option<String>,
}

/// What a caller chooses about visible seals: `greffe seal --visible-seal`.
#[derive(Clone, Debug, Default)]
pub struct VisibleSealChoice<'a> {
    /// The key for it, ECDSA; `None`: the key that seals the document.
    pub key: Option<&'a seal::key::SealKey>,
    /// Who seals; `None`: by the certificate ([`Signer::of_certificate`]).
    pub signer: Option<Signer>,
    /// Title of the documents; `None`: each one's own, else its file's name.
    pub title: Option<String>,
    /// File reference.
    pub reference: Option<String>,
    /// Addressee: only where the page shows it anyway.
    pub addressee: Option<String>,
    /// The decisive fact.
    pub decisive_fact: Option<String>,
}

impl<'a> VisibleSealChoice<'a> {
    /// The key that will sign.
    pub fn key_or(&self, key: &'a seal::key::SealKey) -> &'a seal::key::SealKey {
        self.key.unwrap_or(key)
    }

    /// What to sign for one document.
    pub(crate) fn order(
        &self,
        key: &'a seal::key::SealKey,
        identifier: &Identifier,
        authority: &str,
        title_else: String,
        sealed_at: jiff::Timestamp,
    ) -> Order<'a> {
        Order {
            key: self.key,
            signer: self
                .signer
                .clone()
                .unwrap_or_else(|| Signer::of_key(self.key_or(key))),
            facts: Facts {
                identifier: identifier.canonical(),
                title: self.title.clone().unwrap_or_default(),
                authority: authority.to_owned(),
                reference: self.reference.clone(),
                addressee: self.addressee.clone(),
                decisive_fact: self.decisive_fact.clone(),
                ..Facts::default()
            },
            title_else,
            on: in_luxembourg(sealed_at).date(),
        }
    }

    /// Everything that an output shows, for the record of a batch.
    pub(crate) fn shown(&self) -> String {
        format!(
            "{:?}",
            (
                &self.signer,
                &self.title,
                &self.reference,
                &self.addressee,
                &self.decisive_fact,
                self.key.and_then(|key| key.chain().first()),
            )
        )
    }
}

impl Desk {
    /// Whether and as whom this desk puts visible seals into stamps: on, until somebody turns it off.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn visible_seals(&self) -> Result<VisibleSealSetting, Error> {
        Ok(self.store.read(|reading| -> Result<_, store::Error> {
            Ok(VisibleSealSetting {
                on: reading.setting(OFF)?.is_none(),
                signer_id: reading.setting_text(SIGNER)?,
            })
        })?)
    }

    /// Sets it, with a line in the journal.
    ///
    /// # Errors
    /// `visible-seal-signer-invalid`; the database cannot be written.
    pub fn set_visible_seals(&self, setting: &VisibleSealSetting) -> Result<(), Error> {
        if let Some(id) = &setting.signer_id {
            Signer::of_id(id).map_err(seal::sign::SealError::from)?;
        }
        let signer_id = setting.signer_id.as_deref();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(OFF, (!setting.on).then_some(b"off".as_slice()))?;
            change.set_setting(SIGNER, signer_id.map(str::as_bytes))?;
            change.record(
                "visible-seal-set",
                None,
                &[
                    ("on", if setting.on { "on" } else { "off" }),
                    ("signer", signer_id.unwrap_or("-")),
                ],
            )?;
            Ok(())
        })
    }

    /// The visible seal of a document of this desk; `None` where it is off or the key cannot sign one.
    pub(crate) fn visible_seal_of(
        &self,
        key: &seal::key::SealKey,
        facts: &Facts,
        sealed_at: jiff::Timestamp,
    ) -> Result<Option<Vec<u8>>, Error> {
        let setting = self.visible_seals()?;
        if !setting.on || !seal::visible::can_sign(key) {
            return Ok(None);
        }
        let signer = match &setting.signer_id {
            Some(id) => Signer::of_id(id),
            None => Ok(Signer::of_key(key)),
        };
        let issued = signer
            .and_then(|signer| seal::visible::issue(key, &signer, facts, in_luxembourg(sealed_at).date()));
        Ok(Some(issued.map_err(seal::sign::SealError::from)?))
    }
}
