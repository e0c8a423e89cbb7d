//! Two desks and a platform, all of them the real programs, over a line that fails in every way between two steps of a
//! request, while desks, platform and database are killed: at the end nothing is lost and nothing is there twice.
//!
//! `GREFFE_ROUNDS` asks for more rounds than the few of every day, `GREFFE_SEED` for those of a run before: the acts, the
//! faults and the kills are drawn from it. What the clocks of several processes do to each other is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Child;
use std::time::Duration;

use house::disk::Disk;
use house::greffe::{Answer, Greffe, text};
use house::line::{Dice, Line};
use house::platform::Platform;
use serde_json::{Value, json};
use testkit::postgres::Postgres;
use testkit::s3::S3;
use tlog::checkpoint::Checkpoint;
use tlog::entry::{Kind, LogEntry};
use tlog::monitor::{Seen, Watch};
use tlog::note::SignedNote;
use tlog::policy::PolicyFile;
use tlog::tile::Tile;

/// Of a hundred requests, so many meet a fault.
const TROUBLE: u64 = 18;

fn rounds(everyday: u64) -> u64 {
    let asked = std::env::var("GREFFE_ROUNDS").ok();
    asked.and_then(|rounds| rounds.parse().ok()).unwrap_or(everyday)
}

fn seed() -> u64 {
    let asked = std::env::var("GREFFE_SEED").ok();
    let seed = asked.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        // Another one each time: the name of a temporary folder is drawn by the system.
        let drawn = tempfile::tempdir().unwrap();
        let name = drawn.path().file_name().unwrap().to_string_lossy().into_owned();
        name.bytes()
            .fold(5381, |sum: u64, byte| sum.wrapping_mul(33) ^ u64::from(byte))
            % 1_000_000
    });
    eprintln!("GREFFE_SEED={seed}");
    seed
}

/// What a platform keeps its things in.
struct Servers {
    postgres: Postgres,
    _s3: S3,
}

/// What was done, as far as it was said to be done.
#[derive(Default)]
struct Told {
    /// References of dossiers.
    dossiers: BTreeSet<String>,
    /// The last subject that was acknowledged, of dossiers that one desk alone edits.
    subjects: BTreeMap<String, String>,
    /// Subjects that somebody gave to the dossier that both edit, said to be done or not.
    contested: BTreeSet<String>,
    parties: BTreeSet<(String, String)>,
    notes: BTreeSet<(String, String)>,
    /// Documents by their titles: the bytes of the first version.
    documents: BTreeMap<String, (String, Vec<u8>)>,
    /// Documents that were sealed, and their identifiers.
    sealed: BTreeMap<String, String>,
}

struct Member {
    person: Greffe,
    name: char,
    own: Vec<String>,
    unsealed: Vec<String>,
}

struct Story {
    dice: Dice,
    line: Line,
    platform: Platform,
    servers: Option<Servers>,
    /// Where a platform with files keeps everything.
    disk: Option<Disk>,
    desks: Vec<Member>,
    shared: String,
    told: Told,
    count: u64,
    killed: BTreeMap<&'static str, u64>,
}

impl Story {
    fn begin(seed: u64, servers: Option<Servers>) -> Self {
        let mut platform = Platform::new(None);
        let root = std::fs::read_to_string(platform.ca_pem()).unwrap();
        let line = Line::to(platform.port, &platform.tls, &root, seed);
        platform.known_as(&format!("https://localhost:{}", line.port));
        // With a database and a bucket elsewhere nothing of the platform is on its own disk.
        let disk = if servers.is_none() { Disk::of(1024) } else { None };
        if let Some(disk) = &disk {
            platform.keep_in(&disk.path().join("data"));
        }
        if let Some(servers) = &servers {
            platform.tell(servers._s3.variables());
            platform.tell(vec![
                ("GREFFE_PLATFORM_DATABASE".to_owned(), servers.postgres.url()),
                (
                    "GREFFE_PLATFORM_ORIGINALS".to_owned(),
                    "s3://greffe/originals".to_owned(),
                ),
            ]);
        }
        platform.start();
        let desks = ['a', 'b']
            .map(|name| {
                let person = Greffe::new();
                person.create_desk();
                person.enrol(
                    platform.url(),
                    &platform.enrolment_code(),
                    Some(&platform.ca_pem()),
                );
                Member {
                    person,
                    name,
                    own: Vec::new(),
                    unsealed: Vec::new(),
                }
            })
            .into();
        let mut story = Self {
            dice: Dice::new(seed ^ 0x5eed),
            line,
            platform,
            servers,
            disk,
            desks,
            shared: String::new(),
            told: Told::default(),
            count: 0,
            killed: BTreeMap::new(),
        };
        story.shared = story.desks[0].person.create_dossier("À nous deux");
        story.told.dossiers.insert(story.shared.clone());
        story.told.contested.insert("À nous deux".to_owned());
        for desk in [0, 1] {
            let answer = story.desks[desk].person.json(["sync"]);
            said(&answer);
            assert_eq!(answer.exit, 0, "{answer:#?}");
            story.own_dossier(desk);
        }
        story
    }

