//! E-mails: what stands in them, and what came with them.
//!
//! The original bytes are kept; attachments become documents of their own. Bounded in size, number and depth: nothing is
//! unpacked but MIME, so an e-mail never becomes larger than it is.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};
use model::document::MailAddress;

use super::ImportError;

/// E-mails beyond this are kept as they are: providers stop at a fifth of it.
pub(super) const LIMIT_BYTES: u64 = 128 * 1024 * 1024;
/// Attachments of one e-mail, those of e-mails in it included.
pub(super) const MAX_ATTACHMENTS: usize = 250;
/// E-mails within e-mails.
pub(super) const MAX_DEPTH: usize = 6;
/// Characters of text that are shown.
const MAX_TEXT: usize = 1_000_000;
/// Addresses that are shown in each line.
const MAX_ADDRESSES: usize = 500;

/// An e-mail, read.
#[derive(Default)]
pub(super) struct Mail {
    pub from: Vec<MailAddress>,
    pub to: Vec<MailAddress>,
    pub cc: Vec<MailAddress>,
    pub date: Option<String>,
    pub subject: Option<String>,
    pub text: String,
    pub text_cut: bool,
    pub attachments: Vec<Attachment>,
    pub warnings: Vec<ImportError>,
}

/// Something that came with an e-mail.
pub(super) struct Attachment {
    /// Its name, cleaned.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Reads an e-mail; `None` where the bytes are none.
pub(super) fn read(bytes: &[u8]) -> Option<Mail> {
    // The parser is fed what strangers send: should it stumble, the e-mail is kept unread.
    catch_unwind(AssertUnwindSafe(|| {
        let message = MessageParser::default().parse(bytes)?;
        // Any text parses; a message says at least from whom, to whom, when or what about.
        let headed = message.from().is_some()
            || message.to().is_some()
            || message.subject().is_some()
            || message.date().is_some();
        headed.then(|| mail_of(&message))
    }))
    .ok()
    .flatten()
}

/// One line without control characters, cut.
pub(super) fn clean(text: &str, limit: usize) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() || is_deceptive(c) { ' ' } else { c })
        .take(limit)
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that turn the direction of text or are not seen: `exe.fdp` must not read as `pdf.exe`.
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A name that is one name: no folders, no control characters, no device of Windows, never empty.
pub(super) fn clean_name(name: &str, otherwise: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = clean(&last.replace([':', '*', '?', '"', '<', '>', '|'], "_"), 150);
    let name = name.trim_matches(['.', ' ']).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    match (name.is_empty(), device) {
        (true, _) => otherwise.to_owned(),
        (_, true) => format!("_{name}"),
        _ => name,
    }
}

fn addresses(address: Option<&Address<'_>>) -> Vec<MailAddress> {
    address
        .map(|address| {
            address
                .iter()
                .take(MAX_ADDRESSES)
                .map(|one| MailAddress {
                    name: one
                        .name()
                        .map(|name| clean(name, 200))
                        .filter(|name| !name.is_empty()),
                    address: clean(one.address().unwrap_or_default(), 320),
                })
                .filter(|one| one.name.is_some() || !one.address.is_empty())
                .collect()
        })
        .unwrap_or_default()
}

fn mail_of(message: &Message<'_>) -> Mail {
    let mut mail = Mail {
        from: addresses(message.from()),
        to: addresses(message.to()),
        cc: addresses(message.cc()),
        date: message
            .date()
            .filter(|date| date.is_valid())
            .map(|date| date.to_rfc3339()),
        subject: message
            .subject()
            .map(|subject| clean(subject, 500))
            .filter(|subject| !subject.is_empty()),
        ..Mail::default()
    };
    let mut text = String::new();
    for index in 0..message.text_body_count().min(50) {
        if let Some(part) = message.body_text(index) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.extend(part.chars().take(MAX_TEXT + 1));
        }
    }
    mail.text_cut = text.chars().count() > MAX_TEXT;
    mail.text = text
        .chars()
        .filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !is_deceptive(*c))
        .take(MAX_TEXT)
        .collect();
    let html: String = message
        .html_bodies()
        .filter_map(|part| part.text_contents())
        .collect::<Vec<_>>()
        .join("\n");
    for (index, part) in message.parts.iter().enumerate() {
        let place = u32::try_from(index).unwrap_or(u32::MAX);
        let named = part.attachment_name();
        let attached = part
            .content_disposition()
            .is_some_and(|disposition| disposition.is_attachment());
        let is_body = message.text_body.contains(&place) || message.html_body.contains(&place);
        let bytes = match &part.body {
            PartType::Multipart(_) => continue,
            PartType::Text(_) | PartType::Html(_) if is_body && !attached && named.is_none() => continue,
            PartType::Text(text) | PartType::Html(text) => text.as_bytes().to_vec(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                // A picture that the text shows at a place of its own is part of the text.
                let shown = part.content_id().is_some_and(|id| {
                    !id.is_empty() && html.contains(&format!("cid:{}", id.trim_matches(['<', '>'])))
                });
                if shown && !attached {
                    continue;
                }
                bytes.to_vec()
            }
            PartType::Message(nested) => nested.raw_message().to_vec(),
        };
        if bytes.is_empty() {
            continue;
        }
        let number = mail.attachments.len() + 1;
        let otherwise = match &part.body {
            PartType::Message(nested) => {
                let subject = nested.subject().map(|subject| clean_name(subject, ""));
                format!(
                    "{}.eml",
                    subject
                        .filter(|s| !s.is_empty())
                        .unwrap_or_else(|| format!("message-{number}"))
                )
            }
            _ => format!("attachment-{number}{}", extension_of(part.content_type())),
        };
        let mut name = named.map_or_else(|| otherwise.clone(), |name| clean_name(name, &otherwise));
        if matches!(part.body, PartType::Message(_)) && !name.to_lowercase().ends_with(".eml") {
            name.push_str(".eml");
        }
        let tnef = part.is_content_type("application", "ms-tnef") || name.eq_ignore_ascii_case("winmail.dat");
        if tnef {
            mail.warnings.push(ImportError::MailTnef);
        }
        if part.is_encoding_problem && !matches!(part.body, PartType::Text(_) | PartType::Html(_)) {
            mail.warnings
                .push(ImportError::AttachmentDamaged { name: name.clone() });
        }
        mail.attachments.push(Attachment { name, bytes });
    }
    mail
}

