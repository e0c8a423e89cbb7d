//! Writing a letter: the form left, the page as it is now right.

use std::collections::BTreeMap;
use std::time::Duration;

use model::LetterDraftId;
use model::letter::{LetterDraft, LetterField, LetterTemplate, Missing, RemedyClause};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::letter_parts::{Gaps, LetterDeadlines, id_of, place_of, remedy};
use crate::action::use_action;
use crate::bridge::letters as desk;
use crate::components::{
    DayField, Field, Icon, Page, PdfBytes, Preview, Problem, Select, SkeletonRows, TextArea, Tick, read_day,
    written_day,
};
use crate::format;
use crate::keeping::Keeping;
use crate::session::{Act, use_session};
use crate::undo::{Said, Undo};
use crate::words::{Words, use_words};

/// After how long without typing the page is drawn anew.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(PartialEq, Properties)]
pub struct LetterPageProps {
    /// Which draft.
    pub id: LetterDraftId,
}

/// What is being written: the draft, and days and amounts as they were typed.
#[derive(Clone, PartialEq)]
struct Sheet {
    draft: LetterDraft,
    template: LetterTemplate,
    typed: BTreeMap<String, String>,
}

impl Sheet {
    fn of(draft: LetterDraft, template: LetterTemplate) -> Self {
        let mut typed = BTreeMap::from([("date".to_owned(), written_day(draft.letter.date))]);
        for field in template.fields.iter().filter(|field| field.kind == "date") {
            let value = draft.letter.fields.get(&field.key).cloned().unwrap_or_default();
            typed.insert(
                format!("field.{}", field.key),
                value.parse().map_or(value, written_day),
            );
        }
        Self {
            draft,
            template,
            typed,
        }
    }
}

