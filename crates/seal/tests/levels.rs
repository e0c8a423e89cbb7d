//! Levels above B-B: every level, key kind and file kind, made with an independent time-stamping authority and OCSP
//! responder and judged by independent validators; and what happens when those fail or lie.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Mutex;
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
