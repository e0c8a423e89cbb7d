//! What the whole window shares: settings, the desk, what is going on.

use std::collections::BTreeMap;
use std::rc::Rc;

use model::DossierId;
use model::view::DeskView;
use model::window::{Invented, OfferedFile, ProcedureName, Progress, Settings, Start};
use wording::{Explanation, Lang};
use yew::prelude::*;

use crate::pages::Route;
use crate::undo::{Step, Undo};

/// Which of the four faces the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Asking the shell.
    #[default]
    Starting,
    /// There is no desk yet.
    Create,
    /// The desk is locked.
    Locked,
    /// The desk is open.
    Open,
}

/// Colour and urgency of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something succeeded.
    Good,
    /// Something to know.
    Plain,
    /// Something failed.
    Bad,
}

/// One result, said in the live region and shown until the next or until it is put away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its tone.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
    /// What to do now.
    pub next: Option<String>,
    /// How it is taken back.
    pub undo: Option<Undo>,
}

/// So many changes can be taken back, one after the other.
const UNDOS: usize = 20;
/// So many places are remembered as visited last.
const RECENT: usize = 12;

/// A place that was visited: remembered until the desk is locked, and never kept on the disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Visited {
    /// Where.
    pub route: Route,
    /// Its heading.
    pub title: String,
}

impl Notice {
    /// A success.
    pub fn good(text: String) -> Self {
        Self {
            tone: Tone::Good,
            text,
            next: None,
            undo: None,
        }
    }

    /// Something to know.
    pub fn plain(text: String) -> Self {
        Self {
            tone: Tone::Plain,
            text,
            next: None,
            undo: None,
        }
    }
}

impl From<Explanation> for Notice {
    fn from(explanation: Explanation) -> Self {
        Self {
            tone: Tone::Bad,
            text: explanation.sentence,
            next: explanation.next,
            undo: None,
        }
    }
}

/// The shared state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// Which face.
    pub phase: Phase,
    /// The settings.
    pub settings: Settings,
    /// Version of the program.
    pub version: String,
    /// The key given at the start.
    pub seal_key: Option<OfferedFile>,
    /// The procedures a dossier can have.
    pub procedures: Vec<ProcedureName>,
    /// The people of the demonstration, while the window shows that.
    pub demonstration: Vec<Invented>,
    /// The desk, once unlocked.
    pub desk: Option<DeskView>,
    /// Grows with every change at the desk; pages load anew then.
    pub revision: u32,
    /// The last result.
    pub notice: Option<Notice>,
    /// A sync is running.
    pub syncing: Option<Progress>,
    /// Files are held over the window.
    pub dragging: bool,
    /// Files that were dropped and wait for the page to take them.
    pub dropped: Vec<OfferedFile>,
    /// The shortcut sheet is open.
    pub shortcuts: bool,
    /// What lies over the page.
    pub over: Over,
    /// The changes that can be taken back, the last one at the end.
    pub undos: Vec<Step>,
    /// Places visited, the last one first.
    pub recent: Vec<Visited>,
    /// Notes that were begun and left without being kept, by dossier: until the desk is locked, and never on the disk.
    pub begun: BTreeMap<DossierId, String>,
    /// Grows when something from outside asks to be opened.
    pub asked: u32,
}

/// What lies over the page, beside the sheet of shortcuts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// The palette.
    Palette,
    /// The lookup of an identifier, with what stands in its field.
    Lookup(String),
    /// The help of the page.
    Help,
    /// The tour, at a step.
    Tour(usize),
}

/// What can happen to it.
pub enum Act {
    /// The shell answered.
    Started(Start),
    /// The settings changed.
    Set(Settings),
    /// The desk was unlocked or its view renewed.
    Desk(DeskView),
    /// The desk was locked.
    Lock,
    /// Something changed at the desk.
    Changed,
    /// Say this.
    Say(Notice),
    /// Put the notice away.
    Quiet,
    /// Put this notice away, unless another one has taken its place.
    Fade(Notice),
    /// A sync runs, or ended.
    Syncing(Option<Progress>),
    /// Files over the window, or not.
    Dragging(bool),
    /// Files dropped.
    Dropped(Vec<OfferedFile>),
    /// The shortcut sheet opens or closes.
    Shortcuts(bool),
    /// Something lies over the page, or nothing more.
    Over(Over),
    /// Something was changed that cannot be taken back: what came before it cannot be, either.
    Settled,
    /// This change is being taken back.
    Undoing(Undo),
    /// This place was visited.
    Visited(Visited),
    /// The page of a dossier was left with this in the field for a note.
    NoteLeft(DossierId, String),
    /// Something from outside asks to be opened.
    Asked,
}

