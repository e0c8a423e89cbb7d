//! Finding: what a person typed becomes an expression for the indexes; candidates come newest first, as many as can be
//! ranked in time; they are grouped by dossier, ranked, and shown with their words marked.
//!
//! How the time is bounded where a word stands in a million titles: an index is walked from its newest row on and only
//! so far as the answer needs; the word that is being typed is completed from `search_word` to the most used words, and
//! to all of them only when the answer would otherwise not be full; words that do not stand in one row together are put
//! together over their dossier, beginning with the rarest.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use model::DossierFilter;
use model::search::{
    COUNT_LIMIT, ContactHit, Count, DossierHit, Place, PlaceKind, Query, SearchResults, Snippet,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::access::SEEN;
use super::listing::Conditions;
use super::parsed;
use super::search::Tier;
use super::text::unpacked;
use crate::snippet::Marker;
use crate::words::{DOSSIER, HEAD_MINIMUM, Stems, Word, backwards, spellings, words};
use crate::{Error, Reading};

/// Rows of each index that are ranked; fewer while somebody types.
const CANDIDATES: u32 = 120;
const CANDIDATES_TYPING: u32 = 60;
/// What is left out of an answer while somebody types begins after this time.
const TYPING: Duration = Duration::from_millis(5);
/// A thorough answer is given up after this time, and says that it is not complete.
const THOROUGH: Duration = Duration::from_secs(2);
/// Beginnings that are shorter are not completed to every word.
const COMPLETE_MINIMUM: usize = 3;
/// Rows of each index that are walked over where a filter throws some away; fewer while somebody types.
const WALK: u32 = 4_000;
const WALK_TYPING: u32 = 300;
/// Words of which the most used are looked for to complete a beginning; where more begin that way, the completions come
/// from the words that are used most at all.
const COMPLETED_FROM: u32 = 1_500;
/// While somebody types, a beginning is completed to all words where they were indexed so often at most: FTS5 puts the
/// rows of all of them together before it gives the first.
const COMPLETE_USES: i64 = 20_000;
/// Dossiers for which words are put together over their rows.
const TOGETHER: usize = 400;
/// While somebody types, words that were indexed more often are not put together.
const TOGETHER_USES: i64 = 50_000;
/// Dossiers that a filter gives and that are looked into one by one.
const FILTERED: u32 = 300;
/// Words that are kept in memory as those used most.
const POPULAR: usize = 30_000;
/// They are looked for anew after this time.
const POPULAR_FOR: Duration = Duration::from_mins(10);
/// Completions of the word that is being typed.
const COMPLETIONS: u32 = 24;
/// Words whose rows are ranked by BM25: its cost grows with all their uses.
const RANKED_USES: i64 = 4_000;
/// The same while somebody types: each row that is ranked is looked up on its own.
const RANKED_USES_TYPING: i64 = 300;
/// Contacts of an answer.
const CONTACTS: u32 = 8;
/// Places of a hit.
const PLACES: usize = 5;

/// How much time an answer may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// While somebody types: a few milliseconds; what would take longer is left out.
    Typing,
    /// What there is.
    Thorough,
}

/// When what may be left out is.
#[derive(Clone, Copy)]
struct Budget {
    effort: Effort,
    until: Instant,
}

impl Budget {
    fn of(effort: Effort) -> Self {
        let time = match effort {
            Effort::Typing => TYPING,
            Effort::Thorough => THOROUGH,
        };
        Budget {
            effort,
            until: Instant::now() + time,
        }
    }

    fn is_spent(self) -> bool {
        Instant::now() > self.until
    }

    fn walk(self) -> u32 {
        match self.effort {
            Effort::Typing => WALK_TYPING,
            Effort::Thorough => WALK,
        }
    }

    fn candidates(self) -> u32 {
        match self.effort {
            Effort::Typing => CANDIDATES_TYPING,
            Effort::Thorough => CANDIDATES,
        }
    }
}

/// A word or phrase as the indexes understand it.
pub(crate) struct Wanted {
    /// The expression.
    expression: String,
    /// The expression that completes to every word, where the other was cut.
    complete: Option<String>,
    /// A beginning of one or two letters.
    short: bool,
    /// How often its words were indexed, about.
    uses: i64,
    /// How often all words were indexed that the complete expression stands for.
    complete_uses: i64,
}

