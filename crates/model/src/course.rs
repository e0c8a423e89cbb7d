//! The course of a dossier: which state may follow, and what keeps it from moving on or being closed.

use std::collections::BTreeSet;

use wording::{Explain, Lang};

use crate::Procedure;
use crate::procedure::{State, text_in};

/// One thing that keeps a dossier from entering a state or being closed. Names are in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Blocker {
    /// The procedure has no such state.
    #[error("the procedure has no state '{state}'")]
    StateUnknown {
        /// What was asked for.
        state: String,
        /// Keys of those it has.
        known: String,
    },
    /// The state may not follow the present one.
    #[error("'{to}' may not follow '{from}'")]
    StateNotNext {
        /// The present state.
        from: String,
        /// The one asked for.
        to: String,
        /// Those that may follow; empty where none may.
        possible: String,
    },
    /// A document that the state needs is not there.
    #[error("the document '{document}' is missing")]
    DocumentMissing {
        /// Its name in the procedure.
        document: String,
    },
    /// A circuit that the state needs is not finished.
    #[error("the circuit '{circuit}' is not finished")]
    CircuitUnfinished {
        /// Its name in the procedure.
        circuit: String,
    },
    /// A dossier may not be closed from its present state.
    #[error("a dossier in the state '{state}' may not be closed")]
    StateMayNotClose {
        /// The present state.
        state: String,
        /// Those from which it may.
        possible: String,
    },
    /// A circuit still runs.
    #[error("the circuit of '{title}' still runs")]
    CircuitRunning {
        /// What it is about.
        title: String,
    },
    /// A required act is not sealed.
    #[error("the act '{document}' is not sealed")]
    ActUnsealed {
        /// Its name in the procedure.
        document: String,
    },
    /// A deadline runs, and no decision was made.
    #[error("the deadline '{deadline}' still runs")]
    DeadlineOpen {
        /// Its name.
        deadline: String,
    },
}

impl Explain for Blocker {
    fn code(&self) -> &'static str {
        match self {
            Blocker::StateUnknown { .. } => "state-unknown",
            Blocker::StateNotNext { .. } => "state-not-next",
            Blocker::DocumentMissing { .. } => "state-document-missing",
            Blocker::CircuitUnfinished { .. } => "state-circuit-unfinished",
            Blocker::StateMayNotClose { .. } => "closing-state",
            Blocker::CircuitRunning { .. } => "closing-circuit-running",
            Blocker::ActUnsealed { .. } => "closing-act-unsealed",
            Blocker::DeadlineOpen { .. } => "closing-deadline-open",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Blocker::StateUnknown { state, known } => {
                vec![("state", state.clone()), ("known", known.clone())]
            }
            Blocker::StateNotNext { from, to, possible } => vec![
                ("from", from.clone()),
                ("to", to.clone()),
                (
                    "possible",
                    if possible.is_empty() {
                        "–".to_owned()
                    } else {
                        possible.clone()
                    },
                ),
            ],
            Blocker::DocumentMissing { document } | Blocker::ActUnsealed { document } => {
                vec![("document", document.clone())]
            }
            Blocker::CircuitUnfinished { circuit } => vec![("circuit", circuit.clone())],
            Blocker::StateMayNotClose { state, possible } => {
                vec![("state", state.clone()), ("possible", possible.clone())]
            }
            Blocker::CircuitRunning { title } => vec![("title", title.clone())],
            Blocker::DeadlineOpen { deadline } => vec![("deadline", deadline.clone())],
        }
    }
}

/// What is known of a dossier when it is to move on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Key of its state.
    pub state: Option<String>,
    /// Keys of the procedure's documents that are there with at least one version.
    pub documents: BTreeSet<String>,
    /// Keys of the procedure's documents that are sealed.
    pub sealed: BTreeSet<String>,
    /// Keys of the circuits that were finished.
    pub finished_circuits: BTreeSet<String>,
    /// Titles of what goes round a circuit now.
    pub running_circuits: Vec<String>,
    /// Names of the deadlines that run.
    pub open_deadlines: Vec<String>,
    /// Something in the dossier was sealed: a decision was made, and its deadlines are kept when it is closed.
    pub decided: bool,
}

