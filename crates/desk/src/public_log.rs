//! Watching the platform's public log of seals (`docs/LOG.md`): with every synchronisation the desk looks whether the log
//! continues what it saw before, reads what came since, finds the entries of its own originals, keeps their proofs, and
//! raises an alarm that a person sees where something does not hold.
//!
//! What the network does is no alarm: an alarm is raised only by what the platform has signed or left out.

use std::cell::RefCell;
use std::collections::HashMap;

use identifier::Identifier;
use model::public_log::{AlarmView, LogStatus};
use model::{DocumentId, Role};
use store::Reading;
use sync::http::{Connection, PublicFiles};
use sync::wire::Registration;
use tlog::checkpoint::Checkpoint;
use tlog::entry::{Kind, LogEntry, id_tag};
use tlog::merkle::Subtrees as _;
use tlog::monitor::{Seen, Watch, consistent};
use tlog::note::SignedNote;
use tlog::policy::PolicyFile;
use tlog::proof::TlogProof;
use tlog::tile::{Tile, Tiles};
use wording::{Explain, Explanation};

use crate::{Cancel, Desk, Error};

/// Setting: the policy by which checkpoints are believed, as it was when the desk saw the log first, or as a person
/// accepted it since.
const POLICY: &str = "log-policy";
/// Setting: the last checkpoint that held, a signed note.
const CHECKPOINT: &str = "log-checkpoint";
/// Setting: the tree under it ([`Watch`]).
const WATCH: &str = "log-watch";
/// Setting: when the log was seen last and held.
const SEEN_AT: &str = "log-seen";

/// Entries that one run reads; beyond, it checks that the log continues and leaps.
const MOST_ENTRIES: u64 = 25_600;
/// Proofs that one run completes.
const MOST_PROOFS: u32 = 500;
/// Longest file of the log: a full bundle of entries, and a checkpoint with many cosignatures.
const FILE_LIMIT: usize = 256 * 1024;
/// From the registration to a checkpoint that shows it: what the log promises.
const MERGE_DELAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// Something that a person must see.
struct Alarm {
    code: &'static str,
    /// What it is about: with the code, what makes it one alarm and not two.
    subject: String,
    arguments: Vec<(&'static str, String)>,
    evidence: String,
}

impl Alarm {
    fn of(error: &tlog::Error, subject: String, evidence: String) -> Self {
        Self {
            code: error.code(),
            subject,
            arguments: error.arguments(),
            evidence,
        }
    }
}

/// What a look at the log gave.
#[derive(Default)]
pub(crate) struct Watched {
    /// Why nothing, or not everything, could be said this time.
    pub(crate) problem: Option<Explanation>,
}

/// What is to be kept of a look.
#[derive(Default)]
struct Findings {
    /// The policy, when it is seen for the first time.
    policy: Option<String>,
    /// The checkpoint and its tree, where they held.
    held: Option<(String, Watch)>,
    found: Vec<(DocumentId, u64)>,
    proved: Vec<(DocumentId, u64, String)>,
    /// Entries that do not stand where they stood in a log that was given up.
    misplaced: Vec<DocumentId>,
    alarms: Vec<Alarm>,
}

/// What was known before.
struct Known {
    policy: Option<String>,
    checkpoint: Option<String>,
    watch: Option<Watch>,
}

/// The log's files as the platform serves them, each asked for once.
struct Files<'a> {
    source: &'a PublicFiles<'a>,
    kept: RefCell<HashMap<String, Option<Vec<u8>>>>,
    failed: RefCell<Option<sync::Error>>,
}

impl Files<'_> {
    fn text(&self, path: &str) -> Result<Option<String>, sync::Error> {
        Ok(self
            .source
            .get(path, FILE_LIMIT)?
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn tile(&self, tile: &Tile) -> Option<Vec<u8>> {
        let path = format!("/log/{tile}");
        if let Some(kept) = self.kept.borrow().get(&path) {
            return kept.clone();
        }
        let bytes = match self.source.get(&path, FILE_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.failed.borrow_mut().get_or_insert(error);
                return None;
            }
        };
        self.kept.borrow_mut().insert(path, bytes.clone());
        bytes
    }
}

