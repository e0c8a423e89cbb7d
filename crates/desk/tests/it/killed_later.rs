//! A desk that is killed at random moments at the later works: contacts, letters, the watched folder, signing in a
//! circuit, reading texts, restoring, destroying.
//!
//! `GREFFE_KILLS` sets the number of kills (16 unless told; releases are tried with 300).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use common::{Key, file, passphrase, unlock};
use desk::{Cancel, Desk, Environment, NewCircuit, NewDesk, Pause, System, ToSign};
use jiff::civil::date;
use model::circuit::Assignee;
use model::document::WatchSettings;
use model::letter::{BatchItemState, BatchRow};
use model::procedure::StepKind;
use model::retention::{Appraisal, DispositionState};
use model::{DispositionId, DossierId, NewDossier, NewParty, PartyKind, PartyRole, Role, Subject};
use secrecy::SecretString;
use testkit::clock::FakeEnvironment;
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};

struct Env(FakeEnvironment);

impl Environment for Env {
    fn now(&self) -> jiff::Timestamp {
        self.0.clock.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.0.random.fill(buffer);
    }
}

const TABLE: &str = "code;libellé fr;libelle_de;classement;dua;sort;echantillon;base légale;traces\n\
    R1;Certificats de résidence;Wohnsitz;R;10;détruire;;loi du 19 juin 2013;minimal\n";
const DISPOSITIONS: usize = 24;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

fn new_dossier(
    desk: &Desk,
    subject: &str,
    procedure: Option<&str>,
    applicant: &str,
) -> model::view::DossierView {
    desk.create_dossier(NewDossier {
        reference: None,
        subject: Subject::parse(subject).unwrap(),
        procedure: procedure.map(str::to_owned),
        parties: vec![NewParty {
            kind: PartyKind::Natural,
            role: PartyRole::Applicant,
            name: applicant.into(),
        }],
    })
    .unwrap()
}

/// A desk with confirmed dispositions that may be carried out today, and a dossier for everything else.
fn prepare(folder: &Path) -> (DossierId, Vec<DispositionId>) {
    let env = Arc::new(Env(FakeEnvironment::new(7)));
    let on = |time: &str| env.0.clock.set(time.parse().unwrap());
    on("2010-01-04T09:00:00Z");
    let new = NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Claire Weber".into(),
        roles: vec![
            Role::Agent,
            Role::Clerk,
            Role::Signatory,
            Role::Auditor,
            Role::Administrator,
        ],
        office: "RES".into(),
    };
    let place = folder.join("desk");
    let desk = Desk::create(&place, &passphrase(), new, env.clone()).unwrap();
    let plan = "code;parent;fr\nR;;Résidence\nR.1;R;Certificats\n";
    assert!(
        desk.import_classification_plan(plan.as_bytes())
            .unwrap()
            .problems
            .is_empty()
    );
    desk.import_retention_table(TABLE.as_bytes(), "TT", date(2010, 1, 1))
        .unwrap();
    let old: Vec<DossierId> = (0..DISPOSITIONS)
        .map(|number| {
            let dossier = new_dossier(&desk, &format!("Ancien {number}"), None, "X");
            desk.classify(dossier.id, Some("R.1")).unwrap();
            for text in [format!("seul {number}"), "partagé par tous".to_owned()] {
                let path = file(folder, "scan.txt", text.as_bytes());
                desk.import(dossier.id, &path, None, &|_| {}, &Cancel::default())
                    .unwrap();
            }
            assert!(desk.close_dossier(dossier.id, "").unwrap().done);
            dossier.id
        })
        .collect();
    on("2026-01-05T09:00:00Z");
    let paul = desk.add_person("Paul Meyers", &[Role::Auditor], "").unwrap();
    let once = SecretString::from("trois mots sans rapport 1");
    desk.add_passphrase_for(paul.id, &once).unwrap();
    let paul = Desk::begin(
        &place,
        &once,
        &"la phrase de Paul est longue".to_owned().into(),
        env.clone(),
    )
    .unwrap();
    let dispositions = old
        .into_iter()
        .map(|dossier| {
            let id = desk.propose_disposition(&[dossier], "").unwrap().id;
            desk.notify_archives(id, date(2026, 1, 5), "Archives nationales")
                .unwrap();
            desk.appraise(id, &[dossier], Appraisal::Destroy, date(2026, 1, 5), "ANL")
                .unwrap();
            paul.confirm_disposition(id).unwrap();
            id
        })
        .collect();
    let mut letterhead = desk.letterhead().unwrap();
    letterhead.sender.office = "Service de la population".into();
    letterhead.sender.address = vec!["1, place du Marché".into(), "L-6162 Bourglinster".into()];
    letterhead.sender.place = "Bourglinster".into();
    letterhead.signatory.name = "Anne Kieffer".into();
    letterhead.signatory.function = "Cheffe de service".into();
    desk.set_letterhead(&letterhead, None).unwrap();
    let work = new_dossier(&desk, "Tous les jours", None, "Y");
    std::fs::create_dir_all(
        folder
            .join("scans")
            .join(work.reference.as_str().replace('/', "-")),
    )
    .unwrap();
    let signer = TestPki::shared().signer(KeyKind::P256);
    file(folder, "person.p12", &signer.pkcs12("key passphrase"));
    (work.id, dispositions)
}

