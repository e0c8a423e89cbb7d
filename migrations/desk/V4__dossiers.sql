-- Dossiers as whole files: office, state, classification, confidentiality and who is named, tags, links; a number series
-- for each desk of an office.

ALTER TABLE dossier ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN state TEXT;
ALTER TABLE dossier ADD COLUMN classification TEXT;
ALTER TABLE dossier ADD COLUMN confidentiality TEXT NOT NULL DEFAULT 'internal'
  CHECK (confidentiality IN ('internal', 'restricted', 'confidential'));
ALTER TABLE dossier ADD COLUMN closed_us INTEGER;

-- The references of the first desks were `2026/RES/000001`: their office stands in the middle.
UPDATE dossier SET office = CASE
  WHEN reference GLOB '[0-9][0-9][0-9][0-9]/?*/*' THEN substr(reference, 6, instr(substr(reference, 6), '/') - 1)
  ELSE coalesce((SELECT office FROM desk), '') END;
UPDATE person SET office = (SELECT office FROM desk) WHERE office = '' AND EXISTS (SELECT 1 FROM desk);

-- Who may see a restricted dossier beside its office, and a confidential one at all.
CREATE TABLE dossier_access (
  dossier TEXT NOT NULL REFERENCES dossier (id),
  person TEXT NOT NULL REFERENCES person (id),
  given_us INTEGER NOT NULL,
  PRIMARY KEY (dossier, person)
) STRICT, WITHOUT ROWID;

-- `folded` (no accents, no capitals) is what makes two tags the same.
CREATE TABLE tag (
  dossier TEXT NOT NULL REFERENCES dossier (id),
  folded TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (dossier, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_by_tag ON tag (folded, dossier);

-- `origin` follows, concerns, or lies within `target`.
CREATE TABLE dossier_link (
  origin TEXT NOT NULL REFERENCES dossier (id),
  target TEXT NOT NULL REFERENCES dossier (id),
  kind TEXT NOT NULL CHECK (kind IN ('follows', 'concerns', 'parent')),
  made_us INTEGER NOT NULL,
  PRIMARY KEY (origin, target, kind),
  CHECK (origin <> target)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_link_by_target ON dossier_link (target);
CREATE UNIQUE INDEX dossier_link_one_parent ON dossier_link (origin) WHERE kind = 'parent';

-- The classification plan; `retired` codes are no longer in the plan, yet dossiers carry them.
CREATE TABLE classification (
  code TEXT NOT NULL PRIMARY KEY,
  parent TEXT,
  position INTEGER NOT NULL,
  titles TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX classification_by_parent ON classification (parent, position);
CREATE INDEX dossier_by_classification ON dossier (classification) WHERE classification IS NOT NULL;

-- The last number given, by office, year (Europe/Luxembourg) and the series of the desk: its code and where its range begins.
CREATE TABLE counter_4 (
  office TEXT NOT NULL,
  year INTEGER NOT NULL,
  series TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (office, year, series)
) STRICT, WITHOUT ROWID;
INSERT INTO counter_4 (office, year, series, last) SELECT office, year, '', last FROM counter;
DROP TABLE counter;
ALTER TABLE counter_4 RENAME TO counter;
