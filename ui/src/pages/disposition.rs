//! One disposition: its states and days, its dossiers, and each step with its dialogue.

use std::collections::BTreeSet;

use model::retention::{Appraisal, DispositionItem, DispositionState, DispositionView};
use model::window::Progress;
use model::{DispositionId, DossierId};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::retention::{fate_in_words, state_in_words};
use crate::action::use_action;
use crate::bridge::{self, Work, intake as desk};
use crate::components::{
    Ask, DayField, Field, Icon, Page, Pager, Problem, Row, Select, SkeletonRows, Table, Working, checked_of,
    crumb, read_day, written_day,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{report, use_session};
use crate::words::{Words, use_words};

/// Dossiers that one page shows.
const ROWS: u32 = 200;

/// The dialogue that is open.
/// A paper of a disposition that can be saved.
#[derive(Clone, Copy)]
enum Paper {
    List,
    Notice,
    Certificate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Notify,
    Appraise,
    Receipt,
    Confirm,
    Destroy,
    Withdraw,
}

#[derive(PartialEq, Properties)]
pub struct DispositionPageProps {
    /// Which.
    pub id: DispositionId,
}

/// The page.
#[component]
pub fn DispositionPage(props: &DispositionPageProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let id = props.id;
    let loaded = use_loaded(id, |id: &DispositionId| desk::disposition(*id));
    let page = use_state(|| 0_u32);
    let items = use_loaded((id, *page), |(id, page): &(DispositionId, u32)| {
        desk::disposition_items(*id, ROWS + 1, page.saturating_mul(ROWS))
    });
    let on_page = {
        let page = page.clone();
        Callback::from(move |to: u32| page.set(to))
    };
    let doing = use_state(|| None::<Doing>);
    let chosen = use_state(BTreeSet::<DossierId>::new);
    let progress = use_state(|| None::<Progress>);
    let (day, text) = (use_state(|| written_day(format::today())), use_state(String::new));
    let appraisal = use_state(|| "destroy".to_owned());
    let unread = use_state(|| false);
    let eyebrow = crumb(&words, Route::Retention, "retention");
    let view = match &*loaded {
        Loaded::Waiting => {
            return html! { <Page title={words.t("disposition")} waiting=true {eyebrow}><SkeletonRows rows=4 /></Page> };
        }
        Loaded::Failed(problem) => {
            return html! { <Page title={words.t("disposition")} {eyebrow}><Problem problem={problem.clone()} /></Page> };
        }
        Loaded::Ready(view) => view.clone(),
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let opener = |what: Doing| {
        let (doing, action, text, unread) = (doing.clone(), action.clone(), text.clone(), unread.clone());
        Callback::from(move |_: MouseEvent| {
            action.forget();
            unread.set(false);
            text.set(String::new());
            doing.set(Some(what));
        })
    };
    let close = {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(None))
    };
    let done = {
        let (doing, chosen, words) = (doing.clone(), chosen.clone(), words.clone());
        move |said: &'static str| {
            let (doing, chosen, said) = (doing.clone(), chosen.clone(), words.t(said));
            move |_: DispositionView| {
                doing.set(None);
                chosen.set(BTreeSet::new());
                Some(said)
            }
        }
    };
    let on_confirm = {
        let (action, doing, day, text, appraisal, chosen, unread, progress, done) = (
            action.clone(),
            doing.clone(),
            day.clone(),
            text.clone(),
            appraisal.clone(),
            chosen.clone(),
            unread.clone(),
            progress.clone(),
            done.clone(),
        );
        Callback::from(move |reason: String| {
            let Some(what) = *doing else { return };
            let on = read_day(&day);
            if on.is_none() && matches!(what, Doing::Notify | Doing::Appraise | Doing::Receipt) {
                unread.set(true);
                return;
            }
            let on = on.unwrap_or_else(format::today);
            let dossiers: Vec<DossierId> = chosen.iter().copied().collect();
            match what {
                Doing::Notify => action.run(
                    desk::notify_archives(id, on, (*text).clone()),
                    done("disposition-notified-done"),
                ),
                Doing::Appraise => {
                    let appraisal = match appraisal.as_str() {
                        "take" => Appraisal::Take,
                        "sample" => Appraisal::Sample,
                        "silence" => Appraisal::SilenceDestroy,
                        _ => Appraisal::Destroy,
                    };
                    action.run(
                        desk::appraise(id, dossiers, appraisal, on, (*text).clone()),
                        done("disposition-appraised-done"),
                    );
                }
                Doing::Receipt => action.run(
                    desk::record_receipt(id, dossiers, (*text).clone(), on),
                    done("disposition-received-done"),
                ),
                Doing::Confirm => {
                    action.run(desk::confirm_disposition(id), done("disposition-confirmed-done"));
                }
                Doing::Destroy => {
                    let shown = progress.clone();
                    action.run(
                        desk::destroy_disposition(id, Box::new(move |step| shown.set(Some(step)))),
                        done("disposition-destroyed-done"),
                    );
                }
                Doing::Withdraw => action.run(
                    desk::withdraw_disposition(id, reason),
                    done("disposition-withdrawn-done"),
                ),
            }
        })
    };
    let deliver = {
        let (action, words, progress) = (action.clone(), words.clone(), progress.clone());
        Callback::from(move |_: MouseEvent| {
            let (words, shown) = (words.clone(), progress.clone());
            action.run(
                desk::deliver_disposition(id, Box::new(move |step| shown.set(Some(step)))),
                move |packages| {
                    packages
                        .map(|made| words.with("disposition-packaged", &[("count", made.len().to_string())]))
                },
            );
        })
    };
    let stop = Callback::from(|_: MouseEvent| {
        spawn_local(async {
            // Work that has ended meanwhile needs no stop.
            let _ = bridge::cancel(Work::Pack).await;
        });
    });
    let save = |what: Paper| {
        let (session, words) = (session.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, words) = (session.clone(), words.clone());
            spawn_local(async move {
                let saved = match what {
                    Paper::Certificate => {
                        desk::save_disposition_certificate(id, format!("{}.pdf", words.t("certificate-file")))
                            .await
                    }
                    Paper::Notice => {
                        desk::save_disposition_notice(id, format!("{}.pdf", words.t("notice-file"))).await
                    }
                    Paper::List => {
                        desk::save_disposition_list(id, format!("{}.csv", words.t("list-file"))).await
                    }
                };
                match saved {
                    Ok(Some(name)) => session.dispatch(crate::session::Act::Say(
                        crate::session::Notice::good(words.with("exported", &[("name", name)])),
                    )),
                    Ok(None) => {}
                    Err(problem) => report(&session, problem),
                }
            });
        })
    };
    let state = view.state;
    let some = !chosen.is_empty();
    let step = |what: Doing, label: &str, data: &'static str, off: bool, grave: bool| {
        html! { <button type="button" class="ds-button" data-variant="secondary" data-color={grave.then_some("danger")} data-action={data} disabled={off} onclick={opener(what)}>{ words.t(label) }</button> }
    };
    let before_end = matches!(
        state,
        DispositionState::Proposed
            | DispositionState::Notified
            | DispositionState::Appraised
            | DispositionState::Confirmed
    );
    let deciding = matches!(state, DispositionState::Notified | DispositionState::Appraised);
    let steps = html! {
        <div class="row-actions">
            if state == DispositionState::Proposed { { step(Doing::Notify, "disposition-notify", "notify", false, false) } }
            if deciding {
                { step(Doing::Appraise, "disposition-appraise", "appraise", !some, false) }
                if view.wanted > 0 {
                    <button type="button" class="ds-button" data-variant="secondary" data-action="deliver" onclick={deliver} aria-busy={action.busy.to_string()}>{ words.t("disposition-deliver") }</button>
                    { step(Doing::Receipt, "disposition-receipt", "receipt", !some, false) }
                }
            }
            if state == DispositionState::Appraised { { step(Doing::Confirm, "disposition-confirm", "confirm-disposition", false, false) } }
            if matches!(state, DispositionState::Confirmed | DispositionState::Destroying) { { step(Doing::Destroy, "disposition-destroy", "destroy", false, true) } }
            <button type="button" class="ds-button" data-variant="tertiary" onclick={save(Paper::List)}>{ words.t("disposition-list") }</button>
            <button type="button" class="ds-button" data-variant="tertiary" data-action="notice-paper" onclick={save(Paper::Notice)}>{ words.t("notice-paper") }</button>
            if view.certificate { <button type="button" class="ds-button" data-variant="tertiary" data-action="certificate-paper" onclick={save(Paper::Certificate)}>{ words.t("disposition-certificate") }</button> }
            if before_end { <button type="button" class="ds-button" data-variant="tertiary" onclick={opener(Doing::Withdraw)}>{ words.t("disposition-withdraw") }</button> }
        </div>
    };
    let list = match &*items {
        Loaded::Waiting => html! { <SkeletonRows rows=4 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready(rows) => {
            let more = rows.len() > ROWS as usize;
            let shown = rows.get(..rows.len().min(ROWS as usize)).unwrap_or_default();
            html! { <>{ item_table(&words, shown, deciding, &chosen) }<Pager page={*page} {more} {on_page} /></> }
        }
    };
    let busy = *action.busy;
    let problem = (*action.problem).clone();
    let ask = |title: &str, explain: &str, confirm: &str, grave: bool, reason: bool, fields: Html| {
        html! { <Ask title={words.t(title)} text={words.t(explain)} confirm={words.t(confirm)} {grave} {busy} problem={problem.clone()}
            reason={reason.then(|| AttrValue::from(words.t("act-reason")))} on_confirm={on_confirm.clone()} on_close={close.clone()}>
            { fields }
            if *unread { <p class="field-error" role="alert"><Icon name="warning" /><span>{ words.t("day-unreadable") }</span></p> }
        </Ask> }
    };
    let day_field = |label: &str| html! { <DayField id="disposition-day" label={words.t(label)} value={(*day).clone()} on_input={set(&day)} /> };
    let text_field = |label: &str| html! { <Field id="disposition-text" label={words.t(label)} value={(*text).clone()} on_input={set(&text)} /> };
    let appraisals = [
        ("take", "appraisal-take"),
        ("sample", "appraisal-sample"),
        ("destroy", "appraisal-destroy"),
        ("silence", "appraisal-silence"),
    ]
    .map(|(value, label)| (value.to_owned(), words.t(label), None))
    .to_vec();
    let dialog = match *doing {
        None => Html::default(),
        Some(Doing::Notify) => ask(
            "disposition-notify",
            "disposition-notify-text",
            "disposition-notify-confirm",
            false,
            false,
            html! { <>{ day_field("disposition-on") }{ text_field("disposition-addressee") }</> },
        ),
        Some(Doing::Appraise) => ask(
            "disposition-appraise",
            "disposition-appraise-text",
            "keep",
            false,
            false,
            html! {
                <><Select id="appraisal" label={words.t("disposition-appraisal")} options={appraisals} value={(*appraisal).clone()} on_change={set(&appraisal)} />{ day_field("disposition-on") }{ text_field("disposition-letter") }</>
            },
        ),
        Some(Doing::Receipt) => ask(
            "disposition-receipt",
            "disposition-receipt-text",
            "keep",
            false,
            false,
            html! { <>{ text_field("disposition-receipt-number") }{ day_field("disposition-on") }</> },
        ),
        Some(Doing::Confirm) => ask(
            "disposition-confirm",
            "disposition-confirm-text",
            "disposition-confirm-confirm",
            false,
            false,
            Html::default(),
        ),
        Some(Doing::Destroy) => ask(
            "disposition-destroy",
            "disposition-destroy-text",
            "disposition-destroy-confirm",
            true,
            false,
            Html::default(),
        ),
        Some(Doing::Withdraw) => ask(
            "disposition-withdraw",
            "disposition-withdraw-text",
            "disposition-withdraw-confirm",
            false,
            true,
            Html::default(),
        ),
    };
    let fact = |label: &str, value: Option<String>| {
        value.map(|value| html! { <><dt>{ words.t(label) }</dt><dd>{ value }</dd></> })
    };
    let civil = |day: Option<jiff::civil::Date>| day.map(|day| format::civil_day(&words, day));
    let behind: Option<Explanation> = problem.clone().filter(|_| doing.is_none());
    html! {
        <Page title={words.with("disposition-of", &[("day", format::day(&words, view.proposed_at))])} {eyebrow}>
            <div class="stack">
                <section class="panel" aria-labelledby="disposition-state">
                    <h2 id="disposition-state" class="section-title">{ state_in_words(&words, state) }</h2>
                    <dl class="facts">
                        { for fact("disposition-by", Some(view.proposed_by.clone())).into_iter() }
                        { for fact("disposition-note", Some(view.note.clone()).filter(|note| !note.is_empty())).into_iter() }
                        { for fact("disposition-count", Some(words.with("disposition-counts", &[("count", view.dossiers.to_string()), ("undecided", view.undecided.to_string()), ("wanted", view.wanted.to_string()), ("received", view.received.to_string())]))).into_iter() }
                        { for fact("disposition-notified", civil(view.notified_on).map(|day| format!("{day} · {}", view.notified_to.clone().unwrap_or_default()))).into_iter() }
                        { for fact("disposition-answer-until", civil(view.answer_until)).into_iter() }
                        { for fact("disposition-destroy-from", civil(view.destroy_from)).into_iter() }
                        { for fact("disposition-confirmed-by", view.confirmed_by.clone().map(|name| format!("{name} · {}", view.confirmed_at.map(|at| format::moment(&words, at)).unwrap_or_default()))).into_iter() }
                        { for fact("disposition-done-at", view.done_at.map(|at| format::moment(&words, at))).into_iter() }
                        <dt>{ words.t("disposition-digest") }</dt><dd class="digest">{ view.list_sha256.to_string() }</dd>
                    </dl>
                    if let Some(problem) = behind { <Problem {problem} /> }
                    { steps }
                    <Working progress={(*progress).clone().filter(|_| busy)} on_stop={stop} />
                </section>
                <h2 class="section-title">{ words.t("dossiers") }</h2>
                { list }
            </div>
            { dialog }
        </Page>
    }
}

