//! Which table a kind of record stands in: the one list. What the platform must understand of it stands in
//! `sync::wire::records::KINDS`; a test compares the two.

/// How a column's value is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// Text, or null.
    Text,
    /// A whole number, or null: times in microseconds since 1970 UTC, flags as 0 and 1.
    Integer,
    /// JSON that is stored as text.
    Json,
}

/// A column that is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) told: As,
}

/// Where the dossier of a row is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// It belongs to the administration.
    Administration,
    /// The column that names it.
    Column(&'static str),
    /// It lies where another row lies: column, and that row's table and key.
    Through(&'static str, &'static str, &'static str),
}

/// What a row refers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    pub(super) column: &'static str,
    pub(super) table: &'static str,
    pub(super) key: &'static str,
    /// The row stands without it as well.
    pub(super) weak: bool,
}

/// A kind and its table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
    /// The columns whose values, joined by `/`, are the identity.
    pub(super) key: &'static [&'static str],
    /// Everything told, key columns included.
    pub(super) columns: &'static [Column],
    pub(super) scope: Scope,
    pub(super) refers: &'static [Reference],
}

const fn t(name: &'static str) -> Column {
    Column { name, told: As::Text }
}

const fn i(name: &'static str) -> Column {
    Column {
        name,
        told: As::Integer,
    }
}

const fn j(name: &'static str) -> Column {
    Column { name, told: As::Json }
}

const fn needs(column: &'static str, table: &'static str, key: &'static str) -> Reference {
    Reference {
        column,
        table,
        key,
        weak: false,
    }
}

const fn leads(column: &'static str, table: &'static str, key: &'static str) -> Reference {
    Reference {
        column,
        table,
        key,
        weak: true,
    }
}

const IN_DOSSIER: Scope = Scope::Column("dossier");
const OF_DOSSIER: Reference = needs("dossier", "dossier", "id");

