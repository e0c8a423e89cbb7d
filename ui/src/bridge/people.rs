//! The people of the desk and how they get in.

use model::safety::AccessesView;
use model::view::{DeskView, PersonView};
use model::{PersonId, Role};
use serde::Serialize;

use super::Answer;
use super::call::{Nothing, call};

/// Everybody at the desk.
pub async fn people() -> Answer<Vec<PersonView>> {
    call("people", &Nothing {}).await
}

/// Everybody, with how they get in.
pub async fn accesses() -> Answer<AccessesView> {
    call("accesses", &Nothing {}).await
}

#[derive(Serialize)]
struct One {
    person: PersonId,
}

/// Adds a person.
pub async fn add_person(name: String, roles: Vec<Role>, office: String) -> Answer<PersonView> {
    #[derive(Serialize)]
    struct Arguments {
        name: String,
        roles: Vec<Role>,
        office: String,
    }
    call("add_person", &Arguments { name, roles, office }).await
}

/// Gives a person other roles and another office.
pub async fn change_person(person: PersonId, roles: Vec<Role>, office: String) -> Answer<PersonView> {
    #[derive(Serialize)]
    struct Arguments {
        person: PersonId,
        roles: Vec<Role>,
        office: String,
    }
    call(
        "change_person",
        &Arguments {
            person,
            roles,
            office,
        },
    )
    .await
}

/// A person does not work here any more.
pub async fn person_leaves(person: PersonId) -> Answer<()> {
    call("person_leaves", &One { person }).await
}

/// Names a person for a dossier, by its reference.
pub async fn grant_access(reference: String, person: PersonId, reason: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        reference: String,
        person: PersonId,
        reason: String,
    }
    call(
        "grant_access",
        &Arguments {
            reference,
            person,
            reason,
        },
    )
    .await
}

/// A passphrase for the first unlocking, shown once.
pub async fn give_passphrase(person: PersonId) -> Answer<String> {
    call("give_passphrase", &One { person }).await
}

/// Takes a person's access away.
pub async fn remove_access(person: PersonId) -> Answer<()> {
    call("remove_access", &One { person }).await
}

/// A recovery key, shown once.
pub async fn make_recovery_key() -> Answer<String> {
    call("make_recovery_key", &Nothing {}).await
}

/// Opens the desk with a passphrase that was handed over, which an own one replaces.
pub async fn begin(one_time: String, passphrase: String) -> Answer<DeskView> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Arguments {
        one_time: String,
        passphrase: String,
    }
    call("begin", &Arguments { one_time, passphrase }).await
}

/// Opens the desk with the recovery key.
pub async fn recover(recovery_key: String, passphrase: String) -> Answer<DeskView> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Arguments {
        recovery_key: String,
        passphrase: String,
    }
    call(
        "recover",
        &Arguments {
            recovery_key,
            passphrase,
        },
    )
    .await
}

/// Whether the keychain of a computer may open the desk.
pub async fn keychain_may_open() -> Answer<bool> {
    call("keychain_may_open", &Nothing {}).await
}

/// Opens the desk with what the keychain of this computer keeps.
pub async fn unlock_with_keychain() -> Answer<DeskView> {
    call("unlock_with_keychain", &Nothing {}).await
}

/// Whether the keychain of this computer opens the desk for whoever works here.
pub async fn remembered_here() -> Answer<bool> {
    call("remembered_here", &Nothing {}).await
}

/// Lets the keychain of this computer open the desk for whoever works here, or no more.
pub async fn remember_here(on: bool) -> Answer<()> {
    call(if on { "remember_here" } else { "forget_here" }, &Nothing {}).await
}

/// Lets a computer open the desk no more.
pub async fn forget_computer(id: String) -> Answer<()> {
    #[derive(Serialize)]
    struct Arguments {
        id: String,
    }
    call("forget_computer", &Arguments { id }).await
}
