//! What can go wrong with letters beside the template and its data, which `typeset` tells.

use wording::Explain;

/// What can go wrong with letters.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The template or the letter's data.
    #[error(transparent)]
    Typeset(#[from] typeset::Error),
    /// A table of letters to be made.
    #[error(transparent)]
    Sheet(#[from] model::sheet::SheetError),
    /// There is no template with this key, or not this version of it.
    #[error("there is no template '{template}'")]
    TemplateUnknown {
        /// The key.
        template: String,
    },
    /// The draft is not there (any more).
    #[error("there is no draft {draft}")]
    DraftUnknown {
        /// What was given.
        draft: String,
    },
    /// There is no such batch.
    #[error("there is no batch {batch}")]
    BatchUnknown {
        /// What was given.
        batch: String,
    },
    /// The batch has no letters, or more than can be.
    #[error("a batch has 1 to {limit} letters, not {letters}")]
    BatchSize {
        /// Letters given.
        letters: usize,
        /// The most.
        limit: usize,
    },
    /// The rest of the batch was given up.
    #[error("the batch {batch} was given up")]
    BatchAbandoned {
        /// The batch.
        batch: String,
    },
    /// A sealed document takes no new version.
    #[error("'{title}' is sealed")]
    Sealed {
        /// Its title.
        title: String,
    },
    /// The document was not drawn up from a template.
    #[error("'{title}' was not drawn up from a template")]
    NotComposed {
        /// Its title.
        title: String,
    },
    /// The dossier has no such party.
    #[error("the dossier has no party '{party}'")]
    PartyUnknown {
        /// What was given.
        party: String,
    },
    /// The logo is no PNG or JPEG, or too large.
    #[error("the logo is not accepted")]
    Logo,
    /// What was stored cannot be read.
    #[error("what is stored of a letter cannot be read: {detail}")]
    Unreadable {
        /// What the reader says.
        detail: String,
    },
}

impl Explain for LetterError {
    fn code(&self) -> &'static str {
        match self {
            LetterError::Typeset(error) => error.code(),
            LetterError::Sheet(error) => error.code(),
            LetterError::TemplateUnknown { .. } => "letter-template-unknown",
            LetterError::DraftUnknown { .. } => "letter-draft-unknown",
            LetterError::BatchUnknown { .. } => "letter-batch-unknown",
            LetterError::BatchSize { .. } => "letter-batch-size",
            LetterError::BatchAbandoned { .. } => "letter-batch-abandoned",
            LetterError::Sealed { .. } => "letter-document-sealed",
            LetterError::NotComposed { .. } => "letter-not-composed",
            LetterError::PartyUnknown { .. } => "letter-party-unknown",
            LetterError::Logo => "letter-logo",
            LetterError::Unreadable { .. } => "letter-unreadable",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            LetterError::Typeset(error) => error.arguments(),
            LetterError::Sheet(error) => error.arguments(),
            LetterError::TemplateUnknown { template } => vec![("template", template.clone())],
            LetterError::DraftUnknown { draft } => vec![("draft", draft.clone())],
            LetterError::BatchUnknown { batch } | LetterError::BatchAbandoned { batch } => {
                vec![("batch", batch.clone())]
            }
            LetterError::BatchSize { letters, limit } => {
                vec![("letters", letters.to_string()), ("limit", limit.to_string())]
            }
            LetterError::Sealed { title } | LetterError::NotComposed { title } => {
                vec![("title", title.clone())]
            }
            LetterError::PartyUnknown { party } => vec![("party", party.clone())],
            LetterError::Logo => vec![],
            LetterError::Unreadable { detail } => vec![("detail", detail.clone())],
        }
    }
}

impl From<typeset::Error> for crate::Error {
    fn from(error: typeset::Error) -> Self {
        LetterError::from(error).into()
    }
}

/// JSON of ours that cannot be read again.
pub(super) fn unreadable(error: serde_json::Error) -> LetterError {
    LetterError::Unreadable {
        detail: error.to_string(),
    }
}
