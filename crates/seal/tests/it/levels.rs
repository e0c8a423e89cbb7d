//! Levels above B-B: every level, key kind and file kind, made with an independent time-stamping authority and OCSP
//! responder and judged by independent validators; and what happens when those fail or lie.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use seal::augment::{AugmentError, Augmented, Online, Raise, Shortfall, augment};
use seal::key::SealKey;
use seal::online::http::HttpWeb;
use seal::online::{Ask, NoWeb, Reply, Web, WebError};
use seal::sign::{Level, SealError, SealRequest, SealedPdf, SignatureSpec, Wanted, seal, seal_at_level};
use seal::time_stamp::{Imprint, Stamping, TakenTokens, TokenCount, TokenSizes, Tsa, TsaProblem};
use seal::validation_data::{Answers, Fetching};
use seal::verify::{ChangesAfter, Integrity, Kind, TrustRoots, Verdict, VerifyOptions, verify};
use secrecy::SecretString;
use testkit::corpus::Corpus;
use testkit::pdfs;
use testkit::pki::{KeyKind, TestPki};
use testkit::tsa::Services;
use testkit::validators::{Job, PdfSig, Validators, mutool_sign, pdfsig, qpdf_check};
use wording::Explain;

#[allow(clippy::disallowed_methods)] // The authority tells the real time.
fn now() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).unwrap()
}

fn random(buffer: &mut [u8]) {
    use ring::rand::SecureRandom as _;
    ring::rand::SystemRandom::new().fill(buffer).unwrap();
}

/// All that a test needs to go online.
struct Net<'w> {
    web: &'w dyn Web,
    tsas: Vec<Tsa>,
    count: TakenTokens,
    sizes: TokenSizes,
    answers: Answers,
    trust: TrustRoots,
}

impl<'w> Net<'w> {
    fn new(web: &'w dyn Web, tsas: &[&str]) -> Self {
        Self {
            web,
            tsas: tsas.iter().map(|url| Tsa::at(url)).collect(),
            count: TakenTokens::default(),
            sizes: TokenSizes::default(),
            answers: Answers::default(),
            trust: TrustRoots::default(),
        }
    }

    fn online(&self) -> Online<'_> {
        Online {
            stamping: Stamping {
                web: self.web,
                tsas: &self.tsas,
                count: &self.count,
                sizes: &self.sizes,
                random: &random,
                now: &now,
            },
            fetching: Fetching::default(),
            answers: &self.answers,
            trust: &self.trust,
            certificates: &[],
        }
    }

    fn seal(
        &self,
        key: &SealKey,
        input: &[u8],
        level: Level,
        keep_lower: bool,
    ) -> Result<SealedPdf, SealError> {
        self.seal_with(key, input, None, level, keep_lower)
    }

    fn seal_with(
        &self,
        key: &SealKey,
        input: &[u8],
        password: Option<&str>,
        level: Level,
        keep_lower: bool,
    ) -> Result<SealedPdf, SealError> {
        let request = SealRequest {
            input,
            password,
            spec: SignatureSpec::at(now()),
        };
        let online = self.online();
        let wanted = Wanted {
            level,
            online: &online,
            keep_lower,
        };
        seal_at_level(key, &request, Some(wanted))
    }

    fn augment(&self, file: &[u8], raise: Raise) -> Result<Augmented, AugmentError> {
        augment(file, None, raise, &self.online())
    }
}

fn key(services: &Services, name: &str) -> SealKey {
    SealKey::from_pkcs12(&services.pkcs12(name, "x"), &SecretString::from("x")).unwrap()
}

/// What our validator says, trusting the root of the services; the level of the newest signature.
fn judged(file: &[u8], password: Option<&str>, services: &Services) -> (Verdict, Option<Level>) {
    let roots = TrustRoots::from_pem(services.root_pem().as_bytes()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: now(),
        password,
    };
    let report = verify(file, &options);
    let newest = report
        .signatures
        .iter()
        .rev()
        .find(|one| one.kind != Kind::DocumentTimestamp)
        .unwrap_or_else(|| panic!("no signature: {report:#?}"));
    assert_eq!(newest.integrity, Integrity::Intact, "{report:#?}");
    assert_ne!(newest.changes_after, ChangesAfter::NotPermitted, "{report:#?}");
    (newest.indication, newest.level)
}

