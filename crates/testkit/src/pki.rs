//! A TEST public-key infrastructure: root, issuing authority, and leaves with their PKCS#12 files.
//!
//! Every certificate says TEST in its names. Elliptic-curve keys are new in each run; RSA keys are the committed
//! TEST keys of `crates/testkit/keys`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey, PrivateKeyChain,
};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose, PublicKeyData, SerialNumber, SignatureAlgorithm,
};

/// The kinds of key a leaf can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// ECDSA on NIST P-256.
    P256,
    /// ECDSA on NIST P-384.
    P384,
    /// RSA, 2048 bits.
    Rsa2048,
    /// RSA, 3072 bits.
    Rsa3072,
    /// RSA, 4096 bits.
    Rsa4096,
    /// Ed25519: not a kind the product seals with; to be refused.
    Ed25519,
    /// RSA, 1024 bits: too short; to be refused.
    Rsa1024,
}

impl KeyKind {
    /// The kinds the product seals with.
    pub const SUPPORTED: [KeyKind; 5] = [
        KeyKind::P256,
        KeyKind::P384,
        KeyKind::Rsa2048,
        KeyKind::Rsa3072,
        KeyKind::Rsa4096,
    ];

    /// Its name, as certificates' summaries write it.
    pub const fn name(self) -> &'static str {
        match self {
            KeyKind::P256 => "P-256",
            KeyKind::P384 => "P-384",
            KeyKind::Rsa2048 => "RSA-2048",
            KeyKind::Rsa3072 => "RSA-3072",
            KeyKind::Rsa4096 => "RSA-4096",
            KeyKind::Ed25519 => "Ed25519",
            KeyKind::Rsa1024 => "RSA-1024",
        }
    }

    fn generate(self) -> LeafKey {
        let pair = |pair: Result<KeyPair, rcgen::Error>| LeafKey::Pair(Box::new(pair.expect("a key pair")));
        match self {
            KeyKind::P256 => pair(KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256)),
            KeyKind::P384 => pair(KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384)),
            KeyKind::Ed25519 => pair(KeyPair::generate_for(&rcgen::PKCS_ED25519)),
            KeyKind::Rsa2048 => pair(KeyPair::from_pem(include_str!("../keys/TEST-rsa-2048.pem"))),
            KeyKind::Rsa3072 => pair(KeyPair::from_pem(include_str!("../keys/TEST-rsa-3072.pem"))),
            KeyKind::Rsa4096 => pair(KeyPair::from_pem(include_str!("../keys/TEST-rsa-4096.pem"))),
            KeyKind::Rsa1024 => LeafKey::Bytes {
                public: der_of_pem(include_str!("../keys/TEST-rsa-1024-public.pem")),
                private: der_of_pem(include_str!("../keys/TEST-rsa-1024.pem")),
            },
        }
    }
}

/// A leaf's key: a pair, or the bytes of one that ring refuses to load.
enum LeafKey {
    Pair(Box<KeyPair>),
    Bytes { public: Vec<u8>, private: Vec<u8> },
}

impl LeafKey {
    fn private_pkcs8(&self) -> Vec<u8> {
        match self {
            LeafKey::Pair(pair) => pair.serialized_der().to_vec(),
            LeafKey::Bytes { private, .. } => private.clone(),
        }
    }
}

impl PublicKeyData for LeafKey {
    fn der_bytes(&self) -> &[u8] {
        match self {
            LeafKey::Pair(pair) => pair.der_bytes(),
            LeafKey::Bytes { public, .. } => public,
        }
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        match self {
            LeafKey::Pair(pair) => pair.algorithm(),
            LeafKey::Bytes { .. } => &rcgen::PKCS_RSA_SHA256,
        }
    }
}

/// What a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Seal of an organisation: digital signature and content commitment.
    Seal,
    /// Signature of a natural person: the same bits; the subject is a person.
    Signature,
    /// TLS server on loopback (`localhost`, `127.0.0.1`, `::1`).
    TlsServer,
    /// Only key encipherment: must not pass as a seal.
    EnciphermentOnly,
}

/// A leaf to be made. Start from [`LeafSpec::seal`] or [`LeafSpec::signer`] and change fields.
#[derive(Clone, Debug)]
pub struct LeafSpec {
    /// Kind of key.
    pub key: KeyKind,
    /// Common name.
    pub common_name: String,
    /// Organisation, where there is one.
    pub organisation: Option<String>,
    /// What it is for.
    pub purpose: Purpose,
    /// Start of validity, UTC.
    pub not_before: Timestamp,
    /// End of validity, UTC.
    pub not_after: Timestamp,
}

