//! The directory: contacts kept once, found as you type, merged, imported and exported.
//!
//! No line of the journal holds a whole matricule: fields that changed are named, their values are not.

use model::contact::{
    ContactEntry, ContactError, ContactField, ContactRow, ContactView, Duplicate, MergeView, PostalAddress,
    likeness,
};
use model::sheet::{self, Sheet, SheetError};
use model::view::{LineProblem, TableImport};
use model::{ContactId, PartyKind};
use store::{Change, ContactRecord};
use wording::{Explain, Lang};

use crate::dossiers::EDITORS;
use crate::{Desk, Error};

/// The columns of a table of contacts.
const COLUMNS: [&str; 17] = [
    "kind",
    "name",
    "given_names",
    "salutation",
    "birth_date",
    "matricule",
    "vat",
    "rcs",
    "complement",
    "street",
    "postal_code",
    "city",
    "country",
    "email",
    "phone",
    "language",
    "notes",
];

/// Pairs that one search for duplicates looks at.
const PAIRS: u32 = 20_000;

/// What can be wrong with a change to the directory.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// A field breaks its rule.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// A table cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A text that names no contact.
    #[error("'{contact}' names no contact")]
    Unknown {
        /// The text.
        contact: String,
    },
    /// A contact has no such field.
    #[error("a contact has no field '{field}'")]
    FieldUnknown {
        /// What was given.
        field: String,
        /// The fields there are.
        known: String,
    },
    /// A contact with the same matricule or VAT number is there.
    #[error("{name} is in the directory already")]
    Known {
        /// Its name.
        name: String,
        /// Identity.
        contact: ContactId,
    },
    /// A contact is not merged with itself.
    #[error("a contact is not merged with itself")]
    MergeSelf,
    /// A person is no company.
    #[error("a natural and a legal person are not merged")]
    MergeKinds,
    /// There is no such merge, or it was undone.
    #[error("there is no merge {merge}")]
    MergeUnknown {
        /// What names it.
        merge: i64,
    },
    /// One of the two was changed since: undoing would lose that change.
    #[error("{name} was changed since the merge")]
    MergeOvertaken {
        /// Its name.
        name: String,
    },
}

impl Explain for DirectoryError {
    fn code(&self) -> &'static str {
        match self {
            DirectoryError::Contact(error) => error.code(),
            DirectoryError::Sheet(error) => error.code(),
            DirectoryError::Unknown { .. } => "contact-unknown",
            DirectoryError::FieldUnknown { .. } => "contact-field-unknown",
            DirectoryError::Known { .. } => "contact-known",
            DirectoryError::MergeSelf => "merge-self",
            DirectoryError::MergeKinds => "merge-kinds",
            DirectoryError::MergeUnknown { .. } => "merge-unknown",
            DirectoryError::MergeOvertaken { .. } => "merge-overtaken",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            DirectoryError::Contact(error) => error.arguments(),
            DirectoryError::Sheet(error) => error.arguments(),
            DirectoryError::Known { name, contact } => {
                vec![("name", name.clone()), ("contact", contact.to_string())]
            }
            DirectoryError::Unknown { contact } => vec![("contact", contact.clone())],
            DirectoryError::FieldUnknown { field, known } => {
                vec![("field", field.clone()), ("known", known.clone())]
            }
            DirectoryError::MergeSelf | DirectoryError::MergeKinds => Vec::new(),
            DirectoryError::MergeUnknown { merge } => vec![("merge", format!("n° {merge}"))],
            DirectoryError::MergeOvertaken { name } => vec![("name", name.clone())],
        }
    }
}

/// The contact with the same matricule or VAT number.
fn known(change: &Change<'_>, entry: &ContactEntry, except: Option<ContactId>) -> Result<(), Error> {
    if entry.matricule.is_empty() && entry.vat.is_empty() {
        return Ok(());
    }
    let same = |found: &ContactRecord| {
        let both = |one: &str, other: &str| !one.is_empty() && one == other;
        both(&found.entry.matricule, &entry.matricule) || both(&found.entry.vat, &entry.vat)
    };
    match change.contacts_like(entry, except)?.into_iter().find(same) {
        Some(found) => Err(DirectoryError::Known {
            name: found.entry.full_name(),
            contact: found.id,
        }
        .into()),
        None => Ok(()),
    }
}

