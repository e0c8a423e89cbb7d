//! Random histories of two to four desks with their real stores, driven through the use cases that shell and command
//! line share, and of the real platform, over TLS and a bad line: edits, deletions, files, seals, decisions, offices and
//! roles that come and go, dossiers that are shut and opened, lost and repeated and late messages, a desk that ends between
//! any two of its effects (also inside a transaction), a platform that is killed, clocks that jump, backups put back.
//!
//! Whatever happens: when the trouble passes and people have decided, all desks show the same; every edit is there, was
//! replaced by somebody who had seen it, or went with a deletion or decision by somebody who had seen it; files and
//! originals are byte for byte what they were; journals verify; nothing waits. At the end a new desk gets all of it.
//!
//! `GREFFE_HISTORIES` says how many, `GREFFE_SEED` where to begin; a failure names its seed (`GREFFE_ALOUD` tells each step). What is drawn is drawn from it;
//! identities and the clocks of several programs are not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use desk::{Cancel, Desk, Environment, KeySource, NewDesk, System};
use house::line::{Dice, Line};
use house::platform::Platform;
use identifier::Identifier;
use model::sharing::ConflictChoice;
use model::view::{DossierView, SyncReport};
use model::{
    Confidentiality, DocumentId, NewDossier, NewParty, PartyId, PartyKind, PartyRole, PartyWho, Role, Sha256,
    Subject,
};
use secrecy::SecretString;
use serde_json::{Value, json};

const ADMINISTRATION: &str = "TEST Commune de Bettendorf";

/// Of a hundred requests, so many meet a fault.
const TROUBLE: u64 = 9;

/// Histories after which a town is left: a new desk looks at what there is, and another town begins.
const OF_A_TOWN: u64 = 8;

fn passphrase() -> SecretString {
    SecretString::from("correct cheval batterie agrafe")
}

/// The clock of a desk, which may be wrong, and the end of its power, which may come whenever it looks at it.
struct World {
    ahead_us: AtomicI64,
    /// So many looks until the power goes; 0: it stays.
    fuse: AtomicI64,
    thread: std::thread::ThreadId,
}

/// The power went.
struct PowerCut;

impl Environment for World {
    fn now(&self) -> jiff::Timestamp {
        if std::thread::current().id() == self.thread
            && self.fuse.load(Ordering::SeqCst) > 0
            && self.fuse.fetch_sub(1, Ordering::SeqCst) == 1
        {
            // Without the words of a panic: it is none.
            std::panic::resume_unwind(Box::new(PowerCut));
        }
        let ahead = jiff::SignedDuration::from_micros(self.ahead_us.load(Ordering::SeqCst));
        System.now() + ahead
    }

    fn random(&self, buffer: &mut [u8]) {
        System.random(buffer);
    }
}

struct Member {
    home: tempfile::TempDir,
    world: Arc<World>,
    desk: Option<Desk>,
    /// Identity of the person, as the operator types it.
    person: String,
    office: &'static str,
    role: &'static str,
    /// What the registry says of the person has changed since the desk was opened.
    moved: bool,
}

impl Member {
    fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    /// Opens the desk again, after its end or for its person's new roles.
    fn open(&mut self) {
        drop(self.desk.take());
        self.world.fuse.store(0, Ordering::SeqCst);
        let desk = Desk::unlock(&self.home.path().join("desk"), &passphrase(), self.world.clone());
        self.desk = Some(desk.unwrap());
    }

    /// Works until the power goes, after so many looks at the clock. `None`: it went, and the desk was opened again.
    fn until<T>(&mut self, looks: Option<u64>, work: impl FnOnce(&Desk) -> T) -> Option<T> {
        let looks = looks.map_or(0, |looks| looks as i64 + 1);
        self.world.fuse.store(looks, Ordering::SeqCst);
        let desk = self.desk.as_ref().unwrap();
        let done = std::panic::catch_unwind(AssertUnwindSafe(|| work(desk)));
        self.world.fuse.store(0, Ordering::SeqCst);
        match done {
            Ok(value) => Some(value),
            Err(cause) if cause.is::<PowerCut>() => {
                self.open();
                None
            }
            Err(cause) => std::panic::resume_unwind(cause),
        }
    }

