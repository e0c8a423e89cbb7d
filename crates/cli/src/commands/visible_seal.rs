//! Visible seals: checking them without a network, and the bundle of certificates for it. The JSON is described in
//! `docs/CLI.md` and stays as it is.

use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use seal::visible::{Source, VisibleSealError, read_source};
use serde::Serialize;
use visible_seal::bundle::{Entry, Reason};
use visible_seal::{Bundle, Judgement, PinnedKey, Profile, Remark, Trust, Verdict, judge, not_read};

use super::{Context, files, keys, write_file};
use crate::args::{BundleCommand, BundleMake, BundleShow, VisibleSealCommand, VisibleSealVerify};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};

/// A picture, a scan or typed text is not larger.
const MAX_FILE: u64 = 256 * 1024 * 1024;

pub fn run(context: &Context<'_>, command: &VisibleSealCommand) -> Result<Exit, Error> {
    match command {
        VisibleSealCommand::Verify(arguments) => verify(context, arguments),
        VisibleSealCommand::Profile => profile(context),
        VisibleSealCommand::Bundle(BundleCommand::Make(arguments)) => make(context, arguments),
        VisibleSealCommand::Bundle(BundleCommand::Show(arguments)) => show(context, arguments),
    }
}

fn profile(context: &Context<'_>) -> Result<Exit, Error> {
    let xml = Profile::greffe().to_xml(context.out.words.lang());
    context.out.bytes(xml.as_bytes())?;
    Ok(Exit::Done)
}

/// One line of `greffe visible-seal verify --json`.
#[derive(Serialize)]
struct Line {
    file: String,
    verdict: Verdict,
    /// What the verdict says, and what to do.
    message: String,
    next: Option<String>,
    seals: Vec<Sentence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

#[derive(Serialize)]
struct Sentence {
    message: String,
    next: Option<String>,
    #[serde(flatten)]
    judgement: Judgement,
}

fn verify(context: &Context<'_>, arguments: &VisibleSealVerify) -> Result<Exit, Error> {
    let out = context.out;
    let at = files::time(arguments.at.as_deref())?;
    let bundle = match (&arguments.bundle, &arguments.bundle_key) {
        (Some(bundle), Some(key)) => Some(open_bundle(bundle, key, arguments.bundle_at_least)?),
        _ => None,
    };
    let trust = Trust {
        bundle: bundle.as_ref(),
        at,
        lang: out.words.lang(),
    };
    let mut exit = Exit::Done;
    let mut told = |name: &str, source: Result<Source, Error>| -> Result<(), Error> {
        let verdict = tell(out, name, source, &trust)?;
        if verdict != Some(Verdict::Valid) {
            exit = Exit::Failed;
        }
        Ok(())
    };
    for text in &arguments.bytes {
        let source = visible_seal::bytes_of_text(text)
            .map(Source::Bytes)
            .ok_or(Error::VisibleSeal(VisibleSealError::NotReadable));
        told("--bytes", source)?;
    }
    for file in &arguments.file {
        let name = file.display().to_string();
        let source = read(file).and_then(|bytes| Ok(read_source(&bytes)?));
        told(&name, source)?;
    }
    Ok(exit)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let failed = Error::file(path);
    let mut bytes = Vec::new();
    let limit = MAX_FILE + 1;
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        desk::input::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(VisibleSealError::NotReadable.into());
    }
    Ok(bytes)
}

/// Tells what is in one source; the verdict is that of its worst seal, as long as any seal was read.
fn tell(
    out: &Out,
    name: &str,
    source: Result<Source, Error>,
    trust: &Trust<'_>,
) -> Result<Option<Verdict>, Error> {
    let judgements = match source {
        Err(error) => {
            let explanation = out.words.explain(&error);
            let line = Line {
                file: name.to_owned(),
                verdict: Verdict::NotAVisibleSeal,
                message: explanation.sentence.clone(),
                next: explanation.next.clone(),
                seals: Vec::new(),
                code: Some(explanation.code.clone()),
            };
            out.either(&line, |out| {
                super::documents::print_refused(out, name, &explanation)
            })?;
            return Ok(None);
        }
        Ok(Source::Bytes(bytes)) => vec![judge(&bytes, trust)],
        Ok(Source::Picture(symbols)) => {
            let mut all: Vec<Judgement> = symbols.payloads.iter().map(|bytes| judge(bytes, trust)).collect();
            // Other symbols may stand on the page; they matter only where nothing else does.
            if all.iter().any(|one| one.verdict != Verdict::NotAVisibleSeal) {
                all.retain(|one| one.verdict != Verdict::NotAVisibleSeal);
            }
            all.sort_by_key(|one| one.verdict);
            if all.is_empty() {
                let verdict = if symbols.unreadable {
                    Verdict::Damaged
                } else {
                    Verdict::NotAVisibleSeal
                };
                all.push(not_read(verdict, trust));
            } else if symbols.unreadable
                && let Some(last) = all.last_mut()
            {
                last.remarks.push(Remark {
                    code: "visible-seal-remark-symbol-unreadable".to_owned(),
                    arguments: Vec::new(),
                });
            }
            all
        }
    };
    let worst = judgements.iter().map(|one| one.verdict).max();
    let verdict = worst.unwrap_or(Verdict::NotAVisibleSeal);
    let text = |verdict: Verdict| {
        let id = verdict.message();
        (
            out.words.text(&id, &[]),
            out.words.try_text(&format!("{id}.next"), &[]),
        )
    };
    let seals = judgements
        .into_iter()
        .map(|judgement| {
            let (message, next) = text(judgement.verdict);
            Sentence {
                message,
                next,
                judgement,
            }
        })
        .collect();
    let (message, next) = text(verdict);
    let line = Line {
        file: name.to_owned(),
        verdict,
        message,
        next,
        seals,
        code: None,
    };
    out.either(&line, |out| {
        out.line(&out.bold(name))?;
        line.seals.iter().try_for_each(|seal| print_seal(out, seal))
    })?;
    Ok(Some(verdict))
}