fn keys(fields: &[ContactField]) -> String {
    fields
        .iter()
        .map(|field| field.key())
        .collect::<Vec<_>>()
        .join(", ")
}

impl Desk {
    /// Adds a contact. One whose matricule or VAT number is in the directory already is refused unless `anyway`.
    /// Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `contact-known`, `matricule-…`, `vat-…`, `contact-…`: the field that breaks its rule.
    pub fn add_contact(&self, entry: ContactEntry, anyway: bool) -> Result<ContactView, Error> {
        self.require(&EDITORS)?;
        let entry = entry.checked(self.today()).map_err(DirectoryError::from)?;
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            if !anyway {
                known(change, &entry, None)?;
            }
            let id = change.add_contact(&entry)?;
            change.record("contact-added", None, &[("name", &entry.full_name())])?;
            Ok(id)
        })?;
        self.contact(id)
    }

    /// Changes a contact. Its parties in open dossiers are called by the new name; closed dossiers keep the name they
    /// were closed with. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `contact-unknown`, `contact-known`, `matricule-…`, `vat-…`, `contact-…`.
    pub fn change_contact(
        &self,
        id: ContactId,
        entry: ContactEntry,
        anyway: bool,
    ) -> Result<ContactView, Error> {
        self.require(&EDITORS)?;
        let entry = entry.checked(self.today()).map_err(DirectoryError::from)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let before = change.contact(id)?;
            let changed: Vec<ContactField> = ContactField::ALL
                .into_iter()
                .filter(|field| before.entry.value(*field) != entry.value(*field))
                .collect();
            if before.entry == entry {
                return Ok(());
            }
            if !anyway
                && changed
                    .iter()
                    .any(|field| matches!(field, ContactField::Matricule | ContactField::Vat))
            {
                known(change, &entry, Some(before.id))?;
            }
            change.set_contact(before.id, &entry)?;
            change.record(
                "contact-changed",
                None,
                &[
                    ("old", &before.entry.full_name()),
                    ("new", &entry.full_name()),
                    ("fields", &keys(&changed)),
                ],
            )?;
            Ok(())
        })?;
        self.contact(id)
    }

    /// A contact; the id of one that was merged leads to the one that stayed.
    ///
    /// # Errors
    /// `contact-unknown`.
    pub fn contact(&self, id: ContactId) -> Result<ContactView, Error> {
        Ok(self.store.read(|reading| reading.contact_view(id))?)
    }

    /// The contacts that fit what was typed, at most `limit`: names and matricules that begin with it first, then those
    /// in which every word begins somewhere. Accents and capitals do not matter.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contacts(&self, typed: &str, limit: u32) -> Result<Vec<ContactRow>, Error> {
        Ok(self
            .store
            .read(|reading| reading.find_contacts(typed, limit.clamp(1, 1_000)))?)
    }

    /// A page of the whole directory by name: at most `limit` contacts behind `after`, or the first ones, and how many
    /// there are in all.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contact_page(
        &self,
        after: Option<ContactId>,
        limit: u32,
    ) -> Result<(Vec<ContactRow>, u32), Error> {
        Ok(self.store.read(|reading| {
            Ok::<_, store::Error>((
                reading.contacts_behind(after, limit.clamp(1, 1_000))?,
                reading.contact_count()?,
            ))
        })?)
    }

    /// The contacts that may be the same person as what is being entered, the likeliest first; for a form, before it is
    /// saved.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn contacts_like(
        &self,
        entry: &ContactEntry,
        except: Option<ContactId>,
    ) -> Result<Vec<(ContactRow, u8, model::contact::LikenessReason)>, Error> {
        let records = self.store.read(|reading| reading.contacts_like(entry, except))?;
        let mut found: Vec<_> = records
            .iter()
            .filter_map(|record| {
                let (score, reason) = likeness(entry, &record.entry)?;
                Some((ContactRow::from(record), score, reason))
            })
            .collect();
        found.sort_by_key(|(_, score, _)| std::cmp::Reverse(*score));
        Ok(found)
    }

    /// Pairs of contacts that may be the same person, the likeliest first, at most `limit`.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn duplicates(&self, limit: u32) -> Result<Vec<Duplicate>, Error> {
        let pairs = self.store.read(|reading| reading.suspected_pairs(PAIRS))?;
        let mut found: Vec<Duplicate> = pairs
            .iter()
            .filter_map(|(first, second)| {
                let (score, reason) = likeness(&first.entry, &second.entry)?;
                Some(Duplicate {
                    first: first.into(),
                    second: second.into(),
                    score,
                    reason,
                })
            })
            .collect();
        found.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.first.id, pair.second.id));
        found.truncate(limit as usize);
        Ok(found)
    }

    /// Merges a contact into another: `kept` stays and takes these fields from `merged`, and every field that it has not.
    /// The parties of `merged` are `kept` from then on; its id leads there. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `contact-unknown`, `merge-self`, `merge-kinds`; fields that do not go together (`contact-…`).
    pub fn merge_contacts(
        &self,
        kept: ContactId,
        merged: ContactId,
        take: &[ContactField],
    ) -> Result<ContactView, Error> {
        self.require(&EDITORS)?;
        let today = self.today();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let kept = change.contact(kept)?;
            let merged = change.contact(merged)?;
            if kept.id == merged.id {
                return Err(DirectoryError::MergeSelf.into());
            }
            if kept.entry.kind != merged.entry.kind {
                return Err(DirectoryError::MergeKinds.into());
            }
            let taken: Vec<ContactField> = ContactField::ALL
                .into_iter()
                .filter(|field| {
                    let (own, other) = (kept.entry.value(*field), merged.entry.value(*field));
                    !other.is_empty() && own != other && (own.is_empty() || take.contains(field))
                })
                .collect();
            let mut after = kept.entry.clone();
            for field in &taken {
                after.take(*field, &merged.entry);
            }
            let after = after.checked(today).map_err(DirectoryError::from)?;
            let parties = change.parties_of_contact(merged.id)?.len().to_string();
            let id = change.merge_contacts(&kept, &merged, &after, &taken, &self.actor)?;
            change.record(
                "contacts-merged",
                None,
                &[
                    ("name", &after.full_name()),
                    ("merged", &merged.entry.full_name()),
                    ("fields", &keys(&taken)),
                    ("parties", &parties),
                    ("merge", &id.to_string()),
                ],
            )?;
            Ok(())
        })?;
        self.contact(kept)
    }

    /// Undoes a merge: both contacts stand again as they were, and their parties lead where they led. Refused once one of
    /// them was changed, for that change would be lost. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`, `merge-unknown`, `merge-overtaken`.
    pub fn undo_merge(&self, merge: i64) -> Result<MergeView, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            let unknown = || DirectoryError::MergeUnknown { merge };
            let record = change.merge(merge)?.ok_or_else(unknown)?;
            if record.view.undone_at.is_some() {
                return Err(unknown().into());
            }
            let now = change.contact(record.view.kept)?;
            // Merged further, or edited: the newer step has to be taken back first.
            if now.id != record.view.kept || now.entry != record.kept_after {
                return Err(DirectoryError::MergeOvertaken {
                    name: now.entry.full_name(),
                }
                .into());
            }
            change.undo_merge(&record)?;
            change.record(
                "contacts-unmerged",
                None,
                &[
                    ("name", &record.kept_before.full_name()),
                    ("merged", &record.merged_before.full_name()),
                    ("merge", &merge.to_string()),
                ],
            )?;
            Ok(record.view)
        })
    }

    /// Takes contacts from a table (columns as [`Desk::export_contacts`] writes them; `kind` and `name` are needed). With
    /// a fault in any line nothing is taken over. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be written. Faults stand in the result, each with its line.
    pub fn import_contacts(&self, table: &[u8]) -> Result<TableImport, Error> {
        self.require(&EDITORS)?;
        let told = |line: u64, error: &dyn Explain| LineProblem {
            line,
            problem: self.explain(error),
        };
        let sheet = match Sheet::read(table, &["kind", "name"], &COLUMNS) {
            Ok(sheet) => sheet,
            Err(error) => {
                return Ok(TableImport {
                    imported: 0,
                    problems: vec![told(0, &error)],
                });
            }
        };
        let today = self.today();
        let mut problems = Vec::new();
        let mut entries = Vec::new();
        for (line, fields) in &sheet.lines {
            match entry(&sheet, fields).and_then(|entry| entry.checked(today)) {
                Ok(entry) => entries.push((*line, entry)),
                Err(error) => problems.push(told(*line, &error)),
            }
        }
        // All or nothing, and who is there already is told like any other fault: the transaction is given up then.
        struct GivenUp(Vec<LineProblem>);
        enum Ended {
            Faults(GivenUp),
            Failed(Error),
        }
        impl From<store::Error> for Ended {
            fn from(error: store::Error) -> Self {
                Ended::Failed(error.into())
            }
        }
        let done = self.store.change(&self.actor, |change| -> Result<u32, Ended> {
            for (line, entry) in &entries {
                match known(change, entry, None) {
                    Ok(()) => {}
                    Err(error @ Error::Directory(_)) => {
                        problems.push(told(*line, &error));
                        continue;
                    }
                    Err(error) => return Err(Ended::Failed(error)),
                }
                if problems.is_empty() {
                    change.add_contact(entry)?;
                }
            }
            if !problems.is_empty() {
                return Err(Ended::Faults(GivenUp(std::mem::take(&mut problems))));
            }
            let count = entries.len();
            change.record("contacts-imported", None, &[("count", &count.to_string())])?;
            Ok(u32::try_from(count).unwrap_or(u32::MAX))
        });
        match done {
            Ok(imported) => Ok(TableImport {
                imported,
                problems: Vec::new(),
            }),
            Err(Ended::Faults(GivenUp(mut problems))) => {
                problems.sort_by_key(|problem| problem.line);
                Ok(TableImport {
                    imported: 0,
                    problems,
                })
            }
            Err(Ended::Failed(error)) => Err(error),
        }
    }

    /// The directory as a table, by name; journalled, for personal data leave the desk. Agents and clerks.
    ///
    /// # Errors
    /// `role-missing`; the database cannot be read.
    pub fn export_contacts(&self) -> Result<Vec<u8>, Error> {
        self.require(&EDITORS)?;
        self.store.change(&self.actor, |change| -> Result<_, Error> {
            let mut lines = Vec::new();
            change.each_contact(&mut |_, entry| {
                lines.push(line(&entry));
                Ok(())
            })?;
            change.record("contacts-exported", None, &[("count", &lines.len().to_string())])?;
            Ok(sheet::write(&COLUMNS, lines))
        })
    }
}

