//! Chains and revocation: what certificates allow, and what a file shows about them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer,
    CrlDistributionPoint, CustomExtension, DistinguishedName, DnType, GeneralSubtree, IsCa, KeyIdMethod,
    KeyPair, KeyUsagePurpose, NameConstraints, RevokedCertParams, SerialNumber, date_time_ymd,
};
use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::verify::{FileReport, Integrity, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::pki::Leaf;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

struct Pki {
    root: CertifiedIssuer<'static, KeyPair>,
    issuing: CertifiedIssuer<'static, KeyPair>,
}

fn name(text: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "LU");
    name.push(DnType::CommonName, text);
    name
}

fn authority(text: &str, constraint: BasicConstraints) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.distinguished_name = name(text);
    params.is_ca = IsCa::Ca(constraint);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2050, 1, 1);
    params
}

impl Pki {
    fn new(change: impl FnOnce(&mut CertificateParams)) -> Self {
        let root = authority("TEST Root", BasicConstraints::Unconstrained);
        let root = CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap();
        let mut issuing = authority("TEST Issuing", BasicConstraints::Constrained(0));
        issuing.serial_number = Some(SerialNumber::from(77u64));
        change(&mut issuing);
        let issuing = CertifiedIssuer::signed_by(issuing, KeyPair::generate().unwrap(), &root).unwrap();
        Self { root, issuing }
    }

    /// A file sealed with a leaf of this infrastructure.
    fn sealed(&self, change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.distinguished_name = name("TEST Seal");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.not_before = date_time_ymd(2024, 1, 1);
        params.not_after = date_time_ymd(2040, 1, 1);
        params.serial_number = Some(SerialNumber::from(4242u64));
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuing).unwrap();
        let leaf = Leaf {
            common_name: "TEST Seal".to_owned(),
            key_pkcs8_der: key.serialize_der(),
            certificate_der: certificate.der().to_vec(),
            certificate_pem: certificate.pem(),
            issuing_der: self.issuing.der().to_vec(),
            issuing_pem: self.issuing.pem(),
            root_der: self.root.der().to_vec(),
            root_pem: self.root.pem(),
        };
        let key = SealKey::from_pkcs12(&leaf.pkcs12("x"), &SecretString::from("x")).unwrap();
        let request = SealRequest {
            input: &testkit::pdfs::letter(),
            password: None,
            spec: SignatureSpec::at(at("2026-05-01T00:00:00Z")),
        };
        seal(&key, &request).unwrap().bytes
    }

    fn check(&self, bytes: &[u8], time: &str) -> FileReport {
        let roots = TrustRoots::from_pem(self.root.pem().as_bytes()).unwrap();
        verify(
            bytes,
            &VerifyOptions {
                roots: &roots,
                at: at(time),
                password: None,
            },
        )
    }
}

fn list(
    issuer: &CertifiedIssuer<'static, KeyPair>,
    revoked: &[(u64, i32)],
    made: i32,
    until: i32,
) -> Vec<u8> {
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(2026, made as u8, 1),
        next_update: date_time_ymd(2026, until as u8, 1),
        crl_number: SerialNumber::from(1u64),
        issuing_distribution_point: None,
        revoked_certs: revoked
            .iter()
            .map(|(serial, month)| RevokedCertParams {
                serial_number: SerialNumber::from(*serial),
                revocation_time: date_time_ymd(2026, *month as u8, 1),
                reason_code: None,
                invalidity_date: None,
            })
            .collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    params.signed_by(issuer).unwrap().der().to_vec()
}

