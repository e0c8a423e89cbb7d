//! Records and contents between desks, over real TLS: what is sent, compressed, cut, too much, damaged or not theirs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support;

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use model::{OpId, Role, Sha256};
use platform::storage::people::{PeopleStorage as _, Person, PersonChange};
use platform::storage::{Desk as Enrolled, Storage as _};
use reqwest::blocking::{RequestBuilder, Response};
use serde_json::{Value, json};
use support::{Desk, Sealed, TestPlatform, door, seal_letter};
use sync::wire::records::{Outcome, Page, Pushed};
use uuid::Uuid;

struct Scene {
    platform: TestPlatform,
    epoch: String,
}

/// A desk with a token.
struct Caller {
    desk: Desk,
    token: String,
}

const DOSSIER: &str = "019a1b2c-0000-7000-8000-000000000001";
const SHUT: &str = "019a1b2c-0000-7000-8000-000000000002";

impl Scene {
    fn start() -> Self {
        let platform = TestPlatform::start();
        let epoch = platform.storage.epoch().unwrap();
        Self { platform, epoch }
    }

    fn caller(&self, administration: &str) -> Caller {
        let desk = self.platform.desk(administration);
        let token = door::token(&self.platform.world, &desk);
        Caller { desk, token }
    }

    /// Somebody of this office works on the desk.
    fn works(&self, caller: &Caller, office: &str) -> Uuid {
        let desk = self.enrolled(caller);
        let id = uuid::Builder::from_random_bytes(self.platform.world.draw()).into_uuid();
        let person = Person {
            id,
            administration: desk.administration,
            name: format!("Agent {id}"),
            roles: vec![Role::Agent, Role::Clerk],
            offices: vec![office.into()],
            desks: Vec::new(),
            added_at: self.platform.world.time(),
            left_at: None,
        };
        assert!(self.platform.storage.add_person(&person).unwrap());
        let change = PersonChange::WorksOn(desk.id);
        let now = self.platform.world.time();
        assert!(self.platform.storage.change_person(id, &change, now).unwrap());
        id
    }

    fn enrolled(&self, caller: &Caller) -> Enrolled {
        self.platform
            .storage
            .desk(caller.desk.connection.desk)
            .unwrap()
            .unwrap()
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.platform.url.as_str())
    }

    fn post(&self, caller: &Caller) -> RequestBuilder {
        door::client()
            .post(self.address("/api/v1/changes"))
            .header("greffe-protocol", "1")
            .header("content-type", "application/json")
            .bearer_auth(&caller.token)
    }

    fn get(&self, caller: &Caller, path: &str) -> RequestBuilder {
        door::client()
            .get(self.address(path))
            .header("greffe-protocol", "1")
            .bearer_auth(&caller.token)
    }

    fn operation(&self, kind: &str, id: &str, dossier: Option<&str>, base_rev: u64, fields: Value) -> Value {
        let op = OpId::new(self.platform.world.time(), self.platform.world.draw());
        let blobs: Vec<&Value> = fields.get("sha256").into_iter().collect();
        json!({
            "op": op, "kind": kind, "id": id, "dossier": dossier, "base_rev": base_rev,
            "blobs": blobs, "change": { "patch": fields }, "changed_at": "2026-05-04T08:00:00Z",
        })
    }

    fn dossier(&self, id: &str, confidentiality: &str) -> Value {
        let fields = json!({ "reference": id, "office": "BAT", "confidentiality": confidentiality });
        self.operation("dossier", id, Some(id), 0, fields)
    }

    fn batch(&self, operations: &[Value]) -> Value {
        json!({ "epoch": self.epoch, "operations": operations })
    }

    fn push(&self, caller: &Caller, operations: &[Value]) -> Vec<Outcome> {
        let response = self
            .post(caller)
            .body(self.batch(operations).to_string())
            .send()
            .unwrap();
        assert_eq!(response.status(), 200);
        let pushed: Pushed = response.json().unwrap();
        pushed.results.into_iter().map(|answer| answer.outcome).collect()
    }

    /// Everything, page by page.
    fn pull(&self, caller: &Caller, after: Option<&str>, limit: usize) -> Vec<Page> {
        let mut after = after.map(str::to_owned);
        let mut pages = Vec::new();
        loop {
            let after_ = after.as_deref().unwrap_or("");
            let path = format!("/api/v1/changes?after={after_}&limit={limit}");
            let response = self.get(caller, &path).send().unwrap();
            assert_eq!(response.status(), 200);
            let page: Page = response.json().unwrap();
            after = Some(page.cursor.clone());
            let more = page.more;
            pages.push(page);
            if !more {
                return pages;
            }
        }
    }

    /// Uploads a letter from this desk.
    fn upload(&self, caller: &Caller, letter: &Sealed) {
        let place = door::begun(&self.platform.url, &caller.token, letter);
        let response = door::client()
            .patch(self.address(&place))
            .header("greffe-protocol", "1")
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", "0")
            .bearer_auth(&caller.token)
            .body(letter.bytes.clone())
            .send()
            .unwrap();
        assert_eq!(response.status(), 204);
    }
}