/// A table whose trailer names a cross-reference stream for the objects in an object stream (7.5.8.4).
fn hybrid() -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = [0usize; 8];
    let mut object = |out: &mut Vec<u8>, number: usize, body: &str| {
        offsets[number] = out.len();
        out.extend(format!("{number} 0 obj\n{body}\nendobj\n").into_bytes());
    };
    object(&mut out, 1, "<</Type/Catalog/Pages 2 0 R/Lang(fr)>>");
    object(&mut out, 2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(
        &mut out,
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Annots 6 0 R>>",
    );
    let inside = "6 0 [] ";
    let first = inside.find('[').unwrap();
    object(
        &mut out,
        4,
        &format!(
            "<</Type/ObjStm/N 1/First {first}/Length {}>>\nstream\n{inside}\nendstream",
            inside.len()
        ),
    );
    let at = out.len();
    // One row: object 6 is number 0 in object stream 4.
    out.extend(b"5 0 obj\n<</Type/XRef/W[1 1 1]/Index[6 1]/Size 7/Length 3>>\nstream\n\x02\x04\x00\nendstream\nendobj\n");
    let table = out.len();
    out.extend(b"xref\n0 7\n0000000000 65535 f\r\n");
    for offset in &offsets[1..5] {
        out.extend(format!("{offset:010} 00000 n\r\n").into_bytes());
    }
    out.extend(format!("{at:010} 00000 n\r\n0000000000 00000 f\r\n").into_bytes());
    out.extend(
        format!("trailer\n<</Size 7/Root 1 0 R/XRefStm {at}>>\nstartxref\n{table}\n%%EOF\n").into_bytes(),
    );
    out
}

/// A file of each kind, and its password.
fn files() -> Vec<(&'static str, Vec<u8>, Option<&'static str>)> {
    let folder = tempfile::tempdir().unwrap();
    let (plain, linear) = (folder.path().join("plain.pdf"), folder.path().join("linear.pdf"));
    std::fs::write(&plain, pdfs::letter()).unwrap();
    let linearized = std::process::Command::new("qpdf")
        .arg("--linearize")
        .args([&plain, &linear])
        .status()
        .is_ok_and(|status| status.success());
    let signed = {
        let pki = TestPki::shared();
        let key =
            SealKey::from_pkcs12(&pki.seal(KeyKind::P256).pkcs12("x"), &SecretString::from("x")).unwrap();
        let request = SealRequest {
            input: &pdfs::letter(),
            password: None,
            spec: SignatureSpec::at(now()),
        };
        seal(&key, &request).unwrap().bytes
    };
    let mut files = vec![
        ("table", pdfs::letter(), None),
        ("stream", pdfs::letter_with_xref_stream(), None),
        ("object-streams", pdfs::letter_with_object_streams(), None),
        ("hybrid", hybrid(), None),
        ("aes-256", pdfs::password_protected(), Some(pdfs::PASSWORD)),
        ("signed-before", signed, None),
    ];
    if linearized {
        files.push(("linearized", std::fs::read(&linear).unwrap(), None));
    } else {
        testkit::skip("a linearized file", "qpdf is not installed", true);
    }
    if let Some(corpus) = Corpus::find() {
        let file = corpus.file("plain/pypdf-021-pdfa-crazyones-pdfa.pdf");
        files.push(("pdf-a", std::fs::read(file).unwrap(), None));
    }
    files
}

const KEYS: [&str; 6] = ["p256", "p384", "rsa2048", "rsa3072", "rsa4096", "pss"];
const LEVELS: [Level; 4] = [Level::BB, Level::BT, Level::BLt, Level::BLta];

