//! The decision what to send next and what an answer means: pure, with time and randomness as parameters.
//!
//! The driver asks with [`Input::Next`], does what the one [`Effect`] says, and brings the answer; effects that start
//! with `Record` are committed on the desk, in order, before anything else is asked. One call is in flight at a time,
//! so a kill at any point leaves at most one call whose answer is unknown, and every call may be repeated: creation of
//! an upload is harmless, a chunk at a wrong offset is refused by the platform, and a registration is answered by its
//! operation's identity.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use model::OpId;

use crate::error::{Error, Scope};
use crate::local::{Operation, Upload};
use crate::wire::{Acknowledgement, Registration, code};

/// How patient a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Failed attempts in a row after which an operation is left for the next run. Progress starts the count anew.
    pub tries: u32,
    /// Failed connections in a row after which the run ends.
    pub unreachable: u32,
    /// Failures in a row, of whatever operation, after which the run ends.
    pub failures: u32,
    /// How often an upload may start anew in one run.
    pub restarts: u32,
    /// The first wait; doubled with every failure.
    pub first_wait: Duration,
    /// The longest wait.
    pub longest_wait: Duration,
    /// Bytes in one part of an upload; also what the driver holds in memory.
    pub chunk_bytes: u64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            tries: 4,
            unreachable: 3,
            failures: 12,
            restarts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(20),
            chunk_bytes: 1024 * 1024,
        }
    }
}

/// What the driver tells the engine.
#[derive(Clone, Debug)]
pub enum Input {
    /// The driver is idle, or the wait is over.
    Next,
    /// The platform answered the call that is in flight.
    Answered(Answer),
    /// The call in flight failed.
    Failed(Error),
    /// The desk could not read the blob; its code is kept with the operation.
    BlobUnreadable(&'static str),
    /// The person wants to stop.
    Cancel,
}

/// The platform's answer to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An upload was created, or is there already.
    Created(Upload),
    /// Where an upload stands now: the answer to [`Call::Offset`] and [`Call::Send`].
    Offset(u64),
    /// The registration is committed.
    Registered(Acknowledgement),
}

/// What the driver must do.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // One at a time: a box would save nothing.
pub enum Effect {
    /// Ask the platform, then bring [`Input::Answered`] or [`Input::Failed`].
    Call(Call),
    /// Ask again with [`Input::Next`] at this time.
    WaitUntil(Timestamp),
    /// Commit where the upload stands.
    RecordUpload(OpId, Option<Upload>),
    /// Commit that the platform keeps the original.
    RecordAcknowledged(OpId, Acknowledgement),
    /// Commit a failed attempt.
    RecordFailed(OpId, String),
    /// Commit that the operation waits for a person.
    RecordParked(OpId, String),
    /// The run is over.
    Finished,
}

/// A question to the platform.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // One at a time: a box would save nothing.
pub enum Call {
    /// Create an upload for the blob.
    Create {
        /// The operation.
        op: OpId,
        /// The blob's digest.
        sha256: model::Sha256,
        /// The blob's size.
        size_bytes: u64,
    },
    /// Ask where the upload stands.
    Offset {
        /// The operation.
        op: OpId,
        /// The upload's address.
        location: String,
    },
    /// Send a part of the blob.
    Send {
        /// The operation.
        op: OpId,
        /// The upload's address.
        location: String,
        /// The blob's digest.
        sha256: model::Sha256,
        /// First byte of the part.
        offset: u64,
        /// Bytes of the part; at least 1.
        length: u64,
    },
    /// Register the original.
    Register {
        /// The operation, also the idempotency key.
        op: OpId,
        /// What is registered.
        registration: Registration,
    },
}

impl Call {
    /// The operation the call belongs to.
    pub fn op(&self) -> OpId {
        match self {
            Call::Create { op, .. }
            | Call::Offset { op, .. }
            | Call::Send { op, .. }
            | Call::Register { op, .. } => *op,
        }
    }
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Operations the platform acknowledged now.
    pub acknowledged: u32,
    /// Operations that still wait.
    pub waiting: u32,
    /// Operations that were parked now.
    pub parked: u32,
    /// Bytes the platform took.
    pub sent_bytes: u64,
    /// Why something still waits: what ended the run, else the last failure.
    pub stopped: Option<Error>,
}

