-- Procedures an administration brings itself, the version each dossier began with, and deadlines.
-- Days are days of Europe/Luxembourg, `YYYY-MM-DD`.

-- Every version of a procedure that was ever used here, with its text as it was imported.
CREATE TABLE procedure_version (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  key TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  source TEXT NOT NULL CHECK (source IN ('built_in', 'imported')),
  text TEXT NOT NULL,
  actor TEXT NOT NULL,
  added_us INTEGER NOT NULL,
  UNIQUE (key, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER procedure_version_is_immutable BEFORE UPDATE ON procedure_version
BEGIN SELECT RAISE(ABORT, 'a version of a procedure is immutable'); END;

-- The imported version that new dossiers get; where there is none, they get the one that came with the program.
CREATE TABLE procedure_current (
  key TEXT NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES procedure_version (sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier_procedure (
  dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
  sha256 TEXT NOT NULL REFERENCES procedure_version (sha256),
  since_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_procedure_by_version ON dossier_procedure (sha256);

-- The days from which deadlines of a dossier count: `received`, `complete`, `notified`, `state:<key>`.
CREATE TABLE dossier_day (
  dossier TEXT NOT NULL REFERENCES dossier (id),
  event TEXT NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  first_authority TEXT,
  set_us INTEGER NOT NULL,
  PRIMARY KEY (dossier, event)
) STRICT, WITHOUT ROWID;

-- `due_day` is computed from the other columns and the changes; `due_sort` is the same, or the end of time while it is
-- suspended. `ours`: the administration must act; else the party, and the day passes.
CREATE TABLE deadline (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  rule TEXT,
  name TEXT NOT NULL,
  event TEXT NOT NULL,
  started_day TEXT NOT NULL CHECK (length(started_day) = 10),
  length TEXT NOT NULL,
  effect TEXT NOT NULL,
  ours INTEGER NOT NULL CHECK (ours IN (0, 1)),
  remind TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  kept_by_state TEXT,
  office TEXT NOT NULL,
  person TEXT REFERENCES person (id),
  state TEXT NOT NULL CHECK (state IN ('running', 'suspended', 'kept', 'cancelled')),
  due_day TEXT,
  due_sort TEXT NOT NULL,
  kept_day TEXT,
  elsewhere TEXT,
  created_us INTEGER NOT NULL,
  CHECK ((due_day IS NULL) = (due_sort = '9999-12-31'))
) STRICT;
CREATE INDEX deadline_by_dossier ON deadline (dossier, due_sort);
CREATE INDEX deadline_by_due ON deadline (state, ours, due_sort, row);
CREATE INDEX deadline_by_office ON deadline (office, state, ours, due_sort, row);
CREATE INDEX deadline_by_person ON deadline (person, state, ours, due_sort, row) WHERE person IS NOT NULL;

CREATE TABLE deadline_change (
  deadline TEXT NOT NULL REFERENCES deadline (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  length TEXT,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  PRIMARY KEY (deadline, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE deadline_reminder (
  deadline TEXT NOT NULL REFERENCES deadline (id),
  lead TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  shown_us INTEGER,
  shown_by TEXT,
  PRIMARY KEY (deadline, lead)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_reminder_by_time ON deadline_reminder (at_us) WHERE shown_us IS NULL;

-- Requests that belonged to another authority.
CREATE TABLE forwarding (
  dossier TEXT NOT NULL PRIMARY KEY REFERENCES dossier (id),
  authority TEXT NOT NULL,
  address TEXT NOT NULL,
  reason TEXT NOT NULL,
  received_day TEXT NOT NULL,
  forwarded_day TEXT NOT NULL,
  letter TEXT REFERENCES document (id),
  actor TEXT NOT NULL,
  at_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
