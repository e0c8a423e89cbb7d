//! What waits: steps of circuits, tasks, mentions; for me, for my office, and what I wait for.

use model::circuit::Assignee;
use model::procedure::StepKind;
use model::work::{InboxCircuit, InboxStep, InboxView, MentionView, TaskView};
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::dossiers::RowLink;
use crate::action::use_action;
use crate::bridge::circuits as desk;
use crate::components::{
    Empty, Icon, Page, Problem, Row, SignDialog, Signable, SkeletonRows, Tab, Table, Tabs, assignee_in_words,
    kind_in_words,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::undo::{Said, Undo};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn InboxPage() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::inbox());
    let open = use_state(|| "mine");
    let action = use_action();
    let signing = use_state(|| None::<Vec<Signable>>);
    let close = {
        let signing = signing.clone();
        Callback::from(move |()| signing.set(None))
    };
    let to_sign: Vec<Signable> = loaded
        .ready()
        .map(|inbox| {
            inbox
                .mine
                .iter()
                .chain(&inbox.delegated)
                .filter(|step| step.kind == StepKind::Signature)
                .map(|step| Signable {
                    document: step.document,
                    title: step.title.clone(),
                    seen: step.newest,
                })
                .collect()
        })
        .unwrap_or_default();
    let sign = {
        let (signing, to_sign) = (signing.clone(), to_sign.clone());
        Callback::from(move |_: MouseEvent| signing.set(Some(to_sign.clone())))
    };
    let actions = html! {
        if !to_sign.is_empty() {
            <button type="button" class="ds-button" data-action="sign-all" onclick={sign}>{ words.with("sign-all", &[("count", to_sign.len().to_string())]) }</button>
        }
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(inbox) => {
            let count = |number: u32| usize::try_from(number).unwrap_or(0);
            let counts = inbox.counts;
            let tab = |key: &'static str, number: u32| Tab {
                key,
                label: words.t(&format!("inbox-{key}")).into(),
                count: count(number),
            };
            let tabs = vec![
                tab("mine", counts.mine + counts.delegated),
                tab("office", counts.office),
                tab("tasks", counts.tasks + counts.office_tasks),
                tab("mentions", counts.mentions),
                tab(
                    "waiting",
                    counts.waiting + counts.returned + counts.stuck + counts.given_tasks,
                ),
            ];
            let on_change = {
                let open = open.clone();
                Callback::from(move |key: &'static str| open.set(key))
            };
            html! {
                <Tabs id="inbox" label={words.t("inbox")} {tabs} value={*open} {on_change}>
                    if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                    { panel(&words, *open, inbox, &action) }
                </Tabs>
            }
        }
    };
    html! {
        <Page title={words.t("inbox")} {actions}>
            { body }
            if let Some(documents) = &*signing { <SignDialog documents={documents.clone()} on_close={close} /> }
        </Page>
    }
}

fn panel(words: &Words, key: &str, inbox: &InboxView, action: &crate::action::Action) -> Html {
    let parts: Vec<Html> = match key {
        "office" => vec![steps(words, "inbox-office", &inbox.office)],
        "tasks" => vec![
            tasks(words, "inbox-tasks-mine", &inbox.tasks, action),
            tasks(words, "inbox-tasks-office", &inbox.office_tasks, action),
        ],
        "mentions" => vec![mentions(words, &inbox.mentions, action)],
        "waiting" => vec![
            circuits(words, "inbox-returned", &inbox.returned),
            circuits(words, "inbox-stuck", &inbox.stuck),
            steps(words, "inbox-waiting", &inbox.waiting),
            tasks(words, "inbox-tasks-given", &inbox.given_tasks, action),
        ],
        _ => vec![
            steps(words, "inbox-mine", &inbox.mine),
            steps(words, "inbox-delegated", &inbox.delegated),
        ],
    };
    if parts.iter().all(|part| *part == Html::default()) {
        return html! { <Empty title={words.t("inbox-empty")} text={words.t("inbox-empty-text")}><Link<Route> to={Route::Dossiers} classes="ds-link">{ words.t("go-to-dossiers") }</Link<Route>></Empty> };
    }
    html! { <div class="stack">{ for parts.into_iter() }</div> }
}

fn headed(words: &Words, title: &str, table: Html) -> Html {
    html! { <section class="stack-tight"><h2 class="section-title">{ words.t(title) }</h2>{ table }</section> }
}

fn columns(words: &Words, ids: &[&str]) -> Vec<AttrValue> {
    ids.iter().map(|id| AttrValue::from(words.t(id))).collect()
}

fn steps(words: &Words, title: &str, steps: &[InboxStep]) -> Html {
    if steps.is_empty() {
        return Html::default();
    }
    headed(words, title, step_table(words, title, steps))
}

fn office_of(assignee: &Assignee) -> &str {
    match assignee {
        Assignee::Office(office) | Assignee::RoleIn { office, .. } => office,
        _ => "",
    }
}