/// One run over the outbox.
pub struct Engine {
    /// Host and port of the platform, for the sentences of errors.
    host: String,
    policy: Policy,
    random: u64,
    work: Vec<Work>,
    in_flight: Option<Call>,
    /// Nothing is asked before this time (the platform is unreachable or busy).
    quiet_until: Option<Timestamp>,
    unreachable_in_a_row: u32,
    failures_in_a_row: u32,
    report: Report,
    ended: bool,
}

struct Work {
    operation: Operation,
    /// The platform has confirmed the recorded offset in this run.
    confirmed: bool,
    tries: u32,
    restarts: u32,
    not_before: Option<Timestamp>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Queued,
    /// Left for the next run.
    Left,
    Acknowledged,
    Parked,
}

impl Engine {
    /// A run over these operations. `host` names the platform in errors; `seed` spreads the waits of many desks.
    pub fn new(host: &str, policy: Policy, seed: u64, operations: Vec<Operation>) -> Self {
        let mut work: Vec<Work> = operations
            .into_iter()
            .map(|operation| Work {
                operation,
                confirmed: false,
                tries: 0,
                restarts: 0,
                not_before: None,
                state: State::Queued,
            })
            .collect();
        work.sort_by_key(|work| work.operation.attempts);
        Self {
            host: host.to_owned(),
            policy,
            random: seed,
            work,
            in_flight: None,
            quiet_until: None,
            unreachable_in_a_row: 0,
            failures_in_a_row: 0,
            report: Report::default(),
            ended: false,
        }
    }

    /// What the run did so far.
    pub fn report(&self) -> Report {
        let waiting = self
            .work
            .iter()
            .filter(|work| matches!(work.state, State::Queued | State::Left))
            .count();
        Report {
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            ..self.report.clone()
        }
    }

