//! `POST /api/v1/registrations`: which originals of the desk's own administration the platform has. A desk asks after the
//! platform was put back from a backup, to offer again what is missing.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Extension, State as Shared};
use sync::wire::originals::{Claims, MOST_CLAIMED, Missing};

use super::{Admitted, Refused};
use crate::state::State;

pub(super) async fn missing(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    body: Result<Json<Claims>, JsonRejection>,
) -> Result<Json<Missing>, Refused> {
    let Json(claims) = body.map_err(|error| Refused::body(error.status(), "not a list of originals"))?;
    if claims.originals.len() > MOST_CLAIMED as usize {
        return Err(Refused::invalid("too many originals at once"));
    }
    let administration = desk.administration.id;
    let missing = state
        .blocking(move |shared| {
            let claimed: Vec<_> = claims
                .originals
                .iter()
                .map(|claim| (claim.identifier_sha256, claim.sha256))
                .collect();
            shared.storage.missing_originals(administration, &claimed)
        })
        .await?;
    Ok(Json(Missing { missing }))
}