/// The entry that the public log must show for this registration.
pub(crate) fn entry_of(registration: &Registration) -> LogEntry {
    let seal = registration
        .visible_seal_sha256
        .unwrap_or_else(|| store::digest(b""));
    LogEntry::new(
        Kind::Issued,
        &registration.identifier,
        &tlog::Hash::from_bytes(registration.sha256.0),
        &tlog::Hash::from_bytes(seal.0),
    )
}

/// The entry that the public log must show for these bytes, whose SHA-256 is known, with the visible seal drawn in them.
pub(crate) fn entry_of_original(identifier: &Identifier, bytes: &[u8], sha256: model::Sha256) -> LogEntry {
    let seals = pdf::stamp::visible_seals(bytes, None).unwrap_or_default();
    let seal = store::digest(seals.first().map_or(b"".as_slice(), Vec::as_slice));
    LogEntry::new(
        Kind::Issued,
        identifier,
        &tlog::Hash::from_bytes(sha256.0),
        &tlog::Hash::from_bytes(seal.0),
    )
}

impl Desk {
    /// Looks at the public log; what it finds is kept and journalled.
    pub(crate) fn watch_public_log(
        &self,
        connection: &Connection,
        cancel: &Cancel,
    ) -> Result<Watched, Error> {
        self.expect_older_entries()?;
        let known = self.store.read(|reading| -> Result<_, store::Error> {
            Ok(Known {
                policy: reading.setting_text(POLICY)?,
                checkpoint: reading.setting_text(CHECKPOINT)?,
                watch: reading
                    .setting_text(WATCH)?
                    .and_then(|text| serde_json::from_str(&text).ok()),
            })
        })?;
        let mut findings = Findings::default();
        let looked = self.with_ambient(&|_| {}, cancel, |ambient| {
            let source = PublicFiles::open(connection, ambient)?;
            let files = Files {
                source: &source,
                kept: RefCell::default(),
                failed: RefCell::default(),
            };
            let looked = self.look(&files, &known, &mut findings, connection, cancel);
            Ok(looked.and_then(|()| match files.failed.into_inner() {
                Some(error) => Err(Trouble::Sync(error)),
                None => Ok(()),
            }))
        });
        let problem = match looked {
            Ok(Ok(())) => None,
            Ok(Err(Trouble::Desk(error))) => return Err(error),
            Ok(Err(Trouble::Log(error))) => Some(self.explain(&error)),
            Ok(Err(Trouble::Sync(sync::Error::Cancelled))) | Err(sync::Error::Cancelled) => None,
            Ok(Err(Trouble::Sync(error))) | Err(error) => Some(self.explain(&error)),
        };
        self.keep_findings(findings)?;
        Ok(Watched { problem })
    }

