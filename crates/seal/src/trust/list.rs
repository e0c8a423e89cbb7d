//! A trusted list: services with their status, now and in the past (ETSI TS 119 612, clause 5).

use std::sync::Arc;

use jiff::Timestamp;
use roxmltree::{Document, Node};

use super::criteria::{QualificationElement, read_qualifications};
use super::signature::base64;
use super::{ListError, signature, xml};
use crate::verify::certificate::Certificate;

const TSL: &str = "http://uri.etsi.org/02231/v2#";
const LIST_OF_LISTS: &str = "/EUlistofthelists";
/// Bounds on one list.
const MAX_SERVICES: usize = 20_000;

/// What a service does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServiceKind {
    /// Issues qualified certificates (`CA/QC`).
    QualifiedCertificates,
    /// Issues other certificates (`CA/PKC`).
    Certificates,
    /// Qualified time-stamps (`TSA/QTST`).
    QualifiedTimeStamps,
    /// Other time-stamps (`TSA`, `TSA/TSS-QC`, `TSA/TSS-AdESQCandQES`).
    TimeStamps,
    /// Anything else.
    Other,
}

impl ServiceKind {
    fn of(uri: &str) -> Self {
        match uri.rsplit_once("/Svctype/").map_or(uri, |(_, kind)| kind) {
            "CA/QC" => Self::QualifiedCertificates,
            "CA/PKC" => Self::Certificates,
            "TSA/QTST" => Self::QualifiedTimeStamps,
            "TSA" | "TSA/TSS-QC" | "TSA/TSS-AdESQCandQES" => Self::TimeStamps,
            _ => Self::Other,
        }
    }
}

/// The status of a service during one period.
#[derive(Clone, Debug)]
pub struct Period {
    /// Since when, UTC; it lasts until the next period begins.
    pub since: Timestamp,
    /// What the service was listed as.
    pub kind: ServiceKind,
    /// The last part of the status, e.g. `granted`, `withdrawn`, `undersupervision`.
    pub status: String,
    /// Additional service information: the last part, e.g. `ForeSignatures`.
    pub additional: Vec<String>,
    /// What the list says of groups of its certificates.
    pub(crate) qualifications: Vec<QualificationElement>,
    /// A critical extension that is not known: nothing can be decided from this period.
    pub(crate) unknown_critical: bool,
}

/// From here on the Regulation's statuses count (1 July 2016, 00:00 CEST).
pub(crate) const REGULATION: &str = "2016-06-30T22:00:00Z";

impl Period {
    /// Whether the status is one under which the service is trusted.
    pub fn is_active(&self) -> bool {
        matches!(
            self.status.as_str(),
            "granted"
                | "recognisedatnationallevel"
                | "undersupervision"
                | "supervisionincessation"
                | "accredited"
                | "setbynationallaw"
        )
    }

    /// Whether the status makes what the service issues at `time` qualified: `granted`, or before the Regulation
    /// supervised or accredited.
    pub fn is_qualified_at(&self, time: Timestamp) -> bool {
        let regulation = REGULATION.parse().unwrap_or(Timestamp::MIN);
        match self.status.as_str() {
            "granted" => true,
            "undersupervision" | "supervisionincessation" | "accredited" => time < regulation,
            _ => false,
        }
    }
}

/// A trust service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The provider, in English where the list has it.
    pub provider: String,
    /// The service, in English where the list has it.
    pub name: String,
    pub(crate) certificates: Vec<Arc<Certificate>>,
    /// Newest first.
    pub periods: Vec<Period>,
}

impl Service {
    /// What it was at `time`; `None` before its first entry.
    pub fn at(&self, time: Timestamp) -> Option<&Period> {
        self.periods.iter().find(|period| period.since <= time)
    }

    /// Whether `certificate` is one that the list names for it: the certificate itself, or its key under its name.
    pub(crate) fn is(&self, certificate: &Certificate) -> bool {
        self.certificates.iter().any(|own| {
            own.fingerprint == certificate.fingerprint
                || own.spki == certificate.spki
                    && crate::verify::certificate::same_name(&own.subject, &certificate.subject)
        })
    }
}

/// Where another list is, and who may sign it.
#[derive(Clone, Debug)]
pub struct Pointer {
    /// Its territory, e.g. `LU`, or `EU` for the list of lists.
    pub territory: String,
    /// Its address.
    pub location: String,
    /// Whether it is the list of lists.
    pub is_list_of_lists: bool,
    pub(crate) certificates: Vec<Arc<Certificate>>,
}

