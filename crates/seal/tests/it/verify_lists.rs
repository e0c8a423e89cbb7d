//! Trusted lists: real ones, and TEST lists that an independent program signed (`fixtures/lists/make.py`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use jiff::Timestamp;
use seal::online::{Ask, Reply, Web, WebError};
use seal::trust::{ListError, ListOfListsSigners, ServiceKind, TrustedLists, UpdateError, update};
use seal::verify::{FileReport, Qualification, TrustRoots, Verdict, VerifyOptions, verify};

const NOW: &str = "2026-11-22T13:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn journal() -> ListOfListsSigners {
    let mut signers = ListOfListsSigners::default();
    signers.add(&fixture("lists/journal.pem")).unwrap();
    signers
}

fn snapshot(names: &[&str]) -> TrustedLists {
    let files = names
        .iter()
        .map(|name| ((*name).to_owned(), fixture(&format!("lists/{name}"))));
    TrustedLists::from_files(files.collect(), &journal())
}

fn judge_at(lists: TrustedLists, file: &str, time: &str) -> FileReport {
    let roots = TrustRoots::default().with_lists(Arc::new(lists));
    let options = VerifyOptions {
        roots: &roots,
        at: at(time),
        password: None,
    };
    verify(&fixture(file), &options)
}

type Outcome = (Verdict, Option<Qualification>, Option<bool>);

/// Verdict, qualification, and whether the first proof is a qualified time-stamp.
fn with_list(name: &str) -> Outcome {
    let report = judge_at(snapshot(&["EU-pivot.xml", "EU.xml", name]), "b-lta.pdf", NOW);
    let one = &report.signatures[0];
    (one.indication, one.qualification, one.proofs[0].qualified)
}

#[test]
fn a_qualified_signature_with_a_qualified_time_stamp_is_recognised_as_such() {
    let report = judge_at(snapshot(&["EU-pivot.xml", "EU.xml", "LU.xml"]), "b-lta.pdf", NOW);
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    let one = &report.signatures[0];
    assert_eq!(one.qualification, Some(Qualification::QESig));
    let all = one
        .proofs
        .iter()
        .all(|proof| proof.trusted && proof.qualified == Some(true));
    assert!(all, "{one:#?}");
    // Without lists nothing is said of it.
    let pem = TrustRoots::from_pem(&fixture("root.pem")).unwrap();
    let options = VerifyOptions {
        roots: &pem,
        at: at(NOW),
        password: None,
    };
    let report = verify(&fixture("b-lta.pdf"), &options);
    assert_eq!(report.signatures[0].qualification, None);
    assert_eq!(report.signatures[0].proofs[0].qualified, None);
}

#[test]
fn the_status_and_the_qualifiers_of_the_list_decide() {
    let passed = |kind| (Verdict::TotalPassed, Some(kind), Some(true));
    assert_eq!(with_list("LU.xml"), passed(Qualification::QESig));
    assert_eq!(with_list("LU-version-6.xml"), passed(Qualification::QESig));
    assert_eq!(with_list("LU-no-device.xml"), passed(Qualification::AdESigQc));
    assert_eq!(with_list("LU-seals.xml"), passed(Qualification::QESeal));
    // The certificate does not say that it is qualified, and the list says nothing else.
    assert_eq!(with_list("LU-no-qualifier.xml"), passed(Qualification::AdES));
    assert_eq!(with_list("LU-not-qualified.xml"), passed(Qualification::AdES));
    assert_eq!(
        with_list("LU-signatures-by-a-service-for-seals.xml"),
        passed(Qualification::AdESig)
    );
    assert_eq!(
        with_list("LU-contradiction.xml"),
        passed(Qualification::Indeterminate)
    );
    // Granted at the time of the signature, but not when the certificate was issued.
    assert_eq!(with_list("LU-granted-later.xml"), passed(Qualification::AdESig));
}