/// What was typed, as the indexes understand it.
pub(crate) struct Expression {
    wanted: Vec<Wanted>,
    excluded: Vec<String>,
}

impl Expression {
    fn all(&self, complete: bool) -> String {
        let mut text = self
            .wanted
            .iter()
            .map(|one| format!("({})", one.text(complete)))
            .collect::<Vec<_>>()
            .join(" AND ");
        for excluded in &self.excluded {
            text = format!("({text}) NOT ({excluded})");
        }
        text
    }

    /// Without what narrows little: the one or two letters just typed, and words that stand almost everywhere. Something
    /// stays.
    fn narrowing(mut self, all: f64) -> Expression {
        let common = |one: &Wanted| one.short || one.uses as f64 > 0.25 * all;
        if self.wanted.iter().any(|one| !common(one)) {
            self.wanted.retain(|one| !common(one));
        }
        self
    }

    /// Whether completing to every word takes longer than somebody who types waits.
    fn is_long(&self) -> bool {
        self.wanted
            .iter()
            .any(|one| one.complete.is_some() && one.complete_uses > COMPLETE_USES)
    }

    fn is_cut(&self) -> bool {
        self.wanted.iter().any(|one| one.complete.is_some())
    }

    fn weight(&self, all: f64) -> f64 {
        self.wanted.iter().map(|one| one.weight(all)).sum()
    }
}

impl Wanted {
    fn text(&self, complete: bool) -> &str {
        match &self.complete {
            Some(text) if complete => text,
            _ => &self.expression,
        }
    }

    /// Rare words weigh more (inverse document frequency).
    fn weight(&self, all: f64) -> f64 {
        let uses = self.uses.max(0) as f64;
        (1.0 + (all - uses + 0.5).max(0.5) / (uses + 0.5)).ln().max(0.1)
    }
}

fn quoted(word: &str) -> String {
    // Words hold letters and digits only: nothing in them ends a string.
    format!("\"{word}\"")
}

fn any(words: &[String]) -> String {
    words
        .iter()
        .map(|word| quoted(word))
        .collect::<Vec<_>>()
        .join(" OR ")
}

/// The first word that does not begin with `prefix` and comes after those that do.
fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// A candidate: a row of an index, and its dossier.
#[derive(Clone, Copy)]
struct Candidate {
    dossier: i64,
    item: i64,
    changed_us: i64,
    /// BM25, where it was computed.
    rank: Option<f64>,
}

/// Words, each with how often it was indexed, and when they were read.
type Uses = (Instant, Arc<Vec<(String, i64)>>);

/// The words that are used most, kept in memory: they complete beginnings that half of all words have. A word that became
/// common since is completed once more of it is typed.
#[derive(Default)]
pub(crate) struct Popular {
    words: Mutex<Option<Uses>>,
}

impl Popular {
    fn beginning(
        &self,
        prefix: &str,
        read: impl FnOnce() -> rusqlite::Result<Vec<(String, i64)>>,
    ) -> rusqlite::Result<Vec<(String, i64)>> {
        let mut kept = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = match &*kept {
            Some((since, words)) if since.elapsed() < POPULAR_FOR => Arc::clone(words),
            _ => {
                let words = Arc::new(read()?);
                *kept = Some((Instant::now(), Arc::clone(&words)));
                words
            }
        };
        drop(kept);
        let begin = words.partition_point(|(word, _)| word.as_str() < prefix);
        Ok(words
            .iter()
            .skip(begin)
            .take_while(|(word, _)| word.starts_with(prefix))
            .cloned()
            .collect())
    }

