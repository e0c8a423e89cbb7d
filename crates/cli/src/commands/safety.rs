//! Who gets into the desk, backups, and the journal for auditors.

use std::path::Path;
use std::sync::Arc;

use desk::{Cancel, Desk, System};
use model::safety::{AccessState, BackupReport, BackupSettings, BackupView, JournalFilter, JournalLine};
use model::{PersonId, Role};
use secrecy::ExposeSecret;
use serde::Serialize;

use super::{Context, find_dossier, write_file};
use crate::args::safety::*;
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn access(context: &Context<'_>, command: &AccessCommand) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    match command {
        AccessCommand::List => list(context.out, &desk),
        AccessCommand::Add(arguments) => {
            let roles = roles(&arguments.role);
            let office = arguments.person_office.as_deref().unwrap_or_default();
            let person = desk.add_person(&arguments.new_person, &roles, office)?;
            good(
                context.out,
                &person,
                "access-added",
                &[("person", person.name.clone())],
            )
        }
        AccessCommand::Change(arguments) => {
            let person = person(&desk, &arguments.who)?;
            let people = desk.people()?;
            let found = people.iter().find(|one| one.id == person);
            let roles = if arguments.role.is_empty() {
                found.map(|one| one.roles.clone()).unwrap_or_default()
            } else {
                roles(&arguments.role)
            };
            let office = arguments.person_office.clone();
            let office = office.unwrap_or_else(|| found.map(|one| one.office.clone()).unwrap_or_default());
            let person = desk.change_person(person, &roles, &office)?;
            good(
                context.out,
                &person,
                "access-changed",
                &[("person", person.name.clone())],
            )
        }
        AccessCommand::Give(arguments) => {
            let person = person(&desk, &arguments.who)?;
            let one_time = desk.one_time_passphrase();
            desk.add_passphrase_for(person, &one_time)?;
            let shown =
                serde_json::json!({ "person": person, "one_time_passphrase": one_time.expose_secret() });
            let arguments = [
                ("person", arguments.who.clone()),
                ("passphrase", one_time.expose_secret().to_owned()),
            ];
            good(context.out, &shown, "access-one-time", &arguments)
        }
        AccessCommand::Remove(arguments) => {
            desk.remove_access(person(&desk, &arguments.who)?)?;
            let shown = serde_json::json!({ "removed": true });
            good(
                context.out,
                &shown,
                "access-taken",
                &[("person", arguments.who.clone())],
            )
        }
        AccessCommand::Leave(arguments) => {
            desk.person_leaves(person(&desk, &arguments.who)?)?;
            let shown = serde_json::json!({ "left": true });
            good(
                context.out,
                &shown,
                "access-left",
                &[("person", arguments.who.clone())],
            )
        }
        AccessCommand::RecoveryKey => {
            let key = desk.make_recovery_key()?;
            let shown = serde_json::json!({ "recovery_key": key.expose_secret() });
            good(
                context.out,
                &shown,
                "access-recovery-key",
                &[("key", key.expose_secret().to_owned())],
            )
        }
        AccessCommand::Keychain(KeychainCommand::On) => {
            desk.remember_on_this_computer()?;
            let shown = serde_json::json!({ "keychain": true });
            good(context.out, &shown, "keychain-is-on", &[])
        }
        AccessCommand::Keychain(KeychainCommand::Off) => {
            desk.forget_this_computer()?;
            let shown = serde_json::json!({ "keychain": false });
            good(context.out, &shown, "keychain-is-off", &[])
        }
        AccessCommand::Keychain(KeychainCommand::Forget(arguments)) => {
            desk.forget_computer(&arguments.computer_key)?;
            let shown = serde_json::json!({ "forgotten": arguments.computer_key });
            let key = [("key", arguments.computer_key.clone())];
            good(context.out, &shown, "keychain-is-forgotten", &key)
        }
    }
}

fn good(out: &Out, shown: &impl Serialize, id: &str, arguments: &[(&str, String)]) -> Result<Exit, Error> {
    out.either(shown, |out| {
        let text = out.words.text(id, arguments);
        out.line(&format!("{} {text}", out.mark(Mark::Good, false)))
    })?;
    Ok(Exit::Done)
}

fn roles(roles: &[crate::args::RoleArg]) -> Vec<Role> {
    roles.iter().copied().map(Into::into).collect()
}

