//! A TEST infrastructure that answers: time-stamps, OCSP, revocation lists and certificates over HTTP on loopback, by an
//! independent program (certomancer, in the environment that `GREFFE_VALIDATORS_PYTHON` names).
//!
//! The keys are new in each run, except for the committed TEST RSA keys; nothing but the description
//! (`crates/testkit/tsa/pki.yml`) is kept.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::KeyPair;

/// The running infrastructure; it ends when this is dropped.
pub struct Services {
    child: Child,
    folder: tempfile::TempDir,
    address: String,
}

const P256: [&str; 11] = [
    "root",
    "interm",
    "root-ocsp",
    "interm-ocsp",
    "tsa",
    "tsa2",
    "tsa-expired",
    "tsa-other",
    "p256",
    "crl-only",
    "revoked",
];

impl Services {
    /// Starts it on a free port; `None`, said aloud, where `GREFFE_VALIDATORS_PYTHON` is not set. Under `CI=true` that
    /// fails.
    pub fn start() -> Option<Self> {
        let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
            crate::skip(
                "the TEST time-stamping authority",
                "GREFFE_VALIDATORS_PYTHON names no Python",
                true,
            );
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let keys = folder.path().join("keys");
        std::fs::create_dir(&keys).expect("a folder");
        let write = |name: &str, pem: &str| {
            std::fs::write(keys.join(format!("{name}.pem")), pem).expect("a writable folder");
        };
        for name in P256 {
            write(name, &KeyPair::generate().expect("a key").serialize_pem());
        }
        let p384 = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).expect("a key");
        write("p384", &p384.serialize_pem());
        write("rsa2048", include_str!("../keys/TEST-rsa-2048.pem"));
        write("rsa3072", include_str!("../keys/TEST-rsa-3072.pem"));
        write("rsa4096", include_str!("../keys/TEST-rsa-4096.pem"));
        let own = crate::workspace_root().join("crates/testkit/tsa");
        std::fs::copy(own.join("pki.yml"), folder.path().join("pki.yml")).expect("the description");
        let mut child = Command::new(python)
            .arg(own.join("serve.py"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the Python starts");
        let stdout = child.stdout.take().expect("a pipe");
        let mut address = String::new();
        BufReader::new(stdout)
            .read_line(&mut address)
            .expect("the address");
        let address = address.trim().to_owned();
        assert!(
            address.starts_with("http://"),
            "the TEST infrastructure did not start: {address}"
        );
        Some(Self {
            child,
            folder,
            address,
        })
    }

    /// Address of a time-stamping authority: `tsa`, `tsa2`, `tsa-expired` (its certificate has), `tsa-other` (its
    /// certificate is for other things too).
    pub fn tsa(&self, name: &str) -> String {
        format!("{}/gov/tsa/{name}", self.address)
    }

    /// Where everything is served.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A certificate, DER: `root`, `interm`, `tsa`, `p256`, `p384`, `rsa2048`, `rsa3072`, `rsa4096`, `crl-only`,
    /// `revoked`, ...
    pub fn certificate(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path("certs", name, "der")).expect("a certificate")
    }

    /// The root, PEM.
    pub fn root_pem(&self) -> String {
        crate::pki::pem("CERTIFICATE", &self.certificate("root"))
    }

    /// The private key of a certificate, PEM.
    pub fn key_pem(&self, name: &str) -> String {
        std::fs::read_to_string(self.path("keys", name, "pem")).expect("a key")
    }

    /// PKCS#12 with the key of a leaf, its certificate, and the authorities above it.
    pub fn pkcs12(&self, name: &str, passphrase: &str) -> Vec<u8> {
        let key = crate::pki::der_of_pem(&self.key_pem(name));
        let key = PrivateKey::from_der(&key).expect("a PKCS#8 key");
        let chain = [name, "interm", "root"].map(|name| crate::pki::certificate(&self.certificate(name)));
        let mut store = KeyStore::new();
        store.add_entry(
            "TEST",
            KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("TEST", key, chain)),
        );
        store
            .writer(passphrase)
            .encryption_iterations(2048)
            .mac_iterations(2048)
            .write()
            .expect("a PKCS#12 file")
    }

    fn path(&self, kind: &str, name: &str, extension: &str) -> PathBuf {
        self.folder.path().join(kind).join(format!("{name}.{extension}"))
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        // It ends with its input; waiting leaves nothing behind.
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
