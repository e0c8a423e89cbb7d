-- Sign-in of people with OpenID Connect: who somebody is at the issuer, and who is signed in on which desk.
CREATE TABLE person_subject (
    issuer   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    person   BYTEA NOT NULL REFERENCES person (id),
    added_ms BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);

-- One row for each sign-in that a desk began: its nonce counts once, and only until `expires_ms`. What an issuer gave
-- (codes, tokens) never stands here.
CREATE TABLE sign_in (
    id           BYTEA PRIMARY KEY,
    desk         BYTEA NOT NULL REFERENCES desk (id),
    nonce_sha256 BYTEA NOT NULL UNIQUE,
    expires_ms   BIGINT NOT NULL,
    used_ms      BIGINT,
    person       BYTEA REFERENCES person (id),
    until_ms     BIGINT
);
CREATE INDEX sign_in_by_desk ON sign_in (desk, until_ms);
