//! Retention: the tableau de tri, when a dossier is due, holds, and the way of a disposition.
//!
//! The rules are those of the archiving law of 17 August 2018 as the product knows them: the tableau de tri gives for
//! each kind of dossier how long it is kept for administrative use (DUA), what becomes of it then and on which legal
//! basis; a destruction is notified with its list at least three months ahead; the national archives answer within two
//! months. A period in months ends with the last hour of the day of the same number: what follows it is possible from the
//! day after.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use wording::{Explain, Explanation};

use crate::procedure::Fate;
use crate::{DispositionId, DossierId, Reference, Sha256, Subject};

/// Months between the notice of a destruction and the first day on which it is lawful.
pub const NOTICE_MONTHS: i32 = 3;
/// Months the national archives have for their answer.
pub const ANSWER_MONTHS: i32 = 2;
/// The longest administrative retention that is believed, in years.
pub const YEARS_LIMIT: u32 = 200;

/// From when the years of retention count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionStart {
    /// The day on which the dossier was closed.
    #[default]
    Closing,
    /// The last day on which what was decided is valid; a person enters it for each dossier.
    EndOfValidity,
}

/// What is left of a dossier on the desk after its destruction. Reference, dates, digests and sizes always stay, and so
/// does the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Traces {
    /// Subject and titles of documents stay; contents, parties, notes and search text go.
    Register,
    /// Subject, titles and file names go as well.
    #[default]
    Minimal,
}

/// How a sample is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// One of so many, in the order of references: the first, then every n-th.
    OneOf(u32),
    /// In words: a person chooses.
    Words(String),
}

impl Sampling {
    /// Reads `1/10`, `10 %`, or a rule in words.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(percent) = compact.strip_suffix('%') {
            return match percent.parse::<u32>() {
                Ok(percent @ 1..=100) => Some(Sampling::OneOf(100 / percent)),
                _ => None,
            };
        }
        if let Some((one, of)) = compact.split_once('/')
            && one.chars().all(|c| c.is_ascii_digit())
            && !one.is_empty()
        {
            return match (one, of.parse::<u32>()) {
                ("1", Ok(of @ 1..=10_000)) => Some(Sampling::OneOf(of)),
                _ => None,
            };
        }
        text.chars()
            .any(char::is_alphabetic)
            .then(|| Sampling::Words(text.to_owned()))
    }

    /// Whether the dossier at this place of the list, counted from 0, belongs to the sample; `None`: a person says.
    pub fn takes(&self, place: usize) -> Option<bool> {
        match self {
            Sampling::OneOf(of) => Some(place.is_multiple_of((*of).max(1) as usize)),
            Sampling::Words(_) => None,
        }
    }
}

impl std::fmt::Display for Sampling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Sampling::OneOf(of) => write!(f, "1/{of}"),
            Sampling::Words(words) => f.write_str(words),
        }
    }
}

/// A line of the tableau de tri.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableLine {
    /// Its code, unique in the table.
    pub code: String,
    /// Kind of document or dossier, French.
    pub title_fr: String,
    /// The same in German; may be empty.
    #[serde(default)]
    pub title_de: String,
    /// It is for dossiers with this code of the classification plan, and those below it.
    #[serde(default)]
    pub classification: Option<String>,
    /// It is for dossiers of this procedure.
    #[serde(default)]
    pub procedure: Option<String>,
    /// Administrative retention (DUA).
    pub years: u32,
    /// From when they count.
    pub start: RetentionStart,
    /// Final fate.
    pub fate: Fate,
    /// How the sample is drawn, where the fate is a sample.
    #[serde(default)]
    pub sampling: Option<Sampling>,
    /// Legal basis.
    pub legal_basis: String,
    /// What is left after a destruction.
    #[serde(default)]
    pub traces: Traces,
}