impl Reducible for Session {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        match act {
            Act::Started(start) => {
                next.phase = match (start.desk_exists, start.unlocked) {
                    (false, _) => Phase::Create,
                    (true, false) => Phase::Locked,
                    (true, true) => Phase::Open,
                };
                next.settings = start.settings;
                next.version = start.version;
                next.seal_key = start.seal_key;
                next.procedures = start.procedures;
                next.demonstration = start.demonstration;
            }
            Act::Set(settings) => next.settings = settings,
            Act::Desk(desk) => {
                next.desk = Some(desk);
                next.phase = Phase::Open;
            }
            Act::Lock => {
                next.phase = Phase::Locked;
                next.desk = None;
                next.notice = None;
                next.syncing = None;
                next.dropped.clear();
                next.shortcuts = false;
                next.over = Over::Nothing;
                next.undos.clear();
                next.recent.clear();
                next.begun.clear();
            }
            Act::Changed => next.revision += 1,
            Act::Say(notice) => {
                if let Some(undo) = notice.undo.clone() {
                    if next.undos.len() >= UNDOS {
                        next.undos.remove(0);
                    }
                    next.undos.push(Step {
                        text: notice.text.clone(),
                        undo,
                    });
                }
                next.notice = Some(notice);
            }
            Act::Over(over) => next.over = over,
            Act::Settled => next.undos.clear(),
            Act::Undoing(undo) => {
                next.undos.retain(|step| step.undo != undo);
                next.notice = None;
            }
            Act::Visited(place) => {
                next.recent.retain(|one| one.route != place.route);
                next.recent.insert(0, place);
                next.recent.truncate(RECENT);
            }
            Act::NoteLeft(dossier, text) => {
                // A page also goes when the desk is locked: then nothing stays.
                if next.phase != Phase::Open || text.trim().is_empty() {
                    next.begun.remove(&dossier);
                } else {
                    next.begun.insert(dossier, text);
                }
            }
            Act::Asked => next.asked += 1,
            Act::Quiet => next.notice = None,
            Act::Fade(notice) => {
                if next.notice.as_ref() == Some(&notice) {
                    next.notice = None;
                }
            }
            Act::Syncing(progress) => next.syncing = progress,
            Act::Dragging(dragging) => next.dragging = dragging,
            Act::Dropped(files) => {
                next.dragging = false;
                next.dropped = files;
            }
            Act::Shortcuts(open) => next.shortcuts = open,
        }
        Rc::new(next)
    }
}

/// The shared state with its dispatcher.
pub type SessionHandle = UseReducerHandle<Session>;

/// What a page needs of the session: the state, and how to act on it.
#[hook]
pub fn use_session() -> SessionHandle {
    let context = use_context::<SessionHandle>();
    let own = use_reducer(Session::default);
    context.unwrap_or(own)
}

impl Session {
    /// The name of a procedure in a language, else in French, else its key.
    pub fn procedure_name(&self, key: &str, lang: Lang) -> String {
        let procedure = self.procedures.iter().find(|procedure| procedure.key == key);
        let name = procedure.and_then(|each| each.names.get(&lang).or_else(|| each.names.get(&Lang::Fr)));
        name.cloned().unwrap_or_else(|| key.to_owned())
    }
}

/// Acts on an error that reached a page: a locked desk shows the lock, everything else is said.
pub fn report(session: &SessionHandle, explanation: Explanation) {
    if explanation.code == "desk-locked" {
        session.dispatch(Act::Lock);
    } else {
        session.dispatch(Act::Say(explanation.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_that_was_begun_is_found_again_until_the_desk_is_locked() {
        let dossier: DossierId = "01931e4a-7c1b-7b7e-8c1d-5a3f2b1c0d9e".parse().unwrap();
        let open = Rc::new(Session {
            phase: Phase::Open,
            ..Session::default()
        });
        let left = open.reduce(Act::NoteLeft(dossier, "Rappeler".to_owned()));
        assert_eq!(left.begun.get(&dossier).map(String::as_str), Some("Rappeler"));
        let kept = Rc::clone(&left).reduce(Act::NoteLeft(dossier, " ".to_owned()));
        assert!(kept.begun.is_empty());

        let locked = left.reduce(Act::Lock);
        assert!(locked.begun.is_empty());
        // The page goes after the lock, with what still stood in its field.
        let locked = locked.reduce(Act::NoteLeft(dossier, "Rappeler".to_owned()));
        assert!(locked.begun.is_empty());
    }
}
