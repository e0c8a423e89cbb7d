//! What waits for whom: the inbox, tasks by hand, notes and mentions.

use jiff::civil::Date;
use model::circuit::Assignee;
use model::delegation::{acts_for, name_of};
use model::passage::{folded, passage, single_line};
use model::view::PersonView;
use model::work::{
    InboxCounts, InboxStep, InboxView, NOTE_MOST, NewTask, NoteView, TASK_MOST, TaskView, WorkError, mentions,
};
use model::{DossierId, NoteId, PersonId, Role, TaskId};
use store::{Back, Due, NoteRecord, Reading, TaskRecord, Tasks};

use crate::circuits::{Known, assignee_name};
use crate::{Desk, Error, dossiers};

/// Most steps of absent people that are looked through for one inbox.
const DELEGATED_MOST: u32 = 1_000;

fn task_view(task: TaskRecord, today: Date, people: &[PersonView]) -> TaskView {
    TaskView {
        id: task.id,
        dossier: task.dossier,
        reference: task.reference,
        title: task.title,
        assignee_name: assignee_name(&task.assignee, people),
        assignee: task.assignee,
        overdue: task.done_at.is_none() && task.due_day.is_some_and(|day| day < today),
        due_day: task.due_day,
        created_by: name_of(people, task.created_by),
        created_at: task.created_at,
        done_at: task.done_at,
        done_by: task.done_by.map(|id| name_of(people, id)),
    }
}

fn note_view(note: NoteRecord, people: &[PersonView]) -> NoteView {
    let mut texts = note.texts.into_iter();
    let (text, written_at) = texts.next().map_or_else(
        || (String::new(), note.created_at),
        |newest| (newest.text, newest.written_at),
    );
    NoteView {
        id: note.id,
        dossier: note.dossier,
        author: note.author,
        author_name: name_of(people, note.author),
        created_at: note.created_at,
        unresolved: mentions(&text, people).unresolved,
        text,
        written_at,
        earlier: texts.collect(),
        mentions: note.mentions.iter().map(|id| name_of(people, *id)).collect(),
    }
}

/// Whether a task is for somebody, in their own right or for their office.
fn is_for(assignee: &Assignee, person: &PersonView) -> bool {
    match assignee {
        Assignee::Person(id) => *id == person.id,
        Assignee::Role(role) => person.roles.contains(role),
        Assignee::Office(office) => person.belongs_to(office),
        Assignee::RoleIn { role, office } => person.belongs_to(office) && person.roles.contains(role),
    }
}

