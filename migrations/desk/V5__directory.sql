-- The directory: natural and legal persons, kept once. A contact that was merged into another stays as the way to it.

CREATE TABLE contact (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('natural', 'legal')),
  name TEXT NOT NULL,
  given_names TEXT NOT NULL,
  birth_date TEXT,
  matricule TEXT,
  vat TEXT,
  city TEXT NOT NULL,
  -- What is known of it beside the columns above, as JSON; the columns stand in it too.
  entry TEXT NOT NULL,
  -- The family name first, folded: what is found as you type.
  folded TEXT NOT NULL,
  -- The words of the name in order, folded; the address, folded; both for duplicates.
  name_key TEXT NOT NULL,
  address_key TEXT,
  created_us INTEGER NOT NULL,
  changed_us INTEGER NOT NULL,
  merged_into TEXT REFERENCES contact (id),
  CHECK (merged_into IS NULL OR merged_into <> id)
) STRICT;
CREATE INDEX contact_by_name ON contact (folded, row) WHERE merged_into IS NULL;
CREATE INDEX contact_by_matricule ON contact (matricule, row) WHERE matricule IS NOT NULL AND merged_into IS NULL;
CREATE INDEX contact_by_vat ON contact (vat, row) WHERE vat IS NOT NULL AND merged_into IS NULL;
CREATE INDEX contact_by_birth ON contact (birth_date, row) WHERE birth_date IS NOT NULL AND merged_into IS NULL;
CREATE INDEX contact_by_address ON contact (address_key, row) WHERE address_key IS NOT NULL AND merged_into IS NULL;
CREATE INDEX contact_merged ON contact (merged_into) WHERE merged_into IS NOT NULL;
CREATE TRIGGER contact_is_kept BEFORE DELETE ON contact
WHEN OLD.merged_into IS NULL AND EXISTS (SELECT 1 FROM party WHERE party.contact = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a contact of a dossier is kept'); END;

CREATE VIRTUAL TABLE contact_search USING fts5 (
  words, content = '', contentless_delete = 1, prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 0'
);

-- What a merge did, so that it can be shown and undone: both entries as they were, the fields taken, the parties that
-- led to the merged contact.
CREATE TABLE contact_merge (
  row INTEGER PRIMARY KEY,
  kept TEXT NOT NULL REFERENCES contact (id),
  merged TEXT NOT NULL REFERENCES contact (id),
  kept_before TEXT NOT NULL,
  kept_after TEXT NOT NULL,
  merged_before TEXT NOT NULL,
  taken TEXT NOT NULL,
  parties TEXT NOT NULL,
  actor TEXT NOT NULL,
  at_us INTEGER NOT NULL,
  undone_us INTEGER
) STRICT;
CREATE INDEX contact_merge_by_kept ON contact_merge (kept, row DESC);
CREATE INDEX contact_merge_by_merged ON contact_merge (merged);

-- A party may be a contact. Its name follows the contact while the dossier is open, and stays what it was when the dossier
-- was closed.
ALTER TABLE party ADD COLUMN contact TEXT REFERENCES contact (id);
CREATE INDEX party_by_contact ON party (contact) WHERE contact IS NOT NULL;
