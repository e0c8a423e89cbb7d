//! `greffe doctor`: whether sealing would work here, in plain sentences.

use desk::doctor::{Examination, Finding, Standing, examine, proxies};
use seal::online::Web;
use seal::online::http::HttpWeb;

use super::{Context, keys};
use crate::args::Doctor;
use crate::error::{Error, Exit};
use crate::out::{Mark, Out};
use crate::secrets;

pub fn run(context: &Context<'_>, arguments: &Doctor) -> Result<Exit, Error> {
    let out = context.out;
    let passphrase = match &arguments.key {
        Some(_) => Some(secrets::key(
            out,
            context.global.passphrase_file.as_deref(),
            "--passphrase-file",
        )?),
        None => None,
    };
    let modules = keys::modules(arguments.pkcs11_module.as_deref());
    let http = if arguments.offline {
        None
    } else {
        HttpWeb::new(None).ok()
    };
    let folder = context.desk_folder().ok();
    let lists = match &arguments.trust_lists {
        Some(lists) => Some(super::trust::load(lists, arguments.lotl_certificates.as_deref())?),
        None => None,
    };
    let proxies = proxies(&|name| std::env::var(name).ok());
    let asked = Examination {
        modules: &modules,
        key: arguments.key.as_deref().zip(passphrase.as_ref()),
        tsas: &arguments.tsa,
        web: http.as_ref().map(|http| http as &dyn Web),
        proxies: &proxies,
        lists: lists.as_ref(),
        desk: folder.as_deref(),
        environment: &desk::System,
        lang: out.words.lang(),
    };
    let mut output = Ok(());
    let ready = examine(&asked, &mut |finding| {
        if output.is_ok() {
            output = out.either(finding, |out| print(out, finding));
        }
    });
    output?;
    Ok(if ready { Exit::Done } else { Exit::Failed })
}

fn print(out: &Out, finding: &Finding) -> Result<(), Error> {
    let mark = match finding.standing {
        Standing::Good => Mark::Good,
        Standing::Attention => Mark::Attention,
        Standing::Bad => Mark::Bad,
    };
    let message: String = finding
        .message
        .chars()
        .map(|symbol| if symbol.is_control() { '�' } else { symbol })
        .collect();
    out.line(&format!("{} {message}", out.mark(mark, false)))?;
    match &finding.next {
        Some(next) if finding.standing != Standing::Good => out.line(&format!("  {next}")),
        _ => Ok(()),
    }
}
