//! Evidence records (RFC 4998): time-stamps over originals, renewed before they expire, beside the untouched file.
//!
//! One time-stamp covers many files: their digests are the leaves of a hash tree ([`tree`]) whose root is stamped. Each
//! file's record holds the way from its digest to the root. Before a time-stamp loses its worth, a new one covers the old
//! one (*time-stamp renewal*, 5.2) or, with a stronger digest, the file and all former evidence (*hash-tree renewal*,
//! 5.3). Nothing that was there is ever changed.
//!
//! Owns: the tree, reading and writing records, what the next time-stamp must cover, and their verification ([`verify`]).
//! Must not: ask the network, or keep anything.
//!
//! ```
//! use seal::evidence_record::tree::Tree;
//! use seal::time_stamp::Imprint;
//! let leaves = [vec![1; 32], vec![2; 32], vec![3; 32]];
//! let tree = Tree::new(Imprint::Sha256, &[7; 32], leaves.to_vec());
//! assert_eq!(tree.path(&leaves[1]).map(|lists| lists.len()), Some(3));
//! ```

use pdf::augment::ValidationData;

use crate::der_write::{CONTEXT_0, OCTET_STRING, SEQUENCE, SET, tlv};
use crate::time_stamp::Imprint;
use crate::verify::asn1::{Damaged, Fields, INTEGER, Tlv, to_der};
use crate::verify::cms::{SignedData, TimeStampInfo};

pub mod tree;
pub mod verify;

use tree::Tree;

/// A record is read up to this length, in bytes.
pub const MAX_BYTES: usize = 16 << 20;

/// Chains, and time-stamps of a chain, that are read: renewals every few years give a handful.
const MAX_STAMPS: usize = 200;

/// id-aa-ets-certValues (RFC 5126, 6.3.3).
const CERT_VALUES: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x17];
/// id-aa-ets-revocationValues (RFC 5126, 6.3.4).
const REVOCATION_VALUES: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x18];

const OBJECT_ID: u8 = 0x06;
/// `[2] reducedHashtree`, implicit.
const REDUCED: u8 = 0xa2;
/// `[1] attributes`, implicit.
const ATTRIBUTES: u8 = 0xa1;

/// Why a record is none, or does not cover what it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// It is no evidence record, or uses an algorithm that is not known here.
    #[error("this is no evidence record that can be read")]
    Unreadable,
    /// The file is not the one that was stamped.
    #[error("the evidence is of another file")]
    OtherFile,
    /// A later time-stamp does not cover what it should renew.
    #[error("time-stamp {number} does not cover the evidence before it")]
    NotCovered {
        /// Which one, counted from 1.
        number: u32,
    },
    /// A time-stamp stamps something else than the hash tree.
    #[error("time-stamp {number} stamps something else")]
    Root {
        /// Which one, counted from 1.
        number: u32,
    },
    /// The signature of a time-stamp does not verify, or its certificate is not one for time-stamping.
    #[error("the signature of time-stamp {number} does not verify")]
    Signature {
        /// Which one, counted from 1.
        number: u32,
    },
    /// The authority of a time-stamp is not trusted at the time when it must be.
    #[error("the authority of time-stamp {number} is not trusted at the time when the next one was made")]
    Authority {
        /// Which one, counted from 1.
        number: u32,
    },
    /// The authority of a time-stamp was revoked before it was renewed.
    #[error("the certificate of time-stamp {number} was revoked before it was renewed")]
    Revoked {
        /// Which one, counted from 1.
        number: u32,
    },
    /// An algorithm of a time-stamp was no longer relied on when it was renewed.
    #[error("time-stamp {number} was not renewed before its algorithms were given up")]
    Weak {
        /// Which one, counted from 1.
        number: u32,
    },
    /// The time-stamps are not in the order of their times.
    #[error("time-stamp {number} is older than the one before it")]
    Order {
        /// Which one, counted from 1.
        number: u32,
    },
}

impl EvidenceError {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<Self> {
        let number = 2;
        vec![
            Self::Unreadable,
            Self::OtherFile,
            Self::NotCovered { number },
            Self::Root { number },
            Self::Signature { number },
            Self::Authority { number },
            Self::Revoked { number },
            Self::Weak { number },
            Self::Order { number },
        ]
    }
}

