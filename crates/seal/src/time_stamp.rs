//! Time-stamps of RFC 3161: asking for them, and believing nothing that was not checked.
//!
//! A token is only returned when its status is granted, it stamps exactly what was asked, repeats the nonce, keeps the
//! policy asked for, and is signed by a certificate that it names and that is meant for time-stamping (critical, and
//! nothing else), valid at the time it tells. Whether that certificate is trusted is for the validator to say: files
//! outlive lists of trusted authorities.
//!
//! Several authorities are asked in the order of preference; each that fails is reported by name.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use wording::Explain;

use crate::der_write::{NULL, OCTET_STRING, SEQUENCE, tlv};
use crate::online::{Ask, Web, WebError};
use crate::verify::asn1::{Damaged, Fields, INTEGER, SEQUENCE as SEQUENCE_TAG, Tlv, oid, to_der};
use crate::verify::certificate::{Certificate, KeyUse};
use crate::verify::cms::{SignedData, TimeStampInfo};
use crate::verify::crypto::Digest;
use crate::verify::signature::{Failure as CmsFailure, read_certificates, verify_token};

/// A time-stamping authority and how it is asked.
pub struct Tsa {
    /// What it is called in reports; the host of its address when nothing better is known.
    pub name: String,
    /// Its address.
    pub url: String,
    /// The whole answer must be here by then.
    pub timeout: Duration,
    /// Longest answer, in bytes.
    pub max_response_bytes: usize,
    /// User and password, where it wants them.
    pub account: Option<(String, SecretString)>,
    /// Policy to ask for, as dotted numbers; the token must then have been made under it.
    pub policy: Option<String>,
    /// Digest of what is stamped.
    pub digest: Imprint,
    /// Most tokens within an hour.
    pub per_hour: Option<u32>,
    /// Most tokens within a day.
    pub per_day: Option<u32>,
}

impl Tsa {
    /// An authority with the usual limits: 15 seconds, 64 KB, no account, SHA-256.
    pub fn at(url: &str) -> Self {
        Self {
            name: crate::online::host_of(url).unwrap_or(url).to_owned(),
            url: url.to_owned(),
            timeout: Duration::from_secs(15),
            max_response_bytes: 64 * 1024,
            account: None,
            policy: None,
            digest: Imprint::Sha256,
            per_hour: None,
            per_day: None,
        }
    }
}

/// Digest of what is stamped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Imprint {
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Imprint {
    /// All of them.
    pub const ALL: [Imprint; 3] = [Imprint::Sha256, Imprint::Sha384, Imprint::Sha512];

    /// The algorithm as ring has it.
    pub fn algorithm(self) -> &'static ring::digest::Algorithm {
        match self {
            Imprint::Sha256 => &ring::digest::SHA256,
            Imprint::Sha384 => &ring::digest::SHA384,
            Imprint::Sha512 => &ring::digest::SHA512,
        }
    }

    pub(crate) fn digest(self) -> Digest {
        match self {
            Imprint::Sha256 => Digest::Sha256,
            Imprint::Sha384 => Digest::Sha384,
            Imprint::Sha512 => Digest::Sha512,
        }
    }

    /// The digest of these bytes, one part after the other.
    pub fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        let mut context = ring::digest::Context::new(self.algorithm());
        parts.iter().for_each(|part| context.update(part));
        context.finish().as_ref().to_vec()
    }

    /// Its name: `sha256`, `sha384`, `sha512`.
    pub fn name(self) -> &'static str {
        match self {
            Imprint::Sha256 => "sha256",
            Imprint::Sha384 => "sha384",
            Imprint::Sha512 => "sha512",
        }
    }

    pub(crate) fn oid(self) -> &'static [u8] {
        match self {
            Imprint::Sha256 => oid::SHA256,
            Imprint::Sha384 => oid::SHA384,
            Imprint::Sha512 => oid::SHA512,
        }
    }
}

/// Counts tokens, for limits per authority; kept by the caller, who knows what other processes took.
pub trait TokenCount: Send + Sync {
    /// Tokens taken from the authority of this name since `since`.
    fn taken(&self, tsa: &str, since: Timestamp) -> u32;
    /// A token was taken.
    fn took(&self, tsa: &str, at: Timestamp);
}

