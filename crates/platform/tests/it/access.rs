//! Who may call what: the table of endpoints, walked through with everybody who may not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Role;
use platform::api::{Caller, ENDPOINTS, Endpoint};
use support::door::{ask_token, claims, client, key, signed, token, token_form};
use support::{Desk, Sealed, TestPlatform, door, seal_letter};
use sync::wire::{Claims, path};

/// What a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carries {
    Json,
    Form,
    /// Bytes of an upload, from an offset.
    Part,
    /// Small contents, each after its frame.
    Contents,
    /// Headers that announce an upload.
    Announcement,
    Nothing,
}

/// Everything that a good request needs.
struct Scene {
    platform: TestPlatform,
    own: Desk,
    letter: Sealed,
    /// Path of an upload that `own` has begun.
    upload: String,
    epoch: String,
}

impl Scene {
    fn start() -> Self {
        let platform = TestPlatform::start();
        support::sign_in::offer_sign_in(&platform, "https://login.example.lu", false);
        let own = platform.desk("Commune A");
        let letter = seal_letter(&platform.world, &platform.url, "Lettre");
        own.queue(&letter);
        assert_eq!(own.run().acknowledged, 1);
        let bearer = token(&platform.world, &own);
        // Of another letter: the first one is there, and would not be begun anew.
        let another = seal_letter(&platform.world, &platform.url, "Autre lettre");
        let upload = door::begun(&platform.url, &bearer, &another);
        let epoch = platform::storage::Storage::epoch(&*platform.storage).unwrap();
        Self {
            platform,
            own,
            letter,
            upload,
            epoch,
        }
    }

    /// What an endpoint carries. A new endpoint must be written in here.
    fn carries(endpoint: &Endpoint) -> Carries {
        match (endpoint.method, endpoint.path) {
            ("POST", "/api/v1/enrolments" | "/api/v1/changes") => Carries::Json,
            ("PUT", "/api/v1/registrations/{op}") | ("POST", "/api/v1/registrations") => Carries::Json,
            ("POST", "/api/v1/oauth/token") => Carries::Form,
            ("POST", "/api/v1/uploads") => Carries::Announcement,
            ("PATCH", "/api/v1/uploads/{id}") => Carries::Part,
            ("POST", "/api/v1/contents") => Carries::Contents,
            ("HEAD" | "DELETE", "/api/v1/uploads/{id}") => Carries::Nothing,
            ("GET", "/api/v1/originals/{identifier}" | "/api/v1/changes" | "/api/v1/blobs/{sha256}") => {
                Carries::Nothing
            }
            ("GET", "/api/v1/originals/{identifier}/evidence") => Carries::Nothing,
            ("PUT", "/api/v1/sign-ins/{id}") => Carries::Json,
            (_, "/api/v1/sign-ins") => Carries::Nothing,
            other => panic!("{other:?} is not in the table of refusals: say here what it carries"),
        }
    }

    /// What a desk of another administration is told, who has a good token of its own.
    fn to_a_foreign_desk(endpoint: &Endpoint) -> (u16, &'static str) {
        match (endpoint.method, endpoint.path) {
            (_, "/api/v1/uploads/{id}") => (404, "upload-unknown"),
            // The blob is the other administration's: who has not sent it cannot register it.
            ("PUT", "/api/v1/registrations/{op}") => (409, "blob-missing"),
            // All of them are missing: nothing is told of another administration's.
            ("POST", "/api/v1/registrations") => (200, ""),
            ("GET", "/api/v1/blobs/{sha256}") => (404, "blob-missing"),
            // It begins an upload of its own, and reads and writes records of its own administration.
            ("POST", "/api/v1/uploads") => (201, ""),
            ("POST", "/api/v1/contents") => (200, ""),
            (_, "/api/v1/changes") => (200, ""),
            // Whoever holds the identifier may read the original.
            ("GET", "/api/v1/originals/{identifier}") => (200, ""),
            // It signs its own people in and out; one that another desk has begun is not its own.
            ("POST", "/api/v1/sign-ins") => (201, ""),
            ("DELETE", "/api/v1/sign-ins") => (204, ""),
            ("PUT", "/api/v1/sign-ins/{id}") => (409, "sign-in-over"),
            // The same; nothing was time-stamped yet.
            ("GET", "/api/v1/originals/{identifier}/evidence") => (404, "evidence-missing"),
            other => panic!("{other:?} is not in the table of refusals: say here what foreigners are told"),
        }
    }