impl From<Damaged> for EvidenceError {
    fn from(_: Damaged) -> Self {
        Self::Unreadable
    }
}

impl wording::Explain for EvidenceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "evidence-unreadable",
            Self::OtherFile => "evidence-other-file",
            Self::NotCovered { .. } => "evidence-not-covered",
            Self::Root { .. } => "evidence-root",
            Self::Signature { .. } => "evidence-signature",
            Self::Authority { .. } => "evidence-authority",
            Self::Revoked { .. } => "evidence-revoked",
            Self::Weak { .. } => "evidence-weak",
            Self::Order { .. } => "evidence-order",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable | Self::OtherFile => Vec::new(),
            Self::NotCovered { number }
            | Self::Root { number }
            | Self::Signature { number }
            | Self::Authority { number }
            | Self::Revoked { number }
            | Self::Weak { number }
            | Self::Order { number } => vec![("number", number.to_string())],
        }
    }
}

/// An archive time-stamp: a time-stamp token, and the way from what it covers to what it stamps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveTimeStamp {
    /// Digest of the hash tree.
    pub imprint: Imprint,
    /// The reduced hash tree; empty where the token stamps the digest itself.
    pub lists: Vec<Vec<Vec<u8>>>,
    /// The time-stamp token (ContentInfo), DER.
    pub token: Vec<u8>,
    /// All of it, DER.
    der: Vec<u8>,
}

impl ArchiveTimeStamp {
    /// From its parts.
    pub fn new(imprint: Imprint, lists: Vec<Vec<Vec<u8>>>, token: Vec<u8>) -> Self {
        let reduced = if lists.is_empty() {
            Vec::new()
        } else {
            tlv(
                REDUCED,
                &[&lists
                    .iter()
                    .flat_map(|list| octet_strings(list))
                    .collect::<Vec<u8>>()],
            )
        };
        let algorithm = tlv(CONTEXT_0, &[&tlv(OBJECT_ID, &[imprint.oid()])]);
        let der = tlv(SEQUENCE, &[&algorithm, &reduced, &token]);
        Self {
            imprint,
            lists,
            token,
            der,
        }
    }

    fn read(element: Tlv<'_>) -> Result<Self, EvidenceError> {
        let mut fields = Fields::of(element, SEQUENCE)?;
        let named = match fields.optional(CONTEXT_0) {
            Some(algorithm) => {
                let parts = algorithm.children()?;
                let imprint = parts.first().ok_or(Damaged)?.oid()?;
                Some(imprint_of(imprint).ok_or(Damaged)?)
            }
            None => None,
        };
        fields.optional(ATTRIBUTES);
        let mut lists = Vec::new();
        if let Some(reduced) = fields.optional(REDUCED) {
            for list in reduced.children()? {
                let hashes = list.expect(SEQUENCE)?.children()?;
                let hashes = hashes.iter().map(|hash| hash.octets(OCTET_STRING));
                lists.push(hashes.collect::<Result<Vec<_>, _>>()?);
            }
        }
        let token = to_der(&fields.take()?.expect(SEQUENCE)?)?;
        fields.end()?;
        let stamped = stamped(&token)?;
        // Without a digest of its own it is that of the token (3.1).
        let imprint = named.unwrap_or(stamped.0);
        Ok(Self {
            imprint,
            lists,
            token,
            der: element.raw.to_vec(),
        })
    }
}

/// Digest and value that a token stamps.
fn stamped(token: &[u8]) -> Result<(Imprint, Vec<u8>), EvidenceError> {
    let cms = SignedData::read(token)?;
    let info = TimeStampInfo::read(cms.content.as_deref().ok_or(Damaged)?)?;
    let imprint = imprint_of(&info.imprint.0.oid).ok_or(Damaged)?;
    Ok((imprint, info.imprint.1))
}

fn imprint_of(oid: &[u8]) -> Option<Imprint> {
    Imprint::ALL.into_iter().find(|imprint| imprint.oid() == oid)
}

