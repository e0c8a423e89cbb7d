//! Which keys sign and which are refused, and what certificates say of their purpose.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

use rcgen::{CertificateParams, CustomExtension, DnType, IsCa, KeyPair, KeyUsagePurpose};
use seal::key::chooser::{self, Unsuitable};
use seal::key::{CertificatePurpose, CertificateSummary, KeyError, PurposeBasis, QcType, SealKey};
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::verify::{Integrity, TrustRoots, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};
use testkit::validators::{Job, Validators};
use wording::Explain;

fn now() -> jiff::Timestamp {
    "2026-11-22T09:04:31Z".parse().unwrap()
}

fn openssl(folder: &Path, arguments: &[&str]) -> bool {
    match Command::new("openssl")
        .args(arguments)
        .current_dir(folder)
        .output()
    {
        Ok(output) => {
            assert!(
                output.status.success(),
                "openssl {arguments:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            true
        }
        Err(error) => {
            testkit::skip("keys made by OpenSSL", &error.to_string(), true);
            false
        }
    }
}

/// A key file with a key as OpenSSL's `genpkey` makes it, and its certificate in PEM.
fn key_file(genpkey: &[&str]) -> Option<(Vec<u8>, String)> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let make = [&["genpkey", "-out", "key.pem"], genpkey].concat();
    let certify = [
        "req",
        "-x509",
        "-new",
        "-key",
        "key.pem",
        "-days",
        "3650",
        "-subj",
        "/CN=TEST",
        "-out",
        "certificate.pem",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-addext",
        "keyUsage=digitalSignature,nonRepudiation",
    ];
    let export = [
        "pkcs12",
        "-export",
        "-inkey",
        "key.pem",
        "-in",
        "certificate.pem",
        "-passout",
        "pass:x",
        "-out",
        "key.p12",
    ];
    for arguments in [make.as_slice(), &certify, &export] {
        if !openssl(folder.path(), arguments) {
            return None;
        }
    }
    Some((
        std::fs::read(at("key.p12")).unwrap(),
        std::fs::read_to_string(at("certificate.pem")).unwrap(),
    ))
}

fn open(p12: &[u8]) -> Result<SealKey, KeyError> {
    SealKey::from_pkcs12(p12, &SecretString::from("x"))
}

#[test]
fn a_key_for_rsa_pss_alone_signs_with_pss() {
    let Some((p12, root)) = key_file(&["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"]) else {
        return;
    };
    let key = open(&p12).unwrap();
    assert_eq!(key.certificate().algorithm, "RSA-PSS-2048");
    let input = pdfs::letter();
    // The certificate is as old as this test.
    let signed_at = key.certificate().not_before;
    let request = SealRequest {
        input: &input,
        password: None,
        spec: SignatureSpec::at(signed_at),
    };
    let sealed = seal(&key, &request).unwrap();
    let roots = TrustRoots::from_pem(root.as_bytes()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: signed_at,
        password: None,
    };
    let report = verify(&sealed.bytes, &options);
    assert_eq!(report.signatures[0].integrity, Integrity::Intact, "{report:?}");
    let Some(validators) = Validators::find() else {
        return;
    };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("key-for-pss-alone.pdf");
    std::fs::write(&path, &sealed.bytes).unwrap();
    let judged = validators.judge(&[&root], &[Job::new(&path)]).remove(0);
    let signature = &judged.signatures[0];
    assert!(signature.intact && signature.valid, "{signature:?}");
}

#[test]
fn keys_that_cannot_sign_here_are_refused_by_name() {
    let kinds: [(&[&str], &str); 4] = [
        (
            &[
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:brainpoolP256r1",
            ],
            "brainpoolP256r1",
        ),
        (
            &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp521r1"],
            "P-521",
        ),
        (&["-algorithm", "ED25519"], "Ed25519"),
        (
            &[
                "-algorithm",
                "RSA-PSS",
                "-pkeyopt",
                "rsa_keygen_bits:2048",
                "-pkeyopt",
                "rsa_pss_keygen_md:sha512",
            ],
            "RSA-PSS-2048",
        ),
    ];
    for (genpkey, name) in kinds {
        let Some((p12, _)) = key_file(genpkey) else { return };
        let error = open(&p12).unwrap_err();
        assert_eq!(error.code(), "key-kind-unsupported", "{name}");
        assert!(error.to_string().contains(name), "{name}: {error}");
        let choices = chooser::in_pkcs12(Path::new("x.p12"), &p12, &SecretString::from("x"), now()).unwrap();
        assert!(
            choices[0]
                .unsuitable
                .iter()
                .any(|reason| matches!(reason, Unsuitable::KindUnsupported { kind } if kind.contains(name))),
            "{name}: {choices:?}"
        );
    }
}

