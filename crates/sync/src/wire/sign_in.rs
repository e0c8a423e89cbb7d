//! Sign-in of people with OpenID Connect.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a person signs in, and the nonce that the issuer has to repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInOffer {
    /// This sign-in.
    pub sign_in: String,
    /// The issuer's address (OpenID Connect Discovery).
    pub issuer: String,
    /// What desks are called there.
    pub client_id: String,
    /// To be repeated in the ID token.
    pub nonce: String,
    /// Seconds in which it can be finished.
    pub expires_in: u32,
}

/// What the issuer said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInProof {
    /// The ID token, a compact JWS.
    pub id_token: String,
}

/// Without the token: it opens what the person may do.
impl std::fmt::Debug for SignInProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInProof(…)")
    }
}

/// Who is signed in on the desk now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInAnswer {
    /// Identity of the person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<String>,
    /// Until when.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub until: Timestamp,
}
