//! The classification plan, contacts, tags and links of the demonstration. Everything in it is invented; the matricules
//! are made by the rule and belong to nobody.

use model::contact::{ContactEntry, PostalAddress};
use model::view::LinkKind;
use model::{Confidentiality, PartyKind, PartyWho};
use wording::Lang;

use crate::{Desk, Error};

const PLAN: &str = "code;parent;fr;de;lb;en
1;;Population;Bevölkerung;Populatioun;Population
1.1;1;Certificats;Bescheinigungen;Zertifikater;Certificates
1.2;1;Registre des personnes;Personenregister;Persouneregëster;Register of persons
2;;Urbanisme;Raumplanung;Urbanismus;Town planning
2.1;2;Autorisations de construire;Baugenehmigungen;Baugeneemegungen;Building permits
2.2;2;Avis techniques;Technische Stellungnahmen;Technesch Avisen;Technical opinions
3;;Subventions;Zuschüsse;Subventiounen;Subsidies
4;;Accès aux documents;Zugang zu Dokumenten;Zougang zu Dokumenter;Access to documents
";

struct Person {
    name: &'static str,
    given: &'static str,
    salutation: &'static str,
    /// Date of birth and the three digits after it.
    first: &'static str,
    street: &'static str,
    email: &'static str,
    language: Lang,
}

const PEOPLE: [Person; 7] = [
    Person {
        name: "Muller",
        given: "Anne",
        salutation: "Madame",
        first: "19850312041",
        street: "27, rue des Tilleuls",
        email: "anne.muller@exemple.lu",
        language: Lang::Fr,
    },
    Person {
        name: "Pereira",
        given: "João",
        salutation: "Monsieur",
        first: "19790714118",
        street: "8, impasse du Moulin",
        email: "joao.pereira@exemple.lu",
        language: Lang::Fr,
    },
    Person {
        name: "Schmit",
        given: "Marc",
        salutation: "Här Schmit",
        first: "19720105207",
        street: "14, rue de la Gare",
        email: "marc.schmit@exemple.lu",
        language: Lang::Lb,
    },
    Person {
        name: "Wagener",
        given: "Léa",
        salutation: "Madamm Wagener",
        first: "19680923305",
        street: "16, rue de la Gare",
        email: "",
        language: Lang::Lb,
    },
    Person {
        name: "Kayser",
        given: "Françoise",
        salutation: "Madame",
        first: "19610530412",
        street: "3, montée de l'Église",
        email: "",
        language: Lang::Fr,
    },
    Person {
        name: "Öztürk",
        given: "Elif",
        salutation: "Sehr geehrte Frau Öztürk",
        first: "19910817503",
        street: "52, rue du Château d'Eau",
        email: "elif.oeztuerk@exemple.lu",
        language: Lang::De,
    },
    Person {
        name: "Hoffmann",
        given: "Tom",
        salutation: "Sehr geehrter Herr Hoffmann",
        first: "19890402611",
        street: "52, rue du Château d'Eau",
        email: "",
        language: Lang::De,
    },
];

/// Words of a subject and the tags that its dossier gets.
const TAGS: [(&str, &[&str]); 4] = [
    ("Carport", &["voisinage"]),
    ("grange", &["patrimoine", "logement"]),
    ("photovolta", &["énergie"]),
    ("Hoffmann", &["pièce manquante"]),
];

fn address(street: &str) -> PostalAddress {
    PostalAddress {
        street: street.to_owned(),
        postal_code: "L-0000".to_owned(),
        city: "Exemple".to_owned(),
        ..PostalAddress::default()
    }
}

fn matricule(first: &str) -> String {
    let digits: Vec<u8> = first.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
    format!(
        "{first}{}{}",
        model::matricule::luhn(&digits),
        model::matricule::verhoeff(&digits)
    )
}

/// Fills plan and directory, and makes the parties of the examples contacts.
pub(super) fn make(desk: &Desk) -> Result<(), Error> {
    let plan = model::classification::read(PLAN.as_bytes()).unwrap_or_default();
    desk.store.change(&desk.actor, |change| -> Result<(), Error> {
        change.set_plan(&plan)?;
        change.record(
            "classification-imported",
            None,
            &[("count", &plan.len().to_string())],
        )?;
        Ok(())
    })?;
    let mut contacts = Vec::new();
    for person in &PEOPLE {
        let entry = ContactEntry {
            given_names: person.given.to_owned(),
            salutation: person.salutation.to_owned(),
            matricule: matricule(person.first),
            address: address(person.street),
            email: person.email.to_owned(),
            language: Some(person.language),
            ..ContactEntry::named(PartyKind::Natural, person.name)
        };
        contacts.push(desk.add_contact(entry, false)?);
    }
    let company = ContactEntry {
        vat: "LU12345613".to_owned(),
        rcs: "B 000 000 (TEST)".to_owned(),
        address: address("Zone d'activités Am Feld 5"),
        email: "contact@solaris.exemple.lu".to_owned(),
        language: Some(Lang::Fr),
        ..ContactEntry::named(PartyKind::Legal, "Solaris Exemple S.à r.l.")
    };
    contacts.push(desk.add_contact(company, false)?);
    // Somebody typed a person a second time: the desk suggests to merge the two.
    let twice = ContactEntry {
        given_names: "Marc".to_owned(),
        address: address("14 rue de la gare"),
        phone: "+352 00 00 00".to_owned(),
        ..ContactEntry::named(PartyKind::Natural, "Schmitt")
    };
    desk.add_contact(twice, false)?;

    let rows = desk.dossiers("", 100, 0)?;
    for row in &rows {
        let dossier = desk.dossier(row.id)?;
        for party in dossier.parties.iter().filter(|party| party.contact.is_none()) {
            if let Some(contact) = contacts.iter().find(|contact| contact.full_name == party.name) {
                desk.change_party(party.id, &PartyWho::Contact(contact.id), party.role)?;
            }
        }
        let tags: Vec<String> = TAGS
            .iter()
            .filter(|(word, _)| row.subject.as_str().contains(word))
            .flat_map(|(_, tags)| tags.iter().map(|tag| (*tag).to_owned()))
            .collect();
        if !tags.is_empty() {
            desk.change_tags(row.id, &tags, &[])?;
        }
        let code = match row.procedure.as_deref() {
            Some("residence-certificate") => Some("1.1"),
            Some("building-permit-opinion") => Some("2.2"),
            Some("subsidy-decision") => Some("3"),
            Some("access-to-documents") => Some("4"),
            _ => None,
        };
        if code.is_some() && dossier.facts.classification.is_none() {
            desk.classify(row.id, code)?;
        }
    }
    let with = |word: &str| {
        rows.iter()
            .find(|row| row.subject.as_str().contains(word))
            .map(|row| row.id)
    };
    if let (Some(carport), Some(barn)) = (with("Carport"), with("grange")) {
        desk.link_dossiers(carport, LinkKind::Concerns, barn)?;
        let everybody: Vec<_> = desk.people()?.into_iter().map(|person| person.id).collect();
        desk.set_confidentiality(barn, Confidentiality::Restricted, &everybody)?;
    }
    if let (Some(first), Some(second)) = (with("Hoffmann"), with("Pereira")) {
        desk.link_dossiers(first, LinkKind::Follows, second)?;
    }
    Ok(())
}
