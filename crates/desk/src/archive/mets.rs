//! METS of E-ARK CSIP and SIP 2.1.0: the package's and the representation's.

use jiff::Timestamp;

use super::staging::Piece;
use super::xml::Xml;

/// What both METS files say of the package.
pub(super) struct Header<'a> {
    /// `mets/@OBJID`: for the package its folder, for the representation its own name.
    pub(super) id: &'a str,
    pub(super) label: &'a str,
    pub(super) created: Timestamp,
    pub(super) organisation: &'a str,
    /// From the METS file to the folder of schemas.
    pub(super) schemas: &'a str,
}

/// A group of files, with their paths relative to the METS file.
pub(super) struct Group {
    pub(super) id: &'static str,
    pub(super) usage: &'static str,
    pub(super) files: Vec<Piece>,
}

/// Seconds are enough, and every reader takes them.
pub(super) fn instant(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

const CONTENT: [(&str, &str); 2] = [
    // Rule CSIP63 of the validator can be met in no other way.
    ("csip:CONTENTINFORMATIONTYPE", "OTHER"),
    ("csip:OTHERCONTENTINFORMATIONTYPE", "Greffe dossier 1.0"),
];

fn begin(header: &Header<'_>) -> Xml {
    let mut xml = Xml::new();
    let locations = [
        ("http://www.loc.gov/METS/", "mets.xsd"),
        ("http://www.w3.org/1999/xlink", "xlink.xsd"),
        (
            "https://DILCIS.eu/XML/METS/CSIPExtensionMETS",
            "DILCISExtensionMETS.xsd",
        ),
        (
            "https://DILCIS.eu/XML/METS/SIPExtensionMETS",
            "DILCISExtensionSIPMETS.xsd",
        ),
    ]
    .map(|(namespace, file)| format!("{namespace} {}{file}", header.schemas))
    .join(" ");
    let created = instant(header.created);
    xml.open(
        "mets",
        &[
            ("xmlns", "http://www.loc.gov/METS/"),
            ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
            ("xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"),
            ("xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", &locations),
            ("OBJID", header.id),
            ("LABEL", header.label),
            ("TYPE", "Textual works \u{2013} Digital"),
            ("csip:CONTENTINFORMATIONTYPE", "MIXED"),
            ("PROFILE", "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"),
        ],
    );
    xml.open(
        "metsHdr",
        &[
            ("CREATEDATE", &created),
            ("LASTMODDATE", &created),
            ("RECORDSTATUS", "NEW"),
            ("csip:OAISPACKAGETYPE", "SIP"),
        ],
    );
    xml.open(
        "agent",
        &[("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")],
    );
    xml.text("name", &[], "Greffe");
    xml.text(
        "note",
        &[("csip:NOTETYPE", "SOFTWARE VERSION")],
        env!("CARGO_PKG_VERSION"),
    );
    xml.close();
    xml.open("agent", &[("ROLE", "ARCHIVIST"), ("TYPE", "ORGANIZATION")]);
    xml.text("name", &[], header.organisation);
    xml.close();
    xml.close();
    xml
}

fn reference(xml: &mut Xml, piece: &Piece, kind: (&'static str, &str), created: &str) {
    let size = piece.size_bytes.to_string();
    let digest = piece.sha256.to_string();
    let (element, metadata_type) = kind;
    xml.empty(
        element,
        &[
            ("LOCTYPE", "URL"),
            ("xlink:type", "simple"),
            ("xlink:href", &piece.path),
            ("MDTYPE", metadata_type),
            ("MIMETYPE", &piece.media_type),
            ("SIZE", &size),
            ("CREATED", created),
            ("CHECKSUM", &digest),
            ("CHECKSUMTYPE", "SHA-256"),
        ],
    );
}

fn groups(xml: &mut Xml, prefix: &str, groups: &[Group], created: &str) {
    xml.open("fileSec", &[("ID", &format!("{prefix}-files"))]);
    let mut number = 0_u64;
    for group in groups {
        let id = format!("{prefix}-{}", group.id);
        let mut attributes = vec![("ID", id.as_str()), ("USE", group.usage)];
        attributes.extend(CONTENT);
        xml.open("fileGrp", &attributes);
        for piece in &group.files {
            number += 1;
            xml.open(
                "file",
                &[
                    ("ID", &format!("{prefix}-file-{number}")),
                    ("MIMETYPE", &piece.media_type),
                    ("SIZE", &piece.size_bytes.to_string()),
                    ("CREATED", created),
                    ("CHECKSUM", &piece.sha256.to_string()),
                    ("CHECKSUMTYPE", "SHA-256"),
                ],
            );
            xml.empty(
                "FLocat",
                &[
                    ("LOCTYPE", "URL"),
                    ("xlink:type", "simple"),
                    ("xlink:href", &piece.path),
                ],
            );
            xml.close();
        }
        xml.close();
    }
    xml.close();
}

/// The package's METS: descriptive and preservation metadata, documentation, schemas, and the representation's METS.
pub(super) fn package(
    header: &Header<'_>,
    descriptive: &Piece,
    preservation: &Piece,
    documentation: Vec<Piece>,
    schemas: Vec<Piece>,
    representation: Piece,
) -> Vec<u8> {
    let mut xml = begin(header);
    let created = instant(header.created);
    xml.open(
        "dmdSec",
        &[("ID", "p-dmd"), ("CREATED", &created), ("STATUS", "CURRENT")],
    );
    reference(&mut xml, descriptive, ("mdRef", "DC"), &created);
    xml.close();
    xml.open("amdSec", &[("ID", "p-amd")]);
    xml.open("digiprovMD", &[("ID", "p-premis"), ("STATUS", "CURRENT")]);
    reference(&mut xml, preservation, ("mdRef", "PREMIS"), &created);
    xml.close();
    xml.close();
    let mets = representation.path.clone();
    groups(
        &mut xml,
        "p",
        &[
            Group {
                id: "documentation",
                usage: "Documentation",
                files: documentation,
            },
            Group {
                id: "schemas",
                usage: "Schemas",
                files: schemas,
            },
            Group {
                id: "rep1",
                usage: "Representations/rep1",
                files: vec![representation],
            },
        ],
        &created,
    );
    xml.open(
        "structMap",
        &[("ID", "p-map"), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")],
    );
    xml.open("div", &[("ID", "p-div"), ("LABEL", header.id)]);
    xml.empty(
        "div",
        &[
            ("ID", "p-div-metadata"),
            ("LABEL", "Metadata"),
            ("DMDID", "p-dmd"),
            ("ADMID", "p-premis"),
        ],
    );
    for (id, label, group) in [
        ("p-div-documentation", "Documentation", "p-documentation"),
        ("p-div-schemas", "Schemas", "p-schemas"),
    ] {
        xml.open("div", &[("ID", id), ("LABEL", label)]);
        xml.empty("fptr", &[("FILEID", group)]);
        xml.close();
    }
    xml.open(
        "div",
        &[("ID", "p-div-representations"), ("LABEL", "Representations")],
    );
    xml.empty("fptr", &[("FILEID", "p-rep1")]);
    xml.open("div", &[("ID", "p-div-rep1"), ("LABEL", "Representations/rep1")]);
    xml.empty(
        "mptr",
        &[
            ("LOCTYPE", "URL"),
            ("xlink:type", "simple"),
            ("xlink:href", &mets),
            ("xlink:title", "p-rep1"),
        ],
    );
    xml.finish()
}

/// The representation's METS: its data.
pub(super) fn representation(header: &Header<'_>, data: Vec<Piece>) -> Vec<u8> {
    let mut xml = begin(header);
    let created = instant(header.created);
    groups(
        &mut xml,
        "r",
        &[Group {
            id: "data",
            usage: "Data",
            files: data,
        }],
        &created,
    );
    xml.open(
        "structMap",
        &[("ID", "r-map"), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")],
    );
    xml.open("div", &[("ID", "r-div"), ("LABEL", header.id)]);
    xml.open("div", &[("ID", "r-div-data"), ("LABEL", "Data")]);
    xml.empty("fptr", &[("FILEID", "r-data")]);
    xml.finish()
}
