//! The directory.

use model::contact::{ContactEntry, ContactField, ContactRow, ContactView, LikenessReason};
use model::{ContactId, PartyKind};

use super::{Context, filing, write_file};
use crate::args::dossiers::{ContactCommand, ContactEdit, ContactFields};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};

/// A contact's id.
pub fn contact_id(text: &str) -> Result<ContactId, Error> {
    text.parse()
        .map_err(|_| desk::Error::from(store_unknown(text)).into())
}

fn store_unknown(text: &str) -> desk::DirectoryError {
    desk::DirectoryError::Unknown {
        contact: text.to_owned(),
    }
}

pub fn run(context: &Context<'_>, command: &ContactCommand) -> Result<Exit, Error> {
    let out = context.out;
    match command {
        ContactCommand::Add(arguments) => {
            let kind = if arguments.legal {
                PartyKind::Legal
            } else {
                PartyKind::Natural
            };
            let mut entry = ContactEntry::named(kind, &arguments.contact_name);
            fill(&mut entry, &arguments.fields)?;
            saved(
                out,
                &context.open_desk()?.add_contact(entry, arguments.fields.anyway)?,
            )
        }
        ContactCommand::Edit(arguments) => edit(context, arguments),
        ContactCommand::Show(arguments) => {
            let contact = context.open_desk()?.contact(contact_id(&arguments.contact)?)?;
            out.either(&contact, |out| show(out, &contact))?;
            Ok(Exit::Done)
        }
        ContactCommand::Find(arguments) => {
            let rows = context
                .open_desk()?
                .contacts(&arguments.typed.join(" "), arguments.contact_limit)?;
            list(out, &rows)
        }
        ContactCommand::Duplicates(arguments) => {
            let found = context.open_desk()?.duplicates(arguments.contact_limit)?;
            out.either(&found, |out| {
                if found.is_empty() {
                    return out.say("duplicates-none", &[]);
                }
                let rows: Vec<Vec<String>> = found
                    .iter()
                    .map(|pair| {
                        let side = |row: &ContactRow| format!("{} ({})", row.name, row.id);
                        vec![
                            pair.score.to_string(),
                            out.words.text(likeness_id(pair.reason), &[]),
                            side(&pair.first),
                            side(&pair.second),
                        ]
                    })
                    .collect();
                out.table(
                    &["column-score", "column-why", "column-first", "column-second"],
                    &rows,
                )
            })?;
            Ok(Exit::Done)
        }
        ContactCommand::Merge(arguments) => {
            let take = arguments
                .take
                .iter()
                .map(|text| field(text))
                .collect::<Result<Vec<_>, _>>()?;
            let (kept, merged) = (contact_id(&arguments.kept)?, contact_id(&arguments.merged)?);
            let contact = context.open_desk()?.merge_contacts(kept, merged, &take)?;
            out.either(&contact, |out| {
                let merge = contact.merges.first();
                let arguments = [
                    (
                        "merged",
                        merge.map(|merge| merge.merged_name.clone()).unwrap_or_default(),
                    ),
                    ("name", contact.full_name.clone()),
                    (
                        "merge",
                        merge.map(|merge| merge.id.to_string()).unwrap_or_default(),
                    ),
                ];
                good(out, "contacts-were-merged", &arguments)
            })?;
            Ok(Exit::Done)
        }
        ContactCommand::Unmerge(arguments) => {
            let merge = context.open_desk()?.undo_merge(arguments.merge)?;
            out.either(&merge, |out| {
                good(out, "contacts-were-unmerged", &[("merge", merge.id.to_string())])
            })?;
            Ok(Exit::Done)
        }
        ContactCommand::Import(file) => {
            let bytes = input::small(&file.table)?;
            filing::imported(out, &context.open_desk()?.import_contacts(&bytes)?)
        }
        ContactCommand::Export(arguments) => {
            let bytes = context.open_desk()?.export_contacts()?;
            write_file(&arguments.target, &bytes, false)?;
            Ok(Exit::Done)
        }
    }
}

fn good(out: &Out, id: &str, arguments: &[(&str, String)]) -> Result<(), Error> {
    out.line(&format!(
        "{} {}",
        out.mark(Mark::Good, false),
        out.words.text(id, arguments)
    ))
}

fn likeness_id(reason: LikenessReason) -> &'static str {
    match reason {
        LikenessReason::SameMatricule => "likeness-same-matricule",
        LikenessReason::SameVat => "likeness-same-vat",
        LikenessReason::NameAndBirthDate => "likeness-name-and-birth-date",
        LikenessReason::NameAndAddress => "likeness-name-and-address",
    }
}

