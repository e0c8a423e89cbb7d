//! The fonts of letters, embedded; nothing else is ever looked for.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// `assets/fonts/letters`: Noto Sans, Noto Serif, Noto Sans Mono.
const FILES: [&[u8]; 6] = [
    include_bytes!("../../../assets/fonts/letters/NotoSans-Regular.ttf"),
    include_bytes!("../../../assets/fonts/letters/NotoSans-Bold.ttf"),
    include_bytes!("../../../assets/fonts/letters/NotoSans-Italic.ttf"),
    include_bytes!("../../../assets/fonts/letters/NotoSerif-Regular.ttf"),
    include_bytes!("../../../assets/fonts/letters/NotoSerif-Bold.ttf"),
    include_bytes!("../../../assets/fonts/letters/NotoSansMono-Regular.ttf"),
];

pub(crate) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FILES
        .into_iter()
        .filter_map(|file| Font::new(Bytes::new(file), 0))
        .collect()
});

pub(crate) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The first character of a text that letters cannot show: in no font, or a control character other than a line break.
pub(crate) fn lacking(text: &str) -> Option<char> {
    let known = |character: char| {
        character == '\n'
            || (!character.is_control()
                && FONTS
                    .first()
                    .is_some_and(|font| font.info().coverage.contains(u32::from(character))))
    };
    text.chars().find(|character| !known(*character))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn all_fonts_are_read_and_have_the_letters_of_europe() {
        assert_eq!(FONTS.len(), FILES.len());
        let names = "Éliane Müller-Šťastný, Łukasz Żółć, Ğülşen İnan, Ștefan Țurcanu, Ω Παπαδόπουλος, Иванова Ђорђе, ß ẞ € № „“ «»";
        assert_eq!(lacking(names), None);
        assert_eq!(lacking("a\nb"), None);
    }

    #[test]
    fn what_no_font_has_is_found() {
        assert_eq!(lacking("Wei 魏"), Some('魏'));
        assert_eq!(lacking("a\u{7}b"), Some('\u{7}'));
        assert_eq!(lacking("a\tb"), Some('\t'));
        assert_eq!(lacking("☺"), Some('☺'));
    }
}