/// The page.
#[component]
pub fn LetterPage(props: &LetterPageProps) -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let sheet = use_state(|| None::<Sheet>);
    let refused = use_state(|| None::<Explanation>);
    let missing = use_state(Vec::<Missing>::new);
    let page = use_state(|| None::<PdfBytes>);
    let problem = use_state(|| None::<Explanation>);
    let kept = use_state(|| None::<jiff::Timestamp>);
    let asked = use_state(|| 0_u32);
    let remedy_now = use_state(|| None::<RemedyClause>);
    let turn = use_mut_ref(|| 0_u32);
    let action = use_action();
    {
        let (sheet, refused, missing, kept, session) = (
            sheet.clone(),
            refused.clone(),
            missing.clone(),
            kept.clone(),
            session.clone(),
        );
        use_effect_with(props.id, move |id| {
            let id = *id;
            spawn_local(async move {
                match desk::draft(id).await {
                    Ok(view) => {
                        missing.set(view.missing);
                        kept.set(view.draft.changed_at);
                        sheet.set(Some(Sheet::of(view.draft, view.template)));
                    }
                    Err(explanation) if explanation.code == "desk-locked" => session.dispatch(Act::Lock),
                    Err(explanation) => refused.set(Some(explanation)),
                }
            });
        });
    }
    {
        // Each pause in typing draws the page and keeps the draft: a desk that locks itself takes nothing away.
        let (page, missing, remedy_now, problem, kept, turn, session) = (
            page.clone(),
            missing.clone(),
            remedy_now.clone(),
            problem.clone(),
            kept.clone(),
            turn.clone(),
            session.clone(),
        );
        let draft = sheet.as_ref().map(|sheet| sheet.draft.clone());
        use_effect_with(draft, move |draft| {
            *turn.borrow_mut() += 1;
            let mine = *turn.borrow();
            let watch = turn.clone();
            if let Some(draft) = draft.clone() {
                let keeping = (mine > 2).then(Keeping::begin);
                spawn_local(async move {
                    if mine > 2 {
                        sleep(PAUSE).await;
                    }
                    if *turn.borrow() != mine {
                        return;
                    }
                    let saved = if mine > 2 {
                        desk::save(draft.clone()).await.map(Some)
                    } else {
                        Ok(None)
                    };
                    drop(keeping);
                    let shown = desk::preview(draft).await;
                    if *turn.borrow() != mine {
                        return;
                    }
                    let mut trouble = None;
                    match saved {
                        Ok(Some(draft)) => kept.set(draft.changed_at),
                        Ok(None) => {}
                        Err(explanation) if explanation.code == "desk-locked" => {
                            return session.dispatch(Act::Lock);
                        }
                        Err(explanation) => trouble = Some(explanation),
                    }
                    match shown {
                        Ok(preview) => {
                            missing.set(preview.missing);
                            remedy_now.set(preview.remedy);
                            page.set(Some(PdfBytes::new(preview.pdf)));
                        }
                        Err(explanation) if explanation.code == "desk-locked" => {
                            return session.dispatch(Act::Lock);
                        }
                        Err(explanation) => trouble = Some(explanation),
                    }
                    problem.set(trouble);
                });
            }
            move || drop(watch)
        });
    }

    let Some(current) = (*sheet).clone() else {
        return html! {
            <Page title={words.t("letter")} waiting={refused.is_none()}>
                if let Some(problem) = &*refused { <Problem problem={problem.clone()} /> } else { <SkeletonRows rows=5 /> }
            </Page>
        };
    };
    // What the desk misses, and what was typed that it never saw because nobody could read it.
    let wrong = wrong(&words, &current, &missing);
    let change = {
        let sheet = sheet.clone();
        Callback::from(move |(key, value): (String, String)| {
            if let Some(mut next) = (*sheet).clone() {
                put(&mut next, &key, value);
                sheet.set(Some(next));
            }
        })
    };
    let finish = {
        let (action, words, navigator, draft, asked, missing) = (
            action.clone(),
            words.clone(),
            navigator.clone(),
            current.draft.clone(),
            asked.clone(),
            wrong.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            if !missing.is_empty() {
                asked.set(*asked + 1);
                return;
            }
            let (words, navigator) = (words.clone(), navigator.clone());
            action.run(desk::finish(draft.clone()), move |finished| {
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Document {
                        id: finished.document.id,
                    });
                }
                Some(words.with("letter-finished", &[("title", finished.document.title)]))
            });
        })
    };
    let keep = {
        let (action, words, kept, draft) =
            (action.clone(), words.clone(), kept.clone(), current.draft.clone());
        Callback::from(move |_: MouseEvent| {
            let (words, kept) = (words.clone(), kept.clone());
            action.run(desk::save(draft.clone()), move |draft| {
                kept.set(draft.changed_at);
                Some(words.t("letter-kept"))
            });
        })
    };
    let discard = {
        let (action, words, navigator) = (action.clone(), words.clone(), navigator.clone());
        let (id, dossier) = (props.id, current.draft.dossier);
        let mut kept = current.draft.clone();
        kept.id = None;
        Callback::from(move |_: MouseEvent| {
            let (words, navigator) = (words.clone(), navigator.clone());
            let kept = kept.clone();
            action.run_undoable(desk::discard(id), move |()| {
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Dossier { id: dossier });
                }
                Some(Said {
                    text: words.t("letter-discarded"),
                    // What was discarded is kept again, as a draft of its own.
                    undo: Undo::by(move || desk::save(kept.clone())),
                })
            });
        })
    };
    let eyebrow = html! {
        <nav class="crumbs" aria-label={words.t("crumbs")}>
            <Link<Route> to={Route::Dossiers}>{ words.t("dossiers") }</Link<Route>>
            <span aria-hidden="true">{ "/" }</span>
            <Link<Route> to={Route::Dossier { id: current.draft.dossier }} classes="reference">{ &current.draft.letter.references.ours }</Link<Route>>
        </nav>
    };
    let below = html! {
        <p class="page-sub">{ &current.template.name }{ " · " }{ words.name_of(current.draft.letter.lang) }
            <span class="visually-hidden">{ " " }</span>
            { " · " }<span role="status">{ kept.map_or_else(|| words.t("letter-not-kept"), |at| words.with("letter-kept-at", &[("moment", format::moment(&words, at))])) }</span></p>
    };
    let actions = html! {
        <>
            <button type="button" class="ds-button" data-variant="tertiary" data-action="discard-letter" onclick={discard}>{ words.t("letter-discard") }</button>
            <button type="button" class="ds-button" data-variant="secondary" data-action="keep-letter" onclick={keep}>{ words.t("letter-keep") }</button>
            <button type="button" class="ds-button" data-action="finish-letter" aria-busy={action.busy.to_string()} onclick={finish}><Icon name="check" />{ words.t("letter-finish") }</button>
        </>
    };
    let shown_problem = (*action.problem).clone();
    html! {
        <Page title={current.draft.title.clone()} class={classes!("page-document")} {eyebrow} {below} {actions}>
            <div class="composer">
                <form class="stack composer-form" novalidate=true onsubmit={Callback::from(|event: SubmitEvent| event.prevent_default())}>
                    if let Some(problem) = shown_problem { <Problem {problem} /> }
                    // Told without taking the focus: somebody is typing.
                    if let Some(problem) = &*problem {
                        <div class="callout" data-color="danger" role="status" data-code={problem.code.clone()}><Icon name="warning" /><div>
                            <p class="callout-title">{ &problem.sentence }</p>
                            if let Some(next) = &problem.next { <p>{ next }</p> }</div></div>
                    }
                    if !wrong.is_empty() { <Gaps missing={wrong.clone()} urgent={*asked} template={current.template.clone()} /> }
                    { form(&words, &current, &wrong, remedy_now.as_ref().or(current.draft.letter.remedy.as_ref()), &change) }
                    <LetterDeadlines dossier={current.draft.dossier} />
                </form>
                <div class="composer-page">
                    if page.is_some() {
                        <Preview bytes={(*page).clone()} title={current.draft.title.clone()} />
                    } else {
                        <div class="preview preview-none"><p role="status">{ words.t("letter-drawing") }</p></div>
                    }
                </div>
            </div>
        </Page>
    }
}

