//! Whether sealing would work here: every finding with its state and what to do next.

use model::window::DoctorFinding;
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::Route;
use crate::bridge;
use crate::components::{Icon, Page, Problem, crumb};
use crate::session::{Act, use_session};
use crate::words::{Words, use_words};

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Running,
    Stopping,
    Stopped,
    Done,
}

/// What is known; findings come one after the other.
#[derive(Clone, PartialEq)]
struct Examination {
    phase: Phase,
    findings: Vec<DoctorFinding>,
    problem: Option<Explanation>,
}

enum Step {
    Begin,
    Found(DoctorFinding),
    Stop,
    End(Vec<DoctorFinding>),
    Failed(Explanation),
}

impl Reducible for Examination {
    type Action = Step;

    fn reduce(self: std::rc::Rc<Self>, step: Step) -> std::rc::Rc<Self> {
        let mut next = (*self).clone();
        match step {
            Step::Begin => {
                next = Examination {
                    phase: Phase::Running,
                    findings: Vec::new(),
                    problem: None,
                }
            }
            Step::Found(finding) => next.findings.push(finding),
            Step::Stop => next.phase = Phase::Stopping,
            Step::End(findings) => {
                next.phase = if next.phase == Phase::Stopping {
                    Phase::Stopped
                } else {
                    Phase::Done
                };
                // What was told on the way may have overtaken each other.
                next.findings = findings;
            }
            Step::Failed(explanation) => {
                next.phase = Phase::Stopped;
                next.problem = Some(explanation);
            }
        }
        std::rc::Rc::new(next)
    }
}

/// The page.
#[component]
pub fn DoctorPage() -> Html {
    let words = use_words();
    let session = use_session();
    let examination = use_reducer(|| Examination {
        phase: Phase::Done,
        findings: Vec::new(),
        problem: None,
    });
    let run = {
        let (session, examination) = (session.clone(), examination.clone());
        Callback::from(move |()| {
            examination.dispatch(Step::Begin);
            let (session, examination) = (session.clone(), examination.clone());
            spawn_local(async move {
                let found = examination.clone();
                let answer =
                    bridge::doctor(Box::new(move |finding| found.dispatch(Step::Found(finding)))).await;
                match answer {
                    Ok(findings) => examination.dispatch(Step::End(findings)),
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => examination.dispatch(Step::Failed(explanation)),
                }
            });
        })
    };
    {
        let run = run.clone();
        use_effect_with((), move |()| {
            run.emit(());
            || {
                spawn_local(async {
                    // Nobody looks any more; where nothing runs, nothing is stopped.
                    let _ = bridge::cancel(bridge::Work::Doctor).await;
                });
            }
        });
    }
    let again = run.reform(|_: MouseEvent| ());
    let stop = {
        let examination = examination.clone();
        Callback::from(move |_: MouseEvent| {
            examination.dispatch(Step::Stop);
            spawn_local(async {
                // A refused cancel leaves it running to its end.
                let _ = bridge::cancel(bridge::Work::Doctor).await;
            });
        })
    };
    let running = matches!(examination.phase, Phase::Running | Phase::Stopping);
    let actions = if running {
        html! {
            <button type="button" class="ds-button" data-variant="secondary" data-action="doctor-stop"
                disabled={examination.phase == Phase::Stopping} onclick={stop}>
                { words.t(if examination.phase == Phase::Stopping { "cancelling" } else { "cancel" }) }
            </button>
        }
    } else {
        html! {
            <button type="button" class="ds-button" data-variant="secondary" data-action="doctor-again" onclick={again}>
                <Icon name="sync" />{ words.t("doctor-again") }
            </button>
        }
    };
    let count = [("count", examination.findings.len().to_string())];
    let status = match examination.phase {
        Phase::Running | Phase::Stopping => words.with("doctor-running", &count),
        Phase::Stopped => words.with("doctor-stopped", &count),
        Phase::Done => words.with("doctor-done", &count),
    };
    let (result, findings): (Vec<_>, Vec<_>) = examination
        .findings
        .iter()
        .partition(|finding| finding.area == "result");
    let eyebrow = crumb(&words, Route::Settings, "settings");
    let below = html! { <p class="page-sub">{ words.t("doctor-explain") }</p> };
    html! {
        <Page title={words.t("doctor")} narrow=true {eyebrow} {below} {actions}>
            if let Some(problem) = &examination.problem { <Problem problem={problem.clone()} /> }
            { for result.into_iter().map(|finding| {
                let (color, icon) = look(&finding.standing);
                html! {
                    <div class="callout" data-color={color} data-result={finding.code.clone()}><Icon name={icon} />
                        <div><p class="callout-title">{ &finding.message }</p>
                        if let Some(next) = &finding.next { <p>{ next }</p> }</div></div>
                }
            }) }
            <p class="muted" role="status">{ status }</p>
            if running { <progress aria-label={words.t("doctor")} /> }
            if !findings.is_empty() {
                <ul class="findings outbox">
                    { for findings.into_iter().map(|finding| html! { <li>{ finding_of(&words, finding) }</li> }) }
                </ul>
            }
        </Page>
    }
}

fn look(standing: &str) -> (&'static str, &'static str) {
    match standing {
        "good" => ("success", "check"),
        "bad" => ("danger", "warning"),
        _ => ("warning", "info"),
    }
}

fn finding_of(words: &Words, finding: &DoctorFinding) -> Html {
    let (color, icon) = look(&finding.standing);
    let standing = match finding.standing.as_str() {
        "good" => words.t("standing-good"),
        "bad" => words.t("standing-bad"),
        _ => words.t("standing-attention"),
    };
    let area = words.find(&format!("area-{}", finding.area), &[]);
    html! {
        <div class="finding" data-color={color} data-code={finding.code.clone()}>
            <span class="finding-mark"><Icon name={icon} /></span>
            <div>
                <p class="label">{ area.unwrap_or_else(|| finding.area.clone()) }{ " · " }{ standing }</p>
                <p class="finding-text">{ &finding.message }</p>
                if let Some(next) = finding.next.as_ref().filter(|_| finding.standing != "good") { <p class="row-note">{ next }</p> }
            </div>
        </div>
    }
}
