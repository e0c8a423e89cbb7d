//! The Bech32m checksum (BIP-350) with the fixed, never printed prefix `seal`, and what it tells about errors.

use crate::error::SuspiciousGroups;
use crate::{DATA, GROUP, SYMBOLS};

/// Symbols of the checksum.
pub(crate) const LENGTH: usize = 6;

/// Bech32m's constant (BIP-350).
const BECH32M: u32 = 0x2bc8_30a3;

/// The expansion of the prefix `seal`: high bits, zero, low bits (BIP-173).
const PREFIX: [u8; 9] = [3, 3, 3, 3, 0, 19, 5, 1, 12];

const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// One step of BIP-173's polymod: linear in `state` and `value`.
fn step(state: u32, value: u8) -> u32 {
    let top = state >> 25;
    let mut next = (state & 0x01ff_ffff) << 5 ^ u32::from(value);
    for (bit, generator) in GENERATOR.iter().enumerate() {
        if top >> bit & 1 == 1 {
            next ^= generator;
        }
    }
    next
}

fn polymod(symbols: &[u8; SYMBOLS]) -> u32 {
    PREFIX
        .iter()
        .chain(symbols)
        .fold(1, |state, value| step(state, *value))
}

/// The same symbols with the six of the checksum filled in.
pub(crate) fn complete(mut symbols: [u8; SYMBOLS]) -> [u8; SYMBOLS] {
    symbols[DATA..].fill(0);
    let checksum = polymod(&symbols) ^ BECH32M;
    for (i, symbol) in symbols[DATA..].iter_mut().enumerate() {
        *symbol = (checksum >> (5 * (LENGTH - 1 - i)) & 31) as u8;
    }
    symbols
}

/// Zero where the checksum fits; otherwise a value that depends on the errors alone, not on the identifier.
pub(crate) fn syndrome(symbols: &[u8; SYMBOLS]) -> u32 {
    polymod(symbols) ^ BECH32M
}

/// The syndromes of all wrong single symbols, each with its position 0-31.
fn single_errors() -> Vec<(u32, usize)> {
    let mut found = Vec::with_capacity(31 * SYMBOLS);
    for difference in 1..32_u8 {
        let mut syndrome = u32::from(difference);
        for position in (0..SYMBOLS).rev() {
            found.push((syndrome, position));
            syndrome = step(syndrome, 0);
        }
    }
    found
}

/// Where one or two wrong symbols (a swap of neighbours is two) explain the syndrome, the groups they stand in.
/// The code's distance is 5, so there is at most one such explanation; with more errors there is rarely any.
pub(crate) fn suspicious_groups(syndrome: u32) -> SuspiciousGroups {
    let mut singles = single_errors();
    singles.sort_unstable();
    let position_of = |wanted: u32| {
        singles
            .binary_search_by_key(&wanted, |(one, _)| *one)
            .ok()
            .map(|i| singles[i].1)
    };
    if let Some(position) = position_of(syndrome) {
        return SuspiciousGroups::one(position / GROUP);
    }
    singles
        .iter()
        .find_map(|(one, position)| Some((*position, position_of(syndrome ^ one)?)))
        .map_or(SuspiciousGroups::default(), |(a, b)| {
            SuspiciousGroups::two(a / GROUP, b / GROUP)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// With all syndromes of one and of two wrong symbols different from zero and from each other, no error of up to
    /// four symbols can have syndrome zero: it would be the sum of two of them.
    #[test]
    fn every_error_of_up_to_four_symbols_is_detected() {
        let singles = single_errors();
        assert_eq!(singles.len(), 992);
        let mut syndromes: HashSet<u32> = singles.iter().map(|(one, _)| *one).collect();
        assert_eq!(syndromes.len(), 992);
        for (i, (one, here)) in singles.iter().enumerate() {
            for (other, there) in &singles[i + 1..] {
                if here != there {
                    assert!(syndromes.insert(one ^ other), "two errors look alike");
                }
            }
        }
        assert_eq!(syndromes.len(), 992 + 476_656);
        assert!(!syndromes.contains(&0));
    }
}