    /// What was kept is forgotten.
    pub fn forget(&self) {
        *self.words.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[derive(Default)]
struct Group {
    items: Vec<(Tier, i64)>,
    score: f64,
    changed_us: i64,
}

impl Reading<'_> {
    /// Completions of a beginning: the most used ones, whether there are more, and the uses of all of them.
    pub(crate) fn completions(&self, prefix: &str) -> rusqlite::Result<(Vec<String>, bool, i64)> {
        let mut found: Vec<(String, i64)> = self
            .transaction
            .prepare_cached("SELECT word, uses FROM search_word WHERE word >= ?1 AND word < ?2 LIMIT ?3")?
            .query_map(params![prefix, end_of(prefix), COMPLETED_FROM + 1], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut uses: i64 = found.iter().map(|(_, uses)| uses).sum();
        if found.len() > COMPLETED_FROM as usize {
            uses = i64::MAX / 1_000;
            found.extend(self.store.popular.beginning(prefix, || self.popular_words())?);
        }
        found.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        found.dedup();
        let more = found.len() > COMPLETIONS as usize;
        found.truncate(COMPLETIONS as usize);
        Ok((found.into_iter().map(|(word, _)| word).collect(), more, uses))
    }

    /// The words that are used most.
    fn popular_words(&self) -> rusqlite::Result<Vec<(String, i64)>> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT word, uses FROM search_word WHERE uses > 20")?;
        let mut rows = statement.query([])?;
        let mut words = Vec::new();
        while let Some(row) = rows.next()? {
            words.push((row.get(0)?, row.get(1)?));
        }
        if words.len() > POPULAR {
            words.sort_by_key(|one: &(String, i64)| std::cmp::Reverse(one.1));
            words.truncate(POPULAR);
            words.sort();
        }
        Ok(words)
    }

    fn uses(&self, words: &[String]) -> rusqlite::Result<i64> {
        let mut get = self
            .transaction
            .prepare_cached("SELECT uses FROM search_word WHERE word = ?1")?;
        words.iter().try_fold(0, |sum: i64, word| {
            let uses: Option<i64> = get.query_row([word], |row| row.get(0)).optional()?;
            Ok(sum.saturating_add(uses.unwrap_or(0)))
        })
    }

    /// One word: its spellings, its stems, compounds it is the head of, and what it may become when it goes on.
    fn wanted_word(&self, word: &Word, prefix: bool) -> rusqlite::Result<Wanted> {
        let stems = Stems::new();
        let mut alternatives = spellings(word);
        let begun = alternatives.clone();
        let mut complete = Vec::new();
        let mut cut = false;
        let mut complete_uses: i64 = 0;
        if !prefix || word.folded.chars().count() >= 4 {
            let german = stems.german(&word.lower);
            alternatives.push(stems.french(&word.lower));
            if german.chars().count() >= HEAD_MINIMUM {
                let (compounds, more, uses) = self.completions(&backwards(&german))?;
                alternatives.extend(compounds);
                if more {
                    cut = true;
                    complete_uses = complete_uses.saturating_add(uses);
                    complete.push(format!("{} *", quoted(&backwards(&german))));
                }
            }
            alternatives.push(german);
        }
        if prefix {
            for beginning in &begun {
                let (words, more, uses) = self.completions(beginning)?;
                alternatives.extend(words);
                if more && beginning.chars().count() >= COMPLETE_MINIMUM {
                    cut = true;
                    complete_uses = complete_uses.saturating_add(uses);
                    complete.push(format!("{} *", quoted(beginning)));
                }
            }
        }
        let mut seen = HashSet::new();
        alternatives.retain(|word| !word.is_empty() && seen.insert(word.clone()));
        let expression = any(&alternatives);
        Ok(Wanted {
            complete: cut.then(|| format!("{expression} OR {}", complete.join(" OR "))),
            short: prefix && word.folded.chars().count() < COMPLETE_MINIMUM,
            uses: self.uses(&alternatives)?,
            complete_uses,
            expression,
        })
    }

    /// Several words in this order, as they are.
    fn wanted_phrase(&self, phrase: &[Word], prefix: bool) -> rusqlite::Result<Wanted> {
        let mut folded: Vec<String> = phrase.iter().map(|word| word.folded.clone()).collect();
        let mut uses = i64::MAX;
        for word in &folded {
            uses = uses.min(self.uses(std::slice::from_ref(word))?);
        }
        let as_it_is = quoted(&folded.join(" "));
        let mut wanted = Wanted {
            expression: as_it_is,
            complete: None,
            short: false,
            uses,
            complete_uses: uses,
        };
        if prefix && let Some(last) = folded.pop() {
            let before = folded.join(" ");
            // One or two letters narrow nothing, and complete to almost everything.
            if last.chars().count() < COMPLETE_MINIMUM && !before.is_empty() {
                wanted.expression = quoted(&before);
                return Ok(wanted);
            }
            let phrase = |word: &str| quoted(format!("{before} {word}").trim());
            let (words, more, all) = self.completions(&last)?;
            if !words.is_empty() {
                wanted.expression = words
                    .iter()
                    .map(|word| phrase(word))
                    .collect::<Vec<_>>()
                    .join(" OR ");
            }
            if more {
                wanted.complete = Some(format!("{} *", phrase(&last)));
                wanted.complete_uses = all;
            }
        }
        Ok(wanted)
    }

    /// What was typed, for the indexes; `None` where nothing is asked for but filters.
    pub(crate) fn expression(&self, query: &Query) -> rusqlite::Result<Option<Expression>> {
        let mut expression = Expression {
            wanted: Vec::new(),
            excluded: Vec::new(),
        };
        for term in &query.terms {
            let found: Vec<Word> = words(&term.text).collect();
            let wanted = match found.as_slice() {
                [] => continue,
                [one] if !term.phrase || term.prefix => self.wanted_word(one, term.prefix)?,
                several => self.wanted_phrase(several, term.prefix)?,
            };
            if term.excluded {
                expression.excluded.push(wanted.text(true).to_owned());
            } else {
                expression.wanted.push(wanted);
            }
        }
        Ok((!expression.wanted.is_empty()).then_some(expression))
    }

    /// The newest rows of an index that match and whose dossier passes.
    fn candidates(
        &self,
        tier: Tier,
        expression: &str,
        conditions: &Conditions,
        ranked: bool,
        limit: u32,
        walk: u32,
    ) -> rusqlite::Result<Vec<Candidate>> {
        let joins = match tier {
            Tier::Dossier => "CROSS JOIN dossier ON dossier.row = found.item",
            Tier::Document => {
                "CROSS JOIN document ON document.row = found.item CROSS JOIN dossier ON dossier.id = document.dossier"
            }
            Tier::Page => {
                "CROSS JOIN text_page ON text_page.row = found.item
                 CROSS JOIN version_text ON version_text.row = text_page.version_text
                 CROSS JOIN dossier ON dossier.row = version_text.dossier"
            }
            Tier::Note => {
                "CROSS JOIN search_row ON search_row.row = found.item CROSS JOIN note ON note.id = search_row.id
                 CROSS JOIN dossier ON dossier.id = note.dossier"
            }
            Tier::Contact => return Ok(Vec::new()),
        };
        let table = tier.table();
        let (rank, order) = if ranked {
            ("rank", "rank")
        } else {
            ("NULL", "rowid DESC")
        };
        let sql = format!(
            "SELECT dossier.row, found.item, dossier.changed_us, found.rank FROM (
                SELECT rowid AS item, {rank} AS rank FROM {table} WHERE {table} MATCH ? ORDER BY {order} LIMIT {walk}
             ) found {joins} WHERE {SEEN} {} LIMIT {limit}",
            conditions.sql
        );
        let values =
            std::iter::once(Value::from(expression.to_owned())).chain(conditions.values.iter().cloned());
        self.transaction
            .prepare_cached(&sql)?
            .query_map(params_from_iter(values), |row| {
                Ok(Candidate {
                    dossier: row.get(0)?,
                    item: row.get(1)?,
                    changed_us: row.get(2)?,
                    rank: row.get(3)?,
                })
            })?
            .collect()
    }

