//! The shortest way through the server: a page that many ask for in this very second ([`crate::check::Kept`]) is given
//! again before routes and all that surrounds them. What holds for the long way holds here: the limits of each client, the
//! even time of answers, the headers, one line and one figure for each request. Everything else goes the long way.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::HttpBody;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use identifier::Identifier;
use tokio::time::{Instant, sleep_until};
use tower_service::Service;

use crate::check::{self, Key, Reader};
use crate::limits::Kind;
use crate::lookup::FLOOR;
use crate::server::{self, Client, Entrance};
use crate::state::{State, identifier_sha256};

/// The route that goes both ways, as figures and lines name it.
const ROUTE: &str = "/d/{identifier}";

/// Makes a [`Front`] for each connection.
#[derive(Clone)]
pub(crate) struct Fronts {
    pub(crate) state: State,
    pub(crate) entrance: Entrance,
    pub(crate) routes: Router,
}

impl Service<SocketAddr> for Fronts {
    type Response = Front;
    type Error = Infallible;
    type Future = Ready<Result<Front, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, peer: SocketAddr) -> Self::Future {
        ready(Ok(Front {
            shared: self.clone(),
            peer,
        }))
    }
}

/// What answers the requests of one connection.
#[derive(Clone)]
pub(crate) struct Front {
    shared: Fronts,
    peer: SocketAddr,
}

type Answer = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

impl<B> Service<axum::http::Request<B>> for Front
where
    B: HttpBody<Data = axum::body::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: axum::http::Request<B>) -> Answer {
        if let Some(answer) = self.again(&request) {
            return answer;
        }
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let request: Request = request.map(axum::body::Body::new);
        Box::pin(self.shared.routes.call(request))
    }
}

impl Front {
    /// The page of this second, where there is one.
    fn again<B: HttpBody>(&self, request: &axum::http::Request<B>) -> Option<Answer> {
        let typed = request.uri().path().strip_prefix("/d/")?;
        if request.method() != Method::GET || !request.body().is_end_stream() {
            return None;
        }
        let started = Instant::now();
        let Fronts { state, entrance, .. } = &self.shared;
        let identifier = Identifier::parse(typed).ok()?;
        // Another way to write it is led to this one.
        if identifier.canonical() != typed {
            return None;
        }
        let reader = Reader::of(request.uri().query(), request.headers());
        let now = state.now();
        let key = Key::new(identifier_sha256(&identifier), reader);
        let page = state.kept.again(now, &key)?;
        let client: IpAddr = Client::of(request.headers(), Some(self.peer.ip()), entrance.behind_proxy).0;
        let (mut response, floor) = match state.limits.take(Kind::Lookup, client, now) {
            Ok(()) => {
                state.metrics.shown_again();
                (page, FLOOR)
            }
            Err(seconds) => {
                let mut refused = check::refused(state, reader, seconds);
                server::dress_page(refused.headers_mut());
                (refused, Duration::ZERO)
            }
        };
        if entrance.hsts {
            response.headers_mut().insert(
                header::STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static(server::HSTS),
            );
        }
        let state = state.clone();
        Some(Box::pin(async move {
            sleep_until(started + floor).await;
            server::told(&state, "GET", ROUTE, &response, started);
            Ok(response)
        }))
    }
}