    /// A word that nothing else has.
    fn word(&mut self, desk: usize) -> String {
        self.count += 1;
        format!("{}{}", self.desks[desk].name, self.count)
    }

    /// Runs a command that is now and then killed: `None` then, and nobody knows whether it was done.
    fn act(&mut self, desk: usize, arguments: &[&str]) -> Option<Answer> {
        let person = &self.desks[desk].person;
        if !self.dice.percent(12) {
            let answer = person.json(arguments);
            said(&answer);
            assert_eq!(answer.exit, 0, "{answer:#?}");
            return Some(answer);
        }
        let child = person.start(arguments);
        let after = self.dice.below(600);
        *self.killed.entry("desk that records").or_default() += 1;
        killed_after(child, after, &format!("{arguments:?}"))
    }

    fn own_dossier(&mut self, desk: usize) {
        let word = self.word(desk);
        let Some(answer) = self.act(desk, &["dossier", "create", "--subject", &word]) else {
            return;
        };
        let reference = text(&answer.lines()[0], "reference");
        assert!(
            self.told.dossiers.insert(reference.clone()),
            "{reference} was given twice"
        );
        self.told.subjects.insert(reference.clone(), word);
        self.desks[desk].own.push(reference);
    }

    /// A dossier that this desk knows: its own, or the one of both.
    fn some_dossier(&mut self, desk: usize) -> String {
        let own = &self.desks[desk].own;
        match own.len() as u64 {
            0 => self.shared.clone(),
            _ if self.dice.percent(35) => self.shared.clone(),
            count => own[self.dice.below(count) as usize].clone(),
        }
    }

    fn do_something(&mut self, desk: usize) {
        let word = self.word(desk);
        let dossier = self.some_dossier(desk);
        match self.dice.below(12) {
            0 => self.own_dossier(desk),
            1 | 2 => {
                // Of a killed edit nobody knows whether it counts, so the next one is for sure.
                let Some(_) = self.act(desk, &["dossier", "edit", &dossier, "--subject", &word]) else {
                    if dossier == self.shared {
                        self.told.contested.insert(word);
                    } else {
                        self.told.subjects.remove(&dossier);
                    }
                    return;
                };
                if dossier == self.shared {
                    self.told.contested.insert(word);
                } else {
                    self.told.subjects.insert(dossier, word);
                }
            }
            3 | 4 => {
                let arguments = ["dossier", "add-party", &dossier, "applicant", "--name", &word];
                if self.act(desk, &arguments).is_some() {
                    self.told.parties.insert((dossier, word));
                }
            }
            5 | 6 => {
                if self.act(desk, &["note", "add", &dossier, &word]).is_some() {
                    self.told.notes.insert((dossier, word));
                }
            }
            7..=9 => {
                let bytes = match self.dice.below(6) {
                    0 => testkit::pdfs::of_size(1_200_000 + self.dice.below(2_000_000) as usize),
                    1 | 2 => testkit::pdfs::of_size(100_000 + self.dice.below(700_000) as usize),
                    _ => testkit::pdfs::letter_saying(&word),
                };
                let file: PathBuf = self.desks[desk].person.home().join(format!("{word}.pdf"));
                std::fs::write(&file, &bytes).unwrap();
                let path = file.to_str().unwrap().to_owned();
                let arguments = ["document", "import", &dossier, &path, "--title", &word];
                if let Some(answer) = self.act(desk, &arguments) {
                    let document = text(&answer.lines()[0]["document"], "id");
                    self.desks[desk].unsealed.push(document.clone());
                    self.told.documents.insert(document, (dossier, bytes));
                }
            }
            _ => {
                let Some(document) = self.desks[desk].unsealed.pop() else {
                    return;
                };
                let arguments = self.desks[desk].person.seal_arguments(&[&document]);
                let arguments: Vec<&str> = arguments.iter().map(|word| word.to_str().unwrap()).collect();
                if let Some(answer) = self.act(desk, &arguments) {
                    let identifier = text(&answer.lines()[0], "identifier");
                    assert!(self.told.sealed.insert(document, identifier).is_none());
                }
            }
        }
    }

