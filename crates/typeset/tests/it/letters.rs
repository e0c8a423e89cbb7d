//! Letters as whoever receives them sees them, and templates as whoever writes them meets their mistakes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::time::Duration;

use typeset::{Error, Letter, Limits, Purpose, Template};
use wording::{Explain, Lang};

fn built_in(key: &str) -> Template {
    Template::built_in()
        .into_iter()
        .find(|template| template.key() == key)
        .unwrap_or_else(|| panic!("no template {key}"))
}

/// A small template of one's own: its manifest and letter with something put in.
fn own(manifest: &str, letter: &str) -> Result<Template, Error> {
    let manifest = format!(
        "key = \"own\"\nkind = \"letter\"\nlanguages = [\"fr\"]\nname = {{ fr = \"Propre\", de = \"Eigen\", lb = \"Eegen\", en = \"Own\" }}\n\
         subject = {{ fr = \"Objet\" }}\n{manifest}"
    );
    let letter = format!("#import \"/_lib/letterhead.typ\": *\n#show: letter\n{letter}");
    Template::read(BTreeMap::from([
        ("letter.toml".to_owned(), manifest.into_bytes()),
        ("letter.typ".to_owned(), letter.into_bytes()),
    ]))
}

fn set(template: &Template, letter: &Letter) -> Result<typeset::SetLetter, Error> {
    typeset::set(template, letter, &[], Purpose::Final, Limits::default())
}

fn text_of(pdf: &[u8]) -> String {
    let mut child = std::process::Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("poppler");
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), pdf).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

