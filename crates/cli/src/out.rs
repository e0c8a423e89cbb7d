//! What leaves the program: results on standard output, everything about them on standard error.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use console::{Style, measure_text_width};
use indicatif::ProgressBar;
use serde::Serialize;
use wording::Explanation;

use crate::error::Error;
use crate::words::Words;

/// Standard output and error, with the language and the form (`--json` or for people).
pub struct Out {
    /// Every text.
    pub words: Words,
    json: bool,
    /// The bar that stands below the results while long work runs.
    bar: std::cell::RefCell<Option<ProgressBar>>,
}

/// An error or refusal in JSON.
#[derive(Serialize)]
pub struct JsonError<'a> {
    /// Stable code.
    pub code: &'a str,
    /// Sentence.
    pub message: &'a str,
    /// What one can do.
    pub next: Option<&'a str>,
}

impl<'a> From<&'a Explanation> for JsonError<'a> {
    fn from(explanation: &'a Explanation) -> Self {
        Self {
            code: &explanation.code,
            message: &explanation.sentence,
            next: explanation.next.as_deref(),
        }
    }
}

/// What strangers wrote into a certificate or a file, without signs that would begin a line, steer a terminal or turn
/// the direction of writing.
pub fn printable(text: &str) -> String {
    let steers = |symbol: char| {
        symbol.is_control()
            || matches!(
                symbol,
                '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}'
            )
    };
    text.chars()
        .map(|symbol| if steers(symbol) { '�' } else { symbol })
        .collect()
}

/// How something ended, for its mark in front of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Good.
    Good,
    /// Attention.
    Attention,
    /// Bad.
    Bad,
}

impl Out {
    /// Output in the language of `words`.
    pub fn new(words: Words, json: bool) -> Self {
        Self {
            words,
            json,
            bar: std::cell::RefCell::new(None),
        }
    }

    /// Whether `--json` was given.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Keeps a progress bar below what is printed from now on.
    pub fn keep_below(&self, bar: Option<ProgressBar>) {
        *self.bar.borrow_mut() = bar;
    }

    /// One line for people.
    pub fn line(&self, text: &str) -> Result<(), Error> {
        self.write(text)
    }

    /// A translated line for people.
    pub fn say(&self, id: &str, arguments: &[(&str, String)]) -> Result<(), Error> {
        self.write(&self.words.text(id, arguments))
    }

    /// One line of JSON.
    pub fn json_line<T: Serialize>(&self, value: &T) -> Result<(), Error> {
        let text = serde_json::to_string(value).map_err(|error| Error::File {
            path: "JSON".into(),
            source: io::Error::other(error),
        })?;
        self.write(&text)
    }

    /// JSON or the lines that `human` makes.
    pub fn either<T: Serialize>(
        &self,
        value: &T,
        human: impl FnOnce(&Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.json {
            self.json_line(value)
        } else {
            human(self)
        }
    }

    /// The raw bytes of a file.
    pub fn bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(bytes)
            .and_then(|()| stdout.flush())
            .map_err(output_error)
    }