    /// Lets a desk synchronise, while somebody may be killed.
    fn sync(&mut self, desk: usize) {
        let child = self.desks[desk].person.start(["sync"]);
        let (at, after) = (self.line.requests() + self.dice.below(14), self.dice.below(60));
        let reached = |line: &Line, child: &mut Child| {
            while line.requests() < at {
                if child.try_wait().unwrap().is_some() {
                    return false;
                }
                std::thread::park_timeout(Duration::from_millis(1));
            }
            std::thread::park_timeout(Duration::from_millis(after));
            true
        };
        let mut child = child;
        match self.dice.below(10) {
            0 | 1 if reached(&self.line, &mut child) => {
                *self.killed.entry("desk that synchronises").or_default() += 1;
                killed_after(child, 0, "sync");
            }
            2 | 3 if reached(&self.line, &mut child) => {
                *self.killed.entry("platform").or_default() += 1;
                self.platform.kill();
                if self.dice.percent(50) {
                    self.platform.start();
                }
                synced(child);
                if !self.platform.runs() {
                    self.platform.start();
                }
            }
            4 | 5 if self.servers.is_some() && reached(&self.line, &mut child) => {
                *self.killed.entry("database").or_default() += 1;
                let postgres = &self.servers.as_ref().unwrap().postgres;
                if self.dice.percent(50) {
                    postgres.kill();
                } else {
                    postgres.stop();
                }
                if self.dice.percent(50) {
                    postgres.again();
                    synced(child);
                } else {
                    synced(child);
                    postgres.again();
                }
            }
            6 if self.disk.is_some() && reached(&self.line, &mut child) => {
                *self.killed.entry("room on the platform's disk").or_default() += 1;
                let left = [0, 100_000, 20 * 1024 * 1024][self.dice.below(3) as usize];
                let disk = self.disk.as_ref().unwrap();
                disk.fill_up_to(left);
                synced(child);
                disk.make_room();
            }
            _ => {
                synced(child);
            }
        }
        assert!(
            self.platform.runs(),
            "the platform has ended:\n{}",
            self.platform.log()
        );
    }

    fn round(&mut self) {
        for desk in [0, 1] {
            for _ in 0..1 + self.dice.below(2) {
                self.do_something(desk);
            }
            if self.dice.percent(80) {
                self.sync(desk);
            }
        }
    }

    /// Without faults: until both desks have nothing to say and nothing to hear.
    fn settle(&mut self) {
        self.line.trouble(0);
        let mut quiet = 0;
        for _ in 0..14 {
            for desk in [0, 1] {
                let person = &self.desks[desk].person;
                let answer = person.json(["sync"]);
                said(&answer);
                let line = answer.lines()[0].clone();
                assert!(
                    line["stopped"].is_null() && line["log_problem"].is_null(),
                    "{answer:#?}"
                );
                let outbox = || person.json(["outbox"]).stdout;
                assert_eq!(
                    (&line["parked"], &line["records_parked"]),
                    (&0.into(), &0.into()),
                    "{}",
                    outbox()
                );
                assert_eq!(line["alarms"], 0, "{}", person.json(["log", "alarms"]).stdout);
                for conflict in person.json(["conflicts"]).lines() {
                    let number = conflict["number"].to_string();
                    let decided = person.json(["conflict", "decide", &number, "--mine"]);
                    assert_eq!(decided.exit, 0, "{conflict:#} {decided:#?}");
                }
                let moved = [
                    "acknowledged",
                    "waiting",
                    "shared",
                    "received",
                    "contents",
                    "conflicts",
                ];
                let still = moved.iter().all(|name| line[name] == 0)
                    && line["records_waiting"] == 0
                    && line["contents_awaited"] == 0;
                quiet = if still { quiet + 1 } else { 0 };
            }
            if quiet >= 2 {
                return;
            }
        }
        panic!("the desks do not come to rest");
    }

