//! Why a PDF is refused.

use wording::Explain;

/// What a file that is no PDF seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// A Word, Excel, PowerPoint or OpenDocument file.
    OfficeDocument,
    /// An older Office file.
    OldOfficeDocument,
    /// A ZIP archive.
    Archive,
    /// An image.
    Image,
    /// A web page or other text in HTML or XML.
    WebPage,
    /// Rich text.
    RichText,
    /// PostScript.
    PostScript,
    /// An e-mail.
    Mail,
    /// Plain text.
    Text,
    /// Nothing that is recognised.
    Unknown,
}

impl Looks {
    /// Recognises a file by its first bytes.
    pub fn like(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(4096)];
        let starts = |signature: &[u8]| head.starts_with(signature);
        let holds = |text: &[u8]| crate::document::find(head, text).is_some();
        if starts(b"PK\x03\x04") {
            let office = holds(b"word/") || holds(b"xl/") || holds(b"ppt/") || holds(b"[Content_Types].xml");
            let open_document = holds(b"mimetypeapplication/vnd.oasis.opendocument");
            return if office || open_document {
                Looks::OfficeDocument
            } else {
                Looks::Archive
            };
        }
        if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Looks::OldOfficeDocument;
        }
        if starts(b"\x89PNG")
            || starts(b"\xff\xd8\xff")
            || starts(b"GIF8")
            || starts(b"II*\0")
            || starts(b"MM\0*")
            || (starts(b"RIFF") && head.get(8..12) == Some(b"WEBP"))
            || head.get(4..8) == Some(b"ftyp")
            || starts(b"BM")
        {
            return Looks::Image;
        }
        if starts(b"{\\rtf") {
            return Looks::RichText;
        }
        if starts(b"%!PS") {
            return Looks::PostScript;
        }
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') {
            return Looks::WebPage;
        }
        if [
            "From ",
            "Received:",
            "Return-Path:",
            "MIME-Version:",
            "Delivered-To:",
        ]
        .iter()
        .any(|start| text.starts_with(start))
        {
            return Looks::Mail;
        }
        if !head.is_empty() && head.iter().all(|byte| matches!(byte, 9 | 10 | 13) || *byte >= 32) {
            return Looks::Text;
        }
        Looks::Unknown
    }

    /// The word by which messages select the wording.
    fn key(self) -> &'static str {
        match self {
            Looks::OfficeDocument => "office",
            Looks::OldOfficeDocument => "old-office",
            Looks::Archive => "archive",
            Looks::Image => "image",
            Looks::WebPage => "web-page",
            Looks::RichText => "rich-text",
            Looks::PostScript => "postscript",
            Looks::Mail => "mail",
            Looks::Text => "text",
            Looks::Unknown => "unknown",
        }
    }
}

