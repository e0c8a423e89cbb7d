//! Invented text as an administration in Luxembourg writes it, in French, German and Luxembourgish: names, streets,
//! subjects, letters. Words follow Zipf's law; the vocabulary has a long tail of names, parcels and numbers.

/// Small, fast, the same for the same seed (splitmix64).
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A rank below `limit` by Zipf's law, about: the first is the most frequent.
    pub fn zipf(&mut self, limit: usize) -> usize {
        let rank = (limit as f64).powf(self.unit()) - 1.0;
        (rank as usize).min(limit - 1)
    }

    pub fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let index = self.zipf(words.len());
        words[index]
    }
}

const FIRST: [&str; 40] = [
    "Anne",
    "Marc",
    "João",
    "Claire",
    "Léa",
    "Maria",
    "Jean",
    "Luc",
    "Tom",
    "Sophie",
    "Paul",
    "Julie",
    "Pierre",
    "Manuel",
    "Ana",
    "Nathalie",
    "Michel",
    "Isabelle",
    "Fernand",
    "Nicolas",
    "Martine",
    "Carlos",
    "Émilie",
    "François",
    "Jürgen",
    "Käthe",
    "Josée",
    "Guy",
    "Romain",
    "Danielle",
    "Sandra",
    "Yves",
    "Björn",
    "Zoé",
    "Théo",
    "Maïté",
    "Hélène",
    "André",
    "Rosa",
    "Édouard",
];
const BEGIN: [&str; 30] = [
    "Schm", "Mull", "Web", "Hoff", "Wagen", "Kay", "Thil", "Kiev", "Reut", "Schro", "Stein", "Da Sil",
    "Perei", "Ferrei", "Santo", "Klein", "Krie", "Beck", "Faber", "Gil", "Heint", "Jacob", "Konsb", "Lentz",
    "Majer", "Neu", "Olin", "Pesch", "Ries", "Scholt",
];
const END: [&str; 24] = [
    "it", "er", "mann", "ner", "ser", "en", "va", "ra", "s", "es", "ter", "ler", "bach", "ges", "ing", "ert",
    "y", "z", "el", "us", "feld", "born", "rath", "dorf",
];
const STREET: [&str; 20] = [
    "rue de la Gare",
    "Grand-Rue",
    "rue de l'Église",
    "rue Principale",
    "rue des Prés",
    "rue du Moulin",
    "route d'Arlon",
    "rue de Luxembourg",
    "Haaptstrooss",
    "rue des Champs",
    "rue Neuve",
    "avenue de la Liberté",
    "Kierchestrooss",
    "rue du Château",
    "rue Jean Jaurès",
    "um Bierg",
    "rue de l'École",
    "an der Gaass",
    "rue des Tilleuls",
    "op der Knupp",
];
const TOWN: [&str; 20] = [
    "Bettembourg",
    "Dudelange",
    "Esch-sur-Alzette",
    "Differdange",
    "Pétange",
    "Sanem",
    "Mamer",
    "Strassen",
    "Hesperange",
    "Käerjeng",
    "Mersch",
    "Ettelbruck",
    "Diekirch",
    "Wiltz",
    "Echternach",
    "Grevenmacher",
    "Remich",
    "Clervaux",
    "Rumelange",
    "Mondercange",
];
const SUBJECT: [&str; 24] = [
    "Certificat de résidence",
    "Autorisation de construire",
    "Demande de subside",
    "Accès aux documents",
    "Réclamation",
    "Baugenehmigung",
    "Concession au cimetière",
    "Raccordement à l'eau",
    "Chantier sur la voie publique",
    "Nuit blanche",
    "Wohnsitzbescheinigung",
    "Inscription à l'école",
    "Taxe sur les chiens",
    "Aménagement communal",
    "Location de salle",
    "Strassensperrung",
    "Permis de terrasse",
    "Bruit de voisinage",
    "Déclaration d'arrivée",
    "Zuschussantrag",
    "Umeldung vun engem Hond",
    "Abattage d'un arbre",
    "Bebauungsplan",
    "Éclairage public",
];
const TITLE: [&str; 20] = [
    "Demande",
    "Certificat",
    "Plan d'implantation",
    "Avis du service technique",
    "Courrier entrant",
    "Réponse",
    "Facture",
    "Antrag",
    "Bescheid",
    "Extrait cadastral",
    "Procuration",
    "Photo",
    "Attestation",
    "Lettre de rappel",
    "Décision",
    "Stellungnahme",
    "Bréif",
    "Accusé de réception",
    "Pièce d'identité",
    "Rapport de visite",
];
const FRENCH: [&str; 120] = [
    "de",
    "la",
    "le",
    "et",
    "les",
    "des",
    "à",
    "en",
    "du",
    "est",
    "pour",
    "dans",
    "que",
    "une",
    "un",
    "sur",
    "par",
    "au",
    "vous",
    "nous",
    "qui",
    "votre",
    "aux",
    "avec",
    "commune",
    "demande",
    "loi",
    "article",
    "dossier",
    "décision",
    "date",
    "madame",
    "monsieur",
    "collège",
    "échevins",
    "bourgmestre",
    "administration",
    "communale",
    "certificat",
    "résidence",
    "autorisation",
    "construire",
    "parcelle",
    "terrain",
    "immeuble",
    "maison",
    "travaux",
    "plan",
    "annexe",
    "conformément",
    "règlement",
    "grand-ducal",
    "modifiée",
    "présente",
    "objet",
    "référence",
    "courrier",
    "réponse",
    "délai",
    "recours",
    "tribunal",
    "administratif",
    "trois",
    "mois",
    "compter",
    "notification",
    "service",
    "technique",
    "urbanisme",
    "avis",
    "favorable",
    "défavorable",
    "motif",
    "conditions",
    "respectées",
    "subvention",
    "montant",
    "euros",
    "paiement",
    "facture",
    "pièces",
    "justificatives",
    "manquantes",
    "bien",
    "vouloir",
    "transmettre",
    "copie",
    "document",
    "identité",
    "adresse",
    "domicile",
    "déclaration",
    "arrivée",
    "départ",
    "enfant",
    "école",
    "inscription",
    "année",
    "scolaire",
    "eau",
    "potable",
    "raccordement",
    "compteur",
    "voirie",
    "circulation",
    "chantier",
    "trottoir",
    "sécurité",
    "propriétaire",
    "locataire",
    "voisin",
    "limite",
    "hauteur",
    "façade",
    "toiture",
    "garage",
    "clôture",
    "arbre",
    "salutations",
    "distinguées",
];
const GERMAN: [&str; 90] = [
    "der",
    "die",
    "und",
    "das",
    "den",
    "von",
    "zu",
    "mit",
    "für",
    "ist",
    "auf",
    "dem",
    "eine",
    "ein",
    "des",
    "im",
    "nicht",
    "wird",
    "sie",
    "Gemeinde",
    "Antrag",
    "Gesetz",
    "Artikel",
    "Akte",
    "Entscheidung",
    "Datum",
    "Verwaltung",
    "Bescheinigung",
    "Wohnsitz",
    "Baugenehmigung",
    "Grundstück",
    "Gebäude",
    "Haus",
    "Arbeiten",
    "Plan",
    "Anlage",
    "gemäß",
    "Verordnung",
    "geändert",
    "Betreff",
    "Schreiben",
    "Antwort",
    "Frist",
    "Klage",
    "Verwaltungsgericht",
    "drei",
    "Monate",
    "Zustellung",
    "Dienststelle",
    "Stellungnahme",
    "Genehmigung",
    "Begründung",
    "Bedingungen",
    "Zuschuss",
    "Betrag",
    "Zahlung",
    "Rechnung",
    "Unterlagen",
    "Nachweis",
    "Kopie",
    "Personalausweis",
    "Anschrift",
    "Anmeldung",
    "Abmeldung",
    "Kind",
    "Schule",
    "Einschreibung",
    "Schuljahr",
    "Trinkwasser",
    "Wasseranschluss",
    "Zähler",
    "Straße",
    "Verkehr",
    "Baustelle",
    "Bürgersteig",
    "Sicherheit",
    "Eigentümer",
    "Mieter",
    "Nachbar",
    "Grenze",
    "Höhe",
    "Fassade",
    "Dach",
    "Garage",
    "Zaun",
    "Baum",
    "Grüßen",
    "freundlichen",
    "Bürgermeister",
    "Schöffenrat",
];
const LUXEMBOURGISH: [&str; 60] = [
    "de",
    "an",
    "d'",
    "vun",
    "der",
    "fir",
    "ass",
    "op",
    "mat",
    "net",
    "dat",
    "eng",
    "een",
    "datt",
    "gëtt",
    "Gemeng",
    "Ufro",
    "Gesetz",
    "Artikel",
    "Dossier",
    "Decisioun",
    "Datum",
    "Verwaltung",
    "Certificat",
    "Wunnsëtz",
    "Baugeneemegung",
    "Terrain",
    "Gebai",
    "Haus",
    "Aarbechten",
    "Plang",
    "Beilag",
    "Reglement",
    "Bréif",
    "Äntwert",
    "Frist",
    "Rekurs",
    "Geriicht",
    "dräi",
    "Méint",
    "Servicer",
    "Avis",
    "Grond",
    "Konditiounen",
    "Subsid",
    "Betrag",
    "Rechnung",
    "Ënnerlagen",
    "Kopie",
    "Adress",
    "Kand",
    "Schoul",
    "Waasser",
    "Strooss",
    "Verkéier",
    "Chantier",
    "Trottoir",
    "Proprietär",
    "Noper",
    "Buergermeeschter",
];

