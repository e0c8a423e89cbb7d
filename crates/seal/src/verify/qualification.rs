//! Whether a signature is qualified, by the trusted lists (ETSI TS 119 615, in what decides).
//!
//! Asked twice: when the certificate was issued, and at the best signature time. Both times the service that issued it
//! must have been granted (before 1 July 2016: supervised or accredited), and the list's qualifiers can overrule what
//! the certificate says of itself.

use std::sync::Arc;

use jiff::Timestamp;

use super::anchors::TrustRoots;
use super::certificate::Certificate;
use super::chain::Purpose;
use super::indication::Indication;
use super::qc::{self, QcType};
use super::signature::Checked;
use super::validation::{JudgedStamp, Validation, proof_of_existence};
use super::{CertificatePurpose, Qualification, Verdict};
use crate::trust::{Period, REGULATION, ServiceKind, TrustedLists, dotted};

/// What lists and certificate together say at one time; `None` where they do not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether the certificate is qualified.
    pub qualified: Option<bool>,
    /// Whether its key is in a qualified device.
    pub device: Option<bool>,
    /// What it is for.
    pub purpose: Option<CertificatePurpose>,
}

/// Policies of certificates issued before the Regulation: QCP public, QCP public with SSCD.
const QCP: &str = "0.4.0.1456.1.2";
const QCP_SSCD: &str = "0.4.0.1456.1.1";

/// What the certificate `leaf`, issued by one of `authorities` (from its issuer upwards), is at `time`.
pub fn at(
    lists: &TrustedLists,
    leaf: &Certificate,
    authorities: &[Arc<Certificate>],
    time: Timestamp,
    now: Timestamp,
) -> Standing {
    let nothing = Standing {
        qualified: Some(false),
        device: Some(false),
        purpose: qc::purpose(leaf),
    };
    // The nearest authority that a list names as one that issues qualified certificates.
    for authority in authorities {
        let mut found: Option<Standing> = None;
        for (list, service) in lists.services_of(authority) {
            let Some(period) = service.at(time) else { continue };
            if period.kind != ServiceKind::QualifiedCertificates {
                continue;
            }
            let standing = if lists.is_stale(list, now) {
                Standing {
                    qualified: None,
                    device: None,
                    ..nothing
                }
            } else {
                by_period(period, leaf, time)
            };
            // Two services with the same key that disagree: nothing is decided (TS 119 615, 4.4.4).
            found = Some(match found {
                Some(other) if other != standing => Standing {
                    qualified: (other.qualified == standing.qualified)
                        .then_some(standing.qualified)
                        .flatten(),
                    device: (other.device == standing.device)
                        .then_some(standing.device)
                        .flatten(),
                    purpose: (other.purpose == standing.purpose)
                        .then_some(standing.purpose)
                        .flatten(),
                },
                _ => standing,
            });
        }
        if let Some(found) = found {
            return found;
        }
    }
    nothing
}

fn by_period(period: &Period, leaf: &Certificate, time: Timestamp) -> Standing {
    let claims = qc::claims(leaf);
    let policies: Vec<String> = leaf
        .policies()
        .ok()
        .flatten()
        .unwrap_or_default()
        .iter()
        .map(|policy| dotted(policy))
        .collect();
    let has_policy = |policy: &str| policies.iter().any(|own| own == policy);
    let old = leaf.not_before < REGULATION.parse().unwrap_or(Timestamp::MIN);
    let mut standing = Standing {
        qualified: Some(
            claims.compliance && !claims.third_country || old && (has_policy(QCP) || has_policy(QCP_SSCD)),
        ),
        device: Some(claims.device || old && has_policy(QCP_SSCD)),
        purpose: match claims.types.as_slice() {
            [] | [QcType::Signature] => Some(CertificatePurpose::Signature),
            [QcType::Seal] => Some(CertificatePurpose::Seal),
            _ => None,
        },
    };
    // Without a type a qualified certificate is one for signatures (EN 319 412-5, 4.2.3).
    if standing.qualified == Some(false) && claims.types.is_empty() {
        standing.purpose = qc::purpose(leaf);
    }
    if period.unknown_critical {
        return Standing {
            qualified: None,
            device: None,
            ..standing
        };
    }
    if !period.is_qualified_at(time) {
        return Standing {
            qualified: Some(false),
            device: Some(false),
            ..standing
        };
    }
    let Some(qualifiers) = period.qualifiers(leaf) else {
        return Standing {
            qualified: None,
            device: None,
            ..standing
        };
    };
    let has = |name: &str| qualifiers.iter().any(|own| own == name);
    let decide = |yes: bool, no: bool, otherwise: Option<bool>| match (yes, no) {
        (true, true) => None,
        (true, false) => Some(true),
        (false, true) => Some(false),
        (false, false) => otherwise,
    };
    standing.qualified = decide(has("QCStatement"), has("NotQualified"), standing.qualified);
    let device = has("QCWithQSCD") || has("QCWithSSCD") || has("QCQSCDManagedOnBehalf");
    let no_device = has("QCNoQSCD") || has("QCNoSSCD");
    standing.device = decide(device, no_device, standing.device);
    let kinds: Vec<CertificatePurpose> = [
        (has("QCForESig"), CertificatePurpose::Signature),
        (
            has("QCForESeal") || has("QCForLegalPerson") && old,
            CertificatePurpose::Seal,
        ),
    ]
    .into_iter()
    .filter_map(|(is, purpose)| is.then_some(purpose))
    .collect();
    match kinds.as_slice() {
        [purpose] => standing.purpose = Some(*purpose),
        [] if has("QCForWSA") => standing.purpose = None,
        [] => {}
        _ => standing.purpose = None,
    }
    // Since the Regulation a service is granted for signatures, seals or web sites; one that says for which issues
    // qualified certificates for no other.
    let says = |name: &str| period.additional.iter().any(|own| own == name);
    let for_signatures = says("ForeSignatures");
    let for_seals = says("ForeSeals");
    if for_signatures || for_seals || says("ForWebSiteAuthentication") {
        let fits = match standing.purpose {
            Some(CertificatePurpose::Signature) => for_signatures,
            Some(CertificatePurpose::Seal) => for_seals,
            None => false,
        };
        if !fits && time >= REGULATION.parse().unwrap_or(Timestamp::MIN) {
            standing.qualified = standing.qualified.map(|_| false);
        }
    }
    standing
}