/// PartialHashtree: a SEQUENCE of octet strings.
fn octet_strings(list: &[Vec<u8>]) -> Vec<u8> {
    let strings: Vec<u8> = list.iter().flat_map(|hash| tlv(OCTET_STRING, &[hash])).collect();
    tlv(SEQUENCE, &[&strings])
}

/// What many files share of one time-stamp: the token, all leaves of its tree, and what validates the token. Kept as one
/// file, from which each original's record is made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedStamp {
    /// The tree.
    pub tree: Tree,
    /// The time-stamp token (ContentInfo), DER.
    pub token: Vec<u8>,
    /// Certificates and answers about their revocation, collected when it was made.
    pub validation: Validation,
}

impl SharedStamp {
    /// All of it, DER: `SEQUENCE { digest OBJECT IDENTIFIER, secret OCTET STRING, leaves SEQUENCE OF OCTET STRING,
    /// validation [0], token }`.
    pub fn to_der(&self) -> Vec<u8> {
        let digest = tlv(OBJECT_ID, &[self.tree.imprint().oid()]);
        let secret = tlv(OCTET_STRING, &[self.tree.secret()]);
        let leaves = octet_strings(self.tree.leaves());
        let validation = tlv(CONTEXT_0, &[&self.validation.attributes()]);
        tlv(SEQUENCE, &[&digest, &secret, &leaves, &validation, &self.token])
    }

    /// Reads [`SharedStamp::to_der`].
    ///
    /// # Errors
    /// [`EvidenceError::Unreadable`].
    pub fn read(bytes: &[u8]) -> Result<Self, EvidenceError> {
        let mut fields = Fields::of(Tlv::only(bytes)?, SEQUENCE)?;
        let imprint = imprint_of(fields.take()?.oid()?).ok_or(Damaged)?;
        let secret = fields.take()?.octets(OCTET_STRING)?;
        let leaves = fields.take()?.expect(SEQUENCE)?.children()?;
        let leaves = leaves.iter().map(|leaf| leaf.octets(OCTET_STRING));
        let leaves = leaves.collect::<Result<Vec<_>, _>>()?;
        let validation = Validation::read(fields.take()?.expect(CONTEXT_0)?)?;
        let token = fields.take()?.expect(SEQUENCE)?.raw.to_vec();
        fields.end()?;
        let tree = Tree::new(imprint, &secret, leaves);
        Ok(Self {
            tree,
            token,
            validation,
        })
    }

    /// The digest that the next time-stamp covers in time-stamp renewal: that of the token (5.2).
    pub fn renewal_leaf(&self) -> Vec<u8> {
        self.tree.imprint().of(&[&self.token])
    }
}

/// What certificates are judged with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validation {
    /// Certificates, DER.
    pub certificates: Vec<Vec<u8>>,
    /// BasicOCSPResponses, DER.
    pub ocsp_responses: Vec<Vec<u8>>,
    /// Revocation lists, DER.
    pub revocation_lists: Vec<Vec<u8>>,
}

impl From<ValidationData> for Validation {
    fn from(data: ValidationData) -> Self {
        Self {
            certificates: data.certificates,
            ocsp_responses: data.ocsp_responses.iter().filter_map(|der| basic(der)).collect(),
            revocation_lists: data.revocation_lists,
        }
    }
}

/// The BasicOCSPResponse of an OCSPResponse; itself, where it is one.
fn basic(der: &[u8]) -> Option<Vec<u8>> {
    let parts = Tlv::only(der).ok()?.expect(SEQUENCE).ok()?.children().ok()?;
    match parts.as_slice() {
        // OCSPResponse: status, [0] { SEQUENCE { type, OCTET STRING } }.
        [status, bytes] if status.tag == 0x0a => {
            let inner = bytes.expect(0xa0).ok()?.only_child().ok()?.children().ok()?;
            inner.get(1)?.octets(OCTET_STRING).ok()
        }
        _ => Some(der.to_vec()),
    }
}

