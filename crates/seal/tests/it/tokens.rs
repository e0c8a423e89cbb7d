//! Keys in tokens, by PKCS#11 with SoftHSM: what a person with a card meets. What SoftHSM cannot do - PIN pads, locked
//! PINs - is tested at the seam, in `src/key/token_tests.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use seal::key::chooser::{self, Unsuitable};
use seal::key::{CertificatePurpose, KeyError, Pin, PinState, SealKey, TokenChoice};
use seal::sign::{SealRequest, SealedPdf, SignatureSpec, seal};
use seal::verify::{Integrity, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pdfs;
use testkit::pki::{KeyKind, Leaf, LeafSpec, TestPki};
use testkit::softhsm::{Kept, SoftHsm, alone};
use testkit::validators::{Job, Validators};
use wording::Explain;

const PIN: &str = "493817";

fn now() -> jiff::Timestamp {
    "2026-11-22T09:04:31Z".parse().unwrap()
}

fn open(hsm: &SoftHsm, choice: &TokenChoice<'_>, pin: &str) -> Result<SealKey, KeyError> {
    let pin = SecretString::from(pin);
    SealKey::from_token(&[hsm.module().to_owned()], choice, now())?.open(Pin::Typed(&pin))
}

fn choice<'a>(label: &'a str, certificate: &'a str) -> TokenChoice<'a> {
    TokenChoice {
        slot: None,
        label: Some(label),
        certificate: Some(certificate),
    }
}

fn labelled(label: &str) -> TokenChoice<'_> {
    TokenChoice {
        label: Some(label),
        ..TokenChoice::default()
    }
}

fn sealed(key: &SealKey) -> SealedPdf {
    let input = pdfs::letter();
    seal(
        key,
        &SealRequest {
            input: &input,
            password: None,
            spec: SignatureSpec::at(now()),
        },
    )
    .unwrap()
}

fn refusal(result: Result<SealKey, KeyError>) -> &'static str {
    match result {
        Ok(key) => panic!("opened: {key:?}"),
        Err(error) => error.code(),
    }
}

/// With the chain that a token often lacks.
fn chained(key: SealKey, leaf: &Leaf) -> SealKey {
    key.with_certificates(&[leaf.issuing_der.clone(), leaf.root_der.clone()])
}

/// Our own validator and the independent ones accept the files.
fn accepted(pki: &TestPki, files: &[(String, SealedPdf)]) {
    let roots = TrustRoots::from_pem(pki.root_pem().as_bytes()).unwrap();
    let folder = tempfile_folder();
    let validators = Validators::find();
    for (name, sealed) in files {
        let report = verify(
            &sealed.bytes,
            &VerifyOptions {
                roots: &roots,
                at: now(),
                password: None,
            },
        );
        assert_eq!(report.signatures.len(), 1, "{name}");
        assert_eq!(
            report.signatures[0].integrity,
            Integrity::Intact,
            "{name}: {report:?}"
        );
        assert_ne!(report.verdict, Verdict::TotalFailed, "{name}: {report:?}");
        let path = folder.join(format!("{name}.pdf"));
        std::fs::write(&path, &sealed.bytes).unwrap();
        if let Some(validators) = &validators {
            let judged = if name.contains("PSS") {
                // mutool cannot check RSA-PSS.
                let judgement = validators.judge(&[pki.root_pem()], &[Job::new(&path)]).remove(0);
                judgement.sealed_refusals().join("\n")
            } else {
                validators
                    .accept_sealed(pki.root_pem(), &Job::new(&path))
                    .err()
                    .unwrap_or_default()
            };
            assert_eq!(judged, "", "{name}");
        }
    }
}

