//! Retention, exports to the archives, key figures.

use std::path::Path;

use desk::archive::{DispositionPaper, PackVersions, Package};
use model::figures::Month;
use model::procedure::Fate;
use model::retention::*;
use model::{DossierId, disposition::state_word};

use super::{Context, find_dossier, write_file};
use crate::args::retention::*;
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, command: &RetentionCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let dossiers = |texts: &[String]| -> Result<Vec<DossierId>, Error> {
        texts
            .iter()
            .map(|text| Ok(find_dossier(&desk, text)?.id))
            .collect()
    };
    let shown = match command {
        RetentionCommand::Check(arguments) => return check(out, &desk, &arguments.table_file),
        RetentionCommand::Import(arguments) => {
            let bytes = read(&arguments.table_file)?;
            let table = desk.import_retention_table(&bytes, &arguments.table_name, arguments.valid_from)?;
            return tables(out, &[table]);
        }
        RetentionCommand::Tables => return tables(out, &desk.retention_tables()?),
        RetentionCommand::Due(arguments) => {
            let filter = DueFilter {
                on: None,
                fate: arguments.fate.map(|fate| match fate {
                    FateArg::Keep => Fate::Keep,
                    FateArg::Sample => Fate::Sample,
                    FateArg::Destroy => Fate::Destroy,
                }),
                procedure: arguments.of_procedure.clone(),
            };
            return rows(out, &desk.retention_due(&filter, arguments.at_most, 0)?);
        }
        RetentionCommand::Undecided => return rows(out, &desk.retention_undecided(1000, 0)?),
        RetentionCommand::Reevaluate => {
            return reevaluations(out, &desk.retention_reevaluations(None, 1000)?);
        }
        RetentionCommand::Show(arguments) => {
            let dossier = find_dossier(&desk, &arguments.of_dossier)?.id;
            let row: Vec<RetentionRow> = desk.retention_of(dossier)?.into_iter().collect();
            return rows(out, &row);
        }
        RetentionCommand::Adopt(arguments) => {
            let dossier = find_dossier(&desk, &arguments.of_dossier)?.id;
            return rows(out, &[desk.adopt_retention(dossier, &arguments.because)?]);
        }
        RetentionCommand::Validity(arguments) => {
            let dossier = find_dossier(&desk, &arguments.of_dossier)?.id;
            desk.set_validity_end(dossier, arguments.valid_until)?;
            let row: Vec<RetentionRow> = desk.retention_of(dossier)?.into_iter().collect();
            return rows(out, &row);
        }
        RetentionCommand::Hold(arguments) => {
            let filter = HoldFilter {
                dossier: match &arguments.hold_dossier {
                    Some(text) => Some(find_dossier(&desk, text)?.id),
                    None => None,
                },
                procedure: arguments.of_procedure.clone(),
                classification: arguments.of_classification.clone(),
                reference: arguments.reference_begins.clone(),
                party: arguments.party_contains.clone(),
            };
            return holds(out, &[desk.place_hold(&filter, &arguments.because)?]);
        }
        RetentionCommand::Release(arguments) => {
            return holds(
                out,
                &[desk.release_hold(arguments.hold_number, &arguments.because)?],
            );
        }
        RetentionCommand::Holds(arguments) => return holds(out, &desk.holds(arguments.released_too)?),
        RetentionCommand::Dispositions => return dispositions(out, &desk.dispositions(200, 0)?),
        RetentionCommand::Disposition(arguments) => {
            let found = desk.disposition(arguments.disposition)?;
            if let Some(file) = &arguments.list_file {
                write_file(file, &desk.disposition_list(found.id)?, false)?;
            }
            dispositions(out, std::slice::from_ref(&found))?;
            return items(out, &desk.disposition_items(found.id, 10_000, 0)?);
        }
        RetentionCommand::Certificate(arguments) => {
            let which = if arguments.plain_certificate {
                DispositionPaper::PlainCertificate
            } else {
                DispositionPaper::Certificate
            };
            return paper(
                out,
                &desk,
                (arguments.disposition, which),
                (
                    arguments.certificate_p12.as_deref(),
                    arguments.certificate_passphrase_file.as_deref(),
                ),
                &arguments.certificate_file,
            );
        }
        RetentionCommand::Notice(arguments) => {
            return paper(
                out,
                &desk,
                (arguments.disposition, DispositionPaper::Notice),
                (
                    arguments.certificate_p12.as_deref(),
                    arguments.certificate_passphrase_file.as_deref(),
                ),
                &arguments.certificate_file,
            );
        }
        RetentionCommand::Deliver(arguments) => {
            let cancel = stop_on_interrupt(out);
            let bar = Bar::new(out);
            let made = desk.deliver_disposition(
                arguments.disposition,
                &arguments.into_folder,
                &|progress| bar.show(&progress),
                &cancel,
            );
            bar.finish(out);
            for package in made? {
                packed(out, &package)?;
            }
            desk.disposition(arguments.disposition)?
        }
        RetentionCommand::Propose(arguments) => {
            desk.propose_disposition(&dossiers(&arguments.dossiers)?, &arguments.proposal_note)?
        }
        RetentionCommand::Notify(arguments) => desk.notify_archives(
            arguments.disposition,
            arguments.on_day,
            &arguments.archive_addressee,
        )?,
        RetentionCommand::Appraise(arguments) => desk.appraise(
            arguments.disposition,
            &dossiers(&arguments.dossiers)?,
            match arguments.decision {
                AppraisalArg::Take => Appraisal::Take,
                AppraisalArg::Sample => Appraisal::Sample,
                AppraisalArg::Destroy => Appraisal::Destroy,
            },
            arguments.on_day,
            &arguments.archive_letter,
        )?,
        RetentionCommand::Silence(arguments) => desk.appraise_silence(
            arguments.disposition,
            &dossiers(&arguments.dossiers)?,
            &arguments.because,
        )?,
        RetentionCommand::Receipt(arguments) => desk.record_receipt(
            arguments.disposition,
            &dossiers(&arguments.dossiers)?,
            &arguments.archive_receipt,
            arguments.on_day,
        )?,
        RetentionCommand::Confirm(arguments) => desk.confirm_disposition(arguments.disposition)?,
        RetentionCommand::Destroy(arguments) => {
            let bar = Bar::new(out);
            let done = desk.destroy_disposition(arguments.disposition, &|progress| bar.show(&progress));
            bar.finish(out);
            done?
        }
        RetentionCommand::Withdraw(arguments) => {
            desk.withdraw_disposition(arguments.disposition, &arguments.because)?
        }
    };
    dispositions(out, &[shown])
}

