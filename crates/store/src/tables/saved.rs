//! Searches that a person keeps.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use model::search::{Count, Query};
use model::{PersonId, SavedSearchId};
use rusqlite::params;

use super::{micros, parsed};
use crate::{Change, Error, Reading};

/// The order of the alphabet that French, German, Luxembourgish and English share (the root of CLDR).
static ALPHABET: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(CollatorPreferences::default(), CollatorOptions::default()).ok());

/// How two names follow each other in a list that people read: accents and capitals decide last.
pub(crate) fn by_name(one: &str, other: &str) -> Ordering {
    match &*ALPHABET {
        Some(alphabet) => alphabet.compare(one, other),
        None => model::fold::fold(one).cmp(&model::fold::fold(other)),
    }
}

/// A kept search, without what it finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedRecord {
    /// Identity.
    pub id: SavedSearchId,
    /// Its name.
    pub name: String,
    /// What is typed.
    pub query: String,
}

impl Reading<'_> {
    /// The searches that a person keeps, by name.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn saved_searches(&self, person: PersonId) -> Result<Vec<SavedRecord>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
            self.transaction
                .prepare_cached("SELECT id, name, query FROM saved_search WHERE person = ?1")?
                .query_map([person.to_string()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        };
        let mut rows = read().map_err(|error| self.store.failed(error))?;
        rows.sort_by(|one, other| by_name(&one.1, &other.1).then_with(|| one.0.cmp(&other.0)));
        rows.into_iter()
            .map(|(id, name, query)| {
                Ok(SavedRecord {
                    id: parsed("saved_search", "id", &id)?,
                    name,
                    query,
                })
            })
            .collect()
    }

    /// How many dossiers a search finds, counted up to a limit; of words so common that they are not all looked at, how
    /// many at least.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn count_found(&self, query: &Query) -> Result<Count, Error> {
        if query.terms.is_empty() {
            return self.count(&self.conditions(&query.filter)?);
        }
        let found = self.matching_dossiers(query)?;
        Ok(found)
    }
}

impl Change<'_> {
    /// Keeps a search. The caller has made sure that the name is free.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn save_search(&self, person: PersonId, name: &str, query: &str) -> Result<SavedSearchId, Error> {
        let id = SavedSearchId::new(self.at(), self.store.random_10());
        self.transaction
            .execute(
                "INSERT INTO saved_search (id, person, name, query, created_us) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id.to_string(), person.to_string(), name, query, micros(self.at())],
            )
            .map_err(|error| self.store.failed(error))?;
        Ok(id)
    }

    /// Gives a kept search of a person another name; whether there was one.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn rename_saved_search(
        &self,
        person: PersonId,
        id: SavedSearchId,
        name: &str,
    ) -> Result<bool, Error> {
        self.transaction
            .execute(
                "UPDATE saved_search SET name = ?3 WHERE id = ?1 AND person = ?2",
                params![id.to_string(), person.to_string(), name],
            )
            .map(|count| count > 0)
            .map_err(|error| self.store.failed(error))
    }

    /// Removes a kept search of a person; whether there was one.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn remove_saved_search(&self, person: PersonId, id: SavedSearchId) -> Result<bool, Error> {
        self.transaction
            .execute(
                "DELETE FROM saved_search WHERE id = ?1 AND person = ?2",
                [id.to_string(), person.to_string()],
            )
            .map(|count| count > 0)
            .map_err(|error| self.store.failed(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_each_other_as_people_look_for_them() {
        let mut names = [
            "Zimmer", "Émile", "Emma", "eagle", "Müller", "Muller", "Mueller", "Œuvre", "Oetrange", "Ëtt",
            "Ett", "ßoss", "de Cruz",
        ];
        names.sort_by(|one, other| by_name(one, other));
        assert_eq!(
            names,
            [
                "de Cruz", "eagle", "Émile", "Emma", "Ett", "Ëtt", "Mueller", "Muller", "Müller", "Oetrange",
                "Œuvre", "ßoss", "Zimmer"
            ]
        );
    }
}
