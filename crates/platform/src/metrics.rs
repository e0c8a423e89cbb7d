//! Figures for the operator, in the Prometheus text format: what is asked, refused, kept, and how long it takes.
//!
//! Every label has a bounded set of values (routes of the router, statuses, codes of this program): no identifier, no
//! address of a client, no name of a person or desk ever becomes one.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::error::Error;
use crate::limits::Limits;
use crate::state::State;

/// What a scraper is told that it gets.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Names with values out of a bounded set.
pub type Labels = Vec<(&'static str, String)>;

/// A counter for each of a few labels.
pub type Counters = Family<Labels, Counter>;

/// Upper bounds of the classes of latency, in seconds.
const LATENCIES: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0,
];

/// The alarms that have a figure of their own; others are counted together.
const ALARMS: [&str; 5] = [
    "identifier-taken",
    "original-damaged",
    crate::evidence::LATE,
    crate::evidence::BROKEN,
    "other",
];

/// Entries of the log that wait are counted up to here.
const PENDING: u32 = 10_001;

/// A client may invent methods, and write what it likes into their names.
pub(crate) fn method_name(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// The figures.
pub struct Metrics {
    registry: Registry,
    requests: Counters,
    latencies: Family<Labels, Histogram, fn() -> Histogram>,
    refusals: Counters,
    lookups: Counters,
    /// One of them, without its labels being looked for.
    intact: std::sync::OnceLock<Counter>,
    comparisons: Counters,
    photos: Counters,
    pages_drawn: Counters,
    uploads: Counters,
    upload_bytes: Counter,
    registrations: Counters,
    failures: Counters,
    panics: Counter,
    pub(crate) connections: Gauge,
    pub(crate) connections_refused: Counter,
    pub(crate) connections_cut: Counter,
    alarms: Family<Labels, Gauge>,
    log_entries: Gauge,
    log_pending: Gauge,
    log_turns: Counters,
    evidence: Family<Labels, Gauge>,
    evidence_turns: Counters,
    evidence_first_end: Gauge,
    tsa_failures: Counters,
    disk_free_bytes: Gauge,
    ready: Gauge,
}

fn labels<const N: usize>(pairs: [(&'static str, &str); N]) -> Labels {
    pairs.map(|(name, value)| (name, value.to_owned())).to_vec()
}

impl Metrics {
    pub(crate) fn new(limits: &Limits) -> Self {
        let latency: fn() -> Histogram = || Histogram::new(LATENCIES);
        let mut registry = Registry::with_prefix("greffe");
        let new = Self {
            registry: Registry::default(),
            requests: Family::default(),
            latencies: Family::new_with_constructor(latency),
            refusals: Family::default(),
            lookups: Family::default(),
            intact: std::sync::OnceLock::new(),
            comparisons: Family::default(),
            photos: Family::default(),
            pages_drawn: Family::default(),
            uploads: Family::default(),
            upload_bytes: Counter::default(),
            registrations: Family::default(),
            failures: Family::default(),
            panics: Counter::default(),
            connections: Gauge::default(),
            connections_refused: Counter::default(),
            connections_cut: Counter::default(),
            alarms: Family::default(),
            log_entries: Gauge::default(),
            log_pending: Gauge::default(),
            log_turns: Family::default(),
            evidence: Family::default(),
            evidence_turns: Family::default(),
            evidence_first_end: Gauge::default(),
            tsa_failures: Family::default(),
            disk_free_bytes: Gauge::default(),
            ready: Gauge::default(),
        };
        let build = vec![("version", env!("CARGO_PKG_VERSION"))];
        registry.register("build", "The program", Info::new(build));
        let r = &mut registry;
        r.register(
            "requests",
            "Answered requests by method, route and status",
            new.requests.clone(),
        );
        r.register_with_unit(
            "request",
            "Time from a request's head to its answer's",
            Unit::Seconds,
            new.latencies.clone(),
        );
        r.register(
            "refusals",
            "Requests of desks that were refused, by code",
            new.refusals.clone(),
        );
        r.register(
            "limited",
            "Requests above a limit, by kind and by whose limit it was: one client's or all together",
            limits.refused.clone(),
        );
        r.register(
            "lookups",
            "Identifiers that were looked up, by what was found",
            new.lookups.clone(),
        );
        r.register(
            "comparisons",
            "Files that were compared with originals, by what came out",
            new.comparisons.clone(),
        );
        r.register(
            "photos",
            "Photographs of paper, by what was read on them",
            new.photos.clone(),
        );
        r.register(
            "pages_drawn",
            "Pages of originals that were asked for as pictures, by what became of it",
            new.pages_drawn.clone(),
        );
        r.register("uploads", "Uploads that ended, by how", new.uploads.clone());
        r.register_with_unit(
            "upload",
            "Received parts of uploads",
            Unit::Bytes,
            new.upload_bytes.clone(),
        );
        r.register(
            "registrations",
            "Registrations by what became of them",
            new.registrations.clone(),
        );
        r.register(
            "failures",
            "Failures of storage, disk and this program, by code",
            new.failures.clone(),
        );
        r.register("panics", "Defects of this program", new.panics.clone());
        r.register("connections", "Open connections", new.connections.clone());
        r.register(
            "connections_refused",
            "Connections that were not taken because there are too many",
            new.connections_refused.clone(),
        );
        r.register(
            "connections_cut",
            "Connections whose client took nothing for too long",
            new.connections_cut.clone(),
        );
        r.register(
            "alarms",
            "Alarms that an operator must look at, by code",
            new.alarms.clone(),
        );
        r.register(
            "log_entries",
            "Entries of the public log",
            new.log_entries.clone(),
        );
        r.register(
            "log_pending",
            "Entries that wait for the next checkpoint, counted up to 10001",
            new.log_pending.clone(),
        );
        r.register(
            "log_turns",
            "Turns of the keeper of the public log, by whether they succeeded",
            new.log_turns.clone(),
        );
        r.register(
            "evidence_originals",
            "Originals by how their time evidence stood after the last turn: all, without any, due, expired",
            new.evidence.clone(),
        );
        r.register(
            "evidence_turns",
            "Turns of the keeper of evidence, by whether all that was due was renewed",
            new.evidence_turns.clone(),
        );
        r.register_with_unit(
            "evidence_first_end",
            "When the evidence that expires first does, since 1970",
            Unit::Seconds,
            new.evidence_first_end.clone(),
        );
        r.register(
            "tsa_failures",
            "Time-stamps that an authority did not give, or that were not taken, by code",
            new.tsa_failures.clone(),
        );
        r.register_with_unit(
            "disk_free",
            "Free space where the data lies",
            Unit::Bytes,
            new.disk_free_bytes.clone(),
        );
        r.register("ready", "Whether requests should be sent here", new.ready.clone());
        Self { registry, ..new }
    }

    /// A request was answered.
    pub(crate) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let status = status.to_string();
        self.requests
            .get_or_create(&labels([
                ("method", method),
                ("route", route),
                ("status", &status),
            ]))
            .inc();
        self.latencies
            .get_or_create(&labels([("method", method), ("route", route)]))
            .observe(took.as_secs_f64());
    }

    /// A desk's request was refused.
    pub(crate) fn refused(&self, code: &'static str) {
        self.refusals.get_or_create(&labels([("code", code)])).inc();
    }

    /// An identifier was looked up.
    pub(crate) fn looked_up(&self, found: &'static str) {
        self.lookups.get_or_create(&labels([("found", found)])).inc();
    }

    /// The page of an identifier was given again in the second in which it was found out.
    pub(crate) fn shown_again(&self) {
        let intact = || self.lookups.get_or_create_owned(&labels([("found", "intact")]));
        self.intact.get_or_init(intact).inc();
    }

    /// A file was compared with the originals.
    pub(crate) fn compared(&self, outcome: &'static str) {
        self.comparisons
            .get_or_create(&labels([("outcome", outcome)]))
            .inc();
    }

    /// A photograph was looked at.
    pub(crate) fn photographed(&self, read: &'static str) {
        self.photos.get_or_create(&labels([("read", read)])).inc();
    }

    /// A page of an original was asked for as a picture.
    pub(crate) fn drew(&self, outcome: &'static str) {
        self.pages_drawn
            .get_or_create(&labels([("outcome", outcome)]))
            .inc();
    }

    /// Bytes of an upload are on the disk.
    pub(crate) fn received(&self, bytes: u64) {
        self.upload_bytes.inc_by(bytes);
    }

    /// An upload has come to its end.
    pub(crate) fn upload_ended(&self, how: &'static str) {
        self.uploads.get_or_create(&labels([("outcome", how)])).inc();
    }

    /// A registration was decided.
    pub(crate) fn registered(&self, outcome: &'static str) {
        self.registrations
            .get_or_create(&labels([("outcome", outcome)]))
            .inc();
    }

    /// Something of the platform itself failed.
    pub(crate) fn failed(&self, error: &Error) {
        let code = wording::Explain::code(error);
        if code.starts_with("server-") {
            self.failures.get_or_create(&labels([("code", code)])).inc();
        }
    }

    /// A handler broke off.
    pub(crate) fn panicked(&self) {
        self.panics.inc();
    }

    /// The keeper of the log had its turn.
    pub(crate) fn log_turned(&self, good: bool) {
        let outcome = if good { "done" } else { "failed" };
        self.log_turns
            .get_or_create(&labels([("outcome", outcome)]))
            .inc();
    }

    /// The keeper of evidence had its turn.
    pub(crate) fn evidence_turned(
        &self,
        good: bool,
        refusals: &[&'static str],
        standing: &crate::storage::evidence::EvidenceStanding,
    ) {
        let outcome = if good { "done" } else { "waiting" };
        self.evidence_turns
            .get_or_create(&labels([("outcome", outcome)]))
            .inc();
        for code in refusals {
            self.tsa_failures.get_or_create(&labels([("code", code)])).inc();
        }
        let counts = [
            ("all", standing.originals),
            ("without", standing.without),
            ("due", standing.due),
            ("expired", standing.expired),
        ];
        for (state, count) in counts {
            self.evidence
                .get_or_create(&labels([("state", state)]))
                .set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let end = standing.first_end.map_or(0, jiff::Timestamp::as_second);
        self.evidence_first_end.set(end);
    }

    /// The keeper of evidence could not take its turn.
    pub(crate) fn evidence_failed(&self) {
        self.evidence_turns
            .get_or_create(&labels([("outcome", "failed")]))
            .inc();
    }

    /// All figures as text, with those of the storage read now.
    pub(crate) async fn text(state: &State) -> String {
        let metrics = &state.metrics;
        metrics.ready.set(i64::from(state.readiness().await.is_ok()));
        let read = state
            .blocking(|shared| {
                let size = match shared.storage.log_checkpoint(false)? {
                    Some(note) => crate::log::size_of(&note)?,
                    None => 0,
                };
                let pending = shared.storage.log_pending(PENDING)?.len();
                let mut alarms = [0_i64; ALARMS.len()];
                for alarm in shared.storage.alarms()? {
                    let known = ALARMS.iter().position(|code| *code == alarm.code);
                    if let Some(count) = alarms.get_mut(known.unwrap_or(ALARMS.len() - 1)) {
                        *count += 1;
                    }
                }
                Ok((size, pending, alarms))
            })
            .await;
        // What cannot be read keeps its last value; the failure is counted.
        if let Ok((size, pending, alarms)) = read {
            let bounded = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            metrics.log_entries.set(bounded(size));
            metrics.log_pending.set(bounded(pending as u64));
            for (code, count) in ALARMS.iter().zip(alarms) {
                metrics
                    .alarms
                    .get_or_create(&labels([("code", *code)]))
                    .set(count);
            }
        }
        if let Some(free) = crate::operations::free_bytes(&state.storage.scratch()) {
            metrics
                .disk_free_bytes
                .set(i64::try_from(free).unwrap_or(i64::MAX));
        }
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &metrics.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_methods_do_not_multiply_the_figures() {
        let metrics = Metrics::new(&Limits::new());
        for n in 0..1000 {
            let invented = axum::http::Method::from_bytes(format!("METHOD{n}").as_bytes()).unwrap();
            metrics.answered(method_name(&invented), "(none)", 404, Duration::from_millis(3));
        }
        let mut text = String::new();
        encode(&mut text, &metrics.registry).unwrap();
        assert!(
            text.contains(r#"greffe_requests_total{method="other",route="(none)",status="404"} 1000"#),
            "{text}"
        );
        assert!(text.lines().count() < 80, "{text}");
    }
}
