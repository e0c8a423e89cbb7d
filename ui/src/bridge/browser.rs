//! A desk made of memory, for an ordinary browser: the same answers in the same shapes, some of them slow, some of
//! them refusals, so that every state of every screen can be looked at.
//!
//! The address chooses the scene: `?scene=new` has no desk yet, `?scene=empty` an empty one, `?scene=open` starts
//! unlocked; `lang=de` and `theme=dark` set the settings, `roles=all` gives whoever works here every role.

pub mod recorded;
mod sealing;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::str::FromStr;

use identifier::Identifier;
use js_sys::{Promise, Uint8Array};
use model::view::{
    DeskView, DocumentView, DossierRow, DossierView, HistoryEntry, Imported, OutboxRow, PartyView,
    PlatformStatus, SealOutcome, Sealed, SyncReport, VersionOrigin, VersionView,
};
use model::window::{
    ChosenKey, OfferedFile, ProcedureName, Progress, Settings, Start, Theme, ValidatedSignature, Validation,
    WindowEvent,
};
use model::{
    DeskId, DocumentId, DossierId, DossierStatus, NewDossier, OpId, PartyId, PartyKind, PartyRole, Reference,
    Role, RuleError, Sha256, Subject, VersionId,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wording::{Explanation, Lang};

use super::{Answer, Choice, CreateDesk, OnProgress, Work};
pub use sealing::{
    augment, augmentations, doctor, file_certificates, pause_work, save_seal_settings, seal_settings,
    send_as_is, token_certificates,
};

struct Memory {
    settings: Settings,
    exists: bool,
    unlocked: bool,
    desk: DeskView,
    dossiers: Vec<DossierView>,
    outbox: Vec<OutboxRow>,
    count: u64,
    cancelled: bool,
    paused: bool,
}

thread_local! {
    static MEMORY: RefCell<Option<Memory>> = const { RefCell::new(None) };
}

fn with<T>(work: impl FnOnce(&mut Memory) -> T) -> Answer<T> {
    MEMORY.with(|memory| {
        let mut memory = memory.borrow_mut();
        if memory.is_none() {
            *memory = Some(Memory::new().map_err(|error| refusal("browser-data", &error.to_string(), None))?);
        }
        match memory.as_mut() {
            Some(memory) => Ok(work(memory)),
            None => Err(refusal("browser-data", "no data", None)),
        }
    })
}

fn refusal(code: &str, sentence: &str, next: Option<&str>) -> Explanation {
    Explanation {
        code: code.to_owned(),
        sentence: sentence.to_owned(),
        next: next.map(str::to_owned),
    }
}

fn missing() -> Explanation {
    refusal(
        "dossier-unknown",
        "Ce dossier n’est pas sur ce poste.",
        Some("Revenez à la liste des dossiers."),
    )
}

/// Waits, so that skeletons and progress can be seen.
async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Where there is no timer, there is nothing to wait for.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _: Result<JsValue, JsValue> = JsFuture::from(promise).await;
}

fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    search
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

type Made<T> = Result<T, RuleError>;

fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap_or_default()
}

