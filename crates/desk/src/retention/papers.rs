//! The papers of a disposition, PDF/A-3a and PDF/UA-1 with the list attached as data: the notice to the national archives, and
//! the certificate of the destruction beside the plain one ([`super::certificate`]) that is kept since.
//!
//! Both are drawn from what stands in the desk: the same disposition gives the same bytes.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use model::DispositionId;
use model::disposition::RetentionError;
use model::procedure::Fate;
use model::retention::{Appraisal, DispositionItem, DispositionState, DispositionView};
use typeset::paper::{Attachment, Row, set_paper};
use wording::{Catalog, Lang};

use super::RIGHTS;
use crate::{Desk, Error, KeySource, dossiers};

/// A paper of a disposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DispositionPaper {
    /// The notice to the national archives with the list of what is to be destroyed.
    Notice,
    /// The certificate of the destruction, PDF/A-3a and PDF/UA-1.
    Certificate,
    /// The certificate as it was made when the contents were destroyed; its digest stands in the journal.
    PlainCertificate,
}

/// The words of a paper.
struct Words<'a> {
    catalog: &'a Catalog,
    lang: Lang,
}

impl Words<'_> {
    fn of(&self, message: &str, arguments: &[(&str, String)]) -> String {
        self.catalog.text(self.lang, message, arguments)
    }

    fn text(&self, message: &str) -> String {
        self.of(message, &[])
    }

    fn at(&self, at: Option<jiff::Timestamp>) -> String {
        at.map(|at| {
            dossiers::in_luxembourg(at)
                .strftime("%Y-%m-%d %H:%M %Z")
                .to_string()
        })
        .unwrap_or_default()
    }

    fn by(&self, name: Option<&String>, at: Option<jiff::Timestamp>) -> String {
        match name {
            Some(name) => format!("{name}, {}", self.at(at)),
            None => String::new(),
        }
    }

    fn row(&self, item: &DispositionItem, decided: bool) -> Row {
        let fate = self.text(match item.fate {
            Fate::Keep => "paper-fate-keep",
            Fate::Sample => "paper-fate-sample",
            Fate::Destroy => "paper-fate-destroy",
        });
        let mut decision = vec![fate];
        if let Some(sampled) = item.sampled {
            decision.push(self.text(if sampled {
                "paper-sampled"
            } else {
                "paper-not-sampled"
            }));
        }
        if decided && let Some(appraisal) = item.appraisal {
            decision = vec![self.text(match appraisal {
                Appraisal::Take | Appraisal::Sample => "certificate-taken",
                Appraisal::SilenceDestroy => "certificate-silence",
                Appraisal::Destroy => "certificate-free",
            })];
            let on = item.appraised_on.map(|day| day.to_string()).unwrap_or_default();
            decision.push(format!("{} ({on})", item.appraisal_note));
            if let Some(receipt) = &item.receipt {
                decision.push(format!("{}: {receipt}", self.text("certificate-receipt")));
            }
            decision.push(self.at(item.destroyed_at));
        }
        decision.retain(|line| !line.is_empty());
        Row {
            position: item.position,
            reference: item.reference.to_string(),
            subject: match item.subject.as_str() {
                "—" => String::new(),
                subject => subject.to_owned(),
            },
            days: vec![item.closed_on.to_string(), item.last_day.to_string()],
            basis: match &item.line {
                Some(line) => format!("{} ({line})", item.legal_basis),
                None => item.legal_basis.clone(),
            },
            decision,
            contents: self.of(
                "paper-contents",
                &[
                    ("versions", item.versions.to_string()),
                    ("bytes", item.bytes.to_string()),
                ],
            ),
            sha256: item.contents_sha256.to_string(),
        }
    }
}

impl Desk {
    /// A paper of a disposition, PDF, in the desk's language. For an auditor or an administrator.
    ///
    /// # Errors
    /// `role-missing`, `disposition-unknown`; `disposition-no-certificate` before the destruction is done;
    /// `disposition-state`: a disposition that was withdrawn gives no notice.
    pub fn disposition_paper(&self, id: DispositionId, paper: DispositionPaper) -> Result<Vec<u8>, Error> {
        let disposition = self.disposition(id)?;
        match paper {
            DispositionPaper::PlainCertificate => self.disposition_certificate(id),
            DispositionPaper::Certificate => {
                let plain = self.disposition_certificate(id)?;
                self.draw(&disposition, Some(&plain))
            }
            DispositionPaper::Notice if disposition.state == DispositionState::Withdrawn => {
                Err(RetentionError::State {
                    state: disposition.state,
                }
                .into())
            }
            DispositionPaper::Notice => self.draw(&disposition, None),
        }
    }

