-- The desk's first schema. Times are microseconds since 1970-01-01 UTC; identities are UUIDs as text;
-- digests are 64 lower-case hexadecimal digits.

CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  created_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE desk (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  administration TEXT NOT NULL,
  office TEXT NOT NULL,
  person TEXT NOT NULL REFERENCES person (id),
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  created_us INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The last number given, by office and year (Europe/Luxembourg).
CREATE TABLE counter (
  office TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (office, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dossier (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  procedure TEXT,
  created_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL
) STRICT;
CREATE INDEX dossier_by_change ON dossier (changed_us DESC, row DESC);

CREATE TABLE party (
  id TEXT NOT NULL PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('natural', 'legal')),
  role TEXT NOT NULL CHECK (role IN ('applicant', 'addressee', 'third')),
  name TEXT NOT NULL,
  UNIQUE (dossier, position)
) STRICT, WITHOUT ROWID;

-- The identifier is set once, together with the version that carries it.
CREATE TABLE document (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  title TEXT NOT NULL,
  identifier TEXT UNIQUE,
  platform TEXT,
  created_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  registered_us INTEGER
) STRICT;
CREATE INDEX document_by_dossier ON document (dossier, changed_us DESC);

CREATE TABLE version (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  pages INTEGER,
  origin TEXT NOT NULL CHECK (origin IN ('imported', 'sealed')),
  file_name TEXT,
  created_us INTEGER NOT NULL,
  level TEXT,
  covers_content INTEGER CHECK (covers_content IN (0, 1)),
  UNIQUE (document, number),
  CHECK ((origin = 'sealed') = (level IS NOT NULL AND covers_content IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX version_sealed_once ON version (document) WHERE origin = 'sealed';
CREATE INDEX version_by_digest ON version (sha256);

-- A version is immutable, and so is an identifier once given.
CREATE TRIGGER version_is_immutable BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END;
CREATE TRIGGER version_is_kept BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'a version is kept'); END;
CREATE TRIGGER identifier_is_immutable BEFORE UPDATE OF identifier, platform ON document
WHEN OLD.identifier IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an identifier is given once'); END;

-- Hash-chained (crate tlog, module journal); `subject` is the dossier, or empty for the desk itself.
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  previous TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_subject ON journal (subject, sequence DESC);
CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The head is kept apart from the rows, so that rows cut off at the end are missed.
CREATE TABLE journal_head (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  length INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE outbox (
  row INTEGER PRIMARY KEY,
  op TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('registration')),
  dossier TEXT NOT NULL REFERENCES dossier (id),
  document TEXT NOT NULL UNIQUE REFERENCES document (id),
  sha256 TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  content TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'in_flight', 'parked')),
  queued_us INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_us INTEGER,
  sent_bytes INTEGER NOT NULL DEFAULT 0,
  upload TEXT,
  last_error TEXT
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  reference, subject, parties, titles,
  tokenize = 'unicode61 remove_diacritics 2'
);