    /// Takes in what happened and says what to do. Inputs that do not fit the state change nothing.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<Effect> {
        match input {
            Input::Next => vec![self.next(now)],
            Input::Cancel => {
                self.end(Error::Cancelled);
                vec![Effect::Finished]
            }
            Input::Answered(answer) => match self.in_flight.take() {
                Some(call) => self.answered(&call, answer, now),
                None => Vec::new(),
            },
            Input::Failed(error) => match self.in_flight.take() {
                Some(call) => self.failed(&call, error, now),
                None => Vec::new(),
            },
            Input::BlobUnreadable(code) => match self.in_flight.take() {
                Some(call) => self.park(call.op(), code.to_owned()),
                None => Vec::new(),
            },
        }
    }

    fn next(&mut self, now: Timestamp) -> Effect {
        if self.ended {
            return Effect::Finished;
        }
        if let Some(call) = &self.in_flight {
            return Effect::Call(call.clone());
        }
        if let Some(until) = self.quiet_until.filter(|until| *until > now) {
            return Effect::WaitUntil(until);
        }
        // What has failed least comes first; what has begun is finished before another begins.
        let ready = self
            .work
            .iter()
            .filter(|work| work.state == State::Queued)
            .filter(|work| work.not_before.is_none_or(|time| time <= now))
            .min_by_key(|work| work.tries);
        if let Some(work) = ready {
            let call = work.call(self.policy.chunk_bytes.max(1));
            self.in_flight = Some(call.clone());
            return Effect::Call(call);
        }
        let queued = self.work.iter().filter(|work| work.state == State::Queued);
        match queued.filter_map(|work| work.not_before).min() {
            Some(time) => Effect::WaitUntil(time),
            None => {
                self.ended = true;
                Effect::Finished
            }
        }
    }

    fn answered(&mut self, call: &Call, answer: Answer, now: Timestamp) -> Vec<Effect> {
        let op = call.op();
        let Some(index) = self.position(op) else {
            return Vec::new();
        };
        let size = self.work[index].operation.registration.size_bytes;
        let fits = match (call, &answer) {
            (Call::Create { .. }, Answer::Created(upload)) => {
                upload.offset <= size && upload.location.starts_with('/')
            }
            (Call::Offset { .. }, Answer::Offset(offset)) => *offset <= size,
            (Call::Send { offset, length, .. }, Answer::Offset(after)) => {
                *after > *offset && *after <= offset.saturating_add(*length)
            }
            (Call::Register { registration, .. }, Answer::Registered(ack)) => {
                ack.sha256 == registration.sha256
            }
            _ => false,
        };
        if !fits {
            let detail = "an answer that does not fit the question".to_owned();
            return self.failed(
                call,
                Error::Garbage {
                    host: self.host.clone(),
                    detail,
                },
                now,
            );
        }
        self.unreachable_in_a_row = 0;
        self.failures_in_a_row = 0;
        match (call, answer) {
            (Call::Create { .. }, Answer::Created(upload)) => self.stands(index, upload),
            (Call::Offset { location, .. }, Answer::Offset(offset)) => {
                let known = self.work[index]
                    .operation
                    .upload
                    .as_ref()
                    .map_or(0, |upload| upload.offset);
                if offset < known && self.restarted(index) > self.policy.restarts {
                    return self.leave(
                        index,
                        Error::Refused {
                            problem_code: code::OFFSET_MISMATCH.into(),
                            status: 409,
                        },
                    );
                }
                self.stands(
                    index,
                    Upload {
                        location: location.clone(),
                        offset,
                    },
                )
            }
            (Call::Send { location, offset, .. }, Answer::Offset(after)) => {
                self.report.sent_bytes += after - offset;
                self.work[index].tries = 0;
                self.stands(
                    index,
                    Upload {
                        location: location.clone(),
                        offset: after,
                    },
                )
            }
            (Call::Register { .. }, Answer::Registered(ack)) => {
                self.work[index].state = State::Acknowledged;
                self.report.acknowledged += 1;
                vec![Effect::RecordAcknowledged(op, ack)]
            }
            _ => Vec::new(),
        }
    }

    /// The platform has said where the upload stands.
    fn stands(&mut self, index: usize, upload: Upload) -> Vec<Effect> {
        let work = &mut self.work[index];
        work.confirmed = true;
        work.not_before = None;
        if work.operation.upload.as_ref() == Some(&upload) {
            return Vec::new();
        }
        work.operation.upload = Some(upload.clone());
        vec![Effect::RecordUpload(work.operation.op, Some(upload))]
    }

    fn failed(&mut self, call: &Call, error: Error, now: Timestamp) -> Vec<Effect> {
        let op = call.op();
        let Some(index) = self.position(op) else {
            return Vec::new();
        };
        match error.scope() {
            Scope::Run => {
                let recorded = match &error {
                    Error::Cancelled | Error::Local(_) => Vec::new(),
                    other => vec![Effect::RecordFailed(op, other.recorded_code().to_owned())],
                };
                self.end(error);
                recorded
            }
            Scope::Operation => self.park(op, error.recorded_code().to_owned()),
            Scope::Upload => self.upload_failed(index, error, now),
            Scope::Transient => self.transient(index, error, now),
        }
    }

    fn upload_failed(&mut self, index: usize, error: Error, now: Timestamp) -> Vec<Effect> {
        let op = self.work[index].operation.op;
        let refused = match &error {
            Error::Refused { problem_code, .. } => Some(problem_code.as_str()),
            _ => None,
        };
        match refused {
            Some(code::CHECKSUM_MISMATCH) => {
                self.work[index].confirmed = false;
                return self.transient(index, error, now);
            }
            Some(code::OFFSET_MISMATCH) if self.restarted(index) <= self.policy.restarts => {
                self.work[index].confirmed = false;
                return Vec::new();
            }
            // The whole file arrived with another digest. Once may be the way; twice is the file.
            None if self.work[index].restarts > 0 => return self.park(op, error.recorded_code().to_owned()),
            _ => {}
        }
        if self.restarted(index) > self.policy.restarts {
            return self.leave(index, error);
        }
        let work = &mut self.work[index];
        work.confirmed = false;
        work.operation.upload = None;
        vec![Effect::RecordUpload(op, None)]
    }

    fn transient(&mut self, index: usize, error: Error, now: Timestamp) -> Vec<Effect> {
        self.failures_in_a_row += 1;
        let everybody = match &error {
            Error::Unreachable { .. } => {
                self.unreachable_in_a_row += 1;
                Some(self.wait(self.unreachable_in_a_row))
            }
            Error::Busy { retry_after_s, .. } => {
                let asked = SignedDuration::from_secs(i64::from(*retry_after_s).min(60));
                Some(self.wait(self.failures_in_a_row).max(asked))
            }
            _ => None,
        };
        if let Some(wait) = everybody {
            self.quiet_until = Some(now.saturating_add(wait).unwrap_or(now));
        }
        let tries = self.work[index].tries + 1;
        let wait = self.wait(tries);
        let work = &mut self.work[index];
        work.tries = tries;
        // What the platform has of a part that failed is not known.
        work.confirmed = false;
        work.not_before = Some(now.saturating_add(wait).unwrap_or(now));
        let recorded = Effect::RecordFailed(work.operation.op, error.recorded_code().to_owned());
        if tries >= self.policy.tries {
            work.state = State::Left;
        }
        self.report.stopped = Some(error.clone());
        if self.unreachable_in_a_row >= self.policy.unreachable
            || self.failures_in_a_row >= self.policy.failures
        {
            self.end(error);
        }
        vec![recorded]
    }

    fn leave(&mut self, index: usize, error: Error) -> Vec<Effect> {
        let work = &mut self.work[index];
        work.state = State::Left;
        let recorded = Effect::RecordFailed(work.operation.op, error.recorded_code().to_owned());
        self.report.stopped = Some(error);
        vec![recorded]
    }

    fn park(&mut self, op: OpId, code: String) -> Vec<Effect> {
        let Some(index) = self.position(op) else {
            return Vec::new();
        };
        self.work[index].state = State::Parked;
        self.report.parked += 1;
        self.failures_in_a_row = 0;
        self.unreachable_in_a_row = 0;
        vec![Effect::RecordParked(op, code)]
    }

    fn end(&mut self, error: Error) {
        if !self.ended {
            self.report.stopped = Some(error);
        }
        self.ended = true;
    }

    fn position(&self, op: OpId) -> Option<usize> {
        self.work
            .iter()
            .position(|work| work.operation.op == op && work.state == State::Queued)
    }

    fn restarted(&mut self, index: usize) -> u32 {
        self.work[index].restarts += 1;
        self.work[index].restarts
    }

    /// The wait after `failures` failures: exponential, between half and the whole of it.
    fn wait(&mut self, failures: u32) -> SignedDuration {
        let doubled = self
            .policy
            .first_wait
            .saturating_mul(1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX));
        let whole = doubled.min(self.policy.longest_wait);
        let half = whole / 2;
        let spread = u64::try_from(half.as_millis()).unwrap_or(u64::MAX);
        let extra = Duration::from_millis(self.draw() % spread.max(1));
        SignedDuration::try_from(half + extra).unwrap_or(SignedDuration::from_secs(1))
    }

    /// SplitMix64: only to spread waits, never for secrets.
    fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl Work {
    fn call(&self, chunk_bytes: u64) -> Call {
        let op = self.operation.op;
        let registration = &self.operation.registration;
        let begun = self
            .operation
            .upload
            .as_ref()
            .filter(|upload| upload.offset <= registration.size_bytes);
        match begun {
            None => Call::Create {
                op,
                sha256: registration.sha256,
                size_bytes: registration.size_bytes,
            },
            // Complete as far as is known: the registration finds out, and is idempotent.
            Some(upload) if upload.offset == registration.size_bytes => Call::Register {
                op,
                registration: registration.clone(),
            },
            Some(upload) if !self.confirmed => Call::Offset {
                op,
                location: upload.location.clone(),
            },
            Some(upload) => Call::Send {
                op,
                location: upload.location.clone(),
                sha256: registration.sha256,
                offset: upload.offset,
                length: chunk_bytes.min(registration.size_bytes.saturating_sub(upload.offset)),
            },
        }
    }
}
