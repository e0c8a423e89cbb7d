//! What a certificate says of its holder, its purpose and its standing, as a person reads it (ETSI EN 319 412).

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Encode, Reader, SliceReader};
use x509_cert::Certificate;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName};
use x509_cert::ext::pkix::{
    AuthorityInfoAccessSyntax, BasicConstraints, CrlDistributionPoints, ExtendedKeyUsage, KeyUsage,
};
use x509_cert::name::Name;

use super::algorithm::KeyKind;

const QC_STATEMENTS: &str = "1.3.6.1.5.5.7.1.3";
const ORGANISATION_IDENTIFIER: &str = "2.5.4.97";

/// What a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificatePurpose {
    /// Signatures of a natural person.
    Signature,
    /// Seals of a legal person.
    Seal,
    /// Neither: websites, authorities, encryption, ...
    Neither,
}

/// From what the purpose was taken, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PurposeBasis {
    /// The QcType statement (EN 319 412-5, 4.2.3).
    QcType,
    /// Key usage, extended key usage or basic constraints exclude signing.
    KeyUsage,
    /// The subject's organizationIdentifier: a legal person (EN 319 412-3).
    OrganisationIdentifier,
    /// The names of the subject only: a person's names, or an organisation without them. A guess.
    Names,
}

/// A type of qualified certificate (EN 319 412-5, 4.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QcType {
    /// Electronic signatures.
    Esign,
    /// Electronic seals.
    Eseal,
    /// Websites.
    Web,
}

/// What the certificate claims of itself. Whether it is qualified is decided by the trusted list at the relevant time.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QualifiedClaim {
    /// QcCompliance: a qualified certificate of the European Union.
    pub compliance: bool,
    /// QcSSCD: the private key lives in a qualified device.
    pub qscd: bool,
    /// QcType.
    pub types: Vec<QcType>,
}

/// Holder, issuer, validity, purpose and further facts of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct CertificateSummary {
    /// Common name, else organisation, of the subject.
    pub holder: String,
    /// Organisation of the subject, where it has one.
    pub organisation: Option<String>,
    /// Common name, else organisation, of the issuer.
    pub issuer: String,
    /// Serial number, upper-case hex without leading zeros.
    pub serial: String,
    /// Start of validity, UTC.
    pub not_before: jiff::Timestamp,
    /// End of validity, UTC.
    pub not_after: jiff::Timestamp,
    /// `P-256`, `P-384`, `RSA-2048`, `RSA-PSS-2048`, `brainpoolP256r1`, ...
    pub algorithm: String,
    /// The registered number of the organisation (EN 319 412-1, 5.1.4), such as `NTRLU-B12345`.
    pub organisation_identifier: Option<String>,
    /// What it is for.
    pub purpose: CertificatePurpose,
    /// From what that was taken.
    pub purpose_basis: PurposeBasis,
    /// What it claims of its standing.
    pub qualified: QualifiedClaim,
    /// SHA-256 of the certificate, lower-case hex.
    pub sha256: String,
    /// Where its OCSP responders are, as it says.
    pub ocsp: Vec<String>,
    /// Where its CRLs are, as it says.
    pub crls: Vec<String>,
}

impl CertificateSummary {
    /// Reads a certificate, DER; `None` when it cannot be read.
    pub fn from_der(der: &[u8]) -> Option<Self> {
        Self::read(&Certificate::from_der(der).ok()?, der)
    }