/// `greffe export eark` and `greffe export bagit`.
pub fn export(context: &Context<'_>, command: &ExportCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let versions = |newest| {
        if newest {
            PackVersions::Newest
        } else {
            PackVersions::All
        }
    };
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let show = |progress| bar.show(&progress);
    let package = match command {
        ExportCommand::Eark(arguments) => {
            let dossier = find_dossier(&desk, &arguments.of_dossier)?.id;
            let versions = versions(arguments.newest);
            desk.export_eark(dossier, &arguments.into_folder, versions, &show, &cancel)
        }
        ExportCommand::Bagit(arguments) => {
            let dossier = find_dossier(&desk, &arguments.of_dossier)?.id;
            let versions = versions(arguments.newest);
            desk.export_bagit(
                dossier,
                &arguments.into_folder,
                arguments.eark,
                versions,
                &show,
                &cancel,
            )
        }
    };
    bar.finish(out);
    packed(out, &package?)?;
    Ok(Exit::Done)
}

/// `greffe figures`.
pub fn figures(context: &Context<'_>, command: &FiguresCommand) -> Result<Exit, Error> {
    let out = context.out;
    let desk = context.open_desk()?;
    let month = |text: &str| Month::parse(text).ok_or(model::disposition::RetentionError::Period);
    let period = |arguments: &FiguresShow| -> Result<(Month, Month), Error> {
        let months =
            month(&arguments.first_month).and_then(|first| Ok((first, month(&arguments.last_month)?)));
        Ok(months.map_err(desk::Error::from)?)
    };
    match command {
        FiguresCommand::Show(arguments) => {
            let (first, last) = period(arguments)?;
            let figures = desk.key_figures(first, last, arguments.copies)?;
            if out.is_json() {
                out.json_line(&figures)?;
                return Ok(Exit::Done);
            }
            let cells = |name: &str, row: &model::figures::Figures, backlog: u64| {
                let days = |days: Option<u64>| days.map(|days| days.to_string()).unwrap_or_default();
                vec![
                    name.to_owned(),
                    row.received.to_string(),
                    row.closed.to_string(),
                    days(row.median_days),
                    days(row.p90_days),
                    backlog.to_string(),
                    format!("{}/{}", row.kept, row.kept + row.missed),
                    row.sealed.to_string(),
                    row.documents.to_string(),
                ]
            };
            let mut table: Vec<Vec<String>> = figures
                .procedures
                .iter()
                .map(|procedure| cells(&procedure.name, &procedure.whole, procedure.backlog))
                .collect();
            table.push(cells("=", &figures.whole, figures.backlog));
            out.table(
                &[
                    "figures-procedure",
                    "figures-received",
                    "figures-closed",
                    "figures-median",
                    "figures-p90",
                    "figures-backlog",
                    "figures-deadlines",
                    "figures-sealed",
                    "figures-documents",
                ],
                &table,
            )?;
            out.say(
                "figures-paper",
                &[
                    ("sheets", figures.sheets_avoided.to_string()),
                    ("copies", figures.copies.to_string()),
                ],
            )?;
        }
        FiguresCommand::OpenData(arguments) => {
            let (first, last) = period(&arguments.period)?;
            let dataset = desk.open_data(first, last, arguments.period.copies)?;
            let file = &arguments.data_file;
            let csv = file
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
            let bytes = if csv { dataset.csv()? } else { dataset.json()? };
            write_file(file, &bytes, false)?;
            let suppressed = dataset
                .values
                .iter()
                .filter(|value| value.value.is_none())
                .count();
            out.say(
                "figures-written",
                &[
                    ("file", file.display().to_string()),
                    ("count", dataset.values.len().to_string()),
                    ("suppressed", suppressed.to_string()),
                ],
            )?;
        }
    }
    Ok(Exit::Done)
}

