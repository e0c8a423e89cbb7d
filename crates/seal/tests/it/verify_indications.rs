//! Each indication of EN 319 102-1 by a file that deserves it: certificates, revocation data and time-stamps of any time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use pdf::Document;
use pdf::augment::{Augmentation, ValidationData, add_validation_data, prepare_time_stamp};
use rcgen::{CertificateParams, CustomExtension, ExtendedKeyUsagePurpose};
use ring::digest::{Context, SHA256};
use seal::key::SealKey;
use seal::online::{Ask, Reply, Web, WebError};
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::validation_data::Answers;
use seal::verify::online::verify_online;
use seal::verify::{FileReport, Integrity, Process, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::past::{Entry, Holder, Says, World, at, list, ocsp, token, valid};

const NOW: &str = "2026-06-15T00:00:00Z";

fn same(_: &mut CertificateParams) {}

fn world() -> World {
    World::new(same, same)
}

/// The letter, or a file, sealed by this signer at a claimed time.
fn sealed_over(world: &World, signer: &Holder, input: &[u8], claimed: &str) -> Vec<u8> {
    let leaf = world.leaf(signer);
    let key = SealKey::from_pkcs12(&leaf.pkcs12("x"), &SecretString::from("x")).unwrap();
    let request = SealRequest {
        input,
        password: None,
        spec: SignatureSpec::at(at(claimed)),
    };
    seal(&key, &request).unwrap().bytes
}

fn sealed(world: &World, signer: &Holder) -> Vec<u8> {
    sealed_over(world, signer, &testkit::pdfs::letter(), "2026-02-01T00:00:00Z")
}

fn lists(lists: &[Vec<u8>]) -> ValidationData {
    ValidationData {
        revocation_lists: lists.to_vec(),
        ..ValidationData::default()
    }
}

fn answers(answers: &[Vec<u8>]) -> ValidationData {
    ValidationData {
        ocsp_responses: answers.to_vec(),
        ..ValidationData::default()
    }
}

/// With a security store.
fn with(bytes: &[u8], data: &ValidationData) -> Vec<u8> {
    let document = Document::open(bytes, None).unwrap();
    let augmentation = Augmentation {
        data,
        unique: [1; 16],
    };
    let tail = add_validation_data(&document, &augmentation).unwrap().unwrap();
    [bytes, &tail].concat()
}

/// With a document time-stamp over it all and over these data; `alter`: what to do to the digest that is stamped.
fn stamped_as(
    bytes: &[u8],
    tsa: &Holder,
    time: &str,
    data: &ValidationData,
    alter: impl FnOnce(&mut Vec<u8>),
) -> Vec<u8> {
    let document = Document::open(bytes, None).unwrap();
    let augmentation = Augmentation {
        data,
        unique: [2; 16],
    };
    let mut room = prepare_time_stamp(&document, &augmentation, 6_000).unwrap();
    let mut context = Context::new(&SHA256);
    context.update(bytes);
    context.update(room.before_contents());
    context.update(room.after_contents());
    let mut imprint = context.finish().as_ref().to_vec();
    alter(&mut imprint);
    room.fill(&token(tsa, at(time), &imprint)).unwrap();
    [bytes, room.tail()].concat()
}

fn stamped(bytes: &[u8], tsa: &Holder, time: &str, data: &ValidationData) -> Vec<u8> {
    stamped_as(bytes, tsa, time, data, |_| {})
}

fn nothing() -> ValidationData {
    ValidationData::default()
}

fn judge_at(world: &World, bytes: &[u8], time: &str) -> FileReport {
    let roots = TrustRoots::from_pem(world.root.pem().as_bytes()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: at(time),
        password: None,
    };
    verify(bytes, &options)
}

/// Main and sub-indication of the first signature that is no document time-stamp.
fn outcome_at(world: &World, bytes: &[u8], time: &str) -> (Verdict, String) {
    let report = judge_at(world, bytes, time);
    let one = report
        .signatures
        .iter()
        .find(|one| one.kind != seal::verify::Kind::DocumentTimestamp)
        .unwrap();
    assert_eq!(one.integrity, Integrity::Intact, "{report:#?}");
    assert!(!one.explanation.is_empty());
    (one.indication, one.sub_indication.clone().unwrap_or_default())
}

fn outcome(world: &World, bytes: &[u8]) -> (Verdict, String) {
    outcome_at(world, bytes, NOW)
}

fn open(sub: &str) -> (Verdict, String) {
    (Verdict::Indeterminate, sub.to_owned())
}

fn failed(sub: &str) -> (Verdict, String) {
    (Verdict::TotalFailed, sub.to_owned())
}

fn passed() -> (Verdict, String) {
    (Verdict::TotalPassed, String::new())
}

fn entry(serial: u64, since: &str) -> Entry {
    Entry {
        serial,
        since: at(since),
        reason: 0,
        invalid_since: None,
    }
}

/// A list of June with these entries.
fn june(world: &World, entries: &[Entry]) -> Vec<u8> {
    list(
        &world.issuing,
        entries,
        at("2026-06-01T00:00:00Z"),
        at("2026-07-01T00:00:00Z"),
    )
}

#[test]
fn a_revoked_signer_passes_only_with_a_proof_from_before_and_fails_with_a_proof_from_after() {
    let world = world();
    let (signer, tsa) = (world.signer(same), world.time_stamper(same));
    let plain = sealed(&world, &signer);
    assert_eq!(outcome(&world, &plain), open("TRY_LATER"));
    assert_eq!(
        outcome(&world, &with(&plain, &lists(&[june(&world, &[])]))),
        passed()
    );
    let revoked = lists(&[june(&world, &[entry(4242, "2026-04-01T00:00:00Z")])]);
    assert_eq!(outcome(&world, &with(&plain, &revoked)), open("REVOKED_NO_POE"));
    // Time-stamped after the revocation: no proof that it was not made before.
    let late = stamped(&plain, &tsa, "2026-05-01T00:00:00Z", &revoked);
    assert_eq!(outcome(&world, &late), open("REVOKED_NO_POE"));
    // Time-stamped before it.
    let early = stamped(&plain, &tsa, "2026-03-01T00:00:00Z", &nothing());
    assert_eq!(outcome(&world, &with(&early, &revoked)), passed());
    // It signs a time-stamp from after the revocation: it was made after it.
    let letter = stamped(&testkit::pdfs::letter(), &tsa, "2026-05-01T00:00:00Z", &nothing());
    let after = sealed_over(&world, &signer, &letter, "2026-05-02T00:00:00Z");
    assert_eq!(outcome(&world, &with(&after, &revoked)), failed("REVOKED"));
    let report = judge_at(&world, &with(&after, &revoked), NOW);
    let proof = &report.signatures[1].proofs[0];
    assert!(proof.made_after && proof.counts, "{report:#?}");
    // The key was no longer its holder's alone long before the revocation.
    let stolen = Entry {
        reason: 1,
        invalid_since: Some(at("2026-02-15T00:00:00Z")),
        ..entry(4242, "2026-04-01T00:00:00Z")
    };
    let stolen = lists(&[june(&world, &[stolen])]);
    assert_eq!(outcome(&world, &with(&early, &stolen)), open("REVOKED_NO_POE"));
}

#[test]
fn a_suspension_leaves_it_open_until_it_is_lifted() {
    let world = world();
    let plain = sealed(&world, &world.signer(same));
    let held = Entry {
        reason: 6,
        ..entry(4242, "2026-04-01T00:00:00Z")
    };
    let suspended = with(&plain, &lists(&[june(&world, &[held])]));
    assert_eq!(outcome(&world, &suspended), open("TRY_LATER"));
    let report = judge_at(&world, &suspended, NOW);
    assert!(
        report
            .warnings
            .iter()
            .any(|warning| warning.code == "verify-certificate-suspended"),
        "{report:#?}"
    );
    let lifted = list(
        &world.issuing,
        &[],
        at("2026-06-10T00:00:00Z"),
        at("2026-07-10T00:00:00Z"),
    );
    let lifted = with(&plain, &lists(&[june(&world, &[held]), lifted]));
    assert_eq!(outcome(&world, &lifted), passed());
    let removed = Entry { reason: 8, ..held };
    let removed = with(&plain, &lists(&[june(&world, &[removed])]));
    assert_eq!(outcome(&world, &removed), passed());
}

#[test]
fn a_revoked_authority_answers_for_nothing_that_is_not_proven_from_before() {
    let world = world();
    let (signer, tsa) = (world.signer(same), world.time_stamper(same));
    let plain = sealed(&world, &signer);
    let of_root = list(
        &world.root,
        &[entry(77, "2026-04-01T00:00:00Z")],
        at("2026-06-01T00:00:00Z"),
        at("2026-07-01T00:00:00Z"),
    );
    let both = lists(&[of_root.clone(), june(&world, &[])]);
    assert_eq!(outcome(&world, &with(&plain, &both)), open("REVOKED_CA_NO_POE"));
    // The signature is proven from before, but what the authority says of it only from after.
    let early = stamped(&plain, &tsa, "2026-03-01T00:00:00Z", &nothing());
    assert_eq!(outcome(&world, &with(&early, &both)), open("NO_POE"));
    let march = list(
        &world.issuing,
        &[],
        at("2026-02-20T00:00:00Z"),
        at("2026-03-20T00:00:00Z"),
    );
    let archived = stamped(&plain, &tsa, "2026-03-01T00:00:00Z", &lists(&[march]));
    assert_eq!(outcome(&world, &with(&archived, &lists(&[of_root]))), passed());
}

#[test]
fn certificates_among_the_lists_of_an_older_store_do_not_make_newer_lists_older() {
    let world = world();
    let (signer, tsa) = (world.signer(same), world.time_stamper(same));
    let plain = sealed(&world, &signer);
    let of_root = list(
        &world.root,
        &[entry(77, "2026-04-01T00:00:00Z")],
        at("2026-06-01T00:00:00Z"),
        at("2026-07-01T00:00:00Z"),
    );
    // Written with the stolen key of the revoked authority, and dated back.
    let forged = list(
        &world.issuing,
        &[],
        at("2026-02-20T00:00:00Z"),
        at("2026-03-20T00:00:00Z"),
    );
    let certificates = [
        world.root.der().to_vec(),
        world.issuing.der().to_vec(),
        signer.certificate.clone(),
        tsa.certificate.clone(),
    ];
    let baited = stamped(&plain, &tsa, "2026-03-01T00:00:00Z", &lists(&certificates));
    let file = with(&baited, &lists(&[forged, of_root]));
    assert_eq!(outcome(&world, &file), open("NO_POE"));
}

#[test]
fn an_expired_signer_needs_a_proof_from_before() {
    let world = world();
    let tsa = world.time_stamper(same);
    let signer = world.signer(|params| valid(params, "2024-01-01T00:00:00Z", "2026-05-01T00:00:00Z"));
    let plain = sealed(&world, &signer);
    assert_eq!(outcome(&world, &plain), open("OUT_OF_BOUNDS_NO_POE"));
    let until_may = list(
        &world.issuing,
        &[],
        at("2026-04-15T00:00:00Z"),
        at("2026-05-15T00:00:00Z"),
    );
    let known_good = with(&plain, &lists(std::slice::from_ref(&until_may)));
    assert_eq!(outcome(&world, &known_good), open("OUT_OF_BOUNDS_NOT_REVOKED"));
    let early = stamped(&plain, &tsa, "2026-04-20T00:00:00Z", &lists(&[until_may]));
    assert_eq!(outcome(&world, &early), passed());
    // A list made after it expired speaks of it no more.
    let later = stamped(&plain, &tsa, "2026-04-20T00:00:00Z", &nothing());
    assert_eq!(
        outcome(&world, &with(&later, &lists(&[june(&world, &[])]))),
        open("TRY_LATER")
    );
    // It signs a time-stamp from after its end.
    let letter = stamped(&testkit::pdfs::letter(), &tsa, "2026-05-10T00:00:00Z", &nothing());
    let after = sealed_over(&world, &signer, &letter, "2026-02-01T00:00:00Z");
    assert_eq!(outcome(&world, &after), failed("EXPIRED"));
    // Proven from before it was valid.
    let young = world.signer(|params| valid(params, "2026-01-15T00:00:00Z", "2030-01-01T00:00:00Z"));
    let young = stamped(&sealed(&world, &young), &tsa, "2026-01-01T00:00:00Z", &nothing());
    assert_eq!(outcome(&world, &young), failed("NOT_YET_VALID"));
}

#[test]
fn an_archive_outlives_signer_time_stamps_and_responders_as_long_as_each_proof_covers_the_last() {
    let world = world();
    let first = world.time_stamper(same);
    let second = world.time_stamper(|params| {
        params.serial_number = Some(9001u64.into());
        valid(params, "2030-01-01T00:00:00Z", "2045-01-01T00:00:00Z");
    });
    let signer = world.signer(same);
    let responder = world.responder(|params| valid(params, "2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z"));
    let answer = ocsp(
        &responder,
        &signer,
        Says::Good,
        at("2026-02-10T00:00:00Z"),
        at("2026-02-20T00:00:00Z"),
    );
    let archived = stamped(
        &sealed(&world, &signer),
        &first,
        "2026-02-11T00:00:00Z",
        &answers(std::slice::from_ref(&answer)),
    );
    // Now, after the responder has expired, and after the signer's end (2036) and the first authority's (2034).
    assert_eq!(outcome_at(&world, &archived, NOW), passed());
    assert_eq!(
        outcome_at(&world, &archived, "2040-01-01T00:00:00Z"),
        open("OUT_OF_BOUNDS_NO_POE")
    );
    let renewed = stamped(&archived, &second, "2033-01-01T00:00:00Z", &nothing());
    assert_eq!(outcome_at(&world, &renewed, "2040-01-01T00:00:00Z"), passed());
    let report = judge_at(&world, &renewed, "2040-01-01T00:00:00Z");
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    assert_eq!(report.signatures[0].process, Process::Lta);
    assert_eq!(
        report.signatures[0].best_signature_time,
        Some(at("2026-02-11T00:00:00Z"))
    );
    // Renewed too late: nothing proves that the first time-stamp existed while its authority was valid.
    let too_late = stamped(&archived, &second, "2035-01-01T00:00:00Z", &nothing());
    assert_ne!(
        outcome_at(&world, &too_late, "2040-01-01T00:00:00Z").0,
        Verdict::TotalPassed
    );
    // The answer alone, put in after its responder had expired.
    let injected = stamped(
        &sealed(&world, &signer),
        &first,
        "2026-02-11T00:00:00Z",
        &nothing(),
    );
    let injected = with(&injected, &answers(&[answer]));
    assert_eq!(
        outcome(&world, &injected),
        open("REVOCATION_OUT_OF_BOUNDS_NO_POE")
    );
}

#[test]
fn times_that_contradict_each_other_are_told() {
    let world = world();
    let (signer, tsa) = (world.signer(same), world.time_stamper(same));
    let data = lists(&[june(&world, &[])]);
    // Claimed in February, stamped in January.
    let before = stamped(&sealed(&world, &signer), &tsa, "2026-01-10T00:00:00Z", &data);
    assert_eq!(outcome(&world, &before), open("TIMESTAMP_ORDER_FAILURE"));
    // Signs a time-stamp of March, and is stamped in February.
    let letter = stamped(&testkit::pdfs::letter(), &tsa, "2026-03-01T00:00:00Z", &nothing());
    let signed = sealed_over(&world, &signer, &letter, "2026-02-01T00:00:00Z");
    let crossed = stamped(&signed, &tsa, "2026-02-10T00:00:00Z", &data);
    assert_eq!(outcome(&world, &crossed), open("TIMESTAMP_ORDER_FAILURE"));
}

#[test]
fn time_stamps_of_something_else_or_by_anyone_prove_nothing() {
    let world = world();
    let (signer, tsa) = (world.signer(same), world.time_stamper(same));
    let revoked = lists(&[june(&world, &[entry(4242, "2026-04-01T00:00:00Z")])]);
    let plain = sealed(&world, &signer);
    let proves = |stamped: &[u8]| outcome(&world, &with(stamped, &revoked)) == passed();
    assert!(proves(&stamped(&plain, &tsa, "2026-03-01T00:00:00Z", &nothing())));
    // Replayed from another document.
    let replayed = stamped_as(&plain, &tsa, "2026-03-01T00:00:00Z", &nothing(), |imprint| {
        imprint[0] ^= 1
    });
    assert!(!proves(&replayed));
    let report = judge_at(&world, &replayed, NOW);
    assert_eq!(
        report.signatures[1].sub_indication.as_deref(),
        Some("HASH_FAILURE")
    );
    // By a stranger; by a certificate that is not for it; by an authority that had expired or was not valid yet.
    let stranger = World::new(same, same).time_stamper(same);
    assert!(!proves(&stamped(
        &plain,
        &stranger,
        "2026-03-01T00:00:00Z",
        &nothing()
    )));
    let not_for_it = world.time_stamper(|params| params.custom_extensions.clear());
    assert!(!proves(&stamped(
        &plain,
        &not_for_it,
        "2026-03-01T00:00:00Z",
        &nothing()
    )));
    let expired = world.time_stamper(|params| valid(params, "2024-01-01T00:00:00Z", "2026-02-20T00:00:00Z"));
    assert!(!proves(&stamped(
        &plain,
        &expired,
        "2026-03-01T00:00:00Z",
        &nothing()
    )));
    let young = world.time_stamper(|params| valid(params, "2026-05-01T00:00:00Z", "2036-01-01T00:00:00Z"));
    assert!(!proves(&stamped(
        &plain,
        &young,
        "2026-03-01T00:00:00Z",
        &nothing()
    )));
    // From the future of the one who asks.
    assert_ne!(
        outcome_at(
            &world,
            &with(
                &stamped(&plain, &tsa, "2026-03-01T00:00:00Z", &nothing()),
                &revoked
            ),
            "2026-02-20T00:00:00Z"
        )
        .0,
        Verdict::TotalFailed
    );
}

#[test]
fn answers_about_others_or_by_those_who_may_not_answer_count_for_nothing() {
    let world = world();
    let signer = world.signer(same);
    let plain = sealed(&world, &signer);
    let (this, next) = (at("2026-06-10T00:00:00Z"), at("2026-06-20T00:00:00Z"));
    let judged = |data: ValidationData| outcome(&world, &with(&plain, &data));
    let say = |responder: &Holder, about: &Holder, says| answers(&[ocsp(responder, about, says, this, next)]);
    assert_eq!(judged(say(&world.responder(same), &signer, Says::Good)), passed());
    let since = at("2026-04-01T00:00:00Z");
    assert_eq!(
        judged(say(&world.responder(same), &signer, Says::Revoked(since, 1))),
        open("REVOKED_NO_POE")
    );
    assert_eq!(
        judged(say(&world.responder(same), &signer, Says::Revoked(since, 6))),
        open("TRY_LATER")
    );
    assert_eq!(
        judged(say(&world.responder(same), &signer, Says::Unknown)),
        open("TRY_LATER")
    );
    // About another certificate.
    let other = world.signer(|params| params.serial_number = Some(4343u64.into()));
    assert_eq!(
        judged(say(&world.responder(same), &other, Says::Good)),
        open("TRY_LATER")
    );
    // By a certificate without the purpose, by one of another authority, and by the signer himself.
    let without = world.responder(|params| params.extended_key_usages.clear());
    assert_eq!(judged(say(&without, &signer, Says::Good)), open("TRY_LATER"));
    let wrong =
        world.responder(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]);
    assert_eq!(judged(say(&wrong, &signer, Says::Good)), open("TRY_LATER"));
    let elsewhere = World::new(same, same).responder(same);
    assert_eq!(judged(say(&elsewhere, &signer, Says::Good)), open("TRY_LATER"));
    assert_eq!(judged(say(&signer, &signer, Says::Good)), open("TRY_LATER"));
    // Lists: by the root, of another world, out of date.
    let by_root = list(&world.root, &[], this, next);
    assert_eq!(judged(lists(&[by_root])), open("TRY_LATER"));
    let swapped = june(&World::new(same, same), &[]);
    assert_eq!(judged(lists(&[swapped])), open("TRY_LATER"));
    let old = list(
        &world.issuing,
        &[],
        at("2026-04-01T00:00:00Z"),
        at("2026-05-01T00:00:00Z"),
    );
    assert_eq!(judged(lists(&[old])), open("TRY_LATER"));
}

