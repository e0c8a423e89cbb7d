//! The directory: finding contacts, one contact, duplicates, tables.

use model::contact::{
    ContactEntry, ContactError, ContactField, ContactRow, ContactView, Duplicate, LikenessReason, MergeView,
    vat,
};
use model::matricule::Matricule;
use model::view::TableImport;
use model::{ContactId, DossierFilter, PartyKind, RuleError};
use wording::{Explanation, Lang};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Route;
use super::dossiers::RowLink;
use crate::action::use_action;
use crate::bridge::{self, Choice, directory as desk, dossiers};
use crate::components::{
    Cells, DayField, Dialog, Empty, Field, Icon, Page, Piece, Pieces, Problem, Select, SkeletonRows,
    TextArea, contact_note, may_edit, pieces_of, read_day, row_link, value_of, written_day,
};
use crate::format;
use crate::load::{Loaded, use_loaded};
use crate::session::{Act, Notice, Session, report, use_session};
use crate::undo::{Said, Undo};
use crate::words::{Words, use_words};

/// Hits shown first; a button shows more, up to what the desk gives at once.
const ROWS: u32 = 100;
const MOST: u32 = 1_000;
/// Contacts of a page of the whole directory.
const PAGE: u32 = 200;

#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Add,
    Merge(ContactId, ContactId),
    Faults(TableImport),
}

