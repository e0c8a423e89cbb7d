//! Sealing one file: from the input to sealed bytes under a temporary name.

use std::path::Path;

use identifier::Identifier;
use tempfile::NamedTempFile;

use super::batch::{Stamp, digest};
use super::{SealFiles, SealedFile};
use crate::{Environment, Error, sealing, stamping};

/// A sealed file that has not taken its name yet.
pub(super) struct Made {
    pub temp: NamedTempFile,
    pub stamp: Stamp,
    /// Digest of the input.
    pub sha256: String,
    pub output_sha256: String,
    pub identifier: Identifier,
    /// The result as it will be told once the output is there.
    pub told: SealedFile,
}

/// Digest of everything that a caller chooses and an output shows: another choice is another original, not the same
/// one again. The password is none of it, nor what decides only how the work is done.
pub(super) fn choices(request: &SealFiles<'_>) -> String {
    digest([
        request.platform.as_str().as_bytes(),
        authority(request).as_bytes(),
        &[u8::from(request.stamp)],
        request.lang.tag().as_bytes(),
        request.key.chain().first().map_or(&[][..], Vec::as_slice),
        request
            .level
            .map_or(String::new(), |choice| choice.level.to_string())
            .as_bytes(),
        request
            .visible_seal
            .as_ref()
            .map(crate::visible::VisibleSealChoice::shown)
            .unwrap_or_default()
            .as_bytes(),
        &request.signature.identity(),
    ])
}

fn authority<'a>(request: &'a SealFiles<'_>) -> &'a str {
    let certificate = request.key.certificate();
    request
        .authority
        .or(certificate.organisation.as_deref())
        .unwrap_or(certificate.holder.as_str())
}

/// Seals `input` into a temporary file of `folder` whose name begins with `prefix`.
///
/// # Errors
/// The refusals of sealing; the folder cannot be written. Nothing stays in it then.
pub(super) fn make(
    request: &SealFiles<'_>,
    input: &Path,
    output: &Path,
    folder: &Path,
    prefix: &str,
    env: &dyn Environment,
) -> Result<Made, Error> {
    let unreadable = |error| Error::io(input, error);
    let file = store::input::open(input).map_err(unreadable)?;
    // Asked of the open file: the name may get another one meanwhile.
    let metadata = file.metadata().map_err(unreadable)?;
    let source = pdf::FileSource::new(file).map_err(unreadable)?;
    let mut random = [0; 16];
    env.random(&mut random);
    let identifier = Identifier::issue(random);
    let sealed_at = sealing::whole_seconds(env.now());
    let authority = authority(request);
    let stamp = request
        .stamp
        .then(|| stamping::stamp(&identifier, request.platform, authority, sealed_at, request.lang));
    let failed = |error| Error::io(output, error);
    let mut temp = tempfile::Builder::new()
        .prefix(prefix)
        .tempfile_in(folder)
        .map_err(failed)?;
    // Held while this program lives: nobody takes it for a leftover. Where there are no locks, its name says enough.
    let _ = temp.as_file().try_lock();
    let order = request
        .visible_seal
        .as_ref()
        .filter(|_| request.stamp)
        .map(|choice| {
            let name = input
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            choice.order(request.key, &identifier, authority, name, sealed_at)
        });
    let choice = &request.signature;
    let texts = choice.texts(request.key, authority, sealed_at);
    let appearance = choice.template.map(|template| pdf::Appearance {
        template,
        texts: &texts,
        image: choice.image,
        placement: choice.placement,
    });
    let options = seal::sign::SealOptions {
        password: request.password,
        visible_seal: order.as_ref(),
        ..seal::sign::SealOptions::new(seal::sign::SignatureSpec {
            stamp: stamp.as_ref(),
            stamp_placement: choice.stamp_placement,
            name: Some(authority),
            reason: choice.reason,
            location: choice.place,
            field: choice.field,
            certify: choice.certify,
            lock: choice.lock,
            appearance,
            ..seal::sign::SignatureSpec::at(sealed_at)
        })
    };
    let result = crate::augment::LevelChoice::with(request.level.as_ref(), env, |wanted| {
        let options = seal::sign::SealOptions { wanted, ..options };
        seal::sign::seal_to(request.key, &options, &source, temp.as_file_mut())
    });
    let sealed = match result {
        Err(seal::sign::SealError::Target(kind)) => return Err(failed(kind.into())),
        other => other?,
    };
    // A sealed file is for others to read: for those who may read the input, not private like a temp file.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = (metadata.permissions().mode() & 0o666) | 0o600;
        temp.as_file()
            .set_permissions(std::fs::Permissions::from_mode(mode))
            .map_err(failed)?;
    }
    let covers_content = sealed.stamp.is_some_and(|stamp| stamp.covers_content);
    let has_visible_seal = sealed.stamp.is_some_and(|stamp| stamp.visible_seal);
    let remarks: Vec<String> = [
        (covers_content, "stamp-covers-content"),
        (
            sealed.shown.is_some_and(|shown| shown.covers_content),
            "signature-covers-content",
        ),
        (order.is_some() && !has_visible_seal, "stamp-without-visible-seal"),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, id)| crate::catalog().text(request.messages, id, &[]))
    .collect();
    Ok(Made {
        temp,
        stamp: Stamp {
            size: pdf::Source::len(&source),
            ..Stamp::told(&metadata)
        },
        sha256: hex::encode(sealed.input_sha256),
        output_sha256: hex::encode(sealed.sha256),
        identifier,
        told: SealedFile {
            identifier: Some(identifier.canonical()),
            output: Some(output.to_owned()),
            level: Some(sealing::level(sealed.level)),
            wanted_level: request.level.map(|choice| sealing::level(choice.level)),
            reasons: crate::augment::told(&sealed.reasons, request.messages),
            message: (!remarks.is_empty()).then(|| remarks.join(" ")),
            visible_seal: order.is_some().then_some(has_visible_seal),
            ..SealedFile::of(input, "sealed")
        },
    })
}
