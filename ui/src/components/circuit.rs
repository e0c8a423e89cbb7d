//! The circuits of a document: where they stand, and what whoever works here may do.

use model::circuit::{Assignee, CircuitStatus, Dispatch, DispatchWay};
use model::procedure::StepKind;
use model::view::DocumentView;
use model::window::CircuitAct;
use model::work::{CircuitView, StepStanding, StepView};
use model::{Role, Sha256, StepId};
use yew::prelude::*;

use super::lists::{Standing, StepShown, Stepper};
use super::{
    Ask, DayField, Dialog, Field, Icon, Problem, Select, SignDialog, Signable, read_day, written_day,
};
use crate::action::{Action, use_action};
use crate::bridge::circuits as desk;
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::words::{Words, use_words};

/// For whom a step is, in the reader's words: `name` is the person's name, the role's word or the office's code.
pub fn assignee_in_words(words: &Words, assignee: &Assignee, name: &str) -> String {
    let role = |role: Role| crate::pages::roles_in_words(words, &[role]);
    match assignee {
        Assignee::Person(_) | Assignee::Office(_) => name.to_owned(),
        Assignee::Role(one) => role(*one),
        Assignee::RoleIn { role: one, office } => format!("{} · {office}", role(*one)),
    }
}

/// The word of a kind of step.
pub fn kind_in_words(words: &Words, kind: StepKind) -> String {
    words.t(match kind {
        StepKind::Visa => "step-visa",
        StepKind::Opinion => "step-opinion",
        StepKind::Approval => "step-approval",
        StepKind::Signature => "step-signature",
        StepKind::Seal => "step-seal",
        StepKind::Dispatch => "step-dispatch",
    })
}

#[derive(PartialEq, Properties)]
pub struct CircuitPanelProps {
    /// The document, as it stands before the person's eyes.
    pub document: DocumentView,
    /// The dossier is open.
    pub open: bool,
    /// Told whether sealing has to wait until the circuit has come to it.
    #[prop_or_default]
    pub on_wait: Callback<bool>,
}

/// What is asked on top of the panel.
#[derive(Clone, PartialEq)]
enum Asked {
    Nothing,
    Start,
    Sign,
    Give(StepView),
    Refuse(StepId),
    SendBack(StepView),
    HandOn(StepId),
    Skip(StepId),
    Send(StepId),
    Withdraw,
    Restart,
}

/// The panel.
#[component]
pub fn CircuitPanel(props: &CircuitPanelProps) -> Html {
    let words = use_words();
    let id = props.document.id;
    let loaded = use_loaded(id, |id: &model::DocumentId| desk::circuits_of_document(*id));
    let asked = use_state(|| Asked::Nothing);
    let action = use_action();
    let close = {
        let (asked, action) = (asked.clone(), action.clone());
        Callback::from(move |()| {
            action.forget();
            asked.set(Asked::Nothing);
        })
    };
    let ask = |what: Asked| {
        let (asked, action) = (asked.clone(), action.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            asked.set(what.clone());
        })
    };
    let running = loaded.ready().and_then(|circuits| {
        circuits
            .iter()
            .find(|circuit| circuit.status == CircuitStatus::Running)
            .cloned()
    });
    {
        let waits = running.as_ref().is_some_and(|circuit| {
            !circuit
                .steps
                .iter()
                .any(|step| step.kind == StepKind::Seal && step.state == StepStanding::Due)
        });
        let on_wait = props.on_wait.clone();
        use_effect_with(waits, move |waits| on_wait.emit(*waits));
    }
    let Some(seen) = props.document.versions.first().map(|version| version.sha256) else {
        return Html::default();
    };
    let body = match &*loaded {
        Loaded::Waiting => html! { <p class="muted">{ words.t("loading") }</p> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(circuits) => html! {
            <>
                { for circuits.iter().map(|circuit| html! { <div key={circuit.id.to_string()}>{ circuit_view(&words, circuit, &ask) }</div> }) }
                if circuits.is_empty() { <p class="muted">{ words.t("circuit-absent") }</p> }
                if running.is_none() && props.open && props.document.identifier.is_none() {
                    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="start-circuit" onclick={ask(Asked::Start)}>
                        <Icon name="right" />{ words.t("circuit-start") }</button>
                }
            </>
        },
    };
    let current = running.or_else(|| loaded.ready().and_then(|circuits| circuits.first().cloned()));
    html! {
        <section class="side-card" aria-labelledby="circuit-title">
            <h2 id="circuit-title" class="label">{ words.t("circuit") }</h2>
            <div class="stack-tight">{ body }</div>
            { dialog(&words, &asked, current.as_ref(), seen, &props.document, &action, close) }
        </section>
    }
}

