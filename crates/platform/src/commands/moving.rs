//! `migrate`, `backup`, `restore`: the whole of a platform from one place to another.

use std::path::PathBuf;
use std::process::ExitCode;

use model::Sha256;
use platform::Error;
use platform::state::System;
use platform::storage::moving;
use platform::storage::place::Place;

use crate::Data;

/// Where to move to.
#[derive(clap::Args)]
pub struct Migrate {
    /// Folder of the platform with SQLite that is moved. Stop it first: nothing can be changed there meanwhile.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// The empty PostgreSQL database: postgres://user:password@host/database.
    #[arg(
        long,
        value_name = "URL",
        env = "GREFFE_PLATFORM_DATABASE",
        hide_env_values = true
    )]
    database: String,
    /// Certificates of the authority of the database server's certificate, PEM. Default: those the system trusts.
    #[arg(long, value_name = "FILE", env = "GREFFE_PLATFORM_DATABASE_CA")]
    database_ca: Option<PathBuf>,
    /// The new place of the originals: a folder, or s3://bucket/prefix. Default: they stay where they are.
    #[arg(long, value_name = "DIR|URL", env = "GREFFE_PLATFORM_ORIGINALS")]
    originals: Option<String>,
    /// Folder of this machine for scratch files. Default: the one that is moved.
    #[arg(long, value_name = "DIR", env = "GREFFE_PLATFORM_DATA")]
    data: Option<PathBuf>,
}

/// What is backed up, and where to.
#[derive(clap::Args)]
pub struct Backup {
    #[command(flatten)]
    data: Data,
    /// Folder of the backup: an empty one, or one with an earlier backup of this platform.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// Which backup is put back, and where to.
#[derive(clap::Args)]
pub struct Restore {
    #[command(flatten)]
    data: Data,
    /// Folder of the backup.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// Begin a public log of this name, e.g. seals.example.lu/log2, with the entries of all originals: where the one in the
    /// backup cannot be continued, because witnesses know a longer one or because its key is lost.
    #[arg(long, value_name = "NAME")]
    new_log: Option<String>,
}

/// Moves a platform.
pub fn migrate(arguments: Migrate, say: impl Fn(&str)) -> Result<ExitCode, Error> {
    let to = Place {
        data: arguments.data.unwrap_or_else(|| arguments.from.clone()),
        database: Some(arguments.database),
        database_authority: arguments.database_ca,
        originals: arguments.originals,
    };
    let copied = moving::migrate(&arguments.from, &to, &System, &mut |line| say(line))?;
    say(&format!(
        "originals\t{}\tof which there before\t{}\tbytes copied\t{}",
        copied.originals, copied.found, copied.bytes
    ));
    Ok(told(&copied.damaged, say))
}

/// Backs a platform up.
pub fn backup(arguments: Backup, say: impl Fn(&str)) -> Result<ExitCode, Error> {
    let place = arguments.data.place();
    let made = moving::backup(&place, &arguments.to, &System, &mut |line| say(line))?;
    say(&format!("originals\t{}", made.originals));
    say(&format!("{}\t{}", made.made_at, made.database_sha256));
    Ok(told(&made.damaged, say))
}

/// Puts a backup back.
pub fn restore(arguments: Restore, say: impl Fn(&str)) -> Result<ExitCode, Error> {
    let place = arguments.data.place();
    let new_log = match arguments.new_log {
        None => None,
        Some(origin) => {
            place.data_folder()?;
            let seed = platform::log::seed(&arguments.data.log_key_file(), &System)?;
            let public_key = platform::log::public_key(&origin, &seed)?;
            Some(moving::NewLog { origin, public_key })
        }
    };
    let (made, copied) = moving::restore(&arguments.from, &place, new_log.as_ref(), &System, &mut |line| {
        say(line)
    })?;
    say(&format!("originals\t{}", copied.originals));
    say(&format!("as of\t{}", made.made_at));
    Ok(told(&copied.damaged, say))
}

/// A script notices where an original is damaged.
fn told(damaged: &[Sha256], say: impl Fn(&str)) -> ExitCode {
    for sha256 in damaged {
        say(&format!("damaged or missing\t{sha256}"));
    }
    ExitCode::from(u8::from(!damaged.is_empty()))
}
