//! Seed values of a signature field: what whoever prepared the document asks of the signature (ISO 32000-2, 12.7.5.5).
//!
//! What concerns the signature dictionary is checked here; what concerns the certificate, the digest and
//! time-stamps is handed out as [`Requirements`], for whoever holds the key.

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, decode_text_string};
use crate::refusal::Refusal;

/// Entries read from one list.
const MAX_ENTRIES: usize = 1_000;

/// What the field asks of the key and of the CMS signature. Everything in it is required: wishes are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirements {
    /// Full name of the field that asks for it.
    pub field: String,
    /// Digests of which one must be used, e.g. `SHA256`; empty: any.
    pub digests: Vec<String>,
    /// A time-stamp of the signature is required (level B-T or more).
    pub time_stamp: bool,
    /// The time-stamp authority to ask, where the field names one (also when a time-stamp is not required).
    pub time_stamp_url: Option<String>,
    /// Revocation data must be added (level B-LT or more).
    pub revocation_data: bool,
    /// The signer's certificate must be one of these, DER; empty: any.
    pub subjects: Vec<Vec<u8>>,
    /// One of these certificates, DER, must be in the signer's chain; empty: any.
    pub issuers: Vec<Vec<u8>>,
    /// One of these certificate policies, dotted numbers, must be in the certificate; empty: any.
    pub policies: Vec<String>,
    /// The subject must have all attributes of one of these lists, as (name or dotted number, value); empty: any.
    pub subject_names: Vec<Vec<(String, String)>>,
    /// One of these must fit: for each of the nine bits of KeyUsage from digitalSignature on, `1` (set), `0` (not
    /// set) or `X`; empty: any.
    pub key_usages: Vec<String>,
    /// Where a fitting certificate can be had.
    pub certificate_url: Option<String>,
}

impl Requirements {
    /// Whether nothing is asked of the key or the signature.
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
            && !self.time_stamp
            && !self.revocation_data
            && self.subjects.is_empty()
            && self.issuers.is_empty()
            && self.policies.is_empty()
            && self.subject_names.is_empty()
            && self.key_usages.is_empty()
    }
}

/// A seed value dictionary as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SeedValue {
    filter: Option<String>,
    sub_filters: Vec<String>,
    digests: Vec<String>,
    version: Option<f64>,
    reasons: Option<Vec<String>>,
    /// `/MDP /P`: 0 for an ordinary signature, 1 to 3 for a certification.
    certification: Option<i64>,
    time_stamp: Option<(Option<String>, bool)>,
    legal_attestation: bool,
    add_revocation: bool,
    lock_document: Option<String>,
    appearance_filter: Option<String>,
    signature_policy: bool,
    certificate: Requirements,
    flags: i64,
}

/// What the caller is about to do, as far as a seed value can ask something of it.
pub(crate) struct Plan<'a> {
    pub field: &'a str,
    pub reason: Option<&'a str>,
    /// P of the certification, 0 for an ordinary signature.
    pub certification: i64,
    /// Whether nothing may be changed afterwards.
    pub locks_document: bool,
    /// Name of the appearance; `None` when nothing is drawn.
    pub appearance: Option<&'a str>,
}

/// Our `/Filter` and `/SubFilter`.
pub(crate) const FILTER: &str = "Adobe.PPKLite";
pub(crate) const SUB_FILTER: &str = "ETSI.CAdES.detached";
/// Readers of seed values of PDF 1.5, 1.7 and 2.0 (`/V` 1, 2, 3).
const VERSION: f64 = 3.0;

fn name(object: Object) -> Option<String> {
    object
        .as_name()
        .map(|name| String::from_utf8_lossy(name).into_owned())
}

fn text(object: Object) -> Option<String> {
    object.as_str().map(decode_text_string)
}

fn list<T>(
    document: &Document<'_>,
    object: &Object,
    read: impl Fn(Object) -> Option<T>,
) -> Result<Vec<T>, Error> {
    let resolved = document.resolve(object)?;
    let Some(items) = resolved.as_array() else {
        // One value where a list is due.
        return Ok(read(resolved).into_iter().collect());
    };
    let mut found = Vec::new();
    for item in items.iter().take(MAX_ENTRIES) {
        found.extend(read(document.resolve(item)?));
    }
    Ok(found)
}

