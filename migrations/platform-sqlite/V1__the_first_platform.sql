-- Times are milliseconds since 1970 UTC (names end in _ms). Digests are 32 bytes. Identities are UUIDs of 16 bytes.
-- A printed identifier never stands in this database: only the SHA-256 of its canonical 32 characters.

CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
-- Raised inside the transaction that commits a change: whoever reads up to n has seen everything up to n.
INSERT INTO counter (name, value) VALUES ('seq', 0);

CREATE TABLE administration (
    id         BLOB PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_code (
    code_sha256    BLOB PRIMARY KEY,
    administration BLOB NOT NULL REFERENCES administration (id),
    roles          TEXT NOT NULL,
    created_ms     INTEGER NOT NULL,
    expires_ms     INTEGER NOT NULL,
    used_ms        INTEGER,
    used_by        BLOB
) STRICT;

CREATE TABLE desk (
    id             BLOB PRIMARY KEY,
    administration BLOB NOT NULL REFERENCES administration (id),
    name           TEXT NOT NULL,
    public_key     BLOB NOT NULL,
    roles          TEXT NOT NULL,
    enrolled_ms    INTEGER NOT NULL,
    revoked_ms     INTEGER
) STRICT;

-- Assertions that were used, until they would have expired anyway.
CREATE TABLE assertion (
    jti_sha256 BLOB PRIMARY KEY,
    expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE token (
    token_sha256 BLOB PRIMARY KEY,
    desk         BLOB NOT NULL REFERENCES desk (id),
    expires_ms   INTEGER NOT NULL
) STRICT;

CREATE TABLE upload (
    id             BLOB PRIMARY KEY,
    desk           BLOB NOT NULL REFERENCES desk (id),
    administration BLOB NOT NULL REFERENCES administration (id),
    sha256         BLOB NOT NULL,
    size_bytes     INTEGER NOT NULL,
    offset_bytes   INTEGER NOT NULL,
    created_ms     INTEGER NOT NULL,
    finished_ms    INTEGER
) STRICT;
CREATE INDEX upload_by_content ON upload (administration, sha256);

CREATE TABLE blob (
    sha256     BLOB PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    stored_ms  INTEGER NOT NULL
) STRICT;

-- Who has sent the whole of a blob, and so may name it.
CREATE TABLE blob_owner (
    sha256         BLOB NOT NULL REFERENCES blob (sha256),
    administration BLOB NOT NULL REFERENCES administration (id),
    PRIMARY KEY (sha256, administration)
) STRICT;

CREATE TABLE original (
    identifier_sha256 BLOB PRIMARY KEY,
    seq               INTEGER NOT NULL UNIQUE,
    content_sha256    BLOB NOT NULL,
    sha256            BLOB NOT NULL REFERENCES blob (sha256),
    size_bytes        INTEGER NOT NULL,
    administration    BLOB NOT NULL REFERENCES administration (id),
    desk              BLOB NOT NULL REFERENCES desk (id),
    registered_ms     INTEGER NOT NULL,
    facts             TEXT NOT NULL,
    seal_report       TEXT NOT NULL,
    supersedes_sha256 BLOB,
    revoked_ms        INTEGER,
    revoked_reason    TEXT,
    revoked_lang      TEXT
) STRICT;
CREATE INDEX original_by_content ON original (sha256);
CREATE INDEX original_by_superseded ON original (supersedes_sha256);

-- The first answer to every operation, given again to a replay.
CREATE TABLE operation (
    desk           BLOB NOT NULL REFERENCES desk (id),
    op             BLOB NOT NULL,
    content_sha256 BLOB NOT NULL,
    answer         TEXT NOT NULL,
    PRIMARY KEY (desk, op)
) STRICT;

CREATE TABLE alarm (
    id                INTEGER PRIMARY KEY,
    raised_ms         INTEGER NOT NULL,
    code              TEXT NOT NULL,
    identifier_sha256 BLOB,
    sha256            BLOB,
    desk              BLOB,
    op                BLOB
) STRICT;
-- The same trouble, seen again, is one alarm.
CREATE UNIQUE INDEX alarm_once ON alarm (
    code, ifnull(identifier_sha256, x''), ifnull(sha256, x''), ifnull(desk, x''), ifnull(op, x'')
);