/// Steps in a table.
pub fn step_table(words: &Words, title: &str, steps: &[InboxStep]) -> Html {
    if steps.is_empty() {
        return Html::default();
    }
    let rows = steps
        .iter()
        .map(|step| Row {
            key: step.step.to_string(),
            cells: vec![
                html! { <><RowLink to={Route::Document { id: step.document }}>{ &step.title }</RowLink>
                if let Some(back) = &step.sent_back {
                    <span class="outcome-warning" data-sent-back=""><Icon name="info" /><span>{ words.with("circuit-sent-back-by", &[("name", back.by.clone()), ("moment", format::moment(words, step.since)), ("reason", back.reason.clone())]) }</span></span>
                }</> },
                html! { <><span class="row-title">{ kind_in_words(words, step.kind) }</span>
                if !matches!(step.assignee, Assignee::Person(_)) { <span class="row-note">{ assignee_in_words(words, &step.assignee, office_of(&step.assignee)) }</span> }
                if let Some(principal) = &step.principal { <span class="row-note">{ words.with("step-may-for", &[("name", principal.clone())]) }</span> }</> },
                html! { <><Link<Route> to={Route::Dossier { id: step.dossier }} classes="reference">{ step.reference.to_string() }</Link<Route>>
                <span class="row-note">{ &step.subject }</span></> },
                html! { { format::moment(words, step.since) } },
                html! { if let Some(day) = step.due_day { <span class="no-break">{ format::civil_day(words, day) }</span> } },
            ],
        })
        .collect::<Vec<_>>();
    let columns = columns(
        words,
        &["document", "inbox-to-do", "dossier", "inbox-since", "inbox-due"],
    );
    html! { <Table caption={words.t(title)} {columns} {rows} /> }
}

fn circuits(words: &Words, title: &str, circuits: &[InboxCircuit]) -> Html {
    if circuits.is_empty() {
        return Html::default();
    }
    let rows = circuits
        .iter()
        .map(|circuit| Row {
            key: circuit.circuit.to_string(),
            cells: vec![
                html! { <RowLink to={Route::Document { id: circuit.document }}>{ &circuit.title }</RowLink> },
                html! { <Link<Route> to={Route::Dossier { id: circuit.dossier }} classes="reference">{ circuit.reference.to_string() }</Link<Route>> },
                html! { <>{ circuit.by.clone().unwrap_or_default() }<span class="row-note">{ circuit.reason.clone().unwrap_or_default() }</span></> },
                html! { { format::moment(words, circuit.since) } },
            ],
        })
        .collect::<Vec<_>>();
    let columns = columns(words, &["document", "dossier", "inbox-why", "inbox-since"]);
    headed(
        words,
        title,
        html! { <Table caption={words.t(title)} {columns} {rows} /> },
    )
}

fn tasks(words: &Words, title: &str, tasks: &[TaskView], action: &crate::action::Action) -> Html {
    if tasks.is_empty() {
        return Html::default();
    }
    headed(
        words,
        title,
        html! { <TaskTable caption={words.t(title)} tasks={tasks.to_vec()} action={action.clone()} /> },
    )
}

#[derive(PartialEq, Properties)]
pub struct TaskTableProps {
    /// What the table shows.
    pub caption: AttrValue,
    /// The tasks.
    pub tasks: Vec<TaskView>,
    /// How the page does things.
    pub action: crate::action::Action,
}

/// Tasks, each with a box that says whether it is done.
#[component]
pub fn TaskTable(props: &TaskTableProps) -> Html {
    let words = use_words();
    let rows = props
        .tasks
        .iter()
        .map(|task| {
            let done = task.done_at.is_some();
            let toggle = {
                let (action, words, id) = (props.action.clone(), words.clone(), task.id);
                Callback::from(move |_: Event| {
                    let words = words.clone();
                    action.run_undoable(desk::set_task_done(id, !done), move |task| {
                        Some(Said {
                            text: words.with(
                                if done { "task-reopened" } else { "task-is-done" },
                                &[("title", task.title)],
                            ),
                            undo: Undo::by(move || desk::set_task_done(id, done)),
                        })
                    });
                })
            };
            let id = format!("task-{}", task.id);
            Row {
                key: task.id.to_string(),
                cells: vec![
                    html! {
                        <label class="tick" for={id.clone()}>
                            <input {id} type="checkbox" class="ds-input" checked={done} onchange={toggle} />
                            <span><span class="tick-label">{ &task.title }</span>
                            <span class="row-note">{ words.with("task-from", &[("name", task.created_by.clone()), ("moment", format::moment(&words, task.created_at))]) }</span></span>
                        </label>
                    },
                    html! { { assignee_in_words(&words, &task.assignee, &task.assignee_name) } },
                    match (&task.reference, task.dossier) {
                        (Some(reference), Some(id)) => html! { <Link<Route> to={Route::Dossier { id }} classes="reference">{ reference.to_string() }</Link<Route>> },
                        _ => Html::default(),
                    },
                    html! { <>{ task.due_day.map(|day| format::civil_day(&words, day)).unwrap_or_default() }
                    if task.overdue { <span class="chip" data-color="danger">{ words.t("task-overdue") }</span> }</> },
                ],
            }
        })
        .collect::<Vec<_>>();
    let columns = columns(&words, &["task", "task-for", "dossier", "inbox-due"]);
    html! { <Table caption={props.caption.clone()} {columns} {rows} /> }
}

fn mentions(words: &Words, mentions: &[MentionView], action: &crate::action::Action) -> Html {
    if mentions.is_empty() {
        return Html::default();
    }
    let seen = |id: model::NoteId| {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let words = words.clone();
            action.run(desk::mention_seen(id), move |()| Some(words.t("mention-is-seen")));
        })
    };
    let list = html! {
        <ul class="versions">
            { for mentions.iter().map(|mention| html! {
                <li key={mention.note.to_string()} class="side-card">
                    <p class="row-title">{ &mention.author_name }{ " · " }<Link<Route> to={Route::Dossier { id: mention.dossier }} classes="reference">{ mention.reference.to_string() }</Link<Route>></p>
                    <p class="row-note">{ format::moment(words, mention.at) }</p>
                    <p class="note-text">{ &mention.text }</p>
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" onclick={seen(mention.note)}>{ words.t("mention-seen") }</button>
                </li>
            }) }
        </ul>
    };
    headed(words, "inbox-mentions", list)
}
