//! Who may ask how often: token buckets in memory, one for each client and one for all.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use crate::metrics::Counters;

/// Clients that are remembered; more than this and the ones with a full bucket are forgotten.
const CLIENTS: usize = 50_000;

/// What is asked for; each kind has buckets of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A page that looks up an identifier, or an original.
    Lookup,
    /// A file to be compared.
    Compare,
    /// A photograph to be read.
    Photo,
    /// A page of an original, drawn.
    Draw,
    /// Enrolment and tokens: nobody is known yet.
    Entrance,
    /// The API, for enrolled desks.
    Api,
}

/// Size of a bucket and how fast it fills, in tokens and tokens per second.
#[derive(Clone, Copy, Debug)]
struct Rate {
    burst: f64,
    per_second: f64,
}

impl Rate {
    fn times(self, factor: f64) -> Self {
        Self {
            burst: self.burst * factor,
            per_second: self.per_second * factor,
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Lookup => "lookup",
            Kind::Compare => "compare",
            Kind::Photo => "photo",
            Kind::Draw => "draw",
            Kind::Entrance => "entrance",
            Kind::Api => "api",
        }
    }

    fn per_client(self) -> Rate {
        match self {
            Kind::Lookup => Rate {
                burst: 60.0,
                per_second: 1.0,
            },
            Kind::Compare => Rate {
                burst: 10.0,
                per_second: 0.1,
            },
            // A camera that looks for a symbol sends a picture every second or two.
            Kind::Photo => Rate {
                burst: 40.0,
                per_second: 0.7,
            },
            Kind::Draw => Rate {
                burst: 60.0,
                per_second: 1.0,
            },
            // A whole administration may stand behind one address.
            Kind::Entrance => Rate {
                burst: 120.0,
                per_second: 5.0,
            },
            Kind::Api => Rate {
                burst: 1000.0,
                per_second: 200.0,
            },
        }
    }

    fn in_total(self) -> Rate {
        match self {
            Kind::Lookup => Rate {
                burst: 1000.0,
                per_second: 200.0,
            },
            Kind::Compare => Rate {
                burst: 100.0,
                per_second: 10.0,
            },
            Kind::Photo => Rate {
                burst: 200.0,
                per_second: 10.0,
            },
            Kind::Draw => Rate {
                burst: 500.0,
                per_second: 20.0,
            },
            Kind::Entrance => Rate {
                burst: 2000.0,
                per_second: 200.0,
            },
            Kind::Api => Rate {
                burst: 10_000.0,
                per_second: 2000.0,
            },
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    filled_at: Timestamp,
}

impl Bucket {
    fn full(rate: Rate, now: Timestamp) -> Self {
        Self {
            tokens: rate.burst,
            filled_at: now,
        }
    }

    fn fill(&mut self, rate: Rate, now: Timestamp) {
        // A clock that was set back fills nothing and takes nothing away.
        let seconds = now.duration_since(self.filled_at).as_secs_f64().max(0.0);
        self.tokens = (self.tokens + seconds * rate.per_second).min(rate.burst);
        self.filled_at = now;
    }

    /// Seconds until a token is there.
    fn missing(&self, rate: Rate) -> Option<f64> {
        (self.tokens < 1.0).then(|| (1.0 - self.tokens) / rate.per_second)
    }
}

/// The buckets.
pub struct Limits {
    buckets: Mutex<Buckets>,
    /// All buckets are this many times as large, and fill as much faster.
    factor: AtomicU32,
    /// How often they were empty.
    pub(crate) refused: Counters,
}

#[derive(Default)]
struct Buckets {
    clients: HashMap<(Kind, IpAddr), Bucket>,
    total: HashMap<Kind, Bucket>,
}

impl Limits {
    pub(crate) fn new() -> Self {
        Self {
            buckets: Mutex::default(),
            factor: AtomicU32::new(1),
            refused: Counters::default(),
        }
    }

    /// Makes all buckets this many times as large, full, and fill as much faster: for a platform whose proxy counts
    /// clients.
    pub fn widen(&self, factor: u32) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        *buckets = Buckets::default();
        self.factor.store(factor.max(1), Ordering::Relaxed);
    }

    /// Takes a token, or says how many seconds to wait.
    ///
    /// # Errors
    /// The seconds until the next token, at least 1.
    pub fn take(&self, kind: Kind, client: IpAddr, now: Timestamp) -> Result<(), u32> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.clients.len() >= CLIENTS {
            forget_idle(
                &mut buckets.clients,
                self.factor.load(Ordering::Relaxed).into(),
                now,
            );
        }
        let factor = f64::from(self.factor.load(Ordering::Relaxed));
        let (own_rate, total_rate) = (kind.per_client().times(factor), kind.in_total().times(factor));
        let mut total = *buckets.total.get(&kind).unwrap_or(&Bucket::full(total_rate, now));
        let key = (kind, network(client));
        let mut own = *buckets.clients.get(&key).unwrap_or(&Bucket::full(own_rate, now));
        total.fill(total_rate, now);
        own.fill(own_rate, now);
        let missing = match (own.missing(own_rate), total.missing(total_rate)) {
            (Some(seconds), _) => Some((seconds, "client")),
            (None, seconds) => seconds.map(|seconds| (seconds, "total")),
        };
        if missing.is_none() {
            own.tokens -= 1.0;
            total.tokens -= 1.0;
        }
        buckets.clients.insert(key, own);
        buckets.total.insert(kind, total);
        drop(buckets);
        let Some((seconds, whose)) = missing else {
            return Ok(());
        };
        let labels = vec![("kind", kind.name().to_owned()), ("limit", whose.to_owned())];
        self.refused.get_or_create(&labels).inc();
        // Between 1 second and an hour: the conversion cannot lose anything.
        Err(seconds.ceil().clamp(1.0, 3600.0) as u32)
    }
}