/// Puts a typed text in its place.
fn put(sheet: &mut Sheet, key: &str, value: String) {
    let lines = |text: &str| -> Vec<String> { text.split('\n').map(str::to_owned).collect() };
    let letter = &mut sheet.draft.letter;
    match key {
        "title" => sheet.draft.title = value,
        "subject" => letter.subject = value,
        "reasons" => letter.reasons = value,
        "legal_basis" => letter.legal_basis = value,
        "name" => letter.addressee.name = value,
        "address" => letter.addressee.address = lines(&value),
        "salutation" => letter.addressee.salutation = value,
        "yours" => letter.references.yours = value,
        "enclosures" => letter.enclosures = lines(&value),
        "signatory" => letter.signatory.name = value,
        "function" => letter.signatory.function = value,
        "for" => letter.signatory.delegated_by = value,
        "date" => {
            if let Some(date) = read_day(&value) {
                letter.date = date;
            }
            sheet.typed.insert("date".to_owned(), value);
        }
        other => {
            let Some(name) = other.strip_prefix("field.") else {
                return;
            };
            let kind = sheet.template.fields.iter().find(|field| field.key == name);
            let stored = match kind.map_or("", |field| field.kind.as_str()) {
                "date" => {
                    sheet.typed.insert(other.to_owned(), value.clone());
                    read_day(&value).map_or(value, |date| date.to_string())
                }
                "money" | "number" => {
                    sheet.typed.insert(other.to_owned(), value.clone());
                    plain_number(&value, kind.is_some_and(|field| field.kind == "money"))
                }
                _ => value,
            };
            if stored.is_empty() {
                letter.fields.remove(name);
            } else {
                letter.fields.insert(name.to_owned(), stored);
            }
        }
    }
}

/// A number as it is written here, without its spaces and thousands: `1.234,50` and `1,234.50` become `1234.50`. What
/// comes last is the decimal sign; three digits behind a point are thousands, and in an amount behind a comma, too.
fn plain_number(text: &str, amount: bool) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\''))
        .collect();
    let thousands = |sign: char| {
        let mut groups = text.split(sign);
        text.contains(sign)
            && groups
                .next()
                .is_some_and(|first| (1..=3).contains(&first.trim_start_matches('-').len()))
            && groups.all(|group| group.len() == 3)
    };
    match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => text.replace(',', ""),
        (Some(_), Some(_)) => text.replace('.', "").replace(',', "."),
        (Some(_), None) if thousands('.') => text.replace('.', ""),
        (None, Some(_)) if amount && thousands(',') => text.replace(',', ""),
        (None, Some(_)) => text.replace(',', "."),
        _ => text,
    }
}