/// A count in memory.
#[derive(Debug, Default)]
pub struct TakenTokens(Mutex<Vec<(String, Timestamp)>>);

impl TokenCount for TakenTokens {
    fn taken(&self, tsa: &str, since: Timestamp) -> u32 {
        let taken = match self.0.lock() {
            Ok(taken) => taken,
            Err(poisoned) => poisoned.into_inner(),
        };
        let count = taken
            .iter()
            .filter(|(name, at)| name == tsa && *at > since)
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn took(&self, tsa: &str, at: Timestamp) {
        let mut taken = match self.0.lock() {
            Ok(taken) => taken,
            Err(poisoned) => poisoned.into_inner(),
        };
        taken.push((tsa.to_owned(), at));
    }
}

/// How long the tokens of each authority are, learnt from the first one, so that later files keep fitting room.
#[derive(Debug, Default)]
pub struct TokenSizes(Mutex<HashMap<String, usize>>);

/// Room for a token of an authority that was never asked: few come near it.
const UNKNOWN_TOKEN: usize = 12 * 1024;
/// Tokens differ by the lengths of their numbers.
const SLACK: usize = 256;

impl TokenSizes {
    /// Bytes to keep for a token of any of `tsas`.
    pub fn room(&self, tsas: &[Tsa]) -> usize {
        let sizes = match self.0.lock() {
            Ok(sizes) => sizes,
            Err(poisoned) => poisoned.into_inner(),
        };
        // The first one will most likely answer; where another does and its token is longer, there is a second try.
        match tsas.first().and_then(|tsa| sizes.get(&tsa.name)) {
            Some(size) => size + SLACK,
            None => UNKNOWN_TOKEN,
        }
    }

    fn learn(&self, tsa: &str, size: usize) {
        let mut sizes = match self.0.lock() {
            Ok(sizes) => sizes,
            Err(poisoned) => poisoned.into_inner(),
        };
        let known = sizes.entry(tsa.to_owned()).or_insert(0);
        *known = (*known).max(size);
    }
}

/// Where time-stamps are taken from, and with what.
#[derive(Clone, Copy)]
pub struct Stamping<'a> {
    /// The network.
    pub web: &'a dyn Web,
    /// The authorities, the preferred one first.
    pub tsas: &'a [Tsa],
    /// What was taken before.
    pub count: &'a dyn TokenCount,
    /// What was learnt before.
    pub sizes: &'a TokenSizes,
    /// Fills a buffer with random bytes.
    pub random: &'a (dyn Fn(&mut [u8]) + Sync),
    /// The time now, UTC.
    pub now: &'a (dyn Fn() -> Timestamp + Sync),
}

/// A time-stamp token that was checked.
#[derive(Clone, Debug)]
pub struct Token {
    /// The ContentInfo, DER.
    pub der: Vec<u8>,
    /// The time it tells.
    pub time: Timestamp,
    /// Name of the authority.
    pub tsa: String,
    /// The policy under which it was made, as dotted numbers.
    pub policy: String,
    /// The certificate that signed it, DER.
    pub signer: Vec<u8>,
    /// Certificates it carries, DER.
    pub certificates: Vec<Vec<u8>>,
}

/// Why one authority gave no token that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{tsa}: {problem}")]
pub struct TsaFailure {
    /// Name of the authority.
    pub tsa: String,
    /// What went wrong.
    pub problem: TsaProblem,
}

