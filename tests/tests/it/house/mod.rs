//! What the stories share: starting the programs ([`programs`], [`greffe`], [`platform`]) and standing in the way
//! between them ([`wire`], [`line`]).

// Test equipment stops a test by panicking; the rule against it protects what users run.
// Every story compiles this anew and uses a part of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

pub mod disk;
pub mod greffe;
pub mod line;
pub mod platform;
pub mod programs;
pub mod wire;

use std::time::{Duration, Instant};

/// Waits until `condition` gives a value; panics with `what` after `limit`.
pub fn wait_for<T>(what: &str, limit: Duration, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(Instant::now() < deadline, "waited {limit:?} in vain: {what}");
        std::thread::park_timeout(Duration::from_millis(10));
    }
}

/// A port of loopback that nothing listens on just now, and that the system gives to nobody who asks for any port: what
/// is killed finds it free when it starts again.
pub fn free_port() -> u16 {
    use std::hash::{BuildHasher as _, Hasher as _};
    // Drawn anew in each process and each time.
    let drawn = || std::hash::RandomState::new().build_hasher().finish();
    for _ in 0..1000 {
        let port = 10_240 + (drawn() % 20_000) as u16;
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("no free port")
}