#[test]
fn every_level_with_every_key_and_file_is_what_independent_validators_find() {
    let (Some(services), Some(validators)) = (Services::start(), Validators::find()) else {
        return;
    };
    let web = HttpWeb::new(None).unwrap();
    let net = Net::new(&web, &[&services.tsa("tsa")]);
    let folder = tempfile::tempdir().unwrap();
    let files = files();
    let keys: Vec<(&str, SealKey)> = KEYS
        .iter()
        .map(|name| match *name {
            "pss" => (*name, key(&services, "rsa3072").with_rsa_pss().unwrap()),
            name => (name, key(&services, name)),
        })
        .collect();
    let mut jobs: Vec<(String, Job, Level, usize)> = Vec::new();
    let mut add = |name: String, bytes: &[u8], password: Option<&str>, level: Level, stamps: usize| {
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, bytes).unwrap();
        let mut job = Job::new(path).with_levels();
        if let Some(password) = password {
            job = job.with_password(password);
        }
        jobs.push((name, job, level, stamps));
    };
    let mut made = 0;
    for (kind, input, password) in &files {
        for (name, key) in &keys {
            for level in LEVELS {
                // The others judge each key, and each file; we judge every combination at the highest level.
                let by_all = *kind == "table" || *name == "p256";
                if !by_all && level != Level::BLta {
                    continue;
                }
                let what = format!("{kind}-{name}-{level}");
                let sealed = net
                    .seal_with(key, input, *password, level, false)
                    .unwrap_or_else(|error| panic!("{what}: {error:?}"));
                assert!(sealed.bytes.starts_with(input), "{what}");
                assert_eq!(
                    (sealed.level, sealed.reasons.as_slice()),
                    (level, &[][..]),
                    "{what}"
                );
                let (verdict, found) = judged(&sealed.bytes, *password, &services);
                assert_eq!(found, Some(level), "{what}");
                if level >= Level::BLt {
                    assert_eq!(verdict, Verdict::TotalPassed, "{what}");
                }
                made += 1;
                if by_all {
                    let stamps = usize::from(level == Level::BLta);
                    add(what.clone(), &sealed.bytes, *password, level, stamps);
                    if level == Level::BLta {
                        let online = net.online();
                        let renewed = augment(&sealed.bytes, *password, Raise::Renew, &online).unwrap();
                        assert!(renewed.reached(Raise::Renew), "{what} {renewed:?}");
                        let whole = [sealed.bytes.as_slice(), &renewed.appended].concat();
                        assert_eq!(
                            judged(&whole, *password, &services).1,
                            Some(Level::BLta),
                            "{what}"
                        );
                        add(format!("{what}-renewed"), &whole, *password, Level::BLta, 2);
                    }
                }
            }
        }
    }
    assert!(made >= 7 * 6 + 12 * 3, "{made}");

    let roots = [services.root_pem(), TestPki::shared().root_pem().to_owned()];
    let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
    let only: Vec<Job> = jobs.iter().map(|(_, job, ..)| job.clone()).collect();
    let judgements = validators.judge(&roots, &only);
    let mut refusals = Vec::new();
    for ((name, job, level, stamps), judgement) in jobs.iter().zip(&judgements) {
        let mut refuse = |what: String| refusals.push(format!("{name}: {what}"));
        if let Some(error) = &judgement.error {
            refuse(format!("pyHanko: {error}"));
            continue;
        }
        let newest = judgement.signatures.last().expect("a signature");
        for refusal in newest.refusals() {
            refuse(refusal);
        }
        if newest.level.as_deref() != Some(level.to_string().as_str()) {
            refuse(format!(
                "pyHanko finds {:?}: {:?}",
                newest.level, newest.level_error
            ));
        }
        if judgement.time_stamps.len() != *stamps {
            refuse(format!("{} document time-stamps", judgement.time_stamps.len()));
        }
        for refusal in judgement.time_stamps.iter().chain(&newest.time_stamps).flatten() {
            refuse(format!("openssl ts: {refusal}"));
        }
        let (file, password) = (&job.file, job.password.as_deref());
        if let Some(Err(error)) = qpdf_check(file, password) {
            refuse(format!("qpdf: {error}"));
        }
        match pdfsig(file, password) {
            Some(Ok(signatures)) => {
                let all = judgement.signatures.len() + stamps;
                // poppler does not know document time-stamps; it must see them all the same.
                let known = |one: &&PdfSig| !one.text.contains("Signature Type: unknown");
                let valid = signatures.iter().filter(known).all(|one| one.valid);
                if signatures.len() != all || !valid {
                    refuse(format!("pdfsig: {signatures:#?}"));
                }
            }
            Some(Err(error)) => refuse(format!("pdfsig: {error}")),
            None => {}
        }
        // mutool knows neither PSS nor document time-stamps, and calls validation data an edit.
        if *level <= Level::BT
            && !name.contains("pss")
            && !name.starts_with("signed-before")
            && let Some(Err(error)) = mutool_sign(file, password)
        {
            refuse(format!("mutool: {error}"));
        }
    }
    assert!(refusals.is_empty(), "{}\n{}", refusals.len(), refusals.join("\n"));
}