fn tempfile_folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("tokens-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_kind_of_key_in_a_token_seals_and_everybody_accepts() {
    alone(
        "tokens::every_kind_of_key_in_a_token_seals_and_everybody_accepts",
        |hsm| {
            let pki = TestPki::shared();
            hsm.token("Sceau", PIN);
            let kinds = [KeyKind::P256, KeyKind::P384, KeyKind::Rsa2048, KeyKind::Rsa3072];
            let mut files = Vec::new();
            for (index, kind) in kinds.into_iter().enumerate() {
                let (leaf, id) = (pki.seal(kind), format!("a{index}"));
                hsm.keep("Sceau", PIN, &id, &leaf, Kept::default());
                let key = chained(open(hsm, &choice("Sceau", &id), PIN).unwrap(), &leaf);
                assert!(key.in_token());
                assert_eq!(key.certificate().algorithm, kind.name());
                assert_eq!(key.chain().len(), 3);
                files.push((kind.name().to_owned(), sealed(&key)));
                if matches!(kind, KeyKind::Rsa2048 | KeyKind::Rsa3072) {
                    let key = key.with_rsa_pss().unwrap();
                    files.push((format!("{}-PSS", kind.name()), sealed(&key)));
                } else {
                    assert_eq!(refusal(key.with_rsa_pss()), "key-pss-needs-rsa");
                }
            }
            accepted(pki, &files);
        },
    );
}

#[test]
fn a_key_that_asks_for_the_pin_each_time_gets_it_each_time() {
    alone(
        "tokens::a_key_that_asks_for_the_pin_each_time_gets_it_each_time",
        |hsm| {
            let pki = TestPki::shared();
            let leaf = pki.signer(KeyKind::Rsa2048);
            hsm.token("Carte", PIN);
            let kept = Kept {
                always_authenticate: true,
                ..Kept::default()
            };
            hsm.keep("Carte", PIN, "0e", &leaf, kept);
            let key = chained(open(hsm, &labelled("Carte"), PIN).unwrap(), &leaf);
            let one = ("always-1".to_owned(), sealed(&key));
            let two = ("always-2".to_owned(), sealed(&key));
            let key = key.with_rsa_pss().unwrap();
            let three = ("always-PSS".to_owned(), sealed(&key));
            accepted(pki, &[one, two, three]);
        },
    );
}

#[test]
fn a_wrong_pin_says_that_tries_are_running_out_and_a_right_one_works_again() {
    alone(
        "tokens::a_wrong_pin_says_that_tries_are_running_out_and_a_right_one_works_again",
        |hsm| {
            hsm.token("Sceau", PIN);
            hsm.keep(
                "Sceau",
                PIN,
                "01",
                &TestPki::shared().seal(KeyKind::P256),
                Kept::default(),
            );
            assert_eq!(
                refusal(open(hsm, &labelled("Sceau"), "000000")),
                "token-pin-wrong-few-left"
            );
            let modules = [hsm.module().to_owned()];
            let token = SealKey::from_token(&modules, &labelled("Sceau"), now()).unwrap();
            assert_eq!(token.pin_state(), PinState::FewTriesLeft);
            assert!(token.wants_pin() && !token.has_pin_pad());
            assert_eq!(refusal(token.open(Pin::None)), "token-pin-needed");
            let token = SealKey::from_token(&modules, &labelled("Sceau"), now()).unwrap();
            assert_eq!(refusal(token.open(Pin::Pad)), "token-without-pin-pad");
            assert!(open(hsm, &labelled("Sceau"), PIN).is_ok());
            let token = SealKey::from_token(&modules, &labelled("Sceau"), now()).unwrap();
            assert_eq!(token.pin_state(), PinState::Ready);
        },
    );
}