    fn dossiers(&self) -> Vec<DossierView> {
        let rows = self.desk().dossiers("", 1000, 0).unwrap();
        rows.iter()
            .map(|row| self.desk().whole_dossier(row.id).unwrap())
            .collect()
    }
}

/// What happened, to be told.
#[derive(Default)]
struct Count {
    edits: u64,
    syncs: u64,
    power_cuts: u64,
    kills: u64,
    restored: u64,
    conflicts: u64,
    moves: u64,
    seals: u64,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.edits += other.edits;
        self.syncs += other.syncs;
        self.power_cuts += other.power_cuts;
        self.kills += other.kills;
        self.restored += other.restored;
        self.conflicts += other.conflicts;
        self.moves += other.moves;
        self.seals += other.seals;
    }
}

struct Town {
    seed: u64,
    dice: Dice,
    line: Line,
    platform: Platform,
    members: Vec<Member>,
    key: testkit::pki::KeyFiles,
    _key_folder: tempfile::TempDir,
    /// What each edit has replaced, knowingly.
    replaced: Vec<Vec<u32>>,
    /// Edits that a power cut undid.
    undone: HashSet<u32>,
    /// Given up with a deletion or a decision, by somebody who saw it.
    given_up: HashSet<u32>,
    /// Texts of notes and titles of files: nobody takes them back.
    lasting: BTreeSet<u32>,
    files: HashMap<DocumentId, Vec<u8>>,
    originals: HashMap<DocumentId, (Identifier, Sha256)>,
    backup: Option<std::path::PathBuf>,
    backups: u32,
    restored: bool,
    log: Vec<String>,
    count: Count,
    began: std::time::Instant,
}

fn token(text: &str) -> Option<u32> {
    text.strip_prefix("mot ")?.parse().ok()
}

/// Codes of a synchronisation that the line, the clock or the registry explains.
const EXPLAINED: [&str; 10] = [
    "platform-unreachable",
    "platform-failed",
    "platform-silent",
    "platform-answer-garbage",
    "platform-busy",
    "desk-unauthorised",
    "digest-mismatch",
    "desk-clock-wrong",
    "desk-forbidden",
    "resync-required",
];

impl Town {
    fn new(seed: u64) -> Self {
        let mut platform = Platform::new(None);
        let root = std::fs::read_to_string(platform.ca_pem()).unwrap();
        let line = Line::to(platform.port, &platform.tls, &root, seed);
        platform.known_as(&format!("https://localhost:{}", line.port));
        platform.start();
        let key_folder = tempfile::tempdir().unwrap();
        let seal = testkit::pki::TestPki::shared().seal(testkit::pki::KeyKind::P256);
        let key = seal.write(key_folder.path(), "seal", "clé du sceau");
        let mut town = Self {
            seed,
            dice: Dice::new(seed ^ 0x7041),
            line,
            platform,
            members: Vec::new(),
            key,
            _key_folder: key_folder,
            replaced: Vec::new(),
            undone: HashSet::new(),
            given_up: HashSet::new(),
            lasting: BTreeSet::new(),
            files: HashMap::new(),
            originals: HashMap::new(),
            backup: None,
            backups: 0,
            restored: false,
            log: Vec::new(),
            count: Count::default(),
            began: std::time::Instant::now(),
        };
        for _ in 0..2 + town.dice.below(3) {
            let member = town.newcomer();
            town.members.push(member);
        }
        town
    }

    /// A new desk that the platform knows, with its person.
    fn newcomer(&mut self) -> Member {
        let number = self.members.len();
        let home = tempfile::tempdir().unwrap();
        let world = Arc::new(World {
            ahead_us: AtomicI64::new(0),
            fuse: AtomicI64::new(0),
            thread: std::thread::current().id(),
        });
        let name = format!("Personne {number}");
        let new = NewDesk {
            administration: ADMINISTRATION.into(),
            person: name.clone(),
            roles: vec![Role::Clerk, Role::Administrator],
            office: "RES".into(),
        };
        let desk = Desk::create(&home.path().join("desk"), &passphrase(), new, world.clone()).unwrap();
        let code = self.platform.enrolment_code();
        let ca = std::fs::read(self.platform.ca_pem()).unwrap();
        desk.enrol(self.platform.url(), &code, Some(&ca)).unwrap();
        let (person, of) = (desk.person().to_string(), desk.view().unwrap().id.to_string());
        self.operate(&[
            "person",
            "add",
            &name,
            "--administration",
            ADMINISTRATION,
            "--office",
            "RES",
            "--id",
            &person,
            "--role",
            "clerk",
            "--role",
            "administrator",
        ]);
        self.operate(&["person", "desk", &person, &of]);
        Member {
            home,
            world,
            desk: Some(desk),
            person,
            office: "RES",
            role: "clerk",
            moved: true,
        }
    }