fn name(state: &State, lang: Lang) -> String {
    text_in(&state.name, lang).unwrap_or(&state.key).to_owned()
}

fn names<'a>(states: impl IntoIterator<Item = &'a State>, lang: Lang) -> String {
    states
        .into_iter()
        .map(|state| name(state, lang))
        .collect::<Vec<_>>()
        .join(", ")
}

fn state<'a>(procedure: &'a Procedure, key: &str) -> Option<&'a State> {
    procedure.states.iter().find(|state| state.key == key)
}

/// The state in which a dossier of the procedure begins.
pub fn first(procedure: &Procedure) -> Option<&State> {
    procedure.states.first()
}

/// The states that may follow. A dossier without a state, or in one that the procedure no longer has, may enter any.
pub fn next<'a>(procedure: &'a Procedure, present: Option<&str>) -> Vec<&'a State> {
    match present.and_then(|key| state(procedure, key)) {
        Some(present) => procedure
            .states
            .iter()
            .filter(|state| present.next.contains(&state.key))
            .collect(),
        None => procedure.states.iter().collect(),
    }
}

/// What keeps a dossier from entering the state `to`; empty when it may.
pub fn entering(procedure: &Procedure, standing: &Standing, to: &str, lang: Lang) -> Vec<Blocker> {
    let Some(target) = state(procedure, to) else {
        return vec![Blocker::StateUnknown {
            state: to.to_owned(),
            known: names(&procedure.states, lang),
        }];
    };
    let mut blockers = Vec::new();
    let possible = next(procedure, standing.state.as_deref());
    if !possible.iter().any(|state| state.key == to) {
        let present = standing.state.as_deref().and_then(|key| state(procedure, key));
        blockers.push(Blocker::StateNotNext {
            from: present.map(|state| name(state, lang)).unwrap_or_default(),
            to: name(target, lang),
            possible: names(possible, lang),
        });
    }
    for key in target
        .needs_documents
        .iter()
        .filter(|key| !standing.documents.contains(*key))
    {
        let rule = procedure.documents.iter().find(|rule| rule.key == *key);
        blockers.push(Blocker::DocumentMissing {
            document: rule
                .and_then(|rule| text_in(&rule.name, lang))
                .unwrap_or(key)
                .to_owned(),
        });
    }
    for key in target
        .needs_circuits
        .iter()
        .filter(|key| !standing.finished_circuits.contains(*key))
    {
        let rule = procedure.circuits.iter().find(|rule| rule.key == *key);
        blockers.push(Blocker::CircuitUnfinished {
            circuit: rule
                .and_then(|rule| text_in(&rule.name, lang))
                .unwrap_or(key)
                .to_owned(),
        });
    }
    blockers
}

