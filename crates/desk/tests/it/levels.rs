//! Levels of seals on a desk: what misses its level waits, is augmented, and leaves only then or as a person decides.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use common::{dossier, file, import, passphrase, unlock};
use desk::{Cancel, Desk, IfMissed, Levels, SealBatch, System, TimeStampAuthority};
use model::DocumentId;
use model::view::{PlatformStatus, SealOutcome, VersionOrigin};
use seal::key::SealKey;
use seal::online::http::HttpWeb;
use seal::online::{Ask, Reply, Web, WebError};
use seal::sign::Level;
use testkit::pdfs;
use testkit::tsa::Services;
use wording::Explain;

/// A network that can be pulled out.
struct Cable {
    web: HttpWeb,
    plugged: AtomicBool,
    asked: AtomicU32,
}

impl Cable {
    fn new(plugged: bool) -> Arc<Self> {
        Arc::new(Self {
            web: HttpWeb::new(None).unwrap(),
            plugged: AtomicBool::new(plugged),
            asked: AtomicU32::new(0),
        })
    }

    fn plug(&self) {
        self.plugged.store(true, Ordering::Relaxed);
    }
}

impl Web for Cable {
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.plugged.load(Ordering::Relaxed) {
            self.web.ask(ask)
        } else {
            Err(WebError::Unreachable {
                host: "tsa.example".into(),
                detail: "no cable".into(),
            })
        }
    }
}

fn demo(folder: &Path, web: &Arc<Cable>) -> Desk {
    common::demonstration(folder).with_web(web.clone())
}

fn levels(wanted: Level, tsa: &str) -> Levels {
    Levels {
        wanted,
        authorities: vec![TimeStampAuthority {
            url: tsa.to_owned(),
            ..TimeStampAuthority::default()
        }],
        ..Levels::default()
    }
}

fn letters(desk: &Desk, folder: &Path, count: usize) -> Vec<DocumentId> {
    let dossier = dossier(desk, "Certificat");
    (0..count)
        .map(|number| {
            let letter = pdfs::letter_saying(&format!("Lettre {number}"));
            let path = file(folder, &format!("Lettre {number}.pdf"), &letter);
            import(desk, &dossier, &path).unwrap().document.id
        })
        .collect()
}

fn seal(desk: &Desk, batch: &SealBatch<'_>) -> Vec<SealOutcome> {
    let mut outcomes = Vec::new();
    desk.seal_batch(
        batch,
        &mut |outcome| outcomes.push(outcome),
        &|_| {},
        &Cancel::default(),
    )
    .unwrap();
    outcomes.sort_by_key(|outcome| batch.documents.iter().position(|id| *id == outcome.document));
    outcomes
}

/// Somebody who may read everything and change nothing.
fn auditor(desk: &Desk, folder: &Path) -> Desk {
    let person = desk
        .add_person("Nora Thill", &[model::Role::Auditor], "")
        .unwrap();
    let once = secrecy::SecretString::from("trois mots sans rapport 1");
    let own = secrecy::SecretString::from("la phrase de Paul est longue");
    desk.add_passphrase_for(person.id, &once).unwrap();
    Desk::begin(&folder.join("desk"), &once, &own, Arc::new(System)).unwrap()
}

fn own_key(folder: &Path) -> SealKey {
    let key = common::Key::new(folder);
    SealKey::from_pkcs12(&std::fs::read(&key.path).unwrap(), &key.passphrase).unwrap()
}