    /// Writes a paper to a file that must not exist yet, sealed with a key. For an auditor or an administrator.
    ///
    /// # Errors
    /// As [`Desk::disposition_paper`]; `target-exists`, and those of sealing a file.
    pub fn seal_disposition_paper(
        &self,
        id: DispositionId,
        paper: DispositionPaper,
        key: &KeySource<'_>,
        to: &Path,
    ) -> Result<(), Error> {
        self.require(&RIGHTS)?;
        let bytes = self.disposition_paper(id, paper)?;
        let title = match paper {
            DispositionPaper::Notice => "notice-title",
            _ => "certificate-title",
        };
        self.seal_paper(&bytes, title, key, to)
    }

    /// The certificate, where the plain one is given; else the notice.
    fn draw(&self, disposition: &DispositionView, plain: Option<&[u8]>) -> Result<Vec<u8>, Error> {
        let desk = self
            .store
            .read(|reading| -> Result<_, store::Error> { reading.desk() })?;
        let items = self.disposition_items(disposition.id, u32::MAX, 0)?;
        let catalog = crate::catalog();
        let words = Words {
            catalog: &catalog,
            lang: self.lang(),
        };
        let today = self.luxembourg_day();
        let date = match plain {
            Some(_) => disposition
                .done_at
                .map_or(today, |at| dossiers::in_luxembourg(at).date()),
            None => disposition.notified_on.unwrap_or(today),
        };
        let count = ("count", items.len().to_string());
        let mut facts = vec![
            ("certificate-number", disposition.id.to_string()),
            ("certificate-count", items.len().to_string()),
            (
                "certificate-proposed",
                words.by(Some(&disposition.proposed_by), Some(disposition.proposed_at)),
            ),
            ("paper-note", disposition.note.clone()),
        ];
        let notified = disposition.notified_on.map(|day| {
            let to = disposition.notified_to.clone().unwrap_or_default();
            format!("{to}, {day}")
        });
        facts.push(("certificate-notified", notified.unwrap_or_default()));
        let (title, paragraphs, closing);
        if let Some(plain) = plain {
            title = words.text("certificate-title");
            paragraphs = vec![words.text("certificate-law")];
            facts.extend([
                (
                    "certificate-confirmed",
                    words.by(disposition.confirmed_by.as_ref(), disposition.confirmed_at),
                ),
                (
                    "certificate-destroyed",
                    words.by(disposition.destroyed_by.as_ref(), disposition.done_at),
                ),
                ("paper-plain-digest", store::digest(plain).to_string()),
            ]);
            closing = vec![words.text("certificate-limits")];
        } else {
            // Until the notice is given, the periods are those of a notice of today.
            let after = |months: i32| -> Option<Date> { date.checked_add(months.months()).ok() };
            let shown = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            title = words.text("notice-title");
            paragraphs = vec![words.of("notice-law", &[count]), words.text("notice-request")];
            facts.extend([
                (
                    "notice-answer",
                    shown(disposition.answer_until.or_else(|| after(2))),
                ),
                (
                    "notice-destroy",
                    shown(
                        disposition
                            .destroy_from
                            .or_else(|| after(3).and_then(|day| day.tomorrow().ok())),
                    ),
                ),
            ]);
            closing = vec![words.text("notice-held")];
        }
        facts.push(("certificate-list-digest", disposition.list_sha256.to_string()));
        let paper = typeset::paper::Paper {
            lang: words.lang,
            date,
            administration: desk.administration.clone(),
            addressee: match plain {
                Some(_) => String::new(),
                None => disposition
                    .notified_to
                    .clone()
                    .unwrap_or_else(|| words.text("notice-addressee")),
            },
            place: self.letterhead()?.sender.place,
            number: disposition.id.to_string(),
            banner: if desk.demo {
                words.text("certificate-test")
            } else {
                String::new()
            },
            paragraphs,
            facts: facts
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (words.text(name), value))
                .collect(),
            closing: closing
                .into_iter()
                .chain([words.of("paper-attached", &[("file", LIST.to_owned())])])
                .collect(),
            signature: words.text("paper-signature"),
            list_title: words.text(if plain.is_some() {
                "certificate-list"
            } else {
                "notice-list"
            }),
            headings: ["position", "reference", "days", "basis", "decision", "contents"]
                .map(|column| words.text(&format!("paper-column-{column}")))
                .to_vec(),
            rows: items
                .iter()
                .map(|item| words.row(item, plain.is_some()))
                .collect(),
            attachment: Some(Attachment {
                name: LIST.to_owned(),
                media_type: "text/csv".to_owned(),
                description: words.text("certificate-list"),
                bytes: self.disposition_list(disposition.id)?,
            }),
            title,
        };
        Ok(set_paper(&paper)?.pdf)
    }
}

/// Name of the attached list.
const LIST: &str = "list.csv";
