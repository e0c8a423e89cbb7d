//! Telling a desk what changed for it, a page at a time ([`crate::records::cursor`] says in which order).

use std::collections::{HashMap, HashSet};

use sync::wire::records::{Key, PAGE, Page, Record};

use super::audiences::{self, IN, Reader};
use crate::error::Error;
use crate::records::cursor::{Cursor, Stage};
use crate::records::rights::{Sight, Span};
use crate::storage::sql::{Row, Sql, Value, values};

/// Most bytes of fields on one page; one record may be larger than the rest of its page.
const PAGE_BYTES: usize = 4 * 1024 * 1024;

/// Most rows that one page looks at, whether the desk may see them or not.
const LOOKED_AT: usize = 4000;

/// What a record that has left counts for on a page.
const LEFT_BYTES: usize = 200;

/// Records of the administration that are looked at together.
const COMMON: usize = 500;

/// Dossiers that are looked at together, by [`OF_AUDIENCE`], [`BEGUN`] and [`ENDED`].
const TOGETHER: usize = 500;

/// The next page for a desk; `None` where the cursor is of another epoch, or of a future that a restored platform has
/// not reached.
pub(super) fn page(
    sql: &mut dyn Sql,
    reader: Reader,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Option<Page>, Error> {
    let epoch: String = sql
        .query_one("SELECT epoch FROM epoch", &[])?
        .ok_or(Error::Stored { what: "epoch" })?
        .get(0)?;
    let last: u64 = sql
        .query_one("SELECT value FROM counter WHERE name = 'seq'", &[])?
        .ok_or(Error::Stored { what: "counter" })?
        .get(0)?;
    let cursor = match cursor {
        None => Cursor::start(&epoch, last),
        Some(cursor) if cursor.epoch != epoch || cursor.to > last => return Ok(None),
        Some(Cursor {
            to,
            stage: Stage::Done,
            ..
        }) => Cursor::round(&epoch, *to, last),
        Some(cursor) => cursor.clone(),
    };
    let changed = reader.changed_audiences(cursor.from, cursor.to);
    let mut reading = Reading {
        sql,
        changed,
        from: cursor.from,
        to: cursor.to,
        limit: limit.clamp(1, PAGE),
        reader,
        looked_at: 0,
        size_bytes: 0,
        found: Vec::new(),
        left: HashMap::new(),
        withdrawn: Vec::new(),
        told: HashSet::new(),
    };
    let stage = reading.read(cursor.stage)?;
    let more = stage != Stage::Done || last > cursor.to;
    let records = reading.records()?;
    Ok(Some(Page {
        cursor: Cursor {
            epoch: epoch.clone(),
            stage,
            ..cursor
        }
        .to_string(),
        epoch,
        more,
        records,
        withdrawn: reading.withdrawn,
    }))
}

/// A record that was found: its number, and its size.
type Found = (u64, usize);

struct Reading<'a> {
    sql: &'a mut dyn Sql,
    reader: Reader,
    changed: Vec<String>,
    from: u64,
    to: u64,
    limit: usize,
    looked_at: usize,
    size_bytes: usize,
    /// Numbers of the records of this page, in its order.
    found: Vec<u64>,
    /// Among them, those that have left the dossier.
    left: HashMap<u64, Record>,
    withdrawn: Vec<String>,
    told: HashSet<String>,
}