#[test]
fn a_withdrawn_service_and_a_list_out_of_date_leave_it_open_with_the_reason() {
    let open = |above: &str, name: &str, time: &str, code: &str| {
        let report = judge_at(snapshot(&["EU-pivot.xml", above, name]), "b-lta.pdf", time);
        assert_eq!(report.verdict, Verdict::Indeterminate, "{name} {report:#?}");
        let one = &report.signatures[0];
        assert_eq!(
            one.sub_indication.as_deref(),
            Some("NO_CERTIFICATE_CHAIN_FOUND"),
            "{name}"
        );
        assert_eq!(one.qualification, Some(Qualification::Indeterminate), "{name}");
        let told = report.warnings.iter().any(|warning| warning.code == code);
        assert!(told, "{name} {report:#?}");
    };
    open(
        "EU.xml",
        "LU-withdrawn.xml",
        NOW,
        "verify-trust-service-withdrawn",
    );
    open("EU.xml", "LU-stale.xml", NOW, "verify-trust-list-stale");
    open("EU-stale.xml", "LU.xml", NOW, "verify-trust-list-stale");
    // The next update of all of them was due in March.
    open(
        "EU.xml",
        "LU.xml",
        "2027-04-01T00:00:00Z",
        "verify-trust-list-stale",
    );
}

#[test]
fn time_stamps_are_trusted_while_their_service_was_and_qualified_only_as_listed() {
    assert_eq!(
        with_list("LU-time-stamps-not-qualified.xml"),
        (Verdict::TotalPassed, Some(Qualification::QESig), Some(false))
    );
    let report = judge_at(
        snapshot(&["EU-pivot.xml", "EU.xml", "LU-time-stamps-withdrawn.xml"]),
        "b-lta.pdf",
        NOW,
    );
    assert_eq!(report.signatures[0].proven_time, None, "{report:#?}");
    assert!(report.signatures[0].proofs.iter().all(|proof| !proof.trusted));
}

#[test]
fn trust_passes_from_the_journal_over_the_pivot_to_the_national_list_and_nowhere_else() {
    let good = snapshot(&["LU.xml", "EU.xml", "EU-pivot.xml"]);
    let territories: Vec<&str> = good.lists().map(|list| list.territory.as_str()).collect();
    assert_eq!(territories, ["LU"]);
    assert_eq!(good.list_of_lists().unwrap().sequence, 20);
    assert_eq!(good.refused(), []);
    // Without the pivot the newest list of lists is signed by someone the journal does not know.
    let broken = snapshot(&["EU.xml", "LU.xml"]);
    assert!(broken.list_of_lists().is_none() && broken.lists().count() == 0);
    let reasons: Vec<ListError> = broken.refused().iter().map(|one| one.error.clone()).collect();
    assert_eq!(
        reasons,
        [
            ListError::Signer("EU".to_owned()),
            ListError::NotNamed("LU".to_owned())
        ]
    );
    // A newer list of lists by a stranger changes nothing.
    let attacked = snapshot(&["EU-pivot.xml", "EU.xml", "EU-stranger.xml", "LU.xml"]);
    assert_eq!(attacked.list_of_lists().unwrap().sequence, 20);
    assert_eq!((attacked.refused().len(), attacked.lists().count()), (1, 1));
    let attacked = snapshot(&["EU-pivot.xml", "EU.xml", "LU-stranger.xml"]);
    assert_eq!(attacked.lists().count(), 0);
    assert_eq!(attacked.refused()[0].error, ListError::Signer("LU".to_owned()));
    // Of two lists the newer one counts.
    let two = snapshot(&["EU-pivot.xml", "EU.xml", "LU.xml", "LU-older.xml"]);
    assert_eq!(two.list("lu").unwrap().sequence, 7);
    let unknown = snapshot(&["EU-pivot.xml", "EU.xml", "LU-version-9.xml"]);
    assert_eq!(
        unknown.refused()[0].error,
        ListError::Malformed("version 9".to_owned())
    );
    let nobody = TrustedLists::from_files(
        vec![("EU-pivot.xml".to_owned(), fixture("lists/EU-pivot.xml"))],
        &ListOfListsSigners::default(),
    );
    assert!(nobody.list_of_lists().is_none());
}

