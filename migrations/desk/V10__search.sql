-- Search over dossiers, titles, text, notes and contacts; text of versions; saved searches; indexes for lists.
-- The indexes of words hold no text: words come folded from the program, separated by spaces. `more` holds word stems,
-- stems written backwards (`∇`, for heads of compound words) and the dossier (`Δ12`).

DROP TABLE search;

CREATE VIRTUAL TABLE search_dossier USING fts5 (
  reference, subject, parties, tags, more, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_document USING fts5 (words, more, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_text USING fts5 (words, more, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_note USING fts5 (words, more, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE search_contact USING fts5 (words, more, content = '', contentless_delete = 1, tokenize = 'ascii');

-- Numbers for what has a textual identity only.
CREATE TABLE search_row (
  row INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;

-- Every word and how often it was indexed: completes the word that is being typed, and tells rare from common.
CREATE TABLE search_word (
  word TEXT NOT NULL PRIMARY KEY,
  uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What has changed and is indexed before the transaction commits: 1 dossier, 2 document, 3 page, 4 note, 5 contact.
CREATE TABLE search_dirty (
  kind INTEGER NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (kind, row)
) STRICT, WITHOUT ROWID;

-- The text of a version, page by page. A version without a row here waits in `text_pending`.
CREATE TABLE version_text (
  row INTEGER PRIMARY KEY,
  version TEXT NOT NULL UNIQUE,
  document INTEGER NOT NULL,
  dossier INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'no_text', 'needs_ocr', 'failed', 'superseded')),
  pages INTEGER NOT NULL,
  pages_ocr INTEGER NOT NULL,
  reason TEXT,
  read_us INTEGER NOT NULL
) STRICT;
CREATE INDEX version_text_by_document ON version_text (document);
CREATE INDEX version_text_unread ON version_text (state) WHERE state IN ('needs_ocr', 'failed');
CREATE TABLE text_page (
  row INTEGER PRIMARY KEY,
  version_text INTEGER NOT NULL REFERENCES version_text (row),
  page INTEGER NOT NULL CHECK (page > 0),
  ocr INTEGER NOT NULL CHECK (ocr IN (0, 1)),
  text BLOB NOT NULL,
  UNIQUE (version_text, page)
) STRICT;
CREATE TABLE text_pending (
  version TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_search (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  created_us INTEGER NOT NULL,
  UNIQUE (person, name)
) STRICT, WITHOUT ROWID;

-- How many documents a dossier has, so that a list need not count them.
CREATE TABLE dossier_documents (
  dossier TEXT NOT NULL PRIMARY KEY,
  documents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO dossier_documents (dossier, documents) SELECT dossier, count(*) FROM document GROUP BY dossier;
CREATE TRIGGER document_counted AFTER INSERT ON document BEGIN
  INSERT INTO dossier_documents (dossier, documents) VALUES (NEW.dossier, 1)
    ON CONFLICT (dossier) DO UPDATE SET documents = documents + 1;
  INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (2, NEW.row);
END;
CREATE TRIGGER document_uncounted AFTER DELETE ON document BEGIN
  UPDATE dossier_documents SET documents = documents - 1 WHERE dossier = OLD.dossier;
  INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (2, OLD.row);
END;
CREATE TRIGGER document_moved AFTER UPDATE OF dossier ON document WHEN OLD.dossier <> NEW.dossier BEGIN
  UPDATE dossier_documents SET documents = documents - 1 WHERE dossier = OLD.dossier;
  INSERT INTO dossier_documents (dossier, documents) VALUES (NEW.dossier, 1)
    ON CONFLICT (dossier) DO UPDATE SET documents = documents + 1;
  UPDATE version_text SET dossier = (SELECT row FROM dossier WHERE id = NEW.dossier) WHERE document = NEW.row;
  INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (2, NEW.row);
  INSERT OR IGNORE INTO search_dirty (kind, row)
    SELECT 3, text_page.row FROM version_text JOIN text_page ON text_page.version_text = version_text.row
    WHERE version_text.document = NEW.row;
END;

-- Whoever changes a row need not know of the search.
CREATE TRIGGER dossier_added_to_search AFTER INSERT ON dossier
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (1, NEW.row); END;
CREATE TRIGGER dossier_changed_in_search AFTER UPDATE OF reference, subject, classification ON dossier
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (1, NEW.row); END;
CREATE TRIGGER dossier_removed_from_search AFTER DELETE ON dossier
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (1, OLD.row); END;
CREATE TRIGGER party_added_to_search AFTER INSERT ON party
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 1, row FROM dossier WHERE id = NEW.dossier; END;
CREATE TRIGGER party_changed_in_search AFTER UPDATE ON party
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 1, row FROM dossier WHERE id IN (NEW.dossier, OLD.dossier); END;
CREATE TRIGGER party_removed_from_search AFTER DELETE ON party
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 1, row FROM dossier WHERE id = OLD.dossier; END;
CREATE TRIGGER tag_added_to_search AFTER INSERT ON tag
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 1, row FROM dossier WHERE id = NEW.dossier; END;
CREATE TRIGGER tag_changed_in_search AFTER UPDATE ON tag
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 1, row FROM dossier WHERE id = NEW.dossier; END;
CREATE TRIGGER tag_removed_from_search AFTER DELETE ON tag
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 1, row FROM dossier WHERE id = OLD.dossier; END;
CREATE TRIGGER title_changed_in_search AFTER UPDATE OF title ON document WHEN OLD.title <> NEW.title
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (2, NEW.row); END;

CREATE TRIGGER note_added_to_search AFTER INSERT ON note_text BEGIN
  INSERT OR IGNORE INTO search_row (kind, id) VALUES (4, NEW.note);
  INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 4, row FROM search_row WHERE kind = 4 AND id = NEW.note;
END;
CREATE TRIGGER note_removed_from_search AFTER DELETE ON note BEGIN
  INSERT OR IGNORE INTO search_dirty (kind, row) SELECT 4, row FROM search_row WHERE kind = 4 AND id = OLD.id;
END;

CREATE TRIGGER contact_added_to_search AFTER INSERT ON contact
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (5, NEW.row); END;
CREATE TRIGGER contact_changed_in_search AFTER UPDATE ON contact
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (5, NEW.row); END;
CREATE TRIGGER contact_removed_from_search AFTER DELETE ON contact
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (5, OLD.row); END;

CREATE TRIGGER version_waits_for_its_text AFTER INSERT ON version
BEGIN INSERT OR IGNORE INTO text_pending (version) VALUES (NEW.id); END;
CREATE TRIGGER version_takes_its_text AFTER DELETE ON version BEGIN
  DELETE FROM text_pending WHERE version = OLD.id;
  DELETE FROM version_text WHERE version = OLD.id;
END;
CREATE TRIGGER text_takes_its_pages BEFORE DELETE ON version_text
BEGIN DELETE FROM text_page WHERE version_text = OLD.row; END;
CREATE TRIGGER page_added_to_search AFTER INSERT ON text_page
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (3, NEW.row); END;
CREATE TRIGGER page_removed_from_search AFTER DELETE ON text_page
BEGIN INSERT OR IGNORE INTO search_dirty (kind, row) VALUES (3, OLD.row); END;

-- What older desks hold is indexed in portions, by the changes that follow and in the background.
INSERT INTO search_dirty (kind, row) SELECT 1, row FROM dossier;
INSERT INTO search_dirty (kind, row) SELECT 2, row FROM document;
INSERT INTO search_dirty (kind, row) SELECT 5, row FROM contact;
INSERT INTO search_row (kind, id) SELECT 4, id FROM note;
INSERT INTO search_dirty (kind, row) SELECT kind, row FROM search_row;
INSERT INTO text_pending (version) SELECT id FROM version;

-- Lists and facets.
CREATE INDEX dossier_by_creation ON dossier (created_us DESC, row DESC);
CREATE INDEX dossier_by_status ON dossier (status, changed_us DESC, row DESC);
CREATE INDEX dossier_by_procedure ON dossier (procedure, changed_us DESC, row DESC);
CREATE INDEX dossier_by_state ON dossier (state, changed_us DESC, row DESC);
CREATE INDEX dossier_by_office ON dossier (office, changed_us DESC, row DESC);
CREATE INDEX dossier_guarded ON dossier (confidentiality) WHERE confidentiality <> 'internal';
CREATE INDEX dossier_facet_status ON dossier (confidentiality, status);
CREATE INDEX dossier_facet_procedure ON dossier (confidentiality, procedure);
CREATE INDEX dossier_facet_year ON dossier (confidentiality, created_us);
CREATE INDEX outbox_by_dossier ON outbox (dossier);
CREATE INDEX document_unregistered ON document (platform) WHERE identifier IS NOT NULL AND registered_us IS NULL;
