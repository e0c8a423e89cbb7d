//! One module for each group of commands.

mod augment;
mod augmentations;
mod circuits;
mod deadlines;
mod desk;
mod directory;
mod doctor;
mod documents;
mod dossiers;
mod files;
mod filing;
mod identifiers;
mod import;
mod keys;
mod letters;
mod log;
mod pdfs;
mod platform;
mod procedures;
mod retention;
mod safety;
mod seal;
mod search;
mod sharing;
mod sign_in;
mod signature;
mod trust;
mod visible_seal;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::DocumentId;
use model::view::{DocumentView, DossierView, VersionView};

use crate::args::{Command, Global, Greffe};
use crate::error::{Error, Exit};
use crate::out::Out;
use crate::secrets;

/// What commands get: output and the options that every command has.
pub struct Context<'a> {
    /// Output.
    pub out: &'a Out,
    /// Global options.
    pub global: &'a Global,
}

/// Runs the command.
pub fn run(greffe: &Greffe, out: &Out) -> Result<Exit, Error> {
    let context = Context {
        out,
        global: &greffe.global,
    };
    match &greffe.command {
        Command::Desk(command) => desk::run(&context, command),
        Command::Enrol(enrol) => platform::enrol(&context, enrol),
        Command::SignIn(arguments) => sign_in::sign_in(&context, arguments),
        Command::SignOut => sign_in::sign_out(&context),
        Command::Dossier(command) => dossiers::run(&context, command),
        Command::Contact(command) => directory::run(&context, command),
        Command::Classification(command) => filing::classification(&context, command),
        Command::Numbering(arguments) => filing::numbering(&context, arguments),
        Command::Document(command) => documents::run(&context, command),
        Command::Circuit(command) => circuits::run(&context, command),
        Command::Delegation(command) => circuits::delegation(&context, command),
        Command::Task(command) => circuits::task(&context, command),
        Command::Note(command) => circuits::note(&context, command),
        Command::Inbox(arguments) => circuits::inbox(&context, arguments),
        Command::Outbox(outbox) => platform::outbox(&context, outbox),
        Command::Conflicts => sharing::list(&context),
        Command::Conflict(command) => sharing::conflict(&context, command),
        Command::Sync => platform::sync(&context),
        Command::Augmentations(arguments) => augmentations::run(&context, arguments),
        Command::Letter(command) => letters::run(&context, command),
        Command::Procedure(command) => procedures::run(&context, command),
        Command::Deadline(command) => deadlines::run(&context, command),
        Command::Holidays(command) => deadlines::holidays(&context, command),
        Command::Forward(arguments) => deadlines::forward(&context, arguments),
        Command::Journal(command) => safety::journal(&context, command),
        Command::Log(command) => log::log(&context, command),
        Command::Access(command) => safety::access(&context, command),
        Command::Backup(command) => safety::backup(&context, command),
        Command::Retention(command) => retention::run(&context, command),
        Command::Export(command) => retention::export(&context, command),
        Command::Figures(command) => retention::figures(&context, command),
        Command::Fetch(fetch) => platform::fetch(&context, fetch),
        Command::Watch(watch) => import::watch(&context, watch),
        Command::Unfiled(command) => import::unfiled(&context, command),
        Command::Separator(separator) => import::separator(&context, separator),
        Command::Seal(seal) => seal::run(&context, seal),
        Command::Augment(arguments) => augment::run(&context, arguments),
        Command::Verify(verify) => files::verify(&context, verify),
        Command::Trust(command) => trust::run(&context, command),
        Command::Inspect(inspect) => pdfs::inspect(&context, inspect),
        Command::Repair(repair) => pdfs::repair(&context, repair),
        Command::Certificates(certificates) => keys::certificates(&context, certificates),
        Command::Doctor(doctor) => doctor::run(&context, doctor),
        Command::VisibleSeal(command) => visible_seal::run(&context, command),
        Command::Identifier(command) => identifiers::run(&context, command),
        Command::Search(arguments) => search::run(&context, arguments),
        Command::Searches(command) => search::searches(&context, command),
        Command::Index(arguments) => search::index(&context, arguments),
        Command::Completion(completion) => completion_script(out, completion.shell),
        Command::Help(help) => show_help(out, &help.command),
    }
}