#[test]
fn a_key_file_shows_its_certificates_and_why_the_authorities_are_not_for_sealing() {
    let p12 = TestPki::shared().seal(KeyKind::P384).pkcs12("x");
    let choices = chooser::in_pkcs12(Path::new("x.p12"), &p12, &SecretString::from("x"), now()).unwrap();
    assert_eq!(choices.len(), 3);
    let usable: Vec<_> = choices
        .iter()
        .filter(|choice| choice.unsuitable.is_empty())
        .collect();
    assert_eq!(usable.len(), 1);
    assert_eq!(usable[0].certificate.purpose, CertificatePurpose::Seal);
    assert_eq!(usable[0].private_key, Some(true));
    assert!(
        choices
            .iter()
            .filter(|choice| choice.private_key == Some(false))
            .all(|choice| choice.unsuitable == [Unsuitable::Authority])
    );
    let wrong = chooser::in_pkcs12(Path::new("x.p12"), &p12, &SecretString::from("y"), now());
    assert_eq!(wrong.unwrap_err().code(), "key-passphrase-wrong");
}

/// DER of an object identifier from its contents octets.
fn oid(contents: &[u8]) -> Vec<u8> {
    [&[6, contents.len() as u8], contents].concat()
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    let body = parts.concat();
    [&[0x30, body.len() as u8], body.as_slice()].concat()
}

/// A certificate with qcStatements (EN 319 412-5) and further parts of its subject.
fn summary(statements: Option<&[Vec<u8>]>, subject: &[(DnType, &str)]) -> CertificateSummary {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "TEST");
    for (kind, value) in subject {
        params.distinguished_name.push(kind.clone(), *value);
    }
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::ContentCommitment];
    if let Some(statements) = statements {
        params.custom_extensions.push(CustomExtension::from_oid_content(
            &[1, 3, 6, 1, 5, 5, 7, 1, 3],
            sequence(statements),
        ));
    }
    let pair = KeyPair::generate().unwrap();
    CertificateSummary::from_der(params.self_signed(&pair).unwrap().der()).unwrap()
}

#[test]
fn purpose_and_claims_come_from_the_qualified_statements_then_from_the_subject() {
    let statement = |last: u8| sequence(&[oid(&[4, 0, 0x8e, 0x46, 1, last])]);
    let of_type = |kind: u8| {
        sequence(&[
            oid(&[4, 0, 0x8e, 0x46, 1, 6]),
            sequence(&[oid(&[4, 0, 0x8e, 0x46, 1, 6, kind])]),
        ])
    };
    let organisation_identifier = DnType::CustomDnType(vec![2, 5, 4, 97]);
    let surname = DnType::CustomDnType(vec![2, 5, 4, 4]);

    let seal = summary(
        Some(&[statement(1), statement(4), of_type(2)]),
        &[(surname.clone(), "Wagner")],
    );
    assert_eq!(
        (seal.purpose, seal.purpose_basis),
        (CertificatePurpose::Seal, PurposeBasis::QcType)
    );
    assert!(seal.qualified.compliance && seal.qualified.qscd);
    assert_eq!(seal.qualified.types, [QcType::Eseal]);

    let signature = summary(Some(&[statement(1), of_type(1)]), &[]);
    assert_eq!(signature.purpose, CertificatePurpose::Signature);
    assert!(signature.qualified.compliance && !signature.qualified.qscd);

    let website = summary(Some(&[statement(1), of_type(3)]), &[]);
    assert_eq!(website.purpose, CertificatePurpose::Neither);

    let organisation = summary(None, &[(organisation_identifier.clone(), "NTRLU-B123456")]);
    assert_eq!(
        (organisation.purpose, organisation.purpose_basis),
        (CertificatePurpose::Seal, PurposeBasis::OrganisationIdentifier)
    );
    assert_eq!(
        organisation.organisation_identifier.as_deref(),
        Some("NTRLU-B123456")
    );

    let employee = summary(
        None,
        &[
            (organisation_identifier, "NTRLU-B123456"),
            (surname, "Wagner"),
            (DnType::OrganizationName, "Commune"),
        ],
    );
    assert_eq!(
        (employee.purpose, employee.purpose_basis),
        (CertificatePurpose::Signature, PurposeBasis::Names)
    );
    let damaged = summary(Some(&[vec![0x30, 3, 6, 1]]), &[]);
    assert!(!damaged.qualified.compliance && damaged.qualified.types.is_empty());
}
