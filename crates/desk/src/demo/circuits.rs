//! What goes on in the demonstration: circuits that wait for different people, an absence, tasks and notes.

use model::circuit::{Assignee, Command, NewStep};
use model::delegation::{NewDelegation, Scope};
use model::procedure::StepKind;
use model::work::NewTask;
use model::{PersonId, Role};

use crate::{Desk, Error, NewCircuit, dossiers};

/// Circuits by hand, each at another stage; the third one is back with whoever started it.
pub(super) fn make(desk: &Desk) -> Result<(), Error> {
    let people = desk.people()?;
    let find = |name: &str| {
        people
            .iter()
            .find(|person| person.name == name)
            .map(|person| person.id)
    };
    let (Some(paul), Some(martine)) = (find("Paul Meyers"), find("Martine Klein")) else {
        return Ok(());
    };
    let claire = desk.person();
    let mut acts = Vec::new();
    for (subject, title) in [
        ("João Pereira", "Certificat de résidence élargi"),
        ("Carport", "Avis du service technique"),
        ("grange", "Refus d'autorisation de construire"),
    ] {
        for row in desk.dossiers(subject, 1, 0)? {
            let view = desk.dossier(row.id)?;
            acts.extend(
                view.documents
                    .into_iter()
                    .filter(|document| document.title == title),
            );
        }
    }
    let step = |kind, stage, assignee, four_eyes| NewStep {
        kind,
        stage,
        assignee,
        four_eyes,
        optional: false,
        within: Some("3 working days".to_owned()),
    };
    let steps = || {
        vec![
            step(StepKind::Visa, 1, Assignee::Person(paul), false),
            step(StepKind::Signature, 2, Assignee::Role(Role::Signatory), true),
            step(StepKind::Seal, 3, Assignee::Role(Role::Clerk), false),
        ]
    };
    // How far each of them is: waiting for Paul, for Martine, refused by her.
    for (index, document) in acts.iter().enumerate() {
        let Some(newest) = document.versions.first() else {
            continue;
        };
        let seen = newest.sha256;
        let new = NewCircuit {
            document: document.id,
            seen,
            rule: None,
            name: Some("Visa, signature, sceau".to_owned()),
            steps: steps(),
        };
        let id = desk.start_as(claire, &desk.actor, &new)?;
        let due = || -> Result<_, Error> {
            let view = desk.circuit(id)?;
            Ok(view
                .steps
                .into_iter()
                .find(|step| step.due_since.is_some())
                .map(|step| step.id))
        };
        let mut acts: Vec<(PersonId, &str, &str)> = Vec::new();
        if index > 0 {
            acts.push((paul, "Paul Meyers", "visa"));
        }
        if index > 1 {
            acts.push((martine, "Martine Klein", "refusal"));
        }
        for (person, name, what) in acts {
            let Some(step) = due()? else { break };
            let command = match what {
                "visa" => Command::Approve {
                    step,
                    seen,
                    text: None,
                },
                _ => Command::Refuse {
                    step,
                    seen,
                    reason: "La motivation ne cite pas encore l'article du règlement sur les bâtisses."
                        .to_owned(),
                },
            };
            desk.act_as(person, name, id, &command)?;
        }
    }

    let today = dossiers::in_luxembourg(desk.now()).date();
    let in_days = |days: i32| today.checked_add(jiff::Span::new().days(days)).unwrap_or(today);
    desk.delegate_as(
        martine,
        "Martine Klein",
        &NewDelegation {
            principal: martine,
            delegate: paul,
            first_day: in_days(7),
            last_day: in_days(21),
            scope: Scope {
                kinds: vec![StepKind::Signature],
                ..Scope::default()
            },
            mandate: "Congé de récréation ; note de service du secrétariat communal.".to_owned(),
            may_delegate: false,
        },
    )?;
    let first = acts.first().map(|document| document.dossier);
    for (title, assignee, days) in [
        ("Demander l'extrait cadastral", Assignee::Person(paul), 2),
        (
            "Rappeler Mme Öztürk au sujet de l'accord du propriétaire",
            Assignee::Person(claire),
            -1,
        ),
        (
            "Vider le dossier « scans » avant midi",
            Assignee::Role(Role::Clerk),
            0,
        ),
    ] {
        let new = NewTask {
            dossier: first,
            title: title.to_owned(),
            assignee,
            due_day: Some(in_days(days)),
        };
        desk.add_task_as(claire, &desk.actor, &new)?;
    }
    if let Some(dossier) = first {
        desk.add_note_as(
            paul,
            "Paul Meyers",
            dossier,
            "L'adresse a été vérifiée au registre. @Claire Weber, le certificat peut partir dès la signature.",
        )?;
        desk.add_note_as(
            claire,
            &desk.actor,
            dossier,
            "La demande est arrivée au guichet ; le requérant préfère une réponse électronique.",
        )?;
    }
    Ok(())
}
