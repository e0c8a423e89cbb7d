-- What is shared with the platform, record by record.

-- Off: this desk belongs to no platform; on: changes are noted; applying: what the platform told is being written (in the
-- transaction that does so, and nowhere else).
CREATE TABLE record_mode (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  mode TEXT NOT NULL CHECK (mode IN ('off', 'on', 'applying'))
) STRICT, WITHOUT ROWID;
INSERT INTO record_mode (one, mode) VALUES (1, 'off');

-- The last state that desk and platform agreed about.
CREATE TABLE record_base (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  dossier TEXT,
  rev INTEGER NOT NULL CHECK (rev >= 0),
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  fields TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_base_by_dossier ON record_base (dossier) WHERE dossier IS NOT NULL;

-- Records that were changed here, in the order of their first change. Written by the triggers below, in the transaction of
-- the change: no use case can forget it.
CREATE TABLE record_dirty (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;

-- What was said to the platform and not answered: kept before it is sent, so that a repetition has the same content.
CREATE TABLE record_operation (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  op TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  dossier TEXT,
  content TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'parked')),
  code TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  kept_us INTEGER NOT NULL,
  UNIQUE (kind, id)
) STRICT;

-- Told by the platform and not taken in yet: what it lies in, or leads to, is not here.
CREATE TABLE record_incoming (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  dossier TEXT,
  content TEXT NOT NULL,
  code TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  UNIQUE (kind, id)
) STRICT;

-- Two people changed the same thing: what both knew, what stands here, what stands on the platform.
CREATE TABLE conflict (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  dossier TEXT,
  content TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  decided_us INTEGER,
  decided_by TEXT,
  decision TEXT
) STRICT;
CREATE UNIQUE INDEX conflict_open ON conflict (kind, id) WHERE decided_us IS NULL;

-- Contents that records name and that have not come yet.
CREATE TABLE content_awaited (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  since_us INTEGER NOT NULL,
  code TEXT
) STRICT, WITHOUT ROWID;

