//! What a person must decide, and what waits.

use std::collections::BTreeMap;

use model::sharing::{ConflictChoice, ConflictField, ConflictView, WaitingRecord};
use model::{DossierId, OpId, Role};
use serde_json::Value;
use sync::records::{Choice, Conflict, Side};
use sync::wire::records::{Change, Operation};

use super::tables::{Tables, conflict_of, key_of, record_of, stored_operation};
use crate::{Desk, Error};

/// Most characters of a value in a view or a line of the journal.
const SHOWN: usize = 2_000;

impl Desk {
    /// What was changed on two desks differently, oldest first, as far as whoever works here may see it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn conflicts(&self) -> Result<Vec<ConflictView>, Error> {
        self.store.read(|reading| {
            let mut views = Vec::new();
            for found in reading.open_conflicts()? {
                let dossier: Option<DossierId> = found.dossier.as_deref().and_then(|id| id.parse().ok());
                let reference = match dossier {
                    None => None,
                    // What may not be seen is not there.
                    Some(id) => match reading.dossier(id) {
                        Ok(record) => Some(record.reference.to_string()),
                        Err(store::Error::DossierUnknown { .. }) => continue,
                        Err(error) => return Err(error.into()),
                    },
                };
                let conflict = conflict_of(&found.content)?;
                let row = reading.record_row(&found.kind, &found.id)?;
                let mut label = reading.record_label(&found.kind, &found.id)?;
                if label.is_empty() {
                    label = reading
                        .record_base(&found.kind, &found.id)?
                        .and_then(|base| base.fields.get("title").or(base.fields.get("name")).cloned())
                        .and_then(|value| value.as_str().map(str::to_owned))
                        .unwrap_or_default();
                }
                let fields = conflict
                    .fields
                    .iter()
                    .map(|(name, differing)| ConflictField {
                        name: name.clone(),
                        base: differing.base.as_ref().map(shown),
                        mine: match (&conflict.deleted, &row) {
                            (None, Some(row)) => row.fields.get(name).map(shown),
                            _ => differing.mine.as_ref().map(shown),
                        },
                        theirs: differing.theirs.as_ref().map(shown),
                    })
                    .collect();
                views.push(ConflictView {
                    number: found.number,
                    kind: found.kind,
                    label,
                    dossier,
                    reference,
                    since: found.since,
                    deleted: conflict.deleted.map(|side| side_word(side).to_owned()),
                    fields,
                });
            }
            Ok(views)
        })
    }

    /// Decides a conflict: `whole` for a record that one side deleted (and for every field that `fields` does not name),
    /// `fields` by name. What is decided leaves with the next synchronisation; both texts stay in the journal. Says
    /// whether nothing is left to decide. For everybody who may write: not for auditors; what concerns people,
    /// classification, procedures and templates is for administrators.
    ///
    /// # Errors
    /// `conflict-unknown`, `conflict-field-unknown`, `role-missing`.
    pub fn decide_conflict(
        &self,
        number: i64,
        whole: Option<ConflictChoice>,
        fields: &BTreeMap<String, ConflictChoice>,
    ) -> Result<bool, Error> {
        let unknown = || Error::ConflictUnknown {
            number: number.to_string(),
        };
        let view = self
            .conflicts()?
            .into_iter()
            .find(|view| view.number == number)
            .ok_or_else(unknown)?;
        match view.kind.as_str() {
            "person" | "delegation" | "classification" | "procedure-version" | "letter-template" => {
                self.require(&[Role::Administrator])?;
            }
            _ => self.require(&[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator])?,
        }
        if let Some(strange) = fields
            .keys()
            .find(|name| !view.fields.iter().any(|field| field.name == **name))
        {
            return Err(Error::ConflictFieldUnknown {
                field: strange.clone(),
            });
        }
        self.store
            .change_everything(&self.actor, |change| -> Result<bool, Error> {
                let found = change
                    .open_conflicts()?
                    .into_iter()
                    .find(|found| found.number == number)
                    .ok_or_else(unknown)?;
                let key = key_of(&found.kind, &found.id);
                let conflict = conflict_of(&found.content)?;
                let choices = choices(&conflict, whole.as_ref(), fields);
                let whole = whole.as_ref().map(|choice| chosen(None, choice));
                let decision = serde_json::to_string(&(&whole, &choices)).unwrap_or_default();
                change.apply_records()?;
                let tables = Tables::decided(change, &self.actor, decision);
                // What stands here now is what is given up or kept.
                let row = change.record_row(&found.kind, &found.id)?;
                let outcome = sync::records::decide(&tables, &key, whole.as_ref(), &choices)?;
                change.records_applied()?;
                let Some((conflict, decided)) = outcome else {
                    return Err(unknown());
                };
                let dossier = found.dossier.as_deref().and_then(|id| id.parse().ok());
                for (name, differing) in &conflict.fields {
                    let choice = match (conflict.deleted, &whole, choices.get(name)) {
                        (Some(_), Some(choice), _) | (None, _, Some(choice)) => choice,
                        _ => continue,
                    };
                    let mine = row
                        .as_ref()
                        .and_then(|row| row.fields.get(name))
                        .or(differing.mine.as_ref());
                    let text = |value: Option<&Value>| value.map(shown).unwrap_or_default();
                    change.record(
                        "conflict-decided",
                        dossier,
                        &[
                            ("kind", &found.kind),
                            ("record", &view.label),
                            ("field", name),
                            ("mine", &text(mine)),
                            ("theirs", &text(differing.theirs.as_ref())),
                            ("choice", choice_word(choice)),
                        ],
                    )?;
                }
                Ok(decided)
            })
    }

    /// What waits of records: what was refused, and what came and cannot be taken in; and how many changes wait to be
    /// told. What was changed here in a dossier that may no longer be seen is shown to whoever administers the desk or
    /// made it: nobody else is told that there was such a dossier.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn waiting_records(&self) -> Result<(u32, Vec<WaitingRecord>), Error> {
        let withdrawn = self
            .store
            .read_everything(|reading| reading.dossiers_withdrawn())?;
        self.store.read(|reading| {
            let (waiting, _) = reading.records_waiting()?;
            let mut rows = Vec::new();
            let owns = self.roles.contains(&Role::Administrator) || reading.desk()?.person_id == self.person;
            let withdrawn: Vec<String> = withdrawn.iter().map(|(id, _)| id.clone()).collect();
            let seen = |dossier: Option<&str>| -> Result<Option<Option<DossierId>>, Error> {
                let Some(id) = dossier.and_then(|id| id.parse::<DossierId>().ok()) else {
                    return Ok(Some(None));
                };
                match reading.dossier(id) {
                    Ok(_) => Ok(Some(Some(id))),
                    Err(store::Error::DossierUnknown { .. }) => Ok(None),
                    Err(error) => Err(error.into()),
                }
            };
            for operation in reading.record_operations_parked()? {
                // Of a dossier that nobody here may see any more: what was written here is not lost without a person.
                let (dossier, label) = match seen(operation.dossier.as_deref())? {
                    Some(dossier) => (dossier, reading.record_label(&operation.kind, &operation.id)?),
                    None if owns && withdrawn.iter().any(|id| operation.dossier.as_ref() == Some(id)) => {
                        (None, said(&stored_operation(&operation.content)?, 120))
                    }
                    None => continue,
                };
                rows.push(WaitingRecord {
                    op: Some(operation.op),
                    label,
                    kind: operation.kind,
                    dossier,
                    since: Some(operation.kept_at),
                    code: operation.parked,
                    parked: true,
                    incoming: false,
                });
            }
            for incoming in reading.records_incoming()? {
                if incoming.code == sync::records::WAITS {
                    continue;
                }
                let record = record_of(&incoming.content)?;
                let label = ["reference", "title", "name"]
                    .iter()
                    .find_map(|name| record.fields.get(*name)?.as_str())
                    .unwrap_or_default()
                    .to_owned();
                rows.push(WaitingRecord {
                    op: None,
                    kind: incoming.kind,
                    label,
                    dossier: incoming.dossier.as_deref().and_then(|id| id.parse().ok()),
                    since: Some(incoming.since),
                    code: Some(incoming.code),
                    parked: true,
                    incoming: true,
                });
            }
            Ok((waiting, rows))
        })
    }

    /// Gives a refused change up: the record is again as the platform has it (one that it never had stays here, told to
    /// nobody), and what the change said stays in the journal. For everybody who may write: not for auditors.
    ///
    /// # Errors
    /// `role-missing`; `operation-unknown`, also where it was not refused or is not to be seen.
    pub fn give_up_change(&self, op: OpId) -> Result<(), Error> {
        self.require(&[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator])?;
        let unknown = || store::Error::OperationUnknown { op: op.to_string() };
        let listed = self
            .waiting_records()?
            .1
            .into_iter()
            .any(|row| row.op == Some(op));
        if !listed {
            return Err(unknown().into());
        }
        self.store
            .change_everything(&self.actor, |change| -> Result<(), Error> {
                let found = change
                    .record_operations_parked()?
                    .into_iter()
                    .find(|operation| operation.op == op)
                    .ok_or_else(unknown)?;
                let operation = stored_operation(&found.content)?;
                change.apply_records()?;
                sync::records::give_up(&Tables::new(change), &operation)?;
                change.records_applied()?;
                change.record(
                    "record-given-up",
                    found.dossier.as_deref().and_then(|id| id.parse().ok()),
                    &[
                        ("kind", found.kind.as_str()),
                        ("code", found.parked.as_deref().unwrap_or_default()),
                        ("said", &said(&operation, SHOWN)),
                    ],
                )?;
                Ok(())
            })
    }

    /// A refused change is told anew with the next synchronisation; false where there is none of this identity.
    pub(crate) fn retry_record(&self, op: OpId) -> Result<bool, Error> {
        Ok(self
            .store
            .change(&self.actor, |change| -> Result<bool, store::Error> {
                let retried = change.retry_record_operation(op)?;
                if retried {
                    change.record("record-retried", None, &[])?;
                }
                Ok(retried)
            })?)
    }
}

