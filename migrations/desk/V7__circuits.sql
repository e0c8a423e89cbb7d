-- Circuits, delegations, tasks, notes; and who drew a version up.
-- The table of versions is made anew because a CHECK cannot be changed: which origins there are is the program's to
-- know from here on (imported, sealed, augmented, signed, ...), so that another one needs no new table.

DROP TRIGGER version_is_immutable;
DROP TRIGGER version_is_kept;
DROP TRIGGER registered_is_not_augmented;
DROP INDEX version_sealed_once;
DROP INDEX version_by_digest;

CREATE TABLE version_7 (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  pages INTEGER,
  origin TEXT NOT NULL CHECK (length(origin) > 0),
  file_name TEXT,
  created_us INTEGER NOT NULL,
  level TEXT,
  covers_content INTEGER CHECK (covers_content IN (0, 1)),
  UNIQUE (document, number),
  CHECK ((origin IN ('sealed', 'augmented')) = (level IS NOT NULL AND covers_content IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO version_7 (id, document, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level,
    covers_content)
  SELECT id, document, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level, covers_content
  FROM version;
DROP TABLE version;
ALTER TABLE version_7 RENAME TO version;

CREATE UNIQUE INDEX version_sealed_once ON version (document) WHERE origin = 'sealed';
CREATE INDEX version_by_digest ON version (sha256);
CREATE TRIGGER version_is_immutable BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END;
CREATE TRIGGER version_is_kept BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'a version is kept'); END;
CREATE TRIGGER registered_is_not_augmented BEFORE INSERT ON version
WHEN NEW.origin = 'augmented'
  AND EXISTS (SELECT 1 FROM document WHERE document.id = NEW.document AND registered_us IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a registered original is not augmented'); END;

-- Who drew a version up. Versions from before this table have no row.
CREATE TABLE version_author (
  version TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- What a natural person's signature made of a version.
CREATE TABLE version_signature (
  version TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  principal TEXT REFERENCES person (id),
  level TEXT NOT NULL,
  certificate TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An identifier that the first signature has drawn on the page, because nothing may be drawn over what was signed. The
-- seal takes it; a version that does not come of the signed one drops it.
CREATE TABLE reserved_identifier (
  document TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
  identifier TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A circuit as a whole is one value of the program (model::circuit::Circuit, JSON); the columns beside it are what is
-- looked up. `revision` counts its changes.
CREATE TABLE circuit (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  dossier TEXT NOT NULL REFERENCES dossier (id),
  rule TEXT,
  starter TEXT NOT NULL REFERENCES person (id),
  status TEXT NOT NULL CHECK (status IN ('running', 'refused', 'withdrawn', 'cancelled', 'finished')),
  stuck INTEGER NOT NULL DEFAULT 0 CHECK (stuck IN (0, 1)),
  revision INTEGER NOT NULL,
  started_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- One circuit at a time for a document: running, or refused and waiting for whoever started it.
CREATE UNIQUE INDEX circuit_one_at_a_time ON circuit (document) WHERE status IN ('running', 'refused');
CREATE INDEX circuit_by_document ON circuit (document, started_us DESC);
CREATE INDEX circuit_by_dossier ON circuit (dossier, started_us DESC);
CREATE INDEX circuit_by_starter ON circuit (starter, changed_us DESC) WHERE status IN ('running', 'refused');
CREATE INDEX circuit_stuck ON circuit (changed_us DESC) WHERE stuck = 1;

-- The steps that are due now, for inboxes: written anew with every change of their circuit.
CREATE TABLE circuit_due (
  step TEXT NOT NULL PRIMARY KEY,
  circuit TEXT NOT NULL REFERENCES circuit (id),
  document TEXT NOT NULL REFERENCES document (id),
  dossier TEXT NOT NULL REFERENCES dossier (id),
  starter TEXT NOT NULL,
  kind TEXT NOT NULL,
  assignee_kind TEXT NOT NULL CHECK (assignee_kind IN ('person', 'role', 'office', 'role_in')),
  assignee TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  due_day TEXT,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX circuit_due_for ON circuit_due (assignee_kind, assignee, since_us);
CREATE INDEX circuit_due_of ON circuit_due (circuit);
CREATE INDEX circuit_due_started ON circuit_due (starter, since_us);

-- From person to person, from one day to another, both included (Europe/Luxembourg).
CREATE TABLE delegation (
  id TEXT NOT NULL PRIMARY KEY,
  principal TEXT NOT NULL REFERENCES person (id),
  delegate TEXT NOT NULL REFERENCES person (id),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  scope TEXT NOT NULL,
  mandate TEXT NOT NULL,
  may_delegate INTEGER NOT NULL CHECK (may_delegate IN (0, 1)),
  created_by TEXT NOT NULL REFERENCES person (id),
  created_us INTEGER NOT NULL,
  revoked_us INTEGER,
  revoked_by TEXT REFERENCES person (id),
  reason TEXT,
  CHECK (first_day <= last_day),
  CHECK (principal <> delegate)
) STRICT, WITHOUT ROWID;
CREATE INDEX delegation_by_last_day ON delegation (last_day);

CREATE TABLE task (
  id TEXT NOT NULL PRIMARY KEY,
  dossier TEXT REFERENCES dossier (id),
  title TEXT NOT NULL,
  assignee_kind TEXT NOT NULL CHECK (assignee_kind IN ('person', 'role', 'office', 'role_in')),
  assignee TEXT NOT NULL,
  due_day TEXT,
  created_by TEXT NOT NULL REFERENCES person (id),
  created_us INTEGER NOT NULL,
  done_us INTEGER,
  done_by TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_for ON task (assignee_kind, assignee, due_day) WHERE done_us IS NULL;
CREATE INDEX task_by_creator ON task (created_by, due_day) WHERE done_us IS NULL;
CREATE INDEX task_by_dossier ON task (dossier, created_us) WHERE dossier IS NOT NULL;

-- The text of a note in every wording it had; the newest is what it says.
CREATE TABLE note (
  id TEXT NOT NULL PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  author TEXT NOT NULL REFERENCES person (id),
  created_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX note_by_dossier ON note (dossier, created_us DESC);
CREATE TABLE note_text (
  note TEXT NOT NULL REFERENCES note (id),
  number INTEGER NOT NULL CHECK (number > 0),
  text TEXT NOT NULL,
  written_us INTEGER NOT NULL,
  PRIMARY KEY (note, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER note_text_is_kept BEFORE UPDATE ON note_text
BEGIN SELECT RAISE(ABORT, 'an earlier wording is kept'); END;
CREATE TABLE mention (
  note TEXT NOT NULL REFERENCES note (id),
  person TEXT NOT NULL REFERENCES person (id),
  written_us INTEGER NOT NULL,
  seen_us INTEGER,
  PRIMARY KEY (note, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_unseen ON mention (person, written_us DESC) WHERE seen_us IS NULL;