/// What went wrong with a time-stamping authority.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TsaProblem {
    /// No answer.
    #[error(transparent)]
    Web(WebError),
    /// Its limit of tokens is reached.
    #[error("its limit of tokens is reached")]
    Limit,
    /// The policy to ask for is no object identifier.
    #[error("the policy of its settings is no object identifier")]
    PolicySetting,
    /// An HTTP status that is no success.
    #[error("it answered with HTTP status {0}")]
    Status(u16),
    /// What came is no answer of RFC 3161 (a web page, for example).
    #[error("its answer is no time-stamp")]
    NoToken,
    /// It refused.
    #[error("it refused: {0}")]
    Refused(String),
    /// The token stamps something else.
    #[error("its token stamps something else")]
    Imprint,
    /// The token answers another request.
    #[error("its token answers another request")]
    Nonce,
    /// The token was made under another policy.
    #[error("its token was made under another policy")]
    Policy,
    /// Signature or digest of the token do not verify.
    #[error("the signature of its token does not verify")]
    Signature,
    /// The certificate is missing, not named, or not meant for time-stamping.
    #[error("the certificate of its token is not one for time-stamping")]
    Certificate,
    /// The certificate was not valid at the time of the token.
    #[error("the certificate of its token was not valid at that time")]
    Validity,
    /// Its time and the time here differ.
    #[error("its time and the time of this computer differ by {seconds} s")]
    Clock {
        /// How much its time is ahead, in seconds.
        seconds: i64,
    },
}

impl TsaProblem {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<TsaProblem> {
        let mut all = vec![
            TsaProblem::Limit,
            TsaProblem::PolicySetting,
            TsaProblem::Status(500),
            TsaProblem::NoToken,
            TsaProblem::Refused("badAlg".into()),
            TsaProblem::Imprint,
            TsaProblem::Nonce,
            TsaProblem::Policy,
            TsaProblem::Signature,
            TsaProblem::Certificate,
            TsaProblem::Validity,
            TsaProblem::Clock { seconds: 4000 },
        ];
        all.extend(WebError::one_of_each().into_iter().map(TsaProblem::Web));
        all
    }
}

impl Explain for TsaFailure {
    fn code(&self) -> &'static str {
        match &self.problem {
            TsaProblem::Web(WebError::Offline) => "tsa-offline",
            TsaProblem::Web(WebError::Address { .. }) => "tsa-address",
            TsaProblem::Web(WebError::TimedOut { .. }) => "tsa-timed-out",
            TsaProblem::Web(WebError::TooLong { .. }) => "tsa-answer-too-long",
            TsaProblem::Web(WebError::TooMany) => "tsa-too-many-requests",
            TsaProblem::Web(_) => "tsa-unreachable",
            TsaProblem::Limit => "tsa-limit",
            TsaProblem::PolicySetting => "tsa-policy-setting",
            TsaProblem::Status(_) => "tsa-status",
            TsaProblem::NoToken => "tsa-no-token",
            TsaProblem::Refused(_) => "tsa-refused",
            TsaProblem::Imprint => "tsa-imprint",
            TsaProblem::Nonce => "tsa-nonce",
            TsaProblem::Policy => "tsa-policy",
            TsaProblem::Signature => "tsa-signature",
            TsaProblem::Certificate => "tsa-certificate",
            TsaProblem::Validity => "tsa-certificate-validity",
            TsaProblem::Clock { .. } => "tsa-clock",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![("tsa", self.tsa.clone())];
        match &self.problem {
            TsaProblem::Web(WebError::Unreachable { detail, .. }) | TsaProblem::Refused(detail) => {
                arguments.push(("detail", detail.clone()))
            }
            TsaProblem::Web(WebError::Address { url }) => arguments.push(("detail", url.clone())),
            TsaProblem::Status(status) => arguments.push(("status", status.to_string())),
            TsaProblem::Clock { seconds } => arguments.push(("seconds", seconds.abs().to_string())),
            _ => {}
        }
        arguments
    }
}

/// A token, and what failed before it was had; or, without a token, what failed everywhere.
pub struct Stamped {
    /// The token.
    pub token: Option<Token>,
    /// The authorities that failed, in the order in which they were asked.
    pub failures: Vec<TsaFailure>,
}

/// Clocks may differ by this much before a token is refused: beyond it, the signature would claim a time that its own
/// time-stamp contradicts.
pub const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

