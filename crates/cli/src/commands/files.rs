//! Validating files without a desk: for scripts, and for checking us from outside. Its JSON is described in
//! `docs/CLI.md` and stays as it is.

use std::path::Path;

use desk::Environment;
use jiff::Timestamp;
use seal::online::http::HttpWeb;
use seal::validation_data::Answers;
use seal::verify::online::verify_online;
use seal::verify::report::verify_with_etsi_report;
use seal::verify::{
    CertificatePurpose, ChangesAfter, FileReport, Integrity, Kind, Qualification, SignatureReport,
    TrustRoots, Verdict, VerifyOptions, Warning,
};
use secrecy::ExposeSecret;
use serde::Serialize;

use super::Context;
use super::documents::{interrupted, print_refused};
use crate::args::Verify;
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out, printable};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

/// One line of `greffe verify --json`.
#[derive(Serialize)]
struct VerifyLine<'a> {
    file: String,
    #[serde(flatten)]
    report: &'a FileReport,
    /// Why the file could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

pub fn verify(context: &Context<'_>, arguments: &Verify) -> Result<Exit, Error> {
    let out = context.out;
    let at = time(arguments.at.as_deref())?;
    let mut roots = match &arguments.trust {
        Some(path) => trust_roots(path)?,
        None => TrustRoots::default(),
    };
    if let Some(folder) = &arguments.trust_lists {
        let lists = super::trust::load(folder, arguments.lotl_certificates.as_deref())?;
        roots = roots.with_lists(std::sync::Arc::new(lists));
    }
    if let Some(path) = arguments
        .etsi_report
        .as_ref()
        .filter(|_| arguments.file.len() > 1)
    {
        return Err(Error::OptionInvalid {
            option: "--etsi-report",
            text: path.display().to_string(),
        });
    }
    // Where no network can be had, validation is as without it.
    let web = arguments.online.then(|| HttpWeb::new(None).ok()).flatten();
    let answers = Answers::default();
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let options = VerifyOptions {
        roots: &roots,
        at,
        password: password.as_ref().map(ExposeSecret::expose_secret),
    };
    if let (Some(number), Some(to)) = (arguments.extract_revision, &arguments.out) {
        return extract_revision(context, arguments, options.password, number, to);
    }
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let mut exit = Exit::Done;
    for (index, file) in arguments.file.iter().enumerate() {
        if cancel.is_cancelled() {
            bar.finish(out);
            return interrupted(out, index, arguments.file.len());
        }
        let name = file.display().to_string();
        bar.step("verifying", &name, index, arguments.file.len());
        let said = match input::document(file) {
            Ok(bytes) => {
                let (report, xml) = match &web {
                    Some(web) => verify_online(&bytes, &options, web, &answers, desk::System.now()),
                    None if arguments.etsi_report.is_some() => verify_with_etsi_report(&bytes, &options),
                    None => (seal::verify::verify(&bytes, &options), None),
                };
                if let (Some(path), Some(xml)) = (&arguments.etsi_report, &xml) {
                    super::write_file(path, xml.as_bytes(), true)?;
                }
                say_report(out, &name, &report)?
            }
            Err(error) => say_unreadable(out, name, &error)?,
        };
        if said != Exit::Done {
            exit = said;
        }
    }
    bar.finish(out);
    Ok(exit)
}

/// Writes what signature number `number` of the one file given signed, to be compared with the file as it is now.
fn extract_revision(
    context: &Context<'_>,
    arguments: &Verify,
    password: Option<&str>,
    number: usize,
    to: &Path,
) -> Result<Exit, Error> {
    let [file] = arguments.file.as_slice() else {
        return Err(Error::RevisionOfSeveral);
    };
    let bytes = input::document(file)?;
    let revision =
        seal::verify::signed_revision(&bytes, password, number).ok_or_else(|| Error::NoSignedRevision {
            file: file.clone(),
            number,
        })?;
    super::write_file(to, revision, arguments.force)?;
    let line = ExtractLine {
        file: file.display().to_string(),
        signature: number,
        out: to.display().to_string(),
        size_bytes: revision.len(),
    };
    context.out.either(&line, |out| {
        out.say(
            "revision-extracted",
            &[("number", number.to_string()), ("out", line.out.clone())],
        )
    })?;
    Ok(Exit::Done)
}

