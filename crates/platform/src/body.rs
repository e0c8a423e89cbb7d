//! Reading a request's body piece by piece, with an end to patience.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use futures_util::Stream;
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

/// The same as a stream, for a parser that wants one: broken bodies end with an error.
pub(crate) fn stream(reader: Reader) -> impl Stream<Item = std::io::Result<Bytes>> + Send + 'static {
    futures_util::stream::unfold(Some(reader), |reader| async move {
        let mut reader = reader?;
        match reader.next().await {
            Chunk::Bytes(bytes) => Some((Ok(bytes), Some(reader))),
            Chunk::End => None,
            Chunk::Broken => Some((Err(std::io::ErrorKind::TimedOut.into()), None)),
        }
    })
}
