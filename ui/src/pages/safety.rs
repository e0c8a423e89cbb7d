//! Panels of the settings: the watched folder, backups, the check of the desk, the way to the journal.

use model::Role;
use model::safety::{BackupSettings, CheckReport};
use model::window::{Progress, WatchShown};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::backup_reading::BackupReading;
use crate::action::use_action;
use crate::bridge::{self, Work, intake as desk};
use crate::components::{Field, Icon, Problem, Row, Table, Tick, Working};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::use_session;
use crate::words::use_words;

/// The watched folder.
#[component]
pub fn WatchPanel() -> Html {
    let words = use_words();
    let loaded = use_loaded((), |()| desk::watched_folder());
    let action = use_action();
    let choose = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let words = words.clone();
            action.run(desk::choose_watched_folder(), move |shown| {
                shown
                    .folder
                    .map(|folder| words.with("watch-set", &[("folder", folder)]))
            });
        })
    };
    let stop = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let said = words.t("watch-stopped");
            action.run(desk::stop_watching(), move |_| Some(said));
        })
    };
    let shown: WatchShown = loaded.ready().cloned().unwrap_or_default();
    let change = |done: Option<bool>, separators: Option<bool>| {
        let (action, before) = (action.clone(), shown.clone());
        move |on: bool| {
            let pick = |wanted: Option<bool>, now: bool| if wanted.is_some() { on } else { now };
            action.run(
                desk::change_watching(
                    pick(done, before.done.is_some()),
                    pick(separators, before.separators),
                ),
                |_| None,
            );
        }
    };
    html! {
        <section class="panel" aria-labelledby="watch-title">
            <h2 id="watch-title" class="section-title">{ words.t("watch-title") }</h2>
            <p class="muted">{ words.t("watch-text") }</p>
            if let Loaded::Failed(problem) = &*loaded { <Problem problem={problem.clone()} /> }
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            if let Some(folder) = &shown.folder {
                <dl class="facts">
                    <dt>{ words.t("watch-folder") }</dt><dd>{ folder }</dd>
                    <dt>{ words.t("state") }</dt><dd><span role="status">{ words.t(if shown.running { "watch-running" } else { "watch-not-running" }) }</span></dd>
                    <dt>{ words.t("watch-failed") }</dt><dd>{ &shown.failed }</dd>
                </dl>
                if let Some(problem) = &shown.problem { <p class="outcome-warning"><Icon name="warning" /><span>{ &problem.sentence }{ " " }{ problem.next.clone().unwrap_or_default() }</span></p> }
                <Tick id="watch-done" label={words.t("watch-done")} hint={words.with("watch-done-hint", &[("folder", shown.done.clone().unwrap_or_else(|| "–".to_owned()))])} checked={shown.done.is_some()} on_change={Callback::from(change(Some(true), None))} />
                <Tick id="watch-separators" label={words.t("watch-separators")} hint={words.t("watch-separators-hint")} checked={shown.separators} on_change={Callback::from(change(None, Some(true)))} />
            } else { <p>{ words.t("watch-none") }</p> }
            <div class="row-actions">
                <button type="button" class="ds-button" data-variant="secondary" data-action="choose-watch" onclick={choose} aria-busy={action.busy.to_string()}>{ words.t(if shown.folder.is_some() { "watch-other" } else { "watch-choose" }) }</button>
                if shown.folder.is_some() { <button type="button" class="ds-button" data-variant="tertiary" onclick={stop}>{ words.t("watch-stop") }</button> }
            </div>
        </section>
    }
}