/// A person's name, out of some ten thousand.
pub fn person(chance: &mut Chance) -> String {
    let (first, begin) = (chance.of(&FIRST), chance.of(&BEGIN));
    let end = chance.of(&END);
    format!("{first} {begin}{end}")
}

pub fn address(chance: &mut Chance) -> String {
    format!(
        "{}, {}, {}",
        1 + chance.below(180),
        chance.of(&STREET),
        chance.of(&TOWN)
    )
}

pub fn subject(chance: &mut Chance) -> String {
    let subject = chance.of(&SUBJECT);
    if chance.below(2) == 0 {
        format!("{subject} – {}", person(chance))
    } else {
        format!("{subject}, {}", address(chance))
    }
}

pub fn title(chance: &mut Chance) -> String {
    let title = chance.of(&TITLE);
    match chance.below(3) {
        0 => title.to_owned(),
        1 => format!(
            "{title} du {}.{:02}.20{}",
            1 + chance.below(28),
            1 + chance.below(12),
            20 + chance.below(7)
        ),
        _ => format!("{title} {}", person(chance)),
    }
}

pub fn tag(chance: &mut Chance) -> &'static str {
    chance.of(&[
        "urgent",
        "cadastre",
        "à vérifier",
        "Denkmalschutz",
        "subside",
        "chantier",
        "réunion",
        "conseil communal",
        "eau",
        "école",
        "litige",
        "CET",
        "zone inondable",
        "Duerfkär",
    ])
}

pub fn procedure(chance: &mut Chance) -> Option<&'static str> {
    match chance.below(10) {
        0..4 => Some("residence-certificate"),
        4..7 => Some("building-permit-opinion"),
        7 => Some("subsidy-decision"),
        8 => Some("access-to-documents"),
        _ => None,
    }
}

/// A letter of about so many words: one language, names, addresses and numbers among them.
pub fn letter(chance: &mut Chance, words: usize) -> String {
    let vocabulary: &[&str] = match chance.below(10) {
        0..6 => &FRENCH,
        6..9 => &GERMAN,
        _ => &LUXEMBOURGISH,
    };
    let mut text = format!("{}\n{}\n\n", person(chance), address(chance));
    for index in 0..words {
        match chance.below(40) {
            0 => text += &person(chance),
            1 => text += &address(chance),
            2 => text += &format!("n° {}/{}", chance.below(9000), chance.below(9000)),
            3 => {
                // The long tail: compounds and rare words.
                let begin = chance.of(vocabulary);
                let end = chance.of(&GERMAN);
                text += &format!("{begin}{}", end.to_lowercase());
            }
            _ => text += chance.of(vocabulary),
        }
        text.push(if index % 13 == 12 { '\n' } else { ' ' });
    }
    text
}