fn bytes(number: u64) -> [u8; 10] {
    let mut random = [7; 10];
    random[..8].copy_from_slice(&number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    random
}

const NOW: &str = "2026-11-20T09:41:00Z";
const IDENTIFIERS: [&str; 3] = [
    "10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ",
    "1F90HNWCASVFQ2ZMT9745QM35D28FVFX",
    "12JDZ73NKZFF0KNHFDTFXFF83WAH95NC",
];

fn identifier(index: usize) -> Option<Identifier> {
    IDENTIFIERS
        .get(index % IDENTIFIERS.len())
        .and_then(|text| Identifier::from_str(text).ok())
}

fn check_url(identifier: &Identifier) -> String {
    format!("https://verifier.exemple.lu/d/{}", identifier.canonical())
}

impl Memory {
    fn new() -> Made<Memory> {
        let scene = query("scene").unwrap_or_default();
        let mut memory = Memory {
            settings: Settings {
                lang: query("lang")
                    .and_then(|lang| lang.parse().ok())
                    .unwrap_or_default(),
                theme: match query("theme").as_deref() {
                    Some("dark") => Theme::Dark,
                    Some("light") => Theme::Light,
                    _ => Theme::System,
                },
                text_percent: query("text").and_then(|text| text.parse().ok()).unwrap_or(100),
                ..Settings::default()
            },
            exists: scene != "new",
            unlocked: matches!(scene.as_str(), "open" | "empty"),
            desk: DeskView {
                id: DeskId::new(at(NOW), bytes(1)),
                administration: "Commune de Mertzig".to_owned(),
                person: "Claire Weber".to_owned(),
                roles: if query("roles").as_deref() == Some("all") {
                    vec![
                        Role::Agent,
                        Role::Signatory,
                        Role::Clerk,
                        Role::Auditor,
                        Role::Administrator,
                    ]
                } else {
                    vec![Role::Agent, Role::Clerk]
                },
                platform: Some("https://verifier.exemple.lu".to_owned()),
                waiting: 0,
                last_sync: Some(at("2026-11-20T08:12:00Z")),
                demo: true,
            },
            dossiers: Vec::new(),
            outbox: Vec::new(),
            count: 100,
            cancelled: false,
            paused: false,
        };
        if scene != "empty" && scene != "new" {
            memory.fill()?;
        } else {
            memory.desk.platform = None;
            memory.desk.last_sync = None;
        }
        Ok(memory)
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    fn fill(&mut self) -> Made<()> {
        /// Reference, subject, procedure, party, its kind, date, documents with their state.
        type Plan = (
            &'static str,
            &'static str,
            Option<&'static str>,
            &'static str,
            PartyKind,
            &'static str,
            &'static [(&'static str, u8)],
        );
        let plans: [Plan; 9] = [
            (
                "2026/RES/000218",
                "Certificat de résidence élargi",
                Some("residence-certificate"),
                "Anne-Marie Schroeder-Kieffer",
                PartyKind::Natural,
                "2026-11-20T08:55:00Z",
                &[
                    ("Certificat de résidence élargi", 1),
                    ("Pièce d’identité", 0),
                    ("Demande signée", 0),
                ],
            ),
            (
                "2026/URB/000097",
                "Autorisation de construire : extension d’une maison unifamiliale, 14, rue des Champs",
                Some("building-permit-opinion"),
                "Société immobilière Uelzecht S.à r.l.",
                PartyKind::Legal,
                "2026-11-19T15:20:00Z",
                &[
                    ("Décision du bourgmestre", 3),
                    ("Plans de l’architecte", 0),
                    ("Avis du service technique", 0),
                ],
            ),
            (
                "2026/RES/000217",
                "Wunnsëtzzertifikat fir d’Aschreiwung an der Maison relais",
                Some("residence-certificate"),
                "Jang Thill",
                PartyKind::Natural,
                "2026-11-19T13:02:00Z",
                &[("Wunnsëtzzertifikat", 2)],
            ),
            (
                "2026/COM/000041",
                "Genehmigung für das Straßenfest im Quartier Grund, einschließlich Straßensperrung und Beschilderung",
                None,
                "Interessenverein Grund e.V.",
                PartyKind::Legal,
                "2026-11-18T16:47:00Z",
                &[("Antrag", 0), ("Genehmigung mit Auflagen", 2), ("Lageplan", 0)],
            ),
            (
                "2026/RES/000216",
                "Certificat de vie",
                Some("residence-certificate"),
                "Marguerite Feltgen",
                PartyKind::Natural,
                "2026-11-18T10:15:00Z",
                &[("Certificat de vie", 2)],
            ),
            (
                "2026/URB/000096",
                "Changement d’affectation d’un local commercial",
                Some("building-permit-opinion"),
                "Boulangerie Wagener & Fils",
                PartyKind::Legal,
                "2026-11-17T09:30:00Z",
                &[("Demande", 0), ("Décision", 2)],
            ),
            (
                "2026/RES/000215",
                "Certificat de composition de ménage",
                Some("residence-certificate"),
                "João Pedro da Silva Rodrigues",
                PartyKind::Natural,
                "2026-11-16T14:05:00Z",
                &[("Composition de ménage", 2)],
            ),
            (
                "2026/COM/000040",
                "Mise à disposition de la salle des fêtes",
                None,
                "Harmonie municipale",
                PartyKind::Legal,
                "2026-11-13T11:00:00Z",
                &[("Convention", 4)],
            ),
            (
                "2025/URB/000310",
                "Déclaration d’abattage d’un arbre",
                None,
                "Sophie Lentz",
                PartyKind::Natural,
                "2025-12-02T08:20:00Z",
                &[],
            ),
        ];
        for (reference, subject, procedure, party, kind, changed, documents) in plans {
            let changed = at(changed);
            let dossier = DossierId::new(changed, bytes(self.next()));
            let mut views = Vec::new();
            let mut history = Vec::new();
            for (index, (title, state)) in documents.iter().enumerate() {
                let number = self.next();
                let mut document = self.document(dossier, title, *state, changed, number);
                if *state == 4 {
                    document.augmentation = Some(sealing::waiting(
                        document.id,
                        title,
                        dossier,
                        Reference::parse(reference)?,
                    ));
                }
                let mut details = BTreeMap::from([("title".to_owned(), (*title).to_owned())]);
                if let Some(identifier) = &document.identifier {
                    details.insert(
                        "identifier".to_owned(),
                        identifier.printed().chars().take(4).collect(),
                    );
                    history.push(entry(30 - index as u64, changed, "document-sealed", &details));
                    if matches!(document.status, PlatformStatus::OnPlatform { .. }) {
                        history.insert(
                            0,
                            entry(40 - index as u64, changed, "document-registered", &details),
                        );
                    }
                }
                history.push(entry(20 - index as u64, changed, "document-imported", &details));
                self.queue(&document, reference);
                views.push(document);
            }
            history.push(entry(1, changed, "dossier-created", &BTreeMap::new()));
            let party_id = PartyId::new(changed, bytes(self.next()));
            self.dossiers.push(DossierView {
                facts: Default::default(),
                id: dossier,
                reference: Reference::parse(reference)?,
                subject: Subject::parse(subject)?,
                status: if reference.starts_with("2025") {
                    DossierStatus::Closed
                } else {
                    DossierStatus::Open
                },
                procedure: procedure.map(str::to_owned),
                created_at: changed,
                changed_at: changed,
                parties: vec![PartyView {
                    contact: None,
                    current_name: None,
                    id: party_id,
                    kind,
                    role: PartyRole::Applicant,
                    name: party.to_owned(),
                }],
                documents: views,
                history,
            });
        }
        Ok(())
    }

    /// `state`: 0 on this desk only, 1 waiting, 2 on the platform, 3 parked, 4 held for its time-stamp.
    fn document(
        &self,
        dossier: DossierId,
        title: &str,
        state: u8,
        when: jiff::Timestamp,
        number: u64,
    ) -> DocumentView {
        let mut versions = vec![version(1, VersionOrigin::Imported, when, number, Some(title))];
        let identifier = if state == 0 {
            None
        } else {
            identifier(number as usize)
        };
        if state != 0 {
            versions.insert(0, version(2, VersionOrigin::Sealed, when, number + 5000, None));
        }
        DocumentView {
            id: DocumentId::new(when, bytes(number)),
            dossier,
            title: title.to_owned(),
            versions,
            check_url: identifier.as_ref().map(check_url),
            identifier,
            status: match state {
                0 => PlatformStatus::OnThisDesk,
                1 | 4 => PlatformStatus::Waiting { last_error: None },
                2 => PlatformStatus::OnPlatform { since: when },
                _ => PlatformStatus::Parked {
                    code: "identifier-taken".to_owned(),
                },
            },
            augmentation: None,
            kind: model::document::DocumentKind::default(),
            procedure_document: None,
            parent: None,
            supersedes: None,
            superseded_by: None,
            withdrawn_at: None,
            withdrawn_reason: None,
            facts: model::document::Facts::default(),
        }
    }

    fn queue(&mut self, document: &DocumentView, reference: &str) {
        let parked = matches!(document.status, PlatformStatus::Parked { .. });
        if !parked && !matches!(document.status, PlatformStatus::Waiting { .. }) {
            return;
        }
        let number = self.next();
        let size_bytes = document.versions.first().map_or(0, |version| version.size_bytes);
        self.outbox.push(OutboxRow {
            op: OpId::new(at(NOW), bytes(number)),
            kind: "registration".to_owned(),
            label: format!("{reference} · {}", document.title),
            dossier: document.dossier,
            queued_at: at("2026-11-20T08:56:00Z"),
            attempts: u32::from(parked) * 3,
            size_bytes,
            sent_bytes: if parked { size_bytes } else { 0 },
            last_error: parked.then(|| "identifier-taken".to_owned()),
            parked,
            held: document.augmentation.is_some(),
        });
        self.desk.waiting = self.outbox.len() as u32;
    }

    fn dossier(&mut self, id: DossierId) -> Answer<&mut DossierView> {
        self.dossiers
            .iter_mut()
            .find(|dossier| dossier.id == id)
            .ok_or_else(missing)
    }
}

