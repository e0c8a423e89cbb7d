//! PostgreSQL (15 and later): any number of processes on any number of machines.
//!
//! A change runs SERIALIZABLE: what it read is still true when it commits, or it is repeated. Changes that take a number
//! queue for the table of counters from their beginning, and so does whatever had to be repeated: nobody is passed over
//! for ever. A connection that has failed in any way is thrown away, so that a restarted server is found again by the
//! next request.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::error::SqlState;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, Statement};
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::sql::{Database, Row, Sql, Value};
use crate::error::Error;

mod embedded {
    refinery::embed_migrations!("../../migrations/platform-postgres");
}

/// Connections of one process.
const CONNECTIONS: usize = 10;

/// How long a caller waits for one of them.
const TURN: Duration = Duration::from_secs(20);

/// How often a change is tried that stands in another's way.
const ATTEMPTS: usize = 50;

/// Statements that each connection keeps prepared.
const PREPARED: usize = 256;

/// Two processes that start at the same time migrate one after the other.
const MIGRATION_LOCK: i64 = 0x6772_6566_6665; // "greffe"

/// What every connection begins with. A commit that was acknowledged is on the disk.
const SETTINGS: &str = "SET synchronous_commit = on; SET statement_timeout = '60s'; SET lock_timeout = '30s';
    SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning";

/// A database of a PostgreSQL server.
pub struct PostgresDatabase {
    config: Config,
    tls: MakeRustlsConnect,
    pool: Mutex<Pool>,
    free: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connected>,
    /// Those that are lent, and those that are being opened.
    lent: usize,
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.pool().idle);
        // Each connection has a runtime of its own, which must not end where others wait for nothing.
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}

struct Connected {
    client: Client,
    prepared: HashMap<String, Statement>,
}

/// A place among the connections; given back however its holder ends.
struct Lent<'a> {
    database: &'a PostgresDatabase,
    connected: Option<Connected>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut pool = self.database.pool();
        pool.lent -= 1;
        drop(pool);
        self.database.free.notify_one();
    }
}

impl Lent<'_> {
    /// The connection is as good as new: others may have it.
    fn keep(mut self) {
        if let Some(connected) = self.connected.take() {
            self.database.pool().idle.push(connected);
        }
    }
}

impl PostgresDatabase {
    /// Connects, and brings the database to the newest form. `url` is `postgres://user:password@host/database`; TLS 1.2
    /// or 1.3 with a certificate that the system trusts is insisted on for every host that is not this machine, and for
    /// this machine where `sslmode=require`.
    ///
    /// # Errors
    /// The address is none, the server is out of reach or its certificate is not trusted, or the database is of a newer
    /// platform.
    pub fn open(url: &str) -> Result<Self, Error> {
        Self::open_trusting(url, None)
    }

    /// As [`open`](Self::open), with the authority whose certificates are trusted for the server, PEM, in the place of
    /// the system's.
    ///
    /// # Errors
    /// As [`open`](Self::open); the PEM holds no certificate.
    pub fn open_trusting(url: &str, authority: Option<&[u8]>) -> Result<Self, Error> {
        // The driver's sentence may repeat the address, and with it the password.
        let mut config: Config = url.parse().map_err(|_| Error::DatabaseUrl)?;
        let here = config.get_hosts().iter().all(is_here)
            && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
            && config.get_hosts().len() + config.get_hostaddrs().len() > 0;
        if !here {
            config.ssl_mode(SslMode::Require);
        } else if config.get_ssl_mode() == SslMode::Prefer {
            config.ssl_mode(SslMode::Disable);
        }
        config
            .application_name("greffe-platform")
            .connect_timeout(Duration::from_secs(5))
            .tcp_user_timeout(Duration::from_secs(30));
        let database = Self {
            config,
            tls: MakeRustlsConnect::new(tls(authority)?),
            pool: Mutex::default(),
            free: Condvar::new(),
        };
        database.migrate()?;
        Ok(database)
    }

