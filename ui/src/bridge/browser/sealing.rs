//! Keys, levels and the doctor of the stand-in.

use std::cell::RefCell;
use std::collections::BTreeMap;

use model::DocumentId;
use model::view::{AugmentationOutcome, AugmentationView};
use model::window::{
    AuthoritySetting, CertificateRow, DoctorFinding, OfferedFile, PinTries, Progress, SealSettings,
    TokensFound, Unlocking, Work,
};
use wording::Explanation;

use super::{Answer, NOW, OnProgress, at, missing, pause, refusal, with};

thread_local! {
    static SETTINGS: RefCell<Option<SealSettings>> = const { RefCell::new(None) };
}

fn settings() -> SealSettings {
    SETTINGS.with(|kept| {
        kept.borrow_mut()
            .get_or_insert_with(|| SealSettings {
                wanted: "B-LT".to_owned(),
                procedures: BTreeMap::from([("building-permit-opinion".to_owned(), "B-LTA".to_owned())]),
                refuse_missed: false,
                authorities: vec![
                    AuthoritySetting {
                        url: "https://horodatage.exemple.lu/tsa".to_owned(),
                        timeout_s: 10,
                        user: Some("commune-mertzig".to_owned()),
                        per_day: Some(2000),
                        ..AuthoritySetting::default()
                    },
                    AuthoritySetting {
                        url: "http://zeitstempel.beispiel.de/rfc3161".to_owned(),
                        ..AuthoritySetting::default()
                    },
                ],
                visible_seal: true,
            })
            .clone()
    })
}

struct Shown {
    token: &'static str,
    holder: &'static str,
    organisation: Option<&'static str>,
    issuer: &'static str,
    algorithm: &'static str,
    purpose: &'static str,
    qualified: bool,
    from: &'static str,
    to: &'static str,
    place: &'static str,
    unlocking: Unlocking,
}

fn row(shown: &Shown, unsuitable: Vec<Explanation>) -> CertificateRow {
    CertificateRow {
        token: shown.token.to_owned(),
        holder: shown.holder.to_owned(),
        organisation: shown.organisation.map(str::to_owned),
        issuer: shown.issuer.to_owned(),
        algorithm: shown.algorithm.to_owned(),
        purpose: shown.purpose.to_owned(),
        purpose_guessed: false,
        claims_qualified: shown.qualified,
        claims_device: shown.qualified,
        not_before: at(shown.from),
        not_after: at(shown.to),
        place: shown.place.to_owned(),
        unlocking: shown.unlocking,
        unsuitable,
    }
}

pub async fn token_certificates() -> Answer<TokensFound> {
    pause(900).await;
    let seal = row(
        &Shown {
            token: "certificate-0",
            holder: "Commune de Mertzig (TEST)",
            organisation: None,
            issuer: "TEST Luxembourg Seal CA",
            algorithm: "ECDSA P-256",
            purpose: "seal",
            qualified: true,
            from: "2024-01-15T00:00:00Z",
            to: "2028-01-14T23:59:59Z",
            place: "Sceau communal",
            unlocking: Unlocking::Pin {
                tries: PinTries::FewTriesLeft,
            },
        },
        Vec::new(),
    );
    let pad = row(
        &Shown {
            token: "certificate-1",
            holder: "Claire Weber (TEST)",
            organisation: Some("Commune de Mertzig"),
            issuer: "TEST Luxembourg Person CA",
            algorithm: "RSA-3072",
            purpose: "signature",
            qualified: true,
            from: "2024-01-15T00:00:00Z",
            to: "2027-06-30T23:59:59Z",
            place: "Carte de service",
            unlocking: Unlocking::PinPad {
                tries: PinTries::Ready,
            },
        },
        Vec::new(),
    );
    let expired = row(
        &Shown {
            token: "certificate-2",
            holder: "Commune de Mertzig (TEST) 2022",
            organisation: None,
            issuer: "TEST Luxembourg Seal CA",
            algorithm: "RSA-2048",
            purpose: "seal",
            qualified: false,
            from: "2022-01-15T00:00:00Z",
            to: "2025-01-14T23:59:59Z",
            place: "Sceau communal",
            unlocking: Unlocking::Pin {
                tries: PinTries::Ready,
            },
        },
        vec![refusal(
            "certificate-expired",
            "Expiré depuis le 14.01.2025.",
            Some("Demandez un nouveau certificat."),
        )],
    );
    Ok(TokensFound {
        certificates: vec![seal, pad, expired],
        problems: Vec::new(),
    })
}

pub async fn file_certificates(file: OfferedFile, passphrase: String) -> Answer<Vec<CertificateRow>> {
    pause(300).await;
    if passphrase.starts_with("faux") {
        return Err(refusal(
            "key-passphrase-wrong",
            "La phrase secrète n’ouvre pas le fichier de clé.",
            Some("Saisissez la phrase secrète de ce fichier, pas celle du poste."),
        ));
    }
    let mut inside = row(
        &Shown {
            token: "file",
            holder: "Commune de Mertzig (TEST)",
            organisation: None,
            issuer: "TEST Luxembourg Seal CA",
            algorithm: "ECDSA P-256",
            purpose: "seal",
            qualified: false,
            from: "2024-01-15T00:00:00Z",
            to: "2028-01-14T23:59:59Z",
            place: "",
            unlocking: Unlocking::Passphrase,
        },
        Vec::new(),
    );
    inside.place = file.name;
    Ok(vec![inside])
}

