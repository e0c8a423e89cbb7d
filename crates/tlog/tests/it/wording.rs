//! Every error is told in four languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tlog::Error;

#[test]
fn every_error_has_its_sentence_in_four_languages() {
    use wording::Explain as _;
    assert_eq!(wording::problems(&tlog::MESSAGES), Vec::<String>::new());
    let catalog = wording::Catalog::new(&[tlog::MESSAGES]);
    for error in [
        Error::JournalAltered { sequence: 3 },
        Error::JournalMissing { first: 1, last: 2 },
        Error::JournalOutOfOrder {
            sequence: 1,
            expected: 2,
        },
        Error::JournalUnlinked { sequence: 3 },
        Error::JournalTruncated {
            remembered: 5,
            found: 3,
        },
        Error::JournalRewritten { sequence: 4 },
        Error::JournalDetails,
        Error::LogEntry,
        Error::LogRange,
        Error::LogHashMissing,
        Error::LogInclusion,
        Error::LogConsistency,
        Error::LogNote,
        Error::LogCheckpoint,
        Error::LogProof { line: 3 },
        Error::LogTile,
        Error::LogKey,
        Error::LogKeyKind { kind: 6 },
        Error::LogPolicy,
        Error::LogOrigin {
            expected: "a".into(),
            found: "b".into(),
        },
        Error::LogSignatureMissing,
        Error::LogSignatureInvalid { name: "a".into() },
        Error::LogWitnesses { needed: 2, found: 1 },
    ] {
        let told = wording::Lang::ALL.map(|lang| catalog.explain(lang, &error));
        for explanation in &told {
            assert_eq!(explanation.code, error.code());
            assert!(explanation.next.is_some(), "{}", error.code());
            assert!(!explanation.to_string().contains(['{', '$']), "{explanation}");
        }
        assert!(
            told.windows(2).all(|pair| pair[0].sentence != pair[1].sentence),
            "{}",
            error.code()
        );
    }
}
