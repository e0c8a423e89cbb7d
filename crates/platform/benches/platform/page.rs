//! The check page, beside nginx with a static file of the same size.

use std::time::{Duration, Instant};

use crate::Size;
use crate::figures::{at_least, at_most, processor, quantile, rate};
use crate::load;
use crate::servers::{Nginx, Site};
use crate::support::seal_letter;

pub fn page(size: Size) {
    let count = size.of(200, 50);
    let time = Duration::from_secs(size.of(10, 3));
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

    let flood = |name: &str, address, pids: &[u32], lines, path: &(dyn Fn(usize) -> String + Sync)| {
        let before = processor(pids);
        let (answered, took) = load::flood(address, lines, time, path);
        let spent = (processor(pids) - before) / answered as f64 * 1e6;
        let rate = rate(name, answered, took);
        println!("  {:60} {spent:>9.0} µs of processor each", "");
        (rate, spent)
    };
    let lines = 192;
    let (ours, our_processor) = flood("the check page", site.address, &[site.pid()], lines, &path);
    match Nginx::start(&vec![b'x'; bytes]) {
        Some(nginx) => {
            let (theirs, their_processor) = flood(
                "nginx, a static file of the same size",
                nginx.address,
                &nginx.pids(),
                lines,
                &|_| "/page.html".to_owned(),
            );
            at_least("of nginx, answers a second", ours / theirs * 100.0, 40.0, "%");
            println!(
                "  of nginx, answers for the same processor time of the server: {:.0} %",
                their_processor / our_processor * 100.0
            );
        }
        None => println!("  nginx is not installed: no comparison"),
    }
    let mut times = load::pace(site.address, 128, 1000, time, &path);
    println!(
        "  at 1000 requests a second (open loop, {} requests): p50 {:.1} ms, p90 {:.1} ms, most {:.1} ms",
        times.len(),
        quantile(&mut times, 0.5),
        quantile(&mut times, 0.9),
        quantile(&mut times, 1.0)
    );
    at_most(
        "p99 at 1000 requests a second",
        quantile(&mut times, 0.99),
        20.0,
        "ms",
    );
    println!(
        "  most memory of the platform: {} MiB\n",
        crate::figures::most_memory(site.pid())
    );
}
