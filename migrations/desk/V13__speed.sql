-- Lists of dossiers by the year in which they were opened: one hour east of Greenwich, which is Luxembourg's time at every
-- New Year. A virtual column: it is computed, and stands in its indexes only.
ALTER TABLE dossier ADD COLUMN year INTEGER
  GENERATED ALWAYS AS (CAST(strftime('%Y', created_us / 1000000 + 3600, 'unixepoch') AS INTEGER)) VIRTUAL;
CREATE INDEX dossier_by_year ON dossier (year, changed_us DESC, row DESC);
CREATE INDEX dossier_by_year_and_reference ON dossier (year, reference);

-- The newest documents of a dossier, also of many that came in one moment, are read in the order of an index.
DROP INDEX document_by_dossier;
CREATE INDEX document_by_dossier ON document (dossier, changed_us DESC, row DESC);
