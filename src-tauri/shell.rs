//! What the shell holds: the unlocked desk, the settings, the work that runs, the way back to the window.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ::desk::{Cancel, Desk, Pause, System};
use model::opening::Opening;
use model::window::{Progress, Settings, WindowEvent, Work};
use tauri::ipc::Channel;
use wording::{Catalog, Explain, Explanation, Lang};

use crate::background::Background;
use crate::commands::keys::TokenPlace;
use crate::files::Files;
use crate::start::Folders;

/// What every command answers; the error is in the language of the window.
pub type Answer<T> = Result<T, Explanation>;

/// An error of the shell itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The desk is locked.
    #[error("the desk is locked")]
    DeskLocked,
    /// The web view named a file that was not offered, or was offered before a restart.
    #[error("no file was offered under this token")]
    FileNotOffered,
    /// The settings could not be kept.
    #[error("the settings could not be saved: {0}")]
    Settings(std::io::Error),
    /// A chosen file could not be read.
    #[error("{file} could not be read: {source}")]
    FileUnreadable {
        /// Its name, without folders.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// What a person asked for could not be written to a file.
    #[error("{file} could not be written: {source}")]
    TargetNotWritten {
        /// Its name, without folders.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The web view named a certificate that was not shown, or was shown before a restart.
    #[error("no certificate was shown under this name")]
    CertificateNotShown,
    /// A token asks for its PIN and none was given.
    #[error("the PIN is missing")]
    PinMissing,
    /// The work stopped by a fault of the program.
    #[error("the work stopped unexpectedly: {0}")]
    Stopped(String),
}

impl Explain for Error {
    fn code(&self) -> &'static str {
        match self {
            Error::DeskLocked => "desk-locked",
            Error::FileNotOffered => "file-not-offered",
            Error::CertificateNotShown => "certificate-not-shown",
            Error::PinMissing => "seal-pin-missing",
            Error::Settings(_) => "settings-not-saved",
            Error::FileUnreadable { .. } => "chosen-file-unreadable",
            Error::TargetNotWritten { .. } => "target-not-written",
            Error::Stopped(_) => "work-stopped",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Error::DeskLocked | Error::FileNotOffered | Error::CertificateNotShown | Error::PinMissing => {
                Vec::new()
            }
            Error::Settings(error) => vec![("detail", error.to_string())],
            Error::FileUnreadable { file, source } | Error::TargetNotWritten { file, source } => {
                vec![("file", file.clone()), ("detail", source.to_string())]
            }
            Error::Stopped(detail) => vec![("detail", detail.clone())],
        }
    }
}

struct Inner {
    folders: Folders,
    demonstrating: AtomicBool,
    environment: Arc<System>,
    desk: Mutex<Option<Arc<Desk>>>,
    settings: Mutex<Settings>,
    /// Held while the file of the settings is written: whoever only reads them does not wait for the disk.
    writing: Mutex<()>,
    files: Files,
    certificates: Mutex<Vec<TokenPlace>>,
    seal_key: Option<model::window::OfferedFile>,
    background: Background,
    work: Mutex<HashMap<Work, Cancel>>,
    pauses: Mutex<HashMap<Work, Pause>>,
    events: Mutex<Option<Channel<WindowEvent>>>,
    asked: Mutex<Option<Opening>>,
    last_activity: Mutex<Instant>,
    wake: Condvar,
}

/// The shell; cheap to clone.
#[derive(Clone)]
pub struct Shell(Arc<Inner>);

