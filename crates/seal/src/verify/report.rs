//! The validation report of ETSI TS 119 102-2 in XML: for each signature its indication with what led to it, and the
//! objects that were used, each once, by identifiers that are made from their digests. The same file, options and
//! time give the same bytes.
//!
//! ```
//! use seal::verify::{TrustRoots, Verdict, VerifyOptions, report};
//! let roots = TrustRoots::default();
//! let options = VerifyOptions { roots: &roots, at: jiff::Timestamp::UNIX_EPOCH, password: None };
//! let (report, xml) = report::verify_with_etsi_report(b"no PDF", &options);
//! assert_eq!((report.verdict, xml), (Verdict::Error, None));
//! ```

use std::collections::BTreeMap;

use base64::Engine;
use jiff::Timestamp;
use pdf::augment::ValidationData;

use super::algorithms::Reliance;
use super::certificate::{Certificate, fingerprint};
use super::chain::{Path, Purpose};
use super::crypto::Digest;
use super::signature::{Checked, Verified};
use super::validation::{JudgedStamp, StampSource, Validation};
use super::warnings::Code;
use super::{
    ChangesAfter, FileReport, Process, Qualification, SignatureReport, Verdict, VerifyOptions, examine,
    unreadable,
};

const NAMESPACE: &str = "http://uri.etsi.org/19102/v1.2.1#";
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const VALIDATION: &str = "urn:etsi:019102:poetype:validation";

/// Validates like [`verify`](super::verify) and gives the report in XML beside it; `None` when the file carries no
/// signature or cannot be read, for which the standard has no report.
pub fn verify_with_etsi_report(bytes: &[u8], options: &VerifyOptions<'_>) -> (FileReport, Option<String>) {
    with_fetched(bytes, options, &ValidationData::default())
}

/// The same, with validation data that were fetched.
pub(super) fn with_fetched(
    bytes: &[u8],
    options: &VerifyOptions<'_>,
    fetched: &ValidationData,
) -> (FileReport, Option<String>) {
    let mut xml = None;
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        examine(bytes, options, fetched, &mut |validation, signatures| {
            xml = Some(write(validation, signatures));
        })
    }));
    match result {
        Ok(report) => (report, xml),
        Err(_) => (unreadable(Code::Stopped), None),
    }
}

/// XML that is being written.
#[derive(Default)]
struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
    }

    fn text(&mut self, name: &'static str, text: &str) {
        self.indent();
        self.tag(name, &[]);
        self.out.push('>');
        self.escape(text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.escape(value);
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    /// What XML 1.0 cannot hold becomes the replacement character.
    fn escape(&mut self, text: &str) {
        for symbol in text.chars() {
            match symbol {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' | '\n' => self.out.push(symbol),
                '\r' => self.out.push_str("&#xD;"),
                '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.out.push('\u{fffd}'),
                symbol => self.out.push(symbol),
            }
        }
    }

    fn digest(&mut self, name: &'static str, digest: Digest, value: &[u8]) {
        self.start(name, &[]);
        self.empty("ds:DigestMethod", &[("Algorithm", digest_uri(digest))]);
        self.text("ds:DigestValue", &base64(value));
        self.end();
    }

    fn reference(&mut self, name: &'static str, id: &str) {
        self.empty(name, &[("VOReference", id)]);
    }
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn digest_uri(digest: Digest) -> &'static str {
    match digest {
        Digest::Sha1 => "http://www.w3.org/2000/09/xmldsig#sha1",
        Digest::Sha256 => "http://www.w3.org/2001/04/xmlenc#sha256",
        Digest::Sha384 => "http://www.w3.org/2001/04/xmldsig-more#sha384",
        Digest::Sha512 => "http://www.w3.org/2001/04/xmlenc#sha512",
    }
}

fn algorithm_uri(verified: &Verified) -> String {
    let digest = verified
        .strength
        .digest
        .name()
        .to_ascii_lowercase()
        .replace('-', "");
    if verified.strength.algorithm.starts_with("RSA-PSS") {
        format!("http://www.w3.org/2007/05/xmldsig-more#{digest}-rsa-MGF1")
    } else if verified.strength.algorithm.starts_with("RSA") {
        match verified.strength.digest {
            Digest::Sha1 => "http://www.w3.org/2000/09/xmldsig#rsa-sha1".to_owned(),
            _ => format!("http://www.w3.org/2001/04/xmldsig-more#rsa-{digest}"),
        }
    } else {
        format!("http://www.w3.org/2001/04/xmldsig-more#ecdsa-{digest}")
    }
}

/// The kinds of validation objects, with the beginning of their identifiers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Certificate,
    RevocationList,
    OcspResponse,
    TimeStamp,
}

