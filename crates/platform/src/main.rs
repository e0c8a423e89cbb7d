//! `greffe-platform`: the central server and its operator's command line.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Parser, Subcommand};
use identifier::PlatformUrl;
use model::{Role, Sha256};
use platform::fixity::Care;
use platform::log::{Keeper, Signer};
use platform::server::{self, Bounds, Listen};
use platform::state::{Environment as _, State, System, sha256};
use platform::storage::Storage;
use platform::storage::people::RevocationPolicy;
use platform::storage::place::Place;
use platform::storage::sqlite::EVERYDAY_ROLES;
use platform::{Error, admin};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use seal::verify::TrustRoots;
use tlog::policy::PolicyFile;
use tracing_subscriber::EnvFilter;
use wording::{Catalog, Lang};

mod commands {
    pub mod evidence;
    pub mod fixity;
    pub mod moving;
    pub mod page;
    pub mod person;
    pub mod sign_in;
}

/// The Greffe platform: keeps originals and answers for printed identifiers.
#[derive(Parser)]
#[command(name = "greffe-platform", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Where database and originals are.
#[derive(clap::Args)]
struct Data {
    /// Folder of this machine: database, originals and keys where nothing else is said, and scratch files.
    #[arg(long, value_name = "DIR", env = "GREFFE_PLATFORM_DATA")]
    data: PathBuf,
    /// A PostgreSQL database in the place of SQLite: postgres://user:password@host/database. Several processes may serve
    /// the same one.
    #[arg(
        long,
        value_name = "URL",
        env = "GREFFE_PLATFORM_DATABASE",
        hide_env_values = true
    )]
    database: Option<String>,
    /// Certificates of the authority of the database server's certificate, PEM. Default: those the system trusts.
    #[arg(
        long,
        value_name = "FILE",
        env = "GREFFE_PLATFORM_DATABASE_CA",
        requires = "database"
    )]
    database_ca: Option<PathBuf>,
    /// Another place for the originals: a folder, or s3://bucket/prefix with the usual variables AWS_….
    #[arg(long, value_name = "DIR|URL", env = "GREFFE_PLATFORM_ORIGINALS")]
    originals: Option<String>,
    /// The key of the public log; all processes that serve the same database need the same one. Default: log-key in the
    /// folder, made where there is none.
    #[arg(long, value_name = "FILE", env = "GREFFE_PLATFORM_LOG_KEY")]
    log_key: Option<PathBuf>,
}

impl Data {
    fn log_key_file(&self) -> PathBuf {
        let beside = || self.data.join("log-key");
        self.log_key.clone().unwrap_or_else(beside)
    }

    fn place(&self) -> Place {
        Place {
            data: self.data.clone(),
            database: self.database.clone(),
            database_authority: self.database_ca.clone(),
            originals: self.originals.clone(),
        }
    }
}

