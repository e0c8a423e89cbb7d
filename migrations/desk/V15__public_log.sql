-- What the originals of this desk say in the platform's public log, and what the desk has to tell about that log.

-- The entry of each original that the platform has registered, as this desk computes it itself; where it stands and its
-- proof, once that was verified.
CREATE TABLE log_entry (
  document TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  id_tag BLOB NOT NULL UNIQUE CHECK (length(id_tag) = 32),
  entry BLOB NOT NULL CHECK (length(entry) = 98),
  registered_us INTEGER NOT NULL,
  number INTEGER,
  proof TEXT,
  proved_us INTEGER,
  CHECK (proof IS NULL OR (number IS NOT NULL AND proved_us IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX log_entry_unproved ON log_entry (registered_us) WHERE proof IS NULL;

-- Alarms that a person must see: once for the same code and subject, with what shows it. They stay.
CREATE TABLE alarm (
  number INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  arguments TEXT NOT NULL,
  evidence TEXT NOT NULL,
  raised_us INTEGER NOT NULL,
  seen_us INTEGER,
  seen_by TEXT,
  seen_note TEXT,
  UNIQUE (code, subject),
  CHECK ((seen_us IS NULL) = (seen_by IS NULL))
) STRICT;
CREATE INDEX alarm_unseen ON alarm (number DESC) WHERE seen_us IS NULL;
CREATE TRIGGER alarm_is_kept BEFORE DELETE ON alarm
BEGIN SELECT RAISE(ABORT, 'an alarm is kept'); END;
CREATE TRIGGER alarm_stays_as_it_is BEFORE UPDATE ON alarm
WHEN OLD.seen_us IS NOT NULL OR NEW.code <> OLD.code OR NEW.subject <> OLD.subject
  OR NEW.arguments <> OLD.arguments OR NEW.evidence <> OLD.evidence OR NEW.raised_us <> OLD.raised_us
BEGIN SELECT RAISE(ABORT, 'an alarm is seen once and not changed'); END;
