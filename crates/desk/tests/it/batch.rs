//! Sealing many files: killed, cancelled, paused, twice at once, and gone on with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use common::{Key, file};
use desk::files::{SealFiles, SealedFile, seal_files};
use desk::{Cancel, Pause};
use identifier::PlatformUrl;
use seal::key::SealKey;
use testkit::clock::SeededRandom;
use testkit::pdfs;
use wording::Explain;

const RECORD: &str = ".greffe-batch.jsonl";

/// A folder with a key, inputs and a place for outputs.
struct Work {
    folder: PathBuf,
    inputs: Vec<PathBuf>,
}

fn key(folder: &Path) -> SealKey {
    SealKey::from_pkcs12(
        &std::fs::read(folder.join("seal.p12")).unwrap(),
        &"key passphrase".into(),
    )
    .unwrap()
}

impl Work {
    fn new(folder: &Path, count: usize) -> Self {
        Key::new(folder);
        std::fs::create_dir(folder.join("in")).unwrap();
        let inputs = (0..count)
            .map(|number| {
                file(
                    &folder.join("in"),
                    &format!("{number}.pdf"),
                    &pdfs::letter_saying(&format!("Lettre {number}")),
                )
            })
            .collect();
        Self {
            folder: folder.to_owned(),
            inputs,
        }
    }

    fn out(&self) -> PathBuf {
        self.folder.join("out")
    }

    fn seal(&self) -> Vec<SealedFile> {
        self.seal_with(&Cancel::default(), |request| request, |_| {})
    }

    fn seal_with(
        &self,
        cancel: &Cancel,
        choose: impl for<'a> FnOnce(SealFiles<'a>) -> SealFiles<'a>,
        mut on_result: impl FnMut(&SealedFile),
    ) -> Vec<SealedFile> {
        let mut results = Vec::new();
        let key = key(&self.folder);
        let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
        let out = self.out();
        let request = choose(SealFiles {
            jobs: 2,
            ..SealFiles::new(&self.inputs, &out, &key, &platform)
        });
        seal_files(
            &request,
            &desk::System,
            &mut |result| {
                on_result(&result);
                results.push(result);
            },
            &|_| {},
            cancel,
        )
        .unwrap();
        results.sort_by_key(|result| self.inputs.iter().position(|input| *input == result.input));
        results
    }

    /// Names in the folder of the outputs, but the record's.
    fn names(&self) -> BTreeSet<String> {
        std::fs::read_dir(self.out())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != RECORD)
            .collect()
    }

    /// Every file is sealed once, under the identifier that was told first, and nothing else lies there.
    fn finished(&self, results: &[SealedFile], told: &HashMap<PathBuf, String>) {
        assert_eq!(results.len(), self.inputs.len());
        let mut names = BTreeSet::new();
        for result in results {
            assert_eq!(result.status, "sealed", "{result:?}");
            let output = result.output.clone().unwrap();
            names.insert(output.file_name().unwrap().to_str().unwrap().to_owned());
            let bytes = std::fs::read(&output).unwrap();
            assert!(bytes.starts_with(&std::fs::read(&result.input).unwrap()));
            let roots = seal::verify::TrustRoots::default();
            let report = desk::files::verify(&output, &roots, jiff::Timestamp::MAX, None);
            assert_eq!(report.signatures.len(), 1, "sealed once");
            assert!(report.signatures[0].covers_whole_file);
            if let Some(first) = told.get(&result.input) {
                assert_eq!(
                    result.identifier.as_ref(),
                    Some(first),
                    "the first identifier stays"
                );
                assert!(result.resumed);
            }
        }
        assert_eq!(self.names(), names, "no litter");
    }
}

/// Not a test of its own: the program that the others kill.
#[test]
fn program_that_seals_a_batch() {
    let Some(folder) = std::env::var_os("GREFFE_TEST_BATCH").map(PathBuf::from) else {
        return;
    };
    let count: usize = std::env::var("GREFFE_TEST_COUNT").unwrap().parse().unwrap();
    let work = Work {
        inputs: (0..count)
            .map(|number| folder.join(format!("in/{number}.pdf")))
            .collect(),
        folder,
    };
    say("@ready");
    let results = work.seal_with(
        &Cancel::default(),
        |request| request,
        |result| {
            let identifier = result.identifier.clone().unwrap_or_default();
            say(&format!(
                "@{} {} {} {}",
                result.status,
                result.input.display(),
                identifier,
                result.code.clone().unwrap_or_default()
            ));
        },
    );
    assert_eq!(results.len(), count);
    say("@end");
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").unwrap();
    out.flush().unwrap();
}