/// The columns of a tableau de tri as CSV: the name in the interface, and the other names that are understood.
pub const COLUMNS: [(&str, &[&str]); 11] = [
    ("code", &["numero", "nummer", "no"]),
    (
        "title_fr",
        &["libelle_fr", "type_fr", "intitule_fr", "bezeichnung_fr"],
    ),
    (
        "title_de",
        &["libelle_de", "type_de", "intitule_de", "bezeichnung_de"],
    ),
    (
        "classification",
        &["classement", "plan", "aktenplan", "klassifikation"],
    ),
    ("procedure", &["verfahren"]),
    ("years", &["dua", "duree", "annees", "jahre", "frist"]),
    ("start", &["depart", "debut", "beginn"]),
    ("fate", &["sort", "sort_final", "bewertung", "verbleib"]),
    (
        "sampling",
        &[
            "echantillon",
            "échantillon",
            "echantillonnage",
            "auswahl",
            "stichprobe",
        ],
    ),
    ("legal_basis", &["base_legale", "rechtsgrundlage"]),
    ("traces", &["spuren"]),
];

/// The column behind a heading; `None` for a heading that is not known.
pub fn column(heading: &str) -> Option<&'static str> {
    let heading: String = heading
        .trim()
        .trim_start_matches('\u{feff}')
        .to_lowercase()
        .replace([' ', '-'], "_")
        .replace(['é', 'è', 'ê'], "e")
        .replace('ü', "ue");
    COLUMNS
        .iter()
        .find(|(name, others)| *name == heading || others.contains(&heading.as_str()))
        .map(|(name, _)| *name)
}

fn one_of<T: Copy>(text: &str, words: &[(T, &[&str])]) -> Option<T> {
    let text = text.trim().to_lowercase();
    words
        .iter()
        .find(|(_, names)| names.contains(&text.as_str()))
        .map(|(value, _)| *value)
}

/// What is wrong with a line of a tableau de tri.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// A column that must be filled is empty.
    #[error("line {line}: the column '{column}' is empty")]
    Empty {
        /// Line of the file, from 1.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// A value that the column cannot have.
    #[error("line {line}: '{value}' is not possible in the column '{column}'")]
    Value {
        /// Line of the file.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// Neither classification nor procedure: it would be for nothing.
    #[error("line {line}: neither classification nor procedure")]
    ForNothing {
        /// Line of the file.
        line: u64,
    },
    /// The fate is a sample, and there is no rule for it.
    #[error("line {line}: a sample without a rule")]
    SamplingMissing {
        /// Line of the file.
        line: u64,
    },
    /// Two lines for the same code, classification or procedure.
    #[error("line {line}: '{value}' stands twice in the column '{column}', first on line {first}")]
    Twice {
        /// Line of the file.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands twice.
        value: String,
        /// The line that had it first.
        first: u64,
    },
    /// A column that every table must have is missing.
    #[error("the column '{column}' is missing")]
    ColumnMissing {
        /// The column.
        column: &'static str,
    },
    /// A heading that is not known, or twice.
    #[error("the heading '{heading}' is not known, or stands twice")]
    ColumnUnknown {
        /// The heading.
        heading: String,
    },
    /// A line cannot be read as CSV.
    #[error("line {line} is no CSV")]
    NotCsv {
        /// Line of the file.
        line: u64,
    },
    /// There is no line in the table.
    #[error("the table is empty")]
    TableEmpty,
}

impl Explain for LineFault {
    fn code(&self) -> &'static str {
        match self {
            LineFault::Empty { .. } => "retention-line-empty",
            LineFault::Value { .. } => "retention-line-value",
            LineFault::ForNothing { .. } => "retention-line-for-nothing",
            LineFault::SamplingMissing { .. } => "retention-line-sampling-missing",
            LineFault::Twice { .. } => "retention-line-twice",
            LineFault::ColumnMissing { .. } => "retention-column-missing",
            LineFault::ColumnUnknown { .. } => "retention-column-unknown",
            LineFault::NotCsv { .. } => "retention-line-no-csv",
            LineFault::TableEmpty => "retention-table-empty",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            LineFault::Empty { line, column } => {
                vec![("line", line.to_string()), ("column", (*column).to_owned())]
            }
            LineFault::Value { line, column, value } => vec![
                ("line", line.to_string()),
                ("column", (*column).to_owned()),
                ("value", value.clone()),
            ],
            LineFault::ForNothing { line }
            | LineFault::SamplingMissing { line }
            | LineFault::NotCsv { line } => vec![("line", line.to_string())],
            LineFault::Twice {
                line,
                column,
                value,
                first,
            } => vec![
                ("line", line.to_string()),
                ("column", (*column).to_owned()),
                ("value", value.clone()),
                ("first", first.to_string()),
            ],
            LineFault::ColumnMissing { column } => vec![("column", (*column).to_owned())],
            LineFault::ColumnUnknown { heading } => vec![("heading", heading.clone())],
            LineFault::TableEmpty => Vec::new(),
        }
    }
}

