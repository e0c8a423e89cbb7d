//! The classification plan: codes with titles, in a tree; imported from a table.
//!
//! Columns: `code`, `parent` (empty at the top), `fr`, and where known `de`, `lb`, `en`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use wording::{Explain, Lang};

use crate::procedure::Texts;
use crate::sheet::{Sheet, SheetError};

/// Characters of a code, at most.
const CODE_LIMIT: usize = 30;
/// Characters of a title, at most.
const TITLE_LIMIT: usize = 200;

/// What is wrong with a line of a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The table itself.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A line has no code, or one that is too long or cannot be printed.
    #[error("'{code}' is no code")]
    Code {
        /// What stands there.
        code: String,
    },
    /// A code stands twice.
    #[error("the code '{code}' stands in line {first} already")]
    Twice {
        /// The code.
        code: String,
        /// Where it stood first.
        first: u64,
    },
    /// The code above is not in the plan.
    #[error("'{code}' stands below '{parent}', which is not in the plan")]
    Parent {
        /// The code.
        code: String,
        /// The missing one.
        parent: String,
    },
    /// A code stands, by others or directly, below itself.
    #[error("'{code}' stands below itself")]
    Circle {
        /// The code.
        code: String,
    },
    /// No French title, or one that is too long.
    #[error("'{code}' has no title that can be used in '{lang}'")]
    Title {
        /// The code.
        code: String,
        /// The language.
        lang: Lang,
    },
}

impl Explain for PlanError {
    fn code(&self) -> &'static str {
        match self {
            PlanError::Sheet(error) => error.code(),
            PlanError::Code { .. } => "plan-code",
            PlanError::Twice { .. } => "plan-code-twice",
            PlanError::Parent { .. } => "plan-parent-missing",
            PlanError::Circle { .. } => "plan-circle",
            PlanError::Title { .. } => "plan-title",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            PlanError::Sheet(error) => error.arguments(),
            PlanError::Code { code } | PlanError::Circle { code } => vec![("class", text_of(code))],
            PlanError::Twice { code, first } => {
                vec![("class", text_of(code)), ("first", first.to_string())]
            }
            PlanError::Parent { code, parent } => {
                vec![("class", text_of(code)), ("parent", text_of(parent))]
            }
            PlanError::Title { code, lang } => vec![("class", text_of(code)), ("lang", lang.to_string())],
        }
    }
}

/// A code as text: one of digits would be written as a number.
fn text_of(code: &str) -> String {
    format!("« {code} »")
}

/// A class of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its code, unique in the plan.
    pub code: String,
    /// The code above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// Its title in each language; French is always there.
    pub titles: Texts,
    /// No longer in the plan, yet dossiers carry it.
    #[serde(default)]
    pub retired: bool,
}

/// A class as the tree shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassRow {
    /// The class.
    pub class: Class,
    /// Its depth, 0 at the top.
    pub depth: u32,
    /// Dossiers that carry this very code and that the person may see.
    #[serde(default)]
    pub dossiers: u32,
}

