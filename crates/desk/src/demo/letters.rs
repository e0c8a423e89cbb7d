//! The letterhead of the demonstration, and letters that are being written.

use model::delegation::{NewDelegation, Scope};
use model::procedure::StepKind;

use crate::{Desk, Error};

/// Dossier (words of its subject), template, and values by key.
type Begun = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const BEGUN: [Begun; 2] = [
    (
        "Hoffmann-Öztürk",
        "missing-documents",
        &[
            ("address", "8, rue des Prés|L-9999 Exemple"),
            ("provide_by", "2026-12-18"),
        ],
    ),
    (
        "Transformation d'une grange",
        "decision-negative",
        &[(
            "reasons",
            "La construction projetée dépasse de 1,20 m la hauteur permise par le règlement sur les bâtisses.",
        )],
    ),
];

/// Sets the letterhead and begins the letters.
pub(super) fn make(desk: &Desk) -> Result<(), Error> {
    let mut letterhead = desk.letterhead()?;
    let sender = &mut letterhead.sender;
    sender.office = "Secrétariat communal".to_owned();
    sender.address = vec!["1, place de l'Exemple".to_owned(), "L-9999 Exemple".to_owned()];
    sender.phone = "(+352) 00 00 00-1".to_owned();
    sender.email = "secretariat@exemple.example".to_owned();
    sender.place = "Exemple".to_owned();
    letterhead.signatory.name = "Claire Weber".to_owned();
    letterhead.signatory.function = "Secrétaire communale".to_owned();
    letterhead.signatory.delegated_by = "Le Bourgmestre".to_owned();
    desk.set_letterhead(&letterhead, None)?;
    hand_on(desk)?;
    for (subject, template, values) in BEGUN {
        let Some(dossier) = desk.dossiers(subject, 1, 0)?.into_iter().next() else {
            continue;
        };
        let mut view = desk.draft_letter(dossier.id, template, None, None)?;
        for (key, text) in values {
            view.set(key, text);
        }
        desk.save_letter_draft(view.draft)?;
    }
    Ok(())
}

/// Paul signs certificates of residence for Claire these weeks: such a letter is marked "p.d." by itself.
fn hand_on(desk: &Desk) -> Result<(), Error> {
    let people = desk.people()?;
    let Some(paul) = people.iter().find(|person| person.name == "Paul Meyers") else {
        return Ok(());
    };
    let today = desk.luxembourg_day();
    desk.delegate(&NewDelegation {
        principal: desk.person(),
        delegate: paul.id,
        first_day: today,
        last_day: today.checked_add(jiff::Span::new().days(30)).unwrap_or(today),
        scope: Scope {
            kinds: vec![StepKind::Signature],
            procedures: vec!["residence-certificate".to_owned()],
            ..Scope::default()
        },
        mandate: "Note de service du secrétariat communal n° 4 (TEST)".to_owned(),
        may_delegate: false,
    })?;
    Ok(())
}