fn entry(
    sequence: u64,
    when: jiff::Timestamp,
    kind: &str,
    details: &BTreeMap<String, String>,
) -> HistoryEntry {
    HistoryEntry {
        sequence,
        at: when,
        actor: "Claire Weber".to_owned(),
        kind: kind.to_owned(),
        details: details.clone(),
    }
}

fn version(
    number: u32,
    origin: VersionOrigin,
    when: jiff::Timestamp,
    seed: u64,
    title: Option<&str>,
) -> VersionView {
    let mut digest = [0; 32];
    for (index, byte) in digest.iter_mut().enumerate() {
        *byte = (seed.wrapping_mul(31 + index as u64) >> 3) as u8;
    }
    VersionView {
        id: VersionId::new(when, bytes(seed + 900)),
        number,
        sha256: Sha256(digest),
        size_bytes: 84_213 + (seed % 13) * 40_961,
        media_type: "application/pdf".to_owned(),
        pages: Some(1 + (seed % 4) as u32),
        created_at: when,
        origin,
        file_name: title.map(|title| format!("{title}.pdf")),
        level: (origin != VersionOrigin::Imported).then(|| "B-B".to_owned()),
        made: None,
        reason: None,
        base: None,
        by: None,
        destroyed: false,
    }
}

pub async fn start() -> Answer<Start> {
    with(|memory| Start {
        settings: memory.settings,
        desk_exists: memory.exists,
        unlocked: memory.unlocked,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seal_key: None,
        procedures: [
            (
                "residence-certificate",
                "Certificat de résidence",
                "Wohnsitzbescheinigung",
            ),
            (
                "building-permit-opinion",
                "Avis sur une autorisation de construire",
                "Stellungnahme zu einer Baugenehmigung",
            ),
        ]
        .map(|(key, fr, de)| ProcedureName {
            key: key.to_owned(),
            names: BTreeMap::from([(Lang::Fr, fr.to_owned()), (Lang::De, de.to_owned())]),
        })
        .to_vec(),
        demonstration: Vec::new(),
    })
}