fn start(work: &Work) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "batch::program_that_seals_a_batch",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("GREFFE_TEST_BATCH", &work.folder)
        .env("GREFFE_TEST_COUNT", work.inputs.len().to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while line.trim() != "@ready" {
        line.clear();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "the program starts");
    }
    (child, out)
}

/// What a program told as sealed, by its input; how many results it told; whether it came to its end.
fn told(out: BufReader<std::process::ChildStdout>) -> (HashMap<PathBuf, String>, bool) {
    let mut sealed = HashMap::new();
    let mut ended = false;
    for line in out.lines().map_while(Result::ok) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["@sealed", input, identifier, ..] => {
                sealed.insert(PathBuf::from(input), (*identifier).to_owned());
            }
            ["@refused", ..] => panic!("{line}"),
            ["@end"] => ended = true,
            _ => {}
        }
    }
    (sealed, ended)
}

#[test]
fn killed_at_any_moment_a_batch_is_gone_on_with_and_nothing_is_sealed_twice() {
    let seed = std::env::var("GREFFE_TEST_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_261_122);
    let kills: usize = std::env::var("GREFFE_TEST_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(60);
    eprintln!("GREFFE_TEST_SEED={seed} GREFFE_TEST_KILLS={kills}");
    let random = SeededRandom::new(seed);
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 5);

    let begun = Instant::now();
    let (mut child, out) = start(&work);
    let (sealed, ended) = told(out);
    child.wait().unwrap();
    assert!(ended && sealed.len() == work.inputs.len());
    let whole = begun.elapsed();
    std::fs::remove_dir_all(work.out()).unwrap();

    let (mut left, mut part, mut litter) = (kills, 0, 0);
    while left > 0 {
        let mut known: HashMap<PathBuf, String> = HashMap::new();
        // Killed once to three times in a row, then gone on with to the end.
        let rounds = (1 + usize::from(random.bytes::<1>()[0] % 3)).min(left);
        for _ in 0..rounds {
            let share = u32::from(random.bytes::<1>()[0]);
            let (mut child, out) = start(&work);
            // Waits on what never comes: the time-out is the clock.
            let (_never, clock) = std::sync::mpsc::channel::<()>();
            let _ = clock.recv_timeout(whole * share / 255);
            child.kill().unwrap();
            child.wait().unwrap();
            let (sealed, _) = told(out);
            for (input, identifier) in sealed {
                let first = known.entry(input).or_insert_with(|| identifier.clone());
                assert_eq!(*first, identifier, "told twice with two identifiers");
            }
            left -= 1;
        }
        if work.out().exists() {
            litter += usize::from(work.names().iter().any(|name| name.starts_with(".greffe-")));
        }
        part += usize::from(!known.is_empty() && known.len() < work.inputs.len());
        let results = work.seal();
        work.finished(&results, &known);
        // Once more: everything is there, nothing is done.
        let again = work.seal();
        assert!(again.iter().all(|result| result.resumed));
        let identifiers = |results: &[SealedFile]| -> Vec<Option<String>> {
            results.iter().map(|result| result.identifier.clone()).collect()
        };
        assert_eq!(identifiers(&results), identifiers(&again));
        std::fs::remove_dir_all(work.out()).unwrap();
    }
    eprintln!("{kills} kills; {part} times in the middle, {litter} times with temporary files left");
    assert!(part + litter > 3, "the kills fall into the work");
}

#[test]
fn two_programs_on_one_folder_seal_each_file_once() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 12);
    let (mut one, one_out) = start(&work);
    let (mut two, two_out) = start(&work);
    let ((first, first_ended), (second, second_ended)) = (told(one_out), told(two_out));
    one.wait().unwrap();
    two.wait().unwrap();
    assert!(first_ended && second_ended);
    assert_eq!(first.len(), work.inputs.len());
    assert_eq!(first, second, "both tell the same identifiers");
    work.finished(&work.seal(), &first);
}

#[test]
fn a_cancelled_batch_says_what_was_not_begun_and_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 40);
    let cancel = Cancel::default();
    let results = work.seal_with(&cancel, |request| request, |_| cancel.cancel());
    assert_eq!(results.len(), 40);
    let known: HashMap<PathBuf, String> = results
        .iter()
        .filter_map(|result| Some((result.input.clone(), result.identifier.clone()?)))
        .collect();
    assert!(!known.is_empty() && known.len() < 40, "{}", known.len());
    let others = results.iter().filter(|result| result.identifier.is_none());
    assert!(
        others
            .clone()
            .all(|result| result.code.as_deref() == Some("cancelled"))
    );
    assert_eq!(work.names().len(), known.len(), "nothing is left by halves");
    work.finished(&work.seal(), &known);
}