/// The page.
#[component]
pub fn DirectoryPage() -> Html {
    let words = use_words();
    let session = use_session();
    let navigator = use_navigator();
    let typed = use_state(String::new);
    let limit = use_state(|| ROWS);
    let open = use_state(|| Open::Nothing);
    // What fits the words, or without words everybody, page by page.
    let rows = use_loaded(((*typed).clone(), *limit), |(typed, limit): &(String, u32)| {
        let (typed, limit) = (typed.clone(), *limit);
        async move {
            if typed.trim().is_empty() {
                desk::contact_page(None, PAGE).await
            } else {
                desk::contacts(typed, limit).await.map(|rows| (rows, 0))
            }
        }
    });
    let duplicates = use_loaded((), |()| desk::duplicates(20));
    let editing = may_edit(&session);
    let on_typed = {
        let (typed, limit) = (typed.clone(), limit.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(value_of(&event));
            limit.set(ROWS);
        })
    };
    let show = |what: Open| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(what.clone()))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let import = {
        let (session, words, open) = (session.clone(), words.clone(), open.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, words, open) = (session.clone(), words.clone(), open.clone());
            spawn_local(async move {
                let file = match bridge::choose(Choice::Table).await {
                    Ok(files) => files.into_iter().next(),
                    Err(explanation) => return report(&session, explanation),
                };
                let Some(file) = file else { return };
                match desk::import_contacts(file.token).await {
                    Ok(done) if done.problems.is_empty() => {
                        let text = words.with("contacts-imported", &[("count", done.imported.to_string())]);
                        session.dispatch(Act::Say(Notice::good(text)));
                        session.dispatch(Act::Changed);
                    }
                    Ok(done) => open.set(Open::Faults(done)),
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let export = {
        let (session, words) = (session.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let (session, words) = (session.clone(), words.clone());
            spawn_local(async move {
                match desk::export_contacts(words.t("contacts-file")).await {
                    Ok(Some(file)) => {
                        session.dispatch(Act::Say(Notice::good(
                            words.with("contacts-exported", &[("file", file)]),
                        )));
                    }
                    Ok(None) => {}
                    Err(explanation) => report(&session, explanation),
                }
            });
        })
    };
    let actions = html! {
        if editing {
            <button type="button" class="ds-button" data-variant="secondary" data-action="import-contacts" onclick={import}><Icon name="import" />{ words.t("contacts-import") }</button>
            <button type="button" class="ds-button" data-variant="secondary" data-action="export-contacts" onclick={export}><Icon name="export" />{ words.t("contacts-export") }</button>
            <button type="button" class="ds-button" data-action="add-contact" onclick={show(Open::Add)}><Icon name="plus" />{ words.t("contact-add") }</button>
        }
    };
    let body = match &*rows {
        Loaded::Waiting => html! { <SkeletonRows rows=6 /> },
        Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
        Loaded::Ready((rows, _)) if rows.is_empty() && typed.trim().is_empty() => {
            html! { <Empty title={words.t("contacts-empty")} text={words.t("contacts-empty-text")}>
                if editing { <button type="button" class="ds-button" onclick={show(Open::Add)}><Icon name="plus" />{ words.t("contact-add") }</button> }
            </Empty> }
        }
        Loaded::Ready((rows, _)) if rows.is_empty() => {
            html! { <Empty title={words.with("search-nothing", &[("search", typed.trim().to_owned())])} text={words.t("contacts-nothing-text")} /> }
        }
        Loaded::Ready((rows, count)) if typed.trim().is_empty() => {
            html! { <Everybody first={rows.clone()} count={*count} /> }
        }
        Loaded::Ready((rows, _)) => html! {
            <Hits rows={rows.clone()} />
        },
    };
    let found = rows.ready().map_or(0, |(rows, _)| rows.len());
    let searching = !typed.trim().is_empty();
    let full = searching && found >= *limit as usize && *limit < MOST;
    let narrower = searching && found >= MOST as usize;
    let more = {
        let limit = limit.clone();
        Callback::from(move |_: MouseEvent| limit.set((*limit + 300).min(MOST)))
    };
    let pairs = duplicates.ready().cloned().unwrap_or_default();
    let dialog = match &*open {
        Open::Nothing => Html::default(),
        Open::Add => {
            let on_kept = Callback::from(move |contact: ContactView| {
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Contact { id: contact.id });
                }
            });
            html! { <ContactDialog on_close={close.clone()} {on_kept} /> }
        }
        Open::Merge(first, second) => {
            html! { <MergeDialog first={*first} second={*second} on_close={close.clone()} /> }
        }
        Open::Faults(done) => html! { <TableFaults import={done.clone()} on_close={close.clone()} /> },
    };
    html! {
        <Page title={words.t("directory")} {actions} below={html! { <p class="page-sub">{ words.t("directory-text") }</p> }}>
            <div class="search" role="search">
                <Icon name="search" />
                <label class="visually-hidden" for="search">{ words.t("contacts-search") }</label>
                <input id="search" type="search" class="search-field" data-search="" placeholder={words.t("contacts-search-placeholder")}
                    value={(*typed).clone()} oninput={on_typed} autocomplete="off" spellcheck="false" />
            </div>
            { body }
            if full { <div><button type="button" class="ds-button" data-variant="secondary" onclick={more}>{ words.t("list-more") }</button></div> }
            if narrower { <p class="muted">{ words.with("contacts-narrower", &[("count", format::number(&words, u64::from(MOST)))]) }</p> }
            if editing && !pairs.is_empty() && typed.trim().is_empty() {
                <section class="stack-tight" aria-labelledby="duplicates-title">
                    <h2 id="duplicates-title" class="section-title">{ words.t("duplicates") }</h2>
                    <p class="muted">{ words.t("duplicates-text") }</p>
                    <ul class="rows">{ for pairs.iter().map(|pair| {
                        let compare = show(Open::Merge(pair.first.id, pair.second.id));
                        html! {
                            <li key={format!("{}{}", pair.first.id, pair.second.id)} class="row-item">
                                <span class="row-main"><span class="row-title">{ &pair.first.name }{ " · " }{ &pair.second.name }</span>
                                    <span class="row-note">{ likeness_in_words(&words, pair) }</span></span>
                                <span class="row-actions"><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="compare"
                                    aria-label={words.with("duplicate-compare-of", &[("first", pair.first.name.clone()), ("second", pair.second.name.clone())])} onclick={compare}>{ words.t("duplicate-compare") }</button></span>
                            </li>
                        }
                    }) }</ul>
                </section>
            }
            { dialog }
        </Page>
    }
}

fn columns(words: &Words) -> Vec<AttrValue> {
    ["label-name", "label-kind", "label-matricule", "contact-city"]
        .map(|id| AttrValue::from(words.t(id)))
        .to_vec()
}

