//! What lies behind the demonstration: a tableau de tri, dossiers of years ago that are due, one of them held, and a
//! disposition that was carried through to its certificate.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::ToSpan;
use model::retention::{Appraisal, HoldFilter};
use model::{DossierId, NewDossier, NewParty, PartyKind, PartyRole, Subject};

use crate::{Cancel, Desk, Environment, Error};

/// A clock that is behind, so that what happened years ago is written down as of then.
pub(super) struct Behind {
    real: Arc<dyn Environment>,
    seconds: AtomicI64,
}

impl Behind {
    pub(super) fn new(real: Arc<dyn Environment>) -> Self {
        Self {
            real,
            seconds: AtomicI64::new(0),
        }
    }

    /// From now on it is as far behind as the demonstration's past begins.
    pub(super) fn begin(&self) {
        self.days(BEGAN + 1);
    }

    /// From now on it is so many days behind.
    pub(super) fn days(&self, days: i64) {
        self.seconds.store(days * 86_400, Ordering::SeqCst);
    }
}

impl Environment for Behind {
    fn now(&self) -> jiff::Timestamp {
        let behind = self.seconds.load(Ordering::SeqCst);
        let now = self.real.now();
        now.checked_sub(behind.seconds()).unwrap_or(now)
    }

    fn random(&self, buffer: &mut [u8]) {
        self.real.random(buffer);
    }
}

/// Days for which the dossiers below have been closed: eleven years and some.
const BEGAN: i64 = 4_150;

const PLAN: &str = "code;parent;fr;de\nPOP;;Population;Bevölkerung\nPOP.1;POP;Certificats et attestations;Bescheinigungen\n\
    URB;;Urbanisme;Bauwesen\nURB.1;URB;Autorisations;Genehmigungen\n";

const TABLE: &str = "code;title_fr;title_de;classification;years;fate;legal_basis;traces\n\
    POP-1;Certificats de résidence;Wohnsitzbescheinigungen;POP;10;détruire;loi du 19 juin 2013 (TEST);minimal\n\
    URB-1;Autorisations de bâtir;Baugenehmigungen;URB;10;conserver;loi du 19 juillet 2004 (TEST);register\n";

/// Subject, applicant, code in the plan.
const OLD: [(&str, &str, &str); 5] = [
    (
        "Certificat de résidence – M. Nicolas Faber",
        "Nicolas Faber",
        "POP.1",
    ),
    (
        "Certificat de résidence – Mme Sylvie Reuter",
        "Sylvie Reuter",
        "POP.1",
    ),
    (
        "Attestation de composition de ménage – famille Da Costa",
        "Rui Da Costa",
        "POP.1",
    ),
    ("Certificat de résidence – M. Emil Hansen", "Emil Hansen", "POP.1"),
    (
        "Autorisation de bâtir – garage, 2, rue du Pont",
        "Georges Wirtz",
        "URB.1",
    ),
];

/// Plays what happened until now; afterwards the clock is on time.
pub(super) fn make(desk: &Desk, clock: &Behind, confirmed_by: (model::PersonId, &str)) -> Result<(), Error> {
    clock.days(BEGAN);
    desk.import_classification_plan(PLAN.as_bytes())?;
    desk.import_retention_table(
        TABLE.as_bytes(),
        "Tableau de tri de l'administration communale (TEST)",
        desk.luxembourg_day(),
    )?;
    let temp = tempfile::tempdir().map_err(|error| Error::io(std::path::Path::new("demo"), error))?;
    let mut old: Vec<DossierId> = Vec::new();
    for (index, (subject, applicant, class)) in (0_i64..).zip(OLD) {
        clock.days(BEGAN - index * 9);
        let dossier = desk.create_dossier(NewDossier {
            reference: None,
            subject: Subject::parse(subject)?,
            procedure: None,
            parties: vec![NewParty {
                kind: PartyKind::Natural,
                role: PartyRole::Applicant,
                name: applicant.to_owned(),
            }],
        })?;
        desk.classify(dossier.id, Some(class))?;
        let file = temp.path().join("acte.pdf");
        let bytes = super::dossiers::old_act(subject, applicant, dossier.reference.as_str(), desk.now())?;
        std::fs::write(&file, bytes).map_err(|error| Error::io(&file, error))?;
        desk.import(
            dossier.id,
            &file,
            Some("Acte délivré"),
            &|_| {},
            &Cancel::default(),
        )?;
        clock.days(BEGAN - index * 9 - 4);
        desk.close_dossier(dossier.id, "")?;
        old.push(dossier.id);
    }
    // One of them is wanted by a court.
    clock.days(150);
    if let Some(dossier) = old.get(1) {
        let filter = HoldFilter {
            dossier: Some(*dossier),
            ..HoldFilter::default()
        };
        desk.place_hold(&filter, "Litige en cours, demande du tribunal de paix (TEST)")?;
    }
    // One went the whole way.
    let Some(gone) = old.first().copied() else {
        return Ok(());
    };
    clock.days(140);
    let id = desk
        .propose_disposition(&[gone], "Premier lot, certificats de plus de dix ans")?
        .id;
    let on = desk.luxembourg_day();
    desk.notify_archives(id, on, "Archives nationales (TEST)")?;
    clock.days(100);
    desk.appraise(
        id,
        &[gone],
        Appraisal::Destroy,
        desk.luxembourg_day(),
        "Lettre ANLux 31/TEST",
    )?;
    clock.days(90);
    desk.confirm_as(id, confirmed_by.0, confirmed_by.1)?;
    clock.days(20);
    desk.destroy_disposition(id, &|_| {})?;
    clock.days(0);
    Ok(())
}