    fn operate(&self, arguments: &[&str]) {
        let answer = self.platform.administer_with(arguments);
        assert_eq!(answer.exit, 0, "{answer:#?}");
    }

    fn say(&mut self, what: String) {
        if std::env::var_os("GREFFE_ALOUD").is_some() {
            eprintln!("{:9.3} {what:.300}", self.began.elapsed().as_secs_f64());
        }
        self.log.push(what);
    }

    fn edit(&mut self, replaced: Option<u32>) -> (u32, String) {
        self.count.edits += 1;
        self.replaced.push(replaced.into_iter().collect());
        let number = self.replaced.len() as u32 - 1;
        (number, format!("mot {number}"))
    }

    /// One edit, in which the power may go. Says whether it was done.
    fn act<T>(
        &mut self,
        member: usize,
        token: u32,
        what: &str,
        work: impl FnOnce(&Desk) -> Result<T, desk::Error>,
    ) -> Option<T> {
        let looks = self.dice.percent(12).then(|| self.dice.below(5));
        let done = self.members[member].until(looks, work);
        self.say(format!(
            "desk {member}: {what}, edit {token}: {}",
            match &done {
                Some(Ok(_)) => "done".to_owned(),
                Some(Err(error)) => format!("{error:?}"),
                None => "the power went".to_owned(),
            }
        ));
        match done {
            Some(Ok(value)) => return Some(value),
            // Somebody who may no longer, or a file that is not here yet: nothing was changed.
            Some(Err(error)) => {
                use wording::Explain as _;
                let code = error.code();
                let fair = [
                    "role-missing",
                    "dossier-unknown",
                    "party-unknown",
                    "content-awaited",
                ];
                assert!(fair.contains(&code), "{code}: {error:?}");
                self.undone.insert(token);
            }
            None => {
                self.count.power_cuts += 1;
                if !self.shows(member, token) {
                    self.undone.insert(token);
                }
            }
        }
        None
    }

    /// Whether a desk shows an edit.
    fn shows(&self, member: usize, token: u32) -> bool {
        let member = &self.members[member];
        let text = format!("mot {token}");
        member.dossiers().iter().any(|dossier| {
            dossier.subject.as_str() == text
                || dossier.parties.iter().any(|party| party.name == text)
                || dossier.documents.iter().any(|document| document.title == text)
                || member
                    .desk()
                    .notes_of_dossier(dossier.id)
                    .unwrap()
                    .iter()
                    .any(|note| note.text == text)
        })
    }

    fn some_dossier(&mut self, member: usize) -> Option<DossierView> {
        let rows = self.members[member].desk().dossiers("", 1000, 0).unwrap();
        let row = rows.get(self.dice.below(rows.len() as u64) as usize)?;
        Some(self.members[member].desk().whole_dossier(row.id).unwrap())
    }

    fn add(&mut self, member: usize) {
        let (number, text) = self.edit(None);
        let dossier = self.some_dossier(member);
        let Some(dossier) = dossier.filter(|_| !self.dice.percent(18)) else {
            let new = NewDossier {
                reference: None,
                subject: Subject::parse(&text).unwrap(),
                procedure: None,
                parties: Vec::<NewParty>::new(),
            };
            self.act(member, number, "opens a dossier", |desk| desk.create_dossier(new));
            return;
        };
        let id = dossier.id;
        match self.dice.below(4) {
            0 => {
                let who = named(&text);
                self.act(member, number, "adds a party", |desk| {
                    desk.add_party(id, &who, PartyRole::Third)
                });
            }
            1 | 2 => {
                self.act(member, number, "writes a note", |desk| desk.add_note(id, &text));
                if !self.undone.contains(&number) {
                    self.lasting.insert(number);
                }
            }
            _ => {
                let bytes = if self.dice.percent(10) {
                    testkit::pdfs::of_size(1_100_000 + self.dice.below(1_500_000) as usize)
                } else {
                    testkit::pdfs::letter_saying(&text)
                };
                let file = self.members[member].home.path().join(format!("{number}.pdf"));
                std::fs::write(&file, &bytes).unwrap();
                let imported = self.act(member, number, "takes a file in", |desk| {
                    desk.import(id, &file, Some(&text), &|_| {}, &Cancel::default())
                });
                if !self.undone.contains(&number) {
                    self.lasting.insert(number);
                }
                if let Some(imported) = imported {
                    assert!(!imported.duplicate || bytes.len() > 1_000_000);
                    if imported.duplicate {
                        // Two large files of one size are the same file: the title is not another one.
                        self.undone.insert(number);
                        self.lasting.remove(&number);
                        return;
                    }
                    self.files.insert(imported.document.id, bytes);
                }
            }
        }
    }

