-- Sign-in of people with OpenID Connect: who somebody is at the issuer, and who is signed in on which desk.
CREATE TABLE person_subject (
    issuer   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    person   BLOB NOT NULL REFERENCES person (id),
    added_ms INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT;

-- One row for each sign-in that a desk began: its nonce counts once, and only until `expires_ms`. What an issuer gave
-- (codes, tokens) never stands here.
CREATE TABLE sign_in (
    id           BLOB PRIMARY KEY,
    desk         BLOB NOT NULL REFERENCES desk (id),
    nonce_sha256 BLOB NOT NULL UNIQUE,
    expires_ms   INTEGER NOT NULL,
    used_ms      INTEGER,
    person       BLOB REFERENCES person (id),
    until_ms     INTEGER
) STRICT;
CREATE INDEX sign_in_by_desk ON sign_in (desk, until_ms);