    fn address(&self, endpoint: &Endpoint) -> String {
        let op = model::OpId::new(self.platform.world.time(), self.platform.world.draw());
        let path = endpoint
            .path
            .replace("{id}", self.upload.rsplit('/').next().unwrap())
            .replace("{op}", &op.to_string())
            .replace("{sha256}", &self.letter.sha256.to_string())
            .replace("{identifier}", &self.letter.identifier.canonical());
        format!("{}{path}", self.platform.url.as_str())
    }

    /// A request that is right in everything that is not said here.
    fn request(&self, endpoint: &Endpoint, bearer: Option<&str>, change: &Change) -> (u16, String) {
        let method = endpoint.method.parse().unwrap();
        let mut request = client().request(method, self.address(endpoint));
        if let Some(version) = change.protocol {
            request = request.header("greffe-protocol", version);
        }
        if let Some(bearer) = bearer {
            request = request.header("authorization", format!("Bearer {bearer}"));
        }
        request = request.header("tus-resumable", "1.0.0");
        let kind = change.content_type.unwrap_or(match Self::carries(endpoint) {
            Carries::Json => "application/json",
            Carries::Form => "application/x-www-form-urlencoded",
            Carries::Part => "application/offset+octet-stream",
            Carries::Contents => sync::wire::contents::KIND,
            Carries::Announcement | Carries::Nothing => "",
        });
        if !kind.is_empty() {
            request = request.header("content-type", kind);
        }
        request = match Self::carries(endpoint) {
            Carries::Announcement => request
                .header("upload-length", self.letter.bytes.len().to_string())
                .header(
                    "upload-metadata",
                    format!("sha256 {}", STANDARD.encode(self.letter.sha256.to_string())),
                ),
            Carries::Part => request.header("upload-offset", "0"),
            _ => request,
        };
        let body = match &change.body {
            Some(body) => body.clone(),
            None => self.good_body(endpoint),
        };
        let response = request.body(body).send().unwrap();
        let status = response.status().as_u16();
        let code = response
            .json::<serde_json::Value>()
            .ok()
            .and_then(|problem| problem["code"].as_str().map(str::to_owned))
            .unwrap_or_default();
        (status, code)
    }

    fn good_body(&self, endpoint: &Endpoint) -> Vec<u8> {
        match (endpoint.method, endpoint.path) {
            ("PUT", "/api/v1/registrations/{op}") => serde_json::to_vec(&self.letter.registration()).unwrap(),
            ("POST", "/api/v1/registrations") => serde_json::to_vec(&serde_json::json!({
                "originals": [{
                    "identifier_sha256": platform::state::identifier_sha256(&self.letter.identifier),
                    "sha256": self.letter.sha256,
                }],
            }))
            .unwrap(),
            ("POST", "/api/v1/changes") => serde_json::to_vec(&serde_json::json!({
                "epoch": self.epoch,
                "operations": [{
                    "op": model::OpId::new(self.platform.world.time(), self.platform.world.draw()),
                    "kind": "contact", "id": "x", "base_rev": 0, "change": {"patch": {}},
                    "changed_at": self.platform.world.time(),
                }],
            }))
            .unwrap(),
            ("PUT", "/api/v1/sign-ins/{id}") => br#"{"id_token":"a.b.c"}"#.to_vec(),
            ("PATCH", _) => self.letter.bytes.clone(),
            ("POST", "/api/v1/contents") => {
                let mut body = Vec::new();
                // Not the letter: whoever has sent it may name it.
                let bytes = b"a small content";
                sync::wire::contents::add(&mut body, &platform::state::sha256(bytes), bytes);
                body
            }
            _ => Vec::new(),
        }
    }
}