    fn change(&mut self, member: usize) {
        let Some(dossier) = self.some_dossier(member) else {
            return;
        };
        let party = self.dice.below(dossier.parties.len() as u64 + 1) as usize;
        if let Some(party) = dossier.parties.get(party) {
            let (number, text) = self.edit(token(&party.name));
            let (id, who, role) = (party.id, named(&text), party.role);
            self.act(member, number, "renames a party", |desk| {
                desk.change_party(id, &who, role)
            });
        } else {
            let (number, text) = self.edit(token(dossier.subject.as_str()));
            let subject = Subject::parse(&text).unwrap();
            self.act(member, number, "changes a subject", |desk| {
                desk.change_subject(dossier.id, &subject)
            });
        }
    }

    fn delete(&mut self, member: usize) {
        let Some(dossier) = self.some_dossier(member) else {
            return;
        };
        let at = self.dice.below(dossier.parties.len().max(1) as u64) as usize;
        let Some(party) = dossier.parties.get(at) else {
            return;
        };
        let id: PartyId = party.id;
        self.given_up.extend(token(&party.name));
        self.say(format!("desk {member} removes the party {}", party.name));
        let done = self.members[member].desk().remove_party(id);
        if let Err(error) = done {
            use wording::Explain as _;
            assert_eq!(error.code(), "role-missing", "{error:?}");
        }
    }

    fn seal(&mut self, member: usize) {
        let Some(dossier) = self.some_dossier(member) else {
            return;
        };
        let unsealed = dossier
            .documents
            .iter()
            .find(|document| document.identifier.is_none() && !self.originals.contains_key(&document.id));
        let Some(document) = unsealed.map(|document| document.id) else {
            return;
        };
        let secret = SecretString::from("clé du sceau");
        let path = self.key.p12.clone();
        let key = KeySource::Pkcs12 {
            path: &path,
            passphrase: &secret,
        };
        let looks = self.dice.percent(20).then(|| self.dice.below(8));
        let sealed = self.members[member].until(looks, |desk| {
            desk.seal(&[document], key, &|_| {}, &Cancel::default())
        });
        self.say(format!("desk {member} seals {document}: {sealed:?}"));
        let Some(sealed) = sealed else {
            self.count.power_cuts += 1;
            return;
        };
        match sealed {
            Ok(outcomes) => match &outcomes[0].result {
                Ok(sealed) => {
                    self.count.seals += 1;
                    self.originals
                        .insert(document, (sealed.identifier, sealed.sha256));
                }
                Err(refused) => assert_eq!(refused.code, "content-awaited", "{refused:?}"),
            },
            Err(error) => {
                use wording::Explain as _;
                assert_eq!(error.code(), "role-missing", "{error:?}");
            }
        }
    }