#[test]
fn no_altered_byte_of_a_list_passes_for_signed() {
    let original = fixture("lists/LU.xml");
    let above =
        || ["EU-pivot.xml", "EU.xml"].map(|name| (name.to_owned(), fixture(&format!("lists/{name}"))));
    let good = snapshot(&["EU-pivot.xml", "EU.xml", "LU.xml"]);
    let wanted = format!("{:?}", good.list("LU").unwrap());
    let mut survivors = Vec::new();
    for position in (0..original.len()).step_by(37) {
        let mut altered = original.clone();
        altered[position] ^= 1;
        let files = above().into_iter().chain([("LU.xml".to_owned(), altered)]);
        let lists = TrustedLists::from_files(files.collect(), &journal());
        // A change that means nothing (a blank between attributes) may pass, if what is read is the same.
        if lists.list("LU").is_some_and(|list| format!("{list:?}") != wanted) {
            survivors.push(position);
        }
    }
    assert_eq!(survivors, Vec::<usize>::new());
}

#[test]
fn wrapped_filtered_and_doubled_signatures_are_refused() {
    let text = String::from_utf8(fixture("lists/LU.xml")).unwrap();
    let refused = |altered: String| {
        assert_ne!(altered, text);
        let files = vec![
            ("EU-pivot.xml".to_owned(), fixture("lists/EU-pivot.xml")),
            ("EU.xml".to_owned(), fixture("lists/EU.xml")),
            ("LU.xml".to_owned(), altered.into_bytes()),
        ];
        let lists = TrustedLists::from_files(files, &journal());
        assert_eq!(lists.lists().count(), 0, "{:?}", lists.refused());
    };
    // The whole signed list inside another one, which is read instead.
    let body = &text[text.find("<TrustServiceStatusList").unwrap()..];
    let open = &body[..body.find('>').unwrap() + 1];
    refused(format!("{open}{body}</TrustServiceStatusList>"));
    refused(format!(
        "{}{body}</TrustServiceStatusList>",
        open.replace("\"list\"", "\"other\"")
    ));
    for target in ["#other", "https://lists.test/LU.xml", "#"] {
        refused(text.replace("URI=\"#list\"", &format!("URI=\"{target}\"")));
    }
    let from = text.find("<ds:Signature ").unwrap();
    let signature = &text[from..text.find("</ds:Signature>").unwrap() + 15];
    refused(text.replace(signature, &format!("{signature}{signature}")));
    refused(text.replace(signature, ""));
    // A transform that drops everything.
    let canonical = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    let nothing = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>false()</ds:XPath></ds:Transform>";
    refused(text.replace(canonical, &format!("{canonical}{nothing}")));
    refused(format!("<!DOCTYPE x [<!ENTITY e \"x\">]>{body}"));
    refused(text.replace("/granted", "/granted<!-- -->x"));
}

#[test]
fn the_real_lists_hold_and_tell_their_services() {
    let Some(corpus) = testkit::corpus::Corpus::find() else {
        eprintln!("SKIPPED: no corpus at hand (GREFFE_CORPUS)");
        return;
    };
    let read = |name: &str| std::fs::read(corpus.path().join("lists").join(name)).unwrap();
    // In the place of the Official Journal: the certificate that the list of lists was signed with.
    let above = String::from_utf8(read("EU.xml")).unwrap();
    let info = &above[above.find("<ds:KeyInfo").unwrap()..];
    let start = info.find("X509Certificate>").unwrap() + 16;
    let base64: String = info[start..]
        .split('<')
        .next()
        .unwrap()
        .split_whitespace()
        .collect();
    let pem = format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n");
    let mut signers = ListOfListsSigners::default();
    signers.add(pem.as_bytes()).unwrap();
    let names = ["EU.xml", "LU.xml", "BE.xml", "CZ_broken-sig.xml"];
    let files = |alter: &dyn Fn(&str, Vec<u8>) -> Vec<u8>| {
        let one = |name: &&str| ((*name).to_owned(), alter(name, read(name)));
        names.iter().map(one).collect::<Vec<_>>()
    };
    let lists = TrustedLists::from_files(files(&|_, bytes| bytes), &signers);
    let mut territories: Vec<&str> = lists.lists().map(|list| list.territory.as_str()).collect();
    territories.sort_unstable();
    assert_eq!(territories, ["BE", "LU"], "{:?}", lists.refused());
    let [refused] = lists.refused() else {
        panic!("{:?}", lists.refused())
    };
    assert_eq!(refused.file, "CZ_broken-sig.xml");
    assert!(matches!(refused.error, ListError::Signature(_)), "{refused:?}");
    let then = at("2019-10-01T00:00:00Z");
    let luxembourg = lists.list("LU").unwrap();
    assert_eq!(luxembourg.sequence, 37);
    assert_eq!(luxembourg.next_update, Some(at("2020-02-07T00:00:00Z")));
    assert!(!lists.is_stale(luxembourg, then));
    assert!(lists.is_stale(luxembourg, at(NOW)));
    let issues_qualified = luxembourg.services.iter().filter(|service| {
        let period = service.at(then);
        period.is_some_and(|period| period.kind == ServiceKind::QualifiedCertificates && period.is_active())
    });
    let providers: Vec<&str> = issues_qualified
        .map(|service| service.provider.as_str())
        .collect();
    assert!(
        providers.iter().any(|provider| provider.contains("LuxTrust")),
        "{providers:?}"
    );
    // Nothing was qualified before there was a list.
    let before = at("1999-01-01T00:00:00Z");
    assert!(
        luxembourg
            .services
            .iter()
            .all(|service| service.at(before).is_none())
    );
    // One letter in the list of lists.
    let alter = |name: &str, bytes: Vec<u8>| match name {
        "EU.xml" => {
            let text = String::from_utf8(bytes).unwrap();
            let altered = text.replacen("European Commission", "European Commissiom", 1);
            altered.into_bytes()
        }
        _ => bytes,
    };
    let altered = TrustedLists::from_files(files(&alter), &signers);
    assert!(altered.list_of_lists().is_none() && altered.lists().count() == 0);
}

