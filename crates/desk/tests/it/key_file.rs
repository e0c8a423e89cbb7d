//! A key file is remembered for the person who asked for it, and for nobody else.

use std::path::Path;
use std::sync::Arc;

use desk::{Desk, System, demo};

#[test]
fn a_key_file_is_remembered_for_one_person_over_a_restart_and_forgotten_when_they_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("desk");
    let file = Path::new("/cartes/claire.p12");
    let desk = demo::prepare_desk(&place, &demo::PASSPHRASE.into(), Arc::new(System)).unwrap();
    assert_eq!(desk.key_file().unwrap(), None);
    desk.remember_key_file(Some(file)).unwrap();
    drop(desk);

    // Somebody else at the same desk is neither shown it nor takes it away.
    let (_, _, theirs) = demo::COLLEAGUES[1];
    let other = Desk::unlock(&place, &theirs.into(), Arc::new(System)).unwrap();
    assert_eq!(other.key_file().unwrap(), None);
    other.remember_key_file(None).unwrap();
    drop(other);

    let desk = Desk::unlock(&place, &demo::PASSPHRASE.into(), Arc::new(System)).unwrap();
    assert_eq!(desk.key_file().unwrap().as_deref(), Some(file));
    let lines = desk
        .journal(&model::safety::JournalFilter::default(), 10)
        .unwrap();
    let told = format!("{lines:?}");
    assert!(told.contains("key-file-remembered"), "{told}");
    assert!(!told.contains("cartes"), "the journal says where it lies: {told}");
    desk.remember_key_file(None).unwrap();
    assert_eq!(desk.key_file().unwrap(), None);
}
