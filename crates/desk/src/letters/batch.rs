//! Batches: many letters from one template, each made once.
//!
//! The record is in the database. A letter's document and the state `done` of its item come in one transaction, so that a
//! program that ended at any moment goes on where it was: what is done is done, what is not waits. What was refused is tried
//! again by the next run, because its reason may be gone.

use std::collections::BTreeSet;

use model::letter::{BatchItem, BatchItemState, BatchRow, FinishedLetter, LetterBatch, LetterDraft, Missing};
use model::sheet::Sheet;
use model::{LetterBatchId, Reference};
use store::{BatchItemRecord, BatchRecord};

use super::WRITERS;
use super::error::{LetterError, unreadable};
use super::templates::Known;
use crate::{Cancel, Desk, Error, OnProgress, Pause, Progress, documents};

/// Most letters of a batch.
const MOST_LETTERS: usize = 10_000;

/// Columns of a table that are no fields.
const COLUMNS: [&str; 9] = [
    "party",
    "language",
    "name",
    "address",
    "salutation",
    "subject",
    "reasons",
    "enclosures",
    "date",
];

/// Told after each letter: its item, and what it became.
pub type OnLetter<'a> = &'a dyn Fn(&BatchItem, Option<&FinishedLetter>);

impl Desk {
    /// The letters of a table: a CSV with the column `dossier` (references), and where wished `party` (a name), `language`,
    /// `name`, `address` (lines separated by `|`), `salutation`, `subject`, `reasons`, `enclosures` (separated by `|`), `date`, and the
    /// template's fields by their keys.
    ///
    /// # Errors
    /// `letter-template-unknown`; what is wrong with the table, with its line.
    pub fn letter_rows(&self, template: &str, csv: &[u8]) -> Result<Vec<BatchRow>, Error> {
        let known = self.current_template(template)?;
        let manifest = known.template.manifest();
        let possible = |column: &str| COLUMNS.contains(&column) || manifest.field(column).is_some();
        let sheet = Sheet::read_with(csv, &["dossier"], &possible).map_err(LetterError::from)?;
        let of = |fields: &[String], column: &str| sheet.field(fields, column).to_owned();
        let values: Vec<&String> = sheet
            .columns()
            .iter()
            .filter(|column| !["dossier", "party", "language"].contains(&column.as_str()))
            .collect();
        sheet
            .lines
            .iter()
            .map(|(line, fields)| {
                let language = of(fields, "language");
                Ok(BatchRow {
                    dossier: of(fields, "dossier"),
                    party: of(fields, "party"),
                    lang: match language.as_str() {
                        "" => None,
                        text => Some(text.to_lowercase().parse().map_err(|_| {
                            LetterError::Sheet(model::sheet::SheetError::Line { line: *line })
                        })?),
                    },
                    values: values
                        .iter()
                        .map(|column| ((*column).clone(), of(fields, column)))
                        .filter(|(_, value)| !value.is_empty())
                        .collect(),
                })
            })
            .collect()
    }

