//! Searching, lists with filters, saved searches.

use model::search::{Facets, Query, SavedSearch, SearchError, SearchResults, TextStatus};
use model::{DossierFilter, DossierPage, SavedSearchId, Subject, VersionId};
use store::PageText;

use crate::{Desk, Error};

/// Most dossiers of one answer.
const RESULT_LIMIT: u32 = 200;

impl Desk {
    /// Looks for what a person typed in dossiers (reference, subject, tags, classification), parties, titles, notes, the
    /// text of documents and the directory. Best dossiers first, at most 200 from the `offset`th on, each with the places
    /// where the words stand, marked. Words: all must occur in the dossier, accents and case do not matter, other forms
    /// of a word are found too, the last word is a beginning; `"a phrase"`, `-without`, `tag:`, `procedure:`, `status:`,
    /// `party:`, `before:`, `after:`, `year:` (also under their names in the other languages). Nothing that is typed is
    /// an error: what was not understood stands in `problems`. Anybody at the desk; what the person may not see is not
    /// found.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search(&self, typed: &str, limit: u32, offset: u32) -> Result<SearchResults, Error> {
        self.search_with(typed, limit, offset, store::Effort::Thorough)
    }

    /// As [`Desk::search`], for every key that is pressed: the answer takes a few milliseconds at any size of the desk;
    /// where words are very common or stand far apart, `complete` says that [`Desk::search`] may find more.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search_while_typing(&self, typed: &str, limit: u32) -> Result<SearchResults, Error> {
        self.search_with(typed, limit, 0, store::Effort::Typing)
    }

    fn search_with(
        &self,
        typed: &str,
        limit: u32,
        offset: u32,
        effort: store::Effort,
    ) -> Result<SearchResults, Error> {
        let query = Query::parse(typed);
        let limit = limit.min(RESULT_LIMIT);
        let mut found = self
            .store
            .read(|reading| reading.search(&query, limit, offset, effort))?;
        found.problems = query
            .problems
            .iter()
            .map(|problem| self.explain(problem))
            .collect();
        Ok(found)
    }

    /// One page of the list of dossiers, with how many there are in all (counted up to a limit) and where the pages
    /// before and after go on. `filter.search` may hold words and typed filters as in [`Desk::search`]; with words the
    /// best come first. Anybody at the desk.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn dossier_page(&self, filter: &DossierFilter) -> Result<DossierPage, Error> {
        Ok(self.store.read(|reading| reading.dossier_page(filter))?)
    }

    /// How many dossiers there are by procedure, status, year and tag; beside a filter among the newest 5,000 that it
    /// lets pass. Anybody at the desk.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn facets(&self, filter: &DossierFilter) -> Result<Facets, Error> {
        Ok(self.store.read(|reading| reading.facets(filter))?)
    }

    /// The searches that whoever works here keeps, by name, each with how many dossiers it finds now. Anybody at the
    /// desk; nobody sees those of others.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        self.store.read(|reading| {
            reading
                .saved_searches(self.person)?
                .into_iter()
                .map(|saved| {
                    Ok(SavedSearch {
                        count: reading.count_found(&Query::parse(&saved.query))?,
                        id: saved.id,
                        name: saved.name,
                        query: saved.query,
                    })
                })
                .collect()
        })
    }

    /// Keeps a search under a name. Anybody at the desk, for themselves.
    ///
    /// # Errors
    /// `search-saved-taken`; the name is empty or too long.
    pub fn save_search(&self, name: &str, query: &str) -> Result<SavedSearch, Error> {
        let name = Subject::parse(name)
            .map_err(|error| crate::dossiers::in_field(error, "name"))?
            .to_string();
        let query: String = query.chars().take(model::search::QUERY_LIMIT).collect();
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let taken = change
                .saved_searches(self.person)?
                .iter()
                .any(|saved| saved.name == name);
            if taken {
                return Err(SearchError::SearchSavedTaken { name: name.clone() }.into());
            }
            let id = change.save_search(self.person, &name, &query)?;
            // The words of a search may name people: the journal holds the name the person gave it only.
            change.record("search-saved", None, &[("name", &name)])?;
            Ok(id)
        })?;
        let count = self
            .store
            .read(|reading| reading.count_found(&Query::parse(&query)))?;
        Ok(SavedSearch {
            id,
            name,
            query,
            count,
        })
    }

    /// Gives a kept search another name. Anybody at the desk, of their own.
    ///
    /// # Errors
    /// `search-saved-unknown`, `search-saved-taken`; the name is empty or too long.
    pub fn rename_saved_search(&self, id: SavedSearchId, name: &str) -> Result<(), Error> {
        let name = Subject::parse(name)
            .map_err(|error| crate::dossiers::in_field(error, "name"))?
            .to_string();
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            let all = change.saved_searches(self.person)?;
            let Some(saved) = all.iter().find(|saved| saved.id == id) else {
                return Err(SearchError::SearchSavedUnknown { name: id.to_string() }.into());
            };
            if saved.name == name {
                return Ok(());
            }
            if all.iter().any(|other| other.name == name) {
                return Err(SearchError::SearchSavedTaken { name: name.clone() }.into());
            }
            change.rename_saved_search(self.person, id, &name)?;
            change.record("search-renamed", None, &[("old", &saved.name), ("name", &name)])?;
            Ok(())
        })
    }

    /// Removes a kept search. Anybody at the desk, of their own.
    ///
    /// # Errors
    /// `search-saved-unknown`.
    pub fn remove_saved_search(&self, id: SavedSearchId) -> Result<(), Error> {
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            let saved = change
                .saved_searches(self.person)?
                .into_iter()
                .find(|saved| saved.id == id);
            let Some(saved) = saved else {
                return Err(SearchError::SearchSavedUnknown { name: id.to_string() }.into());
            };
            change.remove_saved_search(self.person, id)?;
            change.record("search-removed", None, &[("name", &saved.name)])?;
            Ok(())
        })
    }

    /// How far the text of a version is known. Anybody who may see the dossier.
    ///
    /// # Errors
    /// `version-unknown`, `document-unknown`.
    pub fn text_status(&self, version: VersionId) -> Result<TextStatus, Error> {
        self.store.read(|reading| {
            let (_, document) = reading.version(version)?;
            reading.document(document)?;
            Ok(reading.text_status(version)?)
        })
    }

    /// The text of a version as it is searched, page by page; the reading is journalled as reading the document is.
    /// Anybody who may see the dossier.
    ///
    /// # Errors
    /// `version-unknown`, `document-unknown`.
    pub fn read_text(&self, version: VersionId) -> Result<Vec<PageText>, Error> {
        let (pages, document, number) = self.store.read(|reading| -> Result<_, Error> {
            let (found, document) = reading.version(version)?;
            Ok((
                reading.text_of(version)?,
                reading.document(document)?,
                found.number,
            ))
        })?;
        self.store.change(&self.actor, |change| {
            change.record(
                "document-text-read",
                Some(document.dossier),
                &[("title", &document.title), ("version", &number.to_string())],
            )
        })?;
        Ok(pages)
    }
}