// Read once at the start.
#[allow(clippy::large_enum_variant)]
#[derive(Subcommand)]
enum Command {
    /// Serve the API and the check page.
    Serve {
        #[command(flatten)]
        data: Data,
        /// Address for HTTPS.
        #[arg(long, default_value = "127.0.0.1:8443", value_name = "ADDR")]
        listen: SocketAddr,
        /// TLS certificate chain, PEM.
        #[arg(long, value_name = "FILE")]
        tls_cert: PathBuf,
        /// TLS private key, PEM.
        #[arg(long, value_name = "FILE")]
        tls_key: PathBuf,
        /// Address for the check page alone without TLS, for a proxy on the same machine.
        #[arg(long, value_name = "ADDR")]
        public_http: Option<SocketAddr>,
        /// Take a client's address from the last entry of X-Forwarded-For on that second address.
        #[arg(long, requires = "public_http")]
        behind_proxy: bool,
        /// The address under which people and desks reach this platform, as printed on paper.
        #[arg(long, value_name = "URL")]
        public_url: String,
        /// Certificates of the authorities whose seals are trusted, PEM.
        #[arg(long, value_name = "ROOTS.pem")]
        trust: Option<PathBuf>,
        /// Log as JSON lines.
        #[arg(long)]
        log_json: bool,
        /// Seconds between two checkpoints of the public log.
        #[arg(long, default_value_t = 120, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
        log_every: u64,
        /// Address for the operator's figures and health, without TLS: never one that others reach.
        #[arg(long, value_name = "ADDR")]
        metrics: Option<SocketAddr>,
        /// All limits of requests this many times as wide: for a platform whose proxy counts clients, or of a whole country.
        #[arg(long, default_value_t = 1, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        limits_times: u32,
        /// Seconds between being told to stop and taking no new connection: for a balancer to notice.
        #[arg(long, default_value_t = 0, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=600))]
        drain: u64,
        /// Seconds that what runs may take to end after that.
        #[arg(long, default_value_t = 25, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
        grace: u64,
        /// Policy with the witnesses of the public log (C2SP tlog-policy); without it checkpoints need none.
        #[arg(long, value_name = "FILE")]
        log_policy: Option<PathBuf>,
        #[command(flatten)]
        care: commands::fixity::CareArguments,
        #[command(flatten)]
        page: commands::page::PageArguments,
        #[command(flatten)]
        stamps: Box<commands::evidence::StampArguments>,
        #[command(flatten)]
        sign_in: Box<commands::sign_in::SignInArguments>,
        /// Minutes between two looks whether evidence is to be renewed; 0: this process does not.
        #[arg(long, default_value_t = 60, value_name = "MINUTES", value_parser = clap::value_parser!(u64).range(0..=10080))]
        evidence_every: u64,
    },
    /// Print the verifier keys of the public log, as witnesses and policies name it: Ed25519, then ML-DSA-44.
    LogKey {
        #[command(flatten)]
        data: Data,
        /// The address under which people and desks reach this platform, for a log that is not open yet.
        #[arg(long, value_name = "URL")]
        public_url: String,
    },
    /// Administrations on this platform.
    #[command(subcommand)]
    Administration(AdministrationCommand),
    /// Print a one-time code with which a desk is enrolled; valid for 24 hours.
    EnrolCode {
        #[command(flatten)]
        data: Data,
        /// Name of the administration.
        #[arg(long, value_name = "NAME")]
        administration: String,
        /// What the desk may do; repeat for several. Default: agent, signatory, clerk.
        #[arg(long = "role", value_name = "ROLE", value_parser = role)]
        roles: Vec<Role>,
    },
    /// Move a platform from SQLite to PostgreSQL, and its originals where they shall be. What was interrupted goes on
    /// when it is started again. Exit code 1 when an original is damaged.
    Migrate(commands::moving::Migrate),
    /// Back up rows and originals to a folder, while the platform serves. Keep the key of the public log apart from it.
    /// Exit code 1 when an original is damaged.
    Backup(commands::moving::Backup),
    /// Put a backup back, to an empty place. Exit code 1 when an original is damaged.
    Restore(commands::moving::Restore),
    /// Hash originals now, compare a replica and heal from it, and say how all stand. Exit code 1 when one is not intact.
    Fixity(commands::fixity::FixityArguments),
    /// Time-stamps that prove for decades that originals existed, beside the untouched originals (RFC 4998).
    #[command(subcommand)]
    Evidence(commands::evidence::EvidenceCommand),
    /// People of administrations.
    #[command(subcommand)]
    Person(commands::person::PersonCommand),
    /// Enrolled desks.
    #[command(subcommand)]
    Desk(DeskCommand),
    /// Revoke an original: its page says so from now on. Prints since when and why; where it was revoked before, that stays.
    Revoke {
        #[command(flatten)]
        data: Data,
        /// The printed identifier.
        identifier: String,
        /// Why, in a sentence that citizens will read.
        #[arg(long)]
        reason: String,
        /// Language of the reason: fr, de, lb or en.
        #[arg(long, default_value = "fr")]
        lang: Lang,
    },
    /// List what an operator must look at. Exit code 1 when there is something.
    Alarms {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Subcommand)]
