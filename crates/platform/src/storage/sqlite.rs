//! SQLite for rows, files for bytes: one machine, no other service.
//!
//! ```text
//! DIR/platform.db          rows
//! DIR/originals/ab/cd/…    originals, named by their SHA-256, never changed
//! DIR/uploads/<uuid>       uploads that are not finished
//! DIR/quarantine/          originals that were found damaged
//! DIR/scratch/             files that somebody compares, removed at once
//! ```

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use model::{DeskId, OpId, Role, Sha256};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use sync::wire::Acknowledgement;
use tlog::entry::Kind;
use uuid::Uuid;

use super::{
    Administration, Alarm, AlarmSubject, Desk, Enrolment, Examined, NewDesk, Original, Registered,
    Revocation, Storage, Superseded, Upload,
};
use crate::error::Error;

mod log;

mod embedded {
    refinery::embed_migrations!("../../migrations/platform-sqlite");
}

/// Connections to the database; with WAL all may read at once, and one of them writes.
const CONNECTIONS: usize = 4;

/// The storage of one machine.
pub struct SqliteStorage {
    folder: PathBuf,
    connections: Vec<Mutex<Connection>>,
    turn: AtomicUsize,
}

impl SqliteStorage {
    /// Opens the folder, and makes it where it is not there; brings the database to the newest form.
    ///
    /// # Errors
    /// The folder cannot be written, or the database is of a newer platform or damaged.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        for part in ["", "originals", "uploads", "quarantine", "scratch"] {
            let path = folder.join(part);
            fs::create_dir_all(&path).map_err(Error::file("making the folder", path))?;
        }
        restrict(folder)?;
        // What an earlier process was comparing when it was killed.
        let scratch = folder.join("scratch");
        for entry in fs::read_dir(&scratch)
            .map_err(Error::file("reading the folder", &scratch))?
            .flatten()
        {
            let _ = fs::remove_file(entry.path());
        }
        let connections = (0..CONNECTIONS)
            .map(|_| connection(folder).map(Mutex::new))
            .collect::<rusqlite::Result<_>>();
        let storage = Self {
            folder: folder.to_owned(),
            connections: connections.map_err(Error::database("opened"))?,
            turn: AtomicUsize::new(0),
        };
        embedded::migrations::runner()
            .run(&mut *storage.connect())
            .map_err(|error| Error::Migration(Box::new(error)))?;
        Ok(storage)
    }

    /// A connection that nobody uses, or the next one that becomes free in its turn.
    fn connect(&self) -> MutexGuard<'_, Connection> {
        let free = self
            .connections
            .iter()
            .find_map(|connection| connection.try_lock().ok());
        free.unwrap_or_else(|| {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed) % CONNECTIONS;
            // A caller that panicked has rolled its transaction back.
            self.connections[turn]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        })
    }

    fn upload_path(&self, id: Uuid) -> PathBuf {
        self.folder.join("uploads").join(id.to_string())
    }

    fn blob_path(&self, sha256: Sha256) -> PathBuf {
        let name = sha256.to_string();
        self.folder
            .join("originals")
            .join(&name[..2])
            .join(&name[2..4])
            .join(&name)
    }

    /// Moves a file to its place and makes the move survive a power cut.
    fn put(&self, from: &Path, to: &Path) -> Result<(), Error> {
        let parent = to.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(Error::file("making the folder", parent))?;
        File::open(from)
            .and_then(|file| file.sync_all())
            .map_err(Error::file("writing", from))?;
        fs::rename(from, to).map_err(Error::file("moving", from))?;
        // The folders that may be new, from the inside out.
        for folder in parent
            .ancestors()
            .take_while(|folder| folder.starts_with(&self.folder))
            .take(3)
        {
            sync_folder(folder)?;
        }
        from.parent().map_or(Ok(()), sync_folder)
    }
}

fn connection(folder: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(folder.join("platform.db"))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // An acknowledgement is a promise: FULL brings each commit to the disk.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
    )?;
    Ok(connection)
}