fn status_in_words(words: &Words, circuit: &CircuitView) -> String {
    let by = [
        ("name", circuit.ended_by.clone().unwrap_or_default()),
        (
            "moment",
            circuit
                .ended_at
                .map(|at| format::moment(words, at))
                .unwrap_or_default(),
        ),
    ];
    match circuit.status {
        CircuitStatus::Running => words.with("circuit-running", &[("name", circuit.starter_name.clone())]),
        CircuitStatus::Refused => words.with("circuit-refused", &by),
        CircuitStatus::Withdrawn => words.with("circuit-withdrawn", &by),
        CircuitStatus::Cancelled => words.with("circuit-cancelled", &by),
        CircuitStatus::Finished => words.t("circuit-finished"),
    }
}

fn shown(words: &Words, step: &StepView) -> StepShown {
    let (standing, text) = match step.state {
        StepStanding::Done => (Standing::Done, "step-done"),
        StepStanding::Due => (Standing::Due, "step-due"),
        StepStanding::Pending => (Standing::Later, "step-pending"),
        StepStanding::Skipped => (Standing::Stopped, "step-skipped"),
    };
    let mut note = assignee_in_words(words, &step.assignee, &step.assignee_name);
    let mut standing_text = words.t(text);
    if let Some(done) = &step.done {
        note = match &done.principal {
            Some(principal) => words.with(
                "step-by-for",
                &[("name", done.by.clone()), ("principal", principal.clone())],
            ),
            None => done.by.clone(),
        };
        standing_text = format::moment(words, done.at);
        if let Some(version) = done.version {
            standing_text += " · ";
            standing_text += &words.with("step-version", &[("number", version.to_string())]);
        }
        if let Some(text) = &done.text {
            note = format!("{note} — {text}");
        }
    } else if let (StepStanding::Due, Some(day)) = (step.state, step.due_day) {
        standing_text = words.with("step-due-by", &[("day", format::civil_day(words, day))]);
    }
    StepShown {
        key: step.id.to_string(),
        stage: step.stage,
        title: kind_in_words(words, step.kind),
        note,
        standing,
        standing_text,
    }
}

/// By whom and why the circuit came back the last time, as long as that is the last thing that was undone in it.
fn sent_back(circuit: &CircuitView) -> Option<(String, String, jiff::Timestamp)> {
    let last = circuit.past.last()?;
    Some((last.sent_back_by.clone()?, last.reason.clone()?, last.undone_at))
}

fn circuit_view(words: &Words, circuit: &CircuitView, ask: &dyn Fn(Asked) -> Callback<MouseEvent>) -> Html {
    let steps: Vec<StepShown> = circuit.steps.iter().map(|step| shown(words, step)).collect();
    let button = |label: &str, what: Asked, main: bool| {
        html! { <button type="button" class="ds-button" data-size="sm" data-variant={(!main).then_some("secondary")} data-action={label.to_owned()}
        onclick={ask(what)}>{ words.t(label) }</button> }
    };
    let mine = circuit
        .steps
        .iter()
        .filter(|step| step.may_do && step.state == StepStanding::Due);
    let running = circuit.status == CircuitStatus::Running;
    html! {
        <article class="circuit" data-status={format!("{:?}", circuit.status).to_lowercase()}>
            <h3 class="party-name">{ &circuit.name }</h3>
            <p class="muted">{ status_in_words(words, circuit) }</p>
            if let Some(reason) = &circuit.reason { <p><q>{ reason }</q></p> }
            if let (true, Some((name, reason, moment))) = (running, sent_back(circuit)) {
                <p class="outcome-warning" data-sent-back=""><Icon name="info" /><span>{ words.with("circuit-sent-back-by", &[("name", name), ("moment", format::moment(words, moment)), ("reason", reason)]) }</span></p>
            }
            if circuit.stuck.is_some() { <p class="outcome-warning"><Icon name="warning" /><span>{ words.t("circuit-stuck") }</span></p> }
            <Stepper label={circuit.name.clone()} {steps} />
            { for mine.map(|step| html! {
                <div class="row-actions" key={step.id.to_string()}>
                    if let Some(principal) = &step.may_do_for { <p class="field-hint">{ words.with("step-may-for", &[("name", principal.clone())]) }</p> }
                    { match step.kind {
                        StepKind::Visa => button("act-visa", Asked::Give(step.clone()), true),
                        StepKind::Opinion => button("act-opinion", Asked::Give(step.clone()), true),
                        StepKind::Approval => button("act-approve", Asked::Give(step.clone()), true),
                        StepKind::Dispatch => button("act-dispatch", Asked::Send(step.id), true),
                        StepKind::Signature => button("act-sign", Asked::Sign, true),
                        StepKind::Seal => Html::default(),
                    } }
                    { button("act-refuse", Asked::Refuse(step.id), false) }
                    if step.stage > 1 { { button("act-send-back", Asked::SendBack(step.clone()), false) } }
                    { button("act-hand-on", Asked::HandOn(step.id), false) }
                    if step.optional { { button("act-skip", Asked::Skip(step.id), false) } }
                </div>
            }) }
            <div class="row-actions">
                if running { { button("act-withdraw", Asked::Withdraw, false) } }
                if matches!(circuit.status, CircuitStatus::Refused | CircuitStatus::Withdrawn | CircuitStatus::Cancelled) { { button("act-restart", Asked::Restart, false) } }
            </div>
            if !circuit.past.is_empty() {
                <details class="details"><summary>{ words.with("circuit-past", &[("count", circuit.past.len().to_string())]) }</summary>
                    <ul class="versions">
                        { for circuit.past.iter().map(|past| html! {
                            <li><span class="row-title">{ past.kind.map(|kind| kind_in_words(words, kind)).unwrap_or_default() }{ " · " }{ &past.done.by }</span>
                                <span class="row-note">{ format::moment(words, past.done.at) }{ past.done.text.as_ref().map(|text| format!(" — {text}")).unwrap_or_default() }</span></li>
                        }) }
                    </ul>
                </details>
            }
        </article>
    }
}

