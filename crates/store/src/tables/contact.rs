//! The directory: contacts, finding them as you type, duplicates, merges.

use model::contact::{ContactEntry, ContactField, ContactRow, ContactView, MergeView};
use model::fold::fold;
use model::{ContactId, PartyId};
use rusqlite::{OptionalExtension, Row, params};

use super::{from_word, micros, parsed, timestamp, word};
use crate::{Change, Error, Reading};

const SET: &str = "kind = ?2, name = ?3, given_names = ?4, birth_date = ?5, matricule = ?6, vat = ?7, city = ?8, entry = ?9,
    folded = ?10, name_key = ?11, address_key = ?12, changed_us = ?13";
const ADD: &str =
    "INSERT INTO contact (id, kind, name, given_names, birth_date, matricule, vat, city, entry, folded,
        name_key, address_key, changed_us, created_us)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)";
const INDEX: &str = "INSERT INTO contact_search (rowid, words) SELECT row, ?2 FROM contact WHERE id = ?1 AND merged_into IS NULL";
const UNINDEX: &str = "DELETE FROM contact_search WHERE rowid = (SELECT row FROM contact WHERE id = ?1)";
const GET: &str = "SELECT id, entry, created_us, changed_us, merged_into FROM contact WHERE id = ?1";
const ROW: &str =
    "contact.id, contact.kind, trim(contact.given_names || ' ' || contact.name), contact.birth_date,
    coalesce(contact.matricule, ''), contact.city";
const MERGE: &str = "UPDATE contact SET merged_into = ?2, changed_us = ?3 WHERE id = ?1";
const ADD_MERGE: &str = "INSERT INTO contact_merge (kept, merged, kept_before, kept_after, merged_before, taken, parties, actor, at_us)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING row";
const MERGES: &str = "SELECT row, kept, merged, kept_before, kept_after, merged_before, taken, parties, actor, at_us, undone_us
    FROM contact_merge";
const UNDONE: &str = "UPDATE contact_merge SET undone_us = ?2 WHERE row = ?1";
/// Pairs that one of four things makes suspicious; the rule decides on each of them.
const SUSPECTS: &str = "
    SELECT a.id, b.id FROM contact a JOIN contact b ON b.matricule = a.matricule AND b.row > a.row
        WHERE a.matricule IS NOT NULL AND a.merged_into IS NULL AND b.merged_into IS NULL
    UNION SELECT a.id, b.id FROM contact a JOIN contact b ON b.vat = a.vat AND b.row > a.row
        WHERE a.vat IS NOT NULL AND a.merged_into IS NULL AND b.merged_into IS NULL
    UNION SELECT a.id, b.id FROM contact a JOIN contact b ON b.birth_date = a.birth_date AND b.row > a.row
        WHERE a.birth_date IS NOT NULL AND a.merged_into IS NULL AND b.merged_into IS NULL
            AND (substr(a.name_key, 1, 2) = substr(b.name_key, 1, 2) OR substr(a.folded, 1, 3) = substr(b.folded, 1, 3))
    UNION SELECT a.id, b.id FROM contact a JOIN contact b ON b.address_key = a.address_key AND b.row > a.row
        WHERE a.address_key IS NOT NULL AND a.merged_into IS NULL AND b.merged_into IS NULL
            AND (substr(a.name_key, 1, 2) = substr(b.name_key, 1, 2) OR substr(a.folded, 1, 3) = substr(b.folded, 1, 3))
    LIMIT ?1";
const SUSPECTS_OF: &str = "SELECT id FROM contact WHERE merged_into IS NULL AND id <> ?1 AND (
        matricule = ?2 OR vat = ?3 OR birth_date = ?4 OR address_key = ?5) LIMIT 500";

/// A contact with what a merge needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactRecord {
    /// Identity: of the contact that an id leads to today.
    pub id: ContactId,
    /// What is known of it.
    pub entry: ContactEntry,
    /// Creation.
    pub created_at: jiff::Timestamp,
    /// Last change.
    pub changed_at: jiff::Timestamp,
}

