//! E-mails of dossiers in readable form.

use model::VersionId;
use model::document::{MailAttachment, MailView, ReadingAct};

use super::{ImportError, mail};
use crate::{Desk, Error};

impl Desk {
    /// An e-mail in readable form: from, to, date with its zone, subject, text, and what came with it. It is a reading of
    /// the document and journalled as one.
    ///
    /// # Errors
    /// `version-unknown`, `mail-is-none`, `content-missing`, `content-damaged`.
    pub fn mail(&self, id: VersionId, reason: &str) -> Result<MailView, Error> {
        let (version, document) = self.version_and_document(id)?;
        let none = || {
            Error::from(ImportError::NotMail {
                title: document.title.clone(),
            })
        };
        let named = version
            .file_name
            .as_deref()
            .is_some_and(|name| name.to_lowercase().ends_with(".eml"));
        if version.media_type != "message/rfc822" && !named {
            return Err(none());
        }
        if version.size_bytes > mail::LIMIT_BYTES {
            return Err(ImportError::MailTooLarge {
                limit_mb: mail::LIMIT_BYTES >> 20,
            }
            .into());
        }
        let bytes = self.store.read_blob(&version.sha256)?;
        let read = mail::read(&bytes).ok_or_else(none)?;
        self.record_reading_of(&document, version.number, ReadingAct::Read, reason)?;
        let children = self.store.read(|reading| -> Result<Vec<_>, Error> {
            reading
                .documents_with_parent(document.id)?
                .into_iter()
                .map(|child| Ok((child, reading.versions(child)?)))
                .collect()
        })?;
        let mut taken = std::collections::HashSet::new();
        let attachments = read
            .attachments
            .iter()
            .map(|attachment| {
                let sha256 = store::digest(&attachment.bytes);
                let document = children
                    .iter()
                    .find(|(child, versions)| {
                        !taken.contains(child) && versions.iter().any(|version| version.sha256 == sha256)
                    })
                    .map(|(child, _)| *child);
                taken.extend(document);
                MailAttachment {
                    name: attachment.name.clone(),
                    size_bytes: attachment.bytes.len() as u64,
                    sha256,
                    document,
                }
            })
            .collect();
        Ok(MailView {
            from: read.from,
            to: read.to,
            cc: read.cc,
            date: read.date,
            subject: read.subject,
            text: read.text,
            text_cut: read.text_cut,
            attachments,
            warnings: read
                .warnings
                .iter()
                .map(|warning| self.explain(warning))
                .collect(),
        })
    }
}
