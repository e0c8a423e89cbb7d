//! What a signature field asks of the key and of the signature (seed values, ISO 32000-2, 12.7.5.5): honoured or
//! refused. What it asks of the signature dictionary [`pdf::prepare`] has checked.

use der::{Decode, Encode};
use wording::Explain;
use x509_cert::Certificate;
use x509_cert::ext::pkix::{CertificatePolicies, KeyUsage};

use crate::key::SealKey;
use crate::sign::Level;

/// The field asks for something that this key or this level does not give.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature field '{field}' asks for {constraint} '{wanted}'")]
pub struct FieldAsks {
    /// Full name of the field.
    pub field: String,
    /// Which constraint, as a stable word.
    pub constraint: &'static str,
    /// What it wants.
    pub wanted: String,
}

impl FieldAsks {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<Self> {
        [
            "digest",
            "time-stamp",
            "revocation-data",
            "certificate",
            "issuer",
            "policy",
            "subject-name",
            "key-usage",
        ]
        .map(|constraint| Self {
            field: "Field".to_owned(),
            constraint,
            wanted: "x".to_owned(),
        })
        .to_vec()
    }
}

impl Explain for FieldAsks {
    fn code(&self) -> &'static str {
        "seal-field-asks"
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![
            ("field", self.field.clone()),
            ("constraint", self.constraint.to_owned()),
            ("wanted", self.wanted.clone()),
        ]
    }
}

/// Whether this key, signing at this level, gives what the field asks.
pub(crate) fn check(asked: &pdf::Requirements, key: &SealKey, level: Level) -> Result<(), FieldAsks> {
    if asked.is_empty() {
        return Ok(());
    }
    let refuse = |constraint: &'static str, wanted: String| {
        Err(FieldAsks {
            field: asked.field.clone(),
            constraint,
            wanted,
        })
    };
    let digest = match key.algorithm().digest().output_len() {
        32 => "SHA256",
        48 => "SHA384",
        _ => "SHA512",
    };
    let plain = |name: &str| name.replace('-', "").to_ascii_uppercase();
    if !asked.digests.is_empty() && !asked.digests.iter().any(|own| plain(own) == digest) {
        return refuse("digest", asked.digests.join(", "));
    }
    if asked.time_stamp && level < Level::BT {
        return refuse("time-stamp", asked.time_stamp_url.clone().unwrap_or_default());
    }
    if asked.revocation_data && level < Level::BLt {
        return refuse("revocation-data", String::new());
    }
    let chain = key.chain();
    let url = || asked.certificate_url.clone().unwrap_or_default();
    let own = chain.first().map(Vec::as_slice).unwrap_or_default();
    if !asked.subjects.is_empty() && !asked.subjects.iter().any(|subject| subject == own) {
        return refuse("certificate", url());
    }
    if !asked.issuers.is_empty() && !asked.issuers.iter().any(|issuer| chain.contains(issuer)) {
        return refuse("issuer", url());
    }
    let certificate = Certificate::from_der(own).ok();
    let extension = |oid: &str| {
        let extensions = certificate.as_ref()?.tbs_certificate.extensions.as_ref()?;
        extensions
            .iter()
            .find(|extension| extension.extn_id.to_string() == oid)
            .map(|extension| extension.extn_value.as_bytes())
    };
    if !asked.policies.is_empty() {
        let policies = extension("2.5.29.32").and_then(|value| CertificatePolicies::from_der(value).ok());
        let held: Vec<String> = policies
            .map(|policies| {
                policies
                    .0
                    .iter()
                    .map(|own| own.policy_identifier.to_string())
                    .collect()
            })
            .unwrap_or_default();
        if !asked.policies.iter().any(|wanted| held.contains(wanted)) {
            return refuse("policy", asked.policies.join(", "));
        }
    }
    if !asked.key_usages.is_empty() {
        let bits = extension("2.5.29.15")
            .and_then(|value| KeyUsage::from_der(value).ok())
            .map_or(0, |usage| usage.0.bits());
        let fits = |wanted: &String| {
            wanted.chars().take(9).enumerate().all(|(bit, wish)| {
                let set = bits & (1 << bit) != 0;
                match wish {
                    '1' => set,
                    '0' => !set,
                    _ => true,
                }
            })
        };
        if !asked.key_usages.iter().any(fits) {
            return refuse("key-usage", asked.key_usages.join(", "));
        }
    }
    if !asked.subject_names.is_empty() {
        let subject = certificate.as_ref().map(attributes).unwrap_or_default();
        let fits = |wanted: &Vec<(String, String)>| {
            wanted.iter().all(|(name, value)| {
                let oid = dotted(name);
                subject.iter().any(|(own, text)| *own == oid && text == value)
            })
        };
        if !asked.subject_names.iter().any(fits) {
            let wanted: Vec<String> = asked
                .subject_names
                .iter()
                .map(|names| {
                    let pairs: Vec<String> = names
                        .iter()
                        .map(|(name, value)| format!("{name}={value}"))
                        .collect();
                    pairs.join(", ")
                })
                .collect();
            return refuse("subject-name", wanted.join(" · "));
        }
    }
    Ok(())
}

