//! `test` and `ci`: everything that must hold before a change is taken.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::process::{Failure, Outcome, cargo, elapsed, run, step, succeeds, watch};
use crate::workspace::Graph;
use crate::{supply, system, walls, words};

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Passed.
    pub passed: u64,
    /// Failed, timed out or did not start.
    pub failed: u64,
    /// Left out.
    pub skipped: u64,
}

/// Whose sums are read. The output of a failing test, which nextest repeats, holds a sum of the other kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runner {
    /// `cargo test`: one sum for each binary.
    CargoTest,
    /// nextest: one sum at the end.
    Nextest,
}

impl Tally {
    /// Adds what a line of the runner sums up; other lines add nothing.
    pub fn take(&mut self, runner: Runner, line: &str) {
        let line = line.trim();
        let counts = match runner {
            Runner::CargoTest => line
                .strip_prefix("test result:")
                .and_then(|rest| rest.split_once('.')),
            Runner::Nextest if line.starts_with("Summary [") => line.split_once(" run:"),
            Runner::Nextest => None,
        };
        let counts = counts.map_or("", |(_, counts)| counts);
        for count in without_parentheses(counts).split([',', ';']) {
            let Some((number, what)) = count.trim().split_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<u64>() else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" | "timed out" | "exec failed" => self.failed += number,
                "skipped" | "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// nextest adds remarks such as `(1 slow, 2 flaky)`.
fn without_parentheses(text: &str) -> String {
    let mut depth = 0u32;
    text.chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Builds the front end into `ui/dist`, without which the shell does not compile.
pub fn front_end(root: &Path, release: bool) -> Outcome {
    let mut command = cargo(root);
    command.args(["run", "--quiet", "--locked", "--package", "xtask-web", "--"]);
    if release {
        command.arg("--release");
    }
    run(&mut command)
}

/// Every test of every crate, those with independent validators and those of the window included. The last line
/// printed is the sum.
pub fn test(root: &Path, more: &[String]) -> Outcome {
    let (tally, outcome) = run_tests(root, more)?;
    if let Err(failure) = &outcome {
        eprintln!("{failure}");
    }
    println!("{tally}");
    outcome.map_err(|_| Failure::told())
}

/// Builds and runs the tests; `Err` outside: they could not be run; inside: some failed.
fn run_tests(root: &Path, more: &[String]) -> Outcome<(Tally, Outcome)> {
    let started = Instant::now();
    step("What the tests need");
    let needs: Vec<system::Need> =
        [system::PRODUCT, system::WINDOW, system::TESTS, system::VALIDATORS].concat();
    system::provide(&needs)?;
    system::provide_wasm(root)?;
    let python = system::validators(root)?;
    let archives = system::archive_validators(root)?;

    step("Front end");
    front_end(root, false)?;

    let mut tally = Tally::default();
    let mut good = true;
    // Everything is compiled once, with the features that all targets together ask for: binaries that whole stories
    // start, and tests.
    step("Build");
    run(cargo(root).args(["build", "--locked", "--workspace", "--lib", "--bins", "--tests"]))?;

    if more.is_empty() {
        step("Examples in the documentation");
        let mut doc = cargo(root);
        doc.args(["test", "--locked", "--workspace", "--doc", "--no-fail-fast"]);
        good &= watch(&mut doc, &mut |line| tally.take(Runner::CargoTest, line))?;
    }

    step("Tests, under a virtual display");
    let mut runner = Command::new("xvfb-run");
    runner.args(["-a", "dbus-run-session", "--"]);
    let inner = cargo(root);
    runner.arg(inner.get_program()).current_dir(root);
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => runner.env(name, value),
            None => runner.env_remove(name),
        };
    }
    let kind = if succeeds(Command::new("cargo-nextest").args(["nextest", "--version"])) {
        runner.args([
            "nextest",
            "run",
            "--locked",
            "--workspace",
            "--no-fail-fast",
            "--status-level",
            "fail",
        ]);
        Runner::Nextest
    } else {
        runner.args([
            "test",
            "--locked",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
        ]);
        Runner::CargoTest
    };
    runner.args(more);
    runner.env("GREFFE_VALIDATORS_PYTHON", &python);
    runner.env("GREFFE_VALIDATORS_ARCHIVES", &archives);
    // Whole stories start programs; they were built above.
    runner.env("GREFFE_PROGRAMS_BUILT", "1");
    // Whole stories start the programs built above and need not build them again.
    runner.env("GREFFE_PROGRAMS_BUILT", "1");
    good &= watch(&mut runner, &mut |line| tally.take(kind, line))?;

    eprintln!("\nTests took {}.", elapsed(started));
    let outcome = if good {
        Ok(())
    } else {
        Err(Failure::new("Some tests failed; they are named above."))
    };
    Ok((tally, outcome))
}

/// Format, walls, words, licences and advisories: seconds, no build. All are run; all failures are told at the end.
pub fn quick(root: &Path) -> Outcome {
    let graph = Graph::load(root)?;
    let checks: [(&str, &dyn Fn() -> Outcome); 4] = [
        ("Format", &|| {
            run(cargo(root).args(["fmt", "--all", "--check", "--", "--color", "never"]))
        }),
        ("Walls", &|| walls(root, &graph)),
        ("Words", &|| words::check(root)),
        ("Licences and advisories", &|| supply::check(root, &graph)),
    ];
    let mut failures = Vec::new();
    for (name, check) in checks {
        step(name);
        if let Err(failure) = check() {
            eprintln!("{failure}");
            failures.push(format!("{name}: {failure}"));
        }
    }
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Failure(failures.join("\n")))
    }
}

