//! The journal: what was written passes, and whatever is done to it afterwards is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use serde_json::json;
use tlog::journal::{Details, Entry, EntryHash, Head, Verifier, append, verify};
use tlog::{Error, Hash};

/// A journal of `length` entries as a desk would write it.
fn journal(length: u64) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for n in 0..length {
        let previous = entries.last().map(Entry::head);
        let details = Details::of(&json!({ "version": n, "name": "décision.pdf" })).unwrap();
        let subject = format!("document {n}");
        entries.push(append(
            previous.as_ref(),
            1_795_168_800_000 + n as i64,
            "anna",
            "opened",
            &subject,
            details,
        ));
    }
    entries
}

fn head(entries: &[Entry]) -> Head {
    entries.last().map_or(Head::EMPTY, Entry::head)
}

/// Someone who knows the algorithm and makes all hashes from `index` on anew.
fn rechain(entries: &mut [Entry], index: usize) {
    for i in index..entries.len() {
        let before = if i == 0 {
            Head::EMPTY
        } else {
            entries[i - 1].head()
        };
        entries[i].sequence = before.length + 1;
        entries[i].previous = before.hash;
        entries[i].hash = entries[i].computed_hash();
    }
}

#[test]
fn an_untouched_journal_passes_and_gives_its_head() {
    let entries = journal(5);
    assert_eq!(verify(&entries, None), Ok(head(&entries)));
    assert_eq!(verify(&entries, Some(&head(&entries))), Ok(head(&entries)));
    assert_eq!(verify(&entries, Some(&head(&entries[..2]))), Ok(head(&entries)));
    assert_eq!(verify(entries.clone(), Some(&Head::EMPTY)), Ok(head(&entries)));
    assert_eq!(verify(&[] as &[Entry], None), Ok(Head::EMPTY));
    assert_eq!(
        entries.iter().map(|entry| entry.sequence).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
}

/// The bytes under the hash, written out by hand: whoever changes them breaks every journal there is.
#[test]
fn the_hash_covers_the_documented_bytes() {
    let details = Details::of(&json!({"b": 1, "a": [true, null, "é\n"]})).unwrap();
    let head = Head {
        length: 6,
        hash: Hash::from_bytes([7; 32]),
    };
    let entry = append(Some(&head), -2, "anna", "sealed", "", details);
    let mut bytes = b"greffe/journal/v1\n".to_vec();
    bytes.extend([0, 0, 0, 0, 0, 0, 0, 7]);
    bytes.extend([7; 32]);
    bytes.extend([255, 255, 255, 255, 255, 255, 255, 254]);
    for field in ["anna", "sealed", "", "{\"a\":[true,null,\"é\\u000a\"],\"b\":1}"] {
        bytes.extend([0, 0, 0, 0, 0, 0, 0, field.len() as u8]);
        bytes.extend(field.as_bytes());
    }
    use sha2::Digest as _;
    let expected: [u8; 32] = sha2::Sha256::digest(&bytes).into();
    assert_eq!(entry.hash.as_bytes(), &expected);
}

#[test]
fn an_entry_in_json_keeps_its_form() {
    let entry = journal(1).remove(0);
    insta::assert_snapshot!(serde_json::to_string_pretty(&entry).unwrap(), @r#"
    {
      "sequence": 1,
      "previous": "0000000000000000000000000000000000000000000000000000000000000000",
      "time_ms": 1795168800000,
      "actor": "anna",
      "kind": "opened",
      "subject": "document 0",
      "details": {
        "name": "décision.pdf",
        "version": 0
      },
      "hash": "d77630df512c7729711911ebe4846551f5c39a253b6134e815d5be5b129fc851"
    }
    "#);
    let again: Entry = serde_json::from_str(&serde_json::to_string(&entry).unwrap()).unwrap();
    assert_eq!(again, entry);
    insta::assert_snapshot!(
        serde_json::to_string(&entry.head()).unwrap(),
        @r#"{"length":1,"hash":"d77630df512c7729711911ebe4846551f5c39a253b6134e815d5be5b129fc851"}"#
    );
}

#[test]
fn every_field_of_every_entry_is_protected() {
    type Change = fn(&mut Entry);
    let changes: [(&str, Change); 7] = [
        ("previous", |entry| entry.previous = Hash::from_bytes([1; 32])),
        ("time", |entry| entry.time_ms += 1),
        ("actor", |entry| entry.actor.push(' ')),
        ("kind", |entry| entry.kind = "closed".into()),
        ("subject", |entry| entry.subject.clear()),
        ("details", |entry| entry.details = Details::none()),
        ("hash", |entry| entry.hash = EntryHash::default()),
    ];
    let untouched = journal(4);
    for (field, change) in changes {
        for i in 0..4 {
            let mut entries = untouched.clone();
            change(&mut entries[i]);
            let sequence = i as u64 + 1;
            assert_eq!(
                verify(&entries, None),
                Err(Error::JournalAltered { sequence }),
                "{field}"
            );
        }
    }
}

#[test]
fn moving_text_from_one_field_to_the_next_is_seen() {
    let mut entries = journal(1);
    entries[0].actor = "an".into();
    entries[0].kind = "naopened".into();
    assert_eq!(verify(&entries, None), Err(Error::JournalAltered { sequence: 1 }));
}

#[test]
fn a_changed_entry_with_its_hash_made_anew_no_longer_fits_the_next() {
    let mut entries = journal(4);
    entries[1].actor = "bob".into();
    entries[1].hash = entries[1].computed_hash();
    assert_eq!(
        verify(&entries, None),
        Err(Error::JournalUnlinked { sequence: 3 })
    );
}

#[test]
fn removed_entries_are_named() {
    let mut entries = journal(6);
    entries.drain(2..4);
    assert_eq!(
        verify(&entries, None),
        Err(Error::JournalMissing { first: 3, last: 4 })
    );
    let entries = journal(3);
    assert_eq!(
        verify(&entries[1..], None),
        Err(Error::JournalMissing { first: 1, last: 1 })
    );
}

#[test]
fn a_removed_entry_with_the_numbers_closed_up_is_seen() {
    let mut entries = journal(4);
    entries.remove(1);
    entries[1].sequence = 2;
    assert_eq!(verify(&entries, None), Err(Error::JournalAltered { sequence: 2 }));
    entries[1].hash = entries[1].computed_hash();
    assert_eq!(
        verify(&entries, None),
        Err(Error::JournalUnlinked { sequence: 2 })
    );
}

#[test]
fn repeated_and_swapped_entries_are_seen() {
    let mut entries = journal(4);
    entries.insert(2, entries[1].clone());
    assert_eq!(
        verify(&entries, None),
        Err(Error::JournalOutOfOrder {
            sequence: 2,
            expected: 3
        })
    );
    let mut entries = journal(4);
    entries.swap(1, 2);
    assert_eq!(
        verify(&entries, None),
        Err(Error::JournalMissing { first: 2, last: 2 })
    );
}

#[test]
fn a_cut_end_is_seen_with_a_remembered_head_only() {
    let entries = journal(5);
    let remembered = head(&entries);
    assert_eq!(verify(&entries[..3], None), Ok(head(&entries[..3])));
    let cut = Err(Error::JournalTruncated {
        remembered: 5,
        found: 3,
    });
    assert_eq!(verify(&entries[..3], Some(&remembered)), cut);
    let gone = Err(Error::JournalTruncated {
        remembered: 5,
        found: 0,
    });
    assert_eq!(verify(&[] as &[Entry], Some(&remembered)), gone);
}

#[test]
fn a_journal_made_anew_is_seen_with_a_remembered_head_only() {
    let mut entries = journal(5);
    let remembered = head(&entries[..4]);
    entries[1].subject = "another".into();
    rechain(&mut entries, 1);
    assert!(verify(&entries, None).is_ok());
    assert_eq!(
        verify(&entries, Some(&remembered)),
        Err(Error::JournalRewritten { sequence: 4 })
    );
}

#[test]
fn the_walk_goes_on_after_a_finding_and_can_start_in_the_middle() {
    let mut entries = journal(6);
    entries[1].actor = "bob".into();
    entries.remove(3);
    let mut verifier = Verifier::new(None);
    let found: Vec<Error> = entries
        .iter()
        .filter_map(|entry| verifier.check(entry).err())
        .collect();
    assert_eq!(
        found,
        [
            Error::JournalAltered { sequence: 2 },
            Error::JournalMissing { first: 4, last: 4 }
        ]
    );

    let entries = journal(6);
    let mut verifier = Verifier::after(head(&entries[..3]), None);
    for entry in &entries[3..] {
        verifier.check(entry).unwrap();
    }
    assert_eq!(verifier.finish(), Ok(head(&entries)));
    let mut verifier = Verifier::after(
        Head {
            length: 3,
            ..head(&entries[..2])
        },
        None,
    );
    assert_eq!(
        verifier.check(&entries[3]),
        Err(Error::JournalUnlinked { sequence: 4 })
    );
}

#[test]
fn details_have_one_spelling() {
    let details = Details::of(&json!({"z": 1, "é": -3, "a": {"y": u64::MAX, "x": i64::MIN}})).unwrap();
    let text = r#"{"a":{"x":-9223372036854775808,"y":18446744073709551615},"z":1,"é":-3}"#;
    assert_eq!(details.as_str(), text);
    assert_eq!(Details::parse(text), Ok(details.clone()));
    assert_eq!(details.to_value()["é"], -3);
    assert_eq!(Details::none().as_str(), "{}");
    assert_eq!(Details::parse("{}"), Ok(Details::none()));
    for other in [
        "",
        "{",
        "{} ",
        " {}",
        r#"{"z":1,"a":2}"#,
        r#"{"a":1,"a":1}"#,
        r#"{"a": 1}"#,
        "1.0",
        "1e3",
        "-0",
        "0.5",
        r#""\n""#,
        r#""\u00e9""#,
        r#""\/""#,
    ] {
        assert_eq!(Details::parse(other), Err(Error::JournalDetails), "{other}");
    }
}

#[test]
fn details_that_could_be_read_differently_are_refused() {
    assert_eq!(Details::of(&json!({"amount": 12.5})), Err(Error::JournalDetails));
    assert_eq!(Details::of(&f64::NAN), Ok(Details::parse("null").unwrap()));
    let mut deep = json!(1);
    for _ in 0..31 {
        deep = json!([deep]);
    }
    assert!(Details::of(&deep).is_ok());
    assert_eq!(Details::of(&json!([deep])), Err(Error::JournalDetails));
}

fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            proptest::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_journal() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (
        any::<i64>(),
        any::<String>(),
        "[a-z-]{1,20}",
        any::<String>(),
        json_value(),
    );
    proptest::collection::vec(entry, 1..12).prop_map(|rows| {
        let mut entries: Vec<Entry> = Vec::new();
        for (time_ms, actor, kind, subject, details) in rows {
            let previous = entries.last().map(Entry::head);
            let details = Details::of(&details).unwrap();
            entries.push(append(
                previous.as_ref(),
                time_ms,
                &actor,
                &kind,
                &subject,
                details,
            ));
        }
        entries
    })
}

proptest! {
    #[test]
    fn any_journal_passes_and_survives_json(entries in any_journal()) {
        let json = serde_json::to_string(&entries).unwrap();
        let again: Vec<Entry> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&again, &entries);
        prop_assert_eq!(verify(&again, Some(&head(&entries))), Ok(head(&entries)));
        for entry in &entries {
            prop_assert_eq!(Details::parse(entry.details.as_str()), Ok(entry.details.clone()));
        }
    }

    #[test]
    fn any_change_without_new_hashes_is_seen_without_a_remembered_head(
        entries in any_journal(), at: prop::sample::Index, other: prop::sample::Index, change in 0..4_usize,
    ) {
        let (a, b) = (at.index(entries.len()), other.index(entries.len()));
        let mut changed = entries.clone();
        match change {
            0 => changed[a].subject.push('x'),
            1 => changed.swap(a, b),
            2 => changed.insert(a, entries[b].clone()),
            _ => drop(changed.remove(a)),
        }
        // Without its last entries the rest is a journal of its own: that takes a remembered head.
        prop_assert_eq!(verify(&changed, None).is_ok(), entries.starts_with(&changed));
    }

    #[test]
    fn any_change_is_seen_with_a_remembered_head_even_with_new_hashes(
        entries in any_journal(), at: prop::sample::Index, other: prop::sample::Index, change in 0..4_usize,
    ) {
        let (a, b) = (at.index(entries.len()), other.index(entries.len()));
        let mut changed = entries.clone();
        match change {
            0 => changed[a].details = Details::of(&json!(["other"])).unwrap(),
            1 => changed.swap(a, b),
            2 => changed.insert(a, entries[b].clone()),
            _ => drop(changed.remove(a)),
        }
        rechain(&mut changed, 0);
        // What was written, and what may have been added since, is still there.
        prop_assert_eq!(verify(&changed, Some(&head(&entries))).is_ok(), changed.starts_with(&entries));
    }
}