/// A person by identity, or by the name as it is listed.
pub(super) fn person(desk: &Desk, text: &str) -> Result<PersonId, Error> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let people = desk.people()?;
    let named = |person: &&model::view::PersonView| person.name == text;
    people
        .iter()
        .filter(named)
        .find(|person| person.left_at.is_none())
        .or_else(|| people.iter().find(named))
        .map(|person| person.id)
        .ok_or_else(|| {
            desk::Error::from(desk::SafetyError::PersonUnknown {
                person: text.to_owned(),
            })
            .into()
        })
}

fn list(out: &Out, desk: &Desk) -> Result<Exit, Error> {
    let accesses = desk.accesses()?;
    out.either(&accesses, |out| {
        let words = &out.words;
        let rows: Vec<Vec<String>> = accesses
            .people
            .iter()
            .map(|one| {
                let access = match (one.person.left_at, one.access) {
                    (Some(_), _) => "access-state-left",
                    (None, AccessState::None) => "access-state-none",
                    (None, AccessState::OneTime) => "access-state-one-time",
                    (None, AccessState::Own) => "access-state-own",
                };
                let roles = one.person.roles.iter();
                let roles = roles.map(|role| words.text(super::desk::role_id(*role), &[]));
                vec![
                    one.person.name.clone(),
                    roles.collect::<Vec<_>>().join(", "),
                    one.person.offices().collect::<Vec<_>>().join(", "),
                    words.text(access, &[]),
                    one.person.id.to_string(),
                ]
            })
            .collect();
        out.table(
            &[
                "column-person",
                "column-roles",
                "column-office",
                "column-access",
                "column-id",
            ],
            &rows,
        )?;
        for one in &accesses.people {
            for computer in &one.remembered {
                let since = computer
                    .since
                    .map(|since| out.words.time(since))
                    .unwrap_or_default();
                let arguments = [
                    ("person", one.person.name.clone()),
                    ("computer", computer.computer.clone()),
                    ("since", since),
                    ("key", computer.id.clone()),
                ];
                out.say("access-remembered", &arguments)?;
            }
        }
        let key = if accesses.recovery_key {
            "access-with-recovery-key"
        } else {
            "access-without-recovery-key"
        };
        out.say(key, &[])
    })?;
    Ok(Exit::Done)
}

/// The first opening with a one-time passphrase.
pub fn begin(context: &Context<'_>, new_passphrase_file: Option<&Path>) -> Result<Exit, Error> {
    let out = context.out;
    let folder = there(context)?;
    let one_time = secrets::desk(out, context.global.passphrase_file.as_deref())?;
    let new = secrets::changed(out, new_passphrase_file)?;
    let desk = Desk::begin(&folder, &one_time, &new, Arc::new(System)).map_err(Error::DeskClosed)?;
    let shown = serde_json::json!({ "changed": true, "person": desk.person() });
    good(out, &shown, "passphrase-changed", &[])
}

pub fn recover(context: &Context<'_>, arguments: &DeskRecover) -> Result<Exit, Error> {
    let out = context.out;
    let folder = there(context)?;
    let key = secrets::recovery_key(out, arguments.recovery_key_file.as_deref())?;
    let new = secrets::changed(out, arguments.new_passphrase_file.as_deref())?;
    let unknown =
        |text: &String| desk::Error::from(desk::SafetyError::PersonUnknown { person: text.clone() });
    let person = match &arguments.recover_for {
        Some(text) => Some(text.parse().map_err(|_| unknown(text))?),
        None => None,
    };
    let desk = Desk::recover(&folder, &key, person, &new, Arc::new(System)).map_err(Error::DeskClosed)?;
    let name = desk.view()?.person;
    let shown = serde_json::json!({ "recovered": true, "person": desk.person() });
    good(out, &shown, "access-recovered-now", &[("person", name)])
}

pub fn accept_older(context: &Context<'_>) -> Result<Exit, Error> {
    let out = context.out;
    let folder = there(context)?;
    let passphrase = secrets::desk(out, context.global.passphrase_file.as_deref())?;
    Desk::unlock_accepting(&folder, &passphrase, Arc::new(System)).map_err(Error::DeskClosed)?;
    good(
        out,
        &serde_json::json!({ "accepted": true }),
        "desk-older-accepted",
        &[],
    )
}

fn there(context: &Context<'_>) -> Result<std::path::PathBuf, Error> {
    let folder = context.desk_folder()?;
    if Desk::exists(&folder) {
        Ok(folder)
    } else {
        Err(Error::NoDesk { folder })
    }
}

