//! Reading the one kind of signed assertion that a desk sends: compact JWS (RFC 7515) with EdDSA (RFC 8037).
//!
//! The algorithm is fixed: a header that names another is refused before anything is computed, so there is nothing to
//! negotiate and nothing to confuse.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::signature::{ED25519, UnparsedPublicKey};
use serde::Deserialize;
use sync::wire::{ASSERTION_LIFETIME_S, Claims};

/// Longest assertion that is read, in bytes.
const LIMIT: usize = 4096;

/// How far a desk's clock may be off, in seconds.
const SKEW_S: i64 = 120;

/// Why an assertion is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not such an assertion, or not signed by this key, or meant for somebody else.
    Forged,
    /// Genuine, and its times are not of now.
    ClockWrong,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

/// An assertion whose claims were read and whose signature was not yet checked.
pub struct Unverified<'a> {
    signed: &'a str,
    signature: Vec<u8>,
    claims: Claims,
}

impl<'a> Unverified<'a> {
    /// Takes an assertion apart.
    ///
    /// # Errors
    /// [`Refusal::Forged`] where it is not one, or of another algorithm.
    pub fn parse(text: &'a str) -> Result<Self, Refusal> {
        if text.len() > LIMIT {
            return Err(Refusal::Forged);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(Refusal::Forged)?;
        let (header, payload) = signed.split_once('.').ok_or(Refusal::Forged)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::Forged);
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| Refusal::Forged)?;
        if header.alg != "EdDSA" || header.crit.is_some() {
            return Err(Refusal::Forged);
        }
        let claims: Claims = serde_json::from_slice(&decode(payload)?).map_err(|_| Refusal::Forged)?;
        Ok(Self {
            signed,
            signature: decode(signature)?,
            claims,
        })
    }

    /// Who it says it is from: only good for finding the key.
    pub fn claimed_issuer(&self) -> &str {
        &self.claims.iss
    }

    /// Checks signature, issuer, audience and times.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn verify(self, public_key: &[u8], audience: &str, now: Timestamp) -> Result<Claims, Refusal> {
        UnparsedPublicKey::new(&ED25519, public_key)
            .verify(self.signed.as_bytes(), &self.signature)
            .map_err(|_| Refusal::Forged)?;
        let claims = self.claims;
        if claims.iss != claims.sub
            || claims.aud != audience
            || claims.jti.len() < 16
            || claims.jti.len() > 128
        {
            return Err(Refusal::Forged);
        }
        if claims.exp <= claims.iat || claims.exp.saturating_sub(claims.iat) > ASSERTION_LIFETIME_S {
            return Err(Refusal::Forged);
        }
        let now = now.as_second();
        if claims.iat > now + SKEW_S || claims.exp < now - SKEW_S {
            return Err(Refusal::ClockWrong);
        }
        Ok(claims)
    }
}

/// Until when a used assertion must be remembered.
pub fn remember_until(claims: &Claims) -> Timestamp {
    Timestamp::from_second(claims.exp.saturating_add(SKEW_S + 1)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{Ed25519KeyPair, KeyPair as _};

    const AUDIENCE: &str = "https://verify.example.lu/api/v1/oauth/token";

    fn now() -> Timestamp {
        "2026-05-04T08:00:00Z".parse().unwrap()
    }

    fn claims() -> Claims {
        Claims {
            iss: "desk".into(),
            sub: "desk".into(),
            aud: AUDIENCE.into(),
            iat: now().as_second(),
            exp: now().as_second() + 60,
            jti: "0123456789abcdef".into(),
        }
    }

    fn signed(seed: u8, header: &str, claims: &Claims) -> (String, Vec<u8>) {
        let key = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
        let text = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).unwrap())
        );
        let signature = key.sign(text.as_bytes());
        (
            format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)),
            key.public_key().as_ref().to_vec(),
        )
    }

    const HEADER: &str = r#"{"alg":"EdDSA","typ":"JWT"}"#;

    fn verdict(text: &str, key: &[u8], now: Timestamp) -> Result<Claims, Refusal> {
        Unverified::parse(text)?.verify(key, AUDIENCE, now)
    }

    #[test]
    fn a_genuine_assertion_is_accepted() {
        let (text, key) = signed(1, HEADER, &claims());
        assert_eq!(verdict(&text, &key, now()), Ok(claims()));
    }

    #[test]
    fn another_key_another_algorithm_and_a_changed_byte_are_forged() {
        let (text, key) = signed(1, HEADER, &claims());
        let (_, other) = signed(2, HEADER, &claims());
        assert_eq!(verdict(&text, &other, now()), Err(Refusal::Forged));
        for header in [
            r#"{"alg":"none"}"#,
            r#"{"alg":"HS256"}"#,
            r#"{"alg":"EdDSA","crit":["b64"]}"#,
        ] {
            let (text, key) = signed(1, header, &claims());
            assert_eq!(verdict(&text, &key, now()), Err(Refusal::Forged), "{header}");
        }
        let changed = text.replacen('.', ".e", 1);
        assert_eq!(verdict(&changed, &key, now()), Err(Refusal::Forged));
        for text in ["", ".", "..", "a.b", "a.b.c", &"x".repeat(10_000)] {
            assert_eq!(verdict(text, &key, now()), Err(Refusal::Forged));
        }
    }

    #[test]
    fn another_audience_is_refused_and_so_is_a_long_life() {
        for wrong in [
            Claims {
                aud: "https://elsewhere.example.lu/api/v1/oauth/token".into(),
                ..claims()
            },
            Claims {
                exp: claims().iat + 86_400,
                ..claims()
            },
            // Further apart than a number can say.
            Claims {
                iat: i64::MIN,
                exp: i64::MAX,
                ..claims()
            },
            Claims {
                iat: -2,
                exp: i64::MAX,
                ..claims()
            },
            Claims {
                sub: "another".into(),
                ..claims()
            },
            Claims {
                jti: String::new(),
                ..claims()
            },
        ] {
            let (text, key) = signed(1, HEADER, &wrong);
            assert_eq!(verdict(&text, &key, now()), Err(Refusal::Forged), "{wrong:?}");
        }
    }

    #[test]
    fn a_genuine_assertion_of_another_time_says_that_the_clock_is_wrong() {
        for seconds in [-7200, 7200] {
            let (text, key) = signed(1, HEADER, &claims());
            let later = now() + jiff::SignedDuration::from_secs(seconds);
            assert_eq!(verdict(&text, &key, later), Err(Refusal::ClockWrong));
        }
    }
}
