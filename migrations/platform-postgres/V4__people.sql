-- The same tables as for SQLite, with the same names; what is written about them there holds here.

CREATE TABLE person (
    id             BYTEA PRIMARY KEY CHECK (octet_length(id) = 16),
    administration BYTEA NOT NULL REFERENCES administration (id),
    name           TEXT NOT NULL,
    roles          TEXT NOT NULL,
    offices        TEXT NOT NULL,
    added_ms       BIGINT NOT NULL,
    left_ms        BIGINT
);
CREATE INDEX person_by_administration ON person (administration, name);

CREATE TABLE desk_person (
    desk     BYTEA NOT NULL REFERENCES desk (id),
    person   BYTEA NOT NULL REFERENCES person (id),
    since_ms BIGINT NOT NULL,
    until_ms BIGINT,
    PRIMARY KEY (desk, person)
);
CREATE INDEX desk_person_by_person ON desk_person (person);

ALTER TABLE desk ADD COLUMN revoked_policy TEXT CHECK (revoked_policy IN ('lock', 'wipe'));
ALTER TABLE desk ADD COLUMN revoked_told_ms BIGINT;

INSERT INTO counter (name, value) VALUES ('act', 0);
CREATE TABLE operator_act (
    number  BIGINT PRIMARY KEY,
    at_ms   BIGINT NOT NULL,
    act     TEXT NOT NULL,
    subject BYTEA NOT NULL,
    detail  TEXT NOT NULL
);
CREATE FUNCTION acts_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'what operators did is append-only'; END $$;
CREATE TRIGGER operator_act_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_act
    FOR EACH STATEMENT EXECUTE FUNCTION acts_are_append_only();