pub fn backup(context: &Context<'_>, command: &BackupCommand) -> Result<Exit, Error> {
    match command {
        BackupCommand::Make(arguments) => make(context, arguments),
        BackupCommand::List(arguments) => list_backups(context, arguments),
        BackupCommand::Check(arguments) => {
            let desk = context.open_desk()?;
            let cancel = stop_on_interrupt(context.out);
            let bar = Bar::new(context.out);
            let checked = desk.check_backup(&arguments.backup, &|progress| bar.show(&progress), &cancel);
            bar.finish(context.out);
            let view = checked?;
            if view.missing == 0 {
                let count = [("count", view.contents.to_string())];
                return good(context.out, &view, "backup-good", &count);
            }
            let count = [("count", view.missing.to_string())];
            context.out.either(&view, |out| {
                let text = out.words.text("backup-incomplete", &count);
                out.line(&format!("{} {text}", out.mark(Mark::Bad, false)))
            })?;
            Ok(Exit::Failed)
        }
        BackupCommand::Restore(arguments) => restore(context, arguments),
        BackupCommand::Settings(arguments) => settings(context, arguments),
    }
}

fn make(context: &Context<'_>, arguments: &BackupMake) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    if arguments.if_due && !desk.backup_due(desk.clock())? {
        return good(out, &serde_json::json!({ "due": false }), "backup-not-due", &[]);
    }
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let made = desk.back_up(
        arguments.backup_to.as_deref(),
        &|progress| bar.show(&progress),
        &cancel,
    );
    bar.finish(out);
    let report: BackupReport = made?;
    let text = [
        ("folder", report.backup.folder.clone()),
        ("count", report.backup.contents.to_string()),
        ("copied", report.copied.to_string()),
    ];
    good(out, &report, "backup-done", &text)?;
    if report.damaged.is_empty() {
        return Ok(Exit::Done);
    }
    if !out.is_json() {
        let count = [("count", report.damaged.len().to_string())];
        let text = out.words.text("backup-incomplete", &count);
        out.line(&format!("{} {text}", out.mark(Mark::Bad, false)))?;
    }
    Ok(Exit::Failed)
}

fn list_backups(context: &Context<'_>, arguments: &BackupList) -> Result<Exit, Error> {
    let out = context.out;
    let folder = match &arguments.backup_folder {
        Some(folder) => folder.clone(),
        None => {
            let folder = context.open_desk()?.backup_settings()?.folder;
            let folder = folder.ok_or_else(|| desk::Error::from(desk::SafetyError::BackupNotSet))?;
            folder.into()
        }
    };
    let backups: Vec<BackupView> = Desk::backups(&folder)?;
    if out.is_json() {
        backups.iter().try_for_each(|backup| out.json_line(backup))?;
        return Ok(Exit::Done);
    }
    let words = &out.words;
    let cells = |backup: &BackupView| {
        vec![
            words.time(backup.made_at),
            backup.contents.to_string(),
            words.size(backup.bytes),
            backup.folder.clone(),
        ]
    };
    out.table(
        &["column-when", "column-contents", "column-size", "column-folder"],
        &backups.iter().map(cells).collect::<Vec<_>>(),
    )?;
    Ok(Exit::Done)
}

fn restore(context: &Context<'_>, arguments: &BackupRestore) -> Result<Exit, Error> {
    let out = context.out;
    let passphrase = secrets::desk(out, context.global.passphrase_file.as_deref())?;
    let cancel: Cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let restored = Desk::restore(
        &arguments.backup,
        &arguments.restore_to,
        &passphrase,
        Arc::new(System),
        &|progress| bar.show(&progress),
        &cancel,
    );
    bar.finish(out);
    let (_desk, report) = restored?;
    let text = [
        ("folder", arguments.restore_to.display().to_string()),
        ("time", out.words.time(report.backup.made_at)),
    ];
    good(out, &report, "backup-restored", &text)?;
    if !out.is_json() {
        for folder in &report.settled {
            let text = [("folder", folder.display().to_string())];
            out.line(&out.words.text("restore-settled", &text))?;
        }
    }
    if report.missing.is_empty() {
        return Ok(Exit::Done);
    }
    if !out.is_json() {
        let count = [("count", report.missing.len().to_string())];
        let text = out.words.text("backup-incomplete", &count);
        out.line(&format!("{} {text}", out.mark(Mark::Bad, false)))?;
    }
    Ok(Exit::Failed)
}