impl LeafSpec {
    /// The seal of the TEST administration, valid 2020-2049.
    pub fn seal(key: KeyKind) -> Self {
        Self {
            key,
            common_name: format!("TEST Sceau Commune de Bettendorf {}", key.name()),
            organisation: Some("TEST Commune de Bettendorf".to_owned()),
            purpose: Purpose::Seal,
            not_before: time("2020-01-01T00:00:00Z"),
            not_after: time("2049-12-31T23:59:59Z"),
        }
    }

    /// A TEST person's certificate, valid 2020-2049.
    pub fn signer(key: KeyKind) -> Self {
        Self {
            common_name: format!("TEST Émilie Wagner {}", key.name()),
            organisation: None,
            purpose: Purpose::Signature,
            ..Self::seal(key)
        }
    }
}

/// The root and the issuing authority of one TEST infrastructure, with new keys.
pub struct TestPki {
    root: CertifiedIssuer<'static, KeyPair>,
    issuing: CertifiedIssuer<'static, KeyPair>,
    root_pem: String,
    issuing_pem: String,
}

impl Default for TestPki {
    fn default() -> Self {
        Self::new()
    }
}

impl TestPki {
    /// A new infrastructure: P-256 root and issuing authority, valid 2019-2059.
    pub fn new() -> Self {
        let root =
            CertifiedIssuer::self_signed(authority("TEST Greffe Root CA", 1), p256()).expect("a TEST root");
        let issuing = CertifiedIssuer::signed_by(authority("TEST Greffe Issuing CA", 0), p256(), &root)
            .expect("a TEST issuing authority");
        let (root_pem, issuing_pem) = (root.pem(), issuing.pem());
        Self {
            root,
            issuing,
            root_pem,
            issuing_pem,
        }
    }

    /// One infrastructure for the whole test process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<TestPki> = OnceLock::new();
        SHARED.get_or_init(Self::new)
    }

    /// The root, PEM: what validators are told to trust.
    pub fn root_pem(&self) -> &str {
        &self.root_pem
    }

    /// The root, DER.
    pub fn root_der(&self) -> &[u8] {
        self.root.der()
    }

    /// The issuing authority, PEM.
    pub fn issuing_pem(&self) -> &str {
        &self.issuing_pem
    }

    /// The issuing authority, DER.
    pub fn issuing_der(&self) -> &[u8] {
        self.issuing.der()
    }

    /// A valid seal of the TEST administration.
    pub fn seal(&self, key: KeyKind) -> Leaf {
        self.leaf(&LeafSpec::seal(key))
    }

    /// A valid certificate of a TEST person.
    pub fn signer(&self, key: KeyKind) -> Leaf {
        self.leaf(&LeafSpec::signer(key))
    }

    /// A seal whose validity ended in 2022.
    pub fn expired_seal(&self, key: KeyKind) -> Leaf {
        self.leaf(&LeafSpec {
            common_name: "TEST Sceau expiré".to_owned(),
            not_after: time("2022-12-31T23:59:59Z"),
            ..LeafSpec::seal(key)
        })
    }

    /// A seal whose validity begins in 2045.
    pub fn not_yet_valid_seal(&self, key: KeyKind) -> Leaf {
        self.leaf(&LeafSpec {
            common_name: "TEST Sceau pas encore valable".to_owned(),
            not_before: time("2045-01-01T00:00:00Z"),
            ..LeafSpec::seal(key)
        })
    }

    /// A TLS server certificate for loopback.
    pub fn tls_server(&self) -> Leaf {
        self.leaf(&LeafSpec {
            common_name: "TEST localhost".to_owned(),
            purpose: Purpose::TlsServer,
            ..LeafSpec::seal(KeyKind::P256)
        })
    }

    /// A leaf as described, issued by the issuing authority.
    pub fn leaf(&self, spec: &LeafSpec) -> Leaf {
        let key = spec.key.generate();
        let names: &[&str] = if spec.purpose == Purpose::TlsServer {
            &["localhost", "127.0.0.1", "::1"]
        } else {
            &[]
        };
        let mut params =
            CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
                .expect("names");
        params.distinguished_name = distinguished_name(&spec.common_name, spec.organisation.as_deref());
        set_validity(&mut params, spec.not_before, spec.not_after);
        params.serial_number = Some(next_serial());
        params.is_ca = IsCa::ExplicitNoCa;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = match spec.purpose {
            Purpose::Seal | Purpose::Signature => {
                vec![
                    KeyUsagePurpose::DigitalSignature,
                    KeyUsagePurpose::ContentCommitment,
                ]
            }
            Purpose::TlsServer => vec![KeyUsagePurpose::DigitalSignature],
            Purpose::EnciphermentOnly => vec![KeyUsagePurpose::KeyEncipherment],
        };
        if spec.purpose == Purpose::TlsServer {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        }
        let certificate = params.signed_by(&key, &self.issuing).expect("a TEST leaf");
        Leaf {
            common_name: spec.common_name.clone(),
            key_pkcs8_der: key.private_pkcs8(),
            certificate_der: certificate.der().to_vec(),
            certificate_pem: certificate.pem(),
            issuing_der: self.issuing.der().to_vec(),
            issuing_pem: self.issuing_pem.clone(),
            root_der: self.root.der().to_vec(),
            root_pem: self.root_pem.clone(),
        }
    }
}

