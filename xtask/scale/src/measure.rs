//! Measures, and prints a table: median, 95th of a hundred, the slowest; the target; raw SQLite beside it. Other programs
//! on the machine are taken out as far as the system tells for how long they had the processor.

use std::path::Path;
use std::time::{Duration, Instant};

use model::search::Query;
use model::{DossierFilter, DossierStatus};
use store::rusqlite::{Connection, params};
use store::{Effort, NewVersion, Store};

use crate::make::{Invented, PASSPHRASE};
use crate::text::{Chance, person, subject, title};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// How long each round took, and how long of it this program worked or waited for the disk: other programs on the machine
/// may have had its processor meanwhile.
struct Times {
    whole: Vec<Duration>,
    own: Vec<Duration>,
}

/// Time for which this thread was ready and another one had the processor, since it began.
fn waited() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').nth(1).and_then(|text| text.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// The mean load of the machine in the last minute.
fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().unwrap_or("?").to_owned()
}

impl Times {
    fn of(
        rounds: usize,
        mut work: impl FnMut(usize) -> Outcome,
    ) -> Result<Times, Box<dyn std::error::Error>> {
        let mut times = Times {
            whole: Vec::with_capacity(rounds),
            own: Vec::with_capacity(rounds),
        };
        for round in 0..rounds {
            let before = waited();
            let begun = Instant::now();
            work(round)?;
            let whole = begun.elapsed();
            times.whole.push(whole);
            times
                .own
                .push(whole.saturating_sub(waited().saturating_sub(before)));
        }
        times.whole.sort_unstable();
        times.own.sort_unstable();
        Ok(times)
    }

    fn part(times: &[Duration], part: f64) -> f64 {
        let index = ((times.len() as f64 - 1.0) * part).round() as usize;
        times.get(index).map_or(0.0, Duration::as_secs_f64) * 1e3
    }

    fn median(&self) -> f64 {
        Self::part(&self.own, 0.5)
    }
}

fn row(name: &str, times: &Times, target_ms: Option<f64>, raw: Option<&Times>) {
    let own = Times::part(&times.own, 0.95);
    let target = target_ms.map_or(String::new(), |target| {
        format!("{target:>6.0} {}", if own <= target { "kept" } else { "MISSED" })
    });
    let raw = raw.map_or(String::new(), |raw| {
        format!(
            "{:>9.3}  {:>6.1}x",
            raw.median(),
            times.median() / raw.median().max(1e-6)
        )
    });
    println!(
        "{name:46} {:>9.3} {own:>9.3} {:>9.3} {:>9.3}  {target:14} {raw}",
        times.median(),
        Times::part(&times.own, 1.0),
        Times::part(&times.whole, 0.95),
    );
}

fn memory_mb(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|text| text.strip_prefix(line));
    found
        .and_then(|text| text.trim().trim_end_matches(" kB").trim().parse::<u64>().ok())
        .map_or(0, |kib| kib / 1024)
}

pub fn measure(folder: &Path, dossiers: usize, documents: usize, quick: bool) -> Outcome {
    let desk = folder.join("desk");
    let rounds = if quick { 40 } else { 300 };
    let size = std::fs::metadata(desk.join("desk.db"))?.len();
    println!(
        "\n{dossiers} dossiers, {documents} documents, database {:.2} GB; load of the machine {} (p95, median and worst without the time in which other programs had the processor)\n\n{:46} {:>9} {:>9} {:>9} {:>9}  {:14} {:>9}  {:>7}",
        size as f64 / 1e9,
        load(),
        "",
        "median ms",
        "p95 ms",
        "worst ms",
        "wall p95",
        "target ms",
        "raw ms",
        "ratio"
    );
    let environment = Invented::new(u64::from(std::process::id()) << 20 ^ size);
    let passphrase = || PASSPHRASE.to_owned().into();
    let open = Times::of(3, |_| {
        drop(Store::unlock(&desk, &passphrase(), environment.clone())?);
        Ok(())
    })?;
    row("open (passphrase to first list)", &open, Some(300.0), None);
    let store = Store::unlock(&desk, &passphrase(), environment.clone())?;
    let raw = store.raw()?;
    lists(&store, &raw, rounds, dossiers)?;
    one(&store, &raw, rounds, dossiers)?;
    typing(&store, &raw, rounds)?;
    changes(&store, &raw, rounds.min(150), dossiers)?;
    import(&store, folder, if quick { 100 } else { 1_000 })?;
    println!(
        "\nmemory: {} MB at most, {} MB now; load of the machine {}",
        memory_mb("VmHWM:"),
        memory_mb("VmRSS:"),
        load()
    );
    Ok(())
}

