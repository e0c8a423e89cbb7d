//! Copying all that a platform keeps from one place to another, whichever databases and stores they are: tables one by
//! one, each in one transaction; then originals, each hashed on both sides. A copy that was interrupted goes on where it
//! was; what stands at the target is compared with the source row by row before anything is served from it.

use jiff::Timestamp;
use model::Sha256;
use ring::digest::{Context, SHA256};

use super::files::hash_reader;
use super::originals::Originals;
use super::sql::{Database, Millis, Row, Sql, Value, values};
use crate::error::Error;

/// Rows that are read at once.
const PAGE: u32 = 500;

/// Parameters of one statement.
const PARAMETERS: usize = 4_000;

/// What is of this place only: half-sent uploads begin anew, and a copy knows nothing of another copy.
const LEFT: [&str; 4] = ["upload", "upload_part", "copying", "copied"];

/// A table that is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    columns: Vec<String>,
    key: Vec<String>,
}

/// How much was copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Tables with their rows.
    pub tables: Vec<(String, u64)>,
    /// Originals that stand at the target now.
    pub originals: u64,
    /// Those among them that had stood there before.
    pub found: u64,
    /// Bytes that were copied.
    pub bytes: u64,
    /// Originals that are damaged or missing at the source, by their digest.
    pub damaged: Vec<Sha256>,
}

/// The tables of an SQLite database, those that others refer to first.
pub(super) fn tables(sqlite: &mut dyn Sql) -> Result<Vec<Table>, Error> {
    let names = sqlite.query(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE '%schema_history' ORDER BY name",
        &[],
    )?;
    let mut waiting = Vec::new();
    for row in &names {
        let name: String = row.get(0)?;
        if LEFT.contains(&name.as_str()) {
            continue;
        }
        let columns = sqlite.query(
            "SELECT name, pk FROM pragma_table_info($1) ORDER BY cid",
            values![&name],
        )?;
        let mut key: Vec<(i64, String)> = Vec::new();
        let mut all = Vec::new();
        for column in &columns {
            let place: i64 = column.get(1)?;
            if place > 0 {
                key.push((place, column.get(0)?));
            }
            all.push(column.get(0)?);
        }
        key.sort();
        let others = sqlite.query(
            "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)",
            values![&name],
        )?;
        let others: Vec<String> = others.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let table = Table {
            name,
            columns: all,
            key: key.into_iter().map(|(_, column)| column).collect(),
        };
        waiting.push((table, others));
    }
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let known = |name: &String, own: &str| {
            name == own || LEFT.contains(&name.as_str()) || ordered.iter().any(|table| &table.name == name)
        };
        let (ready, rest): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(table, others)| others.iter().all(|other| known(other, &table.name)));
        if ready.is_empty() {
            return Err(Error::Stored {
                what: "order of the tables",
            });
        }
        ordered.extend(ready.into_iter().map(|(table, _)| table));
        waiting = rest;
    }
    Ok(ordered)
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    names.join(", ")
}