fn walls(root: &Path, graph: &Graph) -> Outcome {
    let broken = walls::broken(walls::WALLS, graph, &walls::read_sources(root, graph)?);
    if !broken.is_empty() {
        return Err(Failure(broken.join("\n")));
    }
    println!(
        "{} walls stand between {} packages.",
        walls::WALLS.len(),
        graph.members().count()
    );
    Ok(())
}

/// All that a change must pass. What fails early does not keep the tests from running: one run tells everything.
pub fn ci(root: &Path) -> Outcome {
    let started = Instant::now();
    let mut failures = Vec::new();
    if let Err(failure) = quick(root) {
        failures.push(failure.to_string());
    }
    step("What the build needs");
    system::provide(&[system::PRODUCT, system::WINDOW].concat())?;
    system::provide_wasm(root)?;
    step("Front end");
    front_end(root, false)?;
    step("Clippy");
    let clippy = run(cargo(root).args([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]));
    if let Err(failure) = clippy {
        failures.push(failure.to_string());
    }
    eprintln!("\nThe checks before the tests took {}.", elapsed(started));
    let (tally, tests) = run_tests(root, &[])?;
    if let Err(failure) = tests {
        failures.push(failure.to_string());
    }
    eprintln!("\nEverything took {}.", elapsed(started));
    for failure in &failures {
        eprintln!("{failure}");
    }
    println!("{tally}");
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Failure::told())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(runner: Runner, lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.take(runner, line));
        tally
    }

    const CARGO_TEST: &[&str] = &[
        "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.0s",
    ];

    #[test]
    fn the_sums_of_cargo_test_add_up() {
        let sum = tally(Runner::CargoTest, CARGO_TEST);
        assert_eq!(
            sum,
            Tally {
                passed: 14,
                failed: 3,
                skipped: 1
            }
        );
        assert_eq!(sum.to_string(), "14 passed, 3 failed, 1 skipped");
    }

    #[test]
    fn nextest_is_counted_once_though_it_repeats_the_output_of_failing_tests() {
        let mut lines = CARGO_TEST.to_vec();
        lines.push("     Summary [   8.015s] 40 tests run: 36 passed (1 slow, 2 flaky), 3 failed, 1 timed out, 5 skipped");
        lines.push("PASS [ 0.1s] seal tests::a_test_with_7 passed");
        assert_eq!(
            tally(Runner::Nextest, &lines),
            Tally {
                passed: 36,
                failed: 4,
                skipped: 5
            }
        );
    }

    #[test]
    fn a_run_cut_short_is_counted_by_what_ran() {
        let line = "Summary [   0.015s] 1/5 test run: 0 passed, 1 failed, 4 skipped";
        assert_eq!(
            tally(Runner::Nextest, &[line]),
            Tally {
                passed: 0,
                failed: 1,
                skipped: 4
            }
        );
    }
}
