//! Procedures and public holidays.

use model::deadline::HolidayDay;
use model::procedure::{ProcedureCheck, ProcedureRow, ProcedureView};
use serde::Serialize;

use super::Answer;
use super::call::{Nothing, call};

#[derive(Serialize)]
struct OfToken {
    token: String,
}

/// The procedures that new dossiers can have.
pub async fn procedures() -> Answer<Vec<ProcedureRow>> {
    call("procedures", &Nothing {}).await
}

/// Every version of a procedure.
pub async fn versions(key: String) -> Answer<Vec<ProcedureRow>> {
    #[derive(Serialize)]
    struct Arguments {
        key: String,
    }
    call("procedure_versions", &Arguments { key }).await
}

/// A procedure with everything in it.
pub async fn procedure(key: String, number: Option<u32>) -> Answer<ProcedureView> {
    #[derive(Serialize)]
    struct Arguments {
        key: String,
        number: Option<u32>,
    }
    call("procedure", &Arguments { key, number }).await
}

/// Checks a chosen file.
pub async fn check(token: String) -> Answer<ProcedureCheck> {
    call("check_procedure", &OfToken { token }).await
}

/// Imports a chosen file.
pub async fn import(token: String) -> Answer<ProcedureRow> {
    call("import_procedure", &OfToken { token }).await
}

/// The public holidays of a year.
pub async fn holidays(year: i16) -> Answer<Vec<HolidayDay>> {
    #[derive(Serialize)]
    struct Arguments {
        year: i16,
    }
    call("holidays", &Arguments { year }).await
}

/// Takes the administration's own holidays from a file, or takes them away; how many deadlines moved.
pub async fn import_holidays(token: Option<String>) -> Answer<u32> {
    #[derive(Serialize)]
    struct Arguments {
        token: Option<String>,
    }
    call("import_holidays", &Arguments { token }).await
}
