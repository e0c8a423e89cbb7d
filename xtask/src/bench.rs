//! `bench`: what things cost, beside the raw cost of their parts and beside others, measured in one run.

use std::path::Path;

use clap::ValueEnum;
use serde::Deserialize;

use crate::process::{Doing, Outcome, cargo, read, step};
use crate::system;

/// What can be measured.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Name {
    /// PAdES B-B seals with P-256 on a file of 52 KB, with and without stamp.
    Seal,
}

#[derive(Deserialize)]
struct Measured {
    bytes: u64,
    sealed_bytes: u64,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    ms: f64,
}

/// Measures and prints a table.
pub fn run(root: &Path, name: Name, quick: bool) -> Outcome {
    let Name::Seal = name;
    step("What the comparison needs");
    system::provide(&[system::PRODUCT, system::VALIDATORS].concat())?;
    let python = system::validators(root)?;
    step("Seal, optimised build");
    let mut command = cargo(root);
    command.args(["bench", "--locked", "-p", "workbench", "--bench", "seal", "--"]);
    if quick {
        command.arg("--quick");
    }
    command.env("GREFFE_VALIDATORS_PYTHON", python);
    let json = read(&mut command)?;
    let measured: Measured = serde_json::from_str(json.trim()).doing("read what was measured")?;
    print!("{}", table(&measured));
    Ok(())
}

/// One line for each row: milliseconds, calls in a second, and how often it fits into the slowest.
fn table(measured: &Measured) -> String {
    let slowest = measured.rows.iter().map(|row| row.ms).fold(0.0, f64::max);
    let head = format!(
        "\nA file of {} bytes, {} when sealed; one thread.\n\n{:32}  {:>10}  {:>10}  {:>14}\n",
        measured.bytes, measured.sealed_bytes, "", "ms", "per second", "of the slowest"
    );
    measured.rows.iter().fold(head, |text, row| {
        let (rate, ratio) = (1000.0 / row.ms.max(1e-9), slowest / row.ms.max(1e-9));
        format!(
            "{text}{:32}  {:>10.3}  {:>10.0}  {:>13.1}x\n",
            row.name, row.ms, rate, ratio
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_time_rate_and_ratio() {
        let row = |name: &str, ms| Row {
            name: name.to_owned(),
            ms,
        };
        let measured = Measured {
            bytes: 53_000,
            sealed_bytes: 70_000,
            rows: vec![row("ours", 0.5), row("theirs", 30.0)],
        };
        let table = table(&measured);
        assert!(
            table.contains("ours                                   0.500        2000           60.0x"),
            "{table}"
        );
        assert!(
            table.contains("theirs                                30.000          33            1.0x"),
            "{table}"
        );
    }
}
