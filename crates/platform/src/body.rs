//! Reading a request's body piece by piece, with an end to patience; and hearing out whoever is answered before they have
//! sent everything.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::Stream;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, timeout, timeout_at};

/// Without a byte for this long, the body counts as broken.
const IDLE: Duration = Duration::from_secs(30);

/// A body that is not at its end by then counts as broken, however steadily it trickles.
const WHOLE: Duration = Duration::from_secs(15 * 60);

/// A piece of a body.
pub(crate) enum Chunk {
    /// Some bytes.
    Bytes(Bytes),
    /// The end, as announced.
    End,
    /// The connection was cut, or nothing came for too long.
    Broken,
}

/// Reads a body.
pub(crate) struct Reader {
    body: Body,
    deadline: Instant,
}

impl Reader {
    pub(crate) fn new(body: Body) -> Self {
        Self {
            body,
            deadline: Instant::now() + WHOLE,
        }
    }

    /// The next piece. Safe to drop and call again.
    pub(crate) async fn next(&mut self) -> Chunk {
        loop {
            let frame = poll_fn(|context| Pin::new(&mut self.body).poll_frame(context));
            return match timeout_at(self.deadline, timeout(IDLE, frame)).await {
                Ok(Ok(Some(Ok(frame)))) => match frame.into_data() {
                    Ok(bytes) => Chunk::Bytes(bytes),
                    // Trailers say nothing here.
                    Err(_) => continue,
                },
                Ok(Ok(None)) => Chunk::End,
                _ => Chunk::Broken,
            };
        }
    }
}

/// Most bytes of a form that come without anything being taken out of it: the parser keeps them in memory while it looks for
/// the end of a head.
const UNTAKEN: usize = 256 * 1024;

/// Told whenever something was taken out of a form.
pub(crate) struct Taking(Arc<AtomicUsize>);

impl Taking {
    /// A piece of a field was taken.
    pub(crate) fn taken(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// The same as a stream, for the parser of a form: broken bodies end with an error, and so do those of which too much comes
/// while nothing is taken.
pub(crate) fn form(
    reader: Reader,
) -> (
    Taking,
    impl Stream<Item = std::io::Result<Bytes>> + Send + 'static,
) {
    let untaken = Arc::new(AtomicUsize::new(0));
    let taking = Taking(Arc::clone(&untaken));
    let stream = futures_util::stream::unfold(Some((reader, untaken)), |state| async move {
        let (mut reader, untaken) = state?;
        let failed = |kind: std::io::ErrorKind| Some((Err(kind.into()), None));
        match reader.next().await {
            Chunk::Bytes(bytes) => {
                let waiting = untaken.fetch_add(bytes.len(), Ordering::Relaxed);
                if waiting > UNTAKEN {
                    return failed(std::io::ErrorKind::InvalidData);
                }
                Some((Ok(bytes), Some((reader, untaken))))
            }
            Chunk::End => None,
            Chunk::Broken => failed(std::io::ErrorKind::TimedOut),
        }
    });
    (taking, stream)
}

/// Whoever is answered before their body is at its end is listened to for this long, as long as something comes, and for so
/// many bytes.
const HEARD_OUT: Duration = Duration::from_secs(30);
const HEARD_OUT_IDLE: Duration = Duration::from_secs(2);
const HEARD_OUT_BYTES: usize = 128 * 1024 * 1024;

/// Lets a client that is answered early (too large, too often, not signed in) send the rest of its body, which is thrown
/// away. Most clients read the answer only when they have sent everything: were the connection closed before, they would
/// be told that it was cut, and not why.
pub(crate) async fn heard_out(request: Request, next: Next) -> Response {
    // Who waits to be invited has sent nothing, and is not invited for nothing.
    let waits = request.headers().contains_key(header::EXPECT);
    if waits || request.body().is_end_stream() {
        return next.run(request).await;
    }
    next.run(request.map(|body| Body::new(HeardOut(Some(body)))))
        .await
}

/// A body that is read to its end, by somebody.
struct HeardOut(Option<Body>);

impl HttpBody for HeardOut {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let polled = Pin::new(body).poll_frame(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.0 = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.0
            .as_ref()
            .map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for HeardOut {
    fn drop(&mut self) {
        let Some(body) = self.0.take().filter(|body| !body.is_end_stream()) else {
            return;
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(throw_away(body));
        }
    }
}

async fn throw_away(mut body: Body) {
    let end = Instant::now() + HEARD_OUT;
    let mut room = HEARD_OUT_BYTES;
    loop {
        let frame = poll_fn(|context| Pin::new(&mut body).poll_frame(context));
        let Ok(Ok(Some(Ok(frame)))) = timeout_at(end, timeout(HEARD_OUT_IDLE, frame)).await else {
            return;
        };
        let Some(left) = room.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else {
            return;
        };
        room = left;
    }
}