/// A list as it was read; its signature is sound, but whether its signer may sign it is for the caller to say.
#[derive(Clone, Debug)]
pub struct List {
    /// Territory, e.g. `LU`; `EU` for the list of lists.
    pub territory: String,
    /// Operator, in English where the list has it.
    pub operator: String,
    /// TSLSequenceNumber: higher is newer.
    pub sequence: u64,
    /// TSLVersionIdentifier: 5 or 6.
    pub version: u64,
    /// Whether it is the list of lists.
    pub is_list_of_lists: bool,
    /// When it was issued, UTC.
    pub issued: Timestamp,
    /// When the next one was due, UTC; `None`: the list is closed.
    pub next_update: Option<Timestamp>,
    /// Other lists.
    pub pointers: Vec<Pointer>,
    /// Addresses of earlier lists of lists through which trust passed on (pivots), newest first.
    pub pivots: Vec<String>,
    /// Its services.
    pub services: Vec<Service>,
    pub(crate) signer: Arc<Certificate>,
}

impl List {
    /// Reads a list and checks that its signature is sound.
    ///
    /// # Errors
    /// [`ListError`]: no list, damaged, or its signature does not hold.
    pub fn read(bytes: &[u8]) -> Result<Self, ListError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ListError::Malformed("no UTF-8".to_owned()))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = xml::read(text)?;
        let root = document.root_element();
        if !root.has_tag_name((TSL, "TrustServiceStatusList")) {
            return Err(ListError::Malformed("no trusted list".to_owned()));
        }
        let signer = signature::signer(&document)?;
        read_list(&document, signer)
    }

    /// Whether it should have been replaced before `at`. A closed list never is.
    pub fn is_stale(&self, at: Timestamp) -> bool {
        self.next_update.is_some_and(|next| next < at)
    }
}

fn read_list(document: &Document<'_>, signer: Arc<Certificate>) -> Result<List, ListError> {
    let root = document.root_element();
    let scheme = one(root, "SchemeInformation")?;
    let version: u64 = number(scheme, "TSLVersionIdentifier")?;
    if !(5..=6).contains(&version) {
        return Err(ListError::Malformed(format!("version {version}")));
    }
    let kind = text(one(scheme, "TSLType")?);
    let is_list_of_lists = kind.ends_with(LIST_OF_LISTS);
    let next_update = match child(one(scheme, "NextUpdate")?, "dateTime") {
        Some(node) => Some(time(node)?),
        None => None,
    };
    let mut pointers = Vec::new();
    for pointer in child(scheme, "PointersToOtherTSL")
        .iter()
        .flat_map(|node| children(*node, "OtherTSLPointer"))
    {
        pointers.extend(read_pointer(pointer));
    }
    let pivots = children_of(scheme, "SchemeInformationURI", "URI")
        .map(text)
        .filter(|uri| is_list_of_lists && uri.contains("pivot"))
        .collect();
    let mut services = Vec::new();
    for provider in children_of(root, "TrustServiceProviderList", "TrustServiceProvider") {
        let name = child(provider, "TSPInformation").map_or(String::new(), |info| name(info, "TSPName"));
        for service in children_of(provider, "TSPServices", "TSPService") {
            if services.len() >= MAX_SERVICES {
                return Err(ListError::Malformed("too many services".to_owned()));
            }
            services.push(read_service(service, &name)?);
        }
    }
    Ok(List {
        territory: text(one(scheme, "SchemeTerritory")?).to_ascii_uppercase(),
        operator: name(scheme, "SchemeOperatorName"),
        sequence: number(scheme, "TSLSequenceNumber")?,
        version,
        is_list_of_lists,
        issued: time(one(scheme, "ListIssueDateTime")?)?,
        next_update,
        pointers,
        pivots,
        services,
        signer,
    })
}

/// A pointer to a list in XML; others are left out.
fn read_pointer(pointer: Node<'_, '_>) -> Option<Pointer> {
    let location = text(child(pointer, "TSLLocation")?);
    let information = child(pointer, "AdditionalInformation")?;
    let find = |name: &str| {
        information
            .descendants()
            .find(|node| node.is_element() && node.tag_name().name() == name)
            .map(text)
    };
    if find("MimeType").is_some_and(|kind| kind != "application/vnd.etsi.tsl+xml") {
        return None;
    }
    let identities = children_of(pointer, "ServiceDigitalIdentities", "ServiceDigitalIdentity");
    Some(Pointer {
        territory: find("SchemeTerritory")?.to_ascii_uppercase(),
        is_list_of_lists: find("TSLType")?.ends_with(LIST_OF_LISTS),
        location,
        certificates: identities.flat_map(certificates).collect(),
    })
}