impl Stamping<'_> {
    /// Asks one authority after the other for a token. `digest_of` gives the digest of what is stamped; it may be asked
    /// several times, where the authorities differ in the digest they are to be asked with.
    pub fn stamp(&self, digest_of: &dyn Fn(Imprint) -> Vec<u8>) -> Stamped {
        let mut failures = Vec::new();
        for tsa in self.tsas {
            match self.ask(tsa, &digest_of(tsa.digest)) {
                Ok(token) => {
                    self.sizes.learn(&tsa.name, token.der.len());
                    return Stamped {
                        token: Some(token),
                        failures,
                    };
                }
                Err(problem) => failures.push(TsaFailure {
                    tsa: tsa.name.clone(),
                    problem,
                }),
            }
        }
        Stamped {
            token: None,
            failures,
        }
    }

    /// Asks one authority for a token over `imprint`, a digest made with the algorithm of its settings.
    ///
    /// # Errors
    /// Why there is none that can be used.
    pub fn ask(&self, tsa: &Tsa, imprint: &[u8]) -> Result<Token, TsaProblem> {
        let now = (self.now)();
        let reached = |limit: Option<u32>, period: SignedDuration| {
            let since = now.saturating_sub(period).unwrap_or(Timestamp::MIN);
            limit.is_some_and(|limit| self.count.taken(&tsa.name, since) >= limit)
        };
        if reached(tsa.per_hour, SignedDuration::from_hours(1))
            || reached(tsa.per_day, SignedDuration::from_hours(24))
        {
            return Err(TsaProblem::Limit);
        }
        let policy = match &tsa.policy {
            Some(text) => Some(oid_contents(text).ok_or(TsaProblem::PolicySetting)?),
            None => None,
        };
        let mut nonce = [0; 16];
        (self.random)(&mut nonce);
        // Positive, and of full length without a leading zero.
        if let Some(first) = nonce.first_mut() {
            *first = *first & 0x7f | 0x40;
        }
        let request = request(tsa.digest, imprint, policy.as_deref(), &nonce);
        let reply = self
            .web
            .ask(&Ask {
                url: &tsa.url,
                body: Some(("application/timestamp-query", &request)),
                accept: "application/timestamp-reply",
                account: tsa
                    .account
                    .as_ref()
                    .map(|(user, password)| (user.as_str(), password)),
                timeout: tsa.timeout,
                max_bytes: tsa.max_response_bytes,
            })
            .map_err(TsaProblem::Web)?;
        if !(200..300).contains(&reply.status) {
            return Err(TsaProblem::Status(reply.status));
        }
        let der = granted(&reply.body)?;
        let now = (self.now)();
        self.count.took(&tsa.name, now);
        let token = check(&der, tsa.digest, imprint, policy.as_deref(), &nonce)?;
        let ahead = token.time.duration_since(now);
        if ahead.abs() > CLOCK_TOLERANCE {
            return Err(TsaProblem::Clock {
                seconds: ahead.as_secs(),
            });
        }
        Ok(Token {
            tsa: tsa.name.clone(),
            ..token
        })
    }
}

/// TimeStampReq (RFC 3161, 2.4.1), with certReq.
fn request(digest: Imprint, imprint: &[u8], policy: Option<&[u8]>, nonce: &[u8]) -> Vec<u8> {
    let algorithm = tlv(SEQUENCE, &[&tlv(0x06, &[digest.oid()]), &NULL]);
    let imprint = tlv(SEQUENCE, &[&algorithm, &tlv(OCTET_STRING, &[imprint])]);
    let policy = policy.map_or(Vec::new(), |policy| tlv(0x06, &[policy]));
    tlv(
        SEQUENCE,
        &[
            &[INTEGER, 1, 1],
            &imprint,
            &policy,
            &tlv(INTEGER, &[nonce]),
            &[0x01, 1, 0xff],
        ],
    )
}

