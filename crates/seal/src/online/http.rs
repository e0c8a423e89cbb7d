//! The driver: HTTP with TLS by rustls, the proxies of the system, a few redirects, limits on size and time.

use std::io::Read as _;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use reqwest::blocking as driver;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use secrecy::ExposeSecret as _;

use super::{Ask, Reply, Web, WebError, host_of};

const CONNECT: Duration = Duration::from_secs(10);
const MAX_REDIRECTS: usize = 3;

/// Asks over HTTP and HTTPS. Certificates are checked as the system does, plus the roots given.
pub struct HttpWeb {
    clients: Arc<Clients>,
}

struct Clients {
    extra_roots: Vec<reqwest::Certificate>,
    /// Through the proxies of the system.
    outside: OnceLock<Result<driver::Client, String>>,
    /// To this machine, never through a proxy.
    loopback: OnceLock<Result<driver::Client, String>>,
}

impl HttpWeb {
    /// A driver; connections are made when asked. `extra_roots_pem`: further certificates to accept servers by.
    ///
    /// # Errors
    /// [`WebError::Address`] when the extra roots cannot be read.
    pub fn new(extra_roots_pem: Option<&[u8]>) -> Result<Self, WebError> {
        let extra_roots = match extra_roots_pem {
            Some(pem) => reqwest::Certificate::from_pem_bundle(pem).map_err(|error| WebError::Address {
                url: error.to_string(),
            })?,
            None => Vec::new(),
        };
        Ok(Self {
            clients: Arc::new(Clients {
                extra_roots,
                outside: OnceLock::new(),
                loopback: OnceLock::new(),
            }),
        })
    }
}

impl Clients {
    fn make(&self, loopback: bool) -> Result<driver::Client, String> {
        // Another part of the process may have chosen a provider already; ring is then not needed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let redirects = reqwest::redirect::Policy::custom(|attempt| {
            let secure = attempt
                .previous()
                .last()
                .is_some_and(|from| from.scheme() == "https");
            let lowered = secure && attempt.url().scheme() != "https";
            if attempt.previous().len() > MAX_REDIRECTS || lowered {
                attempt.stop()
            } else {
                attempt.follow()
            }
        });
        let mut builder = driver::Client::builder()
            .connect_timeout(CONNECT)
            .redirect(redirects)
            .retry(reqwest::retry::never())
            .http1_only()
            .pool_idle_timeout(Duration::from_secs(10))
            .user_agent(concat!("greffe/", env!("CARGO_PKG_VERSION")))
            .tls_certs_merge(self.extra_roots.clone());
        if loopback {
            builder = builder.no_proxy();
        }
        builder.build().map_err(|error| detail(&error))
    }

    fn run(&self, job: &Job) -> Result<Reply, WebError> {
        let slot = if is_loopback(&job.host) {
            &self.loopback
        } else {
            &self.outside
        };
        let unreachable = |detail: String| WebError::Unreachable {
            host: job.host.clone(),
            detail,
        };
        let client = slot
            .get_or_init(|| self.make(is_loopback(&job.host)))
            .as_ref()
            .map_err(|detail| unreachable(detail.clone()))?;
        let request = match &job.body {
            Some((kind, body)) => client
                .post(&job.url)
                .header(CONTENT_TYPE, kind.as_str())
                .body(body.clone()),
            None => client.get(&job.url),
        };
        let mut request = request.header(ACCEPT, job.accept.as_str()).timeout(job.timeout);
        if let Some((user, password)) = &job.account {
            request = request.basic_auth(user, Some(password.expose_secret()));
        }
        let failed = |error: reqwest::Error| {
            if error.is_timeout() {
                WebError::TimedOut {
                    host: job.host.clone(),
                }
            } else if error.is_builder() {
                WebError::Address { url: job.url.clone() }
            } else {
                unreachable(detail(&error))
            }
        };
        let mut response = request.send().map_err(failed)?;
        let status = response.status().as_u16();
        let media_type = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .map(|value| value.trim().to_ascii_lowercase())
            .unwrap_or_default();
        let too_long = || WebError::TooLong {
            host: job.host.clone(),
        };
        if response
            .content_length()
            .is_some_and(|length| length > job.max_bytes as u64)
        {
            return Err(too_long());
        }
        let mut body = Vec::new();
        let mut piece = [0; 8192];
        loop {
            if Instant::now() > job.deadline {
                return Err(WebError::TimedOut {
                    host: job.host.clone(),
                });
            }
            let count = response.read(&mut piece).map_err(|error| {
                if error.kind() == std::io::ErrorKind::TimedOut {
                    WebError::TimedOut {
                        host: job.host.clone(),
                    }
                } else {
                    unreachable(error.to_string())
                }
            })?;
            if count == 0 {
                break;
            }
            if body.len() + count > job.max_bytes {
                return Err(too_long());
            }
            body.extend_from_slice(piece.get(..count).unwrap_or_default());
        }
        Ok(Reply {
            status,
            media_type,
            body,
        })
    }
}

/// A request that owns what it needs, for a thread of its own.
struct Job {
    url: String,
    host: String,
    body: Option<(String, Vec<u8>)>,
    accept: String,
    account: Option<(String, secrecy::SecretString)>,
    timeout: Duration,
    deadline: Instant,
    max_bytes: usize,
}

