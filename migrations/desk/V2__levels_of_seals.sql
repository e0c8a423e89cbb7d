-- Levels of seals: an original that has not reached the wanted level is augmented before it leaves the desk.
-- The table of versions is made anew because a CHECK cannot be changed: it learns the origin 'augmented'.

DROP TRIGGER version_is_immutable;
DROP TRIGGER version_is_kept;
DROP INDEX version_sealed_once;
DROP INDEX version_by_digest;

CREATE TABLE version_2 (
  id TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  pages INTEGER,
  origin TEXT NOT NULL CHECK (origin IN ('imported', 'sealed', 'augmented')),
  file_name TEXT,
  created_us INTEGER NOT NULL,
  level TEXT,
  covers_content INTEGER CHECK (covers_content IN (0, 1)),
  UNIQUE (document, number),
  CHECK ((origin IN ('sealed', 'augmented')) = (level IS NOT NULL AND covers_content IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO version_2 (id, document, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level,
    covers_content)
  SELECT id, document, number, sha256, size_bytes, media_type, pages, origin, file_name, created_us, level, covers_content
  FROM version;
DROP TABLE version;
ALTER TABLE version_2 RENAME TO version;

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

-- What still has to be added to a seal. While a row is here, the registration of its document is held in the outbox:
-- it would name bytes that are not the last ones.
CREATE TABLE augmentation (
  document TEXT NOT NULL PRIMARY KEY REFERENCES document (id),
  wanted TEXT NOT NULL,
  reached TEXT NOT NULL,
  reasons TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_us INTEGER NOT NULL,
  created_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER registered_waits_for_nothing BEFORE INSERT ON augmentation
WHEN EXISTS (SELECT 1 FROM document WHERE document.id = NEW.document AND registered_us IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a registered original is not augmented'); END;

-- Time-stamps taken from each authority, for the limits that were agreed with it.
CREATE TABLE token (
  tsa TEXT NOT NULL,
  taken_us INTEGER NOT NULL
) STRICT;
CREATE INDEX token_by_tsa ON token (tsa, taken_us);