    /// The newest row of each index in a dossier that matches.
    fn in_dossier(&self, dossier: i64, expression: &str) -> rusqlite::Result<Vec<(Tier, i64)>> {
        let mut found = Vec::new();
        for tier in Tier::IN_DOSSIERS {
            let table = tier.table();
            let row: Option<i64> = if tier == Tier::Dossier {
                self.transaction
                    .prepare_cached(
                        "SELECT rowid FROM search_dossier WHERE search_dossier MATCH ?1 AND rowid = ?2",
                    )?
                    .query_row(params![expression, dossier], |row| row.get(0))
                    .optional()?
            } else {
                self.transaction
                    .prepare_cached(&format!(
                        "SELECT rowid FROM {table} WHERE {table} MATCH ?1 ORDER BY rowid DESC LIMIT 1"
                    ))?
                    .query_row([format!("(\"{DOSSIER}{dossier}\") AND ({expression})")], |row| {
                        row.get(0)
                    })
                    .optional()?
            };
            found.extend(row.map(|row| (tier, row)));
        }
        Ok(found)
    }

    /// Whether every word stands somewhere in the dossier, and where.
    fn together(
        &self,
        dossier: i64,
        expression: &Expression,
        thorough: bool,
    ) -> rusqlite::Result<Option<Vec<(Tier, i64)>>> {
        let mut places = Vec::new();
        for wanted in &expression.wanted {
            let found = self.in_dossier(dossier, wanted.text(thorough))?;
            if found.is_empty() {
                return Ok(None);
            }
            places.extend(found);
        }
        Ok(Some(places))
    }

