//! The fields a procedure file may have, as data: reading, the suggestions for mistyped names and the JSON Schema all
//! come from these tables.

use std::fmt::Write;

/// What a field holds.
pub(super) enum Shape {
    /// A key: small letters, digits and hyphens.
    Key,
    /// One line of text of at most so many characters.
    Line(usize),
    /// An office code.
    Office,
    /// A text in each language, French at least.
    Texts,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A length such as `3 months`.
    Length,
    /// A list of lengths.
    Lengths,
    /// A list of keys.
    Keys,
    /// `true` or `false`.
    YesNo,
    /// A whole number.
    Number { least: i64, most: i64 },
    /// What makes a deadline start.
    Start,
    /// One table.
    One(&'static Table),
    /// A list of tables.
    Many(&'static Table),
}

/// A field.
pub(super) struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
}

/// A table of the file.
pub(super) struct Table {
    pub name: &'static str,
    pub fields: &'static [Field],
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        required: true,
    }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        required: false,
    }
}

/// The words of `from` that stand alone; the other form is `{ state = "<key>" }`.
pub(super) const STARTS: &[&str] = &["received", "complete", "notified", "manual"];

/// The whole file.
pub(super) static PROCEDURE: Table = Table {
    name: "",
    fields: &[
        must("key", Shape::Key),
        must("office", Shape::Office),
        may("reference", Shape::Line(60)),
        must("name", Shape::Texts),
        may("purpose", Shape::Texts),
        may("classification", Shape::Line(40)),
        may(
            "confidentiality",
            Shape::Words(&["internal", "restricted", "confidential"]),
        ),
        may("legal_basis", Shape::Texts),
        may("state", Shape::Many(&STATE)),
        may("document", Shape::Many(&DOCUMENT)),
        may("circuit", Shape::Many(&CIRCUIT)),
        may("deadline", Shape::Many(&DEADLINE)),
        may("letter", Shape::Many(&LETTER)),
        may("retention", Shape::One(&RETENTION)),
    ],
};

static STATE: Table = Table {
    name: "state",
    fields: &[
        must("key", Shape::Key),
        must("name", Shape::Texts),
        may("next", Shape::Keys),
        may("needs_documents", Shape::Keys),
        may("needs_circuits", Shape::Keys),
        may("may_close", Shape::YesNo),
    ],
};

static DOCUMENT: Table = Table {
    name: "document",
    fields: &[
        must("key", Shape::Key),
        must("name", Shape::Texts),
        may("required", Shape::YesNo),
        may("act", Shape::YesNo),
    ],
};

static CIRCUIT: Table = Table {
    name: "circuit",
    fields: &[
        must("key", Shape::Key),
        must("name", Shape::Texts),
        may("document", Shape::Key),
        must("step", Shape::Many(&STEP)),
    ],
};

static STEP: Table = Table {
    name: "circuit.step",
    fields: &[
        must(
            "kind",
            Shape::Words(&["visa", "opinion", "approval", "signature", "seal", "dispatch"]),
        ),
        must("stage", Shape::Number { least: 1, most: 50 }),
        may(
            "role",
            Shape::Words(&["agent", "signatory", "clerk", "auditor", "administrator"]),
        ),
        may("office", Shape::Office),
        may("person", Shape::Line(200)),
        may("four_eyes", Shape::YesNo),
        may("optional", Shape::YesNo),
        may("within", Shape::Length),
    ],
};

static DEADLINE: Table = Table {
    name: "deadline",
    fields: &[
        must("key", Shape::Key),
        must("name", Shape::Texts),
        must("from", Shape::Start),
        must("length", Shape::Length),
        may(
            "effect",
            Shape::Words(&[
                "none",
                "silence_refusal",
                "silence_agreement",
                "appeal_ends",
                "hearing_ends",
            ]),
        ),
        may("remind", Shape::Lengths),
        may("legal_basis", Shape::Texts),
        may("kept_by_state", Shape::Key),
    ],
};

static LETTER: Table = Table {
    name: "letter",
    fields: &[
        must("template", Shape::Key),
        must("name", Shape::Texts),
        may("document", Shape::Key),
        may("to", Shape::Words(&["applicant", "addressee", "third"])),
        may("adverse", Shape::YesNo),
        may("remedy", Shape::One(&REMEDY)),
    ],
};

static REMEDY: Table = Table {
    name: "letter.remedy",
    fields: &[
        must("court", Shape::Texts),
        must("within", Shape::Length),
        may("legal_basis", Shape::Texts),
    ],
};

static RETENTION: Table = Table {
    name: "retention",
    fields: &[
        must("years", Shape::Number { least: 0, most: 200 }),
        must("fate", Shape::Words(&["keep", "sample", "destroy"])),
        may("legal_basis", Shape::Texts),
    ],
};

