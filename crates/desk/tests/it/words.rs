//! Every error and every kind of the journal has its words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use desk::Error;
use wording::{Explain, Lang};

#[test]
fn every_error_has_its_sentence_in_every_language() {
    assert_eq!(wording::problems(&desk::MESSAGES), Vec::<String>::new());
    let file = || PathBuf::from("a.pdf");
    let text = || String::from("x");
    let mut errors = vec![
        Error::FileEmpty { file: file() },
        Error::NotAFile { file: file() },
        Error::FileTooLarge {
            file: file(),
            size_mb: 2,
            limit_mb: 1,
        },
        Error::TargetExists { file: file() },
        Error::TargetIsInput { file: file() },
        Error::InputChanged {
            file: file(),
            output: file(),
        },
        Error::BatchStopped { reason: text() },
        Error::Augment(seal::augment::AugmentError::NoSignature),
        Error::Web(seal::online::WebError::Offline),
        Error::DocumentNotPdf { title: text() },
        Error::DossierClosed { reference: text() },
        Error::ProcedureUnknown { procedure: text() },
        Error::ProcedureDamaged {
            procedure: text(),
            detail: text(),
        },
        Error::PlatformNotSet,
        Error::NotEnrolled,
        Error::ConflictUnknown { number: "1".into() },
        Error::ConflictFieldUnknown {
            field: "title".into(),
        },
        Error::PlatformOtherWaiting { count: 1 },
        Error::PlatformOtherWaiting { count: 3 },
        Error::SyncRunning,
        Error::OriginalForgotten { title: text() },
        Error::StrangeFile { file: file() },
        Error::TestCertificates { detail: text() },
        Error::Store(store::Error::PassphraseWrong),
        Error::Rule(model::RuleError::FieldEmpty { field: "title" }),
        Error::Pdf(pdf::Error::PasswordNeeded),
        Error::Key(seal::key::KeyError::PassphraseWrong),
        Error::Trust(seal::verify::TrustError("x".into())),
        Error::Sync(sync::Error::IdentifierTaken),
    ];
    for found in [
        "pdf",
        "word",
        "spreadsheet",
        "presentation",
        "old-office",
        "image",
        "archive",
        "markup",
        "mail",
        "text",
        "postscript",
        "unknown",
    ] {
        errors.push(Error::FileKindMismatch {
            file: file(),
            named: "pdf".into(),
            found,
        });
    }
    let catalog = desk::catalog();
    for error in &errors {
        assert_ne!(error.code(), "desk-error");
        for lang in Lang::ALL {
            let sentence = catalog
                .try_text(lang, error.code(), &error.arguments())
                .unwrap_or_else(|| panic!("{lang} {}", error.code()));
            assert!(
                !sentence.contains('{') && !sentence.is_empty(),
                "{lang} {sentence}"
            );
        }
    }
}
