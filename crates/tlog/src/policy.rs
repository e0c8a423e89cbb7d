//! Whom to believe, as a file (C2SP tlog-policy): keys of logs and witnesses, groups of witnesses, and the quorum.
//!
//! ```text
//! log log.example.lu/seals+8320e4c7+AUjg… https://log.example.lu/seals
//! witness archives archives.example+0a1b2c3d+BAbL… https://witness.archives.example/
//! witness court court.example+…
//! group state any archives court
//! quorum state
//! ```
//! Empty lines and lines that start with `#` say nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::Error;
use crate::checkpoint::{Checkpoint, VerifiedCheckpoint};
use crate::note::{SignedNote, VerifierKey};

/// A log that is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedLog {
    /// Its key; the key's name is the log's origin.
    pub key: VerifierKey,
    /// Where it is served.
    pub url: Option<String>,
}

/// A witness that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedWitness {
    /// What the policy calls it.
    pub name: String,
    /// Its key for cosignatures.
    pub key: VerifierKey,
    /// Where it takes checkpoints.
    pub url: Option<String>,
}

/// When a group of witnesses counts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    needed: usize,
    members: Vec<String>,
}

/// A policy that was read and holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    logs: Vec<TrustedLog>,
    witnesses: Vec<TrustedWitness>,
    groups: BTreeMap<String, Group>,
    /// A witness or a group; `None`: no cosignature is needed.
    quorum: Option<String>,
    /// The lines that say something.
    lines: Vec<String>,
}