enum AdministrationCommand {
    /// Add an administration.
    Add {
        #[command(flatten)]
        data: Data,
        /// Its name, as people know it.
        name: String,
    },
    /// Say how much an administration has stored of records, and set how much it may; without a bound, as much as fits.
    Limit {
        #[command(flatten)]
        data: Data,
        /// Its name.
        name: String,
        /// Most records.
        #[arg(long, value_name = "NUMBER")]
        records: Option<u64>,
        /// Most bytes of their fields.
        #[arg(long, value_name = "NUMBER")]
        bytes: Option<u64>,
    },
    /// Name the certificates by which an administration seals, and list them (SHA-256, since when). As soon as there is one,
    /// the administration registers only what one of them has sealed.
    Seal {
        #[command(flatten)]
        data: Data,
        /// Its name.
        name: String,
        /// A certificate, with its chain behind it or without; repeat for several.
        #[arg(long = "certificate", value_name = "FILE.pem")]
        certificates: Vec<PathBuf>,
        /// A certificate that seals no longer, by its SHA-256: what it sealed stays registered, and it becomes nobody else's.
        #[arg(long = "end", value_name = "SHA256")]
        ended: Vec<Sha256>,
    },
}

#[derive(Subcommand)]
enum DeskCommand {
    /// List the desks, oldest first.
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Revoke a desk: its key and its tokens stop working at once. At its next contact it locks itself.
    Revoke {
        #[command(flatten)]
        data: Data,
        /// Identity of the desk, as listed.
        desk: String,
        /// At its next contact it removes its keys, then its content: for ever, whatever was not sent yet included.
        #[arg(long, conflicts_with = "lock")]
        wipe: bool,
        /// At its next contact it locks itself; this is what happens without a word, too.
        #[arg(long)]
        lock: bool,
    },
}

/// What the platform keeps, where the operator says that it is.
fn open(data: &Data) -> Result<Arc<dyn Storage>, Error> {
    data.place().open()
}

fn role(text: &str) -> Result<Role, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| "one of agent, signatory, clerk, auditor, administrator".to_owned())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(code) => code,
        Err(error) => {
            let catalog = Catalog::new(&platform::SOURCES);
            let explanation = catalog.explain(operator_language(), &error);
            let mut cause = String::new();
            let mut source = std::error::Error::source(&error);
            while let Some(error) = source {
                cause = format!(" [{error}]");
                source = error.source();
            }
            let _ = writeln!(std::io::stderr(), "{explanation} ({}){cause}", explanation.code);
            ExitCode::from(2)
        }
    }
}

/// The language of the operator's terminal.
fn operator_language() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .and_then(|value| Lang::negotiate(&value))
        .unwrap_or(Lang::En)
}