/// What is wrong with a request beside its caller.
#[derive(Clone, Debug)]
struct Change {
    protocol: Option<&'static str>,
    content_type: Option<&'static str>,
    body: Option<Vec<u8>>,
}

impl Change {
    const NONE: Self = Self {
        protocol: Some("1"),
        content_type: None,
        body: None,
    };

    fn body(body: Vec<u8>) -> Self {
        Self {
            body: Some(body),
            ..Self::NONE
        }
    }
}

/// What was asked and answered, for people to read.
#[derive(Default)]
struct Table(Vec<[String; 3]>);

impl Table {
    fn row(&mut self, endpoint: &Endpoint, case: &str, answer: &(u16, String)) {
        self.0.push([
            format!("{} {}", endpoint.method, endpoint.path),
            case.to_owned(),
            format!("{} {}", answer.0, answer.1),
        ]);
    }

    fn expect(&mut self, endpoint: &Endpoint, case: &str, got: (u16, String), wanted: (u16, &str)) {
        self.row(endpoint, case, &got);
        // An answer to HEAD has no body to name the code in.
        let code = if endpoint.method == "HEAD" { "" } else { wanted.1 };
        assert_eq!(
            (got.0, got.1.as_str()),
            (wanted.0, code),
            "{} {}: {case}",
            endpoint.method,
            endpoint.path
        );
    }

    fn print(&self) {
        let width = |column: usize| self.0.iter().map(|row| row[column].len()).max().unwrap_or(0);
        let (first, second) = (width(0), width(1));
        for [endpoint, case, answer] in &self.0 {
            println!("{endpoint:first$}  {case:second$}  {answer}");
        }
    }
}

fn find(method: &str, path: &str) -> &'static Endpoint {
    ENDPOINTS
        .iter()
        .find(|endpoint| (endpoint.method, endpoint.path) == (method, path))
        .unwrap()
}

#[test]
fn the_table_names_every_endpoint_once() {
    for (n, endpoint) in ENDPOINTS.iter().enumerate() {
        let again = ENDPOINTS[n + 1..]
            .iter()
            .any(|e| (e.method, e.path) == (endpoint.method, endpoint.path));
        assert!(!again, "{endpoint:?}");
    }
}

