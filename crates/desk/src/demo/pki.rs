//! TEST certificates, by rcgen: a root with a seal, and an authority of its own for TLS on loopback.

use std::path::Path;

use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey, PrivateKeyChain,
};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose, SerialNumber,
};

use super::{ADMINISTRATION, DemoPki};
use crate::{Environment, Error};

/// `organizationIdentifier` (2.5.4.97), which EN 319 412-3 asks of a seal certificate.
const ORGANIZATION_IDENTIFIER: &[u64] = &[2, 5, 4, 97];

const DAY_S: i64 = 24 * 60 * 60;

fn failed(detail: impl std::fmt::Display) -> Error {
    Error::TestCertificates {
        detail: detail.to_string(),
    }
}

pub(super) fn prepare(folder: &Path, env: &dyn Environment) -> Result<DemoPki, Error> {
    let pki = DemoPki {
        trust_pem: folder.join("TEST-root.pem"),
        seal_p12: folder.join("TEST-seal.p12"),
        seal_passphrase: folder.join("TEST-seal.passphrase"),
        tls_ca_pem: folder.join("TEST-tls-ca.pem"),
        tls_cert_pem: folder.join("TEST-tls.pem"),
        tls_key_pem: folder.join("TEST-tls.key.pem"),
    };
    let all = [
        &pki.trust_pem,
        &pki.seal_p12,
        &pki.seal_passphrase,
        &pki.tls_ca_pem,
        &pki.tls_cert_pem,
        &pki.tls_key_pem,
    ];
    if all.iter().all(|file| file.exists()) {
        return Ok(pki);
    }
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;

    let root = authority("TEST Greffe Root CA", env)?;
    let seal_key = p256()?;
    let seal = seal(&seal_key, &root, env)?;
    let mut secret = [0; 15];
    env.random(&mut secret);
    let passphrase = hex::encode(secret);

    let tls_root = authority("TEST Greffe TLS CA", env)?;
    let tls_key = p256()?;
    let tls = tls_server(&tls_key, &tls_root, env)?;

    write(&pki.trust_pem, root.pem().as_bytes())?;
    write(
        &pki.seal_p12,
        &pkcs12(&seal_key, &[seal.der(), root.der()], &passphrase)?,
    )?;
    write(&pki.seal_passphrase, format!("{passphrase}\n").as_bytes())?;
    write(&pki.tls_ca_pem, tls_root.pem().as_bytes())?;
    write(&pki.tls_cert_pem, tls.pem().as_bytes())?;
    write(&pki.tls_key_pem, tls_key.serialize_pem().as_bytes())?;
    Ok(pki)
}

/// Beside, fsync, rename; readable by the owner only.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = file.parent().unwrap_or(file);
    let failed = |error| Error::io(file, error);
    let mut temp = tempfile::Builder::new()
        .prefix(".greffe-")
        .tempfile_in(folder)
        .map_err(failed)?;
    std::io::Write::write_all(&mut temp, bytes).map_err(failed)?;
    temp.as_file().sync_all().map_err(failed)?;
    temp.persist(file).map_err(|error| failed(error.error))?;
    crate::documents::sync_folder(folder)
}

fn p256() -> Result<KeyPair, Error> {
    KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).map_err(failed)
}

fn name(common_name: &str, organisation: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "LU");
    name.push(DnType::OrganizationName, organisation);
    name.push(DnType::CommonName, common_name);
    name
}

/// Serial, validity in days from yesterday, and the key identifiers. No revocation pointers: there is no service.
fn common(params: &mut CertificateParams, days: i64, env: &dyn Environment) {
    let mut serial = [0; 16];
    env.random(&mut serial);
    // Positive, and of full length.
    serial[0] = (serial[0] & 0x3f) | 0x40;
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    let from_s = (env.now().as_second() - DAY_S).max(0);
    let at = |seconds: i64| {
        rcgen::date_time_ymd(1970, 1, 1) + std::time::Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
    };
    params.not_before = at(from_s);
    params.not_after = at(from_s + days * DAY_S);
    params.use_authority_key_identifier_extension = true;
}

fn authority(common_name: &str, env: &dyn Environment) -> Result<CertifiedIssuer<'static, KeyPair>, Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name = name(common_name, "TEST Greffe");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    common(&mut params, 3653, env);
    CertifiedIssuer::self_signed(params, p256()?).map_err(failed)
}

fn seal(
    key: &KeyPair,
    root: &CertifiedIssuer<'static, KeyPair>,
    env: &dyn Environment,
) -> Result<rcgen::Certificate, Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name = name(&format!("Sceau de la {ADMINISTRATION}"), ADMINISTRATION);
    params
        .distinguished_name
        .push(DnType::from_oid(ORGANIZATION_IDENTIFIER), "GOVLU-TEST-EXEMPLE");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::ContentCommitment,
    ];
    common(&mut params, 1096, env);
    params.signed_by(key, root).map_err(failed)
}

fn tls_server(
    key: &KeyPair,
    root: &CertifiedIssuer<'static, KeyPair>,
    env: &dyn Environment,
) -> Result<rcgen::Certificate, Error> {
    let names = ["localhost", "127.0.0.1", "::1"].map(String::from);
    let mut params = CertificateParams::new(names).map_err(failed)?;
    params.distinguished_name = name("TEST localhost", "TEST Greffe");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Some platforms refuse server certificates that live longer.
    common(&mut params, 397, env);
    params.signed_by(key, root).map_err(failed)
}

fn pkcs12(key: &KeyPair, chain: &[&[u8]], passphrase: &str) -> Result<Vec<u8>, Error> {
    let key = PrivateKey::from_der(&key.serialize_der()).map_err(failed)?;
    let chain = chain
        .iter()
        .map(|der| Certificate::from_der(der))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    let mut store = KeyStore::new();
    store.add_entry(
        "TEST",
        KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("TEST", key, chain)),
    );
    store
        .writer(passphrase)
        .encryption_algorithm(EncryptionAlgorithm::PbeWithHmacSha256AndAes256)
        .mac_algorithm(MacAlgorithm::HmacSha256)
        .encryption_iterations(20_000)
        .mac_iterations(20_000)
        .write()
        .map_err(failed)
}