fn dialog(
    words: &Words,
    asked: &UseStateHandle<Asked>,
    circuit: Option<&CircuitView>,
    seen: Sha256,
    document: &DocumentView,
    action: &Action,
    close: Callback<()>,
) -> Html {
    if **asked == Asked::Start {
        return html! { <StartDialog document={document.clone()} {seen} on_close={close} /> };
    }
    if **asked == Asked::Sign {
        return match Signable::of(document) {
            Some(one) => html! { <SignDialog documents={vec![one]} on_close={close} /> },
            None => Html::default(),
        };
    }
    let Some(circuit) = circuit.cloned() else {
        return Html::default();
    };
    let run = |make: Box<dyn Fn(String) -> CircuitAct>| {
        let (action, close, words, id) = (action.clone(), close.clone(), words.clone(), circuit.id);
        Callback::from(move |reason: String| {
            let (close, words) = (close.clone(), words.clone());
            action.run(desk::act(id, seen, make(reason)), move |_| {
                close.emit(());
                Some(words.t("act-done"))
            });
        })
    };
    let busy = *action.busy;
    let problem = (*action.problem).clone();
    let version = document.versions.first().map_or(0, |version| version.number);
    let about = words.with(
        "act-about",
        &[("title", document.title.clone()), ("number", version.to_string())],
    );
    let plain = |title: &str,
                 text: String,
                 reason: Option<&str>,
                 optional: bool,
                 confirm: &str,
                 on_confirm: Callback<String>| {
        html! { <Ask title={words.t(title)} {text} reason={reason.map(|id| AttrValue::from(words.t(id)))} reason_optional={optional}
        confirm={words.t(confirm)} {busy} problem={problem.clone()} {on_confirm} on_close={close.clone()} /> }
    };
    match (**asked).clone() {
        Asked::Nothing | Asked::Start | Asked::Sign => Html::default(),
        Asked::Give(step) => {
            let (id, opinion) = (step.id, step.kind == StepKind::Opinion);
            let confirm = match step.kind {
                StepKind::Visa => "act-visa",
                StepKind::Opinion => "act-opinion",
                _ => "act-approve",
            };
            let label = if opinion { "act-opinion-text" } else { "act-remark" };
            plain(
                confirm,
                about,
                Some(label),
                !opinion,
                confirm,
                run(Box::new(move |text| CircuitAct::Approve {
                    step: id,
                    text: Some(text).filter(|text| !text.is_empty()),
                })),
            )
        }
        Asked::Refuse(step) => plain(
            "act-refuse",
            words.t("act-refuse-text"),
            Some("act-reason"),
            false,
            "act-refuse",
            run(Box::new(move |reason| CircuitAct::Refuse { step, reason })),
        ),
        Asked::Skip(step) => plain(
            "act-skip",
            about,
            Some("act-reason"),
            false,
            "act-skip",
            run(Box::new(move |reason| CircuitAct::Skip { step, reason })),
        ),
        Asked::Withdraw => plain(
            "act-withdraw",
            words.t("act-withdraw-text"),
            Some("act-reason"),
            false,
            "act-withdraw",
            run(Box::new(move |reason| CircuitAct::Withdraw { reason })),
        ),
        Asked::Restart => plain(
            "act-restart",
            about,
            None,
            true,
            "act-restart",
            run(Box::new(move |_| CircuitAct::Restart)),
        ),
        Asked::SendBack(step) => {
            html! { <SendBackDialog circuit={circuit} {step} {seen} on_close={close} /> }
        }
        Asked::HandOn(step) => html! { <HandOnDialog circuit={circuit} {step} {seen} on_close={close} /> },
        Asked::Send(step) => html! { <SendDialog circuit={circuit} {step} {seen} on_close={close} /> },
    }
}

