//! Requests over TLS, many at a time: as fast as they are answered, or at a pace of their own.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

use crate::figures::processor;
use crate::support::door;

/// One connection that is kept.
struct Line {
    stream: StreamOwned<ClientConnection, TcpStream>,
    buffer: Vec<u8>,
}

impl Line {
    fn open(address: SocketAddr) -> Self {
        let stream = door::raw(address);
        stream.sock.set_nodelay(true).unwrap();
        Self {
            stream,
            buffer: vec![0; 64 * 1024],
        }
    }

    /// Asks, and reads the answer to its end; gives its status and length.
    fn get(&mut self, path: &str) -> std::io::Result<(u16, usize)> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-language: fr\r\n\r\n");
        self.stream.write_all(request.as_bytes())?;
        let mut filled = 0;
        let head = loop {
            let read = self.stream.read(&mut self.buffer[filled..])?;
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            let found = self.buffer[..filled]
                .windows(4)
                .position(|end| end == b"\r\n\r\n");
            if let Some(end) = found {
                break end + 4;
            }
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text
            .get(9..12)
            .and_then(|status| status.parse().ok())
            .unwrap_or(0);
        let length: usize = text
            .split("\r\n")
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
            .unwrap_or(0);
        let mut left = (head + length).saturating_sub(filled);
        while left > 0 {
            let most = left.min(self.buffer.len());
            let read = self.stream.read(&mut self.buffer[..most])?;
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            left -= read;
        }
        Ok((status, length))
    }
}

/// The length of the answer to one request.
pub fn length(address: SocketAddr, path: &str) -> usize {
    let (status, length) = Line::open(address).get(path).unwrap();
    assert_eq!(status, 200, "{path}");
    length
}

/// What became of a slice of a flood.
pub struct Slice {
    /// Answers, all good ones.
    pub answered: usize,
    /// From the first question to the end of the slice.
    pub took: Duration,
    /// Processor time of the server meanwhile, in seconds.
    pub spent: f64,
}

/// Connections that stay open from one slice to the next.
pub struct Lines {
    lines: Vec<Line>,
    turn: usize,
}

impl Lines {
    /// Opens them, and asks once on each.
    pub fn open(address: SocketAddr, count: usize, path: &dyn Fn(usize) -> String) -> Self {
        let lines = (0..count).map(|number| {
            let mut line = Line::open(address);
            assert_eq!(line.get(&path(number)).unwrap().0, 200);
            line
        });
        Self {
            lines: lines.collect(),
            turn: 0,
        }
    }

    /// Asks on all of them for so long, each again as soon as it is answered. `pids` are those of the server.
    pub fn flood(&mut self, time: Duration, pids: &[u32], path: &(dyn Fn(usize) -> String + Sync)) -> Slice {
        let (answered, others, ready) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let (go, stop) = (AtomicBool::new(false), AtomicBool::new(false));
        let (count, first) = (self.lines.len(), self.turn);
        let (mut took, mut spent) = (Duration::ZERO, 0.0);
        std::thread::scope(|scope| {
            for (number, line) in self.lines.iter_mut().enumerate() {
                let (answered, others, ready, go, stop) = (&answered, &others, &ready, &go, &stop);
                scope.spawn(move || {
                    ready.fetch_add(1, Ordering::SeqCst);
                    while !go.load(Ordering::Relaxed) {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                    let mut turn = first + number;
                    while !stop.load(Ordering::Relaxed) {
                        turn += count;
                        match line.get(&path(turn)) {
                            Ok((200, _)) => answered.fetch_add(1, Ordering::Relaxed),
                            _ => others.fetch_add(1, Ordering::Relaxed),
                        };
                    }
                });
            }
            while ready.load(Ordering::SeqCst) < count {
                std::thread::sleep(Duration::from_millis(5));
            }
            let (started, before) = (Instant::now(), processor(pids));
            go.store(true, Ordering::SeqCst);
            std::thread::sleep(time);
            stop.store(true, Ordering::SeqCst);
            (took, spent) = (started.elapsed(), processor(pids) - before);
        });
        assert_eq!(others.load(Ordering::SeqCst), 0, "answers that are not 200");
        self.turn += count * 7;
        Slice {
            answered: answered.load(Ordering::SeqCst),
            took,
            spent,
        }
    }

    /// Asks `per_second` times a second whatever becomes of the answers (an open loop); the times from when each was due
    /// to the end of its answer.
    pub fn pace(
        &mut self,
        per_second: usize,
        time: Duration,
        path: &(dyn Fn(usize) -> String + Sync),
    ) -> Vec<Duration> {
        let count = (per_second as f64 * time.as_secs_f64()) as usize;
        let next = AtomicUsize::new(0);
        let mut times = Vec::with_capacity(count);
        // Until then the threads have started.
        let begin = Instant::now() + Duration::from_millis(100);
        std::thread::scope(|scope| {
            let threads: Vec<_> = self
                .lines
                .iter_mut()
                .map(|line| {
                    let next = &next;
                    scope.spawn(move || {
                        let mut times = Vec::new();
                        loop {
                            let turn = next.fetch_add(1, Ordering::Relaxed);
                            if turn >= count {
                                return times;
                            }
                            let due = begin + Duration::from_secs_f64(turn as f64 / per_second as f64);
                            std::thread::sleep(due.saturating_duration_since(Instant::now()));
                            let (status, _) = line.get(&path(turn)).unwrap();
                            assert_eq!(status, 200);
                            times.push(due.elapsed());
                        }
                    })
                })
                .collect();
            for thread in threads {
                times.extend(thread.join().unwrap());
            }
        });
        times
    }
}