    pub(super) fn read(certificate: &Certificate, der: &[u8]) -> Option<Self> {
        let tbs = &certificate.tbs_certificate;
        let moment = |time: x509_cert::time::Time| {
            let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
            jiff::Timestamp::from_second(seconds).ok()
        };
        let serial = hex::encode_upper(tbs.serial_number.as_bytes());
        let serial = serial.trim_start_matches('0');
        let qualified = qualified_claim(certificate);
        let (purpose, purpose_basis) = purpose(certificate, &qualified);
        Some(Self {
            holder: display_name(&tbs.subject),
            organisation: name_part(&tbs.subject, "2.5.4.10"),
            issuer: display_name(&tbs.issuer),
            serial: if serial.is_empty() {
                "0".to_owned()
            } else {
                serial.to_owned()
            },
            not_before: moment(tbs.validity.not_before)?,
            not_after: moment(tbs.validity.not_after)?,
            algorithm: KeyKind::of(&tbs.subject_public_key_info).name(),
            organisation_identifier: name_part(&tbs.subject, ORGANISATION_IDENTIFIER),
            purpose,
            purpose_basis,
            qualified,
            sha256: hex::encode(ring::digest::digest(&ring::digest::SHA256, der)),
            ocsp: ocsp_addresses(certificate),
            crls: crl_addresses(certificate),
        })
    }
}

fn address(name: &GeneralName) -> Option<String> {
    match name {
        GeneralName::UniformResourceIdentifier(address) => Some(address.as_str().to_owned()),
        _ => None,
    }
}

/// Authority information access (RFC 5280, 4.2.2.1).
fn ocsp_addresses(certificate: &Certificate) -> Vec<String> {
    let access = certificate.tbs_certificate.get::<AuthorityInfoAccessSyntax>();
    let Ok(Some((_, access))) = access else {
        return Vec::new();
    };
    let ocsp = access
        .0
        .iter()
        .filter(|one| one.access_method.to_string() == "1.3.6.1.5.5.7.48.1");
    ocsp.filter_map(|one| address(&one.access_location)).collect()
}

/// CRL distribution points (RFC 5280, 4.2.1.13).
fn crl_addresses(certificate: &Certificate) -> Vec<String> {
    let Ok(Some((_, points))) = certificate.tbs_certificate.get::<CrlDistributionPoints>() else {
        return Vec::new();
    };
    let names = points
        .0
        .iter()
        .filter_map(|point| point.distribution_point.as_ref())
        .filter_map(|name| match name {
            DistributionPointName::FullName(names) => Some(names),
            DistributionPointName::NameRelativeToCRLIssuer(_) => None,
        });
    names.flatten().filter_map(address).collect()
}

/// Whether key usage and extended key usage permit signing documents. `None`: an extension cannot be read.
pub(super) fn may_sign(certificate: &Certificate) -> Option<bool> {
    let tbs = &certificate.tbs_certificate;
    let usage = tbs.get::<KeyUsage>().ok()?;
    if usage.is_some_and(|(_, usage)| !usage.digital_signature() && !usage.non_repudiation()) {
        return Some(false);
    }
    let extended = tbs.get::<ExtendedKeyUsage>().ok()?;
    Some(extended.is_none_or(|(_, purposes)| {
        // Another trade's certificate signs no documents: TLS servers, code, time-stamps, OCSP.
        purposes.0.iter().any(|purpose| {
            !matches!(
                purpose.to_string().as_str(),
                "1.3.6.1.5.5.7.3.1" | "1.3.6.1.5.5.7.3.3" | "1.3.6.1.5.5.7.3.8" | "1.3.6.1.5.5.7.3.9"
            )
        })
    }))
}

/// Whether it is an authority's certificate (basic constraints).
pub(super) fn is_authority(certificate: &Certificate) -> bool {
    matches!(
        certificate.tbs_certificate.get::<BasicConstraints>(),
        Ok(Some((_, constraints))) if constraints.ca
    )
}