impl Validation {
    fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.ocsp_responses.is_empty() && self.revocation_lists.is_empty()
    }

    fn add(&mut self, other: &Validation) {
        let pairs = [
            (&mut self.certificates, &other.certificates),
            (&mut self.ocsp_responses, &other.ocsp_responses),
            (&mut self.revocation_lists, &other.revocation_lists),
        ];
        for (own, others) in pairs {
            for der in others {
                if !own.contains(der) {
                    own.push(der.clone());
                }
            }
        }
    }

    /// The attributes of CryptoInfos.
    fn attributes(&self) -> Vec<u8> {
        let all = |ders: &[Vec<u8>]| ders.concat();
        let attribute =
            |oid: &[u8], value: Vec<u8>| tlv(SEQUENCE, &[&tlv(OBJECT_ID, &[oid]), &tlv(SET, &[&value])]);
        let mut attributes = Vec::new();
        if !self.certificates.is_empty() {
            attributes.extend(attribute(CERT_VALUES, tlv(SEQUENCE, &[&all(&self.certificates)])));
        }
        let mut values = Vec::new();
        for (tag, ders) in [(0xa0, &self.revocation_lists), (0xa1, &self.ocsp_responses)] {
            if !ders.is_empty() {
                // Explicit, with the sequence inside.
                values.extend(tlv(tag, &[&tlv(SEQUENCE, &[&all(ders)])]));
            }
        }
        if !values.is_empty() {
            attributes.extend(attribute(REVOCATION_VALUES, tlv(SEQUENCE, &[&values])));
        }
        attributes
    }

    fn read(infos: Tlv<'_>) -> Result<Self, EvidenceError> {
        let mut found = Self::default();
        let all = |sequence: Tlv<'_>| -> Result<Vec<Vec<u8>>, Damaged> {
            sequence
                .expect(SEQUENCE)?
                .children()?
                .iter()
                .map(to_der)
                .collect()
        };
        for attribute in infos.children()? {
            let mut fields = Fields::of(attribute, SEQUENCE)?;
            let oid = fields.take()?.oid()?.to_vec();
            for value in fields.take()?.expect(SET)?.children()? {
                if oid == CERT_VALUES {
                    found.certificates.extend(all(value)?);
                } else if oid == REVOCATION_VALUES {
                    for part in value.expect(SEQUENCE)?.children()? {
                        match part.tag {
                            0xa0 => found.revocation_lists.extend(all(part.only_child()?)?),
                            0xa1 => found.ocsp_responses.extend(all(part.only_child()?)?),
                            _ => {}
                        }
                    }
                }
            }
        }
        Ok(found)
    }
}

/// An evidence record: chains of archive time-stamps, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvidenceRecord {
    /// Within a chain, each time-stamp covers the one before it; the first of a later chain covers the file and all chains
    /// before it.
    chains: Vec<Vec<ArchiveTimeStamp>>,
    /// What the tokens' certificates are judged with. Nothing covers it: each part bears its own signature.
    pub validation: Validation,
}

/// How the next time-stamp is joined to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// It covers the time-stamp before it (5.2), or is the first one.
    Chain,
    /// It covers the file and all former evidence with a digest of its own (5.3).
    NewChain,
}

impl EvidenceRecord {
    /// The digest that the next time-stamp has to cover. `file`: digest of the file.
    pub fn next_leaf(&self, joins: Joins, imprint: Imprint, file: &dyn Fn(Imprint) -> Vec<u8>) -> Vec<u8> {
        match (joins, self.chains.last().and_then(|chain| chain.last())) {
            (_, None) => file(imprint),
            (Joins::Chain, Some(last)) => last.imprint.of(&[&last.token]),
            (Joins::NewChain, Some(_)) => hash_tree_leaf(imprint, &file(imprint), &self.chains),
        }
    }

    /// The digest of the newest chain; `None` for a record without time-stamps.
    pub fn imprint(&self) -> Option<Imprint> {
        self.chains.last()?.last().map(|stamp| stamp.imprint)
    }