#[test]
fn demands_on_policies_are_kept() {
    let policies = |ids: &[u8]| {
        // 1.2.3.n each.
        let each: Vec<u8> = ids.iter().flat_map(|id| [0x30, 5, 6, 3, 0x2a, 3, *id]).collect();
        let value = [vec![0x30, each.len() as u8], each].concat();
        CustomExtension::from_oid_content(&[2, 5, 29, 32], value)
    };
    let demand = || CustomExtension::from_oid_content(&[2, 5, 29, 36], vec![0x30, 3, 0x80, 1, 0]);
    // 1.2.3.1 of the issuer is 1.2.3.2 of the subject.
    let mapping = || {
        let value = vec![0x30, 12, 0x30, 10, 6, 3, 0x2a, 3, 1, 6, 3, 0x2a, 3, 2];
        CustomExtension::from_oid_content(&[2, 5, 29, 33], value)
    };
    let judged = |issuing: Vec<CustomExtension>, leaf: Vec<CustomExtension>| {
        let world = World::new(same, |params| params.custom_extensions = issuing);
        let signer = world.signer(|params| params.custom_extensions = leaf);
        let bytes = with(&sealed(&world, &signer), &lists(&[june(&world, &[])]));
        outcome(&world, &bytes)
    };
    let refused = open("CHAIN_CONSTRAINTS_FAILURE");
    assert_eq!(
        judged(vec![policies(&[1])], vec![policies(&[9])]),
        passed(),
        "nobody demands"
    );
    assert_eq!(
        judged(vec![policies(&[1]), demand()], vec![policies(&[1])]),
        passed()
    );
    assert_eq!(
        judged(vec![policies(&[1]), demand()], vec![policies(&[9])]),
        refused
    );
    assert_eq!(judged(vec![policies(&[1]), demand()], vec![]), refused);
    assert_eq!(judged(vec![demand()], vec![policies(&[1])]), refused);
    assert_eq!(
        judged(vec![policies(&[1]), demand(), mapping()], vec![policies(&[2])]),
        passed()
    );
    assert_eq!(
        judged(vec![policies(&[1]), demand(), mapping()], vec![policies(&[1])]),
        refused
    );
}

