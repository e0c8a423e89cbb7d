//! `docs/openapi.json` says what the API is: made from the table of endpoints and the wire types, and held against the
//! running server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use platform::api::{Caller, ENDPOINTS, Endpoint};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use support::door::{begun, token};
use support::{TestPlatform, seal_letter};
use sync::wire::records::{Page, Push, Pushed};
use sync::wire::{
    Acknowledgement, EnrolmentAnswer, EnrolmentRequest, PROTOCOL, Problem, Registration, TokenAnswer,
};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json")
}

/// Bytes of a file.
const BYTES: &str = "application/pdf";

/// What is said about an endpoint beside its place in the table.
struct Said {
    id: &'static str,
    summary: &'static str,
    parameters: Vec<Value>,
    body: Option<Value>,
    /// Status, meaning, content.
    good: Vec<(u16, &'static str, Value)>,
    /// Statuses of refusals beside those that every endpoint has.
    refusals: &'static [u16],
}

fn content(kind: &str, schema: Value) -> Value {
    json!({ kind: { "schema": schema } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn as_json(name: &str) -> Value {
    content("application/json", reference(name))
}

fn header(name: &str, description: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "header", "required": true, "description": description, "schema": schema })
}

fn in_path(name: &str, description: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": description, "schema": schema })
}

fn tus() -> Value {
    header(
        "Tus-Resumable",
        "Version of tus",
        json!({ "type": "string", "enum": ["1.0.0"] }),
    )
}

/// A new endpoint must be described here.
fn said(endpoint: &Endpoint) -> Said {
    let upload = || {
        in_path(
            "id",
            "As the Location of its creation said",
            json!({ "type": "string", "format": "uuid" }),
        )
    };
    let none = Value::Null;
    match (endpoint.method, endpoint.path) {
        ("POST", "/api/v1/enrolments") => Said {
            id: "enrol",
            summary: "A one-time code becomes an enrolled desk",
            parameters: vec![],
            body: Some(as_json("EnrolmentRequest")),
            good: vec![(201, "The desk is enrolled", as_json("EnrolmentAnswer"))],
            refusals: &[401, 403, 413, 415, 422],
        },
        ("POST", "/api/v1/oauth/token") => Said {
            id: "token",
            summary: "A signed assertion becomes an access token of ten minutes (RFC 7523)",
            parameters: vec![],
            body: Some(content(
                "application/x-www-form-urlencoded",
                json!({
                    "type": "object",
                    "required": ["grant_type", "client_assertion_type", "client_assertion"],
                    "properties": {
                        "grant_type": { "type": "string", "enum": ["client_credentials"] },
                        "client_assertion_type": { "type": "string", "enum": [sync::wire::ASSERTION_TYPE] },
                        "client_assertion": {
                            "type": "string",
                            "description": "Compact JWS, EdDSA, by the desk's key; two minutes, once"
                        },
                    },
                }),
            )),
            good: vec![(200, "The token", as_json("TokenAnswer"))],
            refusals: &[401, 403, 413, 415, 422],
        },
        ("POST", "/api/v1/uploads") => Said {
            id: "beginUpload",
            summary: "Begins an upload (tus, creation)",
            parameters: vec![
                tus(),
                header(
                    "Upload-Length",
                    "Bytes of the file",
                    json!({ "type": "integer", "minimum": 1, "maximum": platform::server::MAX_ORIGINAL_BYTES }),
                ),
                header(
                    "Upload-Metadata",
                    "`sha256`, a space, and the 64 hexadecimal digits in base64",
                    json!({ "type": "string", "pattern": "^sha256 [A-Za-z0-9+/]{86}==$" }),
                ),
            ],
            body: None,
            good: vec![(201, "Begun; it goes on at Location", none)],
            refusals: &[412, 413, 422],
        },
        ("HEAD", "/api/v1/uploads/{id}") => Said {
            id: "uploadOffset",
            summary: "Where an upload stands",
            parameters: vec![upload(), tus()],
            body: None,
            good: vec![(200, "Upload-Offset says where", none)],
            refusals: &[404, 412, 422],
        },
        ("PATCH", "/api/v1/uploads/{id}") => Said {
            id: "appendUpload",
            summary: "The next part of an upload",
            parameters: vec![
                upload(),
                tus(),
                header(
                    "Upload-Offset",
                    "Where the part begins",
                    json!({ "type": "integer", "minimum": 0 }),
                ),
            ],
            body: Some(content(
                "application/offset+octet-stream",
                json!({ "type": "string", "format": "binary" }),
            )),
            good: vec![(204, "Taken; Upload-Offset says how far it is now", none)],
            refusals: &[404, 409, 412, 413, 415, 422, 423, 460],
        },
        ("DELETE", "/api/v1/uploads/{id}") => Said {
            id: "giveUpUpload",
            summary: "Gives an upload up (tus, termination)",
            parameters: vec![upload(), tus()],
            body: None,
            good: vec![(204, "Forgotten; a finished one stays", none)],
            refusals: &[404, 412, 422],
        },
        ("POST", "/api/v1/registrations") => Said {
            id: "missing",
            summary: "Which originals of the own administration are not there, e.g. after a restoration",
            parameters: Vec::new(),
            body: Some(as_json("Claims")),
            good: vec![(200, "Those that are missing", as_json("Missing"))],
            refusals: &[413, 415, 422],
        },
        ("POST", "/api/v1/contents") => Said {
            id: "bring",
            summary: "Many small contents, each kept as after an upload of its own and answered on its own",
            parameters: vec![],
            body: Some(content(
                sync::wire::contents::KIND,
                json!({
                    "type": "string",
                    "format": "binary",
                    "description": "1 to 200 contents, 4 MiB together: each its SHA-256 (32 bytes), its length (4 bytes, \
                        big-endian), its bytes",
                }),
            )),
            good: vec![(200, "One answer for each", as_json("Brought"))],
            refusals: &[413, 415, 422],
        },
        ("PUT", "/api/v1/registrations/{op}") => Said {
            id: "register",
            summary: "Binds an identifier to the bytes of an original",
            parameters: vec![in_path(
                "op",
                "The operation: its idempotency key",
                json!({ "type": "string", "format": "uuid" }),
            )],
            body: Some(as_json("Registration")),
            good: vec![(
                200,
                "Registered, now or before by the same operation",
                as_json("Acknowledgement"),
            )],
            refusals: &[409, 413, 415, 422],
        },
        ("POST", "/api/v1/sign-ins") => Said {
            id: "beginSignIn",
            summary: "Begins the sign-in of a person: the issuer, and the nonce that its ID token has to repeat",
            parameters: vec![],
            body: None,
            good: vec![(201, "Where to sign in", as_json("SignInOffer"))],
            refusals: &[404],
        },
        ("DELETE", "/api/v1/sign-ins") => Said {
            id: "signOut",
            summary: "Nobody is signed in on the desk any more",
            parameters: vec![],
            body: None,
            good: vec![(204, "Done", none)],
            refusals: &[],
        },
        ("PUT", "/api/v1/sign-ins/{id}") => Said {
            id: "finishSignIn",
            summary: "Finishes a sign-in with the ID token of the issuer",
            parameters: vec![in_path(
                "id",
                "The sign-in, as offered",
                json!({ "type": "string" }),
            )],
            body: Some(as_json("SignInProof")),
            good: vec![(200, "Who is signed in now", as_json("SignInAnswer"))],
            refusals: &[404, 409, 413, 415, 422, 502],
        },
        ("GET", "/api/v1/originals/{identifier}") => Said {
            id: "original",
            summary: "The bytes of an original",
            parameters: vec![in_path(
                "identifier",
                "The printed identifier; case, spaces and hyphens do not count",
                json!({ "type": "string" }),
            )],
            body: None,
            good: vec![
                (
                    200,
                    "The original",
                    content(BYTES, json!({ "type": "string", "format": "binary" })),
                ),
                (
                    206,
                    "A part of it",
                    content(BYTES, json!({ "type": "string", "format": "binary" })),
                ),
            ],
            refusals: &[404, 416],
        },
        ("GET", "/api/v1/originals/{identifier}/evidence") => Said {
            id: "evidence",
            summary: "The evidence record of an original (RFC 4998, DER): time-stamps that prove since when it exists",
            parameters: vec![in_path(
                "identifier",
                "The printed identifier; case, spaces and hyphens do not count",
                json!({ "type": "string" }),
            )],
            body: None,
            good: vec![(
                200,
                "The record",
                content(BYTES, json!({ "type": "string", "format": "binary" })),
            )],
            refusals: &[404],
        },
        ("POST", "/api/v1/changes") => Said {
            id: "push",
            summary: "A batch of changes of records, each answered on its own",
            parameters: vec![],
            body: Some(as_json("Push")),
            good: vec![(200, "One answer for each", as_json("Pushed"))],
            refusals: &[410, 413, 415, 422],
        },
        ("GET", "/api/v1/changes") => Said {
            id: "pull",
            summary: "What changed for the desk after its cursor",
            parameters: vec![
                json!({
                    "name": "after", "in": "query", "required": false,
                    "description": "The cursor of the last page; opaque",
                    "schema": { "type": "string", "maxLength": 200 },
                }),
                json!({
                    "name": "limit", "in": "query", "required": false, "description": "Most records of the page",
                    "schema": { "type": "integer", "minimum": 1, "maximum": sync::wire::records::PAGE },
                }),
            ],
            body: None,
            good: vec![(200, "A page", as_json("Page"))],
            refusals: &[410, 422],
        },
        ("GET", "/api/v1/blobs/{sha256}") => Said {
            id: "blob",
            summary: "The bytes of a content that a record names which the desk may see",
            parameters: vec![in_path(
                "sha256",
                "SHA-256 of the content",
                json!({ "type": "string", "pattern": "^[0-9a-fA-F]{64}$" }),
            )],
            body: None,
            good: vec![
                (
                    200,
                    "The content",
                    content("*/*", json!({ "type": "string", "format": "binary" })),
                ),
                (
                    206,
                    "A part of it",
                    content("*/*", json!({ "type": "string", "format": "binary" })),
                ),
            ],
            refusals: &[404, 416],
        },
        other => panic!("{other:?} is not described: say here what it takes and answers"),
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "A header is missing or wrong, or the identifier is none",
        401 => "No access token, an expired one, or an assertion that is not valid",
        403 => "Revoked, or not among those who may call this",
        404 => "Not there for this desk",
        409 => "It does not fit to what the platform has",
        410 => "The platform was restored: read everything again",
        412 => "Another version of tus",
        413 => "Too large",
        415 => "Another content type than this takes",
        416 => "There is no such part",
        422 => "A field is missing or wrong, or the content is refused",
        423 => "Somebody else is writing",
        426 => "The protocol is too old",
        429 => "Too many requests: Retry-After says how long to wait",
        460 => "The part arrived damaged",
        500 => "The platform has failed",
        503 => "No answer in time",
        507 => "No space left",
        _ => "Refused",
    }
}

fn callers(endpoint: &Endpoint) -> String {
    let roles = |roles: &[model::Role]| {
        let names: Vec<&str> = roles.iter().map(|role| platform::api::role_name(*role)).collect();
        names.join(", ")
    };
    match endpoint.caller {
        Caller::Newcomer => "Whoever presents a one-time code and proves to hold the key.".to_owned(),
        Caller::KeyHolder => {
            "Whoever presents an assertion signed by the key of an enrolled desk.".to_owned()
        }
        Caller::Desk(who) => format!("An enrolled desk in one of the roles {}.", roles(who)),
        Caller::OwnUpload(who) => format!(
            "An enrolled desk in one of the roles {}, for an upload of its own administration.",
            roles(who)
        ),
    }
}

fn operation(endpoint: &Endpoint) -> Value {
    let said = said(endpoint);
    let mut parameters = said.parameters;
    parameters.push(header(
        "Greffe-Protocol",
        "The version of the protocol that the desk speaks",
        json!({ "type": "integer", "minimum": PROTOCOL, "maximum": u32::MAX }),
    ));
    let is_for_desks = matches!(endpoint.caller, Caller::Desk(_) | Caller::OwnUpload(_));
    let mut responses = Map::new();
    for (status, description, content) in said.good {
        let mut answer = json!({ "description": description });
        if !content.is_null() {
            answer["content"] = content;
        }
        responses.insert(status.to_string(), answer);
    }
    let mut refusals = vec![400, 426, 429, 500, 503, 507];
    if is_for_desks {
        refusals.extend([401, 403]);
    }
    refusals.extend(said.refusals);
    refusals.sort_unstable();
    refusals.dedup();
    for status in refusals {
        let mut answer = json!({ "description": meaning(status) });
        if endpoint.method != "HEAD" {
            answer["content"] = content("application/problem+json", reference("Problem"));
        }
        responses.insert(status.to_string(), answer);
    }
    let mut operation = json!({
        "operationId": said.id,
        "summary": said.summary,
        "description": callers(endpoint),
        "parameters": parameters,
        "responses": responses,
        "security": if is_for_desks { json!([{ "desk": [] }]) } else { json!([]) },
    });
    if let Some(body) = said.body {
        operation["requestBody"] = json!({ "required": true, "content": body });
    }
    operation
}

/// The description, from the code.
fn description() -> String {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into())
        .into_generator();
    generator.subschema_for::<EnrolmentRequest>();
    generator.subschema_for::<EnrolmentAnswer>();
    generator.subschema_for::<sync::wire::sign_in::SignInOffer>();
    generator.subschema_for::<sync::wire::sign_in::SignInProof>();
    generator.subschema_for::<sync::wire::sign_in::SignInAnswer>();
    generator.subschema_for::<TokenAnswer>();
    generator.subschema_for::<Registration>();
    generator.subschema_for::<Acknowledgement>();
    generator.subschema_for::<sync::wire::originals::Claims>();
    generator.subschema_for::<sync::wire::originals::Missing>();
    generator.subschema_for::<Problem>();
    generator.subschema_for::<Push>();
    generator.subschema_for::<Pushed>();
    generator.subschema_for::<Page>();
    generator.subschema_for::<sync::wire::contents::Brought>();
    let schemas = generator.take_definitions(true);
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in ENDPOINTS {
        let path = paths
            .entry(endpoint.path)
            .or_insert_with(|| json!({}))
            .as_object_mut()
            .unwrap();
        path.insert(endpoint.method.to_lowercase(), operation(endpoint));
    }
    let description = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Greffe platform",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What desks say to their platform. docs/SYNC.md explains it. \
                Made from the code: see crates/platform/tests/it/openapi.rs.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "desk": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The access token of an enrolled desk",
                },
            },
        },
    });
    serde_json::to_string_pretty(&sorted(description)).unwrap() + "\n"
}