    /// Adds the next time-stamp.
    ///
    /// # Errors
    /// [`EvidenceError`] where the shared stamp does not cover this record: nothing is added then.
    pub fn push(
        &mut self,
        joins: Joins,
        shared: &SharedStamp,
        file: &dyn Fn(Imprint) -> Vec<u8>,
    ) -> Result<(), EvidenceError> {
        let imprint = shared.tree.imprint();
        let number = self.len() + 1;
        let fits = joins == Joins::NewChain || self.imprint().is_none_or(|own| own == imprint);
        let leaf = self.next_leaf(joins, imprint, file);
        let lists = shared.tree.path(&leaf).filter(|_| fits);
        let lists = lists.ok_or(match number {
            1 => EvidenceError::OtherFile,
            number => EvidenceError::NotCovered { number },
        })?;
        let stamp = ArchiveTimeStamp::new(imprint, lists, shared.token.clone());
        match self.chains.last_mut() {
            Some(chain) if joins == Joins::Chain => chain.push(stamp),
            _ => self.chains.push(vec![stamp]),
        }
        self.validation.add(&shared.validation);
        Ok(())
    }

    /// Number of time-stamps.
    #[allow(clippy::len_without_is_empty)] // one without time-stamps is only a beginning
    pub fn len(&self) -> u32 {
        u32::try_from(self.chains.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// The chains, oldest first.
    pub fn chains(&self) -> &[Vec<ArchiveTimeStamp>] {
        &self.chains
    }

    /// All of it, DER (RFC 4998, 3.1).
    pub fn to_der(&self) -> Vec<u8> {
        let mut imprints: Vec<Imprint> = Vec::new();
        for chain in &self.chains {
            for stamp in chain {
                if !imprints.contains(&stamp.imprint) {
                    imprints.push(stamp.imprint);
                }
            }
        }
        let algorithms: Vec<u8> = imprints
            .iter()
            .flat_map(|imprint| tlv(SEQUENCE, &[&tlv(OBJECT_ID, &[imprint.oid()])]))
            .collect();
        let infos = if self.validation.is_empty() {
            Vec::new()
        } else {
            tlv(CONTEXT_0, &[&self.validation.attributes()])
        };
        tlv(
            SEQUENCE,
            &[
                &[INTEGER, 1, 1],
                &tlv(SEQUENCE, &[&algorithms]),
                &infos,
                &sequence_of(&self.chains),
            ],
        )
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`EvidenceError::Unreadable`], also for what is encrypted or of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, EvidenceError> {
        if bytes.len() > MAX_BYTES {
            return Err(EvidenceError::Unreadable);
        }
        let mut fields = Fields::of(Tlv::only(bytes)?, SEQUENCE)?;
        if fields.take()?.small()? != 1 {
            return Err(EvidenceError::Unreadable);
        }
        fields.take()?.expect(SEQUENCE)?;
        let validation = match fields.optional(CONTEXT_0) {
            Some(infos) => Validation::read(infos)?,
            None => Validation::default(),
        };
        let mut chains = Vec::new();
        for chain in fields.take()?.expect(SEQUENCE)?.children()? {
            let stamps = chain.expect(SEQUENCE)?.children()?;
            if stamps.is_empty() || stamps.len() > MAX_STAMPS || chains.len() >= MAX_STAMPS {
                return Err(EvidenceError::Unreadable);
            }
            let read = stamps.into_iter().map(ArchiveTimeStamp::read);
            chains.push(read.collect::<Result<Vec<_>, _>>()?);
        }
        fields.end()?;
        if chains.is_empty() {
            return Err(EvidenceError::Unreadable);
        }
        Ok(Self { chains, validation })
    }
}

/// ArchiveTimeStampSequence, DER.
fn sequence_of(chains: &[Vec<ArchiveTimeStamp>]) -> Vec<u8> {
    let chains: Vec<u8> = chains
        .iter()
        .flat_map(|chain| {
            let stamps: Vec<u8> = chain.iter().flat_map(|stamp| stamp.der.clone()).collect();
            tlv(SEQUENCE, &[&stamps])
        })
        .collect();
    tlv(SEQUENCE, &[&chains])
}

/// What the first time-stamp of a later chain covers: the digest of the file's digest and of that of all chains before it
/// (5.3).
fn hash_tree_leaf(imprint: Imprint, file: &[u8], before: &[Vec<ArchiveTimeStamp>]) -> Vec<u8> {
    imprint.of(&[file, &imprint.of(&[&sequence_of(before)])])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