#[derive(PartialEq, Properties)]
struct StartProps {
    document: DocumentView,
    seen: Sha256,
    on_close: Callback<()>,
}

/// Which circuit a document is sent round.
#[component]
fn StartDialog(props: &StartProps) -> Html {
    let words = use_words();
    let action = use_action();
    let rules = use_loaded(props.document.id, |id: &model::DocumentId| {
        desk::circuit_rules(*id)
    });
    let chosen = use_state(|| None::<String>);
    let found = rules.ready().cloned().unwrap_or_default();
    let key = (*chosen).clone().or_else(|| {
        found
            .iter()
            .find(|rule| rule.fits)
            .or(found.first())
            .map(|rule| rule.key.clone())
    });
    let rule = found.iter().find(|rule| Some(&rule.key) == key.as_ref()).cloned();
    let on_change = {
        let chosen = chosen.clone();
        Callback::from(move |value: String| chosen.set(Some(value)))
    };
    let onsubmit = {
        let (action, words, close, key) =
            (action.clone(), words.clone(), props.on_close.clone(), key.clone());
        let (document, seen) = (props.document.id, props.seen);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (close, words) = (close.clone(), words.clone());
            let new = desk::NewCircuit {
                document,
                seen,
                rule: key.clone(),
                name: None,
                steps: Vec::new(),
            };
            action.run(desk::start_circuit(new), move |circuit| {
                close.emit(());
                Some(words.with("circuit-started", &[("name", circuit.name)]))
            });
        })
    };
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let options = found
        .iter()
        .map(|rule| (rule.key.clone(), rule.name.clone(), None))
        .collect::<Vec<_>>();
    html! {
        <Dialog id="start-circuit-title" title={words.t("circuit-start")} on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                if let Loaded::Failed(problem) = &*rules { <Problem problem={problem.clone()} /> }
                <p class="lead">{ words.with("circuit-start-text", &[("title", props.document.title.clone())]) }</p>
                if rules.ready().is_some() && found.is_empty() { <p>{ words.t("circuit-rules-none") }</p> }
                if found.len() > 1 { <Select id="circuit-rule" label={words.t("circuit")} {options} value={key.clone().unwrap_or_default()} {on_change} /> }
                if let Some(rule) = rule {
                    <ol class="versions">
                        { for rule.steps.iter().map(|step| html! {
                            <li><span class="row-title">{ kind_in_words(&words, step.kind) }</span>
                                <span class="row-note">{ words.with("step-stage", &[("number", step.stage.to_string())]) }{ who(&words, step) }</span></li>
                        }) }
                    </ol>
                }
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="confirm" disabled={found.is_empty()} aria-busy={action.busy.to_string()}>{ words.t("circuit-start") }</button>
                </div>
            </form>
        </Dialog>
    }
}

fn who(words: &Words, step: &model::procedure::StepRule) -> String {
    let role = step.role.map(|role| crate::pages::roles_in_words(words, &[role]));
    [step.person.clone(), role, step.office.clone()]
        .into_iter()
        .flatten()
        .map(|part| format!(" · {part}"))
        .collect()
}

#[derive(PartialEq, Properties)]
struct ActProps {
    circuit: CircuitView,
    step: StepId,
    seen: Sha256,
    on_close: Callback<()>,
}

#[derive(PartialEq, Properties)]
struct SendBackProps {
    circuit: CircuitView,
    step: StepView,
    seen: Sha256,
    on_close: Callback<()>,
}

fn acted(words: &Words, close: &Callback<()>) -> impl FnOnce(CircuitView) -> Option<String> + 'static {
    let (words, close) = (words.clone(), close.clone());
    move |_| {
        close.emit(());
        Some(words.t("act-done"))
    }
}

