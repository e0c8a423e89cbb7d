//! What makes an operation acceptable, as far as it can be said without looking at what is stored, and what a stored
//! record allows to become of it.

use std::collections::{BTreeMap, BTreeSet};

use model::{Role, Sha256};
use serde_json::Value;
use sync::wire::code;
use sync::wire::records::{Change, Fields, Key, Kind, Mutability, Operation, RECORD_BYTES};

use super::field;
use super::rights::confidentiality;

/// The stable code of a refusal.
pub type Refusal = &'static str;

/// Deepest JSON value of a field; a number or a text has depth 1.
const DEPTH: usize = 8;

/// Kinds that only those who administer change.
const ADMINISTERED: [&str; 4] = ["person", "classification", "procedure-version", "letter-template"];

/// Whether only those who administer change records of this kind.
pub fn is_administered(kind: &str) -> bool {
    ADMINISTERED.contains(&kind)
}

/// Everything that can be said of an operation alone.
///
/// # Errors
/// `record-invalid`, `record-immutable`.
pub fn check(operation: &Operation) -> Result<(), Refusal> {
    check_key(&operation.key)?;
    let known = Kind::named(&operation.key.kind);
    if let Some(kind) = known
        && kind.in_dossier != operation.dossier.is_some()
    {
        return Err(code::RECORD_INVALID);
    }
    if let Some(dossier) = &operation.dossier {
        check_dossier(&operation.key, dossier)?;
    }
    match &operation.change {
        Change::Patch(fields) => check_fields(fields)?,
        Change::Delete => {
            // A register of dossiers has no holes; a dossier ends by being closed, and its content by the law.
            // A letter's words may go with their dossier ([`is_erasure`]).
            let is_kept = known.is_some_and(|kind| kind.mutability == Mutability::Kept);
            if is_kept && operation.key.kind != "letter" || operation.key.kind == "dossier" {
                return Err(code::RECORD_IMMUTABLE);
            }
        }
    }
    let named: BTreeSet<Sha256> = operation.blobs.iter().copied().collect();
    if named.len() != operation.blobs.len() || named.len() > 64 {
        return Err(code::RECORD_INVALID);
    }
    match known {
        Some(kind) if named != blobs_of(kind, &operation.change)? => Err(code::RECORD_INVALID),
        _ => Ok(()),
    }
}

fn check_key(key: &Key) -> Result<(), Refusal> {
    let kind = key.kind.as_bytes();
    let is_word = (1..=40).contains(&kind.len())
        && kind.first().is_some_and(u8::is_ascii_lowercase)
        && kind.last() != Some(&b'-')
        && kind
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-');
    let length = key.id.chars().count();
    let is_printable = (1..=200).contains(&length) && !key.id.chars().any(char::is_control);
    if is_word && is_printable {
        Ok(())
    } else {
        Err(code::RECORD_INVALID)
    }
}

/// A dossier is named by a UUID as it is written today: in groups, in small letters.
fn check_dossier(key: &Key, dossier: &str) -> Result<(), Refusal> {
    let is_uuid = uuid::Uuid::parse_str(dossier).is_ok_and(|uuid| uuid.hyphenated().to_string() == dossier);
    let fits = match key.kind.as_str() {
        "dossier" => key.id == dossier,
        "dossier-access" => named_person(key).is_some_and(|(of, _)| of == dossier),
        _ => true,
    };
    if is_uuid && fits {
        Ok(())
    } else {
        Err(code::RECORD_INVALID)
    }
}

/// The dossier and the person of a `dossier-access` record.
pub fn named_person(key: &Key) -> Option<(&str, &str)> {
    key.id
        .split_once('/')
        .filter(|(_, person)| !person.is_empty() && !person.contains('/'))
}

fn check_fields(fields: &Fields) -> Result<(), Refusal> {
    let names = fields
        .keys()
        .all(|name| (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control));
    if names && fields.values().all(|value| depth(value, DEPTH)) {
        Ok(())
    } else {
        Err(code::RECORD_INVALID)
    }
}

/// Whether a value is no deeper than `left`.
fn depth(value: &Value, left: usize) -> bool {
    left > 0
        && match value {
            Value::Array(values) => values.iter().all(|value| depth(value, left - 1)),
            Value::Object(fields) => fields.values().all(|value| depth(value, left - 1)),
            _ => true,
        }
}

/// The contents that the fields of a change name.
fn blobs_of(kind: &Kind, change: &Change) -> Result<BTreeSet<Sha256>, Refusal> {
    let Change::Patch(fields) = change else {
        return Ok(BTreeSet::new());
    };
    let mut blobs = BTreeSet::new();
    for name in kind.blobs {
        match fields.get(*name) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => {
                blobs.insert(text.parse().map_err(|_| code::RECORD_INVALID)?);
            }
            Some(_) => return Err(code::RECORD_INVALID),
        }
    }
    Ok(blobs)
}

