//! Procedure files: what ships is right, and what is wrong is told with its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use model::procedure::{FAULT_CODES, Fault, Known, json_schema, read};
use wording::{Catalog, Explain, Lang};

const SHIPPED: [(&str, &str); 4] = [
    (
        "residence-certificate",
        include_str!("../../../../assets/procedures/residence-certificate.toml"),
    ),
    (
        "building-permit-opinion",
        include_str!("../../../../assets/procedures/building-permit-opinion.toml"),
    ),
    (
        "subsidy-decision",
        include_str!("../../../../assets/procedures/subsidy-decision.toml"),
    ),
    (
        "access-to-documents",
        include_str!("../../../../assets/procedures/access-to-documents.toml"),
    ),
];

fn faults(text: &str) -> Vec<Fault> {
    read("essai.toml", text.as_bytes(), Known::default()).expect_err("it is read")
}

/// Codes with line and column.
fn told(text: &str) -> Vec<(&'static str, u32, u32)> {
    faults(text)
        .into_iter()
        .map(|fault| (fault.code, fault.line, fault.column))
        .collect()
}

const HEAD: &str = "key = \"essai\"\noffice = \"ESS\"\nname = { fr = \"Essai\" }\n";

/// The head with more behind it; lines count from 4.
fn with(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

#[test]
fn what_ships_is_read_and_has_every_text_in_four_languages() {
    for (key, text) in SHIPPED {
        let procedure = read(key, text.as_bytes(), Known::default())
            .unwrap_or_else(|faults| panic!("{key}: {faults:#?}"));
        assert_eq!(procedure.key, key);
        let json = serde_json::to_value(&procedure).unwrap();
        let mut texts = 0;
        every_text(&json, &mut |languages| {
            texts += 1;
            assert_eq!(languages.len(), 4, "{key}: {languages:?}");
        });
        assert!(texts > 25, "{key}: {texts} texts");
        assert!(!procedure.states.is_empty() && !procedure.circuits.is_empty());
        assert!(!procedure.deadlines.is_empty() && !procedure.letters.is_empty());
        assert!(procedure.retention.is_some() && !procedure.legal_basis.is_empty());
        assert!(
            procedure
                .letters
                .iter()
                .any(|letter| letter.template == "forwarding")
        );
    }
}

fn every_text(value: &serde_json::Value, seen: &mut dyn FnMut(Vec<String>)) {
    match value {
        serde_json::Value::Object(map) => {
            if map.contains_key("fr") {
                seen(map.keys().cloned().collect());
            }
            map.values().for_each(|value| every_text(value, seen));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| every_text(value, seen)),
        _ => {}
    }
}

#[test]
fn the_smallest_procedure_needs_key_office_and_french_name() {
    assert!(read("essai.toml", HEAD.as_bytes(), Known::default()).is_ok());
    assert_eq!(
        told(""),
        [
            ("procedure-field-missing", 1, 1),
            ("procedure-field-missing", 1, 1),
            ("procedure-field-missing", 1, 1),
        ]
    );
}

#[test]
fn an_unknown_field_is_told_with_the_name_that_was_meant() {
    let found = faults(&with(
        "purpos = { fr = \"x\" }\n\n[[deadline]]\nkey = \"a\"\nname = { fr = \"A\" }\nfrom = \"received\"\nlenght = \"3 months\"\nkept_by_sate = \"a\"\n",
    ));
    let similar: Vec<_> = found
        .iter()
        .filter(|fault| fault.code == "procedure-field-unknown-similar")
        .map(|fault| (fault.line, fault.field.as_str(), fault.details[0].1.as_str()))
        .collect();
    assert_eq!(
        similar,
        [
            (4, "purpos", "purpose"),
            (10, "deadline.lenght", "length"),
            (11, "deadline.kept_by_sate", "kept_by_state"),
        ]
    );
    assert!(
        found
            .iter()
            .any(|fault| fault.code == "procedure-field-missing" && fault.field == "deadline.length")
    );
    assert_eq!(told(&with("zzzzzzzz = 1\n")), [("procedure-field-unknown", 4, 1)]);
}

#[test]
fn all_faults_of_a_file_are_told_at_once_in_the_order_of_the_file() {
    let text = "key = \"Mon Essai\"\noffice = \"bureau\"\nname = { de = \"Versuch\", xx = \"?\" }\nconfidentiality = \"secret\"\n\n[retention]\nfate = \"keep\"\n";
    assert_eq!(
        told(text),
        [
            ("procedure-key-form", 1, 7),
            ("procedure-office-form", 2, 10),
            ("procedure-french-missing", 3, 8),
            ("procedure-language-unknown", 3, 26),
            ("procedure-word-unknown", 4, 19),
            ("procedure-field-missing", 6, 1),
        ]
    );
}

#[test]
fn states_that_go_nowhere_are_told() {
    let state =
        |key: &str, rest: &str| format!("[[state]]\nkey = \"{key}\"\nname = {{ fr = \"x\" }}\n{rest}\n");
    let text = with(
        &[
            state("a", "next = [\"b\", \"x\", \"a\"]"),
            state("b", ""),
            state("c", "may_close = true"),
        ]
        .concat(),
    );
    let codes: BTreeSet<_> = faults(&text).into_iter().map(|fault| fault.code).collect();
    assert_eq!(
        codes,
        BTreeSet::from([
            "procedure-state-unknown",
            "procedure-state-itself",
            "procedure-state-no-end",
            "procedure-state-unreachable",
        ])
    );
    let text = with(&[state("a", "next = [\"b\"]"), state("b", "next = [\"a\"]")].concat());
    assert_eq!(told(&text), [("procedure-state-closing-missing", 4, 1)]);
    let text = with(
        &[
            state("a", "next = [\"b\"]\nneeds_documents = [\"plan\"]"),
            state("b", "may_close = true\nneeds_circuits = [\"tour\"]"),
            state("b", ""),
        ]
        .concat(),
    );
    let codes: Vec<_> = faults(&text).into_iter().map(|fault| fault.code).collect();
    for code in [
        "procedure-state-first-needs",
        "procedure-document-unknown",
        "procedure-circuit-unknown",
        "procedure-key-taken",
    ] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn a_circuit_that_cannot_end_is_told() {
    let step = |text: &str| format!("[[circuit.step]]\n{text}\n");
    let circuit = |steps: &[&str]| {
        let steps: String = steps.iter().map(|text| step(text)).collect();
        with(&format!(
            "[[circuit]]\nkey = \"tour\"\nname = {{ fr = \"x\" }}\n{steps}"
        ))
    };
    let code = |steps: &[&str]| {
        faults(&circuit(steps))
            .into_iter()
            .map(|fault| fault.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(code(&["kind = \"visa\"\nstage = 1"]), ["procedure-step-nobody"]);
    assert_eq!(
        code(&[
            "kind = \"visa\"\nstage = 1\nrole = \"agent\"",
            "kind = \"seal\"\nstage = 3\nrole = \"clerk\""
        ]),
        ["procedure-circuit-stage-gap"]
    );
    assert_eq!(
        code(&["kind = \"visa\"\nstage = 2\nrole = \"agent\""]),
        ["procedure-circuit-stage-gap"]
    );
    assert_eq!(
        code(&[
            "kind = \"visa\"\nstage = 1\nperson = \"Claire Weber\"",
            "kind = \"signature\"\nstage = 2\nperson = \"Claire Weber\"\nfour_eyes = true"
        ]),
        ["procedure-circuit-deadlock"]
    );
    assert_eq!(
        code(&[
            "kind = \"seal\"\nstage = 1\nrole = \"clerk\"",
            "kind = \"signature\"\nstage = 2\nrole = \"signatory\""
        ]),
        ["procedure-circuit-order"]
    );
    assert_eq!(
        code(&["kind = \"visa\"\nstage = 1\nrole = \"agent\"\noptional = true"]),
        ["procedure-circuit-empty"]
    );
    assert_eq!(
        code(&["kind = \"visa\"\nstage = 1\nrole = \"agent\"\nperson = \"X\""]),
        ["procedure-step-person-and-role"]
    );
    let found = code(&["kind = \"visa\"\nstage = 0\nrole = \"chef\""]);
    assert!(
        found.contains(&"procedure-number-range") && found.contains(&"procedure-word-unknown"),
        "{found:?}"
    );
    assert_eq!(
        told(&with("[[circuit]]\nkey = \"tour\"\nname = { fr = \"x\" }\n")),
        [("procedure-field-missing", 4, 1)]
    );
}

#[test]
fn deadlines_letters_and_retention_are_checked() {
    let text = with(
        "[[deadline]]\nkey = \"a\"\nname = { fr = \"A\" }\nfrom = { state = \"nulle-part\" }\nlength = \"trois mois\"\nremind = [\"soon\"]\n\
         [[deadline]]\nkey = \"a\"\nname = { fr = \"A\" }\nfrom = \"recieved\"\nlength = \"5 days\"\nremind = [\"1 week\"]\nkept_by_state = \"fin\"\n\
         [[letter]]\nname = { fr = \"L\" }\nadverse = true\n[retention]\nfate = \"burn\"\nyears = 1000\n",
    );
    let codes: Vec<_> = faults(&text).into_iter().map(|fault| fault.code).collect();
    for code in [
        "procedure-state-unknown",
        "procedure-length-unreadable",
        "procedure-key-taken",
        "procedure-word-unknown",
        "procedure-remind-too-early",
        "procedure-field-missing",
        "procedure-letter-remedy-missing",
        "procedure-number-range",
    ] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let templates = ["receipt".to_owned(), "hearing".to_owned()];
    let known = Known {
        templates: Some(&templates),
    };
    let text = with("[[letter]]\ntemplate = \"reciept\"\nname = { fr = \"L\" }\n");
    let found = read("essai.toml", text.as_bytes(), known).unwrap_err();
    assert_eq!(found[0].code, "procedure-letter-unknown");
    assert!(found[0].arguments().contains(&("similar", "receipt".to_owned())));
}

#[test]
fn what_is_no_toml_is_told_with_its_place_and_nothing_panics() {
    assert_eq!(told("key = \"a\nname = 1\n")[0].0, "procedure-syntax");
    assert!(told(&with("key = \"b\"\n")).contains(&("procedure-field-twice", 4, 1)));
    assert_eq!(
        read("x", b"key = \"\xff\"", Known::default()).unwrap_err()[0].code,
        "procedure-not-text"
    );
    assert_eq!(
        read("x", &vec![b' '; 300 * 1024], Known::default()).unwrap_err()[0].code,
        "procedure-too-large"
    );
    assert_eq!(
        told(&with("state = 5\ndocument = [1]\nretention = []\n")).len(),
        3
    );
    assert!(read("x", format!("\u{feff}{HEAD}").as_bytes(), Known::default()).is_ok());
    let deep = format!("{HEAD}purpose = {}{}", "[".repeat(5000), "]".repeat(5000));
    assert!(read("x", deep.as_bytes(), Known::default()).is_err());
}

#[test]
fn every_prefix_of_a_real_file_is_answered() {
    let (_, text) = SHIPPED[0];
    for end in (0..text.len())
        .filter(|end| text.is_char_boundary(*end))
        .step_by(97)
    {
        let _ = read("x", &text.as_bytes()[..end], Known::default());
    }
}

#[test]
fn every_fault_has_its_sentence_in_every_language() {
    let catalog = Catalog::new(&[model::MESSAGES]);
    for code in FAULT_CODES {
        for lang in Lang::ALL {
            assert!(catalog.try_text(lang, code, &[]).is_some(), "{code} {lang}");
            assert!(
                catalog.try_text(lang, &format!("{code}.next"), &[]).is_some(),
                "{code}.next {lang}"
            );
        }
    }
}

#[test]
fn the_json_schema_and_the_documentation_are_up_to_date() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = root.join("assets/procedures/procedure.schema.json");
    let schema = json_schema();
    let parsed: serde_json::Value = serde_json::from_str(&schema).expect("the schema is JSON");
    if std::env::var_os("GREFFE_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, &schema).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        schema,
        "write it anew with GREFFE_WRITE_SCHEMA=1"
    );
    let documentation = std::fs::read_to_string(root.join("docs/PROCEDURES.md")).unwrap();
    let mut names = BTreeSet::new();
    fields(&parsed, &mut names);
    assert!(names.len() > 30);
    for name in names {
        assert!(
            documentation.contains(&format!("`{name}`")),
            "docs/PROCEDURES.md does not explain {name}"
        );
    }
}

fn fields(schema: &serde_json::Value, names: &mut BTreeSet<String>) {
    if let Some(properties) = schema
        .get("properties")
        .and_then(|properties| properties.as_object())
    {
        for (name, inner) in properties {
            names.insert(name.clone());
            fields(inner, names);
            if let Some(items) = inner.get("items") {
                fields(items, names);
            }
        }
    }
}