impl Reading<'_> {
    /// Goes on until the page is full or the round at its end; where the next page begins.
    fn read(&mut self, mut stage: Stage) -> Result<Stage, Error> {
        loop {
            if stage == Stage::Done || self.is_full() {
                return Ok(stage);
            }
            stage = match stage {
                Stage::Audiences {
                    index,
                    dossier,
                    record,
                } => self.read_audience(index, dossier, record)?,
                Stage::Dossiers { seq, dossier, record } => self.read_dossiers(seq, dossier, record)?,
                Stage::Common(seq) => self.read_common(seq)?,
                Stage::Changes(seq) => self.read_changes(seq)?,
                Stage::Done => Stage::Done,
            };
        }
    }

    fn is_full(&self) -> bool {
        self.found.len() >= self.limit
            || self.withdrawn.len() >= PAGE
            || self.size_bytes >= PAGE_BYTES
            || self.looked_at >= LOOKED_AT
    }

    /// All dossiers of an audience that the desk joined or left.
    fn read_audience(&mut self, index: usize, dossier: String, record: Option<u64>) -> Result<Stage, Error> {
        let Some(audience) = self.changed.get(index).cloned() else {
            return Ok(Stage::Dossiers {
                seq: self.from,
                dossier: String::new(),
                record: None,
            });
        };
        if let Some(place) = record
            && let Some(place) = self.give(&dossier, place)?
        {
            return Ok(Stage::Audiences {
                index,
                dossier,
                record: Some(place),
            });
        }
        if self.is_full() {
            return Ok(Stage::Audiences {
                index,
                dossier,
                record: None,
            });
        }
        let next: Vec<String> = self
            .sql
            .query(
                OF_AUDIENCE,
                values![self.reader.administration, &audience, dossier],
            )?
            .iter()
            .map(|row| row.get(0))
            .collect::<Result<_, _>>()?;
        if next.is_empty() {
            return Ok(Stage::Audiences {
                index: index + 1,
                dossier: String::new(),
                record: None,
            });
        }
        let known = self.looked(&next)?;
        let mut last = String::new();
        for dossier in next {
            self.looked_at += 1;
            let spans = known.get(&dossier).map_or(&[][..], Vec::as_slice);
            // A dossier of several of the audiences is told of with the first.
            let first = self
                .changed
                .iter()
                .position(|changed| has(spans, changed, self.to));
            let place = if first == Some(index) {
                self.tell(&dossier, spans)?
            } else {
                None
            };
            if place.is_some() || self.is_full() {
                return Ok(Stage::Audiences {
                    index,
                    dossier,
                    record: place,
                });
            }
            last = dossier;
        }
        Ok(Stage::Audiences {
            index,
            dossier: last,
            record: None,
        })
    }

    /// Dossiers whose own audiences changed, among those of the desk.
    fn read_dossiers(&mut self, seq: u64, dossier: String, record: Option<u64>) -> Result<Stage, Error> {
        if let Some(place) = record
            && let Some(place) = self.give(&dossier, place)?
        {
            return Ok(Stage::Dossiers {
                seq,
                dossier,
                record: Some(place),
            });
        }
        if self.is_full() {
            return Ok(Stage::Dossiers {
                seq,
                dossier,
                record: None,
            });
        }
        // Up to here the events of every audience are known.
        let mut bound: Option<(u64, String)> = None;
        let mut events: Vec<(u64, String)> = Vec::new();
        for audience in self.reader.audiences_since(self.from) {
            for statement in [BEGUN, ENDED] {
                let rows = self.sql.query(
                    statement,
                    values![self.reader.administration, &audience, seq, &dossier, self.to],
                )?;
                let part: Vec<(u64, String)> = rows
                    .iter()
                    .map(|row| Ok((row.get(0)?, row.get(1)?)))
                    .collect::<Result<_, Error>>()?;
                if part.len() == TOGETHER
                    && let Some(last) = part.last()
                    && bound.as_ref().is_none_or(|bound| last < bound)
                {
                    bound = Some(last.clone());
                }
                // Whatever happened at the place where the round begins is with the desk already.
                events.extend(part.into_iter().filter(|(at, _)| *at > self.from));
            }
        }
        events.sort_unstable();
        events.dedup();
        let is_all = bound.is_none();
        if let Some(bound) = &bound {
            events.retain(|event| event <= bound);
        }
        let mut dossiers: Vec<String> = events.iter().map(|(_, dossier)| dossier.clone()).collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        let known = self.looked(&dossiers)?;
        let mut last = (seq, dossier);
        for (seq, dossier) in events {
            self.looked_at += 1;
            let spans = known.get(&dossier).map_or(&[][..], Vec::as_slice);
            let place = if self.is_last_event(spans, seq) && !self.is_of_changed(spans) {
                self.tell(&dossier, spans)?
            } else {
                None
            };
            if place.is_some() || self.is_full() {
                return Ok(Stage::Dossiers {
                    seq,
                    dossier,
                    record: place,
                });
            }
            last = (seq, dossier);
        }
        if is_all {
            let common = self.reader.sight_of_all();
            let begins = common.now() && !common.throughout(self.from, self.to);
            return Ok(if begins {
                Stage::Common(0)
            } else {
                Stage::Changes(self.from)
            });
        }
        // Never back: where the bound held no event of this round, it is still a place further on.
        let (seq, dossier) = bound.filter(|bound| *bound > last).unwrap_or(last);
        Ok(Stage::Dossiers {
            seq,
            dossier,
            record: None,
        })
    }

    /// All records of the administration.
    fn read_common(&mut self, mut place: u64) -> Result<Stage, Error> {
        let rows = self.sql.query(
            OF_ALL,
            values![self.reader.administration, place, self.to, COMMON as u64],
        )?;
        for row in &rows {
            if self.is_full() {
                return Ok(Stage::Common(place));
            }
            let found: Found = (row.get(0)?, row.get::<u64>(1)? as usize);
            self.take(found);
            place = found.0;
        }
        Ok(if rows.len() == COMMON {
            Stage::Common(place)
        } else if self.from == 0 {
            // Who begins to read has had every dossier whole in the stages before.
            Stage::Done
        } else {
            Stage::Changes(self.from)
        })
    }

    /// Records that changed, in the platform's order.
    fn read_changes(&mut self, after: u64) -> Result<Stage, Error> {
        if self.from == 0 {
            return Ok(Stage::Done);
        }
        let common = self.reader.sight_of_all();
        let common = common.now() && common.throughout(self.from, self.to);
        let count = LOOKED_AT.saturating_sub(self.looked_at).clamp(1, 1000);
        let rows = self.sql.query(
            CHANGED,
            values![self.reader.administration, after, self.to, count as u64],
        )?;
        let mut changes = rows
            .iter()
            .map(|row| Ok((row.get(0)?, row.get(1)?, row.get::<u64>(2)? as usize, None)))
            .collect::<Result<Vec<(u64, Option<String>, usize, Option<Left>)>, Error>>()?;
        // What moved away counts where it happened, as far as these rows reach.
        let reach = if rows.len() == count {
            changes.last().map_or(self.to, |change| change.0)
        } else {
            self.to
        };
        let is_all = reach == self.to;
        let left = self.sql.query(
            &format!("{LEFT} {LEFT_ANYWHERE}"),
            values![self.reader.administration, after, reach, count as u64],
        )?;
        let mut reach = reach;
        let mut is_all = is_all;
        if left.len() == count
            && let Some(row) = left.last()
        {
            let at: u64 = row.get(0)?;
            if at < reach {
                (reach, is_all) = (at, false);
                changes.retain(|change| change.0 <= reach);
            }
        }
        let mut dossiers: Vec<String> = changes.iter().filter_map(|change| change.1.clone()).collect();
        for row in &left {
            let left = left_record(row)?;
            dossiers.extend(left.tombstone.dossier.clone());
            dossiers.extend(left.dossier.clone());
            changes.push((
                row.get(0)?,
                left.tombstone.dossier.clone(),
                LEFT_BYTES,
                Some(left),
            ));
        }
        dossiers.sort_unstable();
        dossiers.dedup();
        let known = self.looked(&dossiers)?;
        let sights: HashMap<&String, Sight> = known
            .iter()
            .map(|(dossier, spans)| (dossier, self.reader.sight(spans)))
            .collect();
        changes.sort_by_key(|change| change.0);
        let mut place = after;
        for (seq, dossier, size_bytes, left) in changes {
            if seq > place && self.is_full() {
                return Ok(Stage::Changes(place));
            }
            self.looked_at += 1;
            let is_shown = match &dossier {
                None => common,
                Some(dossier) => sights
                    .get(dossier)
                    .is_some_and(|sight| sight.now() && sight.throughout(self.from, self.to)),
            };
            match left {
                Some(left) if is_shown => {
                    let now = left.dossier.as_ref().and_then(|dossier| sights.get(dossier));
                    self.take_left(left, now.is_some_and(Sight::now));
                }
                None if is_shown => self.take((seq, size_bytes)),
                _ => {}
            }
            place = seq;
        }
        Ok(if is_all {
            Stage::Done
        } else {
            Stage::Changes(reach)
        })
    }

    /// What a changed right means for a dossier: all of it, its end, or nothing. The place in it where the page ends.
    fn tell(&mut self, dossier: &str, spans: &[(String, Span)]) -> Result<Option<u64>, Error> {
        let sight = self.reader.sight(spans);
        if !sight.now() {
            if sight.ever(self.from, self.to) && self.told.insert(dossier.to_owned()) {
                self.withdrawn.push(dossier.to_owned());
            }
            return Ok(None);
        }
        if sight.throughout(self.from, self.to) {
            return Ok(None);
        }
        self.give(dossier, 0)
    }

    /// The records of a dossier after a place, with those that have left it; the place where the page ends, `None` where
    /// the dossier does.
    fn give(&mut self, dossier: &str, mut after: u64) -> Result<Option<u64>, Error> {
        if !self.reader.sees(self.sql, dossier)? {
            // Withdrawn while it was being read: the next round says so.
            return Ok(None);
        }
        loop {
            let count = self.limit.saturating_sub(self.found.len()).max(1);
            let here = values![self.reader.administration, dossier, after, self.to, count as u64].to_vec();
            let rows = self.sql.query(OF_DOSSIER, &here)?;
            let left = self.sql.query(&format!("{LEFT} {LEFT_DOSSIER}"), &here)?;
            // Both lists are known up to here.
            let mut reach = None;
            for part in [&rows, &left] {
                if part.len() == count
                    && let Some(row) = part.last()
                {
                    let last: u64 = row.get(0)?;
                    reach = Some(reach.map_or(last, |reach: u64| reach.min(last)));
                }
            }
            let mut all = Vec::new();
            for row in &rows {
                all.push((row.get::<u64>(0)?, row.get::<u64>(1)? as usize, None));
            }
            for row in &left {
                all.push((row.get(0)?, LEFT_BYTES, Some(left_record(row)?)));
            }
            all.sort_by_key(|(seq, ..)| *seq);
            for (seq, size_bytes, left) in all {
                if reach.is_some_and(|reach| seq > reach) {
                    break;
                }
                if self.is_full() {
                    return Ok(Some(after));
                }
                match left {
                    None => self.take((seq, size_bytes)),
                    Some(left) => {
                        let is_seen = match &left.dossier {
                            Some(now) => self.reader.sees(self.sql, now)?,
                            None => false,
                        };
                        self.take_left(left, is_seen);
                    }
                }
                after = seq;
            }
            if reach.is_none() {
                return Ok(None);
            }
        }
    }

    /// What has left a dossier: as it is now for whoever sees where it went (their copy follows it there at once, and
    /// goes with that dossier), else gone.
    fn take_left(&mut self, left: Left, is_seen: bool) {
        if is_seen {
            self.take(left.now);
        } else {
            self.take((left.tombstone.seq, LEFT_BYTES));
            self.left.insert(left.tombstone.seq, left.tombstone);
        }
    }

    fn take(&mut self, (seq, size_bytes): Found) {
        self.looked_at += 1;
        self.size_bytes += size_bytes;
        self.found.push(seq);
    }

    /// The audiences that dossiers had, and when.
    fn looked(&mut self, dossiers: &[String]) -> Result<HashMap<String, Vec<(String, Span)>>, Error> {
        let mut known: HashMap<String, Vec<(String, Span)>> = HashMap::new();
        for (dossier, span) in audiences::of_dossiers(self.sql, self.reader.administration, dossiers)? {
            known.entry(dossier).or_default().push(span);
        }
        Ok(known)
    }

    /// Whether a dossier is told of because the desk's own audiences changed.
    fn is_of_changed(&self, spans: &[(String, Span)]) -> bool {
        self.changed.iter().any(|audience| has(spans, audience, self.to))
    }

    /// Whether nothing else happened to the dossier in this round that the desk would notice.
    fn is_last_event(&self, spans: &[(String, Span)], seq: u64) -> bool {
        let own = self.reader.audiences_since(self.from);
        !spans
            .iter()
            .filter(|(audience, _)| own.contains(audience))
            .flat_map(|(_, span)| [Some(span.since), span.until])
            .flatten()
            .any(|at| at > seq && at <= self.to)
    }

    /// The records that were found, in their order.
    fn records(&mut self) -> Result<Vec<Record>, Error> {
        let mut records = std::mem::take(&mut self.left);
        let wanted: Vec<u64> = self
            .found
            .iter()
            .copied()
            .filter(|seq| !records.contains_key(seq))
            .collect();
        for part in wanted.chunks(IN) {
            let rows = self.sql.query(
                &format!("{WHOLE} ({})", audiences::placeholders(2)),
                &audiences::within::<Value>(
                    self.reader.administration,
                    &part.iter().map(|seq| Value::from(*seq)).collect::<Vec<_>>(),
                ),
            )?;
            for row in rows {
                let record = stored(&row)?;
                records.insert(record.seq, record);
            }
        }
        Ok(self.found.iter().filter_map(|seq| records.remove(seq)).collect())
    }
}

