//! Encrypted files: the standard security handler (ISO 32000-2, 7.6) by lopdf, and where it does not apply.

use std::sync::Arc;

use lopdf::encryption::crypt_filters::CryptFilter;
use lopdf::encryption::{DecryptionError, EncryptionState, PasswordAlgorithm, Permissions};

use crate::Error;
use crate::document::{Document, Indirect};
use crate::filter::dict_to_lopdf;
use crate::object::{Dict, Object, Ref};

/// The key of an encrypted file and what its author permits.
pub(crate) struct Crypt {
    key: Vec<u8>,
    strings: Arc<dyn CryptFilter>,
    streams: Arc<dyn CryptFilter>,
    encrypt_metadata: bool,
    permissions: Permissions,
    owner: bool,
}

impl Crypt {
    pub fn open(
        document: &Document<'_>,
        dict: &Dict,
        id: &Object,
        password: Option<&str>,
    ) -> Result<Self, Error> {
        let mut resolved = Dict::new();
        for (name, value) in dict.iter() {
            resolved.set_bytes(name, document.resolve(value)?);
        }
        if !resolved.is("Filter", "Standard") {
            return Err(Error::EncryptionUnsupported);
        }
        let mut shell = lopdf::Document::new();
        shell
            .objects
            .insert((1, 0), lopdf::Object::Dictionary(dict_to_lopdf(&resolved)));
        shell.trailer.set("Encrypt", lopdf::Object::Reference((1, 0)));
        let mut ids = Vec::new();
        for part in id.as_array().unwrap_or(&[]).iter().take(2) {
            let bytes = document.resolve(part)?.as_str().unwrap_or(b"").to_vec();
            ids.push(lopdf::Object::String(bytes, lopdf::StringFormat::Hexadecimal));
        }
        if ids.is_empty() {
            // Without /ID the key derivation takes an empty string (a common omission).
            ids = vec![lopdf::Object::String(Vec::new(), lopdf::StringFormat::Hexadecimal); 2];
        }
        shell.trailer.set("ID", lopdf::Object::Array(ids));

        let algorithm = PasswordAlgorithm::try_from(&shell).map_err(|_| Error::EncryptionUnsupported)?;
        // Many files are encrypted with an empty user password: try it first when none is given.
        let given = password.unwrap_or("");
        let prepared = algorithm
            .sanitize_password(given)
            .map_err(|_| Error::PasswordWrong)?;
        let owner = algorithm.authenticate_owner_password(&shell, &prepared).is_ok();
        let user = owner || algorithm.authenticate_user_password(&shell, &prepared).is_ok();
        if !user {
            return Err(if given.is_empty() {
                Error::PasswordNeeded
            } else {
                Error::PasswordWrong
            });
        }
        let state = EncryptionState::decode(&shell, &prepared).map_err(|error| match error {
            lopdf::Error::Decryption(DecryptionError::IncorrectPassword) => Error::PasswordWrong,
            _ => Error::EncryptionUnsupported,
        })?;
        Ok(Self {
            key: state.file_encryption_key().to_vec(),
            strings: state.get_string_filter(),
            streams: state.get_stream_filter(),
            encrypt_metadata: state.encrypt_metadata(),
            permissions: state.permissions(),
            owner,
        })
    }

    /// Whether page content may be changed: bit 4 of /P, or the owner's password was given.
    pub fn may_change_content(&self) -> bool {
        self.owner || self.permissions.contains(Permissions::MODIFIABLE)
    }

    /// Whether a signature field may be created: bits 4 and 6 of /P, or the owner's password was given.
    pub fn may_create_field(&self) -> bool {
        self.owner
            || self
                .permissions
                .contains(Permissions::MODIFIABLE | Permissions::ANNOTABLE)
    }

    /// Whether an existing signature field may be filled in: bit 6 or 9 of /P, or the owner's password was given.
    pub fn may_fill_field(&self) -> bool {
        self.owner
            || self
                .permissions
                .intersects(Permissions::ANNOTABLE | Permissions::FILLABLE)
    }

    /// Decrypts what was read from the file.
    pub fn decrypt(&self, reference: Ref, indirect: &mut Indirect<'_>) -> Result<(), Error> {
        match indirect {
            Indirect::Value(object) => self.transform(reference, object, false),
            Indirect::Stream(stream) => {
                if stream.dict.is("Type", "XRef") {
                    return Ok(());
                }
                for (_, value) in stream.dict.values_mut() {
                    self.transform(reference, value, false)?;
                }
                // The bytes themselves are decrypted when they are read.
                stream.set_encrypted(!self.stream_in_clear(&stream.dict));
                Ok(())
            }
        }
    }

    /// Encrypts the strings of an object that is about to be written, except a signature's /Contents.
    pub fn encrypt_strings(&self, reference: Ref, object: &mut Object) -> Result<(), Error> {
        self.transform(reference, object, true)
    }

    /// Encrypts the bytes of a stream that is about to be written.
    pub fn encrypt_stream(&self, reference: Ref, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        self.apply(&*self.streams, reference, bytes, true)
    }

    /// Decrypts the bytes of a stream that was read.
    pub fn decrypt_stream(&self, reference: Ref, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        self.apply(&*self.streams, reference, bytes, false)
    }

    fn stream_in_clear(&self, dict: &Dict) -> bool {
        if dict.is("Type", "Metadata") && !self.encrypt_metadata {
            return true;
        }
        let first = match dict.get("Filter") {
            Object::Array(filters) => filters.first().and_then(Object::as_name),
            other => other.as_name(),
        };
        // A Crypt filter without a name is Identity (7.4.10).
        first == Some(b"Crypt")
            && match dict.get("DecodeParms") {
                Object::Dict(parms) => !parms.has("Name") || parms.is("Name", "Identity"),
                Object::Array(parms) => parms
                    .first()
                    .and_then(Object::as_dict)
                    .is_none_or(|parms| !parms.has("Name") || parms.is("Name", "Identity")),
                _ => true,
            }
    }

    fn transform(&self, reference: Ref, object: &mut Object, encrypt: bool) -> Result<(), Error> {
        match object {
            Object::Str(bytes) => {
                *bytes = self.apply(&*self.strings, reference, bytes, encrypt)?;
                Ok(())
            }
            Object::Array(items) => items
                .iter_mut()
                .try_for_each(|item| self.transform(reference, item, encrypt)),
            Object::Dict(dict) => {
                let signature = dict.is("Type", "Sig")
                    || dict.is("Type", "DocTimeStamp")
                    || (dict.has("ByteRange") && dict.has("Contents"));
                dict.values_mut()
                    .filter(|(name, _)| !(signature && *name == b"Contents"))
                    .try_for_each(|(_, value)| self.transform(reference, value, encrypt))
            }
            _ => Ok(()),
        }
    }

    fn apply(
        &self,
        filter: &dyn CryptFilter,
        id: Ref,
        bytes: &[u8],
        encrypt: bool,
    ) -> Result<Vec<u8>, Error> {
        let key = filter.compute_key(&self.key, (id.number, id.generation));
        let done = key.and_then(|key| {
            if encrypt {
                filter.encrypt(&key, bytes)
            } else {
                filter.decrypt(&key, bytes)
            }
        });
        done.map_err(|_| Error::damaged(format!("object {} cannot be decrypted", id.number)))
    }
}

impl Drop for Crypt {
    fn drop(&mut self) {
        self.key.fill(0);
    }
}
