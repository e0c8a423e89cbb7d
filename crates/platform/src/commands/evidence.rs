//! `evidence`: time-stamps that prove for decades that originals existed.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Subcommand;
use identifier::Identifier;
use jiff::{SignedDuration, Timestamp};
use platform::Error;
use platform::evidence::{Keeper, Memory, Settings, record_of, renew};
use platform::state::{Environment as _, System, identifier_sha256};
use seal::evidence_record::EvidenceRecord;
use seal::online::http::HttpWeb;
use seal::time_stamp::{Imprint, Tsa};
use seal::validation_data::Fetching;
use secrecy::SecretString;

use crate::Data;

/// Where time-stamps come from, and how early they are renewed.
#[derive(clap::Args)]
pub struct StampArguments {
    /// Address of a time-stamping authority (RFC 3161), the preferred one first; repeat for several. Without one no
    /// evidence is made.
    #[arg(
        long = "tsa",
        value_name = "URL",
        requires = "tsa_trust",
        env = "GREFFE_PLATFORM_TSA",
        value_delimiter = ' '
    )]
    tsas: Vec<String>,
    /// Certificates of the authorities whose time-stamps are believed, PEM: those of earlier years stay in it.
    #[arg(long, value_name = "ROOTS.pem", env = "GREFFE_PLATFORM_TSA_TRUST")]
    tsa_trust: Option<PathBuf>,
    /// A file with `user:password`, where the authorities want it.
    #[arg(
        long,
        value_name = "FILE",
        requires = "tsas",
        env = "GREFFE_PLATFORM_TSA_ACCOUNT"
    )]
    tsa_account: Option<PathBuf>,
    /// Days before its end that evidence is renewed.
    #[arg(long, default_value_t = 365, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(1..=3650))]
    evidence_ahead: i64,
    /// Digest of the hash trees. Evidence that has another one is renewed over the originals themselves.
    #[arg(long, default_value = "sha256", value_name = "NAME", value_parser = ["sha256", "sha384", "sha512"])]
    evidence_digest: String,
}

impl StampArguments {
    fn ahead(&self) -> SignedDuration {
        SignedDuration::from_hours(24 * self.evidence_ahead)
    }

    /// `None` where no authority is named.
    fn settings(&self) -> Result<Option<Settings>, Error> {
        let Some(trust) = self.tsa_trust.as_ref().filter(|_| !self.tsas.is_empty()) else {
            return Ok(None);
        };
        let digest = Imprint::ALL
            .into_iter()
            .find(|imprint| imprint.name() == self.evidence_digest)
            .unwrap_or_default();
        let account = self.tsa_account.as_ref().map(account).transpose()?;
        let mut tsas = Vec::new();
        for url in &self.tsas {
            if seal::online::host_of(url).is_none() {
                return Err(wrong(format!("--tsa {url}")));
            }
            tsas.push(Tsa {
                digest,
                account: account.clone(),
                ..Tsa::at(url)
            });
        }
        Ok(Some(Settings {
            web: Arc::new(HttpWeb::new(None).map_err(|error| wrong(error.to_string()))?),
            tsas,
            roots: crate::roots(trust)?,
            ahead: self.ahead(),
            digest,
            fetching: Some(Fetching::default()),
            memory: Memory::default(),
        }))
    }

    /// What renews evidence while the platform runs, looking every `minutes`; `None` where no authority is named.
    pub fn keeper(&self, minutes: u64) -> Result<Option<Keeper>, Error> {
        Ok(self.settings()?.filter(|_| minutes > 0).map(|settings| Keeper {
            settings,
            every: Duration::from_secs(60 * minutes),
            retry: Duration::from_secs(60),
        }))
    }
}

fn wrong(what: String) -> Error {
    Error::TimeStampSettings { what }
}

