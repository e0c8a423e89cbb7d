//! The procedures an administration knows: definitions in TOML under `assets/procedures`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wording::Lang;

use crate::Error;

/// The kind of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Stable key, kebab-case.
    pub key: String,
    /// Office code for reference numbers of its dossiers.
    pub office: String,
    /// Its name in each language.
    pub name: BTreeMap<Lang, String>,
    /// What it is for, in each language.
    #[serde(default)]
    pub purpose: BTreeMap<Lang, String>,
}

impl Procedure {
    /// Its name in a language, else in French, else its key.
    pub fn name_in(&self, lang: Lang) -> &str {
        self.name
            .get(&lang)
            .or_else(|| self.name.get(&Lang::Fr))
            .map_or(&self.key, String::as_str)
    }
}

/// The definitions that come with the program.
const DEFINITIONS: [(&str, &str); 2] = [
    (
        "residence-certificate",
        include_str!("../../../assets/procedures/residence-certificate.toml"),
    ),
    (
        "building-permit-opinion",
        include_str!("../../../assets/procedures/building-permit-opinion.toml"),
    ),
];

/// All procedures.
///
/// # Errors
/// `procedure-damaged`: a definition cannot be read.
pub fn procedures() -> Result<Vec<Procedure>, Error> {
    DEFINITIONS
        .into_iter()
        .map(|(key, text)| {
            let damaged = |detail: String| Error::ProcedureDamaged {
                procedure: key.to_owned(),
                detail,
            };
            let procedure: Procedure = toml::from_str(text).map_err(|error| damaged(error.to_string()))?;
            if procedure.key != key {
                return Err(damaged(format!("its key is '{}'", procedure.key)));
            }
            Ok(procedure)
        })
        .collect()
}

/// The procedure with a key.
pub(crate) fn procedure(key: &str) -> Result<Procedure, Error> {
    procedures()?
        .into_iter()
        .find(|procedure| procedure.key == key)
        .ok_or_else(|| Error::ProcedureUnknown {
            procedure: key.to_owned(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_procedure_has_its_name_in_every_language_and_a_usable_office() {
        for procedure in procedures().unwrap() {
            for lang in Lang::ALL {
                assert!(procedure.name.contains_key(&lang), "{} {lang}", procedure.key);
            }
            assert_eq!(
                crate::dossiers::office(&procedure.office).unwrap(),
                procedure.office
            );
        }
    }
}
