//! What an operator does on the platform's own machine: the command line's use cases.

use identifier::{Identifier, UnknownIdentifier};
use jiff::Timestamp;
use model::{DeskId, Role, Sha256};
use uuid::Uuid;

use crate::enrolment::{CODE_LIFETIME, code_sha256, new_code};
use crate::error::Error;
use crate::state::{Environment, identifier_sha256};
use crate::storage::people::{Person, PersonChange, RevocationPolicy};
use crate::storage::records::Use;
use crate::storage::{Administration, Revocation, Storage};
use crate::text::is_line;

/// Adds an administration.
///
/// # Errors
/// The name is no name, or taken.
pub fn add_administration(
    storage: &dyn Storage,
    environment: &dyn Environment,
    name: &str,
) -> Result<Administration, Error> {
    let name = name.trim();
    if !is_line(name, 200) {
        return Err(Error::NameInvalid);
    }
    let mut random = [0; 16];
    environment.random(&mut random)?;
    let id = uuid::Builder::from_random_bytes(random).into_uuid();
    let administration = Administration {
        id,
        name: name.to_owned(),
    };
    storage.add_administration(&administration, environment.now())?;
    Ok(administration)
}

/// Sets how much an administration may store of records, and says how much it has.
///
/// # Errors
/// There is no such administration.
pub fn limit_records(
    storage: &dyn Storage,
    name: &str,
    most_records: Option<u64>,
    most_bytes: Option<u64>,
) -> Result<Use, Error> {
    let administration = storage
        .administration(name)?
        .ok_or_else(|| Error::AdministrationUnknown {
            name: name.to_owned(),
        })?;
    storage.limit_records(administration.id, most_records, most_bytes)?;
    storage.record_use(administration.id)
}

/// Names certificates by which an administration seals, ends others, and gives those that hold now, oldest first. As soon
/// as one is named the administration registers only what one of them has sealed, also after all have ended. What was
/// registered stays.
///
/// # Errors
/// There is no such administration, a certificate is another's, or one that is to end is none of its; nothing is changed
/// then.
pub fn seals(
    storage: &dyn Storage,
    environment: &dyn Environment,
    name: &str,
    named: &[Sha256],
    ended: &[Sha256],
) -> Result<Vec<(Sha256, Timestamp)>, Error> {
    let administration =
        storage
            .administration(name.trim())?
            .ok_or_else(|| Error::AdministrationUnknown {
                name: name.to_owned(),
            })?;
    let now = environment.now();
    let held = storage.seals(administration.id)?;
    let unknown = |certificate: &&Sha256| held.iter().all(|(sha256, _)| sha256 != *certificate);
    if let Some(sha256) = ended.iter().find(unknown).copied() {
        return Err(Error::SealUnknown { sha256 });
    }
    if let Some(sha256) = storage.name_seals(administration.id, named, now)? {
        return Err(Error::SealTaken { sha256 });
    }
    for certificate in ended {
        storage.end_seal(administration.id, *certificate, now)?;
    }
    storage.seals(administration.id)
}

/// A one-time code, with the time at which it ends.
///
/// # Errors
/// There is no such administration.
pub fn enrolment_code(
    storage: &dyn Storage,
    environment: &dyn Environment,
    administration: &str,
    roles: &[Role],
) -> Result<(String, Timestamp), Error> {
    let found = storage.administration(administration.trim())?;
    let found = found.ok_or_else(|| Error::AdministrationUnknown {
        name: administration.to_owned(),
    })?;
    let mut random = [0; 10];
    environment.random(&mut random)?;
    let code = new_code(random);
    let now = environment.now();
    let expires = now.saturating_add(CODE_LIFETIME).unwrap_or(Timestamp::MAX);
    storage.add_enrolment_code(code_sha256(&code), found.id, roles, now, expires)?;
    Ok((code, expires))
}

/// Revokes a desk: its key and its tokens stop working at once, and at its next contact it locks itself.
///
/// # Errors
/// There is no such desk.
pub fn revoke_desk(storage: &dyn Storage, environment: &dyn Environment, desk: &str) -> Result<(), Error> {
    end_desk(storage, environment, desk, RevocationPolicy::Lock)
}

/// Revokes a desk and says what it does at its next contact. A desk that is to wipe itself is never told less.
///
/// # Errors
/// There is no such desk.
pub fn end_desk(
    storage: &dyn Storage,
    environment: &dyn Environment,
    desk: &str,
    policy: RevocationPolicy,
) -> Result<(), Error> {
    let id = desk_id(desk)?;
    if storage.end_desk(id, policy, environment.now())? {
        Ok(())
    } else {
        Err(Error::DeskUnknown {
            desk: desk.to_owned(),
        })
    }
}

