//! The network between desk and platform: carries bytes, stops carrying them, or answers nonsense.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the wire does with a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Carries everything to the port.
    Carry,
    /// Carries so many more bytes from the desk and then stands still.
    StallAfter(u64),
    /// Answers every request with this, inside TLS.
    Answer(Vec<u8>),
    /// Answers with this before any TLS.
    Shout(Vec<u8>),
    /// Takes the connection and closes it at once.
    HangUp,
    /// Takes the connection and never says anything.
    Silence,
}

struct State {
    behaviour: Mutex<Behaviour>,
    /// Bytes from the desk since the behaviour was set.
    sent: AtomicU64,
    stalled: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
    to_port: u16,
    tls: Arc<rustls::ServerConfig>,
}

/// A wire with an end on loopback. It lives as long as the test's process.
pub struct Wire {
    /// The port of the desk's end.
    pub port: u16,
    state: Arc<State>,
}

impl Wire {
    /// A wire to a port of loopback. Where it answers itself it shows this certificate chain (PEM) with its key.
    pub fn to(to_port: u16, (chain_pem, key_pem): &(String, String)) -> Self {
        use rustls::pki_types::pem::PemObject;
        let chain = rustls::pki_types::CertificateDer::pem_slice_iter(chain_pem.as_bytes())
            .collect::<Result<Vec<_>, _>>()
            .expect("a PEM chain");
        let key = rustls::pki_types::PrivateKeyDer::from_pem_slice(key_pem.as_bytes()).expect("a PEM key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS versions")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("a certificate with its key");
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let state = Arc::new(State {
            behaviour: Mutex::new(Behaviour::Carry),
            sent: AtomicU64::new(0),
            stalled: AtomicBool::new(false),
            open: Mutex::new(Vec::new()),
            to_port,
            tls: Arc::new(tls),
        });
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                std::thread::spawn(move || serve(&state, stream));
            }
        });
        Self { port, state }
    }

    /// From now on it does this. Connections that stand are cut.
    pub fn set(&self, behaviour: Behaviour) {
        *self.state.behaviour.lock().expect("the wire") = behaviour;
        self.state.sent.store(0, Ordering::SeqCst);
        self.state.stalled.store(false, Ordering::SeqCst);
        self.cut();
    }

    /// Cuts every connection.
    pub fn cut(&self) {
        for stream in self.state.open.lock().expect("the wire").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Waits until it stands still because of [`Behaviour::StallAfter`] (`true`), or `ended` says that nobody will
    /// send any more (`false`).
    pub fn wait_until_stalled_or(&self, mut ended: impl FnMut() -> bool) -> bool {
        super::wait_for("the wire to stand still", Duration::from_secs(120), || {
            if self.state.stalled.load(Ordering::SeqCst) {
                Some(true)
            } else {
                ended().then_some(false)
            }
        })
    }

    /// Bytes that came from the desk since the last [`Wire::set`].
    pub fn sent(&self) -> u64 {
        self.state.sent.load(Ordering::SeqCst)
    }
}

fn serve(state: &Arc<State>, mut desk: TcpStream) {
    let behaviour = state.behaviour.lock().expect("the wire").clone();
    state
        .open
        .lock()
        .expect("the wire")
        .push(desk.try_clone().expect("a second handle"));
    match behaviour {
        Behaviour::HangUp => drop(desk.shutdown(Shutdown::Both)),
        Behaviour::Silence => {
            // Reads on, so that the desk's bytes go somewhere, and says nothing.
            while desk.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {
                state.sent.fetch_add(1, Ordering::SeqCst);
            }
        }
        Behaviour::Answer(answer) => {
            let Ok(connection) = rustls::ServerConnection::new(state.tls.clone()) else {
                return;
            };
            let mut desk = rustls::StreamOwned::new(connection, desk);
            if desk.read(&mut [0; 65536]).is_ok_and(|count| count > 0) {
                let _ = desk.write_all(&answer);
                desk.conn.send_close_notify();
                let _ = desk.flush();
                while desk.read(&mut [0; 65536]).is_ok_and(|count| count > 0) {}
            }
        }
        Behaviour::Shout(answer) => {
            if desk.read(&mut [0; 65536]).is_ok_and(|count| count > 0) {
                let _ = desk.write_all(&answer);
                let _ = desk.shutdown(Shutdown::Write);
                while desk.read(&mut [0; 65536]).is_ok_and(|count| count > 0) {}
            }
        }
        Behaviour::Carry | Behaviour::StallAfter(_) => {
            let Ok(platform) = TcpStream::connect(("127.0.0.1", state.to_port)) else {
                drop(desk.shutdown(Shutdown::Both));
                return;
            };
            state
                .open
                .lock()
                .expect("the wire")
                .push(platform.try_clone().expect("a second handle"));
            let (mut from, mut back) = (
                platform.try_clone().expect("a handle"),
                desk.try_clone().expect("a handle"),
            );
            std::thread::spawn(move || {
                let _ = std::io::copy(&mut from, &mut back);
                let _ = back.shutdown(Shutdown::Write);
            });
            carry(state, desk, platform);
        }
    }
}

fn carry(state: &State, mut desk: TcpStream, mut platform: TcpStream) {
    let mut buffer = [0; 4096];
    while let Ok(count) = desk.read(&mut buffer) {
        if count == 0 {
            break;
        }
        let sent = state.sent.fetch_add(count as u64, Ordering::SeqCst) + count as u64;
        let limit = match *state.behaviour.lock().expect("the wire") {
            Behaviour::StallAfter(limit) => limit,
            _ => u64::MAX,
        };
        if sent > limit {
            state.stalled.store(true, Ordering::SeqCst);
            // Stands still until somebody cuts the connection.
            while desk.peek(&mut [0]).is_ok_and(|count| count > 0) {
                std::thread::park_timeout(Duration::from_millis(20));
            }
            break;
        }
        if platform.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = platform.shutdown(Shutdown::Write);
}
