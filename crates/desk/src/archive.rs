//! Dossiers as packages: E-ARK SIP 2.1.0 for the archives, BagIt 1.0 for whoever takes them over.
//!
//! A package is filled beside its place in constant memory and takes its name once it is whole. Each content is compared
//! with its digest while it is copied; one that does not fit stops the export. Names of files are portable; what they were
//! called stands in the metadata.

mod bagit;
mod evidence;
mod mets;
mod names;
mod premis;
mod staging;
mod xml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use model::disposition::RetentionError;
use model::view::{DocumentView, DossierView, VersionOrigin, VersionView};
use model::{DocumentId, DossierId, Role, Sha256};
use serde::{Deserialize, Serialize};

pub use self::evidence::Evidence;
use self::evidence::{PROOF_TYPE, Proofs, SEAL_TYPE};
use self::staging::{Piece, Staging};
pub use crate::retention::DispositionPaper;
use crate::{Cancel, Desk, Error, OnProgress};

/// A sealed file larger than this is delivered without a validation report: validating reads it whole.
const REPORT_LIMIT_BYTES: u64 = 256 << 20;

const SCHEMAS: [(&str, &[u8]); 4] = [
    (
        "mets.xsd",
        include_bytes!("../../../assets/schemas/archive/mets.xsd"),
    ),
    (
        "xlink.xsd",
        include_bytes!("../../../assets/schemas/archive/xlink.xsd"),
    ),
    (
        "DILCISExtensionMETS.xsd",
        include_bytes!("../../../assets/schemas/archive/DILCISExtensionMETS.xsd"),
    ),
    (
        "DILCISExtensionSIPMETS.xsd",
        include_bytes!("../../../assets/schemas/archive/DILCISExtensionSIPMETS.xsd"),
    ),
];

/// Which versions of documents go into a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackVersions {
    /// All of them.
    #[default]
    All,
    /// The newest of each document: the original, once sealed.
    Newest,
}

/// A package that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// Its name: the folder's, and the identity inside.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Files in it.
    pub files: u64,
    /// Their size.
    pub bytes: u64,
    /// Digest of its `METS.xml`, or of the bag's payload manifest.
    pub sha256: Sha256,
    /// What it has of each original besides its file; also in the package, as `evidence.json`.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A file of the representation.
pub(crate) struct Data {
    piece: Piece,
    document: DocumentId,
    version: Option<VersionView>,
    original_name: String,
}

impl Data {
    /// What stands beside a version.
    fn beside(piece: Piece, document: DocumentId) -> Self {
        Self {
            piece,
            document,
            version: None,
            original_name: String::new(),
        }
    }
}

/// What all packages of a dossier say.
struct Source {
    name: String,
    administration: String,
    dossier: DossierView,
    extra: BTreeMap<&'static str, String>,
    now: jiff::Timestamp,
}