impl Clients {
    fn date(&self, url: &str, host: &str, timeout: Duration) -> Result<Option<jiff::Timestamp>, WebError> {
        let unreachable = |detail: String| WebError::Unreachable {
            host: host.to_owned(),
            detail,
        };
        let loopback = is_loopback(host);
        let slot = if loopback { &self.loopback } else { &self.outside };
        let client = slot
            .get_or_init(|| self.make(loopback))
            .as_ref()
            .map_err(|detail| unreachable(detail.clone()))?;
        let response = client.head(url).timeout(timeout).send();
        let response = response.map_err(|error| unreachable(detail(&error)))?;
        let date = response.headers().get(reqwest::header::DATE);
        let date = date.and_then(|value| value.to_str().ok());
        Ok(date
            .and_then(|text| jiff::fmt::rfc2822::parse(text).ok())
            .map(|zoned| zoned.timestamp()))
    }
}

impl Web for HttpWeb {
    fn date(&self, url: &str, timeout: Duration) -> Result<Option<jiff::Timestamp>, WebError> {
        let host = host_of(url).ok_or_else(|| WebError::Address { url: url.to_owned() })?;
        // On a thread of its own, as all requests are.
        let (clients, url, host) = (Arc::clone(&self.clients), url.to_owned(), host.to_owned());
        std::thread::spawn(move || clients.date(&url, &host, timeout))
            .join()
            .unwrap_or(Ok(None))
    }

    /// Waits no longer than the time allowed, whatever the other side does: the request runs on a thread of its own,
    /// so that the caller may also belong to an asynchronous runtime.
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        let Some(host) = host_of(ask.url) else {
            return Err(WebError::Address {
                url: ask.url.to_owned(),
            });
        };
        let job = Job {
            url: ask.url.to_owned(),
            host: host.to_owned(),
            body: ask.body.map(|(kind, body)| (kind.to_owned(), body.to_vec())),
            accept: ask.accept.to_owned(),
            account: ask
                .account
                .map(|(user, password)| (user.to_owned(), password.clone())),
            timeout: ask.timeout,
            deadline: Instant::now() + ask.timeout,
            max_bytes: ask.max_bytes,
        };
        let (answer, answers) = mpsc::channel();
        let clients = self.clients.clone();
        let started = std::thread::Builder::new()
            .name("greffe-seal-http".to_owned())
            .spawn(move || {
                let _ = answer.send(clients.run(&job));
            });
        if let Err(error) = started {
            return Err(WebError::Unreachable {
                host: host.to_owned(),
                detail: error.to_string(),
            });
        }
        match answers.recv_timeout(ask.timeout + Duration::from_millis(500)) {
            Ok(reply) => reply,
            Err(RecvTimeoutError::Timeout) => Err(WebError::TimedOut {
                host: host.to_owned(),
            }),
            Err(RecvTimeoutError::Disconnected) => Err(WebError::Unreachable {
                host: host.to_owned(),
                detail: "the HTTP thread has ended".to_owned(),
            }),
        }
    }
}

/// The innermost cause, without the address, which the sentence names already.
fn detail(error: &reqwest::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::net::TcpListener;

    /// A server that says `answers` to one request each, then drips bytes for ever if it is told to.
    fn serve(answers: Vec<Vec<u8>>, endless: bool) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut buffer = [0; 4096];
                let _ = stream.read(&mut buffer);
                let _ = stream.write_all(&answer);
                while endless && stream.write_all(&[b'x'; 512]).is_ok() {}
            }
        });
        format!("http://{address}/")
    }

    fn ask(url: &str) -> Result<Reply, WebError> {
        HttpWeb::new(None).unwrap().ask(&Ask {
            url,
            body: None,
            accept: "*/*",
            account: None,
            timeout: Duration::from_secs(2),
            max_bytes: 10_000,
        })
    }

    #[test]
    fn an_answer_comes_whole_with_its_status_and_type() {
        let url = serve(
            vec![
                b"HTTP/1.1 404 no\r\ncontent-type: Text/HTML; charset=x\r\ncontent-length: 2\r\n\r\nno"
                    .to_vec(),
            ],
            false,
        );
        let reply = ask(&url).unwrap();
        assert_eq!(
            (reply.status, reply.media_type.as_str(), reply.body.as_slice()),
            (404, "text/html", b"no".as_slice())
        );
    }

    #[test]
    fn an_endless_answer_ends_at_the_limit_and_a_silent_server_at_the_deadline() {
        let url = serve(vec![b"HTTP/1.1 200 ok\r\n\r\n".to_vec()], true);
        assert!(matches!(ask(&url), Err(WebError::TooLong { .. })));
        let url = serve(
            vec![b"HTTP/1.1 200 ok\r\ncontent-length: 5\r\n\r\n".to_vec()],
            false,
        );
        // The connection ends before the body does.
        assert!(matches!(ask(&url), Err(WebError::Unreachable { .. })));
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", silent.local_addr().unwrap());
        assert!(matches!(ask(&url), Err(WebError::TimedOut { .. })));
        drop(silent);
        assert!(matches!(ask(&url), Err(WebError::Unreachable { .. })));
    }

    #[test]
    fn redirects_end() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let target = url.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(
                    format!("HTTP/1.1 302 x\r\nlocation: {target}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                        .as_bytes(),
                );
            }
        });
        assert_eq!(ask(&url).unwrap().status, 302);
    }
}
