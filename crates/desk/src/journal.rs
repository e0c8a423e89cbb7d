//! The journal for auditors: pages, filters, a signed export, and the check of such an export without a desk.
//!
//! An export is lines of JSON: the entries, oldest first, and as the last line what the export is, signed with the
//! desk's Ed25519 key for its journal. Whoever knows the fingerprint of that key needs nothing of the desk to check it.

use std::io::{BufRead, Write};
use std::path::Path;

use model::safety::{JournalFileReport, JournalFilter, JournalPage};
use model::view::HistoryEntry;
use model::{DeskId, DossierId, Role};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use store::SafetyError;
use tlog::journal::{Entry, EntryHash, Verifier};
use zeroize::Zeroizing;

use crate::{Desk, Error};

/// Setting: the seed of the key that signs exports.
const KEY: &str = "journal-key";
const DOMAIN: &[u8] = b"greffe/journal-export/v1\n";
/// A line of an export is not longer.
const LINE_LIMIT: u64 = 1 << 20;

/// The last line of an export.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    journal_export: u32,
    desk: DeskId,
    administration: String,
    exported_at: jiff::Timestamp,
    exported_by: String,
    /// The journal's end at that time.
    length: u64,
    hash: EntryHash,
    /// All of the journal, not what a filter let through.
    whole: bool,
    entries: u64,
    /// SHA-256 of all lines before this one, with their line feeds.
    sha256: model::Sha256,
    /// Ed25519, hexadecimal.
    public_key: String,
    /// Ed25519, hexadecimal, over the compact JSON of everything else.
    signature: String,
}

impl End {
    fn signed(&self) -> Vec<u8> {
        let bare = End {
            signature: String::new(),
            ..self.clone()
        };
        let mut bytes = DOMAIN.to_vec();
        bytes.extend(serde_json::to_vec(&bare).unwrap_or_default());
        bytes
    }
}

fn fingerprint(public_key: &[u8]) -> String {
    store::digest(public_key).to_string()
}

impl Desk {
    /// What happened to a dossier, newest first: at most `limit` lines, those before a sequence where one is given. For
    /// whoever may see the dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn history(
        &self,
        dossier: DossierId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, Error> {
        Ok(self
            .store
            .read(|reading| reading.history_page(dossier, before, limit))?)
    }

    /// A page of the journal, newest first. For auditors and administrators: they see the lines about every dossier.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn journal(&self, filter: &JournalFilter, limit: u32) -> Result<JournalPage, Error> {
        self.require_or_first(&[Role::Auditor, Role::Administrator])?;
        Ok(self
            .store
            .read_everything(|reading| reading.journal_page(filter, limit))?)
    }

    /// The kinds of lines in the journal, for a filter. For auditors and administrators.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn journal_kinds(&self) -> Result<Vec<String>, Error> {
        self.require_or_first(&[Role::Auditor, Role::Administrator])?;
        Ok(self.store.read_everything(|reading| reading.journal_kinds())?)
    }

    /// SHA-256, hexadecimal, of the public key that signs exports of this desk's journal; made the first time.
    ///
    /// # Errors
    /// The database cannot be used.
    pub fn journal_key(&self) -> Result<String, Error> {
        Ok(fingerprint(self.signing_key()?.public_key().as_ref()))
    }

    fn signing_key(&self) -> Result<Ed25519KeyPair, Error> {
        let found = self
            .store
            .read_everything(|reading| reading.setting(KEY))?
            .map(Zeroizing::new);
        let seed = match found {
            Some(seed) => seed,
            None => self
                .store
                .change_everything(&self.actor, |change| -> Result<_, Error> {
                    if let Some(seed) = change.setting(KEY)? {
                        return Ok(Zeroizing::new(seed));
                    }
                    let mut seed = Zeroizing::new(vec![0; 32]);
                    self.store.environment().random(&mut seed);
                    change.set_setting(KEY, Some(&seed))?;
                    change.record("journal-key-made", None, &[])?;
                    Ok(seed)
                })?,
        };
        Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| store::Error::CryptographyFailed.into())
    }

    /// Writes the entries a filter lets through (all: [`JournalFilter::default`]), oldest first, and the signed last
    /// line; gives the number of entries. The export itself is journalled. For auditors and administrators.
    ///
    /// # Errors
    /// `role-missing`; `to` cannot be written, or the database not be read.
    pub fn export_journal_filtered(&self, filter: &JournalFilter, to: &mut dyn Write) -> Result<u64, Error> {
        self.require_or_first(&[Role::Auditor, Role::Administrator])?;
        let key = self.signing_key()?;
        let here = Path::new("journal");
        let mut digest = ring::digest::Context::new(&ring::digest::SHA256);
        let mut written = Ok(());
        let mut entries = 0;
        let whole = *filter == JournalFilter::default();
        let (head, desk) = self
            .store
            .read_everything(|reading| {
                reading.journal_matching(filter, &mut |entry| {
                    let mut line = serde_json::to_vec(&entry).map_err(|_| store::Error::ValueUnreadable {
                        table: "journal",
                        column: "details",
                    })?;
                    line.push(b'\n');
                    digest.update(&line);
                    written = to.write_all(&line);
                    entries += 1;
                    if written.is_ok() {
                        Ok(())
                    } else {
                        Err(store::Error::Cancelled)
                    }
                })?;
                Ok::<_, store::Error>((reading.journal_head()?, reading.desk()?))
            })
            .map_err(|error| match std::mem::replace(&mut written, Ok(())) {
                Err(failed) => Error::io(here, failed),
                Ok(()) => error.into(),
            })?;
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(digest.finish().as_ref());
        let mut end = End {
            journal_export: 1,
            desk: desk.id,
            administration: desk.administration,
            exported_at: self.now(),
            exported_by: self.actor.clone(),
            length: head.length,
            hash: head.hash,
            whole,
            entries,
            sha256: model::Sha256(sha256),
            public_key: hex::encode(key.public_key().as_ref()),
            signature: String::new(),
        };
        end.signature = hex::encode(key.sign(&end.signed()));
        let line = serde_json::to_string(&end).map_err(|_| store::Error::CryptographyFailed)?;
        writeln!(to, "{line}")
            .and_then(|()| to.flush())
            .map_err(|error| Error::io(here, error))?;
        self.store.change(&self.actor, |change| {
            change.record("journal-exported", None, &[("entries", &entries.to_string())])
        })?;
        Ok(entries)
    }
}

