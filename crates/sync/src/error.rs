//! What can go wrong between a desk and its platform.

use identifier::UnknownIdentifier;
use wording::Explain;

use crate::local::LocalError;
use crate::wire::{Problem, code};

/// Why something between desk and platform failed. `host` is the platform's host and port.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// No connection: no network, wrong address, nobody listens, or cut before an answer.
    #[error("the platform {host} cannot be reached: {detail}")]
    Unreachable {
        /// Host and port.
        host: String,
        /// What the network said.
        detail: String,
    },
    /// The platform's certificate is not trusted.
    #[error("the certificate of the platform {host} is not trusted: {detail}")]
    TlsUntrusted {
        /// Host and port.
        host: String,
        /// What TLS said.
        detail: String,
    },
    /// The platform says that it has failed (status 5xx).
    #[error("the platform {host} answered with the error {status}")]
    ServerFailed {
        /// Host and port.
        host: String,
        /// HTTP status.
        status: u16,
    },
    /// The answer is not one a platform gives: HTML, cut JSON, an unknown type, more than is allowed.
    #[error("the answer of {host} is not that of a platform: {detail}")]
    Garbage {
        /// Host and port.
        host: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Connected, and then nothing.
    #[error("the platform {host} does not answer")]
    Silent {
        /// Host and port.
        host: String,
    },
    /// Too many requests at once.
    #[error("the platform {host} is busy")]
    Busy {
        /// Host and port.
        host: String,
        /// Seconds it asks to wait.
        retry_after_s: u32,
    },
    /// The platform's disk is full.
    #[error("the platform {host} has no space left")]
    Full {
        /// Host and port.
        host: String,
    },
    /// The platform does not accept this desk's key or token.
    #[error("the platform {host} does not accept this desk")]
    Unauthorised {
        /// Host and port.
        host: String,
    },
    /// The desk's clock and the platform's are too far apart for a signed assertion to be accepted.
    #[error("the clock of this desk is not that of the platform {host}")]
    ClockWrong {
        /// Host and port.
        host: String,
    },
    /// The desk was revoked.
    #[error("this desk was revoked on {host}")]
    Revoked {
        /// Host and port.
        host: String,
        /// Its administration wants its keys and content removed.
        wipe: bool,
    },
    /// This desk speaks a version of the protocol that the platform no longer speaks.
    #[error("the platform {host} no longer speaks this desk's protocol")]
    ProtocolTooOld {
        /// Host and port.
        host: String,
    },
    /// The one-time code of an enrolment is wrong, used, or older than its day.
    #[error("the platform {host} refuses the enrolment code")]
    EnrolmentCode {
        /// Host and port.
        host: String,
    },
    /// The identifier is registered with another file.
    #[error("the identifier is registered with another file")]
    IdentifierTaken,
    /// Bytes that arrived are not the bytes that were sent, or an original is not what its digest says.
    #[error("the bytes of the file changed on their way")]
    DigestMismatch,
    /// No document has this identifier.
    #[error(transparent)]
    UnknownIdentifier(#[from] UnknownIdentifier),
    /// The platform refuses this one request for good.
    #[error("the platform refused: {problem_code}")]
    Refused {
        /// The platform's code, see [`crate::wire::code`].
        problem_code: String,
        /// HTTP status.
        status: u16,
    },
    /// The desk's device key cannot be used.
    #[error("the desk's device key is damaged")]
    DeviceKey,
    /// The additional certificates that TLS should trust cannot be read.
    #[error("the certificates for the platform cannot be read")]
    ExtraCertificates,
    /// The person stopped it.
    #[error("stopped on request")]
    Cancelled,
    /// The desk's own database or files failed.
    #[error(transparent)]
    Local(#[from] LocalError),
}

/// What an error means for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// May pass by itself: tried again a bounded number of times, then left for the next run.
    Transient,
    /// The upload must start from where the platform stands, or anew.
    Upload,
    /// Concerns this operation alone and for good: parked in sight.
    Operation,
    /// Concerns every operation: the run ends, everything stays queued.
    Run,
}

impl Error {
    /// The error that a platform's refusal stands for.
    pub fn from_problem(host: &str, problem: &Problem, retry_after_s: Option<u32>) -> Self {
        let host = host.to_owned();
        match (problem.code.as_str(), problem.status) {
            (code::UNAUTHORISED | code::DESK_UNKNOWN, _) => Error::Unauthorised { host },
            (code::DESK_REVOKED, _) => Error::Revoked {
                host,
                wipe: problem.policy.as_deref() == Some(crate::wire::revocation::WIPE),
            },
            (code::CLOCK_WRONG, _) => Error::ClockWrong { host },
            (code::PROTOCOL_TOO_OLD, _) => Error::ProtocolTooOld { host },
            (code::ENROLMENT_CODE, _) => Error::EnrolmentCode { host },
            (code::IDENTIFIER_TAKEN, _) => Error::IdentifierTaken,
            (code::DIGEST_MISMATCH, _) => Error::DigestMismatch,
            (code::IDENTIFIER_UNKNOWN, _) => Error::UnknownIdentifier(UnknownIdentifier),
            (code::FULL, _) => Error::Full { host },
            (code::SIGN_IN_ISSUER, status) => Error::Refused {
                problem_code: code::SIGN_IN_ISSUER.to_owned(),
                status,
            },
            (code::ORIGINAL_DAMAGED, status) => Error::Refused {
                problem_code: code::ORIGINAL_DAMAGED.to_owned(),
                status,
            },
            (code::BUSY, _) | (_, 429) => Error::Busy {
                host,
                retry_after_s: retry_after_s.unwrap_or(10),
            },
            (_, status @ 500..) => Error::ServerFailed { host, status },
            (code, status) => Error::Refused {
                problem_code: code.to_owned(),
                status,
            },
        }
    }

    /// What the error means for a run.
    pub fn scope(&self) -> Scope {
        match self {
            Error::Unreachable { .. }
            | Error::ServerFailed { .. }
            | Error::Garbage { .. }
            | Error::Silent { .. }
            | Error::Busy { .. }
            | Error::Full { .. } => Scope::Transient,
            Error::DigestMismatch => Scope::Upload,
            Error::Refused { problem_code, .. } => match problem_code.as_str() {
                code::BLOB_MISSING
                | code::CHECKSUM_MISMATCH
                | code::OFFSET_MISMATCH
                | code::UPLOAD_UNKNOWN => Scope::Upload,
                // Whatever waits can go once somebody is signed in.
                code::SIGN_IN_NEEDED => Scope::Run,
                _ => Scope::Operation,
            },
            Error::IdentifierTaken | Error::UnknownIdentifier(_) => Scope::Operation,
            Error::TlsUntrusted { .. }
            | Error::Unauthorised { .. }
            | Error::Revoked { .. }
            | Error::ClockWrong { .. }
            | Error::ProtocolTooOld { .. }
            | Error::EnrolmentCode { .. }
            | Error::DeviceKey
            | Error::ExtraCertificates
            | Error::Cancelled
            | Error::Local(_) => Scope::Run,
        }
    }

    /// The code to keep with an operation: the platform's own where it gave one.
    pub fn recorded_code(&self) -> &str {
        match self {
            Error::Refused { problem_code, .. } => problem_code,
            other => other.code(),
        }
    }
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::Unreachable { .. } => "platform-unreachable",
            Error::TlsUntrusted { .. } => "platform-tls-untrusted",
            Error::ServerFailed { .. } => "platform-failed",
            Error::Garbage { .. } => "platform-answer-garbage",
            Error::Silent { .. } => "platform-silent",
            Error::Busy { .. } => code::BUSY,
            Error::Full { .. } => code::FULL,
            Error::Unauthorised { .. } => code::UNAUTHORISED,
            Error::Revoked { .. } => code::DESK_REVOKED,
            Error::ClockWrong { .. } => code::CLOCK_WRONG,
            Error::ProtocolTooOld { .. } => code::PROTOCOL_TOO_OLD,
            Error::EnrolmentCode { .. } => code::ENROLMENT_CODE,
            Error::IdentifierTaken => code::IDENTIFIER_TAKEN,
            Error::DigestMismatch => code::DIGEST_MISMATCH,
            Error::UnknownIdentifier(error) => error.code(),
            Error::Refused { problem_code, .. } => REFUSALS
                .iter()
                .copied()
                .find(|known| *known == problem_code.as_str())
                .unwrap_or("platform-refused"),
            Error::DeviceKey => "device-key-damaged",
            Error::ExtraCertificates => "platform-certificates-unreadable",
            Error::Cancelled => "sync-cancelled",
            Error::Local(error) => error.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::Unreachable { host, .. }
            | Error::TlsUntrusted { host, .. }
            | Error::Garbage { host, .. }
            | Error::Silent { host }
            | Error::Full { host }
            | Error::Unauthorised { host }
            | Error::Revoked { host, .. }
            | Error::ClockWrong { host }
            | Error::ProtocolTooOld { host }
            | Error::EnrolmentCode { host } => vec![("host", host.clone())],
            Error::ServerFailed { host, status } => {
                vec![("host", host.clone()), ("status", status.to_string())]
            }
            Error::Busy { host, retry_after_s } => {
                vec![("host", host.clone()), ("seconds", retry_after_s.to_string())]
            }
            Error::Refused { problem_code, .. } => vec![("code", problem_code.clone())],
            Error::UnknownIdentifier(error) => error.arguments(),
            Error::Local(error) => error.arguments(),
            Error::IdentifierTaken
            | Error::DigestMismatch
            | Error::DeviceKey
            | Error::ExtraCertificates
            | Error::Cancelled => Vec::new(),
        }
    }
}

/// The refusals that have a sentence of their own.
pub(crate) const REFUSALS: [&str; 24] = [
    code::FORBIDDEN,
    code::OPERATION_REUSED,
    code::ORIGINAL_TAKEN,
    code::SEAL_FOREIGN,
    code::BLOB_MISSING,
    code::CHECKSUM_MISMATCH,
    code::OFFSET_MISMATCH,
    code::UPLOAD_UNKNOWN,
    code::TOO_LARGE,
    code::NOT_SEALED,
    code::SEAL_BROKEN,
    code::SEAL_PARTIAL,
    code::UNREADABLE,
    code::REQUEST_INVALID,
    code::ORIGINAL_DAMAGED,
    code::REVOKED,
    code::SUPERSEDED_UNKNOWN,
    code::SIGN_IN_NOT_OFFERED,
    code::SIGN_IN_NEEDED,
    code::SIGN_IN_REFUSED,
    code::SIGN_IN_OVER,
    code::SIGN_IN_NOBODY,
    code::SIGN_IN_ISSUER,
    code::SIGN_IN_NO_LISTENER,
];