/// To which stage, and why.
#[component]
fn SendBackDialog(props: &SendBackProps) -> Html {
    let words = use_words();
    let action = use_action();
    let stage = use_state(|| 1_u32);
    let options = (1..props.step.stage)
        .map(|number| {
            let kinds: Vec<String> = props
                .circuit
                .steps
                .iter()
                .filter(|step| step.stage == number)
                .map(|step| kind_in_words(&words, step.kind))
                .collect();
            (
                number.to_string(),
                format!("{number} · {}", kinds.join(", ")),
                None,
            )
        })
        .collect::<Vec<_>>();
    let on_change = {
        let stage = stage.clone();
        Callback::from(move |value: String| stage.set(value.parse().unwrap_or(1)))
    };
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (circuit, seen, step, stage) = (props.circuit.id, props.seen, props.step.id, *stage);
        Callback::from(move |reason: String| {
            let act = CircuitAct::SendBack { step, stage, reason };
            action.run(desk::act(circuit, seen, act), acted(&words, &close));
        })
    };
    html! {
        <Ask title={words.t("act-send-back")} text={words.t("act-send-back-text")} reason={words.t("act-reason")} confirm={words.t("act-send-back")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()} settled={options.len() < 2}>
            <Select id="send-back-stage" label={words.t("act-stage")} {options} value={stage.to_string()} {on_change} />
        </Ask>
    }
}

/// To whom, and why.
#[component]
fn HandOnDialog(props: &ActProps) -> Html {
    let words = use_words();
    let action = use_action();
    let people = use_loaded((), |()| crate::bridge::people::people());
    let chosen = use_state(|| None::<String>);
    let here: Vec<_> = people
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
    let value = (*chosen)
        .clone()
        .or_else(|| here.first().map(|person| person.id.to_string()))
        .unwrap_or_default();
    let on_change = {
        let chosen = chosen.clone();
        Callback::from(move |value: String| chosen.set(Some(value)))
    };
    let on_confirm = {
        let (action, words, close, to) = (
            action.clone(),
            words.clone(),
            props.on_close.clone(),
            value.clone(),
        );
        let (circuit, seen, step) = (props.circuit.id, props.seen, props.step);
        Callback::from(move |reason: String| {
            if let Ok(to) = to.parse() {
                let act = CircuitAct::Substitute { step, to, reason };
                action.run(desk::act(circuit, seen, act), acted(&words, &close));
            }
        })
    };
    html! {
        <Ask title={words.t("act-hand-on")} text={words.t("act-hand-on-text")} reason={words.t("act-reason")} confirm={words.t("act-hand-on")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="hand-on-to" label={words.t("act-to")} {options} {value} {on_change} />
        </Ask>
    }
}

/// How, to whom, on which day.
#[component]
fn SendDialog(props: &ActProps) -> Html {
    let words = use_words();
    let action = use_action();
    let (way, addressee, day) = (
        use_state(|| "post".to_owned()),
        use_state(String::new),
        use_state(String::new),
    );
    let today = format::today();
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let shown_day = if day.is_empty() {
        written_day(today)
    } else {
        (*day).clone()
    };
    let options = ["post", "email", "counter", "platform"]
        .map(|key| (key.to_owned(), words.t(&format!("dispatch-{key}")), None))
        .to_vec();
    let on_confirm = {
        let (action, words, close) = (action.clone(), words.clone(), props.on_close.clone());
        let (circuit, seen, step) = (props.circuit.id, props.seen, props.step);
        let (way, addressee, on) = ((*way).clone(), (*addressee).clone(), read_day(&shown_day));
        Callback::from(move |_: String| {
            let Some(on) = on else { return };
            let way = match way.as_str() {
                "email" => DispatchWay::Email,
                "counter" => DispatchWay::Counter,
                "platform" => DispatchWay::Platform,
                _ => DispatchWay::Post,
            };
            let dispatch = Dispatch {
                way,
                on,
                addressee: addressee.clone(),
            };
            action.run(
                desk::act(circuit, seen, CircuitAct::Dispatch { step, dispatch }),
                acted(&words, &close),
            );
        })
    };
    html! {
        <Ask title={words.t("act-dispatch")} text={words.t("act-dispatch-text")} confirm={words.t("act-dispatch")}
            busy={*action.busy} problem={(*action.problem).clone()} {on_confirm} on_close={props.on_close.clone()}>
            <Select id="dispatch-way" label={words.t("dispatch-way")} {options} value={(*way).clone()} on_change={set(&way)} />
            <Field id="dispatch-addressee" label={words.t("dispatch-addressee")} value={(*addressee).clone()} on_input={set(&addressee)} />
            <DayField id="dispatch-day" label={words.t("dispatch-day")} value={shown_day.clone()} on_input={set(&day)} />
        </Ask>
    }
}
