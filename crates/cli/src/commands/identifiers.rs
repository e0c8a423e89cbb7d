//! The printed identifier, without a desk.

use desk::Environment;
use identifier::{Identifier, PlatformUrl};
use serde::Serialize;

use super::Context;
use crate::args::{IdentifierCommand, IdentifierNew, IdentifierParse};
use crate::error::{Error, Exit};
use crate::out::{JsonError, Mark};

/// The line of `greffe identifier new` and `parse`.
#[derive(Serialize)]
struct IdentifierLine {
    canonical: String,
    printed: String,
    /// Absolute where the platform is known, else the path under any platform.
    url: String,
}

impl IdentifierLine {
    fn new(identifier: &Identifier, platform: Option<&PlatformUrl>) -> Self {
        let canonical = identifier.canonical();
        let url = match platform {
            Some(platform) => platform.document_url(identifier),
            None => format!("/d/{canonical}"),
        };
        Self {
            canonical,
            printed: identifier.printed(),
            url,
        }
    }
}

pub fn run(context: &Context<'_>, command: &IdentifierCommand) -> Result<Exit, Error> {
    match command {
        IdentifierCommand::New(arguments) => new(context, arguments),
        IdentifierCommand::Parse(arguments) => parse(context, arguments),
    }
}

fn new(context: &Context<'_>, arguments: &IdentifierNew) -> Result<Exit, Error> {
    let platform = arguments
        .platform_url
        .as_deref()
        .map(PlatformUrl::parse)
        .transpose()?;
    let mut random = [0; 16];
    desk::System.random(&mut random);
    print(context, &Identifier::issue(random), platform.as_ref())
}

fn parse(context: &Context<'_>, arguments: &IdentifierParse) -> Result<Exit, Error> {
    let given = arguments
        .platform_url
        .as_deref()
        .map(PlatformUrl::parse)
        .transpose()?;
    let text = arguments.text.join(" ");
    match Identifier::parse(&text) {
        Ok(identifier) => {
            let platform = given.or_else(|| platform_in(&text));
            print(context, &identifier, platform.as_ref())
        }
        // The answer to the question asked, hence a result, on standard output.
        Err(error) if context.out.is_json() => {
            context
                .out
                .json_line(&JsonError::from(&context.out.words.explain(&error)))?;
            Ok(Exit::Failed)
        }
        Err(error) => Err(error.into()),
    }
}

/// The platform of a pasted or scanned address.
fn platform_in(text: &str) -> Option<PlatformUrl> {
    let (scheme, rest) = text.trim().split_once("://")?;
    PlatformUrl::parse(&format!("{scheme}://{}", rest.split(['/', '?', '#']).next()?)).ok()
}

fn print(
    context: &Context<'_>,
    identifier: &Identifier,
    platform: Option<&PlatformUrl>,
) -> Result<Exit, Error> {
    let line = IdentifierLine::new(identifier, platform);
    context.out.either(&line, |out| {
        out.line(&format!(
            "{} {}",
            out.mark(Mark::Good, false),
            out.bold(&line.printed)
        ))?;
        out.fields(&[
            ("field-canonical", line.canonical.clone()),
            ("field-url", line.url.clone()),
        ])
    })?;
    Ok(Exit::Done)
}
