//! Time and randomness that a test sets.

use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;

/// A clock that stands still until it is told to move. Share it by reference or `Arc`.
///
/// ```
/// let clock = testkit::clock::FakeClock::at("2026-11-03T09:30:00Z");
/// clock.advance(std::time::Duration::from_secs(60));
/// assert_eq!(clock.now().to_string(), "2026-11-03T09:31:00Z");
/// ```
#[derive(Debug)]
pub struct FakeClock(Mutex<Timestamp>);

impl FakeClock {
    /// A clock that shows `time` (RFC 3339).
    pub fn at(time: &str) -> Self {
        Self(Mutex::new(time.parse().unwrap_or_else(|error| {
            panic!("'{time}' is no RFC 3339 time: {error}")
        })))
    }

    /// The time it shows, UTC.
    pub fn now(&self) -> Timestamp {
        *self.0.lock().expect("no test panicked while it held the clock")
    }

    /// Sets the time, also backwards: real clocks do that too.
    pub fn set(&self, time: Timestamp) {
        *self.0.lock().expect("no test panicked while it held the clock") = time;
    }

    /// Moves the time forward.
    pub fn advance(&self, by: Duration) {
        let mut time = self.0.lock().expect("no test panicked while it held the clock");
        *time += by;
    }
}

impl Default for FakeClock {
    /// A working morning in Luxembourg: 3 November 2026, 10:30 CET.
    fn default() -> Self {
        Self::at("2026-11-03T09:30:00Z")
    }
}

/// Bytes that look random and are the same in every run: SHA-256 of the seed and a counter.
///
/// ```
/// let (one, two) = (testkit::clock::SeededRandom::new(7), testkit::clock::SeededRandom::new(7));
/// assert_eq!(one.bytes::<16>(), two.bytes::<16>());
/// assert_ne!(one.bytes::<16>(), one.bytes::<16>());
/// ```
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    drawn: Mutex<u64>,
}

impl SeededRandom {
    /// The sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: Mutex::new(0),
        }
    }

    /// Fills `buffer`.
    pub fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let mut drawn = self.drawn.lock().expect("no test panicked while it drew");
            let mut context = ring::digest::Context::new(&ring::digest::SHA256);
            context.update(&self.seed.to_be_bytes());
            context.update(&drawn.to_be_bytes());
            *drawn += 1;
            chunk.copy_from_slice(&context.finish().as_ref()[..chunk.len()]);
        }
    }

    /// `N` bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

/// A clock and randomness together: what most crates take as one environment.
///
/// A crate adapts it in its tests: `impl Environment for Mine { fn now(&self) { self.0.clock.now() } ... }`.
#[derive(Debug)]
pub struct FakeEnvironment {
    /// The time.
    pub clock: FakeClock,
    /// The randomness.
    pub random: SeededRandom,
}

impl FakeEnvironment {
    /// The default clock, and the sequence that belongs to `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            clock: FakeClock::default(),
            random: SeededRandom::new(seed),
        }
    }
}
