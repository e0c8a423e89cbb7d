//! The public log in the database.

use super::*;

pub fn entry(number: u8) -> [u8; 98] {
    let mut entry = [number; 98];
    entry[..2].copy_from_slice(&[1, 1]);
    entry
}

pub fn the_log_grows_for_one_of_two_who_append(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    for number in 1..=3 {
        storage.register(&examined(&desk, number, blob), now()).unwrap();
    }
    assert_eq!(
        storage.log_identity(("a.lu/log", [1; 32])).unwrap(),
        ("a.lu/log".into(), [1; 32])
    );
    assert_eq!(
        storage.log_identity(("b.lu/log", [2; 32])).unwrap(),
        ("a.lu/log".into(), [1; 32]),
        "the first stays"
    );
    let pending = storage.log_pending(2).unwrap();
    let growth = platform::log::Growth {
        old: 0,
        taken: pending.iter().map(|waiting| waiting.row).collect(),
        entries: pending.iter().map(|waiting| waiting.entry).collect(),
        files: vec![("tile/0/000.p/2".into(), vec![1, 2])],
        note: "a note".into(),
    };
    let appended: Vec<bool> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| storage.log_append(&growth, now()).unwrap()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(appended.iter().filter(|&&grown| grown).count(), 1, "{appended:?}");
    assert_eq!(storage.log_pending(9).unwrap().len(), 1);
    assert_eq!(storage.log_checkpoint(false).unwrap().as_deref(), Some("a note"));
    assert_eq!(storage.log_checkpoint(true).unwrap(), None);
    storage.log_cosigned(2, "a cosigned note", true).unwrap();
    storage.log_cosigned(2, "a note with more", false).unwrap();
    assert_eq!(
        storage.log_checkpoint(true).unwrap().as_deref(),
        Some("a note with more"),
        "published stays so"
    );
    // Entries that do not wait are not appended.
    let stale = platform::log::Growth {
        old: 2,
        taken: vec![pending[0].row],
        ..growth
    };
    assert!(!storage.log_append(&stale, now()).unwrap());
    let tag = tlog::Hash::from_bytes(pending[1].entry[2..34].try_into().unwrap());
    assert_eq!(storage.log_numbers(tag).unwrap(), [(1, pending[1].entry)]);
}

pub fn the_log_forgets_partial_tiles_and_never_an_entry(storage: &dyn Storage) {
    let grow = |old: u64, count: u8, files: &[(&str, u8)]| {
        let growth = platform::log::Growth {
            old,
            taken: Vec::new(),
            entries: (0..count).map(entry).collect(),
            files: files
                .iter()
                .map(|(path, byte)| ((*path).to_owned(), vec![*byte]))
                .collect(),
            note: format!("of {old} and {count}"),
        };
        assert!(storage.log_append(&growth, now()).unwrap());
    };
    grow(
        0,
        250,
        &[
            ("tile/0/x001.p/1", 1),
            ("tile/0/x001.p/250", 2),
            ("tile/0/x001.p0", 3),
            ("tile/0/x001.P/9", 4),
        ],
    );
    grow(250, 6, &[("tile/0/x001", 5), ("tile/0/x001.p/1", 6)]);
    let there = |path: &str| storage.log_file(path).unwrap().map(|bytes| bytes[0]);
    assert_eq!(there("tile/0/x001"), Some(5));
    assert_eq!(there("tile/0/x001.p/1"), None, "the full one is there");
    assert_eq!(there("tile/0/x001.p/250"), None);
    assert_eq!(
        there("tile/0/x001.p0"),
        Some(3),
        "another name, beside it in any order"
    );
    assert_eq!(there("tile/0/x001.P/9"), Some(4));
}
