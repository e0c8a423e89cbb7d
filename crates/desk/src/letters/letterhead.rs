//! What all letters of a desk have in common: who writes, who signs, the logo.

use model::letter::{Letterhead, Sender};

use super::error::{LetterError, unreadable};
use crate::{Desk, Error};

const LETTERHEAD: &str = "letterhead";
const LOGO: &str = "letterhead-logo";

/// Most bytes of a logo.
const MOST_LOGO_BYTES: usize = 1 << 20;

impl Desk {
    /// The letterhead; a desk that has none yet writes under its administration's name. Everybody may.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letterhead(&self) -> Result<Letterhead, Error> {
        let (stored, desk) = self
            .store
            .read(|reading| Ok::<_, store::Error>((reading.setting_text(LETTERHEAD)?, reading.desk()?)))?;
        let mut letterhead: Letterhead = match stored {
            Some(text) => serde_json::from_str(&text).map_err(unreadable)?,
            None => Letterhead::default(),
        };
        if letterhead.sender.administration.trim().is_empty() {
            letterhead.sender.administration = desk.administration;
        }
        Ok(letterhead)
    }

    /// Sets the letterhead, and the logo where one is given (`Some(None)` takes it away). Administrators.
    ///
    /// # Errors
    /// `letter-logo`, a character that no font has, `role-missing`.
    pub fn set_letterhead(
        &self,
        letterhead: &Letterhead,
        logo: Option<Option<&[u8]>>,
    ) -> Result<Letterhead, Error> {
        self.require_administrator()?;
        let mut letterhead = letterhead.clone();
        let sender = &mut letterhead.sender;
        for text in [
            &mut sender.administration,
            &mut sender.office,
            &mut sender.phone,
            &mut sender.email,
            &mut sender.web,
            &mut sender.place,
        ]
        .into_iter()
        .chain(&mut sender.address)
        {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        sender.address.retain(|line| !line.is_empty());
        match logo {
            Some(Some(bytes)) => {
                let kind = logo_kind(bytes).ok_or(LetterError::Logo)?;
                sender.logo = format!("logo.{kind}");
            }
            Some(None) => sender.logo.clear(),
            None => sender.logo = self.letterhead()?.sender.logo,
        }
        self.try_out(&letterhead.sender, logo.flatten())?;
        let text = serde_json::to_string(&letterhead).map_err(unreadable)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(LETTERHEAD, Some(text.as_bytes()))?;
            if let Some(logo) = logo {
                change.set_setting(LOGO, logo)?;
            }
            change.record(
                "letterhead-set",
                None,
                &[("administration", &letterhead.sender.administration)],
            )?;
            Ok(())
        })?;
        self.letterhead()
    }

    /// The logo as a file of a letter.
    pub(super) fn logo(&self) -> Result<Option<typeset::Asset>, Error> {
        let bytes = self.store.read(|reading| reading.setting(LOGO))?;
        Ok(bytes.and_then(|bytes| asset(&bytes)))
    }

    /// Sets a letter under the letterhead: what cannot be set is told now and not under the first letter.
    fn try_out(&self, sender: &Sender, logo: Option<&[u8]>) -> Result<(), Error> {
        let Some(template) = typeset::Template::built_in().into_iter().next() else {
            return Ok(());
        };
        let mut letter = typeset::Letter::sample(&template, wording::Lang::Fr, true);
        letter.sender = serde_json::to_value(sender)
            .and_then(serde_json::from_value)
            .map_err(unreadable)?;
        let logo = match logo {
            Some(bytes) => asset(bytes),
            None if sender.logo.is_empty() => None,
            None => self.logo()?,
        };
        if logo.is_none() {
            letter.sender.logo.clear();
        }
        let assets: Vec<_> = logo.into_iter().collect();
        let set = typeset::set(
            &template,
            &letter,
            &assets,
            typeset::Purpose::Draft,
            typeset::Limits::default(),
        );
        match set {
            Ok(_) => Ok(()),
            // The only thing here that Typst reads is the picture.
            Err(typeset::Error::Typst { .. }) if !assets.is_empty() => Err(LetterError::Logo.into()),
            Err(error) => Err(error.into()),
        }
    }
}

fn asset(bytes: &[u8]) -> Option<typeset::Asset> {
    Some(typeset::Asset {
        path: format!("logo.{}", logo_kind(bytes)?),
        bytes: bytes.to_vec(),
    })
}

fn logo_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() > MOST_LOGO_BYTES {
        None
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("jpg")
    } else {
        None
    }
}