fn run(command: Command) -> Result<ExitCode, Error> {
    let say = |line: &str| {
        // A reader that has gone away is no failure of the command.
        let _ = writeln!(std::io::stdout(), "{line}");
    };
    match command {
        Command::Serve {
            data,
            listen,
            tls_cert,
            tls_key,
            public_http,
            behind_proxy,
            public_url,
            trust,
            log_json,
            log_every,
            metrics,
            limits_times,
            drain,
            grace,
            log_policy,
            care,
            page,
            stamps,
            evidence_every,
            sign_in,
        } => {
            log(log_json);
            let public_url = PlatformUrl::parse(&public_url)?;
            let roots = trust.as_deref().map(roots).transpose()?.unwrap_or_default();
            let storage = open(&data)?;
            storage.tell_people(System.now())?;
            let keeper = Keeper {
                signer: signer(&data, &*storage, &public_url)?,
                policy: log_policy.as_deref().map(policy).transpose()?,
                every: Duration::from_secs(log_every),
            };
            let state = State::new(storage, Arc::new(System), public_url.clone(), roots);
            if let Some(issuer) = sign_in.issuer()? {
                let _ = state.issuer.set(issuer);
            }
            page.set(&state)?;
            state.limits.widen(limits_times);
            let listen = Listen {
                https: listen,
                certificate: tls_cert,
                key: tls_key,
                public_http,
                behind_proxy,
            };
            let operation = Operation {
                metrics,
                drain: Duration::from_secs(drain),
                bounds: Bounds {
                    grace: Duration::from_secs(grace),
                    ..Bounds::default()
                },
            };
            let keepers = Keepers {
                log: keeper,
                care: care.care(&data)?,
                evidence: stamps.keeper(evidence_every)?,
            };
            serve(state, keepers, &listen, &operation, &public_url)?;
        }
        Command::LogKey { data, public_url } => {
            let storage = open(&data)?;
            let signer = signer(&data, &*storage, &PlatformUrl::parse(&public_url)?)?;
            say(&signer.key()?.to_string());
            say(&signer.quantum_safe_key()?.to_string());
        }
        Command::Administration(AdministrationCommand::Add { data, name }) => {
            let added = admin::add_administration(&*open(&data)?, &System, &name)?;
            say(&format!("{}\t{}", added.id, added.name));
        }
        Command::Administration(AdministrationCommand::Limit {
            data,
            name,
            records,
            bytes,
        }) => {
            let used = admin::limit_records(&*open(&data)?, &name, records, bytes)?;
            say(&format!("{}\t{}", used.records, used.size_bytes));
        }
        Command::Administration(AdministrationCommand::Seal {
            data,
            name,
            certificates,
            ended,
        }) => {
            let named = certificates.iter().map(|file| sealing_certificate(file));
            let named = named.collect::<Result<Vec<_>, _>>()?;
            for (sha256, since) in admin::seals(&*open(&data)?, &System, &name, &named, &ended)? {
                say(&format!("{sha256}\t{since}"));
            }
        }
        Command::EnrolCode {
            data,
            administration,
            roles,
        } => {
            let roles = if roles.is_empty() {
                EVERYDAY_ROLES.to_vec()
            } else {
                roles
            };
            let storage = open(&data)?;
            let (code, _) = admin::enrolment_code(&*storage, &System, &administration, &roles)?;
            say(&code);
        }
        Command::Desk(DeskCommand::List { data }) => {
            let storage = open(&data)?;
            for desk in storage.desks()? {
                let end = storage.desk_end(desk.id)?;
                let told = end
                    .told_at
                    .map_or_else(|| "not told yet".to_owned(), |at| format!("told {at}"));
                let state = desk.revoked_at.map_or_else(
                    || "enrolled".to_owned(),
                    |at| format!("revoked {at}, {}, {told}", end.policy.name()),
                );
                let name = &desk.administration.name;
                say(&format!(
                    "{}\t{name}\t{}\t{}\t{state}",
                    desk.id, desk.name, desk.enrolled_at
                ));
            }
        }
        Command::Migrate(arguments) => return commands::moving::migrate(arguments, say),
        Command::Backup(arguments) => return commands::moving::backup(arguments, say),
        Command::Restore(arguments) => return commands::moving::restore(arguments, say),
        Command::Fixity(arguments) => return commands::fixity::run(arguments, say),
        Command::Evidence(command) => return commands::evidence::run(command, say),
        Command::Person(command) => commands::person::run(command, say)?,
        Command::Desk(DeskCommand::Revoke { data, desk, wipe, .. }) => {
            let policy = if wipe {
                RevocationPolicy::Wipe
            } else {
                RevocationPolicy::Lock
            };
            admin::end_desk(&*open(&data)?, &System, &desk, policy)?;
            say(&desk);
        }
        Command::Revoke {
            data,
            identifier,
            reason,
            lang,
        } => {
            let revoked = admin::revoke_original(&*open(&data)?, &System, &identifier, &reason, lang)?;
            say(&format!("{}\t{}", revoked.at, revoked.reason));
        }
        Command::Alarms { data } => {
            let alarms = open(&data)?.alarms()?;
            for alarm in &alarms {
                let part = |name: &str, value: Option<String>| {
                    value.map_or_else(String::new, |v| format!("\t{name}={v}"))
                };
                say(&format!(
                    "{}\t{}\t{}{}{}{}",
                    alarm.id,
                    alarm.raised_at,
                    alarm.code,
                    part(
                        "identifier-sha256",
                        alarm.identifier_sha256.map(|digest| digest.to_string())
                    ),
                    part("sha256", alarm.sha256.map(|digest| digest.to_string())),
                    part("desk", alarm.desk.map(|desk| desk.to_string())),
                ));
            }
            if !alarms.is_empty() {
                return Ok(ExitCode::from(1));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Lines for the operator. Libraries are heard from warnings on, whatever is asked for: below, they tell of addresses and
/// headers.
fn log(json: bool) {
    use tracing_subscriber::layer::SubscriberExt as _;
    use tracing_subscriber::util::SubscriberInitExt as _;
    let ours = tracing_subscriber::filter::filter_fn(|line| {
        let ours = ["platform", "greffe_platform", "tlog"]
            .iter()
            .any(|name| line.target().split("::").next() == Some(name));
        ours || *line.level() <= tracing::Level::WARN
    });
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter).with(ours);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    if json {
        registry.with(lines.json()).init();
    } else {
        registry.with(lines).init();
    }
    // What a defect says may hold data; where it is does not.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a defect of this program");
    }));
}