/// A web with one list.
struct Shelf(Option<Vec<u8>>);

impl Web for Shelf {
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        match &self.0 {
            Some(body) if ask.url == "http://crl.test/issuing.crl" => Ok(Reply {
                status: 200,
                media_type: "application/pkix-crl".to_owned(),
                body: body.clone(),
            }),
            _ => Err(WebError::TimedOut {
                host: "crl.test".to_owned(),
            }),
        }
    }
}

#[test]
fn what_is_missing_can_be_asked_for_and_without_an_answer_nothing_fails() {
    let world = world();
    let plain = sealed(&world, &world.signer(same));
    let roots = TrustRoots::from_pem(world.root.pem().as_bytes()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: at(NOW),
        password: None,
    };
    let online = |web: &Shelf| {
        let (report, xml) = verify_online(&plain, &options, web, &Answers::default(), at(NOW));
        assert!(xml.is_some());
        let one = &report.signatures[0];
        (one.indication, one.sub_indication.clone().unwrap_or_default())
    };
    assert_eq!(online(&Shelf(Some(june(&world, &[])))), passed());
    let revoked = june(&world, &[entry(4242, "2026-04-01T00:00:00Z")]);
    assert_eq!(online(&Shelf(Some(revoked))), open("REVOKED_NO_POE"));
    assert_eq!(online(&Shelf(None)), open("TRY_LATER"));
    assert_eq!(online(&Shelf(Some(b"garbage".to_vec()))), open("TRY_LATER"));
}
