//! What can be wrong with a change to a dossier.

use model::numbering::{NumberingError, ReferenceError};
use wording::Explain;

/// What can be wrong with a change to a dossier.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// The desk's numbers.
    #[error(transparent)]
    Numbering(#[from] NumberingError),
    /// No reference can be given.
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    /// There is no such party.
    #[error("there is no party {party}")]
    PartyUnknown {
        /// Its identity.
        party: String,
    },
    /// The classification plan has no such code.
    #[error("the plan has no code '{code}'")]
    ClassUnknown {
        /// The code.
        code: String,
    },
    /// The code is no longer in the plan.
    #[error("the code '{code}' is no longer in the plan")]
    ClassRetired {
        /// The code.
        code: String,
    },
    /// A dossier is not linked with itself.
    #[error("a dossier is not linked with itself")]
    LinkSelf,
    /// The two are linked that way already.
    #[error("the link to {reference} is there already")]
    LinkThere {
        /// The other dossier.
        reference: String,
    },
    /// The two are not linked that way.
    #[error("there is no such link to {reference}")]
    LinkMissing {
        /// The other dossier.
        reference: String,
    },
    /// The link would lead back to where it begins.
    #[error("the link to {reference} would lead in a circle")]
    LinkCircle {
        /// The other dossier.
        reference: String,
    },
    /// A dossier lies within one other at most.
    #[error("the dossier lies within another already")]
    ParentThere,
    /// The dossier is not closed.
    #[error("the dossier {reference} is not closed")]
    NotClosed {
        /// Its reference.
        reference: String,
    },
    /// The dossier has no procedure, or one without states.
    #[error("the procedure of {reference} has no states")]
    NoStates {
        /// Its reference.
        reference: String,
    },
}

impl Explain for DossierError {
    fn code(&self) -> &'static str {
        match self {
            DossierError::Numbering(error) => error.code(),
            DossierError::Reference(error) => error.code(),
            DossierError::PartyUnknown { .. } => "party-unknown",
            DossierError::ClassUnknown { .. } => "classification-unknown",
            DossierError::ClassRetired { .. } => "classification-retired",
            DossierError::LinkSelf => "link-self",
            DossierError::LinkThere { .. } => "link-there",
            DossierError::LinkMissing { .. } => "link-missing",
            DossierError::LinkCircle { .. } => "link-circle",
            DossierError::ParentThere => "link-parent-there",
            DossierError::NotClosed { .. } => "dossier-not-closed",
            DossierError::NoStates { .. } => "dossier-no-states",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            DossierError::Numbering(error) => error.arguments(),
            DossierError::Reference(error) => error.arguments(),
            DossierError::PartyUnknown { party } => vec![("party", party.clone())],
            DossierError::ClassUnknown { code } | DossierError::ClassRetired { code } => {
                // Never written as a number of its own.
                vec![("class", format!("« {code} »"))]
            }
            DossierError::LinkThere { reference }
            | DossierError::LinkMissing { reference }
            | DossierError::LinkCircle { reference }
            | DossierError::NotClosed { reference }
            | DossierError::NoStates { reference } => vec![("reference", reference.clone())],
            DossierError::LinkSelf | DossierError::ParentThere => Vec::new(),
        }
    }
}