/// Whether a time-stamp is qualified: its authority's certificate, or that of who issued it, is listed as a service of
/// qualified time-stamps and was granted. `None` without lists, or where they are out of date.
pub fn time_stamp(roots: &TrustRoots, signer: &Certificate, time: Timestamp, now: Timestamp) -> Option<bool> {
    let lists = roots.lists()?;
    let mut candidates: Vec<Arc<Certificate>> = roots.named(signer.issuer_key());
    candidates.retain(|issuer| signer.is_signed_by(issuer).is_ok());
    let services = lists
        .services_of(signer)
        .into_iter()
        .chain(candidates.iter().flat_map(|issuer| lists.services_of(issuer)));
    let mut answer = Some(false);
    for (list, service) in services {
        let qualified = service.at(time).is_some_and(|period| {
            period.kind == ServiceKind::QualifiedTimeStamps
                && period.is_qualified_at(time)
                && !period.unknown_critical
        });
        match (qualified, lists.is_stale(list, now)) {
            (true, false) => return Some(true),
            (true, true) => answer = None,
            _ => {}
        }
    }
    answer
}

impl Validation<'_, '_> {
    /// What kind of signature it is, by the trusted lists; `None` without them, and for time-stamps.
    pub(super) fn qualification(
        &self,
        index: usize,
        one: &Checked,
        indicated: &Indication,
        stamps: &[JudgedStamp],
    ) -> Option<Qualification> {
        let lists = self.roots.lists()?;
        if one.field.is_document_timestamp() {
            return None;
        }
        if indicated.main == Verdict::TotalFailed || !self.is_unchanged(index) {
            return Some(Qualification::NotApplicable);
        }
        let verified = one.outcome.as_ref().ok()?;
        if indicated.main != Verdict::TotalPassed {
            return Some(Qualification::Indeterminate);
        }
        let time = proof_of_existence(stamps, self.at);
        let leaf = &verified.signer;
        let path = self.evidence.path(leaf, Purpose::Signing, time);
        let authorities = path.certificates().get(1..).unwrap_or_default();
        let issued = at(lists, leaf, authorities, leaf.not_before, self.at);
        let signed = at(lists, leaf, authorities, time, self.at);
        let (Some(first), Some(then), Some(device)) = (issued.qualified, signed.qualified, signed.device)
        else {
            return Some(Qualification::Indeterminate);
        };
        Some(match (first && then, device, signed.purpose) {
            (true, true, Some(CertificatePurpose::Signature)) => Qualification::QESig,
            (true, true, Some(CertificatePurpose::Seal)) => Qualification::QESeal,
            (true, false, Some(CertificatePurpose::Signature)) => Qualification::AdESigQc,
            (true, false, Some(CertificatePurpose::Seal)) => Qualification::AdESealQc,
            (false, _, Some(CertificatePurpose::Signature)) => Qualification::AdESig,
            (false, _, Some(CertificatePurpose::Seal)) => Qualification::AdESeal,
            (_, _, None) => Qualification::AdES,
        })
    }
}