/// What `greffe verify --extract-revision` wrote.
#[derive(Serialize)]
struct ExtractLine {
    file: String,
    signature: usize,
    out: String,
    size_bytes: usize,
}

/// The time for which is judged: as given (RFC 3339), else now.
pub fn time(given: Option<&str>) -> Result<Timestamp, Error> {
    match given {
        Some(text) => text.trim().parse().map_err(|_| Error::TimeInvalid {
            text: text.to_owned(),
        }),
        None => Ok(desk::System.now()),
    }
}

/// The roots of a PEM file.
pub fn trust_roots(path: &Path) -> Result<TrustRoots, Error> {
    let pem = input::small(path)?;
    TrustRoots::from_pem(&pem).map_err(|_| Error::TrustFile {
        path: path.to_owned(),
    })
}

fn say_unreadable(out: &Out, file: String, error: &Error) -> Result<Exit, Error> {
    let explanation = out.words.explain(error);
    if out.is_json() {
        let report = FileReport {
            verdict: Verdict::Error,
            signatures: Vec::new(),
            warnings: Vec::new(),
        };
        let (code, message) = (Some(explanation.code), Some(explanation.sentence));
        out.json_line(&VerifyLine {
            file,
            report: &report,
            code,
            message,
        })?;
    } else {
        print_refused(out, &file, &explanation)?;
    }
    Ok(Exit::Failed)
}

/// The report on one file, in the form asked for.
pub fn say_report(out: &Out, name: &str, report: &FileReport) -> Result<Exit, Error> {
    let mut report = report.clone();
    // Warnings come in English with a code; here is the edge that puts them into the reader's language.
    for warning in &mut report.warnings {
        let signature = ("signature", warning.signature.clone().unwrap_or_default());
        if let Some(text) = out.words.try_text(&warning.code, &[signature]) {
            warning.message = text;
        }
    }
    for signature in &mut report.signatures {
        let id = seal::verify::explanation_id(signature.indication, signature.sub_indication.as_deref());
        if let Some(text) = out.words.try_text(&id, &[]) {
            signature.explanation = text;
        }
    }
    let first = (report.verdict == Verdict::Error)
        .then(|| report.warnings.first().cloned())
        .flatten();
    let (code, message) = match first {
        Some(warning) => (Some(warning.code), Some(warning.message)),
        None => (None, None),
    };
    let line = VerifyLine {
        file: name.to_owned(),
        report: &report,
        code,
        message,
    };
    out.either(&line, |out| print_report(out, name, &report))?;
    Ok(if report.verdict == Verdict::TotalPassed {
        Exit::Done
    } else {
        Exit::Failed
    })
}

fn print_report(out: &Out, name: &str, report: &FileReport) -> Result<(), Error> {
    let words = &out.words;
    let (mark, id) = match report.verdict {
        Verdict::TotalPassed => (Mark::Good, "verdict-total-passed"),
        Verdict::Indeterminate => (Mark::Attention, "verdict-indeterminate"),
        Verdict::TotalFailed => (Mark::Bad, "verdict-total-failed"),
        Verdict::NoSignature => (Mark::Attention, "verdict-no-signature"),
        Verdict::Error => (Mark::Bad, "verdict-error"),
    };
    out.line(&format!(
        "{} {}  {}",
        out.mark(mark, false),
        out.bold(&printable(name)),
        words.text(id, &[])
    ))?;
    for signature in &report.signatures {
        print_signature(out, signature)?;
        let own = report
            .warnings
            .iter()
            .filter(|warning| warning.signature.as_deref() == Some(&signature.field));
        own.clone()
            .try_for_each(|warning| print_warning(out, "      ", warning))?;
    }
    let known = |field: &String| {
        report
            .signatures
            .iter()
            .any(|signature| signature.field == *field)
    };
    let others = report
        .warnings
        .iter()
        .filter(|warning| !warning.signature.as_ref().is_some_and(known));
    others
        .clone()
        .try_for_each(|warning| print_warning(out, "  ", warning))?;
    Ok(())
}