    fn look(
        &self,
        files: &Files<'_>,
        known: &Known,
        findings: &mut Findings,
        connection: &Connection,
        cancel: &Cancel,
    ) -> Result<(), Trouble> {
        let told = files.text("/log/policy")?;
        let text = match (&known.policy, told) {
            // The platform keeps no public log, or an older platform does not tell of it.
            (None, None) => return Ok(()),
            (None, Some(told)) => {
                PolicyFile::parse(&told)?;
                findings.policy = Some(told.clone());
                told
            }
            // What is no policy at all is a page of somebody on the way, or one that says that the platform is being mended.
            (Some(kept), Some(told)) if *kept != told && PolicyFile::parse(&told).is_ok() => {
                findings.alarms.push(Alarm {
                    code: "log-policy-changed",
                    subject: store::digest(told.as_bytes()).to_string(),
                    arguments: Vec::new(),
                    evidence: format!("{kept}\n{told}"),
                });
                // Until a person accepts the new one, the old one decides.
                kept.clone()
            }
            (Some(kept), _) => kept.clone(),
        };
        let policy = PolicyFile::parse(&text)?;
        let Some(given) = files.text("/log/checkpoint")? else {
            return self.overdue_entries(findings, None);
        };
        let digest = store::digest(given.as_bytes()).to_string();
        let verified = SignedNote::parse(&given).and_then(|note| policy.verify(&note));
        let checkpoint = match verified {
            Ok(verified) => verified.checkpoint().clone(),
            // In the same way: what does not even speak of a log is nothing that the platform has signed or left out.
            Err(error) if Checkpoint::parse(first_lines(&given)).is_err() => {
                self.overdue_entries(findings, None)?;
                return Err(Trouble::Log(error));
            }
            Err(error) => {
                findings.alarms.push(Alarm::of(&error, digest, given));
                return Ok(());
            }
        };
        let read = |tile: &Tile| files.tile(tile);
        let mut watch = known.watch.clone();
        let seen = match &mut watch {
            Some(watch) => watch.look(&checkpoint, MOST_ENTRIES, &read),
            None => Watch::start(&checkpoint, &read).map(|started| {
                watch = Some(started);
                Seen::Leapt
            }),
        };
        match seen {
            Ok(Seen::Grown { first, entries }) => self.read_entries(first, &entries, findings)?,
            Ok(Seen::Same | Seen::Leapt | Seen::Behind) => {}
            Err(error @ tlog::Error::LogConsistency) => {
                // One alarm for the tree that is not continued, however often the log goes on elsewhere.
                let before = known.checkpoint.clone().unwrap_or_default();
                let subject = store::digest(before.as_bytes()).to_string();
                findings
                    .alarms
                    .push(Alarm::of(&error, subject, format!("{before}\n{given}")));
                return Ok(());
            }
            // A file is missing or no tile: nothing is known, and the next run asks again.
            Err(error) => return Err(Trouble::Log(error)),
        }
        let Some(watch) = watch else { return Ok(()) };
        // Whoever is behind gets no proof from us, and is believed no less.
        let newest = if checkpoint.size() == watch.size() {
            given.clone()
        } else {
            known.checkpoint.clone().unwrap_or_default()
        };
        findings.held = Some((newest.clone(), watch));
        self.prove(files, &policy, &newest, findings, connection, cancel)?;
        self.overdue_entries(findings, Some(&newest))
    }

    /// Finds the own originals among new entries.
    fn read_entries(&self, first: u64, entries: &[Vec<u8>], findings: &mut Findings) -> Result<(), Trouble> {
        self.store
            .read_everything(|reading| -> Result<(), store::Error> {
                for (number, bytes) in (first..).zip(entries) {
                    let Ok(entry) = LogEntry::from_bytes(bytes) else {
                        continue;
                    };
                    let Some((document, ours, found)) = reading.log_entry_of_tag(entry.id_tag.as_bytes())?
                    else {
                        continue;
                    };
                    let earlier = found.or_else(|| {
                        let known = findings.found.iter().find(|(known, _)| *known == document);
                        known.map(|(_, number)| *number)
                    });
                    let alarm = match entry.kind {
                        Kind::Issued if *bytes == ours && earlier.is_none() => {
                            findings.found.push((document, number));
                            None
                        }
                        Kind::Issued if earlier == Some(number) => None,
                        Kind::Issued if *bytes == ours => Some("log-issued-twice"),
                        Kind::Issued => Some("log-issued-other"),
                        Kind::Superseded if reading.is_replaced(document)? => None,
                        Kind::Superseded => Some("log-superseded-elsewhere"),
                        Kind::Revoked => Some("log-revoked-elsewhere"),
                    };
                    if let Some(code) = alarm {
                        findings
                            .alarms
                            .push(about(reading, code, document, number, bytes)?);
                    }
                }
                Ok(())
            })?;
        Ok(())
    }

