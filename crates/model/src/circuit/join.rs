//! Two desks did something to the same circuit without knowing of each other.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::engine::{Acting, Newest};
use super::{Circuit, CircuitStatus, Step, StepState};
use crate::{PersonId, Sha256};

impl Circuit {
    /// The circuit with the acts of both sides, where they go together: different steps of it were done, or the same one
    /// in the same way. `None` where a person must decide: one of them ended it, sent it back, or undid acts; both did
    /// the same step; both made a version; or hands that may not are in it twice (four eyes).
    ///
    /// The result depends on what was done only, not on who asks: both desks come to the same.
    pub fn joined(base: &Circuit, mine: &Circuit, theirs: &Circuit) -> Option<Circuit> {
        let both = [mine, theirs];
        let under_way = |circuit: &&Circuit| {
            matches!(circuit.status, CircuitStatus::Running | CircuitStatus::Finished)
                && (circuit.id, circuit.document, circuit.dossier) == (base.id, base.document, base.dossier)
                && (circuit.starter, circuit.started_at) == (base.starter, base.started_at)
                && (&circuit.rule, &circuit.name) == (&base.rule, &base.name)
                && circuit.drafters == base.drafters
                && circuit.past == base.past
                && circuit.lineage.starts_with(&base.lineage)
                && circuit.steps.len() == base.steps.len()
        };
        if base.status != CircuitStatus::Running || !both.iter().all(under_way) {
            return None;
        }
        let mut joined = base.clone();
        joined.lineage = lineage(base, mine, theirs)?;
        for (index, step) in base.steps.iter().enumerate() {
            let (mine, theirs) = (mine.steps.get(index)?, theirs.steps.get(index)?);
            if mine.id != step.id || theirs.id != step.id {
                return None;
            }
            *joined.steps.get_mut(index)? = step_of_both(step, mine, theirs)?;
        }
        for step in &joined.steps {
            if let StepState::Done(done) = &step.state
                && joined.hands_free(step, &done.hands()).is_err()
            {
                return None;
            }
        }
        let (person, at) = last_act(&joined);
        let newest = joined.newest().copied().unwrap_or(Sha256([0; 32]));
        joined.settle(
            &Acting {
                person,
                at,
                day: Date::constant(1970, 1, 1),
                people: &[],
                blind: BTreeSet::new(),
                delegations: &[],
                offices: &[],
                procedure: None,
                newest: Newest {
                    sha256: newest,
                    number: 0,
                    by: String::new(),
                    at,
                },
            },
            &mut Vec::new(),
        );
        Some(joined)
    }
}

/// One side may have made versions; both at once are two documents.
fn lineage(base: &Circuit, mine: &Circuit, theirs: &Circuit) -> Option<Vec<Sha256>> {
    if mine.lineage == theirs.lineage || theirs.lineage == base.lineage {
        return Some(mine.lineage.clone());
    }
    (mine.lineage == base.lineage).then(|| theirs.lineage.clone())
}

fn step_of_both(base: &Step, mine: &Step, theirs: &Step) -> Option<Step> {
    // When a step became due follows from the acts before it.
    let plain = |step: &Step| Step {
        due_since: None,
        state: match &step.state {
            // The stage was finished without it: whether that still holds is settled anew.
            StepState::Skipped { by: None, .. } if base.state == StepState::Waiting => StepState::Waiting,
            state => state.clone(),
        },
        ..step.clone()
    };
    let (was, mine_plain, theirs_plain) = (plain(base), plain(mine), plain(theirs));
    let chosen = if mine_plain == theirs_plain || theirs_plain == was {
        mine_plain
    } else if mine_plain == was {
        theirs_plain
    } else {
        return None;
    };
    let due_since = if chosen.state == StepState::Waiting {
        [base.due_since, mine.due_since, theirs.due_since]
            .into_iter()
            .flatten()
            .min()
    } else {
        None
    };
    Some(Step { due_since, ..chosen })
}

/// Who acted last, by the clocks of those who acted, and then by identity.
fn last_act(circuit: &Circuit) -> (PersonId, Timestamp) {
    let acts = circuit.steps.iter().filter_map(|step| match &step.state {
        StepState::Done(done) => Some((done.at, done.by)),
        StepState::Skipped { by: Some(by), at, .. } => Some((*at, *by)),
        _ => None,
    });
    acts.max()
        .map_or((circuit.starter, circuit.started_at), |(at, by)| (by, at))
}