    /// Decides one conflict, wholly or field by field; says whether there was one.
    fn decide(&mut self, member: usize) -> bool {
        let conflicts = self.members[member].desk().conflicts().unwrap();
        let at = self.dice.below(conflicts.len().max(1) as u64) as usize;
        let Some(conflict) = conflicts.get(at).cloned() else {
            return false;
        };
        let mine = self.dice.percent(50);
        let choice = if mine {
            ConflictChoice::Mine
        } else {
            ConflictChoice::Theirs
        };
        self.say(format!("desk {member} decides {conflict:?}: {choice:?}"));
        let mut fields = BTreeMap::new();
        let (mut stays, mut goes, mut given_up) = (Vec::new(), Vec::new(), Vec::new());
        let mut new = Vec::new();
        for field in &conflict.fields {
            let here = field.mine.as_deref().and_then(token);
            let there = field.theirs.as_deref().and_then(token);
            if conflict.deleted.is_some() {
                // Whoever lets it go has seen what stood there.
                given_up.extend(here.into_iter().chain(there));
                continue;
            }
            let chosen = match (here, there) {
                (Some(here), Some(there)) if self.dice.percent(30) => {
                    let (number, text) = self.edit(Some(here));
                    self.replaced[number as usize].push(there);
                    new.push(number);
                    ConflictChoice::Text(text)
                }
                (Some(here), Some(there)) => {
                    let (kept, other) = if mine { (here, there) } else { (there, here) };
                    stays.push(kept);
                    goes.push(other);
                    choice.clone()
                }
                _ => choice.clone(),
            };
            fields.insert(field.name.clone(), chosen);
        }
        let whole = conflict.deleted.is_some().then_some(choice);
        match self.members[member]
            .desk()
            .decide_conflict(conflict.number, whole, &fields)
        {
            Ok(_) => {
                self.count.conflicts += 1;
                self.given_up.extend(given_up);
                for (kept, other) in stays.into_iter().zip(goes) {
                    self.replaced[kept as usize].push(other);
                }
                true
            }
            Err(error) => {
                use wording::Explain as _;
                assert_eq!(error.code(), "role-missing", "{error:?}");
                self.undone.extend(new);
                false
            }
        }
    }

    /// One synchronisation, in which the power may go.
    fn sync(&mut self, member: usize, trouble: bool) -> Option<SyncReport> {
        self.count.syncs += 1;
        let looks = (trouble && self.dice.percent(35)).then(|| self.dice.below(30));
        let done = self.members[member].until(looks, |desk| desk.sync(&|_| {}, &Cancel::default()));
        self.say(format!("desk {member} synchronises: {done:?}"));
        let Some(done) = done else {
            self.count.power_cuts += 1;
            return None;
        };
        let report = done.unwrap_or_else(|error| panic!("desk {member}: {error:?}"));
        if let Some(stopped) = &report.stopped {
            assert!(trouble && EXPLAINED.contains(&&*stopped.code), "{stopped:?}");
        }
        // Whose person may only look sends no original, either: it waits in sight.
        for row in self.members[member].desk().outbox().unwrap() {
            let forbidden = row.last_error.as_deref() == Some("desk-forbidden");
            assert!(!row.parked || forbidden, "an original was refused: {row:?}");
        }
        if !self.restored {
            assert_eq!(report.alarms, 0, "{:?}", self.members[member].desk().alarms(true));
            let problem = report.log_problem.as_ref().map(|problem| &*problem.code);
            assert!(trouble || problem.is_none(), "{problem:?}");
        }
        Some(report)
    }

    /// The operator changes what the registry says of a person.
    fn put(&mut self, member: usize, office: &'static str, role: &'static str) {
        let person = self.members[member].person.clone();
        if self.members[member].office != office {
            self.operate(&["person", "office", &person, "--office", office]);
        }
        if self.members[member].role != role {
            let mut arguments = vec!["person", "role", &person, "--role", role];
            if role == "clerk" {
                arguments.extend(["--role", "administrator"]);
            }
            self.operate(&arguments);
        }
        let member = &mut self.members[member];
        member.moved |= member.office != office || member.role != role;
        (member.office, member.role) = (office, role);
    }

    fn step(&mut self) {
        let member = self.dice.below(self.members.len() as u64) as usize;
        match self.dice.below(100) {
            0..=17 => self.add(member),
            18..=39 => self.change(member),
            40..=42 => self.delete(member),
            43..=46 => self.seal(member),
            47..=51 => {
                self.decide(member);
            }
            52..=77 => {
                self.sync(member, true);
            }
            78..=82 => {
                self.count.moves += 1;
                // A desk that may no longer see a dossier gives it up: a backup from before would be all there is of it.
                self.backup = None;
                let office = if self.dice.percent(50) { "RES" } else { "BAT" };
                let role = if self.dice.percent(75) { "clerk" } else { "auditor" };
                self.say(format!(
                    "the person of desk {member}: office {office}, role {role}"
                ));
                self.put(member, office, role);
            }
            83..=86 => self.shut(member),
            87..=89 => {
                self.backups += 1;
                let backup = self.platform.beside(&format!("backup-{}", self.backups));
                self.operate(&["backup", "--to", backup.to_str().unwrap()]);
                self.say("the operator makes a backup".into());
                self.backup = Some(backup);
            }
            90..=92 => self.restore(),
            93..=95 => {
                self.say("the platform is killed".into());
                self.count.kills += 1;
                self.platform.kill();
                if self.dice.percent(50) {
                    self.sync(member, true);
                }
                self.platform.start();
            }
            _ => {
                // Of seconds, or of days: then the platform does not believe what the desk signs.
                let scale = if self.dice.percent(50) { 20 } else { 200_000 };
                let jump = self.dice.below(2 * scale) as i64 - scale as i64;
                self.say(format!("the clock of desk {member} is wrong by {jump} s"));
                self.members[member]
                    .world
                    .ahead_us
                    .store(jump * 1_000_000, Ordering::SeqCst);
            }
        }
    }

