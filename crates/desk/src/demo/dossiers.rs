//! The people, dossiers and letters of the demonstration. All persons and addresses are invented.

use std::path::Path;
use std::sync::Arc;

use model::{NewDossier, NewParty, PartyKind, PartyRole, Subject};
use secrecy::SecretString;

use super::letter::{Block, Letter, Sender};
use super::{ADMINISTRATION, PLATFORM, past, plan};
use crate::{Cancel, Desk, Environment, Error, NewDesk};

const POPULATION: &str = "Service de la population";
const TECHNICAL: &str = "Service technique – urbanisme";

struct Example {
    subject: &'static str,
    procedure: &'static str,
    parties: &'static [(PartyKind, PartyRole, &'static str)],
    /// Title, and how it is made from the dossier's reference and the date.
    documents: &'static [(&'static str, Compose)],
}

type Compose = fn(&Context<'_>) -> Result<Vec<u8>, Error>;

struct Context<'a> {
    reference: &'a str,
    date: &'a str,
    at: jiff::Timestamp,
}

const EXAMPLES: [Example; 6] = [
    Example {
        subject: "Certificat de résidence – Mme Anne Muller",
        procedure: "residence-certificate",
        parties: &[(PartyKind::Natural, PartyRole::Applicant, "Anne Muller")],
        documents: &[
            ("Demande de certificat", request_muller),
            ("Certificat de résidence", certificate_muller),
        ],
    },
    Example {
        subject: "Certificat de résidence – M. João Pereira",
        procedure: "residence-certificate",
        parties: &[(PartyKind::Natural, PartyRole::Applicant, "João Pereira")],
        documents: &[("Certificat de résidence élargi", certificate_pereira)],
    },
    Example {
        subject: "Carport, 14, rue de la Gare",
        procedure: "building-permit-opinion",
        parties: &[
            (PartyKind::Natural, PartyRole::Applicant, "Marc Schmit"),
            (PartyKind::Natural, PartyRole::Third, "Léa Wagener"),
        ],
        documents: &[
            ("Demande d'autorisation de construire", request_schmit),
            ("Plan d'implantation", plan_schmit),
            ("Avis du service technique", opinion_schmit),
        ],
    },
    Example {
        subject: "Transformation d'une grange, 3, montée de l'Église",
        procedure: "building-permit-opinion",
        parties: &[(PartyKind::Natural, PartyRole::Applicant, "Françoise Kayser")],
        documents: &[("Refus d'autorisation de construire", refusal_kayser)],
    },
    Example {
        subject: "Panneaux photovoltaïques, zone d'activités",
        procedure: "building-permit-opinion",
        parties: &[(PartyKind::Legal, PartyRole::Applicant, "Solaris Exemple S.à r.l.")],
        documents: &[("Accusé de réception", receipt_solaris)],
    },
    Example {
        subject: "Certificat de résidence – famille Hoffmann-Öztürk",
        procedure: "residence-certificate",
        parties: &[
            (PartyKind::Natural, PartyRole::Applicant, "Elif Öztürk"),
            (PartyKind::Natural, PartyRole::Addressee, "Tom Hoffmann"),
        ],
        documents: &[("Demande de pièces complémentaires", missing_hoffmann)],
    },
];

/// Makes the desk with its people and dossiers: beside its place, and moved there once it is whole, so that an
/// interruption leaves no half-made demonstration.
pub(super) fn prepare(
    folder: &Path,
    passphrase: &SecretString,
    env: Arc<dyn Environment>,
    with_past: bool,
) -> Result<Desk, Error> {
    let failed = |error| Error::io(folder, error);
    if Desk::exists(folder) {
        return Err(store::Error::DeskExists {
            folder: folder.to_owned(),
        }
        .into());
    }
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(store::Error::FolderNotEmpty {
            folder: folder.to_owned(),
        }
        .into());
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let staging = folder.with_file_name(format!(".{name}.preparing"));
    if staging.exists() {
        std::fs::remove_dir_all(&staging).map_err(failed)?;
    }
    drop(make(&staging, passphrase, Arc::clone(&env), with_past)?);
    if folder.exists() {
        std::fs::remove_dir(folder).map_err(failed)?;
    }
    std::fs::rename(&staging, folder).map_err(failed)?;
    Desk::unlock(folder, passphrase, env)
}