fn completion_script(out: &Out, shell: clap_complete::Shell) -> Result<Exit, Error> {
    use clap::CommandFactory;
    let mut script = Vec::new();
    let mut command = crate::help::translated(Greffe::command(), &out.words);
    clap_complete::generate(shell, &mut command, "greffe", &mut script);
    out.bytes(&script)?;
    Ok(Exit::Done)
}

fn show_help(out: &Out, path: &[String]) -> Result<Exit, Error> {
    use clap::CommandFactory;
    let arguments = std::iter::once("greffe")
        .chain(path.iter().map(String::as_str))
        .chain(["--help"]);
    let error = crate::help::translated(Greffe::command(), &out.words)
        .try_get_matches_from(arguments)
        .err();
    Ok(error.map_or(Exit::Done, |error| crate::not_run(&error, out)))
}

impl Context<'_> {
    /// The folder of the desk: `--desk`, else `GREFFE_DESK`, else the user's data folder.
    pub fn desk_folder(&self) -> Result<PathBuf, Error> {
        self.global
            .desk
            .clone()
            .or_else(|| {
                std::env::var_os("GREFFE_DESK")
                    .filter(|value| !value.is_empty())
                    .map(PathBuf::from)
            })
            .or_else(|| dirs::data_dir().map(|folder| folder.join("greffe")))
            .ok_or(Error::NoDataFolder)
    }

    /// The unlocked desk.
    pub fn open_desk(&self) -> Result<::desk::Desk, Error> {
        let folder = self.desk_folder()?;
        // Whoever mistyped the folder should learn that before being asked for a passphrase.
        if ::desk::Desk::restoring_interrupted(&folder) {
            return Err(Error::DeskClosed(
                ::desk::SafetyError::RestoreInterrupted { folder }.into(),
            ));
        }
        if !::desk::Desk::exists(&folder) {
            return Err(Error::NoDesk { folder });
        }
        let environment = Arc::new(::desk::System);
        let desk = if self.global.keychain {
            ::desk::Desk::unlock_with_keychain(&folder, environment)
        } else {
            let passphrase = secrets::desk(self.out, self.global.passphrase_file.as_deref())?;
            ::desk::Desk::unlock(&folder, &passphrase, environment)
        }
        .map_err(Error::DeskClosed)?;
        desk.set_lang(self.out.words.lang());
        Ok(desk)
    }
}

/// A dossier by its id or its reference.
pub fn find_dossier(desk: &::desk::Desk, text: &str) -> Result<DossierView, Error> {
    match text.parse() {
        Ok(id) => Ok(desk.dossier(id)?),
        Err(_) => Ok(desk.dossier_by_reference(&model::Reference::parse(text)?)?),
    }
}

/// A document by its id, or by its dossier's reference and its number in it: `2026/RES/000001#2`.
pub fn find_document(desk: &::desk::Desk, text: &str) -> Result<DocumentView, Error> {
    if let Ok(id) = text.parse::<DocumentId>() {
        return Ok(desk.document(id)?);
    }
    let invalid = || Error::DocumentArgument {
        text: text.to_owned(),
    };
    let (reference, number) = text.rsplit_once('#').ok_or_else(invalid)?;
    let number: usize = number.parse().map_err(|_| invalid())?;
    let dossier = find_dossier(desk, reference)?;
    let (found, count) = desk.document_numbered(dossier.id, number)?;
    found.ok_or_else(|| Error::DocumentNumber {
        reference: dossier.reference.to_string(),
        number,
        count,
    })
}

/// A version by its number, or the newest.
pub fn find_version(document: &DocumentView, number: Option<u32>) -> Result<&VersionView, Error> {
    let found = match number {
        None => document.versions.first(),
        Some(number) => document.versions.iter().find(|version| version.number == number),
    };
    found.ok_or(Error::VersionUnknown {
        number: number.unwrap_or(0),
        count: document.versions.len(),
    })
}

/// Writes a file beside its place, to the disk, and renames it: it is there whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<(), Error> {
    use std::io::Write;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let write = || {
        if !force && path.try_exists()? {
            return Err(std::io::ErrorKind::AlreadyExists.into());
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".greffe-").suffix(".part");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        let persisted = if force {
            file.persist(path)
        } else {
            file.persist_noclobber(path)
        };
        persisted.map_err(|error| error.error)?;
        #[cfg(unix)]
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    };
    write().map_err(Error::file(path))
}
