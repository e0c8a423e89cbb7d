-- What desks share: records by kind and identity, as JSON fields, in the platform's order. Nothing leaves these tables:
-- what is deleted stays as a tombstone, with the fields it had last.
CREATE TABLE record (
    administration BYTEA NOT NULL REFERENCES administration (id),
    kind           TEXT COLLATE "C" NOT NULL,
    id             TEXT COLLATE "C" NOT NULL,
    -- NULL: everybody of the administration may see it.
    dossier        TEXT COLLATE "C",
    rev            BIGINT NOT NULL,
    seq            BIGINT NOT NULL,
    deleted        BIGINT NOT NULL CHECK (deleted IN (0, 1)),
    fields         TEXT NOT NULL,
    size_bytes     BIGINT NOT NULL,
    -- Of a dossier: its number, and whether it is closed.
    reference      TEXT COLLATE "C",
    closed         BIGINT NOT NULL CHECK (closed IN (0, 1)),
    -- Who changed it last, when by the platform's clock, and when by the desk's.
    desk           BYTEA NOT NULL REFERENCES desk (id),
    changed_ms     BIGINT NOT NULL,
    claimed_ms     BIGINT NOT NULL,
    PRIMARY KEY (administration, kind, id)
);
CREATE INDEX record_by_seq ON record (administration, seq, dossier, size_bytes);
CREATE INDEX record_by_dossier ON record (administration, dossier, seq, size_bytes);
CREATE UNIQUE INDEX record_by_reference ON record (administration, reference) WHERE reference IS NOT NULL;

-- A record that was moved elsewhere: for those who see the dossier it has left and not the one it went to.
CREATE TABLE record_left (
    administration BYTEA NOT NULL REFERENCES administration (id),
    kind           TEXT COLLATE "C" NOT NULL,
    id             TEXT COLLATE "C" NOT NULL,
    dossier        TEXT COLLATE "C" NOT NULL,
    rev            BIGINT NOT NULL,
    seq            BIGINT NOT NULL,
    PRIMARY KEY (administration, kind, id, dossier)
);
CREATE INDEX record_left_by_seq ON record_left (administration, seq);
CREATE INDEX record_left_by_dossier ON record_left (administration, dossier, seq);

-- Contents that records name or have named.
CREATE TABLE record_blob (
    administration BYTEA NOT NULL REFERENCES administration (id),
    sha256         BYTEA NOT NULL,
    kind           TEXT COLLATE "C" NOT NULL,
    id             TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (administration, sha256, kind, id)
);

-- The first answer to every operation, given again to a replay.
CREATE TABLE record_operation (
    desk           BYTEA NOT NULL REFERENCES desk (id),
    op             BYTEA NOT NULL,
    content_sha256 BYTEA NOT NULL,
    answer         TEXT NOT NULL,
    answered_ms    BIGINT NOT NULL,
    PRIMARY KEY (desk, op)
);

-- Who sees a dossier, and who a desk speaks for: a desk sees a dossier while both are of one audience (`all`,
-- `office:…`, `person:…`, `desk:…`). From the number `since_seq` on, until before `until_seq`.
CREATE TABLE dossier_audience (
    administration BYTEA NOT NULL REFERENCES administration (id),
    dossier        TEXT COLLATE "C" NOT NULL,
    audience       TEXT COLLATE "C" NOT NULL,
    since_seq      BIGINT NOT NULL,
    until_seq      BIGINT,
    -- Only so that the dossier is not lost to everybody: it ends when somebody else comes to see it.
    keeper         BIGINT NOT NULL CHECK (keeper IN (0, 1)),
    PRIMARY KEY (administration, dossier, audience, since_seq)
);
CREATE INDEX dossier_audience_by_audience ON dossier_audience (administration, audience, dossier);
CREATE INDEX dossier_audience_begun ON dossier_audience (administration, audience, since_seq, dossier);
CREATE INDEX dossier_audience_ended ON dossier_audience (administration, audience, until_seq, dossier)
    WHERE until_seq IS NOT NULL;
CREATE INDEX dossier_audience_kept ON dossier_audience (administration, dossier)
    WHERE keeper = 1 AND until_seq IS NULL;

CREATE TABLE desk_audience (
    desk           BYTEA NOT NULL REFERENCES desk (id),
    administration BYTEA NOT NULL REFERENCES administration (id),
    audience       TEXT COLLATE "C" NOT NULL,
    since_seq      BIGINT NOT NULL,
    until_seq      BIGINT,
    PRIMARY KEY (desk, audience, since_seq)
);
CREATE INDEX desk_audience_open ON desk_audience (administration, audience) WHERE until_seq IS NULL;

-- What an administration has stored, and how much it may.
CREATE TABLE record_use (
    administration BYTEA PRIMARY KEY REFERENCES administration (id),
    records        BIGINT NOT NULL,
    size_bytes     BIGINT NOT NULL,
    most_records   BIGINT,
    most_bytes     BIGINT
);
