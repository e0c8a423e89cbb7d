//! Which dossiers a list shows: one filter for lists, search and counts, and the place where a page ends.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::view::DossierRow;
use crate::{Confidentiality, ContactId, DossierStatus};

/// Most rows of one page.
pub const PAGE_LIMIT: u32 = 1_000;

/// Which dossiers a list shows. Empty: all of them that the person may see, newest change first.
/// Fields narrow one another; the values of one list widen each other, except tags, which a dossier must all have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DossierFilter {
    /// What a person typed: all words must occur in reference, subject, parties, titles or text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub search: String,
    /// Open or closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<DossierStatus>,
    /// Keys of states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// Keys of procedures; an empty text means dossiers without one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<String>,
    /// Office codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<String>,
    /// Tags, all of which a dossier must have; case and accents do not matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// A code of the classification plan; the dossiers of every code below it belong too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Confidentiality.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confidentiality: Vec<Confidentiality>,
    /// Words of a party's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// A contact of the directory that is a party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// Changed at or after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_since: Option<jiff::Timestamp>,
    /// Changed before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_before: Option<jiff::Timestamp>,
    /// Opened at or after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_since: Option<jiff::Timestamp>,
    /// Opened before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<jiff::Timestamp>,
    /// Only dossiers with a running deadline that has passed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
    /// Order.
    pub order: DossierOrder,
    /// Rows of a page, at most [`PAGE_LIMIT`]; 0 means 50.
    pub limit: u32,
    /// Where the page before ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<DossierCursor>,
    /// Where the page after began: the page before it is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<DossierCursor>,
}

impl DossierFilter {
    /// Rows of a page, within its limits.
    pub fn page(&self) -> u32 {
        match self.limit {
            0 => 50,
            limit => limit.min(PAGE_LIMIT),
        }
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierOrder {
    /// Newest change first.
    #[default]
    Changed,
    /// Newest first.
    Created,
    /// By reference, ascending.
    Reference,
}

/// Where a page ended: the value it is ordered by, and the row. Opaque outside the desk; worth something only with the
/// same filter and order. A list that changes meanwhile neither repeats nor skips a row that did not move.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DossierCursor {
    /// The value of the last row: microseconds, or a reference.
    pub key: String,
    /// Its row.
    pub row: i64,
}

/// A text that is no cursor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a list")]
pub struct CursorError;

impl wording::Explain for CursorError {
    fn code(&self) -> &'static str {
        "cursor-unreadable"
    }
}

impl fmt::Display for DossierCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.row, self.key)
    }
}

impl FromStr for DossierCursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (row, key) = text.split_once('.').ok_or(CursorError)?;
        Ok(Self {
            key: key.to_owned(),
            row: row.parse().map_err(|_| CursorError)?,
        })
    }
}

impl TryFrom<String> for DossierCursor {
    type Error = CursorError;

    fn try_from(text: String) -> Result<Self, CursorError> {
        text.parse()
    }
}

impl From<DossierCursor> for String {
    fn from(cursor: DossierCursor) -> String {
        cursor.to_string()
    }
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DossierPage {
    /// Its rows.
    pub rows: Vec<DossierRow>,
    /// Where the next page goes on; `None` at the end.
    #[serde(default)]
    pub next: Option<DossierCursor>,
    /// Where the page before ends; `None` at the beginning.
    #[serde(default)]
    pub previous: Option<DossierCursor>,
    /// How many dossiers pass in all, counted up to a limit.
    #[serde(default)]
    pub count: crate::search::Count,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_from_its_text() {
        let cursor = DossierCursor {
            key: "2026/RES/000001".into(),
            row: 12,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert_eq!("12".parse::<DossierCursor>(), Err(CursorError));
        assert_eq!("x.12".parse::<DossierCursor>(), Err(CursorError));
    }

    #[test]
    fn an_empty_filter_is_one_field_of_json_and_limits_hold() {
        let filter: DossierFilter = serde_json::from_str("{}").unwrap();
        assert_eq!(filter, DossierFilter::default());
        assert_eq!(filter.page(), 50);
        let wild = DossierFilter {
            limit: u32::MAX,
            ..DossierFilter::default()
        };
        assert_eq!(wild.page(), PAGE_LIMIT);
    }
}