fn ids(pages: &[Page]) -> Vec<String> {
    pages
        .iter()
        .flat_map(|page| {
            page.records
                .iter()
                // Told by the platform itself, of its registry.
                .filter(|record| !record.fields.contains_key("registered"))
                .map(|record| format!("{} {}", record.key.kind, record.key.id))
        })
        .collect()
}

fn problem(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let problem: Value = response.json().unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_one_desk_sends_the_others_of_its_administration_read_and_nobody_else() {
    let scene = Scene::start();
    let (one, two) = (scene.caller("Commune A"), scene.caller("Commune A"));
    let foreign = scene.caller("Commune B");
    let unreadable = json!({ "op": Uuid::from_u128(4), "kind": 7 });
    let operations = [
        scene.dossier(DOSSIER, "internal"),
        unreadable,
        scene.operation(
            "note",
            "n",
            Some(DOSSIER),
            0,
            json!({ "text": "é", "later": [1, { "x": null }] }),
        ),
        scene.operation("note", "m", Some(SHUT), 0, json!({})),
        scene.operation("contact", "c", None, 0, json!({ "name": "x" })),
    ];
    let first = scene.push(&one, &operations);
    assert!(matches!(first[0], Outcome::Applied { rev: 1, .. }), "{first:?}");
    assert_eq!(
        first[1],
        Outcome::Rejected {
            code: "record-invalid".into()
        }
    );
    assert!(
        matches!(first[2], Outcome::Applied { .. }),
        "one that is refused stops no other"
    );
    assert_eq!(
        first[3],
        Outcome::Rejected {
            code: "record-unknown".into()
        }
    );
    // The answer was lost: the same again, to the letter.
    assert_eq!(scene.push(&one, &operations), first);

    for limit in [1, 2, 500] {
        let pages = scene.pull(&two, None, limit);
        let mut found = ids(&pages);
        found.sort();
        assert_eq!(
            found,
            ["contact c", &*format!("dossier {DOSSIER}"), "note n"],
            "{limit}"
        );
        assert!(
            pages
                .iter()
                .all(|page| page.records.len() <= limit && page.withdrawn.is_empty())
        );
    }
    let pages = scene.pull(&two, None, 500);
    let note = pages[0]
        .records
        .iter()
        .find(|record| record.key.kind == "note")
        .unwrap();
    assert_eq!(
        json!(note.fields),
        json!({ "text": "é", "later": [1, { "x": null }] })
    );
    // From the cursor on: nothing, and then what is new.
    let cursor = pages.last().unwrap().cursor.clone();
    assert!(ids(&scene.pull(&two, Some(&cursor), 500)).is_empty());
    scene.push(
        &one,
        &[scene.operation("note", "n2", Some(DOSSIER), 0, json!({}))],
    );
    assert_eq!(ids(&scene.pull(&two, Some(&cursor), 500)), ["note n2"]);
    assert!(ids(&scene.pull(&foreign, None, 500)).is_empty());
    assert_eq!(
        scene.push(
            &foreign,
            &[scene.operation("note", "n", Some(DOSSIER), 1, json!({}))]
        ),
        [Outcome::Rejected {
            code: "record-unknown".into()
        }]
    );
}

#[test]
fn an_office_that_is_left_is_withdrawn_from_the_desk() {
    let scene = Scene::start();
    let (one, two) = (scene.caller("Commune A"), scene.caller("Commune A"));
    scene.works(&one, "BAT");
    let person = scene.works(&two, "BAT");
    scene.push(
        &one,
        &[
            scene.dossier(DOSSIER, "restricted"),
            scene.operation("note", "n", Some(DOSSIER), 0, json!({})),
        ],
    );
    let pages = scene.pull(&two, None, 500);
    assert_eq!(ids(&pages).len(), 2);
    let cursor = pages.last().unwrap().cursor.clone();
    let change = PersonChange::Offices(vec!["POP".into()]);
    let now = scene.platform.world.time();
    assert!(
        scene
            .platform
            .storage
            .change_person(person, &change, now)
            .unwrap()
    );
    let pages = scene.pull(&two, Some(&cursor), 500);
    assert_eq!(
        (ids(&pages).len(), pages[0].withdrawn.clone()),
        (0, vec![DOSSIER.to_owned()])
    );
    assert_eq!(
        scene.push(
            &two,
            &[scene.operation("note", "n", Some(DOSSIER), 1, json!({ "text": "x" }))]
        ),
        [Outcome::Rejected {
            code: "record-unknown".into()
        }]
    );
}

#[test]
fn a_batch_has_its_bounds() {
    let scene = Scene::start();
    let one = scene.caller("Commune A");
    // Who is refused before the whole body was read may find the line closed, and asks again.
    let send = |body: Vec<u8>| {
        let answered = (0..20).find_map(|_| scene.post(&one).body(body.clone()).send().ok());
        problem(answered.expect("an answer"))
    };
    let invalid = (422, "request-invalid".to_owned());
    assert_eq!(send(b"{".to_vec()), invalid);
    assert_eq!(send(scene.batch(&[]).to_string().into_bytes()), invalid);
    let many = vec![scene.dossier(DOSSIER, "internal"); 201];
    assert_eq!(send(scene.batch(&many).to_string().into_bytes()), invalid);
    assert_eq!(
        send(scene.batch(&[json!({ "kind": "note" })]).to_string().into_bytes()),
        invalid
    );
    let nested = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(send(nested.into_bytes()), invalid);
    let large = vec![b' '; 4 * 1024 * 1024 + 1];
    assert_eq!(send(large), (413, "request-invalid".to_owned()));
    let elsewhere =
        json!({ "epoch": Uuid::from_u128(1), "operations": [scene.dossier(DOSSIER, "internal")] });
    assert_eq!(
        send(elsewhere.to_string().into_bytes()),
        (410, "resync-required".to_owned())
    );
    // A few kilobytes that would be gigabytes.
    let bomb = gzip(&vec![b'['; 80 * 1024 * 1024]);
    let response = scene
        .post(&one)
        .header("content-encoding", "gzip")
        .body(bomb)
        .send()
        .unwrap();
    assert_eq!(problem(response), (413, "request-invalid".to_owned()));
    let response = scene
        .post(&one)
        .header("content-encoding", "br")
        .body("x")
        .send()
        .unwrap();
    assert_eq!(problem(response), (415, "request-invalid".to_owned()));
    for query in ["after=x", "limit=0", "limit=501", "limit=-1", "after=e.5.1.c.1"] {
        let response = scene
            .get(&one, &format!("/api/v1/changes?{query}"))
            .send()
            .unwrap();
        assert_eq!(problem(response), invalid, "{query}");
    }
    let other = format!("/api/v1/changes?after={}.0", Uuid::from_u128(1));
    assert_eq!(
        problem(scene.get(&one, &other).send().unwrap()),
        (410, "resync-required".to_owned())
    );
    assert!(
        ids(&scene.pull(&one, None, 500)).is_empty(),
        "nothing of all that was taken"
    );
}

#[test]
fn both_directions_are_compressed_where_the_desk_does_so() {
    let scene = Scene::start();
    let one = scene.caller("Commune A");
    let text = "Autorisation de bâtir ".repeat(5000);
    let batch = scene.batch(&[
        scene.dossier(DOSSIER, "internal"),
        scene.operation("note", "n", Some(DOSSIER), 0, json!({ "text": text })),
    ]);
    let body = gzip(batch.to_string().as_bytes());
    assert!(body.len() < 5000);
    let response = scene
        .post(&one)
        .header("content-encoding", "gzip")
        .body(body)
        .send()
        .unwrap();
    assert_eq!(response.status(), 200);
    let ask = |accepts: &str| {
        let request = scene
            .get(&one, "/api/v1/changes")
            .header("accept-encoding", accepts);
        let response = request.send().unwrap();
        let encoding = response.headers().get("content-encoding").cloned();
        assert_eq!(response.headers()["vary"], "accept-encoding");
        (encoding, response.bytes().unwrap())
    };
    let (encoding, plain) = ask("identity");
    assert!(encoding.is_none());
    let (encoding, packed) = ask("gzip");
    assert_eq!(encoding.unwrap(), "gzip");
    assert!(packed.len() * 20 < plain.len());
    let mut unpacked = Vec::new();
    GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
}

#[test]
fn a_request_whose_answer_is_lost_is_done_once() {
    let scene = Scene::start();
    let one = scene.caller("Commune A");
    let operations = [
        scene.dossier(DOSSIER, "internal"),
        scene.operation("note", "n", Some(DOSSIER), 0, json!({ "text": "a" })),
    ];
    let body = scene.batch(&operations).to_string();
    let head = format!(
        "POST /api/v1/changes HTTP/1.1\r\nHost: localhost\r\ngreffe-protocol: 1\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        one.token,
        body.len()
    );
    // Cut in the middle of the body: nothing. Cut after it: done, and nobody heard it.
    for sent in [body.len() / 2, body.len()] {
        let mut line = door::raw(scene.platform.address);
        line.write_all(head.as_bytes()).unwrap();
        line.write_all(&body.as_bytes()[..sent]).unwrap();
        line.flush().unwrap();
        if sent == body.len() {
            // The first word of the answer, and no more of it.
            let mut word = [0; 12];
            line.read_exact(&mut word).unwrap();
            assert_eq!(&word, b"HTTP/1.1 200");
        }
        drop(line);
    }
    let pages = scene.pull(&one, None, 500);
    assert_eq!(ids(&pages).len(), 2);
    let again = scene.push(&one, &operations);
    let seqs: Vec<u64> = pages[0].records.iter().map(|record| record.seq).collect();
    let told: Vec<u64> = again
        .iter()
        .map(|outcome| match outcome {
            Outcome::Applied { rev: 1, seq } => *seq,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, seqs, "the first answer");
}

#[test]
fn a_content_is_read_whole_and_in_parts_by_those_who_see_its_dossier() {
    let scene = Scene::start();
    let (one, two) = (scene.caller("Commune A"), scene.caller("Commune A"));
    let foreign = scene.caller("Commune B");
    scene.works(&one, "BAT");
    scene.works(&two, "POP");
    let letter = seal_letter(&scene.platform.world, &scene.platform.url, "Secret");
    let digest = letter.sha256;
    let shut = scene.dossier(SHUT, "restricted");
    let version = scene.operation(
        "version",
        "v",
        Some(SHUT),
        0,
        json!({ "sha256": digest, "number": 1 }),
    );
    let outcomes = scene.push(&one, &[shut, version.clone()]);
    assert_eq!(outcomes[1], Outcome::Waiting { blobs: vec![digest] });
    scene.upload(&one, &letter);
    assert!(matches!(
        scene.push(&one, &[version])[0],
        Outcome::Applied { rev: 1, .. }
    ));

    let path = format!("/api/v1/blobs/{digest}");
    let whole = scene.get(&one, &path).send().unwrap();
    assert_eq!(whole.status(), 200);
    let etag = whole.headers()["etag"].to_str().unwrap().to_owned();
    let repr = format!("sha-256=:{}:", STANDARD.encode(digest.0));
    assert_eq!(etag, format!("\"{digest}\""));
    assert_eq!(whole.headers()["repr-digest"], repr.as_str());
    assert_eq!(whole.bytes().unwrap(), letter.bytes);

    let part = |range: &str, if_range: Option<&str>| {
        let mut request = scene.get(&one, &path).header("range", range);
        if let Some(etag) = if_range {
            request = request.header("if-range", etag);
        }
        request.send().unwrap()
    };
    let middle = part("bytes=100-299", Some(&etag));
    assert_eq!(middle.status(), 206);
    let range = format!("bytes 100-299/{}", letter.bytes.len());
    assert_eq!(middle.headers()["content-range"], range.as_str());
    assert_eq!(middle.headers()["repr-digest"], repr.as_str());
    assert_eq!(middle.bytes().unwrap(), letter.bytes[100..300]);
    assert_eq!(
        part("bytes=0-1", Some("\"other\"")).bytes().unwrap(),
        letter.bytes
    );
    assert_eq!(
        part(&format!("bytes={}-", letter.bytes.len()), None).status(),
        416
    );

    // Nobody else: one answer for what is not there, not theirs and not a digest.
    let unknown = Sha256([9; 32]).to_string();
    let mut answers = Vec::new();
    for (caller, digest) in [
        (&two, digest.to_string()),
        (&foreign, digest.to_string()),
        (&one, unknown),
        (&one, "x".into()),
    ] {
        let response = scene
            .get(caller, &format!("/api/v1/blobs/{digest}"))
            .send()
            .unwrap();
        assert_eq!(response.status(), 404);
        answers.push(response.text().unwrap());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(answers[0].contains("blob-missing"));

    // Damaged on the disk: it is not given out, and an operator hears of it.
    let file = scene.platform.stored(&digest);
    let mut bytes = letter.bytes.clone();
    bytes[1000] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let damaged = scene.get(&one, &path).send().unwrap();
    assert_eq!(problem(damaged), (500, "original-damaged".to_owned()));
    let alarms = scene.platform.storage.alarms().unwrap();
    assert!(
        alarms
            .iter()
            .any(|alarm| alarm.code == "original-damaged" && alarm.sha256 == Some(digest))
    );
}

#[test]
fn an_administration_that_has_stored_its_share_is_told_so_and_keeps_its_work() {
    let scene = Scene::start();
    let one = scene.caller("Commune A");
    let foreign = scene.caller("Commune B");
    scene.push(&one, &[scene.dossier(DOSSIER, "internal")]);
    let storage = &*scene.platform.storage;
    let used = platform::admin::limit_records(storage, "Commune A", None, Some(10)).unwrap();
    assert_eq!(used.records, 1);
    assert!(used.is_full());
    assert!(platform::admin::limit_records(storage, "Commune C", None, None).is_err());
    let batch = scene.batch(&[scene.operation("note", "n", Some(DOSSIER), 0, json!({}))]);
    let response = scene.post(&one).body(batch.to_string()).send().unwrap();
    assert_eq!(problem(response), (507, "platform-full".to_owned()));
    assert_eq!(ids(&scene.pull(&one, None, 500)).len(), 1, "it still reads");
    scene.push(&foreign, &[scene.dossier(SHUT, "internal")]);
}