/// A merge with both contacts as they were.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeRecord {
    /// As it is shown.
    pub view: MergeView,
    /// The contact that stayed, as it was before.
    pub kept_before: ContactEntry,
    /// The contact that stayed, as it was after.
    pub kept_after: ContactEntry,
    /// The contact that went.
    pub merged_before: ContactEntry,
    /// The parties that led to it.
    pub parties: Vec<PartyId>,
}

type RawRow = (String, String, String, Option<String>, String, String);

fn raw_row(row: &Row<'_>) -> rusqlite::Result<RawRow> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
    ))
}

fn contact_row((id, kind, name, birth_date, matricule, city): RawRow) -> Result<ContactRow, Error> {
    Ok(ContactRow {
        id: parsed("contact", "id", &id)?,
        kind: from_word("contact", "kind", &kind)?,
        name,
        birth_date: birth_date
            .map(|date| parsed("contact", "birth_date", &date))
            .transpose()?,
        matricule,
        city,
    })
}

/// A row of the directory from a contact.
pub(crate) fn row_of(record: &ContactRecord) -> ContactRow {
    ContactRow {
        id: record.id,
        kind: record.entry.kind,
        name: record.entry.full_name(),
        birth_date: record.entry.birth_date,
        matricule: record.entry.matricule.clone(),
        city: record.entry.address.city.clone(),
    }
}

fn entry(text: &str) -> Result<ContactEntry, Error> {
    serde_json::from_str(text).map_err(|_| Error::ValueUnreadable {
        table: "contact",
        column: "entry",
    })
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::ValueUnreadable {
        table: "contact",
        column: "entry",
    })
}

/// What a person who types begins of: the family name first.
fn folded(entry: &ContactEntry) -> String {
    fold(&format!("{} {}", entry.name, entry.given_names))
}

fn words(entry: &ContactEntry) -> String {
    fold(&format!(
        "{} {} {} {} {} {} {}",
        entry.name, entry.given_names, entry.matricule, entry.vat, entry.rcs, entry.address.city, entry.email
    ))
}