/// The JSON Schema (draft 2020-12) of a procedure file. TOML editors check against it; the program's own check knows
/// more: it follows the keys that name each other.
pub fn json_schema() -> String {
    let mut text = String::from(
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"Greffe procedure\",\n  \"$defs\": {\n",
    );
    text.push_str(
        "    \"texts\": {\n      \"type\": \"object\",\n      \"properties\": {\n        \"fr\": { \"type\": \"string\", \"minLength\": 1 },\n        \"de\": { \"type\": \"string\", \"minLength\": 1 },\n        \"lb\": { \"type\": \"string\", \"minLength\": 1 },\n        \"en\": { \"type\": \"string\", \"minLength\": 1 }\n      },\n      \"required\": [\"fr\"],\n      \"additionalProperties\": false\n    },\n",
    );
    text.push_str("    \"key\": { \"type\": \"string\", \"pattern\": \"^[a-z][a-z0-9]*(-[a-z0-9]+)*$\", \"maxLength\": 60 },\n");
    text.push_str("    \"office\": { \"type\": \"string\", \"pattern\": \"^[A-Z0-9]{1,8}$\" },\n");
    text.push_str(
        "    \"length\": { \"type\": \"string\", \"pattern\": \"^[0-9]+ (day|days|working day|working days|week|weeks|month|months|year|years)$\" }\n  },\n",
    );
    object(&mut text, &PROCEDURE, 1);
    text.push_str("}\n");
    text
}

/// Members of an object for a table, without its braces.
fn object(text: &mut String, table: &Table, depth: usize) {
    let pad = "  ".repeat(depth);
    let required: Vec<String> = table
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| format!("\"{}\"", field.name))
        .collect();
    let _ = writeln!(text, "{pad}\"type\": \"object\",");
    let _ = writeln!(text, "{pad}\"additionalProperties\": false,");
    let _ = writeln!(text, "{pad}\"required\": [{}],", required.join(", "));
    let _ = writeln!(text, "{pad}\"properties\": {{");
    for (index, field) in table.fields.iter().enumerate() {
        let comma = if index + 1 == table.fields.len() { "" } else { "," };
        let inner = "  ".repeat(depth + 1);
        match &field.shape {
            Shape::One(table) | Shape::Many(table) => {
                let many = matches!(field.shape, Shape::Many(_));
                let _ = writeln!(text, "{inner}\"{}\": {{", field.name);
                if many {
                    let _ = writeln!(text, "{inner}  \"type\": \"array\",");
                    let _ = writeln!(text, "{inner}  \"items\": {{");
                    object(text, table, depth + 3);
                    let _ = writeln!(text, "{inner}  }}");
                } else {
                    object(text, table, depth + 2);
                }
                let _ = writeln!(text, "{inner}}}{comma}");
            }
            other => {
                let _ = writeln!(text, "{inner}\"{}\": {}{comma}", field.name, value_schema(other));
            }
        }
    }
    let _ = writeln!(text, "{pad}}}");
}

fn value_schema(shape: &Shape) -> String {
    let quoted = |words: &[&str]| {
        words
            .iter()
            .map(|word| format!("\"{word}\""))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match shape {
        Shape::Key => "{ \"$ref\": \"#/$defs/key\" }".into(),
        Shape::Line(most) => format!("{{ \"type\": \"string\", \"minLength\": 1, \"maxLength\": {most} }}"),
        Shape::Office => "{ \"$ref\": \"#/$defs/office\" }".into(),
        Shape::Texts => "{ \"$ref\": \"#/$defs/texts\" }".into(),
        Shape::Words(words) => format!("{{ \"enum\": [{}] }}", quoted(words)),
        Shape::Length => "{ \"$ref\": \"#/$defs/length\" }".into(),
        Shape::Lengths => "{ \"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/length\" } }".into(),
        Shape::Keys => "{ \"type\": \"array\", \"items\": { \"$ref\": \"#/$defs/key\" } }".into(),
        Shape::YesNo => "{ \"type\": \"boolean\" }".into(),
        Shape::Number { least, most } => {
            format!("{{ \"type\": \"integer\", \"minimum\": {least}, \"maximum\": {most} }}")
        }
        Shape::Start => format!(
            "{{ \"oneOf\": [{{ \"enum\": [{}] }}, {{ \"type\": \"object\", \"properties\": {{ \"state\": {{ \"$ref\": \"#/$defs/key\" }} }}, \"required\": [\"state\"], \"additionalProperties\": false }}] }}",
            quoted(STARTS)
        ),
        Shape::One(_) | Shape::Many(_) => "{}".into(),
    }
}
