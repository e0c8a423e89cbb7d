//! The indexes of words. Triggers note what has changed in `search_dirty`; before a transaction commits, what it noted
//! is indexed here, so that nobody who changes a table needs to know of the search, and a change writes the words of
//! what it changed only: a title is a row of its own, not a part of its dossier.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Transaction, params};

use super::text;
use crate::words::{DOSSIER, Indexed, Stems, indexed};

/// Rows that one transaction indexes at most; more wait for the next one (a desk that was migrated).
const PORTION: i64 = 1_000;

const DIRTY: &str = "SELECT kind, row FROM search_dirty LIMIT ?1";
const CLEAN: &str = "DELETE FROM search_dirty WHERE kind = ?1 AND row = ?2";
const USES: &str = "SELECT uses FROM search_word WHERE word = ?1";
const LEARN: &str = "INSERT INTO search_word (word, uses) VALUES (?1, ?2)
    ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses";
/// Uses of a word are counted one by one up to this number; then about: one in so many is written, and counts for all of
/// them. Otherwise each title that is filed would write a page of the database for each of its common words.
const COUNTED: i64 = 32;

const DOSSIER_TEXT: &str = "SELECT reference, subject, coalesce(classification, ''),
    coalesce((SELECT group_concat(name, ' ¦ ') FROM party WHERE party.dossier = dossier.id), ''),
    coalesce((SELECT group_concat(tag, ' ¦ ') FROM tag WHERE tag.dossier = dossier.id), '')
    FROM dossier WHERE row = ?1";
const DOCUMENT_TEXT: &str =
    "SELECT document.title, dossier.row FROM document JOIN dossier ON dossier.id = document.dossier
    WHERE document.row = ?1";
const PAGE_TEXT: &str = "SELECT text_page.text, version_text.dossier
    FROM text_page JOIN version_text ON version_text.row = text_page.version_text WHERE text_page.row = ?1";
const NOTE_TEXT: &str = "SELECT note_text.text, dossier.row FROM search_row
    JOIN note ON note.id = search_row.id JOIN dossier ON dossier.id = note.dossier
    JOIN note_text ON note_text.note = note.id
    WHERE search_row.row = ?1 AND search_row.kind = 4 ORDER BY note_text.number DESC LIMIT 1";

// A contact that was merged into another is found as that one.
const CONTACT_TEXT: &str =
    "SELECT name || ' ' || given_names || ' ¦ ' || city || ' ¦ ' || coalesce(matricule, '') || ' ¦ '
    || coalesce(vat, '') FROM contact WHERE row = ?1 AND merged_into IS NULL";

/// What is indexed in rows of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tier {
    /// Reference, subject, parties, tags, classification.
    Dossier,
    /// Title of a document.
    Document,
    /// A page of a document's text.
    Page,
    /// The newest wording of a note.
    Note,
    /// A contact of the directory.
    Contact,
}

impl Tier {
    /// Those that lie in dossiers.
    pub const IN_DOSSIERS: [Tier; 4] = [Tier::Dossier, Tier::Document, Tier::Note, Tier::Page];

    fn of(kind: i64) -> Option<Tier> {
        Some(match kind {
            1 => Tier::Dossier,
            2 => Tier::Document,
            3 => Tier::Page,
            4 => Tier::Note,
            5 => Tier::Contact,
            _ => return None,
        })
    }

    /// Its table.
    pub const fn table(self) -> &'static str {
        match self {
            Tier::Dossier => "search_dossier",
            Tier::Document => "search_document",
            Tier::Page => "search_text",
            Tier::Note => "search_note",
            Tier::Contact => "search_contact",
        }
    }
}

/// Indexes what the transaction has changed. Gives how many rows that were.
pub(crate) fn flush(transaction: &Transaction<'_>) -> rusqlite::Result<usize> {
    let dirty: Vec<(i64, i64)> = transaction
        .prepare_cached(DIRTY)?
        .query_map([PORTION], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if dirty.is_empty() {
        return Ok(0);
    }
    let mut flushing = Flush {
        transaction,
        stems: Stems::new(),
        learnt: BTreeMap::new(),
    };
    for (kind, row) in &dirty {
        if let Some(tier) = Tier::of(*kind) {
            flushing.row(tier, *row)?;
        }
        transaction.prepare_cached(CLEAN)?.execute(params![kind, row])?;
    }
    let mut known = transaction.prepare_cached(USES)?;
    let mut learn = transaction.prepare_cached(LEARN)?;
    // What was indexed decides which uses are written: the same desk comes to the same numbers.
    let seed = dirty.iter().fold(0, |seed: u64, (kind, row)| {
        mixed(seed ^ mixed(row.wrapping_mul(8).wrapping_add(*kind).unsigned_abs()))
    });
    for (word, uses) in &flushing.learnt {
        let before: Option<i64> = known.query_row([word], |row| row.get(0)).optional()?;
        let step = before.unwrap_or(0) / COUNTED;
        let uses = match step > *uses {
            false => *uses,
            true if chosen(seed, word, *uses, step) => step,
            true => continue,
        };
        learn.execute(params![word, uses])?;
    }
    Ok(dirty.len())
}

/// Whether these uses of a word are written, for `uses` of `step`.
fn chosen(seed: u64, word: &str, uses: i64, step: i64) -> bool {
    let hash = word
        .bytes()
        .fold(seed, |hash, byte| mixed(hash ^ u64::from(byte)));
    (hash % step.max(1).unsigned_abs()) < uses.unsigned_abs()
}

/// A number that is as good as another one (splitmix64).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

struct Flush<'a> {
    transaction: &'a Transaction<'a>,
    stems: Stems,
    learnt: BTreeMap<String, i64>,
}

