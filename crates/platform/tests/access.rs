//! Who may call what: the table of endpoints, walked through with everybody who may not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use model::Role;
use platform::api::{Caller, ENDPOINTS, Endpoint};
use ring::signature::Ed25519KeyPair;
use support::{Desk, TestPlatform, seal_letter};
use sync::wire::{ASSERTION_TYPE, Claims, path};
use testkit::pki::TestPki;

fn client() -> reqwest::blocking::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let root = reqwest::Certificate::from_pem(TestPki::shared().root_pem().as_bytes()).unwrap();
    reqwest::blocking::Client::builder()
        .no_proxy()
        .tls_certs_merge([root])
        .build()
        .unwrap()
}

/// The key that the driver keeps to itself, for assertions that the driver would never make.
fn key(desk: &Desk) -> Ed25519KeyPair {
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&desk.key).unwrap()
}

fn claims(platform: &TestPlatform, desk: &Desk) -> Claims {
    let now = platform.world.time().as_second();
    Claims {
        iss: desk.connection.desk.to_string(),
        sub: desk.connection.desk.to_string(),
        aud: format!("{}{}", platform.url.as_str(), path::TOKEN),
        iat: now,
        exp: now + 60,
        jti: hex::encode(platform.world.draw::<16>()),
    }
}

fn signed(key: &Ed25519KeyPair, claims: &Claims) -> String {
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"alg":"EdDSA"}"#),
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims).unwrap())
    );
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(key.sign(text.as_bytes())))
}

fn ask_token(platform: &TestPlatform, assertion: &str) -> (u16, serde_json::Value) {
    let body = format!(
        "grant_type=client_credentials&client_assertion_type={}&client_assertion={assertion}",
        ASSERTION_TYPE.replace(':', "%3A")
    );
    let response = client()
        .post(format!("{}{}", platform.url.as_str(), path::TOKEN))
        .header("greffe-protocol", "1")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .unwrap();
    (response.status().as_u16(), response.json().unwrap())
}

fn token(platform: &TestPlatform, desk: &Desk) -> String {
    let (status, answer) = ask_token(platform, &signed(&key(desk), &claims(platform, desk)));
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

/// Calls an endpoint with everything right but the caller.
fn call(
    platform: &TestPlatform,
    endpoint: &Endpoint,
    upload: &str,
    letter: &support::Sealed,
    token: Option<&str>,
) -> (u16, String) {
    let op = model::OpId::new(platform.world.time(), platform.world.draw());
    let path = endpoint
        .path
        .replace("{id}", upload)
        .replace("{op}", &op.to_string())
        .replace("{identifier}", &letter.identifier.canonical());
    let method = endpoint.method.parse().unwrap();
    let mut request = client()
        .request(method, format!("{}{path}", platform.url.as_str()))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0");
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    request = match (endpoint.method, endpoint.path) {
        ("POST", "/api/v1/uploads") => request
            .header("upload-length", letter.bytes.len().to_string())
            .header(
                "upload-metadata",
                format!("sha256 {}", STANDARD.encode(letter.sha256.to_string())),
            ),
        ("PATCH", _) => request
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", "0")
            .body(letter.bytes.clone()),
        ("PUT", _) => request
            .header("content-type", "application/json")
            .body(serde_json::to_vec(&letter.registration()).unwrap()),
        _ => request,
    };
    let response = request.send().unwrap();
    let status = response.status().as_u16();
    let code = response
        .json::<serde_json::Value>()
        .ok()
        .and_then(|problem| problem["code"].as_str().map(str::to_owned))
        .unwrap_or_default();
    (status, code)
}

/// An upload that `desk` has begun.
fn begun(platform: &TestPlatform, desk: &Desk, letter: &support::Sealed) -> String {
    let response = client()
        .post(format!("{}{}", platform.url.as_str(), path::UPLOADS))
        .header("greffe-protocol", "1")
        .header("tus-resumable", "1.0.0")
        .header("authorization", format!("Bearer {}", token(platform, desk)))
        .header("upload-length", letter.bytes.len().to_string())
        .header(
            "upload-metadata",
            format!("sha256 {}", STANDARD.encode(letter.sha256.to_string())),
        )
        .send()
        .unwrap();
    assert_eq!(response.status().as_u16(), 201);
    response.headers()["location"]
        .to_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned()
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
    let platform = TestPlatform::start();
    let own = platform.desk("Commune A");
    let letter = seal_letter(&platform.world, &platform.url, "Lettre");
    own.queue(&letter);
    assert_eq!(own.run().acknowledged, 1);
    let upload = begun(&platform, &own, &letter);

    let foreign = platform.desk("Commune B");
    let foreign_token = token(&platform, &foreign);
    let auditor = platform.desk_with("Commune A", &[Role::Auditor]);
    let auditor_token = token(&platform, &auditor);
    let revoked = platform.desk("Commune A");
    let revoked_token = token(&platform, &revoked);
    platform::admin::revoke_desk(
        &*platform.storage,
        &*platform.world,
        &revoked.connection.desk.to_string(),
    )
    .unwrap();
    let good_token = token(&platform, &own);
    let forged = URL_SAFE_NO_PAD.encode([7; 32]);

    let mut desks = 0;
    for endpoint in ENDPOINTS {
        let (Caller::Desk(roles) | Caller::OwnUpload(roles)) = endpoint.caller else {
            continue;
        };
        desks += 1;
        let refused = |token: Option<&str>, status: u16, code: &str, who: &str| {
            let (got, got_code) = call(&platform, endpoint, &upload, &letter, token);
            assert_eq!(
                got, status,
                "{} {} called by {who}",
                endpoint.method, endpoint.path
            );
            // An answer to HEAD has no body to name the code in.
            if endpoint.method != "HEAD" {
                assert_eq!(
                    got_code, code,
                    "{} {} called by {who}",
                    endpoint.method, endpoint.path
                );
            }
        };
        refused(None, 401, "desk-unauthorised", "nobody");
        refused(Some(&forged), 401, "desk-unauthorised", "a forged token");
        refused(Some(""), 401, "desk-unauthorised", "an empty token");
        refused(
            Some(&format!("{good_token}x")),
            401,
            "desk-unauthorised",
            "a changed token",
        );
        refused(Some(&revoked_token), 403, "desk-revoked", "a revoked desk");
        if !roles.contains(&Role::Auditor) {
            refused(
                Some(&auditor_token),
                403,
                "desk-forbidden",
                "a desk without the role",
            );
        }
        if matches!(endpoint.caller, Caller::OwnUpload(_)) {
            refused(
                Some(&foreign_token),
                404,
                "upload-unknown",
                "a desk of another administration",
            );
        }
    }
    assert!(desks >= 6, "the table was walked");

    // The blob is the other administration's: the same bytes cannot be registered by who has not sent them.
    let put = ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.method == "PUT")
        .unwrap();
    let (status, code) = call(&platform, put, &upload, &letter, Some(&foreign_token));
    assert_eq!((status, code.as_str()), (409, "blob-missing"));

    // All of that changed nothing, and the right caller is let in.
    let head = ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.method == "HEAD")
        .unwrap();
    assert_eq!(call(&platform, head, &upload, &letter, Some(&good_token)).0, 200);

    // A token lives ten minutes.
    platform.world.advance(601);
    for endpoint in ENDPOINTS
        .iter()
        .filter(|e| matches!(e.caller, Caller::Desk(_) | Caller::OwnUpload(_)))
    {
        let (status, _) = call(&platform, endpoint, &upload, &letter, Some(&good_token));
        assert_eq!(
            status, 401,
            "{} {} with an expired token",
            endpoint.method, endpoint.path
        );
    }
}