#[test]
fn among_several_tokens_the_right_one_is_found_or_asked_for() {
    alone(
        "tokens::among_several_tokens_the_right_one_is_found_or_asked_for",
        |hsm| {
            let pki = TestPki::shared();
            let (seal, person) = (pki.seal(KeyKind::P256), pki.signer(KeyKind::P384));
            hsm.token("Sceau", PIN);
            hsm.token("Carte d’Émilie", "1111");
            hsm.token("Vide", "2222");
            hsm.keep("Sceau", PIN, "01", &seal, Kept::default());
            let key_only = Kept {
                without_certificate: true,
                ..Kept::default()
            };
            hsm.keep("Vide", "2222", "09", &seal, key_only);
            hsm.keep("Carte d’Émilie", "1111", "01", &person, Kept::default());

            assert_eq!(refusal(open(hsm, &TokenChoice::default(), PIN)), "token-several");
            assert_eq!(refusal(open(hsm, &labelled("Autre"), PIN)), "token-label-unknown");
            assert_eq!(
                refusal(open(hsm, &labelled("Vide"), "2222")),
                "token-without-certificate"
            );
            let view = chooser::in_module(hsm.module(), now());
            assert!(view.problem.is_none() && view.driver.is_some());
            let slot = |label: &str| {
                view.slots
                    .iter()
                    .find(|slot| slot.token.as_ref().is_some_and(|token| token.label == label))
                    .unwrap()
                    .slot
            };
            let by_slot = |slot| TokenChoice {
                slot: Some(slot),
                ..TokenChoice::default()
            };
            let key = open(hsm, &by_slot(slot("Carte d’Émilie")), "1111").unwrap();
            assert_eq!(key.certificate().holder, person.common_name);
            // By fingerprint, in whichever token it is.
            let fingerprint = open(hsm, &labelled("Sceau"), PIN)
                .unwrap()
                .certificate()
                .sha256
                .clone();
            let pairs: Vec<String> = fingerprint
                .to_uppercase()
                .as_bytes()
                .chunks(2)
                .map(|pair| String::from_utf8_lossy(pair).into_owned())
                .collect();
            let by_fingerprint = pairs.join(":");
            let key = open(
                hsm,
                &TokenChoice {
                    certificate: Some(&by_fingerprint),
                    ..TokenChoice::default()
                },
                PIN,
            )
            .unwrap();
            assert_eq!(key.certificate().holder, seal.common_name);
            assert_eq!(
                refusal(open(hsm, &choice("Sceau", "ff"), PIN)),
                "token-certificate-unknown"
            );
            assert_eq!(refusal(open(hsm, &by_slot(987_654), PIN)), "token-slot-unknown");
            let empty = view.slots.iter().find(|slot| slot.token.is_none()).unwrap();
            assert_eq!(refusal(open(hsm, &by_slot(empty.slot), PIN)), "token-slot-empty");
        },
    );
}

#[test]
fn certificates_say_what_they_are_for_and_why_they_are_unsuitable() {
    alone(
        "tokens::certificates_say_what_they_are_for_and_why_they_are_unsuitable",
        |hsm| {
            let pki = TestPki::shared();
            hsm.token("Sceau", PIN);
            let keep = |id: &str, leaf: &Leaf, kept| hsm.keep("Sceau", PIN, id, leaf, kept);
            let without_key = Kept {
                without_key: true,
                ..Kept::default()
            };
            keep("01", &pki.seal(KeyKind::P256), Kept::default());
            keep("02", &pki.expired_seal(KeyKind::P256), Kept::default());
            keep("03", &pki.not_yet_valid_seal(KeyKind::P256), Kept::default());
            keep(
                "04",
                &pki.leaf(&LeafSpec {
                    purpose: testkit::pki::Purpose::EnciphermentOnly,
                    ..LeafSpec::seal(KeyKind::P256)
                }),
                Kept::default(),
            );
            keep("05", &pki.tls_server(), Kept::default());
            keep("06", &pki.seal(KeyKind::Rsa1024), without_key);
            keep("07", &pki.seal(KeyKind::Ed25519), without_key);
            keep("08", &pki.signer(KeyKind::P384), without_key);

            let view = chooser::in_module(hsm.module(), now());
            let token = view.slots.iter().find_map(|slot| slot.token.as_ref()).unwrap();
            let codes = |id: &str| -> Vec<&str> {
                let choice = token
                    .certificates
                    .iter()
                    .find(|choice| choice.id.as_deref() == Some(id))
                    .unwrap();
                choice.unsuitable.iter().map(Unsuitable::code).collect()
            };
            assert_eq!(codes("01"), Vec::<&str>::new());
            assert_eq!(codes("02"), ["certificate-expired"]);
            assert_eq!(codes("03"), ["certificate-not-yet-valid"]);
            assert_eq!(codes("04"), ["certificate-key-usage"]);
            assert_eq!(codes("05"), ["certificate-key-usage"]);
            assert_eq!(codes("06"), ["certificate-key-weak"]);
            assert_eq!(codes("07"), ["certificate-kind-unsupported"]);
            let purpose = |id: &str| {
                let choice = token
                    .certificates
                    .iter()
                    .find(|one| one.id.as_deref() == Some(id));
                choice.unwrap().certificate.purpose
            };
            assert_eq!(purpose("01"), CertificatePurpose::Seal);
            assert_eq!(purpose("08"), CertificatePurpose::Signature);
            assert_eq!(purpose("05"), CertificatePurpose::Neither);
            let text = serde_json::to_string(token).unwrap();
            let back: chooser::TokenView = serde_json::from_str(&text).unwrap();
            assert_eq!(&back, token);

            // The certificate without its key is told as such once the token is open; the only suitable one else is taken
            // only when nothing is to be chosen.
            assert_eq!(
                refusal(open(hsm, &choice("Sceau", "08"), PIN)),
                "token-key-missing"
            );
            assert_eq!(
                refusal(open(hsm, &choice("Sceau", "04"), PIN)),
                "key-not-for-signing"
            );
            assert_eq!(
                refusal(open(hsm, &choice("Sceau", "06"), PIN)),
                "key-kind-unsupported"
            );
            assert_eq!(
                refusal(open(hsm, &labelled("Sceau"), PIN)),
                "token-several-certificates"
            );
        },
    );
}