/// A poisoned lock still guards whole values: each is replaced in one step.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shell {
    /// A shell with nothing unlocked.
    pub fn new(folders: Folders, seal_key: Option<&Path>) -> Self {
        let settings = std::fs::read(&folders.settings)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Settings>(&bytes).ok())
            .unwrap_or_else(|| Settings {
                lang: system_lang().unwrap_or_default(),
                ..Settings::default()
            });
        let files = Files::default();
        let seal_key = seal_key.and_then(|path| files.offer(&[path.to_owned()]).pop());
        Self(Arc::new(Inner {
            folders,
            demonstrating: AtomicBool::new(false),
            environment: Arc::new(System),
            desk: Mutex::new(None),
            settings: Mutex::new(settings.bounded()),
            writing: Mutex::new(()),
            files,
            certificates: Mutex::new(Vec::new()),
            seal_key,
            background: Background::default(),
            work: Mutex::new(HashMap::new()),
            pauses: Mutex::new(HashMap::new()),
            events: Mutex::new(None),
            asked: Mutex::new(None),
            last_activity: Mutex::new(Instant::now()),
            wake: Condvar::new(),
        }))
    }

    /// Where the desk is that the window shows.
    pub fn desk_folder(&self) -> &Path {
        if self.demonstrating() {
            &self.0.folders.demonstration
        } else {
            &self.0.folders.desk
        }
    }

    /// Whether the window shows the demonstration.
    pub fn demonstrating(&self) -> bool {
        self.0.demonstrating.load(Ordering::SeqCst)
    }

    /// From now on the window shows the demonstration, or the person's own desk again; what was open is locked first.
    pub fn demonstrate(&self, demonstrating: bool) {
        self.lock();
        self.0.demonstrating.store(demonstrating, Ordering::SeqCst);
    }

    /// Keeps where a certificate lies that is shown; the web view gets a name for it.
    pub fn remember(&self, place: TokenPlace) -> String {
        let mut known = held(&self.0.certificates);
        let same = known.iter().position(|one| {
            one.module == place.module && one.slot == place.slot && one.sha256 == place.sha256
        });
        let index = match same {
            Some(index) => {
                if let Some(one) = known.get_mut(index) {
                    *one = place;
                }
                index
            }
            None => {
                known.push(place);
                known.len() - 1
            }
        };
        format!("certificate-{index}")
    }

    /// Where the certificate behind a name lies.
    pub fn token_place(&self, name: &str) -> Option<TokenPlace> {
        let index: usize = name.strip_prefix("certificate-")?.parse().ok()?;
        held(&self.0.certificates).get(index).cloned()
    }

    /// Time and randomness.
    pub fn environment(&self) -> Arc<System> {
        Arc::clone(&self.0.environment)
    }

    /// The files behind the tokens.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The key given at the start.
    pub fn seal_key(&self) -> Option<model::window::OfferedFile> {
        self.0.seal_key.clone()
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        *held(&self.0.settings)
    }

    /// The size of the page that the settings ask for.
    pub fn zoom(&self) -> f64 {
        f64::from(self.settings().text_percent) / 100.0
    }

    /// Keeps settings, at once and for the next start. It waits for the disk: not for the window's thread.
    ///
    /// # Errors
    /// They apply now, but not at the next start.
    pub fn set_settings(&self, settings: Settings) -> Result<Settings, Error> {
        let settings = settings.bounded();
        // Two changes at once must not meet at the file, and the file holds what applies.
        let _writing = held(&self.0.writing);
        *held(&self.0.settings) = settings;
        if let Some(desk) = held(&self.0.desk).as_ref() {
            desk.set_lang(settings.lang);
        }
        self.write_settings(&settings).map_err(Error::Settings)?;
        Ok(settings)
    }

    fn write_settings(&self, settings: &Settings) -> std::io::Result<()> {
        let path = &self.0.folders.settings;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let beside = path.with_extension("json.new");
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(settings)?)?;
        file.sync_all()?;
        drop(file);
        std::fs::rename(&beside, path)?;
        // The new name is on the disk once its folder is.
        #[cfg(unix)]
        if let Some(folder) = path.parent() {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    /// An error in the language of the window.
    pub fn explain(&self, error: &dyn Explain) -> Explanation {
        let lang = self.settings().lang;
        with_catalog(lang, error.code(), |catalog| catalog.explain(lang, error))
    }

    /// The sentence behind a code that was stored with a document or an operation, where the error itself is gone.
    pub fn explain_code(&self, code: &str) -> Explanation {
        let lang = self.settings().lang;
        // What was known of the error was not stored; only the platform is the same one still.
        let platform = self.desk().ok().and_then(|desk| desk.view().ok()?.platform);
        let host = platform.as_deref().map(|address| {
            let host = address.split_once("://").map_or(address, |(_, host)| host);
            ("host", host.to_owned())
        });
        let values: Vec<_> = host.into_iter().collect();
        with_catalog(lang, code, |catalog| Explanation {
            code: code.to_owned(),
            sentence: without_gaps(&catalog.text(lang, code, &values)),
            next: catalog
                .try_text(lang, &format!("{code}.next"), &values)
                .map(|next| without_gaps(&next)),
        })
    }

    /// A message that may be missing, in the language of the window.
    pub fn text(&self, id: &str, arguments: &[(&str, String)]) -> Option<String> {
        let lang = self.settings().lang;
        with_catalog(lang, id, |catalog| catalog.try_text(lang, id, arguments))
    }

    /// The unlocked desk.
    ///
    /// # Errors
    /// `desk-locked`.
    pub fn desk(&self) -> Answer<Arc<Desk>> {
        held(&self.0.desk)
            .clone()
            .ok_or_else(|| self.explain(&Error::DeskLocked))
    }

    /// Whether the desk is unlocked.
    pub fn unlocked(&self) -> bool {
        held(&self.0.desk).is_some()
    }

    /// Takes an unlocked desk.
    pub fn open(&self, desk: Desk) -> Arc<Desk> {
        desk.set_lang(self.settings().lang);
        let desk = Arc::new(desk);
        // Work behind the window for whoever was here before has ended.
        self.0.background.stop();
        *held(&self.0.desk) = Some(Arc::clone(&desk));
        self.active();
        desk
    }

    /// Locks the desk: work in progress is asked to stop, and the keys are gone with its last holder.
    pub fn lock(&self) {
        for cancel in held(&self.0.work).values() {
            cancel.cancel();
        }
        *held(&self.0.desk) = None;
        self.0.background.stop();
    }

    /// What runs behind the window.
    pub fn background(&self) -> &Background {
        &self.0.background
    }

    /// Somebody is at the desk.
    pub fn active(&self) {
        *held(&self.0.last_activity) = Instant::now();
    }

    /// Waits for the next look at the idle clock.
    pub fn doze(&self, time: Duration) {
        let guard = held(&self.0.last_activity);
        // Nobody notifies: the time-out is the clock.
        drop(self.0.wake.wait_timeout(guard, time));
    }

    /// How long nobody has been at the desk, while nothing runs.
    pub fn idle(&self) -> Duration {
        if !held(&self.0.work).is_empty() {
            self.active();
        }
        held(&self.0.last_activity).elapsed()
    }

    /// From now on the window hears what happens.
    pub fn listen(&self, events: Channel<WindowEvent>) {
        *held(&self.0.events) = Some(events);
    }

    /// Tells the window.
    pub fn tell(&self, event: WindowEvent) {
        if let Some(events) = held(&self.0.events).as_ref() {
            // A window that is closing hears nothing more.
            let _ = events.send(event);
        }
    }

    /// Keeps what is to be opened until the window takes it, and tells the window. The newest wish counts.
    pub fn ask(&self, what: Opening) {
        *held(&self.0.asked) = Some(what);
        self.tell(WindowEvent::Asked);
    }

    /// What is to be opened, once, while the desk is unlocked.
    pub fn take_asked(&self) -> Option<Opening> {
        if self.unlocked() {
            held(&self.0.asked).take()
        } else {
            None
        }
    }

    /// Asks work to stop.
    pub fn cancel(&self, work: Work) {
        if let Some(cancel) = held(&self.0.work).get(&work) {
            cancel.cancel();
        }
    }

    /// By what work of this kind that is about to begin can be paused.
    pub fn new_pause(&self, work: Work) -> Pause {
        let pause = Pause::default();
        held(&self.0.pauses).insert(work, pause.clone());
        pause
    }

    /// Pauses work between two items, or lets it go on.
    pub fn pause(&self, work: Work, paused: bool) {
        if let Some(pause) = held(&self.0.pauses).get(&work) {
            if paused {
                pause.pause();
            } else {
                pause.resume();
            }
        }
    }

    /// Runs a call of the desk on a thread of its own and answers in the language of the window.
    ///
    /// # Errors
    /// `desk-locked`, and those of the call.
    pub async fn call<T, E>(&self, call: impl FnOnce(&Desk) -> Result<T, E> + Send + 'static) -> Answer<T>
    where
        T: Send + 'static,
        E: Explain + Send + 'static,
    {
        let desk = self.desk()?;
        self.apart(move || call(&desk)).await
    }

    /// As [`Shell::call`], for work that can be cancelled and shows progress.
    ///
    /// # Errors
    /// As [`Shell::call`].
    pub async fn work<T, E>(
        &self,
        kind: Work,
        progress: Channel<Progress>,
        call: impl FnOnce(&Desk, ::desk::OnProgress<'_>, &Cancel) -> Result<T, E> + Send + 'static,
    ) -> Answer<T>
    where
        T: Send + 'static,
        E: Explain + Send + 'static,
    {
        let desk = self.desk()?;
        self.long(kind, progress, move |progress, cancel| {
            call(&desk, progress, cancel)
        })
        .await
    }

    /// As [`Shell::work`], for work that needs no open desk.
    ///
    /// # Errors
    /// Those of the work, explained.
    pub async fn long<T, E>(
        &self,
        kind: Work,
        progress: Channel<Progress>,
        call: impl FnOnce(::desk::OnProgress<'_>, &Cancel) -> Result<T, E> + Send + 'static,
    ) -> Answer<T>
    where
        T: Send + 'static,
        E: Explain + Send + 'static,
    {
        let cancel = Cancel::default();
        held(&self.0.work).insert(kind, cancel.clone());
        let result = self
            .apart(move || {
                let last = Mutex::new(None::<(Instant, u64, String)>);
                let report = |step: ::desk::Progress| {
                    let mut last = held(&last);
                    let item = (step.items_done, step.label.clone());
                    let due = last.as_ref().is_none_or(|(time, done, label)| {
                        time.elapsed() >= Duration::from_millis(60) || (*done, label) != (item.0, &item.1)
                    });
                    if due {
                        *last = Some((Instant::now(), item.0, item.1));
                        // Progress is only for looking at.
                        let _ = progress.send(Progress {
                            step: step.step,
                            label: step.label,
                            items_done: step.items_done,
                            items: step.items,
                            bytes_done: step.bytes_done,
                            bytes: step.bytes,
                        });
                    }
                };
                call(&report, &cancel)
            })
            .await;
        held(&self.0.work).remove(&kind);
        self.active();
        result
    }

    /// As [`Shell::work`], for work that tells of itself in its own way.
    ///
    /// # Errors
    /// As [`Shell::call`].
    pub async fn cancellable<T, E>(
        &self,
        kind: Work,
        call: impl FnOnce(&Desk, &Cancel) -> Result<T, E> + Send + 'static,
    ) -> Answer<T>
    where
        T: Send + 'static,
        E: Explain + Send + 'static,
    {
        let desk = self.desk()?;
        let cancel = Cancel::default();
        held(&self.0.work).insert(kind, cancel.clone());
        let result = self.apart(move || call(&desk, &cancel)).await;
        held(&self.0.work).remove(&kind);
        self.active();
        result
    }

    /// Runs blocking work away from the window's thread.
    ///
    /// # Errors
    /// Those of the work, explained; `work-stopped` where it panicked.
    pub async fn apart<T, E>(&self, work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Answer<T>
    where
        T: Send + 'static,
        E: Explain + Send + 'static,
    {
        match tauri::async_runtime::spawn_blocking(work).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(self.explain(&error)),
            Err(error) => Err(self.explain(&Error::Stopped(error.to_string()))),
        }
    }
}

/// A sentence whose values are not known any more: an ellipsis stands for each.
fn without_gaps(sentence: &str) -> String {
    let mut told = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, gap)) = rest.split_once("{$") {
        told.push_str(before);
        told.push('…');
        rest = gap.split_once('}').map_or("", |(_, after)| after);
    }
    told + rest
}

/// The messages that know a code: the shell's own, else the desk's.
fn with_catalog<T>(lang: Lang, code: &str, work: impl FnOnce(&Catalog) -> T) -> T {
    thread_local! {
        static OWN: Catalog = Catalog::new(&[crate::MESSAGES]);
        static DESK: Catalog = ::desk::catalog();
    }
    if OWN.with(|own| own.try_text(lang, code, &[]).is_some()) {
        OWN.with(work)
    } else {
        DESK.with(work)
    }
}

/// The language of the system, for the first start.
fn system_lang() -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find_map(|value| Lang::negotiate(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_change_at_once_from_many_sides_are_a_whole_file_and_what_applies() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("not/yet/settings.json");
        let folders = || Folders {
            desk: home.path().join("desk"),
            demonstration: home.path().join("demonstration"),
            settings: file.clone(),
        };
        let shell = Shell::new(folders(), None);
        std::thread::scope(|scope| {
            for idle_minutes in 5..20 {
                let shell = shell.clone();
                scope.spawn(move || {
                    let settings = Settings {
                        idle_minutes,
                        ..shell.settings()
                    };
                    shell.set_settings(settings).unwrap();
                });
            }
        });
        let next = Shell::new(folders(), None);
        assert_eq!(next.settings(), shell.settings());
        let left = std::fs::read_dir(file.parent().unwrap()).unwrap();
        assert_eq!(left.count(), 1, "nothing lies beside it");
    }

    #[test]
    fn settings_that_cannot_be_written_apply_and_say_so() {
        let home = tempfile::tempdir().unwrap();
        // A file stands where the folder should be.
        std::fs::write(home.path().join("config"), "").unwrap();
        let folders = Folders {
            desk: home.path().join("desk"),
            demonstration: home.path().join("demonstration"),
            settings: home.path().join("config/settings.json"),
        };
        let shell = Shell::new(folders, None);
        let settings = Settings {
            idle_minutes: 7,
            ..shell.settings()
        };
        let refused = shell.set_settings(settings).unwrap_err();
        assert_eq!(refused.code(), "settings-not-saved");
        assert_eq!(shell.settings().idle_minutes, 7);
    }

    #[test]
    fn a_sentence_whose_values_are_gone_shows_no_braces() {
        assert_eq!(
            without_gaps("La plateforme {$host} est injoignable : {$detail}."),
            "La plateforme … est injoignable : …."
        );
        assert_eq!(without_gaps("Tout est transmis."), "Tout est transmis.");
    }
}