fn contact_cells(words: &Words, _: &Session, row: &ContactRow) -> Html {
    html! {
        <>
            <td>{ row_link(&Route::Contact { id: row.id }, &row.name) }
                if let Some(day) = row.birth_date { <span class="row-note">{ words.with("contact-born", &[("day", format::civil_day(words, day))]) }</span> }</td>
            <td>{ kind_in_words(words, row.kind) }</td>
            <td class="code">{ &row.matricule }</td>
            <td>{ &row.city }</td>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct HitsProps {
    rows: Vec<ContactRow>,
}

/// The contacts that fit the words.
#[component]
fn Hits(props: &HitsProps) -> Html {
    let words = use_words();
    let pieces = use_memo(props.rows.clone(), |rows| pieces_of(rows));
    html! {
        <div class="list-room"><Pieces<ContactRow> caption={words.t("directory")} columns={columns(&words)} class={classes!("contacts")} pieces={(*pieces).clone()} cells={contact_cells as Cells<ContactRow>} total={Some(props.rows.len())} /></div>
    }
}

#[derive(PartialEq, Properties)]
struct EverybodyProps {
    /// The first page.
    first: Vec<ContactRow>,
    /// How many there are in all.
    count: u32,
}

/// The whole directory by name, page by page, as far as somebody scrolls.
#[component]
fn Everybody(props: &EverybodyProps) -> Html {
    let words = use_words();
    let session = use_session();
    let pieces = use_state(Vec::<Piece<ContactRow>>::new);
    let last = use_state(|| None::<ContactId>);
    let busy = use_state(|| false);
    let turn = use_mut_ref(|| 0_u32);
    {
        let (pieces, last, busy, turn) = (pieces.clone(), last.clone(), busy.clone(), turn.clone());
        use_effect_with(props.first.clone(), move |first: &Vec<ContactRow>| {
            *turn.borrow_mut() += 1;
            pieces.set(pieces_of(first));
            last.set(behind(first));
            busy.set(false);
        });
    }
    let on_more = {
        let (pieces, last, busy, turn, session) = (
            pieces.clone(),
            last.clone(),
            busy.clone(),
            turn.clone(),
            session.clone(),
        );
        Callback::from(move |()| {
            let Some(after) = *last else { return };
            if *busy {
                return;
            }
            busy.set(true);
            let (pieces, last, busy, turn, session) = (
                pieces.clone(),
                last.clone(),
                busy.clone(),
                turn.clone(),
                session.clone(),
            );
            let mine = *turn.borrow();
            spawn_local(async move {
                let answer = desk::contact_page(Some(after), PAGE).await;
                if *turn.borrow() != mine {
                    return;
                }
                match answer {
                    Ok((rows, _)) => {
                        let mut all = (*pieces).clone();
                        all.extend(pieces_of(&rows));
                        pieces.set(all);
                        last.set(behind(&rows));
                    }
                    Err(explanation) => report(&session, explanation),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <div class="list-room"><Pieces<ContactRow> caption={words.t("directory")} columns={columns(&words)} class={classes!("contacts")} pieces={(*pieces).clone()} cells={contact_cells as Cells<ContactRow>}
            total={Some(usize::try_from(props.count).unwrap_or(usize::MAX))} on_more={last.is_some().then_some(on_more)} busy={*busy} /></div>
    }
}

/// Behind whom the next page begins; nobody where this one was the last.
fn behind(page: &[ContactRow]) -> Option<ContactId> {
    page.last()
        .filter(|_| page.len() >= PAGE as usize)
        .map(|row| row.id)
}

fn kind_in_words(words: &Words, kind: PartyKind) -> String {
    words.t(match kind {
        PartyKind::Natural => "contact-natural",
        PartyKind::Legal => "contact-legal",
    })
}

fn reason_in_words(words: &Words, reason: LikenessReason) -> String {
    words.t(match reason {
        LikenessReason::SameMatricule => "like-matricule",
        LikenessReason::SameVat => "like-vat",
        LikenessReason::NameAndBirthDate => "like-birth",
        LikenessReason::NameAndAddress => "like-address",
    })
}

fn likeness_in_words(words: &Words, pair: &Duplicate) -> String {
    format!(
        "{} · {} / {}",
        reason_in_words(words, pair.reason),
        contact_note(words, &pair.first),
        contact_note(words, &pair.second)
    )
}

#[derive(PartialEq, Properties)]
pub struct TableFaultsProps {
    /// What came of it.
    pub import: TableImport,
    /// Called when the dialogue is left.
    pub on_close: Callback<()>,
}

/// What is wrong with a table, line by line.
#[component]
pub fn TableFaults(props: &TableFaultsProps) -> Html {
    let words = use_words();
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let all = &props.import.problems;
    html! {
        <Dialog id="faults-title" title={words.t("table-faults")} wide=true on_close={props.on_close.clone()}>
            <div class="stack">
                <p class="lead">{ words.with("table-faults-text", &[("count", all.len().to_string())]) }</p>
                <div class="list-room"><table class="list">
                    <caption class="visually-hidden">{ words.t("table-faults") }</caption>
                    <thead><tr><th scope="col">{ words.t("table-line") }</th><th scope="col">{ words.t("table-fault") }</th></tr></thead>
                    <tbody>{ for all.iter().take(200).map(|fault| html! {
                        <tr><td>{ if fault.line == 0 { words.t("table-whole") } else { fault.line.to_string() } }</td>
                            <td data-code={fault.problem.code.clone()}>{ &fault.problem.sentence } if let Some(next) = &fault.problem.next { <span class="row-note">{ next }</span> }</td></tr>
                    }) }</tbody>
                </table></div>
                <div class="sheet-actions"><button type="button" class="ds-button" onclick={leave}>{ words.t("close") }</button></div>
            </div>
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
pub struct ContactPageProps {
    /// Which contact.
    pub id: ContactId,
}

/// One contact.
#[component]
pub fn ContactPage(props: &ContactPageProps) -> Html {
    let words = use_words();
    let session = use_session();
    let action = use_action();
    let id = props.id;
    let loaded = use_loaded(id, |id| desk::contact(*id));
    let where_used = use_loaded(id, |id| {
        dossiers::dossier_page(DossierFilter {
            contact: Some(*id),
            limit: 100,
            ..DossierFilter::default()
        })
    });
    let editing = use_state(|| false);
    let eyebrow = html! { <nav class="crumbs" aria-label={words.t("crumbs")}><Link<Route> to={Route::Directory}>{ words.t("directory") }</Link<Route>></nav> };
    let contact = match &*loaded {
        Loaded::Waiting => {
            return html! { <Page title={words.t("contact")} waiting=true {eyebrow}><SkeletonRows rows=4 /></Page> };
        }
        Loaded::Failed(problem) => {
            return html! { <Page title={words.t("contact")} {eyebrow}><Problem problem={problem.clone()} /></Page> };
        }
        Loaded::Ready(contact) => contact,
    };
    let edit = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(true))
    };
    let close = {
        let editing = editing.clone();
        Callback::from(move |()| editing.set(false))
    };
    let undo = |merge: &MergeView| {
        let (action, words, merge) = (action.clone(), words.clone(), merge.clone());
        Callback::from(move |_: MouseEvent| {
            let (words, name) = (words.clone(), merge.merged_name.clone());
            action.run(desk::undo_merge(merge.id), move |_| {
                Some(words.with("merge-undone", &[("name", name)]))
            });
        })
    };
    let actions = html! {
        if may_edit(&session) { <button type="button" class="ds-button" data-action="change-contact" onclick={edit}><Icon name="pen" />{ words.t("contact-change") }</button> }
    };
    let facts = ContactField::ALL
        .into_iter()
        .filter(|field| *field != ContactField::Name)
        .map(|field| (field, shown_value(&words, &contact.entry, field)))
        .filter(|(_, value)| !value.is_empty());
    html! {
        <Page title={contact.full_name.clone()} {eyebrow} {actions} below={html! { <p class="page-sub">{ kind_in_words(&words, contact.entry.kind) }</p> }}>
            if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
            <section class="panel" aria-labelledby="contact-title">
                <h2 id="contact-title" class="section-title">{ words.t("contact") }</h2>
                <dl class="facts">{ for facts.map(|(field, value)| html! { <><dt>{ words.t(field_label(field)) }</dt><dd class="note-text">{ value }</dd></> }) }</dl>
                <p class="row-note">{ words.with("contact-changed-at", &[("moment", format::moment(&words, contact.changed_at))]) }</p>
            </section>
            <section class="stack-tight" aria-labelledby="used-title">
                <h2 id="used-title" class="section-title">{ words.t("contact-used") }</h2>
                { match &*where_used {
                    Loaded::Waiting => html! { <SkeletonRows rows=2 /> },
                    Loaded::Failed(problem) => html! { <Problem problem={problem.clone()} /> },
                    Loaded::Ready(page) if page.rows.is_empty() => html! { <p class="muted">{ words.t("contact-used-none") }</p> },
                    Loaded::Ready(page) => html! {
                        <ul class="rows">{ for page.rows.iter().map(|row| html! {
                            <li key={row.id.to_string()} class="row-item"><span class="avatar"><Icon name="folder" /></span><span class="row-main">
                                <RowLink to={Route::Dossier { id: row.id }}><span class="reference">{ row.reference.as_str() }</span>{ " · " }{ row.subject.as_str() }</RowLink>
                                <span class="row-note">{ format::day(&words, row.changed_at) }</span></span></li>
                        }) }</ul>
                    },
                } }
            </section>
            if !contact.merges.is_empty() {
                <section class="stack-tight" aria-labelledby="merges-title">
                    <h2 id="merges-title" class="section-title">{ words.t("merges") }</h2>
                    <ul class="rows">{ for contact.merges.iter().map(|merge| html! {
                        <li key={merge.id.to_string()} class="row-item"><span class="row-main">
                            <span class="row-title">{ words.with("merge-of", &[("name", merge.merged_name.clone())]) }</span>
                            <span class="row-note">{ format::moment(&words, merge.at) }{ " · " }{ &merge.actor }
                                if merge.undone_at.is_some() { { " · " }{ words.t("merge-is-undone") } }</span></span>
                            if merge.undone_at.is_none() && merge.kept == id && may_edit(&session) {
                                <span class="row-actions"><button type="button" class="ds-button" data-variant="secondary" data-size="sm" data-action="undo-merge"
                                    aria-busy={action.busy.to_string()} onclick={undo(merge)}>{ words.t("merge-undo") }</button></span>
                            }
                        </li>
                    }) }</ul>
                </section>
            }
            if *editing { <ContactDialog contact={contact.clone()} on_close={close} /> }
        </Page>
    }
}

/// The id of a field in the dialogue, and the message of its label.
fn field_label(field: ContactField) -> &'static str {
    match field {
        ContactField::Name => "label-name",
        ContactField::GivenNames => "label-given-names",
        ContactField::Salutation => "label-salutation",
        ContactField::BirthDate => "label-birth-date",
        ContactField::Matricule => "label-matricule",
        ContactField::Vat => "label-vat",
        ContactField::Rcs => "label-rcs",
        ContactField::Address => "label-address",
        ContactField::Email => "label-email",
        ContactField::Phone => "label-phone",
        ContactField::Language => "label-language",
        ContactField::Notes => "label-notes",
    }
}

/// A field as a person reads it.
fn shown_value(words: &Words, entry: &ContactEntry, field: ContactField) -> String {
    match field {
        ContactField::BirthDate => entry
            .birth_date
            .map(|day| format::civil_day(words, day))
            .unwrap_or_default(),
        ContactField::Language => entry.language.map(|lang| words.name_of(lang)).unwrap_or_default(),
        ContactField::Address => entry.address.lines().join("\n"),
        field => entry.value(field),
    }
}

/// The fields beside which an error is shown.
const SHOWN: [&str; 19] = [
    "name",
    "contact-name",
    "given-names",
    "given_names",
    "salutation",
    "birth-date",
    "birth_date",
    "matricule",
    "vat",
    "rcs",
    "street",
    "complement",
    "postal-code",
    "postal_code",
    "city",
    "country",
    "email",
    "phone",
    "notes",
];

/// Which field of the dialogue an error belongs to.
fn field_of(error: &ContactError) -> &'static str {
    match error {
        ContactError::Rule(
            RuleError::FieldEmpty { field }
            | RuleError::FieldTooLong { field, .. }
            | RuleError::FieldControlCharacter { field, .. },
        ) => field,
        ContactError::Matricule(_) => "matricule",
        ContactError::BirthDateDiffers { .. } | ContactError::BirthDate { .. } => "birth-date",
        ContactError::NotForLegal { field } => field,
        ContactError::VatForm | ContactError::VatCheck { .. } => "vat",
        ContactError::PostalCode { .. } => "postal-code",
        ContactError::Country { .. } => "country",
        ContactError::Email { .. } => "email",
        ContactError::Phone { .. } => "phone",
        ContactError::Language { .. } => "language",
        ContactError::Kind { .. } => "kind",
    }
}

#[derive(PartialEq, Properties)]
pub struct ContactDialogProps {
    /// The contact that is changed; none: a new one.
    #[prop_or_default]
    pub contact: Option<ContactView>,
    /// Called when the dialogue is left.
    pub on_close: Callback<()>,
    /// Called with the contact once it is kept.
    #[prop_or_default]
    pub on_kept: Callback<ContactView>,
}

/// A new contact, or other values for one; check digits are looked at while one types.
#[component]
pub fn ContactDialog(props: &ContactDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let before = props.contact.clone();
    let entry = use_state(|| {
        before.as_ref().map_or_else(
            || ContactEntry::named(PartyKind::Natural, ""),
            |contact| contact.entry.clone(),
        )
    });
    let birth = use_state(|| entry.birth_date.map(written_day).unwrap_or_default());
    let tried = use_state(|| false);
    let like = use_loaded((*entry).clone(), {
        let except = before.as_ref().map(|contact| contact.id);
        move |entry: &ContactEntry| {
            let entry = entry.clone();
            async move {
                if entry.name.trim().chars().count() < 2 {
                    return Ok(Vec::new());
                }
                desk::contacts_like(entry, except).await
            }
        }
    });
    let set = |change: fn(&mut ContactEntry, String)| {
        let entry = entry.clone();
        Callback::from(move |text: String| {
            let mut next = (*entry).clone();
            change(&mut next, text);
            entry.set(next);
        })
    };
    let today = format::today();
    // The first that the rules find; of the two numbers also while another field is not filled in yet.
    let whole = (*entry).clone().checked(today).err();
    let explained = |field: &str| -> Option<Explanation> {
        let own = match field {
            "matricule" if !entry.matricule.trim().is_empty() => {
                Matricule::parse_of(&entry.matricule, entry.kind, today)
                    .err()
                    .map(|error| words.explain(&error))
            }
            "vat" if !entry.vat.trim().is_empty() => vat(&entry.vat).err().map(|error| words.explain(&error)),
            _ => None,
        };
        let written = !matches!(whole, Some(ContactError::Rule(RuleError::FieldEmpty { .. }))) || *tried;
        own.or_else(|| {
            whole
                .as_ref()
                .filter(|error| written && field_of(error) == field)
                .map(|error| words.explain(error))
        })
    };
    let on_birth = {
        let (birth, entry) = (birth.clone(), entry.clone());
        Callback::from(move |text: String| {
            let mut next = (*entry).clone();
            next.birth_date = read_day(&text);
            birth.set(text);
            entry.set(next);
        })
    };
    let kinds = [("natural", "contact-natural"), ("legal", "contact-legal")]
        .map(|(key, label)| (key.to_owned(), words.t(label), None))
        .to_vec();
    let mut languages = vec![(String::new(), words.t("contact-language-none"), None)];
    languages.extend(Lang::ALL.map(|lang| (lang.tag().to_owned(), words.name_of(lang), Some(lang.tag()))));
    let natural = entry.kind == PartyKind::Natural;
    let known = action
        .problem
        .as_ref()
        .is_some_and(|problem| problem.code == "contact-known");
    let birth_wrong = !birth.trim().is_empty() && read_day(&birth).is_none();
    let keep = {
        let (action, words, entry, tried) = (action.clone(), words.clone(), entry.clone(), tried.clone());
        let (before, on_close, on_kept) = (before.clone(), props.on_close.clone(), props.on_kept.clone());
        let refused = whole.is_some() || birth_wrong;
        Callback::from(move |anyway: bool| {
            tried.set(true);
            if refused {
                return;
            }
            let (words, on_close, on_kept) = (words.clone(), on_close.clone(), on_kept.clone());
            let done = move |contact: ContactView| {
                let text = words.with("contact-kept", &[("name", contact.full_name.clone())]);
                on_close.emit(());
                on_kept.emit(contact);
                Some(text)
            };
            match &before {
                Some(contact) => action.run(desk::change_contact(contact.id, (*entry).clone(), anyway), done),
                None => action.run(desk::add_contact((*entry).clone(), anyway), done),
            }
        })
    };
    let onsubmit = keep.reform(|event: SubmitEvent| {
        event.prevent_default();
        false
    });
    // What no field of the form shows is said above them: nothing is refused without a word.
    let elsewhere = whole
        .as_ref()
        .filter(|error| *tried && !SHOWN.contains(&field_of(error)))
        .map(|error| words.explain(error));
    let anyway = keep.reform(|_: MouseEvent| true);
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let similar = like.ready().cloned().unwrap_or_default();
    html! {
        <Dialog id="contact-dialog-title" title={words.t(if before.is_some() { "contact-change" } else { "contact-add" })} wide=true on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if let Some(problem) = &*action.problem {
                    <Problem problem={problem.clone()} />
                    if known { <div><button type="button" class="ds-button" data-variant="secondary" data-action="keep-anyway" onclick={anyway}>{ words.t("contact-keep-anyway") }</button></div> }
                }
                if let Some(problem) = elsewhere { <Problem {problem} /> }
                if !similar.is_empty() {
                    <div class="callout" data-color="warning" role="status"><Icon name="info" /><div>
                        <p class="callout-title">{ words.t("contact-similar") }</p>
                        <ul>{ for similar.iter().take(3).map(|(row, _, reason)| html! {
                            <li key={row.id.to_string()}><Link<Route> to={Route::Contact { id: row.id }} classes="ds-link">{ &row.name }</Link<Route>>{ " · " }{ reason_in_words(&words, *reason) }</li>
                        }) }</ul>
                    </div></div>
                }
                if before.is_none() {
                    <Select id="contact-kind" label={words.t("label-kind")} options={kinds} value={if natural { "natural" } else { "legal" }.to_owned()}
                        on_change={set(|entry, text| entry.kind = if text == "legal" { PartyKind::Legal } else { PartyKind::Natural })} />
                }
                <div class="field-grid">
                    <Field id="contact-name" label={words.t(if natural { "contact-family-name" } else { "contact-firm-name" })} value={entry.name.clone()} on_input={set(|entry, text| entry.name = text)} error={explained("name").or_else(|| explained("contact-name"))} autofocus=true />
                    if natural {
                        <Field id="contact-given" label={words.t("label-given-names")} value={entry.given_names.clone()} on_input={set(|entry, text| entry.given_names = text)} error={explained("given-names").or_else(|| explained("given_names"))} optional=true />
                        <Field id="contact-salutation" label={words.t("label-salutation")} value={entry.salutation.clone()} on_input={set(|entry, text| entry.salutation = text)} error={explained("salutation")} optional=true />
                        <DayField id="contact-birth" label={words.t("label-birth-date")} value={(*birth).clone()} on_input={on_birth} error={explained("birth-date").or_else(|| explained("birth_date"))} optional=true />
                    }
                    <Field id="contact-matricule" label={words.t("label-matricule")} hint={words.t(if natural { "contact-matricule-hint" } else { "contact-matricule-legal-hint" })} value={entry.matricule.clone()} on_input={set(|entry, text| entry.matricule = text)} error={explained("matricule")} code=true optional=true />
                    if !natural {
                        <Field id="contact-vat" label={words.t("label-vat")} hint={words.t("contact-vat-hint")} value={entry.vat.clone()} on_input={set(|entry, text| entry.vat = text)} error={explained("vat")} code=true optional=true />
                        <Field id="contact-rcs" label={words.t("label-rcs")} value={entry.rcs.clone()} on_input={set(|entry, text| entry.rcs = text)} error={explained("rcs")} code=true optional=true />
                    }
                </div>
                <fieldset class="stack"><legend class="section-title">{ words.t("label-address") }</legend>
                    <div class="field-grid">
                        <Field id="contact-street" label={words.t("address-street")} value={entry.address.street.clone()} on_input={set(|entry, text| entry.address.street = text)} error={explained("street")} optional=true />
                        <Field id="contact-complement" label={words.t("address-complement")} value={entry.address.complement.clone()} on_input={set(|entry, text| entry.address.complement = text)} error={explained("complement")} optional=true />
                        <Field id="contact-postal" label={words.t("address-postal-code")} value={entry.address.postal_code.clone()} on_input={set(|entry, text| entry.address.postal_code = text)} error={explained("postal-code").or_else(|| explained("postal_code"))} optional=true />
                        <Field id="contact-city" label={words.t("address-city")} value={entry.address.city.clone()} on_input={set(|entry, text| entry.address.city = text)} error={explained("city")} optional=true />
                        <Field id="contact-country" label={words.t("address-country")} hint={words.t("address-country-hint")} value={entry.address.country.clone()} on_input={set(|entry, text| entry.address.country = text)} error={explained("country")} optional=true />
                    </div>
                </fieldset>
                <div class="field-grid">
                    <Field id="contact-email" label={words.t("label-email")} value={entry.email.clone()} on_input={set(|entry, text| entry.email = text)} error={explained("email")} optional=true />
                    <Field id="contact-phone" label={words.t("label-phone")} value={entry.phone.clone()} on_input={set(|entry, text| entry.phone = text)} error={explained("phone")} optional=true />
                    <Select id="contact-language" label={words.t("label-language")} options={languages} value={entry.language.map(|lang| lang.tag().to_owned()).unwrap_or_default()}
                        on_change={set(|entry, text| entry.language = text.parse().ok())} />
                </div>
                <TextArea id="contact-notes" label={words.t("label-notes")} value={entry.notes.clone()} on_input={set(|entry, text| entry.notes = text)} error={explained("notes")} rows=3 optional=true />
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="keep-contact" aria-busy={action.busy.to_string()}>{ words.t("keep") }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct MergeDialogProps {
    first: ContactId,
    second: ContactId,
    on_close: Callback<()>,
}

/// Two contacts side by side: which stays, and of which each field is taken.
#[component]
fn MergeDialog(props: &MergeDialogProps) -> Html {
    let words = use_words();
    let action = use_action();
    let swapped = use_state(|| false);
    let take = use_state(Vec::<ContactField>::new);
    let pair = use_loaded((props.first, props.second), |(first, second)| {
        let (first, second) = (*first, *second);
        async move { Ok((desk::contact(first).await?, desk::contact(second).await?)) }
    });
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let (first, second) = match &*pair {
        Loaded::Ready(pair) => pair.clone(),
        Loaded::Failed(problem) => {
            return html! { <Dialog id="merge-title" title={words.t("merge")} on_close={props.on_close.clone()}><Problem problem={problem.clone()} /></Dialog> };
        }
        Loaded::Waiting => return Html::default(),
    };
    let (kept, merged) = if *swapped {
        (second, first)
    } else {
        (first, second)
    };
    let swap = {
        let (swapped, take) = (swapped.clone(), take.clone());
        Callback::from(move |_: MouseEvent| {
            swapped.set(!*swapped);
            take.set(Vec::new());
        })
    };
    let fields: Vec<ContactField> = ContactField::ALL
        .into_iter()
        .filter(|field| !kept.entry.value(*field).is_empty() || !merged.entry.value(*field).is_empty())
        .collect();
    let onsubmit = {
        let (action, words, take) = (action.clone(), words.clone(), take.clone());
        let (kept, merged, on_close) = (kept.clone(), merged.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (words, on_close) = (words.clone(), on_close.clone());
            action.run_undoable(
                desk::merge_contacts(kept.id, merged.id, (*take).clone()),
                move |contact| {
                    on_close.emit(());
                    // The newest merge is the one that was just made.
                    let merge = contact
                        .merges
                        .iter()
                        .map(|merge| merge.id)
                        .max()
                        .unwrap_or_default();
                    Some(Said {
                        text: words.with("merge-done", &[("name", contact.full_name)]),
                        undo: Undo::by(move || desk::undo_merge(merge)),
                    })
                },
            );
        })
    };
    html! {
        <Dialog id="merge-title" title={words.t("merge")} wide=true on_close={props.on_close.clone()}>
            <form class="stack" {onsubmit}>
                if let Some(problem) = &*action.problem { <Problem problem={problem.clone()} /> }
                <p class="lead">{ words.with("merge-text", &[("kept", kept.full_name.clone()), ("merged", merged.full_name.clone()), ("count", merged.dossiers.to_string())]) }</p>
                <div class="merge-swap"><button type="button" class="ds-button" data-variant="tertiary" data-size="sm" data-action="swap" onclick={swap}><Icon name="sync" />{ words.t("merge-swap") }</button></div>
                <div class="list-room"><table class="list merge">
                    <caption class="visually-hidden">{ words.t("merge") }</caption>
                    <thead><tr><th scope="col">{ words.t("merge-field") }</th><th scope="col">{ words.t("merge-kept") }</th><th scope="col">{ words.t("merge-other") }</th></tr></thead>
                    <tbody>{ for fields.into_iter().map(|field| {
                        let (own, other) = (shown_value(&words, &kept.entry, field), shown_value(&words, &merged.entry, field));
                        let choice = !own.is_empty() && !other.is_empty() && own != other;
                        let taken = if choice { take.contains(&field) } else { own.is_empty() };
                        let pick = |on: bool| {
                            let take = take.clone();
                            Callback::from(move |_: Event| {
                                let mut next: Vec<ContactField> = take.iter().copied().filter(|known| *known != field).collect();
                                if on { next.push(field); }
                                take.set(next);
                            })
                        };
                        let cell = |value: &str, of_other: bool| html! {
                            if choice {
                                <label class="tick"><input type="radio" class="ds-input" name={format!("merge-{}", field.key())} checked={taken == of_other} onchange={pick(of_other)} /><span class="note-text">{ value }</span></label>
                            } else if value.is_empty() { { "–" } } else { <span class={classes!("note-text", (taken != of_other).then_some("muted"))}>{ value }</span> }
                        };
                        html! { <tr key={field.key()}><th scope="row">{ words.t(field_label(field)) }</th><td>{ cell(&own, false) }</td><td>{ cell(&other, true) }</td></tr> }
                    }) }</tbody>
                </table></div>
                <p class="field-hint">{ words.t("merge-hint") }</p>
                <div class="sheet-actions">
                    <button type="button" class="ds-button" data-variant="tertiary" onclick={leave}>{ words.t("cancel") }</button>
                    <button type="submit" class="ds-button" data-action="merge" aria-busy={action.busy.to_string()}>{ words.t("merge-confirm") }</button>
                </div>
            </form>
        </Dialog>
    }
}