/// Appends a security store with these lists, as an incremental update.
fn with_store(bytes: &[u8], lists: &[Vec<u8>]) -> Vec<u8> {
    let last = |what: &str| {
        bytes
            .windows(what.len())
            .rposition(|window| window == what.as_bytes())
            .unwrap()
            + what.len()
    };
    let number = |at: usize| -> usize {
        let digits: Vec<u8> = bytes[at..]
            .iter()
            .copied()
            .skip_while(|b| *b == b' ' || *b == b'\n')
            .collect();
        String::from_utf8(digits.into_iter().take_while(u8::is_ascii_digit).collect())
            .unwrap()
            .parse()
            .unwrap()
    };
    let (size, root, previous) = (
        number(last("/Size")),
        number(last("/Root")),
        number(last("startxref")),
    );
    let header = format!("\n{root} 0 obj\n");
    let start = last(&header);
    let length = bytes[start..]
        .windows(7)
        .position(|window| window == b"\nendobj")
        .unwrap();
    let catalog = String::from_utf8_lossy(&bytes[start..start + length]).into_owned();
    let mut out = bytes.to_vec();
    let mut entries = Vec::new();
    let mut write = |out: &mut Vec<u8>, number: usize, body: &[u8]| {
        entries.push((number, out.len()));
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
    };
    for (index, list) in lists.iter().enumerate() {
        let body = [
            format!("<</Length {}>>\nstream\n", list.len()).as_bytes(),
            list,
            b"\nendstream",
        ]
        .concat();
        write(&mut out, size + index, &body);
    }
    let references: String = (0..lists.len())
        .map(|index| format!("{} 0 R ", size + index))
        .collect();
    let catalog = catalog.replacen(
        "/Type/Catalog",
        &format!("/Type/Catalog/DSS<</CRLs[{references}]>>"),
        1,
    );
    assert!(catalog.contains("/DSS"), "{catalog}");
    write(&mut out, root, catalog.as_bytes());
    let at = out.len();
    out.extend(b"xref\n");
    for (number, offset) in entries {
        out.extend(format!("{number} 1\n{offset:010} 00000 n \n").bytes());
    }
    let size = size + lists.len();
    out.extend(
        format!("trailer\n<</Size {size}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{at}\n%%EOF\n")
            .bytes(),
    );
    out
}

fn with_pointer(params: &mut CertificateParams) {
    params.crl_distribution_points = vec![CrlDistributionPoint {
        uris: vec!["http://crl.example.lu/issuing.crl".to_owned()],
    }];
}

fn sub(report: &FileReport) -> Option<&str> {
    assert_eq!(report.signatures[0].integrity, Integrity::Intact, "{report:#?}");
    assert_ne!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    report.signatures[0].sub_indication.as_deref()
}

#[test]
fn a_certificate_that_names_no_place_to_ask_needs_no_answer_and_one_that_does_needs_it() {
    let pki = Pki::new(|_| {});
    let plain = pki.sealed(|_| {});
    assert_eq!(
        pki.check(&plain, "2026-06-15T00:00:00Z").verdict,
        Verdict::TotalPassed
    );
    let pointing = pki.sealed(with_pointer);
    assert_eq!(
        sub(&pki.check(&pointing, "2026-06-15T00:00:00Z")),
        Some("TRY_LATER")
    );
    // RFC 9608: it says that there is no revocation to ask for.
    let none = pki.sealed(|params| {
        with_pointer(params);
        params.custom_extensions = vec![CustomExtension::from_oid_content(&[2, 5, 29, 56], vec![5, 0])];
    });
    assert_eq!(
        pki.check(&none, "2026-06-15T00:00:00Z").verdict,
        Verdict::TotalPassed
    );
}

#[test]
fn a_fresh_list_in_the_file_answers_and_a_stale_or_foreign_one_does_not() {
    let pki = Pki::new(|_| {});
    let pointing = pki.sealed(with_pointer);
    let good = with_store(&pointing, &[list(&pki.issuing, &[(1, 2)], 6, 7)]);
    let report = pki.check(&good, "2026-06-15T00:00:00Z");
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    assert_eq!(report.signatures[0].changes, ["validation_data"]);
    assert_eq!(
        sub(&pki.check(&good, "2026-08-15T00:00:00Z")),
        Some("TRY_LATER"),
        "stale"
    );
    let foreign = with_store(&pointing, &[list(&Pki::new(|_| {}).issuing, &[], 6, 7)]);
    assert_eq!(
        sub(&pki.check(&foreign, "2026-06-15T00:00:00Z")),
        Some("TRY_LATER"),
        "signed by another key"
    );
    let of_the_root = with_store(&pointing, &[list(&pki.root, &[], 6, 7)]);
    assert_eq!(
        sub(&pki.check(&of_the_root, "2026-06-15T00:00:00Z")),
        Some("TRY_LATER"),
        "of another issuer"
    );
    let mut altered = list(&pki.issuing, &[], 6, 7);
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    assert_ne!(
        pki.check(&with_store(&pointing, &[altered]), "2026-06-15T00:00:00Z")
            .verdict,
        Verdict::TotalPassed
    );
}

