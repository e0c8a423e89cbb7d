//! The API for desks, under `/api/v1`.
//!
//! [`ENDPOINTS`] says who may call what; nothing is reachable that does not stand in it, and the check is made before
//! the handler runs.

use axum::Json;
use axum::extract::{MatchedPath, Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, Router, on};
use model::{Role, Sha256};
use sync::wire::{PROTOCOL, PROTOCOL_HEADER, Problem, code};

use crate::error::Error;
use crate::limits::Kind;
use crate::server::Client;
use crate::state::{State, sha256};
use crate::storage::Desk;

mod blobs;
pub mod changes;
mod claims;
mod contents;
mod enrolments;
pub mod evidence;
mod originals;
mod registrations;
mod sign_ins;
mod tokens;
pub mod uploads;

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody who presents a one-time code and proves to hold the key.
    Newcomer,
    /// Anybody who presents an assertion signed by an enrolled desk's key.
    KeyHolder,
    /// An enrolled desk with an access token that has one of these roles.
    Desk(&'static [Role]),
    /// The same, and only for an upload that its own administration has begun.
    OwnUpload(&'static [Role]),
}

/// The word for a role, as desks and operators read and write it.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Signatory => "signatory",
        Role::Clerk => "clerk",
        Role::Auditor => "auditor",
        Role::Administrator => "administrator",
    }
}

/// One endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// HTTP method.
    pub method: &'static str,
    /// Path with its parameters.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
}

impl Endpoint {
    /// Whether what it carries is kept: with little room on the disk it is refused before it is read.
    fn brings(&self) -> bool {
        matches!(
            (self.method, self.path),
            ("POST", "/api/v1/uploads" | "/api/v1/contents" | "/api/v1/changes")
                | ("PATCH", "/api/v1/uploads/{id}")
                | ("PUT", "/api/v1/registrations/{op}")
        )
    }
}

/// Bytes that a request announces.
fn length(request: &Request) -> u64 {
    let header = request.headers().get(header::CONTENT_LENGTH);
    let length = header.and_then(|value| value.to_str().ok()?.parse().ok());
    length.unwrap_or(0)
}

/// Those who bring originals to the platform.
const SENDERS: &[Role] = &[Role::Agent, Role::Signatory, Role::Clerk];
/// Those who change what they see.
const WRITERS: &[Role] = &[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator];
/// Those who seal.
const SEALERS: &[Role] = &[Role::Clerk];
/// Every role.
const ALL: &[Role] = &[
    Role::Agent,
    Role::Signatory,
    Role::Clerk,
    Role::Auditor,
    Role::Administrator,
];

/// Every endpoint of the API and who may call it.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: "POST",
        path: "/api/v1/enrolments",
        caller: Caller::Newcomer,
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/oauth/token",
        caller: Caller::KeyHolder,
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/uploads",
        caller: Caller::Desk(SENDERS),
    },
    Endpoint {
        method: "HEAD",
        path: "/api/v1/uploads/{id}",
        caller: Caller::OwnUpload(SENDERS),
    },
    Endpoint {
        method: "PATCH",
        path: "/api/v1/uploads/{id}",
        caller: Caller::OwnUpload(SENDERS),
    },
    Endpoint {
        method: "DELETE",
        path: "/api/v1/uploads/{id}",
        caller: Caller::OwnUpload(SENDERS),
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/contents",
        caller: Caller::Desk(SENDERS),
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/registrations",
        caller: Caller::Desk(SEALERS),
    },
    Endpoint {
        method: "PUT",
        path: "/api/v1/registrations/{op}",
        caller: Caller::Desk(SEALERS),
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/sign-ins",
        caller: Caller::Desk(ALL),
    },
    Endpoint {
        method: "DELETE",
        path: "/api/v1/sign-ins",
        caller: Caller::Desk(ALL),
    },
    Endpoint {
        method: "PUT",
        path: "/api/v1/sign-ins/{id}",
        caller: Caller::Desk(ALL),
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/originals/{identifier}",
        caller: Caller::Desk(ALL),
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/originals/{identifier}/evidence",
        caller: Caller::Desk(ALL),
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/changes",
        caller: Caller::Desk(WRITERS),
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/changes",
        caller: Caller::Desk(ALL),
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/blobs/{sha256}",
        caller: Caller::Desk(ALL),
    },
];