/// Forgets clients whose bucket is full again; if none is, all of them (they start with a full one).
fn forget_idle(clients: &mut HashMap<(Kind, IpAddr), Bucket>, factor: f64, now: Timestamp) {
    clients.retain(|(kind, _), bucket| {
        let rate = kind.per_client().times(factor);
        bucket.fill(rate, now);
        bucket.tokens < rate.burst
    });
    if clients.len() >= CLIENTS {
        clients.clear();
    }
}

/// One client has one IPv4 address, or a whole /64 of IPv6.
pub(crate) fn network(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn start() -> Timestamp {
        "2026-05-04T08:00:00Z".parse().unwrap()
    }

    fn client(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn a_client_that_asks_too_often_waits_and_another_does_not() {
        let limits = Limits::new();
        for _ in 0..60 {
            assert_eq!(limits.take(Kind::Lookup, client(1), start()), Ok(()));
        }
        assert_eq!(limits.take(Kind::Lookup, client(1), start()), Err(1));
        assert_eq!(limits.take(Kind::Lookup, client(2), start()), Ok(()));
        let later = start() + SignedDuration::from_secs(2);
        assert_eq!(limits.take(Kind::Lookup, client(1), later), Ok(()));
        assert_eq!(limits.take(Kind::Lookup, client(1), later), Ok(()));
        assert_eq!(limits.take(Kind::Lookup, client(1), later), Err(1));
    }

    #[test]
    fn many_clients_together_are_limited_too() {
        let limits = Limits::new();
        let refused = (0..200u8)
            .flat_map(|n| std::iter::repeat_n(n, 10))
            .filter(|n| limits.take(Kind::Lookup, client(*n), start()).is_err())
            .count();
        assert_eq!(refused, 1000);
    }

    #[test]
    fn a_home_network_of_ipv6_is_one_client() {
        assert_eq!(
            network("2001:db8:1:2:3:4:5:6".parse().unwrap()),
            network("2001:db8:1:2::1".parse().unwrap())
        );
        assert_ne!(
            network("2001:db8:1:3::1".parse().unwrap()),
            network("2001:db8:1:2::1".parse().unwrap())
        );
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), client(1));
    }
}