#[test]
fn every_endpoint_refuses_everybody_who_may_not_call_it() {
    let scene = Scene::start();
    let platform = &scene.platform;
    let mut table = Table::default();
    let foreign = platform.desk("Commune B");
    let foreign_token = token(&platform.world, &foreign);
    let auditor = platform.desk_with("Commune A", &[Role::Auditor]);
    let auditor_token = token(&platform.world, &auditor);
    let revoked = platform.desk("Commune A");
    let revoked_token = token(&platform.world, &revoked);
    platform::admin::revoke_desk(
        &*platform.storage,
        &*platform.world,
        &revoked.connection.desk.to_string(),
    )
    .unwrap();
    // A desk on which nobody works any more.
    let empty = platform.desk("Commune A");
    let empty_token = token(&platform.world, &empty);
    let person = platform::admin::add_person(
        &*platform.storage,
        &*platform.world,
        &platform::admin::NewPerson {
            administration: "Commune A",
            name: "Nathalie",
            id: None,
            roles: &[Role::Agent, Role::Clerk],
            offices: &[],
        },
    )
    .unwrap();
    let works = |remove| {
        let change = platform::admin::desk_change(&empty.connection.desk.to_string(), remove).unwrap();
        let id = person.id.to_string();
        platform::admin::change_person(&*platform.storage, &*platform.world, &id, &change).unwrap();
    };
    works(false);
    works(true);
    let good_token = token(&platform.world, &scene.own);
    let forged = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode([7; 32]);
    let changed = format!("{good_token}x");

    let mut desks = 0;
    for endpoint in ENDPOINTS {
        let (Caller::Desk(roles) | Caller::OwnUpload(roles)) = endpoint.caller else {
            continue;
        };
        desks += 1;
        let mut refused = |case: &str, token: Option<&str>, wanted: (u16, &str)| {
            table.expect(
                endpoint,
                case,
                scene.request(endpoint, token, &Change::NONE),
                wanted,
            );
        };
        refused("no token", None, (401, "desk-unauthorised"));
        refused("a forged token", Some(&forged), (401, "desk-unauthorised"));
        refused("an empty token", Some(""), (401, "desk-unauthorised"));
        refused("a changed token", Some(&changed), (401, "desk-unauthorised"));
        refused("a revoked desk", Some(&revoked_token), (403, "desk-revoked"));
        refused("a desk of nobody", Some(&empty_token), (403, "desk-forbidden"));
        if !roles.contains(&Role::Auditor) {
            refused("no fitting role", Some(&auditor_token), (403, "desk-forbidden"));
        }
        let foreigner = Scene::to_a_foreign_desk(endpoint);
        refused("another administration", Some(&foreign_token), foreigner);
    }
    assert!(desks >= 9, "the table was walked");

    // All of that changed nothing, and the right caller is let in.
    let head = find("HEAD", "/api/v1/uploads/{id}");
    assert_eq!(scene.request(head, Some(&good_token), &Change::NONE).0, 200);

    // A token lives ten minutes.
    platform.world.advance(601);
    for endpoint in ENDPOINTS {
        if matches!(endpoint.caller, Caller::Desk(_) | Caller::OwnUpload(_)) {
            let got = scene.request(endpoint, Some(&good_token), &Change::NONE);
            table.expect(endpoint, "an expired token", got, (401, "desk-unauthorised"));
        }
    }
    table.print();
}

#[test]
fn every_endpoint_refuses_what_is_no_request_to_it() {
    let scene = Scene::start();
    let bearer = token(&scene.platform.world, &scene.own);
    let mut table = Table::default();
    for endpoint in ENDPOINTS {
        let carries = Scene::carries(endpoint);
        let mut refused = |case: &str, change: Change, wanted: (u16, &str)| {
            table.expect(
                endpoint,
                case,
                scene.request(endpoint, Some(&bearer), &change),
                wanted,
            );
        };
        let protocol = |version| Change {
            protocol: version,
            ..Change::NONE
        };
        refused("protocol 0", protocol(Some("0")), (426, "protocol-too-old"));
        refused("protocol x", protocol(Some("x")), (400, "request-invalid"));
        refused("no protocol", protocol(None), (400, "request-invalid"));
        if !matches!(carries, Carries::Announcement | Carries::Nothing) {
            for kind in ["text/plain", "application/xml"] {
                let change = Change {
                    content_type: Some(kind),
                    ..Change::body(b"{}".to_vec())
                };
                refused(kind, change, (415, "request-invalid"));
            }
        }
        if carries == Carries::Json {
            let deep = |open: &str, close: &str| {
                let body = format!("{}1{}", open.repeat(9_000), close.repeat(9_000));
                Change::body(body.into_bytes())
            };
            let invalid = (422, "request-invalid");
            refused("nothing", Change::body(Vec::new()), invalid);
            refused("cut JSON", Change::body(b"{\"a\":".to_vec()), invalid);
            refused("no UTF-8", Change::body(vec![b'"', 0xff, 0xfe, b'"']), invalid);
            refused("another JSON", Change::body(b"[1,2,3]".to_vec()), invalid);
            refused("empty JSON", Change::body(b"{}".to_vec()), invalid);
            refused("deep lists", deep("[", "]"), invalid);
            refused("deep objects", deep("{\"a\":", "}"), invalid);
            refused(
                "a number too long",
                Change::body([b'1'; 60_000].to_vec()),
                invalid,
            );
        }
        if carries == Carries::Form {
            let invalid = (422, "request-invalid");
            refused("nothing", Change::body(Vec::new()), invalid);
            refused("another form", Change::body(b"a=b&a=c".to_vec()), invalid);
            refused("no form", Change::body(vec![0xff; 100]), invalid);
        }
        if carries == Carries::Contents {
            let invalid = (422, "request-invalid");
            let good = scene.good_body(endpoint);
            refused("nothing", Change::body(Vec::new()), invalid);
            refused("a cut frame", Change::body(good[..35].to_vec()), invalid);
            refused(
                "a cut content",
                Change::body(good[..good.len() - 1].to_vec()),
                invalid,
            );
            refused("no frames", Change::body(vec![0xff; 100]), invalid);
            refused("empty contents", Change::body(vec![0; 36 * 300]), invalid);
        }
    }
    // Too much: announced, and in pieces without a length. What is more than anybody takes is not read to its end.
    for endpoint in ENDPOINTS {
        let wanted = match Scene::carries(endpoint) {
            Carries::Json | Carries::Form | Carries::Part | Carries::Contents => (413, "request-invalid"),
            Carries::Announcement | Carries::Nothing => continue,
        };
        for chunked in [false, true] {
            let got = too_much(&scene, endpoint, &bearer, chunked);
            let case = if chunked {
                "16 MiB in pieces"
            } else {
                "16 MiB announced"
            };
            table.expect(endpoint, case, got, wanted);
        }
    }
    table.print();
    let head = find("HEAD", "/api/v1/uploads/{id}");
    assert_eq!(scene.request(head, Some(&bearer), &Change::NONE).0, 200);
    let large = client()
        .post(format!("{}{}", scene.platform.url.as_str(), path::UPLOADS))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0")
        .bearer_auth(&bearer)
        .header("upload-length", u64::MAX.to_string())
        .header(
            "upload-metadata",
            format!("sha256 {}", STANDARD.encode("0".repeat(64))),
        )
        .send()
        .unwrap();
    assert_eq!(large.status().as_u16(), 413);
}