fn lists(store: &Store, raw: &Connection, rounds: usize, dossiers: usize) -> Outcome {
    let page = |filter: DossierFilter| -> Outcome {
        store
            .read::<_, store::Error>(|reading| reading.dossier_page(&filter))
            .map(drop)?;
        Ok(())
    };
    let raw_page = Times::of(rounds, |_| {
        let mut statement = raw.prepare_cached(
            "SELECT id, reference, subject, status, procedure, changed_us FROM dossier ORDER BY changed_us DESC, row DESC LIMIT 50",
        )?;
        let rows: Vec<String> = statement
            .query_map([], |row| row.get(1))?
            .collect::<Result<_, _>>()?;
        assert_eq!(rows.len(), 50);
        Ok(())
    })?;
    row(
        "list, first page",
        &Times::of(rounds, |_| page(DossierFilter::default()))?,
        Some(10.0),
        Some(&raw_page),
    );
    let mut place = None;
    let turning = Times::of(rounds, |_| {
        let found = store.read::<_, store::Error>(|reading| {
            reading.dossier_page(&DossierFilter {
                after: place.clone(),
                ..DossierFilter::default()
            })
        })?;
        place = found.next;
        Ok(())
    })?;
    row("list, turning pages", &turning, Some(10.0), Some(&raw_page));
    let mut chance = Chance::new(5);
    type Filter<'a> = (&'a str, &'a dyn Fn(&mut Chance) -> DossierFilter);
    let filters: [Filter<'_>; 6] = [
        ("filter: closed", &|_| DossierFilter {
            status: Some(DossierStatus::Closed),
            ..DossierFilter::default()
        }),
        ("filter: procedure and open", &|_| DossierFilter {
            status: Some(DossierStatus::Open),
            procedures: vec!["access-to-documents".to_owned()],
            ..DossierFilter::default()
        }),
        ("filter: common tag", &|_| DossierFilter {
            tags: vec!["urgent".to_owned()],
            ..DossierFilter::default()
        }),
        ("filter: two tags and closed", &|_| DossierFilter {
            tags: vec!["litige".to_owned(), "Duerfkär".to_owned()],
            status: Some(DossierStatus::Closed),
            ..DossierFilter::default()
        }),
        ("filter: party", &|chance| DossierFilter {
            party: Some(person(chance)),
            ..DossierFilter::default()
        }),
        ("filter: year", &|chance| DossierFilter {
            search: format!("year:{} ", 2019 + chance.below(7)),
            ..DossierFilter::default()
        }),
    ];
    for (name, filter) in filters {
        let times = Times::of(rounds.min(60), |_| page(filter(&mut chance)))?;
        row(name, &times, Some(10.0), None);
    }
    let facets = Times::of(rounds.min(20), |_| {
        store
            .read::<_, store::Error>(|reading| reading.facets(&DossierFilter::default()))
            .map(drop)?;
        Ok(())
    })?;
    let raw_facet = Times::of(5, |_| {
        let count: i64 = raw.query_row("SELECT count(DISTINCT status) FROM dossier", [], |row| row.get(0))?;
        assert!(count > 0 && dossiers > 0);
        Ok(())
    })?;
    row("facets", &facets, None, Some(&raw_facet));
    Ok(())
}