fn settings(context: &Context<'_>, arguments: &BackupSettingsArgs) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let before = desk.backup_settings()?;
    let folder = match (&arguments.backup_folder, arguments.off) {
        (_, true) => None,
        (Some(folder), _) => {
            let folder = std::path::absolute(folder).map_err(Error::file(folder))?;
            Some(folder.display().to_string())
        }
        (None, false) => before.folder.clone(),
    };
    let settings = BackupSettings {
        folder,
        every_hours: arguments.every_hours.unwrap_or(before.every_hours),
        keep_daily: arguments.keep_daily.unwrap_or(before.keep_daily),
        keep_weekly: arguments.keep_weekly.unwrap_or(before.keep_weekly),
        keep_monthly: arguments.keep_monthly.unwrap_or(before.keep_monthly),
    };
    if settings != before {
        desk.set_backup_settings(&settings)?;
    }
    context.out.either(&settings, |out| {
        let nowhere = || out.words.text("backup-off", &[]);
        out.fields(&[
            (
                "field-backup-folder",
                settings.folder.clone().unwrap_or_else(nowhere),
            ),
            ("field-every-hours", settings.every_hours.to_string()),
            ("field-keep-daily", settings.keep_daily.to_string()),
            ("field-keep-weekly", settings.keep_weekly.to_string()),
            ("field-keep-monthly", settings.keep_monthly.to_string()),
        ])
    })?;
    Ok(Exit::Done)
}

/// The answer of `greffe journal verify` and of `journal export --out`.
#[derive(Serialize)]
struct JournalAnswer {
    entries: u64,
}

pub fn journal(context: &Context<'_>, command: &JournalCommand) -> Result<Exit, Error> {
    match command {
        JournalCommand::Verify(arguments) => match &arguments.journal_file {
            Some(file) => {
                let report = desk::journal::verify_export(file, arguments.journal_key.as_deref())?;
                let text = [
                    ("count", report.entries.to_string()),
                    ("administration", report.administration.clone()),
                    ("person", report.exported_by.clone()),
                    ("time", context.out.words.time(report.exported_at)),
                    ("key", report.key.clone()),
                ];
                let id = if report.whole {
                    "journal-file-whole"
                } else {
                    "journal-file-part"
                };
                good(context.out, &report, id, &text)
            }
            None => {
                let entries = context.open_desk()?.verify_journal()?;
                said(context.out, "journal-good", entries)
            }
        },
        JournalCommand::List(arguments) => journal_list(context, arguments),
        JournalCommand::Export(arguments) => export(context, arguments),
        JournalCommand::Key => {
            let key = context.open_desk()?.journal_key()?;
            context
                .out
                .either(&serde_json::json!({ "key": key }), |out| out.line(&key))?;
            Ok(Exit::Done)
        }
    }
}

fn filter(desk: &Desk, choice: &JournalChoice) -> Result<JournalFilter, Error> {
    let dossier = choice.about.as_deref();
    Ok(JournalFilter {
        dossier: dossier
            .map(|text| find_dossier(desk, text))
            .transpose()?
            .map(|found| found.id),
        actor: choice.actor.clone(),
        kind: choice.kind.clone(),
        from: choice.from,
        until: choice.until,
        before: None,
    })
}

fn journal_list(context: &Context<'_>, arguments: &JournalList) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let filter = JournalFilter {
        before: arguments.before,
        ..filter(&desk, &arguments.choice)?
    };
    let page = desk.journal(&filter, arguments.lines)?;
    if out.is_json() {
        page.lines.iter().try_for_each(|line| out.json_line(line))?;
        return Ok(Exit::Done);
    }
    let words = &out.words;
    let cells = |line: &JournalLine| {
        let details: Vec<String> = line
            .details
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        vec![
            line.sequence.to_string(),
            words.time(line.at),
            line.actor.clone(),
            line.kind.clone(),
            line.reference.clone().unwrap_or_default(),
            console::truncate_str(&details.join(" "), 60, "…").into_owned(),
        ]
    };
    out.table(
        &[
            "column-sequence",
            "column-when",
            "column-person",
            "column-kind",
            "column-reference",
            "column-details",
        ],
        &page.lines.iter().map(cells).collect::<Vec<_>>(),
    )?;
    if let Some(next) = page.next {
        out.say("journal-more", &[("before", next.to_string())])?;
    }
    Ok(Exit::Done)
}

fn export(context: &Context<'_>, arguments: &JournalExport) -> Result<Exit, Error> {
    let desk = context.open_desk()?;
    let filter = filter(&desk, &arguments.choice)?;
    let mut lines = Vec::new();
    let entries = desk.export_journal_filtered(&filter, &mut lines)?;
    match &arguments.out {
        None => context.out.bytes(&lines).map(|()| Exit::Done),
        Some(path) => {
            write_file(path, &lines, false)?;
            said(context.out, "journal-exported", entries)
        }
    }
}

fn said(out: &Out, id: &str, entries: u64) -> Result<Exit, Error> {
    good(
        out,
        &JournalAnswer { entries },
        id,
        &[("count", entries.to_string())],
    )
}
