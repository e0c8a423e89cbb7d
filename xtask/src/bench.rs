//! `bench`: what things cost, beside the raw cost of their parts and beside others, measured in one run.

use std::path::Path;

use clap::ValueEnum;
use serde::Deserialize;

use crate::process::{Doing, Outcome, cargo, read, step};
use crate::system;

/// What can be measured.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Name {
    /// PAdES seals with P-256 and RSA-2048 on small and very large files, and validation.
    Seal,
    /// Letters: setting them, looking at them while they are typed, a batch.
    Letters,
    /// A desk of any size: opening, lists, filters, search while typing, a change, import, beside raw SQLite.
    Desk,
    /// Desks and a platform over TLS: small documents beside a bare client, 1 GB beside curl, many desks at once, records.
    Sync,
    /// The check page beside nginx, the public log and the register of originals as they grow.
    Platform,
    /// The front end: its size, the first useful paint beside an empty window, a long list.
    Ui,
}

/// The size of a desk that is measured.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Size {
    /// Dossiers, for `desk`.
    #[arg(long, default_value_t = 10_000)]
    pub dossiers: u32,
    /// Documents, for `desk`.
    #[arg(long, default_value_t = 100_000)]
    pub documents: u32,
}

/// Makes the desk once under `target/bench`, and measures it.
fn desk(root: &Path, size: Size, quick: bool) -> Outcome {
    step("A desk, optimised build");
    system::provide(system::PRODUCT)?;
    let mut command = cargo(root);
    command.args(["run", "--locked", "--release", "-p", "scale", "--", "--folder"]);
    command.arg(root.join("target/bench"));
    command.args(["--dossiers", &size.dossiers.to_string()]);
    command.args(["--documents", &size.documents.to_string()]);
    if quick {
        command.arg("--quick");
    }
    crate::process::run(&mut command)
}

/// Starts platforms on loopback and measures them, beside others.
fn platform(root: &Path, sections: &str, quick: bool) -> Outcome {
    step("A platform, optimised build");
    system::provide(&[system::PRODUCT, system::BENCH].concat())?;
    let mut command = cargo(root);
    command.args(["bench", "--locked", "-p", "platform", "--bench", "platform", "--"]);
    command.arg(sections);
    if quick {
        command.arg("--quick");
    }
    crate::process::run(&mut command)
}

/// Builds the front end as it ships, the window and an empty one, and measures them. `quick` measures what a debug build
/// of the shell does, with fewer rows.
fn ui(root: &Path, quick: bool) -> Outcome {
    step("What the window needs");
    system::provide(&[system::PRODUCT, system::WINDOW, system::TESTS].concat())?;
    system::provide_wasm(root)?;
    step("Front end, as it ships");
    crate::check::front_end(root, true)?;
    let profile = if quick { "dev" } else { "release" };
    step("Window, and an empty one beside it");
    let mut build = cargo(root);
    build.args(["build", "--locked", "--profile", profile]);
    if quick {
        // What the tests are built with: nothing is compiled for this alone but the empty window.
        build.args(["--workspace", "--lib", "--bins", "--tests"]);
    } else {
        build.args(["-p", "greffe", "--bins"]);
    }
    build.args(["--example", "empty-window"]);
    crate::process::run(&mut build)?;
    let inner = cargo(root);
    let mut command = std::process::Command::new("xvfb-run");
    command
        .args(["-a", "dbus-run-session", "--"])
        .arg(inner.get_program())
        .current_dir(root);
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let of = if quick {
        &["--workspace"][..]
    } else {
        &["-p", "window-tests"][..]
    };
    command.args(["bench", "--locked", "--profile", profile]).args(of);
    command.args(["--bench", "ui", "--"]);
    if quick {
        command.arg("--quick");
    }
    crate::process::run(&mut command)
}

#[derive(Deserialize)]
struct Measured {
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    title: String,
    rows: Vec<Row>,
    #[serde(default)]
    spent_title: String,
    #[serde(default)]
    spent: Vec<Row>,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    ms: f64,
    /// The most it may cost.
    target: Option<f64>,
}

/// Measures and prints a table.
pub fn run(root: &Path, name: Name, size: Size, quick: bool) -> Outcome {
    if let Name::Letters = name {
        return letters(root, quick);
    }
    if let Name::Desk = name {
        return desk(root, size, quick);
    }
    if let Name::Sync = name {
        return platform(root, "sync", quick);
    }
    if let Name::Platform = name {
        return platform(root, "platform", quick);
    }
    if let Name::Ui = name {
        return ui(root, quick);
    }
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
    print!("{}", tables(&measured));
    Ok(())
}

/// Measures letters and prints a table.
fn letters(root: &Path, quick: bool) -> Outcome {
    step("Letters, optimised build");
    system::provide(system::PRODUCT)?;
    let mut command = cargo(root);
    command.args(["bench", "--locked", "-p", "workbench", "--bench", "letters", "--"]);
    if quick {
        command.arg("--quick");
    }
    let json = read(&mut command)?;
    let measured: Measured = serde_json::from_str(json.trim()).doing("read what was measured")?;
    print!("{}", tables(&measured));
    Ok(())
}

/// A table for each section: milliseconds of CPU, calls in a second of CPU, and the part of the target that is used.
fn tables(measured: &Measured) -> String {
    let mut text = String::new();
    for section in &measured.sections {
        text += &format!(
            "\n{}\n\n{:48}  {:>10}  {:>10}  {:>10}  {:>8}\n",
            section.title, "", "CPU ms", "per second", "target ms", "of it"
        );
        for row in &section.rows {
            text += &line(row);
        }
        if !section.spent.is_empty() {
            text += &format!("\n  {}\n", section.spent_title);
            for row in &section.spent {
                text += &format!("  {:46}  {:>10.3}\n", row.name, row.ms);
            }
        }
        for note in &section.notes {
            text += &format!("  {note}\n");
        }
    }
    text
}

fn line(row: &Row) -> String {
    let rate = 1000.0 / row.ms.max(1e-9);
    let target = match row.target {
        Some(target) => format!(
            "{target:>10.3}  {:>7.2}x{}",
            row.ms / target.max(1e-9),
            if row.ms <= target { "" } else { "  MISSED" }
        ),
        None => String::new(),
    };
    let line = format!("{:48}  {:>10.3}  {rate:>10.1}  {target}", row.name, row.ms);
    format!("{}\n", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_show_time_rate_and_how_much_of_the_target_is_used() {
        let row = |name: &str, ms, target| Row {
            name: name.to_owned(),
            ms,
            target,
        };
        let measured = Measured {
            sections: vec![Section {
                title: "A file".to_owned(),
                rows: vec![
                    row("ours", 0.25, Some(0.5)),
                    row("slow", 2.0, Some(0.5)),
                    row("theirs", 32.0, None),
                ],
                spent_title: "spent on".to_owned(),
                spent: vec![row("signature", 0.125, None)],
                notes: vec!["memory".to_owned()],
            }],
        };
        let text = tables(&measured);
        let has = |wanted: &[&str]| {
            text.lines()
                .any(|line| line.split_whitespace().collect::<Vec<_>>() == wanted)
        };
        assert!(has(&["ours", "0.250", "4000.0", "0.500", "0.50x"]), "{text}");
        assert!(
            has(&["slow", "2.000", "500.0", "0.500", "4.00x", "MISSED"]),
            "{text}"
        );
        assert!(
            has(&["theirs", "32.000", "31.2"]) || has(&["theirs", "32.000", "31.3"]),
            "{text}"
        );
        assert!(has(&["signature", "0.125"]) && has(&["memory"]), "{text}");
    }
}
