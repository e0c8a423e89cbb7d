//! The loop between engine, desk and platform.

use identifier::Identifier;

use super::{Ambient, Connection, Original};
use crate::engine::{Policy, Report};
use crate::error::Error;
use crate::local::Local;
use crate::wire::EnrolmentAnswer;

pub(super) fn enrol(_: &Connection, _: &str, _: &str, _: Ambient<'_>) -> Result<EnrolmentAnswer, Error> {
    todo!()
}

pub(super) fn run(_: &dyn Local, _: &Connection, _: Policy, _: Ambient<'_>) -> Result<Report, Error> {
    todo!()
}

pub(super) fn fetch_original(_: &Connection, _: &Identifier, _: Ambient<'_>) -> Result<Original, Error> {
    todo!()
}
