-- People of administrations, as their administrator registers them here: what a desk may do follows from who works on it,
-- read at every request. A desk on which nobody was ever registered acts in the roles of its enrolment; once somebody was,
-- only its people count, and with the last one it may do nothing.
CREATE TABLE person (
    id             BLOB PRIMARY KEY,
    administration BLOB NOT NULL REFERENCES administration (id),
    name           TEXT NOT NULL,
    -- JSON arrays: roles, codes of offices.
    roles          TEXT NOT NULL,
    offices        TEXT NOT NULL,
    added_ms       INTEGER NOT NULL,
    left_ms        INTEGER
) STRICT;
CREATE INDEX person_by_administration ON person (administration, name);

-- Who works on which desk; `until_ms`: no longer. The row stays: the desk once had people.
CREATE TABLE desk_person (
    desk     BLOB NOT NULL REFERENCES desk (id),
    person   BLOB NOT NULL REFERENCES person (id),
    since_ms INTEGER NOT NULL,
    until_ms INTEGER,
    PRIMARY KEY (desk, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_person_by_person ON desk_person (person);

-- What a revoked desk is told to do, and when it was told first.
ALTER TABLE desk ADD COLUMN revoked_policy TEXT CHECK (revoked_policy IN ('lock', 'wipe'));
ALTER TABLE desk ADD COLUMN revoked_told_ms INTEGER;

-- What operators did to people and desks, in order, for ever.
INSERT INTO counter (name, value) VALUES ('act', 0);
CREATE TABLE operator_act (
    number  INTEGER PRIMARY KEY,
    at_ms   INTEGER NOT NULL,
    act     TEXT NOT NULL,
    subject BLOB NOT NULL,
    detail  TEXT NOT NULL
) STRICT;
CREATE TRIGGER operator_act_is_immutable BEFORE UPDATE ON operator_act
BEGIN SELECT RAISE(ABORT, 'what operators did is append-only'); END;
CREATE TRIGGER operator_act_is_kept BEFORE DELETE ON operator_act
BEGIN SELECT RAISE(ABORT, 'what operators did is append-only'); END;