    /// Whether the dossier's own entries hold what must not occur.
    fn is_excluded(&self, dossier: i64, expression: &Expression) -> rusqlite::Result<bool> {
        for excluded in &expression.excluded {
            let found: Option<i64> = self
                .transaction
                .prepare_cached(
                    "SELECT rowid FROM search_dossier WHERE search_dossier MATCH ?1 AND rowid = ?2",
                )?
                .query_row(params![excluded, dossier], |row| row.get(0))
                .optional()?;
            if found.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The dossiers, contacts and places that fit what was typed, best first, from the `offset`th on.
    ///
    /// # Errors
    /// The database cannot be read. Nothing that is typed is an error.
    pub fn search(
        &self,
        query: &Query,
        limit: u32,
        offset: u32,
        effort: Effort,
    ) -> Result<SearchResults, Error> {
        let budget = Budget::of(effort);
        let failed = |error| self.store.failed(error);
        let Some(expression) = self.expression(query).map_err(failed)? else {
            return self.only_filtered(query, limit, offset);
        };
        let expression = match effort {
            Effort::Typing => expression.narrowing(self.documents_about().map_err(failed)?),
            Effort::Thorough => expression,
        };
        let conditions = self.conditions(&query.filter)?;
        let wanted = limit.saturating_add(offset).saturating_add(1) as usize;
        let (mut groups, mut complete) = self
            .groups(&expression, &conditions, wanted, budget)
            .map_err(failed)?;
        let now_us = super::micros(self.store.environment().now());
        for group in groups.values_mut() {
            let age_years = (now_us.saturating_sub(group.changed_us)).max(0) as f64 / 31_557_600e6;
            group.score *= 1.0 + 0.5 * (-age_years).exp();
        }
        let mut order: Vec<(i64, Group)> = groups.drain().collect();
        order.sort_by(|(one_row, one), (other_row, other)| {
            other.score.total_cmp(&one.score).then(other_row.cmp(one_row))
        });
        // Ranked once more by where exactly the words stand, with some more than are shown.
        let further = if effort == Effort::Typing { 0 } else { 10 };
        let looked = wanted.saturating_add(further).min(order.len());
        complete &= order.len() < CANDIDATES as usize * 3;
        let marker = Marker::new(query);
        let contacts = if offset == 0 && query.filter == DossierFilter::default() {
            self.found_contacts(&expression, &marker)?
        } else {
            Vec::new()
        };
        let mut hits = Vec::new();
        for (row, group) in order.drain(..looked) {
            // Enough to fill the answer is always looked at.
            if effort == Effort::Typing && hits.len() + 1 >= wanted && budget.is_spent() {
                complete = false;
                break;
            }
            if self.is_excluded(row, &expression).map_err(failed)? {
                continue;
            }
            let mut items = group.items;
            if effort == Effort::Typing {
                // A page is unpacked and looked through for its snippet.
                let mut pages = 0;
                items.retain(|(tier, _)| {
                    pages += usize::from(*tier == Tier::Page);
                    *tier != Tier::Page || pages <= 1
                });
                items.truncate(if budget.is_spent() { 1 } else { 3 });
            }
            let places = self.places(row, &items, &marker)?;
            let best = places.first().map_or(0.0, |(weight, _)| *weight);
            let sum: f64 = places.iter().map(|(weight, _)| weight).sum();
            hits.push((group.score * (1.0 + best + 0.1 * sum), row, places));
        }
        hits.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        let more = hits.len() >= wanted || !order.is_empty();
        let hits = hits
            .into_iter()
            .skip(offset as usize)
            .take(limit as usize)
            .map(|(score, row, places)| {
                Ok(DossierHit {
                    dossier: self.dossier_row(row)?,
                    places: places.into_iter().map(|(_, place)| place).take(PLACES).collect(),
                    score,
                })
            })
            .collect::<Result<_, Error>>()?;
        Ok(SearchResults {
            hits,
            contacts,
            more,
            complete,
            problems: Vec::new(),
        })
    }

    /// The newest contacts of the directory that match.
    fn found_contacts(&self, expression: &Expression, marker: &Marker) -> Result<Vec<ContactHit>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(
                    "SELECT contact.id, trim(contact.given_names || ' ' || contact.name) FROM (
                        SELECT rowid AS item FROM search_contact WHERE search_contact MATCH ?1
                        ORDER BY rowid DESC LIMIT ?2
                     ) found CROSS JOIN contact ON contact.row = found.item",
                )?
                .query_map(params![expression.all(false), CONTACTS], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|(id, name)| {
                let plain = Snippet {
                    text: name.clone(),
                    ..Snippet::default()
                };
                Ok(ContactHit {
                    contact: parsed("contact", "id", &id)?,
                    // The words may stand in what is not shown: a town, a number.
                    snippet: marker.whole(&name).map_or(plain, |(snippet, _)| snippet),
                })
            })
            .collect()
    }

