#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use model::{NewDossier, NewParty, PartyKind, PartyRole, Reference, Subject};
use secrecy::SecretString;

use super::*;
use crate::{Environment, NewDesk, Store};

struct Fixed(u8);

impl Environment for Fixed {
    fn now(&self) -> jiff::Timestamp {
        "2026-05-04T08:00:00Z".parse().unwrap()
    }

    fn random(&self, buffer: &mut [u8]) {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NEXT: AtomicU64 = AtomicU64::new(1);
        for byte in buffer.iter_mut() {
            let next = NEXT.fetch_add(1, Ordering::Relaxed);
            *byte = (next as u8).wrapping_mul(167).wrapping_add((next >> 8) as u8) ^ self.0;
        }
    }
}

fn desk(seed: u8) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = SecretString::from("correct horse battery");
    let new = NewDesk {
        administration: "Commune d'Exemple".into(),
        person: format!("Claire Weber {seed}"),
        roles: vec![model::Role::Clerk, model::Role::Administrator],
        office: "RES".into(),
        demo: false,
    };
    let store = Store::create(folder.path(), &passphrase, &new, Arc::new(Fixed(seed))).unwrap();
    (folder, store)
}

fn dossier(store: &Store, reference: &str, subject: &str) -> model::DossierId {
    let new = NewDossier {
        reference: None,
        subject: Subject::parse(subject).unwrap(),
        procedure: None,
        parties: vec![NewParty {
            kind: PartyKind::Natural,
            role: PartyRole::Applicant,
            name: "Anne Muller".into(),
        }],
    };
    store
        .change("Claire Weber", |change| {
            change.add_dossier(&new, &Reference::parse(reference).unwrap())
        })
        .unwrap()
}

/// Everything that is marked, as records.
fn marked(store: &Store) -> Vec<(String, String, RecordRow)> {
    store
        .read_everything(|reading| -> Result<_, Error> {
            let mut records = Vec::new();
            for (kind, id) in reading.records_dirty(10_000)? {
                if let Some(row) = reading.record_row(&kind, &id)? {
                    records.push((kind, id, row));
                }
            }
            Ok(records)
        })
        .unwrap()
}

fn put(store: &Store, kind: &str, id: &str, row: &RecordRow) -> RecordFit {
    store
        .change_everything("sync", |change| {
            change.apply_records()?;
            let fit = change.put_record(kind, id, row)?;
            change.records_applied()?;
            Ok::<_, Error>(fit)
        })
        .unwrap()
}

