-- Further offices that the platform's registry puts somebody into, beside `office`: codes, as a JSON array; none: NULL.
ALTER TABLE person ADD COLUMN other_offices TEXT CHECK (other_offices IS NULL OR json_type(other_offices) = 'array');
