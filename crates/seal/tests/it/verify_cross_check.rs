//! Every signed file of the corpus, beside what pyHanko finds in it: its diff analysis, its cryptography, and its
//! `adesverify`, offline and without roots. Where the two differ, it is written here why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use seal::sign::Level;
use seal::verify::{
    ChangesAfter, Integrity, Kind, SignatureReport, TrustRoots, Verdict, VerifyOptions, verify,
};
use serde_json::Value;
use testkit::corpus::Corpus;

/// File, field, what differs, why.
const KNOWN: &[(&str, &str, &str, &str)] = &[
    (
        "dss-hello_signed_INCSAVE_signed.pdf",
        "Signature1",
        "indication",
        "RSA of 1024 bits: pyHanko asks for algorithms first; EN 319 102-1 (5.3.4) validates the chain before",
    ),
    (
        "dss-hello_signed_INCSAVE_signed.pdf",
        "Signature2",
        "indication",
        "as above",
    ),
    (
        "dss-pades-5-signatures-and-1-document-timestamp.pdf",
        "",
        "unreadable",
        "one 'startxref' of it leads into a signature value; pyHanko gives up, poppler and this validator read on",
    ),
    (
        "dss-pades-ltv.pdf",
        "Signature1",
        "error",
        "the trailers carry a private /AdditionalStreams that names objects which are not there; pyHanko breaks off",
    ),
    (
        "dss-pades-ltv.pdf",
        "Signature2",
        "changes",
        "as above: object 49, the later security store, was named there before it existed",
    ),
    (
        "dss-PAdES-LT.pdf",
        "Signature4",
        "changes",
        "a /VRI entry was written anew: it only indexes validation data, none of which was taken away",
    ),
    (
        "dss-Signature-P-DE_SCI-4.pdf",
        "Signatur_1459435797602",
        "changes",
        "the page's /Resources became a new object with the same content, which pyHanko does not compare",
    ),
];

fn differences(file: &str, ours: &[SignatureReport], theirs: &Value) -> BTreeSet<(String, String, String)> {
    let mut found = BTreeSet::new();
    let mut differs = |field: &str, what: &str, detail: String| {
        eprintln!("{file} {field}: {what}: {detail}");
        found.insert((file.to_owned(), field.to_owned(), what.to_owned()));
    };
    if let Some(error) = theirs["error"].as_str() {
        differs("", "unreadable", error.to_owned());
        return found;
    }
    let theirs = theirs["signatures"].as_array().unwrap();
    if theirs.len() != ours.len() {
        differs("", "number", format!("{} and {}", ours.len(), theirs.len()));
    }
    for their in theirs {
        let field = their["field"].as_str().unwrap();
        let Some(our) = ours.iter().find(|our| our.field == field) else {
            differs(field, "missing", String::new());
            continue;
        };
        if let Some(error) = their["error"].as_str() {
            differs(field, "error", error.to_owned());
            continue;
        }
        let is_true = |key: &str| their[key].as_bool().unwrap_or(false);
        if is_true("document_timestamp") != (our.kind == Kind::DocumentTimestamp) {
            differs(field, "kind", format!("{:?}", our.kind));
        }
        if (is_true("intact") && is_true("valid")) != (our.integrity == Integrity::Intact) {
            differs(field, "integrity", format!("{:?}", our.integrity));
        }
        if (their["coverage"] == "ENTIRE_FILE") != our.covers_whole_file {
            differs(field, "coverage", their["coverage"].to_string());
        }
        let changed = match their["modifications"].as_str() {
            Some("NONE") => [ChangesAfter::None].as_slice(),
            Some("OTHER") | None => &[ChangesAfter::NotPermitted],
            // What only has more bytes after it counts as changed for us, also where nothing that shows was touched.
            Some(_) => &[ChangesAfter::Permitted, ChangesAfter::Unclear],
        };
        if !changed.contains(&our.changes_after) {
            let detail = format!(
                "{:?} {:?}, pyHanko {} {}",
                our.changes_after, our.changes, their["modifications"], their["suspicious"]
            );
            differs(field, "changes", detail);
        }
        if our.kind == Kind::DocumentTimestamp {
            continue;
        }
        let indication = their["indication"].as_str().unwrap_or_default();
        let main = match our.indication {
            Verdict::TotalPassed => "AdESPassed",
            Verdict::Indeterminate => "AdESIndeterminate",
            _ => "AdESFailure",
        };
        let own = format!("{main}.{}", our.sub_indication.as_deref().unwrap_or("OK"));
        if own != indication {
            differs(field, "indication", format!("{own}, pyHanko {indication}"));
        }
        // What must be there for a level, as pyHanko reads the file. Files that break a rule of B-B have none.
        let stamped_later = theirs.iter().any(|other| {
            other["document_timestamp"] == true && other["valid"] == true && other["field"] != their["field"]
        });
        let stamped = is_true("stamped") || stamped_later;
        let fits = match our.level {
            None => true,
            Some(Level::BB) => !is_true("stamped"),
            Some(Level::BT) => stamped,
            Some(Level::BLt) => stamped && is_true("store"),
            Some(Level::BLta) => stamped && is_true("later_archive"),
        };
        if !fits {
            differs(field, "level", format!("{:?}, pyHanko {their}", our.level));
        }
    }
    found
}

#[test]
fn every_signed_file_of_the_corpus_is_judged_as_pyhanko_does_or_it_is_known_why_not() {
    // Said aloud where there is none; it is never part of the repository, so that it cannot be demanded everywhere.
    let Some(corpus) = Corpus::find() else { return };
    let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
        testkit::skip(
            "pyHanko beside our judgement",
            "GREFFE_VALIDATORS_PYTHON names no Python",
            true,
        );
        return;
    };
    let files = corpus.signed();
    let mut child = Command::new(python)
        .arg(testkit::workspace_root().join("crates/testkit/validators/cross_check.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let list: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    // All of it is read before the first line is written.
    child
        .stdin
        .take()
        .unwrap()
        .write_all(list.join("\n").as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), files.len());
    let roots = TrustRoots::default();
    let options = VerifyOptions {
        roots: &roots,
        at: "2026-12-01T00:00:00Z".parse().unwrap(),
        password: None,
    };
    let mut found = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (path, theirs) in files.iter().zip(&answers) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let report = verify(&std::fs::read(path).unwrap(), &options);
        found.extend(differences(&name, &report.signatures, theirs));
        names.insert(name);
    }
    let known: BTreeSet<(String, String, String)> = KNOWN
        .iter()
        .filter(|(file, ..)| names.contains(*file))
        .map(|(file, field, what, _)| ((*file).to_owned(), (*field).to_owned(), (*what).to_owned()))
        .collect();
    let new: Vec<_> = found.difference(&known).collect();
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new: {new:#?}\nno longer there: {gone:#?}"
    );
}