fn field(text: &str) -> Result<ContactField, Error> {
    ContactField::ALL
        .into_iter()
        .find(|field| field.key() == text)
        .ok_or_else(|| {
            desk::Error::from(desk::DirectoryError::FieldUnknown {
                field: text.to_owned(),
                known: ContactField::ALL.map(ContactField::key).join(", "),
            })
            .into()
        })
}

fn fill(entry: &mut ContactEntry, fields: &ContactFields) -> Result<(), Error> {
    let given = |target: &mut String, value: &Option<String>| {
        if let Some(value) = value {
            target.clone_from(value);
        }
    };
    given(&mut entry.given_names, &fields.given_names);
    given(&mut entry.salutation, &fields.salutation);
    given(&mut entry.matricule, &fields.matricule);
    given(&mut entry.vat, &fields.vat);
    given(&mut entry.rcs, &fields.rcs);
    given(&mut entry.address.complement, &fields.complement);
    given(&mut entry.address.street, &fields.street);
    given(&mut entry.address.postal_code, &fields.postal_code);
    given(&mut entry.address.city, &fields.city);
    given(&mut entry.address.country, &fields.country);
    given(&mut entry.email, &fields.email);
    given(&mut entry.phone, &fields.phone);
    given(&mut entry.notes, &fields.notes);
    let refused = |error: model::contact::ContactError| desk::Error::from(desk::DirectoryError::from(error));
    if let Some(date) = &fields.birth_date {
        entry.birth_date = match date.as_str() {
            "" => None,
            date => Some(date.parse().map_err(|_| {
                refused(model::contact::ContactError::BirthDate {
                    date: date.to_owned(),
                })
            })?),
        };
    }
    if let Some(language) = &fields.language {
        entry.language = match language.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|_| {
                refused(model::contact::ContactError::Language {
                    text: text.to_owned(),
                })
            })?),
        };
    }
    Ok(())
}

fn edit(context: &Context<'_>, arguments: &ContactEdit) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let contact = desk.contact(contact_id(&arguments.contact)?)?;
    let mut entry = contact.entry;
    if let Some(name) = &arguments.contact_name {
        entry.name.clone_from(name);
    }
    fill(&mut entry, &arguments.fields)?;
    saved(
        context.out,
        &desk.change_contact(contact.id, entry, arguments.fields.anyway)?,
    )
}

fn saved(out: &Out, contact: &ContactView) -> Result<Exit, Error> {
    out.either(contact, |out| {
        let arguments = [
            ("name", contact.full_name.clone()),
            ("id", contact.id.to_string()),
        ];
        good(out, "contact-saved", &arguments)
    })?;
    Ok(Exit::Done)
}

fn show(out: &Out, contact: &ContactView) -> Result<(), Error> {
    let entry = &contact.entry;
    out.line(&out.bold(&contact.full_name))?;
    out.fields(&[
        ("field-salutation", entry.salutation.clone()),
        ("field-birth-date", entry.value(ContactField::BirthDate)),
        ("field-matricule", entry.matricule.clone()),
        ("field-vat", entry.vat.clone()),
        ("field-rcs", entry.rcs.clone()),
        ("field-address", entry.value(ContactField::Address)),
        ("field-email", entry.email.clone()),
        ("field-phone", entry.phone.clone()),
        ("field-language", entry.value(ContactField::Language)),
        ("field-notes", entry.notes.replace('\n', " ")),
        ("field-dossiers", contact.dossiers.to_string()),
        ("field-id", contact.id.to_string()),
    ])?;
    contact.merges.iter().try_for_each(|merge| {
        out.fields(&[(
            "field-merge",
            format!(
                "{}  {}  {}  {}",
                merge.id,
                merge.merged_name,
                out.words.time(merge.at),
                merge.actor
            ),
        )])
    })
}

fn list(out: &Out, rows: &[ContactRow]) -> Result<Exit, Error> {
    out.either(&rows, |out| {
        if rows.is_empty() {
            return out.say("contacts-none", &[]);
        }
        let cells: Vec<Vec<String>> = rows
            .iter()
            .map(|row| {
                vec![
                    row.name.clone(),
                    row.birth_date.map(|date| date.to_string()).unwrap_or_default(),
                    row.matricule.clone(),
                    row.city.clone(),
                    row.id.to_string(),
                ]
            })
            .collect();
        out.table(
            &[
                "column-name",
                "column-birth-date",
                "column-matricule",
                "column-city",
                "field-id",
            ],
            &cells,
        )
    })?;
    Ok(Exit::Done)
}
