-- The certificates by which an administration seals, as its operator named them: SHA-256 of each. One belongs to one
-- administration. Whoever has any registers only what one of them has sealed.
CREATE TABLE administration_seal (
    sha256         BYTEA PRIMARY KEY,
    administration BYTEA NOT NULL REFERENCES administration (id),
    added_ms       BIGINT NOT NULL
);
CREATE INDEX administration_seal_by_administration ON administration_seal (administration, added_ms);