/// A web that holds some files.
struct Shelf(Vec<(&'static str, Vec<u8>)>);

impl Web for Shelf {
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        let found = self.0.iter().find(|(url, _)| *url == ask.url);
        Ok(match found {
            Some((_, body)) => Reply {
                status: 200,
                media_type: "application/xml".to_owned(),
                body: body.clone(),
            },
            None => Reply {
                status: 404,
                media_type: String::new(),
                body: Vec::new(),
            },
        })
    }
}

const ABOVE: &str = "https://lists.test/eu-lotl.xml";
const PIVOT: &str = "https://lists.test/eu-lotl-pivot-19.xml";
const NATIONAL: &str = "https://lists.test/LU.xml";

#[test]
fn a_refresh_takes_what_holds_keeps_the_rest_and_a_failure_does_not_stick() {
    let shelf = |national: &str| {
        Shelf(vec![
            (ABOVE, fixture("lists/EU.xml")),
            (PIVOT, fixture("lists/EU-pivot.xml")),
            (NATIONAL, fixture(&format!("lists/{national}"))),
        ])
    };
    let empty = TrustedLists::default();
    let done = update(&shelf("LU.xml"), ABOVE, &journal(), &empty).unwrap();
    let names: Vec<&str> = done.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["EU-pivot-1.xml", "EU.xml", "LU.xml"]);
    assert!(done.kept.is_empty());
    let known = TrustedLists::from_files(done.files, &journal());
    assert_eq!(known.lists().count(), 1);
    // A list by a stranger, an older one, and none at all: the one at hand is kept, with the reason.
    let missing = UpdateError::Status {
        url: NATIONAL.to_owned(),
        status: 404,
    };
    let stranger = UpdateError::List(ListError::Signer("LU".to_owned()));
    let older = UpdateError::List(ListError::Older("LU".to_owned()));
    for (web, reason) in [
        (shelf("LU-stranger.xml"), stranger),
        (shelf("LU-older.xml"), older),
        (Shelf(shelf("LU.xml").0.into_iter().take(2).collect()), missing),
    ] {
        let done = update(&web, ABOVE, &journal(), &known).unwrap();
        assert_eq!(done.kept, [("LU".to_owned(), reason)]);
        assert!(done.files.iter().all(|(name, _)| name != "LU.xml"));
    }
    // Without its pivot the list of lists cannot be relied on: nothing changes, and the next try starts afresh.
    let without = Shelf(vec![(ABOVE, fixture("lists/EU.xml"))]);
    assert!(matches!(
        update(&without, ABOVE, &journal(), &known),
        Err(UpdateError::List(ListError::Signer(_)))
    ));
    assert!(matches!(
        update(&Shelf(Vec::new()), ABOVE, &journal(), &known),
        Err(UpdateError::Status { status: 404, .. })
    ));
    let again = update(&shelf("LU.xml"), ABOVE, &journal(), &known).unwrap();
    assert!(again.kept.is_empty());
}