fn none(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl Reading<'_> {
    /// The contact that an id leads to today: a merged one leads to the one that stayed.
    ///
    /// # Errors
    /// `contact-unknown`.
    pub fn contact(&self, id: ContactId) -> Result<ContactRecord, Error> {
        type Raw = (String, String, i64, i64, Option<String>);
        let mut at = id.to_string();
        loop {
            let found: Option<Raw> = self
                .transaction
                .prepare_cached(GET)
                .and_then(|mut get| {
                    get.query_row([&at], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                    })
                    .optional()
                })
                .map_err(|error| self.store.failed(error))?;
            let (found, text, created, changed, merged_into) =
                found.ok_or_else(|| Error::ContactUnknown {
                    contact: id.to_string(),
                })?;
            match merged_into {
                // A contact is merged into one that stands: the way has no circle.
                Some(next) => at = next,
                None => {
                    return Ok(ContactRecord {
                        id: parsed("contact", "id", &found)?,
                        entry: entry(&text)?,
                        created_at: timestamp("contact", "created_us", created)?,
                        changed_at: timestamp("contact", "changed_us", changed)?,
                    });
                }
            }
        }
    }

    /// As a person sees a contact.
    ///
    /// # Errors
    /// `contact-unknown`.
    pub fn contact_view(&self, id: ContactId) -> Result<ContactView, Error> {
        let record = self.contact(id)?;
        Ok(ContactView {
            id: record.id,
            full_name: record.entry.full_name(),
            created_at: record.created_at,
            changed_at: record.changed_at,
            dossiers: self.dossiers_of_contact(record.id)?,
            merges: self
                .merges(record.id)?
                .into_iter()
                .map(|merge| merge.view)
                .collect(),
            entry: record.entry,
        })
    }

    /// Contacts that fit what was typed: those whose family name, or matricule, begins with it first, then those in whose
    /// name, numbers, locality or e-mail every word begins somewhere. Nothing typed: by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn find_contacts(&self, typed: &str, limit: u32) -> Result<Vec<ContactRow>, Error> {
        let folded = fold(typed);
        let begin = folded.as_str();
        let end = format!("{begin}\u{10ffff}");
        let mut rows = self.contact_rows(
            &format!(
                "SELECT {ROW} FROM contact WHERE folded >= ?1 AND folded < ?2 AND merged_into IS NULL
                 ORDER BY folded, row LIMIT ?3"
            ),
            params![begin, end, limit],
        )?;
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let number = !digits.is_empty() && !typed.chars().any(char::is_alphabetic);
        let full = |rows: &Vec<ContactRow>| rows.len() >= limit as usize;
        if number && !full(&rows) {
            rows.extend(self.contact_rows(
                &format!(
                    "SELECT {ROW} FROM contact WHERE matricule >= ?1 AND matricule < ?2 AND merged_into IS NULL
                     ORDER BY matricule, row LIMIT ?3"
                ),
                params![digits, format!("{digits}:"), limit],
            )?);
        }
        if !folded.is_empty() && !full(&rows) {
            let expression = folded
                .split(' ')
                .map(|word| format!("\"{word}\"*"))
                .collect::<Vec<_>>()
                .join(" AND ");
            rows.extend(self.contact_rows(
                &format!(
                    "SELECT {ROW} FROM contact_search JOIN contact ON contact.row = contact_search.rowid
                     WHERE contact_search MATCH ?1 LIMIT ?2"
                ),
                params![expression, limit],
            )?);
        }
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(row.id));
        rows.truncate(limit as usize);
        Ok(rows)
    }

    /// Contacts by name, at most `limit` of those that come behind `after`, or the first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contacts_behind(&self, after: Option<ContactId>, limit: u32) -> Result<Vec<ContactRow>, Error> {
        match after {
            None => self.contact_rows(
                &format!(
                    "SELECT {ROW} FROM contact WHERE merged_into IS NULL ORDER BY folded, row LIMIT ?1"
                ),
                params![limit],
            ),
            Some(after) => self.contact_rows(
                &format!(
                    "SELECT {ROW} FROM contact WHERE merged_into IS NULL
                     AND (folded, row) > (SELECT folded, row FROM contact WHERE id = ?1) ORDER BY folded, row LIMIT ?2"
                ),
                params![after.to_string(), limit],
            ),
        }
    }

    /// How many contacts stand.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contact_count(&self) -> Result<u32, Error> {
        self.transaction
            .prepare_cached("SELECT count(*) FROM contact WHERE merged_into IS NULL")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(|error| self.store.failed(error))
    }

    fn contact_rows(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<ContactRow>, Error> {
        let read = || -> rusqlite::Result<Vec<RawRow>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(values, raw_row)?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(contact_row)
            .collect()
    }

    /// Every contact that stands, by name, one at a time.
    ///
    /// # Errors
    /// Those of `each`; the database cannot be read.
    pub fn each_contact(
        &self,
        each: &mut dyn FnMut(ContactId, ContactEntry) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |error| self.store.failed(error);
        let mut statement = self
            .transaction
            .prepare_cached("SELECT id, entry FROM contact WHERE merged_into IS NULL ORDER BY folded, row")
            .map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let (id, text): (String, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            each(parsed("contact", "id", &id)?, entry(&text)?)?;
        }
        Ok(())
    }

    /// The contacts that may be the same person as what is entered, `except` itself: the rule decides.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contacts_like(
        &self,
        entry: &ContactEntry,
        except: Option<ContactId>,
    ) -> Result<Vec<ContactRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            self.transaction
                .prepare_cached(SUSPECTS_OF)?
                .query_map(
                    params![
                        except.map(|id| id.to_string()).unwrap_or_default(),
                        none(entry.matricule.clone()),
                        none(entry.vat.clone()),
                        entry.birth_date.map(|date| date.to_string()),
                        none(entry.address_key()),
                    ],
                    |row| row.get(0),
                )?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|id| self.contact(parsed("contact", "id", id)?))
            .collect()
    }

    /// Pairs that may be the same person, at most `limit`; the rule decides on each.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn suspected_pairs(&self, limit: u32) -> Result<Vec<(ContactRecord, ContactRecord)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            self.transaction
                .prepare_cached(SUSPECTS)?
                .query_map([limit], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .iter()
            .map(|(first, second)| {
                Ok((
                    self.contact(parsed("contact", "id", first)?)?,
                    self.contact(parsed("contact", "id", second)?)?,
                ))
            })
            .collect()
    }

    /// The merges that a contact came out of, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn merges(&self, kept: ContactId) -> Result<Vec<MergeRecord>, Error> {
        self.merge_rows(
            &format!("{MERGES} WHERE kept = ?1 ORDER BY row DESC"),
            params![kept.to_string()],
        )
    }

    /// One merge.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn merge(&self, id: i64) -> Result<Option<MergeRecord>, Error> {
        Ok(self
            .merge_rows(&format!("{MERGES} WHERE row = ?1"), params![id])?
            .pop())
    }

    fn merge_rows(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<MergeRecord>, Error> {
        struct Raw {
            row: i64,
            texts: [String; 8],
            at: i64,
            undone: Option<i64>,
        }
        let read = || -> rusqlite::Result<Vec<Raw>> {
            self.transaction
                .prepare_cached(sql)?
                .query_map(values, |row| {
                    Ok(Raw {
                        row: row.get(0)?,
                        texts: [
                            row.get(1)?,
                            row.get(2)?,
                            row.get(3)?,
                            row.get(4)?,
                            row.get(5)?,
                            row.get(6)?,
                            row.get(7)?,
                            row.get(8)?,
                        ],
                        at: row.get(9)?,
                        undone: row.get(10)?,
                    })
                })?
                .collect()
        };
        let unreadable = |column| Error::ValueUnreadable {
            table: "contact_merge",
            column,
        };
        read()
            .map_err(|error| self.store.failed(error))?
            .into_iter()
            .map(|raw| {
                let [
                    kept,
                    merged,
                    kept_before,
                    kept_after,
                    merged_before,
                    taken,
                    parties,
                    actor,
                ] = raw.texts;
                let merged_before = entry(&merged_before)?;
                let parties: Vec<PartyId> =
                    serde_json::from_str(&parties).map_err(|_| unreadable("parties"))?;
                Ok(MergeRecord {
                    view: MergeView {
                        id: raw.row,
                        kept: parsed("contact_merge", "kept", &kept)?,
                        merged: parsed("contact_merge", "merged", &merged)?,
                        merged_name: merged_before.full_name(),
                        taken: serde_json::from_str(&taken).map_err(|_| unreadable("taken"))?,
                        parties: u32::try_from(parties.len()).unwrap_or(u32::MAX),
                        at: timestamp("contact_merge", "at_us", raw.at)?,
                        actor,
                        undone_at: raw
                            .undone
                            .map(|at| timestamp("contact_merge", "undone_us", at))
                            .transpose()?,
                    },
                    kept_before: entry(&kept_before)?,
                    kept_after: entry(&kept_after)?,
                    merged_before,
                    parties,
                })
            })
            .collect()
    }
}