impl SeedValue {
    /// Reads `/SV`; `None` where there is none.
    pub fn read(document: &Document<'_>, field: &Dict) -> Result<Option<Self>, Error> {
        let Object::Dict(dict) = document.resolve(field.get("SV"))? else {
            return Ok(None);
        };
        let get = |key: &str| document.resolve(dict.get(key));
        let int = |object: Object| object.as_int();
        let mut seed = SeedValue {
            filter: name(get("Filter")?),
            sub_filters: list(document, dict.get("SubFilter"), name)?,
            digests: list(document, dict.get("DigestMethod"), name)?,
            version: get("V")?.as_number(),
            legal_attestation: get("LegalAttestation")?
                .as_array()
                .is_some_and(|attestations| !attestations.is_empty()),
            add_revocation: get("AddRevInfo")? == Object::Bool(true),
            lock_document: match get("LockDocument")? {
                Object::Bool(value) => Some(value.to_string()),
                other => name(other),
            },
            appearance_filter: text(get("AppearanceFilter")?),
            flags: int(get("Ff")?).unwrap_or(0),
            ..Self::default()
        };
        // Digests are named as strings in some programs.
        if seed.digests.is_empty() {
            seed.digests = list(document, dict.get("DigestMethod"), text)?;
        }
        if !get("Reasons")?.is_null() {
            seed.reasons = Some(list(document, dict.get("Reasons"), text)?);
        }
        if let Object::Dict(mdp) = get("MDP")? {
            seed.certification = document.resolve(mdp.get("P"))?.as_int();
        }
        if let Object::Dict(stamp) = get("TimeStamp")? {
            let url = text(document.resolve(stamp.get("URL"))?);
            let required = document.resolve(stamp.get("Ff"))?.as_int().unwrap_or(0) & 1 != 0;
            seed.time_stamp = Some((url, required));
        }
        if let Object::Dict(certificate) = get("Cert")? {
            seed.read_certificate(document, &certificate)?;
        }
        Ok(Some(seed))
    }

    /// `/Cert`: only what its flags require.
    fn read_certificate(&mut self, document: &Document<'_>, dict: &Dict) -> Result<(), Error> {
        let flags = document.resolve(dict.get("Ff"))?.as_int().unwrap_or(0);
        let required = |bit: i64| flags & (1 << (bit - 1)) != 0;
        let bytes = |object: Object| object.as_str().map(<[u8]>::to_vec);
        let found = &mut self.certificate;
        if required(1) {
            found.subjects = list(document, dict.get("Subject"), bytes)?;
        }
        if required(2) {
            found.issuers = list(document, dict.get("Issuer"), bytes)?;
        }
        if required(3) {
            found.policies = list(document, dict.get("OID"), text)?;
        }
        if required(4) {
            let names = document.resolve(dict.get("SubjectDN"))?;
            for name in names.as_array().unwrap_or(&[]).iter().take(MAX_ENTRIES) {
                let mut attributes = Vec::new();
                for (key, value) in document.resolve_dict(name)?.iter().take(MAX_ENTRIES) {
                    if let Some(value) = text(document.resolve(value)?) {
                        attributes.push((String::from_utf8_lossy(key).into_owned(), value));
                    }
                }
                found.subject_names.push(attributes);
            }
        }
        if required(6) {
            found.key_usages = list(document, dict.get("KeyUsage"), text)?;
        }
        if let Some(url) = text(document.resolve(dict.get("URL"))?) {
            found.certificate_url = Some(url);
        }
        self.signature_policy = dict.has("SignaturePolicyOID");
        Ok(())
    }

    fn required(&self, bit: u32) -> bool {
        self.flags & (1 << (bit - 1)) != 0
    }