fn item_table(
    words: &Words,
    items: &[DispositionItem],
    choosing: bool,
    chosen: &UseStateHandle<BTreeSet<DossierId>>,
) -> Html {
    let rows = items
        .iter()
        .map(|item| {
            let onchange = {
                let (chosen, id) = (chosen.clone(), item.dossier);
                Callback::from(move |event: Event| {
                    let mut next = (*chosen).clone();
                    if checked_of(&event) {
                        next.insert(id);
                    } else {
                        next.remove(&id);
                    }
                    chosen.set(next);
                })
            };
            let label = words.with("select-document", &[("title", item.reference.to_string())]);
            let decided = match item.appraisal {
                None => words.t("appraisal-none"),
                Some(Appraisal::Take) => words.t("appraisal-take"),
                Some(Appraisal::Sample) => words.t("appraisal-sample"),
                Some(Appraisal::Destroy) => words.t("appraisal-destroy"),
                Some(Appraisal::SilenceDestroy) => words.t("appraisal-silence"),
            };
            let mut after = Vec::new();
            if let Some(package) = &item.package {
                after.push(words.with("item-package", &[("name", package.clone())]));
            }
            if let Some(receipt) = &item.receipt {
                after.push(words.with("item-receipt", &[("receipt", receipt.clone())]));
            }
            if let Some(at) = item.destroyed_at {
                after.push(words.with("item-destroyed", &[("moment", format::moment(words, at))]));
            }
            Row {
                key: item.dossier.to_string(),
                cells: vec![
                    html! { if choosing { <input type="checkbox" class="ds-input" aria-label={label} checked={chosen.contains(&item.dossier)} {onchange} /> } else { { item.position } } },
                    html! { <><Link<Route> to={Route::Dossier { id: item.dossier }} classes="ds-link reference">{ item.reference.as_str() }</Link<Route>><span class="row-note">{ &item.subject }</span></> },
                    html! { <>{ fate_in_words(words, Some(item.fate)) }<span class="row-note break">{ &item.legal_basis }</span></> },
                    html! { { format::civil_day(words, item.last_day) } },
                    html! { <>{ decided }<span class="row-note break">{ &item.appraisal_note }</span>{ for after.into_iter().map(|line| html! { <span class="row-note break">{ line }</span> }) }</> },
                ],
            }
        })
        .collect::<Vec<_>>();
    let columns = [
        if choosing {
            "retention-choose"
        } else {
            "disposition-place"
        },
        "dossier",
        "retention-fate",
        "retention-until",
        "disposition-appraisal",
    ]
    .map(|id| AttrValue::from(words.t(id)))
    .to_vec();
    html! { <Table caption={words.t("dossiers")} {columns} {rows} /> }
}