fn one(store: &Store, raw: &Connection, rounds: usize, dossiers: usize) -> Outcome {
    let mut chance = Chance::new(11);
    let mut ids = Vec::new();
    for _ in 0..rounds {
        let row = 1 + chance.below(dossiers) as i64;
        ids.push(
            raw.query_row("SELECT id FROM dossier WHERE row = ?1", [row], |row| {
                row.get::<_, String>(0)
            })?,
        );
    }
    let raw_one = Times::of(rounds, |round| {
        raw.prepare_cached("SELECT reference, subject FROM dossier WHERE id = ?1")?
            .query_row([&ids[round]], |row| row.get::<_, String>(1))?;
        raw.prepare_cached("SELECT id, title FROM document WHERE dossier = ?1 ORDER BY changed_us DESC")?
            .query_map([&ids[round]], |row| row.get::<_, String>(1))?
            .count();
        Ok(())
    })?;
    // As the window opens a dossier: the newest 50 documents and 30 lines of its history; or all of it.
    let view = |id: &str, whole: bool| -> Outcome {
        store.read::<_, Box<dyn std::error::Error>>(|reading| {
            let dossier = reading.dossier(id.parse().map_err(|_| "id")?)?;
            reading.parties(dossier.id)?;
            reading.document_count(dossier.id)?;
            let documents = if whole {
                reading.history(dossier.id)?;
                reading.documents(dossier.id)?
            } else {
                reading.history_page(dossier.id, None, 30)?;
                reading.documents_page(dossier.id, None, 50)?
            };
            let ids: Vec<_> = documents.iter().map(|document| document.id).collect();
            assert_eq!(reading.versions_of(&ids)?.len(), ids.len());
            reading.operations_of_dossier(dossier.id)?;
            reading.augmentations_of_dossier(dossier.id)?;
            Ok(())
        })
    };
    row(
        "dossier with its newest documents",
        &Times::of(rounds, |round| view(&ids[round], false))?,
        Some(5.0),
        Some(&raw_one),
    );
    row(
        "dossier with all of them",
        &Times::of(rounds, |round| view(&ids[round], true))?,
        None,
        None,
    );
    let largest: (String, i64) = raw.query_row(
        "SELECT dossier, documents FROM dossier_documents ORDER BY documents DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    row(
        &format!("the largest dossier ({} documents)", largest.1),
        &Times::of(20, |_| view(&largest.0, false))?,
        Some(5.0),
        None,
    );
    row(
        "the largest dossier with all of them",
        &Times::of(5, |_| view(&largest.0, true))?,
        None,
        None,
    );
    Ok(())
}

fn typing(store: &Store, raw: &Connection, rounds: usize) -> Outcome {
    let mut chance = Chance::new(23);
    let mut typed = Vec::new();
    // Every key that is pressed while somebody types what they look for.
    while typed.len() < rounds * 4 {
        let wanted = match chance.below(6) {
            0 => person(&mut chance),
            1 => subject(&mut chance),
            2 => format!("{} {}", title(&mut chance), person(&mut chance)),
            3 => format!("2021/RES/{:06}", 1 + chance.below(90_000)),
            4 => format!("{} -urgent", person(&mut chance)),
            _ => format!("\"{}\"", subject(&mut chance)),
        };
        let letters: Vec<char> = wanted.chars().take(28).collect();
        typed.extend((1..=letters.len()).map(|end| letters[..end].iter().collect::<String>()));
    }
    let mut slow: Vec<(Duration, String)> = Vec::new();
    let mut found = 0usize;
    let times = Times::of(typed.len(), |round| {
        let begun = Instant::now();
        let query = Query::parse(&typed[round]);
        let results =
            store.read::<_, store::Error>(|reading| reading.search(&query, 20, 0, Effort::Typing))?;
        found += usize::from(!results.hits.is_empty());
        slow.push((begun.elapsed(), typed[round].clone()));
        Ok(())
    })?;
    let thorough = Times::of(rounds.min(typed.len()), |round| {
        let query = Query::parse(&typed[round * 3 % typed.len()]);
        store
            .read::<_, store::Error>(|reading| reading.search(&query, 20, 0, Effort::Thorough))
            .map(drop)?;
        Ok(())
    })?;
    let raw_search = Times::of(rounds, |round| {
        let word: String = typed[round]
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .take(12)
            .collect();
        if word.len() > 2 {
            raw.prepare_cached(
                "SELECT rowid FROM search_document WHERE search_document MATCH ?1 ORDER BY rank LIMIT 20",
            )?
            .query_map([format!("\"{word}\" *")], |row| row.get::<_, i64>(0))?
            .count();
        }
        Ok(())
    })?;
    let name = format!("search as you type ({} of {} found)", found, typed.len());
    row(&name, &times, Some(15.0), Some(&raw_search));
    row("search, thorough", &thorough, None, None);
    slow.sort_by_key(|one| std::cmp::Reverse(one.0));
    for (time, typed) in slow.iter().take(5) {
        println!("    slowest: {:>8.1} ms  {typed}", time.as_secs_f64() * 1e3);
    }
    Ok(())
}

