//! Long work: a bar on a terminal, and Ctrl-C.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use desk::{Cancel, Progress};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::out::Out;
use crate::words::Words;

/// The steps that the desk reports, each with its message `step-<step>`.
const STEPS: [&str; 12] = [
    "packing",
    "destroying",
    "reading-text",
    "reading",
    "encrypting",
    "converting",
    "sealing",
    "waiting",
    "augmenting",
    "uploading",
    "checking",
    "verifying",
];

/// A bar on standard error while long work runs; nothing where standard error is no terminal.
pub struct Bar {
    bar: ProgressBar,
    steps: HashMap<&'static str, String>,
    items: ProgressStyle,
    bytes: ProgressStyle,
}

impl Bar {
    /// A new bar, below everything that `out` prints until [`Bar::finish`].
    pub fn new(out: &Out) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::no_length()
        } else {
            ProgressBar::hidden()
        };
        bar.enable_steady_tick(Duration::from_millis(200));
        out.keep_below(Some(bar.clone()));
        let words = &out.words;
        Self {
            steps: STEPS
                .iter()
                .map(|step| (*step, words.text(&format!("step-{step}"), &[])))
                .collect(),
            items: style(words, "{pos}/{len}  {rate}"),
            bytes: style(
                words,
                "{decimal_bytes}/{decimal_total_bytes}  {decimal_bytes_per_sec}",
            ),
            bar,
        }
    }

    /// Shows how far the work is. Callable from any thread.
    pub fn show(&self, progress: &Progress) {
        let by_bytes = progress.items <= 1 && progress.bytes > 0;
        let (style, done, all) = if by_bytes {
            (&self.bytes, progress.bytes_done, progress.bytes)
        } else {
            (&self.items, progress.items_done, progress.items)
        };
        if self.bar.length() != Some(all) {
            self.bar.set_style(style.clone());
            self.bar.set_length(all);
        }
        self.bar.set_position(done);
        let step = self.steps.get(progress.step.as_str()).map_or("", String::as_str);
        self.bar.set_message(format!(
            "{step} {}",
            console::truncate_str(&progress.label, 40, "…")
        ));
    }

    /// One more item is done, of `all`; for work that counts here.
    pub fn step(&self, step: &str, label: &str, items_done: usize, items: usize) {
        self.show(&Progress {
            step: step.to_owned(),
            label: label.to_owned(),
            items_done: items_done as u64,
            items: items as u64,
            bytes_done: 0,
            bytes: 0,
        });
    }

    /// Takes the bar away.
    pub fn finish(self, out: &Out) {
        out.keep_below(None);
        self.bar.finish_and_clear();
    }
}

fn style(words: &Words, count: &str) -> ProgressStyle {
    let remaining = words.text("progress-remaining", &[]);
    let style = ProgressStyle::with_template(&format!(
        "{{wide_bar:.cyan}} {count}  {remaining} {{eta}}\n{{msg}}"
    ));
    let rate = |state: &ProgressState, text: &mut dyn std::fmt::Write| {
        let per_second = state.per_sec();
        // Slow work by the minute: "0/s" says nothing.
        let _ = if per_second >= 1.0 {
            write!(text, "{per_second:.0}/s")
        } else {
            write!(text, "{:.0}/min", per_second * 60.0)
        };
    };
    style
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", rate)
}

/// Makes the first Ctrl-C (or termination) ask the work to stop after the item at hand, and the second end the
/// program at once. Nothing is ever half-written: files are renamed when complete, the database has transactions.
pub fn stop_on_interrupt(out: &Out) -> Cancel {
    static INTERRUPTED: AtomicBool = AtomicBool::new(false);
    let cancel = Cancel::default();
    let (asked, notice) = (cancel.clone(), out.words.text("interrupt-notice", &[]));
    let json = out.is_json();
    let installed = ctrlc::set_handler(move || {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            std::process::exit(crate::error::Exit::Interrupted as i32);
        }
        asked.cancel();
        if !json {
            use std::io::Write;
            _ = writeln!(std::io::stderr(), "\n{notice}");
        }
    });
    // Without a handler Ctrl-C ends the program at once, which loses nothing either.
    drop(installed);
    cancel
}