impl TableLine {
    /// Reads one line from its cells by column; everything that is wrong with it is told.
    ///
    /// # Errors
    /// One fault for each cell that cannot be understood.
    pub fn read(line: u64, cells: &BTreeMap<&'static str, String>) -> Result<Self, Vec<LineFault>> {
        let mut faults = Vec::new();
        let cell = |column: &'static str| cells.get(column).map(|text| text.trim()).unwrap_or_default();
        let wrong = |column: &'static str| LineFault::Value {
            line,
            column,
            value: cell(column).chars().take(60).collect(),
        };
        for column in ["code", "title_fr", "years", "fate", "legal_basis"] {
            if cell(column).is_empty() {
                faults.push(LineFault::Empty { line, column });
            }
        }
        for (column, limit) in [
            ("code", 60),
            ("title_fr", 300),
            ("title_de", 300),
            ("classification", 60),
            ("procedure", 60),
            ("sampling", 300),
            ("legal_basis", 500),
        ] {
            if cell(column).chars().count() > limit || cell(column).chars().any(char::is_control) {
                faults.push(wrong(column));
            }
        }
        let years = match cell("years").parse::<u32>() {
            Ok(years) if years <= YEARS_LIMIT => years,
            _ => {
                if !cell("years").is_empty() {
                    faults.push(wrong("years"));
                }
                0
            }
        };
        let start = if cell("start").is_empty() {
            Some(RetentionStart::Closing)
        } else {
            one_of(
                cell("start"),
                &[
                    (
                        RetentionStart::Closing,
                        &["closing", "clôture", "cloture", "abschluss"],
                    ),
                    (
                        RetentionStart::EndOfValidity,
                        &[
                            "end_of_validity",
                            "end of validity",
                            "fin de validité",
                            "fin de validite",
                            "ende der gültigkeit",
                            "gültigkeitsende",
                        ],
                    ),
                ],
            )
        };
        if start.is_none() {
            faults.push(wrong("start"));
        }
        let fate = one_of(
            cell("fate"),
            &[
                (
                    Fate::Keep,
                    &["keep", "conserver", "conservation", "aufbewahren", "archivieren"],
                ),
                (
                    Fate::Sample,
                    &[
                        "sample",
                        "échantillon",
                        "echantillon",
                        "échantillonner",
                        "tri",
                        "auswahl",
                        "stichprobe",
                    ],
                ),
                (
                    Fate::Destroy,
                    &[
                        "destroy",
                        "détruire",
                        "detruire",
                        "destruction",
                        "élimination",
                        "elimination",
                        "vernichten",
                        "kassieren",
                    ],
                ),
            ],
        );
        if fate.is_none() && !cell("fate").is_empty() {
            faults.push(wrong("fate"));
        }
        let traces = if cell("traces").is_empty() {
            Some(Traces::default())
        } else {
            one_of(
                cell("traces"),
                &[
                    (Traces::Register, &["register", "registre", "verzeichnis"]),
                    (Traces::Minimal, &["minimal", "minimum"]),
                ],
            )
        };
        if traces.is_none() {
            faults.push(wrong("traces"));
        }
        let sampling = Sampling::parse(cell("sampling"));
        if fate == Some(Fate::Sample) && sampling.is_none() {
            faults.push(match cell("sampling").is_empty() {
                true => LineFault::SamplingMissing { line },
                false => wrong("sampling"),
            });
        } else if sampling.is_none() && !cell("sampling").is_empty() {
            faults.push(wrong("sampling"));
        }
        let filled = |column| Some(cell(column).to_owned()).filter(|text| !text.is_empty());
        let (classification, procedure) = (filled("classification"), filled("procedure"));
        if classification.is_none() && procedure.is_none() {
            faults.push(LineFault::ForNothing { line });
        }
        match (start, fate, traces) {
            (Some(start), Some(fate), Some(traces)) if faults.is_empty() => Ok(Self {
                code: cell("code").to_owned(),
                title_fr: cell("title_fr").to_owned(),
                title_de: cell("title_de").to_owned(),
                classification,
                procedure,
                years,
                start,
                fate,
                sampling,
                legal_basis: cell("legal_basis").to_owned(),
                traces,
            }),
            _ => Err(faults),
        }
    }
}

