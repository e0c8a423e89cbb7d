//! What desk and platform say to each other. Version 1 of the protocol, JSON over HTTPS under `/api/v1`.
//!
//! Every request carries [`PROTOCOL_HEADER`]. Fields are added, never renamed; fields that this version does not know
//! are kept where a value is stored and sent on ([`Registration::other`]) and ignored elsewhere.

use std::collections::BTreeMap;

use identifier::Identifier;
use model::{DeskId, Sha256};
use serde::{Deserialize, Serialize};

pub mod contents;
pub mod originals;
pub mod records;
pub mod sign_in;

/// The version of the protocol that this crate speaks.
pub const PROTOCOL: u32 = 1;

/// The request header that carries the protocol's version: `greffe-protocol: 1`.
pub const PROTOCOL_HEADER: &str = "greffe-protocol";

/// Version of the tus resumable upload protocol.
pub const TUS: &str = "1.0.0";

/// Paths of the API, below the platform's base address.
pub mod path {
    /// `POST`: [`super::EnrolmentRequest`] -> [`super::EnrolmentAnswer`].
    pub const ENROLMENTS: &str = "/api/v1/enrolments";
    /// `POST`: [`super::sign_in::SignInOffer`]; `PUT` below it: [`super::sign_in::SignInProof`] ->
    /// [`super::sign_in::SignInAnswer`]; `DELETE`: nobody is signed in any more.
    pub const SIGN_INS: &str = "/api/v1/sign-ins";
    /// `POST`, form: RFC 7523 client assertion -> [`super::TokenAnswer`].
    pub const TOKEN: &str = "/api/v1/oauth/token";
    /// `POST`: tus creation. `HEAD`, `PATCH`, `DELETE` on the location it gives.
    pub const UPLOADS: &str = "/api/v1/uploads";
    /// `PUT` `/api/v1/registrations/{op}`: [`super::Registration`] -> [`super::Acknowledgement`]. `POST`:
    /// [`super::originals::Claims`] -> [`super::originals::Missing`].
    pub const REGISTRATIONS: &str = "/api/v1/registrations";
    /// `GET` `/api/v1/originals/{identifier}`: the original's bytes, with `Repr-Digest` (RFC 9530).
    pub const ORIGINALS: &str = "/api/v1/originals";
    /// `POST`: [`super::records::Push`] -> [`super::records::Pushed`]. `GET` with `?after=`: [`super::records::Page`].
    pub const CHANGES: &str = "/api/v1/changes";
    /// `GET` `/api/v1/blobs/{sha256}`: the bytes of a content, with `Range` (RFC 9110, 14) and `Repr-Digest`.
    pub const BLOBS: &str = "/api/v1/blobs";
    /// `POST`: many small contents ([`super::contents`]) -> [`super::contents::Brought`].
    pub const CONTENTS: &str = "/api/v1/contents";
}

/// The `client_assertion_type` of RFC 7523.
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A new desk presents its one-time code and its public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnrolmentRequest {
    /// The one-time code as the person typed it; case, spaces and hyphens do not count.
    pub code: String,
    /// The desk's identity, made on the desk.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Id"))]
    pub desk: DeskId,
    /// What an administrator recognises the desk by, e.g. its computer's name.
    pub name: String,
    /// The desk's Ed25519 public key, 32 bytes, base64url without padding.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::PublicKey"))]
    pub public_key: String,
    /// Proof that the desk holds the private key: a compact JWS (EdDSA) with [`Claims`], audience the enrolment's
    /// address.
    pub proof: String,
}

/// The platform has registered the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnrolmentAnswer {
    /// The desk's identity, as sent.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Id"))]
    pub desk: DeskId,
    /// Name of the administration the desk now belongs to.
    pub administration: String,
    /// Roles the desk may act in.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Other desks of the administration are enrolled, or once were: this one needs numbers of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub others: bool,
}

