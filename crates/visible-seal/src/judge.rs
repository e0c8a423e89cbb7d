//! What a seal is worth: an answer a person can act on.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use wording::Lang;

use crate::bundle::{Bundle, Entry, Reason};
use crate::error::DecodeError;
use crate::header::{ADMINISTRATIVE_DOCUMENT, Header, HeaderVersion};
use crate::profile::{FieldKind, Profile, tag};
use crate::seal::VisibleSeal;
use crate::{date, tlv::Tlv};

/// Document Type Category of the later draft of TR-03171.
const CATEGORY_DRAFT: u8 = 0xC9;

/// By what is judged.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// The bundle; without one every certificate is unknown.
    pub bundle: Option<&'a Bundle>,
    /// The time for which is judged.
    pub at: Timestamp,
    /// Language of the fields' names.
    pub lang: Lang,
}

/// The answer, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Signed with a certificate that was trusted on the day of the signature: compare the facts with the paper.
    Valid,
    /// As valid, but the kind of document is not known: the fields are shown as they are.
    ProfileUnknown,
    /// Genuine, but the document says that it is not valid at this time.
    NotInForce,
    /// The reference is the one that is reserved for tests.
    Test,
    /// Nobody can say: the certificate is not in the bundle, or there is no bundle.
    CertificateUnknown,
    /// The certificate's key is of a kind that is not verified here.
    KeyUnsupported,
    /// The date of the signature lies in the future.
    DateInFuture,
    /// The certificate was not valid on the day of the signature.
    CertificateNotValid,
    /// The certificate was revoked in a way that takes this seal with it.
    Revoked,
    /// The signature does not fit: the seal is forged or was altered.
    SignatureBad,
    /// A symbol or text that begins as a seal and cannot be read.
    Damaged,
    /// Something else than a visible seal.
    NotAVisibleSeal,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 12] = [
        Verdict::Valid,
        Verdict::ProfileUnknown,
        Verdict::NotInForce,
        Verdict::Test,
        Verdict::CertificateUnknown,
        Verdict::KeyUnsupported,
        Verdict::DateInFuture,
        Verdict::CertificateNotValid,
        Verdict::Revoked,
        Verdict::SignatureBad,
        Verdict::Damaged,
        Verdict::NotAVisibleSeal,
    ];

    /// As JSON writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Valid => "valid",
            Verdict::ProfileUnknown => "profile-unknown",
            Verdict::NotInForce => "not-in-force",
            Verdict::Test => "test",
            Verdict::CertificateUnknown => "certificate-unknown",
            Verdict::KeyUnsupported => "key-unsupported",
            Verdict::DateInFuture => "date-in-future",
            Verdict::CertificateNotValid => "certificate-not-valid",
            Verdict::Revoked => "revoked",
            Verdict::SignatureBad => "signature-bad",
            Verdict::Damaged => "damaged",
            Verdict::NotAVisibleSeal => "not-a-visible-seal",
        }
    }

    /// Id of the sentence in [`crate::MESSAGES`]; what to do stands in its attribute `next`.
    pub fn message(self) -> String {
        format!("visible-seal-verdict-{}", self.name())
    }
}

/// The header, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeaderFacts {
    /// 3 or 4.
    pub version: u8,
    /// Issuing country.
    pub country: String,
    /// Signer identifier.
    pub signer: String,
    /// Certificate reference, as written.
    pub reference: String,
    /// Date of the document.
    pub issued_on: Date,
    /// Date of the signature: what the signer says.
    pub signed_on: Date,
    /// Document Feature Definition Reference.
    pub definition: u8,
    /// Document Type Category.
    pub category: u8,
}

/// One value of the message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Tag, two hexadecimal digits.
    pub tag: String,
    /// Stable name of the field; null when the profile does not know the tag.
    pub field: Option<String>,
    /// Name of the field for people, or the tag.
    pub name: String,
    /// The value as text; bytes in hexadecimal.
    pub value: String,
    /// The bytes, hexadecimal.
    pub raw: String,
}

/// The profile a seal names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileFacts {
    /// UUID, 32 hexadecimal digits.
    pub uuid: String,
    /// Name for people; null when it is not known.
    pub name: Option<String>,
}

