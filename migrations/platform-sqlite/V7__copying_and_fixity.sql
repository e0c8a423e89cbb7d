-- While a copy (a migration, a backup put back) is under way: what it is a copy of. Nothing is served from here then.
CREATE TABLE copying (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    source    TEXT NOT NULL,
    begun_ms  INTEGER NOT NULL,
    -- Originals are copied in the order of their digests, up to this one.
    originals BLOB
) STRICT;

-- Tables that are copied whole.
CREATE TABLE copied (
    name TEXT PRIMARY KEY
) STRICT;

-- When an original was last hashed, and whether it was what it should be. Whoever is due longest comes first; one that
-- has just come (0) is due at once, so that a replica gets it.
CREATE TABLE fixity (
    sha256     BLOB PRIMARY KEY REFERENCES blob (sha256),
    checked_ms INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('intact', 'damaged', 'missing', 'healed'))
) STRICT;
CREATE INDEX fixity_by_check ON fixity (checked_ms, sha256);
CREATE INDEX fixity_by_state ON fixity (state, sha256) WHERE state <> 'intact';
INSERT INTO fixity (sha256, checked_ms, state) SELECT sha256, 0, 'intact' FROM blob;