fn print_seal(out: &Out, seal: &Sentence) -> Result<(), Error> {
    let judgement = &seal.judgement;
    let mark = match judgement.verdict {
        Verdict::Valid => Mark::Good,
        Verdict::SignatureBad | Verdict::Revoked | Verdict::CertificateNotValid | Verdict::DateInFuture => {
            Mark::Bad
        }
        _ => Mark::Attention,
    };
    out.line(&format!("{} {}", out.mark(mark, false), seal.message))?;
    if let Some(next) = &seal.next {
        out.line(&format!("  {next}"))?;
    }
    for remark in &judgement.remarks {
        let arguments: Vec<(&str, String)> = remark
            .arguments
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        let text = out.words.text(&remark.code, &arguments);
        out.line(&format!("  {} {text}", out.mark(Mark::Attention, false)))?;
    }
    let width = judgement.facts.iter().map(|fact| fact.name.chars().count()).max();
    for fact in &judgement.facts {
        let space = " ".repeat(width.unwrap_or(0).saturating_sub(fact.name.chars().count()));
        let value = match fact.field.as_deref() {
            Some("identifier") => identifier::Identifier::parse(&fact.value)
                .map_or_else(|_| fact.value.clone(), |identifier| identifier.printed()),
            _ => fact.value.clone(),
        };
        out.line(&format!("    {}{space}  {value}", out.faint(&fact.name)))?;
    }
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let header = judgement.header.as_ref();
    let certificate = judgement.certificate.as_ref();
    let revocation = certificate.and_then(|certificate| certificate.revocation.as_ref());
    out.indented_fields(
        "    ",
        &[
            ("field-valid-from", day(judgement.valid_from)),
            ("field-valid-until", day(judgement.valid_until)),
            ("field-sealed-on", day(header.map(|header| header.signed_on))),
            (
                "field-signer-id",
                header.map_or_else(String::new, |header| {
                    format!("{} {} {}", header.country, header.signer, header.reference)
                }),
            ),
            (
                "field-seal-certificate",
                certificate
                    .map(|certificate| certificate.holder.clone())
                    .unwrap_or_default(),
            ),
            (
                "field-seal-issuer",
                certificate
                    .map(|certificate| certificate.issuer.clone())
                    .unwrap_or_default(),
            ),
            (
                "field-revoked-at",
                revocation
                    .map(|revocation| out.words.time(revocation.at))
                    .unwrap_or_default(),
            ),
            (
                "field-bundle",
                match (judgement.bundle_version, judgement.bundle_age_days) {
                    (Some(version), Some(days)) => out.words.text(
                        "bundle-version-and-age",
                        &[("version", version.to_string()), ("days", days.to_string())],
                    ),
                    _ => String::new(),
                },
            ),
        ],
    )
}

fn open_bundle(bundle: &Path, key: &Path, at_least: Option<u64>) -> Result<Bundle, Error> {
    let pinned = input::small(key)?;
    let pinned = PinnedKey::read(&pinned).ok_or_else(|| Error::BundleKey { path: key.to_owned() })?;
    let file = input::small(bundle)?;
    Ok(Bundle::open(&file, &pinned, at_least)?)
}

/// A line of `greffe visible-seal bundle … --json`.
#[derive(Serialize)]
struct BundleLine {
    version: u64,
    issued_at: Timestamp,
    next_update: Timestamp,
    age_days: u64,
    old: bool,
    entries: Vec<EntryLine>,
    profiles: Vec<String>,
}

#[derive(Serialize)]
struct EntryLine {
    signer: String,
    reference: String,
    holder: String,
    issuer: String,
    not_before: Timestamp,
    not_after: Timestamp,
    revoked_at: Option<Timestamp>,
    reason: Option<Reason>,
}

