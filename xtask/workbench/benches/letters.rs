//! What a letter costs: setting it, looking at it while it is typed, and a batch through the desk with everything durable,
//! beside the least that Typst does (an empty page to PDF/A-3a and PDF/UA-1) in the same run.
//!
//! `cargo xtask bench letters [--quick]`; one JSON object on standard output, which xtask prints as tables. Letters are set
//! on threads of their own, so that it is elapsed time that is measured: the middle of the rounds.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use desk::{Cancel, Desk, NewDesk, Pause, System};
use model::letter::BatchRow;
use model::{NewDossier, NewParty, PartyKind, PartyRole, Role, Subject};
use serde_json::{Value, json};
use typeset::{Letter, Limits, Purpose, Template};
use wording::Lang;

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let rounds = if quick { 15 } else { 101 };
    let letters = if quick { 60 } else { 500 };
    println!("{}", json!({ "sections": [setting(rounds), batch(letters)] }));
}

fn row(name: &str, ms: f64, target: Option<f64>) -> Value {
    json!({ "name": name, "ms": ms, "target": target })
}

/// Milliseconds of one call: the middle of the rounds.
fn middle(rounds: usize, mut call: impl FnMut(usize)) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|round| {
            let started = Instant::now();
            call(round);
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn setting(rounds: usize) -> Value {
    let template = Template::built_in()
        .into_iter()
        .find(|template| template.key() == "decision-negative")
        .unwrap();
    let set =
        |letter: &Letter, purpose| typeset::set(&template, letter, &[], purpose, Limits::default()).unwrap();
    let letter = Letter::sample(&template, Lang::Fr, true);
    let started = Instant::now();
    set(&letter, Purpose::Draft);
    let first = started.elapsed().as_secs_f64() * 1000.0;
    let empty = middle(rounds, |round| {
        let day = jiff::civil::date(2026, 1, 1 + i8::try_from(round % 28).unwrap());
        typeset::set_empty_page(day).unwrap();
    });
    let typed = middle(rounds, |round| {
        let mut letter = letter.clone();
        letter.reasons = format!("Le dossier ne contient pas de preuve{}", " de plus".repeat(round));
        set(&letter, Purpose::Draft);
    });
    let others = middle(rounds, |round| {
        let mut letter = letter.clone();
        letter.addressee.name = format!("Personne {round}");
        letter.references.ours = format!("2026/RES/{round:06}");
        letter.reasons = format!("Motif numéro {round}.\n\nAutre motif.");
        set(&letter, Purpose::Final);
    });
    json!({
        "title": "A decision with reasons and remedy (elapsed time)",
        "rows": [
            row("an empty page, the least that Typst does", empty, None),
            row("the first letter of a program", first, Some(2000.0)),
            row("a page while it is typed", typed, Some(100.0)),
            row("one letter after the other", others, Some(100.0)),
        ],
        "notes": [
            format!("while it is typed: {:.1} empty pages; one after the other: {:.1}", typed / empty, others / empty),
        ],
    })
}

fn batch(letters: usize) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::create(
        folder.path(),
        &"velours girafe 81 tambour".into(),
        NewDesk {
            administration: "Commune d'Exemple".into(),
            person: "Claire Weber".into(),
            roles: vec![Role::Agent, Role::Administrator],
            office: "RES".into(),
        },
        Arc::new(System),
    )
    .unwrap();
    let mut letterhead = desk.letterhead().unwrap();
    letterhead.signatory.name = "Anne Kieffer".into();
    desk.set_letterhead(&letterhead, None).unwrap();
    let rows: Vec<BatchRow> = (0..letters)
        .map(|number| {
            let dossier = desk
                .create_dossier(NewDossier {
                    reference: None,
                    subject: Subject::parse("Certificat de résidence").unwrap(),
                    procedure: Some("residence-certificate".into()),
                    parties: vec![NewParty {
                        kind: PartyKind::Natural,
                        role: PartyRole::Applicant,
                        name: format!("Personne {number}"),
                    }],
                })
                .unwrap();
            BatchRow {
                dossier: dossier.reference.to_string(),
                values: BTreeMap::from([
                    ("address".to_owned(), "1, rue X|L-1111 Y".to_owned()),
                    ("received_on".to_owned(), "2026-11-02".to_owned()),
                ]),
                ..BatchRow::default()
            }
        })
        .collect();
    let batch = desk.begin_letter_batch("receipt", &rows).unwrap();
    let started = Instant::now();
    let done = desk
        .run_letter_batch(
            batch.id,
            &|_, _| {},
            &|_| {},
            &Cancel::default(),
            &Pause::default(),
        )
        .unwrap();
    let each = started.elapsed().as_secs_f64() * 1000.0 / letters as f64;
    assert_eq!(done.done as usize, letters);
    json!({
        "title": format!("A batch of {letters} letters through the desk, each durable (elapsed time)"),
        "rows": [row("one letter: filled, set, encrypted, committed", each, Some(100.0))],
        "notes": [format!("the whole batch: {:.1} s", each * letters as f64 / 1000.0)],
    })
}