/// Reads a plan.
///
/// # Errors
/// Every fault with its line; line 0 is the table itself.
pub fn read(bytes: &[u8]) -> Result<Vec<Class>, Vec<(u64, PlanError)>> {
    let sheet = Sheet::read(bytes, &["code", "parent", "fr"], &["de", "lb", "en"])
        .map_err(|error| vec![(0, PlanError::Sheet(error))])?;
    let mut faults = Vec::new();
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    let mut plan: Vec<(u64, Class)> = Vec::new();
    for (line, fields) in &sheet.lines {
        let code = sheet.field(fields, "code").to_owned();
        let printable = |text: &str| !text.chars().any(char::is_control);
        if code.is_empty() || code.chars().count() > CODE_LIMIT || !printable(&code) {
            faults.push((*line, PlanError::Code { code }));
            continue;
        }
        if let Some(first) = lines.get(&code) {
            faults.push((*line, PlanError::Twice { code, first: *first }));
            continue;
        }
        lines.insert(code.clone(), *line);
        let mut titles = Texts::new();
        for lang in Lang::ALL {
            let title = sheet.field(fields, lang.tag());
            let missing = title.is_empty() && lang == Lang::Fr;
            if missing || title.chars().count() > TITLE_LIMIT || !printable(title) {
                faults.push((
                    *line,
                    PlanError::Title {
                        code: code.clone(),
                        lang,
                    },
                ));
            } else if !title.is_empty() {
                titles.insert(lang, title.to_owned());
            }
        }
        let parent = Some(sheet.field(fields, "parent").to_owned()).filter(|parent| !parent.is_empty());
        plan.push((
            *line,
            Class {
                code,
                parent,
                titles,
                retired: false,
            },
        ));
    }
    let parents: BTreeMap<&str, &str> = plan
        .iter()
        .filter_map(|(_, class)| Some((class.code.as_str(), class.parent.as_deref()?)))
        .collect();
    for (line, class) in &plan {
        let code = || class.code.clone();
        if let Some(parent) = class
            .parent
            .as_deref()
            .filter(|parent| !lines.contains_key(*parent))
        {
            let parent = parent.to_owned();
            faults.push((*line, PlanError::Parent { code: code(), parent }));
        }
        let mut seen = BTreeSet::new();
        let mut above = parents.get(class.code.as_str());
        while let Some(parent) = above {
            if *parent == class.code {
                faults.push((*line, PlanError::Circle { code: code() }));
                break;
            }
            if !seen.insert(*parent) {
                break;
            }
            above = parents.get(parent);
        }
    }
    if faults.is_empty() {
        Ok(plan.into_iter().map(|(_, class)| class).collect())
    } else {
        faults.sort_by_key(|(line, _)| *line);
        Err(faults)
    }
}

/// The plan as a tree: each class followed by those below it, in the order of the plan.
pub fn tree(classes: Vec<Class>, dossiers: &BTreeMap<String, u32>) -> Vec<ClassRow> {
    let mut below: BTreeMap<Option<String>, Vec<Class>> = BTreeMap::new();
    let known: BTreeSet<String> = classes.iter().map(|class| class.code.clone()).collect();
    for class in classes {
        let parent = class.parent.clone().filter(|parent| known.contains(parent));
        below.entry(parent).or_default().push(class);
    }
    let mut rows = Vec::new();
    let mut stack: Vec<(Class, u32)> = below
        .remove(&None)
        .unwrap_or_default()
        .into_iter()
        .rev()
        .map(|class| (class, 0))
        .collect();
    while let Some((class, depth)) = stack.pop() {
        let children = below.remove(&Some(class.code.clone())).unwrap_or_default();
        rows.push(ClassRow {
            dossiers: dossiers.get(&class.code).copied().unwrap_or(0),
            class,
            depth,
        });
        stack.extend(children.into_iter().rev().map(|class| (class, depth + 1)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(u64, &'static str)> {
        read(text.as_bytes())
            .unwrap_err()
            .iter()
            .map(|(line, error)| (*line, error.code()))
            .collect()
    }

    #[test]
    fn a_plan_is_read_and_shown_as_a_tree_in_its_own_order() {
        let plan = read("code;parent;fr;de\n2;;Urbanisme;Raumplanung\n1;;Population;\n1.1;1;Certificats;\n2.1;2;Permis;\n".as_bytes()).unwrap();
        let rows = tree(plan, &BTreeMap::from([("1.1".to_owned(), 3)]));
        let shown: Vec<(&str, u32, u32)> = rows
            .iter()
            .map(|row| (row.class.code.as_str(), row.depth, row.dossiers))
            .collect();
        assert_eq!(shown, [("2", 0, 0), ("2.1", 1, 0), ("1", 0, 0), ("1.1", 1, 3)]);
        assert_eq!(rows[0].class.titles[&Lang::De], "Raumplanung");
    }

    #[test]
    fn every_fault_has_its_line() {
        assert_eq!(
            faults("code,parent,fr\n1,,A\n1,,B\n,,C\n2,9,D\n3,4,E\n4,3,F\n5,,\n6,6,G\n"),
            [
                (3, "plan-code-twice"),
                (4, "plan-code"),
                (5, "plan-parent-missing"),
                (6, "plan-circle"),
                (7, "plan-circle"),
                (8, "plan-title"),
                (9, "plan-circle"),
            ]
        );
        assert_eq!(faults("code,fr\n1,A\n"), [(0, "sheet-column-missing")]);
    }
}
