//! The address of a platform, and the addresses of documents under it.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Identifier, PlatformUrlError};

/// Longest text shown in an error, in characters.
const SHOWN: usize = 120;

/// Where a platform answers: scheme, host and port, e.g. `https://verify.example.lu`.
///
/// Kept in one form - small letters, no default port, no slash at the end - so that equal addresses compare equal.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlatformUrl(String);

impl PlatformUrl {
    /// Parses an `https` address (or `http` on loopback) without path, query or user. One slash at the end is
    /// allowed. Loopback is `localhost`, 127.0.0.0/8 and `[::1]`. International names are given in their ASCII form.
    ///
    /// # Errors
    /// [`PlatformUrlError`] names the part that is wrong.
    pub fn parse(text: &str) -> Result<Self, PlatformUrlError> {
        let text = text.trim();
        let address = || shortened(text);
        let (scheme, rest) = text
            .split_once("://")
            .ok_or_else(|| PlatformUrlError::Scheme { address: address() })?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "http" {
            return Err(PlatformUrlError::Scheme { address: address() });
        }
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, after) = rest.split_at(end);
        if authority.contains('@') {
            return Err(PlatformUrlError::Credentials);
        }
        if !after.is_empty() && after != "/" {
            return Err(PlatformUrlError::Path { address: address() });
        }
        let (host, port) = match authority.rfind(':') {
            Some(colon) if !authority[colon..].contains(']') => {
                (&authority[..colon], Some(&authority[colon + 1..]))
            }
            _ => (authority, None),
        };
        let host = Host::parse(host).ok_or_else(|| PlatformUrlError::Host {
            host: shortened(host),
        })?;
        let port = port.map(parse_port).transpose()?;
        if scheme == "http" && !host.is_loopback() {
            return Err(PlatformUrlError::Insecure { address: address() });
        }
        Ok(Self(match port {
            Some(port)
                if (scheme.as_str(), port) != ("https", 443) && (scheme.as_str(), port) != ("http", 80) =>
            {
                format!("{scheme}://{host}:{port}")
            }
            _ => format!("{scheme}://{host}"),
        }))
    }

    /// The address without trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and port as a person reads them, e.g. `verify.example.lu` or `localhost:8443`.
    pub fn host_and_port(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, rest)| rest)
    }

    /// `https://<host>/d/<32 symbols>`.
    pub fn document_url(&self, identifier: &Identifier) -> String {
        format!("{}/d/{}", self.0, identifier.canonical())
    }

    /// `HTTPS://<HOST>/D/<32 symbols>`, for the QR alphanumeric mode.
    pub fn qr_payload(&self, identifier: &Identifier) -> String {
        format!("{}/D/{}", self.0.to_ascii_uppercase(), identifier.canonical())
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn parse_port(text: &str) -> Result<u16, PlatformUrlError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse::<u16>().ok())
        .flatten()
        .filter(|port| *port != 0)
        .ok_or_else(|| PlatformUrlError::Port {
            port: shortened(text),
        })
}

enum Host {
    Name(String),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

impl Host {
    fn parse(text: &str) -> Option<Self> {
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return inner.parse().ok().map(Host::V6);
        }
        if let Ok(v4) = text.parse() {
            return Some(Host::V4(v4));
        }
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        // Browsers read a name whose last label is a number (`127.1`, `0x7f`) as an IPv4 address.
        let last = text.rsplit('.').next()?;
        let number =
            last.bytes().all(|byte| byte.is_ascii_digit()) || last.to_ascii_lowercase().starts_with("0x");
        (text.len() <= 253 && text.split('.').all(label) && !number)
            .then(|| Host::Name(text.to_ascii_lowercase()))
    }

    fn is_loopback(&self) -> bool {
        match self {
            Host::Name(name) => name == "localhost",
            Host::V4(address) => address.is_loopback(),
            Host::V6(address) => address.is_loopback(),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Host::Name(name) => f.write_str(name),
            Host::V4(address) => write!(f, "{address}"),
            Host::V6(address) => write!(f, "[{address}]"),
        }
    }
}

impl fmt::Display for PlatformUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PlatformUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlatformUrl({})", self.0)
    }
}

impl FromStr for PlatformUrl {
    type Err = PlatformUrlError;

    fn from_str(text: &str) -> Result<Self, PlatformUrlError> {
        Self::parse(text)
    }
}

impl Serialize for PlatformUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PlatformUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
