//! What a path must keep (RFC 5280, section 6.1): authority, lengths, key usage, names, policies, validity, purpose.

use std::sync::Arc;

use jiff::Timestamp;

use super::asn1::{Damaged, oid};
use super::certificate::{Certificate, KeyUse};
use super::chain::{PathProblem, Purpose};
use super::names::within;
use super::policies;

const KNOWN_CRITICAL: &[&[u8]] = &[
    oid::KEY_USAGE,
    oid::SUBJECT_ALT_NAME,
    oid::ISSUER_ALT_NAME,
    oid::BASIC_CONSTRAINTS,
    oid::NAME_CONSTRAINTS,
    oid::CERTIFICATE_POLICIES,
    oid::POLICY_CONSTRAINTS,
    oid::POLICY_MAPPINGS,
    oid::EXTENDED_KEY_USAGE,
    oid::INHIBIT_ANY_POLICY,
    oid::CRL_DISTRIBUTION_POINTS,
    oid::NO_REV_AVAIL,
];

/// Whether a certificate has a critical extension that is not known here.
pub fn has_unknown_critical(certificate: &Certificate) -> bool {
    certificate
        .extensions
        .iter()
        .any(|one| one.critical && !KNOWN_CRITICAL.contains(&one.oid.as_slice()))
}

/// Checks a path, signer first, trust anchor last; signatures have been checked while building it.
pub fn check_path(path: &[Arc<Certificate>], purpose: Purpose, time: Timestamp) -> Result<(), PathProblem> {
    let Some((leaf, authorities)) = path.split_first() else {
        return Err(PathProblem::Constraint);
    };
    let broken = |_: Damaged| PathProblem::Constraint;
    check_purpose(leaf, purpose)?;
    for certificate in path {
        if has_unknown_critical(certificate) {
            return Err(PathProblem::Constraint);
        }
    }
    let mut below = 0u64;
    for (index, authority) in authorities.iter().enumerate() {
        let (is_ca, length) = authority.authority().map_err(broken)?;
        // A version 1 certificate can be trusted as a root, never as an authority between.
        let old_root = authority.version == 1 && index + 1 == authorities.len();
        if !is_ca && !old_root || length.is_some_and(|length| below > length) {
            return Err(PathProblem::Constraint);
        }
        if !authority.allows(&[KeyUse::CertificateSigning]).map_err(broken)? {
            return Err(PathProblem::Constraint);
        }
        if !authority.is_self_issued() {
            below += 1;
        }
        if let Some(constraints) = authority.extension(oid::NAME_CONSTRAINTS) {
            for certificate in path.iter().take(index + 1) {
                let last = std::ptr::eq(certificate.as_ref(), leaf.as_ref());
                if certificate.is_self_issued() && !last {
                    continue;
                }
                if !within(&constraints.value, certificate).map_err(broken)? {
                    return Err(PathProblem::Constraint);
                }
            }
        }
    }
    if !policies::is_satisfied(path).map_err(broken)? {
        return Err(PathProblem::Constraint);
    }
    if authorities.iter().any(|authority| !authority.is_valid_at(time)) {
        return Err(PathProblem::AuthorityOutOfValidity);
    }
    if time < leaf.not_before {
        return Err(PathProblem::NotYetValid);
    }
    if time > leaf.not_after {
        return Err(PathProblem::Expired);
    }
    Ok(())
}

fn check_purpose(leaf: &Certificate, purpose: Purpose) -> Result<(), PathProblem> {
    let refused = |_: Damaged| PathProblem::Purpose;
    if !leaf
        .allows(&[KeyUse::DigitalSignature, KeyUse::NonRepudiation])
        .map_err(refused)?
    {
        return Err(PathProblem::Purpose);
    }
    let purposes = leaf.purposes().map_err(refused)?;
    let fits = match purpose {
        // RFC 3161, 2.3: time-stamping alone, and critical.
        Purpose::TimeStamping => {
            purposes
                .as_deref()
                .is_some_and(|own| matches!(own, [only] if only == oid::PURPOSE_TIMESTAMPING))
                && leaf
                    .extension(oid::EXTENDED_KEY_USAGE)
                    .is_some_and(|extension| extension.critical)
        }
        // Any purpose that is not one of another trade: TLS servers, code, time-stamps, OCSP.
        Purpose::Signing => purposes.is_none_or(|own| {
            own.iter().any(|purpose| {
                let other_trade = [1u8, 3, 8, 9]
                    .iter()
                    .any(|last| *purpose == [oid::PURPOSE, &[*last]].concat());
                !other_trade
            })
        }),
    };
    if fits { Ok(()) } else { Err(PathProblem::Purpose) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};

    fn certificate(change: impl FnOnce(&mut CertificateParams)) -> Certificate {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        change(&mut params);
        let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        Certificate::read(made.der()).unwrap()
    }

    #[test]
    fn certificates_of_another_trade_are_not_for_signatures() {
        let judged = |purposes: &[ExtendedKeyUsagePurpose]| {
            let own = certificate(|params| params.extended_key_usages = purposes.to_vec());
            check_purpose(&own, Purpose::Signing)
        };
        assert_eq!(judged(&[]), Ok(()));
        assert_eq!(judged(&[ExtendedKeyUsagePurpose::EmailProtection]), Ok(()));
        for other in [
            ExtendedKeyUsagePurpose::ServerAuth,
            ExtendedKeyUsagePurpose::CodeSigning,
            ExtendedKeyUsagePurpose::TimeStamping,
            ExtendedKeyUsagePurpose::OcspSigning,
        ] {
            assert_eq!(judged(&[other]), Err(PathProblem::Purpose));
        }
        let encipherment = certificate(|params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment]);
        assert_eq!(
            check_purpose(&encipherment, Purpose::Signing),
            Err(PathProblem::Purpose)
        );
        // A time-stamping purpose that is not critical does not make an authority (RFC 3161, 2.3).
        let stamping =
            certificate(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::TimeStamping]);
        assert_eq!(
            check_purpose(&stamping, Purpose::TimeStamping),
            Err(PathProblem::Purpose)
        );
    }
}