/// Reads the whole table, record by record with its line number; all faults are told, and with one fault nothing is
/// taken.
///
/// # Errors
/// Everything that is wrong, in the order of lines.
pub fn table(records: &[(u64, BTreeMap<&'static str, String>)]) -> Result<Vec<TableLine>, Vec<LineFault>> {
    let mut faults = Vec::new();
    let mut lines = Vec::new();
    let mut seen: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
    for (number, cells) in records {
        match TableLine::read(*number, cells) {
            Ok(line) => {
                let keys = [
                    ("code", Some(line.code.clone())),
                    ("classification", line.classification.clone()),
                    ("procedure", line.procedure.clone()),
                ];
                for (column, value) in keys {
                    let Some(value) = value else { continue };
                    if let Some(first) = seen.get(&(column, value.clone())) {
                        faults.push(LineFault::Twice {
                            line: *number,
                            column,
                            value,
                            first: *first,
                        });
                    } else {
                        seen.insert((column, value), *number);
                    }
                }
                lines.push(line);
            }
            Err(wrong) => faults.extend(wrong),
        }
    }
    if records.is_empty() {
        faults.push(LineFault::TableEmpty);
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

/// The line for a dossier: the longest classification code that is its own or stands above it, else the line of its
/// procedure.
pub fn line_for<'a>(
    lines: &'a [TableLine],
    classification: Option<&str>,
    procedure: Option<&str>,
) -> Option<&'a TableLine> {
    let above = |code: &str| {
        classification.is_some_and(|own| {
            own == code
                || own
                    .strip_prefix(code)
                    .is_some_and(|rest| rest.starts_with(['.', '/', '-', ' ']))
        })
    };
    lines
        .iter()
        .filter(|line| line.classification.as_deref().is_some_and(above))
        .max_by_key(|line| line.classification.as_ref().map_or(0, String::len))
        .or_else(|| {
            lines
                .iter()
                .find(|line| line.procedure.is_some() && line.procedure.as_deref() == procedure)
        })
}

/// The last day of the administrative retention; the dossier is due from the day after.
pub fn last_day(start: Date, years: u32) -> Option<Date> {
    start
        .checked_add(Span::new().try_years(i64::from(years)).ok()?)
        .ok()
}

/// The day after a period of months that began with an event on `day`: the first one on which what waits for the end of
/// the period is possible.
pub fn day_after_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?)
        .ok()?
        .tomorrow()
        .ok()
}

/// Where a rule of retention comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleSource {
    /// A line of the tableau de tri.
    Table,
    /// The procedure's own rule.
    Procedure,
    /// There is none: a person must say what becomes of the dossier.
    None,
}