/// Sends 16 MiB, or as much of it as is taken, and reads the answer.
fn too_much(scene: &Scene, endpoint: &Endpoint, bearer: &str, chunked: bool) -> (u16, String) {
    let address = scene.address(endpoint);
    let path = address.strip_prefix(scene.platform.url.as_str()).unwrap();
    let kind = match Scene::carries(endpoint) {
        Carries::Form => "application/x-www-form-urlencoded",
        Carries::Part => "application/offset+octet-stream",
        Carries::Contents => sync::wire::contents::KIND,
        _ => "application/json",
    };
    let length = if chunked {
        "transfer-encoding: chunked".to_owned()
    } else {
        format!("content-length: {}", 16 << 20)
    };
    let mut line = door::raw(scene.platform.address);
    write!(
        line,
        "{} {path} HTTP/1.1\r\nhost: localhost\r\ngreffe-protocol: 1\r\ntus-resumable: 1.0.0\r\n\
         upload-offset: 0\r\nauthorization: Bearer {bearer}\r\ncontent-type: {kind}\r\n{length}\r\n\r\n",
        endpoint.method
    )
    .unwrap();
    let mut piece = Vec::new();
    if chunked {
        piece.extend_from_slice(b"4000\r\n");
    }
    piece.extend_from_slice(&[b' '; 0x4000]);
    if chunked {
        piece.extend_from_slice(b"\r\n");
    }
    // It is listened to between the pieces: the answer comes before everything is sent.
    line.sock
        .set_read_timeout(Some(std::time::Duration::from_millis(1)))
        .unwrap();
    let (mut sent, mut answer, mut buffer) = (0, Vec::new(), [0; 4096]);
    while sent < 16 << 20 && line.write_all(&piece).and_then(|()| line.flush()).is_ok() {
        sent += piece.len();
        if let Ok(read @ 1..) = line.read(&mut buffer) {
            answer.extend_from_slice(&buffer[..read]);
            break;
        }
    }
    assert!(sent < 16 << 20, "all of it was taken");
    line.sock
        .set_read_timeout(Some(std::time::Duration::from_secs(5)))
        .unwrap();
    // The rest of the answer, and the end of the line whatever kind of end it is.
    while !String::from_utf8_lossy(&answer).contains('}') {
        match line.read(&mut buffer) {
            Ok(read @ 1..) => answer.extend_from_slice(&buffer[..read]),
            _ => break,
        }
    }
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer
        .get(9..12)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0);
    let code = answer
        .split("\"code\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default();
    (status, code.to_owned())
}

