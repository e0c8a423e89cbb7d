//! Certificate policies along a path (RFC 5280, 6.1, with the bounded form of RFC 9618).
//!
//! The reader wants no policy in particular, so the outcome matters where an authority of the path demands one
//! (requireExplicitPolicy), maps, or forbids to map or to use anyPolicy.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::asn1::{Damaged, Fields, SEQUENCE, Tlv, oid};
use super::certificate::Certificate;

type Policy = Vec<u8>;

/// For each policy that is valid at one depth, what the next certificate may call it.
type Level = BTreeMap<Policy, BTreeSet<Policy>>;

/// A certificate with more policies than this is not read further.
const MAX_POLICIES: usize = 500;

/// Whether the demands on policies are met. `path`: the signer first, the trust anchor last.
pub fn is_satisfied(path: &[Arc<Certificate>]) -> Result<bool, Damaged> {
    let certificates: Vec<&Arc<Certificate>> = path.iter().rev().skip(1).collect();
    let count = certificates.len() as u64;
    let (mut explicit, mut mapping, mut any) = (count + 1, count + 1, count + 1);
    let any_policy = oid::ANY_POLICY.to_vec();
    let mut level: Option<Level> = Some(Level::from([(
        any_policy.clone(),
        BTreeSet::from([any_policy.clone()]),
    )]));
    for (index, certificate) in certificates.iter().enumerate() {
        let last = index + 1 == certificates.len();
        let own_name = certificate.is_self_issued();
        let policies = certificate.policies()?;
        level = match (level, &policies) {
            (Some(before), Some(policies)) if policies.len() <= MAX_POLICIES => {
                let any_counts = any > 0 || (!last && own_name);
                next_level(&before, policies, any_counts)
            }
            (_, Some(policies)) if policies.len() > MAX_POLICIES => return Err(Damaged),
            _ => None,
        };
        if explicit == 0 && level.is_none() {
            return Ok(false);
        }
        let constraints = constraints(certificate)?;
        if last {
            explicit = explicit.saturating_sub(1);
            if constraints.0 == Some(0) {
                explicit = 0;
            }
            break;
        }
        if let Some(extension) = certificate.extension(oid::POLICY_MAPPINGS) {
            level = mapped(level, &extension.value, mapping > 0)?;
        }
        if !own_name {
            explicit = explicit.saturating_sub(1);
            mapping = mapping.saturating_sub(1);
            any = any.saturating_sub(1);
        }
        if let Some(demand) = constraints.0 {
            explicit = explicit.min(demand);
        }
        if let Some(demand) = constraints.1 {
            mapping = mapping.min(demand);
        }
        if let Some(extension) = certificate.extension(oid::INHIBIT_ANY_POLICY) {
            any = any.min(Tlv::only(&extension.value)?.small()?);
        }
    }
    Ok(explicit > 0 || level.is_some())
}

/// 6.1.3 (d): the policies of a certificate that continue those before it.
fn next_level(before: &Level, policies: &[Policy], any_counts: bool) -> Option<Level> {
    let mut next = Level::new();
    for policy in policies.iter().filter(|policy| *policy != oid::ANY_POLICY) {
        let expected = before.values().any(|expected| expected.contains(policy));
        if expected || before.contains_key(oid::ANY_POLICY) {
            next.insert(policy.clone(), BTreeSet::from([policy.clone()]));
        }
    }
    if any_counts && policies.iter().any(|policy| policy == oid::ANY_POLICY) {
        for policy in before.values().flatten() {
            next.entry(policy.clone())
                .or_insert_with(|| BTreeSet::from([policy.clone()]));
        }
    }
    (!next.is_empty()).then_some(next)
}

/// 6.1.4 (a) and (b): policy mappings.
fn mapped(level: Option<Level>, value: &[u8], allowed: bool) -> Result<Option<Level>, Damaged> {
    let mut mappings: BTreeMap<Policy, BTreeSet<Policy>> = BTreeMap::new();
    for mapping in Tlv::only(value)?.expect(SEQUENCE)?.children()? {
        let mut fields = Fields::of(mapping, SEQUENCE)?;
        let (from, to) = (fields.take()?.oid()?.to_vec(), fields.take()?.oid()?.to_vec());
        if from == oid::ANY_POLICY || to == oid::ANY_POLICY {
            return Err(Damaged);
        }
        mappings.entry(from).or_default().insert(to);
    }
    let Some(mut level) = level else { return Ok(None) };
    for (from, to) in mappings {
        if !allowed {
            level.remove(&from);
        } else if level.contains_key(&from) || level.contains_key(oid::ANY_POLICY) {
            level.insert(from, to);
        }
    }
    Ok((!level.is_empty()).then_some(level))
}

/// PolicyConstraints: requireExplicitPolicy and inhibitPolicyMapping.
fn constraints(certificate: &Certificate) -> Result<(Option<u64>, Option<u64>), Damaged> {
    let Some(extension) = certificate.extension(oid::POLICY_CONSTRAINTS) else {
        return Ok((None, None));
    };
    let mut found = (None, None);
    for part in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
        // Implicitly tagged INTEGERs.
        let number = match part.value {
            [] => return Err(Damaged),
            value if value.len() > 8 || value.first().is_some_and(|first| first & 0x80 != 0) => {
                return Err(Damaged);
            }
            value => value
                .iter()
                .fold(0, |number, octet| number << 8 | u64::from(*octet)),
        };
        match part.tag {
            0x80 => found.0 = Some(number),
            0x81 => found.1 = Some(number),
            _ => return Err(Damaged),
        }
    }
    Ok(found)
}