/// The token of a TimeStampResp (2.4.2), DER.
fn granted(body: &[u8]) -> Result<Vec<u8>, TsaProblem> {
    let read = || -> Result<(u64, String, Option<Vec<u8>>), Damaged> {
        let mut response = Fields::of(Tlv::only(body)?, SEQUENCE_TAG)?;
        let mut info = Fields::of(response.take()?, SEQUENCE_TAG)?;
        let status = info.take()?.small()?;
        let mut said = Vec::new();
        if let Some(texts) = info.optional(SEQUENCE_TAG) {
            for text in texts.children()? {
                let text: String = String::from_utf8_lossy(text.value)
                    .chars()
                    .filter(|character| !character.is_control())
                    .take(200)
                    .collect();
                said.push(text);
            }
        }
        if let Some(bits) = info.optional(0x03) {
            said.extend(failures(bits.value).into_iter().map(str::to_owned));
        }
        let token = match response.optional(SEQUENCE_TAG) {
            // DER, because it will stand in a place that wants it.
            Some(token) => Some(to_der(&token)?),
            None => None,
        };
        Ok((status, said.join(", "), token))
    };
    let (status, said, token) = read().map_err(|_| TsaProblem::NoToken)?;
    match (status, token) {
        // Granted, or granted with modifications, which the checks below judge.
        (0 | 1, Some(token)) => Ok(token),
        (0 | 1, None) => Err(TsaProblem::NoToken),
        _ => Err(TsaProblem::Refused(if said.is_empty() {
            format!("status {status}")
        } else {
            said
        })),
    }
}

/// Names of PKIFailureInfo (2.4.2).
fn failures(bits: &[u8]) -> Vec<&'static str> {
    const NAMES: [(usize, &str); 8] = [
        (0, "badAlg"),
        (2, "badRequest"),
        (5, "badDataFormat"),
        (14, "timeNotAvailable"),
        (15, "unacceptedPolicy"),
        (16, "unacceptedExtension"),
        (17, "addInfoNotAvailable"),
        (25, "systemFailure"),
    ];
    let octets = bits.get(1..).unwrap_or_default();
    let set = |bit: usize| {
        octets
            .get(bit / 8)
            .is_some_and(|octet| octet & 0x80 >> (bit % 8) != 0)
    };
    NAMES
        .into_iter()
        .filter(|(bit, _)| set(*bit))
        .map(|(_, name)| name)
        .collect()
}

fn check(
    der: &[u8],
    digest: Imprint,
    imprint: &[u8],
    policy: Option<&[u8]>,
    nonce: &[u8],
) -> Result<Token, TsaProblem> {
    let cms = SignedData::read(der).map_err(|_| TsaProblem::NoToken)?;
    if cms.content_type != oid::TST_INFO {
        return Err(TsaProblem::NoToken);
    }
    let content = cms.content.as_deref().ok_or(TsaProblem::NoToken)?;
    // What it says is looked at first, so that a token for something else is called that.
    let info = TimeStampInfo::read(content).map_err(|_| TsaProblem::NoToken)?;
    if info.imprint.0.digest() != Some(digest.digest()) || info.imprint.1 != imprint {
        return Err(TsaProblem::Imprint);
    }
    let plain = |number: &[u8]| {
        number
            .iter()
            .skip_while(|octet| **octet == 0)
            .copied()
            .collect::<Vec<u8>>()
    };
    if info.nonce.as_deref().map(plain) != Some(plain(nonce)) {
        return Err(TsaProblem::Nonce);
    }
    if policy.is_some_and(|policy| policy != info.policy) {
        return Err(TsaProblem::Policy);
    }
    let (certificates, _) = read_certificates(&cms);
    let (verified, info) = verify_token(&cms, &certificates).map_err(|failure| match failure {
        CmsFailure::NoCertificate | CmsFailure::Format(_) => TsaProblem::Certificate,
        _ => TsaProblem::Signature,
    })?;
    if !verified.acceptable {
        return Err(TsaProblem::Signature);
    }
    if !is_for_time_stamping(&verified.signer) {
        return Err(TsaProblem::Certificate);
    }
    if !verified.signer.is_valid_at(info.time) {
        return Err(TsaProblem::Validity);
    }
    Ok(Token {
        der: der.to_vec(),
        time: info.time,
        tsa: String::new(),
        policy: der::asn1::ObjectIdentifier::from_bytes(&info.policy)
            .map(|policy| policy.to_string())
            .unwrap_or_default(),
        signer: verified.signer.der.clone(),
        certificates: cms.certificates.clone(),
    })
}