    /// A dossier of the first office is for that office alone, or for everybody again.
    fn shut(&mut self, member: usize) {
        let Some(dossier) = self.some_dossier(member) else {
            return;
        };
        if dossier.facts.office != "RES" {
            return;
        }
        self.backup = None;
        let to = match dossier.facts.confidentiality {
            Confidentiality::Internal => Confidentiality::Restricted,
            _ => Confidentiality::Internal,
        };
        let done = self.members[member]
            .desk()
            .set_confidentiality(dossier.id, to, &[]);
        self.say(format!(
            "desk {member} makes {} {to:?}: {:?}",
            dossier.reference,
            done.is_ok()
        ));
        if let Err(error) = done {
            use wording::Explain as _;
            assert_eq!(error.code(), "role-missing", "{error:?}");
        }
    }

    /// The machine is gone; what was in the safe is put back: the backup, and the log's key.
    fn restore(&mut self) {
        let Some(backup) = self.backup.clone() else { return };
        self.say("the platform is put back from its backup".into());
        self.count.restored += 1;
        self.restored = true;
        self.platform.kill();
        let key = self.platform.data().join("log-key");
        let in_the_safe = std::fs::read(&key).unwrap();
        std::fs::remove_dir_all(self.platform.data()).unwrap();
        std::fs::create_dir_all(self.platform.data()).unwrap();
        std::fs::write(key, in_the_safe).unwrap();
        self.operate(&["restore", "--from", backup.to_str().unwrap()]);
        self.platform.start();
        // The registry of people is that of the backup: the operator says again who is what.
        for member in &mut self.members {
            (member.office, member.role) = ("", "");
        }
    }

    /// The trouble passes: clocks are right, everybody has their rights again, what was refused is told anew, people decide.
    fn settle(&mut self) {
        self.say("peace".into());
        self.line.trouble(0);
        if !self.platform.runs() {
            self.platform.start();
        }
        for member in 0..self.members.len() {
            self.members[member].world.ahead_us.store(0, Ordering::SeqCst);
            self.put(member, "RES", "clerk");
        }
        let mut quiet = 0;
        for _ in 0..16 {
            for member in 0..self.members.len() {
                let report = self.sync(member, false).unwrap();
                let mut moved = report.shared > 0
                    || report.received > 0
                    || report.contents > 0
                    || report.acknowledged > 0
                    || report.waiting > 0
                    || report.records_waiting > 0
                    || report.contents_awaited > 0;
                if std::mem::take(&mut self.members[member].moved) {
                    // From now on in the roles that the platform told.
                    self.members[member].open();
                    moved = true;
                }
                for row in self.members[member].desk().waiting_records().unwrap().1 {
                    if let Some(op) = row.op.filter(|_| row.parked) {
                        self.say(format!("desk {member} tells again: {row:?}"));
                        self.members[member].desk().retry(op).unwrap();
                        moved = true;
                    }
                }
                for row in self.members[member].desk().outbox().unwrap() {
                    if row.parked {
                        self.say(format!("desk {member} offers again: {row:?}"));
                        self.members[member].desk().retry(row.op).unwrap();
                        moved = true;
                    }
                }
                while self.decide(member) {
                    moved = true;
                }
                moved |= self.look_at_alarms(member);
                quiet = if moved { 0 } else { quiet + 1 };
                if quiet > self.members.len() {
                    return;
                }
            }
        }
        panic!("the desks do not come to rest");
    }