/// The handler of an endpoint of the table.
fn handler(endpoint: &Endpoint) -> Option<MethodRouter<State>> {
    Some(match (endpoint.method, endpoint.path) {
        ("POST", "/api/v1/enrolments") => on(MethodFilter::POST, enrolments::create),
        ("POST", "/api/v1/oauth/token") => on(MethodFilter::POST, tokens::issue),
        ("POST", "/api/v1/uploads") => on(MethodFilter::POST, uploads::create),
        ("HEAD", "/api/v1/uploads/{id}") => on(MethodFilter::HEAD, uploads::offset),
        ("PATCH", "/api/v1/uploads/{id}") => on(MethodFilter::PATCH, uploads::append),
        ("DELETE", "/api/v1/uploads/{id}") => on(MethodFilter::DELETE, uploads::terminate),
        ("POST", "/api/v1/contents") => on(MethodFilter::POST, contents::bring),
        ("POST", "/api/v1/registrations") => on(MethodFilter::POST, claims::missing),
        ("PUT", "/api/v1/registrations/{op}") => on(MethodFilter::PUT, registrations::put),
        ("POST", "/api/v1/sign-ins") => on(MethodFilter::POST, sign_ins::begin),
        ("DELETE", "/api/v1/sign-ins") => on(MethodFilter::DELETE, sign_ins::end),
        ("PUT", "/api/v1/sign-ins/{id}") => on(MethodFilter::PUT, sign_ins::finish),
        ("GET", "/api/v1/originals/{identifier}") => on(MethodFilter::GET, originals::read),
        ("GET", "/api/v1/originals/{identifier}/evidence") => on(MethodFilter::GET, evidence::read),
        ("POST", "/api/v1/changes") => on(MethodFilter::POST, changes::push),
        ("GET", "/api/v1/changes") => on(MethodFilter::GET, changes::pull),
        ("GET", "/api/v1/blobs/{sha256}") => on(MethodFilter::GET, blobs::read),
        _ => return None,
    })
}

/// The routes of the API.
pub(crate) fn router(state: State) -> Router<State> {
    let router = ENDPOINTS
        .iter()
        .fold(Router::new(), |router, endpoint| match handler(endpoint) {
            Some(handler) => router.route(endpoint.path, handler),
            None => router,
        });
    // What tus clients ask first; it tells nothing that is not in the source.
    let options = on(MethodFilter::OPTIONS, uploads::capabilities);
    router
        .route_layer(axum::middleware::from_fn_with_state(state, admit))
        .route("/api/v1/uploads", options)
}

/// The desk that calls, admitted by the table.
#[derive(Clone, Debug)]
pub(crate) struct Admitted(pub(crate) Desk);

/// Lets a request through to its handler where the table allows its caller.
async fn admit(
    Shared(state): Shared<State>,
    client: Client,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Result<Response, Refused> {
    let endpoint = ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.path == path.as_str() && endpoint.method == request.method().as_str())
        .ok_or(Refused::new(
            StatusCode::METHOD_NOT_ALLOWED,
            code::FORBIDDEN,
            "no such endpoint",
        ))?;
    let kind = match endpoint.caller {
        Caller::Newcomer | Caller::KeyHolder => Kind::Entrance,
        Caller::Desk(_) | Caller::OwnUpload(_) => Kind::Api,
    };
    state.admit(kind, client.0).map_err(Refused::busy)?;
    protocol(&request)?;
    if let Caller::Desk(roles) | Caller::OwnUpload(roles) = endpoint.caller {
        let token = token(&request).ok_or_else(Refused::unauthorised)?;
        let mut desk = desk_of(&state, token).await?;
        if !desk.roles.iter().any(|role| roles.contains(role)) {
            return Err(Refused::new(
                StatusCode::FORBIDDEN,
                code::FORBIDDEN,
                "the desk has no role that may do this",
            ));
        }
        if !endpoint.path.starts_with("/api/v1/sign-ins") {
            as_signed_in(&state, &mut desk).await?;
            if !desk.roles.iter().any(|role| roles.contains(role)) {
                return Err(Refused::new(
                    StatusCode::FORBIDDEN,
                    code::FORBIDDEN,
                    "nobody who is signed in has a role that may do this",
                ));
            }
        }
        if endpoint.brings() {
            state.room_for(length(&request))?;
        }
        request.extensions_mut().insert(Admitted(desk));
    }
    Ok(next.run(request).await)
}

/// Where people have to sign in, a desk acts in the roles of those who are signed in on it, and of nobody else.
async fn as_signed_in(state: &State, desk: &mut Desk) -> Result<(), Refused> {
    if !state.issuer.get().is_some_and(|issuer| issuer.required) {
        return Ok(());
    }
    let (id, now) = (desk.id, state.now());
    let roles = state
        .blocking(move |shared| shared.storage.signed_in_roles(id, now))
        .await?;
    desk.roles = roles.ok_or(Refused::new(
        StatusCode::FORBIDDEN,
        code::SIGN_IN_NEEDED,
        "nobody is signed in on this desk",
    ))?;
    Ok(())
}

