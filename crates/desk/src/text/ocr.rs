//! What Tesseract reads of pictures of text, where it is installed. Pictures reach it through a pipe: no readable copy
//! of a document stands on the disk.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use crate::Cancel;

/// Time for one page.
const PAGE_TIME: Duration = Duration::from_secs(90);
/// Time until the program has said which languages it knows.
const ASK_TIME: Duration = Duration::from_secs(10);
/// Dots per inch that a page is drawn with, and how many dots a page may have: A4 has 8.7 million, a larger page is drawn
/// less finely. Each takes five bytes while it is drawn.
const DPI: f32 = 300.0;
const DOTS_LIMIT: f32 = 12e6;
/// Languages that are read, where they are installed.
const LANGUAGES: [&str; 4] = ["fra", "deu", "eng", "ltz"];

/// An installed program that reads pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ocr {
    program: PathBuf,
    languages: String,
}

impl Ocr {
    /// The program, where it is installed and knows one of the languages.
    pub fn find(program: Option<&Path>) -> Option<Ocr> {
        let places = match program {
            Some(program) => vec![program.to_owned()],
            None => vec![
                PathBuf::from("tesseract"),
                PathBuf::from(r"C:\Program Files\Tesseract-OCR\tesseract.exe"),
                PathBuf::from("/opt/homebrew/bin/tesseract"),
            ],
        };
        places.into_iter().find_map(|program| {
            let mut command = Command::new(&program);
            command.arg("--list-langs").stdin(Stdio::null());
            let listed = run(command, Vec::new(), ASK_TIME, &Cancel::default())?;
            let listed: Vec<&str> = listed.lines().map(str::trim).collect();
            let languages: Vec<&str> = LANGUAGES
                .into_iter()
                .filter(|known| listed.contains(known))
                .collect();
            (!languages.is_empty()).then(|| Ocr {
                program,
                languages: languages.join("+"),
            })
        })
    }

    /// Reads a picture (PNG, JPEG, TIFF, PNM). `None` where it takes too long or cannot be read.
    pub fn read(&self, picture: Vec<u8>, cancel: &Cancel) -> Option<String> {
        run(self.command(), picture, PAGE_TIME, cancel)
    }

    fn command(&self) -> Command {
        // Other work on the machine goes first.
        let mut command = if cfg!(unix) && Path::new("/usr/bin/nice").exists() {
            let mut command = Command::new("/usr/bin/nice");
            command.args(["-n", "15"]).arg(&self.program);
            command
        } else {
            Command::new(&self.program)
        };
        command
            .args(["stdin", "stdout", "-l", &self.languages, "--dpi", "300"])
            .env("OMP_THREAD_LIMIT", "1");
        command
    }
}

/// Ends a program that is still running when nobody waits for it any more.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a program with a limit of time; what it wrote, when it ended well.
fn run(mut command: Command, input: Vec<u8>, time: Duration, cancel: &Cancel) -> Option<String> {
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    if !input.is_empty() {
        command.stdin(Stdio::piped());
    }
    let mut child = Ended(command.spawn().ok()?);
    if let Some(mut stdin) = child.0.stdin.take() {
        // A program that does not read its input is ended below, which ends this thread.
        std::thread::spawn(move || stdin.write_all(&input));
    }
    let stdout = child.0.stdout.take()?;
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        let read = stdout.take(super::TEXT_LIMIT as u64).read_to_end(&mut text);
        let _ = tell.send(read.map(|_| text));
    });
    let until = Instant::now() + time;
    loop {
        match told.recv_timeout(Duration::from_millis(100)) {
            Ok(Ok(text)) => {
                let status = child.0.wait().ok()?;
                return status
                    .success()
                    .then(|| String::from_utf8_lossy(&text).into_owned());
            }
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) if Instant::now() > until || cancel.is_cancelled() => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Pages of a PDF drawn for OCR, as PGM; a page that cannot be drawn in time ends them.
pub(crate) struct Drawn {
    ask: std::sync::mpsc::Sender<u32>,
    told: std::sync::mpsc::Receiver<Option<Vec<u8>>>,
}

impl Drawn {
    /// Opens the PDF in a thread of its own.
    pub fn open(bytes: Vec<u8>) -> Option<Drawn> {
        let (ask, asked) = channel::<u32>();
        let (tell, told) = channel();
        std::thread::Builder::new()
            .name("draw".to_owned())
            .stack_size(32 << 20)
            .spawn(move || {
                let Ok(pdf) = Pdf::new(bytes) else { return };
                for page in asked {
                    let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| draw(&pdf, page)));
                    if tell.send(drawn.ok().flatten()).is_err() {
                        return;
                    }
                }
            })
            .ok()?;
        Some(Drawn { ask, told })
    }

    /// A page, from 1; `Err` where drawing was given up for good.
    pub fn page(&self, page: u32) -> Result<Option<Vec<u8>>, ()> {
        self.ask.send(page).map_err(|_| ())?;
        self.told.recv_timeout(PAGE_TIME).map_err(|_| ())
    }
}

fn draw(pdf: &Pdf, page: u32) -> Option<Vec<u8>> {
    let page = pdf.pages().get(usize::try_from(page).ok()?.checked_sub(1)?)?;
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite()) || width < 1.0 || height < 1.0 {
        return None;
    }
    let mut scale = DPI / 72.0;
    let dots = width * scale * height * scale;
    if dots > DOTS_LIMIT {
        scale *= (DOTS_LIMIT / dots).sqrt();
    }
    let longest = width.max(height) * scale;
    if longest > 30_000.0 {
        scale *= 30_000.0 / longest;
    }
    let cache = RenderCache::new();
    let pixmap = render(
        page,
        &cache,
        &InterpreterSettings::default(),
        &RenderSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
            ..RenderSettings::default()
        },
    );
    drop(cache);
    let head = format!("P5\n{} {}\n255\n", pixmap.width(), pixmap.height());
    let mut pgm = Vec::with_capacity(head.len() + usize::from(pixmap.width()) * usize::from(pixmap.height()));
    pgm.extend_from_slice(head.as_bytes());
    pgm.extend(pixmap.data_as_u8_slice().chunks_exact(4).map(|pixel| {
        let [red, green, blue] = [0, 1, 2].map(|index| u32::from(pixel.get(index).copied().unwrap_or(255)));
        u8::try_from((299 * red + 587 * green + 114 * blue) / 1000).unwrap_or(255)
    }));
    Some(pgm)
}