fn read(file: &std::path::Path) -> Result<Vec<u8>, Error> {
    input::small(file)
}

fn check(out: &Out, desk: &desk::Desk, file: &std::path::Path) -> Result<Exit, Error> {
    let check = desk.check_retention_table(&read(file)?)?;
    out.either(&check, |out| {
        for problem in &check.problems {
            out.line(&format!("{} {}", out.mark(Mark::Bad, false), problem.sentence))?;
        }
        if check.problems.is_empty() {
            out.say(
                "retention-check-good",
                &[("count", check.lines.len().to_string())],
            )?;
        }
        Ok(())
    })?;
    Ok(if check.problems.is_empty() {
        Exit::Done
    } else {
        Exit::Failed
    })
}

/// JSON lines, or what people read of each.
fn each<T: serde::Serialize>(
    out: &Out,
    rows: &[T],
    human: impl Fn(&T) -> Vec<String>,
) -> Result<Exit, Error> {
    if !out.is_json() && rows.is_empty() {
        out.say("retention-nothing", &[])?;
    }
    for row in rows {
        out.either(row, |out| {
            let mut lines = human(row).into_iter();
            out.line(&lines.next().unwrap_or_default())?;
            lines.try_for_each(|line| out.line(&format!("  {line}")))
        })?;
    }
    Ok(Exit::Done)
}

fn tables(out: &Out, tables: &[RetentionTableView]) -> Result<Exit, Error> {
    each(out, tables, |table| {
        vec![format!(
            "{}  {}  {} →  ({})",
            table.version, table.name, table.valid_from, table.lines
        )]
    })
}