pub async fn save_settings(settings: Settings) -> Answer<Settings> {
    with(|memory| {
        memory.settings = settings.bounded();
        memory.settings
    })
}

pub async fn create_desk(new: CreateDesk) -> Answer<DeskView> {
    pause(500).await;
    with(|memory| {
        memory.exists = true;
        memory.unlocked = true;
        memory.desk.administration = new.administration;
        memory.desk.person = new.person;
        memory.desk.demo = false;
        memory.desk.clone()
    })
}

pub async fn demonstrate() -> Answer<DeskView> {
    pause(500).await;
    with(|memory| {
        memory.exists = true;
        memory.unlocked = true;
        memory.desk.clone()
    })
}

pub async fn leave_demonstration() -> Answer<Start> {
    with(|memory| {
        memory.exists = false;
        memory.unlocked = false;
    })?;
    start().await
}

pub async fn key_file() -> Answer<Option<OfferedFile>> {
    Ok(None)
}

pub async fn remember_key_file(_file: Option<OfferedFile>) -> Answer<()> {
    Ok(())
}

pub async fn unlock(passphrase: String) -> Answer<DeskView> {
    pause(500).await;
    if passphrase.starts_with("faux") {
        return Err(refusal(
            "passphrase-wrong",
            "Cette phrase secrète n’ouvre pas ce poste.",
            Some("Vérifiez la touche Verr. Maj et saisissez-la à nouveau."),
        ));
    }
    with(|memory| {
        memory.unlocked = true;
        memory.desk.clone()
    })
}

pub async fn lock() -> Answer<()> {
    with(|memory| memory.unlocked = false)
}

pub async fn active() -> Answer<()> {
    Ok(())
}

pub async fn desk() -> Answer<DeskView> {
    with(|memory| {
        memory.desk.waiting = memory.outbox.len() as u32;
        memory.desk.clone()
    })
}

