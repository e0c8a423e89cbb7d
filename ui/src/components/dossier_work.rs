//! Tasks and notes of a dossier.

use model::DossierId;
use model::circuit::Assignee;
use model::work::{NewTask, NoteView};
use yew::prelude::*;

use super::{Ask, DayField, Icon, Problem, Select, TextArea, read_day};
use crate::action::use_action;
use crate::bridge::{circuits as desk, people};
use crate::format;
use crate::load::use_loaded;
use crate::pages::TaskTable;
use crate::session::{Act, use_session};
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct DossierWorkProps {
    /// Which dossier.
    pub dossier: DossierId,
    /// It is open.
    pub open: bool,
}

/// The tasks of a dossier, and giving one.
#[component]
pub fn DossierTasks(props: &DossierWorkProps) -> Html {
    let words = use_words();
    let tasks = use_loaded(props.dossier, |id: &DossierId| desk::tasks_of_dossier(*id));
    let everybody = use_loaded((), |()| people::people());
    let action = use_action();
    let (title, day, who) = (
        use_state(String::new),
        use_state(String::new),
        use_state(|| None::<String>),
    );
    let asking = use_state(|| false);
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let here: Vec<_> = everybody
        .ready()
        .map(|people| {
            people
                .iter()
                .filter(|person| person.left_at.is_none())
                .cloned()
                .collect()
        })
        .unwrap_or_default();
    let options = here
        .iter()
        .map(|person| (person.id.to_string(), person.name.clone(), None))
        .collect::<Vec<_>>();
    let value = (*who)
        .clone()
        .or_else(|| here.first().map(|person| person.id.to_string()))
        .unwrap_or_default();
    let on_who = {
        let who = who.clone();
        Callback::from(move |value: String| who.set(Some(value)))
    };
    let show = {
        let (asking, action) = (asking.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            asking.set(true);
        })
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), close.clone());
        let (dossier, title, day, value) = (props.dossier, title.clone(), day.clone(), value.clone());
        Callback::from(move |_: String| {
            let Ok(person) = value.parse() else { return };
            let new = NewTask {
                dossier: Some(dossier),
                title: (*title).clone(),
                assignee: Assignee::Person(person),
                due_day: read_day(&day),
            };
            let (close, words, title, day) = (close.clone(), words.clone(), title.clone(), day.clone());
            action.run(desk::add_task(new), move |task| {
                close.emit(());
                title.set(String::new());
                day.set(String::new());
                Some(words.with("task-given", &[("name", task.assignee_name)]))
            });
        })
    };
    let list = tasks.ready().cloned().unwrap_or_default();
    html! {
        <section class="stack-tight" aria-labelledby="tasks-title">
            <div class="section-head"><h2 id="tasks-title" class="section-title">{ words.t("tasks") }</h2>
                if props.open { <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="add-task" onclick={show}><Icon name="plus" />{ words.t("task-add") }</button> }
            </div>
            if let (Some(problem), false) = (&*action.problem, *asking) { <Problem problem={problem.clone()} /> }
            if list.is_empty() { <p class="muted">{ words.t("tasks-none") }</p> } else { <TaskTable caption={words.t("tasks")} tasks={list} action={action.clone()} /> }
            if *asking {
                <Ask title={words.t("task-add")} confirm={words.t("task-add")} busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={close}>
                    <super::Field id="task-title" label={words.t("task")} value={(*title).clone()} on_input={set(&title)} autofocus=true />
                    <Select id="task-who" label={words.t("task-for")} {options} {value} on_change={on_who} />
                    <DayField id="task-day" label={words.t("inbox-due")} value={(*day).clone()} on_input={set(&day)} optional=true />
                </Ask>
            }
        </section>
    }
}

