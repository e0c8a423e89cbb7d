-- Evidence that originals existed (RFC 4998), renewed before it expires. Nothing of it is ever changed or removed.

INSERT INTO counter (name, value) VALUES ('stamp', 0);

-- One time-stamp over a hash tree; its file, kept and looked after like an original, holds the token and the leaves.
CREATE TABLE evidence_stamp (
    number         INTEGER PRIMARY KEY,
    sha256         BLOB NOT NULL UNIQUE REFERENCES blob (sha256),
    stamped_ms     INTEGER NOT NULL,
    kept_ms        INTEGER NOT NULL,
    holds_until_ms INTEGER NOT NULL,
    authority      TEXT NOT NULL,
    digest         TEXT NOT NULL CHECK (digest IN ('sha256', 'sha384', 'sha512')),
    leaves         INTEGER NOT NULL,
    log_entry      BLOB NOT NULL CHECK (length(log_entry) = 98)
) STRICT;
CREATE TRIGGER evidence_stamp_is_immutable BEFORE UPDATE ON evidence_stamp
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
CREATE TRIGGER evidence_stamp_is_kept BEFORE DELETE ON evidence_stamp
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

-- The time-stamps of an original, in their order: `first` begins a record, `chain` renews the time-stamp before it,
-- `new-chain` covers the original and all before it with another digest.
CREATE TABLE evidence (
    sha256 BLOB NOT NULL REFERENCES blob (sha256),
    place  INTEGER NOT NULL CHECK (place >= 0),
    joins  TEXT NOT NULL CHECK (joins IN ('first', 'chain', 'new-chain')),
    stamp  INTEGER NOT NULL REFERENCES evidence_stamp (number),
    PRIMARY KEY (sha256, place)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER evidence_is_immutable BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;
CREATE TRIGGER evidence_is_kept BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is append-only'); END;

CREATE INDEX evidence_by_stamp ON evidence (stamp);

-- Until when the newest time evidence of an original can be relied on (0: there is none), by which edition of the tables
-- of algorithms that was found out (0: not yet).
CREATE TABLE evidence_until (
    sha256         BLOB PRIMARY KEY REFERENCES blob (sha256),
    holds_until_ms INTEGER NOT NULL,
    edition        INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_until_by_time ON evidence_until (holds_until_ms, sha256);
CREATE INDEX evidence_until_by_edition ON evidence_until (edition, sha256);
INSERT INTO evidence_until (sha256, holds_until_ms, edition) SELECT DISTINCT sha256, 0, 0 FROM original;