/// A record as it stands before a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The dossier it lies in.
    pub dossier: Option<String>,
    /// Its revision.
    pub rev: u64,
    /// Its number.
    pub seq: u64,
    /// It was deleted.
    pub deleted: bool,
    /// Its fields.
    pub fields: Fields,
}

/// The fields of a record after a change that its kind allows; `None` for a deletion.
///
/// # Errors
/// `record-immutable`, `record-invalid`.
pub fn after(operation: &Operation, before: Option<&Standing>) -> Result<Option<Fields>, Refusal> {
    let known = Kind::named(&operation.key.kind);
    let Change::Patch(patch) = &operation.change else {
        return Ok(None);
    };
    let mut fields = before.map(|before| before.fields.clone()).unwrap_or_default();
    if let Some(before) = before {
        let changes = before.deleted
            || patch
                .iter()
                .any(|(name, value)| before.fields.get(name) != Some(value));
        let mutability = known.map_or(Mutability::Free, |kind| kind.mutability);
        let may = match mutability {
            Mutability::Free => true,
            Mutability::Once => false,
            Mutability::Kept => is_erasure(operation, before),
        };
        if changes && !may {
            return Err(code::RECORD_IMMUTABLE);
        }
        for name in known.map_or(&[][..], |kind| kind.fixed) {
            let is_set = before.fields.get(*name).is_some_and(|value| !value.is_null());
            if is_set
                && patch
                    .get(*name)
                    .is_some_and(|value| before.fields.get(*name) != Some(value))
            {
                return Err(code::RECORD_IMMUTABLE);
            }
        }
        if before.dossier != operation.dossier {
            let is_sealed = operation.key.kind == "document"
                && before
                    .fields
                    .get(field::IDENTIFIER)
                    .is_some_and(|value| !value.is_null());
            if is_sealed {
                return Err(code::RECORD_IMMUTABLE);
            }
            // What lies in a dossier does not become everybody's, nor the other way round.
            if before.dossier.is_some() != operation.dossier.is_some() {
                return Err(code::RECORD_INVALID);
            }
        }
    }
    fields.extend(patch.iter().map(|(name, value)| (name.clone(), value.clone())));
    match operation.key.kind.as_str() {
        "dossier" => check_dossier_fields(&fields)?,
        "version" => check_version(&fields)?,
        "person" => {
            roles_of(&fields)?;
            // Only the registry of people says that somebody stands in it.
            if patch.contains_key(sync::wire::records::REGISTERED) {
                return Err(code::RECORD_INVALID);
            }
        }
        _ => {}
    }
    if json_bytes(&fields) > RECORD_BYTES {
        return Err(code::RECORD_INVALID);
    }
    Ok(Some(fields))
}

/// What stands where words were, after the contents of a dossier were lawfully destroyed.
const GONE: [&str; 3] = ["—", "", "{}"];

/// Whether an operation only takes words away: a deletion, or fields that become empty. Nothing else changes in a closed
/// dossier, after a disposition under the law on archives, and it needs somebody who administers.
pub fn is_erasure(operation: &Operation, before: &Standing) -> bool {
    let same_place = operation.dossier == before.dossier;
    match &operation.change {
        Change::Delete => same_place,
        Change::Patch(patch) => {
            same_place
                && !before.deleted
                && patch.iter().all(|(name, value)| {
                    before.fields.get(name).unwrap_or(&Value::Null) == value
                        // Told along with whatever changes.
                        || matches!(name.as_str(), "changed_us" | "registered_us")
                        || value.is_null()
                        || value.as_str().is_some_and(|text| GONE.contains(&text))
                })
        }
    }
}

/// Whether an operation only tells that a document was registered, which the platform has seen itself: that may come after
/// its dossier was closed.
pub fn is_registration(operation: &Operation) -> bool {
    match &operation.change {
        Change::Patch(patch) => {
            operation.key.kind == "document"
                && operation.base_rev > 0
                && !patch.is_empty()
                && patch
                    .keys()
                    .all(|name| matches!(name.as_str(), "changed_us" | "registered_us"))
        }
        Change::Delete => false,
    }
}

/// Whether records of this kind stay as they are.
pub fn is_kept(kind: &str) -> bool {
    Kind::named(kind).is_some_and(|kind| kind.mutability == Mutability::Kept)
}

/// Size of fields as JSON.
pub fn json_bytes(fields: &Fields) -> usize {
    serde_json::to_vec(fields).map_or(usize::MAX, |json| json.len())
}

