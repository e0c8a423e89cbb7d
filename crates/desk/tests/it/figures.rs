//! Key figures over a desk, and what is published of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::sync::Arc;

use desk::{Desk, System};
use model::Role;
use model::figures::{Month, THRESHOLD};
use wording::Explain;

#[test]
fn figures_are_whole_for_the_administration_and_small_counts_stay_at_home() {
    let folder = tempfile::tempdir().unwrap();
    let new = desk::NewDesk {
        administration: "Commune d'Exemple (TEST)".into(),
        person: "Claire Weber".into(),
        roles: vec![Role::Agent, Role::Clerk, Role::Auditor, Role::Administrator],
        office: "RES".into(),
    };
    let desk = Desk::create(
        &folder.path().join("desk"),
        &common::passphrase(),
        new,
        Arc::new(System),
    )
    .unwrap();
    for number in 0..7 {
        let dossier = common::dossier(&desk, &format!("Certificat {number}"));
        let file = common::file(folder.path(), "a.txt", format!("texte {number}").as_bytes());
        common::import(&desk, &dossier, &file).unwrap();
        if number < 3 {
            assert!(desk.close_dossier(dossier.id, "").unwrap().done);
        }
    }
    let month = Month::of(desk.today());
    let figures = desk.key_figures(month, month, 3).unwrap();
    assert_eq!(
        (figures.whole.received, figures.whole.closed, figures.backlog),
        (7, 3, 4)
    );
    assert_eq!((figures.whole.documents, figures.whole.median_days), (7, Some(0)));

    // Whoever may see the figures takes all of them along, the small ones, too; the journal says so.
    let table = String::from_utf8(desk.key_figures_csv(month, month, 3).unwrap()).unwrap();
    let last = table.lines().last().unwrap();
    assert_eq!(last, "total,,total,7,3,7,0,0,0,0,0,0,4", "{table}");
    assert_eq!(table.lines().count(), 1 + 2 * figures.procedures.len() + 1);

    let dataset = desk.open_data(month, month, 3).unwrap();
    let told = |measure: &str| {
        dataset
            .values
            .iter()
            .filter(|value| value.measure == measure)
            .map(|value| value.value)
            .collect::<Vec<_>>()
    };
    assert!(told("received").iter().all(|value| *value == Some(7)));
    for measure in ["closed", "median_days", "backlog", "sealed", "sealed_pages"] {
        assert!(told(measure).iter().all(Option::is_none), "{measure}");
    }
    assert!(
        dataset
            .values
            .iter()
            .filter_map(|value| value.value)
            .all(|value| value >= THRESHOLD)
    );
    let csv = String::from_utf8(dataset.csv().unwrap()).unwrap();
    assert!(csv.contains("closed,none,total,,suppressed"), "{csv}");
    let json = String::from_utf8(dataset.json().unwrap()).unwrap();
    assert!(
        json.contains("dcat:Dataset") && json.contains("dct:license"),
        "{json}"
    );
    for secret in ["Claire", "Certificat"] {
        assert!(!csv.contains(secret) && !json.contains(secret), "{secret}");
    }
    let before = Month::parse("1990-01").unwrap();
    assert_eq!(
        desk.key_figures(before, month, 3).unwrap_err().code(),
        "figures-period"
    );
    assert_eq!(
        desk.key_figures(month, before, 3).unwrap_err().code(),
        "figures-period"
    );
}
