-- Auditors look into the journal by kind, by person and by time; the dossier has its index since the first version.
CREATE INDEX journal_by_kind ON journal (kind, sequence DESC);
CREATE INDEX journal_by_actor ON journal (actor, sequence DESC);
CREATE INDEX journal_by_time ON journal (time_ms);