fn check_dossier_fields(fields: &Fields) -> Result<(), Refusal> {
    let reference = fields.get(field::REFERENCE).and_then(Value::as_str);
    let has_reference = reference.is_some_and(|text| crate::text::is_line(text, 100));
    let office = match fields.get(field::OFFICE) {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.chars().count() <= 100 && !text.chars().any(char::is_control),
        Some(_) => false,
    };
    let status = match fields.get(field::STATUS) {
        None => true,
        Some(value) => matches!(value.as_str(), Some("open" | "closed")),
    };
    if has_reference && office && status && confidentiality(fields).is_some() {
        Ok(())
    } else {
        Err(code::RECORD_INVALID)
    }
}

fn check_version(fields: &Fields) -> Result<(), Refusal> {
    match fields.get("sha256") {
        Some(Value::String(_)) => Ok(()),
        _ => Err(code::RECORD_INVALID),
    }
}

/// The roles that a `person` record shows; they give nobody a right.
///
/// # Errors
/// `record-invalid` where they are no array of roles.
pub fn roles_of(fields: &Fields) -> Result<Vec<Role>, Refusal> {
    match fields.get(field::ROLES) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(value) => serde_json::from_value(value.clone()).map_err(|_| code::RECORD_INVALID),
    }
}

/// Whether a dossier with these fields is closed.
pub fn is_closed(fields: &BTreeMap<String, Value>) -> bool {
    fields.get(field::STATUS).and_then(Value::as_str) == Some("closed")
}

#[cfg(test)]
mod tests {
    use model::OpId;
    use serde_json::json;

    use super::*;

    const DOSSIER: &str = "019a1b2c-0000-7000-8000-000000000001";

    fn operation(kind: &str, id: &str, dossier: Option<&str>, change: Value) -> Operation {
        Operation {
            op: OpId::from_uuid(uuid::Uuid::from_bytes([1; 16])),
            key: Key {
                kind: kind.into(),
                id: id.into(),
            },
            dossier: dossier.map(str::to_owned),
            base_rev: 0,
            change: serde_json::from_value(change).unwrap(),
            blobs: Vec::new(),
            changed_at: "2026-05-04T08:00:00Z".parse().unwrap(),
        }
    }

    fn patch(fields: Value) -> Value {
        json!({ "patch": fields })
    }

    #[test]
    fn a_key_is_a_word_and_a_line() {
        let ok = |kind: &str, id: &str| check(&operation(kind, id, None, patch(json!({})))).is_ok();
        assert!(ok("contact", "1") && ok("kind-of-2030", "a/b"));
        for kind in ["", "Contact", "con tact", "-x", "x-", "é", &"k".repeat(41)] {
            assert!(!ok(kind, "1"), "{kind}");
        }
        for id in ["", "a\nb", "a\0", &"i".repeat(201)] {
            assert!(!ok("contact", id), "{id:?}");
        }
    }

    #[test]
    fn a_kind_lies_where_it_lies() {
        let at = |kind: &str, id: &str, dossier| check(&operation(kind, id, dossier, patch(json!({}))));
        assert_eq!(at("note", "1", None), Err(code::RECORD_INVALID));
        assert_eq!(at("contact", "1", Some(DOSSIER)), Err(code::RECORD_INVALID));
        assert_eq!(at("note", "1", Some(DOSSIER)), Ok(()));
        assert_eq!(
            at("note", "1", Some("019A1B2C-0000-7000-8000-000000000001")),
            Err(code::RECORD_INVALID)
        );
        assert_eq!(at("dossier", "1", Some(DOSSIER)), Err(code::RECORD_INVALID));
        assert_eq!(
            at("dossier-access", "1", Some(DOSSIER)),
            Err(code::RECORD_INVALID)
        );
        assert_eq!(
            at("dossier-access", &format!("{DOSSIER}/p"), Some(DOSSIER)),
            Ok(())
        );
        assert_eq!(
            at("dossier-access", &format!("{DOSSIER}/p/q"), Some(DOSSIER)),
            Err(code::RECORD_INVALID)
        );
        assert_eq!(at("of-a-later-version", "1", Some(DOSSIER)), Ok(()));
        assert_eq!(at("of-a-later-version", "1", None), Ok(()));
    }

    #[test]
    fn values_have_a_depth_and_records_a_size() {
        let deep = |levels: usize| (1..levels).fold(json!(1), |value, _| json!([value]));
        let with = |value: Value| operation("contact", "1", None, patch(json!({ "x": value })));
        assert_eq!(check(&with(deep(8))), Ok(()));
        assert_eq!(check(&with(deep(9))), Err(code::RECORD_INVALID));
        let long = with(json!("x".repeat(RECORD_BYTES)));
        assert_eq!(after(&long, None), Err(code::RECORD_INVALID));
    }