#[test]
fn every_kind_of_the_protocol_is_told_and_nothing_else() {
    let (_folder, store) = desk(1);
    // Each column of the list is one of the table: a row that is not there is asked for.
    store
        .read_everything(|reading| {
            for table in TABLES {
                let id = ["x", "1", "z"][..table.key.len()].join("/");
                let id = if table.kind == "letter" {
                    "x".to_owned()
                } else {
                    id
                };
                assert!(reading.record_row(table.kind, &id)?.is_none(), "{}", table.kind);
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(TABLES.len(), 24);
}

#[test]
fn a_change_leaves_a_mark_in_its_own_transaction_and_only_where_records_are_shared() {
    let (_folder, store) = desk(1);
    dossier(&store, "2026/RES/000001", "Before");
    assert_eq!(store.read(|reading| reading.records_waiting()).unwrap(), (0, 0));
    store
        .change("Claire Weber", |change| change.share_records())
        .unwrap();
    let first = marked(&store);
    let kinds: Vec<&str> = first.iter().map(|(kind, ..)| kind.as_str()).collect();
    assert_eq!(kinds, ["person", "dossier", "party"]);
    store
        .change("Claire Weber", |change| {
            for (kind, id, _) in &first {
                change.mark_record(kind, id, false)?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    let id = dossier(&store, "2026/RES/000002", "After");
    let failed: Result<(), Error> = store.change("Claire Weber", |change| {
        change.set_subject(id, &Subject::parse("Rolled back").unwrap())?;
        Err(Error::Cancelled)
    });
    assert!(failed.is_err());
    let kinds: Vec<String> = marked(&store).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, ["dossier", "party"]);
}

#[test]
fn what_one_desk_tells_another_one_has_and_tells_alike() {
    let (_a, one) = desk(1);
    let (_b, two) = desk(2);
    let id = dossier(&one, "2026/RES/000001", "Certificat de résidence");
    one.change("Claire Weber", |change| {
        change.add_tag(id, "Été")?;
        let entry = model::contact::ContactEntry::named(PartyKind::Natural, "Muller");
        change.add_contact(&entry)?;
        change.share_records()
    })
    .unwrap();
    two.change("Claire Weber", |change| change.share_records())
        .unwrap();
    let records = marked(&one);
    assert!(records.len() >= 5, "{records:?}");
    // What lies in something that is not here waits; nothing of it is written.
    for (kind, id, row) in records.iter().rev() {
        let fit = put(&two, kind, id, row);
        let free = matches!(kind.as_str(), "dossier" | "person" | "contact");
        assert_eq!(fit == RecordFit::Done, free, "{kind} {fit:?}");
    }
    for (kind, id, row) in &records {
        assert_eq!(put(&two, kind, id, row), RecordFit::Done, "{kind}");
        let there = two
            .read_everything(|reading| reading.record_row(kind, id))
            .unwrap();
        assert_eq!(there.as_ref(), Some(row), "{kind}");
    }
    // Applying leaves no mark: only the second desk's own person is to be told.
    let kinds: Vec<String> = marked(&two).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, ["person"]);
    assert_eq!(
        two.read(|reading| reading.dossiers("residence", 10, 0))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_record_that_nobody_could_read_is_not_taken_in() {
    let (_a, one) = desk(1);
    let (_b, two) = desk(2);
    dossier(&one, "2026/RES/000001", "Certificat de résidence");
    for store in [&one, &two] {
        store
            .change("Claire Weber", |change| change.share_records())
            .unwrap();
    }
    for (kind, id, row) in marked(&one) {
        for name in row.fields.keys() {
            for bad in [
                Value::from(-1),
                Value::from("\u{0}'; --"),
                serde_json::json!([1]),
                Value::Null,
            ] {
                let mut row = row.clone();
                row.fields.insert(name.clone(), bad);
                put(&two, &kind, &id, &row);
                two.read_everything(|reading| -> Result<(), Error> {
                    reading.people()?;
                    reading.dossiers("", 100, 0)?;
                    Ok(())
                })
                .unwrap();
            }
        }
    }
}

#[test]
fn a_record_is_taken_in_also_while_the_search_has_yet_to_read_what_it_belongs_to() {
    let (_a, one) = desk(1);
    let id = dossier(&one, "2026/RES/000001", "Certificat de résidence").to_string();
    let mut row = one
        .read_everything(|reading| reading.record_row("dossier", &id))
        .unwrap()
        .unwrap();
    let fits = one
        .change_everything("sync", |change| {
            change.apply_records()?;
            let mut fits = Vec::new();
            for subject in ["Un", "Deux", "Trois"] {
                row.fields.insert("subject".into(), Value::from(subject));
                fits.push(change.put_record("dossier", &id, &row)?);
            }
            change.records_applied()?;
            Ok::<_, Error>(fits)
        })
        .unwrap();
    assert_eq!(fits, [RecordFit::Done, RecordFit::Done, RecordFit::Done]);
    let kept = one.read_everything(|reading| reading.record_row("dossier", &id));
    assert_eq!(kept.unwrap().unwrap().fields["subject"], "Trois");
}

#[test]
fn what_is_changed_again_before_it_was_told_is_changed_again() {
    let (_a, one) = desk(1);
    let id = dossier(&one, "2026/RES/000001", "Certificat de résidence");
    one.change("Claire Weber", |change| change.share_records())
        .unwrap();
    let plan: Vec<model::classification::Class> = serde_json::from_value(serde_json::json!([
        { "code": "1", "titles": { "fr": "Population" } },
        { "code": "1.1", "parent": "1", "titles": { "fr": "Certificats" } },
    ]))
    .unwrap();
    let text = "key = 'x'";
    let version = crate::digest(text.as_bytes());
    for day in ["2026-05-04", "2026-05-05", "2026-05-06"] {
        one.change("Claire Weber", |change| change.set_plan(&plan))
            .unwrap();
        one.change("Claire Weber", |change| {
            change.keep_procedure("x", &version, text, true)?;
            change.bind_procedure(id, &version)
        })
        .unwrap();
        let row = model::deadline::DayRow {
            event: model::procedure::DeadlineStart::Received,
            on: day.parse().unwrap(),
            first_authority: None,
        };
        one.change("Claire Weber", |change| change.set_dossier_day(id, &row))
            .unwrap();
    }
    let day = format!("{id}/{}", model::procedure::DeadlineStart::Received.word());
    let kept = one.read_everything(|reading| reading.record_row("dossier-day", &day));
    assert_eq!(kept.unwrap().unwrap().fields["day"], "2026-05-06");
    let classes = one.read(|reading| reading.classes()).unwrap();
    assert_eq!(classes.len(), 2);
}

#[test]
fn a_withdrawn_dossier_goes_unless_something_of_it_was_not_sent() {
    let (_a, one) = desk(1);
    let id = dossier(&one, "2026/RES/000001", "Certificat de résidence");
    one.change("Claire Weber", |change| change.share_records())
        .unwrap();
    let withdraw = || {
        one.change_everything("sync", |change| {
            change.apply_records()?;
            let done = change.withdraw_dossier(&id.to_string())?;
            change.records_applied()?;
            Ok::<_, Error>(done)
        })
        .unwrap()
    };
    assert!(matches!(withdraw(), Withdrawn::Kept { .. }));
    let sent = marked(&one);
    one.change("Claire Weber", |change| {
        for (kind, id, _) in &sent {
            change.mark_record(kind, id, false)?;
        }
        Ok::<_, Error>(())
    })
    .unwrap();
    assert!(matches!(withdraw(), Withdrawn::Gone { .. }));
    assert_eq!(one.read(|reading| reading.dossiers("", 10, 0)).unwrap(), []);
    assert_eq!(withdraw(), Withdrawn::Absent);
}