impl Desk {
    /// Makes an E-ARK SIP of a dossier: a new folder in `folder`. For an auditor or an administrator; journalled.
    ///
    /// # Errors
    /// `role-missing`, `dossier-unknown`, `export-nothing`, `dossier-destroyed`, `target-exists`, `content-damaged`,
    /// `disk-full`, `cancelled`.
    pub fn export_eark(
        &self,
        dossier: DossierId,
        folder: &Path,
        versions: PackVersions,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Package, Error> {
        self.require(&[Role::Auditor, Role::Administrator])?;
        let proofs = Proofs::new(self, cancel);
        let package = self.pack_eark(dossier, folder, versions, &proofs, progress, cancel)?;
        self.record_export("dossier-exported-eark", dossier, &package)?;
        Ok(package)
    }

    /// Makes a bag of a dossier: its files as they are, or around an E-ARK SIP. For an auditor or an administrator;
    /// journalled.
    ///
    /// # Errors
    /// As [`Desk::export_eark`].
    pub fn export_bagit(
        &self,
        dossier: DossierId,
        folder: &Path,
        around_eark: bool,
        versions: PackVersions,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Package, Error> {
        self.require(&[Role::Auditor, Role::Administrator])?;
        let source = self.package_source(dossier)?;
        let name = format!("{}.bag", source.name);
        let size = expected(&source.dossier, versions);
        let mut staging = Staging::begin(folder, &name, size, progress, cancel)?;
        let proofs = Proofs::new(self, cancel);
        let evidence;
        if around_eark {
            let inner = format!("data/{}/", source.name);
            evidence = self.write_eark(&source, &inner, versions, &proofs, &mut staging)?;
        } else {
            let data;
            (data, evidence) = self.write_data(&source, "data/", versions, &proofs, &mut staging)?;
            staging.write("data/evidence.json", "application/json", &json(&evidence)?)?;
            let premis = premis::premis(&source.dossier, &data, source.now, &self.actor);
            staging.write("data/premis.xml", "application/xml", &premis)?;
            let core = premis::dublin_core(&source.dossier, &source.administration, &source.extra);
            staging.write("data/dc.xml", "application/xml", &core)?;
        }
        let info = bagit::BagInfo {
            source_organization: source.administration.clone(),
            external_identifier: source.dossier.reference.to_string(),
            bagging_date: crate::dossiers::in_luxembourg(source.now).date().to_string(),
            description: source.dossier.subject.to_string(),
            software: concat!("Greffe ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        bagit::seal(&mut staging, &info)?;
        let sha256 = digest_of(&staging, "manifest-sha256.txt");
        let (path, files, bytes) = staging.finish()?;
        let package = Package {
            name,
            path,
            files,
            bytes,
            sha256,
            evidence,
        };
        self.record_export("dossier-exported-bagit", dossier, &package)?;
        Ok(package)
    }

    /// Makes the package; whoever calls has asked for the right to it, and writes the journal.
    fn pack_eark(
        &self,
        dossier: DossierId,
        folder: &Path,
        versions: PackVersions,
        proofs: &Proofs<'_>,
        progress: OnProgress<'_>,
        cancel: &Cancel,
    ) -> Result<Package, Error> {
        let source = self.package_source(dossier)?;
        let size = expected(&source.dossier, versions);
        let mut staging = Staging::begin(folder, &source.name, size, progress, cancel)?;
        let evidence = self.write_eark(&source, "", versions, proofs, &mut staging)?;
        let sha256 = digest_of(&staging, "METS.xml");
        let (path, files, bytes) = staging.finish()?;
        Ok(Package {
            name: source.name,
            path,
            files,
            bytes,
            sha256,
            evidence,
        })
    }

    /// Makes the packages of several dossiers: `each` hears of every one before the next is begun. A platform that does not
    /// answer is asked once for all of them. Whoever calls has asked for the right to it.
    pub(crate) fn pack_each<'i, T>(
        &self,
        items: impl Iterator<Item = &'i T>,
        dossier: impl Fn(&T) -> Result<DossierId, Error>,
        folder: &Path,
        (progress, cancel): (OnProgress<'_>, &Cancel),
        mut each: impl FnMut(&T, &Package) -> Result<(), Error>,
    ) -> Result<Vec<Package>, Error>
    where
        T: 'i,
    {
        let proofs = Proofs::new(self, cancel);
        let mut made = Vec::new();
        for item in items {
            let dossier = dossier(item)?;
            let package = self.pack_eark(dossier, folder, PackVersions::All, &proofs, progress, cancel)?;
            each(item, &package)?;
            made.push(package);
        }
        Ok(made)
    }

    fn record_export(&self, kind: &str, dossier: DossierId, package: &Package) -> Result<(), Error> {
        let files = package.files.to_string();
        Ok(self.store.change(&self.actor, |change| {
            change.record(
                kind,
                Some(dossier),
                &[
                    ("package", &package.name),
                    ("files", &files),
                    ("sha256", &package.sha256.to_string()),
                ],
            )
        })?)
    }

    fn package_source(&self, id: DossierId) -> Result<Source, Error> {
        let mut dossier = self.whole_dossier(id)?;
        let reference = dossier.reference.to_string();
        let (desk, retention, destroyed) = self.store.read(|reading| -> Result<_, store::Error> {
            Ok((
                reading.desk()?,
                reading.retention_of(id)?,
                reading.dossier_destroyed(id)?,
            ))
        })?;
        if destroyed {
            return Err(RetentionError::Destroyed { reference }.into());
        }
        if dossier.documents.is_empty() {
            return Err(RetentionError::NothingToExport { reference }.into());
        }
        // The order in which they came: identities are UUIDv7.
        dossier.documents.sort_by_key(|document| document.id);
        let mut extra = BTreeMap::new();
        extra.insert("procedure", dossier.procedure.clone().unwrap_or_default());
        if let Some(retention) = retention {
            extra.insert("classification", retention.classification.unwrap_or_default());
            extra.insert("closed", retention.closed_on.to_string());
            extra.insert("legal_basis", retention.legal_basis);
        }
        let words = names::portable(&reference);
        let uuid = id.uuid().simple().to_string();
        Ok(Source {
            // The end of a UUIDv7 is random: the same reference on two desks makes two names.
            name: format!("greffe_{words}_{}", uuid.get(20..).unwrap_or_default()),
            administration: desk.administration,
            dossier,
            extra,
            now: self.now(),
        })
    }

    /// The contents of a dossier below `prefix`; paths in the result are without it.
    fn write_data(
        &self,
        source: &Source,
        prefix: &str,
        versions: PackVersions,
        proofs: &Proofs<'_>,
        staging: &mut Staging<'_>,
    ) -> Result<(Vec<Data>, Vec<Evidence>), Error> {
        let mut data = Vec::new();
        let mut evidence = Vec::new();
        for (number, document) in (1..).zip(&source.dossier.documents) {
            let folder = names::numbered(number, &document.title);
            for version in chosen(document, versions) {
                let extension = names::extension(version.file_name.as_deref(), &version.media_type);
                let path = format!("{folder}/v{:03}.{extension}", version.number);
                let mut blob = self.store.open_blob(&version.sha256)?;
                let mut piece = staging
                    .copy(&format!("{prefix}{path}"), &version.media_type, &mut blob)
                    .map_err(|error| damaged(error, version))?;
                if piece.sha256 != version.sha256 {
                    return Err(store::Error::BlobDamaged {
                        sha256: version.sha256,
                    }
                    .into());
                }
                piece.path = path;
                let report = format!("{folder}/v{:03}.validation.xml", version.number);
                data.push(Data {
                    piece,
                    document: document.id,
                    version: Some(version.clone()),
                    original_name: version.file_name.clone().unwrap_or_default(),
                });
                if let Some(xml) = self.validation_report(version)? {
                    let mut piece =
                        staging.write(&format!("{prefix}{report}"), "application/xml", xml.as_bytes())?;
                    piece.path = report;
                    data.push(Data::beside(piece, document.id));
                }
                let Some(beside) = self.evidence_of(document, version, proofs)? else {
                    continue;
                };
                let mut put = |name: &str, media_type: &str, bytes: &[u8]| -> Result<String, Error> {
                    let path = format!("{folder}/v{:03}.{name}", version.number);
                    let mut piece = staging.write(&format!("{prefix}{path}"), media_type, bytes)?;
                    piece.path = path.clone();
                    data.push(Data::beside(piece, document.id));
                    Ok(path)
                };
                let visible_seal = match &beside.seal {
                    Some(bytes) => Some(put("visible-seal.bin", SEAL_TYPE, bytes)?),
                    None => None,
                };
                let proof = match &beside.proof {
                    Some(text) => Some(put("tlog-proof", PROOF_TYPE, text.as_bytes())?),
                    None => None,
                };
                evidence.push(Evidence {
                    document: document.id,
                    title: document.title.clone(),
                    version: version.number,
                    sha256: version.sha256,
                    visible_seal,
                    proof,
                    without_proof: beside.without_proof,
                });
            }
        }
        Ok((data, evidence))
    }

    /// The report of ETSI TS 119 102-2 on the signatures of a version that has some.
    fn validation_report(&self, version: &VersionView) -> Result<Option<String>, Error> {
        let signed = !matches!(version.origin, VersionOrigin::Imported) || version.level.is_some();
        if !signed
            || version.media_type != crate::kind::PDF.media_type
            || version.size_bytes > REPORT_LIMIT_BYTES
        {
            return Ok(None);
        }
        let bytes = self.store.read_blob(&version.sha256)?;
        let roots = self.trusted_roots()?;
        let options = seal::verify::VerifyOptions {
            roots: &roots,
            at: self.now(),
            password: None,
        };
        Ok(seal::verify::report::verify_with_etsi_report(&bytes, &options).1)
    }

    fn write_eark(
        &self,
        source: &Source,
        prefix: &str,
        versions: PackVersions,
        proofs: &Proofs<'_>,
        staging: &mut Staging<'_>,
    ) -> Result<Vec<Evidence>, Error> {
        let representation = "representations/rep1/";
        let (mut data, evidence) = self.write_data(
            source,
            &format!("{prefix}{representation}data/"),
            versions,
            proofs,
            staging,
        )?;
        for file in &mut data {
            file.piece.path = format!("data/{}", file.piece.path);
        }
        let mut header = mets::Header {
            id: "rep1",
            label: source.dossier.subject.as_str(),
            created: source.now,
            organisation: &source.administration,
            schemas: "../../schemas/",
        };
        let bytes = mets::representation(&header, data.iter().map(|file| file.piece.clone()).collect());
        // METS and the metadata name each other by paths from the package's root.
        let mut put = |path: &str, media_type: &str, bytes: &[u8]| -> Result<Piece, Error> {
            let mut piece = staging.write(&format!("{prefix}{path}"), media_type, bytes)?;
            piece.path = path.to_owned();
            Ok(piece)
        };
        let xml = "application/xml";
        let inner = put(&format!("{representation}METS.xml"), xml, &bytes)?;
        let core = premis::dublin_core(&source.dossier, &source.administration, &source.extra);
        let descriptive = put("metadata/descriptive/dc.xml", xml, &core)?;
        let history = premis::premis(&source.dossier, &data, source.now, &self.actor);
        let preservation = put("metadata/preservation/premis.xml", xml, &history)?;
        let documentation = vec![
            put(
                "documentation/index.html",
                "text/html",
                self.readable_index(source, representation, &data, &evidence)
                    .as_bytes(),
            )?,
            put(
                "documentation/dossier.json",
                "application/json",
                &json(&source.dossier)?,
            )?,
            put(
                "documentation/evidence.json",
                "application/json",
                &json(&evidence)?,
            )?,
        ];
        let schemas = SCHEMAS
            .iter()
            .map(|(name, bytes)| put(&format!("schemas/{name}"), xml, bytes))
            .collect::<Result<_, Error>>()?;
        header.id = &source.name;
        header.schemas = "schemas/";
        let bytes = mets::package(
            &header,
            &descriptive,
            &preservation,
            documentation,
            schemas,
            inner,
        );
        put("METS.xml", xml, &bytes)?;
        Ok(evidence)
    }

    /// What a person reads who opens the package without any program for it.
    fn readable_index(
        &self,
        source: &Source,
        representation: &str,
        data: &[Data],
        evidence: &[Evidence],
    ) -> String {
        let (catalog, lang) = (crate::catalog(), self.lang());
        let text = |id: &str| catalog.text(lang, id, &[]);
        let mut html = String::new();
        let cell = |html: &mut String, tag: &str, words: &str| {
            html.push_str(&format!("<{tag}>"));
            xml::escape(html, words);
            html.push_str(&format!("</{tag}>"));
        };
        html.push_str(&format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\">"
        ));
        let dossier = &source.dossier;
        cell(&mut html, "title", dossier.reference.as_str());
        html.push_str("</head>\n<body>\n");
        cell(
            &mut html,
            "h1",
            &format!("{} – {}", dossier.reference, dossier.subject),
        );
        cell(&mut html, "p", &source.administration);
        html.push('\n');
        cell(&mut html, "h2", &text("archive-index-documents"));
        html.push_str("\n<table>\n");
        for file in data {
            let title = dossier
                .documents
                .iter()
                .find(|document| document.id == file.document)
                .map_or("", |document| document.title.as_str());
            html.push_str("<tr>");
            cell(&mut html, "td", title);
            let place = format!("../{representation}{}", file.piece.path);
            html.push_str(&format!("<td><a href=\"{place}\">"));
            xml::escape(&mut html, &file.piece.path);
            html.push_str("</a></td>");
            cell(&mut html, "td", &file.original_name);
            cell(&mut html, "td", &file.piece.sha256.to_string());
            html.push_str("</tr>\n");
        }
        html.push_str("</table>\n");
        for one in evidence {
            if let Some(why) = &one.without_proof {
                let place = format!("{}, v{:03}: ", one.title, one.version);
                cell(&mut html, "p", &format!("{place}{}", why.sentence));
                html.push('\n');
            }
        }
        cell(&mut html, "h2", &text("archive-index-parties"));
        html.push_str("\n<ul>\n");
        for party in &dossier.parties {
            cell(&mut html, "li", &party.name);
        }
        html.push_str("</ul>\n");
        cell(&mut html, "h2", &text("archive-index-journal"));
        html.push_str("\n<table>\n");
        for entry in dossier.history.iter().rev() {
            html.push_str("<tr>");
            let at = crate::dossiers::in_luxembourg(entry.at)
                .strftime("%Y-%m-%d %H:%M %Z")
                .to_string();
            cell(&mut html, "td", &at);
            cell(&mut html, "td", &entry.actor);
            cell(&mut html, "td", &entry.kind);
            html.push_str("</tr>\n");
        }
        html.push_str("</table>\n</body>\n</html>\n");
        html
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec_pretty(value).map_err(|_| {
        store::Error::ValueUnreadable {
            table: "dossier",
            column: "id",
        }
        .into()
    })
}

fn damaged(error: Error, version: &VersionView) -> Error {
    match error {
        Error::Store(store::Error::FileUnreadable { source, .. })
            if matches!(
                source.kind(),
                std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof
            ) =>
        {
            store::Error::BlobDamaged {
                sha256: version.sha256,
            }
            .into()
        }
        other => other,
    }
}

/// The versions that go into a package, oldest first.
fn chosen(document: &DocumentView, versions: PackVersions) -> Vec<&VersionView> {
    match versions {
        PackVersions::All => document.versions.iter().rev().collect(),
        PackVersions::Newest => document.versions.iter().take(1).collect(),
    }
}

fn expected(dossier: &DossierView, versions: PackVersions) -> (u64, u64) {
    let all = dossier
        .documents
        .iter()
        .flat_map(|document| chosen(document, versions));
    all.fold((10, 0), |(items, bytes), version| {
        (items + 1, bytes + version.size_bytes)
    })
}

fn digest_of(staging: &Staging<'_>, path: &str) -> Sha256 {
    staging
        .pieces()
        .iter()
        .find(|piece| piece.path == path)
        .map_or(Sha256([0; 32]), |piece| piece.sha256)
}
