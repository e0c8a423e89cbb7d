//! `GET /api/v1/originals/{identifier}/evidence`: the evidence record of an original (RFC 4998, DER), for a desk.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use identifier::Identifier;
use sync::wire::code;

use super::Refused;
use crate::evidence::pages::{attached, encoded};
use crate::lookup::{self, Found};
use crate::state::State;

/// There is no record of this original yet.
pub const MISSING: &str = "evidence-missing";

pub(super) async fn read(
    Shared(state): Shared<State>,
    Path(identifier): Path<String>,
) -> Result<Response, Refused> {
    let identifier = Identifier::parse(&identifier).map_err(|_| {
        Refused::new(
            StatusCode::BAD_REQUEST,
            code::REQUEST_INVALID,
            "not an identifier",
        )
    })?;
    lookup::evenly(answer(&state, &identifier)).await
}

async fn answer(state: &State, identifier: &Identifier) -> Result<Response, Refused> {
    let original = match lookup::look_up(state, identifier).await? {
        Found::Unknown => {
            return Err(Refused::new(
                StatusCode::NOT_FOUND,
                code::IDENTIFIER_UNKNOWN,
                "no document has this identifier",
            ));
        }
        Found::Damaged(_) => {
            return Err(Refused::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                code::ORIGINAL_DAMAGED,
                "the stored copy is damaged and not given out",
            ));
        }
        Found::Intact { original, .. } => original,
    };
    let record = state
        .blocking(move |shared| encoded(shared, original.sha256))
        .await?;
    let record = record.ok_or(Refused::new(
        StatusCode::NOT_FOUND,
        MISSING,
        "there is no evidence record of this document yet",
    ))?;
    let name = format!("{}.ers", identifier.canonical());
    Ok(attached(&name, "application/octet-stream", record))
}