fn tell_bundle(out: &Out, bundle: &Bundle, at: Timestamp) -> Result<(), Error> {
    let line = BundleLine {
        version: bundle.version,
        issued_at: bundle.issued_at,
        next_update: bundle.next_update,
        age_days: bundle.age_days(at),
        old: bundle.is_old(at),
        entries: bundle
            .entries
            .iter()
            .map(|entry| EntryLine {
                signer: entry.signer.clone(),
                reference: entry.reference.clone(),
                holder: entry.facts.holder.clone(),
                issuer: entry.facts.issuer.clone(),
                not_before: entry.facts.not_before,
                not_after: entry.facts.not_after,
                revoked_at: entry.revoked_at,
                reason: entry.revoked_at.map(|_| entry.reason),
            })
            .collect(),
        profiles: bundle
            .profiles
            .iter()
            .map(|profile| profile.uuid.clone())
            .collect(),
    };
    out.either(&line, |out| {
        let version = [
            ("version", line.version.to_string()),
            ("days", line.age_days.to_string()),
        ];
        let mark = if line.old { Mark::Attention } else { Mark::Good };
        out.line(&format!(
            "{} {}",
            out.mark(mark, false),
            out.words.text("bundle-version-and-age", &version)
        ))?;
        out.indented_fields(
            "  ",
            &[
                ("field-bundle-issued", out.words.time(line.issued_at)),
                ("field-bundle-next", out.words.time(line.next_update)),
            ],
        )?;
        for entry in &line.entries {
            let revoked = entry.revoked_at.map(|at| {
                let label = out.words.text("field-revoked-at", &[]);
                format!("  {} {label} {}", out.mark(Mark::Bad, false), out.words.time(at))
            });
            out.line(&format!(
                "  {} {}  {}{}",
                entry.signer,
                entry.reference,
                entry.holder,
                revoked.unwrap_or_default()
            ))?;
        }
        Ok(())
    })
}

fn show(context: &Context<'_>, arguments: &BundleShow) -> Result<Exit, Error> {
    let at = files::time(arguments.at.as_deref())?;
    let bundle = open_bundle(&arguments.file, &arguments.bundle_key, None)?;
    tell_bundle(context.out, &bundle, at)?;
    Ok(Exit::Done)
}

fn make(context: &Context<'_>, arguments: &BundleMake) -> Result<Exit, Error> {
    let out = context.out;
    let issued_at = files::time(arguments.at.as_deref())?;
    let mut entries = Vec::new();
    let mut version = 1;
    let mut profiles = vec![Profile::greffe()];
    if let (Some(previous), Some(key)) = (&arguments.previous, &arguments.bundle_key) {
        let before = open_bundle(previous, key, None)?;
        version = before.version + 1;
        entries = before.entries;
        profiles = before.profiles;
    }
    let invalid = |text: &str| Error::BundleArgument {
        text: text.to_owned(),
    };
    for text in &arguments.entry {
        let (signer, path) = text.split_once('=').ok_or_else(|| invalid(text))?;
        let path = Path::new(path);
        let pem = input::small(path)?;
        let entry = Entry::from_pem(signer, &String::from_utf8_lossy(&pem))?;
        // The same certificate again takes the place of the one that is there, and keeps its revocation.
        match entries
            .iter_mut()
            .find(|known| known.signer == entry.signer && known.certificate == entry.certificate)
        {
            Some(known) => known.chain = entry.chain,
            None => entries.push(entry),
        }
    }
    for text in &arguments.revoke {
        let (name, when) = text.split_once('=').ok_or_else(|| invalid(text))?;
        let (signer, reference) = name.split_once('/').ok_or_else(|| invalid(text))?;
        let (time, reason) = when.split_once(',').unwrap_or((when, "unspecified"));
        let time = files::time(Some(time))?;
        let reason = Reason::parse(reason).ok_or_else(|| invalid(text))?;
        let mut found = false;
        let named =
            |entry: &&mut Entry| entry.signer == signer && entry.reference.eq_ignore_ascii_case(reference);
        for entry in entries.iter_mut().filter(named) {
            entry.revoked_at = Some(time);
            entry.reason = reason;
            found = true;
        }
        if !found {
            return Err(invalid(text));
        }
    }
    let days = i64::from(arguments.valid_days);
    let bundle = Bundle {
        version: arguments.version.unwrap_or(version),
        issued_at,
        next_update: issued_at
            .checked_add(jiff::SignedDuration::from_hours(24 * days))
            .map_err(|_| invalid("--valid-days"))?,
        entries,
        profiles,
    };
    let key = keys::open(
        context,
        &arguments.key,
        context.global.passphrase_file.as_deref(),
        "--passphrase-file",
    )?;
    let file = seal::visible::sign_bundle(&key, &bundle)?;
    write_file(&arguments.out, file.as_bytes(), arguments.force)?;
    tell_bundle(out, &bundle, issued_at)?;
    Ok(Exit::Done)
}