    /// Completes proofs: those whose place is known from the tiles, the others by asking the platform.
    fn prove(
        &self,
        files: &Files<'_>,
        policy: &PolicyFile,
        note: &str,
        findings: &mut Findings,
        connection: &Connection,
        cancel: &Cancel,
    ) -> Result<(), Trouble> {
        let note = SignedNote::parse(note)?;
        let tree = Checkpoint::parse(note.text())?;
        let unproved = self.store.read(|reading| reading.log_unproved(MOST_PROOFS))?;
        let mut may_ask = true;
        for row in unproved {
            if cancel.is_cancelled() {
                return Ok(());
            }
            let known = findings
                .found
                .iter()
                .find(|(document, _)| *document == row.document);
            let number = row.number.or(known.map(|(_, number)| *number));
            let leaf = tlog::merkle::leaf_hash(&row.entry);
            let proof = match number {
                Some(number) if number < tree.size() => {
                    let tiles = Tiles::new(tree.size(), |tile: &Tile| files.tile(tile));
                    let Ok(hashes) = tiles.inclusion_proof(number, tree.size()) else {
                        continue;
                    };
                    Some(TlogProof {
                        extra: None,
                        index: number,
                        hashes,
                        checkpoint: note.clone(),
                    })
                }
                _ if may_ask => {
                    let identifier = self.store.read_everything(|reading| {
                        Ok::<_, store::Error>(reading.document(row.document)?.identifier)
                    })?;
                    let Some(identifier) = identifier else { continue };
                    let asked = self.with_ambient(&|_| {}, cancel, |ambient| {
                        sync::http::fetch_proof(connection, &identifier, ambient)
                    });
                    match asked {
                        Ok(Some(text)) if !text.starts_with("c2sp.org/tlog-proof@") => None,
                        Ok(Some(text)) => match TlogProof::parse(&text) {
                            Ok(proof) => Some(proof),
                            Err(error) => {
                                findings
                                    .alarms
                                    .push(Alarm::of(&error, row.document.to_string(), text));
                                None
                            }
                        },
                        Ok(None) => None,
                        // Looking up is limited for everybody: the next run goes on.
                        Err(sync::Error::Busy { .. }) => {
                            may_ask = false;
                            None
                        }
                        Err(error) => return Err(Trouble::Sync(error)),
                    }
                }
                _ => None,
            };
            let Some(proof) = proof else { continue };
            match self.verified(files, policy, &leaf, &proof, &tree) {
                Ok(true) => findings
                    .proved
                    .push((row.document, proof.index, proof.to_string())),
                Ok(false) => {}
                Err(tlog::Error::LogHashMissing | tlog::Error::LogTile) => {}
                // Nothing that the platform said: where it stood in the log before was a guess.
                Err(tlog::Error::LogInclusion) if row.proved_before && number.is_some() => {
                    findings.misplaced.push(row.document);
                }
                Err(error) => {
                    findings
                        .alarms
                        .push(Alarm::of(&error, row.document.to_string(), proof.to_string()));
                }
            }
        }
        Ok(())
    }

    /// Whether a proof holds, under a checkpoint that is of the tree the desk watches. One under a newer checkpoint is not
    /// taken: the desk must remember every checkpoint on which it relies, and sees that one with the next look.
    fn verified(
        &self,
        files: &Files<'_>,
        policy: &PolicyFile,
        leaf: &tlog::Hash,
        proof: &TlogProof,
        tree: &Checkpoint,
    ) -> Result<bool, tlog::Error> {
        let included = proof.verify_by(leaf, policy)?;
        let under = included.checkpoint().checkpoint();
        if under.size() > tree.size() {
            return Ok(false);
        }
        consistent(
            (under.size(), under.root()),
            (tree.size(), tree.root()),
            &|tile: &Tile| files.tile(tile),
        )?;
        Ok(true)
    }