    #[test]
    fn contents_are_named_as_the_kind_says() {
        let digest = Sha256([7; 32]);
        let version = |blobs: Vec<Sha256>| Operation {
            blobs,
            ..operation(
                "version",
                "1",
                Some(DOSSIER),
                patch(json!({ "sha256": digest.to_string() })),
            )
        };
        assert_eq!(check(&version(vec![digest])), Ok(()));
        assert_eq!(check(&version(vec![])), Err(code::RECORD_INVALID));
        assert_eq!(
            check(&version(vec![digest, Sha256([8; 32])])),
            Err(code::RECORD_INVALID)
        );
        assert_eq!(check(&version(vec![digest, digest])), Err(code::RECORD_INVALID));
        let note = Operation {
            blobs: vec![digest],
            ..operation("note", "1", Some(DOSSIER), patch(json!({})))
        };
        assert_eq!(check(&note), Err(code::RECORD_INVALID));
        let nothing = operation("version", "1", Some(DOSSIER), patch(json!({ "number": 1 })));
        assert_eq!(after(&nothing, None), Err(code::RECORD_INVALID));
    }

    fn standing(fields: Value) -> Standing {
        Standing {
            dossier: Some(DOSSIER.into()),
            rev: 1,
            seq: 1,
            deleted: false,
            fields: serde_json::from_value(fields).unwrap(),
        }
    }

    #[test]
    fn what_is_kept_is_neither_changed_nor_deleted_but_moves_with_its_document() {
        let before = standing(json!({ "sha256": "x", "number": 1 }));
        let other = operation("version", "1", Some(DOSSIER), patch(json!({ "number": 2 })));
        assert_eq!(after(&other, Some(&before)), Err(code::RECORD_IMMUTABLE));
        let delete = operation("version", "1", Some(DOSSIER), json!("delete"));
        assert_eq!(check(&delete), Err(code::RECORD_IMMUTABLE));
        let dossier = operation("dossier", DOSSIER, Some(DOSSIER), json!("delete"));
        assert_eq!(check(&dossier), Err(code::RECORD_IMMUTABLE));
        let elsewhere = "019a1b2c-0000-7000-8000-000000000002";
        let moved = operation("version", "1", Some(elsewhere), patch(json!({ "number": 1 })));
        assert!(after(&moved, Some(&before)).is_ok());
        // Once: there and unchanged, or deleted.
        let text = operation("note-text", "1", Some(DOSSIER), patch(json!({ "text": "b" })));
        assert_eq!(
            after(&text, Some(&standing(json!({ "text": "a" })))),
            Err(code::RECORD_IMMUTABLE)
        );
        let deleted = operation("note-text", "1", Some(DOSSIER), json!("delete"));
        assert_eq!(check(&deleted), Ok(()));
    }

    #[test]
    fn a_number_and_an_identifier_stay() {
        let before = standing(json!({ "reference": "2026/1" }));
        let renumbered = operation(
            "dossier",
            DOSSIER,
            Some(DOSSIER),
            patch(json!({ "reference": "2026/2" })),
        );
        assert_eq!(after(&renumbered, Some(&before)), Err(code::RECORD_IMMUTABLE));
        let emptied = operation(
            "dossier",
            DOSSIER,
            Some(DOSSIER),
            patch(json!({ "reference": null })),
        );
        assert_eq!(after(&emptied, Some(&before)), Err(code::RECORD_IMMUTABLE));
        let sealed = operation(
            "document",
            "1",
            Some(DOSSIER),
            patch(json!({ "identifier": "AB" })),
        );
        assert!(after(&sealed, Some(&standing(json!({ "identifier": null })))).is_ok());
        let before = standing(json!({ "identifier": "AB" }));
        let moved = operation(
            "document",
            "1",
            Some("019a1b2c-0000-7000-8000-000000000002"),
            patch(json!({})),
        );
        assert_eq!(after(&moved, Some(&before)), Err(code::RECORD_IMMUTABLE));
    }

    #[test]
    fn a_dossier_has_a_number_and_words_that_exist() {
        let with = |fields: Value| after(&operation("dossier", DOSSIER, Some(DOSSIER), patch(fields)), None);
        assert!(with(json!({ "reference": "2026/1" })).is_ok());
        for fields in [
            json!({}),
            json!({ "reference": "" }),
            json!({ "reference": 1 }),
            json!({ "reference": "2026/1", "confidentiality": "public" }),
            json!({ "reference": "2026/1", "confidentiality": null }),
            json!({ "reference": "2026/1", "status": "gone" }),
            json!({ "reference": "2026/1", "office": 1 }),
        ] {
            assert_eq!(with(fields.clone()), Err(code::RECORD_INVALID), "{fields}");
        }
    }
}