/// The attributes of a subject, as dotted number and text.
fn attributes(certificate: &Certificate) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in &certificate.tbs_certificate.subject.0 {
        for attribute in name.0.iter() {
            let bytes = attribute.value.value();
            // BMPString is the one string type that is not ASCII, Latin-1 or UTF-8.
            let text = if attribute
                .value
                .to_der()
                .is_ok_and(|der| der.first() == Some(&0x1e))
            {
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                String::from_utf16_lossy(&units)
            } else {
                String::from_utf8_lossy(bytes).into_owned()
            };
            found.push((attribute.oid.to_string(), text));
        }
    }
    found
}

/// The dotted number of an attribute, as seed values name it (RFC 4519 names or numbers).
fn dotted(name: &str) -> String {
    let number = match name.to_ascii_lowercase().as_str() {
        "cn" => "2.5.4.3",
        "sn" => "2.5.4.4",
        "serialnumber" => "2.5.4.5",
        "c" => "2.5.4.6",
        "l" => "2.5.4.7",
        "st" => "2.5.4.8",
        "street" => "2.5.4.9",
        "o" => "2.5.4.10",
        "ou" => "2.5.4.11",
        "title" => "2.5.4.12",
        "givenname" => "2.5.4.42",
        "organizationidentifier" => "2.5.4.97",
        "e" | "email" | "emailaddress" => "1.2.840.113549.1.9.1",
        "dc" => "0.9.2342.19200300.100.1.25",
        "uid" => "0.9.2342.19200300.100.1.1",
        _ => return name.to_owned(),
    };
    number.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use testkit::pki::{KeyKind, TestPki};

    fn key() -> SealKey {
        let p12 = TestPki::shared().seal(KeyKind::P256).pkcs12("x");
        SealKey::from_pkcs12(&p12, &secrecy::SecretString::from("x")).unwrap()
    }

    #[test]
    fn a_field_gets_what_it_asks_of_the_certificate_or_is_refused_by_name() {
        let key = key();
        let refused = |change: &dyn Fn(&mut pdf::Requirements)| {
            let mut asked = pdf::Requirements::default();
            change(&mut asked);
            check(&asked, &key, Level::BB).err().map(|error| error.constraint)
        };
        let chain = key.chain().to_vec();
        let holder = attributes(&Certificate::from_der(&chain[0]).unwrap())
            .into_iter()
            .find(|(oid, _)| oid == "2.5.4.3")
            .unwrap()
            .1;
        assert_eq!(refused(&|_| {}), None);
        assert_eq!(
            refused(&|asked| asked.digests = vec!["SHA1".into()]),
            Some("digest")
        );
        assert_eq!(
            refused(&|asked| asked.digests = vec!["SHA512".into(), "SHA256".into()]),
            None
        );
        assert_eq!(refused(&|asked| asked.time_stamp = true), Some("time-stamp"));
        assert_eq!(
            refused(&|asked| asked.revocation_data = true),
            Some("revocation-data")
        );
        assert_eq!(refused(&|asked| asked.subjects = vec![chain[0].clone()]), None);
        assert_eq!(
            refused(&|asked| asked.subjects = vec![chain[1].clone()]),
            Some("certificate")
        );
        assert_eq!(refused(&|asked| asked.issuers = vec![chain[1].clone()]), None);
        assert_eq!(
            refused(&|asked| asked.issuers = vec![vec![0x30, 0]]),
            Some("issuer")
        );
        assert_eq!(
            refused(&|asked| asked.policies = vec!["1.2.3.4".into()]),
            Some("policy")
        );
        assert_eq!(
            refused(&|asked| asked.key_usages = vec!["XXXXX1XXX".into()]),
            Some("key-usage")
        );
        assert_eq!(
            refused(&|asked| asked.key_usages = vec!["XXXXX1XXX".into(), "XXXXX0XXX".into()]),
            None
        );
        assert_eq!(
            refused(&|asked| asked.subject_names = vec![vec![("cn".into(), holder.clone())]]),
            None
        );
        assert_eq!(
            refused(&|asked| asked.subject_names =
                vec![vec![("cn".into(), holder.clone()), ("c".into(), "ZZ".into())]]),
            Some("subject-name")
        );
    }
}