    /// One letter for each dossier that a search finds and that is open.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_rows_of_search(&self, search: &str) -> Result<Vec<BatchRow>, Error> {
        let limit = u32::try_from(MOST_LETTERS).unwrap_or(u32::MAX).saturating_add(1);
        Ok(self
            .dossiers(search, limit, 0)?
            .into_iter()
            .filter(|dossier| dossier.status == model::DossierStatus::Open)
            .map(|dossier| BatchRow {
                dossier: dossier.reference.to_string(),
                ..BatchRow::default()
            })
            .collect())
    }

    /// What each letter of a batch would still need: position and what is missing. Nothing is stored.
    ///
    /// # Errors
    /// `letter-template-unknown`, `role-missing`; a row that cannot be drafted at all is told with [`Desk::run_letter_batch`].
    pub fn try_letter_batch(
        &self,
        template: &str,
        rows: &[BatchRow],
    ) -> Result<Vec<(u32, Vec<Missing>)>, Error> {
        self.require(&WRITERS)?;
        let known = self.current_template(template)?;
        let mut lacking = Vec::new();
        for (position, row) in (1..).zip(rows) {
            let missing = match self.drafted(&known, row) {
                Ok(draft) => self.missing(&known, &draft.letter)?,
                Err(error) => vec![Missing {
                    key: "row".to_owned(),
                    explanation: self.explain(&error),
                }],
            };
            if !missing.is_empty() {
                lacking.push((position, missing));
            }
        }
        Ok(lacking)
    }

    /// Begins a batch: what is to be made is recorded, nothing is made yet. The template stays the one of now. Agents, clerks
    /// and signatories.
    ///
    /// # Errors
    /// `letter-batch-size`, `letter-template-unknown`, `role-missing`.
    pub fn begin_letter_batch(&self, template: &str, rows: &[BatchRow]) -> Result<LetterBatch, Error> {
        self.require(&WRITERS)?;
        let known = self.current_template(template)?;
        if rows.is_empty() || rows.len() > MOST_LETTERS {
            return Err(LetterError::BatchSize {
                letters: rows.len(),
                limit: MOST_LETTERS,
            }
            .into());
        }
        let sources = rows
            .iter()
            .map(serde_json::to_string)
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable)?;
        let name = known.template.manifest().name_in(self.lang()).to_owned();
        let id = self.store.change(&self.actor, |change| -> Result<_, Error> {
            let id = change.begin_letter_batch(template, known.version(), &name, &sources)?;
            change.record(
                "letter-batch-begun",
                None,
                &[
                    ("template", template),
                    ("letters", &rows.len().to_string()),
                    ("batch", &id.to_string()),
                ],
            )?;
            Ok(id)
        })?;
        self.letter_batch(id)
    }

    /// Makes the letters of a batch that are not made yet, in order; a refusal does not stop the others. May be cancelled,
    /// killed and run again, also by two programs at once: each letter is made once. Agents, clerks and signatories.
    ///
    /// # Errors
    /// What concerns them all: `letter-batch-unknown`, `letter-batch-abandoned`, `role-missing`, the desk cannot be written.
    pub fn run_letter_batch(
        &self,
        id: LetterBatchId,
        on_letter: OnLetter<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
        pause: &Pause,
    ) -> Result<LetterBatch, Error> {
        self.require(&WRITERS)?;
        let batch = self.letter_batch(id)?;
        if batch.abandoned {
            return Err(LetterError::BatchAbandoned {
                batch: id.to_string(),
            }
            .into());
        }
        let known = self.known_template(&batch.template, batch.template_version)?;
        // What somebody else began on a dossier that this person may not see waits for that somebody.
        let items: Vec<BatchItem> = self
            .items_and_seen(id)?
            .into_iter()
            .filter(|(item, seen)| *seen && item.state != BatchItemState::Done)
            .map(|(item, _)| item)
            .collect();
        let already = u64::from(batch.done);
        for (index, item) in (0..).zip(items) {
            pause.wait(cancel);
            if cancel.is_cancelled() {
                break;
            }
            progress(Progress {
                step: "setting".into(),
                label: item.row.dossier.clone(),
                items_done: already + index,
                items: u64::from(batch.letters),
                bytes_done: 0,
                bytes: 0,
            });
            self.make_item(id, &known, item, on_letter)?;
        }
        self.letter_batch(id)
    }

    fn make_item(
        &self,
        batch: LetterBatchId,
        known: &Known,
        mut item: BatchItem,
        on_letter: OnLetter<'_>,
    ) -> Result<(), Error> {
        let position = item.position;
        let made = self.drafted(known, &item.row).and_then(|draft| {
            self.finish_within(&draft, known, &|change, document| {
                Ok(change.settle_batch_item(batch, position, BatchItemState::Done, Some(document), None)?)
            })
        });
        match made {
            // Another program made it meanwhile, and tells of it.
            Ok(None) => Ok(()),
            Ok(Some((document, version))) => {
                item.state = BatchItemState::Done;
                item.document = Some(document);
                item.refused = None;
                let finished = FinishedLetter {
                    document: self
                        .store
                        .read(|reading| documents::view(reading, reading.document(document)?))?,
                    version,
                };
                on_letter(&item, Some(&finished));
                Ok(())
            }
            Err(error) if concerns_all(&error) => Err(error),
            Err(error) => {
                let explanation = self.explain(&error);
                let text = serde_json::to_string(&explanation).map_err(unreadable)?;
                let settled = self.store.change(&self.actor, |change| -> Result<bool, Error> {
                    Ok(change.settle_batch_item(
                        batch,
                        position,
                        BatchItemState::Refused,
                        None,
                        Some(&text),
                    )?)
                })?;
                if settled {
                    item.state = BatchItemState::Refused;
                    item.refused = Some(explanation);
                    on_letter(&item, None);
                }
                Ok(())
            }
        }
    }

    /// The draft of one row.
    fn drafted(&self, known: &Known, row: &BatchRow) -> Result<LetterDraft, Error> {
        let reference = Reference::parse(&row.dossier)?;
        let (dossier, parties) = self.store.read(|reading| {
            let dossier = reading.dossier_by_reference(&reference)?.id;
            Ok::<_, store::Error>((dossier, reading.parties(dossier)?))
        })?;
        let party = match row.party.trim() {
            "" => None,
            name => Some(
                parties
                    .iter()
                    .find(|party| party.name == name)
                    .map(|party| party.id)
                    .ok_or_else(|| LetterError::PartyUnknown {
                        party: name.to_owned(),
                    })?,
            ),
        };
        let (mut draft, _) = self.filled(dossier, known, row.lang, party)?;
        let letter = &mut draft.letter;
        let lines = |value: &str| -> Vec<String> {
            value
                .split('|')
                .map(|line| line.trim().to_owned())
                .filter(|line| !line.is_empty())
                .collect()
        };
        for (key, value) in &row.values {
            match key.as_str() {
                "name" => letter.addressee.name.clone_from(value),
                "address" => letter.addressee.address = lines(value),
                "salutation" => letter.addressee.salutation.clone_from(value),
                "subject" => letter.subject.clone_from(value),
                "reasons" => letter.reasons.clone_from(value),
                "enclosures" => letter.enclosures = lines(value),
                "date" => {
                    letter.date = value.parse().map_err(|_| typeset::Error::Value {
                        field: "date".to_owned(),
                        label: "date".to_owned(),
                        kind: "date",
                        value: value.clone(),
                    })?;
                }
                _ => {
                    // In a table of lines the items of a list are separated as those of an address.
                    let list = known
                        .template
                        .manifest()
                        .field(key)
                        .is_some_and(|field| field.kind == typeset::manifest::FieldKind::List);
                    let value = if list {
                        lines(value).join("\n")
                    } else {
                        value.clone()
                    };
                    letter.fields.insert(key.clone(), value);
                }
            }
        }
        Ok(draft)
    }

    /// A batch. Everybody may.
    ///
    /// # Errors
    /// `letter-batch-unknown`.
    pub fn letter_batch(&self, id: LetterBatchId) -> Result<LetterBatch, Error> {
        self.store
            .read(|reading| reading.letter_batch(id))?
            .map(view)
            .ok_or_else(|| unknown(id))
    }

    /// The last batches, newest first. Everybody may.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn letter_batches(&self, limit: u32) -> Result<Vec<LetterBatch>, Error> {
        let records = self.store.read(|reading| reading.letter_batches(limit))?;
        Ok(records.into_iter().map(view).collect())
    }

    /// The letters of a batch, in order. Everybody may: a row names its dossier, as the table did that was given. Of a row
    /// whose dossier one may not see, only its place and state are told.
    ///
    /// # Errors
    /// `letter-batch-unknown`.
    pub fn letter_batch_items(&self, id: LetterBatchId) -> Result<Vec<BatchItem>, Error> {
        let hidden = |item: BatchItem| BatchItem {
            row: BatchRow::default(),
            document: None,
            refused: None,
            ..item
        };
        Ok(self
            .items_and_seen(id)?
            .into_iter()
            .map(|(item, seen)| if seen { item } else { hidden(item) })
            .collect())
    }

    /// The letters of a batch, and whether whoever works here may see the dossier of each; one that there is not hides
    /// nothing.
    fn items_and_seen(&self, id: LetterBatchId) -> Result<Vec<(BatchItem, bool)>, Error> {
        let there = |reading: &store::Reading<'_>, item: &BatchItem| {
            Reference::parse(item.row.dossier.trim())
                .is_ok_and(|reference| reading.dossier_by_reference(&reference).is_ok())
        };
        let (items, seen) = self.store.read(|reading| -> Result<_, Error> {
            reading.letter_batch(id)?.ok_or_else(|| unknown(id))?;
            let records = reading.letter_batch_items(id)?;
            let items: Vec<BatchItem> = records.into_iter().map(item).collect::<Result<_, _>>()?;
            let seen: Vec<bool> = items.iter().map(|item| there(reading, item)).collect();
            Ok((items, seen))
        })?;
        self.store.read_everything(|reading| {
            Ok(items
                .into_iter()
                .zip(seen)
                .map(|(item, seen)| {
                    let seen = seen || !there(reading, &item);
                    (item, seen)
                })
                .collect())
        })
    }

    /// Gives up the letters of a batch that are not made yet; those that are made stay. Agents, clerks and signatories.
    ///
    /// # Errors
    /// `letter-batch-unknown`, `role-missing`.
    pub fn abandon_letter_batch(&self, id: LetterBatchId) -> Result<LetterBatch, Error> {
        self.require(&WRITERS)?;
        let batch = self.letter_batch(id)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            if change.abandon_letter_batch(id)? {
                change.record(
                    "letter-batch-abandoned",
                    None,
                    &[
                        ("template", &batch.template),
                        ("waiting", &batch.waiting().to_string()),
                        ("batch", &id.to_string()),
                    ],
                )?;
            }
            Ok(())
        })?;
        self.letter_batch(id)
    }
}

fn unknown(id: LetterBatchId) -> Error {
    LetterError::BatchUnknown {
        batch: id.to_string(),
    }
    .into()
}

/// Whether no other letter would fare better: the desk itself, or setting as a whole.
fn concerns_all(error: &Error) -> bool {
    let codes: BTreeSet<&str> = [
        "disk-full",
        "file-io",
        "desk-damaged",
        "letter-engine-stuck",
        "letter-timed-out",
        "letter-engine-stopped",
        "template-typst",
    ]
    .into();
    codes.contains(wording::Explain::code(error))
}

fn view(record: BatchRecord) -> LetterBatch {
    LetterBatch {
        id: record.id,
        template: record.template,
        template_version: record.template_version,
        begun_at: record.begun_at,
        begun_by: record.begun_by,
        letters: record.letters,
        done: record.done,
        refused: record.refused,
        abandoned: record.abandoned,
    }
}

fn item(record: BatchItemRecord) -> Result<BatchItem, Error> {
    Ok(BatchItem {
        position: record.position,
        row: serde_json::from_str(&record.source).map_err(unreadable)?,
        state: record.state,
        document: record.document,
        refused: record
            .explanation
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(unreadable)?,
    })
}
