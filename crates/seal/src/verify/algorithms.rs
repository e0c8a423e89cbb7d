//! Until when an algorithm or a key size is relied on, as dated data (ETSI TS 119 312, SOG-IS agreed mechanisms).
//!
//! A signature made with an algorithm that has since become weak still counts when it is proven to have existed
//! before: so every entry is a date, not a yes or no.

use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::crypto::Digest;

/// Until when something is relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reliance {
    /// It never was, as far as this table knows.
    Never,
    /// Until this time.
    Until(Timestamp),
    /// It still is.
    Still,
}

impl Reliance {
    /// Whether something that is proven to have existed at `time` counts.
    pub fn holds_at(self, time: Timestamp) -> bool {
        match self {
            Reliance::Never => false,
            Reliance::Until(end) => time < end,
            Reliance::Still => true,
        }
    }
}

/// Digests with an end. SHA-1: practical collisions were foreseen, and European policies ended its use, in 2012.
const DIGESTS: &[(Digest, Date)] = &[(Digest::Sha1, date(2012, 8, 1))];

/// RSA moduli: sizes in bits from which the row applies, and its end. Largest first.
const RSA: &[(usize, Option<Date>)] = &[
    (1900, None),
    (1536, Some(date(2019, 10, 1))),
    (1024, Some(date(2011, 1, 1))),
];

/// Elliptic curves: bits of the order from which the row applies, and its end. Largest first.
const CURVES: &[(usize, Option<Date>)] = &[(250, None), (224, Some(date(2016, 1, 1)))];

fn end(date: Date) -> Reliance {
    date.to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(Reliance::Never, |zoned| Reliance::Until(zoned.timestamp()))
}

fn by_size(table: &[(usize, Option<Date>)], bits: usize) -> Reliance {
    match table.iter().find(|(from, _)| bits >= *from) {
        Some((_, None)) => Reliance::Still,
        Some((_, Some(date))) => end(*date),
        None => Reliance::Never,
    }
}

/// Until when a digest is relied on.
pub fn digest(digest: Digest) -> Reliance {
    DIGESTS
        .iter()
        .find(|(weak, _)| *weak == digest)
        .map_or(Reliance::Still, |(_, date)| end(*date))
}

/// Until when RSA with a modulus of this many bits is relied on.
pub fn rsa(bits: usize) -> Reliance {
    by_size(RSA, bits)
}

/// Until when ECDSA on a curve with an order of this many bits is relied on.
pub fn ecdsa(bits: usize) -> Reliance {
    by_size(CURVES, bits)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_became_weak_counts_only_before_its_end() {
        let before: Timestamp = "2010-06-01T00:00:00Z".parse().unwrap();
        let after: Timestamp = "2020-06-01T00:00:00Z".parse().unwrap();
        assert!(digest(Digest::Sha1).holds_at(before) && !digest(Digest::Sha1).holds_at(after));
        assert!(rsa(1024).holds_at(before) && !rsa(1024).holds_at(after));
        assert!(
            rsa(2048).holds_at(after) && digest(Digest::Sha256).holds_at(after) && ecdsa(256).holds_at(after)
        );
        assert!(!rsa(768).holds_at(before) && !ecdsa(160).holds_at(before));
        // The weaker of two decides.
        assert_eq!(rsa(1024).min(Reliance::Still), rsa(1024));
    }
}
