//! [`Storage`] over any [`Database`] and any [`Originals`]: rows there, bytes here.

use std::fs::File;
use std::path::PathBuf;

use jiff::Timestamp;
use model::{DeskId, OpId, Role, Sha256};
use uuid::Uuid;

use super::fixity::{self, Fixity, Standing};
use super::originals::{Assembled, Originals, Part};
use super::sql::{Database, Sql, values};
use super::{
    Added, Administration, Alarm, AlarmSubject, Desk, Enrolment, Examined, NewDesk, Original, Registered,
    Revocation, Storage, Upload, alarms, desks, records, registrations, uploads,
};
use crate::error::Error;
use crate::state::{Environment, System};

/// What the platform keeps: rows in a database, bytes in files or objects.
pub struct SqlStorage<D> {
    database: D,
    originals: Box<dyn Originals>,
}

impl<D: Database> SqlStorage<D> {
    /// Puts a database, brought to the newest form, and the place of originals together. A new database begins its first epoch.
    ///
    /// # Errors
    /// The database fails, or the system gives no randomness; [`Error::CopyUnfinished`].
    pub fn new(database: D, originals: Box<dyn Originals>) -> Result<Self, Error> {
        super::moving::must_be_whole(&database)?;
        let mut random = [0; 16];
        System.random(&mut random)?;
        let epoch = uuid::Builder::from_random_bytes(random).into_uuid().to_string();
        let now = System.now();
        database.change(|sql| {
            sql.execute(
                "INSERT INTO epoch (one, epoch, since_ms) VALUES (1, $1, $2) ON CONFLICT DO NOTHING",
                values![&epoch, super::sql::Millis(now)],
            )
        })?;
        Ok(Self { database, originals })
    }

    /// The database, for what has statements of its own.
    pub fn database(&self) -> &D {
        &self.database
    }
}

impl<D: Database> Storage for SqlStorage<D> {
    fn epoch(&self) -> Result<String, Error> {
        self.database.read(|sql| {
            let row = sql.query_one("SELECT epoch FROM epoch", &[])?;
            row.ok_or(Error::Stored { what: "epoch" })?.get(0)
        })
    }

    fn add_administration(&self, administration: &Administration, now: Timestamp) -> Result<(), Error> {
        self.database
            .change(|sql| desks::add_administration(sql, administration, now))
    }

    fn administration(&self, name: &str) -> Result<Option<Administration>, Error> {
        self.database.read(|sql| desks::administration(sql, name))
    }

    fn add_enrolment_code(
        &self,
        code: Sha256,
        administration: Uuid,
        roles: &[Role],
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), Error> {
        self.database
            .change(|sql| desks::add_enrolment_code(sql, code, administration, roles, now, expires))
    }

    fn enrol(&self, code: Sha256, desk: &NewDesk, now: Timestamp) -> Result<Enrolment, Error> {
        self.database
            .change_numbered(|sql| desks::enrol(sql, code, desk, now))
    }

    fn desk(&self, id: DeskId) -> Result<Option<Desk>, Error> {
        self.database.read(|sql| desks::desk(sql, id))
    }

    fn desks(&self) -> Result<Vec<Desk>, Error> {
        self.database.read(desks::desks)
    }

    fn revoke_desk(&self, id: DeskId, now: Timestamp) -> Result<bool, Error> {
        self.database.change(|sql| desks::revoke_desk(sql, id, now))
    }

    fn use_assertion(&self, jti: Sha256, expires: Timestamp) -> Result<bool, Error> {
        self.database
            .change(|sql| desks::use_assertion(sql, jti, expires))
    }

    fn add_token(&self, token: Sha256, desk: DeskId, expires: Timestamp) -> Result<(), Error> {
        self.database
            .change(|sql| desks::add_token(sql, token, desk, expires))
    }

    fn desk_of_token(&self, token: Sha256, now: Timestamp) -> Result<Option<Desk>, Error> {
        self.database.read(|sql| desks::desk_of_token(sql, token, now))
    }

    fn create_upload(&self, upload: &Upload, desk: DeskId, now: Timestamp) -> Result<(), Error> {
        self.database
            .change(|sql| uploads::create(sql, upload, desk, now))
    }

    fn begun_upload(
        &self,
        desk: DeskId,
        administration: Uuid,
        sha256: Sha256,
        size_bytes: u64,
    ) -> Result<Option<Upload>, Error> {
        self.database
            .read(|sql| uploads::begun(sql, desk, administration, sha256, size_bytes))
    }

    fn upload(&self, id: Uuid) -> Result<Option<Upload>, Error> {
        self.database.read(|sql| uploads::upload(sql, id))
    }

    fn begin_part(&self, upload: &Upload, name: Uuid) -> Result<Box<dyn Part>, Error> {
        self.originals.begin_part(upload.id, name)
    }

    fn add_part(&self, upload: &Upload, part: Box<dyn Part>) -> Result<Added, Error> {
        if self
            .database
            .read(|sql| uploads::has_most_parts(sql, upload.id))?
        {
            return Ok(Added::TooMany);
        }
        let kept = part.keep()?;
        let added = if kept.size_bytes == 0 {
            Ok(Added::At(upload.offset))
        } else {
            self.database.change(|sql| uploads::add_part(sql, upload, kept))
        };
        if kept.size_bytes == 0 || matches!(added, Ok(Added::Elsewhere)) {
            self.originals.delete_part(upload.id, kept.name)?;
        }
        added
    }

