//! Sign-in of people with OpenID Connect: what an issuer says is believed only for this platform, this desk's question
//! and this moment.
//!
//! The desk runs the authorization code flow with PKCE in the person's own browser (RFC 8252) and hands the ID token over; here
//! it is verified: signature by a key of the issuer (OpenID Connect Discovery, JWK Set), issuer, audience, times, and the
//! nonce that this desk was given for this one sign-in. Tokens are never kept or logged.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use model::Sha256;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use seal::online::{Ask, Web};
use serde::Deserialize;

use crate::state::sha256;

/// Longest ID token that is read, in bytes.
pub const LIMIT: usize = 16 * 1024;
/// Longest answer of an issuer about itself, in bytes.
const MAX_ANSWER: usize = 256 * 1024;
/// How far the issuer's clock may be off, in seconds.
const SKEW_S: i64 = 60;
/// An ID token is presented within this time after it was made, in seconds.
const MAX_AGE_S: i64 = 900;
/// What the issuer says of itself is asked again after this time.
const KEEP: SignedDuration = SignedDuration::from_hours(1);
/// For a key that is not known, the issuer is asked again at most this often.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(20);

/// Why an ID token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no ID token, not signed by a key of the issuer, or of an algorithm that is not taken.
    #[error("not signed by the issuer")]
    Forged,
    /// Another issuer made it.
    #[error("of another issuer")]
    Issuer,
    /// It is meant for another program.
    #[error("meant for another program")]
    Audience,
    /// It has expired, or is not of now.
    #[error("not of this time")]
    Expired,
    /// It answers another sign-in.
    #[error("answers another sign-in")]
    Nonce,
    /// The issuer does not answer, or not as the standard wants.
    #[error("the issuer does not answer")]
    Unreachable,
}

/// A key of the issuer (RFC 7517), as far as it is needed.
#[derive(Clone, Debug, Deserialize)]
struct Jwk {
    kty: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default, rename = "use")]
    purpose: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    n: Option<String>,
    #[serde(default)]
    e: Option<String>,
    #[serde(default)]
    x: Option<String>,
    #[serde(default)]
    y: Option<String>,
}

#[derive(Deserialize)]
struct JwkSet {
    // Keys of kinds that are not known here are passed over.
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    #[serde(default)]
    azp: Option<String>,
    exp: i64,
    iat: i64,
    #[serde(default)]
    nonce: Option<String>,
}

struct Kept {
    at: Timestamp,
    keys: Vec<Jwk>,
}

/// An issuer that the operator has named, and how the platform is known there.
pub struct Issuer {
    url: String,
    client: String,
    /// Whether a desk acts only for people who are signed in on it.
    pub required: bool,
    /// How long a sign-in lasts.
    pub lasts: SignedDuration,
    web: Box<dyn Web>,
    kept: Mutex<Option<Kept>>,
}

impl Issuer {
    /// An issuer by its address, without a query, and the client identity that desks have there. `None` where the
    /// address is neither `https` nor, for trials, `http` on this machine.
    pub fn new(
        url: &str,
        client: &str,
        required: bool,
        lasts: SignedDuration,
        web: Box<dyn Web>,
    ) -> Option<Self> {
        (is_safe(url) && !url.contains(['?', '#']) && !client.is_empty()).then(|| Self {
            url: url.to_owned(),
            client: client.to_owned(),
            required,
            lasts,
            web,
            kept: Mutex::default(),
        })
    }

    /// Its address, which is its name.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What desks are called there.
    pub fn client(&self) -> &str {
        &self.client
    }

