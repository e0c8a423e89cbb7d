//! The procedures an administration knows: definitions in TOML under `assets/procedures`.

use model::Procedure;

use crate::Error;

/// The definitions that come with the program.
const DEFINITIONS: [(&str, &str); 4] = [
    (
        "residence-certificate",
        include_str!("../../../assets/procedures/residence-certificate.toml"),
    ),
    (
        "building-permit-opinion",
        include_str!("../../../assets/procedures/building-permit-opinion.toml"),
    ),
    (
        "subsidy-decision",
        include_str!("../../../assets/procedures/subsidy-decision.toml"),
    ),
    (
        "access-to-documents",
        include_str!("../../../assets/procedures/access-to-documents.toml"),
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
    use wording::Lang;

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
