-- Roles that somebody has on this desk and the platform did not give: neither told to it nor taken away by it.
CREATE TABLE person_role_here (
  person TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;