    /// Verifies an ID token (OpenID Connect Core, 3.1.3.7); gives the subject. `nonce`: SHA-256 of the nonce of the sign-in.
    /// Blocking.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn verify(&self, token: &str, nonce: Sha256, now: Timestamp) -> Result<String, Refusal> {
        if token.len() > LIMIT {
            return Err(Refusal::Forged);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Refusal::Forged)?;
        let (header, payload) = signed.split_once('.').ok_or(Refusal::Forged)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Refusal::Forged);
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| Refusal::Forged)?;
        if header.crit.is_some() {
            return Err(Refusal::Forged);
        }
        let claims: Claims = serde_json::from_slice(&decode(payload)?).map_err(|_| Refusal::Forged)?;
        // Said first, so that a token of another issuer is called that; nothing is believed before the signature.
        if claims.iss != self.url {
            return Err(Refusal::Issuer);
        }
        let signature = decode(signature)?;
        let fits = |keys: &[Jwk]| {
            keys.iter()
                .filter(|key| header.kid.is_none() || key.kid == header.kid)
                .take(8)
                .any(|key| key.verifies(&header.alg, signed.as_bytes(), &signature))
        };
        if !fits(&self.keys(now, KEEP)?) && !fits(&self.keys(now, ASK_AGAIN)?) {
            return Err(Refusal::Forged);
        }
        let meant = match &claims.aud {
            Audience::One(aud) => *aud == self.client,
            // Several: the one it was given to must be us.
            Audience::Many(all) => {
                all.contains(&self.client) && (all.len() == 1 || claims.azp.as_ref() == Some(&self.client))
            }
        };
        if !meant || claims.azp.as_ref().is_some_and(|azp| *azp != self.client) {
            return Err(Refusal::Audience);
        }
        let second = now.as_second();
        if claims.exp <= second - SKEW_S || claims.iat > second + SKEW_S || claims.iat < second - MAX_AGE_S {
            return Err(Refusal::Expired);
        }
        if claims.nonce.map(|own| sha256(own.as_bytes())) != Some(nonce) {
            return Err(Refusal::Nonce);
        }
        let plain = !claims.sub.is_empty() && claims.sub.len() <= 255;
        if plain {
            Ok(claims.sub)
        } else {
            Err(Refusal::Forged)
        }
    }

    /// Its keys, not older than `keep`.
    fn keys(&self, now: Timestamp, keep: SignedDuration) -> Result<Vec<Jwk>, Refusal> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*kept
            && now.duration_since(known.at).abs() < keep
        {
            return Ok(known.keys.clone());
        }
        let address = format!(
            "{}/.well-known/openid-configuration",
            self.url.trim_end_matches('/')
        );
        let metadata: Metadata = self.get(&address)?;
        if metadata.issuer != self.url || !is_safe(&metadata.jwks_uri) {
            return Err(Refusal::Unreachable);
        }
        let set: JwkSet = self.get(&metadata.jwks_uri)?;
        let keys: Vec<Jwk> = set
            .keys
            .into_iter()
            .take(64)
            .filter_map(|key| serde_json::from_value(key).ok())
            .filter(|key: &Jwk| key.purpose.as_deref().is_none_or(|purpose| purpose == "sig"))
            .collect();
        *kept = Some(Kept {
            at: now,
            keys: keys.clone(),
        });
        Ok(keys)
    }

    fn get<T: serde::de::DeserializeOwned>(&self, url: &str) -> Result<T, Refusal> {
        let reply = self.web.ask(&Ask {
            url,
            body: None,
            accept: "application/json",
            account: None,
            timeout: Duration::from_secs(10),
            max_bytes: MAX_ANSWER,
        });
        match reply {
            Ok(reply) if reply.status == 200 => {
                serde_json::from_slice(&reply.body).map_err(|_| Refusal::Unreachable)
            }
            _ => Err(Refusal::Unreachable),
        }
    }
}

