//! What a list says of groups of certificates (TS 119 612, 5.5.9.2): qualifiers, and the criteria for whom they hold.

use roxmltree::Node;

use super::list::text;
use crate::verify::certificate::{Certificate, name_parts};

/// Qualifiers and for which certificates they hold.
#[derive(Clone, Debug)]
pub struct QualificationElement {
    /// The last part of each, e.g. `QCWithQSCD`.
    pub qualifiers: Vec<String>,
    /// The criteria.
    pub criteria: Criteria,
}

/// How criteria are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Assert {
    All,
    AtLeastOne,
    None,
}

/// A list of criteria.
#[derive(Clone, Debug)]
pub struct Criteria {
    assert: Assert,
    parts: Vec<Criterion>,
}

#[derive(Clone, Debug)]
enum Criterion {
    /// Bits of key usage that must be set, or must not.
    KeyUsage(Vec<(usize, bool)>),
    /// Policies that must all be there.
    Policies(Vec<String>),
    /// Purposes of extended key usage that must all be there.
    Purposes(Vec<String>),
    /// Attributes that the subject's name must have.
    SubjectAttributes(Vec<String>),
    Nested(Criteria),
    /// One that is not known.
    Unknown,
}

const MAX_PARTS: usize = 2_000;

/// Reads `Qualifications`; `None` when it is not formed as it must be.
pub fn read_qualifications(node: Node<'_, '_>) -> Option<Vec<QualificationElement>> {
    elements(node)
        .map(|element| {
            let mut qualifiers = Vec::new();
            let mut criteria = None;
            for part in elements(element) {
                match part.tag_name().name() {
                    "Qualifiers" => {
                        for qualifier in elements(part) {
                            let uri = qualifier.attribute("uri")?;
                            qualifiers.push(uri.rsplit('/').next()?.to_owned());
                        }
                    }
                    "CriteriaList" => criteria = Some(read_criteria(part)?),
                    _ => return None,
                }
            }
            Some(QualificationElement {
                qualifiers,
                criteria: criteria?,
            })
        })
        .collect()
}

fn elements<'a, 'i: 'a>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// Nesting is bounded by that of the document.
fn read_criteria(node: Node<'_, '_>) -> Option<Criteria> {
    let assert = match node.attribute("assert") {
        Some("all") => Assert::All,
        Some("atLeastOne") => Assert::AtLeastOne,
        Some("none") => Assert::None,
        _ => return None,
    };
    let mut parts = Vec::new();
    for part in elements(node) {
        match part.tag_name().name() {
            "KeyUsage" => parts.push(Criterion::KeyUsage(read_bits(part)?)),
            "PolicySet" => parts.push(Criterion::Policies(identifiers(part))),
            "CriteriaList" => parts.push(Criterion::Nested(read_criteria(part)?)),
            "otherCriteriaList" => {
                for other in elements(part) {
                    parts.push(match other.tag_name().name() {
                        "ExtendedKeyUsage" => Criterion::Purposes(identifiers(other)),
                        "CertSubjectDNAttribute" => Criterion::SubjectAttributes(identifiers(other)),
                        _ => Criterion::Unknown,
                    });
                }
            }
            "Description" => {}
            _ => parts.push(Criterion::Unknown),
        }
        if parts.len() > MAX_PARTS {
            return None;
        }
    }
    Some(Criteria { assert, parts })
}

fn read_bits(node: Node<'_, '_>) -> Option<Vec<(usize, bool)>> {
    const BITS: [&str; 9] = [
        "digitalSignature",
        "nonRepudiation",
        "keyEncipherment",
        "dataEncipherment",
        "keyAgreement",
        "keyCertSign",
        "crlSign",
        "encipherOnly",
        "decipherOnly",
    ];
    elements(node)
        .map(|bit| {
            let index = BITS
                .iter()
                .position(|name| Some(*name) == bit.attribute("name"))?;
            let value = text(bit);
            Some((index, matches!(value.as_str(), "true" | "1")))
        })
        .collect()
}

/// Object identifiers, in dots.
fn identifiers(node: Node<'_, '_>) -> Vec<String> {
    node.descendants()
        .filter(|part| part.is_element() && part.tag_name().name() == "Identifier")
        .map(|part| text(part).trim_start_matches("urn:oid:").to_owned())
        .collect()
}

impl Criteria {
    /// Whether they hold for a certificate; `None` when that cannot be told.
    pub fn hold(&self, certificate: &Certificate) -> Option<bool> {
        let mut answers = Vec::new();
        for part in &self.parts {
            answers.push(part.holds(certificate));
        }
        let any = |wanted: Option<bool>| answers.contains(&wanted);
        match self.assert {
            Assert::All if any(Some(false)) => Some(false),
            Assert::AtLeastOne if any(Some(true)) => Some(true),
            Assert::None if any(Some(true)) => Some(false),
            _ if any(None) => None,
            Assert::All | Assert::None => Some(true),
            Assert::AtLeastOne => Some(false),
        }
    }
}

impl Criterion {
    fn holds(&self, certificate: &Certificate) -> Option<bool> {
        match self {
            Criterion::KeyUsage(bits) => {
                let usage = certificate.key_usage().unwrap_or_default();
                let is_set = |bit: usize| {
                    usage
                        .get(bit / 8)
                        .is_some_and(|octet| octet & (0x80 >> (bit % 8)) != 0)
                };
                Some(bits.iter().all(|(bit, wanted)| is_set(*bit) == *wanted))
            }
            Criterion::Policies(wanted) => {
                let own = certificate.policies().ok()?.unwrap_or_default();
                let own: Vec<String> = own.iter().map(|policy| dotted(policy)).collect();
                Some(wanted.iter().all(|policy| own.contains(policy)))
            }
            Criterion::Purposes(wanted) => {
                let own = certificate.purposes().ok()?.unwrap_or_default();
                let own: Vec<String> = own.iter().map(|purpose| dotted(purpose)).collect();
                Some(wanted.iter().all(|purpose| own.contains(purpose)))
            }
            Criterion::SubjectAttributes(wanted) => {
                let parts = name_parts(&certificate.subject);
                let own: Vec<String> = parts.iter().map(|(oid, _)| dotted(oid)).collect();
                Some(wanted.iter().all(|attribute| own.contains(attribute)))
            }
            Criterion::Nested(criteria) => criteria.hold(certificate),
            Criterion::Unknown => None,
        }
    }
}

/// The contents octets of an object identifier, in dots.
pub fn dotted(octets: &[u8]) -> String {
    let mut arcs: Vec<u128> = Vec::new();
    let mut arc = 0u128;
    for octet in octets {
        arc = arc.wrapping_shl(7) | u128::from(octet & 0x7f);
        if octet & 0x80 == 0 {
            if arcs.is_empty() {
                let first = (arc / 40).min(2);
                arcs.extend([first, arc - 40 * first]);
            } else {
                arcs.push(arc);
            }
            arc = 0;
        }
    }
    let arcs: Vec<String> = arcs.iter().map(u128::to_string).collect();
    arcs.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn object_identifiers_are_written_in_dots() {
        assert_eq!(dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]), "1.2.840.113549");
        assert_eq!(dotted(&[0x04, 0x00, 0x8e, 0x46, 0x01, 0x06]), "0.4.0.1862.1.6");
        assert_eq!(dotted(&[0x55, 0x04, 0x61]), "2.5.4.97");
        assert_eq!(dotted(&[]), "");
    }
}