/// Only the platform's own user reads what it keeps.
fn restrict(folder: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(Error::file("restricting the folder", folder))?;
    }
    let _ = folder;
    Ok(())
}

fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::file("writing the folder", folder))
}

fn millis(time: Timestamp) -> i64 {
    time.as_millisecond()
}

fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    stored_time(row.get(column)?)
}

fn stored_time(millis: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(millis).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, millis))
}

fn optional_time(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(stored_time).transpose()
}

fn digest(row: &Row<'_>, column: &str) -> rusqlite::Result<Sha256> {
    row.get::<_, [u8; 32]>(column).map(Sha256)
}

fn number(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, value))
}

fn uuid(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })
}

fn to_json(value: &impl serde::Serialize, what: &'static str) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Stored { what })
}

fn bytes(id: &Uuid) -> &[u8] {
    id.as_bytes()
}

fn size(value: u64) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::Stored { what: "size" })
}

fn desk_of(row: &Row<'_>) -> rusqlite::Result<Desk> {
    Ok(Desk {
        id: DeskId::from_uuid(uuid(row, "id")?),
        administration: Administration {
            id: uuid(row, "administration")?,
            name: row.get("administration_name")?,
        },
        name: row.get("name")?,
        public_key: row.get("public_key")?,
        roles: json(row, "roles")?,
        enrolled_at: time(row, "enrolled_ms")?,
        revoked_at: optional_time(row, "revoked_ms")?,
    })
}

const DESK: &str = "SELECT desk.*, administration.name AS administration_name
    FROM desk JOIN administration ON administration.id = desk.administration";

const ORIGINAL: &str = "SELECT original.*, administration.name AS administration_name,
        later.registered_ms AS later_ms, later.facts AS later_facts
    FROM original
    JOIN administration ON administration.id = original.administration
    LEFT JOIN original AS later ON later.seq =
        (SELECT max(seq) FROM original AS x WHERE x.supersedes_sha256 = original.identifier_sha256)";

fn original_of(row: &Row<'_>) -> rusqlite::Result<Original> {
    let revoked = match optional_time(row, "revoked_ms")? {
        Some(at) => Some(Revocation {
            at,
            reason: row
                .get::<_, Option<String>>("revoked_reason")?
                .unwrap_or_default(),
            lang: row.get::<_, Option<String>>("revoked_lang")?.unwrap_or_default(),
        }),
        None => None,
    };
    let superseded = match optional_time(row, "later_ms")? {
        Some(at) => Some(Superseded {
            at,
            reference: json::<super::Facts>(row, "later_facts")?.reference,
        }),
        None => None,
    };
    Ok(Original {
        seq: number(row, "seq")?,
        identifier_sha256: digest(row, "identifier_sha256")?,
        sha256: digest(row, "sha256")?,
        size_bytes: number(row, "size_bytes")?,
        administration: Administration {
            id: uuid(row, "administration")?,
            name: row.get("administration_name")?,
        },
        registered_at: time(row, "registered_ms")?,
        facts: json(row, "facts")?,
        seal_report: json(row, "seal_report")?,
        revoked,
        superseded,
    })
}

fn upload_of(row: &Row<'_>) -> rusqlite::Result<Upload> {
    Ok(Upload {
        id: uuid(row, "id")?,
        administration: uuid(row, "administration")?,
        sha256: digest(row, "sha256")?,
        size_bytes: number(row, "size_bytes")?,
        offset: number(row, "offset_bytes")?,
        finished: row.get::<_, Option<i64>>("finished_ms")?.is_some(),
    })
}

fn operation_answer(
    connection: &Connection,
    desk: DeskId,
    op: OpId,
    content: Sha256,
) -> rusqlite::Result<Option<Registered>> {
    connection
        .query_row(
            "SELECT content_sha256, answer FROM operation WHERE desk = ?1 AND op = ?2",
            params![bytes(&desk.uuid()), bytes(&op.uuid())],
            |row| {
                if digest(row, "content_sha256")? == content {
                    json(row, "answer").map(Registered::Acknowledged)
                } else {
                    Ok(Registered::OperationReused)
                }
            },
        )
        .optional()
}