#[test]
fn a_paused_batch_waits_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 6);
    let pause = Pause::default();
    pause.pause();
    let (send, first) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let (work, held) = (&work, pause.clone());
        let sealing = scope.spawn(move || {
            work.seal_with(
                &Cancel::default(),
                |request| SealFiles {
                    pause: held,
                    ..request
                },
                |_| send.send(()).unwrap(),
            )
        });
        assert!(
            first.recv_timeout(Duration::from_millis(300)).is_err(),
            "nothing is begun while paused"
        );
        assert!(pause.is_paused());
        pause.resume();
        work.finished(&sealing.join().unwrap(), &HashMap::new());
    });
    // Cancelling ends a pause.
    pause.pause();
    let cancel = Cancel::default();
    cancel.cancel();
    std::fs::remove_dir_all(work.out()).unwrap();
    let results = work.seal_with(&cancel, |request| SealFiles { pause, ..request }, |_| {});
    assert!(
        results
            .iter()
            .all(|result| result.code.as_deref() == Some("cancelled"))
    );
}

#[test]
fn an_output_that_was_altered_is_not_ours_and_an_input_that_was_changed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 4);
    let first = work.seal();
    let output = |index: usize| first[index].output.clone().unwrap();

    let mut altered = std::fs::read(output(0)).unwrap();
    *altered.last_mut().unwrap() ^= 1;
    std::fs::write(output(0), &altered).unwrap();
    let changed = pdfs::letter_saying("Autre chose");
    std::fs::write(&work.inputs[1], &changed).unwrap();
    let original = std::fs::read(output(1)).unwrap();
    std::fs::remove_file(output(2)).unwrap();

    let second = work.seal();
    let code = |index: usize| second[index].code.as_deref();
    assert_eq!(code(0), Some("target-exists"));
    assert_eq!(std::fs::read(output(0)).unwrap(), altered, "never overwritten");
    assert_eq!(code(1), Some("input-changed"));
    assert_eq!(std::fs::read(output(1)).unwrap(), original);
    assert_eq!((second[2].status.as_str(), second[2].resumed), ("sealed", false));
    assert_ne!(
        second[2].identifier, first[2].identifier,
        "another original has another identifier"
    );
    assert!(second[2].message.is_some(), "and it is said");
    assert!(second[3].resumed && second[3].identifier == first[3].identifier);

    // Other choices are another original: what lies there is in its way.
    let others = work.seal_with(
        &Cancel::default(),
        |request| SealFiles {
            stamp: false,
            ..request
        },
        |_| {},
    );
    assert!(
        others
            .iter()
            .all(|result| result.code.as_deref() == Some("target-exists"))
    );

    // With force the changed input takes the place of its former original.
    let forced = work.seal_with(
        &Cancel::default(),
        |request| SealFiles {
            force: true,
            ..request
        },
        |_| {},
    );
    assert!(
        forced
            .iter()
            .all(|result| result.status == "sealed" && !result.resumed),
        "{forced:?}"
    );
    assert!(std::fs::read(output(1)).unwrap().starts_with(&changed));
}

#[test]
fn a_forced_batch_that_was_interrupted_is_gone_on_with_and_a_finished_one_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 20);
    let before = work.seal();
    let force = |cancel: &Cancel, end: bool| {
        work.seal_with(
            cancel,
            |request| SealFiles {
                force: true,
                ..request
            },
            |_| {
                if end {
                    cancel.cancel();
                }
            },
        )
    };
    let cut = force(&Cancel::default(), true);
    let done = |results: &[SealedFile]| -> BTreeMap<PathBuf, String> {
        results
            .iter()
            .filter_map(|result| Some((result.input.clone(), result.identifier.clone()?)))
            .collect()
    };
    let (cut, before) = (done(&cut), done(&before));
    assert!(!cut.is_empty() && cut.len() < 20);
    let rest = force(&Cancel::default(), false);
    for result in &rest {
        let identifier = result.identifier.as_ref().unwrap();
        assert_eq!(result.resumed, cut.contains_key(&result.input));
        assert_ne!(before.get(&result.input), Some(identifier));
        assert!(cut.get(&result.input).is_none_or(|first| first == identifier));
    }
    let anew = done(&force(&Cancel::default(), false));
    assert!(
        done(&rest)
            .iter()
            .all(|(input, identifier)| anew[input] != *identifier)
    );
}