/// What keeps a dossier from being closed; empty when it may. Without a procedure, and in one where no state says that it
/// may close, the state keeps nobody back. A required act counts once it is there, or once the state that it leads to was
/// reached: an unsealed or missing one is named either way.
pub fn closing(procedure: Option<&Procedure>, standing: &Standing, lang: Lang) -> Vec<Blocker> {
    let mut blockers = Vec::new();
    if let Some(procedure) = procedure {
        let present = standing.state.as_deref().and_then(|key| state(procedure, key));
        let closable: Vec<&State> = procedure.states.iter().filter(|state| state.may_close).collect();
        if !closable.is_empty() && !present.is_some_and(|state| state.may_close) {
            blockers.push(Blocker::StateMayNotClose {
                state: present
                    .map(|state| name(state, lang))
                    .or_else(|| standing.state.clone())
                    .unwrap_or_else(|| "–".to_owned()),
                possible: names(closable, lang),
            });
        }
        for rule in procedure.documents.iter().filter(|rule| rule.act) {
            let asked = rule.required || standing.documents.contains(&rule.key);
            if asked && !standing.sealed.contains(&rule.key) {
                blockers.push(Blocker::ActUnsealed {
                    document: text_in(&rule.name, lang).unwrap_or(&rule.key).to_owned(),
                });
            }
        }
    }
    blockers.extend(
        standing
            .running_circuits
            .iter()
            .map(|title| Blocker::CircuitRunning { title: title.clone() }),
    );
    // What was decided keeps the deadlines: closing settles them.
    if !standing.decided {
        let open = |deadline: &String| Blocker::DeadlineOpen {
            deadline: deadline.clone(),
        };
        blockers.extend(standing.open_deadlines.iter().map(open));
    }
    blockers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn procedure() -> Procedure {
        let text = |text: &str| crate::procedure::Texts::from([(Lang::Fr, text.to_owned())]);
        let state = |key: &str, next: &[&str], may_close| State {
            key: key.into(),
            name: text(key),
            next: next.iter().map(|next| (*next).to_owned()).collect(),
            needs_documents: Vec::new(),
            needs_circuits: Vec::new(),
            may_close,
        };
        let mut decided = state("decided", &["closed"], true);
        decided.needs_documents = vec!["decision".into()];
        decided.needs_circuits = vec!["visa".into()];
        serde_json::from_value::<Procedure>(serde_json::json!({
            "key": "test", "office": "RES", "name": {"fr": "Essai"},
            "document": [{"key": "decision", "name": {"fr": "Décision"}, "required": true, "act": true}],
        }))
        .map(|procedure| Procedure {
            states: vec![
                state("received", &["examined"], false),
                state("examined", &["received", "decided"], false),
                decided,
            ],
            ..procedure
        })
        .unwrap()
    }

    fn codes(blockers: &[Blocker]) -> Vec<&'static str> {
        blockers.iter().map(Explain::code).collect()
    }

    #[test]
    fn a_state_follows_as_the_procedure_says_and_every_need_is_named() {
        let procedure = procedure();
        let mut standing = Standing {
            state: Some("received".into()),
            ..Standing::default()
        };
        assert!(entering(&procedure, &standing, "examined", Lang::Fr).is_empty());
        assert_eq!(
            codes(&entering(&procedure, &standing, "nowhere", Lang::Fr)),
            ["state-unknown"]
        );
        assert_eq!(
            codes(&entering(&procedure, &standing, "decided", Lang::Fr)),
            [
                "state-not-next",
                "state-document-missing",
                "state-circuit-unfinished"
            ]
        );
        standing.state = Some("examined".into());
        standing.documents.insert("decision".into());
        standing.finished_circuits.insert("visa".into());
        assert!(entering(&procedure, &standing, "decided", Lang::Fr).is_empty());
    }

    #[test]
    fn everything_that_keeps_a_dossier_open_is_named_at_once() {
        let procedure = procedure();
        let mut standing = Standing {
            state: Some("examined".into()),
            running_circuits: vec!["Décision".into()],
            open_deadlines: vec!["Silence".into()],
            ..Standing::default()
        };
        assert_eq!(
            codes(&closing(Some(&procedure), &standing, Lang::Fr)),
            [
                "closing-state",
                "closing-act-unsealed",
                "closing-circuit-running",
                "closing-deadline-open"
            ]
        );
        standing = Standing {
            state: Some("decided".into()),
            sealed: BTreeSet::from(["decision".into()]),
            ..Standing::default()
        };
        assert!(closing(Some(&procedure), &standing, Lang::Fr).is_empty());
        assert!(closing(None, &Standing::default(), Lang::Fr).is_empty());
    }

    proptest! {
        /// Whatever way is walked, only states that follow one another are entered.
        #[test]
        fn no_walk_leaves_the_course(steps in proptest::collection::vec("received|examined|decided|nowhere", 0..30)) {
            let procedure = procedure();
            let mut standing = Standing { state: Some("received".into()), ..Standing::default() };
            for to in steps {
                if entering(&procedure, &standing, &to, Lang::Fr).is_empty() {
                    let from = standing.state.clone().unwrap();
                    prop_assert!(state(&procedure, &from).unwrap().next.contains(&to));
                    prop_assert!(to != "decided", "its document is not there");
                    standing.state = Some(to);
                }
            }
        }
    }
}