fn purpose(certificate: &Certificate, qualified: &QualifiedClaim) -> (CertificatePurpose, PurposeBasis) {
    use CertificatePurpose::{Neither, Seal, Signature};
    if is_authority(certificate) || may_sign(certificate) != Some(true) {
        return (Neither, PurposeBasis::KeyUsage);
    }
    let subject = &certificate.tbs_certificate.subject;
    let has = |oid: &str| name_part(subject, oid).is_some();
    let (signs, seals) = (
        qualified.types.contains(&QcType::Esign),
        qualified.types.contains(&QcType::Eseal),
    );
    match (signs, seals) {
        (true, false) => return (Signature, PurposeBasis::QcType),
        (false, true) => return (Seal, PurposeBasis::QcType),
        (false, false) if qualified.types.contains(&QcType::Web) => return (Neither, PurposeBasis::QcType),
        _ => {}
    }
    // Surname, given name, pseudonym.
    let person = has("2.5.4.4") || has("2.5.4.42") || has("2.5.4.65");
    // A person's certificate may name the employer by its identifier (EN 319 412-2, 4.2.4): the person decides.
    if has(ORGANISATION_IDENTIFIER) && !person {
        return (Seal, PurposeBasis::OrganisationIdentifier);
    }
    if person || !has("2.5.4.10") {
        (Signature, PurposeBasis::Names)
    } else {
        (Seal, PurposeBasis::Names)
    }
}

/// The qcStatements extension (EN 319 412-5); what cannot be read is not claimed.
fn qualified_claim(certificate: &Certificate) -> QualifiedClaim {
    let mut claim = QualifiedClaim::default();
    let extensions = certificate.tbs_certificate.extensions.iter().flatten();
    for extension in extensions.filter(|extension| extension.extn_id.to_string() == QC_STATEMENTS) {
        for statement in children(extension.extn_value.as_bytes()).unwrap_or_default() {
            let Some(parts) = statement.to_der().ok().and_then(|der| children(&der)) else {
                continue;
            };
            let id = parts
                .first()
                .and_then(|id| id.decode_as::<ObjectIdentifier>().ok())
                .map(|id| id.to_string());
            match id.as_deref() {
                Some("0.4.0.1862.1.1") => claim.compliance = true,
                Some("0.4.0.1862.1.4") => claim.qscd = true,
                Some("0.4.0.1862.1.6") => {
                    let types = parts.get(1).and_then(|types| types.to_der().ok());
                    for kind in types.and_then(|der| children(&der)).unwrap_or_default() {
                        match kind
                            .decode_as::<ObjectIdentifier>()
                            .map(|id| id.to_string())
                            .as_deref()
                        {
                            Ok("0.4.0.1862.1.6.1") => claim.types.push(QcType::Esign),
                            Ok("0.4.0.1862.1.6.2") => claim.types.push(QcType::Eseal),
                            Ok("0.4.0.1862.1.6.3") => claim.types.push(QcType::Web),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
    claim
}

/// The elements of a SEQUENCE.
fn children(der: &[u8]) -> Option<Vec<der::Any>> {
    let sequence = AnyRef::from_der(der).ok()?;
    let mut reader = SliceReader::new(sequence.value()).ok()?;
    let mut children = Vec::new();
    while !reader.is_finished() {
        children.push(der::Any::from(reader.decode::<AnyRef<'_>>().ok()?));
    }
    Some(children)
}

/// Common name, else organisation, else the whole name.
fn display_name(name: &Name) -> String {
    name_part(name, "2.5.4.3")
        .or_else(|| name_part(name, "2.5.4.10"))
        .unwrap_or_else(|| harmless(&name.to_string()))
}

/// The last (most specific) value of an attribute.
fn name_part(name: &Name, oid: &str) -> Option<String> {
    let mut attributes = name.0.iter().flat_map(|set| set.0.iter());
    let value = attributes.rfind(|attribute| attribute.oid.to_string() == oid)?;
    let bytes = value.value.value();
    let text = match der::Tagged::tag(&value.value) {
        der::Tag::BmpString => {
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        der::Tag::TeletexString => bytes.iter().map(|&byte| char::from(byte)).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    Some(harmless(&text))
}

/// What strangers wrote, without signs that would steer a terminal or turn the direction of reading.
pub(super) fn harmless(text: &str) -> String {
    let steers = |symbol: char| {
        symbol.is_control() || matches!(symbol, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|symbol| if steers(symbol) { '\u{fffd}' } else { symbol })
        .collect()
}