impl Kind {
    fn urn(self) -> &'static str {
        match self {
            Kind::Certificate => "urn:etsi:019102:validationObject:certificate",
            Kind::RevocationList => "urn:etsi:019102:validationObject:CRL",
            Kind::OcspResponse => "urn:etsi:019102:validationObject:OCSPResponse",
            Kind::TimeStamp => "urn:etsi:019102:validationObject:timestamp",
        }
    }

    fn id(self, bytes: &[u8]) -> String {
        let start = match self {
            Kind::Certificate => "C",
            Kind::RevocationList => "R",
            Kind::OcspResponse => "O",
            Kind::TimeStamp => "T",
        };
        format!("{start}-{}", hex::encode_upper(fingerprint(bytes)))
    }
}

/// An object that was used.
struct Object {
    kind: Kind,
    bytes: Vec<u8>,
    /// When it is proven to have existed, where it is.
    exists_since: Option<Timestamp>,
    /// For time-stamps: what they prove of which fields, and how they were judged.
    stamp: Option<(Timestamp, Vec<String>, Verdict, Option<String>)>,
}

struct Writer<'w, 'v, 'a> {
    xml: Xml,
    validation: &'w Validation<'v, 'a>,
    objects: BTreeMap<String, Object>,
    /// What was signed, by its digests: the document itself is not repeated.
    documents: BTreeMap<String, (Digest, Vec<u8>)>,
}

fn write(validation: &Validation<'_, '_>, signatures: &[SignatureReport]) -> String {
    let mut writer = Writer {
        xml: Xml::default(),
        validation,
        objects: BTreeMap::new(),
        documents: BTreeMap::new(),
    };
    writer.collect(signatures);
    writer
        .xml
        .out
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writer
        .xml
        .start("ValidationReport", &[("xmlns", NAMESPACE), ("xmlns:ds", DSIG)]);
    // A document time-stamp is an object that signatures use; by itself it is reported like a signature.
    let alone = validation
        .checked
        .iter()
        .all(|one| one.field.is_document_timestamp());
    for (index, (one, report)) in validation.checked.iter().zip(signatures).enumerate() {
        if alone || !one.field.is_document_timestamp() {
            writer.signature(index, one, report);
        }
    }
    writer.objects();
    writer.xml.end();
    writer.xml.out
}