fn make(
    folder: &Path,
    passphrase: &SecretString,
    env: Arc<dyn Environment>,
    with_past: bool,
) -> Result<Desk, Error> {
    let new = NewDesk {
        administration: ADMINISTRATION.into(),
        person: super::PERSON.into(),
        roles: super::ROLES.to_vec(),
        office: "SEC".into(),
    };
    let clock = Arc::new(past::Behind::new(env));
    if with_past {
        clock.begin();
    }
    let desk = Desk::create_as(
        folder,
        passphrase,
        new,
        true,
        Arc::clone(&clock) as Arc<dyn Environment>,
    )?;
    desk.store.change(&desk.actor, |change| -> Result<(), Error> {
        change.set_setting(crate::synchronise::PLATFORM, Some(PLATFORM.as_bytes()))?;
        Ok(())
    })?;
    for (name, role, passphrase) in super::COLLEAGUES {
        let person = desk.add_person(name, &[role], "")?.id;
        desk.store.change(&desk.actor, |change| {
            change.record("access-given", None, &[("person", name)])?;
            desk.store.give_access(change, person, &passphrase.into(), false)
        })?;
    }
    if with_past {
        let people = desk.people()?;
        if let Some(other) = people.iter().find(|one| one.id != desk.person()) {
            past::make(&desk, &clock, (other.id, &other.name))?;
        }
    }
    let temp = tempfile::tempdir().map_err(|error| Error::io(folder, error))?;
    for example in &EXAMPLES {
        let parties = example
            .parties
            .iter()
            .map(|(kind, role, name)| NewParty {
                kind: *kind,
                role: *role,
                name: (*name).to_owned(),
            })
            .collect();
        let dossier = desk.create_dossier(NewDossier {
            reference: None,
            subject: Subject::parse(example.subject)?,
            procedure: Some(example.procedure.to_owned()),
            parties,
        })?;
        let at = desk.now();
        let date = date_in_french(at);
        let context = Context {
            reference: dossier.reference.as_str(),
            date: &date,
            at,
        };
        for (title, compose) in example.documents {
            let file = temp.path().join(format!("{title}.pdf"));
            std::fs::write(&file, compose(&context)?).map_err(|error| Error::io(&file, error))?;
            desk.import(dossier.id, &file, Some(title), &|_| {}, &Cancel::default())?;
        }
    }
    super::directory::make(&desk)?;
    super::circuits::make(&desk)?;
    super::deadlines::make(&desk)?;
    super::letters::make(&desk)?;
    Ok(desk)
}

/// What was delivered in a dossier of years ago.
pub(super) fn old_act(
    subject: &str,
    applicant: &str,
    reference: &str,
    at: jiff::Timestamp,
) -> Result<Vec<u8>, Error> {
    let date = date_in_french(at);
    let context = Context {
        reference,
        date: &date,
        at,
    };
    from_office(
        &context,
        POPULATION,
        "Acte délivré",
        &[applicant, "L-0000 Exemple"],
        subject,
        vec![
            text("Suite à votre demande, l'acte demandé vous est délivré ci-joint."),
            Block::Signature("Pour le bourgmestre, la déléguée", "Claire Weber"),
        ],
    )
}