fn certificates(identity: Node<'_, '_>) -> Vec<Arc<Certificate>> {
    identity
        .descendants()
        .filter(|node| node.has_tag_name((TSL, "X509Certificate")))
        .filter_map(|node| Certificate::read(&base64(node)?).ok())
        .map(Arc::new)
        .collect()
}

fn read_service(service: Node<'_, '_>, provider: &str) -> Result<Service, ListError> {
    let information = one(service, "ServiceInformation")?;
    let identity = one(information, "ServiceDigitalIdentity")?;
    let mut periods = vec![read_period(information)?];
    for past in children_of(service, "ServiceHistory", "ServiceHistoryInstance") {
        periods.push(read_period(past)?);
    }
    // The list has them newest first; whoever did not keep to that is not believed blindly.
    periods.sort_by_key(|period| std::cmp::Reverse(period.since));
    Ok(Service {
        provider: provider.to_owned(),
        name: name(information, "ServiceName"),
        certificates: certificates(identity),
        periods,
    })
}

fn read_period(node: Node<'_, '_>) -> Result<Period, ListError> {
    let last = |uri: &str| uri.rsplit('/').next().unwrap_or_default().to_owned();
    let mut period = Period {
        since: time(one(node, "StatusStartingTime")?)?,
        kind: ServiceKind::of(&text(one(node, "ServiceTypeIdentifier")?)),
        status: last(&text(one(node, "ServiceStatus")?)),
        additional: Vec::new(),
        qualifications: Vec::new(),
        unknown_critical: false,
    };
    for extension in children_of(node, "ServiceInformationExtensions", "Extension") {
        let critical = matches!(extension.attribute("Critical"), Some("true" | "1"));
        for content in extension.children().filter(Node::is_element) {
            match content.tag_name().name() {
                "AdditionalServiceInformation" => {
                    period
                        .additional
                        .extend(child(content, "URI").map(|uri| last(&text(uri))));
                }
                "Qualifications" => match read_qualifications(content) {
                    Some(found) => period.qualifications.extend(found),
                    None => period.unknown_critical |= critical,
                },
                // Known, and nothing is decided by them here.
                "ExpiredCertsRevocationInfo" | "TakenOverBy" => {}
                _ => period.unknown_critical |= critical,
            }
        }
    }
    Ok(period)
}

/// An element's text, trimmed.
pub fn text(node: Node<'_, '_>) -> String {
    let parts = node.children().filter(|child| child.is_text());
    let whole: String = parts.filter_map(|child| child.text()).collect();
    whole.trim().to_owned()
}

fn children<'a, 'i: 'a>(parent: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    parent
        .children()
        .filter(move |node| node.has_tag_name((TSL, name)))
}

fn children_of<'a, 'i: 'a>(
    parent: Node<'a, 'i>,
    list: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    children(parent, list).flat_map(move |node| children(node, name))
}

fn child<'a, 'i: 'a>(parent: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(parent, name).next()
}

fn one<'a, 'i: 'a>(parent: Node<'a, 'i>, name: &'static str) -> Result<Node<'a, 'i>, ListError> {
    let mut found = children(parent, name);
    match (found.next(), found.next()) {
        (Some(node), None) => Ok(node),
        _ => Err(ListError::Malformed(format!("not exactly one {name}"))),
    }
}

fn number(parent: Node<'_, '_>, name: &'static str) -> Result<u64, ListError> {
    text(one(parent, name)?)
        .parse()
        .map_err(|_| ListError::Malformed(format!("{name} is no number")))
}

fn time(node: Node<'_, '_>) -> Result<Timestamp, ListError> {
    text(node)
        .parse()
        .map_err(|_| ListError::Malformed(format!("{} is no time", node.tag_name().name())))
}

/// The English name, else the first.
fn name(parent: Node<'_, '_>, list: &'static str) -> String {
    let names = || children_of(parent, list, "Name");
    let english =
        names().find(|node| node.attribute(("http://www.w3.org/XML/1998/namespace", "lang")) == Some("en"));
    english.or_else(|| names().next()).map_or(String::new(), text)
}

impl Period {
    /// The qualifiers that hold for a certificate; `None` when criteria cannot be evaluated.
    pub(crate) fn qualifiers(&self, certificate: &Certificate) -> Option<Vec<String>> {
        let mut found = Vec::new();
        for element in &self.qualifications {
            if element.criteria.hold(certificate)? {
                found.extend(element.qualifiers.iter().cloned());
            }
        }
        Some(found)
    }
}
