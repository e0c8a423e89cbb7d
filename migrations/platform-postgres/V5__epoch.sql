-- One row: which life of this database it is. Made at the first start, and anew when a backup is put back: a desk that
-- knows another epoch starts its reading from the beginning.
CREATE TABLE epoch (
    one      BIGINT PRIMARY KEY CHECK (one = 1),
    epoch    TEXT NOT NULL,
    since_ms BIGINT NOT NULL
);