/// In the order in which they refer to each other.
pub(super) const TABLES: &[Table] = &[
    Table {
        kind: "person",
        name: "person",
        key: &["id"],
        columns: &[
            t("name"),
            j("roles"),
            t("office"),
            j("other_offices"),
            i("created_us"),
            i("left_us"),
        ],
        scope: Scope::Administration,
        refers: &[],
    },
    Table {
        kind: "delegation",
        name: "delegation",
        key: &["id"],
        columns: &[
            t("principal"),
            t("delegate"),
            t("first_day"),
            t("last_day"),
            t("scope"),
            t("mandate"),
            i("may_delegate"),
            t("created_by"),
            i("created_us"),
            i("revoked_us"),
            t("revoked_by"),
            t("reason"),
        ],
        scope: Scope::Administration,
        refers: &[
            needs("principal", "person", "id"),
            needs("delegate", "person", "id"),
            needs("created_by", "person", "id"),
            needs("revoked_by", "person", "id"),
        ],
    },
    Table {
        kind: "classification",
        name: "classification",
        key: &["code"],
        columns: &[t("parent"), i("position"), j("titles"), i("retired")],
        scope: Scope::Administration,
        refers: &[],
    },
    Table {
        kind: "procedure-version",
        name: "procedure_version",
        key: &["sha256"],
        columns: &[
            t("key"),
            i("number"),
            t("source"),
            t("text"),
            t("actor"),
            i("added_us"),
        ],
        scope: Scope::Administration,
        refers: &[],
    },
    Table {
        kind: "letter-template",
        name: "letter_template",
        key: &["key", "version"],
        columns: &[
            t("files"),
            t("sha256"),
            i("imported_us"),
            t("imported_by"),
            i("retired_us"),
        ],
        scope: Scope::Administration,
        refers: &[],
    },
    Table {
        kind: "contact",
        name: "contact",
        key: &["id"],
        // And every field of its entry, beside these.
        columns: &[i("created_us"), i("changed_us"), t("merged_into")],
        scope: Scope::Administration,
        refers: &[leads("merged_into", "contact", "id")],
    },
    Table {
        kind: "dossier",
        name: "dossier",
        key: &["id"],
        columns: &[
            t("reference"),
            t("subject"),
            t("status"),
            t("procedure"),
            t("office"),
            t("state"),
            t("classification"),
            t("confidentiality"),
            i("closed_us"),
            i("created_us"),
            i("changed_us"),
        ],
        scope: Scope::Column("id"),
        refers: &[],
    },
    Table {
        kind: "dossier-access",
        name: "dossier_access",
        key: &["dossier", "person"],
        columns: &[i("given_us")],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER, needs("person", "person", "id")],
    },
    Table {
        kind: "dossier-link",
        name: "dossier_link",
        key: &["origin", "target", "kind"],
        columns: &[i("made_us")],
        scope: Scope::Column("origin"),
        refers: &[needs("origin", "dossier", "id"), needs("target", "dossier", "id")],
    },
    Table {
        kind: "dossier-procedure",
        name: "dossier_procedure",
        key: &["dossier"],
        columns: &[t("sha256"), i("since_us")],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER, needs("sha256", "procedure_version", "sha256")],
    },
    Table {
        kind: "dossier-day",
        name: "dossier_day",
        key: &["dossier", "event"],
        columns: &[t("day"), t("first_authority"), i("set_us")],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER],
    },
    Table {
        kind: "tag",
        name: "tag",
        key: &["dossier", "folded"],
        columns: &[t("tag")],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER],
    },
    Table {
        kind: "party",
        name: "party",
        key: &["id"],
        columns: &[
            t("dossier"),
            i("position"),
            t("kind"),
            t("role"),
            t("name"),
            t("contact"),
        ],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER, leads("contact", "contact", "id")],
    },
    Table {
        kind: "document",
        name: "document",
        key: &["id"],
        // And what a signature has drawn on it before it is sealed: `reserved`.
        columns: &[
            t("dossier"),
            t("title"),
            t("identifier"),
            t("platform"),
            i("registered_us"),
            t("kind"),
            t("procedure_document"),
            t("parent"),
            t("supersedes"),
            i("withdrawn_us"),
            t("withdrawn_reason"),
            t("facts"),
            i("created_us"),
            i("changed_us"),
        ],
        scope: IN_DOSSIER,
        refers: &[
            OF_DOSSIER,
            leads("parent", "document", "id"),
            leads("supersedes", "document", "id"),
        ],
    },
    Table {
        kind: "version",
        name: "version",
        key: &["id"],
        // And who drew it up (`author`), and whose signature made it (`signature`).
        columns: &[
            t("document"),
            i("number"),
            t("sha256"),
            i("size_bytes"),
            t("media_type"),
            i("pages"),
            t("origin"),
            t("file_name"),
            i("created_us"),
            t("level"),
            i("covers_content"),
            t("how"),
            t("reason"),
            i("base"),
            t("made_by"),
        ],
        scope: Scope::Through("document", "document", "id"),
        refers: &[needs("document", "document", "id")],
    },
    Table {
        kind: "letter",
        name: "letter",
        key: &["version"],
        columns: &[
            t("document"),
            t("template"),
            i("template_version"),
            t("template_sha256"),
            t("content"),
        ],
        scope: Scope::Through("document", "document", "id"),
        refers: &[
            needs("version", "version", "id"),
            needs("document", "document", "id"),
        ],
    },
    Table {
        kind: "circuit",
        name: "circuit",
        key: &["id"],
        // Everything else of it follows from the body.
        columns: &[t("document"), j("body")],
        scope: IN_DOSSIER,
        refers: &[needs("document", "document", "id")],
    },
    Table {
        kind: "deadline",
        name: "deadline",
        key: &["id"],
        columns: &[
            t("dossier"),
            t("rule"),
            t("name"),
            t("event"),
            t("started_day"),
            t("length"),
            t("effect"),
            i("ours"),
            t("remind"),
            t("legal_basis"),
            t("kept_by_state"),
            t("office"),
            t("person"),
            t("state"),
            t("due_day"),
            t("due_sort"),
            t("kept_day"),
            t("elsewhere"),
            i("created_us"),
        ],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER, needs("person", "person", "id")],
    },
    Table {
        kind: "deadline-change",
        name: "deadline_change",
        key: &["deadline", "position"],
        columns: &[
            t("kind"),
            t("day"),
            t("length"),
            t("reason"),
            t("actor"),
            i("at_us"),
        ],
        scope: Scope::Through("deadline", "deadline", "id"),
        refers: &[needs("deadline", "deadline", "id")],
    },
    Table {
        kind: "forwarding",
        name: "forwarding",
        key: &["dossier"],
        columns: &[
            t("authority"),
            t("address"),
            t("reason"),
            t("received_day"),
            t("forwarded_day"),
            t("letter"),
            t("actor"),
            i("at_us"),
        ],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER, leads("letter", "document", "id")],
    },
    Table {
        kind: "task",
        name: "task",
        key: &["id"],
        columns: &[
            t("dossier"),
            t("title"),
            t("assignee_kind"),
            t("assignee"),
            t("due_day"),
            t("created_by"),
            i("created_us"),
            i("done_us"),
            t("done_by"),
        ],
        scope: IN_DOSSIER,
        refers: &[
            OF_DOSSIER,
            needs("created_by", "person", "id"),
            needs("done_by", "person", "id"),
        ],
    },
    Table {
        kind: "note",
        name: "note",
        key: &["id"],
        columns: &[t("dossier"), t("author"), i("created_us")],
        scope: IN_DOSSIER,
        refers: &[OF_DOSSIER, needs("author", "person", "id")],
    },
    Table {
        kind: "note-text",
        name: "note_text",
        key: &["note", "number"],
        columns: &[t("text"), i("written_us")],
        scope: Scope::Through("note", "note", "id"),
        refers: &[needs("note", "note", "id")],
    },
    Table {
        kind: "mention",
        name: "mention",
        key: &["note", "person"],
        columns: &[i("written_us"), i("seen_us")],
        scope: Scope::Through("note", "note", "id"),
        refers: &[needs("note", "note", "id"), needs("person", "person", "id")],
    },
];

