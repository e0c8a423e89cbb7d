//! `POST /api/v1/enrolments`: a one-time code becomes an enrolled desk.

use axum::Json;
use axum::extract::State as Shared;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sync::wire::{EnrolmentAnswer, EnrolmentRequest, code, path};

use super::Refused;
use crate::enrolment::code_sha256;
use crate::jws::{self, Refusal, Unverified};
use crate::state::{State, sha256};
use crate::storage::{Enrolment, NewDesk};
use crate::text::is_line;

const REFUSED: Refused = Refused::new(
    StatusCode::FORBIDDEN,
    code::ENROLMENT_CODE,
    "the code is wrong, used or too old",
);

pub(super) async fn create(
    Shared(state): Shared<State>,
    body: Result<Json<EnrolmentRequest>, JsonRejection>,
) -> Result<(StatusCode, Json<EnrolmentAnswer>), Refused> {
    let Json(request) = body.map_err(|error| Refused::body(error.status(), "not an enrolment"))?;
    if !is_line(&request.name, 200) {
        return Err(Refused::invalid(
            "the desk's name is empty, too long or cannot be printed",
        ));
    }
    let public_key = URL_SAFE_NO_PAD
        .decode(&request.public_key)
        .ok()
        .filter(|key| key.len() == 32);
    let public_key = public_key.ok_or(Refused::invalid("the public key is not one of Ed25519"))?;
    let now = state.now();
    let audience = format!("{}{}", state.public_url.as_str(), path::ENROLMENTS);
    let proof = Unverified::parse(&request.proof).and_then(|proof| proof.verify(&public_key, &audience, now));
    let claims = proof.map_err(|refusal| match refusal {
        Refusal::Forged => Refused::invalid("the proof of possession is not valid"),
        Refusal::ClockWrong => Refused::new(
            StatusCode::UNAUTHORIZED,
            code::CLOCK_WRONG,
            "the proof is not of this time",
        ),
    })?;
    if claims.iss != request.desk.to_string() {
        return Err(Refused::invalid("the proof is another desk's"));
    }
    let (jti, until) = (
        sha256(format!("{}\n{}", claims.iss, claims.jti).as_bytes()),
        jws::remember_until(&claims),
    );
    let code = code_sha256(&request.code);
    let desk = NewDesk {
        id: request.desk,
        name: request.name.trim().to_owned(),
        public_key,
    };
    let (enrolment, others) = state
        .blocking(move |shared| {
            if !shared.storage.use_assertion(jti, until)? {
                return Ok((Enrolment::Refused, false));
            }
            let enrolment = shared.storage.enrol(code, &desk, now)?;
            // Asked once the desk is there: of two that are enrolled at the same time, at least one sees the other.
            let others = match &enrolment {
                Enrolment::Enrolled(own) => shared
                    .storage
                    .desks()?
                    .iter()
                    .any(|desk| desk.administration.id == own.administration.id && desk.id != own.id),
                Enrolment::Refused => false,
            };
            Ok((enrolment, others))
        })
        .await?;
    match enrolment {
        Enrolment::Enrolled(desk) => {
            tracing::info!("a desk was enrolled");
            let roles = desk
                .roles
                .iter()
                .map(|role| super::role_name(*role).to_owned())
                .collect();
            let answer = EnrolmentAnswer {
                desk: desk.id,
                administration: desk.administration.name,
                roles,
                others,
            };
            Ok((StatusCode::CREATED, Json(answer)))
        }
        Enrolment::Refused => Err(REFUSED),
    }
}