/// The notes of a dossier, and writing one.
#[component]
pub fn DossierNotes(props: &DossierWorkProps) -> Html {
    let words = use_words();
    let notes = use_loaded(props.dossier, |id: &DossierId| desk::notes_of_dossier(*id));
    let action = use_action();
    let text = use_state(String::new);
    let editing = use_state(|| None::<NoteView>);
    let session = use_session();
    // The new note as it stands in the field; whoever turns to something else finds it again.
    let begun = use_mut_ref(String::new);
    {
        let (text, editing, begun) = (text.clone(), editing.clone(), begun.clone());
        use_effect_with(props.dossier, move |dossier| {
            let dossier = *dossier;
            let left = session.begun.get(&dossier).cloned().unwrap_or_default();
            (*begun.borrow_mut()).clone_from(&left);
            text.set(left);
            editing.set(None);
            move || session.dispatch(Act::NoteLeft(dossier, begun.take()))
        });
    }
    let on_input = {
        let (text, begun, new) = (text.clone(), begun.clone(), editing.is_none());
        Callback::from(move |value: String| {
            if new {
                (*begun.borrow_mut()).clone_from(&value);
            }
            text.set(value);
        })
    };
    let onsubmit = {
        let (action, words, text, editing, dossier) = (
            action.clone(),
            words.clone(),
            text.clone(),
            editing.clone(),
            props.dossier,
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (words, after, editing_after) = (words.clone(), text.clone(), editing.clone());
            let (begun, new) = (begun.clone(), editing.is_none());
            let done = move |note: NoteView| {
                if new {
                    begun.borrow_mut().clear();
                }
                after.set(begun.borrow().clone());
                editing_after.set(None);
                Some(if note.unresolved.is_empty() {
                    words.t("note-kept")
                } else {
                    words.with("note-unresolved", &[("names", note.unresolved.join(", "))])
                })
            };
            match &*editing {
                Some(note) => action.run(desk::edit_note(note.id, (*text).clone()), done),
                None => action.run(desk::add_note(dossier, (*text).clone()), done),
            }
        })
    };
    let list = notes.ready().cloned().unwrap_or_default();
    let edit = |note: &NoteView| {
        let (editing, text, note) = (editing.clone(), text.clone(), note.clone());
        Callback::from(move |_: MouseEvent| {
            text.set(note.text.clone());
            editing.set(Some(note.clone()));
        })
    };
    html! {
        <section class="stack-tight" aria-labelledby="notes-title">
            <h2 id="notes-title" class="section-title">{ words.t("notes") }</h2>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            { for list.iter().map(|note| note_view(&words, note, props.open, &edit)) }
            if list.is_empty() { <p class="muted">{ words.t("notes-none") }</p> }
            if props.open {
                <form class="stack-tight" {onsubmit} novalidate=true>
                    <TextArea id="note" label={words.t(if editing.is_some() { "note-edit" } else { "note-add" })} hint={words.t("note-hint")}
                        value={(*text).clone()} {on_input} rows=3 />
                    <div><button type="submit" class="ds-button" data-variant="secondary" data-size="sm" data-action="add-note" aria-busy={action.busy.to_string()}>{ words.t("keep") }</button></div>
                </form>
            }
        </section>
    }
}

fn note_view(
    words: &Words,
    note: &NoteView,
    open: bool,
    edit: &dyn Fn(&NoteView) -> Callback<MouseEvent>,
) -> Html {
    html! {
        <article class="side-card" key={note.id.to_string()}>
            <p class="row-title">{ &note.author_name }</p>
            <p class="row-note">{ format::moment(words, note.written_at) }</p>
            <p class="note-text">{ &note.text }</p>
            if !note.earlier.is_empty() {
                <details class="details"><summary>{ words.with("note-earlier", &[("count", note.earlier.len().to_string())]) }</summary>
                    { for note.earlier.iter().map(|earlier| html! { <><p class="row-note">{ format::moment(words, earlier.written_at) }</p><p class="note-text muted">{ &earlier.text }</p></> }) }
                </details>
            }
            if open { <button type="button" class="ds-button" data-variant="tertiary" data-size="sm" onclick={edit(note)}>{ words.t("note-edit") }</button> }
        </article>
    }
}
