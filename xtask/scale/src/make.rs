//! Makes a desk of a size: through the store, as the program would, in large transactions.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use model::search::{TextState, TextStatus};
use model::view::VersionOrigin;
use model::{NewDossier, NewParty, PartyKind, PartyRole, Reference, Subject};
use store::{Content, Environment, NewVersion, PageText, Store};

use crate::text::{Chance, letter, person, procedure, subject, tag, title};

/// The passphrase of a desk that holds nothing but inventions.
pub const PASSPHRASE: &str = "TEST invented desk 4711";
const BEGIN_S: i64 = 1_546_300_800; // 2019-01-01
const END_S: i64 = 1_790_000_000; // 2026-09-21

/// A clock that is set, and randomness that is the same each time.
pub struct Invented {
    seconds: AtomicI64,
    chance: Mutex<Chance>,
}

impl Invented {
    pub fn new(seed: u64) -> Arc<Self> {
        Arc::new(Invented {
            seconds: AtomicI64::new(END_S),
            chance: Mutex::new(Chance::new(seed)),
        })
    }

    fn set(&self, part: f64) {
        let seconds = BEGIN_S + ((END_S - BEGIN_S) as f64 * part) as i64;
        self.seconds.store(seconds, Ordering::Relaxed);
    }
}

impl Environment for Invented {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(self.seconds.load(Ordering::Relaxed))
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    fn random(&self, buffer: &mut [u8]) {
        let mut chance = self
            .chance
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in buffer.chunks_mut(8) {
            let bytes = chance.next().to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
    }
}

/// How many documents each dossier has: many have few, a few have thousands.
fn sizes(dossiers: usize, documents: usize, chance: &mut Chance) -> Vec<usize> {
    let weights: Vec<f64> = (0..dossiers)
        .map(|_| 1.0 / chance.unit().max(1e-5).powf(0.7))
        .collect();
    let sum: f64 = weights.iter().sum();
    let mut left = 0.0;
    weights
        .iter()
        .map(|weight| {
            left += weight / sum * documents as f64;
            let whole = left.floor();
            left -= whole;
            whole as usize
        })
        .collect()
}

/// Makes the desk, or keeps what is there whole.
pub fn make(folder: &Path, dossiers: usize, documents: usize) -> Result<(), Box<dyn std::error::Error>> {
    let done = folder.join("made.txt");
    if done.exists() {
        return Ok(());
    }
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder)?;
    let desk = folder.join("desk");
    let environment = Invented::new(7);
    let new = store::NewDesk {
        administration: "Commune d'Exemple".to_owned(),
        person: "Claire Weber".to_owned(),
        roles: vec![model::Role::Clerk],
        office: "RES".to_owned(),
        demo: false,
    };
    let store = Store::create(&desk, &PASSPHRASE.to_owned().into(), &new, environment.clone())?;
    let mut chance = Chance::new(42);
    let contents: Vec<Content> = (0..200)
        .map(|index| store.put_bytes(format!("%PDF-1.7 invented {index} {}", "x".repeat(200)).as_bytes()))
        .collect::<Result<_, _>>()?;
    let sizes = sizes(dossiers, documents, &mut chance);
    let mut begun = 0;
    let mut written = 0;
    let clock = std::time::Instant::now();
    while begun < dossiers {
        let mut rows = 0;
        let first = begun;
        store.change::<_, store::Error>("Claire Weber", |change| {
            while begun < dossiers && rows < 4_000 {
                written += dossier(change, begun, sizes[begun], &contents, &mut chance)?;
                rows += 1 + sizes[begun];
                begun += 1;
            }
            Ok(())
        })?;
        environment.set(begun as f64 / dossiers as f64);
        // A transaction indexes a portion; the rest before the next.
        while store.read::<_, store::Error>(|reading| reading.search_waits())? {
            store.change::<_, store::Error>("Claire Weber", |_| Ok(()))?;
        }
        if first / 2_000 != begun / 2_000 {
            eprintln!(
                "  {begun} of {dossiers} dossiers, {written} documents, {:.0} s",
                clock.elapsed().as_secs_f64()
            );
        }
    }
    // Most of what is old is closed.
    store.raw()?.execute(
        "UPDATE dossier SET status = 'closed', closed_us = changed_us WHERE row % 10 < 8 AND row < ?1",
        [i64::try_from(dossiers * 9 / 10)?],
    )?;
    store.raw()?.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(store);
    std::fs::write(done, format!("{dossiers} {documents}\n"))?;
    Ok(())
}

fn dossier(
    change: &store::Change<'_>,
    index: usize,
    documents: usize,
    contents: &[Content],
    chance: &mut Chance,
) -> Result<usize, store::Error> {
    let unreadable = |_| store::Error::ValueUnreadable {
        table: "dossier",
        column: "subject",
    };
    let year = 2019 + index / 14_000;
    let reference = Reference::parse(&format!("{year}/RES/{:06}", index + 1)).map_err(unreadable)?;
    let parties = (0..1 + chance.below(3))
        .map(|position| NewParty {
            kind: PartyKind::Natural,
            role: if position == 0 {
                PartyRole::Applicant
            } else {
                PartyRole::Third
            },
            name: person(chance),
        })
        .collect();
    let text = subject(chance);
    let new = NewDossier {
        reference: Some(reference.clone()),
        subject: Subject::parse(&text).map_err(unreadable)?,
        procedure: procedure(chance).map(str::to_owned),
        parties,
    };
    let id = change.add_dossier(&new, &reference)?;
    change.record(
        "dossier-created",
        Some(id),
        &[("reference", reference.as_str()), ("subject", &text)],
    )?;
    for _ in 0..chance.below(3) {
        change.add_tag(id, tag(chance))?;
    }
    for _ in 0..documents {
        let title = title(chance);
        let version = NewVersion {
            content: contents[chance.below(contents.len())],
            media_type: "application/pdf".to_owned(),
            pages: Some(1),
            origin: VersionOrigin::Imported,
            file_name: Some("scan.pdf".to_owned()),
            seal: None,
        };
        let (_, version) = change.add_document(id, &title, &version)?;
        change.record(
            "document-imported",
            Some(id),
            &[("title", &title), ("version", "1")],
        )?;
        let pages: Vec<PageText> = (1..=1 + u32::from(chance.below(10) == 0))
            .map(|page| PageText {
                page,
                ocr: false,
                text: {
                    let words = 30 + chance.below(110);
                    letter(chance, words)
                },
            })
            .collect();
        let status = TextStatus {
            state: TextState::Done,
            pages: u32::try_from(pages.len()).unwrap_or(0),
            pages_ocr: 0,
            reason: None,
        };
        change.set_text(version, &status, &pages)?;
    }
    Ok(documents)
}