    /// Everything that a desk shows, without what belongs to it alone.
    fn view(&self, desk: usize) -> BTreeMap<String, Value> {
        let person = &self.desks[desk].person;
        let listed = person.json(["dossier", "list", "--limit", "1000"]).done();
        let mut view = BTreeMap::new();
        for line in listed {
            let reference = text(&line, "reference");
            let shown = person.json(["dossier", "show", &reference, "--all"]).done()[0].clone();
            let mut parties: Vec<String> = list(&shown["parties"])
                .iter()
                .map(|party| format!("{} {}", party["role"], party["name"]))
                .collect();
            parties.sort();
            let mut documents: Vec<Value> = list(&shown["documents"])
                .iter()
                .map(|document| {
                    let versions: Vec<Value> = list(&document["versions"])
                        .iter()
                        .map(|version| json!([version["number"], version["sha256"], version["size_bytes"]]))
                        .collect();
                    json!([
                        document["id"],
                        document["title"],
                        document["identifier"],
                        versions
                    ])
                })
                .collect();
            documents.sort_by_key(ToString::to_string);
            let mut notes: Vec<String> = person
                .json(["note", "list", &reference])
                .done()
                .iter()
                .flat_map(|line| {
                    if line.is_array() {
                        list(line)
                    } else {
                        vec![line.clone()]
                    }
                })
                .map(|note| text(&note, "text"))
                .collect();
            notes.sort();
            let dossier = json!({
                "subject": shown["subject"], "status": shown["status"], "parties": parties,
                "documents": documents, "notes": notes,
            });
            assert!(view.insert(reference, dossier).is_none());
        }
        view
    }

    fn verify(&mut self) {
        let views = [self.view(0), self.view(1)];
        assert_eq!(views[0], views[1], "the desks show the same");
        let view = &views[0];
        let shown: BTreeSet<&String> = view.keys().collect();
        for reference in &self.told.dossiers {
            assert!(shown.contains(reference), "{reference} is lost");
        }
        for (reference, subject) in &self.told.subjects {
            assert_eq!(view[reference]["subject"], **subject, "{reference}");
        }
        let subject = text(&view[&self.shared], "subject");
        assert!(self.told.contested.contains(&subject), "{subject}");
        for (reference, name) in &self.told.parties {
            let parties = view[reference]["parties"].to_string();
            assert_eq!(
                parties.matches(&format!("\\\"{name}\\\"")).count(),
                1,
                "{name} in {parties}"
            );
        }
        for (reference, note) in &self.told.notes {
            let notes = list(&view[reference]["notes"]);
            assert_eq!(
                notes.iter().filter(|known| *known == note).count(),
                1,
                "{note} in {notes:?}"
            );
        }
        // No word of a person's is there twice, whether its command was killed or not.
        for (reference, dossier) in view {
            for part in ["parties", "notes"] {
                let all = list(&dossier[part]);
                let once: BTreeSet<String> = all.iter().map(ToString::to_string).collect();
                assert_eq!(once.len(), all.len(), "{reference} {part} {all:?}");
            }
        }
        let sealed = self.verify_contents(view);
        self.verify_platform(&sealed);
        for member in &self.desks {
            for check in [vec!["journal", "verify"], vec!["desk", "check"]] {
                let answer = member.person.json(&check);
                assert_eq!(answer.exit, 0, "{answer:#?}");
            }
            assert_eq!(member.person.json(["outbox"]).done(), Vec::<Value>::new());
        }
    }

