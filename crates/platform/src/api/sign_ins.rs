//! `/api/v1/sign-ins`: a person signs in at the issuer that the operator has named, on a desk on which they work.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Extension, Path, State as Shared};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use sync::wire::code;
use sync::wire::sign_in::{SignInAnswer, SignInOffer, SignInProof};
use uuid::Uuid;

use super::{Admitted, Refused};
use crate::oidc::Refusal;
use crate::state::{State, sha256};
use crate::storage::sign_in::{SignIn, SignedIn};

/// How long a person may take, in seconds.
const EXPIRES_S: u32 = 600;

fn not_offered() -> Refused {
    Refused::new(
        StatusCode::NOT_FOUND,
        code::SIGN_IN_NOT_OFFERED,
        "people do not sign in on this platform",
    )
}

fn over() -> Refused {
    Refused::new(
        StatusCode::CONFLICT,
        code::SIGN_IN_OVER,
        "the sign-in is over; begin a new one",
    )
}

pub(super) async fn begin(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
) -> Result<(StatusCode, Json<SignInOffer>), Refused> {
    let issuer = state.issuer.get().ok_or_else(not_offered)?;
    let (mut id, mut secret) = ([0; 16], [0; 32]);
    state.environment.random(&mut id)?;
    state.environment.random(&mut secret)?;
    let id = uuid::Builder::from_random_bytes(id).into_uuid();
    let nonce = URL_SAFE_NO_PAD.encode(secret);
    let now = state.now();
    let life = SignedDuration::from_secs(i64::from(EXPIRES_S));
    let sign_in = SignIn {
        id,
        desk: desk.id,
        nonce_sha256: sha256(nonce.as_bytes()),
        expires: now.saturating_add(life).unwrap_or(now),
    };
    state
        .blocking(move |shared| shared.storage.begin_sign_in(&sign_in))
        .await?;
    let offer = SignInOffer {
        sign_in: id.to_string(),
        issuer: issuer.url().to_owned(),
        client_id: issuer.client().to_owned(),
        nonce,
        expires_in: EXPIRES_S,
    };
    Ok((StatusCode::CREATED, Json(offer)))
}

pub(super) async fn finish(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
    Path(id): Path<String>,
    body: Result<Json<SignInProof>, JsonRejection>,
) -> Result<Json<SignInAnswer>, Refused> {
    let Json(proof) = body.map_err(|error| Refused::body(error.status(), "not a sign-in"))?;
    if state.issuer.get().is_none() {
        return Err(not_offered());
    }
    let id: Uuid = id.parse().map_err(|_| over())?;
    let (now, desk_id) = (state.now(), desk.id);
    let done = state
        .blocking(move |shared| {
            let Some(issuer) = shared.issuer.get() else {
                return Ok(Ok((SignedIn::Over, now)));
            };
            let Some(open) = shared.storage.open_sign_in(id, desk_id, now)? else {
                return Ok(Ok((SignedIn::Over, now)));
            };
            let subject = match issuer.verify(&proof.id_token, open.nonce_sha256, now) {
                Ok(subject) => subject,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let until = now.saturating_add(issuer.lasts).unwrap_or(now);
            let storage = &shared.storage;
            let done = storage.finish_sign_in(id, desk_id, issuer.url(), &subject, now, until)?;
            Ok(Ok((done, until)))
        })
        .await?;
    match done {
        Ok((SignedIn::As(person), until)) => {
            tracing::info!("a person signed in");
            let roles = person.roles.iter();
            Ok(Json(SignInAnswer {
                person: person.id.to_string(),
                name: person.name,
                roles: roles.map(|role| super::role_name(*role).to_owned()).collect(),
                until,
            }))
        }
        Ok((SignedIn::Over, _)) => Err(over()),
        Ok((SignedIn::Nobody, _)) => Err(Refused::new(
            StatusCode::FORBIDDEN,
            code::SIGN_IN_NOBODY,
            "who signed in is nobody who works on this desk",
        )),
        Err(Refusal::Unreachable) => Err(Refused::new(
            StatusCode::BAD_GATEWAY,
            code::SIGN_IN_ISSUER,
            "the issuer does not answer",
        )),
        Err(refusal) => {
            // The reason, never what the token says.
            tracing::warn!(%refusal, "a sign-in was refused");
            Err(Refused::new(
                StatusCode::FORBIDDEN,
                code::SIGN_IN_REFUSED,
                match refusal {
                    Refusal::Issuer => "the ID token is of another issuer",
                    Refusal::Audience => "the ID token is meant for another program",
                    Refusal::Expired => "the ID token is not of this time",
                    Refusal::Nonce => "the ID token answers another sign-in",
                    Refusal::Forged | Refusal::Unreachable => "the ID token is not signed by the issuer",
                },
            ))
        }
    }
}

pub(super) async fn end(
    Shared(state): Shared<State>,
    Extension(Admitted(desk)): Extension<Admitted>,
) -> Result<StatusCode, Refused> {
    let now = state.now();
    state
        .blocking(move |shared| shared.storage.sign_out(desk.id, now))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