/// Backups.
#[component]
pub fn BackupPanel() -> Html {
    let words = use_words();
    let session = use_session();
    let loaded = use_loaded((), |()| desk::backups());
    let action = use_action();
    let progress = use_state(|| None::<Progress>);
    let reading = use_state(|| false);
    let open_reading = {
        let reading = reading.clone();
        Callback::from(move |_: MouseEvent| reading.set(true))
    };
    let close_reading = {
        let reading = reading.clone();
        Callback::from(move |()| reading.set(false))
    };
    let administers = session
        .desk
        .as_ref()
        .is_some_and(|desk| desk.roles.contains(&Role::Administrator));
    let choose = {
        let (action, words) = (action.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let said = words.t("backup-set");
            action.run(desk::choose_backup_folder(), move |chosen| chosen.then_some(said));
        })
    };
    let make = {
        let (action, words, progress) = (action.clone(), words.clone(), progress.clone());
        Callback::from(move |_: MouseEvent| {
            let (words, shown) = (words.clone(), progress.clone());
            action.run(
                desk::back_up(Box::new(move |step| shown.set(Some(step)))),
                move |report| {
                    Some(if report.damaged.is_empty() {
                        words.with("backup-made", &[("count", report.backup.contents.to_string())])
                    } else {
                        words.with(
                            "backup-made-damaged",
                            &[("count", report.damaged.len().to_string())],
                        )
                    })
                },
            );
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Work that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::Backup).await;
        });
    });
    let body = match &*loaded {
        Loaded::Waiting => Html::default(),
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(shown) => {
            let rows = shown
                .backups
                .iter()
                .map(|backup| Row {
                    key: backup.folder.clone(),
                    cells: vec![
                        html! { { format::moment(&words, backup.made_at) } },
                        html! { <span class="code break">{ &backup.folder }</span> },
                        html! { { backup.contents } },
                        html! { { format::size(&words, backup.bytes) } },
                    ],
                })
                .collect::<Vec<_>>();
            let columns = ["backup-when", "backup-name", "backup-contents", "size"]
                .map(|id| AttrValue::from(words.t(id)))
                .to_vec();
            html! {
                <>
                    <dl class="facts">
                        <dt>{ words.t("backup-folder") }</dt><dd>{ shown.settings.folder.clone().unwrap_or_else(|| words.t("backup-folder-none")) }</dd>
                        <dt>{ words.t("backup-last") }</dt><dd>{ shown.last.map_or_else(|| words.t("backup-never"), |last| format::moment(&words, last)) }</dd>
                    </dl>
                    if let Some(problem) = &shown.problem { <p class="outcome-warning"><Icon name="warning" /><span>{ &problem.sentence }{ " " }{ problem.next.clone().unwrap_or_default() }</span></p> }
                    if administers { <BackupForm key={format!("{:?}", shown.settings)} settings={shown.settings.clone()} /> }
                    <div class="row-actions">
                        if administers { <button type="button" class="ds-button" data-variant="secondary" data-action="choose-backup" onclick={choose}>{ words.t("backup-choose") }</button> }
                        if shown.settings.folder.is_some() { <button type="button" class="ds-button" data-action="back-up" onclick={make} aria-busy={action.busy.to_string()}>{ words.t("backup-now") }</button> }
                        <button type="button" class="ds-button" data-variant="secondary" data-action="read-backup" onclick={open_reading}>{ words.t("backup-read") }</button>
                    </div>
                    <Working progress={(*progress).clone().filter(|_| *action.busy)} on_stop={stop} />
                    if !rows.is_empty() {
                        <details class="details"><summary>{ words.with("backup-list", &[("count", rows.len().to_string())]) }</summary>
                            <Table caption={words.t("backup-title")} {columns} {rows} /></details>
                    }
                </>
            }
        }
    };
    html! {
        <section class="panel" aria-labelledby="backup-title">
            <h2 id="backup-title" class="section-title">{ words.t("backup-title") }</h2>
            <p class="muted">{ words.t("backup-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            { body }
            if *reading { <BackupReading on_close={close_reading} /> }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct BackupFormProps {
    settings: BackupSettings,
}

/// How often, and how many are kept.
#[component]
fn BackupForm(props: &BackupFormProps) -> Html {
    let words = use_words();
    let action = use_action();
    let before = props.settings.clone();
    let automatic = use_state(|| before.folder.is_some());
    let numbers = use_state(|| {
        [
            before.every_hours,
            before.keep_daily,
            before.keep_weekly,
            before.keep_monthly,
        ]
        .map(|n| n.to_string())
    });
    let fields = ["backup-hours", "backup-daily", "backup-weekly", "backup-monthly"];
    let set = |index: usize| {
        let numbers = numbers.clone();
        Callback::from(move |value: String| {
            let mut next = (*numbers).clone();
            if let Some(one) = next.get_mut(index) {
                *one = value;
            }
            numbers.set(next);
        })
    };
    let on_automatic = {
        let automatic = automatic.clone();
        Callback::from(move |on: bool| automatic.set(on))
    };
    let wrong = use_state(|| false);
    let onsubmit = {
        let (action, words, numbers, automatic, wrong) = (
            action.clone(),
            words.clone(),
            numbers.clone(),
            automatic.clone(),
            wrong.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let [hours, daily, weekly, monthly] = numbers.each_ref().map(|text| text.trim().parse::<u32>());
            let (Ok(every_hours), Ok(keep_daily), Ok(keep_weekly), Ok(keep_monthly)) =
                (hours, daily, weekly, monthly)
            else {
                wrong.set(true);
                return;
            };
            wrong.set(every_hours == 0);
            if every_hours == 0 {
                return;
            }
            let said = words.t("backup-set");
            let settings = BackupSettings {
                folder: None,
                every_hours,
                keep_daily,
                keep_weekly,
                keep_monthly,
            };
            action.run(desk::save_backup_settings(settings, *automatic), move |()| {
                Some(said)
            });
        })
    };
    html! {
        <details class="details"><summary>{ words.t("backup-settings") }</summary>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                if before.folder.is_some() { <Tick id="backup-automatic" label={words.t("backup-automatic")} hint={words.t("backup-automatic-hint")} checked={*automatic} on_change={on_automatic} /> }
                <div class="field-grid">
                    { for fields.iter().enumerate().map(|(index, id)| html! {
                        <Field id={*id} label={words.t(id)} value={numbers.get(index).cloned().unwrap_or_default()} on_input={set(index)} code=true />
                    }) }
                </div>
                if *wrong { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("backup-number-wrong") }</span></p> }
                <div><button type="submit" class="ds-button" data-variant="secondary" data-size="sm">{ words.t("keep") }</button></div>
            </form>
        </details>
    }
}

/// The check of the whole desk, and the way to the journal.
#[component]
pub fn CheckPanel() -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let progress = use_state(|| None::<Progress>);
    let report = use_state(|| None::<CheckReport>);
    let start = {
        let (action, progress, report) = (action.clone(), progress.clone(), report.clone());
        Callback::from(move |_: MouseEvent| {
            let (shown, report) = (progress.clone(), report.clone());
            action.run(
                desk::check_desk(Box::new(move |step| shown.set(Some(step)))),
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
            let _ = bridge::cancel(Work::Check).await;
        });
    });
    let audits = session.desk.as_ref().is_some_and(|desk| {
        desk.roles
            .iter()
            .any(|role| matches!(role, Role::Auditor | Role::Administrator))
    });
    html! {
        <section class="panel" aria-labelledby="check-desk-title">
            <h2 id="check-desk-title" class="section-title">{ words.t("check-title") }</h2>
            <p class="muted">{ words.t("check-text") }</p>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <div role="status">
                if let (Some(report), false) = (&*report, *action.busy) {
                    if report.problems.is_empty() {
                        <p class="verdict-line"><Icon name="check" /><span>{ words.with("check-good", &[("count", report.contents.to_string()), ("orphans", report.orphans.to_string())]) }</span></p>
                    }
                    { for report.problems.iter().map(|problem| html! { <p class="outcome-warning" data-code={problem.code.clone()}><Icon name="warning" /><span>{ &problem.sentence }{ " " }{ problem.next.clone().unwrap_or_default() }</span></p> }) }
                }
            </div>
            <Working progress={(*progress).clone().filter(|_| *action.busy)} on_stop={stop} />
            <div class="row-actions"><button type="button" class="ds-button" data-variant="secondary" data-action="check-desk" onclick={start} aria-busy={action.busy.to_string()}>{ words.t("check-start") }</button></div>
            if audits { <p><Link<Route> to={Route::Journal} classes="ds-link">{ words.t("journal-open") }</Link<Route>></p> }
        </section>
    }
}
