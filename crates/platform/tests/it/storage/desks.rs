//! Administrations, desks, assertions, tokens, and the life of a database.

use super::*;

pub fn the_epoch_stays(storage: &dyn Storage) {
    let epoch = storage.epoch().unwrap();
    assert_eq!(epoch.parse::<Uuid>().unwrap().get_version_num(), 4);
    assert_eq!(storage.epoch().unwrap(), epoch);
    storage.healthy().unwrap();
}

pub fn an_administration_is_found_by_its_name_and_added_once(storage: &dyn Storage) {
    let added = administration(storage, 1);
    assert_eq!(storage.administration(&added.name).unwrap(), Some(added.clone()));
    assert_eq!(storage.administration("Commune 1").unwrap(), None);
    let twin = Administration {
        id: uuid(2),
        name: added.name.clone(),
    };
    let refused = storage.add_administration(&twin, now()).unwrap_err();
    assert!(
        matches!(refused, platform::Error::AdministrationExists { .. }),
        "{refused:?}"
    );
    assert_eq!(storage.administration(&added.name).unwrap(), Some(added));
}

pub fn a_code_enrols_one_desk_and_gives_a_lost_answer_again(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let code = digest(1);
    storage
        .add_enrolment_code(code, commune.id, &[Role::Agent], now(), later(60))
        .unwrap();
    let new = NewDesk {
        id: DeskId::from_uuid(uuid(5)),
        name: "Poste de l’accueil".into(),
        public_key: vec![9; 32],
    };
    assert_eq!(
        storage.enrol(code, &new, later(61)).unwrap(),
        Enrolment::Refused,
        "too late"
    );
    assert_eq!(
        storage.enrol(digest(2), &new, now()).unwrap(),
        Enrolment::Refused,
        "unknown"
    );
    let Enrolment::Enrolled(first) = storage.enrol(code, &new, later(5)).unwrap() else {
        panic!("refused")
    };
    assert_eq!(first.roles, [Role::Agent]);
    assert_eq!(
        (first.enrolled_at, first.administration.clone()),
        (later(5), commune)
    );
    assert_eq!(
        storage.enrol(code, &new, later(6)).unwrap(),
        Enrolment::Enrolled(first.clone())
    );
    let other_key = NewDesk {
        public_key: vec![8; 32],
        ..new.clone()
    };
    assert_eq!(
        storage.enrol(code, &other_key, later(6)).unwrap(),
        Enrolment::Refused
    );
    let other_desk = NewDesk {
        id: DeskId::from_uuid(uuid(6)),
        ..new
    };
    assert_eq!(
        storage.enrol(code, &other_desk, later(6)).unwrap(),
        Enrolment::Refused
    );
    assert_eq!(storage.desks().unwrap(), [first]);
}

pub fn a_revoked_desk_is_known_as_revoked(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let desk = enrolled(storage, &commune, 3);
    assert!(!storage.revoke_desk(DeskId::from_uuid(uuid(99)), now()).unwrap());
    assert!(storage.revoke_desk(desk.id, later(1)).unwrap());
    assert!(storage.revoke_desk(desk.id, later(2)).unwrap());
    assert_eq!(
        storage.desk(desk.id).unwrap().unwrap().revoked_at,
        Some(later(1)),
        "the first time stays"
    );
}

pub fn an_assertion_is_used_once_and_a_token_lives_until_it_expires(storage: &dyn Storage) {
    let commune = administration(storage, 1);
    let desk = enrolled(storage, &commune, 3);
    assert!(storage.use_assertion(digest(1), later(10)).unwrap());
    assert!(!storage.use_assertion(digest(1), later(10)).unwrap());
    storage.add_token(digest(2), desk.id, later(10)).unwrap();
    assert_eq!(storage.desk_of_token(digest(2), later(9)).unwrap(), Some(desk));
    assert_eq!(storage.desk_of_token(digest(2), later(10)).unwrap(), None);
    assert_eq!(storage.desk_of_token(digest(3), now()).unwrap(), None);
    storage.sweep(later(11), now()).unwrap();
    assert!(
        storage.use_assertion(digest(1), later(20)).unwrap(),
        "forgotten once it could not be used anyway"
    );
}