    /// Originals that should stand in the log by now and do not.
    fn overdue_entries(&self, findings: &mut Findings, note: Option<&str>) -> Result<(), Trouble> {
        let latest = self.now() - MERGE_DELAY;
        self.store
            .read_everything(|reading| -> Result<(), store::Error> {
                for row in reading.log_unproved(MOST_PROOFS)? {
                    let proved = findings
                        .proved
                        .iter()
                        .any(|(document, _, _)| *document == row.document);
                    if !proved && row.registered_at < latest && row.number.is_none() {
                        let mut alarm = about(reading, "log-entry-missing", row.document, 0, &row.entry)?;
                        alarm.evidence.push('\n');
                        alarm.evidence.push_str(note.unwrap_or_default());
                        findings.alarms.push(alarm);
                    }
                }
                Ok(())
            })?;
        Ok(())
    }

    fn keep_findings(&self, findings: Findings) -> Result<(), Error> {
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                if let Some(policy) = &findings.policy {
                    change.set_setting(POLICY, Some(policy.as_bytes()))?;
                    let log = PolicyFile::parse(policy).ok();
                    let origin = log.as_ref().and_then(|policy| policy.logs().first());
                    let name = origin.map(|log| log.key.name().to_owned()).unwrap_or_default();
                    change.record("log-known", None, &[("origin", &name)])?;
                }
                if let Some((note, watch)) = &findings.held {
                    let watch = serde_json::to_vec(watch).map_err(|_| store::Error::ValueUnreadable {
                        table: "setting",
                        column: "value",
                    })?;
                    change.set_setting(CHECKPOINT, Some(note.as_bytes()))?;
                    change.set_setting(WATCH, Some(&watch))?;
                    change.set_setting(SEEN_AT, Some(change.at().to_string().as_bytes()))?;
                }
                for (document, number) in &findings.found {
                    change.log_entry_found(*document, *number)?;
                }
                for document in &findings.misplaced {
                    change.log_entry_misplaced(*document)?;
                }
                for (document, number, proof) in &findings.proved {
                    change.log_entry_proved(*document, *number, proof)?;
                }
                for alarm in &findings.alarms {
                    let arguments: serde_json::Map<String, serde_json::Value> = alarm
                        .arguments
                        .iter()
                        .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
                        .collect();
                    let arguments = serde_json::Value::Object(arguments).to_string();
                    if change.raise_alarm(alarm.code, &alarm.subject, &arguments, &alarm.evidence)? {
                        change.record("alarm-raised", None, &[("code", alarm.code)])?;
                    }
                }
                Ok(())
            })
    }

    /// Computes the entries of originals that were registered before the desk watched the log.
    fn expect_older_entries(&self) -> Result<(), Error> {
        let documents = self.store.read_everything(|reading| reading.log_unexpected(50))?;
        for document in documents {
            let entry = self.entry_of_document(document)?;
            self.store
                .change_everything(&self.actor, |change| -> Result<(), Error> {
                    let record = change.document(document)?;
                    if let (Some(entry), Some(identifier), Some(registered)) =
                        (entry, &record.identifier, record.registered_at)
                    {
                        change.expect_log_entry(
                            document,
                            id_tag(identifier).as_bytes(),
                            &entry.to_bytes(),
                            registered,
                        )?;
                    }
                    Ok(())
                })?;
        }
        Ok(())
    }

    /// The entry of an original, from its own bytes; `None` where they are no longer here.
    fn entry_of_document(&self, document: DocumentId) -> Result<Option<LogEntry>, Error> {
        let found = self.store.read_everything(|reading| -> Result<_, store::Error> {
            let identifier = reading.document(document)?.identifier;
            Ok(identifier.zip(reading.newest_version(document)?.map(|version| version.sha256)))
        })?;
        let Some((identifier, sha256)) = found else {
            return Ok(None);
        };
        let Ok(bytes) = self.store.read_blob(&sha256) else {
            return Ok(None);
        };
        Ok(Some(entry_of_original(&identifier, &bytes, sha256)))
    }

    /// How the desk stands to the platform's public log. For everybody who works here.
    ///
    /// # Errors
    /// The desk's database cannot be read.
    pub fn log_status(&self) -> Result<LogStatus, Error> {
        Ok(self.store.read(|reading| -> Result<_, store::Error> {
            let checkpoint = reading
                .setting_text(CHECKPOINT)?
                .and_then(|text| SignedNote::parse(&text).ok())
                .and_then(|note| Checkpoint::parse(note.text()).ok());
            let (proved, unproved) = reading.log_counts()?;
            Ok(LogStatus {
                origin: checkpoint.as_ref().map(|tree| tree.origin().to_owned()),
                size: checkpoint.as_ref().map_or(0, Checkpoint::size),
                seen_at: reading.setting_text(SEEN_AT)?.and_then(|text| text.parse().ok()),
                proved,
                unproved,
                alarms: reading.unseen_alarms()?,
            })
        })?)
    }

    /// The proof that an original stands in the public log, as a `.tlog-proof` file (C2SP tlog-proof), verified when it
    /// was kept; `None`: not yet. For everybody who may see the document.
    ///
    /// # Errors
    /// `document-unknown`; the desk's database cannot be read.
    pub fn log_proof(&self, document: DocumentId) -> Result<Option<String>, Error> {
        self.store.read(|reading| -> Result<_, Error> {
            reading.document(document)?;
            Ok(reading.log_proof(document)?.map(|(_, proof)| proof))
        })
    }

    /// The alarms, newest first; those that were seen only when asked for. For everybody who works here: an alarm is
    /// not hidden from anybody.
    ///
    /// # Errors
    /// The desk's database cannot be read.
    pub fn alarms(&self, seen_too: bool) -> Result<Vec<AlarmView>, Error> {
        let rows = self.store.read(|reading| reading.alarms(seen_too))?;
        Ok(rows
            .into_iter()
            .map(|row| AlarmView {
                number: row.number,
                explanation: self.told(&row.code, &row.arguments),
                document: row.subject.parse().ok(),
                evidence: row.evidence,
                raised_at: row.raised_at,
                seen_at: row.seen.as_ref().map(|(at, _, _)| *at),
                seen_by: row.seen.as_ref().map(|(_, by, _)| by.clone()),
                note: row.seen.map(|(_, _, note)| note).filter(|note| !note.is_empty()),
            })
            .collect())
    }

    /// A stored message in the desk's language.
    fn told(&self, code: &str, arguments: &str) -> Explanation {
        let arguments: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(arguments).unwrap_or_default();
        let arguments: Vec<(&str, String)> = arguments
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let catalog = crate::catalog();
        Explanation {
            code: code.to_owned(),
            sentence: catalog.text(self.lang(), code, &arguments),
            next: catalog.try_text(self.lang(), &format!("{code}.next"), &arguments),
        }
    }

    /// Confirms that whoever works here has seen an alarm, with a note for the auditor. The alarm stays. For clerks,
    /// auditors and administrators.
    ///
    /// # Errors
    /// `role-missing`; `alarm-unknown` where there is none that waits.
    pub fn confirm_alarm(&self, number: u64, note: &str) -> Result<(), Error> {
        self.require(&[Role::Clerk, Role::Auditor, Role::Administrator])?;
        let note = note.trim();
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                if !change.alarm_seen(number, note)? {
                    return Err(LogError::AlarmUnknown { number }.into());
                }
                let number = number.to_string();
                change.record("alarm-confirmed", None, &[("alarm", &number), ("note", note)])?;
                Ok(())
            })
    }

    /// Watches the log anew, from its next checkpoint on: after an alarm `log-consistency` whose cause is known (the
    /// platform was put back from a backup) and noted. What was seen before stays in the journal and with the alarm; every
    /// original is proved anew, and the proof it had is kept aside. For administrators.
    ///
    /// # Errors
    /// `role-missing`; `log-reason-missing`.
    pub fn watch_log_anew(&self, reason: &str) -> Result<(), Error> {
        self.require(&[Role::Administrator])?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(LogError::ReasonMissing.into());
        }
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                begin_watch_anew(change, reason)
            })
    }

    /// Believes the policy of the public log that the platform tells now, after a person has compared it with what the
    /// operator published elsewhere. `policy` is that text, as the alarm `log-policy-changed` shows it. Where it names
    /// another log, that one is watched from its next checkpoint on, as by [`Desk::watch_log_anew`]. For administrators.
    ///
    /// # Errors
    /// `role-missing`; `log-policy-line` where it is none.
    pub fn accept_log_policy(&self, policy: &str) -> Result<(), Error> {
        self.require(&[Role::Administrator])?;
        let parsed = PolicyFile::parse(policy).map_err(LogError::from)?;
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                let before = change.setting_text(POLICY)?;
                let before = before.and_then(|text| PolicyFile::parse(&text).ok());
                if before.is_some_and(|before| names(&before) != names(&parsed)) {
                    begin_watch_anew(change, "log-policy-accepted")?;
                }
                change.set_setting(POLICY, Some(parsed.to_string().as_bytes()))?;
                let digest = store::digest(policy.as_bytes()).to_string();
                change.record("log-policy-accepted", None, &[("sha256", &digest)])?;
                Ok(())
            })
    }
}

