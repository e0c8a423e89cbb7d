//! Trusted lists: fetching a snapshot, showing it, and using it for validation.

use std::path::{Path, PathBuf};

use desk::Environment;
use jiff::Timestamp;
use seal::online::http::HttpWeb;
use seal::trust::{List, ListOfListsSigners, TrustedLists, update};
use serde::Serialize;

use super::{Context, write_file};
use crate::args::{TrustCommand, TrustShow, TrustUpdate};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};

/// Largest file of a snapshot that is read, in bytes.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
const MAX_FILES: usize = 300;
/// Where a snapshot keeps the certificates that may sign the list of lists.
const SIGNERS: &str = "lotl-certificates";

pub fn run(context: &Context<'_>, command: &TrustCommand) -> Result<Exit, Error> {
    match command {
        TrustCommand::Update(arguments) => fetch(context, arguments),
        TrustCommand::Show(arguments) => show(context, arguments),
    }
}

/// The lists of a folder, with the certificates that may sign the list of lists: those of `signers`, else those kept
/// beside the lists.
pub fn load(folder: &Path, signers: Option<&Path>) -> Result<TrustedLists, Error> {
    let signers = read_signers(&signers.map_or_else(|| folder.join(SIGNERS), Path::to_owned))?;
    Ok(TrustedLists::from_files(files(folder, &["xml"])?, &signers))
}

fn read_signers(folder: &Path) -> Result<ListOfListsSigners, Error> {
    let mut signers = ListOfListsSigners::default();
    for (name, bytes) in files(folder, &["pem", "crt", "cer", "der"])? {
        signers.add(&bytes).map_err(|_| Error::TrustFile {
            path: folder.join(name),
        })?;
    }
    if signers.is_empty() {
        return Err(Error::TrustFile {
            path: folder.to_owned(),
        });
    }
    Ok(signers)
}

/// The files of a folder with one of these extensions, by name.
fn files(folder: &Path, extensions: &[&str]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::file(folder))? {
        let path = entry.map_err(Error::file(folder))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|own| extensions.iter().any(|one| own.eq_ignore_ascii_case(one))) {
            paths.push(path);
        }
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths.into_iter().take(MAX_FILES) {
        let length = std::fs::metadata(&path).map_err(Error::file(&path))?.len();
        if length <= MAX_FILE_BYTES {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            found.push((name, input::small(&path)?));
        }
    }
    Ok(found)
}

/// One line of `greffe trust update --json`.
#[derive(Serialize)]
struct UpdateLine {
    territory: String,
    /// `renewed` or `kept`.
    status: &'static str,
    code: Option<String>,
    message: Option<String>,
}

fn fetch(context: &Context<'_>, arguments: &TrustUpdate) -> Result<Exit, Error> {
    let out = context.out;
    let folder = &arguments.out;
    let kept_signers = folder.join(SIGNERS);
    let signers = read_signers(arguments.lotl_certificates.as_deref().unwrap_or(&kept_signers))?;
    let known = if folder.is_dir() {
        TrustedLists::from_files(files(folder, &["xml"])?, &signers)
    } else {
        TrustedLists::default()
    };
    let location = arguments
        .lotl_url
        .as_deref()
        .unwrap_or(seal::trust::LIST_OF_LISTS);
    let renewed = HttpWeb::new(None)
        .map_err(Into::into)
        .and_then(|web| update(&web, location, &signers, &known));
    let renewed = match renewed {
        Ok(renewed) => renewed,
        Err(error) => {
            say_kept(out, "EU", &error)?;
            return Ok(Exit::Failed);
        }
    };
    std::fs::create_dir_all(&kept_signers).map_err(Error::file(&kept_signers))?;
    if let Some(given) = &arguments.lotl_certificates {
        for (name, bytes) in files(given, &["pem", "crt", "cer", "der"])? {
            write_file(&kept_signers.join(name), &bytes, true)?;
        }
    }
    for (name, bytes) in &renewed.files {
        write_file(&folder.join(name), bytes, true)?;
        let territory = name.trim_end_matches(".xml").to_owned();
        let line = UpdateLine {
            territory: territory.clone(),
            status: "renewed",
            code: None,
            message: None,
        };
        out.either(&line, |out| {
            out.line(&format!(
                "{} {territory}  {}",
                out.mark(Mark::Good, false),
                out.words.text("trust-renewed", &[])
            ))
        })?;
    }
    for (territory, error) in &renewed.kept {
        say_kept(out, territory, error)?;
    }
    Ok(if renewed.kept.is_empty() {
        Exit::Done
    } else {
        Exit::Failed
    })
}

