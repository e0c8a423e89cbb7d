//! Starting other programs, and failures as sentences.

use std::ffi::OsStr;
use std::fmt;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Instant;

/// Why a task stopped, as a sentence for a person.
#[derive(Debug)]
pub struct Failure(pub String);

impl Failure {
    /// A failure with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A failure that was told already.
    pub fn told() -> Self {
        Self(String::new())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What every step of a task gives.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Adds what was being done to an error.
pub trait Doing<T> {
    /// `what` completes "could not": e.g. `read deny.toml`.
    fn doing(self, what: impl fmt::Display) -> Outcome<T>;
}

impl<T, E: fmt::Display> Doing<T> for Result<T, E> {
    fn doing(self, what: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure(format!("Could not {what}: {error}")))
    }
}

/// The cargo that runs this task, else the one on the path. What cargo tells xtask about xtask's own package is
/// taken out of the environment of the programs it starts.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_BIN_") || text == "CARGO_MANIFEST_DIR" {
            command.env_remove(&name);
        }
    }
    command
}

/// A heading of a step, so that a long run can be followed.
pub fn step(name: &str) {
    let mut err = std::io::stderr().lock();
    let _ = if std::io::stderr().is_terminal() {
        writeln!(err, "\n\x1b[1m== {name}\x1b[0m")
    } else {
        writeln!(err, "\n== {name}")
    };
}

/// The command as a person would type it.
pub fn as_typed(command: &Command) -> String {
    let quote = |word: &OsStr| {
        let text = word.to_string_lossy().into_owned();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
        if !text.is_empty() && text.chars().all(plain) {
            text
        } else {
            format!("'{}'", text.replace('\'', "'\\''"))
        }
    };
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(quote)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command with our own input and output; a command that fails is a failure that names it.
pub fn run(command: &mut Command) -> Outcome {
    let typed = as_typed(command);
    eprintln!("$ {typed}");
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure(format!("`{typed}` failed ({status}).")))
    }
}

/// Runs a command and gives what it wrote to its standard output; its errors go where ours go.
pub fn read(command: &mut Command) -> Outcome<String> {
    let typed = as_typed(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        return Err(Failure(format!("`{typed}` failed ({}).", output.status)));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Failure(format!("`{typed}` wrote something that is not UTF-8.")))
}

/// Whether a command can be started and succeeds, with all its output thrown away.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a command, shows every line it writes as it comes, and hands each to `line`. Gives whether it succeeded.
pub fn watch(command: &mut Command, line: &mut (dyn FnMut(&str) + Send)) -> Outcome<bool> {
    eprintln!("$ {}", as_typed(command));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let seen = Mutex::new(line);
    let pass = |reader: Box<dyn std::io::Read + Send>, to_stderr: bool| {
        let mut reader = BufReader::new(reader);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let text = String::from_utf8_lossy(&bytes);
            if to_stderr {
                eprint!("{text}");
            } else {
                print!("{text}");
            }
            if let Ok(mut line) = seen.lock() {
                line(text.trim_end());
            }
            bytes.clear();
        }
    };
    let (out, err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        if let Some(err) = err {
            scope.spawn(|| pass(Box::new(err), true));
        }
        if let Some(out) = out {
            pass(Box::new(out), false);
        }
    });
    let status = child.wait().doing("wait for a program to end")?;
    Ok(status.success())
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    if error.kind() == std::io::ErrorKind::NotFound {
        Failure(format!(
            "The program `{program}` is not installed, or the folder to run it in does not exist."
        ))
    } else {
        Failure(format!("The program `{program}` could not be started: {error}."))
    }
}

/// Elapsed time as `4 min 07 s` or `3.2 s`.
pub fn elapsed(since: Instant) -> String {
    let seconds = since.elapsed().as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", seconds as u64 / 60, seconds as u64 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("/usr/bin/printf");
        command.args(["%s", "two words", "it's"]);
        assert_eq!(as_typed(&command), "printf %s 'two words' 'it'\\''s'");
    }

    #[test]
    fn a_failing_program_is_named_in_the_sentence() {
        let failure = run(Command::new("sh").args(["-c", "exit 3"])).expect_err("fails");
        assert!(
            failure.0.contains("sh -c 'exit 3'") && failure.0.contains('3'),
            "{failure}"
        );
        let failure = run(&mut Command::new("no-such-program-here")).expect_err("fails");
        assert!(
            failure.0.contains("`no-such-program-here` is not installed"),
            "{failure}"
        );
    }

    #[test]
    fn every_line_of_both_streams_is_seen() {
        let mut lines = Vec::new();
        let ok = watch(
            Command::new("sh").args(["-c", "echo out; echo err >&2; exit 1"]),
            &mut |line| {
                lines.push(line.to_owned());
            },
        );
        assert!(!ok.expect("started"));
        lines.sort();
        assert_eq!(lines, ["err", "out"]);
    }
}