/// Columns of a key that hold numbers.
pub(super) const NUMBERED: &[&str] = &["version", "position", "number"];

/// The names of a contact's entry that this version knows.
pub(super) const ENTRY: &[&str] = &[
    "kind",
    "name",
    "given_names",
    "salutation",
    "birth_date",
    "matricule",
    "vat",
    "rcs",
    "address",
    "email",
    "phone",
    "language",
    "notes",
];

impl Table {
    pub(super) fn of(kind: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.kind == kind)
    }

    /// SQL: the identity of a row.
    pub(super) fn identity(&self) -> String {
        self.key
            .iter()
            .map(|column| format!("{}.{column}", self.name))
            .collect::<Vec<_>>()
            .join(" || '/' || ")
    }

    /// SQL: the dossier of a row.
    pub(super) fn dossier(&self) -> String {
        match self.scope {
            Scope::Administration => "NULL".to_owned(),
            Scope::Column(column) => format!("{}.{column}", self.name),
            Scope::Through(column, table, key) => format!(
                "(SELECT {table}.dossier FROM {table} WHERE {table}.{key} = {}.{column})",
                self.name
            ),
        }
    }

    /// SQL: whether a row has the identity `?1`, `?2`, ...
    pub(super) fn is_it(&self) -> String {
        (1..)
            .zip(self.key)
            .map(|(number, column)| format!("{}.{column} = ?{number}", self.name))
            .collect::<Vec<_>>()
            .join(" AND ")
    }

    /// The values of the key columns in an identity; `None` where it is none of this kind.
    pub(super) fn parts(&self, id: &str) -> Option<Vec<rusqlite::types::Value>> {
        let parts: Vec<&str> = id.splitn(self.key.len(), '/').collect();
        if parts.len() != self.key.len() || parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        self.key
            .iter()
            .zip(parts)
            .map(|(column, part)| {
                // A letter's key names a version by its identity, a template's by its number.
                if NUMBERED.contains(column) && self.kind != "letter" {
                    let number: i64 = part.parse().ok()?;
                    (number.to_string() == part).then_some(rusqlite::types::Value::Integer(number))
                } else {
                    Some(rusqlite::types::Value::Text(part.to_owned()))
                }
            })
            .collect()
    }

    /// Whether this version knows a field of this kind.
    pub(super) fn knows(&self, field: &str) -> bool {
        self.columns.iter().any(|column| column.name == field)
            || match self.kind {
                "contact" => ENTRY.contains(&field),
                "document" => field == "reserved",
                "version" => matches!(field, "author" | "signature"),
                _ => false,
            }
    }
}