#[test]
fn a_revoked_certificate_does_not_pass_at_a_time_after_its_revocation() {
    let pki = Pki::new(|_| {});
    for sealed in [pki.sealed(with_pointer), pki.sealed(|_| {})] {
        let revoked = with_store(&sealed, &[list(&pki.issuing, &[(4242, 4)], 6, 7)]);
        let report = pki.check(&revoked, "2026-06-15T00:00:00Z");
        assert_eq!(sub(&report), Some("REVOKED_NO_POE"));
        assert!(
            report
                .warnings
                .iter()
                .any(|warning| warning.code == "verify-certificate-revoked"),
            "{report:#?}"
        );
        // Revoked since April: at a time before that it was good.
        assert_eq!(
            pki.check(&revoked, "2026-03-15T00:00:00Z").verdict,
            Verdict::TotalPassed
        );
        // A list that does not know of it yet does not hide one that does.
        let both = [
            list(&pki.issuing, &[], 6, 7),
            list(&pki.issuing, &[(4242, 4)], 6, 7),
        ];
        assert_eq!(
            sub(&pki.check(&with_store(&sealed, &both), "2026-06-15T00:00:00Z")),
            Some("REVOKED_NO_POE")
        );
    }
    let authority = with_store(&pki.sealed(|_| {}), &[list(&pki.root, &[(77, 4)], 6, 7)]);
    assert_eq!(
        sub(&pki.check(&authority, "2026-06-15T00:00:00Z")),
        Some("REVOKED_CA_NO_POE")
    );
}

#[test]
fn a_chain_that_breaks_a_rule_does_not_pass() {
    let time = "2026-06-15T00:00:00Z";
    let broken = |issuing: fn(&mut CertificateParams), leaf: fn(&mut CertificateParams)| {
        let pki = Pki::new(issuing);
        let sealed = pki.sealed(leaf);
        sub(&pki.check(&sealed, time)).unwrap().to_owned()
    };
    let same = |_: &mut CertificateParams| {};
    let unknown = |params: &mut CertificateParams| {
        let mut extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
        extension.set_criticality(true);
        params.custom_extensions = vec![extension];
    };
    assert_eq!(
        broken(same, unknown),
        "CHAIN_CONSTRAINTS_FAILURE",
        "critical extension that is not known"
    );
    assert_eq!(
        broken(unknown, same),
        "CHAIN_CONSTRAINTS_FAILURE",
        "the same in the authority"
    );
    assert_eq!(
        broken(|params| params.is_ca = IsCa::ExplicitNoCa, same),
        "CHAIN_CONSTRAINTS_FAILURE",
        "no authority"
    );
    let no_signing =
        |params: &mut CertificateParams| params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    assert_eq!(
        broken(no_signing, same),
        "CHAIN_CONSTRAINTS_FAILURE",
        "authority without keyCertSign"
    );
    let past = |params: &mut CertificateParams| params.not_after = date_time_ymd(2026, 6, 1);
    assert_eq!(
        broken(past, same),
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",
        "authority expired"
    );
    assert_eq!(broken(same, past), "OUT_OF_BOUNDS_NO_POE", "expired");
    let elsewhere = |params: &mut CertificateParams| {
        let mut base = DistinguishedName::new();
        base.push(DnType::CountryName, "BE");
        let permitted_subtrees = vec![GeneralSubtree::DirectoryName(base)];
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees,
            excluded_subtrees: Vec::new(),
        });
    };
    assert_eq!(
        broken(elsewhere, same),
        "CHAIN_CONSTRAINTS_FAILURE",
        "name outside what is permitted"
    );
    let excluded = |params: &mut CertificateParams| {
        let mut base = DistinguishedName::new();
        base.push(DnType::CountryName, "LU");
        let excluded_subtrees = vec![GeneralSubtree::DirectoryName(base)];
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: Vec::new(),
            excluded_subtrees,
        });
    };
    assert_eq!(
        broken(excluded, same),
        "CHAIN_CONSTRAINTS_FAILURE",
        "name that is excluded"
    );
}

#[test]
fn a_name_within_the_constraints_passes() {
    let pki = Pki::new(|params| {
        let mut base = DistinguishedName::new();
        base.push(DnType::CountryName, "LU");
        let permitted_subtrees = vec![GeneralSubtree::DirectoryName(base)];
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees,
            excluded_subtrees: Vec::new(),
        });
    });
    let report = pki.check(&pki.sealed(|_| {}), "2026-06-15T00:00:00Z");
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
}