#[test]
fn without_network_an_original_is_held_or_refused_as_is_wanted_and_can_be_sent_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let cable = Cable::new(false);
    let desk = demo(&folder.path().join("desk"), &cable);
    let key = own_key(folder.path());
    desk.set_levels(&levels(Level::BT, "http://tsa.example/tsa"))
        .unwrap();
    let ids = letters(&desk, folder.path(), 3);

    let refused = seal(
        &desk,
        &SealBatch {
            if_missed: Some(IfMissed::Refuse),
            ..SealBatch::new(&ids[..1], &key)
        },
    );
    assert!(refused[0].result.is_err(), "{refused:?}");
    let view = desk.document(ids[0]).unwrap();
    assert_eq!(
        (view.versions.len(), view.identifier),
        (1, None),
        "nothing is sealed"
    );
    assert_eq!(desk.augmentations().unwrap(), []);

    cable.asked.store(0, Ordering::Relaxed);
    let held = seal(&desk, &SealBatch::new(&ids, &key));
    for outcome in &held {
        let sealed = outcome.result.as_ref().unwrap();
        assert_eq!(
            (sealed.level.as_str(), sealed.wanted.as_deref()),
            ("B-B", Some("B-T"))
        );
        assert_eq!(sealed.reasons.len(), 1, "{sealed:?}");
    }
    assert_eq!(
        cable.asked.load(Ordering::Relaxed),
        1,
        "a silent authority is asked once for a batch"
    );
    let waiting = desk.augmentations().unwrap();
    assert_eq!(waiting.len(), 3);
    assert!(desk.outbox().unwrap().iter().all(|row| row.held));
    let view = desk.document(ids[0]).unwrap();
    assert_eq!(view.augmentation.as_ref().unwrap().wanted, "B-T");
    assert_eq!(view.status, PlatformStatus::Waiting { last_error: None });
    assert_eq!(view.versions[0].level.as_deref(), Some("B-B"));

    // Trying again without network adds nothing and is tried later.
    let tried = desk
        .run_augmentations(&ids[..1], &|_| {}, &Cancel::default())
        .unwrap();
    assert!(tried[0].waiting && !tried[0].reasons.is_empty());
    let again = &desk.augmentations().unwrap()[0];
    assert_eq!(again.tries, 1);
    assert!(again.next_try > waiting[0].next_try);
    assert_eq!(desk.document(ids[0]).unwrap().versions.len(), 2);

    let reader = auditor(&desk, folder.path());
    assert_eq!(
        reader.send_as_is(ids[0]).unwrap_err().code(),
        "role-missing",
        "an auditor sends nothing"
    );
    let refused = reader.retry(desk.outbox().unwrap()[0].op).unwrap_err();
    assert_eq!(refused.code(), "role-missing");
    let mut told = Vec::new();
    let sealed = reader.seal_batch(
        &SealBatch::new(&ids, &key),
        &mut |outcome| told.push(outcome),
        &|_| {},
        &Cancel::default(),
    );
    assert_eq!(sealed.unwrap_err().code(), "role-missing");
    assert!(told.is_empty());

    let sent = desk.send_as_is(ids[0]).unwrap();
    assert_eq!((sent.level.as_deref(), sent.waiting), (Some("B-B"), false));
    assert_eq!(
        desk.send_as_is(ids[0]).unwrap_err().code(),
        "augmentation-unknown"
    );
    let outbox = desk.outbox().unwrap();
    assert_eq!(outbox.iter().filter(|row| row.held).count(), 2);
    let again = desk
        .run_augmentations(&ids[..1], &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(again[0].reasons[0].code, "augmentation-unknown");
    let history = desk
        .dossier(desk.document(ids[0]).unwrap().dossier)
        .unwrap()
        .history;
    for kind in ["document-sealed", "augmentation-missed", "original-sent-as-is"] {
        assert!(history.iter().any(|entry| entry.kind == kind), "{kind}");
    }
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
    desk.verify_journal().unwrap();
}

