//! Searching, kept searches, reading the text of documents.

use desk::Indexing;
use model::search::{
    Count, DossierHit, Place, PlaceKind, SavedSearch, SearchError, Snippet, TextState, TextStatus,
};
use model::view::VersionView;

use super::{Context, find_document, find_version};
use crate::args::search::{Index, IndexCommand, IndexRun, IndexText, Search, SearchesCommand};
use crate::error::{Error, Exit};
use crate::out::{Mark, Out, printable};
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, arguments: &Search) -> Result<Exit, Error> {
    let out = context.out;
    // What the shell took as one argument was one thing: a phrase keeps its quotes.
    let typed = format!("{} ", typed(&arguments.search));
    let found = context
        .open_desk()?
        .search(&typed, arguments.limit, arguments.offset)?;
    if out.is_json() {
        found.hits.iter().try_for_each(|hit| out.json_line(hit))?;
        found.contacts.iter().try_for_each(|hit| out.json_line(hit))?;
    }
    for problem in &found.problems {
        out.note(&problem.to_string());
    }
    if out.is_json() {
        return Ok(Exit::Done);
    }
    if found.hits.is_empty() && found.contacts.is_empty() {
        out.say("search-nothing", &[("search", typed.trim().to_owned())])?;
    }
    found.hits.iter().try_for_each(|hit| show(out, hit))?;
    for contact in &found.contacts {
        out.line(&marked(out, &contact.snippet))?;
    }
    if found.more {
        let next = arguments.offset.saturating_add(arguments.limit);
        out.note(&out.words.text("search-more", &[("offset", next.to_string())]));
    } else if !found.complete {
        out.note(&out.words.text("search-incomplete", &[]));
    }
    Ok(Exit::Done)
}