/// The same with all names in their order, whichever order the JSON library keeps in this build.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let ordered: BTreeMap<String, Value> = map
                .into_iter()
                .map(|(name, value)| (name, sorted(value)))
                .collect();
            Value::Object(ordered.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[test]
fn the_checked_in_description_is_that_of_the_code() {
    let wanted = description();
    if std::env::var_os("GREFFE_RENEW").is_some() {
        std::fs::write(file(), &wanted).unwrap();
    }
    let found = std::fs::read_to_string(file()).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/openapi.json is not what the code says. Renew it: \
         GREFFE_RENEW=1 cargo test -p platform --test it openapi::the_checked_in"
    );
}

#[test]
fn schemathesis_finds_nothing() {
    let Some(python) = std::env::var_os("GREFFE_VALIDATORS_PYTHON") else {
        assert!(std::env::var_os("CI").is_none(), "the validators are missing");
        return;
    };
    let platform = TestPlatform::start();
    let desk = platform.desk_with(
        "Commune A",
        &[model::Role::Agent, model::Role::Clerk, model::Role::Administrator],
    );
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    desk.queue(&letter);
    assert_eq!(desk.run().acknowledged, 1);
    // The clock of the test stands still: buckets would not fill.
    platform.unlimited();
    let bearer = token(&platform.world, &desk);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root.pem");
    std::fs::write(&root, testkit::pki::TestPki::shared().root_pem()).unwrap();
    // With things that are there it gets past the first question of every endpoint.
    let support = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support");
    let upload = begun(
        &platform.url,
        &bearer,
        &seal_letter(&platform.world, &platform.url, "Autre"),
    );
    let settings = folder.path().join("schemathesis.toml");
    let text = format!(
        "hooks = {:?}\n\n[parameters]\nid = {:?}\nsha256 = {:?}\nidentifier = {:?}\n\n{}",
        support.join("schemathesis_hooks.py"),
        upload.rsplit('/').next().unwrap(),
        letter.sha256.to_string(),
        letter.identifier.canonical(),
        std::fs::read_to_string(support.join("schemathesis.toml")).unwrap()
    );
    std::fs::write(&settings, text).unwrap();
    let program = Path::new(&python).with_file_name("schemathesis");
    let examples = std::env::var("GREFFE_SCHEMATHESIS_EXAMPLES").unwrap_or_else(|_| "25".to_owned());
    let output = Command::new(program)
        .current_dir(folder.path())
        .arg("--config-file")
        .arg(&settings)
        .arg("run")
        .arg(file())
        .args(["--url", platform.url.as_str()])
        .args(["--header", &format!("Authorization: Bearer {bearer}")])
        .arg("--tls-verify")
        .arg(&root)
        .args(["--checks", "all"])
        .args(["--mode", "all"])
        .args(["--phases", "examples,coverage,fuzzing,stateful"])
        .args(["--max-examples", &examples])
        .args(["--workers", "1"])
        .args(["--seed", "20260504"])
        .args(["--request-timeout", "20"])
        // A request that is refused before its body was read ends the line: whoever still sends may miss the answer.
        .args(["--request-retries", "3"])
        // A good assertion, a good proof and a sealed file cannot be invented: that what is well-formed is also taken is
        // not to be expected here.
        .args(["--exclude-checks", "positive_data_acceptance"])
        .arg("--no-color")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Every operation was reached, nothing failed, and the platform is as well as before.
    let all = format!("{0} selected / {0} total", ENDPOINTS.len());
    assert!(said.contains(&all), "{said}");
    let cases = said.lines().find(|line| line.contains(" generated, ")).unwrap();
    let numbers: Vec<u32> = cases
        .split([' ', ','])
        .filter_map(|word| word.parse().ok())
        .collect();
    assert!(numbers[0] > 400 && numbers[0] == numbers[1], "{said}");
    assert_eq!(desk.fetch(&letter.identifier).unwrap().bytes, letter.bytes);
}
