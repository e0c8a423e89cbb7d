//! Files that others signed, altered and damaged are judged as they deserve.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::time::{Duration, Instant};

use seal::sign::Level;
use seal::verify::{ChangesAfter, FileReport, Integrity, Kind, TrustRoots, Verdict, VerifyOptions, verify};
use testkit::corpus::Corpus;

fn check(bytes: &[u8], password: Option<&str>) -> FileReport {
    let roots = TrustRoots::default();
    let at = "2026-12-01T00:00:00Z".parse().unwrap();
    verify(
        bytes,
        &VerifyOptions {
            roots: &roots,
            at,
            password,
        },
    )
}

fn corpus() -> Option<Corpus> {
    let corpus = Corpus::find();
    if corpus.is_none() {
        eprintln!("SKIPPED: no corpus of PDFs at hand (GREFFE_CORPUS)");
    }
    corpus
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

const NONE: Option<Level> = None;
const BB: Option<Level> = Some(Level::BB);
const BT: Option<Level> = Some(Level::BT);
const BLT: Option<Level> = Some(Level::BLt);
const BLTA: Option<Level> = Some(Level::BLta);

/// File, and for each signature in the order of the bytes: signer, level, kind.
///
/// No level where the signature is older than the baseline or breaks its rules: `pades-bes`, `pades-epes` and
/// `pades-ltv` carry signing-time, `5-signatures` a reason beside a commitment, `adbe` is Adobe's format.
type Expected = (&'static str, &'static [(&'static str, Option<Level>, Kind)]);

const SIGNED: &[Expected] = &[
    (
        "dss-PAdES-LT.pdf",
        &[
            ("LEPROPRE Jean", BLT, Kind::Signature),
            ("FERREIRA Ricardo", BLT, Kind::Signature),
            ("Certum EV TSA SHA2", NONE, Kind::DocumentTimestamp),
            ("FERREIRA Ricardo", BLT, Kind::Signature),
        ],
    ),
    (
        "dss-Signature-P-DE_SCI-4.pdf",
        &[
            ("Tilo Kienitz", BT, Kind::Signature),
            (
                "AuthentiDate Timestamp Authority C058 1:PN",
                NONE,
                Kind::DocumentTimestamp,
            ),
        ],
    ),
    (
        "dss-Signature-P-HU_MIC-3.pdf",
        &[
            ("Ivicsics Sándor", BLTA, Kind::Signature),
            ("Qualified e-Szigno TSA 2014 03", NONE, Kind::DocumentTimestamp),
        ],
    ),
    (
        "dss-Test.signed_Certipost-2048-SHA512.extended-LTA.pdf",
        &[
            (
                "CERTN-Activetestcertifcertipost First-name Second-name Thirdname",
                BLTA,
                Kind::Signature,
            ),
            ("Universign Timestamping Unit 009", NONE, Kind::DocumentTimestamp),
            ("Universign Timestamping Unit 026", NONE, Kind::DocumentTimestamp),
        ],
    ),
    (
        "dss-adbe_ocsp_signed.pdf",
        &[("Luigi Di Maio", NONE, Kind::Signature)],
    ),
    (
        "dss-belgian_pki_multiple_ocsps_lt.pdf",
        &[("Patrick Kremer (Signature)", BLT, Kind::Signature)],
    ),
    (
        "dss-certified-changes-permitted.pdf",
        &[("good-user", BB, Kind::Certification)],
    ),
    (
        "dss-doc-firmado-LT.pdf",
        &[("FRANCISCO DE LA PEÑA FERNANDEZ (FIRMA)", BLT, Kind::Signature)],
    ),
    (
        "dss-doc-firmado-T.pdf",
        &[("FRANCISCO DE LA PEÑA FERNANDEZ (FIRMA)", BT, Kind::Signature)],
    ),
    (
        "dss-dss-2058-LTA-test.pdf",
        &[
            ("Andreas Reifschneider", BLTA, Kind::Signature),
            ("Universign Timestamping Unit 026", NONE, Kind::DocumentTimestamp),
        ],
    ),
    (
        "dss-fieldmdp-include.pdf",
        &[("Pečať NBÚ", BB, Kind::Certification)],
    ),
    (
        "dss-hello_signed_INCSAVE_signed.pdf",
        &[
            (
                "MonacelliTestIncard 02 2016 MarcoTestIncard 02  2016",
                BB,
                Kind::Signature,
            ),
            (
                "MonacelliTestIncard 02 2016 MarcoTestIncard 02  2016",
                BB,
                Kind::Signature,
            ),
        ],
    ),
    (
        "dss-pades-5-signatures-and-1-document-timestamp.pdf",
        &[
            ("Peter Rybár", NONE, Kind::Signature),
            ("Peter Rybár", NONE, Kind::Signature),
            ("Ing. Pavol Grünner", NONE, Kind::Signature),
            ("Ing. Pavol Grünner", NONE, Kind::Signature),
            ("Ivan Chrenko", NONE, Kind::Signature),
            ("BalTstamp QTSA TSU2", NONE, Kind::DocumentTimestamp),
        ],
    ),
    ("dss-pades-bes.pdf", &[("good-user", NONE, Kind::Signature)]),
    ("dss-pades-epes.pdf", &[("good-user", NONE, Kind::Signature)]),
    (
        "dss-pades-ltv.pdf",
        &[
            ("good-user", NONE, Kind::Signature),
            ("good-tsa", NONE, Kind::DocumentTimestamp),
            ("good-tsa", NONE, Kind::DocumentTimestamp),
        ],
    ),
];

#[test]
fn signers_levels_and_integrity_of_files_signed_by_others_are_told_rightly() {
    let Some(corpus) = corpus() else { return };
    let mut seen = 0;
    for path in corpus.signed() {
        let report = check(&std::fs::read(&path).unwrap(), None);
        let name = name(&path);
        assert_eq!(report.verdict, Verdict::Indeterminate, "{name} {report:#?}");
        for one in &report.signatures {
            assert_eq!(one.integrity, Integrity::Intact, "{name} {one:#?}");
            assert_ne!(one.changes_after, ChangesAfter::NotPermitted, "{name} {one:#?}");
            assert_eq!(
                one.sub_indication.as_deref(),
                Some("NO_CERTIFICATE_CHAIN_FOUND"),
                "{name} {one:#?}"
            );
        }
        // Files that are not in the table are held to what every signed file owes.
        let Some((_, expected)) = SIGNED.iter().find(|(file, _)| *file == name) else {
            continue;
        };
        seen += 1;
        let found: Vec<_> = report
            .signatures
            .iter()
            .map(|one| (one.signer.as_deref().unwrap_or(""), one.level, one.kind))
            .collect();
        assert_eq!(found, *expected, "{name}");
    }
    assert_eq!(
        seen,
        SIGNED.len(),
        "files of the table that are not in the corpus"
    );
}

#[test]
fn poppler_sees_the_same_signers_and_digests() {
    let Some(corpus) = corpus() else { return };
    for path in corpus.signed() {
        let Ok(output) = std::process::Command::new("pdfsig")
            .arg("-nocert")
            .arg(&path)
            .output()
        else {
            testkit::skip("pdfsig", "poppler-utils is not installed", true);
            return;
        };
        let report = check(&std::fs::read(&path).unwrap(), None);
        let text = String::from_utf8_lossy(&output.stdout);
        let of = |key: &str| -> Vec<String> {
            text.lines()
                .filter_map(|line| line.trim().strip_prefix(key))
                .map(|rest| rest.trim().to_owned())
                .collect()
        };
        let mut ours: Vec<String> = report
            .signatures
            .iter()
            .filter_map(|one| one.signer.clone())
            .collect();
        let mut theirs = of("- Signer Certificate Common Name:");
        ours.sort();
        theirs.sort();
        assert_eq!(ours, theirs, "{}", name(&path));
        let valid = of("- Signature Validation: Signature is Valid.").len();
        let signatures = report
            .signatures
            .iter()
            .filter(|one| one.kind != Kind::DocumentTimestamp)
            .count();
        assert_eq!(valid, signatures, "{}", name(&path));
        let whole = text.matches("- Total document signed").count();
        assert_eq!(
            whole,
            report
                .signatures
                .iter()
                .filter(|one| one.covers_whole_file)
                .count(),
            "{}",
            name(&path)
        );
    }
}

#[test]
fn no_attack_of_the_corpus_is_called_valid_and_unchanged() {
    let Some(corpus) = corpus() else { return };
    for path in corpus.attacks() {
        let name = name(&path);
        let report = check(&std::fs::read(&path).unwrap(), None);
        if name.contains("-signed") {
            // The bait: signed as it is, and told to be looked at.
            assert_eq!(report.verdict, Verdict::Indeterminate, "{name} {report:#?}");
            assert!(report.signatures.iter().all(|one| {
                one.integrity == Integrity::Intact && one.changes_after == ChangesAfter::None
            }));
            let warned = ["verify-hidden-value", "verify-content-covered"];
            assert!(
                report
                    .warnings
                    .iter()
                    .any(|one| warned.contains(&one.code.as_str())),
                "{name} {report:#?}"
            );
            continue;
        }
        if name == "dss-BadEncodedCMS.pdf" {
            // Nothing was altered; its encoding and its SHA-1 keep it from passing for ever.
            assert_ne!(report.verdict, Verdict::TotalPassed);
            continue;
        }
        assert_eq!(report.verdict, Verdict::TotalFailed, "{name} {report:#?}");
        assert!(!report.warnings.is_empty(), "{name}");
    }
}

#[test]
fn a_signature_without_value_or_range_is_a_failure_of_format() {
    let Some(corpus) = corpus() else { return };
    for file in [
        "mkl-usf_01_Empty_Contents.pdf",
        "mkl-usf_03_Null_Contents.pdf",
        "mkl-usf_14_No_ByteRange.pdf",
    ] {
        let path = corpus.file(&format!("attacks/{file}"));
        let report = check(&std::fs::read(path).unwrap(), None);
        assert_eq!(
            report.signatures[0].sub_indication.as_deref(),
            Some("FORMAT_FAILURE"),
            "{file} {report:#?}"
        );
        assert_eq!(report.signatures[0].integrity, Integrity::Broken);
    }
}

#[test]
fn unsigned_files_have_no_signature_or_are_refused_with_a_reason() {
    let Some(corpus) = corpus() else { return };
    let mut refused = Vec::new();
    // These lie among the unsigned ones and are signed.
    let signed = ["dss-check_custom_rotate90_10_20.pdf", "dss-encrypted.pdf"];
    for path in corpus
        .plain()
        .into_iter()
        .filter(|path| !signed.contains(&name(path).as_str()))
    {
        let bytes = std::fs::read(&path).unwrap();
        let mut report = check(&bytes, None);
        if report.warnings.iter().any(|one| one.code == "verify-password") {
            report = check(&bytes, Some("openpassword"));
        }
        match report.verdict {
            Verdict::NoSignature => assert_eq!(report.warnings, [], "{}", name(&path)),
            Verdict::Error => refused.push((name(&path), report.warnings[0].code.clone())),
            verdict => panic!("{} {verdict:?} {report:#?}", name(&path)),
        }
    }
    eprintln!("refused: {refused:#?}");
    assert!(refused.len() <= 12, "{refused:#?}");
}

/// A small generator, so that a failure can be replayed from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

#[test]
fn damaged_files_of_every_make_end_in_time_without_panic_and_never_pass() {
    let Some(corpus) = corpus() else { return };
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let files = [corpus.signed(), corpus.attacks(), corpus.plain()].concat();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let rounds = if bytes.len() > 300_000 { 4 } else { 12 };
        for round in 0..rounds {
            let mut hostile = bytes.clone();
            match round % 4 {
                0 => hostile.truncate(random.below(bytes.len())),
                1 => {
                    for _ in 0..1 + random.below(30) {
                        let at = random.below(hostile.len());
                        hostile[at] = random.below(256) as u8;
                    }
                }
                2 => {
                    let (from, length) = (random.below(hostile.len()), random.below(4000));
                    let end = (from + length).min(hostile.len());
                    hostile.drain(from..end);
                }
                _ => {
                    // Digits near the end: offsets, sizes, lengths.
                    let start = hostile.len().saturating_sub(1500);
                    for _ in 0..6 {
                        let at = start + random.below(hostile.len() - start);
                        if hostile[at].is_ascii_digit() {
                            hostile[at] = b'0' + random.below(10) as u8;
                        }
                    }
                }
            }
            let started = Instant::now();
            let report = check(&hostile, None);
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "{} round {round}",
                name(&path)
            );
            assert_ne!(
                report.verdict,
                Verdict::TotalPassed,
                "{} round {round}",
                name(&path)
            );
            let stopped = report
                .warnings
                .iter()
                .any(|warning| warning.code == "verify-stopped");
            assert!(!stopped, "{} round {round} panicked", name(&path));
        }
    }
}