/// The policy as a file again, without its comments.
impl std::fmt::Display for PolicyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl PolicyFile {
    /// Reads a policy.
    ///
    /// # Errors
    /// [`Error::LogPolicyLine`] with the first line that does not fit: an unknown word, a name that is not defined yet
    /// or twice, one key for two, a key of a kind that cannot do this, a number of members that there are not;
    /// a file without exactly one `quorum` names the line after its last.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut policy = Self {
            logs: Vec::new(),
            witnesses: Vec::new(),
            groups: BTreeMap::new(),
            quorum: None,
            lines: Vec::new(),
        };
        let mut decided = false;
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut keys: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut last = 0;
        for (index, line) in text.lines().enumerate() {
            last = index as u64 + 1;
            let wrong = Error::LogPolicyLine { line: last };
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["log", vkey, rest @ ..] if rest.len() < 2 => {
                    let key = VerifierKey::parse(vkey)?;
                    if !key.kind().is_for_logs() || !keys.insert(key.public().to_vec()) {
                        return Err(wrong);
                    }
                    policy.logs.push(TrustedLog {
                        key,
                        url: rest.first().map(|url| (*url).to_owned()),
                    });
                }
                ["witness", name, vkey, rest @ ..] if rest.len() < 2 => {
                    let key = VerifierKey::parse(vkey)?;
                    let new = names.insert((*name).to_owned()) && *name != "none";
                    if !key.kind().is_for_witnesses() || !keys.insert(key.public().to_vec()) || !new {
                        return Err(wrong);
                    }
                    policy.witnesses.push(TrustedWitness {
                        name: (*name).to_owned(),
                        key,
                        url: rest.first().map(|url| (*url).to_owned()),
                    });
                }
                ["group", name, rule, members @ ..] => {
                    let distinct: BTreeSet<&&str> = members.iter().collect();
                    let known = members.iter().all(|member| names.contains(*member));
                    let needed = match *rule {
                        "any" => 1,
                        "all" => members.len(),
                        number => number.parse().map_err(|_| wrong.clone())?,
                    };
                    if members.is_empty()
                        || !known
                        || distinct.len() != members.len()
                        || needed == 0
                        || needed > members.len()
                        || *name == "none"
                        || !names.insert((*name).to_owned())
                    {
                        return Err(wrong);
                    }
                    policy.groups.insert(
                        (*name).to_owned(),
                        Group {
                            needed,
                            members: members.iter().map(|member| (*member).to_owned()).collect(),
                        },
                    );
                }
                ["quorum", name] if !decided => {
                    decided = true;
                    if *name != "none" {
                        if !names.contains(*name) {
                            return Err(wrong);
                        }
                        policy.quorum = Some((*name).to_owned());
                    }
                }
                _ => return Err(wrong),
            }
            if words.first().is_some_and(|first| !first.starts_with('#')) {
                policy.lines.push(words.join(" "));
            }
        }
        if !decided || policy.logs.is_empty() {
            return Err(Error::LogPolicyLine { line: last + 1 });
        }
        Ok(policy)
    }

    /// The logs.
    pub fn logs(&self) -> &[TrustedLog] {
        &self.logs
    }

    /// The witnesses.
    pub fn witnesses(&self) -> &[TrustedWitness] {
        &self.witnesses
    }

    /// Whether these witnesses, by their names in the policy, are enough.
    pub fn satisfied_by(&self, cosigned: &BTreeSet<&str>) -> bool {
        // Groups name only what stands before them: the way down ends.
        fn holds(policy: &PolicyFile, name: &str, cosigned: &BTreeSet<&str>) -> bool {
            match policy.groups.get(name) {
                Some(group) => {
                    let fulfilled = group
                        .members
                        .iter()
                        .filter(|member| holds(policy, member, cosigned))
                        .count();
                    fulfilled >= group.needed
                }
                None => cosigned.contains(name),
            }
        }
        self.quorum
            .as_deref()
            .is_none_or(|quorum| holds(self, quorum, cosigned))
    }

    /// Verifies a checkpoint of one of the logs: signed by it, and cosigned by a quorum.
    ///
    /// # Errors
    /// [`Error::LogCheckpoint`], [`Error::LogOrigin`] where it is of no log of the policy,
    /// [`Error::LogSignatureInvalid`], [`Error::LogSignatureMissing`], [`Error::LogWitnesses`] where the quorum is not
    /// reached.
    pub fn verify(&self, note: &SignedNote) -> Result<VerifiedCheckpoint, Error> {
        let checkpoint = Checkpoint::parse(note.text())?;
        let logs: Vec<VerifierKey> = self
            .logs
            .iter()
            .filter(|log| log.key.name() == checkpoint.origin())
            .map(|log| log.key.clone())
            .collect();
        if logs.is_empty() {
            return Err(Error::LogOrigin {
                expected: self.logs.first().map_or("", |log| log.key.name()).to_owned(),
                found: checkpoint.origin().to_owned(),
            });
        }
        note.verify(&logs)?;
        let keys: Vec<VerifierKey> = self.witnesses.iter().map(|witness| witness.key.clone()).collect();
        let cosignatures = match note.verify(&keys) {
            Ok(cosignatures) => cosignatures,
            Err(Error::LogSignatureMissing) => Vec::new(),
            Err(error) => return Err(error),
        };
        let names: BTreeSet<&str> = self
            .witnesses
            .iter()
            .filter(|witness| cosignatures.iter().any(|cosigned| *cosigned.key() == witness.key))
            .map(|witness| witness.name.as_str())
            .collect();
        if !self.satisfied_by(&names) {
            return Err(Error::LogWitnesses {
                needed: self.quorum.as_ref().map_or(0, |quorum| {
                    self.groups.get(quorum).map_or(1, |group| group.needed as u64)
                }),
                found: names.len() as u64,
            });
        }
        Ok(VerifiedCheckpoint::of(checkpoint, cosignatures))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use ring::signature::Ed25519KeyPair;

    use super::*;
    use crate::note::{KeyKind, cosign, sign};

    fn pair(seed: u8) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
    }

    fn vkey(name: &str, kind: KeyKind, seed: u8) -> String {
        VerifierKey::of(name, kind, &pair(seed)).unwrap().to_string()
    }

    fn text(quorum: &str) -> String {
        let mut text = format!(
            "# who\nlog {} https://log.example.lu/seals\n\n",
            vkey("log.example.lu/seals", KeyKind::Ed25519, 1)
        );
        for (name, seed) in [("archives", 2), ("court", 3), ("university", 4)] {
            let key = vkey(&format!("{name}.example"), KeyKind::Cosignature, seed);
            text += &format!("witness {name} {key} https://{name}.example/\n");
        }
        text + "group state 2 archives court\ngroup all-of-them any state university\n" + quorum
    }

    fn note(witnesses: &[(&str, u8)]) -> SignedNote {
        let text = Checkpoint::new("log.example.lu/seals", 4, crate::Hash::from_bytes([7; 32]))
            .unwrap()
            .to_string();
        let mut signatures = vec![sign(&text, "log.example.lu/seals", &pair(1)).unwrap()];
        for (name, seed) in witnesses {
            signatures.push(cosign(&text, name, 1_795_168_800, &pair(*seed)).unwrap());
        }
        SignedNote::new(&text, signatures).unwrap()
    }

    #[test]
    fn groups_within_groups_decide() {
        let policy = PolicyFile::parse(&text("quorum all-of-them\n")).unwrap();
        assert_eq!(
            policy.witnesses()[0].url.as_deref(),
            Some("https://archives.example/")
        );
        let (archives, court, university) = (
            ("archives.example", 2),
            ("court.example", 3),
            ("university.example", 4),
        );
        assert!(policy.verify(&note(&[university])).is_ok());
        assert!(policy.verify(&note(&[archives, court])).is_ok());
        assert!(matches!(
            policy.verify(&note(&[archives])),
            Err(Error::LogWitnesses { found: 1, .. })
        ));
        // The same witness twice is one.
        assert!(policy.verify(&note(&[court, court])).is_err());
        let free = PolicyFile::parse(&text("quorum none\n")).unwrap();
        assert_eq!(free.verify(&note(&[])).unwrap().checkpoint().size(), 4);
    }

    #[test]
    fn keys_of_either_kind_are_named() {
        let pair = crate::mldsa::Pair::from_seed(&[8; 32]);
        let (log, witness) = ("log.example.lu/seals", "archives.example");
        let named = |first: &str, key: &str| format!("{first} {key}\n");
        let own = pair.key(log).unwrap().to_string();
        let other = crate::mldsa::Pair::from_seed(&[9; 32]);
        let cosigner = other.key(witness).unwrap().to_string();
        let policy = named("log", &own) + &named("witness archives", &cosigner) + "quorum archives\n";
        let policy = PolicyFile::parse(&policy).unwrap();
        let text = note(&[]).text().to_owned();
        let signed = crate::mldsa::cosign(&text, log, 0, &pair).unwrap();
        let cosigned = crate::mldsa::cosign(&text, witness, 1, &other).unwrap();
        let signed = SignedNote::new(&text, vec![signed]).unwrap();
        assert!(matches!(policy.verify(&signed), Err(Error::LogWitnesses { .. })));
        assert!(policy.verify(&signed.with(cosigned).unwrap()).is_ok());
        // Signatures of other keys do not do.
        assert_eq!(
            policy.verify(&note(&[(witness, 2)])),
            Err(Error::LogSignatureMissing)
        );
    }

    #[test]
    fn a_line_that_does_not_fit_is_named() {
        let line = |text: &str| match PolicyFile::parse(text) {
            Err(Error::LogPolicyLine { line }) => line,
            other => panic!("{other:?}"),
        };
        assert_eq!(line(""), 1);
        assert_eq!(line(&text("")), 9, "no quorum");
        assert_eq!(line(&text("quorum nobody\n")), 9);
        assert_eq!(line(&text("quorum state\nquorum none\n")), 10);
        assert_eq!(line(&text("group g 3 court archives\nquorum none\n")), 9);
        assert_eq!(line(&text("group g any court court\nquorum none\n")), 9);
        assert_eq!(line(&text("group g any later\nquorum none\n")), 9);
        assert_eq!(line(&text("group court any state\nquorum none\n")), 9);
        assert_eq!(line(&text("wtiness\n")), 9);
        let twice = vkey("other.example", KeyKind::Cosignature, 2);
        assert_eq!(line(&text(&format!("witness other {twice}\nquorum none\n"))), 9);
        let no_cosigner = vkey("other.example", KeyKind::Ed25519, 9);
        assert_eq!(
            line(&text(&format!("witness other {no_cosigner}\nquorum none\n"))),
            9
        );
    }
}
