//! A journal passes as it was written; whatever is done to it is seen with its remembered head; no JSON makes it panic.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use tlog::journal::{Details, Entry, Head, Verifier, append, verify};

#[derive(Arbitrary, Debug)]
struct Row {
    time_ms: i64,
    actor: String,
    subject: String,
    details: Vec<(String, i64)>,
}

#[derive(Arbitrary, Debug)]
enum Edit {
    Remove(u8),
    Swap(u8, u8),
    Repeat(u8, u8),
    Actor(u8, String),
    Sequence(u8, u64),
    Time(u8, i64),
    Truncate(u8),
}

#[derive(Arbitrary, Debug)]
enum Input {
    Json(String),
    Details(String),
    Written {
        rows: Vec<Row>,
        edits: Vec<Edit>,
        new_hashes: bool,
    },
}

fn head(entries: &[Entry]) -> Head {
    entries.last().map_or(Head::EMPTY, Entry::head)
}

fn apply(entries: &mut Vec<Entry>, edit: Edit) {
    let at = |index: u8, entries: &[Entry]| usize::from(index) % entries.len().max(1);
    if entries.is_empty() {
        return;
    }
    match edit {
        Edit::Remove(index) => drop(entries.remove(at(index, entries))),
        Edit::Swap(a, b) => {
            let (a, b) = (at(a, entries), at(b, entries));
            entries.swap(a, b);
        }
        Edit::Repeat(from, to) => {
            let entry = entries[at(from, entries)].clone();
            entries.insert(at(to, entries), entry);
        }
        Edit::Actor(index, actor) => {
            let index = at(index, entries);
            entries[index].actor = actor;
        }
        Edit::Sequence(index, sequence) => {
            let index = at(index, entries);
            entries[index].sequence = sequence;
        }
        Edit::Time(index, time_ms) => {
            let index = at(index, entries);
            entries[index].time_ms = time_ms;
        }
        Edit::Truncate(length) => entries.truncate(usize::from(length)),
    }
}

fuzz_target!(|input: Input| match input {
    Input::Json(json) => {
        if let Ok(entries) = serde_json::from_str::<Vec<Entry>>(&json) {
            let mut verifier = Verifier::new(None);
            for entry in &entries {
                let _ = verifier.check(entry);
            }
            let _ = verifier.finish();
        }
    }
    Input::Details(text) => {
        if let Ok(details) = Details::parse(&text) {
            assert_eq!(details.as_str(), text);
            assert_eq!(Details::of(&details.to_value()), Ok(details));
        }
    }
    Input::Written {
        rows,
        edits,
        new_hashes,
    } => {
        let mut entries: Vec<Entry> = Vec::new();
        for row in rows {
            let previous = entries.last().map(Entry::head);
            let facts: std::collections::BTreeMap<_, _> = row.details.into_iter().collect();
            let details = Details::of(&facts).expect("whole numbers under names are canonical");
            entries.push(append(
                previous.as_ref(),
                row.time_ms,
                &row.actor,
                "kind",
                &row.subject,
                details,
            ));
        }
        let remembered = head(&entries);
        assert_eq!(verify(&entries, Some(&remembered)), Ok(remembered));

        let mut changed = entries.clone();
        edits.into_iter().for_each(|edit| apply(&mut changed, edit));
        if new_hashes {
            let mut before = Head::EMPTY;
            for entry in &mut changed {
                entry.sequence = before.length + 1;
                entry.previous = before.hash;
                entry.hash = entry.computed_hash();
                before = entry.head();
            }
        }
        let passes = verify(&changed, Some(&remembered)).is_ok();
        // Further entries after the remembered head, properly chained, are how a journal grows.
        assert_eq!(
            passes,
            changed.starts_with(&entries) && (changed.len() == entries.len() || new_hashes)
        );
    }
});