    fn migrate(&self) -> Result<(), Error> {
        let mut client = self.connect()?.client;
        // Released with the connection, whatever happens.
        client
            .execute("SELECT pg_advisory_lock($1)", &[&MIGRATION_LOCK])
            .map_err(failed("locked the database"))?;
        client
            .batch_execute(
                "SET statement_timeout = 0; CREATE TABLE IF NOT EXISTS schema_history (
                     version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)",
            )
            .map_err(failed("prepared a migration"))?;
        let applied: HashMap<i64, String> = client
            .query("SELECT version, checksum FROM schema_history", &[])
            .map_err(failed("read the migrations"))?
            .iter()
            .map(|row| (row.get(0), row.get(1)))
            .collect();
        let runner = embedded::migrations::runner();
        let mut known = runner.get_migrations().clone();
        known.sort_by_key(refinery::Migration::version);
        let is_known = |version: &i64| known.iter().any(|known| i64::from(known.version()) == *version);
        if let Some(version) = applied.keys().find(|&version| !is_known(version)) {
            return Err(Error::Migration(
                format!("the database has the migration {version} of a newer version").into(),
            ));
        }
        for migration in &known {
            let (version, checksum) = (i64::from(migration.version()), migration.checksum().to_string());
            match applied.get(&version) {
                Some(other) if *other == checksum => continue,
                Some(_) => {
                    return Err(Error::Migration(
                        format!("the migration {version} was another when it was applied").into(),
                    ));
                }
                None => {}
            }
            let mut apply = || {
                let mut transaction = client.transaction()?;
                transaction.batch_execute(migration.sql().unwrap_or_default())?;
                transaction.execute(
                    "INSERT INTO schema_history (version, name, checksum) VALUES ($1, $2, $3)",
                    &[&version, &migration.name(), &checksum],
                )?;
                transaction.commit()
            };
            apply().map_err(|error| Error::Migration(Box::new(error)))?;
        }
        Ok(())
    }

    /// Numbers that the server gives out go on behind those that were copied in.
    pub(super) fn renumber(&self) -> Result<(), Error> {
        self.change(|sql| {
            let columns = sql.query(
                "SELECT table_name::text, column_name::text FROM information_schema.columns
                 WHERE is_identity = 'YES' AND table_schema = current_schema()",
                &[],
            )?;
            for row in &columns {
                let (table, column): (String, String) = (row.get(0)?, row.get(1)?);
                sql.query(
                    &format!(
                        "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),
                             greatest((SELECT max(\"{column}\") FROM \"{table}\"), 1))"
                    ),
                    &[],
                )?;
            }
            Ok(())
        })
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(&self) -> Result<Connected, Error> {
        let mut client = self
            .config
            .connect(self.tls.clone())
            .map_err(failed("connected"))?;
        client
            .batch_execute(SETTINGS)
            .map_err(failed("prepared a connection"))?;
        Ok(Connected {
            client,
            prepared: HashMap::new(),
        })
    }

    /// A place among the connections, with one that nobody uses where there is one.
    fn lend(&self) -> Result<Lent<'_>, Error> {
        let pool = self.pool();
        let (mut pool, waited) = self
            .free
            .wait_timeout_while(pool, TURN, |pool| pool.lent >= CONNECTIONS)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(Error::Database {
                operation: "waited for a free connection".to_owned(),
                source: "all connections of this process are in use".into(),
            });
        }
        pool.lent += 1;
        let connected = pool.idle.pop();
        Ok(Lent {
            database: self,
            connected,
        })
    }

    fn within<T>(&self, kind: Kind, mut f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        let mut queue = matches!(kind, Kind::Numbered);
        let mut attempt = 0;
        loop {
            attempt += 1;
            let mut lent = self.lend()?;
            let error = match self.once(&mut lent, kind, queue, &mut f) {
                Ok(value) => {
                    lent.keep();
                    return Ok(value);
                }
                Err(error) => error,
            };
            match state(&error) {
                // Somebody else was first: behind those who wait, once more.
                Some(code) if is_collision(code) && attempt < ATTEMPTS => {
                    lent.keep();
                    queue = !matches!(kind, Kind::Read);
                }
                // A refusal of ours, not of the database.
                None if !matches!(error, Error::Database { .. } | Error::DiskFull) => {
                    lent.keep();
                    return Err(error);
                }
                _ => return Err(error),
            }
        }
    }

    fn once<T>(
        &self,
        lent: &mut Lent<'_>,
        kind: Kind,
        queue: bool,
        f: &mut impl FnMut(&mut dyn Sql) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let begin = match (kind, queue) {
            // A snapshot stands in nobody's way, and who copies all of it takes their time.
            (Kind::Read, _) => {
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0"
            }
            (_, false) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            // Before the first statement: the snapshot is taken when it is our turn.
            (_, true) => "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE counter IN EXCLUSIVE MODE",
        };
        let mut begun = None;
        if let Some(mut idle) = lent.connected.take() {
            match idle.client.batch_execute(begin) {
                Ok(()) => begun = Some(idle),
                Err(error) if error.code().is_some_and(is_collision) => {
                    return Err(failed(begin)(error));
                }
                // The server was restarted while it lay idle, and so it was for the others.
                Err(_) => self.pool().idle.clear(),
            }
        }
        let connected = lent.connected.insert(match begun {
            Some(connected) => connected,
            None => {
                let mut fresh = self.connect()?;
                fresh.client.batch_execute(begin).map_err(failed(begin))?;
                fresh
            }
        });
        let mut session = Session {
            connected,
            broken: false,
        };
        let value = f(&mut session);
        let broken = session.broken;
        match value {
            Ok(value) if !broken => {
                connected
                    .client
                    .batch_execute("COMMIT")
                    .map_err(failed("committed a transaction"))?;
                Ok(value)
            }
            // Committing would quietly take everything back.
            Ok(_) => Err(Error::Database {
                operation: "committed a transaction".to_owned(),
                source: "a statement before had failed".into(),
            }),
            Err(error) => {
                if connected.client.batch_execute("ROLLBACK").is_err() {
                    lent.connected = None;
                }
                Err(error)
            }
        }
    }
}

impl Database for PostgresDatabase {
    fn read<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        self.within(Kind::Read, f)
    }

    fn change<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        self.within(Kind::Change, f)
    }

    fn change_numbered<T>(&self, f: impl FnMut(&mut dyn Sql) -> Result<T, Error>) -> Result<T, Error> {
        self.within(Kind::Numbered, f)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Read,
    Change,
    Numbered,
}