#[test]
fn whoever_has_no_token_yet_needs_a_fresh_assertion_by_the_right_key() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let other = platform.desk("Commune B");
    let mut table = Table::default();
    let now = claims(&platform.world, &desk).iat;
    type Case<'a> = Box<dyn Fn(&Desk, &Claims) -> String + 'a>;
    let cases: BTreeMap<&str, Case<'_>> = BTreeMap::from([
        (
            "another key",
            Box::new(|_: &Desk, good: &Claims| signed(&key(&other), good)) as Case<'_>,
        ),
        (
            "another audience",
            Box::new(|desk: &Desk, good: &Claims| {
                let aud = "https://elsewhere.example.lu/token".to_owned();
                signed(&key(desk), &Claims { aud, ..good.clone() })
            }),
        ),
        (
            "a long life",
            Box::new(move |desk: &Desk, good: &Claims| {
                let exp = now + 86_400;
                signed(&key(desk), &Claims { exp, ..good.clone() })
            }),
        ),
        (
            "a life longer than a number can say",
            Box::new(|desk: &Desk, good: &Claims| {
                let (iat, exp) = (i64::MIN, i64::MAX);
                signed(
                    &key(desk),
                    &Claims {
                        iat,
                        exp,
                        ..good.clone()
                    },
                )
            }),
        ),
        (
            "another time",
            Box::new(move |desk: &Desk, good: &Claims| {
                let (iat, exp) = (now - 7200, now - 7140);
                signed(
                    &key(desk),
                    &Claims {
                        iat,
                        exp,
                        ..good.clone()
                    },
                )
            }),
        ),
        (
            "a changed byte",
            Box::new(|desk: &Desk, good: &Claims| signed(&key(desk), good).replacen('.', ".e", 1)),
        ),
        ("no assertion", Box::new(|_: &Desk, _: &Claims| "x".repeat(5000))),
    ]);
    let ask = find("POST", "/api/v1/oauth/token");
    let enrol = find("POST", "/api/v1/enrolments");
    for (case, assertion) in &cases {
        let time = *case == "another time";
        let good = claims(&platform.world, &desk);
        let (status, answer) = ask_token(&platform.url, &assertion(&desk, &good));
        let got = (status, answer["code"].as_str().unwrap_or_default().to_owned());
        let wanted = if time {
            (401, "desk-clock-wrong")
        } else {
            (401, "desk-unauthorised")
        };
        table.expect(ask, case, got, wanted);

        let newcomer = Desk::new(&platform.world, &platform.url);
        let good = Claims {
            aud: format!("{}{}", platform.url.as_str(), path::ENROLMENTS),
            ..claims(&platform.world, &newcomer)
        };
        let got = enrolled(&platform, &newcomer, &assertion(&newcomer, &good));
        let wanted = if time {
            (401, "desk-clock-wrong")
        } else {
            (422, "request-invalid")
        };
        table.expect(enrol, case, got, wanted);
    }
    let once = signed(&key(&desk), &claims(&platform.world, &desk));
    assert_eq!(ask_token(&platform.url, &once).0, 200);
    let (status, answer) = ask_token(&platform.url, &once);
    let got = (status, answer["code"].as_str().unwrap().to_owned());
    table.expect(ask, "a replay", got, (401, "desk-unauthorised"));

    let newcomer = Desk::new(&platform.world, &platform.url);
    let proof = signed(
        &key(&newcomer),
        &Claims {
            aud: format!("{}{}", platform.url.as_str(), path::ENROLMENTS),
            ..claims(&platform.world, &newcomer)
        },
    );
    assert_eq!(enrolled(&platform, &newcomer, &proof).0, 201);
    let got = enrolled(&platform, &newcomer, &proof);
    table.expect(enrol, "a replay", got, (403, "enrolment-code-refused"));
    // The good form of all this is taken.
    let form = token_form(&signed(&key(&desk), &claims(&platform.world, &desk)));
    assert!(form.contains("client_assertion=") && cases.len() == 7);
    table.print();
}