/// Why a PDF is refused. The file is never changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// The file is something else.
    #[error("the file is not a PDF")]
    NotAPdf(Looks),
    /// Readers would have to guess what the file says.
    #[error("the PDF is damaged: {0}")]
    Damaged(std::borrow::Cow<'static, str>),
    /// More than is reasonable: an attack or a broken generator.
    #[error("the PDF is too large or too complex: {0}")]
    TooComplex(&'static str),
    /// Encrypted, and it does not open without password.
    #[error("the PDF needs a password")]
    PasswordNeeded,
    /// The given password opens nothing.
    #[error("the password of the PDF is wrong")]
    PasswordWrong,
    /// Encrypted for certificates, or in an unknown way.
    #[error("the PDF is encrypted in a way that is not supported")]
    EncryptionUnsupported,
    /// Its author does not allow the change.
    #[error("the author of the PDF does not allow it to be changed")]
    PermissionsForbid,
    /// An XFA form: what is shown is not in the pages.
    #[error("the PDF is an XFA form")]
    Xfa,
    /// It has no page.
    #[error("the PDF has no page")]
    NoPages,
    /// Certified, and its author allows no change at all (DocMDP, P 1).
    #[error("the PDF is certified and allows no further signature")]
    CertifiedClosed,
    /// Certified; its author allows signatures but no change of the pages.
    #[error("the PDF is certified and allows no stamp")]
    CertifiedNoStamp,
    /// Already signed: a stamp would change what was signed.
    #[error("the PDF is already signed and allows no stamp")]
    AlreadySigned,
    /// It could not be read to the end, or got shorter while it was read.
    #[error("the PDF could not be read: {0}")]
    Unreadable(std::io::ErrorKind),
    /// The first page has no room for a stamp that can still be read.
    #[error("the first page is too small for the stamp")]
    PageTooSmall,
    /// A text of the stamp holds a character that the stamp's fonts do not have.
    #[error("the stamp cannot print the character '{0}'")]
    StampCharacter(char),
    /// The address is too long for a QR code of readable size.
    #[error("the address for the QR code is too long")]
    QrTooLong,
    /// What the caller chose cannot be done with this file.
    #[error(transparent)]
    Refused(#[from] crate::refusal::Refusal),
    /// The signature does not fit into the room kept for it.
    #[error("the signature needs {needed} bytes, {reserved} are reserved")]
    SignatureTooLong {
        /// Bytes of the CMS signature.
        needed: usize,
        /// Bytes that were reserved for it.
        reserved: usize,
    },
}

impl Error {
    pub(crate) fn damaged(detail: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Error::Damaged(detail.into())
    }

    pub(crate) fn unreadable(error: std::io::Error) -> Self {
        Error::Unreadable(error.kind())
    }

    pub(crate) fn too_complex(detail: &'static str) -> Self {
        Error::TooComplex(detail)
    }

    /// One of each kind, so that tests can see that every code has its message.
    #[cfg(test)]
    fn one_of_each() -> Vec<Error> {
        vec![
            Error::Empty,
            Error::NotAPdf(Looks::Image),
            Error::damaged("x"),
            Error::too_complex("x"),
            Error::PasswordNeeded,
            Error::PasswordWrong,
            Error::EncryptionUnsupported,
            Error::PermissionsForbid,
            Error::Xfa,
            Error::NoPages,
            Error::CertifiedClosed,
            Error::CertifiedNoStamp,
            Error::AlreadySigned,
            Error::Unreadable(std::io::ErrorKind::UnexpectedEof),
            Error::PageTooSmall,
            Error::StampCharacter('x'),
            Error::QrTooLong,
            Error::SignatureTooLong {
                needed: 2,
                reserved: 1,
            },
        ]
    }
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::Empty => "pdf-empty",
            Error::NotAPdf(_) => "pdf-not-a-pdf",
            Error::Damaged(_) => "pdf-damaged",
            Error::TooComplex(_) => "pdf-too-complex",
            Error::PasswordNeeded => "pdf-password-needed",
            Error::PasswordWrong => "pdf-password-wrong",
            Error::EncryptionUnsupported => "pdf-encryption-unsupported",
            Error::PermissionsForbid => "pdf-permissions-forbid",
            Error::Xfa => "pdf-xfa",
            Error::NoPages => "pdf-no-pages",
            Error::CertifiedClosed => "pdf-certified-closed",
            Error::CertifiedNoStamp => "pdf-certified-no-stamp",
            Error::AlreadySigned => "pdf-already-signed",
            Error::Unreadable(_) => "pdf-unreadable",
            Error::PageTooSmall => "pdf-page-too-small",
            Error::StampCharacter(_) => "pdf-stamp-character",
            Error::QrTooLong => "pdf-qr-too-long",
            Error::Refused(refusal) => refusal.code(),
            Error::SignatureTooLong { .. } => "pdf-signature-too-long",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::Refused(refusal) => refusal.arguments(),
            Error::NotAPdf(looks) => vec![("looks", looks.key().to_owned())],
            Error::StampCharacter(character) => vec![("character", character.to_string())],
            Error::SignatureTooLong { needed, reserved } => {
                vec![("needed", needed.to_string()), ("reserved", reserved.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_sentence_and_its_way_out_in_four_languages() {
        assert_eq!(wording::problems(&crate::MESSAGES), Vec::<String>::new());
        let catalog = wording::Catalog::new(&[crate::MESSAGES]);
        let refusals = crate::refusal::Refusal::one_of_each();
        for error in Error::one_of_each()
            .into_iter()
            .chain(refusals.into_iter().map(Error::from))
        {
            for lang in wording::Lang::ALL {
                assert!(
                    catalog.try_text(lang, error.code(), &error.arguments()).is_some(),
                    "{lang} {error:?}"
                );
                assert!(catalog.explain(lang, &error).next.is_some(), "{lang} {error:?}");
            }
        }
    }

    #[test]
    fn a_word_document_named_pdf_is_recognised() {
        assert_eq!(
            Looks::like(b"PK\x03\x04....word/document.xml"),
            Looks::OfficeDocument
        );
        assert_eq!(Looks::like(b"\xff\xd8\xff\xe0"), Looks::Image);
        assert_eq!(Looks::like(b"\xef\xbb\xbf<!DOCTYPE html>"), Looks::WebPage);
        assert_eq!(Looks::like(b"Bonjour"), Looks::Text);
        assert_eq!(Looks::like(&[0, 1, 2]), Looks::Unknown);
    }
}