#[test]
fn a_token_that_vanishes_in_the_middle_ends_the_batch_and_is_told() {
    alone(
        "tokens::a_token_that_vanishes_in_the_middle_ends_the_batch_and_is_told",
        |hsm| {
            let leaf = TestPki::shared().seal(KeyKind::P256);
            hsm.token("Sceau", PIN);
            hsm.keep("Sceau", PIN, "01", &leaf, Kept::default());
            let key = open(hsm, &labelled("Sceau"), PIN).unwrap();
            sealed(&key);
            std::fs::remove_dir_all(hsm.tokens()).unwrap();
            let input = pdfs::letter();
            let mut codes = Vec::new();
            for _ in 0..2 {
                let request = SealRequest {
                    input: &input,
                    password: None,
                    spec: SignatureSpec::at(now()),
                };
                let error = seal(&key, &request).unwrap_err();
                assert!(error.stops_the_batch(), "{error:?}");
                codes.push(error.code());
            }
            assert!(
                ["token-removed", "token-session-lost"].contains(&codes[0]),
                "{codes:?}"
            );
            assert_eq!(codes[0], codes[1]);
        },
    );
}

#[test]
fn threads_seal_with_one_token_at_the_same_time() {
    alone("tokens::threads_seal_with_one_token_at_the_same_time", |hsm| {
        let leaf = TestPki::shared().seal(KeyKind::P256);
        hsm.token("Sceau", PIN);
        hsm.keep("Sceau", PIN, "01", &leaf, Kept::default());
        let key = open(hsm, &labelled("Sceau"), PIN).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..5).for_each(|_| drop(sealed(&key))));
            }
        });
    });
}

#[test]
fn a_module_that_is_not_there_or_none_is_told() {
    let open = |path: &str| {
        let modules = [PathBuf::from(path)];
        match SealKey::from_token(&modules, &TokenChoice::default(), now()) {
            Ok(_) => panic!("opened"),
            Err(error) => error.code(),
        }
    };
    assert_eq!(open("/nowhere/module.so"), "token-module-missing");
    let none = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert_eq!(open(none.to_str().unwrap()), "token-module-unusable");
    let nothing = SealKey::from_token(&[], &TokenChoice::default(), now());
    assert_eq!(nothing.unwrap_err().code(), "token-no-module");
}

#[test]
fn rsa_pss_from_a_key_file_is_accepted_by_everybody_who_can_check_it() {
    let pki = TestPki::shared();
    let mut files = Vec::new();
    for kind in [KeyKind::Rsa2048, KeyKind::Rsa4096] {
        let p12 = pki.seal(kind).pkcs12("x");
        let key = SealKey::from_pkcs12(&p12, &SecretString::from("x"))
            .unwrap()
            .with_rsa_pss()
            .unwrap();
        files.push((format!("file-PSS-{}", kind.name()), sealed(&key)));
    }
    accepted(pki, &files);
    let p12 = pki.seal(KeyKind::P256).pkcs12("x");
    let key = SealKey::from_pkcs12(&p12, &SecretString::from("x")).unwrap();
    assert_eq!(refusal(key.with_rsa_pss()), "key-pss-needs-rsa");
}