    /// After a restoration people look at what their desk says of it, and decide.
    fn look_at_alarms(&mut self, member: usize) -> bool {
        let alarms = self.members[member].desk().alarms(false).unwrap();
        for alarm in &alarms {
            let code = alarm.explanation.code.clone();
            self.say(format!("desk {member} is told: {code}"));
            let of_a_restoration = ["platform-lost-originals", "log-consistency"].contains(&&*code);
            assert!(self.restored && of_a_restoration, "{alarm:?}");
            let desk = self.members[member].desk();
            desk.confirm_alarm(alarm.number, "rétablie").unwrap();
            if code == "log-consistency" {
                desk.watch_log_anew("sauvegarde").unwrap();
            }
        }
        !alarms.is_empty()
    }

    /// Everything that a desk shows, without what belongs to it alone.
    fn view(&self, member: &Member) -> BTreeMap<String, Value> {
        let mut view = BTreeMap::new();
        for dossier in member.dossiers() {
            let parties: BTreeMap<String, Value> = dossier
                .parties
                .iter()
                .map(|party| (party.id.to_string(), json!([party.role, party.name])))
                .collect();
            let mut notes: Vec<String> = member
                .desk()
                .notes_of_dossier(dossier.id)
                .unwrap()
                .into_iter()
                .map(|note| note.text)
                .collect();
            notes.sort();
            let documents: BTreeMap<String, Value> = dossier
                .documents
                .iter()
                .map(|document| {
                    let versions: Vec<Value> = document
                        .versions
                        .iter()
                        .map(|version| json!([version.number, version.sha256, version.size_bytes]))
                        .collect();
                    let shown = json!([document.title, document.identifier, versions]);
                    (document.id.to_string(), shown)
                })
                .collect();
            let shown = json!({
                "subject": dossier.subject, "status": dossier.status, "office": dossier.facts.office,
                "confidentiality": dossier.facts.confidentiality, "parties": parties, "notes": notes,
                "documents": documents,
            });
            view.insert(dossier.reference.to_string(), shown);
        }
        view
    }

    fn check(&self) {
        let view = self.view(&self.members[0]);
        for (number, member) in self.members.iter().enumerate() {
            assert_eq!(self.view(member), view, "desk {number} and the first one");
            let desk = member.desk();
            assert!(desk.outbox().unwrap().is_empty(), "desk {number}");
            assert_eq!(desk.waiting_records().unwrap(), (0, vec![]), "desk {number}");
            assert_eq!(desk.conflicts().unwrap(), vec![], "desk {number}");
            desk.verify_journal().unwrap();
            assert_eq!(desk.alarms(false).unwrap(), vec![], "desk {number}");
            self.check_files(member);
        }
        let mut standing: Vec<u32> = Vec::new();
        for dossier in self.members[0].dossiers() {
            standing.extend(token(dossier.subject.as_str()));
            standing.extend(dossier.parties.iter().filter_map(|party| token(&party.name)));
            standing.extend(dossier.documents.iter().filter_map(|paper| token(&paper.title)));
            let notes = self.members[0].desk().notes_of_dossier(dossier.id).unwrap();
            standing.extend(notes.iter().filter_map(|note| token(&note.text)));
        }
        let there: BTreeSet<u32> = standing.iter().copied().collect();
        for lasting in &self.lasting {
            let times = standing.iter().filter(|token| *token == lasting).count();
            assert_eq!(times, 1, "the note or file {lasting}");
        }
        for undone in &self.undone {
            assert!(!there.contains(undone), "{undone} was refused or undone");
        }
        let mut open = standing;
        open.extend(self.given_up.iter().copied());
        let mut reached = HashSet::new();
        while let Some(token) = open.pop() {
            if reached.insert(token) {
                open.extend(&self.replaced[token as usize]);
            }
        }
        let lost: Vec<u32> = (0..self.replaced.len() as u32)
            .filter(|token| !reached.contains(token) && !self.undone.contains(token))
            .collect();
        assert_eq!(lost, Vec::<u32>::new(), "edits that nobody gave up are gone");
    }

