//! The check page, beside nginx with a static file of the same size.
//!
//! Both are asked in turns of a second or two, so that what else runs on the machine meets both.

use std::time::{Duration, Instant};

use crate::Size;
use crate::figures::{at_least, at_most, most_memory, processor, quantile};
use crate::load::{self, Lines, Slice};
use crate::servers::{Nginx, Site};
use crate::support::seal_letter;

/// Connections at the same time: an answer about an identifier is held back for 12 ms on purpose, so that few connections
/// would measure that.
const LINES: usize = 512;

/// All slices together.
#[derive(Default)]
struct Sum {
    answered: usize,
    took: Duration,
    spent: f64,
}

impl Sum {
    fn add(&mut self, slice: &Slice) {
        self.answered += slice.answered;
        self.took += slice.took;
        self.spent += slice.spent;
    }

    fn rate(&self) -> f64 {
        self.answered as f64 / self.took.as_secs_f64()
    }

    /// Microseconds of the server's processor for an answer.
    fn each(&self) -> f64 {
        self.spent / self.answered.max(1) as f64 * 1e6
    }

    fn say(&self, name: &str) {
        println!(
            "  {name:45} {:>8.0} a second, {:>4.0} µs of processor each ({} in {:.0} s)",
            self.rate(),
            self.each(),
            self.answered,
            self.took.as_secs_f64()
        );
    }
}

fn say_times(name: &str, times: &mut [Duration]) -> f64 {
    let p99 = quantile(times, 0.99);
    println!(
        "  {name:45} p50 {:.1} ms, p90 {:.1} ms, p99 {p99:.1} ms, p99.9 {:.1} ms, most {:.1} ms ({} requests)",
        quantile(times, 0.5),
        quantile(times, 0.9),
        quantile(times, 0.999),
        quantile(times, 1.0),
        times.len()
    );
    p99
}

pub fn page(size: Size) {
    let count = size.of(200, 50);
    println!("the check page: {count} documents, TLS 1.3, everything on this machine");
    let site = Site::start();
    let desk = site.desk();
    let letters: Vec<_> = (0..count)
        .map(|n| seal_letter(&site.world, &site.url, &format!("Letter {n}")))
        .collect();
    for letter in &letters {
        desk.queue(letter);
    }
    let report = desk.run();
    assert_eq!(report.acknowledged as usize, count);
    // The log takes its turn.
    std::thread::sleep(Duration::from_millis(2500));
    let path = |turn: usize| format!("/d/{}", letters[turn % count].identifier.canonical());
    let file = |_: usize| "/page.html".to_owned();
    let bytes = load::length(site.address, &path(0));
    println!(
        "  the page has {bytes} bytes; the original {} bytes",
        letters[0].bytes.len()
    );
    let mut warm: Vec<Duration> = (0..count)
        .map(|turn| {
            let started = Instant::now();
            load::length(site.address, &path(turn));
            started.elapsed()
        })
        .collect();
    println!(
        "  the first time, with a new connection each: {:.1} ms in the middle",
        quantile(&mut warm, 0.5)
    );

    let pids = [site.pid()];
    // So few ask that nothing is given again: each page is found out for itself.
    let mut few = Lines::open(site.address, 4, &path);
    std::thread::sleep(Duration::from_secs(1));
    let before = processor(&pids);
    let times = few.pace(15, Duration::from_secs(size.of(10, 3)), &path);
    println!(
        "  each found out for itself, at 15 a second: {:.0} µs of processor each",
        (processor(&pids) - before) / times.len() as f64 * 1e6
    );
    drop(few);

    let nginx = Nginx::start(&vec![b'x'; bytes]);
    let mut ours = Lines::open(site.address, LINES, &path);
    let (mut sum, mut their_sum, mut parts) = (Sum::default(), Sum::default(), Vec::new());
    let mut theirs = nginx
        .as_ref()
        .map(|nginx| (nginx, Lines::open(nginx.address, LINES, &file)));
    let slice = Duration::from_secs(2);
    for _ in 0..size.of(10, 2) {
        let turn = ours.flood(slice, &pids, &path);
        sum.add(&turn);
        if let Some((nginx, lines)) = &mut theirs {
            let their_turn = lines.flood(slice, &nginx.pids(), &file);
            their_sum.add(&their_turn);
            parts.push(turn.answered as f64 / their_turn.answered as f64 * 100.0);
        }
    }
    sum.say("the check page");
    if theirs.is_some() {
        their_sum.say("nginx, a static file of the same size");
        parts.sort_by(f64::total_cmp);
        at_least(
            "of nginx, answers a second",
            sum.rate() / their_sum.rate() * 100.0,
            40.0,
            "%",
        );
        println!(
            "  in pairs of slices: {:.0} % at least, {:.0} % in the middle; answers for the same processor time: {:.0} %",
            parts[0],
            parts[parts.len() / 2],
            their_sum.each() / sum.each() * 100.0
        );
    } else {
        println!("  nginx is not installed: no comparison");
    }

    let (mut times, mut their_times) = (Vec::new(), Vec::new());
    let before = processor(&pids);
    for _ in 0..size.of(10, 2) {
        times.extend(ours.pace(1000, slice, &path));
        if let Some((_, lines)) = &mut theirs {
            their_times.extend(lines.pace(1000, slice, &file));
        }
    }
    println!("  at 1000 requests a second (open loop; from when a request was due):");
    let p99 = say_times("the check page, of it 12 ms on purpose", &mut times);
    if theirs.is_some() {
        say_times("nginx", &mut their_times);
    }
    println!(
        "  {:.0} µs of processor each",
        (processor(&pids) - before) / times.len() as f64 * 1e6
    );
    at_most("p99 at 1000 requests a second", p99, 20.0, "ms");
    println!("  most memory of the platform: {} MiB\n", most_memory(site.pid()));
}
