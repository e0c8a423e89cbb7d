-- The certificates by which an administration seals, as its operator named them: SHA-256 of each. One belongs to one
-- administration, also after it has ended. Whoever has had any registers only what one that has not ended has sealed.
CREATE TABLE administration_seal (
    sha256         BLOB PRIMARY KEY,
    administration BLOB NOT NULL REFERENCES administration (id),
    added_ms       INTEGER NOT NULL,
    ended_ms       INTEGER
) STRICT;
CREATE INDEX administration_seal_by_administration ON administration_seal (administration, added_ms);