/// Claims of a client assertion (RFC 7523) and of the enrolment's proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer: the desk's identity.
    pub iss: String,
    /// Subject: the same.
    pub sub: String,
    /// Audience: the full address the assertion is sent to.
    pub aud: String,
    /// Made at, seconds since 1970 UTC.
    pub iat: i64,
    /// Not valid from this time on, seconds since 1970 UTC; at most [`ASSERTION_LIFETIME_S`] after `iat`.
    pub exp: i64,
    /// Used once.
    pub jti: String,
}

/// Longest life of an assertion, in seconds.
pub const ASSERTION_LIFETIME_S: i64 = 120;

/// An access token (RFC 6749, 5.1).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TokenAnswer {
    /// The bearer token; secret.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// Seconds it lives.
    pub expires_in: u32,
}

/// Without the token.
impl std::fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenAnswer")
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// Binds a printed identifier to the bytes of an original, with the facts that a reader compares with the paper.
///
/// The platform stores the facts and the identifier's SHA-256, never the identifier itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Registration {
    /// The printed identifier.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Printed"))]
    pub identifier: Identifier,
    /// SHA-256 of the original.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Digest"))]
    pub sha256: Sha256,
    /// Size of the original.
    pub size_bytes: u64,
    /// Number of its pages.
    pub pages: u32,
    /// Title of the document, as the reader sees it.
    pub title: String,
    /// Kind of the document for the reader, e.g. `Certificat de résidence`; absent where the title says it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The administration, as printed in the stamp.
    pub authority: String,
    /// The dossier's reference, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it was sealed, UTC, as printed in the stamp (there in Europe/Luxembourg).
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Time"))]
    pub sealed_at: jiff::Timestamp,
    /// Language of the document (BCP 47), for the reader's screen reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// SHA-256 of the bytes of the visible seal, where one is printed: the public log commits to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Digest>"))]
    pub visible_seal_sha256: Option<Sha256>,
    /// The identifier of the original that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Printed>"))]
    pub supersedes: Option<Identifier>,
    /// Fields of a newer version, kept as they are.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// The platform keeps the original and answers for it. A replay of the same operation gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acknowledgement {
    /// The registration's number in the platform's order: strictly increasing.
    pub seq: u64,
    /// The platform's time, UTC.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Time"))]
    pub registered_at: jiff::Timestamp,
    /// SHA-256 of the original, as the platform computed it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Digest"))]
    pub sha256: Sha256,
}

/// Why a request was refused (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// Stable code, kebab-case; its sentence stands in this crate's messages.
    pub code: String,
    /// English sentence for a log.
    pub title: String,
    /// With [`code::DESK_REVOKED`]: what the desk does, see [`revocation`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
}

/// What a revoked desk does. A desk that does not know the word locks itself.
pub mod revocation {
    /// It locks itself; nothing is removed.
    pub const LOCK: &str = "lock";
    /// It removes its keys, then its content, for ever.
    pub const WIPE: &str = "wipe";
}