impl Change<'_> {
    /// Adds a contact that was checked. The caller records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_contact(&self, entry: &ContactEntry) -> Result<ContactId, Error> {
        let id = ContactId::new(self.at(), self.store.random_10());
        self.write_contact(ADD, id, entry)?;
        Ok(id)
    }

    /// Changes a contact, and the name of its parties in open dossiers. The caller records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_contact(&self, id: ContactId, entry: &ContactEntry) -> Result<(), Error> {
        self.write_contact(&format!("UPDATE contact SET {SET} WHERE id = ?1"), id, entry)?;
        self.rename_parties(id, entry.kind, &entry.full_name())
    }

    /// A contact as the platform has it, without renaming its parties: they are told of themselves.
    pub(crate) fn take_contact(
        &self,
        id: ContactId,
        entry: &ContactEntry,
        merged: bool,
    ) -> Result<(), Error> {
        let known: bool = self
            .transaction
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM contact WHERE id = ?1)",
                [id.to_string()],
                |row| row.get(0),
            )
            .map_err(|error| self.store.failed(error))?;
        if known {
            self.write_contact(&format!("UPDATE contact SET {SET} WHERE id = ?1"), id, entry)?;
        } else {
            self.write_contact(ADD, id, entry)?;
        }
        if merged {
            self.transaction
                .execute(UNINDEX, [id.to_string()])
                .map_err(|error| self.store.failed(error))?;
        }
        Ok(())
    }

    fn write_contact(&self, sql: &str, id: ContactId, entry: &ContactEntry) -> Result<(), Error> {
        let text = json(entry)?;
        let id = id.to_string();
        let write = || -> rusqlite::Result<()> {
            self.transaction.prepare_cached(sql)?.execute(params![
                id,
                word(&entry.kind),
                entry.name,
                entry.given_names,
                entry.birth_date.map(|date| date.to_string()),
                none(entry.matricule.clone()),
                none(entry.vat.clone()),
                entry.address.city,
                text,
                folded(entry),
                entry.name_key(),
                none(entry.address_key()),
                micros(self.at()),
            ])?;
            self.transaction.prepare_cached(UNINDEX)?.execute([&id])?;
            self.transaction
                .prepare_cached(INDEX)?
                .execute(params![id, words(entry)])?;
            Ok(())
        };
        write().map_err(|error| self.store.failed(error))
    }

    /// Merges a contact into another: `after` is what is known of it from now on, `taken` the fields that came from the
    /// merged one. Its parties lead to the other. The caller records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn merge_contacts(
        &self,
        kept: &ContactRecord,
        merged: &ContactRecord,
        after: &ContactEntry,
        taken: &[ContactField],
        actor: &str,
    ) -> Result<i64, Error> {
        let parties: Vec<PartyId> = self
            .parties_of_contact(merged.id)?
            .into_iter()
            .map(|(party, _)| party)
            .collect();
        for party in &parties {
            self.repoint_party(*party, kept.id)?;
        }
        self.set_contact(kept.id, after)?;
        let id: i64 = self
            .transaction
            .query_row(
                ADD_MERGE,
                params![
                    kept.id.to_string(),
                    merged.id.to_string(),
                    json(&kept.entry)?,
                    json(after)?,
                    json(&merged.entry)?,
                    json(&taken)?,
                    json(&parties)?,
                    actor,
                    micros(self.at()),
                ],
                |row| row.get(0),
            )
            .map_err(|error| self.store.failed(error))?;
        let merge = || -> rusqlite::Result<()> {
            self.transaction.execute(UNINDEX, [merged.id.to_string()])?;
            self.transaction.execute(
                MERGE,
                params![merged.id.to_string(), kept.id.to_string(), micros(self.at())],
            )?;
            Ok(())
        };
        merge().map_err(|error| self.store.failed(error))?;
        Ok(id)
    }

    /// Undoes a merge: both contacts stand again as they were, and the parties lead where they led. The caller has seen
    /// that neither was changed since, and records.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn undo_merge(&self, merge: &MergeRecord) -> Result<(), Error> {
        let view = &merge.view;
        self.transaction
            .execute(
                "UPDATE contact SET merged_into = NULL WHERE id = ?1",
                [view.merged.to_string()],
            )
            .map_err(|error| self.store.failed(error))?;
        // Parties that were removed meanwhile stay away; those that were given to somebody else stay there.
        let now: Vec<PartyId> = self
            .parties_of_contact(view.kept)?
            .into_iter()
            .map(|(party, _)| party)
            .collect();
        for party in merge.parties.iter().filter(|party| now.contains(party)) {
            self.repoint_party(*party, view.merged)?;
        }
        self.set_contact(view.kept, &merge.kept_before)?;
        self.set_contact(view.merged, &merge.merged_before)?;
        self.transaction
            .execute(UNDONE, params![view.id, micros(self.at())])
            .map(|_| ())
            .map_err(|error| self.store.failed(error))
    }
}

/// A row of the directory from a contact.
impl From<&ContactRecord> for ContactRow {
    fn from(record: &ContactRecord) -> Self {
        row_of(record)
    }
}