/// A leaf certificate with its key and chain.
#[derive(Clone)]
pub struct Leaf {
    /// Common name of the subject.
    pub common_name: String,
    /// The private key, PKCS#8 DER.
    pub key_pkcs8_der: Vec<u8>,
    /// The certificate, DER.
    pub certificate_der: Vec<u8>,
    /// The certificate, PEM.
    pub certificate_pem: String,
    /// The issuing authority, DER.
    pub issuing_der: Vec<u8>,
    /// The issuing authority, PEM.
    pub issuing_pem: String,
    /// The root, DER.
    pub root_der: Vec<u8>,
    /// The root, PEM.
    pub root_pem: String,
}

/// The files that `greffe seal` wants for one key.
#[derive(Clone, Debug)]
pub struct KeyFiles {
    /// PKCS#12.
    pub p12: PathBuf,
    /// Its passphrase, with a line feed at the end as editors leave it.
    pub passphrase_file: PathBuf,
    /// Root, PEM.
    pub trust_pem: PathBuf,
}

impl Leaf {
    /// PKCS#12 with key, leaf, issuing authority and root, encrypted with AES-256 (PBES2).
    pub fn pkcs12(&self, passphrase: &str) -> Vec<u8> {
        self.pkcs12_with(
            passphrase,
            EncryptionAlgorithm::PbeWithHmacSha256AndAes256,
            MacAlgorithm::HmacSha256,
        )
    }

    /// As older software writes it: SHA-1 and triple DES.
    pub fn pkcs12_legacy(&self, passphrase: &str) -> Vec<u8> {
        self.pkcs12_with(
            passphrase,
            EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc,
            MacAlgorithm::HmacSha1,
        )
    }

    /// As still older software writes it: 40-bit RC2 for the certificates.
    pub fn pkcs12_legacy_rc2(&self, passphrase: &str) -> Vec<u8> {
        self.pkcs12_with(
            passphrase,
            EncryptionAlgorithm::PbeWithShaAnd40BitRc4Cbc,
            MacAlgorithm::HmacSha1,
        )
    }

    /// A PKCS#12 file that holds certificates only, no key.
    pub fn pkcs12_without_key(&self, passphrase: &str) -> Vec<u8> {
        let mut store = KeyStore::new();
        store.add_entry(
            "TEST",
            KeyStoreEntry::Certificate(certificate(&self.certificate_der)),
        );
        store
            .writer(passphrase)
            .encryption_iterations(2048)
            .mac_iterations(2048)
            .write()
            .expect("a PKCS#12 file")
    }

    fn pkcs12_with(&self, passphrase: &str, encryption: EncryptionAlgorithm, mac: MacAlgorithm) -> Vec<u8> {
        let key = PrivateKey::from_der(&self.key_pkcs8_der).expect("a PKCS#8 key");
        let chain = [&self.certificate_der, &self.issuing_der, &self.root_der].map(|der| certificate(der));
        let mut store = KeyStore::new();
        store.add_entry(
            "TEST",
            KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("TEST", key, chain)),
        );
        // Few iterations: these files protect nothing, and are opened in every debug test.
        let writer = store
            .writer(passphrase)
            .encryption_algorithm(encryption)
            .mac_algorithm(mac);
        writer
            .encryption_iterations(2048)
            .mac_iterations(2048)
            .write()
            .expect("a PKCS#12 file")
    }

    /// The private key, PEM.
    pub fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key_pkcs8_der)
    }

    /// Leaf and issuing authority, PEM: what a TLS server presents.
    pub fn chain_pem(&self) -> String {
        format!("{}{}", self.certificate_pem, self.issuing_pem)
    }

    /// Writes the files that `greffe seal` wants into `folder`, named `<stem>.p12` and so on.
    pub fn write(&self, folder: &Path, stem: &str, passphrase: &str) -> KeyFiles {
        let files = KeyFiles {
            p12: folder.join(format!("{stem}.p12")),
            passphrase_file: folder.join(format!("{stem}.passphrase")),
            trust_pem: folder.join(format!("{stem}-root.pem")),
        };
        std::fs::write(&files.p12, self.pkcs12(passphrase)).expect("a writable folder");
        std::fs::write(&files.passphrase_file, format!("{passphrase}\n")).expect("a writable folder");
        std::fs::write(&files.trust_pem, &self.root_pem).expect("a writable folder");
        files
    }
}

