//! What an operator does on the platform's own machine: the command line's use cases.

use identifier::{Identifier, UnknownIdentifier};
use jiff::Timestamp;
use model::{DeskId, Role};

use crate::enrolment::{CODE_LIFETIME, code_sha256, new_code};
use crate::error::Error;
use crate::state::{Environment, identifier_sha256};
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

/// Revokes a desk: its key and its tokens stop working at once.
///
/// # Errors
/// There is no such desk.
pub fn revoke_desk(storage: &dyn Storage, environment: &dyn Environment, desk: &str) -> Result<(), Error> {
    let unknown = || Error::DeskUnknown {
        desk: desk.to_owned(),
    };
    let id: DeskId = desk.trim().parse().map_err(|_| unknown())?;
    if storage.revoke_desk(id, environment.now())? {
        Ok(())
    } else {
        Err(unknown())
    }
}

/// Revokes an original: its page says so from now on. The first reason stays.
///
/// # Errors
/// The identifier is mistyped or unknown, or the reason is no sentence.
pub fn revoke_original(
    storage: &dyn Storage,
    environment: &dyn Environment,
    identifier: &str,
    reason: &str,
    lang: wording::Lang,
) -> Result<(), Error> {
    let identifier = Identifier::parse(identifier)?;
    if !is_line(reason, 1000) {
        return Err(Error::NameInvalid);
    }
    let revocation = Revocation {
        at: environment.now(),
        reason: reason.trim().to_owned(),
        lang: lang.tag().to_owned(),
    };
    let known = storage.revoke_original(identifier_sha256(&identifier), &revocation)?;
    if known {
        Ok(())
    } else {
        Err(UnknownIdentifier.into())
    }
}