fn watching(desk: &Desk, folder: &Path) -> WatchSettings {
    WatchSettings {
        settle_ms: 10,
        rescan_ms: 50,
        ..desk.watch_defaults(&folder.join("scans"))
    }
}

/// Not a test of its own: the program that is killed. What is done for good it says.
#[test]
fn program_that_works_on() {
    let Some(folder) = std::env::var_os("GREFFE_TEST_LATER").map(PathBuf::from) else {
        return;
    };
    let round: u64 = std::env::var("GREFFE_TEST_ROUND").unwrap().parse().unwrap();
    let work: DossierId = std::env::var("GREFFE_TEST_DOSSIER").unwrap().parse().unwrap();
    let random = testkit::clock::SeededRandom::new(round);
    let desk = unlock(&folder.join("desk"));
    let no = Cancel::default();
    let key = Key {
        path: folder.join("person.p12"),
        passphrase: "key passphrase".into(),
    };
    say("@ready");
    for step in 0.. {
        let unique = format!("{round}-{step}");
        match random.bytes::<1>()[0] % 8 {
            0 => {
                let names: Vec<String> = (0..3).map(|n| format!("Muster{round}x{step}x{n}")).collect();
                let lines: String = names
                    .iter()
                    .map(|name| format!("natural;{name};Anne;{unique}@x.lu\n"))
                    .collect();
                let table = format!("kind;name;given_names;email\n{lines}");
                let told = desk.import_contacts(table.as_bytes()).unwrap();
                assert_eq!(
                    (told.imported, told.problems.len()),
                    (3, 0),
                    "{:?}",
                    told.problems
                );
                say(&format!("@contacts {} {}", names[0], names[2]));
                let found = |name: &str| desk.contacts(name, 5).unwrap()[0].id;
                let (kept, gone) = (found(&names[0]), found(&names[1]));
                desk.merge_contacts(kept, gone, &[]).unwrap();
                say(&format!("@merged {kept} {gone}"));
            }
            1 | 2 => {
                let rows: Vec<BatchRow> = (0..3)
                    .map(|n| BatchRow {
                        dossier: new_dossier(
                            &desk,
                            "Certificat",
                            Some("residence-certificate"),
                            "Anne Muller",
                        )
                        .reference
                        .to_string(),
                        values: BTreeMap::from([
                            ("address".to_owned(), format!("{n}, rue {unique}|L-1111 Y")),
                            ("received_on".to_owned(), "2026-11-02".to_owned()),
                        ]),
                        ..BatchRow::default()
                    })
                    .collect();
                let batch = desk.begin_letter_batch("receipt", &rows).unwrap();
                say(&format!("@batch {}", batch.id));
                let told = |item: &model::letter::BatchItem, _: Option<&model::letter::FinishedLetter>| {
                    assert_eq!(item.state, BatchItemState::Done, "{item:?}");
                    say(&format!("@letter {}", item.row.dossier));
                };
                desk.run_letter_batch(batch.id, &told, &|_| {}, &no, &Pause::default())
                    .unwrap();
            }
            3 => {
                let reference = desk.dossier(work).unwrap().reference.as_str().replace('/', "-");
                for number in 0..4 {
                    let text = format!("scan {unique} {number}");
                    let at = folder.join("scans").join(&reference);
                    file(&at, &format!("{unique}-{number}.txt"), text.as_bytes());
                    say(&format!("@put {text}"));
                }
                desk.watch_once(&watching(&desk, &folder), &mut |_| {}, &|_| {}, &no)
                    .unwrap();
            }
            4 => {
                let path = file(&folder, "to-sign.pdf", &pdfs::letter_saying(&unique));
                let document = desk
                    .import(work, &path, Some(&unique), &|_| {}, &no)
                    .unwrap()
                    .document;
                let seen = desk.document(document.id).unwrap().versions[0].sha256;
                desk.start_circuit(&NewCircuit {
                    document: document.id,
                    seen,
                    rule: None,
                    name: None,
                    steps: vec![model::circuit::NewStep {
                        kind: StepKind::Signature,
                        stage: 1,
                        assignee: Assignee::Person(desk.person()),
                        four_eyes: false,
                        optional: false,
                        within: None,
                    }],
                })
                .unwrap();
                let items = [ToSign {
                    document: document.id,
                    seen,
                }];
                let outcome = desk.sign(&items, key.source(), &|_| {}, &no).unwrap().remove(0);
                outcome.result.unwrap();
                say(&format!("@signed {}", document.id));
            }
            5 => {
                desk.index_pending(&|_| {}, &no).unwrap();
                say("@indexed");
            }
            6 => {
                desk.back_up(Some(&folder.join("safe copies")), &|_| {}, &no)
                    .unwrap();
                let newest = Desk::backups(&folder.join("safe copies")).unwrap().remove(0);
                let target = folder.join(format!("restored {unique}"));
                say(&format!("@restoring {unique}"));
                Desk::restore(
                    Path::new(&newest.folder),
                    &target,
                    &passphrase(),
                    Arc::new(System),
                    &|_| {},
                    &no,
                )
                .unwrap();
                say(&format!("@restored {unique}"));
            }
            _ => {
                let all = desk.dispositions(100, 0).unwrap();
                let Some(next) = all.iter().find(|one| {
                    [DispositionState::Confirmed, DispositionState::Destroying].contains(&one.state)
                }) else {
                    continue;
                };
                desk.destroy_disposition(next.id, &|_| {}).unwrap();
                say(&format!("@destroyed {}", next.id));
            }
        }
    }
}