/// Whether the dossier had this audience at any time up to `to`.
fn has(spans: &[(String, Span)], audience: &str, to: u64) -> bool {
    spans.iter().any(|(of, span)| of == audience && span.since <= to)
}

fn stored(row: &Row) -> Result<Record, Error> {
    Ok(Record {
        key: Key {
            kind: row.get(0)?,
            id: row.get(1)?,
        },
        dossier: row.get(2)?,
        rev: row.get(3)?,
        seq: row.get(4)?,
        deleted: row.get(5)?,
        fields: row.json(6)?,
    })
}

/// Dossiers that ever had an audience, by identity.
const OF_AUDIENCE: &str = "SELECT DISTINCT dossier FROM dossier_audience
    WHERE administration = $1 AND audience = $2 AND dossier > $3 ORDER BY dossier LIMIT 500";

/// Dossiers that came to have an audience, by number and identity.
const BEGUN: &str = "SELECT since_seq, dossier FROM dossier_audience
    WHERE administration = $1 AND audience = $2 AND since_seq >= $3 AND since_seq <= $5
        AND (since_seq > $3 OR dossier > $4)
    ORDER BY since_seq, dossier LIMIT 500";

/// Dossiers that lost an audience.
const ENDED: &str = "SELECT until_seq, dossier FROM dossier_audience
    WHERE administration = $1 AND audience = $2 AND until_seq IS NOT NULL AND until_seq >= $3 AND until_seq <= $5
        AND (until_seq > $3 OR dossier > $4)
    ORDER BY until_seq, dossier LIMIT 500";

