-- Evidence that originals existed (RFC 4998), renewed before it expires. Nothing of it is ever changed or removed.

INSERT INTO counter (name, value) VALUES ('stamp', 0);

-- One time-stamp over a hash tree; its file, kept and looked after like an original, holds the token and the leaves.
CREATE TABLE evidence_stamp (
    number         BIGINT PRIMARY KEY,
    sha256         BYTEA NOT NULL UNIQUE REFERENCES blob (sha256),
    stamped_ms     BIGINT NOT NULL,
    kept_ms        BIGINT NOT NULL,
    holds_until_ms BIGINT NOT NULL,
    authority      TEXT NOT NULL,
    digest         TEXT NOT NULL CHECK (digest IN ('sha256', 'sha384', 'sha512')),
    leaves         BIGINT NOT NULL,
    log_entry      BYTEA NOT NULL CHECK (octet_length(log_entry) = 98)
);
CREATE FUNCTION evidence_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'evidence is append-only'; END $$;
CREATE TRIGGER evidence_stamp_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_stamp
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_append_only();

-- The time-stamps of an original, in their order: `first` begins a record, `chain` renews the time-stamp before it,
-- `new-chain` covers the original and all before it with another digest.
CREATE TABLE evidence (
    sha256 BYTEA NOT NULL REFERENCES blob (sha256),
    place  BIGINT NOT NULL CHECK (place >= 0),
    joins  TEXT NOT NULL CHECK (joins IN ('first', 'chain', 'new-chain')),
    stamp  BIGINT NOT NULL REFERENCES evidence_stamp (number),
    PRIMARY KEY (sha256, place)
);
CREATE TRIGGER evidence_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_append_only();

CREATE INDEX evidence_by_stamp ON evidence (stamp);

-- Until when the newest time evidence of an original can be relied on (0: there is none), by which edition of the tables
-- of algorithms that was found out (0: not yet).
CREATE TABLE evidence_until (
    sha256         BYTEA PRIMARY KEY REFERENCES blob (sha256),
    holds_until_ms BIGINT NOT NULL,
    edition        BIGINT NOT NULL
);
CREATE INDEX evidence_until_by_time ON evidence_until (holds_until_ms, sha256);
CREATE INDEX evidence_until_by_edition ON evidence_until (edition, sha256);
INSERT INTO evidence_until (sha256, holds_until_ms, edition) SELECT DISTINCT sha256, 0, 0 FROM original;