/// A tableau de tri that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionTableView {
    /// 1, 2, 3, ... in the order of import.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// First day on which it holds.
    pub valid_from: Date,
    /// When it was imported.
    pub imported_at: Timestamp,
    /// By whom.
    pub imported_by: String,
    /// Number of lines.
    pub lines: u32,
    /// Digest of the file.
    pub sha256: Sha256,
}

/// A dossier whose retention is known, or must be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionRow {
    /// The dossier.
    pub dossier: DossierId,
    /// Its reference.
    pub reference: Reference,
    /// Its subject.
    pub subject: Subject,
    /// Key of its procedure.
    pub procedure: Option<String>,
    /// Its classification.
    pub classification: Option<String>,
    /// The day on which it was closed, Luxembourg.
    pub closed_on: Date,
    /// The day from which the years count; `None`: the end of validity is not known.
    pub starts_on: Option<Date>,
    /// The last day of the retention; due from the day after.
    pub last_day: Option<Date>,
    /// Years.
    pub years: u32,
    /// What becomes of it; `None` where there is no rule.
    pub fate: Option<Fate>,
    /// Where the rule comes from.
    pub source: RuleSource,
    /// Version of the table, of a table's line.
    pub table: Option<u32>,
    /// Code of the line.
    pub line: Option<String>,
    /// Legal basis.
    pub legal_basis: String,
    /// How a sample is drawn.
    pub sampling: Option<String>,
    /// The disposition it is in.
    pub disposition: Option<DispositionId>,
    /// Holds that forbid any disposition.
    #[serde(default)]
    pub holds: Vec<HoldBrief>,
    /// Why it is on the list: the rule and the days, as a sentence.
    #[serde(default)]
    pub reason: String,
}

/// A rule that a newer table would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reevaluation {
    /// The dossier with the rule it has.
    pub now: RetentionRow,
    /// The table that says something else.
    pub table: u32,
    /// Code of its line.
    pub line: String,
    /// Years it gives.
    pub years: u32,
    /// Fate it gives.
    pub fate: Fate,
    /// Last day of the retention under it.
    pub last_day: Option<Date>,
    /// Its legal basis.
    pub legal_basis: String,
}

/// What a hold is called where it stands beside a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldBrief {
    /// Number of the hold.
    pub hold: u32,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// Which dossiers a hold is for: those that fit all that is given. Dossiers that come to fit later are held as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldFilter {
    /// One dossier.
    #[serde(default)]
    pub dossier: Option<DossierId>,
    /// A procedure.
    #[serde(default)]
    pub procedure: Option<String>,
    /// A classification code, and those below it.
    #[serde(default)]
    pub classification: Option<String>,
    /// The beginning of the reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// A party whose name contains this, whatever its case.
    #[serde(default)]
    pub party: Option<String>,
}

impl HoldFilter {
    /// Without any condition it would hold everything: that is never meant by leaving fields empty.
    pub fn is_empty(&self) -> bool {
        self.dossier.is_none()
            && [
                &self.procedure,
                &self.classification,
                &self.reference,
                &self.party,
            ]
            .into_iter()
            .all(|text| text.as_deref().is_none_or(|text| text.trim().is_empty()))
    }
}

/// A legal hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldView {
    /// Its number.
    pub hold: u32,
    /// Which dossiers.
    pub filter: HoldFilter,
    /// Why.
    pub reason: String,
    /// Who placed it.
    pub placed_by: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was released.
    pub released_at: Option<Timestamp>,
    /// Who released it.
    pub released_by: Option<String>,
    /// Why it was released.
    pub release_reason: Option<String>,
    /// Dossiers it holds now.
    pub dossiers: u32,
}

