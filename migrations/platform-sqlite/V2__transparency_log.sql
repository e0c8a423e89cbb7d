-- The public log of seals. An entry of 98 bytes commits to identifier, file and visible seal and reveals none of them.

-- One row: what this log is called, and by which key others know it.
CREATE TABLE log_identity (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    origin     TEXT NOT NULL,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT;

-- The entry 'issued' of an original; revocation and supersession repeat its commitments. Originals that were registered
-- before there was a log have none: their identifiers are not known here.
ALTER TABLE original ADD COLUMN log_entry BLOB CHECK (length(log_entry) = 98);

-- Committed together with what they tell of; they wait for the next checkpoint.
CREATE TABLE log_pending (
    row      INTEGER PRIMARY KEY,
    entry    BLOB NOT NULL CHECK (length(entry) = 98),
    added_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE log_entry (
    number INTEGER PRIMARY KEY CHECK (number >= 0),
    entry  BLOB NOT NULL CHECK (length(entry) = 98)
) STRICT;
CREATE INDEX log_entry_by_tag ON log_entry (substr(entry, 3, 32));
CREATE TRIGGER log_entry_is_immutable BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_entry_is_kept BEFORE DELETE ON log_entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Tiles and bundles by their path below the log's prefix; a partial one goes once the full one is there.
CREATE TABLE log_file (
    path  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Signed by the log; cosignatures are added as witnesses give them. `published`: it has its quorum.
CREATE TABLE log_checkpoint (
    size      INTEGER PRIMARY KEY CHECK (size >= 0),
    note      TEXT NOT NULL,
    made_ms   INTEGER NOT NULL,
    published INTEGER NOT NULL CHECK (published IN (0, 1))
) STRICT;