/// An authority that lies: it answers through the real one, and `lie` changes what is asked or answered.
struct Liar<'w> {
    web: &'w dyn Web,
    lie: Lie,
    asked: AtomicUsize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Lie {
    /// A token for the same bytes that answers another request.
    OtherNonce,
    /// A token for something else: the imprint of the request is changed before it is passed on.
    OtherImprint,
    /// The last octet of the signature is flipped.
    BrokenSignature,
    /// A web page.
    Page,
    /// A refusal of RFC 3161.
    Refusal,
    /// HTTP 503.
    Status,
}

impl Web for Liar<'_> {
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        let Some(("application/timestamp-query", request)) = ask.body else {
            return self.web.ask(ask);
        };
        self.asked.fetch_add(1, Ordering::Relaxed);
        let said = |status: u16, body: &[u8]| {
            Ok(Reply {
                status,
                media_type: "application/timestamp-reply".to_owned(),
                body: body.to_vec(),
            })
        };
        match self.lie {
            Lie::Page => said(200, b"<html>Please log in</html>"),
            Lie::Refusal => said(200, &[0x30, 0x09, 0x30, 0x07, 0x02, 1, 2, 0x03, 2, 7, 0x80]),
            Lie::Status => said(503, b""),
            Lie::OtherNonce => {
                let mut other = request.to_vec();
                let nonce = other.len() - 5;
                other[nonce] ^= 1;
                self.web.ask(&Ask {
                    body: Some(("application/timestamp-query", &other)),
                    ..*ask
                })
            }
            Lie::OtherImprint => {
                let mut other = request.to_vec();
                other[30] ^= 1;
                self.web.ask(&Ask {
                    body: Some(("application/timestamp-query", &other)),
                    ..*ask
                })
            }
            Lie::BrokenSignature => {
                let mut reply = self.web.ask(ask)?;
                *reply.body.last_mut().unwrap() ^= 1;
                Ok(reply)
            }
        }
    }
}

fn codes(reasons: &[Shortfall]) -> Vec<&'static str> {
    reasons.iter().map(Explain::code).collect()
}