/// Where a disposition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispositionState {
    /// Its list is frozen; nothing was sent.
    Proposed,
    /// The list was sent to the national archives.
    Notified,
    /// There is a decision for every dossier.
    Appraised,
    /// Somebody else than the proposer confirmed the destruction.
    Confirmed,
    /// The contents are being removed; an interruption is taken up again.
    Destroying,
    /// What had to go is gone, what had to be delivered is delivered.
    Done,
    /// Given up; nothing was destroyed.
    Withdrawn,
}

/// What the archives said about a dossier, or what a person decided after their silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appraisal {
    /// The archives take it.
    Take,
    /// The archives take it as part of a sample.
    Sample,
    /// The archives let it be destroyed.
    Destroy,
    /// The archives have not answered in their time; a person decided that it is destroyed.
    SilenceDestroy,
}

impl Appraisal {
    /// Whether the archives want it.
    pub fn is_wanted(self) -> bool {
        matches!(self, Appraisal::Take | Appraisal::Sample)
    }
}

/// A disposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispositionView {
    /// Identity.
    pub id: DispositionId,
    /// Where it stands.
    pub state: DispositionState,
    /// A remark of whoever proposed it.
    pub note: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Timestamp,
    /// Dossiers in it.
    pub dossiers: u32,
    /// Dossiers without a decision.
    pub undecided: u32,
    /// Dossiers that the archives want.
    pub wanted: u32,
    /// Wanted dossiers whose receipt is recorded.
    pub received: u32,
    /// Digest of the frozen list.
    pub list_sha256: Sha256,
    /// Day of the notice to the archives.
    pub notified_on: Option<Date>,
    /// To whom it went.
    pub notified_to: Option<String>,
    /// Last day of the archives' answer.
    pub answer_until: Option<Date>,
    /// First day on which destroying is lawful.
    pub destroy_from: Option<Date>,
    /// Who confirmed.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<Timestamp>,
    /// Who destroyed.
    pub destroyed_by: Option<String>,
    /// When it was finished.
    pub done_at: Option<Timestamp>,
    /// There is a certificate of destruction.
    pub certificate: bool,
}

/// A dossier of a disposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispositionItem {
    /// Its place in the list, from 1.
    pub position: u32,
    /// The dossier.
    pub dossier: DossierId,
    /// Its reference when the list was frozen.
    pub reference: Reference,
    /// Its subject then; empty once it was erased.
    pub subject: String,
    /// The rule's fate.
    pub fate: Fate,
    /// The rule's legal basis.
    pub legal_basis: String,
    /// Code of the table's line.
    pub line: Option<String>,
    /// The day on which the dossier was closed.
    pub closed_on: Date,
    /// The last day of its retention.
    pub last_day: Date,
    /// For a sample: whether the rule takes this one; `None` where a person says.
    pub sampled: Option<bool>,
    /// Versions of documents in it.
    pub versions: u32,
    /// Their size.
    pub bytes: u64,
    /// Digest over the digests of its versions.
    pub contents_sha256: Sha256,
    /// What was decided.
    pub appraisal: Option<Appraisal>,
    /// The day of the answer or decision.
    pub appraised_on: Option<Date>,
    /// Why, or the number of the archives' letter.
    pub appraisal_note: String,
    /// Name of the package that was made for the archives.
    pub package: Option<String>,
    /// Digest of its METS.xml.
    pub package_sha256: Option<Sha256>,
    /// The archives' receipt.
    pub receipt: Option<String>,
    /// Its day.
    pub received_on: Option<Date>,
    /// When its contents were destroyed.
    pub destroyed_at: Option<Timestamp>,
}

/// What the check of a tableau de tri found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCheck {
    /// Lines that can be used.
    pub lines: Vec<TableLine>,
    /// What is wrong; with anything here the table is not taken.
    pub problems: Vec<Explanation>,
}