#[test]
fn an_assertion_opens_once_and_only_for_its_own_desk() {
    let platform = TestPlatform::start();
    let desk = platform.desk("Commune A");
    let other = platform.desk("Commune B");
    let once = signed(&key(&desk), &claims(&platform, &desk));
    assert_eq!(ask_token(&platform, &once).0, 200);
    assert_eq!(ask_token(&platform, &once).0, 401, "a replay");

    let by_another_key = signed(&key(&other), &claims(&platform, &desk));
    assert_eq!(ask_token(&platform, &by_another_key).0, 401, "another desk's key");

    let elsewhere = sync::wire::Claims {
        aud: "https://elsewhere.example.lu/token".into(),
        ..claims(&platform, &desk)
    };
    assert_eq!(
        ask_token(&platform, &signed(&key(&desk), &elsewhere)).0,
        401,
        "another audience"
    );

    let stranger = Desk::new(&platform.world, &platform.url);
    let (status, answer) = ask_token(&platform, &signed(&key(&stranger), &claims(&platform, &stranger)));
    assert_eq!((status, &answer["code"]), (401, &"desk-unknown".into()));

    let old = Claims {
        iat: claims(&platform, &desk).iat - 7200,
        exp: claims(&platform, &desk).iat - 7140,
        ..claims(&platform, &desk)
    };
    let (status, answer) = ask_token(&platform, &signed(&key(&desk), &old));
    assert_eq!((status, &answer["code"]), (401, &"desk-clock-wrong".into()));

    platform::admin::revoke_desk(
        &*platform.storage,
        &*platform.world,
        &desk.connection.desk.to_string(),
    )
    .unwrap();
    let (status, answer) = ask_token(&platform, &signed(&key(&desk), &claims(&platform, &desk)));
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
        ..claims(&platform, &thief)
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
    assert_eq!(ask("0"), (426, "protocol-too-old".into()));
    // A later version is let through: it knows how to speak to us.
    assert_eq!(ask("2"), (422, "request-invalid".into()));
    for endpoint in ENDPOINTS {
        let page = platform.request(endpoint.method.parse().unwrap(), endpoint.path, "fr", |request| {
            request
        });
        assert_eq!(page.status, 404, "{} {}", endpoint.method, endpoint.path);
    }
}
