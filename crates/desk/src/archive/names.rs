//! Names of files that every system and every archive can hold: ASCII letters, digits, `-`, `_` and one dot before the
//! extension. What a file was called stands in the metadata.

/// The longest name made from somebody else's words, in characters.
const LIMIT: usize = 60;

/// A piece of a name from any words; empty where nothing of them can be shown in ASCII.
pub(super) fn portable(text: &str) -> String {
    let mut name = String::new();
    for symbol in text.chars() {
        let plain: &str = match symbol {
            'à' | 'á' | 'â' | 'ã' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Å' => "a",
            'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
            'ç' | 'Ç' => "c",
            'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
            'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
            'ñ' | 'Ñ' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ø' => "o",
            'ö' | 'Ö' | 'œ' | 'Œ' => "oe",
            'ù' | 'ú' | 'û' | 'Ù' | 'Ú' | 'Û' => "u",
            'ü' | 'Ü' => "ue",
            'ß' => "ss",
            _ => "",
        };
        if symbol.is_ascii_alphanumeric() {
            name.push(symbol.to_ascii_lowercase());
        } else if !plain.is_empty() {
            name.push_str(plain);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
        if name.len() >= LIMIT {
            break;
        }
    }
    name.truncate(LIMIT);
    name.trim_matches('-').to_owned()
}

/// A name with a number before it: no two in one folder can be the same, in no case, and none is a device.
pub(super) fn numbered(number: usize, words: &str) -> String {
    match portable(words) {
        words if words.is_empty() => format!("{number:04}"),
        words => format!("{number:04}_{words}"),
    }
}

/// The extension of a file name, or the customary one of a media type.
pub(super) fn extension(file_name: Option<&str>, media_type: &str) -> String {
    let own = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .filter(|extension| {
            (1..=8).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_alphanumeric())
        });
    let customary = match media_type {
        "application/pdf" => "pdf",
        "message/rfc822" => "eml",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/tiff" => "tif",
        "text/plain" => "txt",
        _ => "bin",
    };
    match own {
        // The content decides where it is known.
        _ if media_type == "application/pdf" => "pdf".into(),
        Some(own) => own,
        None => customary.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_portable_whatever_they_were() {
        assert_eq!(
            portable("Demande d'autorisation – Élise Müller.pdf"),
            "demande-d-autorisation-elise-mueller-pdf"
        );
        assert_eq!(portable("../../etc/passwd"), "etc-passwd");
        assert_eq!(portable("CON"), "con");
        assert_eq!(numbered(7, "CON"), "0007_con");
        assert_eq!(numbered(8, "申请"), "0008");
        assert_eq!(portable(&"é".repeat(500)).len(), LIMIT);
        for hostile in ["..", "a/b", "a\\b", "a:b", "nul\0", "\u{202e}x", " . "] {
            let name = numbered(1, hostile);
            assert!(
                name.chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-'),
                "{name}"
            );
        }
    }

    #[test]
    fn an_extension_is_believed_only_as_far_as_it_can_be() {
        assert_eq!(extension(Some("a.DOCX"), "application/zip"), "docx");
        assert_eq!(extension(Some("a.exe"), "application/pdf"), "pdf");
        assert_eq!(extension(Some("a./../b"), "image/png"), "png");
        assert_eq!(extension(None, "application/x-unknown"), "bin");
    }
}