impl Writer<'_, '_, '_> {
    /// All objects: certificates and revocation data that the file carries, trust anchors, time-stamps.
    fn collect(&mut self, signatures: &[SignatureReport]) {
        let evidence = &self.validation.evidence;
        let since = |place: usize| {
            let since = evidence.exists_since(place);
            (place != usize::MAX && since < self.validation.at).then_some(since)
        };
        let mut objects = Vec::new();
        for held in &evidence.pool {
            objects.push((Kind::Certificate, held.item.der.clone(), since(held.place)));
        }
        for held in &evidence.revocation_lists {
            objects.push((Kind::RevocationList, held.item.der.clone(), since(held.place)));
        }
        for held in &evidence.ocsp_responses {
            objects.push((Kind::OcspResponse, held.item.der.clone(), since(held.place)));
        }
        for (kind, bytes, exists_since) in objects {
            self.object(kind, bytes, exists_since);
        }
        for (index, one) in self.validation.checked.iter().enumerate() {
            let name = |other: &Checked| other.field.name.clone();
            for stamp in self.stamps(index) {
                let Some(token) = self.token(stamp.source) else {
                    continue;
                };
                let id = self.object(Kind::TimeStamp, token, None);
                let (main, sub) = match stamp.source {
                    StampSource::Document(at) => signatures
                        .get(at)
                        .map_or((Verdict::Indeterminate, None), |report| {
                            (report.indication, report.sub_indication.clone())
                        }),
                    _ if stamp.solid => (Verdict::TotalPassed, None),
                    _ if stamp.trusted => (Verdict::Indeterminate, Some("TRY_LATER".to_owned())),
                    _ => (
                        Verdict::Indeterminate,
                        Some("NO_CERTIFICATE_CHAIN_FOUND".to_owned()),
                    ),
                };
                if let Some(object) = self.objects.get_mut(&id) {
                    let entry = object.stamp.get_or_insert((stamp.time, Vec::new(), main, sub));
                    if !entry.1.contains(&name(one)) {
                        entry.1.push(name(one));
                    }
                }
            }
        }
    }

    fn object(&mut self, kind: Kind, bytes: Vec<u8>, exists_since: Option<Timestamp>) -> String {
        let id = kind.id(&bytes);
        self.objects.entry(id.clone()).or_insert(Object {
            kind,
            bytes,
            exists_since,
            stamp: None,
        });
        id
    }

    /// Time-stamps over a signature and over its content.
    fn stamps(&self, index: usize) -> Vec<JudgedStamp> {
        let over = self.validation.stamps.get(index).into_iter().flatten();
        let under = self.validation.earlier.get(index).into_iter().flatten();
        over.chain(under).copied().collect()
    }

    fn token(&self, source: StampSource) -> Option<Vec<u8>> {
        match source {
            StampSource::Signature(index, nth) => {
                let one = self.validation.checked.get(index)?;
                Some(one.timestamps.get(nth)?.as_ref().ok()?.der.clone())
            }
            StampSource::Content(index, nth) => {
                let one = self.validation.checked.get(index)?;
                Some(one.content_timestamps.get(nth)?.as_ref().ok()?.der.clone())
            }
            StampSource::Document(index) => {
                let one = self.validation.checked.get(index)?;
                let length = one.cms.as_ref()?.length;
                Some(one.field.contents.get(..length)?.to_vec())
            }
        }
    }

    fn signature(&mut self, index: usize, one: &Checked, report: &SignatureReport) {
        self.xml.start("SignatureValidationReport", &[]);
        self.identifier(one);
        self.constraints(report);
        self.time(index, report);
        if let Some((digest, value)) = &one.covered_digest {
            self.xml.start("SignersDocument", &[]);
            let id = format!("D-{}", hex::encode_upper(value));
            self.documents.insert(id.clone(), (*digest, value.clone()));
            self.xml.digest("DigestAlgAndValue", *digest, value);
            self.xml.reference("SignersDocumentRepresentation", &id);
            self.xml.end();
        }
        self.attributes(index, one, report);
        let signer = one.outcome.as_ref().ok().map(|verified| &verified.signer);
        if let Some(signer) = signer {
            let id = self.object(Kind::Certificate, signer.der.clone(), None);
            self.xml.start("SignerInformation", &[]);
            self.xml.reference("SignerCertificate", &id);
            self.xml.text("Signer", &signer.holder());
            self.xml.end();
        }
        if let Some(qualification) = report.qualification {
            self.xml.start("SignatureQuality", &[]);
            self.xml
                .text("SignatureQualityInformation", quality(qualification));
            self.xml.end();
        }
        self.xml.start("SignatureValidationProcess", &[]);
        let process = match report.process {
            Process::Basic => "urn:etsi:019102:validationprocess:Basic",
            Process::Ltvm => "urn:etsi:019102:validationprocess:LTVM",
            Process::Lta => "urn:etsi:019102:validationprocess:LTA",
        };
        self.xml.text("SignatureValidationProcessID", process);
        self.xml.end();
        self.status(index, one, report);
        self.xml.end();
    }

    fn identifier(&mut self, one: &Checked) {
        let id = format!("S-{}", hex::encode_upper(fingerprint(&one.field.contents)));
        self.xml.start("SignatureIdentifier", &[("id", &id)]);
        if let Some(cms) = &one.cms {
            if let (Some(bytes), Some(digest)) = (&cms.signed_bytes, cms.digest.digest()) {
                self.xml.digest("DigestAlgAndValue", digest, &digest.of(&[bytes]));
            }
            self.xml.text("ds:SignatureValue", &base64(&cms.value));
        }
        self.xml.text("HashOnly", "false");
        self.xml.text("DocHashOnly", "false");
        self.xml.end();
    }

    /// The rule that goes beyond the standard: what was done to the document afterwards was permitted.
    fn constraints(&mut self, report: &SignatureReport) {
        self.xml.start("ValidationConstraintsEvaluationReport", &[]);
        self.xml.start("ValidationConstraint", &[]);
        self.xml.text(
            "ValidationConstraintIdentifier",
            "urn:greffe:constraint:changes-after-signing-are-permitted",
        );
        self.xml.start("ConstraintStatus", &[]);
        self.xml
            .text("Status", "urn:etsi:019102:constraintStatus:applied");
        self.xml.end();
        self.xml.start("ValidationStatus", &[]);
        let kept = report.changes_after != ChangesAfter::NotPermitted;
        self.main_and_sub(
            if kept {
                Verdict::TotalPassed
            } else {
                Verdict::TotalFailed
            },
            (!kept).then_some("FORMAT_FAILURE"),
        );
        self.xml.end();
        self.xml.end();
        self.xml.end();
    }

    fn time(&mut self, index: usize, report: &SignatureReport) {
        let at = self.validation.at;
        let best = report.best_signature_time.unwrap_or(at);
        // The time-stamp that this time comes from, if it comes from one.
        let proof = self
            .stamps(index)
            .into_iter()
            .find(|stamp| stamp.solid && stamp.time == best && best < at);
        let proof = proof
            .and_then(|stamp| self.token(stamp.source))
            .map(|token| Kind::TimeStamp.id(&token));
        self.xml.start("ValidationTimeInfo", &[]);
        self.xml.text("ValidationTime", &at.to_string());
        self.poe("BestSignatureTime", best, proof.as_deref());
        self.xml.end();
    }

    fn poe(&mut self, name: &'static str, time: Timestamp, object: Option<&str>) {
        self.xml.start(name, &[]);
        self.xml.text("POETime", &time.to_string());
        self.xml.text("TypeOfProof", VALIDATION);
        if let Some(id) = object {
            self.xml.reference("POEObject", id);
        }
        self.xml.end();
    }

    fn attributes(&mut self, index: usize, one: &Checked, report: &SignatureReport) {
        let signed = [("Signed", "true")];
        self.xml.start("SignatureAttributes", &[]);
        if let Some(time) = report.claimed_time.filter(|_| one.stamped.is_none()) {
            self.xml.start("SigningTime", &signed);
            self.xml.text("Time", &time.to_string());
            self.xml.end();
        }
        if let Ok(verified) = &one.outcome {
            self.xml.start("SigningCertificate", &signed);
            self.xml
                .digest("CertID", Digest::Sha256, &verified.signer.fingerprint);
            self.xml.end();
        }
        for stamp in self.stamps(index) {
            let Some(token) = self.token(stamp.source) else {
                continue;
            };
            let (name, flag) = match stamp.source {
                StampSource::Content(..) => ("AllDataObjectsTimeStamp", "true"),
                StampSource::Signature(..) => ("SignatureTimeStamp", "false"),
                StampSource::Document(_) => ("DocTimeStamp", "false"),
            };
            self.xml.start(name, &[("Signed", flag)]);
            self.xml.reference("AttributeObject", &Kind::TimeStamp.id(&token));
            self.xml.text("TimeStampValue", &stamp.time.to_string());
            self.xml.end();
        }
        if let Some((_, value)) = one.covered_digest.as_ref().filter(|_| one.stamped.is_none()) {
            self.xml.start("MessageDigest", &signed);
            self.xml.text("Digest", &base64(value));
            self.xml.end();
        }
        if let Some(reason) = &one.field.reason {
            self.xml.start("Reason", &signed);
            self.xml.text("ReasonElement", reason);
            self.xml.end();
        }
        if let Some(name) = &one.field.signer_name {
            self.xml.start("Name", &signed);
            self.xml.text("NameElement", name);
            self.xml.end();
        }
        if let Some(sub_filter) = &report.format {
            self.xml.start("SubFilter", &signed);
            self.xml.text("SubFilterElement", sub_filter);
            self.xml.end();
        }
        if let Some([first, second]) = &one.field.covered {
            let range = format!(
                "{} {} {} {}",
                first.start,
                first.len(),
                second.start,
                second.len()
            );
            self.xml.text("ByteRange", &range);
        }
        if let Some(filter) = &one.field.filter {
            self.xml.start("Filter", &[]);
            self.xml.text("Filter", &String::from_utf8_lossy(filter));
            self.xml.end();
        }
        self.xml.end();
    }

    fn main_and_sub(&mut self, main: Verdict, sub: Option<&str>) {
        let main = match main {
            Verdict::TotalPassed => "urn:etsi:019102:mainindication:total-passed",
            Verdict::TotalFailed | Verdict::Error => "urn:etsi:019102:mainindication:total-failed",
            Verdict::Indeterminate | Verdict::NoSignature => "urn:etsi:019102:mainindication:indeterminate",
        };
        self.xml.text("MainIndication", main);
        if let Some(sub) = sub {
            self.xml
                .text("SubIndication", &format!("urn:etsi:019102:subindication:{sub}"));
        }
    }

    fn status(&mut self, index: usize, one: &Checked, report: &SignatureReport) {
        self.xml.start("SignatureValidationStatus", &[]);
        self.main_and_sub(report.indication, report.sub_indication.as_deref());
        if let Ok(verified) = &one.outcome {
            let purpose = if one.stamped.is_some() {
                Purpose::TimeStamping
            } else {
                Purpose::Signing
            };
            let time = report.best_signature_time.unwrap_or(self.validation.at);
            let path = self.validation.evidence.path(&verified.signer, purpose, time);
            self.xml.start("AssociatedValidationReportData", &[]);
            self.chain(&path, &verified.signer);
            for stamp in self.stamps(index) {
                if let Some(token) = self.token(stamp.source) {
                    self.xml
                        .reference("RelatedValidationObject", &Kind::TimeStamp.id(&token));
                }
            }
            self.crypto(verified, time);
            self.xml.end();
        }
        self.xml.end();
    }

    fn chain(&mut self, path: &Path, signer: &Certificate) {
        let certificates = path.certificates().to_vec();
        let ids: Vec<String> = certificates
            .iter()
            .map(|certificate| self.object(Kind::Certificate, certificate.der.clone(), None))
            .collect();
        let anchored = !matches!(path, Path::Unknown(_));
        if let Some(anchor) = ids.last().filter(|_| anchored) {
            self.xml.reference("TrustAnchor", anchor);
        }
        self.xml.start("CertificateChain", &[]);
        let own = Kind::Certificate.id(&signer.der);
        self.xml.reference("SigningCertificate", &own);
        let above = ids.get(1..).unwrap_or_default();
        let (between, anchor) = match above.split_last() {
            Some((last, between)) if anchored => (between, Some(last)),
            _ => (above, None),
        };
        for id in between {
            self.xml.reference("IntermediateCertificate", id);
        }
        if let Some(anchor) = anchor {
            self.xml.reference("TrustAnchor", anchor);
        }
        self.xml.end();
    }

    fn crypto(&mut self, verified: &Verified, time: Timestamp) {
        let id = Kind::Certificate.id(&verified.signer.der);
        self.xml.start("CryptoInformation", &[]);
        self.xml.reference("ValidationObjectId", &id);
        self.xml.text("Algorithm", &algorithm_uri(verified));
        let holds = verified.reliance.holds_at(time);
        self.xml
            .text("SecureAlgorithm", if holds { "true" } else { "false" });
        if let Reliance::Until(end) = verified.reliance {
            self.xml.text("NotAfter", &end.to_string());
        }
        self.xml.end();
    }

    fn objects(&mut self) {
        let objects = std::mem::take(&mut self.objects);
        let documents = std::mem::take(&mut self.documents);
        if objects.is_empty() && documents.is_empty() {
            return;
        }
        self.xml.start("SignatureValidationObjects", &[]);
        for (id, (digest, value)) in &documents {
            self.xml.start("ValidationObject", &[("id", id)]);
            self.xml
                .text("ObjectType", "urn:etsi:019102:validationObject:signedData");
            self.xml.start("ValidationObjectRepresentation", &[]);
            self.xml.digest("DigestAlgAndValue", *digest, value);
            self.xml.end();
            self.xml.end();
        }
        for (id, object) in &objects {
            self.xml.start("ValidationObject", &[("id", id)]);
            self.xml.text("ObjectType", object.kind.urn());
            self.xml.start("ValidationObjectRepresentation", &[]);
            self.xml.text("base64", &base64(&object.bytes));
            self.xml.end();
            if let Some(since) = object.exists_since {
                self.poe("POE", since, None);
            }
            if let Some((time, fields, main, sub)) = &object.stamp {
                self.xml.start("POEProvisioning", &[]);
                self.xml.text("POETime", &time.to_string());
                for field in fields {
                    self.xml.start("SignatureReference", &[]);
                    self.xml.text("PAdESFieldName", field);
                    self.xml.end();
                }
                self.xml.end();
                self.xml.start("ValidationReport", &[]);
                self.xml.start("SignatureValidationStatus", &[]);
                self.main_and_sub(*main, sub.as_deref());
                self.xml.end();
                self.xml.end();
            }
            self.xml.end();
        }
        self.xml.end();
    }
}

/// As the Commission's validation software names them.
fn quality(qualification: Qualification) -> &'static str {
    match qualification {
        Qualification::QESig => "urn:cef:dss:signatureQualification:QESig",
        Qualification::QESeal => "urn:cef:dss:signatureQualification:QESeal",
        Qualification::AdESigQc => "urn:cef:dss:signatureQualification:AdESig-QC",
        Qualification::AdESealQc => "urn:cef:dss:signatureQualification:AdESeal-QC",
        Qualification::AdESig => "urn:cef:dss:signatureQualification:AdESig",
        Qualification::AdESeal => "urn:cef:dss:signatureQualification:AdESeal",
        Qualification::AdES => "urn:cef:dss:signatureQualification:AdES",
        Qualification::Indeterminate => "urn:cef:dss:signatureQualification:indeterminate",
        Qualification::NotApplicable => "urn:cef:dss:signatureQualification:notApplicable",
    }
}
