//! The text of an e-mail: who, to whom, about what, and the words of its body. Attachments are documents of their own.

use mail_parser::MessageParser;

use super::{Extracted, paged};

/// The text of an e-mail.
pub(crate) fn extract(bytes: &[u8]) -> Extracted {
    // The parser has been given everything there is; should it stumble all the same, the file is told as unreadable.
    let read = std::panic::catch_unwind(|| {
        let message = MessageParser::default().parse(bytes)?;
        let mut text = String::new();
        for addresses in [message.from(), message.to(), message.cc()].into_iter().flatten() {
            for address in addresses.iter() {
                for part in [address.name(), address.address()].into_iter().flatten() {
                    text.push_str(part);
                    text.push(' ');
                }
            }
            text.push('\n');
        }
        text.push_str(message.subject().unwrap_or_default());
        text.push('\n');
        for index in 0..message.text_body_count() {
            text.push_str(&message.body_text(index).unwrap_or_default());
            text.push('\n');
        }
        Some(text)
    });
    match read {
        Ok(Some(text)) => Extracted {
            pages: paged(&text),
            ..Extracted::default()
        },
        _ => Extracted {
            reason: Some("unreadable"),
            ..Extracted::default()
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    #[test]
    fn sender_subject_and_body_are_read() {
        let mail = b"From: =?utf-8?q?Ren=C3=A9e?= <renee@example.lu>\r\nSubject: Demande\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nUne \xe9cole.\r\n";
        let page = super::extract(mail).pages.into_iter().next().unwrap().text;
        assert!(
            page.contains("Renée") && page.contains("Demande") && page.contains("école"),
            "{page}"
        );
        let _ = super::extract(b"\x00\xff");
    }
}
