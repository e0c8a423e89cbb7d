//! Sign-in of a person with OpenID Connect: the authorization code flow with PKCE, in the person's own browser, back to an
//! address of this machine (RFC 6749, 7636, 8252). What the issuer gives is handed to the platform, and forgotten.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use ring::digest::{SHA256, digest};
use serde::Deserialize;

use super::super::client::{Request, wait};
use super::super::{Ambient, Browser, Connection};
use super::Session;
use crate::error::Error;
use crate::wire::sign_in::{SignInAnswer, SignInOffer, SignInProof};
use crate::wire::{code, path};

/// Longest answer of an issuer, in bytes.
const MAX_ANSWER: usize = 256 * 1024;

/// What an issuer says of itself, as far as it is needed (OpenID Connect Discovery, 3).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    /// RFC 9207: it names itself when it sends the browser back.
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

pub(in super::super) fn sign_in(
    connection: &Connection,
    browser: &Browser<'_>,
    ambient: Ambient<'_>,
) -> Result<SignInAnswer, Error> {
    let mut session = Session::new(connection, ambient)?;
    let begin = Request::new(Method::POST, path::SIGN_INS).header("accept", "application/json");
    let reply = session.authorised(begin)?;
    let offer: SignInOffer =
        serde_json::from_slice(&reply.body).map_err(|_| session.client.garbage("no offer of a sign-in"))?;
    let issuer = Issuer::new(&offer.issuer, browser.extra_ca_pem)?;
    let metadata = issuer.metadata()?;
    let random = |ambient: &Ambient<'_>| {
        let mut bytes = [0; 32];
        (ambient.random)(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    };
    let (state, verifier) = (random(&ambient), random(&ambient));
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|_| failed(code::SIGN_IN_NO_LISTENER))?;
    listener
        .set_nonblocking(true)
        .map_err(|_| failed(code::SIGN_IN_NO_LISTENER))?;
    let port = listener
        .local_addr()
        .map_err(|_| failed(code::SIGN_IN_NO_LISTENER))?
        .port();
    let redirect = format!("http://127.0.0.1:{port}/");
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    let asked = [
        ("response_type", "code"),
        ("client_id", &offer.client_id),
        ("redirect_uri", &redirect),
        ("scope", "openid"),
        ("state", &state),
        ("nonce", &offer.nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let separator = if metadata.authorization_endpoint.contains('?') {
        '&'
    } else {
        '?'
    };
    (browser.open)(&format!(
        "{}{separator}{}",
        metadata.authorization_endpoint,
        form(&asked)
    ));
    let until = Instant::now() + Duration::from_secs(u64::from(offer.expires_in.min(600)));
    let back = come_back(&listener, &state, browser, until, &ambient)?;
    let fits = match back.get("iss") {
        Some(iss) => *iss == offer.issuer,
        None => !metadata.authorization_response_iss_parameter_supported,
    };
    let granted = back
        .get("code")
        .filter(|_| fits)
        .ok_or(failed(code::SIGN_IN_REFUSED))?;
    let exchanged = [
        ("grant_type", "authorization_code"),
        ("code", granted.as_str()),
        ("redirect_uri", &redirect),
        ("client_id", &offer.client_id),
        ("code_verifier", &verifier),
    ];
    let tokens: Tokens = issuer.json(
        issuer
            .client
            .post(&metadata.token_endpoint)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form(&exchanged)),
    )?;
    let proof = SignInProof {
        id_token: tokens.id_token,
    };
    let finish = Request::new(Method::PUT, format!("{}/{}", path::SIGN_INS, offer.sign_in)).json(&proof)?;
    let reply = session.authorised(finish.header("accept", "application/json"))?;
    serde_json::from_slice(&reply.body).map_err(|_| session.client.garbage("no answer to a sign-in"))
}

pub(in super::super) fn sign_out(connection: &Connection, ambient: Ambient<'_>) -> Result<(), Error> {
    let mut session = Session::new(connection, ambient)?;
    session
        .authorised(Request::new(Method::DELETE, path::SIGN_INS))
        .map(drop)
}

fn failed(what: &str) -> Error {
    Error::Refused {
        problem_code: what.to_owned(),
        status: 0,
    }
}

/// The parameters with which the browser comes back.
struct Back(Vec<(String, String)>);

impl Back {
    /// A parameter that is there once.
    fn get(&self, name: &str) -> Option<&String> {
        let mut found = self.0.iter().filter(|(own, _)| own == name);
        let value = found.next().map(|(_, value)| value);
        value.filter(|_| found.next().is_none())
    }
}