    fn write(&self, text: &str) -> Result<(), Error> {
        let write = || {
            let mut stdout = io::stdout().lock();
            // One call for one line: lines of a stream that is watched arrive whole and at once.
            stdout
                .write_all(format!("{text}\n").as_bytes())
                .and_then(|()| stdout.flush())
                .map_err(output_error)
        };
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// An error on standard error: JSON with `--json`, else sentence, next step and code.
    pub fn error(&self, explanation: &Explanation) {
        let text = if self.json {
            serde_json::to_string(&JsonError::from(explanation)).unwrap_or_default()
        } else {
            let mut lines = self.explanation_lines(explanation).into_iter();
            let first = format!(
                "{} {}",
                self.mark(Mark::Bad, true),
                lines.next().unwrap_or_default()
            );
            lines.fold(first, |text, line| format!("{text}\n  {line}"))
        };
        self.note(&text);
    }

    /// A remark on standard error that is no result.
    pub fn note(&self, text: &str) {
        // Nobody may be there to read it; that is no reason to fail.
        let write = || _ = writeln!(io::stderr(), "{text}");
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// A sentence, what one can do, and the code, wrapped to the terminal.
    pub fn explanation_lines(&self, explanation: &Explanation) -> Vec<String> {
        let width = wrap_width();
        let mut lines = wrapped(&explanation.sentence, width);
        if let Some(next) = &explanation.next {
            lines.extend(wrapped(next, width));
        }
        let faint = Style::new().dim();
        lines.push(faint.apply_to(format!("[{}]", explanation.code)).to_string());
        lines
    }

    /// `✓`, `!` or `✗`.
    pub fn mark(&self, mark: Mark, on_stderr: bool) -> String {
        let style = if on_stderr {
            Style::new().for_stderr()
        } else {
            Style::new()
        };
        match mark {
            Mark::Good => style.green().apply_to("✓").to_string(),
            Mark::Attention => style.yellow().apply_to("!").to_string(),
            Mark::Bad => style.red().apply_to("✗").to_string(),
        }
    }

    /// Bold on a terminal.
    pub fn bold(&self, text: &str) -> String {
        Style::new().bold().apply_to(text).to_string()
    }

    /// Faint on a terminal.
    pub fn faint(&self, text: &str) -> String {
        Style::new().dim().apply_to(text).to_string()
    }

    /// Labels (message ids) and values below each other; empty values are left out.
    pub fn fields(&self, fields: &[(&str, String)]) -> Result<(), Error> {
        self.indented_fields("", fields)
    }

    /// As [`Out::fields`], with something in front of each line.
    pub fn indented_fields(&self, indent: &str, fields: &[(&str, String)]) -> Result<(), Error> {
        let labels: Vec<String> = fields.iter().map(|(id, _)| self.words.text(id, &[])).collect();
        let width = labels
            .iter()
            .map(|label| measure_text_width(label))
            .max()
            .unwrap_or(0);
        for (label, (_, value)) in labels
            .iter()
            .zip(fields)
            .filter(|(_, (_, value))| !value.is_empty())
        {
            let space = " ".repeat(width - measure_text_width(label));
            self.line(&format!("{indent}{}{space}  {value}", self.faint(label)))?;
        }
        Ok(())
    }

    /// A table with headings (message ids).
    pub fn table(&self, headings: &[&str], rows: &[Vec<String>]) -> Result<(), Error> {
        let headings: Vec<String> = headings.iter().map(|id| self.words.text(id, &[])).collect();
        let width = |column: usize| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(column))
                .chain(headings.get(column));
            cells.map(|cell| measure_text_width(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..headings.len()).map(width).collect();
        let padded = |cells: &[String]| {
            let mut text = String::new();
            for (cell, width) in cells.iter().zip(&widths) {
                text.push_str(cell);
                text.push_str(&" ".repeat(width - measure_text_width(cell) + 2));
            }
            text.trim_end().to_owned()
        };
        self.line(&self.faint(&padded(&headings)))?;
        rows.iter().try_for_each(|row| self.line(&padded(row)))
    }
}

/// Standard output nobody reads is not an error to talk about.
fn output_error(source: io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::BrokenPipe => Error::BrokenPipe,
        _ => Error::File {
            path: Path::new("-").to_owned(),
            source,
        },
    }
}

/// The width of the terminal, and no limit where there is none: a sentence in a pipe stays on one line.
fn wrap_width() -> usize {
    match console::Term::stderr().size_checked() {
        Some((_, columns)) if io::stderr().is_terminal() => usize::from(columns).clamp(40, 120) - 2,
        _ => usize::MAX,
    }
}

/// `text` in lines of at most `width` columns, broken between words, and not at a space that keeps them together.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{printable, wrapped};

    #[test]
    fn a_line_does_not_begin_with_the_punctuation_of_the_last_one() {
        let text = "Le dossier «\u{a0}Eau\u{a0}» est clos\u{202f};  rien\nn’a changé.";
        assert_eq!(
            wrapped(text, 16),
            [
                "Le dossier",
                "«\u{a0}Eau\u{a0}» est",
                "clos\u{202f}; rien n’a",
                "changé."
            ]
        );
    }

    #[test]
    fn a_name_begins_no_line_and_steers_no_terminal() {
        assert_eq!(
            printable("Élodie <a>\n✓ valid\u{1b}[31m\u{202e}"),
            "Élodie <a>�✓ valid�[31m�"
        );
        assert_eq!(printable("Ministère — n° 4"), "Ministère — n° 4");
    }
}
