//! Sealing files without a desk: for scripts, and for checking us from outside. Its JSON is described in `docs/CLI.md`
//! and stays as it is.

use std::path::Path;

use desk::augment::LevelChoice;
use desk::files::{SealFiles, SealedFile};
use desk::visible::VisibleSealChoice;
use identifier::PlatformUrl;
use seal::key::SealKey;
use seal::visible::{Signer, VisibleSealError};
use secrecy::ExposeSecret;

use super::documents::{interrupted, print_refused};
use super::{Context, keys};
use crate::args::{IfLevelFailsArg, LevelArg, Seal};
use crate::error::{Error, Exit};
use crate::input;
use crate::out::{Mark, Out};
use crate::secrets;
use crate::work::{Bar, stop_on_interrupt};

pub fn run(context: &Context<'_>, arguments: &Seal) -> Result<Exit, Error> {
    let out = context.out;
    let platform = PlatformUrl::parse(&arguments.platform_url)?;
    if let Some(sheet) = &arguments.results {
        let extension = sheet.extension().map(|extension| extension.to_ascii_lowercase());
        if !extension.is_some_and(|extension| extension == "csv" || extension == "json") {
            return Err(Error::ResultsKind { path: sheet.clone() });
        }
    }
    let outside = super::augment::outside(&arguments.outside)?;
    let level = (arguments.level != LevelArg::BB).then(|| LevelChoice {
        level: arguments.level.into(),
        keep_lower: arguments.if_level_fails == Some(IfLevelFailsArg::Keep),
        outside: &outside,
    });
    let signature = super::signature::Chosen::read(&arguments.signature, !arguments.no_stamp)?;
    let key = keys::open(
        context,
        &arguments.key,
        context.global.passphrase_file.as_deref(),
        "--passphrase-file",
    )?;
    let password = arguments
        .password_file
        .as_deref()
        .map(secrets::from_file)
        .transpose()?;
    let own_key = match &arguments.visible_seal_p12 {
        Some(path) => Some(visible_seal_key(context, arguments, path)?),
        None => None,
    };
    let visible_seal = visible_seal(out, arguments, &key, own_key.as_ref())?;
    let request = SealFiles {
        level,
        visible_seal,
        password: password.as_ref().map(ExposeSecret::expose_secret),
        authority: arguments.authority.as_deref(),
        stamp: !arguments.no_stamp,
        signature: signature.choice(&arguments.signature),
        lang: arguments.stamp_lang.into(),
        messages: out.words.lang(),
        force: arguments.force,
        jobs: arguments.jobs.map_or_else(cores, usize::from),
        results: arguments.results.as_deref(),
        ..SealFiles::new(&arguments.input, &arguments.out_dir, &key, &platform)
    };
    let all = arguments.input.len();
    let cancel = stop_on_interrupt(out);
    let bar = Bar::new(out);
    let (mut sealed, mut refused) = (0, 0);
    let mut output = Ok(());
    let mut on_result = |file: SealedFile| {
        if file.code.as_deref() == Some("cancelled") {
            return;
        }
        if file.status == "sealed" {
            sealed += 1
        } else {
            refused += 1
        }
        if output.is_ok() {
            output = out.either(&file, |out| print_sealed(out, &file));
        }
        if output.is_err() {
            // Nobody reads any more: the files at hand are finished, the others are left.
            cancel.cancel();
        }
    };
    let progress = |progress| bar.show(&progress);
    let sheet = desk::files::seal_files(&request, &desk::System, &mut on_result, &progress, &cancel);
    output?;
    bar.finish(out);
    sheet?;
    if !out.is_json() && all > 1 {
        out.say(
            "seal-summary",
            &[("sealed", sealed.to_string()), ("refused", refused.to_string())],
        )?;
    }
    if sealed + refused < all {
        return interrupted(out, sealed + refused, all);
    }
    Ok(if refused > 0 { Exit::Failed } else { Exit::Done })
}

/// The key that signs visible seals, where it is another than the seal's.
fn visible_seal_key(context: &Context<'_>, arguments: &Seal, path: &Path) -> Result<SealKey, Error> {
    let bytes = input::small(path)?;
    let passphrase = secrets::key(
        context.out,
        arguments.visible_seal_passphrase_file.as_deref(),
        "--visible-seal-passphrase-file",
    )?;
    Ok(SealKey::from_pkcs12(&bytes, &passphrase)?)
}

/// Whether and how stamps get a visible seal: they do where the key can sign one. Where it was asked for and the key
/// cannot, nothing is sealed; where it was not asked for, it is said once.
fn visible_seal<'a>(
    out: &Out,
    arguments: &Seal,
    key: &'a SealKey,
    own_key: Option<&'a SealKey>,
) -> Result<Option<VisibleSealChoice<'a>>, Error> {
    if arguments.no_stamp || arguments.no_visible_seal {
        return Ok(None);
    }
    let mut choice = VisibleSealChoice {
        key: own_key,
        signer: arguments.signer_id.as_deref().map(Signer::of_id).transpose()?,
        ..VisibleSealChoice::default()
    };
    for fact in &arguments.fact {
        let invalid = || Error::FactArgument { text: fact.clone() };
        let (name, text) = fact.split_once('=').ok_or_else(invalid)?;
        let place = match name.trim() {
            "title" => &mut choice.title,
            "reference" => &mut choice.reference,
            "addressee" => &mut choice.addressee,
            "fact" => &mut choice.decisive_fact,
            _ => return Err(invalid()),
        };
        *place = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    let signs = choice.key_or(key);
    if seal::visible::can_sign(signs) {
        return Ok(Some(choice));
    }
    let error = Error::VisibleSeal(VisibleSealError::KeyNotEcdsa {
        kind: signs.certificate().algorithm.clone(),
    });
    let asked = own_key.is_some() || arguments.signer_id.is_some() || !arguments.fact.is_empty();
    if arguments.visible_seal || asked {
        return Err(error);
    }
    if !out.is_json() {
        out.note(&out.words.explain(&error).sentence);
    }
    Ok(None)
}

/// The cores of this machine.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn print_sealed(out: &Out, file: &SealedFile) -> Result<(), Error> {
    let name = file.input.display().to_string();
    let message = file.message.clone().unwrap_or_default();
    let Some(output) = &file.output else {
        let code = file.code.clone().unwrap_or_default();
        print_refused(
            out,
            &name,
            &wording::Explanation {
                code,
                sentence: message,
                next: None,
            },
        )?;
        return super::augment::print_reasons(out, &file.reasons);
    };
    out.line(&format!(
        "{} {name} → {}",
        out.mark(Mark::Good, false),
        output.display()
    ))?;
    let identifier = file
        .identifier
        .as_deref()
        .and_then(|text| identifier::Identifier::parse(text).ok())
        .map(|id| id.printed());
    let level = file.level.as_deref().unwrap_or_default();
    out.line(&format!(
        "  {}  {level}",
        out.bold(&identifier.unwrap_or_default())
    ))?;
    if file.resumed {
        out.line(&format!("  {}", out.words.text("seal-resumed", &[])))?;
    }
    if !message.is_empty() {
        out.line(&format!("  {} {message}", out.mark(Mark::Attention, false)))?;
    }
    super::augment::print_reasons(out, &file.reasons)
}