/// Records of the administration.
const OF_ALL: &str = "SELECT seq, size_bytes FROM record
    WHERE administration = $1 AND dossier IS NULL AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4";

/// Records of a dossier.
const OF_DOSSIER: &str = "SELECT seq, size_bytes FROM record
    WHERE administration = $1 AND dossier = $2 AND seq > $3 AND seq <= $4 ORDER BY seq LIMIT $5";

/// Records that changed.
const CHANGED: &str = "SELECT seq, dossier, size_bytes FROM record
    WHERE administration = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4";

/// Records by their numbers.
const WHOLE: &str = "SELECT kind, id, dossier, rev, seq, deleted, fields FROM record
    WHERE administration = $1 AND seq IN";

/// With [`LEFT`]: what moved, in the platform's order.
const LEFT_ANYWHERE: &str =
    "WHERE l.administration = $1 AND l.seq > $2 AND l.seq <= $3 ORDER BY l.seq LIMIT $4";

/// With [`LEFT`]: what has left one dossier.
const LEFT_DOSSIER: &str = "WHERE l.administration = $1 AND l.dossier = $2 AND l.seq > $3 AND l.seq <= $4
    ORDER BY l.seq LIMIT $5";

/// What has left a dossier, with the one it lies in now.
const LEFT: &str =
    "SELECT l.seq, l.kind, l.id, l.dossier, l.rev, r.dossier, r.seq, r.size_bytes FROM record_left AS l
    JOIN record AS r ON r.administration = l.administration AND r.kind = l.kind AND r.id = l.id";

