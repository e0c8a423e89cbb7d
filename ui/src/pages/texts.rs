//! A panel of the settings: reading those texts again that searching does not find yet.

use model::search::IndexReport;
use model::window::Progress;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::action::use_action;
use crate::bridge::{self, Work, looking as desk};
use crate::components::{Icon, Problem, Working};
use crate::words::{Words, use_words};

/// What came of it, one line for each number that is not nought.
fn report_in_words(words: &Words, report: &IndexReport) -> Vec<String> {
    [
        ("texts-done", u64::from(report.done)),
        ("texts-none", u64::from(report.no_text)),
        ("texts-ocr", u64::from(report.needs_ocr)),
        ("texts-failed", u64::from(report.failed)),
        ("texts-waiting", report.waiting),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(id, count)| words.with(id, &[("count", count.to_string())]))
    .collect()
}

/// Texts that could not be read, and pictures that needed OCR, are read again.
#[component]
pub fn TextsPanel() -> Html {
    let words = use_words();
    let action = use_action();
    let progress = use_state(|| None::<Progress>);
    let report = use_state(|| None::<IndexReport>);
    let start = {
        let (action, progress, report) = (action.clone(), progress.clone(), report.clone());
        Callback::from(move |_: MouseEvent| {
            let (shown, report) = (progress.clone(), report.clone());
            shown.set(None);
            action.run(
                desk::read_texts_again(Box::new(move |step| shown.set(Some(step)))),
                move |found| {
                    report.set(Some(found));
                    None
                },
            );
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Work that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::ReadTexts).await;
        });
    });
    let lines = (*report)
        .as_ref()
        .filter(|_| !*action.busy)
        .map(|report| report_in_words(&words, report));
    html! {
        <section class="panel" aria-labelledby="texts-title">
            <h2 id="texts-title" class="section-title">{ words.t("texts-title") }</h2>
            <p class="muted">{ words.t("texts-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <div role="status">
                if let Some(lines) = lines {
                    if lines.is_empty() {
                        <p class="verdict-line"><Icon name="check" /><span>{ words.t("texts-nothing") }</span></p>
                    } else {
                        <ul class="reasons">{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                    }
                }
            </div>
            <Working progress={(*progress).clone().filter(|_| *action.busy)} on_stop={stop} />
            <div class="row-actions"><button type="button" class="ds-button" data-variant="secondary" data-action="read-texts" onclick={start} aria-busy={action.busy.to_string()}>{ words.t("texts-again") }</button></div>
        </section>
    }
}
