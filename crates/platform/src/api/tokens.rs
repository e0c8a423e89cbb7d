//! `POST /api/v1/oauth/token`: a signed assertion becomes a short-lived access token (RFC 7523, section 2.2).

use axum::extract::State as Shared;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::{Form, Json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use model::DeskId;
use serde::Deserialize;
use sync::wire::{ASSERTION_TYPE, TokenAnswer, code, path};

use super::Refused;
use crate::jws::{self, Refusal, Unverified};
use crate::state::{State, sha256};

/// How long a token lives, in seconds.
const TOKEN_LIFETIME_S: u32 = 600;

#[derive(Deserialize)]
pub(super) struct TokenRequest {
    grant_type: String,
    client_assertion_type: String,
    client_assertion: String,
}

pub(super) async fn issue(
    Shared(state): Shared<State>,
    form: Result<Form<TokenRequest>, FormRejection>,
) -> Result<Json<TokenAnswer>, Refused> {
    let Form(request) = form.map_err(|error| Refused::body(error.status(), "not a token request"))?;
    if request.grant_type != "client_credentials" || request.client_assertion_type != ASSERTION_TYPE {
        return Err(Refused::invalid("only a client assertion (RFC 7523) is taken"));
    }
    let now = state.now();
    let assertion = Unverified::parse(&request.client_assertion).map_err(refused)?;
    let id: DeskId = assertion
        .claimed_issuer()
        .parse()
        .map_err(|_| Refused::unauthorised())?;
    let desk = state.blocking(move |shared| shared.storage.desk(id)).await?;
    let desk = desk.ok_or(Refused::new(
        StatusCode::UNAUTHORIZED,
        code::DESK_UNKNOWN,
        "the platform does not know this desk",
    ))?;
    let audience = format!("{}{}", state.public_url.as_str(), path::TOKEN);
    let claims = assertion
        .verify(&desk.public_key, &audience, now)
        .map_err(refused)?;
    if desk.revoked_at.is_some() {
        return Err(super::revoked(&state, desk.id).await);
    }
    let mut secret = [0; 32];
    state.environment.random(&mut secret)?;
    let token = URL_SAFE_NO_PAD.encode(secret);
    let (jti, until) = (
        sha256(format!("{}\n{}", claims.iss, claims.jti).as_bytes()),
        jws::remember_until(&claims),
    );
    let kept = sha256(token.as_bytes());
    let issued = state
        .blocking(move |shared| {
            if !shared.storage.use_assertion(jti, until)? {
                return Ok(false);
            }
            let life = SignedDuration::from_secs(i64::from(TOKEN_LIFETIME_S));
            shared
                .storage
                .add_token(kept, id, now.saturating_add(life).unwrap_or(now))?;
            Ok(true)
        })
        .await?;
    if !issued {
        tracing::warn!("an assertion was presented twice");
        return Err(Refused::unauthorised());
    }
    Ok(Json(TokenAnswer {
        access_token: token,
        token_type: "Bearer".to_owned(),
        expires_in: TOKEN_LIFETIME_S,
    }))
}

fn refused(refusal: Refusal) -> Refused {
    match refusal {
        Refusal::Forged => Refused::unauthorised(),
        Refusal::ClockWrong => Refused::new(
            StatusCode::UNAUTHORIZED,
            code::CLOCK_WRONG,
            "the assertion is not of this time",
        ),
    }
}
