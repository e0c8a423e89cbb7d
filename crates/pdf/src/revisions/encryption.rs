//! The key of an encrypted file, and decrypting strings and streams with it.

use std::borrow::Cow;
use std::sync::Arc;

use super::objects::Cache;
use super::syntax::{Dict, ObjectId, SyntaxError, Value};
use super::{File, OpenError};

pub(super) struct Encryption {
    state: lopdf::EncryptionState,
    pub(super) dictionary: Option<u32>,
}

impl File<'_> {
    pub(super) fn open_encryption(&self, password: Option<&str>) -> Result<Option<Encryption>, OpenError> {
        let Some(value) = self.trailer_value("Encrypt", self.newest()) else {
            return Ok(None);
        };
        let dictionary = value.as_ref().map(|id| id.0);
        let resolved = self.resolve(value, self.newest()).map_err(OpenError::Damaged)?;
        let Value::Dict(dict) = &resolved else {
            return Err(OpenError::Encryption);
        };
        let mut document = lopdf::Document::new();
        document
            .objects
            .insert((1, 0), to_lopdf(&Value::Dict(dict.clone())));
        document.trailer.set("Encrypt", lopdf::Object::Reference((1, 0)));
        if let Some(id) = self.trailer_value("ID", self.newest()) {
            let id = self.resolve(id, self.newest()).map_err(OpenError::Damaged)?;
            document.trailer.set("ID", to_lopdf(&id));
        }
        let algorithm =
            lopdf::encryption::PasswordAlgorithm::try_from(&document).map_err(|_| OpenError::Encryption)?;
        for candidate in [password, Some("")].into_iter().flatten() {
            let Ok(prepared) = algorithm.sanitize_password(candidate) else {
                continue;
            };
            match lopdf::EncryptionState::decode(&document, prepared) {
                Ok(state) => {
                    // Objects read before the key was known may hold encrypted strings.
                    *self.cache.borrow_mut() = Cache::default();
                    return Ok(Some(Encryption { state, dictionary }));
                }
                Err(lopdf::Error::Decryption(lopdf::encryption::DecryptionError::IncorrectPassword)) => {}
                Err(_) => return Err(OpenError::Encryption),
            }
        }
        Err(OpenError::Password)
    }
}

impl Encryption {
    pub(super) fn decrypt_value(&self, id: ObjectId, value: &mut Value) -> Result<(), SyntaxError> {
        if let Value::Dict(dict) = value
            && dict.get(b"Type".as_slice()).and_then(Value::as_name) == Some(b"XRef")
        {
            return Ok(());
        }
        let filter = self.state.get_string_filter();
        let fail = |_| SyntaxError {
            what: "string cannot be decrypted",
            offset: 0,
        };
        let key = filter
            .compute_key(self.state.file_encryption_key(), id)
            .map_err(fail)?;
        decrypt_strings(value, &filter, &key).map_err(fail)
    }

    pub(super) fn decrypt_stream<'a>(
        &self,
        id: ObjectId,
        dict: &Dict,
        raw: &'a [u8],
    ) -> Option<Cow<'a, [u8]>> {
        let kind = dict.get(b"Type".as_slice()).and_then(Value::as_name);
        let plain_metadata = kind == Some(b"Metadata") && !self.state.encrypt_metadata();
        let own_filter = match dict.get(b"Filter".as_slice()) {
            Some(Value::Name(name)) => name == b"Crypt",
            Some(Value::Array(items)) => items.iter().any(|item| item.as_name() == Some(b"Crypt")),
            _ => false,
        };
        if kind == Some(b"XRef") || plain_metadata || own_filter {
            return Some(Cow::Borrowed(raw));
        }
        let filter = self.state.get_stream_filter();
        let key = filter.compute_key(self.state.file_encryption_key(), id).ok()?;
        filter.decrypt(&key, raw).ok().map(Cow::Owned)
    }
}

pub(super) fn decrypt_strings(
    value: &mut Value,
    filter: &Arc<dyn lopdf::encryption::crypt_filters::CryptFilter>,
    key: &[u8],
) -> Result<(), lopdf::encryption::DecryptionError> {
    match value {
        Value::Str(text) => *text = filter.decrypt(key, text)?,
        Value::Array(items) => {
            for item in items {
                decrypt_strings(item, filter, key)?;
            }
        }
        Value::Dict(dict) => {
            let signature = dict.contains_key(b"ByteRange".as_slice());
            for (name, item) in dict {
                // The signature value itself is never encrypted (ISO 32000-2, 7.6.2).
                if !(signature && name == b"Contents") {
                    decrypt_strings(item, filter, key)?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

pub(super) fn to_lopdf(value: &Value) -> lopdf::Object {
    use lopdf::Object;
    match value {
        Value::Null => Object::Null,
        Value::Bool(value) => Object::Boolean(*value),
        Value::Int(value) => Object::Integer(*value),
        Value::Real(_) => Object::Real(value.as_number().unwrap_or(0.0) as f32),
        Value::Name(name) => Object::Name(name.clone()),
        Value::Str(text) => Object::String(text.clone(), lopdf::StringFormat::Hexadecimal),
        Value::Array(items) => Object::Array(items.iter().map(to_lopdf).collect()),
        Value::Dict(dict) => {
            let mut out = lopdf::Dictionary::new();
            for (key, value) in dict {
                out.set(key.clone(), to_lopdf(value));
            }
            Object::Dictionary(out)
        }
        Value::Ref(id) => Object::Reference(*id),
    }
}
