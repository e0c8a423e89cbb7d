//! How figures are taken and shown.

use std::time::Duration;

/// What is measured on.
pub fn machine() {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("", |name| name.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    println!("{cores} cores {name}, load before {load}\n");
}

/// A line: how many, how long, how many a second.
pub fn rate(name: &str, count: usize, took: Duration) -> f64 {
    let rate = count as f64 / took.as_secs_f64();
    println!(
        "  {name:60} {count:>9} in {:>8.2} s  {rate:>10.0} a second",
        took.as_secs_f64()
    );
    rate
}

/// A line: bytes, how long, MB a second.
pub fn speed(name: &str, bytes: u64, took: Duration) -> f64 {
    let speed = bytes as f64 / 1e6 / took.as_secs_f64();
    println!(
        "  {name:60} {:>6} MB in {:>8.2} s  {speed:>8.0} MB a second",
        bytes / 1_000_000,
        took.as_secs_f64()
    );
    speed
}

/// A figure beside its target: at least so much.
pub fn at_least(name: &str, figure: f64, target: f64, unit: &str) {
    said(name, figure, ">=", target, unit, figure >= target);
}

/// A figure beside its target: at most so much.
pub fn at_most(name: &str, figure: f64, target: f64, unit: &str) {
    said(name, figure, "<=", target, unit, figure <= target);
}

fn said(name: &str, figure: f64, sign: &str, target: f64, unit: &str, met: bool) {
    let missed = if met { "" } else { "   MISSED" };
    println!("  => {name:57} {figure:>9.1} {unit}   target {sign} {target} {unit}{missed}");
}

/// The time at a part (0 to 1) of what was measured, in milliseconds.
pub fn quantile(times: &mut [Duration], part: f64) -> f64 {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times
        .get(((last as f64) * part).round() as usize)
        .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

/// Processor time that processes have used, in seconds, where the system says so.
pub fn processor(pids: &[u32]) -> f64 {
    let ticks = |pid: &u32| -> Option<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let rest = stat.rsplit_once(')')?.1;
        let mut fields = rest.split_whitespace().skip(11);
        let user: f64 = fields.next()?.parse().ok()?;
        let system: f64 = fields.next()?.parse().ok()?;
        Some((user + system) / 100.0)
    };
    pids.iter().filter_map(ticks).sum()
}

/// The most memory a process has had, in MiB, where the system says so.
pub fn most_memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        .unwrap_or(0)
        / 1024
}