/// What is answered to an enrolment with a good code and this proof.
fn enrolled(platform: &TestPlatform, desk: &Desk, proof: &str) -> (u16, String) {
    let response = client()
        .post(format!("{}{}", platform.url.as_str(), path::ENROLMENTS))
        .header("greffe-protocol", "1")
        .json(&sync::wire::EnrolmentRequest {
            code: platform.code("Commune A", &[Role::Clerk]),
            desk: desk.connection.desk,
            name: "poste".into(),
            public_key: desk.connection.device_key.public_key(),
            proof: proof.to_owned(),
        })
        .send()
        .unwrap();
    let status = response.status().as_u16();
    let answer: serde_json::Value = response.json().unwrap();
    (status, answer["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn an_assertion_opens_once_and_only_for_its_own_desk() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let other = platform.desk("Commune B");
    let once = signed(&key(&desk), &claims(&platform.world, &desk));
    assert_eq!(ask_token(&platform.url, &once).0, 200);
    assert_eq!(ask_token(&platform.url, &once).0, 401, "a replay");

    let by_another_key = signed(&key(&other), &claims(&platform.world, &desk));
    assert_eq!(
        ask_token(&platform.url, &by_another_key).0,
        401,
        "another desk's key"
    );

    let elsewhere = sync::wire::Claims {
        aud: "https://elsewhere.example.lu/token".into(),
        ..claims(&platform.world, &desk)
    };
    assert_eq!(
        ask_token(&platform.url, &signed(&key(&desk), &elsewhere)).0,
        401,
        "another audience"
    );

    let stranger = Desk::new(&platform.world, &platform.url);
    let (status, answer) = ask_token(
        &platform.url,
        &signed(&key(&stranger), &claims(&platform.world, &stranger)),
    );
    assert_eq!((status, &answer["code"]), (401, &"desk-unknown".into()));

    let old = Claims {
        iat: claims(&platform.world, &desk).iat - 7200,
        exp: claims(&platform.world, &desk).iat - 7140,
        ..claims(&platform.world, &desk)
    };
    let (status, answer) = ask_token(&platform.url, &signed(&key(&desk), &old));
    assert_eq!((status, &answer["code"]), (401, &"desk-clock-wrong".into()));

    platform::admin::revoke_desk(
        &*platform.storage,
        &*platform.world,
        &desk.connection.desk.to_string(),
    )
    .unwrap();
    let (status, answer) = ask_token(
        &platform.url,
        &signed(&key(&desk), &claims(&platform.world, &desk)),
    );
    assert_eq!((status, &answer["code"]), (403, &"desk-revoked".into()));
}

#[test]
fn an_enrolment_code_works_once_for_a_day_and_needs_the_key() {
    let platform = TestPlatform::start();
    let enrol = |desk: &Desk, code: &str| sync::http::enrol(&desk.connection, code, "poste", desk.quiet());
    let refused = |result: Result<sync::wire::EnrolmentAnswer, sync::Error>| {
        assert!(
            matches!(result, Err(sync::Error::EnrolmentCode { .. })),
            "{result:?}"
        );
    };
    let code = platform.code("Commune A", &[Role::Clerk]);
    let first = Desk::new(&platform.world, &platform.url);
    let answer = enrol(&first, &code.to_lowercase().replace('-', " ")).unwrap();
    assert_eq!(
        (answer.administration.as_str(), answer.roles),
        ("Commune A", vec!["clerk".to_owned()])
    );
    // The same desk asks again because the answer was lost; another desk cannot.
    assert!(enrol(&first, &code).is_ok());
    refused(enrol(&Desk::new(&platform.world, &platform.url), &code));
    refused(enrol(
        &Desk::new(&platform.world, &platform.url),
        "0000-0000-0000-0000",
    ));
    let late = platform.code("Commune A", &[Role::Clerk]);
    platform.world.advance(24 * 3600 + 1);
    refused(enrol(&Desk::new(&platform.world, &platform.url), &late));

    // Somebody who has the code and names a key that is not theirs.
    let code = platform.code("Commune A", &[Role::Clerk]);
    let thief = Desk::new(&platform.world, &platform.url);
    let victim = Desk::new(&platform.world, &platform.url);
    let proof = Claims {
        aud: format!("{}{}", platform.url.as_str(), path::ENROLMENTS),
        ..claims(&platform.world, &thief)
    };
    let response = client()
        .post(format!("{}{}", platform.url.as_str(), path::ENROLMENTS))
        .header("greffe-protocol", "1")
        .json(&sync::wire::EnrolmentRequest {
            code,
            desk: thief.connection.desk,
            name: "poste".into(),
            public_key: victim.connection.device_key.public_key(),
            proof: signed(&key(&thief), &proof),
        })
        .send()
        .unwrap();
    assert_eq!(response.status().as_u16(), 422);
}

/// What cannot be read as text has no endpoint, and is told so as everything else is.
#[test]
fn an_address_that_is_no_text_leads_nowhere() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let token = token(&platform.world, &desk);
    for endpoint in ENDPOINTS.iter().filter(|endpoint| endpoint.path.contains('{')) {
        for escape in ["%ff", "%F0%28", "%c3"] {
            let (before, after) = endpoint.path.split_once('{').unwrap();
            let after = after.split_once('}').unwrap().1;
            let method = reqwest::Method::from_bytes(endpoint.method.as_bytes()).unwrap();
            let response = client()
                .request(
                    method,
                    format!("{}{before}{escape}{after}", platform.url.as_str()),
                )
                .header("greffe-protocol", "1")
                .bearer_auth(&token)
                .send()
                .unwrap();
            let kind = response.headers()["content-type"].to_str().unwrap();
            let told = (response.status().as_u16(), kind);
            assert_eq!(told, (404, "application/problem+json"), "{endpoint:?} {escape}");
        }
    }
    for path in [
        "/d/%ff",
        "/d/%F0%28/pages",
        "/assets/%ff",
        "/log/tile/%ff",
        "/%ff",
    ] {
        let page = platform.browse(path, "de");
        assert_eq!(
            (page.status, page.header("content-language")),
            (404, "de"),
            "{path}"
        );
    }
    // An escape that is text is read as what it says; what is no escape stays.
    for path in ["/d/%C3%A9", "/d/%zz", "/d/100%"] {
        assert_eq!(platform.browse(path, "de").status, 400, "{path}");
    }
}

#[test]
fn too_old_a_protocol_is_told_so_and_the_public_door_has_no_api() {
    let platform = TestPlatform::start();
    let ask = |version: &str| {
        let response = client()
            .post(format!("{}{}", platform.url.as_str(), path::ENROLMENTS))
            .header("greffe-protocol", version)
            .send()
            .unwrap();
        (
            response.status().as_u16(),
            response.json::<serde_json::Value>().unwrap()["code"].clone(),
        )
    };
    // A later version is let through: it knows how to speak to us.
    assert_eq!(ask("2"), (415, "request-invalid".into()));
    for endpoint in ENDPOINTS {
        let page = platform.request(endpoint.method.parse().unwrap(), endpoint.path, "fr", |request| {
            request
        });
        assert_eq!(page.status, 404, "{} {}", endpoint.method, endpoint.path);
    }
}