fn run(folder: &Path, round: u64, work: DossierId, life: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed_later::program_that_works_on", "--nocapture"])
        .env("GREFFE_TEST_LATER", folder)
        .env("GREFFE_TEST_ROUND", round.to_string())
        .env("GREFFE_TEST_DOSSIER", work.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (send, lines) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        for line in out
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.starts_with('@'))
        {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    let mut said = Vec::new();
    let ready = lines.recv_timeout(Duration::from_secs(60));
    let until = Instant::now() + life;
    while ready.is_ok() {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => said.push(line),
            Err(_) => break,
        }
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    reading.join().unwrap();
    let mut errors = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut errors).unwrap();
    assert!(ready.is_ok(), "{errors}");
    assert!(!errors.contains("panicked"), "{status}: {errors}");
    said.extend(lines.try_iter());
    said
}

#[derive(Default)]
struct Known {
    contacts: BTreeSet<String>,
    merges: Vec<(model::ContactId, model::ContactId)>,
    batches: Vec<model::LetterBatchId>,
    letters: BTreeSet<String>,
    put: BTreeSet<String>,
    signed: Vec<model::DocumentId>,
    destroyed: BTreeSet<DispositionId>,
    restores: u32,
    restored: u32,
    orphans: u64,
}

impl Known {
    fn hear(&mut self, said: &[String], folder: &Path) {
        for line in said {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "@contacts" => self.contacts.extend(rest.split(' ').map(str::to_owned)),
                "@merged" => {
                    let (kept, gone) = rest.split_once(' ').unwrap();
                    self.merges.push((kept.parse().unwrap(), gone.parse().unwrap()));
                }
                "@batch" => self.batches.push(rest.parse().unwrap()),
                "@letter" => assert!(self.letters.insert(rest.to_owned()), "one letter was told twice"),
                "@put" => assert!(self.put.insert(rest.to_owned())),
                "@signed" => self.signed.push(rest.parse().unwrap()),
                "@destroyed" => assert!(self.destroyed.insert(rest.parse().unwrap())),
                "@restoring" => self.restores += 1,
                "@restored" => {
                    self.restored += 1;
                    assert!(folder.join(format!("restored {rest}/desk.db")).exists());
                }
                _ => {}
            }
        }
    }

    fn settle(&mut self, folder: &Path, work: DossierId, last: bool) {
        let place = folder.join("desk");
        let desk = unlock(&place);
        assert_eq!(std::fs::read_dir(place.join("tmp")).map_or(0, Iterator::count), 0);
        let report = desk.check(&|_| {}, &Cancel::default()).unwrap();
        assert_eq!(report.problems, []);
        self.orphans += report.orphans;
        for name in &self.contacts {
            let found = desk.contacts(name, 5).unwrap();
            assert_eq!(found.len(), 1, "{name}");
        }
        for (kept, gone) in &self.merges {
            assert_eq!(desk.contact(*gone).unwrap().id, *kept);
        }
        let mut made = 0;
        for batch in &self.batches {
            if last {
                desk.run_letter_batch(*batch, &|_, _| {}, &|_| {}, &Cancel::default(), &Pause::default())
                    .unwrap();
            }
            for item in desk.letter_batch_items(*batch).unwrap() {
                let reference = model::Reference::parse(&item.row.dossier).unwrap();
                let documents = desk.dossier_by_reference(&reference).unwrap().documents.len();
                assert_eq!(
                    documents,
                    usize::from(item.state == BatchItemState::Done),
                    "{item:?}"
                );
                assert!(
                    item.state == BatchItemState::Done || !last && !self.letters.contains(&item.row.dossier)
                );
                made += documents;
            }
        }
        assert!(made >= self.letters.len());
        if last {
            desk.watch_once(&watching(&desk, folder), &mut |_| {}, &|_| {}, &Cancel::default())
                .unwrap();
        }
        let mut stored: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        for document in desk.whole_dossier(work).unwrap().documents {
            let first = document.versions.last().unwrap();
            if first.media_type == "text/plain" {
                *stored.entry(desk.read_version(first.id).unwrap()).or_default() += 1;
            }
        }
        assert!(stored.values().all(|times| *times == 1), "taken twice");
        let mut waiting = BTreeSet::new();
        let mut todo = vec![folder.join("scans")];
        while let Some(at) = todo.pop() {
            for entry in std::fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    if path.file_name().is_none_or(|name| name != "Traités") {
                        todo.push(path);
                    }
                } else {
                    waiting.insert(std::fs::read(&path).unwrap());
                }
            }
        }
        for text in &self.put {
            let text = text.as_bytes();
            assert!(
                stored.contains_key(text) || waiting.contains(text) && !last,
                "lost: {text:?}"
            );
        }
        for document in &self.signed {
            let view = desk.document(*document).unwrap();
            assert!(view.versions.len() == 2, "signed once");
            desk.read_version(view.versions[0].id).unwrap();
        }
        for disposition in desk.dispositions(100, 0).unwrap() {
            let mut state = disposition.state;
            if last || state == DispositionState::Destroying {
                if state != DispositionState::Done {
                    state = desk.destroy_disposition(disposition.id, &|_| {}).unwrap().state;
                }
                assert_eq!(state, DispositionState::Done);
            }
            if self.destroyed.contains(&disposition.id) {
                assert_eq!(state, DispositionState::Done);
            }
            if state == DispositionState::Done {
                assert!(
                    desk.disposition_certificate(disposition.id)
                        .unwrap()
                        .starts_with(b"%PDF")
                );
            }
        }
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("restored ") {
                let desk = unlock(&path);
                let report = desk.check(&|_| {}, &Cancel::default()).unwrap();
                assert_eq!(report.problems, []);
                drop(desk);
                std::fs::remove_dir_all(&path).unwrap();
            } else if name.ends_with(".restoring") {
                // The name of a restoring is made anew by the next one to the same place; nobody takes it for a desk.
                std::fs::remove_dir_all(&path).unwrap();
            }
        }
        if last {
            let again = desk.check(&|_| {}, &Cancel::default()).unwrap();
            assert_eq!((again.orphans, again.problems), (0, vec![]));
            assert!(!desk.dispositions(100, 0).unwrap().is_empty());
        }
    }
}

#[test]
fn killed_at_random_moments_of_the_later_works_a_desk_keeps_every_acknowledged_change() {
    let kills: u64 = std::env::var("GREFFE_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(16);
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (work, dispositions) = prepare(folder);
    assert_eq!(dispositions.len(), DISPOSITIONS);
    let mut known = Known::default();
    let random = testkit::clock::SeededRandom::new(kills);
    for round in 0..kills {
        let life = u64::from(u16::from_be_bytes(random.bytes::<2>())) % 1_200;
        let said = run(folder, round, work, Duration::from_millis(life));
        known.hear(&said, folder);
        known.settle(folder, work, round + 1 == kills);
    }
    eprintln!(
        "{kills} kills: {} contacts, {} merges, {} letters, {} scans, {} signed, {} destroyed, {} of {} restored, {} orphans settled",
        known.contacts.len(),
        known.merges.len(),
        known.letters.len(),
        known.put.len(),
        known.signed.len(),
        known.destroyed.len(),
        known.restored,
        known.restores,
        known.orphans,
    );
}