    /// Checks what can be checked without the key.
    ///
    /// # Errors
    /// [`Refusal::SeedValue`] with the constraint that the plan does not meet.
    pub fn check(&self, plan: &Plan<'_>) -> Result<Requirements, Error> {
        let refuse = |constraint: &'static str, wanted: String| {
            Err(Error::from(Refusal::SeedValue {
                field: plan.field.to_owned(),
                constraint,
                wanted,
            }))
        };
        if self.required(3) && self.version.is_some_and(|version| version > VERSION) {
            return refuse("version", self.version.unwrap_or_default().to_string());
        }
        if self.required(1)
            && let Some(filter) = self.filter.as_deref().filter(|filter| *filter != FILTER)
        {
            return refuse("filter", filter.to_owned());
        }
        if self.required(2) && !self.sub_filters.iter().any(|own| own == SUB_FILTER) {
            return refuse("sub-filter", self.sub_filters.join(", "));
        }
        if self.required(4)
            && let Some(reasons) = &self.reasons
        {
            // A single full stop, or nothing at all: no reason may be given.
            let none = reasons.is_empty() || reasons == &["."];
            let fits = match plan.reason {
                Some(reason) => !none && reasons.iter().any(|own| own == reason),
                None => none,
            };
            if !fits {
                let wanted = if none {
                    "none".to_owned()
                } else {
                    reasons.join(" · ")
                };
                return refuse("reasons", wanted);
            }
        }
        if let Some(wanted) = self.certification
            && wanted != plan.certification
        {
            let wanted = match wanted {
                0 => "none".to_owned(),
                wanted => wanted.to_string(),
            };
            return refuse("certification", wanted);
        }
        if self.required(5) && self.legal_attestation {
            return refuse("legal-attestation", String::new());
        }
        if self.required(8) {
            match self.lock_document.as_deref() {
                Some("true") if !plan.locks_document => return refuse("lock-document", "true".to_owned()),
                Some("false") if plan.locks_document => return refuse("lock-document", "false".to_owned()),
                _ => {}
            }
        }
        if self.required(9)
            && let Some(wanted) = &self.appearance_filter
            && plan.appearance != Some(wanted.as_str())
        {
            return refuse("appearance", wanted.clone());
        }
        if self.signature_policy {
            return refuse("signature-policy", String::new());
        }
        let mut requirements = self.certificate.clone();
        requirements.field = plan.field.to_owned();
        if self.required(7) {
            requirements.digests = self.digests.clone();
        }
        if let Some((url, required)) = &self.time_stamp {
            requirements.time_stamp = *required;
            requirements.time_stamp_url = url.clone();
        }
        requirements.revocation_data = self.add_revocation && self.required(6);
        Ok(requirements)
    }

    /// In short, for whoever looks at a file: the constraints that are binding, as stable words.
    pub fn summary(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut add = |constraint: &str, wanted: String| {
            words.push(if wanted.is_empty() {
                constraint.to_owned()
            } else {
                format!("{constraint}: {wanted}")
            });
        };
        if let Some(filter) = self.filter.as_ref().filter(|_| self.required(1)) {
            add("filter", filter.clone());
        }
        if self.required(2) {
            add("sub-filter", self.sub_filters.join(", "));
        }
        if let Some(version) = self.version.filter(|_| self.required(3)) {
            add("version", version.to_string());
        }
        if let Some(reasons) = self.reasons.as_ref().filter(|_| self.required(4)) {
            add("reasons", reasons.join(" · "));
        }
        if let Some(permission) = self.certification {
            add("certification", permission.to_string());
        }
        if self.required(5) && self.legal_attestation {
            add("legal-attestation", String::new());
        }
        if self.required(6) && self.add_revocation {
            add("revocation-data", String::new());
        }
        if self.required(7) {
            add("digests", self.digests.join(", "));
        }
        if let Some(lock) = self.lock_document.as_ref().filter(|_| self.required(8)) {
            add("lock-document", lock.clone());
        }
        if let Some(appearance) = self.appearance_filter.as_ref().filter(|_| self.required(9)) {
            add("appearance", appearance.clone());
        }
        if let Some((url, true)) = &self.time_stamp {
            add("time-stamp", url.clone().unwrap_or_default());
        }
        for (constraint, count) in [
            ("certificate-subject", self.certificate.subjects.len()),
            ("certificate-issuer", self.certificate.issuers.len()),
            ("certificate-policy", self.certificate.policies.len()),
            ("certificate-subject-name", self.certificate.subject_names.len()),
            ("certificate-key-usage", self.certificate.key_usages.len()),
        ] {
            if count > 0 {
                add(constraint, String::new());
            }
        }
        if self.signature_policy {
            add("signature-policy", String::new());
        }
        words
    }
}