fn roots(path: &Path) -> Result<TrustRoots, Error> {
    let unreadable = || Error::Trust {
        path: path.to_owned(),
    };
    let pem = std::fs::read(path).map_err(|_| unreadable())?;
    TrustRoots::from_pem(&pem).map_err(|_| unreadable())
}

/// The SHA-256 of the first certificate of a file; what follows is its chain.
fn sealing_certificate(path: &Path) -> Result<Sha256, Error> {
    let unreadable = || Error::Trust {
        path: path.to_owned(),
    };
    let pem = std::fs::read(path).map_err(|_| unreadable())?;
    // They are certificates, and not just called so.
    TrustRoots::from_pem(&pem).map_err(|_| unreadable())?;
    let first = CertificateDer::pem_slice_iter(&pem).next();
    first
        .and_then(Result::ok)
        .map(|der| sha256(&der))
        .ok_or_else(unreadable)
}

/// Who signs the public log.
fn signer(data: &Data, storage: &dyn Storage, url: &PlatformUrl) -> Result<Signer, Error> {
    let seed = platform::log::seed(&data.log_key_file(), &System)?;
    Signer::open(storage, &seed, url)
}

fn policy(path: &Path) -> Result<PolicyFile, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::File {
        operation: "reading the policy of the log",
        path: path.to_owned(),
        source,
    })?;
    Ok(PolicyFile::parse(&text)?)
}

/// How the server is run.
struct Operation {
    /// Where figures are asked for.
    metrics: Option<SocketAddr>,
    /// From being told to stop to taking no new connection.
    drain: Duration,
    bounds: Bounds,
}

/// The last turn of the log, witnesses included, may take this long.
const LAST_TURN: Duration = Duration::from_secs(20);

/// What goes on beside serving.
struct Keepers {
    log: Keeper,
    care: Option<Care>,
    evidence: Option<platform::evidence::Keeper>,
}

fn serve(
    state: State,
    keepers: Keepers,
    listen: &Listen,
    operation: &Operation,
    public_url: &PlatformUrl,
) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| Error::File {
            operation: "starting the server",
            path: PathBuf::new(),
            source,
        })?;
    let served = runtime.block_on(async {
        let running =
            server::start_within(state.clone(), listen, operation.metrics, operation.bounds).await?;
        let keeping = tokio::spawn(platform::log::keep(state.clone(), keepers.log));
        let caring = keepers
            .care
            .map(|care| tokio::spawn(platform::fixity::keep(state.clone(), care)));
        let renewing = keepers
            .evidence
            .map(|keeper| tokio::spawn(platform::evidence::keep_renewing(state.clone(), keeper)));
        tracing::info!(
            https = %running.https,
            public_http = ?running.public_http,
            metrics = ?running.metrics,
            "listening"
        );
        // For a person and for whoever waits until the server is ready.
        let _ = writeln!(
            std::io::stdout(),
            "listening on {} for {}",
            running.https,
            public_url.as_str()
        );
        if let Some(metrics) = running.metrics {
            let _ = writeln!(std::io::stdout(), "figures and health on http://{metrics}");
        }
        let _ = std::io::stdout().flush();
        told_to_stop().await;
        tracing::info!("stopping");
        for task in [caring, renewing].into_iter().flatten() {
            task.abort();
        }
        state.lifecycle.stop();
        tokio::time::sleep(operation.drain).await;
        running.stop().await;
        // Nobody writes any more: what was acknowledged comes under a checkpoint.
        state.lifecycle.settle();
        if tokio::time::timeout(LAST_TURN, keeping).await.is_err() {
            tracing::warn!("the public log's last turn was not over in time; the next start does it");
        }
        tracing::info!("stopped");
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
    served
}

/// SIGTERM or Ctrl-C.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