fn account(path: &PathBuf) -> Result<(String, SecretString), Error> {
    let unusable = || wrong(format!("--tsa-account {}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|_| unusable())?;
    let (user, password) = text.trim_end().split_once(':').ok_or_else(unusable)?;
    Ok((user.to_owned(), SecretString::from(password)))
}

#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// Renew what is due, now. Exit code 1 when something that is due was not renewed.
    Renew {
        #[command(flatten)]
        data: Data,
        #[command(flatten)]
        stamps: StampArguments,
    },
    /// Say how the evidence of all originals stands, and which time-stamps there are. Exit code 1 when something is due.
    Status {
        #[command(flatten)]
        data: Data,
        /// Days before its end that evidence is due.
        #[arg(long, default_value_t = 365, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(1..=3650))]
        evidence_ahead: i64,
    },
    /// Write the evidence record of an original to a file (RFC 4998, DER).
    Export {
        #[command(flatten)]
        data: Data,
        /// The printed identifier.
        identifier: String,
        /// The file to write; it must not be there yet.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Check an evidence record with its file; nothing of a platform is needed.
    Verify {
        /// The evidence record.
        #[arg(long, value_name = "FILE")]
        record: PathBuf,
        /// The original.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// Certificates of the authorities whose time-stamps are believed, PEM.
        #[arg(long, value_name = "ROOTS.pem")]
        tsa_trust: PathBuf,
    },
}

/// Runs `evidence …`.
pub fn run(command: EvidenceCommand, say: impl Fn(&str)) -> Result<ExitCode, Error> {
    match command {
        EvidenceCommand::Renew { data, stamps } => {
            let Some(settings) = stamps.settings()? else {
                return Err(wrong("--tsa and --tsa-trust are missing".to_owned()));
            };
            let storage = data.place().open()?;
            let done = renew(&*storage, &settings, &System)?;
            say(&format!("hold longer\t{}", done.examined));
            say(&format!(
                "renewed\t{}\ttime-stamps\t{}",
                done.covered, done.stamps
            ));
            for refusal in &done.refusals {
                say(&format!("refused\t{}\t{refusal}", refusal.code()));
            }
            for sha256 in &done.damaged {
                say(&format!("damaged or missing\t{sha256}"));
            }
            Ok(ExitCode::from(u8::from(done.waiting || !done.damaged.is_empty())))
        }
        EvidenceCommand::Status { data, evidence_ahead } => {
            let storage = data.place().open()?;
            let now = System.now();
            let ahead = SignedDuration::from_hours(24 * evidence_ahead);
            let due = now.saturating_add(ahead).unwrap_or(Timestamp::MAX);
            let standing = storage.evidence_standing(due, now)?;
            say(&format!("originals\t{}", standing.originals));
            say(&format!("without time evidence\t{}", standing.without));
            say(&format!("due\t{}", standing.due));
            say(&format!("expired\t{}", standing.expired));
            if let Some(end) = standing.first_end {
                say(&format!("all others hold until\t{end}"));
            }
            for stamp in storage.stamps()? {
                say(&format!(
                    "{}\t{}\t{}\tholds until {}\t{}\t{} originals\t{}",
                    stamp.number,
                    stamp.stamped_at,
                    stamp.authority,
                    stamp.holds_until,
                    stamp.digest,
                    stamp.originals,
                    stamp.file
                ));
            }
            Ok(ExitCode::from(u8::from(standing.due > 0)))
        }
        EvidenceCommand::Export { data, identifier, to } => {
            let storage = data.place().open()?;
            let identifier = Identifier::parse(&identifier)?;
            let original = storage.original(identifier_sha256(&identifier))?;
            let original = original.ok_or(identifier::UnknownIdentifier)?.sha256;
            let bytes = storage
                .open_blob(original)?
                .map(read_all)
                .transpose()?
                .unwrap_or_default();
            let file = |imprint: Imprint| imprint.of(&[&bytes]);
            let record = record_of(&*storage, original, &file)?;
            let record = record.ok_or(Error::EvidenceMissing)?;
            write_new(&to, &record.to_der())?;
            say(&format!("{}\t{} time-stamps", to.display(), record.len()));
            Ok(ExitCode::SUCCESS)
        }
        EvidenceCommand::Verify {
            record,
            file,
            tsa_trust,
        } => {
            let bytes = |path: &PathBuf| {
                std::fs::read(path).map_err(|source| Error::File {
                    operation: "reading",
                    path: path.clone(),
                    source,
                })
            };
            let (record, file) = (bytes(&record)?, bytes(&file)?);
            let record = EvidenceRecord::read(&record)?;
            let digest = |imprint: Imprint| imprint.of(&[&file]);
            let verified = record.verify(&digest, &crate::roots(&tsa_trust)?, System.now())?;
            for stamp in &verified.stamps {
                say(&format!(
                    "{}\t{}\tholds until {}\t{}",
                    stamp.time,
                    stamp.authority,
                    stamp.holds_until,
                    stamp.imprint.name()
                ));
            }
            say(&format!("existed\t{}", verified.exists_since()));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn read_all(mut file: std::fs::File) -> Result<Vec<u8>, Error> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(|source| Error::File {
        operation: "reading an original",
        path: PathBuf::new(),
        source,
    })?;
    Ok(bytes)
}

fn write_new(path: &PathBuf, bytes: &[u8]) -> Result<(), Error> {
    use std::io::Write as _;
    let written = std::fs::File::create_new(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| Error::File {
        operation: "writing",
        path: path.clone(),
        source,
    })
}