/// `https`, or `http` on this machine.
fn is_safe(url: &str) -> bool {
    let Some(host) = seal::online::host_of(url) else {
        return false;
    };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    url.starts_with("https://") || matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

impl Jwk {
    /// Whether this key made the signature, with an algorithm of the list and of its kind: neither `none` nor one with a
    /// shared secret is in it.
    fn verifies(&self, alg: &str, message: &[u8], signature: &[u8]) -> bool {
        if self.alg.as_deref().is_some_and(|own| own != alg) {
            return false;
        }
        let part = |text: &Option<String>| {
            URL_SAFE_NO_PAD
                .decode(text.as_deref().unwrap_or_default())
                .unwrap_or_default()
        };
        let point = || [&[4], part(&self.x).as_slice(), part(&self.y).as_slice()].concat();
        match (alg, self.kty.as_str(), self.crv.as_deref()) {
            ("RS256" | "PS256", "RSA", _) => {
                let key = RsaPublicKeyComponents {
                    n: part(&self.n),
                    e: part(&self.e),
                };
                let algorithm = if alg == "RS256" {
                    &RSA_PKCS1_2048_8192_SHA256
                } else {
                    &RSA_PSS_2048_8192_SHA256
                };
                key.verify(algorithm, message, signature).is_ok()
            }
            ("ES256", "EC", Some("P-256")) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point())
                .verify(message, signature)
                .is_ok(),
            ("ES384", "EC", Some("P-384")) => UnparsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, point())
                .verify(message, signature)
                .is_ok(),
            ("EdDSA", "OKP", Some("Ed25519")) => UnparsedPublicKey::new(&ED25519, part(&self.x))
                .verify(message, signature)
                .is_ok(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{Ed25519KeyPair, KeyPair as _};
    use seal::online::{Reply, WebError};

    const URL: &str = "https://login.example.lu";

    /// An issuer with one Ed25519 key.
    struct Answers(String);

    impl Web for Answers {
        fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
            let body = if ask.url.ends_with("openid-configuration") {
                format!(r#"{{"issuer":"{URL}","jwks_uri":"{URL}/keys"}}"#)
            } else {
                self.0.clone()
            };
            Ok(Reply {
                status: 200,
                media_type: "application/json".into(),
                body: body.into_bytes(),
            })
        }
    }

    fn pair() -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap()
    }

    fn issuer() -> Issuer {
        let x = URL_SAFE_NO_PAD.encode(pair().public_key().as_ref());
        let keys = format!(
            r#"{{"keys":[{{"kty":"none of ours"}},3,{{"kty":"OKP","crv":"Ed25519","kid":"1","use":"sig","x":"{x}"}}]}}"#
        );
        Issuer::new(
            URL,
            "greffe",
            true,
            SignedDuration::from_hours(8),
            Box::new(Answers(keys)),
        )
        .unwrap()
    }

    fn now() -> Timestamp {
        "2026-05-04T08:00:00Z".parse().unwrap()
    }

    fn token(header: &str, change: &dyn Fn(&mut serde_json::Value)) -> String {
        let mut claims = serde_json::json!({
            "iss": URL, "sub": "someone", "aud": "greffe", "nonce": "n",
            "iat": now().as_second(), "exp": now().as_second() + 300,
        });
        change(&mut claims);
        let text = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(claims.to_string())
        );
        let signature = pair().sign(text.as_bytes());
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    const HEADER: &str = r#"{"alg":"EdDSA","kid":"1"}"#;

    fn verdict(token: &str) -> Result<String, Refusal> {
        issuer().verify(token, sha256(b"n"), now())
    }

    #[test]
    fn what_the_issuer_said_for_this_sign_in_is_believed_and_nothing_else() {
        assert_eq!(verdict(&token(HEADER, &|_| {})), Ok("someone".to_owned()));
        let set = |name: &'static str, value: serde_json::Value| {
            verdict(&token(HEADER, &move |claims| claims[name] = value.clone()))
        };
        let time = now().as_second();
        assert_eq!(set("iss", "https://evil.example".into()), Err(Refusal::Issuer));
        assert_eq!(set("aud", "another".into()), Err(Refusal::Audience));
        assert_eq!(
            set("aud", serde_json::json!(["greffe", "another"])),
            Err(Refusal::Audience)
        );
        assert_eq!(set("azp", "another".into()), Err(Refusal::Audience));
        assert!(set("aud", serde_json::json!(["greffe"])).is_ok());
        assert_eq!(set("exp", (time - 61).into()), Err(Refusal::Expired));
        assert_eq!(set("iat", (time + 120).into()), Err(Refusal::Expired));
        assert_eq!(set("iat", (time - 3600).into()), Err(Refusal::Expired));
        assert_eq!(set("nonce", "m".into()), Err(Refusal::Nonce));
        assert_eq!(set("nonce", serde_json::Value::Null), Err(Refusal::Nonce));
        assert_eq!(set("sub", "".into()), Err(Refusal::Forged));
    }

    #[test]
    fn other_algorithms_keys_and_changed_bytes_are_forged() {
        for header in [
            r#"{"alg":"none","kid":"1"}"#,
            r#"{"alg":"HS256","kid":"1"}"#,
            r#"{"alg":"RS256","kid":"1"}"#,
            r#"{"alg":"EdDSA","kid":"2"}"#,
            r#"{"alg":"EdDSA","kid":"1","crit":["x"]}"#,
        ] {
            assert_eq!(verdict(&token(header, &|_| {})), Err(Refusal::Forged), "{header}");
        }
        let good = token(HEADER, &|_| {});
        let (signed, _) = good.rsplit_once('.').unwrap();
        for text in [
            format!("{signed}."),
            signed.to_owned(),
            format!("{good}A"),
            String::new(),
            ".".repeat(9),
        ] {
            assert!(verdict(&text).is_err(), "{text}");
        }
        assert!(
            Issuer::new(
                "http://login.example.lu",
                "greffe",
                true,
                KEEP,
                Box::new(Answers(String::new()))
            )
            .is_none()
        );
        assert!(
            Issuer::new(
                "http://127.0.0.1:9000",
                "greffe",
                true,
                KEEP,
                Box::new(Answers(String::new()))
            )
            .is_some()
        );
    }
}
