//! PREMIS 3: the dossier, its documents and files with their fixity, and what happened to them, from the journal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::view::{DossierView, HistoryEntry};

use super::Data;
use super::mets::instant;
use super::xml::Xml;

/// Identifiers of this desk's making.
const UUID: &str = "UUID";
const PATH: &str = "path in the representation";
const JOURNAL: &str = "Greffe journal";

/// A word of the Library of Congress's vocabulary of events, where there is one.
fn event_type(kind: &str) -> &str {
    match kind {
        "dossier-created" => "creation",
        "document-imported" => "capture",
        "document-sealed" | "document-signed" => "digital signature generation",
        "document-augmented" => "metadata modification",
        "document-registered" => "transfer",
        "document-read" | "document-exported" => "dissemination",
        other => other,
    }
}

fn pair(xml: &mut Xml, outer: &'static str, names: [&'static str; 2], values: [&str; 2]) {
    xml.open(outer, &[]);
    for (name, value) in names.into_iter().zip(values) {
        xml.text(name, &[], value);
    }
    xml.close();
}

fn identified(xml: &mut Xml, kind: &str, value: &str) {
    pair(
        xml,
        "objectIdentifier",
        ["objectIdentifierType", "objectIdentifierValue"],
        [kind, value],
    );
}

fn part_of(xml: &mut Xml, kind: &str, value: &str) {
    xml.open("relationship", &[]);
    xml.text("relationshipType", &[], "structural");
    xml.text("relationshipSubType", &[], "is part of");
    pair(
        xml,
        "relatedObjectIdentifier",
        ["relatedObjectIdentifierType", "relatedObjectIdentifierValue"],
        [kind, value],
    );
    xml.close();
}

fn details(entry: &HistoryEntry) -> String {
    let mut text = entry.kind.clone();
    for (name, value) in &entry.details {
        text.push_str(&format!("; {name}: {value}"));
    }
    text
}

/// The whole file.
pub(super) fn premis(dossier: &DossierView, data: &[Data], packed: Timestamp, by: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    let dossier_id = dossier.id.to_string();
    xml.open(
        "premis",
        &[
            ("xmlns", "http://www.loc.gov/premis/v3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("version", "3.0"),
        ],
    );
    xml.open("object", &[("xsi:type", "intellectualEntity")]);
    identified(&mut xml, UUID, &dossier_id);
    identified(&mut xml, "reference", dossier.reference.as_str());
    xml.text("originalName", &[], dossier.subject.as_str());
    xml.close();
    for document in &dossier.documents {
        xml.open("object", &[("xsi:type", "intellectualEntity")]);
        identified(&mut xml, UUID, &document.id.to_string());
        xml.text("originalName", &[], &document.title);
        part_of(&mut xml, UUID, &dossier_id);
        xml.close();
    }
    for file in data {
        xml.open("object", &[("xsi:type", "file")]);
        identified(&mut xml, PATH, &file.piece.path);
        if let Some(version) = &file.version {
            identified(&mut xml, UUID, &version.id.to_string());
        }
        xml.open("objectCharacteristics", &[]);
        pair(
            &mut xml,
            "fixity",
            ["messageDigestAlgorithm", "messageDigest"],
            ["SHA-256", &file.piece.sha256.to_string()],
        );
        xml.text("size", &[], &file.piece.size_bytes.to_string());
        xml.open("format", &[]);
        xml.open("formatDesignation", &[]);
        xml.text("formatName", &[], &file.piece.media_type);
        xml.close();
        xml.close();
        xml.close();
        if !file.original_name.is_empty() {
            xml.text("originalName", &[], &file.original_name);
        }
        part_of(&mut xml, UUID, &file.document.to_string());
        xml.close();
    }
    // Oldest first.
    for entry in dossier.history.iter().rev() {
        event(
            &mut xml,
            &entry.sequence.to_string(),
            (event_type(&entry.kind), entry.at, &details(entry)),
            &entry.actor,
            &dossier_id,
        );
    }
    event(
        &mut xml,
        "package",
        ("information package creation", packed, "E-ARK SIP 2.1.0"),
        by,
        &dossier_id,
    );
    let people: BTreeSet<&str> = dossier
        .history
        .iter()
        .map(|entry| entry.actor.as_str())
        .chain([by])
        .collect();
    for person in people {
        agent(&mut xml, person, "person");
    }
    agent(
        &mut xml,
        concat!("Greffe ", env!("CARGO_PKG_VERSION")),
        "software",
    );
    xml.finish()
}

fn event(xml: &mut Xml, id: &str, (kind, at, detail): (&str, Timestamp, &str), actor: &str, dossier: &str) {
    xml.open("event", &[]);
    pair(
        xml,
        "eventIdentifier",
        ["eventIdentifierType", "eventIdentifierValue"],
        [JOURNAL, id],
    );
    xml.text("eventType", &[], kind);
    xml.text("eventDateTime", &[], &instant(at));
    xml.open("eventDetailInformation", &[]);
    xml.text("eventDetail", &[], detail);
    xml.close();
    pair(
        xml,
        "linkingAgentIdentifier",
        ["linkingAgentIdentifierType", "linkingAgentIdentifierValue"],
        ["name", actor],
    );
    pair(
        xml,
        "linkingObjectIdentifier",
        ["linkingObjectIdentifierType", "linkingObjectIdentifierValue"],
        [UUID, dossier],
    );
    xml.close();
}

fn agent(xml: &mut Xml, name: &str, kind: &str) {
    xml.open("agent", &[]);
    pair(
        xml,
        "agentIdentifier",
        ["agentIdentifierType", "agentIdentifierValue"],
        ["name", name],
    );
    xml.text("agentName", &[], name);
    xml.text("agentType", &[], kind);
    xml.close();
}

/// Dublin Core, unqualified.
pub(super) fn dublin_core(
    dossier: &DossierView,
    administration: &str,
    extra: &BTreeMap<&'static str, String>,
) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "oai_dc:dc",
        &[
            ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.text("dc:title", &[], dossier.subject.as_str());
    xml.text("dc:creator", &[], administration);
    xml.text("dc:identifier", &[], dossier.reference.as_str());
    xml.text("dc:identifier", &[], &format!("urn:uuid:{}", dossier.id));
    xml.text("dc:date", &[], &instant(dossier.created_at));
    xml.text("dc:type", &[], "Collection");
    for party in &dossier.parties {
        xml.text("dc:contributor", &[], &party.name);
    }
    for (name, value) in extra.iter().filter(|(_, value)| !value.is_empty()) {
        let name: &'static str = match *name {
            "classification" => "dc:subject",
            "procedure" => "dc:description",
            "legal_basis" => "dc:relation",
            _ => "dc:date",
        };
        xml.text(name, &[], value);
    }
    xml.finish()
}