/// Why a seal missed its level.
pub fn unreachable() -> Explanation {
    refusal(
        "tsa-unreachable",
        "L’horodatage de horodatage.exemple.lu n’a pas pu être joint.",
        Some("Vérifiez le réseau ; l’horodatage est ajouté plus tard."),
    )
}

pub async fn augmentations() -> Answer<Vec<AugmentationView>> {
    pause(80).await;
    with(|memory| {
        memory
            .dossiers
            .iter()
            .flat_map(|dossier| &dossier.documents)
            .filter_map(|document| document.augmentation.clone())
            .collect()
    })
}

fn outcome(memory: &mut super::Memory, id: DocumentId, level: Option<&str>) -> Answer<AugmentationOutcome> {
    let document = memory
        .dossiers
        .iter_mut()
        .flat_map(|dossier| &mut dossier.documents)
        .find(|document| document.id == id)
        .ok_or_else(missing)?;
    document.augmentation = None;
    if let (Some(version), Some(level)) = (document.versions.first_mut(), level) {
        version.level = Some(level.to_owned());
    }
    let title = document.title.clone();
    for row in memory.outbox.iter_mut().filter(|row| row.label.ends_with(&title)) {
        row.held = false;
    }
    Ok(AugmentationOutcome {
        document: id,
        title,
        level: level.map(str::to_owned),
        waiting: false,
        reasons: Vec::new(),
    })
}

pub async fn augment(documents: Vec<DocumentId>, progress: OnProgress) -> Answer<Vec<AugmentationOutcome>> {
    let waiting = augmentations().await?;
    let mut outcomes = Vec::new();
    for one in waiting {
        if !documents.is_empty() && !documents.contains(&one.document) {
            continue;
        }
        progress(Progress {
            step: "augmenting".to_owned(),
            label: one.title.clone(),
            ..Progress::default()
        });
        pause(700).await;
        outcomes.push(with(|memory| outcome(memory, one.document, Some(&one.wanted)))??);
    }
    Ok(outcomes)
}

pub async fn send_as_is(document: DocumentId) -> Answer<AugmentationOutcome> {
    pause(200).await;
    with(|memory| outcome(memory, document, None))?
}

pub async fn seal_settings() -> Answer<SealSettings> {
    pause(80).await;
    Ok(settings())
}

pub async fn save_seal_settings(
    settings: SealSettings,
    _passwords: BTreeMap<String, String>,
) -> Answer<SealSettings> {
    pause(120).await;
    SETTINGS.with(|kept| *kept.borrow_mut() = Some(settings.clone()));
    Ok(settings)
}

pub async fn pause_work(_work: Work, paused: bool) -> Answer<()> {
    with(|memory| memory.paused = paused)
}

pub async fn doctor(on_finding: Box<dyn Fn(DoctorFinding)>) -> Answer<Vec<DoctorFinding>> {
    with(|memory| memory.cancelled = false)?;
    let finding = |area: &str, standing: &str, code: &str, message: &str, next: Option<&str>| DoctorFinding {
        area: area.to_owned(),
        standing: standing.to_owned(),
        code: code.to_owned(),
        message: message.to_owned(),
        next: next.map(str::to_owned),
    };
    let all = [
        finding(
            "driver",
            "good",
            "doctor-driver",
            "Pilote OpenSC 0.23 : prêt.",
            None,
        ),
        finding(
            "reader",
            "good",
            "doctor-reader",
            "Lecteur « Gemalto PC Twin » : une carte est insérée.",
            None,
        ),
        finding(
            "token",
            "attention",
            "doctor-pin-few-left",
            "« Sceau communal » : un code PIN erroné a déjà été saisi.",
            Some("Vérifiez le code PIN avant de le saisir : le jeton se bloque après quelques erreurs."),
        ),
        finding(
            "certificate",
            "good",
            "doctor-certificate",
            "« Commune de Mertzig (TEST) » : sceau d’une organisation, valable jusqu’au 14 janvier 2028.",
            None,
        ),
        finding(
            "time-stamp",
            "good",
            "doctor-tsa",
            "https://horodatage.exemple.lu/tsa répond.",
            None,
        ),
        finding(
            "time-stamp",
            "bad",
            "tsa-unreachable",
            "http://zeitstempel.beispiel.de/rfc3161 n’a pas pu être joint.",
            Some("Vérifiez l’adresse et le réseau, ou retirez cette autorité."),
        ),
        finding(
            "clock",
            "good",
            "doctor-clock",
            "L’horloge de cet ordinateur est juste, à une seconde près.",
            None,
        ),
        finding(
            "desk",
            "good",
            "doctor-desk",
            "Le dossier du poste peut être lu et écrit.",
            None,
        ),
        finding(
            "result",
            "bad",
            "doctor-obstacles",
            "Le scellement fonctionne, mais quelque chose s’oppose à ce qui est demandé.",
            Some("Voyez les points marqués ci-dessous."),
        ),
    ];
    let mut told = Vec::new();
    for one in all {
        pause(250).await;
        if with(|memory| memory.cancelled)? {
            break;
        }
        on_finding(one.clone());
        told.push(one);
    }
    Ok(told)
}

/// What the original of a document waits for.
pub fn waiting(
    document: DocumentId,
    title: &str,
    dossier: model::DossierId,
    reference: model::Reference,
) -> AugmentationView {
    AugmentationView {
        document,
        title: title.to_owned(),
        dossier,
        reference,
        wanted: "B-LT".to_owned(),
        reached: "B-B".to_owned(),
        reasons: vec![unreachable()],
        tries: 3,
        next_try: at("2026-11-20T09:49:00Z"),
        since: at(NOW),
    }
}
