//! The door of the API as somebody knocks at it who is not our driver.

use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use identifier::PlatformUrl;
use ring::signature::Ed25519KeyPair;
use sync::wire::{ASSERTION_TYPE, Claims, path};
use testkit::pki::TestPki;

use super::{Desk, Sealed, World};

/// A client that trusts the TEST authority.
pub fn client() -> reqwest::blocking::Client {
    static CLIENT: OnceLock<reqwest::blocking::Client> = OnceLock::new();
    CLIENT.get_or_init(new_client).clone()
}

fn new_client() -> reqwest::blocking::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let root = reqwest::Certificate::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap();
    reqwest::blocking::Client::builder()
        .no_proxy()
        .tls_certs_merge([root])
        .timeout(Duration::from_secs(60))
        .build()
        .unwrap()
}

/// The key that the driver keeps to itself, for assertions that the driver would never make.
pub fn key(desk: &Desk) -> Ed25519KeyPair {
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&desk.key).unwrap()
}

/// What a desk claims when it asks for a token.
pub fn claims(world: &World, desk: &Desk) -> Claims {
    let now = world.time().as_second();
    Claims {
        iss: desk.connection.desk.to_string(),
        sub: desk.connection.desk.to_string(),
        aud: format!("{}{}", desk.connection.platform.as_str(), path::TOKEN),
        iat: now,
        exp: now + 60,
        jti: hex::encode(world.draw::<16>()),
    }
}

/// A compact JWS.
pub fn signed(key: &Ed25519KeyPair, claims: &Claims) -> String {
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"alg":"EdDSA"}"#),
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).unwrap())
    );
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(key.sign(text.as_bytes())))
}

/// The body of a request for a token.
pub fn token_form(assertion: &str) -> String {
    format!(
        "grant_type=client_credentials&client_assertion_type={}&client_assertion={assertion}",
        ASSERTION_TYPE.replace(':', "%3A")
    )
}

/// Presents an assertion.
pub fn ask_token(url: &PlatformUrl, assertion: &str) -> (u16, serde_json::Value) {
    let response = client()
        .post(format!("{}{}", url.as_str(), path::TOKEN))
        .header("greffe-protocol", "1")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(token_form(assertion))
        .send()
        .unwrap();
    (response.status().as_u16(), response.json().unwrap())
}

/// A good token of a desk.
pub fn token(world: &World, desk: &Desk) -> String {
    let (status, answer) = ask_token(
        &desk.connection.platform,
        &signed(&key(desk), &claims(world, desk)),
    );
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

/// An upload of `letter` that is begun with this token: its path.
pub fn begun(url: &PlatformUrl, token: &str, letter: &Sealed) -> String {
    let response = client()
        .post(format!("{}{}", url.as_str(), path::UPLOADS))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0")
        .bearer_auth(token)
        .header("upload-length", letter.bytes.len().to_string())
        .header(
            "upload-metadata",
            format!("sha256 {}", STANDARD.encode(letter.sha256.to_string())),
        )
        .send()
        .unwrap();
    assert_eq!(response.status().as_u16(), 201);
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// A line of TLS on which a test writes every byte itself.
pub fn raw(address: SocketAddr) -> rustls::StreamOwned<rustls::ClientConnection, TcpStream> {
    use rustls::pki_types::pem::PemObject as _;
    let mut roots = rustls::RootCertStore::empty();
    let root = TestPki::shared().root_pem();
    roots
        .add(rustls::pki_types::CertificateDer::from_pem_slice(root.as_bytes()).unwrap())
        .unwrap();
    let config =
        rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
    let name = "localhost".try_into().unwrap();
    let connection = rustls::ClientConnection::new(Arc::new(config), name).unwrap();
    let socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    socket.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
    rustls::StreamOwned::new(connection, socket)
}