/// The three lines of a checkpoint, without what signs them and what extends them.
fn first_lines(note: &str) -> &str {
    let end = note
        .match_indices('\n')
        .nth(2)
        .map_or(note.len(), |(at, _)| at + 1);
    &note[..end]
}

/// The names of the logs that a policy believes.
fn names(policy: &PolicyFile) -> Vec<String> {
    policy
        .logs()
        .iter()
        .map(|log| log.key.name().to_owned())
        .collect()
}

/// Forgets the tree that was watched; the journal keeps which one it was.
fn begin_watch_anew(change: &store::Change<'_>, reason: &str) -> Result<(), Error> {
    let before = change.setting_text(CHECKPOINT)?.unwrap_or_default();
    let digest = store::digest(before.as_bytes()).to_string();
    change.set_setting(CHECKPOINT, None)?;
    change.set_setting(WATCH, None)?;
    change.prove_all_again()?;
    change.record(
        "log-watched-anew",
        None,
        &[("checkpoint-sha256", &digest), ("reason", reason)],
    )?;
    Ok(())
}

/// An alarm about one original.
fn about(
    reading: &Reading<'_>,
    code: &'static str,
    document: DocumentId,
    number: u64,
    entry: &[u8],
) -> Result<Alarm, store::Error> {
    let record = reading.document(document)?;
    let identifier = record
        .identifier
        .as_ref()
        .map(crate::sealing::first_group)
        .unwrap_or_default();
    let hexadecimal: String = entry.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Alarm {
        code,
        subject: document.to_string(),
        // No title: an alarm is for everybody, a dossier may not be.
        arguments: vec![("identifier", identifier)],
        evidence: format!("{number} {hexadecimal}"),
    })
}

