//! A large file on its way to a colleague's desk, over a bad line: the desk is killed in the middle, again and again, and
//! goes on where it was; what arrives is the file, byte for byte.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::house;

use std::collections::BTreeMap;
use std::time::Duration;

use house::greffe::{Greffe, text};
use house::line::{Dice, Line};
use house::platform::Platform;
use serde_json::Value;

const MEBIBYTE: u64 = 1024 * 1024;

fn desk(platform: &Platform) -> Greffe {
    let person = Greffe::new();
    person.create_desk();
    person.enrol(
        platform.url(),
        &platform.enrolment_code(),
        Some(&platform.ca_pem()),
    );
    person
}

#[test]
fn a_large_file_is_fetched_by_parts_and_a_killed_desk_goes_on_where_it_was() {
    let mut platform = Platform::new(None);
    let root = std::fs::read_to_string(platform.ca_pem()).unwrap();
    let line = Line::to(platform.port, &platform.tls, &root, 5);
    platform.known_as(&format!("https://localhost:{}", line.port));
    platform.start();
    let (one, two) = (desk(&platform), desk(&platform));
    let dossier = one.create_dossier("Plans");
    let bytes = testkit::pdfs::of_size(16 * MEBIBYTE as usize + 77_777);
    let file = one.home().join("plan.pdf");
    std::fs::write(&file, &bytes).unwrap();
    let document = one.import(&dossier, &[file])[0].clone();
    let sent = one.json(["sync"]).done();
    assert!(sent[0]["stopped"].is_null(), "{sent:?}");

    let mut dice = Dice::new(17);
    line.trouble(6);
    let mut kills = 0;
    loop {
        let before = line.ranges().len();
        let mut child = two.start(["sync"]);
        // After some more parts, and in the middle of one.
        let parts = 2 + dice.below(4) as usize;
        let ended = house::wait_for("parts of the file", Duration::from_secs(60), || {
            if child.try_wait().unwrap().is_some() {
                return Some(true);
            }
            (line.ranges().len() >= before + parts).then_some(false)
        });
        if !ended {
            std::thread::park_timeout(Duration::from_millis(dice.below(12)));
            kills += 1;
        }
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
        if line
            .ranges()
            .last()
            .is_some_and(|(_, _, to)| to + 1 == bytes.len() as u64)
        {
            break;
        }
        assert!(kills < 60, "it never arrives: {:?}", line.ranges());
    }
    assert!(kills >= 3, "it was killed {kills} times");
    line.trouble(0);
    let last = two.json(["sync"]).done();
    assert_eq!(last[0]["contents_awaited"], Value::from(0), "{last:?}");
    let copy = two.home().join("plan.pdf");
    two.json(["document", "export", &document, "--out", copy.to_str().unwrap()])
        .done();
    assert!(std::fs::read(&copy).unwrap() == bytes, "byte for byte");
    let shown = two.json(["dossier", "show", &dossier]).done()[0].clone();
    assert_eq!(text(&shown, "subject"), "Plans");
    assert_eq!(two.json(["desk", "check"]).exit, 0);

    // Nothing that had come was fetched again: a part at most for each end of the line or of the desk.
    let mut times: BTreeMap<(u64, u64), u64> = BTreeMap::new();
    for (_, from, to) in line.ranges() {
        *times.entry((from, to)).or_default() += 1;
    }
    let mut asked = 0;
    for ((from, to), count) in &times {
        asked += (to - from + 1) * count;
    }
    let faults: u64 = line.seen().iter().map(|(_, count)| count).sum();
    let spare = (kills + faults + 2) * MEBIBYTE;
    assert!(
        asked <= bytes.len() as u64 + spare,
        "{asked} bytes of {} were asked for, {kills} kills and {faults} faults: {times:?}",
        bytes.len()
    );
}