    fn finish_upload(&self, upload: &Upload, now: Timestamp) -> Result<bool, Error> {
        let (now_is, parts) = self
            .database
            .read(|sql| Ok((uploads::upload(sql, upload.id)?, uploads::parts(sql, upload.id)?)))?;
        match now_is {
            None => return Ok(false),
            // Another request of the same desk was faster, perhaps at another process.
            Some(known) if known.finished => return Ok(true),
            Some(_) => {}
        }
        let assembled = self
            .originals
            .assemble(upload.id, &parts, upload.sha256, upload.size_bytes)?;
        if assembled == Assembled::Wrong {
            self.delete_upload(upload.id)?;
            return Ok(false);
        }
        self.database.change(|sql| uploads::finished(sql, upload, now))?;
        self.originals.delete_parts(upload.id)?;
        Ok(true)
    }

    fn take_whole(&self, upload: &Upload, part: Box<dyn Part>, now: Timestamp) -> Result<(), Error> {
        let kept = part.keep()?;
        self.originals.assemble_one(upload.id, kept, upload.sha256)?;
        self.database.change(|sql| uploads::finished(sql, upload, now))?;
        self.originals.delete_parts(upload.id)
    }

    fn keep_contents(
        &self,
        desk: DeskId,
        administration: Uuid,
        contents: &[(Uuid, Sha256, &[u8])],
        now: Timestamp,
    ) -> Result<(), Error> {
        let bytes: Vec<(Sha256, &[u8])> = contents
            .iter()
            .map(|(_, sha256, bytes)| (*sha256, *bytes))
            .collect();
        self.originals.put_all(&bytes)?;
        self.database.change(|sql| {
            contents.iter().try_for_each(|(id, sha256, bytes)| {
                let upload = Upload {
                    id: *id,
                    administration,
                    sha256: *sha256,
                    size_bytes: bytes.len() as u64,
                    offset: 0,
                    finished: false,
                };
                uploads::brought(sql, &upload, desk, now)
            })
        })
    }

    fn delete_upload(&self, id: Uuid) -> Result<(), Error> {
        self.database.change(|sql| uploads::delete(sql, id))?;
        self.originals.delete_parts(id)
    }

    fn owned_blob(&self, sha256: Sha256, administration: Uuid) -> Result<Option<u64>, Error> {
        self.database
            .read(|sql| uploads::owned_blob(sql, sha256, administration))
    }

    fn open_blob(&self, sha256: Sha256) -> Result<Option<File>, Error> {
        self.originals.open(sha256)
    }

    fn quarantine_blob(&self, sha256: Sha256) -> Result<(), Error> {
        self.originals.quarantine(sha256)?;
        self.database.change(|sql| uploads::disown(sql, sha256))
    }

    fn first_answer(&self, desk: DeskId, op: OpId, content: Sha256) -> Result<Option<Registered>, Error> {
        self.database
            .read(|sql| registrations::first_answer(sql, desk, op, content))
    }

    fn register(&self, examined: &Examined, now: Timestamp) -> Result<Registered, Error> {
        self.database
            .change_numbered(|sql| registrations::register(sql, examined, now))
    }

    fn missing_originals(
        &self,
        administration: Uuid,
        claimed: &[(Sha256, Sha256)],
    ) -> Result<Vec<Sha256>, Error> {
        self.database
            .read(|sql| registrations::missing(sql, administration, claimed))
    }

    fn original(&self, identifier: Sha256) -> Result<Option<Original>, Error> {
        self.database.read(|sql| registrations::original(sql, identifier))
    }

    fn original_by_content(&self, sha256: Sha256) -> Result<Option<Original>, Error> {
        self.database
            .read(|sql| registrations::original_by_content(sql, sha256))
    }

    fn revoke_original(&self, identifier: Sha256, revocation: &Revocation) -> Result<bool, Error> {
        self.database
            .change(|sql| registrations::revoke(sql, identifier, revocation))
    }

    fn raise_alarm(&self, code: &'static str, subject: AlarmSubject, now: Timestamp) -> Result<(), Error> {
        self.database.change(|sql| alarms::raise(sql, code, subject, now))
    }

    fn alarms(&self) -> Result<Vec<Alarm>, Error> {
        self.database.read(alarms::alarms)
    }

    fn originals(&self) -> &dyn Originals {
        &*self.originals
    }

    fn fixity_due(&self, before: Timestamp, most: u32) -> Result<Vec<Sha256>, Error> {
        self.database.read(|sql| fixity::due(sql, before, most))
    }

    fn fixity_checked(&self, sha256: Sha256, found: Fixity, now: Timestamp) -> Result<(), Error> {
        self.database
            .change(|sql| fixity::record(sql, sha256, found, now))
    }

    fn fixity_standing(&self) -> Result<Standing, Error> {
        self.database.read(fixity::standing)
    }

    fn sweep(&self, now: Timestamp, uploads_before: Timestamp) -> Result<(), Error> {
        let stale = self.database.change(|sql: &mut dyn Sql| {
            desks::sweep(sql, now)?;
            uploads::stale(sql, uploads_before)
        })?;
        stale.into_iter().try_for_each(|id| self.delete_upload(id))?;
        // A few at a time: who writes meanwhile does not wait for all of them.
        while self.database.change(|sql| records::forget_answers(sql, now))? > 0 {}
        // Parts of an upload that is finished or forgotten, left by whoever was killed before removing them.
        for upload in self.originals.uploads()? {
            if !self.database.read(|sql| uploads::unfinished(sql, upload))? {
                self.originals.delete_parts(upload)?;
            }
        }
        Ok(())
    }

    fn healthy(&self) -> Result<(), Error> {
        self.database
            .read(|sql| sql.query_one("SELECT value FROM counter WHERE name = 'seq'", &[]))?
            .ok_or(Error::Stored { what: "counter" })?;
        self.originals.healthy()
    }

    fn scratch(&self) -> PathBuf {
        self.originals.scratch()
    }
}
