//! An issuer at which people sign in.

use jiff::SignedDuration;
use platform::oidc::Issuer;
use seal::online::http::HttpWeb;

use super::TestPlatform;

/// Lets people of this platform sign in at an issuer, as the client `greffe`.
pub fn offer_sign_in(platform: &TestPlatform, url: &str, required: bool) {
    let web = Box::new(HttpWeb::new(None).unwrap());
    let issuer = Issuer::new(url, "greffe", required, SignedDuration::from_hours(8), web).unwrap();
    assert!(platform.state.issuer.set(issuer).is_ok());
}