#[test]
fn a_record_that_is_damaged_at_any_place_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 3);
    let first = work.seal();
    let record = std::fs::read(work.out().join(RECORD)).unwrap();
    let outputs = |work: &Work| -> Vec<Vec<u8>> {
        (0..3)
            .map(|number| std::fs::read(work.out().join(format!("{number}.pdf"))).unwrap())
            .collect()
    };
    let before = outputs(&work);
    let random = SeededRandom::new(5);
    for round in 0..60 {
        let at = usize::from(u16::from_be_bytes(random.bytes::<2>())) * record.len() / 65536;
        let mut damaged = record.clone();
        if round % 2 == 0 {
            damaged.truncate(at);
        } else {
            damaged[at] = random.bytes::<1>()[0];
        }
        std::fs::write(work.out().join(RECORD), &damaged).unwrap();
        for (result, first) in work.seal().iter().zip(&first) {
            match result.code.as_deref() {
                None => assert_eq!(result.identifier, first.identifier, "{result:?}"),
                Some("target-exists" | "input-changed") => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(outputs(&work), before);
        assert_eq!(work.names().len(), 3);
    }
}

#[test]
fn only_temporary_files_of_ours_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 1);
    work.seal();
    let text = std::fs::read_to_string(work.out().join(RECORD)).unwrap();
    let begun: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let run = begun["run"].as_str().unwrap();
    let ours = file(&work.out(), &format!(".greffe-{run}-Ab12Cd"), b"left");
    let held = file(&work.out(), &format!(".greffe-{run}-Held00"), b"held by somebody");
    let holder = std::fs::File::open(&held).unwrap();
    holder.lock().unwrap();
    let theirs = file(&work.out(), ".greffe-Ab12Cd", b"a file of somebody else");
    let notes = file(&work.out(), &format!("greffe-{run}-notes.txt"), b"notes");
    work.seal();
    assert!(!ours.exists(), "a leftover of ours is removed");
    assert!(held.exists(), "one that somebody holds is not");
    assert_eq!(std::fs::read(&theirs).unwrap(), b"a file of somebody else");
    assert!(notes.exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let link = work.out().join(format!(".greffe-{run}-link"));
        symlink(&notes, &link).unwrap();
        work.seal();
        assert!(link.symlink_metadata().is_ok() && notes.exists());
        let mode = std::fs::metadata(work.out().join(RECORD))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "identifiers are for nobody else to read");
    }
}

#[test]
fn a_file_that_is_named_twice_is_sealed_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut work = Work::new(folder.path(), 2);
    work.inputs.push(work.inputs[0].clone());
    let results = work.seal();
    assert_eq!(results.len(), 3);
    let same: Vec<&SealedFile> = results
        .iter()
        .filter(|result| result.input == work.inputs[0])
        .collect();
    assert_eq!(same.len(), 2);
    assert_eq!(same[0].identifier, same[1].identifier);
    assert_eq!((same[0].resumed, same[1].resumed), (false, true));
    assert_eq!(work.names().len(), 2);
}

#[test]
fn a_sheet_of_results_replaces_its_own_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let work = Work::new(folder.path(), 3);
    std::fs::write(&work.inputs[2], b"no PDF").unwrap();
    let sheet = folder.path().join("résultats.csv");
    let key = key(folder.path());
    let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
    let out = work.out();
    let results = Mutex::new(Vec::new());
    let seal = |sheet: &Path| {
        results.lock().unwrap().clear();
        seal_files(
            &SealFiles {
                results: Some(sheet),
                ..SealFiles::new(&work.inputs, &out, &key, &platform)
            },
            &desk::System,
            &mut |result| results.lock().unwrap().push(result),
            &|_| {},
            &Cancel::default(),
        )
    };
    seal(&sheet).unwrap();
    let text = std::fs::read_to_string(&sheet).unwrap();
    assert_eq!(text.lines().count(), 4);
    let sealed = results
        .lock()
        .unwrap()
        .iter()
        .find_map(|result| result.identifier.clone())
        .unwrap();
    let printed = identifier::Identifier::parse(&sealed).unwrap().printed();
    assert!(
        text.contains(&printed) && text.contains(",refused,pdf-"),
        "{text}"
    );
    seal(&sheet).unwrap();
    let again = std::fs::read_to_string(&sheet).unwrap();
    assert!(again.contains(&printed) && again.contains(",true\n"));
    std::fs::write(&sheet, "my own notes").unwrap();
    assert_eq!(seal(&sheet).unwrap_err().code(), "target-exists");
    assert!(
        results.lock().unwrap().is_empty(),
        "said before anything is sealed"
    );
    assert_eq!(std::fs::read_to_string(&sheet).unwrap(), "my own notes");
    let json = folder.path().join("results.json");
    seal(&json).unwrap();
    let rows: serde_json::Value = serde_json::from_slice(&std::fs::read(&json).unwrap()).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 3);
}
