//! Sealing one file: from the input to sealed bytes under a temporary name.

use std::io::Write;
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
    let stamp_of_input = Stamp::of(input);
    let bytes = sealing::read_file(input)?;
    let mut random = [0; 16];
    env.random(&mut random);
    let identifier = Identifier::issue(random);
    let sealed_at = sealing::whole_seconds(env.now());
    let authority = authority(request);
    let stamp = request
        .stamp
        .then(|| stamping::stamp(&identifier, request.platform, authority, sealed_at, request.lang));
    let sealed = seal::sign::seal(
        request.key,
        &seal::sign::SealRequest {
            input: &bytes,
            password: request.password,
            spec: seal::sign::SignatureSpec {
                stamp: stamp.as_ref(),
                name: Some(authority),
                ..seal::sign::SignatureSpec::at(sealed_at)
            },
        },
    )?;
    let failed = |error| Error::io(output, error);
    let mut temp = tempfile::Builder::new()
        .prefix(prefix)
        .tempfile_in(folder)
        .map_err(failed)?;
    // Held while this program lives: nobody takes it for a leftover. Where there are no locks, its name says enough.
    let _ = temp.as_file().try_lock();
    temp.write_all(&sealed.bytes).map_err(failed)?;
    // A sealed file is for others to read: for those who may read the input, not private like a temp file.
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(input) {
        use std::os::unix::fs::PermissionsExt;
        let mode = (metadata.permissions().mode() & 0o666) | 0o600;
        temp.as_file()
            .set_permissions(std::fs::Permissions::from_mode(mode))
            .map_err(failed)?;
    }
    let covers_content = sealed.stamp.is_some_and(|stamp| stamp.covers_content);
    Ok(Made {
        temp,
        stamp: Stamp {
            size: bytes.len() as u64,
            ..stamp_of_input
        },
        sha256: store::digest(&bytes).to_string(),
        output_sha256: hex::encode(sealed.sha256),
        identifier,
        told: SealedFile {
            identifier: Some(identifier.canonical()),
            output: Some(output.to_owned()),
            level: Some(sealing::level(sealed.level)),
            message: covers_content
                .then(|| crate::catalog().text(request.messages, "stamp-covers-content", &[])),
            ..SealedFile::of(input, "sealed")
        },
    })
}