/// What a change says, in so many characters at most.
fn said(operation: &Operation, most: usize) -> String {
    let Change::Patch(fields) = &operation.change else {
        return String::new();
    };
    let texts: Vec<String> = fields
        .iter()
        .filter(|(name, value)| {
            !value.is_null() && !name.ends_with("_us") && !matches!(name.as_str(), "dossier" | "document")
        })
        .map(|(_, value)| shown(value))
        .collect();
    texts.join(" · ").chars().take(most).collect()
}

fn choices(
    conflict: &Conflict,
    whole: Option<&ConflictChoice>,
    fields: &BTreeMap<String, ConflictChoice>,
) -> BTreeMap<String, Choice> {
    conflict
        .fields
        .iter()
        .filter_map(|(name, differing)| {
            let choice = fields.get(name).or(whole)?;
            let like = differing.mine.as_ref().or(differing.theirs.as_ref());
            Some((name.clone(), chosen(like, choice)))
        })
        .collect()
}

/// A text for a field that holds a number or a structure is read as what it is.
fn chosen(like: Option<&Value>, choice: &ConflictChoice) -> Choice {
    match choice {
        ConflictChoice::Mine => Choice::Mine,
        ConflictChoice::Theirs => Choice::Theirs,
        ConflictChoice::Text(text) => Choice::Value(match like {
            Some(Value::String(_) | Value::Null) | None => Value::from(text.as_str()),
            Some(_) => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str())),
        }),
    }
}

fn choice_word(choice: &Choice) -> &'static str {
    match choice {
        Choice::Mine => "mine",
        Choice::Theirs => "theirs",
        Choice::Value(_) => "other",
    }
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Mine => "mine",
        Side::Theirs => "theirs",
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.chars().take(SHOWN).collect(),
        other => other.to_string().chars().take(SHOWN).collect(),
    }
}
