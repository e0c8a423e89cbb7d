//! What the wire types' own texts look like, for `docs/openapi.json` (feature `schema`, for tests alone).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $($schema:tt)*) => {
        $(#[$doc])*
        pub struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($($schema)*)
            }
        }
    };
}

text!(
    /// A SHA-256.
    Digest,
    { "type": "string", "pattern": "^[0-9a-fA-F]{64}$", "description": "SHA-256, 64 hexadecimal digits" }
);
text!(
    /// An identity.
    Id,
    { "type": "string", "format": "uuid" }
);
text!(
    /// A time.
    Time,
    { "type": "string", "format": "date-time", "description": "UTC" }
);
text!(
    /// A printed identifier.
    Printed,
    { "type": "string", "description": "A printed identifier: 32 characters with a checksum; case, spaces and hyphens do not count" }
);
text!(
    /// A public key.
    PublicKey,
    { "type": "string", "pattern": "^[A-Za-z0-9_-]{43}$", "description": "Ed25519, 32 bytes, base64url without padding" }
);
text!(
    /// A line of text that people read.
    Line,
    { "type": "string", "minLength": 1, "maxLength": 500 }
);