    /// How many dossiers match, up to the limit; at least so many where not everything is looked at.
    pub(crate) fn matching_dossiers(&self, query: &Query) -> Result<Count, Error> {
        let failed = |error| self.store.failed(error);
        let Some(expression) = self.expression(query).map_err(failed)? else {
            return Ok(Count::default());
        };
        let conditions = self.conditions(&query.filter)?;
        let (groups, complete) = self
            .groups(
                &expression,
                &conditions,
                COUNT_LIMIT as usize + 1,
                Budget::of(Effort::Thorough),
            )
            .map_err(failed)?;
        let mut counted = 0;
        for dossier in groups.keys() {
            counted += u32::from(!self.is_excluded(*dossier, &expression).map_err(failed)?);
        }
        Ok(Count {
            counted: counted.min(COUNT_LIMIT),
            more: counted > COUNT_LIMIT || !complete,
        })
    }

    fn only_filtered(&self, query: &Query, limit: u32, offset: u32) -> Result<SearchResults, Error> {
        if query.is_empty() || query.filter == DossierFilter::default() {
            return Ok(SearchResults {
                complete: true,
                ..SearchResults::default()
            });
        }
        let conditions = self.conditions(&query.filter)?;
        let mut rows = self.rows_by_change(&conditions, limit.saturating_add(1), offset)?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        Ok(SearchResults {
            hits: rows
                .into_iter()
                .map(|dossier| DossierHit {
                    dossier,
                    places: Vec::new(),
                    score: 0.0,
                })
                .collect(),
            contacts: Vec::new(),
            more,
            complete: true,
            problems: Vec::new(),
        })
    }

    /// How many documents there are, about.
    fn documents_about(&self) -> rusqlite::Result<f64> {
        let most: i64 = self
            .transaction
            .prepare_cached("SELECT coalesce(max(row), 0) FROM document")?
            .query_row([], |row| row.get(0))?;
        Ok(most as f64 + 1_000.0)
    }

