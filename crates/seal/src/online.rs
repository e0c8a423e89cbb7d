//! The seam to the network: one request, one answer, within limits. Sealing and augmenting ask through [`Web`];
//! the driver that really asks stands behind the feature `http` ([`http::HttpWeb`]).
//!
//! Addresses come from settings, and from certificates, which strangers may have written: only `http` and `https`,
//! every answer limited in size and time, and [`Limited`] bounds how often one operation asks at all.

#[cfg(feature = "http")]
pub mod http;

use std::cell::Cell;
use std::time::Duration;

use secrecy::SecretString;
use wording::Explain;

/// A request.
pub struct Ask<'a> {
    /// Absolute address, `http` or `https`.
    pub url: &'a str,
    /// Body and its media type; with one the request is a POST, without it a GET.
    pub body: Option<(&'a str, &'a [u8])>,
    /// `Accept`.
    pub accept: &'a str,
    /// User and password for basic authentication.
    pub account: Option<(&'a str, &'a SecretString)>,
    /// The whole answer must be here by then.
    pub timeout: Duration,
    /// Longest answer, in bytes.
    pub max_bytes: usize,
}

/// An answer that was read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Media type in lower case, without parameters; empty when there is none.
    pub media_type: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebError {
    /// Work without network was asked for.
    #[error("no network is used")]
    Offline,
    /// The address is none that can be asked.
    #[error("'{url}' is no address that can be asked")]
    Address {
        /// The address.
        url: String,
    },
    /// No connection, or it broke.
    #[error("{host} cannot be reached: {detail}")]
    Unreachable {
        /// Host and port.
        host: String,
        /// What the network said.
        detail: String,
    },
    /// No whole answer within the time allowed.
    #[error("{host} did not answer in time")]
    TimedOut {
        /// Host and port.
        host: String,
    },
    /// The answer is longer than allowed.
    #[error("the answer of {host} is too long")]
    TooLong {
        /// Host and port.
        host: String,
    },
    /// One operation asked too often.
    #[error("too many requests for one document")]
    TooMany,
}

impl WebError {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<WebError> {
        let host = || "tsa.test".to_owned();
        vec![
            WebError::Offline,
            WebError::Address { url: "x".into() },
            WebError::Unreachable {
                host: host(),
                detail: "x".into(),
            },
            WebError::TimedOut { host: host() },
            WebError::TooLong { host: host() },
            WebError::TooMany,
        ]
    }
}

impl Explain for WebError {
    fn code(&self) -> &'static str {
        match self {
            WebError::Offline => "online-offline",
            WebError::Address { .. } => "online-address",
            WebError::Unreachable { .. } => "online-unreachable",
            WebError::TimedOut { .. } => "online-timed-out",
            WebError::TooLong { .. } => "online-too-long",
            WebError::TooMany => "online-too-many",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            WebError::Offline | WebError::TooMany => Vec::new(),
            WebError::Address { url } => vec![("host", url.clone())],
            WebError::Unreachable { host, detail } => {
                vec![("host", host.clone()), ("detail", detail.clone())]
            }
            WebError::TimedOut { host } | WebError::TooLong { host } => vec![("host", host.clone())],
        }
    }
}

/// Whoever carries a request out.
pub trait Web: Send + Sync {
    /// Asks once and reads the whole answer.
    ///
    /// # Errors
    /// [`WebError`]; a status that is no success is an answer, not an error.
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError>;

    /// The time a server tells (`Date`, RFC 9110, 6.6.1), where it tells one.
    ///
    /// # Errors
    /// [`WebError`].
    fn date(&self, _url: &str, _timeout: Duration) -> Result<Option<jiff::Timestamp>, WebError> {
        Ok(None)
    }
}

/// No network at all: every request fails with [`WebError::Offline`].
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWeb;

impl Web for NoWeb {
    fn ask(&self, _: &Ask<'_>) -> Result<Reply, WebError> {
        Err(WebError::Offline)
    }
}

/// Host and port of an address, where it is `http` or `https` and names a host; user names in it are refused.
pub fn host_of(url: &str) -> Option<&str> {
    let scheme = |scheme: &str| {
        url.get(..scheme.len())
            .filter(|own| own.eq_ignore_ascii_case(scheme))
            .and_then(|_| url.get(scheme.len()..))
    };
    let rest = scheme("http://").or_else(|| scheme("https://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let plain = !host.is_empty() && !host.contains('@') && url.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then_some(host)
}

/// Requests that one operation may still make.
pub(crate) struct Limited<'w> {
    web: &'w dyn Web,
    left: Cell<u32>,
}

impl<'w> Limited<'w> {
    pub fn new(web: &'w dyn Web, requests: u32) -> Self {
        Self {
            web,
            left: Cell::new(requests),
        }
    }

    pub fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        if host_of(ask.url).is_none() {
            return Err(WebError::Address {
                url: ask.url.to_owned(),
            });
        }
        let left = self.left.get().checked_sub(1).ok_or(WebError::TooMany)?;
        self.left.set(left);
        self.web.ask(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_asked() {
        assert_eq!(host_of("http://tsa.test/x"), Some("tsa.test"));
        assert_eq!(host_of("HTTPS://tsa.test:8443?x"), Some("tsa.test:8443"));
        for bad in [
            "ldap://x/y",
            "file:///etc/passwd",
            "http://",
            "http://user@host/",
            "http://a b/",
            "é",
            "",
        ] {
            assert_eq!(host_of(bad), None, "{bad}");
        }
    }
}