/// Every document of the examples with a file name, as it would come from an office program.
pub(super) fn pdfs(now: jiff::Timestamp) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let date = date_in_french(now);
    let mut files = Vec::new();
    for (number, example) in (1..).zip(&EXAMPLES) {
        let office = crate::procedures::procedure(example.procedure)?.office;
        let year = crate::dossiers::in_luxembourg(now).year();
        let reference = format!("{year}/{office}/{number:06}");
        let context = Context {
            reference: &reference,
            date: &date,
            at: now,
        };
        for (title, compose) in example.documents {
            files.push((format!("{number:02} {title}.pdf"), compose(&context)?));
        }
    }
    Ok(files)
}

fn date_in_french(at: jiff::Timestamp) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let local = crate::dossiers::in_luxembourg(at);
    let month = usize::try_from(local.month() - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .unwrap_or(&"");
    let day = if local.day() == 1 {
        "1er".to_owned()
    } else {
        local.day().to_string()
    };
    format!("{day} {month} {}", local.year())
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn text(text: &str) -> Block {
    Block::Text(text.to_owned())
}

fn from_office(
    context: &Context<'_>,
    office: &'static str,
    title: &str,
    recipient: &[&str],
    subject: &str,
    blocks: Vec<Block>,
) -> Result<Vec<u8>, Error> {
    Letter {
        title: title.to_owned(),
        sender: Sender::Office(office),
        recipient: lines(recipient),
        place_and_date: format!("Exemple, le {}", context.date),
        reference: Some(context.reference.to_owned()),
        subject: subject.to_owned(),
        blocks,
    }
    .set(context.at)
}

fn request_muller(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    Letter {
        title: "Demande de certificat de résidence".into(),
        sender: Sender::Private(&["Anne Muller", "27, rue des Tilleuls", "L-0000 Exemple"]),
        recipient: lines(&["Commune d'Exemple", "Service de la population", "1, place de l'Hôtel-de-Ville", "L-0000 Exemple"]),
        place_and_date: format!("Exemple, le {}", context.date),
        reference: None,
        subject: "Demande de certificat de résidence".into(),
        blocks: vec![
            text("Madame, Monsieur,"),
            text("Par la présente, je vous prie de bien vouloir me délivrer un certificat de résidence. Je suis inscrite au registre communal à l'adresse indiquée ci-dessus depuis le 1er mars 2019."),
            text("Le certificat est destiné à l'inscription de ma fille dans un établissement scolaire. Je souhaiterais le recevoir par voie électronique ; une version sur papier n'est pas nécessaire."),
            text("Vous trouverez mes coordonnées dans votre registre. Je reste à votre disposition pour tout renseignement complémentaire."),
            text("Je vous prie d'agréer, Madame, Monsieur, l'expression de mes salutations distinguées."),
            Block::Signature("", "Anne Muller"),
        ],
    }
    .set(context.at)
}

fn certificate_muller(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    from_office(
        context,
        POPULATION,
        "Certificat de résidence",
        &["Madame Anne Muller", "27, rue des Tilleuls", "L-0000 Exemple"],
        "Certificat de résidence",
        vec![
            text(
                "Le bourgmestre de la commune d'Exemple certifie que la personne désignée ci-après est inscrite au registre communal des personnes physiques à l'adresse suivante :",
            ),
            Block::Facts(vec![
                ("Nom", "MULLER".into()),
                ("Prénom", "Anne".into()),
                ("Date de naissance", "5 janvier 1983".into()),
                ("Adresse", "27, rue des Tilleuls, L-0000 Exemple".into()),
                ("Inscrite depuis le", "1er mars 2019".into()),
            ]),
            text(
                "Le présent certificat est délivré sur demande de l'intéressée pour servir et valoir ce que de droit. Il reflète l'état du registre à la date de son établissement.",
            ),
            text(
                "Toute personne qui reçoit ce certificat, sur papier ou sous forme électronique, peut consulter l'original au moyen de l'identifiant imprimé sur le document.",
            ),
            Block::Signature("Pour le bourgmestre, la déléguée", "Claire Weber"),
        ],
    )
}

fn certificate_pereira(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    from_office(
        context,
        POPULATION,
        "Certificat de résidence élargi",
        &["Monsieur João Pereira", "8, impasse du Moulin", "L-0000 Exemple"],
        "Certificat de résidence élargi – composition du ménage",
        vec![
            text(
                "Le bourgmestre de la commune d'Exemple certifie que, d'après le registre communal des personnes physiques, le ménage établi 8, impasse du Moulin, L-0000 Exemple, se compose comme suit à la date du présent certificat :",
            ),
            Block::Facts(vec![
                (
                    "Personne de référence",
                    "João PEREIRA, né le 14 juillet 1979".into(),
                ),
                ("Conjointe", "Inês PEREIRA-COSTA, née le 2 mai 1981".into()),
                ("Enfant", "Mateus PEREIRA, né le 30 août 2011".into()),
                ("Enfant", "Lúcia PEREIRA, née le 11 décembre 2014".into()),
                ("Ménage établi depuis le", "15 septembre 2010".into()),
            ]),
            text(
                "Ce certificat est destiné à une demande d'aide au logement. Conformément au principe « une fois pour toutes », l'administration qui le reçoit peut reprendre l'original par son identifiant, sans demander d'autre pièce à l'intéressé.",
            ),
            Block::Signature("Pour le bourgmestre, la déléguée", "Claire Weber"),
        ],
    )
}

fn request_schmit(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    Letter {
        title: "Demande d'autorisation de construire".into(),
        sender: Sender::Private(&["Marc Schmit", "14, rue de la Gare", "L-0000 Exemple"]),
        recipient: lines(&["Monsieur le Bourgmestre", "de la commune d'Exemple", "1, place de l'Hôtel-de-Ville", "L-0000 Exemple"]),
        place_and_date: format!("Exemple, le {}", context.date),
        reference: None,
        subject: "Demande d'autorisation de construire un carport".into(),
        blocks: vec![
            text("Monsieur le Bourgmestre,"),
            text("Je souhaite construire un carport ouvert en bois sur ma parcelle, à côté de la maison existante. La construction mesure 3,50 m sur 6,00 m et 2,60 m de haut ; elle se trouve à 3,00 m de la limite latérale, comme le montre le plan d'implantation joint (annexe 1)."),
            text("L'accès se fait par l'entrée existante ; aucun arbre n'est abattu et l'eau de pluie s'infiltre sur la parcelle. Ma voisine, Madame Léa Wagener, a été informée du projet et n'y voit pas d'objection."),
            text("Je vous prie de bien vouloir examiner ma demande et d'agréer, Monsieur le Bourgmestre, l'expression de ma considération distinguée."),
            Block::Signature("", "Marc Schmit"),
        ],
    }
    .set(context.at)
}

fn plan_schmit(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    plan::site_plan(context.date, context.at)
}

fn opinion_schmit(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    from_office(
        context,
        TECHNICAL,
        "Avis du service technique",
        &["Monsieur le Bourgmestre", "de la commune d'Exemple", "Hôtel de Ville"],
        "Avis sur la demande d'autorisation de construire un carport, 14, rue de la Gare",
        vec![
            Block::Heading("1. Objet de la demande"),
            text("Monsieur Marc Schmit demande l'autorisation de construire un carport ouvert en bois de 3,50 m sur 6,00 m, d'une hauteur de 2,60 m, sur la parcelle cadastrale 0000/0001 sise 14, rue de la Gare. La demande est accompagnée d'un plan d'implantation à l'échelle 1:200."),
            Block::Facts(vec![
                ("Zone", "habitation – HAB-1".into()),
                ("Surface de la parcelle", "768 m²".into()),
                ("Emprise existante", "120 m²".into()),
                ("Emprise projetée", "141 m²".into()),
                ("Recul latéral ouest", "3,00 m".into()),
            ]),
            Block::Heading("2. Examen"),
            text("Le plan d'aménagement général classe la parcelle en zone d'habitation 1. Les dépendances ouvertes y sont admises dans le recul latéral, à condition de laisser libre une bande de 1,90 m au moins et de ne pas dépasser 3,50 m de hauteur. Le projet respecte ces deux conditions."),
            text("Le coefficient d'occupation du sol passe de 0,16 à 0,18 et reste en dessous du maximum de 0,40. Les eaux de toiture s'infiltrent sur la parcelle ; le réseau public n'est pas sollicité davantage. La visibilité à la sortie sur la rue de la Gare n'est pas réduite, le carport étant implanté à 8,00 m de l'alignement."),
            text("Les services de secours ont été consultés et n'ont pas d'observation. La propriétaire voisine, Madame Léa Wagener, a déclaré par écrit ne pas s'opposer au projet."),
            Block::Heading("3. Conditions proposées"),
            Block::Articles(vec![
                ("1°", "Les poteaux et la toiture restent ouverts sur trois côtés au moins ; toute fermeture ultérieure demande une nouvelle autorisation.".into()),
                ("2°", "Le revêtement de l'accès est perméable à l'eau sur au moins la moitié de sa surface.".into()),
                ("3°", "Le début des travaux est annoncé au service technique huit jours à l'avance, et le certificat affiché de façon visible depuis la rue pendant toute leur durée.".into()),
                ("4°", "Les travaux commencent dans l'année qui suit la notification de l'autorisation, à défaut de quoi celle-ci est périmée de plein droit.".into()),
            ]),
            Block::Heading("4. Conclusion"),
            text("Le service technique émet un avis favorable, sous réserve des conditions énumérées au point 3. Il propose de notifier la décision au demandeur et à la propriétaire voisine, avec l'indication des voies de recours."),
            Block::Signature("Le chef du service technique", "Paul Meyers"),
        ],
    )
}

fn refusal_kayser(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    from_office(
        context,
        TECHNICAL,
        "Refus d'autorisation de construire",
        &["Madame Françoise Kayser", "3, montée de l'Église", "L-0000 Exemple"],
        "Décision de refus – transformation d'une grange en trois logements",
        vec![
            text("Madame,"),
            text("Vous avez demandé l'autorisation de transformer en trois logements la grange sise 3, montée de l'Église. Après examen de votre demande, de l'avis du service technique et de vos observations, j'ai le regret de vous faire part de la décision suivante."),
            Block::Heading("Vu"),
            Block::Articles(vec![
                ("1°", "la loi modifiée du 19 juillet 2004 concernant l'aménagement communal et le développement urbain ;".into()),
                ("2°", "le plan d'aménagement général de la commune d'Exemple, partie écrite et partie graphique ;".into()),
                ("3°", "le règlement grand-ducal du 8 juin 1979 relatif à la procédure à suivre par les administrations relevant de l'État et des communes ;".into()),
                ("4°", "l'avis du service technique et l'avis de l'institut chargé de la protection du patrimoine ;".into()),
                ("5°", "les observations que vous avez présentées lors de l'entretien auquel vous avez été invitée avant la présente décision.".into()),
            ]),
            Block::Heading("Considérant"),
            text("que la grange fait partie d'un ensemble protégé, que la partie écrite du plan d'aménagement général y limite le nombre de logements à deux par bâtiment principal, et qu'elle exige que les ouvertures sur rue conservent leur proportion d'origine ;"),
            text("que le projet prévoit trois logements et, en façade sur rue, quatre portes-fenêtres d'une largeur de 2,40 m, qui modifient de façon importante le caractère du bâtiment ;"),
            text("que quatre emplacements de stationnement seraient nécessaires, alors que le plan n'en montre que deux sur la parcelle, et qu'aucune servitude n'a été produite pour les deux autres ;"),
            text("que vous avez indiqué lors de l'entretien ne pas souhaiter réduire le nombre de logements, mais être prête à revoir les ouvertures ; que cette modification ne suffit pas à rendre le projet conforme ;"),
            Block::Heading("Décide"),
            Block::Articles(vec![
                ("Art. 1er", "L'autorisation de construire demandée est refusée.".into()),
                ("Art. 2", "Une nouvelle demande portant sur deux logements au plus, avec des ouvertures conformes à la partie écrite du plan, peut être présentée à tout moment. Le service technique reste à votre disposition pour en discuter avant son dépôt.".into()),
                ("Art. 3", "La présente décision est notifiée à la demanderesse et affichée à la maison communale pendant quarante jours.".into()),
            ]),
            Block::Heading("Voies de recours"),
            text("La présente décision peut faire l'objet d'un recours en annulation devant le tribunal administratif. Le recours est introduit par requête signée d'un avocat à la Cour, dans un délai de trois mois à partir de la notification de la décision."),
            text("Vous pouvez aussi, dans le même délai, m'adresser un recours gracieux par écrit. Si une suite ne lui est pas donnée dans les trois mois, il est à considérer comme rejeté, et un nouveau délai de trois mois court pour saisir le tribunal. Enfin, une réclamation peut être adressée au médiateur ; elle n'interrompt pas les délais."),
            text("Veuillez agréer, Madame, l'expression de mes sentiments distingués."),
            Block::Signature("La bourgmestre", "Martine Klein"),
        ],
    )
}

fn receipt_solaris(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    from_office(
        context,
        TECHNICAL,
        "Accusé de réception",
        &[
            "Solaris Exemple S.à r.l.",
            "Zone d'activités Am Feld 5",
            "L-0000 Exemple",
        ],
        "Accusé de réception de votre demande – panneaux photovoltaïques",
        vec![
            text("Mesdames, Messieurs,"),
            text(
                "Nous accusons réception de votre demande d'autorisation relative à l'installation de 1 240 m² de panneaux photovoltaïques sur la toiture du hall 2. Votre dossier est complet à la date de la présente.",
            ),
            Block::Facts(vec![
                ("Dossier suivi par", "Paul Meyers, service technique".into()),
                ("Puissance prévue", "248 kWc".into()),
                ("Décision au plus tard", "dans les trois mois".into()),
            ]),
            text(
                "Le silence gardé par l'administration pendant trois mois vaut en principe refus ; il ouvre les voies de recours. Nous vous informerons avant cette date de l'état de votre dossier.",
            ),
            text("Veuillez agréer, Mesdames, Messieurs, l'expression de nos sentiments distingués."),
            Block::Signature("Pour le service technique", "Paul Meyers"),
        ],
    )
}

fn missing_hoffmann(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    from_office(
        context,
        POPULATION,
        "Demande de pièces complémentaires",
        &[
            "Madame Elif Öztürk",
            "Monsieur Tom Hoffmann",
            "52, rue du Château d'Eau",
            "L-0000 Exemple",
        ],
        "Votre demande de certificat de résidence – pièce à compléter",
        vec![
            text("Madame, Monsieur,"),
            text(
                "Nous avons bien reçu votre demande. Pour établir le certificat, il nous manque encore l'accord du propriétaire pour l'inscription de votre ménage à la nouvelle adresse.",
            ),
            text(
                "Toutes les autres données nous sont déjà connues ; vous n'avez donc rien d'autre à fournir. L'accord peut être transmis par courriel ou déposé au guichet, du lundi au vendredi de 8 h 00 à 11 h 30 et de 13 h 30 à 16 h 00.",
            ),
            text("Dès sa réception, le certificat vous parviendra dans les deux jours ouvrables."),
            text("Veuillez agréer, Madame, Monsieur, l'expression de nos sentiments distingués."),
            Block::Signature("Pour le service de la population", "Claire Weber"),
        ],
    )
}