/// Checks an exported journal without a desk: every entry's hash, the order, the chain where the export is whole, and
/// the signature. `key` is the fingerprint the desk shows ([`Desk::journal_key`]): without it the report says which key
/// signed, and whoever reads it compares.
///
/// # Errors
/// `journal-export-damaged` with the line, `journal-export-other-key`; the file cannot be read.
pub fn verify_export(file: &Path, key: Option<&str>) -> Result<JournalFileReport, Error> {
    let source = store::input::open(file).map_err(|error| Error::io(file, error))?;
    let mut source = std::io::BufReader::new(source);
    let mut digest = ring::digest::Context::new(&ring::digest::SHA256);
    let mut verifier = Verifier::new(None);
    let (mut entries, mut number, mut last) = (0_u64, 0_u64, 0_u64);
    let mut chain = None;
    let mut line = Vec::new();
    let end = loop {
        number += 1;
        let wrong = |detail| Error::from(SafetyError::ExportDamaged { line: number, detail });
        line.clear();
        let read = std::io::Read::take(&mut source, LINE_LIMIT)
            .read_until(b'\n', &mut line)
            .map_err(|error| Error::io(file, error))?;
        if read == 0 {
            return Err(wrong("end"));
        }
        if line.last() != Some(&b'\n') {
            return Err(wrong("line"));
        }
        if let Ok(end) = serde_json::from_slice::<End>(&line) {
            break end;
        }
        let entry: Entry = serde_json::from_slice(&line).map_err(|_| wrong("line"))?;
        if entry.computed_hash() != entry.hash {
            return Err(wrong("entry"));
        }
        if entry.sequence <= last {
            return Err(wrong("order"));
        }
        // Whether the chain must hold is known at the end only.
        if let (Err(error), None) = (verifier.check(&entry), &chain) {
            let gap = matches!(error, tlog::Error::JournalMissing { .. });
            chain = Some((number, if gap { "order" } else { "chain" }));
        }
        last = entry.sequence;
        entries += 1;
        digest.update(&line);
    };
    let wrong = |line, detail| Error::from(SafetyError::ExportDamaged { line, detail });
    line.clear();
    if source
        .read_until(b'\n', &mut line)
        .map_err(|error| Error::io(file, error))?
        > 0
    {
        return Err(wrong(number + 1, "end"));
    }
    if let (true, Some((line, detail))) = (end.whole, chain) {
        return Err(wrong(line, detail));
    }
    if end.whole && (last != end.length || verifier.finish().ok().map(|head| head.hash) != Some(end.hash)) {
        return Err(wrong(number, "end"));
    }
    if end.entries != entries || digest.finish().as_ref() != end.sha256.0 {
        return Err(wrong(number, "end"));
    }
    let public_key = hex::decode(&end.public_key).map_err(|_| wrong(number, "signature"))?;
    let signature = hex::decode(&end.signature).map_err(|_| wrong(number, "signature"))?;
    UnparsedPublicKey::new(&ED25519, &public_key)
        .verify(&end.signed(), &signature)
        .map_err(|_| wrong(number, "signature"))?;
    let found = fingerprint(&public_key);
    if key.is_some_and(|key| !key.trim().eq_ignore_ascii_case(&found)) {
        return Err(SafetyError::ExportOtherKey { found }.into());
    }
    Ok(JournalFileReport {
        entries,
        desk: end.desk,
        administration: end.administration,
        exported_at: end.exported_at,
        exported_by: end.exported_by,
        journal_length: end.length,
        whole: end.whole,
        key: found,
    })
}