/// The certificate by which the signature was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CertificateFacts {
    /// Holder.
    pub holder: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Issuer.
    pub issuer: String,
    /// Serial number.
    pub serial: String,
    /// Start of validity.
    pub not_before: Timestamp,
    /// End of validity.
    pub not_after: Timestamp,
    /// Its revocation.
    pub revocation: Option<Revocation>,
}

/// A revocation and how it lies to the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revocation {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// Whether the signature claims a day before it. The day is the signer's claim: where the key may be in other
    /// hands it proves nothing.
    pub seal_dated_before: bool,
}

/// A remark beside the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Stable code; its sentence is the message of that id.
    pub code: String,
    /// Arguments of the sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<(String, String)>,
}

impl Remark {
    fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            arguments: Vec::new(),
        }
    }
}

/// What was found out about one seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The answer.
    pub verdict: Verdict,
    /// Whether the signature value was verified with a certificate of the bundle.
    pub signature_verified: bool,
    /// Header; null when it cannot be read.
    pub header: Option<HeaderFacts>,
    /// Profile named in the message.
    pub profile: Option<ProfileFacts>,
    /// The facts to compare with the paper. Worth something only under a good verdict.
    pub facts: Vec<Fact>,
    /// First day of the document's validity, where it says one.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_until: Option<Date>,
    /// The certificate.
    pub certificate: Option<CertificateFacts>,
    /// Version of the bundle.
    pub bundle_version: Option<u64>,
    /// Whole days since the bundle was made.
    pub bundle_age_days: Option<u64>,
    /// Remarks.
    pub remarks: Vec<Remark>,
    /// The bytes of the seal, hexadecimal.
    pub bytes: String,
}

/// The answer where there are no bytes to judge: a symbol that cannot be read, or no symbol at all.
pub fn not_read(verdict: Verdict, trust: &Trust<'_>) -> Judgement {
    Judgement {
        verdict,
        signature_verified: false,
        header: None,
        profile: None,
        facts: Vec::new(),
        valid_from: None,
        valid_until: None,
        certificate: None,
        bundle_version: trust.bundle.map(|bundle| bundle.version),
        bundle_age_days: trust.bundle.map(|bundle| bundle.age_days(trust.at)),
        remarks: Vec::new(),
        bytes: String::new(),
    }
}