pub async fn dossiers(search: String) -> Answer<Vec<DossierRow>> {
    pause(120).await;
    let words: Vec<String> = search
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    with(|memory| {
        memory
            .dossiers
            .iter()
            .filter(|dossier| {
                let names = dossier.parties.iter().map(|party| party.name.as_str());
                let titles = dossier.documents.iter().map(|document| document.title.as_str());
                let text = [dossier.reference.as_str(), dossier.subject.as_str()]
                    .into_iter()
                    .chain(names)
                    .chain(titles);
                let text = text.collect::<Vec<_>>().join(" ").to_lowercase();
                words.iter().all(|word| text.contains(word.as_str()))
            })
            .map(|dossier| DossierRow {
                facts: Default::default(),
                id: dossier.id,
                reference: dossier.reference.clone(),
                subject: dossier.subject.clone(),
                status: dossier.status,
                procedure: dossier.procedure.clone(),
                party: dossier.parties.first().map(|party| party.name.clone()),
                documents: dossier.documents.len() as u32,
                waiting: dossier
                    .documents
                    .iter()
                    .filter(|document| {
                        matches!(
                            document.status,
                            PlatformStatus::Waiting { .. } | PlatformStatus::Parked { .. }
                        )
                    })
                    .count() as u32,
                changed_at: dossier.changed_at,
            })
            .collect()
    })
}

pub async fn create_dossier(new: NewDossier) -> Answer<DossierView> {
    pause(200).await;
    with(|memory| {
        let number = memory.next();
        let reference = match new.reference {
            Some(reference) => reference,
            None => Reference::parse(&format!("2026/RES/{number:06}")).map_err(|_| missing())?,
        };
        let dossier = DossierView {
            facts: Default::default(),
            id: DossierId::new(at(NOW), bytes(number)),
            reference,
            subject: new.subject,
            status: DossierStatus::Open,
            procedure: new.procedure,
            created_at: at(NOW),
            changed_at: at(NOW),
            parties: new
                .parties
                .into_iter()
                .enumerate()
                .map(|(index, party)| PartyView {
                    contact: None,
                    current_name: None,
                    id: PartyId::new(at(NOW), bytes(number * 77 + index as u64)),
                    kind: party.kind,
                    role: party.role,
                    name: party.name,
                })
                .collect(),
            documents: Vec::new(),
            history: vec![entry(1, at(NOW), "dossier-created", &BTreeMap::new())],
        };
        memory.dossiers.insert(0, dossier.clone());
        Ok(dossier)
    })?
}

pub async fn dossier(id: DossierId) -> Answer<DossierView> {
    pause(120).await;
    match with(|memory| memory.dossier(id).cloned())? {
        Ok(dossier) => Ok(dossier),
        Err(_) => recorded::answer("dossier", serde_json::json!({ "id": id }))
            .await
            .and_then(|text| super::shell::read(&text)),
    }
}

pub async fn document(id: DocumentId) -> Answer<DocumentView> {
    pause(80).await;
    let known = with(|memory| {
        let mut documents = memory.dossiers.iter().flat_map(|dossier| &dossier.documents);
        documents.find(|document| document.id == id).cloned()
    })?;
    match known {
        Some(document) => Ok(document),
        None => recorded::answer("document", serde_json::json!({ "id": id }))
            .await
            .and_then(|text| super::shell::read(&text)),
    }
}

pub async fn choose(what: Choice) -> Answer<Vec<OfferedFile>> {
    let file = |name: &str, size_bytes| OfferedFile {
        token: name.to_owned(),
        name: name.to_owned(),
        size_bytes,
    };
    Ok(match what {
        Choice::Documents => vec![
            file("Attestation de l’employeur.pdf", 182_400),
            file("Rapport.docx", 12_100),
            file("Certificat médical (protégé).pdf", 96_300),
        ],
        Choice::SealKey => vec![file("sceau-commune-TEST.p12", 3_912)],
        Choice::Certificates => vec![file("plateforme-TEST-ca.pem", 1_204)],
        Choice::Version | Choice::Table => Vec::new(),
    })
}

pub async fn import(
    dossier: DossierId,
    file: OfferedFile,
    password: Option<String>,
    progress: OnProgress,
) -> Answer<Imported> {
    for step in 1..=4 {
        pause(120).await;
        progress(Progress {
            step: "encrypting".to_owned(),
            label: file.name.clone(),
            items_done: 0,
            items: 1,
            bytes_done: file.size_bytes / 4 * step,
            bytes: file.size_bytes,
        });
    }
    if !file.name.ends_with(".pdf") {
        return Err(refusal(
            "file-not-pdf",
            &format!(
                "« {} » n’est pas un PDF : son contenu est celui d’un document Word.",
                file.name
            ),
            Some("Enregistrez-le en PDF dans le programme qui l’a créé, puis importez ce PDF."),
        ));
    }
    if file.name.contains("protégé") && password.is_none() {
        return Err(refusal(
            "pdf-password-needed",
            "Le PDF est protégé par un mot de passe.",
            Some("Saisissez son mot de passe."),
        ));
    }
    with(|memory| {
        let number = memory.next();
        let title = file.name.trim_end_matches(".pdf").to_owned();
        let document = memory.document(dossier, &title, 0, at(NOW), number);
        let view = memory.dossier(dossier)?;
        view.documents.insert(0, document.clone());
        let details = BTreeMap::from([("title".to_owned(), title)]);
        view.history
            .insert(0, entry(50, at(NOW), "document-imported", &details));
        Ok(Imported {
            document,
            duplicate: false,
            also_in: Vec::new(),
            warnings: Vec::new(),
        })
    })?
}