impl Table {
    /// Gives the rows to `each`, page by page, in the order of the key.
    fn pages(
        &self,
        sql: &mut dyn Sql,
        each: &mut dyn FnMut(&[Row]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (columns, key) = (quoted(&self.columns), quoted(&self.key));
        let places: Vec<usize> = self
            .key
            .iter()
            .filter_map(|column| self.columns.iter().position(|other| other == column))
            .collect();
        let after: Vec<String> = (1..=places.len()).map(|number| format!("${number}")).collect();
        let first = format!(
            "SELECT {columns} FROM \"{}\" ORDER BY {key} LIMIT {PAGE}",
            self.name
        );
        let next = format!(
            "SELECT {columns} FROM \"{}\" WHERE ({key}) > ({}) ORDER BY {key} LIMIT {PAGE}",
            self.name,
            after.join(", ")
        );
        let mut page = sql.query(&first, &[])?;
        while let Some(last) = page.last() {
            let last: Vec<Value> = places.iter().map(|&place| last.0[place].clone()).collect();
            each(&page)?;
            page = sql.query(&next, &last)?;
        }
        Ok(())
    }

    /// Number of rows, and a digest of them all that does not depend on their order: databases sort text differently.
    pub(super) fn digest(&self, sql: &mut dyn Sql) -> Result<(u64, Sha256), Error> {
        let (mut count, mut all) = (0, [0; 32]);
        self.pages(sql, &mut |rows| {
            for row in rows {
                count += 1;
                for (byte, other) in all.iter_mut().zip(of_row(row)) {
                    *byte ^= other;
                }
            }
            Ok(())
        })?;
        Ok((count, Sha256(all)))
    }

    fn count(&self, sql: &mut dyn Sql) -> Result<u64, Error> {
        let row = sql.query_one(&format!("SELECT count(*) FROM \"{}\"", self.name), &[])?;
        row.ok_or(Error::Stored { what: "count" })?.get(0)
    }

    fn insert(&self, sql: &mut dyn Sql, rows: &[Row]) -> Result<(), Error> {
        let width = self.columns.len();
        for batch in rows.chunks((PARAMETERS / width.max(1)).max(1)) {
            let places: Vec<String> = (0..batch.len())
                .map(|row| {
                    let places: Vec<String> =
                        (1..=width).map(|at| format!("${}", row * width + at)).collect();
                    format!("({})", places.join(", "))
                })
                .collect();
            let params: Vec<Value> = batch.iter().flat_map(|row| row.0.iter().cloned()).collect();
            let columns = quoted(&self.columns);
            sql.execute(
                &format!(
                    "INSERT INTO \"{}\" ({columns}) VALUES {}",
                    self.name,
                    places.join(", ")
                ),
                &params,
            )?;
        }
        Ok(())
    }
}

/// Kind, length and bytes of each column.
fn of_row(row: &Row) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    let mut add = |kind: u8, bytes: &[u8]| {
        context.update(&[kind]);
        context.update(&(bytes.len() as u64).to_be_bytes());
        context.update(bytes);
    };
    for value in &row.0 {
        match value {
            Value::Null => add(0, &[]),
            Value::Integer(number) => add(1, &number.to_be_bytes()),
            Value::Text(text) => add(2, text.as_bytes()),
            Value::Bytes(bytes) => add(3, bytes),
        }
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    digest
}

/// Tables in which a new database has rows of its own.
fn is_prefilled(name: &str) -> bool {
    matches!(name, "counter" | "epoch")
}

/// Begins a copy, or goes on with one of the same source.
///
/// # Errors
/// [`Error::Occupied`] where the target holds something else.
pub(super) fn begin<T: Database>(
    target: &T,
    tables: &[Table],
    source: &str,
    name: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let occupied = || Error::Occupied {
        target: name.to_owned(),
    };
    target.change(|to| {
        if let Some(row) = to.query_one("SELECT source FROM copying", &[])? {
            return if row.get::<String>(0)? == source {
                Ok(())
            } else {
                Err(occupied())
            };
        }
        for table in tables.iter().filter(|table| !is_prefilled(&table.name)) {
            if table.count(to)? > 0 {
                return Err(occupied());
            }
        }
        to.execute(
            "INSERT INTO copying (one, source, begun_ms) VALUES (1, $1, $2)",
            values![source, Millis(now)],
        )?;
        Ok(())
    })
}

/// Copies the tables that are not copied yet, and compares all with the source.
pub(super) fn rows<T: Database>(
    from: &mut dyn Sql,
    target: &T,
    tables: &[Table],
    say: &mut dyn FnMut(&str),
) -> Result<Vec<(String, u64)>, Error> {
    let mut copied = Vec::new();
    for table in tables {
        target.change(|to| {
            let done = to.query_one("SELECT 1 FROM copied WHERE name = $1", values![&table.name])?;
            if done.is_some() {
                return Ok(());
            }
            if is_prefilled(&table.name) {
                to.execute(&format!("DELETE FROM \"{}\"", table.name), &[])?;
            }
            table.pages(from, &mut |page| table.insert(to, page))?;
            to.execute("INSERT INTO copied (name) VALUES ($1)", values![&table.name])?;
            Ok(())
        })?;
        let there = table.digest(from)?;
        if target.read(|to| table.digest(to))? != there {
            return Err(Error::Differs {
                what: table.name.clone(),
            });
        }
        say(&format!("{}\t{}", table.name, there.0));
        copied.push((table.name.clone(), there.0));
    }
    Ok(copied)
}

/// Copies the originals that the target's rows name, in the order of their digests. What is damaged at the source is not
/// copied, but told.
pub(super) fn originals<T: Database>(
    from: &dyn Originals,
    target: &T,
    to: &dyn Originals,
    copied: &mut Copied,
) -> Result<(), Error> {
    let row = target.read(|sql| sql.query_one("SELECT originals FROM copying", &[]))?;
    let mut last: Option<Sha256> = row.map_or(Ok(None), |row| row.get(0))?;
    if let Some(last) = last {
        let before = target
            .read(|sql| sql.query_one("SELECT count(*) FROM blob WHERE sha256 <= $1", values![last]))?;
        copied.found += before.map_or(Ok(0), |row| row.get::<u64>(0))?;
        copied.originals = copied.found;
    }
    loop {
        let page = target.read(|sql| match last {
            None => sql.query("SELECT sha256 FROM blob ORDER BY sha256 LIMIT 100", &[]),
            Some(last) => sql.query(
                "SELECT sha256 FROM blob WHERE sha256 > $1 ORDER BY sha256 LIMIT 100",
                values![last],
            ),
        })?;
        if page.is_empty() {
            return Ok(());
        }
        for row in &page {
            let sha256: Sha256 = row.get(0)?;
            one(from, to, sha256, copied)?;
            last = Some(sha256);
        }
        // What was found damaged is looked at again by a run that goes on.
        if copied.damaged.is_empty() {
            target.change(|sql| sql.execute("UPDATE copying SET originals = $1", values![last]))?;
        }
    }
}

/// What an original is, where it is kept.
pub(super) fn is_intact(originals: &dyn Originals, sha256: Sha256) -> Result<Option<bool>, Error> {
    let Some(mut file) = originals.open(sha256)? else {
        return Ok(None);
    };
    let (found, _) =
        hash_reader(&mut file).map_err(Error::file("reading an original", sha256.to_string()))?;
    Ok(Some(found == sha256))
}

/// Brings one original from one place to another; `None` where the source's is not intact, else the bytes copied.
pub(super) fn bring(from: &dyn Originals, to: &dyn Originals, sha256: Sha256) -> Result<Option<u64>, Error> {
    let reading = || Error::file("reading an original", sha256.to_string());
    let Some(mut file) = from.open(sha256)? else {
        return Ok(None);
    };
    let mut copy = tempfile::NamedTempFile::new_in(to.scratch())
        .map_err(Error::file("making a scratch file", to.scratch()))?;
    let bytes = std::io::copy(&mut file, &mut copy).map_err(reading())?;
    let mut again = copy.reopen().map_err(reading())?;
    let (found, _) = hash_reader(&mut again).map_err(reading())?;
    if found != sha256 {
        return Ok(None);
    }
    to.put(sha256, copy.path())?;
    // Read back from where it is now.
    match is_intact(to, sha256)? {
        Some(true) => Ok(Some(bytes)),
        _ => Err(Error::Differs {
            what: sha256.to_string(),
        }),
    }
}

fn one(from: &dyn Originals, to: &dyn Originals, sha256: Sha256, copied: &mut Copied) -> Result<(), Error> {
    if is_intact(to, sha256)? == Some(true) {
        copied.found += 1;
        copied.originals += 1;
        return Ok(());
    }
    match bring(from, to, sha256)? {
        Some(bytes) => {
            copied.bytes += bytes;
            copied.originals += 1;
        }
        None => copied.damaged.push(sha256),
    }
    Ok(())
}

/// Ends a copy: from now on the target is served. `epoch`: of its own where it begins a new life.
pub(super) fn end<T: Database>(target: &T, epoch: Option<&str>, now: Timestamp) -> Result<(), Error> {
    target.change(|to| {
        if let Some(epoch) = epoch {
            to.execute(
                "UPDATE epoch SET epoch = $1, since_ms = $2",
                values![epoch, Millis(now)],
            )?;
            // Whoever had a token asks for a new one.
            to.execute("DELETE FROM token", &[])?;
        }
        to.execute("DELETE FROM copied", &[])?;
        to.execute("DELETE FROM copying", &[])?;
        Ok(())
    })
}
