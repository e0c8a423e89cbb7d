//! What is sent and stored keeps its shape.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use identifier::Identifier;
use model::{DeskId, Sha256};
use sync::wire::*;
use wording::{Catalog, Explain, Lang};

fn registration() -> Registration {
    Registration {
        identifier: Identifier::parse("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ").unwrap(),
        sha256: Sha256([0xab; 32]),
        size_bytes: 52_000,
        pages: 3,
        title: "Autorisation de bâtir".into(),
        kind: Some("Décision".into()),
        authority: "Commune de Test".into(),
        reference: Some("2026/RES/000001".into()),
        sealed_at: "2026-05-04T08:00:00Z".parse().unwrap(),
        lang: Some("fr".into()),
        visible_seal_sha256: None,
        supersedes: None,
        other: BTreeMap::new(),
    }
}

#[test]
fn a_registration_keeps_its_shape() {
    insta::assert_json_snapshot!(registration());
}

#[test]
fn the_other_messages_keep_their_shape() {
    let desk: DeskId = "0196983e-a200-7000-8000-000000000001".parse().unwrap();
    insta::assert_json_snapshot!(EnrolmentRequest {
        code: "ABCD-EFGH-JKMN".into(),
        desk,
        name: "poste-12".into(),
        public_key: "A".repeat(43),
        proof: "a.b.c".into(),
    });
    insta::assert_json_snapshot!(EnrolmentAnswer {
        desk,
        administration: "Commune de Test".into(),
        roles: vec!["clerk".into()],
        others: false,
    });
    insta::assert_json_snapshot!(Acknowledgement {
        seq: 7,
        registered_at: "2026-05-04T08:00:01Z".parse().unwrap(),
        sha256: Sha256([0xab; 32]),
    });
    insta::assert_json_snapshot!(Problem {
        status: 409,
        code: code::IDENTIFIER_TAKEN.into(),
        title: "taken".into(),
        policy: None,
    });
    insta::assert_json_snapshot!(Claims {
        iss: desk.to_string(),
        sub: desk.to_string(),
        aud: "https://verify.example.lu/api/v1/oauth/token".into(),
        iat: 1_777_881_600,
        exp: 1_777_881_720,
        jti: "00".repeat(16),
    });
}

#[test]
fn fields_of_a_newer_version_survive_a_round_trip() {
    let mut json = serde_json::to_value(registration()).unwrap();
    json["classification"] = serde_json::json!({"level": 2});
    let read: Registration = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), json);
    let problem: Problem =
        serde_json::from_str(r#"{"status":409,"code":"x","title":"t","type":"about:blank","instance":"/i"}"#)
            .unwrap();
    assert_eq!(problem.code, "x");
}

#[test]
fn a_token_is_never_shown() {
    let token = TokenAnswer {
        access_token: "secret".into(),
        token_type: "Bearer".into(),
        expires_in: 600,
    };
    assert!(!format!("{token:?}").contains("secret"));
}

#[test]
fn every_error_and_every_refusal_has_its_sentence_in_four_languages() {
    assert_eq!(wording::problems(&sync::MESSAGES), Vec::<String>::new());
    let catalog = Catalog::new(&[sync::MESSAGES, identifier::MESSAGES]);
    let host = || "verify.example.lu".to_owned();
    let mut errors = vec![
        sync::Error::Unreachable {
            host: host(),
            detail: "x".into(),
        },
        sync::Error::TlsUntrusted {
            host: host(),
            detail: "x".into(),
        },
        sync::Error::ServerFailed {
            host: host(),
            status: 500,
        },
        sync::Error::Garbage {
            host: host(),
            detail: "x".into(),
        },
        sync::Error::Silent { host: host() },
        sync::Error::Busy {
            host: host(),
            retry_after_s: 3,
        },
        sync::Error::Full { host: host() },
        sync::Error::Unauthorised { host: host() },
        sync::Error::ClockWrong { host: host() },
        sync::Error::Revoked {
            host: host(),
            wipe: false,
        },
        sync::Error::ProtocolTooOld { host: host() },
        sync::Error::EnrolmentCode { host: host() },
        sync::Error::IdentifierTaken,
        sync::Error::DigestMismatch,
        sync::Error::UnknownIdentifier(identifier::UnknownIdentifier),
        sync::Error::DeviceKey,
        sync::Error::ExtraCertificates,
        sync::Error::Cancelled,
        sync::Error::Refused {
            problem_code: "a-code-of-a-later-version".into(),
            status: 422,
        },
    ];
    for problem_code in [
        code::FORBIDDEN,
        code::OPERATION_REUSED,
        code::ORIGINAL_TAKEN,
        code::SEAL_FOREIGN,
        code::BLOB_MISSING,
        code::CHECKSUM_MISMATCH,
        code::OFFSET_MISMATCH,
        code::UPLOAD_UNKNOWN,
        code::TOO_LARGE,
        code::NOT_SEALED,
        code::SEAL_BROKEN,
        code::SEAL_PARTIAL,
        code::UNREADABLE,
        code::REQUEST_INVALID,
        code::ORIGINAL_DAMAGED,
        code::REVOKED,
        code::SUPERSEDED_UNKNOWN,
        code::SIGN_IN_NOT_OFFERED,
        code::SIGN_IN_NEEDED,
        code::SIGN_IN_REFUSED,
        code::SIGN_IN_OVER,
        code::SIGN_IN_NOBODY,
        code::SIGN_IN_ISSUER,
        code::SIGN_IN_NO_LISTENER,
    ] {
        let error = sync::Error::Refused {
            problem_code: problem_code.into(),
            status: 409,
        };
        assert_eq!(error.code(), problem_code, "a refusal has a sentence of its own");
        errors.push(error);
    }
    for error in &errors {
        for lang in Lang::ALL {
            let explanation = catalog.explain(lang, error);
            let sentence = catalog.try_text(lang, error.code(), &error.arguments());
            assert_eq!(
                sentence.as_ref(),
                Some(&explanation.sentence),
                "{} in {lang}",
                error.code()
            );
            assert!(
                explanation.next.is_some(),
                "{} in {lang} says what to do",
                error.code()
            );
            assert!(!explanation.to_string().contains('{'), "{explanation}");
        }
    }
}
