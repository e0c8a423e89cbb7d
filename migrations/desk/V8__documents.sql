-- Documents: how each version was made and why, what a document is in its dossier, what came with what, and what the
-- watched folder brought. Only columns and tables are added: a version stays immutable.

-- How a version came to be, finer than `origin`; why; which version it was made from; by whom.
ALTER TABLE version ADD COLUMN how TEXT
  CHECK (how IN ('revised', 'converted', 'composed', 'signed', 'unpacked', 'fetched', 'split'));
ALTER TABLE version ADD COLUMN reason TEXT;
ALTER TABLE version ADD COLUMN base INTEGER;
ALTER TABLE version ADD COLUMN made_by TEXT;

ALTER TABLE document ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN procedure_document TEXT;
ALTER TABLE document ADD COLUMN parent TEXT REFERENCES document (id);
ALTER TABLE document ADD COLUMN supersedes TEXT REFERENCES document (id);
ALTER TABLE document ADD COLUMN withdrawn_us INTEGER;
ALTER TABLE document ADD COLUMN withdrawn_reason TEXT;
ALTER TABLE document ADD COLUMN facts TEXT;
CREATE INDEX document_by_parent ON document (parent) WHERE parent IS NOT NULL;
CREATE UNIQUE INDEX document_superseded_once ON document (supersedes) WHERE supersedes IS NOT NULL;

-- A correction of a sealed document is a new act.
CREATE TRIGGER sealed_takes_no_version BEFORE INSERT ON version
WHEN NEW.origin = 'imported'
  AND EXISTS (SELECT 1 FROM document WHERE document.id = NEW.document AND identifier IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a sealed document takes no new version'); END;
CREATE TRIGGER sealed_stays_in_its_dossier BEFORE UPDATE OF dossier ON document
WHEN OLD.identifier IS NOT NULL AND NEW.dossier <> OLD.dossier
BEGIN SELECT RAISE(ABORT, 'a sealed document stays in its dossier'); END;
CREATE TRIGGER withdrawn_is_not_sealed BEFORE UPDATE OF identifier ON document
WHEN OLD.withdrawn_us IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a withdrawn document is not sealed'); END;

-- What the watched folder brought. `place` is the path below the folder, `modified_ns` the file's time: a file that is
-- left where it is, is not taken in twice.
CREATE TABLE intake (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  pages INTEGER,
  file_name TEXT NOT NULL,
  folder TEXT NOT NULL,
  place TEXT NOT NULL,
  modified_ns INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'filed', 'split', 'duplicate', 'set_aside')),
  parent TEXT REFERENCES intake (id),
  dossier TEXT REFERENCES dossier (id),
  suggestion TEXT REFERENCES dossier (id),
  suggested_by TEXT,
  reason TEXT,
  arrived_us INTEGER NOT NULL,
  settled_us INTEGER
) STRICT;
CREATE INDEX intake_by_digest ON intake (sha256);
CREATE INDEX intake_by_place ON intake (folder, place);
CREATE INDEX intake_waiting ON intake (row) WHERE state = 'waiting';

-- The document that a filed piece became.
ALTER TABLE document ADD COLUMN intake TEXT REFERENCES intake (id);
CREATE INDEX document_by_intake ON document (intake) WHERE intake IS NOT NULL;