fn print_warning(out: &Out, indent: &str, warning: &Warning) -> Result<(), Error> {
    let code = out.faint(&format!("[{}]", warning.code));
    out.line(&format!(
        "{indent}{} {} {code}",
        out.mark(Mark::Attention, false),
        printable(&warning.message)
    ))
}

fn print_signature(out: &Out, signature: &SignatureReport) -> Result<(), Error> {
    let words = &out.words;
    let mark = match signature.indication {
        Verdict::TotalPassed => Mark::Good,
        Verdict::TotalFailed | Verdict::Error => Mark::Bad,
        Verdict::Indeterminate | Verdict::NoSignature => Mark::Attention,
    };
    let signer = signature
        .signer
        .as_deref()
        .map_or_else(|| words.text("signer-unknown", &[]), printable);
    let sub_indication = signature.sub_indication.as_deref().unwrap_or_default();
    let kind = match signature.kind {
        Kind::Signature => "kind-signature",
        Kind::Certification => "kind-certification",
        Kind::DocumentTimestamp => "kind-document-timestamp",
    };
    let (kind, sub_indication) = (words.text(kind, &[]), out.faint(sub_indication));
    let heading = format!(
        "  {} {kind} {}  {sub_indication}",
        out.mark(mark, false),
        out.bold(&signer)
    );
    out.line(heading.trim_end())?;
    if !signature.explanation.is_empty() {
        out.line(&format!("      {}", printable(&signature.explanation)))?;
    }
    let integrity = match signature.integrity {
        Integrity::Intact => "integrity-intact",
        Integrity::Broken => "integrity-broken",
    };
    let changes = match (signature.changes_after, signature.covers_whole_file) {
        (ChangesAfter::None, true) => "changes-none",
        (ChangesAfter::None, false) => "changes-none-partial",
        (ChangesAfter::Permitted, _) => "changes-permitted",
        (ChangesAfter::Unclear, _) => "changes-unclear",
        (ChangesAfter::NotPermitted, _) => "changes-not-permitted",
    };
    let time = |time: Option<Timestamp>| time.map(|time| words.time(time)).unwrap_or_default();
    // A time-stamp has no baseline level: only signatures of people and organisations have one.
    let level = match signature.level {
        Some(level) => serde_json::to_value(level)
            .ok()
            .and_then(|level| level.as_str().map(str::to_owned)),
        None if matches!(signature.kind, Kind::DocumentTimestamp) => Some(String::new()),
        None => None,
    };
    let purpose = signature.purpose.map(|purpose| match purpose {
        CertificatePurpose::Signature => words.text("purpose-signature", &[]),
        CertificatePurpose::Seal => words.text("purpose-seal", &[]),
    });
    let qualification = signature.qualification.map(|kind| qualification(out, kind));
    out.indented_fields(
        "      ",
        &[
            (
                "field-issuer",
                signature.issuer.as_deref().map(printable).unwrap_or_default(),
            ),
            ("field-integrity", words.text(integrity, &[])),
            ("field-changes", words.text(changes, &[])),
            (
                "field-level",
                level.unwrap_or_else(|| words.text("level-none", &[])),
            ),
            ("field-claimed-time", time(signature.claimed_time)),
            ("field-proven-time", time(signature.proven_time)),
            ("field-purpose", purpose.unwrap_or_default()),
            ("field-qualification", qualification.unwrap_or_default()),
        ],
    )
}

/// A qualification in words, with its short name.
fn qualification(out: &Out, kind: Qualification) -> String {
    let id = match kind {
        Qualification::QESig => "qualification-qesig",
        Qualification::QESeal => "qualification-qeseal",
        Qualification::AdESigQc => "qualification-adesig-qc",
        Qualification::AdESealQc => "qualification-adeseal-qc",
        Qualification::AdESig => "qualification-adesig",
        Qualification::AdESeal => "qualification-adeseal",
        Qualification::AdES => "qualification-ades",
        Qualification::Indeterminate => "qualification-indeterminate",
        Qualification::NotApplicable => "qualification-not-applicable",
    };
    out.words.text(id, &[])
}