    /// The bytes of every document, on both desks and on the platform; gives the identifiers of all that are sealed.
    fn verify_contents(&self, view: &BTreeMap<String, Value>) -> BTreeSet<String> {
        let mut sealed = BTreeSet::new();
        let mut found = BTreeSet::new();
        for (reference, dossier) in view {
            for document in list(&dossier["documents"]) {
                let id = document[0].as_str().unwrap();
                assert!(found.insert(id.to_owned()), "{id} is there twice");
                for version in list(&document[3]) {
                    let number = version[0].to_string();
                    let copies: Vec<Vec<u8>> = self
                        .desks
                        .iter()
                        .map(|member| {
                            let out = member.person.home().join(format!("{id}-{number}"));
                            let path = out.to_str().unwrap();
                            let arguments = ["document", "export", id, "--out", path, "--version", &number];
                            member.person.json(arguments).done();
                            std::fs::read(out).unwrap()
                        })
                        .collect();
                    assert!(copies[0] == copies[1], "{id} version {number} differs");
                    assert_eq!(copies[0].len().to_string(), version[2].to_string());
                    if let (Some((home, bytes)), "1") = (self.told.documents.get(id), number.as_str()) {
                        assert_eq!(home, reference);
                        assert!(copies[0] == *bytes, "{id} is not what was imported");
                    }
                    if document[2].is_string() && number == list(&document[3]).len().to_string() {
                        let identifier = text(&json!({"it": document[2]}), "it");
                        // Anybody with the paper gets the very bytes.
                        let out = self.desks[0].person.home().join(format!("{id}-fetched"));
                        let path = out.to_str().unwrap();
                        self.desks[0]
                            .person
                            .json(["fetch", &identifier, "--out", path])
                            .done();
                        assert!(std::fs::read(out).unwrap() == copies[0], "{id} on the platform");
                        assert!(sealed.insert(identifier));
                    }
                }
            }
        }
        for document in self.told.documents.keys() {
            assert!(found.contains(document), "{document} is lost");
        }
        for (document, identifier) in &self.told.sealed {
            assert!(sealed.contains(identifier), "the seal of {document} is lost");
        }
        sealed
    }

    /// Each original is registered once, under one number, and stands once in a log that verifies.
    fn verify_platform(&mut self, sealed: &BTreeSet<String>) {
        let count = sealed.len() as u64;
        let entries = house::wait_for("all entries under a checkpoint", Duration::from_secs(30), || {
            let entries = log_entries(&self.platform);
            (entries.len() as u64 >= count).then_some(entries)
        });
        let issued: BTreeSet<[u8; 32]> = entries
            .iter()
            .filter(|entry| entry.kind == Kind::Issued)
            .map(|entry| *entry.id_tag.as_bytes())
            .collect();
        assert_eq!(
            (entries.len() as u64, issued.len() as u64),
            (count, count),
            "the public log"
        );
        for identifier in sealed {
            let identifier = identifier::Identifier::parse(identifier).unwrap();
            assert!(issued.contains(tlog::entry::id_tag(&identifier).as_bytes()));
        }
        let question =
            "SELECT count(*), count(DISTINCT identifier_sha256), count(DISTINCT seq) FROM original";
        assert_eq!(
            self.ask_database(question),
            format!("{count}|{count}|{count}"),
            "each once"
        );
        assert_eq!(self.ask_database("SELECT count(*) FROM log_pending"), "0");
        assert_eq!(self.ask_database("SELECT count(*) FROM alarm"), "0");
        let fixity = self.platform.administer(["fixity"]);
        assert_eq!(fixity.exit, 0, "{fixity:#?}");
    }

    fn ask_database(&self, question: &str) -> String {
        if let Some(servers) = &self.servers {
            return servers.postgres.sql(question);
        }
        let database = rusqlite::Connection::open(self.platform.data().join("platform.db")).unwrap();
        let mut asked = database.prepare(question).unwrap();
        let columns = asked.column_count();
        asked
            .query_row([], |row| {
                let numbers: Vec<String> = (0..columns)
                    .map(|column| row.get::<_, i64>(column).map(|number| number.to_string()))
                    .collect::<Result<_, _>>()?;
                Ok(numbers.join("|"))
            })
            .unwrap()
    }
}

fn list(value: &Value) -> Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("no list: {value}"))
        .clone()
}

