-- What desks share: records by kind and identity, as JSON fields, in the platform's order. Nothing leaves these tables:
-- what is deleted stays as a tombstone, with the fields it had last.
CREATE TABLE record (
    administration BLOB NOT NULL REFERENCES administration (id),
    kind           TEXT NOT NULL,
    id             TEXT NOT NULL,
    -- NULL: everybody of the administration may see it.
    dossier        TEXT,
    rev            INTEGER NOT NULL,
    seq            INTEGER NOT NULL,
    deleted        INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    fields         TEXT NOT NULL,
    size_bytes     INTEGER NOT NULL,
    -- Of a dossier: its number, and whether it is closed.
    reference      TEXT,
    closed         INTEGER NOT NULL CHECK (closed IN (0, 1)),
    -- Who changed it last, when by the platform's clock, and when by the desk's.
    desk           BLOB NOT NULL REFERENCES desk (id),
    changed_ms     INTEGER NOT NULL,
    claimed_ms     INTEGER NOT NULL,
    PRIMARY KEY (administration, kind, id)
) STRICT;
CREATE INDEX record_by_seq ON record (administration, seq, dossier, size_bytes);
CREATE INDEX record_by_dossier ON record (administration, dossier, seq, size_bytes);
CREATE UNIQUE INDEX record_by_reference ON record (administration, reference) WHERE reference IS NOT NULL;

-- A record that was moved elsewhere: for those who see the dossier it has left and not the one it went to.
CREATE TABLE record_left (
    administration BLOB NOT NULL REFERENCES administration (id),
    kind           TEXT NOT NULL,
    id             TEXT NOT NULL,
    dossier        TEXT NOT NULL,
    rev            INTEGER NOT NULL,
    seq            INTEGER NOT NULL,
    PRIMARY KEY (administration, kind, id, dossier)
) STRICT;
CREATE INDEX record_left_by_seq ON record_left (administration, seq);
CREATE INDEX record_left_by_dossier ON record_left (administration, dossier, seq);

-- Contents that records name or have named.
CREATE TABLE record_blob (
    administration BLOB NOT NULL REFERENCES administration (id),
    sha256         BLOB NOT NULL,
    kind           TEXT NOT NULL,
    id             TEXT NOT NULL,
    PRIMARY KEY (administration, sha256, kind, id)
) STRICT, WITHOUT ROWID;

-- The first answer to every operation, given again to a replay.
CREATE TABLE record_operation (
    desk           BLOB NOT NULL REFERENCES desk (id),
    op             BLOB NOT NULL,
    content_sha256 BLOB NOT NULL,
    answer         TEXT NOT NULL,
    answered_ms    INTEGER NOT NULL,
    PRIMARY KEY (desk, op)
) STRICT, WITHOUT ROWID;

-- Who sees a dossier, and who a desk speaks for: a desk sees a dossier while both are of one audience (`all`,
-- `office:…`, `person:…`, `desk:…`). From the number `since_seq` on, until before `until_seq`.
CREATE TABLE dossier_audience (
    administration BLOB NOT NULL REFERENCES administration (id),
    dossier        TEXT NOT NULL,
    audience       TEXT NOT NULL,
    since_seq      INTEGER NOT NULL,
    until_seq      INTEGER,
    -- Only so that the dossier is not lost to everybody: it ends when somebody else comes to see it.
    keeper         INTEGER NOT NULL CHECK (keeper IN (0, 1)),
    PRIMARY KEY (administration, dossier, audience, since_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_audience_by_audience ON dossier_audience (administration, audience, dossier);
CREATE INDEX dossier_audience_begun ON dossier_audience (administration, audience, since_seq, dossier);
CREATE INDEX dossier_audience_ended ON dossier_audience (administration, audience, until_seq, dossier)
    WHERE until_seq IS NOT NULL;
CREATE INDEX dossier_audience_kept ON dossier_audience (administration, dossier)
    WHERE keeper = 1 AND until_seq IS NULL;

CREATE TABLE desk_audience (
    desk           BLOB NOT NULL REFERENCES desk (id),
    administration BLOB NOT NULL REFERENCES administration (id),
    audience       TEXT NOT NULL,
    since_seq      INTEGER NOT NULL,
    until_seq      INTEGER,
    PRIMARY KEY (desk, audience, since_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_audience_open ON desk_audience (administration, audience) WHERE until_seq IS NULL;

-- What an administration has stored, and how much it may.
CREATE TABLE record_use (
    administration BLOB PRIMARY KEY REFERENCES administration (id),
    records        INTEGER NOT NULL,
    size_bytes     INTEGER NOT NULL,
    most_records   INTEGER,
    most_bytes     INTEGER
) STRICT;
