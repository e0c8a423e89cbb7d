-- Registrations that the platform has acknowledged, each as it was sent: a platform that was put back from a backup gets
-- again what it has lost. Gone with the contents.
CREATE TABLE acknowledged (
  document TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  op TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX acknowledged_in_order ON acknowledged (seq, document);

-- A proof under a log that was given up since: evidence of what that log has shown.
ALTER TABLE log_entry ADD COLUMN former_proof TEXT;