/// Kills a program after so many milliseconds; its answer where it was faster.
fn killed_after(mut child: Child, milliseconds: u64, call: &str) -> Option<Answer> {
    let mut left = milliseconds;
    while left > 0 && child.try_wait().unwrap().is_none() {
        std::thread::park_timeout(Duration::from_millis(left.min(5)));
        left -= left.min(5);
    }
    let _ = child.kill();
    let answer = Answer::of(call.to_owned(), &child.wait_with_output().unwrap());
    said(&answer);
    (answer.exit == 0).then_some(answer)
}

/// What a program says is never a defect.
fn said(answer: &Answer) {
    assert!(!answer.stderr.contains("panicked"), "{answer:#?}");
}

/// A synchronisation that may have met everything, and says so in a sentence with a code.
fn synced(child: Child) {
    let answer = Answer::of("sync".to_owned(), &child.wait_with_output().unwrap());
    said(&answer);
    assert!(matches!(answer.exit, 0 | 1), "{answer:#?}");
    let known = [
        "platform-unreachable",
        "platform-failed",
        "platform-silent",
        "platform-answer-garbage",
        "platform-busy",
        "platform-full",
        "desk-unauthorised",
        "digest-mismatch",
    ];
    match answer.lines().first() {
        Some(line) => {
            for problem in ["stopped", "log_problem"] {
                if let Some(code) = line[problem]["code"].as_str() {
                    assert!(known.contains(&code) || code.starts_with("log-"), "{answer:#?}");
                }
            }
            assert_eq!(
                (&line["parked"], &line["records_parked"]),
                (&0.into(), &0.into()),
                "{answer:#?}"
            );
            assert_eq!(line["alarms"], 0, "{answer:#?}");
        }
        None => assert!(known.contains(&answer.code().as_str()), "{answer:#?}"),
    }
}

/// All entries of the public log, as a stranger reads and verifies them.
pub(crate) fn log_entries(platform: &Platform) -> Vec<LogEntry> {
    let read = |path: &str| {
        let page = platform.get(path, "en");
        (page.status == 200).then_some(page.body)
    };
    let string = |path: &str| String::from_utf8(read(path).expect(path)).unwrap();
    let policy = PolicyFile::parse(&string("/log/policy")).unwrap();
    let note = SignedNote::parse(&string("/log/checkpoint")).unwrap();
    let verified = policy.verify(&note).unwrap();
    let checkpoint = verified.checkpoint();
    let tile = |tile: &Tile| read(&format!("/log/{tile}"));
    let nothing = Checkpoint::new(checkpoint.origin(), 0, tlog::merkle::empty_root()).unwrap();
    let mut watch = Watch::start(&nothing, &tile).unwrap();
    match watch.look(checkpoint, u64::MAX, &tile).unwrap() {
        Seen::Grown { entries, .. } => entries
            .iter()
            .map(|entry| LogEntry::from_bytes(entry).unwrap())
            .collect(),
        Seen::Same => Vec::new(),
        other => panic!("{other:?}"),
    }
}

fn play(everyday: u64, servers: Option<Servers>) {
    let seed = seed();
    let mut story = Story::begin(seed, servers);
    let rounds = rounds(everyday);
    for round in 0..rounds {
        story.line.trouble(TROUBLE);
        story.round();
        // Long stories come to rest now and then, and are looked at.
        if round % 25 == 24 {
            story.settle();
            eprintln!("round {round}: {:?} {:?}", story.killed, story.line.seen());
        }
    }
    story.settle();
    story.verify();
    eprintln!(
        "{rounds} rounds, {} requests: {} dossiers, {} documents, {} seals; faults {:?}; killed {:?}",
        story.line.requests(),
        story.told.dossiers.len(),
        story.told.documents.len(),
        story.told.sealed.len(),
        story.line.seen(),
        story.killed
    );
}

#[test]
fn over_a_line_that_fails_everywhere_and_with_everybody_killed_nothing_is_lost_and_nothing_double() {
    play(5, None);
}

#[test]
fn with_postgresql_restarted_and_originals_in_a_bucket_nothing_is_lost_and_nothing_double() {
    let Some(postgres) = Postgres::start() else { return };
    play(
        4,
        Some(Servers {
            postgres,
            _s3: S3::start(),
        }),
    );
}