fn kind_word(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Natural => "natural",
        PartyKind::Legal => "legal",
    }
}

fn line(entry: &ContactEntry) -> Vec<String> {
    let text = |field| entry.value(field);
    vec![
        kind_word(entry.kind).to_owned(),
        entry.name.clone(),
        entry.given_names.clone(),
        entry.salutation.clone(),
        text(ContactField::BirthDate),
        entry.matricule.clone(),
        entry.vat.clone(),
        entry.rcs.clone(),
        entry.address.complement.clone(),
        entry.address.street.clone(),
        entry.address.postal_code.clone(),
        entry.address.city.clone(),
        entry.address.country.clone(),
        entry.email.clone(),
        entry.phone.clone(),
        text(ContactField::Language),
        entry.notes.clone(),
    ]
}

fn entry(sheet: &Sheet, fields: &[String]) -> Result<ContactEntry, ContactError> {
    let text = |column: &str| sheet::plain(sheet.field(fields, column)).to_owned();
    let kind = match text("kind").to_lowercase().as_str() {
        "natural" => PartyKind::Natural,
        "legal" => PartyKind::Legal,
        other => {
            return Err(ContactError::Kind {
                text: other.to_owned(),
            });
        }
    };
    let birth_date = match text("birth_date") {
        date if date.is_empty() => None,
        date => Some(
            date.parse()
                .map_err(|_| ContactError::BirthDate { date: date.clone() })?,
        ),
    };
    let language = match text("language").to_lowercase() {
        lang if lang.is_empty() => None,
        lang => Some(
            lang.parse::<Lang>()
                .map_err(|_| ContactError::Language { text: lang.clone() })?,
        ),
    };
    Ok(ContactEntry {
        kind,
        name: text("name"),
        given_names: text("given_names"),
        salutation: text("salutation"),
        birth_date,
        matricule: text("matricule"),
        vat: text("vat"),
        rcs: text("rcs"),
        address: PostalAddress {
            complement: text("complement"),
            street: text("street"),
            postal_code: text("postal_code"),
            city: text("city"),
            country: text("country"),
        },
        email: text("email"),
        phone: text("phone"),
        language,
        notes: text("notes"),
    })
}