fn insert_alarm(
    connection: &Connection,
    code: &str,
    subject: AlarmSubject,
    now: Timestamp,
) -> rusqlite::Result<usize> {
    connection.execute(
        "INSERT OR IGNORE INTO alarm (raised_ms, code, identifier_sha256, sha256, desk, op)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            millis(now),
            code,
            subject.identifier_sha256.map(|digest| digest.0),
            subject.sha256.map(|digest| digest.0),
            subject.desk.map(|desk| desk.uuid().into_bytes()),
            subject.op.map(|op| op.uuid().into_bytes()),
        ],
    )
}

/// SHA-256 of all that is left to read, in constant memory.
pub(crate) fn hash_reader(reader: &mut impl Read) -> std::io::Result<(Sha256, u64)> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut buffer = vec![0; 128 * 1024];
    let mut total = 0;
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        context.update(&buffer[..read]);
        total += read as u64;
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    Ok((Sha256(digest), total))
}

impl Storage for SqliteStorage {
    fn add_administration(&self, administration: &Administration, now: Timestamp) -> Result<(), Error> {
        let connection = self.connect();
        let added = connection.execute(
            "INSERT OR IGNORE INTO administration (id, name, created_ms) VALUES (?1, ?2, ?3)",
            params![bytes(&administration.id), administration.name, millis(now)],
        );
        match added.map_err(Error::database("added an administration"))? {
            0 => Err(Error::AdministrationExists {
                name: administration.name.clone(),
            }),
            _ => Ok(()),
        }
    }

    fn administration(&self, name: &str) -> Result<Option<Administration>, Error> {
        self.connect()
            .query_row(
                "SELECT id, name FROM administration WHERE name = ?1",
                [name],
                |row| {
                    Ok(Administration {
                        id: uuid(row, "id")?,
                        name: row.get("name")?,
                    })
                },
            )
            .optional()
            .map_err(Error::database("read an administration"))
    }