#[test]
fn an_authority_that_lies_or_fails_gets_nothing_claimed() {
    let Some(services) = Services::start() else { return };
    let web = HttpWeb::new(None).unwrap();
    let key = key(&services, "p256");
    let letter = pdfs::letter();
    let cases = [
        (Lie::OtherNonce, "tsa-nonce"),
        (Lie::OtherImprint, "tsa-imprint"),
        (Lie::BrokenSignature, "tsa-signature"),
        (Lie::Page, "tsa-no-token"),
        (Lie::Refusal, "tsa-refused"),
        (Lie::Status, "tsa-status"),
    ];
    for (lie, code) in cases {
        let liar = Liar {
            web: &web,
            lie,
            asked: AtomicUsize::new(0),
        };
        let net = Net::new(&liar, &[&services.tsa("tsa")]);
        for level in [Level::BT, Level::BLta] {
            let kept = net.seal(&key, &letter, level, true).unwrap();
            assert_eq!(
                (kept.level, codes(&kept.reasons)),
                (Level::BB, vec![code]),
                "{lie:?}"
            );
            assert_eq!(judged(&kept.bytes, None, &services).1, Some(Level::BB), "{lie:?}");
            let refused = net.seal(&key, &letter, level, false).unwrap_err();
            assert_eq!(refused.code(), "seal-level-not-reached", "{lie:?}");
            let SealError::LevelNotReached {
                wanted,
                reached,
                reasons,
            } = refused
            else {
                panic!("{lie:?}")
            };
            assert_eq!(
                (wanted, reached, codes(&reasons)),
                (level, Level::BB, vec![code]),
                "{lie:?}"
            );
        }
        // The same for a file that is signed already.
        let signed = net.seal(&key, &letter, Level::BB, false).unwrap().bytes;
        let augmented = net.augment(&signed, Raise::To(Level::BLta)).unwrap();
        assert!(
            augmented.appended.is_empty() && !augmented.reached(Raise::To(Level::BLta)),
            "{lie:?}"
        );
        assert_eq!(
            (augmented.level, codes(&augmented.reasons)),
            (Some(Level::BB), vec![code]),
            "{lie:?}"
        );
        assert!(liar.asked.load(Ordering::Relaxed) >= 5);
    }
    for (name, code) in [
        ("tsa-expired", "tsa-certificate-validity"),
        ("tsa-other", "tsa-certificate"),
    ] {
        let net = Net::new(&web, &[&services.tsa(name)]);
        let kept = net.seal(&key, &letter, Level::BT, true).unwrap();
        assert_eq!(
            (kept.level, codes(&kept.reasons)),
            (Level::BB, vec![code]),
            "{name}"
        );
    }
    // A clock that is an hour off.
    let net = Net::new(&web, &[&services.tsa("tsa")]);
    let mut online = net.online();
    let late = || now() + jiff::SignedDuration::from_hours(1);
    online.stamping.now = &late;
    let problem = online.stamping.ask(&net.tsas[0], &[7; 32]).unwrap_err();
    assert!(
        matches!(problem, TsaProblem::Clock { seconds } if (-3700..=-3500).contains(&seconds)),
        "{problem:?}"
    );
}

#[test]
fn when_one_authority_is_down_or_used_up_the_next_one_is_asked_and_the_first_is_reported() {
    let Some(services) = Services::start() else { return };
    let web = HttpWeb::new(None).unwrap();
    let key = key(&services, "p256");
    // A port where nobody listens.
    let down = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/tsa", listener.local_addr().unwrap())
    };
    let mut net = Net::new(&web, &[&down, &services.tsa("tsa2"), &services.tsa("tsa")]);
    let sealed = net.seal(&key, &pdfs::letter(), Level::BT, false).unwrap();
    assert_eq!(
        (sealed.level, codes(&sealed.reasons)),
        (Level::BT, vec!["tsa-unreachable"])
    );
    net.tsas[1].name = "two".into();
    net.tsas[1].per_hour = Some(1);
    net.tsas[2].name = "three".into();
    net.tsas[2].digest = Imprint::Sha512;
    net.count.took("two", now());
    let sealed = net.seal(&key, &pdfs::letter(), Level::BLta, false).unwrap();
    assert_eq!(sealed.level, Level::BLta);
    assert!(
        codes(&sealed.reasons).contains(&"tsa-limit"),
        "{:?}",
        sealed.reasons
    );
    assert_eq!(
        judged(&sealed.bytes, None, &services),
        (Verdict::TotalPassed, Some(Level::BLta))
    );
    // Nobody at all, and nobody set.
    let net = Net::new(&NoWeb, &[&services.tsa("tsa")]);
    let kept = net.seal(&key, &pdfs::letter(), Level::BLt, true).unwrap();
    assert_eq!(
        (kept.level, codes(&kept.reasons)),
        (Level::BB, vec!["tsa-offline"])
    );
    let net = Net::new(&web, &[]);
    let kept = net.seal(&key, &pdfs::letter(), Level::BLt, true).unwrap();
    assert_eq!(
        (kept.level, codes(&kept.reasons)),
        (Level::BB, vec!["level-no-tsa"])
    );
}