impl Flush<'_> {
    fn row(&mut self, tier: Tier, row: i64) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached(&format!("DELETE FROM {} WHERE rowid = ?1", tier.table()))?
            .execute([row])?;
        match tier {
            Tier::Dossier => self.dossier(row),
            Tier::Document => self.text(tier, row, DOCUMENT_TEXT, |found| found.get(0)),
            Tier::Page => self.text(tier, row, PAGE_TEXT, |found| {
                Ok(text::unpacked(found.get_ref(0)?.as_blob()?))
            }),
            Tier::Note => self.text(tier, row, NOTE_TEXT, |found| found.get(0)),
            Tier::Contact => self.contact(row),
        }
    }

    fn dossier(&mut self, row: i64) -> rusqlite::Result<()> {
        let found: Option<[String; 5]> = self
            .transaction
            .prepare_cached(DOSSIER_TEXT)?
            .query_row([row], |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
            })
            .optional()?;
        let Some([reference, subject, classification, parties, tags]) = found else {
            return Ok(());
        };
        let mut more = BTreeSet::new();
        let mut column = |text: &str, flush: &Self| -> String {
            let Indexed { words, more: stems } = indexed(&flush.stems, text);
            more.extend(stems);
            words
        };
        let columns = [&reference, &subject, &parties, &tags, &classification].map(|text| column(text, self));
        let [reference, subject, parties, tags, classification] = &columns;
        let tags = format!("{tags} {classification}");
        self.learn(columns.iter().flat_map(|words| words.split(' ')));
        self.learn(more.iter().map(String::as_str));
        let more = joined(&more, row);
        self.transaction
            .prepare_cached(
                "INSERT INTO search_dossier (rowid, reference, subject, parties, tags, more)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![row, reference, subject, parties, tags, more])
            .map(|_| ())
    }

    fn text(
        &mut self,
        tier: Tier,
        row: i64,
        sql: &str,
        text: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<String>,
    ) -> rusqlite::Result<()> {
        let found: Option<(String, i64)> = self
            .transaction
            .prepare_cached(sql)?
            .query_row([row], |row| Ok((text(row)?, row.get(1)?)))
            .optional()?;
        match found {
            Some((text, dossier)) => self.insert(tier, row, &text, dossier),
            None => Ok(()),
        }
    }

    fn contact(&mut self, row: i64) -> rusqlite::Result<()> {
        let found: Option<String> = self
            .transaction
            .prepare_cached(CONTACT_TEXT)?
            .query_row([row], |row| row.get(0))
            .optional()?;
        match found {
            Some(text) => self.insert(Tier::Contact, row, &text, 0),
            None => Ok(()),
        }
    }

    fn insert(&mut self, tier: Tier, row: i64, text: &str, dossier: i64) -> rusqlite::Result<()> {
        let Indexed { words, more } = indexed(&self.stems, text);
        self.learn(words.split(' ').collect::<BTreeSet<_>>().into_iter());
        self.learn(more.iter().map(String::as_str));
        self.transaction
            .prepare_cached(&format!(
                "INSERT INTO {} (rowid, words, more) VALUES (?1, ?2, ?3)",
                tier.table()
            ))?
            .execute(params![row, words, joined(&more, dossier)])
            .map(|_| ())
    }

    fn learn<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        for word in words.filter(|word| !word.is_empty()) {
            match self.learnt.get_mut(word) {
                Some(uses) => *uses += 1,
                None => _ = self.learnt.insert(word.to_owned(), 1),
            }
        }
    }
}

fn joined(more: &BTreeSet<String>, dossier: i64) -> String {
    let mut joined = format!("{DOSSIER}{dossier}");
    for stem in more {
        joined.push(' ');
        joined.push_str(stem);
    }
    joined
}
