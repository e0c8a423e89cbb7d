-- What has come of an unfinished upload, part by part. A part is on the disk (or with the object store) before it stands
-- here; the offset of the upload is raised in the same transaction, and only from where the part begins.
CREATE TABLE upload_part (
    upload       BYTEA NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    offset_bytes BIGINT NOT NULL,
    size_bytes   BIGINT NOT NULL CHECK (size_bytes > 0),
    name         BYTEA NOT NULL,
    PRIMARY KEY (upload, offset_bytes)
);