/// A socket of this machine, or its loopback.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// TLS with ring; the server's certificate is verified, its name too.
fn tls(authority: Option<&[u8]>) -> Result<rustls::ClientConfig, Error> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;
    let unusable = |error: Box<dyn std::error::Error + Send + Sync>| Error::Database {
        operation: "prepared TLS".to_owned(),
        source: error,
    };
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(error.into()))?;
    let Some(pem) = authority else {
        let builder = builder
            .with_platform_verifier()
            .map_err(|error| unusable(error.into()))?;
        return Ok(builder.with_no_client_auth());
    };
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        roots
            .add(certificate.map_err(|error| unusable(error.into()))?)
            .map_err(|error| unusable(error.into()))?;
    }
    if roots.is_empty() {
        return Err(unusable("the file of the authority holds no certificate".into()));
    }
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn failed(operation: &str) -> impl FnOnce(postgres::Error) -> Error {
    move |source| match source.code() {
        Some(&SqlState::DISK_FULL) => Error::DiskFull,
        _ => Error::Database {
            operation: operation.to_owned(),
            source: Box::new(source),
        },
    }
}

/// What the server called the error.
fn state(error: &Error) -> Option<&SqlState> {
    match error {
        Error::Database { source, .. } => source.downcast_ref::<postgres::Error>()?.code(),
        _ => None,
    }
}

/// Two transactions stood in each other's way, and this one was taken back.
fn is_collision(code: &SqlState) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]
    .contains(code)
}

struct Session<'a> {
    connected: &'a mut Connected,
    broken: bool,
}

impl Session<'_> {
    fn statement(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.connected.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.connected.client.prepare(sql)?;
        if self.connected.prepared.len() >= PREPARED {
            self.connected.prepared.clear();
        }
        self.connected.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn run<T>(
        &mut self,
        sql: &str,
        params: &[Value],
        run: impl FnOnce(&mut Client, &Statement, &[&(dyn ToSql + Sync)]) -> Result<T, postgres::Error>,
    ) -> Result<T, Error> {
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
        let done = self
            .statement(sql)
            .and_then(|statement| run(&mut self.connected.client, &statement, &params));
        done.map_err(|error| {
            self.broken = true;
            failed(&Error::statement(sql))(error)
        })
    }
}

impl Sql for Session<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Error> {
        self.run(sql, params, |client, statement, params| {
            client.execute(statement, params)
        })
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Error> {
        let rows = self.run(sql, params, |client, statement, params| {
            client.query(statement, params)
        })?;
        let read = |row: &postgres::Row| {
            let values = (0..row.len()).map(|column| value(row, column));
            values.collect::<Result<_, _>>().map(Row)
        };
        rows.iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map_err(failed(&Error::statement(sql)))
    }
}

fn value(row: &postgres::Row, column: usize) -> Result<Value, postgres::Error> {
    Ok(match *row.columns()[column].type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(column)?.map(i64::from).into(),
        Type::BOOL => row.try_get::<_, Option<bool>>(column)?.into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.into(),
        // Whatever is not text is refused by the driver, with its type.
        _ => row.try_get::<_, Option<String>>(column)?.into(),
    })
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, kind) {
            (Value::Null, _) => Ok(IsNull::Yes),
            (Value::Integer(number), &Type::INT8) => number.to_sql(kind, out),
            (Value::Integer(number), &Type::INT4) => i32::try_from(*number)?.to_sql(kind, out),
            (Value::Integer(number), &Type::BOOL) => (*number != 0).to_sql(kind, out),
            (Value::Text(text), kind) if <&str as ToSql>::accepts(kind) => text.as_str().to_sql(kind, out),
            (Value::Bytes(bytes), &Type::BYTEA) => bytes.as_slice().to_sql(kind, out),
            _ => Err(format!("a parameter of another kind than {kind}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_without_tls() {
        for (url, here) in [
            ("postgres://a@localhost/b", true),
            ("postgres://a@127.0.0.1/b", true),
            ("postgres://a@%2Frun%2Fpostgresql/b", true),
            ("postgres://a@db.example.lu/b", false),
            ("postgres://a@localhost.example.lu/b", false),
            ("postgres://a@localhost,db.example.lu/b", false),
        ] {
            let config: Config = url.parse().unwrap();
            assert_eq!(config.get_hosts().iter().all(is_here), here, "{url}");
        }
    }
}