/// The extension of a kind that comes without a name.
fn extension_of(kind: Option<&mail_parser::ContentType<'_>>) -> &'static str {
    let subtype = kind.and_then(|kind| kind.subtype()).unwrap_or_default();
    match subtype.to_ascii_lowercase().as_str() {
        "pdf" => ".pdf",
        "jpeg" | "jpg" => ".jpg",
        "png" => ".png",
        "gif" => ".gif",
        "tiff" => ".tif",
        "html" => ".html",
        "plain" => ".txt",
        "calendar" => ".ics",
        "csv" => ".csv",
        "zip" => ".zip",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (given, expected) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\system32\\a.pdf", "a.pdf"),
            ("a\u{0}b\u{7}.pdf", "a b .pdf"),
            ("..", "x"),
            ("", "x"),
            ("CON.txt", "_CON.txt"),
            ("gpj\u{202e}exe.pdf", "gpj exe.pdf"),
            ("Décision (finale).pdf", "Décision (finale).pdf"),
        ] {
            assert_eq!(clean_name(given, "x"), expected, "{given:?}");
        }
    }

    #[test]
    fn a_mail_of_many_parts_is_read_with_its_encoded_words() {
        let mail = read(
            b"From: =?utf-8?Q?Ana=C3=AFs_M=C3=BCller?= <anais@example.lu>\r\n\
              To: Commune <commune@example.lu>, guichet@example.lu\r\n\
              Date: Mon, 2 Mar 2026 09:15:00 +0100\r\n\
              Subject: =?iso-8859-1?Q?Demande_d=27acc=E8s?=\r\n\
              MIME-Version: 1.0\r\n\
              Content-Type: multipart/mixed; boundary=b\r\n\r\n\
              --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour\r\n\
              --b\r\nContent-Type: application/pdf\r\n\
              Content-Disposition: attachment; filename*0*=utf-8''d%C3%A9ci; filename*1=sion.pdf\r\n\
              Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n",
        )
        .unwrap();
        assert_eq!(mail.from[0].name.as_deref(), Some("Anaïs Müller"));
        assert_eq!(mail.to.len(), 2);
        assert_eq!(mail.date.as_deref(), Some("2026-03-02T09:15:00+01:00"));
        assert_eq!(mail.subject.as_deref(), Some("Demande d'accès"));
        assert_eq!(mail.text.trim(), "Bonjour");
        assert_eq!(mail.attachments.len(), 1);
        assert_eq!(mail.attachments[0].name, "décision.pdf");
        assert_eq!(mail.attachments[0].bytes, b"%PDF-1.4\n");
    }

    #[test]
    fn a_mail_in_a_mail_keeps_its_own_bytes() {
        let inner = "From: a@example.lu\r\nSubject: Inner\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n\
                     --i\r\n\r\nText\r\n--i\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nX\r\n--i--\r\n";
        let outer = format!(
            "From: b@example.lu\r\nSubject: Fwd\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n\
             --o\r\n\r\nSee below\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--o--\r\n"
        );
        let mail = read(outer.as_bytes()).unwrap();
        assert_eq!(mail.attachments.len(), 1);
        assert_eq!(mail.attachments[0].name, "Inner.eml");
        let nested = read(&mail.attachments[0].bytes).unwrap();
        assert_eq!(nested.subject.as_deref(), Some("Inner"));
        assert_eq!(nested.attachments[0].name, "x.txt");
        assert_eq!(nested.attachments[0].bytes, b"X");
    }

    #[test]
    fn what_is_no_mail_is_none() {
        for bytes in [b"".as_slice(), b"Bonjour", b"\0\0\0\0", &[0xff; 1000]] {
            assert!(read(bytes).is_none(), "{bytes:?}");
        }
    }
}
