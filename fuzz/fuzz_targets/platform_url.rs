//! Any text is a platform's address or refused; an address is kept in one form and leads back to the identifier.
#![no_main]

use identifier::{Identifier, PlatformUrl};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(url) = PlatformUrl::parse(text) else { return };
    assert_eq!(PlatformUrl::parse(url.as_str()), Ok(url.clone()));
    assert!(url.as_str().starts_with("https://") || url.as_str().starts_with("http://"));
    assert!(!url.as_str().contains(['@', '?', '#', '\\', ' ']) && !url.as_str().ends_with('/'));
    let identifier = Identifier::issue([7; 16]);
    assert_eq!(Identifier::parse(&url.document_url(&identifier)), Ok(identifier));
    assert_eq!(Identifier::parse(&url.qr_payload(&identifier)), Ok(identifier));
});