-- Dossiers that this desk may no longer see and still holds, because something of them was not sent.
CREATE TABLE dossier_withdrawn (
  dossier TEXT NOT NULL PRIMARY KEY,
  since_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- People whom a record names and whom the platform has not told of.
CREATE TABLE person_untold (
  person TEXT NOT NULL PRIMARY KEY REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- Whatever is shared notes its changes.
CREATE TRIGGER record_person_added AFTER INSERT ON person
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('person', NEW.id); END;
CREATE TRIGGER record_person_changed AFTER UPDATE ON person
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('person', NEW.id); END;
CREATE TRIGGER record_person_removed AFTER DELETE ON person
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('person', OLD.id); END;
CREATE TRIGGER record_delegation_added AFTER INSERT ON delegation
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('delegation', NEW.id); END;
CREATE TRIGGER record_delegation_changed AFTER UPDATE ON delegation
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('delegation', NEW.id); END;
CREATE TRIGGER record_delegation_removed AFTER DELETE ON delegation
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('delegation', OLD.id); END;
CREATE TRIGGER record_classification_added AFTER INSERT ON classification
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('classification', NEW.code); END;
CREATE TRIGGER record_classification_changed AFTER UPDATE ON classification
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('classification', NEW.code); END;
CREATE TRIGGER record_classification_removed AFTER DELETE ON classification
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('classification', OLD.code); END;
CREATE TRIGGER record_procedure_version_added AFTER INSERT ON procedure_version
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('procedure-version', NEW.sha256); END;
CREATE TRIGGER record_procedure_version_changed AFTER UPDATE ON procedure_version
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('procedure-version', NEW.sha256); END;
CREATE TRIGGER record_procedure_version_removed AFTER DELETE ON procedure_version
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('procedure-version', OLD.sha256); END;
CREATE TRIGGER record_letter_template_added AFTER INSERT ON letter_template
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('letter-template', NEW.key || '/' || NEW.version); END;
CREATE TRIGGER record_letter_template_changed AFTER UPDATE ON letter_template
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('letter-template', NEW.key || '/' || NEW.version); END;
CREATE TRIGGER record_letter_template_removed AFTER DELETE ON letter_template
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('letter-template', OLD.key || '/' || OLD.version); END;
CREATE TRIGGER record_contact_added AFTER INSERT ON contact
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('contact', NEW.id); END;
CREATE TRIGGER record_contact_changed AFTER UPDATE ON contact
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('contact', NEW.id); END;
CREATE TRIGGER record_contact_removed AFTER DELETE ON contact
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('contact', OLD.id); END;
CREATE TRIGGER record_dossier_added AFTER INSERT ON dossier
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier', NEW.id); END;
CREATE TRIGGER record_dossier_changed AFTER UPDATE OF reference, subject, status, procedure, office, state, classification, confidentiality, closed_us ON dossier
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier', NEW.id); END;
CREATE TRIGGER record_dossier_removed AFTER DELETE ON dossier
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier', OLD.id); END;
CREATE TRIGGER record_dossier_access_added AFTER INSERT ON dossier_access
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-access', NEW.dossier || '/' || NEW.person); END;
CREATE TRIGGER record_dossier_access_changed AFTER UPDATE ON dossier_access
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-access', NEW.dossier || '/' || NEW.person); END;
CREATE TRIGGER record_dossier_access_removed AFTER DELETE ON dossier_access
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-access', OLD.dossier || '/' || OLD.person); END;
CREATE TRIGGER record_dossier_link_added AFTER INSERT ON dossier_link
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-link', NEW.origin || '/' || NEW.target || '/' || NEW.kind); END;
CREATE TRIGGER record_dossier_link_changed AFTER UPDATE ON dossier_link
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-link', NEW.origin || '/' || NEW.target || '/' || NEW.kind); END;
CREATE TRIGGER record_dossier_link_removed AFTER DELETE ON dossier_link
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-link', OLD.origin || '/' || OLD.target || '/' || OLD.kind); END;
CREATE TRIGGER record_dossier_procedure_added AFTER INSERT ON dossier_procedure
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-procedure', NEW.dossier); END;
CREATE TRIGGER record_dossier_procedure_changed AFTER UPDATE ON dossier_procedure
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-procedure', NEW.dossier); END;
CREATE TRIGGER record_dossier_procedure_removed AFTER DELETE ON dossier_procedure
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-procedure', OLD.dossier); END;
CREATE TRIGGER record_dossier_day_added AFTER INSERT ON dossier_day
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-day', NEW.dossier || '/' || NEW.event); END;
CREATE TRIGGER record_dossier_day_changed AFTER UPDATE ON dossier_day
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-day', NEW.dossier || '/' || NEW.event); END;
CREATE TRIGGER record_dossier_day_removed AFTER DELETE ON dossier_day
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('dossier-day', OLD.dossier || '/' || OLD.event); END;
CREATE TRIGGER record_tag_added AFTER INSERT ON tag
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('tag', NEW.dossier || '/' || NEW.folded); END;
CREATE TRIGGER record_tag_changed AFTER UPDATE ON tag
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('tag', NEW.dossier || '/' || NEW.folded); END;
CREATE TRIGGER record_tag_removed AFTER DELETE ON tag
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('tag', OLD.dossier || '/' || OLD.folded); END;
CREATE TRIGGER record_party_added AFTER INSERT ON party
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('party', NEW.id); END;
CREATE TRIGGER record_party_changed AFTER UPDATE ON party
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('party', NEW.id); END;
CREATE TRIGGER record_party_removed AFTER DELETE ON party
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('party', OLD.id); END;
CREATE TRIGGER record_document_added AFTER INSERT ON document
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('document', NEW.id); END;
CREATE TRIGGER record_document_changed AFTER UPDATE OF dossier, title, identifier, platform, registered_us, kind, procedure_document, parent, supersedes, withdrawn_us, withdrawn_reason, facts ON document
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('document', NEW.id); END;
CREATE TRIGGER record_document_removed AFTER DELETE ON document
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('document', OLD.id); END;
CREATE TRIGGER record_version_added AFTER INSERT ON version
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('version', NEW.id); END;
CREATE TRIGGER record_version_changed AFTER UPDATE ON version
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('version', NEW.id); END;
CREATE TRIGGER record_version_removed AFTER DELETE ON version
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('version', OLD.id); END;
CREATE TRIGGER record_letter_added AFTER INSERT ON letter
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('letter', NEW.version); END;
CREATE TRIGGER record_letter_changed AFTER UPDATE ON letter
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('letter', NEW.version); END;
CREATE TRIGGER record_letter_removed AFTER DELETE ON letter
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('letter', OLD.version); END;
CREATE TRIGGER record_circuit_added AFTER INSERT ON circuit
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('circuit', NEW.id); END;
CREATE TRIGGER record_circuit_changed AFTER UPDATE OF document, dossier, body ON circuit
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('circuit', NEW.id); END;
CREATE TRIGGER record_circuit_removed AFTER DELETE ON circuit
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('circuit', OLD.id); END;
CREATE TRIGGER record_deadline_added AFTER INSERT ON deadline
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('deadline', NEW.id); END;
CREATE TRIGGER record_deadline_changed AFTER UPDATE ON deadline
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('deadline', NEW.id); END;
CREATE TRIGGER record_deadline_removed AFTER DELETE ON deadline
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('deadline', OLD.id); END;
CREATE TRIGGER record_deadline_change_added AFTER INSERT ON deadline_change
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('deadline-change', NEW.deadline || '/' || NEW.position); END;
CREATE TRIGGER record_deadline_change_changed AFTER UPDATE ON deadline_change
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('deadline-change', NEW.deadline || '/' || NEW.position); END;
CREATE TRIGGER record_deadline_change_removed AFTER DELETE ON deadline_change
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('deadline-change', OLD.deadline || '/' || OLD.position); END;
CREATE TRIGGER record_forwarding_added AFTER INSERT ON forwarding
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('forwarding', NEW.dossier); END;
CREATE TRIGGER record_forwarding_changed AFTER UPDATE ON forwarding
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('forwarding', NEW.dossier); END;
CREATE TRIGGER record_forwarding_removed AFTER DELETE ON forwarding
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('forwarding', OLD.dossier); END;
CREATE TRIGGER record_task_added AFTER INSERT ON task
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('task', NEW.id); END;
CREATE TRIGGER record_task_changed AFTER UPDATE ON task
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('task', NEW.id); END;
CREATE TRIGGER record_task_removed AFTER DELETE ON task
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('task', OLD.id); END;
CREATE TRIGGER record_note_added AFTER INSERT ON note
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('note', NEW.id); END;
CREATE TRIGGER record_note_changed AFTER UPDATE ON note
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('note', NEW.id); END;
CREATE TRIGGER record_note_removed AFTER DELETE ON note
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('note', OLD.id); END;
CREATE TRIGGER record_note_text_added AFTER INSERT ON note_text
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('note-text', NEW.note || '/' || NEW.number); END;
CREATE TRIGGER record_note_text_changed AFTER UPDATE ON note_text
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('note-text', NEW.note || '/' || NEW.number); END;
CREATE TRIGGER record_note_text_removed AFTER DELETE ON note_text
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('note-text', OLD.note || '/' || OLD.number); END;
CREATE TRIGGER record_mention_added AFTER INSERT ON mention
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('mention', NEW.note || '/' || NEW.person); END;
CREATE TRIGGER record_mention_changed AFTER UPDATE ON mention
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('mention', NEW.note || '/' || NEW.person); END;
CREATE TRIGGER record_mention_removed AFTER DELETE ON mention
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('mention', OLD.note || '/' || OLD.person); END;

-- A document takes what belongs to it along.
CREATE TRIGGER record_document_moved AFTER UPDATE OF dossier ON document
WHEN OLD.dossier <> NEW.dossier AND (SELECT mode FROM record_mode) = 'on'
BEGIN
  INSERT OR IGNORE INTO record_dirty (kind, id) SELECT 'version', id FROM version WHERE document = NEW.id;
  INSERT OR IGNORE INTO record_dirty (kind, id) SELECT 'letter', version FROM letter WHERE document = NEW.id;
END;
-- Told with their document or version.
CREATE TRIGGER record_reserved_added AFTER INSERT ON reserved_identifier
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('document', NEW.document); END;
CREATE TRIGGER record_reserved_removed AFTER DELETE ON reserved_identifier
WHEN (SELECT mode FROM record_mode) = 'on'
BEGIN INSERT OR IGNORE INTO record_dirty (kind, id) VALUES ('document', OLD.document); END;

-- Rules about what people do; what the platform tells was decided elsewhere, under the same rules.
DROP TRIGGER version_is_immutable;
CREATE TRIGGER version_is_immutable BEFORE UPDATE ON version
WHEN (SELECT mode FROM record_mode) <> 'applying' AND (NEW.file_name IS NOT NULL OR NEW.reason IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM destroyed WHERE destroyed.version = OLD.id)
  OR (NEW.id, NEW.document, NEW.number, NEW.sha256, NEW.size_bytes, NEW.media_type, NEW.pages, NEW.origin, NEW.created_us,
      NEW.level, NEW.covers_content, NEW.how, NEW.base, NEW.made_by)
    IS NOT (OLD.id, OLD.document, OLD.number, OLD.sha256, OLD.size_bytes, OLD.media_type, OLD.pages, OLD.origin,
      OLD.created_us, OLD.level, OLD.covers_content, OLD.how, OLD.base, OLD.made_by))
BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END;
DROP TRIGGER version_is_kept;
CREATE TRIGGER version_is_kept BEFORE DELETE ON version
WHEN (SELECT mode FROM record_mode) <> 'applying'
BEGIN SELECT RAISE(ABORT, 'a version is kept'); END;
DROP TRIGGER note_text_is_kept;
CREATE TRIGGER note_text_is_kept BEFORE UPDATE ON note_text
WHEN (SELECT mode FROM record_mode) <> 'applying'
BEGIN SELECT RAISE(ABORT, 'an earlier wording is kept'); END;
DROP TRIGGER letter_is_immutable;
CREATE TRIGGER letter_is_immutable BEFORE UPDATE ON letter
WHEN (SELECT mode FROM record_mode) <> 'applying'
BEGIN SELECT RAISE(ABORT, 'what a letter was made from is immutable'); END;
DROP TRIGGER identifier_is_immutable;
CREATE TRIGGER identifier_is_immutable BEFORE UPDATE OF identifier, platform ON document
WHEN (SELECT mode FROM record_mode) <> 'applying' AND (OLD.identifier IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'an identifier is given once'); END;
DROP TRIGGER sealed_stays_in_its_dossier;
CREATE TRIGGER sealed_stays_in_its_dossier BEFORE UPDATE OF dossier ON document
WHEN (SELECT mode FROM record_mode) <> 'applying' AND (OLD.identifier IS NOT NULL AND NEW.dossier <> OLD.dossier)
BEGIN SELECT RAISE(ABORT, 'a sealed document stays in its dossier'); END;
DROP TRIGGER sealed_takes_no_version;
CREATE TRIGGER sealed_takes_no_version BEFORE INSERT ON version
WHEN (SELECT mode FROM record_mode) <> 'applying' AND (NEW.origin = 'imported'
  AND EXISTS (SELECT 1 FROM document WHERE document.id = NEW.document AND identifier IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'a sealed document takes no new version'); END;
DROP TRIGGER registered_is_not_augmented;
CREATE TRIGGER registered_is_not_augmented BEFORE INSERT ON version
WHEN (SELECT mode FROM record_mode) <> 'applying' AND (NEW.origin = 'augmented'
  AND EXISTS (SELECT 1 FROM document WHERE document.id = NEW.document AND registered_us IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'a registered original is not augmented'); END;
DROP TRIGGER procedure_version_is_immutable;
CREATE TRIGGER procedure_version_is_immutable BEFORE UPDATE ON procedure_version
WHEN (SELECT mode FROM record_mode) <> 'applying'
BEGIN SELECT RAISE(ABORT, 'a version of a procedure is immutable'); END;
DROP TRIGGER withdrawn_is_not_sealed;
CREATE TRIGGER withdrawn_is_not_sealed BEFORE UPDATE OF identifier ON document
WHEN (SELECT mode FROM record_mode) <> 'applying' AND (OLD.withdrawn_us IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a withdrawn document is not sealed'); END;