fn authority(common_name: &str, path_length: u8) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished_name(common_name, Some("TEST Greffe"));
    set_validity(
        &mut params,
        time("2019-01-01T00:00:00Z"),
        time("2059-12-31T23:59:59Z"),
    );
    params.serial_number = Some(next_serial());
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(path_length));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params
}

fn distinguished_name(common_name: &str, organisation: Option<&str>) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "LU");
    if let Some(organisation) = organisation {
        name.push(DnType::OrganizationName, organisation);
    }
    name.push(DnType::CommonName, common_name);
    name
}

/// Explicit and different serials: some validators match certificates by serial alone.
fn next_serial() -> SerialNumber {
    static NEXT: AtomicU64 = AtomicU64::new(0x1000);
    SerialNumber::from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes()[5..])
}

fn p256() -> KeyPair {
    KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).expect("a P-256 key")
}

pub(crate) fn certificate(der: &[u8]) -> Certificate {
    Certificate::from_der(der).expect("a certificate")
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("an RFC 3339 time")
}

/// Sets the validity; rcgen takes the time type of a crate we need for nothing else, so it is never named.
fn set_validity(params: &mut CertificateParams, not_before: Timestamp, not_after: Timestamp) {
    let since_epoch = |time: Timestamp| {
        std::time::Duration::from_secs(u64::try_from(time.as_second()).expect("a time after 1970"))
    };
    params.not_before = rcgen::date_time_ymd(1970, 1, 1) + since_epoch(not_before);
    params.not_after = rcgen::date_time_ymd(1970, 1, 1) + since_epoch(not_after);
}

/// PEM with lines of 64 characters (RFC 7468).
pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    use base64::Engine;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len())
        .step_by(64)
        .map(|i| &text[i..text.len().min(i + 64)])
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

pub(crate) fn der_of_pem(text: &str) -> Vec<u8> {
    use base64::Engine;
    let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    base64::engine::general_purpose::STANDARD
        .decode(body.trim())
        .expect("PEM of the committed TEST keys")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_key_gets_a_pkcs12_that_opens() {
        let pki = TestPki::new();
        for kind in KeyKind::SUPPORTED
            .into_iter()
            .chain([KeyKind::Ed25519, KeyKind::Rsa1024])
        {
            let leaf = pki.seal(kind);
            for file in [leaf.pkcs12("mot de passe"), leaf.pkcs12_legacy("mot de passe")] {
                let store =
                    KeyStore::from_pkcs12(&file, "mot de passe", p12_keystore::Pkcs12ImportPolicy::Strict)
                        .unwrap();
                let (_, chain) = store.private_key_chain().unwrap();
                assert_eq!(chain.certs().len(), 3, "{kind:?}");
                assert!(
                    KeyStore::from_pkcs12(&file, "wrong", p12_keystore::Pkcs12ImportPolicy::Strict).is_err()
                );
            }
        }
    }

    #[test]
    fn openssl_accepts_the_chain() {
        let pki = TestPki::new();
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("root.pem"), pki.root_pem()).unwrap();
        std::fs::write(path("issuing.pem"), pki.issuing_pem()).unwrap();
        for kind in KeyKind::SUPPORTED {
            std::fs::write(path("leaf.pem"), &pki.seal(kind).certificate_pem).unwrap();
            let output = std::process::Command::new("openssl")
                .args([
                    "verify",
                    "-x509_strict",
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "issuing.pem",
                    "leaf.pem",
                ])
                .current_dir(folder.path())
                .output();
            let Ok(output) = output else {
                return crate::skip("openssl verify", "openssl is not installed", true);
            };
            assert!(
                output.status.success(),
                "{kind:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
