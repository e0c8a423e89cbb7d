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
use crate::action::use_action;
use crate::bridge::letters as desk;
use crate::components::{
    DayField, Field, Icon, Page, PdfBytes, Preview, Problem, Select, SkeletonRows, TextArea, Tick,
    length_in_words, read_day, written_day,
};
use crate::format;
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
    let asked = use_state(|| false);
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
        let (page, missing, problem, kept, turn, session) = (
            page.clone(),
            missing.clone(),
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
            missing.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            asked.set(true);
            if !missing.is_empty() {
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
                    if !missing.is_empty() { <Gaps missing={(*missing).clone()} urgent={*asked} template={current.template.clone()} /> }
                    { form(&words, &current, &missing, &change) }
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
                    plain_number(&value)
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

/// A number as it is written here, without its spaces and thousands: `1.234,50` becomes `1234.50`.
fn plain_number(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\''))
        .collect();
    if text.contains(',') {
        text.replace('.', "").replace(',', ".")
    } else {
        text
    }
}

/// The key of the field where something that is missing is entered.
fn place_of(key: &str, template: &LetterTemplate) -> Option<String> {
    Some(match key {
        "addressee.name" => "name".to_owned(),
        "addressee.address" => "address".to_owned(),
        "subject" => "subject".to_owned(),
        "signatory.name" => "signatory".to_owned(),
        "reasons" => "reasons".to_owned(),
        other if template.fields.iter().any(|field| field.key == other) => format!("field.{other}"),
        _ => return None,
    })
}

fn id_of(key: &str) -> String {
    format!("letter-{}", key.replace('.', "-"))
}

#[derive(PartialEq, Properties)]
struct GapsProps {
    missing: Vec<Missing>,
    /// Finishing was asked for: the list takes the focus.
    urgent: bool,
    template: LetterTemplate,
}

/// What is missing, each with a way to its field.
#[component]
fn Gaps(props: &GapsProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.urgent, move |urgent| {
            if let Some(element) = node.cast::<web_sys::HtmlElement>().filter(|_| *urgent) {
                let _ = element.focus();
            }
        });
    }
    let go = |id: String| {
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            let element = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.get_element_by_id(&id));
            if let Some(element) = element
                .and_then(|element| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(element).ok())
            {
                let _ = element.focus();
            }
        })
    };
    html! {
        <div ref={node} class="callout" data-color="warning" tabindex="-1" role={props.urgent.then_some("alert")}>
            <Icon name="info" />
            <div>
                <p class="callout-title">{ words.with("letter-missing-count", &[("count", props.missing.len().to_string())]) }</p>
                <ul class="reasons">
                    { for props.missing.iter().map(|gap| match place_of(&gap.key, &props.template) {
                        Some(key) => { let id = id_of(&key); html! { <li><a class="ds-link" href={format!("#{id}")} onclick={go(id)}>{ &gap.explanation.sentence }</a></li> } },
                        None => html! { <li>{ &gap.explanation.sentence }{ " " }{ gap.explanation.next.clone().unwrap_or_default() }</li> },
                    }) }
                </ul>
            </div>
        </div>
    }
}

fn form(words: &Words, sheet: &Sheet, missing: &[Missing], change: &Callback<(String, String)>) -> Html {
    let letter = &sheet.draft.letter;
    let template = &sheet.template;
    let gap = |key: &str| -> Option<Explanation> {
        missing
            .iter()
            .find(|gap| place_of(&gap.key, template).as_deref() == Some(key))
            .map(|gap| Explanation {
                code: gap.explanation.code.clone(),
                sentence: words.t("letter-gap"),
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
                <DayField id={id_of("date")} label={words.t("letter-date")} value={sheet.typed.get("date").cloned().unwrap_or_default()} on_input={on("date")} />
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
            if has("remedy") { { section("letter-remedy", remedy(words, letter.remedy.as_ref())) } }
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

/// How the letter can be contested, as it was computed from the procedure.
fn remedy(words: &Words, clause: Option<&RemedyClause>) -> Html {
    match clause {
        None => html! { <p class="muted">{ words.t("letter-remedy-none") }</p> },
        Some(clause) => html! {
            <dl class="facts">
                <dt>{ words.t("letter-remedy-court") }</dt><dd>{ &clause.court }</dd>
                <dt>{ words.t("letter-remedy-within") }</dt><dd>{ length_in_words(words, clause.count, clause.unit) }</dd>
                if let Some(ends) = clause.ends { <dt>{ words.t("letter-remedy-ends") }</dt><dd>{ format::civil_day(words, ends) }</dd> }
                if !clause.legal_basis.is_empty() { <dt>{ words.t("letter-remedy-basis") }</dt><dd>{ &clause.legal_basis }</dd> }
            </dl>
        },
    }
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn amounts_are_taken_as_they_are_written_here() {
        assert_eq!(plain_number("1.234,50"), "1234.50");
        assert_eq!(plain_number("1 234,50 €"), "1234.50");
        assert_eq!(plain_number("1234.50"), "1234.50");
        assert_eq!(plain_number("12"), "12");
    }
}