/// The codes of [`Problem`] that a desk acts upon. Codes it does not know are refusals for good.
pub mod code {
    /// No token, a forged or an expired one: get a new one.
    pub const UNAUTHORISED: &str = "desk-unauthorised";
    /// The platform does not know the desk.
    pub const DESK_UNKNOWN: &str = "desk-unknown";
    /// The desk was revoked by its administration.
    pub const DESK_REVOKED: &str = "desk-revoked";
    /// The assertion is genuine and its times are not of now.
    pub const CLOCK_WRONG: &str = "desk-clock-wrong";
    /// This desk may not do that.
    pub const FORBIDDEN: &str = "desk-forbidden";
    /// The protocol's version is no longer spoken.
    pub const PROTOCOL_TOO_OLD: &str = "protocol-too-old";
    /// The one-time code is wrong, used or too old.
    pub const ENROLMENT_CODE: &str = "enrolment-code-refused";
    /// The identifier is registered with another hash: alarming.
    pub const IDENTIFIER_TAKEN: &str = "identifier-taken";
    /// The very bytes are registered under another identifier.
    pub const ORIGINAL_TAKEN: &str = "original-taken";
    /// The file is sealed by nobody who seals for this administration.
    pub const SEAL_FOREIGN: &str = "original-seal-foreign";
    /// The same operation came with another content before.
    pub const OPERATION_REUSED: &str = "operation-reused";
    /// The registration names a blob that is not there (yet).
    pub const BLOB_MISSING: &str = "blob-missing";
    /// The bytes do not have the digest they should have.
    pub const DIGEST_MISMATCH: &str = "digest-mismatch";
    /// A part of an upload arrived damaged (tus, status 460).
    pub const CHECKSUM_MISMATCH: &str = "checksum-mismatch";
    /// The upload stands elsewhere than the desk thought (tus, status 409).
    pub const OFFSET_MISMATCH: &str = "offset-mismatch";
    /// There is no such upload (any more).
    pub const UPLOAD_UNKNOWN: &str = "upload-unknown";
    /// The file is larger than the platform takes.
    pub const TOO_LARGE: &str = "original-too-large";
    /// The file carries no seal.
    pub const NOT_SEALED: &str = "original-not-sealed";
    /// The file's seal is broken.
    pub const SEAL_BROKEN: &str = "original-seal-broken";
    /// The seal does not cover the whole file.
    pub const SEAL_PARTIAL: &str = "original-changed-after-seal";
    /// The file cannot be read as a PDF.
    pub const UNREADABLE: &str = "original-unreadable";
    /// A field of the request is missing or wrong.
    pub const REQUEST_INVALID: &str = "request-invalid";
    /// No document has this identifier.
    pub const IDENTIFIER_UNKNOWN: &str = "identifier-unknown";
    /// The stored file is not what was registered: it is not given out.
    pub const ORIGINAL_DAMAGED: &str = "original-damaged";
    /// It replaces an original that this administration has not registered.
    pub const SUPERSEDED_UNKNOWN: &str = "superseded-unknown";
    /// The platform knows no issuer at which people sign in.
    pub const SIGN_IN_NOT_OFFERED: &str = "sign-in-not-offered";
    /// The desk acts only for people who are signed in, and nobody is.
    pub const SIGN_IN_NEEDED: &str = "sign-in-needed";
    /// The issuer, or the platform, did not let the person in.
    pub const SIGN_IN_REFUSED: &str = "sign-in-refused";
    /// The sign-in was finished before, took too long, or is another desk's.
    pub const SIGN_IN_OVER: &str = "sign-in-over";
    /// Who signed in is nobody who works on this desk.
    pub const SIGN_IN_NOBODY: &str = "sign-in-nobody";
    /// The issuer cannot be reached, or answers what no issuer does.
    pub const SIGN_IN_ISSUER: &str = "sign-in-issuer";
    /// The desk cannot listen for the browser that comes back.
    pub const SIGN_IN_NO_LISTENER: &str = "sign-in-no-listener";
    /// The document was revoked.
    pub const REVOKED: &str = "original-revoked";
    /// The platform was restored: the desk's cursor and revisions are of another epoch (status 410).
    pub const RESYNC_REQUIRED: &str = "resync-required";
    /// No such record for this desk: also where it may not see it.
    pub const RECORD_UNKNOWN: &str = "record-unknown";
    /// The record, or the field, cannot be changed once it is there.
    pub const RECORD_IMMUTABLE: &str = "record-immutable";
    /// The record is malformed, too large, or lies nowhere.
    pub const RECORD_INVALID: &str = "record-invalid";
    /// The dossier is closed: only its reopening is taken.
    pub const DOSSIER_CLOSED: &str = "dossier-closed";
    /// Another dossier of the administration has this reference.
    pub const REFERENCE_TAKEN: &str = "reference-taken";
    /// Too many requests.
    pub const BUSY: &str = "platform-busy";
    /// The platform's disk is full.
    pub const FULL: &str = "platform-full";
}