fn desk_id(desk: &str) -> Result<DeskId, Error> {
    desk.trim().parse().map_err(|_| Error::DeskUnknown {
        desk: desk.to_owned(),
    })
}

/// Somebody to be registered.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// Name of their administration.
    pub administration: &'a str,
    /// Their name.
    pub name: &'a str,
    /// Their identity where desks know them already, else one is drawn.
    pub id: Option<Uuid>,
    /// What they may do.
    pub roles: &'a [Role],
    /// Codes of their offices.
    pub offices: &'a [String],
}

/// Registers a person.
///
/// # Errors
/// There is no such administration, a name is no name, or the identity is taken.
pub fn add_person(
    storage: &dyn Storage,
    environment: &dyn Environment,
    new: &NewPerson<'_>,
) -> Result<Person, Error> {
    let found = storage.administration(new.administration.trim())?;
    let administration = found.ok_or_else(|| Error::AdministrationUnknown {
        name: new.administration.to_owned(),
    })?;
    let name = new.name.trim();
    let lines = std::iter::once(name).chain(new.offices.iter().map(String::as_str));
    if !lines.into_iter().all(|line| is_line(line, 200)) {
        return Err(Error::NameInvalid);
    }
    let id = match new.id {
        Some(id) => id,
        None => {
            let mut random = [0; 16];
            environment.random(&mut random)?;
            uuid::Builder::from_random_bytes(random).into_uuid()
        }
    };
    let person = Person {
        id,
        administration,
        name: name.to_owned(),
        roles: new.roles.to_vec(),
        offices: new.offices.to_vec(),
        desks: Vec::new(),
        added_at: environment.now(),
        left_at: None,
    };
    if storage.add_person(&person)? {
        Ok(person)
    } else {
        Err(Error::PersonExists {
            person: id.to_string(),
        })
    }
}

/// Changes a person: it holds from the next request of each of their desks on.
///
/// # Errors
/// There is no such person, they have left, the desk is not one of their administration, or an office's code is none.
pub fn change_person(
    storage: &dyn Storage,
    environment: &dyn Environment,
    person: &str,
    change: &PersonChange,
) -> Result<(), Error> {
    if let PersonChange::Offices(offices) = change
        && !offices.iter().all(|office| is_line(office, 200))
    {
        return Err(Error::NameInvalid);
    }
    let unknown = || Error::PersonUnknown {
        person: person.to_owned(),
    };
    let id: Uuid = person.trim().parse().map_err(|_| unknown())?;
    if storage.change_person(id, change, environment.now())? {
        return Ok(());
    }
    match (change, storage.person(id)?) {
        (PersonChange::WorksOn(desk) | PersonChange::NoLongerOn(desk), Some(known))
            if known.left_at.is_none() =>
        {
            Err(Error::DeskUnknown {
                desk: desk.to_string(),
            })
        }
        _ => Err(unknown()),
    }
}

/// The change that lets a person work on a desk, or no longer.
///
/// # Errors
/// This is no identity of a desk.
pub fn desk_change(desk: &str, remove: bool) -> Result<PersonChange, Error> {
    let id = desk_id(desk)?;
    Ok(if remove {
        PersonChange::NoLongerOn(id)
    } else {
        PersonChange::WorksOn(id)
    })
}

/// Revokes an original: its page says so from now on. Gives the revocation that holds: the first one stays.
///
/// # Errors
/// The identifier is mistyped or unknown, or the reason is no sentence.
pub fn revoke_original(
    storage: &dyn Storage,
    environment: &dyn Environment,
    identifier: &str,
    reason: &str,
    lang: wording::Lang,
) -> Result<Revocation, Error> {
    let identifier = Identifier::parse(identifier)?;
    if !is_line(reason, 1000) {
        return Err(Error::NameInvalid);
    }
    let revocation = Revocation {
        at: environment.now(),
        reason: reason.trim().to_owned(),
        lang: lang.tag().to_owned(),
    };
    let identifier = identifier_sha256(&identifier);
    storage.revoke_original(identifier, &revocation)?;
    let original = storage.original(identifier)?;
    original
        .and_then(|original| original.revoked)
        .ok_or_else(|| UnknownIdentifier.into())
}
