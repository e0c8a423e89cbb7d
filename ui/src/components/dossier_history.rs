//! What happened to a dossier, page by page.

use std::collections::BTreeMap;

use model::DossierId;
use model::view::HistoryEntry;
use yew::prelude::*;

use super::dossier_identity::text_in;
use super::journal_line::line_in_words;
use super::{Problem, SkeletonRows};
use crate::action::use_action;
use crate::bridge::dossiers as desk;
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::use_session;
use crate::words::{Words, use_words};

/// Lines of one page.
const PAGE: u32 = 50;

#[derive(PartialEq, Properties)]
pub struct DossierHistoryProps {
    /// Which dossier.
    pub dossier: DossierId,
}

/// The history.
#[component]
pub fn DossierHistory(props: &DossierHistoryProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let id = props.dossier;
    let newest = use_loaded(id, |id| desk::history(*id, None, PAGE));
    let procedure = use_loaded(id, |id| desk::dossier_procedure(*id));
    let older = use_state(Vec::<HistoryEntry>::new);
    let ended = use_state(|| false);
    // Whatever changed moved the pages.
    {
        let (older, ended) = (older.clone(), ended.clone());
        use_effect_with(session.revision, move |_| {
            older.set(Vec::new());
            ended.set(false);
        });
    }
    let states: BTreeMap<String, String> = procedure
        .ready()
        .and_then(|found| found.as_ref())
        .map(|found| {
            found
                .procedure
                .states
                .iter()
                .filter_map(|state| Some((state.key.clone(), text_in(&state.name, words.lang())?)))
                .collect()
        })
        .unwrap_or_default();
    let first = match &*newest {
        Loaded::Waiting => return html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => return html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(first) => first,
    };
    let all: Vec<HistoryEntry> = first.iter().chain(older.iter()).cloned().collect();
    let more = !*ended && all.len().is_multiple_of(PAGE as usize) && !all.is_empty();
    let load = {
        let (older, ended, busy, problem) = (
            older.clone(),
            ended.clone(),
            action.busy.clone(),
            action.problem.clone(),
        );
        let before = all.last().map(|entry| entry.sequence);
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            busy.set(true);
            let (older, ended, busy, problem) = (older.clone(), ended.clone(), busy.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                match desk::history(id, before, PAGE).await {
                    Ok(page) => {
                        ended.set(page.len() < PAGE as usize);
                        let mut next = (*older).clone();
                        next.extend(page);
                        older.set(next);
                    }
                    Err(explanation) => problem.set(Some(explanation)),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <section class="stack-tight" aria-labelledby="history-title">
            <h2 id="history-title" class="section-title">{ words.t("history") }</h2>
            <ol class="timeline">{ for repeated(&all).map(|(entry, times)| timeline_entry(&words, entry, times, &states)) }</ol>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            if more {
                <div><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="older-history" aria-busy={action.busy.to_string()} onclick={load}>{ words.t("history-older-lines") }</button></div>
            }
        </section>
    }
}

/// The entries with how often each stands there in a row: whoever reads a document ten times has one line.
pub fn repeated(history: &[HistoryEntry]) -> impl Iterator<Item = (&HistoryEntry, usize)> {
    let same = |one: &HistoryEntry, other: &HistoryEntry| {
        one.kind == other.kind && one.actor == other.actor && one.details == other.details
    };
    history
        .chunk_by(move |one, other| same(one, other))
        .filter_map(|run| run.first().map(|entry| (entry, run.len())))
}

/// A line of the history; states in their words.
pub fn timeline_entry(
    words: &Words,
    entry: &HistoryEntry,
    times: usize,
    states: &BTreeMap<String, String>,
) -> Html {
    let mut details = entry.details.clone();
    if entry.kind == "dossier-state-changed" {
        for value in details.values_mut() {
            if let Some(name) = states.get(value) {
                value.clone_from(name);
            }
        }
    }
    let text = line_in_words(words, &entry.kind, &details)
        .unwrap_or_else(|| words.with("history-other", &[("kind", entry.kind.clone())]));
    html! {
        <li key={entry.sequence.to_string()} data-kind={entry.kind.clone()}>
            <span class="timeline-text">
                { text }
                if times > 1 { { " " }<span class="chip">{ words.with("history-times", &[("count", times.to_string())]) }</span> }
            </span>
            <span class="row-note">{ format::moment(words, entry.at) }{ " · " }<span class="no-break">{ &entry.actor }</span></span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_in_a_row_are_one_line_and_others_stay_apart() {
        let entry = |sequence, kind: &str, actor: &str| HistoryEntry {
            sequence,
            at: jiff::Timestamp::UNIX_EPOCH,
            actor: actor.to_owned(),
            kind: kind.to_owned(),
            details: std::collections::BTreeMap::new(),
        };
        let history = [
            entry(5, "document-read", "Claire"),
            entry(4, "document-read", "Claire"),
            entry(3, "document-read", "Jang"),
            entry(2, "document-imported", "Claire"),
            entry(1, "document-read", "Claire"),
        ];
        let lines: Vec<_> = repeated(&history)
            .map(|(entry, times)| (entry.sequence, times))
            .collect();
        assert_eq!(lines, [(5, 2), (3, 1), (2, 1), (1, 1)]);
    }
}
