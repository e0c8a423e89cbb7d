-- People belong to an office, and may leave; what they did stays theirs.
ALTER TABLE person ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN left_us INTEGER;