pub async fn read_version(id: VersionId) -> Answer<Uint8Array> {
    pause(150).await;
    let document = with(|memory| {
        let mut documents = memory.dossiers.iter().flat_map(|dossier| &dossier.documents);
        documents
            .find(|document| document.versions.iter().any(|version| version.id == id))
            .cloned()
    })?;
    let Some(document) = document else {
        // The bytes of a recorded document are not recorded: a page stands for them.
        return Ok(Uint8Array::from(sheet("Document", 1, None).as_slice()));
    };
    let version = document.versions.iter().find(|version| version.id == id);
    let pages = version.and_then(|version| version.pages).unwrap_or(1);
    let sealed = version.is_some_and(|version| version.origin == VersionOrigin::Sealed);
    let printed = document
        .identifier
        .as_ref()
        .filter(|_| sealed)
        .map(Identifier::printed);
    Ok(Uint8Array::from(
        sheet(&document.title, pages, printed.as_deref()).as_slice(),
    ))
}

/// A small PDF with some text on each page.
fn sheet(title: &str, pages: u32, identifier: Option<&str>) -> Vec<u8> {
    let latin = |text: &str| -> Vec<u8> {
        let plain = text.replace('’', "'").replace('(', "\\(").replace(')', "\\)");
        plain
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
            .collect()
    };
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", 5 + page * 2)).collect();
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>").into_bytes()
    };
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" ")).into_bytes(),
        font("Times-Roman"),
        font("Helvetica-Bold"),
    ];
    for page in 0..pages {
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</T 3 0 R/H 4 0 R>>>>/Contents {} 0 R>>",
                6 + page * 2
            )
            .into_bytes(),
        );
        let mut content = Vec::new();
        let mut show = |font: &str, size: u32, x: u32, y: u32, text: &str| {
            content.extend_from_slice(format!("BT /{font} {size} Tf {x} {y} Td (").as_bytes());
            content.extend_from_slice(&latin(text));
            content.extend_from_slice(b") Tj ET\n");
        };
        show("H", 10, 72, 780, "COMMUNE DE MERTZIG");
        show("T", 22, 72, 716, title);
        let lines = [
            "Le bourgmestre de la commune de Mertzig certifie, sur la base du registre national",
            "des personnes physiques, que la personne désignée ci-après a sa résidence habituelle",
            "sur le territoire de la commune à la date du présent document.",
            "",
            "Le présent certificat est délivré à la demande de l'intéressée pour servir et valoir ce",
            "que de droit. Il peut être contrôlé à l'adresse imprimée au bas de cette page.",
        ];
        for (line, text) in lines.iter().enumerate() {
            show("T", 12, 72, 670 - 18 * line as u32, text);
        }
        show("T", 12, 72, 500, "Mertzig, le 20 novembre 2026");
        show("T", 9, 500, 40, &format!("{} / {pages}", page + 1));
        if let Some(identifier) = identifier {
            show("H", 9, 72, 96, identifier);
            show(
                "T",
                8,
                72,
                82,
                "Scellé par la Commune de Mertzig, 20.11.2026 10:41 CET - original : verifier.exemple.lu",
            );
            content.extend_from_slice(b"0.06 0.33 0.31 RG 1 w 64 72 467 40 re S\n");
        }
        let mut stream = format!("<</Length {}>>stream\n", content.len()).into_bytes();
        stream.extend_from_slice(&content);
        stream.extend_from_slice(b"\nendstream");
        objects.push(stream);
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(
        format!(
            "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    file
}

pub async fn export_version(_id: VersionId, suggested: String) -> Answer<Option<String>> {
    pause(150).await;
    Ok(Some(suggested))
}

pub async fn validate(id: VersionId) -> Answer<Validation> {
    pause(400).await;
    let sealed = with(|memory| {
        let mut documents = memory.dossiers.iter().flat_map(|dossier| &dossier.documents);
        documents.any(|document| {
            document
                .versions
                .iter()
                .any(|version| version.id == id && version.origin == VersionOrigin::Sealed)
        })
    })?;
    if !sealed {
        return Ok(Validation {
            verdict: "NO-SIGNATURE".to_owned(),
            signatures: Vec::new(),
            warnings: Vec::new(),
        });
    }
    let sealed = ValidatedSignature {
        indication: "TOTAL-PASSED".to_owned(),
        explanation: "La signature est valable.".to_owned(),
        kind: "signature".to_owned(),
        signer: "Commune de Mertzig (TEST)".to_owned(),
        issuer: "TEST Luxembourg Seal CA".to_owned(),
        purpose: "seal".to_owned(),
        claims_qualified: true,
        intact: true,
        changes_after: "permitted".to_owned(),
        level: "B-LT".to_owned(),
        claimed_time: Some(at("2026-11-20T08:55:00Z")),
        proven_time: Some(at("2026-11-20T08:55:02Z")),
        ..ValidatedSignature::default()
    };
    Ok(Validation {
        verdict: "INDETERMINATE".to_owned(),
        signatures: vec![
            sealed.clone(),
            ValidatedSignature {
                indication: "INDETERMINATE".to_owned(),
                explanation: "La signature est intacte, mais son certificat ne mène à personne à qui l’on fait confiance ici."
                    .to_owned(),
                signer: "Claire Weber (TEST)".to_owned(),
                purpose: "signature".to_owned(),
                claims_qualified: false,
                covers_whole_file: true,
                changes_after: "none".to_owned(),
                level: "B-B".to_owned(),
                proven_time: None,
                warnings: vec!["Aucune liste de révocation n’a été trouvée.".to_owned()],
                ..sealed
            },
        ],
        warnings: Vec::new(),
    })
}

pub async fn seal(
    documents: Vec<DocumentId>,
    key: ChosenKey,
    secret: Option<String>,
    _place: Option<model::looking::StampPlace>,
    on_outcome: Box<dyn Fn(SealOutcome)>,
    progress: OnProgress,
) -> Answer<Vec<SealOutcome>> {
    let wrong = secret.is_some_and(|secret| secret.starts_with("faux"));
    if wrong && matches!(key, ChosenKey::Certificate { .. }) {
        pause(300).await;
        return Err(refusal(
            "token-pin-wrong-one-left",
            "Le code PIN est faux ; il reste un seul essai.",
            Some("Vérifiez le code PIN : une erreur de plus bloque le jeton."),
        ));
    }
    if wrong {
        pause(300).await;
        return Err(refusal(
            "key-passphrase-wrong",
            "La phrase secrète n’ouvre pas le fichier de clé « sceau-commune-TEST.p12 ».",
            Some("Saisissez la phrase secrète de ce fichier, pas celle du poste."),
        ));
    }
    with(|memory| {
        memory.cancelled = false;
        memory.paused = false;
    })?;
    let all = documents.len() as u64;
    let mut outcomes = Vec::new();
    for (index, id) in documents.into_iter().enumerate() {
        let title = document(id).await?.title;
        for step in 0..4 {
            progress(Progress {
                step: "sealing".to_owned(),
                label: title.clone(),
                items_done: index as u64,
                items: all,
                bytes_done: step,
                bytes: 4,
            });
            pause(200).await;
        }
        while with(|memory| memory.paused && !memory.cancelled)? {
            pause(100).await;
        }
        if with(|memory| memory.cancelled)? {
            break;
        }
        let result = with(|memory| {
            let number = memory.next();
            let view = memory
                .dossiers
                .iter_mut()
                .find(|dossier| dossier.documents.iter().any(|document| document.id == id))
                .ok_or_else(missing)?;
            let reference = view.reference.to_string();
            let document = view
                .documents
                .iter_mut()
                .find(|document| document.id == id)
                .ok_or_else(missing)?;
            if title.starts_with("Pièce") {
                return Err(refusal(
                    "pdf-encrypted",
                    &format!("« {title} » est protégé par un mot de passe : il ne peut pas être scellé."),
                    Some("Demandez une version sans protection, importez-la et scellez-la."),
                ));
            }
            let identifier = identifier(number as usize).ok_or_else(missing)?;
            let sealed = version(2, VersionOrigin::Sealed, at(NOW), number + 7000, None);
            let digest = sealed.sha256;
            document.versions.insert(0, sealed);
            document.check_url = Some(check_url(&identifier));
            document.identifier = Some(identifier);
            document.status = PlatformStatus::Waiting { last_error: None };
            let reached = if index == 0 { "B-LT" } else { "B-B" };
            if let Some(version) = document.versions.first_mut() {
                version.level = Some(reached.to_owned());
            }
            if index > 0 {
                let (id, title) = (document.id, document.title.clone());
                document.augmentation = Some(sealing::waiting(id, &title, view.id, view.reference.clone()));
            }
            let copy = document.clone();
            let details = BTreeMap::from([
                ("title".to_owned(), title.clone()),
                (
                    "identifier".to_owned(),
                    identifier.printed().chars().take(4).collect(),
                ),
            ]);
            view.history
                .insert(0, entry(60 + number, at(NOW), "document-sealed", &details));
            memory.queue(&copy, &reference);
            Ok(Sealed {
                check_url: check_url(&identifier),
                identifier,
                sha256: digest,
                level: reached.to_owned(),
                covers_content: index == 2,
                wanted: (index > 0).then(|| "B-LT".to_owned()),
                reasons: (index > 0).then(sealing::unreachable).into_iter().collect(),
                visible_seal: Some(index != 2),
            })
        })?;
        let outcome = SealOutcome {
            document: id,
            title,
            result,
        };
        on_outcome(outcome.clone());
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

pub async fn cancel(_work: Work) -> Answer<()> {
    with(|memory| memory.cancelled = true)
}

pub async fn outbox() -> Answer<Vec<OutboxRow>> {
    pause(80).await;
    with(|memory| memory.outbox.clone())
}

pub async fn enrol(platform: String, code: String, _certificates: Option<OfferedFile>) -> Answer<DeskView> {
    pause(500).await;
    if code.starts_with("faux") {
        return Err(refusal(
            "enrolment-code-unknown",
            "La plateforme ne connaît pas ce code d’enrôlement, ou il a déjà servi.",
            Some("Demandez un nouveau code à votre administrateur."),
        ));
    }
    with(|memory| {
        memory.desk.platform = Some(platform);
        memory.desk.clone()
    })
}

pub async fn sync(progress: OnProgress) -> Answer<SyncReport> {
    with(|memory| memory.cancelled = false)?;
    let rows = outbox().await?;
    let all = rows.len() as u64;
    let mut report = SyncReport::default();
    for (index, row) in rows.iter().enumerate() {
        for step in 1..=4 {
            pause(180).await;
            progress(Progress {
                step: "uploading".to_owned(),
                label: row.label.clone(),
                items_done: index as u64,
                items: all,
                bytes_done: row.size_bytes / 4 * step,
                bytes: row.size_bytes,
            });
        }
        if with(|memory| memory.cancelled)? {
            break;
        }
        if row.parked {
            report.parked += 1;
            continue;
        }
        report.acknowledged += 1;
        report.sent_bytes += row.size_bytes;
        with(|memory| {
            memory.outbox.retain(|waiting| waiting.op != row.op);
            memory.desk.last_sync = Some(at(NOW));
            if let Ok(dossier) = memory.dossier(row.dossier) {
                for document in &mut dossier.documents {
                    if matches!(document.status, PlatformStatus::Waiting { .. })
                        && row.label.ends_with(&document.title)
                    {
                        document.status = PlatformStatus::OnPlatform { since: at(NOW) };
                    }
                }
            }
        })?;
    }
    report.waiting = with(|memory| memory.outbox.len() as u32)? - report.parked;
    Ok(report)
}

pub async fn retry(op: OpId) -> Answer<()> {
    with(|memory| {
        for row in memory.outbox.iter_mut().filter(|row| row.op == op) {
            row.parked = false;
        }
    })
}

pub async fn explain(code: String) -> Answer<Explanation> {
    Ok(refusal(
        &code,
        "La plateforme a déjà un autre original sous cet identifiant.",
        Some("Ne réessayez pas : prévenez l’administrateur de la plateforme."),
    ))
}

pub async fn change_passphrase(_old: String, _new: String) -> Answer<()> {
    pause(400).await;
    Ok(())
}

pub async fn watch(_on_event: Box<dyn Fn(WindowEvent)>) -> Answer<()> {
    Ok(())
}
