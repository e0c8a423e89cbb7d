-- Letters and decisions: templates that the administration imported, letters that are being written, what finished ones were
-- made from, and batches.

-- Each import of a key is a version of its own and stays, so that a letter can be drawn again as it was. The templates that
-- come with the program are not here. `files`: JSON, path to base64.
CREATE TABLE letter_template (
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  files TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  imported_us INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  retired_us INTEGER,
  PRIMARY KEY (key, version)
) STRICT, WITHOUT ROWID;

-- `content`: JSON of the draft; `document` gets a new version when it is finished.
CREATE TABLE letter_draft (
  id TEXT NOT NULL PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  document TEXT REFERENCES document (id),
  template TEXT NOT NULL,
  content TEXT NOT NULL,
  made_by TEXT NOT NULL,
  changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_draft_by_dossier ON letter_draft (dossier, changed_us DESC);

-- What a version was made from, so that it can be drawn again. `content`: JSON of the letter.
CREATE TABLE letter (
  version TEXT NOT NULL PRIMARY KEY REFERENCES version (id),
  document TEXT NOT NULL REFERENCES document (id),
  template TEXT NOT NULL,
  template_version INTEGER,
  template_sha256 TEXT NOT NULL CHECK (length(template_sha256) = 64),
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_by_document ON letter (document);
CREATE TRIGGER letter_is_immutable BEFORE UPDATE ON letter
BEGIN SELECT RAISE(ABORT, 'what a letter was made from is immutable'); END;

CREATE TABLE letter_batch (
  id TEXT NOT NULL PRIMARY KEY,
  template TEXT NOT NULL,
  template_version INTEGER,
  title TEXT NOT NULL,
  begun_us INTEGER NOT NULL,
  begun_by TEXT NOT NULL,
  abandoned_us INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_batch_by_time ON letter_batch (begun_us DESC);

-- The document and the state `done` come in one transaction: a letter is made once, whenever the program ends.
CREATE TABLE letter_batch_item (
  batch TEXT NOT NULL REFERENCES letter_batch (id),
  position INTEGER NOT NULL CHECK (position > 0),
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused')),
  document TEXT REFERENCES document (id),
  explanation TEXT,
  PRIMARY KEY (batch, position),
  CHECK ((state = 'done') = (document IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_batch_item_by_state ON letter_batch_item (batch, state, position);