fn protocol(request: &Request) -> Result<(), Refused> {
    let spoken = request
        .headers()
        .get(PROTOCOL_HEADER)
        .and_then(|value| value.to_str().ok()?.parse::<u32>().ok());
    match spoken {
        Some(version) if version >= PROTOCOL => Ok(()),
        Some(_) => Err(Refused::new(
            StatusCode::UPGRADE_REQUIRED,
            code::PROTOCOL_TOO_OLD,
            "the protocol is too old",
        )),
        None => Err(Refused::new(
            StatusCode::BAD_REQUEST,
            code::REQUEST_INVALID,
            "the protocol's version is missing",
        )),
    }
}

/// Refuses a body that does not say that it is JSON.
pub(crate) fn is_json(headers: &axum::http::HeaderMap) -> Result<(), Refused> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok()?.split(';').next());
    match kind {
        Some(kind) if kind.trim().eq_ignore_ascii_case("application/json") => Ok(()),
        _ => Err(Refused::body(StatusCode::UNSUPPORTED_MEDIA_TYPE, "")),
    }
}

/// The hash of the bearer token.
fn token(request: &Request) -> Option<Sha256> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| sha256(token.trim().as_bytes()))
}

async fn desk_of(state: &State, token: Sha256) -> Result<Desk, Refused> {
    let now = state.now();
    let desk = state
        .blocking(move |shared| shared.storage.desk_of_token(token, now))
        .await?;
    let desk = desk.ok_or_else(Refused::unauthorised)?;
    if desk.revoked_at.is_some() {
        return Err(revoked(state, desk.id).await);
    }
    Ok(desk)
}

/// What a revoked desk is told, with what it is to do. That it was told is put down, once.
pub(crate) async fn revoked(state: &State, desk: model::DeskId) -> Refused {
    let now = state.now();
    let told = state
        .blocking(move |shared| {
            let end = shared.storage.desk_end(desk)?;
            if end.told_at.is_none() {
                shared.storage.desk_told(desk, now)?;
            }
            Ok(end)
        })
        .await;
    match told {
        Ok(end) => Refused {
            policy: Some(end.policy.name()),
            ..Refused::new(StatusCode::FORBIDDEN, code::DESK_REVOKED, "the desk was revoked")
        },
        Err(error) => error.into(),
    }
}

/// A refusal, as `application/problem+json` (RFC 9457).
#[derive(Debug)]
pub(crate) struct Refused {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    retry_after_s: Option<u32>,
    policy: Option<&'static str>,
}

impl Refused {
    pub(crate) const fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self {
            status,
            code,
            title,
            retry_after_s: None,
            policy: None,
        }
    }

    pub(crate) const fn invalid(title: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code::REQUEST_INVALID, title)
    }

    /// A body that cannot be taken: too much, of another kind, or not what it should be.
    pub(crate) fn body(status: StatusCode, title: &'static str) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Self::new(status, code::REQUEST_INVALID, "the request is too large")
            }
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::new(
                status,
                code::REQUEST_INVALID,
                "the request is of another content type",
            ),
            _ => Self::invalid(title),
        }
    }

    const fn unauthorised() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            code::UNAUTHORISED,
            "no access token, or one that is not valid",
        )
    }

    fn busy(seconds: u32) -> Self {
        Self {
            retry_after_s: Some(seconds),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, code::BUSY, "too many requests")
        }
    }
}

/// The code of a refusal, for the figures and the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RefusedFor(pub(crate) &'static str);

/// Failures of the platform itself: logged here, once, and told without details.
impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        match error {
            Error::DiskFull => {
                tracing::error!("the disk is full");
                Self::new(StatusCode::INSUFFICIENT_STORAGE, code::FULL, "no space left")
            }
            error => {
                tracing::error!(%error, source = error.cause(), "a request failed");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "platform-failed",
                    "the platform has failed",
                )
            }
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let problem = Problem {
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            title: self.title.to_owned(),
            policy: self.policy.map(str::to_owned),
        };
        let mut response = (self.status, Json(problem)).into_response();
        response.extensions_mut().insert(RefusedFor(self.code));
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Whether this is a request to the API.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// What the API answers where a handler broke off.
pub(crate) fn failed() -> Response {
    Refused::from(Error::BrokenOff).into_response()
}

/// What the API answers where a handler took too long.
pub(crate) fn too_late() -> Response {
    Refused::new(StatusCode::SERVICE_UNAVAILABLE, code::BUSY, "no answer in time").into_response()
}

/// What the API answers where it has something, and not for this method. The router adds which ones it has.
pub(crate) fn not_that_way() -> Response {
    Refused::new(
        StatusCode::METHOD_NOT_ALLOWED,
        code::REQUEST_INVALID,
        "not with this method",
    )
    .into_response()
}

/// What the API answers where it has nothing.
pub(crate) fn not_found() -> Response {
    Refused::new(StatusCode::NOT_FOUND, code::REQUEST_INVALID, "no such endpoint").into_response()
}
