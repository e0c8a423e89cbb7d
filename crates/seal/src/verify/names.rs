//! Name constraints of authorities (RFC 5280, 4.2.1.10).

use super::asn1::{Damaged, SEQUENCE, Tlv, oid};
use super::certificate::{Certificate, name_parts};

/// NameConstraints (RFC 5280, 4.2.1.10) for directory names, e-mail addresses and domain names. A constraint of
/// another kind fails a certificate that has a name of that kind, and one that cannot be read fails all.
pub fn within(constraints: &[u8], certificate: &Certificate) -> Result<bool, Damaged> {
    let mut names: Vec<(u8, Vec<u8>)> = vec![(0xa4, certificate.subject.clone())];
    if let Some(extension) = certificate.extension(oid::SUBJECT_ALT_NAME) {
        for name in Tlv::only(&extension.value)?.expect(SEQUENCE)?.children()? {
            let value = if name.tag == 0xa4 {
                name.only_child()?.raw.to_vec()
            } else {
                name.value.to_vec()
            };
            names.push((name.tag, value));
        }
    }
    for (oid, text) in name_parts(&certificate.subject) {
        // emailAddress in the subject.
        if oid == [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01] {
            names.push((0x81, text.into_bytes()));
        }
    }
    let mut permitted_kinds: Vec<u8> = Vec::new();
    let mut permitted: Vec<usize> = Vec::new();
    for part in Tlv::only(constraints)?.expect(SEQUENCE)?.children()? {
        for subtree in part.children()? {
            let base = *subtree.expect(SEQUENCE)?.children()?.first().ok_or(Damaged)?;
            let value = if base.tag == 0xa4 {
                base.only_child()?.raw.to_vec()
            } else {
                base.value.to_vec()
            };
            for (index, (kind, name)) in names.iter().enumerate() {
                if *kind != base.tag || name_is_empty(*kind, name) {
                    continue;
                }
                let inside = matches_base(*kind, name, &value).ok_or(Damaged)?;
                match (part.tag, inside) {
                    (0xa0, true) => permitted.push(index),
                    (0xa1, true) => return Ok(false),
                    (0xa0 | 0xa1, false) => {}
                    _ => return Err(Damaged),
                }
            }
            if part.tag == 0xa0 {
                permitted_kinds.push(base.tag);
            }
        }
    }
    Ok(names.iter().enumerate().all(|(index, (kind, name))| {
        name_is_empty(*kind, name) || !permitted_kinds.contains(kind) || permitted.contains(&index)
    }))
}

fn name_is_empty(kind: u8, name: &[u8]) -> bool {
    kind == 0xa4 && name_parts(name).is_empty()
}

fn matches_base(kind: u8, name: &[u8], base: &[u8]) -> Option<bool> {
    match kind {
        0xa4 => {
            let (name, base) = (name_parts(name), name_parts(base));
            let fits = base.len() <= name.len()
                && base
                    .iter()
                    .zip(&name)
                    .all(|(base, own)| base.0 == own.0 && base.1.trim().eq_ignore_ascii_case(own.1.trim()));
            Some(fits)
        }
        0x81 => {
            let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
            let base = std::str::from_utf8(base).ok()?.to_ascii_lowercase();
            let host = name.rsplit_once('@').map_or("", |(_, host)| host);
            Some(if base.contains('@') {
                name == base
            } else if base.starts_with('.') {
                host.ends_with(&base)
            } else {
                host == base
            })
        }
        0x82 => {
            let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
            let base = std::str::from_utf8(base).ok()?.to_ascii_lowercase();
            let base = base.trim_start_matches('.');
            Some(
                base.is_empty()
                    || name == base
                    || name.strip_suffix(base).is_some_and(|rest| rest.ends_with('.')),
            )
        }
        // iPAddress: the base is address and mask.
        0x87 => {
            let (address, mask) = base.split_at_checked(base.len() / 2)?;
            if address.len() != mask.len() || name.len() != address.len() {
                return Some(false);
            }
            let mut pairs = name.iter().zip(address).zip(mask);
            Some(pairs.all(|((own, base), mask)| own & mask == base & mask))
        }
        // uniformResourceIdentifier: the host alone counts.
        0x86 => {
            let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
            let base = std::str::from_utf8(base).ok()?.to_ascii_lowercase();
            let rest = name.split_once("://")?.1;
            let authority = rest.split(['/', '?', '#']).next()?;
            let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            let host = host.split(':').next()?;
            Some(if base.starts_with('.') {
                host.ends_with(&base)
            } else {
                host == base
            })
        }
        _ => None,
    }
}
