//! `greffe-platform person …`: people of administrations, their roles, offices and desks.

use clap::Subcommand;
use model::Role;
use platform::admin::{self, NewPerson};
use platform::state::System;
use platform::storage::people::{Person, PersonChange};
use platform::{Error, api};

/// What an operator does with people.
#[derive(Subcommand)]
pub enum PersonCommand {
    /// Register somebody of an administration.
    Add {
        #[command(flatten)]
        data: crate::Data,
        /// Name of the administration.
        #[arg(long, value_name = "NAME")]
        administration: String,
        /// Their name.
        name: String,
        /// What they may do; repeat for several.
        #[arg(long = "role", value_name = "ROLE", value_parser = crate::role)]
        roles: Vec<Role>,
        /// Code of an office they belong to; repeat for several.
        #[arg(long = "office", value_name = "CODE")]
        offices: Vec<String>,
        /// Their identity where desks know them already.
        #[arg(long, value_name = "UUID")]
        id: Option<uuid::Uuid>,
    },
    /// List everybody: identity, administration, name, roles, offices, desks, state.
    List {
        #[command(flatten)]
        data: crate::Data,
    },
    /// Give a person these roles in place of those before; without any, they may do nothing.
    Role {
        #[command(flatten)]
        data: crate::Data,
        /// Identity of the person, as listed.
        person: String,
        /// What they may do; repeat for several.
        #[arg(long = "role", value_name = "ROLE", value_parser = crate::role)]
        roles: Vec<Role>,
    },
    /// Put a person into these offices in place of those before.
    Office {
        #[command(flatten)]
        data: crate::Data,
        /// Identity of the person, as listed.
        person: String,
        /// Code of an office; repeat for several.
        #[arg(long = "office", value_name = "CODE")]
        offices: Vec<String>,
    },
    /// Say that a person works on a desk. From the first one on, the desk acts in the roles of its people alone.
    Desk {
        #[command(flatten)]
        data: crate::Data,
        /// Identity of the person, as listed.
        person: String,
        /// Identity of the desk, as listed.
        desk: String,
        /// They no longer work there.
        #[arg(long)]
        remove: bool,
    },
    /// Say who a person is at an OpenID Connect issuer: they sign in as that.
    Subject {
        #[command(flatten)]
        data: crate::Data,
        /// Identity of the person, as listed.
        person: uuid::Uuid,
        /// The issuer's address, as the platform is given it.
        #[arg(long, value_name = "URL")]
        issuer: String,
        /// What the issuer calls them (`sub`).
        #[arg(long, value_name = "TEXT")]
        subject: String,
    },
    /// A person has left: no desk acts for them any more.
    Revoke {
        #[command(flatten)]
        data: crate::Data,
        /// Identity of the person, as listed.
        person: String,
    },
    /// List what operators did to people and desks, oldest first.
    Acts {
        #[command(flatten)]
        data: crate::Data,
    },
}

/// Carries the command out.
pub fn run(command: PersonCommand, say: impl Fn(&str)) -> Result<(), Error> {
    let change = |data: &crate::Data, person: &str, change: &PersonChange| {
        admin::change_person(&*crate::open(data)?, &System, person, change)
    };
    match command {
        PersonCommand::Add {
            data,
            administration,
            name,
            roles,
            offices,
            id,
        } => {
            let new = NewPerson {
                administration: &administration,
                name: &name,
                id,
                roles: &roles,
                offices: &offices,
            };
            let person = admin::add_person(&*crate::open(&data)?, &System, &new)?;
            say(&line(&person));
        }
        PersonCommand::List { data } => {
            for person in crate::open(&data)?.people()? {
                say(&line(&person));
            }
        }
        PersonCommand::Role { data, person, roles } => {
            change(&data, &person, &PersonChange::Roles(roles))?;
        }
        PersonCommand::Office {
            data,
            person,
            offices,
        } => change(&data, &person, &PersonChange::Offices(offices))?,
        PersonCommand::Desk {
            data,
            person,
            desk,
            remove,
        } => change(&data, &person, &admin::desk_change(&desk, remove)?)?,
        PersonCommand::Subject {
            data,
            person,
            issuer,
            subject,
        } => {
            let storage = crate::open(&data)?;
            let now = platform::state::Environment::now(&System);
            if !storage.add_subject(&issuer, &subject, person, now)? {
                return Err(Error::PersonUnknown {
                    person: person.to_string(),
                });
            }
        }
        PersonCommand::Revoke { data, person } => change(&data, &person, &PersonChange::Left)?,
        PersonCommand::Acts { data } => {
            for act in crate::open(&data)?.acts()? {
                say(&format!(
                    "{}\t{}\t{}\t{}\t{}",
                    act.number, act.at, act.act, act.subject, act.detail
                ));
            }
        }
    }
    Ok(())
}

fn line(person: &Person) -> String {
    let list = |items: Vec<String>| {
        if items.is_empty() {
            "-".to_owned()
        } else {
            items.join(",")
        }
    };
    let state = person
        .left_at
        .map_or_else(|| "here".to_owned(), |at| format!("left {at}"));
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{state}",
        person.id,
        person.administration.name,
        person.name,
        list(
            person
                .roles
                .iter()
                .map(|role| api::role_name(*role).to_owned())
                .collect()
        ),
        list(person.offices.clone()),
        list(person.desks.iter().map(ToString::to_string).collect()),
    )
}