#[test]
fn with_network_the_wanted_level_is_there_at_once_or_added_before_the_original_leaves() {
    let Some(services) = Services::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let cable = Cable::new(false);
    let desk = demo(&folder.path().join("desk"), &cable);
    let key = SealKey::from_pkcs12(
        &services.pkcs12("p256", "key passphrase"),
        &"key passphrase".into(),
    )
    .unwrap();
    desk.set_levels(&levels(Level::BLta, &services.tsa("tsa")))
        .unwrap();
    let ids = letters(&desk, folder.path(), 2);
    let held = seal(&desk, &SealBatch::new(&ids[..1], &key));
    assert_eq!(held[0].result.as_ref().unwrap().level, "B-B");
    let before = desk.document(ids[0]).unwrap();
    let (operation, bytes) = (
        desk.outbox().unwrap().remove(0),
        desk.read_version(before.versions[0].id).unwrap(),
    );

    cable.plug();
    let online = seal(&desk, &SealBatch::new(&ids[1..], &key));
    let sealed = online[0].result.as_ref().unwrap();
    assert_eq!(
        (sealed.level.as_str(), &sealed.wanted),
        ("B-LTA", &None),
        "{sealed:?}"
    );

    let done = desk.run_augmentations(&[], &|_| {}, &Cancel::default()).unwrap();
    assert_eq!(done.len(), 1);
    assert_eq!(
        (done[0].level.as_deref(), done[0].waiting),
        (Some("B-LTA"), false),
        "{done:?}"
    );
    let after = desk.document(ids[0]).unwrap();
    assert_eq!(
        after.identifier, before.identifier,
        "the printed identifier stays"
    );
    assert_eq!(after.augmentation, None);
    assert_eq!(after.versions[0].origin, VersionOrigin::Augmented);
    assert_eq!(after.versions[0].level.as_deref(), Some("B-LTA"));
    let longer = desk.read_version(after.versions[0].id).unwrap();
    assert!(longer.len() > bytes.len() && longer.starts_with(&bytes));
    let outbox = desk.outbox().unwrap();
    let row = outbox
        .iter()
        .find(|row| row.label == operation.label)
        .expect("the registration waits");
    assert!(
        !row.held && row.op != operation.op,
        "another content has another identity"
    );
    assert_eq!(row.size_bytes, longer.len() as u64);

    let roots = seal::verify::TrustRoots::from_pem(services.root_pem().as_bytes()).unwrap();
    let out = file(folder.path(), "augmented.pdf", &longer);
    let report = desk::files::verify(&out, &roots, desk_now(), None);
    let signature = &report.signatures[0];
    assert_eq!(signature.integrity, seal::verify::Integrity::Intact);
    assert_eq!(report.verdict, seal::verify::Verdict::TotalPassed, "{report:#?}");
    let again = desk.seal(
        &ids[..1],
        desk::KeySource::Opened(&key),
        &|_| {},
        &Cancel::default(),
    );
    assert_eq!(
        again.unwrap()[0].result.as_ref().unwrap().sha256,
        after.versions[0].sha256
    );
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
    desk.verify_journal().unwrap();
}

fn desk_now() -> jiff::Timestamp {
    desk::Environment::now(&System)
}

#[test]
fn levels_are_kept_encrypted_and_passwords_are_never_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = common::create(&home);
    assert_eq!(desk.levels().unwrap().wanted, Level::BB);
    let mut wanted = levels(Level::BLt, "https://tsa.example/tsa");
    wanted.authorities[0].user = Some("commune".into());
    wanted.authorities[0].password = Some("horodatage secret".into());
    wanted
        .procedures
        .insert("residence-certificate".into(), Level::BB);
    wanted.if_missed = IfMissed::Refuse;
    desk.set_levels(&wanted).unwrap();
    let told = desk.levels().unwrap();
    assert_eq!((told.wanted, told.if_missed), (Level::BLt, IfMissed::Refuse));
    assert_eq!(told.of(Some("residence-certificate")), Level::BB);
    assert_eq!(told.of(None), Level::BLt);
    assert!(told.authorities[0].password.is_none());
    assert!(!serde_json::to_string(&told).unwrap().contains("secret"));
    // Set again without a password: it stays.
    desk.set_levels(&told).unwrap();
    drop(desk);
    let database = std::fs::read(home.join("desk.db")).unwrap();
    let readable = |needle: &[u8]| database.windows(needle.len()).any(|window| window == needle);
    assert!(!readable(b"horodatage secret") && !readable(b"tsa.example"));
    let desk = unlock(&home);
    assert_eq!(
        desk.levels().unwrap().authorities[0].user.as_deref(),
        Some("commune")
    );
    let code = |levels: &Levels| desk.set_levels(levels).unwrap_err().code();
    assert_eq!(code(&levels(Level::BT, "ftp://tsa.example")), "online-address");
    let mut unknown = Levels::default();
    unknown.procedures.insert("nothing".into(), Level::BT);
    assert_eq!(code(&unknown), "procedure-unknown");
    let journal = {
        let mut lines = Vec::new();
        desk.export_journal(&mut lines).unwrap();
        String::from_utf8(lines).unwrap()
    };
    assert!(journal.contains("levels-set") && !journal.contains("secret"));
}