    /// Dossiers with their matching rows, and whether everything was looked at.
    fn groups(
        &self,
        expression: &Expression,
        conditions: &Conditions,
        wanted: usize,
        budget: Budget,
    ) -> rusqlite::Result<(HashMap<i64, Group>, bool)> {
        let most = budget.candidates();
        let all = self.documents_about()?;
        let uses: i64 = expression.wanted.iter().map(|one| one.uses).sum();
        let weight = expression.weight(all);
        let mut groups: HashMap<i64, Group> = HashMap::new();
        let mut complete = true;
        let add = |groups: &mut HashMap<i64, Group>, tier: Tier, found: &Candidate| {
            let group = groups.entry(found.dossier).or_default();
            group.changed_us = found.changed_us;
            let importance = match tier {
                Tier::Dossier => 6.0,
                Tier::Document => 3.0,
                Tier::Note => 2.0,
                Tier::Page | Tier::Contact => 1.0,
            };
            let score = importance * found.rank.map_or(weight, |rank| -rank);
            let best = group.score.max(score);
            group.score = best + 0.05 * group.score.min(score);
            if group.items.len() < 12 && !group.items.contains(&(tier, found.item)) {
                group.items.push((tier, found.item));
            }
        };
        for last in [false, true] {
            let text = expression.all(last);
            for tier in Tier::IN_DOSSIERS {
                // What stands in a subject or a party weighs more than what follows.
                if budget.effort == Effort::Typing
                    && (groups.len() >= wanted || !groups.is_empty() && budget.is_spent())
                {
                    complete = false;
                    break;
                }
                let most_ranked = match budget.effort {
                    Effort::Typing => RANKED_USES_TYPING,
                    Effort::Thorough => RANKED_USES,
                };
                let ranked = tier == Tier::Page && uses <= most_ranked;
                let found = self.candidates(tier, &text, conditions, ranked, most, budget.walk())?;
                complete &= found.len() < most as usize
                    && (conditions.sql.is_empty() || budget.effort == Effort::Thorough);
                found.iter().for_each(|one| add(&mut groups, tier, one));
            }
            if groups.len() >= wanted || !expression.is_cut() {
                break;
            }
            if budget.is_spent() || budget.effort == Effort::Typing && expression.is_long() {
                complete = false;
                break;
            }
        }
        if groups.len() >= wanted {
            return Ok((groups, complete));
        }
        // Words that stand in different rows of one dossier: beginning with the rarest.
        if expression.wanted.len() > 1
            && let Some(rarest) = expression.wanted.iter().min_by_key(|one| one.uses)
        {
            let mut asked = HashSet::new();
            for tier in Tier::IN_DOSSIERS {
                if budget.is_spent() {
                    complete = false;
                    break;
                }
                let text = rarest.text(budget.effort == Effort::Thorough);
                if budget.effort == Effort::Typing && rarest.uses > TOGETHER_USES {
                    // Each dossier of a common word would be asked for the others.
                    complete = false;
                    break;
                }
                let found = self.candidates(tier, text, conditions, false, CANDIDATES, budget.walk())?;
                complete &= found.len() < CANDIDATES as usize;
                for one in found {
                    if groups.contains_key(&one.dossier) || !asked.insert(one.dossier) {
                        continue;
                    }
                    if asked.len() > TOGETHER || budget.is_spent() {
                        complete = false;
                        break;
                    }
                    self.put_together(
                        one.dossier,
                        one.changed_us,
                        expression,
                        weight,
                        budget,
                        &mut groups,
                    )?;
                }
            }
        }
        // A filter that few dossiers pass: they are looked into one by one.
        if groups.len() < wanted && !conditions.sql.is_empty() {
            let sql = format!(
                "SELECT dossier.row, dossier.changed_us FROM dossier WHERE {SEEN} {} ORDER BY changed_us DESC, row DESC
                 LIMIT {FILTERED}",
                conditions.sql
            );
            let rows: Vec<(i64, i64)> = self
                .transaction
                .prepare_cached(&sql)?
                .query_map(params_from_iter(conditions.values.iter()), |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            complete = rows.len() < FILTERED as usize;
            for (dossier, changed_us) in rows {
                if budget.is_spent() {
                    complete = false;
                    break;
                }
                if !groups.contains_key(&dossier) {
                    self.put_together(dossier, changed_us, expression, weight, budget, &mut groups)?;
                }
            }
        }
        Ok((groups, complete))
    }

    fn put_together(
        &self,
        dossier: i64,
        changed_us: i64,
        expression: &Expression,
        weight: f64,
        budget: Budget,
        groups: &mut HashMap<i64, Group>,
    ) -> rusqlite::Result<()> {
        let thorough = budget.effort == Effort::Thorough;
        if let Some(items) = self.together(dossier, expression, thorough)? {
            groups.insert(
                dossier,
                Group {
                    items,
                    score: 1.5 * weight,
                    changed_us,
                },
            );
        }
        Ok(())
    }

    /// Where the words stand, the most telling place first, with a weight for ranking.
    fn places(&self, row: i64, items: &[(Tier, i64)], marker: &Marker) -> Result<Vec<(f64, Place)>, Error> {
        let failed = |error| self.store.failed(error);
        let mut found: BTreeMap<(PlaceKind, i64), (f64, Place)> = BTreeMap::new();
        let mut add =
            |kind: PlaceKind, item: i64, weight: f64, snippet: Option<(Snippet, f64)>, of: Place| {
                if let Some((snippet, quality)) = snippet {
                    found.insert((kind, item), (weight * quality, Place { kind, snippet, ..of }));
                }
            };
        let nothing = || Place {
            kind: PlaceKind::Subject,
            document: None,
            version: None,
            page: None,
            title: None,
            snippet: Snippet::default(),
        };
        type Fields = (String, String, Option<String>, String);
        let (reference, subject, classification, id): Fields = self
            .transaction
            .prepare_cached("SELECT reference, subject, classification, id FROM dossier WHERE row = ?1")
            .and_then(|mut get| {
                get.query_row([row], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
            })
            .map_err(failed)?;
        add(PlaceKind::Reference, 0, 2.0, marker.whole(&reference), nothing());
        add(PlaceKind::Subject, 0, 1.0, marker.whole(&subject), nothing());
        if let Some(code) = &classification {
            add(PlaceKind::Classification, 0, 0.3, marker.whole(code), nothing());
        }
        let lines = |sql: &str| -> Result<Vec<String>, Error> {
            self.transaction
                .prepare_cached(sql)
                .and_then(|mut get| get.query_map([&id], |row| row.get(0))?.collect())
                .map_err(failed)
        };
        for (index, name) in (0..).zip(lines(
            "SELECT name FROM party WHERE dossier = ?1 ORDER BY position LIMIT 200",
        )?) {
            add(PlaceKind::Party, index, 1.2, marker.whole(&name), nothing());
        }
        for (index, tag) in (0..).zip(lines("SELECT tag FROM tag WHERE dossier = ?1 LIMIT 50")?) {
            add(PlaceKind::Tag, index, 0.8, marker.whole(&tag), nothing());
        }
        for (tier, item) in items {
            match tier {
                Tier::Dossier | Tier::Contact => {}
                Tier::Document => {
                    let (document, title): (String, String) = self
                        .transaction
                        .prepare_cached("SELECT id, title FROM document WHERE row = ?1")
                        .and_then(|mut get| get.query_row([item], |row| Ok((row.get(0)?, row.get(1)?))))
                        .map_err(failed)?;
                    let of = Place {
                        document: Some(parsed("document", "id", &document)?),
                        ..nothing()
                    };
                    add(PlaceKind::Title, *item, 0.6, marker.whole(&title), of);
                }
                Tier::Note => {
                    let text: String = self
                        .transaction
                        .prepare_cached(
                            "SELECT text FROM search_row JOIN note_text ON note_text.note = search_row.id
                             WHERE search_row.row = ?1 ORDER BY number DESC LIMIT 1",
                        )
                        .and_then(|mut get| get.query_row([item], |row| row.get(0)))
                        .map_err(failed)?;
                    add(PlaceKind::Note, *item, 0.4, marker.around(&text), nothing());
                }
                Tier::Page => {
                    type Page = (Vec<u8>, u32, String, String, String);
                    let (text, page, version, document, title): Page = self
                        .transaction
                        .prepare_cached(
                            "SELECT text_page.text, text_page.page, version_text.version, document.id, document.title
                             FROM text_page JOIN version_text ON version_text.row = text_page.version_text
                             JOIN document ON document.row = version_text.document WHERE text_page.row = ?1",
                        )
                        .and_then(|mut get| {
                            get.query_row([item], |row| {
                                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                            })
                        })
                        .map_err(failed)?;
                    let of = Place {
                        document: Some(parsed("document", "id", &document)?),
                        version: Some(parsed("version_text", "version", &version)?),
                        page: Some(page),
                        title: Some(title),
                        ..nothing()
                    };
                    add(PlaceKind::Page, *item, 0.2, marker.around(&unpacked(&text)), of);
                }
            }
        }
        let mut places: Vec<(f64, Place)> = found.into_values().collect();
        places.sort_by(|one, other| other.0.total_cmp(&one.0));
        Ok(places)
    }
}
