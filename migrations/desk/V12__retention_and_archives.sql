-- Retention, holds, dispositions, and what is left of content that was lawfully destroyed.

-- Tableaux de tri: every one that was imported stays, so that the line of the day on which a dossier was closed is known.
CREATE TABLE retention_table (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  lines TEXT NOT NULL,
  count INTEGER NOT NULL,
  imported_us INTEGER NOT NULL,
  imported_by TEXT NOT NULL
) STRICT;
CREATE TRIGGER retention_table_is_immutable BEFORE UPDATE ON retention_table
BEGIN SELECT RAISE(ABORT, 'a tableau de tri is immutable'); END;
CREATE TRIGGER retention_table_is_kept BEFORE DELETE ON retention_table
BEGIN SELECT RAISE(ABORT, 'a tableau de tri is kept'); END;

-- The rule of each closed dossier, frozen when it was found; days are YYYY-MM-DD in Luxembourg.
CREATE TABLE retention (
  dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
  closed_on TEXT NOT NULL,
  starts_on TEXT,
  last_day TEXT,
  years INTEGER NOT NULL,
  fate TEXT CHECK (fate IN ('keep', 'sample', 'destroy')),
  source TEXT NOT NULL CHECK (source IN ('table', 'procedure', 'none')),
  version INTEGER REFERENCES retention_table (version),
  line TEXT,
  legal_basis TEXT NOT NULL,
  sampling TEXT,
  start TEXT NOT NULL CHECK (start IN ('closing', 'end_of_validity')),
  traces TEXT NOT NULL CHECK (traces IN ('register', 'minimal')),
  procedure TEXT,
  disposition TEXT,
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX retention_due ON retention (last_day, dossier) WHERE ended = 0 AND disposition IS NULL AND fate IS NOT NULL;
CREATE INDEX retention_undecided ON retention (dossier)
  WHERE ended = 0 AND (fate IS NULL OR last_day IS NULL);
CREATE INDEX retention_by_disposition ON retention (disposition) WHERE disposition IS NOT NULL;

-- The end of validity of what was decided, where the rule counts from it.
CREATE TABLE validity (
  dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Dossiers whose rule must be found (again).
CREATE TABLE retention_pending (dossier TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO retention_pending SELECT id FROM dossier WHERE status = 'closed';
CREATE TRIGGER retention_of_new AFTER INSERT ON dossier WHEN NEW.status = 'closed'
BEGIN INSERT OR IGNORE INTO retention_pending (dossier) VALUES (NEW.id); END;
CREATE TRIGGER retention_of_closed AFTER UPDATE OF status, closed_us, classification, procedure ON dossier
BEGIN INSERT OR IGNORE INTO retention_pending (dossier) VALUES (NEW.id); END;

CREATE TABLE hold (
  number INTEGER PRIMARY KEY,
  filter TEXT NOT NULL,
  reason TEXT NOT NULL,
  placed_by TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  released_us INTEGER,
  released_by TEXT,
  release_reason TEXT,
  CHECK ((released_us IS NULL) = (released_by IS NULL))
) STRICT;
CREATE TRIGGER hold_is_kept BEFORE DELETE ON hold
BEGIN SELECT RAISE(ABORT, 'a hold is kept'); END;

CREATE TABLE disposition (
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL
    CHECK (state IN ('proposed', 'notified', 'appraised', 'confirmed', 'destroying', 'done', 'withdrawn')),
  note TEXT NOT NULL,
  list_sha256 TEXT NOT NULL CHECK (length(list_sha256) = 64),
  proposed_by TEXT NOT NULL REFERENCES person (id),
  proposed_name TEXT NOT NULL,
  proposed_us INTEGER NOT NULL,
  notified_on TEXT,
  notified_to TEXT,
  confirmed_by TEXT REFERENCES person (id),
  confirmed_name TEXT,
  confirmed_us INTEGER,
  destroyed_name TEXT,
  done_us INTEGER,
  certificate BLOB,
  CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX disposition_by_time ON disposition (proposed_us DESC);
CREATE TRIGGER disposition_is_kept BEFORE DELETE ON disposition
BEGIN SELECT RAISE(ABORT, 'a disposition is kept'); END;

CREATE TABLE disposition_item (
  disposition TEXT NOT NULL REFERENCES disposition (id),
  position INTEGER NOT NULL,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  reference TEXT NOT NULL,
  subject TEXT NOT NULL,
  fate TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  line TEXT,
  closed_on TEXT NOT NULL,
  last_day TEXT NOT NULL,
  sampled INTEGER CHECK (sampled IN (0, 1)),
  traces TEXT NOT NULL,
  versions INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  contents_sha256 TEXT NOT NULL CHECK (length(contents_sha256) = 64),
  appraisal TEXT CHECK (appraisal IN ('take', 'sample', 'destroy', 'silence_destroy')),
  appraised_on TEXT,
  appraisal_note TEXT NOT NULL DEFAULT '',
  package TEXT,
  package_sha256 TEXT,
  receipt TEXT,
  received_on TEXT,
  destroyed_us INTEGER,
  PRIMARY KEY (disposition, position),
  UNIQUE (disposition, dossier)
) STRICT, WITHOUT ROWID;
CREATE INDEX disposition_item_by_dossier ON disposition_item (dossier);

-- A version stays (number, digest, size, dates); this says that its content is gone, lawfully.
CREATE TABLE destroyed (
  version TEXT NOT NULL PRIMARY KEY REFERENCES version (id),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  disposition TEXT NOT NULL REFERENCES disposition (id),
  destroyed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX destroyed_by_digest ON destroyed (sha256);
CREATE TRIGGER destroyed_is_immutable BEFORE UPDATE ON destroyed
BEGIN SELECT RAISE(ABORT, 'destroyed content stays destroyed'); END;
CREATE TRIGGER destroyed_is_kept BEFORE DELETE ON destroyed
BEGIN SELECT RAISE(ABORT, 'destroyed content stays destroyed'); END;
-- Only under a disposition that somebody else than its proposer has confirmed.
CREATE TRIGGER destroyed_by_right BEFORE INSERT ON destroyed
WHEN NOT EXISTS (
  SELECT 1 FROM disposition
  JOIN disposition_item ON disposition_item.disposition = disposition.id
  JOIN document ON document.dossier = disposition_item.dossier
  JOIN version ON version.document = document.id
  WHERE disposition.id = NEW.disposition AND version.id = NEW.version AND version.sha256 = NEW.sha256
    AND disposition.state = 'confirmed' AND disposition.confirmed_by <> disposition.proposed_by)
BEGIN SELECT RAISE(ABORT, 'content is destroyed under a confirmed disposition only'); END;

-- What the watched folder brought, and whose content went with a dossier.
CREATE TABLE intake_destroyed (
  intake TEXT NOT NULL PRIMARY KEY REFERENCES intake (id),
  disposition TEXT NOT NULL REFERENCES disposition (id)
) STRICT, WITHOUT ROWID;

-- A version stays immutable; once its content is destroyed, only the words people wrote beside it may go.
DROP TRIGGER version_is_immutable;
CREATE TRIGGER version_is_immutable BEFORE UPDATE ON version
WHEN NEW.file_name IS NOT NULL OR NEW.reason IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = OLD.id)
  OR (NEW.id, NEW.document, NEW.number, NEW.sha256, NEW.size_bytes, NEW.media_type, NEW.pages, NEW.origin, NEW.created_us,
      NEW.level, NEW.covers_content, NEW.how, NEW.base, NEW.made_by)
    IS NOT (OLD.id, OLD.document, OLD.number, OLD.sha256, OLD.size_bytes, OLD.media_type, OLD.pages, OLD.origin,
      OLD.created_us, OLD.level, OLD.covers_content, OLD.how, OLD.base, OLD.made_by)
BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END;

-- Key figures are read by month and procedure.
CREATE INDEX figures_by_creation ON dossier (created_us, procedure, closed_us);
CREATE INDEX figures_by_closing ON dossier (closed_us, procedure, created_us) WHERE closed_us IS NOT NULL;
CREATE INDEX figures_of_versions ON version (created_us, number, origin, document, pages);
CREATE INDEX figures_of_deadlines ON deadline (due_day, ours, state, dossier, kept_day);