#[test]
fn a_batch_on_several_threads_seals_each_document_once() {
    let folder = tempfile::tempdir().unwrap();
    let cable = Cable::new(false);
    let home = folder.path().join("desk");
    let desk = demo(&home, &cable);
    let key = own_key(folder.path());
    let mut ids = letters(&desk, folder.path(), 12);
    ids.push(ids[0]);
    let other = unlock(&home);
    let batch = SealBatch {
        jobs: 4,
        ..SealBatch::new(&ids, &key)
    };
    let (one, two) = std::thread::scope(|scope| {
        let one = scope.spawn(|| seal(&desk, &batch));
        let two = seal(&other, &batch);
        (one.join().unwrap(), two)
    });
    for (one, two) in one.iter().zip(&two) {
        assert_eq!(
            one.result.as_ref().unwrap().identifier,
            two.result.as_ref().unwrap().identifier
        );
    }
    assert_eq!(one.len(), 13);
    assert_eq!(desk.outbox().unwrap().len(), 12);
    for id in &ids {
        assert_eq!(desk.document(*id).unwrap().versions.len(), 2);
    }
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
    desk.verify_journal().unwrap();
}

/// The real environment, that ends the process at the n-th thing it is asked for.
struct Ending(std::sync::atomic::AtomicU64);

impl Ending {
    fn step(&self) {
        if self.0.fetch_sub(1, Ordering::Relaxed) == 1 {
            std::process::abort();
        }
    }
}

impl desk::Environment for Ending {
    fn now(&self) -> jiff::Timestamp {
        self.step();
        System.now()
    }

    fn random(&self, buffer: &mut [u8]) {
        self.step();
        System.random(buffer);
    }
}

/// Not a test of its own: the program that the next one ends.
#[test]
fn program_that_augments() {
    let Some(home) = std::env::var_os("GREFFE_TEST_AUGMENT") else {
        return;
    };
    let steps: u64 = std::env::var("GREFFE_TEST_STEPS").unwrap().parse().unwrap();
    let env = Arc::new(Ending(u64::MAX.into()));
    let desk = Desk::unlock(Path::new(&home), &passphrase(), env.clone()).unwrap();
    env.0.store(steps, Ordering::Relaxed);
    let outcomes = desk.run_augmentations(&[], &|_| {}, &Cancel::default()).unwrap();
    assert!(outcomes.iter().all(|outcome| !outcome.waiting), "{outcomes:?}");
}

#[test]
fn ended_at_any_step_of_an_augmentation_the_original_is_held_or_augmented_and_never_both() {
    let Some(services) = Services::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let cable = Cable::new(false);
    let home = folder.path().join("desk");
    let desk = demo(&home, &cable);
    let key = SealKey::from_pkcs12(
        &services.pkcs12("p256", "key passphrase"),
        &"key passphrase".into(),
    )
    .unwrap();
    desk.set_levels(&levels(Level::BT, &services.tsa("tsa"))).unwrap();
    let ids = letters(&desk, folder.path(), 1);
    let sealed = seal(&desk, &SealBatch::new(&ids, &key));
    assert_eq!(sealed[0].result.as_ref().unwrap().wanted.as_deref(), Some("B-T"));
    drop(desk);
    let (mut ended, mut last) = (0, false);
    for steps in 1..40 {
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "levels::program_that_augments", "--test-threads=1"])
            .env("GREFFE_TEST_AUGMENT", &home)
            .env("GREFFE_TEST_STEPS", steps.to_string())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .unwrap();
        last = status.success();
        ended += u32::from(!last);
        let desk = unlock(&home);
        assert_eq!(desk.check_integrity(&|_| {}).unwrap(), []);
        desk.verify_journal().unwrap();
        let view = desk.document(ids[0]).unwrap();
        let row = desk.outbox().unwrap().remove(0);
        assert_eq!(row.held, view.augmentation.is_some());
        assert_eq!(
            row.size_bytes, view.versions[0].size_bytes,
            "it names the newest bytes"
        );
        let augmented = view.versions[0].origin == VersionOrigin::Augmented;
        assert_eq!(augmented, !row.held);
        assert_eq!(view.versions.len(), 2 + usize::from(augmented));
        if last {
            assert!(augmented, "a run that ended by itself did its work");
            break;
        }
        if augmented {
            // Ended after the change was written and before the program knew: nothing is left for another run to do.
            last = true;
            break;
        }
    }
    eprintln!("{ended} ends between effects");
    assert!(last && ended > 4, "{ended}");
}
