//! Whether the people of a desk can do what the circuits of a procedure ask for.

use super::{CircuitRule, Procedure, StepRule};
use crate::PersonId;
use crate::view::PersonView;

/// What stands in the way of a circuit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody at this desk has the role, belongs to the office, or bears the name.
    Nobody {
        /// Key of the circuit.
        circuit: String,
        /// Its stage.
        stage: u32,
        /// Role, office or person that is asked for.
        who: String,
    },
    /// Four eyes are asked for, and no other person is left for one of the steps.
    FourEyes {
        /// Key of the circuit.
        circuit: String,
    },
}

/// What the people of a desk cannot do. Other desks may have other people: these are remarks, no faults of the file.
pub fn obstacles(procedure: &Procedure, people: &[PersonView]) -> Vec<Obstacle> {
    procedure
        .circuits
        .iter()
        .flat_map(|circuit| of_circuit(circuit, people))
        .collect()
}

fn of_circuit(circuit: &CircuitRule, people: &[PersonView]) -> Vec<Obstacle> {
    let must: Vec<(&StepRule, Vec<PersonId>)> = circuit
        .steps
        .iter()
        .filter(|step| !step.optional)
        .map(|step| (step, candidates(step, people)))
        .collect();
    let nobody: Vec<Obstacle> = must
        .iter()
        .filter(|(_, people)| people.is_empty())
        .map(|(step, _)| Obstacle::Nobody {
            circuit: circuit.key.clone(),
            stage: step.stage,
            who: who(step),
        })
        .collect();
    if !nobody.is_empty() {
        return nobody;
    }
    let mut chosen = Vec::new();
    let mut tries = 0;
    if can_end(&must, &mut chosen, &mut tries) {
        Vec::new()
    } else {
        vec![Obstacle::FourEyes {
            circuit: circuit.key.clone(),
        }]
    }
}

/// Who could do a step.
pub fn candidates(step: &StepRule, people: &[PersonView]) -> Vec<PersonId> {
    people
        .iter()
        .filter(|person| person.left_at.is_none())
        .filter(|person| match &step.person {
            Some(name) => person.name == *name,
            None => {
                step.role.is_none_or(|role| person.roles.contains(&role))
                    && step
                        .office
                        .as_deref()
                        .is_none_or(|office| person.belongs_to(office))
            }
        })
        .map(|person| person.id)
        .collect()
}

fn who(step: &StepRule) -> String {
    let role = step.role.map(|role| {
        match role {
            crate::Role::Agent => "agent",
            crate::Role::Signatory => "signatory",
            crate::Role::Clerk => "clerk",
            crate::Role::Auditor => "auditor",
            crate::Role::Administrator => "administrator",
        }
        .to_owned()
    });
    let parts: Vec<String> = [step.person.clone(), role, step.office.clone()]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" / ")
}

/// Tries to give each step somebody so that four-eyes steps are done by somebody who does no other.
fn can_end(steps: &[(&StepRule, Vec<PersonId>)], chosen: &mut Vec<PersonId>, tries: &mut u32) -> bool {
    *tries += 1;
    let Some((step, candidates)) = steps.get(chosen.len()) else {
        return true;
    };
    if *tries > 50_000 {
        // So many people and steps that somebody will be found; a remark is not worth more.
        return true;
    }
    for person in candidates {
        let fits = chosen
            .iter()
            .zip(steps)
            .all(|(other, (earlier, _))| other != person || !(step.four_eyes || earlier.four_eyes));
        if fits {
            chosen.push(*person);
            if can_end(steps, chosen, tries) {
                return true;
            }
            chosen.pop();
        }
    }
    false
}