fn changes(store: &Store, raw: &Connection, rounds: usize, dossiers: usize) -> Outcome {
    let content = store.put_bytes(b"%PDF-1.7 one more")?;
    let mut chance = Chance::new(31);
    raw.execute_batch("CREATE TABLE IF NOT EXISTS measured (row INTEGER PRIMARY KEY, text TEXT)")?;
    let raw_change = Times::of(rounds, |round| {
        raw.execute(
            "INSERT INTO measured (text) VALUES (?1)",
            params![format!("{round}")],
        )?;
        Ok(())
    })?;
    raw.execute_batch("DROP TABLE measured")?;
    let mut ids = Vec::new();
    for _ in 0..rounds {
        let row = (dossiers - chance.below(dossiers / 20)) as i64;
        ids.push(
            raw.query_row("SELECT id FROM dossier WHERE row = ?1", [row], |row| {
                row.get::<_, String>(0)
            })?,
        );
    }
    let times = Times::of(rounds, |round| {
        let id = ids[round].parse().map_err(|_| "id")?;
        let title = title(&mut chance);
        store.change::<_, store::Error>("Claire Weber", |change| {
            let version = NewVersion {
                content,
                media_type: "application/pdf".to_owned(),
                pages: Some(1),
                origin: model::view::VersionOrigin::Imported,
                file_name: None,
                seal: None,
            };
            match change.add_document(id, &title, &version) {
                Err(store::Error::DossierClosed { .. }) => return Ok(()),
                other => other?,
            };
            change.record("document-imported", Some(id), &[("title", &title)])
        })?;
        Ok(())
    })?;
    row(
        "a change, durable (document, journal, search)",
        &times,
        Some(5.0),
        Some(&raw_change),
    );
    Ok(())
}

/// A PDF of about 60 KB that no other equals.
fn pdf(number: usize) -> Vec<u8> {
    let mut chance = Chance::new(number as u64);
    let noise: String = (0..60_000)
        .map(|_| char::from(b'a' + (chance.next() % 26) as u8))
        .collect();
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n% {noise}\nendstream", noise.len() + 3),
    ];
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let table = bytes.len();
    bytes.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes.extend(format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    bytes
}

/// Importing as the desk does it (looked into, hashed, encrypted, recorded), beside copying, hashing and encrypting.
fn import(store: &Store, folder: &Path, count: usize) -> Outcome {
    let incoming = tempfile::tempdir_in(folder)?;
    let files: Vec<_> = (0..count)
        .map(|number| {
            let file = incoming.path().join(format!("{number}.pdf"));
            std::fs::write(&file, pdf(number + 1_000_000)).map(|()| file)
        })
        .collect::<Result<_, _>>()?;
    let raw_begun = Instant::now();
    let key = ring::aead::LessSafeKey::new(
        ring::aead::UnboundKey::new(&ring::aead::CHACHA20_POLY1305, &[7; 32]).map_err(|_| "key")?,
    );
    for (number, file) in files.iter().enumerate() {
        use std::io::Write;
        let mut bytes = std::fs::read(file)?;
        ring::digest::digest(&ring::digest::SHA256, &bytes);
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&(number as u64).to_le_bytes());
        key.seal_in_place_append_tag(
            ring::aead::Nonce::assume_unique_for_key(nonce),
            ring::aead::Aad::empty(),
            &mut bytes,
        )
        .map_err(|_| "seal")?;
        let mut copy = std::fs::File::create(incoming.path().join(format!("{number}.copy")))?;
        copy.write_all(&bytes)?;
        copy.sync_all()?;
    }
    let raw = raw_begun.elapsed();
    let id = store.read::<_, store::Error>(|reading| {
        reading.dossier_page(&DossierFilter {
            status: Some(DossierStatus::Open),
            ..DossierFilter::default()
        })
    })?;
    let id = id.rows.first().ok_or("no dossier")?.id;
    let begun = Instant::now();
    for file in &files {
        let bytes = std::fs::read(file)?;
        let inspection = pdf::inspect(&bytes, None)?;
        let content = store::hash(&mut bytes.as_slice(), file, &mut |_| true)?;
        let _writing = store.writing()?;
        store.put(&content, &mut bytes.as_slice(), file, &mut |_| true)?;
        let version = NewVersion {
            content,
            media_type: "application/pdf".to_owned(),
            pages: Some(inspection.pages),
            origin: model::view::VersionOrigin::Imported,
            file_name: Some("x.pdf".to_owned()),
            seal: None,
        };
        store.change::<_, store::Error>("Claire Weber", |change| {
            change.add_document(id, "Import", &version)?;
            change.record("document-imported", Some(id), &[("title", "Import")])
        })?;
    }
    let ours = begun.elapsed();
    println!(
        "import of {count} PDFs of 60 KB: {:.2} s; copying, hashing, encrypting them durably: {:.2} s; speed {:.2} of it (target 0.50)",
        ours.as_secs_f64(),
        raw.as_secs_f64(),
        raw.as_secs_f64() / ours.as_secs_f64()
    );
    Ok(())
}
