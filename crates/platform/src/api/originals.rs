//! `GET /api/v1/originals/{identifier}`: an original for a desk, of whatever administration: once only.

use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use identifier::Identifier;
use sync::wire::code;

use super::Refused;
use crate::error::Error;
use crate::files;
use crate::lookup::{self, Found};
use crate::state::State;

pub(super) async fn read(
    Shared(state): Shared<State>,
    Path(identifier): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let identifier = Identifier::parse(&identifier).map_err(|_| {
        Refused::new(
            StatusCode::BAD_REQUEST,
            code::REQUEST_INVALID,
            "not an identifier",
        )
    })?;
    lookup::evenly(answer(&state, &identifier, &headers)).await
}

async fn answer(state: &State, identifier: &Identifier, headers: &HeaderMap) -> Result<Response, Refused> {
    match lookup::look_up(state, identifier).await? {
        Found::Unknown => Err(Refused::new(
            StatusCode::NOT_FOUND,
            code::IDENTIFIER_UNKNOWN,
            "no document has this identifier",
        )),
        Found::Damaged(_) => Err(Refused::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            code::ORIGINAL_DAMAGED,
            "the stored copy is damaged and not given out",
        )),
        Found::Intact { original, file, .. } => {
            let mut response =
                files::original(state, &original, file, headers, files::Disposition::Attachment).await?;
            let digest = format!("sha-256=:{}:", STANDARD.encode(original.sha256.0));
            let digest = HeaderValue::try_from(digest).map_err(|_| Error::BrokenOff)?;
            response
                .headers_mut()
                .insert(HeaderName::from_static("repr-digest"), digest);
            if original.revoked.is_some() {
                response.headers_mut().insert(
                    HeaderName::from_static("greffe-revoked"),
                    HeaderValue::from_static("1"),
                );
            }
            response.headers_mut().remove(header::CONTENT_LANGUAGE);
            Ok(response)
        }
    }
}