/// RFC 3161, 2.3: extended key usage time-stamping alone, and critical.
pub(crate) fn is_for_time_stamping(certificate: &Certificate) -> bool {
    let usage = certificate.extension(oid::EXTENDED_KEY_USAGE);
    let only = matches!(certificate.purposes(), Ok(Some(own)) if matches!(own.as_slice(), [only] if only == oid::PURPOSE_TIMESTAMPING));
    only && usage.is_some_and(|extension| extension.critical)
        && certificate
            .allows(&[KeyUse::DigitalSignature, KeyUse::NonRepudiation])
            .unwrap_or(false)
}

/// Contents octets of an object identifier in dotted numbers.
fn oid_contents(text: &str) -> Option<Vec<u8>> {
    der::asn1::ObjectIdentifier::new(text)
        .ok()
        .map(|oid| oid.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_what_the_standard_says() {
        let request = request(Imprint::Sha256, &[7; 32], Some(&[0x2a, 3]), &[0x40; 16]);
        let expected = "3053020101\
            3031300d060960864801650304020105000420\
            0707070707070707070707070707070707070707070707070707070707070707\
            06022a03\
            021040404040404040404040404040404040\
            0101ff";
        // Length: 3 + 51 + 4 + 18 + 3.
        assert_eq!(hex::encode(&request)[4..], expected[4..]);
        assert_eq!(request.len(), 2 + 3 + 51 + 4 + 18 + 3);
    }

    #[test]
    fn refusals_are_told_by_name_and_pages_are_no_tokens() {
        // status 2 rejection, text, failInfo badAlg.
        let refusal = [
            0x30, 0x0f, 0x30, 0x0d, 0x02, 1, 2, 0x30, 4, 0x0c, 2, b'n', b'o', 0x03, 2, 7, 0x80,
        ];
        assert_eq!(granted(&refusal), Err(TsaProblem::Refused("no, badAlg".into())));
        assert_eq!(granted(b"<html>login</html>"), Err(TsaProblem::NoToken));
        assert_eq!(granted(&[0x30, 5, 0x30, 3, 2, 1, 0]), Err(TsaProblem::NoToken));
        assert_eq!(granted(&[]), Err(TsaProblem::NoToken));
    }

    #[test]
    fn a_limit_is_kept_by_hour_and_by_day() {
        let count = TakenTokens::default();
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        count.took("a", now - SignedDuration::from_hours(2));
        count.took("b", now);
        let sizes = TokenSizes::default();
        let ask = |tsa: &Tsa| {
            Stamping {
                web: &crate::online::NoWeb,
                tsas: &[],
                count: &count,
                sizes: &sizes,
                random: &|_| {},
                now: &|| now,
            }
            .ask(tsa, &[0; 32])
            .map(|_| ())
        };
        let offline = Err(TsaProblem::Web(WebError::Offline));
        let named = |per_hour, per_day| Tsa {
            name: "a".into(),
            per_hour,
            per_day,
            ..Tsa::at("http://tsa.test/")
        };
        assert_eq!(ask(&named(Some(1), None)), offline);
        assert_eq!(ask(&named(None, Some(1))), Err(TsaProblem::Limit));
        assert_eq!(ask(&named(Some(0), None)), Err(TsaProblem::Limit));
        assert_eq!(
            ask(&Tsa {
                policy: Some("no".into()),
                ..named(None, None)
            }),
            Err(TsaProblem::PolicySetting)
        );
    }

    #[test]
    fn room_is_learnt_from_the_longest_token_of_the_preferred_authority() {
        let sizes = TokenSizes::default();
        let tsas = [Tsa::at("http://one.test/"), Tsa::at("http://two.test/")];
        assert_eq!(sizes.room(&tsas), UNKNOWN_TOKEN);
        sizes.learn("one.test", 3000);
        sizes.learn("one.test", 2000);
        sizes.learn("two.test", 9000);
        assert_eq!(sizes.room(&tsas), 3000 + SLACK);
    }
}
