//! Finding the identifier that a PDF carries: the address of its stamp's link and QR code.

use identifier::{Identifier, PlatformUrl};

/// Identifiers that are looked at, at most.
const LIMIT: usize = 8;

/// The identifiers that stand in addresses of this platform, in the order in which they are found, each once.
///
/// Looks at the bytes as they are (link annotations are rarely compressed). What is packed into object streams is not
/// found; then the person can type the identifier.
pub(super) fn identifiers(bytes: &[u8], platform: &PlatformUrl) -> Vec<Identifier> {
    let host = platform.host_and_port().as_bytes();
    let mut found = Vec::new();
    let mut rest = bytes;
    while found.len() < LIMIT {
        let Some(at) = position(rest, host) else { break };
        rest = &rest[at + host.len()..];
        let path = rest.get(..3).filter(|path| path.eq_ignore_ascii_case(b"/d/"));
        let symbols = path.and_then(|_| rest.get(3..3 + identifier::SYMBOLS));
        let identifier = symbols.and_then(|symbols| std::str::from_utf8(symbols).ok()?.parse().ok());
        if let Some(identifier) = identifier
            && !found.contains(&identifier)
        {
            found.push(identifier);
        }
    }
    found
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len().max(1)).position(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_stamp_is_found_in_either_case() {
        let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
        let wanted = Identifier::parse("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ").unwrap();
        for text in [
            "/URI (https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ)",
            "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ and again \
             https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ",
        ] {
            assert_eq!(identifiers(text.as_bytes(), &platform), [wanted]);
        }
        for text in [
            "https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0W",
            "https://elsewhere.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ",
            "https://verify.example.lu/d/",
            "",
        ] {
            assert_eq!(identifiers(text.as_bytes(), &platform), [], "{text}");
        }
    }
}