fn say_kept(out: &Out, territory: &str, error: &seal::trust::UpdateError) -> Result<(), Error> {
    let explanation = out.words.explain(error);
    let line = UpdateLine {
        territory: territory.to_owned(),
        status: "kept",
        code: Some(explanation.code.clone()),
        message: Some(explanation.sentence.clone()),
    };
    out.either(&line, |out| {
        out.line(&format!(
            "{} {territory}  {}",
            out.mark(Mark::Attention, false),
            explanation.sentence
        ))
    })
}

/// One line of `greffe trust show --json`.
#[derive(Serialize)]
struct ListLine<'a> {
    territory: &'a str,
    operator: &'a str,
    sequence: u64,
    version: u64,
    issued: Timestamp,
    next_update: Option<Timestamp>,
    age_days: i64,
    stale: bool,
    services: Vec<ServiceLine<'a>>,
}

#[derive(Serialize)]
struct ServiceLine<'a> {
    provider: &'a str,
    name: &'a str,
    /// `CA/QC` and so on, in plain words.
    kind: String,
    status: &'a str,
    since: Timestamp,
    additional: &'a [String],
}

/// One line for a file that is not relied on.
#[derive(Serialize)]
struct RefusedLine<'a> {
    file: &'a str,
    code: String,
    message: String,
}

fn show(context: &Context<'_>, arguments: &TrustShow) -> Result<Exit, Error> {
    let out = context.out;
    let lists = load(&arguments.folder, arguments.lotl_certificates.as_deref())?;
    let now = desk::System.now();
    let wanted = |list: &&List| {
        arguments
            .country
            .as_ref()
            .is_none_or(|country| list.territory.eq_ignore_ascii_case(country))
    };
    let mut shown = 0;
    for list in lists
        .list_of_lists()
        .into_iter()
        .chain(lists.lists())
        .filter(wanted)
    {
        let with_services = arguments.country.is_some();
        let line = list_line(&lists, list, now, with_services);
        out.either(&line, |out| print_list(out, &line))?;
        shown += 1;
    }
    for refused in lists.refused() {
        let explanation = out.words.explain(&refused.error);
        let line = RefusedLine {
            file: &refused.file,
            code: explanation.code.clone(),
            message: explanation.sentence.clone(),
        };
        out.either(&line, |out| {
            out.line(&format!(
                "{} {}  {}",
                out.mark(Mark::Bad, false),
                refused.file,
                explanation.sentence
            ))
        })?;
    }
    let complete =
        shown > 0 && lists.refused().is_empty() && lists.lists().all(|list| !lists.is_stale(list, now));
    Ok(if complete { Exit::Done } else { Exit::Failed })
}

fn list_line<'a>(lists: &TrustedLists, list: &'a List, now: Timestamp, with_services: bool) -> ListLine<'a> {
    let services = list.services.iter().filter(|_| with_services);
    ListLine {
        territory: &list.territory,
        operator: &list.operator,
        sequence: list.sequence,
        version: list.version,
        issued: list.issued,
        next_update: list.next_update,
        age_days: now.duration_since(list.issued).as_hours() / 24,
        stale: lists.is_stale(list, now),
        services: services
            .filter_map(|service| {
                let period = service.periods.first()?;
                Some(ServiceLine {
                    provider: &service.provider,
                    name: &service.name,
                    kind: kind(period.kind).to_owned(),
                    status: &period.status,
                    since: period.since,
                    additional: &period.additional,
                })
            })
            .collect(),
    }
}

fn kind(kind: seal::trust::ServiceKind) -> &'static str {
    use seal::trust::ServiceKind;
    match kind {
        ServiceKind::QualifiedCertificates => "CA/QC",
        ServiceKind::Certificates => "CA/PKC",
        ServiceKind::QualifiedTimeStamps => "TSA/QTST",
        ServiceKind::TimeStamps => "TSA",
        ServiceKind::Other => "other",
    }
}

fn print_list(out: &Out, line: &ListLine<'_>) -> Result<(), Error> {
    let words = &out.words;
    let (mark, state) = if line.stale {
        (Mark::Attention, "trust-stale")
    } else {
        (Mark::Good, "trust-in-force")
    };
    let next = line.next_update.map(|next| words.time(next)).unwrap_or_default();
    out.line(&format!(
        "{} {}  {}",
        out.mark(mark, false),
        out.bold(line.territory),
        words.text(
            state,
            &[
                ("operator", line.operator.to_owned()),
                ("sequence", line.sequence.to_string()),
                ("days", line.age_days.to_string()),
                ("next", next),
            ]
        )
    ))?;
    for service in &line.services {
        out.line(&format!(
            "    {}  {}  {} {}  {} {}",
            service.kind,
            out.bold(service.name),
            service.provider,
            out.faint(&service.additional.join(", ")),
            service.status,
            words.time(service.since),
        ))?;
    }
    Ok(())
}