#[test]
fn a_revoked_certificate_seals_nothing_and_a_missing_answer_leaves_the_file_at_b_t() {
    let Some(services) = Services::start() else { return };
    let web = HttpWeb::new(None).unwrap();
    let net = Net::new(&web, &[&services.tsa("tsa")]);
    let error = net
        .seal(&key(&services, "revoked"), &pdfs::letter(), Level::BLt, true)
        .unwrap_err();
    assert_eq!(error.code(), "seal-certificate-revoked");
    let said = wording::Catalog::new(&[seal::MESSAGES]).explain(wording::Lang::En, &error);
    assert!(
        said.sentence.contains("TEST Revoked") && said.sentence.contains("01.06.2025"),
        "{said:?}"
    );

    // Time-stamps, but no OCSP, no lists: all answers about revocation are HTTP 404.
    struct OnlyStamps<'w>(&'w dyn Web);
    impl Web for OnlyStamps<'_> {
        fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
            if ask.url.contains("/tsa/") {
                return self.0.ask(ask);
            }
            Ok(Reply {
                status: 404,
                media_type: String::new(),
                body: Vec::new(),
            })
        }
    }
    let only = OnlyStamps(&web);
    let half = Net::new(&only, &[&services.tsa("tsa")]);
    let kept = half
        .seal(&key(&services, "p256"), &pdfs::letter(), Level::BLta, true)
        .unwrap();
    assert_eq!(kept.level, Level::BT);
    assert!(
        codes(&kept.reasons)
            .iter()
            .all(|code| *code == "level-revocation-missing"),
        "{:?}",
        kept.reasons
    );
    assert_eq!(judged(&kept.bytes, None, &services).1, Some(Level::BT));
    // Later, with everybody there, the same file is raised, and what it was stays a prefix.
    let raised = net.augment(&kept.bytes, Raise::To(Level::BLta)).unwrap();
    assert_eq!(
        (raised.before, raised.level),
        (Some(Level::BT), Some(Level::BLta))
    );
    let whole = [kept.bytes.as_slice(), &raised.appended].concat();
    assert_eq!(
        judged(&whole, None, &services),
        (Verdict::TotalPassed, Some(Level::BLta))
    );
    // It has the level now: nothing is added again.
    let again = net.augment(&whole, Raise::To(Level::BLta)).unwrap();
    assert!(again.appended.is_empty() && again.reached(Raise::To(Level::BLta)));
    // Revocation lists serve where there is no OCSP.
    let listed = net
        .seal(&key(&services, "crl-only"), &pdfs::letter(), Level::BLt, false)
        .unwrap();
    assert_eq!(
        judged(&listed.bytes, None, &services),
        (Verdict::TotalPassed, Some(Level::BLt))
    );
}

#[test]
fn a_file_that_was_only_signed_is_raised_from_any_level_to_any_higher_one() {
    let Some(services) = Services::start() else { return };
    let web = HttpWeb::new(None).unwrap();
    let net = Net::new(&web, &[&services.tsa("tsa")]);
    let key = key(&services, "p256");
    for from in LEVELS {
        let file = net.seal(&key, &pdfs::letter(), from, false).unwrap().bytes;
        for to in LEVELS.into_iter().filter(|to| *to > from) {
            let raised = net.augment(&file, Raise::To(to)).unwrap();
            assert!(raised.reached(Raise::To(to)), "{from} to {to}: {raised:?}");
            let whole = [file.as_slice(), &raised.appended].concat();
            assert_eq!(judged(&whole, None, &services).1, Some(to), "{from} to {to}");
        }
    }
    assert_eq!(
        net.augment(&pdfs::letter(), Raise::Renew).unwrap_err().code(),
        "augment-no-signature"
    );
    let mut broken = net.seal(&key, &pdfs::letter(), Level::BT, false).unwrap().bytes;
    let at = broken.windows(5).position(|bytes| bytes == b"/Page").unwrap();
    broken[at + 1] ^= 1;
    let error = net.augment(&broken, Raise::To(Level::BLta)).unwrap_err();
    assert!(
        matches!(
            error.code(),
            "augment-signature-broken" | "pdf-damaged" | "pdf-no-pages"
        ),
        "{error:?}"
    );
}