fn fate(out: &Out, fate: Option<Fate>) -> String {
    let id = match fate {
        Some(Fate::Keep) => "retention-fate-keep",
        Some(Fate::Sample) => "retention-fate-sample",
        Some(Fate::Destroy) => "retention-fate-destroy",
        None => "retention-fate-none",
    };
    out.words.text(id, &[])
}

fn rows(out: &Out, rows: &[RetentionRow]) -> Result<Exit, Error> {
    each(out, rows, |row| {
        let last = row.last_day.map(|day| day.to_string()).unwrap_or_default();
        let mut lines = vec![
            format!(
                "{}  {last}  {}  {}",
                row.reference,
                fate(out, row.fate),
                row.subject
            ),
            row.reason.clone(),
        ];
        lines.extend(row.holds.iter().map(|hold| {
            format!(
                "{} {} {}",
                out.mark(Mark::Attention, false),
                hold.hold,
                hold.reason
            )
        }));
        lines
    })
}

fn reevaluations(out: &Out, found: &[Reevaluation]) -> Result<Exit, Error> {
    each(out, found, |one| {
        vec![format!(
            "{}  {} {} → {} {} ({} {})",
            one.now.reference,
            one.now.years,
            fate(out, one.now.fate),
            one.years,
            fate(out, Some(one.fate)),
            one.table,
            one.line
        )]
    })
}

fn holds(out: &Out, holds: &[HoldView]) -> Result<Exit, Error> {
    each(out, holds, |hold| {
        let until = hold.released_at.map(|at| out.words.time(at)).unwrap_or_default();
        vec![format!(
            "{}  {}  {} → {until}  {}  ({})",
            hold.hold,
            hold.placed_by,
            out.words.time(hold.since),
            hold.reason,
            hold.dossiers
        )]
    })
}

fn dispositions(out: &Out, found: &[DispositionView]) -> Result<Exit, Error> {
    each(out, found, |one| {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        vec![
            format!(
                "{}  {}  {} / {}",
                one.id,
                out.words
                    .text(&format!("disposition-is-{}", state_word(one.state)), &[]),
                one.dossiers - one.undecided,
                one.dossiers
            ),
            out.words.text(
                "disposition-clocks",
                &[
                    ("notified", day(one.notified_on)),
                    ("answer", day(one.answer_until)),
                    ("destroy", day(one.destroy_from)),
                ],
            ),
        ]
    })
}

fn items(out: &Out, found: &[DispositionItem]) -> Result<Exit, Error> {
    each(out, found, |item| {
        vec![format!(
            "{}. {}  {}  {}",
            item.position,
            item.reference,
            fate(out, Some(item.fate)),
            item.appraisal_note
        )]
    })
}

fn packed(out: &Out, package: &Package) -> Result<(), Error> {
    out.either(package, |out| {
        out.say(
            "export-done",
            &[
                ("path", package.path.display().to_string()),
                ("files", package.files.to_string()),
                ("sha256", package.sha256.to_string()),
            ],
        )
    })
}

/// Writes a paper of a disposition to a file, sealed where a key is named.
fn paper(
    out: &Out,
    desk: &desk::Desk,
    (disposition, paper): (model::DispositionId, DispositionPaper),
    (p12, passphrase_file): (Option<&Path>, Option<&Path>),
    file: &Path,
) -> Result<Exit, Error> {
    match p12 {
        Some(p12) => {
            let passphrase = secrets::key(out, passphrase_file, "--p12-passphrase-file")?;
            let key = desk::KeySource::Pkcs12 {
                path: p12,
                passphrase: &passphrase,
            };
            desk.seal_disposition_paper(disposition, paper, &key, file)?;
        }
        None => write_file(file, &desk.disposition_paper(disposition, paper)?, false)?,
    }
    let message = match paper {
        DispositionPaper::Notice => "paper-written",
        DispositionPaper::Certificate | DispositionPaper::PlainCertificate => "certificate-written",
    };
    out.say(message, &[("file", file.display().to_string())])?;
    Ok(Exit::Done)
}