    /// Files and originals are what they were.
    fn check_files(&self, member: &Member) {
        let papers: HashMap<DocumentId, _> = member
            .dossiers()
            .into_iter()
            .flat_map(|dossier| dossier.documents)
            .map(|document| (document.id, document))
            .collect();
        for (id, bytes) in &self.files {
            let first = papers[id].versions.last().unwrap();
            assert_eq!(first.number, 1);
            assert!(
                member.desk().read_version(first.id).unwrap() == *bytes,
                "{id} is not what it was"
            );
        }
        for (id, (identifier, sha256)) in &self.originals {
            let document = &papers[id];
            assert_eq!(document.identifier, Some(*identifier));
            let original = document.versions.iter().find(|version| version.sha256 == *sha256);
            let original = original.unwrap_or_else(|| panic!("the original of {id} is gone"));
            member.desk().read_version(original.id).unwrap();
            assert_eq!(document.versions.len(), 2, "sealed once: {document:?}");
        }
    }

    fn history(&mut self) {
        self.log.clear();
        self.line.trouble(TROUBLE);
        for _ in 0..16 + self.dice.below(12) {
            self.step();
        }
        self.settle();
        self.check();
    }

    /// A desk that comes to the town gets all of it; and what each desk holds is sound to the last byte.
    fn leave(&mut self) {
        self.log.clear();
        let newcomer = self.newcomer();
        self.members.push(newcomer);
        self.settle();
        self.check();
        for member in &self.members {
            let found = member.desk().check_integrity(&|_| {}).unwrap();
            assert!(found.is_empty(), "{found:?}");
            let papers: HashMap<DocumentId, _> = member
                .dossiers()
                .into_iter()
                .flat_map(|dossier| dossier.documents)
                .map(|document| (document.id, document.versions))
                .collect();
            for (id, (identifier, sha256)) in &self.originals {
                let held = papers[id].iter().find(|version| version.sha256 == *sha256);
                let held = member.desk().read_version(held.unwrap().id).unwrap();
                let registered = member.desk().fetch_original(identifier).unwrap();
                assert!(held == registered, "the original of {id} on the platform");
            }
        }
        let sealed = self.members[0]
            .dossiers()
            .iter()
            .flat_map(|dossier| &dossier.documents)
            .filter(|document| document.identifier.is_some())
            .count();
        let limit = std::time::Duration::from_secs(30);
        let entries = house::wait_for("all entries under a checkpoint", limit, || {
            let entries = crate::faults::log_entries(&self.platform);
            (entries.len() >= sealed).then_some(entries)
        });
        assert_eq!(entries.len(), sealed, "the public log");
    }
}

fn named(name: &str) -> PartyWho {
    PartyWho::Named {
        kind: PartyKind::Natural,
        name: name.to_owned(),
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Plays so many histories, in towns that begin with this seed and the next ones.
fn play(all: u64, first: u64) {
    let mut left = all;
    let mut sum = Count::default();
    for seed in first.. {
        if left == 0 {
            break;
        }
        eprintln!("GREFFE_SEED={seed}");
        let mut town = Town::new(seed);
        let mut played = 0;
        let result = std::panic::catch_unwind(AssertUnwindSafe(|| {
            for _ in 0..left.min(OF_A_TOWN) {
                played += 1;
                town.history();
            }
            town.leave();
        }));
        if let Err(cause) = result {
            for line in &town.log {
                eprintln!("{line}");
            }
            eprintln!("history {played} of the town GREFFE_SEED={} fails", town.seed);
            std::panic::resume_unwind(cause);
        }
        left -= played;
        sum.add(&town.count);
    }
    eprintln!(
        "{all} histories: {} edits, {} seals, {} synchronisations, {} conflicts decided, {} power cuts, {} kills of the \
         platform, {} restorations, {} changes of office or role",
        sum.edits, sum.seals, sum.syncs, sum.conflicts, sum.power_cuts, sum.kills, sum.restored, sum.moves
    );
}

#[test]
fn desks_and_platform_converge_and_lose_no_edit_whatever_happens_on_the_way() {
    play(setting("GREFFE_HISTORIES", OF_A_TOWN), setting("GREFFE_SEED", 1));
}

/// More of every day, beside the first; whoever asks for a number gets it there.
fn another_town(seed: u64) {
    if std::env::var_os("GREFFE_HISTORIES").is_none() {
        play(OF_A_TOWN, seed);
    }
}

#[test]
fn in_a_second_town_they_do_so_too() {
    another_town(2);
}

#[test]
fn in_a_third_town_they_do_so_too() {
    another_town(3);
}