/// Waits for the browser; whatever else knocks at the door is answered and forgotten.
fn come_back(
    listener: &TcpListener,
    state: &str,
    browser: &Browser<'_>,
    until: Instant,
    ambient: &Ambient<'_>,
) -> Result<Back, Error> {
    loop {
        if (ambient.cancelled)() {
            return Err(Error::Cancelled);
        }
        if Instant::now() > until {
            return Err(failed(code::SIGN_IN_OVER));
        }
        let Ok((stream, _)) = listener.accept() else {
            wait(Duration::from_millis(50), ambient);
            continue;
        };
        if let Some(back) = read(&stream).filter(|back| back.get("state").is_some_and(|own| own == state)) {
            answer(&stream, "200 OK", browser.done);
            return match back.get("error") {
                Some(_) => Err(failed(code::SIGN_IN_REFUSED)),
                None => Ok(back),
            };
        }
        answer(&stream, "404 Not Found", "");
    }
}

/// The parameters of a request's first line.
fn read(stream: &TcpStream) -> Option<Back> {
    stream.set_nonblocking(false).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    let mut line = String::new();
    let mut reader = BufReader::new(std::io::Read::take(stream, 16 * 1024));
    reader.read_line(&mut line).ok()?;
    // To the end of the head, so that the browser hears the answer.
    let mut rest = String::new();
    while reader.read_line(&mut rest).is_ok_and(|read| read > 2) {
        rest.clear();
    }
    let target = line.strip_prefix("GET /?")?.split(' ').next()?;
    let pairs = target.split('&').filter_map(|pair| pair.split_once('='));
    Some(Back(
        pairs
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect(),
    ))
}

fn answer(mut stream: &TcpStream, status: &str, text: &str) {
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\r\n{text}",
        text.len()
    );
    let _ = stream.flush();
}

/// application/x-www-form-urlencoded.
fn form(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    char::from(byte).to_string()
                }
                byte => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).filter(|_| byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(escaped) => {
                out.push(escaped);
                at += 3;
            }
            None => {
                out.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The issuer, asked by the desk itself.
struct Issuer {
    url: String,
    client: reqwest::blocking::Client,
}

impl Issuer {
    fn new(url: &str, extra_ca_pem: Option<&[u8]>) -> Result<Self, Error> {
        let safe = url.starts_with("https://")
            || ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"]
                .iter()
                .any(|local| url.starts_with(local));
        if !safe {
            return Err(failed(code::SIGN_IN_ISSUER));
        }
        let mut builder = reqwest::blocking::Client::builder()
            .timeout(Duration::from_secs(20))
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("greffe/", env!("CARGO_PKG_VERSION")));
        if url.starts_with("http://") {
            builder = builder.no_proxy();
        }
        if let Some(pem) = extra_ca_pem {
            let certificates =
                reqwest::Certificate::from_pem_bundle(pem).map_err(|_| Error::ExtraCertificates)?;
            builder = builder.tls_certs_merge(certificates);
        }
        Ok(Self {
            url: url.to_owned(),
            client: builder.build().map_err(|_| failed(code::SIGN_IN_ISSUER))?,
        })
    }

    fn metadata(&self) -> Result<Metadata, Error> {
        let address = format!(
            "{}/.well-known/openid-configuration",
            self.url.trim_end_matches('/')
        );
        let metadata: Metadata = self.json(self.client.get(address))?;
        // Codes and secrets go to nobody whom the issuer did not name, and not in clear.
        let scheme = self.url.split("//").next().unwrap_or_default();
        let alike = |url: &str| url.starts_with("https://") || url.starts_with(&format!("{scheme}//"));
        let fits = metadata.issuer == self.url
            && alike(&metadata.authorization_endpoint)
            && alike(&metadata.token_endpoint);
        if fits {
            Ok(metadata)
        } else {
            Err(failed(code::SIGN_IN_ISSUER))
        }
    }

    fn json<T: serde::de::DeserializeOwned>(
        &self,
        request: reqwest::blocking::RequestBuilder,
    ) -> Result<T, Error> {
        let response = request
            .header("accept", "application/json")
            .send()
            .map_err(|_| failed(code::SIGN_IN_ISSUER))?;
        if !response.status().is_success() {
            return Err(failed(code::SIGN_IN_ISSUER));
        }
        let mut body = Vec::new();
        std::io::Read::read_to_end(&mut std::io::Read::take(response, MAX_ANSWER as u64), &mut body)
            .map_err(|_| failed(code::SIGN_IN_ISSUER))?;
        serde_json::from_slice(&body).map_err(|_| failed(code::SIGN_IN_ISSUER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_an_address_is_read_out_of_it() {
        let text = "a b&c=d/é%+~";
        assert_eq!(form(&[("x", text)]), "x=a%20b%26c%3Dd%2F%C3%A9%25%2B~");
        assert_eq!(decoded("a%20b%26c%3Dd%2F%C3%A9%25%2B~"), text);
        assert_eq!(decoded("%"), "%");
        assert_eq!(decoded("%zz+"), "%zz ");
        let back = Back(vec![("a".into(), "1".into()), ("a".into(), "2".into())]);
        assert_eq!(back.get("a"), None, "what stands there twice counts for nothing");
    }
}