fn passes_its_check(key: &str) {
    let template = built_in(key);
    assert_eq!(template.manifest().languages.len(), 4);
    let warnings = typeset::check(&template, Limits::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(warnings, Vec::new());
}

macro_rules! every_template_that_ships_passes_its_check_without_warnings {
    ($($name:ident: $key:literal),* $(,)?) => {
        $(#[test] fn $name() { passes_its_check($key); })*
        #[test]
        fn no_template_that_ships_goes_unchecked() {
            let mut keys = vec![$($key),*];
            keys.sort_unstable();
            let mut shipped: Vec<_> = Template::built_in().iter().map(|t| t.key().to_owned()).collect();
            shipped.sort_unstable();
            assert_eq!(shipped, keys);
        }
    };
}

every_template_that_ships_passes_its_check_without_warnings! {
    receipt_passes_its_check: "receipt",
    missing_documents_passes_its_check: "missing-documents",
    hearing_passes_its_check: "hearing",
    decision_positive_passes_its_check: "decision-positive",
    decision_negative_passes_its_check: "decision-negative",
    forwarding_passes_its_check: "forwarding",
    residence_certificate_passes_its_check: "residence-certificate",
    access_decision_passes_its_check: "access-decision",
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_another_gives_others() {
    let template = built_in("receipt");
    let letter = Letter::sample(&template, Lang::Fr, true);
    let first = set(&template, &letter).unwrap();
    assert_eq!(first.pdf, set(&template, &letter).unwrap().pdf);
    let mut other = letter;
    other.addressee.name = "Jos Schmit".to_owned();
    assert_ne!(first.pdf, set(&template, &other).unwrap().pdf);
}

#[test]
fn names_that_look_like_code_come_out_as_they_are() {
    let template = built_in("receipt");
    let mut letter = Letter::sample(&template, Lang::De, true);
    let hostile = "#panic() $x^2$ ] *b* _i_ `r` @ref <tag> \\u{41} // -- = #eval";
    letter.addressee.name = hostile.to_owned();
    letter
        .fields
        .insert("remarks".to_owned(), format!("{hostile}\n#import \"/data.json\""));
    let text = text_of(&set(&template, &letter).unwrap().pdf);
    assert!(text.contains(hostile), "{text}");
    assert!(text.contains("#import \"/data.json\""), "{text}");
}

#[test]
fn an_adverse_decision_without_reasons_or_remedy_is_refused() {
    let template = built_in("decision-negative");
    let mut letter = Letter::sample(&template, Lang::Fr, false);
    assert!(set(&template, &letter).is_ok());
    letter.reasons = " \n ".to_owned();
    assert!(matches!(set(&template, &letter), Err(Error::Missing { field, .. }) if field == "reasons"));
    letter.reasons = "Motif.".to_owned();
    letter.remedy = None;
    assert!(matches!(set(&template, &letter), Err(Error::Missing { field, .. }) if field == "remedy"));
    // Access is refused only where the choice says so.
    let access = built_in("access-decision");
    let mut letter = Letter::sample(&access, Lang::En, false);
    letter.reasons.clear();
    letter.remedy = None;
    assert!(set(&access, &letter).is_ok());
    letter.fields.insert("outcome".to_owned(), "part".to_owned());
    assert!(matches!(set(&access, &letter), Err(Error::Missing { field, .. }) if field == "reasons"));
}

#[test]
fn the_remedy_says_how_long_before_whom_and_until_when() {
    let template = built_in("decision-negative");
    for (lang, words) in [
        (
            Lang::Fr,
            [
                "3 mois",
                "tribunal administratif",
                "22 février 2027",
                "Voies de recours",
            ],
        ),
        (
            Lang::De,
            [
                "3 Monaten",
                "tribunal administratif",
                "22. Februar 2027",
                "Rechtsbehelfsbelehrung",
            ],
        ),
        (
            Lang::Lb,
            [
                "3 Méint",
                "tribunal administratif",
                "22. Februar 2027",
                "Rechtsmëttel",
            ],
        ),
        (
            Lang::En,
            [
                "3 months",
                "tribunal administratif",
                "22 February 2027",
                "Remedies",
            ],
        ),
    ] {
        let text = text_of(
            &set(&template, &Letter::sample(&template, lang, true))
                .unwrap()
                .pdf,
        )
        .replace('\u{a0}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
        for word in words {
            assert!(text.contains(word), "{lang}: {word} not in {text}");
        }
        let mark = if lang == Lang::De { "i. A." } else { "p.d." };
        assert!(text.contains(mark), "{text}");
    }
}

#[test]
fn every_recital_ends_in_its_semicolon() {
    let template = built_in("decision-negative");
    for lang in Lang::ALL {
        let text = text_of(
            &set(&template, &Letter::sample(&template, lang, true))
                .unwrap()
                .pdf,
        );
        assert!(text.matches(';').count() >= 3, "{lang}: {text}");
    }
}

#[test]
fn a_draft_shows_its_gaps_and_a_final_letter_has_none() {
    let template = built_in("hearing");
    let mut letter = Letter::sample(&template, Lang::Fr, false);
    letter.fields.clear();
    letter.addressee.address.clear();
    assert_eq!(
        letter
            .missing(&template, Lang::En)
            .iter()
            .map(|(key, _)| key.as_str())
            .collect::<Vec<_>>(),
        ["addressee.address", "intended_decision", "observations_by"]
    );
    assert!(set(&template, &letter).is_err());
    let draft = typeset::set(&template, &letter, &[], Purpose::Draft, Limits::default()).unwrap();
    let text = text_of(&draft.pdf);
    assert!(
        text.contains("[Décision envisagée]") && text.contains("[Adresse postale]"),
        "{text}"
    );
    assert!(text.contains("PROJET"), "{text}");
}

#[test]
fn values_of_another_kind_and_unknown_fields_are_refused_by_name() {
    let template = built_in("decision-positive");
    let letter = Letter::sample(&template, Lang::Fr, true);
    for (key, value, code) in [
        ("requested_on", "22.11.2026", "letter-value"),
        ("requested_on", "2026-02-30", "letter-value"),
        ("amount", "1,5", "letter-value"),
        ("nothing", "x", "letter-field-unknown"),
    ] {
        let mut wrong = letter.clone();
        wrong.fields.insert(key.to_owned(), value.to_owned());
        assert_eq!(set(&template, &wrong).unwrap_err().code(), code, "{key}={value}");
    }
    let mut wrong = letter;
    wrong.addressee.name = "Wei 魏".to_owned();
    assert_eq!(
        set(&template, &wrong).unwrap_err(),
        Error::Character {
            field: "addressee.name".to_owned(),
            character: '魏',
            code: 0x9b4f
        }
    );
}

#[test]
fn mistakes_of_a_manifest_are_told_with_their_line() {
    let label = "label = { fr = \"a\", de = \"a\", lb = \"a\", en = \"a\" }";
    let told = |manifest: &str| match own(manifest, "#field(\"a\")").unwrap_err() {
        Error::Manifest { place, detail } => (place.line, detail),
        Error::Entry { place, name, why, .. } => (place.line, format!("{name} {why}")),
        other => panic!("{other}"),
    };
    assert_eq!(told("colour = 3").0, 6);
    assert!(told("colour = 3").1.contains("colour"));
    assert_eq!(
        told(&format!("[[field]]\nkey = \"a\"\nkind = \"time\"\n{label}")).0,
        8
    );
    assert_eq!(
        told(&format!("[[field]]\nkey = \"A\"\nkind = \"line\"\n{label}")),
        (7, "A key".into())
    );
    assert_eq!(
        told("[[field]]\nkey = \"a\"\nkind = \"line\"\nlabel = { fr = \"a\" }"),
        (7, "a language".into())
    );
    assert_eq!(
        told(&format!("[[field]]\nkey = \"a\"\nkind = \"choice\"\n{label}")),
        (7, "a choices".into())
    );
    assert_eq!(
        told(&format!(
            "[[field]]\nkey = \"a\"\nkind = \"line\"\nfrom = \"moon\"\n{label}"
        )),
        (7, "a source".into())
    );
    assert_eq!(told("= 3").0, 6);
    let unused = own(
        &format!("[[field]]\nkey = \"a\"\nkind = \"line\"\n{label}"),
        "// a",
    )
    .unwrap_err();
    assert_eq!(unused, Error::FieldUnused { name: "a".into() });
    assert_eq!(
        own("parts = [\"reasons\"]", "Text").unwrap_err(),
        Error::PartUnused { name: "reasons" }
    );
}

#[test]
fn mistakes_of_typst_are_told_with_file_line_and_column() {
    let told = |letter: &str| match typeset::check(&own("", letter).unwrap(), Limits::default()) {
        Err(Error::Typst { place, message, .. }) => (place.to_string(), message),
        other => panic!("{letter}: {other:?}"),
    };
    assert_eq!(told("Bonjour #nobody()").0, "letter.typ:3:10");
    assert_eq!(
        told("ok\n#field(\"x\")"),
        (
            "letter.typ:4:2".into(),
            "panicked with: the manifest has no field 'x'".into()
        )
    );
    assert_eq!(told("#say(de: [nur])").0, "letter.typ:3:2");
    assert_eq!(told("#eval(\"1\")").0, "letter.typ:3:2");
    assert_eq!(told("#std.eval(\"1\")").0, "letter.typ:3:2");
    assert_eq!(told("#import \"@preview/tablex:0.0.8\": *").0, "letter.typ:3:9");
    assert_eq!(told("#read(\"/etc/passwd\")").0, "letter.typ:3:7");
    assert_eq!(told("#read(\"../../../etc/passwd\")").0, "letter.typ:3:7");
    assert_eq!(told("#image(\"/logo.png\")").0, "letter.typ:3:8");
    assert_eq!(told("#[").0, "letter.typ:3:2");
}

#[test]
fn a_template_that_never_ends_is_given_up_in_time() {
    let endless = own(
        "",
        "#let n = 0\n#for i in range(9000) { for j in range(9000) { for k in range(9000) { n += 1 } } }",
    )
    .unwrap();
    let limits = Limits {
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    let error = typeset::check(&endless, limits).unwrap_err();
    assert_eq!(error.code(), "letter-timed-out");
    // Another letter is still set.
    let template = built_in("receipt");
    assert!(set(&template, &Letter::sample(&template, Lang::Fr, true)).is_ok());
}

#[test]
fn deep_nesting_and_long_letters_end_in_a_sentence() {
    let deep = format!("{}{}", "#[".repeat(5000), "]".repeat(5000));
    assert!(typeset::check(&own("", &deep).unwrap(), Limits::default()).is_err());
    assert!(matches!(
        typeset::check(
            &own("", "#let f(x) = f(x + 1)\n#f(0)").unwrap(),
            Limits::default()
        ),
        Err(Error::Typst { .. })
    ));
    let long = own("", "#for i in range(150) [a #pagebreak()]").unwrap();
    assert!(matches!(
        typeset::check(&long, Limits::default()),
        Err(Error::TooLong { what: "pages", .. })
    ));
}

#[test]
fn every_message_exists_in_every_language() {
    assert_eq!(wording::problems(&typeset::MESSAGES), Vec::<String>::new());
    let catalog = wording::Catalog::new(&[typeset::MESSAGES]);
    let errors = [
        Error::FileMissing { file: "f".into() },
        Error::FileRefused {
            file: "f".into(),
            why: "name",
        },
        Error::FieldUnused { name: "f".into() },
        Error::PartUnused { name: "remedy" },
        Error::Language {
            template: "t".into(),
            lang: Lang::Fr,
        },
        Error::Missing {
            field: "f".into(),
            label: "l".into(),
        },
        Error::UnknownField {
            template: "t".into(),
            field: "f".into(),
        },
        Error::TooLong {
            what: "pages",
            found: 2,
            limit: 1,
        },
        Error::TimedOut {
            template: "t".into(),
            seconds: 1,
        },
        Error::Stuck { running: 2 },
        Error::Stopped { template: "t".into() },
    ];
    for error in errors {
        for lang in Lang::ALL {
            assert!(
                catalog.try_text(lang, error.code(), &error.arguments()).is_some(),
                "{}",
                error.code()
            );
        }
    }
}

/// `GREFFE_LETTERS=folder`: writes every template in every language there, to be looked at.
#[test]
fn letters_to_look_at() {
    let Ok(folder) = std::env::var("GREFFE_LETTERS") else {
        return;
    };
    for template in Template::built_in() {
        for lang in Lang::ALL {
            let set = set(&template, &Letter::sample(&template, lang, true)).unwrap();
            std::fs::write(format!("{folder}/{}-{lang}.pdf", template.key()), set.pdf).unwrap();
        }
    }
}