    fn add_enrolment_code(
        &self,
        code: Sha256,
        administration: Uuid,
        roles: &[Role],
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), Error> {
        let roles = to_json(&roles, "roles")?;
        self.connect()
            .execute(
                "INSERT INTO enrolment_code (code_sha256, administration, roles, created_ms, expires_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    code.0,
                    bytes(&administration),
                    roles,
                    millis(now),
                    millis(expires)
                ],
            )
            .map_err(Error::database("added an enrolment code"))?;
        Ok(())
    }

    fn enrol(&self, code: Sha256, desk: &NewDesk, now: Timestamp) -> Result<Enrolment, Error> {
        let mut connection = self.connect();
        let enrolled = (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let desk_id = desk.id.uuid();
            let found = transaction
                .query_row(
                    "SELECT administration, roles, used_by FROM enrolment_code
                     WHERE code_sha256 = ?1 AND expires_ms > ?2",
                    params![code.0, millis(now)],
                    |row| {
                        let used_by: Option<[u8; 16]> = row.get("used_by")?;
                        Ok((
                            uuid(row, "administration")?,
                            row.get::<_, String>("roles")?,
                            used_by,
                        ))
                    },
                )
                .optional()?;
            let Some((administration, roles, used_by)) = found else {
                return Ok(false);
            };
            let known: Option<Vec<u8>> = transaction
                .query_row(
                    "SELECT public_key FROM desk WHERE id = ?1",
                    [bytes(&desk_id)],
                    |row| row.get(0),
                )
                .optional()?;
            match (used_by, known) {
                (None, None) => {}
                // The answer to the first attempt was lost on its way.
                (Some(by), Some(key)) if by == desk_id.into_bytes() && key == desk.public_key => {
                    return Ok(true);
                }
                _ => return Ok(false),
            }
            transaction.execute(
                "INSERT INTO desk (id, administration, name, public_key, roles, enrolled_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    bytes(&desk_id),
                    bytes(&administration),
                    desk.name,
                    desk.public_key,
                    roles,
                    millis(now)
                ],
            )?;
            transaction.execute(
                "UPDATE enrolment_code SET used_ms = ?2, used_by = ?3 WHERE code_sha256 = ?1",
                params![code.0, millis(now), bytes(&desk_id)],
            )?;
            transaction.commit()?;
            Ok(true)
        })()
        .map_err(Error::database("enrolled a desk"))?;
        drop(connection);
        match self.desk(desk.id)? {
            Some(desk) if enrolled && desk.revoked_at.is_none() => Ok(Enrolment::Enrolled(desk)),
            _ => Ok(Enrolment::Refused),
        }
    }

    fn desk(&self, id: DeskId) -> Result<Option<Desk>, Error> {
        self.connect()
            .query_row(
                &format!("{DESK} WHERE desk.id = ?1"),
                [bytes(&id.uuid())],
                desk_of,
            )
            .optional()
            .map_err(Error::database("read a desk"))
    }

    fn desks(&self) -> Result<Vec<Desk>, Error> {
        let connection = self.connect();
        let read = || {
            let mut statement = connection.prepare(&format!("{DESK} ORDER BY enrolled_ms, desk.id"))?;
            statement.query_map([], desk_of)?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(Error::database("read the desks"))
    }

    fn revoke_desk(&self, id: DeskId, now: Timestamp) -> Result<bool, Error> {
        let mut connection = self.connect();
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let found = transaction.execute(
                "UPDATE desk SET revoked_ms = ifnull(revoked_ms, ?2) WHERE id = ?1",
                params![bytes(&id.uuid()), millis(now)],
            )?;
            transaction.commit()?;
            Ok(found > 0)
        })()
        .map_err(Error::database("revoked a desk"))
    }

    fn use_assertion(&self, jti: Sha256, expires: Timestamp) -> Result<bool, Error> {
        let added = self
            .connect()
            .execute(
                "INSERT OR IGNORE INTO assertion (jti_sha256, expires_ms) VALUES (?1, ?2)",
                params![jti.0, millis(expires)],
            )
            .map_err(Error::database("used an assertion"))?;
        Ok(added > 0)
    }

    fn add_token(&self, token: Sha256, desk: DeskId, expires: Timestamp) -> Result<(), Error> {
        self.connect()
            .execute(
                "INSERT INTO token (token_sha256, desk, expires_ms) VALUES (?1, ?2, ?3)",
                params![token.0, bytes(&desk.uuid()), millis(expires)],
            )
            .map_err(Error::database("added a token"))?;
        Ok(())
    }

    fn desk_of_token(&self, token: Sha256, now: Timestamp) -> Result<Option<Desk>, Error> {
        self.connect()
            .query_row(
                &format!(
                    "{DESK} JOIN token ON token.desk = desk.id
                     WHERE token.token_sha256 = ?1 AND token.expires_ms > ?2"
                ),
                params![token.0, millis(now)],
                desk_of,
            )
            .optional()
            .map_err(Error::database("read a token"))
    }

    fn create_upload(&self, upload: &Upload, desk: DeskId, now: Timestamp) -> Result<(), Error> {
        let path = self.upload_path(upload.id);
        File::create_new(&path).map_err(Error::file("making the file", &path))?;
        self.connect()
            .execute(
                "INSERT INTO upload (id, desk, administration, sha256, size_bytes, offset_bytes, created_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)",
                params![
                    bytes(&upload.id),
                    bytes(&desk.uuid()),
                    bytes(&upload.administration),
                    upload.sha256.0,
                    size(upload.size_bytes)?,
                    millis(now),
                ],
            )
            .map_err(Error::database("began an upload"))?;
        Ok(())
    }

    fn upload(&self, id: Uuid) -> Result<Option<Upload>, Error> {
        self.connect()
            .query_row("SELECT * FROM upload WHERE id = ?1", [bytes(&id)], upload_of)
            .optional()
            .map_err(Error::database("read an upload"))
    }

    fn open_upload(&self, upload: &Upload) -> Result<File, Error> {
        let path = self.upload_path(upload.id);
        let open = || {
            let file = OpenOptions::new().write(true).open(&path)?;
            // Bytes beyond the offset are of a part that never came to its end.
            file.set_len(upload.offset)?;
            Ok(file)
        };
        open().map_err(Error::file("opening the upload", &path))
    }

    fn upload_progressed(&self, id: Uuid, offset: u64) -> Result<(), Error> {
        self.connect()
            .execute(
                "UPDATE upload SET offset_bytes = ?2 WHERE id = ?1",
                params![bytes(&id), size(offset)?],
            )
            .map_err(Error::database("recorded an upload"))?;
        Ok(())
    }

    fn finish_upload(&self, upload: &Upload, now: Timestamp) -> Result<bool, Error> {
        let (from, to) = (self.upload_path(upload.id), self.blob_path(upload.sha256));
        match File::open(&from) {
            Ok(mut file) => {
                let (sha256, length) =
                    hash_reader(&mut file).map_err(Error::file("reading the upload", &from))?;
                if sha256 != upload.sha256 || length != upload.size_bytes {
                    self.delete_upload(upload.id)?;
                    return Ok(false);
                }
                self.put(&from, &to)?;
            }
            // Moved already, and killed before it was recorded.
            Err(error) if error.kind() == ErrorKind::NotFound && to.exists() => {}
            Err(error) => return Err(Error::file("opening the upload", &from)(error)),
        }
        let mut connection = self.connect();
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "INSERT OR IGNORE INTO blob (sha256, size_bytes, stored_ms)
                 SELECT sha256, size_bytes, ?2 FROM upload WHERE id = ?1",
                params![bytes(&upload.id), millis(now)],
            )?;
            transaction.execute(
                "INSERT OR IGNORE INTO blob_owner (sha256, administration) VALUES (?1, ?2)",
                params![upload.sha256.0, bytes(&upload.administration)],
            )?;
            transaction.execute(
                "UPDATE upload SET offset_bytes = size_bytes, finished_ms = ?2 WHERE id = ?1",
                params![bytes(&upload.id), millis(now)],
            )?;
            transaction.commit()
        })()
        .map_err(Error::database("finished an upload"))?;
        Ok(true)
    }

    fn delete_upload(&self, id: Uuid) -> Result<(), Error> {
        self.connect()
            .execute("DELETE FROM upload WHERE id = ?1", [bytes(&id)])
            .map_err(Error::database("forgot an upload"))?;
        let path = self.upload_path(id);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file("removing", &path)(error)),
            _ => Ok(()),
        }
    }

    fn owned_blob(&self, sha256: Sha256, administration: Uuid) -> Result<Option<u64>, Error> {
        self.connect()
            .query_row(
                "SELECT size_bytes FROM blob JOIN blob_owner USING (sha256) WHERE sha256 = ?1 AND administration = ?2",
                params![sha256.0, bytes(&administration)],
                |row| number(row, "size_bytes"),
            )
            .optional()
            .map_err(Error::database("read a blob"))
    }

    fn open_blob(&self, sha256: Sha256) -> Result<Option<File>, Error> {
        let path = self.blob_path(sha256);
        match File::open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file("opening the original", &path)(error)),
        }
    }

    fn quarantine_blob(&self, sha256: Sha256) -> Result<(), Error> {
        let path = self.blob_path(sha256);
        if path.exists() {
            self.put(&path, &self.folder.join("quarantine").join(sha256.to_string()))?;
        }
        let mut connection = self.connect();
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute("DELETE FROM blob_owner WHERE sha256 = ?1", [sha256.0])?;
            transaction.execute(
                "DELETE FROM upload WHERE sha256 = ?1 AND finished_ms IS NOT NULL",
                [sha256.0],
            )?;
            transaction.commit()
        })()
        .map_err(Error::database("set a damaged blob aside"))
    }

    fn first_answer(&self, desk: DeskId, op: OpId, content: Sha256) -> Result<Option<Registered>, Error> {
        operation_answer(&self.connect(), desk, op, content).map_err(Error::database("read an operation"))
    }

    fn register(&self, examined: &Examined, now: Timestamp) -> Result<Registered, Error> {
        let facts = to_json(&super::Facts::from(&examined.registration), "facts")?;
        let seal_report = to_json(&examined.seal_report, "seal report")?;
        let size_bytes = size(examined.registration.size_bytes)?;
        let administration = examined.desk.administration.id;
        let (desk, op) = (examined.desk.id.uuid(), examined.op.uuid());
        // The database keeps milliseconds; the answer says what the database keeps.
        let registered_at = Timestamp::from_millisecond(millis(now)).unwrap_or(now);
        let mut connection = self.connect();
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if let Some(answer) = operation_answer(&transaction, examined.desk.id, examined.op, examined.content_sha256)?
            {
                return Ok(answer);
            }
            let owned: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM blob_owner WHERE sha256 = ?1 AND administration = ?2)",
                params![examined.registration.sha256.0, bytes(&administration)],
                |row| row.get(0),
            )?;
            if !owned {
                return Ok(Registered::BlobMissing);
            }
            if let Some(superseded) = examined.supersedes_sha256 {
                let known: bool = transaction.query_row(
                    "SELECT EXISTS (SELECT 1 FROM original WHERE identifier_sha256 = ?1 AND administration = ?2)",
                    params![superseded.0, bytes(&administration)],
                    |row| row.get(0),
                )?;
                if !known {
                    return Ok(Registered::SupersededUnknown);
                }
            }
            let taken = transaction
                .query_row(
                    "SELECT seq, registered_ms, sha256, content_sha256, administration FROM original
                     WHERE identifier_sha256 = ?1",
                    [examined.identifier_sha256.0],
                    |row| {
                        let same = digest(row, "content_sha256")? == examined.content_sha256
                            && uuid(row, "administration")? == administration;
                        let answer = Acknowledgement {
                            seq: number(row, "seq")?,
                            registered_at: time(row, "registered_ms")?,
                            sha256: digest(row, "sha256")?,
                        };
                        Ok((same, answer))
                    },
                )
                .optional()?;
            let answer = match taken {
                // Registered under another operation with the very same content: nothing changes.
                Some((true, first)) => first,
                Some((false, _)) => {
                    let subject = AlarmSubject {
                        identifier_sha256: Some(examined.identifier_sha256),
                        sha256: Some(examined.registration.sha256),
                        desk: Some(examined.desk.id),
                        op: Some(examined.op),
                    };
                    insert_alarm(&transaction, sync::wire::code::IDENTIFIER_TAKEN, subject, now)?;
                    transaction.commit()?;
                    return Ok(Registered::IdentifierTaken);
                }
                None => {
                    let seq = transaction.query_row(
                        "UPDATE counter SET value = value + 1 WHERE name = 'seq' RETURNING value AS seq",
                        [],
                        |row| number(row, "seq"),
                    )?;
                    transaction.execute(
                        "INSERT INTO original (identifier_sha256, seq, content_sha256, sha256, size_bytes,
                             administration, desk, registered_ms, facts, seal_report, supersedes_sha256, log_entry)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                        params![
                            examined.identifier_sha256.0,
                            i64::try_from(seq).unwrap_or(i64::MAX),
                            examined.content_sha256.0,
                            examined.registration.sha256.0,
                            size_bytes,
                            bytes(&administration),
                            bytes(&desk),
                            millis(now),
                            facts,
                            seal_report,
                            examined.supersedes_sha256.map(|digest| digest.0),
                            examined.log_entry,
                        ],
                    )?;
                    log::enqueue(&transaction, &examined.log_entry, now)?;
                    if let Some(superseded) = examined.supersedes_sha256 {
                        log::enqueue_later(&transaction, superseded, Kind::Superseded, now)?;
                    }
                    Acknowledgement { seq, registered_at, sha256: examined.registration.sha256 }
                }
            };
            let text = serde_json::to_string(&answer)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
            transaction.execute(
                "INSERT INTO operation (desk, op, content_sha256, answer) VALUES (?1, ?2, ?3, ?4)",
                params![bytes(&desk), bytes(&op), examined.content_sha256.0, text],
            )?;
            transaction.commit()?;
            Ok(Registered::Acknowledged(answer))
        })()
        .map_err(Error::database("registered an original"))
    }

    fn original(&self, identifier: Sha256) -> Result<Option<Original>, Error> {
        self.connect()
            .query_row(
                &format!("{ORIGINAL} WHERE original.identifier_sha256 = ?1"),
                [identifier.0],
                original_of,
            )
            .optional()
            .map_err(Error::database("read an original"))
    }

    fn original_by_content(&self, sha256: Sha256) -> Result<Option<Original>, Error> {
        self.connect()
            .query_row(
                &format!("{ORIGINAL} WHERE original.sha256 = ?1 ORDER BY original.seq LIMIT 1"),
                [sha256.0],
                original_of,
            )
            .optional()
            .map_err(Error::database("read an original"))
    }

    fn revoke_original(&self, identifier: Sha256, revocation: &Revocation) -> Result<bool, Error> {
        let mut connection = self.connect();
        (|| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let newly = transaction.execute(
                "UPDATE original SET revoked_ms = ?2, revoked_reason = ?3, revoked_lang = ?4
                 WHERE identifier_sha256 = ?1 AND revoked_ms IS NULL",
                params![
                    identifier.0,
                    millis(revocation.at),
                    revocation.reason,
                    revocation.lang
                ],
            )?;
            if newly > 0 {
                log::enqueue_later(&transaction, identifier, Kind::Revoked, revocation.at)?;
            }
            let known: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM original WHERE identifier_sha256 = ?1)",
                [identifier.0],
                |row| row.get(0),
            )?;
            transaction.commit()?;
            Ok(known)
        })()
        .map_err(Error::database("revoked an original"))
    }

    fn raise_alarm(&self, code: &'static str, subject: AlarmSubject, now: Timestamp) -> Result<(), Error> {
        insert_alarm(&self.connect(), code, subject, now).map_err(Error::database("raised an alarm"))?;
        Ok(())
    }

    fn alarms(&self) -> Result<Vec<Alarm>, Error> {
        let connection = self.connect();
        let alarm = |row: &Row<'_>| {
            Ok(Alarm {
                id: row.get("id")?,
                raised_at: time(row, "raised_ms")?,
                code: row.get("code")?,
                identifier_sha256: row.get::<_, Option<[u8; 32]>>("identifier_sha256")?.map(Sha256),
                sha256: row.get::<_, Option<[u8; 32]>>("sha256")?.map(Sha256),
                desk: row
                    .get::<_, Option<[u8; 16]>>("desk")?
                    .map(|id| DeskId::from_uuid(Uuid::from_bytes(id))),
            })
        };
        let read = || {
            let mut statement = connection.prepare("SELECT * FROM alarm ORDER BY id DESC")?;
            statement.query_map([], alarm)?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(Error::database("read the alarms"))
    }

    fn sweep(&self, now: Timestamp, uploads_before: Timestamp) -> Result<(), Error> {
        let connection = self.connect();
        let sweep = || {
            connection.execute("DELETE FROM token WHERE expires_ms <= ?1", [millis(now)])?;
            connection.execute("DELETE FROM assertion WHERE expires_ms <= ?1", [millis(now)])?;
            let mut statement =
                connection.prepare("SELECT id FROM upload WHERE created_ms < ?1 AND finished_ms IS NULL")?;
            statement
                .query_map([millis(uploads_before)], |row| uuid(row, "id"))?
                .collect::<rusqlite::Result<_>>()
        };
        let stale: Vec<Uuid> = sweep().map_err(Error::database("swept"))?;
        drop(connection);
        stale.into_iter().try_for_each(|id| self.delete_upload(id))
    }

    fn healthy(&self) -> Result<(), Error> {
        self.connect()
            .query_row("SELECT value FROM counter WHERE name = 'seq'", [], |row| {
                row.get::<_, i64>(0)
            })
            .map_err(Error::database("answered"))?;
        Ok(())
    }

    fn scratch(&self) -> PathBuf {
        self.folder.join("scratch")
    }
}

/// The roles a desk has where nobody chose others.
pub const EVERYDAY_ROLES: [Role; 3] = [Role::Agent, Role::Signatory, Role::Clerk];