impl Desk {
    /// What waits for whoever works here: steps for me, for people I stand in for, for my office; steps of others in
    /// circuits that I started; circuits that came back or that nobody can finish; tasks; notes that mention me. Each list
    /// holds at most `limit` items, the counts all of them. Nothing of a dossier that may not be seen is in it, nor
    /// counted.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn inbox(&self, limit: u32) -> Result<InboxView, Error> {
        let now = self.now();
        let today = dossiers::in_luxembourg(now).date();
        self.store.read(|reading| {
            let people = reading.people()?;
            let me = reading.person(self.person)?;
            let delegated = self.delegated(reading, &people, now)?;
            let (tasks, tasks_overdue) = reading.open_task_count(Tasks::For(&me), today)?;
            let count = |list: &[InboxStep]| u32::try_from(list.len()).unwrap_or(u32::MAX);
            let counts = InboxCounts {
                mine: reading.due_count(Due::For(&me))?,
                delegated: count(&delegated),
                office: reading.due_count(Due::Office(&me))?,
                waiting: reading.due_count(Due::StartedBy(&me))?,
                returned: reading.back_count(Back::Refused(&me))?,
                stuck: reading.back_count(Back::Stuck(&me))?,
                tasks,
                tasks_overdue,
                office_tasks: reading.open_task_count(Tasks::Office(&me), today)?.0,
                given_tasks: reading.open_task_count(Tasks::Given(&me), today)?.0,
                mentions: reading.unseen_mention_count(me.id)?,
            };
            let list = |which: Tasks<'_>| -> Result<Vec<TaskView>, Error> {
                Ok(reading
                    .open_tasks(which, limit)?
                    .into_iter()
                    .map(|task| task_view(task, today, &people))
                    .collect())
            };
            Ok(InboxView {
                counts,
                mine: reading.due_steps(Due::For(&me), limit)?,
                delegated: delegated
                    .into_iter()
                    .take(usize::try_from(limit).unwrap_or(usize::MAX))
                    .collect(),
                office: reading.due_steps(Due::Office(&me), limit)?,
                waiting: reading.due_steps(Due::StartedBy(&me), limit)?,
                returned: reading.back(Back::Refused(&me), &people, limit)?,
                stuck: reading.back(Back::Stuck(&me), &people, limit)?,
                tasks: list(Tasks::For(&me))?,
                office_tasks: list(Tasks::Office(&me))?,
                given_tasks: list(Tasks::Given(&me))?,
                mentions: reading.unseen_mentions(me.id, limit)?,
            })
        })
    }

    /// The steps of those I stand in for, as far as their delegations go.
    fn delegated(
        &self,
        reading: &Reading<'_>,
        people: &[PersonView],
        now: jiff::Timestamp,
    ) -> Result<Vec<InboxStep>, Error> {
        let today = dossiers::in_luxembourg(now).date();
        let delegations = reading.delegations(today)?;
        let mut found: Vec<InboxStep> = Vec::new();
        for one in acts_for(self.person, today, None, &delegations, people) {
            let Some(principal) = people.iter().find(|person| person.id == one.principal) else {
                continue;
            };
            let mut theirs = reading.due_steps(Due::For(principal), DELEGATED_MOST)?;
            theirs.extend(reading.due_steps(Due::Office(principal), DELEGATED_MOST)?);
            for step in theirs {
                if found.iter().any(|other| other.step == step.step) {
                    continue;
                }
                let Some((circuit, _)) = reading.circuit(step.circuit)? else {
                    continue;
                };
                let dossier = reading.dossier(step.dossier)?;
                let known = Known::read(reading, self.person, now, step.document, &dossier)?;
                let capacity = circuit
                    .step(step.step)
                    .and_then(|due| circuit.capacity(due, &known.acting()).ok());
                if let Some(id) = capacity.and_then(|capacity| capacity.principal) {
                    found.push(InboxStep {
                        principal: Some(name_of(people, id)),
                        ..step
                    });
                }
            }
        }
        found.sort_by_key(|step| (step.since, step.step));
        Ok(found)
    }

    /// Finds a person who works here by name (accents and capitals make no difference; a first or last name where only one
    /// person has it) or identity.
    ///
    /// # Errors
    /// `people-unknown`, `people-ambiguous`.
    pub fn find_person(&self, text: &str) -> Result<PersonView, Error> {
        let people = self.people()?;
        if let Ok(id) = text.trim().parse::<PersonId>()
            && let Some(person) = people.iter().find(|person| person.id == id)
        {
            return Ok(person.clone());
        }
        let wanted = folded(text.trim());
        let working = || people.iter().filter(|person| person.left_at.is_none());
        let whole: Vec<&PersonView> = working()
            .filter(|person| folded(&person.name) == wanted)
            .collect();
        let part: Vec<&PersonView> = working()
            .filter(|person| {
                let name = folded(&person.name);
                let (first, last) = name.split_once(' ').unwrap_or((&name, ""));
                first == wanted || last == wanted
            })
            .collect();
        let found = if whole.is_empty() { part } else { whole };
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            [] => Err(WorkError::PersonUnknown {
                person: text.to_owned(),
            }
            .into()),
            _ => Err(WorkError::PersonAmbiguous {
                person: text.to_owned(),
            }
            .into()),
        }
    }

    /// Gives a task to a person, a role or an office. For everybody but who only reads the journal.
    ///
    /// # Errors
    /// `role-missing`; `dossier-unknown`, `dossier-closed`; `people-unknown`, `people-left`; the title is empty or too long.
    pub fn add_task(&self, new: &NewTask) -> Result<TaskView, Error> {
        self.require(&[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator])?;
        self.add_task_as(self.person, &self.actor, new)
    }

    pub(crate) fn add_task_as(
        &self,
        person: PersonId,
        actor: &str,
        new: &NewTask,
    ) -> Result<TaskView, Error> {
        let title = single_line("task", &new.title, TASK_MOST)?;
        let assignee = match &new.assignee {
            Assignee::Office(office) => Assignee::Office(dossiers::office(office)?),
            Assignee::RoleIn { role, office } => Assignee::RoleIn {
                role: *role,
                office: dossiers::office(office)?,
            },
            other => other.clone(),
        };
        let id = self.store.change(actor, |change| -> Result<_, Error> {
            if let Some(dossier) = new.dossier {
                change.open_dossier(dossier)?;
            }
            let people = change.people()?;
            if let Assignee::Person(id) = &assignee {
                let found = people.iter().find(|one| one.id == *id);
                let found = found.ok_or_else(|| WorkError::PersonUnknown {
                    person: id.to_string(),
                })?;
                if found.left_at.is_some() {
                    return Err(WorkError::PersonLeft {
                        person: found.name.clone(),
                    }
                    .into());
                }
            }
            let new = NewTask {
                title: title.clone(),
                assignee: assignee.clone(),
                ..new.clone()
            };
            let id = change.add_task(&new, person)?;
            change.record(
                "task-given",
                new.dossier,
                &[
                    ("task", &title),
                    ("to", &assignee_name(&assignee, &people)),
                    ("due", &new.due_day.map(|day| day.to_string()).unwrap_or_default()),
                ],
            )?;
            Ok(id)
        })?;
        self.task(id)
    }

    /// One task.
    ///
    /// # Errors
    /// `task-unknown`, also when its dossier may not be seen.
    pub fn task(&self, id: TaskId) -> Result<TaskView, Error> {
        let today = dossiers::in_luxembourg(self.now()).date();
        self.store.read(|reading| {
            let task = reading
                .task(id)?
                .ok_or_else(|| WorkError::TaskUnknown { task: id.to_string() })?;
            Ok(task_view(task, today, &reading.people()?))
        })
    }

    /// The tasks of a dossier, open ones first.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn tasks_of_dossier(&self, dossier: DossierId) -> Result<Vec<TaskView>, Error> {
        let today = dossiers::in_luxembourg(self.now()).date();
        self.store.read(|reading| {
            let dossier = reading.dossier(dossier)?;
            let people = reading.people()?;
            Ok(reading
                .tasks_of_dossier(dossier.id)?
                .into_iter()
                .map(|task| task_view(task, today, &people))
                .collect())
        })
    }

    /// Marks a task as done, or as open again: whom it is for, who gave it, or an administrator.
    ///
    /// # Errors
    /// `task-unknown`, `task-not-yours`, `task-done`, `task-not-done`; `dossier-closed`.
    pub fn set_task_done(&self, id: TaskId, done: bool) -> Result<TaskView, Error> {
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let task = change
                .task(id)?
                .ok_or_else(|| WorkError::TaskUnknown { task: id.to_string() })?;
            if let Some(dossier) = task.dossier {
                change.open_dossier(dossier)?;
            }
            let me = change.person(self.person)?;
            let title = task.title.clone();
            if !is_for(&task.assignee, &me)
                && task.created_by != self.person
                && !self.roles.contains(&Role::Administrator)
            {
                return Err(WorkError::TaskNotYours { title }.into());
            }
            match (task.done_at.is_some(), done) {
                (true, true) => return Err(WorkError::TaskDone { title }.into()),
                (false, false) => return Err(WorkError::TaskNotDone { title }.into()),
                _ => {}
            }
            change.set_task_done(id, done.then_some(self.person))?;
            let kind = if done { "task-done" } else { "task-open-again" };
            change.record(kind, task.dossier, &[("task", &title)])?;
            Ok(())
        })?;
        self.task(id)
    }

    /// Writes a note on a dossier; `@name` mentions people, in whose inbox it appears until they have seen it. Nobody is
    /// told of a dossier that they may not see. For everybody but who only reads the journal.
    ///
    /// # Errors
    /// `role-missing`; `dossier-unknown`, `dossier-closed`; the text is empty or longer than 10,000 characters.
    pub fn add_note(&self, dossier: DossierId, text: &str) -> Result<NoteView, Error> {
        self.require(&[Role::Agent, Role::Signatory, Role::Clerk, Role::Administrator])?;
        self.add_note_as(self.person, &self.actor, dossier, text)
    }

    pub(crate) fn add_note_as(
        &self,
        person: PersonId,
        actor: &str,
        dossier: DossierId,
        text: &str,
    ) -> Result<NoteView, Error> {
        let text = passage("note", text, NOTE_MOST)?;
        let id = self.store.change(actor, |change| -> Result<_, Error> {
            let record = change.open_dossier(dossier)?;
            let people = change.people()?;
            let blind = change.blind(record.id)?;
            let mut who = mentions(&text, &people).people;
            who.retain(|id| *id != person && !blind.contains(id));
            let id = change.add_note(dossier, person, &text, &who)?;
            let names: Vec<String> = who.iter().map(|id| name_of(&people, *id)).collect();
            change.record("note-written", Some(dossier), &[("mentions", &names.join(", "))])?;
            Ok(id)
        })?;
        self.note(id)
    }

    /// Gives one's own note another wording; the earlier ones are kept. Who is mentioned for the first time is told.
    ///
    /// # Errors
    /// `note-unknown`, `note-not-yours`; `dossier-closed`; the text is empty or longer than 10,000 characters.
    pub fn edit_note(&self, id: NoteId, text: &str) -> Result<NoteView, Error> {
        let text = passage("note", text, NOTE_MOST)?;
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            let note = change
                .note(id)?
                .ok_or_else(|| WorkError::NoteUnknown { note: id.to_string() })?;
            let record = change.open_dossier(note.dossier)?;
            let people = change.people()?;
            if note.author != self.person {
                return Err(WorkError::NoteNotYours {
                    author: name_of(&people, note.author),
                }
                .into());
            }
            if note.texts.first().is_some_and(|newest| newest.text == text) {
                return Ok(());
            }
            let blind = change.blind(record.id)?;
            let mut who = mentions(&text, &people).people;
            who.retain(|id| *id != self.person && !blind.contains(id));
            change.reword_note(id, &text, &who)?;
            change.record("note-edited", Some(note.dossier), &[])?;
            Ok(())
        })?;
        self.note(id)
    }

    /// One note.
    ///
    /// # Errors
    /// `note-unknown`, also when its dossier may not be seen.
    pub fn note(&self, id: NoteId) -> Result<NoteView, Error> {
        self.store.read(|reading| {
            let note = reading
                .note(id)?
                .ok_or_else(|| WorkError::NoteUnknown { note: id.to_string() })?;
            Ok(note_view(note, &reading.people()?))
        })
    }

    /// The notes on a dossier, newest first.
    ///
    /// # Errors
    /// `dossier-unknown`.
    pub fn notes_of_dossier(&self, dossier: DossierId) -> Result<Vec<NoteView>, Error> {
        self.store.read(|reading| {
            let dossier = reading.dossier(dossier)?;
            let people = reading.people()?;
            Ok(reading
                .notes_of_dossier(dossier.id)?
                .into_iter()
                .map(|note| note_view(note, &people))
                .collect())
        })
    }

    /// Whoever works here has seen a note that mentions them; seeing it twice changes nothing.
    ///
    /// # Errors
    /// `note-unknown`, also when its dossier may not be seen.
    pub fn mention_seen(&self, id: NoteId) -> Result<(), Error> {
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            if change.note(id)?.is_none() {
                return Err(WorkError::NoteUnknown { note: id.to_string() }.into());
            }
            change.mention_seen(id, self.person)?;
            Ok(())
        })
    }
}