/// A record that has left a dossier.
struct Left {
    /// For whoever does not see where it went: a tombstone without fields, older than what it is now.
    tombstone: Record,
    /// Where it lies now.
    dossier: Option<String>,
    /// For whoever does.
    now: Found,
}

fn left_record(row: &Row) -> Result<Left, Error> {
    let tombstone = Record {
        key: Key {
            kind: row.get(1)?,
            id: row.get(2)?,
        },
        dossier: Some(row.get(3)?),
        rev: row.get(4)?,
        seq: row.get(0)?,
        deleted: true,
        fields: sync::wire::records::Fields::new(),
    };
    Ok(Left {
        tombstone,
        dossier: row.get(5)?,
        now: (row.get(6)?, row.get::<u64>(7)? as usize),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::sql::Database as _;
    use crate::storage::sqlite::SqliteStorage;

    /// However much an administration has stored, a page costs what stands on it.
    #[test]
    fn every_statement_finds_its_rows_by_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let storage = SqliteStorage::open(folder.path()).unwrap();
        let statements = [
            OF_AUDIENCE.to_owned(),
            BEGUN.to_owned(),
            ENDED.to_owned(),
            OF_ALL.to_owned(),
            OF_DOSSIER.to_owned(),
            CHANGED.to_owned(),
            format!("{LEFT} {LEFT_ANYWHERE}"),
            format!("{LEFT} {LEFT_DOSSIER}"),
            format!("{WHOLE} ({})", audiences::placeholders(2)),
        ];
        for statement in statements {
            let plan = storage
                .database()
                .read(|sql| {
                    let parameters = vec![Value::Integer(1); highest(&statement)];
                    sql.query(&format!("EXPLAIN QUERY PLAN {statement}"), &parameters)
                })
                .unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.get(3).unwrap()).collect();
            let indexed = |step: &String| step.starts_with("SEARCH") && step.contains("INDEX");
            assert!(plan.iter().any(indexed), "{statement}: {plan:?}");
            // No table is read whole, and nothing is sorted that an index has in order.
            assert!(
                !plan
                    .iter()
                    .any(|step| step.starts_with("SCAN") || step.contains("TEMP B-TREE")),
                "{statement}: {plan:?}"
            );
        }
    }

    /// The highest parameter of a statement.
    fn highest(statement: &str) -> usize {
        let numbers = statement.split('$').skip(1).map(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<usize>().unwrap()
        });
        numbers.max().unwrap()
    }
}