fn typed(words: &[String]) -> String {
    words
        .iter()
        .map(|word| {
            let filter_or_quoted = word.contains([':', '"', '«']) || word.starts_with('-');
            if word.contains(char::is_whitespace) && !filter_or_quoted && words.len() > 1 {
                format!("\"{word}\"")
            } else {
                word.clone()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn show(out: &Out, hit: &DossierHit) -> Result<(), Error> {
    let row = &hit.dossier;
    out.line(&format!(
        "{}  {}",
        out.bold(row.reference.as_str()),
        printable(row.subject.as_str())
    ))?;
    for place in &hit.places {
        out.line(&format!(
            "    {}: {}",
            out.faint(&name(out, place)),
            marked(out, &place.snippet)
        ))?;
    }
    Ok(())
}

fn name(out: &Out, place: &Place) -> String {
    let id = match place.kind {
        PlaceKind::Reference => "place-reference",
        PlaceKind::Subject => "place-subject",
        PlaceKind::Party => "place-party",
        PlaceKind::Tag => "place-tag",
        PlaceKind::Classification => "place-classification",
        PlaceKind::Title => "place-title",
        PlaceKind::Note => "place-note",
        PlaceKind::Page => "place-page",
    };
    let title = printable(place.title.as_deref().unwrap_or_default());
    let page = place.page.unwrap_or_default().to_string();
    out.words.text(id, &[("title", title), ("page", page)])
}

/// The snippet with its words in bold.
fn marked(out: &Out, snippet: &Snippet) -> String {
    let mut text = String::new();
    let mut at = 0;
    let part = |from: usize, to: usize| printable(snippet.text.get(from..to).unwrap_or_default());
    if snippet.cut_before {
        text.push('…');
    }
    for (start, end) in &snippet.marks {
        text += &part(at, *start);
        text += &out.bold(&part(*start, *end));
        at = *end;
    }
    text += &part(at, snippet.text.len());
    if snippet.cut_after {
        text.push('…');
    }
    text
}

pub fn searches(context: &Context<'_>, command: &SearchesCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    match command {
        SearchesCommand::List => {
            let saved = desk.saved_searches()?;
            if out.is_json() {
                saved.iter().try_for_each(|one| out.json_line(one))?;
            } else if saved.is_empty() {
                out.say("searches-none", &[])?;
            } else {
                let cells = |one: &SavedSearch| vec![one.name.clone(), count(one.count), one.query.clone()];
                out.table(
                    &["column-name", "column-found", "column-search"],
                    &saved.iter().map(cells).collect::<Vec<_>>(),
                )?;
            }
        }
        SearchesCommand::Save(arguments) => {
            let saved = desk.save_search(&arguments.name, &format!("{} ", typed(&arguments.search)))?;
            out.either(&saved, |out| {
                out.say(
                    "search-saved",
                    &[("name", saved.name.clone()), ("count", count(saved.count))],
                )
            })?;
        }
        SearchesCommand::Remove(arguments) => {
            let name = &arguments.name;
            let saved = desk
                .saved_searches()?
                .into_iter()
                .find(|saved| saved.name == *name);
            let saved = saved
                .ok_or_else(|| desk::Error::from(SearchError::SearchSavedUnknown { name: name.clone() }))?;
            desk.remove_saved_search(saved.id)?;
            out.either(&saved, |out| out.say("search-removed", &[("name", name.clone())]))?;
        }
    }
    Ok(Exit::Done)
}

fn count(count: Count) -> String {
    format!("{}{}", count.counted, if count.more { "+" } else { "" })
}

pub fn index(context: &Context<'_>, arguments: &Index) -> Result<Exit, Error> {
    match &arguments.command {
        None => read(context, &arguments.run),
        Some(IndexCommand::Status(arguments)) => status(context, &arguments.document),
        Some(IndexCommand::Text(arguments)) => text(context, arguments),
    }
}

fn read(context: &Context<'_>, arguments: &IndexRun) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    if arguments.again {
        desk.read_texts_again(true)?;
    }
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let indexing = Indexing {
        ocr: !arguments.no_ocr,
        program: arguments.ocr_program.clone(),
        limit: 0,
    };
    let report = desk.index_pending_with(&indexing, &|progress| bar.show(&progress), &cancel);
    bar.finish(out);
    let report = report?;
    out.either(&report, |out| {
        let numbers = [
            ("done", report.done),
            ("none", report.no_text),
            ("ocr", report.needs_ocr),
            ("failed", report.failed),
        ];
        let mut values: Vec<(&str, String)> = numbers
            .iter()
            .map(|(name, number)| (*name, number.to_string()))
            .collect();
        values.push(("waiting", report.waiting.to_string()));
        out.line(&format!(
            "{} {}",
            out.mark(
                if report.failed == 0 {
                    Mark::Good
                } else {
                    Mark::Attention
                },
                false
            ),
            out.words.text("index-report", &values)
        ))
    })?;
    Ok(if cancel.is_cancelled() {
        Exit::Interrupted
    } else {
        Exit::Done
    })
}

#[derive(serde::Serialize)]
struct Status<'a> {
    version: u32,
    #[serde(flatten)]
    status: &'a TextStatus,
}

fn status(context: &Context<'_>, document: &str) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let document = find_document(&desk, document)?;
    for version in &document.versions {
        let status = desk.text_status(version.id)?;
        let shown = Status {
            version: version.number,
            status: &status,
        };
        out.either(&shown, |out| out.line(&in_words(out, version, &status)))?;
    }
    Ok(Exit::Done)
}

fn in_words(out: &Out, version: &VersionView, status: &TextStatus) -> String {
    let id = match status.state {
        TextState::Pending => "text-pending",
        TextState::Done => "text-done",
        TextState::NoText => "text-no-text",
        TextState::NeedsOcr => "text-needs-ocr",
        TextState::Failed => "text-failed",
        TextState::Superseded => "text-superseded",
    };
    let arguments = [
        ("version", version.number.to_string()),
        ("pages", status.pages.to_string()),
        ("ocr", status.pages_ocr.to_string()),
    ];
    let told = out.words.text(id, &arguments);
    match &status.reason {
        Some(reason) => {
            let why = out.words.try_text(&format!("text-reason-{reason}"), &[]);
            format!("{told} {}", why.unwrap_or_else(|| reason.clone()))
        }
        None => told,
    }
}

fn text(context: &Context<'_>, arguments: &IndexText) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let document = find_document(&desk, &arguments.document)?;
    let version = find_version(&document, arguments.version)?;
    for page in desk.read_text(version.id)? {
        let shown = serde_json::json!({ "page": page.page, "ocr": page.ocr, "text": page.text });
        out.either(&shown, |out| {
            out.line(&out.faint(&out.words.text(
                "place-page",
                &[
                    ("title", printable(&document.title)),
                    ("page", page.page.to_string()),
                ],
            )))?;
            page.text.lines().try_for_each(|line| out.line(&printable(line)))
        })?;
    }
    Ok(Exit::Done)
}