/// Which rows of the due list are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueFilter {
    /// Due on this day or before; today where none is given.
    #[serde(default)]
    pub on: Option<Date>,
    /// Only with this fate.
    #[serde(default)]
    pub fate: Option<Fate>,
    /// Only of this procedure.
    #[serde(default)]
    pub procedure: Option<String>,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn cells(pairs: &[(&'static str, &str)]) -> BTreeMap<&'static str, String> {
        pairs
            .iter()
            .map(|(column, value)| (*column, (*value).to_owned()))
            .collect()
    }

    fn good(code: &str, classification: &str, procedure: &str) -> BTreeMap<&'static str, String> {
        cells(&[
            ("code", code),
            ("title_fr", "Dossiers"),
            ("classification", classification),
            ("procedure", procedure),
            ("years", "10"),
            ("fate", "détruire"),
            ("legal_basis", "loi"),
        ])
    }

    #[test]
    fn a_period_in_months_ends_with_its_last_day_and_what_follows_is_possible_the_day_after() {
        assert_eq!(day_after_months(date(2026, 1, 15), 3), Some(date(2026, 4, 16)));
        assert_eq!(day_after_months(date(2025, 11, 30), 3), Some(date(2026, 3, 1)));
        assert_eq!(day_after_months(date(2026, 12, 31), 2), Some(date(2027, 3, 1)));
        assert_eq!(last_day(date(2024, 2, 29), 10), Some(date(2034, 2, 28)));
    }

    #[test]
    fn everything_that_is_wrong_with_a_table_is_told_at_once() {
        let mut bad = good("B", "A.1", "");
        bad.insert("years", "ten".into());
        bad.insert("fate", "vielleicht".into());
        let faults = table(&[(2, good("A", "A.1", "")), (3, bad), (4, good("A", "", ""))]).unwrap_err();
        assert_eq!(
            faults,
            [
                LineFault::Value {
                    line: 3,
                    column: "years",
                    value: "ten".into()
                },
                LineFault::Value {
                    line: 3,
                    column: "fate",
                    value: "vielleicht".into()
                },
                LineFault::ForNothing { line: 4 },
            ]
        );
        assert_eq!(
            table(&[(2, good("A", "A.1", "")), (5, good("A", "A.2", ""))]),
            Err(vec![LineFault::Twice {
                line: 5,
                column: "code",
                value: "A".into(),
                first: 2
            }])
        );
        assert_eq!(table(&[]), Err(vec![LineFault::TableEmpty]));
    }

    #[test]
    fn the_nearest_classification_wins_over_those_above_and_over_the_procedure() {
        let lines = table(&[
            (2, good("1", "A.1", "")),
            (3, good("2", "A.1.2", "")),
            (4, good("3", "", "residence-certificate")),
        ])
        .unwrap();
        let code = |classification, procedure| {
            line_for(&lines, classification, procedure).map(|line| line.code.clone())
        };
        assert_eq!(
            code(Some("A.1.2.7"), Some("residence-certificate")),
            Some("2".into())
        );
        assert_eq!(
            code(Some("A.1.20"), None),
            Some("1".into()),
            "A.1.2 is not above A.1.20"
        );
        assert_eq!(
            code(Some("A.10"), Some("residence-certificate")),
            Some("3".into())
        );
        assert_eq!(code(None, Some("other")), None);
    }

    #[test]
    fn a_sampling_rule_is_a_fraction_a_percentage_or_words() {
        assert_eq!(Sampling::parse("1 / 10"), Some(Sampling::OneOf(10)));
        assert_eq!(Sampling::parse("10 %"), Some(Sampling::OneOf(10)));
        assert_eq!(
            Sampling::parse("lettres M et S"),
            Some(Sampling::Words("lettres M et S".into()))
        );
        assert_eq!(
            [
                Sampling::parse("0 %"),
                Sampling::parse("2/3"),
                Sampling::parse("-")
            ],
            [None, None, None]
        );
        let taken = (0..20)
            .filter(|place| Sampling::OneOf(10).takes(*place) == Some(true))
            .count();
        assert_eq!(taken, 2);
    }
}