/// What is missing, and what was typed that is no date or amount, in the order of the form.
fn wrong(words: &Words, sheet: &Sheet, missing: &[Missing]) -> Vec<Missing> {
    let mut all = missing.to_vec();
    for (key, typed) in &sheet.typed {
        let field = key.strip_prefix("field.");
        let kind = field
            .and_then(|name| sheet.template.fields.iter().find(|field| field.key == name))
            .map_or("date", |field| field.kind.as_str());
        let id = match kind {
            "date" if read_day(typed).is_none() => "day-unreadable",
            "money" if !is_amount(&plain_number(typed, true)) => "letter-amount-unreadable",
            _ => continue,
        };
        // A letter always has a date; other fields may be empty.
        if typed.trim().is_empty() && field.is_some() {
            continue;
        }
        let name = field.unwrap_or("date").to_owned();
        all.retain(|gap| gap.key != name);
        all.push(Missing {
            key: name,
            explanation: Explanation {
                code: id.to_owned(),
                sentence: words.t(id),
                next: None,
            },
        });
    }
    let place = |gap: &Missing| {
        let parts = ["addressee.name", "addressee.address", "subject", "date"];
        let fields = sheet.template.fields.iter().map(|field| field.key.as_str());
        let order: Vec<&str> = parts
            .into_iter()
            .chain(fields)
            .chain(["reasons", "remedy", "signatory.name"])
            .collect();
        order.iter().position(|key| *key == gap.key).unwrap_or(usize::MAX)
    };
    all.sort_by_key(place);
    all
}

/// An amount as letters take it: with two decimals or none.
fn is_amount(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, cents)) => digits(whole) && cents.len() == 2 && digits(cents),
        None => digits(text),
    }
}

fn form(
    words: &Words,
    sheet: &Sheet,
    missing: &[Missing],
    clause: Option<&RemedyClause>,
    change: &Callback<(String, String)>,
) -> Html {
    let letter = &sheet.draft.letter;
    let template = &sheet.template;
    let gap = |key: &str| -> Option<Explanation> {
        missing
            .iter()
            .find(|gap| place_of(&gap.key, template).as_deref() == Some(key))
            .map(|gap| Explanation {
                code: gap.explanation.code.clone(),
                sentence: match gap.explanation.code.as_str() {
                    "letter-missing" => words.t("letter-gap"),
                    _ => gap.explanation.sentence.clone(),
                },
                next: None,
            })
    };
    let on = |key: &str| {
        let key = key.to_owned();
        change.reform(move |value: String| (key.clone(), value))
    };
    let has = |part: &str| template.parts.iter().any(|one| one == part);
    let lang = Some(letter.lang.tag());
    let section = |title: &str, body: Html| {
        html! { <fieldset class="form-part"><legend class="section-title">{ words.t(title) }</legend><div class="stack">{ body }</div></fieldset> }
    };
    let line = |key: &str, label: &str, value: &str, optional: bool| {
        html! { <Field id={id_of(key)} label={words.t(label)} value={value.to_owned()} on_input={on(key)} error={gap(key)} {optional} /> }
    };
    html! {
        <>
            { section("letter-addressee", html! { <>
                { line("name", "letter-name", &letter.addressee.name, false) }
                <TextArea id={id_of("address")} label={words.t("letter-address")} hint={words.t("letter-address-hint")} rows=3
                    value={letter.addressee.address.join("\n")} on_input={on("address")} error={gap("address")} />
                <div class="field-pair">
                    { line("salutation", "letter-salutation", &letter.addressee.salutation, true) }
                    { line("yours", "letter-yours", &letter.references.yours, true) }
                </div>
            </> }) }
            { section("letter-about", html! { <>
                { line("subject", "letter-subject", &letter.subject, false) }
                { line("title", "letter-title", &sheet.draft.title, false) }
                <DayField id={id_of("date")} label={words.t("letter-date")} value={sheet.typed.get("date").cloned().unwrap_or_default()} on_input={on("date")} error={gap("date")} />
            </> }) }
            if !template.fields.is_empty() {
                { section("letter-fields", html! { { for template.fields.iter().map(|field| template_field(words, sheet, field, gap(&format!("field.{}", field.key)), &on(&format!("field.{}", field.key)))) } }) }
            }
            if has("reasons") {
                { section("letter-reasons", html! { <>
                    <TextArea id={id_of("reasons")} label={words.t("letter-reasons-label")} hint={words.t("letter-reasons-hint")} rows=7 {lang}
                        value={letter.reasons.clone()} on_input={on("reasons")} error={gap("reasons")} optional={!template.adverse} />
                    <TextArea id={id_of("legal_basis")} label={words.t("letter-legal-basis")} rows=3 {lang} value={letter.legal_basis.clone()} on_input={on("legal_basis")} optional=true />
                </> }) }
            }
            if has("remedy") { { section("letter-remedy", remedy(words, clause)) } }
            if has("enclosures") {
                { section("letter-enclosures", html! {
                    <TextArea id={id_of("enclosures")} label={words.t("letter-enclosures-label")} hint={words.t("letter-lines-hint")} rows=3 {lang}
                        value={letter.enclosures.join("\n")} on_input={on("enclosures")} optional=true />
                }) }
            }
            { section("letter-signatory", html! { <>
                { line("signatory", "letter-signatory-name", &letter.signatory.name, false) }
                { line("function", "letter-function", &letter.signatory.function, true) }
                { line("for", "letter-for", &letter.signatory.delegated_by, true) }
            </> }) }
        </>
    }
}

