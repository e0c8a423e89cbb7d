-- What has come of an unfinished upload, part by part. A part is on the disk (or with the object store) before it stands
-- here; the offset of the upload is raised in the same transaction, and only from where the part begins.
CREATE TABLE upload_part (
    upload       BLOB NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    offset_bytes INTEGER NOT NULL,
    size_bytes   INTEGER NOT NULL CHECK (size_bytes > 0),
    name         BLOB NOT NULL,
    PRIMARY KEY (upload, offset_bytes)
) STRICT;

-- Unfinished uploads of an older version have no parts: their desks begin them anew.
DELETE FROM upload WHERE finished_ms IS NULL;