/// What a person asked about the public log cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// No alarm of this number waits.
    #[error("no alarm {number} waits")]
    AlarmUnknown {
        /// The number.
        number: u64,
    },
    /// Watching anew needs a reason.
    #[error("no reason was given")]
    ReasonMissing,
    /// A text that should be a policy is none.
    #[error(transparent)]
    Policy(#[from] tlog::Error),
}

impl Explain for LogError {
    fn code(&self) -> &'static str {
        match self {
            LogError::AlarmUnknown { .. } => "alarm-unknown",
            LogError::ReasonMissing => "log-reason-missing",
            LogError::Policy(error) => error.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            LogError::AlarmUnknown { number } => vec![("number", number.to_string())],
            LogError::ReasonMissing => Vec::new(),
            LogError::Policy(error) => error.arguments(),
        }
    }
}

/// Why a look ended early.
enum Trouble {
    Desk(Error),
    Sync(sync::Error),
    Log(tlog::Error),
}

impl From<sync::Error> for Trouble {
    fn from(error: sync::Error) -> Self {
        Trouble::Sync(error)
    }
}

impl From<tlog::Error> for Trouble {
    fn from(error: tlog::Error) -> Self {
        Trouble::Log(error)
    }
}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Self {
        Trouble::Desk(error.into())
    }
}