/// Judges the bytes of a symbol or text.
pub fn judge(bytes: &[u8], trust: &Trust<'_>) -> Judgement {
    let mut judgement = not_read(Verdict::NotAVisibleSeal, trust);
    judgement.bytes = hex::encode(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let seal = match VisibleSeal::decode(bytes) {
        Ok(seal) => seal,
        Err(DecodeError::NotAVisibleSeal | DecodeError::Version(_)) => return judgement,
        Err(_) => {
            judgement.verdict = Verdict::Damaged;
            return judgement;
        }
    };
    judgement.header = Some(header_facts(&seal.header));
    describe(&seal, trust, &mut judgement);
    judgement.verdict = verdict(&seal, trust, &mut judgement);
    judgement
}

fn verdict(seal: &VisibleSeal, trust: &Trust<'_>, judgement: &mut Judgement) -> Verdict {
    if seal.header.is_test() {
        return Verdict::Test;
    }
    let Some(bundle) = trust.bundle else {
        judgement
            .remarks
            .push(Remark::new("visible-seal-remark-no-bundle"));
        return Verdict::CertificateUnknown;
    };
    if bundle.is_old(trust.at) {
        judgement.remarks.push(Remark {
            code: "visible-seal-remark-bundle-old".to_owned(),
            arguments: vec![
                ("date".to_owned(), day_of(bundle.issued_at, 0).to_string()),
                ("days".to_owned(), bundle.age_days(trust.at).to_string()),
            ],
        });
    }
    let candidates: Vec<&Entry> = bundle
        .candidates(&seal.header.signer, &seal.header.reference)
        .collect();
    if candidates.is_empty() {
        return Verdict::CertificateUnknown;
    }
    let verifies = |entry: &&&Entry| {
        let key = entry.facts.key.as_ref();
        key.is_some_and(|key| key.verifies(seal.signed_bytes(), &seal.signature))
    };
    // Where several certificates of one key verify, the worst of them decides: a revocation is never overlooked.
    let worst = candidates
        .iter()
        .filter(verifies)
        .map(|entry| (standing(entry, seal, trust), *entry))
        .max_by_key(|(verdict, entry)| (*verdict, entry.revoked_at.is_some()));
    let Some((standing, entry)) = worst else {
        let supported = candidates.iter().any(|entry| entry.facts.key.is_some());
        return if supported {
            Verdict::SignatureBad
        } else {
            Verdict::KeyUnsupported
        };
    };
    judgement.signature_verified = true;
    let revocation = revocation(entry, seal);
    if standing == Verdict::Valid
        && let Some(revocation) = &revocation
    {
        judgement.remarks.push(Remark {
            code: "visible-seal-remark-revoked-later".to_owned(),
            arguments: vec![("date".to_owned(), day_of(revocation.at, 0).to_string())],
        });
    }
    judgement.certificate = Some(CertificateFacts {
        holder: entry.facts.holder.clone(),
        organisation: entry.facts.organisation.clone(),
        issuer: entry.facts.issuer.clone(),
        serial: entry.facts.reference.clone(),
        not_before: entry.facts.not_before,
        not_after: entry.facts.not_after,
        revocation,
    });
    if standing != Verdict::Valid {
        return standing;
    }
    let (earliest, latest) = (day_of(trust.at, -12), day_of(trust.at, 14));
    let begun = judgement.valid_from.is_none_or(|first| first <= latest);
    let ended = judgement.valid_until.is_some_and(|last| last < earliest);
    if !begun || ended {
        return Verdict::NotInForce;
    }
    match &judgement.profile {
        Some(ProfileFacts { name: Some(_), .. }) => Verdict::Valid,
        _ => Verdict::ProfileUnknown,
    }
}

/// How a certificate stood on the day that the signature claims. A day begins and ends at other moments in other
/// places: the certificate's validity is read generously, its revocation strictly.
fn standing(entry: &Entry, seal: &VisibleSeal, trust: &Trust<'_>) -> Verdict {
    let signed_on = seal.header.signed_on;
    if let Some(revocation) = revocation(entry, seal)
        && (!revocation.seal_dated_before || revocation.reason.may_be_stolen())
    {
        return Verdict::Revoked;
    }
    if signed_on < day_of(entry.facts.not_before, -12) || signed_on > day_of(entry.facts.not_after, 14) {
        return Verdict::CertificateNotValid;
    }
    if signed_on > day_of(trust.at, 14) {
        return Verdict::DateInFuture;
    }
    Verdict::Valid
}

fn revocation(entry: &Entry, seal: &VisibleSeal) -> Option<Revocation> {
    entry.revoked_at.map(|at| Revocation {
        at,
        reason: entry.reason,
        seal_dated_before: seal.header.signed_on < day_of(at, -12),
    })
}

/// The day of a moment where clocks are `hours` ahead of UTC.
fn day_of(moment: Timestamp, hours: i64) -> Date {
    let shifted = moment
        .saturating_add(SignedDuration::from_hours(hours))
        .unwrap_or(moment);
    Offset::UTC.to_datetime(shifted).date()
}

fn header_facts(header: &Header) -> HeaderFacts {
    HeaderFacts {
        version: match header.version {
            HeaderVersion::V3 => 3,
            HeaderVersion::V4 => 4,
        },
        country: header.country.clone(),
        signer: header.signer.clone(),
        reference: header.reference.clone(),
        issued_on: header.issued_on,
        signed_on: header.signed_on,
        definition: header.definition,
        category: header.category,
    }
}

/// Profile, facts and validity, as the message says them.
fn describe(seal: &VisibleSeal, trust: &Trust<'_>, judgement: &mut Judgement) {
    let category = seal.header.category;
    let draft = category == CATEGORY_DRAFT;
    let administrative = category == ADMINISTRATIVE_DOCUMENT || draft;
    let uuid = seal
        .value(tag::PROFILE)
        .filter(|value| administrative && value.len() == 16)
        .map(hex::encode_upper);
    let profile = uuid.as_ref().and_then(|uuid| match trust.bundle {
        Some(bundle) => bundle.profile(uuid),
        None => Some(Profile::greffe()).filter(|own| own.uuid == *uuid),
    });
    if let Some(uuid) = uuid {
        judgement.profile = Some(ProfileFacts {
            uuid,
            name: profile
                .as_ref()
                .map(|profile| profile.names.of(trust.lang).to_owned()),
        });
    }
    for value in &seal.message {
        if administrative && value.tag == tag::PROFILE && judgement.profile.is_some() {
            continue;
        }
        if administrative && validity(value, draft, judgement) {
            continue;
        }
        judgement
            .facts
            .push(fact(value, profile.as_ref(), draft, trust.lang));
    }
}

/// Takes a value that tells the validity. `false`: it is another one, or cannot be read and is shown as it is.
fn validity(value: &Tlv, draft: bool, judgement: &mut Judgement) -> bool {
    let bytes = value.value.as_slice();
    let day = |text: &[u8]| -> Option<Option<Date>> {
        if text.is_empty() {
            return Some(None);
        }
        date::decode_digits(text).map(Some)
    };
    let read = match (value.tag, draft) {
        (0x01, false) => {
            let mut sides = bytes.splitn(2, |byte| *byte == 0);
            let (from, until) = (sides.next().unwrap_or_default(), sides.next().unwrap_or_default());
            day(from).zip(day(until))
        }
        (0x01, true) => day(bytes).map(|from| (from, judgement.valid_until)),
        (0x02, true) => day(bytes).map(|until| (judgement.valid_from, until)),
        _ => return false,
    };
    match read {
        Some((from, until)) => {
            judgement.valid_from = from;
            judgement.valid_until = until;
            true
        }
        None => {
            judgement
                .remarks
                .push(Remark::new("visible-seal-remark-validity-unreadable"));
            false
        }
    }
}

fn fact(value: &Tlv, profile: Option<&Profile>, draft: bool, lang: Lang) -> Fact {
    let field = profile.and_then(|profile| profile.field(value.tag));
    let kind = field.map(|field| field.kind);
    let bytes = value.value.as_slice();
    let tag = format!("{:02X}", value.tag);
    let general = match (value.tag, draft) {
        (0x03, true) => Some("profile_uri"),
        (0x04, true) => Some("certificate_uri"),
        (0x05, true) => Some("status_uri"),
        (0x06, true) => Some("status_index"),
        _ => None,
    };
    let as_hex = || hex::encode_upper(bytes);
    Fact {
        field: field
            .map(|field| field.key.clone())
            .or(general.map(str::to_owned)),
        name: match (field, general) {
            (Some(field), _) => field.names.of(lang).to_owned(),
            (None, Some(general)) => general.replace('_', " "),
            (None, None) => tag.clone(),
        },
        value: match kind {
            Some(FieldKind::OctetString) => hex::encode(bytes),
            Some(FieldKind::Integer) => unsigned(bytes).map_or_else(as_hex, |number| number.to_string()),
            Some(FieldKind::Boolean) => match bytes {
                [0] => "false".to_owned(),
                [_] => "true".to_owned(),
                _ => as_hex(),
            },
            Some(FieldKind::Date) => date::decode_digits(bytes).map_or_else(as_hex, |day| day.to_string()),
            Some(FieldKind::Utf8String | FieldKind::DateTime) | None => match std::str::from_utf8(bytes) {
                Ok(text) if kind.is_some() || text.chars().all(|c| !c.is_control()) => shown(text),
                _ => as_hex(),
            },
        },
        raw: hex::encode(bytes),
        tag,
    }
}

fn unsigned(bytes: &[u8]) -> Option<u64> {
    if bytes.is_empty() || bytes.len() > 9 || (bytes.len() == 9 && bytes[0] != 0) {
        return None;
    }
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| (number << 8) | u64::from(*byte)),
    )
}

/// A text from outside as it may be shown: without characters that move the cursor or turn the direction of writing.
pub(crate) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_control() => '\u{fffd}',
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}