/// One field of the template, by its kind.
fn template_field(
    words: &Words,
    sheet: &Sheet,
    field: &LetterField,
    error: Option<Explanation>,
    on_input: &Callback<String>,
) -> Html {
    let key = format!("field.{}", field.key);
    let id = id_of(&key);
    let stored = sheet
        .draft
        .letter
        .fields
        .get(&field.key)
        .cloned()
        .unwrap_or_default();
    let value = sheet.typed.get(&key).cloned().unwrap_or_else(|| stored.clone());
    let label = field.label.clone();
    let hint = (!field.hint.is_empty()).then(|| AttrValue::from(field.hint.clone()));
    let optional = !field.required;
    let on_input = on_input.clone();
    let lang = Some(sheet.draft.letter.lang.tag());
    match field.kind.as_str() {
        "date" => html! { <DayField {id} {label} {value} {on_input} {error} {optional} /> },
        "text" => {
            html! { <TextArea {id} {label} {hint} {value} {on_input} {error} {optional} rows=5 {lang} /> }
        }
        "list" => {
            html! { <TextArea {id} {label} hint={hint.unwrap_or_else(|| words.t("letter-lines-hint").into())} {value} {on_input} {error} {optional} rows=4 {lang} /> }
        }
        "number" | "money" => {
            html! { <Field {id} {label} {hint} {value} {on_input} {error} {optional} code=true /> }
        }
        "yes_no" => {
            let on_change = on_input.reform(|ticked: bool| ticked.to_string());
            html! { <Tick {id} {label} {hint} checked={stored == "true"} {on_change} /> }
        }
        "choice" => {
            let options = std::iter::once((String::new(), words.t("letter-choose"), None))
                .chain(
                    field
                        .choices
                        .iter()
                        .map(|(key, text)| (key.clone(), text.clone(), None)),
                )
                .collect::<Vec<_>>();
            html! { <div class="stack-tight"><Select {id} {label} {hint} {options} value={stored} on_change={on_input} />
            if let Some(error) = error { <p class="field-error"><Icon name="warning" /><span>{ error.sentence }</span></p> }</div> }
        }
        _ => html! { <Field {id} {label} {hint} {value} {on_input} {error} {optional} /> },
    }
}

#[cfg(test)]
mod tests {
    use super::{is_amount, plain_number};

    #[test]
    fn amounts_are_taken_as_they_are_written_here() {
        for (typed, plain) in [
            ("1.234,50", "1234.50"),
            ("1 234,50 €", "1234.50"),
            ("1,234.50", "1234.50"),
            ("1234.50", "1234.50"),
            ("12", "12"),
            ("1.234", "1234"),
            ("1,234", "1234"),
            ("1.234.567,00", "1234567.00"),
            ("12.50", "12.50"),
            ("-3,00", "-3.00"),
        ] {
            assert_eq!(plain_number(typed, true), plain, "{typed}");
        }
        assert_eq!(plain_number("2,125", false), "2.125");
    }

    #[test]
    fn what_is_no_amount_is_told_before_the_page_is_drawn() {
        for good in ["0", "1234", "1234.50", "-3.00"] {
            assert!(is_amount(good), "{good}");
        }
        for bad in ["", "-", "1.5", "1234.500", "zwölf", "1.2.3", "."] {
            assert!(!is_amount(bad), "{bad}");
        }
    }
}
